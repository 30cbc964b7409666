# SPDX-License-Identifier: GPL-2.0-or-later
"""From one set of areas to another: which ground and which people of an area lie in which area of the other set.

Made for the editions of RegSO, of which most codes are the same and some boundaries are not. Converting figures
along a crosswalk is in ``conversion``.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from . import ellipsoid
from .areas import repair_polygons
from .code_column import clean_codes
from .messages import Message, RegsoError, listing, message
from .overlay import OUTSIDE, AreaIndex
from .tables.words import plain

SLIVER = 1e-4
"""A piece that is a smaller share than this of both its areas is a sliver: digitising, no change of boundary."""

ROUNDING = 1e-9
"""The share of an area that the sum of its parts can be off by."""

_LARGEST_SLIVER = 0.01

CHANGED = 1e-3
"""An area has changed where more than this share of it has; below, boundaries were only drawn anew."""

_KEYS = ["from_code", "to_code"]
_SHARES = ["area_share_of_from", "area_share_of_to", "population_share_of_from", "population_share_of_to"]
_COLUMNS = [*_KEYS, "area_km2", *_SHARES[:2], "population", *_SHARES[2:]]


@dataclass(frozen=True)
class Crosswalk:
    """Which share of every area lies where.

    ``frame``: one row for each pair of areas that share ground or people, ordered by code: ``from_code``, ``to_code``
    (None: ground or people of the other side that no area of this one has), ``area_km2``, ``area_share_of_from``,
    ``area_share_of_to``, ``population``, ``population_share_of_from``, ``population_share_of_to`` (NaN where people
    are not known, or nobody lives). Shares are 0–1; those of an area sum to 1.
    ``areas``: index code, of either side: ``name_from``, ``name_to``, ``km2_from``, ``km2_to`` (NaN where the side
    lacks the code), ``km2_common`` (ground under the same code on both sides).
    ``slivers``: the pieces that were ignored, as they lay; their shares went to the other pieces of their areas.
    ``population_unplaced``: people outside both sides. Areas are on the ellipsoid.
    """

    frame: pd.DataFrame
    areas: pd.DataFrame
    slivers: pd.DataFrame
    sliver_share: float
    has_population: bool
    population_unplaced: float
    warnings: tuple[Message, ...]


def build_crosswalk(
    source: gpd.GeoDataFrame,
    target: gpd.GeoDataFrame,
    *,
    people: gpd.GeoDataFrame | pd.DataFrame | None = None,
    sliver: float = SLIVER,
    cancelled: Callable[[], bool] | None = None,
) -> Crosswalk:
    """Return the crosswalk from the areas of ``source`` to those of ``target``.

    ``source``, ``target``: polygons, index of area codes, any CRS; ``name`` where known. ``people``: points or polygons
    with ``population`` (a grid; a cell's people are spread evenly over it), or a table with ``from_code``, ``to_code``
    and ``population``. ``sliver``: the share of both areas below which a piece is ignored, unless people known to live
    there are a greater share. Raises ``RegsoError`` where the areas or people cannot be used, ``Cancelled`` soon after
    ``cancelled`` answers true.
    """
    if not 0 <= sliver <= _LARGEST_SLIVER:
        raise RegsoError(
            "A sliver tolerance of {share} cannot be used: give a share between 0 and {largest}; 0 keeps every piece.",
            share=sliver,
            largest=_LARGEST_SLIVER,
        )
    warnings: list[Message] = []
    old, new = _prepare(source, warnings), _prepare(target, warnings)
    ground = _shared_ground(old, new, cancelled)
    unplaced = 0.0
    frame = ground
    if people is not None:
        living, unplaced = _people_by_pair(people, old, new, warnings, cancelled)
        frame = ground.merge(living, on=_KEYS, how="outer")
    frame = frame.reindex(columns=[*_KEYS, "area_km2", "population"]).fillna({"area_km2": 0.0})
    if people is not None:
        frame["population"] = frame["population"].fillna(0.0)
    frame = _with_shares(frame)
    ignored = _is_sliver(frame, sliver)
    slivers = frame[ignored].reset_index(drop=True)
    kept = _with_shares(frame[~ignored]).sort_values(_KEYS, na_position="last", ignore_index=True)
    areas = _areas_of_both(old, new, ground)
    warnings += _remarks(kept, slivers, sliver, unplaced)
    return Crosswalk(kept, areas, slivers, sliver, people is not None, unplaced, tuple(warnings))


def _prepare(areas: gpd.GeoDataFrame, warnings: list[Message]) -> gpd.GeoDataFrame:
    """Return areas with clean, unique codes in order, and valid polygons in SWEREF 99 TM."""
    if len(areas) == 0:
        raise RegsoError("One of the two sets of areas is empty. Choose two layers with polygons.")
    if areas.crs is None:
        raise RegsoError("The area layer has no coordinate reference system. Set it in the layer's properties.")
    codes = clean_codes(pd.Series(areas.index), warnings)
    twice = pd.Index(codes)[pd.Index(codes).duplicated()].unique()
    if len(twice):
        raise RegsoError(
            "{count} area codes stand on several polygons: {codes}. Dissolve the layer by code first.",
            count=len(twice),
            codes=listing(twice),
        )
    geometries = shapely.force_2d(areas.geometry.to_crs(ellipsoid.WORKING_CRS).to_numpy())
    unusable = shapely.is_missing(geometries) | shapely.is_empty(geometries) | (shapely.get_dimensions(geometries) != 2)
    if unusable.any():
        raise RegsoError(
            "{count} areas are no polygons, or have no geometry: {codes}. A crosswalk needs every area's polygon.",
            count=int(unusable.sum()),
            codes=listing(areas.index[unusable]),
        )
    invalid = ~shapely.is_valid(geometries)
    geometries[invalid] = repair_polygons(geometries[invalid])
    if invalid.any():
        warnings.append(
            message(
                "{count} areas had invalid geometry, which was repaired: {codes}",
                count=int(invalid.sum()),
                codes=listing(areas.index[invalid]),
            )
        )
    index: pd.Index[Any] = pd.Index(codes, dtype=object, name="code")
    names = areas["name"].to_numpy() if "name" in areas else None
    prepared = gpd.GeoDataFrame({"name": names}, geometry=geometries, index=index, crs=ellipsoid.WORKING_CRS)
    prepared["km2"] = ellipsoid.polygon_areas(geometries) / 1e6
    return prepared.sort_index()


def _shared_ground(old: gpd.GeoDataFrame, new: gpd.GeoDataFrame, cancelled: Callable[[], bool] | None) -> pd.DataFrame:
    """Return the ground of every pair of areas, and the ground of either side that the other does not cover."""
    pieces = AreaIndex(new.geometry.to_numpy()).split(old.geometry.to_numpy(), cancelled=cancelled)
    ground = pd.DataFrame(
        {
            "from_code": old.index.to_numpy()[pieces.feature],
            "to_code": _codes(new, pieces.area),
            "area_km2": pieces.amount / 1e6,
        }
    )
    covered = ground.groupby("to_code")["area_km2"].sum().reindex(new.index, fill_value=0.0)
    # Less than nothing is left where areas of the source overlap.
    left = (new["km2"] - covered).clip(lower=0.0)
    bare = pd.DataFrame({"from_code": None, "to_code": new.index, "area_km2": left.to_numpy()}).astype(
        {"from_code": object}
    )
    # What is left of an area that is covered is the rounding of its parts' sum.
    bare = bare[bare["area_km2"].to_numpy() > ROUNDING * new["km2"].to_numpy()]
    return pd.concat([ground, bare], ignore_index=True)


def _codes(areas: gpd.GeoDataFrame, positions: NDArray[np.int64]) -> NDArray[np.object_]:
    codes = areas.index.to_numpy().astype(object)[positions]
    codes[positions == OUTSIDE] = None
    return codes


def _people_by_pair(
    people: gpd.GeoDataFrame | pd.DataFrame,
    old: gpd.GeoDataFrame,
    new: gpd.GeoDataFrame,
    warnings: list[Message],
    cancelled: Callable[[], bool] | None,
) -> tuple[pd.DataFrame, float]:
    """Return the people of every pair of areas, and how many live outside both."""
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
    people, number = people[number.notna()], number[number.notna()]
    if isinstance(people, gpd.GeoDataFrame):
        pairs = _placed(people, number, old, new, cancelled)
    else:
        pairs = _paired(people, number, old, new)
    somewhere = pairs[pairs["from_code"].notna() | pairs["to_code"].notna()]
    by_pair = somewhere.groupby(_KEYS, dropna=False)["population"].sum().reset_index()
    for key in _KEYS:
        by_pair[key] = by_pair[key].astype(object).where(by_pair[key].notna(), None)
    return by_pair, float(number.sum() - by_pair["population"].sum())


def _placed(
    cells: gpd.GeoDataFrame,
    number: pd.Series[Any],
    old: gpd.GeoDataFrame,
    new: gpd.GeoDataFrame,
    cancelled: Callable[[], bool] | None,
) -> pd.DataFrame:
    """Split cells with the old areas and the parts with the new ones; a cell's people go with its ground."""
    if cells.crs is None:
        raise RegsoError("The population grid has no coordinate reference system. Set it in the layer's properties.")
    geometries = shapely.force_2d(cells.geometry.to_crs(ellipsoid.WORKING_CRS).to_numpy())
    dimensions = set(shapely.get_dimensions(geometries[~shapely.is_empty(geometries)]).tolist())
    if len(dimensions) != 1 or not dimensions <= {0, 2} or shapely.is_empty(geometries).any():
        raise RegsoError("The population grid must hold points or polygons, all of one kind and none of them empty.")
    first = AreaIndex(old.geometry.to_numpy()).split(geometries, parts=True, cancelled=cancelled)
    if first.geometry is None:
        raise AssertionError("the parts were asked for")
    solid = ~shapely.is_empty(first.geometry) & (first.amount > 0)
    parts, cell, weight = first.geometry[solid], first.feature[solid], first.amount[solid]
    second = AreaIndex(new.geometry.to_numpy()).split(parts, cancelled=cancelled)
    whole = np.bincount(second.feature, weights=second.amount, minlength=len(parts))
    amount = second.amount * np.divide(weight, whole, out=np.zeros(len(parts)), where=whole > 0)[second.feature]
    cell = cell[second.feature]
    total = np.bincount(cell, weights=amount, minlength=len(geometries))
    return pd.DataFrame(
        {
            "from_code": _codes(old, first.area[solid][second.feature]),
            "to_code": _codes(new, second.area),
            "population": number.to_numpy()[cell] * amount / total[cell],
        }
    )


def _paired(table: pd.DataFrame, number: pd.Series[Any], old: gpd.GeoDataFrame, new: gpd.GeoDataFrame) -> pd.DataFrame:
    lacking = [column for column in _KEYS if column not in table]
    if lacking:
        raise RegsoError(
            "The population table lacks {columns}. It needs the area's code on either side, and the people.",
            columns=", ".join(lacking),
        )
    pairs = table[_KEYS].astype(object).assign(population=number)
    for column, areas in zip(_KEYS, (old, new), strict=True):
        pairs[column] = pairs[column].where(pairs[column].isin(areas.index), None)
    return pairs


def _with_shares(frame: pd.DataFrame) -> pd.DataFrame:
    """Return the frame with the shares that its rows are of their areas; 0 of 0 is NaN."""
    frame = frame.copy()
    for amount, name in (("area_km2", "area"), ("population", "population")):
        for side in ("from", "to"):
            total = frame.groupby(f"{side}_code")[amount].transform("sum")
            frame[f"{name}_share_of_{side}"] = frame[amount] / total.where(total > 0)
    return frame[_COLUMNS]


def _is_sliver(frame: pd.DataFrame, sliver: float) -> pd.Series[bool]:
    """Tell the pieces that are a small share of their areas in every way that is known.

    An area's largest piece is none, however many it lies in.
    """
    small = frame[_SHARES].fillna(0.0).max(axis=1) < sliver
    for key in _KEYS:
        small &= ~(frame["area_km2"] == frame.groupby(key)["area_km2"].transform("max"))
    return small


def _areas_of_both(old: gpd.GeoDataFrame, new: gpd.GeoDataFrame, ground: pd.DataFrame) -> pd.DataFrame:
    codes = old.index.union(new.index)
    same = ground[ground["from_code"] == ground["to_code"]].set_index("from_code")["area_km2"]
    return pd.DataFrame(
        {
            "name_from": old["name"].reindex(codes),
            "name_to": new["name"].reindex(codes),
            "km2_from": old["km2"].reindex(codes),
            "km2_to": new["km2"].reindex(codes),
            "km2_common": same.reindex(codes, fill_value=0.0),
        },
        index=codes,
    )


def _remarks(frame: pd.DataFrame, slivers: pd.DataFrame, sliver: float, unplaced: float) -> list[Message]:
    said = []
    if len(slivers):
        said.append(
            message(
                "{count} slivers, {km2:.3f} km² in all, were ignored: pieces below {percent:g} % of both their areas.",
                count=len(slivers),
                km2=float(slivers["area_km2"].sum()),
                percent=100 * sliver,
            )
        )
    for own, other, text in (
        ("from", "to", message("{count} areas lie partly outside all new areas: {codes}")),
        ("to", "from", message("{count} new areas cover ground that no old area has: {codes}")),
    ):
        outside = frame[frame[f"{other}_code"].isna() & (frame[f"area_share_of_{own}"] > CHANGED)]
        if len(outside):
            said.append(message(text.text, count=len(outside), codes=listing(outside[f"{own}_code"])))
    # Less than half a person is the rounding of a sum.
    if unplaced >= 0.5:
        said.append(message("{people:.0f} people live outside both sets of areas.", people=unplaced))
    return said


def changed_areas(crosswalk: Crosswalk, tolerance: float = CHANGED) -> pd.DataFrame:
    """Return the areas that are not the same on both sides, the most changed first.

    ``tolerance``: changes up to this share of an area are none. Index code; columns: ``change`` (``changed``,
    ``ceased``, ``new``, or ``renamed`` where only the name is another), ``changed_share`` (ground that the code lost
    and gained, as a share of the area as it is now; 1 for what ceased or is new), ``lost_share`` (of the old area),
    ``gained_share`` (of the new one), ``renamed`` (the names differ in more than blanks, dashes or capitals), and the
    columns of ``Crosswalk.areas``.
    """
    areas = crosswalk.areas
    ceased, new = areas["km2_to"].isna(), areas["km2_from"].isna()
    lost, gained = (areas[side] - areas["km2_common"] for side in ("km2_from", "km2_to"))
    share = ((lost + gained) / areas["km2_to"]).mask(ceased | new, 1.0)
    both_named = areas["name_from"].notna() & areas["name_to"].notna()
    renamed = both_named & (areas["name_from"].map(plain) != areas["name_to"].map(plain))
    table = pd.DataFrame(
        {
            "change": np.select([ceased, new, share > tolerance, renamed], ["ceased", "new", "changed", "renamed"], ""),
            "changed_share": share.clip(lower=0.0),
            "lost_share": (lost / areas["km2_from"]).clip(lower=0.0),
            "gained_share": (gained / areas["km2_to"]).clip(lower=0.0),
            "renamed": renamed,
        },
        index=areas.index,
    ).join(areas)
    return table[table["change"] != ""].sort_values("changed_share", ascending=False, kind="stable")
