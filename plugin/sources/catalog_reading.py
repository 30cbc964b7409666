# SPDX-License-Identifier: GPL-2.0-or-later
"""Read the catalogue and check it: every entry, every type, every reference, every source."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from ..core.codes import Edition, Level
from ..core.messages import RegsoError
from .catalog import Catalog, Division, EditionFacts, Indicator, Licence, Schema, Service, Table, Words

FORMAT = 1
LANGUAGES = ("sv", "en")
ROLES = frozenset({"code", "name", "parent", "kommun", "kommun_name", "lan", "version"})


class _Node:
    """A part of the document that knows where it stands, so that a complaint can name the place."""

    def __init__(self, value: Any, place: str = "") -> None:
        self.value = value
        self.place = place

    def broken(self, problem: str) -> RegsoError:
        return RegsoError(
            "The list of SCB's services and tables that comes with the plugin is damaged, so nothing can be fetched. "
            "Install the plugin again.",
            details=f"catalog.json{self.place}: {problem}",
        )

    def __getitem__(self, key: str) -> _Node:
        if not isinstance(self.value, dict):
            raise self.broken("an object was expected")
        if key not in self.value:
            raise self.broken(f"“{key}” is missing")
        return _Node(self.value[key], f"{self.place}/{key}")

    def items(self) -> list[_Node]:
        if not isinstance(self.value, list) or not self.value:
            raise self.broken("a list with entries was expected")
        return [_Node(value, f"{self.place}/{position}") for position, value in enumerate(self.value)]

    def only(self, *keys: str) -> _Node:
        """Refuse keys that nobody reads: a misspelt one would be lost without a word."""
        unknown = set(self.value) - set(keys) if isinstance(self.value, dict) else set()
        if unknown:
            raise self.broken(f"unknown: {', '.join(sorted(unknown))}")
        return self

    def text(self, pattern: str = r".+") -> str:
        if not isinstance(self.value, str) or not re.fullmatch(pattern, self.value):
            raise self.broken(f"{self.value!r} is no text of the form {pattern}")
        return self.value

    def url(self) -> str:
        return self.text(r"https://[^\s]+")

    def whole(self, low: int, high: int) -> int:
        if type(self.value) is not int or not low <= self.value <= high:
            raise self.broken(f"{self.value!r} is no whole number from {low} to {high}")
        return self.value

    def one_of(self, *choices: str) -> str:
        if self.value not in choices:
            raise self.broken(f"{self.value!r} is none of {', '.join(choices)}")
        return str(self.value)

    def words(self) -> Words:
        self.only(*LANGUAGES)
        return {language: self[language].text() for language in LANGUAGES}

    def mapping(self, read: Callable[[_Node], Any]) -> dict[str, Any]:
        if not isinstance(self.value, dict):
            raise self.broken("an object was expected")
        return {key: read(self[key]) for key in self.value}


def read_catalog(path: Path) -> Catalog:
    """Read and check a catalogue; whatever is wrong with it is one RegsoError whose details name the place."""
    try:
        document = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise _Node(None).broken(str(error)) from error
    root = _Node(document).only(
        "format", "checked", "services", "editions", "schemas", "tables", "indicators", "licences"
    )
    root["format"].whole(FORMAT, FORMAT)
    root["checked"].text(r"\d{4}-\d{2}-\d{2}")
    indicators = _by_id(root["indicators"], _indicator)
    licences = _by_id(root["licences"], _licence)
    editions = [_edition(node) for node in root["editions"].items()]
    if {facts.edition for facts in editions} != set(Edition):
        raise root["editions"].broken("every edition must stand there once")
    return Catalog(
        services=_by_id(root["services"], _service),
        editions={facts.edition: facts for facts in editions},
        schemas=tuple(_schema(node) for node in root["schemas"].items()),
        tables=_by_id(root["tables"], lambda node: _table(node, indicators, licences)),
        indicators=indicators,
        licences=licences,
    )


def _by_id(node: _Node, read: Callable[[_Node], Any]) -> dict[str, Any]:
    entries = [read(entry) for entry in node.items()]
    found = {entry.id: entry for entry in entries}
    if len(found) != len(entries):
        raise node.broken("an id stands there twice")
    return found


def _service(node: _Node) -> Service:
    node.only("id", "address", "version", "max_cells", "calls", "window_seconds", "source")
    return Service(
        id=node["id"].text(),
        address=node["address"].url().rstrip("/"),
        version=node["version"].text(r"[0-9.]+"),
        max_cells=node["max_cells"].whole(0, 10_000_000),
        calls=node["calls"].whole(1, 1000),
        window_seconds=node["window_seconds"].whole(1, 3600),
        source=node["source"].url(),
    )


def _edition(node: _Node) -> EditionFacts:
    node.only("id", "first_year", "last_year", "names", "source", "divisions")
    edition = Edition(node["id"].one_of(*(edition.value for edition in Edition)))
    first = node["first_year"].whole(1990, 2100)
    last = None if node["last_year"].value is None else node["last_year"].whole(first, 2100)
    for year in (first, first if last is None else last):
        if Edition.for_year(year) is not edition:
            raise node.broken(f"{year} is not a year of edition {edition.value}")
    divisions = [_division(entry, edition) for entry in node["divisions"].items()]
    if {division.level for division in divisions} != {Level.REGSO, Level.DESO}:
        raise node["divisions"].broken("RegSO and DeSO must stand there once each")
    return EditionFacts(
        edition=edition,
        first_year=first,
        last_year=last,
        names=node["names"].words(),
        divisions={division.level: division for division in divisions},
        source=node["source"].url(),
    )


def _division(node: _Node, edition: Edition) -> Division:
    node.only("level", "layer", "count", "suffix", "codelist", "source")
    return Division(
        edition=edition,
        level=_level(node["level"]),
        layer=node["layer"].text(r"[A-Za-z]+:[A-Za-z0-9_.]+"),
        count=node["count"].whole(1, 100_000),
        suffix=node["suffix"].text(r"(_[A-Za-z]+[0-9]{4})?"),
        codelist=node["codelist"].text(r"\w+"),
        source=node["source"].url(),
    )


def _level(node: _Node) -> Level:
    return Level(node.one_of(Level.REGSO.value, Level.DESO.value))


def _schema(node: _Node) -> Schema:
    node.only("id", "level", "fields", "source")
    fields = node["fields"].mapping(lambda names: tuple(name.text(r"[a-z0-9_]+") for name in names.items()))
    if not set(fields) <= ROLES or "code" not in fields:
        raise node["fields"].broken(f"“code” is needed, and only {', '.join(sorted(ROLES))} are known")
    return Schema(node["id"].text(), _level(node["level"]), fields, node["source"].url())


def _table(node: _Node, indicators: Mapping[str, Indicator], licences: Mapping[str, Licence]) -> Table:
    node.only(
        "id", "titles", "levels", "first_year", "last_year", "region", "measure", "time", "contents", "totals",
        "outside_edition", "v1_path", "licence", "cautions", "source",
    )  # fmt: skip
    first = node["first_year"].whole(1990, 2100)
    contents = [entry.only("code", "indicator") for entry in node["contents"].items()]
    path = node["v1_path"]
    return Table(
        id=node["id"].text(r"[A-Z]+[0-9]+"),
        titles=node["titles"].words(),
        levels=tuple(_level(level) for level in node["levels"].items()),
        first_year=first,
        last_year=node["last_year"].whole(first, 2100),
        region=node["region"].text(r"\w+"),
        measure=node["measure"].text(r"\w+"),
        time=node["time"].text(r"\w+"),
        contents={entry["indicator"].one_of(*indicators): entry["code"].text(r"\w+") for entry in contents},
        totals=node["totals"].mapping(_Node.text),
        outside_edition=node["outside_edition"].one_of("missing", "zero"),
        v1_path=None if path.value is None else path.text(r"[A-Za-z0-9/]+"),
        licence=node["licence"].one_of(*licences),
        cautions=tuple(caution.words() for caution in node["cautions"].items()),
        source=node["source"].url(),
    )


def _indicator(node: _Node) -> Indicator:
    node.only("id", "names", "unit", "decimals", "worse", "notes", "source")
    return Indicator(
        id=node["id"].text(r"[a-z_]+"),
        names=node["names"].words(),
        unit=node["unit"].one_of("percent", "class", "persons"),
        decimals=node["decimals"].whole(0, 6),
        worse=node["worse"].one_of("high", "low", "none"),
        notes=node["notes"].words(),
        source=node["source"].url(),
    )


def _licence(node: _Node) -> Licence:
    node.only("id", "name", "url", "attribution", "source")
    return Licence(
        id=node["id"].text(),
        name=node["name"].text(),
        url=node["url"].url(),
        attribution=node["attribution"].words(),
        source=node["source"].url(),
    )
