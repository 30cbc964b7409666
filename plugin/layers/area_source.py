# SPDX-License-Identifier: GPL-2.0-or-later
"""An area layer of QGIS made into the core's areas."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from qgis.core import (
    QgsCoordinateTransform,
    QgsCsException,
    QgsFeatureRequest,
    QgsProcessingContext,
    QgsProcessingFeatureSource,
    QgsWkbTypes,
)

from ..core.messages import Cancelled, RegsoError
from .fields import ROLE_WORDS, recognise_field
from .reading import flat_wkb, plain_value, working_crs

if TYPE_CHECKING:
    import geopandas as gpd

    from ..core.areas import Areas


@dataclass(frozen=True)
class AreaFields:
    """The fields of an area layer that play a role; None where no field does."""

    code: str
    area_type: str
    population: str | None = None
    name: str | None = None
    version: str | None = None
    kommun_name: str | None = None
    index: str | None = None
    source: str | None = None
    statistics_edition: str | None = None


ROLES = ("code", "area_type", "population", "name", "version", "kommun_name", "index", "source", "statistics_edition")


def recognise_area_fields(names: list[str], chosen: dict[str, str]) -> AreaFields:
    """Return the chosen fields, and the recognised ones for roles without a choice.

    ``chosen``: role to field name, empty where the user chose none. Raises ``RegsoError`` where no field can be
    found for the code or the type.
    """
    found = {role: chosen.get(role) or recognise_field(names, role) for role in ROLES}
    for role in ("code", "area_type"):
        if not found[role]:
            raise RegsoError(
                "The area layer has no field that is recognised as {role}. Its fields are: {fields}. Choose the field, "
                "or join SCB's table to the areas first.",
                role=ROLE_WORDS[role],
                fields=", ".join(names),
            )
    return AreaFields(**found)  # type: ignore[arg-type]


def require_polygons(source: QgsProcessingFeatureSource) -> None:
    """Refuse an area source that does not hold polygons."""
    kind = QgsWkbTypes.geometryType(source.wkbType())
    if kind not in (QgsWkbTypes.GeometryType.PolygonGeometry, QgsWkbTypes.GeometryType.UnknownGeometry):
        raise RegsoError(
            "The area layer {layer} does not hold polygons, so nothing can lie in its areas. Choose the layer with the "
            "RegSO or DeSO polygons.",
            layer=source.sourceName(),
        )


def require_crs(source: QgsProcessingFeatureSource) -> None:
    """Refuse a source of polygons that does not say where they lie."""
    if not source.sourceCrs().isValid():
        raise RegsoError(
            "The area layer {layer} has no coordinate reference system, so nobody knows where it lies. Set it in the "
            "layer's properties.",
            layer=source.sourceName(),
        )


def read_area_frame(
    source: QgsProcessingFeatureSource,
    context: QgsProcessingContext,
    columns: dict[str, str],
    cancelled: Callable[[], bool],
) -> gpd.GeoDataFrame:
    """Return every polygon of a source with the given columns (name in the frame: field), in SWEREF 99 TM.

    Raises ``Cancelled`` soon after ``cancelled`` answers true.
    """
    import geopandas as gpd
    import numpy as np
    import shapely

    request = QgsFeatureRequest().setSubsetOfAttributes(list(columns.values()), source.fields())
    transform = QgsCoordinateTransform(source.sourceCrs(), working_crs(), context.transformContext())
    rows: dict[str, list[Any]] = {name: [] for name in columns}
    geometries: list[bytes | None] = []
    for feature in source.getFeatures(request, QgsProcessingFeatureSource.Flag.SkipGeometryValidityChecks):
        if cancelled():
            raise Cancelled
        for name, field in columns.items():
            rows[name].append(plain_value(feature[field]))
        geometry = feature.geometry()
        polygon = not geometry.isNull() and geometry.type() == QgsWkbTypes.GeometryType.PolygonGeometry
        try:
            geometries.append(flat_wkb(geometry, transform) if polygon else None)
        except QgsCsException as error:
            raise RegsoError(
                "Some areas cannot be placed in SWEREF 99 TM. The layer's coordinate reference system is probably not "
                "the right one: check it in the layer's properties."
            ) from error
    shapes = shapely.from_wkb(np.array(geometries, dtype=object), on_invalid="ignore")
    # Without a CRS, which would be pyproj's: see ``build_areas``.
    frame = gpd.GeoDataFrame(rows, geometry=shapes)
    if "area_type" in frame:
        # Beside a NULL pandas would make 7 of it 7.0, and a message would say so.
        frame["area_type"] = np.array(rows["area_type"], dtype=object)
    return frame


def read_areas(
    source: QgsProcessingFeatureSource,
    context: QgsProcessingContext,
    fields: AreaFields,
    cancelled: Callable[[], bool],
    folder: Path | None = None,
) -> Areas:
    """Return the areas of a source, checked and ordered by code; raises ``Cancelled``.

    ``folder``: where what is computed of many areas is saved for the next time.
    """
    from ..core.areas import build_areas

    require_crs(source)
    columns = {role: getattr(fields, role) for role in ROLES if getattr(fields, role)}
    return build_areas(read_area_frame(source, context, columns, cancelled), located=True, folder=folder)
