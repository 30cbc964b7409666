# SPDX-License-Identifier: GPL-2.0-or-later
"""The algorithm on segregation and clusters: figures by hand, what cannot be computed, what is refused."""

import json
from pathlib import Path

import pytest

from regso_atlas.plugin.algorithms.segregationoutput import finish_areas, finish_table

CONTRACT = json.loads(Path(__file__).with_name("contract.json").read_text(encoding="utf-8"))["columns"]
FIELDS = {"regsokod": "string(20)", "ar": "integer", "låg": "double", "hög": "double", "alla": "double"}
NAME = "segregation"
ID = f"regso:{NAME}"


@pytest.fixture
def table(layer_from_wkt):
    """Make a table of two groups in small areas: (code, year, low, high) and, optionally, all people."""

    def make(rows, fields=FIELDS):
        named = [dict(zip(FIELDS, row, strict=False)) for row in rows]
        return layer_from_wkt("NoGeometry", [(None, row) for row in named], fields, crs="", name="grupper åäö")

    return make


@pytest.fixture
def two_areas(table):
    """Two areas of Stockholm with 30 + 10 and 10 + 30 people, and the only area of Malmö."""
    return table([("0180R001", 2022, 30, 10), ("0180R002", 2022, 10, 30), ("1280R001", 2022, 5, 5)])


@pytest.fixture
def chequered(areas_layer, box):
    """Forty squares in five rows of eight, high in the west and low in the east, and an island."""
    rows = [
        {"code": f"0180R{1 + x + 8 * y:03}", "wkt": box(x, y), "index": 40.0 - 4 * x + (x + y) % 2, "population": 100}
        for y in range(5)
        for x in range(8)
    ]
    rows.append({"code": "0980R001", "wkt": box(30, 30), "index": 20.0})
    return areas_layer(rows)


def values(run, **where):
    rows = [row for row in run.rows() if all(row[name] == value for name, value in where.items())]
    return {row["measure"]: row["value"] for row in rows}


def test_measures_are_those_worked_out_by_hand(run_algorithm, two_areas):
    run = run_algorithm(ID, INPUT=two_areas, GROUP_FIELDS=["låg", "hög"], LEVEL="kommun")

    whole = values(run, region="0180", group_name=None)
    assert whole["multigroup_dissimilarity"] == pytest.approx(0.5)
    assert whole["entropy"] == pytest.approx(0.6931471805599453)
    # E_i = -(¾ ln ¾ + ¼ ln ¼) = 0.5623351446188083 in both areas
    assert whole["theil_h"] == pytest.approx(1 - 0.5623351446188083 / 0.6931471805599453)
    assert whole["mutual_information"] == pytest.approx(0.6931471805599453 - 0.5623351446188083)
    low = values(run, region="0180", group_name="låg")
    assert low["share"] == pytest.approx(0.5)
    assert low["isolation"] == pytest.approx(0.625)
    assert low["exposure"] == pytest.approx(0.375)
    assert low["eta_squared"] == pytest.approx(0.25)
    assert low["gini"] == pytest.approx(0.5)


def test_inequality_index_stands_between_the_two_named_groups_only(run_algorithm, two_areas):
    run = run_algorithm(ID, INPUT=two_areas, LOWEST_FIELD="låg", HIGHEST_FIELD="hög", LEVEL="kommun")

    rows = [row for row in run.rows() if row["measure"] == "inequality_index" and row["region"] == "0180"]
    assert [(row["group_name"], row["other_group"], row["value"]) for row in rows] == [("låg", "hög", 50.0)]
    assert "ojämlikhetsindex" in rows[0]["label"]
    without = run_algorithm(ID, INPUT=two_areas, GROUP_FIELDS=["låg", "hög"])
    assert "inequality_index" not in values(without)


def test_a_kommun_with_one_area_says_why_it_has_no_value(run_algorithm, two_areas):
    run = run_algorithm(ID, INPUT=two_areas, GROUP_FIELDS=["låg", "hög"], LEVEL="kommun")

    malmo = [row for row in run.rows() if row["region"] == "1280"]
    assert {row["region_name"] for row in malmo} == {"Malmö"}
    for row in malmo:
        assert (row["value"] is None) == (row["measure"] not in ("share", "entropy"))
        assert (row["value"] is None) == ("Only one area" in (row["note"] or ""))
    assert run["UNCOMPUTED"] == len(malmo) - 3


def test_h_of_the_country_is_that_between_kommuner_and_that_within(run_algorithm, two_areas):
    run = run_algorithm(ID, INPUT=two_areas, GROUP_FIELDS=["låg", "hög"])

    found = values(run, region="00", group_name=None)
    # both kommuner are half and half: nothing between, and Stockholm's 0.1887 weighted by 80 of 90
    assert found["theil_h_between"] == pytest.approx(0, abs=1e-12)
    assert found["theil_h_within"] == pytest.approx(found["theil_h"])
    assert found["theil_h"] == pytest.approx(80 / 90 * (1 - 0.5623351446188083 / 0.6931471805599453))
    assert {row["region_name"] for row in run.rows()} == {"All areas"}


def test_those_in_no_group_are_the_others(run_algorithm, table):
    layer = table([("0180R001", 2022, 30, None, 40), ("0180R002", 2022, 10, None, 40)])

    run = run_algorithm(ID, INPUT=layer, GROUP_FIELDS=["låg"], TOTAL_FIELD="alla")

    assert values(run, group_name="others")["share"] == pytest.approx(0.5)
    assert values(run, group_name="låg")["dissimilarity"] == pytest.approx(0.5)


def test_every_year_is_measured_and_a_missing_count_is_left_out_and_told(run_algorithm, table):
    layer = table(
        [
            ("0180R001", 2022, 30, 10),
            ("0180R002", 2022, 10, 30),
            ("0180R001", 2023, 20, 20),
            ("0180R002", 2023, 20, 20),
            ("0180R003", 2023, None, 20),
        ]
    )

    run = run_algorithm(ID, INPUT=layer, GROUP_FIELDS=["låg", "hög"], OUTPUT_AREAS="memory:")

    found = {row["year"]: row["value"] for row in run.rows() if row["measure"] == "multigroup_dissimilarity"}
    assert found == {2022: pytest.approx(0.5), 2023: pytest.approx(0)}
    assert (run["AREA_COUNT"], run["LEFT_OUT"]) == (2, 1)
    assert run.warned("0180R003", "left out")
    areas = run.rows("OUTPUT_AREAS")
    assert [row["låg_lq"] for row in areas] == [1.5, 0.5, 1, 1, None]
    assert areas[4]["region"] is None


def test_a_field_that_looks_like_a_year_and_is_empty_is_none(run_algorithm, table):
    layer = table([("0180R001", None, 30, 10), ("0180R002", None, 10, 30)])

    run = run_algorithm(ID, INPUT=layer, GROUP_FIELDS=["låg", "hög"])

    assert {row["year"] for row in run.rows()} == {None}


def test_columns_are_those_of_the_contract(run_algorithm, chequered):
    run = run_algorithm(
        ID,
        INPUT=chequered,
        GROUP_FIELDS=["omradestyp"],
        TOTAL_FIELD="folkmangd",
        VALUE_FIELD="socioekonomiskt_index",
        OUTPUT_AREAS="memory:",
        PERMUTATIONS=99,
    )

    assert run.layer().fields().names() == list(CONTRACT["segregation"])
    finish_table(run.layer())
    assert run.layer().attributeDisplayName(3) == "Measure"
    names = run.layer("OUTPUT_AREAS").fields().names()[len(chequered.fields()) :]
    groups = [f"{group}_{column}" for group in ("omradestyp", "others") for column in ("share", "lq")]
    assert names == [*CONTRACT["segregation by area"], *groups, *CONTRACT["clusters"]]


def test_clusters_are_found_without_groups_and_shown_in_their_colours(run_algorithm, chequered):
    run = run_algorithm(ID, INPUT=chequered, VALUE_FIELD="socioekonomiskt_index", OUTPUT_AREAS="memory:")

    kinds = {row["regsokod"]: row["cluster"] for row in run.rows("OUTPUT_AREAS")}
    # the middle of the western and of the eastern edge; the sea
    assert kinds["0180R017"] == "high-high"
    assert kinds["0180R024"] == "low-low"
    assert kinds["0980R001"] == "island"
    found = values(run)
    assert found["moran_i"] == pytest.approx(run["MORAN_I"])
    assert found["moran_i"] > 0.7
    assert found["moran_p"] == pytest.approx(0.002)
    assert run["CLUSTERED"] == sum(kind in ("high-high", "low-low") for kind in kinds.values())
    again = run_algorithm(ID, INPUT=chequered, VALUE_FIELD="socioekonomiskt_index", OUTPUT_AREAS="memory:")
    assert again.rows("OUTPUT_AREAS") == run.rows("OUTPUT_AREAS")
    layer = run.layer("OUTPUT_AREAS")
    finish_areas(True, "sv")(layer)
    assert layer.attributeDisplayName(layer.fields().lookupField("local_moran")) == "Local Moran's I"
    shown = {category.value(): category.label() for category in layer.renderer().categories()}
    assert set(kinds.values()) <= set(shown)
    assert shown["high-high"] == "Hög bland höga"


def test_the_report_says_it_in_words(run_algorithm, two_areas, tmp_path):
    path = tmp_path / "rapport.html"

    run_algorithm(ID, INPUT=two_areas, LOWEST_FIELD="låg", HIGHEST_FIELD="hög", LEVEL="kommun", OUTPUT_HTML=str(path))

    text = path.read_text(encoding="utf-8")
    assert "ojämlikhetsindex is 50.0" in text
    assert "50% of the group låg would have to move" in text
    assert "Only one area has people" in text
    assert "Duncan and Duncan 1955" in text


@pytest.mark.parametrize(
    ("more", "rows", "said"),
    [
        ({"GROUP_FIELDS": ["låg"]}, None, "at least two groups"),
        ({"GROUP_FIELDS": []}, None, "Nothing was chosen to measure"),
        ({"GROUP_FIELDS": ["låg", "hög"], "LOWEST_FIELD": "låg"}, None, "Choose both"),
        ({}, [("0180R001", 2022, 5, 5), ("0180R001", 2022, 6, 6)], "more than once"),
        ({}, [("0180R001", 2022, -5, 5), ("0180R002", 2022, 6, 6)], "negative"),
        ({}, [("0180R001", None, 5, 5), ("0180R002", 2022, 6, 6)], "no year"),
        ({}, [("0180R001", 2022, 5, 5), ("0180C1010", 2022, 6, 6)], "both RegSO and DeSO"),
        ({"TOTAL_FIELD": "alla"}, [("0180R001", 2022, 5, 5, 4), ("0180R002", 2022, 6, 6, 12)], "overlap"),
        ({"VALUE_FIELD": "låg"}, None, "no polygons"),
    ],
)
def test_bad_input_is_refused_with_what_to_do(refusal, table, two_areas, more, rows, said):
    layer = two_areas if rows is None else table(rows)

    assert said in refusal(ID, INPUT=layer, **{"GROUP_FIELDS": ["låg", "hög"], **more})


def test_empty_table_is_refused(refusal, table):
    assert "There are no areas" in refusal(ID, INPUT=table([]), GROUP_FIELDS=["låg", "hög"])


def test_second_run_in_one_session_gives_the_same(run_algorithm, two_areas):
    first, second = (run_algorithm(ID, INPUT=two_areas, GROUP_FIELDS=["låg", "hög"]).rows() for _ in range(2))

    assert len(first) == 25
    assert first == second


@pytest.mark.parametrize("target", ["memory:", "TEMPORARY_OUTPUT", "ut.gpkg", "Östersjön å/ut åäö.gpkg", "ut.csv"])
def test_output_goes_where_it_was_sent(run_algorithm, two_areas, tmp_path, target):
    if "." in target:
        (tmp_path / target).parent.mkdir(exist_ok=True)
        target = str(tmp_path / target)

    run = run_algorithm(ID, INPUT=two_areas, GROUP_FIELDS=["låg", "hög"], OUTPUT=target)

    assert len(run.rows()) == 25
    if "." in target:
        assert Path(target).is_file()
    assert "OUTPUT_AREAS" not in run.results
    assert "OUTPUT_HTML" not in run.results


def test_the_input_is_left_as_it_was(run_algorithm, chequered):
    before = [(f.attributes(), f.geometry().asWkt()) for f in chequered.getFeatures()]

    run_algorithm(ID, INPUT=chequered, VALUE_FIELD="socioekonomiskt_index", OUTPUT_AREAS="memory:")

    assert [(f.attributes(), f.geometry().asWkt()) for f in chequered.getFeatures()] == before


def test_only_the_selected_areas_count(run_algorithm, areas_layer, selected):
    layer = areas_layer()
    chosen = selected(layer, "omradestyp <= 3")

    run = run_algorithm(ID, INPUT=chosen, GROUP_FIELDS=["omradestyp"], TOTAL_FIELD="folkmangd", OUTPUT_AREAS="memory:")

    assert run["AREA_COUNT"] == 3
    assert len(run.rows("OUTPUT_AREAS")) == 3


def test_cancel_at_any_chance_leaves_all_or_nothing(cancelled_run, chequered, tmp_path):
    for chance in (1, 5, 60, 10_000):
        target = tmp_path / f"{chance}.gpkg"
        done = cancelled_run(
            ID, chance, INPUT=chequered, VALUE_FIELD="socioekonomiskt_index", OUTPUT=str(target), OUTPUT_AREAS="memory:"
        )
        assert done.ok == (chance == 10_000)
        assert target.exists() == done.ok
