# SPDX-License-Identifier: GPL-2.0-or-later
"""The two sides of a crosswalk made ready, and the ground that their areas share."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeAlias

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from . import ellipsoid
from .areas import repair_polygons
from .arrays import Geometries, Ints
from .code_column import clean_codes
from .coverage import overlapping
from .messages import Message, RegsoError, listing, message
from .overlay import OUTSIDE, AreaIndex, Pieces

ROUNDING = 1e-9
"""The share of an area that the sum of its parts can be off by."""

IsCancelled: TypeAlias = Callable[[], bool] | None
"""Answers whether the user has had enough."""

Progress: TypeAlias = Callable[[float], None] | None
"""Is told how much is done, from 0 to 1."""

_AREAS_AT_ONCE = 50


def prepare_areas(areas: gpd.GeoDataFrame, warnings: list[Message], located: bool) -> gpd.GeoDataFrame:
    """Return areas with clean, unique codes in order, and valid polygons in SWEREF 99 TM, without a CRS.

    Columns ``name``, ``km2`` and the geometry. ``located``: a frame without a CRS is in SWEREF 99 TM.
    """
    if len(areas) == 0:
        raise RegsoError("One of the two sets of areas is empty. Choose two layers with polygons.")
    if areas.crs is None and not located:
        raise RegsoError("The area layer has no coordinate reference system. Set it in the layer's properties.")
    codes = clean_codes(pd.Series(areas.index), warnings)
    twice = pd.Index(codes)[pd.Index(codes).duplicated()].unique()
    if len(twice):
        raise RegsoError(
            "{count} area codes stand on several polygons: {codes}. Dissolve the layer by code first.",
            count=len(twice),
            codes=listing(twice),
        )
    index: pd.Index[Any] = pd.Index(codes, dtype=object, name="code")
    geometries = _valid_polygons(in_working_crs(areas), index, warnings)
    names = areas["name"].to_numpy() if "name" in areas else None
    prepared = gpd.GeoDataFrame({"name": names}, geometry=geometries, index=index)
    prepared["km2"] = ellipsoid.polygon_areas(geometries) / 1e6
    return prepared.sort_index()


def in_working_crs(frame: gpd.GeoDataFrame) -> Geometries:
    """Return the geometries in SWEREF 99 TM; those of a frame without a CRS are there."""
    series = frame.geometry if frame.crs is None else frame.geometry.to_crs(ellipsoid.WORKING_CRS)
    return np.asarray(shapely.force_2d(series.to_numpy()), dtype=object)


def _valid_polygons(geometries: Geometries, codes: pd.Index[Any], warnings: list[Message]) -> Geometries:
    _refuse_unusable(geometries, codes)
    if not np.isfinite(shapely.bounds(geometries)).all():
        raise RegsoError(
            "Some areas cannot be placed in SWEREF 99 TM. The layer's coordinate reference system is probably not the "
            "right one: check it in the layer's properties."
        )
    # A collection of polygons is not invalid, but its rings would be overlooked.
    collection = shapely.get_type_id(geometries) == shapely.GeometryType.GEOMETRYCOLLECTION
    invalid = ~shapely.is_valid(geometries)
    geometries[collection | invalid] = repair_polygons(geometries[collection | invalid])
    # What was only lines has nothing left.
    _refuse_unusable(geometries, codes)
    if invalid.any():
        warnings.append(
            message(
                "{count} areas had invalid geometry, which was repaired: {codes}",
                count=int(invalid.sum()),
                codes=listing(codes[invalid]),
            )
        )
    return geometries


def _refuse_unusable(geometries: Geometries, codes: pd.Index[Any]) -> None:
    unusable = shapely.is_missing(geometries) | shapely.is_empty(geometries) | (shapely.get_dimensions(geometries) != 2)
    if unusable.any():
        raise RegsoError(
            "{count} areas are no polygons, or have no geometry: {codes}. A crosswalk needs every area's polygon.",
            count=int(unusable.sum()),
            codes=listing(codes[unusable]),
        )


def shared_ground(
    old: gpd.GeoDataFrame, new: gpd.GeoDataFrame, cancelled: IsCancelled = None, progress: Progress = None
) -> pd.DataFrame:
    """Return the ground of every pair of prepared areas, and the ground of either side that the other does not cover.

    Columns ``from_code``, ``to_code`` (None: no area of that side), ``area_km2``. An old area that is drawn exactly as
    a new one, on which no other new area lies, is not overlaid: all of it lies there.
    """
    same = _same_areas(old, new)
    kept, rest = np.flatnonzero(same != OUTSIDE), np.flatnonzero(same == OUTSIDE)
    pieces = _cut(old, new, rest, cancelled, progress)
    position = np.concatenate([rest[pieces.feature], kept])
    # In the order of the old areas, so that sums are added up as without the short cut, to the last digit.
    order = np.argsort(position, kind="stable")
    ground = pd.DataFrame(
        {
            "from_code": old.index.to_numpy()[position[order]],
            "to_code": codes_at(new, np.concatenate([pieces.area, same[kept]])[order]),
            "area_km2": np.concatenate([pieces.amount / 1e6, old["km2"].to_numpy()[kept]])[order],
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


def _same_areas(old: gpd.GeoDataFrame, new: gpd.GeoDataFrame) -> Ints:
    """Return for each old area the position of the new one that is drawn exactly like it, or ``OUTSIDE``.

    New areas on which another one lies count as unlike: their ground is shared by rule.
    """
    drawn, drawn_anew = (_drawing(side.geometry.to_numpy()) for side in (old, new))
    alone = np.flatnonzero(~overlapping(new.geometry.to_numpy()))
    place = {drawn_anew[position]: position for position in alone}
    return np.array([place.get(polygon, OUTSIDE) for polygon in drawn], dtype=np.int64)


def _drawing(polygons: Geometries) -> list[bytes]:
    """Return polygons as bytes, equal where the vertices are: whichever comes first, one part or a list of one."""
    one = shapely.get_num_geometries(polygons) == 1
    polygons = np.where(one, shapely.get_geometry(polygons, 0), polygons)
    return list(shapely.to_wkb(shapely.normalize(polygons)))


def _cut(
    old: gpd.GeoDataFrame, new: gpd.GeoDataFrame, rows: Ints, cancelled: IsCancelled, progress: Progress
) -> Pieces:
    """Return the pieces of some old areas; their features are positions in ``rows``, areas those of ``new``."""
    geometries = old.geometry.to_numpy()[rows]
    near = np.unique(shapely.STRtree(new.geometry.to_numpy()).query(geometries)[1])
    if len(near) == 0:
        outside = np.full(len(rows), OUTSIDE, dtype=np.int64)
        return Pieces(np.arange(len(rows)), outside, old["km2"].to_numpy()[rows] * 1e6)
    index = AreaIndex(new.geometry.to_numpy()[near])
    pieces = split_by_turns(index, geometries, _AREAS_AT_ONCE, cancelled, progress)
    return Pieces(pieces.feature, np.where(pieces.area == OUTSIDE, OUTSIDE, near[pieces.area]), pieces.amount)


def split_by_turns(
    index: AreaIndex,
    geometries: Geometries,
    at_once: int,
    cancelled: IsCancelled,
    progress: Progress,
    *,
    parts: bool = False,
) -> Pieces:
    """Return the pieces of features as ``AreaIndex.split`` does, some at a time, so that progress can be told."""
    turns = []
    for start in range(0, len(geometries), at_once):
        found = index.split(geometries[start : start + at_once], parts=parts, cancelled=cancelled)
        turns.append(Pieces(found.feature + start, found.area, found.amount, found.geometry))
        if progress is not None:
            progress(min(1.0, (start + at_once) / len(geometries)))
    if not turns:
        return index.split(geometries, parts=parts, cancelled=cancelled)
    feature, area = (np.concatenate([getattr(turn, name) for turn in turns]) for name in ("feature", "area"))
    amount = np.concatenate([turn.amount for turn in turns])
    shapes = [turn.geometry for turn in turns if turn.geometry is not None]
    return Pieces(feature, area, amount, np.concatenate(shapes) if parts else None)


def codes_at(areas: gpd.GeoDataFrame, positions: Ints) -> Geometries:
    """Return the codes of areas by position, None outside."""
    codes = areas.index.to_numpy().astype(object)[positions]
    codes[positions == OUTSIDE] = None
    return np.asarray(codes, dtype=object)


def part_of(progress: Progress, low: float, high: float) -> Progress:
    """Return the progress of one step, which takes a whole's progress from ``low`` to ``high``."""
    if progress is None:
        return None
    return lambda done: progress(low + (high - low) * done)
