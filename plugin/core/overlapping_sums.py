# SPDX-License-Identifier: GPL-2.0-or-later
"""Which sums to hide where the same figures are summed in several ways, so that no difference gives one away.

Where areas change type, the types held at the first year and those held at the last are two tables of the same areas:
the difference between a sum in the one and a sum in the other is what lies in the few areas that moved. What a reader
knows is a system of linear equations over the smallest parts that all tables are made of; how far a figure can move
is a linear programme, and which further sums to hide is the cheapest set of sums that must move with it. Sources:
Kelly, Golden & Assad (1992), Networks 22, 397-417; Fischetti & Salazar (2001), Management Science 47, 1008-1027.

The protection is that of ``suppression``, for sums and for the smallest parts alike: a small count could be anything
from one up to the limit at least; the interval of every other hidden sum is at least as wide as from one to the limit.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.optimize import linprog

from .arrays import Bools, Floats, Ints
from .suppression import small_counts

_TOTAL_COST = 6.0
"""What it costs to hide the sum of a table, next to one of its cells: all shares go with it."""

_GIVES_WAY = 4.0
"""How much dearer a table is than the next one: more than hiding the same in all that come after it."""

_NEAR = 1e-6


@dataclass(frozen=True)
class Table:
    """One way of summing: ``cell_of`` part the number of its cell, ``count`` of cells, ``typed`` those in the sum.

    ``hidden``: cells that are hidden to begin with; ``without_sum``: whether the sum over the typed cells is.
    """

    cell_of: Ints
    count: int
    typed: Bools
    hidden: Bools
    without_sum: bool


@dataclass(frozen=True)
class Kept:
    """What not to show of a table: its cells, and the sum over its typed cells."""

    hidden: Bools
    without_sum: bool


def hide_overlapping(parts: Floats, tables: Sequence[Table], minimum: int, *, total_is_hidden: bool) -> list[Kept]:
    """Return what to hide in each table, at least what is hidden to begin with.

    ``parts``: counts of the smallest parts, each in one cell of every table. Where there is a choice, later tables
    give way to earlier ones. The reader is given every cell and sum that is shown, the sum of all parts unless
    ``total_is_hidden``, and that a hidden cell above zero is so, as zeros are shown unless all of a table is hidden.
    """
    return _Choice(parts, tables, minimum, total_is_hidden=total_is_hidden).made()


class _Choice:
    def __init__(self, parts: Floats, tables: Sequence[Table], minimum: int, *, total_is_hidden: bool) -> None:
        self._parts, self._minimum, self._tables = parts, float(minimum), tables
        rows, owner, is_sum, hidden = [], [], [], []
        for place, table in enumerate(tables):
            cells = table.cell_of == np.arange(table.count)[:, None]
            rows += [cells, table.typed[table.cell_of][None, :]]
            owner += [place] * (table.count + 1)
            is_sum += [False] * table.count + [True]
            hidden += [*table.hidden, table.without_sum]
        self._sums = np.vstack([*rows, np.ones((1, len(parts)), dtype=bool)]).astype(np.float64)
        self._values = self._sums @ parts
        self._owner, self._is_sum = np.array([*owner, -1]), np.array([*is_sum, False])
        self._hidden = np.array([*hidden, total_is_hidden])
        # What must be protected: every small part, then every cell as it is hidden.
        self._targets = np.vstack([np.eye(len(parts)), self._sums])
        true = self._targets @ parts
        self._true, self._low, self._high = true, true.copy(), true.copy()

    def made(self) -> list[Kept]:
        """Hide more until the protection holds, and return what is hidden."""
        self._follow()
        waiting = deque([*np.flatnonzero(small_counts(self._parts, int(self._minimum))), *self._hidden_cells()])
        while waiting:
            target = int(waiting.popleft())
            before = self._hidden.copy()
            while not self._is_protected(target):
                self._widen(target)
                self._follow()
            waiting.extend(len(self._parts) + np.flatnonzero(self._hidden & ~before & ~self._is_sum))
        found = []
        for place, _ in enumerate(self._tables):
            own = self._owner == place
            found.append(Kept(self._hidden[own & ~self._is_sum], bool(self._hidden[own & self._is_sum][0])))
        return found

    def _hidden_cells(self) -> Ints:
        return np.asarray(len(self._parts) + np.flatnonzero(self._hidden & ~self._is_sum & (self._owner >= 0)))

    def _follow(self) -> None:
        """Hide the sums that no share tells any more, as nothing but hidden cells and zeros is left of them."""
        for place, table in enumerate(self._tables):
            own = self._owner == place
            cells = np.flatnonzero(own & ~self._is_sum)
            told = table.typed & ~self._hidden[cells] & (self._values[cells] > 0)
            if not told.any() and (table.typed & self._hidden[cells]).any():
                self._hidden[own & self._is_sum] = True

    # What a reader can work out ---------------------------------------------------------------------------------------

    def _is_protected(self, target: int) -> bool:
        true = self._true[target]
        if true <= 0:
            return True
        for sign in (-1, 1):
            if not self._reaches(target):
                self._move(target, sign)
        return self._reaches(target)

    def _reaches(self, target: int) -> bool:
        low, high = self._low[target], self._high[target]
        if self._true[target] < self._minimum:
            return bool(low <= 1 + _NEAR and high >= self._minimum - _NEAR)
        return bool(high - low >= self._minimum - 1 - _NEAR)

    def _move(self, target: int, sign: int) -> None:
        """Find how far a figure can go up or down, and note what that solution says of all the others."""
        known, presumed = self._known(), self._presumed()
        goal, most = self._targets[target], 4 * self._minimum + 2 * self._true[target]
        # A bound keeps the programme bounded where nothing else does.
        above = np.vstack([-self._sums[presumed], goal[None, :]])
        answer = linprog(
            -sign * goal,
            A_ub=above,
            b_ub=np.append(np.full(len(presumed), -1.0), most),
            A_eq=self._sums[known] if len(known) else None,
            b_eq=self._values[known] if len(known) else None,
            method="highs",
        )
        if answer.status == 0:
            reached = self._targets @ np.maximum(answer.x, 0.0)
            self._low, self._high = np.minimum(self._low, reached), np.maximum(self._high, reached)

    def _known(self) -> Ints:
        return np.flatnonzero(~self._hidden)

    def _presumed(self) -> Ints:
        """Return the hidden cells that a reader takes to be above zero."""
        bare = [place for place in range(len(self._tables)) if self._is_bare(place)]
        known = self._hidden & ~self._is_sum & (self._owner >= 0) & (self._values >= 1)
        return np.flatnonzero(known & ~np.isin(self._owner, bare))

    def _is_bare(self, place: int) -> bool:
        return bool(self._hidden[(self._owner == place) & ~self._is_sum].all())

    # Hiding more ------------------------------------------------------------------------------------------------------

    def _widen(self, target: int) -> None:
        """Hide the cheapest sums that must move for a figure to have its room; else all of the last table left."""
        wide, true = self._minimum - 1, self._true[target]
        if true < self._minimum:
            ways = [(1, self._minimum)] if self._high[target] < self._minimum - _NEAR else [(-1, 1.0)]
        else:
            ways = [(1, self._low[target] + wide), (-1, self._high[target] - wide)]
        found = [one for sign, end in ways if (one := self._cheapest(target, sign, end)) is not None]
        if found:
            self._hidden[min(found, key=lambda one: one[0])[1]] = True
            return
        left = [place for place in range(len(self._tables)) if not self._hidden[self._owner == place].all()]
        self._hidden[self._owner == left[-1] if left else slice(None)] = True

    def _cheapest(self, target: int, sign: int, end: float) -> tuple[float, Ints] | None:
        """Return what it costs, and which shown sums have to move, for a figure to reach an end; None: it cannot.

        Zeros, and the sum of all parts, stay as they are; a hidden cell stays above zero.
        """
        shown = self._known()
        loose = shown[(self._owner[shown] >= 0) & (self._values[shown] > 0)]
        parts, count = len(self._parts), len(loose)
        give = np.zeros((len(shown), 2 * count))
        at = np.searchsorted(shown, loose)
        give[at, np.arange(count)], give[at, count + np.arange(count)] = 1.0, -1.0
        cells = np.union1d(self._presumed(), loose[~self._is_sum[loose] & (self._values[loose] >= 1)])
        above = np.vstack([-self._sums[cells], -sign * self._targets[target][None, :]])
        cost = np.where(self._is_sum[loose], _TOTAL_COST, 1.0 + self._values[loose] / (self._parts.sum() + 1.0))
        cost *= _GIVES_WAY ** (len(self._tables) - 1 - self._owner[loose])
        answer = linprog(
            np.concatenate([np.zeros(parts), cost, cost]),
            A_ub=np.hstack([above, np.zeros((len(above), 2 * count))]),
            b_ub=np.append(np.full(len(cells), -1.0), -sign * end),
            A_eq=np.hstack([self._sums[shown], give]) if len(shown) else None,
            b_eq=self._values[shown] if len(shown) else None,
            method="highs",
        )
        if answer.status != 0:
            return None
        moved = answer.x[parts : parts + count] + answer.x[parts + count :]
        chosen = loose[moved > _NEAR]
        return (float(answer.fun), chosen) if len(chosen) else None
