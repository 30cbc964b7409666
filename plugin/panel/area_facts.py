# SPDX-License-Identifier: GPL-2.0-or-later
"""What the card of an area says: put together from the layer of areas, what is known of its years, and a result."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from ..core.area_types import parse_area_type
from ..core.codes import Edition, parse_area_code
from ..report.content import Sign
from ..report.language import Language, decimals_for
from ..report.texts import AMOUNT_AND_UNIT

if TYPE_CHECKING:
    import pandas as pd

INDICATORS = ("v1", "v2", "v3")
LAYER, ONLY_LAYER, COUNTRY, DEMO = "layer", "only_layer", "country", "demo"
ROLES = ("name", "kommun_name", "area_type", "index", "population", *INDICATORS, "year", "version")
"""Roles of fields of an area layer that the card looks for."""


@dataclass(frozen=True)
class YearFigure:
    """The index of one year; None where it is missing."""

    year: int
    edition: str
    index: float | None
    area_type: int


@dataclass(frozen=True)
class AreaFacts:
    """What is known of an area; None and 0 are unknown."""

    code: str
    name: str = ""
    kommun: str = ""
    lan: str = ""
    year: int | None = None
    edition: str = ""
    area_type: int = 0
    index: float | None = None
    population: float | None = None
    indicators: Mapping[str, float | None] = field(default_factory=dict)
    means: Mapping[str, float] = field(default_factory=dict)
    """The means of the indicators that the area is set against."""
    means_of: str = LAYER
    """Whose means they are: ``LAYER``, ``COUNTRY``, ``DEMO``, or ``ONLY_LAYER`` where the country's are not known."""
    series: tuple[YearFigure, ...] = ()
    region: Mapping[int, tuple[float, float]] = field(default_factory=dict)
    """Year → mean and standard deviation of the index, which divide the types."""
    counts: tuple[str, ...] = ()
    """What of the result lies in it, in a line each."""

    @property
    def is_known(self) -> bool:
        """Whether there is any figure."""
        figures = (self.index, self.population, *self.indicators.values(), *(one.index for one in self.series))
        return bool(self.area_type) or any(value is not None for value in figures)


def number_of(value: object) -> float | None:
    """Return a number, None where there is none."""
    if value is None or isinstance(value, bool):
        return None
    try:
        number = float(value)  # type: ignore[arg-type]
    except (TypeError, ValueError):
        return None
    return number if math.isfinite(number) else None


def facts_of_layer(code: str, values: Mapping[str, Any]) -> AreaFacts:
    """Return what a layer of areas says of an area; ``values`` by role, as ``ROLES`` has them."""
    year = number_of(values.get("year"))
    edition = Edition.from_text(values.get("version"))
    return AreaFacts(
        code=code,
        name=str(values.get("name") or ""),
        kommun=str(values.get("kommun_name") or ""),
        year=None if year is None else int(year),
        edition=edition.value if edition is not None else "",
        area_type=max(parse_area_type(values.get("area_type")) or 0, 0),
        index=number_of(values.get("index")),
        population=number_of(values.get("population")),
        indicators={name: number_of(values.get(name)) for name in INDICATORS},
    )


def series_of(frame: pd.DataFrame) -> tuple[YearFigure, ...]:
    """Return the years of a known area."""
    return tuple(
        YearFigure(int(row["year"]), str(row["edition"]), number_of(row["socioeconomic_index"]), int(row["area_type"]))
        for row in frame.to_dict("records")
    )


def region_of(frame: pd.DataFrame) -> dict[int, tuple[float, float]]:
    """Return mean and standard deviation by year."""
    columns = (frame["year"], frame["mean"], frame["standard_deviation"])
    return {int(year): (float(mean), float(sd)) for year, mean, sd in zip(*columns, strict=True)}


def latest_of(frame: pd.DataFrame, year: int | None) -> Mapping[str, Any]:
    """Return the figures of a year, else of the latest year with an index, else of the last one."""
    own = frame[frame["year"] == year] if year is not None else frame[frame["socioeconomic_index"].notna()]
    chosen = own if len(own) else frame
    return dict(chosen.iloc[-1]) if len(chosen) else {}


def with_own_year(facts: AreaFacts, series: tuple[YearFigure, ...]) -> tuple[YearFigure, ...]:
    """Return the series with the layer's own year, which is believed before what was saved."""
    if facts.year is None or facts.index is None:
        return series
    own = YearFigure(facts.year, facts.edition or Edition.for_year(facts.year).value, facts.index, facts.area_type)
    return tuple(sorted([*(one for one in series if one.year != own.year), own], key=lambda one: one.year))


def unbroken(series: tuple[YearFigure, ...]) -> list[list[YearFigure]]:
    """Return the runs of years that can be joined by a line: none is missing and all are of one edition."""
    runs: list[list[YearFigure]] = []
    for one in series:
        if one.index is None:
            continue
        before = runs[-1][-1] if runs else None
        if before is None or before.edition != one.edition or before.year + 1 != one.year:
            runs.append([])
        runs[-1].append(one)
    return runs


def breaks(series: tuple[YearFigure, ...]) -> list[float]:
    """Return where the edition changes, between two years."""
    return [(one.year + other.year) / 2 for one, other in pairwise(series) if one.edition != other.edition]


def row_of(areas: pd.DataFrame | None, code: str) -> Mapping[str, Any] | None:
    """Return the row of a result by area, None where the area has none."""
    if areas is None or "code" not in areas:
        return None
    wanted = parse_area_code(code)
    for at, own in enumerate(areas["code"]):
        parsed = parse_area_code(own)
        if own == code or (wanted is not None and parsed is not None and parsed.code == wanted.code):
            return dict(areas.iloc[at])
    return None


def count_in_words(row: Mapping[str, Any], units: Mapping[str, str], language: Language) -> str:
    """Return how much lies in an area: ``3 objekt``, ``12,3 km``, or ``..`` where it is suppressed.

    ``units``: how the unit of the result is written after a number.
    """
    amount, unit = number_of(row.get("amount")), str(row.get("amount_unit") or "features")
    if amount is None:
        return Sign.HIDDEN.value
    written = language.number(amount, decimals_for([amount], figures=4, most=3))
    return language(AMOUNT_AND_UNIT, amount=written, unit=units.get(unit, unit))
