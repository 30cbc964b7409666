# SPDX-License-Identifier: GPL-2.0-or-later
"""Layers of plain files read column by column, past QGIS's feature by feature.

QGIS hands every feature over as an object of its own, which for millions of features takes longer than everything
that is then done with them. GDAL gives the same features of a file in columns (its Arrow interface). Only where QGIS
adds nothing to the file (edits, joins, virtual fields, a selection, a filter of its own) and geometries are plain.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from qgis.core import QgsFields, QgsProcessingFeatureSourceDefinition, QgsProviderRegistry, QgsVectorLayer, QgsWkbTypes
from qgis.PyQt.QtCore import QMetaType

from ..core.messages import Cancelled, RegsoError

_PLAIN_KINDS = (
    QgsWkbTypes.Type.Point,
    QgsWkbTypes.Type.MultiPoint,
    QgsWkbTypes.Type.LineString,
    QgsWkbTypes.Type.MultiLineString,
    QgsWkbTypes.Type.Polygon,
    QgsWkbTypes.Type.MultiPolygon,
)
_PLAIN_FIELDS = (QMetaType.Type.Int, QMetaType.Type.LongLong, QMetaType.Type.Double, QMetaType.Type.QString)
_DRIVERS = ("GPKG", "ESRI Shapefile", "GeoJSON")
"""Those for which a test holds that both ways give the same. GDAL 3.10 fails on FlatGeobuf with missing geometries."""

_BYTES_AT_ONCE = 6_000_000


@dataclass(frozen=True)
class FileLayer:
    """A layer in a file: what GDAL must know to read the features that QGIS shows."""

    path: str
    layer_name: str | None
    layer_id: int | None
    subset: str
    options: tuple[str, ...]
    fields: QgsFields


def file_behind(layer: QgsVectorLayer | None, chosen: Any, wanted: list[str]) -> FileLayer | None:
    """Return the file of a layer where it can be read directly, or None.

    ``chosen``: the parameter's value, which may ask for selected features only; ``wanted``: the fields that are needed.
    """
    if layer is None or not (_is_whole(chosen) and _is_as_the_file(layer, wanted)):
        return None
    parts = QgsProviderRegistry.instance().decodeUri("ogr", layer.source())
    known = {"path", "layerName", "layerId", "subset", "openOptions"}
    if any(value not in (None, "", []) for key, value in parts.items() if key not in known):
        return None
    subset = layer.subsetString()
    if subset.lstrip().upper().startswith("SELECT") or not Path(parts.get("path") or "").is_file():
        return None
    layer_id = parts.get("layerId")
    return FileLayer(
        parts["path"],
        parts.get("layerName") or None,
        int(layer_id) if layer_id not in (None, "") else None,
        subset,
        tuple(parts.get("openOptions") or ()),
        layer.fields(),
    )


def _is_as_the_file(layer: QgsVectorLayer, wanted: list[str]) -> bool:
    """Tell whether QGIS shows the features as they are in the file."""
    if not layer.isValid() or layer.providerType() != "ogr" or layer.storageType() not in _DRIVERS:
        return False
    if layer.isModified() or layer.vectorJoins() or QgsWkbTypes.hasM(layer.wkbType()):
        return False
    return QgsWkbTypes.dropZ(layer.wkbType()) in _PLAIN_KINDS and all(_is_plain(layer, name) for name in wanted)


def _is_whole(chosen: Any) -> bool:
    """Tell whether all features of a layer were asked for."""
    if not isinstance(chosen, QgsProcessingFeatureSourceDefinition):
        return True
    return not (chosen.selectedFeaturesOnly or chosen.featureLimit >= 0 or getattr(chosen, "filterExpression", ""))


def _is_plain(layer: QgsVectorLayer, name: str) -> bool:
    fields = layer.fields()
    number = fields.lookupField(name)
    if number < 0 or fields.fieldOrigin(number) != QgsFields.FieldOrigin.OriginProvider:
        return False
    # GDAL reads texts of old shapefiles by their code page, QGIS by the layer's setting.
    text = fields.at(number).type() == QMetaType.Type.QString
    if text and layer.storageType() == "ESRI Shapefile" and layer.dataProvider().encoding().upper() != "UTF-8":
        return False
    return fields.at(number).type() in _PLAIN_FIELDS


@dataclass(frozen=True)
class Columns:
    """Some features: their ids, geometries as WKB (bytes or None, or rows of bytes), and attributes by name."""

    ids: Any
    wkb: Any
    attributes: dict[str, list[Any]]

    def __len__(self) -> int:
        return len(self.ids)


def can_read_columns() -> bool:
    """Tell whether this GDAL gives columns (3.6 and later, with numpy)."""
    try:
        from osgeo import gdal_array, ogr
    except ImportError:
        return False
    return gdal_array is not None and hasattr(ogr.Layer, "GetArrowStreamAsNumPy")


def read_columns(source: FileLayer, wanted: list[str], most: int, cancelled: Callable[[], bool]) -> Iterator[Columns]:
    """Yield the features of a file, at most ``most`` at a time; raises ``Cancelled`` and ``RegsoError``."""
    from osgeo import gdal

    gdal.ErrorReset()
    try:
        for columns in _columns_of(source, wanted, most):
            if cancelled():
                raise Cancelled
            yield columns
    except (RuntimeError, SystemError) as error:
        # Where somebody else in this QGIS has asked GDAL for exceptions.
        raise _unreadable(source, str(error)) from error
    if gdal.GetLastErrorType() >= gdal.CE_Failure:
        raise _unreadable(source, gdal.GetLastErrorMsg())


def _columns_of(source: FileLayer, wanted: list[str], most: int) -> Iterator[Columns]:
    from osgeo import gdal

    dataset = gdal.OpenEx(source.path, gdal.OF_VECTOR | gdal.OF_READONLY, open_options=list(source.options))
    layer = None if dataset is None else _layer_of(dataset, source)
    if layer is None or (source.subset and layer.SetAttributeFilter(source.subset) != 0):
        raise _unreadable(source, gdal.GetLastErrorMsg())
    definition = layer.GetLayerDefn()
    names = [definition.GetFieldDefn(i).GetName() for i in range(definition.GetFieldCount())]
    layer.SetIgnoredFields([name for name in names if name not in wanted])
    at_once = _at_once(source, layer.GetFeatureCount(), most)
    options = [f"MAX_FEATURES_IN_BATCH={at_once}", "USE_MASKED_ARRAYS=YES", "INCLUDE_FID=YES"]
    geometry, number = layer.GetGeometryColumn() or "wkb_geometry", layer.GetFIDColumn() or "OGC_FID"
    for batch in layer.GetArrowStreamAsNumPy(options=options):
        yield Columns(batch[number], batch[geometry], {name: _plain_values(batch[name]) for name in wanted})


def _layer_of(dataset: Any, source: FileLayer) -> Any:
    if source.layer_name is not None:
        return dataset.GetLayerByName(source.layer_name)
    return dataset.GetLayer(source.layer_id or 0)


def _unreadable(source: FileLayer, details: str) -> RegsoError:
    return RegsoError(
        "The file {name} cannot be read to its end. It may be damaged, or was changed or taken away meanwhile. Check "
        "that QGIS shows the layer, or save it as a new GeoPackage and choose that.",
        name=Path(source.path).name,
        details=details,
    )


def _at_once(source: FileLayer, features: int, most: int) -> int:
    """Return how many features to read at once, fewer where they are large."""
    size = Path(source.path).stat().st_size
    return int(min(most, max(200, _BYTES_AT_ONCE * features // max(size, 1)))) if features > 0 else most


def _plain_values(values: Any) -> list[Any]:
    """Return a column as Python knows it: None for NULL, texts decoded."""
    plain = values.tolist()
    if values.dtype.kind in "SO":
        return [value.decode("utf-8", "replace") if isinstance(value, bytes) else value for value in plain]
    return list(plain)
