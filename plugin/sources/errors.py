# SPDX-License-Identifier: GPL-2.0-or-later
"""What can go wrong between us and a service, as errors that a person can do something about.

Each is made from a ``message("…")``, so that the translation script finds the text.
"""

from __future__ import annotations

from ..core.messages import Message, RegsoError


class SourceError(RegsoError):
    """A source did not give what it was asked for; saved data may stand in."""

    def __init__(self, said: Message, *, details: str = "") -> None:
        super().__init__(said.text, details=details, **said.values)


class ServiceUnavailable(SourceError):  # noqa: N818 - says what happened
    """No usable answer came: no connection, no server, time ran out, or the server is in trouble. Later may help."""


class ServiceRefused(SourceError):  # noqa: N818 - says what happened
    """The service answered that it will not: trying the same again does not help."""

    def __init__(self, said: Message, *, status: int = 0, details: str = "") -> None:
        super().__init__(said, details=details)
        self.status = status


class AnswerTooLarge(SourceError):  # noqa: N818 - says what happened
    """The answer is, or says that it will be, larger than is let in."""


class AddressRefused(SourceError):  # noqa: N818 - says what happened
    """An address, our own or one that a server sends us to, that is not asked at all."""


class NotUnderstood(SourceError):  # noqa: N818 - says what happened
    """An answer came, but not what was asked for: another format, cut off, or contradicting itself."""


class NoAreas(NotUnderstood):
    """A sound answer or file without any area in it."""


class UnsafeFile(SourceError):  # noqa: N818 - says what happened
    """A file that was downloaded by hand and is not opened, because it could do harm or is no such file."""
