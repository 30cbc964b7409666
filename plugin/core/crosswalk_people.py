# SPDX-License-Identifier: GPL-2.0-or-later
"""The people of a crosswalk: a population grid or a table, placed in the areas of both sides."""

from __future__ import annotations

from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from .arrays import Geometries
from .crosswalk_areas import IsCancelled, Progress, codes_at, in_working_crs, part_of, split_by_turns
from .messages import Message, RegsoError, message
from .overlay import AreaIndex

PAIR = ["from_code", "to_code"]
"""The columns that name a pair of areas."""

_CELLS_AT_ONCE = 5_000


def people_by_pair(
    people: gpd.GeoDataFrame | pd.DataFrame,
    old: gpd.GeoDataFrame,
    new: gpd.GeoDataFrame,
    warnings: list[Message],
    cancelled: IsCancelled,
    progress: Progress,
    located: bool,
) -> tuple[pd.DataFrame, float]:
    """Return the people of every pair of prepared areas, and how many live outside both.

    ``people``: a grid, or a table by pair, as ``build_crosswalk`` takes it.
    """
    if "population" not in people:
        raise RegsoError("The population grid or table has no field “population” with the number of inhabitants.")
    number = pd.to_numeric(people["population"], errors="coerce").astype(float)
    if (number < 0).any():
        raise RegsoError("The population grid or table has negative numbers of inhabitants. Choose another field.")
    if number.isna().any():
        warnings.append(
            message(
                "{count} cells or rows of the population have no number of inhabitants and were left out.",
                count=int(number.isna().sum()),
            )
        )
    if not number.notna().any():
        raise RegsoError(
            "The population grid or table has no number of inhabitants at all. Choose another field, or another layer."
        )
    people, number = people[number.notna()], number[number.notna()]
    if isinstance(people, gpd.GeoDataFrame):
        if people.crs is None and not located:
            raise RegsoError(
                "The population grid has no coordinate reference system. Set it in the layer's properties."
            )
        pairs = _placed(in_working_crs(people), number, old, new, cancelled, progress)
    else:
        pairs = _paired(people, number, old, new)
    somewhere = pairs[pairs["from_code"].notna() | pairs["to_code"].notna()]
    by_pair = somewhere.groupby(PAIR, dropna=False)["population"].sum().reset_index()
    for key in PAIR:
        by_pair[key] = by_pair[key].astype(object).where(by_pair[key].notna(), None)
    return by_pair, float(number.sum() - by_pair["population"].sum())


def _placed(
    geometries: Geometries,
    number: pd.Series[Any],
    old: gpd.GeoDataFrame,
    new: gpd.GeoDataFrame,
    cancelled: IsCancelled,
    progress: Progress,
) -> pd.DataFrame:
    """Split cells with the old areas and the parts with the new ones; a cell's people go with its ground."""
    dimensions = set(shapely.get_dimensions(geometries[~shapely.is_empty(geometries)]).tolist())
    if len(dimensions) != 1 or not dimensions <= {0, 2} or shapely.is_empty(geometries).any():
        raise RegsoError("The population grid must hold points or polygons, all of one kind and none of them empty.")
    index = AreaIndex(old.geometry.to_numpy())
    first = split_by_turns(index, geometries, _CELLS_AT_ONCE, cancelled, part_of(progress, 0.0, 0.5), parts=True)
    if first.geometry is None:
        raise AssertionError("the parts were asked for")
    solid = ~shapely.is_empty(first.geometry) & (first.amount > 0)
    parts, cell, weight = first.geometry[solid], first.feature[solid], first.amount[solid]
    index = AreaIndex(new.geometry.to_numpy())
    second = split_by_turns(index, parts, _CELLS_AT_ONCE, cancelled, part_of(progress, 0.5, 1.0))
    whole = np.bincount(second.feature, weights=second.amount, minlength=len(parts))
    amount = second.amount * np.divide(weight, whole, out=np.zeros(len(parts)), where=whole > 0)[second.feature]
    cell = cell[second.feature]
    total = np.bincount(cell, weights=amount, minlength=len(geometries))
    return pd.DataFrame(
        {
            "from_code": codes_at(old, first.area[solid][second.feature]),
            "to_code": codes_at(new, second.area),
            "population": number.to_numpy()[cell] * amount / total[cell],
        }
    )


def _paired(table: pd.DataFrame, number: pd.Series[Any], old: gpd.GeoDataFrame, new: gpd.GeoDataFrame) -> pd.DataFrame:
    lacking = [column for column in PAIR if column not in table]
    if lacking:
        raise RegsoError(
            "The population table lacks {columns}. It needs the area's code on either side, and the people.",
            columns=", ".join(lacking),
        )
    pairs = table[PAIR].astype(object).assign(population=number)
    for column, areas in zip(PAIR, (old, new), strict=True):
        pairs[column] = pairs[column].where(pairs[column].isin(areas.index), None)
    return pairs
