# SPDX-License-Identifier: GPL-2.0-or-later
"""What a run answered, ready to be shown: tables by area type, what a chart can show of them, sentences, totals.

Pure: made from an ``Outcome`` alone, by the report's own content and sentences, so that the panel and the report say
the same.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..report import texts as t
from ..report.by_class import read_by_class
from ..report.class_tables import class_tables
from ..report.content import Content, amounts_tie, content_of_table, features_tie
from ..report.language import Language, decimals_for
from ..report.provenance import rounding_of
from ..report.reading import how_to_read, read_fields, read_out, unit_name
from ..report.summary_disparity import Put
from ..report.tables import group_name
from . import questions
from .answer import OTHER, SEGREGATED, SUMMARY, Answer, Measure, Part, Totals, signs_of, sum_line
from .measures_reading import gaps_of, groups_in_words
from .places_reading import ADDED, of_assigned, of_background
from .years_reading import answer_of_years

if TYPE_CHECKING:
    import pandas as pd

    from .state import Outcome


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
    if outcome.algorithm == questions.ASSIGN and len(columns) > len(ADDED):
        answer = of_assigned(table, outcome.numbers, language, unit)
    elif outcome.algorithm == questions.AREAS and "area_share" in columns:
        answer = of_background(table, outcome.classes, language)
    elif outcome.algorithm == questions.COMPARE and "hold" in columns:
        answer = answer_of_years(table, outcome.question, language)
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
    classes = _classes_of(outcome.classes, content.unit)
    shown = [part.table for part in (*parts, *classes)]
    notes = signs_of(shown, outcome.question.min_count, language, rounding_of(outcome.question.rounding))
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
        classes=classes,
        disparity=(*gaps_of(content, language, put), *read_by_class(outcome.classes, content, put, language))
        if focus in ("per_1000", "share", "amount")
        else (),
    )


def _classes_of(table: pd.DataFrame | None, unit: str) -> tuple[Part, ...]:
    if table is None:
        return ()
    return tuple(Part(str(one.group), one, code=None) for one in class_tables(table, unit))


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
    lines = [sum_line([language.number(n) for n in counts], features_tie(totals), language)]
    if content.unit != "features" or not content.amount_is_count:
        amounts = [totals.amount, totals.inside_amount, totals.outside_amount]
        decimals = decimals_for(amounts, figures=15, most=3)
        written = [language.number(n, decimals) for n in amounts]
        written[0] += f" {unit_name(content, language)}"
        lines.append(sum_line(written, amounts_tie(totals), language))
    tie = totals.tie and content.rows_tie is not False
    return Totals(tuple(lines), tie)
