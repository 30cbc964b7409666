# SPDX-License-Identifier: GPL-2.0-or-later
"""Areas classified by one's own computation: cut points, types or own grades, and how firm they are.

SCB's published type is used as it is wherever there is one; what is computed here is named as computed. The rule
itself is ``area_types.classify``. Cut points over anything else than all areas of the country in that year, without
weights, give an *own grading* and no area types: columns, titles and labels then say so.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import Enum
from typing import Any

import numpy as np
import pandas as pd

from . import area_types
from .area_types import CUTS, TYPES, AreaType
from .index import ROUNDING, one_row_per_area
from .messages import Message, RegsoError, listing, message

COUNTRY_AREAS = 3363
"""The number of RegSO, in either edition."""

ENOUGH_OF_THE_COUNTRY = 0.95
"""SCB leaves a few areas without an index; with fewer known than this share, it is not the country."""


class Scope(str, Enum):
    """Over which areas the mean and the standard deviation are taken."""

    COUNTRY = "country"
    OWN = "own"


class Divisor(str, Enum):
    """Which standard deviation: divided by n (the areas are all there are), or by n - 1 (they are a sample).

    SCB does not say which one it takes; over the country's 3,363 areas they differ by 0.015 %.
    """

    POPULATION = "n"
    SAMPLE = "n - 1"


@dataclass(frozen=True)
class CutPoints:
    """The mean and the standard deviation of the index that divide the areas of one year into types or own grades.

    ``region``: the name of the areas of an own grading. ``divisor``: None where the deviation was stated by somebody
    and not computed here. ``weighted``: by population, an own choice that SCB's rule does not know. ``area_count``,
    ``missing_count``: the areas with and without an index (or weight), where computed.
    """

    mean: float
    standard_deviation: float
    year: int
    scope: Scope = Scope.COUNTRY
    region: str = ""
    divisor: Divisor | None = None
    weighted: bool = False
    area_count: int | None = None
    missing_count: int = 0

    def __post_init__(self) -> None:
        if not (math.isfinite(self.mean) and math.isfinite(self.standard_deviation) and self.standard_deviation > 0):
            raise RegsoError(
                "A mean of {mean} and a standard deviation of {deviation} give no cut points: both must be numbers, "
                "and the deviation greater than zero.",
                mean=self.mean,
                deviation=self.standard_deviation,
            )
        if self.scope is Scope.OWN and not self.region.strip():
            raise RegsoError(
                "An own grading needs the name of its region, so that nobody takes the grades for SCB's area types."
            )
        if self.weighted and self.scope is Scope.COUNTRY:
            raise RegsoError(
                "SCB's rule does not weight the areas by population. Choose an own grading for cut points with weights."
            )

    @property
    def limits(self) -> tuple[float, ...]:
        """The four cut points, ascending: mean - 1 SD, mean, mean + 1 SD, mean + 2 SD."""
        return tuple(self.mean + cut * self.standard_deviation for cut in CUTS)

    @property
    def column(self) -> str:
        """The name of the column for what these cut points give."""
        return "computed_area_type" if self.scope is Scope.COUNTRY else "own_grade"

    @property
    def title(self) -> Message:
        """What these cut points give, in words that tell it from SCB's published types."""
        if self.scope is Scope.COUNTRY:
            return message(
                "Area types {year} computed with the country's mean {mean:.2f} and standard deviation {deviation:.2f}; "
                "not SCB's published types",
                year=self.year,
                mean=self.mean,
                deviation=self.standard_deviation,
            )
        if self.divisor is None:
            return message(
                "Own grading of {region} {year}, by the stated mean {mean:.2f} and standard deviation {deviation:.2f}; "
                "not SCB's area types",
                region=self.region,
                year=self.year,
                mean=self.mean,
                deviation=self.standard_deviation,
            )
        return message(
            "Own grading of {region} {year}, by the mean {mean:.2f} and the standard deviation {deviation:.2f} of its "
            "own areas; not SCB's area types",
            region=self.region,
            year=self.year,
            mean=self.mean,
            deviation=self.standard_deviation,
        )

    @property
    def notes(self) -> tuple[Message, ...]:
        """How the mean and the deviation came about, in sentences."""
        said = []
        if self.divisor is None:
            said.append(message("Mean and standard deviation were stated, not computed from the areas at hand."))
        if self.area_count is not None and self.divisor is not None:
            said.append(
                message(
                    "Mean and standard deviation (divided by {divisor}) of the index over {count} areas; {missing} "
                    "areas lack the figures.",
                    divisor=self.divisor.value,
                    count=self.area_count,
                    missing=self.missing_count,
                )
            )
        if self.weighted:
            said.append(message("Every area counts by its population: an own choice, other than SCB's rule."))
        return tuple(said)

    def label(self, area_type: int, language: str = "en") -> str:
        """Return the name of a type; of a grade, where this is an own grading."""
        if self.scope is Scope.COUNTRY or area_type not in TYPES:
            return area_types.label(area_type, language)
        swedish = language.startswith("sv")
        side = {1: ("högst index", "highest index"), len(TYPES): ("lägst index", "lowest index")}.get(area_type)
        name = f"Egen grad {area_type}, {self.region}" if swedish else f"Own grade {area_type}, {self.region}"
        return f"{name} ({side[0 if swedish else 1]})" if side else name

    def classify(self, index: float) -> int:
        """Return the type or own grade of an index value, 0 where it is missing."""
        return area_types.classify(index, self.mean, self.standard_deviation)

    def moved(self, deviations: float) -> CutPoints:
        """Return the cut points, all moved up by so many standard deviations."""
        return replace(self, mean=self.mean + deviations * self.standard_deviation)


def cut_points(
    index: pd.Series[Any],
    year: int,
    *,
    scope: Scope = Scope.COUNTRY,
    region: str = "",
    divisor: Divisor = Divisor.POPULATION,
    population: pd.Series[Any] | None = None,
) -> CutPoints:
    """Return the cut points of one year from the index of all its areas, every area counting once.

    ``index``: by area code; missing values are left out and counted. ``population``: people by area, to weight an own
    grading; areas without a known population are left out too. Raises ``RegsoError`` where the areas are too few for
    the scope.
    """
    values = one_row_per_area(index).astype(float)
    weights = pd.Series(1.0, index=values.index)
    if population is not None:
        weights = one_row_per_area(population).astype(float).reindex(values.index)
        if (weights < 0).any():
            raise RegsoError(
                "{count} areas have a negative population: {codes}. Choose the field with the number of inhabitants.",
                count=int((weights < 0).sum()),
                codes=listing(weights[weights < 0].index),
            )
    used = values.notna() & weights.notna()
    x, w = values[used].to_numpy(), weights[used].to_numpy()
    if scope is Scope.COUNTRY and len(x) < ENOUGH_OF_THE_COUNTRY * COUNTRY_AREAS:
        raise RegsoError(
            "The area types need the index of the whole country ({needed} areas), but only {count} areas have one. "
            "State the country's mean and standard deviation, or choose an own grading within a named region.",
            needed=COUNTRY_AREAS,
            count=len(x),
        )
    total = w.sum() - (divisor is Divisor.SAMPLE)
    if len(x) < 2 or not total > 0 or np.ptp(x[w > 0]) == 0:
        raise RegsoError(
            "Cut points need at least two areas with different index values; {count} areas have an index in {year}.",
            count=len(x),
            year=year,
        )
    mean = float((w * x).sum() / w.sum())
    deviation = math.sqrt(float((w * (x - mean) ** 2).sum()) / total)
    return CutPoints(
        mean,
        deviation,
        year,
        scope,
        region,
        divisor,
        weighted=population is not None,
        area_count=len(x),
        missing_count=int((~used).sum()),
    )


def cut_points_by_year(
    table: pd.DataFrame,
    *,
    scope: Scope = Scope.COUNTRY,
    region: str = "",
    divisor: Divisor = Divisor.POPULATION,
) -> dict[int, CutPoints]:
    """Return the cut points of every year: they are the year's own, as in SCB's rule.

    ``table``: columns ``code``, ``year``, ``socioeconomic_index``.
    """
    years = table["year"].astype(int)
    found = {}
    for year in sorted(set(years)):
        index = table[years == year].set_index("code")["socioeconomic_index"]
        found[year] = cut_points(index, year, scope=scope, region=region, divisor=divisor)
    return found


def classify_areas(index: pd.Series[Any], cuts: CutPoints) -> pd.DataFrame:
    """Return every area with its type or own grade and its distance to the nearest cut point.

    ``index``: published or, better, computed from the three percentages: that tells areas apart which the published
    index, rounded to one decimal, does not.

    Columns: ``socioeconomic_index``; ``computed_area_type`` or ``own_grade`` (1–5, 0 = no data); ``nearest_cut``;
    ``distance`` (index - nearest cut: above it, on the worse side, positive) and ``distance_sd`` in standard
    deviations; ``other_side`` (the type or grade beyond that cut, 0 = no data); ``near_cut``: the cut is so near that
    the rounding of the published index can decide.
    """
    x = index.astype(float).to_numpy()
    limits = np.array(cuts.limits)
    offset = x[:, None] - limits
    nearest = np.abs(np.nan_to_num(offset)).argmin(axis=1)
    distance = offset[np.arange(len(x)), nearest]
    known = ~np.isnan(x)
    own = np.array([cuts.classify(value) for value in x.tolist()], dtype=np.int64)
    # Cut i divides the type len(TYPES) - i, below it, from the next worse one.
    below = len(TYPES) - nearest
    return pd.DataFrame(
        {
            "socioeconomic_index": x,
            cuts.column: own,
            "nearest_cut": np.where(known, limits[nearest], np.nan),
            "distance": distance,
            "distance_sd": distance / cuts.standard_deviation,
            "other_side": np.where(known, np.where(own == below, below - 1, below), int(AreaType.NO_DATA)),
            "near_cut": known & (np.abs(distance) <= ROUNDING + 1e-9),
        },
        index=index.index,
    )


def classify_by_year(table: pd.DataFrame, cuts: Mapping[int, CutPoints]) -> pd.DataFrame:
    """Return the rows of several years with the columns of ``classify_areas``, each year by its own cut points.

    ``table``: columns ``code``, ``year``, ``socioeconomic_index``; its rows keep their order.
    """
    years = table["year"].astype(int)
    lacking = sorted(set(years) - set(cuts))
    if lacking:
        raise RegsoError(
            "There are no cut points for {years}. The types are relative to their own year, so every year needs its "
            "own mean and standard deviation.",
            years=listing(lacking),
        )
    if len({own.column for own in cuts.values()}) > 1:
        raise RegsoError("Area types and own grades cannot stand in one column. Classify them one after the other.")
    rows = table.reset_index(drop=True)
    index = rows["socioeconomic_index"]
    parts = [classify_areas(index[years.to_numpy() == year], cuts[year]) for year in sorted(set(years))]
    return pd.concat([rows[["code", "year"]], pd.concat(parts).sort_index()], axis=1).set_index(table.index)


def what_if_cuts_move(index: pd.Series[Any], cuts: CutPoints, deviations: float = 0.1) -> pd.DataFrame:
    """Return what every area would be if all cut points moved up or down by so many standard deviations.

    Columns: ``socioeconomic_index``, ``now``, ``cuts_up``, ``cuts_down`` (1–5, 0 = no data) and ``changes``. Higher
    cuts can only make an area better (a higher number), lower ones only worse.
    """
    found: dict[str, Any] = {"socioeconomic_index": index.astype(float)}
    for column, moved in (("now", cuts), ("cuts_up", cuts.moved(deviations)), ("cuts_down", cuts.moved(-deviations))):
        found[column] = [moved.classify(value) for value in index.astype(float).tolist()]
    table = pd.DataFrame(found, index=index.index)
    table["changes"] = (table["cuts_up"] != table["now"]) | (table["cuts_down"] != table["now"])
    return table


@dataclass(frozen=True)
class TypeComparison:
    """How computed area types agree with SCB's published ones.

    ``differing``: areas with another type: ``socioeconomic_index``, ``computed``, ``published`` and
    ``by_rounding`` (an index that rounds to the one at hand would have the published type).
    """

    compared: int
    same: int
    differing: pd.DataFrame

    def messages(self) -> tuple[Message, ...]:
        """Return the comparison as sentences."""
        said = [
            message("{same} of {count} areas got the type that SCB has published.", same=self.same, count=self.compared)
        ]
        if len(self.differing):
            said.append(
                message(
                    "{count} areas got another type, {rounding} of them within the rounding of the published index: "
                    "{codes}. SCB's published type holds.",
                    count=len(self.differing),
                    rounding=int(self.differing["by_rounding"].sum()),
                    codes=listing(self.differing.index),
                )
            )
        return tuple(said)


def compare_with_published_types(
    index: pd.Series[Any], published: pd.Series[Any], cuts: CutPoints, rounding: float = ROUNDING
) -> TypeComparison:
    """Compare what the cut points give with SCB's types, in the areas that have both an index and a type (1–5).

    Raises ``RegsoError`` for an own grading: its grades are another thing and cannot be right or wrong.
    """
    if cuts.scope is not Scope.COUNTRY:
        raise RegsoError(
            "The grades of {region} are an own grading and cannot be compared with SCB's area types, which are "
            "relative to the country.",
            region=cuts.region,
        )
    both = pd.DataFrame(
        {"socioeconomic_index": one_row_per_area(index).astype(float), "published": one_row_per_area(published)}
    )
    both = both[both["socioeconomic_index"].notna() & both["published"].isin(TYPES)].astype({"published": int})
    x = both["socioeconomic_index"]
    both.insert(1, "computed", [cuts.classify(value) for value in x.tolist()])
    highest = [cuts.classify(value) for value in (x - rounding).tolist()]
    lowest = [cuts.classify(value) for value in (x + rounding).tolist()]
    both["by_rounding"] = (both["published"] <= highest) & (both["published"] >= lowest)
    differing = both[both["computed"] != both["published"]]
    return TypeComparison(len(both), len(both) - len(differing), differing)
