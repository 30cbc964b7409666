# SPDX-License-Identifier: GPL-2.0-or-later
"""What is seldom chosen of a question, folded away: rounding, classes of areas, and the tables of a follow-up."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from qgis.core import QgsMapLayer, QgsProject, QgsVectorLayer
from qgis.PyQt.QtWidgets import QComboBox, QFormLayout, QLabel, QVBoxLayout, QWidget

from ...i18n import tr
from ..fold import Fold
from ..forms import WrappedCheckBox, fill, make_narrow, pick
from ..question_list import COMPARE, SUMMARIZE, Question
from ..state import QuestionChoice
from ..year_tables import candidates, people_of, types_of

_PLAIN = QuestionChoice()
_LAYERS = {"types_layer": ("area_type", types_of), "people_layer": ("population", people_of)}


class MoreChoices(Fold):
    """Shows a choice; its title says what is not as it is by itself. ``chosen`` gets a part and its new value."""

    def __init__(self, chosen: Callable[[str, Any], None]) -> None:
        self._chosen = chosen
        self._boxes: dict[str, QComboBox] = {}
        inner = QWidget()
        self._guard, self._towns, self._tables = (QWidget(inner) for _ in range(3))
        super().__init__("more_choices", tr("More choices"), inner)
        self.setObjectName("more_choices_fold")
        lines = QVBoxLayout(inner)
        lines.setContentsMargins(0, 0, 0, 0)
        for part in (self._guard, self._towns, self._tables):
            form = QFormLayout(part)
            form.setContentsMargins(0, 0, 0, 0)
            form.setHorizontalSpacing(8)
            form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
            form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
            lines.addWidget(part)
        self._add_rows()
        self.across = WrappedCheckBox(self._tables)
        self.across.setObjectName("across_editions")
        self.across.setText(tr("Follow areas across editions (2023/2024)"))
        self.across.setToolTip(tr("Many areas keep their code but not their boundaries; the result says so"))
        self.across.clicked.connect(lambda ticked: chosen("across_editions", ticked))
        self._tables.layout().addRow(self.across)
        self._offer()

    def _add_rows(self) -> None:
        self.rounding = self._row(
            self._guard, "rounding", tr("Round counts to"),
            tr("Rounded counts tell nobody how many it was exactly; all figures follow from them"),
        )  # fmt: skip
        self.classes = self._row(
            self._towns, "town_and_country", tr("Town and country"),
            tr("The result by classes of areas too: most areas of type 1 are in towns"),
        )  # fmt: skip
        self.field = self._row(
            self._towns, "stratum_field", tr("Or by field"),
            tr("A field of the areas with few values, such as in a locality or outside"),
        )  # fmt: skip
        self.types = self._row(
            self._tables, "types_layer", tr("Area types from"),
            tr("The table or layer with the area type of each area and year"),
        )  # fmt: skip
        self.people = self._row(
            self._tables, "people_layer", tr("Inhabitants from"),
            tr("The table with the inhabitants of each area and year"),
        )  # fmt: skip

    def _row(self, part: QWidget, name: str, title: str, tip: str) -> QComboBox:
        box, label = QComboBox(), QLabel(title)
        box.setObjectName(name)
        make_narrow(box)
        label.setBuddy(box)
        label.setToolTip(tip)
        box.setAccessibleDescription(tip)
        box.activated.connect(lambda: self._chosen(name, box.currentData()))
        part.layout().addRow(label, box)
        self._boxes[name] = box
        return box

    def _offer(self) -> None:
        fill(self.rounding, [(tr("Not rounded"), "none"), (tr("multiples of 3"), "3"), (tr("multiples of 5"), "5")])

    def _offer_classes(self, question: Question | None) -> None:
        """Offer the classes; where there is no report, none is what there is by itself."""
        reported = question is None or question.algorithm == SUMMARIZE
        words = tr("In the report only") if reported else tr("Not at all")
        density, deso = tr("By density of the population"), tr("By DeSO category A, B, C")
        offered = [(words, "auto"), (density, "density"), (deso, "deso")]
        fill(self.classes, [*offered, *([(tr("Not at all"), "none")] if reported else [])])

    def controls(self) -> list[QWidget]:
        """Return what is reached by Tab, from the top."""
        return [self.button, *self._boxes.values(), self.across]

    def show_choice(
        self, choice: QuestionChoice, question: Question | None, layer: QgsMapLayer | None, areas: QgsMapLayer | None
    ) -> None:
        """Show what is chosen, as far as the question has it; ``areas``: whose fields can have classes."""
        of_years = question is not None and question.algorithm == COMPARE
        counted = question is None or question.has_counts
        divided = question is None or question.has_classes
        self.setVisible(counted or divided or of_years)
        self._guard.setVisible(counted)
        self._towns.setVisible(divided)
        self._tables.setVisible(of_years)
        self._offer_classes(question)
        names = areas.fields().names() if isinstance(areas, QgsVectorLayer) else []
        fill(self.field, [(tr("No field"), ""), *((name, name) for name in names)])
        self._offer_tables(layer if of_years and isinstance(layer, QgsVectorLayer) else None)
        for name, box in self._boxes.items():
            value = getattr(choice, name)
            pick(box, value, _name_of(value) if name in _LAYERS else tr("Not at all") if value == "none" else "")
        self.across.setChecked(choice.across_editions)
        # a field goes before the classes of town and country
        self.classes.setEnabled(not choice.stratum_field)
        self._say(choice)

    def _offer_tables(self, table: QgsVectorLayer | None) -> None:
        for name, (role, look_for) in _LAYERS.items():
            found = None if table is None else look_for(table, _PLAIN)
            words = tr("The table itself") if found is None else tr("{layer} (found)").format(layer=found.name())
            others = [] if table is None else candidates(table, role)
            fill(self._boxes[name], [(words, ""), *((one.name(), one.id()) for one in others)])

    def _say(self, choice: QuestionChoice) -> None:
        boxes = [box for name, box in self._boxes.items() if getattr(choice, name) != getattr(_PLAIN, name)]
        said = [box.currentText() for box in boxes if not box.isHidden() and not box.parentWidget().isHidden()]
        if choice.across_editions and not self._tables.isHidden():
            said.append(tr("across editions"))
        words = tr("More choices: {choices}").format(choices=", ".join(said)) if said else tr("More choices")
        self.set_title(words)

    def with_choice(self, choice: QuestionChoice) -> QuestionChoice:
        """Return a choice with what the boxes show."""
        shown = {name: box.currentData() for name, box in self._boxes.items()}
        return replace(choice, **shown, across_editions=self.across.isChecked())


def _name_of(layer_id: str) -> str:
    layer = QgsProject.instance().mapLayer(layer_id)
    return layer.name() if layer is not None else tr("(not in the project)")
