# SPDX-License-Identifier: GPL-2.0-or-later
"""The areas' fictional statistics: the index with its three indicators, the types by SCB's rule, and the people."""

from __future__ import annotations

import numpy as np
import pandas as pd

from . import landscape, random_stream
from .partition import Partition

YEARS = list(range(2015, 2025))
_CENTRE_OF_POVERTY = (28.9, 16.3)
_DRIFT = {
    "Växelhöjden": -0.75, "Stationsstaden": -0.45, "Fabelvången": -0.2,
    "Bruksvallen": 0.55, "Åbacken": 0.3, "Brukshålan": 0.35, "Skrattmåsen": 0.25,
}  # fmt: skip
"""How much the index changes a year beside the common trend, where it does: some of these areas change type."""
_HIGH = {
    "Bruksvallen": 8.5, "Åbacken": 4.5, "Brukshålan": 6.0, "Sagåköpings centrum": 4.0, "Älvkvarn": 3.0,
    "Rälsvången": 7.5,
    "Häxberget": 2.6, "Tomteskogen": 3.4, "Västra Drömbygden": 3.0, "Övre Sagådalen": 2.2,
    "Åtorpet-Ödetorpet": -2.0,
}  # fmt: skip
_COMMON_TREND = [0.5, 0.55, 0.45, 0.35, 0.2, 0.25, -0.1, -0.45, -0.55, -0.6]


def codes(partition: Partition) -> list[str]:
    """Return the areas' codes in the seeds' order; within a kommun the numbers follow the Swedish alphabet."""
    alphabet = str.maketrans("åäö", "{|}")
    order = sorted(range(len(partition.seeds)), key=lambda i: (
        partition.seeds[i].kommun, partition.seeds[i].name.lower().translate(alphabet),
    ))  # fmt: skip
    result = [""] * len(order)
    counts: dict[str, int] = {}
    for i in order:
        kommun = partition.seeds[i].kommun
        counts[kommun] = counts.get(kommun, 0) + 1
        result[i] = f"{kommun}R{counts[kommun]:03d}"
    return result


def _level(seed: landscape.Seed, rng: np.random.RandomState) -> float:
    """Return the area's usual index: poor beside the railway, rich along the coast."""
    east, north = seed.at
    gap = np.hypot(east - _CENTRE_OF_POVERTY[0], (north - _CENTRE_OF_POVERTY[1]) * 0.8)
    level = 7.2 + _HIGH.get(seed.name, 0.0) + 1.6 * (rng.random_sample() * 2 - 1)
    level += {"city": 1.4, "town": 2.0, "enclave": 1.0, "islands": -3.4, "rural": 0.3}[seed.zone]
    if seed.kommun == "9901":
        level += 19.5 * np.exp(-((gap / 0.85) ** 2)) + 3.2 * np.exp(-((gap / 1.9) ** 2))
    if seed.zone == "city" and east > 31.2:
        level -= 3.0
    return float(level - (5.2 if "coast" in seed.traits and seed.zone == "rural" else 0.0))


def index_by_year(partition: Partition) -> pd.DataFrame:
    """Return regsokod, ar, index, v1, v2, v3, omradestyp for every area and year, missing where there is no data."""
    rng = random_stream("index")
    rows = []
    for code, seed in sorted(zip(codes(partition), partition.seeds, strict=True)):
        level, drift = _level(seed, rng), _DRIFT.get(seed.name, 0.0)
        shape = rng.random_sample(2) - 0.5
        noise = 0.0
        for year, trend in zip(YEARS, _COMMON_TREND, strict=True):
            noise = 0.6 * noise + 0.7 * (rng.random_sample() - 0.5)
            index = max(level + drift * (year - 2019) + trend + noise, 1.9 + shape[0] + 0.3 * noise)
            v1 = round(index * (1.62 + 0.25 * shape[0]) + 0.4 * (rng.random_sample() - 0.5), 1)
            v2 = round(index * (1.02 + 0.30 * shape[1]) + 0.4 * (rng.random_sample() - 0.5), 1)
            v3 = round(max(3 * index - v1 - v2, 0.2), 1)
            rows.append((code, year, v1, v2, v3))
    frame = pd.DataFrame(rows, columns=["regsokod", "ar", "v1", "v2", "v3"])
    empty = {c for c, s in zip(codes(partition), partition.seeds, strict=True) if "no data" in s.traits}
    frame.loc[frame["regsokod"].isin(empty), ["v1", "v2", "v3"]] = np.nan
    frame = pd.concat([_away_from_cuts(year.copy()) for _, year in frame.groupby("ar")])
    frame = frame.sort_values(["regsokod", "ar"], ignore_index=True)
    return frame[["regsokod", "ar", "index", "v1", "v2", "v3", "omradestyp"]]


def _index(year: pd.DataFrame) -> pd.Series:
    return ((year["v1"] + year["v2"] + year["v3"]) / 3).round(1)


def _away_from_cuts(year: pd.DataFrame) -> pd.DataFrame:
    """Move the few values that lie on a cut, so that a type does not hang on how the deviation is computed."""
    for _ in range(50):
        index = _index(year)
        mean, deviations = index.mean(), (index.std(ddof=0), index.std(ddof=1))
        distances = [index - (mean + k * deviation) for k in (-1, 0, 1, 2) for deviation in deviations]
        close = np.min(np.abs(distances), axis=0) < 0.05
        torn = index.notna() & (close | (_types(index, 0) != _types(index, 1)))
        if not torn.any():
            break
        year.loc[torn, "v3"] = (year.loc[torn, "v3"] + 0.3).round(1)
    year["index"] = _index(year)
    year["omradestyp"] = _types(year["index"], 0).where(year["index"].notna()).astype("Int32")
    return year


def _types(index: pd.Series, ddof: int) -> pd.Series:
    mean, deviation = index.mean(), index.std(ddof=ddof)
    worse = sum((index >= mean + k * deviation).astype(int) for k in (-1, 0, 1, 2))
    return 5 - worse


def population_by_year(partition: Partition) -> pd.DataFrame:
    """Return regsokod, ar, folkmangd; the abandoned harbour loses its last people in 2024."""
    rng = random_stream("population")
    rows = []
    for code, seed in sorted(zip(codes(partition), partition.seeds, strict=True)):
        low, high = {
            "city": (1350, 3300), "town": (900, 2100), "rural": (260, 1150), "enclave": (700, 900),
            "islands": (430, 520),
        }[seed.zone]  # fmt: skip
        people = low + (high - low) * rng.random_sample() + (900 if "railside" in seed.traits else 0)
        growth = {"city": 0.009, "town": -0.001}.get(seed.zone, -0.004) + 0.008 * (rng.random_sample() - 0.5)
        for year in YEARS:
            change = (1 + growth) ** (year - 2024) * (1 + 0.006 * (rng.random_sample() - 0.5))
            count = round(people * change)
            if "empty" in seed.traits:
                count = round(412 * (2024 - year) / 9)
            elif "no data" in seed.traits:
                count = 0 if year < 2021 else round(215 * (year - 2020) + 40 * rng.random_sample())
            rows.append((code, year, count))
    return pd.DataFrame(rows, columns=["regsokod", "ar", "folkmangd"])
