# SPDX-License-Identifier: GPL-2.0-or-later
"""The look of areas with their cluster: a colour for each kind, no data hatched."""

from __future__ import annotations

from collections.abc import Mapping

from qgis.core import QgsCategorizedSymbolRenderer, QgsRendererCategory, QgsVectorLayer

from .area_symbols import filled, hatched

COLORS = {
    "high-high": "#b2182b",
    "low-low": "#2166ac",
    "high-low": "#f0a07c",
    "low-high": "#8ebfdb",
    "not significant": "#efeeea",
    "island": "#d0cfcb",
}
"""After ColorBrewer's RdBu, as for a change: red is high, whatever the value is."""
NO_DATA = "no data"


def style_clusters(layer: QgsVectorLayer, labels: Mapping[str, str]) -> None:
    """Show a layer by its field ``cluster``; ``labels``: what the legend calls each kind."""
    categories = [QgsRendererCategory(kind, filled(color), labels[kind]) for kind, color in COLORS.items()]
    categories.append(QgsRendererCategory(NO_DATA, hatched(), labels[NO_DATA]))
    layer.setRenderer(QgsCategorizedSymbolRenderer("cluster", categories))
