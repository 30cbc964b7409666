# SPDX-License-Identifier: GPL-2.0-or-later
"""Polygons cut at borders, each part given to the area that holds it."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import shapely

from . import ellipsoid
from .arrays import Bools, Floats, Geometries, Ints
from .borders import ExactBorders
from .boundary_grid import NOT_SAID, BoundaryGrid
from .pieces import OUTSIDE, Pieces
from .polygon_parts import earlier_first, features_with_overlaps, outside_parts, polygonal

_CUT_AT_ONCE = 500


def split_polygons(
    geometries: Geometries, exact: ExactBorders, grid: BoundaryGrid | None, parts: bool, check: Callable[[], None]
) -> Pieces:
    """Intersect polygons with the areas; what no area takes is outside.

    ``geometries``: valid (multi)polygons, not empty. A polygon whose box no boundary enters lies whole where its first
    vertex lies. Where areas overlap, the later area gets only what the earlier ones left.
    """
    total = ellipsoid.polygon_areas(geometries)
    area, is_whole = _whole(geometries, exact, grid)
    check()
    whole = np.flatnonzero(is_whole)
    pieces = [(whole, area[whole], total[whole], geometries[whole])]
    rest = np.flatnonzero(~is_whole)
    for rows in np.array_split(rest, -(-len(rest) // _CUT_AT_ONCE)) if len(rest) else []:
        position, in_area, taken, piece = _cut_polygons(geometries[rows], total[rows], exact, parts)
        pieces.append((rows[position], in_area, taken, piece))
        check()
    feature, area, amount, geometry = (np.concatenate(column) for column in zip(*pieces, strict=True))
    order = np.lexsort((np.where(area == OUTSIDE, len(exact.geometries), area), feature))
    return Pieces(feature[order], area[order], amount[order], geometry[order] if parts else None)


def _whole(geometries: Geometries, exact: ExactBorders, grid: BoundaryGrid | None) -> tuple[Ints, Bools]:
    """Return where polygons lie whose box no boundary enters, and which these are."""
    area = np.full(len(geometries), NOT_SAID, dtype=np.int64)
    if grid is not None:
        area[:] = grid.whole_boxes(shapely.bounds(geometries))
    is_whole = area != NOT_SAID
    rest = np.flatnonzero(~is_whole)
    near, _ = exact.boundary[0].query(geometries[rest])
    is_whole[rest] = True
    is_whole[rest[near]] = False
    more = rest[is_whole[rest]]
    xy, owner = shapely.get_coordinates(geometries[more], return_index=True)
    first = xy[np.searchsorted(owner, np.arange(len(more)))]
    area[more] = exact.locate(first[:, 0], first[:, 1])
    return area, is_whole


def _cut_polygons(
    geometries: Geometries, total: Floats, exact: ExactBorders, parts: bool
) -> tuple[Ints, Ints, Floats, Geometries]:
    """Return pieces of polygons that may touch a boundary: (feature, area, square metres, geometry)."""
    shapely.prepare(geometries)
    feature, area = exact.tree.query(geometries, predicate="intersects")
    order = np.lexsort((area, feature))
    feature, area = feature[order], area[order]
    inside = shapely.covers(exact.geometries[area], geometries[feature])
    contained = ~inside & shapely.covers(geometries[feature], exact.geometries[area])
    geometry = np.where(inside, geometries[feature], exact.geometries[area])
    cut = np.flatnonzero(~inside & ~contained)
    geometry[cut] = polygonal(shapely.intersection(geometries[feature[cut]], exact.geometries[area[cut]]))
    amount = ellipsoid.polygon_areas(geometry)
    amount[inside] = total[feature[inside]]
    # What the rounding of coordinates can do to an area; less than this is nobody's ground.
    noise = 1e-9 * total + 1e-8 * shapely.length(geometries)
    for f in features_with_overlaps(feature, amount, geometry, total, noise):
        own = np.flatnonzero(feature == f)
        geometry[own] = earlier_first(geometry[own])
        amount[own] = ellipsoid.polygon_areas(geometry[own])
    kept = amount > noise[feature]
    feature, area, amount, geometry = feature[kept], area[kept], amount[kept], geometry[kept]
    taken = np.bincount(feature, weights=amount, minlength=len(geometries))
    complete = (taken > 0) & (taken >= total - noise)
    amount *= np.divide(total, taken, out=np.ones(len(total)), where=complete)[feature]
    out = np.flatnonzero(~complete)
    remainder = outside_parts(out, geometries, feature, geometry) if parts else geometries[out]
    return (
        np.concatenate([feature, out]),
        np.concatenate([area, np.full(len(out), OUTSIDE)]),
        np.concatenate([amount, (total - taken)[out]]),
        np.concatenate([geometry, remainder]),
    )
