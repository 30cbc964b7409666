# SPDX-License-Identifier: GPL-2.0-or-later
"""What the measures of disparity give: the table with its words, the numbers, and their look."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from qgis.core import QgsEditorWidgetSetup, QgsField, QgsFields, QgsVectorLayer

from ..core.messages import Message
from ..i18n import tr_result, translate_message
from ..layers.styling import describe, set_aliases
from ..layers.writing import REAL, TEXT, WHOLE

if TYPE_CHECKING:
    import pandas as pd

    from ..core.measures.disparity import Disparity

TABLE = {
    "measure": TEXT,
    "label": TEXT,
    "group_name": TEXT,
    "value": REAL,
    "low": REAL,
    "high": REAL,
    "unit": TEXT,
    "differs": WHOLE,
    "method": TEXT,
    "note": TEXT,
}
_NUMBERS = {
    "DIFFERENCE": "difference",
    "RATIO": "ratio",
    "SLOPE_INDEX": "slope_index_linear",
    "RELATIVE_INDEX": "relative_index_linear",
    "CONCENTRATION_INDEX": "concentration_index",
}


def table_fields(part: QgsField | None = None) -> QgsFields:
    """Return the fields of the table; ``part``: the field of the parts as the input has it, which comes first."""
    fields = QgsFields()
    if part is not None:
        fields.append(QgsField(part))
    for name, kind in TABLE.items():
        fields.append(QgsField(name, kind))
    return fields


def described_frame(result: Disparity) -> pd.DataFrame:
    """Return one row for each measure, in the words of the language of results."""
    from ..core.measures.disparity_words import NAMES

    frame = result.frame(said)
    frame.insert(frame.columns.get_loc("measure") + 1, "label", [said(NAMES[name]) for name in frame["measure"]])
    return frame


def said(message: Message) -> str:
    """Return a message in the language of results."""
    return translate_message(message, result=True)


def numbers_of(result: Disparity) -> dict[str, Any]:
    """Return the numbers that the algorithm declares; None where there are several parts, or no value."""
    numbers: dict[str, Any] = dict.fromkeys(("GROUP_COUNT", *_NUMBERS))
    if len(result.parts) == 1:
        part = result.parts[0]
        numbers["GROUP_COUNT"] = len(part.groups.names)
        for name, measure in _NUMBERS.items():
            value = part.row(measure).estimate.value
            numbers[name] = None if math.isnan(value) else value
    return numbers


def finish_table(layer: QgsVectorLayer) -> None:
    """Give the columns readable names and figures, and say how the table is read."""
    set_aliases(
        layer,
        {
            "measure": tr_result("Measure"),
            "label": tr_result("Measure in words"),
            "group_name": tr_result("Group"),
            "value": tr_result("Value"),
            "low": tr_result("Low"),
            "high": tr_result("High"),
            "unit": tr_result("Unit"),
            "differs": tr_result("Differs from equality (1 = yes)"),
            "method": tr_result("Method"),
            "note": tr_result("Note"),
        },
    )
    for name in ("value", "low", "high"):
        index = layer.fields().lookupField(name)
        layer.setEditorWidgetSetup(index, QgsEditorWidgetSetup("Range", {"Precision": 4, "AllowNull": True}))
    describe(
        layer,
        tr_result("Measures of disparity"),
        tr_result("Worst-off minus or divided by best-off. The measures describe differences, not causes."),
        [],
    )
