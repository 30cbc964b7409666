# SPDX-License-Identifier: GPL-2.0-or-later
"""What the doors get: the network's answer, or what was saved, with its age; and what was saved is never harmed."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import made_answers
import pytest
from pxweb_server import PxWebV1Server
from replay_server import Reply, problem

from regso_atlas.plugin.core.codes import Edition, Level
from regso_atlas.plugin.core.messages import Cancelled, RegsoError
from regso_atlas.plugin.core.tables import select_values
from regso_atlas.plugin.sources.errors import NotUnderstood, ServiceRefused, ServiceUnavailable
from regso_atlas.plugin.sources.scb import Scb

DAY = 86_400
GONE = problem(503, "Service Unavailable")


@pytest.fixture
def index(scb, local_catalog):
    """Ask for index and type of Karlstad."""

    def ask(years, edition=Edition.E2025, source: Scb = scb, **options):
        table = local_catalog.tables["TAB6586"]
        return source.statistics(table, ["index", "area_type"], years, level=Level.REGSO, edition=edition, **options)

    return ask


@pytest.fixture
def offline(local_catalog, cache, connection) -> Scb:
    return Scb(local_catalog, cache, connection, offline=True)


def network_gone(server) -> None:
    server.route("/", lambda _: GONE)


def texts(origin) -> list[str]:
    return [str(one) for one in origin.warnings]


# The whole chain ------------------------------------------------------------------------------------------------------


def test_karlstad_2023_and_2024_are_exactly_as_scb_published_them(captured, index, scb):
    """The year picks the edition; 31 areas each; golden rows of SCB."""
    for year, edition, golden in (
        (2023, Edition.E2020, {"1780R005": [19.0, 2], "1780R018": [3.2, 5]}),
        (2024, Edition.E2025, {"1780R005": [20.0, 1], "1780R018": [3.7, 4]}),
    ):
        assert Edition.for_year(year) is edition
        areas, origin = scb.boundaries(Level.REGSO, edition, kommuner=["1780"])
        values = index([year], edition, kommuner=["1780"])
        frame = select_values(values.table(), year=year).frame
        assert len(areas) == len(frame) == 31
        assert set(areas.codes) == set(frame.index)
        assert {code: list(frame.loc[code]) for code in golden} == golden
        assert values.origin.updated == "2026-06-23T06:00:00Z"
        assert (origin.is_saved, origin.source, areas.edition) == (False, "Källa: SCB", edition)


# Saved data -----------------------------------------------------------------------------------------------------------


def test_the_second_load_asks_only_whether_the_table_has_changed(server, karlstad, index, scb, fake_time):
    first = index([2024])
    areas, _ = scb.boundaries(Level.REGSO, Edition.E2025, kommuner=["1780"])
    asked = len(server.requests)
    fake_time.seconds += DAY
    again, origin = index([2024]), scb.boundaries(Level.REGSO, Edition.E2025, kommuner=["1780"])
    assert again.content == first.content
    assert (again.origin.is_saved, again.origin.age.days, origin[1].is_saved) == (True, 1, True)
    assert origin[0].areas == areas.areas
    assert [one.path.rpartition("/")[2] for one in server.requests[asked:]] == ["metadata"]
    assert texts(again.origin) == texts(origin[1]) == []


def test_a_table_that_has_changed_is_fetched_again(server, karlstad, index):
    index([2024])
    karlstad.database.tables["TAB6586"].dataset["updated"] = "2026-09-01T06:00:00Z"
    again = index([2024])
    assert (again.origin.is_saved, again.origin.updated) == (False, "2026-09-01T06:00:00Z")
    assert len(server.asked("POST")) == 2


def test_boundaries_are_fetched_again_after_a_month_or_on_request(server, karlstad, scb, fake_time):
    def load(**options):
        return scb.boundaries(Level.REGSO, Edition.E2025, kommuner=["1780"], **options)[1].is_saved

    assert [load(), load(), load(refresh=True)] == [False, True, False]
    fake_time.seconds += 31 * DAY
    assert load() is False


def test_with_the_network_gone_the_second_load_works_and_says_how_old_it_is(
    server, karlstad, index, scb, cache, fake_time
):
    fetched = index([2024]).content
    scb.boundaries(Level.REGSO, Edition.E2025)
    fake_time.seconds += 45 * DAY
    network_gone(server)
    values, (areas, origin) = index([2024]), scb.boundaries(Level.REGSO, Edition.E2025)
    assert values.content == fetched
    assert len(areas) == 31
    for one in (values.origin, origin):
        assert (one.is_saved, one.age.days) == (True, 45)
        assert "45 days ago" in texts(one)[0]
        assert "problem of its own (error 503)" in texts(one)[1]


def test_offline_asks_nobody(server, karlstad, index, scb, offline, fake_time):
    index([2024])
    scb.boundaries(Level.REGSO, Edition.E2025)
    asked = len(server.requests)
    fake_time.seconds += 400 * DAY
    values, (areas, origin) = index([2024], source=offline), offline.boundaries(Level.REGSO, Edition.E2025, lan=["17"])
    assert (values.origin.age.days, origin.age.days, len(areas)) == (400, 400, 31)
    assert "400 days ago" in texts(values.origin)[0]
    assert len(server.requests) == asked


def test_offline_what_was_never_fetched_is_told(index, offline):
    with pytest.raises(RegsoError, match="RegSO_2020 was never fetched on this computer"):
        offline.boundaries(Level.REGSO, Edition.E2020)
    with pytest.raises(RegsoError, match=r"TAB6586 .* was never fetched"):
        index([2024], source=offline)


def test_the_saved_country_serves_for_a_kommun_and_is_narrowed(server, karlstad, index, scb):
    karlstad.wfs.layers["stat:RegSO_2025"] += made_answers.made_features(["0180R001", "1715R001"], "2025_v2")
    assert len(scb.boundaries(Level.REGSO, Edition.E2025)[0]) == 33
    index([2024])
    network_gone(server)
    for places, count in (({"kommuner": ["1780"]}, 31), ({"lan": ["17"]}, 32), ({"kommuner": ["0180"]}, 1)):
        assert len(scb.boundaries(Level.REGSO, Edition.E2025, **places)[0]) == count
    assert len(index([2024], kommuner=["1780"]).table().categories("Region")) == 31


def test_saved_data_of_another_year_or_edition_do_not_stand_in(server, karlstad, index, scb):
    index([2024])
    scb.boundaries(Level.REGSO, Edition.E2025)
    network_gone(server)
    with pytest.raises(ServiceUnavailable):
        index([2023], Edition.E2020)
    with pytest.raises(ServiceUnavailable):
        scb.boundaries(Level.REGSO, Edition.E2020)


def test_a_cache_that_cannot_be_written_does_not_stop_the_load(karlstad, index, cache):
    cache.folder.parent.mkdir(exist_ok=True)
    cache.folder.write_text("ingen mapp", encoding="utf-8")
    values = index([2024])
    assert values.origin.updated == "2026-06-23T06:00:00Z"
    assert "could not be saved" in texts(values.origin)[0]


# Faults: each gives a clear message and leaves what was saved as it was -----------------------------------------------

FAULTS = {
    "429": (problem(429, "Too Many Requests"), ServiceUnavailable, "asks us to wait"),
    "500": (problem(500, "Internal Server Error"), ServiceUnavailable, "error 500"),
    "503": (GONE, ServiceUnavailable, "error 503"),
    "404": (problem(404, "Not Found"), ServiceRefused, "no longer has"),
    "timeout": (Reply(hangs=True), ServiceUnavailable, "in time"),
    "cut halfway": (Reply(b'{"class": "dataset"}', cut_at=8), ServiceUnavailable, "broke off"),
    "truncated": (Reply(b'{"class": "dataset", "id": ["Reg'), NotUnderstood, "cut off"),
    "HTML": (Reply(b"<!DOCTYPE html><html><body>Logga in</body></html>"), NotUnderstood, "web page"),
    "picture": (Reply(b"\x89PNG\r\n", kind="application/json"), NotUnderstood, "something else"),
    "empty": (Reply(b""), NotUnderstood, "empty"),
    "5 GB": (Reply(b"{", announced=5_000_000_000), RegsoError, "larger than"),
    "redirect": (Reply(status=302, headers={"Location": "file:///etc/passwd"}), RegsoError, "not followed"),
}


@pytest.fixture
def impatient(local_catalog, cache, connection) -> Scb:
    return Scb(local_catalog, cache, replace(connection, timeout=0.2))


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_without_saved_data_is_told_and_nothing_is_saved(server, karlstad, index, impatient, untouched, fault):
    reply, error, words = FAULTS[fault]
    server.route("/api/v2/tables", lambda _: reply)
    server.route("/geoserver", lambda _: reply)
    with pytest.raises(error, match=words):
        index([2024], source=impatient)
    with pytest.raises(error, match=words):
        impatient.boundaries(Level.REGSO, Edition.E2025)


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_with_saved_data_gives_those_and_says_why(server, karlstad, index, impatient, cache, files_of, fault):
    good, (areas, _) = index([2024]), impatient.boundaries(Level.REGSO, Edition.E2025)
    before = files_of(cache.folder)
    reply, _, words = FAULTS[fault]
    server.route("/api/v2/tables", lambda _: reply)
    server.route("/geoserver", lambda _: reply)
    values = index([2024], source=impatient, refresh=True)
    saved, origin = impatient.boundaries(Level.REGSO, Edition.E2025, refresh=True)
    assert (values.content, saved.areas) == (good.content, areas.areas)
    assert words in texts(values.origin)[1]
    assert words in texts(origin)[1]
    assert files_of(cache.folder) == before


def test_cancel_is_no_reason_to_take_saved_data(server, karlstad, index, feedback, cache, files_of):
    index([2024])
    before = files_of(cache.folder)
    feedback.cancel()
    with pytest.raises(Cancelled):
        index([2024], refresh=True)
    assert files_of(cache.folder) == before


# The older interface --------------------------------------------------------------------------------------------------


@pytest.fixture
def with_v1(local_catalog, cache, connection) -> Scb:
    return Scb(local_catalog, cache, connection, allow_v1=True)


def population(source, catalog):
    table = catalog.tables["TAB6574"]
    return source.statistics(table, ["population"], [2024], level=Level.REGSO, edition=Edition.E2025)


@pytest.mark.parametrize("status", [404, 410, 503])
def test_the_older_interface_stands_in_where_the_user_allows_it(server, karlstad, scb, with_v1, local_catalog, status):
    server.route("/v1/BE/BE0101/BE0101Y/FolkmDesoAldKon", PxWebV1Server(karlstad.database.tables["TAB6574"]))
    server.route("/api/v2", lambda _: problem(status, "Gone"))
    with pytest.raises((ServiceRefused, ServiceUnavailable)):
        population(scb, local_catalog)
    values = population(with_v1, local_catalog)
    assert select_values(values.table(), year=2024).frame.iloc[:, 0].tolist() == [1000 + i for i in range(31)]
    assert "older interface" in texts(values.origin)[0]


def test_a_wrong_answer_is_no_reason_to_ask_the_older_interface(server, karlstad, with_v1, local_catalog):
    server.route("/api/v2/tables", lambda _: Reply(b"<html>"))
    with pytest.raises(NotUnderstood, match="web page"):
        population(with_v1, local_catalog)
    assert server.asked("/v1") == []


# Made answers ---------------------------------------------------------------------------------------------------------


def test_the_made_answers_are_as_their_program_makes_them():
    for name, document in made_answers.files().items():
        assert (Path(made_answers.DATA) / name).read_text(encoding="utf-8") == made_answers.text_of(document)
        assert name.startswith("made_")
