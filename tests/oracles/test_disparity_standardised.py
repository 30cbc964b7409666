# SPDX-License-Identifier: GPL-2.0-or-later
"""Standardised rates against scipy's distributions, statsmodels' Poisson model and sums that are written out."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd
import pytest
import statsmodels.api as sm
from scipy import stats

from regso_atlas.plugin.core.measures.standard_table import StandardFields, standard_of_table
from regso_atlas.plugin.core.measures.standardisation import Interval, Standardisation, direct, indirect

AGES = ["0–19", "20–64", "65–"]
TABLES = {
    "plain": {1: ([5, 40, 60], [3_000, 7_000, 1_200]), 5: ([4, 70, 300], [2_500, 9_000, 6_000])},
    "zero cells": {1: ([0, 12, 3], [900, 1_500, 80]), 5: ([0, 0, 9], [400, 2_000, 900])},
    "nothing at all": {1: ([0, 0, 0], [900, 1_500, 80]), 5: ([1, 0, 9], [400, 2_000, 900])},
}


def table_of(name):
    rows = [
        {"group": group, "stratum": age, "count": c, "population": n}
        for group, (counts, people) in TABLES[name].items()
        for age, c, n in zip(AGES, counts, people, strict=True)
    ]
    return pd.DataFrame(rows)


STANDARD = {"0–19": 23_000, "20–64": 57_000, "65–": 20_000}


@pytest.mark.parametrize("name", list(TABLES))
@pytest.mark.parametrize("level", [0.9, 0.95])
def test_directly_standardised_rates_have_the_gamma_limits_of_fay_and_feuer(name, level):
    found = direct(table_of(name), STANDARD, level=level).frame
    tail = (1 - level) / 2
    for group, (counts, people) in TABLES[name].items():
        weight = np.array(list(STANDARD.values())) / 100_000 / people
        rate, variance, most = weight @ counts, weight**2 @ counts, weight.max()
        low = stats.chi2.ppf(tail, 2 * rate**2 / variance) * variance / (2 * rate) if rate else 0.0
        wider, more = rate + most, variance + most**2
        high = stats.chi2.ppf(1 - tail, 2 * wider**2 / more) * more / (2 * wider)
        row = found.loc[group]
        assert (row["rate"], row["low"], row["high"]) == pytest.approx((rate, low, high), rel=1e-8, abs=1e-15)
        # The same as quantiles of gamma distributions with these moments.
        assert high == pytest.approx(stats.gamma.ppf(1 - tail, wider**2 / more, scale=more / wider), rel=1e-9)


@pytest.mark.parametrize("name", ["plain", "zero cells"])
def test_dobsons_limits_scale_those_of_the_count(name):
    for interval in (Interval.DOBSON, Interval.DOBSON_EXACT):
        found = direct(table_of(name), STANDARD, interval=interval).frame
        for group, (counts, people) in TABLES[name].items():
            weight = np.array(list(STANDARD.values())) / 100_000 / people
            rate, variance, total = weight @ counts, weight**2 @ counts, sum(counts)
            z = stats.norm.ppf(0.975)
            if interval is Interval.DOBSON:
                low = total * (1 - 1 / (9 * total) - z / (3 * math.sqrt(total))) ** 3
                high = (total + 1) * (1 - 1 / (9 * (total + 1)) + z / (3 * math.sqrt(total + 1))) ** 3
            else:
                low, high = stats.chi2.ppf(0.025, 2 * total) / 2, stats.chi2.ppf(0.975, 2 * total + 2) / 2
            scale = math.sqrt(variance / total)
            row = found.loc[group]
            assert row["low"] == pytest.approx(rate + scale * (low - total), rel=1e-8)
            assert row["high"] == pytest.approx(rate + scale * (high - total), rel=1e-8)


@pytest.mark.parametrize("name", list(TABLES))
def test_standardised_ratios_have_exact_poisson_limits(name):
    rates = {"0–19": 0.001, "20–64": 0.006, "65–": 0.05}
    found = indirect(table_of(name), rates).frame
    for group, (counts, people) in TABLES[name].items():
        observed, expected = sum(counts), np.dot(people, list(rates.values()))
        low = stats.chi2.ppf(0.025, 2 * observed) / 2 if observed else 0.0
        high = stats.chi2.ppf(0.975, 2 * observed + 2) / 2
        row = found.loc[group]
        assert row["ratio"] == pytest.approx(observed / expected, rel=1e-10)
        assert row["ratio_low"] == pytest.approx(low / expected, rel=1e-8)
        assert row["ratio_high"] == pytest.approx(high / expected, rel=1e-8)


@pytest.mark.parametrize("name", ["plain", "zero cells"])
def test_ratios_to_the_rates_of_a_standard_from_elsewhere_are_statsmodels_poisson_model(name):
    """A Poisson model with the expected events as its offset has the ratio as its only rate."""
    standard = pd.DataFrame({"age": AGES, "events": [23, 342, 1_000], "people": [23_000, 57_000, 20_000]})
    fields = StandardFields("age", population="people", count="events")
    rates = standard_of_table(standard, fields, Standardisation.INDIRECT, per=1)
    found = indirect(table_of(name), rates).frame
    for group, (counts, people) in TABLES[name].items():
        expected = np.array(people) * standard["events"] / standard["people"]
        model = sm.GLM([sum(counts)], [[1.0]], family=sm.families.Poisson(), offset=[math.log(expected.sum())])
        fitted = model.fit(tol=1e-14)
        assert found.loc[group, "ratio"] == pytest.approx(math.exp(fitted.params[0]), rel=1e-8)
        assert found.loc[group, "expected"] == pytest.approx(expected.sum(), rel=1e-12)
        # the model's error of the logarithm, and ours of the rate as a share of it
        assert found.loc[group, "error"] / found.loc[group, "rate"] == pytest.approx(fitted.bse[0], rel=1e-6)
