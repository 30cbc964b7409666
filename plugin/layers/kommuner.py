# SPDX-License-Identifier: GPL-2.0-or-later
"""The kommuner of a layer of areas: which they are, and their outlines put together from the areas."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from qgis.core import (
    NULL,
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransformContext,
    QgsFeature,
    QgsField,
    QgsFields,
    QgsFillSymbol,
    QgsGeometry,
    QgsProject,
    QgsSingleSymbolRenderer,
    QgsVectorFileWriter,
    QgsVectorLayer,
    QgsVectorLayerFeatureSource,
    QgsWkbTypes,
)

from ..core.messages import Cancelled, RegsoError
from .fields import recognise_field
from .project_layers import find_loaded, remember, reopen
from .writing import TEXT

CODE, NAME = "kommun_code", "kommun_name"


@dataclass
class KommunParts:
    """What a thread needs to put kommuner together, taken from a layer on the main thread."""

    source: QgsVectorLayerFeatureSource
    count: int
    code_field: str
    name_field: str
    crs: QgsCoordinateReferenceSystem
    names: Mapping[str, str] = field(default_factory=dict)


def parts_of(areas: QgsVectorLayer, names: Mapping[str, str]) -> KommunParts:
    """Take what is needed of a layer of areas. Raises ``RegsoError`` where its areas have no code.

    ``names``: code → name of the kommuner, for layers that do not have them.
    """
    fields = areas.fields().names()
    code = CODE if CODE in fields else recognise_field(fields, "code")
    if not code:
        raise RegsoError(
            "The areas of the layer {layer} have no code, so their kommuner are not known. Choose a layer with RegSO "
            "or DeSO codes.",
            layer=areas.name(),
        )
    return KommunParts(
        QgsVectorLayerFeatureSource(areas),
        areas.featureCount(),
        code,
        recognise_field(fields, "kommun_name") or (NAME if NAME in fields else ""),
        areas.crs(),
        names,
    )


def outlines(parts: KommunParts, cancelled: Callable[[], bool], progress: Callable[[float], None]) -> list[QgsFeature]:
    """Return one feature for each kommun, ordered by name; may run in any thread. Raises ``Cancelled``."""
    pieces: dict[str, list[QgsGeometry]] = {}
    names: dict[str, str] = {}
    for number, area in enumerate(parts.source.getFeatures(), start=1):
        if cancelled():
            raise Cancelled
        code = area[parts.code_field]
        if code == NULL or not area.hasGeometry():
            continue
        kommun = str(code)[:4]
        pieces.setdefault(kommun, []).append(area.geometry())
        name = area[parts.name_field] if parts.name_field else NULL
        if name != NULL:
            names.setdefault(kommun, str(name))
        progress(30 * number / max(parts.count, number))
    features = []
    for number, (kommun, geometries) in enumerate(pieces.items(), start=1):
        if cancelled():
            raise Cancelled
        feature = QgsFeature(fields())
        feature.setAttributes([kommun, names.get(kommun) or parts.names.get(kommun) or kommun])
        whole = QgsGeometry.unaryUnion(geometries)
        whole.convertToMultiType()
        feature.setGeometry(whole)
        features.append(feature)
        progress(30 + 65 * number / len(pieces))
    return sorted(features, key=lambda one: (_swedish(str(one[NAME])), str(one[CODE])))


def _swedish(name: str) -> str:
    """Return what puts names in the Swedish order: å, ä, ö last."""
    return name.casefold().translate(str.maketrans({"å": "{", "ä": "|", "ö": "}"}))


def fields() -> QgsFields:
    """Return the fields of a layer of kommuner."""
    found = QgsFields()
    found.append(QgsField(CODE, TEXT))
    found.append(QgsField(NAME, TEXT))
    return found


def write_outlines(path: str, features: list[QgsFeature], crs: QgsCoordinateReferenceSystem) -> None:
    """Write the kommuner into a GeoPackage. Raises ``RegsoError`` where that fails."""
    options = QgsVectorFileWriter.SaveVectorOptions()
    options.driverName, options.layerName = "GPKG", "kommuner"
    writer = QgsVectorFileWriter.create(
        path, fields(), QgsWkbTypes.Type.MultiPolygon, crs, QgsCoordinateTransformContext(), options
    )
    failed = writer.hasError() != QgsVectorFileWriter.WriterError.NoError or not writer.addFeatures(features)
    failed = not writer.flushBuffer() or failed
    reason = writer.errorMessage()
    del writer
    if failed:
        raise RegsoError(
            "The kommuner could not be written to {path}. Make room there, or save the project elsewhere.",
            path=path,
            details=reason,
        )


def show_outlines(project: QgsProject, path: str, key: str, title: str) -> QgsVectorLayer:
    """Return the project's layer of these kommuner, added where it was not there: outlines without a filling."""
    layer = find_loaded(project, key)
    if layer is not None:
        layer.setDataSource(f"{path}|layername=kommuner", title, "ogr")
        reopen(layer)
        return layer
    layer = QgsVectorLayer(f"{path}|layername=kommuner", title, "ogr")
    if not layer.isValid():
        raise RegsoError("What was written to {place} could not be opened again.", place=path)
    symbol = QgsFillSymbol.createSimple({"style": "no", "outline_color": "35,35,35,255", "outline_width": "0.5"})
    layer.setRenderer(QgsSingleSymbolRenderer(symbol))
    layer.setDisplayExpression(f'"{NAME}"')
    remember(layer, key)
    project.addMapLayer(layer)
    return layer
