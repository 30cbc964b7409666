# SPDX-License-Identifier: GPL-2.0-or-later
"""The tables of a follow-up, read: figures by year, area types by year, people, cut points."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from qgis.core import QgsProcessingContext, QgsProcessingFeatureSource, QgsProcessingFeedback

from ..core.messages import Message, RegsoError
from ..layers.fields import ROLE_WORDS, recognise_field
from ..layers.index_source import read_raw, require_fields

if TYPE_CHECKING:
    import pandas as pd

    from ..core.codes import Edition
    from ..core.measures.decomposition import Country
    from ..core.measures.follow_up import Settings
    from ..core.measures.types_by_year import TypesByYear
    from ..core.measures.years_input import YearRows
    from .compareyearsinput import CompareYearsInput

_YEAR_IN_NAME = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_CUTS = {"year": ("year", "ar", "år"), "mean": ("mean", "medelvarde", "medelvärde"),
         "standard_deviation": ("standard_deviation", "sd", "standardavvikelse")}  # fmt: skip


@dataclass(frozen=True)
class Tables:
    """What a run read: ``fields`` of the input by role, ``ids`` of its features."""

    source: QgsProcessingFeatureSource
    fields: dict[str, str]
    ids: list[int]
    rows: YearRows
    types: TypesByYear | None
    settings: Settings
    stated: dict[int, Country]
    editions: dict[int, Edition]
    unit: str = ""
    warnings: tuple[Message, ...] = field(default=())


def read_tables(
    algorithm: CompareYearsInput,
    parameters: dict[str, Any],
    context: QgsProcessingContext,
    feedback: QgsProcessingFeedback,
) -> Tables:
    """Return all that a comparison needs; ``RegsoError`` where a table or a field is missing or cannot be used."""
    from ..core.measures.types_by_year import read_people
    from ..core.measures.years_input import read_year_rows

    cancelled = feedback.isCanceled
    source = algorithm.require_source(parameters, algorithm.INPUT, context)
    fields = _fields(algorithm, parameters, context, source)
    raw, ids = read_raw(source, fields, cancelled)
    unit = _unit(raw)
    warnings: list[Message] = []
    people = None
    if given := _optional(algorithm, parameters, algorithm.PEOPLE, context):
        found = _recognised(given, ("code", "year", "population"), ("code", "population"))
        people, warnings = read_people(read_raw(given, found, cancelled)[0])[0], []
    settings = _settings(algorithm, parameters, context, fields, unit, people is not None)
    types = _types(algorithm, parameters, context, source, fields, cancelled)
    figures = raw.drop(columns=[name for name in ("index", "version", "unit") if name in raw])
    if "code" in figures and "area_type" in figures:
        figures = figures.drop(columns=["area_type"])
    rows = read_year_rows(
        figures,
        kind=settings.kind,
        per=settings.per,
        first=algorithm.whole_number(parameters, algorithm.FROM_YEAR, context),
        last=algorithm.whole_number(parameters, algorithm.TO_YEAR, context),
        people=people,
    )
    stated = _cuts(_optional(algorithm, parameters, algorithm.CUTS, context), cancelled)
    return Tables(source, fields, ids, rows, types, settings, stated, _editions(raw), unit, tuple(warnings))


def _optional(
    algorithm: CompareYearsInput, parameters: dict[str, Any], name: str, context: QgsProcessingContext
) -> QgsProcessingFeatureSource | None:
    return None if parameters.get(name) in (None, "") else algorithm.require_source(parameters, name, context)


def _fields(
    algorithm: CompareYearsInput,
    parameters: dict[str, Any],
    context: QgsProcessingContext,
    source: QgsProcessingFeatureSource,
) -> dict[str, str]:
    """Return the input's fields by role, chosen or recognised."""
    names = source.fields().names()
    parts = ("year", "code", "area_type", "count", "rate", "error", "population")
    chosen = {
        role: algorithm.require_field(names, algorithm.field_choice(parameters, f"{role.upper()}_FIELD", context))
        for role in parts
    }
    typed = bool(parameters.get(algorithm.TYPES))
    for role in ("year", "code", "area_type", "population"):
        if not chosen[role] and not (role == "area_type" and typed):
            chosen[role] = recognise_field(names, role) or ""
    if chosen["count"] and chosen["rate"]:
        raise RegsoError("Choose either counts or rates of the groups, not both.")
    if not chosen["count"] and not chosen["rate"] and not chosen["code"] and "amount" in names:
        chosen["count"] = "amount"  # the summary of the main job
    if not chosen["rate"]:
        chosen["error"] = ""
    found = {role: name for role, name in chosen.items() if name}
    require_fields(found, names, ("year",))
    if "code" not in found and "area_type" not in found:
        require_fields(found, names, ("code",))
    beside = {"version": recognise_field(names, "version"), "unit": "amount_unit"}
    found |= {role: name for role, name in beside.items() if name and name in names}
    if "code" in found and not typed and (index := recognise_field(names, "index")):
        found["index"] = index
    return found


def _unit(raw: pd.DataFrame) -> str:
    """Return what the amounts of a summary are in, empty where nothing says it or several things do."""
    units = set() if "unit" not in raw else set(raw["unit"].dropna().astype(str))
    return units.pop() if len(units) == 1 else ""


def _settings(
    algorithm: CompareYearsInput,
    parameters: dict[str, Any],
    context: QgsProcessingContext,
    fields: dict[str, str],
    unit: str,
    with_people: bool,
) -> Settings:
    from ..core.guard import Guard
    from ..core.measures.disparity_rows import scale_of
    from ..core.measures.follow_up import Settings
    from ..core.measures.groups import Kind
    from ..core.measures.years_input import Figure

    kind = algorithm.parameterAsEnumString(parameters, algorithm.KIND, context)
    given = parameters.get(algorithm.PER)
    per = None if given in (None, "") else algorithm.parameterAsDouble(parameters, algorithm.PER, context)
    level = algorithm.parameterAsDouble(parameters, algorithm.CONFIDENCE, context) / 100
    people = "population" in fields or with_people
    guard = Guard(*algorithm.guard_of(parameters, context))
    if "count" not in fields and "rate" not in fields:
        if not people:
            raise RegsoError(
                "Nothing was chosen to compare. Choose a count, or a rate, or the population, by area or area type "
                "and year."
            )
        return Settings(Figure.PEOPLE, Kind.AMOUNT, 100.0, level, guard)
    if "rate" in fields:
        own = Kind.MEAN if kind == "auto" else Kind(kind)
        return Settings(Figure.RATE, own, scale_of(own, per).per, level, guard)
    own = (Kind.AMOUNT if unit in ("km", "km²") else Kind.EVENTS) if kind == "auto" else Kind(kind)
    if own is Kind.MEAN:
        raise RegsoError("A mean is no count. Choose the field as the rate instead.")
    if own is Kind.PERSONS and not people:
        raise RegsoError(
            "Persons are counted out of a population. Choose the field with the population, or a table with it, or "
            "say that the counts are events."
        )
    return Settings(Figure.COUNT, own, scale_of(own, per).per if people else 1.0, level, guard)


def _types(
    algorithm: CompareYearsInput,
    parameters: dict[str, Any],
    context: QgsProcessingContext,
    source: QgsProcessingFeatureSource,
    fields: dict[str, str],
    cancelled: Callable[[], bool],
) -> TypesByYear | None:
    """Return the types from their own table, or from the input; None where the input has rows of types."""
    from ..core.measures.types_by_year import read_types

    given = _optional(algorithm, parameters, algorithm.TYPES, context)
    if "code" not in fields:
        if given is not None:
            raise RegsoError(
                "The table has no codes of areas, so the table with their types cannot be used. Choose the area code "
                "field, or leave the types empty."
            )
        return None
    if given is None:
        if "area_type" not in fields:
            return None
        roles = ("code", "year", "area_type", "index", "population")
        return read_types(read_raw(source, {role: fields[role] for role in roles if role in fields}, cancelled)[0])
    names = given.fields().names()
    asked = (("year", algorithm.TYPES_YEAR_FIELD), ("area_type", algorithm.TYPES_TYPE_FIELD),
             ("index", algorithm.INDEX_FIELD))  # fmt: skip
    chosen = {
        role: algorithm.require_field(names, algorithm.field_choice(parameters, name, context)) for role, name in asked
    }
    found = _recognised(given, ("code", "year", "area_type", "index", "population"), ("code", "area_type"), chosen)
    in_name = _YEAR_IN_NAME.findall(found["area_type"])
    year = int(in_name[0]) if len(in_name) == 1 and "year" not in found else None
    return read_types(read_raw(given, found, cancelled)[0], year)


def _recognised(
    source: QgsProcessingFeatureSource,
    roles: tuple[str, ...],
    needed: tuple[str, ...],
    chosen: dict[str, str] | None = None,
) -> dict[str, str]:
    names = source.fields().names()
    found = {}
    for role in roles:
        name = (chosen or {}).get(role) or recognise_field(names, role)
        if name:
            found[role] = name
    for role in needed:
        if role not in found:
            raise RegsoError(
                "The table {table} has no field that is recognised as {role}. Its fields are: {fields}. Choose the "
                "field, or rename it.",
                table=source.sourceName(),
                role=ROLE_WORDS[role],
                fields=", ".join(names),
            )
    return found


def _cuts(source: QgsProcessingFeatureSource | None, cancelled: Callable[[], bool]) -> dict[int, Country]:
    if source is None:
        return {}
    from ..core.measures.country_cuts import read_cuts

    plain = {name.casefold(): name for name in source.fields().names()}
    found = {}
    for role, known in _CUTS.items():
        name = next((plain[one] for one in known if one in plain), None)
        if name is None:
            raise RegsoError(
                "The table with the country's mean and standard deviation needs the fields year, mean and "
                "standard_deviation; its fields are: {fields}. regso:classifyareatypes writes such a table.",
                fields=", ".join(plain.values()),
            )
        found[role] = name
    return read_cuts(read_raw(source, found, cancelled)[0])


def _editions(raw: pd.DataFrame) -> dict[int, Edition]:
    """Return the edition that the rows of a year say, where all that say one say the same."""
    if "version" not in raw or "code" not in raw:
        return {}
    from ..core.codes import Edition

    said: dict[int, set[Edition]] = {}
    for year, version in zip(raw["year"], raw["version"], strict=True):
        edition = Edition.from_text(version)
        text = str(year)[:4]
        if edition is not None and text.isdigit():
            said.setdefault(int(text), set()).add(edition)
    return {year: editions.pop() for year, editions in said.items() if len(editions) == 1}
