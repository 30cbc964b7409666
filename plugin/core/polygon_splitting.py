# SPDX-License-Identifier: GPL-2.0-or-later
"""Polygons cut at borders, each part given to the area that holds it."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import shapely

from . import ellipsoid
from .arrays import Floats, Geometries, Ints
from .borders import ExactBorders, GridBorders
from .boundary_grid import NOT_SAID
from .pieces import OUTSIDE, Pieces
from .polygon_parts import earlier_first, features_with_overlaps, outside_parts, polygonal

_CUT_AT_ONCE = 500
_LARGE = 20_000.0
"""A polygon wider than this, in metres, is hardly ever whole in an area: it is cut without being asked about."""

_VERTICES_AT_ONCE = 2_000_000


def split_polygons(
    geometries: Geometries,
    exact: ExactBorders,
    borders: GridBorders | None,
    sizes: Floats,
    parts: bool,
    check: Callable[[], None],
) -> Pieces:
    """Intersect polygons with the areas; what no area takes is outside.

    ``geometries``: valid polygons, not empty; ``borders``: of the same areas, where there is a grid; ``sizes``: square
    metres of the areas. A polygon that no border enters lies whole where its first vertex lies. Where areas overlap,
    the later area gets only what the earlier ones left.
    """
    total = ellipsoid.polygon_areas(geometries)
    area = _whole_by_box(geometries, exact) if borders is None else _whole_by_grid(geometries, exact, borders)
    check()
    whole = np.flatnonzero(area != NOT_SAID)
    pieces = [(whole, area[whole], total[whole], geometries[whole])]
    rest = np.flatnonzero(area == NOT_SAID)
    for rows in np.array_split(rest, -(-len(rest) // _CUT_AT_ONCE)) if len(rest) else []:
        position, in_area, taken, piece = _cut_polygons(
            geometries[rows], total[rows], exact, sizes, parts, overlaps=borders is None, check=check
        )
        pieces.append((rows[position], in_area, taken, piece))
        check()
    feature, area, amount, geometry = (np.concatenate(column) for column in zip(*pieces, strict=True))
    order = np.lexsort((np.where(area == OUTSIDE, len(exact.geometries), area), feature))
    return Pieces(feature[order], area[order], amount[order], geometry[order] if parts else None)


def _whole_by_grid(geometries: Geometries, exact: ExactBorders, borders: GridBorders) -> Ints:
    """Return where polygons lie that no border enters, ``NOT_SAID`` for the others."""
    area = borders.grid.whole_boxes(shapely.bounds(geometries)).astype(np.int64)
    rest = np.flatnonzero(area == NOT_SAID)
    if len(rest) == 0:
        return area
    bounds = shapely.bounds(geometries[rest])
    asked = ((bounds[:, 2:] - bounds[:, :2]) <= _LARGE).all(axis=1)
    rest = rest[asked]
    rings, owner = shapely.get_rings(geometries[rest], return_index=True)
    xy, ring = shapely.get_coordinates(rings, return_index=True)
    owner = owner[ring]
    x, y = xy.T.copy()
    entered = np.zeros(len(rest), dtype=bool)
    entered[owner[borders.meeting(x, y, ring[1:] == ring[:-1])]] = True
    holding, _ = exact.ring_starts.query(geometries[rest])
    entered[holding] = True
    first = np.searchsorted(owner, np.flatnonzero(~entered))
    area[rest[~entered]] = borders.locate(x[first], y[first])
    return area


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


def _cut_polygons(
    geometries: Geometries,
    total: Floats,
    exact: ExactBorders,
    sizes: Floats,
    parts: bool,
    *,
    overlaps: bool,
    check: Callable[[], None],
) -> tuple[Ints, Ints, Floats, Geometries]:
    """Return pieces of polygons that may touch a boundary: (feature, area, square metres, geometry).

    ``overlaps``: whether areas may overlap.
    """
    # Prepared, and used by this thread only: they may be the reader's.
    shapely.prepare(geometries)
    feature, area = exact.tree.query(geometries, predicate="intersects")
    order = np.lexsort((area, feature))
    feature, area = feature[order], area[order]
    geometry = exact.geometries[area]
    box, of_area = shapely.bounds(geometries)[feature], shapely.bounds(geometry)
    may_hold = np.flatnonzero((box[:, :2] <= of_area[:, :2]).all(axis=1) & (box[:, 2:] >= of_area[:, 2:]).all(axis=1))
    contained = np.zeros(len(feature), dtype=bool)
    contained[may_hold] = shapely.covers(geometries[feature[may_hold]], geometry[may_hold])
    cut = np.flatnonzero(~contained)
    geometry[cut] = _intersections(geometries[feature[cut]], geometry[cut], check)
    amount = sizes[area]
    amount[cut] = ellipsoid.polygon_areas(geometry[cut])
    # What the rounding of coordinates can do to an area; less than this is nobody's ground.
    noise = 1e-9 * total + 1e-8 * shapely.length(geometries)
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
