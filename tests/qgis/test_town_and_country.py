# SPDX-License-Identifier: GPL-2.0-or-later
"""Town and country through the registry: the summary by class, its warning, its place in the report, refusals."""

from __future__ import annotations

from typing import Any

import pytest

from regso_atlas.plugin.settings import settings

SUMMARIZE = "regso:summarizebyareatype"
DISPARITY = "regso:disparity"


def square(code: str, x: int, area_type: int, people: int, **more: Any) -> dict[str, Any]:
    """Return a square of 1 km² in a row of them."""
    wkt = f"Polygon(({x} 0, {x + 1} 0, {x + 1} 1, {x} 1, {x} 0))"
    return {"code": code, "wkt": wkt, "area_type": area_type, "population": people, **more}


@pytest.fixture
def town_and_country_layer(areas_layer):
    """Type 1 in town (2,000) and country (200), type 5 in town (1,600) and in the country five times (200 each)."""

    def make(**options: Any) -> Any:
        rows = [
            square("0180R001", 0, 1, 2000, ort="Tätort Ö"),
            square("0180R002", 1, 1, 200, ort="landet"),
            square("0180R003", 2, 5, 1600, ort="Tätort Ö"),
            *(square(f"0180R{4 + n:03d}", 3 + n, 5, 200, ort="landet" if n else None) for n in range(5)),
        ]
        return areas_layer(rows, fields={"ort": "string"}, **options)

    return make


@pytest.fixture
def points_layer(layer_from_wkt):
    """Return points: one for each 100 people in town, and 20 for each 100 in the country."""

    def make() -> Any:
        places = [0.5] * 20 + [1.5] * 40 + [2.5] * 16 + [3.5 + n for n in range(5) for _ in range(40)]
        return layer_from_wkt("Point", [(f"Point({x} 0.5)", {}) for x in places], {}, name="brunnar åäö")

    return make


def test_every_class_has_every_type_and_the_sums_are_those_of_the_summary(
    run_algorithm, town_and_country_layer, points_layer
):
    run = run_algorithm(SUMMARIZE, INPUT=points_layer(), AREAS=town_and_country_layer(), OUTPUT_STRATA="memory:")
    rows = run.rows("OUTPUT_STRATA")
    assert [row["stratum"] for row in rows] == ["dense"] * 6 + ["medium"] * 6 + ["sparse"] * 6
    found = {(row["stratum"], row["area_type"]): row for row in rows}
    assert found["dense", 1]["amount"] == 20
    assert found["dense", 1]["per_1000"] == pytest.approx(10)
    assert found["sparse", 5]["amount"] == 200
    assert found["sparse", 5]["area_count"] == 5
    for kind, row in ((row["area_type"], row) for row in run.rows() if row["area_type"] >= 0):
        for name in ("amount", "population", "area_count"):
            assert sum(row[name] for (_, t), row in found.items() if t == kind) == row[name]


def test_the_reader_is_warned_in_log_and_report(run_algorithm, town_and_country_layer, points_layer, tmp_path):
    report = tmp_path / "rapport.html"
    run = run_algorithm(SUMMARIZE, INPUT=points_layer(), AREAS=town_and_country_layer(), OUTPUT_HTML=str(report))
    # type 1: 60 on 2,200, type 5: 216 on 2,600; in town both have 10 per 1,000, in the country both 200
    warning = next(text for text in run.warnings if "town and country" in text)
    assert "between area type 1 and area type 5 is mostly one of town and country: it is -55.8 per 1,000" in warning
    page = report.read_text(encoding="utf-8")
    assert page.count("mostly one of town and country") == 2
    assert "Standardised" in page
    assert "The difference between type 1 and type 5 is" in page


def test_the_section_speaks_the_language_of_results(run_algorithm, town_and_country_layer, points_layer, tmp_path):
    report = tmp_path / "rapport.html"
    settings().output_language.setValue("sv")
    try:
        run_algorithm(SUMMARIZE, INPUT=points_layer(), AREAS=town_and_country_layer(), OUTPUT_HTML=str(report))
    finally:
        settings().output_language.setValue("")
    page = report.read_text(encoding="utf-8")
    section = page[page.index("Skillnader mellan områdestyperna") : page.index("<h2>Metod")]
    for words in ("Kvot, sämst", "Stad och land", "Minst 1 500 invånare per km²", "är mest en mellan stad och land"):
        assert words in page
    assert not [word for word in ("Difference", " the ", "inhabitants", "interval ", "minus rate") if word in section]


def test_a_field_of_the_areas_gives_the_classes(run_algorithm, town_and_country_layer, points_layer):
    run = run_algorithm(
        SUMMARIZE,
        INPUT=points_layer(),
        AREAS=town_and_country_layer(),
        STRATUM_FIELD="ort",
        OUTPUT_STRATA="memory:",
    )
    rows = run.rows("OUTPUT_STRATA")
    assert list(dict.fromkeys(row["stratum"] for row in rows)) == ["Tätort Ö", "landet", None]
    assert sum(row["amount"] for row in rows if row["stratum"] == "landet") == 200
    assert any("1 area has no class of town and country" in text for text in run.warnings)


def test_deso_are_split_by_the_letter_in_their_code(run_algorithm, areas_layer, points_layer):
    codes = ("0180C1010", "0180A0020", "0180C1030")
    areas = areas_layer([square(code, at, 1 if at < 2 else 5, 900) for at, code in enumerate(codes)])
    run = run_algorithm(SUMMARIZE, INPUT=points_layer(), AREAS=areas, OUTPUT_STRATA="memory:")
    rows = {(row["stratum"], row["area_type"]): row for row in run.rows("OUTPUT_STRATA")}
    assert [rows["C", 1]["amount"], rows["A", 1]["amount"], rows["C", 5]["amount"]] == [20, 40, 16]
    assert rows["B", 1]["area_count"] == 0


def test_the_table_goes_into_disparity_as_classes_and_as_parts(
    run_algorithm, town_and_country_layer, points_layer, tmp_path
):
    path = str(tmp_path / "klasser.gpkg")
    run_algorithm(SUMMARIZE, INPUT=points_layer(), AREAS=town_and_country_layer(), OUTPUT_STRATA=path)
    within = run_algorithm(DISPARITY, INPUT=path, STRATUM_FIELD="stratum", COMMON_CLASSES=True)
    assert within.results["RATIO"] == pytest.approx(1)
    assert any("mostly one of stratum" in text for text in within.warnings)
    split = run_algorithm(DISPARITY, INPUT=path, PART_FIELD="stratum")
    ratios = {row["stratum"]: row["value"] for row in split.rows() if row["measure"] == "ratio"}
    assert ratios == pytest.approx({"dense": 1, "sparse": 1})


def test_hidden_counts_are_hidden_by_class_too(run_algorithm, town_and_country_layer, layer_from_wkt):
    points = [(f"Point({x} 0.5)", {}) for x in [0.5] * 9 + [1.5] * 2 + [2.5] * 9 + [3.5] * 9 + [4.5] * 9]
    run = run_algorithm(
        SUMMARIZE,
        INPUT=layer_from_wkt("Point", points, {}),
        AREAS=town_and_country_layer(),
        MIN_COUNT=5,
        OUTPUT_STRATA="memory:",
        OUTPUT_AREAS="memory:",
    )
    hidden = {row["code"] for row in run.rows("OUTPUT_AREAS") if row["amount"] is None}
    assert "0180R002" in hidden
    rows = {(row["stratum"], row["area_type"]): row["amount"] for row in run.rows("OUTPUT_STRATA")}
    assert rows["sparse", 1] is None
    # The other area of type 1 would give it away.
    assert rows["dense", 1] is None


def test_nothing_is_asked_nothing_is_said(run_algorithm, town_and_country_layer, points_layer):
    run = run_algorithm(SUMMARIZE, INPUT=points_layer(), AREAS=town_and_country_layer(), TOWN_AND_COUNTRY="none")
    assert not any("town and country" in text for text in run.warnings)
    assert "OUTPUT_STRATA" not in run.results


def test_classes_that_cannot_be_told_are_refused(refusal, town_and_country_layer, points_layer):
    common = {"INPUT": points_layer(), "AREAS": town_and_country_layer(), "OUTPUT_STRATA": "memory:"}
    assert "None of the areas is a DeSO" in refusal(SUMMARIZE, TOWN_AND_COUNTRY="deso", **common)
    assert "There is no field tätort" in refusal(SUMMARIZE, STRATUM_FIELD="tätort", **common)
    assert "no classes of town and country" in refusal(SUMMARIZE, TOWN_AND_COUNTRY="none", **common)
