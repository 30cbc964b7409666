# SPDX-License-Identifier: GPL-2.0-or-later
"""Short, ASCII-safe names for the columns of values, and what they hold in words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from .model import VALUE, StatTable
from .words import plain, slug

# SCB's codes of measures in TAB6586 (index, types and the three indicators) and its population tables
_BY_CODE = {
    "000008it": "socioeconomic_index",
    "000008iu": "area_type",
    "000005qx": "area_type",
    "000008iv": "v2",
    "000008iw": "v1",
    "000008ix": "v3",
    "000007y7": "population",
}
_BY_LABEL = (
    (re.compile(r"socioekonomiskt index|socioeconomic[ _]index"), "socioeconomic_index"),
    (re.compile(r"områdestyp(er)?|omradestyp|area[ _]type"), "area_type"),
    (re.compile(r"andel(en)? (personer )?med förgymnasial utbildning"), "v2"),
    (re.compile(r"andel(en)? personer med låg ekonomisk standard.*"), "v1"),
    (re.compile(r"andel(en)? (personer )?med ekonomiskt bistånd och/eller långtidsarbetslösa"), "v3"),
    (re.compile(r"(folkmängd|folkmangd|befolkning|population)(en)?( per region)?"), "population"),
)
_POPULATION_TITLE = re.compile(r"(folkmängd|befolkning|population)", re.IGNORECASE)
_COUNT_WORDS = ("antal", "antal personer", "number", "personer", "value")
_AREA_TYPE_IN_NOTES = re.compile(r"områdestyp 1 |\b000005QX\b", re.IGNORECASE)

Picked = tuple[str, tuple[str, ...], bool]


@dataclass(frozen=True)
class ColumnName:
    """A column's name and what it holds."""

    name: str
    description: str


def name_columns(
    table: StatTable, cells: pd.DataFrame, picks: Sequence[Picked], year: str | None
) -> dict[str, ColumnName]:
    """Return the name of the column of each measure, unique among them.

    A category that is not the whole of its dimension is part of the name: the women's column is not “population”.
    """
    measures = [str(code) for code in cells[table.contents].unique()] if table.contents else [VALUE]
    part = " ".join(table.label(dimension, codes[0]) for dimension, codes, is_all in picks if not is_all)
    found: dict[str, ColumnName] = {}
    for measure in measures:
        label = table.label(table.contents, measure) if table.contents else ""
        own = _own_name(table, measure, label, cells)
        whole = slug(f"{own} {part}", limit=60) if part else own
        name, count = whole, 2
        while any(name == other.name for other in found.values()):
            name, count = f"{whole}_{count}", count + 1
        found[measure] = ColumnName(name, _describe(table, label or measure, own, picks, year))
    return found


def _own_name(table: StatTable, measure: str, label: str, cells: pd.DataFrame) -> str:
    known = _BY_CODE.get(plain(measure))
    if known:
        return known
    for text in (plain(label), plain(measure)):
        for pattern, name in _BY_LABEL:
            if pattern.fullmatch(text):
                return name
    if plain(label or measure) in _COUNT_WORDS and _POPULATION_TITLE.match(table.title):
        return "population"
    if table.contents is None and _are_types(table, cells):
        return "area_type"
    return slug(label if table.contents else "") or "value"


def _are_types(table: StatTable, cells: pd.DataFrame) -> bool:
    """Tell whether a table without a named measure holds area types: its footnotes explain them."""
    values = set(cells[VALUE].dropna().unique())
    return values <= {1.0, 2.0, 3.0, 4.0, 5.0} and any(_AREA_TYPE_IN_NOTES.search(note) for note in table.notes)


def _describe(table: StatTable, label: str, own: str, picks: Sequence[Picked], year: str | None) -> str:
    words = "Områdestyp" if own == "area_type" else table.title or own
    parts = [words if label == VALUE else label, *([year] if year else [])]
    for dimension, codes, _ in picks:
        what = table.label(dimension, codes[0]) if len(codes) == 1 else f"sum of {len(codes)}"
        parts.append(f"{table.names.get(dimension, dimension)}: {what}")
    return ", ".join(parts)
