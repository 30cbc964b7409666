# SPDX-License-Identifier: GPL-2.0-or-later
"""Which means and standard deviations reproduce published area types: a check of the rule without the country's index.

A published index, rounded, and a published type say of every area between which cut points it lies: two straight
lines in the plane of (mean, standard deviation). Where all these half-planes meet, the types are explained.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product
from typing import Any

import pandas as pd

from .area_types import CUTS, TYPES
from .index import ROUNDING, one_row_per_area
from .messages import Message, RegsoError, listing, message

_TINY = 1e-9

Range = tuple[float, float]


@dataclass(frozen=True)
class Evidence:
    """An area whose index and type bound the cut points."""

    code: str
    index: float
    area_type: int

    def __str__(self) -> str:
        return f"{self.code} ({self.index:g}, type {self.area_type})"


@dataclass(frozen=True)
class CutRanges:
    """The means and standard deviations that reproduce all published types.

    ``mean``, ``standard_deviation``: the open range of each, over all pairs that do (infinite where no area bounds
    it); None where no pair does. ``example``: one pair that does. ``conflict``: where none does, areas that cannot be
    reconciled; without any one of them the others could be.
    """

    area_count: int
    mean: Range | None
    standard_deviation: Range | None
    example: Range | None
    conflict: tuple[Evidence, ...] = ()

    @property
    def feasible(self) -> bool:
        """Whether some mean and standard deviation reproduce every published type."""
        return self.example is not None

    def messages(self) -> tuple[Message, ...]:
        """Return the finding as a sentence."""
        if self.mean is None or self.standard_deviation is None:
            return (
                message(
                    "No mean and standard deviation give all {count} areas their published type. These contradict each "
                    "other: {areas}.",
                    count=self.area_count,
                    areas=listing(self.conflict),
                ),
            )
        return (
            message(
                "A mean between {mean_from:.2f} and {mean_to:.2f} with a standard deviation between {sd_from:.2f} and "
                "{sd_to:.2f} gives all {count} areas their published type.",
                mean_from=self.mean[0],
                mean_to=self.mean[1],
                sd_from=self.standard_deviation[0],
                sd_to=self.standard_deviation[1],
                count=self.area_count,
            ),
        )


@dataclass(frozen=True)
class _HalfPlane:
    """All (mean, deviation) with ``across[0] * mean + across[1] * deviation < bound``, and the areas behind it."""

    across: tuple[float, float]
    bound: float
    evidence: tuple[Evidence, ...] = ()


_Bound = tuple[float, tuple[_HalfPlane, ...]]


def ranges_of_cut_points(index: pd.Series[Any], types: pd.Series[Any], rounding: float = ROUNDING) -> CutRanges:
    """Return the ranges of mean and standard deviation that reproduce the published types of one year.

    ``index``: published index by area code, known to ``rounding`` on either side; ``types``: published types (1–5).
    Areas that lack one of them say nothing. The ranges are open, since the inequality on one side of a cut is strict:
    which one, SCB does not say, and it makes no difference here. Source of the method: linear inequalities, solved by
    Fourier and Motzkin's elimination.
    """
    both = pd.DataFrame({"index": one_row_per_area(index).astype(float), "type": one_row_per_area(types)})
    both = both[both["index"].notna() & both["type"].isin(TYPES)]
    if both.empty:
        raise RegsoError(
            "No area has both an index and an area type (1–5), so nothing can be said about the cut points. Choose the "
            "fields with SCB's index and area type."
        )
    planes = _half_planes(both, rounding)
    deviation, conflict = _range(planes, 1)
    mean, _ = _range(planes, 0)
    if deviation is None or mean is None:
        return CutRanges(len(both), None, None, None, _irreducible(both, conflict, rounding))
    middle = _inner(deviation)
    means, _ = _range([_HalfPlane((p.across[0], 0.0), p.bound - p.across[1] * middle) for p in planes], 0)
    return CutRanges(len(both), mean, deviation, (_inner(means or mean), middle))


def _half_planes(areas: pd.DataFrame, rounding: float) -> list[_HalfPlane]:
    """Return what the areas demand; of each type only the extreme ones bind."""
    planes = [_HalfPlane((0.0, -1.0), 0.0)]
    # Types run against the index: type 1 lies above the highest cut, type 5 below the lowest.
    cuts = CUTS[::-1]
    for area_type in TYPES:
        own = areas.loc[areas["type"] == area_type, "index"]
        if own.empty:
            continue
        extremes = (int(own.argmin()), int(own.argmax()))
        lowest, highest = (Evidence(str(own.index[i]), float(own.iloc[i]), area_type) for i in extremes)
        if area_type < len(TYPES):
            planes.append(_HalfPlane((1.0, cuts[area_type - 1]), lowest.index + rounding, (lowest,)))
        if area_type > 1:
            planes.append(_HalfPlane((-1.0, -cuts[area_type - 2]), rounding - highest.index, (highest,)))
    return planes


def _range(planes: Sequence[_HalfPlane], axis: int) -> tuple[Range | None, tuple[_HalfPlane, ...]]:
    """Return the range of the mean (axis 0) or the deviation (1), or None and half-planes that have nothing in common.

    The other variable is eliminated: every upper bound on it must lie above every lower one.
    """
    other = 1 - axis
    upper = [p for p in planes if p.across[other] > 0]
    lower = [p for p in planes if p.across[other] < 0]
    low: _Bound = (-float("inf"), ())
    high: _Bound = (float("inf"), ())
    sums: list[tuple[float, float, tuple[_HalfPlane, ...]]] = [
        (p.across[axis], p.bound, (p,)) for p in planes if p.across[other] == 0
    ]
    sums += [_sum(a, b, axis) for a, b in product(upper, lower)]
    for factor, bound, source in sums:
        if factor == 0:
            if bound <= _TINY:
                return None, source
        elif factor > 0:
            high = min(high, (bound / factor, source), key=lambda found: found[0])
        else:
            low = max(low, (bound / factor, source), key=lambda found: found[0])
    if high[0] - low[0] <= _TINY:
        return None, (*low[1], *high[1])
    return (low[0], high[0]), ()


def _sum(a: _HalfPlane, b: _HalfPlane, axis: int) -> tuple[float, float, tuple[_HalfPlane, ...]]:
    """Add two half-planes, scaled so that the other variable vanishes."""
    p, q = abs(b.across[1 - axis]), abs(a.across[1 - axis])
    return p * a.across[axis] + q * b.across[axis], p * a.bound + q * b.bound, (a, b)


def _irreducible(areas: pd.DataFrame, conflict: Sequence[_HalfPlane], rounding: float) -> tuple[Evidence, ...]:
    """Return areas that contradict each other, as few as do."""
    codes = {area.code for plane in conflict for area in plane.evidence}
    kept = areas[areas.index.astype(str).isin(codes)] if codes else areas
    for code in kept.index:
        rest = kept.drop(code)
        if len(rest) and _range(_half_planes(rest, rounding), 1)[0] is None:
            kept = rest
    return tuple(
        Evidence(str(code), float(x), int(area_type))
        for code, x, area_type in zip(kept.index, kept["index"], kept["type"], strict=True)
    )


def _inner(span: Range) -> float:
    """Return a number well inside a range."""
    low, high = span
    if low == -float("inf"):
        return 0.0 if high == float("inf") else high - 1
    return low + 1 if high == float("inf") else (low + high) / 2
