# SPDX-License-Identifier: GPL-2.0-or-later
"""A finished summary: its tables, their columns and units, and the totals that tie."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from .messages import Message
from .overlay import Kind

UNITS = {None: ("features", 1.0), Kind.POINT: ("features", 1.0), Kind.LINE: ("km", 1e-3), Kind.POLYGON: ("km²", 1e-6)}
"""Unit and factor from the overlay's amounts (shares, metres, square metres); None: a table with area codes."""

COLUMNS = (
    "area_type",
    "label",
    "area_count",
    "population",
    "area_km2",
    "feature_count",
    "amount",
    "amount_unit",
    "per_1000",
    "per_1000_low",
    "per_1000_high",
    "per_km2",
    "share",
    "population_share",
    "share_difference",
    "location_quotient",
)
"""The table's columns in their order: the group field comes before them, the amount and rate fields after."""


@dataclass(frozen=True)
class Totals:
    """The figures that must tie: features and amounts (in the unit of the result).

    Where so little lies inside that it must not be shown, ``features``, ``inside`` and their amounts are NaN.
    """

    features: float = 0
    inside: float = 0
    outside: float = 0
    unusable: int = 0
    amount: float = 0.0
    inside_amount: float = 0.0
    outside_amount: float = 0.0

    @property
    def is_hidden(self) -> bool:
        """Whether what lies inside, and what there is in all, is not shown."""
        return bool(np.isnan(self.features) or np.isnan(self.amount))

    @property
    def tie(self) -> bool:
        """Whether inside, outside and unusable are everything, in features and (to 1e-9) in amount.

        Totals that are not shown cannot fail to tie.
        """
        if self.is_hidden:
            return True
        rest = abs(self.inside_amount + self.outside_amount - self.amount)
        return self.inside + self.outside + self.unusable == self.features and rest <= 1e-9 * max(self.amount, 1.0)


@dataclass(frozen=True)
class Summary:
    """A finished summary.

    ``table``: the columns of the contract in their order, one row per group and row of ``area_types.ROWS``;
    ``areas``: one row per area (index: code), the same measures. Missing values are NaN/None.
    """

    table: pd.DataFrame
    areas: pd.DataFrame
    totals: Totals
    unit: str
    group_field: str | None = None
    amount_fields: tuple[str, ...] = ()
    rate_fields: tuple[str, ...] = ()
    min_count: int = 0
    rounding: int = 0
    suppressed: int = 0
    warnings: tuple[Message, ...] = field(default=())
