# SPDX-License-Identifier: GPL-2.0-or-later
"""What the doors ask for: boundaries and statistics of SCB, from the network or from what was saved, traceable."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from ..core.codes import Edition, Level
from ..core.messages import Message, RegsoError, listing, message
from .area_files import read_boundaries, write_geopackage
from .boundaries import Boundaries
from .cache import Cache, Entry, key_of
from .catalog import Catalog, Table
from .errors import ServiceUnavailable, SourceError
from .http import Connection
from .pxweb import PxWebApi2, Values, is_gone
from .pxweb_v1 import PxWebApi1
from .table_info import TableInfo, Wish
from .wfs import Wfs, cql_filter

if TYPE_CHECKING:
    from ..core.tables import StatTable

BOUNDARIES_VALID = timedelta(days=30)
"""SCB changes names of areas now and then, boundaries never within an edition."""


@dataclass(frozen=True)
class Origin:
    """Where something comes from, for the result to say."""

    title: str
    source: str
    """How the source wants to be named, in Swedish."""
    url: str
    fetched: datetime
    updated: str
    """The table's own stamp; empty for boundaries."""
    is_saved: bool
    """True where it was not fetched now."""
    age: timedelta
    warnings: tuple[Message, ...] = ()


@dataclass(frozen=True)
class Statistics:
    """Values of a table as SCB sent them."""

    content: bytes
    """JSON-stat 2."""
    origin: Origin

    def table(self) -> StatTable:
        """Return the values as a tidy table."""
        from ..core.tables import read_json_table

        return read_json_table(self.content, self.origin.title)


class Scb:
    """SCB's services and what was saved of them."""

    def __init__(
        self,
        catalog: Catalog,
        cache: Cache,
        connection: Connection,
        *,
        offline: bool = False,
        allow_v1: bool = False,
        language: str = "sv",
    ) -> None:
        self._catalog = catalog
        self._cache = cache
        self._connection = connection
        self._offline = offline
        self._allow_v1 = allow_v1
        self._language = language
        self._database = PxWebApi2(catalog.services["pxweb2"], connection, language)
        self._heard: dict[str, TableInfo] = {}

    def without_network(self) -> Scb:
        """Return the same services, of which only what was saved is used."""
        return Scb(
            self._catalog,
            self._cache,
            self._connection,
            offline=True,
            allow_v1=self._allow_v1,
            language=self._language,
        )

    # Boundaries -------------------------------------------------------------------------------------------------------

    def boundaries(
        self,
        level: Level,
        edition: Edition,
        *,
        kommuner: Sequence[str] = (),
        lan: Sequence[str] = (),
        refresh: bool = False,
    ) -> tuple[Boundaries, Origin]:
        """Return the areas of an edition, of the whole country or of some kommuner and län.

        What was saved within the last month is not fetched again, unless ``refresh``; where the service fails, what was
        saved stands in, with a warning that says how old it is.
        """
        cql_filter(kommuner, lan)  # codes are checked before anything is looked up
        division = self._catalog.division(level, edition)
        key = key_of({"layer": division.layer, "areas": sorted({*kommuner, *lan})})
        whole = key_of({"layer": division.layer, "areas": []})
        saved = [entry for one in dict.fromkeys((key, whole)) if (entry := self._cache.get(one, offline=True))]
        title = division.layer.rpartition(":")[2]

        def fetch() -> tuple[bytes, str, str]:
            wfs = Wfs(self._catalog.services["wfs"], self._connection, self._catalog.schemas)
            found = wfs.boundaries(division, kommuner=kommuner, lan=lan)
            warnings.extend(found.warnings)
            return _packed(found), "", self._catalog.services["wfs"].address

        warnings: list[Message] = []
        fresh = next((entry for entry in saved if entry.age <= BOUNDARIES_VALID), None)
        content, origin = self._obtain(key, title, ".gpkg", fetch, None if refresh else fresh, saved, warnings)
        with tempfile.TemporaryDirectory(prefix="regso_") as folder:
            path = Path(folder) / f"{title}.gpkg"
            path.write_bytes(content)
            areas = read_boundaries(path, self._catalog.schemas, name=title, level=level)
        return replace(areas.within(kommuner, lan), edition=edition), origin

    # Statistics -------------------------------------------------------------------------------------------------------

    def statistics(
        self,
        table: Table,
        indicators: Sequence[str],
        years: Sequence[int],
        *,
        level: Level,
        edition: Edition,
        kommuner: Sequence[str] = (),
        lan: Sequence[str] = (),
        refresh: bool = False,
    ) -> Statistics:
        """Return values of a table for the areas of one edition.

        What was saved is used as long as the table's ``updated`` stamp is the same. Where only more was saved (the
        whole country), that is returned: the areas are picked by code anyway.
        """
        cql_filter(kommuner, lan)
        wish = Wish(
            table, self._catalog.division(level, edition), tuple(indicators), tuple(years), tuple(kommuner), tuple(lan)
        )
        key, whole = (key_of(one.key()) for one in (wish, replace(wish, kommuner=(), lan=())))
        saved = [entry for one in dict.fromkeys((key, whole)) if (entry := self._cache.get(one, offline=True))]
        warnings: list[Message] = []

        def fetch() -> tuple[bytes, str, str]:
            values = self._values(wish, warnings)
            return values.content(), values.updated, values.link

        title = f"{table.id} {table.titles[self._language]}"
        fresh = None if refresh or self._offline else self._unchanged(table, saved)
        content, origin = self._obtain(key, title, ".json", fetch, fresh, saved, warnings)
        return Statistics(content, origin)

    def years(self, table: Table, level: Level) -> tuple[tuple[int, ...], tuple[Message, ...]]:
        """Return the years that a table has, the newest last, and warnings.

        Without the network these are the years that were saved of the whole country; a RegsoError where none was.
        """
        failure: SourceError | None = None
        if not self._offline:
            try:
                info = self._heard[table.id] = self._info(table)
                return tuple(sorted(int(year) for year in info.years if year.isdigit())), ()
            except SourceError as error:
                failure = error
        saved = sorted({year for entry in self._cache.list() for year in _saved_years(entry, table, level)})
        if saved:
            warning = message(
                "SCB was not asked; the years {years} of {title} were saved on this computer.",
                years=listing(saved, 20),
                title=table.titles[self._language],
            )
            return tuple(saved), (warning, *([failure.message] if failure else []))
        if failure is not None:
            raise failure
        raise _never_fetched(f"{table.id} {table.titles[self._language]}")

    def _info(self, table: Table) -> TableInfo:
        """Return what a table says of itself: as just heard, else asked. What was heard is used up by that."""
        return self._heard.pop(table.id, None) or self._database.info(table)

    def _unchanged(self, table: Table, saved: Sequence[Entry]) -> Entry | None:
        """Return a saved entry whose table has not changed since, asked of the service by its stamp."""
        if not saved:
            return None
        try:
            info = self._info(table)
        except SourceError:
            # whoever fetches next meets the same trouble and says so
            return None
        unchanged = next((entry for entry in saved if info.updated and entry.updated == info.updated), None)
        if unchanged is None:
            self._heard[table.id] = info
        return unchanged

    def _values(self, wish: Wish, warnings: list[Message]) -> Values:
        try:
            return self._database.values(wish, self._info(wish.table))
        except SourceError as error:
            if not self._allow_v1 or not (is_gone(error) or isinstance(error, ServiceUnavailable)):
                raise
            if wish.table.v1_path is None:
                raise
            values = PxWebApi1(self._catalog.services["pxweb1"], self._connection).values(wish)
            warnings.append(
                message("The values were fetched over SCB's older interface, for the newer one did not answer.")
            )
            return values

    # Both -------------------------------------------------------------------------------------------------------------

    def _obtain(
        self,
        key: str,
        title: str,
        suffix: str,
        fetch: Callable[[], tuple[bytes, str, str]],
        fresh: Entry | None,
        saved: Sequence[Entry],
        warnings: list[Message],
    ) -> tuple[bytes, Origin]:
        """Return a content: saved and still good, else fetched and saved, else saved and old, with a warning."""
        if fresh is not None:
            return fresh.read(), self._origin(fresh, warnings, is_saved=True)
        if self._offline:
            if not saved:
                raise _never_fetched(title)
            return saved[0].read(), self._origin(saved[0], [_saved_on(saved[0])], is_saved=True)
        try:
            content, updated, url = fetch()
        except SourceError as error:
            if not saved:
                raise
            return saved[0].read(), self._origin(saved[0], [_saved_on(saved[0]), error.message], is_saved=True)
        try:
            entry = self._cache.put(key, content, title=title, suffix=suffix, url=url, updated=updated)
        except RegsoError as error:
            warnings.append(error.message)
            now = datetime.now().astimezone()
            return content, Origin(title, self._source(), url, now, updated, False, timedelta(), tuple(warnings))
        return content, self._origin(entry, warnings, is_saved=False)

    def _origin(self, entry: Entry, warnings: Sequence[Message], *, is_saved: bool) -> Origin:
        return Origin(
            entry.title, self._source(), entry.url, entry.fetched, entry.updated, is_saved, entry.age, tuple(warnings)
        )

    def _source(self) -> str:
        return self._catalog.attribution("CC0-1.0", self._language)


def _never_fetched(title: str) -> RegsoError:
    return RegsoError(
        "{title} was never fetched on this computer, so it cannot be used without the network. Load it once with the "
        "network, or load from files downloaded by hand.",
        title=title,
    )


def _saved_years(entry: Entry, table: Table, level: Level) -> list[int]:
    """Return the years of a saved answer that has the whole country of a table."""
    asked = json.loads(entry.key) if entry.key.startswith("{") else {}
    whole = asked.get("table") == table.id and asked.get("level") == level.value and not asked.get("areas")
    return list(asked["years"]) if whole else []


def _saved_on(entry: Entry) -> Message:
    return message(
        "Saved data were used instead of asking SCB: {title}, fetched {date}, {days} days ago.",
        title=entry.title,
        date=entry.fetched.strftime("%Y-%m-%d"),
        days=entry.age.days,
    )


def _packed(areas: Boundaries) -> bytes:
    """Return areas as a GeoPackage, so that one form is kept whatever form or pages they came in."""
    with tempfile.TemporaryDirectory(prefix="regso_") as folder:
        path = Path(folder) / "areas.gpkg"
        write_geopackage(areas, path)
        return path.read_bytes()
