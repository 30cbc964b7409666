# SPDX-License-Identifier: GPL-2.0-or-later
"""What a layer of areas says of each area in a year: index, type, indicators, people, density, rank, change."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from .area_types import AreaType, label
from .classification import COUNTRY_AREAS, ENOUGH_OF_THE_COUNTRY
from .codes import Edition, Level, parse_area_code
from .messages import Message, RegsoError, listing, message

FIGURES = ("socioeconomic_index", "area_type", "v1", "v2", "v3", "population")
RANKS = ("rank_country", "rank_kommun")


def rank_by_index(index: pd.Series[Any], group: pd.Series[Any] | None = None) -> pd.Series[Any]:
    """Return the rank of every area, 1 for the highest index (the worst conditions), in all or within its group.

    Areas with the same published index share the best of their ranks, as in sport. Missing stays missing.
    """
    ranked = index if group is None else index.groupby(group)
    return ranked.rank(method="min", ascending=False)


def with_ranks(figures: pd.DataFrame) -> pd.DataFrame:
    """Return figures by RegSO (index: code) with ``rank_country`` and ``rank_kommun``, where there is an index.

    The rank in the country is missing unless the figures hold nearly all of the country's areas. A kommun is taken to
    be whole: figures are loaded by kommun or larger.
    """
    if "socioeconomic_index" not in figures:
        return figures
    index = figures["socioeconomic_index"]
    kommun = pd.Series([code[:4] for code in figures.index], index=figures.index)
    country = rank_by_index(index) if is_country(index) else pd.Series(np.nan, index=figures.index)
    return figures.assign(rank_country=country, rank_kommun=rank_by_index(index, kommun))


def is_country(index: pd.Series[Any]) -> bool:
    """Tell whether an index by RegSO is known for the country, but for the few areas that SCB leaves out."""
    return bool(index.notna().sum() >= ENOUGH_OF_THE_COUNTRY * COUNTRY_AREAS)


def figures_of_areas(
    areas: pd.DataFrame, regso: pd.DataFrame | None, deso: pd.DataFrame | None, level: Level, warnings: list[Message]
) -> pd.DataFrame:
    """Return the figures in the order of the areas, which they are joined to by code.

    ``areas``: index code; for DeSO a column ``regso_code``, through which figures by RegSO reach them (their
    population does not: it is the RegSO's). Areas without a row get missing values and are named in ``warnings``, as
    are codes of the figures in the same kommuner that have no area. Raises ``RegsoError`` where no code matches.
    """
    parts = []
    if regso is not None:
        keys = areas.index if level is Level.REGSO else pd.Index(areas["regso_code"], dtype=object)
        own = with_ranks(regso)
        if level is Level.DESO:
            own = own.drop(columns="population", errors="ignore")
        parts.append(_joined(areas, keys, own, warnings))
    if deso is not None:
        parts.append(_joined(areas, areas.index, deso, warnings))
    return pd.concat(parts, axis=1) if parts else pd.DataFrame(index=areas.index)


def _joined(areas: pd.DataFrame, keys: pd.Index[Any], figures: pd.DataFrame, warnings: list[Message]) -> pd.DataFrame:
    found = keys.isin(figures.index)
    # DeSO that do not say their RegSO have been told of already
    told = pd.notna(keys)
    if told.any() and not found.any():
        raise RegsoError(
            "None of the {rows} codes of the figures ({examples}) is among the areas' codes ({areas}). They may be of "
            "different levels or editions: check the files and the year.",
            rows=len(figures),
            examples=listing(figures.index, 3),
            areas=listing(keys.dropna(), 3),
        )
    without = areas.index[~found & told]
    if len(without):
        warnings.append(
            message(
                "{count} areas have no row in the table and get no values: {codes}",
                count=len(without),
                codes=listing(without),
            )
        )
    kommuner = {code[:4] for code in areas.index}
    lost = [code for code in figures.index if code[:4] in kommuner and code not in set(keys)]
    if lost:
        people = figures.loc[lost, "population"].sum() if "population" in figures else 0.0
        warnings.append(
            message("{count} codes in the table have no area: {codes}", count=len(lost), codes=listing(lost))
        )
        if people > 0:
            warnings.append(message("{people:.0f} people live in codes without an area.", people=float(people)))
    return figures.reindex(keys).set_axis(areas.index, axis=0)


def area_table(
    areas: pd.DataFrame,
    figures: pd.DataFrame,
    *,
    level: Level,
    edition: Edition,
    year: int,
    names: dict[str, str],
    language: str = "en",
) -> pd.DataFrame:
    """Return one row per area with everything that an area layer says of it, in the order of its columns.

    ``areas``: index code; ``name``, ``kommun_name`` (None where not known), for DeSO ``regso_code``, and ``area_km2``
    where there are polygons.
    ``figures``: as ``figures_of_areas`` gives them. ``names``: kommun and län names by code.

    Columns: ``code``, ``name``, ``regso_code`` (DeSO), ``kommun_code``, ``kommun_name``, ``lan_code``, ``lan_name``,
    ``level``, ``edition``, ``year``, the figures (``area_type`` 1–5, 0 = no data, followed by ``label``; percent;
    people), ``area_km2``, ``density`` (people per km²), ``rank_country``, ``rank_kommun``, then what else the figures
    have. Only ``area_type`` and ``label`` are never missing where the figures have types.
    """
    codes = areas.index.to_series()
    parsed = [parse_area_code(code) for code in areas.index]
    kommun = pd.Series([area.kommun if area else None for area in parsed], index=areas.index, dtype=object)
    lan = pd.Series([area.lan if area else None for area in parsed], index=areas.index, dtype=object)
    known = kommun.map(names)
    columns: dict[str, Any] = {"code": codes, "name": areas["name"]}
    if level is Level.DESO:
        columns["regso_code"] = areas["regso_code"]
    columns |= {
        "kommun_code": kommun,
        "kommun_name": areas["kommun_name"].where(areas["kommun_name"].notna(), known),
        "lan_code": lan,
        "lan_name": lan.map(names),
        "level": level.value,
        "edition": edition.value,
        "year": year,
    }
    for name in FIGURES:
        if name in figures:
            columns[name] = figures[name]
        if name == "area_type" and name in figures:
            columns[name] = figures[name].fillna(int(AreaType.NO_DATA)).astype(int)
            columns["label"] = [label(value, language) for value in columns[name]]
    if "area_km2" in areas:
        columns["area_km2"] = areas["area_km2"]
        if "population" in figures:
            columns["density"] = figures["population"] / areas["area_km2"]
    columns |= {name: figures[name] for name in figures.columns if name not in columns}
    return pd.DataFrame(columns, index=areas.index)


def change_of_index(now: pd.DataFrame, before: pd.DataFrame, year_before: int) -> pd.DataFrame:
    """Return what the figures of an earlier year add to those of a later one, in the order of the later one's areas.

    Both: index code, ``socioeconomic_index`` and, where known, ``area_type``. Columns: ``compare_year``,
    ``index_before``, ``area_type_before`` (0 = no data), ``index_change`` (index points, now - before: rising is
    worse).
    """
    told = before.reindex(now.index)
    index = told["socioeconomic_index"]
    types = told["area_type"] if "area_type" in told else pd.Series(np.nan, index=now.index)
    return pd.DataFrame(
        {
            "compare_year": year_before,
            "index_before": index,
            "area_type_before": types.fillna(int(AreaType.NO_DATA)).astype(int),
            # both have one decimal, and so has their difference
            "index_change": (now["socioeconomic_index"] - index).round(6),
        },
        index=now.index,
    )
