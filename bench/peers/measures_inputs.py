# SPDX-License-Identifier: GPL-2.0-or-later
"""The tables that the measures are computed from: made from a seed, the same for everybody."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

FIRST_YEAR = 2010
KOMMUNER = 290
LAN = 21
TYPES = (1, 2, 3, 4, 5)
CLASSES = ("0–19", "20–64", "65–")
GROUPS = tuple(f"kvintil_{number}" for number in range(1, 6))


@dataclass(frozen=True)
class Size:
    """How much is computed: RegSO has 3,363 areas, and the index 14 years."""

    areas: int = 3363
    years: int = 14


@dataclass(frozen=True)
class Given:
    """What a part is computed from; None where it does not need it. ``values``: years x polygons."""

    table: Any = None
    polygons: Any = None
    values: Any = None


def by_type(size: Size, seed: int) -> pd.DataFrame:
    """Return events and inhabitants of the five types in each län and year, by age.

    Populations are whole thousands, so that libraries that know persons only can be given a person for each thousand.
    """
    random = np.random.default_rng([seed, 11])
    rows = []
    for lan in range(1, LAN + 1):
        for year in range(FIRST_YEAR, FIRST_YEAR + size.years):
            for kind in TYPES:
                for age, name in enumerate(CLASSES):
                    people = 1000 * int(random.integers(4, 90))
                    events = int(random.poisson(people * (0.012 - 0.0015 * kind) * (1 + age)))
                    rows.append((f"{lan:02} {year}", kind, name, events, people))
    return pd.DataFrame(rows, columns=["part", "area_type", "class", "count", "population"])


def summed(table: pd.DataFrame) -> pd.DataFrame:
    """Return the same without age."""
    return table.groupby(["part", "area_type"], as_index=False, sort=False)[["count", "population"]].sum()


def groups_by_area(size: Size, seed: int) -> pd.DataFrame:
    """Return how many of five income groups live in each area in each year."""
    random = np.random.default_rng([seed, 12])
    number = np.arange(size.areas)
    kommun = number * KOMMUNER // max(size.areas, KOMMUNER)
    codes = [
        f"{1 + one * LAN // KOMMUNER:02}{one % 100:02}R{at % 1000:03}" for at, one in zip(number, kommun, strict=True)
    ]
    level = random.gamma(2, 200, (size.areas, len(GROUPS)))
    frames = []
    for year in range(FIRST_YEAR, FIRST_YEAR + size.years):
        counts = random.poisson(level * random.uniform(0.9, 1.1, level.shape)).astype(float)
        frames.append(pd.DataFrame(counts, columns=list(GROUPS)).assign(code=codes, year=year))
    return pd.concat(frames, ignore_index=True)


def values_by_year(polygons: Any, size: Size, seed: int) -> Any:
    """Return a value for every polygon and year (years x polygons) that follows the latitude roughly."""
    import shapely

    random = np.random.default_rng([seed, 13])
    north = shapely.get_y(shapely.centroid(polygons))
    north = (north - north.mean()) / north.std()
    return north + random.normal(0, 2, (size.years, len(polygons)))


def rates_by_area(size: Size, seed: int) -> pd.DataFrame:
    """Return events, inhabitants and type of each area in each year; one area in ten changes its type in a year."""
    random = np.random.default_rng([seed, 14])
    codes = groups_by_area(Size(size.areas, 1), seed)["code"]
    kinds = random.choice(TYPES, size.areas, p=[0.05, 0.09, 0.25, 0.52, 0.09])
    people = random.integers(700, 4_000, size.areas)
    frames = []
    for year in range(FIRST_YEAR, FIRST_YEAR + size.years):
        moved = random.choice([-1, 0, 1], size.areas, p=[0.05, 0.9, 0.05])
        kinds = np.clip(kinds + moved, 1, 5)
        events = random.poisson(people * (0.02 - 0.002 * kinds))
        columns = {"code": codes, "year": year, "area_type": kinds, "population": people, "count": events}
        frames.append(pd.DataFrame(columns))
    return pd.concat(frames, ignore_index=True)
