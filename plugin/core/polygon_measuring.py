# SPDX-License-Identifier: GPL-2.0-or-later
"""How much of polygons lies in areas, without cutting them: what two polygons share is measured along its boundary.

That boundary is the polygon's within the area, and the area's within the polygon. Where the two cross, each changes
from out to in or from in to out, so the crossings alone say which stretches are wanted. Nothing else is asked of the
two, and a stretch of border between two crossings is a sum of parts that are known beforehand.

The crossings must be certain. Where a vertex of one comes as near to the other as the border tolerance, where a
stretch begins in another area than it ends in, or where what was found does not close, the pair is left to GEOS.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import shapely

from . import ellipsoid
from .area_walk import AreaWalk
from .arrays import Bools, Floats, Geometries, Ints
from .grid_borders import Crossings, GridBorders
from .pieces import OUTSIDE
from .ranges import ranges

_CLOSED = 1e-5
"""What the ends of a closed boundary may lie apart after summing, in metres."""

_STEPS_AT_ONCE = 1_000_000


@dataclass(frozen=True)
class Shares:
    """Pairs of polygon and area that may share ground, in order: (feature, area, square metres).

    Square metres are NaN where GEOS must say them.
    """

    feature: Ints
    area: Ints
    amount: Floats


def shares_of(
    polygons: Geometries, tree: shapely.STRtree, borders: GridBorders, walk: AreaWalk, check: Callable[[], None]
) -> Shares:
    """Measure what polygons share with areas.

    ``polygons``: valid polygons of one part near Sweden, prepared; ``tree``, ``borders``, ``walk``: of the same areas,
    which do not overlap. ``check`` is called now and then, and may raise.
    """
    outlines = _Outlines(polygons)
    _, crossings, (segment, edge, _) = borders.crossings(outlines.x, outlines.y, outlines.joined)
    sides = np.concatenate([walk.edges.left[edge], walk.edges.right[edge]]).astype(np.int64)
    touched = np.tile(outlines.feature[outlines.ring[segment]], 2), sides
    check()
    areas = len(tree.geometries)
    own = _own_stretches(outlines, crossings, borders)
    check()
    feature, area = tree.query(polygons)
    crossing = outlines.feature[outlines.ring[crossings.segment]]
    left_and_entered = [(crossing, side) for side in (crossings.before, crossings.after)]
    found = [(feature, area), touched, (own.feature, own.area), *left_and_entered]
    keys = np.concatenate([f[a != OUTSIDE] * areas + a[a != OUTSIDE] for f, a in found])
    pairs = _Pairs(np.unique(keys), areas, outlines.constant)
    pairs.doubt(*touched)
    pairs.doubt(own.feature[own.torn], own.area[own.torn])
    pairs.doubt(own.feature[own.torn], own.area_at_end[own.torn])
    pairs.add(own.feature, own.area, own.size, own.dx, own.dy)
    crossed = _borders_within(outlines, crossings, walk, pairs, check)
    check()
    _add_uncrossed_rings(polygons, walk, pairs, crossed)
    return pairs.shares()


class _Pairs:
    """Sums for pairs of feature and area."""

    def __init__(self, keys: Ints, areas: int, constant: Floats) -> None:
        """``keys``: feature * areas + area, ascending; ``constant``: of each feature, see ``AreaWalk.parts``."""
        self._keys, self._areas = keys, areas
        self.feature, self.area = np.divmod(keys, areas)
        self.constant = constant
        self._amount, self._dx, self._dy = (np.zeros(len(keys)) for _ in range(3))
        self._doubtful = np.zeros(len(keys), dtype=bool)

    def at(self, feature: Ints, area: Ints) -> Ints:
        """Return the positions of pairs that there are."""
        return np.asarray(np.searchsorted(self._keys, feature * self._areas + area))

    def doubt(self, feature: Ints, area: Ints) -> None:
        """Leave pairs to GEOS; those of no area are nobody's."""
        there = area != OUTSIDE
        self._doubtful[self.at(feature[there], area[there])] = True

    def add(self, feature: Ints, area: Ints, size: Floats, dx: Floats, dy: Floats) -> None:
        """Add stretches of boundary: their part of the size, and from where to where they lead."""
        there = area != OUTSIDE
        at, count = self.at(feature[there], area[there]), len(self._keys)
        self._amount += np.bincount(at, size[there], count)
        self._dx += np.bincount(at, dx[there], count)
        self._dy += np.bincount(at, dy[there], count)

    def certain(self) -> Ints:
        """Return the pairs that are not left to GEOS."""
        return np.flatnonzero(~self._doubtful)

    def is_doubtful(self, pair: Ints) -> Bools:
        """Tell which pairs are left to GEOS."""
        return self._doubtful[pair]

    def shares(self) -> Shares:
        """Return the sums."""
        unsure = self._doubtful | (np.abs(self._dx) > _CLOSED) | (np.abs(self._dy) > _CLOSED)
        return Shares(self.feature, self.area, np.where(unsure, np.nan, self._amount))


class _Outlines:
    """The rings of polygons as vertices; segment i runs from vertex i to the next where ``joined`` says so.

    ``ring``: of each vertex; ``feature``, ``sign``: of each ring, 1 where the polygon lies on its left.
    """

    def __init__(self, polygons: Geometries) -> None:
        rings, self.feature = shapely.get_rings(polygons, return_index=True)
        shell = np.concatenate([[True], self.feature[1:] != self.feature[:-1]])
        self.sign = np.where(shapely.is_ccw(rings) == shell, 1.0, -1.0)
        xy, self.ring = shapely.get_coordinates(rings, return_index=True)
        self.x, self.y = xy.T.copy()
        self.joined = self.ring[1:] == self.ring[:-1]
        self.first = np.searchsorted(self.ring, np.arange(len(rings)))
        start = self.first[np.flatnonzero(shell)]
        zero = np.zeros(len(start))
        self.constant = ellipsoid.mean_antiderivative(self.x[start], self.y[start], zero, zero)

    def __len__(self) -> int:
        return len(self.feature)


@dataclass(frozen=True)
class _Stretches:
    """Stretches of outlines between crossings, or whole rings.

    ``area``: where each lies by how it begins; ``area_at_end``: by how it ends; ``torn``: whether the two differ.
    """

    feature: Ints
    area: Ints
    area_at_end: Ints
    size: Floats
    dx: Floats
    dy: Floats

    @property
    def torn(self) -> Bools:
        return self.area != self.area_at_end


def _own_stretches(outlines: _Outlines, crossings: Crossings, borders: GridBorders) -> _Stretches:
    """Return the stretches of outlines, each in one area."""
    segments = np.flatnonzero(outlines.joined)
    # Pieces of segments in the order of the walk: one begins at every vertex and at every crossing.
    segment = np.concatenate([segments, crossings.segment])
    order = np.lexsort((np.concatenate([np.zeros(len(segments)), crossings.part]), segment))
    segment = segment[order]
    ring = outlines.ring[segment]
    x0 = np.concatenate([outlines.x[segments], crossings.x])[order]
    y0 = np.concatenate([outlines.y[segments], crossings.y])[order]
    same = np.append(segment[1:] == segment[:-1], False)
    x1 = np.where(same, np.append(x0[1:], 0.0), outlines.x[segment + 1])
    y1 = np.where(same, np.append(y0[1:], 0.0), outlines.y[segment + 1])
    sign = outlines.sign[ring]
    north = y1 - y0
    size = ellipsoid.mean_antiderivative(x0, y0, x1 - x0, north) - outlines.constant[outlines.feature[ring]]
    # A stretch for every crossing, which begins there, and one for every ring without any.
    crossed = outlines.ring[crossings.segment]
    count = np.bincount(crossed, minlength=len(outlines))
    alone = np.flatnonzero(count == 0)
    last_of_ring = np.cumsum(count) - 1
    number_alone = np.full(len(outlines), -1, dtype=np.int64)
    number_alone[alone] = len(crossed) + np.arange(len(alone))
    begun = np.cumsum(order >= len(segments)) - 1
    # What comes before a ring's first crossing belongs to the stretch that begins at its last.
    begun = np.where(begun < (last_of_ring - count + 1)[ring], last_of_ring[ring], begun)
    stretch = np.where(count[ring] == 0, number_alone[ring], begun)
    total = len(crossed) + len(alone)
    held = borders.locate(outlines.x[outlines.first[alone]], outlines.y[outlines.first[alone]])
    following = _next_in_group(crossed)
    return _Stretches(
        np.concatenate([outlines.feature[crossed], outlines.feature[alone]]),
        np.concatenate([crossings.after, held]),
        np.concatenate([crossings.before[following], held]),
        *(np.bincount(stretch, of * sign, total).astype(np.float64) for of in (size * north, x1 - x0, north)),
    )


def _next_in_group(group: Ints) -> Ints:
    """Return the position after each one, the group's first after its last; groups stand together."""
    following = np.arange(1, len(group) + 1)
    begins = np.flatnonzero(np.concatenate([[True], group[1:] != group[:-1]])) if len(group) else following
    following[np.append(begins[1:], len(group))[: len(begins)] - 1] = begins
    return following


def _borders_within(
    outlines: _Outlines, crossings: Crossings, walk: AreaWalk, pairs: _Pairs, check: Callable[[], None]
) -> tuple[Ints, Ints]:
    """Add the stretches of border that lie in polygons; return (pair, ring) of the borders that are crossed."""
    twice = np.tile(np.arange(len(crossings.edge)), 2)
    left = np.arange(len(twice)) < len(crossings.edge)
    e, edge = walk.edges, crossings.edge[twice]
    area = np.where(left, e.left[edge], e.right[edge]).astype(np.int64)
    there = area != OUTSIDE
    twice, left, edge, area = twice[there], left[there], edge[there], area[there]
    step = walk.of_edges(edge, left)
    forward = walk.rings.forward[step]
    part = np.where(forward, crossings.of_edge[twice], 1.0 - crossings.of_edge[twice])
    # Where an outline goes to the left of a border, the border goes to the right of the outline.
    crossed = outlines.ring[crossings.segment[twice]]
    enters = ((crossings.sine[twice] > 0) != forward) == (outlines.sign[crossed] > 0)
    pair = pairs.at(outlines.feature[crossed], area)
    order = np.lexsort((part, step, pair))
    twice, step, enters, pair = twice[order], step[order], enters[order], pair[order]
    part, ring = part[order], walk.ring_of_step[step].astype(np.int64)
    following = _next_in_group(pair * len(walk.rings) + ring)
    # In and out take turns.
    odd = enters == enters[following]
    pairs.doubt(pairs.feature[pair[odd]], pairs.area[pair[odd]])
    begin = np.flatnonzero(enters & ~pairs.is_doubtful(pair))
    end = following[begin]
    _add_border_stretches(crossings, walk, pairs, pair[begin], (twice, step, part), begin, end, check)
    return pair, ring


def _add_border_stretches(
    crossings: Crossings,
    walk: AreaWalk,
    pairs: _Pairs,
    pair: Ints,
    at: tuple[Ints, Ints, Floats],
    begin: Ints,
    end: Ints,
    check: Callable[[], None],
) -> None:
    """Add stretches of border from crossings to crossings.

    ``at``: the crossing, the step and how far along it of what ``begin`` and ``end`` point at.
    """
    crossing, step, part = at
    first, last = step[begin], step[end]
    ring = walk.ring_of_step[first]
    x0, y0 = crossings.x[crossing[begin]], crossings.y[crossing[begin]]
    x1, y1 = crossings.x[crossing[end]], crossings.y[crossing[end]]
    constant = pairs.constant[pairs.feature[pair]]
    sign = walk.sign[ring]
    within = (first == last) & (part[end] > part[begin])
    # The rest of the step that it begins on, and the beginning of the one that it ends on.
    ex, ey = walk.ends(first)
    ex, ey = np.where(within, x1, ex), np.where(within, y1, ey)
    size = (ellipsoid.mean_antiderivative(x0, y0, ex - x0, ey - y0) - constant) * (ey - y0)
    sx, sy = walk.starts(last)
    sx, sy = np.where(within, x1, sx), np.where(within, y1, sy)
    size += (ellipsoid.mean_antiderivative(sx, sy, x1 - sx, y1 - sy) - constant) * (y1 - sy)
    feature, area = pairs.feature[pair], pairs.area[pair]
    pairs.add(feature, area, size * sign, (x1 - x0) * sign, (y1 - y0) * sign)
    # The whole steps between; round a ring's end these are two runs.
    ring_first, ring_end = walk.rings.first[ring], walk.rings.first[ring + 1]
    ahead = last > first
    runs = (
        (first + 1, np.where(within, first + 1, np.where(ahead, last, ring_end))),
        (ring_first, np.where(within | ahead, ring_first, last)),
    )
    for low, high in runs:
        _add_steps(walk, pairs, pair, low, high - low, check)


def _add_steps(walk: AreaWalk, pairs: _Pairs, pair: Ints, low: Ints, count: Ints, check: Callable[[], None]) -> None:
    """Add runs of whole steps, a limited number at once."""
    total = np.cumsum(count)
    ends = np.searchsorted(total, np.arange(_STEPS_AT_ONCE, int(total[-1]) if len(total) else 0, _STEPS_AT_ONCE))
    for rows in np.split(np.arange(len(pair)), np.unique(ends)):
        own = np.repeat(pair[rows], count[rows])
        feature, area = pairs.feature[own], pairs.area[own]
        nothing = np.zeros(len(own))
        parts = walk.parts(ranges(low[rows], count[rows]), pairs.constant[feature])
        pairs.add(feature, area, parts, nothing, nothing)
        check()


def _add_uncrossed_rings(polygons: Geometries, walk: AreaWalk, pairs: _Pairs, crossed: tuple[Ints, Ints]) -> None:
    """Add the rings of areas that no outline crosses and that lie in the polygon."""
    pair = pairs.certain()
    area = pairs.area[pair]
    first = np.searchsorted(walk.rings.owner, area)
    count = np.searchsorted(walk.rings.owner, area, side="right") - first
    pair, ring = np.repeat(pair, count), ranges(first, count)
    is_crossed = np.isin(pair * len(walk.rings) + ring, crossed[0] * len(walk.rings) + crossed[1])
    box, of_ring = shapely.bounds(polygons)[pairs.feature[pair]], walk.ring_boxes[ring]
    inside = (of_ring[:, :2] >= box[:, :2]).all(axis=1) & (of_ring[:, 2:] <= box[:, 2:]).all(axis=1)
    asked = np.flatnonzero(inside & ~is_crossed)
    pair, ring = pair[asked], ring[asked]
    x, y = walk.starts(walk.rings.first[ring])
    held = shapely.contains_xy(polygons[pairs.feature[pair]], x, y)
    pair, ring = pair[held], ring[held]
    nothing = np.zeros(len(pair))
    pairs.add(pairs.feature[pair], pairs.area[pair], walk.ring_sizes[ring], nothing, nothing)
