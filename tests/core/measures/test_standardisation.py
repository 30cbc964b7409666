# SPDX-License-Identifier: GPL-2.0-or-later
"""Standardised rates by hand, and tables that cannot be standardised."""

import math

import pandas as pd
import pytest

from regso_atlas.plugin.core.measures.standardisation import Interval, direct, indirect
from regso_atlas.plugin.core.messages import RegsoError


def table_of(*rows):
    return pd.DataFrame(rows, columns=["group", "stratum", "count", "population"])


# Type 1 is young and type 5 old; within an age both have the same rate: 10 and 50 per 1,000.
SAME = table_of((1, "ung", 9, 900), (1, "äldre", 5, 100), (5, "ung", 1, 100), (5, "äldre", 45, 900))
HALVES = {"ung": 1, "äldre": 1}


def test_rates_that_differ_by_age_alone_are_equal_when_standardised():
    found = direct(SAME, HALVES).frame
    assert list(found["crude"]) == pytest.approx([0.014, 0.046])
    assert list(found["rate"]) == pytest.approx([0.03, 0.03])


def test_standard_population_is_the_tables_own_where_none_is_given():
    # Young and old are equally many in both groups together.
    assert list(direct(SAME).frame["rate"]) == pytest.approx([0.03, 0.03])


def test_error_of_a_standardised_rate_by_hand():
    # (0.5 / 900)² * 9 + (0.5 / 100)² * 5
    assert direct(SAME, HALVES).frame.loc[1, "error"] == pytest.approx(math.sqrt(9 / 1800**2 + 5 / 200**2))


@pytest.mark.parametrize("interval", list(Interval))
def test_every_interval_holds_the_rate(interval):
    found = direct(SAME, HALVES, interval=interval).frame
    assert (found["low"] < found["rate"]).all()
    assert (found["rate"] < found["high"]).all()


def test_one_class_gives_the_crude_rate_with_the_exact_interval():
    found = direct(table_of((1, "alla", 10, 1000), (5, "alla", 0, 1000))).frame
    # With one weight the gamma limits are the exact Poisson limits of the count.
    assert tuple(found.loc[1, ["rate", "low", "high"]] * 1000) == pytest.approx((10, 4.795, 18.390), abs=6e-4)
    assert tuple(found.loc[5, ["rate", "low", "high"]] * 1000) == pytest.approx((0, 0, 3.689), abs=6e-4)
    assert found.loc[5, "error"] > 0


def test_ratio_of_observed_and_expected_by_hand():
    # At 10 and 20 per 1,000 type 1 would have 9 + 2 events and has 14; type 5 would have 1 + 18 and has 46.
    found = indirect(SAME, {"ung": 0.01, "äldre": 0.02}).frame
    assert list(found["expected"]) == pytest.approx([11, 19])
    assert list(found["ratio"]) == pytest.approx([14 / 11, 46 / 19])
    # Exact limits of 14 events are 7.654 and 23.490.
    assert tuple(found.loc[1, ["ratio_low", "ratio_high"]]) == pytest.approx((7.654 / 11, 23.490 / 11), abs=1e-4)


def test_the_tables_own_rates_expect_all_its_events():
    found = indirect(SAME).frame
    assert found["expected"].sum() == pytest.approx(60)
    assert list(found["ratio"]) == pytest.approx([1, 1])
    assert list(found["rate"]) == pytest.approx([0.03, 0.03])


def test_byars_limits_of_a_ratio_come_near_the_exact_ones():
    exact, byar = indirect(SAME).frame, indirect(SAME, exact=False).frame
    assert list(byar["ratio_high"]) == pytest.approx(list(exact["ratio_high"]), rel=0.01)


def test_a_standard_that_lacks_a_class_is_refused_and_the_class_named():
    for standardise in (direct, indirect):
        with pytest.raises(RegsoError, match="standard lacks the classes äldre"):
            standardise(SAME, {"ung": 0.01})


def test_a_class_that_only_the_standard_has_is_said():
    found = direct(SAME, {**HALVES, "barn": 2})
    assert "barn" in str(found.warnings[0])
    assert list(found.frame["rate"]) == pytest.approx([0.03, 0.03])


def test_a_group_without_people_in_a_class_gets_no_rate_and_is_named():
    table = table_of((1, "ung", 9, 900), (5, "ung", 1, 100), (5, "äldre", 45, 900))
    found = direct(table, HALVES)
    assert list(found.frame.index) == [5]
    assert "Nobody of the group 1 lives in äldre" in str(found.warnings[0])


def test_nothing_expected_gives_no_ratio():
    table = table_of((1, "ung", 0, 900), (5, "äldre", 45, 900))
    found = indirect(table)
    assert list(found.frame.index) == [5]
    assert "Nothing is expected in the group 1" in str(found.warnings[0])


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ((1, "ung", 5, 100), "stand twice"),
        ((2, "ung", -5, 100), "cannot be negative"),
        ((2, "ung", 5, -100), "cannot be negative"),
        ((2, "ung", None, 100), "lacks one"),
        ((2, None, 5, 100), "lacks one"),
        ((2, "ung", 5, 0), "counts where nobody lives: 2/ung"),
    ],
)
def test_rows_that_cannot_be_standardised_are_refused(row, words):
    with pytest.raises(RegsoError, match=words):
        direct(table_of(*SAME.itertuples(index=False, name=None), row))


@pytest.mark.parametrize("standard", [{"ung": 0, "äldre": 0}, {"ung": -1, "äldre": 3}])
def test_a_standard_of_nothing_is_refused(standard):
    with pytest.raises(RegsoError, match="at least zero"):
        direct(SAME, standard)


def test_nobody_anywhere_is_refused():
    with pytest.raises(RegsoError, match="Nobody lives in any"):
        direct(table_of((1, "ung", 0, 0), (5, "ung", 0, 0)))
