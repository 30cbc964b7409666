# SPDX-License-Identifier: GPL-2.0-or-later
"""How areas and people are distributed over the area types, in the country or in parts of it, and by class of areas."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pandas as pd

from .area_types import TYPES, AreaType, label
from .areas import Areas
from .codes import Level, parse_area_code
from .strata import Strata

COUNTRY = "00"
"""SCB's code for the whole country (riket)."""

_ROWS = (*TYPES, int(AreaType.NO_DATA))


def part_of_country(code: str, level: Level | None) -> str | None:
    """Return the code of the kommun or län that an area belongs to; None where the code does not tell."""
    if level is None:
        return COUNTRY
    parsed = parse_area_code(code)
    if parsed is None:
        return None
    return parsed.kommun if level is Level.KOMMUN else parsed.lan


def areas_by_type(areas: Areas, level: Level | None = None, language: str = "en") -> pd.DataFrame:
    """Return areas, people and ground by part of the country and area type.

    ``level``: ``KOMMUN``, ``LAN`` or None for the whole country. Columns: ``part_code`` (None where the areas' codes
    do not tell), ``part_name`` (from the areas' ``kommun_name``, else None), ``area_type`` (1–5, 0), ``label``,
    ``area_count``, ``population`` (NaN where no area's is known), ``area_km2``, ``area_share`` and
    ``population_share`` (0–1 of the areas with a type; NaN for no data). Every part has all six rows.
    """
    tables = [_table_of_part(own, own, code, name, language) for code, name, own in _parts(areas, level)]
    return pd.concat(tables, ignore_index=True)


def areas_by_type_and_class(
    areas: Areas, strata: Strata, level: Level | None = None, language: str = "en"
) -> pd.DataFrame:
    """Return the same for every class of areas in every part of the country, the classes in their order.

    ``stratum`` (None: areas without a class) and ``stratum_label`` come after the part. ``area_share`` and
    ``population_share`` are of the class's areas with a type; ``class_share`` is the part of the type's inhabitants
    who live in the class (0–1; NaN where the type has none). Every part has all classes, those without areas with
    zeros; the sums over the classes are ``areas_by_type``.
    """
    classes: list[str | None] = [*strata.order, *([None] if strata.of_area.isna().any() else [])]
    tables = []
    for code, name, own in _parts(areas, level):
        whole = _table_of_part(own, own, code, name, language)["population"]
        of_area = strata.of_area.reindex(own.index)
        for stratum in classes:
            table = _table_of_part(own[_is_of(of_area, stratum)], own, code, name, language)
            table.insert(2, "stratum", pd.Series([stratum] * len(table), dtype=object))
            table.insert(3, "stratum_label", strata.label_of(stratum, language))
            table["class_share"] = table["population"] / whole.where(whole > 0)
            tables.append(table)
    return pd.concat(tables, ignore_index=True)


def _is_of(of_area: pd.Series[Any], stratum: str | None) -> pd.Series[bool]:
    return of_area.isna() if stratum is None else of_area == stratum


def _parts(areas: Areas, level: Level | None) -> Iterator[tuple[str | None, str | None, pd.DataFrame]]:
    """Yield the parts of the country in the order of their codes: code, name, areas."""
    frame = areas.frame
    part = pd.Series([part_of_country(code, level) for code in frame.index], index=frame.index, dtype=object)
    names = frame["kommun_name"] if level is Level.KOMMUN and "kommun_name" in frame else None
    for code in sorted(part.dropna().unique()) + ([None] if part.isna().any() else []):
        own = frame[part.isna() if code is None else part == code]
        yield code, None if names is None or code is None else names[own.index].iloc[0], own


def _table_of_part(
    own: pd.DataFrame, part: pd.DataFrame, code: str | None, name: str | None, language: str
) -> pd.DataFrame:
    """Return the six rows of some of a part's areas; people are known where those of any area of the part are."""
    groups = own.groupby("area_type")
    count = groups.size().reindex(_ROWS, fill_value=0)
    people = groups["population"].sum(min_count=1).reindex(_ROWS).mask(count == 0, 0.0)
    table = pd.DataFrame(
        {
            "part_code": pd.Series([code] * len(_ROWS), dtype=object),
            "part_name": pd.Series([name] * len(_ROWS), dtype=object),
            "area_type": list(_ROWS),
            "label": [label(row, language) for row in _ROWS],
            "area_count": count.to_numpy(),
            "population": (people if part["population"].notna().any() else people * float("nan")).to_numpy(dtype=float),
            "area_km2": groups["area_km2"].sum().reindex(_ROWS, fill_value=0.0).to_numpy(),
        }
    )
    typed = table["area_type"] != AreaType.NO_DATA
    for share, column in (("area_share", "area_count"), ("population_share", "population")):
        total = table.loc[typed, column].sum()
        table[share] = table[column].where(typed) / total if total > 0 else float("nan")
    return table
