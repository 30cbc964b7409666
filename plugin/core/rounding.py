# SPDX-License-Identifier: GPL-2.0-or-later
"""Counts rounded to a base such as 3 or 5, up or down by chance, so that they still add up.

Controlled rounding: every count becomes one of the two multiples of the base beside it (a multiple stays), each with
the chance that leaves its mean where it was (it is unbiased), and parts are rounded so that they sum to their rounded
whole. The whole comes first; its parts share it out by systematic sampling, under the condition that they sum to it.
Sources: Cox (1987), A constructive procedure for unbiased controlled rounding, JASA 82, 520-524; Madow (1949), Annals
of Mathematical Statistics 20, 333-354; Hundepool et al., Handbook on Statistical Disclosure Control, section 5.5.

Chance is seeded by what is counted, so that the same data give the same figures in every run, and averages over runs
tell nothing.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

import numpy as np

from .arrays import Floats

BASES = (0, 3, 5)
"""What can be rounded to; 0 does not round."""

_DIGITS = 9
_FIGURES = 3
"""How many figures a mean or a sum keeps where counts are rounded: more would tell of how many it is."""


class Rounding:
    """Rounds to multiples of ``base``, with chances that hang on ``content`` alone."""

    def __init__(self, base: int, content: Iterable[Floats]) -> None:
        digest = hashlib.sha256(str(base).encode())
        for array in content:
            digest.update(np.ascontiguousarray(array, dtype="<f8").tobytes())
        self._base = base
        self._seed = int.from_bytes(digest.digest()[:16], "little")

    def alone(self, values: Floats, name: str) -> Floats:
        """Return every value rounded for itself. ``name``: of the figures; the same name has the same chances."""
        units = np.round(values / self._base, _DIGITS)
        chance = self._chances(name).random(values.size).reshape(values.shape)
        return np.asarray(self._base * (np.floor(units) + (chance < units - np.floor(units))))

    def shared(self, whole: float, parts: Floats, name: str) -> Floats:
        """Return parts rounded so that they sum to ``whole``, which is their rounded sum.

        Where the parts do not sum to anything that rounds to ``whole`` (a feature that lies in two of them counts
        twice), each is rounded for itself.
        """
        units = np.round(parts / self._base, _DIGITS)
        rest = units - np.floor(units)
        more = round(whole / self._base - float(np.floor(units).sum()))
        needed = round(float(rest.sum()), _DIGITS)
        if abs(more - needed) >= 1:
            return self.alone(parts, name)
        chances = self._chances(name)
        # A number between 0 and 1 for all: rounded up is what its multiples fall upon when the rests lie side by side.
        above = needed - np.floor(needed)
        start = chances.random()
        start = start * above if more > needed else above + start * (1 - above)
        order = chances.permutation(len(parts))
        ends = np.round(np.cumsum(rest[order]), _DIGITS)
        passed = np.ceil(np.append(0.0, ends) - start)
        up = np.empty(len(parts))
        up[order] = np.diff(np.maximum(passed, 0.0))
        return np.asarray(self._base * (np.floor(units) + up))

    def _chances(self, name: str) -> np.random.Generator:
        return np.random.default_rng([self._seed, int.from_bytes(hashlib.sha256(name.encode()).digest()[:8], "little")])


def to_figures(values: Floats) -> Floats:
    """Return values with three figures, zero and NaN as they are."""
    known = np.isfinite(values) & (values != 0)
    size = np.floor(np.log10(np.abs(np.where(known, values, 1.0))))
    scale = 10.0 ** (_FIGURES - 1 - size)
    return np.asarray(np.where(known, np.round(np.where(known, values, 1.0) * scale) / scale, values))
