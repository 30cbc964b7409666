# SPDX-License-Identifier: GPL-2.0-or-later
"""The country's mean and standard deviation in a year: stated, computed, or bounded by the published types."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import pandas as pd

from ..classification import COUNTRY_AREAS, ENOUGH_OF_THE_COUNTRY, cut_points
from ..cut_ranges import ranges_of_cut_points
from ..messages import Message, RegsoError, listing, message
from .decomposition import Country
from .segregation_input import to_numbers
from .types_by_year import TypesByYear

WIDEST = 0.5
"""How wide the range of the mean, or of the deviation, may be, in standard deviations: a type is one wide."""


class Source(StrEnum):
    """Where the country's mean and standard deviation come from."""

    STATED = "stated"
    COUNTRY = "country"
    TYPES = "types"
    """From the range within which every published type comes out as it was published; its middle is used."""


@dataclass(frozen=True)
class YearCuts:
    """The country in a year, where that comes from, and what has to be known of it."""

    country: Country
    source: Source
    note: Message


def read_cuts(raw: pd.DataFrame) -> dict[int, Country]:
    """Return stated means and standard deviations by year: columns ``year``, ``mean``, ``standard_deviation``."""
    numbers = {name: to_numbers(raw[name]) for name in ("year", "mean", "standard_deviation")}
    table = pd.DataFrame(numbers).dropna()
    twice = table.loc[table["year"].duplicated(), "year"]
    if len(twice):
        raise RegsoError(
            "The table with the country's mean and standard deviation has several rows of {years}. Keep one row for "
            "each year.",
            years=listing(sorted({int(year) for year in twice})),
        )
    if (table["standard_deviation"] <= 0).any():
        raise RegsoError("A standard deviation must be greater than zero. Correct the table with the cut points.")
    return {
        int(year): Country(float(mean), float(deviation))
        for year, mean, deviation in table.itertuples(index=False, name=None)
    }


def cuts_of_year(types: TypesByYear, year: int, stated: Mapping[int, Country]) -> YearCuts | Message:
    """Return the country's mean and standard deviation of a year, or why they are not known.

    Stated ones first; else from the index of the country's areas (at least 95 % of them); else from the published
    types of the areas at hand: the middle of what reproduces every one of them (``ranges_of_cut_points``).
    """
    if year in stated:
        own = stated[year]
        note = message(
            "{year}: the country's mean {mean:.2f} and standard deviation {deviation:.2f} are stated.",
            year=str(year),
            mean=own.mean,
            deviation=own.deviation,
        )
        return YearCuts(own, Source.STATED, note)
    index = types.index.get(year)
    if index is None or not index.notna().any():
        return message("The table with the types has no index of {year}.", year=str(year))
    if int(index.notna().sum()) >= ENOUGH_OF_THE_COUNTRY * COUNTRY_AREAS:
        found = cut_points(index, year)
        note = message(
            "{year}: the country's mean {mean:.2f} and standard deviation {deviation:.2f} are computed from {count} "
            "areas.",
            year=str(year),
            mean=found.mean,
            deviation=found.standard_deviation,
            count=found.area_count or 0,
        )
        return YearCuts(Country(found.mean, found.standard_deviation), Source.COUNTRY, note)
    return _from_types(index, types.types.get(year), year)


def _from_types(index: pd.Series[Any], types: pd.Series[Any] | None, year: int) -> YearCuts | Message:
    if types is None:
        return message("There are no area types of {year}.", year=str(year))
    found = ranges_of_cut_points(index, types)
    if found.example is None or found.mean is None or found.standard_deviation is None:
        return message(
            "{year}: no mean and standard deviation give all areas their published type, so the cut points are not "
            "known. Add a table with the country's mean and standard deviation.",
            year=str(year),
        )
    ends = (*found.mean, *found.standard_deviation)
    widest = max(ends[1] - ends[0], ends[3] - ends[2])
    if not widest <= WIDEST * found.example[1]:
        return message(
            "{year}: the published types of {count} areas do not tell the country's mean and standard deviation "
            "closely enough. Add a table with them.",
            year=str(year),
            count=found.area_count,
        )
    note = message(
        "{year}: the published types of {count} areas put the country's mean between {mean_from:.2f} and {mean_to:.2f} "
        "and its standard deviation between {sd_from:.2f} and {sd_to:.2f}; {mean:.2f} and {deviation:.2f} are used.",
        year=str(year),
        count=found.area_count,
        mean_from=ends[0],
        mean_to=ends[1],
        sd_from=ends[2],
        sd_to=ends[3],
        mean=found.example[0],
        deviation=found.example[1],
    )
    return YearCuts(Country(*found.example), Source.TYPES, note)
