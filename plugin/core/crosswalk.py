# SPDX-License-Identifier: GPL-2.0-or-later
"""From one set of areas to another: which ground and which people of an area lie in which area of the other set.

Made for the editions of RegSO, of which most codes are the same and some boundaries are not. Converting figures
along a crosswalk is in ``conversion``.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd

from .crosswalk_areas import IsCancelled, Progress, part_of, prepare_areas, shared_ground
from .crosswalk_people import PAIR, people_by_pair
from .messages import Cancelled, Message, RegsoError, listing, message
from .tables.words import plain

SLIVER = 1e-4
"""A piece that is a smaller share than this of both its areas is a sliver: digitising, no change of boundary."""

_LARGEST_SLIVER = 0.01

CHANGED = 1e-3
"""An area has changed where more than this share of it has; below, boundaries were only drawn anew."""

_MOSTLY = 0.5

_SHARES = ["area_share_of_from", "area_share_of_to", "population_share_of_from", "population_share_of_to"]
_COLUMNS = [*PAIR, "area_km2", *_SHARES[:2], "population", *_SHARES[2:]]


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
    ``population_unplaced``: people outside both sides. ``polygons``: by code as in ``areas``, in SWEREF 99 TM, those of
    the target and, where it lacks the code, of the source. Areas are on the ellipsoid.
    """

    frame: pd.DataFrame
    areas: pd.DataFrame
    slivers: pd.DataFrame
    sliver_share: float
    has_population: bool
    population_unplaced: float
    polygons: pd.Series[Any]
    warnings: tuple[Message, ...]


def build_crosswalk(
    source: gpd.GeoDataFrame,
    target: gpd.GeoDataFrame,
    *,
    people: gpd.GeoDataFrame | pd.DataFrame | None = None,
    sliver: float = SLIVER,
    located: bool = False,
    cancelled: IsCancelled = None,
    progress: Progress = None,
) -> Crosswalk:
    """Return the crosswalk from the areas of ``source`` to those of ``target``.

    ``source``, ``target``: polygons, index of area codes, any CRS; ``name`` where known. ``people``: points or polygons
    with ``population`` (a grid; a cell's people are spread evenly over it), or a table with ``from_code``, ``to_code``
    and ``population``. ``sliver``: the share of both areas below which a piece is ignored, unless people known to live
    there are a greater share. ``located``: frames without a CRS are in SWEREF 99 TM; nothing then touches pyproj (see
    ``build_areas``). ``progress``: is told how much is done, 0–1. Raises ``RegsoError`` where the areas or people
    cannot be used, ``Cancelled`` soon after ``cancelled`` answers true.
    """
    if not 0 <= sliver <= _LARGEST_SLIVER:
        raise RegsoError(
            "A sliver tolerance of {share} cannot be used: give a share between 0 and {largest}; 0 keeps every piece.",
            share=sliver,
            largest=_LARGEST_SLIVER,
        )
    warnings: list[Message] = []
    old, new = (prepare_areas(side, warnings, located) for side in (source, target))
    _check(cancelled)
    halfway = 1.0 if people is None else 0.5
    ground = shared_ground(old, new, cancelled, part_of(progress, 0.0, halfway))
    _check(cancelled)
    unplaced = 0.0
    frame = ground
    if people is not None:
        told = part_of(progress, halfway, 1.0)
        living, unplaced = people_by_pair(people, old, new, warnings, cancelled, told, located)
        frame = ground.merge(living, on=PAIR, how="outer")
    frame = frame.reindex(columns=[*PAIR, "area_km2", "population"]).fillna({"area_km2": 0.0})
    if people is not None:
        frame["population"] = frame["population"].fillna(0.0)
    frame = _with_shares(frame)
    ignored = _is_sliver(frame, sliver)
    slivers = frame[ignored].reset_index(drop=True)
    kept = _with_shares(frame[~ignored]).sort_values(PAIR, na_position="last", ignore_index=True)
    areas = _areas_of_both(old, new, ground)
    warnings += _remarks(kept, slivers, sliver, unplaced)
    polygons = pd.concat([new.geometry, old.geometry[~old.index.isin(new.index)]]).reindex(areas.index)
    return Crosswalk(kept, areas, slivers, sliver, people is not None, unplaced, polygons, tuple(warnings))


def _check(cancelled: IsCancelled) -> None:
    if cancelled is not None and cancelled():
        raise Cancelled


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
    for key in PAIR:
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
        ("from", "to", message("{count} source areas lie wholly or partly outside all target areas: {codes}")),
        ("to", "from", message("{count} target areas cover ground that no source area has: {codes}")),
    ):
        outside = frame[frame[f"{other}_code"].isna() & (frame[f"area_share_of_{own}"] > CHANGED)]
        if len(outside):
            said.append(message(text.text, count=len(outside), codes=listing(outside[f"{own}_code"])))
    # Less than half a person is the rounding of a sum.
    if unplaced >= 0.5:
        said.append(message("{people:.0f} people live outside both sets of areas.", people=unplaced))
    return said


def compare_areas(crosswalk: Crosswalk, tolerance: float = CHANGED) -> pd.DataFrame:
    """Return what became of every area of either side, in the order of their codes.

    ``tolerance``: changes up to this share of an area are none. Index code; columns: ``change``: ``changed``,
    ``ceased``, ``new``, ``renamed`` where only the name is another, ``outside`` where most of the area lies in none of
    the other side, such as where one side is a part of the country, and an empty text for the rest;
    ``changed_share``: ground that the code lost and gained, as a share of the area as it is now; 1 for what ceased or
    is new, NaN outside; ``lost_share`` (of the old area), ``gained_share`` (of the new one), ``renamed`` (the names
    differ in more than blanks, dashes or capitals), and the columns of ``Crosswalk.areas``.
    """
    areas = crosswalk.areas
    ceased, new = areas["km2_to"].isna(), areas["km2_from"].isna()
    outside = (ceased & (_uncovered(crosswalk, "from") > _MOSTLY)) | (new & (_uncovered(crosswalk, "to") > _MOSTLY))
    lost, gained = (areas[side] - areas["km2_common"] for side in ("km2_from", "km2_to"))
    share = ((lost + gained) / areas["km2_to"]).mask(ceased | new, 1.0).mask(outside)
    both_named = areas["name_from"].notna() & areas["name_to"].notna()
    renamed = both_named & (areas["name_from"].map(plain) != areas["name_to"].map(plain))
    kinds = ["outside", "ceased", "new", "changed", "renamed"]
    return pd.DataFrame(
        {
            "change": np.select([outside, ceased, new, share > tolerance, renamed], kinds, ""),
            "changed_share": share.clip(lower=0.0),
            "lost_share": (lost / areas["km2_from"]).clip(lower=0.0),
            "gained_share": (gained / areas["km2_to"]).clip(lower=0.0),
            "renamed": renamed,
        },
        index=areas.index,
    ).join(areas)


def changed_areas(crosswalk: Crosswalk, tolerance: float = CHANGED) -> pd.DataFrame:
    """Return the areas that are not the same on both sides, the most changed first; what lies outside is left out.

    Index and columns as in ``compare_areas``.
    """
    table = compare_areas(crosswalk, tolerance)
    table = table[~table["change"].isin(["", "outside"])]
    return table.sort_values("changed_share", ascending=False, kind="stable")


def _uncovered(crosswalk: Crosswalk, side: str) -> pd.Series[float]:
    """Return the share of every area that lies in no area of the other side."""
    other = "to" if side == "from" else "from"
    frame = crosswalk.frame
    bare = frame[frame[f"{other}_code"].isna()].set_index(f"{side}_code")[f"area_share_of_{side}"]
    return bare.reindex(crosswalk.areas.index, fill_value=0.0)
