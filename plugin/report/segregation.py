# SPDX-License-Identifier: GPL-2.0-or-later
"""The report on segregation: in short, all groups, each group, year by year, patterns on the map."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from . import segregation_texts as s
from . import texts as t
from .language import Language
from .markup import Child, Markup, element
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
from .segregation_reading import of_last_year, readings
from .tables import scrollable

if TYPE_CHECKING:
    import pandas as pd

MOST_REGIONS = 25
MOST_REGIONS_BY_YEAR = 8
OF_ALL = ("inequality_index", "multigroup_dissimilarity", "multigroup_gini", "theil_h", "mutual_information")
OF_ONE = ("share", "dissimilarity", "dissimilarity_by_chance", "isolation", "eta_squared", "gini", "atkinson")
CLUSTERING = ("moran_i", "moran_expected", "moran_p")


@dataclass(frozen=True)
class SegregationFacts:
    """What the report is about: the table as it was written, how many areas are in each kind of cluster, settings."""

    table: pd.DataFrame
    clusters: Mapping[str, int]
    groups: tuple[str, ...]
    total: str = ""
    year_field: str = ""
    value: str = ""
    min_count: int = 0
    rounding: int = 0


def write_segregation_report(path: str | Path, facts: SegregationFacts, provenance: Provenance, language: str) -> None:
    """Write the report, whole or not at all. Raises ``RegsoError`` where it cannot be written."""
    write_document(path, render_segregation_report(facts, provenance, language))


def render_segregation_report(facts: SegregationFacts, provenance: Provenance, language: str) -> str:
    """Return the report as an HTML document; ``language``: ``sv`` or ``en``, whatever language QGIS speaks."""
    say = Language(language)
    measures = facts.table[~facts.table["measure"].isin(CLUSTERING)]
    last = of_last_year(measures)
    return whole_page(
        provenance,
        say,
        _header(facts, provenance, say),
        warnings_box(provenance, True, say),
        section(say(s.IN_SHORT), [element("p", text) for text in readings(facts.table, last, say)]),
        _regions(last, say),
        _groups(last, say),
        _years(measures, say),
        _clustering(facts, say),
        _not_computed(facts.table, say),
        _method(facts, say),
        sources(provenance, say),
        record(_items(facts, provenance, say), provenance, say),
        citation(provenance, say),
    )


def _header(facts: SegregationFacts, provenance: Provenance, say: Language) -> Markup:
    said = [say(t.CREATED, when=when(provenance))]
    if provenance.selection_only:
        said.append(say(t.SELECTION_IS))
    if provenance.layer_filter:
        said.append(say(t.FILTER_IS))
    what = s.WHAT_IT_IS if facts.groups else s.WHAT_CLUSTERS_ARE
    return element(
        "header",
        element("h1", provenance.title),
        element("p", say(what, layer=provenance.layer.name, value=facts.value), class_="lead"),
        element("p", " · ".join(said), class_="meta"),
    )


def year_text(table: pd.DataFrame, say: Language) -> str:
    """Return the last year of a table's rows, in words where there is none."""
    years = table["year"].dropna()
    return say(s.NO_YEAR) if years.empty else str(int(years.max()))


def _value(number: float, say: Language, decimals: int = 3) -> tuple[str, str]:
    # NaN is written as missing; the section on what could not be computed says why
    return ("–", "number sign") if number is None or number != number else (say.number(number, decimals), "number")  # noqa: PLR0124


def _wide(rows: pd.DataFrame, keys: list[str]) -> pd.DataFrame:
    """Return a column for each measure; a pivot table would lose what is missing, or invent rows."""
    return rows.set_index([*keys, "measure"])["value"].unstack("measure")  # noqa: PD010


def _decimals(measure: str) -> int:
    return 1 if measure == "inequality_index" else 3


def _regions(last: pd.DataFrame, say: Language) -> Markup | None:
    if last.empty:
        return None
    overall = last[last["measure"].isin(OF_ALL)]
    wide = _wide(overall, ["region", "region_name"])
    wide = wide[[name for name in OF_ALL if name in wide]].dropna(how="all")
    wide = wide.sort_values(wide.columns[0], ascending=False) if len(wide.columns) else wide
    sizes = overall.groupby("region")[["areas", "people"]].first()
    rows = []
    for (region, name), values in wide.head(MOST_REGIONS).iterrows():
        cells = [_value(float(sizes.loc[region, column]), say, 0) for column in ("areas", "people")]
        cells += [_value(values[measure], say, _decimals(str(measure))) for measure in wide.columns]
        rows.append((name, cells))
    heads = [say(s.REGION), say(s.AREAS), say(s.PEOPLE), *(say(s.MEASURES[str(name)]) for name in wide.columns)]
    parts: list[Child] = [_table(say(s.REGIONS_CAPTION, year=year_text(last, say)), heads, rows, say)]
    if len(wide) > MOST_REGIONS:
        shown, rest = say.number(MOST_REGIONS), say.number(len(wide) - MOST_REGIONS)
        parts.append(note(say(s.MORE_REGIONS, shown=shown, rest=rest)))
    return section(say(s.REGIONS), *parts)


def _groups(last: pd.DataFrame, say: Language) -> Markup | None:
    """Return the measures of each group, where the table has one region."""
    if last.empty or len(last["region"].unique()) != 1:
        return None
    own = last[last["measure"].isin(OF_ONE) & last["other_group"].isna()]
    wide = _wide(own, ["group_name"]).loc[own["group_name"].unique()]
    names = [name for name in OF_ONE if name in wide]
    rows = [
        (group_text(str(group), say), [_value(values[name], say) for name in names])
        for group, values in wide.iterrows()
    ]
    heads = [say(s.GROUP), *(say(s.MEASURES[name]) for name in names)]
    caption = say(s.GROUPS_CAPTION, where=str(last["region_name"].iloc[0]), year=year_text(last, say))
    return section(say(s.GROUPS), _table(caption, heads, rows, say))


def group_text(name: str, say: Language) -> str:
    """Return a group's name; those in none of the chosen groups are the others."""
    return say(s.OTHERS) if name == "others" else name


def _years(measures: pd.DataFrame, say: Language) -> Markup | None:
    """Return the years: of one region all measures of all groups, of several regions the first of these measures."""
    if len(measures["year"].dropna().unique()) < 2 or len(measures["region"].unique()) > MOST_REGIONS_BY_YEAR:
        return None
    overall = measures[measures["measure"].isin(OF_ALL)].astype({"year": int})
    names = [name for name in OF_ALL if (overall["measure"] == name).any()]
    if len(measures["region"].unique()) == 1:
        wide = _wide(overall, ["year"])[names]
        heads = [say(s.MEASURES[name]) for name in names]
        what = str(measures["region_name"].iloc[0])
        decimals = [_decimals(name) for name in names]
    else:
        of_first = overall[overall["measure"] == names[0]]
        wide = of_first.pivot_table(index="year", columns="region_name", values="value")
        heads = [str(name) for name in wide.columns]
        what = say(s.MEASURES[names[0]])
        decimals = [_decimals(names[0])] * len(heads)
    rows = [
        (str(year), [_value(value, say, places) for value, places in zip(values, decimals, strict=True)])
        for year, values in zip(wide.index, wide.to_numpy(), strict=True)
    ]
    return section(say(s.YEARS), _table(say(s.YEARS_CAPTION, what=what), [say(s.YEAR), *heads], rows, say))


def _clustering(facts: SegregationFacts, say: Language) -> Markup | None:
    own = facts.table[facts.table["measure"].isin(CLUSTERING)]
    if own.empty:
        return None
    rows = []
    for year, values in own.assign(year=own["year"].astype(float).fillna(0)).groupby("year"):
        by_measure = values.set_index("measure")["value"]
        name = str(int(year)) if year else say(s.NO_YEAR)
        rows.append((name, [_value(by_measure[measure], say) for measure in CLUSTERING]))
    heads = [say(s.YEAR), *(say(s.MEASURES[name]) for name in CLUSTERING)]
    counts = [(say(s.CLUSTERS[kind]), [_value(count, say, 0)]) for kind, count in facts.clusters.items()]
    return section(
        say(s.CLUSTERING),
        _table(say(s.CLUSTERING_CAPTION, name=facts.value), heads, rows, say),
        _table(say(s.COUNTS_CAPTION), [say(s.KIND), say(s.AREAS)], counts, say),
    )


def _not_computed(table: pd.DataFrame, say: Language) -> Markup | None:
    reasons = table.loc[table["value"].isna(), "note"].value_counts()
    if reasons.empty:
        return None
    rows = [(str(reason), [_value(float(count), say, 0)]) for reason, count in reasons.items()]
    return section(say(s.NOT_COMPUTED), _table(say(s.NOT_COMPUTED_CAPTION), [say(s.WHY), say(s.COUNT)], rows, say))


def _method(facts: SegregationFacts, say: Language) -> Markup:
    parts = (
        []
        if not facts.groups
        else [
            (s.METHOD_EVENNESS, say(s.METHOD_EVENNESS_TEXT)),
            (s.METHOD_EXPOSURE, say(s.METHOD_EXPOSURE_TEXT)),
            (s.METHOD_CHANCE, say(s.METHOD_CHANCE_TEXT)),
            (s.METHOD_SIZE, say(s.METHOD_SIZE_TEXT)),
        ]
    )
    if facts.value:
        parts.append((s.METHOD_CLUSTERS, say(s.METHOD_CLUSTERS_TEXT)))
    if facts.min_count > 1:
        parts.append((t.METHOD_SUPPRESSION, say(s.SUPPRESSION_IS, limit=str(facts.min_count))))
    if facts.rounding:
        parts.append((t.ROUNDING, say(s.ROUNDING_IS, base=str(facts.rounding))))
    return method(parts, say)


def _items(facts: SegregationFacts, provenance: Provenance, say: Language) -> list[tuple[t.Text, str]]:
    unused = say(t.NOT_USED)
    return [
        *layer_items(provenance.layer, s.INPUT_LAYER, s.INPUT_SOURCE, s.INPUT_CRS),
        (s.USED_GROUPS, ", ".join(facts.groups)),
        (s.USED_TOTAL, facts.total or unused),
        (s.USED_YEAR, facts.year_field or unused),
        (s.USED_VALUE, facts.value or unused),
        (t.MIN_COUNT, str(facts.min_count) if facts.min_count > 1 else say(t.NO_LIMIT)),
        (t.ROUNDING, rounding_in_words(facts.rounding, say)),
        (t.SELECTED_ONLY, say(t.YES if provenance.selection_only else t.NO)),
        (t.FILTER, provenance.layer_filter or unused),
    ]


def _table(caption: str, heads: list[str], rows: list[tuple[str, list[tuple[str, str]]]], say: Language) -> Markup:
    head = [element("th", text, scope="col", class_="number" if at else None) for at, text in enumerate(heads)]
    body = [
        element("tr", element("th", name, scope="row"), [element("td", text, class_=class_) for text, class_ in cells])
        for name, cells in rows
    ]
    parts = (element("thead", element("tr", head)), element("tbody", body))
    return scrollable(caption, say, *parts, kind="figures plain")
