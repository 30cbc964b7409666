# SPDX-License-Identifier: GPL-2.0-or-later
"""The plugin as QGIS loads it: in and out without a trace, polite where it cannot work, with styles that survive."""

from __future__ import annotations

import gc
import os
import subprocess
import sys
from pathlib import Path

import pyproj
import pytest
from processing.gui import Postprocessing
from qgis.core import (
    Qgis,
    QgsApplication,
    QgsCategorizedSymbolRenderer,
    QgsCoordinateReferenceSystem,
    QgsFeatureRequest,
    QgsProcessingAlgRunnerTask,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputLayerDefinition,
    QgsProcessingProvider,
    QgsProject,
    QgsRenderContext,
)
from qgis.PyQt import sip

from regso_atlas import classFactory
from regso_atlas.plugin.algorithms import packages
from regso_atlas.plugin.algorithms.provider import ALGORITHMS
from regso_atlas.plugin.core.area_types import COLORS
from regso_atlas.plugin.layers.styling import LayerStyler

ROOT = Path(__file__).resolve().parents[2]


def provider_ids():
    return sorted(provider.id() for provider in QgsApplication.processingRegistry().providers())


def algorithm(name):
    return QgsApplication.processingRegistry().createAlgorithmById(f"regso:{name}")


# In and out ----------------------------------------------------------------------------------------------------------


def test_plugin_comes_and_goes_twice_without_a_trace(no_provider, qgis_iface):
    before = provider_ids()

    for _ in range(2):
        plugin = classFactory(qgis_iface)
        plugin.initGui()
        assert provider_ids() == sorted([*before, "regso"])
        assert algorithm("summarizebyareatype") is not None
        plugin.unload()
        assert provider_ids() == before
        assert algorithm("summarizebyareatype") is None


def test_plugin_works_without_a_window(no_provider):
    before = provider_ids()

    plugin = classFactory(None)
    plugin.initProcessing()

    assert algorithm("areatypesummary") is not None
    plugin.unload()
    assert provider_ids() == before


def test_algorithms_run_again_after_a_reload(no_provider, qgis_iface, areas_layer):
    counts = []
    for _ in range(2):
        plugin = classFactory(qgis_iface)
        plugin.initGui()
        context = QgsProcessingContext()
        results, ok = algorithm("areatypesummary").run(
            {"AREAS": areas_layer(), "OUTPUT": "memory:"}, context, QgsProcessingFeedback(False)
        )
        counts.append((ok, results["AREA_COUNT"]))
        plugin.unload()

    assert counts == [(True, 6), (True, 6)]


def test_unloading_twice_or_before_loading_is_harmless(no_provider, qgis_iface):
    before = provider_ids()
    plugin = classFactory(qgis_iface)

    plugin.unload()
    plugin.initGui()
    plugin.unload()
    plugin.unload()

    assert provider_ids() == before


class Stranger(QgsProcessingProvider):
    """Somebody else's provider that has taken our id."""

    def id(self):
        return "regso"

    def name(self):
        return "Främlingen"

    def loadAlgorithms(self):
        pass


def test_a_taken_id_is_left_to_its_owner(no_provider, qgis_iface):
    registry = QgsApplication.processingRegistry()
    stranger = Stranger()
    assert registry.addProvider(stranger)

    plugin = classFactory(qgis_iface)
    plugin.initGui()

    assert registry.providerById("regso").name() == "Främlingen"
    plugin.unload()
    assert registry.providerById("regso").name() == "Främlingen"
    registry.removeProvider(stranger)
    assert sip.isdeleted(stranger)


def test_nothing_heavy_is_imported_before_an_algorithm_runs():
    # QGIS itself imports numpy and shapely where they are: what counts is what we add.
    code = (
        "import importlib.util, sys\n"
        f"spec = importlib.util.spec_from_file_location('regso_atlas', {str(ROOT / '__init__.py')!r},"
        f" submodule_search_locations=[{str(ROOT)!r}])\n"
        "from qgis.core import QgsApplication\n"
        "application = QgsApplication([], False)\n"
        "QgsApplication.initQgis()\n"
        "before = set(sys.modules)\n"
        "module = importlib.util.module_from_spec(spec)\n"
        "sys.modules['regso_atlas'] = module\n"
        "spec.loader.exec_module(module)\n"
        "plugin = module.classFactory(None)\n"
        "plugin.initProcessing()\n"
        "names = [a.id() for a in QgsApplication.processingRegistry().providerById('regso').algorithms()]\n"
        "for name in names:\n"
        "    QgsApplication.processingRegistry().createAlgorithmById(name).canExecute()\n"
        "heavy = {'pandas', 'geopandas', 'shapely', 'scipy', 'matplotlib', 'numpy', 'openpyxl'}\n"
        "heavy &= set(sys.modules) - before\n"
        "plugin.unload()\n"
        "print('ALGORITHMS', len(names), 'HEAVY', sorted(heavy))\n"
    )
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}

    done = subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, text=True, timeout=120, check=False
    )

    assert f"ALGORITHMS {len(ALGORITHMS)} HEAVY []" in done.stdout, done.stderr


# Without packages ----------------------------------------------------------------------------------------------------


@pytest.fixture
def missing_package(monkeypatch):
    """A Python that lacks one of the packages."""
    monkeypatch.setattr(packages, "NEEDED", (*packages.NEEDED, "paket_som_saknas"))


@pytest.fixture
def warnings_in_window(qgis_iface):
    """What stands in the message bar of the window."""
    qgis_iface.messageBar().clear_messages()
    yield lambda: qgis_iface.messageBar().get_messages(Qgis.MessageLevel.Warning)
    qgis_iface.messageBar().clear_messages()


def test_a_missing_package_is_said_in_the_window_and_in_the_toolbox(
    no_provider, qgis_iface, missing_package, warnings_in_window
):
    plugin = classFactory(qgis_iface)

    plugin.initGui()

    (said,) = warnings_in_window()
    assert "needs Python packages that this QGIS lacks: paket_som_saknas" in said
    assert "on Debian and Ubuntu install" in said
    runs, reason = algorithm("summarizebyareatype").canExecute()
    assert not runs
    assert reason in said
    plugin.unload()


def test_a_missing_package_stops_a_run_with_the_same_words(missing_package, refusal, areas_layer):
    assert "lacks: paket_som_saknas" in refusal("regso:areatypesummary", AREAS=areas_layer())


def test_with_all_packages_nothing_is_said(no_provider, qgis_iface, warnings_in_window):
    plugin = classFactory(qgis_iface)

    plugin.initGui()

    assert warnings_in_window() == []
    assert algorithm("summarizebyareatype").canExecute() == (True, "")
    plugin.unload()


# Styles --------------------------------------------------------------------------------------------------------------


@pytest.fixture
def run_in_toolbox(provider, qgis_new_project, qtbot, monkeypatch):
    """Run as the toolbox does: in a task of its own thread, results loaded into the project, styled on arrival."""
    # The layer panel of the stub is none, and newer versions of QGIS look into it.
    monkeypatch.setattr(Postprocessing, "iface", None)

    def run(name, **parameters):
        project = QgsProject.instance()
        project.setCrs(QgsCoordinateReferenceSystem("EPSG:3006"))
        context = QgsProcessingContext()
        context.setProject(project)
        feedback = QgsProcessingFeedback(False)
        context.setFeedback(feedback)
        for key, value in parameters.items():
            if key.startswith("OUTPUT"):
                parameters[key] = QgsProcessingOutputLayerDefinition(value, project)
        created = algorithm(name)
        assert created.checkParameterValues(parameters, context) == (True, "")
        outcome = []
        task = QgsProcessingAlgRunnerTask(created, parameters, context, feedback)
        task.executed.connect(lambda ok, results: outcome.append((ok, results)))
        QgsApplication.taskManager().addTask(task)
        qtbot.waitUntil(lambda: bool(outcome), timeout=20_000)
        # The algorithm that ran is gone by now, and with it everything that only Python held.
        gc.collect()
        assert outcome[0][0], feedback.textLog()
        assert Postprocessing.handleAlgorithmResults(created, context, feedback, parameters)
        return {layer.name(): layer for layer in project.mapLayers().values()}

    return run


def symbol_of(layer, area_type):
    renderer = layer.renderer()
    category = renderer.categories()[renderer.categoryIndexForValue(area_type)]
    # A copy: the symbol goes with the category, and that is a copy already.
    return category.symbol().clone()


@pytest.fixture
def styled(run_in_toolbox, areas_layer, layer_from_wkt):
    points = layer_from_wkt("Point", ["Point(0.5 0.5)"])
    layers = run_in_toolbox(
        "summarizebyareatype", INPUT=points, AREAS=areas_layer(), OUTPUT="memory:", OUTPUT_AREAS="memory:"
    )
    return layers["Summary by area"], layers["Summary by area type"]


def test_areas_arrive_in_the_colours_of_their_types(styled):
    layer, _ = styled

    assert isinstance(layer.renderer(), QgsCategorizedSymbolRenderer)
    assert layer.renderer().classAttribute() == "area_type"
    for area_type in (1, 2, 3, 4, 5):
        assert symbol_of(layer, area_type).color().name() == COLORS[area_type]
    labels = [category.label() for category in layer.renderer().categories()]
    assert labels[0] == "1 Areas with major socioeconomic challenges"
    assert labels[5] == "No data"


def test_no_data_is_hatched_and_every_area_is_drawn(styled):
    layer, _ = styled
    hatched = symbol_of(layer, 0)
    context = QgsRenderContext()
    renderer = layer.renderer().clone()
    renderer.startRender(context, layer.fields())

    drawn = {}
    for feature in layer.getFeatures(QgsFeatureRequest()):
        context.expressionContext().setFeature(feature)
        symbol = renderer.symbolForFeature(feature, context)
        drawn[feature["code"]] = None if symbol is None else symbol.symbolLayerCount()
    renderer.stopRender(context)

    assert hatched.symbolLayerCount() == 2
    assert hatched.symbolLayer(1).layerType() == "LinePatternFill"
    assert drawn == {f"0180R00{n}": 1 if n < 6 else 2 for n in range(1, 7)}


def test_columns_have_readable_names(styled):
    for layer in styled:
        fields = layer.fields()
        assert fields.field("per_1000").alias() == "Per 1,000 inhabitants"
        assert fields.field("amount").alias() == "Amount"


def test_styles_go_with_the_plugin(no_provider, qgis_iface, styled):
    assert LayerStyler._waiting
    plugin = classFactory(qgis_iface)
    plugin.initGui()

    plugin.unload()

    assert LayerStyler._waiting == []


def test_joined_areas_with_a_type_arrive_styled(run_in_toolbox, demo, demo_folder):
    layers = run_in_toolbox(
        "joinstatistics",
        AREAS=demo("omraden"),
        TABLE=str(demo_folder / "demo_omradestyper.json"),
        YEAR=2024,
        OUTPUT="memory:",
    )

    layer = layers["Areas with statistics"]
    assert isinstance(layer.renderer(), QgsCategorizedSymbolRenderer)
    assert "Socioekonomiskt index" in layer.metadata().title()
    assert layer.metadata().rights() == ["RegSO Atlas demo (påhittat)"]


def test_assigned_features_arrive_with_readable_names(run_in_toolbox, areas_layer, layer_from_wkt):
    layers = run_in_toolbox(
        "assignareatype", INPUT=layer_from_wkt("Point", ["Point(0.5 0.5)"]), AREAS=areas_layer(), OUTPUT="memory:"
    )

    assert layers["Features with area type"].fields().field("area_index").alias() == "Socioeconomic index"


# Threads -------------------------------------------------------------------------------------------------------------


@pytest.fixture
def no_pyproj_contexts(monkeypatch):
    """Make everything that needs one of pyproj's contexts fail.

    pyproj 3.7.0 to 3.7.2, which QGIS 3.44 brings, keeps a context for each thread and frees it when Python forgets the
    thread, as it does after every task of QGIS. The next use in the same thread takes QGIS down (pyproj issue 1509).
    """

    def fail(*_args, **_settings):
        raise AssertionError("pyproj is used in a thread that QGIS has made")

    monkeypatch.setattr(pyproj.crs.crs.CRS, "__init__", fail)
    monkeypatch.setattr(pyproj.transformer.Transformer, "from_crs", fail)


def test_no_algorithm_uses_pyproj(no_pyproj_contexts, run_algorithm, areas_layer, layer_from_wkt, tmp_path, box):
    table = tmp_path / "värden.csv"
    table.write_text("region,2024\n0180R001,1\n", encoding="utf-8")
    # The last polygon is far from Sweden, where it is measured in another way; two areas share a code and are merged.
    polygons = layer_from_wkt("Polygon", [box(0.5, 0.5), box(-3000, -5000)], crs="EPSG:4326")
    areas = areas_layer(
        [{"code": "0180R001", "wkt": box(0)}, {"code": "0180R001", "wkt": box(5)}, {"code": "0180R002", "wkt": box(1)}],
        crs="EPSG:4326",
    )
    html = str(tmp_path / "rapport.html")

    summary = run_algorithm(
        "regso:summarizebyareatype", INPUT=polygons, AREAS=areas, OUTPUT_AREAS="memory:", OUTPUT_HTML=html
    )
    assigned = run_algorithm("regso:assignareatype", INPUT=polygons, AREAS=areas)
    run_algorithm("regso:areatypesummary", AREAS=areas)
    run_algorithm("regso:joinstatistics", AREAS=areas_layer(), TABLE=str(table))
    people = layer_from_wkt("Polygon", [(box(0.5), {"folkmangd": 8})], {"folkmangd": "integer"}, crs="EPSG:4326")
    bow = "Polygon((1 0, 2 1, 2 0, 1 1, 1 0))"
    converted = run_algorithm(
        "regso:convertedition",
        INPUT=areas_layer([{"code": "0180R001", "wkt": box(0)}, {"code": "0180R002", "wkt": bow}], crs="EPSG:4326"),
        AREAS=areas_layer([{"code": "0180R001", "wkt": box(0.2)}, {"code": "0180R009", "wkt": box(-3000, -5000)}]),
        COUNT_FIELDS="folkmangd",
        PEOPLE=people,
        OUTPUT_CROSSWALK="memory:",
        OUTPUT_CHANGED="memory:",
        OUTPUT_HTML=html,
    )

    assert converted["TOTAL_IN"] == 200
    assert summary["TOTAL"] == assigned["TOTAL"] == 2
    assert summary["OUTSIDE_AMOUNT"] > 0.5


def test_algorithms_run_again_and_again_in_the_same_thread(run_in_toolbox, areas_layer, layer_from_wkt):
    layer = layer_from_wkt("LineString", ["LineString(0 0.5, 3 0.5)"], crs="EPSG:4326")

    for _ in range(4):
        layers = run_in_toolbox("assignareatype", INPUT=layer, AREAS=areas_layer(), OUTPUT="memory:")
        assert layers["Features with area type"].featureCount() == 3
        QgsProject.instance().removeAllMapLayers()


def test_cancel_from_another_thread_stops_the_run(provider, qgis_new_project, qtbot, tmp_path, demo):
    context, feedback = QgsProcessingContext(), QgsProcessingFeedback(False)
    context.setProject(QgsProject.instance())
    target = tmp_path / "ut.gpkg"
    outcome = []
    task = QgsProcessingAlgRunnerTask(
        algorithm("assignareatype"),
        {"INPUT": demo("befolkning_250m"), "AREAS": demo("omraden"), "OUTPUT": str(target)},
        context,
        feedback,
    )
    task.executed.connect(lambda ok, _: outcome.append(ok))

    QgsApplication.taskManager().addTask(task)
    feedback.cancel()
    qtbot.waitUntil(lambda: bool(outcome), timeout=20_000)

    assert outcome == [False]
    assert not target.exists()
