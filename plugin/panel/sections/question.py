# SPDX-License-Identifier: GPL-2.0-or-later
"""Step 3: a sentence with blanks that asks what is to be known, and the button that answers it."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import Any

from qgis.core import QgsApplication, QgsProject, QgsVectorLayer
from qgis.gui import QgsCheckableComboBox, QgsFieldComboBox
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import QComboBox, QWidget

from ...i18n import tr
from .. import presets, questions
from ..forms import CutButton, fill, load_form, make_narrow, pick, replaced
from ..presenter import Presenter
from ..sentence import Sentence, shown_text
from ..state import Activity, PanelState, QuestionChoice
from .more_choices import MoreChoices
from .years_blanks import YearsBlanks

_OF_LAYER = (
    "group_field", "amount_fields", "rate_fields", "figure_field", "first_year", "last_year", "types_layer",
    "people_layer",
)  # fmt: skip
"""What is chosen of one layer and says nothing of another."""
PROPOSED = ":"
"""Between the place of an agency's proposal and the question that it fills in."""


class QuestionSection(QWidget):
    """Shows the question; what the user changes goes to the presenter at once."""

    def __init__(self, presenter: Presenter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._presenter = presenter
        self._showing = False
        self._written: tuple[str, str] = ("", "")
        self._dialog: QWidget | None = None
        self._proposals: tuple[presets.Proposal, ...] = ()
        load_form(self, "question")
        self.processing_dialog = replaced(self.lines, self.processing_dialog, CutButton(self))
        self._make_blanks()
        self.more = MoreChoices(self._choose_part)
        self.lines.insertWidget(self.lines.indexOf(self.answer), self.more)
        self._say()
        self._listen()
        self.show_state(presenter.state)

    def _make_blanks(self) -> None:
        self.sentence = Sentence(self.sentence_place)
        self.sentence_place.layout().addWidget(self.sentence)
        self.layer = QComboBox(self.sentence)
        self.group = QgsFieldComboBox(self.sentence)
        self.group.setAllowEmptyFieldName(True)
        self.amounts = QgsCheckableComboBox(self.sentence)
        self.rates = QgsCheckableComboBox(self.sentence)
        self.blanks: dict[str, QWidget] = {
            "layer": self.layer,
            "group": self.group,
            "amounts": self.amounts,
            "rates": self.rates,
        }
        self.years = YearsBlanks(self._choose_part, self.sentence)
        self.blanks |= self.years.boxes
        for name, box in self.blanks.items():
            box.setObjectName(f"blank_{name}")
            box.hide()
        for box in (self.question, *self.blanks.values()):
            make_narrow(box)
        self.question.view().setTextElideMode(Qt.TextElideMode.ElideNone)

    def _say(self) -> None:
        self.question.setAccessibleName(tr("Question"))
        self.layer.setAccessibleName(tr("Which of your layers"))
        self.group.setAccessibleName(tr("Field that the answer is split by; empty: not split"))
        self.amounts.setAccessibleName(tr("Fields with amounts that are summed"))
        self.rates.setAccessibleName(tr("Fields with measures of which the mean is taken"))
        self.amounts.setDefaultText(tr("choose fields"))
        self.rates.setDefaultText(tr("choose fields"))
        self.min_count_label.setText(tr("Hide counts under"))
        self.min_count.setSpecialValueText(tr("Nothing hidden"))
        self.min_count.setToolTip(tr("Small counts can point out people; they and what gives them away are hidden"))
        self.min_count.setMaximum(1000)
        self.answer.setText(tr("Answer"))
        self.answer.setIcon(QgsApplication.getThemeIcon("/mActionStart.svg"))
        font = self.answer.font()
        font.setBold(True)
        self.answer.setFont(font)
        self.processing_dialog.setFlat(True)
        self.processing_dialog.setIcon(QgsApplication.getThemeIcon("/processingAlgorithm.svg"))
        self.processing_dialog.setText(tr("Open in Processing…"))
        self.processing_dialog.setToolTip(
            tr("The same run in the dialog of the Processing toolbox, with every setting")
        )

    def _listen(self) -> None:
        self.question.activated.connect(self._choose_question)
        self.layer.activated.connect(self._choose_layer)
        self.group.activated.connect(lambda: self._choose(group_field=self.group.currentField()))
        self.amounts.checkedItemsChanged.connect(lambda names: self._choose(amount_fields=tuple(names)))
        self.rates.checkedItemsChanged.connect(lambda names: self._choose(rate_fields=tuple(names)))
        self.min_count.valueChanged.connect(lambda: self._choose(min_count=self.min_count.value()))
        self.answer.clicked.connect(self._presenter.ask)
        self.processing_dialog.clicked.connect(self._open_dialog)
        self._presenter.state_changed.connect(self.show_state)
        self._presenter.activity_changed.connect(self._show_activity)
        QgsProject.instance().layerTreeRoot().nameChanged.connect(self._renamed)

    def _choose(self, **changes: Any) -> None:
        if not self._showing:
            self._presenter.choose_question(replace(self._presenter.state.question, **changes))

    def _choose_part(self, part: str, value: Any) -> None:
        self._choose(**{part: value})

    def _choose_question(self) -> None:
        """Take a question; one that the agency proposes brings its blanks with it."""
        place, _, question = self.question.currentData().rpartition(PROPOSED)
        if place:
            self._presenter.take_proposal(self._proposals[int(place)].choice)
        else:
            self._choose(question=question)

    def _choose_layer(self) -> None:
        """Take another layer: the fields of the one before are not its fields, and the question may not fit it."""
        layer_id, before = self.layer.currentData(), self._presenter.state.question
        if layer_id == before.layer_id:
            return
        fitting = [one.id for one in questions.fitting(QgsProject.instance().mapLayer(layer_id))]
        question = before.question if before.question in fitting else ""
        self._choose(
            layer_id=layer_id,
            question=question,
            **{part: getattr(QuestionChoice(), part) for part in _OF_LAYER},
        )

    def _show_activity(self, activity: Activity) -> None:
        self.answer.setEnabled(not activity.is_busy)

    def _renamed(self, *_: Any) -> None:
        self.show_state(self._presenter.state)

    # What is shown ----------------------------------------------------------------------------------------------------

    def show_state(self, state: PanelState) -> None:
        """Show the question with its blanks filled in."""
        self._showing = True
        try:
            self._show_choice(state, state.question)
        finally:
            self._showing = False

    def _show_choice(self, state: PanelState, choice: QuestionChoice) -> None:
        layer = QgsProject.instance().mapLayer(choice.layer_id)
        self._offer_layers(state, choice)
        self._proposals = presets.proposals_for(state, QgsProject.instance())
        words = presets.feature_words(state, choice.layer_id)
        offered = [
            *((one.sentence, f"{place}{PROPOSED}{one.choice.question}") for place, one in enumerate(self._proposals)),
            *((questions.in_words(one, QuestionChoice(), layer, words), one.id) for one in questions.fitting(layer)),
        ]
        if not choice.question:
            offered.insert(0, (tr("Choose a question"), ""))
        fill(self.question, offered)
        # what is hidden is the user's own choice, whoever proposed the question
        proposed = [place for place, one in enumerate(self._proposals) if one.choice.plain == choice.plain]
        pick(self.question, f"{proposed[0]}{PROPOSED}{choice.question}" if proposed else choice.question)
        width = max((self.question.fontMetrics().horizontalAdvance(text) for text, _ in offered), default=0)
        self.question.view().setMinimumWidth(width + 30)
        self._show_fields(choice, layer if isinstance(layer, QgsVectorLayer) else None)
        self.min_count.setMaximum(max(self.min_count.maximum(), choice.min_count))
        self.min_count.setValue(choice.min_count)
        question = questions.by_id(choice.question)
        self.years.show_choice(choice, layer, asked=question is not None and question.algorithm == questions.COMPARE)
        self.more.show_choice(choice, question, layer, QgsProject.instance().mapLayer(state.areas_layer))
        self._write(question)

    def _offer_layers(self, state: PanelState, choice: QuestionChoice) -> None:
        ids = [one.layer_id for one in state.layers]
        if choice.layer_id not in ids:
            ids.insert(0, choice.layer_id)
        fill(self.layer, [(self._name(one), one) for one in ids])
        pick(self.layer, choice.layer_id)

    def _name(self, layer_id: str) -> str:
        layer = QgsProject.instance().mapLayer(layer_id)
        return layer.name() if layer is not None else tr("choose a layer")

    def _show_fields(self, choice: QuestionChoice, layer: QgsVectorLayer | None) -> None:
        if self.group.layer() is not layer:
            self.group.setLayer(layer)
        self.group.setField(choice.group_field)
        numbers = _numbers(layer) if layer is not None else []
        for box, chosen in ((self.amounts, choice.amount_fields), (self.rates, choice.rate_fields)):
            fields = [(name, name) for name in dict.fromkeys([*numbers, *chosen])]
            if [box.itemText(row) for row in range(box.count())] != [text for text, _ in fields]:
                box.clear()
                for text, value in fields:
                    box.addItemWithCheckState(text, Qt.CheckState.Unchecked, value)
            if tuple(box.checkedItems()) != chosen:
                box.deselectAllOptions()
                box.setCheckedItems(list(chosen))

    def _write(self, question: questions.Question | None) -> None:
        """Write the sentence anew where it is another one."""
        layer = QgsProject.instance().mapLayer(self.layer.currentData())
        template = questions.sentence(question, questions.kind_of(layer)) if question is not None else ""
        shown = (template, "|".join(shown_text(box) for box in self.blanks.values()))
        if template != self._written[0]:
            self.sentence.write(template, self.blanks)
            chain = [self.question, *self.sentence.blanks(), self.min_count, *self.more.controls()]
            chain += [self.answer, self.processing_dialog]
            for before, after in pairwise(chain):
                QWidget.setTabOrder(before, after)
        elif shown != self._written:
            # a box is as wide as its text
            self.sentence.layout().invalidate()
            self.sentence.updateGeometry()
        self._written = shown
        self.sentence_place.setVisible(bool(template))
        for part in (self.min_count, self.min_count_label):
            part.setVisible(question is None or question.has_counts)
        self.processing_dialog.setEnabled(question is not None)

    def choice(self) -> QuestionChoice:
        """Return the question that the widgets show."""
        shown = QuestionChoice(
            question=self.question.currentData().rpartition(PROPOSED)[2],
            layer_id=self.layer.currentData(),
            group_field=self.group.currentField(),
            amount_fields=tuple(self.amounts.checkedItems()),
            rate_fields=tuple(self.rates.checkedItems()),
            min_count=self.min_count.value(),
        )
        return self.more.with_choice(self.years.with_choice(shown))

    def _open_dialog(self) -> None:
        """Open the run in the toolbox's dialog, beside the panel and not in front of it."""
        from processing import createAlgorithmDialog

        request = self._presenter.request()
        if request is None:
            return
        self._dialog = createAlgorithmDialog(*request)
        if self._dialog is not None:
            self._dialog.setModal(False)
            self._dialog.show()


def _numbers(layer: QgsVectorLayer) -> list[str]:
    """Return the fields that can be summed: numbers that are no keys."""
    keys = set(layer.primaryKeyAttributes())
    return [field.name() for place, field in enumerate(layer.fields()) if field.isNumeric() and place not in keys]
