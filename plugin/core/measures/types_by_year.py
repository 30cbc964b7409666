# SPDX-License-Identifier: GPL-2.0-or-later
"""The area types of several years, and which of them a comparison holds its areas to."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import pandas as pd

from ..area_types import TYPES
from ..index_rows import clean_rows
from ..messages import Message, RegsoError, listing, message

NO_YEAR = 0
"""Stands for the year of types whose year nobody told."""


class Hold(StrEnum):
    """Which year's types the areas have in the comparison."""

    FIRST = "first"
    """Every area keeps its type of the first year: the same areas are followed."""
    LAST = "last"
    """Every area has its type of the last year in all years: where did today's areas come from?"""
    MOVING = "moving"
    """Every year's own types: the areas of a type are not the same from year to year."""
    GIVEN = "given"
    """The table has rows of types already; what they held to, only its maker knows."""


@dataclass(frozen=True)
class TypesByYear:
    """Types (1–5, 0 = no data), index and population of areas by year, each a series by code."""

    types: dict[int, pd.Series[int]]
    index: dict[int, pd.Series[float]]
    population: dict[int, pd.Series[float]]
    warnings: tuple[Message, ...] = ()

    @property
    def years(self) -> list[int]:
        """The years that have types, ascending."""
        return sorted(self.types)

    def near(self, year: int) -> int:
        """Return the year with types that is nearest, the earlier one of two."""
        return min(self.years, key=lambda one: (abs(one - year), one))

    def year_for(self, hold: Hold, years: Sequence[int], year: int) -> int | None:
        """Return whose types hold in ``year`` of a comparison of ``years``; None where it has none of its own."""
        if hold is Hold.MOVING:
            return year if year in self.types else None
        return self.near(years[0] if hold is Hold.FIRST else years[-1])


def read_types(raw: pd.DataFrame, year: int | None = None) -> TypesByYear:
    """Return the types of a table with a row for each area (and year).

    ``raw``: as read, ``code``, ``area_type`` and, where there are, ``year``, ``index``, ``population``; ``year``: that
    of all rows, where they do not say it themselves. Raises ``RegsoError`` where no area has a type.
    """
    rows = clean_rows(raw, year)
    areas = rows.areas
    if not areas["area_type"].isin(TYPES).any():
        raise RegsoError(
            "No area has an area type (1–5). Choose the field with SCB's area type, or the table that holds the types."
        )
    when = areas["year"].fillna(NO_YEAR).astype(int)
    found: dict[str, dict[int, Any]] = {"area_type": {}, "index": {}, "population": {}}
    for one in sorted(when.unique()):
        own = areas[when == one].set_index("code")
        for name, by_year in found.items():
            if name in own and (name != "area_type" or own[name].isin(TYPES).any()):
                by_year[int(one)] = own[name]
    return TypesByYear(found["area_type"], found["index"], found["population"], rows.warnings)


def read_people(raw: pd.DataFrame) -> tuple[pd.DataFrame, tuple[Message, ...]]:
    """Return the population of areas by year (NaN: of all years): ``code``, ``year``, ``population``, and warnings."""
    rows = clean_rows(raw)
    areas = rows.areas[["code", "year", "population"]].reset_index(drop=True)
    warnings = list(rows.warnings)
    if areas["year"].isna().all():
        warnings.append(
            message("The table with the population says no years, so the same population is used for all of them.")
        )
    return areas, tuple(warnings)


def check_types(types: TypesByYear, codes: Sequence[str], years: Sequence[int], holds: Sequence[Hold]) -> list[Message]:
    """Return what has to be known of the types before they are used; raise ``RegsoError`` where nothing fits."""
    said: list[Message] = []
    known = set().union(*(set(one.index) for one in types.types.values()))
    lacking = [code for code in dict.fromkeys(codes) if code not in known]
    if len(lacking) == len(set(codes)):
        raise RegsoError(
            "None of the areas is in the table with the area types: {codes}. Check that both hold RegSO of the same "
            "edition.",
            codes=listing(lacking),
        )
    if lacking:
        said.append(
            message(
                "{count} areas are not in the table with the area types and count as no data: {codes}",
                count=len(lacking),
                codes=listing(lacking),
            )
        )
    for hold, year in ((Hold.FIRST, years[0]), (Hold.LAST, years[-1])):
        near = types.near(year)
        if hold in holds and near not in (year, NO_YEAR):
            said.append(
                message(
                    "There are no area types of {year}; the nearest, those of {near}, are used.",
                    year=str(year),
                    near=str(near),
                )
            )
    without = [year for year in years if year not in types.types]
    if Hold.MOVING in holds and without:
        said.append(
            message(
                "There are no area types of {years}, so these years are left out where the types move.",
                years=listing(without),
            )
        )
    return said


def people_weights(types: TypesByYear, people: pd.DataFrame | None, year: int) -> pd.Series[float] | None:
    """Return the population by code of a year, from the comparison's own figures or the types' table."""
    own = None if people is None else people[people["year"] == year].set_index("code")["population"]
    other = types.population.get(year)
    best = own if own is not None and own.notna().any() else other
    return None if best is None or not best.notna().any() else best.where(best >= 0, math.nan)
