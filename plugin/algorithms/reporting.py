# SPDX-License-Identifier: GPL-2.0-or-later
"""The report of a run: what was computed, put together with where it came from."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from qgis.core import (
    QgsProcessingContext,
    QgsProcessingFeatureSource,
    QgsProcessingFeatureSourceDefinition,
    QgsProviderRegistry,
    QgsVectorLayer,
)

from ..i18n import language, tr_result, translate_message
from .versions import versions

if TYPE_CHECKING:
    import pandas as pd

    from ..core.areas import Areas
    from ..core.summary import Summary
    from ..layers.area_source import AreaFields
    from ..report.provenance import Layer, Provenance
    from .base import RegsoAlgorithm


# What a join writes on the areas, in either language (joinstatistics.describe_join).
_YEAR = re.compile(r"(?:^|; )(?:year|år) (\d{4})(?=;|$)")
_STAMP = re.compile(r"(?:^|; )(?:updated|uppdaterad) ([^;]+)")


def facts_of_run(
    algorithm: RegsoAlgorithm,
    parameters: dict[str, Any],
    context: QgsProcessingContext,
    warnings: Iterable[str],
    seconds: float,
) -> dict[str, Any]:
    """Return what every report's provenance says of its run: when, of what of INPUT, by what, with which settings."""
    return {
        "created": datetime.now().astimezone(),
        "selection_only": is_selection(parameters.get("INPUT")),
        "layer_filter": filter_of(algorithm, parameters, context),
        "versions": versions(),
        "seconds": seconds,
        "algorithm": algorithm.id(),
        "parameters": {name: as_text(value) for name, value in parameters.items()},
        "warnings": tuple(warnings),
    }


def provenance_of_table(
    algorithm: RegsoAlgorithm,
    parameters: dict[str, Any],
    context: QgsProcessingContext,
    *,
    title: str,
    layer: Layer,
    stated: list[str],
    warnings: list[str],
    seconds: float,
) -> Provenance:
    """Return where the figures of a report over the one table INPUT came from; ``stated``: the sources it names."""
    from ..report.provenance import Provenance

    return Provenance(
        title=title.format(layer=layer.name),
        layer=layer,
        areas=layer,
        updated=", ".join(stated_stamps(stated)),
        sources=stated,
        **facts_of_run(algorithm, parameters, context, warnings, seconds),
    )


def write_summary_report(
    algorithm: RegsoAlgorithm,
    parameters: dict[str, Any],
    context: QgsProcessingContext,
    summary: Summary,
    areas: Areas,
    fields: AreaFields,
    warnings: list[str],
    seconds: float,
    by_class: pd.DataFrame | None = None,
) -> str | None:
    """Write the HTML report of a summary where one was asked for; return its path.

    ``by_class``: the summary by class of town and country, where there is one.
    """
    path = algorithm.parameterAsFileOutput(parameters, "OUTPUT_HTML", context)
    if not path:
        return None
    from ..report.html import write_report
    from ..report.provenance import Fields, Provenance

    stated = areas.frame["source"].dropna().unique() if "source" in areas.frame else []
    sources = stated_sources(algorithm, parameters, context, stated)
    years, stamps = stated_years(sources), stated_stamps(sources)
    layer, areas_layer = (described_layer(algorithm, parameters, name, context) for name in ("INPUT", "AREAS"))
    provenance = Provenance(
        title=tr_result("{layer} by area type").format(layer=layer.name),
        layer=layer,
        areas=areas_layer,
        edition=areas.edition,
        # Several years stay where they are said, with what they belong to.
        year=int(years[0]) if len(years) == 1 else None,
        updated=", ".join(stamps),
        sources=sources,
        fields=Fields(
            code=fields.code,
            area_type=fields.area_type,
            population=fields.population or "",
            group=summary.group_field or "",
            amounts=summary.amount_fields,
            rates=summary.rate_fields,
        ),
        min_count=summary.min_count,
        rounding=summary.rounding,
        **facts_of_run(algorithm, parameters, context, warnings, seconds),
    )
    write_report(path, summary, provenance, language(), lambda said: translate_message(said, result=True), by_class)
    return str(path)


def described_layer(
    algorithm: RegsoAlgorithm, parameters: dict[str, Any], name: str, context: QgsProcessingContext
) -> Layer:
    """Return name, source and reference system of a layer parameter."""
    from ..report.provenance import Layer

    source: QgsProcessingFeatureSource = algorithm.parameterAsSource(parameters, name, context)
    layer = algorithm.parameterAsVectorLayer(parameters, name, context)
    crs = source.sourceCrs()
    return Layer(
        name=_name(source, layer),
        source=layer.source() if layer is not None else "",
        crs=(crs.authid() or crs.description()) if crs.isValid() else "",
    )


def _name(source: QgsProcessingFeatureSource, layer: QgsVectorLayer | None) -> str:
    """Return a layer's name; one that is read straight from a file of many layers is called after the file by QGIS."""
    name: str = source.sourceName()
    if layer is None:
        return name
    parts = QgsProviderRegistry.instance().decodeUri(layer.providerType(), layer.source())
    inner = parts.get("layerName") or ""
    return inner if inner and name == Path(parts.get("path") or "").stem else name


def filter_of(algorithm: RegsoAlgorithm, parameters: dict[str, Any], context: QgsProcessingContext) -> str:
    """Return the filters that the input was read with, its own and the run's."""
    layer: QgsVectorLayer | None = algorithm.parameterAsVectorLayer(parameters, "INPUT", context)
    value = parameters.get("INPUT")
    own = layer.subsetString() if layer is not None else ""
    extra = value.filterExpression if isinstance(value, QgsProcessingFeatureSourceDefinition) else ""
    return " AND ".join(text for text in (own, extra) if text)


def is_selection(value: Any) -> bool:
    """Whether only the selected features of a layer were read."""
    return isinstance(value, QgsProcessingFeatureSourceDefinition) and bool(value.selectedFeaturesOnly)


def stated_sources(
    algorithm: RegsoAlgorithm, parameters: dict[str, Any], context: QgsProcessingContext, stated: Iterable[Any]
) -> tuple[str, ...]:
    """Return what the areas' attributes say of their statistics, and what the layers say of their rights."""
    said = [str(text) for text in stated]
    for name in ("AREAS", "INPUT", "PEOPLE"):
        if algorithm.parameterDefinition(name) is None:
            continue
        layer = algorithm.parameterAsVectorLayer(parameters, name, context)
        if layer is not None:
            said.extend(layer.metadata().rights())
    if not said:
        said.append(
            tr_result(
                "RegSO boundaries, socioeconomic index, area types and population: Statistics Sweden (SCB), CC0 1.0, "
                "if the areas are SCB's."
            )
        )
    return tuple(dict.fromkeys(part for text in said for part in text.split(" | ")))


def stated_years(sources: tuple[str, ...]) -> list[str]:
    """Return the years that the sources say, each once."""
    return _found(_YEAR, sources)


def stated_stamps(sources: tuple[str, ...]) -> list[str]:
    """Return when the sources say that their tables were updated, each once."""
    return _found(_STAMP, sources)


def _found(pattern: re.Pattern[str], sources: tuple[str, ...]) -> list[str]:
    return list(dict.fromkeys(found for source in sources for found in pattern.findall(source)))


def as_text(value: Any) -> Any:
    """Return a parameter as a report can print it."""
    if isinstance(value, QgsProcessingFeatureSourceDefinition):
        return value.source.staticValue() if value.source is not None else ""
    if isinstance(value, QgsVectorLayer):
        return value.source()
    return value if value is None or isinstance(value, bool | int | float | str | list) else str(value)
