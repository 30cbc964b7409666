# SPDX-License-Identifier: GPL-2.0-or-later
"""The map tool that tells which area was clicked: the one that holds the very point, not the nearest drawn line."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsCsException,
    QgsFeature,
    QgsFeatureRequest,
    QgsGeometry,
    QgsPointXY,
    QgsProject,
    QgsRectangle,
    QgsVectorLayer,
)
from qgis.gui import QgsMapCanvas, QgsMapTool
from qgis.PyQt.QtCore import Qt, pyqtSignal

from ..layers.reading import plain_value
from .highlight import field_of


def area_at(layer: QgsVectorLayer, point: QgsPointXY, crs: QgsCoordinateReferenceSystem) -> QgsFeature | None:
    """Return the area that a point lies in, without its polygon; of several the one with the lowest code."""
    transform = QgsCoordinateTransform(crs, layer.crs(), QgsProject.instance().transformContext())
    try:
        place = transform.transform(point)
    except QgsCsException:
        return None
    geometry = QgsGeometry.fromPointXY(place)
    request = QgsFeatureRequest().setFilterRect(QgsRectangle(place.x(), place.y(), place.x(), place.y()).buffered(1e-9))
    code = field_of(layer, "code")
    found = [feature for feature in layer.getFeatures(request) if feature.geometry().intersects(geometry)]
    if not found:
        return None
    first = min(found, key=lambda feature: str(plain_value(feature[code])) if code else feature.id())
    first.clearGeometry()
    return first


class AreaTool(QgsMapTool):
    """Tells the area under a click."""

    area_clicked = pyqtSignal(object)
    """QgsFeature, or None beside the areas"""

    def __init__(self, canvas: QgsMapCanvas, layer: Callable[[], QgsVectorLayer | None]) -> None:
        super().__init__(canvas)
        self._layer = layer
        self.setCursor(Qt.CursorShape.WhatsThisCursor)
        self.setObjectName("regso_area_tool")

    def flags(self) -> Any:
        return QgsMapTool.Flag.AllowZoomRect

    def canvasReleaseEvent(self, event: Any) -> None:
        if event.button() != Qt.MouseButton.LeftButton:
            return
        layer = self._layer()
        if layer is None:
            self.area_clicked.emit(None)
            return
        crs = self.canvas().mapSettings().destinationCrs()
        self.area_clicked.emit(area_at(layer, event.mapPoint(), crs))

    def keyReleaseEvent(self, event: Any) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.canvas().unsetMapTool(self)
        else:
            super().keyReleaseEvent(event)
