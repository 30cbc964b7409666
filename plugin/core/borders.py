# SPDX-License-Identifier: GPL-2.0-or-later
"""What splitting lines asks of borders: which lines meet them and where, what keeps close, which area holds a point.

Two answers to the same questions. ``ExactBorders`` asks GEOS about polygons and is right for every set of areas.
``GridBorders`` answers from a grid over the edges of areas that do not overlap, and leaves to the other what it
cannot be sure of.
"""

from __future__ import annotations

from typing import Protocol

from .arrays import Floats, Ints
from .chains import Chains

Breaks = tuple[Ints, Floats]
"""Points on lines: (line, distance along it)."""


class Borders(Protocol):
    """What splitting lines needs to know."""

    def locate(self, x: Floats, y: Floats) -> Ints:
        """Return the index of the area that each point belongs to, or ``OUTSIDE``."""

    def near(self, x: Floats, y: Floats) -> Ints:
        """Return sorted pairs (position, area within the border tolerance), as position * number of areas + area."""

    def close(self, x: Floats, y: Floats) -> Ints:
        """Return the positions of the points within the border tolerance of a border."""

    def meet(self, chains: Chains) -> tuple[Ints, Breaks, Ints]:
        """Return the lines that may meet a border, where they meet or leave one, and the area of every line.

        The last holds for lines that meet no border; it may be ``OUTSIDE`` for others.
        """
