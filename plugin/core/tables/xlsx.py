# SPDX-License-Identifier: GPL-2.0-or-later
"""Excel workbooks to rows of text cells.

GDAL reads them: every QGIS has its XLSX driver, while openpyxl is often missing. Headers and types are told from the
cells by this package, so the driver is asked for plain text of every row.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from ..messages import RegsoError
from .files import StrPath
from .model import MAX_CELLS
from .words import tidy

_AS_TEXT = {"OGR_XLSX_HEADERS": "DISABLE", "OGR_XLSX_FIELD_TYPES": "STRING"}


def read_workbook(path: StrPath) -> dict[str, list[list[str]]]:
    """Return the rows of every sheet that has any, as tidied text; an empty cell is an empty text.

    Merged cells have their text in the first cell only. A workbook that cannot be read is a RegsoError.
    """
    name = Path(path).name
    gdal = _gdal(name)
    with _plain_text(gdal):
        try:
            workbook = gdal.OpenEx(os.fspath(path), gdal.OF_VECTOR | gdal.OF_READONLY, allowed_drivers=["XLSX"])
        except RuntimeError as error:
            raise _unreadable(name, str(error)) from error
        if workbook is None:
            raise _unreadable(name, gdal.GetLastErrorMsg())
        layers = [workbook.GetLayer(position) for position in range(workbook.GetLayerCount())]
        sheets = {layer.GetName(): _rows(layer, name) for layer in layers}
    return {title: rows for title, rows in sheets.items() if any(any(row) for row in rows)}


def _gdal(name: str) -> Any:
    try:
        from osgeo import gdal  # type: ignore[import-untyped,import-not-found,unused-ignore]
    except ImportError as error:
        raise RegsoError(
            "“{name}” is an Excel file, and GDAL, which reads such files, is missing in this Python. Read it inside "
            "QGIS, or save it as CSV and use that file.",
            name=name,
            details=str(error),
        ) from error
    return gdal


def _unreadable(name: str, details: str) -> RegsoError:
    return RegsoError(
        "“{name}” could not be read as an Excel workbook: it is damaged or protected by a password. Open it in Excel "
        "or LibreOffice, save it anew as .xlsx or as CSV, and use that file.",
        name=name,
        details=details,
    )


@contextmanager
def _plain_text(gdal: Any) -> Iterator[None]:
    """Set the driver's options for this thread and this reading only, and keep GDAL's complaints off the screen."""
    before = {option: gdal.GetThreadLocalConfigOption(option) for option in _AS_TEXT}
    gdal.PushErrorHandler("CPLQuietErrorHandler")
    try:
        for option, value in _AS_TEXT.items():
            gdal.SetThreadLocalConfigOption(option, value)
        yield
    finally:
        for option, value in before.items():
            gdal.SetThreadLocalConfigOption(option, value)
        gdal.PopErrorHandler()


def _rows(layer: Any, name: str) -> list[list[str]]:
    width = layer.GetLayerDefn().GetFieldCount()
    if layer.GetFeatureCount() * width > MAX_CELLS:
        raise RegsoError(
            "“{name}” has a sheet of {rows} rows and {columns} columns, which is more than is read at once. Save the "
            "part with the table as a workbook of its own.",
            name=name,
            rows=layer.GetFeatureCount(),
            columns=width,
        )
    rows = []
    for feature in layer:
        cells = (feature.GetField(column) for column in range(width))
        rows.append(["" if cell is None else tidy(cell) for cell in cells])
    return rows
