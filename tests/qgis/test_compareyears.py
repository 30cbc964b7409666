# SPDX-License-Identifier: GPL-2.0-or-later
"""Follow-up through the registry: the demo's years, tables of types, people and cut points from elsewhere, refusals."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from qgis.core import QgsFeature, QgsGeometry, QgsVectorLayer

from regso_atlas.plugin.settings import settings

NAME = "compareyears"
COMPARE = f"regso:{NAME}"
SUMMARIZE = "regso:summarizebyareatype"
CONTRACT = json.loads(Path(__file__).with_name("contract.json").read_text(encoding="utf-8"))["columns"]
FIELDS = {
    "regsokod": "string", "ar": "integer", "antal": "integer", "folkmangd": "integer", "omradestyp": "integer",
    "index": "double",
}  # fmt: skip
# Area A is of type 1 and gets better, B of type 2 and gets worse, C is of type 5 and stays.
ROWS = (
    ("0114R001", 2021, 40, 1000, 1, 24.0), ("0180R002", 2021, 10, 1000, 2, 18.0), ("1280R003", 2021, 5, 2000, 5, 4.0),
    ("0114R001", 2022, 30, 1000, 2, 17.0), ("0180R002", 2022, 20, 1000, 1, 22.0), ("1280R003", 2022, 6, 2000, 5, 4.0),
)  # fmt: skip


@pytest.fixture
def table_layer():
    """Return what makes a table of rows: names with their types, then the rows; polygons where asked for."""

    def make(fields: dict[str, str], rows, name: str = "fall åäö", polygons: bool = False) -> QgsVectorLayer:
        definition = "&".join(f"field={field}:{kind}" for field, kind in fields.items())
        kind = "Polygon?crs=EPSG:3006&" if polygons else "NoGeometry?"
        layer = QgsVectorLayer(f"{kind}{definition}", name, "memory")
        features = []
        for number, row in enumerate(rows):
            feature = QgsFeature(layer.fields())
            feature.setAttributes(list(row))
            if polygons:
                x = 600_000 + 1000 * number
                wkt = f"Polygon(({x} 6700000, {x + 1000} 6700000, {x + 1000} 6701000, {x} 6701000, {x} 6700000))"
                feature.setGeometry(QgsGeometry.fromWkt(wkt))
            features.append(feature)
        layer.dataProvider().addFeatures(features)
        return layer

    return make


@pytest.fixture
def years_layer(table_layer):
    """Return the three areas in two years, and more rows where there are."""

    def make(*more, **options) -> QgsVectorLayer:
        return table_layer(FIELDS, [*ROWS, *more], **options)

    return make


def later(years):
    return [(code, year + years, *rest) for code, year, *rest in ROWS]


def row(run, group, hold="first", year=2022):
    rows = [one for one in run.rows() if (one["hold"], one["year"], one["group_name"]) == (hold, year, group)]
    assert len(rows) == 1
    return rows[0]


# What it says ---------------------------------------------------------------------------------------------------------


def test_the_three_ways_of_holding_the_types_by_hand(run_algorithm, years_layer):
    run = run_algorithm(COMPARE, INPUT=years_layer(), COUNT_FIELD="antal")

    for hold, before, after in (("first", 40, 30), ("last", 10, 20), ("moving", 40, 20)):
        assert row(run, "1", hold, 2021)["rate"] == pytest.approx(before)
        found = row(run, "1", hold)
        assert (found["rate"], found["difference"], found["ratio"]) == pytest.approx(
            (after, after - before, after / before)
        )
        assert (found["base_year"], found["area_type"], found["unit"]) == (2021, 1, "per 1,000 inhabitants")
    assert row(run, "1", "first")["hold_label"] == "types held at 2021"
    assert row(run, "1", "moving")["hold_label"] == "moving types"
    assert run["GAP_CHANGE"] == pytest.approx(-10.5)
    assert (run["FIRST_YEAR"], run["LAST_YEAR"], run["YEAR_COUNT"], run["AREA_COUNT"]) == (2021, 2022, 2, 3)
    assert (run["CHANGED"], run["LEFT_OUT"]) == (2, 0)
    assert run["UNCHANGED_SHARE"] == pytest.approx(1 / 3)
    assert run["UNCHANGED_PEOPLE_SHARE"] == pytest.approx(1 / 2)


def test_the_worked_example_of_the_help_page(run_algorithm, years_layer):
    run = run_algorithm(COMPARE, INPUT=years_layer(), COUNT_FIELD="antal", HOLD="first")

    before, after = row(run, "1", year=2021), row(run, "1")
    assert (before["rate_low"], before["rate_high"]) == pytest.approx((28.58, 54.47), abs=0.005)
    assert (after["rate_low"], after["rate_high"]) == pytest.approx((20.24, 42.83), abs=0.005)
    assert (after["difference_low"], after["difference_high"]) == pytest.approx((-27.45, 7.18), abs=0.005)
    assert (after["ratio_low"], after["ratio_high"]) == pytest.approx((0.451, 1.235), abs=0.0005)
    assert after["differs"] == 0
    assert (run["KAPPA"], run["WEIGHTED_KAPPA"]) == pytest.approx((0, 0.625))


def test_one_way_of_holding_is_one_third_of_the_table(run_algorithm, years_layer):
    all_ways, one = (run_algorithm(COMPARE, INPUT=years_layer(), COUNT_FIELD="antal", HOLD=h) for h in ("all", "last"))
    assert len(all_ways.rows()) == 3 * len(one.rows()) == 3 * 2 * 8
    assert {found["hold"] for found in one.rows()} == {"last"}


def test_the_tables_have_the_columns_of_the_contract(run_algorithm, years_layer):
    run = run_algorithm(
        COMPARE, INPUT=years_layer(), COUNT_FIELD="antal", OUTPUT_TRANSITIONS="memory:", OUTPUT_AREAS="memory:"
    )
    for name, columns in (("OUTPUT", "years compared"), ("OUTPUT_TRANSITIONS", "transitions"),
                          ("OUTPUT_AREAS", "areas' changes of type")):  # fmt: skip
        assert run.layer(name).fields().names() == list(CONTRACT[columns])


def test_rows_in_any_order_give_the_same(run_algorithm, table_layer, years_layer):
    other = table_layer(FIELDS, [ROWS[place] for place in (4, 0, 5, 3, 1, 2)])
    assert (
        run_algorithm(COMPARE, INPUT=other, COUNT_FIELD="antal").rows()
        == run_algorithm(COMPARE, INPUT=years_layer(), COUNT_FIELD="antal").rows()
    )


def test_the_demos_share_with_low_standard(run_algorithm, demo):
    run = run_algorithm(
        COMPARE, INPUT=demo("index_2015_2024"), RATE_FIELD="v1", KIND="persons", PEOPLE=demo("folkmangd_2015_2024"),
        TO_YEAR=2023, OUTPUT_TRANSITIONS="memory:", OUTPUT_AREAS="memory:",
    )  # fmt: skip

    # the same areas, and other areas: what looks like a rise is a change of which areas are of type 1
    assert row(run, "1", "first", 2023)["difference"] == pytest.approx(-4.447, abs=1e-3)
    assert row(run, "1", "moving", 2023)["difference"] == pytest.approx(0.406, abs=1e-3)
    assert run["YEAR_COUNT"] == 9
    assert run["LEFT_OUT"] == 9
    assert run.warned("9901R021")
    pairs = {(one["from_year"], one["to_year"]) for one in run.rows("OUTPUT_TRANSITIONS")}
    assert len(pairs) == 9
    assert (2015, 2023) in pairs
    whole = [one for one in run.rows("OUTPUT_TRANSITIONS") if (one["from_year"], one["to_year"]) == (2015, 2023)]
    assert sum(one["area_count"] for one in whole) == 60
    assert sum(one["area_count"] for one in whole if one["from_type"] == one["to_type"]) == 56
    areas = {one["code"]: one for one in run.rows("OUTPUT_AREAS")}
    assert (areas["9901R039"]["type_from"], areas["9901R039"]["type_to"]) == (1, 2)
    assert (areas["9901R039"]["own"], areas["9902R013"]["own"]) == (1, 0)
    assert areas["9902R013"]["mean"] == pytest.approx(-1)
    assert all(not one["unexplained"] for one in areas.values())
    for one in areas.values():
        if one["steps"] is not None:
            assert one["own"] + one["mean"] + one["spread"] == pytest.approx(one["steps"])


def test_without_a_figure_people_are_compared_by_type(run_algorithm, demo):
    run = run_algorithm(
        COMPARE, INPUT=demo("folkmangd_2015_2024"), TYPES=demo("index_2015_2024"), TO_YEAR=2023, HOLD="moving"
    )
    assert row(run, "1", "moving", 2015)["population"] == 7866
    assert row(run, "1", "moving", 2015)["rate"] == pytest.approx(100 * 7866 / 87065)
    assert row(run, "1", "moving", 2023)["unit"] == "percent of the population"
    assert row(run, "1", "moving", 2023)["difference_low"] is None
    assert run["GAP_CHANGE"] is None


def test_a_loaded_time_series_goes_in_as_it_is(run_algorithm, refusal, tmp_path):
    series = run_algorithm("regso:loadtimeseries", SOURCE="demo", OUTPUT=str(tmp_path / "serie.gpkg"))["OUTPUT"]
    assert "lie on both sides" in refusal(COMPARE, INPUT=series, RATE_FIELD="v1")

    run = run_algorithm(COMPARE, INPUT=series, RATE_FIELD="v1", KIND="persons", TO_YEAR=2023, OUTPUT_AREAS="memory:")
    assert row(run, "1", "first", 2023)["difference"] == pytest.approx(-4.447, abs=1e-3)
    assert run["KAPPA"] == pytest.approx(0.900990, abs=1e-6)
    assert sum(one["steps"] != 0 for one in run.rows("OUTPUT_AREAS") if one["steps"] is not None) == 4
    across = run_algorithm(COMPARE, INPUT=series, RATE_FIELD="v1", ACROSS_EDITIONS=True)
    assert row(across, "1", "first", 2024)["breaks"].startswith("2024: areas of RegSO 2020 before")


def test_a_summary_with_a_hidden_row_is_not_taken_for_zero(run_algorithm, table_layer):
    fields = {"ar": "integer", "area_type": "integer", "amount": "double", "population": "double"}
    rows = [
        (year, kind, None if (year, kind) == (2021, 5) else 10.0, 100.0)
        for year in (2021, 2022)
        for kind in range(1, 6)
    ]
    run = run_algorithm(COMPARE, INPUT=table_layer(fields, rows))
    hidden = row(run, "5", "given", 2021)
    assert (hidden["amount"], hidden["rate"]) == (None, None)
    assert "no figure" in hidden["note"]
    assert row(run, "all", "given", 2021)["amount"] is None
    assert row(run, "all", "given")["amount"] == 50


def test_several_years_of_summaries_go_in_as_they_are(run_algorithm, demo, table_layer):
    rows = []
    for year in (2021, 2022):
        summary = run_algorithm(SUMMARIZE, INPUT=demo("hallplatser"), AREAS=demo("omraden"), OUTPUT="memory:")
        rows += [(f"summering_{year}", one["area_type"], one["amount"], one["amount_unit"], one["population"])
                 for one in summary.rows()]  # fmt: skip
    layer = table_layer(
        {
            "layer": "string",
            "area_type": "integer",
            "amount": "double",
            "amount_unit": "string",
            "population": "double",
        },
        rows,
    )

    run = run_algorithm(COMPARE, INPUT=layer, YEAR_FIELD="layer")

    assert {one["hold"] for one in run.rows()} == {"given"}
    assert row(run, "1", "given")["ratio"] == pytest.approx(1)
    assert row(run, "1", "given")["differs"] == 0
    assert run["CHANGED"] is None


def test_kilometres_have_no_interval(run_algorithm, table_layer):
    layer = table_layer(
        {"ar": "integer", "area_type": "integer", "amount": "double", "amount_unit": "string", "population": "double"},
        [(2021, 1, 10.0, "km", 100), (2022, 1, 12.0, "km", 100), (2021, 5, 5.0, "km", 100), (2022, 5, 6.0, "km", 100)],
    )
    found = row(run_algorithm(COMPARE, INPUT=layer), "1", "given")
    assert found["difference"] == pytest.approx(20)
    assert (found["difference_low"], found["differs"]) == (None, None)
    assert "no interval from chance" in found["note"]


def test_counts_without_people_are_compared_as_they_are(run_algorithm, table_layer):
    layer = table_layer(
        {"ar": "integer", "typ": "integer", "antal": "integer"},
        [(2021, 1, 40), (2022, 1, 20), (2021, 5, 5), (2022, 5, 5)],
    )
    found = row(run_algorithm(COMPARE, INPUT=layer, AREA_TYPE_FIELD="typ", COUNT_FIELD="antal"), "1", "given")
    assert (found["rate"], found["ratio"], found["unit"], found["population"]) == (20, 0.5, "number", None)
    assert found["differs"] == 1


def test_types_of_one_year_in_the_fields_name(run_algorithm, years_layer, table_layer):
    types = table_layer(
        {"kod": "string", "omradestyp_2022": "string"},
        [("0114R001", "Typ 2"), ("0180R002", "Typ 1"), ("1280R003", "Typ 5")],
    )
    run = run_algorithm(COMPARE, INPUT=years_layer(), COUNT_FIELD="antal", TYPES=types)
    assert row(run, "1", "first", 2021)["rate"] == pytest.approx(10)
    assert row(run, "1", "first", 2021)["type_year"] == 2022
    assert run.warned("types of one year only")


def test_stated_cut_points_split_the_changes(run_algorithm, years_layer, table_layer):
    cuts = table_layer(
        {"year": "integer", "mean": "double", "standard_deviation": "double"}, [(2021, 10, 5), (2022, 9, 5)]
    )
    run = run_algorithm(COMPARE, INPUT=years_layer(), COUNT_FIELD="antal", CUTS=cuts, OUTPUT_AREAS="memory:")
    areas = {one["code"]: one for one in run.rows("OUTPUT_AREAS")}
    assert (areas["0114R001"]["steps"], areas["0114R001"]["own_ordered"]) == (1, 1)
    assert areas["0114R001"]["z_from"] == pytest.approx(2.8)
    assert areas["1280R003"]["mean_ordered"] == -1
    assert areas["1280R003"]["unexplained"] == 1


def test_areas_keep_their_polygons_of_the_last_year(run_algorithm, years_layer):
    run = run_algorithm(COMPARE, INPUT=years_layer(polygons=True), COUNT_FIELD="antal", OUTPUT_AREAS="memory:")
    places = {one["code"]: one.geometry().boundingBox().xMinimum() for one in run.features("OUTPUT_AREAS")}
    assert places == {"0114R001": 603_000, "0180R002": 604_000, "1280R003": 605_000}
    assert run.layer("OUTPUT_AREAS").crs().authid() == "EPSG:3006"


# Breaks and editions --------------------------------------------------------------------------------------------------


def test_types_are_held_over_the_change_of_editions_on_request_only(run_algorithm, refusal, table_layer):
    layer = table_layer(FIELDS, later(2))
    assert "lie on both sides" in refusal(COMPARE, INPUT=layer, COUNT_FIELD="antal")

    run = run_algorithm(COMPARE, INPUT=layer, COUNT_FIELD="antal", ACROSS_EDITIONS=True)
    assert run.warned("Compared across editions, as asked for: 3 areas are matched by code")
    assert row(run, "1", "first", 2024)["breaks"] == "2024: areas of RegSO 2020 before, of RegSO 2025 from here"
    assert row(run, "1", "first", 2023)["breaks"] is None


def test_moving_types_cross_it_with_a_break_but_areas_are_not_followed(run_algorithm, refusal, table_layer):
    layer = table_layer(FIELDS, later(2))
    run = run_algorithm(COMPARE, INPUT=layer, COUNT_FIELD="antal", HOLD="moving")
    assert row(run, "1", "moving", 2024)["breaks"]
    assert run["CHANGED"] is None
    said = refusal(COMPARE, INPUT=layer, COUNT_FIELD="antal", HOLD="moving", OUTPUT_TRANSITIONS="memory:")
    assert "no transitions between them" in said


def test_a_version_field_says_that_both_years_are_of_one_edition(run_algorithm, table_layer):
    rows = [(*one, "2025_v2") for one in later(2)]
    layer = table_layer({**FIELDS, "version": "string"}, rows)
    run = run_algorithm(COMPARE, INPUT=layer, COUNT_FIELD="antal")
    assert not any(one["breaks"] for one in run.rows())


def test_breaks_that_are_told_stand_on_the_rows(run_algorithm, years_layer):
    run = run_algorithm(COMPARE, INPUT=years_layer(), COUNT_FIELD="antal", BREAKS="2022: nytt register")
    assert row(run, "1")["breaks"] == "2022: nytt register"


# Report ---------------------------------------------------------------------------------------------------------------


def test_the_report_says_it_in_words_charts_and_numbers(run_algorithm, demo, tmp_path):
    path = tmp_path / "uppföljning.html"
    run_algorithm(
        COMPARE, INPUT=demo("index_2015_2024"), RATE_FIELD="v1", KIND="persons", PEOPLE=demo("folkmangd_2015_2024"),
        ACROSS_EDITIONS=True, OUTPUT_HTML=str(path),
    )  # fmt: skip
    text = path.read_text(encoding="utf-8")
    assert text.count("<svg") == 3
    assert text.count('class="break"') >= 3
    assert "The gap between type 1 and type 5 goes from" in text
    assert "Types held at the first year (2015)" in text
    assert "the country&#x27;s mean between" in text
    assert "areas of RegSO 2020 before, of RegSO 2025 from here" in text
    assert "independent" in text
    assert ">nan<" not in text.lower()


def test_table_and_report_speak_swedish_where_results_do(run_algorithm, years_layer, tmp_path):
    path = tmp_path / "uppföljning.html"
    settings().output_language.setValue("sv")
    try:
        run = run_algorithm(COMPARE, INPUT=years_layer(), COUNT_FIELD="antal", OUTPUT_HTML=str(path))
    finally:
        settings().output_language.setValue("")
    found = row(run, "1")
    assert found["hold_label"] == "typer hållna vid 2021"
    assert "invånare" in found["unit"]
    assert "oberoende år" in found["method"]
    text = path.read_text(encoding="utf-8")
    assert "Typerna rör sig" in text
    assert "Från vilken typ till vilken" in text


# Refusals -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"COUNT_FIELD": "antal", "RATE_FIELD": "index"}, "either counts or rates"),
        ({"COUNT_FIELD": "inget"}, "There is no field inget"),
        ({"COUNT_FIELD": "antal", "FROM_YEAR": 2019}, "no rows of 2019"),
        ({"COUNT_FIELD": "antal", "FROM_YEAR": 2022}, "at least two years"),
        ({"COUNT_FIELD": "antal", "BREAKS": "snart"}, "no break in a series"),
        ({"COUNT_FIELD": "antal", "KIND": "mean"}, "A mean is no count"),
        ({"COUNT_FIELD": "folkmangd", "POPULATION_FIELD": "antal", "KIND": "persons"}, "over 100 %"),
        ({"COUNT_FIELD": "antal", "AREA_TYPE_FIELD": "folkmangd"}, "No area has an area type"),
    ],
)
def test_what_cannot_be_compared_is_refused_in_words(refusal, years_layer, options, words):
    assert words in refusal(COMPARE, INPUT=years_layer(), **options)


def test_an_area_twice_in_a_year_is_refused(refusal, years_layer):
    said = refusal(COMPARE, INPUT=years_layer(("0114R001", 2022, 1, 1000, 2, 17.0)), COUNT_FIELD="antal")
    assert "0114R001 2022" in said


def test_a_table_without_years_or_types_is_refused(refusal, table_layer):
    layer = table_layer({"regsokod": "string", "antal": "integer"}, [("0180R001", 1)])
    assert "year" in refusal(COMPARE, INPUT=layer, COUNT_FIELD="antal")
    layer = table_layer(
        {"regsokod": "string", "ar": "integer", "antal": "integer"}, [("0180R001", 2021, 1), ("0180R001", 2022, 1)]
    )
    assert "Nothing says which area type" in refusal(COMPARE, INPUT=layer, COUNT_FIELD="antal")


def test_a_table_of_cut_points_needs_its_fields(refusal, years_layer, table_layer):
    cuts = table_layer({"year": "integer", "medel": "double"}, [(2021, 10)])
    said = refusal(COMPARE, INPUT=years_layer(), COUNT_FIELD="antal", CUTS=cuts)
    assert "standard_deviation" in said
    assert "year, medel" in said


# What every algorithm must pass ---------------------------------------------------------------------------------------


def test_an_empty_table_is_refused(refusal, table_layer):
    assert "empty" in refusal(COMPARE, INPUT=table_layer(FIELDS, []), COUNT_FIELD="antal")


def test_second_run_in_one_session_gives_the_same(run_algorithm, years_layer):
    layer = years_layer()
    first, second = (run_algorithm(COMPARE, INPUT=layer, COUNT_FIELD="antal").rows() for _ in range(2))
    assert first == second


@pytest.mark.parametrize("place", ["memory:", "TEMPORARY_OUTPUT", "ut.gpkg", "Östersjön å/ut åäö.gpkg", "ut.csv"])
def test_output_goes_where_it_was_sent(run_algorithm, years_layer, tmp_path, place):
    if "." in place:
        path = Path(tmp_path) / place
        path.parent.mkdir(exist_ok=True)
        place = str(path)
    run = run_algorithm(COMPARE, INPUT=years_layer(), COUNT_FIELD="antal", OUTPUT=place)

    rows = [
        one for one in run.rows() if one["hold"] == "first" and one["group_name"] == "1" and int(one["year"]) == 2022
    ]
    assert float(rows[0]["ratio"]) == pytest.approx(0.75)
    if "." in place:
        assert path.exists()


def test_cancel_at_any_chance_leaves_all_or_nothing(cancelled_run, years_layer, tmp_path):
    layer = years_layer(polygons=True)
    for chance in range(1, 80):
        paths = [Path(tmp_path) / f"{name} {chance}.gpkg" for name in ("år", "övergångar", "områden")]
        run = cancelled_run(
            COMPARE, chance, INPUT=layer, COUNT_FIELD="antal", OUTPUT=str(paths[0]), OUTPUT_TRANSITIONS=str(paths[1]),
            OUTPUT_AREAS=str(paths[2]),
        )  # fmt: skip
        assert {path.exists() for path in paths} == {run.ok}
        if run.feedback.asked < chance:
            assert run.ok
            return
    pytest.fail("the run asks so often that it was never left alone")


def test_the_input_is_left_as_it_was(run_algorithm, years_layer):
    layer = years_layer()
    before = [feature.attributes() for feature in layer.getFeatures()]
    run_algorithm(COMPARE, INPUT=layer, COUNT_FIELD="antal")
    assert [feature.attributes() for feature in layer.getFeatures()] == before
    assert not layer.isEditable()
