# SPDX-License-Identifier: GPL-2.0-or-later
"""The report of segregation: what was computed, put together with where it came from."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from qgis.core import QgsProcessingContext

from ..i18n import language, tr_result
from .reporting import as_text, described_layer, filter_of, is_selection, stated_sources, stated_stamps
from .versions import versions

if TYPE_CHECKING:
    import pandas as pd

    from ..core.measures.cluster_table import Clusters
    from .segregationinput import SegregationInput


def write_segregation_report(
    algorithm: SegregationInput,
    parameters: dict[str, Any],
    context: QgsProcessingContext,
    table: pd.DataFrame,
    clusters: Clusters | None,
    chosen: dict[str, str],
    warnings: list[str],
    seconds: float,
) -> str | None:
    """Write the HTML report where one was asked for; return its path. ``chosen``: fields by role."""
    path = algorithm.parameterAsFileOutput(parameters, algorithm.OUTPUT_HTML, context)
    if not path:
        return None
    from ..report.provenance import Provenance
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
    )
    provenance = Provenance(
        title=(tr_result("{layer}: segregation") if facts.groups else tr_result("{layer}: clusters")).format(
            layer=layer.name
        ),
        created=datetime.now().astimezone(),
        layer=layer,
        areas=layer,
        updated=", ".join(stated_stamps(stated)),
        sources=stated,
        selection_only=is_selection(parameters.get(algorithm.INPUT)),
        layer_filter=filter_of(algorithm, parameters, context),
        versions=versions(),
        seconds=seconds,
        algorithm=algorithm.id(),
        parameters={name: as_text(value) for name, value in parameters.items()},
        warnings=tuple(warnings),
    )
    write(path, facts, provenance, language())
    return str(path)
