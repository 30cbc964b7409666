# SPDX-License-Identifier: GPL-2.0-or-later
"""All styles of a layer as texts: made in the thread of an algorithm, given to the layer of the project at once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from qgis.core import QgsMapLayerStyle, QgsProject, QgsVectorLayer


@dataclass(frozen=True)
class Look:
    """The styles of a layer: name → XML, as QGIS keeps them, and which one is shown."""

    styles: Mapping[str, str]
    current: str


def look_of(layer: QgsVectorLayer) -> Look:
    """Return the styles of a layer."""
    manager = layer.styleManager()
    return Look({name: manager.style(name).xmlData() for name in manager.styles()}, manager.currentStyle())


def take_look(layer: QgsVectorLayer, look: Look) -> None:
    """Give a layer that was just opened the styles of another one, in place of its own."""
    manager = layer.styleManager()
    before = manager.currentStyle()
    for name, text in look.styles.items():
        manager.addStyle(name, QgsMapLayerStyle(text))
    manager.setCurrentStyle(look.current)
    if before not in look.styles:
        manager.removeStyle(before)


def looks_of(project: QgsProject | None) -> dict[str, Look]:
    """Return the styles of the layers that were loaded before, by what was loaded into them."""
    layers = project.mapLayers().values() if project is not None else ()
    return {
        layer.metadata().identifier(): look_of(layer)
        for layer in layers
        if isinstance(layer, QgsVectorLayer) and layer.metadata().identifier().startswith("areas|")
    }


def change_look(layer: QgsVectorLayer, look: Look, before: Look) -> None:
    """Give a layer new styles; one that somebody has changed since they were ``before`` stays as it is."""
    manager = layer.styleManager()
    shown = manager.currentStyle()
    for name, text in look.styles.items():
        there = manager.style(name).xmlData() if name in manager.styles() else None
        if there != before.styles.get(name) or there == text:
            continue
        if name == shown:
            QgsMapLayerStyle(text).writeToLayer(layer)
        else:
            manager.removeStyle(name)
            manager.addStyle(name, QgsMapLayerStyle(text))
    if look.current != before.current and shown == before.current:
        manager.setCurrentStyle(look.current)
