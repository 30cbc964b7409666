# SPDX-License-Identifier: GPL-2.0-or-later
"""What the core says to people: messages that can be translated, and the one exception.

The core knows no Qt, so it cannot translate. It hands out English templates with their values apart;
the doors translate the template and fill in the values.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from .singular import fill_in


@dataclass(frozen=True)
class Message:
    """A sentence for a person: an English template with ``{named}`` fields and their values."""

    text: str
    values: Mapping[str, Any] = field(default_factory=dict)

    def __str__(self) -> str:
        return fill_in(self.text, self.values)


def message(text: str, /, **values: Any) -> Message:
    """Make a message; the template must be a literal, so that the translation script finds it."""
    return Message(text, values)


class RegsoError(Exception):
    """A failure that a person can do something about.

    The template says what happened, what it means and what to do; ``details`` holds the technical rest.
    """

    def __init__(self, text: str, /, *, details: str = "", **values: Any) -> None:
        self.message = Message(text, values)
        self.details = details
        super().__init__(str(self.message))


class Cancelled(Exception):  # noqa: N818 - not an error: the user asked for it
    """The user cancelled; nothing was written."""


def listing(items: Iterable[object], limit: int = 8) -> str:
    """Return the first items as text, and how many more there are: ``a, b, c (+12)``."""
    texts = [str(item) for item in items]
    shown = ", ".join(texts[:limit])
    return f"{shown} (+{len(texts) - limit})" if len(texts) > limit else shown
