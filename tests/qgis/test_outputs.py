# SPDX-License-Identifier: GPL-2.0-or-later
"""Outputs that cannot be written, and runs that are cancelled or fail: all is written, or nothing."""

from __future__ import annotations

import pytest
from osgeo import ogr
from qgis.core import QgsFeature, QgsGeometry, QgsPointXY, QgsVectorLayer

from regso_atlas.plugin.algorithms import summarizebyareatype
from regso_atlas.plugin.layers import reading

SUMMARIZE = "regso:summarizebyareatype"
ASSIGN = "regso:assignareatype"


@pytest.fixture
def points(layer_from_wkt):
    return layer_from_wkt("Point", [f"Point({n}.5 0.5)" for n in range(6)])


@pytest.fixture
def table(tmp_path):
    path = tmp_path / "värden.csv"
    path.write_text("region,2024\n" + "".join(f"0180R00{n},{n}\n" for n in range(1, 6)), encoding="utf-8")
    return str(path)


@pytest.fixture
def parameters(points, areas_layer, table):
    """What each algorithm needs apart from its outputs."""
    areas = areas_layer()
    return {
        SUMMARIZE: {"INPUT": points, "AREAS": areas},
        ASSIGN: {"INPUT": points, "AREAS": areas},
        "regso:joinstatistics": {"AREAS": areas, "TABLE": table},
        "regso:areatypesummary": {"AREAS": areas},
    }


EVERY = pytest.mark.parametrize("algorithm_id", [SUMMARIZE, ASSIGN, "regso:joinstatistics", "regso:areatypesummary"])


def tables_of(path):
    file = ogr.Open(str(path))
    return sorted(file.GetLayer(i).GetName() for i in range(file.GetLayerCount()))


# Where nothing can be written ----------------------------------------------------------------------------------------


@EVERY
def test_output_in_a_folder_that_is_not_there(refusal, parameters, tmp_path, algorithm_id):
    target = tmp_path / "ingen mapp å" / "ut.gpkg"

    said = refusal(algorithm_id, **parameters[algorithm_id], OUTPUT=str(target))

    assert "could not be written" in said
    assert str(target) in said
    assert "Check that the folder exists, that you may write there" in said
    assert not target.parent.exists()


def test_output_under_a_file_instead_of_a_folder(refusal, parameters, tmp_path):
    file = tmp_path / "fil.txt"
    file.write_text("å", encoding="utf-8")

    said = refusal(SUMMARIZE, **parameters[SUMMARIZE], OUTPUT=str(file / "ut.gpkg"))

    assert "The output “Summary by area type” could not be written" in said
    assert file.read_text(encoding="utf-8") == "å"


@pytest.mark.parametrize(
    ("algorithm_id", "second"),
    [(SUMMARIZE, "OUTPUT_AREAS"), (SUMMARIZE, "OUTPUT_HTML"), ("regso:joinstatistics", "OUTPUT_UNMATCHED")],
)
def test_when_the_second_output_fails_the_first_is_taken_back(refusal, parameters, tmp_path, algorithm_id, second):
    first = tmp_path / "tabell.gpkg"
    ending = "html" if second == "OUTPUT_HTML" else "gpkg"
    unwritable = str(tmp_path / "ingen mapp" / f"ut.{ending}")

    said = refusal(algorithm_id, **parameters[algorithm_id], OUTPUT=str(first), **{second: unwritable})

    assert "could not be written" in said
    assert unwritable in said
    assert "choose another place" in said
    assert sorted(path.name for path in tmp_path.iterdir()) == ["värden.csv"]


# Taken back ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("target", ["ut.gpkg", "ut åäö.geojson", "ut.shp", "ut.csv", "ut.fgb"])
def test_nothing_is_left_of_an_output_that_was_begun(cancelled_run, run_algorithm, parameters, tmp_path, target):
    before = sorted(tmp_path.iterdir())
    asked = run_algorithm(ASSIGN, **parameters[ASSIGN], OUTPUT="memory:").feedback.asked

    run = cancelled_run(ASSIGN, asked, **parameters[ASSIGN], OUTPUT=str(tmp_path / target))

    assert run.errors == ["Cancelled. Nothing was written."]
    assert sorted(tmp_path.iterdir()) == before


def test_other_tables_of_a_geopackage_stay_when_one_is_taken_back(cancelled_run, run_algorithm, parameters, tmp_path):
    file = tmp_path / "samlad å.gpkg"
    kept = run_algorithm(ASSIGN, **parameters[ASSIGN], OUTPUT=f"ogr:dbname='{file}' table=\"första\" (geom)")
    rows = kept.rows()

    run = cancelled_run(
        ASSIGN, kept.feedback.asked, **parameters[ASSIGN], OUTPUT=f"ogr:dbname='{file}' table=\"andra\" (geom)"
    )

    assert not run.ok
    assert tables_of(file) == ["första"]
    assert kept.rows() == rows


def test_only_table_of_a_new_geopackage_is_taken_back_with_its_file(cancelled_run, run_algorithm, parameters, tmp_path):
    file = tmp_path / "ny.gpkg"
    asked = run_algorithm(ASSIGN, **parameters[ASSIGN]).feedback.asked

    run = cancelled_run(ASSIGN, asked, **parameters[ASSIGN], OUTPUT=f"ogr:dbname='{file}' table=\"ett\" (geom)")

    assert not run.ok
    assert not file.exists()


def test_temporary_layer_is_taken_back(cancelled_run, run_algorithm, parameters):
    asked = run_algorithm(ASSIGN, **parameters[ASSIGN]).feedback.asked

    run = cancelled_run(ASSIGN, asked, **parameters[ASSIGN], OUTPUT="TEMPORARY_OUTPUT")

    assert not run.ok
    assert run.context.temporaryLayerStore().mapLayers() == {}


@pytest.fixture
def many_points():
    """Points for three batches, all in the second square."""
    layer = QgsVectorLayer("Point?crs=EPSG:3006", "hållplatser", "memory")
    feature = QgsFeature()
    feature.setGeometry(QgsGeometry.fromPointXY(QgsPointXY(601_500, 6_700_500)))
    count = 2 * reading.FEATURES_IN_BATCH + 5
    layer.dataProvider().addFeatures([QgsFeature(feature) for _ in range(count)])
    return layer


@pytest.mark.parametrize("algorithm_id", [SUMMARIZE, ASSIGN])
def test_cancel_after_the_first_batch_is_written_leaves_nothing(
    cancelled_run, areas_layer, many_points, tmp_path, algorithm_id, monkeypatch
):
    # With several threads the first batch may still be under way when the second one is read.
    monkeypatch.setattr(summarizebyareatype, "worker_count", lambda: 1)
    target = tmp_path / "ut.gpkg"

    run = cancelled_run(
        algorithm_id,
        reading.FEATURES_IN_BATCH + 1_000,
        INPUT=many_points,
        AREAS=areas_layer(),
        OUTPUT=str(target),
    )

    assert run.errors == ["Cancelled. Nothing was written."]
    assert 0 < run.feedback.progress() < 100
    assert not target.exists()


@pytest.mark.parametrize("algorithm_id", [SUMMARIZE, ASSIGN])
def test_batches_add_up(run_algorithm, areas_layer, many_points, algorithm_id):
    run = run_algorithm(algorithm_id, INPUT=many_points, AREAS=areas_layer())

    assert run["TOTAL"] == run["INSIDE"] == many_points.featureCount() == 40_005
    assert run.feedback.progress() == 100
    if algorithm_id == SUMMARIZE:
        assert run.by_type()[2]["amount"] == 40_005
    else:
        assert run.layer().featureCount() == 40_005


# Paths ---------------------------------------------------------------------------------------------------------------


def test_everything_can_be_written_to_one_swedish_folder(run_algorithm, parameters, tmp_path):
    folder = tmp_path / "Län & kommuner åäö ÅÄÖ"
    folder.mkdir()

    run = run_algorithm(
        SUMMARIZE,
        **parameters[SUMMARIZE],
        OUTPUT=str(folder / "tabell ö.xlsx"),
        OUTPUT_AREAS=str(folder / "områden.gpkg"),
        OUTPUT_HTML=str(folder / "rapport å.html"),
    )

    assert sorted(path.name for path in folder.iterdir()) == ["områden.gpkg", "rapport å.html", "tabell ö.xlsx"]
    assert len(run.rows("OUTPUT_AREAS")) == 6
    assert run.layer("OUTPUT_AREAS").crs().authid() == "EPSG:3006"
    assert "Älvnäs" in {row["name"] for row in run.rows("OUTPUT_AREAS")}
    assert "<table" in (folder / "rapport å.html").read_text(encoding="utf-8")
    assert len(run.rows()) == 7


def test_an_older_result_is_replaced(run_algorithm, parameters, tmp_path):
    target = str(tmp_path / "ut.gpkg")

    for _ in range(2):
        run = run_algorithm(SUMMARIZE, **parameters[SUMMARIZE], OUTPUT=target)

    assert len(run.rows()) == 7
    assert tables_of(target) == ["ut"]
