# SPDX-License-Identifier: GPL-2.0-or-later
"""The lines and columns of a follow-up: the figures of the years, and how they changed. No widgets."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ..i18n import tr
from ..report import compareyears_texts as s
from ..report import texts as t
from ..report.content import Sign, Sum
from ..report.language import Language, decimals_for
from .answer import Answer
from .result_grid import Column, Grid, Line, group_column, part_of, type_column


def grid_of_years(answer: Answer, choice: int, language: Language) -> Grid:
    """Return the lines and columns of a way of holding the types, or of every one below each other."""
    parts = answer.parts if choice < 0 else (part_of(answer, choice),)
    rows = [(part, row) for part in parts for row in part.table.rows if not (choice < 0 and isinstance(row.kind, Sum))]
    lines = tuple(Line(row.kind, row, part.title, part.code) for part, row in rows)
    columns = [group_column(answer.group_title)] if choice < 0 else []
    columns.append(type_column(language))
    rates = [name for name in answer.columns if name.startswith("rate_")]
    known = [value for line in lines for name in rates if (value := line.row.number(name)) is not None]
    decimals = decimals_for(known)
    return Grid((*columns, *(_column(name, decimals, answer.unit, language) for name in answer.columns)), lines)


def _column(name: str, decimals: int, unit: str, language: Language) -> Column:
    if name == "interval":
        return _interval(decimals, language)
    if name == "differs":
        return _differs(language)
    if name.startswith("rate_"):
        year = name.removeprefix("rate_")
        return _number(
            name, year, tr("The figure of {year}: {unit}").format(year=year, unit=unit), _plain(decimals, language)
        )
    title, hint, write = {
        "difference": (
            s.CHANGE, tr("The last year's figure minus the first year's."), lambda n: language.signed(n, decimals),
        ),
        "ratio": (s.RATIO, tr("The last year's figure divided by the first year's."), lambda n: language.number(n, 2)),
        "area_count": (t.AREAS, tr("How many areas are of the type."), lambda n: language.number(n, 0)),
        "population": (t.POPULATION, tr("Inhabitants of the areas of the type."), lambda n: language.number(n, 0)),
    }[name]  # fmt: skip
    return _number(name, language(title).replace("\N{SOFT HYPHEN}", ""), hint, write)


def _plain(decimals: int, language: Language) -> Callable[[float], str]:
    return lambda number: language.number(number, decimals) if number >= 0 else language.signed(number, decimals)


def _number(name: str, title: str, hint: str, write: Callable[[float], str]) -> Column:
    def text(line: Line) -> str:
        number = line.row.number(name)
        return _sign(line, name) if number is None else write(number)

    return Column(name, title, hint, text, lambda line: line.row.number(name), exported=((title, _whole(name)),))


def _whole(name: str) -> Callable[[Line], Any]:
    def value(line: Line) -> Any:
        number = line.row.number(name)
        return number if number is not None else Sign.HIDDEN.value if line.row.is_hidden(name) else ""

    return value


def _interval(decimals: int, language: Language) -> Column:
    ends = ("difference_low", "difference_high")

    def text(line: Line) -> str:
        low, high = (line.row.number(name) for name in ends)
        if low is None or high is None:
            return _sign(line, ends[0])
        return tr("{low} to {high}").format(low=language.signed(low, decimals), high=language.signed(high, decimals))

    return Column(
        "interval",
        language(s.INTERVAL_HEAD),
        tr("95% interval of the change. Empty where chance has no part in the figures."),
        text,
        lambda line: line.row.number(ends[0]),
        exported=tuple((language(s.COLUMNS[name]), _whole(name)) for name in ends),
    )


def _differs(language: Language) -> Column:
    words = {1.0: language(s.YES), 0.0: language(s.NO)}
    title = language(s.DIFFERS)

    def text(line: Line) -> str:
        number = line.row.number("differs")
        return _sign(line, "differs") if number is None else words[number]

    return Column(
        "differs",
        title,
        tr("Whether the change is more than chance alone would give."),
        text,
        lambda line: line.row.number("differs"),
        exported=((title, text),),
    )


def _sign(line: Line, name: str) -> str:
    value = line.row.values.get(name, Sign.NOTHING)
    return value.value if isinstance(value, Sign) else ""
