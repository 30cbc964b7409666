# SPDX-License-Identifier: GPL-2.0-or-later
"""``qgis_process`` loads areas from services: through a proxy of QGIS's settings, then offline from the cache.

The services are played on 127.0.0.1 by the servers of tests/qgis/sources; their answers are made up in SCB's form.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest

from regso_atlas.plugin.core.codes import Edition

SOURCES = Path(__file__).resolve().parents[1] / "qgis" / "sources"
sys.path.append(str(SOURCES / "servers"))

import made_answers
from local_proxy import LocalProxy
from pxweb_server import PxWebServer, made_table
from replay_server import ReplayServer
from wfs_server import WfsServer

WISH = {"SOURCE": "scb", "YEAR": 2024, "KOMMUNER": "Karlstad"}
SETTINGS = """[plugins]
regso_atlas\\services\\pxweb2={url}/api/v2
regso_atlas\\services\\pxweb1={url}/v1
regso_atlas\\services\\wfs={url}/geoserver/stat/wfs

[proxy]
proxyEnabled=true
proxyType=HttpProxy
proxyHost=127.0.0.1
proxyPort={port}
"""


@pytest.fixture
def scb() -> Iterator[SimpleNamespace]:
    """The services with Karlstad's codes, and a proxy beside them."""
    server, proxy = ReplayServer(), LocalProxy()
    codes = made_answers.karlstad_codes()
    tables = {
        "TAB6586": made_table(made_answers.made_index_table(codes)),
        "TAB6574": made_table(made_answers.made_population_table(codes)),
    }
    features = json.loads((SOURCES / "data" / "made_karlstad_RegSO_2025_getfeature.json").read_text("utf-8"))
    server.route("/api/v2", PxWebServer(tables, time.monotonic))
    server.route("/geoserver", WfsServer({"stat:RegSO_2025": features["features"]}))
    yield SimpleNamespace(server=server, proxy=proxy)
    proxy.stop()
    server.stop()


@pytest.fixture
def environment(programs, scb, tmp_path) -> dict[str, str]:
    """A profile whose settings name the services and the proxy."""
    known = programs.environment()
    settings = Path(known["QGIS_CUSTOM_CONFIG_PATH"]) / "profiles" / "default" / "QGIS" / "QGIS3.ini"
    own = tmp_path / "profil åäö" / "profiles" / "default" / "QGIS" / "QGIS3.ini"
    own.parent.mkdir(parents=True)
    own.write_text(
        settings.read_text(encoding="utf-8") + "\n" + SETTINGS.format(url=scb.server.url, port=scb.proxy.port), "utf-8"
    )
    return {**known, "QGIS_CUSTOM_CONFIG_PATH": str(tmp_path / "profil åäö")}


def test_areas_come_through_the_proxy_and_offline_from_the_cache(qgis_process, scb, environment, tmp_path):
    def load(name: str, **more: object):
        target = tmp_path / name
        run = ["--json", "run", "regso:loadareas"]
        return qgis_process(*run, inputs={**WISH, "OUTPUT": str(target), **more}, environment=environment)

    first = load("karlstad åäö.gpkg")
    assert first.results["AREA_COUNT"] == 31
    assert first.results["EDITION"] == Edition.E2025.value
    assert first.results["AGE_DAYS"] == 0
    # everything that was asked went through the proxy
    assert len(scb.proxy.passed) == len(scb.server.requests) > 3

    scb.server.stop()
    scb.proxy.stop()
    again = load("igen.gpkg", OFFLINE=True)
    assert again.results["AREA_COUNT"] == 31
    assert again.results["POPULATION"] == first.results["POPULATION"]
    assert "Saved data were used instead of asking SCB" in again.warnings
    assert "0 days ago" in again.warnings


def test_a_machine_without_network_says_so_and_writes_nothing(qgis_process, scb, environment, tmp_path):
    scb.proxy.stop()
    target = tmp_path / "tomt.gpkg"
    done = qgis_process(
        "run", "regso:loadareas", inputs={**WISH, "OUTPUT": str(target)}, environment=environment, timeout=200
    )
    assert done.code != 0
    assert "proxy" in done.err.lower()
    assert "Traceback" not in done.err
    assert not target.exists()
