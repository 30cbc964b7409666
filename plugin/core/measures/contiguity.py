# SPDX-License-Identifier: GPL-2.0-or-later
"""Which areas are neighbours, from their polygons."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Any

import numpy as np
import shapely

from ..arrays import Bools, Floats, Geometries, Ints
from ..messages import RegsoError, listing


class Neighbours(str, Enum):
    """When two areas are neighbours, by the chess piece that steps from one to the other."""

    QUEEN = "queen"
    """They meet, be it in one point."""
    ROOK = "rook"
    """They have a stretch of border in common."""


@dataclass(frozen=True)
class Contiguity:
    """The neighbours of ``size`` areas, as rows of a sparse matrix without weights on the diagonal.

    Area i's neighbours are ``neighbours[start[i]:start[i + 1]]``, in rising order; being neighbours is mutual.
    """

    size: int
    start: Ints
    neighbours: Ints

    @property
    def degrees(self) -> Ints:
        """How many neighbours each area has."""
        return np.diff(self.start)

    @property
    def islands(self) -> Ints:
        """The areas without neighbours."""
        return np.flatnonzero(self.degrees == 0).astype(np.int64)

    def pairs(self) -> tuple[Ints, Ints]:
        """Return area and neighbour, each pair in both directions."""
        return np.repeat(np.arange(self.size, dtype=np.int64), self.degrees), self.neighbours

    def of_areas(self, keep: Bools) -> Contiguity:
        """Return the contiguity among some of the areas, numbered anew in the same order."""
        keep = np.asarray(keep, dtype=bool)
        first, second = self.pairs()
        both = keep[first] & keep[second]
        number = np.cumsum(keep) - 1
        return from_pairs(int(keep.sum()), number[first[both]], number[second[both]])

    def neighbour_means(self, values: Floats) -> Floats:
        """Return the mean of each area's neighbours (the lag with row-standardised weights); 0 where it has none."""
        first, second = self.pairs()
        sums = np.bincount(first, weights=values[second], minlength=self.size)
        return np.asarray(sums / np.maximum(self.degrees, 1), dtype=np.float64)


def from_pairs(size: int, first: Any, second: Any) -> Contiguity:
    """Return the contiguity of pairs of area numbers; each pair may stand once, twice or in both directions."""
    one, other = np.asarray(first, dtype=np.int64), np.asarray(second, dtype=np.int64)
    if one.size and (min(one.min(), other.min()) < 0 or max(one.max(), other.max()) >= size):
        raise RegsoError("A pair of neighbours names an area that is not there.", details=f"size={size}")
    keys = np.concatenate([one * size + other, other * size + one])
    keys = np.unique(keys[np.concatenate([one != other, one != other])])
    start = np.searchsorted(keys, np.arange(size + 1, dtype=np.int64) * size)
    return Contiguity(size, start.astype(np.int64), (keys % max(size, 1)).astype(np.int64))


def contiguity(polygons: Any, kind: Neighbours = Neighbours.QUEEN) -> Contiguity:
    """Return which polygons are neighbours; areas in several pieces count with all of them.

    Borders drawn with the same corners on both sides, as SCB's are, are found by those corners; what is left is asked
    of the geometries, so that a corner on only one side is found too, and so are areas that overlap. Raises
    ``RegsoError`` where a geometry is missing, empty, not a polygon or not valid.
    """
    geometries = _checked(polygons)
    size = len(geometries)
    found = _shared_border(geometries) if kind is Neighbours.ROOK else _shared_corner(geometries)
    known = np.unique(found[:, 0] * size + found[:, 1])
    candidates = shapely.STRtree(geometries).query(geometries).T.astype(np.int64)
    candidates = candidates[candidates[:, 0] < candidates[:, 1]]
    candidates = candidates[~np.isin(candidates[:, 0] * size + candidates[:, 1], known)]
    touching = candidates[_meet(geometries, candidates)]
    if kind is Neighbours.ROOK and len(touching):
        one, other = geometries[touching[:, 0]], geometries[touching[:, 1]]
        # a common stretch of border, or a common piece of ground
        overlap = shapely.relate_pattern(one, other, "2********")
        touching = touching[overlap | shapely.relate_pattern(one, other, "****1****")]
    pairs = np.concatenate([found, touching])
    return from_pairs(size, pairs[:, 0], pairs[:, 1])


def _checked(polygons: Any) -> Geometries:
    geometries = np.asarray(polygons, dtype=object)
    types = shapely.get_type_id(geometries)
    # 3 and 6 are polygon and multipolygon; a missing geometry is -1
    bad = ~np.isin(types, (3, 6)) | shapely.is_empty(geometries) | ~shapely.is_valid(geometries)
    if bad.any():
        raise RegsoError(
            "{count} areas have no usable polygon (rows {rows}), so it cannot be told which areas are neighbours. Mend "
            "the geometries (Fix geometries in the toolbox), or leave those areas out.",
            count=int(bad.sum()),
            rows=listing(np.flatnonzero(bad) + 1),
        )
    return geometries


def _corner_numbers(geometries: Geometries) -> tuple[Ints, Ints, Bools]:
    """Return for every corner a number that equal corners share, its area, and whether the next is of its ring."""
    # the rings of a multipolygon are only given by its parts
    pieces, owner = shapely.get_parts(geometries, return_index=True)
    rings, piece = shapely.get_rings(pieces, return_index=True)
    area = owner[piece]
    points, ring = shapely.get_coordinates(rings, return_index=True)
    # adding zero makes -0.0 and 0.0 the same
    as_bytes = np.ascontiguousarray(points + 0.0).view(np.complex128).ravel()
    _, number = np.unique(as_bytes, return_inverse=True)
    continues = np.append(ring[1:] == ring[:-1], False)
    return number.astype(np.int64), area[ring].astype(np.int64), continues


def _shared_corner(geometries: Geometries) -> Ints:
    number, area, _ = _corner_numbers(geometries)
    return _areas_with_same_key(number, area)


def _shared_border(geometries: Geometries) -> Ints:
    number, area, continues = _corner_numbers(geometries)
    following = np.append(number[1:], 0)
    one, other = np.minimum(number, following)[continues], np.maximum(number, following)[continues]
    return _areas_with_same_key(one * (int(number.max()) + 1) + other, area[continues])


def _areas_with_same_key(key: Ints, area: Ints) -> Ints:
    """Return pairs of different areas, smaller number first, that have a key in common: (pairs, 2)."""
    size = int(area.max()) + 1
    order = np.lexsort((area, key))
    key, area = key[order], area[order]
    pairs = []
    step = 1
    while True:
        # areas that share a key stand together: each is paired with the one `step` places on
        same = key[step:] == key[:-step]
        if not same.any():
            break
        one, other = area[:-step][same], area[step:][same]
        pairs.append(np.unique(one[one != other] * size + other[one != other]))
        step += 1
    packed = np.unique(np.concatenate(pairs)) if pairs else np.empty(0, dtype=np.int64)
    return np.stack([packed // size, packed % size], axis=1)


def _meet(geometries: Geometries, candidates: Ints) -> Bools:
    if not len(candidates):
        return np.zeros(0, dtype=bool)
    shapely.prepare(geometries)
    return np.asarray(shapely.intersects(geometries[candidates[:, 0]], geometries[candidates[:, 1]]), dtype=bool)
