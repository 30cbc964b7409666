# SPDX-License-Identifier: GPL-2.0-or-later
"""The statistics database's older interface, PxWeb version 1: a fallback while SCB keeps it open."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

from ..core.messages import Cancelled, message
from .addresses import host_of
from .catalog import Service, Table
from .content import Kind, not_asked_for, read_json, read_object
from .errors import ServiceUnavailable
from .http import Connection
from .json_stat_joining import check_dataset, join_datasets
from .pxweb import MAX_BYTES, Values
from .selection import Selection, cut
from .table_info import TableInfo, Variable, Wish, select


class PxWebApi1:
    """The statistics database as it was asked before 2025."""

    def __init__(self, service: Service, connection: Connection) -> None:
        self._service = service
        self._connection = connection
        connection.pace.limit(self.host, service.calls, service.window_seconds)

    @property
    def host(self) -> str:
        """Whom we ask."""
        return host_of(self._service.address)

    def info(self, table: Table) -> TableInfo:
        """Return what a table says of itself. It does not say when it was changed."""
        answer = self._connection.fetch(self._address(table), accept=(Kind.JSON,), max_bytes=MAX_BYTES)
        document = read_json(answer.content, self.host)
        variables = document.get("variables") if isinstance(document, Mapping) else None
        if not isinstance(variables, list):
            raise not_asked_for(self.host, "JSON", details=f"{table.id}: no variables")
        found = [self._variable(one) for one in variables]
        return TableInfo(table.id, str(document.get("title") or ""), "", {one.code: one for one in found})

    def values(self, wish: Wish, info: TableInfo | None = None) -> Values:
        """Return the wished values as one JSON-stat document."""
        info = info or self.info(wish.table)
        parts = []
        for part in cut(select(info, wish, self.host), self._service.max_cells):
            if self._connection.is_cancelled:
                raise Cancelled
            parts.append(check_dataset(self._post(wish.table, part), part, self.host))
        document = join_datasets(parts, self.host)
        return Values(document, str(document.get("updated") or ""), self._address(wish.table), len(parts))

    def _variable(self, described: Any) -> Variable:
        codes = described.get("values") if isinstance(described, Mapping) else None
        if not isinstance(codes, list) or not described.get("code"):
            raise not_asked_for(self.host, "JSON", details=str(described)[:200])
        texts = described.get("valueTexts") or codes
        return Variable(
            code=str(described["code"]),
            codes=tuple(str(code) for code in codes),
            labels=dict(zip(codes, texts, strict=False)),
            can_be_left_out=bool(described.get("elimination")),
        )

    def _address(self, table: Table) -> str:
        if table.v1_path is None:
            raise ServiceUnavailable(
                message(
                    "SCB's older interface is not known to have the table {table}, so it cannot stand in for the "
                    "newer one. Try again later, or load from files downloaded by hand.",
                    table=table.id,
                )
            )
        return f"{self._service.address}/{quote(table.v1_path)}"

    def _post(self, table: Table, selection: Selection) -> dict[str, Any]:
        query = [
            {"code": choice.variable, "selection": {"filter": "item", "values": list(choice.codes)}}
            for choice in selection
        ]
        body = json.dumps({"query": query, "response": {"format": "json-stat2"}}).encode("utf-8")
        answer = self._connection.fetch(
            self._address(table),
            method="POST",
            body=body,
            headers={"Content-Type": "application/json"},
            accept=(Kind.JSON,),
            max_bytes=MAX_BYTES,
        )
        return read_object(answer.content, self.host)
