# SPDX-License-Identifier: GPL-2.0-or-later
"""QGIS's search field finds areas and kommuner: type a name or a code, and the map goes there."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from qgis.core import (
    QgsCoordinateTransform,
    QgsCsException,
    QgsFeatureRequest,
    QgsFeedback,
    QgsLocatorContext,
    QgsLocatorFilter,
    QgsLocatorResult,
    QgsProject,
    QgsRectangle,
    QgsVectorLayer,
)
from qgis.gui import QgsMapCanvas
from qgis.PyQt.QtCore import pyqtSignal
from qgis.PyQt.QtGui import QIcon

from .. import log
from ..core.codes import Level, parse_area_code
from ..core.messages import RegsoError
from ..i18n import tr
from ..sources.known_areas import Found, KnownAreas
from .at_hand import AreasAtHand

PREFIX = "regso"
_ENOUGH = 3
"""Characters without the prefix before anything is searched, for others search there too."""
_MANY, _FEW = 30, 8
_MARGIN = 1.15


class AreaLocatorFilter(QgsLocatorFilter):
    """Finds areas and kommuner among what is known; no network is asked."""

    area_chosen = pyqtSignal(str)
    """The code of an area that somebody went to."""
    told = pyqtSignal(str)
    """Why the map did not move."""

    def __init__(
        self,
        at_hand: AreasAtHand,
        canvas: Callable[[], QgsMapCanvas | None],
        areas_layer: Callable[[], str],
        icon: QIcon,
    ) -> None:
        """Search ``at_hand``; zoom ``canvas`` to the areas, first of all those of the layer with this id."""
        super().__init__()
        self._at_hand, self._canvas, self._areas_layer, self._icon = at_hand, canvas, areas_layer, icon

    def clone(self) -> QgsLocatorFilter:
        return AreaLocatorFilter(self._at_hand, self._canvas, self._areas_layer, self._icon)

    def name(self) -> str:
        return "regso_atlas_areas"

    def displayName(self) -> str:
        return tr("RegSO areas and kommuner")

    def description(self) -> str:
        return tr("Finds RegSO and kommuner by name or code, shows them on the map and opens the area's card.")

    def prefix(self) -> str:
        return PREFIX

    def priority(self) -> QgsLocatorFilter.Priority:
        return QgsLocatorFilter.Priority.Medium

    # In a thread of its own -------------------------------------------------------------------------------------------

    def fetchResults(self, text: str, context: QgsLocatorContext, feedback: QgsFeedback) -> None:
        wanted = text.strip()
        if not wanted or (len(wanted) < _ENOUGH and not context.usingPrefix):
            return
        try:
            known = self._at_hand.known()
            limit = _MANY if context.usingPrefix else _FEW
            for found in known.search(wanted, limit, cancelled=feedback.isCanceled):
                if feedback.isCanceled():
                    return
                self.resultFetched.emit(self._result(found, known))
        except (RegsoError, OSError) as error:
            log.warn(f"The search for areas failed: {error!r}")

    def _result(self, found: Found, known: KnownAreas) -> QgsLocatorResult:
        result = QgsLocatorResult(self, found.name, {"code": found.code, "name": found.name})
        result.description = _description(found, known)
        result.icon = self._icon
        result.score = found.score
        # within a group QGIS orders by name
        is_kommun = found.level is Level.KOMMUN
        result.group = tr("Kommuner") if is_kommun else tr("Areas")
        result.groupScore = 1.0 if is_kommun else 0.5
        return result

    # On the main thread -----------------------------------------------------------------------------------------------

    def triggerResult(self, result: QgsLocatorResult) -> None:
        # a property, until QGIS makes it the method that it is in C++
        data = result.userData() if callable(result.userData) else result.userData
        code, name = data["code"], data["name"]
        if not self._go_to(code):
            self.told.emit(
                tr(
                    "{name} is on no layer of the project, so the map stays where it is. Load its areas in step 1."
                ).format(name=name)
            )
        if parse_area_code(code) is not None:
            self.area_chosen.emit(code)

    def _go_to(self, code: str) -> bool:
        """Show an area, or all areas of a kommun, on the map; tell whether any layer has them."""
        for layer, field in self._at_hand.area_layers(first=self._areas_layer()):
            ids, extent = areas_of(layer, field, code)
            if ids:
                canvas = self._canvas()
                if canvas is not None:
                    _show(canvas, layer, ids, extent)
                return True
        return False


def areas_of(layer: QgsVectorLayer, field: str, code: str) -> tuple[list[int], QgsRectangle]:
    """Return the features of an area, or of a kommun's areas, and where they lie; none where there is no place."""
    names = QgsFeatureRequest().setFlags(QgsFeatureRequest.Flag.NoGeometry)
    names.setSubsetOfAttributes([field], layer.fields())
    ids = [
        feature.id()
        for feature in layer.getFeatures(names)
        if (area := parse_area_code(feature[field])) is not None and code in (area.code, area.kommun)
    ]
    extent = QgsRectangle()
    if ids:
        shapes = QgsFeatureRequest().setFilterFids(ids).setNoAttributes()
        for feature in layer.getFeatures(shapes):
            if feature.hasGeometry():
                extent.combineExtentWith(feature.geometry().boundingBox())
    return (ids, extent) if not extent.isEmpty() else ([], extent)


def _show(canvas: QgsMapCanvas, layer: QgsVectorLayer, ids: Iterable[int], extent: QgsRectangle) -> None:
    settings = canvas.mapSettings()
    transform = QgsCoordinateTransform(layer.crs(), settings.destinationCrs(), QgsProject.instance())
    try:
        shown = transform.transformBoundingBox(extent)
    except QgsCsException:
        log.warn(f"The areas of “{layer.name()}” cannot be placed on the map.")
        return
    shown.scale(_MARGIN)
    canvas.setExtent(shown)
    canvas.refresh()
    canvas.flashFeatureIds(layer, list(ids))


def _description(found: Found, known: KnownAreas) -> str:
    if found.level is Level.KOMMUN:
        parts = [tr("kommun"), found.lan_name, found.code]
    else:
        area_type = known.area_type(found.code)
        parts = [
            found.kommun_name,
            found.code,
            tr("area type {area_type}").format(area_type=area_type) if area_type else "",
        ]
    return " · ".join(part for part in parts if part)
