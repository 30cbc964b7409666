# SPDX-License-Identifier: GPL-2.0-or-later
"""One of the report's two languages: its sentences filled in and its way of writing numbers."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import Literal

from ..core.singular import fill_in
from .texts import Text

MINUS = "\N{MINUS SIGN}"
NO_BREAK = "\N{NO-BREAK SPACE}"


class Language:
    """Swedish for every code that begins with ``sv``, else English."""

    def __init__(self, code: str) -> None:
        self.code: Literal["sv", "en"] = "sv" if code.startswith("sv") else "en"

    def __call__(self, text: Text, /, **values: str) -> str:
        """Return a text in this language with its named fields filled in."""
        return fill_in(text.sv if self.code == "sv" else text.en, values, english=self.code == "en", written=True)

    def number(self, value: float, decimals: int = 0) -> str:
        """Return a number; what would round to a false zero is written as less than the last decimal.

        NaN is a number that is not shown, with the sign of SCB's tables.
        """
        if math.isnan(value):
            return ".."
        if 0 < value < 0.5 * 10**-decimals:
            return "<" + self._written(10**-decimals, decimals)
        return self._written(value, decimals)

    def signed(self, value: float, decimals: int = 0) -> str:
        """Return a number with its sign, a zero without."""
        rounded = round(value, decimals)
        return ("+" if rounded > 0 else "") + self._written(rounded, decimals)

    def percent(self, share: float, decimals: int = 1) -> str:
        """Return a share (0–1) as a percentage with its sign: ``12,3 %`` or ``12.3%``."""
        return self.number(100 * share, decimals) + (f"{NO_BREAK}%" if self.code == "sv" else "%")

    def _written(self, value: float, decimals: int) -> str:
        rounded = round(value, decimals)
        text = f"{abs(rounded):,.{decimals}f}"
        if self.code == "sv":
            text = text.replace(",", NO_BREAK).replace(".", ",")
        return (MINUS if rounded < 0 else "") + text


def decimals_for(values: Iterable[float], figures: int = 3, most: int = 6) -> int:
    """Return how many decimals write the largest value with so many figures; none where all values are whole.

    One column is written with one number of decimals, and never more precisely than its largest value deserves.
    """
    sizes = [abs(value) for value in values if math.isfinite(value)]
    largest = max(sizes, default=0.0)
    if largest == 0 or all(math.isclose(size, round(size), abs_tol=1e-9) for size in sizes):
        return 0
    return min(max(figures - 1 - math.floor(math.log10(largest)), 0), most)
