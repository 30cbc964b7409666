# SPDX-License-Identifier: GPL-2.0-or-later
"""The cases that every algorithm must pass, for those that take no layer but load areas and figures themselves."""

from __future__ import annotations

import hashlib
import shutil
from pathlib import Path
from typing import Any

import geopandas as gpd
import pyproj
import pytest
from qgis.core import (
    QgsApplication,
    QgsProcessingAlgRunnerTask,
    QgsProcessingContext,
    QgsProcessingUtils,
    QgsProject,
)
from qgis.PyQt.QtCore import QEventLoop

NAMES = ["loadareas", "loadtimeseries"]
FEW = {"loadareas": {"YEAR": 2024}, "loadtimeseries": {"FIRST_YEAR": 2024, "LAST_YEAR": 2024}}
"""One year on the edition of the files."""

every_algorithm = pytest.mark.parametrize("name", NAMES)


@pytest.fixture
def run(run_algorithm):
    return lambda name, **more: run_algorithm(f"regso:{name}", **{"SOURCE": "demo", **more})


@pytest.fixture
def files(demo, tmp_path):
    """The demo's boundaries and statistics as somebody downloads them; ``areas``: how many of the boundaries."""

    def make(areas: int = 61) -> dict[str, Any]:
        folder = tmp_path / "hämtat"
        folder.mkdir()
        source = Path(demo("omraden").partition("|")[0])
        boundaries = gpd.read_file(source, layer="omraden")[["regsokod", "regsonamn", "version", "geometry"]]
        boundaries.head(areas).to_file(folder / "RegSO_2025.gpkg", layer="RegSO_2025", driver="GPKG")
        shutil.copy(source.with_name("demo_omradestyper.json"), folder / "områdestyper.json")
        return {
            "SOURCE": "files",
            "BOUNDARY_FILES": [str(folder / "RegSO_2025.gpkg")],
            "STATISTICS_FILES": [str(folder / "områdestyper.json")],
        }

    return make


# What is loaded -------------------------------------------------------------------------------------------------------


@every_algorithm
def test_an_empty_boundary_file_is_refused(refusal, files, tmp_path, name):
    target = tmp_path / "ut.gpkg"
    more = {"OUTPUT_TEMPORAL": str(target)} if name == "loadtimeseries" else {}

    said = refusal(f"regso:{name}", **files(areas=0), **FEW[name], **{"OUTPUT": "memory:", **more})

    assert "RegSO_2025.gpkg" in said
    assert not target.exists()


@every_algorithm
def test_one_area_is_enough(run, files, name):
    found = run(name, **files(areas=1), **FEW[name])

    assert found.rows()[0]["code"] == "9901R001"
    assert found["AREA_COUNT"] == (1 if name == "loadareas" else 61), "the table needs no boundaries"


@every_algorithm
def test_places_without_areas_are_refused_by_name(refusal, name):
    said = refusal(f"regso:{name}", SOURCE="demo", KOMMUNER="Malmö; 1780")

    assert "There are no areas in Malmö, Karlstad" in said or "There are no areas in Karlstad, Malmö" in said


@every_algorithm
def test_the_area_without_data_is_named_and_stays(run, name):
    found = run(name, **FEW[name])

    assert found.warned("has no index in 2024 (no data)", "9901R021")
    [row] = [row for row in found.rows() if row["code"] == "9901R021"]
    assert (row["socioeconomic_index"], row["area_type"], row["label"]) == (None, 0, "No data")


@every_algorithm
def test_every_file_is_left_as_it_was(run, files, name):
    given = files()
    read = [*given["BOUNDARY_FILES"], *given["STATISTICS_FILES"]]
    before = [hashlib.sha256(Path(file).read_bytes()).hexdigest() for file in read]
    beside = sorted(Path(read[0]).parent.iterdir())

    run(name, **given, **FEW[name])

    assert [hashlib.sha256(Path(file).read_bytes()).hexdigest() for file in read] == before
    assert sorted(Path(read[0]).parent.iterdir()) == beside


@every_algorithm
def test_second_run_gives_the_same(run, name):
    first, second = run(name), run(name)

    assert first.rows() == second.rows()
    assert (first.infos, first.warnings) == (second.infos, second.warnings)


# Outputs --------------------------------------------------------------------------------------------------------------


@every_algorithm
@pytest.mark.parametrize("target", ["memory:", "TEMPORARY_OUTPUT", "ut.gpkg", "Östersjön å/ut åäö.gpkg", "ut.geojson"])
def test_output_goes_where_it_was_sent(run, tmp_path, name, target):
    if "." in target:
        target = str(tmp_path / target)
        Path(target).parent.mkdir(exist_ok=True)
    before = run(name, **FEW[name]).rows()

    found = run(name, **FEW[name], OUTPUT=target)

    assert [[*row.values()] for row in found.rows()] == [pytest.approx([*row.values()], abs=1e-9) for row in before]
    if target.startswith("/"):
        assert found["OUTPUT"] == target
        assert Path(target).is_file()


@every_algorithm
def test_output_can_be_a_table_in_a_geopackage_that_has_others(run, tmp_path, name):
    file = tmp_path / "samlad å.gpkg"
    tables = ("första", "andra")

    runs = [run(name, **FEW[name], OUTPUT=f"ogr:dbname='{file}' table=\"{table}\" (geom)") for table in tables]

    assert runs[0].rows() == runs[1].rows() != []
    assert [found["OUTPUT"] for found in runs] == [f"{file}|layername={table}" for table in tables]


@every_algorithm
def test_outputs_nobody_asked_for_are_not_made_and_what_was_declared_is_returned(run, provider, name):
    found = run(name, **FEW[name])

    definitions = provider.algorithm(name)
    destinations = {d.name() for d in definitions.parameterDefinitions() if d.isDestination()}
    declared = {d.name() for d in definitions.outputDefinitions()} - destinations
    assert destinations & set(found.results) == {"OUTPUT"}
    assert declared <= set(found.results)
    assert len(found.context.temporaryLayerStore().mapLayers()) == 1


@every_algorithm
def test_cancel_at_any_chance_leaves_all_or_nothing(cancelled_run, run, tmp_path, name):
    target = tmp_path / "ut.gpkg"
    whole = run(name)

    outcomes = []
    for chance in range(1, whole.feedback.asked + 2):
        found = cancelled_run(f"regso:{name}", chance, SOURCE="demo", OUTPUT=str(target))
        outcomes.append(found.ok)
        if found.ok:
            assert found.rows() == whole.rows()
            target.unlink()
        else:
            assert found.errors == ["Cancelled. Nothing was written."]
            assert list(tmp_path.glob("ut*")) == []
            assert found.context.temporaryLayerStore().mapLayers() == {}

    assert not outcomes[0]
    assert outcomes[-1], "nobody asks for cancel after the work is done"
    assert len(outcomes) > 5


def test_when_the_map_of_the_years_fails_the_table_is_taken_back(refusal, tmp_path):
    said = refusal(
        "regso:loadtimeseries",
        SOURCE="demo",
        OUTPUT=str(tmp_path / "ut.gpkg"),
        OUTPUT_TEMPORAL=str(tmp_path / "ingen mapp" / "karta.gpkg"),
    )

    assert "could not be written" in said
    assert list(tmp_path.iterdir()) == []


# Where algorithms run -------------------------------------------------------------------------------------------------


@every_algorithm
def test_it_works_in_another_thread(run, tmp_path, name):
    here = run(name, **FEW[name], OUTPUT=str(tmp_path / "här.gpkg"))
    algorithm = QgsApplication.processingRegistry().createAlgorithmById(f"regso:{name}")
    context = QgsProcessingContext()
    context.setProject(QgsProject.instance())
    parameters = {"SOURCE": "demo", **FEW[name], "OUTPUT": str(tmp_path / "där.gpkg")}
    ended: list[tuple[bool, dict[str, Any]]] = []
    loop = QEventLoop()
    task = QgsProcessingAlgRunnerTask(algorithm, parameters, context, here.feedback)
    task.executed.connect(lambda ok, results: (ended.append((ok, results)), loop.quit()))

    QgsApplication.taskManager().addTask(task)
    if not ended:
        loop.exec()

    [(ok, results)] = ended
    assert ok, here.errors
    there = QgsProcessingUtils.mapLayerFromString(results["OUTPUT"], context)
    assert [f["code"] for f in there.getFeatures()] == [row["code"] for row in here.rows()]


@every_algorithm
def test_pyproj_is_not_used(monkeypatch, run, files, name):
    """As every algorithm: pyproj 3.7 takes QGIS down when it is used again in a thread of QGIS."""
    given = files()

    def fail(*_args, **_settings):
        raise AssertionError("pyproj is used in a thread that QGIS has made")

    monkeypatch.setattr(pyproj.crs.crs.CRS, "__init__", fail)
    monkeypatch.setattr(pyproj.transformer.Transformer, "from_crs", fail)

    on_the_map = {"OUTPUT_TEMPORAL": "memory:"} if name == "loadtimeseries" else {"COMPARE_YEAR": 2015}
    assert len(run(name, **FEW[name], **on_the_map).rows()) == 61
    assert len(run(name, **given, **FEW[name]).rows()) == 61
