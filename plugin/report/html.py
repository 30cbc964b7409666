# SPDX-License-Identifier: GPL-2.0-or-later
"""The report: one self-contained HTML file that can be read on screen, aloud and on paper, in Swedish or English."""

from __future__ import annotations

import json
import uuid
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from ..core.area_types import COLORS, TYPES
from ..core.messages import RegsoError
from . import texts as t
from .chart import draw_chart, is_cut
from .content import Content, Sign, TypeTable, build_content
from .language import Language
from .markup import Child, Markup, element, join
from .provenance import Layer, Provenance
from .reading import how_to_read, read_out
from .tables import fields_table, group_matrix, group_name, swatch_class, totals_table, type_table

if TYPE_CHECKING:
    from ..core.summary import Summary

MOST_GROUP_TABLES = 40
"""Groups that get a table of their own; every group stands in the table of all groups."""


def write_report(path: str | Path, summary: Summary, provenance: Provenance, language: str) -> None:
    """Write the report, whole or not at all. Raises ``RegsoError`` where it cannot be written."""
    target = Path(path)
    document = render_report(summary, provenance, language).encode("utf-8")
    part = target.with_name(f".{uuid.uuid4().hex}.part")
    try:
        try:
            part.write_bytes(document)
            part.replace(target)
        finally:
            with suppress(OSError):
                part.unlink(missing_ok=True)
    except OSError as error:
        raise RegsoError(
            "The report could not be written to {path}. Check that the folder exists, that you may write there and "
            "that the file is not open in another program, or choose another place.",
            path=str(target),
            details=str(error),
        ) from error


def render_report(summary: Summary, provenance: Provenance, language: str) -> str:
    """Return the report as an HTML document; ``language``: ``sv`` or ``en``, whatever language QGIS speaks."""
    say = Language(language)
    content = build_content(summary)
    body = element(
        "body",
        _header(provenance, say),
        element(
            "main",
            _warnings(content, provenance, say),
            _totals(content, say),
            _table(content, summary.min_count, provenance, say),
            _chart(content, provenance, say),
            _reading(content, say),
            _groups(content, summary.min_count, say),
            _method(content, summary.min_count, say),
            _sources(provenance, say),
            _record(provenance, say),
            _citation(provenance, say),
        ),
        element("footer", f"{say(t.FOOTER)}, {_when(provenance)}"),
    )
    return "<!DOCTYPE html>\n" + element("html", _head(provenance), body, lang=say.code)


def _head(provenance: Provenance) -> Markup:
    return element(
        "head",
        element("meta", charset="utf-8"),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("meta", name="generator", content=provenance.program),
        element("title", f"{provenance.title} – RegSO Atlas"),
        element("style", Markup(_style())),
    )


def _style() -> str:
    """Return the style sheet, with the colours of the map for the types."""
    sheet = Path(__file__).with_name("report.css").read_text(encoding="utf-8")
    return sheet + "".join(f".{swatch_class(kind)} {{ background: {COLORS[kind]}; }}\n" for kind in TYPES)


def _section(title: str, *children: Child) -> Markup:
    return element("section", element("h2", title), *children)


def _note(text: str) -> Markup:
    return element("p", text, class_="note")


def _when(provenance: Provenance) -> str:
    text = provenance.created.isoformat(sep=" ", timespec="minutes")
    return f"{text[:16]} ({text[16:]})"


def _header(provenance: Provenance, say: Language) -> Markup:
    facts = [say(t.CREATED, when=_when(provenance))]
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


def _warnings(content: Content, provenance: Provenance, say: Language) -> Markup:
    items = [element("li", text) for text in provenance.warnings]
    if not content.totals.tie or content.rows_tie is False:
        items.insert(0, element("li", say(t.DO_NOT_TIE), class_="broken"))
    if not items:
        return element("section", element("p", say(t.NO_WARNINGS)), class_="no-warnings")
    title = element("h2", say(t.WARNINGS), id="warnings")
    return element("section", title, element("ul", items), class_="warnings", aria_labelledby="warnings")


def _totals(content: Content, say: Language) -> Markup:
    return _section(say(t.TOTALS), totals_table(content, say), _note(say(t.TOTALS_NOTE)))


def _table(content: Content, limit: int, provenance: Provenance, say: Language) -> Markup:
    overall, layer = content.overall, provenance.layer.name
    parts: list[Child] = [type_table(overall, content, say(t.TABLE_CAPTION, layer=layer), say)]
    if content.fields_overall:
        parts.append(fields_table(overall, content.fields_overall, say(t.FIELDS_CAPTION), say))
    parts.append(_note(say(t.SHARES_NOTE if content.has_population else t.SHARES_NOTE_WITHOUT_PEOPLE)))
    if content.counted_twice and not content.amount_is_count:
        parts.append(_note(say(t.COUNTED_TWICE)))
    if content.group_field is not None:
        parts.append(_note(say(t.OVERALL_IS_SUM, field=content.group_field)))
        if content.mean_columns:
            parts.append(_note(say(t.MEANS_BY_GROUP)))
    parts.append(_signs((overall,), limit, say))
    return _section(say(t.TABLE), *parts)


def _signs(tables: tuple[TypeTable, ...], limit: int, say: Language) -> Markup:
    """Return what the signs mean, those that occur."""
    notes = []
    names = tables[0].rows[0].values.keys()
    if any(table.holds(Sign.HIDDEN, names) for table in tables):
        notes.append(_note(say(t.SIGN_HIDDEN, limit=str(limit))))
    if any(table.holds(Sign.MISSING, names) for table in tables):
        notes.append(_note(say(t.SIGN_MISSING)))
    return join(notes)


def _chart(content: Content, provenance: Provenance, say: Language) -> Markup:
    try:
        svg = draw_chart(content, provenance.layer.name, say)
    except ImportError:
        return _section(say(t.CHART), element("p", say(t.CHART_IMPOSSIBLE)))
    if svg is None:
        return _section(say(t.CHART), element("p", say(t.CHART_NOTHING)))
    caption = [say(t.CHART_CAPTION)] + ([say(t.CHART_CUT)] if is_cut(content) else [])
    return _section(say(t.CHART), element("figure", Markup(svg), element("figcaption", " ".join(caption))))


def _reading(content: Content, say: Language) -> Markup:
    return _section(
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
        parts.append(_note(say(t.MORE_GROUPS, shown=str(len(shown)), rest=str(rest))))
    fields = content.sum_columns + content.mean_columns
    for table in shown:
        name = group_name(table.group, say)
        parts.append(type_table(table, content, say(t.GROUP_CAPTION, field=field, group=name), say))
        if fields:
            parts.append(fields_table(table, fields, say(t.GROUP_FIELDS_CAPTION, field=field, group=name), say))
    return _section(say(t.GROUPS, field=field), *parts, _signs(content.groups, limit, say))


def _method(content: Content, limit: int, say: Language) -> Markup:
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
    return _section(say(t.METHOD), element("dl", [(element("dt", say(a)), element("dd", b)) for a, b in parts]))


def _sources(provenance: Provenance, say: Language) -> Markup:
    if not provenance.sources:
        return _section(say(t.SOURCES), element("p", say(t.NO_SOURCES)))
    named = element("ul", [element("li", text) for text in provenance.sources])
    return _section(say(t.SOURCES), named, _note(say(t.SOURCES_NOTE)))


def _record(provenance: Provenance, say: Language) -> Markup:
    head = element("tr", [element("th", say(title), scope="col") for title in (t.ITEM, t.VALUE)])
    rows = [
        element("tr", element("th", say(title), scope="row"), element("td", value or say(t.NOT_KNOWN)))
        for title, value in _items(provenance, say)
    ]
    parts: list[Child] = [
        element(
            "table",
            element("caption", say(t.PROVENANCE_CAPTION)),
            element("thead", head),
            element("tbody", rows),
            class_="record",
        )
    ]
    if provenance.parameters:
        text = json.dumps({"inputs": dict(provenance.parameters)}, ensure_ascii=False, indent=2)
        parts += [element("h3", say(t.PARAMETERS)), element("pre", text), _note(say(t.PARAMETERS_NOTE))]
    return _section(say(t.PROVENANCE), *parts)


def _items(provenance: Provenance, say: Language) -> list[tuple[t.Text, str]]:
    fields = provenance.fields
    seconds = provenance.seconds

    def used(*names: str) -> str:
        return ", ".join(name for name in names if name) or say(t.NOT_USED)

    def layer(layer: Layer, *titles: t.Text) -> list[tuple[t.Text, str]]:
        return list(zip(titles, (layer.name, layer.source, layer.crs), strict=True))

    return [
        *layer(provenance.layer, t.INPUT_LAYER, t.INPUT_SOURCE, t.INPUT_CRS),
        *layer(provenance.areas, t.AREA_LAYER, t.AREA_SOURCE, t.AREA_CRS),
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
        (t.SELECTED_ONLY, say(t.YES if provenance.selection_only else t.NO)),
        (t.FILTER, provenance.layer_filter or say(t.NOT_USED)),
        (t.ALGORITHM, provenance.algorithm),
        (t.VERSIONS, ", ".join(f"{name} {version}" for name, version in provenance.versions.items())),
        (t.WHEN, provenance.created.isoformat(timespec="seconds")),
        (t.SECONDS, "" if seconds is None else say(t.SECONDS_VALUE, seconds=say.number(seconds, 1))),
    ]


def _citation(provenance: Provenance, say: Language) -> Markup:
    text = say(
        t.CITATION,
        title=provenance.title,
        program=provenance.program,
        date=provenance.created.date().isoformat(),
        sources=" ".join(f"{source.rstrip('.')}." for source in provenance.sources),
    )
    return _section(say(t.CITE), element("p", text.strip(), class_="citation"))
