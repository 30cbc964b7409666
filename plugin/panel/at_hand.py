# SPDX-License-Identifier: GPL-2.0-or-later
"""What is known of areas by code, with the layers of the project: for expressions, the locator and the card.

Layers belong to the main thread, expressions are evaluated in those that draw. So what there is to read of a layer is
taken down here whenever it changes, and read when somebody asks, in whatever thread that is.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from qgis.core import (
    QgsFeatureRequest,
    QgsMapLayer,
    QgsProject,
    QgsVectorLayer,
    QgsVectorLayerFeatureSource,
    QgsWkbTypes,
)
from qgis.PyQt.QtCore import QObject, QTimer

from ..core.messages import RegsoError
from ..layers.fields import recognise_field
from ..layers.reading import plain_value
from ..sources.known_areas import AreaRows, KnownAreas, known_areas

LOADED = frozenset({"code", "name", "level", "edition", "year"})
"""The fields that tell a layer of ``regso:loadareas``."""

_FIGURES = ("socioeconomic_index", "area_type", "v1", "v2", "v3", "population")
_PATIENCE = 1.0
"""Seconds for which an answer is taken to be the newest, so that nobody asks the disk for every feature."""


@dataclass
class _Source:
    """What there is to read of a layer: the field of each column."""

    features: QgsVectorLayerFeatureSource
    columns: dict[str, str]
    rows: AreaRows | None = field(default=None)


class AreasAtHand(QObject):
    """The areas of a project's layers and of what was saved, from any thread."""

    def __init__(self, project: QgsProject | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._project = project or QgsProject.instance()
        self._lock = threading.Lock()
        self._sources: dict[str, _Source] = {}
        self._known: KnownAreas | None = None
        self._asked = 0.0
        self._watched: dict[str, QgsVectorLayer] = {}
        self._project.layersAdded.connect(self._add)
        self._project.layersWillBeRemoved.connect(self._remove)
        self._add(list(self._project.mapLayers().values()))

    def close(self) -> None:
        """Listen to the project and its layers no more; a second time does nothing."""
        if self._project is None:
            return
        self._project.layersAdded.disconnect(self._add)
        self._project.layersWillBeRemoved.disconnect(self._remove)
        self._remove(list(self._watched))
        self._project = None

    # From any thread --------------------------------------------------------------------------------------------------

    def known(self) -> KnownAreas:
        """Return what is known now, at most a second old; reads only what has changed."""
        with self._lock:
            known, now = self._known, time.monotonic()
            if known is not None and now - self._asked < _PATIENCE:
                return known
            rows = [_rows_of(source) for source in self._sources.values()]
            self._known = known = known_areas(rows)
            self._asked = now
            return known

    # On the main thread -----------------------------------------------------------------------------------------------

    def area_layers(self, first: str = "") -> Iterator[tuple[QgsVectorLayer, str]]:
        """Yield the layers with polygons of areas and their field with the code: one by its id, then loaded ones."""
        ids = sorted(self._watched, key=lambda i: (i != first, "level" not in self._sources[i].columns))
        for layer_id in ids:
            yield self._watched[layer_id], self._sources[layer_id].columns["code"]

    def _add(self, layers: list[QgsMapLayer]) -> None:
        for layer in layers:
            columns = columns_of(layer)
            if columns is None or layer.id() in self._watched:
                continue
            self._watched[layer.id()] = layer
            for signal in _changes(layer):
                signal.connect(self._changed)
            self._take(layer, columns)

    def _remove(self, ids: list[str]) -> None:
        for layer_id in ids:
            layer = self._watched.pop(layer_id, None)
            if layer is None:
                continue
            for signal in _changes(layer):
                signal.disconnect(self._changed)
            with self._lock:
                self._sources.pop(layer_id, None)
                self._known = None

    def _changed(self, *_: Any) -> None:
        layer = self.sender()
        if isinstance(layer, QgsVectorLayer) and layer.id() in self._watched:
            self._retake(layer.id())
            # a layer in memory gets its features only after its source has changed
            QTimer.singleShot(0, partial(self._retake, layer.id()))

    def _retake(self, layer_id: str) -> None:
        layer = self._watched.get(layer_id)
        if layer is None:
            return
        columns = columns_of(layer)
        if columns is None:
            self._remove([layer_id])
        else:
            self._take(layer, columns)

    def _take(self, layer: QgsVectorLayer, columns: dict[str, str]) -> None:
        with self._lock:
            self._sources[layer.id()] = _Source(QgsVectorLayerFeatureSource(layer), columns)
            self._known = None


def columns_of(layer: QgsMapLayer) -> dict[str, str] | None:
    """Return the fields of a layer of areas by column, None where it is no such layer.

    Layers of ``regso:loadareas`` have figures; others, such as SCB's own files, give names of areas.
    """
    if not isinstance(layer, QgsVectorLayer) or not layer.isValid():
        return None
    if QgsWkbTypes.geometryType(layer.wkbType()) != QgsWkbTypes.GeometryType.PolygonGeometry:
        return None
    names = layer.fields().names()
    if set(names) >= LOADED:
        return {name: name for name in (*LOADED, "kommun_name", *_FIGURES) if name in names}
    try:
        found = {role: recognise_field(names, role) for role in ("code", "name", "kommun_name")}
    except RegsoError:
        return None
    return {role: name for role, name in found.items() if name} if found["code"] and found["name"] else None


def _changes(layer: QgsVectorLayer) -> tuple[Any, ...]:
    return layer.dataSourceChanged, layer.dataChanged, layer.afterCommitChanges, layer.updatedFields


def _rows_of(source: _Source) -> AreaRows:
    if source.rows is None:
        request = QgsFeatureRequest().setFlags(QgsFeatureRequest.Flag.NoGeometry)
        request.setSubsetOfAttributes(list(source.columns.values()), source.features.fields())
        # asked while the same file is being drawn: waiting for one of its connections could take for ever
        request.setRequestMayBeNested(True)
        source.rows = AreaRows(
            {column: plain_value(feature[name]) for column, name in source.columns.items()}
            for feature in source.features.getFeatures(request)
        )
    return source.rows
