# SPDX-License-Identifier: GPL-2.0-or-later
"""What the result section shows of a run, as data: tables by area type, what a chart can show, words, totals."""

from __future__ import annotations

import math
from dataclasses import dataclass

from ..core.area_types import TYPES
from ..report import texts as t
from ..report.content import Row, Sign, Sum, TypeTable, Value
from ..report.language import Language

SUMMARY, ASSIGNED, BACKGROUND, SEGREGATED = "summary", "assigned", "background", "segregated"
FOLLOWED, OTHER = "followed", "other"


@dataclass(frozen=True)
class Measure:
    """Something that a bar chart can show."""

    name: str
    """The column."""
    title: str
    form: str = "values"
    """``rates``, ``shares`` or ``values``."""
    beside: str = ""
    """The column of the grey bars, for shares."""


@dataclass(frozen=True)
class Part:
    """A table that can be shown: everything, or one group."""

    title: str
    table: TypeTable
    code: str | None = ""
    """What the codes of its areas begin with; empty for all areas, None where their codes do not tell them."""
    breaks: tuple[int, ...] = ()
    """The first year after each break in the series, where it is one of years."""


@dataclass(frozen=True)
class Totals:
    """The totals in a line each, and whether they tie."""

    lines: tuple[str, ...] = ()
    tie: bool = True


@dataclass(frozen=True)
class Answer:
    """Everything that the result section shows of an outcome."""

    kind: str
    parts: tuple[Part, ...] = ()
    """The first is everything together, the others are the groups; of a follow-up, the ways of holding the types."""
    start: int = 0
    """The part to show first."""
    group_title: str = ""
    unit: str = "features"
    columns: tuple[str, ...] = ()
    """In the order in which they matter to the question."""
    measures: tuple[Measure, ...] = ()
    """The first is the question's own."""
    reading: tuple[str, ...] = ()
    how_to_read: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    """What signs in the table mean."""
    totals: Totals = Totals()
    classes: tuple[Part, ...] = ()
    """The classes of town and country, or of a field of the areas, where the run has a table of them."""
    disparity: tuple[str, ...] = ()
    """How much the types at the ends differ, where the question is about the features themselves."""


def signs_of(tables: list[TypeTable], limit: int, language: Language, base: int = 0) -> list[str]:
    """Return what the signs in the tables mean: counts under a limit are hidden, others rounded to a base."""
    names = tables[0].rows[0].values.keys()
    notes = [f"{language(t.ROUNDING)}: {language(t.ROUNDED_TO, base=str(base))}."] if base else []
    if any(table.holds(Sign.HIDDEN, names) for table in tables):
        notes.append(language(t.SIGN_HIDDEN, limit=str(limit)))
    if any(table.holds(Sign.MISSING, names) for table in tables):
        notes.append(language(t.SIGN_MISSING))
    return notes


def share_of(part: float | None, whole: float) -> Value:
    """Return a part of a whole, missing where there is none."""
    return Sign.MISSING if part is None or whole <= 0 else part / whole


def with_sums(rows: list[Row], names: tuple[str, ...]) -> tuple[Row, ...]:
    """Put the sum of the five types after them and the sum of all rows last; only of the named columns."""
    typed, others = [row for row in rows if row.kind in TYPES], [row for row in rows if row.kind not in TYPES]
    result = []
    for kind, chosen in ((Sum.TYPES, typed), (Sum.ALL, rows)):
        known = {name: [n for row in chosen if (n := row.number(name)) is not None] for name in names}
        result.append(Row(kind, {name: math.fsum(ns) if ns else Sign.MISSING for name, ns in known.items()}))
    return (*typed, result[0], *others, result[1])


def sum_line(numbers: list[str], ties: bool | None, language: Language) -> str:
    """Return totals as a sum that can be checked by eye: all, inside, outside and unusable, and whether it ties."""
    words = [language(text).lower() for text in (t.INSIDE, t.OUTSIDE, t.UNUSABLE)]
    parts = " + ".join(f"{number} {word}" for number, word in zip(numbers[1:], words, strict=False))
    if ties is None:
        return f"{numbers[0]} = {parts}"
    return f"{'✓' if ties else '✗'} {numbers[0]} {'=' if ties else '≠'} {parts}"
