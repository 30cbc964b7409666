# SPDX-License-Identifier: GPL-2.0-or-later
"""What is to be known of a run, taken while its layers are there: the record, and the provenance made of it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import asdict, replace
from datetime import datetime
from typing import Any

from qgis.core import (
    NULL,
    QgsApplication,
    QgsProcessingAlgorithm,
    QgsProcessingUtils,
    QgsProject,
    QgsProviderRegistry,
    QgsVectorLayer,
)

from ..algorithms.versions import versions
from ..core.messages import RegsoError
from ..i18n import language, tr
from ..report.provenance import REMOVED, Fields, Layer, Provenance, rounding_of, without_secrets
from . import questions
from .run_record import MOST_ROWS, LayerRecord, RunRecord, checksum, rows_of
from .state import Outcome, QuestionChoice

LAYER_KINDS = ("source", "vector", "layer")
_STAMP = re.compile(r"(?:^|; )(?:updated|uppdaterad) ([^;]+)")


def algorithm_of(algorithm_id: str) -> QgsProcessingAlgorithm:
    """Return a registered algorithm. Raises ``RegsoError`` where it is missing."""
    algorithm = QgsApplication.processingRegistry().createAlgorithmById(algorithm_id)
    if algorithm is None:
        raise RegsoError(
            "The algorithm {name} is missing. Enable the plugins Processing and RegSO Atlas.", name=algorithm_id
        )
    return algorithm


def take_record(outcome: Outcome, project: QgsProject) -> RunRecord:
    """Return the record of a run that was just made, without its figures, which take time: ``with_figures``."""
    algorithm = algorithm_of(outcome.algorithm)
    kinds = {one.name(): one for one in algorithm.parameterDefinitions()}
    layers: dict[str, LayerRecord] = {}
    parameters: dict[str, Any] = {}
    outputs: dict[str, str] = {}
    for name, value in outcome.parameters.items():
        definition = kinds.get(name)
        if definition is None:
            continue
        if definition.isDestination():
            outputs[name] = re.split(r"[/\\]", str(value))[-1]
        elif definition.type() in LAYER_KINDS:
            layers[name] = layer_record(str(value), project, is_areas=name == "AREAS")
        else:
            parameters[name] = value
    layers_of = ("layer_id", "types_layer", "people_layer")
    question = {key: value for key, value in asdict(outcome.question).items() if key not in layers_of}
    return RunRecord(
        title=_title(outcome, project, layers),
        algorithm=outcome.algorithm,
        parameters=parameters,
        layers=layers,
        outputs=outputs,
        question=question,
        versions=versions(),
        numbers=dict(outcome.numbers),
        warnings=tuple(outcome.warnings),
        language=language(),
        started=outcome.started,
        seconds=outcome.seconds,
    )


def _title(outcome: Outcome, project: QgsProject, layers: Mapping[str, LayerRecord]) -> str:
    question = questions.by_id(outcome.question.question)
    if question is not None:
        return questions.title_of(question, outcome.question, project.mapLayer(outcome.question.layer_id))
    first = layers.get("INPUT") or layers.get("AREAS")
    return tr("{layer} by area type").format(layer=first.name if first is not None else tr("Areas"))


def with_figures(record: RunRecord, outcome: Outcome) -> RunRecord:
    """Return a record with the tables of its run; needs neither project nor layers, so any thread will do."""
    columns, rows = rows_of(outcome.table)
    return replace(
        record,
        columns=columns,
        rows=rows if len(rows) <= MOST_ROWS else (),
        row_count=len(rows),
        checksum=checksum(columns, rows) if outcome.table is not None else "",
        areas_checksum=checksum(*rows_of(outcome.areas)) if outcome.areas is not None else "",
        classes_checksum=checksum(*rows_of(outcome.classes)) if outcome.classes is not None else "",
    )


def layer_record(value: str, project: QgsProject, *, is_areas: bool = False) -> LayerRecord:
    """Return what is known of a layer of the project, by its id; or of a source, where it is in no project."""
    layer = project.mapLayer(value)
    if not isinstance(layer, QgsVectorLayer):
        return LayerRecord(name=re.split(r"[/\\]", value.partition("|")[0])[-1], source=value)
    fields = layer.fields()
    rights = list(layer.metadata().rights())
    # a layer of the user's may be long, and its fields of these names mean something else
    editions, years = [], []
    if is_areas:
        if fields.lookupField("statistics_source") >= 0:
            rights += _values(layer, "statistics_source")
        editions = _values(layer, "edition")
        years = sorted({int(year) for year in _values(layer, "year") if str(year).isdigit()})
    return LayerRecord(
        name=layer.name(),
        source=layer.source(),
        provider=layer.providerType(),
        crs=layer.crs().authid(),
        layer_id=layer.id(),
        features=int(layer.featureCount()),
        rights=tuple(dict.fromkeys(part for text in rights for part in str(text).split(" | "))),
        edition=editions[0] if len(editions) == 1 else "",
        years=tuple(years),
        filter=layer.subsetString(),
    )


def _values(layer: QgsVectorLayer, name: str) -> list[str]:
    """Return the few different values of a field, none where there is no such field."""
    index = layer.fields().lookupField(name)
    if index < 0:
        return []
    return sorted(str(value) for value in layer.uniqueValues(index, 20) if value not in (None, NULL))


def provenance_of(record: RunRecord) -> Provenance:
    """Return where a result comes from, as the report and the workbook say it."""
    areas = record.layers.get("AREAS", LayerRecord("", ""))
    layer = record.layers.get("INPUT", LayerRecord("", ""))
    sources = tuple(dict.fromkeys(text for one in record.layers.values() for text in one.rights))
    if not areas.rights:
        said = tr(
            "RegSO boundaries, socioeconomic index, area types and population: Statistics Sweden (SCB), CC0 1.0, "
            "if the areas are SCB's."
        )
        sources = (*sources, said)
    stamps = dict.fromkeys(stamp for text in sources for stamp in _STAMP.findall(text))
    return Provenance(
        title=record.title,
        created=datetime.fromisoformat(record.started).astimezone(),
        layer=_layer(layer),
        areas=_layer(areas),
        edition=areas.edition,
        year=areas.years[0] if len(areas.years) == 1 else None,
        updated=", ".join(stamps),
        sources=sources,
        fields=Fields(
            group=str(record.parameters.get("GROUP_FIELD") or ""),
            amounts=tuple(record.parameters.get("AMOUNT_FIELDS") or ()),
            rates=tuple(record.parameters.get("RATE_FIELDS") or ()),
        ),
        min_count=int(record.parameters.get("MIN_COUNT") or 0),
        rounding=rounding_of(record.parameters.get("ROUNDING")),
        layer_filter=layer.filter,
        versions=record.versions,
        seconds=record.seconds,
        algorithm=record.algorithm,
        parameters={**{name: one.source for name, one in record.layers.items()}, **record.parameters},
        warnings=record.warnings,
    )


def _layer(record: LayerRecord) -> Layer:
    return Layer(name=record.name, source=record.source, crs=record.crs)


def question_of(record: RunRecord) -> QuestionChoice:
    """Return the question of a record."""
    known = record.question
    return QuestionChoice(
        question=str(known.get("question") or ""),
        group_field=str(known.get("group_field") or ""),
        amount_fields=tuple(map(str, known.get("amount_fields") or ())),
        rate_fields=tuple(map(str, known.get("rate_fields") or ())),
        min_count=int(known.get("min_count") or 0),
        rounding=str(known.get("rounding") or "none"),
        town_and_country=str(known.get("town_and_country") or "auto"),
        stratum_field=str(known.get("stratum_field") or ""),
        figure_field=str(known.get("figure_field") or ""),
        first_year=known.get("first_year"),
        last_year=known.get("last_year"),
        hold=str(known.get("hold") or "all"),
        across_editions=bool(known.get("across_editions")),
    )


def source_for_processing(record: LayerRecord) -> str:
    """Return how a model or a command names a layer. Raises ``RegsoError`` where it is nowhere but in memory."""
    if record.is_temporary:
        raise RegsoError(
            "The layer {layer} is temporary and can be read by nobody else. Save it in a file, choose that layer in "
            "step 2 and ask again.",
            layer=record.name,
        )
    if record.provider in ("ogr", "gdal", ""):
        return record.source
    return str(QgsProcessingUtils.encodeProviderKeyAndUri(record.provider, record.source))


def has_secrets_removed(record: RunRecord) -> bool:
    """Whether a password or the like was left out of a source, so that it must be filled in again."""
    return any(REMOVED in layer.source for layer in record.layers.values())


def find_layer(record: LayerRecord, project: QgsProject) -> QgsVectorLayer:
    """Return the layer of a record: in the project by source, id or name, else opened again; it is then the caller's.

    Raises ``RegsoError`` where it is nowhere.
    """
    there = [layer for layer in project.mapLayers().values() if isinstance(layer, QgsVectorLayer)]
    for fits in (
        lambda layer: not record.is_temporary and without_secrets(layer.source()) == record.source,
        lambda layer: layer.id() == record.layer_id,
    ):
        found = [layer for layer in there if fits(layer)]
        if found:
            return found[0]
    if not record.is_temporary and record.provider in QgsProviderRegistry.instance().providerList():
        layer = QgsVectorLayer(record.source, record.name, record.provider)
        if layer.isValid():
            return layer
    named = [layer for layer in there if layer.name() == record.name]
    if len(named) == 1:
        return named[0]
    raise RegsoError(
        "The layer {layer} of the run record is not in the project and could not be opened from {source}. Add it to "
        "the project under that name and try again.",
        layer=record.name,
        source=record.source,
    )
