# SPDX-License-Identifier: GPL-2.0-or-later
"""Slope and relative indices by hand, the guard against bent lines, models that do not exist."""

import math

import numpy as np
import pytest

from regso_atlas.plugin.core.measures.groups import Kind, make_groups
from regso_atlas.plugin.core.measures.slope import Errors, linear_slope
from regso_atlas.plugin.core.measures.slope_models import log_slope, logit_slope


def groups_of(counts, people=(100,) * 5, kind=Kind.PERSONS):
    return make_groups(range(1, len(counts) + 1), people, count=counts, kind=kind)


def test_slope_index_of_even_steps_by_hand():
    # The groups' ranks from the best-off are 0.1, 0.3, 0.5, 0.7 and 0.9; a step of 0.2 is a step of 0.1 in the rate.
    found = linear_slope(groups_of([50, 40, 30, 20, 10]))
    assert found.difference.value == pytest.approx(0.5)
    assert (found.at_best, found.at_worst) == pytest.approx((0.05, 0.55))
    assert found.ratio.value == pytest.approx(11)
    assert found.relative.value == pytest.approx(0.5 / 0.3)
    assert found.fit.explained == pytest.approx(1)
    assert not found.fit.bends


def test_error_of_the_slope_from_known_variances_by_hand():
    # Weights of the slope: (rank - 0.5) / sum of (rank - 0.5)² = (0.4, 0.2, 0, -0.2, -0.4) / 0.4.
    found = linear_slope(groups_of([50, 40, 30, 20, 10], kind=Kind.EVENTS)).difference
    variance = (1 * 50 + 0.25 * 40 + 0.25 * 20 + 1 * 10) / 100**2
    assert found.error == pytest.approx(math.sqrt(variance))


def test_slope_is_negative_where_the_best_off_have_most():
    found = linear_slope(groups_of([10, 20, 30, 40, 50]))
    assert found.difference.value == pytest.approx(-0.5)
    assert found.ratio.value == pytest.approx(1 / 11)


def test_ranks_follow_the_populations_and_not_the_number_of_groups():
    # Two groups, 900 and 100: middles 0.55 and 0.05 from the best-off, so the slope is the difference over 0.5.
    found = linear_slope(groups_of([90, 5], (900, 100)))
    assert found.difference.value == pytest.approx((0.10 - 0.05) / 0.5)


def test_points_that_bend_are_said_to_bend():
    # High in type 1 only: no line.
    found = linear_slope(groups_of([400, 100, 100, 100, 100], (1000,) * 5))
    assert found.fit.p < 0.001
    assert found.fit.explained == pytest.approx(0.5)
    assert found.fit.bends
    assert "read the gaps between the groups" in str(found.difference.notes[-1])


def test_a_bend_that_is_certain_but_small_is_said_and_the_slope_kept():
    found = linear_slope(groups_of([52_000, 40_000, 30_000, 20_000, 11_000], (100_000,) * 5))
    assert found.fit.p < 0.001
    assert found.fit.explained > 0.99
    assert not found.fit.bends
    assert "bend more than chance" in str(found.difference.notes[-1])


def test_a_bend_that_chance_explains_is_no_bend():
    found = linear_slope(groups_of([4, 1, 1, 1, 1], (10,) * 5))
    assert found.fit.explained < 0.9
    assert found.fit.p > 0.05
    assert not found.fit.bends


def test_amounts_without_errors_bend_by_what_the_line_leaves_unexplained():
    found = linear_slope(groups_of([40, 10, 10, 10, 10], kind=Kind.AMOUNT))
    assert math.isnan(found.fit.p)
    assert found.fit.bends


def test_two_groups_are_always_on_a_line():
    found = linear_slope(groups_of([30, 10], (100, 100)))
    assert found.difference.value == pytest.approx(0.4)
    assert math.isnan(found.fit.p)
    assert not found.fit.bends
    # The line goes to zero at the best end: no ratio of the ends, and no error either.
    assert not found.ratio.is_known


def test_two_groups_without_errors_have_a_slope_without_interval():
    found = linear_slope(groups_of([30, 10], (100, 100), Kind.AMOUNT)).difference
    assert found.value == pytest.approx(0.4)
    assert math.isnan(found.low)
    assert "no residuals" in str(found.notes[0])


def test_sampling_errors_of_figures_without_errors_are_not_made_up():
    found = linear_slope(groups_of([50, 40, 30, 20, 10], kind=Kind.AMOUNT), Errors.SAMPLING).difference
    assert math.isnan(found.low)
    assert found.notes


def test_a_line_that_goes_below_zero_has_no_ratio_of_its_ends():
    found = linear_slope(groups_of([50, 20, 10, 0, 0]))
    assert found.at_best < 0
    assert not found.ratio.is_known
    assert "zero or below" in str(found.ratio.notes[0])
    assert found.relative.is_known


def test_equal_rates_have_no_slope():
    found = linear_slope(groups_of([20] * 5))
    assert found.difference.value == pytest.approx(0, abs=1e-15)
    assert found.ratio.value == pytest.approx(1)
    assert not found.fit.bends


def test_nothing_at_all_has_a_slope_of_zero_and_no_relative_index():
    found = linear_slope(groups_of([0] * 5))
    assert found.difference.value == pytest.approx(0, abs=1e-15)
    assert not found.relative.is_known
    assert not found.ratio.is_known


def test_log_model_finds_a_rate_that_doubles_with_every_fifth():
    # Rates 1, 2, 4, 8, 16 of 1,000: doubling over 0.2, so 2 to the fifth from end to end.
    found = log_slope(groups_of([16, 8, 4, 2, 1], (1000,) * 5, Kind.EVENTS))
    assert found.ratio.value == pytest.approx(32)
    assert found.at_best == pytest.approx(0.001 / math.sqrt(2))
    assert found.difference.value == pytest.approx(0.001 / math.sqrt(2) * 31)
    assert found.fit.statistic == pytest.approx(0, abs=1e-12)


def test_logit_model_finds_odds_that_double_with_every_fifth():
    odds = np.array([4, 2, 1, 0.5, 0.25])
    found = logit_slope(groups_of(1000 * odds / (1 + odds), (1000,) * 5))
    assert found.odds_ratio.value == pytest.approx(32)
    assert found.at_worst / (1 - found.at_worst) == pytest.approx(4 * math.sqrt(2))


def test_logit_is_for_persons_only():
    found = logit_slope(groups_of([5, 4, 3, 2, 1], kind=Kind.EVENTS))
    assert not found.difference.is_known
    assert "counts of persons" in str(found.difference.notes[0])


@pytest.mark.parametrize("model", [log_slope, logit_slope])
@pytest.mark.parametrize("counts", [[0] * 5, [100] * 5])
def test_nothing_and_everything_give_a_reason_or_no_difference(model, counts):
    found = model(groups_of(counts))
    for estimate in (found.difference, found.ratio, found.relative):
        assert estimate.is_known or estimate.notes


@pytest.mark.parametrize("kind", [Kind.EVENTS, Kind.PERSONS])
def test_a_model_that_does_not_settle_says_so(kind):
    found = log_slope(groups_of([0, 0, 0, 0, 9], kind=kind))
    assert found.difference.is_known or "does not settle" in str(found.difference.notes[0])


def test_models_of_means_use_their_known_errors():
    rates, errors = [0.5, 0.4, 0.3, 0.2, 0.1], [0.05, 0.04, 0.03, 0.02, 0.01]
    sure = make_groups(range(5), [100] * 5, rate=rates, error=errors, kind=Kind.MEAN)
    unsure = make_groups(range(5), [100] * 5, rate=rates, error=np.multiply(errors, 3), kind=Kind.MEAN)
    for model in (linear_slope, log_slope):
        assert model(unsure).difference.error == pytest.approx(3 * model(sure).difference.error)


@pytest.mark.parametrize("model", [linear_slope, log_slope, logit_slope])
def test_known_errors_of_shares_are_used_and_not_those_of_counting_everybody(model):
    rates = [0.5, 0.4, 0.3, 0.2, 0.1]
    counted = make_groups(range(5), [1000] * 5, rate=rates, kind=Kind.PERSONS)
    errors = np.sqrt(counted.variance)
    same = make_groups(range(5), [1000] * 5, rate=rates, error=errors, kind=Kind.PERSONS)
    survey = make_groups(range(5), [1000] * 5, rate=rates, error=4 * errors, kind=Kind.PERSONS)
    # From a log-binomial or logit model the sandwich is near the model's own error, for it fits these rates roughly.
    assert model(same).difference.error == pytest.approx(model(counted).difference.error, rel=0.02)
    assert model(survey).difference.error == pytest.approx(4 * model(same).difference.error)
