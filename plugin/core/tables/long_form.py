# SPDX-License-Identifier: GPL-2.0-or-later
"""One sheet of text cells to a tidy table: names filled down, columns of values melted, numbers read."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
import pandas as pd

from ..messages import Message, RegsoError, listing, message
from .area_cells import area_in, area_keys, split_label
from .model import MAX_CELLS, STATUS, VALUE, StatTable
from .numbers import Notation, find_notation, parse_cells
from .roles import Columns, Roles, find_region, find_roles, no_region
from .sheet import Sheet, is_value, year_in
from .words import CONTENTS, REGION, TIME, dimension_word, slug

YEAR_DIMENSION = "år"
CONTENTS_DIMENSION = "tabellinnehåll"
_KOMMUN_NAMES = ("kommunnamn", "kommun")


def tidy_table(sheet: Sheet, name: str, dialect: str, warnings: Iterable[Message] = ()) -> StatTable:
    """Return the sheet as a table in long form; a sheet without areas or without figures is a RegsoError."""
    columns = Columns.of(sheet)
    region = find_region(columns, name)
    _fill_down(columns, region)
    _join_names(columns, region)
    without_area = _drop_rows_without_area(columns, region, name)
    roles = find_roles(columns, region, sheet.title_lines)
    _check(columns, roles, name)
    notation = find_notation(cell for column in roles.values for cell in set(columns.cells[column]))
    areas, labels, repairs = area_keys(
        columns.cells[region], None if roles.area_name is None else columns.cells[roles.area_name]
    )
    frame, strange = _long_frame(columns, roles, areas, notation)
    time, contents = special_dimensions(frame, roles.names[region])
    return StatTable(
        frame=frame,
        region=roles.names[region],
        time=time,
        contents=contents,
        labels={roles.names[region]: labels} if labels else {},
        title=next((line for line in sheet.title_lines if line), ""),
        source=_after(sheet.notes, "källa"),
        updated=_after(sheet.notes, "senaste uppdatering"),
        notes=tuple(line for line in [*sheet.title_lines, *sheet.notes] if line),
        dialect=_describe(dialect, notation, sheet),
        warnings=(*warnings, *without_area, *_left_out(roles), *notation.warnings, *repairs, *strange),
    )


def _check(columns: Columns, roles: Roles, name: str) -> None:
    if not roles.values:
        raise RegsoError(
            "“{name}” has the columns {columns} but none with figures, so there is nothing to join to the areas. "
            "Choose a table with values; a list of codes and names is read as a key table.",
            name=name,
            columns=listing(roles.names),
        )
    check_size(len(columns.cells[roles.region]) * len(roles.values), name)


def check_size(cells: int, name: str) -> None:
    """Refuse a table with more cells than memory should be spent on."""
    if cells > MAX_CELLS:
        raise RegsoError(
            "“{name}” has {cells} cells; more than {limit} are not read at once. Choose fewer years or measures where "
            "you fetched the table, and fetch it again.",
            name=name,
            cells=cells,
            limit=MAX_CELLS,
        )


def _fill_down(columns: Columns, region: int) -> None:
    """Fill the empty cells of merged names with the name above; Excel exports write an area once for its rows."""
    named = [
        column
        for column in range(len(columns.header))
        if column == region or (not year_in(columns.header[column]) and columns.share(column, is_value) <= 0.5)
    ]
    merged = [row for row, cell in enumerate(columns.cells[region]) if not cell]
    for column in named:
        cells = columns.cells[column]
        if not cells[0] or all(cells) or not (merged or column < region):
            continue
        for row in range(1, len(cells)):
            # a row with figures and no name at all is a sum, not one more row of the area above
            if not cells[row] and any(columns.cells[other][row] for other in named):
                cells[row] = cells[row - 1]


def _join_names(columns: Columns, region: int) -> None:
    """Make labels “Kommun (namn)” of a column of names and a column of kommuner beside it."""
    if columns.share(region, area_in) or columns.share(region, split_label):
        return
    beside = [
        column
        for column in range(len(columns.header))
        if column != region and columns.word(column) in _KOMMUN_NAMES and columns.share(column, is_value) == 0
    ]
    if beside and columns.filled(beside[0]):
        names = columns.cells[region]
        columns.cells[region] = [
            f"{kommun} ({name})" if kommun and name else name
            for kommun, name in zip(columns.cells[beside[0]], names, strict=True)
        ]


def _drop_rows_without_area(columns: Columns, region: int, name: str) -> list[Message]:
    empty = {row for row, cell in enumerate(columns.cells[region]) if not cell}
    if not empty:
        return []
    if len(empty) == len(columns.cells[region]):
        raise no_region(name, [cell for cell in columns.header if cell])
    for position, cells in enumerate(columns.cells):
        columns.cells[position] = [cell for row, cell in enumerate(cells) if row not in empty]
    return [message("Rows with figures but without an area were left out: {count}.", count=len(empty))]


def _left_out(roles: Roles) -> list[Message]:
    if not roles.left_out:
        return []
    names = listing([roles.names[column] for column in roles.left_out])
    return [
        message(
            "Columns that are no values of a year or only describe the areas were left out: {columns}.", columns=names
        )
    ]


def _long_frame(
    columns: Columns, roles: Roles, areas: Sequence[str], notation: Notation
) -> tuple[pd.DataFrame, list[Message]]:
    """Melt the value columns: every row of the sheet becomes one row per value column, in that order."""
    many, rows = len(roles.values), range(len(areas))
    data: dict[str, object] = {roles.names[roles.region]: _each(areas, many)}
    for column in roles.dimensions:
        data[roles.names[column]] = _each(columns.cells[column], many)
    years, contents = _headings(columns, roles)
    if years:
        data[_free(YEAR_DIMENSION, data)] = np.tile(np.asarray(years, dtype=object), len(areas))
    if any(contents):
        data[_free(CONTENTS_DIMENSION, data)] = np.tile(np.asarray(contents, dtype=object), len(areas))
    cells = [columns.cells[column][row] for row in rows for column in roles.values]
    values, statuses, strange = parse_cells(cells, notation)
    if roles.status is not None:
        given = columns.cells[roles.status]
        statuses = np.asarray([mark or own for mark, own in zip(given, statuses, strict=True)], dtype=object)
    warnings = []
    if strange:
        texts = listing(sorted(set(strange)))
        warnings.append(message("Cells with a text instead of a number count as missing: {texts}.", texts=texts))
    return pd.DataFrame({**data, VALUE: values, STATUS: statuses}), warnings


def _each(cells: Sequence[str], many: int) -> object:
    return np.repeat(np.asarray(cells, dtype=object), many)


def _free(name: str, taken: dict[str, object]) -> str:
    while name in taken:
        name += " 2"
    return name


def _headings(columns: Columns, roles: Roles) -> tuple[list[str], list[str]]:
    """Return the year and the measure of each value column; no years where no header has one."""
    headers = [columns.header[column] or roles.names[column] for column in roles.values]
    dates = [year_in(header) for header in headers]
    years = {date[0] for date in dates if date}
    contents = [date[1] if date else header for date, header in zip(dates, headers, strict=True)]
    if len(headers) == 1 and dimension_word(contents[0]) == VALUE:
        contents = [""]
    if not years:
        return [], contents
    # a column without a year stands beside columns of one year only, and belongs to it
    return [date[0] if date else min(years) for date in dates], contents


def special_dimensions(frame: pd.DataFrame, region: str) -> tuple[str | None, str | None]:
    """Return the names of the dimensions of time and of measures."""
    dimensions = [str(name) for name in frame.columns if name not in (VALUE, STATUS, region)]
    time = next((name for name in dimensions if dimension_word(name) in TIME), None)
    if time is None:
        time = next((name for name in dimensions if _all_years(frame[name])), None)
    contents = next((name for name in dimensions if dimension_word(name) in CONTENTS and name != time), None)
    return time, contents


def is_region_name(name: str) -> bool:
    """Tell whether a dimension is named as one that holds areas."""
    return dimension_word(name) in REGION


def _all_years(values: pd.Series[str]) -> bool:
    found = [year_in(str(value)) for value in values.unique()]
    return all(date is not None and not date[1] for date in found)


def _after(notes: list[str], word: str) -> str:
    """Return what stands after a word of the footnotes, on its line or on the next: “Källa:” / “SCB”."""
    for position, line in enumerate(notes):
        head, colon, tail = line.partition(":")
        if colon and slug(head) == slug(word):
            return tail.strip(" ,") or next(iter(notes[position + 1 : position + 2]), "")
    return ""


def _describe(dialect: str, notation: Notation, sheet: Sheet) -> str:
    parts = [dialect]
    if notation.decimal:
        parts.append("decimal comma" if notation.decimal == "," else "decimal point")
    for lines, word in ((sheet.title_lines, "title"), (sheet.notes, "footnote")):
        if lines:
            parts.append(f"{len(lines)} {word} line{'s' if len(lines) > 1 else ''}")
    return ", ".join(parts)
