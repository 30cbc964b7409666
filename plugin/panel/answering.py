# SPDX-License-Identifier: GPL-2.0-or-later
"""What an outcome says of single areas and of the layer it is about, with the project at hand."""

from __future__ import annotations

from qgis.core import QgsProject

from ..report import texts as t
from ..report.language import Language, decimals_for
from . import questions
from .area_facts import count_in_words, number_of, row_of
from .result_reading import field_title
from .state import Outcome


def unit_of(outcome: Outcome) -> str:
    """Return the unit of the features that got an area type, from the layer they were written to."""
    layer = QgsProject.instance().mapLayer(str(outcome.outputs.get("OUTPUT", "")))
    return {questions.LINE: "km", questions.POLYGON: "km²"}.get(questions.kind_of(layer), "features")


def counts_of(outcome: Outcome | None, code: str, language: Language) -> tuple[str, ...]:
    """Return what of an outcome lies in an area, in a line each; nothing where the outcome says nothing of areas."""
    row = row_of(outcome.areas, code) if outcome is not None else None
    if outcome is None or row is None:
        return ()
    layer = QgsProject.instance().mapLayer(str(outcome.parameters.get("INPUT", "")))
    name = layer.name() if layer is not None else language(t.THE_LAYER)
    lines = [f"{name}: {count_in_words(row, {'features': language(t.UNIT_FEATURES)}, language)}"]
    rate = number_of(row.get("per_1000"))
    if rate is not None:
        lines.append(f"{language(t.PER_1000)}: {language.number(rate, decimals_for([rate]))}")
    for column in row:
        if str(column).endswith(("_sum", "_mean")):
            value = number_of(row[column])
            written = "–" if value is None else language.number(value, decimals_for([value], figures=4, most=3))
            lines.append(f"{field_title(str(column), language)}: {written}")
    return tuple(lines)
