# SPDX-License-Identifier: GPL-2.0-or-later
"""The areas of an edition with what is known about them: checked, ordered by code, ready for an overlay."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from . import ellipsoid
from .area_ground import AreaGround
from .area_types import AreaType, parse_area_type
from .code_column import clean_codes, edition_of_areas
from .codes import Edition
from .messages import Message, RegsoError, listing, message


@dataclass(frozen=True)
class Areas:
    """Statistical areas, one row each.

    ``frame``: index ``code`` (text, ascending); ``name`` (text or None), ``area_type`` (1–5, 0 = no data),
    ``population`` (persons, NaN = unknown), ``area_km2`` (on the ellipsoid), ``geometry`` (valid polygons, EPSG:3006;
    empty where an area has none); further columns as they came. ``warnings``: what was mended or is odd. ``ground``:
    what is known of the geometries.
    """

    frame: gpd.GeoDataFrame
    edition: Edition | None = None
    warnings: tuple[Message, ...] = field(default=())
    ground: AreaGround | None = field(default=None, repr=False, compare=False)

    def __len__(self) -> int:
        return len(self.frame)

    @property
    def has_population(self) -> bool:
        """Whether any area has a known population."""
        return bool(self.frame["population"].notna().any())


def build_areas(
    frame: gpd.GeoDataFrame, *, coverage: bool = True, located: bool = False, folder: Path | None = None
) -> Areas:
    """Check areas as they come and return them ready for use.

    ``frame``: columns ``code``, ``area_type`` and, where known, ``population``, ``name``, ``version`` and
    ``statistics_edition`` (editions of the tables that were joined, as text); any CRS.
    ``folder``: where what is computed from the geometries of many areas is saved for the next time.
    ``coverage``: also look for overlaps and gaps. ``located``: a frame without a CRS is in SWEREF 99 TM; nothing then
    touches pyproj, whose versions 3.7.0 to 3.7.2 crash in threads that Qt has made (pyproj issue 1509), and in those
    QGIS runs its algorithms. Raises ``RegsoError`` where the codes or types cannot be used.
    """
    if len(frame) == 0:
        raise RegsoError("The area layer is empty. Choose a layer with RegSO or DeSO polygons.")
    warnings: list[Message] = []
    if frame.crs is None and not located:
        raise RegsoError("The area layer has no coordinate reference system. Set it in the layer's properties.")
    frame = frame.reset_index(drop=True)
    codes = pd.Series(clean_codes(frame["code"], warnings), dtype=object)
    result = gpd.GeoDataFrame(
        {
            "code": codes,
            "name": frame.get("name"),
            "area_type": _clean_types(frame["area_type"], codes),
            "population": _clean_population(frame.get("population"), codes, warnings),
        },
        geometry=_clean_geometry(frame.geometry, codes, warnings),
    )
    for extra in frame.columns.difference([*result.columns, "version", frame.geometry.name]):
        result[extra] = frame[extra]
    result = _merge_duplicates(result, warnings)
    edition = edition_of_areas(frame["code"], frame.get("version"))
    result = result.set_index("code").sort_index()
    geometries = result.geometry.to_numpy()
    ground = AreaGround(geometries, folder)
    result["area_km2"] = ground.square_metres / 1e6
    if coverage:
        warnings.extend(_coverage_warnings(result, ground))
    _note_missing(result, warnings)
    _note_other_edition(result, edition, warnings)
    return Areas(result, edition, tuple(warnings), ground)


def _clean_types(values: pd.Series[Any], codes: pd.Series[Any]) -> list[int]:
    parsed = [parse_area_type(value) for value in values]
    wrong = [i for i, area_type in enumerate(parsed) if area_type is None]
    if wrong:
        raise RegsoError(
            "{count} areas have an area type that is not 1–5: {examples}. Choose the field with SCB's area type "
            "(områdestyp); leave it empty where there is no data.",
            count=len(wrong),
            examples=listing((f"{codes.iloc[i]}: {values.iloc[i]}" for i in wrong), 5),
        )
    return [int(area_type) for area_type in parsed if area_type is not None]


def _clean_population(values: pd.Series[Any] | None, codes: pd.Series[Any], warnings: list[Message]) -> Any:
    if values is None:
        return np.nan
    numbers = pd.to_numeric(values, errors="coerce").astype(float)
    lost = values.notna() & numbers.isna()
    if lost.any():
        warnings.append(
            message(
                "{count} areas have a population that is not a number and count as unknown: {examples}",
                count=int(lost.sum()),
                examples=listing((f"{c}: {v}" for c, v in zip(codes[lost], values[lost], strict=True)), 5),
            )
        )
    if (numbers < 0).any():
        raise RegsoError(
            "{count} areas have a negative population: {codes}. Choose the field with the number of inhabitants.",
            count=int((numbers < 0).sum()),
            codes=listing(codes[numbers < 0]),
        )
    return numbers


def _clean_geometry(series: gpd.GeoSeries, codes: pd.Series[Any], warnings: list[Message]) -> gpd.GeoSeries:
    crs = None if series.crs is None else ellipsoid.WORKING_CRS
    geometries = shapely.force_2d((series if crs is None else series.to_crs(crs)).to_numpy())
    none = shapely.is_missing(geometries) | shapely.is_empty(geometries)
    geometries[none] = shapely.from_wkt("POLYGON EMPTY")
    if none.any():
        warnings.append(
            message(
                "{count} areas have no geometry; nothing can lie in them: {codes}",
                count=int(none.sum()),
                codes=listing(codes[none]),
            )
        )
    if (shapely.get_dimensions(geometries)[~none] != 2).any():
        raise RegsoError("The area layer does not hold polygons only. Choose a polygon layer.")
    if not np.isfinite(shapely.bounds(geometries[~none])).all():
        raise RegsoError(
            "Some areas cannot be placed in SWEREF 99 TM. The layer's coordinate reference system is probably not the "
            "right one: check it in the layer's properties."
        )
    # A collection of polygons is not invalid, but its rings would be overlooked.
    collection = shapely.get_type_id(geometries) == shapely.GeometryType.GEOMETRYCOLLECTION
    geometries[collection] = repair_polygons(geometries[collection])
    invalid = ~shapely.is_valid(geometries)
    if invalid.any():
        geometries[invalid] = repair_polygons(geometries[invalid])
        warnings.append(
            message(
                "{count} areas had invalid geometry, which was repaired: {codes}",
                count=int(invalid.sum()),
                codes=listing(codes[invalid]),
            )
        )
    return gpd.GeoSeries(geometries, index=codes.index, crs=crs)


def repair_polygons(polygons: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
    """Return valid polygons on the same ground; parts that are only lines or points fall away."""
    fixed = shapely.make_valid(polygons)
    for i, geometry in enumerate(fixed):
        parts = shapely.get_parts(shapely.get_parts(geometry))
        fixed[i] = shapely.union_all(parts[shapely.get_dimensions(parts) == 2])
        if fixed[i].is_empty:
            fixed[i] = shapely.from_wkt("POLYGON EMPTY")
    return np.asarray(fixed, dtype=object)


def _merge_duplicates(frame: gpd.GeoDataFrame, warnings: list[Message]) -> gpd.GeoDataFrame:
    """Make one area of rows that share a code and agree in type and population."""
    double = frame["code"].duplicated(keep=False)
    if not double.any():
        return frame
    groups = frame[double].groupby("code")
    differ = groups[["area_type", "population"]].nunique(dropna=False).max(axis=1) > 1
    if differ.any():
        raise RegsoError(
            "{count} area codes stand on several polygons with different area types or populations: {codes}. Nobody "
            "can tell which one is right. Remove the duplicates, or load the areas again.",
            count=int(differ.sum()),
            codes=listing(differ[differ].index),
        )
    warnings.append(
        message(
            "{count} area codes stand on several polygons with the same figures; each was made one area, its "
            "population counted once: {codes}",
            count=groups.ngroups,
            codes=listing(groups.groups),
        )
    )
    merged = frame[double].dissolve("code", as_index=False, aggfunc="first")
    return pd.concat([frame[~double], merged[frame.columns]], ignore_index=True)


def _coverage_warnings(frame: gpd.GeoDataFrame, ground: AreaGround) -> list[Message]:
    found = ground.coverage
    result = []
    if found.overlaps:
        codes = frame.index
        result.append(
            message(
                "{count} pairs of areas overlap, {km2:.3f} km² in all: {pairs}. What lies there belongs to the area "
                "with the lower code.",
                count=len(found.overlaps),
                km2=sum(size for *_, size in found.overlaps) / 1e6,
                pairs=listing((f"{codes[a]}/{codes[b]}" for a, b, _ in found.overlaps), 5),
            )
        )
    if found.gaps:
        result.append(
            message(
                "The areas enclose {count} gaps, {km2:.3f} km² in all; what lies there is outside.",
                count=len(found.gaps),
                km2=sum(found.gaps) / 1e6,
            )
        )
    return result


def _note_missing(frame: gpd.GeoDataFrame, warnings: list[Message]) -> None:
    untyped = frame.index[frame["area_type"] == AreaType.NO_DATA]
    if len(untyped) == len(frame):
        raise RegsoError(
            "None of the areas has an area type. Choose the field with the area type (områdestyp), or join SCB's table "
            "to the areas first."
        )
    if len(untyped):
        warnings.append(
            message("{count} areas have no area type (no data): {codes}", count=len(untyped), codes=listing(untyped))
        )
    known = frame["population"].notna()
    unknown = frame.index[~known & (frame["area_type"] != AreaType.NO_DATA)]
    if len(unknown) and known.any():
        warnings.append(
            message(
                "{count} areas have no known population, so rates for their area types are too high, and shares and "
                "quotients are off: {codes}",
                count=len(unknown),
                codes=listing(unknown),
            )
        )


def _note_other_edition(frame: gpd.GeoDataFrame, edition: Edition | None, warnings: list[Message]) -> None:
    """Say that figures of another edition stand on these areas, which the user once allowed."""
    if edition is None or "statistics_edition" not in frame:
        return
    told = {part.strip() for text in frame["statistics_edition"].dropna() for part in str(text).split(",")}
    others = sorted(told - {edition.value, ""})
    if others:
        warnings.append(
            message(
                "Statistics of the {table} edition stand on areas of the {areas} edition. Most areas are the same; "
                "where boundaries changed, the figures belong to another piece of ground.",
                table=", ".join(others),
                areas=edition.value,
            )
        )
