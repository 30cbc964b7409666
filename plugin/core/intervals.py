# SPDX-License-Identifier: GPL-2.0-or-later
"""Intervals that say how far a figure can be trusted."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import gammaincinv


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
