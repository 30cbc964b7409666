# SPDX-License-Identifier: GPL-2.0-or-later
"""A style for the user's layers by what they are: black, white and shape, so that colour stays with the area types.

Everything has a white rim, so it is seen on the light and on the dark areas and in grey print. A style is given only to
a layer that the panel itself brought into the project and that still has the random colour that QGIS gave it, or that
has a style of ours which nobody changed.
"""

from __future__ import annotations

from dataclasses import dataclass

from qgis.core import (
    Qgis,
    QgsFillSymbol,
    QgsLineSymbol,
    QgsMarkerSymbol,
    QgsProject,
    QgsProperty,
    QgsSimpleFillSymbolLayer,
    QgsSimpleLineSymbolLayer,
    QgsSimpleMarkerSymbolLayer,
    QgsSingleSymbolRenderer,
    QgsSymbol,
    QgsSymbolLayer,
    QgsVectorLayer,
    QgsWkbTypes,
)

from .style_marks import style_fingerprint

NEW_PROPERTY = "regso_atlas/new"
"""The custom property of a layer that the panel has just brought into the project."""
ROLE_STYLE_PROPERTY = "regso_atlas/role_style"
"""The custom property of a style of ours: the role and the style's fingerprint when it was made."""

BLACK, WHITE, GREY = "#1a1a1a", "#ffffff", "#404040"
RIM = 0.3
"""Millimetres of white around points; lines have it on either side."""

_AT_SCALE = "if(@map_scale > 1000000, 0.45, if(@map_scale > 120000, 0.65, 1))"
"""On a map of a county or the country things are smaller, or they would cover the areas."""
_CLASS_FIELDS = (
    "vagklass", "vagkategori", "klass_vag", "klass", "highway", "fclass", "vaghallare", "road_class", "obj_type",
)  # fmt: skip
_CLASS_WIDTHS = (
    ("motorv|motortraf|motorway|europa", 1.1),
    ("riksv|trunk|primary|national", 0.75),
    ("länsv|lansv|secondary|regional", 0.5),
    ("gång|gang|cykel|cycle|foot|path|steps|track", 0.2),
)
_ROAD = 0.3


@dataclass(frozen=True)
class _Point:
    """A point: a shape, black or white, and perhaps a sign of the other colour in it."""

    shape: str
    size: float
    sign: str = ""
    light: bool = False


_POINTS = {
    "clinic": _Point("circle", 3.4, "cross_fill"),
    "hospital": _Point("square", 4.0, "cross_fill"),
    "dental": _Point("circle", 3.2, "cross_fill", light=True),
    "pharmacy": _Point("diamond", 4.0, "cross_fill"),
    "social_service": _Point("pentagon", 3.4),
    "school": _Point("triangle", 3.4),
    "preschool": _Point("triangle", 3.2, light=True),
    "library": _Point("square", 3.0, "square"),
    "office": _Point("square", 2.8),
    "service_office": _Point("square", 3.4, "circle"),
    "jobseeker_office": _Point("square", 3.4, "triangle"),
    "police": _Point("star", 4.4),
    "stop": _Point("circle", 1.9, light=True),
    "accident": _Point("diamond", 2.6, light=True),
    "crime": _Point("hexagon", 2.4),
    "case": _Point("circle", 1.6),
    "sales_point": _Point("pentagon", 2.8, light=True),
    "sport": _Point("hexagon", 3.0, light=True),
    "park": _Point("hexagon", 3.0, "circle", light=True),
    "place": _Point("circle", 2.2, "circle", light=True),
    "population_grid": _Point("circle", 1.0),
}
_OTHER_POINT = _Point("circle", 2.2)
_DASHES = {"transit_line": "3;1.5", "barrier": "5;1", "park": "3;1", "police_area": "4;1.2", "holiday_area": "1;1"}
_WIDE = {"barrier": 0.9, "police_area": 0.7, "crossing": 0.8}


def mark_new(layer: QgsVectorLayer) -> None:
    """Write on a layer that the panel has just brought it into the project, so nobody has chosen its style yet."""
    if has_random_style(layer):
        layer.setCustomProperty(NEW_PROPERTY, True)


def style_by_role(layer: QgsVectorLayer, role: str) -> bool:
    """Give a layer the style of its role where nobody else chose one; return whether it was done."""
    if not _may_be_styled(layer):
        return False
    symbol = symbol_of(role, layer)
    if symbol is None:
        return False
    renderer = QgsSingleSymbolRenderer(symbol)
    # Rims below all lines, or each would cut the line that it meets.
    renderer.setUsingSymbolLevels(isinstance(symbol, QgsLineSymbol))
    layer.setRenderer(renderer)
    layer.removeCustomProperty(NEW_PROPERTY)
    layer.setCustomProperty(ROLE_STYLE_PROPERTY, f"{role} {style_fingerprint(layer)}")
    layer.triggerRepaint()
    layer.emitStyleChanged()
    return True


def symbol_of(role: str, layer: QgsVectorLayer) -> QgsSymbol | None:
    """Return the symbol of a role for the layer's kind of features; None for a table and for a division into areas."""
    kind = layer.geometryType()
    if kind == QgsWkbTypes.GeometryType.PointGeometry:
        return _crosses() if role == "crossing" else _point(_POINTS.get(role, _OTHER_POINT))
    if kind == QgsWkbTypes.GeometryType.LineGeometry:
        return _line(role, layer)
    if kind == QgsWkbTypes.GeometryType.PolygonGeometry and role != "division":
        return _outline(role)
    return None


def has_random_style(layer: QgsVectorLayer) -> bool:
    """Tell whether a layer looks as QGIS makes one that nobody styled: the plain symbol, in whatever colour."""
    renderer = layer.renderer()
    if not isinstance(renderer, QgsSingleSymbolRenderer) or layer.labelsEnabled() or layer.opacity() != 1:
        return False
    kinds = {
        QgsWkbTypes.GeometryType.PointGeometry: Qgis.SymbolType.Marker,
        QgsWkbTypes.GeometryType.LineGeometry: Qgis.SymbolType.Line,
        QgsWkbTypes.GeometryType.PolygonGeometry: Qgis.SymbolType.Fill,
    }
    kind = kinds.get(layer.geometryType())
    if kind is None or QgsProject.instance().styleSettings().defaultSymbol(kind) is not None:
        # A project with symbols of its own for new layers has a style, and wants it.
        return False
    plain = QgsSymbol.defaultSymbol(layer.geometryType())
    return _without_colour(renderer.symbol()) == _without_colour(plain)


def _may_be_styled(layer: QgsVectorLayer) -> bool:
    ours = str(layer.customProperty(ROLE_STYLE_PROPERTY, "")).partition(" ")[2]
    if ours:
        return ours == style_fingerprint(layer)
    return bool(layer.customProperty(NEW_PROPERTY, False)) and has_random_style(layer)


def _without_colour(symbol: QgsSymbol) -> list[object]:
    parts: list[object] = [symbol.opacity()]
    for part in symbol.symbolLayers():
        properties = {k: v for k, v in part.properties().items() if k not in ("color", "line_color")}
        parts.append((part.layerType(), properties, part.dataDefinedProperties().hasActiveProperties()))
    return parts


# Symbols --------------------------------------------------------------------------------------------------------------


def _of_layers(symbol: QgsSymbol, layers: list[QgsSymbolLayer]) -> QgsSymbol:
    """Return a symbol of just these layers; its constructor would not take them out of Python's hands."""
    for part in layers:
        symbol.appendSymbolLayer(part)
    symbol.deleteSymbolLayer(0)
    return symbol


def _point(look: _Point) -> QgsMarkerSymbol:
    ink, paper = (WHITE, BLACK) if look.light else (BLACK, WHITE)
    layers = [_marker(look.shape, look.size + 2 * RIM, WHITE, WHITE)] if look.light else []
    layers.append(_marker(look.shape, look.size, ink, paper, 0.45 if look.light else RIM))
    if look.sign:
        layers.append(_marker(look.sign, look.size * 0.5, paper, paper))
    symbol = _of_layers(QgsMarkerSymbol(), layers)
    symbol.setDataDefinedSize(QgsProperty.fromExpression(f"{symbol.size()} * {_AT_SCALE}"))
    return symbol


def _crosses() -> QgsMarkerSymbol:
    return _of_layers(
        QgsMarkerSymbol(), [_marker("cross2", 2.6, WHITE, WHITE, 1.3), _marker("cross2", 2.4, BLACK, BLACK, 0.6)]
    )


def _marker(shape: str, size: float, fill: str, stroke: str, width: float = 0.0) -> QgsSimpleMarkerSymbolLayer:
    properties = {"name": shape, "size": str(size), "color": fill, "outline_color": stroke, "joinstyle": "miter"}
    properties |= {"outline_style": "solid" if width else "no", "outline_width": str(width)}
    return QgsSimpleMarkerSymbolLayer.create(properties)


def _line(role: str, layer: QgsVectorLayer) -> QgsLineSymbol:
    width = _road_width(layer) if role == "road" else str(_WIDE.get(role, 0.9 if role == "railway" else 0.4))
    layers = [_stroke(f"{width} + {2 * RIM}", WHITE), _stroke(width, BLACK if role != "transit_line" else GREY)]
    if role == "railway":
        layers.append(_stroke(f"{width} * 0.5", WHITE, "2;2"))
    elif role in _DASHES:
        layers[1] = _stroke(width, BLACK, _DASHES[role])
    for level, part in enumerate(layers):
        part.setRenderingPass(level)
    return _of_layers(QgsLineSymbol(), layers)


def _stroke(width: str, color: str, dashes: str = "") -> QgsSimpleLineSymbolLayer:
    """Return a line whose width is an expression in millimetres."""
    properties = {"line_color": color, "line_width": "0.5", "capstyle": "flat" if dashes else "round"}
    if dashes:
        properties |= {"use_custom_dash": "1", "customdash": dashes}
    stroke = QgsSimpleLineSymbolLayer.create({**properties, "joinstyle": "round"})
    value = QgsProperty.fromExpression(f"({width}) * {_AT_SCALE}")
    stroke.setDataDefinedProperty(QgsSymbolLayer.Property.PropertyStrokeWidth, value)
    return stroke


def _road_width(layer: QgsVectorLayer) -> str:
    """Return an expression for a road's width: by its class, its traffic, or the same for all."""
    names = {field.name().lower(): field for field in layer.fields()}
    found = next((names[name] for name in _CLASS_FIELDS if name in names and not names[name].isNumeric()), None)
    if found is not None:
        value = f"coalesce(lower(\"{found.name()}\"), '')"
        cases = " ".join(f"WHEN regexp_match({value}, '{words}') THEN {width}" for words, width in _CLASS_WIDTHS)
        return f"(CASE {cases} ELSE {_ROAD} END)"
    traffic = next((names[name] for name in ("adt", "adt_samtliga_fordon") if name in names), None)
    if traffic is not None and traffic.isNumeric():
        return f'(0.25 + 0.16 * ln(1 + coalesce("{traffic.name()}", 0) / 500.0))'
    return str(_ROAD)


def _outline(role: str) -> QgsFillSymbol:
    """Return an outline and no fill: what lies under a polygon is its area type, and hatching means no data."""
    if role == "population_grid":
        return _of_layers(QgsFillSymbol(), [_border(WHITE, 0.3), _border(GREY, 0.1)])
    width = _WIDE.get(role, 0.45)
    return _of_layers(QgsFillSymbol(), [_border(WHITE, width + 2 * RIM), _border(BLACK, width, _DASHES.get(role, ""))])


def _border(color: str, width: float, dashes: str = "") -> QgsSymbolLayer:
    if not dashes:
        properties = {
            "style": "no",
            "color": WHITE,
            "outline_color": color,
            "outline_width": str(width),
            "joinstyle": "round",
        }
        return QgsSimpleFillSymbolLayer.create(properties)
    properties = {"line_color": color, "line_width": str(width), "use_custom_dash": "1", "customdash": dashes}
    return QgsSimpleLineSymbolLayer.create({**properties, "capstyle": "flat"})
