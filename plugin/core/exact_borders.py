# SPDX-License-Identifier: GPL-2.0-or-later
"""Borders of any set of areas, asked of GEOS."""

from __future__ import annotations

from functools import cached_property

import numpy as np
import shapely

from .arrays import Bools, Floats, Geometries, Ints
from .borders import Breaks
from .chains import Chains, boundary_chunks, chunk_lines
from .pieces import OUTSIDE
from .ranges import ranges
from .segment_pairs import BORDER_TOLERANCE

_AREAS_AT_ONCE = 200
_MANY = 4
"""From so many points on an area is prepared: an index takes as long to build as a few points without one."""

_LINE_CHUNK = 16
"""Edges in one chunk of line that is tried against the boundaries: most road links are one chunk."""

POINTS_AT_ONCE = 50_000
"""Points that are made between two chances of other threads: some 30 milliseconds."""


class ExactBorders:
    """Borders of any set of valid (multi)polygons: what several areas hold belongs to the first of them.

    Threads may share it. Polygons are prepared as copies that are soon forgotten: the indexes that GEOS builds in
    prepared polygons, at first use, are not safe from other threads, and for the areas of a country they take some
    hundreds of megabytes.
    """

    def __init__(self, geometries: Geometries) -> None:
        self.geometries = geometries

    @cached_property
    def tree(self) -> shapely.STRtree:
        """The areas in a search tree."""
        return shapely.STRtree(self.geometries)

    @cached_property
    def boundary(self) -> tuple[shapely.STRtree, Ints]:
        """A tree of short stretches of boundary, and whose each of them is."""
        chunks, owner = boundary_chunks(self.geometries)
        return shapely.STRtree(chunks), owner

    def locate(self, x: Floats, y: Floats) -> Ints:
        """See ``Borders``."""
        # some at a time: shapely keeps the interpreter's lock while it makes points, and a window would stand still
        some = [slice(first, first + POINTS_AT_ONCE) for first in range(0, len(x), POINTS_AT_ONCE)]
        return np.concatenate([np.empty(0, np.int64), *(self._locate(x[part], y[part]) for part in some)])

    def _locate(self, x: Floats, y: Floats) -> Ints:
        result = np.full(len(x), OUTSIDE, dtype=np.int64)
        point, area = self.tree.query(shapely.points(x, y))
        hit = self._holds(area, x[point], y[point])
        point, area = point[hit], area[hit]
        # The last of equal positions is what an assignment keeps: the first area must come last.
        order = np.argsort(-area, kind="stable")
        result[point[order]] = area[order]
        return result

    def _holds(self, area: Ints, x: Floats, y: Floats) -> Bools:
        """Tell whether areas hold points, pair by pair."""
        result = np.empty(len(area), dtype=bool)
        order = np.argsort(area, kind="stable")
        begins = np.flatnonzero(np.diff(area[order], prepend=-1))
        for rows in np.split(order, begins[_AREAS_AT_ONCE::_AREAS_AT_ONCE]):
            asked, number, count = np.unique(area[rows], return_inverse=True, return_counts=True)
            areas = self.geometries[asked]
            many = count >= _MANY
            if many.any():
                areas[many] = shapely.from_wkb(shapely.to_wkb(areas[many]))
                shapely.prepare(areas[many])
            result[rows] = shapely.intersects_xy(areas[number], x[rows], y[rows])
        return result

    def close(self, x: Floats, y: Floats) -> Ints:
        """See ``Borders``."""
        tree, _ = self.boundary
        found, _ = tree.query(shapely.points(x, y), predicate="dwithin", distance=BORDER_TOLERANCE)
        return np.unique(found)

    def near(self, x: Floats, y: Floats) -> Ints:
        """See ``Borders``.

        An area is near where it holds the point or a chunk of its boundary is: the distance to a whole polygon is the
        same question, and takes ten times as long.
        """
        points = shapely.points(x, y)
        boundary, owner = self.boundary
        close, chunk = boundary.query(points, predicate="dwithin", distance=BORDER_TOLERANCE)
        point, area = self.tree.query(points)
        holds = self._holds(area, x[point], y[point])
        position = np.concatenate([close, point[holds]])
        return np.unique(position * len(self.geometries) + np.concatenate([owner[chunk], area[holds]]))

    def meet(self, chains: Chains) -> tuple[Ints, Breaks, Ints]:
        """See ``Borders``."""
        tree, _ = self.boundary
        chunks, begin, edges = chunk_lines(chains.lines, _LINE_CHUNK)
        hit, _ = tree.query(chunks, predicate="dwithin", distance=BORDER_TOLERANCE)
        close = np.unique(hit)
        segments = ranges(begin[close], edges[close])
        lines = np.unique(chains.line_of_segment[segments])
        area = np.full(len(chains), OUTSIDE, dtype=np.int64)
        whole = np.setdiff1d(np.arange(len(chains)), lines, assume_unique=True)
        start = chains.first[whole]
        area[whole] = self.locate(chains.x[start], chains.y[start])
        return lines, self._breaks(chains, segments, tree), area

    def _breaks(self, chains: Chains, segments: Ints, tree: shapely.STRtree) -> Breaks:
        """Return every point where one of the segments meets a boundary.

        Where a line runs along a border within the tolerance, the vertices of both say where it comes and leaves.
        """
        lines = chains.segment_geometries(segments)
        hit, chunk = tree.query(lines, predicate="dwithin", distance=BORDER_TOLERANCE)
        border, near = tree.geometries[chunk], segments[hit]
        met, which = shapely.get_coordinates(shapely.intersection(lines[hit], border), return_index=True)
        crossed, distance = chains.line_of_segment[near[which]], chains.distance_at(near[which], met)
        corners, which = shapely.get_coordinates(border, return_index=True)
        along, offset = chains.project(near[which], corners)
        beside = offset <= BORDER_TOLERANCE
        follower, follows = [near[which[beside]]], [along[beside]]
        for end in (0, 1):
            vertex = near + end
            beside = shapely.dwithin(shapely.points(chains.x[vertex], chains.y[vertex]), border, BORDER_TOLERANCE)
            follower.append(near[beside])
            follows.append(chains.distance_at_vertex(vertex[beside]))
        line = chains.line_of_segment[np.concatenate(follower)]
        runs, ends = chains.runs((crossed, distance), (line, np.concatenate(follows)))
        return np.concatenate([crossed, runs]), np.concatenate([distance, ends])
