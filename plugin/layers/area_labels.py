# SPDX-License-Identifier: GPL-2.0-or-later
"""Labels of areas: the name, on maps of the index with the index below it, only where there is room for them."""

from __future__ import annotations

from qgis.core import (
    Qgis,
    QgsExpression,
    QgsPalLayerSettings,
    QgsProperty,
    QgsTextBufferSettings,
    QgsTextFormat,
    QgsVectorLayer,
    QgsVectorLayerSimpleLabeling,
)
from qgis.PyQt.QtGui import QColor, QFont

from .style_texts import Words

LABEL_SCALE = 75_000
"""Labels are drawn from this scale on: in towns the areas are small, and on a map of the country they would hide it."""
FONT = "Open Sans"
POINTS = 7
LONG_NAME = 16
"""Letters."""


def label_areas(layer: QgsVectorLayer, words: Words, name_field: str, index_field: str = "") -> None:
    """Label areas with their name and, where a field is given, the index with one decimal on a line of its own."""
    layer.setLabeling(QgsVectorLayerSimpleLabeling(_settings(words, name_field, index_field)))
    layer.setLabelsEnabled(True)


def _settings(words: Words, name_field: str, index_field: str) -> QgsPalLayerSettings:
    settings = QgsPalLayerSettings()
    settings.isExpression = True
    settings.fieldName = _name(QgsExpression.quotedColumnRef(name_field))
    if index_field:
        number = f"format_number({QgsExpression.quotedColumnRef(index_field)}, 1, '{words.code}')"
        settings.fieldName = f"{settings.fieldName} || coalesce('\\n' || {number}, '')"
        # Where two names have no room, that of the area with the larger challenges stays.
        priority = f"scale_linear(coalesce({QgsExpression.quotedColumnRef(index_field)}, 0), 0, 30, 5, 10)"
        properties = settings.dataDefinedProperties()
        properties.setProperty(QgsPalLayerSettings.Property.Priority, QgsProperty.fromExpression(priority))
        settings.setDataDefinedProperties(properties)
    # In the middle of the widest part, where a name is never taken for the neighbour's.
    settings.geometryGeneratorEnabled = True
    settings.geometryGeneratorType = Qgis.GeometryType.Point
    settings.geometryGenerator = "pole_of_inaccessibility($geometry, sqrt(area($geometry)) / 50)"
    settings.placement = Qgis.LabelPlacement.OverPoint
    # The areas themselves are no obstacles: they cover the map.
    settings.obstacleSettings().setIsObstacle(False)
    settings.multilineAlign = Qgis.LabelMultiLineAlignment.Center
    settings.autoWrapLength = 14
    settings.scaleVisibility = True
    settings.minimumScale = LABEL_SCALE
    settings.setFormat(_format())
    return settings


def _name(column: str) -> str:
    """Return an expression for a name: without Malmö's prefix "RegSO-", a long one broken at its hyphens."""
    short = f"regexp_replace({column}, '^RegSO-', '')"
    return f"with_variable('area', {short}, if(length(@area) > {LONG_NAME}, replace(@area, '-', '-\\n'), @area))"


def _format() -> QgsTextFormat:
    text = QgsTextFormat()
    text.setFont(QFont(FONT))
    text.setSize(POINTS)
    text.setColor(QColor("#1a1a1a"))
    text.setLineHeight(0.9)
    halo = QgsTextBufferSettings()
    halo.setEnabled(True)
    halo.setSize(0.8)
    halo.setColor(QColor("#ffffff"))
    halo.setOpacity(0.85)
    text.setBuffer(halo)
    return text
