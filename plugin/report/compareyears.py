# SPDX-License-Identifier: GPL-2.0-or-later
"""The report on a follow-up: in short, each way of holding the types with chart and tables, transitions, breaks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from ..core.area_types import TYPES
from . import compareyears_cells as cell
from . import compareyears_texts as s
from . import texts as t
from .compareyears_chart import draw_years
from .compareyears_reading import readings
from .content import Sign
from .language import Language, decimals_for
from .markup import Markup, element
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

if TYPE_CHECKING:
    import pandas as pd

    from ..core.measures.decomposition import Decomposition
    from ..core.measures.transitions import Transitions

_TITLES = {
    "first": (s.FIRST_TITLE, s.FIRST_MEANS),
    "last": (s.LAST_TITLE, s.LAST_MEANS),
    "moving": (s.MOVING_TITLE, s.MOVING_MEANS),
    "given": (s.GIVEN_TITLE, s.GIVEN_MEANS),
}


@dataclass(frozen=True)
class FollowUpFacts:
    """What the report is about.

    ``table``: as it was written, with ``hidden`` as in ``follow_up.COLUMNS``; ``breaks``: first year after each and
    what changed; ``cuts``, ``no_parts``: sentences on the country's cut points, and why types could not be split (in
    the report's language); ``fields``: by role; ``min_count``, ``rounding``: how small counts were guarded.
    """

    table: pd.DataFrame
    breaks: tuple[tuple[int, str], ...]
    level: float
    fields: Mapping[str, str]
    types: str = ""
    steps: tuple[Transitions, ...] = ()
    whole: Transitions | None = None
    decomposition: Decomposition | None = None
    cuts: tuple[str, ...] = ()
    no_parts: str = ""
    unexplained: int = 0
    min_count: int = 0
    rounding: int = 0


def write_compareyears_report(path: str | Path, facts: FollowUpFacts, provenance: Provenance, language: str) -> None:
    """Write the report, whole or not at all. Raises ``RegsoError`` where it cannot be written."""
    write_document(path, render_compareyears_report(facts, provenance, language))


def render_compareyears_report(facts: FollowUpFacts, provenance: Provenance, language: str) -> str:
    """Return the report as an HTML document; ``language``: ``sv`` or ``en``, whatever language QGIS speaks."""
    say = Language(language)
    said = readings(facts.table, facts.whole, facts.decomposition, facts.breaks, say)
    return whole_page(
        provenance,
        say,
        _header(facts, provenance, say),
        warnings_box(provenance, True, say),
        section(say(s.IN_SHORT), [element("p", text) for text in said]),
        [_hold(facts, str(hold), say) for hold in facts.table["hold"].unique()],
        _transitions(facts, say),
        _parts(facts, say),
        _breaks(facts, say),
        method(
            [
                (s.SIGN, say(s.SIGN_IS)),
                (s.INTERVALS, say(s.INTERVALS_ARE)),
                *([(s.KAPPA_TERM, say(s.KAPPA_IS)), (s.SPLIT, say(s.SPLIT_IS))] if facts.whole is not None else []),
                *_guarded(facts, say),
            ],
            say,
        ),
        sources(provenance, say),
        record(_items(facts, provenance, say), provenance, say),
        citation(provenance, say),
    )


def _header(facts: FollowUpFacts, provenance: Provenance, say: Language) -> Markup:
    years = facts.table["year"]
    said = [say(t.CREATED, when=when(provenance))]
    if provenance.selection_only:
        said.append(say(t.SELECTION_IS))
    if provenance.layer_filter:
        said.append(say(t.FILTER_IS))
    what = say(s.WHAT_IT_IS, layer=provenance.layer.name, first=str(years.min()), last=str(years.max()))
    return element(
        "header",
        element("h1", provenance.title),
        element("p", what, class_="lead"),
        element("p", " · ".join(said), class_="meta"),
    )


def _hold(facts: FollowUpFacts, hold: str, say: Language) -> Markup:
    """Return the section of one way of holding the types."""
    rows = facts.table[facts.table["hold"] == hold]
    title, meaning = _TITLES[hold]
    years = rows["type_year"].dropna()
    year = str(int(years.iloc[0])) if len(years) else "–"
    unit = str(rows["unit"].iloc[0])
    chart = draw_years(rows, facts.breaks, say(s.CHART_TITLE, hold=str(rows["hold_label"].iloc[0]), unit=unit), say)
    return section(
        say(title, year=year),
        element("p", say(meaning, year=year)),
        chart,
        note(say(s.CHART_NOTE, level=_level(facts, say))) if chart is not None else None,
        _rates(facts, rows, unit, say),
        _changes(facts, rows, unit, say),
        note(say(s.SIGN_HIDDEN, limit=str(facts.min_count)))
        if rows["hidden"].isin(["figure", "change"]).any()
        else None,
    )


def _rates(facts: FollowUpFacts, rows: pd.DataFrame, unit: str, say: Language) -> Markup:
    """Return the rates by year, with a row that marks every break."""
    decimals = decimals_for(rows["rate"].dropna())
    names = [*map(str, TYPES), "all"]
    head = [say(s.YEAR), *(cell.short(name, say) for name in names)]
    body = []
    breaks = dict(facts.breaks)
    for year, own in rows.groupby("year"):
        if year in breaks and year != rows["year"].min():
            text = f"{say(s.BREAK_ROW)}: {breaks[year]}"
            body.append(element("tr", element("td", text, colspan=len(head), class_="note"), class_="break"))
        by_group = own.set_index("group_name")
        cells = [cell.td(cell.rate(by_group, name, decimals, say)) for name in names]
        body.append(element("tr", element("th", str(year), scope="row"), cells))
    return cell.table(say(s.RATES_CAPTION, unit=unit), head, body, say)


def _changes(facts: FollowUpFacts, rows: pd.DataFrame, unit: str, say: Language) -> Markup | None:
    """Return the change from the first to the last year, group by group."""
    last = rows[(rows["year"] == rows["year"].max()) & rows["base_year"].notna()]
    last = last[last["group_name"].isin([*map(str, TYPES), "all", "gap"])]
    if last.empty:
        return None
    first = rows[rows["year"] == int(last["base_year"].iloc[0])].set_index("group_name")
    now = last.set_index("group_name")
    decimals = decimals_for([*first["rate"].dropna(), *last["rate"].dropna()])
    head = [say(s.TYPE), str(int(last["base_year"].iloc[0])), str(int(last["year"].iloc[0])), say(s.CHANGE),
            say(s.INTERVAL_HEAD), say(s.RATIO), say(s.INTERVAL_HEAD), say(s.DIFFERS)]  # fmt: skip
    body = []
    for row in last.to_dict("records"):
        name = row["group_name"]
        differs = {1: say(s.YES), 0: say(s.NO)}.get(row["differs"], "–")
        change = [
            cell.with_sign(row["difference"], decimals, say),
            cell.interval(row["difference_low"], row["difference_high"], decimals, say, is_signed=True),
            cell.number(row["ratio"], 3, say),
            cell.interval(row["ratio_low"], row["ratio_high"], 3, say),
            differs,
        ]
        cells = [cell.rate(first, name, decimals, say), cell.rate(now, name, decimals, say)]
        cells += [Sign.HIDDEN.value] * len(change) if row["hidden"] in ("figure", "change") else change
        body.append(
            element("tr", element("th", cell.group(str(name), say), scope="row"), [cell.td(text) for text in cells])
        )
    years = {"first": head[1], "last": head[2]}
    return cell.table(say(s.CHANGES_CAPTION, **years, unit=unit, level=_level(facts, say)), head, body, say)


def _transitions(facts: FollowUpFacts, say: Language) -> Markup | None:
    if facts.whole is None and not facts.steps:
        return None
    shown = facts.whole or facts.steps[-1]
    began = shown.areas.sum(axis=1)
    body = []
    for i, old in enumerate(TYPES):
        counts = [
            f"{say.number(int(count))} ({say.percent(count / began[i], 0)})" if count else "–"
            for count in shown.areas[i]
        ]
        head = element("th", cell.group(str(old), say), scope="row")
        body.append(element("tr", head, [cell.td(text) for text in counts]))
    caption = say(s.MATRIX_CAPTION, first=str(shown.from_year), last=str(shown.to_year))
    heads = [str(shown.from_year), *(f"{shown.to_year}: {cell.short(str(kind), say)}" for kind in TYPES)]
    return section(
        say(s.TRANSITIONS), cell.table(caption, heads, body, say), note(say(s.MATRIX_NOTE)), _stability(facts, say)
    )


def _stability(facts: FollowUpFacts, say: Language) -> Markup:
    pairs = [*facts.steps]
    if facts.whole is not None and len(pairs) != 1:
        pairs.append(facts.whole)
    body = []
    for pair in pairs:
        kept = pair.persistence
        cells = [
            say.number(kept.areas),
            cell.percent(kept.unchanged, say),
            cell.percent(kept.unchanged_people, say),
            say.number(kept.worse),
            say.number(kept.better),
            cell.number(kept.kappa, 3, say),
            cell.number(kept.weighted_kappa, 3, say),
        ]
        years = f"{pair.from_year}–{pair.to_year}"
        if any(pair.from_year < year <= pair.to_year for year, _ in facts.breaks):
            years += f" ({say(s.BREAK_ROW)})"
        head = element("th", years, scope="row")
        body.append(element("tr", head, [cell.td(text) for text in cells]))
    heads = [s.YEARS, s.AREAS, s.UNCHANGED, s.UNCHANGED_PEOPLE, s.WORSE, s.BETTER, s.KAPPA, s.WEIGHTED]
    return cell.table(say(s.STABILITY_CAPTION), [say(one) for one in heads], body, say)


def _parts(facts: FollowUpFacts, say: Language) -> Markup | None:
    """Return why types changed, or why that cannot be said."""
    if facts.decomposition is None:
        return section(say(s.PARTS), element("p", say(s.NO_PARTS, reason=facts.no_parts))) if facts.no_parts else None
    frame = facts.decomposition.frame
    counts = [
        element("tr", element("th", say(s.COUNTS[name]), scope="row"), cell.td(say.number(count)))
        for name, count in facts.decomposition.counts().items()
    ]
    body = []
    for part, title in (("own", s.OWN), ("mean", s.MEAN), ("spread", s.SPREAD)):
        cells = [
            cell.td(say.signed(float(frame[f"{part}_ordered"].sum()))),
            cell.td(say.signed(float(frame[part].sum()), 2)),
        ]
        body.append(element("tr", element("th", say(title), scope="row"), cells))
    total = float(frame["steps"].sum())
    cells = [cell.td(say.signed(total)), cell.td(say.signed(total, 2))]
    body.append(element("tr", element("th", say(s.TOTAL), scope="row"), cells, class_="sum"))
    unexplained = say(s.UNEXPLAINED, count=say.number(facts.unexplained)) if facts.unexplained else None
    return section(
        say(s.PARTS),
        element("ul", [element("li", text) for text in facts.cuts]),
        cell.table(say(s.PARTS_CAPTION), [say(s.PART), say(s.AREAS)], counts, say),
        cell.table(say(s.PARTS_SUM_CAPTION), [say(s.PART), say(s.ORDERED), say(s.SHAPLEY)], body, say),
        note(unexplained) if unexplained else None,
    )


def _breaks(facts: FollowUpFacts, say: Language) -> Markup:
    if not facts.breaks:
        return section(say(s.BREAKS), element("p", say(s.NO_BREAKS)))
    return section(say(s.BREAKS), element("ul", [element("li", f"{year}: {what}") for year, what in facts.breaks]))


def _items(facts: FollowUpFacts, provenance: Provenance, say: Language) -> list[tuple[t.Text, str]]:
    fields = facts.fields
    return [
        *layer_items(provenance.layer, s.INPUT_NAME, s.INPUT_SOURCE, s.INPUT_CRS),
        (s.USED_YEAR, fields.get("year", "")),
        (s.USED_FIGURE, fields.get("count") or fields.get("rate") or fields.get("population", "")),
        (s.USED_PEOPLE, fields.get("population") or say(t.NOT_USED)),
        (s.USED_TYPES, facts.types or say(s.OF_INPUT)),
        (t.MIN_COUNT, str(facts.min_count) if facts.min_count > 1 else say(t.NO_LIMIT)),
        (t.ROUNDING, rounding_in_words(facts.rounding, say)),
    ]


def _guarded(facts: FollowUpFacts, say: Language) -> list[tuple[t.Text, str]]:
    """Return how small counts were guarded."""
    small: list[tuple[t.Text, str]] = []
    if facts.min_count > 1:
        small.append((t.METHOD_SUPPRESSION, say(s.SUPPRESSION_IS, limit=str(facts.min_count))))
    if facts.rounding:
        small.append((t.ROUNDING, say(s.ROUNDING_IS, base=str(facts.rounding))))
    return small


def _level(facts: FollowUpFacts, say: Language) -> str:
    percent = 100 * facts.level
    return say.number(percent, 0 if abs(percent - round(percent)) < 1e-9 else 1)
