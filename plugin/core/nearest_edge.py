# SPDX-License-Identifier: GPL-2.0-or-later
"""On which side of edges points lie: told by the first edge on a straight way from a point, where rounding lets it."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from .arrays import Floats, Ints
from .edges import distance_to_edges

NOT_SAID = -2
"""The grid's answer for a point that it leaves to an exact test."""

NOTHING_MET = -4
"""In a search for the nearest edge: there is none on the way."""

_SURE = 1e-6
"""What is nearer than this to an edge, in metres, is left to an exact test: coordinates have rounding of 1e-9."""

_FLAT = 1e-3
"""Where a way meets an edge at a smaller slope than this, the place where they meet is not certain enough."""

_RIVAL = 1e-3
"""Edges that a way meets within this distance of the first one, in metres, must say the same."""


def on_edges(point: Ints, at: tuple[Floats, Floats], ends: tuple[Floats, Floats, Floats, Floats]) -> Ints:
    """Return the points that lie on the edge of one of their pairs, or too near to be sure."""
    x0, y0, x1, y1 = ends
    x, y = at[0][point], at[1][point]
    # Edges run from the lower x to the higher.
    box = (x >= x0 - _SURE) & (x <= x1 + _SURE)
    box &= (y >= np.minimum(y0, y1) - _SURE) & (y <= np.maximum(y0, y1) + _SURE)
    near = np.flatnonzero(box)
    ends_near = (end[near] for end in ends)
    return point[near[distance_to_edges(x[near], y[near], *ends_near) <= _SURE]]


def nearest_side(
    point: Ints,
    at: tuple[Floats, Floats],
    ends: tuple[Floats, Floats, Floats, Floats],
    sides: tuple[NDArray[np.int32], NDArray[np.int32]],
    limits: tuple[Floats, Floats],
) -> Ints:
    """Return the area on the near side of the first edge that a way along the first coordinate meets, both ways.

    ``point``: of each pair, ascending; ``at``: the points; ``ends``: of each pair's edge (u0, v0, u1, v1), ``sides``
    the areas on its left and right; ``limits``: how far a point's cell reaches. ``NOTHING_MET`` where no edge is met
    in the cell, ``NOT_SAID`` where rounding could change the answer.
    """
    u0, v0, u1, v1 = ends
    u, v = at[0][point], at[1][point]
    meets = np.flatnonzero((v0 <= v) != (v1 <= v))
    answer = np.full(len(at[0]), NOTHING_MET, dtype=np.int64)
    if len(meets) == 0:
        return answer
    u0, v0, u1, v1, u, v = (a[meets] for a in (u0, v0, u1, v1, u, v))
    point = point[meets]
    slope = (u1 - u0) / (v1 - v0)
    offset = u0 + (v - v0) * slope - u
    inside = (u + offset >= limits[0][point]) & (u + offset <= limits[1][point])
    side = np.where((offset > 0) == (v1 > v0), sides[0][meets], sides[1][meets])
    distance = np.where(inside, np.abs(offset), np.inf)
    begins = np.flatnonzero(np.concatenate([[True], point[1:] != point[:-1]]))
    nearest = np.minimum.reduceat(distance, begins)
    group = np.cumsum(np.concatenate([[0], (point[1:] != point[:-1]).astype(np.int64)]))
    rivals = distance <= nearest[group] + _RIVAL
    sure = (np.abs(slope) < 1 / _FLAT) & (~rivals | (distance > _SURE * np.sqrt(1 + slope**2)))
    first = np.minimum.reduceat(np.where(rivals, side, np.iinfo(np.int64).max), begins)
    last = np.maximum.reduceat(np.where(rivals, side, np.iinfo(np.int64).min), begins)
    sure = np.logical_and.reduceat(sure, begins)
    met = np.isfinite(nearest)
    answer[point[begins]] = np.where(sure & ~met, NOTHING_MET, np.where(sure & (first == last), first, NOT_SAID))
    return answer
