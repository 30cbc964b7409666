# SPDX-License-Identifier: GPL-2.0-or-later
"""The report of a conversion between editions: what was computed, put together with where it came from."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from qgis.core import QgsProcessingContext

from ..i18n import language, tr_result
from .reporting import (
    described_layer,
    facts_of_run,
    stated_sources,
    stated_stamps,
    stated_years,
)

if TYPE_CHECKING:
    from ..core.edition_change import EditionChange
    from ..report.provenance import Layer
    from .base import RegsoAlgorithm
    from .editioninput import Side


def write_edition_report(
    algorithm: RegsoAlgorithm,
    parameters: dict[str, Any],
    context: QgsProcessingContext,
    sides: tuple[Side, Side],
    change: EditionChange,
    warnings: list[str],
    seconds: float,
) -> str | None:
    """Write the HTML report of a conversion where one was asked for; return its path."""
    path = algorithm.parameterAsFileOutput(parameters, "OUTPUT_HTML", context)
    if not path:
        return None
    from ..report.edition import EditionFacts
    from ..report.edition import write_edition_report as write
    from ..report.provenance import Provenance

    stated = stated_sources(algorithm, parameters, context, sides[0].stated_sources)
    years = stated_years(stated)
    layer, areas = (described_layer(algorithm, parameters, name, context) for name in ("INPUT", "AREAS"))
    provenance = Provenance(
        title=tr_result("{layer} converted to {areas}").format(layer=layer.name, areas=areas.name),
        layer=layer,
        areas=areas,
        # Several years stay where they are said, with what they belong to.
        year=int(years[0]) if len(years) == 1 else None,
        updated=", ".join(stated_stamps(stated)),
        sources=stated,
        **facts_of_run(algorithm, parameters, context, warnings, seconds),
    )
    editions = [side.edition.value if side.edition else "" for side in sides]
    facts = EditionFacts(
        *editions, *(side.code_field for side in sides), people=_people(algorithm, parameters, context)
    )
    write(path, change, facts, provenance, language())
    return str(path)


def _people(algorithm: RegsoAlgorithm, parameters: dict[str, Any], context: QgsProcessingContext) -> Layer | None:
    from ..report.provenance import Layer

    if parameters.get("PEOPLE") not in (None, ""):
        return described_layer(algorithm, parameters, "PEOPLE", context)
    table = algorithm.parameterAsFile(parameters, "DESO_POPULATION", context)
    return Layer(name=Path(table).name, source=table) if table else None
