# SPDX-License-Identifier: GPL-2.0-or-later
"""The areas of a result on the map: those of some types selected and shown, and the types of the selected ones."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from math import fsum
from typing import Any

from qgis.core import QgsCoordinateTransform, QgsCsException, QgsFeature, QgsFeatureRequest, QgsProject, QgsVectorLayer
from qgis.gui import QgsMapCanvas
from qgis.PyQt import sip
from qgis.PyQt.QtCore import QObject, pyqtSignal

from ..core.area_types import parse_area_type
from ..core.codes import parse_area_code
from ..core.messages import RegsoError
from ..layers.fields import recognise_field
from ..layers.reading import plain_value
from .area_facts import COUNTRY, INDICATORS, LAYER, ROLES, AreaFacts, facts_of_layer, number_of
from .presenter import Presenter
from .result_grid import Areas

MOST_FLASHED = 300
"""More areas than this are only selected: flashing them would take longer than looking at them."""


def map_canvas() -> QgsMapCanvas | None:
    """Return the canvas of QGIS's main window, None where there is no window."""
    from qgis.utils import iface

    return iface.mapCanvas() if iface is not None else None


def field_of(layer: QgsVectorLayer, role: str) -> str | None:
    """Return the field that plays a role, None where there is none or nobody can tell."""
    try:
        return recognise_field(layer.fields().names(), role)
    except RegsoError:
        return None


def types_of(layer: QgsVectorLayer, *, selected: bool = False) -> Iterator[tuple[int, int, str]]:
    """Yield id, area type (0: none) and code of a layer's areas, or of the selected ones."""
    fields = [field_of(layer, role) for role in ("area_type", "code")]
    if fields[0] is None:
        return
    request = QgsFeatureRequest().setFlags(QgsFeatureRequest.Flag.NoGeometry)
    request.setSubsetOfAttributes([name for name in fields if name], layer.fields())
    for feature in layer.getSelectedFeatures(request) if selected else layer.getFeatures(request):
        kind = parse_area_type(plain_value(feature[fields[0]]))
        code = plain_value(feature[fields[1]]) if fields[1] else None
        yield feature.id(), kind or 0, str(code or "")


def means_of(layer: QgsVectorLayer) -> tuple[dict[str, float], bool]:
    """Return the means of the three indicators over a layer's areas, and whether those are the whole country."""
    from ..core.area_table import COUNTRY_AREAS, ENOUGH_OF_THE_COUNTRY

    fields = {role: name for role in INDICATORS if (name := field_of(layer, role)) is not None}
    values: dict[str, list[float]] = {role: [] for role in fields}
    request = QgsFeatureRequest().setFlags(QgsFeatureRequest.Flag.NoGeometry)
    request.setSubsetOfAttributes(list(fields.values()), layer.fields())
    for feature in layer.getFeatures(request) if fields else ():
        for role, name in fields.items():
            number = number_of(plain_value(feature[name]))
            if number is not None:
                values[role].append(number)
    known = [len(numbers) for numbers in values.values()]
    country = bool(known) and min(known) >= ENOUGH_OF_THE_COUNTRY * COUNTRY_AREAS
    return {role: fsum(numbers) / len(numbers) for role, numbers in values.items() if numbers}, country


def facts_of_feature(layer: QgsVectorLayer, feature: QgsFeature) -> AreaFacts:
    """Return what the layer of areas says of one of them."""
    field = field_of(layer, "code")
    said = str(plain_value(feature[field]) or "") if field else ""
    parsed = parse_area_code(said)
    fields = {role: field_of(layer, role) for role in ROLES}
    values = {role: plain_value(feature[name]) for role, name in fields.items() if name}
    facts = facts_of_layer(said if parsed is None else parsed.code, values)
    means, country = means_of(layer)
    return replace(facts, means=means, means_of=COUNTRY if country else LAYER)


def area_with_code(layer: QgsVectorLayer, code: str) -> QgsFeature | None:
    """Return the area of a layer with a code, without its polygon."""
    field = field_of(layer, "code")
    if field is None:
        return None
    quoted = code.replace("'", "''")
    request = QgsFeatureRequest().setFilterExpression(f"\"{field}\" LIKE '{quoted}%'")
    request.setFlags(QgsFeatureRequest.Flag.NoGeometry)
    return next(layer.getFeatures(request), None)


class AreaLink(QObject):
    """Selects areas by type on the layer of areas, and tells the types of what the user selects there."""

    types_selected = pyqtSignal(object)
    """frozenset of types"""

    def __init__(self, presenter: Presenter, canvas: QgsMapCanvas | None, parent: QObject) -> None:
        super().__init__(parent)
        self._presenter = presenter
        self._given = canvas
        self._layer: QgsVectorLayer | None = None
        self._busy = False
        presenter.state_changed.connect(self._follow)
        self._follow()

    @property
    def canvas(self) -> QgsMapCanvas | None:
        """The map, None where there is none."""
        if self._given is not None:
            return None if sip.isdeleted(self._given) else self._given
        return map_canvas()

    def layer(self) -> QgsVectorLayer | None:
        """Return the layer with the areas, None while there is none."""
        layer = self._presenter.areas()
        return layer if isinstance(layer, QgsVectorLayer) and layer.isValid() else None

    def _follow(self, *_: Any) -> None:
        layer = self.layer()
        if layer is self._layer:
            return
        self.let_go()
        self._layer = layer
        if layer is not None:
            layer.selectionChanged.connect(self._selection_changed)

    def let_go(self) -> None:
        """Listen to the layer no more."""
        if self._layer is not None and not sip.isdeleted(self._layer):
            self._layer.selectionChanged.disconnect(self._selection_changed)
        self._layer = None

    def _selection_changed(self, *_: Any) -> None:
        if self._busy or self._layer is None:
            return
        self.types_selected.emit(frozenset(kind for _, kind, _code in types_of(self._layer, selected=True)))

    def select(self, areas: Areas) -> int:
        """Select areas by their type and the beginning of their code, show them; return how many they are."""
        layer = self.layer()
        if layer is None:
            return 0
        codes: dict[int, tuple[str, ...]] = {}
        for kind, code in areas:
            codes[kind] = (*codes.get(kind, ()), code)
        found = [fid for fid, kind, own in types_of(layer) if own.startswith(codes.get(kind, ()))]
        self._busy = True
        layer.selectByIds(found)
        self._busy = False
        self._show(layer, found)
        return len(found)

    def show_area(self, feature_id: int) -> None:
        """Flash one area, and move the map there if it is not in sight."""
        layer = self.layer()
        if layer is not None:
            self._show(layer, [feature_id])

    def _show(self, layer: QgsVectorLayer, ids: list[int]) -> None:
        canvas = self.canvas
        if canvas is None or not ids:
            return
        if len(ids) <= MOST_FLASHED:
            box = layer.getFeatures(QgsFeatureRequest().setFilterFids(ids).setNoAttributes())
            extent = None
            for feature in box:
                extent = feature.geometry().boundingBox() if extent is None else _joined(extent, feature)
            if extent is not None and not self._in_sight(layer, extent):
                canvas.zoomToFeatureIds(layer, ids)
            canvas.flashFeatureIds(layer, ids)

    def _in_sight(self, layer: QgsVectorLayer, extent: Any) -> bool:
        canvas = self.canvas
        transform = QgsCoordinateTransform(
            layer.crs(), canvas.mapSettings().destinationCrs(), QgsProject.instance().transformContext()
        )
        try:
            return bool(canvas.extent().intersects(transform.transformBoundingBox(extent)))
        except QgsCsException:
            return True


def _joined(extent: Any, feature: QgsFeature) -> Any:
    extent.combineExtentWith(feature.geometry().boundingBox())
    return extent
