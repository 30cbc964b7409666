# SPDX-License-Identifier: GPL-2.0-or-later
"""Numbers as statistical files write them: decimal comma or point, blanks between thousands, marks for missing."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ..messages import Message, message
from .words import DASHES, tidy

# SCB's marks (".." not available, "." cannot occur, "-" nothing to report) and what other tools write.
MARKS = frozenset(
    (
        "",
        "..",
        ".",
        "-",
        "…",
        "...",
        ":",
        "*",
        "x",
        "na",
        "n/a",
        "nan",
        "null",
        "none",
        "saknas",
        "uppgift saknas",
        "#n/a",
    )
)
_COMMA = re.compile(r"[-+]?(?:\d{1,3}(?:\.\d{3})+|\d+)?(?:,\d+)?")
_POINT = re.compile(r"[-+]?(?:\d{1,3}(?:,\d{3})+|\d+)?(?:\.\d*)?(?:e[-+]?\d+)?", re.IGNORECASE)
_GROUPED = re.compile(r"[-+]?[1-9]\d{0,2}[.,]\d{3}")
_LONG = re.compile(r"[-+]?\d{4,}(?:[.,]\d+)?")
_SIMPLE = re.compile(r"-?[0-9]+(?:[.,][0-9]+)?")
_PLAIN = re.compile(r"[-+]?\d+")
_BLANK_THOUSANDS = re.compile(r"(?<=\d) (?=\d{3}(?:\D|$))")


def bare(cell: str) -> str:
    """Return a cell without blanks between thousands, with a plain minus and without a percent sign."""
    if _SIMPLE.fullmatch(cell):
        return cell
    text = DASHES.sub("-", tidy(cell))
    text = _BLANK_THOUSANDS.sub("", text)
    return text.removesuffix("%").rstrip() if text[:1].isdigit() else text


def is_mark(cell: str) -> bool:
    """Tell whether a cell holds a mark for a missing value; an empty cell is one."""
    return bare(cell).casefold() in MARKS


def is_number(cell: str) -> bool:
    """Tell whether a cell holds a number in either notation."""
    if _SIMPLE.fullmatch(cell):
        return True
    text = bare(cell)
    return any(sign.isdigit() for sign in text) and bool(_COMMA.fullmatch(text) or _POINT.fullmatch(text))


@dataclass(frozen=True)
class Notation:
    """How a table writes decimals."""

    decimal: str
    """``,`` or ``.``, or nothing where no number has decimals."""
    warnings: tuple[Message, ...] = ()


def find_notation(cells: Iterable[str]) -> Notation:
    """Return the notation that reads most of a table's cells; a tie means that a comma is a decimal comma.

    Where nothing but numbers like ``5,982`` tells, the sign may as well part thousands: that is said in a warning.
    """
    numbers = {text for text in map(bare, cells) if any(sign.isdigit() for sign in text)}
    signed = [text for text in numbers if not _PLAIN.fullmatch(text)]
    if not signed:
        return Notation("")
    as_comma = sum(1 for text in signed if _COMMA.fullmatch(text))
    as_point = sum(1 for text in signed if _POINT.fullmatch(text))
    if as_comma == as_point:
        decimal = "," if any("," in text for text in signed) else "."
    else:
        decimal = "," if as_comma > as_point else "."
    return Notation(decimal, _doubt(decimal, signed, numbers))


def _doubt(decimal: str, signed: list[str], numbers: set[str]) -> tuple[Message, ...]:
    """Say so when the decimal sign could as well be a sign between thousands."""
    if not all(_GROUPED.fullmatch(text) and decimal in text for text in signed):
        return ()
    if any(_LONG.fullmatch(text) for text in numbers):
        return ()
    return (
        message(
            "Numbers such as {example} were read with “{sign}” as the decimal sign. If it parts thousands here, the "
            "values are 1,000 times too small: save the file without signs between thousands and read it again.",
            example=min(signed),
            sign=decimal,
        ),
    )


def parse_cells(cells: list[str], notation: Notation) -> tuple[NDArray[np.float64], NDArray[np.object_], list[str]]:
    """Return values, statuses and the texts that are neither a number nor a known mark (they count as missing)."""
    known: dict[str, tuple[float, str | None]] = {}
    strange: list[str] = []
    values = np.empty(len(cells), dtype=np.float64)
    statuses = np.empty(len(cells), dtype=object)
    for position, cell in enumerate(cells):
        found = known.get(cell)
        if found is None:
            found = known[cell] = parse_cell(cell, notation.decimal)
            if found[1] is not None and not is_mark(cell):
                strange.append(cell)
        values[position], statuses[position] = found
    return values, statuses, strange


def parse_cell(cell: str, decimal: str) -> tuple[float, str | None]:
    """Return the value and no status, or NaN and what stood there."""
    text = bare(cell)
    if text.casefold() not in MARKS:
        form = _COMMA if decimal == "," else _POINT
        if form.fullmatch(text) and any(sign.isdigit() for sign in text):
            point = text.replace(".", "").replace(",", ".") if decimal == "," else text.replace(",", "")
            value = float(point)
            if math.isfinite(value):
                return value, None
    return float("nan"), tidy(cell)
