# SPDX-License-Identifier: GPL-2.0-or-later
"""One thing at a time: a run of an algorithm or other work, how far it is, and how it is stopped. No widgets."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from qgis.core import QgsProject
from qgis.PyQt.QtCore import QObject, pyqtSignal

from .. import log
from ..core.messages import RegsoError
from ..i18n import tr, translate_message
from .choices import Choices
from .runs import Finished, Runner, failure_of
from .state import Activity


class OneAtATime(Choices):
    """Runs algorithms, or lets other work be done, and tells of both the same way."""

    activity_changed = pyqtSignal(object)
    """Activity"""

    def __init__(self, project: QgsProject | None = None, parent: QObject | None = None) -> None:
        super().__init__(project, parent)
        self._runner = Runner(self)
        self._runner.progressed.connect(self._progressed)
        self.activity = Activity()
        self._stop: Callable[[], None] | None = None
        """How to stop work that is no run of an algorithm."""

    def close(self) -> None:
        """Stop what runs and listen to the project no more; for unloading."""
        if self._stop is not None:
            self._stop()
        self._runner.close()
        super().close()

    def cancel(self) -> None:
        """Stop what runs."""
        self._runner.cancel()
        if self._stop is not None:
            self._stop()

    def forget(self) -> None:
        """Begin anew, as in an empty project."""
        self.cancel()
        super().forget()

    def _layers_go(self, ids: list[str]) -> None:
        self._runner.let_go(ids)
        super()._layers_go(ids)

    # Runs of algorithms -----------------------------------------------------------------------------------------------

    def repeat(
        self, text: str, algorithm: str, parameters: Callable[[], dict[str, Any]], done: Callable[[Finished], None]
    ) -> None:
        """Run an algorithm beside the question that is shown; its results are not put into the project."""
        self._start("keep", text, algorithm, parameters, {}, done)

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
                self.tell(tr("Cancelled. Nothing was changed."))
            else:
                log.warn("\n".join(finished.errors))
                self.tell(failure_of(finished), "error")

        if self._stop is not None:
            self.tell(tr("Something is running already. Wait for its end, or cancel it."), "warning")
            return
        try:
            self._runner.start(algorithm, parameters(), over, load=load)
        except RegsoError as error:
            self.tell(translate_message(error.message), "error")
        except OSError as error:
            self.tell(
                tr("Nothing could be written to {place}: {reason}. Save the project elsewhere, or make room.").format(
                    place=error.filename or "–", reason=error.strerror or str(error)
                ),
                "error",
            )
        else:
            self._be(Activity(kind, text))

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

    def _progressed(self, percent: float) -> None:
        if self.activity.is_busy:
            self._be(replace(self.activity, percent=percent))

    def _be(self, activity: Activity) -> None:
        if activity != self.activity:
            self.activity = activity
            self.activity_changed.emit(activity)
