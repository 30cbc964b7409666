# SPDX-License-Identifier: GPL-2.0-or-later
"""What a report says in numbers: the rows of a summary, their sums, and which cells may not be shown.

Taken from ``Summary.table`` and the totals alone, which have already lost what was suppressed: a row without its
feature count is a suppressed row. A sum over a suppressed cell is suppressed too, so that nothing can be worked out
backwards.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import Enum
from typing import TYPE_CHECKING, Any

from ..core.area_types import ROWS, TYPES

if TYPE_CHECKING:
    import pandas as pd

    from ..core.summary import Summary, Totals


class Sign(Enum):
    """What stands in a cell without a number; the first two are the signs of SCB's tables."""

    HIDDEN = ".."
    MISSING = "–"
    NOTHING = ""


class Sum(Enum):
    """The rows below or between the seven of the summary, and the one below those of a follow-up."""

    TYPES = "types"
    ALL = "all"
    GAP = "gap"
    """Type 1 minus type 5."""


Value = float | Sign

RATES = ("per_1000", "per_1000_low", "per_1000_high", "per_km2")
SHARES = ("share", "share_difference", "location_quotient")
OF_AREAS = ("area_count", "population", "area_km2")


@dataclass(frozen=True)
class Row:
    """One row: an area type (or no data, or outside) or a sum, and its values by the names of the contract."""

    kind: int | Sum
    values: Mapping[str, Value]

    def number(self, name: str) -> float | None:
        """Return a value where there is one to show."""
        value = self.values.get(name, Sign.NOTHING)
        return None if isinstance(value, Sign) else value

    def is_hidden(self, name: str) -> bool:
        """Whether a value is suppressed."""
        return self.values.get(name) is Sign.HIDDEN


@dataclass(frozen=True)
class TypeTable:
    """The seven rows of one group, or of everything, with their sums."""

    rows: tuple[Row, ...]
    group: object = None

    def row(self, kind: int | Sum) -> Row:
        """Return the row of an area type or of a sum."""
        return next(row for row in self.rows if row.kind == kind)

    def column(self, name: str) -> list[float]:
        """Return the numbers of a column that are shown."""
        return [value for row in self.rows if (value := row.number(name)) is not None]

    def holds(self, sign: Sign, names: Iterable[str]) -> bool:
        """Whether the sign stands in one of the columns."""
        wanted = tuple(names)
        return any(row.values.get(name) is sign for row in self.rows for name in wanted)


@dataclass(frozen=True)
class Content:
    """The tables of a report: over everything, and by group where the summary has a group field."""

    overall: TypeTable
    groups: tuple[TypeTable, ...]
    unit: str
    totals: Totals
    group_field: str | None
    sum_columns: tuple[str, ...]
    mean_columns: tuple[str, ...]
    counted_twice: bool
    """Whether a feature stands in the feature count of more than one row (unknown counts as yes)."""
    rows_tie: bool | None
    """Whether the rows' amounts sum to the total; None where suppressed rows forbid the test."""

    @property
    def has_population(self) -> bool:
        """Whether anything can be said per inhabitant."""
        return any(row.number("population") is not None for row in self.overall.rows if row.kind in ROWS)

    @property
    def amount_is_count(self) -> bool:
        """Whether the amount says the same as the feature count (single points, rows of a table)."""
        return self.unit == "features" and all(
            row.values["amount"] == row.values["feature_count"]
            for table in (self.overall, *self.groups)
            for row in table.rows
            if row.kind in ROWS
        )

    @property
    def fields_overall(self) -> tuple[str, ...]:
        """The field columns of the overall table: means of groups cannot be put together again."""
        return self.sum_columns if self.groups else self.sum_columns + self.mean_columns


def features_tie(totals: Totals) -> bool | None:
    """Whether the numbers of features tie, by the core's rule; None where they are not all shown."""
    if totals.is_hidden:
        return None
    return replace(totals, amount=0.0, inside_amount=0.0, outside_amount=0.0).tie


def amounts_tie(totals: Totals) -> bool | None:
    """Whether the amounts tie, by the core's rule; None where they are not all shown."""
    if totals.is_hidden:
        return None
    return replace(totals, features=0, inside=0, outside=0, unusable=0).tie


def build_content(summary: Summary) -> Content:
    """Read a summary's table into rows with their sums."""
    return _content(
        summary.table,
        summary.totals,
        summary.unit,
        summary.group_field,
        tuple(f"{name}_sum" for name in summary.amount_fields),
        tuple(f"{name}_mean" for name in summary.rate_fields),
    )


def content_of_table(table: pd.DataFrame, numbers: Mapping[str, Any]) -> Content:
    """Read the table and the numbers that ``regso:summarizebyareatype`` gave, as a layer has them.

    The same content as ``build_content`` makes of the summary behind them. Raises ``ValueError`` where the table is
    not such a table.
    """
    from ..core.summary import COLUMNS, Totals

    columns = [str(name) for name in table.columns]
    own = next((at for at in (0, 1) if tuple(columns[at : at + len(COLUMNS)]) == COLUMNS), None)
    if own is None or table.empty or len(table) % len(ROWS):
        raise ValueError("not a summary by area type")
    fields = columns[own + len(COLUMNS) :]
    counts = [_total(numbers, name) for name in ("TOTAL", "INSIDE", "OUTSIDE")]
    amounts = [_total(numbers, name) for name in ("TOTAL_AMOUNT", "INSIDE_AMOUNT", "OUTSIDE_AMOUNT")]
    totals = Totals(*counts, int(numbers.get("UNUSABLE") or 0), *amounts)
    return _content(
        table,
        totals,
        str(table["amount_unit"].iloc[0]),
        columns[0] if own else None,
        tuple(name for name in fields if name.endswith("_sum")),
        tuple(name for name in fields if name.endswith("_mean")),
    )


def _total(numbers: Mapping[str, Any], name: str) -> float:
    """Return a number that a run gave; one that is there and empty was not shown."""
    return math.nan if name in numbers and numbers[name] is None else float(numbers.get(name) or 0)


def _content(
    table: pd.DataFrame,
    totals: Totals,
    unit: str,
    group_field: str | None,
    sums: tuple[str, ...],
    means: tuple[str, ...],
) -> Content:
    records = table.to_dict("records")
    blocks = [_block(records[at : at + len(ROWS)], sums + means) for at in range(0, len(records), len(ROWS))]
    grouped = group_field is not None
    overall = _put_together(blocks, sums, unit) if grouped else blocks[0]
    once = _counted_once(blocks, totals)
    groups = []
    if grouped:
        for at, rows in enumerate(blocks):
            name = records[at * len(ROWS)][group_field]
            groups.append(TypeTable(rows_with_sums(rows, sums, unit, once), None if _is_nan(name) else name))
    amounts = [row.values["amount"] for row in overall]
    return Content(
        overall=TypeTable(_with_totals(rows_with_sums(overall, sums, unit, once), totals)),
        groups=tuple(groups),
        unit=unit,
        totals=totals,
        group_field=group_field,
        sum_columns=sums,
        mean_columns=means,
        counted_twice=not once,
        rows_tie=_sum_is(amounts, totals),
    )


def _block(records: list[dict[Any, Any]], fields: tuple[str, ...]) -> list[Row]:
    if tuple(record["area_type"] for record in records) != ROWS:
        raise ValueError("a summary's table has one row per area type in the order of ROWS, group by group")
    typed = [record for record in records if record["area_type"] in TYPES]
    # Where something lies in the types, or may, an empty share was taken out: it would tell what "no data" holds.
    something = any(_is_nan(record["feature_count"]) or record["amount"] > 0 for record in typed)
    without_shares = something and all(_is_nan(record["share"]) for record in typed)
    return [_row(record, fields, without_shares) for record in records]


def _row(record: dict[Any, Any], fields: tuple[str, ...], without_shares: bool) -> Row:
    hidden = _is_nan(record["feature_count"])
    measures = ("feature_count", "amount", *RATES, *SHARES, *fields)
    suppressed = measures if hidden else SHARES if without_shares and record["area_type"] in TYPES else ()
    values: dict[str, Value] = {}
    for name in (*OF_AREAS, "population_share", *measures):
        value: Any = record.get(name)
        if name in suppressed:
            values[name] = Sign.HIDDEN
        else:
            values[name] = Sign.MISSING if _is_nan(value) else float(value)
    return Row(int(record["area_type"]), values)


def _is_nan(value: object) -> bool:
    return value is None or value != value  # noqa: PLR0124 - NaN, NaT: whatever is not equal to itself


def add_up(values: Iterable[Value]) -> Value:
    """Sum what is known; one suppressed part suppresses the sum, and nothing known is missing."""
    parts = list(values)
    if Sign.HIDDEN in parts:
        return Sign.HIDDEN
    known = [part for part in parts if not isinstance(part, Sign)]
    return math.fsum(known) if known else Sign.MISSING


def _divide(part: Value, whole: Value, factor: float = 1.0) -> Value:
    if isinstance(part, Sign):
        return part
    if isinstance(whole, Sign):
        return whole
    return factor * part / whole if whole > 0 else Sign.MISSING


def rates_of(values: Mapping[str, Value], unit: str) -> dict[str, Value]:
    """Return the rates that belong to the sums in ``values``."""
    amount, population = values["amount"], values["population"]
    result = {
        "per_1000": _divide(amount, population, 1000),
        "per_km2": _divide(amount, values["area_km2"]),
        "per_1000_low": amount if amount is Sign.HIDDEN else Sign.MISSING,
        "per_1000_high": amount if amount is Sign.HIDDEN else Sign.MISSING,
    }
    if unit == "features" and not isinstance(amount, Sign):
        from ..core.intervals import poisson_interval

        low, high = poisson_interval(amount)
        result["per_1000_low"] = _divide(float(low), population, 1000)
        result["per_1000_high"] = _divide(float(high), population, 1000)
    return result


def _put_together(blocks: list[list[Row]], sums: tuple[str, ...], unit: str) -> list[Row]:
    """Return the rows over all groups. Every feature is in one group, so counts and amounts of groups can be summed."""
    rows = []
    for parts in zip(*blocks, strict=True):
        values = {name: parts[0].values[name] for name in (*OF_AREAS, "population_share")}
        for name in ("feature_count", "amount", *sums):
            values[name] = add_up(part.values[name] for part in parts)
        rows.append(Row(parts[0].kind, values | rates_of(values, unit)))
    whole = add_up(row.values["amount"] for row in rows if row.kind in TYPES)
    return [Row(row.kind, {**row.values, **shares_of(row, whole)}) for row in rows]


def shares_of(row: Row, whole: Value) -> dict[str, Value]:
    """Return what a row's amount is of the whole of the five types, beside its share of the population."""
    if row.kind not in TYPES:
        return dict.fromkeys(SHARES, Sign.HIDDEN if row.is_hidden("amount") else Sign.MISSING)
    share, people = _divide(row.values["amount"], whole), row.values["population_share"]
    difference = share if isinstance(share, Sign) else people if isinstance(people, Sign) else share - people
    return {"share": share, "share_difference": difference, "location_quotient": _divide(share, people)}


def _counted_once(blocks: list[list[Row]], totals: Totals) -> bool:
    count = add_up(row.values["feature_count"] for rows in blocks for row in rows)
    return not isinstance(count, Sign) and count == totals.inside + totals.outside


def rows_with_sums(rows: list[Row], sums: tuple[str, ...], unit: str, once: bool) -> tuple[Row, ...]:
    """Put the sum of the five types after them and the sum of all rows last.

    Feature counts are summed only where no feature is counted in two rows; means are not summed at all.
    """
    result = {}
    for kind, chosen in ((Sum.TYPES, [row for row in rows if row.kind in TYPES]), (Sum.ALL, rows)):
        values = {name: add_up(row.values[name] for row in chosen) for name in (*OF_AREAS, "amount", *sums)}
        count = add_up(row.values["feature_count"] for row in chosen)
        values["feature_count"] = count if once or count is Sign.HIDDEN else Sign.NOTHING
        if kind is Sum.TYPES:
            values |= rates_of(values, unit)
            for name in ("share", "population_share"):
                whole = add_up(row.values[name] for row in chosen)
                values[name] = whole if isinstance(whole, Sign) else 1.0
        result[kind] = Row(kind, values)
    return (*rows[: len(TYPES)], result[Sum.TYPES], *rows[len(TYPES) :], result[Sum.ALL])


def _with_totals(rows: tuple[Row, ...], totals: Totals) -> tuple[Row, ...]:
    """Put the totals in the last row: they are known whatever is counted twice above, unless they are hidden too."""
    known: dict[str, Value] = {"feature_count": float(totals.inside + totals.outside), "amount": totals.amount}
    if totals.is_hidden:
        known = dict.fromkeys(known, Sign.HIDDEN)
    return (*rows[:-1], Row(Sum.ALL, {**rows[-1].values, **known}))


def _sum_is(amounts: list[Value], totals: Totals) -> bool | None:
    whole = add_up(amounts)
    if isinstance(whole, Sign):
        return None
    return amounts_tie(replace(totals, inside_amount=whole, outside_amount=0.0))
