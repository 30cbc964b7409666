# SPDX-License-Identifier: GPL-2.0-or-later
"""Read boundaries from GeoPackage, GeoJSON or a shapefile with GDAL, whichever of SCB's naming it follows.

GDAL and not a layer of QGIS: a cached file must not change by being read, and QGIS opens GeoPackages for writing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from osgeo import gdal, ogr

from ..core.codes import Level, parse_area_code
from ..core.messages import Message, RegsoError, listing, message
from .boundaries import Boundaries, Boundary, edition_of
from .catalog import Schema
from .errors import NoAreas, NotUnderstood
from .sweden import Placement

DRIVERS = ("GPKG", "GeoJSON", "ESRI Shapefile")
LEVEL_NAMES = {Level.REGSO: "RegSO", Level.DESO: "DeSO"}
_POLYGONS = (ogr.wkbPolygon, ogr.wkbMultiPolygon)


@dataclass(frozen=True)
class _Layer:
    """A layer of a file that looks like areas, and how its fields are called."""

    layer: ogr.Layer
    schema: Schema
    fields: dict[str, str]
    """role → field."""


@contextmanager
def open_file(path: Path | str) -> Iterator[gdal.Dataset]:
    """Open a vector file read-only; one that GDAL cannot read is ``NotUnderstood``."""
    gdal.PushErrorHandler("CPLQuietErrorHandler")
    try:
        try:
            dataset = gdal.OpenEx(str(path), gdal.OF_VECTOR | gdal.OF_READONLY, allowed_drivers=list(DRIVERS))
            reason = "" if dataset is not None else gdal.GetLastErrorMsg()
        except RuntimeError as error:  # where another plugin has switched GDAL's exceptions on
            dataset, reason = None, str(error)
        if dataset is None:
            raise NotUnderstood(
                message(
                    "“{name}” could not be read as a map layer: it is damaged, was cut off, or is no GeoPackage, "
                    "GeoJSON or shapefile. Fetch it again.",
                    name=Path(path).name,
                ),
                details=reason,
            )
        yield dataset
    finally:
        gdal.PopErrorHandler()


def read_boundaries(
    path: Path | str,
    schemas: Sequence[Schema],
    *,
    name: str = "",
    level: Level | None = None,
) -> Boundaries:
    """Return the areas in a file, of either of SCB's naming.

    ``name``: how the file is called in messages, and a hint of its edition. ``level``: where a file has layers of both.

    Raises:
        NotUnderstood: the file is damaged, or has no layer with known field names and polygons in Sweden.
        RegsoError: it has several such layers.
    """
    try:
        return _read(path, schemas, name or Path(path).name, level)
    except RegsoError as error:
        # the frames of a traceback hold the file: kept open it cannot be removed on Windows, and whoever keeps the
        # error until QGIS ends has it closed after GDAL is gone, which crashes
        raise error.with_traceback(None) from None


def _read(path: Path | str, schemas: Sequence[Schema], name: str, level: Level | None) -> Boundaries:
    with open_file(path) as dataset:
        found = _choose(_recognised(dataset, schemas), dataset, name, level)
        warnings: list[Message] = []
        areas = sorted(_areas(found, name, warnings), key=lambda area: area.code)
        hints = (found.layer.GetName(), Path(name).stem)
    return Boundaries(tuple(areas), found.schema.level, edition_of(areas, hints), tuple(warnings))


def _recognised(dataset: gdal.Dataset, schemas: Sequence[Schema]) -> list[_Layer]:
    found = []
    for index in range(dataset.GetLayerCount()):
        layer = dataset.GetLayer(index)
        matches = [match for schema in schemas if (match := _match(layer, schema))]
        # the schema that explains the most fields; DeSO before RegSO, for DeSO files name the RegSO they are part of
        if matches:
            found.append(max(matches, key=lambda match: (match.schema.level is Level.DESO, len(match.fields))))
    return found


def _match(layer: ogr.Layer, schema: Schema) -> _Layer | None:
    definition = layer.GetLayerDefn()
    if layer.GetGeomType() == ogr.wkbNone:
        return None
    names = {definition.GetFieldDefn(i).GetName().lower(): i for i in range(definition.GetFieldCount())}
    own = {lower: definition.GetFieldDefn(i).GetName() for lower, i in names.items()}
    fields = {
        role: own[next(synonym for synonym in synonyms if synonym in own)]
        for role, synonyms in schema.fields.items()
        if any(synonym in own for synonym in synonyms)
    }
    if "code" not in fields:
        return None
    layer.ResetReading()
    first = layer.GetNextFeature()
    area = parse_area_code(first.GetField(fields["code"])) if first is not None else None
    return _Layer(layer, schema, fields) if area is not None and area.level is schema.level else None


def _choose(found: list[_Layer], dataset: gdal.Dataset, name: str, level: Level | None) -> _Layer:
    fitting = [one for one in found if level is None or one.schema.level is level]
    # statistics and grids name the area they belong to, and nothing else of it
    fitting = [one for one in fitting if len(one.fields) > 1] or fitting
    if len(fitting) == 1:
        return fitting[0]
    if fitting:
        raise RegsoError(
            "“{name}” has several layers with areas: {layers}. Save the one that is meant as a file of its own.",
            name=name,
            layers=listing(one.layer.GetName() for one in fitting),
        )
    if found and level is not None:
        raise RegsoError(
            "“{name}” holds {there} and no {wanted}. Choose that level, or another file.",
            name=name,
            there=LEVEL_NAMES[found[0].schema.level],
            wanted=LEVEL_NAMES[level],
        )
    layers = [dataset.GetLayer(i) for i in range(dataset.GetLayerCount())]
    if layers and not any(layer.GetFeatureCount() for layer in layers):
        raise NoAreas(
            message("“{name}” has no areas in it: it is empty. Choose another place or fetch it again.", name=name)
        )
    fields = [
        layer.GetLayerDefn().GetFieldDefn(i).GetName()
        for layer in layers
        for i in range(layer.GetLayerDefn().GetFieldCount())
    ]
    raise NotUnderstood(
        message(
            "“{name}” has no field with RegSO or DeSO codes under a known name (regsokod, desokod, deso), so its areas "
            "cannot be told apart. Its fields are: {fields}. Rename the field with the codes, or update the plugin if "
            "SCB has renamed it.",
            name=name,
            fields=listing(fields, 15) or "–",
        )
    )


def _areas(found: _Layer, name: str, warnings: list[Message]) -> Iterator[Boundary]:
    placement = Placement(found.layer, name)
    without_code = without_polygon = 0
    found.layer.ResetReading()
    for feature in found.layer:
        area = parse_area_code(_text(feature, found, "code"))
        geometry = feature.GetGeometryRef()
        if area is None or area.level is not found.schema.level:
            without_code += 1
        elif geometry is None or geometry.IsEmpty() or ogr.GT_Flatten(geometry.GetGeometryType()) not in _POLYGONS:
            without_polygon += 1
        else:
            yield Boundary(
                code=area.code,
                geometry=placement.place(geometry, area.code),
                name=_text(feature, found, "name"),
                parent=_text(feature, found, "parent"),
                kommun_name=_text(feature, found, "kommun_name"),
                version=_text(feature, found, "version"),
            )
    if without_code:
        warnings.append(
            message("Features of “{name}” without an area code were left out: {count}.", name=name, count=without_code)
        )
    if without_polygon:
        warnings.append(
            message("Areas of “{name}” without a polygon were left out: {count}.", name=name, count=without_polygon)
        )
    warnings.extend(placement.warnings)


def _text(feature: ogr.Feature, found: _Layer, role: str) -> str | None:
    field = found.fields.get(role)
    if field is None or not feature.IsFieldSetAndNotNull(field):
        return None
    return str(feature.GetField(field)).strip() or None


def write_geopackage(boundaries: Boundaries, path: Path) -> None:
    """Write areas under the field names of SCB's service, so that they are read like its own files."""
    from .sweden import sweref

    driver = gdal.GetDriverByName("GPKG")
    dataset = driver.Create(str(path), 0, 0, 0, gdal.GDT_Unknown)
    if dataset is None:
        raise RegsoError("“{name}” could not be written. Check that the disk has room.", name=path.name)
    layer = dataset.CreateLayer("areas", sweref(), ogr.wkbUnknown)
    regso = boundaries.level is Level.REGSO
    columns = ["regsokod", "regsonamn", "version"] if regso else ["desokod", "regsokod", "version"]
    for column in (*columns, "kommunkod", "lanskod"):
        layer.CreateField(ogr.FieldDefn(column, ogr.OFTString))
    layer.StartTransaction()
    for area in boundaries.areas:
        feature = ogr.Feature(layer.GetLayerDefn())
        values = (area.code, area.name if regso else area.parent, area.version)
        for column, value in (*zip(columns, values, strict=True), ("kommunkod", area.kommun), ("lanskod", area.lan)):
            if value is not None:
                feature.SetField(column, value)
        feature.SetGeometryDirectly(ogr.CreateGeometryFromWkb(area.geometry))
        layer.CreateFeature(feature)
    layer.CommitTransaction()
    del layer, dataset
