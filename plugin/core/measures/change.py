# SPDX-License-Identifier: GPL-2.0-or-later
"""How much a rate has changed between two years, and how sure that is.

Everywhere the later year minus, or divided by, the earlier one. The years count as independent of each other: where
the same people are followed and stay much the same, the intervals are wider than they need be.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from ..arrays import Floats
from ..intervals import binomial_interval, normal_quantile, poisson_interval, wilson_interval
from ..messages import Message, message
from .estimate import NAN, Estimate, no_errors, not_computed, on_log_scale
from .groups import Kind


@dataclass(frozen=True)
class Observed:
    """What was observed of a group in a year.

    ``rate`` per person (for ``MEAN`` in its own unit; NaN where there is none), ``amount``: events or persons (NaN for
    a mean), ``population`` (1 where none is known: the rate is the count), ``error``: the rate's known standard error,
    NaN where it follows from the kind or is not known.
    """

    rate: float
    amount: float
    population: float
    error: float = NAN

    @property
    def is_known(self) -> bool:
        """Whether there is a rate."""
        return not math.isnan(self.rate)


@dataclass(frozen=True)
class Change:
    """The later year against the earlier one: ``difference`` of the rates and their ``ratio``."""

    difference: Estimate
    ratio: Estimate


def rate_interval(one: Observed, kind: Kind, level: float = 0.95) -> tuple[float, float]:
    """Return the interval of one year's rate, NaN where nothing is known of chance.

    Events: exact Poisson (Garwood 1936); persons: Wilson (1927); a known standard error: normal.
    """
    if not one.is_known:
        return NAN, NAN
    if not math.isnan(one.error):
        half = normal_quantile(level) * one.error
        return one.rate - half, one.rate + half
    if kind is Kind.EVENTS:
        low, high = poisson_interval(one.amount, level)
        return float(low) / one.population, float(high) / one.population
    if kind is Kind.PERSONS:
        low, high = wilson_interval(min(one.amount, one.population), one.population, level)
        return float(low), float(high)
    return NAN, NAN


def contrast(
    rates: Sequence[float], limits: Sequence[tuple[float, float]], signs: Sequence[float]
) -> tuple[float, float, float]:
    """Return a sum of independent rates with signs, and its interval recovered from the rates' own intervals.

    For a difference of two shares with Wilson's intervals this is Newcombe's hybrid score interval. Source: Newcombe
    (1998), Statistics in Medicine 17, 873-890; Zou & Donner (2008), Statistics in Medicine 27, 1693-1702; Zou, Huang
    & Zhang (2009), Statistics in Medicine 28, 1083-1100.
    """
    c: Floats = np.asarray(signs, dtype=np.float64)
    value = c * np.asarray(rates, dtype=np.float64)
    ends = c[:, None] * np.asarray(limits, dtype=np.float64)
    total = float(value.sum())
    down = math.sqrt(float(((value - ends.min(axis=1)) ** 2).sum()))
    up = math.sqrt(float(((ends.max(axis=1) - value) ** 2).sum()))
    return total, total - down, total + up


def change(before: Observed, after: Observed, kind: Kind, level: float = 0.95) -> Change:
    """Return difference and ratio of two independent years.

    Difference: interval recovered from the two years' own intervals (``contrast``); of figures with known standard
    errors the delta method. Ratio: of events exact, conditional on the events of both years (Clopper & Pearson 1934;
    Przyborowski & Wilenski 1940); of persons and of figures with known standard errors the delta method for the
    logarithm (Katz et al. 1978). Measured amounts and means without a standard error have no interval.
    """
    return Change(difference_of([after, before], [1, -1], kind, level), _ratio(before, after, kind, level))


def difference_of(observed: Sequence[Observed], signs: Sequence[float], kind: Kind, level: float = 0.95) -> Estimate:
    """Return a sum of rates with signs, such as the change of a gap: worst now - best now - worst then + best then."""
    method = _difference_method(observed, kind)
    if not all(one.is_known for one in observed):
        return not_computed(method, message("A year or a group has no rate, so there is no difference."))
    rates = [one.rate for one in observed]
    limits = [rate_interval(one, kind, level) for one in observed]
    value = float(np.dot(signs, rates))
    if any(math.isnan(low) for low, _ in limits):
        return Estimate(value, method, notes=(no_errors(),))
    _, low, high = contrast(rates, limits, signs)
    return Estimate(value, method, low, high)


def _difference_method(observed: Sequence[Observed], kind: Kind) -> Message:
    if all(not math.isnan(one.error) for one in observed):
        return message("later minus earlier; delta method; independent years")
    if kind is Kind.EVENTS:
        return message("later minus earlier; recovered from the exact Poisson intervals of each; independent years")
    if kind is Kind.PERSONS:
        return message("later minus earlier; recovered from Wilson's intervals of each (Newcombe); independent years")
    return message("later minus earlier")


def _ratio(before: Observed, after: Observed, kind: Kind, level: float) -> Estimate:
    errors = not math.isnan(before.error) and not math.isnan(after.error)
    counted = not errors and kind in (Kind.EVENTS, Kind.PERSONS)
    if counted and kind is Kind.EVENTS:
        method = message("later divided by earlier; exact, conditional on the events of both; independent years")
    elif errors or counted:
        method = message("later divided by earlier; delta method for the logarithm; independent years")
    else:
        method = message("later divided by earlier")
    if not (before.is_known and after.is_known):
        return not_computed(method, message("A year or a group has no rate, so there is no ratio."))
    if before.rate <= 0 or after.rate < 0:
        return not_computed(method, message("The earlier rate is zero or a rate is negative, so there is no ratio."))
    ratio = after.rate / before.rate
    if counted and kind is Kind.EVENTS:
        low, high = _exact_ratio(before, after, level)
        return Estimate(ratio, method, low, high)
    if ratio == 0:
        return Estimate(0.0, method, notes=(message("The later rate is zero, so the ratio has no interval."),))
    error = None
    if errors:
        error = math.hypot(before.error / before.rate, after.error / after.rate)
    elif counted:
        error = math.sqrt(sum((1 - one.rate) / (one.rate * one.population) for one in (before, after)))
    return on_log_scale(ratio, error, method, level)


def _exact_ratio(before: Observed, after: Observed, level: float) -> tuple[float, float]:
    """Return the limits of the ratio of two Poisson rates: the later year's share of all events, as odds."""
    low, high = (float(one) for one in binomial_interval(after.amount, before.amount + after.amount, level))
    people = before.population / after.population
    return low / (1 - low) * people, high / (1 - high) * people
