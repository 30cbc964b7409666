# SPDX-License-Identifier: GPL-2.0-or-later
"""Intervals that say how far a figure can be trusted."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import betaincinv, gammaincinv, ndtri, stdtrit

Limits = tuple[NDArray[np.float64], NDArray[np.float64]]
"""The low and the high ends of intervals."""


def normal_quantile(level: float = 0.95) -> float:
    """Return how many standard errors an interval of this level reaches to either side: 1.96 for 0.95."""
    if not 0 < level < 1:
        raise ValueError(f"the level of an interval lies between 0 and 1, not {level}")
    return float(ndtri((1 + level) / 2))


def t_quantile(freedom: float, level: float = 0.95) -> float:
    """Return the same for Student's t with so many degrees of freedom."""
    return float(stdtrit(freedom, (1 + level) / 2))


def poisson_interval(count: ArrayLike, level: float = 0.95) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return the exact interval (low, high) for the mean of a Poisson count.

    Missing counts (NaN) give NaN; zero gives a low end of zero. Counts need not be whole: the shares of features
    that lie in several areas are not. Source: Garwood (1936), Biometrika 28, 437-442.
    """
    value = np.asarray(count, dtype=np.float64)
    tail = (1 - level) / 2
    low = np.where(value > 0, gammaincinv(np.where(value > 0, value, 1.0), tail), 0.0)
    high = gammaincinv(value + 1, 1 - tail)
    return np.where(np.isnan(value), np.nan, low), high


def byar_interval(count: ArrayLike, level: float = 0.95) -> Limits:
    """Return Byar's approximate interval (low, high) for the mean of a Poisson count.

    Missing counts (NaN) give NaN; zero gives a low end of zero. Within one percent of the exact interval from ten
    events on; use ``poisson_interval`` below that. Source: Breslow & Day (1987), Statistical Methods in Cancer
    Research II, IARC, p. 69.
    """
    value = np.asarray(count, dtype=np.float64)
    z = normal_quantile(level)
    above = np.where(value > 0, value, 1.0)
    low = np.where(value > 0, above * (1 - 1 / (9 * above) - z / (3 * np.sqrt(above))) ** 3, 0.0)
    high = (value + 1) * (1 - 1 / (9 * (value + 1)) + z / (3 * np.sqrt(value + 1))) ** 3
    return np.where(np.isnan(value), np.nan, np.maximum(low, 0.0)), high


def wilson_interval(count: ArrayLike, total: ArrayLike, level: float = 0.95) -> Limits:
    """Return Wilson's score interval (low, high) for the share ``count / total``.

    NaN where something is missing or the total is zero. Counts need not be whole. Raises ``ValueError`` where a count
    is below zero or above its total. Source: Wilson (1927), JASA 22, 209-212; Newcombe (1998), Statistics in Medicine
    17, 857-872.
    """
    value, n = _counts_and_totals(count, total)
    z2 = normal_quantile(level) ** 2
    share = value / n
    middle = (share + z2 / (2 * n)) / (1 + z2 / n)
    half = np.sqrt(z2) * np.sqrt(share * (1 - share) / n + z2 / (4 * n**2)) / (1 + z2 / n)
    # The ends of 0 % and 100 % are exact whatever the rounding.
    low = np.where(value == 0, 0.0, np.maximum(middle - half, 0.0))
    high = np.where(value == n, 1.0, np.minimum(middle + half, 1.0))
    return np.where(np.isnan(share), np.nan, low), np.where(np.isnan(share), np.nan, high)


def binomial_interval(count: ArrayLike, total: ArrayLike, level: float = 0.95) -> Limits:
    """Return the exact interval (low, high) for the share ``count / total``.

    NaN where something is missing or the total is zero. Raises ``ValueError`` where a count is below zero or above its
    total. Source: Clopper & Pearson (1934), Biometrika 26, 404-413.
    """
    value, n = _counts_and_totals(count, total)
    tail = (1 - level) / 2
    rest = n - value
    inside, left = np.where(value > 0, value, 1.0), np.where(rest > 0, rest, 1.0)
    low = np.where(value > 0, betaincinv(inside, rest + 1, tail), 0.0)
    high = np.where(rest > 0, betaincinv(value + 1, left, 1 - tail), 1.0)
    missing = np.isnan(value + n)
    return np.where(missing, np.nan, low), np.where(missing, np.nan, high)


def mean_interval(mean: ArrayLike, deviation: ArrayLike, number: ArrayLike, level: float = 0.95) -> Limits:
    """Return Student's interval (low, high) for a mean.

    ``deviation``: the standard deviation of the observations (with n - 1); ``number``: how many there are. Fewer than
    two observations and missing values give NaN. Source: Student (1908), Biometrika 6, 1-25.
    """
    centre = np.asarray(mean, dtype=np.float64)
    n = np.asarray(number, dtype=np.float64)
    n = np.where(n >= 2, n, np.nan)
    half = stdtrit(n - 1, (1 + level) / 2) * np.asarray(deviation, dtype=np.float64) / np.sqrt(n)
    return centre - half, centre + half


def _counts_and_totals(count: ArrayLike, total: ArrayLike) -> Limits:
    value, n = np.broadcast_arrays(np.asarray(count, dtype=np.float64), np.asarray(total, dtype=np.float64))
    if ((value < 0) | (value > n)).any():
        raise ValueError("a count lies between zero and its total")
    n = np.where(n > 0, n, np.nan)
    return np.where(np.isnan(n), np.nan, value), n
