# SPDX-License-Identifier: GPL-2.0-or-later
"""The index by one's own computation: real figures of Karlstad, the demo, and tables as people have them."""

from __future__ import annotations

import json
import shutil
import sqlite3
from itertools import product

import numpy as np
import pytest
from qgis.core import QgsFeature, QgsVectorLayer

COMPUTE = "regso:computeindex"
FIELDS = {"regsokod": "string(30)", "år": "integer", "v1": "double", "v2": "double", "v3": "double", "index": "double"}


@pytest.fixture
def table():
    """Make a table: rows of values in the order of the fields."""

    def make(rows, fields=FIELDS):
        parts = "&".join(f"field={name}:{kind}" for name, kind in fields.items())
        layer = QgsVectorLayer(f"NoGeometry?{parts}", "värden", "memory")
        for row in rows:
            feature = QgsFeature(layer.fields())
            feature.setAttributes(list(row))
            layer.dataProvider().addFeature(feature)
        return layer

    return make


@pytest.fixture
def demo_copy(demo_folder, tmp_path):
    """A copy of the demo: reading a GeoPackage can change its file."""
    shutil.copy(demo_folder / "demo.gpkg", tmp_path / "kopia å.gpkg")
    return tmp_path / "kopia å.gpkg"


@pytest.fixture(scope="module")
def karlstad(real_data):
    """SCB's answer for Karlstad as rows: both editions' codes in every year, with nothing where they do not fit."""
    answer = json.loads((real_data / "index" / "karlstad_TAB6586_2011-2024.json").read_text(encoding="utf-8-sig"))
    assert answer["id"] == ["Region", "ContentsCode", "Tid"]
    codes, contents, years = (list(answer["dimension"][name]["category"]["index"]) for name in answer["id"])
    values = np.array(answer["value"], dtype=object).reshape(answer["size"])
    # V1, V2, V3, index, type by SCB's codes of the contents.
    order = [contents.index(code) for code in ("000008IW", "000008IV", "000008IX", "000008IT", "000008IU")]
    return [
        (codes[i], int(years[j]), *(values[i, k, j] for k in order))
        for i, j in product(range(len(codes)), range(len(years)))
    ]


# Real figures --------------------------------------------------------------------------------------------------------


def test_karlstads_434_area_years_agree_with_the_published_index(run_algorithm, table, karlstad):
    rows = [row[:6] for row in karlstad]

    run = run_algorithm(COMPUTE, INPUT=table(rows))

    published = [row[5] is not None for row in rows]
    assert (len(rows), sum(published)) == (868, 434)
    assert [run[name] for name in ("COMPUTED", "MISSING", "COMPARED", "BEYOND_ROUNDING")] == [434, 434, 434, 0]
    oracle = np.array([row[2:5] for row in rows if row[5] is not None], dtype=float).mean(axis=1)
    found = [row["computed_index"] for row in run.rows()]
    assert [value is not None for value in found] == published
    assert [value for value in found if value is not None] == pytest.approx(oracle.tolist(), abs=1e-12)
    differences = oracle - np.array([row[5] for row in rows if row[5] is not None], dtype=float)
    assert run["MAX_DIFFERENCE"] == pytest.approx(np.abs(differences).max(), abs=1e-12)
    # A third of a tenth: three published decimals, averaged and rounded.
    assert run["MAX_DIFFERENCE"] < 0.0334
    assert any("compared with the published one in 434 areas; the largest difference is 0.033" in s for s in run.infos)
    assert "Rounding explains every difference." in run.infos
    assert run.warned("434 rows without figures stand beside one")


def test_the_demo_s_ten_years_agree_too(run_algorithm, demo_copy):
    with sqlite3.connect(demo_copy) as file:
        rows = file.execute('SELECT regsokod, ar, v1, v2, v3, "index" FROM index_2015_2024 ORDER BY fid').fetchall()
    file.close()

    run = run_algorithm(COMPUTE, INPUT=f"{demo_copy}|layername=index_2015_2024")

    written = {(row["regsokod"], row["ar"]): row for row in run.rows()}
    assert len(written) == len(rows) == 610
    for code, year, *percentages, index in rows:
        row = written[code, year]
        if index is None:
            assert (row["computed_index"], row["index_difference"]) == (None, None)
        else:
            assert row["computed_index"] == pytest.approx(sum(percentages) / 3)
            assert row["index_difference"] == pytest.approx(sum(percentages) / 3 - index)
    assert [run[name] for name in ("COMPUTED", "MISSING", "COMPARED", "BEYOND_ROUNDING")] == [600, 10, 600, 0]


def test_polygons_keep_their_geometry_and_their_fields(run_algorithm, demo_copy):
    source = f"{demo_copy}|layername=omraden"
    before = QgsVectorLayer(source, "områden", "ogr")

    run = run_algorithm(COMPUTE, INPUT=source)

    pairs = list(zip(before.getFeatures(), run.features(), strict=True))
    assert all(old.geometry().equals(new.geometry()) for old, new in pairs)
    assert all(new.attributes()[: len(old.attributes())] == old.attributes() for old, new in pairs)
    assert run.layer().crs() == before.crs()
    assert run.layer().fields().names()[-2:] == ["computed_index", "index_difference"]


# By hand -------------------------------------------------------------------------------------------------------------


def test_the_index_is_the_mean_of_the_three_and_the_difference_is_computed_less_published(run_algorithm, table):
    run = run_algorithm(COMPUTE, INPUT=table([("0180R001", 2022, 10, 20, 30, 19.5), ("0180R002", 2022, 0, 0, 1, 0.3)]))

    assert [row["computed_index"] for row in run.rows()] == [20.0, pytest.approx(1 / 3)]
    assert [row["index_difference"] for row in run.rows()] == [0.5, pytest.approx(1 / 3 - 0.3)]
    assert (run["COMPARED"], run["MAX_DIFFERENCE"], run["BEYOND_ROUNDING"]) == (2, 0.5, 1)
    assert run.warned("1 area differs by more than rounding explains (0.1): 0180R001 2022")
    assert "Rounding explains every difference." not in run.infos


def test_nothing_is_dropped_and_what_is_missing_is_counted_and_named(run_algorithm, table):
    rows = [
        ("0180R001", 2022, 10, 20, 30, None),
        ("0180R002", 2022, 10, None, 30, 20.0),
        (None, 2022, 10, 20, 30, 20.0),
        ("Riket", 2022, 10, 20, 30, 20.0),
        ("0180R003", None, 10, 20, 30, 20.0),
    ]

    run = run_algorithm(COMPUTE, INPUT=table(rows))

    assert [row["regsokod"] for row in run.rows()] == [row[0] for row in rows]
    assert [row["computed_index"] for row in run.rows()] == [20.0, None, None, None, None]
    assert (run["COMPUTED"], run["MISSING"], run["COMPARED"]) == (1, 4, 0)
    assert run["MAX_DIFFERENCE"] is None
    assert run.warned("1 area (in its years) lacks one of the three percentages", "0180R002 2022")
    assert run.warned("2 rows have codes that have neither the form", "–, Riket")
    assert run.warned("1 row has no year", "rows 5")
    assert any("could not be compared" in text for text in run.infos)


def test_without_a_published_index_there_is_nothing_to_compare(run_algorithm, table):
    fields = {name: kind for name, kind in FIELDS.items() if name != "index"}

    run = run_algorithm(COMPUTE, INPUT=table([("0180R001", 2022, 10, 20, 30)], fields))

    assert "index_difference" not in run.rows()[0]
    assert (run["COMPARED"], run["MAX_DIFFERENCE"], run["BEYOND_ROUNDING"]) == (0, None, 0)
    assert "The layer has no published index to compare with." in run.infos


def test_texts_with_decimal_comma_and_marks_are_read(run_algorithm, table):
    fields = dict.fromkeys(FIELDS, "string(20)")
    rows = [("1780R001_RegSO2025", "2024", "12,5", "20,5", "3,0", "12,0"), ("180R002", "2024", "..", "", "1", "..")]

    run = run_algorithm(COMPUTE, INPUT=table(rows, fields))

    assert [row["computed_index"] for row in run.rows()] == [12.0, None]
    assert run.rows()[0]["regsokod"] == "1780R001_RegSO2025"
    assert run.warned("lost its leading zero", "0180R002")


def test_shares_in_place_of_percentages_are_remarked_on(run_algorithm, table):
    rows = [(f"0180R{n:03}", 2022, n / 100, n / 50, n / 200, float(n)) for n in range(1, 13)]

    run = run_algorithm(COMPUTE, INPUT=table(rows))

    assert run.warned("All values of V1, V2, V3 lie between 0 and 1")
    assert run["BEYOND_ROUNDING"] == 12


@pytest.mark.parametrize("value", [-1.0, 100.1])
def test_what_is_no_percentage_is_refused_with_its_area(refusal, table, value):
    said = refusal(COMPUTE, INPUT=table([("0180R001", 2022, 10, value, 30, None)]))

    assert f"V2 has 1 value that is no percentages (0–100): 0180R001 2022: {value}" in said


# Fields --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("names", "year"),
    [
        (("v1", "v2", "v3", "index"), "year"),
        (("V1_2022", "V2_2022", "V3_2022", "socioekonomiskt_index_2022"), "ÅR"),
        (("low_standard", "pre_upper_secondary", "long_term_assistance", "socioeconomic_index"), "årtal"),
        (("låg_ekonomisk_standard", "förgymnasial_utbildning", "ekonomiskt_bistånd", "sei"), "år"),
        (
            (
                "Andelen personer med låg ekonomisk standard (oavsett ålder)",
                "Andelen med förgymnasial utbildning",
                "Andelen med ekonomiskt bistånd och/eller långtidsarbetslösa",
                "Socioekonomiskt index",
            ),
            "år",
        ),
        # As a shapefile cuts them.
        (("low_standa", "pre_upper_", "ekonomiskt", "socioekono"), "ar"),
        (("lag_ekonom", "forgymnasi", "assistance", "socioecono"), "ar"),
    ],
)
def test_fields_are_recognised_by_their_names(run_algorithm, table, names, year):
    fields = {"regsokod": "string", year: "integer", **dict.fromkeys(names, "double")}

    run = run_algorithm(COMPUTE, INPUT=table([("0180R001", 2022, 10, 20, 60, 30)], fields))

    assert (run.rows()[0]["computed_index"], run["COMPARED"]) == (30.0, 1)


def test_fields_can_be_chosen(run_algorithm, table):
    fields = {name: "string" if name == "område" else "double" for name in ("område", "a", "b", "c", "publ", "när")}

    run = run_algorithm(
        COMPUTE,
        INPUT=table([("0180R001", 10, 20, 60, 29, 2022)], fields),
        CODE_FIELD="område",
        V1_FIELD="a",
        V2_FIELD="b",
        V3_FIELD="c",
        INDEX_FIELD="publ",
        YEAR_FIELD="när",
    )

    assert (run.rows()[0]["computed_index"], run["MAX_DIFFERENCE"]) == (30.0, 1.0)


def test_a_field_that_is_lacking_is_named(refusal, table):
    fields = {name: kind for name, kind in FIELDS.items() if name != "v2"}

    said = refusal(COMPUTE, INPUT=table([("0180R001", 2022, 10, 20, 30)], fields))

    assert "recognised as pre-upper-secondary education (v2)" in said
    assert "regsokod, år, v1, v3, index" in said


def test_one_field_cannot_be_two_indicators(refusal, table):
    said = refusal(COMPUTE, INPUT=table([("0180R001", 2022, 10, 20, 30, 20)]), V1_FIELD="v2")

    assert "The field v2 cannot be both low economic standard (v1) and pre-upper-secondary education (v2)" in said


def test_several_published_indexes_are_not_guessed_between_but_do_not_stop_the_run(run_algorithm, table):
    fields = {"regsokod": "string", "v1": "double", "v2": "double", "v3": "double"}
    fields |= {"socioekonomiskt_index_2021": "double", "socioekonomiskt_index_2022": "double"}

    run = run_algorithm(COMPUTE, INPUT=table([("0180R001", 10, 20, 30, 21, 20)], fields))

    assert (run.rows()[0]["computed_index"], run["COMPARED"]) == (20.0, 0)
    assert run.warned("Several fields could hold the index", "socioekonomiskt_index_2021, socioekonomiskt_index_2022")


def test_years_without_a_field_for_the_year_are_refused(refusal, table):
    fields = {name: kind for name, kind in FIELDS.items() if name != "år"}

    said = refusal(COMPUTE, INPUT=table([("0180R001", 1, 2, 3, 2), ("0180R001", 4, 5, 6, 5)], fields))

    assert "choose the field with the year" in said


def test_a_second_run_on_its_own_output_numbers_the_new_columns(run_algorithm, table):
    first = run_algorithm(COMPUTE, INPUT=table([("0180R001", 2022, 10, 20, 30, 20)]))

    second = run_algorithm(COMPUTE, INPUT=first.layer())

    assert second.rows()[0]["computed_index_2"] == second.rows()[0]["computed_index"] == 20.0
    assert second.warned("already has a field computed_index", "computed_index_2")


def test_a_shapefile_keeps_everything_with_its_short_names(run_algorithm, demo_copy, tmp_path):
    target = str(tmp_path / "områden.shp")
    run = run_algorithm(COMPUTE, INPUT=f"{demo_copy}|layername=omraden", OUTPUT=target)

    again = run_algorithm(COMPUTE, INPUT=target)

    # The published index is called socioekono here, and is found.
    assert run.layer().fields().names()[-2:] == ["computed_i", "index_diff"]
    assert (again["COMPUTED"], again["COMPARED"], again["BEYOND_ROUNDING"]) == (60, 60, 0)
