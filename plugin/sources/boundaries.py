# SPDX-License-Identifier: GPL-2.0-or-later
"""The boundaries of statistical areas as they came from a source: codes, names, polygons in SWEREF 99 TM."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from ..core.codes import Edition, Level, infer_edition
from ..core.messages import Message

EPSG = 3006


@dataclass(frozen=True)
class Boundary:
    """One polygon or multipolygon with what its source says of it."""

    code: str
    geometry: bytes
    """WKB, easting first, EPSG:3006."""
    name: str | None = None
    parent: str | None = None
    """The RegSO that a DeSO is part of, where the source says."""
    kommun_name: str | None = None
    version: str | None = None

    @property
    def kommun(self) -> str:
        """The kommun's code, which is the beginning of the area's own."""
        return self.code[:4]

    @property
    def lan(self) -> str:
        """The län's code."""
        return self.code[:2]


@dataclass(frozen=True)
class Boundaries:
    """The areas of one level, ordered by code."""

    areas: tuple[Boundary, ...]
    level: Level
    edition: Edition | None
    """None where nothing in the source tells."""
    warnings: tuple[Message, ...] = ()

    def __len__(self) -> int:
        return len(self.areas)

    @property
    def codes(self) -> tuple[str, ...]:
        """The areas' codes."""
        return tuple(area.code for area in self.areas)

    def within(self, kommuner: Iterable[str] = (), lan: Iterable[str] = ()) -> Boundaries:
        """Return the areas of these kommuner and län; all where none is named."""
        prefixes = (*kommuner, *lan)
        if not prefixes:
            return self
        return replace(self, areas=tuple(area for area in self.areas if area.code.startswith(prefixes)))


def edition_of(areas: Sequence[Boundary], hints: Sequence[str] = ()) -> Edition | None:
    """Return the edition that the areas' own version tells, else the names around them, else their codes."""
    versions = {Edition.from_text(area.version) for area in areas if area.version}
    if len(versions) == 1:
        return versions.pop()
    named = {Edition.from_text(part) for hint in hints for part in hint.replace("-", "_").split("_")} - {None}
    return named.pop() if len(named) == 1 else infer_edition(area.code for area in areas)
