# SPDX-License-Identifier: GPL-2.0-or-later
"""``regso:loadareas`` and ``regso:loadtimeseries`` against SCB as it answered, played on this machine."""

from __future__ import annotations

import json

import pytest
from qgis.core import NULL, QgsLayerNotesUtils, QgsVectorLayer
from replay_server import problem

LOAD = "regso:loadareas"
SERIES = "regso:loadtimeseries"
DAY = 86_400
GONE = problem(503, "Service Unavailable")
FIGURES = ("socioeconomic_index", "area_type", "v1", "v2", "v3")
MEASURES = {
    "socioeconomic_index": "000008IT",
    "area_type": "000008IU",
    "v1": "000008IW",
    "v2": "000008IV",
    "v3": "000008IX",
}


@pytest.fixture
def published(real_data):
    """Return what SCB published for Karlstad: year → code → column → value, None where missing."""
    document = json.loads((real_data / "index" / "karlstad_TAB6586_2011-2024.json").read_text("utf-8-sig"))
    ids, size = document["id"], document["size"]
    positions = {name: document["dimension"][name]["category"]["index"] for name in ids}

    def value(region, measure, year):
        place = 0
        for name, length in zip(ids, size, strict=True):
            place = place * length + positions[name][{"Region": region, "ContentsCode": measure, "Tid": year}[name]]
        return document["value"][place]

    def of_year(year):
        suffix = "_RegSO2025" if year >= 2024 else ""
        codes = [f"1780R{n:03d}" for n in range(1, 32)]
        return {
            code: {column: value(code + suffix, measure, str(year)) for column, measure in MEASURES.items()}
            for code in codes
        }

    return of_year


def by_code(run, name="OUTPUT"):
    return {row["code"]: row for row in run.rows(name)}


# Karlstad, as SCB published it ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(("year", "edition"), [(2023, "2020"), (2024, "2025")])
def test_karlstad_is_exactly_as_scb_published_it_on_the_edition_of_its_year(
    captured, services, published, run_algorithm, year, edition
):
    run = run_algorithm(LOAD, YEAR=year, KOMMUNER="Karlstad", INDICATORS=["index", "area_type", "v1", "v2", "v3"])

    rows, expected = by_code(run), published(year)
    assert len(rows) == run["AREA_COUNT"] == 31
    assert {code: {name: row[name] for name in FIGURES} for code, row in rows.items()} == expected
    assert {row["edition"] for row in rows.values()} == {run["EDITION"]} == {edition}
    assert {row["year"] for row in rows.values()} == {run["YEAR_LOADED"]} == {year}
    assert {(row["kommun_code"], row["kommun_name"], row["lan_name"]) for row in rows.values()} == {
        ("1780", "Karlstad", "Värmlands län")
    }
    assert run["UPDATED"] == "2026-06-23T06:00:00Z"
    assert all("year " + str(year) in row["statistics_source"] for row in rows.values())


def test_the_edition_of_the_boundaries_switches_with_the_year(server, captured, services, run_algorithm):
    for year, layer, other in ((2023, "RegSO_2020", "RegSO_2025"), (2024, "RegSO_2025", "RegSO_2020")):
        before = len(server.requests)
        run_algorithm(LOAD, YEAR=year, KOMMUNER="1780", INDICATORS=["index"])
        asked = " ".join(str(one.pairs) for one in server.requests[before:] if "geoserver" in one.path)
        assert layer in asked
        assert other not in asked


def test_without_a_year_the_newest_is_loaded_and_ranks_run_from_the_worst(captured, services, published, run_algorithm):
    run = run_algorithm(LOAD, KOMMUNER="karlstads kommun", INDICATORS=["index", "area_type"])

    index = {code: row["socioeconomic_index"] for code, row in published(2024).items()}
    ranks = {code: 1 + sum(other > own for other in index.values()) for code, own in index.items()}
    rows = by_code(run)
    assert run["YEAR_LOADED"] == 2024
    assert {code: row["rank_kommun"] for code, row in rows.items()} == ranks
    # 31 areas are not the country
    assert {row["rank_country"] for row in rows.values()} == {None}


def test_population_comes_from_its_own_table(karlstad, services, run_algorithm):
    run = run_algorithm(LOAD, YEAR=2024, LAN="17")

    rows = by_code(run)
    assert run["POPULATION"] == sum(row["population"] for row in rows.values()) > 0
    for row in rows.values():
        assert row["density"] == pytest.approx(row["population"] / row["area_km2"])
        assert row["area_km2"] == pytest.approx(1.0, rel=2e-3)


def test_the_change_between_editions_says_where_the_ground_is_another(karlstad, services, run_algorithm):
    run = run_algorithm(LOAD, YEAR=2024, COMPARE_YEAR=2023, KOMMUNER="1780")

    for row in run.rows():
        assert row["compare_year"] == 2023
        assert row["index_change"] == pytest.approx(row["socioeconomic_index"] - row["index_before"], abs=1e-9)
        assert 0 <= row["boundary_change"] <= 1
    assert run.warned("2023 and 2024 are of different editions")


# Network, cache, offline ----------------------------------------------------------------------------------------------


def test_with_the_network_gone_the_second_load_works_and_says_how_old_it_is(
    server, karlstad, services, run_algorithm, fake_time
):
    first = run_algorithm(LOAD, YEAR=2024, KOMMUNER="1780")
    fake_time.seconds += 12 * DAY
    server.route("/", lambda _: GONE)

    again = run_algorithm(LOAD, YEAR=2024, KOMMUNER="1780")

    assert again.rows() == first.rows()
    assert (first["AGE_DAYS"], again["AGE_DAYS"]) == (0, 12)
    assert again.warned("12 days ago")
    assert again.warned("problem of its own (error 503)")


def test_without_a_year_and_without_the_network_the_newest_saved_year_is_loaded(
    server, karlstad, services, run_algorithm
):
    run_algorithm(LOAD, YEAR=2022, KOMMUNER="1780")
    run_algorithm(LOAD, YEAR=2021, KOMMUNER="1780")
    asked = len(server.requests)

    run = run_algorithm(LOAD, KOMMUNER="1780", OFFLINE=True)

    assert run["YEAR_LOADED"] == 2022
    assert len(server.requests) == asked
    assert run.warned("2021, 2022")


def test_the_setting_offline_keeps_everything_off_the_network(server, karlstad, services, refusal):
    services.offline.setValue(True)
    assert "was never fetched on this computer" in refusal(LOAD, KOMMUNER="1780")
    assert server.requests == []


def test_a_service_in_trouble_leaves_nothing_behind(server, services, refusal, cache, tmp_path):
    server.route("/", lambda _: GONE)
    said = refusal(LOAD, KOMMUNER="1780", OUTPUT=str(tmp_path / "områden.gpkg"))
    assert "error 503" in said
    assert not (tmp_path / "områden.gpkg").exists()
    assert cache.list() == []


def test_index_and_figures_of_the_whole_country_serve_the_next_kommun(server, karlstad, services, run_algorithm):
    run_algorithm(LOAD, YEAR=2024, KOMMUNER="1780")
    posts = len(server.asked("POST"))
    run_algorithm(LOAD, YEAR=2024, LAN="17")
    assert len(server.asked("POST")) == posts


def test_cancel_stops_on_the_way_and_leaves_nothing(karlstad, services, cancelled_run, tmp_path):
    for chance in (1, 2, 5):
        run = cancelled_run(LOAD, chance, YEAR=2024, KOMMUNER="1780", OUTPUT=str(tmp_path / "x.gpkg"))
        assert not run.ok
        assert "Cancelled" in run.errors[-1]
        assert list(tmp_path.glob("x.gpkg*")) == []


# Bad wishes -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("wish", "said"),
    [
        ({"KOMMUNER": "Karlsta"}, "There is no kommun Karlsta"),
        ({"LAN": "Värmand"}, "There is no län Värmand"),
        ({"YEAR": 2010}, "There are no figures for 2010"),
        ({"YEAR": 2024, "COMPARE_YEAR": 2024}, "are the same"),
        ({"YEAR": 2024, "COMPARE_YEAR": 1999}, "There are no figures for 1999"),
        ({"OFFLINE": True, "REFRESH": True}, "cannot both be had"),
    ],
)
def test_bad_wishes_are_told(karlstad, services, refusal, wish, said):
    assert said in refusal(LOAD, **{"KOMMUNER": "1780", **wish})


def test_places_are_checked_before_anybody_is_asked(server, services, refusal):
    refusal(LOAD, KOMMUNER="Ingenstans")
    assert server.requests == []


# Time series ----------------------------------------------------------------------------------------------------------


def test_the_time_series_of_karlstad_is_exactly_as_scb_published_it(
    server, captured, services, published, run_algorithm
):
    run = run_algorithm(SERIES, KOMMUNER="Karlstad", INDICATORS=["index", "area_type", "v1", "v2", "v3"])

    rows = run.rows()
    assert (len(rows), run["ROWS"], run["AREA_COUNT"]) == (434, 434, 31)
    assert (run["FIRST_YEAR_LOADED"], run["LAST_YEAR_LOADED"]) == (2011, 2024)
    for year in range(2011, 2025):
        own = {row["code"]: {name: row[name] for name in FIGURES} for row in rows if row["year"] == year}
        assert own == published(year)
        assert {row["edition"] for row in rows if row["year"] == year} == {"2025" if year >= 2024 else "2020"}
    assert rows[0]["name"] == "Alster-Skattkärr-Skattkärrs omland"
    # a table needs no boundaries
    assert [one for one in server.requests if "geoserver" in one.path] == []


def test_the_map_of_the_time_series_plays_year_by_year(captured, services, run_algorithm, tmp_path):
    run = run_algorithm(
        SERIES,
        KOMMUNER="1780",
        FIRST_YEAR=2022,
        INDICATORS=["index", "area_type"],
        OUTPUT_TEMPORAL=str(tmp_path / "karlstad.gpkg"),
    )
    layer = run.layer("OUTPUT_TEMPORAL")
    assert layer.featureCount() == 3 * 31
    for year in (2022, 2023, 2024):
        shown = list(layer.getFeatures(f"\"valid_from\" <= '{year}-07-01' AND \"valid_to\" >= '{year}-07-01'"))
        assert {feature["year"] for feature in shown} == {year}
        assert len(shown) == 31


@pytest.mark.parametrize("years", [{"FIRST_YEAR": 2030}, {"FIRST_YEAR": 2020, "LAST_YEAR": 2019}])
def test_no_years_is_told(captured, services, refusal, years):
    assert "There are no years" in refusal(SERIES, KOMMUNER="1780", **years)


# What stands on the layer ---------------------------------------------------------------------------------------------


def test_the_file_carries_its_style_its_source_and_its_time(captured, services, run_algorithm, tmp_path):
    path = tmp_path / "Karlstad åäö.gpkg"
    run_algorithm(LOAD, YEAR=2024, KOMMUNER="1780", INDICATORS=["index", "area_type"], OUTPUT=str(path))

    layer = QgsVectorLayer(str(path), "x", "ogr")
    metadata = layer.metadata()
    assert metadata.title() == "RegSO 2025 with index 2024, Karlstad"
    assert metadata.rights()[0] == "Source: Statistics Sweden (SCB)"
    assert metadata.licenses() == ["CC0-1.0"]
    assert any("TAB6586" in link.url for link in metadata.links())
    times = metadata.extent().temporalExtents()
    assert [(time.begin().date().year(), time.end().date().year()) for time in times] == [(2024, 2024)]
    notes = QgsLayerNotesUtils.layerNotes(layer)
    assert "A higher index is worse" in notes
    assert "SCB corrected all values for 2024" in notes
    assert layer.renderer().type() == "categorizedSymbol"
    assert layer.attributeAlias(layer.fields().lookupField("socioeconomic_index")).endswith("2024 (higher is worse)")
    assert "Index (higher is worse)" in layer.mapTipTemplate()
    assert next(layer.getFeatures())["name"] != NULL


# DeSO -----------------------------------------------------------------------------------------------------------------


def test_deso_of_karlstad_have_the_published_index_of_their_regso(captured, services, published, run_algorithm):
    run = run_algorithm(LOAD, LEVEL="deso", YEAR=2024, KOMMUNER="1780")

    rows, expected = by_code(run), published(2024)
    assert len(rows) == 57
    for row in rows.values():
        assert {name: row[name] for name in FIGURES} == expected[row["regso_code"]]
    assert {row["level"] for row in rows.values()} == {"deso"}
    assert run.warned("SCB has no index and no area type by DeSO")
    # the captured table has the people of 2025 only
    assert run.warned("There is no population for 2024")
    assert "population" not in rows["1780A0010"]
