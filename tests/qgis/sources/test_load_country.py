# SPDX-License-Identifier: GPL-2.0-or-later
"""The whole country through ``regso:loadareas``: from SCB's file, and from a real map service on this machine."""

from __future__ import annotations

from dataclasses import replace

import made_answers
import numpy as np
import pandas as pd
import pytest
from mapserver_host import MapServer, find_mapserver
from pxweb_server import PxWebServer, made_table

from regso_atlas.plugin.core.codes import Edition, Level
from regso_atlas.plugin.sources import service
from regso_atlas.plugin.sources.area_files import read_boundaries
from regso_atlas.plugin.sources.catalog import catalog

LOAD = "regso:loadareas"
FILE = "regso2025/RegSO_2025.gpkg"


@pytest.fixture
def country(real_data):
    """The codes and names of all areas, as SCB's file has them."""
    return read_boundaries(real_data / FILE, catalog().schemas)


def test_the_whole_country_loads_from_scbs_file(run_algorithm, real_data, country, tmp_path):
    run = run_algorithm(
        LOAD, SOURCE="files", YEAR=2024, BOUNDARY_FILES=[str(real_data / FILE)], OUTPUT=str(tmp_path / "land.gpkg")
    )

    rows = run.rows()
    assert len(rows) == run["AREA_COUNT"] == 3363
    assert [(row["code"], row["name"]) for row in rows] == [(area.code, area.name) for area in country.areas]
    assert sum(row["area_km2"] for row in rows) == pytest.approx(531_925, rel=1e-3)
    assert len({row["kommun_name"] for row in rows}) == 290
    assert len({row["lan_name"] for row in rows}) == 21
    assert None not in {row["kommun_name"] for row in rows} | {row["lan_name"] for row in rows}


def test_the_whole_country_loads_from_a_real_map_service_with_ranks(
    services, monkeypatch, server, fake_time, run_algorithm, real_data, country, tmp_path
):
    """Real polygons in two pages from MapServer; figures made up in SCB's form for every real code."""
    if find_mapserver() is None:
        pytest.skip("MapServer (Debian package cgi-mapserver) is not installed")
    codes = list(country.codes)
    tables = {
        "TAB6586": made_table(made_answers.made_index_table(codes)),
        "TAB6574": made_table(made_answers.made_population_table(codes)),
    }
    server.route("/api/v2", PxWebServer(tables, fake_time.clock))
    mapserver = MapServer(tmp_path, real_data / FILE, "RegSO_2025", "RegSO_2025", page_limit=2000)
    known = catalog()
    edition = known.editions[Edition.E2025]
    division = replace(edition.divisions[Level.REGSO], layer="RegSO_2025")
    served = replace(
        known,
        services={**known.services, "wfs": replace(known.services["wfs"], version="2.0.0")},
        editions={**known.editions, Edition.E2025: replace(edition, divisions={Level.REGSO: division})},
    )
    monkeypatch.setattr(service, "catalog", lambda: served)
    services.wfs.setValue(mapserver.url.rstrip("?"))
    services.timeout.setValue(60)
    try:
        run = run_algorithm(LOAD, YEAR=2024)
    finally:
        mapserver.stop()
        services.timeout.remove()

    rows = pd.DataFrame(run.rows()).set_index("code")
    assert len(rows) == 3363
    assert list(rows.index) == codes
    index = rows["socioeconomic_index"]
    assert index.notna().all()
    # 1 is the highest index; equal ones share the best rank
    expected = [1 + int((index > value).sum()) for value in index]
    assert rows["rank_country"].tolist() == expected
    for _, own in rows.groupby("kommun_code"):
        assert own["rank_kommun"].tolist() == [
            1 + int((own["socioeconomic_index"] > value).sum()) for value in own["socioeconomic_index"]
        ]
    assert np.isclose(rows["density"], rows["population"] / rows["area_km2"]).all()
    assert len([query for query in mapserver.requests if "startIndex" in query]) == 2
