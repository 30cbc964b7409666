# SPDX-License-Identifier: GPL-2.0-or-later
"""What a conversion between editions reads: areas with figures, the areas they go to, and the people to weight by."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from qgis.core import QgsProcessingContext, QgsProcessingFeatureSource, QgsProcessingFeedback

from ..core.codes import Edition
from ..core.messages import Message, RegsoError, message
from ..i18n import translate_message
from ..layers.area_source import read_area_frame, require_crs, require_polygons
from ..layers.fields import holds_area_type, holds_code, recognise_field
from ..layers.reading import FeatureReader

if TYPE_CHECKING:
    import geopandas as gpd
    import pandas as pd

    from ..core.conversion import Kind
    from ..core.tables import KeyTable
    from .base import RegsoAlgorithm


@dataclass(frozen=True)
class Side:
    """One of the two sets of areas, as read.

    ``areas``: index of the codes as they stand, ``name`` and polygons in SWEREF 99 TM without a CRS; ``values``: the
    figures, in the same order.
    """

    layer: str
    code_field: str
    areas: gpd.GeoDataFrame
    values: pd.DataFrame
    edition: Edition | None
    stated_sources: tuple[str, ...]


@dataclass(frozen=True)
class Figures:
    """The fields to convert, by what they are, and the field that weights the rates (empty: none)."""

    kinds: dict[str, Kind]
    denominator: str

    @property
    def fields(self) -> list[str]:
        return list(dict.fromkeys([*self.kinds, *([self.denominator] if self.denominator else [])]))


def chosen_figures(
    algorithm: RegsoAlgorithm, parameters: dict[str, Any], context: QgsProcessingContext
) -> tuple[Figures, tuple[Message, ...]]:
    """Return the fields to convert and what is odd about the choice; refuse what is no figure."""
    source = algorithm.require_source(parameters, "INPUT", context)
    names = source.fields().names()
    kinds: dict[str, Kind] = {}
    for parameter, kind in (("COUNT_FIELDS", "count"), ("RATE_FIELDS", "rate")):
        for field in algorithm.parameterAsStrings(parameters, parameter, context):
            algorithm.require_field(names, field)
            if kinds.setdefault(field, kind) != kind:  # type: ignore[arg-type]
                raise RegsoError(
                    "The field {field} was chosen both as an amount and as a rate. An amount is split, a rate is "
                    "averaged: choose one.",
                    field=field,
                )
    denominator = algorithm.require_field(names, algorithm.field_choice(parameters, "DENOMINATOR_FIELD", context))
    figures = Figures(kinds, denominator)
    for field in figures.fields:
        _refuse_what_is_no_figure(source, field)
    return figures, _oddities(figures)


def _refuse_what_is_no_figure(source: QgsProcessingFeatureSource, field: str) -> None:
    if holds_area_type(field):
        raise RegsoError(
            "The field {field} holds area types. A type is a class: it is no amount that can be split and no rate that "
            "can be averaged. Take the types from SCB for the year's own edition, for example with “Join statistics to "
            "areas”.",
            field=field,
        )
    if holds_code(field):
        raise RegsoError(
            "The field {field} holds codes. A code is a name: it is no amount that can be split and no rate that can "
            "be averaged. Choose fields with figures.",
            field=field,
        )
    if not source.fields().field(field).isNumeric():
        raise RegsoError(
            "The field {field} holds no numbers, so it cannot be converted. Choose a field with numbers, or make one "
            "with the field calculator.",
            field=field,
        )


def _oddities(figures: Figures) -> tuple[Message, ...]:
    from ..core.deso import tells_a_rate

    said = []
    indicators = [
        field
        for field, kind in figures.kinds.items()
        if kind == "count" and (tells_a_rate(field) or _is_indicator(field))
    ]
    if indicators:
        said.append(
            message(
                "By their names these fields are rates, but they were chosen as amounts, and split: {fields}. Choose "
                "them as rates unless they are amounts.",
                fields=", ".join(indicators),
            )
        )
    if figures.denominator and "rate" not in figures.kinds.values():
        said.append(message("There is no rate field, so the field that weights rates was not used."))
    return tuple(said)


def _is_indicator(field: str) -> bool:
    return any(recognise_field([field], role) for role in ("index", "v1", "v2", "v3"))


def read_side(
    algorithm: RegsoAlgorithm,
    parameters: dict[str, Any],
    context: QgsProcessingContext,
    cancelled: Callable[[], bool],
    *,
    layer: str,
    code: str,
    fields: list[str],
) -> Side:
    """Return the areas of a parameter with some of their fields. ``layer``, ``code``: names of the parameters."""
    import numpy as np
    import pandas as pd

    from ..core.code_column import edition_of_areas

    source = algorithm.require_source(parameters, layer, context)
    require_polygons(source)
    require_crs(source)
    names = source.fields().names()
    code_field = algorithm.require_field(names, algorithm.field_choice(parameters, code, context))
    code_field = code_field or recognise_field(names, "code") or ""
    if not code_field:
        raise RegsoError(
            "The area layer has no field that is recognised as area code (regsokod). Its fields are: {fields}. "
            "Choose the field.",
            fields=", ".join(names),
        )
    roles = {role: recognise_field(names, role) for role in ("name", "version", "source")}
    columns = {"code": code_field, **{role: field for role, field in roles.items() if field}}
    columns |= {f"value {field}": field for field in fields}
    frame = read_area_frame(source, context, columns, cancelled)
    if len(frame) == 0:
        raise RegsoError("The area layer is empty. Choose a layer with RegSO or DeSO polygons.")
    values = pd.DataFrame(
        {field: pd.to_numeric(frame[f"value {field}"], errors="coerce").astype(float) for field in fields},
        index=frame.index,
    ).replace([np.inf, -np.inf], np.nan)
    stated = tuple(frame["source"].dropna().astype(str).unique()) if "source" in frame else ()
    return Side(
        source.sourceName(),
        code_field,
        frame.set_index("code")[["name", "geometry"] if "name" in frame else ["geometry"]],
        values,
        edition_of_areas(frame["code"], frame.get("version")),
        stated,
    )


# People --------------------------------------------------------------------------------------------------------------


def read_people(
    algorithm: RegsoAlgorithm,
    parameters: dict[str, Any],
    context: QgsProcessingContext,
    feedback: QgsProcessingFeedback,
    sides: tuple[Side, Side],
) -> tuple[gpd.GeoDataFrame | pd.DataFrame | None, tuple[Message, ...]]:
    """Return the people to weight by, a grid or a table by pair of areas, or None; and what is to be said of them."""
    files = {
        name: algorithm.parameterAsFile(parameters, name, context)
        for name in ("DESO_POPULATION", "FROM_KEYS", "TO_KEYS")
    }
    grid = parameters.get("PEOPLE") not in (None, "")
    if grid and any(files.values()):
        raise RegsoError(
            "People were given twice, as a population grid and as a table by DeSO. Choose one of them; a grid follows "
            "the boundaries better."
        )
    if grid:
        return _grid(algorithm, parameters, context, feedback)
    if not any(files.values()):
        return None, ()
    if not all(files.values()):
        raise RegsoError(
            "A population table by DeSO needs the key tables of both editions, and the key tables need the table. "
            "Missing: {names}.",
            names=", ".join(
                algorithm.parameterDefinition(name).description() for name, path in files.items() if not path
            ),
        )
    return _by_deso(files, sides, feedback)


def _grid(
    algorithm: RegsoAlgorithm,
    parameters: dict[str, Any],
    context: QgsProcessingContext,
    feedback: QgsProcessingFeedback,
) -> tuple[gpd.GeoDataFrame, tuple[Message, ...]]:
    import geopandas as gpd
    import numpy as np
    import pandas as pd

    source = algorithm.require_source(parameters, "PEOPLE", context)
    names = source.fields().names()
    field = algorithm.require_field(names, algorithm.field_choice(parameters, "PEOPLE_FIELD", context))
    field = field or recognise_field(names, "population") or ""
    if not field:
        raise RegsoError(
            "The population grid {layer} has no field that is recognised as population. Its fields are: {fields}. "
            "Choose the field with the number of inhabitants.",
            layer=source.sourceName(),
            fields=", ".join(names),
        )
    reader = FeatureReader(source, context, [field])
    if reader.kind not in (0, 2):
        raise RegsoError("The population grid must hold points or polygons, all of one kind and none of them empty.")
    people, geometries = [pd.Series(dtype=object)], [np.empty(0, dtype=object)]
    for batch in reader.batches(feedback.isCanceled):
        people.append(batch.attributes[field])
        geometries.append(batch.geometry)
    number = pd.concat(people, ignore_index=True)
    if len(number) == 0:
        raise RegsoError("The population grid {layer} is empty. Choose another one.", layer=source.sourceName())
    # Without a CRS, which would be pyproj's: see ``build_areas``.
    return gpd.GeoDataFrame({"population": number}, geometry=np.concatenate(geometries)), reader.unusable.messages()


def _by_deso(
    files: dict[str, str], sides: tuple[Side, Side], feedback: QgsProcessingFeedback
) -> tuple[pd.DataFrame, tuple[Message, ...]]:
    from ..core.codes import Level
    from ..core.deso import people_between_editions
    from ..core.tables import read_key_table, read_table, select_values

    table = read_table(files["DESO_POPULATION"])
    feedback.pushInfo(translate_message(message("Read as {dialect}", dialect=table.dialect)))
    values = select_values(table, level=Level.DESO)
    columns = list(values.frame.columns)
    column = "population" if "population" in columns else columns[0]
    if column != "population" and len(columns) > 1:
        raise RegsoError(
            "The table by DeSO has several columns and none is recognised as population: {columns}. Use a table with "
            "the number of inhabitants only.",
            columns=", ".join(columns),
        )
    keys = [read_key_table(files[name]) for name in ("FROM_KEYS", "TO_KEYS")]
    for key, side, name in zip(keys, sides, ("FROM_KEYS", "TO_KEYS"), strict=True):
        _refuse_other_edition(key, side, Path(files[name]).name)
    pairs, warnings = people_between_editions(values.frame[column], *keys)
    return pairs, (*values.warnings, *warnings)


def _refuse_other_edition(key: KeyTable, side: Side, name: str) -> None:
    if key.edition is not None and side.edition is not None and key.edition != side.edition:
        raise RegsoError(
            "The key table “{name}” belongs to the {table} edition and the layer “{layer}” to the {areas} edition. "
            "Give each side the key table of its own edition; perhaps the two have changed places.",
            name=name,
            table=key.edition.value,
            layer=side.layer,
            areas=side.edition.value,
        )
