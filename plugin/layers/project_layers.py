# SPDX-License-Identifier: GPL-2.0-or-later
"""Find a layer that was loaded before, and put new data into it instead of adding a second one."""

from __future__ import annotations

from qgis.core import (
    QgsDataProvider,
    QgsLayerMetadata,
    QgsProcessingContext,
    QgsProcessingUtils,
    QgsProject,
    QgsVectorLayer,
)

from ..core.messages import RegsoError


def remember(layer: QgsVectorLayer, key: str) -> None:
    """Write on a layer what was loaded into it, so that it is found again, also after the project was saved.

    In its metadata, which no style that somebody loads puts out of the way.
    """
    metadata = QgsLayerMetadata(layer.metadata())
    metadata.setIdentifier(key)
    layer.setMetadata(metadata)


def find_loaded(project: QgsProject | None, key: str) -> QgsVectorLayer | None:
    """Return the layer that a wish was loaded into before; one that is being edited is left alone."""
    if project is None:
        return None
    for layer in project.mapLayers().values():
        if isinstance(layer, QgsVectorLayer) and layer.metadata().identifier() == key and not layer.isEditable():
            return layer
    return None


def renew(layer: QgsVectorLayer, destination: str, context: QgsProcessingContext) -> None:
    """Make a layer of the project show what was written to a destination; style, labels, id and place stay.

    ``destination``: a file, or a temporary layer of the context. Raises ``RegsoError`` where it cannot be opened.
    """
    options = QgsDataProvider.ProviderOptions()
    options.transformContext = context.transformContext()
    new = QgsProcessingUtils.mapLayerFromString(destination, context, allowLoadingNewLayers=True)
    if not isinstance(new, QgsVectorLayer):
        raise RegsoError("What was written to {place} could not be opened again.", place=destination)
    source, provider = new.source(), new.providerType()
    if provider == "memory":
        # a memory layer's data are in its provider and cannot be handed on
        layer.setDataSource(new.dataProvider().dataSourceUri(True), layer.name(), provider, options, False)
        layer.dataProvider().addFeatures(list(new.getFeatures()))
    else:
        layer.setDataSource(source, layer.name(), provider, options, False)
        reopen(layer)
    layer.updateExtents()
    layer.triggerRepaint()


def reopen(layer: QgsVectorLayer) -> None:
    """Let go of all open handles of a layer's file, which may lead to one of the same name that is no more."""
    source = layer.dataProvider()
    source.invalidateConnections(source.dataSourceUri(True))
    source.reloadData()


def do_not_load(context: QgsProcessingContext, destination: str) -> None:
    """Keep QGIS from adding an output to the project, for another layer shows it already."""
    waiting = context.layersToLoadOnCompletion()
    waiting.pop(destination, None)
    context.setLayersToLoadOnCompletion(waiting)
