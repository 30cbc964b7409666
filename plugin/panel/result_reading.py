# SPDX-License-Identifier: GPL-2.0-or-later
"""What a run answered, ready to be shown: tables by area type, what a chart can show of them, sentences, totals.

Pure: made from an ``Outcome`` alone, by the report's own content and sentences, so that the panel and the report say
the same.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from ..core.area_types import ROWS, TYPES
from ..report import texts as t
from ..report.content import Content, Row, Sign, Sum, TypeTable, Value, amounts_tie, content_of_table, features_tie
from ..report.language import Language, decimals_for
from ..report.reading import how_to_read, read_areas, read_fields, read_out, unit_name
from ..report.summary_disparity import Put
from ..report.tables import group_name
from . import questions
from .measures_reading import gaps_of, groups_in_words

if TYPE_CHECKING:
    import pandas as pd

    from .state import Outcome

SUMMARY, ASSIGNED, BACKGROUND, SEGREGATED, OTHER = "summary", "assigned", "background", "segregated", "other"

_ADDED = ("area_code", "area_name", "kommun_code", "area_type", "area_type_label", "area_index")
"""What ``regso:assignareatype`` puts after the features' own fields, before ``part_amount`` and ``part_share``."""


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
    code: str = ""
    """What the codes of its areas begin with; empty for all areas."""


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
    """The first is everything together, the others are the groups."""
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
    disparity: tuple[str, ...] = ()
    """How much the types at the ends differ, where the question is about the features themselves."""


def answer_of(outcome: Outcome, language: Language, unit: str = "features", put: Put = str) -> Answer:
    """Return what an outcome answers.

    ``unit`` of the features that got an area type: ``features``, ``km`` or ``km²``; a summary says its own. ``put``
    puts messages of the core into the language.
    """
    table = outcome.table
    question = questions.by_id(outcome.question.question)
    focus = question.focus if question is not None else "per_1000"
    if table is None or table.empty:
        return Answer(OTHER)
    if outcome.algorithm == questions.SUMMARIZE:
        try:
            content = content_of_table(table, outcome.numbers)
        except ValueError:
            return Answer(OTHER)
        return _of_summary(content, focus, outcome, language, put)
    columns = set(table.columns)
    if outcome.algorithm == questions.ASSIGN and len(columns) > len(_ADDED):
        answer = _of_assigned(table, outcome.numbers, language, unit)
    elif outcome.algorithm == questions.AREAS and "area_share" in columns:
        answer = _of_background(table, language)
    elif outcome.algorithm == questions.SEGREGATION and "group_name" in columns:
        answer = Answer(SEGREGATED, reading=groups_in_words(table, language))
    else:
        answer = Answer(OTHER)
    return answer


# A summary ------------------------------------------------------------------------------------------------------------


def _of_summary(content: Content, focus: str, outcome: Outcome, language: Language, put: Put) -> Answer:
    parts = [Part(language(t.ALL_ROWS), content.overall)]
    parts += [Part(group_name(table.group, language), table) for table in content.groups]
    own = {"sum": content.sum_columns, "mean": content.mean_columns}.get(focus, ())
    fields, lines = read_fields(content, language), read_out(content, language)
    if focus in ("sum", "mean"):
        lines = [*fields, *(line for line in lines if line not in fields)]
    means_by_group = bool(content.groups) and bool(content.mean_columns)
    notes = _signs([part.table for part in parts], outcome.question.min_count, language)
    if content.counted_twice and not content.amount_is_count:
        notes.append(language(t.COUNTED_TWICE))
    return Answer(
        kind=SUMMARY,
        parts=tuple(parts),
        # means of groups cannot be put together again: there is nothing to show of everything
        start=1 if focus == "mean" and means_by_group else 0,
        group_title=content.group_field or "",
        unit=content.unit,
        columns=_columns_of(content, focus, own),
        measures=_measures_of(content, focus, own, language),
        reading=tuple(lines),
        how_to_read=tuple(how_to_read(language)),
        notes=(*notes, language(t.MEANS_BY_GROUP)) if means_by_group else tuple(notes),
        totals=totals_of(content, language),
        disparity=gaps_of(content, language, put) if focus in ("per_1000", "share", "amount") else (),
    )


def _columns_of(content: Content, focus: str, own: tuple[str, ...]) -> tuple[str, ...]:
    rates = ("per_1000", "interval") if content.unit == "features" else ("per_1000",)
    shares: tuple[str, ...] = ("share", "population_share", "share_difference", "location_quotient")
    if not content.has_population:
        rates, shares = (), ("share",)
    first = {"per_1000": (*rates, "amount"), "share": (*shares, "amount"), "amount": ("amount", *shares)}
    people = ("population",) if content.has_population else ()
    wanted = [*own, *first.get(focus, ("amount",)), *rates, *shares]
    wanted += [*content.sum_columns, *content.mean_columns, *people, "area_count", "area_km2", "per_km2"]
    if not content.amount_is_count:
        wanted.append("feature_count")
    return tuple(dict.fromkeys(wanted))


def _measures_of(content: Content, focus: str, own: tuple[str, ...], language: Language) -> tuple[Measure, ...]:
    amount = Measure("amount", language(t.AMOUNT_TITLE[content.unit]))
    rate = Measure("per_1000", language(t.PER_1000), "rates")
    share = Measure("share", language(t.DISTRIBUTION), "shares", "population_share")
    fields = {
        name: Measure(name, field_title(name, language)) for name in (*content.sum_columns, *content.mean_columns)
    }
    general = [rate, share, amount] if content.has_population else [share, amount]
    first = [fields[name] for name in own] or [one for one in general if one.name == focus]
    return tuple(dict.fromkeys([*first, *general, *fields.values()]))


def field_title(name: str, language: Language) -> str:
    """Return the title of a column of sums or means of one of the layer's fields."""
    field, _, how = name.rpartition("_")
    return language(t.SUM_OF if how == "sum" else t.MEAN_OF, field=field)


def totals_of(content: Content, language: Language) -> Totals:
    """Return the totals as sums that can be checked by eye: features, and amounts where those are something else."""
    totals = content.totals
    counts = [totals.features, totals.inside, totals.outside, totals.unusable]
    lines = [_sum_line([language.number(n) for n in counts], features_tie(totals), language)]
    if content.unit != "features" or not content.amount_is_count:
        amounts = [totals.amount, totals.inside_amount, totals.outside_amount]
        decimals = decimals_for(amounts, figures=15, most=3)
        written = [language.number(n, decimals) for n in amounts]
        written[0] += f" {unit_name(content, language)}"
        lines.append(_sum_line(written, amounts_tie(totals), language))
    tie = totals.tie and content.rows_tie is not False
    return Totals(tuple(lines), tie)


def _sum_line(numbers: list[str], ties: bool | None, language: Language) -> str:
    words = [language(text).lower() for text in (t.INSIDE, t.OUTSIDE, t.UNUSABLE)]
    parts = " + ".join(f"{number} {word}" for number, word in zip(numbers[1:], words, strict=False))
    if ties is None:
        return f"{numbers[0]} = {parts}"
    return f"{'✓' if ties else '✗'} {numbers[0]} {'=' if ties else '≠'} {parts}"


def _signs(tables: list[TypeTable], limit: int, language: Language) -> list[str]:
    names = tables[0].rows[0].values.keys()
    notes = []
    if any(table.holds(Sign.HIDDEN, names) for table in tables):
        notes.append(language(t.SIGN_HIDDEN, limit=str(limit)))
    if any(table.holds(Sign.MISSING, names) for table in tables):
        notes.append(language(t.SIGN_MISSING))
    return notes


# Features that got an area type ---------------------------------------------------------------------------------------


def _of_assigned(table: pd.DataFrame, numbers: Mapping[str, Any], language: Language, unit: str) -> Answer:
    added = table.iloc[:, -len(_ADDED) - 2 :]
    added.columns = [*_ADDED, "part_amount", "part_share"]
    # rows without a type are features that could not be used; the totals have them
    located = added[added["area_type"].notna()]
    by_type = located.groupby(located["area_type"].astype(int))["part_amount"]
    count, amount = by_type.size(), by_type.sum()
    rows = [
        Row(kind, {"feature_count": float(count.get(kind, 0)), "amount": float(amount.get(kind, 0.0))}) for kind in ROWS
    ]
    whole = math.fsum(float(row.values["amount"]) for row in rows if row.kind in TYPES)  # type: ignore[arg-type]
    rows = [
        Row(row.kind, {**row.values, "share": _share(row.number("amount"), whole if row.kind in TYPES else 0.0)})
        for row in rows
    ]
    features = [int(numbers.get(name) or 0) for name in ("TOTAL", "INSIDE", "OUTSIDE", "UNUSABLE")]
    ties = features[0] == sum(features[1:])
    type_table = TypeTable(with_sums(rows, ("feature_count", "amount")))
    share = type_table.row(1).number("share")
    reading = language(t.NOTHING_TO_READ)
    if share is not None:
        reading = language(t.TYPE_1_SHARE, share=language.percent(share), amount=language(t.OF_AMOUNT[unit]))
    measured = unit != "features"
    amounts = [Measure("amount", language(t.AMOUNT_TITLE[unit])), Measure("share", language(t.DISTRIBUTION), "shares")]
    return Answer(
        kind=ASSIGNED,
        parts=(Part(language(t.ALL_ROWS), type_table),),
        unit=unit,
        columns=("amount", "share", "feature_count") if measured else ("amount", "share"),
        measures=tuple(amounts),
        reading=(reading,),
        how_to_read=tuple(how_to_read(language)),
        notes=tuple(_signs([type_table], 0, language)),
        totals=Totals((_sum_line([language.number(n) for n in features], ties, language),), ties),
    )


def _share(part: float | None, whole: float) -> Value:
    return Sign.MISSING if part is None or whole <= 0 else part / whole


def with_sums(rows: list[Row], names: tuple[str, ...]) -> tuple[Row, ...]:
    """Put the sum of the five types after them and the sum of all rows last; only of the named columns."""
    typed, others = [row for row in rows if row.kind in TYPES], [row for row in rows if row.kind not in TYPES]
    result = []
    for kind, chosen in ((Sum.TYPES, typed), (Sum.ALL, rows)):
        known = {name: [n for row in chosen if (n := row.number(name)) is not None] for name in names}
        result.append(Row(kind, {name: math.fsum(ns) if ns else Sign.MISSING for name, ns in known.items()}))
    return (*typed, result[0], *others, result[1])


# Areas and people -----------------------------------------------------------------------------------------------------


def _of_background(table: pd.DataFrame, language: Language) -> Answer:
    names = ("area_count", "population", "area_km2")
    sums = table.groupby("area_type")[list(names)].sum(min_count=1)
    blocks: list[tuple[str, str, pd.DataFrame]] = []
    codes = table["part_code"].where(table["part_code"].notna(), "")
    for code in dict.fromkeys(codes):
        own = table[codes == code]
        name = own["part_name"].iloc[0]
        title = f"{name} ({code})" if isinstance(name, str) and name else str(code) or language(t.NO_GROUP)
        blocks.append((title, str(code), own.set_index("area_type")[list(names)]))
    parts = [Part(language(t.ALL_ROWS), _area_rows(sums))]
    if len(blocks) > 1 or (blocks and blocks[0][1] not in ("", "00")):
        parts += [Part(title, _area_rows(own), code) for title, code, own in blocks]
    people = parts[0].table.row(Sum.TYPES).number("population") is not None
    areas, inhabitants = language(t.AREAS), language(t.POPULATION)
    shares = ("area_share", "population_share") if people else ("area_share",)
    whole = parts[0].table.row(Sum.ALL)
    lines = [f"{areas}: {language.number(whole.number('area_count') or 0)}"]
    if people:
        lines[0] += f" · {inhabitants}: {language.number(whole.number('population') or 0)}"
    measures = [Measure("area_share", language(t.DISTRIBUTION), "shares", "population_share")]
    measures += [Measure("area_count", areas)] + ([Measure("population", inhabitants)] if people else [])
    return Answer(
        kind=BACKGROUND,
        parts=tuple(parts),
        unit="areas",
        columns=("area_count", *(("population",) if people else ()), *shares, "area_km2"),
        measures=tuple(measures),
        reading=tuple(read_areas(parts[0].table, language)),
        how_to_read=tuple(how_to_read(language)),
        notes=tuple(_signs([part.table for part in parts], 0, language)),
        totals=Totals(tuple(lines)),
    )


def _area_rows(values: pd.DataFrame) -> TypeTable:
    """Return the rows of areas and people by type (index), with their shares and sums."""

    def number(kind: int, name: str) -> Value:
        value: Any = values[name].get(kind)
        return Sign.MISSING if value is None or math.isnan(value) else float(value)

    names = ("area_count", "population", "area_km2")
    rows = [Row(kind, {name: number(kind, name) for name in names}) for kind in (*TYPES, 0)]
    for share, name in (("area_share", "area_count"), ("population_share", "population")):
        whole = math.fsum(n for row in rows if row.kind in TYPES and (n := row.number(name)) is not None)
        rows = [
            replace(row, values={**row.values, share: _share(row.number(name), whole if row.kind in TYPES else 0.0)})
            for row in rows
        ]
    return TypeTable(with_sums(rows, names))
