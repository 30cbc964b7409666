# SPDX-License-Identifier: GPL-2.0-or-later
"""Delimited text to rows of cells: which delimiter, how quotes are written. What the cells mean is told elsewhere."""

from __future__ import annotations

import csv
import io
import re

from ..messages import RegsoError
from .area_cells import area_in, split_label
from .numbers import is_number
from .words import tidy

DELIMITERS = {";": "semicolon", "\t": "tab", ",": "comma", "|": "vertical bar"}

_LINE_END = re.compile(r"\r+\n|\r")
_SAMPLE = 60_000


def split_rows(text: str, name: str) -> tuple[list[list[str]], str]:
    """Return the tidied cells of every row and the delimiter that makes the most regular table of them."""
    lines = _LINE_END.sub("\n", text)
    sample = lines[:_SAMPLE].rpartition("\n")[0] if len(lines) > _SAMPLE else lines
    delimiter = max(DELIMITERS, key=lambda sign: _regularity(_parse(sample, sign, name)))
    rows = _parse(lines, delimiter, name, refuse_open_quotes=True)
    return rows, delimiter


def _parse(lines: str, delimiter: str, name: str, refuse_open_quotes: bool = False) -> list[list[str]]:
    reader = csv.reader(io.StringIO(lines, newline=""), delimiter=delimiter, skipinitialspace=True)
    memo: dict[str, str] = {}
    rows = []
    try:
        for row in reader:
            rows.append([memo[cell] if cell in memo else memo.setdefault(cell, tidy(cell)) for cell in row])
            if refuse_open_quotes and any("\n" in cell and _has_swallowed_rows(cell, delimiter) for cell in row):
                raise _open_quote(name, reader.line_num, "rows inside a cell")
    except csv.Error as error:
        raise _open_quote(name, reader.line_num, str(error)) from error
    return rows


def _has_swallowed_rows(cell: str, delimiter: str) -> bool:
    """Tell whether a cell of several lines holds rows of the table, as after a quotation mark that is never closed."""
    rows = ([part.strip(' "') for part in line.split(delimiter)] for line in cell.split("\n")[1:])
    return any(len(row) > 1 and is_number(row[-1]) and (area_in(row[0]) or split_label(row[0])) for row in rows)


def _open_quote(name: str, line: int, details: str) -> RegsoError:
    return RegsoError(
        "“{name}” cannot be read as a table: before line {line} a quotation mark is opened and never closed, so rows "
        "run together. Save the file as CSV once more, or fetch it again.",
        name=name,
        line=line,
        details=details,
    )


def _regularity(rows: list[list[str]]) -> tuple[int, int]:
    """Return how many rows in a run have the same number of cells, more than one, and how many cells that is.

    The run begins with its header: a comma inside decimal numbers gives the rows more cells than the header has.
    """
    best = (0, 0)
    run, width = 0, 0
    for row in rows:
        if len(row) == width:
            run += 1
        elif any(row):
            run, width = 1, len(row)
        if width > 1:
            best = max(best, (run, width))
    return best
