# SPDX-License-Identifier: GPL-2.0-or-later
"""The areas of one year with all that is known of them, put together from boundaries and figures."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ..core.codes import Edition, Level
from ..core.messages import Message, RegsoError, listing, message
from .boundaries import Boundaries
from .places import Places, register
from .scb import Origin
from .supply import Figures, Supply, one_table, without_index_by_deso

if TYPE_CHECKING:
    import geopandas as gpd
    import pandas as pd

    from ..core.classification import CutPoints


@dataclass(frozen=True)
class AreaYear:
    """Areas with their figures.

    ``frame``: as ``core.area_table.area_table``; ``geometry``: WKB in EPSG:3006, in the order of the rows.
    ``figures_from``: those of ``origins`` that the year's figures are from.
    ``cuts``: the mean and the standard deviation that divide the types, where the figures are the whole country's.
    ``ranked``: how many areas of the country have an index, 0 where that is not known.
    ``descriptions``: what columns hold that are no indicators, in words.
    """

    frame: pd.DataFrame
    geometry: tuple[bytes, ...]
    level: Level
    edition: Edition
    year: int
    origins: tuple[Origin, ...]
    figures_from: tuple[Origin, ...]
    warnings: tuple[Message, ...]
    cuts: CutPoints | None = None
    ranked: int = 0
    descriptions: tuple[tuple[str, str], ...] = ()


def load_year(
    supply: Supply, level: Level, places: Places, indicators: Sequence[str], year: int, language: str
) -> AreaYear:
    """Return the areas of a year with its figures; the year picks the edition.

    Raises ``RegsoError`` where no area lies in the places, or the figures do not belong to the areas.
    """
    edition = Edition.for_year(year)
    parts = supply.figures([year], level, indicators)[year]
    areas, origin = supply.boundaries(level, edition, places)
    return join_year(supply, areas, origin, parts, places, year, language)


def join_year(
    supply: Supply,
    areas: Boundaries | None,
    origin: Origin | None,
    parts: Sequence[Figures],
    places: Places,
    year: int,
    language: str,
) -> AreaYear:
    """Return areas joined with the figures of a year; without boundaries, the RegSO that the figures name."""
    from ..core.area_table import area_table, figures_of_areas

    edition = Edition.for_year(year)
    warnings: list[Message] = [*(areas.warnings if areas else ())]
    regso, deso = one_table(parts, Level.REGSO), one_table(parts, Level.DESO)
    if areas is None:
        described, level = _described_by_codes(regso, places), Level.REGSO
    else:
        described, level = describe_boundaries(areas, warnings), areas.level
    if described.empty:
        raise RegsoError(
            "There are no areas in {places} in edition {edition}. Check the kommun or län, and that the files hold it.",
            places=places.words(register()) or "–",
            edition=edition.value,
        )
    labels = {code: name for part in parts for code, name in part.names.items()}
    described["name"] = described["name"].where(described["name"].notna(), described.index.map(labels))
    figures = figures_of_areas(described, regso, deso, level, warnings)
    for part in parts:
        # rows of the rest of the country, and of the other edition, are as expected
        warnings += [one for one in part.warnings if not _is_expected(one)]
    if level is Level.DESO and "socioeconomic_index" in figures:
        warnings.append(without_index_by_deso())
    names = register()
    frame = area_table(
        described,
        figures,
        level=level,
        edition=edition,
        year=year,
        names={**names.kommuner, **names.lan},
        language=language,
    )
    _warn_of_gaps(frame, year, warnings)
    figures_from = tuple(one for part in parts for one in part.origins)
    cuts, ranked = _of_country(supply, regso, year)
    return AreaYear(
        frame=frame,
        geometry=tuple(area.geometry for area in areas.areas) if areas else (),
        level=level,
        edition=edition,
        year=year,
        origins=(*([origin] if origin else []), *figures_from),
        figures_from=figures_from,
        warnings=tuple(warnings),
        cuts=cuts,
        ranked=ranked,
        descriptions=tuple(pair for part in parts for pair in part.descriptions),
    )


def _described_by_codes(regso: pd.DataFrame | None, places: Places) -> pd.DataFrame:
    """Return the areas of some places that a table names, without polygons."""
    import pandas as pd

    codes = [] if regso is None else sorted(code for code in regso.index if code.startswith(places.prefixes or ("",)))
    index = pd.Index(codes, name="code", dtype=object)
    return pd.DataFrame({"name": None, "regso_code": None, "kommun_name": None}, index=index, dtype=object)


def _is_expected(warning: Message) -> bool:
    """Tell whether a warning of a table is about what is picked by code here anyway, and counted area by area."""
    return warning.text.startswith(
        ("The table has areas of both editions", "Areas without a value in", "Rows of other levels")
    )


def describe_boundaries(areas: Boundaries, warnings: list[Message]) -> pd.DataFrame:
    """Return what the boundaries say of the areas: index code; name, regso_code, kommun_name, area_km2."""
    import numpy as np
    import pandas as pd
    import shapely

    from ..core import ellipsoid

    codes = list(areas.codes)
    twice = sorted({code for code in codes if codes.count(code) > 1}) if len(set(codes)) < len(codes) else []
    if twice:
        raise RegsoError(
            "{count} area codes stand on several polygons: {codes}. Dissolve the layer by code first.",
            count=len(twice),
            codes=listing(twice),
        )
    shapes = shapely.from_wkb(np.array([area.geometry for area in areas.areas], dtype=object))
    frame = pd.DataFrame(
        {
            "name": [area.name for area in areas.areas],
            "regso_code": [area.parent for area in areas.areas],
            "kommun_name": [area.kommun_name for area in areas.areas],
            "area_km2": ellipsoid.polygon_areas(shapes) / 1e6,
        },
        index=pd.Index(codes, name="code", dtype=object),
    )
    orphans = frame.index[frame["regso_code"].isna()] if areas.level is Level.DESO else ()
    if len(orphans):
        warnings.append(
            message(
                "{count} DeSO do not say which RegSO they are part of, so they get no index and no type: {codes}. "
                "SCB's map service says it, and SCB's key table from DeSO to RegSO; files of 2018 do not.",
                count=len(orphans),
                codes=listing(orphans),
            )
        )
    return frame


def _warn_of_gaps(frame: pd.DataFrame, year: int, warnings: list[Message]) -> None:
    for column, text in (
        ("socioeconomic_index", message("{count} areas have no index in {year} (no data): {codes}")),
        ("population", message("{count} areas have no known population in {year}: {codes}")),
    ):
        missing = frame.index[frame[column].isna()] if column in frame else ()
        if len(missing):
            warnings.append(message(text.text, count=len(missing), year=year, codes=listing(missing)))


def _of_country(supply: Supply, regso: pd.DataFrame | None, year: int) -> tuple[CutPoints | None, int]:
    """Return the cut points of the types, and how many areas they and the ranks are taken over."""
    from ..core.area_table import is_country
    from ..core.classification import Scope, cut_points

    if regso is None or "socioeconomic_index" not in regso:
        return None, 0
    index = regso["socioeconomic_index"]
    ranked = int(index.notna().sum()) if is_country(index) else 0
    if ranked:
        return cut_points(index, year), ranked
    if supply.region:
        # its types were made with its own mean and deviation
        return replace(cut_points(index, year, scope=Scope.OWN, region=supply.region)), 0
    return None, 0


def compare_years(
    now: AreaYear,
    supply: Supply,
    places: Places,
    year_before: int,
    *,
    cancelled: Callable[[], bool],
) -> AreaYear:
    """Return the areas of a year with their index in an earlier or later one beside it.

    Where the years are of different editions, ``boundary_change`` says of each area how much of its ground is another.
    """
    import pandas as pd

    from ..core.area_table import change_of_index

    if "socioeconomic_index" not in now.frame or now.level is not Level.REGSO:
        raise RegsoError(
            "Only the index of RegSO can be compared between years. Choose the level RegSO and the indicator index, or "
            "leave the year of comparison empty."
        )
    parts = supply.figures([year_before], now.level, ["index", "area_type"])[year_before]
    before = one_table(parts, Level.REGSO)
    if before is None or "socioeconomic_index" not in before:
        raise RegsoError("There is no index for {year} to compare with. Choose another year.", year=year_before)
    change = change_of_index(now.frame, before, year_before)
    warnings = [*now.warnings]
    origins = [*now.origins, *(one for part in parts for one in part.origins)]
    edition = Edition.for_year(year_before)
    if edition is not now.edition:
        areas, origin = supply.boundaries(now.level, edition, places)
        change["boundary_change"] = _boundary_change(areas_as_frame(now), frame_of(areas), cancelled)
        origins.append(origin)
        warnings += _changed_messages(change["boundary_change"], year_before, now.year)
    return replace(
        now,
        frame=pd.concat([now.frame, change], axis=1),
        origins=tuple(origins),
        warnings=tuple(warnings),
    )


def frame_of(areas: Boundaries) -> gpd.GeoDataFrame:
    """Return boundaries as the core has them: index code, ``name``, polygons in SWEREF 99 TM, without a CRS."""
    import geopandas as gpd
    import numpy as np
    import pandas as pd
    import shapely

    return gpd.GeoDataFrame(
        {"name": [area.name for area in areas.areas]},
        geometry=shapely.from_wkb(np.array([area.geometry for area in areas.areas], dtype=object)),
        index=pd.Index(list(areas.codes), name="code", dtype=object),
    )


def areas_as_frame(areas: AreaYear) -> gpd.GeoDataFrame:
    """Return loaded areas in the same form as ``frame_of``."""
    import geopandas as gpd
    import numpy as np
    import shapely

    shapes = shapely.from_wkb(np.array(areas.geometry, dtype=object))
    return gpd.GeoDataFrame({"name": areas.frame["name"].tolist()}, geometry=shapes, index=areas.frame.index)


def _boundary_change(
    now: gpd.GeoDataFrame, before: gpd.GeoDataFrame, cancelled: Callable[[], bool]
) -> pd.Series[float]:
    """Return how much of each area moved; NaN where the other year's boundaries do not cover it, so nobody knows."""
    import numpy as np
    import pandas as pd

    from ..core.crosswalk import build_crosswalk, compare_areas

    if before.empty:
        return pd.Series(np.nan, index=now.index)
    crosswalk = build_crosswalk(before, now, located=True, cancelled=cancelled)
    return compare_areas(crosswalk)["changed_share"].reindex(now.index).clip(upper=1.0)


def _changed_messages(change: pd.Series[float], year_before: int, year: int) -> list[Message]:
    from ..core.crosswalk import CHANGED

    years = {"before": min(year, year_before), "year": max(year, year_before)}
    codes = change[change > CHANGED].sort_values(ascending=False).index
    if len(codes):
        said = [
            message(
                "{before} and {year} are of different editions. {count} areas have other boundaries than then, so "
                "their change is that of another piece of ground: {codes}",
                count=len(codes),
                codes=listing(codes),
                **years,
            )
        ]
    else:
        said = [message("{before} and {year} are of different editions; no known boundary changed.", **years)]
    unknown = change.index[change.isna()]
    if len(unknown):
        said.append(
            message(
                "{count} areas are not covered by the boundaries of the other year, so whether theirs changed is not "
                "known: {codes}",
                count=len(unknown),
                codes=listing(unknown),
            )
        )
    return said


def load_series(
    supply: Supply,
    level: Level,
    places: Places,
    indicators: Sequence[str],
    years: Sequence[int],
    language: str,
    *,
    with_areas: bool,
) -> Iterator[AreaYear]:
    """Return the areas of one year after the other, each on the edition of its year.

    ``with_areas``: with the polygons; without them no boundaries are fetched, unless DeSO need to be told their RegSO.
    """
    for edition in Edition:
        own = [year for year in sorted(years) if Edition.for_year(year) is edition]
        if not own:
            continue
        figures = supply.figures(own, level, indicators)
        areas, origin = None, None
        if with_areas or level is Level.DESO:
            areas, origin = supply.boundaries(level, edition, places)
        for year in own:
            yield join_year(supply, areas, origin, figures[year], places, year, language)
