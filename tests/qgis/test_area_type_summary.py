# SPDX-License-Identifier: GPL-2.0-or-later
"""Areas and people by area type in the country, its län and its kommuner."""

from __future__ import annotations

import geopandas as gpd
import pytest

SUMMARY = "regso:areatypesummary"
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
