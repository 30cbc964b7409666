# SPDX-License-Identifier: GPL-2.0-or-later
"""A table of several years, of areas or of area types, checked and made ready to be compared."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import numpy as np
import pandas as pd

from ..area_types import TYPES, AreaType, parse_area_type
from ..arrays import Bools
from ..code_column import clean_codes
from ..codes import Edition, Level, parse_area_code
from ..messages import Message, RegsoError, listing, message
from .groups import Kind
from .segregation_input import to_numbers

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


class Figure(StrEnum):
    """What is compared between the years."""

    COUNT = "count"
    RATE = "rate"
    PEOPLE = "people"
    """The population itself: how many live in each type."""


@dataclass(frozen=True)
class YearRows:
    """Rows that can be compared, each area (or area type) once a year.

    ``frame``: ``row`` (its place in the table that was given), ``code`` (empty for rows of types), ``year``,
    ``area_type`` (only of rows of types: 1–5, 0, -1), ``amount`` (NaN for rates), ``rate`` (per person, or in its own
    unit; NaN for counts), ``error`` (NaN where unknown), ``population`` (NaN where none is known at all).
    ``left_out``: rows without a figure or population; ``codes``, ``kinds``: of all areas, or of rows of types the
    types, in these years, with a figure or not.
    """

    frame: pd.DataFrame
    by_area: bool
    figure: Figure
    has_population: bool
    left_out: int
    codes: frozenset[str]
    kinds: frozenset[int]
    warnings: tuple[Message, ...]

    @property
    def years(self) -> list[int]:
        """The years, ascending."""
        return sorted(int(year) for year in self.frame["year"].unique())


def read_year_rows(
    raw: pd.DataFrame,
    *,
    kind: Kind,
    per: float,
    first: int | None = None,
    last: int | None = None,
    people: pd.DataFrame | None = None,
) -> YearRows:
    """Return the rows of the years from ``first`` to ``last`` (the table's own where None).

    ``raw``: as read, ``year`` and either ``code`` or ``area_type``; ``count``, or ``rate`` (per so many, ``per``) with
    ``error``, or neither: then the population is compared; ``population``; ``version``. ``people``: columns ``code``,
    ``year`` (NaN: of all years), ``population``, for tables without one. Raises ``RegsoError`` for an empty table,
    fewer than two years, a year that was asked for and is not there, rows that stand twice, negative figures, and more
    persons than inhabitants.
    """
    if raw.empty:
        raise RegsoError("The table is empty. Choose a table with a row for each area or area type and year.")
    warnings: list[Message] = []
    frame = pd.DataFrame({"row": np.arange(len(raw)), "year": _years(raw["year"], warnings)})
    raw = raw.reset_index(drop=True)
    by_area = "code" in raw
    kept = _asked_for(frame["year"], first, last)
    frame, raw = frame[kept].reset_index(drop=True), raw[kept].reset_index(drop=True)
    frame["year"] = frame["year"].astype(int)
    frame["code"] = ""
    if by_area:
        frame["code"] = _codes(raw["code"], warnings)
    else:
        frame["area_type"] = _types(raw["area_type"])
    figure = Figure.COUNT if "count" in raw else Figure.RATE if "rate" in raw else Figure.PEOPLE
    _read_figures(frame, raw, figure, kind, per, people)
    aside = _of_other_edition(raw, frame, by_area, warnings)
    frame = frame[~aside]
    _refuse_duplicates(frame, by_area)
    has_population = bool(frame["population"].notna().any())
    codes = frozenset(frame["code"]) if by_area else frozenset()
    kinds = frozenset() if by_area else frozenset(frame["area_type"].tolist())
    warnings += _missing_types(kinds) if not by_area else []
    if figure is Figure.RATE and kind in (Kind.EVENTS, Kind.PERSONS) and not has_population:
        raise RegsoError(
            "How sure a rate of persons or events is follows from the population. Choose the field with the "
            "population, or a table with it, or say that the rates are means."
        )
    frame, left_out = _without_missing(frame, figure, has_population, by_area, warnings)
    _refuse_impossible(frame, figure, kind)
    rows = YearRows(
        frame.reset_index(drop=True), by_area, figure, has_population, left_out, codes, kinds, tuple(warnings)
    )
    _need_two_years(rows.years)
    return rows


def _missing_types(kinds: frozenset[int]) -> list[Message]:
    missing = [kind for kind in TYPES if kind not in kinds]
    if not missing:
        return []
    return [message("The table has no rows of the area types {types}.", types=listing(missing))]


def _years(column: pd.Series[Any], warnings: list[Message]) -> list[float]:
    """Return the year in every value: a number, or the only one in a text such as ``summering_2022``."""
    years = []
    for value in column:
        text = "" if value is None else f"{value:g}" if isinstance(value, float) else str(value)
        found = set(_YEAR.findall(text))
        years.append(float(found.pop()) if len(found) == 1 else math.nan)
    lacking = [str(number + 1) for number, year in enumerate(years) if math.isnan(year)]
    if len(lacking) == len(years):
        raise RegsoError(
            "No row has a year in the chosen field, which holds {examples}. Choose the field with the year of the "
            "figures.",
            examples=listing(column.unique(), 3),
        )
    if lacking:
        warnings.append(
            message(
                "{count} rows have no year and are left out: rows {rows}", count=len(lacking), rows=listing(lacking)
            )
        )
    return years


def _asked_for(years: pd.Series[float], first: int | None, last: int | None) -> Bools:
    known = sorted({int(year) for year in years.dropna()})
    for year in (first, last):
        if year is not None and year not in known:
            raise RegsoError(
                "There are no rows of {year}; the years are {years}. Choose one of them.",
                year=year,
                years=listing(known, 30),
            )
    if first is not None and last is not None and first >= last:
        raise RegsoError(
            "The first year ({first}) must come before the last one ({last}).", first=str(first), last=str(last)
        )
    low, high = first or known[0], last or known[-1]
    return np.asarray(years.between(low, high), dtype=bool)


def _need_two_years(years: list[int]) -> None:
    if len(years) < 2:
        raise RegsoError(
            "A follow-up needs at least two years with figures; there is {years}. Choose a table with more years, or "
            "the field that tells them apart.",
            years=listing(years) or "–",
        )


def _codes(column: pd.Series[Any], warnings: list[Message]) -> list[str]:
    if column.isna().any():
        clean_codes(column, warnings)  # says which rows have none
    unique = pd.Series(column.unique())
    cleaned = clean_codes(unique, warnings)
    levels = {area.level for one in cleaned if (area := parse_area_code(one)) is not None}
    if {Level.REGSO, Level.DESO} <= levels:
        raise RegsoError(
            "The table holds both RegSO and DeSO. A RegSO is made of DeSO, so everybody would count twice. Keep one of "
            "the two."
        )
    known = dict(zip(unique, cleaned, strict=True))
    return [known[value] for value in column]


def _types(column: pd.Series[Any]) -> list[int]:
    """Return the types; -1 stands for what lies outside the areas, as in a summary."""
    found = [AreaType.OUTSIDE if str(value) in ("-1", "-1.0") else parse_area_type(value) for value in column]
    wrong = [value for value, one in zip(column, found, strict=True) if one is None]
    if wrong:
        raise RegsoError(
            "{count} rows have an area type that is not 1–5: {examples}. Choose the field with the area types.",
            count=len(wrong),
            examples=listing(dict.fromkeys(map(str, wrong)), 5),
        )
    return [int(one) for one in found if one is not None]


def _read_figures(
    frame: pd.DataFrame, raw: pd.DataFrame, figure: Figure, kind: Kind, per: float, people: pd.DataFrame | None
) -> None:
    """Add ``amount``, ``rate``, ``error`` and ``population`` to the rows."""
    for name in ("amount", "rate", "error", "population"):
        frame[name] = math.nan
    if "population" in raw:
        frame["population"] = to_numbers(raw["population"])
    elif people is not None:
        frame["population"] = _people_of(frame, people)
    if figure is Figure.COUNT:
        frame["amount"] = to_numbers(raw["count"])
    elif figure is Figure.PEOPLE:
        frame["amount"] = frame["population"]
    else:
        frame["rate"] = to_numbers(raw["rate"]) / per
        if "error" in raw:
            frame["error"] = to_numbers(raw["error"]) / per
        if kind in (Kind.EVENTS, Kind.PERSONS):
            frame["amount"] = frame["rate"] * frame["population"]


def _people_of(frame: pd.DataFrame, people: pd.DataFrame) -> Any:
    every_year = people["year"].isna().all()
    keys = ["code"] if every_year else ["code", "year"]
    right = people[[*keys, "population"]]
    return frame[keys].merge(right, on=keys, how="left")["population"].to_numpy(dtype=float)


def _of_other_edition(raw: pd.DataFrame, frame: pd.DataFrame, by_area: bool, warnings: list[Message]) -> Bools:
    """Return the rows whose code says that it is of the other edition than the year's, where a table holds both.

    Such rows have no figures of their own: null, or a zero that means nothing.
    """
    none = np.zeros(len(frame), dtype=bool)
    if not by_area:
        return none
    said = [getattr(parse_area_code(value), "edition", None) for value in raw["code"]]
    if Edition.E2025 not in said:
        return none
    own = [one or Edition.E2020 for one in said]
    due = [Edition.for_year(year) for year in frame["year"]]
    aside = np.array([a is not b for a, b in zip(own, due, strict=True)])
    if aside.any():
        warnings.append(
            message(
                "{count} rows have codes of the other edition of RegSO than SCB reports their year on, so what stands "
                "there is no figure; they are set aside.",
                count=int(aside.sum()),
            )
        )
    return aside


def _refuse_duplicates(frame: pd.DataFrame, by_area: bool) -> None:
    key = "code" if by_area else "area_type"
    twice = frame[frame.duplicated([key, "year"])].drop_duplicates([key, "year"])
    if twice.empty:
        return
    names = [f"{one} {year}" for one, year in zip(twice[key], twice["year"], strict=True)]
    raise RegsoError(
        "{count} rows stand twice or more, as in {rows}: what is there would count twice. Keep one row for each area "
        "(or area type) and year; where the table has several groups, filter it to one.",
        count=len(names),
        rows=listing(names),
    )


def _without_missing(
    frame: pd.DataFrame, figure: Figure, has_population: bool, by_area: bool, warnings: list[Message]
) -> tuple[pd.DataFrame, int]:
    if figure is not Figure.COUNT and by_area and not has_population:
        raise RegsoError(
            "No area has a population, and without it the areas cannot be put together. Choose the field with the "
            "population, or a table with the population of each area and year."
        )
    lacking = frame["rate" if figure is Figure.RATE else "amount"].isna()
    if has_population:
        # what lies outside the areas has no population of its own
        lacking |= frame["population"].isna() & (frame.get("area_type", 1) != AreaType.OUTSIDE)
    if lacking.any():
        of = frame[lacking]
        names = of["code"] if by_area else of["area_type"].astype(str)
        warnings.append(
            message(
                "{count} rows of {all} lack a figure or a population and are left out: {rows}. Missing is not zero.",
                count=int(lacking.sum()),
                all=len(frame),
                rows=listing(f"{name} {year}" for name, year in zip(names, of["year"], strict=True)),
            )
        )
    return frame[~lacking], int(lacking.sum())


def _refuse_impossible(frame: pd.DataFrame, figure: Figure, kind: Kind) -> None:
    for name, wrong in (
        (message("population"), frame["population"] < 0),
        (message("count or amount"), frame["amount"] < 0),
        (message("rate"), (frame["rate"] < 0) & (kind is not Kind.MEAN)),
        (message("standard error"), frame["error"] < 0),
    ):
        if wrong.any():
            raise RegsoError(
                "{count} rows have a negative {name}, which cannot be. Correct the table, or choose another field.",
                count=int(wrong.sum()),
                name=name,
            )
    if kind is Kind.PERSONS and figure is not Figure.PEOPLE:
        over = frame["amount"] > frame["population"] * (1 + 1e-12)
        if over.any():
            of = frame[over]
            raise RegsoError(
                "{count} rows have more persons than inhabitants, over 100 %: {rows}. Choose another population, or "
                "say that the counts are events, which can happen to a person several times.",
                count=int(over.sum()),
                rows=listing(f"{a or t} {y}" for a, t, y in zip(of["code"], of.get("area_type", of["code"]), of["year"],
                                                                strict=True)),
            )  # fmt: skip
