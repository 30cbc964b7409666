# SPDX-License-Identifier: GPL-2.0-or-later
"""Run registered algorithms in tasks, as the toolbox does: progress, cancel, history, results into the project."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from time import monotonic, sleep
from typing import Any

from qgis.core import (
    QgsApplication,
    QgsCoordinateTransformContext,
    QgsProcessingAlgorithm,
    QgsProcessingAlgRunnerTask,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputLayerDefinition,
    QgsProject,
)
from qgis.PyQt.QtCore import QObject, pyqtSignal

from ..core.messages import RegsoError
from ..i18n import tr
from .turns import soon

LONGEST_WAIT = 10.0
"""Seconds that whoever takes away what a run needs waits for it to notice that it was cancelled."""


class RunFeedback(QgsProcessingFeedback):
    """Keeps what an algorithm says, apart by kind; safe to be written in another thread."""

    def __init__(self) -> None:
        super().__init__(False)
        self.warnings: list[str] = []
        self.errors: list[str] = []
        self.lines: list[str] = []

    def pushInfo(self, text: str) -> None:
        self.lines.append(text)

    def pushWarning(self, text: str) -> None:
        self.warnings.append(text)
        self.lines.append(text)

    def reportError(self, text: str, fatal: bool = False) -> None:
        self.errors.append(text)
        self.lines.append(text)


@dataclass
class Finished:
    """A run that is over."""

    algorithm: QgsProcessingAlgorithm
    parameters: dict[str, Any]
    ok: bool
    cancelled: bool
    results: dict[str, Any]
    warnings: tuple[str, ...]
    errors: tuple[str, ...]
    log: str
    started: datetime
    seconds: float
    layers: dict[str, str] = field(default_factory=dict)
    """Output → id of the layer that was loaded for it."""


class Runner(QObject):
    """One run at a time."""

    progressed = pyqtSignal(float)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._task: QgsProcessingAlgRunnerTask | None = None
        self._kept: tuple[Any, ...] = ()
        """What QGIS only borrows from Python while the task runs."""
        self._inputs: frozenset[str] = frozenset()
        """The layers of the project that the run reads, from another thread."""
        self._closed = False

    @property
    def is_running(self) -> bool:
        """Whether a run has not come to its end."""
        return bool(self._kept)

    def start(
        self,
        algorithm_id: str,
        parameters: Mapping[str, Any],
        done: Callable[[Finished], None],
        *,
        load: Mapping[str, str] | None = None,
    ) -> None:
        """Start an algorithm; ``done`` is called on the main thread when it is over, also after a cancel.

        ``load``: output → name of the layer, for the outputs that are to stand in the project. Raises ``RegsoError``
        where the algorithm is missing, something runs already, or the parameters cannot be used.
        """
        if self.is_running:
            raise RegsoError("Something is running already. Wait for its end, or cancel it.")
        algorithm = QgsApplication.processingRegistry().createAlgorithmById(algorithm_id)
        if algorithm is None:
            raise RegsoError(
                "The algorithm {name} is missing. Enable the plugins Processing and RegSO Atlas.", name=algorithm_id
            )
        project = QgsProject.instance()
        context = QgsProcessingContext()
        context.setProject(project)
        context.setTransformContext(QgsCoordinateTransformContext(project.transformContext()))
        feedback = RunFeedback()
        context.setFeedback(feedback)
        given = dict(parameters)
        for name, title in (load or {}).items():
            definition = QgsProcessingOutputLayerDefinition(given[name], project)
            definition.destinationName = title
            given[name] = definition
        acceptable, reason = algorithm.checkParameterValues(given, context)
        if not acceptable:
            raise RegsoError("{reason}", reason=reason)
        started, clock = datetime.now().astimezone(), monotonic()
        task = QgsProcessingAlgRunnerTask(algorithm, given, context, feedback)
        feedback.progressChanged.connect(self.progressed)

        def executed(ok: bool, results: dict[str, Any]) -> None:
            # the task dies soon after this; what it borrowed lives until here
            self._task = None
            finished = Finished(
                algorithm=algorithm,
                parameters=dict(parameters),
                ok=ok,
                cancelled=feedback.isCanceled(),
                results=dict(results),
                warnings=tuple(dict.fromkeys(feedback.warnings)),
                errors=tuple(feedback.errors),
                log="\n".join(feedback.lines),
                started=started,
                seconds=monotonic() - clock,
            )
            self._go_on(take, finished)

        def take(finished: Finished) -> None:
            if finished.ok and not feedback.isCanceled():
                finished.layers = _load(algorithm, context, feedback, given, finished.results)
                self._go_on(note, finished)
            else:
                self._go_on(hand_over, finished)

        def note(finished: Finished) -> None:
            write_history(algorithm, given, context, finished)
            self._go_on(hand_over, finished)

        def hand_over(finished: Finished) -> None:
            self._kept = ()
            # a cancel that came too late is one all the same: nobody waits for the result, perhaps not even a project
            if feedback.isCanceled():
                finished.ok, finished.cancelled = False, True
            done(finished)

        task.executed.connect(executed)
        self._task, self._kept = task, (algorithm, context, feedback, executed)
        self._inputs = frozenset(value for value in parameters.values() if isinstance(value, str)) & set(
            project.mapLayers()
        )
        QgsApplication.taskManager().addTask(task)

    def _go_on(self, step: Callable[[Finished], None], finished: Finished) -> None:
        """Take the next step of a run's end in a turn of its own, so that the window answers in between."""

        def go_on() -> None:
            if not self._closed:
                step(finished)

        soon(go_on)

    def cancel(self) -> None:
        """Ask the run to stop; ``done`` is called when it has."""
        if self._kept:
            self._kept[2].cancel()
        if self._task is not None:
            self._task.cancel()

    def let_go(self, layer_ids: Iterable[str]) -> None:
        """Stop a run that reads one of these layers, and wait for its end: they are about to be deleted."""
        if self._task is not None and not self._inputs.isdisjoint(layer_ids):
            self.cancel()
            self._wait()

    def close(self) -> None:
        """Stop for good and wait for the end, for the algorithms are about to go; ``done`` is not called any more."""
        self._closed = True
        self.cancel()
        self._wait()

    def _wait(self) -> None:
        """Wait until the run has noticed that it was cancelled."""
        until = monotonic() + LONGEST_WAIT
        # QGIS waits with Python's lock held, without which an algorithm in Python comes to no end: so little at a time
        while self._task is not None and not self._task.waitForFinished(1) and monotonic() < until:
            sleep(0.002)


def _load(
    algorithm: QgsProcessingAlgorithm,
    context: QgsProcessingContext,
    feedback: QgsProcessingFeedback,
    parameters: dict[str, Any],
    results: dict[str, Any],
) -> dict[str, str]:
    """Put the results into the project as the toolbox does; return the layers that stand for the outputs."""
    from processing.gui.Postprocessing import handleAlgorithmResults

    project = QgsProject.instance()
    wanted = {
        name: results[name]
        for name, value in parameters.items()
        if isinstance(value, QgsProcessingOutputLayerDefinition) and name in results
    }
    before = set(project.mapLayers())
    if context.layersToLoadOnCompletion():
        handleAlgorithmResults(algorithm, context, feedback, parameters)
    added = [layer for layer_id, layer in project.mapLayers().items() if layer_id not in before]
    found = {}
    for name, destination in wanted.items():
        # temporary layers are known by their id, files by their source
        layer = project.mapLayer(str(destination)) or next(
            (one for one in [*added, *project.mapLayers().values()] if one.source().split("|")[0] == str(destination)),
            None,
        )
        if layer is not None:
            found[name] = layer.id()
    return found


def write_history(
    algorithm: QgsProcessingAlgorithm, parameters: dict[str, Any], context: QgsProcessingContext, finished: Finished
) -> None:
    """Write a run into the Processing history, where it can be repeated from; without a window there is none."""
    from qgis.gui import QgsGui

    entry: dict[str, Any] = {
        "python_command": algorithm.asPythonCommand(parameters, context),
        "algorithm_id": algorithm.id(),
        "parameters": algorithm.asMap(parameters, context),
        "results": {name: value for name, value in finished.results.items() if isinstance(value, str | int | float)},
        "log": finished.log,
    }
    command, possible = algorithm.asQgisProcessCommand(parameters, context)
    if possible:
        entry["process_command"] = command
    registry = QgsGui.historyProviderRegistry()
    if registry is not None and registry.providerById("processing") is not None:
        registry.addEntry("processing", entry)


def failure_of(finished: Finished) -> str:
    """Return why a run failed, in words for the message bar; never a traceback."""
    for text in reversed(finished.errors):
        if "Traceback" not in text:
            return text
    return tr("The run failed. The log “RegSO” has the details.")
