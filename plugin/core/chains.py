# SPDX-License-Identifier: GPL-2.0-or-later
"""Lines as arrays of vertices, and lines cut into chunks that a search tree can tell apart."""

from __future__ import annotations

from functools import cached_property

import numpy as np
import pandas as pd
import shapely

from . import ellipsoid
from .arrays import Bools, Floats, Geometries, Ints
from .ranges import ranges

SHORTEST_RUN = 0.1
"""A line that keeps close to a border for less than this, in metres, crosses it at a sharp angle or only touches it."""

SAME_POINT = 1e-6
"""Two points of a line closer than this, in metres, differ by the rounding of coordinates only."""

BOUNDARY_CHUNK = 8
"""Edges in one chunk of boundary in the search tree: few, so that a chunk's box is tight."""

VERTICES_AT_ONCE = 100_000
"""Vertices that lines are made of between two chances of other threads: some 20 milliseconds."""


class Chains:
    """Lines as arrays of vertices, with the distance along each line at every vertex.

    ``first`` and ``last``: positions of each line's end vertices; ``length``: grid length of each line, ``metres``: the
    same on the ellipsoid. Segment i runs from vertex i to vertex i + 1 where ``joined`` says that there is one.
    """

    def __init__(self, xy: Floats, counts: Ints) -> None:
        """``xy``: the vertices of all lines, rows of x and y; ``counts``: how many each line has, at least one."""
        self._lay_out(xy, counts)
        self._steps = np.hypot(np.diff(self.x), np.diff(self.y))
        # From the last vertex of a line to the first of the next there is no way.
        self._steps[self.last[:-1]] = 0.0
        metres = ellipsoid.segment_lengths(self.x[:-1], self.y[:-1], self.x[1:], self.y[1:], self._steps)
        metres[self.last[:-1]] = 0.0
        self._steps_in_metres = metres

    def _lay_out(self, xy: Floats, counts: Ints) -> None:
        self._xy, self._counts = xy, np.asarray(counts, dtype=np.int64)
        self.x, self.y = xy.T.copy()
        end = np.cumsum(self._counts)
        self.first, self.last = end - self._counts, end - 1
        self.line_of_segment = np.repeat(np.arange(len(end)), self._counts)
        self.joined = np.ones(max(len(xy) - 1, 0), dtype=bool)
        self.joined[self.last[:-1]] = False

    def only(self, lines: Ints) -> Chains:
        """Return some of the lines, in their order."""
        some = Chains.__new__(Chains)
        vertices = ranges(self.first[lines], self._counts[lines])
        some._lay_out(self._xy[vertices], self._counts[lines])
        # The step after a line's last vertex is none, whoever comes next.
        some._steps = np.append(self._steps, 0.0)[vertices][:-1]
        some._steps_in_metres = np.append(self._steps_in_metres, 0.0)[vertices][:-1]
        return some

    def __len__(self) -> int:
        return len(self.first)

    @cached_property
    def length(self) -> Floats:
        """Grid length of each line."""
        return self._sums(self._steps)

    @cached_property
    def metres(self) -> Floats:
        """Length of each line on the ellipsoid."""
        return self._sums(self._steps_in_metres)

    @cached_property
    def _distance(self) -> Floats:
        """Grid length from a line's start to each vertex."""
        return self._along(self._steps)

    @cached_property
    def _metres(self) -> Floats:
        return self._along(self._steps_in_metres)

    @cached_property
    def lines(self) -> Geometries:
        """The lines as linestrings."""
        return _linestrings(self._xy, np.arange(len(self._xy)), self._counts)

    def _sums(self, steps: Floats) -> Floats:
        """Return the sum of every line's steps."""
        return np.add.reduceat(np.append(steps, 0.0), self.first) if len(self) else np.empty(0)

    def _along(self, steps: Floats) -> Floats:
        """Return running sums of steps that begin at zero on every line.

        pandas compensates each line's sum; one running sum over the batch would cost short lines their last digits.
        """
        sums = pd.Series(steps).groupby(self.line_of_segment[:-1]).cumsum().to_numpy()
        result = np.concatenate([[0.0], sums])
        result[self.first] = 0.0
        return result

    def is_longer(self, segments: Ints, than: float) -> Bools:
        """Tell which segments are longer than so many metres of the grid."""
        return np.asarray(self._steps[segments] > than)

    def metres_of(self, segments: Ints) -> Floats:
        """Return the length of segments on the ellipsoid."""
        return np.asarray(self._steps_in_metres[segments])

    def metres_to(self, segments: Ints, x: Floats, y: Floats) -> Floats:
        """Return metres on the ellipsoid from the line's start to points on segments."""
        return self._metres[segments] + ellipsoid.segment_lengths(self.x[segments], self.y[segments], x, y)

    def segment_geometries(self, segments: Ints) -> Geometries:
        """Return segments as linestrings."""
        ends = np.stack([segments, segments + 1], axis=1)
        return np.asarray(shapely.linestrings(np.stack([self.x[ends], self.y[ends]], axis=2)), dtype=object)

    def distance_at_vertex(self, vertices: Ints) -> Floats:
        """Return the distance along the line of vertices."""
        return np.asarray(self._distance[vertices])

    def distance_at(self, segments: Ints, xy: Floats) -> Floats:
        """Return the distance along the line of points on segments."""
        fraction = np.hypot(xy[:, 0] - self.x[segments], xy[:, 1] - self.y[segments])
        return np.asarray(np.minimum(self._distance[segments] + fraction, self._distance[segments + 1]))

    def project(self, segments: Ints, xy: Floats) -> tuple[Floats, Floats]:
        """Return the distance along the line of the points of segments nearest to given ones, and how far they are."""
        x, y = self.x[segments], self.y[segments]
        dx, dy = self.x[segments + 1] - x, self.y[segments + 1] - y
        square = dx**2 + dy**2
        dot = (xy[:, 0] - x) * dx + (xy[:, 1] - y) * dy
        part = np.clip(np.divide(dot, square, out=np.zeros(len(x)), where=square > 0), 0.0, 1.0)
        offset = np.hypot(xy[:, 0] - x - part * dx, xy[:, 1] - y - part * dy)
        return self.distance_at(segments, np.column_stack([x + part * dx, y + part * dy])), offset

    def runs(self, crossings: tuple[Ints, Floats], beside: tuple[Ints, Floats]) -> tuple[Ints, Floats]:
        """Return (line, distance) of the ends of runs beside a border: of points beside it that are far enough apart.

        A point beside a border that is close to a crossing or to an end of the line tells nothing new.
        """
        if len(beside[0]) == 0:
            return beside
        # Line and distance as one number, so that neighbours on a line are neighbours in order.
        span = float(self.length.max()) + 1
        follows = np.zeros(len(self.length), dtype=bool)
        follows[beside[0]] = True
        lines, same = np.flatnonzero(follows), follows[crossings[0]]
        met = crossings[0][same] * span + crossings[1][same]
        known = np.sort(np.concatenate([met, lines * span, lines * span + self.length[lines]]))
        point = np.sort(beside[0] * span + beside[1])
        after = np.searchsorted(known, point)
        gap = np.minimum(np.abs(point - known[after - 1]), np.abs(point - known[np.minimum(after, len(known) - 1)]))
        point = point[gap > SHORTEST_RUN]
        begin = point[np.diff(point, prepend=-np.inf) > SHORTEST_RUN]
        end = point[np.diff(point, append=np.inf) > SHORTEST_RUN]
        ends = np.concatenate([begin, end[end - begin > SHORTEST_RUN]])
        line = (ends // span).astype(np.int64)
        return line, ends - line * span

    def stretches(self, lines: Ints, breaks: tuple[Ints, Floats]) -> tuple[Ints, Floats, Floats]:
        """Return (line, from, to) of the stretches into which the breaks divide the given lines.

        A break within rounding of another or of an end is the same point: a line that only touches a border has no
        stretch beyond it.
        """
        order = np.lexsort((breaks[1], breaks[0]))
        line, at = breaks[0][order], breaks[1][order]
        again = np.concatenate([[False], (line[1:] == line[:-1]) & (at[1:] - at[:-1] <= SAME_POINT)])
        kept = ~again & (at > SAME_POINT) & (at < self.length[line] - SAME_POINT)
        line = np.concatenate([lines, line[kept]])
        low = np.concatenate([np.zeros(len(lines)), at[kept]])
        order = np.lexsort((low, line))
        line, low = line[order], low[order]
        last = np.concatenate([line[1:] != line[:-1], [True]]) if len(line) else np.zeros(0, dtype=bool)
        return line, low, np.where(last, self.length[line], np.roll(low, -1))

    def _segment_at(self, line: Ints, distance: Floats) -> tuple[Ints, Floats]:
        """Return the segment at a distance along a line, and the part of the segment that lies before it (0–1)."""
        low, high = self.first[line].copy(), np.maximum(self.last[line] - 1, self.first[line])
        while (low < high).any():
            middle = (low + high + 1) // 2
            beyond = self._distance[middle] <= distance
            low = np.where(beyond, middle, low)
            high = np.where(beyond, high, middle - 1)
        span = self._distance[np.minimum(low + 1, self.last[line])] - self._distance[low]
        part = np.divide(distance - self._distance[low], span, out=np.zeros(len(low)), where=span > 0)
        return low, np.clip(part, 0.0, 1.0)

    def position(self, line: Ints, distance: Floats) -> tuple[Floats, Floats]:
        """Return grid coordinates at a distance along lines."""
        segment, part = self._segment_at(line, distance)
        end = np.minimum(segment + 1, self.last[line])
        return (
            self.x[segment] + part * (self.x[end] - self.x[segment]),
            self.y[segment] + part * (self.y[end] - self.y[segment]),
        )

    def metres_between(self, line: Ints, low: Floats, high: Floats) -> Floats:
        """Return metres on the ellipsoid between two distances along lines."""
        return self._metres_at(line, high) - self._metres_at(line, low)

    def _metres_at(self, line: Ints, distance: Floats) -> Floats:
        """Return metres on the ellipsoid from the line's start to a distance along it."""
        metres = np.zeros(len(line))
        whole = distance >= self.length[line]
        metres[whole] = self._metres[self.last[line[whole]]]
        rest = np.flatnonzero(~whole & (distance > 0))
        segment, part = self._segment_at(line[rest], distance[rest])
        x0, y0, x1, y1 = self.x[segment], self.y[segment], self.x[segment + 1], self.y[segment + 1]
        begun = ellipsoid.segment_lengths(x0, y0, x0 + part * (x1 - x0), y0 + part * (y1 - y0))
        metres[rest] = self._metres[segment] + begun
        return metres

    def substring(self, line: int, low: float, high: float) -> shapely.Geometry:
        """Return the part of a line between two distances along it."""
        if low <= 0 and high >= self.length[line]:
            return self.lines[line]
        ends = np.array([low, high])
        x, y = self.position(np.array([line, line]), ends)
        own = np.arange(self.first[line], self.last[line] + 1)
        between = own[(self._distance[own] > low) & (self._distance[own] < high)]
        return shapely.linestrings(
            np.column_stack([np.r_[x[0], self.x[between], x[1]], np.r_[y[0], self.y[between], y[1]]])
        )


def boundary_chunks(geometries: Geometries) -> tuple[Geometries, Ints]:
    """Return the boundaries of polygons as linestrings of a few edges each, with the very same vertices, and whose."""
    parts, owner = shapely.get_parts(geometries, return_index=True)
    rings, part = shapely.get_rings(parts, return_index=True)
    chunks, _, _, ring = _cut_at_vertices(rings, BOUNDARY_CHUNK)
    return chunks, np.asarray(owner[part[ring]], dtype=np.int64)


def chunk_lines(lines: Geometries, size: int) -> tuple[Geometries, Ints, Ints]:
    """Cut linestrings at vertices into chunks of at most ``size`` edges.

    Returns the chunks, the position of each one's first vertex among all vertices of the lines, and its edges.
    """
    return _cut_at_vertices(lines, size)[:3]


def _cut_at_vertices(lines: Geometries, size: int) -> tuple[Geometries, Ints, Ints, Ints]:
    """Return chunks as ``chunk_lines`` does, and the position of the line that each is of."""
    vertices = shapely.get_num_coordinates(lines).astype(np.int64)
    edges = vertices - 1
    chunks = -(-edges // size)
    line = np.repeat(np.arange(len(lines)), chunks)
    number = ranges(np.zeros(len(lines), np.int64), chunks)
    begin = (np.cumsum(vertices) - vertices)[line] + number * size
    length = np.minimum(edges[line] - number * size, size)
    vertex = ranges(begin, length + 1)
    return _linestrings(shapely.get_coordinates(lines), vertex, length + 1), begin, length, line


def _linestrings(coordinates: Floats, vertex: Ints, counts: Ints) -> Geometries:
    """Return a line for each run of ``counts`` vertices.

    Made some at a time: shapely keeps the interpreter's lock while it makes them, and a window would stand still.
    """
    end = np.cumsum(counts)
    made = [np.empty(0, dtype=object)]
    for some in np.array_split(np.arange(len(counts)), max(1, len(vertex) // VERTICES_AT_ONCE)):
        if len(some):
            here = vertex[end[some[0]] - counts[some[0]] : end[some[-1]]]
            indices = np.repeat(np.arange(len(some)), counts[some])
            made.append(np.asarray(shapely.linestrings(coordinates[here], indices=indices), dtype=object))
    return np.concatenate(made)
