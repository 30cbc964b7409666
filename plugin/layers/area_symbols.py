# SPDX-License-Identifier: GPL-2.0-or-later
"""The fills of areas: a colour, no data hatched, a boundary that changed."""

from __future__ import annotations

from qgis.core import QgsFillSymbol, QgsLinePatternFillSymbolLayer, QgsLineSymbol, QgsProperty, QgsSymbolLayer

OUTLINE = "#6b6b6b"
OUTLINE_MM = "0.1"
SCALE_WITHOUT_OUTLINES = 1_000_000
NO_DATA_FILL = "#f2f2f2"
HATCHING = "#8c8c8c"
CHANGED = "#1a1a1a"


def filled(color: str) -> QgsFillSymbol:
    """Return an area in one colour, with a thin outline where the map is large enough for it."""
    symbol = QgsFillSymbol.createSimple({"color": color, "outline_color": OUTLINE, "outline_width": OUTLINE_MM})
    # On a map of the country outlines would cover the towns, where the areas are small and most people live.
    outline = QgsProperty.fromExpression(f"if(@map_scale > {SCALE_WITHOUT_OUTLINES}, '{color}', '{OUTLINE}')")
    symbol.symbolLayer(0).setDataDefinedProperty(QgsSymbolLayer.Property.PropertyStrokeColor, outline)
    return symbol


def hatched() -> QgsFillSymbol:
    """Return an area without data: seen, and never taken for a class."""
    outline = {"color": NO_DATA_FILL, "outline_color": OUTLINE, "outline_width": OUTLINE_MM}
    symbol = QgsFillSymbol.createSimple(outline)
    symbol.appendSymbolLayer(_lines(45, 1.2, HATCHING, 0.2))
    return symbol


def boundary_changed() -> QgsFillSymbol:
    """Return what is drawn over an area whose boundary is not the same in both years; its colour is still seen."""
    symbol = QgsFillSymbol.createSimple({"style": "no", "outline_color": CHANGED, "outline_width": "0.4"})
    symbol.appendSymbolLayer(_lines(135, 2.4, CHANGED, 0.2))
    # Above the fills of the neighbours, which would cover half of the outline.
    for layer in symbol.symbolLayers():
        layer.setRenderingPass(1)
    return symbol


def _lines(angle: float, distance: float, color: str, width: float) -> QgsLinePatternFillSymbolLayer:
    """Return parallel lines measured in millimetres: a brush pattern would be too fine to see in print."""
    lines = QgsLinePatternFillSymbolLayer()
    lines.setLineAngle(angle)
    lines.setDistance(distance)
    lines.setSubSymbol(QgsLineSymbol.createSimple({"line_color": color, "line_width": str(width)}))
    return lines
