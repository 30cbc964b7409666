# SPDX-License-Identifier: GPL-2.0-or-later
"""Read a statistical file of any supported dialect, told by its content."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path

from ..messages import Message, RegsoError, listing, message
from .csv_text import DELIMITERS, split_rows
from .files import Kind, StrPath, decode, kind_of, read_bytes
from .json_stat import find_datasets, read_dataset
from .long_form import tidy_table
from .model import StatTable
from .pxweb_v1 import is_pxweb, read_pxweb
from .sheet import find_sheet
from .xlsx import read_workbook

_PAGE = re.compile(r"\s*(<!doctype|<html|<\?xml|<head|<body|<svg|<!--)", re.IGNORECASE)
_PC_AXIS = re.compile(r'\s*(CHARSET|AXIS-VERSION)\s*=\s*"', re.IGNORECASE)


@dataclass(frozen=True)
class Rows:
    """A file as rows of text cells, before anything is known about what they mean."""

    cells: list[list[str]]
    dialect: str
    warnings: tuple[Message, ...] = ()


def read_table(path: StrPath, *, encoding: str | None = None) -> StatTable:
    """Read a table with areas: CSV, tab-separated text, Excel (.xlsx), JSON-stat or PxWeb's JSON.

    The content decides, not the ending of the file's name. ``encoding`` is only needed where the letters of a text
    file come out wrong. Every cell is kept; a missing one is NaN with the mark that stood there in ``status``.

    Raises:
        RegsoError: the file cannot be opened or holds no table with areas.
    """
    name = Path(path).name
    data = read_bytes(path)
    if kind_of(data, name) is Kind.WORKBOOK:
        return _table_in_workbook(path)
    decoded = decode(data, name, encoding)
    if decoded.text.lstrip()[:1] in ("{", "["):
        return _table_in_json(decoded.text, name)
    rows = _delimited(decoded.text, decoded.encoding, decoded.warnings, name)
    return tidy_table(find_sheet(rows.cells, name), name, rows.dialect, rows.warnings)


def read_json_table(data: bytes, name: str) -> StatTable:
    """Read a table that came as JSON-stat or PxWeb's JSON; ``name`` is what it is called in messages.

    Raises:
        RegsoError: it is cut off, contradicts itself or holds no table with areas.
    """
    return _table_in_json(decode(data, name).text, name)


def read_rows(path: StrPath) -> list[Rows]:
    """Read a CSV or Excel file as rows of text cells, one for each sheet."""
    name = Path(path).name
    data = read_bytes(path)
    if kind_of(data, name) is Kind.WORKBOOK:
        return [Rows(cells, f"Excel, sheet “{title}”") for title, cells in read_workbook(path).items()]
    decoded = decode(data, name)
    return [_delimited(decoded.text, decoded.encoding, decoded.warnings, name)]


def _delimited(text: str, encoding: str, warnings: tuple[Message, ...], name: str) -> Rows:
    if _PAGE.match(text):
        raise RegsoError(
            "“{name}” is a web page or an XML document, not a table. Often it is the error page of a service or the "
            "page around a table: fetch the table itself as CSV, JSON-stat or Excel.",
            name=name,
            details=" ".join(re.sub(r"<[^>]*>", " ", text[:2000]).split())[:300],
        )
    if _PC_AXIS.match(text):
        raise RegsoError(
            "“{name}” is a PC-Axis file (.px), which is not read here. Fetch the same table as CSV, JSON-stat or "
            "Excel.",
            name=name,
        )
    cells, delimiter = split_rows(text, name)
    return Rows(cells, f"CSV, {encoding}, {DELIMITERS[delimiter]}", warnings)


def _table_in_workbook(path: StrPath) -> StatTable:
    """Return the table of the sheet that has one; where several have, the longest, and the others are named."""
    name = Path(path).name
    tables: dict[str, StatTable] = {}
    failure: RegsoError | None = None
    for title, cells in read_workbook(path).items():
        try:
            tables[title] = tidy_table(find_sheet(cells, name), name, f"Excel, sheet “{title}”")
        except RegsoError as error:
            failure = failure or error
    if not tables:
        raise failure or RegsoError(
            "“{name}” is a workbook without any filled cell: there is no table in it. Fetch the file again.", name=name
        )
    chosen = max(tables, key=lambda title: len(tables[title].frame))
    others = [title for title in tables if title != chosen]
    table = tables[chosen]
    if others:
        told = message(
            "The sheet “{sheet}” was read; other sheets have tables too: {others}.",
            sheet=chosen,
            others=listing(others),
        )
        table = StatTable(**{**vars(table), "warnings": (*table.warnings, told)})
    return table


def _table_in_json(text: str, name: str) -> StatTable:
    try:
        document = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise RegsoError(
            "“{name}” begins like JSON but cannot be read to its end: it was cut off or changed. Fetch the file again.",
            name=name,
            details=str(error)[:300],
        ) from error
    if is_pxweb(document):
        return read_pxweb(document, name)
    datasets = find_datasets(document)
    if len(datasets) == 1:
        return read_dataset(datasets[0], name)
    if datasets:
        raise RegsoError(
            "“{name}” holds {count} tables, and it cannot be told which is meant. Fetch the wanted one by itself.",
            name=name,
            count=len(datasets),
        )
    raise RegsoError(
        "“{name}” is JSON but neither JSON-stat nor PxWeb's table format, so no values can be read from it. If a "
        "statistical service sent it, it may be an error message; a layer (GeoJSON) is added to the map instead.",
        name=name,
        details=text[:300],
    )
