# SPDX-License-Identifier: GPL-2.0-or-later
"""Requests go through the proxy that is set in QGIS's options: shown with a real one on this machine."""

from __future__ import annotations

import queue
import threading
from collections.abc import Iterator

import pytest
from local_proxy import LocalProxy
from qgis.core import QgsApplication, QgsAuthMethodConfig, QgsNetworkAccessManager, QgsSettings, QgsTask
from replay_server import ReplayServer, Reply, as_json

from regso_atlas.plugin.sources.content import Kind
from regso_atlas.plugin.sources.errors import ServiceUnavailable
from regso_atlas.plugin.sources.http import fetch

NAMES = ("proxyEnabled", "proxyType", "proxyHost", "proxyPort", "proxyUser", "proxyPassword", "noProxyUrls")


@pytest.fixture
def proxy() -> Iterator[LocalProxy]:
    proxy = LocalProxy()
    yield proxy
    proxy.stop()


@pytest.fixture
def in_options() -> Iterator:
    """Set a proxy as the options dialog does, and take it away afterwards."""
    settings = QgsSettings()
    before = {name: settings.value(f"proxy/{name}") for name in NAMES}

    def choose(port: int, **more: object) -> None:
        values = {"proxyEnabled": True, "proxyType": "HttpProxy", "proxyHost": "127.0.0.1", "proxyPort": str(port)}
        for name, value in (values | more).items():
            settings.setValue(f"proxy/{name}", value)
        QgsNetworkAccessManager.instance().setupDefaultProxyAndCache()

    yield choose
    for name, value in before.items():
        settings.remove(f"proxy/{name}") if value is None else settings.setValue(f"proxy/{name}", value)
    QgsNetworkAccessManager.instance().setupDefaultProxyAndCache()


def test_requests_go_through_the_proxy_of_the_options(server, proxy, in_options, pace):
    server.route("/", lambda _: as_json({"namn": "Åmål"}))
    in_options(proxy.port)
    answer = fetch(f"{server.url}/tabell?kod=0180", accept=(Kind.JSON,), pace=pace)
    assert answer.json() == {"namn": "Åmål"}
    assert proxy.passed == [f"GET {server.url}/tabell?kod=0180"]


def test_without_a_proxy_in_the_options_nobody_is_in_between(server, proxy, pace):
    server.route("/", lambda _: as_json({}))
    fetch(f"{server.url}/tabell", accept=(Kind.JSON,), pace=pace)
    assert proxy.passed == []


def test_requests_of_a_task_go_through_the_proxy_too(server, proxy, in_options, pace, qgis_app):
    server.route("/", lambda _: as_json([]))
    in_options(proxy.port)
    url = f"{server.url}/fråga"

    class Load(QgsTask):
        def run(self) -> bool:
            fetch(url, method="POST", body=b"{}", accept=(Kind.JSON,), pace=pace)
            return True

    task = Load("Hämta")
    QgsApplication.taskManager().addTask(task)
    assert task.waitForFinished(10_000)
    assert [line.split()[0] for line in proxy.passed] == ["POST"]


def test_a_network_manager_that_qgis_made_before_takes_the_proxy_up_too(server, proxy, in_options, pace):
    server.route("/", lambda _: as_json([]))
    orders: queue.Queue[bool] = queue.Queue()

    def work() -> None:
        QgsNetworkAccessManager.instance()
        orders.get()
        orders.task_done()
        orders.get()
        fetch(server.url, accept=(Kind.JSON,), pace=pace)

    thread = threading.Thread(target=work)
    thread.start()
    orders.put(True)
    orders.join()
    in_options(proxy.port)
    orders.put(True)
    thread.join(10)
    assert len(proxy.passed) == 1


def test_a_proxy_that_wants_a_password_gets_that_of_the_options(server, in_options, pace):
    strict = LocalProxy("asa", "hemligt")
    server.route("/", lambda _: as_json([1]))
    in_options(strict.port, proxyUser="asa", proxyPassword="hemligt")
    assert fetch(server.url, accept=(Kind.JSON,), pace=pace).json() == [1]
    assert len(strict.passed) == 1
    strict.stop()


def test_a_proxy_that_is_not_there_is_told_as_that(in_options, pace, untouched):
    in_options(9)
    with pytest.raises(
        ServiceUnavailable, match=r"The proxy between your network and scb.example.se could not be used"
    ):
        fetch("https://scb.example.se/api/v2/config", pace=pace)


def test_a_thread_that_asked_before_the_proxy_was_set_takes_it_up(server, proxy, in_options, pace):
    """Threads of QGIS's pool live on, and each has a network manager of its own."""
    server.route("/", lambda _: as_json([]))
    passed: list[int] = []
    orders: queue.Queue[bool] = queue.Queue()

    def work() -> None:
        while orders.get():
            fetch(server.url, accept=(Kind.JSON,), pace=pace)
            passed.append(len(proxy.passed))
            orders.task_done()

    thread = threading.Thread(target=work)
    thread.start()
    for step in (lambda: None, lambda: in_options(proxy.port), lambda: in_options(0, proxyEnabled=False)):
        step()
        orders.put(True)
        orders.join()
    orders.put(False)
    thread.join(10)
    assert passed == [0, 1, 1]


@pytest.fixture
def credentials(qgis_app, tmp_path) -> str:
    """Return the id of an authentication configuration with a user name and a password."""
    manager = QgsApplication.authManager()
    if not manager.masterPasswordIsSet():
        assert manager.setMasterPassword("prov", True)
    config = QgsAuthMethodConfig("Basic")
    config.setName("prov")
    config.setConfigMap({"username": "asa", "password": "hemligt", "realm": ""})
    stored = manager.storeAuthenticationConfig(config)
    assert stored[0] if isinstance(stored, tuple) else stored
    made = stored[1] if isinstance(stored, tuple) else config
    return made.id()


@pytest.fixture
def elsewhere() -> Iterator[ReplayServer]:
    """Another host, which needs no name server: the loopback range has many addresses."""
    server = ReplayServer("127.0.0.2")
    yield server
    server.stop()


def test_an_authentication_configuration_is_used_and_stays_with_its_host(server, elsewhere, pace, credentials):
    for one in (server, elsewhere):
        one.route("/", lambda _: as_json([]))
    server.route("/hit", lambda _: Reply(status=302, headers={"Location": "/dit"}))
    server.route("/bort", lambda _: Reply(status=302, headers={"Location": f"{elsewhere.url}/dit"}))
    for path in ("/hit", "/bort"):
        fetch(server.url + path, authcfg=credentials, accept=(Kind.JSON,), pace=pace)
    shown = [(asked.path, "authorization" in asked.headers) for asked in server.requests + elsewhere.requests]
    assert shown == [("/hit", True), ("/dit", True), ("/bort", True), ("/dit", False)]


def test_an_unknown_authentication_configuration_is_told(server, pace):
    with pytest.raises(ServiceUnavailable, match="authentication configuration could not be used"):
        fetch(server.url, authcfg="abc1234", pace=pace)
    assert server.requests == []
