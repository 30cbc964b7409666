# SPDX-License-Identifier: GPL-2.0-or-later
"""The report on a conversion between editions: totals that tie, how fields were converted, which areas changed."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from . import edition_texts as e
from . import texts as t
from .language import NO_BREAK, Language
from .markup import Child, Markup, element
from .page import (
    citation,
    layer_items,
    method,
    note,
    record,
    section,
    sources,
    warnings_box,
    when,
    whole_page,
    write_document,
)
from .provenance import Layer, Provenance
from .tables import scrollable

if TYPE_CHECKING:
    from ..core.edition_change import ConvertedField, EditionChange

MOST_CHANGES = 500
"""Rows of the table of changed areas; SCB's change from 2020 to 2025 has fewer."""

_LARGE = 0.05
_NOISE = 1e-9

Cell = tuple[str, str | None]
"""What a cell says and its class."""


@dataclass(frozen=True)
class EditionFacts:
    """What the report says of a conversion beyond ``Provenance``: editions as text (empty: unknown), codes, people."""

    from_edition: str
    to_edition: str
    from_code: str
    to_code: str
    people: Layer | None = None


def write_edition_report(
    path: str | Path, change: EditionChange, facts: EditionFacts, provenance: Provenance, language: str
) -> None:
    """Write the report, whole or not at all. Raises ``RegsoError`` where it cannot be written."""
    write_document(path, render_edition_report(change, facts, provenance, language))


def render_edition_report(change: EditionChange, facts: EditionFacts, provenance: Provenance, language: str) -> str:
    """Return the report as an HTML document; ``language``: ``sv`` or ``en``, whatever language QGIS speaks."""
    say = Language(language)
    return whole_page(
        provenance,
        say,
        _header(change, facts, provenance, say),
        warnings_box(provenance, change.tie, say),
        _changes(change, say),
        _totals(change, say),
        _figures(change, say),
        _method(change, say),
        sources(provenance, say),
        record(_items(change, facts, provenance, say), provenance, say),
        citation(provenance, say),
    )


def _header(change: EditionChange, facts: EditionFacts, provenance: Provenance, say: Language) -> Markup:
    said = [say(t.CREATED, when=when(provenance))]
    if facts.from_edition or facts.to_edition:
        unknown = say(e.UNKNOWN)
        said.append(say(e.EDITIONS_ARE, source=facts.from_edition or unknown, target=facts.to_edition or unknown))
    if change.fields:
        said.append(say(e.WEIGHTED_BY, weight=_weight(change, say)))
    if provenance.year is not None:
        said.append(say(t.YEAR_IS, year=str(provenance.year)))
    if provenance.updated:
        said.append(say(t.UPDATED_IS, stamp=provenance.updated))
    if provenance.selection_only:
        said.append(say(t.SELECTION_IS))
    if provenance.layer_filter:
        said.append(say(t.FILTER_IS))
    return element(
        "header",
        element("h1", provenance.title),
        element("p", say(e.WHAT_IT_IS, layer=provenance.layer.name, areas=provenance.areas.name), class_="lead"),
        element("p", " · ".join(said), class_="meta"),
    )


def _weight(change: EditionChange, say: Language) -> str:
    return say(e.PEOPLE_WEIGHT if change.weight == "population" else e.AREA_WEIGHT)


# Changed areas -------------------------------------------------------------------------------------------------------


def _changes(change: EditionChange, say: Language) -> Markup:
    counts = {name: say.number(change.number_of(name)) for name in ("changed", "ceased", "new")}
    parts: list[Child] = [
        element(
            "p",
            say(
                e.CHANGES_COUNTED,
                **counts,
                renamed=say.number(change.renamed),
                total=say.number(len(change.areas) - change.number_of("outside")),
            ),
        )
    ]
    if change.number_of("changed"):
        parts.append(element("p", _largest(change, say)))
    if change.number_of("outside"):
        parts.append(element("p", say(e.NOT_COMPARED, count=say.number(change.number_of("outside")))))
    parts.append(element("p", _slivers(change, say)))
    if len(change.changed):
        parts.append(_changes_table(change, say))
        rest = len(change.changed) - MOST_CHANGES
        if rest > 0:
            parts.append(note(say(e.MORE_CHANGES, shown=say.number(MOST_CHANGES), rest=say.number(rest))))
        parts.append(note(say(e.CHANGES_NOTE)))
    else:
        parts.append(element("p", say(e.NO_CHANGES, tolerance=_share(change.tolerance, say))))
    return section(say(e.CHANGES), *parts)


def _largest(change: EditionChange, say: Language) -> str:
    table = change.changed[change.changed["change"] == "changed"]
    most = table.iloc[0]
    return say(
        e.LARGEST_CHANGE,
        large=say.number(int((table["changed_share"] > _LARGE).sum())),
        code=str(table.index[0]),
        name=_text(most["name_to"]) or _text(most["name_from"]),
        share=say.percent(float(most["changed_share"])),
    )


def _slivers(change: EditionChange, say: Language) -> str:
    slivers = change.crosswalk.slivers
    if len(slivers) == 0:
        return say(e.NO_SLIVERS)
    return say(
        e.SLIVERS,
        count=say.number(len(slivers)),
        km2=say.number(float(slivers["area_km2"].sum()), 3),
        limit=_share(change.crosswalk.sliver_share, say),
    )


def _share(share: float, say: Language) -> str:
    """Return a limit as per cent, with as many decimals as it has."""
    percent = f"{100 * share:.10f}".rstrip("0").rstrip(".")
    return f"{percent.replace('.', ',')}{NO_BREAK}%" if say.code == "sv" else f"{percent}%"


def _changes_table(change: EditionChange, say: Language) -> Markup:
    shown = change.changed.head(MOST_CHANGES)
    rows = []
    for code, row in zip(shown.index, shown.to_dict("records"), strict=True):
        cells = [
            (_name(row, say), None),
            (_kind(row, say), "word" if not row["renamed"] else None),
            *(_number(row[name], 100, 1, say) for name in ("changed_share", "lost_share", "gained_share")),
            *(_number(row[name], 1, 2, say) for name in ("km2_from", "km2_to")),
        ]
        rows.append((str(code), cells))
    titles = (e.CODE, e.NAME, e.CHANGE, e.CHANGED_SHARE, e.LOST_SHARE, e.GAINED_SHARE, e.KM2_FROM, e.KM2_TO)
    heads = [(say(title), "number" if at > 2 else None) for at, title in enumerate(titles)]
    return _table(say(e.CHANGES_CAPTION), heads, rows, say)


def _name(row: dict[str, Any], say: Language) -> str:
    before, after = _text(row["name_from"]), _text(row["name_to"])
    if row["renamed"]:
        return say(e.BECAME, before=before, after=after)
    return after or before


def _kind(row: dict[str, Any], say: Language) -> str:
    kind = say(e.KINDS[row["change"]])
    return say(e.AND_RENAMED, kind=kind) if row["renamed"] and row["change"] != "renamed" else kind


def _text(value: object) -> str:
    return value.strip() if isinstance(value, str) else ""


def _number(value: float, factor: float, decimals: int, say: Language) -> Cell:
    if math.isnan(value):
        return "–", "number sign"
    return say.number(factor * _without_noise(value), decimals), "number"


def _without_noise(value: float, whole: float = 1.0) -> float:
    """Return a number, zero where it is the rounding of a sum: that is not written as something that is there."""
    return 0.0 if abs(value) <= _NOISE * abs(whole) else value


# Figures -------------------------------------------------------------------------------------------------------------


def _totals(change: EditionChange, say: Language) -> Markup:
    amounts = [field for field in change.fields if field.kind == "count"]
    if not amounts:
        return section(say(t.TOTALS), element("p", say(e.NO_AMOUNTS)))
    rows = [(field.name, [*_account(field, say), _mark(field, say)]) for field in amounts]
    titles = (e.FIELD, e.ALL, e.ON_TARGETS, e.ON_NONE, e.WITHHELD, t.CHECK)
    heads = [(say(title), "number" if 0 < at < 5 else None) for at, title in enumerate(titles)]
    return section(say(t.TOTALS), _table(say(e.TOTALS_CAPTION), heads, rows, say, "totals"), note(say(e.TOTALS_NOTE)))


def _account(field: ConvertedField, say: Language) -> list[Cell]:
    found = field.converted
    numbers = [found.total_in, found.total_out, found.outside, found.withheld]
    numbers = [_without_noise(number, found.total_in) for number in numbers]
    noise = _NOISE * abs(found.total_in)
    decimals = next((d for d in range(3) if all(abs(n - round(n, d)) <= noise for n in numbers)), 3)
    return [(say.number(number, decimals), "number") for number in numbers]


def _mark(field: ConvertedField, say: Language) -> Cell:
    if field.ties:
        return f"✓ {say(t.TIES)}", "ties"
    found = field.converted
    rest = found.total_in - found.total_out - found.outside - found.withheld
    return f"✗ {say(t.TIES_NOT, difference=say.signed(rest, 6))}", "broken"


def _figures(change: EditionChange, say: Language) -> Markup:
    if not change.fields:
        return section(say(e.FIGURES), element("p", say(e.NO_FIGURES)))
    rows = []
    for field in change.fields:
        missing = len(field.converted.missing)
        cells: list[Cell] = [
            (say(e.AMOUNT if field.kind == "count" else e.RATE), None),
            (_how(field, change, say), None),
            (say.number(len(field.converted.values) - missing), "number"),
            (say.number(missing), "number"),
        ]
        rows.append((field.name, cells))
    titles = (e.FIELD, e.KIND, e.HOW, e.WITH_VALUE, e.WITHOUT_VALUE)
    heads = [(say(title), "number" if at > 2 else None) for at, title in enumerate(titles)]
    return section(say(e.FIGURES), _table(say(e.FIGURES_CAPTION), heads, rows, say))


def _how(field: ConvertedField, change: EditionChange, say: Language) -> str:
    people = change.weight == "population"
    if field.kind == "count":
        return say(e.SPLIT_BY_PEOPLE if people else e.SPLIT_BY_AREA)
    if change.denominator:
        return say(e.AVERAGED_BY_FIELD, field=change.denominator)
    return say(e.AVERAGED_BY_PEOPLE if people else e.AVERAGED_BY_AREA)


def _method(change: EditionChange, say: Language) -> Markup:
    parts = [(e.METHOD_CROSSWALK, say(e.METHOD_CROSSWALK_TEXT))]
    if change.crosswalk.has_population:
        parts.append((e.METHOD_PEOPLE, say(e.METHOD_PEOPLE_TEXT)))
    kinds = {field.kind for field in change.fields}
    if "count" in kinds:
        parts.append((e.METHOD_AMOUNT, say(e.METHOD_AMOUNT_TEXT)))
    if "rate" in kinds:
        parts.append((e.METHOD_RATE, say(e.METHOD_RATE_TEXT)))
    if kinds:
        parts.append((e.METHOD_MISSING, say(e.METHOD_MISSING_TEXT)))
    parts.append((e.METHOD_TYPES, say(e.METHOD_TYPES_TEXT)))
    return method(parts, say)


def _items(
    change: EditionChange, facts: EditionFacts, provenance: Provenance, say: Language
) -> list[tuple[t.Text, str]]:
    def used(names: Iterable[str]) -> str:
        return ", ".join(names) or say(t.NOT_USED)

    people = facts.people or Layer(name=say(t.NOT_USED), source=say(t.NOT_USED), crs=say(t.NOT_USED))
    return [
        *layer_items(provenance.layer, e.FROM_LAYER, e.FROM_SOURCE, e.FROM_CRS),
        *layer_items(provenance.areas, e.TO_LAYER, e.TO_SOURCE, e.TO_CRS),
        *layer_items(people, e.PEOPLE_LAYER, e.PEOPLE_SOURCE, e.PEOPLE_CRS),
        (e.FROM_EDITION, facts.from_edition),
        (e.TO_EDITION, facts.to_edition),
        (e.FROM_CODE, facts.from_code),
        (e.TO_CODE, facts.to_code),
        (e.AMOUNTS, used(field.name for field in change.fields if field.kind == "count")),
        (e.RATES, used(field.name for field in change.fields if field.kind == "rate")),
        (e.DENOMINATOR, change.denominator or say(t.NOT_USED)),
        (e.WEIGHT, _weight(change, say)),
        (e.SLIVER, _share(change.crosswalk.sliver_share, say)),
        (e.TOLERANCE, _share(change.tolerance, say)),
        (t.SELECTED_ONLY, say(t.YES if provenance.selection_only else t.NO)),
        (t.FILTER, provenance.layer_filter or say(t.NOT_USED)),
    ]


def _table(
    caption: str, heads: list[Cell], rows: list[tuple[str, list[Cell]]], say: Language, kind: str = "figures plain"
) -> Markup:
    head = element("tr", [element("th", text, scope="col", class_=class_) for text, class_ in heads])
    body = [
        element(
            "tr",
            element("th", name, scope="row"),
            [element("td", text, class_=class_) for text, class_ in cells],
        )
        for name, cells in rows
    ]
    return scrollable(caption, say, element("thead", head), element("tbody", body), kind=kind)
