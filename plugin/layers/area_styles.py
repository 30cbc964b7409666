# SPDX-License-Identifier: GPL-2.0-or-later
"""The styles of area layers by name: which ones a layer can have, and giving it one.

Keeping several of them on a layer, and knowing whether the user changed one, stands in ``style_keeping``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from qgis.core import QgsFeatureRenderer, QgsVectorLayer

from ..core.area_types import TYPES
from ..core.class_limits import change_limits, cut_limits, figures, quantile_limits
from ..core.messages import RegsoError
from ..core.palettes import GREY_TYPES
from ..i18n import language
from . import style_texts as t
from .area_labels import label_areas
from .area_renderers import area_type_renderer, change_renderer, sequential_renderer, type_and_rate_renderer
from .area_values import field_for, span, type_expression, values_of, without_value
from .style_marks import mark_style
from .style_texts import Words

STYLES = tuple(t.STYLE_NAMES)
"""The names of the styles. They are API: models and project files keep them."""

ROLES = {
    "area_type": ("area_type",),
    "area_type_grey": ("area_type",),
    "index": ("index",),
    "index_quantiles": ("index",),
    "v1": ("v1",),
    "v2": ("v2",),
    "v3": ("v3",),
    "population": ("population",),
    "density": ("density",),
    "change": ("index_change",),
    "type_and_rate": ("area_type", "per_1000"),
}
"""Style → what the layer must have a field for, the one that the style is about last."""

FIXED_LIMITS: dict[str, tuple[float, ...]] = {
    "v1": (10.0, 15.0, 20.0, 30.0),
    "v2": (5.0, 10.0, 15.0, 20.0),
    "v3": (2.0, 4.0, 6.0, 10.0),
    "population": (1000.0, 2000.0, 3000.0, 4000.0),
    "density": (50.0, 500.0, 2000.0, 5000.0),
}
"""Round limits for style files, which know no values."""
_SCHEMES = {"index_quantiles": "index", "population": "people", "density": "people"}


@dataclass(frozen=True)
class Figures:
    """What a style can need beside the layer's own values: the year and the country's index in that year."""

    year: int | None = None
    mean: float | None = None
    deviation: float | None = None
    cuts_year: int | None = None
    """The year of mean and deviation, where it is another than that of the layer."""
    fixed: bool = False
    """Whether classes have round limits that are the same for every layer."""


def apply_area_style(
    layer: QgsVectorLayer,
    style: str,
    *,
    fields: Mapping[str, str] | None = None,
    mean: float | None = None,
    deviation: float | None = None,
    year: int | None = None,
    cuts_year: int | None = None,
    fixed: bool = False,
    labels: bool = True,
    words: Words | None = None,
) -> None:
    """Give a layer of areas one of ``STYLES`` and, where it has a field with names, labels; remember what it got.

    ``fields``: the field of a role (a role of ``ROLES``, or ``name``, ``boundary_change``), where it is not to be
    recognised by its name. ``mean`` and ``deviation``: of the index over all areas of the year; needed by ``index``.
    ``year``: stands in the legend; ``cuts_year``: that of
    mean and deviation, where it is another one. ``fixed``: the classes do not depend on the layer's values.
    Raises ``RegsoError`` where a field is missing, ambiguous or holds no numbers.
    """
    words = words or Words(language())
    of_layer = {role: _required(layer, style, role, fields) for role in ROLES[style]}
    layer.setRenderer(
        _renderer(layer, style, of_layer, fields, Figures(year, mean, deviation, cuts_year or year, fixed), words)
    )
    name = field_for(layer, "name", fields) if labels else ""
    if name:
        label_areas(layer, words, name, of_layer["index"] if style in ("index", "index_quantiles") else "")
    else:
        layer.setLabelsEnabled(False)
        layer.setLabeling(None)
    mark_style(layer, style)
    layer.triggerRepaint()


def style_area_types(
    layer: QgsVectorLayer, field: str = "area_type", in_legend: Callable[[int], str] | None = None
) -> None:
    """Give a polygon layer the style of the area types, without labels.

    ``in_legend``: what the legend calls a type, or 0, where it is not one that SCB published.
    """
    layer.setRenderer(area_type_renderer(field, Words(language()), in_legend=in_legend))
    mark_style(layer, "area_type")
    layer.triggerRepaint()


def available_styles(
    layer: QgsVectorLayer, fields: Mapping[str, str] | None = None, *, with_cut_points: bool = True
) -> tuple[str, ...]:
    """Return the styles for which the layer has the fields; ``index`` only where mean and deviation are known."""
    found = []
    for style, roles in ROLES.items():
        if style == "index" and not with_cut_points:
            continue
        try:
            if all(field_for(layer, role, fields) for role in roles) and _is_number(layer, roles, fields):
                found.append(style)
        except RegsoError:
            # Several fields could be meant: only the user can say which.
            continue
    return tuple(found)


def _required(layer: QgsVectorLayer, style: str, role: str, fields: Mapping[str, str] | None) -> str:
    field = field_for(layer, role, fields)
    if not field:
        raise RegsoError(
            "The style {style} needs a field that the layer lacks: {role}. The layer's fields are: {fields}. Choose "
            "the field, or another style.",
            style=style,
            role=role,
            fields=", ".join(layer.fields().names()),
        )
    if role != "area_type" and not layer.fields().field(field).isNumeric():
        raise RegsoError(
            "The field {field} holds texts and no numbers, so the areas cannot be put in classes. Choose another "
            "field, or make it numbers with the field calculator.",
            field=field,
        )
    return field


def _is_number(layer: QgsVectorLayer, roles: tuple[str, ...], fields: Mapping[str, str] | None) -> bool:
    field = field_for(layer, roles[-1], fields)
    return roles[-1] == "area_type" or layer.fields().field(field).isNumeric()


def _renderer(
    layer: QgsVectorLayer,
    style: str,
    of_layer: Mapping[str, str],
    fields: Mapping[str, str] | None,
    known: Figures,
    words: Words,
) -> QgsFeatureRenderer:
    if style == "area_type":
        return area_type_renderer(type_expression(layer, of_layer["area_type"]), words)
    if style == "area_type_grey":
        return area_type_renderer(type_expression(layer, of_layer["area_type"]), words, GREY_TYPES)
    field = of_layer[ROLES[style][-1]]
    if style == "index":
        return index_renderer(field, known, words)
    values = [] if known.fixed else values_of(layer, field)
    if style == "change":
        headings = (words(t.TITLES["change"], year=span(layer, fields, known.year)), words(t.SUBTITLES["change"]))
        boundary = field_for(layer, "boundary_change", fields)
        return change_renderer(field, change_limits(values), headings, words, boundary)
    of_year = f" {known.year}" if known.year else ""
    if style == "type_and_rate":
        decimals = figures(values)
        rate = words(t.PER_1000) if field == "per_1000" else layer.attributeDisplayName(layer.fields().indexOf(field))
        headings = (words(t.TITLES[style], rate=rate, year=of_year), words(t.SUBTITLES[style]))
        limits = quantile_limits(values, 3, decimals)
        types = type_expression(layer, of_layer["area_type"], quoted=True)
        return type_and_rate_renderer(types, field, limits, decimals, headings, words)
    decimals = _decimals(style, values)
    limits = FIXED_LIMITS.get(style, ()) if known.fixed else quantile_limits(values, decimals=decimals)
    names = words.ranges(limits, max(decimals, 0)) if limits else [words(t.ANY_VALUE)]
    scheme = _SCHEMES.get(style, style)
    title = words(t.TITLES["index" if style == "index_quantiles" else style], year=of_year)
    group = "people" if scheme == "people" else "v" if style in ("v1", "v2", "v3") else style
    below = words((t.FIXED_SUBTITLES if known.fixed else t.SUBTITLES)[group])
    return sequential_renderer(field, scheme, limits, (title, below), names, words)


def index_renderer(field: str, known: Figures, words: Words) -> QgsFeatureRenderer:
    """Return the index in the classes of the types; mean and deviation stand in the legend."""
    if known.mean is None or known.deviation is None:
        raise RegsoError(
            "The classes of the index need the mean and the standard deviation of all areas of the country in that "
            "year. State both, or choose the style index_quantiles, whose classes come from the layer's own values."
        )
    if known.deviation <= 0:
        raise RegsoError("The standard deviation of the index must be more than zero.")
    limits = cut_limits(known.mean, known.deviation)
    of_year = words(t.OF_YEAR, year=str(known.cuts_year)) if known.cuts_year else ""
    title = words(t.TITLES["index"], year=f" {known.year}" if known.year else "")
    numbers = {"mean": words.number(known.mean, 2), "deviation": words.number(known.deviation, 2)}
    cuts = words(t.SUBTITLES["index"], of_year=of_year, **numbers)
    names = [
        f"{text}: {words(t.TYPE_WORDS[number])}"
        for number, text in zip(reversed(TYPES), words.ranges(limits, 2), strict=True)
    ]
    return sequential_renderer(field, "index", limits, (title, cuts), names, words)


def _decimals(style: str, values: list[float]) -> int:
    """Return with how many decimals limits are written; -1 is tens, where hundreds of people live in an area."""
    if style in ("population", "density"):
        return -1 if values and sorted(values)[len(values) // 2] >= 500 else figures(values)
    return 1


def areas_without_value(layer: QgsVectorLayer, style: str, fields: Mapping[str, str] | None = None) -> int:
    """Return how many areas a style hatches for lack of a value."""
    first, *rest = (_required(layer, style, role, fields) for role in ROLES[style])
    return without_value(layer, first, rest[0] if rest else "", is_type=ROLES[style][0] == "area_type")
