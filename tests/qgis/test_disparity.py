# SPDX-License-Identifier: GPL-2.0-or-later
"""Disparity through the registry: the summary straight in, other tables, standardisation, reports, refusals."""

from __future__ import annotations

from pathlib import Path

import pytest
from qgis.core import QgsFeature, QgsVectorLayer

from regso_atlas.plugin.settings import settings

NAME = "disparity"
DISPARITY = f"regso:{NAME}"
SUMMARIZE = "regso:summarizebyareatype"


@pytest.fixture
def table_layer():
    """Return what makes a table of rows: names with their types, then the rows."""

    def make(fields: dict[str, str], *rows: tuple) -> QgsVectorLayer:
        definition = "&".join(f"field={name}:{kind}" for name, kind in fields.items())
        layer = QgsVectorLayer(f"NoGeometry?{definition}", "tabell", "memory")
        features = []
        for row in rows:
            feature = QgsFeature(layer.fields())
            feature.setAttributes(list(row))
            features.append(feature)
        layer.dataProvider().addFeatures(features)
        return layer

    return make


@pytest.fixture
def types_layer(table_layer):
    """Return a table of the five types with even rates: 0.5, 0.4 … 0.1."""

    def make(*more: tuple) -> QgsVectorLayer:
        rows = [(t, 60 - 10 * t, 100) for t in (1, 2, 3, 4, 5)]
        return table_layer({"omradestyp": "integer", "antal": "double", "folkmangd": "integer"}, *rows, *more)

    return make


def measure(run, name, group=None, **where):
    rows = [
        row
        for row in run.rows()
        if row["measure"] == name
        and (group is None or row["group_name"] == group)
        and all(row[key] == value for key, value in where.items())
    ]
    assert len(rows) == 1
    return rows[0]


def test_the_summary_of_a_layer_goes_straight_in(run_algorithm, demo, tmp_path):
    summary = run_algorithm(
        SUMMARIZE, INPUT=demo("hallplatser"), AREAS=demo("omraden"), OUTPUT=str(tmp_path / "s.gpkg")
    )
    types = {row["area_type"]: row for row in summary.rows()}

    run = run_algorithm(DISPARITY, INPUT=summary["OUTPUT"])

    for area_type in (1, 2, 3, 4, 5):
        found = measure(run, "rate", str(area_type))
        assert found["value"] == pytest.approx(types[area_type]["per_1000"])
        assert found["low"] == pytest.approx(types[area_type]["per_1000_low"])
        assert found["high"] == pytest.approx(types[area_type]["per_1000_high"])
    assert run["DIFFERENCE"] == pytest.approx(types[1]["per_1000"] - types[5]["per_1000"])
    assert run["RATIO"] == pytest.approx(types[1]["per_1000"] / types[5]["per_1000"])
    assert run["GROUP_COUNT"] == 5
    assert run.warned("3 of 150", "without a type")


def test_figures_of_even_rates_by_hand(run_algorithm, types_layer):
    run = run_algorithm(DISPARITY, INPUT=types_layer(), COUNT_FIELD="antal", KIND="persons")

    assert run["DIFFERENCE"] == pytest.approx(40)
    assert run["RATIO"] == pytest.approx(5)
    assert run["SLOPE_INDEX"] == pytest.approx(50)
    assert run["RELATIVE_INDEX"] == pytest.approx(11)
    assert run["CONCENTRATION_INDEX"] == pytest.approx(-4 / 15)
    assert measure(run, "attributable_fraction")["value"] == pytest.approx(2 / 3)
    assert measure(run, "difference")["unit"] == "percentage points"
    assert measure(run, "difference")["differs"] == 1
    assert measure(run, "difference")["label"] == "Difference, worst-off minus best-off"


def test_every_row_has_a_value_or_says_why(run_algorithm, types_layer):
    run = run_algorithm(DISPARITY, INPUT=types_layer(), COUNT_FIELD="antal", KIND="amount")

    rows = run.rows()
    assert len(rows) > 50
    for row in rows:
        assert row["value"] is not None or row["note"], row
        assert (row["low"] is None) == (row["high"] is None)


def test_types_as_words_are_understood(run_algorithm, table_layer):
    layer = table_layer(
        {"omradestyp": "string", "antal": "integer", "folkmangd": "integer"},
        ("Typ 5", 10, 100), ("Områden med stora socioekonomiska utmaningar", 50, 100), ("..", 7, 100),
    )  # fmt: skip

    run = run_algorithm(DISPARITY, INPUT=layer, COUNT_FIELD="antal")

    assert run["RATIO"] == pytest.approx(5)
    assert run.warned("7 of 67", "without a type")
    assert run.warned("The groups 2, 3, 4 are missing")


def test_other_groups_are_compared_in_the_order_that_is_written(run_algorithm, table_layer):
    layer = table_layer(
        {"inkomst": "string", "tid": "double", "medelfel": "double", "personer": "integer"},
        ("Hög", 20.0, 1.0, 50), ("Låg", 31.0, 1.0, 40), ("Mellan", 24.0, 1.0, 60),
    )  # fmt: skip

    run = run_algorithm(
        DISPARITY, INPUT=layer, GROUP_FIELD="inkomst", RATE_FIELD="tid", ERROR_FIELD="medelfel",
        POPULATION_FIELD="personer", ORDER="Låg; Mellan; Hög",
    )  # fmt: skip

    assert run["DIFFERENCE"] == pytest.approx(11)
    assert measure(run, "difference")["high"] == pytest.approx(11 + 1.959964 * 2**0.5, rel=1e-6)


def test_each_value_of_a_field_is_a_comparison_of_its_own(run_algorithm, table_layer):
    layer = table_layer(
        {"vägklass": "string", "area_type": "integer", "amount": "double", "population": "integer"},
        ("Gång", 1, 4, 100), ("Gång", 5, 2, 100), ("Bil", 1, 3, 100), ("Bil", 5, 9, 100), ("Ö", 1, 3, 100),
    )  # fmt: skip

    run = run_algorithm(DISPARITY, INPUT=layer, PART_FIELD="vägklass")

    assert list(run.rows()[0]) == ["vägklass", "measure", "label", "group_name", "value", "low", "high", "unit",
                                   "differs", "method", "note"]  # fmt: skip
    assert measure(run, "ratio", vägklass="Gång")["value"] == pytest.approx(2)
    assert measure(run, "ratio", vägklass="Bil")["value"] == pytest.approx(1 / 3)
    assert run["RATIO"] is None
    assert run.warned("Ö has no measures", "at least two groups")


def test_areas_are_summed_to_types_on_request(run_algorithm, areas_layer):
    run = run_algorithm(
        DISPARITY, INPUT=areas_layer(), COUNT_FIELD="socioekonomiskt_index", KIND="amount", SUM_ROWS=True
    )
    assert run["GROUP_COUNT"] == 5


def test_rates_are_standardised_by_a_class(run_algorithm, table_layer):
    layer = table_layer(
        {"omradestyp": "integer", "ålder": "string", "fall": "integer", "folkmangd": "integer", "riket": "integer"},
        (1, "ung", 9, 900, 1), (1, "äldre", 5, 100, 1), (5, "ung", 1, 100, 1), (5, "äldre", 45, 900, 1),
    )  # fmt: skip

    run = run_algorithm(DISPARITY, INPUT=layer, COUNT_FIELD="fall", STRATUM_FIELD="ålder", STANDARD_FIELD="riket")

    assert measure(run, "rate", "1")["value"] == pytest.approx(30)
    assert measure(run, "rate", "5")["value"] == pytest.approx(30)
    assert measure(run, "crude_rate", "5")["value"] == pytest.approx(46)
    assert run["RATIO"] == pytest.approx(1)


def test_rates_are_standardised_indirectly_on_request(run_algorithm, table_layer):
    layer = table_layer(
        {"omradestyp": "integer", "ort": "string", "fall": "integer", "folkmangd": "integer"},
        (1, "tätort", 9, 900), (1, "land", 5, 100), (5, "tätort", 1, 100), (5, "land", 45, 900),
    )  # fmt: skip

    run = run_algorithm(DISPARITY, INPUT=layer, COUNT_FIELD="fall", STRATUM_FIELD="ort", STANDARDISATION="indirect")

    assert measure(run, "standardised_ratio", "1")["value"] == pytest.approx(1)
    assert run["RATIO"] == pytest.approx(1)
    assert run.warned("strictly comparable with each other only when directly standardised")


def test_wider_confidence_gives_wider_intervals(run_algorithm, types_layer):
    usual = run_algorithm(DISPARITY, INPUT=types_layer(), COUNT_FIELD="antal")
    wide = run_algorithm(DISPARITY, INPUT=types_layer(), COUNT_FIELD="antal", CONFIDENCE=99)
    for name in ("difference", "theil"):
        assert measure(wide, name)["high"] > measure(usual, name)["high"]


def test_the_report_says_it_in_words_and_numbers(run_algorithm, types_layer, tmp_path):
    path = tmp_path / "rapport.html"
    run_algorithm(DISPARITY, INPUT=types_layer(), COUNT_FIELD="antal", KIND="persons", OUTPUT_HTML=str(path))

    text = path.read_text(encoding="utf-8")
    assert "The rate is 50 in area type 1 and 10 in area type 5, percent. The difference is 40" in text
    assert "does not mean that every step is equally large" in text
    assert "Areas with major socioeconomic challenges" in text
    assert "weighted least squares on population ranks" in text
    assert "<polyline" in text
    assert "nan" not in text.lower().replace("finans", "")


def test_table_and_report_speak_swedish_where_results_do(run_algorithm, types_layer, tmp_path):
    path = tmp_path / "rapport.html"
    settings().output_language.setValue("sv")
    try:
        run = run_algorithm(DISPARITY, INPUT=types_layer(), COUNT_FIELD="antal", KIND="persons", OUTPUT_HTML=str(path))
    finally:
        settings().output_language.setValue("")
    assert measure(run, "difference")["label"] == "Skillnad, sämst minus bäst förutsättningar"
    assert measure(run, "difference")["unit"] == "procentenheter"
    text = path.read_text(encoding="utf-8")
    assert "Nivån är 50 i områdestyp 1 och 10 i områdestyp 5, procent." in text
    assert "95 procents intervall 28,6 till 51,4" in text


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({}, "Choose the field with the counts"),
        ({"COUNT_FIELD": "antal", "RATE_FIELD": "antal"}, "either counts or rates"),
        ({"COUNT_FIELD": "antal", "STANDARD_FIELD": "antal"}, "needs the field with its classes"),
        ({"COUNT_FIELD": "antal", "POPULATION_FIELD": "inget"}, "There is no field inget"),
        ({"COUNT_FIELD": "antal", "POPULATION_FIELD": "omradestyp", "KIND": "persons"}, "over 100 %"),
    ],
)
def test_what_cannot_be_measured_is_refused_in_words(refusal, types_layer, options, words):
    assert words in refusal(DISPARITY, INPUT=types_layer(), **options)


def test_a_type_on_several_rows_is_refused_with_what_to_do(refusal, types_layer):
    assert "Sum the rows of a group first" in refusal(DISPARITY, INPUT=types_layer((1, 3, 4)), COUNT_FIELD="antal")


def test_a_table_without_groups_is_refused(refusal, table_layer):
    layer = table_layer({"namn": "string", "antal": "integer"}, ("Åre", 3))
    said = refusal(DISPARITY, INPUT=layer, COUNT_FIELD="antal")
    assert "Group field" in said
    assert "namn, antal" in said


# What every algorithm must pass ---------------------------------------------------------------------------------------


def test_an_empty_table_is_refused(refusal, table_layer):
    layer = table_layer({"omradestyp": "integer", "antal": "integer", "folkmangd": "integer"})
    assert "The table is empty" in refusal(DISPARITY, INPUT=layer, COUNT_FIELD="antal")


def test_second_run_in_one_session_gives_the_same(run_algorithm, types_layer):
    layer = types_layer()
    first, second = (run_algorithm(DISPARITY, INPUT=layer, COUNT_FIELD="antal").rows() for _ in range(2))
    assert first == second


@pytest.mark.parametrize("place", ["memory:", "TEMPORARY_OUTPUT", "ut.gpkg", "Östersjön å/ut åäö.gpkg", "ut.csv"])
def test_output_goes_where_it_was_sent(run_algorithm, types_layer, tmp_path, place):
    if "." in place:
        path = Path(tmp_path) / place
        path.parent.mkdir(exist_ok=True)
        place = str(path)
    run = run_algorithm(DISPARITY, INPUT=types_layer(), COUNT_FIELD="antal", OUTPUT=place)

    assert float(measure(run, "ratio")["value"]) == pytest.approx(5)
    if "." in place:
        assert path.exists()


def test_cancel_at_any_chance_leaves_all_or_nothing(cancelled_run, types_layer, tmp_path):
    layer = types_layer()
    for chance in range(1, 30):
        path = Path(tmp_path) / f"mått {chance}.gpkg"
        run = cancelled_run(DISPARITY, chance, INPUT=layer, COUNT_FIELD="antal", OUTPUT=str(path))
        assert path.exists() == run.ok
        if run.feedback.asked < chance:
            assert run.ok
            return
    pytest.fail("the run asks so often that it was never left alone")


def test_the_input_is_left_as_it_was(run_algorithm, types_layer):
    layer = types_layer()
    before = [feature.attributes() for feature in layer.getFeatures()]
    run_algorithm(DISPARITY, INPUT=layer, COUNT_FIELD="antal")
    assert [feature.attributes() for feature in layer.getFeatures()] == before
    assert not layer.isEditable()
