# SPDX-License-Identifier: GPL-2.0-or-later
"""The boundaries of areas as they are walked, with what each step adds to the size of what it encloses."""

from __future__ import annotations

import numpy as np

from . import ellipsoid
from .arrays import Bools, Floats, Ints
from .edges import Edges, Rings


class AreaWalk:
    """Steps along the edges of areas that do not overlap and lie near Sweden. Read-only: threads may share it.

    ``ring_of_step``; ``sign``: of each ring, 1 where the area lies on its left, -1 where on its right; ``ring_sizes``:
    square metres that each ring encloses, negative for holes; ``ring_boxes``: x0, y0, x1, y1 of each.
    """

    def __init__(self, edges: Edges, rings: Rings) -> None:
        self.edges, self.rings = edges, rings
        self._flux = ellipsoid.mean_antiderivative(edges.x0, edges.y0, edges.x1 - edges.x0, edges.y1 - edges.y0)
        self.ring_of_step = np.repeat(np.arange(len(rings), dtype=np.int32), np.diff(rings.first))
        self.sign = np.where(rings.on_left, 1.0, -1.0)
        # An edge is walked at most once by the area on either side.
        left = rings.forward == rings.on_left[self.ring_of_step]
        steps = np.arange(len(rings.edge))
        self._on_left, self._on_right = (np.full(len(edges), -1, dtype=np.int32) for _ in range(2))
        self._on_left[rings.edge[left]] = steps[left]
        self._on_right[rings.edge[~left]] = steps[~left]
        first = rings.first[:-1]
        parts = self.parts(steps, np.repeat(self._flux[rings.edge[first]], np.diff(rings.first)))
        x, y = self.starts(steps)
        self.ring_sizes = np.add.reduceat(parts, first)
        self.ring_boxes = np.column_stack(
            [by.reduceat(values, first) for by in (np.minimum, np.maximum) for values in (x, y)]
        )

    def starts(self, steps: Ints) -> tuple[Floats, Floats]:
        """Return where steps begin."""
        edge, forward = self.rings.edge[steps], self.rings.forward[steps]
        e = self.edges
        return np.where(forward, e.x0[edge], e.x1[edge]), np.where(forward, e.y0[edge], e.y1[edge])

    def ends(self, steps: Ints) -> tuple[Floats, Floats]:
        """Return where steps end."""
        edge, forward = self.rings.edge[steps], self.rings.forward[steps]
        e = self.edges
        return np.where(forward, e.x1[edge], e.x0[edge]), np.where(forward, e.y1[edge], e.y0[edge])

    def of_edges(self, edge: Ints, left: Bools) -> Ints:
        """Return the steps that the areas on the left of edges, or on the right, take along them."""
        return np.where(left, self._on_left[edge], self._on_right[edge]).astype(np.int64)

    def parts(self, steps: Ints, constant: Floats) -> Floats:
        """Return what steps add to the size of the area that takes them, in square metres.

        ``constant``: of each step, what is taken from the integral over the easting; the same for a whole ring, it
        changes nothing but keeps digits.
        """
        edge = self.rings.edge[steps]
        north = self.edges.y1[edge] - self.edges.y0[edge]
        sign = np.where(self.rings.forward[steps], 1.0, -1.0) * self.sign[self.ring_of_step[steps]]
        return np.asarray((self._flux[edge] - constant) * north * sign)
