# SPDX-License-Identifier: GPL-2.0-or-later
"""A small HTTP proxy in a thread: passes requests on, remembers them, may want a password."""

from __future__ import annotations

import base64
import http.client
import http.server
import threading
from typing import Any
from urllib.parse import urlsplit


class LocalProxy:
    """Passes GET and POST on to where they are meant for."""

    def __init__(self, user: str = "", password: str = "") -> None:
        self.passed: list[str] = []
        self.turned_away = 0
        wanted = "Basic " + base64.b64encode(f"{user}:{password}".encode()).decode() if user else ""
        proxy = self

        class Pass(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
                self.close_connection = True
                if wanted and self.headers.get("Proxy-Authorization") != wanted:
                    proxy.turned_away += 1
                    self.send_response(407)
                    self.send_header("Proxy-Authenticate", 'Basic realm="proxy"')
                    self.send_header("Content-Length", "0")
                    self.send_header("Connection", "close")
                    self.end_headers()
                    return
                proxy.passed.append(f"{self.command} {self.path}")
                parts = urlsplit(self.path)
                onward = http.client.HTTPConnection(parts.netloc, timeout=10)
                kept = {k: v for k, v in self.headers.items() if not k.lower().startswith("proxy-")}
                onward.request(self.command, f"{parts.path}?{parts.query}", body, kept)
                answer = onward.getresponse()
                content = answer.read()
                self.send_response(answer.status)
                for name, value in answer.getheaders():
                    if name.lower() not in ("content-length", "connection", "transfer-encoding"):
                        self.send_header(name, value)
                self.send_header("Content-Length", str(len(content)))
                self.send_header("Connection", "close")
                self.end_headers()
                self.wfile.write(content)

            do_POST = do_GET  # noqa: N815 - the name that http.server looks for

            def log_message(self, *_: Any) -> None:
                pass

        self._http = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Pass)
        self._http.daemon_threads = True
        threading.Thread(target=self._http.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()

    @property
    def port(self) -> int:
        return self._http.server_port

    def stop(self) -> None:
        self._http.shutdown()
        self._http.server_close()
