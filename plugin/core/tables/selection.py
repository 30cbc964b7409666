# SPDX-License-Identifier: GPL-2.0-or-later
"""From a table of cells to one row per area: which year, which measures, which category of each dimension."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from ..codes import Level
from ..messages import Message, RegsoError, listing, message
from .area_rows import AREA, AreaRows, find_areas, mask_other_edition
from .column_names import name_columns
from .key_table import KeyTable
from .model import VALUE, AreaTable, StatTable
from .words import plain, total_of

SUM = "sum"
"""The wish to add up all categories of a dimension that are not totals."""


@dataclass(frozen=True)
class Pick:
    """The categories of one dimension that were taken."""

    dimension: str
    categories: tuple[str, ...]
    stands_for_all: bool
    """True where this is the total, the only category, or the sum of all."""


def select_values(
    table: StatTable,
    *,
    year: int | str | None = None,
    contents: str | Sequence[str] | None = None,
    filters: Mapping[str, str] | None = None,
    keys: KeyTable | None = None,
    level: Level | str | None = None,
    allow_other_edition: bool = False,
) -> AreaTable:
    """Return one row per area and one column per measure, for one year.

    ``year``: the latest where none is given, with a warning if there are several. ``contents``: code or label of one
    or more measures; all where none is given. ``filters``: dimension → category (code or label), or ``"sum"`` to add
    up all categories that are not totals. A dimension without a filter gives its total; if it has none, that is a
    RegsoError that lists its categories: nothing is added up unasked. ``keys`` turns labels into codes. ``level``:
    RegSO where the table has it, else DeSO. ``allow_other_edition``: match labels through the key table of another
    edition than the year's.

    Rows of an edition outside its years are set aside: their nulls and zeros are missing values, not zeros. Missing
    stays missing, also in a sum.
    """
    notes: list[Message] = []
    wanted = _by_dimension(table, filters or {})
    frame, chosen_year = _one_year(table, wanted.pop(table.time, None) if year is None else year, notes)
    frame = _measures(table, frame, wanted.pop(table.contents, None) if contents is None else contents)
    picks = []
    for dimension in _other_dimensions(table):
        pick = _pick(table, frame, dimension, wanted.get(dimension))
        frame = frame[frame[dimension].isin(pick.categories)]
        picks.append(pick)
    areas = find_areas(table, frame, chosen_year, keys, level, allow_other_edition)
    notes += areas.warnings
    cells = frame.merge(areas.rows, on=table.region, how="inner")
    _check_duplicates(table, cells)
    columns = name_columns(table, cells, [(p.dimension, p.categories, p.stands_for_all) for p in picks], chosen_year)
    wide = _wide(table, cells, areas, picks)
    wide = wide.rename(columns={key: column.name for key, column in columns.items()})
    wide, hint, told = mask_other_edition(wide, areas, chosen_year)
    return AreaTable(
        frame=wide,
        columns={column.name: column.description for column in columns.values()},
        edition_hint=hint,
        year=chosen_year,
        warnings=(*table.warnings, *notes, *told, *_missing(wide)),
        unmatched=areas.unmatched,
        level=areas.level,
        title=table.title,
        source=table.source,
        updated=table.updated,
        notes=table.notes,
    )


def _other_dimensions(table: StatTable) -> list[str]:
    return [name for name in table.dimensions if name not in (table.region, table.time, table.contents)]


def _by_dimension(table: StatTable, filters: Mapping[str, str]) -> dict[str | None, str]:
    """Return the filters by the table's own names of dimensions; an unknown one is a RegsoError."""
    known = {plain(words): name for name, words in table.names.items()}
    known |= {plain(name): name for name in table.dimensions}
    found: dict[str | None, str] = {}
    for given, category in filters.items():
        dimension = known.get(plain(given))
        if dimension is None or dimension == table.region:
            raise RegsoError(
                "The table has no dimension “{dimension}” to choose in; it has: {dimensions}. Nothing was chosen; name "
                "one of these.",
                dimension=given,
                dimensions=_named(table, [name for name in table.dimensions if name != table.region]) or "–",
            )
        found[dimension] = category
    return found


def _named(table: StatTable, dimensions: Iterable[str]) -> str:
    words = ((name, table.names.get(name, name)) for name in dimensions)
    return ", ".join(name if plain(name) == plain(word) else f"{name} ({word})" for name, word in words)


def _find_category(table: StatTable, dimension: str, wish: str, categories: Sequence[str]) -> str | None:
    """Return the category that a wish names by code or, failing that, by label."""
    by_code = [code for code in categories if plain(code) == plain(wish)]
    by_label = [code for code in categories if plain(table.label(dimension, code)) == plain(wish)]
    for found in (by_code, by_label):
        if len(found) == 1:
            return found[0]
    return None


def _options(table: StatTable, dimension: str, categories: Iterable[str]) -> str:
    labels = ((code, table.label(dimension, code)) for code in categories)
    return listing((code if code == label else f"{code} = {label}" for code, label in labels), 30)


def _one_year(table: StatTable, year: int | str | None, notes: list[Message]) -> tuple[pd.DataFrame, str | None]:
    wish = None if year is None else str(year).strip()
    if table.time is None:
        if wish is not None:
            notes.append(
                message(
                    "The table does not say which year it is about; it is used as {year}, as you stated.", year=wish
                )
            )
        return table.frame, wish
    years = table.categories(table.time)
    chosen = max(years) if wish is None else _find_category(table, table.time, wish, years)
    if chosen is None:
        raise RegsoError(
            "The table has no values for {year}; it has {years}. Choose one of these years, or fetch the table for "
            "{year}.",
            year=wish,
            years=_options(table, table.time, years),
        )
    if wish is None and len(years) > 1:
        notes.append(
            message(
                "The table has {count} years ({first}–{last}); the latest, {year}, was taken.",
                count=len(years),
                first=min(years),
                last=max(years),
                year=chosen,
            )
        )
    return table.frame[table.frame[table.time] == chosen], chosen


def _measures(table: StatTable, frame: pd.DataFrame, contents: str | Sequence[str] | None) -> pd.DataFrame:
    if contents is None:
        return frame
    wishes = [contents] if isinstance(contents, str) else list(contents)
    categories = table.categories(table.contents) if table.contents else ()
    found = [_find_category(table, table.contents, wish, categories) if table.contents else None for wish in wishes]
    unknown = [wish for wish, category in zip(wishes, found, strict=True) if category is None]
    if unknown:
        raise RegsoError(
            "The table has no measure {wishes}; it has: {measures}. Choose one of these, or none to take them all.",
            wishes=listing(f"“{wish}”" for wish in unknown),
            measures=_options(table, table.contents, categories) if table.contents else message("one without a name"),
        )
    return frame[frame[table.contents].isin(found)]


def _pick(table: StatTable, frame: pd.DataFrame, dimension: str, wish: str | None) -> Pick:
    categories = tuple(str(code) for code in frame[dimension].unique())
    total = total_of(categories, table.labels.get(dimension, {}))
    if wish is not None:
        category = _find_category(table, dimension, wish, categories)
        if category is not None:
            return Pick(dimension, (category,), category == total or len(categories) == 1)
        if plain(wish) == SUM:
            return Pick(dimension, tuple(code for code in categories if code != total) or categories, True)
        raise RegsoError(
            "“{wish}” is no category of {dimension} in this table. It has: {categories}. Choose one of these, or “sum” "
            "to add up all that are not totals.",
            wish=wish,
            dimension=_named(table, [dimension]),
            categories=_options(table, dimension, categories),
        )
    if len(categories) == 1:
        return Pick(dimension, categories, True)
    if total is None:
        raise RegsoError(
            "The table is split by {dimension} and has no total for it, so there is more than one value per area. "
            "Choose one of its categories, or “sum” to add them up: {categories}",
            dimension=_named(table, [dimension]),
            categories=_options(table, dimension, categories),
        )
    return Pick(dimension, (total,), True)


def _check_duplicates(table: StatTable, cells: pd.DataFrame) -> None:
    identity = [AREA, *_other_dimensions(table), *([table.contents] if table.contents else [])]
    twice = cells.loc[cells.duplicated(identity, keep=False), AREA].unique()
    if len(twice):
        raise RegsoError(
            "Areas stand more than once in the table with a value for the same cell ({count}, for example {codes}). "
            "Which value holds cannot be told: take the extra rows out of the file, or fetch it again.",
            count=len(twice),
            codes=listing(twice, 4),
        )


def _wide(table: StatTable, cells: pd.DataFrame, areas: AreaRows, picks: Sequence[Pick]) -> pd.DataFrame:
    """Return one row per area and one column per measure; a sum with a part missing is missing."""
    parts = 1
    for pick in picks:
        parts *= len(pick.categories)
    measures = cells[table.contents].astype(str) if table.contents else pd.Series(VALUE, index=cells.index)
    codes = pd.Index(list(dict.fromkeys(areas.rows[AREA])), name="code", dtype=object)
    columns = {}
    for measure in measures.unique():
        grouped = cells[measures == measure].groupby(AREA, sort=False)[VALUE]
        columns[measure] = grouped.sum().where(grouped.count() == parts).reindex(codes)
    return pd.DataFrame(columns, index=codes, dtype="float64")


def _missing(wide: pd.DataFrame) -> list[Message]:
    return [
        message(
            "Areas without a value in “{column}”: {count} of {areas}.",
            count=int(gone),
            areas=len(wide),
            column=str(column),
        )
        for column, gone in wide.isna().sum().items()
        if gone
    ]
