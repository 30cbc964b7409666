# SPDX-License-Identifier: GPL-2.0-or-later
"""Notes when Qt's event loop does not come round, for how long, and where the main thread stood meanwhile.

Beside the time on the wall stands the time that the main thread itself computed: on a machine that does other things
at once, only that is the program's own. Where it stood is written by Python's fault handler at a signal, which does not
need the interpreter's lock: a call into QGIS that keeps the lock is seen too.
"""

import faulthandler
import gc
import re
import signal
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from typing import IO

from qgis.PyQt.QtCore import QTimer

EVERY = 0.02
"""Seconds between two beats."""
_LOOK_AFTER = 0.06
_REFERENCE = 0.008
"""Seconds that ``_work`` takes on the machine on which the panel's bounds were set."""


def slowness() -> float:
    """Return how many times longer this machine computes than the one on which bounds were set; at least 1."""
    took = []
    for _ in range(7):
        since = time.thread_time()
        _work()
        took.append(time.thread_time() - since)
    return max(1.0, min(took) / _REFERENCE)


def _work() -> dict[str, int]:
    seen: dict[str, int] = {}
    for number in range(60_000):
        key = str(number % 997)
        seen[key] = seen.get(key, 0) + number
    return seen


@dataclass
class Gap:
    """A while in which the event loop did not come round."""

    wall: float
    cpu: float
    """Of the main thread, without ``garbage``."""
    garbage: float
    """What Python's garbage collector computed on the main thread; it comes whenever it likes, in anybody's code."""
    during: str
    """What was going on, as ``while_doing`` said."""
    stacks: list[list[str]]
    """Where the main thread stood, innermost first, every ``_LOOK_AFTER`` seconds."""


class Watchdog:
    """Beats on the main thread; ``gaps`` are those over ``limit`` seconds on the wall.

    ``stacks`` takes the process's alarm: not where somebody else uses it, as a test's own time limit does.
    """

    def __init__(self, limit: float = 0.1, stacks: bool = True) -> None:
        self.gaps: list[Gap] = []
        self._limit = limit
        self._during = ""
        self._file: IO[bytes] | None = None
        if stacks:
            self._file = tempfile.TemporaryFile()  # noqa: SIM115 - closed by stop()
            # of the threads that do not block it, the main one gets a signal that is sent to the process
            faulthandler.register(signal.SIGALRM, self._file, all_threads=False)
        self._garbage, self._collecting_since = 0.0, 0.0
        gc.callbacks.append(self._collecting)
        self._timer = QTimer()
        self._timer.timeout.connect(self._beat)
        self._wall, self._cpu = time.monotonic(), time.thread_time()
        self._timer.start(int(EVERY * 1000))
        self._look()

    @contextmanager
    def while_doing(self, what: str) -> Iterator[None]:
        """Say what goes on meanwhile."""
        before, self._during = self._during, what
        try:
            yield
        finally:
            self._beat()
            self._during = before

    def stop(self) -> None:
        """Beat no more."""
        self._timer.stop()
        gc.callbacks.remove(self._collecting)
        if self._file is not None:
            signal.setitimer(signal.ITIMER_REAL, 0)
            faulthandler.unregister(signal.SIGALRM)
            self._file.close()

    def as_json(self) -> list[dict]:
        """Return the gaps for a file."""
        return [asdict(gap) for gap in self.gaps]

    def _collecting(self, phase: str, _: dict) -> None:
        if threading.current_thread() is not threading.main_thread():
            return
        if phase == "start":
            self._collecting_since = time.thread_time()
        else:
            self._garbage += time.thread_time() - self._collecting_since

    def _look(self) -> None:
        if self._file is not None:
            self._file.seek(0)
            self._file.truncate()
            signal.setitimer(signal.ITIMER_REAL, _LOOK_AFTER, _LOOK_AFTER)

    def _beat(self) -> None:
        if self._file is not None:
            signal.setitimer(signal.ITIMER_REAL, 0)
        wall, cpu = time.monotonic(), time.thread_time()
        if wall - self._wall > self._limit:
            own = cpu - self._cpu - self._garbage
            took = (round(one, 3) for one in (wall - self._wall, own, self._garbage))
            self.gaps.append(Gap(*took, self._during, self._stacks()))
        self._wall, self._cpu, self._garbage = time.monotonic(), time.thread_time(), 0.0
        self._look()

    def _stacks(self) -> list[list[str]]:
        if self._file is None:
            return []
        self._file.seek(0)
        text = self._file.read().decode("utf-8", "replace")
        found = re.findall(r"\(most recent call first\):\n((?:  File [^\n]*\n)*)", text)
        return [[_short(line) for line in one.splitlines()] for one in found]


def _short(line: str) -> str:
    """Return `presenter.py:120 ask` for a line of the fault handler."""
    match = re.match(r'  File "(.*)", line (\d+) in (.*)', line)
    return f"{'/'.join(match[1].split('/')[-3:])}:{match[2]} {match[3]}" if match else line.strip()
