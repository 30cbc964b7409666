# SPDX-License-Identifier: GPL-2.0-or-later
"""A year's areas classified from end to end: cut points, types or own grades, what if, and SCB's types beside them."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from .classification import (
    CutPoints,
    Divisor,
    Scope,
    TypeComparison,
    classify_areas,
    compare_with_published_types,
    cut_points,
    what_if_cuts_move,
)
from .codes import Level, parse_area_code
from .cut_ranges import CutRanges, ranges_of_cut_points
from .messages import Message, RegsoError, listing, message

_PREFIX = re.compile(r"[0-9]{2}|[0-9]{4}")


@dataclass(frozen=True)
class Grading:
    """How areas are to be classified.

    ``region``, ``prefixes``: name and codes (län, kommun, area) of an own grading; no codes: all areas. ``mean`` and
    ``standard_deviation``: stated ones, or None to take those of the areas. ``move``: how far the cut points are
    moved, in standard deviations, to see what would change.
    """

    scope: Scope = Scope.COUNTRY
    region: str = ""
    prefixes: tuple[str, ...] = ()
    mean: float | None = None
    standard_deviation: float | None = None
    divisor: Divisor = Divisor.POPULATION
    weighted: bool = False
    move: float = 0.1

    def __post_init__(self) -> None:
        if (self.mean is None) != (self.standard_deviation is None):
            raise RegsoError(
                "A stated mean and a stated standard deviation belong together. State both, or leave both empty."
            )
        if self.stated and self.weighted:
            raise RegsoError(
                "A mean and a standard deviation that are stated are not weighted here. Leave out the weights, or the "
                "stated values."
            )
        if self.prefixes and self.scope is Scope.COUNTRY:
            raise RegsoError(
                "Codes of a region belong to an own grading: SCB's rule is about the whole country. Choose an own "
                "grading, or leave the codes empty."
            )

    @property
    def stated(self) -> bool:
        """Whether mean and standard deviation are given, not computed."""
        return self.mean is not None

    def includes(self, code: str) -> bool:
        """Whether an area belongs to the region."""
        return not self.prefixes or code.startswith(self.prefixes)


@dataclass(frozen=True)
class GradedYear:
    """The areas of one year, classified.

    ``areas``: by code, the columns of ``classify_areas`` and ``cuts_up``, ``cuts_down``, ``changes``. ``comparison``
    and ``ranges``: with SCB's published types, for the country and where there are any.
    """

    cuts: CutPoints
    areas: pd.DataFrame
    comparison: TypeComparison | None = None
    ranges: CutRanges | None = None

    def as_row(self) -> dict[str, Any]:
        """Return the cut points and the comparison as a row of a table; None where there is nothing to say."""
        cuts, found, ranges = self.cuts, self.comparison, self.ranges
        computed = cuts.area_count is not None
        mean = ranges.mean if ranges and ranges.mean else (None, None)
        deviation = ranges.standard_deviation if ranges and ranges.standard_deviation else (None, None)
        return {
            "year": cuts.year,
            "scope": cuts.scope.value,
            "region": cuts.region or None,
            "mean": cuts.mean,
            "standard_deviation": cuts.standard_deviation,
            "divisor": cuts.divisor.value if cuts.divisor else None,
            "weighted": int(cuts.weighted),
            "area_count": cuts.area_count,
            "missing_count": cuts.missing_count if computed else None,
            **dict(zip(("cut_4_5", "cut_3_4", "cut_2_3", "cut_1_2"), cuts.limits, strict=True)),
            "compared": found.compared if found else None,
            "same": found.same if found else None,
            "mean_from": _finite(mean[0]),
            "mean_to": _finite(mean[1]),
            "sd_from": _finite(deviation[0]),
            "sd_to": _finite(deviation[1]),
        }


def parse_prefixes(text: str) -> tuple[str, ...]:
    """Return codes of län (two digits), kommuner (four) or areas, parted by comma, semicolon or blank."""
    parts = list(dict.fromkeys(part for part in re.split(r"[,;\s]+", text) if part))
    areas = {part: parse_area_code(part) for part in parts}
    wrong = [part for part, area in areas.items() if area is None and not _PREFIX.fullmatch(part)]
    if wrong:
        raise RegsoError(
            "{codes} are no codes of län (20), kommuner (2080) or areas (2080R001). Write them with all their digits, "
            "parted by commas.",
            codes=listing(wrong),
        )
    return tuple(part if area is None else area.code for part, area in areas.items())


def within(codes: Sequence[str], grading: Grading) -> list[bool]:
    """Return which areas belong to the region; raise ``RegsoError`` for a code that fits none of them."""
    lost = [prefix for prefix in grading.prefixes if not any(code.startswith(prefix) for code in codes)]
    if lost:
        raise RegsoError(
            "No area's code begins with {codes}. Check the codes of the region, or choose a layer that holds it.",
            codes=listing(lost),
        )
    return [grading.includes(code) for code in codes]


def check_fit(grading: Grading, years: Sequence[int], level: Level) -> tuple[Message, ...]:
    """Refuse what cannot be classified in the way asked for; return what should be kept in mind.

    Stated cut points fit one year only; SCB's types are those of RegSO.
    """
    if grading.stated and len(years) > 1:
        raise RegsoError(
            "A stated mean and standard deviation belong to one year, and the rows are of {years}. Choose one year, or "
            "leave both empty.",
            years=listing(years, 20),
        )
    if grading.scope is Scope.COUNTRY and level is not Level.REGSO:
        if not grading.stated:
            raise RegsoError(
                "SCB's area types are relative to the country's RegSO, and the rows are DeSO. Choose an own grading, "
                "or state the mean and the standard deviation of the RegSO."
            )
        return (message("The rows are DeSO. SCB has area types for RegSO only; these are computed by the same rule."),)
    return ()


def cut_points_of(
    index: pd.Series[Any], year: int, grading: Grading, population: pd.Series[Any] | None = None
) -> CutPoints:
    """Return the stated cut points, or those of the areas; arguments as in ``classification.cut_points``."""
    if grading.mean is not None and grading.standard_deviation is not None:
        return CutPoints(grading.mean, grading.standard_deviation, year, grading.scope, grading.region)
    return cut_points(
        index,
        year,
        scope=grading.scope,
        region=grading.region,
        divisor=grading.divisor,
        population=population if grading.weighted else None,
    )


def possible_cut_points(index: pd.Series[Any], published: pd.Series[Any] | None, grading: Grading) -> CutRanges | None:
    """Return the ranges that reproduce SCB's types, or None where there are none to be reproduced."""
    if published is None or grading.scope is Scope.OWN or not (published.between(1, 5) & index.notna()).any():
        return None
    return ranges_of_cut_points(index, published)


def grade_year(
    index: pd.Series[Any],
    cuts: CutPoints,
    *,
    move: float = 0.1,
    published: pd.Series[Any] | None = None,
    ranges: CutRanges | None = None,
) -> GradedYear:
    """Classify the areas of a year by its cut points; ``index`` and ``published`` by code."""
    areas = classify_areas(index, cuts)
    moved = what_if_cuts_move(index, cuts, move)
    areas = areas.join(moved[["cuts_up", "cuts_down", "changes"]])
    comparison = None
    if published is not None and cuts.scope is Scope.COUNTRY:
        comparison = compare_with_published_types(index, published, cuts)
    return GradedYear(cuts, areas, comparison if comparison and comparison.compared else None, ranges)


def _finite(value: float | None) -> float | None:
    return value if value is not None and math.isfinite(value) else None
