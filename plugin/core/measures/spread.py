# SPDX-License-Identifier: GPL-2.0-or-later
"""How much groups differ among themselves, in one figure: variance, entropy, index of disparity, Gini, Palma.

All of them see the differences between the groups only: what differs within a group is not in them. The functions
``*_of`` are the bare formulas over the last axis of the rates; ``spread`` gives them all with intervals.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ..arrays import Floats
from ..messages import Message, message
from .estimate import Estimate, not_computed, nothing_happens
from .groups import Groups
from .resampling import Draws, Statistic, draw_rates, resampled


def variance_between(rates: Floats, shares: Floats) -> Floats:
    """Return the between-group variance, sum of p (y - mean)^2, in squared units of the rate.

    Source: Harper & Lynch (2005), Methods for Measuring Cancer Disparities, NCI.
    """
    mean = rates @ shares
    return np.asarray((rates - mean[..., None]) ** 2 @ shares)


def theil_of(rates: Floats, shares: Floats) -> Floats:
    """Return Theil's T between the groups, sum of p (y / mean) ln(y / mean); a rate of zero adds nothing.

    NaN where the mean is not above zero or a rate is negative. Source: Theil (1967), Economics and Information Theory.
    """
    relative = _relative(rates, shares)
    logarithm = np.log(np.where(relative > 0, relative, 1.0))
    return np.asarray(np.where(np.isnan(relative), np.nan, relative * logarithm) @ shares)


def mean_log_deviation_of(rates: Floats, shares: Floats) -> Floats:
    """Return the mean log deviation between the groups, sum of p ln(mean / y); NaN where a rate is zero or negative.

    Source: Theil (1967); Harper & Lynch (2005).
    """
    relative = _relative(rates, shares)
    possible = (relative > 0).all(axis=-1, keepdims=True)
    return np.asarray(-np.log(np.where(possible, relative, np.nan)) @ shares)


def index_of_disparity_of(rates: Floats, shares: Floats) -> Floats:
    """Return the index of disparity in percent, every group counting the same: mean of |y - mean| / mean.

    The mean is that of the whole population. Source: Pearcy & Keppel (2002), Public Health Reports 117, 273-280.
    """
    return np.asarray(100 * np.abs(_relative(rates, shares) - 1).mean(axis=-1))


def weighted_index_of_disparity_of(rates: Floats, shares: Floats) -> Floats:
    """Return the same with the groups weighted by their populations. Source: WHO HEAT technical notes (2021)."""
    return np.asarray(100 * np.abs(_relative(rates, shares) - 1) @ shares)


def gini_of(rates: Floats, shares: Floats) -> Floats:
    """Return the Gini coefficient between the groups, ranked by their own rates: 0 equal, towards 1 unequal.

    Half the mean difference of two persons' group rates, as a share of the mean. Source: Gini (1912), Variabilità e
    mutabilità; Dorfman (1979), Review of Economics and Statistics 61, 146-149.
    """
    relative = _relative(rates, shares)
    difference = np.abs(relative[..., :, None] - relative[..., None, :])
    return np.asarray((difference @ shares) @ shares / 2)


def palma_by_rate(rates: Floats, shares: Floats) -> Floats:
    """Return the Palma ratio, ranked by the groups' own rates.

    What the tenth of the population with the highest rates has, divided by what the four tenths with the lowest have;
    within a group everybody has its rate. NaN where the four tenths have nothing. Source: Cobham & Sumner (2013),
    King's International Development Institute working paper 2013-02; Palma (2011), Development and Change 42, 87-153.
    """
    order = np.argsort(rates, axis=-1, kind="stable")
    return _palma(np.take_along_axis(rates, order, axis=-1), shares[order])


def palma_by_group(rates: Floats, shares: Floats) -> Floats:
    """Return the same ranked by the groups' order: the best-off tenth against the worst-off four tenths."""
    return _palma(rates, np.broadcast_to(shares, rates.shape))


def _palma(rates: Floats, shares: Floats) -> Floats:
    ends = np.cumsum(shares, axis=-1)
    starts = ends - shares
    lowest = (rates * (np.clip(ends, 0, 0.4) - np.clip(starts, 0, 0.4))).sum(axis=-1)
    highest = (rates * (np.maximum(ends, 0.9) - np.maximum(starts, 0.9))).sum(axis=-1)
    return np.asarray(np.where(lowest > 0, highest / np.where(lowest > 0, lowest, 1.0), np.nan))


def _relative(rates: Floats, shares: Floats) -> Floats:
    """Return the rates as multiples of the mean, NaN where that makes no sense."""
    mean = np.asarray(rates @ shares)
    sense = (mean > 0) & (rates >= 0).all(axis=-1)
    return np.asarray(rates / np.where(sense, mean, np.nan)[..., None])


@dataclass(frozen=True)
class Spread:
    """All measures of spread of one set of groups; ``variance`` in squared units of the rate, per person."""

    variance: Estimate
    theil: Estimate
    mean_log_deviation: Estimate
    disparity: Estimate
    weighted_disparity: Estimate
    gini: Estimate
    palma_by_rate: Estimate
    palma_by_group: Estimate


def spread(groups: Groups, drawn: Draws | None = None, level: float = 0.95) -> Spread:
    """Return every measure of spread with its bootstrap interval.

    ``drawn``: the draws of ``draw_rates``, made with its defaults where none are given. What does not exist (the
    relative measures of rates that are all zero or partly negative, a logarithm of zero) is NaN with the reason.
    """
    if drawn is None:
        drawn = draw_rates(groups)
    relative = nothing_happens(groups)
    zero = message("A rate is zero, and zero has no logarithm.")
    poor = message("The four tenths of the population with the lowest place have nothing, so there is no ratio.")

    def of(statistic: Statistic, method: Message, reason: Message | None, *, never_negative: bool = True) -> Estimate:
        if reason is not None:
            return not_computed(method, reason)
        return resampled(groups, statistic, method, drawn, level, never_negative=never_negative)

    def palma(statistic: Statistic, method: Message) -> Estimate:
        missing = relative is None and np.isnan(statistic(groups.rate, groups.share))
        return of(statistic, method, poor if missing else relative, never_negative=False)

    return Spread(
        of(variance_between, message("sum of p (y - mean)²; bootstrap"), None),
        of(theil_of, message("Theil's T between groups, sum of p (y/mean) ln(y/mean); bootstrap"), relative),
        of(
            mean_log_deviation_of,
            message("mean log deviation between groups, sum of p ln(mean/y); bootstrap"),
            relative or (zero if (groups.rate == 0).any() else None),
        ),
        of(
            index_of_disparity_of,
            message("mean of |y - mean| / mean, groups counting alike (Pearcy & Keppel); bootstrap"),
            relative,
        ),
        of(
            weighted_index_of_disparity_of,
            message("mean of |y - mean| / mean, weighted by population; bootstrap"),
            relative,
        ),
        of(gini_of, message("Gini between groups, ranked by their own rates; bootstrap"), relative),
        palma(palma_by_rate, message("highest tenth / lowest four tenths, ranked by the groups' rates; bootstrap")),
        palma(palma_by_group, message("best-off tenth / worst-off four tenths, in the groups' order; bootstrap")),
    )
