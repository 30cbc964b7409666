# SPDX-License-Identifier: GPL-2.0-or-later
"""A table of groups of people in small areas, checked and made ready for the measures of segregation."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from ..arrays import Bools, Floats, Ints
from ..code_column import clean_codes
from ..codes import FIRST_YEAR_OF_2025, Level, parse_area_code
from ..distribution import COUNTRY
from ..messages import Message, RegsoError, listing, message
from .parts import Parts

OTHERS = "others"
"""Name of the group that makes up the total where a total is given."""


@dataclass(frozen=True)
class GroupCounts:
    """Counts that can be measured: one row for each area and year that has all its counts.

    ``counts`` (rows, groups), ``rows`` the places of the rows in the table that was given, ``codes``, ``years`` (0
    where there is none), ``kommun`` (empty where the code does not tell); ``parts`` and ``keys`` (region, year) say
    what the areas are summed over.
    """

    counts: Floats
    groups: tuple[str, ...]
    rows: Ints
    codes: tuple[str, ...]
    years: Ints
    kommun: tuple[str, ...]
    parts: Parts
    keys: pd.DataFrame
    has_years: bool
    warnings: tuple[Message, ...]


def read_groups(
    table: pd.DataFrame,
    groups: Sequence[str],
    *,
    code: str = "code",
    total: str | None = None,
    year: str | None = None,
    level: Level | None = None,
) -> GroupCounts:
    """Return the counts of the groups of a table with a row for each area (and year).

    With ``total`` the people in none of the groups become a group of their own, ``others``. ``level``: ``KOMMUN``,
    ``LAN`` or None for all areas together. An area without a count in some group is left out, and told in
    ``warnings``. Raises ``RegsoError`` for a column that is not there, fewer than two groups, text or negative counts,
    groups above the total, an area that comes twice in a year, RegSO and DeSO together, and a year that is none.
    """
    warnings: list[Message] = []
    groups = tuple(groups)
    _check_columns(table, [code, *groups, *([total] if total else []), *([year] if year else [])])
    if len(set(groups)) != len(groups):
        raise RegsoError("A group is named twice: {groups}. Name each field once.", groups=", ".join(groups))
    if len(groups) + bool(total) < 2:
        raise RegsoError("Segregation is between groups: choose at least two groups, or one group and the total.")
    codes, kommun, years = read_areas(table, code, year, warnings)
    counts, names = _counts_of(table, groups, total)
    keep = _with_counts(counts, codes, warnings) & _with_region(kommun, level, warnings)
    if not keep.any():
        raise RegsoError("No area has a count in every group. Choose fields with counts of people.")
    _warn_of_percentages(counts[keep], warnings)
    _warn_of_break(years[keep], warnings)
    region = np.array([_region(one, level) for one in kommun], dtype=object)[keep]
    parts, keys = Parts.from_keys(region, years[keep])
    keys.columns = pd.Index(["region", "year"])
    return GroupCounts(
        counts[keep],
        names,
        np.flatnonzero(keep).astype(np.int64),
        tuple(one for one, kept in zip(codes, keep, strict=True) if kept),
        years[keep],
        tuple(one for one, kept in zip(kommun, keep, strict=True) if kept),
        parts,
        keys,
        bool(year),
        tuple(warnings),
    )


def read_areas(
    table: pd.DataFrame, code: str, year: str | None, warnings: list[Message]
) -> tuple[list[str], list[str], Ints]:
    """Return code, kommun (empty where the code does not tell) and year (0 where there is none) of every row.

    Raises ``RegsoError`` where there is no row, an area comes twice in a year, or RegSO and DeSO stand together.
    """
    if table.empty:
        raise RegsoError("There are no areas to compute the measures from. Choose a table or layer with areas.")
    codes, kommun = _codes_of(table[code], warnings)
    years = read_years(table[year]) if year else np.zeros(len(table), dtype=np.int64)
    _refuse_duplicates(codes, years, bool(year))
    return codes, kommun, years


def _region(kommun: str, level: Level | None) -> str:
    if level is None:
        return COUNTRY
    return kommun if level is Level.KOMMUN else kommun[:2]


def _check_columns(table: pd.DataFrame, wanted: list[str]) -> None:
    for name in wanted:
        if name not in table:
            raise RegsoError(
                "There is no field {field}. The layer's fields are: {fields}.",
                field=name,
                fields=", ".join(map(str, table.columns)),
            )


def _codes_of(column: pd.Series[Any], warnings: list[Message]) -> tuple[list[str], list[str]]:
    """Return the areas' codes, cleaned, and the kommun that each lies in, empty where the code does not tell."""
    if column.isna().any():
        clean_codes(column, warnings)
    unique = pd.Series(column.unique())
    cleaned = clean_codes(unique, warnings)
    parsed = [parse_area_code(one) for one in cleaned]
    levels = {one.level for one in parsed if one is not None}
    if len(levels) > 1:
        raise RegsoError(
            "The table holds both RegSO and DeSO. A RegSO is made of DeSO, so everybody would count twice. Keep one of "
            "the two."
        )
    code = dict(zip(unique, cleaned, strict=True))
    kommun = {one: area.kommun if area else "" for one, area in zip(unique, parsed, strict=True)}
    return [code[one] for one in column], [kommun[one] for one in column]


def read_years(column: pd.Series[Any]) -> Ints:
    """Return a column of years as whole numbers; ``RegsoError`` where a row has none."""
    numbers = pd.to_numeric(column, errors="coerce")
    whole = numbers.notna() & (numbers == numbers.round()) & numbers.between(1800, 2200)
    if not whole.all():
        raise RegsoError(
            "{count} rows have no year in the field {field} ({examples}). Every row needs a year such as 2023.",
            count=int((~whole).sum()),
            field=str(column.name),
            examples=listing(column[~whole].unique(), 3),
        )
    return numbers.to_numpy(dtype=np.int64)


def _refuse_duplicates(codes: list[str], years: Ints, has_years: bool) -> None:
    frame = pd.DataFrame({"code": codes, "year": years})
    twice = frame[frame.duplicated()].drop_duplicates()
    if twice.empty:
        return
    names = [f"{one} {when}" if has_years else one for one, when in twice.itertuples(index=False)]
    raise RegsoError(
        "{count} areas come more than once, so people would count twice: {areas}. Keep one row for each area and year, "
        "or choose the year field.",
        count=len(twice),
        areas=listing(names),
    )


def _counts_of(table: pd.DataFrame, groups: tuple[str, ...], total: str | None) -> tuple[Floats, tuple[str, ...]]:
    columns = [to_numbers(table[name]) for name in groups]
    names = groups
    if total:
        everybody = to_numbers(table[total])
        rest = everybody - np.sum(columns, axis=0)
        tolerance = 1e-9 * np.maximum(1.0, np.abs(np.nan_to_num(everybody)))
        above = rest < -tolerance
        if above.any():
            raise RegsoError(
                "In {count} areas the groups have more people than {total} says there are. Check that the groups do "
                "not overlap, and which field holds the total.",
                count=int(above.sum()),
                total=total,
            )
        rest = np.where(np.abs(rest) <= tolerance, 0.0, rest)
        if np.nansum(rest) > 0 or len(groups) < 2:
            columns.append(rest)
            names = (*groups, OTHERS)
    counts = np.stack(columns, axis=1)
    for number, name in enumerate(names):
        negative = int((counts[:, number] < 0).sum())
        if negative:
            raise RegsoError(
                "{count} counts in {name} are negative. Counts of people cannot be; correct the table.",
                count=negative,
                name=name,
            )
    return counts, names


def to_numbers(column: pd.Series[Any]) -> Floats:
    """Return a column as numbers, NaN where it has none or one of the signs for missing; other text is an error."""
    numbers = pd.to_numeric(column, errors="coerce")
    text = numbers.isna() & column.notna() & (column.astype(str).str.strip() != "")
    # ".." and the like are the statistics' own words for missing
    text &= ~column.astype(str).str.strip().isin([".", "..", "...", "-", "nan"])
    if text.any():
        raise RegsoError(
            "The field {field} holds text that is no number: {examples}. Choose a field with counts of people.",
            field=str(column.name),
            examples=listing(column[text].unique(), 3),
        )
    values = numbers.to_numpy(dtype=np.float64)
    return np.where(np.isfinite(values), values, np.nan)


def _with_counts(counts: Floats, codes: list[str], warnings: list[Message]) -> Bools:
    keep = ~np.isnan(counts).any(axis=1)
    if not keep.all():
        left_out = pd.unique(pd.Series(codes)[~keep])
        warnings.append(
            message(
                "{count} rows of {all} lack a count in some group and are left out: {areas}. Missing is not zero.",
                count=int((~keep).sum()),
                all=len(keep),
                areas=listing(left_out),
            )
        )
    return np.asarray(keep, dtype=bool)


def _with_region(kommun: list[str], level: Level | None, warnings: list[Message]) -> Bools:
    known = np.array([bool(one) for one in kommun])
    if level is None or known.all():
        return np.ones(len(kommun), dtype=bool)
    warnings.append(
        message(
            "{count} rows have codes that do not tell the kommun and are left out of the figures per kommun or län.",
            count=int((~known).sum()),
        )
    )
    return known


def _warn_of_percentages(counts: Floats, warnings: list[Message]) -> None:
    sums = counts.sum(axis=1)
    sums = sums[sums > 0]
    if len(sums) > 1 and (np.allclose(sums, 100, atol=0.6) or np.allclose(sums, 1, atol=0.006)):
        warnings.append(
            message(
                "The groups sum to the same figure in every area, as percentages do. Segregation is measured on counts "
                "of people: with percentages every area weighs the same."
            )
        )


def _warn_of_break(years: Ints, warnings: list[Message]) -> None:
    if years.min(initial=FIRST_YEAR_OF_2025) < FIRST_YEAR_OF_2025 <= years.max(initial=0) and years.min() > 0:
        warnings.append(
            message(
                "The areas change between {before} and {after}, when SCB goes over from RegSO 2020 to RegSO 2025. A "
                "difference between these years is in part one of boundaries.",
                before=FIRST_YEAR_OF_2025 - 1,
                after=FIRST_YEAR_OF_2025,
            )
        )
