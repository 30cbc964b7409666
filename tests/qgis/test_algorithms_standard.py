# SPDX-License-Identifier: GPL-2.0-or-later
"""The cases that every algorithm of the provider must pass, whatever it does; a new algorithm must be added here."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from regso_atlas.plugin.algorithms.provider import ALGORITHMS

ELSEWHERE = {
    "computeindex": "test_index_algorithms.py",
    "classifyareatypes": "test_index_algorithms.py",
    "loadareas": "test_loading_algorithms.py",
    "loadtimeseries": "test_loading_algorithms.py",
    "styleareas": "test_styleareas.py",
    "segregation": "test_segregation.py",
    "disparity": "test_disparity.py",
    "compareyears": "test_compareyears.py",
}
"""Algorithms that take no area layer, and the file in which they pass these cases."""

NAMES = [algorithm.NAME for algorithm in ALGORITHMS if algorithm.NAME not in ELSEWHERE]
WITH_INPUT = ["summarizebyareatype", "assignareatype"]
WITH_TYPES = ["summarizebyareatype", "assignareatype", "areatypesummary"]
WITH_POPULATION = ["summarizebyareatype", "areatypesummary"]

PLACES = (0.5, 1.5, 2.5, 3.5, 4.5, 5.5, 9)

every_algorithm = pytest.mark.parametrize("name", NAMES)


@pytest.fixture
def points(layer_from_wkt):
    """One clinic in each square of the street, and one outside."""
    rows = [
        (f"Point({x} 0.5)", {"namn": f"Vårdcentral nr {n}"}) for n, x in enumerate((0.5, 1.5, 2.5, 3.5, 4.5, 5.5, 9))
    ]
    return layer_from_wkt("Point", rows, {"namn": "string(40)"})


@pytest.fixture
def table(tmp_path):
    """A statistical file with a value for each area of the street."""
    path = tmp_path / "folkmängd.csv"
    rows = "".join(f"0180R00{n},{100 * n}\n" for n in range(1, 7))
    path.write_text(f"region,2024\n{rows}", encoding="utf-8")
    return str(path)


@pytest.fixture
def parameters(points, table, areas_layer):
    """The least that each algorithm needs, on the given areas."""

    def make(name: str, areas: Any, **more: Any) -> dict[str, Any]:
        needed = {
            "summarizebyareatype": {"INPUT": points, "AREAS": areas},
            "assignareatype": {"INPUT": points, "AREAS": areas},
            "joinstatistics": {"TABLE": table, "AREAS": areas},
            "areatypesummary": {"AREAS": areas},
            "convertedition": {"INPUT": areas_layer(), "COUNT_FIELDS": ["folkmangd"], "AREAS": areas},
        }
        return {**needed[name], **more}

    return make


def comparable(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return rows with numbers rounded to what two reference systems agree on."""
    return [{k: round(v, 6) if isinstance(v, float) else v for k, v in row.items()} for row in rows]


@pytest.mark.parametrize(("name", "file"), ELSEWHERE.items())
def test_an_algorithm_with_another_input_passes_the_cases_in_its_own_file(name, file):
    text = Path(__file__).with_name(file).read_text(encoding="utf-8")

    assert f'"{name}"' in text
    for case in ("empty", "second_run", "output_goes_where_it_was_sent", "cancel_at_any_chance", "left_as_it_was"):
        assert re.search(rf"^def test_\w*{case}", text, re.MULTILINE), case


# Areas ---------------------------------------------------------------------------------------------------------------


@every_algorithm
def test_empty_area_layer_is_refused(refusal, areas_layer, parameters, name):
    said = refusal(f"regso:{name}", **parameters(name, areas_layer([])))

    assert "The area layer is empty" in said
    assert "Choose a layer with RegSO or DeSO polygons" in said


@every_algorithm
def test_one_area_is_enough(run_algorithm, areas_layer, parameters, street_rows, name):
    run = run_algorithm(f"regso:{name}", **parameters(name, areas_layer(street_rows()[:1])))

    rows = run.rows()
    if name == "joinstatistics":
        assert [(row["regsokod"], row["folkmangd"]) for row in rows] == [("0180R001", 1000)]
        assert run["ONLY_IN_TABLE"] == 5
    elif name == "assignareatype":
        assert [row["area_code"] for row in rows] == ["0180R001", *[None] * 6]
    elif name == "summarizebyareatype":
        assert [row["amount"] for row in rows] == [1, 0, 0, 0, 0, 0, 6]
    elif name == "convertedition":
        assert [row["folkmangd_2"] for row in rows] == [1000]
        assert run["OUTSIDE"] == 2000 + 3000 + 4000 + 5000 + 300
    else:
        assert [row["area_count"] for row in rows] == [1, 0, 0, 0, 0, 0]


@pytest.mark.parametrize("name", WITH_TYPES)
def test_area_without_a_type_is_named_and_stays_in_the_result(run_algorithm, areas_layer, parameters, name):
    run = run_algorithm(f"regso:{name}", **parameters(name, areas_layer()))

    assert run.warned("has no area type (no data)", "0180R006")
    rows = [row for row in run.rows() if row["area_type"] == 0]
    assert len(rows) == 1
    assert "No data" in (rows[0].get("label"), rows[0].get("area_type_label"))


@pytest.mark.parametrize("name", WITH_POPULATION)
def test_area_without_a_population_is_named_and_not_taken_for_empty(
    run_algorithm, areas_layer, parameters, street_rows, name
):
    rows = street_rows()
    rows[1]["population"] = None

    run = run_algorithm(f"regso:{name}", **parameters(name, areas_layer(rows)))

    assert run.warned("has no known population", "0180R002")
    by_type = run.by_type()
    assert by_type[2]["population"] is None
    assert by_type[1]["population"] == 1000


@pytest.mark.parametrize("name", WITH_POPULATION)
def test_area_where_nobody_lives_is_empty_and_not_unknown(run_algorithm, areas_layer, parameters, street_rows, name):
    rows = street_rows()
    rows[1]["population"] = 0

    run = run_algorithm(f"regso:{name}", **parameters(name, areas_layer(rows)))

    assert run.by_type()[2]["population"] == 0
    assert not run.warned("population")
    if name == "summarizebyareatype":
        assert run.by_type()[2]["amount"] == 1
        assert run.by_type()[2]["per_1000"] is None


@pytest.mark.parametrize("name", WITH_TYPES)
def test_code_on_two_polygons_with_the_same_figures_is_one_area(
    run_algorithm, areas_layer, parameters, street_rows, box, name
):
    rows = street_rows()
    rows.append({**rows[0], "wkt": box(20)})

    run = run_algorithm(f"regso:{name}", **parameters(name, areas_layer(rows)))

    assert run.warned("stands on several polygons with the same figures", "0180R001")
    if name != "assignareatype":
        assert run.by_type()[1]["area_count"] == 1
        assert run.by_type()[1]["population"] == 1000
        assert run.by_type()[1]["area_km2"] == pytest.approx(2, rel=1e-2)


@every_algorithm
def test_code_on_two_areas_with_unlike_figures_is_refused(refusal, areas_layer, parameters, street_rows, box, name):
    rows = street_rows()
    rows.append({**rows[0], "wkt": box(20), "area_type": 5})

    said = refusal(f"regso:{name}", **parameters(name, areas_layer(rows)))

    assert "1 area code stands on several" in said
    assert "0180R001" in said


@every_algorithm
def test_code_of_another_form_is_kept_and_named(run_algorithm, areas_layer, parameters, street_rows, name):
    rows = street_rows()
    rows[0]["code"] = "Ö-område 7"

    run = run_algorithm(f"regso:{name}", **parameters(name, areas_layer(rows)))

    assert run.warned("neither the form of RegSO nor of DeSO", "Ö-område 7")
    if name == "assignareatype":
        assert run.rows()[0]["area_code"] == "Ö-område 7"
    if name == "joinstatistics":
        assert run["ONLY_IN_AREAS"] == 1
        assert len(run.rows()) == 6


@pytest.mark.parametrize("name", WITH_TYPES)
def test_invalid_polygon_is_repaired_and_named(run_algorithm, areas_layer, parameters, street_rows, name):
    rows = street_rows()
    # A bow tie: two triangles that meet in (1.5, 0.5), where the second clinic stands.
    rows[1]["wkt"] = "Polygon((1 0, 2 1, 2 0, 1 1, 1 0))"

    run = run_algorithm(f"regso:{name}", **parameters(name, areas_layer(rows)))

    assert run.warned("had invalid geometry, which was repaired", "0180R002")
    if name == "assignareatype":
        assert run.rows()[1]["area_code"] == "0180R002"
    else:
        assert run.by_type()[2]["area_km2"] == pytest.approx(0.5, rel=1e-3)


@every_algorithm
def test_reference_system_of_the_areas_does_not_change_the_figures(run_algorithm, areas_layer, parameters, name):
    plane = run_algorithm(f"regso:{name}", **parameters(name, areas_layer()))
    degrees = run_algorithm(f"regso:{name}", **parameters(name, areas_layer(crs="EPSG:4326")))

    assert comparable(degrees.rows()) == comparable(plane.rows())


@every_algorithm
def test_only_the_selected_areas_count(run_algorithm, areas_layer, parameters, selected, name):
    source = selected(areas_layer(), "\"regsokod\" IN ('0180R001', '0180R002')")

    run = run_algorithm(f"regso:{name}", **parameters(name, source))

    if name in {"joinstatistics", "convertedition"}:
        assert len(run.rows()) == 2
    elif name == "assignareatype":
        assert sum(row["area_code"] is not None for row in run.rows()) == 2
    else:
        assert {t: row["area_count"] for t, row in run.by_type().items() if row["area_count"]} == {1: 1, 2: 1}


# Input ---------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", WITH_INPUT)
def test_empty_input_gives_an_empty_result_and_not_an_error(
    run_algorithm, areas_layer, layer_from_wkt, parameters, name
):
    empty = layer_from_wkt("LineString", [], {"namn": "string"})

    run = run_algorithm(f"regso:{name}", **parameters(name, areas_layer(), INPUT=empty))

    assert [run[key] for key in ("TOTAL", "INSIDE", "OUTSIDE", "UNUSABLE")] == [0, 0, 0, 0]
    if name == "summarizebyareatype":
        assert [row["amount"] for row in run.rows()] == [0] * 7
        assert run.warned("The layer has no features")
    else:
        assert run.rows() == []


@pytest.mark.parametrize("name", WITH_INPUT)
def test_one_feature_is_enough(run_algorithm, areas_layer, layer_from_wkt, parameters, name):
    one = layer_from_wkt("Point", ["Point(2.5 0.5)"])

    run = run_algorithm(f"regso:{name}", **parameters(name, areas_layer(), INPUT=one))

    assert [run[key] for key in ("TOTAL", "INSIDE", "OUTSIDE", "UNUSABLE")] == [1, 1, 0, 0]


@pytest.mark.parametrize("name", WITH_INPUT)
def test_reference_system_of_the_input_does_not_change_the_figures(
    run_algorithm, areas_layer, layer_from_wkt, parameters, name
):
    rows = [("LineString(-0.3 0.5, 2.4 0.7)", {"namn": "Åvägen"})]
    # RT 90 is the older Swedish grid: transforming to it and back moves points by less than a millimetre.
    plane, rt90 = (
        layer_from_wkt("LineString", rows, {"namn": "string"}, crs=crs) for crs in ("EPSG:3006", "EPSG:3021")
    )

    runs = [
        run_algorithm(f"regso:{name}", **parameters(name, areas_layer(), INPUT=layer)).rows() for layer in (plane, rt90)
    ]

    column = "amount" if name == "summarizebyareatype" else "part_amount"
    assert [row[column] for row in runs[1]] == pytest.approx([row[column] for row in runs[0]], abs=1e-5)
    assert sum(row[column] for row in runs[0]) > 2.7


@pytest.mark.parametrize("name", WITH_INPUT)
def test_only_the_selected_features_count(run_algorithm, areas_layer, parameters, points, selected, name):
    source = selected(points, "\"namn\" = 'Vårdcentral nr 1'")

    run = run_algorithm(f"regso:{name}", **parameters(name, areas_layer(), INPUT=source))

    assert [run[key] for key in ("TOTAL", "INSIDE", "OUTSIDE", "UNUSABLE")] == [1, 1, 0, 0]


@pytest.mark.parametrize("name", WITH_INPUT)
def test_features_are_inside_outside_or_unusable_and_nothing_else(
    run_algorithm, areas_layer, layer_from_wkt, parameters, name
):
    mixed = layer_from_wkt("Point", ["Point(0.5 0.5)", "Point(0.6 0.6)", "Point(40 0)", None, "Point EMPTY"])

    run = run_algorithm(f"regso:{name}", **parameters(name, areas_layer(), INPUT=mixed))

    assert [run[key] for key in ("TOTAL", "INSIDE", "OUTSIDE", "UNUSABLE")] == [5, 2, 1, 2]


# Outputs -------------------------------------------------------------------------------------------------------------


@every_algorithm
@pytest.mark.parametrize("target", ["memory:", "TEMPORARY_OUTPUT", "ut.gpkg", "Östersjön å/ut åäö.gpkg", "ut.geojson"])
def test_output_goes_where_it_was_sent(run_algorithm, areas_layer, parameters, tmp_path, name, target):
    if "." in target:
        target = str(tmp_path / target)
        Path(target).parent.mkdir(exist_ok=True)
    before = run_algorithm(f"regso:{name}", **parameters(name, areas_layer())).rows()

    run = run_algorithm(f"regso:{name}", **parameters(name, areas_layer(), OUTPUT=target))

    assert comparable(run.rows()) == comparable(before)
    if target.startswith("/"):
        assert run["OUTPUT"] == target
        assert Path(target).is_file()


@every_algorithm
def test_output_can_be_a_table_in_a_geopackage_that_has_others(run_algorithm, areas_layer, parameters, tmp_path, name):
    file = tmp_path / "samlad å.gpkg"
    tables = ("första", "andra")

    runs = [
        run_algorithm(
            f"regso:{name}", **parameters(name, areas_layer(), OUTPUT=f"ogr:dbname='{file}' table=\"{table}\" (geom)")
        )
        for table in tables
    ]

    assert len(runs[0].rows()) == len(runs[1].rows()) > 0
    assert [run["OUTPUT"] for run in runs] == [f"{file}|layername={table}" for table in tables]


@every_algorithm
def test_outputs_nobody_asked_for_are_not_made(run_algorithm, areas_layer, parameters, provider, name):
    run = run_algorithm(f"regso:{name}", **parameters(name, areas_layer()))

    destinations = {d.name() for d in provider.algorithm(name).parameterDefinitions() if d.isDestination()}
    assert destinations & set(run.results) == {"OUTPUT"}
    assert len(run.context.temporaryLayerStore().mapLayers()) == 1


@every_algorithm
def test_every_declared_number_is_returned(run_algorithm, areas_layer, parameters, provider, name):
    run = run_algorithm(f"regso:{name}", **parameters(name, areas_layer()))

    numbers = {d.name() for d in provider.algorithm(name).outputDefinitions() if d.type() == "outputNumber"}
    assert numbers
    assert numbers <= set(run.results)


@every_algorithm
def test_second_run_in_one_session_gives_the_same(run_algorithm, areas_layer, parameters, name):
    areas = areas_layer()

    first, second = (run_algorithm(f"regso:{name}", **parameters(name, areas)) for _ in range(2))

    assert first.rows() == second.rows()
    assert first.warnings == second.warnings


@every_algorithm
def test_the_input_layers_are_left_as_they_were(run_algorithm, areas_layer, parameters, points, name):
    areas = areas_layer()
    before = [[f.attributes() for f in layer.getFeatures()] for layer in (areas, points)]

    run_algorithm(f"regso:{name}", **parameters(name, areas))

    assert [[f.attributes() for f in layer.getFeatures()] for layer in (areas, points)] == before
    assert not areas.isEditable()


# Cancel --------------------------------------------------------------------------------------------------------------


@every_algorithm
def test_cancel_before_the_run_writes_nothing(refusal, areas_layer, parameters, tmp_path, name):
    target = tmp_path / "ut.gpkg"

    said = refusal(f"regso:{name}", cancel_at=1, **parameters(name, areas_layer(), OUTPUT=str(target)))

    assert said == "Cancelled. Nothing was written."
    assert not target.exists()


@every_algorithm
def test_cancel_at_any_chance_leaves_all_or_nothing(
    cancelled_run, run_algorithm, areas_layer, parameters, tmp_path, name
):
    areas = areas_layer()
    target = tmp_path / "ut.gpkg"
    whole = run_algorithm(f"regso:{name}", **parameters(name, areas))

    outcomes = []
    for chance in range(1, whole.feedback.asked + 2):
        run = cancelled_run(f"regso:{name}", chance, **parameters(name, areas, OUTPUT=str(target)))
        outcomes.append(run.ok)
        if run.ok:
            assert run.rows() == whole.rows()
            target.unlink()
        else:
            assert run.errors == ["Cancelled. Nothing was written."]
            assert list(tmp_path.glob("ut*")) == []
            assert run.context.temporaryLayerStore().mapLayers() == {}

    assert not outcomes[0]
    assert outcomes[-1], "nobody asks for cancel after the work is done"
    assert len(outcomes) > 5
