# SPDX-License-Identifier: GPL-2.0-or-later
"""Borders of areas in a grid over their edges: asked of arrays, and of GEOS where the grid cannot be sure."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from .arrays import Bools, Floats, Ints
from .borders import Breaks
from .boundary_grid import FIRST_MIXED, BoundaryGrid, Codes
from .chains import SHORTEST_RUN, Chains
from .edges import distance_to_edges
from .exact_borders import ExactBorders
from .nearest_edge import NOT_SAID
from .pieces import OUTSIDE
from .segment_pairs import BORDER_TOLERANCE, SegmentPairs

_LONG = 20 * BORDER_TOLERANCE
"""A segment longer than this has its middle and quarters well away from its ends."""

_STEEP = 0.02
_APART = 1.0
"""A line that crosses a border at an angle of a sine under ``_STEEP``, or within so many metres of its end or of
another border, can keep within the tolerance meanwhile: one metre on, a steeper one is further away than that."""


@dataclass(frozen=True)
class Crossings:
    """Where chains of vertices cross borders, in the order in which the chains are walked.

    ``part``: how far along the ``segment`` (0-1), ``of_edge`` along the ``edge``; ``sine``: of the angle between them,
    positive where the chain goes to the edge's left; ``before``, ``after``: the area, or ``OUTSIDE``, that it leaves
    and enters; ``x``, ``y``: where.
    """

    segment: Ints
    part: Floats
    edge: Ints
    of_edge: Floats
    sine: Floats
    before: Ints
    after: Ints
    x: Floats
    y: Floats


@dataclass(frozen=True)
class Cuts:
    """How borders cut lines.

    ``whole_area``: the area, or ``OUTSIDE``, of each line that meets no border, ``NOT_SAID`` for the others;
    ``doubtful``: lines that come so close to a border that crossings do not tell; of each crossing of the others, in
    order, the line, its segment, the area before and after, and where. ``followed``: segments of lines that run along
    borders with all of them, ``followed_area`` the area that each belongs to.
    """

    whole_area: Ints
    doubtful: Ints
    line: Ints
    segment: Ints
    before: Ints
    after: Ints
    x: Floats
    y: Floats
    followed: Ints
    followed_area: Ints


class GridBorders:
    """Borders of areas in a grid. Threads may share it.

    ``exact``: answers where the grid is not sure.
    """

    def __init__(self, grid: BoundaryGrid, exact: ExactBorders) -> None:
        self.grid = grid
        self._exact = exact

    def locate(self, x: Floats, y: Floats) -> Ints:
        """See ``Borders``."""
        area = self.grid.locate(x, y)
        rest = np.flatnonzero(area == NOT_SAID)
        if len(rest):
            area[rest] = self._exact.locate(x[rest], y[rest])
        return area

    def unclear_lines(self, chains: Chains) -> Ints:
        """Return the lines that come where the grid cannot say what lies where."""
        _, segment, code = self.grid.near_segments(chains.x, chains.y, chains.joined)
        return np.unique(chains.line_of_segment[segment[self.grid.is_unclear(code)]])

    def _close_edges(self, x: Floats, y: Floats) -> tuple[Ints, Ints]:
        """Return pairs (position, edge within the border tolerance)."""
        code = self.grid.codes(x, y)
        mixed = np.flatnonzero(code <= FIRST_MIXED)
        point, edge = self.grid.edges_of_cells(code[mixed])
        point = mixed[point]
        e = self.grid.edges
        close = (
            distance_to_edges(x[point], y[point], e.x0[edge], e.y0[edge], e.x1[edge], e.y1[edge]) <= BORDER_TOLERANCE
        )
        return point[close], edge[close]

    def close(self, x: Floats, y: Floats) -> Ints:
        """See ``Borders``."""
        return np.unique(self._close_edges(x, y)[0])

    def near(self, x: Floats, y: Floats) -> Ints:
        """See ``Borders``.

        The area that holds a point near an edge is on one side of it, or of another edge between the two.
        """
        point, edge = self._close_edges(x, y)
        rest = np.ones(len(x), dtype=bool)
        rest[point] = False
        away = np.flatnonzero(rest)
        held = self.locate(x[away], y[away])
        sides = self.grid.edges.left[edge], self.grid.edges.right[edge]
        position = np.concatenate([point, point, away])
        area = np.concatenate([*sides, held])
        there = area != OUTSIDE
        return np.unique(position[there] * len(self._exact.geometries) + area[there])

    def meet(self, chains: Chains) -> tuple[Ints, Breaks, Ints]:
        """See ``Borders``."""
        codes, segment, cell = self.grid.near_segments(chains.x, chains.y, chains.joined)
        segment, edge = self._near_pairs(chains.x, chains.y, segment, cell)
        breaks = self._breaks(chains, segment, edge)
        meets = np.zeros(len(chains), dtype=bool)
        meets[breaks[0]] = True
        lines = np.flatnonzero(meets)
        # A line that meets no border lies where any of its vertices does: one in a whole cell says it at once.
        area = np.maximum.reduceat(codes, chains.first).astype(np.int64) if len(chains) else np.empty(0, np.int64)
        unsaid = area <= FIRST_MIXED
        unsaid[lines] = False
        start = chains.first[unsaid]
        area[unsaid] = self.locate(chains.x[start], chains.y[start])
        return lines, breaks, area

    def crossings(self, x: Floats, y: Floats, joined: Bools) -> tuple[Codes, Crossings, tuple[Ints, Ints, Bools]]:
        """Return where chains of vertices cross borders for certain.

        ``joined``: whether there is a segment from a vertex to the next. Returns the code of every vertex's cell, the
        crossings, and pairs (segment, edge, whether the segment runs along the edge) that come within the tolerance of
        each other's ends: whether those cross is not certain, and it is not said.
        """
        codes, segment, cell = self.grid.near_segments(x, y, joined)
        segment, edge = self._near_pairs(x, y, segment, cell)
        e = self.grid.edges
        pairs = SegmentPairs(x, y, segment, e.x0[edge], e.y0[edge], e.x1[edge], e.y1[edge])
        close, along = pairs.close()
        pair, part, of_edge, sine = pairs.cuts()
        kept = np.ones(len(segment), dtype=bool)
        kept[close] = False
        # An edge is in several cells: the same pair can have come more than once.
        _, first = np.unique(segment[pair] * len(e) + edge[pair], return_index=True)
        first = first[kept[pair[first]]]
        first = first[np.lexsort((part[first], segment[pair[first]]))]
        part, of_edge, sine = part[first], of_edge[first], sine[first]
        to_left = sine > 0
        at, crossed = segment[pair[first]], edge[pair[first]]
        left, right = e.left[crossed].astype(np.int64), e.right[crossed].astype(np.int64)
        found = Crossings(
            at,
            part,
            crossed,
            of_edge,
            sine,
            before=np.where(to_left, right, left),
            after=np.where(to_left, left, right),
            x=x[at] + part * (x[at + 1] - x[at]),
            y=y[at] + part * (y[at + 1] - y[at]),
        )
        return codes, found, (segment[close], edge[close], along)

    def cuts(self, chains: Chains) -> Cuts:
        """Return which lines meet no border, where others are cut by borders, and which of them are in doubt."""
        codes, found, (close, edge, along) = self.crossings(chains.x, chains.y, chains.joined)
        line = chains.line_of_segment[found.segment]
        doubtful = np.zeros(len(chains), dtype=bool)
        doubtful[chains.line_of_segment[close]] = True
        segments, areas = self._followed(chains, close, edge, along)
        doubtful[chains.line_of_segment[segments]] = False
        follows = line[1:] == line[:-1]
        torn = follows & (found.after[:-1] != found.before[1:])
        torn |= follows & (np.hypot(np.diff(found.x), np.diff(found.y)) <= _APART)
        doubtful[line[1:][torn]] = True
        for end in (chains.first[line], chains.last[line]):
            doubtful[line[np.hypot(found.x - chains.x[end], found.y - chains.y[end]) <= _APART]] = True
        doubtful[line[np.abs(found.sine) < _STEEP]] = True
        kept = ~doubtful[chains.line_of_segment[segments]]
        segments, areas = segments[kept], areas[kept]
        met = doubtful.copy()
        met[line] = True
        met[chains.line_of_segment[segments]] = True
        # A line that meets no border lies where any of its vertices does: one in a whole cell says it at once.
        area = np.maximum.reduceat(codes, chains.first).astype(np.int64) if len(chains) else np.empty(0, np.int64)
        area[met] = NOT_SAID
        start = chains.first[area <= FIRST_MIXED]
        area[area <= FIRST_MIXED] = self.locate(chains.x[start], chains.y[start])
        kept = ~doubtful[line]
        return Cuts(
            area,
            np.flatnonzero(doubtful),
            line[kept],
            found.segment[kept],
            found.before[kept],
            found.after[kept],
            found.x[kept],
            found.y[kept],
            segments,
            areas,
        )

    def _followed(self, chains: Chains, segment: Ints, edge: Ints, along: Bools) -> tuple[Ints, Ints]:
        """Return the segments of lines that run along borders with every segment, and the area that each belongs to.

        ``segment``, ``edge``: pairs that are close, ``along``: which of them run along. The first of the areas on both
        sides has it. Where another area's edge can lie on the same ground, nothing is said.
        """
        e = self.grid.edges
        plain = np.ones(len(chains), dtype=bool)
        plain[chains.line_of_segment[segment[e.net[edge] != 0]]] = False
        along &= plain[chains.line_of_segment[segment]]
        order = np.argsort(segment[along], kind="stable")
        segment, edge = segment[along][order], edge[along][order]
        if len(segment) == 0:
            return segment, segment
        first = np.minimum(e.left[edge], e.right[edge]).astype(np.int64)
        begins = np.flatnonzero(np.concatenate([[True], segment[1:] != segment[:-1]]))
        least, most = np.minimum.reduceat(first, begins), np.maximum.reduceat(first, begins)
        segment = segment[begins]
        # Where two edges run side by side, or where a segment is hardly longer than the tolerance, a third area can
        # be as near.
        sure = (least == most) & chains.is_longer(segment, _LONG)
        segment, first = segment[sure], least[sure]
        count = np.bincount(chains.line_of_segment[segment], minlength=len(chains))
        whole = (count > 0) & (count == chains.last - chains.first)
        kept = whole[chains.line_of_segment[segment]]
        return segment[kept], first[kept]

    def _near_pairs(self, x: Floats, y: Floats, segment: Ints, cell: Codes) -> tuple[Ints, Ints]:
        """Return pairs (segment, edge) whose boxes meet, of pairs (segment, mixed cell)."""
        e = self.grid.edges
        pair, edge = self.grid.edges_of_cells(cell)
        # One axis after the other: the first leaves few to the second.
        for along, low, high in ((x, e.x0, e.x1), (y, e.low_y, e.high_y)):
            start, end = along[segment], along[segment + 1]
            near = (np.maximum(start, end) + BORDER_TOLERANCE)[pair] >= low[edge]
            near &= (np.minimum(start, end) - BORDER_TOLERANCE)[pair] <= high[edge]
            pair, edge = pair[near], edge[near]
        return segment[pair], edge

    def _breaks(self, chains: Chains, segment: Ints, edge: Ints) -> Breaks:
        """Return every point where a segment meets an edge of its pair, or comes to one or leaves it."""
        e = self.grid.edges
        pairs = SegmentPairs(chains.x, chains.y, segment, e.x0[edge], e.y0[edge], e.x1[edge], e.y1[edge])
        hit, distance = pairs.crossings()
        crossed, distance = chains.line_of_segment[segment[hit]], distance + chains.distance_at_vertex(segment[hit])
        near = pairs.touching()
        if len(near) == 0:
            return crossed, distance
        crossing = np.full(len(segment), np.nan)
        crossing[hit] = distance
        line, beside = self._beside(chains, segment[near], edge[near], crossing[near])
        runs, ends = chains.runs((crossed, distance), (line, beside))
        # Lines that only keep close to a border are named by a point at their start, where a break changes nothing.
        only = np.unique(chains.line_of_segment[segment[near]])
        return np.concatenate([crossed, runs, only]), np.concatenate([distance, ends, np.zeros(len(only))])

    def _beside(self, chains: Chains, segment: Ints, edge: Ints, crossing: Floats) -> Breaks:
        """Return the points of segments beside their pair's edge: where vertices of one lie beside the other.

        ``crossing``: how far along the line each pair meets, NaN where it does not. A point that close to a crossing or
        to an end of the line tells nothing new: ``Chains.runs`` would drop it.
        """
        e = self.grid.edges
        ex, ey, fx, fy = e.x0[edge], e.y0[edge], e.x1[edge], e.y1[edge]
        length = chains.length[chains.line_of_segment[segment]]
        lines, distances = [], []
        for corner in (np.column_stack([ex, ey]), np.column_stack([fx, fy])):
            along, offset = chains.project(segment, corner)
            beside = (offset <= BORDER_TOLERANCE) & _is_new(along, crossing, length)
            lines.append(chains.line_of_segment[segment[beside]])
            distances.append(along[beside])
        for end in (0, 1):
            along = chains.distance_at_vertex(segment + end)
            new = np.flatnonzero(_is_new(along, crossing, length))
            vertex = segment[new] + end
            offset = distance_to_edges(chains.x[vertex], chains.y[vertex], ex[new], ey[new], fx[new], fy[new])
            chosen = new[offset <= BORDER_TOLERANCE]
            lines.append(chains.line_of_segment[segment[chosen]])
            distances.append(along[chosen])
        return np.concatenate(lines), np.concatenate(distances)


def _is_new(along: Floats, crossing: Floats, length: Floats) -> Bools:
    """Tell which distances along lines are far enough from a crossing (NaN for none) and from the line's ends."""
    with np.errstate(invalid="ignore"):
        known = np.abs(along - crossing) <= SHORTEST_RUN
    known |= (along <= SHORTEST_RUN) | (along >= length - SHORTEST_RUN)
    return ~known
