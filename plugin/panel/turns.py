# SPDX-License-Identifier: GPL-2.0-or-later
"""Work in several turns of the event loop, between which the window lives."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable

from qgis.PyQt.QtCore import QTimer

_waiting: deque[Callable[[], object]] = deque()


def soon(do: Callable[[], object]) -> None:
    """Do something once the window has answered and was painted; one thing at a time, in their order.

    After a millisecond, not after none: what waits for no time is a posted event, which on Linux Qt puts before all
    timers, and painting is one of those. A chain of such events is one long standstill, and so are timers that are
    due at the same time.
    """
    _waiting.append(do)
    if len(_waiting) == 1:
        QTimer.singleShot(1, _next)


def _next() -> None:
    do = _waiting.popleft()
    if _waiting:
        QTimer.singleShot(1, _next)
    do()
