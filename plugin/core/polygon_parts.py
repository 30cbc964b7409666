# SPDX-License-Identifier: GPL-2.0-or-later
"""Parts of polygons that areas have cut: only polygons, none on top of another, and what is left."""

from __future__ import annotations

import numpy as np
import shapely

from .arrays import Floats, Geometries, Ints


def polygonal(geometries: Geometries) -> Geometries:
    """Return only the polygons of intersections, which can hold touching points and lines too."""
    result = geometries.copy()
    for i in np.flatnonzero(shapely.get_type_id(geometries) == shapely.GeometryType.GEOMETRYCOLLECTION):
        parts = shapely.get_parts(geometries[i])
        result[i] = shapely.multipolygons(shapely.get_parts(parts[shapely.get_dimensions(parts) == 2]))
    flat = shapely.get_dimensions(result) < 2
    result[flat] = shapely.from_wkt("POLYGON EMPTY")
    return result


def features_with_overlaps(feature: Ints, amount: Floats, geometry: Geometries, total: Floats, noise: Floats) -> Ints:
    """Return the polygons whose pieces overlap one another.

    Pieces that fill their polygon exactly do not. Where they leave something over, an overlap can hide in it.
    """
    taken = np.bincount(feature, weights=amount, minlength=len(total))
    several = np.bincount(feature, minlength=len(total)) > 1
    found = []
    for f in np.flatnonzero(several & ~(np.abs(total - taken) <= noise)):
        own = geometry[feature == f]
        if shapely.area(own).sum() - shapely.area(shapely.union_all(own)) > noise[f]:
            found.append(f)
    return np.array(found, dtype=np.int64)


def earlier_first(pieces: Geometries) -> Geometries:
    """Return pieces of one polygon without what an earlier piece has taken."""
    result = pieces.copy()
    taken = pieces[0]
    for i in range(1, len(pieces)):
        result[i] = polygonal(np.array([shapely.difference(pieces[i], taken)], dtype=object))[0]
        taken = shapely.union(taken, pieces[i])
    return result


def outside_parts(out: Ints, geometries: Geometries, feature: Ints, geometry: Geometries) -> Geometries:
    """Return what is left of the given polygons when their pieces are taken away."""
    result = np.empty(len(out), dtype=object)
    for i, f in enumerate(out):
        pieces = geometry[feature == f]
        left = shapely.difference(geometries[f], shapely.union_all(pieces)) if len(pieces) else geometries[f]
        result[i] = polygonal(np.array([left], dtype=object))[0]
    return result
