# SPDX-License-Identifier: GPL-2.0-or-later
"""What is known about SCB's services, editions, layers and tables: ``resources/catalog/catalog.json``, typed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from ..core.codes import Edition, Level
from ..core.messages import RegsoError

FILE = Path(__file__).resolve().parent.parent.parent / "resources" / "catalog" / "catalog.json"

Words = Mapping[str, str]
"""A text in Swedish (``sv``) and English (``en``)."""


@dataclass(frozen=True)
class Service:
    """A service of SCB and what it allows, as last known; a service's own word at run time goes before this."""

    id: str
    address: str
    version: str
    max_cells: int
    calls: int
    window_seconds: float
    source: str


@dataclass(frozen=True)
class Division:
    """The areas of one level in one edition: where their boundaries are and how the database writes their codes."""

    edition: Edition
    level: Level
    layer: str
    count: int
    suffix: str
    codelist: str
    source: str

    def database_code(self, code: str) -> str:
        """Return an area's code as the statistics database writes it."""
        return code + self.suffix


@dataclass(frozen=True)
class EditionFacts:
    """An edition, the reference years that SCB reports on it, and its divisions."""

    edition: Edition
    first_year: int
    last_year: int | None
    """None: still in use."""
    names: Words
    divisions: Mapping[Level, Division]
    source: str


@dataclass(frozen=True)
class Schema:
    """The field names of one kind of file: role → names, in small letters, the usual one first."""

    id: str
    level: Level
    fields: Mapping[str, tuple[str, ...]]
    source: str


@dataclass(frozen=True)
class Table:
    """A table of the statistics database."""

    id: str
    titles: Words
    levels: tuple[Level, ...]
    first_year: int
    last_year: int
    region: str
    measure: str
    time: str
    contents: Mapping[str, str]
    """indicator → code in the dimension of measures."""
    totals: Words
    """Further dimension → the category that stands for all."""
    outside_edition: str
    """What the table shows outside an edition's years: ``missing``, or ``zero``, which is missing all the same."""
    v1_path: str | None
    licence: str
    cautions: tuple[Words, ...]
    source: str


@dataclass(frozen=True)
class Indicator:
    """A measure, its names, and which direction is worse: ``high``, ``low`` or ``none``."""

    id: str
    names: Words
    unit: str
    decimals: int
    worse: str
    notes: Words
    source: str


@dataclass(frozen=True)
class Licence:
    """A licence and how its source wants to be named."""

    id: str
    name: str
    url: str
    attribution: Words
    source: str


@dataclass(frozen=True)
class Catalog:
    """Everything in the catalogue; look-ups of what it does not have are RegsoErrors."""

    services: Mapping[str, Service]
    editions: Mapping[Edition, EditionFacts]
    schemas: tuple[Schema, ...]
    tables: Mapping[str, Table]
    indicators: Mapping[str, Indicator]
    licences: Mapping[str, Licence]

    def division(self, level: Level, edition: Edition) -> Division:
        """Return the division of a level in an edition."""
        return self.editions[edition].divisions[level]

    def table_for(self, indicator: str) -> Table:
        """Return the table that has an indicator."""
        for table in self.tables.values():
            if indicator in table.contents:
                return table
        raise RegsoError(
            "No table is known for “{indicator}”. Known are: {known}.",
            indicator=indicator,
            known=", ".join(sorted(self.indicators)),
        )

    def years(self, table: Table, edition: Edition | None = None) -> tuple[int, ...]:
        """Return the years of a table, of one edition where one is given; the newest last."""
        first, last = table.first_year, table.last_year
        if edition is not None:
            facts = self.editions[edition]
            # population goes further back than the index; the older edition covers it too
            first = first if edition is Edition.E2020 else max(first, facts.first_year)
            last = min(last, facts.last_year or last)
        return tuple(range(first, last + 1))

    def attribution(self, licence: str, language: str) -> str:
        """Return how a source wants to be named."""
        return self.licences[licence].attribution[language]


@lru_cache(maxsize=1)
def catalog() -> Catalog:
    """Return the catalogue that comes with the plugin, read once."""
    from .catalog_reading import read_catalog

    return read_catalog(FILE)
