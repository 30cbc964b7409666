# SPDX-License-Identifier: GPL-2.0-or-later
"""Which cells of a written table are empty because a small count was hidden there, and not because nothing is known."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from typing import Any

OF_FEATURES = ("feature_count", "amount", "per_1000", "per_1000_low", "per_1000_high", "per_km2")
_OF_FIGURE = ("amount", "share", "rate", "rate_low", "rate_high")
_OF_CHANGE = (
    "amount_change", "difference", "difference_low", "difference_high", "ratio", "ratio_low", "ratio_high", "differs",
)  # fmt: skip
_OF_YEARS = {"figure": (*_OF_FIGURE, *_OF_CHANGE), "change": ("share", *_OF_CHANGE), "share": ("share",)}
"""What is hidden of a row of a follow-up, by its column ``hidden``."""

Hidden = Callable[[Mapping[str, Any]], Collection[str]]


def hidden_cells(columns: Collection[str], fields: Collection[str], min_count: int) -> Hidden:
    """Return what names the hidden columns of a row; ``fields``: columns of the user's own fields in a summary."""
    if "hidden" in columns and "base_year" in columns:
        return _of_years
    if min_count > 1 and "feature_count" in columns:
        own = {*OF_FEATURES, *fields}
        return lambda row: own if is_missing(row["feature_count"]) else ()
    return lambda _: ()


def is_missing(value: object) -> bool:
    """Whether a cell has no value."""
    return value is None or value != value  # noqa: PLR0124 - NaN, NaT


def _of_years(row: Mapping[str, Any]) -> Collection[str]:
    if is_missing(row["hidden"]):
        return ()
    # the first year has no change that could be hidden
    without = _OF_CHANGE if is_missing(row["base_year"]) else ()
    own = _OF_YEARS.get(str(row["hidden"]), ())
    return {name for name in own if name in row and is_missing(row[name]) and name not in without}
