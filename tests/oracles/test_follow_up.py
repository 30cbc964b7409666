# SPDX-License-Identifier: GPL-2.0-or-later
"""Follow-up measures against statsmodels, scikit-learn, scipy and brute force."""

from __future__ import annotations

import math
from collections.abc import Callable
from itertools import permutations
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from scipy import stats
from sklearn.metrics import cohen_kappa_score  # type: ignore[import-not-found]
from statsmodels.stats.inter_rater import cohens_kappa
from statsmodels.stats.proportion import confint_proportions_2indep
from statsmodels.stats.rates import confint_poisson_2indep

from regso_atlas.plugin.core.area_types import classify
from regso_atlas.plugin.core.measures.change import Observed, change
from regso_atlas.plugin.core.measures.compare_years import areas_table, follow_up
from regso_atlas.plugin.core.measures.decomposition import PARTS, Country, decompose
from regso_atlas.plugin.core.measures.follow_up import Settings
from regso_atlas.plugin.core.measures.groups import Kind
from regso_atlas.plugin.core.measures.transitions import kappa, transitions
from regso_atlas.plugin.core.measures.types_by_year import read_types
from regso_atlas.plugin.core.measures.years_input import Figure, read_year_rows

# Count and population of the earlier and of the later year.
PAIRS = {
    "few": ((4, 1_000), (9, 1_200)),
    "ties": ((12, 500), (12, 500)),
    "none now": ((7, 900), (0, 950)),
    "many": ((61_234, 512_340), (58_001, 530_777)),
    "nearly all": ((95, 100), (99, 100)),
    "unlike populations": ((3, 40), (900, 80_000)),
}


def near(value: object) -> object:
    """Return what agrees to eight digits."""
    return pytest.approx(value, rel=1e-8, abs=1e-12)


def observed(count: int, population: int) -> Observed:
    return Observed(count / population, float(count), float(population))


@pytest.mark.parametrize("name", list(PAIRS))
def test_the_ratio_of_events_is_the_exact_binomial_interval_turned_into_odds(name: str) -> None:
    (c0, n0), (c1, n1) = PAIRS[name]
    found = change(observed(c0, n0), observed(c1, n1), Kind.EVENTS).ratio
    low, high = stats.binomtest(c1, c0 + c1).proportion_ci(method="exact")
    assert found.value == near((c1 / n1) / (c0 / n0))
    assert found.low == near(low / (1 - low) * n0 / n1)
    assert found.high == near(high / (1 - high) * n0 / n1)


@pytest.mark.parametrize("name", list(PAIRS))
def test_the_difference_of_events_is_that_of_statsmodels(name: str) -> None:
    (c0, n0), (c1, n1) = PAIRS[name]
    found = change(observed(c0, n0), observed(c1, n1), Kind.EVENTS).difference
    low, high = confint_poisson_2indep(c1, n1, c0, n0, method="mover", compare="diff", method_mover="exact-c")
    assert (found.low, found.high) == (near(low), near(high))


@pytest.mark.parametrize("name", list(PAIRS))
def test_the_difference_of_persons_is_newcombes_of_statsmodels(name: str) -> None:
    (c0, n0), (c1, n1) = PAIRS[name]
    found = change(observed(c0, n0), observed(c1, n1), Kind.PERSONS).difference
    low, high = confint_proportions_2indep(c1, n1, c0, n0, method="newcomb", compare="diff", correction=False)
    assert (found.low, found.high) == (near(low), near(high))


@pytest.mark.parametrize("name", [name for name in PAIRS if name != "none now"])
def test_the_ratio_of_persons_is_scipys_relative_risk(name: str) -> None:
    (c0, n0), (c1, n1) = PAIRS[name]
    found = change(observed(c0, n0), observed(c1, n1), Kind.PERSONS).ratio
    other = stats.contingency.relative_risk(c1, n1, c0, n0)
    interval = other.confidence_interval(0.95)
    assert found.value == near(other.relative_risk)
    assert (found.low, found.high) == (near(interval.low), near(interval.high))


def test_the_exact_ratio_covers_as_often_as_it_says() -> None:
    random = np.random.default_rng(20)
    drawn = random.poisson([30, 45], (2_000, 2))
    inside = 0
    for before, after in drawn.tolist():
        found = change(observed(before, 1_000), observed(after, 1_000), Kind.EVENTS).ratio
        inside += found.low <= 1.5 <= found.high
    assert 0.94 < inside / len(drawn) <= 1


def series_of_types(seed: int, count: int = 800) -> tuple[np.ndarray, np.ndarray]:
    random = np.random.default_rng(seed)
    before = random.choice([1, 2, 3, 4, 5], count, p=[0.05, 0.09, 0.25, 0.52, 0.09])
    after = np.clip(before + random.choice([-1, 0, 0, 0, 0, 0, 1], count), 1, 5)
    return before, after


@pytest.mark.parametrize("seed", range(4))
def test_kappa_is_that_of_scikit_learn_and_statsmodels(seed: int) -> None:
    before, after = series_of_types(seed)
    matrix = transitions(pd.Series(before), pd.Series(after), 2021, 2022).areas
    assert matrix.tolist() == stats.contingency.crosstab(before, after, levels=([1, 2, 3, 4, 5],) * 2).count.tolist()
    assert kappa(matrix) == near(cohen_kappa_score(before, after))
    assert kappa(matrix, linear=True) == near(cohen_kappa_score(before, after, weights="linear"))
    assert kappa(matrix) == near(cohens_kappa(matrix, return_results=False))
    linear = cohens_kappa(matrix, wt="linear", return_results=False)
    assert kappa(matrix, linear=True) == near(linear)


def test_kappa_of_people_is_that_of_weighted_areas() -> None:
    before, after = series_of_types(9)
    people = np.random.default_rng(9).integers(600, 23_000, len(before)).astype(float)
    found = transitions(pd.Series(before), pd.Series(after), 2021, 2022, pd.Series(people))
    assert kappa(found.people) == near(cohen_kappa_score(before, after, sample_weight=people))
    assert found.persistence.unchanged_people == near(people[before == after].sum() / people.sum())


def shapley(value: Callable[[frozenset[int]], float], players: int) -> list[float]:
    """The Shapley value from its definition: every player's mean marginal contribution."""
    total = [0.0] * players
    orders = list(permutations(range(players)))
    for order in orders:
        before: frozenset[int] = frozenset()
        for player in order:
            total[player] += value(before | {player}) - value(before)
            before |= {player}
    return [one / len(orders) for one in total]


def test_the_parts_of_a_change_are_the_shapley_value_by_brute_force() -> None:
    random = np.random.default_rng(3)
    before = pd.Series(random.gamma(3, 3.5, 300).round(1))
    after = (before + random.normal(-0.4, 4, 300)).round(1)
    first, last = Country(10.2, 5.6), Country(9.0, 5.1)
    frame = decompose(before, after, first, last).frame
    for x0, x1, own in zip(before, after, frame[list(PARTS)].to_numpy(), strict=True):

        def value(done: frozenset[int], x0: float = x0, x1: float = x1) -> float:
            mean = last.mean if 1 in done else first.mean
            deviation = last.deviation if 2 in done else first.deviation
            return float(classify(x1 if 0 in done else x0, mean, deviation))

        assert own == near(shapley(value, 3))


def test_groups_by_year_are_pandas_own_sums() -> None:
    random = np.random.default_rng(5)
    codes = [f"{kommun:04d}R{n:03d}" for kommun in (114, 180, 1480) for n in range(1, 41)]
    frame = pd.DataFrame([(code, year) for year in range(2011, 2024) for code in codes], columns=["code", "year"])
    frame["population"] = random.integers(600, 23_000, len(frame))
    frame["count"] = random.poisson(frame["population"] / 400)
    frame["area_type"] = random.integers(1, 6, len(frame))
    raw = frame.astype(object)
    rows = read_year_rows(raw.drop(columns="area_type"), kind=Kind.EVENTS, per=1000)
    types = read_types(raw[["code", "year", "area_type"]])
    table = follow_up(rows, types, Settings(Figure.COUNT, Kind.EVENTS, 1000)).table
    first = frame[frame["year"] == 2011].set_index("code")["area_type"]
    own = {"moving": frame["area_type"], "first": frame["code"].map(first)}
    for hold, kinds in own.items():
        sums = frame.groupby([frame["year"], kinds.rename("t")])[["count", "population"]].sum()
        for one in table[(table["hold"] == hold) & table["group"].isin(list("12345"))].to_dict("records"):
            expected = sums.loc[(one["year"], int(one["group"]))]
            assert one["rate"] == near(1000 * expected["count"] / expected["population"])
            low, high = stats.poisson.interval(0.95, expected["count"])
            assert low - 2 < one["rate_low"] * expected["population"] / 1000 < expected["count"]
            assert expected["count"] < one["rate_high"] * expected["population"] / 1000 < high + 2


def karlstad(real_data: Path) -> pd.DataFrame:
    """Index, type and year of Karlstad's RegSO, read from SCB's answer by hand."""
    import json

    answer = json.loads((real_data / "index" / "karlstad_TAB6586_2011-2024.json").read_text(encoding="utf-8-sig"))
    dimensions = answer["id"]
    keys = [list(answer["dimension"][name]["category"]["index"]) for name in dimensions]
    grid = pd.MultiIndex.from_product(keys, names=dimensions).to_frame(index=False)
    values = answer["value"]
    grid["value"] = [values.get(str(i)) for i in range(len(grid))] if isinstance(values, dict) else values
    return grid.pivot_table(
        index=["Region", "Tid"], columns="ContentsCode", values="value", dropna=False
    ).reset_index()  # fmt: skip


def test_karlstads_types_2011_to_2023(real_data: Path) -> None:
    raw = karlstad(real_data).rename(
        columns={"Region": "code", "Tid": "year", "000008IT": "index", "000008IU": "area_type"}
    )
    raw = raw[~raw["code"].str.contains("RegSO2025") & (raw["year"].astype(int) < 2024)]
    raw = raw[["code", "year", "index", "area_type"]].astype(object)
    types = read_types(raw)
    people = raw.assign(count=1, population=1)[["code", "year", "count", "population"]]
    rows = read_year_rows(people, kind=Kind.AMOUNT, per=1.0)
    found = follow_up(rows, types, Settings(Figure.COUNT, Kind.AMOUNT, 1.0))
    assert found.whole is not None
    first, last = (raw[raw["year"] == year].set_index("code")["area_type"].astype(int) for year in ("2011", "2023"))
    assert found.whole.persistence.unchanged == near((first == last).mean())
    assert kappa(found.whole.areas) == near(cohen_kappa_score(first, last))
    table = areas_table(found)
    assert (table["unexplained"].fillna(0) == 0).all()  # the cut points reproduce every published type
    assert not table.empty
    assert math.isclose(float(table[list(PARTS)].to_numpy().sum()), float(table["steps"].sum()), abs_tol=1e-9)
