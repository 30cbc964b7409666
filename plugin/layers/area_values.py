# SPDX-License-Identifier: GPL-2.0-or-later
"""What a layer of areas holds for a style: its fields by their roles, their values, the years, the country's index."""

from __future__ import annotations

import math
from collections.abc import Mapping

from qgis.core import QgsExpression, QgsFeatureRequest, QgsVectorLayer

from ..core.area_types import TYPES, parse_area_type
from ..core.messages import RegsoError
from .fields import SYNONYMS, recognise_field
from .reading import plain_value


def field_for(layer: QgsVectorLayer, role: str, fields: Mapping[str, str] | None = None) -> str:
    """Return the layer's field for a role: the given one, else one that is recognised by its name, else none."""
    names = layer.fields().names()
    given = (fields or {}).get(role, "")
    if given:
        if given not in names:
            raise RegsoError(
                "There is no field {field}. The layer's fields are: {fields}.", field=given, fields=", ".join(names)
            )
        return given
    if role in SYNONYMS:
        return recognise_field(names, role) or ""
    return next((name for name in names if name.casefold() == role), "")


def type_expression(layer: QgsVectorLayer, field: str, *, quoted: bool = False) -> str:
    """Return a field with area types as a renderer can use it: of a text such as "Typ 1" the number."""
    column = QgsExpression.quotedColumnRef(field)
    if layer.fields().field(field).isNumeric():
        return column if quoted else field
    return f"to_int(regexp_substr({column}, '^\\\\D*([1-5])(?![0-9])'))"


def values_of(layer: QgsVectorLayer, field: str) -> list[float]:
    """Return the known values of a field with numbers."""
    numbers = [float(value) for (value,) in _rows(layer, field) if value is not None]
    return [number for number in numbers if math.isfinite(number)]


def without_value(layer: QgsVectorLayer, field: str, rate_field: str = "", *, is_type: bool) -> int:
    """Return how many areas a map of a field hatches: those without a value, a type, or a rate beside it."""

    def unknown(value: object, rate: object) -> bool:
        known = parse_area_type(value) in TYPES if is_type else value is not None
        return not known or rate is None

    wanted = (field, rate_field or field)
    return sum(unknown(value, rate) for value, rate in _rows(layer, *wanted))


def year_of(layer: QgsVectorLayer) -> int | None:
    """Return the year that all areas of the layer are of, None where there is none or more than one."""
    return _only_year(layer, field_for(layer, "year"))


def span(layer: QgsVectorLayer, fields: Mapping[str, str] | None, year: int | None) -> str:
    """Return the two years that a change lies between as a legend says them, as far as they are known."""
    before = _only_year(layer, field_for(layer, "compare_year", fields))
    if year and before:
        return f" {before}–{year}"
    return f" {year}" if year else ""


def country_cut_points(
    layer: QgsVectorLayer, fields: Mapping[str, str] | None = None
) -> tuple[float | None, float | None]:
    """Return mean and standard deviation of the index, if the layer holds the country's RegSO; else None twice."""
    from ..core.classification import COUNTRY_AREAS, ENOUGH_OF_THE_COUNTRY, cut_points
    from ..core.codes import Level, parse_area_code

    code_field, index_field = field_for(layer, "code"), field_for(layer, "index", fields)
    if not code_field or not index_field or not layer.fields().field(index_field).isNumeric():
        return None, None
    known = {}
    for text, value in _rows(layer, code_field, index_field):
        code = parse_area_code(text)
        # The cut points are those over RegSO: the spread over the smaller DeSO is another one.
        if code is not None and code.level is Level.REGSO and value is not None:
            known[code.code] = float(value)
    if len(known) < ENOUGH_OF_THE_COUNTRY * COUNTRY_AREAS:
        return None, None
    import pandas as pd

    cuts = cut_points(pd.Series(known), year_of(layer) or 0)
    return cuts.mean, cuts.standard_deviation


def _only_year(layer: QgsVectorLayer, field: str) -> int | None:
    if not field or not layer.fields().field(field).isNumeric():
        return None
    years = {int(year) for year in values_of(layer, field)}
    return years.pop() if len(years) == 1 else None


def _rows(layer: QgsVectorLayer, *fields: str) -> list[tuple[object, ...]]:
    request = QgsFeatureRequest().setFlags(QgsFeatureRequest.Flag.NoGeometry)
    request.setSubsetOfAttributes(list(fields), layer.fields())
    return [tuple(plain_value(feature[field]) for field in fields) for feature in layer.getFeatures(request)]
