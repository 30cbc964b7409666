# SPDX-License-Identifier: GPL-2.0-or-later
"""Polygons cut at borders, each part given to the area that holds it."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import shapely

from . import ellipsoid
from .area_walk import AreaWalk
from .arrays import Bools, Floats, Geometries, Ints
from .exact_borders import ExactBorders
from .grid_borders import GridBorders
from .nearest_edge import NOT_SAID
from .pieces import OUTSIDE, Pieces
from .polygon_measuring import shares_of
from .polygon_parts import earlier_first, features_with_overlaps, outside_parts, polygonal

_CUT_AT_ONCE = 500
_VERTICES_AT_ONCE = 2_000_000
_MEASURED_AT_ONCE = 300_000
"""Vertices of polygons that are measured at once: more would take memory, not time."""


def split_polygons(
    geometries: Geometries,
    exact: ExactBorders,
    ground: tuple[GridBorders, AreaWalk] | None,
    sizes: Floats,
    parts: bool,
    check: Callable[[], None],
) -> Pieces:
    """Intersect polygons with the areas; what no area takes is outside.

    ``geometries``: valid polygons, not empty; ``ground``: the borders in a grid and as they are walked, where no areas
    overlap; ``sizes``: square metres of the areas. A polygon that no border enters lies whole where its first vertex
    lies. Where areas overlap, the later area gets only what the earlier ones left.
    """
    total = ellipsoid.polygon_areas(geometries)
    if ground is None:
        area = _whole_by_box(geometries, exact)
    else:
        area = ground[0].grid.whole_boxes(shapely.bounds(geometries)).astype(np.int64)
    check()
    whole = np.flatnonzero(area != NOT_SAID)
    pieces = [(whole, area[whole], total[whole], geometries[whole])]
    rest = np.flatnonzero(area == NOT_SAID)
    near = np.zeros(len(rest), dtype=bool)
    if ground is not None:
        box = shapely.bounds(geometries[rest])
        near = ellipsoid.inside_box(box[:, 0], box[:, 1]) & ellipsoid.inside_box(box[:, 2], box[:, 3])
    to_cut = [rest[~near]]
    for some in _batches(geometries, rest[near], cut=False):
        found = _pieces_of(geometries[some], total[some], exact, ground, sizes, False, False, check)
        if parts:
            # What lies in one piece is its own geometry; only the others are cut.
            several = np.bincount(found[0], minlength=len(some)) > 1
            to_cut.append(some[several])
            kept = ~several[found[0]]
            found = (found[0][kept], found[1][kept], found[2][kept], found[3][kept])
        pieces.append((some[found[0]], *found[1:]))
        check()
    for some in _batches(geometries, np.concatenate(to_cut), cut=True):
        found = _pieces_of(geometries[some], total[some], exact, None, sizes, parts, ground is None, check)
        pieces.append((some[found[0]], *found[1:]))
        check()
    feature, area, amount, geometry = (np.concatenate(column) for column in zip(*pieces, strict=True))
    order = np.lexsort((np.where(area == OUTSIDE, len(exact.geometries), area), feature))
    return Pieces(feature[order], area[order], amount[order], geometry[order] if parts else None)


def _batches(geometries: Geometries, rows: Ints, *, cut: bool) -> list[Ints]:
    """Return rows of polygons, as many as are worked on at once."""
    if len(rows) == 0:
        return []
    most = -(-len(rows) // _CUT_AT_ONCE)
    if not cut:
        most = min(most, 1 + int(shapely.get_num_coordinates(geometries[rows]).sum()) // _MEASURED_AT_ONCE)
    return np.array_split(rows, most)


def _whole_by_box(geometries: Geometries, exact: ExactBorders) -> Ints:
    """Return where polygons lie whose box no border enters, ``NOT_SAID`` for the others."""
    near, _ = exact.boundary[0].query(geometries)
    entered = np.zeros(len(geometries), dtype=bool)
    entered[near] = True
    xy, owner = shapely.get_coordinates(geometries, return_index=True)
    first = np.searchsorted(owner, np.flatnonzero(~entered))
    area = np.full(len(geometries), NOT_SAID, dtype=np.int64)
    area[~entered] = exact.locate(xy[first, 0], xy[first, 1])
    return area


def _pieces_of(
    geometries: Geometries,
    total: Floats,
    exact: ExactBorders,
    ground: tuple[GridBorders, AreaWalk] | None,
    sizes: Floats,
    parts: bool,
    overlaps: bool,
    check: Callable[[], None],
) -> tuple[Ints, Ints, Floats, Geometries]:
    """Return pieces of polygons that may touch a boundary: (feature, area, square metres, geometry).

    ``ground``: what measures them without cutting; then only the geometry of a polygon in one piece is that piece.
    ``overlaps``: whether areas may overlap.
    """
    # What the rounding of coordinates can do to an area; less than this is nobody's ground.
    noise = 1e-9 * total + 1e-8 * shapely.length(geometries)
    # Prepared, and used by this thread only: they may be the reader's.
    shapely.prepare(geometries)
    if ground is None:
        feature, area = exact.tree.query(geometries, predicate="intersects")
        order = np.lexsort((area, feature))
        feature, area = feature[order], area[order]
        amount, geometry = _shared(geometries, feature, area, exact, sizes, check)
    else:
        feature, area, amount = _measured(geometries, total, noise, exact, ground, sizes, check)
        geometry = np.full(len(feature), None, dtype=object)
    for f in features_with_overlaps(feature, amount, geometry, total, noise) if overlaps else ():
        own = np.flatnonzero(feature == f)
        geometry[own] = earlier_first(geometry[own])
        amount[own] = ellipsoid.polygon_areas(geometry[own])
    kept = amount > noise[feature]
    feature, area, amount, geometry = feature[kept], area[kept], amount[kept], geometry[kept]
    taken = np.bincount(feature, weights=amount, minlength=len(geometries))
    complete = (taken > 0) & (taken >= total - noise)
    amount *= np.divide(total, taken, out=np.ones(len(total)), where=complete)[feature]
    alone = complete[feature] & (np.bincount(feature, minlength=len(total))[feature] == 1)
    geometry[alone] = geometries[feature[alone]]
    out = np.flatnonzero(~complete)
    remainder = outside_parts(out, geometries, feature, geometry) if parts else geometries[out]
    return (
        np.concatenate([feature, out]),
        np.concatenate([area, np.full(len(out), OUTSIDE)]),
        np.concatenate([amount, (total - taken)[out]]),
        np.concatenate([geometry, remainder]),
    )


def _measured(
    geometries: Geometries,
    total: Floats,
    noise: Floats,
    exact: ExactBorders,
    ground: tuple[GridBorders, AreaWalk],
    sizes: Floats,
    check: Callable[[], None],
) -> tuple[Ints, Ints, Floats]:
    """Return (feature, area, square metres) of polygons and areas that may share ground; GEOS says what is doubtful."""
    shares = shares_of(geometries, exact.tree, *ground, check)
    feature, area, amount = shares.feature, shares.area, shares.amount
    known = np.nan_to_num(amount)
    # More than there is, or less than nothing, cannot be.
    most = np.minimum(total[feature], sizes[area]) + noise[feature]
    wrong = np.zeros(len(total), dtype=bool)
    wrong[feature[(known < -noise[feature]) | (known > most)]] = True
    wrong |= np.bincount(feature, known, len(total)) > total + noise
    asked = np.flatnonzero(np.isnan(amount) | wrong[feature])
    amount[asked], _ = _shared(geometries, feature[asked], area[asked], exact, sizes, check)
    return feature, area, amount


def _shared(
    geometries: Geometries,
    feature: Ints,
    area: Ints,
    exact: ExactBorders,
    sizes: Floats,
    check: Callable[[], None],
) -> tuple[Floats, Geometries]:
    """Return the square metres and the ground that pairs of polygon and area share. The polygons are prepared."""
    geometry = exact.geometries[area]
    contained = _contained(geometries, feature, geometry)
    cut = np.flatnonzero(~contained)
    geometry[cut] = _intersections(geometries[feature[cut]], geometry[cut], check)
    amount = sizes[area]
    amount[cut] = ellipsoid.polygon_areas(geometry[cut])
    return amount, geometry


def _contained(geometries: Geometries, feature: Ints, areas: Geometries) -> Bools:
    """Tell which areas lie whole in their pair's polygon."""
    box, of_area = shapely.bounds(geometries)[feature], shapely.bounds(areas)
    may_hold = np.flatnonzero((box[:, :2] <= of_area[:, :2]).all(axis=1) & (box[:, 2:] >= of_area[:, 2:]).all(axis=1))
    contained = np.zeros(len(feature), dtype=bool)
    contained[may_hold] = shapely.covers(geometries[feature[may_hold]], areas[may_hold])
    return contained


def _intersections(first: Geometries, second: Geometries, check: Callable[[], None]) -> Geometries:
    """Return what pairs of polygons share, a few at a time where they are large, so that a cancel is heard."""
    result = np.empty(len(first), dtype=object)
    vertices = np.cumsum(shapely.get_num_coordinates(first) + shapely.get_num_coordinates(second))
    last = int(vertices[-1]) if len(vertices) else 0
    ends = np.unique(np.searchsorted(vertices, np.arange(_VERTICES_AT_ONCE, last, _VERTICES_AT_ONCE)))
    for rows in np.split(np.arange(len(first)), ends):
        result[rows] = polygonal(shapely.intersection(first[rows], second[rows]))
        check()
    return result
