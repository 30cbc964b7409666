# SPDX-License-Identifier: GPL-2.0-or-later
"""The demo region's own layers, which stand for a user's."""

from __future__ import annotations

from qgis.core import QgsProject, QgsVectorLayer

from ..i18n import tr
from ..layers.role_styles import mark_new
from ..sources.file_supply import DEMO


def demo_layers(project: QgsProject) -> list[QgsVectorLayer]:
    """Return clinics, schools, roads and offices of the demo region; put into the project what is not in it."""
    names = {"vardinrattningar": tr("Clinics"), "skolor": tr("Schools"), "vagar": tr("Roads"), "kontor": tr("Offices")}
    return _layers(project, names)


def demo_tables(project: QgsProject) -> list[QgsVectorLayer]:
    """Return the tables of several years, the one to be followed first; put into the project what is not in it."""
    return _layers(project, {"index_2015_2024": tr("Index by year"), "folkmangd_2015_2024": tr("Inhabitants by year")})


def _layers(project: QgsProject, names: dict[str, str]) -> list[QgsVectorLayer]:
    found = []
    for table, name in names.items():
        source = f"{DEMO / 'demo.gpkg'}|layername={table}"
        layer = next((one for one in project.mapLayers().values() if one.source() == source), None)
        if layer is None:
            layer = QgsVectorLayer(source, name, "ogr")
            if not layer.isValid():
                continue
            mark_new(layer)
            project.addMapLayer(layer)
        found.append(layer)
    return found
