# SPDX-License-Identifier: GPL-2.0-or-later
"""Fetch an address: address checked, rate kept, patient with a service in trouble, redirects judged, content told."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from qgis.core import QgsFeedback

from ..core.messages import Cancelled, Message, message
from .addresses import REDIRECT_LIMIT, AddressRules, host_of
from .content import Kind, kind_of, not_asked_for, read_json, too_large, unpack_gzip
from .errors import AddressRefused, NotUnderstood, ServiceRefused, ServiceUnavailable, SourceError
from .pace import PACE, Pace
from .transport import Failure, Outcome, Request, send

MAX_BYTES = 50_000_000

_TRANSIENT = frozenset({408, 429, 500, 502, 503, 504})
_TRY_AGAIN = frozenset({Failure.TIMEOUT, Failure.CUT_OFF, Failure.NO_CONNECTION})
_MOVED = frozenset({301, 302, 303, 307, 308})
_CALLED = {
    Kind.JSON: ("json", "text/plain"),
    Kind.XML: ("xml", "gml"),
    Kind.GEOPACKAGE: ("geopackage", "sqlite", "octet-stream"),
    Kind.ZIP: ("zip", "octet-stream"),
}


@dataclass(frozen=True)
class Answer:
    """What came back, whole and of a kind that was asked for."""

    url: str
    status: int
    headers: Mapping[str, str]
    content: bytes
    kind: Kind
    warnings: tuple[Message, ...] = ()

    @property
    def host(self) -> str:
        """Who answered."""
        return host_of(self.url)

    def json(self) -> Any:
        """Return the JSON document in it."""
        return read_json(self.content, self.host)


@dataclass(frozen=True)
class Connection:
    """How we ask: rules, pace, credentials by the id of a QGIS authentication configuration, and who can cancel."""

    rules: AddressRules = field(default_factory=AddressRules)
    pace: Pace = PACE
    authcfg: str = ""
    timeout: float | None = None
    feedback: QgsFeedback | None = None

    def fetch(self, url: str, **options: Any) -> Answer:
        """Fetch an address over this connection; options as for ``fetch``."""
        return fetch(
            url,
            rules=self.rules,
            pace=self.pace,
            authcfg=self.authcfg,
            timeout=self.timeout,
            feedback=self.feedback,
            **options,
        )

    @property
    def is_cancelled(self) -> bool:
        """Whether the user has had enough."""
        return self.feedback is not None and self.feedback.isCanceled()


def fetch(
    url: str,
    *,
    method: str = "GET",
    body: bytes | None = None,
    headers: Mapping[str, str] | None = None,
    feedback: QgsFeedback | None = None,
    authcfg: str = "",
    max_bytes: int = MAX_BYTES,
    timeout: float | None = None,
    accept: tuple[Kind, ...] = (),
    rules: AddressRules | None = None,
    pace: Pace = PACE,
) -> Answer:
    """Fetch an address and return the answer.

    ``accept``: kinds of content that are good; all where none is given. A POST counts as a question, so it is
    repeated like a GET. ``timeout``: seconds without progress.

    Raises:
        SourceError: one of its kinds says what happened, what it means and what to do.
        Cancelled: the feedback was cancelled.
    """
    request = Request(url, method, body, dict(headers or {}), authcfg, max_bytes, timeout)
    rules = rules or AddressRules()
    rules.check(url)
    attempt = 0
    while True:
        attempt += 1
        request_sent, outcome = _follow(request, rules, pace, feedback)
        host = host_of(request_sent.url)
        if outcome.failure is Failure.CANCELLED:
            raise Cancelled
        if outcome.failure is None and outcome.status not in _TRANSIENT:
            break
        retry_after = outcome.headers.get("retry-after", "") if outcome.failure is None else ""
        delay = pace.delay(attempt, retry_after) if _may_pass(outcome) else None
        if delay is None:
            raise _failed(outcome, host, request, pace.seconds_of(retry_after))
        pace.pause(delay, feedback)
    if not 200 <= outcome.status < 300:
        raise _refused(outcome, host)
    return _judge(request_sent, outcome, accept)


def _may_pass(outcome: Outcome) -> bool:
    return outcome.failure in _TRY_AGAIN or (outcome.failure is None and outcome.status in _TRANSIENT)


def _follow(request: Request, rules: AddressRules, pace: Pace, feedback: QgsFeedback | None) -> tuple[Request, Outcome]:
    """Send a request and follow where it is sent to; credentials stay with the host that they are for."""
    for _ in range(REDIRECT_LIMIT + 1):
        pace.take_turn(host_of(request.url), feedback)
        outcome = send(request, feedback)
        target = outcome.headers.get("location")
        if outcome.failure is not None or outcome.status not in _MOVED or not target:
            return request, outcome
        url = rules.check_redirect(request.url, target)
        stays = host_of(url) == host_of(request.url)
        asks = {"method": "GET", "body": None} if outcome.status == 303 else {}
        request = replace(request, url=url, authcfg=request.authcfg if stays else "", **asks)
    raise AddressRefused(
        message(
            "{host} sends us from address to address without an end, so nothing was fetched. Try again later; if it "
            "goes on, the service is set up wrongly.",
            host=host_of(request.url),
        ),
        details=request.url[:500],
    )


def _judge(request: Request, outcome: Outcome, accept: tuple[Kind, ...]) -> Answer:
    """Return the answer if its content is of a kind that was asked for."""
    host, content = host_of(request.url), outcome.body
    kind = kind_of(content)
    if kind is Kind.GZIP and Kind.GZIP not in accept:
        content = unpack_gzip(content, request.max_bytes, host)
        kind = kind_of(content)
    if accept and kind not in accept:
        wanted = ", ".join(one.value for one in accept if one is not Kind.XML) or Kind.XML.value
        shown = content[:300].decode("utf-8", "replace")
        raise not_asked_for(host, wanted, got=kind, details=f"{outcome.headers.get('content-type', '')}: {shown}")
    called = outcome.headers.get("content-type", "").partition(";")[0].strip().lower()
    warnings = []
    if called and kind in _CALLED and not any(word in called for word in _CALLED[kind]):
        warnings.append(
            message(
                "{host} calls its answer “{called}”, but it is {kind}; it was read as what it is.",
                host=host,
                called=called[:60],
                kind=kind.words,
            )
        )
    return Answer(request.url, outcome.status, outcome.headers, content, kind, tuple(warnings))


def _failed(outcome: Outcome, host: str, request: Request, asked_to_wait: float | None) -> SourceError:
    """Return the error for an answer that did not come or came too late."""
    details = f"{request.method} {request.url[:300]}: {outcome.status or ''} {outcome.reason}".strip()
    match outcome.failure:
        case Failure.TOO_LARGE:
            return too_large(host, request.max_bytes, f"{details}; announced: {outcome.announced} bytes")
        case Failure.CUT_OFF:
            return ServiceUnavailable(
                message(
                    "The connection to {host} broke off before the whole answer had come, several times, so nothing "
                    "of it is used. Check the network connection and try again.",
                    host=host,
                ),
                details=details,
            )
        case Failure.TIMEOUT:
            return ServiceUnavailable(
                message(
                    "{host} did not answer in time, so nothing was fetched. Try again later, or allow it more time: "
                    "the timeout is set in QGIS's options, under Network.",
                    host=host,
                ),
                details=details,
            )
        case None:
            return _in_trouble(outcome, host, details, asked_to_wait)
        case _:
            return _not_reached(outcome.failure, host, details)


def _in_trouble(outcome: Outcome, host: str, details: str, asked_to_wait: float | None) -> ServiceUnavailable:
    if outcome.status == 429:
        return ServiceUnavailable(
            message(
                "{host} gets more questions from your network than it allows and asks us to wait ({seconds} s), so "
                "nothing was fetched. Try again in a few minutes.",
                host=host,
                seconds="?" if asked_to_wait is None else round(asked_to_wait),
            ),
            details=details,
        )
    return ServiceUnavailable(
        message(
            "{host} has a problem of its own (error {status}), so nothing was fetched. It usually passes: try again "
            "later.",
            host=host,
            status=outcome.status,
        ),
        details=f"{details} {_problem(outcome)}".strip(),
    )


def _not_reached(failure: Failure, host: str, details: str) -> ServiceUnavailable:
    match failure:
        case Failure.CERTIFICATE:
            said = message(
                "The certificate that {host} shows is not trusted, so nothing was fetched. Where an agency inspects "
                "encrypted traffic, its own certificate must be known to QGIS: Options, Authentication, Manage "
                "Certificates; ask your IT support for it.",
                host=host,
            )
        case Failure.PROXY:
            said = message(
                "The proxy between your network and {host} could not be used, so nothing was fetched. Check the proxy "
                "in QGIS's options, under Network; your IT support knows its address and whether it wants a password.",
                host=host,
            )
        case Failure.AUTHENTICATION:
            said = message(
                "The chosen authentication configuration could not be used for {host}, so nothing was fetched. Choose "
                "another one, or check it in QGIS's options, under Authentication.",
                host=host,
            )
        case _:
            said = message(
                "{host} could not be reached, so nothing was fetched. Check the network connection; at an agency also "
                "the proxy in QGIS's options, under Network.",
                host=host,
            )
    return ServiceUnavailable(said, details=details)


def _refused(outcome: Outcome, host: str) -> ServiceRefused:
    match outcome.status:
        case 401 | 403 | 407:
            said = message(
                "{host} does not let us in (error {status}), so nothing was fetched. It may ask for less at a time, or "
                "your network may block it: try again later, and ask your IT support if it goes on.",
                host=host,
                status=outcome.status,
            )
        case 404 | 410:
            said = message(
                "{host} no longer has what was asked for (error {status}), so nothing was fetched. The service has "
                "changed: update the plugin, or load from files downloaded by hand.",
                host=host,
                status=outcome.status,
            )
        case _:
            said = message(
                "{host} did not accept the question (error {status}), so nothing was fetched: {problem}",
                host=host,
                status=outcome.status,
                problem=_problem(outcome) or "–",
            )
    return ServiceRefused(said, status=outcome.status, details=_problem(outcome))


def _problem(outcome: Outcome) -> str:
    """Return what an error answer says of itself: problem+json, or the beginning of its text."""
    try:
        document = read_json(outcome.body, "")
    except NotUnderstood:
        document = None
    if isinstance(document, dict):
        parts = [document.get(key) for key in ("title", "detail", "error", "message")]
        return ": ".join(str(part) for part in parts if part)[:300]
    if kind_of(outcome.body) in (Kind.PAGE, Kind.XML, Kind.EMPTY):
        return ""
    return " ".join(outcome.body[:300].decode("utf-8", "replace").split())
