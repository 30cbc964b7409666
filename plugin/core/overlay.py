# SPDX-License-Identifier: GPL-2.0-or-later
"""Where features lie: every point, metre and square metre given to exactly one area, or to none.

The rule on borders, for all kinds of features: what lies on a border that areas share, or where areas overlap,
belongs to the area that comes first (areas are ordered by code). Nothing is counted twice and nothing is lost:
the pieces of a feature, with what lies outside, sum to the feature.

All geometry is in SWEREF 99 TM, two-dimensional and straight; amounts are on the ellipsoid.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import IntEnum

import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from . import ellipsoid
from .messages import Cancelled

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Geometries = NDArray[np.object_]

OUTSIDE = -1
"""The area index of what lies in no area."""

BORDER_TOLERANCE = 1e-3
"""A part of a line that keeps within this distance of a border, in metres, runs along it. Coordinates that have
been through a transformation of reference systems meet their neighbours only to a fraction of a millimetre."""

SHORTEST_RUN = 0.1
"""A line that keeps close to a border for less than this, in metres, crosses it at a sharp angle or only touches it."""

SAME_POINT = 1e-6
"""Two points of a line closer than this, in metres, differ by the rounding of coordinates only."""

_BOUNDARY_CHUNK = 8
"""Edges in one chunk of boundary in the search tree: few, so that a chunk's box is tight."""

_LINE_CHUNK = 16
"""Edges in one chunk of line that is tried against the boundaries: most road links are one chunk."""


class Kind(IntEnum):
    """What a feature is, by the dimension of its geometry."""

    POINT = 0
    LINE = 1
    POLYGON = 2


@dataclass(frozen=True)
class Pieces:
    """Parts of features, one row for each area that a feature touches (and one for what is outside).

    ``feature``: position in the batch; ``area``: index of the area or ``OUTSIDE``; ``amount``: points: share of the
    feature (sums to 1), lines: metres, polygons: square metres; ``geometry``: the part itself where it was asked for.
    Ordered by feature, then area with outside last.
    """

    feature: Ints
    area: Ints
    amount: Floats
    geometry: Geometries | None = None

    def __len__(self) -> int:
        return len(self.feature)


class AreaIndex:
    """Areas prepared for locating features.

    ``geometries``: valid (multi)polygons in SWEREF 99 TM, in the order that decides on borders. Read-only after
    construction, apart from GEOS' own indexes on prepared geometries: give each thread an index of its own.
    """

    def __init__(self, geometries: Geometries) -> None:
        self.geometries = shapely.force_2d(np.asarray(geometries, dtype=object))
        shapely.prepare(self.geometries)
        self._tree = shapely.STRtree(self.geometries)
        self._boundary = shapely.STRtree(boundary_chunks(self.geometries))

    def __len__(self) -> int:
        return len(self.geometries)

    def locate(self, x: Floats, y: Floats) -> Ints:
        """Return the index of the area that each point belongs to, or ``OUTSIDE``."""
        result = np.full(len(x), OUTSIDE, dtype=np.int64)
        point, area = self._tree.query(shapely.points(x, y))
        hit = shapely.intersects_xy(self.geometries[area], x[point], y[point])
        point, area = point[hit], area[hit]
        # The last of equal positions is what an assignment keeps: the first area must come last.
        order = np.argsort(-area, kind="stable")
        result[point[order]] = area[order]
        return result

    def split(
        self, geometries: Geometries, *, parts: bool = False, cancelled: Callable[[], bool] | None = None
    ) -> Pieces:
        """Return the pieces of a batch of features of one kind.

        ``geometries``: non-empty and without missing ones; ``parts``: give the pieces' geometries too. Raises
        ``Cancelled`` soon after ``cancelled`` answers true.
        """
        check = _checker(cancelled)
        geometries = shapely.force_2d(np.asarray(geometries, dtype=object))
        if len(geometries) == 0:
            return Pieces(*_empty(), np.empty(0, dtype=object) if parts else None)
        kind = Kind(int(shapely.get_dimensions(geometries[0])))
        method = {Kind.POINT: self._split_points, Kind.LINE: self._split_lines, Kind.POLYGON: self._split_polygons}[
            kind
        ]
        return method(geometries, parts, check)

    # Points ---------------------------------------------------------------------------------------------------------

    def _split_points(self, geometries: Geometries, parts: bool, check: Callable[[], None]) -> Pieces:
        points, owner = _filled_parts(geometries)
        area = self.locate(shapely.get_x(points), shapely.get_y(points))
        check()
        share = 1.0 / np.bincount(owner, minlength=len(geometries))
        feature, area, amount, group = _sum_by_area(owner, area, share[owner], len(self))
        return Pieces(
            feature, area, amount, _collect(points, group, len(feature), shapely.multipoints) if parts else None
        )

    # Lines ----------------------------------------------------------------------------------------------------------

    def _split_lines(self, geometries: Geometries, parts: bool, check: Callable[[], None]) -> Pieces:
        """Split lines where they meet a boundary and ask for each stretch between where its middle lies.

        A line that meets no boundary lies whole where its first vertex lies. Stretches are kept as distances along
        the line, so lines that cross themselves or turn back are split right and the pieces sum to the whole.
        """
        lines, owner = _filled_parts(geometries)
        chains = _Chains(lines)
        segments = self._meeting_segments(chains)
        check()
        crossing = np.unique(chains.line_of_segment[segments])
        meets = np.zeros(len(lines), dtype=bool)
        meets[crossing] = True
        whole = np.flatnonzero(~meets)
        start = chains.first[whole]
        first_area = self.locate(chains.x[start], chains.y[start])
        check()
        line, low, high = chains.stretches(crossing, self._breaks(chains, segments))
        check()
        area = np.concatenate([first_area, self._locate_stretches(chains, line, low, high)])
        line, low = np.concatenate([whole, line]), np.concatenate([np.zeros(len(whole)), low])
        high = np.concatenate([chains.length[whole], high])
        check()
        metres = chains.metres_at(line, high) - chains.metres_at(line, low)
        feature, area, amount, group = _sum_by_area(owner[line], area, metres, len(self))
        if not parts:
            return Pieces(feature, area, amount)
        return Pieces(feature, area, amount, _collect_stretches(chains, line, low, high, group, len(feature)))

    def _meeting_segments(self, chains: _Chains) -> Ints:
        """Return the segments that belong to a chunk of line which meets a boundary or keeps close to one."""
        chunks, begin, edges = chunk_lines(chains.lines, _LINE_CHUNK)
        hit, _ = self._boundary.query(chunks, predicate="dwithin", distance=BORDER_TOLERANCE)
        meets = np.unique(hit)
        return _ranges(begin[meets], edges[meets])

    def _breaks(self, chains: _Chains, segments: Ints) -> tuple[Ints, Floats]:
        """Return (line, distance along it) of every point where one of the segments meets a boundary.

        Where a line runs along a border within the tolerance, the vertices of both say where it comes and leaves.
        """
        lines = chains.segment_geometries(segments)
        hit, chunk = self._boundary.query(lines, predicate="dwithin", distance=BORDER_TOLERANCE)
        border, near = self._boundary.geometries[chunk], segments[hit]
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

    def _locate_stretches(self, chains: _Chains, line: Ints, low: Floats, high: Floats) -> Ints:
        """Return the area of stretches that meet no boundary between their ends.

        The middle decides. A stretch whose middle and quarters all keep to a border runs along it and belongs to the
        first of the areas there.
        """
        x, y = chains.position(line, (low + high) / 2)
        area = self.locate(x, y)
        close, _ = self._boundary.query(shapely.points(x, y), predicate="dwithin", distance=BORDER_TOLERANCE)
        along = np.unique(close)
        common = self._near(x[along], y[along])
        for quarter in (0.25, 0.75):
            xq, yq = chains.position(line[along], low[along] + quarter * (high - low)[along])
            common = common[np.isin(common, self._near(xq, yq))]
        # Pairs are coded as position * number of areas + area, so the smallest of a position is its first area.
        position, first = np.unique(common // len(self), return_index=True)
        area[along[position]] = common[first] % len(self)
        return area

    def _near(self, x: Floats, y: Floats) -> Ints:
        """Return sorted pairs (position, area within the border tolerance), coded as one number."""
        position, area = self._tree.query(shapely.points(x, y), predicate="dwithin", distance=BORDER_TOLERANCE)
        return np.sort(position * len(self) + area)

    # Polygons -------------------------------------------------------------------------------------------------------

    def _split_polygons(self, geometries: Geometries, parts: bool, check: Callable[[], None]) -> Pieces:
        """Intersect polygons with the areas; what no area takes is outside.

        A polygon whose box no boundary enters lies whole where its first vertex lies. Where areas overlap, the later
        area gets only what the earlier ones left.
        """
        total = ellipsoid.polygon_areas(geometries)
        near, _ = self._boundary.query(geometries)
        mixed = np.zeros(len(geometries), dtype=bool)
        mixed[near] = True
        whole = np.flatnonzero(~mixed)
        xy, owner = shapely.get_coordinates(geometries[whole], return_index=True)
        first = xy[np.searchsorted(owner, np.arange(len(whole)))]
        pieces = [(whole, self.locate(first[:, 0], first[:, 1]), total[whole], geometries[whole])]
        check()
        for rows in np.array_split(np.flatnonzero(mixed), max(1, int(mixed.sum()) // 500)):
            position, in_area, taken, piece = self._cut_polygons(geometries[rows], total[rows], parts)
            pieces.append((rows[position], in_area, taken, piece))
            check()
        feature, area, amount, geometry = (np.concatenate(column) for column in zip(*pieces, strict=True))
        order = np.lexsort((np.where(area == OUTSIDE, len(self), area), feature))
        return Pieces(feature[order], area[order], amount[order], geometry[order] if parts else None)

    def _cut_polygons(
        self, geometries: Geometries, total: Floats, parts: bool
    ) -> tuple[Ints, Ints, Floats, Geometries]:
        """Return pieces of polygons that may touch a boundary: (feature, area, square metres, geometry)."""
        shapely.prepare(geometries)
        feature, area = self._tree.query(geometries, predicate="intersects")
        order = np.lexsort((area, feature))
        feature, area = feature[order], area[order]
        inside = shapely.covers(self.geometries[area], geometries[feature])
        contained = ~inside & shapely.covers(geometries[feature], self.geometries[area])
        geometry = np.where(inside, geometries[feature], self.geometries[area])
        cut = np.flatnonzero(~inside & ~contained)
        geometry[cut] = _polygonal(shapely.intersection(geometries[feature[cut]], self.geometries[area[cut]]))
        amount = ellipsoid.polygon_areas(geometry)
        amount[inside] = total[feature[inside]]
        # What the rounding of coordinates can do to an area; less than this is nobody's ground.
        noise = 1e-9 * total + 1e-8 * shapely.length(geometries)
        for f in _features_with_overlaps(feature, amount, geometry, total, noise):
            own = np.flatnonzero(feature == f)
            geometry[own] = _earlier_first(geometry[own])
            amount[own] = ellipsoid.polygon_areas(geometry[own])
        kept = amount > noise[feature]
        feature, area, amount, geometry = feature[kept], area[kept], amount[kept], geometry[kept]
        taken = np.bincount(feature, weights=amount, minlength=len(geometries))
        complete = (taken > 0) & (taken >= total - noise)
        amount *= np.divide(total, taken, out=np.ones(len(total)), where=complete)[feature]
        out = np.flatnonzero(~complete)
        remainder = _outside_parts(out, geometries, feature, geometry) if parts else geometries[out]
        return (
            np.concatenate([feature, out]),
            np.concatenate([area, np.full(len(out), OUTSIDE)]),
            np.concatenate([amount, (total - taken)[out]]),
            np.concatenate([geometry, remainder]),
        )


class _Chains:
    """Lines as arrays of vertices, with the distance along each line at every vertex.

    ``first`` and ``last``: positions of each line's end vertices; ``length``: grid length of each line. Segment i
    runs from vertex i to vertex i + 1.
    """

    def __init__(self, lines: Geometries) -> None:
        self.lines = lines
        vertices = shapely.get_num_coordinates(lines)
        self.x, self.y = shapely.get_coordinates(lines).T.copy()
        self.first = np.concatenate([[0], np.cumsum(vertices)[:-1]]).astype(np.int64)
        self.last = self.first + vertices - 1
        self.line_of_segment = np.repeat(np.arange(len(lines)), vertices)
        # From the last vertex of a line to the first of the next there is no way.
        between = self.line_of_segment[1:] != self.line_of_segment[:-1]
        x1, y1 = np.where(between, self.x[:-1], self.x[1:]), np.where(between, self.y[:-1], self.y[1:])
        metres = ellipsoid.segment_lengths(self.x[:-1], self.y[:-1], x1, y1)
        self._distance = self._along(np.hypot(x1 - self.x[:-1], y1 - self.y[:-1]))
        self._metres = self._along(metres)
        self.length = self._distance[self.last]

    def _along(self, steps: Floats) -> Floats:
        """Return running sums of steps that begin at zero on every line.

        pandas compensates each line's sum; one running sum over the batch would cost short lines their last digits.
        """
        sums = pd.Series(steps).groupby(self.line_of_segment[:-1]).cumsum().to_numpy()
        result = np.concatenate([[0.0], sums])
        result[self.first] = 0.0
        return result

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
        lines = np.arange(len(self.length))
        known = np.sort(np.concatenate([crossings[0] * span + crossings[1], lines * span, lines * span + self.length]))
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

    def metres_at(self, line: Ints, distance: Floats) -> Floats:
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


def boundary_chunks(geometries: Geometries) -> Geometries:
    """Return the boundaries of polygons as linestrings of a few edges each, with the very same vertices."""
    return chunk_lines(shapely.get_rings(shapely.get_parts(geometries)), _BOUNDARY_CHUNK)[0]


def chunk_lines(lines: Geometries, size: int) -> tuple[Geometries, Ints, Ints]:
    """Cut linestrings at vertices into chunks of at most ``size`` edges.

    Returns the chunks, the position of each one's first vertex among all vertices of the lines, and its edges.
    """
    vertices = shapely.get_num_coordinates(lines).astype(np.int64)
    edges = vertices - 1
    chunks = -(-edges // size)
    line = np.repeat(np.arange(len(lines)), chunks)
    number = _ranges(np.zeros(len(lines), np.int64), chunks)
    begin = (np.cumsum(vertices) - vertices)[line] + number * size
    length = np.minimum(edges[line] - number * size, size)
    coordinates = shapely.get_coordinates(lines)[_ranges(begin, length + 1)]
    indices = np.repeat(np.arange(len(begin)), length + 1)
    return np.asarray(shapely.linestrings(coordinates, indices=indices)), begin, length


def _ranges(begin: Ints, length: Ints) -> Ints:
    """Return the numbers of all ranges of the given beginnings and lengths, one after the other."""
    starts = np.repeat(begin - (np.cumsum(length) - length), length)
    return np.asarray(np.arange(len(starts)) + starts)


def _checker(cancelled: Callable[[], bool] | None) -> Callable[[], None]:
    def check() -> None:
        if cancelled is not None and cancelled():
            raise Cancelled

    return check


def _empty() -> tuple[Ints, Ints, Floats]:
    return np.empty(0, np.int64), np.empty(0, np.int64), np.empty(0)


def _filled_parts(geometries: Geometries) -> tuple[Geometries, Ints]:
    """Return the parts of multi-parts that are not empty, and whose they are."""
    parts, owner = shapely.get_parts(geometries, return_index=True)
    filled = ~shapely.is_empty(parts)
    return parts[filled], owner[filled]


def _sum_by_area(feature: Ints, area: Ints, amount: Floats, areas: int) -> tuple[Ints, Ints, Floats, Ints]:
    """Sum amounts over equal (feature, area); return them in order, and to which sum each row went."""
    key = feature * (areas + 1) + np.where(area == OUTSIDE, areas, area)
    keys, group = np.unique(key, return_inverse=True)
    number = keys % (areas + 1)
    summed = np.bincount(group, weights=amount, minlength=len(keys)).astype(np.float64)
    return keys // (areas + 1), np.where(number == areas, OUTSIDE, number), summed, np.asarray(group, dtype=np.int64)


def _collect(parts: Geometries, group: Ints, groups: int, make: Callable[..., Geometries]) -> Geometries:
    order = np.argsort(group, kind="stable")
    result = np.empty(groups, dtype=object)
    make(parts[order], indices=group[order], out=result)
    return result


def _collect_stretches(chains: _Chains, line: Ints, low: Floats, high: Floats, group: Ints, groups: int) -> Geometries:
    """Return the stretches of every group as one multilinestring, neighbours joined."""
    order = np.lexsort((low, line, group))
    line, low, high, group = line[order], low[order], high[order], group[order]
    joined = (group[1:] == group[:-1]) & (line[1:] == line[:-1]) & (low[1:] == high[:-1])
    begins = np.concatenate([[True], ~joined])
    ends = np.concatenate([~joined, [True]])
    pieces = np.array(
        [chains.substring(int(n), a, b) for n, a, b in zip(line[begins], low[begins], high[ends], strict=True)],
        dtype=object,
    )
    return _collect(pieces, group[begins], groups, shapely.multilinestrings)


def _polygonal(geometries: Geometries) -> Geometries:
    """Return only the polygons of intersections, which can hold touching points and lines too."""
    result = geometries.copy()
    for i in np.flatnonzero(shapely.get_type_id(geometries) == shapely.GeometryType.GEOMETRYCOLLECTION):
        parts = shapely.get_parts(geometries[i])
        result[i] = shapely.multipolygons(shapely.get_parts(parts[shapely.get_dimensions(parts) == 2]))
    flat = shapely.get_dimensions(result) < 2
    result[flat] = shapely.from_wkt("POLYGON EMPTY")
    return result


def _features_with_overlaps(feature: Ints, amount: Floats, geometry: Geometries, total: Floats, noise: Floats) -> Ints:
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


def _earlier_first(pieces: Geometries) -> Geometries:
    """Return pieces of one polygon without what an earlier piece has taken."""
    result = pieces.copy()
    taken = pieces[0]
    for i in range(1, len(pieces)):
        result[i] = _polygonal(np.array([shapely.difference(pieces[i], taken)], dtype=object))[0]
        taken = shapely.union(taken, pieces[i])
    return result


def _outside_parts(out: Ints, geometries: Geometries, feature: Ints, geometry: Geometries) -> Geometries:
    """Return what is left of the given polygons when their pieces are taken away."""
    result = np.empty(len(out), dtype=object)
    for i, f in enumerate(out):
        pieces = geometry[feature == f]
        left = shapely.difference(geometries[f], shapely.union_all(pieces)) if len(pieces) else geometries[f]
        result[i] = _polygonal(np.array([left], dtype=object))[0]
    return result
