# SPDX-License-Identifier: GPL-2.0-or-later
"""Words of what is kept: columns of tables, and how a run that was made again compares."""

from __future__ import annotations

from ..i18n import filled, language, tr, translate_message
from ..layers.area_layer import area_aliases
from ..layers.styling import measure_aliases
from ..report import compareyears_texts
from ..report.language import Language
from .run_record import Comparison

MOST_SAID = 3


def column_titles() -> dict[str, str]:
    """Return what people call the columns of results."""
    own = {
        "area_code": tr("Area code"),
        "area_name": tr("Area name"),
        "area_type_label": tr("Area type in words"),
        "part_code": tr("Code"),
        "part_name": tr("Name"),
        "area_share": tr("Share of areas"),
    }
    say = Language(language())
    of_years = {name: say(text) for name, text in compareyears_texts.COLUMNS.items()}
    return {**of_years, **area_aliases(), **measure_aliases(), **own}


def words_of(comparison: Comparison) -> str:
    """Return how a run compares with its record: the same or not, and the first things that differ."""
    notes = [translate_message(one) for one in comparison.notes]
    if comparison.same:
        return " ".join([tr("Same result: yes."), *notes])
    said = [translate_message(one) for one in comparison.differences[:MOST_SAID]]
    rest = comparison.count - len(said)
    more = [filled(tr("{count} more differences."), count=rest)] if rest > 0 else []
    return " ".join([tr("Same result: no."), *said, *more, *notes])
