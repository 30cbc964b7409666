# SPDX-License-Identifier: GPL-2.0-or-later
"""Bad areas: what cannot be used is refused, what can be mended is mended and named; the user is told what to do."""

from __future__ import annotations

import pytest
from qgis.core import QgsCoordinateReferenceSystem, QgsGeometry

NUMBERS = ("TOTAL", "INSIDE", "OUTSIDE", "UNUSABLE")
SUMMARIZE = "regso:summarizebyareatype"
ASSIGN = "regso:assignareatype"
JOIN = "regso:joinstatistics"


def amounts(run):
    """The amounts of the five types, no data and outside."""
    return [row["amount"] for row in run.rows()]


# The area layer ------------------------------------------------------------------------------------------------------


def test_no_area_layer(refusal, point):
    said = refusal(SUMMARIZE, INPUT=point)

    assert said == "No layer was chosen for “Areas (RegSO or DeSO)”. Choose one, or add it to the project first."


def test_area_layer_that_is_not_there(refusal, point):
    said = refusal(SUMMARIZE, INPUT=point, AREAS="/ingenstans/områden.gpkg")

    assert "could not be opened: /ingenstans/områden.gpkg" in said
    assert "Check that it is there" in said


@pytest.mark.parametrize("algorithm_id", [SUMMARIZE, ASSIGN, JOIN, "regso:areatypesummary"])
def test_area_layer_without_polygons(refusal, point, layer_from_wkt, tmp_path, algorithm_id):
    table = tmp_path / "värden.csv"
    table.write_text("region,2024\n0180R001,1\n", encoding="utf-8")
    row = ("Point(0.5 0.5)", {"regsokod": "0180R001", "omradestyp": 1})
    areas = layer_from_wkt("Point", [row], {"regsokod": "string", "omradestyp": "integer"}, name="mittpunkter")
    needed = {SUMMARIZE: {"INPUT": point}, ASSIGN: {"INPUT": point}, JOIN: {"TABLE": str(table)}}

    said = refusal(algorithm_id, AREAS=areas, **needed.get(algorithm_id, {}))

    assert "The area layer mittpunkter does not hold polygons" in said
    assert "Choose the layer with the RegSO or DeSO polygons" in said


def test_areas_without_a_code_field(refused, areas_layer):
    said = refused(areas=areas_layer(fields={"regsokod": ""}))

    assert "no field that is recognised as area code (regsokod)" in said
    assert "regsonamn, omradestyp, folkmangd" in said
    assert "Choose the field, or join SCB's table" in said


@pytest.mark.parametrize("nothing", [None, "", "  "])
def test_areas_without_codes(refused, areas_layer, street_rows, nothing):
    rows = street_rows()
    rows[1]["code"] = rows[4]["code"] = nothing

    said = refused(areas=areas_layer(rows))

    assert "2 areas have no code (rows 2, 5)" in said
    assert "Fill in the codes, or choose another code field" in said


def test_duplicate_codes_with_unlike_types(refused, areas_layer, street_rows):
    rows = street_rows()
    rows[4]["code"] = "0180R001"

    said = refused(areas=areas_layer(rows))

    assert "1 area code stands on several polygons with different area types or populations: 0180R001" in said
    assert "Remove the duplicates" in said


def test_duplicate_codes_with_the_same_figures_are_one_area(summarize, areas_layer, street_rows):
    rows = street_rows()
    rows[1].update(code="0180R001", area_type=1, population=1000)

    run = summarize(areas=areas_layer(rows))

    assert run.warned("stands on several polygons with the same figures", "counted once: 0180R001")
    assert run.by_type()[1]["population"] == 1000
    assert run.by_type()[1]["area_count"] == 1


def test_codes_read_as_whole_numbers(refused, areas_layer, street_rows):
    rows = [{**row, "code": n} for n, row in enumerate(street_rows(), start=1801)]

    said = refused(areas=areas_layer(rows, fields={"regsokod": "integer"}))

    assert "The area code field holds numbers" in said
    assert "numbers lose the leading zero" in said
    assert "Choose the field that holds the codes as text" in said


def test_codes_that_are_numbers_as_text(refused, areas_layer, street_rows):
    rows = [{**row, "code": str(n)} for n, row in enumerate(street_rows(), start=18010)]

    said = refused(areas=areas_layer(rows))

    assert "The codes in the chosen field are numbers (18010, 18011, 18012 (+3))" in said
    assert "Choose the field that holds the areas' codes" in said


def test_lost_leading_zeros_are_put_back_and_named(summarize, areas_layer, street_rows):
    rows = [{**row, "code": row["code"].removeprefix("0")} for row in street_rows()]

    run = summarize(areas=areas_layer(rows), OUTPUT_AREAS="memory:")

    assert run.warned("6 area codes had lost their leading zero, which was put back", "0180R001")
    assert [row["code"] for row in run.rows("OUTPUT_AREAS")] == [f"0180R00{n}" for n in range(1, 7)]


def test_suffix_of_the_database_is_taken_off(summarize, areas_layer, street_rows):
    rows = [{**row, "code": row["code"] + "_RegSO2025"} for row in street_rows()]

    run = summarize(areas=areas_layer(rows), OUTPUT_AREAS="memory:")

    assert run.rows("OUTPUT_AREAS")[0]["code"] == "0180R001"


def test_areas_without_a_type_field(refused, areas_layer):
    said = refused(areas=areas_layer(fields={"omradestyp": ""}))

    assert "no field that is recognised as area type (områdestyp)" in said
    assert "join SCB's table to the areas first" in said


def test_types_outside_one_to_five(refused, areas_layer, street_rows):
    rows = street_rows()
    rows[2]["area_type"], rows[3]["area_type"] = 7, -1

    said = refused(areas=areas_layer(rows))

    assert "2 areas have an area type that is not 1–5: 0180R003: 7, 0180R004: -1" in said
    assert "Choose the field with SCB's area type" in said


def test_types_as_words_in_the_wrong_field(refused, areas_layer):
    said = refused(areas=areas_layer(), AREA_TYPE_FIELD="regsonamn")

    assert "6 areas have an area type that is not 1–5: 0180R001: Älvnäs" in said


@pytest.mark.parametrize("form", ["{}", "Typ {}", "{}.0", "Områdestyp {}", "{}. Områden med förutsättningar"])
def test_types_as_text_are_understood(summarize, areas_layer, street_rows, form):
    rows = [{**row, "area_type": form.format(row["area_type"]) if row["area_type"] else ".."} for row in street_rows()]

    run = summarize(areas=areas_layer(rows, fields={"omradestyp": "string"}))

    assert [row["area_count"] for row in run.rows()] == [1, 1, 1, 1, 1, 1, 0]


def test_types_by_their_swedish_names_are_understood(summarize, areas_layer, street_rows):
    rows = street_rows()[:2]
    rows[0]["area_type"] = "Områden med stora socioekonomiska utmaningar"
    rows[1]["area_type"] = "Socioekonomiskt blandade områden"

    run = summarize(areas=areas_layer(rows, fields={"omradestyp": "string"}))

    assert [row["area_count"] for row in run.rows()] == [1, 0, 1, 0, 0, 0, 0]


def test_areas_that_all_lack_a_type(refused, areas_layer, street_rows):
    said = refused(areas=areas_layer([{**row, "area_type": None} for row in street_rows()]))

    assert "None of the areas has an area type" in said
    assert "join SCB's table" in said


def test_two_years_of_types_are_not_guessed_between(refused, areas_layer):
    fields = {"omradestyp": "", "omradestyp_2021": "integer", "omradestyp_2022": "integer"}

    said = refused(areas=areas_layer(fields=fields))

    assert "Several fields could hold the area type (områdestyp): omradestyp_2021, omradestyp_2022" in said
    assert "Choose one of them" in said


def test_negative_population(refused, areas_layer, street_rows):
    rows = street_rows()
    rows[3]["population"] = -5

    said = refused(areas=areas_layer(rows))

    assert "1 area has a negative population: 0180R004" in said
    assert "Choose the field with the number of inhabitants" in said


def test_population_that_is_no_number_is_unknown_and_named(summarize, areas_layer, street_rows):
    rows = [{**row, "population": str(row["population"])} for row in street_rows()]
    rows[1]["population"] = ".."

    run = summarize(areas=areas_layer(rows, fields={"folkmangd": "string"}))

    assert run.warned("1 area has a population that is not a number", "0180R002: ..")
    assert run.by_type()[1]["population"] == 1000
    assert run.by_type()[2]["population"] is None


def test_zero_population_gives_no_rate_and_missing_population_neither(
    summarize, areas_layer, layer_from_wkt, street_rows
):
    rows = street_rows()
    rows[0]["population"], rows[1]["population"] = 0, None
    layer = layer_from_wkt("Point", ["Point(0.5 0.5)", "Point(1.5 0.5)", "Point(2.5 0.5)"])

    run = summarize(layer, areas_layer(rows))

    table = run.by_type()
    assert [table[t]["population"] for t in (1, 2, 3)] == [0, None, 3000]
    assert [table[t]["per_1000"] for t in (1, 2, 3)] == [None, None, pytest.approx(1000 / 3000)]
    assert run.warned("1 area has no known population", "0180R002")


def test_areas_without_any_population(summarize, areas_layer):
    run = summarize(areas=areas_layer(fields={"folkmangd": ""}))

    assert run.warned("The areas have no population, so there are no figures per inhabitant")
    assert {row["population"] for row in run.rows()} == {None}
    assert {row["per_1000"] for row in run.rows()} == {None}
    assert run.by_type()[1]["share"] == 1


# How areas lie -------------------------------------------------------------------------------------------------------


def test_overlapping_areas_are_named_and_nothing_is_counted_twice(
    summarize, areas_layer, layer_from_wkt, street_rows, box
):
    rows = street_rows()[:2]
    rows[1]["wkt"] = box(0.5)
    line = layer_from_wkt("LineString", ["LineString(0 0.5, 1.5 0.5)"])

    run = summarize(line, areas_layer(rows))

    assert run.warned("1 pair of areas overlaps, 0.500 km² in all: 0180R001/0180R002", "the area with the lower code")
    assert amounts(run)[:2] == pytest.approx([1.0002763, 0.5001375], abs=1e-6)
    assert run["INSIDE_AMOUNT"] == pytest.approx(run["TOTAL_AMOUNT"], rel=1e-9)
    assert run["OUTSIDE_AMOUNT"] == pytest.approx(0, abs=1e-9)


def test_gap_between_areas_is_named_and_what_lies_there_is_outside(summarize, areas_layer, layer_from_wkt, box):
    ring = [(x, y) for x in range(3) for y in range(3) if (x, y) != (1, 1)]
    rows = [{"code": f"0180R00{n}", "wkt": box(x, y)} for n, (x, y) in enumerate(ring, start=1)]

    run = summarize(layer_from_wkt("Point", ["Point(0.5 0.5)", "Point(1.5 1.5)"]), areas_layer(rows))

    assert run.warned("The areas enclose 1 gap, 1.000 km² in all; what lies there is outside")
    assert [run[name] for name in NUMBERS] == [2, 1, 1, 0]


def test_areas_that_only_meet_have_neither_gaps_nor_overlaps(summarize):
    run = summarize()

    assert not run.warned("overlap")
    assert not run.warned("gaps")


def test_invalid_areas_are_repaired_counted_and_named(summarize, areas_layer, layer_from_wkt, street_rows):
    rows = street_rows()[:3]
    rows[0]["wkt"] = "Polygon((0 0, 1 1, 1 0, 0 1, 0 0))"
    rows[2]["wkt"] = "Polygon((2 0, 3 1, 3 0, 2 1, 2 0))"
    # In the triangles of the bow ties, and between them.
    points = layer_from_wkt("Point", ["Point(0.1 0.5)", "Point(2.9 0.5)", "Point(0.5 0.1)", "Point(1.5 0.5)"])

    run = summarize(points, areas_layer(rows))

    assert run.warned("2 areas had invalid geometry, which was repaired: 0180R001, 0180R003")
    assert amounts(run) == [1, 1, 1, 0, 0, 0, 1]


def test_area_without_geometry_is_named_and_keeps_its_people(summarize, areas_layer, street_rows):
    rows = street_rows()
    rows[1]["wkt"], rows[2]["wkt"] = None, "Polygon EMPTY"

    run = summarize(areas=areas_layer(rows))

    assert run.warned("2 areas have no geometry; nothing can lie in them: 0180R002, 0180R003")
    assert run.by_type()[2]["population"] == 2000
    assert run.by_type()[2]["area_km2"] == 0


def test_areas_without_a_reference_system(refused, areas_layer):
    said = refused(areas=areas_layer(crs=""))

    assert "The area layer områden has no coordinate reference system" in said
    assert "Set it in the layer's properties" in said


def test_areas_with_the_wrong_reference_system(refused, areas_layer):
    # Metres taken for degrees: x = 600,000 is nowhere.
    areas = areas_layer()
    areas.setCrs(QgsCoordinateReferenceSystem("EPSG:4326"))

    said = refused(areas=areas)

    assert "Some areas cannot be placed in SWEREF 99 TM" in said
    assert "check it in the layer's properties" in said


def test_one_area_that_is_nowhere(refused, areas_layer, street_rows):
    areas = areas_layer([{**row, "wkt": None} for row in street_rows()], crs="EPSG:4326")
    # Beyond the pole.
    areas.dataProvider().changeGeometryValues({1: QgsGeometry.fromWkt("Polygon((0 100, 1 100, 1 101, 0 100))")})

    said = refused(areas=areas)

    assert "Some areas cannot be placed in SWEREF 99 TM" in said
