# SPDX-License-Identifier: GPL-2.0-or-later
"""Intervals where no formula holds: the groups' figures drawn again and again, from a seed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from ..arrays import Floats
from ..messages import Message, message
from .estimate import Estimate, no_errors
from .groups import Groups, Kind

DRAWS = 4000
SEED = 20_110_101

Statistic = Callable[[Floats, Floats], Floats]
"""A measure of rates (shape (..., groups)) and population shares (groups), one value for each row of rates."""


@dataclass(frozen=True)
class Draws:
    """Rates as they might have turned out: ``rates`` around the observed ones, ``equal`` around the mean of all."""

    rates: Floats
    equal: Floats


def draw_rates(groups: Groups, draws: int = DRAWS, seed: int = SEED) -> Draws | None:
    """Return two sets of drawn rates (draws x groups), None where the variances are not known.

    Events are drawn from Poisson, persons from binomial, and rates with known standard errors from normal distributions
    (below zero counts as zero where no observed rate is below zero). Populations count as known. The same seed gives
    the same figures. Source: Efron & Tibshirani (1993), An Introduction to the Bootstrap, ch. 6 (parametric bootstrap).
    """
    if groups.variance is None:
        return None
    random = np.random.default_rng(seed)
    people, mean = groups.population, groups.mean
    level = np.full(len(people), mean)
    if groups.counted and groups.kind is Kind.EVENTS:
        shape = (draws, len(people))
        return Draws(random.poisson(groups.count, shape) / people, random.poisson(level * people, shape) / people)
    if groups.counted:
        whole = np.maximum(np.rint(people), 1).astype(np.int64)
        shape = (draws, len(people))
        return Draws(random.binomial(whole, groups.rate, shape) / whole, random.binomial(whole, mean, shape) / whole)
    noise = random.standard_normal((2, draws, len(people))) * np.sqrt(groups.variance)
    rates, equal = groups.rate + noise[0], mean + noise[1]
    if (groups.rate >= 0).all():
        rates, equal = np.maximum(rates, 0.0), np.maximum(equal, 0.0)
    return Draws(rates, equal)


def resampled(
    groups: Groups,
    statistic: Statistic,
    method: Message,
    drawn: Draws | None,
    level: float = 0.95,
    *,
    never_negative: bool = True,
    notes: tuple[Message, ...] = (),
) -> Estimate:
    """Return a measure with the percentile interval of its draws.

    Measures that are never negative come out too large by chance alone; for these a note says what equal rates would
    give, and the low end is zero where equal rates give as much with a probability above (1 - level) / 2. Draws in
    which the measure does not exist are left out, and where that is more than one in twenty there is no interval.
    """
    value = float(statistic(groups.rate, groups.share))
    if drawn is None:
        return Estimate(value, method, notes=(*notes, no_errors()))
    found = statistic(drawn.rates, groups.share)
    usable = np.isfinite(found)
    if usable.mean() < 0.95:
        why = message("The measure does not exist in many of the draws, so there is no interval.")
        return Estimate(value, method, notes=(*notes, why))
    tail = (1 - level) / 2
    low, high = (float(q) for q in np.quantile(found[usable], [tail, 1 - tail]))
    error = float(np.std(found[usable], ddof=1))
    low, high = min(low, value), max(high, value)
    if never_negative:
        chance = statistic(drawn.equal, groups.share)
        chance = chance[np.isfinite(chance)]
        if len(chance):
            notes = (*notes, message("Equal rates would give {chance:.3g} by chance.", chance=float(chance.mean())))
            low = 0.0 if value <= np.quantile(chance, 1 - tail) else low
    return Estimate(value, method, low, high, error, notes)
