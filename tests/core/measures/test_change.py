# SPDX-License-Identifier: GPL-2.0-or-later
"""Change of a rate between two years: figures by hand, ends that touch nothing or everybody, what has no interval."""

import math

import pytest

from regso_atlas.plugin.core.measures.change import Observed, change, contrast, difference_of, rate_interval
from regso_atlas.plugin.core.measures.groups import Kind


def counted(amount, population):
    return Observed(amount / population, amount, population)


def test_a_difference_of_shares_is_newcombes_own_example():
    # Newcombe (1998), example (a): 56/70 against 48/80, hybrid score interval 0.0524 to 0.3339.
    found = change(counted(48, 80), counted(56, 70), Kind.PERSONS).difference
    assert found.value == pytest.approx(0.2)
    assert (round(found.low, 4), round(found.high, 4)) == (0.0524, 0.3339)


def test_rates_with_known_errors_are_compared_by_the_delta_method():
    before, after = Observed(20.0, math.nan, 100.0, 3.0), Observed(30.0, math.nan, 100.0, 4.0)
    found = change(before, after, Kind.MEAN)
    assert found.difference.value == pytest.approx(10)
    assert found.difference.high - 10 == pytest.approx(1.959964 * 5, rel=1e-6)  # the root of 3² + 4² is 5
    assert found.ratio.value == pytest.approx(1.5)
    error = math.sqrt(0.15**2 + (4 / 30) ** 2)
    assert found.ratio.high == pytest.approx(1.5 * math.exp(1.959964 * error), rel=1e-6)


def test_the_ratio_of_events_with_equal_counts_is_one_and_even():
    found = change(counted(10, 1000), counted(10, 1000), Kind.EVENTS).ratio
    assert found.value == pytest.approx(1)
    assert found.low == pytest.approx(1 / found.high)
    assert found.differs_from(1) is False


def test_no_events_now_give_a_ratio_of_zero_with_an_upper_limit():
    found = change(counted(5, 1000), counted(0, 1000), Kind.EVENTS).ratio
    assert (found.value, found.low) == (0, 0)
    # all five events in the earlier year: the later share is at most 1 - 0.025 ** (1 / 5) = 0.5218
    assert found.high == pytest.approx(0.52182 / 0.47818, rel=1e-4)


def test_no_events_then_give_no_ratio_but_a_difference():
    found = change(counted(0, 1000), counted(5, 1000), Kind.EVENTS)
    assert not found.ratio.is_known
    assert "no ratio" in str(found.ratio.notes[0])
    assert found.difference.value == pytest.approx(0.005)
    assert found.difference.low < 0.005 < found.difference.high


@pytest.mark.parametrize("kind", [Kind.AMOUNT, Kind.MEAN])
def test_what_is_measured_has_a_change_and_no_interval(kind):
    found = change(counted(12.5, 100), counted(15.0, 100), kind)
    assert found.difference.value == pytest.approx(0.025)
    assert found.ratio.value == pytest.approx(1.2)
    for one in (found.difference, found.ratio):
        assert math.isnan(one.low)
        assert "no interval" in str(one.notes[0])


def test_a_year_without_a_rate_has_no_change_and_says_so():
    found = change(Observed(math.nan, 0.0, 0.0), counted(5, 100), Kind.EVENTS)
    for one in (found.difference, found.ratio):
        assert not one.is_known
        assert one.notes


def test_more_events_than_inhabitants_are_a_rate_above_one():
    low, high = rate_interval(counted(150, 100), Kind.EVENTS)
    assert low < 1.5 < high


def test_a_contrast_with_equal_reach_is_the_root_of_the_squares():
    value, low, high = contrast([5, 2, 1], [(4, 6), (0, 4), (-1, 3)], [1, -1, -1])
    assert value == 2
    assert (low, high) == (pytest.approx(2 - 3), pytest.approx(2 + 3))  # 1² + 2² + 2² = 9


def test_the_change_of_a_gap_takes_four_rates():
    worst_then, best_then, worst_now, best_now = (Observed(v, math.nan, 1.0, 1.0) for v in (50, 10, 45, 9))
    found = difference_of([worst_now, best_now, worst_then, best_then], [1, -1, -1, 1], Kind.MEAN)
    assert found.value == pytest.approx(-4)
    assert found.high - found.value == pytest.approx(2 * 1.959964, rel=1e-6)


def test_every_method_says_that_the_years_are_independent():
    for kind in (Kind.EVENTS, Kind.PERSONS):
        found = change(counted(5, 100), counted(7, 100), kind)
        assert "independent years" in str(found.difference.method)
        assert "independent years" in str(found.ratio.method)
