# SPDX-License-Identifier: GPL-2.0-or-later
"""Segments of features and edges of borders, pair by pair: where they meet, and which come close to another."""

from __future__ import annotations

import numpy as np

from .arrays import Bools, Floats, Ints
from .chains import SAME_POINT

BORDER_TOLERANCE = 1e-3
"""A part of a line that keeps within this distance of a border, in metres, runs along it. Coordinates that have
been through a transformation of reference systems meet their neighbours only to a fraction of a millimetre."""


class SegmentPairs:
    """Segments and edges in pairs, and on which side of one the ends of the other lie."""

    def __init__(self, xs: Floats, ys: Floats, segment: Ints, ex: Floats, ey: Floats, fx: Floats, fy: Floats) -> None:
        x, y = xs[segment], ys[segment]
        dx, dy = xs[segment + 1] - x, ys[segment + 1] - y
        gx, gy = fx - ex, fy - ey
        wx, wy = ex - x, ey - y
        # Twice the area of the triangle on the segment to each end of the edge, and on the edge to each of the segment.
        self._edge_ends = dx * wy - dy * wx, dx * (fy - y) - dy * (fx - x)
        self._segment_ends = gy * wx - gx * wy, gy * (wx - dx) - gx * (wy - dy)
        self._length, self._edge_length = np.hypot(dx, dy), np.hypot(gx, gy)
        self._ends = x, y, dx, dy, ex, ey, gx, gy

    def crossings(self) -> tuple[Ints, Floats]:
        """Return which pairs meet, and how far along the segment.

        With some slack at the ends, so that rounding opens no gap between two edges: a break that is none is harmless.
        """
        with np.errstate(divide="ignore", invalid="ignore"):
            part = self._segment_ends[0] / (self._segment_ends[0] - self._segment_ends[1])
            of_edge = self._edge_ends[0] / (self._edge_ends[0] - self._edge_ends[1])
            slack, slack_of_edge = SAME_POINT / self._length, SAME_POINT / self._edge_length
            meets = (part >= -slack) & (part <= 1 + slack)
            meets &= (of_edge >= -slack_of_edge) & (of_edge <= 1 + slack_of_edge)
        hit = np.flatnonzero(meets)
        return hit, np.clip(part[hit], 0.0, 1.0) * self._length[hit]

    def touching(self) -> Ints:
        """Return the pairs in which an end of one may lie within the border tolerance of the other."""
        near = np.zeros(len(self._length), dtype=bool)
        for ends, length in ((self._edge_ends, self._length), (self._segment_ends, self._edge_length)):
            for area in ends:
                near |= np.abs(area) <= BORDER_TOLERANCE * length
        return np.flatnonzero(near)

    def close(self) -> tuple[Ints, Bools]:
        """Return the pairs in which an end of one lies within the border tolerance of the other.

        And which segments run along their edge: both ends, and so the whole segment, lie within the tolerance of it.
        """
        near = self.touching()
        x, y, dx, dy, ex, ey, gx, gy = (a[near] for a in self._ends)
        start, end = (_distance(px - ex, py - ey, gx, gy) <= BORDER_TOLERANCE for px, py in ((x, y), (x + dx, y + dy)))
        close = start | end
        rest = np.flatnonzero(~close)
        x, y, dx, dy, ex, ey, gx, gy = (a[rest] for a in (x, y, dx, dy, ex, ey, gx, gy))
        for px, py in ((ex, ey), (ex + gx, ey + gy)):
            close[rest] |= _distance(px - x, py - y, dx, dy) <= BORDER_TOLERANCE
        return near[close], (start & end)[close]

    def cuts(self) -> tuple[Ints, Floats, Floats, Floats]:
        """Return the pairs that cross, how far along each (0-1), and the sine of the angle.

        Positive where the segment goes to the edge's left.
        """
        a, b = self._segment_ends
        c, d = self._edge_ends
        pair = np.flatnonzero(((a < 0) != (b < 0)) & ((c < 0) != (d < 0)))
        a, b, c, d = a[pair], b[pair], c[pair], d[pair]
        return pair, a / (a - b), c / (c - d), (b - a) / (self._length[pair] * self._edge_length[pair])


def _distance(x: Floats, y: Floats, dx: Floats, dy: Floats) -> Floats:
    """Return the distance of points from segments that begin at the origin."""
    square = dx**2 + dy**2
    part = np.clip(np.divide(x * dx + y * dy, square, out=np.zeros(len(x)), where=square > 0), 0.0, 1.0)
    return np.asarray(np.hypot(x - part * dx, y - part * dy))
