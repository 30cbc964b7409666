# SPDX-License-Identifier: GPL-2.0-or-later
"""The socioeconomic index: the mean of three percentages, and how a computed one agrees with SCB's.

Index = (V1 + V2 + V3) / 3, equal weights, nothing standardised; higher is worse. Source: SCB, table TAB6586 (notes).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from .messages import Message, RegsoError, listing, message

ROUNDING = 0.05
"""SCB publishes the index and the three percentages with one decimal: each is off by at most this much."""

AGREEMENT = 2 * ROUNDING
"""What rounding alone can make of the difference between an index computed from published percentages and the
published index: the three percentages move their mean by at most 0.05, and the index is rounded once more."""

_SUSPICIOUS = 10
"""From this many areas on, percentages that are all below one are taken for shares."""


def compute_index(
    v1: pd.Series[Any], v2: pd.Series[Any], v3: pd.Series[Any], warnings: list[Message] | None = None
) -> pd.Series[Any]:
    """Return the index of every area: the mean of the three percentages.

    ``v1``, ``v2``, ``v3``: percent (0–100) by area code, in any order: low economic standard, pre-upper-secondary
    education, long-term social assistance or unemployment. Missing in any of the three, or an area that one of them
    lacks: missing. Raises ``RegsoError`` for percentages that are none; ``warnings`` gets what is odd.
    """
    given = {"V1": v1, "V2": v2, "V3": v3}
    parts = pd.concat([_percentages(name, values) for name, values in given.items()], axis=1)
    if warnings is not None:
        warnings += suspected_shares(parts)
    return parts.mean(axis=1, skipna=False).rename("computed_index")


def suspected_shares(parts: pd.DataFrame) -> list[Message]:
    """Say which of the percentages look like shares: many, above zero, and none above one."""
    names = [n for n in parts if parts[n].count() >= _SUSPICIOUS and parts[n].max() <= 1 and parts[n].max() > 0]
    if not names:
        return []
    return [
        message(
            "All values of {names} lie between 0 and 1. They may be shares; the index needs percentages: 12.5, not "
            "0.125.",
            names=listing(names),
        )
    ]


def one_row_per_area(values: pd.Series[Any]) -> pd.Series[Any]:
    """Return the values as they are; raise ``RegsoError`` where an area stands on several rows."""
    twice = values.index[values.index.duplicated()].unique()
    if len(twice):
        raise RegsoError(
            "{count} areas stand on several rows of the table: {codes}. Choose one year, with one row per area.",
            count=len(twice),
            codes=listing(twice),
        )
    return values


def _percentages(name: str, values: pd.Series[Any]) -> pd.Series[Any]:
    values = one_row_per_area(values)
    numbers = pd.to_numeric(values, errors="coerce").astype(float).rename(name)
    wrong = (values.notna() & numbers.isna()) | (numbers.notna() & ~numbers.between(0, 100))
    if wrong.any():
        raise RegsoError(
            "{name} has {count} values that are no percentages (0–100): {examples}. Choose the field with the "
            "percentage, and leave it empty where there is no value.",
            name=name,
            count=int(wrong.sum()),
            examples=listing((f"{code}: {values.loc[code]}" for code in values.index[wrong]), 5),
        )
    return numbers


@dataclass(frozen=True)
class IndexComparison:
    """How a computed index agrees with the published one.

    ``compared``: areas with both; ``max_difference``: the largest absolute difference (NaN where nothing could be
    compared); ``beyond_rounding``: areas that differ by more than the tolerance: ``computed``, ``published``,
    ``difference`` (computed - published), the largest first; ``only_computed``, ``only_published``: areas with a value
    on one side only.
    """

    compared: int
    max_difference: float
    tolerance: float
    beyond_rounding: pd.DataFrame
    only_computed: tuple[str, ...]
    only_published: tuple[str, ...]

    @property
    def agrees(self) -> bool:
        """Whether something could be compared and rounding explains every difference."""
        return self.compared > 0 and self.beyond_rounding.empty

    def messages(self) -> tuple[Message, ...]:
        """Return the comparison as sentences."""
        if self.compared == 0:
            return (message("No area has both a computed and a published index, so they could not be compared."),)
        said = [
            message(
                "The computed index was compared with the published one in {count} areas; the largest difference is "
                "{difference:.3f}.",
                count=self.compared,
                difference=self.max_difference,
            )
        ]
        if len(self.beyond_rounding):
            said.append(
                message(
                    "{count} areas differ by more than rounding explains ({tolerance:g}): {codes}. Percentages and "
                    "index may be of different years, editions or dates of correction.",
                    count=len(self.beyond_rounding),
                    tolerance=self.tolerance,
                    codes=listing(self.beyond_rounding.index),
                )
            )
        said += [
            message(text.text, count=len(codes), codes=listing(codes))
            for text, codes in (
                (message("{count} areas have a computed index only: {codes}"), self.only_computed),
                (message("{count} areas have a published index only: {codes}"), self.only_published),
            )
            if codes
        ]
        return tuple(said)


def compare_with_published(
    computed: pd.Series[Any], published: pd.Series[Any], tolerance: float = AGREEMENT
) -> IndexComparison:
    """Compare a computed index with SCB's, area by area; both by the same keys, such as code or (code, year)."""
    both = pd.concat([computed.astype(float).rename("computed"), published.astype(float).rename("published")], axis=1)
    known = both.notna()
    compared = both[known.all(axis=1)].copy()
    compared["difference"] = compared["computed"] - compared["published"]
    size = compared["difference"].abs()
    # Both have few decimals: a difference of exactly the tolerance is not beyond it, whatever floating point says.
    beyond = compared[size > tolerance + 1e-9].sort_values("difference", key=np.abs, ascending=False, kind="stable")
    return IndexComparison(
        compared=len(compared),
        max_difference=float(size.max()) if len(size) else float("nan"),
        tolerance=tolerance,
        beyond_rounding=beyond,
        only_computed=_texts(both.index[known["computed"] & ~known["published"]]),
        only_published=_texts(both.index[known["published"] & ~known["computed"]]),
    )


def _texts(keys: Sequence[object] | pd.Index[Any]) -> tuple[str, ...]:
    return tuple(sorted(" ".join(map(str, key)) if isinstance(key, tuple) else str(key) for key in keys))
