# SPDX-License-Identifier: GPL-2.0-or-later
"""The guard of a summary's small counts: what is rounded before the tables are made, and what is hidden in them after.

Everything that shows a summary (table, areas, numbers, report, workbook, panel) reads what has passed here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from .area_types import ROWS, AreaType
from .arrays import Bools, Floats, Ints
from .messages import Message, RegsoError, message
from .rounding import BASES, Rounding, to_figures
from .suppression import hide_areas, hide_cells, small_counts

SHARES = ["share", "share_difference", "location_quotient"]
_MEASURES = ["feature_count", "amount", "per_1000", "per_1000_low", "per_1000_high", "per_km2", *SHARES]
_INSIDE = np.array(ROWS) != AreaType.OUTSIDE


@dataclass(frozen=True)
class Values:
    """How many features have a value in a field: the column that is made of it, by group and row, and by area."""

    column: str
    cells: Floats
    areas: Floats


@dataclass(frozen=True)
class Outcome:
    """What was hidden: how many rows, whether the totals, and the columns of which no figure is shown."""

    rows: int = 0
    total: bool = False
    columns: tuple[str, ...] = ()


@dataclass(frozen=True)
class Figures:
    """What was added up: by group and row of ``area_types.ROWS``, by area, and in all.

    ``sums``: of the amount fields, each by group and row; ``values``: how many have one in each field. ``inside`` and
    ``outside`` are features, each counted once.
    """

    features: Floats
    amounts: Floats
    sums: tuple[Floats, ...]
    values: tuple[Values, ...]
    area_features: Floats
    area_amounts: Floats
    inside: float
    outside: float
    inside_amount: float
    outside_amount: float


@dataclass(frozen=True)
class Guard:
    """How small counts are guarded: hidden below ``minimum`` (0, 1: not at all), rounded to ``base`` (0: not)."""

    minimum: int = 0
    base: int = 0

    def __post_init__(self) -> None:
        if self.base not in BASES:
            raise RegsoError("Counts can be rounded to 3 or 5, or not at all (0), not to {base}.", base=self.base)

    def rounded(self, figures: Figures, types: Ints, unit: str) -> Figures:
        """Return the figures as they may be shown: counts rounded, kilometres and square kilometres as they are.

        What lies inside is shared out over the types, each type over its areas and over the groups, so that all of
        these tie. The sum over the types of one group is the sum of its rounded cells. ``types``: the areas' types.
        """
        if not self.base:
            return figures
        rounding = Rounding(self.base, [figures.area_features, np.array([figures.inside, figures.outside])])
        f = figures
        cells, areas, inside, outside = _round(rounding, f.features, f.area_features, types, f.inside, f.outside)
        result = replace(figures, features=cells, area_features=areas, inside=inside, outside=outside)
        if unit != "features":
            return result
        cells, areas, inside, outside = _round(
            rounding, f.amounts, f.area_amounts, types, f.inside_amount, f.outside_amount
        )
        return replace(result, amounts=cells, area_amounts=areas, inside_amount=inside, outside_amount=outside)

    def round_fields(self, table: pd.DataFrame, counts: Floats | None, sums: list[str], means: list[str]) -> None:
        """Round the sums and means of fields in a table whose counts have been rounded.

        ``counts``: what the amounts were; None where the amounts are no counts. A sum by a mean, or a mean of whole
        numbers with many digits, would tell the count: three figures are kept, and a sum is that of as many features
        as the rounded count says.
        """
        if not self.base:
            return
        amount = table["amount"].to_numpy()
        for name in sums:
            values = table[name].to_numpy(dtype=float)
            if counts is None:
                table[name] = to_figures(values)
                continue
            mean = np.divide(values, counts, out=np.zeros(len(values)), where=counts > 0)
            table[name] = np.where(np.isnan(values) & (amount > 0), np.nan, to_figures(mean) * amount)
        for name in means:
            values = to_figures(table[name].to_numpy(dtype=float))
            table[name] = values if counts is None else np.where(amount > 0, values, np.nan)

    def hide(
        self, tables: Sequence[pd.DataFrame], areas: pd.DataFrame, added: Figures, shown: Figures, fields: list[str]
    ) -> Outcome:
        """Empty the measures of what must be hidden, in the tables of all groups and in that of the areas.

        ``added``: the figures as they were added up; ``shown``: as they were rounded, or the same; ``fields``: the
        columns of the user's own fields. Where few of the many features in a row that is shown have a value in a
        field, nothing of that field is shown.
        """
        if self.minimum <= 1:
            return Outcome()
        types = areas["area_type"].to_numpy()
        only_counts = np.array_equal(shown.features, shown.amounts) and not added.sums
        hidden = hide_cells(
            shown.features,
            self.minimum,
            true=added.features if self.base else None,
            exists=np.isin(ROWS, types),
            inside=added.inside,
            amounts=() if only_counts else (shown.amounts, *added.sums),
        )
        for table, rows, without_shares in zip(tables, hidden.cells, hidden.shares, strict=True):
            _empty(table, rows, fields)
            if without_shares:
                table[SHARES] = np.nan
        exact = added.area_features if self.base else None
        own = hide_areas(shown.area_features, types, hidden.types, self.minimum, true=exact)
        _empty(areas, own, fields)
        few = tuple(
            one.column
            for one in added.values
            if (small_counts(one.cells, self.minimum) & ~hidden.cells & _INSIDE).any()
            or (small_counts(one.areas, self.minimum) & ~own).any()
        )
        for table in (*tables, areas):
            table[list(few)] = np.nan
        return Outcome(int(hidden.cells.sum()), hidden.total, few)

    def warnings(self, outcome: Outcome) -> list[Message]:
        """Return what the reader must know of what the guard did."""
        found = []
        if outcome.rows:
            found.append(
                message(
                    "{count} rows with fewer than {limit} features, or that would reveal such a row, are not shown.",
                    count=outcome.rows,
                    limit=self.minimum,
                )
            )
        for column in outcome.columns:
            found.append(
                message(
                    "In some rows or areas fewer than {limit} features have a value in the field {field}, so nothing "
                    "of it is shown.",
                    limit=self.minimum,
                    field=column.rpartition("_")[0],
                )
            )
        if outcome.total:
            found.append(
                message(
                    "Fewer than {limit} features lie inside the areas, so the totals are not shown either.",
                    limit=self.minimum,
                )
            )
        if self.base:
            found.append(
                message(
                    "Counts are rounded to multiples of {base}, up or down by chance, and every figure is computed "
                    "from the rounded counts. None is off by {base} or more, but for the sum over the types of one "
                    "group.",
                    base=self.base,
                )
            )
        return found


def _empty(table: pd.DataFrame, rows: Bools, fields: list[str]) -> None:
    table.loc[rows, [name for name in [*_MEASURES, *fields] if name in table]] = np.nan


def _round(
    rounding: Rounding, cells: Floats, areas: Floats, types: Ints, inside: float, outside: float
) -> tuple[Floats, Floats, float, float]:
    """Return cells, areas, inside and outside rounded, from the whole to the parts."""
    whole = rounding.alone(np.array([inside, outside]), "whole")
    by_type = cells.sum(axis=0)
    rows = np.empty(len(ROWS))
    rows[_INSIDE] = rounding.shared(float(whole[0]), by_type[_INSIDE], "types")
    # A line that is partly outside is one feature outside and one inside.
    tied = by_type[~_INSIDE][0] == outside
    rows[~_INSIDE] = whole[1] if tied else rounding.alone(by_type[~_INSIDE], "outside")
    result = np.empty(cells.shape)
    own = areas.copy()
    for column, row in enumerate(ROWS):
        result[:, column] = rounding.shared(float(rows[column]), cells[:, column], f"groups {row}")
        chosen = types == row
        if chosen.any():
            own[chosen] = rounding.shared(float(rows[column]), areas[chosen], f"areas {row}")
    return result, own, float(whole[0]), float(whole[1])
