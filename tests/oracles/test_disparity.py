# SPDX-License-Identifier: GPL-2.0-or-later
"""Disparity measures against statsmodels, inequality, scipy.stats and formulas written out the long way."""

from __future__ import annotations

import math
import warnings

import numpy as np
import pytest
import statsmodels.api as sm
from inequality.gini import Gini
from inequality.theil import Theil, TheilD
from scipy import stats

from regso_atlas.plugin.core.intervals import binomial_interval, mean_interval, wilson_interval
from regso_atlas.plugin.core.measures.concentration import (
    Ranks,
    concentration,
    concentration_of_values,
    fractional_ranks,
)
from regso_atlas.plugin.core.measures.gaps import attributable, gap
from regso_atlas.plugin.core.measures.groups import Kind, make_groups
from regso_atlas.plugin.core.measures.parity import parity
from regso_atlas.plugin.core.measures.resampling import draw_rates
from regso_atlas.plugin.core.measures.slope import Errors, linear_slope
from regso_atlas.plugin.core.measures.slope_models import log_slope, logit_slope
from regso_atlas.plugin.core.measures.spread import (
    gini_of,
    mean_log_deviation_of,
    palma_by_rate,
    spread,
    theil_of,
    variance_between,
)

TIGHT = {"rel": 1e-8, "abs": 1e-12}

# Population and count of each group, the worst-off first.
DATA = {
    "a gradient": ([4_000, 8_000, 20_000, 30_000, 38_000], [30, 40, 60, 70, 80]),
    "ties in the rates": ([1_000, 1_000, 2_000, 3_000, 5_000], [20, 20, 40, 30, 50]),
    "zero cells": ([900, 2_100, 5_000, 7_000, 3_000], [0, 12, 20, 0, 3]),
    "the reverse gradient": ([5_000, 4_000, 3_000, 2_000, 1_000], [10, 30, 60, 80, 70]),
    "three groups": ([100, 250, 90], [40, 60, 10]),
    "twelve groups": (np.arange(1, 13) * 333, [9, 22, 18, 60, 44, 70, 41, 30, 80, 77, 51, 90]),
    "large counts": ([512_340, 800_123, 2_900_456, 4_000_789, 2_100_321], [61_234, 70_111, 190_222, 200_333, 90_444]),
}
SETS = list(DATA)
WITHOUT_ZEROS = [name for name in SETS if name != "zero cells"]


def groups_of(name, kind=Kind.EVENTS, **others):
    population, count = DATA[name]
    return make_groups(range(1, len(count) + 1), population, count=count, kind=kind, **others)


def ranks_from_the_best(groups):
    """Ridits from the best-off to the worst-off, written out."""
    people = groups.population[::-1]
    before = np.array([people[:i].sum() for i in range(len(people))])
    return ((before + people / 2) / people.sum())[::-1]


@pytest.mark.parametrize("name", SETS)
def test_linear_slope_is_that_of_statsmodels_wls(name):
    groups = groups_of(name)
    model = sm.WLS(groups.rate, sm.add_constant(ranks_from_the_best(groups)), weights=groups.population)
    fitted = model.fit()

    found = linear_slope(groups, Errors.RESIDUAL)

    assert found.difference.value == pytest.approx(fitted.params[1], **TIGHT)
    assert found.at_best == pytest.approx(fitted.params[0], **TIGHT)
    assert found.difference.error == pytest.approx(fitted.bse[1], **TIGHT)
    assert (found.difference.low, found.difference.high) == pytest.approx(tuple(fitted.conf_int()[1]), **TIGHT)
    assert found.fit.explained == pytest.approx(fitted.rsquared, **TIGHT)
    robust = linear_slope(groups, Errors.ROBUST)
    assert robust.difference.error == pytest.approx(model.fit(cov_type="HC1").bse[1], **TIGHT)


@pytest.mark.parametrize("name", SETS)
def test_relative_indices_have_the_delta_error_of_statsmodels_covariance(name):
    groups = groups_of(name)
    rank = ranks_from_the_best(groups)
    fitted = sm.WLS(groups.rate, sm.add_constant(rank), weights=groups.population).fit()
    a, b = fitted.params
    mean = np.average(groups.rate, weights=groups.population)

    found = linear_slope(groups, Errors.RESIDUAL)

    assert found.relative.value == pytest.approx(b / mean, **TIGHT)

    # Numerical derivatives of b / (a + b * mean rank) by a and b.
    def relative(p):
        return p[1] / (p[0] + p[1] * np.average(rank, weights=groups.population))

    assert found.relative.error == pytest.approx(delta(relative, fitted.params, fitted.cov_params()), rel=1e-6)
    if a > 0 and a + b > 0:
        assert found.ratio.value == pytest.approx((a + b) / a, **TIGHT)
        error = delta(lambda p: math.log((p[0] + p[1]) / p[0]), fitted.params, fitted.cov_params())
        assert found.ratio.error == pytest.approx(error, rel=1e-6)
    else:
        assert not found.ratio.is_known
        assert found.ratio.notes


def delta(function, at, covariance):
    """The delta method with central differences."""
    at = np.asarray(at, dtype=float)
    gradient = []
    for i in range(len(at)):
        step = np.zeros(len(at))
        step[i] = 1e-6 * max(abs(at[i]), 1e-3)
        gradient.append((function(at + step) - function(at - step)) / (2 * step[i]))
    return math.sqrt(np.array(gradient) @ covariance @ np.array(gradient))


@pytest.mark.parametrize("name", SETS)
def test_log_slope_of_events_is_that_of_statsmodels_poisson_regression(name):
    groups = groups_of(name)
    design = sm.add_constant(ranks_from_the_best(groups))
    fitted = sm.GLM(groups.count, design, family=sm.families.Poisson(), offset=np.log(groups.population)).fit(
        tol=1e-14, maxiter=200
    )

    found = log_slope(groups)

    assert math.log(found.ratio.value) == pytest.approx(fitted.params[1], **TIGHT)
    assert found.ratio.error == pytest.approx(fitted.bse[1], **TIGHT)
    assert (found.ratio.low, found.ratio.high) == pytest.approx(tuple(np.exp(fitted.conf_int()[1])), **TIGHT)
    assert found.fit.statistic == pytest.approx(fitted.pearson_chi2, **TIGHT)
    difference = delta(lambda p: math.exp(p[0] + p[1]) - math.exp(p[0]), fitted.params, fitted.cov_params())
    assert found.difference.error == pytest.approx(difference, rel=1e-5)
    mean = np.average(np.exp(design @ fitted.params), weights=groups.population)
    assert found.relative.value == pytest.approx((found.at_worst - found.at_best) / mean, **TIGHT)

    def relative(p):
        ends = math.exp(p[0] + p[1]) - math.exp(p[0])
        return ends / np.average(np.exp(design @ p), weights=groups.population)

    assert found.relative.error == pytest.approx(delta(relative, fitted.params, fitted.cov_params()), rel=1e-5)


@pytest.mark.parametrize("name", SETS)
@pytest.mark.parametrize("link", ["log", "logit"])
def test_models_of_persons_are_those_of_statsmodels_binomial_regression(name, link):
    groups = groups_of(name, Kind.PERSONS)
    family = sm.families.Binomial(sm.families.links.Log() if link == "log" else None)
    both = np.column_stack([groups.count, groups.population - groups.count])
    design = sm.add_constant(ranks_from_the_best(groups))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        fitted = sm.GLM(both, design, family=family).fit(tol=1e-14, maxiter=200)

    found = (log_slope if link == "log" else logit_slope)(groups)

    if link == "log":
        assert math.log(found.ratio.value) == pytest.approx(fitted.params[1], **TIGHT)
        assert found.ratio.error == pytest.approx(fitted.bse[1], **TIGHT)
    else:
        assert math.log(found.odds_ratio.value) == pytest.approx(fitted.params[1], **TIGHT)
        assert found.odds_ratio.error == pytest.approx(fitted.bse[1], **TIGHT)
    ends = family.link.inverse(np.array([[1.0, 1.0], [1.0, 0.0]]) @ fitted.params)
    assert found.difference.value == pytest.approx(ends[0] - ends[1], **TIGHT)
    assert found.ratio.value == pytest.approx(ends[0] / ends[1], **TIGHT)

    def difference(p):
        one, other = family.link.inverse(np.array([p[0] + p[1], p[0]]))
        return one - other

    assert found.difference.error == pytest.approx(delta(difference, fitted.params, fitted.cov_params()), rel=1e-5)


@pytest.mark.parametrize("name", SETS)
def test_log_slope_of_amounts_is_a_poisson_model_with_the_residuals_dispersion(name):
    groups = groups_of(name, Kind.AMOUNT)
    design = sm.add_constant(ranks_from_the_best(groups))
    model = sm.GLM(groups.count, design, family=sm.families.Poisson(), offset=np.log(groups.population))
    fitted = model.fit(tol=1e-14, maxiter=200, scale="X2", use_t=True)

    found = log_slope(groups)

    assert math.log(found.ratio.value) == pytest.approx(fitted.params[1], **TIGHT)
    assert found.ratio.error == pytest.approx(fitted.bse[1], **TIGHT)
    assert (found.ratio.low, found.ratio.high) == pytest.approx(tuple(np.exp(fitted.conf_int()[1])), **TIGHT)


@pytest.mark.parametrize("name", SETS)
def test_lack_of_fit_is_the_chi_square_of_the_line_with_known_variances(name):
    groups = groups_of(name)
    fitted = sm.WLS(groups.rate, sm.add_constant(groups.rank), weights=1 / groups.variance).fit()
    statistic = (fitted.resid**2 / groups.variance).sum()

    fit = linear_slope(groups).fit

    assert fit.statistic == pytest.approx(statistic, **TIGHT)
    assert fit.p == pytest.approx(stats.chi2.sf(statistic, len(groups.names) - 2), rel=1e-7, abs=1e-300)


@pytest.mark.parametrize("name", WITHOUT_ZEROS)
def test_sampling_errors_are_those_of_rates_that_vary_as_poisson(name):
    """The known-variance error of the slope against the spread of slopes of simulated counts."""
    population, count = DATA[name]
    random = np.random.default_rng(7)
    drawn = random.poisson(count, (20_000, len(count)))
    rank = ranks_from_the_best(groups_of(name))
    weight = np.asarray(population, dtype=float)
    centred = rank - np.average(rank, weights=weight)
    slopes = (drawn / weight) @ (weight * centred) / (weight * centred**2).sum()

    assert linear_slope(groups_of(name)).difference.error == pytest.approx(slopes.std(), rel=0.02)


@pytest.mark.parametrize("name", SETS)
def test_concentration_index_is_the_weighted_covariance_and_the_area_under_the_curve(name):
    groups = groups_of(name, Kind.PERSONS)
    p, y = groups.population / groups.population.sum(), groups.rate
    mean = p @ y
    rank = np.cumsum(p) - p / 2
    covariance = np.cov(np.vstack([y, rank]), aweights=p, ddof=0)[0, 1]
    # Everybody as a person of their own: the convenient regression on expanded data.
    q, curve = np.cumsum(p), np.cumsum(p * y) / mean
    by_area = (q[:-1] * curve[1:] - q[1:] * curve[:-1]).sum()

    found = concentration(groups)

    assert found.plain.value == pytest.approx(2 * covariance / mean, **TIGHT)
    assert found.plain.value == pytest.approx(by_area, **TIGHT)
    assert found.erreygers.value == pytest.approx(4 * mean * by_area, **TIGHT)
    assert found.wagstaff.value == pytest.approx(by_area / (1 - mean), **TIGHT)
    variance = np.diag(groups.variance)

    def index(rates):
        return 2 * (p * rates * (rank - 0.5)).sum() / (p @ rates)

    for estimate, of in (
        (found.plain, index),
        (found.erreygers, lambda rates: 4 * (p @ rates) * index(rates)),
        (found.wagstaff, lambda rates: index(rates) / (1 - p @ rates)),
    ):
        assert estimate.error == pytest.approx(delta(of, y, variance), rel=1e-4)


@pytest.mark.parametrize("name", ["a gradient", "three groups", "ties in the rates"])
def test_grouped_concentration_index_is_that_of_the_persons_one_by_one(name):
    """Ties by weighted ranks: all persons of a group share a rank, and nothing changes."""
    groups = groups_of(name, Kind.PERSONS)
    one_by_one = np.concatenate(
        [np.r_[np.ones(round(c)), np.zeros(round(n - c))] for c, n in zip(groups.count, groups.population, strict=True)]
    )
    place = np.repeat(np.arange(len(groups.names)), groups.population.astype(int))

    found = concentration_of_values(one_by_one, np.ones(len(place)), place)

    assert found.value == pytest.approx(concentration(groups).plain.value, **TIGHT)
    assert found.error == pytest.approx(concentration(groups, Ranks.SAMPLED).plain.error, rel=1e-6)


def test_ranks_with_ties_are_scipys_average_ranks():
    values = [3.0, 1.0, 2.0, 2.0, 1.0, 5.0, 2.0]
    expected = (stats.rankdata(values) - 0.5) / len(values)
    np.testing.assert_allclose(fractional_ranks(np.ones(7), values), expected, rtol=1e-12)


def test_concentration_index_of_values_ranked_by_themselves_is_the_gini_of_inequality():
    values = np.array([1.0, 4.0, 4.0, 7.5, 0.0, 2.0, 4.0, 11.0])
    expected = Gini(values).g
    assert concentration_of_values(values, np.ones(8), values).value == pytest.approx(expected, **TIGHT)


@pytest.mark.parametrize("name", SETS)
def test_gini_and_theil_are_those_of_inequality_on_expanded_data(name):
    population, count = DATA[name]
    # Groups as so many equal units, small enough to write out.
    times = np.maximum(np.asarray(population) // max(np.gcd.reduce(population), max(population) // 400), 1)
    groups = make_groups(range(len(count)), times, rate=np.asarray(count) / np.asarray(population), kind=Kind.MEAN)
    units = np.repeat(groups.rate, times)

    assert float(gini_of(groups.rate, groups.share)) == pytest.approx(Gini(units).g, **TIGHT)
    # inequality's Theil wants values above zero: it adds a trifle to zeros
    positive = units[units > 0]
    assert float(theil_of(groups.rate, groups.share)) == pytest.approx(
        (positive / units.mean() * np.log(positive / units.mean())).sum() / len(units), **TIGHT
    )
    if (units > 0).all():
        assert float(theil_of(groups.rate, groups.share)) == pytest.approx(Theil(units).T, **TIGHT)
        between = TheilD(units, np.repeat(np.arange(len(count)), times)).bg
        assert float(theil_of(groups.rate, groups.share)) == pytest.approx(float(np.ravel(between)[0]), **TIGHT)
        assert float(mean_log_deviation_of(groups.rate, groups.share)) == pytest.approx(
            np.log(stats.gmean(units) ** -1 * units.mean()), **TIGHT
        )
    assert float(variance_between(groups.rate, groups.share)) == pytest.approx(units.var(), **TIGHT)


@pytest.mark.parametrize("name", WITHOUT_ZEROS)
def test_palma_is_that_of_everybody_one_by_one(name):
    population, count = DATA[name]
    rates = np.asarray(count) / np.asarray(population)
    times = np.asarray(population) // max(np.gcd.reduce(population), max(population) // 400) * 10
    groups = make_groups(range(len(count)), times, rate=rates, kind=Kind.MEAN)
    units = np.sort(np.repeat(rates, times))
    tenth = len(units) // 10
    expected = units[9 * tenth :].sum() / units[: 4 * tenth].sum()
    assert float(palma_by_rate(groups.rate, groups.share)) == pytest.approx(expected, **TIGHT)


@pytest.mark.parametrize("name", WITHOUT_ZEROS)
@pytest.mark.parametrize("kind", [Kind.EVENTS, Kind.PERSONS])
def test_gaps_have_the_errors_of_the_textbook(name, kind):
    groups = groups_of(name, kind)
    (c1, *_, c5), (n1, *_, n5) = groups.count, groups.population
    found = gap(groups)
    if kind is Kind.EVENTS:
        error, log_error = math.sqrt(c1 / n1**2 + c5 / n5**2), math.sqrt(1 / c1 + 1 / c5)
    else:
        p1, p5 = c1 / n1, c5 / n5
        error = math.sqrt(p1 * (1 - p1) / n1 + p5 * (1 - p5) / n5)
        log_error = math.sqrt(1 / c1 - 1 / n1 + 1 / c5 - 1 / n5)
        ratio = stats.contingency.relative_risk(round(c1), round(n1), round(c5), round(n5))
        assert (found.ratio.low, found.ratio.high) == pytest.approx(tuple(ratio.confidence_interval(0.95)), **TIGHT)
    assert found.difference.error == pytest.approx(error, **TIGHT)
    assert found.ratio.error == pytest.approx(log_error, **TIGHT)


@pytest.mark.parametrize("name", SETS)
def test_attributable_risk_and_fraction_have_the_delta_errors(name):
    groups = groups_of(name)
    p = groups.share
    found = attributable(groups)
    variance = np.diag(groups.variance)
    assert found.risk.error == pytest.approx(delta(lambda y: p @ y - y[-1], groups.rate, variance), rel=1e-6)
    error = delta(lambda y: math.log(y[-1] / (p @ y)), groups.rate, variance)
    assert found.fraction.error == pytest.approx(error, rel=1e-4)


@pytest.mark.parametrize("name", ["a gradient", "twelve groups", "large counts"])
def test_bootstrap_intervals_agree_with_an_independent_bootstrap_within_sampling_error(name):
    population, count = DATA[name]
    random = np.random.default_rng(99)
    share = np.asarray(population) / np.sum(population)
    drawn = random.poisson(count, (20_000, len(count))) / np.asarray(population)

    def theil(y):
        return (share * y / (share @ y) * np.log(y / (share @ y))).sum()

    expected = np.quantile([theil(y) for y in drawn if (y > 0).all()], [0.025, 0.975])
    found = spread(groups_of(name), draw_rates(groups_of(name), 20_000)).theil
    # Two bootstraps of 20,000 differ at their ends by a few percent of the interval's length.
    slack = 0.05 * (expected[1] - expected[0])
    assert found.low == pytest.approx(expected[0], abs=slack)
    assert found.high == pytest.approx(expected[1], abs=slack)


@pytest.mark.parametrize(("count", "total"), [(0, 10), (1, 10), (5, 10), (10, 10), (81, 263), (15, 148), (3, 100_000)])
@pytest.mark.parametrize("level", [0.9, 0.95, 0.99])
def test_intervals_of_shares_are_those_of_scipy(count, total, level):
    test = stats.binomtest(count, total)
    for found, method in ((wilson_interval, "wilson"), (binomial_interval, "exact")):
        expected = test.proportion_ci(level, method)
        low, high = found(count, total, level)
        assert (low, high) == pytest.approx((expected.low, expected.high), abs=1e-10)


def test_interval_of_a_mean_is_that_of_scipy():
    values = [4.1, 3.8, 5.0, 4.4, 6.2, 3.3]
    expected = stats.t.interval(0.95, 5, np.mean(values), stats.sem(values))
    assert mean_interval(np.mean(values), np.std(values, ddof=1), 6) == pytest.approx(expected, **TIGHT)


# Steps to parity ------------------------------------------------------------------------------------------------------

# the demo's clinics: 2 of 67 lie in type 1
CLINICS = ([7_116, 8_389, 35_543, 36_525, 3_120], [2, 7, 23, 32, 3])
SMALL = {
    "clinics": CLINICS,
    "none at all": ([7_116, 8_389, 35_543, 36_525, 3_120], [0, 7, 23, 32, 3]),
    "one": ([400, 2_000, 3_000, 3_000, 1_000], [1, 20, 30, 40, 9]),
    "more than its share": ([100, 300, 500], [9, 5, 4]),
    **DATA,
}


@pytest.mark.parametrize("name", SMALL)
@pytest.mark.parametrize("level", [0.9, 0.95, 0.99])
def test_steps_of_events_have_the_exact_interval_of_scipy_and_its_verdict(name, level):
    people, count = (np.asarray(one, dtype=float) for one in SMALL[name])
    found = parity(make_groups(range(len(count)), people, count=count, kind=Kind.EVENTS), level=level)
    own, everything = int(count[0]), int(count.sum())
    share = people[0] / people.sum()
    limits = stats.binomtest(own, everything, share).proportion_ci(level, method="exact")
    assert found.moved.low == pytest.approx(everything * (share - limits.high), **TIGHT)
    assert found.moved.high == pytest.approx(everything * (share - limits.low), **TIGHT)
    rest = people.sum() - people[0]
    assert found.added.high == pytest.approx(found.moved.high * people.sum() / rest, **TIGHT)
    # differs is the central exact test: twice the smaller tail
    tails = [stats.binomtest(own, everything, share, alternative=side).pvalue for side in ("less", "greater")]
    assert found.moved.differs_from(0) == (2 * min(tails) < 1 - level)
    # no more is missing than the group would have at the mean rate, and no more there than all
    assert everything * (share - 1) - 1e-9 <= found.moved.low <= found.moved.high <= everything * share + 1e-9


@pytest.mark.parametrize("name", SMALL)
def test_steps_of_persons_have_newcombes_interval_of_statsmodels(name):
    people, count = (np.asarray(one, dtype=float) for one in SMALL[name])
    found = parity(make_groups(range(len(count)), people, count=count, kind=Kind.PERSONS))
    rest = people.sum() - people[0]
    low, high = sm.stats.confint_proportions_2indep(
        count.sum() - count[0], rest, count[0], people[0], compare="diff", method="newcomb"
    )
    weight = people[0] * rest / people.sum()
    assert (found.moved.low, found.moved.high) == pytest.approx((weight * low, weight * high), **TIGHT)
    assert (found.added.low, found.added.high) == pytest.approx((people[0] * low, people[0] * high), **TIGHT)


def test_the_clinics_of_the_demo_may_be_chance():
    people, count = CLINICS
    found = parity(make_groups(range(1, 6), people, count=count, kind=Kind.EVENTS)).moved
    assert (found.value, found.low, found.high) == pytest.approx((3.257, -1.694, 5.014), abs=5e-3)
    assert found.differs_from(0) is False


@pytest.mark.parametrize("everything", [3, 10, 40, 200])
@pytest.mark.parametrize("share", [0.02, 0.08, 0.3])
def test_equal_rates_are_called_different_no_more_often_than_the_level_says(everything, share):
    people = np.array([1000 * share, 1000 * (1 - share)])
    chance = 0.0
    for own in range(everything + 1):
        groups = make_groups((1, 2), people, count=[own, everything - own], kind=Kind.EVENTS)
        if parity(groups).moved.differs_from(0):
            chance += stats.binom.pmf(own, everything, share)
    assert chance <= 0.05
