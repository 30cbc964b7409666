# SPDX-License-Identifier: GPL-2.0-or-later
"""Styles as QML files: those of the plugin, which suit any layer with its field names, and that of a layer."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree  # nosec B405 - only what QGIS has just written is read

from qgis.core import (
    Qgis,
    QgsField,
    QgsFields,
    QgsMapLayer,
    QgsMemoryProviderUtils,
    QgsReadWriteContext,
    QgsVectorLayer,
    QgsWkbTypes,
)
from qgis.PyQt.QtCore import QMetaType
from qgis.PyQt.QtXml import QDomDocument

from ..core.messages import RegsoError
from .area_styles import apply_area_style
from .style_marks import canonical
from .style_texts import Words

FILES = ("area_type", "area_type_grey", "index", "v1", "v2", "v3", "population", "density", "change")
"""The styles that there are files of; the others have no classes before they have seen the values."""

CUTS_YEAR, MEAN, DEVIATION = 2022, 9.10, 5.47
"""The latest year for which the mean and the standard deviation of the country's index are published."""

_FIELDS = {
    "name": QMetaType.Type.QString,
    **dict.fromkeys(("area_type", "population"), QMetaType.Type.Int),
    **dict.fromkeys(("socioeconomic_index", "v1", "v2", "v3", "density"), QMetaType.Type.Double),
    **dict.fromkeys(("index_change", "boundary_change"), QMetaType.Type.Double),
}
_DOCTYPE = "<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>\n"


def style_file(style: str, language: str) -> str:
    """Return one of ``FILES`` as QML in a language (``en``, ``sv``); the same bytes whenever it is asked for."""
    layer = styled_for_file(style, language)
    document = QDomDocument()
    categories = QgsMapLayer.StyleCategory.Symbology | QgsMapLayer.StyleCategory.Labeling
    layer.exportNamedStyle(document, QgsReadWriteContext(), categories)
    root = ElementTree.fromstring(canonical(document.toString(0)))  # noqa: S314 # nosec B314 - QGIS has just written it
    # The bug fixes of a version do not change what a style is.
    root.set("version", ".".join([*Qgis.version().split(".")[:2], "0"]))
    ElementTree.indent(root, " ")
    return _DOCTYPE + ElementTree.tostring(root, "unicode") + "\n"


def styled_for_file(style: str, language: str) -> QgsVectorLayer:
    """Return an empty layer with the field names of the plugin, in a style whose classes do not need values."""
    fields = QgsFields()
    for name, kind in _FIELDS.items():
        fields.append(QgsField(name, kind))
    layer = QgsMemoryProviderUtils.createMemoryLayer(style, fields, QgsWkbTypes.Type.MultiPolygon)
    apply_area_style(
        layer, style, mean=MEAN, deviation=DEVIATION, cuts_year=CUTS_YEAR, fixed=True, words=Words(language)
    )
    return layer


def save_style_file(layer: QgsVectorLayer, path: Path) -> None:
    """Write the layer's colours and labels to a QML file; ``RegsoError`` where it cannot be written."""
    categories = QgsMapLayer.StyleCategory.Symbology | QgsMapLayer.StyleCategory.Labeling
    reason, fine = layer.saveNamedStyle(str(path), categories)
    if not fine:
        raise RegsoError(
            "The style could not be written to {file}: {reason}. Check that the folder exists and that you may write "
            "there.",
            file=str(path),
            reason=reason,
        )
