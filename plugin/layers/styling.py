# SPDX-License-Identifier: GPL-2.0-or-later
"""What results are called and say in QGIS, and a finish that survives loading; their colours: ``area_styles``."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from qgis.core import (
    QgsEditorWidgetSetup,
    QgsLayerMetadata,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingLayerPostProcessorInterface,
    QgsVectorLayer,
)

from ..i18n import tr_result as tr

DECIMALS = {
    "area_km2": 2,
    **dict.fromkeys(("per_1000", "per_1000_low", "per_1000_high", "per_km2"), 3),
    **dict.fromkeys(("share", "population_share", "area_share", "class_share"), 3),
    **dict.fromkeys(("share_difference", "location_quotient"), 3),
    **dict.fromkeys(("computed_index", "index_used", "nearest_cut", "distance", "distance_sd"), 2),
    "index_difference": 3,
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
