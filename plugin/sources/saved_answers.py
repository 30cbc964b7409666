# SPDX-License-Identifier: GPL-2.0-or-later
"""Saved answers of the statistics database, looked up where they lie: JSON-stat without a table made of it."""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Collection, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

from .. import log
from ..core.codes import Edition, Level, parse_area_code
from ..core.messages import RegsoError
from .cache import Cache, Entry
from .catalog import Table, catalog
from .json_stat_joining import categories
from .supply import INDICATORS, name_in_label

_TABLES = ("index", "population")
"""Indicators whose tables are read."""


class SavedAnswer:
    """A JSON-stat answer of one edition: a figure is found by the places of its area, measure and year."""

    def __init__(self, document: Mapping[str, Any], table: Table, edition: Edition) -> None:
        """Raise ``ValueError`` where the answer is built otherwise than such an answer is."""
        ids = [str(name) for name in document["id"]]
        codes = {name: categories(dict(document), name, table.id) for name in ids}
        sizes = [len(codes[name]) for name in ids]
        values = document["value"]
        if not isinstance(values, list | dict) or (isinstance(values, list) and len(values) != math.prod(sizes)):
            raise ValueError("values and dimensions differ")
        known = {table.region, table.measure, table.time}
        if not known <= set(ids) or any(len(codes[name]) != 1 for name in ids if name not in known):
            raise ValueError("dimensions")
        strides = {name: math.prod(sizes[place + 1 :]) for place, name in enumerate(ids)}
        columns = {table.contents[one]: INDICATORS[one] for one in table.contents if one in INDICATORS}
        self._measures = {
            columns[code]: place * strides[table.measure]
            for place, code in enumerate(codes[table.measure])
            if code in columns
        }
        self._years = {
            int(code): place * strides[table.time]
            for place, code in enumerate(codes[table.time])
            # outside an edition's years there are zeros and nulls, which say nothing
            if code.isdigit() and Edition.for_year(int(code)) is edition
        }
        self._regions: dict[str, str] = {}
        self._areas: dict[str, int] = {}
        for place, text in enumerate(codes[table.region]):
            area = parse_area_code(text)
            if area is not None and (area.edition or Edition.E2020) is edition:
                self._areas[area.code] = place * strides[table.region]
                self._regions[area.code] = text
        self._values = values
        self._labels = document["dimension"][table.region].get("category", {}).get("label") or {}
        self._edition = edition.value

    @property
    def codes(self) -> Collection[str]:
        return self._areas.keys()

    @property
    def years(self) -> Collection[int]:
        return self._years.keys()

    @property
    def kommuner(self) -> Mapping[str, str]:
        return {}

    @cached_property
    def names(self) -> Mapping[str, str]:
        named = ((code, name_in_label(str(self._labels.get(text, "")))) for code, text in self._regions.items())
        return {code: name for code, name in named if name}

    def edition(self, year: int) -> str:
        return self._edition

    def lists(self, column: str, code: str, year: int) -> bool:
        return column in self._measures and code in self._areas and year in self._years

    def value(self, column: str, code: str, year: int) -> float | None:
        measure, area, time = self._measures.get(column), self._areas.get(code), self._years.get(year)
        if measure is None or area is None or time is None:
            return None
        return self._at(measure + area + time)

    def column(self, column: str, year: int) -> Mapping[str, float]:
        measure, time = self._measures.get(column), self._years.get(year)
        if measure is None or time is None:
            return {}
        found = ((code, self._at(measure + time + place)) for code, place in self._areas.items())
        return {code: value for code, value in found if value is not None}

    def _at(self, place: int) -> float | None:
        value = self._values[place] if isinstance(self._values, list) else self._values.get(str(place))
        return float(value) if isinstance(value, int | float) else None


class SavedAnswers:
    """The answers in the cache that tell of areas, each read once; not for several threads at a time."""

    def __init__(self) -> None:
        self._read: dict[tuple[str, str], SavedAnswer | None] = {}
        self._stamp: object = None
        self._answers: list[SavedAnswer] = []

    def answers(self, cache: Cache) -> Sequence[SavedAnswer]:
        """Return the answers, those fetched last first; the same list where nothing was saved or removed since."""
        stamp = _stamp_of(cache.folder)
        if stamp is None:
            self.forget()
        elif stamp != self._stamp:
            found = [(entry, made) for entry in cache.list() if (made := _asked(entry)) is not None]
            found.sort(key=lambda pair: pair[0].fetched, reverse=True)
            read = {(entry.sha256, entry.key): (entry, *made) for entry, made in found}
            self._read = {
                key: self._read[key] if key in self._read else _read(entry, table, edition)
                for key, (entry, table, edition) in read.items()
            }
            self._answers = [answer for answer in self._read.values() if answer is not None]
            self._stamp = stamp
        return self._answers

    def forget(self) -> None:
        """Let go of everything."""
        self._read, self._answers, self._stamp = {}, [], None


def _stamp_of(folder: Path) -> object:
    """Return what changes when an entry is saved or removed; None where nothing was saved ever."""
    try:
        # files appear and go by rename, which a folder's own time shows
        return str(folder), (folder / "entries").stat().st_mtime_ns
    except OSError:
        return None


def _asked(entry: Entry) -> tuple[Table, Edition] | None:
    """Return the table and the edition that an entry is an answer of; None for anything else."""
    if not entry.key.startswith("{"):
        return None
    try:
        asked = json.loads(entry.key)
        known = {table.id: table for table in (catalog().table_for(one) for one in _TABLES)}
        table = known.get(asked.get("table"))
        if table is None or asked.get("level") != Level.REGSO.value:
            return None
        return table, Edition(asked["edition"])
    except (ValueError, KeyError, TypeError, AttributeError):
        return None


def _read(entry: Entry, table: Table, edition: Edition) -> SavedAnswer | None:
    """Return the answer of an entry; None, with a warning in the log, where it cannot be used."""
    try:
        content = entry.read()
        if hashlib.sha256(content).hexdigest() == entry.sha256:
            return SavedAnswer(json.loads(content), table, edition)
        error: Exception = ValueError("another content than was saved")
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RegsoError) as failure:
        error = failure
    log.warn(f"{entry.title}: the saved copy could not be read and is left out ({entry.path}): {error!r}")
    return None
