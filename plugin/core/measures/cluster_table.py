# SPDX-License-Identifier: GPL-2.0-or-later
"""Clustering of a value over the areas of each year, as rows for the table of segregation and a class for each area."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

import numpy as np
import pandas as pd
import shapely

from ..arrays import Bools, Floats, Geometries
from ..distribution import COUNTRY
from ..messages import Message, RegsoError, message
from .clustering import PERMUTATIONS, Cluster, LocalMoran, Moran, local_moran, moran, why_not
from .contiguity import Contiguity, Neighbours, contiguity

#: The rows that clustering adds to the table of segregation.
MEASURES = ("moran_i", "moran_expected", "moran_p")
#: The columns of ``Clusters.areas``.
AREA_COLUMNS = ("value", "neighbour_mean", "neighbours", "local_moran", "p_value", "p_adjusted", "cluster")


@dataclass(frozen=True)
class Clusters:
    """What ``cluster_table`` found.

    ``table`` has the columns of the table of segregation. ``areas`` has a row for each value that was given, with
    ``AREA_COLUMNS``; ``cluster`` is the text of a ``Cluster``.
    """

    table: pd.DataFrame
    areas: pd.DataFrame
    warnings: tuple[Message, ...]


def cluster_table(
    values: Any,
    polygons: Sequence[Any],
    *,
    name: str,
    years: Any = None,
    kind: Neighbours = Neighbours.QUEEN,
    permutations: int = PERMUTATIONS,
    seed: int = 1,
    level: float = 0.05,
) -> Clusters:
    """Return Moran's I of each year, and each area's own with the cluster that it belongs to.

    ``values`` (rows,), NaN where there is none; ``polygons`` (rows,); ``years`` (rows,) or None. Areas without a value
    or a polygon are ``no data`` and nobody's neighbours. A year in which nothing can be computed has its reason in
    ``note``. Raises ``RegsoError`` for polygons that are not valid, and as ``contiguity``.
    """
    if permutations < 1 or not 0 < level < 1:
        raise RegsoError("Clustering needs at least one permutation, and a level between 0 and 1 such as 0.05.")
    array = np.asarray(values, dtype=np.float64)
    geometries = np.asarray(polygons, dtype=object)
    when = np.zeros(len(array), dtype=np.int64) if years is None else np.asarray(years, dtype=np.int64)
    drawn = ~(shapely.is_missing(geometries) | shapely.is_empty(geometries))
    usable: Bools = np.isfinite(array) & drawn
    areas = _empty_areas(array)
    rows, warnings = [], _left_out(usable, drawn)
    known: dict[str, Contiguity] = {}
    for year in np.unique(when):
        own = np.flatnonzero(usable & (when == year))
        neighbours = _neighbours(geometries[own], kind, known)
        reason = why_not(array[own], neighbours)
        shown = None if years is None else int(year)
        if reason is not None:
            rows += _rows(None, reason, name, shown, len(own))
            continue
        found = moran(array[own], neighbours, permutations=permutations, seed=seed)
        local = local_moran(array[own], neighbours, permutations=permutations, seed=seed, level=level)
        rows += _rows(found, _islands(neighbours), name, shown, len(own))
        _fill(areas, own, local, neighbours)
        warnings += _too_few_permutations(local, permutations, level, shown)
    table = pd.DataFrame(rows).astype({"year": "Int64", "note": object})
    return Clusters(table.where(table.notna() | (table.columns != "note"), None), areas, tuple(warnings))


def _empty_areas(values: Floats) -> pd.DataFrame:
    frame = pd.DataFrame({name: np.full(len(values), np.nan) for name in AREA_COLUMNS[:-1]})
    frame["value"] = values
    frame["cluster"] = pd.Series([Cluster.NO_DATA.value] * len(values), dtype=object)
    return frame


def _fill(areas: pd.DataFrame, own: Any, local: LocalMoran, neighbours: Contiguity) -> None:
    areas.loc[own, "neighbour_mean"] = local.neighbour_mean
    areas.loc[own, "neighbours"] = neighbours.degrees.astype(np.float64)
    areas.loc[own, "local_moran"] = local.index
    areas.loc[own, "p_value"] = local.p_value
    areas.loc[own, "p_adjusted"] = local.p_adjusted
    areas.loc[own, "cluster"] = [one.value for one in local.cluster]


def _neighbours(polygons: Geometries, kind: Neighbours, known: dict[str, Contiguity]) -> Contiguity:
    """Return the neighbours; years with the same polygons ask only once."""
    if not len(polygons):
        return Contiguity(0, np.zeros(1, dtype=np.int64), np.empty(0, dtype=np.int64))
    digest = sha256()
    for wkb in shapely.to_wkb(polygons):
        digest.update(wkb)
    key = digest.hexdigest()
    if key not in known:
        known[key] = contiguity(polygons, kind)
    return known[key]


def _left_out(usable: Bools, drawn: Bools) -> list[Message]:
    if usable.all():
        return []
    return [
        message(
            "{count} rows have no value or no polygon and take no part in the clustering ({undrawn} have no polygon).",
            count=int((~usable).sum()),
            undrawn=int((~drawn).sum()),
        )
    ]


def _islands(neighbours: Contiguity) -> Message | None:
    count = len(neighbours.islands)
    return message("{count} areas have no neighbours.", count=count) if count else None


def _rows(found: Moran | None, note: Message | None, name: str, year: int | None, areas: int) -> list[dict[str, Any]]:
    nan = float("nan")
    values = (nan, nan, nan) if found is None else (found.index, found.expected, found.p_value)
    common = {"group_name": name, "other_group": "", "areas": areas, "people": nan, "note": note}
    return [
        {"region": COUNTRY, "year": year, "measure": measure, "value": value, **common}
        for measure, value in zip(MEASURES, values, strict=True)
    ]


def _too_few_permutations(local: LocalMoran, permutations: int, level: float, year: int | None) -> list[Message]:
    """Return a warning where no cluster could be found for want of permutations."""
    tested = local.p_value[~np.isnan(local.p_value)]
    smallest = 2 / (permutations + 1)
    at_smallest = int((tested <= smallest * (1 + 1e-9)).sum())
    clusters = {Cluster.HIGH_HIGH, Cluster.LOW_LOW, Cluster.HIGH_LOW, Cluster.LOW_HIGH}
    if clusters & set(local.cluster) or not at_smallest or smallest * len(tested) / at_smallest <= level:
        return []
    return [
        message(
            "No area is called a cluster{year}, but {count} have the smallest p-value that {permutations} permutations "
            "can give, {smallest}. More permutations may tell.",
            year=f" ({year})" if year is not None else "",
            count=at_smallest,
            permutations=permutations,
            smallest=f"{smallest:.2g}",
        )
    ]
