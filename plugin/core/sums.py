# SPDX-License-Identifier: GPL-2.0-or-later
"""Running sums over areas, one set for each group."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from .area_types import ROWS
from .arrays import Floats
from .overlay import OUTSIDE, Pieces


class Sums:
    """Running sums of one group. Arrays run over the areas, with outside last."""

    _row_of = np.array([ROWS.index(row) for row in (*range(max(ROWS) + 1), -1)])
    """The number of each type's row; -1 counts from the end."""

    def __init__(self, size: int, amount_fields: tuple[str, ...], rate_fields: tuple[str, ...]) -> None:
        self.amount = np.zeros(size)
        self.features_by_area = np.zeros(size, dtype=np.int64)
        self.features = dict.fromkeys(ROWS, 0)
        self.summed = {name: np.zeros(size) for name in amount_fields}
        self.known = {name: np.zeros(size) for name in amount_fields}
        self.weighted = {name: np.zeros(size) for name in rate_fields}
        self.weights = {name: np.zeros(size) for name in rate_fields}

    def add(
        self,
        pieces: Pieces,
        chosen: NDArray[np.bool_],
        type_of_area: NDArray[np.int64],
        share: Floats,
        numbers: dict[str, Floats],
    ) -> None:
        """Add the chosen pieces of a batch.

        ``type_of_area``: types by position of the area, outside last; ``share``: what part of its feature each piece
        is; ``numbers``: the fields' values by feature, NaN where missing.
        """
        feature, area, amount = pieces.feature[chosen], pieces.area[chosen], pieces.amount[chosen]
        size = len(self.amount)
        place = np.where(area == OUTSIDE, size - 1, area)
        self.amount += np.bincount(place, weights=amount, minlength=size)
        self.features_by_area += np.bincount(place, minlength=size)
        # A feature that crosses several areas of one type is one feature of that type.
        pairs = feature * len(ROWS) + self._row_of[type_of_area[place]]
        if not (pairs[1:] > pairs[:-1]).all():
            pairs = np.unique(pairs)
        for row, count in zip(ROWS, np.bincount(pairs % len(ROWS), minlength=len(ROWS)), strict=True):
            self.features[row] += int(count)
        for name, total in self.summed.items():
            values = numbers[name][feature] * share[chosen]
            total += np.bincount(place, weights=np.nan_to_num(values), minlength=size)
            self.known[name] += np.bincount(place, weights=~np.isnan(values), minlength=size)
        for name, total in self.weighted.items():
            values = numbers[name][feature]
            known = ~np.isnan(values)
            total += np.bincount(place[known], weights=(values * amount)[known], minlength=size)
            self.weights[name] += np.bincount(place[known], weights=amount[known], minlength=size)

    def fields(self, by: Callable[[Floats], Floats]) -> list[tuple[str, Floats]]:
        """Return the columns of the amount and rate fields after summing the areas with ``by``."""
        result = []
        for name, total in self.summed.items():
            # Features without a value are unknown, not nothing; where no feature lies, the sum is zero.
            unknown = (by(self.features_by_area.astype(float)) > 0) & (by(self.known[name]) == 0)
            result.append((f"{name}_sum", np.where(unknown, np.nan, by(total))))
        for name, total in self.weighted.items():
            weight = by(self.weights[name])
            mean = np.divide(by(total), weight, out=np.full(len(weight), np.nan), where=weight > 0)
            result.append((f"{name}_mean", mean))
        return result

    @classmethod
    def merged(cls, parts: list[Sums]) -> Sums:
        """Return the sums of several groups as one."""
        first = parts[0]
        result = cls(len(first.amount), tuple(first.summed), tuple(first.weighted))
        for part in parts:
            result.amount += part.amount
            result.features_by_area += part.features_by_area
            for row, count in part.features.items():
                result.features[row] += count
            for own, other in (
                (result.summed, part.summed),
                (result.known, part.known),
                (result.weighted, part.weighted),
                (result.weights, part.weights),
            ):
                for name, values in other.items():
                    own[name] += values
        return result


def shares_of_features(pieces: Pieces, features: int) -> Floats:
    """Return what part of its feature each piece is; pieces of a feature without extent share it equally."""
    total = np.bincount(pieces.feature, weights=pieces.amount, minlength=features)[pieces.feature]
    count = np.bincount(pieces.feature, minlength=features)[pieces.feature]
    return np.divide(pieces.amount, total, out=1.0 / count, where=total > 0)
