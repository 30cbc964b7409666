# SPDX-License-Identifier: GPL-2.0-or-later
"""Whatever a service answers, ``regso:loadareas`` says what happened and leaves cache and project as they were."""

from __future__ import annotations

import pytest
from qgis.core import QgsProcessingException, QgsProject, QgsVectorLayer
from replay_server import Reply, problem

FAULTS = {
    "429": (problem(429, "Too Many Requests"), "asks us to wait"),
    "500": (problem(500, "Internal Server Error"), "error 500"),
    "503": (problem(503, "Service Unavailable"), "error 503"),
    "timeout": (Reply(hangs=True), "in time"),
    "cut halfway": (Reply(b'{"class": "dataset"}', cut_at=8), "broke off"),
    "truncated": (Reply(b'{"class": "dataset", "id": ["Reg'), "cut off"),
    "HTML": (Reply(b"<!DOCTYPE html><html><body>Logga in</body></html>"), "web page"),
    "empty": (Reply(b""), "empty"),
    "5 GB": (Reply(b"{", announced=5_000_000_000), "larger than"),
    "redirect": (Reply(status=302, headers={"Location": "file:///etc/passwd"}), "not followed"),
}


@pytest.fixture
def impatient(services):
    services.timeout.setValue(1)
    yield
    services.timeout.remove()


@pytest.mark.parametrize("broken", ["/api/v2/tables", "/geoserver"])
@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_leaves_cache_and_project_as_they_were(
    server, karlstad, impatient, provider, cache, files_of, qgis_new_project, tmp_path, fault, broken
):
    import processing

    project = QgsProject.instance()
    layer = QgsVectorLayer("Point?crs=EPSG:3006", "redan där åäö", "memory")
    project.addMapLayer(layer)
    project.setDirty(False)
    cache.put("före", "Värmland".encode(), title="Före", suffix=".txt")
    before = files_of(cache.folder)
    reply, words = FAULTS[fault]
    server.route(broken, lambda _: reply)
    target = tmp_path / "ut.gpkg"

    with pytest.raises(QgsProcessingException) as caught:
        processing.runAndLoadResults(
            "regso:loadareas",
            {"SOURCE": "scb", "YEAR": 2024, "KOMMUNER": "1780", "INDICATORS": ["index"], "OUTPUT": str(target)},
        )

    assert words in str(caught.value)
    assert "Traceback" not in str(caught.value)
    assert list(project.mapLayers().values()) == [layer]
    assert not project.isDirty()
    assert not target.exists()
    after = files_of(cache.folder)
    assert {name: after.get(name) for name in before} == before
    if broken != "/geoserver":
        assert after == before
    # what came whole before the fault is kept; nothing of the broken answer is
    assert not any(entry.suffix == ".gpkg" for entry in cache.list())
