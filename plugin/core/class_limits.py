# SPDX-License-Identifier: GPL-2.0-or-later
"""Where the classes of a map begin and end: by the types' cut points, with equally many areas, or around zero.

Limits ascend and are rounded as the legend writes them, so that the legend is true to the last digit. A value on a
limit belongs to the class above it.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

from .area_types import CUTS

CHANGE_STEPS = ((0.1, 0.3), (0.2, 0.5), (0.5, 1.5), (1.0, 3.0), (2.0, 5.0), (5.0, 10.0), (10.0, 30.0))
"""Pairs of limits for changes: what counts as little, and what as much."""
USUAL_CHANGE = (1.0, 3.0)


def cut_limits(mean: float, standard_deviation: float) -> tuple[float, ...]:
    """Return the index values that part the types 5, 4, 3, 2 and 1; rounded only to what floating point can hold."""
    return tuple(round(mean + cut * standard_deviation, 9) for cut in CUTS)


def quantile_limits(values: Iterable[float], classes: int = 5, decimals: int = 1) -> tuple[float, ...]:
    """Return limits that give each class about equally many values: fewer where many values are the same.

    Missing values (NaN) are left out; without two different values there are no limits. Where so many areas share
    the lowest value, often zero, that a quantile falls on it, they become a class of their own.
    """
    known = sorted(value for value in values if not math.isnan(value))
    limits = _usable((_quantile(known, step / classes) for step in range(1, classes)), known, decimals)
    if len(limits) == classes - 1 or not known:
        return limits
    above = [value for value in known if value > known[0]]
    steps = (_quantile(above, step / (classes - 1)) for step in range(classes - 1))
    # Where few values are shared by many areas, the values themselves are parted.
    different = sorted(set(known))
    apart = (_quantile(different, step / classes) for step in range(1, classes))
    return max(limits, _usable(steps, known, decimals), _usable(apart, known, decimals), key=len)


def _usable(limits: Iterable[float], known: Sequence[float], decimals: int) -> tuple[float, ...]:
    """Return rounded limits, each once and none with an empty class below or above it."""
    rounded = sorted({round(limit, decimals) + 0.0 for limit in limits if not math.isnan(limit)})
    return tuple(limit for limit in rounded if known[0] < limit <= known[-1])


def _quantile(ordered: Sequence[float], share: float) -> float:
    """Return a quantile by linear interpolation (type 7 of Hyndman and Fan 1996), NaN of nothing."""
    if not ordered:
        return math.nan
    place = share * (len(ordered) - 1)
    below = math.floor(place)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (place - below) * (ordered[above] - ordered[below])


def change_limits(values: Iterable[float]) -> tuple[float, float, float, float]:
    """Return limits that lie the same way on both sides of zero; about one value in five changes by more than them."""
    sizes = sorted(abs(value) for value in values if not math.isnan(value))
    usual = _quantile(sizes, 0.8)
    fitting = [pair for pair in CHANGE_STEPS if pair[1] >= usual]
    little, much = USUAL_CHANGE if not sizes else fitting[0] if fitting else CHANGE_STEPS[-1]
    return (-much, -little, little, much)


def figures(values: Iterable[float], wanted: int = 2, most: int = 4) -> int:
    """Return how many decimals write the middle value with so many figures; none for values from ten times up."""
    sizes = sorted(abs(value) for value in values if value and not math.isnan(value))
    if not sizes:
        return 0
    return min(max(wanted - 1 - math.floor(math.log10(_quantile(sizes, 0.5))), 0), most)
