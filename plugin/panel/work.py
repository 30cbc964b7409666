# SPDX-License-Identifier: GPL-2.0-or-later
"""Work in a thread that is no run of an algorithm: writing files, putting kommuner together."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from qgis.core import QgsTask

from ..core.messages import Cancelled

Do = Callable[[Callable[[], bool], Callable[[float], None]], Any]
"""Takes ``cancelled`` and ``progress``; must touch nothing that belongs to the main thread."""


class Work(QgsTask):
    """Runs ``do`` in a thread and hands what came of it to ``done`` on the main thread."""

    def __init__(self, text: str, do: Do, done: Callable[[Work], None]) -> None:
        super().__init__(text, QgsTask.Flag.CanCancel)
        self._do, self._done = do, done
        self.result: Any = None
        self.error: Exception | None = None

    def run(self) -> bool:
        try:
            self.result = self._do(self.isCanceled, self.setProgress)
        except Cancelled:
            return False
        except Exception as error:  # noqa: BLE001 - what leaves a task's thread ends QGIS
            self.error = error
            return False
        return True

    def finished(self, result: bool) -> None:
        self._done(self)
