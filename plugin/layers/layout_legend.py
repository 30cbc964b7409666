# SPDX-License-Identifier: GPL-2.0-or-later
"""The legend of a map on paper: whole texts in the width there is, in a size at which it fits its place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from qgis.core import (
    QgsLayoutItemLegend,
    QgsLayoutItemMap,
    QgsLayoutPoint,
    QgsLayoutUtils,
    QgsLegendRenderer,
    QgsLegendSettings,
    QgsLegendStyle,
    QgsMapLayer,
    QgsMapLayerLegendUtils,
    QgsPrintLayout,
)
from qgis.PyQt.QtCore import QRectF, QSizeF, Qt

from .layout_text import text_format, wrapped

SIZES = (9.0, 8.0, 7.0, 6.0, 5.5)
_SYMBOL = 6.0
_MARGIN = 4.0
STYLES = (
    QgsLegendStyle.Style.Title,
    QgsLegendStyle.Style.Group,
    QgsLegendStyle.Style.Subgroup,
    QgsLegendStyle.Style.Symbol,
    QgsLegendStyle.Style.SymbolLabel,
)
FEWEST = 3
"""Classes of a layer that stay in a legend that is too long."""


def add_legend(
    layout: QgsPrintLayout,
    drawn: QgsLayoutItemMap,
    layers: Sequence[QgsMapLayer],
    headings: Mapping[str, str],
    box: QRectF,
) -> QgsLayoutItemLegend:
    """Add the legend of some layers within a box; ``headings``: layer id → what stands above its classes.

    The font gets smaller until everything fits; if nothing helps the layer with most classes shows only the first
    ones and says how many are left out.
    """
    legend = QgsLayoutItemLegend(layout)
    legend.setId("legend")
    legend.setAutoUpdateModel(False)
    legend.setLinkedMap(drawn)
    legend.setTitle("")
    legend.setResizeToContents(True)
    layout.addLayoutItem(legend)
    legend.attemptMove(QgsLayoutPoint(box.x(), box.y()))
    root = legend.model().rootGroup()
    root.clear()
    for layer in layers:
        root.addLayer(layer)
    texts = {layer.id(): _texts(legend, layer) for layer in layers}
    most = {layer_id: len(known) for layer_id, known in texts.items()}
    for points in SIZES:
        _write(legend, headings, points, box.width(), texts, most)
        if _fits(legend, box):
            return legend
    while not _fits(legend, box) and max(most.values(), default=0) > FEWEST:
        longest = max(most, key=lambda layer_id: most[layer_id])
        most[longest] = max(FEWEST, most[longest] - max(1, most[longest] // 10))
        _write(legend, headings, SIZES[-1], box.width(), texts, most)
    return legend


def _texts(legend: QgsLayoutItemLegend, layer: QgsMapLayer) -> list[str]:
    """Return what a layer's classes are called, as its style says it."""
    node = legend.model().rootGroup().findLayer(layer.id())
    return [str(one.data(Qt.ItemDataRole.DisplayRole) or "") for one in legend.model().layerOriginalLegendNodes(node)]


def _fits(legend: QgsLayoutItemLegend, box: QRectF) -> bool:
    size = size_of(legend)
    return size.height() <= box.height() and size.width() <= box.width()


def size_of(legend: QgsLayoutItemLegend) -> QSizeF:
    """Return how large a legend will be, in millimetres; it does not know itself until it has been drawn."""
    settings = QgsLegendSettings()
    for style in STYLES:
        settings.setStyle(style, legend.style(style))
    settings.setTitle("")
    settings.setBoxSpace(legend.boxSpace())
    settings.setSymbolSize(QSizeF(legend.symbolWidth(), legend.symbolHeight()))
    context = QgsLayoutUtils.createRenderContextForLayout(legend.layout(), None, 300)
    return QgsLegendRenderer(legend.model(), settings).minimumSize(context)


def _write(
    legend: QgsLayoutItemLegend,
    headings: Mapping[str, str],
    points: float,
    width: float,
    texts: Mapping[str, Sequence[str]],
    most: Mapping[str, int],
) -> None:
    legend.setSymbolWidth(_SYMBOL)
    legend.setSymbolHeight(points * 0.4)
    for style, size, bold in (
        (QgsLegendStyle.Style.Group, points + 1, True),
        (QgsLegendStyle.Style.Subgroup, points, True),
        (QgsLegendStyle.Style.SymbolLabel, points, False),
    ):
        changed = legend.style(style)
        changed.setTextFormat(text_format(size, bold=bold))
        legend.setStyle(style, changed)
    model = legend.model()
    for layer_id, known in texts.items():
        node = model.rootGroup().findLayer(layer_id)
        heading = headings.get(layer_id, node.layer().name())
        if most[layer_id] < len(known):
            heading = f"{heading} (+{len(known) - most[layer_id]})"
        title = "\n".join(wrapped(heading, width - _MARGIN - 2, points, bold=True))
        node.setCustomProperty("legend/title-label", title)
        for at, text in enumerate(known):
            lines = wrapped(text, width - _SYMBOL - _MARGIN - 4, points)
            QgsMapLayerLegendUtils.setLegendNodeUserLabel(node, at, "\n".join(lines) if text else "")
        QgsMapLayerLegendUtils.setLegendNodeOrder(node, list(range(most[layer_id])))
        model.refreshLayerLegend(node)
