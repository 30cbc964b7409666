# SPDX-License-Identifier: GPL-2.0-or-later
"""Bad input: what cannot be used is refused, and what can be mended is mended and named; the user is told what to do.

Bad area layers are in ``test_bad_areas.py``, curves, heights, mixtures and tables in ``test_geometry_kinds.py``,
outputs and cancelling in ``test_outputs.py``.
"""

from __future__ import annotations

import pytest
from qgis.core import QgsFeature, QgsGeometry, QgsPointXY

NUMBERS = ("TOTAL", "INSIDE", "OUTSIDE", "UNUSABLE")
SUMMARIZE = "regso:summarizebyareatype"
ASSIGN = "regso:assignareatype"
JOIN = "regso:joinstatistics"


def amounts(run):
    """The amounts of the five types, no data and outside."""
    return [row["amount"] for row in run.rows()]


# The layer -----------------------------------------------------------------------------------------------------------


def test_no_layer(refusal, areas_layer):
    said = refusal(SUMMARIZE, AREAS=areas_layer())

    assert "No layer was chosen for “Layer to summarize (or a table with area codes)”. Choose one" in said


def test_layer_without_a_reference_system(refused, layer_from_wkt):
    said = refused(layer_from_wkt("Point", ["Point(0.5 0.5)"], crs="", name="kliniker"))

    assert "The layer kliniker has no coordinate reference system" in said
    assert "Set it in the layer's properties" in said


@pytest.mark.parametrize("crs", ["EPSG:4326", "EPSG:3021", "EPSG:3857", "EPSG:5845"])
def test_layer_in_another_reference_system_lies_where_it_lies(summarize, areas_layer, layer_from_wkt, crs):
    line = layer_from_wkt("LineString", ["LineString(0.5 0.5, 0.5 0.9)"], crs=crs)

    for areas in (areas_layer(), areas_layer(crs="EPSG:4326")):
        run = summarize(line, areas)

        # 400 m on the grid, k = 0.9996 (1 + (99,500 m)² / 2 (6,390 km)²), whatever degrees or Mercator metres say.
        assert amounts(run)[0] == pytest.approx(0.4 / (0.9996 * (1 + 99_500**2 / (2 * 6_390_000**2))), abs=2e-5)
        assert run["OUTSIDE_AMOUNT"] == 0


@pytest.mark.parametrize("algorithm_id", [SUMMARIZE, ASSIGN])
def test_features_that_cannot_be_transformed_are_named(run_algorithm, areas_layer, layer_from_wkt, algorithm_id):
    layer = layer_from_wkt("Point", ["Point(0.5 0.5)", "Point(1.5 0.5)"], crs="EPSG:4326")
    layer.dataProvider().changeGeometryValues({2: QgsGeometry.fromWkt("Point(500 4000)")})

    run = run_algorithm(algorithm_id, INPUT=layer, AREAS=areas_layer())

    assert [run[name] for name in NUMBERS] == [2, 1, 0, 1]
    assert run.warned("1 feature could not be transformed to SWEREF 99 TM: ids 2")


@pytest.mark.parametrize("algorithm_id", [SUMMARIZE, ASSIGN])
def test_features_with_infinite_coordinates_are_named(run_algorithm, areas_layer, layer_from_wkt, algorithm_id):
    layer = layer_from_wkt("Point", ["Point(0.5 0.5)", "Point(1.5 0.5)"])
    layer.dataProvider().changeGeometryValues({2: QgsGeometry.fromPointXY(QgsPointXY(float("inf"), 3))})

    run = run_algorithm(algorithm_id, INPUT=layer, AREAS=areas_layer())

    assert [run[name] for name in NUMBERS] == [2, 1, 0, 1]
    assert run.warned("1 feature has a geometry that cannot be repaired: ids 2")


def test_null_and_empty_geometries_are_counted_as_unusable_and_named(summarize, layer_from_wkt):
    run = summarize(layer_from_wkt("Polygon", ["Polygon((0 0, 1 0, 1 1, 0 0))", None, "Polygon EMPTY"]))

    assert [run[name] for name in NUMBERS] == [3, 1, 0, 2]
    assert run.warned("2 features have no geometry: ids 2, 3")
    assert run.warned("2 features could not be used; they are in no row of the table")


def test_invalid_polygons_are_repaired_counted_and_named(summarize, layer_from_wkt):
    bow_tie = "Polygon((0.1 0.1, 0.9 0.9, 0.9 0.1, 0.1 0.9, 0.1 0.1))"
    good = "Polygon((1.1 0.1, 1.9 0.1, 1.9 0.9, 1.1 0.9, 1.1 0.1))"

    run = summarize(layer_from_wkt("Polygon", [good, bow_tie]))

    assert run.warned("1 polygon was invalid and was repaired: ids 2")
    # Two triangles of 0.8 · 0.4 / 2 km².
    assert amounts(run)[:2] == pytest.approx([0.32, 0.64], rel=1e-3)


def test_polygon_without_any_ground_is_broken_and_named(summarize, layer_from_wkt):
    run = summarize(layer_from_wkt("Polygon", ["Polygon((0.1 0.1, 0.9 0.9, 0.1 0.1))"]))

    assert [run[name] for name in NUMBERS] == [1, 0, 0, 1]
    assert run.warned("1 feature has a geometry that cannot be repaired: ids 1")


def test_empty_layer(summarize, layer_from_wkt):
    run = summarize(layer_from_wkt("Polygon", []))

    assert run.warned("The layer has no features, so every figure is zero")
    assert amounts(run) == [0] * 7


def test_only_the_selection_counts(summarize, layer_from_wkt, selected):
    rows = [(f"Point({n}.5 0.5)", {"namn": f"Ö{n}"}) for n in range(5)]
    layer = layer_from_wkt("Point", rows, {"namn": "string"})

    run = summarize(selected(layer, "\"namn\" in ('Ö1', 'Ö3')"))

    assert amounts(run) == [0, 1, 0, 1, 0, 0, 0]
    assert run["TOTAL"] == 2


def test_layer_in_edit_mode_counts_as_it_looks(summarize, layer_from_wkt):
    rows = [(f"Point({n}.5 0.5)", {"platser": 10}) for n in range(3)]
    layer = layer_from_wkt("Point", rows, {"platser": "integer"})
    layer.startEditing()
    added = QgsFeature(layer.fields())
    added.setGeometry(layer_from_wkt("Point", ["Point(4.5 0.5)"]).getFeature(1).geometry())
    added.setAttribute("platser", 7)
    layer.addFeature(added)
    layer.deleteFeature(1)
    layer.changeAttributeValue(2, 0, 99)

    run = summarize(layer, AMOUNT_FIELDS=["platser"])

    assert amounts(run) == [0, 1, 1, 0, 1, 0, 0]
    assert [row["platser_sum"] for row in run.rows()] == [0, 99, 10, 0, 7, 0, 0]
    assert layer.isEditable()
    layer.rollBack()


# Where features lie --------------------------------------------------------------------------------------------------


def test_feature_across_five_areas_counts_in_each_with_its_part(summarize, layer_from_wkt):
    line = layer_from_wkt("LineString", ["LineString(0.5 0.5, 4.25 0.5)"])

    run = summarize(line)

    assert amounts(run) == pytest.approx([0.5001, 1.0003, 1.0003, 1.0003, 0.2501, 0, 0], abs=1e-4)
    assert [row["feature_count"] for row in run.rows()] == [1, 1, 1, 1, 1, 0, 0]
    assert run["TOTAL"] == run["INSIDE"] == 1
    assert sum(amounts(run)) == pytest.approx(run["TOTAL_AMOUNT"], rel=1e-12)


@pytest.mark.parametrize("wkt", ["LineString(3 0.1, 3 0.9)", "LineString(3 0.9, 3 0.1)"])
def test_line_along_a_shared_border_is_counted_once_for_the_lower_code(summarize, layer_from_wkt, wkt):
    run = summarize(layer_from_wkt("LineString", [wkt]))

    assert amounts(run) == pytest.approx([0, 0, 0.8 * 1.00027, 0, 0, 0, 0], rel=1e-5)
    assert run["INSIDE_AMOUNT"] == run["TOTAL_AMOUNT"]


def test_line_along_a_border_is_counted_once_in_degrees_too(summarize, areas_layer, layer_from_wkt):
    line = layer_from_wkt("LineString", ["LineString(3 0.1, 3 0.9)"], crs="EPSG:4326")

    run = summarize(line, areas_layer(crs="EPSG:4326"))

    assert amounts(run) == pytest.approx([0, 0, 0.8 * 1.00027, 0, 0, 0, 0], rel=1e-5)


def test_point_on_a_border_belongs_to_the_lower_code(summarize, layer_from_wkt):
    run = summarize(layer_from_wkt("Point", ["Point(1 0.5)", "Point(4 0.25)"]))

    assert amounts(run) == [1, 0, 0, 1, 0, 0, 0]


def test_point_where_three_areas_meet_is_counted_once(summarize, areas_layer, layer_from_wkt, box):
    rows = [
        {"code": "0180R003", "wkt": box(0, 1, 2, 1), "area_type": 3},
        {"code": "0180R001", "wkt": box(0, 0), "area_type": 1},
        {"code": "0180R002", "wkt": box(1, 0), "area_type": 2},
    ]

    run = summarize(layer_from_wkt("Point", ["Point(1 1)"]), areas_layer(rows))

    assert amounts(run) == [1, 0, 0, 0, 0, 0, 0]
    assert [run[name] for name in NUMBERS] == [1, 1, 0, 0]


def test_point_on_the_outer_border_is_inside(summarize, layer_from_wkt):
    run = summarize(layer_from_wkt("Point", ["Point(0 0)", "Point(2.5 1)", "Point(2.5 1.000002)"]))

    assert amounts(run) == [1, 0, 1, 0, 0, 0, 1]


# Fields --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("parameter", ["CODE_FIELD", "AREA_TYPE_FIELD", "POPULATION_FIELD"])
def test_field_that_the_areas_do_not_have(refused, parameter):
    said = refused(**{parameter: "finns_ej"})

    assert "There is no field finns_ej" in said
    assert "The layer's fields are: regsokod, regsonamn, omradestyp, folkmangd" in said


@pytest.mark.parametrize("parameter", ["GROUP_FIELD", "AMOUNT_FIELDS", "RATE_FIELDS"])
def test_field_that_the_layer_does_not_have(refused, parameter):
    said = refused(**{parameter: "vägklass"})

    assert "There is no field vägklass" in said
    assert "The layer's fields are: namn" in said


@pytest.mark.parametrize("name", ["amount", "label", "Area_Type", "share"])
def test_group_field_named_as_a_column_of_the_result(refused, layer_from_wkt, name):
    layer = layer_from_wkt("Point", [("Point(0.5 0.5)", {name: "Å"})], {name: "string"})

    said = refused(layer, GROUP_FIELD=name)

    assert f"The group field {name} has the same name as a column of the result" in said
    assert "Give it another name" in said


def test_group_field_with_too_many_values(refused, layer_from_wkt):
    rows = [("Point(0.5 0.5)", {"id": n}) for n in range(1001)]

    said = refused(layer_from_wkt("Point", rows, {"id": "integer"}), GROUP_FIELD="id")

    assert "The group field id has more than 1000 different values" in said
    assert "Choose a field with few values" in said


def test_group_without_a_value_is_a_group_of_its_own(summarize, layer_from_wkt):
    rows = [("Point(0.5 0.5)", {"klass": klass}) for klass in ("Å", None, "Å", None, None)]

    run = summarize(layer_from_wkt("Point", rows, {"klass": "string"}), GROUP_FIELD="klass")

    assert run.by_type(klass="Å")[1]["amount"] == 2
    assert run.by_type(klass=None)[1]["amount"] == 3
    assert len(run.rows()) == 14


def test_rate_field_that_is_null_everywhere(summarize, layer_from_wkt):
    rows = [("Point(0.5 0.5)", {"behörighet": None}), ("Point(1.5 0.5)", {"behörighet": None})]

    run = summarize(layer_from_wkt("Point", rows, {"behörighet": "double"}), RATE_FIELDS=["behörighet"])

    assert {row["behörighet_mean"] for row in run.rows()} == {None}
    assert run.warned("The field behörighet has no values at all, so its mean is empty")


def test_rate_without_a_value_is_left_out_of_the_mean_and_not_taken_for_zero(summarize, layer_from_wkt):
    rows = [("Point(0.5 0.5)", {"behörighet": value}) for value in (80, 90, None)]

    run = summarize(layer_from_wkt("Point", rows, {"behörighet": "double"}), RATE_FIELDS=["behörighet"])

    assert run.by_type()[1]["behörighet_mean"] == pytest.approx(85)
    assert run.by_type()[2]["behörighet_mean"] is None


def test_amounts_that_are_no_numbers_are_left_out_and_counted(summarize, layer_from_wkt):
    rows = [("Point(0.5 0.5)", {"elever": value}) for value in ("120", "c:a 80", None, "40")]

    run = summarize(layer_from_wkt("Point", rows, {"elever": "string"}), AMOUNT_FIELDS=["elever"])

    assert run.by_type()[1]["elever_sum"] == 160
    assert run.warned("The field elever holds 1 value that is not numbers; it was left out")


# Editions ------------------------------------------------------------------------------------------------------------


@pytest.fixture
def areas_of_2025(areas_layer, street_rows):
    rows = [{**row, "version": "2025_v1"} for row in street_rows()]
    return areas_layer(rows, fields={"version": "string"})


@pytest.fixture
def table_of_2022(tmp_path):
    """Statistics of 2022: they belong to the 2020 edition."""
    path = tmp_path / "områdestyp 2022.csv"
    path.write_text("region,2022\n" + "".join(f"0180R00{n},{n}\n" for n in range(1, 7)), encoding="utf-8")
    return str(path)


def test_table_of_the_2020_edition_on_areas_of_2025_is_refused(refusal, areas_of_2025, table_of_2022):
    said = refusal(JOIN, AREAS=areas_of_2025, TABLE=table_of_2022)

    assert "The table belongs to the 2020 edition of the areas and the layer to the 2025 edition" in said
    assert "Choose areas of the same edition, or allow another edition" in said


def test_table_of_the_2020_edition_is_joined_on_request_and_the_result_says_so(
    run_algorithm, areas_of_2025, table_of_2022
):
    run = run_algorithm(JOIN, AREAS=areas_of_2025, TABLE=table_of_2022, ALLOW_OTHER_EDITION=True)

    assert run["MATCHED"] == 6
    assert run.warned("The table belongs to the 2020 edition and the areas to the 2025 edition")
    said = {row["statistics_source"] for row in run.rows()}
    assert len(said) == 1
    assert "RegSO edition 2020" in next(iter(said))
    assert "on areas of edition 2025" in next(iter(said))
    assert {row["statistics_edition"] for row in run.rows()} == {"2020"}


def test_every_later_summary_says_that_the_statistics_are_of_another_edition(
    run_algorithm, summarize, areas_of_2025, table_of_2022
):
    joined = run_algorithm(JOIN, AREAS=areas_of_2025, TABLE=table_of_2022, ALLOW_OTHER_EDITION=True)

    run = summarize(areas=joined.layer())

    assert run.warned("Statistics of the 2020 edition stand on areas of the 2025 edition")


def test_codes_of_the_2020_edition_in_a_layer_on_areas_of_2025_are_said(summarize, areas_of_2025, layer_from_wkt):
    rows = [(None, {"regsokod": code}) for code in ("0180R001_RegSO2020", "0180R002_RegSO2020")]

    run = summarize(layer_from_wkt("NoGeometry", rows, {"regsokod": "string"}, crs=""), areas_of_2025)

    assert run.warned("2020", "2025")


def test_table_whose_codes_are_numbers_is_refused(refusal, areas_layer, layer_from_wkt):
    rows = [(None, {"regsokod": 18010}), (None, {"regsokod": 18011})]
    table = layer_from_wkt("NoGeometry", rows, fields={"regsokod": "integer"})

    said = refusal(SUMMARIZE, INPUT=table, AREAS=areas_layer())

    assert "None of the table's rows holds a RegSO or DeSO code as text" in said
    assert "in the field regsokod" in said
