# SPDX-License-Identifier: GPL-2.0-or-later
"""How the demo project draws its layers: symbols, legends and labels. Needs QGIS; the data do not."""

from __future__ import annotations

from qgis.core import (
    Qgis,
    QgsCategorizedSymbolRenderer,
    QgsFillSymbol,
    QgsGraduatedSymbolRenderer,
    QgsLineSymbol,
    QgsMarkerSymbol,
    QgsNullSymbolRenderer,
    QgsPalLayerSettings,
    QgsProperty,
    QgsRendererCategory,
    QgsRendererRange,
    QgsRuleBasedRenderer,
    QgsSimpleFillSymbolLayer,
    QgsSimpleLineSymbolLayer,
    QgsSingleSymbolRenderer,
    QgsSymbol,
    QgsTextBufferSettings,
    QgsTextFormat,
    QgsUnitTypes,
    QgsVectorLayer,
    QgsVectorLayerSimpleLabeling,
)
from qgis.PyQt.QtGui import QColor, QFont

from plugin.core.area_types import COLORS, TYPES, label

TOWN_SCALE = 90_000
"""Streets, stops and schools are drawn from this scale on; at the overview they would hide the areas."""

_ROADS = [("Motorväg", "#b5442e", 1.1, 0), ("Riksväg", "#c98a2b", 0.8, 0), ("Länsväg", "#6e6e6e", 0.34, 0)]
_STREETS = [("Lokalgata", "#8c8c8c", 0.26, TOWN_SCALE), ("", "#9c8a6a", 0.26, TOWN_SCALE)]
_CARE = [
    ("sjukhus", "Sjukhus", "cross_fill", "#c0182c", 4.6),
    ("vårdcentral", "Vårdcentral", "cross_fill", "#d9405a", 2.9),
    ("tandläkare", "Tandläkare", "diamond", "#e58aa0", 2.2),
    ("apotek", "Apotek", "square", "#2f8f5b", 2.0),
]


def area_types(layer: QgsVectorLayer) -> None:
    """Colour the areas by their type; no data is hatched and stands in the legend."""
    categories = [
        QgsRendererCategory(number, _area_fill(COLORS[number]), f"{number}. {label(number, 'sv')}") for number in TYPES
    ]
    # A NULL value: QGIS would draw "all other values" with it too, and call it so.
    categories.append(QgsRendererCategory(None, _hatched(), label(0, "sv")))
    layer.setRenderer(QgsCategorizedSymbolRenderer("omradestyp", categories))
    layer.setOpacity(0.82)  # roads and points stay legible on the darkest type
    _name(layer, "regsonamn", 7.5, "#3a3a3a", TOWN_SCALE)


def _area_fill(color: str) -> QgsFillSymbol:
    return QgsFillSymbol.createSimple({"color": color, "outline_color": "#ffffff", "outline_width": "0.2"})


def _hatched() -> QgsFillSymbol:
    symbol = QgsFillSymbol.createSimple({"color": "#f2f2f2", "outline_color": "#ffffff", "outline_width": "0.2"})
    lines = QgsSimpleFillSymbolLayer.create({"style": "b_diagonal", "color": "#8c8c8c", "outline_style": "no"})
    symbol.appendSymbolLayer(lines)
    return symbol


def elevation(layer: QgsVectorLayer) -> None:
    """Give the symbols of elevation profiles a fixed colour: QGIS picks one at random for every new layer."""
    properties = layer.elevationProperties()
    properties.setProfileLineSymbol(QgsLineSymbol.createSimple({"line_color": "#6e6e6e"}))
    properties.setProfileFillSymbol(QgsFillSymbol.createSimple({"color": "#b0b0b0", "outline_color": "#6e6e6e"}))
    properties.setProfileMarkerSymbol(QgsMarkerSymbol.createSimple({"color": "#6e6e6e"}))


def kommuner(layer: QgsVectorLayer) -> None:
    """Outline the kommuner."""
    symbol = QgsFillSymbol.createSimple(
        {"style": "no", "outline_color": "#4a4a4a", "outline_width": "0.4", "outline_style": "solid"}
    )
    layer.setRenderer(QgsSingleSymbolRenderer(symbol))


def water(layer: QgsVectorLayer) -> None:
    """Fill sea and lake."""
    symbol = QgsFillSymbol.createSimple({"color": "#d3e3ea", "outline_color": "#9fbccb", "outline_width": "0.2"})
    layer.setRenderer(QgsSingleSymbolRenderer(symbol))
    _name(layer, "namn", 9, "#5d8aa3", 0, italic=True)


def roads(layer: QgsVectorLayer) -> None:
    """Draw the classes by weight; streets only in towns' scales."""
    root = QgsRuleBasedRenderer.Rule(None)
    for name, color, width, scale in [*_STREETS, *reversed(_ROADS)]:
        rule = QgsRuleBasedRenderer.Rule(_road(color, width, casing=width > 0.5))
        rule.setLabel(name or "Klass saknas")
        rule.setFilterExpression(f"\"vagklass\" = '{name}'" if name else '"vagklass" IS NULL')
        if scale:
            rule.setMinimumScale(scale)
        root.appendChild(rule)
    renderer = QgsRuleBasedRenderer(root)
    renderer.setUsingSymbolLevels(True)
    layer.setRenderer(renderer)


def _road(color: str, width: float, *, casing: bool) -> QgsLineSymbol:
    line = {"line_color": color, "line_width": str(width), "capstyle": "round", "joinstyle": "round"}
    symbol = QgsLineSymbol.createSimple(line)
    if casing:
        under = QgsSimpleLineSymbolLayer.create({**line, "line_color": "#ffffff", "line_width": str(width + 0.5)})
        symbol.insertSymbolLayer(0, under)
        symbol.symbolLayer(1).setRenderingPass(1)
    return symbol


def railway(layer: QgsVectorLayer) -> None:
    """Draw the usual black line with white dashes."""
    symbol = QgsLineSymbol.createSimple({"line_color": "#202020", "line_width": "0.9", "capstyle": "flat"})
    dashes = {"line_color": "#ffffff", "line_width": "0.5", "capstyle": "flat"}
    symbol.appendSymbolLayer(
        QgsSimpleLineSymbolLayer.create({**dashes, "use_custom_dash": "1", "customdash": "2.4;2.4"})
    )
    layer.setRenderer(QgsSingleSymbolRenderer(symbol))


def crossings(layer: QgsVectorLayer) -> None:
    """Tell bridges from level crossings."""
    kinds = [
        ("planskild", "Planskild", "square", "#ffffff", 2.2),
        ("plankorsning", "Plankorsning", "cross2", "#101010", 2.4),
    ]
    _by_kind(layer, "typ", kinds, outline="#101010")
    _only_in_towns(layer)


def clinics(layer: QgsVectorLayer) -> None:
    """Tell the kinds of health care by shape and colour."""
    _by_kind(layer, "typ", _CARE)


def schools(layer: QgsVectorLayer) -> None:
    """Draw schools, in towns' scales."""
    _marker(layer, "triangle", "#1f5fa8", 2.6)
    _only_in_towns(layer)


def offices(layer: QgsVectorLayer) -> None:
    """Draw offices with their agency's name close up."""
    _marker(layer, "pentagon", "#1b1b1b", 3.2)
    _name(layer, "myndighet", 7, "#1b1b1b", 30_000)


def stops(layer: QgsVectorLayer) -> None:
    """Draw stops as small dots, in towns' scales."""
    _marker(layer, "circle", "#0f7f8a", 1.5)
    _only_in_towns(layer)


def holiday_areas(layer: QgsVectorLayer) -> None:
    """Draw holiday areas as outlines filled with dots, so that the area type below is seen."""
    symbol = QgsFillSymbol.createSimple(
        {"color": "#4d7a3a", "style": "dense6", "outline_color": "#3f6b2e", "outline_width": "0.3"}
    )
    layer.setRenderer(QgsSingleSymbolRenderer(symbol))


def population(layer: QgsVectorLayer) -> None:
    """Shade the squares by people; one hue, darker is more."""
    limits, shades = [1, 10, 25, 75, 200, 1000], ["#edf3ee", "#c5ddcb", "#8fbf9b", "#4f9668", "#1d5e3a"]
    ranges = []
    for low, high, shade in zip(limits, limits[1:], shades, strict=False):
        symbol = QgsFillSymbol.createSimple({"color": shade, "outline_style": "no"})
        ranges.append(QgsRendererRange(low, high, symbol, f"{low}–{high - 1}" if high < 1000 else f"{low} eller fler"))
    layer.setRenderer(QgsGraduatedSymbolRenderer("folkmangd", ranges))


def places(layer: QgsVectorLayer) -> None:
    """Write the towns' names larger than the villages'; the points themselves are not drawn."""
    layer.setRenderer(QgsNullSymbolRenderer())
    settings = _text("namn", 10, "#1c1c1c")
    settings.placement = Qgis.LabelPlacement.OverPoint
    properties = settings.dataDefinedProperties()
    properties.setProperty(
        QgsPalLayerSettings.Property.Size, QgsProperty.fromExpression("CASE WHEN \"typ\" = 'stad' THEN 13 ELSE 8.5 END")
    )
    settings.setDataDefinedProperties(properties)
    layer.setLabeling(QgsVectorLayerSimpleLabeling(settings))
    layer.setLabelsEnabled(True)


def _by_kind(
    layer: QgsVectorLayer, field: str, kinds: list[tuple[str, str, str, str, float]], outline: str = "#ffffff"
) -> None:
    categories = [
        QgsRendererCategory(value, _point(shape, color, size, outline), text)
        for value, text, shape, color, size in kinds
    ]
    layer.setRenderer(QgsCategorizedSymbolRenderer(field, categories))


def _marker(layer: QgsVectorLayer, shape: str, color: str, size: float) -> None:
    layer.setRenderer(QgsSingleSymbolRenderer(_point(shape, color, size, "#ffffff")))


def _point(shape: str, color: str, size: float, outline: str) -> QgsSymbol:
    return QgsMarkerSymbol.createSimple(
        {"name": shape, "color": color, "size": str(size), "outline_color": outline, "outline_width": "0.25"}
    )


def _only_in_towns(layer: QgsVectorLayer) -> None:
    layer.setScaleBasedVisibility(True)
    layer.setMinimumScale(TOWN_SCALE)


def _name(layer: QgsVectorLayer, field: str, size: float, color: str, scale: float, *, italic: bool = False) -> None:
    settings = _text(field, size, color, italic=italic)
    if scale:
        settings.scaleVisibility = True
        settings.minimumScale = scale
    layer.setLabeling(QgsVectorLayerSimpleLabeling(settings))
    layer.setLabelsEnabled(True)


def _text(field: str, size: float, color: str, *, italic: bool = False) -> QgsPalLayerSettings:
    """Return a text with a white halo; within a polygon it lies where there is room."""
    font = QFont("Open Sans")
    font.setItalic(italic)
    text = QgsTextFormat()
    text.setFont(font)
    text.setSize(size)
    text.setSizeUnit(QgsUnitTypes.RenderUnit.RenderPoints)
    text.setColor(QColor(color))
    halo = QgsTextBufferSettings()
    halo.setEnabled(True)
    halo.setSize(0.8)
    halo.setColor(QColor(255, 255, 255, 200))
    text.setBuffer(halo)
    settings = QgsPalLayerSettings()
    settings.fieldName = field
    settings.setFormat(text)
    settings.placement = Qgis.LabelPlacement.Horizontal
    return settings
