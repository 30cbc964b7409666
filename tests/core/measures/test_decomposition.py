# SPDX-License-Identifier: GPL-2.0-or-later
"""A change of type split: areas whose change has one cause, ties on cut points, parts that always sum to the whole."""

import math

import numpy as np
import pandas as pd
import pytest

from regso_atlas.plugin.core.area_types import classify
from regso_atlas.plugin.core.measures.decomposition import PARTS, Country, decompose, types_of

THEN, NOW = Country(10, 5), Country(9, 5)  # cuts 5, 10, 15, 20 and 4, 9, 14, 19


def of(before, after, first=THEN, last=NOW):
    frame = decompose(pd.Series({"0180R001": before}), pd.Series({"0180R001": after}), first, last).frame
    return frame.iloc[0]


def parts(row, suffix=""):
    return tuple(row[f"{part}{suffix}"] for part in PARTS)


def test_an_area_that_changes_while_the_country_does_not():
    row = of(12, 8, THEN, THEN)
    assert (row["computed_from"], row["computed_to"], row["steps"]) == (3, 4, 1)
    assert parts(row) == (1, 0, 0) == parts(row, "_ordered")


def test_an_area_that_stands_still_while_the_mean_falls_past_it():
    row = of(9.5, 9.5)
    assert row["steps"] == -1
    assert parts(row) == (0, -1, 0) == parts(row, "_ordered")


def test_an_area_that_stands_still_while_the_spread_grows():
    row = of(16, 16, Country(10, 5), Country(10, 7))
    assert row["steps"] == 1
    assert parts(row) == (0, 0, 1)


def test_an_improvement_that_the_country_takes_back_is_seen():
    row = of(10.5, 9.5)
    assert row["steps"] == 0
    assert parts(row, "_ordered") == (1, -1, 0)
    # own first: +1 and -1; mean first: from 10.5 (3) nothing, then own nothing. The means are a half each.
    assert parts(row) == (0.5, -0.5, 0)


def test_counts_say_what_the_own_change_alone_would_have_done():
    codes = [f"0180R00{n}" for n in range(1, 6)]
    before = pd.Series([12, 9.5, 10.5, 21, 30], index=codes)
    after = pd.Series([8, 9.5, 9.5, 14.5, 30], index=codes)
    found = decompose(before, after, THEN, NOW)
    assert found.counts() == {"own_only": 1, "country_only": 1, "mixed": 1, "held_back": 1, "unmoved": 1}
    assert found.changed.tolist() == [True, True, False, True, False]


def test_distance_from_the_mean_is_in_standard_deviations():
    row = of(15, 14)
    assert (row["z_from"], row["z_to"], row["index_change"]) == (1, 1, -1)


def test_areas_without_an_index_in_both_years_are_left_out():
    before = pd.Series({"0180R001": 12.0, "0180R002": math.nan, "0180R003": 9.0})
    after = pd.Series({"0180R001": 12.0, "0180R002": 5.0})
    assert list(decompose(before, after, THEN, NOW).frame.index) == ["0180R001"]


def test_many_types_at_once_are_those_of_the_rule_one_by_one():
    index = np.array([*np.arange(0, 35, 0.1).round(1), math.nan])
    for mean, deviation in ((9.1, 5.47), (10.0, 5.0), (8.95, 4.87)):
        assert types_of(index, mean, deviation).tolist() == [classify(x, mean, deviation) for x in index]


@pytest.mark.parametrize("seed", range(5))
def test_either_split_sums_to_the_change_whatever_the_figures(seed):
    random = np.random.default_rng(seed)
    before = pd.Series(random.gamma(3, 3.5, 500).round(1))
    after = (before + random.normal(-0.5, 3, 500)).round(1)
    frame = decompose(before, after, Country(10.1, 5.6), Country(9.1, 5.1)).frame
    assert (frame["steps"] != 0).sum() > 50
    assert np.array_equal(frame[[f"{p}_ordered" for p in PARTS]].sum(axis=1), frame["steps"])
    assert np.allclose(frame[list(PARTS)].sum(axis=1), frame["steps"], atol=1e-12)


def test_the_mean_over_all_orders_turns_with_the_direction_of_time():
    before, after = pd.Series({"a": 16.0, "b": 9.5}), pd.Series({"a": 9.2, "b": 10.4})
    forth = decompose(before, after, Country(10, 5), Country(9, 6)).frame
    back = decompose(after, before, Country(9, 6), Country(10, 5)).frame
    assert np.allclose(forth[list(PARTS)], -back[list(PARTS)])
