# SPDX-License-Identifier: GPL-2.0-or-later
"""Figures of areas by code and year, as layers and the demo have them, in one form that is quick to look up."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Protocol

from ..core.codes import Edition, parse_area_code
from .supply import INDICATORS

if TYPE_CHECKING:
    import pandas as pd

COLUMNS = tuple(INDICATORS.values())
"""The figures of an area: index, type, the three indicators, population."""


class Rows(Protocol):
    """Areas with figures of some years."""

    @property
    def codes(self) -> Collection[str]:
        """The codes of its areas."""

    @property
    def years(self) -> Collection[int]:
        """The years that it has figures of; none where it has only names."""

    @property
    def names(self) -> Mapping[str, str]:
        """Names of areas by code."""

    @property
    def kommuner(self) -> Mapping[str, str]:
        """Names of the kommun by area code, where they are said."""

    def edition(self, year: int) -> str:
        """Return the edition that a year's figures are of."""

    def lists(self, column: str, code: str, year: int) -> bool:
        """Tell whether an area stands in the figures of a year, be it without a value."""

    def value(self, column: str, code: str, year: int) -> float | None:
        """Return a figure, None where it is missing."""

    def column(self, column: str, year: int) -> Mapping[str, float]:
        """Return a figure of all areas that have it, by code."""


class AreaRows:
    """Rows that somebody had in hand."""

    def __init__(self, records: Iterable[Mapping[str, Any]]) -> None:
        """Take rows with ``code`` and any of ``name``, ``kommun_name``, ``year``, ``edition`` and the figures.

        A row without an area code is left out, one without a year gives only its names.
        """
        self.names: dict[str, str] = {}
        self.kommuner: dict[str, str] = {}
        self._codes: set[str] = set()
        self._columns: set[str] = set()
        self._editions: dict[int, str] = {}
        self._figures: dict[tuple[str, int], dict[str, float]] = {}
        for record in records:
            self._take(record)

    @classmethod
    def of_frame(cls, frame: pd.DataFrame) -> AreaRows:
        """Return the rows of a layer's table."""
        wanted = [c for c in ("code", "name", "kommun_name", "year", "edition", *COLUMNS) if c in frame]
        if "code" not in wanted:
            return cls(())
        rows = zip(*(frame[column].tolist() for column in wanted), strict=True)
        return cls(dict(zip(wanted, row, strict=True)) for row in rows)

    def _take(self, record: Mapping[str, Any]) -> None:
        area = parse_area_code(record.get("code"))
        if area is None:
            return
        code = area.code
        self._codes.add(code)
        for known, column in ((self.names, "name"), (self.kommuner, "kommun_name")):
            text = record.get(column)
            if isinstance(text, str) and text.strip():
                known[code] = text.strip()
        self._columns.update(record.keys())
        year = _number(record.get("year"))
        if year is None:
            return
        self._figures[code, int(year)] = {
            column: value for column in COLUMNS if (value := _number(record.get(column))) is not None
        }
        edition = Edition.from_text(record.get("edition"))
        self._editions.setdefault(int(year), (edition or Edition.for_year(int(year))).value)

    @property
    def codes(self) -> Collection[str]:
        return self._codes

    @property
    def years(self) -> Collection[int]:
        return self._editions.keys()

    def edition(self, year: int) -> str:
        return self._editions[year]

    def lists(self, column: str, code: str, year: int) -> bool:
        return (code, year) in self._figures and column in self._columns

    def value(self, column: str, code: str, year: int) -> float | None:
        return self._figures.get((code, year), {}).get(column)

    def column(self, column: str, year: int) -> Mapping[str, float]:
        return {
            code: row[column] for (code, of_year), row in self._figures.items() if of_year == year and column in row
        }


def _number(value: object) -> float | None:
    """Return a number, None for what is none or missing."""
    if value is None or isinstance(value, str | bool):
        return None
    try:
        number = float(value)  # type: ignore[arg-type]
    except (TypeError, ValueError):
        # QGIS's NULL, pandas' NA
        return None
    return number if math.isfinite(number) else None


@lru_cache(maxsize=1)
def demo_rows() -> AreaRows:
    """Return the demo region's areas of all its years."""
    from .area_files import open_file
    from .file_supply import DEMO

    with open_file(DEMO / "demo.gpkg") as dataset:
        names = {
            f.GetField("regsokod"): (f.GetField("regsonamn"), f.GetField("kommunnamn"))
            for f in dataset.GetLayerByName("omraden")
        }
        people = {
            (f.GetField("regsokod"), f.GetField("ar")): f.GetField("folkmangd")
            for f in dataset.GetLayerByName("folkmangd_2015_2024")
        }
        records = []
        for f in dataset.GetLayerByName("index_2015_2024"):
            code, year = f.GetField("regsokod"), f.GetField("ar")
            name, kommun = names.get(code, ("", ""))
            records.append(
                {
                    "code": code,
                    "name": name,
                    "kommun_name": kommun,
                    "year": year,
                    "socioeconomic_index": f.GetField("index"),
                    "area_type": f.GetField("omradestyp"),
                    **{column: f.GetField(column) for column in ("v1", "v2", "v3")},
                    "population": people.get((code, year)),
                }
            )
    return AreaRows(records)
