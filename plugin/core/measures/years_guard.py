# SPDX-License-Identifier: GPL-2.0-or-later
"""The guard of small counts in a comparison of years: what is hidden in every year, and what is rounded.

A year is guarded by itself, in all ways of holding the types together. What is hidden in a year is in no change, so
that no change gives it away: a change is shown where both its years are, and then tells nothing that they do not.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pandas as pd

from ..area_types import ROWS, TYPES, AreaType
from ..arrays import Bools, Floats, Ints
from ..guard import Guard
from ..messages import Message, RegsoError, message
from ..overlapping_sums import Table, hide_overlapping
from ..rounding import Rounding
from ..suppression import hide_cells
from .estimate import NAN
from .groups import Kind
from .types_by_year import Hold
from .years_input import Figure

FIGURE, CHANGE, SHARE = "figure", "change", "share"
"""What is hidden of a row of the comparison: its figure and all that hangs on it, the change, or only its share."""

_INSIDE = tuple(int(row) for row in ROWS if row != AreaType.OUTSIDE)
_TYPED = tuple(map(str, TYPES))
_OF_ROW = ("amount", "share", "rate", "rate_low", "rate_high")
_OF_CHANGE = (
    "amount_change", "difference", "difference_low", "difference_high", "ratio", "ratio_low", "ratio_high",
)  # fmt: skip
_OF_METHOD = ("differs", "difference_method", "ratio_method")


@dataclass(frozen=True)
class YearsGuard:
    """What is guarded: ``hidden`` are the groups of each way of holding and year, as in ``follow_up.COLUMNS``."""

    guard: Guard = field(default_factory=Guard)
    hidden: Mapping[tuple[Hold, int], frozenset[str]] = field(default_factory=dict)

    def masked(self, row: dict[str, Any]) -> dict[str, Any]:
        """Return a row of the comparison without what must not be shown; ``hidden`` says what that is, else None."""
        here = self._of(row["hold"], row["year"])
        shares = {"share": NAN} if "all" in here else {}
        if row["group"] in here:
            note = message(
                "Not shown: it counts fewer than {limit}, or would reveal such a count.", limit=self.guard.minimum
            )
            gone = {**dict.fromkeys((*_OF_ROW, *_OF_CHANGE), NAN), **dict.fromkeys(_OF_METHOD)}
            return {**row, **gone, "hidden": FIGURE, "notes": (note,)}
        base = row["base_year"]
        if base is not None and row["group"] in self._of(row["hold"], base):
            note = message("The change is not shown: the figure of {year} is hidden.", year=str(base))
            gone = {**dict.fromkeys(_OF_CHANGE, NAN), **dict.fromkeys(_OF_METHOD)}
            return {**row, **shares, **gone, "hidden": CHANGE, "notes": (note,)}
        return {**row, **shares, "hidden": SHARE if shares and not math.isnan(row.get("share", NAN)) else None}

    def _of(self, hold: str, year: int) -> frozenset[str]:
        return self.hidden.get((Hold(hold), year), frozenset())

    def warnings(self) -> list[Message]:
        """Return what the reader must know of what the guard did."""
        said = []
        count = sum(len(groups - {"all", "gap"}) for groups in self.hidden.values())
        if count:
            said.append(
                message(
                    "{count} figures of types and years that count fewer than {limit}, or that would reveal such a "
                    "count, are not shown, nor any change from or to them.",
                    count=count,
                    limit=self.guard.minimum,
                )
            )
        if self.guard.base:
            said.append(
                message(
                    "Counts are rounded to multiples of {base}, up or down by chance, and rates and changes are "
                    "computed from the rounded counts. No count of a type is off by {base} or more, and no change of "
                    "it by {twice} or more.",
                    base=self.guard.base,
                    twice=2 * self.guard.base,
                )
            )
        return said


def check_guard(guard: Guard, figure: Figure, kind: Kind) -> None:
    """Refuse to guard what is no count: a threshold that does nothing would be taken for protection."""
    if guard.minimum <= 1 and not guard.base:
        return
    if figure is not Figure.COUNT or kind not in (Kind.EVENTS, Kind.PERSONS):
        raise RegsoError(
            "Small counts can be hidden or rounded only where counts of events or persons are compared. Choose the "
            "field with the counts and say what they are. Of kilometres and rates, hide small counts in the summary "
            "of each year before the years are compared. Or set the threshold to 0 and the rounding to none."
        )


def hidden_of_years(
    frame: pd.DataFrame, kinds: Mapping[Hold, Mapping[int, Ints]], minimum: int
) -> dict[tuple[Hold, int], frozenset[str]]:
    """Return the groups to hide by way of holding and year, so that the protection of ``overlapping_sums`` holds.

    ``frame``: ``year`` and ``amount`` of every area, or type; ``kinds``: the types of a year's rows, in their order,
    by way of holding and year.
    """
    if minimum <= 1:
        return {}
    found = {}
    for year in sorted({year for of in kinds.values() for year in of}):
        own = {hold: of[year] for hold, of in kinds.items() if year in of}
        amounts = frame.loc[frame["year"] == year, "amount"].to_numpy(dtype=float)
        found.update({(hold, year): groups for hold, groups in _of_year(amounts, own, minimum).items() if groups})
    return found


def _of_year(amounts: Floats, kinds: Mapping[Hold, Ints], minimum: int) -> dict[Hold, frozenset[str]]:
    """Return the groups to hide in each way of holding the types of one year's rows."""
    table = pd.DataFrame({hold.value: own for hold, own in kinds.items()})
    table = table.assign(amount=amounts)[table.isin(_INSIDE).all(axis=1)]
    if table.empty:
        return {}
    # The smallest parts: what lies in areas that are of the same type in every way of holding.
    parts = table.groupby([hold.value for hold in kinds])["amount"].sum().reset_index()
    counts = parts["amount"].to_numpy(dtype=float)
    tables, rows, hides_total = [], [], False
    for hold in kinds:
        own = parts[hold.value].to_numpy(dtype=int)
        present = [row for row in _INSIDE if (own == row).any()]
        alone = hide_cells(np.array([[counts[own == row].sum() for row in ROWS]]), minimum, exists=np.isin(ROWS, own))
        hidden = alone.cells[0][np.isin(ROWS, present)]
        cell_of = np.array([present.index(row) for row in own])
        tables.append(Table(cell_of, len(present), np.isin(present, TYPES), hidden, bool(alone.shares[0])))
        rows.append(present)
        hides_total |= alone.total
    kept = hide_overlapping(counts, tables, minimum, total_is_hidden=hides_total)
    return {hold: _named(one.hidden, row, one.without_sum) for hold, row, one in zip(kinds, rows, kept, strict=True)}


def _named(hidden: Bools, rows: Sequence[int], without_sum: bool) -> frozenset[str]:
    """Return the names of hidden groups: types, ``all`` (with all shares), and the gap where an end is hidden."""
    groups = {str(row) for row, hides in zip(rows, hidden, strict=True) if hides}
    groups |= {"all"} if without_sum else set()
    return frozenset(groups | ({"gap"} if groups & {_TYPED[0], _TYPED[-1]} else set()))


def rounding_of_years(frame: pd.DataFrame, base: int) -> Rounding | None:
    """Return what rounds the counts of the years, the same for rows in any order; None where nothing is rounded."""
    if not base:
        return None
    ordered = frame.sort_values([name for name in ("year", "code", "area_type") if name in frame])
    return Rounding(base, [ordered["year"].to_numpy(dtype=float), ordered["amount"].to_numpy(dtype=float)])


def rounded_groups(amounts: Mapping[str, float], rounding: Rounding, year: int) -> dict[str, float]:
    """Return a year's counts rounded, by group: the types to their rounded sum, where all are known.

    The same counts are rounded alike in every way of holding the types, so that nothing is learnt from several.
    """
    found = dict(amounts)
    types = np.array([amounts[name] for name in _TYPED])
    everything = amounts["all"]
    if np.isnan(types).any() or math.isnan(everything):
        known = ~np.isnan(types)
        types[known] = rounding.alone(types, f"types {year}")[known]
    else:
        found["all"] = float(rounding.alone(np.array([everything]), f"all {year}")[0])
        types = rounding.shared(found["all"], types, f"types {year}")
    found.update(zip(_TYPED, types.tolist(), strict=True))
    for name in set(amounts) - {*_TYPED, "all"}:
        if not math.isnan(amounts[name]):
            found[name] = float(rounding.alone(np.array([amounts[name]]), f"{name} {year}")[0])
    return found
