# SPDX-License-Identifier: GPL-2.0-or-later
"""A result as a workbook: the table, by group, by area, method and sources; of what was suppressed already."""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..core.area_types import TYPES, label
from . import texts as t
from . import workbook_texts as w
from .class_tables import class_tables
from .content import Content, Row, Sign, Sum, TypeTable, amounts_tie, content_of_table, features_tie
from .disparity_sheet import disparity_sheet
from .hidden_cells import hidden_cells, is_missing
from .language import Language
from .page import rounding_in_words, when
from .provenance import Provenance
from .reading import how_to_read, read_out
from .summary_disparity import Put
from .tables import group_name
from .xlsx import HEAD, NUMBER_HEAD, WRAP, Cell, Sheet, Style, write_workbook

if TYPE_CHECKING:
    import pandas as pd

TITLE = Style(bold=True, size=14)
CHAPTER = Style(bold=True, shaded=True)
TERM = Style(bold=True, wrap=True)
WHOLE, ONE, TWO, THREE, PERCENT = "#,##0", "#,##0.0", "#,##0.00", "#,##0.000", "0.0%"

FORMS = {
    **dict.fromkeys(("area_count", "population", "feature_count"), WHOLE),
    **dict.fromkeys(("area_km2", "location_quotient"), TWO),
    **dict.fromkeys(("per_1000", "per_1000_low", "per_1000_high", "per_km2"), THREE),
    **dict.fromkeys(("share", "population_share", "area_share", "class_share"), PERCENT),
    "share_difference": ONE,
}
_WITHOUT_SENSE = ("amount_unit",)
_WITHOUT_FORM = ("area_type", "area_type_before", "year", "compare_year", "base_year", "type_year")


@dataclass(frozen=True)
class Result:
    """What a run gave, as tables. ``titles``: column → what people call it, for columns without a title here."""

    table: pd.DataFrame | None
    areas: pd.DataFrame | None = None
    numbers: Mapping[str, Any] = field(default_factory=dict)
    amount_fields: tuple[str, ...] = ()
    rate_fields: tuple[str, ...] = ()
    min_count: int = 0
    titles: Mapping[str, str] = field(default_factory=dict)
    put: Put = str
    """Puts messages of the core into the workbook's language."""
    classes: pd.DataFrame | None = None
    """The table by class of town and country."""

    def content(self) -> Content | None:
        """Return the summary as the report has it, None where it is another kind of table."""
        if self.table is None:
            return None
        try:
            return content_of_table(self.table, self.numbers)
        except ValueError:
            return None


def write_result(
    path: str | Path,
    result: Result,
    provenance: Provenance,
    language: str,
    cancelled: Callable[[], bool] = lambda: False,
) -> None:
    """Write a result as XLSX, whole or not at all; ``language``: ``sv`` or ``en``.

    Raises ``RegsoError`` where it cannot be written, ``Cancelled`` soon after ``cancelled`` answers true.
    """
    say = Language(language)
    write_workbook(path, list(_sheets(result, provenance, say)), provenance.title, cancelled)


def _sheets(result: Result, provenance: Provenance, say: Language) -> Iterator[Sheet]:
    content = result.content()
    unit = content.unit if content is not None else ""
    if content is not None:
        yield _type_sheet(say(w.RESULT), [content.overall], content, content.fields_overall, say)
        if content.groups:
            name = say(t.GROUPS, field=content.group_field or "")
            fields = content.sum_columns + content.mean_columns
            yield _type_sheet(name, content.groups, content, fields, say, of=content.group_field or "")
    elif result.table is not None:
        yield _frame_sheet(say(w.RESULT), result.table, result, unit, say)
    if result.areas is not None:
        yield _frame_sheet(say(w.BY_AREA), result.areas, result, unit, say)
    if content is not None and result.classes is not None:
        tables = class_tables(result.classes, unit)
        yield _type_sheet(say(w.BY_CLASS), tables, content, (), say, of=say(w.CLASS))
    elif result.classes is not None:
        yield _frame_sheet(say(w.BY_CLASS), result.classes, result, unit, say)
    if content is not None:
        yield disparity_sheet(content, result.put, say)
    yield Sheet(say(w.METHOD_AND_SOURCES), _method_rows(result, content, provenance, say), (34, 110), is_wide=False)


# Tables ---------------------------------------------------------------------------------------------------------------


def _type_sheet(
    name: str, tables: Iterable[TypeTable], content: Content, fields: tuple[str, ...], say: Language, of: str = ""
) -> Sheet:
    """Return tables by area type below each other; ``of``: what they are groups of, empty where there is one."""
    grouped = bool(of)
    columns = [*_summary_columns(content), *fields]
    head = [Cell(of, HEAD)] if grouped else []
    head += [Cell(say(w.TYPE_NUMBER), NUMBER_HEAD), Cell(say(t.AREA_TYPE), HEAD)]
    head += [Cell(_title(column, content.unit, {}, say), NUMBER_HEAD) for column in columns]

    def rows() -> Iterator[list[Cell]]:
        yield head
        for table in tables:
            for row in table.rows:
                bold = isinstance(row.kind, Sum)
                first = [Cell(group_name(table.group, say), Style(bold=bold))] if grouped else []
                yield [*first, *_row_head(row, say), *(_value(row, column, bold=bold) for column in columns)]

    widths = (*([22.0] if grouped else []), 7.0, 52.0, *([14.0] * len(columns)))
    return Sheet(name, rows(), widths, head=1, filtered=len(head))


def _summary_columns(content: Content) -> list[str]:
    people = content.has_population
    columns = ["area_count", *(["population"] if people else []), "area_km2"]
    columns += [] if content.amount_is_count else ["feature_count"]
    columns += ["amount", "per_km2"]
    if people:
        columns.append("per_1000")
        columns += ["per_1000_low", "per_1000_high"] if content.unit == "features" else []
    columns.append("share")
    return columns + (["population_share", "share_difference", "location_quotient"] if people else [])


def _row_head(row: Row, say: Language) -> list[Cell]:
    if isinstance(row.kind, Sum):
        words = say(t.ALL_TYPES if row.kind is Sum.TYPES else t.ALL_ROWS)
        return [Cell(None, Style(bold=True)), Cell(words, Style(bold=True))]
    return [Cell(row.kind if row.kind in TYPES else None), Cell(label(row.kind, say.code))]


def _value(row: Row, column: str, *, bold: bool) -> Cell:
    value = row.values.get(column, Sign.NOTHING)
    style = Style(form=_form(column, value), bold=bold, right=True)
    if isinstance(value, Sign):
        # missing is empty: a sign in its place would be counted by no formula
        return Cell(Sign.HIDDEN.value if value is Sign.HIDDEN else None, style)
    return Cell(_number(100 * value if column == "share_difference" else value), style)


def _form(column: str, value: Any) -> str:
    if column in FORMS:
        return FORMS[column]
    is_whole = isinstance(value, int) or (isinstance(value, float) and value.is_integer())
    return WHOLE if is_whole else THREE


def _number(value: float) -> float:
    """Return a number, whole where it is: 12 and not 12.0."""
    return int(value) if float(value).is_integer() and abs(value) < 2**53 else float(value)


def _title(column: str, unit: str, titles: Mapping[str, str], say: Language) -> str:
    if column == "amount" and unit in t.AMOUNT_TITLE:
        return say(t.AMOUNT_TITLE[unit])
    if column in w.RATES and unit in t.AMOUNT_TITLE:
        return say(w.RATES[column], unit=say(w.COUNT_OF) if unit == "features" else unit)
    if column in w.TITLES:
        return say(w.TITLES[column])
    field, _, how = column.rpartition("_")
    if field and how in ("sum", "mean") and column not in titles:
        return say(t.SUM_OF if how == "sum" else t.MEAN_OF, field=field)
    return titles.get(column, column)


def _frame_sheet(name: str, frame: pd.DataFrame, result: Result, unit: str, say: Language) -> Sheet:
    """Return a table as it is, its hidden cells as ``..`` and its missing ones empty."""
    columns = [str(column) for column in frame.columns if column not in _WITHOUT_SENSE or not unit]
    fields = [f"{name}_sum" for name in result.amount_fields] + [f"{name}_mean" for name in result.rate_fields]
    hidden_of = hidden_cells(columns, fields, result.min_count)
    numeric = {column for column in columns if frame[column].dtype.kind in "iuf"}
    head = [
        Cell(_title(column, unit, result.titles, say), NUMBER_HEAD if column in numeric else HEAD) for column in columns
    ]

    def rows() -> Iterator[list[Cell]]:
        yield head
        for record in frame[columns].itertuples(index=False, name=None):
            row = dict(zip(columns, record, strict=True))
            hidden = hidden_of(row)
            yield [_plain(column, value, column in hidden) for column, value in row.items()]

    widths = tuple(14.0 if column in numeric else 30.0 if column in ("name", "label") else 18.0 for column in columns)
    return Sheet(name, rows(), widths, head=1, filtered=len(head))


def _plain(column: str, value: Any, hidden: bool) -> Cell:
    if hidden:
        return Cell(Sign.HIDDEN.value, Style(right=True))
    if is_missing(value):
        return Cell(None)
    if isinstance(value, str) or not (isinstance(value, int | float) or hasattr(value, "item")):
        return Cell(str(value))
    number = float(value)
    if column in _WITHOUT_FORM:
        return Cell(_number(number))
    style = Style(form=_form(column, number), right=True)
    return Cell(_number(100 * number if column == "share_difference" else number), style)


# Method and sources ---------------------------------------------------------------------------------------------------


def _method_rows(
    result: Result, content: Content | None, provenance: Provenance, say: Language
) -> Iterator[list[Cell]]:
    yield [Cell(provenance.title, TITLE)]
    if content is not None:
        lead = say(t.WHAT_IT_IS, layer=provenance.layer.name, areas=provenance.areas.name)
        yield [Cell(say(w.WHAT), TERM), Cell(lead, WRAP)]
    yield [Cell(say(t.WHEN), TERM), Cell(when(provenance), WRAP)]
    for title, lines in _chapters(result, content, provenance, say):
        yield []
        yield [Cell(title, CHAPTER), Cell(None, CHAPTER)]
        for term, text in lines:
            if isinstance(text, str):
                yield [Cell(term or None, TERM), Cell(text, WRAP)]
            else:
                yield [Cell(term, TERM), Cell(_number(text), Style(form=_form("", text)))]


Lines = list[tuple[str, str | float]]


def _chapters(
    result: Result, content: Content | None, provenance: Provenance, say: Language
) -> Iterator[tuple[str, Lines]]:
    yield say(t.WARNINGS), _warnings(content, provenance, say)
    if content is not None:
        yield say(t.TOTALS), _totals(content, say)
        yield say(t.READING), [("", line) for line in read_out(content, say)]
    yield say(t.HOW_TO_READ), [*_signs(result, content, say), *(("", line) for line in how_to_read(say))]
    if content is not None:
        yield say(t.METHOD), _method(result, provenance.rounding, say)
    sources: Lines = [("", text) for text in provenance.sources] or [("", say(t.NO_SOURCES))]
    if provenance.sources:
        sources.append(("", say(t.SOURCES_NOTE)))
    yield say(t.SOURCES), sources
    yield say(t.PROVENANCE), [(say(term), text or say(t.NOT_KNOWN)) for term, text in _record(provenance, say)]


def _warnings(content: Content | None, provenance: Provenance, say: Language) -> Lines:
    ties = content is None or (content.totals.tie and content.rows_tie is not False)
    lines = [*([] if ties else [say(t.DO_NOT_TIE)]), *provenance.warnings]
    return [("", text) for text in lines] or [("", say(t.NO_WARNINGS))]


def _totals(content: Content, say: Language) -> Lines:
    totals, amount = content.totals, say(t.AMOUNT_TITLE[content.unit])
    counts = (totals.features, totals.inside, totals.outside, totals.unusable)
    amounts = (totals.amount, totals.inside_amount, totals.outside_amount)
    names = [say(name) for name in (t.TOTAL, t.INSIDE, t.OUTSIDE, t.UNUSABLE)]
    lines: Lines = [("", say(t.TOTALS_CAPTION))]
    lines += [(f"{say(t.FEATURES)}: {name}", _shown(count)) for name, count in zip(names, counts, strict=True)]
    lines.append((f"{say(t.FEATURES)}: {say(t.CHECK)}", _tied(features_tie(totals), say)))
    if content.unit != "features" or not content.amount_is_count:
        lines += [(f"{amount}: {name}", _shown(value)) for name, value in zip(names[:3], amounts, strict=True)]
        lines.append((f"{amount}: {say(t.CHECK)}", _tied(amounts_tie(totals), say)))
    return [*lines, (f"{say(t.ROWS_SUM)}: {say(t.CHECK)}", _tied(content.rows_tie, say)), ("", say(t.TOTALS_NOTE))]


def _shown(value: float) -> str | float:
    """Return a total, or the sign of one that is not shown."""
    return Sign.HIDDEN.value if math.isnan(value) else float(value)


def _tied(ties: bool | None, say: Language) -> str:
    return say(t.NOT_TESTED if ties is None else w.TIES if ties else w.TIES_NOT)


def _signs(result: Result, content: Content | None, say: Language) -> Lines:
    lines: Lines = [("", say(w.EMPTY_CELL))]
    if result.min_count > 1:
        lines.insert(0, ("", say(t.SIGN_HIDDEN, limit=str(result.min_count))))
    if content is not None:
        lines.append(("", say(t.SHARES_NOTE if content.has_population else t.SHARES_NOTE_WITHOUT_PEOPLE)))
        if content.counted_twice and not content.amount_is_count:
            lines.append(("", say(t.COUNTED_TWICE)))
        if content.group_field is not None:
            lines.append(("", say(w.SUM_OF_GROUPS, field=content.group_field)))
    if result.classes is not None:
        lines.append(("", say(w.CLASSES_ARE)))
    return lines


def _method(result: Result, base: int, say: Language) -> Lines:
    small = say(t.METHOD_SUPPRESSION_OFF)
    if result.min_count > 1:
        small = say(t.METHOD_SUPPRESSION_ON, limit=str(result.min_count))
    parts = (
        (t.METHOD_PLACE, say(t.METHOD_PLACE_TEXT)),
        (t.METHOD_METRES, say(t.METHOD_METRES_TEXT)),
        (t.METHOD_FIELDS, say(t.METHOD_FIELDS_TEXT)),
        (t.METHOD_INTERVALS, say(t.METHOD_INTERVALS_TEXT)),
        (t.METHOD_SHARES, say(t.METHOD_SHARES_TEXT)),
        (t.METHOD_NO_DATA, say(t.METHOD_NO_DATA_TEXT)),
        (t.METHOD_SUPPRESSION, small),
    )
    rounded: Lines = [(say(t.ROUNDING), say(t.METHOD_ROUNDING_TEXT, base=str(base)))] if base else []
    return [*((say(term), text) for term, text in parts), *rounded]


def _record(p: Provenance, say: Language) -> Iterator[tuple[t.Text, str]]:
    if p.layer.name:
        yield t.INPUT_LAYER, p.layer.name
        yield t.INPUT_SOURCE, p.layer.source
        yield t.INPUT_CRS, p.layer.crs
    yield t.AREA_LAYER, p.areas.name
    yield t.AREA_SOURCE, p.areas.source
    yield t.AREA_CRS, p.areas.crs
    yield t.EDITION, p.edition_name
    yield t.YEAR, "" if p.year is None else str(p.year)
    yield t.UPDATED, p.updated
    yield t.GROUP_FIELD, p.fields.group or say(t.NOT_USED)
    yield t.AMOUNT_FIELDS, ", ".join(p.fields.amounts) or say(t.NOT_USED)
    yield t.RATE_FIELDS, ", ".join(p.fields.rates) or say(t.NOT_USED)
    yield t.MIN_COUNT, str(p.min_count) if p.min_count > 1 else say(t.NO_LIMIT)
    yield t.ROUNDING, rounding_in_words(p.rounding, say)
    yield t.FILTER, p.layer_filter or say(t.NOT_USED)
    yield t.ALGORITHM, p.algorithm
    yield t.VERSIONS, ", ".join(f"{name} {version}" for name, version in p.versions.items())
    if p.seconds is not None:
        yield t.SECONDS, say(t.SECONDS_VALUE, seconds=say.number(p.seconds, 1))
    yield t.PARAMETERS, json.dumps({"inputs": dict(p.parameters)}, ensure_ascii=False)
