# SPDX-License-Identifier: GPL-2.0-or-later
"""Do areas cover the ground once? Finds overlaps and enclosed gaps between polygons."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray

from .edges import Edges, edges_of

SMALLEST = 1.0
"""Overlaps and gaps below this size, in square metres, are noise of digitising and are not reported."""


@dataclass(frozen=True)
class Coverage:
    """What disturbs a set of areas: pairs (first, second, m²) that overlap, and the sizes of enclosed gaps (m²)."""

    overlaps: tuple[tuple[int, int, float], ...]
    gaps: tuple[float, ...]


def check_coverage(geometries: NDArray[np.object_], edges: Edges | None = None) -> Coverage:
    """Find where polygons overlap and which gaps they enclose.

    ``geometries``: valid (multi)polygons, a plane in metres; ``edges``: theirs, where known. Every edge that one
    polygon walks in one direction and another in the other direction cancels out. On the faces of what remains, the
    number of polygons on top of each other is constant: 1 where all is well, 0 in a gap, more in an overlap.
    """
    remaining = _uncancelled_edges(edges_of(geometries) if edges is None else edges)
    if len(remaining) == 0:
        return Coverage((), ())
    tree = shapely.STRtree(geometries)
    faces, layers = _faces(remaining, tree, SMALLEST)
    gaps = tuple(sorted((float(a) for a in shapely.area(faces[layers == 0])), reverse=True))
    # Two areas that only meet at the point are no overlap: the pairs are measured.
    return Coverage(_overlapping_pairs(geometries, tree, faces[layers > 1], SMALLEST), gaps)


def overlapping(geometries: NDArray[np.object_], edges: Edges | None = None) -> NDArray[np.bool_]:
    """Tell which polygons share ground with another one, however little. As in ``check_coverage``."""
    found = np.zeros(len(geometries), dtype=bool)
    remaining = _uncancelled_edges(edges_of(geometries) if edges is None else edges)
    if len(remaining):
        tree = shapely.STRtree(geometries)
        faces, layers = _faces(remaining, tree, 0.0)
        for one, other, _ in _overlapping_pairs(geometries, tree, faces[layers > 1], 0.0):
            found[[one, other]] = True
    return found


def _faces(
    edges: NDArray[np.object_], tree: shapely.STRtree, smallest: float
) -> tuple[NDArray[np.object_], NDArray[np.int64]]:
    """Return the faces between edges, and how many polygons lie on top of each other in each."""
    faces = shapely.get_parts(shapely.polygonize([shapely.union_all(edges)]))
    faces = faces[shapely.area(faces) >= smallest]
    # "intersects", because a face can be many areas with their shared borders inside it, and the point can hit one.
    face, _ = tree.query(shapely.point_on_surface(faces), predicate="intersects")
    return faces, np.bincount(face, minlength=len(faces))


def _uncancelled_edges(edges: Edges) -> NDArray[np.object_]:
    return edges.lines(np.flatnonzero(edges.net != 0))


def _overlapping_pairs(
    geometries: NDArray[np.object_], tree: shapely.STRtree, faces: NDArray[np.object_], smallest: float
) -> tuple[tuple[int, int, float], ...]:
    """Return the pairs of polygons that share that much ground and some, of those that reach into the given faces."""
    _, polygon = tree.query(faces, predicate="intersects")
    here = np.unique(polygon)
    position, other = tree.query(geometries[here], predicate="intersects")
    one = here[position]
    pair = (one < other) & np.isin(other, here)
    one, other = one[pair], other[pair]
    size = shapely.area(shapely.intersection(geometries[one], geometries[other]))
    order = np.lexsort((other, one))
    return tuple((int(one[i]), int(other[i]), float(size[i])) for i in order if size[i] > 0 and size[i] >= smallest)
