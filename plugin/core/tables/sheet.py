# SPDX-License-Identifier: GPL-2.0-or-later
"""Rows of cells to one sheet: title lines above, the header, the data, footnotes below.

CSV and Excel files share this: what comes in is text cells, what goes out is still text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from ..messages import RegsoError, listing
from .area_cells import area_in, is_higher_level, split_label
from .numbers import is_mark, is_number
from .words import CONTENTS, KNOWN_DIMENSIONS, REGION, TIME, VALUES, dimension_word

Row = list[str]

_YEAR = r"(?:19|20)\d\d(?:[KMQ]\d{1,2}|[-–](?:19|20)?\d\d)?"
_YEAR_IN_HEADER = re.compile(rf"(?:(?P<before>.*?)[\s_,:;]+)?(?P<year>{_YEAR})(?:[\s_,:;]+(?P<after>.*))?")
_PLAIN_YEAR = re.compile(_YEAR)
_MAX_TITLE_ROWS = 60
_HEADER_WORDS = REGION | TIME | CONTENTS | VALUES | KNOWN_DIMENSIONS


@dataclass(frozen=True)
class Sheet:
    """One table of text cells; every data row is as long as the header."""

    header: Row
    rows: list[Row]
    title_lines: list[str]
    """All that stood above the header, blank lines too."""
    notes: list[str]
    """All that stood below the data, blank lines too."""


def year_in(header: str) -> tuple[str, str] | None:
    """Return the year of a column's header and the rest of its text, or None where it names no year."""
    match = _YEAR_IN_HEADER.fullmatch(header)
    if match is None:
        return None
    rest = " ".join(part.strip(" -–_") for part in (match["before"], match["after"]) if part)
    return match["year"], rest


def find_sheet(rows: list[Row], name: str) -> Sheet:
    """Find the table among a file's rows; a file without one is a RegsoError."""
    first = _first_data_row(rows)
    head = _header_anywhere(rows) if first is None else _header_above(rows, first)
    if head is None:
        seen = next((row for row in rows if any(row)), [])
        raise RegsoError(
            "“{name}” has no header row above figures for areas, so the columns cannot be told apart. It begins with: "
            "{cells}. The table needs a first row with names such as “region” and “2022”, and then one row per area.",
            name=name,
            cells=listing(seen, 6)[:200],
        )
    top, bottom = _header_block(rows, head, len(rows) if first is None else first)
    header = _joined(rows[top : bottom + 1])
    data, notes = _data_and_notes(rows[bottom + 1 :], header, name)
    if not data:
        raise RegsoError(
            "“{name}” has the header {cells} but no rows with figures below it, so there is nothing to read. Choose "
            "areas and years where you fetched the table, and fetch it again.",
            name=name,
            cells=listing([cell for cell in header if cell], 6),
        )
    return Sheet(header, data, [_line(row) for row in rows[:top]], notes)


def is_value(cell: str) -> bool:
    """Tell whether a cell can stand in a column of values: a number or a mark for a missing one."""
    return is_number(cell) or is_mark(cell)


def _first_data_row(rows: list[Row]) -> int | None:
    """Return the first row that names an area by code or label and has something beside it."""
    for position, row in enumerate(rows):
        filled = [cell for cell in row if cell]
        if len(filled) > 1 and any(area_in(cell) for cell in filled):
            return position
        if filled and split_label(filled[0]) and len(row) > 1 and all(is_value(cell) for cell in row[-1:]):
            return position
    return None


def _header_above(rows: list[Row], first: int) -> int | None:
    """Return the row nearest above the data that has a header's words, or else that has no figures but years."""
    looks = None
    for position in range(first - 1, max(first - _MAX_TITLE_ROWS, 0) - 1, -1):
        filled = [cell for cell in rows[position] if cell]
        # the label column's header may be empty, as in ",2022"
        if not any(rows[position][1:]):
            continue
        if _has_header_word(filled):
            return position
        if looks is None and all(_is_heading(cell) for cell in filled):
            looks = position
    return looks


def _header_anywhere(rows: list[Row]) -> int | None:
    """Return the header of a table without small areas: the first row with a header's words, or with two cells."""
    wide = [position for position, row in enumerate(rows[:1000]) if any(row[1:])]
    known = [position for position in wide if _has_header_word(rows[position])]
    return next(iter(known or wide), None)


def _has_header_word(cells: Row) -> bool:
    return any(cell and dimension_word(cell) in _HEADER_WORDS for cell in cells)


def _is_heading(cell: str) -> bool:
    return not is_value(cell) or _PLAIN_YEAR.fullmatch(cell) is not None


def _header_block(rows: list[Row], head: int, first: int) -> tuple[int, int]:
    """Return the first and last row of a header of several rows.

    Excel files write “Antal” once above several years. The names of the other columns stand beside the upper or the
    lower of the rows, which is empty there.
    """
    top = bottom = head
    width = len(_trimmed(rows[head]))
    while top > 0 and 0 < _start(rows[top - 1]) < width and len(_trimmed(rows[top - 1])) <= width:
        top -= 1
    while bottom + 1 < first and _start(rows[bottom + 1]) > 0:
        if not all(_is_heading(cell) for cell in rows[bottom + 1] if cell):
            break
        bottom += 1
    return top, bottom


def _joined(block: list[Row]) -> Row:
    """Return one header of a block of rows; a heading stands for the columns after it until the next heading."""
    width = max(len(_trimmed(row)) for row in block)
    start = max(_start(row) for row in block) if len(block) > 1 else 0
    columns: list[Row] = [[] for _ in range(width)]
    for depth, row in enumerate(block):
        heading = ""
        for column in range(width):
            cell = row[column] if column < len(row) else ""
            heading = cell or heading
            above = column >= start and depth < len(block) - 1
            columns[column].append(heading if above else cell)
    return [" ".join(cell for cell in column if cell) for column in columns]


def _start(row: Row) -> int:
    """Return the first column that is filled; 0 for a blank row."""
    return next((column for column, cell in enumerate(row) if cell), 0)


def _line(row: Row) -> str:
    return ", ".join(cell for cell in row if cell)


def _trimmed(row: Row) -> Row:
    end = len(row)
    while end and not row[end - 1]:
        end -= 1
    return list(row[:end])


def _data_and_notes(rows: list[Row], header: Row, name: str) -> tuple[list[Row], list[str]]:
    """Part the rows below the header into data and notes.

    Data end at the first row that is blank or has no figures; after that only rows that name an area are data.
    """
    width = len(header)
    data: list[Row] = []
    notes: list[str] = []
    going = True
    for row in rows:
        if _is_data(row, width, going):
            _check_width(row, header, name)
            data.append((row + [""] * width)[:width])
            continue
        going = going and not data
        notes.append(_line(row))
    while notes and not notes[-1]:
        notes.pop()
    return data, notes


def _is_data(row: Row, width: int, going: bool) -> bool:
    cells = _trimmed(row)
    if not cells or len(row) < 2:
        return False
    if any(area_in(cell) for cell in cells):
        return True
    label = split_label(cells[0]) is not None
    figures = len(cells) <= width and any(cell and is_value(cell) for cell in cells[1:])
    if not going:
        return figures and label
    # an area whose cells are all empty is an area without values, not a note
    return figures or (len(row) >= width and (label or is_higher_level(cells[0])))


def _check_width(row: Row, header: Row, name: str) -> None:
    cells = _trimmed(row)
    if len(cells) <= len(header):
        return
    raise RegsoError(
        "“{name}” has a row with {cells} cells under a header of {columns} columns ({row}), so it cannot be told which "
        "value belongs where. Often a decimal comma was taken for a delimiter: save the file with semicolons or tabs.",
        name=name,
        cells=len(cells),
        columns=len(header),
        row=listing(cells, 4),
    )
