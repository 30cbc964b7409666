# SPDX-License-Identifier: GPL-2.0-or-later
"""Step 4: the answer in words, as a chart and as a table, linked with the map, and the card of an area."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from qgis.core import QgsApplication, QgsFeature, QgsProject
from qgis.gui import QgsMapCanvas
from qgis.PyQt import sip
from qgis.PyQt.QtWidgets import (
    QComboBox,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ...i18n import interface_language, tr, translate_message
from ...report import texts as t
from ...report.language import Language
from ..answer import FOLLOWED, OTHER, Answer
from ..answering import counts_of, unit_of
from ..area_facts import AreaFacts
from ..card import AreaCard
from ..fold import Fold, Text, Warnings
from ..forms import CutToolButton, make_narrow
from ..highlight import AreaLink, area_with_code, facts_of_feature
from ..map_tool import AreaTool
from ..places import safe_name
from ..presenter import Presenter
from ..result_chart import TypeChart
from ..result_grid import Areas, grid_of, part_of, titles_of_parts
from ..result_reading import answer_of
from ..result_table import ResultTable
from ..state import Notice, Outcome
from ..years_chart import YearsChart


class ResultSection(QWidget):
    """Shows what the last question was answered, and the area that was clicked."""

    def __init__(
        self, presenter: Presenter, parent: QWidget | None = None, *, canvas: QgsMapCanvas | None = None
    ) -> None:
        """``canvas``: the map to link with; QGIS's own where none is given."""
        super().__init__(parent)
        self.setObjectName("result_section")
        self._presenter = presenter
        self._outcome: Outcome | None = None
        self._answer = Answer(OTHER)
        self._tool: AreaTool | None = None
        self._tool_before: Any = None
        self.link = AreaLink(presenter, canvas, self)
        self._build()
        self.link.types_selected.connect(self._selected_on_map)
        presenter.outcome_changed.connect(self.show_outcome)
        self.show_outcome(presenter.outcome)

    # Building ---------------------------------------------------------------------------------------------------------

    def _build(self) -> None:
        self.empty = Text("result_empty", tr("Ask a question in step 3, and the answer will stand here."))
        self.warnings, self.totals, self.reading = Warnings(), Text("result_totals"), Text("result_reading")
        self.meaning, self._how = Text("result_meaning"), Text("result_how")
        self.how = Fold("how_to_read", tr("How to read the figures"), self._how)
        self.parts, self.measures = _combo("result_parts"), _combo("result_measures")
        self.chart, self.years, self.caption = TypeChart(), YearsChart(), Text("result_caption")
        self.disparity = Text("result_disparity")
        self.table, self.selected, self.notes = ResultTable(), Text("result_selected"), Text("result_notes")
        self.card = AreaCard()
        self._choices = QWidget()
        choices = QFormLayout(self._choices)
        choices.setContentsMargins(0, 0, 0, 0)
        choices.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        for text, box in ((tr("Rows"), self.parts), (tr("Chart"), self.measures)):
            title = QLabel(text)
            title.setBuddy(box)
            choices.addRow(title, box)
        self._content = QWidget()
        inner = QVBoxLayout(self._content)
        inner.setContentsMargins(0, 0, 0, 0)
        first = (
            self.warnings,
            self.totals,
            self.reading,
            self.meaning,
            self.how,
            self._choices,
            self.chart,
            self.years,
        )
        for widget in first:
            inner.addWidget(widget)
        for widget in (self.caption, self.disparity, self.table, self.selected, self._buttons(), self.notes):
            inner.addWidget(widget)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        for widget in (self.empty, self._content, self._map_button(), self.card):
            lines.addWidget(widget)
        self.parts.currentIndexChanged.connect(self._part_chosen)
        self.measures.currentIndexChanged.connect(self._draw_chart)
        self.chart.kind_clicked.connect(self._bar_clicked)
        self.table.areas_chosen.connect(self._rows_chosen)

    def _buttons(self) -> QWidget:
        box = QWidget()
        row = QHBoxLayout(box)
        row.setContentsMargins(0, 0, 0, 0)
        self.copy_button = _button("copy_table", "/mActionEditCopy.svg", tr("Copy"))
        self.copy_button.setToolTip(tr("Copy the marked rows, or all, to paste them into a spreadsheet (Ctrl+C)"))
        self.export_button = _button("export_table", "/mActionFileSave.svg", tr("Save…"))
        self.export_button.setToolTip(tr("Save the table as it is shown as a CSV file, with every digit"))
        self.copy_button.clicked.connect(self.table.copy)
        self.export_button.clicked.connect(self._export)
        for button in (self.copy_button, self.export_button):
            row.addWidget(button)
        row.addStretch(1)
        return box

    def _map_button(self) -> QPushButton:
        self.map_button = QPushButton(QgsApplication.getThemeIcon("/mActionIdentify.svg"), tr("Pick an area"))
        self.map_button.setObjectName("pick_area")
        self.map_button.setToolTip(
            tr("Click an area on the map: its card opens here, with its type and its index over the years")
        )
        self.map_button.setCheckable(True)
        self.map_button.toggled.connect(self._use_tool)
        return self.map_button

    # The outcome ------------------------------------------------------------------------------------------------------

    def show_outcome(self, outcome: Outcome | None) -> None:
        """Show an outcome, or that there is none."""
        self._outcome = outcome
        self.empty.setVisible(outcome is None)
        self._content.setVisible(outcome is not None)
        self._answer = Answer(OTHER)
        if outcome is not None:
            say = Language(interface_language())
            self._answer = answer_of(outcome, say, unit_of(outcome), translate_message)
            self._show_answer(outcome, say)
        if self.card.facts is not None:
            self.card.show_counts(self._counts(self.card.facts.code))

    def _show_answer(self, outcome: Outcome, say: Language) -> None:
        answer = self._answer
        broken = () if answer.totals.tie else (say(t.DO_NOT_TIE),)
        self.warnings.show_warnings((*broken, *outcome.warnings))
        _put(self.totals, "\n".join(answer.totals.lines))
        reading = answer.reading
        if answer.kind == OTHER:
            reading = (tr("The result is on the map and in the project. It has no table by area type to show here."),)
        _put(self.reading, "\n\n".join(reading))
        _put(self.meaning, say(t.AREAS_NOT_PEOPLE) if answer.how_to_read else "")
        self._how.setText("\n\n".join(answer.how_to_read))
        self.how.close_up()
        self.how.setVisible(bool(answer.how_to_read))
        for widget in (self._choices, self.chart, self.table, self.copy_button, self.export_button):
            widget.setVisible(bool(answer.parts))
        if answer.kind == FOLLOWED:
            self.chart.hide()
        self.years.setVisible(answer.kind == FOLLOWED)
        _put(self.selected, "")
        _put(self.disparity, "\n\n".join(answer.disparity))
        _put(self.notes, "\n".join(answer.notes))
        self._fill_choices(say)
        self._part_chosen()

    def _fill_choices(self, say: Language) -> None:
        answer = self._answer
        for box in (self.parts, self.measures):
            box.blockSignals(True)
            box.clear()
        for at, title in titles_of_parts(answer, say):
            self.parts.addItem(title, at)
        for measure in answer.measures:
            self.measures.addItem(measure.title.replace("\N{SOFT HYPHEN}", ""), measure.name)
        self.parts.setCurrentIndex(max(self.parts.findData(answer.start), 0))
        for box in (self.parts, self.measures):
            box.blockSignals(False)
            box.setToolTip(box.currentText())
        for box in (self.parts, self.measures):
            self._choices.layout().labelForField(box).setVisible(box.count() > 1)
            box.setVisible(box.count() > 1)

    def _part_chosen(self, *_: Any) -> None:
        if not self._answer.parts:
            return
        say = Language(interface_language())
        self.table.show_grid(grid_of(self._answer, self.parts.currentData(), say), say)
        self._draw_chart()

    def _draw_chart(self, *_: Any) -> None:
        answer = self._answer
        measure = next((one for one in answer.measures if one.name == self.measures.currentData()), None)
        if measure is None:
            return
        # the chart of every group below each other would be none: it shows what they are together
        part = part_of(answer, self.parts.currentData())
        if answer.kind == FOLLOWED:
            self.years.show_part(part, answer.unit, Language(interface_language()))
            _put(self.caption, "")
            return
        self.chart.show_table(part.table, measure, answer.unit, Language(interface_language()))
        _put(self.caption, self.chart.caption())

    # The map ----------------------------------------------------------------------------------------------------------

    def _rows_chosen(self, areas: Areas) -> None:
        if self._answer.kind == FOLLOWED:
            # their types are of several years, the map's of one
            return
        if self.link.layer() is None:
            _put(self.selected, tr("There is no layer of areas on which to show them: choose one in step 1."))
            return
        count = self.link.select(areas)
        text = tr("Areas selected on the map: {count}").format(count=count) if areas else ""
        if self._answer.classes and any(line.code is None for line in self.table.marked_lines()):
            text = tr(
                "Areas of a class cannot be selected on the map. Choose “Everything together” to see those of a type."
            )
        _put(self.selected, text)

    def _bar_clicked(self, kind: int) -> None:
        self.table.mark(frozenset((kind,)))
        part = part_of(self._answer, self.parts.currentData())
        self._rows_chosen(frozenset() if part.code is None else frozenset(((kind, part.code),)))

    def _selected_on_map(self, kinds: frozenset[int]) -> None:
        self.table.mark(kinds)
        _put(self.selected, "")

    def _use_tool(self, wanted: bool) -> None:
        canvas = self.link.canvas
        if canvas is None:
            self.map_button.setChecked(False)
            return
        if wanted:
            if self.link.layer() is None:
                self._tell(tr("There are no areas yet. Load them in step 1, or choose a layer that has them."))
                self.map_button.setChecked(False)
                return
            if self._tool is None:
                self._tool = AreaTool(canvas, self.link.layer)
                # it goes with the section, and leaves the map as it goes
                self._tool.setParent(self)
                self._tool.area_clicked.connect(self._area_clicked)
                self._tool.deactivated.connect(self._tool_left)
            self._tool_before = canvas.mapTool()
            canvas.setMapTool(self._tool)
        elif self._tool is not None and canvas.mapTool() is self._tool:
            before, self._tool_before = self._tool_before, None
            if before is not None and not sip.isdeleted(before):
                canvas.setMapTool(before)
            else:
                canvas.unsetMapTool(self._tool)

    def _tool_left(self) -> None:
        self.map_button.setChecked(False)

    def _area_clicked(self, feature: QgsFeature | None) -> None:
        if feature is None:
            self._tell(tr("There is no area where you clicked."), "info")
            return
        self._show_feature(feature)

    def _show_feature(self, feature: QgsFeature) -> None:
        layer = self.link.layer()
        if layer is None:
            return
        facts = facts_of_feature(layer, feature)
        self.link.show_area(feature.id())
        self._show_card(facts)

    def show_area(self, code: str) -> None:
        """Open the card of an area by its code, be it on the map or only known."""
        layer = self.link.layer()
        feature = area_with_code(layer, code) if layer is not None else None
        self._show_card(AreaFacts(code) if feature is None else facts_of_feature(layer, feature))

    def _show_card(self, facts: AreaFacts) -> None:
        counts = self._counts(facts.code)
        self.card.show_area(AreaFacts(**{**facts.__dict__, "counts": counts}))

    def _counts(self, code: str) -> tuple[str, ...]:
        return counts_of(self._outcome, code, Language(interface_language()))

    # Files ------------------------------------------------------------------------------------------------------------

    def _export(self) -> None:
        title = safe_name(tr("Result by area type"))
        start = Path(QgsProject.instance().homePath() or Path.home()) / f"{title}.csv"
        chosen, _ = QFileDialog.getSaveFileName(self, tr("Save the table"), str(start), tr("CSV files (*.csv)"))
        if not chosen:
            return
        path = Path(chosen)
        path = path if path.suffix else path.with_suffix(".csv")
        try:
            path.write_bytes(self.table.csv())
        except OSError as error:
            text = tr("Nothing could be written to {place}: {reason}. Save the project elsewhere, or make room.")
            self._tell(text.format(place=path, reason=error.strerror or error), "error")
        else:
            self._tell(tr("The table was saved as {file}.").format(file=path.name), "success")

    def _tell(self, text: str, level: str = "warning") -> None:
        self._presenter.told.emit(Notice(text, level))


def _put(widget: Text, text: str) -> None:
    widget.setText(text)
    widget.setVisible(bool(text))


def _combo(name: str) -> QComboBox:
    box = QComboBox()
    box.setObjectName(name)
    # long names of groups must not widen the dock
    make_narrow(box, 8)
    return box


def _button(name: str, icon: str, text: str) -> QToolButton:
    button = CutToolButton()
    button.setObjectName(name)
    button.setIcon(QgsApplication.getThemeIcon(icon))
    button.setText(text)
    return button
