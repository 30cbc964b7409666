# SPDX-License-Identifier: GPL-2.0-or-later
"""Counts of people in small areas, and the parts (a kommun in a year, say) that the areas are summed over."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from ..arrays import Floats, Ints
from ..messages import RegsoError

_ROUNDING = 1e-9
"""How much larger, relative to it, a part of the people may be than all of them before it is an error."""


@dataclass(frozen=True)
class Parts:
    """The part that every row belongs to; the measures are computed for all parts at once.

    ``of_row``: (rows,) numbers from 0 to ``count`` - 1. A part without rows is allowed; its measures are NaN.
    """

    of_row: Ints
    count: int

    @classmethod
    def whole(cls, rows: int) -> Parts:
        """Return one part that holds all rows."""
        return cls(np.zeros(rows, dtype=np.int64), 1)

    @classmethod
    def from_keys(cls, *keys: Any) -> tuple[Parts, pd.DataFrame]:
        """Return the parts that differ in any of the keys, and the keys of every part, in the keys' order.

        Each key is a column of (rows,) values; missing values are a value of their own.
        """
        frame = pd.DataFrame({f"key_{i}": np.asarray(key) for i, key in enumerate(keys)})
        groups = frame.groupby(list(frame.columns), sort=True, dropna=False)
        number = groups.ngroup().to_numpy(dtype=np.int64)
        found = frame.assign(part=number).drop_duplicates("part").sort_values("part").drop(columns="part")
        return cls(number, len(found)), found.reset_index(drop=True)

    def sums(self, values: Floats) -> Floats:
        """Return the sum over each part: (parts,) of (rows,), or (parts, k) of (rows, k)."""
        if values.ndim == 1:
            return np.bincount(self.of_row, weights=values, minlength=self.count).astype(np.float64)
        return np.stack([self.sums(values[:, column]) for column in range(values.shape[1])], axis=1)

    def cumulated(self, values: Floats, order: Ints) -> Floats:
        """Return the sum of what comes before each row within its part, rows taken in ``order`` (parts together).

        The result stands in that order.
        """
        sorted_values = values[order]
        before = np.concatenate([[0.0], np.cumsum(sorted_values)[:-1]])
        of_row = self.of_row[order]
        starts = np.searchsorted(of_row, np.arange(self.count))
        return before - before[np.minimum(starts, max(len(before) - 1, 0))][of_row]


def checked_counts(columns: Sequence[Any], names: Sequence[str] | None = None) -> Floats:
    """Return columns of counts as (rows, columns) of float64.

    Counts need not be whole (estimates are not). Raises ``RegsoError`` where columns differ in length, where there is
    no row, and where a count is missing, infinite or negative, saying in which column and how many.
    """
    arrays = [np.asarray(column, dtype=np.float64) for column in columns]
    if not arrays or arrays[0].size == 0:
        raise RegsoError("There are no areas to compute the measures from. Choose a table or layer with areas.")
    if any(array.shape != arrays[0].shape or array.ndim != 1 for array in arrays):
        raise RegsoError(
            "The counts of the groups are not equally many. Every group needs one count for each area.",
            details=str([array.shape for array in arrays]),
        )
    for number, array in enumerate(arrays):
        name = names[number] if names else str(number + 1)
        missing = int((~np.isfinite(array)).sum())
        if missing:
            raise RegsoError(
                "{count} areas have no count in {name}. Leave those areas out, or fill in the counts; missing is not "
                "zero.",
                count=missing,
                name=name,
            )
        negative = int((array < 0).sum())
        if negative:
            raise RegsoError(
                "{count} counts in {name} are negative. Counts of people cannot be; correct the table.",
                count=negative,
                name=name,
            )
    return np.stack(arrays, axis=1)


def checked_group(group: Any, total: Any) -> tuple[Floats, Floats]:
    """Return the counts of a group and of all people; ``RegsoError`` as ``checked_counts``, or group above total."""
    counts = checked_counts([group, total])
    above = counts[:, 0] > counts[:, 1] * (1 + _ROUNDING)
    if above.any():
        raise RegsoError(
            "In {count} areas the group has more people than there are in all. Check which fields hold the group and "
            "the total.",
            count=int(above.sum()),
        )
    return counts[:, 0], np.maximum(counts[:, 0], counts[:, 1])


def divided(numerator: Floats, denominator: Floats) -> Floats:
    """Return the quotients, NaN where the denominator is zero."""
    result = np.full(np.broadcast_shapes(np.shape(numerator), np.shape(denominator)), np.nan)
    np.divide(numerator, denominator, out=result, where=np.asarray(denominator) != 0)
    return result
