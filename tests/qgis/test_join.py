# SPDX-License-Identifier: GPL-2.0-or-later
"""Join statistics: the demo's files in the dialects of SCB, the match report, and that nothing is dropped silently."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from openpyxl import Workbook
from qgis.core import QgsProcessingFeatureSourceDefinition, QgsProject, QgsVectorLayer

JOIN = "regso:joinstatistics"
TYPES_FILE, PEOPLE_FILE, KEYS_FILE = "demo_omradestyper.json", "demo_folkmangd_2024.csv", "demo_nycklar.csv"


@pytest.fixture
def bare_areas(demo, tmp_path, provider):
    """The demo's boundaries as SCB hands them out: codes and names, no statistics."""
    import processing

    keep = ["regsokod", "regsonamn", "kommunkod", "kommunnamn", "version"]
    parameters = {"INPUT": demo("omraden"), "FIELDS": keep, "OUTPUT": str(tmp_path / "gränser.gpkg")}
    return processing.run("native:retainfields", parameters)["OUTPUT"]


@pytest.fixture
def join(run_algorithm, bare_areas, demo_folder):
    def run(table, areas=None, **more):
        return run_algorithm(JOIN, AREAS=areas or bare_areas, TABLE=str(demo_folder / table), **more)

    return run


@pytest.fixture
def write_csv(tmp_path):
    """Write a statistical file: code and value, one column a year."""

    def write(rows, year=2024, name="statistik å.csv", encoding="utf-8"):
        path = tmp_path / name
        path.write_text(f"region,{year}\n" + "".join(f"{code},{value}\n" for code, value in rows), encoding=encoding)
        return str(path)

    return write


def demo_value(demo, field):
    layer = QgsVectorLayer(demo("omraden"), "områden", "ogr")
    return {f["regsokod"]: f[field] if f[field] else None for f in layer.getFeatures()}


# The demo's own files ------------------------------------------------------------------------------------------------


def test_types_of_the_latest_year_are_those_of_the_areas(join, demo):
    run = join(TYPES_FILE, YEAR=2024)

    assert (run["MATCHED"], run["ONLY_IN_AREAS"], run["ONLY_IN_TABLE"]) == (61, 0, 0)
    assert {row["regsokod"]: row["area_type"] for row in run.rows()} == demo_value(demo, "omradestyp")
    assert {row["statistics_source"] for row in run.rows()} != {None}
    assert "RegSO Atlas demo (påhittat)" in run.rows()[0]["statistics_source"]
    assert "2024" in run.rows()[0]["statistics_source"]
    assert "2025-01-01" in run.rows()[0]["statistics_source"]


def test_one_measure_can_be_chosen_by_name(join):
    run = join(TYPES_FILE, YEAR=2024, CONTENTS="Områdestyp")

    own = {"regsokod", "regsonamn", "kommunkod", "kommunnamn", "version", "statistics_edition", "statistics_source"}
    assert set(run.rows()[0]) - own == {"area_type"}


def test_labels_are_turned_into_codes_through_the_key_table(join, demo, demo_folder):
    run = join(PEOPLE_FILE, KEY_TABLE=str(demo_folder / KEYS_FILE))

    found = {row["regsokod"]: row["population"] for row in run.rows()}
    layer = QgsVectorLayer(demo("omraden"), "områden", "ogr")
    assert found == {feature["regsokod"]: feature["folkmangd"] for feature in layer.getFeatures()}
    # Two areas are called Ängsbacken, one in each kommun.
    by_place = {(row["kommunnamn"], row["regsonamn"]): row["regsokod"] for row in run.rows()}
    assert by_place["Påhittsstad", "Ängsbacken"][:4] == "9901"
    assert by_place["Sagåköping", "Ängsbacken"][:4] == "9902"


def test_labels_without_a_key_table_are_refused(refusal, bare_areas, demo_folder):
    said = refusal(JOIN, AREAS=bare_areas, TABLE=str(demo_folder / PEOPLE_FILE))

    assert "key" in said.casefold()


def test_joined_areas_go_straight_into_the_summary(join, run_algorithm, demo, demo_folder):
    typed = join(TYPES_FILE, YEAR=2024)
    both = join(PEOPLE_FILE, areas=typed.layer(), KEY_TABLE=str(demo_folder / KEYS_FILE))

    direct, joined = (
        run_algorithm("regso:summarizebyareatype", INPUT=demo("skolor"), AREAS=areas)
        for areas in (demo("omraden"), both.layer())
    )

    assert joined.rows() == direct.rows()
    # Both joins stand in the column, one after the other.
    assert both.rows()[0]["statistics_source"].count(" | ") == 1


def test_the_report_names_the_year_and_the_stamp_of_what_was_joined(join, run_algorithm, demo, tmp_path):
    typed = join(TYPES_FILE, YEAR=2024)
    report = tmp_path / "rapport.html"

    run_algorithm("regso:summarizebyareatype", INPUT=demo("skolor"), AREAS=typed.layer(), OUTPUT_HTML=str(report))

    text = re.sub(r"<[^>]+>|\s+", " ", report.read_text(encoding="utf-8"))
    assert re.search(r"Year of the figures +2024 ", text)
    assert re.search(r"Table updated +2025-01-01", text)


def test_joined_geometries_are_untouched(join, demo):
    run = join(TYPES_FILE, YEAR=2024)

    layer = QgsVectorLayer(demo("omraden"), "områden", "ogr")
    before = {feature["regsokod"]: feature.geometry().asWkt(6) for feature in layer.getFeatures()}
    assert {feature["regsokod"]: feature.geometry().asWkt(6) for feature in run.features()} == before


def test_year_without_a_wish_is_the_latest_and_said(join):
    run = join(TYPES_FILE)

    assert run.warned("2015–2024", "the latest, 2024, was taken")


def test_year_of_the_older_edition_is_refused_on_areas_of_2025(refusal, bare_areas, demo_folder):
    said = refusal(JOIN, AREAS=bare_areas, TABLE=str(demo_folder / TYPES_FILE), YEAR=2022)

    assert "2020 edition" in said
    assert "allow another edition" in said


def test_year_that_the_table_lacks_is_refused_with_those_it_has(refusal, bare_areas, demo_folder):
    said = refusal(JOIN, AREAS=bare_areas, TABLE=str(demo_folder / TYPES_FILE), YEAR=1999)

    assert "no values for 1999" in said
    assert "2015, 2016" in said
    assert "Choose one of these years" in said


# Match report --------------------------------------------------------------------------------------------------------


def test_what_does_not_match_is_counted_named_and_written(run_algorithm, areas_layer, write_csv):
    rows = [("0180R001", 11), ("0180R002", 22), ("0180R009", 99), ("0114R003", 1)]

    run = run_algorithm(JOIN, AREAS=areas_layer(), TABLE=write_csv(rows), OUTPUT_UNMATCHED="memory:")

    assert (run["MATCHED"], run["ONLY_IN_AREAS"], run["ONLY_IN_TABLE"]) == (2, 4, 2)
    assert run.warned("4 areas have no row in the table and get no values: 0180R003, 0180R004, 0180R005, 0180R006")
    assert run.warned("2 codes in the table have no area: 0114R003, 0180R009")
    # 3,000 + 4,000 + 5,000 + 300 people live in the four areas.
    assert run.warned("12300 people live in the areas without a row")
    assert "2 areas found their row in the table." in run.infos
    assert [(row["code"], row["found_in"]) for row in run.rows("OUTPUT_UNMATCHED")] == [
        *((f"0180R00{n}", "areas") for n in (3, 4, 5, 6)),
        ("0114R003", "table"),
        ("0180R009", "table"),
    ]
    assert len(run.rows()) == 6


def test_people_in_codes_without_an_area_are_counted(run_algorithm, areas_layer, tmp_path):
    path = tmp_path / "folkmängd.csv"
    path.write_text("regsokod;folkmängd\n0180R001;1000\n0180R009;250\n", encoding="utf-8")

    run = run_algorithm(JOIN, AREAS=areas_layer(fields={"folkmangd": ""}), TABLE=str(path))

    assert run["POPULATION_WITHOUT_AREA"] == 250
    assert run.warned("250 people live in codes without an area")


def test_suffixes_and_lost_zeros_of_the_table_are_understood(run_algorithm, areas_layer, write_csv):
    rows = [("0180R001_RegSO2025", 1), ("180R002_RegSO2025", 2), ("0180r003_regso2025", 3)]

    run = run_algorithm(JOIN, AREAS=areas_layer(), TABLE=write_csv(rows))

    column = run.layer().fields().names()[5]
    assert [row[column] for row in run.rows()] == [1, 2, 3, None, None, None]
    assert run["ONLY_IN_TABLE"] == 0


def test_missing_values_stay_missing(run_algorithm, areas_layer, write_csv):
    rows = [("0180R001", ".."), ("0180R002", 0), ("0180R003", ""), ("0180R004", 7)]

    run = run_algorithm(JOIN, AREAS=areas_layer(), TABLE=write_csv(rows))

    column = run.layer().fields().names()[5]
    assert [row[column] for row in run.rows()] == [None, 0, None, 7, None, None]


def test_table_of_other_codes_is_refused(refusal, areas_layer, write_csv):
    said = refusal(JOIN, AREAS=areas_layer(), TABLE=write_csv([("2584R001", 1), ("2584R002", 2)]))

    assert "None of the table's 2 codes (2584R001, 2584R002) is among the areas' codes (0180R001" in said
    assert "the wrong field was chosen" in said


def test_code_on_two_rows_of_the_table_is_refused(refusal, areas_layer, write_csv):
    said = refusal(JOIN, AREAS=areas_layer(), TABLE=write_csv([("0180R001", 1), ("0180R001", 2), ("0180R002", 3)]))

    assert "0180R001" in said
    assert "stand more than once in the table" in said


def test_column_that_the_areas_have_already_gets_another_name(run_algorithm, areas_layer, tmp_path):
    path = tmp_path / "folkmängd.csv"
    path.write_text("regsokod;folkmängd\n0180R001;1111\n", encoding="utf-8")

    run = run_algorithm(JOIN, AREAS=areas_layer(fields={"folkmangd": "", "population": "integer"}), TABLE=str(path))

    assert run.warned("The areas already have a field population; the new one is called population_2")
    assert run.rows()[0]["population_2"] == 1111


# Files ---------------------------------------------------------------------------------------------------------------


def test_file_that_is_not_there(refusal, areas_layer, tmp_path):
    said = refusal(JOIN, AREAS=areas_layer(), TABLE=str(tmp_path / "finns ej å.csv"))

    assert "finns ej å.csv" in said


@pytest.mark.parametrize("content", ["", "hej\n", "<!DOCTYPE html><html>Fel</html>", '{"error": "åäö"}'])
def test_file_without_a_table_is_refused_by_name(refusal, areas_layer, tmp_path, content):
    path = tmp_path / "fel å.csv"
    path.write_text(content, encoding="utf-8")

    said = refusal(JOIN, AREAS=areas_layer(), TABLE=str(path))

    assert "fel å.csv" in said


def test_windows_letters_and_excel_give_the_same(run_algorithm, areas_layer, write_csv, tmp_path):
    rows = [("0180R001", 10), ("0180R002", 20)]
    book = Workbook()
    for row in [("region", "2024"), *rows]:
        book.active.append(row)
    book.save(tmp_path / "bok å.xlsx")

    tables = (write_csv(rows), write_csv(rows, name="w.csv", encoding="cp1252"), str(tmp_path / "bok å.xlsx"))
    values = []
    for table in tables:
        run = run_algorithm(JOIN, AREAS=areas_layer(), TABLE=table)
        values.append([row[run.layer().fields().names()[5]] for row in run.rows()])

    assert values == [[10, 20, None, None, None, None]] * 3


def test_filter_picks_a_category(run_algorithm, areas_layer, tmp_path):
    path = tmp_path / "kön.csv"
    path.write_text("region,kön,2024\n0180R001,män,4\n0180R001,kvinnor,6\n", encoding="utf-8")

    run = run_algorithm(JOIN, AREAS=areas_layer(), TABLE=str(path), FILTERS="kön=kvinnor")

    assert run.rows()[0][run.layer().fields().names()[5]] == 6


def test_table_without_a_total_is_not_added_up_unasked(refusal, areas_layer, tmp_path):
    path = tmp_path / "kön.csv"
    path.write_text("region,kön,2024\n0180R001,män,4\n0180R001,kvinnor,6\n", encoding="utf-8")

    said = refusal(JOIN, AREAS=areas_layer(), TABLE=str(path))

    assert "split by kön" in said
    assert "män, kvinnor" in said
    assert "Choose one of its categories" in said


@pytest.mark.parametrize("text", ["kön", "=kvinnor", "kön kvinnor"])
def test_filter_that_is_not_understood(refusal, areas_layer, write_csv, text):
    said = refusal(JOIN, AREAS=areas_layer(), TABLE=write_csv([("0180R001", 1)]), FILTERS=text)

    assert f"The filter {text} is not understood" in said
    assert "Write dimension=category" in said


def test_json_stat_of_the_demo_is_what_the_file_says(join, demo_folder):
    """The values are read a second time here, straight from the file."""
    document = json.loads((Path(demo_folder) / TYPES_FILE).read_text(encoding="utf-8"))
    regions = document["dimension"]["Region"]["category"]["index"]
    _, measures, years = document["size"]
    index = document["dimension"]["ContentsCode"]["category"]["index"]["000008IT"]
    last = document["dimension"]["Tid"]["category"]["index"]["2024"]

    run = join(TYPES_FILE, YEAR=2024, CONTENTS="Socioekonomiskt index")

    (column,) = [name for name in run.layer().fields().names() if name.startswith(("socio", "index"))]
    for row in run.rows():
        place = regions[f"{row['regsokod']}_RegSO2025"]
        assert row[column] == document["value"][(place * measures + index) * years + last]


def test_selected_areas_get_their_own_rows_in_whatever_order_they_come(run_algorithm, layer_from_wkt, tmp_path):
    """QGIS hands a selection out in an order of its own, which differs between two passes."""
    layer = layer_from_wkt(
        "Polygon",
        [
            (f"Polygon(({n} 0, {n + 1} 0, {n + 1} 1, {n} 1, {n} 0))", {"regsokod": f"0180R{n:03d}"})
            for n in range(1, 61)
        ],
        {"regsokod": "string(20)"},
    )
    layer.selectByIds([feature.id() for feature in layer.getFeatures()][::-2])
    table = tmp_path / "tal.csv"
    table.write_text("region,2024\n" + "".join(f"0180R{n:03d},{n}\n" for n in range(61)), encoding="utf-8")
    QgsProject.instance().addMapLayer(layer, False)
    only_selected = QgsProcessingFeatureSourceDefinition(layer.id(), selectedFeaturesOnly=True)

    run = run_algorithm("regso:joinstatistics", AREAS=only_selected, TABLE=str(table))

    rows = run.rows()
    assert len(rows) == 30
    value = next(name for name in rows[0] if name not in ("regsokod", "statistics_edition", "statistics_source"))
    assert all(row[value] == int(row["regsokod"][-3:]) for row in rows)
    QgsProject.instance().removeMapLayer(layer.id())
