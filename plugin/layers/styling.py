# SPDX-License-Identifier: GPL-2.0-or-later
"""How results look in QGIS: the five types in their colours, no data hatched, and a style that survives loading."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from qgis.core import (
    QgsCategorizedSymbolRenderer,
    QgsEditorWidgetSetup,
    QgsFillSymbol,
    QgsLayerMetadata,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingLayerPostProcessorInterface,
    QgsProperty,
    QgsRendererCategory,
    QgsSymbolLayer,
    QgsVectorLayer,
)

from ..core.area_types import COLORS, TYPES, AreaType, label
from ..i18n import language, tr

OUTLINE = "#6b6b6b"
SCALE_WITHOUT_OUTLINES = 1_000_000

DECIMALS = {
    "area_km2": 2,
    **dict.fromkeys(("per_1000", "per_1000_low", "per_1000_high", "per_km2"), 3),
    **dict.fromkeys(("share", "population_share", "share_difference", "location_quotient"), 3),
}
"""Decimals that a table in QGIS shows of a measure; the layer itself holds every digit."""


class LayerStyler(QgsProcessingLayerPostProcessorInterface):
    """Finish one output once QGIS has loaded it."""

    # QGIS keeps only the C++ half, and the algorithm that made the styler is a clone that dies first; without this
    # list the style is silently lost (QGIS issue 47533).
    _waiting: ClassVar[list[LayerStyler]] = []

    def __init__(self, apply: Callable[[QgsVectorLayer], None]) -> None:
        super().__init__()
        self._apply = apply

    @classmethod
    def create(cls, apply: Callable[[QgsVectorLayer], None]) -> LayerStyler:
        """Return a styler that stays alive until the plugin is unloaded."""
        styler = cls(apply)
        cls._waiting.append(styler)
        return styler

    def postProcessLayer(
        self, layer: QgsVectorLayer, context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> None:
        """Style the layer; called by QGIS on the main thread."""
        self._apply(layer)


def forget_stylers() -> None:
    """Let go of all stylers; only when the plugin is unloaded, since QGIS may still hold their other half."""
    LayerStyler._waiting.clear()


def style_when_loaded(context: QgsProcessingContext, destination: str, apply: Callable[[QgsVectorLayer], None]) -> None:
    """Have ``apply`` finish an output, if QGIS is going to load it."""
    if context.willLoadLayerOnCompletion(destination):
        context.layerToLoadOnCompletionDetails(destination).setPostProcessor(LayerStyler.create(apply))


def area_type_renderer(field: str) -> QgsCategorizedSymbolRenderer:
    """Return polygons in the colours of the five types, and no data hatched so that it is seen."""
    categories = [QgsRendererCategory(t, _fill(COLORS[t]), f"{t} {label(t, language())}") for t in TYPES]
    # The empty category takes 0, NULL and whatever else is no type, so that no area is ever left undrawn.
    categories.append(QgsRendererCategory(None, _hatched(), label(AreaType.NO_DATA, language())))
    return QgsCategorizedSymbolRenderer(field, categories)


def style_area_types(layer: QgsVectorLayer, field: str = "area_type") -> None:
    """Give a polygon layer the style of the area types and say in the legend which way it reads."""
    layer.setRenderer(area_type_renderer(field))
    layer.triggerRepaint()


def _fill(color: str) -> QgsFillSymbol:
    symbol = QgsFillSymbol.createSimple({"color": color, "outline_color": OUTLINE, "outline_width": "0.1"})
    # On a map of the country outlines would cover the towns, where the areas are small and most people live.
    outline = QgsProperty.fromExpression(f"if(@map_scale > {SCALE_WITHOUT_OUTLINES}, '{color}', '{OUTLINE}')")
    symbol.symbolLayer(0).setDataDefinedProperty(QgsSymbolLayer.Property.PropertyStrokeColor, outline)
    return symbol


def _hatched() -> QgsFillSymbol:
    symbol = QgsFillSymbol.createSimple({"color": "#f2f2f2", "outline_color": OUTLINE, "outline_width": "0.1"})
    lines = QgsFillSymbol.createSimple({"style": "b_diagonal", "color": "#8c8c8c", "outline_style": "no"})
    symbol.appendSymbolLayer(lines.symbolLayer(0).clone())
    return symbol


def describe(layer: QgsVectorLayer, title: str, abstract: str, rights: list[str]) -> None:
    """Write on the layer what it is and where it comes from."""
    metadata = QgsLayerMetadata(layer.metadata())
    metadata.setTitle(title)
    metadata.setAbstract(abstract)
    metadata.setRights(rights)
    layer.setMetadata(metadata)


def set_aliases(layer: QgsVectorLayer, aliases: dict[str, str]) -> None:
    """Give fields readable names where the layer has them."""
    for name, alias in aliases.items():
        index = layer.fields().lookupField(name)
        if index >= 0:
            layer.setFieldAlias(index, alias)


def show_decimals(layer: QgsVectorLayer) -> None:
    """Show measures with the decimals that mean something."""
    for name, decimals in DECIMALS.items():
        index = layer.fields().lookupField(name)
        if index >= 0:
            layer.setEditorWidgetSetup(index, QgsEditorWidgetSetup("Range", {"Precision": decimals, "AllowNull": True}))


def measure_aliases() -> dict[str, str]:
    """Return readable names of the columns that every summary has."""
    return {
        "area_type": tr("Area type"),
        "label": tr("Area type in words"),
        "area_count": tr("Areas"),
        "population": tr("Population"),
        "area_km2": tr("Area (km²)"),
        "feature_count": tr("Features"),
        "amount": tr("Amount"),
        "amount_unit": tr("Unit"),
        "per_1000": tr("Per 1,000 inhabitants"),
        "per_1000_low": tr("Per 1,000, low"),
        "per_1000_high": tr("Per 1,000, high"),
        "per_km2": tr("Per km²"),
        "share": tr("Share"),
        "population_share": tr("Share of population"),
        "share_difference": tr("Difference of shares"),
        "location_quotient": tr("Location quotient"),
    }
