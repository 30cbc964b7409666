# SPDX-License-Identifier: GPL-2.0-or-later
"""What a statistical file becomes: a tidy table of cells, and from it one row per area."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import pandas as pd

from ..codes import Edition, Level
from ..messages import Message

VALUE = "value"
STATUS = "status"

MAX_CELLS = 20_000_000
"""More cells than this are refused: SCB's largest answers have 150,000, the whole index table has 470,820."""

MAX_BYTES = 500_000_000
"""A larger file is refused before it is read into memory."""


@dataclass(frozen=True)
class StatTable:
    """A statistical table in long form: one row per cell, nothing left out and nothing added up."""

    frame: pd.DataFrame
    """One text column per dimension, then ``value`` (float64, NaN where missing) and ``status`` (the mark that stood
    instead of a number, such as ``..``; an empty string for an empty cell; None where there is none)."""
    region: str
    """Name of the dimension that holds the areas."""
    time: str | None
    contents: str | None
    """Name of the dimension of measures, if there is one."""
    labels: Mapping[str, Mapping[str, str]]
    """dimension → code → label, where the file has both."""
    title: str
    source: str
    updated: str
    notes: tuple[str, ...]
    """Title lines and footnotes, as they stand in the file."""
    dialect: str
    """How the file was read, in one line for people."""
    warnings: tuple[Message, ...]
    names: Mapping[str, str] = field(default_factory=dict)
    """dimension → its name in words (``Kon`` → ``kön``), where the file has one."""

    @property
    def dimensions(self) -> tuple[str, ...]:
        """The names of the dimensions, in the order of the columns."""
        return tuple(name for name in self.frame.columns if name not in (VALUE, STATUS))

    def categories(self, dimension: str) -> tuple[str, ...]:
        """Return the values of a dimension in the order in which they stand in the file."""
        return tuple(str(value) for value in self.frame[dimension].unique())

    def label(self, dimension: str, code: str) -> str:
        """Return the words for a code, or the code itself where the file has none."""
        return self.labels.get(dimension, {}).get(code, code)


@dataclass(frozen=True)
class AreaTable:
    """One row per area, one column per value: what is joined to the areas by code."""

    frame: pd.DataFrame
    """float64 columns indexed by ``code`` (clean, without suffix); NaN where a value is missing."""
    columns: Mapping[str, str]
    """column → what it holds, in words."""
    edition_hint: Edition | None
    """The edition that the year or the codes' suffix points to; None where nothing tells."""
    year: str | None
    warnings: tuple[Message, ...]
    """The table's own warnings first, then those of the selection."""
    unmatched: tuple[str, ...]
    """Labels of the file that are no code and match no area of the key table."""
    level: Level = Level.REGSO
    title: str = ""
    source: str = ""
    updated: str = ""
    notes: tuple[str, ...] = ()
