# SPDX-License-Identifier: GPL-2.0-or-later
"""A change of an area's type split into its own change, the shift of the country's mean and that of its spread.

The type follows from three figures: the area's index x, and the mean m and the standard deviation s of the country's
areas in that year. All three change between two years. Steps are counted in types: positive is towards better
conditions (a higher type), negative towards larger challenges.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import permutations

import numpy as np
import pandas as pd

from ..area_types import CUTS, TYPES
from ..arrays import Bools, Floats, Ints

OWN, MEAN, SPREAD = range(3)
PARTS = ("own", "mean", "spread")
ORDER = (OWN, MEAN, SPREAD)
"""The order that is named: the area's own change with the cut points held, then the mean, then the spread."""


@dataclass(frozen=True)
class Country:
    """The mean and the standard deviation of the index over the country's areas in one year."""

    mean: float
    deviation: float


@dataclass(frozen=True)
class Decomposition:
    """The change of every area's computed type between two years, in parts.

    ``frame`` (by area): ``index_from``, ``index_to``, ``index_change``; ``z_from``, ``z_to`` (standard deviations from
    the country's mean); ``computed_from``, ``computed_to`` (1–5); ``steps`` (to minus from); ``own_ordered``,
    ``mean_ordered``, ``spread_ordered`` (own change first, then the mean, then the spread); ``own``, ``mean``,
    ``spread`` (mean over all six orders). Either three sum to ``steps``.
    """

    before: Country
    after: Country
    frame: pd.DataFrame

    @property
    def changed(self) -> Bools:
        """Which areas changed computed type."""
        return np.asarray(self.frame["steps"] != 0)

    def counts(self) -> dict[str, int]:
        """Return areas by what their type would have done had only their own index changed.

        ``own_only``: changed, and the own change alone does the same; ``country_only``: changed although the own change
        alone would have left the type; ``mixed``: changed, and both have a part; ``held_back``: not changed although
        the own change alone would have; ``unmoved``: neither.
        """
        steps, own = self.frame["steps"].to_numpy(), self.frame["own_ordered"].to_numpy()
        changed, would = steps != 0, own != 0
        return {
            "own_only": int((changed & (own == steps)).sum()),
            "country_only": int((changed & ~would).sum()),
            "mixed": int((changed & would & (own != steps)).sum()),
            "held_back": int((~changed & would).sum()),
            "unmoved": int((~changed & ~would).sum()),
        }


def types_of(index: Floats, mean: float, deviation: float) -> Ints:
    """Return the types 1–5 of many areas by SCB's rule (as ``area_types.classify``), 0 where the index is missing."""
    z = np.round((index - mean) / deviation, 9)
    found = len(TYPES) - np.searchsorted(np.asarray(CUTS, dtype=np.float64), z, side="right")
    return np.where(np.isnan(index), 0, found).astype(np.int64)


def decompose(before: pd.Series[float], after: pd.Series[float], first: Country, last: Country) -> Decomposition:
    """Split the change of type of every area that has an index in both years.

    ``before``, ``after``: the index by area code; ``first``, ``last``: the country in the two years. The parts in a
    named order depend on the order; their mean over all orders (the Shapley value) does not. Source: Shapley (1953),
    Contributions to the Theory of Games II, 307-317; Shorrocks (2013), Journal of Economic Inequality 11, 99-126.
    """
    both = pd.DataFrame({"before": before, "after": after}, dtype=float).dropna()
    x = both["before"].to_numpy(), both["after"].to_numpy()
    m, s = (first.mean, last.mean), (first.deviation, last.deviation)
    types = {
        (i, j, k): types_of(x[i], m[j], s[k]) for i in (0, 1) for j in (0, 1) for k in (0, 1)
    }  # by what has changed already: the area, the mean, the spread
    ordered = _along(types, ORDER)
    orders = [_along(types, order) for order in permutations(ORDER)]
    frame = pd.DataFrame(
        {
            "index_from": x[0],
            "index_to": x[1],
            "index_change": x[1] - x[0],
            "z_from": (x[0] - m[0]) / s[0],
            "z_to": (x[1] - m[1]) / s[1],
            "computed_from": types[0, 0, 0],
            "computed_to": types[1, 1, 1],
            "steps": types[1, 1, 1] - types[0, 0, 0],
        },
        index=both.index,
    )
    for part, name in enumerate(PARTS):
        frame[f"{name}_ordered"] = ordered[part]
    for part, name in enumerate(PARTS):
        frame[name] = np.sum([one[part] for one in orders], axis=0) / len(orders)
    return Decomposition(first, last, frame)


def _along(types: dict[tuple[int, int, int], Ints], order: tuple[int, ...]) -> dict[int, Ints]:
    """Return the steps that each part adds when the parts change one after the other."""
    state = [0, 0, 0]
    added = {}
    for part in order:
        old = types[state[0], state[1], state[2]]
        state[part] = 1
        added[part] = types[state[0], state[1], state[2]] - old
    return added
