# SPDX-License-Identifier: GPL-2.0-or-later
"""Where areas and their figures come from: SCB's services, files downloaded by hand, or the demo region; one form."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

from ..core.codes import Edition, Level, parse_area_code
from ..core.messages import Message, RegsoError, listing, message
from .boundaries import Boundaries
from .catalog import Catalog, Table
from .places import Places

if TYPE_CHECKING:
    import pandas as pd

    from ..core.tables import StatTable
    from .scb import Origin, Scb

INDICATORS = {
    "index": "socioeconomic_index",
    "area_type": "area_type",
    "low_standard": "v1",
    "education": "v2",
    "assistance_unemployment": "v3",
    "population": "population",
}
"""Indicator of the catalogue → column of an area layer, in the order of the columns."""

_LABEL = re.compile(r"(?:\d{4}R\d{3}\s+)?[^()]+\((?P<name>.+)\)\s*")
"""Kommun (RegSO), after the code in the 2025 edition."""


@dataclass(frozen=True)
class Figures:
    """Figures of one year by area.

    ``frame``: index ``code``; columns as in ``INDICATORS`` (those that there are), then others that a file has.
    ``level``: whose codes they are: figures of RegSO serve DeSO too, each of which is part of one.
    ``descriptions``: what the other columns hold, in words. ``names``: of the areas, where the table has them.
    """

    frame: pd.DataFrame
    level: Level
    origins: tuple[Origin, ...]
    warnings: tuple[Message, ...] = ()
    descriptions: tuple[tuple[str, str], ...] = ()
    names: Mapping[str, str] = field(default_factory=dict)


class Supply(Protocol):
    """A source of areas and figures."""

    @property
    def notes(self) -> tuple[Message, ...]:
        """What must be said of anything that comes from here."""

    @property
    def region(self) -> str:
        """The region whose own mean and deviation its types were made with; empty where that is the country."""

    def years(self, level: Level) -> tuple[tuple[int, ...], tuple[Message, ...]]:
        """Return the years with figures, the newest last, and warnings."""

    def boundaries(self, level: Level, edition: Edition, places: Places) -> tuple[Boundaries, Origin]:
        """Return the areas of an edition, of the whole country or some places."""

    def figures(self, years: Sequence[int], level: Level, indicators: Sequence[str]) -> dict[int, list[Figures]]:
        """Return figures by year, from each table that has any of the indicators; the years are of one edition."""


class ScbSupply:
    """SCB's services, or what was saved of them.

    Figures are always fetched for the whole country: it is one call, ranks and the types' cut points need all areas,
    and the next kommun is there without the network.
    """

    def __init__(self, scb: Scb, catalog: Catalog, *, refresh: bool = False) -> None:
        self._scb = scb
        self._database = scb
        self._catalog = catalog
        self._refresh = refresh
        self._years: dict[str, tuple[int, ...]] = {}

    @property
    def notes(self) -> tuple[Message, ...]:
        return ()

    @property
    def region(self) -> str:
        return ""

    def years(self, level: Level) -> tuple[tuple[int, ...], tuple[Message, ...]]:
        # DeSO take the index of the RegSO that they are part of
        return self._ask_years(self._catalog.table_for("index"), Level.REGSO)

    def _ask_years(self, table: Table, level: Level) -> tuple[tuple[int, ...], tuple[Message, ...]]:
        years, warnings = self._database.years(table, level)
        if warnings:
            # who did not answer once is not asked again and again in the same run
            self._database = self._scb.without_network()
        return years, warnings

    def boundaries(self, level: Level, edition: Edition, places: Places) -> tuple[Boundaries, Origin]:
        return self._scb.boundaries(level, edition, kommuner=places.kommuner, lan=places.lan, refresh=self._refresh)

    def figures(self, years: Sequence[int], level: Level, indicators: Sequence[str]) -> dict[int, list[Figures]]:
        found: dict[int, list[Figures]] = {year: [] for year in years}
        index = self._catalog.table_for("index")
        wanted = [one for one in indicators if one in index.contents]
        if wanted:
            # one answer for every choice of indicators, so that it serves the next choice too
            self._add(found, index, tuple(index.contents), years, Level.REGSO, wanted)
        if "population" in indicators:
            table = self._catalog.table_for("population")
            known, _ = self._ask_years(table, level)
            there = [year for year in years if year in known]
            self._add(found, table, ("population",), there, level, ["population"])
            for year in set(years).difference(there):
                found[year].append(_no_population(year, level))
        return found

    def _add(
        self,
        found: dict[int, list[Figures]],
        table: Table,
        contents: Sequence[str],
        years: Sequence[int],
        level: Level,
        wanted: Sequence[str],
    ) -> None:
        from ..core.tables import select_values

        if not years:
            return
        edition = Edition.for_year(years[0])
        values = self._database.statistics(table, contents, years, level=level, edition=edition, refresh=self._refresh)
        whole = values.table()
        for year in years:
            selected = select_values(whole, year=year, level=level)
            columns = [INDICATORS[one] for one in wanted if INDICATORS[one] in selected.frame]
            found[year].append(
                Figures(
                    selected.frame[columns],
                    level,
                    (values.origin,),
                    selected.warnings,
                    names=names_in_table(whole, edition),
                )
            )


def _no_population(year: int, level: Level) -> Figures:
    """Return nothing but the warning that there is no population for a year."""
    import pandas as pd

    return Figures(pd.DataFrame(), level, (), (message("There is no population for {year}.", year=year),))


def names_in_table(table: StatTable, edition: Edition) -> dict[str, str]:
    """Return the names of areas of an edition by code, from labels such as “1780R001 Karlstad (Alster)”."""
    names = {}
    for text, label in table.labels.get(table.region, {}).items():
        area = parse_area_code(text)
        name = name_in_label(label)
        if area is not None and name and (area.edition or Edition.E2020) is edition:
            names[area.code] = name
    return names


def name_in_label(label: str) -> str:
    """Return the area's name in a label such as “1780R001 Karlstad (Alster)”; empty where there is none."""
    match = _LABEL.fullmatch(label)
    return match["name"].strip() if match else ""


def one_table(parts: Sequence[Figures], level: Level) -> pd.DataFrame | None:
    """Return the figures of one level side by side, None where there are none.

    Raises ``RegsoError`` where two tables have the same figure: nobody can tell which one holds.
    """
    import pandas as pd

    own = [part for part in parts if part.level is level and len(part.frame.columns)]
    columns = [str(column) for part in own for column in part.frame.columns]
    twice = sorted({column for column in columns if columns.count(column) > 1})
    if twice:
        raise RegsoError(
            "Two of the tables hold {columns} for the same year, and nobody can tell which one holds: {tables}. Choose "
            "one of them.",
            columns=listing(twice),
            tables=listing(origin.title for part in own for origin in part.origins),
        )
    return pd.concat([part.frame for part in own], axis=1) if own else None


def choose_year(years: Sequence[int], year: int | None) -> int:
    """Return the wanted year, or the newest one; ``RegsoError`` where it is not there.

    ``years``: none where the tables do not say which year they are about; then it must be stated.
    """
    if year is None and years:
        return max(years)
    if year is None:
        raise RegsoError(
            "The files do not say which year they are about. State the year: it decides which edition of the areas is "
            "used, 2020 for years to 2023 and 2025 from 2024."
        )
    if years and year not in years:
        raise RegsoError(
            "There are no figures for {year}; there are for {years}. Choose one of these years.",
            year=year,
            years=listing(years, 30),
        )
    return year


def without_index_by_deso() -> Message:
    """Return what is said of every layer of DeSO with an index."""
    return message(
        "SCB has no index and no area type by DeSO. Every DeSO has those of the RegSO that it is part of; within the "
        "RegSO, conditions can differ."
    )
