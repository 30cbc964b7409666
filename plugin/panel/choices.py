# SPDX-License-Identifier: GPL-2.0-or-later
"""What the user has chosen, as the project keeps it: every change of it, and who hears of that. No widgets."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from qgis.core import QgsMapLayer, QgsProject, QgsVectorLayer
from qgis.PyQt.QtCore import QObject, pyqtSignal

from ..i18n import tr
from ..layers.role_styles import style_by_role
from ..settings import settings
from . import questions
from .presets import proposals_for
from .state import AreasChoice, LayerChoice, Notice, PanelState, QuestionChoice, from_json, to_json

SCOPE, KEY = "regso_atlas", "panel"


class Choices(QObject):
    """Turns what the user chooses into states, which the project remembers; proposes questions on the way."""

    state_changed = pyqtSignal(object)
    """PanelState"""
    told = pyqtSignal(object)
    """Notice"""

    def __init__(self, project: QgsProject | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._project = project or QgsProject.instance()
        self.state = fresh_state()
        self._listening = (
            (self._project.readProject, self.restore),
            (self._project.cleared, self.forget),
            (self._project.writeProject, self._write),
            (self._project.layersWillBeRemoved, self._layers_go),
        )
        for signal, slot in self._listening:
            signal.connect(slot)

    def close(self) -> None:
        """Listen to the project no more."""
        for signal, slot in self._listening:
            signal.disconnect(slot)
        self._listening = ()

    @property
    def project(self) -> QgsProject:
        """The project that the panel works in."""
        return self._project

    def areas(self) -> QgsMapLayer | None:
        """Return the layer with the areas, None while there is none."""
        return self._project.mapLayer(self.state.areas_layer)

    def tell(self, text: str, level: str = "info") -> None:
        """Tell the user something in the message bar."""
        self.told.emit(Notice(text, level))

    # Remembered -------------------------------------------------------------------------------------------------------

    def restore(self, *_: Any) -> None:
        """Take up what the project remembers."""
        text, there = self._project.readEntry(SCOPE, KEY, "")
        state = from_json(text) if there else fresh_state()
        tables = (state.question.types_layer, state.question.people_layer)
        for layer_id in (*(choice.layer_id for choice in state.layers), *tables):
            if layer_id and self._project.mapLayer(layer_id) is None:
                state = state.without_layer(layer_id)
        if state.areas_layer and self._project.mapLayer(state.areas_layer) is None:
            state = replace(state, areas_layer="")
        self._set(state)

    def forget(self) -> None:
        """Begin anew, as in an empty project."""
        self._set(fresh_state())

    def _write(self, *_: Any) -> None:
        if self.state != fresh_state():
            self._project.writeEntry(SCOPE, KEY, to_json(self.state))

    def _set(self, state: PanelState) -> None:
        if state != self.state:
            self.state = state
            self.state_changed.emit(state)

    # Chosen -----------------------------------------------------------------------------------------------------------

    def choose_areas(self, choice: AreasChoice) -> None:
        """Take the user's choice of areas; nothing is loaded yet."""
        self._changed_by_user(replace(self.state, areas=choice))

    def use_areas_layer(self, layer_id: str) -> None:
        """Use a layer of the project as the areas."""
        self._changed_by_user(replace(self.state, areas_layer=layer_id))

    def add_layer(self, layer_id: str, role: str = "") -> None:
        """Add a layer of the project to the user's layers; its role is guessed where none is said."""
        layer = self._project.mapLayer(layer_id)
        if not isinstance(layer, QgsVectorLayer):
            self.tell(tr("Only vector layers and tables can be set against the areas."), "warning")
            return
        if self.state.layer(layer_id) is None or role:
            role = role or questions.guess_role(layer)
            style_by_role(layer, role)
            self._with_proposal(self.state.with_layer(LayerChoice(layer_id, role)))
        asked = self.state.question
        if not asked.layer_id:
            fitting = [one.id for one in questions.fitting(layer)]
            question = asked.question if asked.question in fitting else next(iter(fitting), "")
            self.choose_question(replace(asked, layer_id=layer_id, question=question))

    def remove_layer(self, layer_id: str) -> None:
        """Take a layer off the user's layers; it stays in the project."""
        self._changed_by_user(self.state.without_layer(layer_id))

    def choose_agency(self, agency: str) -> None:
        """Use an agency's preset: its first question that fits the layers is asked next."""
        state = replace(self.state, agency=agency)
        first = self._proposed(state)
        self._changed_by_user(state if first is None else _asking(state, first))

    def _with_proposal(self, state: PanelState) -> None:
        """Take a state with other layers or roles; a question that was only proposed gives way to a better one.

        What the user chose stays.
        """
        before, first = self._proposed(self.state), self._proposed(state)
        asked = self.state.question.plain
        untouched = not asked.question or (before is not None and asked == before.plain)
        if untouched and before != first:
            state = _asking(state, first or QuestionChoice())
        self._changed_by_user(state)

    def _proposed(self, state: PanelState) -> QuestionChoice | None:
        """Return what the agency asks first of the layers; without layers, of the areas alone."""
        choices = [one.choice for one in proposals_for(state, self._project)]
        return next((one for one in choices if one.layer_id or not state.layers), None)

    def take_proposal(self, choice: QuestionChoice) -> None:
        """Take a question that the agency proposes; how figures are guarded and divided stays."""
        self._changed_by_user(_asking(self.state, choice))

    def choose_question(self, choice: QuestionChoice) -> None:
        """Take the question and its blanks."""
        self._changed_by_user(replace(self.state, question=choice))

    def _changed_by_user(self, state: PanelState) -> None:
        if state != self.state:
            self._set(state)
            self._project.setDirty(True)

    def _layers_go(self, ids: list[str]) -> None:
        state = self.state
        for layer_id in ids:
            state = state.without_layer(layer_id)
        self._set(state)


def fresh_state() -> PanelState:
    """Return the state of a project that remembers nothing, with the user's own threshold for small counts."""
    return PanelState(question=QuestionChoice(min_count=settings().min_count.value()))


def _asking(state: PanelState, choice: QuestionChoice) -> PanelState:
    """Return a state with another question; counts that were hidden or rounded stay so, and so do the classes."""
    hidden = max(choice.min_count, state.question.min_count)
    return replace(state, question=replace(state.question.asking(choice), min_count=hidden))
