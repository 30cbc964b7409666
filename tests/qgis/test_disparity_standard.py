# SPDX-License-Identifier: GPL-2.0-or-later
"""Rates standardised by a standard that has a table of its own: figures by hand, and standards that do not fit."""

from __future__ import annotations

import pytest

DISPARITY = "regso:disparity"
CASES = {"omradestyp": "integer", "ålder": "string(20)", "fall": "double", "folkmangd": "integer", "år": "integer"}
# Within an age both types have the same rate: 10 and 50 per 1,000. Type 1 is young, type 5 old.
ROWS = [
    (1, "ung", 9, 900, 2022), (1, "äldre", 5, 100, 2022), (5, "ung", 1, 100, 2022), (5, "äldre", 45, 900, 2022),
]  # fmt: skip
STANDARD = {"ålder": "string(20)", "folkmängd": "integer", "nivå": "double", "fall": "integer"}
# Three quarters of the standard are young; its own rates are 5 and 40 per 1,000.
RIKET = [("ung", 7500, 5, 37.5), ("äldre", 2500, 40, 100)]
ASK = {"COUNT_FIELD": "fall", "STRATUM_FIELD": "ålder"}


@pytest.fixture
def table_of(layer_from_wkt):
    def make(fields, rows):
        named = [(None, dict(zip(fields, row, strict=True))) for row in rows]
        return layer_from_wkt("NoGeometry", named, fields, crs="", name="tabell")

    return make


@pytest.fixture
def cases(table_of):
    return table_of(CASES, ROWS)


@pytest.fixture
def riket(table_of):
    return table_of({**STANDARD, "fall": "double"}, RIKET)


def values(run, measure):
    return {row["group_name"]: row["value"] for row in run.rows() if row["measure"] == measure}


def test_rates_are_weighted_by_a_standard_population_from_elsewhere(run_algorithm, cases, riket):
    run = run_algorithm(DISPARITY, INPUT=cases, STANDARD=riket, **ASK)
    # ¾ · 10 + ¼ · 50
    assert values(run, "rate") == pytest.approx({"1": 20, "5": 20})
    assert values(run, "crude_rate") == pytest.approx({"1": 14, "5": 46})
    assert run["RATIO"] == pytest.approx(1)


@pytest.mark.parametrize("fields", [{"STANDARD_RATE_FIELD": "nivå"}, {"STANDARD_COUNT_FIELD": "fall"}])
def test_observed_events_are_divided_by_those_of_a_standards_rates(run_algorithm, cases, riket, fields):
    run = run_algorithm(DISPARITY, INPUT=cases, STANDARD=riket, STANDARDISATION="indirect", **fields, **ASK)
    # expected: 900 · 5/1,000 + 100 · 40/1,000 = 8.5 of 14, and 100 · 5/1,000 + 900 · 40/1,000 = 36.5 of 46
    assert values(run, "standardised_ratio") == pytest.approx({"1": 14 / 8.5, "5": 46 / 36.5})
    row = next(r for r in run.rows() if r["measure"] == "standardised_ratio" and r["group_name"] == "1")
    # exact limits of 14 events: 7.654 and 23.490
    assert (row["low"], row["high"]) == pytest.approx((7.654 / 8.5, 23.490 / 8.5), abs=1e-3)


def test_rates_of_a_standard_are_read_in_the_unit_of_the_run(run_algorithm, cases, table_of):
    percent = table_of(STANDARD, [("ung", 1, 0.5, 0), ("äldre", 1, 4.0, 0)])
    ask = {"STANDARD_RATE_FIELD": "nivå", "STANDARDISATION": "indirect", "KIND": "persons", **ASK}
    run = run_algorithm(DISPARITY, INPUT=cases, STANDARD=percent, **ask)
    assert values(run, "standardised_ratio") == pytest.approx({"1": 14 / 8.5, "5": 46 / 36.5})


def test_every_part_has_the_same_standard(run_algorithm, table_of, riket):
    two = table_of(CASES, [*ROWS, *((kind, age, 2 * count, n, 2023) for kind, age, count, n, _ in ROWS)])
    run = run_algorithm(DISPARITY, INPUT=two, STANDARD=riket, PART_FIELD="år", **ASK)
    found = {(row["år"], row["group_name"]): row["value"] for row in run.rows() if row["measure"] == "rate"}
    assert found == pytest.approx({(2022, "1"): 20, (2022, "5"): 20, (2023, "1"): 40, (2023, "5"): 40})


def test_classes_of_two_tables_meet_as_text(run_algorithm, table_of):
    cases = table_of({**CASES, "ålder": "integer"}, [(t, 1 if age == "ung" else 2, *rest) for t, age, *rest in ROWS])
    standard = table_of({"klass": "string(9)", "antal": "double"}, [("1 ", 7500), ("2", 2500)])
    run = run_algorithm(
        DISPARITY,
        INPUT=cases,
        STANDARD=standard,
        STANDARD_CLASS_FIELD="klass",
        STANDARD_POPULATION_FIELD="antal",
        **ASK,
    )
    assert values(run, "rate") == pytest.approx({"1": 20, "5": 20})


def test_a_class_that_the_table_does_not_have_is_told(run_algorithm, cases, table_of):
    more = table_of({**STANDARD, "fall": "double"}, [*RIKET, ("äldst", 900, 90, 81)])
    run = run_algorithm(DISPARITY, INPUT=cases, STANDARD=more, **ASK)
    assert values(run, "rate") == pytest.approx({"1": 20, "5": 20})
    assert run.warned("The standard has the classes äldst")


def test_the_report_shows_the_standard(run_algorithm, cases, riket, tmp_path):
    path = tmp_path / "rapport.html"
    run_algorithm(DISPARITY, INPUT=cases, STANDARD=riket, OUTPUT_HTML=str(path), **ASK)
    assert "ung: 7500; äldre: 2500" in path.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("rows", "more", "said"),
    [
        (RIKET[:1], {}, "The standard lacks the classes äldre"),
        (RIKET[:1], {"STANDARDISATION": "indirect", "STANDARD_RATE_FIELD": "nivå"}, "lacks the classes äldre"),
        ([*RIKET, ("ung", 1, 1, 1)], {}, "classes ung on several rows"),
        ([*RIKET, (None, 1, 1, 1)], {}, "1 row of the standard has no class"),
        ([RIKET[0], ("äldre", None, 1, 1)], {}, "folkmängd is missing, negative or no number in the classes äldre"),
        ([RIKET[0], ("äldre", -3, 1, 1)], {}, "folkmängd is missing, negative or no number in the classes äldre"),
        ([RIKET[0], ("äldre", 0, 1, 1)], {"STANDARDISATION": "indirect", "STANDARD_COUNT_FIELD": "fall"},
         "Nobody of the standard lives in the classes äldre"),
        (RIKET, {"STANDARDISATION": "indirect"}, "needs the standard's rate by class"),
        (RIKET, {"STANDARD_FIELD": "folkmangd"}, "There are two standards"),
        (RIKET, {"STRATUM_FIELD": None}, "needs the field with its classes"),
        (RIKET, {"STRATUM_FIELD": "år"}, "The standard has no field år"),
        (RIKET, {"STANDARD_CLASS_FIELD": "inget"}, "no field inget"),
        ([], {}, "The standard is empty"),
    ],
)  # fmt: skip
def test_a_standard_that_does_not_fit_is_refused_in_words(refusal, cases, table_of, rows, more, said):
    standard = table_of({**STANDARD, "fall": "double"}, rows)
    assert said in refusal(DISPARITY, INPUT=cases, STANDARD=standard, **{**ASK, **more})


def test_fields_of_a_standard_without_its_table_are_refused(refusal, cases):
    assert "no table with it" in refusal(DISPARITY, INPUT=cases, STANDARD_RATE_FIELD="nivå", **ASK)


def test_a_standard_without_a_population_is_refused_where_one_is_needed(refusal, cases, table_of):
    standard = table_of({"ålder": "string(20)", "nivå": "double"}, [("ung", 5), ("äldre", 40)])
    assert "needs the standard's population" in refusal(DISPARITY, INPUT=cases, STANDARD=standard, **ASK)
