# SPDX-License-Identifier: GPL-2.0-or-later
"""Tables of several years: which layers are such, their years, and where the areas' types and inhabitants stand."""

from __future__ import annotations

import re
from collections.abc import Iterator

from qgis.core import QgsMapLayer, QgsProject, QgsVectorLayer

from ..core.messages import RegsoError
from ..layers.fields import recognise_field
from ..layers.reading import plain_value
from .state import QuestionChoice

NEAR = frozenset({"ogr", "memory", "spatialite", "delimitedtext"})
"""Providers whose values are read at once; a service is not asked before the user asks."""

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_MOST_YEARS = 500
_OTHER = ("year", "code", "area_type")


def field_of(layer: QgsVectorLayer, role: str) -> str:
    """Return the field of a layer that plays a role; empty where none does, or nobody can tell which."""
    try:
        return recognise_field(layer.fields().names(), role) or ""
    except RegsoError:
        return ""


def is_of_years(layer: QgsMapLayer | None) -> bool:
    """Whether a layer has a row for each area, or each area type, and year."""
    if not isinstance(layer, QgsVectorLayer) or not field_of(layer, "year"):
        return False
    return bool(field_of(layer, "code") or field_of(layer, "area_type"))


def years_in(layer: QgsMapLayer | None) -> tuple[int, ...]:
    """Return the years of a table that is near, ascending; none of another."""
    if not isinstance(layer, QgsVectorLayer) or layer.providerType() not in NEAR:
        return ()
    index = layer.fields().lookupField(field_of(layer, "year"))
    if index < 0:
        return ()
    found = set()
    for value in layer.uniqueValues(index, _MOST_YEARS):
        years = set(_YEAR.findall(str(plain_value(value))))
        found |= {int(year) for year in years} if len(years) == 1 else set()
    return tuple(sorted(found))


def figures_in(layer: QgsMapLayer | None) -> list[str]:
    """Return the fields of a table that can be followed: numbers that are no keys, years or types."""
    if not isinstance(layer, QgsVectorLayer):
        return []
    keys, others = set(layer.primaryKeyAttributes()), {field_of(layer, role) for role in _OTHER}
    fields = [field for place, field in enumerate(layer.fields()) if field.isNumeric() and place not in keys]
    return [field.name() for field in fields if field.name() not in others]


def types_of(table: QgsVectorLayer, choice: QuestionChoice) -> QgsVectorLayer | None:
    """Return the layer with the areas' types: the chosen one, else none where the table has them, else what is found.

    One with a row for each area and year goes before one of a single year.
    """
    if chosen := _layer(choice.types_layer):
        return chosen
    if field_of(table, "area_type") or not field_of(table, "code"):
        return None
    found = list(candidates(table, "area_type"))
    return next((one for one in found if field_of(one, "year")), found[0] if found else None)


def people_of(table: QgsVectorLayer, choice: QuestionChoice) -> QgsVectorLayer | None:
    """Return the layer with the areas' inhabitants of each year, as for their types; one of a single year is none."""
    if chosen := _layer(choice.people_layer):
        return chosen
    if field_of(table, "population") or not field_of(table, "code"):
        return None
    return next((one for one in candidates(table, "population") if len(years_in(one)) > 1), None)


def candidates(table: QgsMapLayer | None, role: str) -> Iterator[QgsVectorLayer]:
    """Yield the other layers of the project that have a code of areas and what is looked for, by name."""
    layers = [one for one in QgsProject.instance().mapLayers().values() if isinstance(one, QgsVectorLayer)]
    for layer in sorted(layers, key=lambda one: (one.name().casefold(), one.id())):
        if layer is not table and layer.isValid() and field_of(layer, "code") and field_of(layer, role):
            yield layer


def _layer(layer_id: str) -> QgsVectorLayer | None:
    layer = QgsProject.instance().mapLayer(layer_id) if layer_id else None
    return layer if isinstance(layer, QgsVectorLayer) else None
