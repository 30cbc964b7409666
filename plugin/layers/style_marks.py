# SPDX-License-Identifier: GPL-2.0-or-later
"""Which style of ours a layer has, and whether the user changed it since."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from xml.etree import ElementTree  # nosec B405 - only what QGIS has just written is read

from qgis.core import QgsAbstractVectorLayerLabeling, QgsFeatureRenderer, QgsReadWriteContext, QgsVectorLayer
from qgis.PyQt.QtXml import QDomDocument, QDomElement

STYLE_PROPERTY = "regso_atlas/style"
"""The custom property of a style of ours: its name and its fingerprint when it was made."""

_UUID = re.compile(r"\{?[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}\}?")


def style_fingerprint(layer: QgsVectorLayer) -> str:
    """Return a hash of the layer's renderer and labels, the same after a project was saved and read again.

    What QGIS makes up anew each time, ids and the order of attributes, does not count.
    """
    parts = [_renderer_xml(layer), "1" if layer.labelsEnabled() else "0", _labeling_xml(layer)]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:16]


def mark_style(layer: QgsVectorLayer, style: str) -> None:
    """Write on the layer which style of ours it has, so that a change by the user is noticed later."""
    layer.setCustomProperty(STYLE_PROPERTY, f"{style} {style_fingerprint(layer)}")


def styled_as(layer: QgsVectorLayer) -> str:
    """Return which style of ours the layer was given last, empty where it was none."""
    return str(layer.customProperty(STYLE_PROPERTY, "")).partition(" ")[0]


def was_restyled(layer: QgsVectorLayer) -> bool:
    """Tell whether somebody changed the style since we made it; also where it was never ours.

    A newer QGIS may write a style in other words; then the answer is yes, and the style is left alone.
    """
    return str(layer.customProperty(STYLE_PROPERTY, "")).partition(" ")[2] != style_fingerprint(layer)


def _renderer_xml(layer: QgsVectorLayer) -> str:
    renderer = layer.renderer()
    if renderer is None:
        return ""
    context = QgsReadWriteContext()
    # Once through XML, as in a project: what is only written in other words becomes the same.
    stored = QDomDocument()
    stored.setContent(_text_of(renderer.save, context))
    again = QgsFeatureRenderer.load(stored.documentElement(), context)
    return canonical(_text_of(again.save, context))


def _labeling_xml(layer: QgsVectorLayer) -> str:
    labeling = layer.labeling()
    if labeling is None or not layer.labelsEnabled():
        return ""
    context = QgsReadWriteContext()
    stored = QDomDocument()
    stored.setContent(_text_of(labeling.save, context))
    again = QgsAbstractVectorLayerLabeling.create(stored.documentElement(), context)
    return canonical(_text_of(again.save, context))


def _text_of(save: Callable[[QDomDocument, QgsReadWriteContext], QDomElement], context: QgsReadWriteContext) -> str:
    # An element lives only as long as its document, which must therefore have a name.
    document = QDomDocument("style")
    document.appendChild(save(document, context))
    return document.toString(0)


def canonical(text: str) -> str:
    """Return XML of a style with sorted attributes and ids by order of appearance; also what is XML inside it."""
    root = ElementTree.fromstring(text)  # noqa: S314 # nosec B314 - QGIS has just written it
    for element in root.iter():
        element.text = (element.text or "").strip()
        element.tail = ""
        for name, value in sorted(element.attrib.items()):
            del element.attrib[name]
            element.attrib[name] = canonical(value) if value.startswith("<symbol") else value
    # The keys of rules have an order, but no meaning; so have the ids of parts of symbols.
    seen: dict[str, str] = {}
    return _UUID.sub(lambda m: seen.setdefault(m[0], f"{{{len(seen)}}}"), ElementTree.tostring(root, "unicode"))
