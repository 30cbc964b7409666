# SPDX-License-Identifier: GPL-2.0-or-later
"""How often a service is asked and how long we wait before asking again. Clock, sleep and chance can be replaced."""

from __future__ import annotations

import secrets
import threading
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Protocol

from ..core.messages import Cancelled

_SLICE = 0.1
_MARGIN = 1.02
"""Calls may arrive a little closer to each other than they were sent."""


class Feedback(Protocol):
    """What is asked of a QgsFeedback here."""

    def isCanceled(self) -> bool: ...


@dataclass
class _Turns:
    """The calls to one host within its window of time."""

    calls: int = 30
    seconds: float = 10.0
    sent: deque[float] = field(default_factory=deque)
    lock: threading.Lock = field(default_factory=threading.Lock)


def _now() -> datetime:
    return datetime.now(UTC)


@dataclass(eq=False)
class Pace:
    """Call rate per host, shared by all threads that use this object, and the patience with a host in trouble."""

    clock: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep
    now: Callable[[], datetime] = _now
    chance: Callable[[], float] = secrets.SystemRandom().random
    attempts: int = 4
    first_delay: float = 1.0
    longest_delay: float = 60.0
    _hosts: dict[str, _Turns] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def limit(self, host: str, calls: int, seconds: float) -> None:
        """Allow a host at most so many calls in so many seconds; 30 in 10 where nothing was said."""
        turns = self._turns(host)
        with turns.lock:
            turns.calls, turns.seconds = max(1, calls), max(0.0, seconds)

    def take_turn(self, host: str, feedback: Feedback | None = None) -> None:
        """Wait until the host may be asked once more; ``Cancelled`` if the user does not want to wait."""
        turns = self._turns(host)
        while True:
            with turns.lock:
                wait = self._wait(turns)
                if wait <= 0:
                    turns.sent.append(self.clock())
                    return
            self.pause(wait, feedback)

    def delay(self, attempt: int, retry_after: str = "") -> float | None:
        """Return how long to wait after the given attempt (1, 2, …), or None when it is time to give up.

        ``retry_after`` is the header of that name, seconds or a date; a host that wants longer than our patience is
        given up at once.
        """
        if attempt >= self.attempts:
            return None
        asked = self.seconds_of(retry_after)
        if asked is not None:
            return asked if asked <= self.longest_delay else None
        # never less than half, so that a host in trouble gets air; never the same, so that not all come back at once
        return min(self.longest_delay, self.first_delay * 2 ** (attempt - 1)) * (0.5 + 0.5 * self.chance())

    def seconds_of(self, retry_after: str) -> float | None:
        """Return the seconds that a Retry-After header asks for, or None where it says nothing."""
        text = retry_after.strip()
        if text.isascii() and text.isdigit():
            return float(text[:9])
        try:
            date = parsedate_to_datetime(text)
        except (TypeError, ValueError, IndexError):
            return None
        date = date.replace(tzinfo=UTC) if date.tzinfo is None else date
        return max(0.0, (date - self.now()).total_seconds())

    def pause(self, seconds: float, feedback: Feedback | None = None) -> None:
        """Sleep in short slices, so that Cancel is heard."""
        end = self.clock() + seconds
        while (left := end - self.clock()) > 0:
            if feedback is not None and feedback.isCanceled():
                raise Cancelled
            self.sleep(min(left, _SLICE))

    def _turns(self, host: str) -> _Turns:
        with self._lock:
            return self._hosts.setdefault(host, _Turns())

    def _wait(self, turns: _Turns) -> float:
        now, window = self.clock(), turns.seconds * _MARGIN
        while turns.sent and now - turns.sent[0] >= window:
            turns.sent.popleft()
        return 0.0 if len(turns.sent) < turns.calls else turns.sent[0] + window - now


PACE = Pace()
"""Shared by everything in this QGIS that fetches."""
