# SPDX-License-Identifier: GPL-2.0-or-later
"""What is computed of many areas' boundaries, saved for the next run: how much it takes, and how it goes."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from .cache import prepared_folder


def _files() -> list[Path]:
    return sorted(prepared_folder().glob("ground-*"))


def prepared_size() -> int:
    """Return how many bytes are saved."""
    total = 0
    for file in _files():
        with suppress(OSError):
            total += file.stat().st_size
    return total


def clear_prepared() -> None:
    """Remove all of it; it is computed again when it is needed. Raises ``OSError`` where a file cannot be removed."""
    for file in _files():
        file.unlink(missing_ok=True)
