# SPDX-License-Identifier: GPL-2.0-or-later
"""All styles of an area layer side by side: in the layer's style manager, and in its file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from qgis.core import QgsProviderRegistry, QgsVectorLayer

from ..core.messages import RegsoError
from ..i18n import language
from . import style_texts as t
from .area_styles import apply_area_style, available_styles
from .style_marks import styled_as, was_restyled
from .style_texts import Words


def add_area_styles(
    layer: QgsVectorLayer,
    *,
    fields: Mapping[str, str] | None = None,
    mean: float | None = None,
    deviation: float | None = None,
    year: int | None = None,
    labels: bool = True,
    first: str = "area_type",
    keep_own: bool = False,
    words: Words | None = None,
) -> tuple[str, ...]:
    """Put every style that the layer has fields for into its style manager and return the names of those styles.

    On a layer without any of them, ``first`` (else the first one there is) becomes current and takes the place of
    the style that QGIS made up, which stays beside them with ``keep_own``. On a layer that has some, such as after
    reloading, the current one stays current, those that nobody changed are made anew, and those that the user
    changed are left as they are. Every style also holds the layer's aliases, map tip and custom properties, as
    QGIS stores them: set those before.
    """
    words = words or Words(language())
    manager = layer.styleManager()
    wanted = available_styles(layer, fields, with_cut_points=mean is not None and deviation is not None)
    before = manager.currentStyle()
    ours = _ours(layer)
    made: list[str] = []
    current = ""
    for style in wanted:
        name, restyled = ours.get(style, (words(t.STYLE_NAMES[style]), False))
        if restyled or (style not in ours and name in manager.styles()):
            continue
        if name != manager.currentStyle():
            # Made from the current style, for what a style holds beside colours and labels.
            manager.removeStyle(name)
            manager.addStyleFromLayer(name)
            manager.setCurrentStyle(name)
        apply_area_style(
            layer, style, fields=fields, mean=mean, deviation=deviation, year=year, labels=labels, words=words
        )
        made.append(style)
        current = name if style == first or not current else current
        if ours:
            manager.setCurrentStyle(before)
    if not ours and current:
        manager.setCurrentStyle(current)
        if not keep_own:
            manager.removeStyle(before)
    return tuple(made)


def show_style(layer: QgsVectorLayer, style: str) -> None:
    """Make one of our styles current, if the layer has it."""
    name, _ = _ours(layer).get(style, ("", False))
    if name:
        layer.styleManager().setCurrentStyle(name)


def save_styles_into(layer: QgsVectorLayer) -> tuple[str, ...]:
    """Store the layer's styles in its GeoPackage, the current one as default, and return their names.

    Whoever opens the file, with or without this plugin, then sees it styled. A layer that is in no GeoPackage has no
    place for styles: nothing is stored. Raises ``RegsoError`` where the file cannot be written.
    """
    source = QgsProviderRegistry.instance().decodeUri("ogr", layer.source())
    if layer.providerType() != "ogr" or not str(source.get("path", "")).lower().endswith(".gpkg"):
        return ()
    names = layer.styleManager().styles()
    with _each_style(layer) as (default, styles):
        for name in styles:
            reason = layer.saveStyleToDatabase(name, "RegSO Atlas", name == default, "")
            if reason:
                raise styles_not_stored(str(source["path"]), reason)
    return tuple(names)


def styles_not_stored(file: str, reason: str) -> RegsoError:
    """Return what to say where the styles of a layer cannot be kept with its data."""
    return RegsoError(
        "The styles could not be stored in {file}: {reason}. Check that you may write to it and that no "
        "other program has it open.",
        file=file,
        reason=reason,
    )


def _ours(layer: QgsVectorLayer) -> dict[str, tuple[str, bool]]:
    """Return which styles of ours the layer has: their name on the layer, and whether the user changed them."""
    found = {}
    with _each_style(layer) as (_, names):
        for name in names:
            if styled_as(layer):
                found[styled_as(layer)] = (name, was_restyled(layer))
    return found


@contextmanager
def _each_style(layer: QgsVectorLayer) -> Iterator[tuple[str, Iterator[str]]]:
    """Give the current style's name, and all names while the layer has each style in turn; then it is as before."""
    manager = layer.styleManager()
    current = manager.currentStyle()

    def switched() -> Iterator[str]:
        for name in manager.styles():
            manager.setCurrentStyle(name)
            yield name

    try:
        yield current, switched()
    finally:
        manager.setCurrentStyle(current)
