# SPDX-License-Identifier: GPL-2.0-or-later
"""The blanks of a follow-up: the field, from which year to which, and what the area types are held to."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from qgis.core import QgsMapLayer
from qgis.PyQt.QtWidgets import QComboBox, QWidget

from ...i18n import tr
from ..forms import fill, pick
from ..questions import HOLDS
from ..state import QuestionChoice
from ..year_tables import figures_in, years_in

PARTS = {"figure": "figure_field", "first": "first_year", "last": "last_year", "hold": "hold"}
"""Blank → part of the choice."""


class YearsBlanks:
    """Four boxes for a sentence; ``chosen`` gets a part of the choice and its new value."""

    def __init__(self, chosen: Callable[[str, Any], None], parent: QWidget) -> None:
        self.boxes = {name: QComboBox(parent) for name in PARTS}
        self._years: tuple[int, ...] = ()
        self._read: tuple[str, int] = ("", 0)
        for name, box in self.boxes.items():
            box.activated.connect(lambda _row, part=PARTS[name], box=box: chosen(part, box.currentData()))
        self.boxes["figure"].setAccessibleName(tr("Field that is followed over the years"))
        self.boxes["first"].setAccessibleName(tr("First year"))
        self.boxes["last"].setAccessibleName(tr("Last year"))
        self.boxes["hold"].setAccessibleName(tr("Which years' area types the areas have"))
        fill(self.boxes["hold"], [(words(), hold) for hold, words in HOLDS.items()])

    def show_choice(self, choice: QuestionChoice, layer: QgsMapLayer | None, *, asked: bool) -> None:
        """Show a choice; ``asked``: whether the question is about years, so that the table is looked into."""
        figures = figures_in(layer) if asked else []
        fill(self.boxes["figure"], [(tr("choose a field"), ""), *((name, name) for name in figures)])
        years = self._years_of(layer) if asked else ()
        for name, words in (("first", tr("the first year")), ("last", tr("the last year"))):
            fill(self.boxes[name], [(words, None), *((str(year), year) for year in years)])
        for name, part in PARTS.items():
            value = getattr(choice, part)
            pick(self.boxes[name], value, "" if value is None else str(value))

    def _years_of(self, layer: QgsMapLayer | None) -> tuple[int, ...]:
        """Return the years of a table, read once as long as it has as many rows."""
        now = (layer.id(), layer.featureCount()) if layer is not None and hasattr(layer, "featureCount") else ("", 0)
        if now != self._read:
            self._read, self._years = now, years_in(layer)
        return self._years

    def with_choice(self, choice: QuestionChoice) -> QuestionChoice:
        """Return a choice with what the boxes show."""
        return replace(choice, **{part: self.boxes[name].currentData() for name, part in PARTS.items()})
