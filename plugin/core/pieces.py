# SPDX-License-Identifier: GPL-2.0-or-later
"""Parts of features in areas, and how they are summed and put together."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import IntEnum

import numpy as np
import shapely

from .arrays import Floats, Geometries, Ints
from .chains import Chains
from .edges import NOBODY

OUTSIDE = NOBODY
"""The area index of what lies in no area."""


class Kind(IntEnum):
    """What a feature is, by the dimension of its geometry."""

    POINT = 0
    LINE = 1
    POLYGON = 2


@dataclass(frozen=True)
class Pieces:
    """Parts of features, one row for each area that a feature touches (and one for what is outside).

    ``feature``: position in the batch; ``area``: index of the area or ``OUTSIDE``; ``amount``: points: share of the
    feature (sums to 1), lines: metres, polygons: square metres; ``geometry``: the part itself where it was asked for.
    Ordered by feature, then area with outside last.
    """

    feature: Ints
    area: Ints
    amount: Floats
    geometry: Geometries | None = None

    def __len__(self) -> int:
        return len(self.feature)


def no_pieces(parts: bool) -> Pieces:
    """Return the pieces of no features."""
    empty = np.empty(0, np.int64)
    return Pieces(empty, empty, np.empty(0), np.empty(0, dtype=object) if parts else None)


def merged(several: list[Pieces]) -> Pieces:
    """Return the pieces of different features of a batch together."""
    feature = np.concatenate([pieces.feature for pieces in several])
    order = np.argsort(feature, kind="stable")
    geometries = [pieces.geometry for pieces in several if pieces.geometry is not None]
    return Pieces(
        feature[order],
        np.concatenate([pieces.area for pieces in several])[order],
        np.concatenate([pieces.amount for pieces in several])[order],
        np.concatenate(geometries)[order] if len(geometries) == len(several) else None,
    )


def filled_parts(geometries: Geometries) -> tuple[Geometries, Ints]:
    """Return the parts of geometries that are not empty, and whose they are."""
    if (shapely.get_type_id(geometries) <= shapely.GeometryType.POLYGON).all():
        return geometries, np.arange(len(geometries))
    parts, owner = shapely.get_parts(geometries, return_index=True)
    filled = ~shapely.is_empty(parts)
    return parts[filled], owner[filled]


def sum_by_area(feature: Ints, area: Ints, amount: Floats, areas: int) -> tuple[Ints, Ints, Floats, Ints]:
    """Sum amounts over equal (feature, area); return them in order, and to which sum each row went."""
    key = feature * (areas + 1) + np.where(area == OUTSIDE, areas, area)
    if len(key) and (key[1:] > key[:-1]).all():
        return feature, area, np.asarray(amount, dtype=np.float64), np.arange(len(key))
    # Most keys are in order already, which a stable sort makes use of.
    order = np.argsort(key, kind="stable")
    key = key[order]
    new = np.concatenate([[True], key[1:] != key[:-1]]) if len(key) else np.zeros(0, dtype=bool)
    group = np.empty(len(key), dtype=np.int64)
    group[order] = np.cumsum(new) - 1
    key = key[new]
    number = key % (areas + 1)
    summed = np.bincount(group, weights=amount, minlength=len(key)).astype(np.float64)
    return key // (areas + 1), np.where(number == areas, OUTSIDE, number), summed, group


def collect(parts: Geometries, group: Ints, groups: int, make: Callable[..., Geometries]) -> Geometries:
    """Return the parts of every group as one multi-part geometry, made by ``make``."""
    order = np.argsort(group, kind="stable")
    result = np.empty(groups, dtype=object)
    make(parts[order], indices=group[order], out=result)
    return result


def collect_stretches(chains: Chains, line: Ints, low: Floats, high: Floats, group: Ints, groups: int) -> Geometries:
    """Return the stretches of every group as one multilinestring, neighbours joined."""
    order = np.lexsort((low, line, group))
    line, low, high, group = line[order], low[order], high[order], group[order]
    joined = (group[1:] == group[:-1]) & (line[1:] == line[:-1]) & (low[1:] == high[:-1])
    begins = np.concatenate([[True], ~joined])
    ends = np.concatenate([~joined, [True]])
    pieces = np.array(
        [chains.substring(int(n), a, b) for n, a, b in zip(line[begins], low[begins], high[ends], strict=True)],
        dtype=object,
    )
    return collect(pieces, group[begins], groups, shapely.multilinestrings)
