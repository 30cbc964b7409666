# SPDX-License-Identifier: GPL-2.0-or-later
"""Fetching: where a server may send us, and that Cancel reaches the socket."""

from __future__ import annotations

import threading

import pytest
from qgis.core import QgsApplication, QgsFeedback, QgsTask
from replay_server import Reply, as_json

from regso_atlas.plugin.core.messages import Cancelled
from regso_atlas.plugin.sources.content import Kind
from regso_atlas.plugin.sources.errors import AddressRefused
from regso_atlas.plugin.sources.http import fetch

JSON = (Kind.JSON,)
GOOD = as_json({"namn": "Östersund", "kod": "0180R001"})


# Redirects ------------------------------------------------------------------------------------------------------------


def moved_to(target: str, status: int = 302) -> Reply:
    return Reply(status=status, headers={"Location": target})


def test_a_redirect_is_followed(server, pace):
    server.route("/ny", lambda _: GOOD)
    server.route("/gammal", lambda _: moved_to("/ny?år=2024"))
    answer = fetch(f"{server.url}/gammal", accept=JSON, pace=pace)
    assert answer.url == f"{server.url}/ny?år=2024"


@pytest.mark.parametrize(
    ("status", "method"), [(301, "POST"), (302, "POST"), (307, "POST"), (308, "POST"), (303, "GET")]
)
def test_a_question_stays_a_question_when_it_is_sent_on(server, pace, status, method):
    server.route("/ny", lambda _: GOOD)
    server.route("/gammal", lambda _: moved_to("/ny", status))
    fetch(f"{server.url}/gammal", method="POST", body=b"{}", accept=JSON, pace=pace)
    asked = server.requests[-1]
    assert (asked.method, asked.body) == (method, b"{}" if method == "POST" else b"")


@pytest.mark.parametrize(
    "target",
    [
        "file:///etc/passwd",
        "ftp://127.0.0.1/x",
        "data:,x",
        "http://geodata.example.se/x",
        "//user@geodata.example.se/x",
    ],
)
def test_a_redirect_to_anything_but_the_web_is_refused(server, always, pace, untouched, target):
    with pytest.raises(AddressRefused, match=r"nothing was fetched|no web address"):
        fetch(always(moved_to(target)), pace=pace)
    assert len(server.requests) == 1


def test_redirects_without_an_end_are_left(server, always, pace):
    with pytest.raises(AddressRefused, match="without an end"):
        fetch(always(moved_to("/tabell")), pace=pace)
    assert len(server.requests) == 6


# Cancel ---------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("reply", [Reply(hangs=True), Reply(b"x" * 1000, drips=True)])
def test_cancel_reaches_the_socket(server, always, pace, untouched, reply, stopwatch):
    feedback, url = QgsFeedback(), always(reply)
    threading.Timer(0.3, feedback.cancel).start()
    with pytest.raises(Cancelled):
        fetch(url, feedback=feedback, timeout=30, pace=pace)
    assert server.left_early.wait(2)
    assert stopwatch() < 3


def test_cancel_is_heard_while_waiting_for_another_try(always, pace, fake_time):
    feedback = QgsFeedback()

    def sleep(seconds: float) -> None:
        fake_time.sleep(seconds)
        if fake_time.seconds > 1005:
            feedback.cancel()

    pace.sleep = sleep
    with pytest.raises(Cancelled):
        fetch(always(Reply(status=503, headers={"Retry-After": "50"})), feedback=feedback, pace=pace)
    assert 1005 < fake_time.seconds < 1006


def test_a_cancelled_feedback_asks_nobody(server, always, pace):
    feedback = QgsFeedback()
    feedback.cancel()
    with pytest.raises(Cancelled):
        fetch(always(GOOD), feedback=feedback, pace=pace)
    assert server.requests == []


def test_it_works_from_a_task_in_another_thread(always, pace, qgis_app):
    url, got = always(GOOD), []

    class Load(QgsTask):
        def run(self) -> bool:
            got.append(fetch(url, accept=JSON, pace=pace).json()["namn"])
            return True

    task = Load("Hämta")
    QgsApplication.taskManager().addTask(task)
    assert task.waitForFinished(10_000)
    assert got == ["Östersund"]
