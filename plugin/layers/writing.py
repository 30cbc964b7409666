# SPDX-License-Identifier: GPL-2.0-or-later
"""Frames of the core written to sinks of QGIS."""

from __future__ import annotations

import math
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from osgeo import gdal
from qgis.core import (
    QgsFeature,
    QgsFeatureSink,
    QgsFeedback,
    QgsField,
    QgsFields,
    QgsGeometry,
    QgsProcessingContext,
    QgsProviderRegistry,
)
from qgis.PyQt.QtCore import QMetaType

from ..core.messages import Cancelled, RegsoError

if TYPE_CHECKING:
    import pandas as pd

TEXT = QMetaType.Type.QString
WHOLE = QMetaType.Type.Int
REAL = QMetaType.Type.Double
DAY = QMetaType.Type.QDate

_COUNTED = (".gpkg", ".sqlite", ".shp", ".fgb", ".csv", ".geojson")
"""Files whose rows are counted once they are written."""

_STRIDE = 16
"""Rows between two looks at the user's Cancel."""

SUMMARY_TYPES = {
    **dict.fromkeys(("label", "amount_unit", "code", "name", "part_code", "part_name", "kommun_name"), TEXT),
    **dict.fromkeys(("stratum", "stratum_label"), TEXT),
    **dict.fromkeys(("area_type", "area_count", "feature_count"), WHOLE),
}
"""Types of the columns of summaries that are not real numbers."""


def summary_fields(columns: list[str], first: QgsField | None = None) -> QgsFields:
    """Return fields for the columns of a summary; ``first`` is the group field as the input has it."""
    fields = QgsFields()
    if first is not None:
        field = QgsField(first)
        fields.append(field)
    for name in columns:
        if first is None or name != first.name():
            fields.append(QgsField(name, SUMMARY_TYPES.get(name, REAL)))
    return fields


def attribute(value: Any, kind: Any) -> Any:
    """Return a value of a frame as an attribute: None for missing, plain Python numbers."""
    if value is None or (isinstance(value, float) and math.isnan(value)):
        return None
    if kind == WHOLE:
        return int(value)
    return float(value) if kind == REAL else value


def write_frame(
    sink: QgsFeatureSink,
    fields: QgsFields,
    frame: pd.DataFrame,
    geometries: Any = None,
    *,
    multi: bool = False,
    feedback: QgsFeedback | None = None,
) -> None:
    """Write a frame's rows, columns in the order of the fields, with WKB geometries where there are any.

    ``multi``: as geometries of several parts. Raises ``Cancelled`` where ``feedback`` says so; it hears the progress.
    """
    columns = [(frame[field.name()].tolist(), field.type()) for field in fields]
    for row in range(len(frame)):
        if feedback is not None and row % _STRIDE == 0:
            if feedback.isCanceled():
                raise Cancelled
            feedback.setProgress(100 * row / len(frame))
        feature = QgsFeature(fields)
        feature.setAttributes([attribute(values[row], kind) for values, kind in columns])
        if geometries is not None:
            geometry = QgsGeometry()
            geometry.fromWkb(geometries[row])
            if multi:
                geometry.convertToMultiType()
            feature.setGeometry(geometry)
        add_feature(sink, feature)


def add_feature(sink: QgsFeatureSink, feature: QgsFeature) -> None:
    """Add a feature; a sink that refuses is an error, never a silent loss."""
    if not sink.addFeature(feature, QgsFeatureSink.Flag.FastInsert):
        raise RegsoError(
            "A result could not be written. Make room on the disk, or choose another place. What QGIS said: {reason}.",
            reason=sink.lastError().strip().rstrip("."),
        )
    # on the sink itself, which is all that whoever writes features has
    sink.rows_added = rows_added(sink) + 1


def rows_added(sink: QgsFeatureSink) -> int:
    """Return how many features a sink has taken."""
    return getattr(sink, "rows_added", 0)


def is_whole(destination: str, rows: int, context: QgsProcessingContext) -> bool:
    """Whether a closed sink's file holds the rows that it took.

    A GeoPackage is written at one stroke as it is closed, and QGIS does not say where that failed, as on a full disk.
    """
    if context.temporaryLayerStore().mapLayer(destination) is not None:
        return True
    parts = QgsProviderRegistry.instance().decodeUri("ogr", destination)
    path, table = Path(str(parts.get("path") or "")), parts.get("layerName")
    if path.suffix.lower() not in _COUNTED or not path.is_file():
        return True
    file = _opened(path, gdal.OF_VECTOR)
    layer = None
    if file is not None:
        layer = file.GetLayerByName(table) if table else file.GetLayer(0)
    return layer is not None and layer.GetFeatureCount() >= rows


def discard(destination: str, context: QgsProcessingContext) -> None:
    """Remove what a closed sink has written: a temporary layer, a file, or one table of a file."""
    if context.temporaryLayerStore().mapLayer(destination) is not None:
        context.temporaryLayerStore().removeMapLayer(destination)
        return
    parts = QgsProviderRegistry.instance().decodeUri("ogr", destination)
    path, table = Path(parts["path"]), parts.get("layerName")
    if not (table and _drop_table(path, table)):
        shapefile = (".shx", ".dbf", ".prj", ".cpg", ".qmd") if path.suffix.lower() == ".shp" else ()
        for file in (path, *(path.with_suffix(suffix) for suffix in shapefile)):
            with suppress(OSError):
                file.unlink()


def _opened(path: Path, flags: int) -> Any:
    """Return a file as GDAL opens it, None where it cannot, whether or not somebody made GDAL raise exceptions."""
    with suppress(RuntimeError):
        return gdal.OpenEx(str(path), flags)
    return None


def _drop_table(path: Path, table: str) -> bool:
    """Remove a table from a file that has others too; False where the file holds nothing else."""
    file = _opened(path, gdal.OF_VECTOR | gdal.OF_UPDATE)
    names = [file.GetLayer(i).GetName() for i in range(file.GetLayerCount())] if file is not None else []
    if table not in names or len(names) == 1:
        return False
    file.DeleteLayer(names.index(table))
    return True
