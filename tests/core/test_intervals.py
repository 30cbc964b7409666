# SPDX-License-Identifier: GPL-2.0-or-later
"""Exact intervals of counts, against a printed table and against scipy's distributions."""

import numpy as np
import pytest
from scipy import stats

from regso_atlas.plugin.core.intervals import (
    binomial_interval,
    byar_interval,
    mean_interval,
    poisson_interval,
    wilson_interval,
)

# Exact 95 % limits of a Poisson count as tabulated since Garwood (1936), to the digits that tables print.
PRINTED = [
    (0, 0.0, 3.689),
    (1, 0.0253, 5.572),
    (2, 0.242, 7.225),
    (3, 0.619, 8.767),
    (4, 1.090, 10.242),
    (5, 1.623, 11.668),
    (10, 4.795, 18.390),
    (20, 12.217, 30.888),
    (30, 20.241, 42.827),
    (50, 37.111, 65.919),
    (100, 81.364, 121.627),
]


@pytest.mark.parametrize(("count", "low", "high"), PRINTED)
def test_limits_are_those_of_the_printed_table(count, low, high):
    found = poisson_interval(count)
    assert found[0] == pytest.approx(low, abs=6e-4)
    assert found[1] == pytest.approx(high, abs=6e-4)


@pytest.mark.parametrize("level", [0.9, 0.95, 0.99])
def test_limits_are_quantiles_of_chi_square(level):
    counts = np.arange(1, 2000)
    low, high = poisson_interval(counts, level)
    np.testing.assert_allclose(low, stats.chi2.ppf((1 - level) / 2, 2 * counts) / 2, rtol=1e-9)
    np.testing.assert_allclose(high, stats.chi2.ppf((1 + level) / 2, 2 * counts + 2) / 2, rtol=1e-9)


def test_each_tail_holds_two_and_a_half_percent():
    low, high = poisson_interval(12)
    assert stats.poisson.sf(11, low) == pytest.approx(0.025)
    assert stats.poisson.cdf(12, high) == pytest.approx(0.025)


def test_the_interval_covers_the_mean_at_least_as_often_as_it_promises():
    means = np.linspace(0.1, 30, 50)
    counts = np.arange(200)
    low, high = poisson_interval(counts)
    covered = (low <= means[:, None]) & (means[:, None] <= high)
    assert (stats.poisson.pmf(counts, means[:, None]) * covered).sum(axis=1).min() >= 0.95


def test_missing_counts_have_no_interval():
    low, high = poisson_interval([np.nan, 0.0, 1.0])
    assert np.isnan([low[0], high[0]]).all()
    assert low[1] == 0
    assert np.isfinite([high[1], low[2], high[2]]).all()


def test_shares_of_features_lie_between_their_neighbours():
    low, high = poisson_interval([3.0, 3.5, 4.0])
    assert low[0] < low[1] < low[2]
    assert high[0] < high[1] < high[2]


# Newcombe (1998), Statistics in Medicine 17, 857-872, table I: the score method and the exact one, as printed.
NEWCOMBE = [
    (81, 263, (0.2553, 0.3662), (0.2527, 0.3676)),
    (15, 148, (0.0624, 0.1605), (0.0578, 0.1617)),
    (0, 20, (0.0, 0.1611), (0.0, 0.1684)),
    (1, 29, (0.0061, 0.1718), (0.0009, 0.1776)),
]


@pytest.mark.parametrize(("count", "total", "score", "exact"), NEWCOMBE)
def test_intervals_of_shares_are_those_that_newcombe_printed(count, total, score, exact):
    assert wilson_interval(count, total) == pytest.approx(score, abs=5e-5)
    assert binomial_interval(count, total) == pytest.approx(exact, abs=5e-5)


def test_intervals_of_shares_reach_their_ends_exactly():
    for interval in (wilson_interval, binomial_interval):
        low, high = interval([0, 7], [7, 7])
        assert low[0] == 0
        assert high[1] == 1


def test_shares_of_nobody_and_missing_shares_have_no_interval():
    for interval in (wilson_interval, binomial_interval):
        low, high = interval([0, np.nan, 3], [0, 9, 9])
        assert np.isnan([low[0], high[0], low[1], high[1]]).all()
        assert np.isfinite([low[2], high[2]]).all()


@pytest.mark.parametrize(("count", "total"), [(-1, 9), (10, 9)])
def test_impossible_shares_are_refused(count, total):
    for interval in (wilson_interval, binomial_interval):
        with pytest.raises(ValueError, match="between zero and its total"):
            interval(count, total)


def test_byars_limits_by_hand():
    # 25 events: 25 (1 - 1/225 - 1.96/15)^3 = 16.174; 26 (1 - 1/234 + 1.96/(3 sqrt 26))^3 = 36.906
    assert byar_interval(25) == pytest.approx((16.174, 36.906), abs=1e-3)


def test_byars_limits_come_near_the_exact_ones_from_ten_events():
    counts = np.arange(10, 500)
    for near, exact in zip(byar_interval(counts), poisson_interval(counts), strict=True):
        np.testing.assert_allclose(near, exact, rtol=0.003)
    assert byar_interval(0)[0] == 0


def test_interval_of_a_mean_by_hand():
    # Student's t with 9 degrees of freedom is 2.262: 50 ± 2.262 * 6 / sqrt(10)
    assert mean_interval(50, 6, 10) == pytest.approx((45.708, 54.292), abs=1e-3)
    assert np.isnan(mean_interval(50, 6, 1)).all()
