# SPDX-License-Identifier: GPL-2.0-or-later
"""The boundaries of areas as edges: each stretch between two vertices once, with the area on either side."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from .arrays import Bools, Floats, Geometries, Ints

NOBODY = -1
"""What stands for an area where there is none."""

_MIX = np.array([0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9, 0x27D4EB2F165667C5], dtype=np.uint64)


@dataclass(frozen=True)
class Edges:
    """Edges from (x0, y0) to (x1, y1), the end that comes first in order of x and y first; each pair of ends once.

    ``left``, ``right``: the area on that side, seen in the direction of the edge, or ``NOBODY``; where several areas
    walk the edge on the same side, the last of them, and ``doubled`` is true. ``net``: how many more areas lie on the
    left than on the right; 0 where neighbours meet.
    """

    x0: Floats
    y0: Floats
    x1: Floats
    y1: Floats
    left: NDArray[np.int32]
    right: NDArray[np.int32]
    doubled: Bools
    net: NDArray[np.int16]

    def __len__(self) -> int:
        return len(self.x0)

    @cached_property
    def low_y(self) -> Floats:
        """The lower y of each edge; the lower x is ``x0``."""
        return np.minimum(self.y0, self.y1)

    @cached_property
    def high_y(self) -> Floats:
        """The higher y of each edge."""
        return np.maximum(self.y0, self.y1)

    def lines(self, chosen: Ints) -> Geometries:
        """Return edges as linestrings."""
        x = np.stack([self.x0[chosen], self.x1[chosen]], axis=1)
        y = np.stack([self.y0[chosen], self.y1[chosen]], axis=1)
        return np.asarray(shapely.linestrings(np.stack([x, y], axis=2)), dtype=object)


@dataclass(frozen=True)
class Rings:
    """How areas walk along their edges: step after step, ring after ring, area after area.

    ``edge``: the edge of each step; ``forward``: whether it is walked in its own direction; ``first``: the first step
    of each ring, and the number of all; ``owner``: whose each ring is, ascending; ``on_left``: whether the area lies
    on the left of the ring.
    """

    edge: NDArray[np.int32]
    forward: Bools
    first: Ints
    owner: NDArray[np.int32]
    on_left: Bools

    def __len__(self) -> int:
        return len(self.owner)


def edges_of(geometries: Geometries) -> Edges:
    """Return the edges of valid (multi)polygons, a plane in metres."""
    return edges_and_rings(geometries)[0]


def edges_and_rings(geometries: Geometries) -> tuple[Edges, Rings]:
    """Return the edges of valid (multi)polygons, a plane in metres, and how they are walked."""
    x, y, step, ring, ring_owner, ring_on_left = _steps(geometries)
    owner, on_left = ring_owner[ring], ring_on_left[ring]
    x0, y0, x1, y1 = x[step], y[step], x[step + 1], y[step + 1]
    swapped = (x0 > x1) | ((x0 == x1) & (y0 > y1))
    for low, high in ((x0, x1), (y0, y1)):
        low[swapped], high[swapped] = high[swapped], low[swapped]
    on_left = on_left != swapped
    edge, first = _equal_rows((x0, y0, x1, y1))
    count = len(first)
    sides = []
    for side in (on_left, ~on_left):
        area = np.full(count, NOBODY, dtype=np.int32)
        area[edge[side]] = owner[side]
        sides.append((area, np.bincount(edge[side], minlength=count)))
    (left, lefts), (right, rights) = sides
    doubled, net = (lefts > 1) | (rights > 1), (lefts - rights).astype(np.int16)
    edges = Edges(x0[first], y0[first], x1[first], y1[first], left, right, doubled, net)
    begins = np.searchsorted(ring, np.arange(len(ring_owner) + 1))
    return edges, Rings(edge.astype(np.int32), ~swapped, begins, ring_owner.astype(np.int32), ring_on_left)


def _steps(geometries: Geometries) -> tuple[Floats, Floats, Ints, Ints, Ints, Bools]:
    """Return the edges as rings walk them: x and y of all vertices, the vertex at which each edge begins, its ring.

    And of each ring whose it is, and whether that area lies on its left.
    """
    parts, owner = shapely.get_parts(geometries, return_index=True)
    rings, part = shapely.get_rings(parts, return_index=True)
    # Adding zero makes one number of 0.0 and -0.0.
    x, y = shapely.get_coordinates(rings).T + 0.0
    ring = np.repeat(np.arange(len(rings)), shapely.get_num_coordinates(rings))
    exterior = np.concatenate([[True], part[1:] != part[:-1]]) if len(rings) else np.zeros(0, dtype=bool)
    on_left = shapely.is_ccw(rings) == exterior
    step = np.flatnonzero((ring[1:] == ring[:-1]) & ((x[1:] != x[:-1]) | (y[1:] != y[:-1])))
    return x, y, step, ring[step], np.asarray(owner[part], dtype=np.int64), on_left


def _equal_rows(columns: tuple[Floats, ...]) -> tuple[Ints, Ints]:
    """Return a number for each row, the same for equal rows, and a row of each number."""
    key = np.zeros(len(columns[0]), dtype=np.uint64)
    for column, factor in zip(columns, _MIX, strict=True):
        key ^= column.view(np.uint64)
        key *= factor
        key ^= key >> np.uint64(29)
    number, first = _numbered(key)
    if not all(np.array_equal(column[first][number], column) for column in columns):
        # Two different rows with one key: once in a million countries, but it must not go wrong.
        rows = np.column_stack(columns)
        _, first, number = np.unique(rows, axis=0, return_index=True, return_inverse=True)
    return np.asarray(number, dtype=np.int64), np.asarray(first, dtype=np.int64)


def _numbered(key: NDArray[np.uint64]) -> tuple[Ints, Ints]:
    number, values = pd.factorize(key)
    first = np.empty(len(values), dtype=np.int64)
    first[number[::-1]] = np.arange(len(key) - 1, -1, -1)
    return number, first


def distance_to_edges(x: Floats, y: Floats, x0: Floats, y0: Floats, x1: Floats, y1: Floats) -> Floats:
    """Return the distance between points and edges, pair by pair."""
    dx, dy = x1 - x0, y1 - y0
    part = np.clip(((x - x0) * dx + (y - y0) * dy) / (dx**2 + dy**2), 0.0, 1.0)
    return np.asarray(np.hypot(x - x0 - part * dx, y - y0 - part * dy))
