# SPDX-License-Identifier: GPL-2.0-or-later
"""One request over QGIS's network stack, so that its proxy, certificates and authentication apply.

No retries, no redirects, no judgement: what came back, or why nothing did. May be used in any thread.
"""

from __future__ import annotations

import threading
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum, auto

from qgis.core import QgsApplication, QgsFeedback, QgsNetworkAccessManager, QgsSettings
from qgis.PyQt.QtCore import QEventLoop, Qt, QTimer, QUrl
from qgis.PyQt.QtNetwork import QNetworkProxy, QNetworkProxyQuery, QNetworkReply, QNetworkRequest

_PROXY = ("proxyEnabled", "proxyType", "proxyHost", "proxyPort", "proxyUser", "noProxyUrls")
_taken_up = threading.local()
_POLL = 50
"""Milliseconds between two looks at the user's Cancel."""


class Failure(Enum):
    """Why there is no whole answer."""

    CANCELLED = auto()
    TIMEOUT = auto()
    TOO_LARGE = auto()
    NO_CONNECTION = auto()
    CUT_OFF = auto()
    CERTIFICATE = auto()
    PROXY = auto()
    AUTHENTICATION = auto()
    OTHER = auto()


_Error = QNetworkReply.NetworkError
_FAILURES = {
    _Error.ConnectionRefusedError: Failure.NO_CONNECTION,
    _Error.HostNotFoundError: Failure.NO_CONNECTION,
    _Error.TemporaryNetworkFailureError: Failure.NO_CONNECTION,
    _Error.NetworkSessionFailedError: Failure.NO_CONNECTION,
    _Error.UnknownNetworkError: Failure.NO_CONNECTION,
    _Error.RemoteHostClosedError: Failure.CUT_OFF,
    _Error.TimeoutError: Failure.TIMEOUT,
    # somebody ended it who was not asked: QGIS's own timeout does
    _Error.OperationCanceledError: Failure.TIMEOUT,
    _Error.SslHandshakeFailedError: Failure.CERTIFICATE,
    _Error.ProxyConnectionRefusedError: Failure.PROXY,
    _Error.ProxyConnectionClosedError: Failure.PROXY,
    _Error.ProxyNotFoundError: Failure.PROXY,
    _Error.ProxyTimeoutError: Failure.PROXY,
    _Error.ProxyAuthenticationRequiredError: Failure.PROXY,
    _Error.UnknownProxyError: Failure.PROXY,
}


@dataclass(frozen=True)
class Request:
    """What is asked for."""

    url: str
    method: str = "GET"
    body: bytes | None = None
    headers: Mapping[str, str] = field(default_factory=dict)
    authcfg: str = ""
    max_bytes: int = 50_000_000
    timeout: float | None = None
    """Seconds without any progress; QGIS's own setting where none is given."""


@dataclass(frozen=True)
class Outcome:
    """What came of it. ``status`` 0: no answer at all."""

    status: int
    headers: Mapping[str, str]
    """Names in small letters."""
    body: bytes
    failure: Failure | None = None
    reason: str = ""
    announced: int = 0
    """Bytes that the answer said it has."""


def send(request: Request, feedback: QgsFeedback | None = None) -> Outcome:
    """Send a request and wait for its end, with Cancel heard throughout."""
    prepared = QNetworkRequest(QUrl(request.url))
    # our own cache knows what it holds; redirects are judged before they are followed
    prepared.setAttribute(
        QNetworkRequest.Attribute.CacheLoadControlAttribute, QNetworkRequest.CacheLoadControl.AlwaysNetwork
    )
    prepared.setAttribute(QNetworkRequest.Attribute.CacheSaveControlAttribute, False)
    prepared.setAttribute(
        QNetworkRequest.Attribute.RedirectPolicyAttribute, QNetworkRequest.RedirectPolicy.ManualRedirectPolicy
    )
    for name, value in request.headers.items():
        prepared.setRawHeader(name.encode("ascii"), value.encode("utf-8"))
    if request.authcfg and not _authenticate(prepared, request.authcfg):
        return Outcome(0, {}, b"", Failure.AUTHENTICATION, f"authentication configuration {request.authcfg}")
    return _Exchange(request, feedback).run(prepared)


def _authenticate(prepared: QNetworkRequest, authcfg: str) -> bool:
    done = QgsApplication.authManager().updateNetworkRequest(prepared, authcfg)
    return bool(done[0] if isinstance(done, tuple) else done)


def _network() -> QgsNetworkAccessManager:
    """Return this thread's network manager, with the proxy that is in the options now.

    Each thread has its own, which takes up the options when it is made; threads of QGIS's pool live on.
    """
    network = QgsNetworkAccessManager.instance()
    settings = QgsSettings()
    wanted = tuple(str(settings.value(f"proxy/{name}", "")) for name in _PROXY)
    if getattr(_taken_up, "proxy", wanted) != wanted or not _has_proxy(network, settings):
        network.setupDefaultProxyAndCache(Qt.ConnectionType.BlockingQueuedConnection)
    _taken_up.proxy = wanted
    return network


def _has_proxy(network: QgsNetworkAccessManager, settings: QgsSettings) -> bool:
    """Tell whether a manager that somebody else made has the host and port of the options."""
    if not settings.value("proxy/proxyEnabled", False, type=bool):
        return True
    host, port = settings.value("proxy/proxyHost", "", type=str), settings.value("proxy/proxyPort", "", type=str)
    fallback = network.fallbackProxy()
    return not host or (fallback.hostName() == host and str(fallback.port()) == (port or "0"))


def _goes_through_proxy(network: QgsNetworkAccessManager, url: str) -> bool:
    factory = network.proxyFactory()
    proxies = factory.queryProxy(QNetworkProxyQuery(QUrl(url))) if factory is not None else []
    direct = (QNetworkProxy.ProxyType.NoProxy, QNetworkProxy.ProxyType.DefaultProxy)
    return bool(proxies) and proxies[0].type() not in direct


class _Exchange:
    """A request under way."""

    def __init__(self, request: Request, feedback: QgsFeedback | None) -> None:
        self._request = request
        self._feedback = feedback
        self._body = bytearray()
        self._failure: Failure | None = None
        self._announced = 0

    def run(self, prepared: QNetworkRequest) -> Outcome:
        if self._is_cancelled():
            return Outcome(0, {}, b"", Failure.CANCELLED)
        network = _network()
        if self._request.method == "POST":
            reply = network.post(prepared, self._request.body or b"")
        else:
            reply = network.get(prepared)
        if self._request.authcfg:
            QgsApplication.authManager().updateNetworkReply(reply, self._request.authcfg)
        self._wait(reply)
        outcome = self._outcome(reply, network)
        reply.deleteLater()
        return outcome

    def _wait(self, reply: QNetworkReply) -> None:
        loop, watch, clock = QEventLoop(), QTimer(), QTimer()
        reply.finished.connect(loop.quit)
        reply.metaDataChanged.connect(lambda: self._look_at_headers(reply))
        reply.readyRead.connect(lambda: self._take(reply))
        clock.setSingleShot(True)
        clock.setInterval(round(1000 * self._seconds()))
        clock.timeout.connect(lambda: self._end(reply, Failure.TIMEOUT))
        for progress in (reply.downloadProgress, reply.uploadProgress):
            progress.connect(lambda *_: clock.start())
        # the feedback lives in another thread, from where the reply must not be touched: ask it from here
        watch.timeout.connect(lambda: self._is_cancelled() and self._end(reply, Failure.CANCELLED))
        if not reply.isFinished():
            watch.start(_POLL)
            clock.start()
            # in the main thread this keeps clicks waiting, and the window alive
            loop.exec(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)
        watch.stop()
        clock.stop()
        self._take(reply)

    def _seconds(self) -> float:
        return self._request.timeout or QgsNetworkAccessManager.timeout() / 1000

    def _is_cancelled(self) -> bool:
        return self._feedback is not None and self._feedback.isCanceled()

    def _end(self, reply: QNetworkReply, failure: Failure) -> None:
        if self._failure is None and not reply.isFinished():
            self._failure = failure
            reply.abort()

    def _look_at_headers(self, reply: QNetworkReply) -> None:
        length = bytes(reply.rawHeader(b"Content-Length")).strip()
        if length.isdigit():
            self._announced = int(length)
            if self._announced > self._request.max_bytes:
                self._end(reply, Failure.TOO_LARGE)

    def _take(self, reply: QNetworkReply) -> None:
        """Take what has come, unpacked; more than is let in ends the request."""
        if self._failure is not None or not reply.isOpen():
            return
        self._body += bytes(reply.read(self._request.max_bytes + 1 - len(self._body)) or b"")
        if len(self._body) > self._request.max_bytes:
            self._failure = Failure.TOO_LARGE
            reply.abort()

    def _outcome(self, reply: QNetworkReply, network: QgsNetworkAccessManager) -> Outcome:
        status = int(reply.attribute(QNetworkRequest.Attribute.HttpStatusCodeAttribute) or 0)
        headers = {
            bytes(name).decode("latin-1").lower(): bytes(value).decode("latin-1")
            for name, value in reply.rawHeaderPairs()
        }
        failure = self._failure
        if failure is None and reply.error() != _Error.NoError:
            failure = _FAILURES.get(reply.error())
            if failure is None and status < 400:
                failure = Failure.OTHER
            if failure is Failure.NO_CONNECTION and _goes_through_proxy(network, self._request.url):
                # whoever could not be reached is the proxy: it answers itself where the service cannot be reached
                failure = Failure.PROXY
        reason = reply.errorString() if reply.error() != _Error.NoError else ""
        return Outcome(status, headers, bytes(self._body), failure, reason, self._announced)
