# SPDX-License-Identifier: GPL-2.0-or-later
"""Areas and people by area type in the country, its län and its kommuner."""

from __future__ import annotations

import geopandas as gpd
import numpy as np
import pytest

SUMMARY = "regso:areatypesummary"
SUMMARIZE = "regso:summarizebyareatype"
COLUMNS = ("area_count", "population")


@pytest.fixture
def demo_areas(demo):
    path, _, layer = demo("omraden").partition("|layername=")
    areas = gpd.read_file(path, layer=layer)
    return areas.assign(area_type=areas["omradestyp"].fillna(0).astype(int))


def test_figures_of_the_street_by_hand(run_algorithm, areas_layer):
    run = run_algorithm(SUMMARY, AREAS=areas_layer())

    table = run.by_type()
    assert {t: row["area_count"] for t, row in table.items()} == dict.fromkeys((1, 2, 3, 4, 5, 0), 1)
    assert {t: row["population"] for t, row in table.items()} == {1: 1000, 2: 2000, 3: 3000, 4: 4000, 5: 5000, 0: 300}
    assert table[1]["area_share"] == pytest.approx(0.2)
    assert table[1]["population_share"] == pytest.approx(1 / 15)
    assert table[0]["area_share"] is table[0]["population_share"] is None
    assert (run["AREA_COUNT"], run["POPULATION"]) == (6, 15_300)
    assert {row["part_code"] for row in run.rows()} == {"00"}


@pytest.mark.parametrize(("level", "column"), [("kommun", "kommunkod"), ("lan", "lanskod")])
def test_parts_of_the_demo_are_what_pandas_groups(run_algorithm, demo, demo_areas, level, column):
    expected = demo_areas.groupby([column, "area_type"]).agg(
        area_count=("regsokod", "size"), population=("folkmangd", "sum")
    )

    run = run_algorithm(SUMMARY, AREAS=demo("omraden"), LEVEL=level)

    found = {(row["part_code"], row["area_type"]): row for row in run.rows()}
    parts = sorted(demo_areas[column].unique())
    assert list(found) == [(part, area_type) for part in parts for area_type in (1, 2, 3, 4, 5, 0)]
    for key, row in found.items():
        wanted = tuple(expected.loc[key]) if key in expected.index else (0, 0)
        assert (row["area_count"], row["population"]) == wanted, key


def test_kommuner_have_names_where_the_areas_know_them(run_algorithm, demo):
    rows = run_algorithm(SUMMARY, AREAS=demo("omraden"), LEVEL="kommun").rows()

    assert {row["part_code"]: row["part_name"] for row in rows} == {"9901": "Påhittsstad", "9902": "Sagåköping"}


def test_leading_zero_of_the_lan_survives(run_algorithm, areas_layer):
    rows = run_algorithm(SUMMARY, AREAS=areas_layer(), LEVEL="lan").rows()

    assert {row["part_code"] for row in rows} == {"01"}


def test_areas_whose_code_tells_no_kommun_are_a_part_of_their_own(run_algorithm, areas_layer, street_rows):
    rows = street_rows()
    rows[0]["code"] = "Ö-område"

    run = run_algorithm(SUMMARY, AREAS=areas_layer(rows), LEVEL="kommun")

    assert run.by_type(part_code=None)[1]["area_count"] == 1
    assert run.by_type(part_code="0180")[1]["area_count"] == 0
    assert run.warned("neither the form of RegSO nor of DeSO", "Ö-område")


def test_parts_sum_to_the_country(run_algorithm, demo):
    country = run_algorithm(SUMMARY, AREAS=demo("omraden")).by_type()
    kommuner = run_algorithm(SUMMARY, AREAS=demo("omraden"), LEVEL="kommun").rows()

    for area_type, row in country.items():
        own = [part for part in kommuner if part["area_type"] == area_type]
        for column in (*COLUMNS, "area_km2"):
            assert sum(part[column] for part in own) == pytest.approx(row[column], rel=1e-12)


def test_unknown_population_is_not_zero(run_algorithm, areas_layer):
    run = run_algorithm(SUMMARY, AREAS=areas_layer(fields={"folkmangd": ""}))

    assert {row["population"] for row in run.rows()} == {None}
    assert run["POPULATION"] is None


def test_a_level_that_is_not_there_is_refused(refusal, areas_layer):
    assert "LEVEL" in refusal(SUMMARY, AREAS=areas_layer(), LEVEL="socken")


# By class of town and country -----------------------------------------------------------------------------------------


def classes_of(areas):
    """Return the classes by density, as SCB's ground and people give them, with pandas."""
    density = areas["folkmangd"] / areas["area_km2"]
    return np.select([density >= 1500, density >= 300], ["dense", "medium"], "sparse")


@pytest.mark.parametrize(("level", "column"), [("country", None), ("kommun", "kommunkod"), ("lan", "lanskod")])
def test_every_class_of_the_demo_is_what_pandas_groups(run_algorithm, demo, demo_areas, level, column):
    run = run_algorithm(SUMMARY, AREAS=demo("omraden"), LEVEL=level, OUTPUT_STRATA="memory:")
    summary = run_algorithm(SUMMARIZE, INPUT=demo("hallplatser"), AREAS=demo("omraden"), OUTPUT_AREAS="memory:")
    ground = {row["code"]: row["area_km2"] for row in summary.rows("OUTPUT_AREAS")}
    areas = demo_areas.assign(area_km2=demo_areas["regsokod"].map(ground))
    areas = areas.assign(part="00" if column is None else areas[column], stratum=classes_of(areas))
    expected = areas.groupby(["part", "stratum", "area_type"]).agg(
        area_count=("regsokod", "size"), population=("folkmangd", "sum"), area_km2=("area_km2", "sum")
    )
    of_type = areas.groupby(["part", "area_type"])["folkmangd"].sum()
    typed = areas[areas["area_type"] > 0].groupby(["part", "stratum"])["folkmangd"].sum()

    rows = {(row["part_code"], row["stratum"], row["area_type"]): row for row in run.rows("OUTPUT_STRATA")}
    parts = sorted(areas["part"].unique())
    assert list(rows) == [(p, c, t) for p in parts for c in ("dense", "medium", "sparse") for t in (1, 2, 3, 4, 5, 0)]
    assert expected["area_count"].sum() == sum(row["area_count"] for row in rows.values()) == 61
    for (part, stratum, kind), row in rows.items():
        key = (part, stratum, kind)
        wanted = tuple(expected.loc[key]) if key in expected.index else (0, 0, 0)
        assert (row["area_count"], row["population"]) == wanted[:2], key
        assert row["area_km2"] == pytest.approx(wanted[2], rel=1e-9)
        if of_type.get((part, kind), 0) > 0:
            assert row["class_share"] == pytest.approx(wanted[1] / of_type[part, kind])
        else:
            assert row["class_share"] is None
        if kind and typed.get((part, stratum), 0) > 0:
            assert row["population_share"] == pytest.approx(wanted[1] / typed[part, stratum])


@pytest.mark.parametrize("level", ["country", "kommun"])
def test_classes_sum_to_the_table_without_them(run_algorithm, demo, level):
    run = run_algorithm(SUMMARY, AREAS=demo("omraden"), LEVEL=level, OUTPUT_STRATA="memory:")
    for row in run.rows():
        own = [
            one
            for one in run.rows("OUTPUT_STRATA")
            if (one["part_code"], one["area_type"]) == (row["part_code"], row["area_type"])
        ]
        for column in (*COLUMNS, "area_km2"):
            assert sum(one[column] for one in own) == pytest.approx(row[column], rel=1e-12)
        if row["population"]:
            assert sum(one["class_share"] for one in own) == pytest.approx(1)


def test_a_field_of_the_areas_gives_the_classes_and_areas_without_one_are_their_own(
    run_algorithm, areas_layer, street_rows
):
    rows = [{**row, "ort": "Tätort Ö" if row["area_type"] in (1, 2) else None} for row in street_rows()]
    run = run_algorithm(SUMMARY, AREAS=areas_layer(rows, fields={"ort": "string"}), STRATUM_FIELD="ort",
                        OUTPUT_STRATA="memory:")  # fmt: skip
    found = {(row["stratum"], row["area_type"]): row for row in run.rows("OUTPUT_STRATA")}
    assert list(dict.fromkeys(stratum for stratum, _ in found)) == ["Tätort Ö", None]
    assert (found["Tätort Ö", 1]["population"], found["Tätort Ö", 1]["population_share"]) == (
        1000,
        pytest.approx(1 / 3),
    )
    assert (found["Tätort Ö", 5]["area_count"], found["Tätort Ö", 5]["population"]) == (0, 0)
    assert found[None, 5]["class_share"] == 1
    assert run.warned("no class of town and country")


def test_without_population_a_field_still_gives_classes_of_areas(run_algorithm, areas_layer, street_rows):
    rows = [{**row, "ort": "A" if row["area_type"] == 1 else "B"} for row in street_rows()]
    layer = areas_layer(rows, fields={"ort": "string", "folkmangd": ""})
    run = run_algorithm(SUMMARY, AREAS=layer, STRATUM_FIELD="ort", OUTPUT_STRATA="memory:")
    assert {(row["population"], row["class_share"]) for row in run.rows("OUTPUT_STRATA")} == {(None, None)}
    assert sum(row["area_count"] for row in run.rows("OUTPUT_STRATA")) == 6


def test_classes_that_cannot_be_told_are_refused_only_where_they_are_wanted(run_algorithm, refusal, areas_layer):
    without_people = areas_layer(fields={"folkmangd": ""})
    assert "no classes of town and country" in refusal(SUMMARY, AREAS=without_people, OUTPUT_STRATA="memory:")
    assert "no classes" in refusal(SUMMARY, AREAS=areas_layer(), TOWN_AND_COUNTRY="none", OUTPUT_STRATA="memory:")
    assert "None of the areas is a DeSO" in refusal(
        SUMMARY, AREAS=areas_layer(), TOWN_AND_COUNTRY="deso", OUTPUT_STRATA="memory:"
    )
    assert "OUTPUT_STRATA" not in run_algorithm(SUMMARY, AREAS=without_people, TOWN_AND_COUNTRY="none").results


def test_the_manual_says_how_urban_the_types_of_the_demo_are(run_algorithm, demo):
    run = run_algorithm(SUMMARY, AREAS=demo("omraden"), OUTPUT_STRATA="memory:")
    found = {(row["stratum"], row["area_type"]): row for row in run.rows("OUTPUT_STRATA")}
    assert found["dense", 1]["population"] == 6142
    assert found["dense", 1]["class_share"] == pytest.approx(6142 / 7116)
    assert found["dense", 5]["class_share"] == 0
