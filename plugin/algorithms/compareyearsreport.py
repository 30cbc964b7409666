# SPDX-License-Identifier: GPL-2.0-or-later
"""The report of a follow-up: what was computed, put together with where it came from."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qgis.core import QgsProcessingContext

from ..i18n import language, tr_result
from .compareyearsoutput import said
from .reporting import described_layer, provenance_of_table, stated_sources

if TYPE_CHECKING:
    import pandas as pd

    from ..core.measures.compare_years import FollowUp
    from .compareyearsinput import CompareYearsInput


def write_report(
    algorithm: CompareYearsInput,
    parameters: dict[str, Any],
    context: QgsProcessingContext,
    found: FollowUp,
    table: pd.DataFrame,
    areas: pd.DataFrame,
    fields: dict[str, str],
    warnings: list[str],
    seconds: float,
) -> str | None:
    """Write the HTML report where one was asked for; return its path."""
    path = algorithm.parameterAsFileOutput(parameters, algorithm.OUTPUT_HTML, context)
    if not path:
        return None
    from ..report.compareyears import FollowUpFacts, write_compareyears_report

    layer = described_layer(algorithm, parameters, algorithm.INPUT, context)
    given = bool(parameters.get(algorithm.TYPES))
    types = described_layer(algorithm, parameters, algorithm.TYPES, context).name if given else ""
    stated = stated_sources(algorithm, parameters, context, [])
    unexplained = areas["unexplained"].astype(float)
    facts = FollowUpFacts(
        table=table,
        breaks=tuple((one.year, said(one.what)) for one in found.breaks),
        level=found.settings.level,
        fields=fields,
        types=types,
        steps=found.steps,
        whole=found.whole,
        decomposition=found.decomposition,
        cuts=tuple(said(one.note) for one in found.cuts),
        no_parts="" if found.no_decomposition is None else said(found.no_decomposition),
        min_count=found.settings.guard.minimum,
        rounding=found.settings.guard.base,
        unexplained=int((unexplained.fillna(0) != 0).sum()),
    )
    provenance = provenance_of_table(
        algorithm,
        parameters,
        context,
        title=tr_result("{layer}: follow-up"),
        layer=layer,
        stated=stated,
        warnings=warnings,
        seconds=seconds,
    )
    write_compareyears_report(path, facts, provenance, language())
    return str(path)
