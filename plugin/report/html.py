# SPDX-License-Identifier: GPL-2.0-or-later
"""The report: one self-contained HTML file that can be read on screen, aloud and on paper, in Swedish or English."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from . import texts as t
from .by_class import by_class_parts
from .chart import draw_chart, is_cut
from .content import Content, Sign, TypeTable, build_content
from .language import Language
from .markup import Child, Markup, element, join
from .page import (
    citation,
    layer_items,
    method,
    note,
    record,
    rounding_in_words,
    section,
    sources,
    warnings_box,
    when,
    whole_page,
    write_document,
)
from .provenance import Provenance
from .reading import how_to_read, read_out
from .summary_disparity import Put, disparity_of, disparity_section
from .tables import fields_table, group_matrix, group_name, totals_table, type_table

if TYPE_CHECKING:
    import pandas as pd

    from ..core.summary import Summary

MOST_GROUP_TABLES = 40
"""Groups that get a table of their own; every group stands in the table of all groups."""


def write_report(
    path: str | Path,
    summary: Summary,
    provenance: Provenance,
    language: str,
    put: Put = str,
    by_class: pd.DataFrame | None = None,
) -> None:
    """Write the report, whole or not at all. Raises ``RegsoError`` where it cannot be written."""
    write_document(path, render_report(summary, provenance, language, put, by_class))


def render_report(
    summary: Summary, provenance: Provenance, language: str, put: Put = str, by_class: pd.DataFrame | None = None
) -> str:
    """Return the report as an HTML document; ``language``: ``sv`` or ``en``, whatever language QGIS speaks.

    ``put`` puts messages of the core into that language. ``by_class``: the summary by class of town and country.
    """
    say = Language(language)
    content = build_content(summary)
    return whole_page(
        provenance,
        say,
        _header(provenance, say),
        warnings_box(provenance, content.totals.tie and content.rows_tie is not False, say),
        _totals(content, say),
        _table(content, summary.min_count, provenance, say),
        _chart(content, provenance, say),
        _reading(content, say),
        disparity_section(disparity_of(content, put), content, say, by_class_parts(by_class, content, put, say)),
        _groups(content, summary.min_count, say),
        _method(content, summary.min_count, summary.rounding, say),
        sources(provenance, say),
        record(_items(provenance, say), provenance, say),
        citation(provenance, say),
    )


def _header(provenance: Provenance, say: Language) -> Markup:
    facts = [say(t.CREATED, when=when(provenance))]
    if provenance.edition_name:
        facts.append(say(t.EDITION_IS, edition=provenance.edition_name))
    if provenance.year is not None:
        facts.append(say(t.YEAR_IS, year=str(provenance.year)))
    if provenance.updated:
        facts.append(say(t.UPDATED_IS, stamp=provenance.updated))
    if provenance.selection_only:
        facts.append(say(t.SELECTION_IS))
    if provenance.layer_filter:
        facts.append(say(t.FILTER_IS))
    return element(
        "header",
        element("h1", provenance.title),
        element("p", say(t.WHAT_IT_IS, layer=provenance.layer.name, areas=provenance.areas.name), class_="lead"),
        element("p", " · ".join(facts), class_="meta"),
    )


def _totals(content: Content, say: Language) -> Markup:
    return section(say(t.TOTALS), totals_table(content, say), note(say(t.TOTALS_NOTE)))


def _table(content: Content, limit: int, provenance: Provenance, say: Language) -> Markup:
    overall, layer = content.overall, provenance.layer.name
    parts: list[Child] = [type_table(overall, content, say(t.TABLE_CAPTION, layer=layer), say)]
    if content.fields_overall:
        parts.append(fields_table(overall, content.fields_overall, say(t.FIELDS_CAPTION), say))
    parts.append(note(say(t.SHARES_NOTE if content.has_population else t.SHARES_NOTE_WITHOUT_PEOPLE)))
    if content.counted_twice and not content.amount_is_count:
        parts.append(note(say(t.COUNTED_TWICE)))
    if content.group_field is not None:
        parts.append(note(say(t.OVERALL_IS_SUM, field=content.group_field)))
        if content.mean_columns:
            parts.append(note(say(t.MEANS_BY_GROUP)))
    parts.append(_signs((overall,), limit, say))
    return section(say(t.TABLE), *parts)


def _signs(tables: tuple[TypeTable, ...], limit: int, say: Language) -> Markup:
    """Return what the signs mean, those that occur."""
    notes = []
    names = tables[0].rows[0].values.keys()
    if any(table.holds(Sign.HIDDEN, names) for table in tables):
        notes.append(note(say(t.SIGN_HIDDEN, limit=str(limit))))
    if any(table.holds(Sign.MISSING, names) for table in tables):
        notes.append(note(say(t.SIGN_MISSING)))
    return join(notes)


def _chart(content: Content, provenance: Provenance, say: Language) -> Markup:
    try:
        svg = draw_chart(content, provenance.layer.name, say)
    except ImportError:
        return section(say(t.CHART), element("p", say(t.CHART_IMPOSSIBLE)))
    if svg is None:
        return section(say(t.CHART), element("p", say(t.CHART_NOTHING)))
    caption = [say(t.CHART_CAPTION)] + ([say(t.CHART_CUT)] if is_cut(content.overall) else [])
    return section(say(t.CHART), element("figure", Markup(svg), element("figcaption", " ".join(caption))))


def _reading(content: Content, say: Language) -> Markup:
    return section(
        say(t.READING),
        [element("p", text) for text in read_out(content, say)],
        element("h3", say(t.HOW_TO_READ)),
        element("ul", [element("li", text) for text in how_to_read(say)]),
    )


def _groups(content: Content, limit: int, say: Language) -> Markup | None:
    if content.group_field is None:
        return None
    field = content.group_field
    amount = say(t.AMOUNT_TITLE[content.unit])
    parts: list[Child] = [group_matrix(content, say(t.GROUPS_CAPTION, amount=amount, field=field), say)]
    shown = content.groups[:MOST_GROUP_TABLES]
    rest = len(content.groups) - len(shown)
    if rest:
        parts.append(note(say(t.MORE_GROUPS, shown=str(len(shown)), rest=str(rest))))
    fields = content.sum_columns + content.mean_columns
    for table in shown:
        name = group_name(table.group, say)
        parts.append(type_table(table, content, say(t.GROUP_CAPTION, field=field, group=name), say))
        if fields:
            parts.append(fields_table(table, fields, say(t.GROUP_FIELDS_CAPTION, field=field, group=name), say))
    return section(say(t.GROUPS, field=field), *parts, _signs(content.groups, limit, say))


def _method(content: Content, limit: int, base: int, say: Language) -> Markup:
    suppression = say(t.METHOD_SUPPRESSION_ON, limit=str(limit)) if limit > 1 else say(t.METHOD_SUPPRESSION_OFF)
    parts = [(t.METHOD_PLACE, say(t.METHOD_PLACE_TEXT)), (t.METHOD_METRES, say(t.METHOD_METRES_TEXT))]
    if content.sum_columns or content.mean_columns:
        parts.append((t.METHOD_FIELDS, say(t.METHOD_FIELDS_TEXT)))
    parts += [
        (t.METHOD_INTERVALS, say(t.METHOD_INTERVALS_TEXT)),
        (t.METHOD_SHARES, say(t.METHOD_SHARES_TEXT)),
        (t.METHOD_NO_DATA, say(t.METHOD_NO_DATA_TEXT)),
        (t.METHOD_SUPPRESSION, suppression),
    ]
    if base:
        parts.append((t.ROUNDING, say(t.METHOD_ROUNDING_TEXT, base=str(base))))
    return method(parts, say)


def _items(provenance: Provenance, say: Language) -> list[tuple[t.Text, str]]:
    fields = provenance.fields

    def used(*names: str) -> str:
        return ", ".join(name for name in names if name) or say(t.NOT_USED)

    return [
        *layer_items(provenance.layer, t.INPUT_LAYER, t.INPUT_SOURCE, t.INPUT_CRS),
        *layer_items(provenance.areas, t.AREA_LAYER, t.AREA_SOURCE, t.AREA_CRS),
        (t.EDITION, provenance.edition_name),
        (t.YEAR, "" if provenance.year is None else str(provenance.year)),
        (t.UPDATED, provenance.updated),
        (t.CODE_FIELD, used(fields.code)),
        (t.TYPE_FIELD, used(fields.area_type)),
        (t.POPULATION_FIELD, used(fields.population)),
        (t.GROUP_FIELD, used(fields.group)),
        (t.AMOUNT_FIELDS, used(*fields.amounts)),
        (t.RATE_FIELDS, used(*fields.rates)),
        (t.MIN_COUNT, str(provenance.min_count) if provenance.min_count > 1 else say(t.NO_LIMIT)),
        (t.ROUNDING, rounding_in_words(provenance.rounding, say)),
        (t.SELECTED_ONLY, say(t.YES if provenance.selection_only else t.NO)),
        (t.FILTER, provenance.layer_filter or say(t.NOT_USED)),
    ]
