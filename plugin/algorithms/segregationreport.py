# SPDX-License-Identifier: GPL-2.0-or-later
"""The report of segregation: what was computed, put together with where it came from."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qgis.core import QgsProcessingContext

from ..i18n import language, tr_result
from .reporting import described_layer, provenance_of_table, stated_sources

if TYPE_CHECKING:
    import pandas as pd

    from ..core.guard import Guard
    from ..core.measures.cluster_table import Clusters
    from .segregationinput import SegregationInput


def write_segregation_report(
    algorithm: SegregationInput,
    parameters: dict[str, Any],
    context: QgsProcessingContext,
    table: pd.DataFrame,
    clusters: Clusters | None,
    chosen: dict[str, str],
    guard: Guard,
    warnings: list[str],
    seconds: float,
) -> str | None:
    """Write the HTML report where one was asked for; return its path. ``chosen``: fields by role."""
    path = algorithm.parameterAsFileOutput(parameters, algorithm.OUTPUT_HTML, context)
    if not path:
        return None
    from ..report.segregation import SegregationFacts
    from ..report.segregation import write_segregation_report as write

    layer = described_layer(algorithm, parameters, algorithm.INPUT, context)
    stated = stated_sources(algorithm, parameters, context, [])
    source = algorithm.require_source(parameters, algorithm.INPUT, context)
    counts = {} if clusters is None else clusters.areas["cluster"].value_counts().to_dict()
    facts = SegregationFacts(
        table,
        counts,
        tuple(algorithm.group_fields(parameters, context, source)),
        chosen["total"],
        chosen["year"],
        chosen["value"],
        guard.minimum,
        guard.base,
    )
    provenance = provenance_of_table(
        algorithm,
        parameters,
        context,
        title=tr_result("{layer}: segregation") if facts.groups else tr_result("{layer}: clusters"),
        layer=layer,
        stated=stated,
        warnings=warnings,
        seconds=seconds,
    )
    write(path, facts, provenance, language())
    return str(path)
