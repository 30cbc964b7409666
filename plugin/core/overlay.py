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
import shapely

from . import ellipsoid
from .arrays import Floats, Geometries, Ints
from .chains import Chains, boundary_chunks, chunk_lines, ranges
from .messages import Cancelled
from .polygon_parts import earlier_first, features_with_overlaps, outside_parts, polygonal

OUTSIDE = -1
"""The area index of what lies in no area."""

BORDER_TOLERANCE = 1e-3
"""A part of a line that keeps within this distance of a border, in metres, runs along it. Coordinates that have
been through a transformation of reference systems meet their neighbours only to a fraction of a millimetre."""

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
        chunks, self._area_of_chunk = boundary_chunks(self.geometries)
        self._boundary = shapely.STRtree(chunks)

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
        chains = Chains(lines)
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

    def _meeting_segments(self, chains: Chains) -> Ints:
        """Return the segments that belong to a chunk of line which meets a boundary or keeps close to one."""
        chunks, begin, edges = chunk_lines(chains.lines, _LINE_CHUNK)
        hit, _ = self._boundary.query(chunks, predicate="dwithin", distance=BORDER_TOLERANCE)
        meets = np.unique(hit)
        return ranges(begin[meets], edges[meets])

    def _breaks(self, chains: Chains, segments: Ints) -> tuple[Ints, Floats]:
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

    def _locate_stretches(self, chains: Chains, line: Ints, low: Floats, high: Floats) -> Ints:
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
        """Return sorted pairs (position, area within the border tolerance), coded as one number.

        An area is near where it holds the point or a chunk of its boundary is: the distance to a whole polygon is the
        same question, and takes ten times as long.
        """
        points = shapely.points(x, y)
        close, chunk = self._boundary.query(points, predicate="dwithin", distance=BORDER_TOLERANCE)
        point, area = self._tree.query(points)
        holds = shapely.intersects_xy(self.geometries[area], x[point], y[point])
        position = np.concatenate([close, point[holds]])
        return np.unique(position * len(self) + np.concatenate([self._area_of_chunk[chunk], area[holds]]))

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
        geometry[cut] = polygonal(shapely.intersection(geometries[feature[cut]], self.geometries[area[cut]]))
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


def _collect_stretches(chains: Chains, line: Ints, low: Floats, high: Floats, group: Ints, groups: int) -> Geometries:
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
