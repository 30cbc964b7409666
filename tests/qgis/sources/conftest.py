# SPDX-License-Identifier: GPL-2.0-or-later
"""SCB played on 127.0.0.1, with time that passes only when somebody waits. Nothing here uses the internet."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from qgis.core import QgsFeedback

from regso_atlas.plugin.core.codes import Edition, Level
from regso_atlas.plugin.settings import Settings, settings
from regso_atlas.plugin.sources import http, service
from regso_atlas.plugin.sources.cache import Cache
from regso_atlas.plugin.sources.catalog import Catalog, catalog
from regso_atlas.plugin.sources.http import Connection
from regso_atlas.plugin.sources.pace import Pace
from regso_atlas.plugin.sources.scb import Scb
from regso_atlas.plugin.sources.wfs import Wfs

sys.path.append(str(Path(__file__).resolve().parent / "servers"))

import made_answers
from pxweb_server import PxWebServer, captured_table, made_table
from replay_server import ReplayServer
from wfs_server import WfsServer

DATA = Path(__file__).resolve().parent / "data"


class FakeTime:
    """A clock that stands still until somebody sleeps."""

    def __init__(self) -> None:
        self.seconds = 1000.0
        self.slept: list[float] = []

    def clock(self) -> float:
        return self.seconds

    def sleep(self, seconds: float) -> None:
        self.seconds += seconds
        self.slept.append(seconds)

    def now(self) -> datetime:
        return datetime(2026, 11, 1, tzinfo=UTC) + timedelta(seconds=self.seconds)


@pytest.fixture
def fake_time() -> FakeTime:
    return FakeTime()


@pytest.fixture
def pace(fake_time: FakeTime) -> Pace:
    """A pace that never really waits; chance gives the longest waits."""
    return Pace(clock=fake_time.clock, sleep=fake_time.sleep, now=fake_time.now, chance=lambda: 1.0)


@pytest.fixture
def server() -> Iterator[ReplayServer]:
    server = ReplayServer()
    yield server
    server.stop()


@pytest.fixture
def feedback() -> QgsFeedback:
    return QgsFeedback()


@pytest.fixture
def connection(pace: Pace, feedback: QgsFeedback) -> Connection:
    return Connection(pace=pace, timeout=5, feedback=feedback)


@pytest.fixture
def cache(tmp_path: Path, fake_time: FakeTime) -> Cache:
    return Cache(tmp_path / "Åsas förråd", now=fake_time.now)


def moved(known: Catalog, **addresses: str) -> Catalog:
    """Return the catalogue with services at other addresses."""
    services = {name: replace(s, address=addresses.get(name, s.address)) for name, s in known.services.items()}
    return replace(known, services=services)


@pytest.fixture
def local_catalog(server: ReplayServer) -> Catalog:
    """The catalogue, with every service on this machine."""
    return moved(
        catalog(), pxweb2=f"{server.url}/api/v2", pxweb1=f"{server.url}/v1", wfs=f"{server.url}/geoserver/stat/wfs"
    )


@pytest.fixture
def karlstad(server: ReplayServer, fake_time: FakeTime) -> SimpleNamespace:
    """SCB with made tables and boundaries for the 31 codes of Karlstad."""
    codes = made_answers.karlstad_codes()
    tables = {
        "TAB6586": made_table(made_answers.made_index_table(codes)),
        "TAB6574": made_table(made_answers.made_population_table(codes)),
    }
    database = PxWebServer(tables, fake_time.clock)
    layers = {
        f"stat:RegSO_{year}": json.loads((DATA / f"made_karlstad_RegSO_{year}_getfeature.json").read_text("utf-8"))[
            "features"
        ]
        for year in (2020, 2025)
    }
    wfs = WfsServer(layers)
    server.route("/api/v2", database)
    server.route("/geoserver", wfs)
    return SimpleNamespace(database=database, wfs=wfs, codes=codes)


@pytest.fixture
def captured(server: ReplayServer, fake_time: FakeTime, real_data: Path) -> SimpleNamespace:
    """SCB with the captured answers for Karlstad; the made one stands in for the boundaries of 2020."""

    def read(path: Path) -> dict[str, Any]:
        return json.loads(path.read_text("utf-8-sig"))

    tables = {
        "TAB6586": captured_table(read(real_data / "index" / "karlstad_TAB6586_2011-2024.json")),
        "TAB6574": captured_table(read(real_data / "pxweb" / "karlstad_TAB6574_jsonstat2.json")),
    }
    layers = {
        "stat:RegSO_2025": read(real_data / "scb-wfs" / "karlstad_RegSO_2025_getfeature.json")["features"],
        "stat:DeSO_2025": read(real_data / "scb-wfs" / "karlstad_DeSO_2025_getfeature.json")["features"],
        "stat:RegSO_2020": read(DATA / "made_karlstad_RegSO_2020_getfeature.json")["features"],
    }
    database, wfs = PxWebServer(tables, fake_time.clock), WfsServer(layers)
    server.route("/api/v2", database)
    server.route("/geoserver", wfs)
    return SimpleNamespace(database=database, wfs=wfs)


@pytest.fixture
def scb(local_catalog: Catalog, cache: Cache, connection: Connection) -> Scb:
    return Scb(local_catalog, cache, connection)


@pytest.fixture
def services(server: ReplayServer, pace: Pace, cache: Cache, monkeypatch: pytest.MonkeyPatch) -> Iterator[Settings]:
    """The user's settings lead to this machine; the cache is the test's, and waiting takes no time."""
    chosen = settings()
    entries = {
        chosen.pxweb2: f"{server.url}/api/v2",
        chosen.pxweb1: f"{server.url}/v1",
        chosen.wfs: f"{server.url}/geoserver/stat/wfs",
    }
    for entry, address in entries.items():
        entry.setValue(address)
    monkeypatch.setattr(http, "Connection", partial(Connection, pace=pace))
    monkeypatch.setattr(service, "Cache", lambda limit: Cache(cache.folder, limit=limit, now=cache._now))
    yield chosen
    for entry in entries:
        entry.remove()
    chosen.offline.remove()


def snapshot(folder: Path) -> dict[str, bytes]:
    """Return every file below a folder with its content, but for the lock."""
    files = (path for path in folder.rglob("*") if path.is_file() and path.name != "lock")
    return {str(path.relative_to(folder)): path.read_bytes() for path in files}


@pytest.fixture
def untouched(cache: Cache) -> Iterator[None]:
    """Check that a test leaves the cache as it was when it began: with something in it."""
    cache.put("före", "Värmland".encode(), title="Före", suffix=".txt")
    before = snapshot(cache.folder)
    yield
    assert snapshot(cache.folder) == before


@pytest.fixture
def stopwatch() -> Any:
    """Return how many seconds have passed since the test began."""
    start = time.monotonic()
    return lambda: time.monotonic() - start


@pytest.fixture
def files_of() -> Any:
    """Return a function that lists every file below a folder with its content."""
    return snapshot


@pytest.fixture
def always(server):
    """Let the server answer everything the same way."""

    def answer(reply: Any) -> str:
        server.route("/", lambda _: reply)
        return f"{server.url}/tabell"

    return answer


@pytest.fixture
def wfs(local_catalog, connection):
    return Wfs(local_catalog.services["wfs"], connection, local_catalog.schemas)


@pytest.fixture
def regso(local_catalog):
    return local_catalog.division(Level.REGSO, Edition.E2025)
