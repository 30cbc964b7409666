# SPDX-License-Identifier: GPL-2.0-or-later
"""The report of disparity: what was computed, put together with where it came from."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qgis.core import QgsProcessingContext

from ..i18n import language, tr_result
from .disparityoutput import said
from .reporting import described_layer, provenance_of_table, stated_sources

if TYPE_CHECKING:
    import pandas as pd

    from ..core.measures.disparity import Disparity
    from .disparityinput import DisparityInput


def write_disparity_report(
    algorithm: DisparityInput,
    parameters: dict[str, Any],
    context: QgsProcessingContext,
    result: Disparity,
    frame: pd.DataFrame,
    choice: dict[str, Any],
    warnings: list[str],
    seconds: float,
) -> str | None:
    """Write the HTML report where one was asked for; return its path."""
    path = algorithm.parameterAsFileOutput(parameters, algorithm.OUTPUT_HTML, context)
    if not path:
        return None
    from ..core.measures.disparity_words import readings
    from ..report.disparity import DisparityFacts, PartFacts
    from ..report.disparity import write_disparity_report as write

    layer = described_layer(algorithm, parameters, algorithm.INPUT, context)
    stated = stated_sources(algorithm, parameters, context, [])
    parts, begin = [], 0
    for part in result.parts:
        own = frame.iloc[begin : begin + len(part.rows)]
        begin += len(part.rows)
        parts.append(PartFacts(part.name, tuple(said(one) for one in readings(result, part)), own))
    facts = DisparityFacts(
        parts=tuple(parts),
        typed=result.typed,
        by=result.by or "",
        level=result.level,
        rate_unit=said(result.scale.rate),
        fields={name: _shown(value) for name, value in choice.items() if value is not None},
    )
    provenance = provenance_of_table(
        algorithm,
        parameters,
        context,
        title=tr_result("{layer}: disparity"),
        layer=layer,
        stated=stated,
        warnings=warnings,
        seconds=seconds,
    )
    write(path, facts, provenance, language())
    return str(path)


def _shown(value: Any) -> str:
    """Return a choice as text; a standard with its classes."""
    return "; ".join(f"{name}: {one:g}" for name, one in value.items()) if isinstance(value, dict) else str(value)
