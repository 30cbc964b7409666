# SPDX-License-Identifier: GPL-2.0-or-later
"""From a table to the groups that are measured: which column holds what, what is set aside, what is summed first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import pandas as pd

from ..area_types import TYPES, AreaType
from ..messages import Message, RegsoError, listing, message
from .groups import Groups, Kind, make_groups
from .standardisation import Interval, Standardisation, Standardised, direct, indirect
from .stratum_effect import StratumEffect, effect_of, in_common_classes


@dataclass(frozen=True)
class GroupTable:
    """A table and the names of its columns; ``standard``: a column too, or the standard by class.

    ``count``, ``rate``, ``error``, ``by`` and ``stratum`` are None where there is none. ``order``: the groups from the
    worst-off, None for the order of numbers or rows.
    """

    table: pd.DataFrame
    group: str
    population: str
    count: str | None = None
    rate: str | None = None
    error: str | None = None
    by: str | None = None
    stratum: str | None = None
    standard: Mapping[Any, float] | str | None = None
    order: Sequence[Any] | None = None
    common: bool = False
    """Whether rates are standardised over the classes only in which people of both groups at the ends live."""

    def __post_init__(self) -> None:
        standard = self.standard if isinstance(self.standard, str) else None
        wanted = (self.group, self.count, self.rate, self.error, self.population, self.by, self.stratum, standard)
        missing = [name for name in wanted if name is not None and name not in self.table.columns]
        if missing:
            raise RegsoError(
                "The table has no column {columns}. Its columns are: {known}.",
                columns=", ".join(missing),
                known=", ".join(map(str, self.table.columns)),
            )
        if len(self.table) == 0:
            raise RegsoError("The table is empty. Choose a table with a row for each group.")

    @property
    def unit(self) -> str | None:
        """The unit that a summary says of its amounts, None where the table is something else."""
        if self.count != "amount" or "amount_unit" not in self.table.columns:
            return None
        units = self.table["amount_unit"].dropna().unique()
        return str(units[0]) if len(units) == 1 else None

    @property
    def kind(self) -> Kind:
        """What the figures are, as far as the table tells."""
        if self.count is None:
            return Kind.MEAN
        return Kind.AMOUNT if self.unit in ("km", "km²") else Kind.EVENTS

    def parts(self) -> list[tuple[Any, pd.DataFrame]]:
        """Return the parts' names with their rows, in the order of the table and missing names last."""
        if self.by is None:
            return [(None, self.table)]
        codes, values = pd.factorize(self.table[self.by])
        parts = [(value, self.table[codes == i]) for i, value in enumerate(values)]
        return [*parts, (None, self.table[codes == -1])] if (codes == -1).any() else parts


def typed_rows(source: GroupTable) -> tuple[pd.DataFrame, list[Message]]:
    """Return the rows without "no data" and "outside", and a warning where something lies there."""
    table = source.table
    if source.order is not TYPES:
        return table, []
    aside = pd.to_numeric(table[source.group], errors="coerce").isin([AreaType.NO_DATA, AreaType.OUTSIDE])
    figures = pd.to_numeric(table[source.count or source.population], errors="coerce")
    lost, whole = float(figures[aside].sum()), float(figures.sum())
    if lost <= 0:
        return table[~aside], []
    values = {"amount": lost, "total": whole, "percent": 100 * lost / whole}
    if source.count is not None and figures.isna().any():
        # What is hidden is in no total, so that nothing can be said of parts of it.
        said = message(
            "{amount:,.10g} lie in areas without a type or outside the areas; they are in no measure. What part of "
            "all that is cannot be said, because some figures are missing or hidden.",
            amount=lost,
        )
    elif source.count is None:
        said = message(
            "{amount:,.10g} of {total:,.10g} inhabitants ({percent:.1f} percent) live in areas without a type or "
            "outside the areas; they are in no measure.",
            **values,
        )
    else:
        said = message(
            "{amount:,.10g} of {total:,.10g} ({percent:.1f} percent) lie in areas without a type or outside the areas; "
            "they are in no measure.",
            **values,
        )
    return table[~aside], [said]


def combined(source: GroupTable) -> tuple[pd.DataFrame, list[Message]]:
    """Return one row for each group (part, class): sums of counts and people, means of rates by population."""
    if source.error is not None:
        raise RegsoError("Standard errors of several rows cannot be combined. Give the figures of whole groups.")
    figure = str(source.count or source.rate)
    rows = source.table.copy()
    for name in (figure, source.population):
        rows[name] = pd.to_numeric(rows[name], errors="coerce").astype(float)
    # A count that a summary hides makes its group's sum unknown; other rows without a figure are only left out.
    hidden = pd.Series(False, index=rows.index)
    if source.count is not None and "feature_count" in rows:
        hidden = rows[figure].isna() & rows["feature_count"].isna() & rows[source.population].notna()
    lost = rows[[figure, source.population]].isna().any(axis=1) & ~hidden
    rows = rows[~lost]
    if source.count is None:
        rows[figure] *= rows[source.population]
    keys = [name for name in (source.by, source.group, source.stratum) if name]
    others = [name for name in rows.columns if name not in (*keys, figure, source.population)]
    how: dict[str, Any] = {**dict.fromkeys(others, "first"), figure: _whole_sum, source.population: "sum"}
    summed = rows.groupby(keys, as_index=False, sort=False, dropna=False).agg(how)
    if source.count is None:
        summed[figure] /= summed[source.population].where(summed[source.population] > 0)
    if not lost.any():
        return summed, []
    return summed, [message("{count} rows have no figure or no population and are in no sum.", count=int(lost.sum()))]


def _whole_sum(values: pd.Series[Any]) -> float:
    """Return a sum, NaN where a part is not known."""
    return float(values.sum(skipna=False))


def groups_of(source: GroupTable, rows: pd.DataFrame, kind: Kind, per: float) -> Groups:
    """Return the groups of some rows; rates and standard errors are per ``per`` inhabitants."""

    def numbers(column: str) -> pd.Series[Any]:
        return pd.to_numeric(rows[column], errors="coerce").astype(float)

    return make_groups(
        rows[source.group].tolist(),
        numbers(source.population),
        count=None if source.count is None else numbers(source.count),
        rate=None if source.rate is None else numbers(source.rate) / per,
        error=None if source.error is None else numbers(source.error) / per,
        kind=kind,
        order=source.order,
    )


def standardised_groups(
    source: GroupTable,
    rows: pd.DataFrame,
    kind: Kind,
    per: float,
    how: Standardisation,
    interval: Interval,
    level: float,
) -> tuple[Groups, Standardised, StratumEffect]:
    """Return the groups with standardised rates, the standardisation, and what it does to the gap between the ends.

    The standard is a population by class (direct), or rates per ``per`` inhabitants by class (indirect). What is
    measured has no interval.
    """
    if source.count is None or kind is Kind.MEAN:
        raise RegsoError("Standardisation needs counts or amounts by group and class, not rates.")
    own = pd.DataFrame(
        {
            "group": rows[source.group],
            "stratum": rows[source.stratum],
            "count": pd.to_numeric(rows[source.count], errors="coerce").astype(float),
            "population": pd.to_numeric(rows[source.population], errors="coerce").astype(float),
        }
    )
    whole, warnings = own, list[Message]()
    standard = _standard_of(source, rows, source.standard) if isinstance(source.standard, str) else source.standard
    if source.common:
        living = crude_groups(own.assign(count=own["population"]), Kind.AMOUNT, source.order)
        own, warnings = in_common_classes(own, (living.names[0], living.names[-1]))
    if source.common and standard is not None:
        given = pd.Series(standard)
        standard = given[given.index.isin(own["stratum"])]
    if how is Standardisation.DIRECT:
        found = direct(own, standard, interval=interval, level=level)
    else:
        found = indirect(own, None if standard is None else pd.Series(standard).astype(float) / per, level=level)
    if kind is Kind.AMOUNT:
        found = _without_chance(found)
    frame = found.frame
    groups = make_groups(
        list(frame.index),
        frame["population"].to_numpy(dtype=float),
        rate=frame["rate"].to_numpy(dtype=float),
        error=None if kind is Kind.AMOUNT else frame["error"].to_numpy(dtype=float),
        kind=Kind.AMOUNT if kind is Kind.AMOUNT else Kind.MEAN,
        order=source.order,
    )
    groups = replace(groups, warnings=(*warnings, *found.warnings, *groups.warnings))
    return groups, found, effect_of(crude_groups(whole, kind, source.order), groups)


def crude_groups(table: pd.DataFrame, kind: Kind, order: Sequence[Any] | None) -> Groups:
    """Return the groups of a table by group and class, their classes added up."""
    known = table[table["count"].notna() & table["population"].notna()]
    sums = known.groupby("group", sort=False)[["count", "population"]].sum()
    return make_groups(
        list(sums.index),
        sums["population"].to_numpy(dtype=float),
        count=sums["count"].to_numpy(dtype=float),
        kind=kind,
        order=order,
    )


def _without_chance(found: Standardised) -> Standardised:
    """Return standardised amounts without intervals: what is measured is certain."""
    uncertain = [name for name in found.frame if name in ("low", "high", "error", "ratio_low", "ratio_high")]
    frame = found.frame.assign(**dict.fromkeys(uncertain, float("nan")))
    return replace(found, frame=frame, method=message("standardised; measured, so without an interval"))


def _standard_of(source: GroupTable, rows: pd.DataFrame, column: str) -> pd.Series[Any]:
    """Return the standard by class from a column that repeats it in every group."""
    values = pd.to_numeric(rows[column], errors="coerce").astype(float)
    by_stratum = values.groupby(rows[source.stratum])
    different = by_stratum.max() > by_stratum.min()
    if different.any():
        raise RegsoError(
            "The standard in {column} differs between the groups for the classes {strata}. A standard is the same for "
            "all groups.",
            column=column,
            strata=listing(different.index[different]),
        )
    return by_stratum.first()
