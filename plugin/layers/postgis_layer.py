# SPDX-License-Identifier: GPL-2.0-or-later
"""What a PostGIS layer of QGIS is in the database: table, columns, filter, selection, place on the ground."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsCsException,
    QgsDataSourceUri,
    QgsFeatureRequest,
    QgsField,
    QgsFields,
    QgsPointXY,
    QgsProcessingContext,
    QgsProcessingFeatureSource,
    QgsProcessingFeatureSourceDefinition,
    QgsProcessingUtils,
    QgsVectorLayer,
    QgsWkbTypes,
)
from qgis.PyQt.QtCore import QMetaType

from ..core.messages import Message, message
from ..core.scale_terms import BOX
from .postgis_measures import SRID, finite, identifier, literal
from .postgis_sql import Question
from .reading import plain_value, working_crs

_NUMBER = dict.fromkeys(("int2", "int4", "int8", "numeric", "float8"), "{0}::float8")
# QGIS reads the text 0.1, which as a number of eight bytes is not the number of four bytes.
_NUMBER["float4"] = "{0}::text::float8"
_GROUP = {
    "text": "{}",
    "varchar": "{}",
    "int2": "{}",
    "int4": "{}",
    "int8": "{}",
    "bool": "{}",
    "date": "to_char({}, 'YYYY-MM-DD')",
    **{name: finite(_NUMBER[name]) for name in ("numeric", "float4", "float8")},
}
_INTEGERS = ("int2", "int4", "int8")

_LET_THROUGH = {
    QgsWkbTypes.Type.Point: ("POINT",),
    QgsWkbTypes.Type.MultiPoint: ("MULTIPOINT",),
    QgsWkbTypes.Type.LineString: ("LINESTRING", "CIRCULARSTRING", "COMPOUNDCURVE"),
    QgsWkbTypes.Type.MultiLineString: ("MULTILINESTRING", "MULTICURVE"),
    QgsWkbTypes.Type.Polygon: ("POLYGON", "CURVEPOLYGON"),
    QgsWkbTypes.Type.MultiPolygon: ("MULTIPOLYGON", "MULTISURFACE"),
}
"""Which geometries QGIS takes from a column that holds several types. A layer of one type is one of them."""


class NotInDatabase(Exception):  # noqa: N818 - not an error: the local engine does it
    """The database cannot be asked; the message says why."""

    def __init__(self, reason: Message) -> None:
        self.reason = reason
        super().__init__(str(reason))


def database_layer(chosen: Any, context: QgsProcessingContext) -> QgsVectorLayer:
    """Return the layer of a parameter's value, if it is PostGIS's and has no edits that the database does not know."""
    layer = chosen
    if isinstance(chosen, QgsProcessingFeatureSourceDefinition):
        layer, _ = chosen.source.valueAsString(context.expressionContext())
    if isinstance(layer, str):
        layer = QgsProcessingUtils.mapLayerFromString(layer, context)
    if not isinstance(layer, QgsVectorLayer) or layer.providerType() != "postgres":
        raise NotInDatabase(
            message("The layer is not a PostGIS layer, so the overlay runs on this computer, not in the database.")
        )
    if layer.isModified():
        raise NotInDatabase(
            message(
                "The layer has edits that are not saved, which the database does not know. The overlay runs on this "
                "computer; save the edits first to run it in the database."
            )
        )
    return layer


def question_of(
    layer: QgsVectorLayer,
    chosen: Any,
    source: QgsProcessingFeatureSource,
    context: QgsProcessingContext,
    kind: int | None,
    fields: dict[str, Any],
) -> Question:
    """Return what to ask the database; raises ``NotInDatabase`` where only QGIS can answer.

    ``chosen``: the value of the parameter, which may ask for selected features only; ``fields``: ``group_field``,
    ``amount_fields`` and ``rate_fields``.
    """
    uri = QgsDataSourceUri(layer.source())
    if kind is None or not uri.geometryColumn():
        raise NotInDatabase(
            message("A table without geometry is counted by its codes, which is done on this computer.")
        )
    where = [uri.sql()] if uri.sql() else []
    name, kind_of_key = _key(layer)
    if isinstance(chosen, QgsProcessingFeatureSourceDefinition):
        if chosen.filterExpression or chosen.featureLimit >= 0:
            raise NotInDatabase(
                message(
                    "The features are chosen by an expression of QGIS's or limited in number, which the database "
                    "cannot do. The overlay runs on this computer; a filter of the layer's own works in the database."
                )
            )
        if chosen.selectedFeaturesOnly:
            where.append(_selection(source, name, kind_of_key))
    columns = {field: _column(layer, field, _GROUP) for field in (fields["group_field"],) if field}
    srid, around = _place(source.sourceCrs(), context)
    return Question(
        kind=kind,
        relation=_relation(uri),
        geometry=identifier(uri.geometryColumn()),
        srid=srid,
        around=around,
        key=f"{identifier(name)}::bigint" if name and kind_of_key in _INTEGERS else None,
        group=columns.get(fields["group_field"]),
        amounts=tuple(_column(layer, field, _NUMBER) for field in fields["amount_fields"]),
        rates=tuple(_column(layer, field, _NUMBER) for field in fields["rate_fields"]),
        where=tuple(where),
        types=_types(uri),
        only_srid=int(uri.srid()) if uri.srid().isdigit() and int(uri.srid()) > 0 else None,
    )


def _relation(uri: QgsDataSourceUri) -> str:
    table = uri.table()
    if table.startswith("(") and table.endswith(")"):
        return f"{table} AS asked"
    return f"{identifier(uri.schema())}.{identifier(table)}" if uri.schema() else identifier(table)


def _types(uri: QgsDataSourceUri) -> tuple[str, ...]:
    names = _LET_THROUGH.get(QgsWkbTypes.flatType(uri.wkbType()), ())
    return tuple(name + m for name in names for m in ("", "M"))


def _key(layer: QgsVectorLayer) -> tuple[str, str]:
    """Return name and type of the layer's key, empty where it is none of a single column."""
    places = layer.primaryKeyAttributes()
    if len(places) != 1:
        return "", ""
    field = layer.fields().at(places[0])
    return field.name(), field.typeName()


def _selection(source: QgsProcessingFeatureSource, key: str, kind: str) -> str:
    """Return the condition that chooses the features which a source of selected ones gives."""
    if kind not in (*_INTEGERS, "text", "varchar", "uuid"):
        raise NotInDatabase(
            message(
                "The layer has no key of a single column, by which the database could know the selected features. The "
                "overlay runs on this computer."
            )
        )
    request = QgsFeatureRequest().setSubsetOfAttributes([key], source.fields())
    request.setFlags(request.flags() | QgsFeatureRequest.Flag.NoGeometry)
    flag = QgsProcessingFeatureSource.Flag.SkipGeometryValidityChecks
    keys = [str(plain_value(feature[key])) for feature in source.getFeatures(request, flag)]
    if kind in _INTEGERS:
        return f"{identifier(key)} = ANY ('{{{','.join(keys)}}}'::bigint[])"
    # A uuid stands in braces in QGIS.
    texts = ", ".join(literal(text.strip("{}") if kind == "uuid" else text) for text in keys)
    return f"{identifier(key)}::text = ANY (ARRAY[{texts}]::text[])"


def _column(layer: QgsVectorLayer, name: str, by_type: dict[str, str]) -> str:
    """Return a field as an SQL expression."""
    fields = layer.fields()
    place = fields.lookupField(name)
    is_own = fields.fieldOrigin(place) == QgsFields.FieldOrigin.OriginProvider
    expression = by_type.get(fields.at(place).typeName()) if is_own else None
    if expression is None:
        raise NotInDatabase(
            message(
                "The field {field} is joined, computed or of a type that only QGIS reads in its own way. The overlay "
                "runs on this computer.",
                field=name,
            )
        )
    return expression.format(identifier(name))


def as_read(field: QgsField | None) -> Callable[[Any], Any]:
    """Return what makes of a value in JSON the value that QGIS reads."""
    kind = None if field is None else int(field.type())
    if kind in (QMetaType.Type.Int, QMetaType.Type.LongLong):
        return lambda value: None if value is None else int(value)
    if kind == QMetaType.Type.Double:
        return lambda value: None if value is None else float(value)
    return lambda value: value


# The place ------------------------------------------------------------------------------------------------------------


def _place(
    crs: QgsCoordinateReferenceSystem, context: QgsProcessingContext
) -> tuple[int, tuple[float, float, float, float]]:
    """Return the number of a reference system in PostGIS, and Sweden's box in its coordinates."""
    if crs == working_crs():
        return SRID, BOX
    known = re.fullmatch(r"EPSG:(\d+)", crs.authid())
    points = sample_points(crs, context)
    if known is None or not points:
        raise NotInDatabase(
            message(
                "The layer's reference system {crs} is not one that the database and QGIS share. The overlay runs on "
                "this computer.",
                crs=crs.userFriendlyIdentifier(),
            )
        )
    x, y = [p.x() for p, _ in points], [p.y() for p, _ in points]
    return int(known[1]), (min(x), min(y), max(x), max(y))


def sample_points(
    crs: QgsCoordinateReferenceSystem, context: QgsProcessingContext, steps: int = 9
) -> list[tuple[QgsPointXY, QgsPointXY]]:
    """Return points over Sweden's box in a reference system, and what QGIS makes of them in SWEREF 99 TM."""
    to_layer = QgsCoordinateTransform(working_crs(), crs, context.transformContext())
    to_working = QgsCoordinateTransform(crs, working_crs(), context.transformContext())
    west, south, east, north = BOX
    points = []
    try:
        for i in range(steps):
            for j in range(steps):
                corner = QgsPointXY(west + i * (east - west) / (steps - 1), south + j * (north - south) / (steps - 1))
                there = to_layer.transform(corner)
                points.append((there, to_working.transform(there)))
    except QgsCsException:
        return []
    return points
