# SPDX-License-Identifier: GPL-2.0-or-later
"""The lines and columns of a result's table, on the screen, as text to copy and as a CSV file. No widgets."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from ..core.area_types import ROWS, TYPES, label
from ..i18n import tr
from ..layers.styling import measure_aliases
from ..report import texts as t
from ..report.compareyears_texts import GAP
from ..report.content import Row, Sign, Sum
from ..report.language import Language, decimals_for
from ..report.reading import interval
from .answer import FOLLOWED, Answer, Part
from .result_reading import field_title

EACH_GROUP, EACH_CLASS = -1, -2
"""The choice of all groups, or of all classes of areas, below each other, instead of the position of one part."""

_PERCENT = ("share", "population_share", "share_difference", "area_share")


@dataclass(frozen=True)
class Line:
    """A row of the table."""

    kind: int | Sum
    row: Row
    group: str = ""
    code: str | None = ""
    """What the codes of its areas begin with; None where they cannot be told by that."""


@dataclass(frozen=True)
class Column:
    """A column of the table: what it is called, what it means, and what stands in it."""

    name: str
    title: str
    hint: str
    write: Callable[[Line], str]
    sort: Callable[[Line], Any]
    """A number or a text; None where nothing is known."""
    is_text: bool = False
    exported: tuple[tuple[str, Callable[[Line], Any]], ...] = ()
    """Title and value in a file, where they are not simply those of the screen."""


@dataclass(frozen=True)
class Grid:
    """Lines and columns to show."""

    columns: tuple[Column, ...] = ()
    lines: tuple[Line, ...] = field(default=())


def grid_of(answer: Answer, choice: int, language: Language) -> Grid:
    """Return the lines and columns of a part of an answer, or of every group or class of areas (``EACH_…``)."""
    if answer.kind == FOLLOWED:
        from .years_grid import grid_of_years

        return grid_of_years(answer, choice, language)
    each, of_class = choice < 0, choice == EACH_CLASS or choice >= len(answer.parts)
    every = answer.classes if of_class else answer.parts[1:]
    parts: Sequence[Part] = every if each else (part_of(answer, choice),)
    rows = [(part, row) for part in parts for row in part.table.rows if not (each and isinstance(row.kind, Sum))]
    lines = tuple(Line(row.kind, row, part.title, part.code) for part, row in rows)
    names = answer.columns
    if of_class or (len(answer.parts) > 1 and choice == 0):
        # the overall table has no means, for they cannot be put together, and classes have none of the layer's fields
        names = tuple(name for name in names if name == "interval" or any(name in line.row.values for line in lines))
    columns = [type_column(language)]
    if each:
        title = tr("Class") if of_class else answer.group_title
        columns.insert(0, group_column(title or language(t.PART)))
    columns += [_measure_column(name, answer.unit, lines, language) for name in names]
    return Grid(tuple(columns), lines)


def titles_of_parts(answer: Answer, language: Language) -> list[tuple[int, str]]:
    """Return what can be chosen to be shown, and what it is called: parts, groups, classes, and each below another."""
    parts = [(at, part.title) for at, part in enumerate((*answer.parts, *answer.classes))]
    own, classes = parts[: len(answer.parts)], parts[len(answer.parts) :]
    if answer.kind == FOLLOWED:
        return [*own, *([(EACH_GROUP, tr("Every way of holding the types"))] if len(own) > 1 else [])]
    if own:
        own[0] = (0, tr("Everything together"))
    if len(own) > 1:
        title = tr("Every group of {field}").format(field=answer.group_title or language(t.PART))
        own.insert(1, (EACH_GROUP, title))
    return [*own, *([(EACH_CLASS, tr("Every class of areas"))] if classes else []), *classes]


def part_of(answer: Answer, choice: int) -> Part:
    """Return the part that a choice is about: of all groups or classes below each other what they are together."""
    return (*answer.parts, *answer.classes)[max(choice, 0)]


def short_name(kind: int | Sum, language: Language) -> str:
    """Return what a row is called where there is little room."""
    if kind is Sum.GAP:
        return language(GAP)
    if kind is Sum.TYPES:
        return language(t.TYPE_SHORT, number="1–5")
    if kind is Sum.ALL or kind == -1:
        return language(t.ALL_ROWS if kind is Sum.ALL else t.OUTSIDE)
    return language(t.TYPE_SHORT, number=str(kind)) if kind in TYPES else label(int(kind), language.code)


def long_name(kind: int | Sum, language: Language) -> str:
    """Return the whole name of a row."""
    if kind is Sum.GAP:
        return language(GAP)
    if isinstance(kind, Sum):
        return language(t.ALL_TYPES if kind is Sum.TYPES else t.ALL_ROWS)
    if kind not in TYPES:
        return label(kind, language.code)
    return f"{short_name(kind, language)}: {label(kind, language.code)}"


Areas = frozenset[tuple[int, str]]
"""Areas by their type and what their codes begin with."""


def areas_of(line: Line) -> Areas:
    """Return the areas that a line is about; none for what lies outside, or where that cannot be told."""
    if line.code is None:
        return frozenset()
    kinds = TYPES if line.kind is Sum.TYPES else (*TYPES, 0) if line.kind is Sum.ALL else (line.kind,)
    return frozenset((int(kind), line.code) for kind in kinds if kind != -1)  # type: ignore[arg-type]


def type_column(language: Language) -> Column:
    """Return the column with the area type, in the order of the types."""
    order = {kind: at for at, kind in enumerate(ROWS)}
    return Column(
        "area_type",
        language(t.AREA_TYPE),
        tr("Area type. Type 1 has the largest socioeconomic challenges, type 5 the best conditions."),
        lambda line: short_name(line.kind, language),
        lambda line: order.get(line.kind, len(order)),  # type: ignore[arg-type]
        is_text=True,
        exported=((language(t.AREA_TYPE), lambda line: long_name(line.kind, language)),),
    )


def group_column(title: str) -> Column:
    """Return the column that says which part a line is of."""
    return Column("group", title, title, lambda line: line.group, lambda line: line.group.casefold(), is_text=True)


def _measure_column(name: str, unit: str, lines: tuple[Line, ...], language: Language) -> Column:
    if name == "interval":
        return _interval_column(lines, language)
    factor = 100.0 if name in _PERCENT else 1.0
    values = [factor * value for line in lines if (value := line.row.number(name)) is not None]
    decimals = 1 if name in _PERCENT else 2 if name == "location_quotient" else decimals_for(values)
    if name in ("amount", "area_km2") or name.endswith(("_sum", "_mean")):
        decimals = decimals_for(values, figures=4 if name.endswith("_mean") else 5, most=3)
    write = language.signed if name == "share_difference" else language.number

    def value(line: Line) -> float | None:
        number = line.row.number(name)
        return None if number is None else factor * number

    def text(line: Line) -> str:
        number = value(line)
        return _sign(line, name) if number is None else write(number, decimals)

    def whole(line: Line) -> Any:
        number = value(line)
        return number if number is not None else Sign.HIDDEN.value if line.row.is_hidden(name) else ""

    title = _title(name, unit, language)
    return Column(name, title, _hint(name), text, value, exported=((title, whole),))


def _interval_column(lines: tuple[Line, ...], language: Language) -> Column:
    rates = [value for line in lines if (value := line.row.number("per_1000")) is not None]
    highs = [value for line in lines if (value := line.row.number("per_1000_high")) is not None]
    decimals = decimals_for(rates if any(rates) else highs)

    def end(name: str) -> Callable[[Line], Any]:
        def value(line: Line) -> Any:
            number = line.row.number(name)
            return number if number is not None else Sign.HIDDEN.value if line.row.is_hidden(name) else ""

        return value

    names = measure_aliases()
    return Column(
        "interval",
        language(t.INTERVAL),
        tr(
            "95% interval of the count per 1,000 inhabitants: chance alone could well have given any figure in it. "
            "Empty for lengths and areas."
        ),
        lambda line: interval(line.row, decimals, language) or _sign(line, "per_1000_low"),
        lambda line: line.row.number("per_1000_low"),
        exported=tuple((names[name], end(name)) for name in ("per_1000_low", "per_1000_high")),
    )


def _sign(line: Line, name: str) -> str:
    value = line.row.values.get(name, Sign.NOTHING)
    return value.value if isinstance(value, Sign) else ""


def _title(name: str, unit: str, language: Language) -> str:
    if name.endswith(("_sum", "_mean")):
        return field_title(name, language)
    text = {
        "amount": t.AMOUNT_TITLE.get(unit, t.COUNT),
        "per_1000": t.PER_1000,
        "per_km2": t.PER_KM2,
        "share": t.SHARE,
        "population_share": t.POPULATION_SHARE,
        "share_difference": t.DIFFERENCE,
        "location_quotient": t.QUOTIENT,
        "area_count": t.AREAS,
        "area_share": t.AREA_SHARE,
        "population": t.POPULATION,
        "area_km2": t.AREA_KM2,
        "feature_count": t.FEATURE_COUNT,
    }[name]
    return language(text).replace("\N{SOFT HYPHEN}", "")


def _hint(name: str) -> str:
    """Return what a column means, in a sentence."""
    if name.endswith("_sum"):
        return tr("Sum of the field; a feature in several areas is split between them in proportion.")
    if name.endswith("_mean"):
        return tr("Mean of the field, weighted by how much of each feature lies in the areas.")
    return {
        "amount": tr("How much of the layer lies in the areas: features, or true kilometres or square kilometres."),
        "per_1000": tr("The amount for every 1,000 inhabitants of the areas of the type."),
        "per_km2": tr("The amount for every square kilometre of the areas of the type, water included."),
        "share": tr("Share of what lies in areas with a type."),
        "population_share": tr("Share of the inhabitants of areas with a type."),
        "share_difference": tr("The share minus the share of the inhabitants, in percentage points."),
        "location_quotient": tr("The share divided by the share of the inhabitants: 1 means equal, 2 twice as much."),
        "area_count": tr("How many areas are of the type."),
        "area_share": tr("Share of the areas with a type."),
        "population": tr("Inhabitants of the areas of the type."),
        "area_km2": tr("Square kilometres of the areas of the type, water included."),
        "feature_count": tr("Features that lie at least partly in areas of the type."),
    }[name]


# As text --------------------------------------------------------------------------------------------------------------


def rows_as_values(grid: Grid, lines: Iterable[Line] | None = None) -> list[list[Any]]:
    """Return titles and lines with every digit: ``..`` for what is suppressed, empty for what is missing."""
    written = [one for column in grid.columns for one in (column.exported or ((column.title, column.write),))]
    chosen = grid.lines if lines is None else lines
    return [[title for title, _ in written], *([value(line) for _, value in written] for line in chosen)]


def as_text(grid: Grid, language: Language, lines: Iterable[Line] | None = None) -> str:
    """Return lines to be pasted into a spreadsheet: tabs between the columns, decimal comma in Swedish."""
    rows = rows_as_values(grid, lines)
    return "\n".join("\t".join(_plain(value, language).replace("\t", " ") for value in row) for row in rows) + "\n"


def as_csv(grid: Grid, language: Language) -> bytes:
    """Return the lines as a file that a spreadsheet opens as it is: UTF-8 with a mark, semicolons in Swedish."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";" if language.code == "sv" else ",", lineterminator="\r\n")
    writer.writerows([_plain(value, language) for value in row] for row in rows_as_values(grid))
    return text.getvalue().encode("utf-8-sig")


def _plain(value: Any, language: Language) -> str:
    if not isinstance(value, float):
        return " ".join(str(value).splitlines())
    # fifteen figures: what a spreadsheet keeps, without the noise of the last bit
    text = f"{value:.15g}"
    return text.replace(".", ",") if language.code == "sv" else text
