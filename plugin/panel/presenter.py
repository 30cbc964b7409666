# SPDX-License-Identifier: GPL-2.0-or-later
"""What happens when the user wants areas or an answer: algorithms run, outcomes told. No widgets."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import Any

from qgis.core import QgsApplication, QgsProject, QgsVectorLayer
from qgis.PyQt.QtCore import QObject, pyqtSignal

from .. import log
from ..i18n import filled, tr
from ..layers.table import frame_of_layer
from ..sources.places import Places, register
from . import questions
from .demo import demo_layers, demo_tables
from .one_at_a_time import OneAtATime
from .places import areas_file, result_folder
from .role_list import OTHER
from .runs import Finished
from .state import Activity, AreasChoice, Outcome, QuestionChoice
from .turns import soon
from .work import Work

LOAD = "regso:loadareas"

_TABLES = ("OUTPUT", "OUTPUT_AREAS", questions.CLASSES)
_READ_AT_ONCE = 500
"""Rows of a result that are read on the main thread: some hundredths of a second."""


class Presenter(OneAtATime):
    """Turns what the user wants into runs of the registered algorithms; tells what came of it by signals."""

    outcome_changed = pyqtSignal(object)
    """Outcome, or None"""

    def __init__(self, project: QgsProject | None = None, parent: QObject | None = None) -> None:
        super().__init__(project, parent)
        self.outcome: Outcome | None = None
        self._work: Work | None = None

    def restore(self, *_: Any) -> None:
        """Take up what the project remembers; an answer is no part of it."""
        self._show_outcome(None)
        super().restore()

    def forget(self) -> None:
        """Begin anew, as in an empty project."""
        self._show_outcome(None)
        super().forget()

    # Areas ------------------------------------------------------------------------------------------------------------

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
        soon(self._add_demo_tables)

    def _add_demo_tables(self) -> None:
        """Add what can be followed over the years, unless the demo is gone meanwhile."""
        if self.areas() is not None and self.state.areas.source == "demo":
            for layer in demo_tables(self._project)[:1]:
                self.add_layer(layer.id(), OTHER)

    def _areas_loaded(self, finished: Finished) -> None:
        layer_id = finished.layers.get("OUTPUT", "")
        self._changed_by_user(replace(self.state, areas_layer=layer_id))
        count, year = finished.results.get("AREA_COUNT"), finished.results.get("YEAR_LOADED")
        self.tell(filled(tr("{count} areas of {year} are on the map."), count=count, year=year), "success")
        self._warn(finished)

    def _name_of_areas(self, choice: AreasChoice) -> str:
        where = Places(choice.kommuner, choice.lan).words(register())
        level = {"regso": "RegSO", "deso": "DeSO"}.get(choice.level, choice.level)
        parts = [level, str(choice.year or tr("latest year")), where or (tr("demo") if choice.source == "demo" else "")]
        return " ".join(part for part in parts if part)

    # Answers ----------------------------------------------------------------------------------------------------------

    def ask(self) -> None:
        """Run the question."""
        state = self.state
        question = questions.by_id(state.question.question)
        layer = self._project.mapLayer(state.question.layer_id)
        areas = self._project.mapLayer(state.areas_layer)
        if areas is None and (question is None or question.needs_areas):
            self.tell(tr("There are no areas yet. Load them in step 1, or choose a layer that has them."), "warning")
            return
        todo = self._still_to_do()
        if question is None or todo:
            self.tell(todo, "warning")
            return
        name = questions.title_of(question, state.question, layer)
        folder = []

        def parameters() -> dict[str, Any]:
            folder.append(result_folder(self._project, name, datetime.now().astimezone()))
            given = questions.parameters_of(question, state.question, layer, areas)
            for output, file in questions.outputs_of(question, state.question).items():
                given[output] = str(folder[0] / file)
            return given

        words = questions.loaded_outputs(question, state.question)
        loaded = {output: f"{name}: {text}" for output, text in words.items()}
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
            self.tell(self._still_to_do(), "warning")
            return None
        layer = self._project.mapLayer(state.question.layer_id)
        if areas is not None or not question.needs_areas:
            return question.algorithm, questions.parameters_of(question, state.question, layer, areas)
        return question.algorithm, {"INPUT": layer.id()} if layer is not None and question.needs_layer else {}

    def _still_to_do(self) -> str:
        """Return what the question lacks, in words; empty where nothing is."""
        choice = self.state.question
        question = questions.by_id(choice.question)
        layer = self._project.mapLayer(choice.layer_id)
        if question is None or (layer is None and question.needs_layer):
            return questions.still_to_do(("layer",))
        return questions.still_to_do(questions.missing(question, choice, layer, self.areas()))

    def _asked(self, finished: Finished, question: QuestionChoice) -> None:
        if self._is_large(finished):
            self._read_in_a_task(finished, question)
            return
        self._show_outcome(self.outcome_of(finished, question))
        self._warn(finished)

    def _is_large(self, finished: Finished) -> bool:
        layers = [self._project.mapLayer(finished.layers.get(name, "")) for name in _TABLES]
        return any(isinstance(one, QgsVectorLayer) and one.featureCount() > _READ_AT_ONCE for one in layers)

    def _read_in_a_task(self, finished: Finished, question: QuestionChoice) -> None:
        """Read a long table outside the main thread, which would stand still."""
        sources = {name: str(finished.results[name]) for name in _TABLES if name in finished.results}

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
                self.tell(text.format(reason=work.error), "error")
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
            tables = {name: self._rows(finished, name) for name in _TABLES}
        return Outcome(
            algorithm=finished.algorithm.id(),
            parameters=finished.parameters,
            numbers={k: v for k, v in finished.results.items() if isinstance(v, int | float)},
            table=tables.get("OUTPUT"),
            areas=tables.get("OUTPUT_AREAS"),
            classes=tables.get(questions.CLASSES),
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
            self.tell(text, "warning")


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
