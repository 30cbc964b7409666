# SPDX-License-Identifier: GPL-2.0-or-later
"""What happens when the user wants something: state changed, algorithms run, outcomes told. No widgets."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import Any

from qgis.core import QgsApplication, QgsMapLayer, QgsProject, QgsVectorLayer
from qgis.PyQt.QtCore import QObject, pyqtSignal

from .. import log
from ..core.messages import RegsoError
from ..i18n import tr, translate_message
from ..layers.role_styles import style_by_role
from ..layers.table import frame_of_layer
from ..settings import settings
from ..sources.places import Places, register
from . import questions
from .demo import demo_layers
from .places import areas_file, result_folder
from .presets import proposals_for
from .runs import Finished, Runner, failure_of
from .state import (
    Activity,
    AreasChoice,
    LayerChoice,
    Notice,
    Outcome,
    PanelState,
    QuestionChoice,
    from_json,
    to_json,
)
from .work import Work

SCOPE, KEY = "regso_atlas", "panel"
LOAD = "regso:loadareas"

_READ_AT_ONCE = 20_000
"""Rows of a result that are read on the main thread: less than a tenth of a second."""


class Presenter(QObject):
    """Turns what the user wants into runs of the registered algorithms; tells what came of it by signals."""

    state_changed = pyqtSignal(object)
    """PanelState"""
    activity_changed = pyqtSignal(object)
    """Activity"""
    outcome_changed = pyqtSignal(object)
    """Outcome, or None"""
    told = pyqtSignal(object)
    """Notice"""

    def __init__(self, project: QgsProject | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._project = project or QgsProject.instance()
        self._runner = Runner(self)
        self._work: Work | None = None
        self._runner.progressed.connect(self._progressed)
        self.state = fresh_state()
        self.activity = Activity()
        self.outcome: Outcome | None = None
        self._stop: Callable[[], None] | None = None
        """How to stop work that is no run of an algorithm."""
        self._project.readProject.connect(self.restore)
        self._project.cleared.connect(self.forget)
        self._project.writeProject.connect(self._write)
        self._project.layersWillBeRemoved.connect(self._layers_go)

    def close(self) -> None:
        """Stop what runs and listen to the project no more; for unloading."""
        if self._stop is not None:
            self._stop()
        self._runner.close()
        for signal, slot in (
            (self._project.readProject, self.restore),
            (self._project.cleared, self.forget),
            (self._project.writeProject, self._write),
            (self._project.layersWillBeRemoved, self._layers_go),
        ):
            signal.disconnect(slot)

    # State ------------------------------------------------------------------------------------------------------------

    def restore(self, *_: Any) -> None:
        """Take up what the project remembers."""
        text, there = self._project.readEntry(SCOPE, KEY, "")
        state = from_json(text) if there else fresh_state()
        for choice in state.layers:
            if self._project.mapLayer(choice.layer_id) is None:
                state = state.without_layer(choice.layer_id)
        if state.areas_layer and self._project.mapLayer(state.areas_layer) is None:
            state = replace(state, areas_layer="")
        self._show_outcome(None)
        self._set(state)

    def forget(self) -> None:
        """Begin anew, as in an empty project."""
        self.cancel()
        self._show_outcome(None)
        self._set(fresh_state())

    def _write(self, *_: Any) -> None:
        if self.state != fresh_state():
            self._project.writeEntry(SCOPE, KEY, to_json(self.state))

    def _set(self, state: PanelState) -> None:
        if state != self.state:
            self.state = state
            self.state_changed.emit(state)

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
            self._tell(tr("Only vector layers and tables can be set against the areas."), "warning")
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
        asked = replace(self.state.question, min_count=0)
        untouched = not asked.question or (before is not None and asked == replace(before, min_count=0))
        if untouched and before != first:
            state = _asking(state, first or QuestionChoice())
        self._changed_by_user(state)

    def _proposed(self, state: PanelState) -> QuestionChoice | None:
        """Return what the agency asks first of the layers; without layers, of the areas alone."""
        choices = [one.choice for one in proposals_for(state, self._project)]
        return next((one for one in choices if one.layer_id or not state.layers), None)

    def choose_question(self, choice: QuestionChoice) -> None:
        """Take the question and its blanks."""
        self._changed_by_user(replace(self.state, question=choice))

    def _changed_by_user(self, state: PanelState) -> None:
        if state != self.state:
            self._set(state)
            self._project.setDirty(True)

    def _layers_go(self, ids: list[str]) -> None:
        self._runner.let_go(ids)
        state = self.state
        for layer_id in ids:
            state = state.without_layer(layer_id)
        self._set(state)

    # Runs -------------------------------------------------------------------------------------------------------------

    def load_areas(self) -> None:
        """Load the chosen areas into the project."""
        self._load(self._areas_loaded)

    def _load(self, done: Callable[[Finished], None]) -> None:
        choice = self.state.areas
        name = self._name_of_areas(choice)
        self._start(
            "load",
            tr("Loading {name}…").format(name=name),
            LOAD,
            lambda: {**load_parameters(choice), "OUTPUT": str(areas_file(self._project, name))},
            {"OUTPUT": name},
            done,
        )

    def show_demo(self) -> None:
        """Load the demo region, which needs no network, and layers that can be asked about."""
        measure = self.state.areas.measure
        self.choose_areas(AreasChoice(source="demo", measure="area_type" if measure == "change" else measure))
        self._load(self._demo_loaded)

    def _demo_loaded(self, finished: Finished) -> None:
        self._areas_loaded(finished)
        for layer in demo_layers(self._project):
            self.add_layer(layer.id())

    def ask(self) -> None:
        """Run the question."""
        state = self.state
        question = questions.by_id(state.question.question)
        layer = self._project.mapLayer(state.question.layer_id)
        areas = self._project.mapLayer(state.areas_layer)
        if areas is None:
            self._tell(tr("There are no areas yet. Load them in step 1, or choose a layer that has them."), "warning")
            return
        todo = self._still_to_do()
        if question is None or todo:
            self._tell(todo, "warning")
            return
        name = questions.title_of(question, state.question, layer)
        folder = []

        def parameters() -> dict[str, Any]:
            folder.append(result_folder(self._project, name, datetime.now().astimezone()))
            given = questions.parameters_of(question, state.question, layer, areas)
            for output, file in question.outputs.items():
                given[output] = str(folder[0] / file)
            return given

        loaded = {output: f"{name}: {words}" for output, words in questions.loaded_outputs(question).items()}
        self._start(
            "ask",
            tr("Working: {name}…").format(name=name),
            question.algorithm,
            parameters,
            loaded,
            # as it was asked: the user may be at the next question when the answer comes
            partial(self._asked, question=state.question),
        )

    def request(self) -> tuple[str, dict[str, Any]] | None:
        """Return the algorithm that answers the question and its parameters so far; None where there is none."""
        state = self.state
        question, areas = questions.by_id(state.question.question), self.areas()
        if question is None:
            self._tell(self._still_to_do(), "warning")
            return None
        layer = self._project.mapLayer(state.question.layer_id)
        if areas is not None:
            return question.algorithm, questions.parameters_of(question, state.question, layer, areas)
        return question.algorithm, {"INPUT": layer.id()} if layer is not None and question.needs_layer else {}

    def _still_to_do(self) -> str:
        """Return what the question lacks, in words; empty where nothing is."""
        choice = self.state.question
        question = questions.by_id(choice.question)
        layer = self._project.mapLayer(choice.layer_id)
        if question is None or (layer is None and question.needs_layer):
            return questions.still_to_do(("layer",))
        return questions.still_to_do(questions.missing(question, choice, layer))

    def cancel(self) -> None:
        """Stop what runs."""
        self._runner.cancel()
        if self._stop is not None:
            self._stop()

    @property
    def project(self) -> QgsProject:
        """The project that the panel works in."""
        return self._project

    def repeat(
        self, text: str, algorithm: str, parameters: Callable[[], dict[str, Any]], done: Callable[[Finished], None]
    ) -> None:
        """Run an algorithm beside the question that is shown; its results are not put into the project."""
        self._start("keep", text, algorithm, parameters, {}, done)

    # Work that is no run of an algorithm ------------------------------------------------------------------------------

    def occupy(self, text: str, stop: Callable[[], None]) -> bool:
        """Begin other work, which ``stop`` asks to end; refused, and told, while something is going on."""
        if self.activity.is_busy or self._runner.is_running:
            self.tell(tr("Something is running already. Wait for its end, or cancel it."), "warning")
            return False
        self._stop = stop
        self._be(Activity("keep", text))
        return True

    def advance(self, percent: float) -> None:
        """Say how far other work is."""
        self._progressed(percent)

    def release(self) -> None:
        """End other work."""
        self._stop = None
        self._be(Activity())

    def tell(self, text: str, level: str = "info") -> None:
        """Tell the user something in the message bar."""
        self._tell(text, level)

    def _start(
        self,
        kind: str,
        text: str,
        algorithm: str,
        parameters: Callable[[], dict[str, Any]],
        load: dict[str, str],
        done: Callable[[Finished], None],
    ) -> None:
        def over(finished: Finished) -> None:
            self._be(Activity())
            if finished.ok:
                done(finished)
            elif finished.cancelled:
                self._tell(tr("Cancelled. Nothing was changed."))
            else:
                log.warn("\n".join(finished.errors))
                self._tell(failure_of(finished), "error")

        if self._stop is not None:
            self._tell(tr("Something is running already. Wait for its end, or cancel it."), "warning")
            return
        try:
            self._runner.start(algorithm, parameters(), over, load=load)
        except RegsoError as error:
            self._tell(translate_message(error.message), "error")
        except OSError as error:
            self._tell(
                tr("Nothing could be written to {place}: {reason}. Save the project elsewhere, or make room.").format(
                    place=error.filename or "–", reason=error.strerror or str(error)
                ),
                "error",
            )
        else:
            self._be(Activity(kind, text))

    def _areas_loaded(self, finished: Finished) -> None:
        layer_id = finished.layers.get("OUTPUT", "")
        self._changed_by_user(replace(self.state, areas_layer=layer_id))
        count, year = finished.results.get("AREA_COUNT"), finished.results.get("YEAR_LOADED")
        self._tell(tr("{count} areas of {year} are on the map.").format(count=count, year=year), "success")
        self._warn(finished)

    def _asked(self, finished: Finished, question: QuestionChoice) -> None:
        if self._is_large(finished):
            self._read_in_a_task(finished, question)
            return
        self._show_outcome(self.outcome_of(finished, question))
        self._warn(finished)

    def _is_large(self, finished: Finished) -> bool:
        layer = self._project.mapLayer(finished.layers.get("OUTPUT", ""))
        return isinstance(layer, QgsVectorLayer) and layer.featureCount() > _READ_AT_ONCE

    def _read_in_a_task(self, finished: Finished, question: QuestionChoice) -> None:
        """Read a long table outside the main thread, which would stand still."""
        sources = {name: str(finished.results[name]) for name in ("OUTPUT", "OUTPUT_AREAS") if name in finished.results}

        def read(cancelled: Callable[[], bool], _: Callable[[float], None]) -> dict[str, Any]:
            tables = {}
            for name, source in sources.items():
                layer = QgsVectorLayer(source, name, "ogr")
                tables[name] = frame_of_layer(layer, cancelled=cancelled) if layer.isValid() else None
            return tables

        def done(work: Work) -> None:
            self._stop, self._work = None, None
            self._be(Activity())
            if work.error is not None:
                log.warn(str(work.error))
                text = tr("The result was written, but could not be read again: {reason}")
                self._tell(text.format(reason=work.error), "error")
            elif work.result is not None:
                self._show_outcome(self.outcome_of(finished, question, work.result))
                self._warn(finished)

        self._work = Work(tr("Reading the result…"), read, done)
        self._stop = self._work.cancel
        self._be(Activity("ask", tr("Reading the result…"), 100.0))
        QgsApplication.taskManager().addTask(self._work)

    def outcome_of(
        self, finished: Finished, question: QuestionChoice, tables: Mapping[str, Any] | None = None
    ) -> Outcome:
        """Return what a run gave, with the rows of its tables, which are read where they are not given."""
        if tables is None:
            tables = {name: self._rows(finished, name) for name in ("OUTPUT", "OUTPUT_AREAS")}
        return Outcome(
            algorithm=finished.algorithm.id(),
            parameters=finished.parameters,
            numbers={k: v for k, v in finished.results.items() if isinstance(v, int | float)},
            table=tables.get("OUTPUT"),
            areas=tables.get("OUTPUT_AREAS"),
            outputs={**{k: str(v) for k, v in finished.results.items() if isinstance(v, str)}, **finished.layers},
            warnings=finished.warnings,
            question=question,
            started=finished.started.isoformat(timespec="seconds"),
            seconds=finished.seconds,
            log=finished.log,
        )

    def _rows(self, finished: Finished, output: str) -> Any:
        layer = self._project.mapLayer(finished.layers.get(output, ""))
        if layer is None and finished.results.get(output):
            layer = QgsVectorLayer(str(finished.results[output]), output, "ogr")
        return frame_of_layer(layer) if isinstance(layer, QgsVectorLayer) and layer.isValid() else None

    def _show_outcome(self, outcome: Outcome | None) -> None:
        if outcome is not self.outcome:
            self.outcome = outcome
            self.outcome_changed.emit(outcome)

    def _warn(self, finished: Finished) -> None:
        for text in finished.warnings[:3]:
            self._tell(text, "warning")

    # Telling ----------------------------------------------------------------------------------------------------------

    def _progressed(self, percent: float) -> None:
        if self.activity.is_busy:
            self._be(replace(self.activity, percent=percent))

    def _be(self, activity: Activity) -> None:
        if activity != self.activity:
            self.activity = activity
            self.activity_changed.emit(activity)

    def _tell(self, text: str, level: str = "info") -> None:
        self.told.emit(Notice(text, level))

    def _name_of_areas(self, choice: AreasChoice) -> str:
        where = Places(choice.kommuner, choice.lan).words(register())
        level = {"regso": "RegSO", "deso": "DeSO"}.get(choice.level, choice.level)
        parts = [level, str(choice.year or tr("latest year")), where or (tr("demo") if choice.source == "demo" else "")]
        return " ".join(part for part in parts if part)

    def areas(self) -> QgsMapLayer | None:
        """Return the layer with the areas, None while there is none."""
        return self._project.mapLayer(self.state.areas_layer)


def fresh_state() -> PanelState:
    """Return the state of a project that remembers nothing, with the user's own threshold for small counts."""
    return PanelState(question=QuestionChoice(min_count=settings().min_count.value()))


def _asking(state: PanelState, choice: QuestionChoice) -> PanelState:
    """Return a state with another question; counts that were hidden stay so."""
    hidden = max(choice.min_count, state.question.min_count)
    return replace(state, question=replace(choice, min_count=hidden))


def load_parameters(choice: AreasChoice) -> dict[str, Any]:
    """Return the parameters of ``regso:loadareas`` for a choice, without its output."""
    parameters: dict[str, Any] = {
        "SOURCE": choice.source,
        "LEVEL": choice.level,
        "KOMMUNER": ", ".join(choice.kommuner),
        "LAN": ", ".join(choice.lan),
        "STYLE": choice.measure,
    }
    if choice.year is not None:
        parameters["YEAR"] = choice.year
    if choice.compare_year is not None:
        parameters["COMPARE_YEAR"] = choice.compare_year
    if choice.source == "files":
        parameters["BOUNDARY_FILES"] = list(choice.boundary_files)
        parameters["STATISTICS_FILES"] = list(choice.statistics_files)
        if choice.key_table:
            parameters["KEY_TABLE"] = choice.key_table
    return parameters
