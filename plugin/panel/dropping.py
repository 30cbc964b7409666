# SPDX-License-Identifier: GPL-2.0-or-later
"""What is dropped on the panel: layers of the layer tree, entries of the browser, files of the file manager."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from qgis.core import Qgis, QgsMimeDataUtils, QgsProject, QgsProviderRegistry, QgsVectorLayer
from qgis.PyQt.QtCore import QMimeData

from ..i18n import tr
from ..layers.role_styles import mark_new

MOST = 20
"""A file with more layers than this is not taken whole."""
PROVIDERS = ("ogr", "delimitedtext", "gpx", "spatialite")


def is_taken(data: QMimeData) -> bool:
    """Return whether something could be a layer."""
    return QgsMimeDataUtils.isUriList(data) or any(url.isLocalFile() for url in data.urls())


def layers_of(data: QMimeData, project: QgsProject) -> tuple[list[str], list[str]]:
    """Return the ids of the layers that were dropped, added to the project where they were not in it, and failures."""
    found: list[str] = []
    failures: list[str] = []
    for one in _dropped(data, project):
        if isinstance(one, str):
            failures.append(one)
        else:
            if project.mapLayer(one.id()) is None:
                mark_new(one)
                project.addMapLayer(one)
            found.append(one.id())
    return list(dict.fromkeys(found)), failures


def _dropped(data: QMimeData, project: QgsProject) -> Iterator[QgsVectorLayer | str]:
    """Yield layers, and texts for what is none."""
    if not QgsMimeDataUtils.isUriList(data):
        for url in data.urls():
            yield from layers_of_file(url.toLocalFile()) if url.isLocalFile() else (_no_layer(url.toString()),)
        return
    for uri in QgsMimeDataUtils.decodeUriList(data):
        there = project.mapLayer(uri.layerId) if uri.layerId else None
        if isinstance(there, QgsVectorLayer):
            yield there
        elif there is not None or (uri.layerType != "vector" and not _is_file(uri.uri)):
            yield _no_layer(uri.name)
        elif uri.layerType == "vector":
            layer = QgsVectorLayer(uri.uri, uri.name, uri.providerKey)
            yield layer if layer.isValid() else _no_layer(uri.name)
        else:
            yield from layers_of_file(uri.uri)


def layers_of_file(path: str) -> Iterator[QgsVectorLayer | str]:
    """Yield the layers and tables of a file, or a text where there are none or too many."""
    name = Path(path).name
    flags = Qgis.SublayerQueryFlag.ResolveGeometryType
    details = [
        one
        for one in QgsProviderRegistry.instance().querySublayers(path, flags)
        if one.type() == Qgis.LayerType.Vector and one.providerKey() in PROVIDERS
    ]
    # a text file is known to two providers
    first = [one for one in details if one.providerKey() == details[0].providerKey()]
    if len(first) > MOST:
        yield tr(
            "{file} has {count} layers. Open it in the browser and drop the layers that are wanted, one or several."
        ).format(file=name, count=len(first))
        return
    opened = False
    for one in first:
        layer = QgsVectorLayer(one.uri(), one.name() if len(first) > 1 else Path(path).stem, one.providerKey())
        if layer.isValid():
            opened = True
            yield layer
    if not opened:
        yield _no_layer(name)


def _is_file(uri: str) -> bool:
    return bool(uri) and Path(uri.split("|", maxsplit=1)[0]).is_file()


def _no_layer(name: str) -> str:
    return tr(
        "{name} could not be read as a vector layer or a table. Check that the file is whole, or add it with the Data "
        "Source Manager, which says more."
    ).format(name=name)
