# SPDX-License-Identifier: GPL-2.0-or-later
"""The report on disparity: in short, the groups and their rates, the concentration curve, all measures with method."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..core.area_types import label
from . import disparity_texts as d
from . import texts as t
from .language import Language, decimals_for
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
from .provenance import Provenance
from .tables import group_name, scrollable, swatch_class

if TYPE_CHECKING:
    import pandas as pd

OF_GROUPS = ("rate", "crude_rate", "population_share", "difference_to_best", "ratio_to_best")
OF_CURVE = ("cumulative_population", "cumulative_outcome")
_SIZE = 260


@dataclass(frozen=True)
class PartFacts:
    """One comparison: its value in the field of the parts, sentences, and rows of the table as it was written."""

    name: Any
    readings: tuple[str, ...]
    frame: pd.DataFrame


@dataclass(frozen=True)
class DisparityFacts:
    """What the report is about; all words are in its language already."""

    parts: tuple[PartFacts, ...]
    typed: bool
    by: str
    level: float
    rate_unit: str
    fields: Mapping[str, str]


def write_disparity_report(path: str | Path, facts: DisparityFacts, provenance: Provenance, language: str) -> None:
    """Write the report, whole or not at all. Raises ``RegsoError`` where it cannot be written."""
    write_document(path, render_disparity_report(facts, provenance, language))


def render_disparity_report(facts: DisparityFacts, provenance: Provenance, language: str) -> str:
    """Return the report as an HTML document; ``language``: ``sv`` or ``en``, whatever language QGIS speaks."""
    say = Language(language)
    return whole_page(
        provenance,
        say,
        _header(facts, provenance, say),
        warnings_box(provenance, True, say),
        [_part(part, facts, say) for part in facts.parts],
        method(
            [
                (d.ORDER, say(d.ORDER_IS)),
                (d.INTERVALS, say(d.INTERVALS_ARE)),
                (d.LINE, say(d.LINE_IS)),
                (d.RELATIVE, say(d.RELATIVE_ARE)),
            ],
            say,
        ),
        sources(provenance, say),
        record(_items(facts, provenance), provenance, say),
        citation(provenance, say),
    )


def _header(facts: DisparityFacts, provenance: Provenance, say: Language) -> Markup:
    said = [say(t.CREATED, when=when(provenance))]
    if provenance.selection_only:
        said.append(say(t.SELECTION_IS))
    if provenance.layer_filter:
        said.append(say(t.FILTER_IS))
    return element(
        "header",
        element("h1", provenance.title),
        element("p", say(d.WHAT_IT_IS, layer=provenance.layer.name), class_="lead"),
        element("p", say(d.GROUPS_ARE_TYPES)) if facts.typed else None,
        element("p", " · ".join(said), class_="meta"),
    )


def _part(part: PartFacts, facts: DisparityFacts, say: Language) -> list[Child]:
    """Return the sections of one comparison."""
    if not facts.by:
        title = say(d.IN_SHORT)
    else:
        value = say(d.NO_PART) if _is_missing(part.name) else group_name(part.name, say)
        title = say(d.PART_IS, field=facts.by, value=value)
    return [
        section(title, [element("p", text) for text in part.readings], note(say(d.NO_CAUSES))),
        element("h3", say(d.RATES)),
        _groups(part, facts, say),
        _curve(part, say),
        element("h3", say(d.MEASURES)),
        _measures(part, facts, say),
    ]


def _groups(part: PartFacts, facts: DisparityFacts, say: Language) -> Markup:
    rows = {name: part.frame[part.frame["measure"] == name].set_index("group_name") for name in OF_GROUPS}
    rates = rows["rate"]
    decimals = decimals_for([*rates["value"].dropna(), *rates["high"].dropna()])
    crude = rows["crude_rate"]
    titles = [
        say(d.TYPE if facts.typed else d.GROUP),
        say(d.SHARE),
        say(d.RATE),
        say(d.INTERVAL, level=percent_of(facts.level, say)),
        *([say(d.CRUDE)] if len(crude) else []),
        say(d.DIFFERENCE),
        say(d.RATIO),
    ]
    body = []
    for name in rates.index:
        cells = [
            _number(rows["population_share"].loc[name, "value"] * 100, 1, say),
            _number(rates.loc[name, "value"], decimals, say),
            _interval(rates.loc[name], decimals, say),
            *([_number(crude.loc[name, "value"], decimals, say)] if len(crude) else []),
            _number(_of(rows["difference_to_best"], name), decimals, say),
            _number(_of(rows["ratio_to_best"], name), 2, say),
        ]
        head = element("th", _group(str(name), facts, say), scope="row")
        body.append(element("tr", head, [element("td", text, class_="number") for text in cells]))
    head_row = [element("th", title, scope="col", class_="number" if i else None) for i, title in enumerate(titles)]
    caption = say(d.RATES_CAPTION, unit=facts.rate_unit)
    return scrollable(
        caption, say, element("thead", element("tr", head_row)), element("tbody", body), kind="figures plain"
    )


def _group(name: str, facts: DisparityFacts, say: Language) -> Child:
    if not (facts.typed and name.isdigit()):
        return name
    swatch = element("span", class_=f"swatch {swatch_class(int(name))}", aria_hidden="true")
    return element("span", swatch, element("b", name), f" {label(int(name), say.code)}")


def _of(rows: pd.DataFrame, name: Any) -> float:
    return float(rows.loc[name, "value"]) if name in rows.index else math.nan


def _measures(part: PartFacts, facts: DisparityFacts, say: Language) -> Markup:
    left_out = {*OF_GROUPS, *OF_CURVE}
    return measures_table(part.frame[~part.frame["measure"].isin(left_out)], facts.level, say)


def measures_table(rows: pd.DataFrame, level: float, say: Language) -> Markup:
    """Return rows of measures (the columns of the algorithm's table) with interval, unit and method."""
    titles = [say(d.MEASURE), say(d.VALUE), say(d.INTERVAL, level=percent_of(level, say)), say(d.UNIT), say(d.DIFFERS)]
    head = [element("th", title, scope="col", class_="number" if i in (1, 2) else None) for i, title in
            enumerate([*titles, say(d.HOW)])]  # fmt: skip
    body = []
    for _, row in rows.iterrows():
        decimals = decimals_for([0.0 if _is_missing(row["value"]) else row["value"]], figures=4)
        differs = {1.0: say(d.YES), 0.0: say(d.NO)}.get(row["differs"], "")
        how = [str(row["method"]), element("div", str(row["note"])) if row["note"] else None]
        name = str(row["label"]) + (f" ({row['group_name']})" if row["group_name"] else "")
        body.append(
            element(
                "tr",
                element("th", name, scope="row"),
                element("td", _number(row["value"], decimals, say), class_="number"),
                element("td", _interval(row, decimals, say), class_="number"),
                element("td", str(row["unit"])),
                element("td", differs),
                element("td", how, class_="note"),
            )
        )
    caption = say(d.MEASURES_CAPTION)
    return scrollable(caption, say, element("thead", element("tr", head)), element("tbody", body), kind="figures plain")


def _number(value: float, decimals: int, say: Language) -> str:
    if _is_missing(value):
        return "–"
    # A number that would be rounded to nothing is written as less than the last decimal.
    return say.number(value, decimals) if value > 0 else say.signed(value, decimals)


def _interval(row: Any, decimals: int, say: Language) -> str:
    if _is_missing(row["low"]) or _is_missing(row["high"]):
        return "–"
    return f"{_number(row['low'], decimals, say)} – {_number(row['high'], decimals, say)}"


def _is_missing(value: Any) -> bool:
    return value is None or (isinstance(value, float) and math.isnan(value))


def percent_of(level: float, say: Language) -> str:
    """Return the level of intervals as it is written: 95."""
    percent = 100 * level
    return say.number(percent, 0 if math.isclose(percent, round(percent)) else 1)


def _curve(part: PartFacts, say: Language) -> Markup | None:
    """Return the concentration curve as a small picture, nothing where there is none."""
    across, up = (part.frame.loc[part.frame["measure"] == name, "value"].tolist() for name in OF_CURVE)
    if not across:
        return None
    places = [(_SIZE * x, _SIZE * (1 - y)) for x, y in zip([0.0, *across], [0.0, *up], strict=True)]
    points = " ".join(f"{x:.1f},{y:.1f}" for x, y in places)
    dots = [element("circle", cx=f"{x:.1f}", cy=f"{y:.1f}", r="3.5", fill="#20242c") for x, y in places[1:-1]]
    drawing = element(
        "svg",
        element("title", say(d.CURVE_TITLE)),
        element("rect", width=_SIZE, height=_SIZE, fill="none", stroke="#9aa1ad"),
        element("line", x1=0, y1=_SIZE, x2=_SIZE, y2=0, stroke="#5a6270", stroke_dasharray="5 4"),
        element("polyline", points=points, fill="none", stroke="#542788", stroke_width="2.5"),
        dots,
        viewBox=f"-4 -4 {_SIZE + 8} {_SIZE + 8}",
        role="img",
        style="max-width: 18rem",
    )
    return element("figure", drawing, element("figcaption", say(d.CURVE)))


def _items(facts: DisparityFacts, provenance: Provenance) -> list[tuple[t.Text, str]]:
    fields = facts.fields
    return [
        *layer_items(provenance.layer, d.INPUT_NAME, d.INPUT_SOURCE, d.INPUT_CRS),
        (d.GROUP_FIELD, fields.get("group", "")),
        (d.FIGURE_FIELD, fields.get("count") or fields.get("rate") or "amount"),
        (d.POPULATION_FIELD, fields.get("population", "")),
        *([(d.STRATUM_FIELD, fields["stratum"])] if "stratum" in fields else []),
        *([(d.STANDARD, fields["standard"])] if "standard" in fields else []),
    ]
