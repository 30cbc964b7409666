# SPDX-License-Identifier: GPL-2.0-or-later
"""PxWebApi 2 as SCB runs it, as far as we use it: captured or made tables, its limits, and its rules for requests.

Where the real service would silently give something else than was meant, this one refuses: no test passes by luck.
"""

from __future__ import annotations

import json
import math
import re
from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from itertools import product
from typing import Any

from replay_server import Asked, Reply, as_json, problem

Json = dict[str, Any]
_EXPRESSION = re.compile(r"(TOP|BOTTOM|RANGE|FROM|TO)\(([^()]*)\)", re.IGNORECASE)
_PARAMETERS = re.compile(r"lang|outputFormat|outputFormatParams|(valueCodes|codelist|outputValues)\[\w+\]")


class Refused(Exception):  # noqa: N818
    """What the service answers with 400."""


@dataclass(frozen=True)
class FakeTable:
    """A table: a JSON-stat dataset without values, and what its cells hold."""

    dataset: Json
    cell: Callable[[tuple[str, ...]], float | None]
    codelists: Mapping[str, Callable[[str], bool]] = field(default_factory=dict)
    """Code list of Region → whether a code is in it."""

    def codes(self, variable: str) -> list[str]:
        index = self.dataset["dimension"][variable]["category"]["index"]
        return sorted(index, key=index.get)

    def metadata(self) -> Json:
        dimension = json.loads(json.dumps(self.dataset["dimension"]))
        lists = [{"id": one, "label": one, "type": "Valueset"} for one in self.codelists]
        dimension["Region"].setdefault("extension", {})["codelists"] = lists
        kept = {name: value for name, value in self.dataset.items() if name not in ("value", "status")}
        return {**kept, "dimension": dimension, "value": None}


def captured_table(dataset: Json) -> FakeTable:
    """Return a table with the values of a real answer."""
    ids = dataset["id"]
    codes = [sorted(i, key=i.get) for i in (dataset["dimension"][one]["category"]["index"] for one in ids)]
    cells = dict(zip(product(*codes), dataset["value"], strict=True))
    return FakeTable(dataset, cells.__getitem__, scb_codelists())


def made_table(made: tuple[Json, Callable[[tuple[str, ...]], float | None]]) -> FakeTable:
    """Return a table of made_answers."""
    return FakeTable(made[0], made[1], scb_codelists())


def scb_codelists() -> dict[str, Callable[[str], bool]]:
    def fits(pattern: str) -> Callable[[str], bool]:
        return lambda code: re.fullmatch(pattern, code) is not None

    return {
        "vs_RegSO2020": fits(r"\d{4}R\d{3}"),
        "vs_RegSO2025": fits(r"\d{4}R\d{3}_RegSO2025"),
        "vs_DeSO2018": fits(r"\d{4}[ABC]\d{4}"),
        "vs_DeSO2025": fits(r"\d{4}[ABC]\d{4}_DeSO2025"),
    }


class PxWebServer:
    """The routes of the statistics database."""

    def __init__(
        self, tables: Mapping[str, FakeTable], clock: Callable[[], float], *, max_cells: int = 150_000
    ) -> None:
        self.tables = dict(tables)
        self.max_cells = max_cells
        self.calls = 30
        self.window = 10
        self.refused: list[str] = []
        self._clock = clock
        self._times: deque[float] = deque()

    def __call__(self, asked: Asked) -> Reply:
        now = self._clock()
        while self._times and now - self._times[0] >= self.window:
            self._times.popleft()
        if len(self._times) >= self.calls:
            wait = math.ceil(self._times[0] + self.window - now)
            return problem(429, "Too Many Requests", Retry_After=str(wait))
        self._times.append(now)
        try:
            return self._answer(asked)
        except Refused as error:
            self.refused.append(str(error))
            return problem(400, "Bad Request", str(error))

    def _answer(self, asked: Asked) -> Reply:
        path = asked.path.removeprefix("/api/v2")
        if path == "/config":
            return as_json(self.config())
        match = re.fullmatch(r"/tables/(\w+)/(metadata|data)", path)
        table = self.tables.get(match.group(1)) if match else None
        if match is None or table is None:
            return problem(404, "Not Found", path)
        if match.group(2) == "metadata":
            return as_json(table.metadata())
        wanted = self._posted(asked) if asked.method == "POST" else self._got(asked)
        return as_json(self._data(table, wanted))

    def config(self) -> Json:
        return {
            "apiVersion": "2.3.2",
            "maxDataCells": self.max_cells,
            "maxCallsPerTimeWindow": self.calls,
            "timeWindow": self.window,
            "license": "https://creativecommons.org/share-your-work/public-domain/cc0/",
            "defaultDataFormat": "json-stat2",
            "dataFormats": ["json-stat2", "csv", "px", "xlsx", "html", "json-px"],
        }

    def _check_parameters(self, asked: Asked) -> None:
        names = [name for name, _ in asked.pairs]
        for name in names:
            if names.count(name) > 1:
                raise Refused(f"{name} is repeated: the service would drop values silently; use one list with commas")
            if not _PARAMETERS.fullmatch(name):
                raise Refused(f"unknown parameter {name}")
        if asked.query.get("outputformat", "json-stat2") != "json-stat2" or "outputformatparams" in asked.query:
            raise Refused("outputFormatParams go with csv, xlsx and html only; the tests ask for json-stat2")

    def _posted(self, asked: Asked) -> dict[str, tuple[list[str], str]]:
        self._check_parameters(asked)
        if asked.headers.get("content-type", "").partition(";")[0] != "application/json":
            raise Refused(f"Content-Type {asked.headers.get('content-type')}")
        body = asked.json
        if set(body) - {"selection", "placement"} or not isinstance(body.get("selection"), list):
            raise Refused("the body has a selection and nothing else")
        wanted = {}
        for one in body["selection"]:
            if set(one) - {"variableCode", "valueCodes", "codelist", "outputValues"}:
                raise Refused(f"unknown in the selection: {sorted(one)}")
            if any(code.startswith("[") for code in one["valueCodes"]):
                raise Refused("brackets are for addresses, not for a body")
            wanted[one["variableCode"]] = (one["valueCodes"], one.get("codelist", ""))
        if len(wanted) != len(body["selection"]):
            raise Refused("a variable is selected twice")
        return wanted

    def _got(self, asked: Asked) -> dict[str, tuple[list[str], str]]:
        self._check_parameters(asked)
        lists, values = {}, {}
        for name, value in asked.pairs:
            if name.startswith("codelist["):
                lists[name[9:-1]] = value
            elif name.startswith("valueCodes["):
                # a comma inside an expression must stand in brackets, else it parts two values
                pieces = re.findall(r"\[[^\]]*\]|[^,]+", value)
                values[name[11:-1]] = [piece[1:-1] if piece.startswith("[") else piece for piece in pieces]
        return {variable: (codes, lists.get(variable, "")) for variable, codes in values.items()}

    def _data(self, table: FakeTable, wanted: Mapping[str, tuple[list[str], str]]) -> Json:
        ids = table.dataset["id"]
        unknown = set(wanted) - set(ids)
        if unknown:
            raise Refused(f"no variable {sorted(unknown)}")
        chosen, shown = {}, []
        for variable in ids:
            extension = table.dataset["dimension"][variable].get("extension", {})
            if variable in wanted:
                chosen[variable] = self._codes(table, variable, *wanted[variable])
                shown.append(variable)
            elif extension.get("elimination") and extension.get("eliminationValueCode"):
                chosen[variable] = [extension["eliminationValueCode"]]
            else:
                raise Refused(f"{variable} is mandatory")
        cells = math.prod(len(codes) for codes in chosen.values())
        if cells > self.max_cells:
            raise Refused(f"too many cells: {cells} of {self.max_cells}")
        return self._dataset(table, chosen, shown)

    def _codes(self, table: FakeTable, variable: str, given: list[str], codelist: str) -> list[str]:
        known = table.codes(variable)
        if codelist:
            if codelist not in table.codelists:
                raise Refused(f"no code list {codelist}")
            known = [code for code in known if table.codelists[codelist](code)]
        found: list[str] = []
        for text in given:
            expression = _EXPRESSION.fullmatch(text)
            if expression:
                matches = _evaluate(expression, known)
            elif "*" in text or "?" in text:
                matches = [code for code in known if fnmatchcase(code, text)]
            else:
                matches = [text] if text in known else []
            if not matches:
                raise Refused(f"{variable} has no {text}")
            found += matches
        return [code for code in known if code in set(found)]

    def _dataset(self, table: FakeTable, chosen: Mapping[str, list[str]], shown: list[str]) -> Json:
        values = [table.cell(codes) for codes in product(*chosen.values())]
        dimension = {}
        for variable in shown:
            described = table.dataset["dimension"][variable]
            labels = described["category"]["label"]
            category = {
                "index": {code: place for place, code in enumerate(chosen[variable])},
                "label": {code: labels[code] for code in chosen[variable]},
            }
            dimension[variable] = {"label": described["label"], "category": category}
        return {
            "version": "2.0",
            "class": "dataset",
            "label": table.dataset["label"],
            "source": "SCB",
            "updated": table.dataset["updated"],
            "note": table.dataset.get("note", []),
            "role": {"time": ["Tid"], "metric": ["ContentsCode"]},
            "id": shown,
            "size": [len(chosen[variable]) for variable in shown],
            "dimension": dimension,
            "value": values,
            "status": {str(place): ".." for place, value in enumerate(values) if value is None},
        }


def _evaluate(expression: re.Match[str], known: list[str]) -> list[str]:
    name, arguments = expression.group(1).upper(), expression.group(2).split(",")
    match name, arguments:
        case "TOP", [count]:
            return known[-int(count) :]
        case "BOTTOM", [count]:
            return known[: int(count)]
        case "RANGE", [first, last] if first in known and last in known:
            return known[known.index(first) : known.index(last) + 1]
        case "FROM", [first] if first in known:
            return known[known.index(first) :]
        case "TO", [last] if last in known:
            return known[: known.index(last) + 1]
        case _:
            return []


class PxWebV1Server:
    """The older interface: metadata on GET, values on POST, explicit items only."""

    def __init__(self, table: FakeTable) -> None:
        self._table = table
        self._engine = PxWebServer({}, lambda: 0.0, max_cells=100_000)

    def __call__(self, asked: Asked) -> Reply:
        table = self._table
        if asked.method == "GET":
            variables = []
            for variable in table.dataset["id"]:
                described, codes = table.dataset["dimension"][variable], table.codes(variable)
                texts = [described["category"]["label"][code] for code in codes]
                extra = {"elimination": True} if described.get("extension", {}).get("elimination") else {}
                text = described["label"]
                variables.append({"code": variable, "text": text, "values": codes, "valueTexts": texts, **extra})
            return as_json({"title": table.dataset["label"], "variables": variables})
        body = asked.json
        if set(body) != {"query", "response"} or body["response"] != {"format": "json-stat2"}:
            return Reply(b'{"error":"Bad query"}', 400)
        try:
            wanted = {}
            for one in body["query"]:
                if one["selection"]["filter"] != "item":
                    return Reply(b'{"error":"only items are tested"}', 400)
                wanted[one["code"]] = (one["selection"]["values"], "")
            return as_json(self._engine._data(table, wanted))
        except Refused as error:
            return Reply(json.dumps({"error": str(error)}).encode(), 403)
