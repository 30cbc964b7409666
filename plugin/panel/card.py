# SPDX-License-Identifier: GPL-2.0-or-later
"""The card of an area: its name, type, index over the years, indicators, people, and what of a result lies in it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from qgis.core import QgsApplication
from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtWidgets import QFrame, QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from ..i18n import interface_language, tr
from ..report.language import Language
from .area_facts import AreaFacts
from .card_words import (
    how_to_read,
    index_alone,
    indicators_in_words,
    people_in_words,
    type_in_words,
    whose_means,
)
from .chart import Chart
from .fold import Text
from .index_chart import draw_index, index_in_words
from .look_up import LookUp, known_now
from .result_table import swatch

if TYPE_CHECKING:
    from ..sources.known_areas import KnownAreas


class AreaCard(QFrame):
    """Shows one area; closed by its button or Escape."""

    closed = pyqtSignal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("area_card")
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setAccessibleName(tr("Card of the area"))
        self.facts: AreaFacts | None = None
        self._known: Callable[[], KnownAreas] = known_now
        self._task: LookUp | None = None
        self.name = Text("area_name")
        font = self.name.font()
        font.setBold(True)
        self.name.setFont(font)
        self.place, self.type_words = Text("area_place"), Text("area_type")
        self._swatch = QLabel()
        self._swatch.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.chart = Chart()
        self.chart.setObjectName("index_chart")
        self.chart.setAccessibleName(tr("Socioeconomic index over the years"))
        self.chart_note, self.people, self.counts = Text("index_note"), Text("area_people"), Text("area_counts")
        self.indicators = Text("area_indicators")
        self.note = Text("indicator_note")
        self._arrange()
        self.hide()

    def _arrange(self) -> None:
        close = QToolButton()
        close.setObjectName("close_card")
        close.setAutoRaise(True)
        close.setIcon(QgsApplication.getThemeIcon("/mIconClose.svg"))
        close.setToolTip(tr("Close the card"))
        close.setAccessibleName(tr("Close the card"))
        close.clicked.connect(self.close_card)
        top, kind = QHBoxLayout(), QHBoxLayout()
        top.addWidget(self.name, 1)
        top.addWidget(close, 0, Qt.AlignmentFlag.AlignTop)
        kind.addWidget(self._swatch)
        kind.addWidget(self.type_words, 1)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(8, 6, 8, 8)
        lines.setSpacing(4)
        lines.addLayout(top)
        lines.addWidget(self.place)
        lines.addLayout(kind)
        for widget in (self.counts, self.people, self.chart, self.chart_note, self.indicators, self.note):
            lines.addWidget(widget)

    def show_area(self, facts: AreaFacts, known: Callable[[], KnownAreas] | None = None) -> None:
        """Show an area at once, and its years as soon as they were looked up."""
        self._show(facts)
        self.show()
        task = LookUp(facts, known or self._known)
        task.taskCompleted.connect(self._looked_up)
        task.taskTerminated.connect(self._looked_up)
        self._task = task
        QgsApplication.taskManager().addTask(task)

    def _looked_up(self) -> None:
        task = self._task
        # the card may show another area by now, which is looked up in its turn
        if task is None or self.facts is None or not task.is_over:
            return
        self._task = None
        if task.found is not None:
            self._show(replace(task.found, counts=self.facts.counts))

    @property
    def is_looking(self) -> bool:
        """Whether the years are still being looked up."""
        return self._task is not None

    def show_counts(self, counts: tuple[str, ...]) -> None:
        """Show what of another result lies in the area."""
        if self.facts is not None:
            self.facts = replace(self.facts, counts=counts)
            self._show_counts()

    def close_card(self) -> None:
        """Close the card."""
        self.facts = self._task = None
        self.hide()
        self.closed.emit()

    def keyPressEvent(self, event: Any) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_card()
        else:
            super().keyPressEvent(event)

    # Writing ----------------------------------------------------------------------------------------------------------

    def _show(self, facts: AreaFacts) -> None:
        self.facts = facts
        say = Language(interface_language())
        self.name.setText(facts.name or facts.code)
        self.place.setText(" · ".join(part for part in (facts.code, facts.kommun, facts.lan) if part))
        self.type_words.setText(type_in_words(facts, say))
        size = self.fontMetrics().height()
        self._swatch.setPixmap(swatch(facts.area_type, self.palette().text().color()).pixmap(size, size))
        self.people.setText(people_in_words(facts, say))
        self.people.setVisible(facts.population is not None)
        self._show_counts()
        self._show_series(facts, say)
        self._show_indicators(facts, say)

    def _show_counts(self) -> None:
        counts = self.facts.counts if self.facts is not None else ()
        self.counts.setText("\n".join(counts))
        self.counts.setVisible(bool(counts))

    def _show_series(self, facts: AreaFacts, say: Language) -> None:
        known = [one for one in facts.series if one.index is not None]
        # one year is no line: its index stands in words
        self.chart.setVisible(len(known) > 1)
        self.chart_note.setText(how_to_read(facts, say) if len(known) > 1 else index_alone(facts, say))
        if len(known) > 1:
            self.chart.setAccessibleDescription(index_in_words(facts, say))
            self.chart.show_drawing(
                lambda figure, look, line, letter: draw_index(figure, facts, say, look, line=line, letter=letter), 10.5
            )

    def _show_indicators(self, facts: AreaFacts, say: Language) -> None:
        lines = indicators_in_words(facts, say)
        self.indicators.setText("\n".join(lines))
        self.indicators.setVisible(bool(lines))
        self.note.setText(whose_means(facts))
        self.note.setVisible(bool(lines) and bool(self.note.text()))
