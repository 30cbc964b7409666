# SPDX-License-Identifier: GPL-2.0-or-later
"""Which addresses are asked, and how often."""

from __future__ import annotations

import threading
import time

import pytest

from regso_atlas.plugin.core.messages import Cancelled
from regso_atlas.plugin.sources.addresses import AddressRules, is_loopback
from regso_atlas.plugin.sources.errors import AddressRefused
from regso_atlas.plugin.sources.pace import Pace


@pytest.mark.parametrize(
    "url",
    [
        "https://statistikdatabasen.scb.se/api/v2",
        "http://127.0.0.1:8080/x",
        "http://localhost/x",
        "http://[::1]:9/x",
        "http://data.example.se/x",
        "http://DATA.example.se/x",
    ],
)
def test_https_this_machine_and_named_hosts_are_asked(url):
    assert AddressRules(frozenset({"data.example.se"})).check(url) == url


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("http://statistikdatabasen.scb.se/api", "begins with http"),
        ("http://127.0.0.1.example.se/x", "begins with http"),
        ("file:///etc/passwd", "no web address"),
        ("https://", "no web address"),
        ("https://anna:hemligt@scb.se/x", "no web address"),
        ("https://scb.se/a b", "no web address"),
        ("https://scb.se:99999/", "no web address"),
        ("javascript:alert(1)", "no web address"),
        ("", "no web address"),
    ],
)
def test_other_addresses_are_refused_with_a_reason(url, words):
    with pytest.raises(AddressRefused, match=words):
        AddressRules().check(url)


def test_a_redirect_may_not_lose_protection():
    rules = AddressRules(frozenset({"data.example.se"}))
    assert rules.check_redirect("https://a.se/x/y", "../z") == "https://a.se/z"
    assert rules.check_redirect("https://a.se/x", "//b.se/z") == "https://b.se/z"
    for origin, target in [
        ("https://data.example.se/", "http://data.example.se/"),
        ("https://a.se/", "https://127.0.0.1/"),
        ("https://a.se/", "https://localhost:9200/"),
        ("https://a.se/", "file:///etc/passwd"),
    ]:
        with pytest.raises(AddressRefused, match="not followed"):
            rules.check_redirect(origin, target)


def test_this_machine_is_known_by_all_its_names():
    assert all(map(is_loopback, ["localhost", "127.0.0.1", "127.9.9.9", "::1", "[::1]"]))
    assert not any(map(is_loopback, ["10.0.0.1", "localhost.example.se", "", "127.0.0.1.nip.io"]))


def test_the_thirty_first_call_waits_until_the_window_has_moved_on(pace, fake_time):
    for _ in range(30):
        pace.take_turn("scb.se")
    assert fake_time.slept == []
    pace.take_turn("scb.se")
    assert 10 < sum(fake_time.slept) < 10.5


def test_each_host_has_turns_of_its_own_and_a_limit_of_its_own(pace, fake_time):
    pace.limit("scb.se", 2, 5)
    for _ in range(2):
        pace.take_turn("scb.se")
        pace.take_turn("geodata.scb.se")
    assert fake_time.slept == []
    pace.take_turn("geodata.scb.se")
    pace.take_turn("scb.se")
    assert 5 < sum(fake_time.slept) < 5.5


def test_never_more_calls_than_allowed_fall_into_any_window(pace, fake_time):
    pace.limit("scb.se", 7, 10)
    times = []
    for step in range(40):
        fake_time.seconds += (step * 37 % 11) / 10
        pace.take_turn("scb.se")
        times.append(fake_time.seconds)
    assert all(times[i + 7] - times[i] >= 10 for i in range(len(times) - 7))


def test_threads_share_the_turns():
    pace = Pace()
    pace.limit("scb.se", 5, 0.3)
    times: list[float] = []

    def work() -> None:
        for _ in range(4):
            pace.take_turn("scb.se")
            times.append(time.monotonic())

    threads = [threading.Thread(target=work) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    times.sort()
    assert len(times) == 12
    # the moments are noted a little after the turns were given
    assert all(times[i + 5] - times[i] >= 0.28 for i in range(7))


def test_waiting_for_a_turn_can_be_cancelled(pace, fake_time, feedback):
    pace.limit("scb.se", 1, 100)
    pace.take_turn("scb.se")
    feedback.cancel()
    with pytest.raises(Cancelled):
        pace.take_turn("scb.se", feedback)
    assert fake_time.slept == []
