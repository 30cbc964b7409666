# SPDX-License-Identifier: GPL-2.0-or-later
"""Fetching: patience, limits, redirects, content and cancel, each against a real server on this machine."""

from __future__ import annotations

import gzip
import json
from datetime import timedelta
from email.utils import format_datetime

import pytest
from replay_server import Reply, as_json, gzipped, problem

from regso_atlas.plugin.sources.content import Kind
from regso_atlas.plugin.sources.errors import (
    AnswerTooLarge,
    NotUnderstood,
    ServiceRefused,
    ServiceUnavailable,
)
from regso_atlas.plugin.sources.http import fetch

JSON = (Kind.JSON,)
GOOD = as_json({"namn": "Östersund", "kod": "0180R001"})


def test_an_answer_comes_back_whole_with_its_letters(always, pace):
    answer = fetch(always(GOOD), accept=JSON, pace=pace)
    assert answer.json() == {"namn": "Östersund", "kod": "0180R001"}
    assert (answer.status, answer.kind, answer.warnings) == (200, Kind.JSON, ())


def test_what_is_posted_arrives(server, always, pace):
    fetch(
        always(GOOD),
        method="POST",
        body="å".encode(),
        headers={"Content-Type": "application/json"},
        accept=JSON,
        pace=pace,
    )
    asked = server.requests[0]
    assert (asked.method, asked.body.decode("utf-8"), asked.headers["content-type"]) == (
        "POST",
        "å",
        "application/json",
    )
    assert "QGIS" in asked.headers["user-agent"]


# Patience -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("status", [429, 500, 502, 503, 504])
def test_trouble_that_passes_is_waited_out(server, always, pace, fake_time, status):
    url = always(GOOD)
    server.next_replies(problem(status, "Trouble"), problem(status, "Trouble"))
    assert fetch(url, accept=JSON, pace=pace).status == 200
    # the waits double: 1 s, then 2 s
    assert sum(fake_time.slept) == pytest.approx(3.0)


def test_waits_are_never_the_same_for_two_of_us(pace):
    pace.chance = lambda: 0.0
    shortest = [pace.delay(attempt) for attempt in (1, 2, 3, 4)]
    pace.chance = lambda: 1.0
    assert shortest == [0.5, 1.0, 2.0, None]
    assert [pace.delay(attempt) for attempt in (1, 2, 3, 4)] == [1.0, 2.0, 4.0, None]


@pytest.mark.parametrize("status", [429, 500, 503])
def test_trouble_that_does_not_pass_is_given_up_with_a_reason(server, always, pace, untouched, status):
    url = always(problem(status, "Trouble", "Datalagret är stängt"))
    with pytest.raises(ServiceUnavailable, match="nothing was fetched") as caught:
        fetch(url, accept=JSON, pace=pace)
    assert server.host in str(caught.value)
    assert len(server.requests) == 4


@pytest.mark.parametrize(
    ("retry_after", "waited"),
    [("7", 7.0), ("0", 0.0), ("in a while", 1.0), ("-5", 1.0), ("²", 1.0)],
)
def test_retry_after_in_seconds_is_kept(server, always, pace, fake_time, retry_after, waited):
    url = always(GOOD)
    server.next_replies(Reply(status=429, headers={"Retry-After": retry_after.encode().decode("latin-1")}))
    fetch(url, accept=JSON, pace=pace)
    assert sum(fake_time.slept) == pytest.approx(waited)


def test_retry_after_as_a_date_is_kept(server, always, pace, fake_time):
    url = always(GOOD)
    until = fake_time.now() + timedelta(seconds=42)
    server.next_replies(Reply(status=503, headers={"Retry-After": format_datetime(until, usegmt=True)}))
    fetch(url, accept=JSON, pace=pace)
    assert sum(fake_time.slept) == pytest.approx(42.0, abs=1.0)


def test_a_service_that_wants_us_to_wait_an_hour_is_not_waited_for(server, always, pace, fake_time):
    with pytest.raises(ServiceUnavailable, match=r"asks us to wait \(3600 s\)"):
        fetch(always(Reply(status=429, headers={"Retry-After": "3600"})), pace=pace)
    assert (len(server.requests), fake_time.slept) == (1, [])


def test_a_timeout_is_tried_again_and_then_told(server, always, pace, untouched):
    with pytest.raises(ServiceUnavailable, match="did not answer in time"):
        fetch(always(Reply(hangs=True)), timeout=0.2, pace=pace)
    assert len(server.requests) == 4


def test_a_timeout_counts_from_the_last_byte(server, always, pace, stopwatch):
    assert fetch(always(Reply(b"[1,2]", pause=0.25)), timeout=0.8, accept=JSON, pace=pace).json() == [1, 2]
    assert stopwatch() > 1.2
    assert len(server.requests) == 1


def test_nobody_there_is_told_with_what_to_check(pace, untouched):
    with pytest.raises(ServiceUnavailable, match=r"could not be reached.*proxy in QGIS's options"):
        fetch("http://127.0.0.1:9/tabell", pace=pace)


def test_a_refusal_is_not_repeated_and_tells_the_services_reason(server, always, pace):
    with pytest.raises(ServiceRefused, match="Non-existent value: Region 9999R001") as caught:
        fetch(always(problem(400, "Non-existent value", "Region 9999R001")), pace=pace)
    assert (caught.value.status, len(server.requests)) == (400, 1)


@pytest.mark.parametrize(
    ("status", "words"),
    [(401, "does not let us in"), (403, "does not let us in"), (404, "no longer has"), (410, "no longer")],
)
def test_refusals_are_told_by_what_they_mean(always, pace, status, words):
    with pytest.raises(ServiceRefused, match=words) as caught:
        fetch(always(Reply(b"<html><body>nej</body></html>", status)), pace=pace)
    assert caught.value.status == status


# Broken on the way ----------------------------------------------------------------------------------------------------


def test_a_connection_cut_halfway_is_tried_again(server, always, pace):
    url = always(GOOD)
    server.next_replies(Reply(GOOD.body, cut_at=10))
    assert fetch(url, accept=JSON, pace=pace).content == GOOD.body


def test_a_connection_that_is_always_cut_gives_nothing(always, pace, untouched):
    with pytest.raises(ServiceUnavailable, match="broke off before the whole answer had come"):
        fetch(always(Reply(GOOD.body, cut_at=10)), accept=JSON, pace=pace)


def test_truncated_json_is_not_used(always, pace, untouched):
    answer = fetch(always(Reply(GOOD.body[:-5])), accept=JSON, pace=pace)
    with pytest.raises(NotUnderstood, match="damaged or was cut off"):
        answer.json()


def test_a_web_page_instead_of_data_is_told_as_that(server, always, pace, untouched):
    page = b"\xef\xbb\xbf<!DOCTYPE html><html><head><title>Logga in</title></head></html>"
    with pytest.raises(NotUnderstood, match=r"web page instead of data.*log-in") as caught:
        fetch(always(Reply(page, kind="application/json")), accept=JSON, pace=pace)
    assert "Logga in" in caught.value.details
    assert len(server.requests) == 1


def test_an_empty_answer_is_told_as_that(always, pace, untouched):
    with pytest.raises(NotUnderstood, match="empty answer"):
        fetch(always(Reply(b"")), accept=JSON, pace=pace)


def test_something_else_than_asked_for_is_told(always, pace, untouched):
    with pytest.raises(NotUnderstood, match="something else than the JSON"):
        fetch(always(Reply(b"%PDF-1.7", kind="application/json")), accept=JSON, pace=pace)


def test_a_wrong_content_type_is_noted_and_the_content_decides(always, pace):
    answer = fetch(always(Reply(GOOD.body, kind="image/png")), accept=JSON, pace=pace)
    assert answer.json()["namn"] == "Östersund"
    assert "image/png" in str(answer.warnings[0])
    assert "JSON" in str(answer.warnings[0])


def test_gzip_is_unpacked_however_it_is_sent(always, pace):
    assert fetch(always(gzipped(GOOD)), accept=JSON, pace=pace).content == GOOD.body
    unnamed = Reply(gzip.compress(GOOD.body), kind="application/gzip")
    assert fetch(always(unnamed), accept=JSON, pace=pace).content == GOOD.body


def test_gzip_that_ends_too_early_is_not_used(always, pace):
    with pytest.raises(NotUnderstood, match="cut off"):
        fetch(always(Reply(gzip.compress(GOOD.body)[:-12], kind="application/gzip")), accept=JSON, pace=pace)


@pytest.mark.parametrize("letters", ["utf-8-sig", "utf-16", "utf-16-le"])
def test_a_byte_order_mark_does_no_harm(always, pace, letters):
    body = json.dumps({"namn": "Åre"}, ensure_ascii=False).encode(letters)
    assert fetch(always(Reply(body)), accept=JSON, pace=pace).json() == {"namn": "Åre"}


# Too large ------------------------------------------------------------------------------------------------------------


def test_five_announced_gigabytes_are_not_fetched(server, always, pace, untouched, stopwatch):
    with pytest.raises(AnswerTooLarge, match="larger than the 50 MB") as caught:
        fetch(always(Reply(b"[1", announced=5_000_000_000)), accept=JSON, pace=pace)
    assert "5000000000" in caught.value.details
    assert server.left_early.wait(2)
    assert len(server.requests) == 1
    assert stopwatch() < 3


def test_an_answer_that_says_nothing_of_its_size_is_stopped_at_the_limit(server, always, pace, untouched):
    with pytest.raises(AnswerTooLarge):
        fetch(always(Reply(b"x" * 20_000, drips=True)), max_bytes=100_000, pace=pace)
    assert server.left_early.wait(2)


@pytest.mark.parametrize("headers", [{"Content-Encoding": "gzip"}, {}])
def test_what_unfolds_beyond_the_limit_is_stopped(always, pace, headers):
    """200 kB on the wire, 200 MB when unpacked."""
    bomb = Reply(gzip.compress(bytes(200_000_000), 9), headers=headers, kind="application/octet-stream")
    with pytest.raises(AnswerTooLarge):
        fetch(always(bomb), max_bytes=10_000_000, pace=pace)
