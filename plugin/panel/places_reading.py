# SPDX-License-Identifier: GPL-2.0-or-later
"""What a run answered about places: features that got an area type, areas and people. Pure."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from ..core.area_types import ROWS, TYPES
from ..report import texts as t
from ..report.content import Row, Sign, Sum, TypeTable, Value
from ..report.language import Language
from ..report.reading import how_to_read, read_areas
from .answer import ASSIGNED, BACKGROUND, Answer, Measure, Part, Totals, share_of, signs_of, sum_line, with_sums

if TYPE_CHECKING:
    import pandas as pd

NAMES = ("area_count", "population", "area_km2")
ADDED = ("area_code", "area_name", "kommun_code", "area_type", "area_type_label", "area_index")
"""What ``regso:assignareatype`` puts after the features' own fields, before ``part_amount`` and ``part_share``."""


# Features that got an area type ---------------------------------------------------------------------------------------


def of_assigned(table: pd.DataFrame, numbers: Mapping[str, Any], language: Language, unit: str) -> Answer:
    """Return how features that got an area type, each in its ``unit``, are spread over the types."""
    added = table.iloc[:, -len(ADDED) - 2 :]
    added.columns = [*ADDED, "part_amount", "part_share"]
    # rows without a type are features that could not be used; the totals have them
    located = added[added["area_type"].notna()]
    by_type = located.groupby(located["area_type"].astype(int))["part_amount"]
    count, amount = by_type.size(), by_type.sum()
    rows = [
        Row(kind, {"feature_count": float(count.get(kind, 0)), "amount": float(amount.get(kind, 0.0))}) for kind in ROWS
    ]
    whole = math.fsum(float(row.values["amount"]) for row in rows if row.kind in TYPES)  # type: ignore[arg-type]
    rows = [
        Row(row.kind, {**row.values, "share": share_of(row.number("amount"), whole if row.kind in TYPES else 0.0)})
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
        notes=tuple(signs_of([type_table], 0, language)),
        totals=Totals((sum_line([language.number(n) for n in features], ties, language),), ties),
    )


# Areas and people -----------------------------------------------------------------------------------------------------


def of_background(table: pd.DataFrame, by_class: pd.DataFrame | None, language: Language) -> Answer:
    """Return how areas and people are spread over the types, by part of the country and by class of areas."""
    sums = table.groupby("area_type")[list(NAMES)].sum(min_count=1)
    blocks: list[tuple[str, str, pd.DataFrame]] = []
    codes = table["part_code"].where(table["part_code"].notna(), "")
    for code in dict.fromkeys(codes):
        own = table[codes == code]
        name = own["part_name"].iloc[0]
        title = f"{name} ({code})" if isinstance(name, str) and name else str(code) or language(t.NO_GROUP)
        blocks.append((title, str(code), own.set_index("area_type")[list(NAMES)]))
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
        classes=tuple(_classes(by_class)),
        columns=("area_count", *(("population",) if people else ()), *shares, "area_km2"),
        measures=tuple(measures),
        reading=tuple(read_areas(parts[0].table, language)),
        how_to_read=tuple(how_to_read(language)),
        notes=tuple(signs_of([part.table for part in parts], 0, language)),
        totals=Totals(tuple(lines)),
    )


def _classes(by_class: pd.DataFrame | None) -> Iterator[Part]:
    """Yield the classes that have areas, each over the whole country."""
    for label, own in () if by_class is None else by_class.groupby("stratum_label", sort=False):
        if own["area_count"].sum():
            yield Part(str(label), _area_rows(own.groupby("area_type")[list(NAMES)].sum(min_count=1)), code=None)


def _area_rows(values: pd.DataFrame) -> TypeTable:
    """Return the rows of areas and people by type (index), with their shares and sums."""

    def number(kind: int, name: str) -> Value:
        value: Any = values[name].get(kind)
        return Sign.MISSING if value is None or math.isnan(value) else float(value)

    rows = [Row(kind, {name: number(kind, name) for name in NAMES}) for kind in (*TYPES, 0)]
    for share, name in (("area_share", "area_count"), ("population_share", "population")):
        whole = math.fsum(n for row in rows if row.kind in TYPES and (n := row.number(name)) is not None)
        rows = [
            replace(row, values={**row.values, share: share_of(row.number(name), whole if row.kind in TYPES else 0.0)})
            for row in rows
        ]
    return TypeTable(with_sums(rows, NAMES))
