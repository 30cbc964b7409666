# SPDX-License-Identifier: GPL-2.0-or-later
"""Boundaries from a real WFS 2.0 on this machine: MapServer, with pages."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from mapserver_host import MapServer, find_mapserver
from osgeo import ogr

from regso_atlas.plugin.core.codes import Edition, Level
from regso_atlas.plugin.sources.area_files import read_boundaries
from regso_atlas.plugin.sources.catalog import catalog
from regso_atlas.plugin.sources.wfs import GEOJSON, GEOPACKAGE, Wfs

DEMO = Path(__file__).resolve().parents[3] / "resources" / "demo" / "demo.gpkg"


@pytest.fixture
def mapserver(tmp_path) -> Iterator:
    """Start MapServers over files; skipped where the program is not installed."""
    if find_mapserver() is None:
        pytest.skip("MapServer (Debian package cgi-mapserver) is not installed")
    running: list[MapServer] = []

    def serve(file: Path, table: str, page_limit: int | None) -> MapServer:
        running.append(MapServer(tmp_path, file, table, "RegSO_2025", page_limit=page_limit))
        return running[-1]

    yield serve
    for one in running:
        one.stop()


@pytest.fixture
def areas_of(connection):
    def fetch(server: MapServer, chosen):
        service = replace(catalog().services["wfs"], address=server.url.rstrip("?"), version="2.0.0")
        division = replace(catalog().division(Level.REGSO, Edition.E2025), layer="RegSO_2025")
        patient = replace(connection, timeout=30)
        return Wfs(service, patient, catalog().schemas).boundaries(division, answer_format=chosen)

    return fetch


def areas_by_code(boundaries) -> dict[str, float]:
    return {area.code: ogr.CreateGeometryFromWkb(area.geometry).GetArea() for area in boundaries.areas}


@pytest.mark.parametrize("chosen", [GEOPACKAGE, GEOJSON])
@pytest.mark.parametrize("page_limit", [None, 40])
def test_the_demos_areas_come_in_one_answer_and_in_pages(mapserver, areas_of, chosen, page_limit):
    server = mapserver(DEMO, "omraden", page_limit)
    found = areas_of(server, chosen)
    known = read_boundaries(DEMO, catalog().schemas)
    assert len(found) == 61
    assert [(area.code, area.name) for area in found.areas] == [(area.code, area.name) for area in known.areas]
    assert areas_by_code(found) == pytest.approx(areas_by_code(known), rel=1e-6)
    pages = [query for query in server.requests if "startIndex" in query]
    assert len(pages) == (0 if page_limit is None else 2)


def test_all_of_swedens_areas_come_in_pages(mapserver, areas_of, real_data):
    """The whole country in full precision: 3,363 areas with 1.9 million vertices, in two pages."""
    file = real_data / "regso2025" / "RegSO_2025.gpkg"
    server = mapserver(file, "RegSO_2025", 2000)
    found = areas_of(server, GEOPACKAGE)
    known = read_boundaries(file, catalog().schemas)
    assert len(found) == 3363
    assert found.warnings == ()
    assert found.codes == known.codes
    assert [area.name for area in found.areas] == [area.name for area in known.areas]
    assert areas_by_code(found) == pytest.approx(areas_by_code(known), rel=1e-9)
    assert len([query for query in server.requests if "startIndex" in query]) == 2
