# SPDX-License-Identifier: GPL-2.0-or-later
"""What a user's layer is: roads, clinics, schools …, guessed from its geometry, its name and its fields."""

from __future__ import annotations

from collections.abc import Iterable

OTHER = "other"


def guess(name: str, kind: str, fields: Iterable[str]) -> str:
    """Return the role that a layer probably has."""
    return OTHER
