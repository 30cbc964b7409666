# SPDX-License-Identifier: GPL-2.0-or-later
"""A web server in a thread on 127.0.0.1 that answers as it is told, and remembers what it was asked."""

from __future__ import annotations

import gzip
import http.server
import json
import threading
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl, urlsplit


@dataclass(frozen=True)
class Asked:
    """A request as it arrived."""

    method: str
    path: str
    pairs: tuple[tuple[str, str], ...]
    headers: dict[str, str]
    body: bytes

    @property
    def query(self) -> dict[str, str]:
        return {name.lower(): value for name, value in self.pairs}

    @property
    def json(self) -> Any:
        return json.loads(self.body)


@dataclass(frozen=True)
class Reply:
    """An answer, sound or with a fault."""

    body: bytes = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    kind: str = "application/json"
    cut_at: int | None = None
    """Close the connection after so many bytes of the body."""
    announced: int | None = None
    """The Content-Length that is said, where it is not the true one."""
    hangs: bool = False
    """Say nothing until the server is stopped or the client leaves."""
    drips: bool = False
    """Send the body over and over, slowly, without an end."""
    pause: float = 0.0
    """Send the body byte by byte with this pause, and do not say how long it is."""


def as_json(document: Any, status: int = 200, **headers: str) -> Reply:
    return Reply(json.dumps(document, ensure_ascii=False).encode("utf-8"), status, headers)


def problem(status: int, title: str, detail: str = "", **headers: str) -> Reply:
    """An error as PxWebApi 2 words it."""
    document = {"type": "about:blank", "title": title, "status": status, "detail": detail}
    return Reply(json.dumps(document).encode("utf-8"), status, headers, kind="application/problem+json")


def gzipped(reply: Reply) -> Reply:
    return Reply(gzip.compress(reply.body), reply.status, reply.headers | {"Content-Encoding": "gzip"}, reply.kind)


Handler = Callable[[Asked], Reply]


class ReplayServer:
    """Answers by path prefix; ``next_replies`` go before, one request each. ``address``: of the loopback range."""

    def __init__(self, address: str = "127.0.0.1") -> None:
        self._address = address
        self.requests: list[Asked] = []
        self.left_early = threading.Event()
        self._routes: list[tuple[str, Handler]] = []
        self._next: deque[tuple[str, Reply]] = deque()
        self._stopped = threading.Event()
        server = self

        class Serve(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                server._serve(self)

            do_POST = do_GET  # noqa: N815 - the name that http.server looks for

            def log_message(self, *_: Any) -> None:
                pass

        self._http = http.server.ThreadingHTTPServer((address, 0), Serve)
        self._http.daemon_threads = True
        self._thread = threading.Thread(target=self._http.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        self._thread.start()

    @property
    def url(self) -> str:
        return f"http://{self._address}:{self._http.server_port}"

    @property
    def host(self) -> str:
        return f"{self._address}:{self._http.server_port}"

    def route(self, prefix: str, handler: Handler) -> None:
        self._routes.insert(0, (prefix, handler))

    def next_replies(self, *replies: Reply, when: str = "") -> None:
        """Answer the next requests whose address holds ``when`` with these instead."""
        self._next.extend((when, reply) for reply in replies)

    def asked(self, text: str = "") -> list[Asked]:
        return [one for one in self.requests if text in f"{one.method} {one.path}?{one.pairs}"]

    def stop(self) -> None:
        self._stopped.set()
        self._http.shutdown()
        self._http.server_close()

    def _serve(self, handler: http.server.BaseHTTPRequestHandler) -> None:
        parts = urlsplit(handler.path)
        body = handler.rfile.read(int(handler.headers.get("Content-Length") or 0))
        headers = {name.lower(): value for name, value in handler.headers.items()}
        pairs = tuple(parse_qsl(parts.query, keep_blank_values=True))
        asked = Asked(handler.command, parts.path, pairs, headers, body)
        self.requests.append(asked)
        handler.close_connection = True
        try:
            self._send(handler, self._reply(asked))
        except OSError:
            self.left_early.set()

    def _reply(self, asked: Asked) -> Reply:
        for position, (when, reply) in enumerate(self._next):
            if when in f"{asked.method} {asked.path}?{asked.pairs}":
                del self._next[position]
                return reply
        for prefix, handler in self._routes:
            if asked.path.startswith(prefix):
                return handler(asked)
        return problem(404, "Not Found", asked.path)

    def _send(self, handler: http.server.BaseHTTPRequestHandler, reply: Reply) -> None:
        if reply.hangs:
            self._wait_for_leaving(handler)
            return
        handler.send_response(reply.status)
        handler.send_header("Content-Type", reply.kind)
        for name, value in reply.headers.items():
            handler.send_header(name.replace("_", "-"), value)
        if not reply.drips and not reply.pause:
            length = len(reply.body) if reply.announced is None else reply.announced
            handler.send_header("Content-Length", str(length))
        handler.send_header("Connection", "close")
        handler.end_headers()
        for byte in reply.body if reply.pause else b"":
            handler.wfile.write(bytes([byte]))
            time.sleep(reply.pause)
        if not reply.pause:
            handler.wfile.write(reply.body if reply.cut_at is None else reply.body[: reply.cut_at])
        while reply.drips and not self._stopped.wait(0.02):
            handler.wfile.write(reply.body)
        if reply.announced is not None and reply.announced > len(reply.body):
            self._wait_for_leaving(handler)

    def _wait_for_leaving(self, handler: http.server.BaseHTTPRequestHandler) -> None:
        """Wait until the client closes its end; what it then reads is nothing."""
        handler.connection.settimeout(0.05)
        end = time.monotonic() + 20
        while time.monotonic() < end and not self._stopped.is_set():
            try:
                if handler.connection.recv(1) == b"":
                    self.left_early.set()
                    return
            except TimeoutError:
                continue
