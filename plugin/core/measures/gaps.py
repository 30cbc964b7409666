# SPDX-License-Identifier: GPL-2.0-or-later
"""Gaps between groups: difference and ratio, and what the whole population would gain from the best-off rate.

Everywhere a positive difference, and a ratio above 1, mean that the worse-off group has more.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from ..intervals import binomial_interval
from ..messages import Message, message
from .estimate import Estimate, contrast_error, edge_notes, not_computed, nothing_happens, on_log_scale, symmetric
from .groups import Groups


@dataclass(frozen=True)
class Gap:
    """A group against the reference group: ``difference`` per person (group minus reference) and ``ratio``."""

    group: str
    reference: str
    difference: Estimate
    ratio: Estimate


def gap(groups: Groups, group: int = 0, reference: int = -1, level: float = 0.95) -> Gap:
    """Return difference and ratio of two groups, the first against the last where nothing else is said.

    ``group`` and ``reference``: positions in the groups' order. Difference: interval by the delta method (normal).
    Ratio: delta method for the logarithm; where the group has no events, exact and conditional on the sum of both;
    where the reference has none there is no ratio. Source: WHO (2013), Handbook on health inequality monitoring,
    ch. 3; Rothman, Greenland & Lash (2008), Modern Epidemiology, ch. 14; Clopper & Pearson (1934).
    """
    return Gap(
        groups.names[group],
        groups.names[reference],
        _difference(groups, group, reference, level),
        _ratio(groups, group, reference, level),
    )


def gaps_to_reference(groups: Groups, reference: int = -1, level: float = 0.95) -> tuple[Gap, ...]:
    """Return every other group against the reference group, in the groups' order."""
    count = len(groups.names)
    return tuple(gap(groups, i, reference, level) for i in range(count) if i != reference % count)


def _difference(groups: Groups, group: int, reference: int, level: float) -> Estimate:
    weights = np.zeros(len(groups.names))
    weights[group] += 1
    weights[reference] -= 1
    method = message(
        "rate of {group} minus rate of {reference}; delta method",
        group=groups.names[group],
        reference=groups.names[reference],
    )
    notes = _edge_of(groups, group, reference)
    return symmetric(float(weights @ groups.rate), contrast_error(groups, weights), method, level, notes)


def _ratio(groups: Groups, group: int, reference: int, level: float) -> Estimate:
    above, below = float(groups.rate[group]), float(groups.rate[reference])
    names = {"group": groups.names[group], "reference": groups.names[reference]}
    method = message("rate of {group} divided by rate of {reference}; delta method for the logarithm", **names)
    if below <= 0 or above < 0:
        reason = message("The rate of {reference} is zero or a rate is negative, so there is no ratio.", **names)
        return not_computed(method, reason)
    if above == 0:
        return _ratio_of_zero(groups, group, reference, level)
    variance = groups.variance
    error = None
    if variance is not None:
        error = math.sqrt(variance[group] / above**2 + variance[reference] / below**2)
    return on_log_scale(above / below, error, method, level, _edge_of(groups, group, reference))


def _ratio_of_zero(groups: Groups, group: int, reference: int, level: float) -> Estimate:
    """Return a ratio of zero: of all events in both groups the exact interval of this group's share, as a ratio."""
    method = message(
        "rate of {group} divided by rate of {reference}; exact, conditional on the events of both (Poisson)",
        group=groups.names[group],
        reference=groups.names[reference],
    )
    if not groups.counted:
        reason = message("The rate of {group} is zero, so the ratio has no interval.", group=groups.names[group])
        return Estimate(0.0, method, notes=(reason,))
    events = float(groups.count[reference])
    _, high = binomial_interval(0.0, events, level)
    odds = float(high) / (1 - float(high)) if high < 1 else math.inf
    people = float(groups.population[reference] / groups.population[group])
    return Estimate(0.0, method, 0.0, odds * people)


def _edge_of(groups: Groups, *chosen: int) -> tuple[Message, ...]:
    return edge_notes(groups) if {groups.names[i] for i in chosen} & set(groups.at_the_edge) else ()


@dataclass(frozen=True)
class Attributable:
    """What would be otherwise if all groups had the rate of the reference group.

    ``risk`` (PAR): mean rate minus the reference's, per person; ``fraction`` (PAF): PAR as a share of the mean rate;
    ``count``: PAR times the whole population. Negative where the reference has more than the mean.
    """

    reference: str
    risk: Estimate
    fraction: Estimate
    count: Estimate


def attributable(groups: Groups, reference: int = -1, level: float = 0.95) -> Attributable:
    """Return population attributable risk and fraction with the best-off group as the reference.

    PAR = mean - y_ref, interval by the delta method; PAF = PAR / mean, delta method for log(1 - PAF). Populations
    count as known. "Attributable" is the measure's name: it says nothing of causes. Source: Walter (1976), Biometrics
    32, 829-849; WHO HEAT technical notes (2021).
    """
    name = groups.names[reference]
    weights = groups.share.copy()
    weights[reference] -= 1
    total = float(groups.population.sum())
    risk = float(weights @ groups.rate)
    error = contrast_error(groups, weights)
    notes = edge_notes(groups)
    return Attributable(
        name,
        symmetric(
            risk, error, message("mean rate minus rate of {reference}; delta method", reference=name), level, notes
        ),
        _fraction(groups, reference, risk, level),
        symmetric(
            risk * total,
            None if error is None else error * total,
            message("(mean rate minus rate of {reference}) times all inhabitants; delta method", reference=name),
            level,
            notes,
        ),
    )


def _fraction(groups: Groups, reference: int, risk: float, level: float) -> Estimate:
    method = message(
        "(mean rate minus rate of {reference}) divided by the mean rate; delta method for log(1 - PAF)",
        reference=groups.names[reference],
    )
    reason = nothing_happens(groups)
    if reason is not None:
        return not_computed(method, reason)
    mean, best = groups.mean, float(groups.rate[reference])
    if best == 0:
        note = message("The rate of {reference} is zero: no interval.", reference=groups.names[reference])
        return Estimate(risk / mean, method, notes=(note,))
    # The gradient of log(best) - log(mean).
    slope = -groups.share / mean
    slope[reference] += 1 / best
    kept = on_log_scale(best / mean, contrast_error(groups, slope), method, level, edge_notes(groups))
    # A large share of the rest is a small share that is attributable.
    return Estimate(risk / mean, method, 1 - kept.high, 1 - kept.low, kept.error, kept.notes)
