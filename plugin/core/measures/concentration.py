# SPDX-License-Identifier: GPL-2.0-or-later
"""Concentration index and curve: how an outcome is spread along the order from the worst-off to the best-off.

Negative: concentrated among the worse-off; positive: among the better-off; from -1 to 1.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import ArrayLike

from ..arrays import Floats
from ..messages import Message, RegsoError, message
from .estimate import Estimate, contrast_error, edge_notes, not_computed, nothing_happens, symmetric
from .groups import Groups, Kind


class Ranks(StrEnum):
    """What is uncertain in a concentration index."""

    KNOWN = "known"
    """Only the rates: populations and so the ranks are known, as from a register."""
    SAMPLED = "sampled"
    """The ranks as well, as in a sample survey (Kakwani, Wagstaff & van Doorslaer 1997)."""


_HOW = {
    Ranks.KNOWN: message("2 / mean * covariance of rate and rank; delta method, ranks known"),
    Ranks.SAMPLED: message("2 / mean * covariance of rate and rank; Kakwani et al. (1997), ranks sampled"),
}


@dataclass(frozen=True)
class Concentration:
    """The index in its three forms: ``plain``, and for shares (0-1) ``erreygers`` and ``wagstaff``."""

    plain: Estimate
    erreygers: Estimate
    wagstaff: Estimate


def fractional_ranks(weights: ArrayLike, by: ArrayLike | None = None) -> Floats:
    """Return weighted fractional ranks (0-1): the share of the weight below, plus half of the own.

    ``by``: what is ranked, ascending; equal values share the mean rank of their places. Without it the order is
    the order of the rows. Missing values are an error (``RegsoError``). Source: Kakwani et al. (1997); ties after
    van Ourti (2004), Journal of Health Economics 23, 1267-1282.
    """
    weight = np.asarray(weights, dtype=np.float64)
    if not (np.isfinite(weight).all() and (weight >= 0).all() and weight.sum() > 0):
        raise RegsoError("Weights must be numbers of at least zero, and not all zero.")
    if by is None:
        return np.asarray((np.cumsum(weight) - weight / 2) / weight.sum())
    values = np.asarray(by, dtype=np.float64)
    if np.isnan(values).any():
        raise RegsoError("What has no value cannot be ranked. Leave out the rows without a value first.")
    _, place = np.unique(values, return_inverse=True)
    tied = np.bincount(place.ravel(), weights=weight)
    return np.asarray(((np.cumsum(tied) - tied / 2) / weight.sum())[place.ravel()])


def concentration(groups: Groups, ranks: Ranks = Ranks.KNOWN, level: float = 0.95) -> Concentration:
    """Return the concentration index of groups from the worst-off to the best-off, with standard errors.

    C = 2 / mean * sum of p_j y_j (R_j - 1/2). With known ranks by the delta method from the rates' variances; with
    sampled ranks by Kakwani, Wagstaff & van Doorslaer (1997), Journal of Econometrics 77, 87-103 (the number of
    observations is the population where the variances are known, else the number of groups). Erreygers' E = 4 mean C
    (2009, Journal of Health Economics 28, 504-515) and Wagstaff's W = C / (1 - mean) (2005, Health Economics 14,
    429-432) are for counts of persons, whose rates lie between 0 and 1.
    """
    plain_how = _HOW[ranks]
    reason = nothing_happens(groups)
    if reason is not None:
        nothing = not_computed(plain_how, reason)
        return Concentration(nothing, nothing, nothing)
    mean, share = groups.mean, groups.share
    lean = np.asarray(2 * share * (groups.rank - 0.5), dtype=np.float64)
    index = float(lean @ groups.rate) / mean
    notes = edge_notes(groups)
    gradient = lean / mean - index * share / mean
    error = contrast_error(groups, gradient)
    if ranks is Ranks.SAMPLED:
        error = math.sqrt(_sampled_variance(groups, index))
    plain = symmetric(index, error, plain_how, level, notes)
    erreygers_how = message("4 * mean * concentration index, for shares from 0 to 1; delta method, ranks known")
    wagstaff_how = message("concentration index / (1 - mean), for shares from 0 to 1; delta method, ranks known")
    unbounded = _unbounded(groups)
    if unbounded is not None:
        return Concentration(plain, not_computed(erreygers_how, unbounded), not_computed(wagstaff_how, unbounded))
    erreygers = symmetric(4 * mean * index, contrast_error(groups, 4 * lean), erreygers_how, level, notes)
    whole = mean * (1 - mean)
    wagstaff_gradient = lean / whole - index * mean * (1 - 2 * mean) / whole**2 * share
    wagstaff = symmetric(index / (1 - mean), contrast_error(groups, wagstaff_gradient), wagstaff_how, level, notes)
    return Concentration(plain, erreygers, wagstaff)


def _unbounded(groups: Groups) -> Message | None:
    if groups.kind is not Kind.PERSONS:
        return message("Only shares of persons have an upper bound (100 %), which this form needs.")
    if groups.mean >= 1:
        return message("Everybody is counted in every group: there is nothing to distribute.")
    return None


def _sampled_variance(groups: Groups, index: float) -> float:
    """Return the variance after Kakwani, Wagstaff & van Doorslaer (1997), eq. 15, for grouped data."""
    share, mean = groups.share, groups.mean
    curve = np.cumsum(share * groups.rate) / mean
    before = np.concatenate([[0.0], curve[:-1]])
    lean = 2 * groups.rank - 1 - index
    spread = groups.rate / mean * lean + 2 - before - curve
    between = float(share @ spread**2) - (1 + index) ** 2
    variance = groups.variance
    if variance is None:
        return max(between, 0.0) / len(share)
    observations = float(groups.population.sum())
    within = float((share * variance * groups.population) @ lean**2) / mean**2
    return max(between, 0.0) / observations + within / observations


def concentration_of_values(values: ArrayLike, weights: ArrayLike, rank_by: ArrayLike, level: float = 0.95) -> Estimate:
    """Return the plain concentration index of many units, such as areas, ranked by something (ascending).

    ``values``: the rates, at least zero; ``weights``: the populations; ``rank_by``: the worst-off first, so a
    deprivation index goes in with a minus. Ties share their rank. Standard error: Kakwani et al. (1997), eq. 14, with
    the units as observations. Missing values are an error; all values zero give NaN with the reason.
    """
    value = np.asarray(values, dtype=np.float64)
    weight = np.asarray(weights, dtype=np.float64)
    by = np.asarray(rank_by, dtype=np.float64)
    if not (value.shape == weight.shape == by.shape) or len(value) < 2:
        raise RegsoError("A concentration index needs values, weights and ranks of at least two units, equally many.")
    if not np.isfinite(value).all() or (value < 0).any():
        raise RegsoError("A concentration index needs values of at least zero; leave out the rows without a value.")
    method = message("2 / mean * covariance of value and weighted fractional rank; Kakwani et al. (1997)")
    rank = fractional_ranks(weight, by)
    share = weight / weight.sum()
    mean = float(share @ value)
    if mean == 0:
        return not_computed(method, message("All values are zero, so there is nothing to set in relation."))
    index = float(2 * share @ (value * (rank - 0.5))) / mean
    # Equal ranks are one place on the curve.
    _, place = np.unique(by, return_inverse=True)
    curve = np.cumsum(np.bincount(place.ravel(), weights=share * value)) / mean
    before = np.concatenate([[0.0], curve[:-1]])
    spread = value / mean * (2 * rank - 1 - index) + 2 - (before + curve)[place.ravel()]
    variance = max(float(share @ spread**2) - (1 + index) ** 2, 0.0) / len(value)
    return symmetric(index, math.sqrt(variance), method, level)


def concentration_curve(groups: Groups, *, by_rate: bool = False) -> tuple[Floats, Floats]:
    """Return the points of the curve: cumulative shares of the population and of the outcome, from (0, 0) to (1, 1).

    In the groups' order, the worst-off first (concentration curve), or with ``by_rate`` from the lowest rate to the
    highest (Lorenz curve). ``RegsoError`` where the outcome's sum is not above zero. Source: Lorenz (1905),
    Publications of the American Statistical Association 9, 209-219; Kakwani et al. (1997).
    """
    if nothing_happens(groups) is not None:
        raise RegsoError("There is no curve where all figures are zero or some are negative.")
    order = np.argsort(groups.rate, kind="stable") if by_rate else np.arange(len(groups.rate))
    people = np.concatenate([[0.0], np.cumsum(groups.share[order])])
    outcome = np.concatenate([[0.0], np.cumsum((groups.share * groups.rate)[order]) / groups.mean])
    # The last points are 1 whatever the rounding.
    people[-1] = outcome[-1] = 1.0
    return people, outcome
