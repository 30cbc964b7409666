# SPDX-License-Identifier: GPL-2.0-or-later
"""The statistics database: SCB's own values from a replay of its answers, its limits and its rules kept."""

from __future__ import annotations

import json
from dataclasses import replace

import made_answers
import pytest
from pxweb_server import PxWebServer, PxWebV1Server, made_table
from replay_server import Reply, as_json, problem

from regso_atlas.plugin.core.codes import Edition, Level
from regso_atlas.plugin.core.messages import Cancelled, RegsoError
from regso_atlas.plugin.core.tables import read_json_table, select_values
from regso_atlas.plugin.sources.content import Kind
from regso_atlas.plugin.sources.errors import NotUnderstood, ServiceRefused, ServiceUnavailable
from regso_atlas.plugin.sources.pxweb import PxWebApi2
from regso_atlas.plugin.sources.pxweb_v1 import PxWebApi1
from regso_atlas.plugin.sources.table_info import Wish

ALL = ("index", "area_type", "education", "low_standard", "assistance_unemployment")


@pytest.fixture
def database(local_catalog, connection):
    return PxWebApi2(local_catalog.services["pxweb2"], connection)


@pytest.fixture
def wish(local_catalog):
    def make(years, edition, indicators=ALL, table_id="TAB6586", level=Level.REGSO, **places):
        division = local_catalog.division(level, edition)
        return Wish(local_catalog.tables[table_id], division, tuple(indicators), tuple(years), **places)

    return make


def rows(values, year, **options):
    """Return the values as core reads them: one row per area, columns by the codes of the measures."""
    return select_values(read_json_table(values.content(), "svar"), year=year, **options)


# SCB's own values -----------------------------------------------------------------------------------------------------


def test_karlstad_2022_and_2024_are_exactly_as_scb_published_them(captured, database, wish):
    """Golden rows of SCB: index, type, education, low standard, assistance or unemployed."""
    old = rows(database.values(wish(range(2011, 2024), Edition.E2020)), 2022)
    new = rows(database.values(wish([2024], Edition.E2025)), 2024)
    assert list(old.frame.loc["1780R005"]) == [19.4, 2, 15.2, 34.4, 8.7]
    assert list(old.frame.loc["1780R030"]) == [7.9, 4, 9.3, 12.7, 1.8]
    assert list(new.frame.loc["1780R005"]) == [20.0, 1, 15.9, 35.7, 8.5]
    assert list(new.frame.loc["1780R018"]) == [3.7, 4, 3.6, 6.4, 1.2]
    assert (len(old.frame), len(new.frame)) == (31, 31)
    assert (old.edition_hint, new.edition_hint) == (Edition.E2020, Edition.E2025)
    assert not old.frame.isna().any().any()
    assert captured.database.refused == []


def test_every_captured_value_comes_through(captured, database, wish, real_data):
    document = json.loads((real_data / "index" / "karlstad_TAB6586_2011-2024.json").read_text("utf-8-sig"))
    known = read_json_table(json.dumps(document).encode(), "källa")
    for years, edition in ((range(2011, 2024), Edition.E2020), ([2024], Edition.E2025)):
        values = database.values(wish(years, edition))
        for year in years:
            expected = select_values(known, year=year).frame
            assert rows(values, year).frame.equals(expected)


def test_the_tables_stamp_and_a_link_to_the_same_selection_come_along(captured, database, wish, connection):
    values = database.values(wish(range(2011, 2024), Edition.E2020, kommuner=("1780",)))
    assert values.updated == "2026-06-23T06:00:00Z"
    assert "valueCodes[Tid]=[range(2011,2023)]" in values.link
    assert "valueCodes[Region]=1780*&codelist[Region]=vs_RegSO2020" in values.link
    shown = connection.fetch(values.link, accept=(Kind.JSON,)).json()
    assert shown["value"] == values.document["value"]
    assert captured.database.refused == []


def test_population_of_deso_and_regso_of_the_right_edition(captured, database, wish):
    """The captured answer has both editions and the kommun (99,007) in one dimension; old codes are 0."""
    regso = database.values(wish([2025], Edition.E2025, ["population"], "TAB6574"))
    deso = database.values(wish([2025], Edition.E2025, ["population"], "TAB6574", Level.DESO))
    assert (len(rows(regso, 2025).frame), len(rows(deso, 2025, level=Level.DESO).frame)) == (31, 57)
    assert rows(deso, 2025, level=Level.DESO).frame.iloc[0].item() == 1136  # 1780A0010, as the data's README says
    # from 2025 SCB adds noise, so the parts only nearly sum to the kommun
    assert rows(regso, 2025).frame.sum().item() == pytest.approx(99_007, abs=50)
    assert captured.database.refused == []


# Limits ---------------------------------------------------------------------------------------------------------------


@pytest.fixture
def country(server, fake_time):
    """A made table with 3,363 areas in both editions: 470,820 cells."""
    database = PxWebServer(
        {
            "TAB6586": made_table(made_answers.made_index_table(made_answers.country_codes())),
            "TAB6574": made_table(made_answers.made_population_table(made_answers.country_codes())),
        },
        fake_time.clock,
    )
    server.route("/api/v2", database)
    return database


def test_five_measures_of_the_country_over_thirteen_years_take_two_calls(server, country, database, wish):
    values = database.values(wish(range(2011, 2024), Edition.E2020))
    assert values.calls == 2
    assert len(server.asked("POST")) == 2
    assert values.document["size"] == [3363, 5, 13]
    # made value by hand: area number 3362 in 2023 has V1 = 2 + 3362 % 40 + 12
    last = made_answers.country_codes()[-1]
    low_standard = rows(values, 2023, contents="000008IW").frame.iloc[:, 0]
    assert low_standard[last] == 2 + 3362 % 40 + 12
    assert len(low_standard) == 3363
    assert country.refused == []


def test_two_measures_of_the_country_take_one_call(server, country, database, wish):
    assert database.values(wish(range(2011, 2024), Edition.E2020, ["index", "area_type"])).calls == 1


def test_the_services_own_limit_is_read_and_kept(server, country, database, wish):
    # 65 cells for an area, so 307 areas fit into a call of 20,000
    country.max_cells = 20_000
    values = database.values(wish(range(2011, 2024), Edition.E2020))
    assert values.calls == 11
    assert country.refused == []
    assert len(server.asked("/config")) == 1


def test_a_service_that_does_not_tell_its_limits_is_asked_by_what_is_known(server, country, database, wish):
    server.next_replies(problem(404, "Not Found"), when="/config")
    assert database.values(wish(range(2011, 2024), Edition.E2020)).calls == 2


def test_no_call_is_one_too_many(server, country, database, wish, fake_time):
    """At 7,000 cells 32 calls for data are needed; with config and metadata 34, of 30 in 10 s. None is turned away."""
    country.max_cells = 7_000
    values = database.values(wish(range(2011, 2024), Edition.E2020))
    assert values.calls > 30
    assert sum(fake_time.slept) > 9
    assert len(server.requests) == values.calls + 2


def test_when_somebody_else_uses_up_the_calls_we_wait_as_told(server, karlstad, database, wish, fake_time):
    karlstad.database.calls = 2
    info = database.info(wish([2022], Edition.E2020).table)
    values = database.values(wish([2022], Edition.E2020), info)
    assert values.document["size"] == [31, 5, 1]
    server.next_replies(problem(429, "Too Many Requests", Retry_After="10"), when="POST")
    assert database.values(wish([2021], Edition.E2020), info).document["size"] == [31, 5, 1]


# Selections -----------------------------------------------------------------------------------------------------------


def test_kommuner_and_lan_are_chosen_by_their_codes(server, country, database, wish):
    values = database.values(wish([2023], Edition.E2020, ["index"], kommuner=("0110",), lan=("25",)))
    codes = list(values.document["dimension"]["Region"]["category"]["index"])
    expected = [code for code in made_answers.country_codes() if code.startswith(("0110", "25"))]
    assert codes == expected
    assert server.asked("POST")[0].json["selection"][0]["valueCodes"] == ["0110*", "25*"]


def test_a_place_without_areas_is_named(country, database, wish):
    with pytest.raises(RegsoError, match="no areas in 0199"):
        database.values(wish([2023], Edition.E2020, kommuner=("0110", "0199")))


def test_a_year_that_the_table_lacks_is_named_with_those_it_has(karlstad, database, wish):
    with pytest.raises(RegsoError, match="no values for 2010, 2025; it has 2011–2024"):
        database.values(wish([2010, 2023, 2025], Edition.E2020))


def test_totals_of_age_and_sex_are_chosen_and_the_kommun_is_left_out(server, karlstad, database, wish):
    values = database.values(wish([2023], Edition.E2020, ["population"], "TAB6574"))
    # made: the first area has 1000, the last of 31 has 1030
    assert rows(values, 2023).frame.iloc[:, 0].tolist() == [1000 + i for i in range(31)]
    assert karlstad.database.refused == []


def test_without_codelists_the_areas_are_spelt_out(server, karlstad, database, wish):
    known = karlstad.database.tables["TAB6586"]
    karlstad.database.tables["TAB6586"] = replace(known, codelists={})
    values = database.values(wish([2024], Edition.E2025))
    assert rows(values, 2024).frame.shape == (31, 5)
    sent = server.asked("POST")[0].json["selection"][0]
    assert (len(sent["valueCodes"]), sent.get("codelist")) == (31, None)


def test_a_link_that_would_be_too_long_leads_to_the_table(karlstad, database, wish):
    known = karlstad.database.tables["TAB6574"]
    karlstad.database.tables["TAB6574"] = replace(known, codelists={})
    table = karlstad.database.tables["TAB6586"]
    karlstad.database.tables["TAB6586"] = replace(
        table,
        codelists={},
        dataset=made_answers.made_index_table(made_answers.country_codes(400))[0],
        cell=lambda _: 1.0,
    )
    assert database.values(wish([2024], Edition.E2025)).link.endswith("/tables/TAB6586?lang=sv")


# Faults ---------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("reply", "error", "words"),
    [
        (Reply(b'{"class":"dataset","id":["Re'), NotUnderstood, "cut off"),
        (Reply(b"<!DOCTYPE html><html>"), NotUnderstood, "web page"),
        (Reply(b""), NotUnderstood, "empty answer"),
        (as_json([]), NotUnderstood, "something else"),
        (as_json({"class": "dataset", "id": [], "size": [], "dimension": {}, "value": []}), NotUnderstood, "something"),
        (problem(400, "Bad Request", "Too many cells"), ServiceRefused, "Too many cells"),
        (problem(500, "Internal"), ServiceUnavailable, "problem of its own"),
    ],
)
def test_a_spoilt_answer_is_told_and_not_used(server, karlstad, database, wish, untouched, reply, error, words):
    server.next_replies(*[reply] * 4, when="POST")
    with pytest.raises(error, match=words):
        database.values(wish([2022], Edition.E2020))


def test_one_area_too_few_is_noticed(server, karlstad, database, wish, untouched):
    values = database.values(wish([2022], Edition.E2020))
    short = json.loads(values.content())
    lost = list(short["dimension"]["Region"]["category"]["index"])[-1]
    del short["dimension"]["Region"]["category"]["index"][lost]
    short["size"][0] -= 1
    short["value"] = short["value"][:-5]
    server.next_replies(as_json(short), when="POST")
    with pytest.raises(NotUnderstood, match="30 instead of 31") as caught:
        database.values(wish([2022], Edition.E2020))
    assert lost in caught.value.details


@pytest.mark.parametrize(
    ("change", "details"),
    [
        (lambda d: d["dimension"]["ContentsCode"]["category"]["index"].pop("000008IU"), "000008IU"),
        (lambda d: d["id"].remove("Tid"), "Tid"),
        (lambda d: d["dimension"].update(Region={"label": "region"}), "Region"),
        (lambda d: d["dimension"]["Region"]["category"].update(index={"00": 0}), "regso"),
        (lambda d: d.pop("dimension"), "dimension"),
    ],
)
def test_a_table_that_is_built_otherwise_is_noticed(server, karlstad, database, wish, change, details):
    document = karlstad.database.tables["TAB6586"].metadata()
    change(document)
    server.next_replies(as_json(document), when="metadata")
    with pytest.raises(NotUnderstood) as caught:
        database.values(wish([2022], Edition.E2020))
    assert details in caught.value.details


def test_cancel_stops_between_two_calls(server, country, database, wish, feedback):
    country.max_cells = 20_000
    original = country._data

    def data(*arguments):
        if len(server.asked("POST")) == 3:
            feedback.cancel()
        return original(*arguments)

    country._data = data
    with pytest.raises(Cancelled):
        database.values(wish(range(2011, 2024), Edition.E2020))
    assert len(server.asked("POST")) == 3


# The older interface --------------------------------------------------------------------------------------------------


def test_the_older_interface_gives_the_same_values(server, karlstad, local_catalog, connection, database, wish):
    wanted = wish([2022, 2023], Edition.E2020, ["population"], "TAB6574")
    known = karlstad.database.tables["TAB6574"]
    server.route("/v1/BE/BE0101/BE0101Y/FolkmDesoAldKon", PxWebV1Server(known))
    old = PxWebApi1(local_catalog.services["pxweb1"], connection).values(wanted)
    assert old.document["value"] == database.values(wanted).document["value"]
    assert old.updated == "2026-03-24T07:00:00Z"
    assert {one["selection"]["filter"] for one in server.asked("POST /v1")[0].json["query"]} == {"item"}


def test_a_table_that_the_older_interface_lacks_is_told(local_catalog, connection, wish):
    with pytest.raises(ServiceUnavailable, match="not known to have the table TAB6586"):
        PxWebApi1(local_catalog.services["pxweb1"], connection).values(wish([2022], Edition.E2020))
