# SPDX-License-Identifier: GPL-2.0-or-later
"""Types by one's own computation and own grades: SCB's types of Karlstad reproduced, the demo, and what is refused."""

from __future__ import annotations

import json
import shutil
import statistics
from itertools import product
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from qgis.core import QgsFeature, QgsProcessingOutputLayerDefinition, QgsProject, QgsVectorLayer

from regso_atlas.plugin.core.cut_ranges import ranges_of_cut_points

CLASSIFY = "regso:classifyareatypes"
FIELDS = {
    "regsokod": "string(30)",
    "år": "integer",
    "v1": "double",
    "v2": "double",
    "v3": "double",
    "index": "double",
    "områdestyp": "integer",
}
INDEX_ONLY = {"regsokod": "string", "index": "double", "områdestyp": "integer", "folkmängd": "integer"}
OWN = {"SCOPE": "own", "REGION": "Värmland"}
KARLSTAD = Path("index", "karlstad_TAB6586_2011-2024.json")


@pytest.fixture
def table():
    """Make a table: rows of values in the order of the fields, the rest empty."""

    def make(rows, fields=FIELDS):
        parts = "&".join(f"field={name}:{kind}" for name, kind in fields.items())
        layer = QgsVectorLayer(f"NoGeometry?{parts}", "värden", "memory")
        for row in rows:
            feature = QgsFeature(layer.fields())
            feature.setAttributes([*row, *[None] * (len(fields) - len(row))])
            layer.dataProvider().addFeature(feature)
        return layer

    return make


@pytest.fixture
def indexed(table):
    """Make a table with an index only, for one kommun."""

    def make(*values, types=(), people=()):
        rows = [
            (f"1780R{n:03}", value, *(types[n - 1 : n] or [None]), *(people[n - 1 : n] or [None]))
            for n, value in enumerate(values, start=1)
        ]
        return table(rows, INDEX_ONLY)

    return make


@pytest.fixture
def demo_copy(demo_folder, tmp_path):
    """A copy of the demo: reading a GeoPackage can change its file."""
    shutil.copy(demo_folder / "demo.gpkg", tmp_path / "kopia å.gpkg")
    return tmp_path / "kopia å.gpkg"


@pytest.fixture(scope="module")
def karlstad(real_data):
    """SCB's answer for Karlstad: code (with the suffix of its edition), year, V1, V2, V3, index, type."""
    answer = json.loads((real_data / KARLSTAD).read_text(encoding="utf-8-sig"))
    codes, contents, years = (list(answer["dimension"][name]["category"]["index"]) for name in answer["id"])
    values = np.array(answer["value"], dtype=object).reshape(answer["size"])
    order = [contents.index(code) for code in ("000008IW", "000008IV", "000008IX", "000008IT", "000008IU")]
    return [
        (codes[i], int(years[j]), *(values[i, k, j] for k in order))
        for i, j in product(range(len(codes)), range(len(years)))
    ]


# SCB's types reproduced ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("origin", ["auto", "indicators", "index"])
def test_the_country_s_mean_and_deviation_of_2022_give_karlstad_scb_s_types(run_algorithm, table, karlstad, origin):
    run = run_algorithm(CLASSIFY, INPUT=table(karlstad), YEAR=2022, MEAN=9.10, SD=5.47, INDEX_FROM=origin)

    published = {row[0]: row[6] for row in karlstad if row[1] == 2022 and row[6] is not None}
    found = {row["regsokod"]: row["computed_area_type"] for row in run.rows() if row["computed_area_type"]}
    assert found == published
    assert (len(published), run["CLASSIFIED"], run["COMPARED"], run["SAME"]) == (31, 31, 31, 31)
    # The rows of the 2025 edition have nothing in 2022.
    assert (len(run.rows()), run["MISSING"]) == (62, 31)
    assert "2022: 31 of 31 areas got the type that SCB has published." in run.infos


@pytest.mark.parametrize("year", [year for year in range(2011, 2025) if year != 2022])
def test_one_mean_and_one_deviation_reproduce_all_published_types(run_algorithm, table, karlstad, year):
    frame = pd.DataFrame([row for row in karlstad if row[1] == year and row[6] is not None]).set_index(0)
    index, types = frame[[2, 3, 4]].astype(float).mean(axis=1), frame[6].astype(int)
    # Computed from V1-V3 the index needs no allowance for rounding.
    mean, deviation = ranges_of_cut_points(index, types, rounding=0).example

    run = run_algorithm(CLASSIFY, INPUT=table(karlstad), YEAR=year, MEAN=mean, SD=deviation, OUTPUT_CUTS="memory:")

    found = {row["regsokod"]: row["computed_area_type"] for row in run.rows() if row["computed_area_type"]}
    assert found == types.to_dict()
    assert (run["COMPARED"], run["SAME"]) == (31, 31)
    [cuts] = run.rows("OUTPUT_CUTS")
    assert cuts["mean_from"] < mean < cuts["mean_to"]
    assert cuts["sd_from"] < deviation < cuts["sd_to"]
    assert any(f"{year}: A mean between" in text and "all 31 areas their published type" in text for text in run.infos)


def test_the_published_index_of_2012_cannot_tell_two_areas_apart_that_the_percentages_can(
    run_algorithm, table, karlstad
):
    frame = pd.DataFrame([row for row in karlstad if row[1] == 2012 and row[6] is not None]).set_index(0)
    mean, deviation = ranges_of_cut_points(frame[[2, 3, 4]].astype(float).mean(axis=1), frame[6], rounding=0).example

    same = {
        origin: run_algorithm(CLASSIFY, INPUT=table(karlstad), YEAR=2012, MEAN=mean, SD=deviation, INDEX_FROM=origin)
        for origin in ("indicators", "index")
    }

    assert same["indicators"]["SAME"] == 31
    assert same["index"]["SAME"] == 30
    said = " ".join(same["index"].infos)
    assert "1 area got another type, 1 of them within the rounding" in said
    assert "1780R009" in said or "1780R022" in said


# By hand -------------------------------------------------------------------------------------------------------------


def test_types_distances_and_what_if_by_hand(run_algorithm, indexed):
    run = run_algorithm(
        CLASSIFY, INPUT=indexed(20.04, 14.6, 9.0, 3.0, None, types=(1, 2, 3, 5)), YEAR=2022, MEAN=9.10, SD=5.47
    )

    rows = run.rows()
    assert [row["index_used"] for row in rows] == [20.04, 14.6, 9.0, 3.0, None]
    assert [row["computed_area_type"] for row in rows] == [1, 2, 4, 5, 0]
    assert [row["nearest_cut"] for row in rows] == [*map(pytest.approx, (20.04, 14.57, 9.10, 3.63)), None]
    assert [row["distance"] for row in rows] == [
        *(pytest.approx(value, abs=1e-9) for value in (0, 0.03, -0.1, -0.63)),
        None,
    ]
    assert rows[3]["distance_sd"] == pytest.approx(-0.63 / 5.47)
    assert [row["other_side"] for row in rows] == [2, 3, 3, 4, 0]
    assert [row["near_cut"] for row in rows] == [1, 1, 0, 0, 0]
    # 0.1 SD = 0.547: upwards the cuts are 20.587, 15.117, 9.647, 4.177, downwards 19.493, 14.023, 8.553, 3.083.
    assert [row["cuts_up"] for row in rows] == [2, 3, 4, 5, 0]
    assert [row["cuts_down"] for row in rows] == [1, 2, 3, 5, 0]
    assert [row["changes"] for row in rows] == [1, 1, 1, 0, 0]
    numbers = {"CLASSIFIED": 4, "MISSING": 1, "NEAR_CUT": 2, "CHANGES": 3, "COMPARED": 4, "SAME": 3}
    assert {name: run[name] for name in numbers} == numbers
    assert rows[0]["computed_label"] == "Areas with major socioeconomic challenges (own computation)"
    assert rows[4]["computed_label"] == "No data"


def test_another_move_changes_other_areas(run_algorithm, indexed):
    far, none = (
        run_algorithm(CLASSIFY, INPUT=indexed(9.0, 3.0), YEAR=2022, MEAN=9.10, SD=5.47, MOVE=move) for move in (0.2, 0)
    )

    assert (far["CHANGES"], none["CHANGES"]) == (2, 0)


def test_an_own_grading_takes_the_mean_of_its_areas_and_is_never_called_a_type(run_algorithm, indexed):
    # The textbook's example: mean 5, standard deviation 2.
    source = indexed(2.0, 4.0, 4.0, 4.0, 5.0, 5.0, 7.0, 9.0, types=(5, 5, 5, 5, 4, 4, 4, 3))

    run = run_algorithm(CLASSIFY, INPUT=source, YEAR=2022, OUTPUT_CUTS="memory:", **OWN)

    assert [row["own_grade"] for row in run.rows()] == [5, 4, 4, 4, 3, 3, 2, 1]
    assert run.rows()[7]["own_label"] == "Own grade 1, Värmland (highest index)"
    new = set(run.rows()[0]) - set(INDEX_ONLY)
    assert not any("type" in name for name in new)
    assert not any("type" in str(row[name]) for row in run.rows() for name in new)
    # Grades are no types: there is nothing to compare, though the layer has SCB's types.
    assert (run["COMPARED"], run["SAME"]) == (0, 0)
    [cuts] = run.rows("OUTPUT_CUTS")
    expected = {"year": 2022, "scope": "own", "region": "Värmland", "mean": 5.0, "standard_deviation": 2.0}
    expected |= {"divisor": "n", "weighted": 0, "area_count": 8, "missing_count": 0}
    expected |= {"cut_4_5": 3.0, "cut_3_4": 5.0, "cut_2_3": 7.0, "cut_1_2": 9.0, "compared": None, "same": None}
    expected |= dict.fromkeys(("mean_from", "mean_to", "sd_from", "sd_to"))
    assert cuts == expected
    assert any("Own grading of Värmland 2022" in text and "not SCB's area types" in text for text in run.infos)


def test_divisor_and_weights_are_those_asked_for(run_algorithm, indexed):
    source = indexed(2.0, 10.0, 50.0, people=(3000, 1000, None))

    sample = run_algorithm(CLASSIFY, INPUT=source, YEAR=2022, DIVISOR="n - 1", OUTPUT_CUTS="memory:", **OWN)
    weighted = run_algorithm(CLASSIFY, INPUT=source, YEAR=2022, WEIGHTED=True, OUTPUT_CUTS="memory:", **OWN)

    [row] = sample.rows("OUTPUT_CUTS")
    assert (row["divisor"], row["standard_deviation"]) == ("n - 1", pytest.approx(statistics.stdev([2, 10, 50])))
    # 3 of 4 people live at 2 and 1 at 10: mean 4, variance 12. Who lives at 50 is not known.
    [row] = weighted.rows("OUTPUT_CUTS")
    assert (row["mean"], row["standard_deviation"]) == (4.0, pytest.approx(12**0.5))
    assert (row["weighted"], row["area_count"], row["missing_count"]) == (1, 2, 1)
    assert any("an own choice, other than SCB's rule" in text for text in weighted.infos)


def test_a_region_is_cut_out_by_code_and_the_others_stay_without_a_grade(run_algorithm, table):
    rows = [("2081R001", 2.0), ("2080R001", 4.0), ("0180R001", 99.0), (None, 50.0)]

    run = run_algorithm(
        CLASSIFY, INPUT=table(rows, INDEX_ONLY), YEAR=2022, SCOPE="own", REGION="Dalarna", REGION_CODES="20, 2081"
    )

    # Mean 3, deviation 1: Stockholm's 99 plays no part.
    assert [(row["nearest_cut"], row["own_grade"]) for row in run.rows()] == [
        (2, 4),
        (4, 2),
        (None, None),
        (None, None),
    ]
    assert run.rows()[2]["own_label"] is None
    assert (run["CLASSIFIED"], run["MISSING"]) == (2, 2)


# The whole country ---------------------------------------------------------------------------------------------------


@pytest.fixture
def country(table):
    """3,363 made areas in two years; the second year's index is one and a half times the first one's."""
    values = np.random.default_rng(2022).gamma(2.8, 3.3, 3363).round(1)
    values[:20] = np.nan
    fields = {"regsokod": "string", "år": "integer", "index": "double"}
    rows = [
        (f"{100 + n // 9:04}R{n % 9:03}", year, None if np.isnan(value) else float(value * factor))
        for year, factor in ((2021, 1), (2022, 1.5))
        for n, value in enumerate(values)
    ]
    return values[20:], table(rows, fields)


def test_every_year_of_the_country_has_its_own_cut_points(run_algorithm, country):
    values, source = country

    run = run_algorithm(CLASSIFY, INPUT=source, OUTPUT_CUTS="memory:")

    first, second = run.rows("OUTPUT_CUTS")
    assert (first["year"], second["year"]) == (2021, 2022)
    assert first["mean"] == pytest.approx(values.mean())
    assert first["standard_deviation"] == pytest.approx(values.std())
    assert second["mean"] == pytest.approx(1.5 * values.mean())
    assert (first["area_count"], first["missing_count"], first["scope"]) == (3343, 20, "country")
    # The types are relative: what grew alike everywhere has the same types.
    types = {year: [r["computed_area_type"] for r in run.rows() if r["år"] == year] for year in (2021, 2022)}
    assert types[2021] == types[2022]
    cuts = values.mean() + values.std() * np.array([-1, 0, 1, 2])
    assert types[2021][20:] == (5 - np.searchsorted(cuts, values, side="right")).tolist()
    assert (run["CLASSIFIED"], run["MISSING"]) == (6686, 40)
    assert any("the country's mean" in text and "not SCB's published types" in text for text in run.infos)


def test_too_few_areas_for_the_country_are_refused_but_what_their_types_allow_is_said(refusal, demo_copy):
    said = refusal(CLASSIFY, INPUT=f"{demo_copy}|layername=index_2015_2024")

    assert "the whole country (3363 areas), but only 60 areas" in said
    assert "State the country's mean and standard deviation, or choose an own grading" in said


# The demo ------------------------------------------------------------------------------------------------------------


def test_ten_years_of_the_demo_are_graded_as_pandas_would(run_algorithm, demo_copy):
    source = QgsVectorLayer(f"{demo_copy}|layername=index_2015_2024", "index", "ogr")
    rows = [(f["regsokod"], f["ar"], f["v1"], f["v2"], f["v3"]) for f in source.getFeatures()]
    frame = pd.DataFrame(rows, columns=["code", "year", "v1", "v2", "v3"])
    frame["index"] = frame[["v1", "v2", "v3"]].apply(pd.to_numeric, errors="coerce").mean(axis=1, skipna=False)
    by_year = frame.groupby("year")["index"]

    run = run_algorithm(CLASSIFY, INPUT=source, SCOPE="own", REGION="Fantasilän", OUTPUT_CUTS="memory:")

    cuts = pd.DataFrame(run.rows("OUTPUT_CUTS")).set_index("year")
    assert cuts["mean"].to_dict() == pytest.approx(by_year.mean().to_dict())
    assert cuts["standard_deviation"].to_dict() == pytest.approx(by_year.std(ddof=0).to_dict())
    z = (frame["index"] - by_year.transform("mean")) / by_year.transform(lambda x: x.std(ddof=0))
    grades = np.where(z.isna(), 0, 5 - np.searchsorted([-1, 0, 1, 2], z, side="right"))
    assert [row["own_grade"] for row in run.rows()] == grades.tolist()
    assert (run["CLASSIFIED"], run["MISSING"]) == (600, 10)


def test_one_year_is_picked_and_the_others_are_left_out_and_said(run_algorithm, demo_copy):
    run = run_algorithm(CLASSIFY, INPUT=f"{demo_copy}|layername=index_2015_2024", YEAR=2020, **OWN)

    assert {row["ar"] for row in run.rows()} == {2020}
    assert len(run.rows()) == 61
    assert "61 rows are of 2020; the other 549 are left out." in run.infos


def test_polygons_get_the_five_colours_and_labels_that_are_not_scb_s(run_algorithm, demo_copy):
    source = f"{demo_copy}|layername=omraden"

    layer = finished(run_algorithm, source, YEAR=2024, SCOPE="own", REGION="Fantasilän")

    categories = layer.renderer().categories()
    assert layer.renderer().classAttribute() == "own_grade"
    colors = [category.symbol().color().name() for category in categories[:5]]
    assert colors == ["#b35806", "#f1a340", "#e6dfc8", "#998ec3", "#542788"]
    assert [category.label() for category in categories] == [
        "Own grade 1, Fantasilän (highest index)",
        "Own grade 2, Fantasilän",
        "Own grade 3, Fantasilän",
        "Own grade 4, Fantasilän",
        "Own grade 5, Fantasilän (lowest index)",
        "No data",
    ]
    assert layer.metadata().title().endswith("not SCB's area types")
    assert layer.attributeAlias(layer.fields().lookupField("own_grade")) == "Own grade (no area type)"


def test_computed_types_are_told_from_published_ones_in_legend_title_and_alias(run_algorithm, demo_copy):
    layer = finished(run_algorithm, f"{demo_copy}|layername=omraden", YEAR=2024, MEAN=9.1, SD=5.0)

    labels = [category.label() for category in layer.renderer().categories()]
    assert labels[0] == "1 Areas with major socioeconomic challenges (own computation)"
    assert all(text.endswith("(own computation)") for text in labels[:5])
    assert layer.metadata().title().endswith("not SCB's published types")
    assert "were stated, not computed" in layer.metadata().abstract()
    assert layer.attributeAlias(layer.fields().lookupField("computed_area_type")) == "Computed area type (not SCB's)"


def finished(run_algorithm, source, **more) -> QgsVectorLayer:
    """Run with a result for the project, and let QGIS's last step do its work."""
    target = QgsProcessingOutputLayerDefinition("TEMPORARY_OUTPUT", QgsProject.instance())
    run = run_algorithm(CLASSIFY, INPUT=source, OUTPUT=target, **more)
    [details] = run.context.layersToLoadOnCompletion().values()
    layer = run.layer()
    details.postProcessor().postProcessLayer(layer, run.context, run.feedback)
    return layer.clone()


# Where the index comes from ------------------------------------------------------------------------------------------


def test_auto_takes_the_percentages_and_falls_back_on_the_index_where_they_are_empty(run_algorithm, table):
    full = [("1780R001", 2022, 10.0, 20.0, 30.0, 19.9), ("1780R002", 2022, 1.0, 2.0, 3.0, 2.1)]
    empty = [(code, year, None, None, None, index) for code, year, *_, index in full]

    computed, taken = (run_algorithm(CLASSIFY, INPUT=table(rows), **OWN) for rows in (full, empty))

    assert [row["index_used"] for row in computed.rows()] == [20.0, 2.0]
    assert [row["index_used"] for row in taken.rows()] == [19.9, 2.1]
    assert "The index is computed from the three percentages V1, V2 and V3." in computed.infos
    assert any("The index is taken from its field" in text for text in taken.infos)


def test_the_output_of_the_other_algorithm_can_be_classified(run_algorithm, table):
    fields = {"regsokod": "string", "computed_index": "double"}

    run = run_algorithm(CLASSIFY, INPUT=table([("1780R001", 2.0), ("1780R002", 4.0)], fields), YEAR=2022, **OWN)

    assert [row["own_grade"] for row in run.rows()] == [4, 2]


def test_indicators_that_are_not_there_are_refused(refusal, indexed):
    said = refusal(CLASSIFY, INPUT=indexed(1.0, 2.0), YEAR=2022, INDEX_FROM="indicators", **OWN)

    assert "The three percentages are not all there" in said


def test_neither_index_nor_percentages_is_refused(refusal, table):
    said = refusal(CLASSIFY, INPUT=table([("1780R001", 5)], {"regsokod": "string", "x": "double"}), YEAR=2022, **OWN)

    assert "neither a field that is recognised as index nor the three percentages" in said


def test_an_index_given_as_a_share_is_remarked_on(run_algorithm, indexed):
    run = run_algorithm(CLASSIFY, INPUT=indexed(*[n / 100 for n in range(1, 13)]), YEAR=2022, MEAN=9.1, SD=5.47)

    assert run.warned("All values of index lie between 0 and 1")


def test_the_year_can_stand_in_the_field_s_name(run_algorithm, table):
    fields = {"regsokod": "string", "socioekonomiskt_index_2019": "double"}

    run = run_algorithm(
        CLASSIFY, INPUT=table([("1780R001", 2.0), ("1780R002", 4.0)], fields), OUTPUT_CUTS="memory:", **OWN
    )

    assert run.rows("OUTPUT_CUTS")[0]["year"] == 2019


# What is refused -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("parameters", "said"),
    [
        ({"YEAR": 2022}, "the whole country (3363 areas), but only 3 areas have one"),
        ({"YEAR": 2022, "SCOPE": "own"}, "An own grading needs the name of its region"),
        ({"YEAR": 2022, "MEAN": 9.1}, "belong together. State both"),
        ({"YEAR": 2022, "MEAN": 9.1, "SD": 0}, "greater than zero"),
        ({"YEAR": 2022, "MEAN": 9.1, "SD": 5.47, "REGION_CODES": "17"}, "Codes of a region belong to an own grading"),
        ({"YEAR": 2022, **OWN, "REGION_CODES": "Värmland"}, "Värmland are no codes of län"),
        ({"YEAR": 2022, **OWN, "REGION_CODES": "17, 25"}, "No area's code begins with 25"),
        ({"YEAR": 2022, **OWN, "REGION_CODES": "1780R001"}, "at least two areas with different index values"),
        ({"YEAR": 2022, **OWN, "MEAN": 9.1, "SD": 5.47, "WEIGHTED": True}, "are not weighted here"),
        ({"YEAR": 2022, "MEAN": 9.1, "SD": 5.47, "INDEX_FIELD": "okänt"}, "There is no field okänt"),
        ({**OWN}, "Nothing says which year the figures are of"),
    ],
)
def test_what_cannot_be_classified_is_refused_and_says_why(refusal, indexed, parameters, said):
    assert said in refusal(CLASSIFY, INPUT=indexed(1.0, 5.0, 9.0), **parameters)


def test_weights_of_the_country_are_refused(refusal, country):
    rows = [(f["regsokod"], f["index"], None, 100) for f in country[1].getFeatures() if f["år"] == 2021]
    layer = QgsVectorLayer("NoGeometry?field=regsokod:string&field=index:double&field=folkmängd:integer", "x", "memory")
    for code, index, _, people in rows:
        feature = QgsFeature(layer.fields())
        feature.setAttributes([code, index, people])
        layer.dataProvider().addFeature(feature)

    assert "does not weight the areas by population" in refusal(CLASSIFY, INPUT=layer, YEAR=2021, WEIGHTED=True)


def test_weights_without_a_population_are_refused(refusal, table):
    source = table([("1780R001", 1.0), ("1780R002", 2.0)], {"regsokod": "string", "index": "double"})

    said = refusal(CLASSIFY, INPUT=source, YEAR=2022, WEIGHTED=True, **OWN)

    assert "recognised as population (folkmängd)" in said


def test_stated_values_for_several_years_are_refused(refusal, demo_copy):
    said = refusal(CLASSIFY, INPUT=f"{demo_copy}|layername=index_2015_2024", MEAN=9.1, SD=5.47)

    assert "belong to one year, and the rows are of 2015, 2016" in said


def test_a_year_that_is_not_there_is_refused_with_those_that_are(refusal, demo_copy):
    said = refusal(CLASSIFY, INPUT=f"{demo_copy}|layername=index_2015_2024", YEAR=2010, **OWN)

    assert "There are no rows of 2010; the years are 2015, 2016" in said


def test_deso_are_graded_but_are_not_the_country(run_algorithm, refusal, table):
    source = table([("0180C4040", 2.0), ("0180C4050", 4.0)], {"desokod": "string", "index": "double"})

    assert [row["own_grade"] for row in run_algorithm(CLASSIFY, INPUT=source, YEAR=2024, **OWN).rows()] == [4, 2]
    assert "the rows are DeSO" in refusal(CLASSIFY, INPUT=source, YEAR=2024)
    stated = run_algorithm(CLASSIFY, INPUT=source, YEAR=2024, MEAN=9.1, SD=5.47)
    assert stated.warned("SCB has area types for RegSO only")
