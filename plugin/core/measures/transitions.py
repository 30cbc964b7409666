# SPDX-License-Identifier: GPL-2.0-or-later
"""From which area type to which areas go between two years, and how many keep theirs."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import pandas as pd

from ..area_types import TYPES
from ..arrays import Floats, Ints
from ..messages import Message, message

_COUNT = len(TYPES)


@dataclass(frozen=True)
class Persistence:
    """How stable the types are between two years; NaN where nothing can be said.

    ``unchanged``: share of areas that keep their type; ``unchanged_people``: share of the people (of the earlier year)
    who live in them; ``kappa``: agreement beyond what the two years' distributions alone would give (Cohen 1960);
    ``weighted_kappa``: the same with one step counted as a smaller disagreement than four (linear weights, Cohen
    1968); ``worse`` and ``better``: areas that moved to a type with larger, or smaller, challenges.
    """

    areas: int
    unchanged: float
    unchanged_people: float
    kappa: float
    weighted_kappa: float
    worse: int
    better: int

    @property
    def changed(self) -> int:
        """How many areas changed type."""
        return self.worse + self.better


@dataclass(frozen=True)
class Transitions:
    """Areas by type in two years.

    ``areas`` and ``people`` (of the earlier year): 5 x 5, rows the earlier type 1–5, columns the later one. ``lost``:
    areas with a type in one of the years only. ``without_people``: areas in the matrix whose population is not known.
    """

    from_year: int
    to_year: int
    areas: Ints
    people: Floats
    lost: int
    without_people: int

    @property
    def persistence(self) -> Persistence:
        """How many keep their type."""
        total = int(self.areas.sum())
        people = float(self.people.sum())
        return Persistence(
            total,
            float(np.trace(self.areas)) / total if total else math.nan,
            float(np.trace(self.people)) / people if people > 0 else math.nan,
            kappa(self.areas),
            kappa(self.areas, linear=True),
            int(np.tril(self.areas, -1).sum()),
            int(np.triu(self.areas, 1).sum()),
        )

    def frame(self) -> pd.DataFrame:
        """Return a row for each pair of types.

        Columns: the years, ``from_type``, ``to_type``, ``area_count``, ``area_share``, ``people``, ``people_share``
        (shares of those that began in the type; NaN where none did).
        """
        began, lived = self.areas.sum(axis=1), self.people.sum(axis=1)
        rows = [
            (
                self.from_year,
                self.to_year,
                old,
                new,
                int(self.areas[i, j]),
                self.areas[i, j] / began[i] if began[i] else math.nan,
                self.people[i, j] if lived.sum() > 0 else math.nan,
                self.people[i, j] / lived[i] if lived[i] > 0 else math.nan,
            )
            for i, old in enumerate(TYPES)
            for j, new in enumerate(TYPES)
        ]
        names = ["from_year", "to_year", "from_type", "to_type", "area_count", "area_share", "people", "people_share"]
        return pd.DataFrame(rows, columns=names)

    def warnings(self) -> tuple[Message, ...]:
        """Say what is not in the matrix."""
        said = []
        if self.lost:
            said.append(
                message(
                    "{count} areas have an area type in only one of the years {from_year} and {to_year}; they are in "
                    "no transition.",
                    count=self.lost,
                    from_year=str(self.from_year),
                    to_year=str(self.to_year),
                )
            )
        if self.without_people and self.people.sum() > 0:
            said.append(
                message(
                    "{count} areas have no known population in {year}; they count among the areas, not among the "
                    "people.",
                    count=self.without_people,
                    year=str(self.from_year),
                )
            )
        return tuple(said)


def transitions(
    before: pd.Series[int], after: pd.Series[int], from_year: int, to_year: int, people: pd.Series[float] | None = None
) -> Transitions:
    """Return how areas moved between types; every area counts once, and by its people of the earlier year.

    ``before``, ``after``: types 1–5 by area code, other values are no type; ``people``: by code, NaN where unknown.
    """
    both = pd.DataFrame({"before": before, "after": after})
    typed = both.isin(TYPES)
    known = both[typed.all(axis=1)].astype(int)
    weights = np.full(len(known), math.nan) if people is None else people.reindex(known.index).to_numpy(dtype=float)
    place = (known["before"].to_numpy() - 1) * _COUNT + known["after"].to_numpy() - 1
    count = np.bincount(place, minlength=_COUNT**2).reshape(_COUNT, _COUNT)
    sums = np.bincount(place, weights=np.nan_to_num(weights), minlength=_COUNT**2).reshape(_COUNT, _COUNT)
    lost = int((typed.any(axis=1) & ~typed.all(axis=1)).sum())
    return Transitions(
        from_year, to_year, count.astype(np.int64), sums.astype(np.float64), lost, int(np.isnan(weights).sum())
    )


def kappa(matrix: Ints | Floats, *, linear: bool = False) -> float:
    """Return Cohen's kappa of a square table, NaN where the two years' distributions leave no room for disagreement.

    1 - observed / expected disagreement; every change counts the same, or with ``linear`` by its number of steps.
    Source: Cohen (1960), Educational and Psychological Measurement 20, 37-46; Cohen (1968), Psychological Bulletin
    70, 213-220.
    """
    table = np.asarray(matrix, dtype=np.float64)
    total = table.sum()
    place = np.arange(len(table))
    apart = np.abs(place[:, None] - place)
    weights = apart if linear else (apart > 0).astype(np.float64)
    expected = np.outer(table.sum(axis=1), table.sum(axis=0)) / total if total else table
    chance = float((weights * expected).sum())
    return 1 - float((weights * table).sum()) / chance if chance > 0 else math.nan
