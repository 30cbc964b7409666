# SPDX-License-Identifier: GPL-2.0-or-later
"""Measures of spread by hand, and their intervals from draws."""

import math

import numpy as np
import pytest

from regso_atlas.plugin.core.measures.groups import Kind, make_groups
from regso_atlas.plugin.core.measures.resampling import draw_rates
from regso_atlas.plugin.core.measures.spread import spread

EVEN = [50, 40, 30, 20, 10]


def groups_of(counts, people=(100,) * 5, kind=Kind.PERSONS, **others):
    return make_groups(range(1, len(counts) + 1), people, count=counts, kind=kind, **others)


def test_measures_of_even_steps_by_hand():
    found = spread(groups_of(EVEN))
    assert found.variance.value == pytest.approx(0.02)
    # Relative rates 5/3, 4/3, 1, 2/3, 1/3.
    assert found.theil.value == pytest.approx(
        (5 / 3 * math.log(5 / 3) + 4 / 3 * math.log(4 / 3) + 2 / 3 * math.log(2 / 3) + 1 / 3 * math.log(1 / 3)) / 5
    )
    assert found.mean_log_deviation.value == pytest.approx(-math.log(5 / 3 * 4 / 3 * 2 / 3 / 3) / 5)
    assert found.disparity.value == pytest.approx(40)
    assert found.weighted_disparity.value == pytest.approx(40)
    assert found.gini.value == pytest.approx(4 / 15)
    # The highest tenth has 0.05, the lowest four tenths 0.02 + 0.04.
    assert found.palma_by_rate.value == pytest.approx(5 / 6)
    # The best-off tenth has 0.01, the worst-off four tenths 0.10 + 0.08.
    assert found.palma_by_group.value == pytest.approx(1 / 18)


def test_weights_count_where_populations_differ():
    found = spread(groups_of([90, 10], (900, 10), Kind.EVENTS))
    mean = 100 / 910
    expected = [abs(0.1 - mean) / mean, abs(1 - mean) / mean]
    assert found.disparity.value == pytest.approx(50 * sum(expected))
    assert found.weighted_disparity.value == pytest.approx(100 * (90 * expected[0] + expected[1]) / 91)


def test_equal_rates_give_zero_and_an_interval_from_zero():
    found = spread(groups_of([200] * 5, (1000,) * 5))
    for estimate in (found.variance, found.theil, found.mean_log_deviation, found.disparity, found.gini):
        assert estimate.value == pytest.approx(0, abs=1e-12)
        assert estimate.low == 0
        assert estimate.high > 0


def test_spread_that_chance_gives_reaches_down_to_zero_and_chance_is_said():
    found = spread(groups_of([12, 9, 11, 8, 10])).gini
    assert found.low == 0
    assert "Equal rates would give" in str(found.notes[0])


def test_spread_that_chance_does_not_give_stays_above_zero():
    found = spread(groups_of([500, 400, 300, 200, 100], (1000,) * 5)).gini
    assert 0.2 < found.low < found.value < found.high < 0.35


def test_intervals_come_from_the_seed():
    groups = groups_of(EVEN)
    one, same, other = (spread(groups, draw_rates(groups, seed=seed)).theil for seed in (1, 1, 2))
    assert (one.low, one.high) == (same.low, same.high)
    assert (one.low, one.high) != (other.low, other.high)
    assert one.high == pytest.approx(other.high, rel=0.1)


def test_a_rate_of_zero_has_no_logarithm_but_a_theil():
    found = spread(groups_of([50, 40, 30, 20, 0]))
    assert found.theil.is_known
    assert not found.mean_log_deviation.is_known
    assert "logarithm" in str(found.mean_log_deviation.notes[0])


def test_palma_of_four_tenths_with_nothing_does_not_exist():
    found = spread(groups_of([50, 40, 30, 0, 0])).palma_by_rate
    assert not found.is_known
    assert "have nothing" in str(found.notes[0])


def test_nothing_at_all_has_no_relative_measures():
    found = spread(groups_of([0] * 5))
    assert found.variance.value == 0
    for name in ("theil", "mean_log_deviation", "disparity", "gini", "palma_by_rate", "palma_by_group"):
        assert not getattr(found, name).is_known
        assert getattr(found, name).notes


def test_negative_means_have_a_variance_and_no_relative_measures():
    groups = make_groups([1, 2], [10, 10], rate=[-1.0, 3.0], kind=Kind.MEAN)
    found = spread(groups)
    assert found.variance.value == pytest.approx(4)
    assert "negative" in str(found.theil.notes[0])


def test_amounts_have_values_without_intervals():
    found = spread(groups_of(EVEN, kind=Kind.AMOUNT))
    assert found.gini.value == pytest.approx(4 / 15)
    assert np.isnan([found.gini.low, found.gini.high]).all()
    assert found.gini.notes


@pytest.mark.parametrize("kind", [Kind.EVENTS, Kind.PERSONS])
def test_draws_vary_as_their_kind_says(kind):
    groups = groups_of(EVEN, kind=kind)
    drawn = draw_rates(groups, 40_000)
    np.testing.assert_allclose(drawn.rates.mean(axis=0), groups.rate, atol=0.002)
    np.testing.assert_allclose(drawn.rates.var(axis=0), groups.variance, rtol=0.03)
    np.testing.assert_allclose(drawn.equal.mean(axis=0), 0.3, atol=0.002)
