# SPDX-License-Identifier: GPL-2.0-or-later
"""Whether all engines found the same amounts by type, to 1e-6.

Three things differ by rule and not by mistake, and are brought to one measure before they are compared:

* RegSO Atlas measures on the ellipsoid, the peers in the plane of SWEREF 99 TM. Our own pieces are therefore measured
  both ways (``peers/ours_pieces.py``): on the ellipsoid they must sum to what ``qgis_process`` answered, and in the
  plane to what the peers answered.
* A metre along a border that two areas share counts once with us (for the area that comes first) and in both areas
  with the peers. The second count is computed here from the vertices alone, without any overlay: a segment of a line
  whose two ends are the ends of an edge of two areas.
* PostGIS asks areas that ``ST_Subdivide`` has cut. Every cut puts a new vertex on the border, rounded to the nearest
  number, so a line along that edge is beside the border by a hair and falls to one side, to both or to neither.
  PostGIS is therefore compared on the lines that do not run along borders, and what it differs by on those that do
  is said.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pyogrio
import shapely
from numpy.typing import NDArray

from .areas import Areas, Floats, Geometries

TOLERANCE = 1e-6
SAME_ENGINE = 1e-9
TYPES = range(6)

Amounts = Mapping[str, float]


@dataclass(frozen=True)
class Expected:
    """What our pieces sum to: on the ellipsoid, in the plane, and as engines count that give a border to both sides."""

    true: Amounts
    planar: Amounts
    both_sides: Amounts
    away: Amounts


def expected(pieces: Mapping[str, Amounts], second: Amounts) -> Expected:
    """Return what the engines must find, from the answer of ``ours_pieces`` and the second counts."""
    planar = pieces["planar"]
    both = {key: planar[key] + second.get(key, 0.0) for key in planar}
    return Expected(pieces["amounts"], planar, both, pieces["away"])


def worst(found: Amounts, wanted: Amounts) -> float:
    """Return the largest relative difference of a type's amount."""
    total = max(sum(wanted.values()), 1.0)
    worst_of_all = 0.0
    for area_type in map(str, TYPES):
        here, there = found.get(area_type, 0.0), wanted.get(area_type, 0.0)
        # a type that holds next to nothing is compared with what a millionth of everything is
        worst_of_all = max(worst_of_all, abs(here - there) / max(abs(there), 1e-6 * total))
    return worst_of_all


def second_counts(areas: Areas, layer: Path) -> dict[str, float]:
    """Return by type the planar metres along shared borders, as the second of the two areas gets them."""
    kept = layer.with_suffix(".borders.json")
    if kept.exists():
        return json.loads(kept.read_text(encoding="utf-8"))  # type: ignore[no-any-return]
    borders = Borders(areas)
    with pyogrio.raw.open_arrow(layer, columns=[], where="along = 1", use_pyarrow=True) as (_, reader):
        sums = sum(borders.second(shapely.from_wkb(b.column("geom").to_pylist())) for b in reader)
    result = {str(i): float(v) for i, v in enumerate(sums)}
    kept.write_text(json.dumps(result), encoding="utf-8")
    return result


class Borders:
    """The edges that two areas share, and the later of the two (areas are in the order of their codes)."""

    def __init__(self, areas: Areas) -> None:
        parts, area_of_part = shapely.get_parts(areas.geometries, return_index=True)
        rings, part_of_ring = shapely.get_rings(parts, return_index=True)
        keys, _, ring = _keys(rings)
        area = area_of_part[part_of_ring[ring]]
        order = np.lexsort((area, keys))
        keys, area = keys[order], area[order]
        later = np.flatnonzero(keys[1:] == keys[:-1]) + 1
        self._keys, self._types = keys[later], areas.types[area[later]]

    def second(self, lines: Geometries) -> Floats:
        """Return the metres of lines along shared edges by the type of the later area."""
        keys, metres, _ = _keys(lines)
        if len(self._keys) == 0:
            return np.zeros(len(TYPES))
        place = np.minimum(np.searchsorted(self._keys, keys), len(self._keys) - 1)
        hit = self._keys[place] == keys
        return np.bincount(self._types[place[hit]], weights=metres[hit], minlength=len(TYPES))


def _keys(lines: Geometries) -> tuple[NDArray[np.uint64], Floats, NDArray[np.int64]]:
    """Return a key of each segment that is the same in both directions, its length and its line."""
    xy, line = shapely.get_coordinates(lines, return_index=True)
    same = line[1:] == line[:-1]
    start, end = xy[:-1][same], xy[1:][same]
    swap = (start[:, 0] > end[:, 0]) | ((start[:, 0] == end[:, 0]) & (start[:, 1] > end[:, 1]))
    low, high = np.where(swap[:, None], end, start), np.where(swap[:, None], start, end)
    bits = np.ascontiguousarray(np.hstack([low, high])).view(np.uint64)
    key = np.zeros(len(bits), dtype=np.uint64)
    for column in bits.T:
        key = (key ^ column) * np.uint64(0x9E3779B97F4A7C15)
        key ^= key >> np.uint64(29)
    return key, np.hypot(*(end - start).T), line[:-1][same]
