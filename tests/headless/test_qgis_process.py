# SPDX-License-Identifier: GPL-2.0-or-later
"""The plugin as scripts use it: qgis_process with arguments and JSON, its answers, files and exit codes."""

from pathlib import Path

import geopandas as gpd
import pandas as pd
import pyogrio
import pytest
import shapely
from pyproj import Geod

ROOT = Path(__file__).resolve().parent.parent.parent
DEMO_FOLDER = ROOT / "resources" / "demo"
MODELS = sorted((ROOT / "resources" / "models").glob("*.model3"))
ALGORITHMS = (
    *("summarizebyareatype", "assignareatype", "joinstatistics", "areatypesummary"),
    *("loadareas", "loadtimeseries"),
)
SUMMARIZE = "regso:summarizebyareatype"
DEMO_LAYER_OF_KIND = {0: "hallplatser", 1: "vagar", 2: "omraden", -1: "hallplatser"}
"""A demo layer for each of QGIS's kinds of vector sources: points, lines, polygons, any geometry."""


def layer(name: str) -> gpd.GeoDataFrame:
    return pyogrio.read_dataframe(DEMO_FOLDER / "demo.gpkg", layer=name)


def true_metres(features: gpd.GeoDataFrame) -> float:
    """Lengths or areas on the ellipsoid as geodesics between the vertices, by PROJ."""
    ellipsoid = Geod(ellps="GRS80")
    geometries = features.geometry.to_crs("EPSG:4619")
    if (shapely.get_dimensions(geometries) == 2).all():
        return sum(abs(ellipsoid.geometry_area_perimeter(shapely.orient_polygons(g))[0]) for g in geometries)
    return sum(ellipsoid.geometry_length(g) for g in geometries)


def counted_by_type(points: gpd.GeoDataFrame) -> dict[int, int]:
    """Points per area type by geopandas; on a border the area with the lower code has them."""
    areas = layer("omraden")[["regsokod", "omradestyp", "geometry"]]
    met = points[points.geometry.notna()].sjoin(areas, predicate="intersects").sort_values("regsokod")
    found = met[~met.index.duplicated()]
    counts = found["omradestyp"].fillna(0).astype(int).value_counts().to_dict()
    outside = int(points.geometry.notna().sum()) - len(found)
    return {area_type: counts.get(area_type, 0) for area_type in range(6)} | {-1: outside}


def ties(results: dict) -> bool:
    features = results["INSIDE"] + results["OUTSIDE"] + results["UNUSABLE"] == results["TOTAL"]
    amount = results["INSIDE_AMOUNT"] + results["OUTSIDE_AMOUNT"]
    return features and amount == pytest.approx(results["TOTAL_AMOUNT"], rel=1e-9)


def test_the_plugin_and_its_algorithms_are_listed(qgis_process):
    plugins = qgis_process("plugins")
    listed = qgis_process("--json", "list").json["providers"]["regso"]

    assert "* regso_atlas" in plugins.out
    assert listed["name"] == "RegSO Atlas"
    assert {id_.removeprefix("regso:") for id_ in listed["algorithms"]} >= set(ALGORITHMS)


@pytest.mark.parametrize("name", ALGORITHMS)
def test_help_explains_every_parameter_and_output(qgis_process, name):
    said = qgis_process("help", f"regso:{name}")
    described = qgis_process("--json", "help", f"regso:{name}").json

    assert said.code == 0
    assert "area" in said.out.casefold()
    assert all(text["description"] for text in (described["parameters"] | described["outputs"]).values())
    assert described["outputs"]["OUTPUT"]["type"] == "outputVector"


def test_arguments_in_and_json_out(qgis_process, demo, rows, tmp_path):
    output = tmp_path / "skolor.csv"

    results = qgis_process(
        "--json", "run", SUMMARIZE, "--", f"AREAS={demo('omraden')}", f"INPUT={demo('skolor')}", f"OUTPUT={output}"
    ).results

    assert results["TOTAL"] == 90
    assert ties(results)
    counts = {int(row["area_type"]): int(row["feature_count"]) for row in rows(output)}
    assert counts == counted_by_type(layer("skolor"))


def test_json_in_and_json_out(qgis_process, demo, rows, tmp_path):
    output = tmp_path / "vårdinrättningar.csv"
    inputs = {"AREAS": demo("omraden"), "INPUT": demo("vardinrattningar"), "OUTPUT": str(output)}

    answer = qgis_process("run", SUMMARIZE, inputs=inputs)

    assert answer.json["inputs"]["INPUT"] == demo("vardinrattningar")
    assert (answer.results["TOTAL"], answer.results["UNUSABLE"]) == (70, 1)
    assert ties(answer.results)
    assert "no geometry" in answer.warnings
    counts = {int(row["area_type"]): int(row["feature_count"]) for row in rows(output)}
    assert counts == counted_by_type(layer("vardinrattningar"))


def test_lines_are_true_kilometres_in_groups(qgis_process, demo, rows, tmp_path):
    output = tmp_path / "vägar.csv"
    inputs = {"AREAS": demo("omraden"), "INPUT": demo("vagar"), "GROUP_FIELD": "vagklass", "OUTPUT": str(output)}

    results = qgis_process("run", SUMMARIZE, inputs=inputs).results

    assert results["TOTAL"] == 905
    assert ties(results)
    assert results["TOTAL_AMOUNT"] == pytest.approx(true_metres(layer("vagar")) / 1e3, rel=1e-6)
    table = rows(output)
    assert {row["amount_unit"] for row in table} == {"km"}
    assert {row["vagklass"] for row in table} == {value or "" for value in layer("vagar")["vagklass"].fillna("")}
    assert sum(float(row["amount"]) for row in table) == pytest.approx(results["TOTAL_AMOUNT"], rel=1e-9)


def test_polygons_are_true_square_kilometres_and_invalid_ones_are_repaired(qgis_process, demo, tmp_path):
    inputs = {"AREAS": demo("omraden"), "INPUT": demo("fritidshusomraden"), "OUTPUT": str(tmp_path / "fritid.csv")}

    answer = qgis_process("run", SUMMARIZE, inputs=inputs)

    repaired = layer("fritidshusomraden")
    assert not repaired.geometry.is_valid.all()
    repaired.geometry = repaired.geometry.make_valid()
    assert answer.results["TOTAL"] == 15
    assert ties(answer.results)
    assert answer.results["TOTAL_AMOUNT"] == pytest.approx(true_metres(repaired) / 1e6, rel=1e-6)
    assert "invalid" in answer.warnings


def test_a_table_with_area_codes_is_counted_by_its_codes(qgis_process, demo, rows, tmp_path):
    output = tmp_path / "tabell.csv"
    inputs = {"AREAS": demo("omraden"), "INPUT": demo("index_2015_2024"), "OUTPUT": str(output)}

    results = qgis_process("run", SUMMARIZE, inputs=inputs).results

    assert (results["TOTAL"], results["INSIDE"]) == (610, 610)
    counts = {int(row["area_type"]): (int(row["area_count"]), int(row["feature_count"])) for row in rows(output)}
    assert counts.pop(-1) == (0, 0)
    # the table has ten years for each area
    assert all(features == 10 * areas for areas, features in counts.values())
    assert sum(areas for areas, _ in counts.values()) == 61


def test_all_outputs_are_written_where_they_are_asked_for(qgis_process, demo, tmp_path):
    folder = tmp_path / "Utdata för Älvdalen"
    folder.mkdir()
    paths = {
        "OUTPUT": folder / "fördelning.gpkg",
        "OUTPUT_AREAS": folder / "områden.gpkg",
        "OUTPUT_STRATA": folder / "stad och land.gpkg",
        "OUTPUT_HTML": folder / "rapport över vården.html",
    }
    inputs = {"AREAS": demo("omraden"), "INPUT": demo("vardinrattningar")}

    results = qgis_process("run", SUMMARIZE, inputs=inputs | {name: str(path) for name, path in paths.items()}).results

    assert {name: Path(results[name]) for name in paths} == paths
    assert len(pyogrio.read_dataframe(paths["OUTPUT"])) == 7
    areas = pyogrio.read_dataframe(paths["OUTPUT_AREAS"])
    assert list(areas["code"]) == sorted(layer("omraden")["regsokod"])
    assert areas["amount"].sum() == results["INSIDE_AMOUNT"]
    by_class = pyogrio.read_dataframe(paths["OUTPUT_STRATA"])
    assert list(dict.fromkeys(by_class["stratum"])) == ["dense", "medium", "sparse"]
    assert by_class["amount"].sum() == results["INSIDE_AMOUNT"]
    report = paths["OUTPUT_HTML"].read_text(encoding="utf-8")
    assert "<table" in report
    assert "<svg" in report or "<img" in report
    assert "vardinrattningar" in report
    assert "Differences between the area types" in report
    assert "Town and country" in report


def test_swedish_letters_in_the_layer_s_path_and_names_come_through(qgis_process, demo, rows, tmp_path):
    source = tmp_path / "Åkerö vårdcentraler.gpkg"
    clinics = layer("vardinrattningar")[["typ", "geometry"]].rename(columns={"typ": "inriktning för vård"})
    pyogrio.write_dataframe(clinics, source, layer="mottagningar i länet")
    inputs = {
        "AREAS": demo("omraden"),
        "INPUT": f"{source}|layername=mottagningar i länet",
        "GROUP_FIELD": "inriktning för vård",
        "OUTPUT": str(tmp_path / "ut på ön.csv"),
    }

    results = qgis_process("run", SUMMARIZE, inputs=inputs).results

    table = pd.DataFrame(rows(results["OUTPUT"]))
    counts = table.assign(n=table["feature_count"].astype(int)).groupby("inriktning för vård")["n"].sum()
    usable = clinics[clinics.geometry.notna()]
    assert counts.to_dict() == usable["inriktning för vård"].value_counts().to_dict()


def test_the_same_run_twice_overwrites_and_gives_the_same_bytes(qgis_process, demo, tmp_path):
    output = tmp_path / "jarnvag.csv"
    inputs = {"AREAS": demo("omraden"), "INPUT": demo("jarnvag"), "OUTPUT": str(output)}

    first = qgis_process("run", SUMMARIZE, inputs=inputs).results, output.read_bytes()
    second = qgis_process("run", SUMMARIZE, inputs=inputs).results, output.read_bytes()

    assert first == second


def test_assign_area_type_keeps_every_feature(qgis_process, demo, tmp_path):
    output = tmp_path / "skolor med områdestyp.gpkg"
    inputs = {"INPUT": demo("skolor"), "AREAS": demo("omraden"), "METHOD": "largest", "OUTPUT": str(output)}

    results = qgis_process("run", "regso:assignareatype", inputs=inputs).results

    schools = pyogrio.read_dataframe(output)
    assert sorted(schools["skola_id"]) == sorted(layer("skolor")["skola_id"])
    assert results["INSIDE"] + results["OUTSIDE"] + results["UNUSABLE"] == results["TOTAL"] == 90
    counts = schools["area_type"].astype(int).value_counts()
    assert counts.to_dict() == {t: n for t, n in counted_by_type(layer("skolor")).items() if n}


def test_areas_and_people_by_type_for_each_kommun(qgis_process, demo, rows, tmp_path):
    output = tmp_path / "kommuner.csv"

    results = qgis_process(
        "run", "regso:areatypesummary", inputs={"AREAS": demo("omraden"), "LEVEL": "kommun", "OUTPUT": str(output)}
    ).results

    areas = layer("omraden")
    assert (results["AREA_COUNT"], results["POPULATION"]) == (61, areas["folkmangd"].sum())
    expected = areas.groupby(["kommunkod", areas["omradestyp"].fillna(0).astype(int)])["folkmangd"].sum()
    people = {(row["part_code"], int(row["area_type"])): float(row["population"] or 0) for row in rows(output)}
    assert {key: n for key, n in people.items() if key in expected} == expected.to_dict()
    assert sum(people.values()) == areas["folkmangd"].sum()


def test_statistics_of_the_areas_own_year_are_joined_by_code(qgis_process, demo, tmp_path):
    inputs = {
        "AREAS": demo("omraden"),
        "TABLE": str(DEMO_FOLDER / "demo_omradestyper.json"),
        "YEAR": 2024,
        "OUTPUT": str(tmp_path / "förenade.gpkg"),
    }

    answer = qgis_process("run", "regso:joinstatistics", inputs=inputs)

    assert (answer.results["MATCHED"], answer.results["ONLY_IN_AREAS"]) == (61, 0)
    joined = pyogrio.read_dataframe(inputs["OUTPUT"])
    pd.testing.assert_series_equal(joined["area_type"], joined["omradestyp"], check_names=False, check_dtype=False)


def test_points_and_lines_per_kommun_are_shipped_as_models():
    assert len(MODELS) >= 2


@pytest.mark.parametrize("model", MODELS, ids=lambda path: path.stem)
def test_every_shipped_model_runs_on_the_demo(qgis_process, demo, tmp_path, model):
    parameters = qgis_process("--json", "help", str(model)).json["parameters"]
    inputs, outputs = {}, {}
    for name, parameter in parameters.items():
        kind = parameter["type"]["id"]
        if parameter["is_destination"]:
            suffix = {"sink": "gpkg", "vectorDestination": "gpkg", "fileDestination": "html"}[kind]
            outputs[name] = str(tmp_path / f"{name} på kartan.{suffix}")
        elif kind in ("source", "vector"):
            inputs[name] = demo(DEMO_LAYER_OF_KIND[parameter["raw_definition"]["data_types"][0]])
        elif not parameter["optional"] and parameter["default_value"] is None:
            pytest.fail(f"the model asks for {name} ({kind}) and has no value for it")

    answer = qgis_process("run", str(model), inputs=inputs | outputs)

    assert outputs
    for name, path in outputs.items():
        assert answer.results[name] == path
        assert Path(path).stat().st_size > 0
    tables = {name: pyogrio.read_dataframe(path) for name, path in outputs.items() if path.endswith("gpkg")}
    assert all(len(table) for table in tables.values())
    per_kommun = [table for table in tables.values() if any("9901" in set(table[c].astype(str)) for c in table)]
    assert per_kommun, "no output tells the kommuner apart"
