# SPDX-License-Identifier: GPL-2.0-or-later
"""Areas and figures from files downloaded by hand, and from the demo region."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from osgeo import ogr

from ..core.codes import Edition, Level
from ..core.messages import Message, RegsoError, listing, message
from .archive import open_boundaries
from .area_files import open_file, read_boundaries
from .boundaries import Boundaries, Boundary
from .catalog import Catalog
from .places import DEMO_LAN, Places
from .supply import INDICATORS, Figures, names_in_table

if TYPE_CHECKING:
    import pandas as pd

    from ..core.tables import AreaTable, KeyTable, StatTable
    from .scb import Origin

DEMO = Path(__file__).resolve().parent.parent.parent / "resources" / "demo"


class FileSupply:
    """Boundaries and statistics that somebody downloaded: SCB's files of either naming, tables of any dialect."""

    def __init__(
        self, catalog: Catalog, boundary_files: Sequence[str], statistics_files: Sequence[str], key_file: str = ""
    ) -> None:
        self._catalog = catalog
        self._boundary_files = [Path(file) for file in boundary_files]
        self._statistics_files = [Path(file) for file in statistics_files]
        self._key_file = key_file

    @property
    def notes(self) -> tuple[Message, ...]:
        return ()

    @property
    def region(self) -> str:
        return ""

    @cached_property
    def _tables(self) -> list[tuple[Path, StatTable]]:
        from ..core.tables import read_table

        return [(path, read_table(path)) for path in self._statistics_files]

    @cached_property
    def _keys(self) -> KeyTable | None:
        from ..core.tables import read_key_table

        return read_key_table(self._key_file) if self._key_file else None

    def years(self, level: Level) -> tuple[tuple[int, ...], tuple[Message, ...]]:
        """Return the years that every table with years has."""
        found = [set(table.categories(table.time)) for _, table in self._tables if table.time]
        texts = set.intersection(*found) if found else set()
        years = tuple(sorted(int(text) for text in texts if text.isdigit()))
        if found and not years:
            raise RegsoError(
                "The statistical files have no year in common: {files}. Choose files that have the same year.",
                files=listing(
                    f"{path.name}: {listing(table.categories(table.time), 3)}"
                    for path, table in self._tables
                    if table.time
                ),
            )
        return years, ()

    def boundaries(self, level: Level, edition: Edition, places: Places) -> tuple[Boundaries, Origin]:
        """Return the areas of the one file that has the level and the edition."""
        if not self._boundary_files:
            raise RegsoError(
                "No file with boundaries was chosen. Choose SCB's GeoPackage, shapefile or zip of RegSO or DeSO; of "
                "both editions where years before and from 2024 are wanted."
            )
        opened: list[tuple[Path, Boundaries]] = []
        failures = []
        for path in self._boundary_files:
            try:
                opened.append((path, open_boundaries(path, self._catalog.schemas, level=level)))
            except RegsoError as error:
                failures.append(error.with_traceback(None))
        if not opened:
            raise failures[0]
        # a file that does not tell its edition is taken at the user's word, unless another one tells
        fitting = [one for one in opened if one[1].edition is edition] or [
            one for one in opened if one[1].edition is None
        ]
        if len(fitting) != 1:
            raise RegsoError(
                "Years {years} belong to edition {edition} of RegSO and DeSO, and {count} of the files with boundaries "
                "are of it: {files}. Choose exactly one file of that edition.",
                years=edition.years,
                edition=edition.value,
                count=len(fitting),
                files=listing(
                    f"{path.name} ({areas.edition.value if areas.edition else '?'})" for path, areas in opened
                ),
            )
        path, areas = fitting[0]
        if areas.edition is None:
            warning = message(
                "“{name}” does not say which edition its areas are of; they are taken as edition {edition}, which the "
                "year asks for.",
                name=path.name,
                edition=edition.value,
            )
            areas = replace(areas, edition=edition, warnings=(*areas.warnings, warning))
        if level is Level.DESO and self._keys is not None:
            areas = replace(areas, areas=_with_parents(areas, self._keys))
        return areas.within(places.kommuner, places.lan), origin_of(path, "")

    def figures(self, years: Sequence[int], level: Level, indicators: Sequence[str]) -> dict[int, list[Figures]]:
        return {
            year: [self._one(path, table, year, level, indicators) for path, table in self._tables] for year in years
        }

    def _one(self, path: Path, table: StatTable, year: int, level: Level, indicators: Sequence[str]) -> Figures:
        selected = self._select(table, year, level)
        wanted = {INDICATORS[one] for one in indicators}
        known = set(INDICATORS.values())
        columns = [name for name in selected.frame.columns if name in wanted or name not in known]
        origin = replace(origin_of(path, table.updated), source=table.source)
        return Figures(
            selected.frame[columns],
            selected.level,
            (origin,),
            selected.warnings,
            tuple((name, selected.columns[name]) for name in columns if name not in known),
            {**self._names_in_keys(), **names_in_table(table, Edition.for_year(year))},
        )

    def _names_in_keys(self) -> dict[str, str]:
        if self._keys is None:
            return {}
        known = self._keys.areas
        return dict(zip(known["regsokod"], known["regsonamn"], strict=True))

    def _select(self, table: StatTable, year: int, level: Level) -> AreaTable:
        """Return a table's values; for DeSO those of RegSO where the table has no DeSO."""
        from ..core.codes import parse_area_code
        from ..core.tables import select_values

        levels = {area.level for code in table.categories(table.region) if (area := parse_area_code(code))}
        own = level if level in levels or not levels else next(iter(sorted(levels)))
        return select_values(table, year=year, keys=self._keys, level=own if levels else None)


class DemoSupply:
    """The demo region, which is made up and has the same boundaries in every year."""

    FIRST_YEAR = 2015
    LAST_YEAR = 2024

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog

    @property
    def notes(self) -> tuple[Message, ...]:
        return (message("The demo region with its areas, people and figures is made up. Nothing in it is real."),)

    @property
    def region(self) -> str:
        return DEMO_LAN["99"]

    def years(self, level: Level) -> tuple[tuple[int, ...], tuple[Message, ...]]:
        return tuple(range(self.FIRST_YEAR, self.LAST_YEAR + 1)), ()

    def boundaries(self, level: Level, edition: Edition, places: Places) -> tuple[Boundaries, Origin]:
        if level is not Level.REGSO:
            raise RegsoError("The demo region has RegSO only. Choose RegSO, or SCB's services or files for DeSO.")
        path = DEMO / "demo.gpkg"
        areas = read_boundaries(path, self._catalog.schemas, name=path.name, level=level)
        return replace(areas.within(places.kommuner, places.lan), edition=edition), origin_of(path, "")

    def figures(self, years: Sequence[int], level: Level, indicators: Sequence[str]) -> dict[int, list[Figures]]:
        from ..core.tables import read_table, select_values

        path = DEMO / "demo_omradestyper.json"
        table = read_table(path)
        people = _demo_people() if "population" in indicators else None
        columns = [INDICATORS[one] for one in indicators if one != "population"]
        found = {}
        for year in years:
            selected = select_values(table, year=year)
            # that the year's edition was picked among the codes needs no telling here
            names = names_in_table(table, Edition.for_year(year))
            found[year] = [
                Figures(selected.frame[columns], Level.REGSO, (origin_of(path, table.updated),), names=names)
            ]
            if people is not None:
                own = people[people["year"] == year].set_index("code")[["population"]]
                found[year].append(Figures(own, Level.REGSO, (origin_of(DEMO / "demo.gpkg", ""),)))
        return found


def _with_parents(areas: Boundaries, keys: KeyTable) -> tuple[Boundary, ...]:
    """Return DeSO with the RegSO that they are part of, from a key table where they do not say it themselves."""
    if "desokod" not in keys.frame:
        return areas.areas
    known = dict(zip(keys.frame["desokod"], keys.frame["regsokod"], strict=True))
    return tuple(replace(area, parent=area.parent or known.get(area.code)) for area in areas.areas)


def _demo_people() -> pd.DataFrame:
    """Return the demo's population: code, year, population."""
    import pandas as pd

    with open_file(DEMO / "demo.gpkg") as dataset:
        layer: ogr.Layer = dataset.GetLayerByName("folkmangd_2015_2024")
        rows = [(f.GetField("regsokod"), f.GetField("ar"), f.GetField("folkmangd")) for f in layer]
    return pd.DataFrame(rows, columns=["code", "year", "population"]).astype({"population": float})


def origin_of(path: Path, updated: str) -> Origin:
    """Return where a file's content comes from: the file and when it was last changed."""
    from .scb import Origin

    changed = datetime.fromtimestamp(path.stat().st_mtime).astimezone()
    return Origin(path.name, "", "", changed, updated, False, timedelta())
