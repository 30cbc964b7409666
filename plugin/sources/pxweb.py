# SPDX-License-Identifier: GPL-2.0-or-later
"""SCB's statistics database over PxWebApi 2: what a table says of itself, and its values as JSON-stat 2.

The interface: github.com/PxTools/PxApiSpecs. Limits are the service's own, read when it is first asked.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, urlencode

from ..core.messages import Cancelled
from .addresses import host_of
from .catalog import Service, Table
from .content import Kind, read_object
from .errors import NotUnderstood, ServiceRefused
from .http import Connection
from .json_stat_joining import check_dataset, join_datasets
from .selection import Selection, cut
from .table_info import TableInfo, Wish, read_table_info, select

MAX_BYTES = 60_000_000
MAX_ADDRESS = 2000
_JSON = {"Accept": "application/json"}


@dataclass(frozen=True)
class Limits:
    """What the service allows."""

    max_cells: int
    calls: int
    window_seconds: float


@dataclass(frozen=True)
class Values:
    """Values of a table, as one JSON-stat document."""

    document: dict[str, Any]
    updated: str
    """The table's own stamp."""
    link: str
    """An address that shows the same selection in a web browser."""
    calls: int = 1

    def content(self) -> bytes:
        """Return the document as UTF-8."""
        return json.dumps(self.document, ensure_ascii=False, separators=(",", ":")).encode("utf-8")


class PxWebApi2:
    """The statistics database."""

    def __init__(self, service: Service, connection: Connection, language: str = "sv") -> None:
        self._service = service
        self._connection = connection
        self._language = language
        self._limits: Limits | None = None

    @property
    def host(self) -> str:
        """Whom we ask."""
        return host_of(self._service.address)

    def limits(self) -> Limits:
        """Return what the service says that it allows, asked once; what is known beforehand fills gaps."""
        if self._limits is None:
            known = Limits(self._service.max_cells, self._service.calls, self._service.window_seconds)
            self._connection.pace.limit(self.host, known.calls, known.window_seconds)
            try:
                document = self._get("/config")
            except (NotUnderstood, ServiceRefused):
                # a service that does not tell its limits may still have the table
                document = {}
            self._limits = Limits(
                max_cells=_whole(document.get("maxDataCells"), known.max_cells),
                calls=_whole(document.get("maxCallsPerTimeWindow"), known.calls),
                window_seconds=_whole(document.get("timeWindow"), round(known.window_seconds)),
            )
            self._connection.pace.limit(self.host, self._limits.calls, self._limits.window_seconds)
        return self._limits

    def info(self, table: Table) -> TableInfo:
        """Return what a table says of itself."""
        self.limits()
        return read_table_info(self._get(f"/tables/{quote(table.id)}/metadata"), table.id, self.host)

    def values(self, wish: Wish, info: TableInfo | None = None) -> Values:
        """Return the wished values, fetched in as few calls as the service's limit allows."""
        info = info or self.info(wish.table)
        selection = select(info, wish, self.host)
        parts = []
        for part in cut(selection, self.limits().max_cells):
            if self._connection.is_cancelled:
                raise Cancelled
            parts.append(check_dataset(self._post(wish.table, part), part, self.host))
        document = join_datasets(parts, self.host)
        updated = str(document.get("updated") or info.updated)
        return Values(document, updated, self.link(wish.table, selection), len(parts))

    def link(self, table: Table, selection: Selection) -> str:
        """Return an address that shows a selection in a web browser, or the table where that would be too long.

        A selection that is too large for one call is shown in its first part.
        """
        first = cut(selection, (self._limits or self._service).max_cells)[0]
        address = self._address(table, [pair for choice in first for pair in choice.query()])
        if len(address) > MAX_ADDRESS:
            return f"{self._service.address}/tables/{quote(table.id)}?{urlencode({'lang': self._language})}"
        return address

    def _address(self, table: Table, query: list[tuple[str, str]]) -> str:
        pairs = [("lang", self._language), ("outputFormat", "json-stat2"), *query]
        return f"{self._service.address}/tables/{quote(table.id)}/data?{urlencode(pairs, safe='[]*(),')}"

    def _get(self, path: str) -> dict[str, Any]:
        url = f"{self._service.address}{path}?{urlencode({'lang': self._language})}"
        answer = self._connection.fetch(url, headers=_JSON, accept=(Kind.JSON,), max_bytes=MAX_BYTES)
        return read_object(answer.content, answer.host)

    def _post(self, table: Table, selection: Selection) -> dict[str, Any]:
        body = json.dumps({"selection": [choice.body() for choice in selection]}).encode("utf-8")
        answer = self._connection.fetch(
            self._address(table, []),
            method="POST",
            body=body,
            headers={**_JSON, "Content-Type": "application/json"},
            accept=(Kind.JSON,),
            max_bytes=MAX_BYTES,
        )
        return read_object(answer.content, answer.host)


def _whole(value: object, otherwise: int) -> int:
    return value if isinstance(value, int) and value > 0 else otherwise


def is_gone(error: Exception) -> bool:
    """Tell whether an error means that the service itself is no longer there, so that an older one may help."""
    return isinstance(error, ServiceRefused) and error.status in (404, 410)
