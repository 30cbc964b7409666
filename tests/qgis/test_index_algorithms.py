# SPDX-License-Identifier: GPL-2.0-or-later
"""The cases that every algorithm must pass, for those whose input is a layer or table with the index."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pyproj
import pytest
from qgis.core import (
    QgsApplication,
    QgsFeatureStore,
    QgsProcessingAlgRunnerTask,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingModelAlgorithm,
    QgsProcessingModelChildAlgorithm,
    QgsProcessingModelChildParameterSource,
    QgsProcessingModelOutput,
    QgsProcessingModelParameter,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameters,
    QgsProcessingUtils,
    QgsProject,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QEventLoop

from regso_atlas.plugin.core.messages import RegsoError
from regso_atlas.plugin.layers.index_source import Extended
from regso_atlas.plugin.layers.writing import REAL

NAMES = ["computeindex", "classifyareatypes"]
NEW = {"computeindex": "computed_index", "classifyareatypes": "own_grade"}
MORE: dict[str, dict[str, Any]] = {
    "computeindex": {},
    "classifyareatypes": {"SCOPE": "own", "REGION": "Örebrotrakten", "YEAR": 2022},
}
PERCENT = {"v1": "double", "v2": "double", "v3": "double"}

every_algorithm = pytest.mark.parametrize("name", NAMES)


@pytest.fixture
def indexed_areas(areas_layer, street_rows):
    """The street with percentages, as polygons: V1 = V2 = V3 = 10, 20, … 50, and one area without."""

    def make(rows=None, **more) -> QgsVectorLayer:
        rows = street_rows() if rows is None else rows
        for number, row in enumerate(rows, start=1):
            row.update(dict.fromkeys(PERCENT, 10.0 * number if number < 6 else None))
        return areas_layer(rows, fields=PERCENT, **more)

    return make


@pytest.fixture
def run(run_algorithm):
    return lambda name, layer, **more: run_algorithm(f"regso:{name}", INPUT=layer, **{**MORE[name], **more})


# Input ---------------------------------------------------------------------------------------------------------------


@every_algorithm
def test_empty_layer_is_refused(refusal, indexed_areas, name):
    said = refusal(f"regso:{name}", INPUT=indexed_areas([]), **MORE[name])

    assert "The area layer is empty" in said


@every_algorithm
def test_layer_that_is_not_there_is_refused(refusal, name):
    said = refusal(f"regso:{name}", INPUT="/finns/inte å.gpkg", **MORE[name])

    assert "Layer or table with a row for each area (and year)" in said


@every_algorithm
def test_areas_without_geometry_keep_their_row(run, indexed_areas, street_rows, name):
    rows = street_rows()
    rows[1]["wkt"] = None
    found = run(name, indexed_areas(rows))

    assert [row["regsokod"] for row in found.rows()] == [f"0180R00{n}" for n in range(1, 7)]
    assert found.rows()[1][NEW[name]]
    assert not found.features()[1].hasGeometry()


@every_algorithm
def test_invalid_polygons_are_neither_left_out_nor_changed(run, indexed_areas, street_rows, name):
    rows = street_rows()
    rows[1]["wkt"] = "Polygon((1 0, 2 1, 2 0, 1 1, 1 0))"
    layer = indexed_areas(rows)

    found = run(name, layer)

    assert [f.geometry().asWkt() for f in found.features()] == [f.geometry().asWkt() for f in layer.getFeatures()]


@every_algorithm
def test_reference_system_does_not_change_the_figures(run, indexed_areas, name):
    plane, degrees = (run(name, indexed_areas(crs=crs)) for crs in ("EPSG:3006", "EPSG:4326"))

    assert plane.rows() == degrees.rows()
    assert degrees.layer().crs().authid() == "EPSG:4326"


@every_algorithm
def test_only_the_selected_areas_count(run, indexed_areas, selected, name):
    found = run(name, selected(indexed_areas(), "\"regsokod\" IN ('0180R001', '0180R002')"))

    by_code = {row["regsokod"]: row for row in found.rows()}
    assert sorted(by_code) == ["0180R001", "0180R002"]
    if name == "classifyareatypes":
        # Mean 15 and deviation 5 of the two alone.
        assert [by_code[code]["own_grade"] for code in sorted(by_code)] == [4, 2]
    else:
        assert [by_code[code]["computed_index"] for code in sorted(by_code)] == [10, 20]


@every_algorithm
def test_an_area_in_two_polygons_counts_once_and_keeps_both(run, indexed_areas, street_rows, box, name):
    rows = street_rows()
    layer = indexed_areas([*rows[:5], {**rows[4], "wkt": box(20)}])
    layer.dataProvider().changeAttributeValues({6: dict.fromkeys(range(5, 8), 50.0)})

    found = run(name, layer)

    assert found.warned("stands on several rows with the same figures", "0180R005")
    assert [row[NEW[name]] for row in found.rows()][4:] == [found.rows()[4][NEW[name]]] * 2
    if name == "classifyareatypes":
        assert "mean 30.00" in " ".join(found.infos)


@every_algorithm
def test_code_on_two_areas_with_unlike_figures_is_refused(refusal, indexed_areas, street_rows, box, name):
    rows = street_rows()
    said = refusal(f"regso:{name}", INPUT=indexed_areas([*rows, {**rows[0], "wkt": box(20)}]), **MORE[name])

    assert "1 area code stands on several rows with different figures: 0180R001" in said


@every_algorithm
def test_codes_as_numbers_are_refused(refusal, indexed_areas, name):
    said = refusal(f"regso:{name}", INPUT=indexed_areas(), CODE_FIELD="folkmangd", **MORE[name])

    assert "numbers" in said
    assert "0180R001" in said


@every_algorithm
def test_the_input_is_left_as_it_was(run, indexed_areas, name):
    layer = indexed_areas()
    before = [f.attributes() for f in layer.getFeatures()]

    run(name, layer)

    assert [f.attributes() for f in layer.getFeatures()] == before
    assert not layer.isEditable()


@every_algorithm
def test_second_run_gives_the_same(run, indexed_areas, name):
    layer = indexed_areas()

    first, second = run(name, layer), run(name, layer)

    assert first.rows() == second.rows()
    assert first.infos == second.infos


def test_rows_are_found_again_in_another_order_and_a_changed_layer_is_refused(indexed_areas, qgis_new_project):
    layer = indexed_areas()
    QgsProject.instance().addMapLayer(layer)
    context = QgsProcessingContext()
    context.setProject(QgsProject.instance())
    parameter = QgsProcessingParameterFeatureSource("INPUT")
    source = QgsProcessingParameters.parameterAsSource(parameter, {"INPUT": layer.id()}, context)
    extended = Extended(source, {"ny": (REAL, [1.0, 2.0])})
    sink = QgsFeatureStore(extended.fields, extended.crs)

    extended.write(sink, [6, 5, 4, 3, 2, 1], [5, 0], QgsProcessingFeedback(False))

    assert [(f["regsokod"], f["ny"]) for f in sink.features()] == [("0180R001", 1.0), ("0180R006", 2.0)]
    for ids in ([1, 2, 3, 4, 5], [1, 2, 3, 4, 5, 6, 7], [1, 2, 3, 4, 5, 7]):
        with pytest.raises(RegsoError, match="changed while it was read"):
            extended.write(QgsFeatureStore(), ids, [0], QgsProcessingFeedback(False))


# Outputs -------------------------------------------------------------------------------------------------------------


@every_algorithm
@pytest.mark.parametrize("target", ["memory:", "TEMPORARY_OUTPUT", "ut.gpkg", "Östersjön å/ut åäö.gpkg", "ut.geojson"])
def test_output_goes_where_it_was_sent(run, indexed_areas, tmp_path, name, target):
    if "." in target:
        target = str(tmp_path / target)
        Path(target).parent.mkdir(exist_ok=True)
    before = run(name, indexed_areas()).rows()

    found = run(name, indexed_areas(), OUTPUT=target)

    assert [[*row.values()] for row in found.rows()] == [pytest.approx([*row.values()], abs=1e-9) for row in before]
    if target.startswith("/"):
        assert found["OUTPUT"] == target
        assert Path(target).is_file()


@every_algorithm
def test_outputs_nobody_asked_for_are_not_made_and_numbers_are_returned(run, indexed_areas, provider, name):
    found = run(name, indexed_areas())

    definitions = provider.algorithm(name)
    destinations = {d.name() for d in definitions.parameterDefinitions() if d.isDestination()}
    numbers = {d.name() for d in definitions.outputDefinitions() if d.type() == "outputNumber"}
    assert destinations & set(found.results) == {"OUTPUT"}
    assert numbers <= set(found.results)
    assert len(found.context.temporaryLayerStore().mapLayers()) == 1


@every_algorithm
def test_cancel_at_any_chance_leaves_all_or_nothing(cancelled_run, run, indexed_areas, tmp_path, name):
    layer = indexed_areas()
    target = tmp_path / "ut.gpkg"
    whole = run(name, layer)

    outcomes = []
    for chance in range(1, whole.feedback.asked + 2):
        found = cancelled_run(f"regso:{name}", chance, INPUT=layer, OUTPUT=str(target), **MORE[name])
        outcomes.append(found.ok)
        if found.ok:
            assert found.rows() == whole.rows()
            target.unlink()
        else:
            assert found.errors == ["Cancelled. Nothing was written."]
            assert list(tmp_path.glob("ut*")) == []

    assert not outcomes[0]
    assert outcomes[-1], "nobody asks for cancel after the work is done"
    assert len(outcomes) > 5


def test_when_the_second_output_fails_the_first_is_taken_back(refusal, indexed_areas, tmp_path):
    said = refusal(
        "regso:classifyareatypes",
        INPUT=indexed_areas(),
        OUTPUT=str(tmp_path / "ut.gpkg"),
        OUTPUT_CUTS=str(tmp_path / "ingen mapp" / "gränser.gpkg"),
        **MORE["classifyareatypes"],
    )

    assert "could not be written" in said
    assert list(tmp_path.iterdir()) == []


# Where algorithms run ------------------------------------------------------------------------------------------------


@every_algorithm
def test_it_works_in_another_thread(provider, run, indexed_areas, tmp_path, name, qgis_app):
    here = run(name, indexed_areas(), OUTPUT=str(tmp_path / "här.gpkg"))
    algorithm = QgsApplication.processingRegistry().createAlgorithmById(f"regso:{name}")
    context = QgsProcessingContext()
    context.setProject(QgsProject.instance())
    parameters = {"INPUT": here["OUTPUT"], "OUTPUT": str(tmp_path / "där.gpkg"), **MORE[name]}
    ended: list[tuple[bool, dict[str, Any]]] = []
    loop = QEventLoop()
    task = QgsProcessingAlgRunnerTask(algorithm, parameters, context, here.feedback)
    task.executed.connect(lambda ok, results: (ended.append((ok, results)), loop.quit()))

    QgsApplication.taskManager().addTask(task)
    if not ended:
        loop.exec()

    [(ok, results)] = ended
    assert ok, here.errors
    there = QgsVectorLayer(results["OUTPUT"], "där", "ogr")
    new = f"{NEW[name]}_2"
    assert [f[new] or None for f in there.getFeatures()] == [row[NEW[name]] or None for row in here.rows()]


@every_algorithm
def test_pyproj_is_not_used(monkeypatch, run, indexed_areas, name):
    """As every algorithm: pyproj 3.7 takes QGIS down when it is used again in a thread of QGIS."""

    def fail(*_args, **_settings):
        raise AssertionError("pyproj is used in a thread that QGIS has made")

    monkeypatch.setattr(pyproj.crs.crs.CRS, "__init__", fail)
    monkeypatch.setattr(pyproj.transformer.Transformer, "from_crs", fail)

    assert len(run(name, indexed_areas(crs="EPSG:4326")).rows()) == 6


def test_a_model_computes_the_index_and_grades_it(provider, indexed_areas, qgis_new_project):
    model = QgsProcessingModelAlgorithm("Egen gradering", "egen", "test")
    model.addModelParameter(QgsProcessingParameterFeatureSource("AREAS"), QgsProcessingModelParameter("AREAS"))
    source = QgsProcessingModelChildParameterSource
    first = QgsProcessingModelChildAlgorithm("regso:computeindex")
    first.setChildId("index")
    first.addParameterSources("INPUT", [source.fromModelParameter("AREAS")])
    second = QgsProcessingModelChildAlgorithm("regso:classifyareatypes")
    second.setChildId("grades")
    second.addParameterSources("INPUT", [source.fromChildOutput("index", "OUTPUT")])
    for parameter, value in {
        **MORE["classifyareatypes"],
        "INDEX_FROM": "index",
        "INDEX_FIELD": "computed_index",
    }.items():
        second.addParameterSources(parameter, [source.fromStaticValue(value)])
    output = QgsProcessingModelOutput("Graderade områden")
    output.setChildOutputName("OUTPUT")
    output.setChildId("grades")
    second.setModelOutputs({"Graderade områden": output})
    model.addChildAlgorithm(first)
    model.addChildAlgorithm(second)
    layer = indexed_areas()
    QgsProject.instance().addMapLayer(layer)
    context = QgsProcessingContext()
    context.setProject(QgsProject.instance())
    feedback = QgsProcessingFeedback(False)

    results, ok = model.run({"AREAS": layer.id(), "grades:Graderade områden": "TEMPORARY_OUTPUT"}, context, feedback)

    assert ok, feedback.textLog()
    graded = QgsProcessingUtils.mapLayerFromString(results["grades:Graderade områden"], context)
    # 10, 20, 30, 40, 50: mean 30, deviation 14.1.
    assert [f["own_grade"] for f in graded.getFeatures()] == [5, 4, 3, 3, 2, 0]
