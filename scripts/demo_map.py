# SPDX-License-Identifier: GPL-2.0-or-later
"""Draw the demo project as a picture with title, legend and source: demo_map.py PICTURE."""

from __future__ import annotations

import os
import sys
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from qgis.core import (
    QgsApplication,
    QgsLayoutExporter,
    QgsLayoutItemLabel,
    QgsLayoutItemLegend,
    QgsLayoutItemMap,
    QgsLayoutItemScaleBar,
    QgsLayoutPoint,
    QgsLayoutSize,
    QgsLegendStyle,
    QgsPrintLayout,
    QgsProject,
    QgsTextFormat,
)
from qgis.PyQt.QtGui import QFont

PROJECT = Path(__file__).resolve().parent.parent / "resources" / "demo" / "demo.qgz"
DPI = 110
HIDDEN_IN_LEGEND = ("befolkning", "kommuner", "orter", "vatten", "index_2015", "folkmangd_2015")


def main(picture: str) -> int:
    """Draw the project and save the picture."""
    application = QgsApplication([], True)
    application.initQgis()
    project = QgsProject.instance()
    if not project.read(str(PROJECT)):
        raise SystemExit(f"the demo project cannot be read: {PROJECT}")
    layout = QgsPrintLayout(project)
    layout.initializeDefaults()
    page = layout.pageCollection().pages()[0]
    page.setPageSize(QgsLayoutSize(297, 210))
    drawn = QgsLayoutItemMap(layout)
    drawn.attemptMove(QgsLayoutPoint(8, 18))
    drawn.attemptResize(QgsLayoutSize(192, 180))
    areas = next(layer for layer in project.mapLayers().values() if layer.source().endswith("layername=omraden"))
    drawn.zoomToExtent(areas.extent().buffered(500))
    drawn.setFrameEnabled(True)
    layout.addLayoutItem(drawn)
    _legend(layout, drawn, project)
    _label(layout, "Clinics, roads and area types in the fictional region of the demo", 8, 7, 16)
    _label(layout, "Type 1 = large challenges. Fictional data, CC0 1.0.", 8, 201, 8)
    scale = QgsLayoutItemScaleBar(layout)
    scale.setStyle("Single Box")
    scale.setLinkedMap(drawn)
    scale.applyDefaultSize()
    scale.setTextFormat(_text(8))
    scale.attemptMove(QgsLayoutPoint(204, 190))
    layout.addLayoutItem(scale)
    if not QgsLayoutExporter(layout).renderPageToImage(0, dpi=DPI).save(picture):
        raise SystemExit(f"the map picture could not be written to {picture}")
    del scale, drawn, layout, areas
    project.clear()
    application.exitQgis()
    return 0


def _legend(layout: QgsPrintLayout, drawn: QgsLayoutItemMap, project: QgsProject) -> None:
    legend = QgsLayoutItemLegend(layout)
    legend.setLinkedMap(drawn)
    legend.setAutoUpdateModel(False)
    root = legend.model().rootGroup()
    for node in list(root.findLayers()):
        source = node.layer().source()
        visible = project.layerTreeRoot().findLayer(node.layerId()).isVisible()
        if not visible or any(word in source for word in HIDDEN_IN_LEGEND):
            node.parent().removeChildNode(node)
    for group in [child for child in root.children() if not child.findLayers() and not hasattr(child, "layerId")]:
        root.removeChildNode(group)
    legend.setTitle("")
    legend.attemptMove(QgsLayoutPoint(203, 16))
    for component, size in (
        (QgsLegendStyle.Style.Group, 10),
        (QgsLegendStyle.Style.Subgroup, 8),
        (QgsLegendStyle.Style.SymbolLabel, 7),
    ):
        legend.rstyle(component).setTextFormat(_text(size))
    legend.setSymbolHeight(3)
    layout.addLayoutItem(legend)
    legend.adjustBoxSize()


def _label(layout: QgsPrintLayout, text: str, x: float, y: float, size: float) -> None:
    label = QgsLayoutItemLabel(layout)
    label.setText(text)
    label.setTextFormat(_text(size))
    label.adjustSizeToText()
    label.attemptMove(QgsLayoutPoint(x, y))
    layout.addLayoutItem(label)


def _text(size: float) -> QgsTextFormat:
    style = QgsTextFormat()
    style.setFont(QFont("Open Sans"))
    style.setSize(size)
    return style


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
