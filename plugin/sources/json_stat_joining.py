# SPDX-License-Identifier: GPL-2.0-or-later
"""Put the JSON-stat answers to a cut selection together again: one document, as if one call had fetched it all."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from itertools import product
from typing import Any

from ..core.messages import message
from .content import not_asked_for
from .errors import NotUnderstood
from .selection import Selection, cells_of

Json = dict[str, Any]


def check_dataset(document: Json, selection: Selection, host: str) -> Json:
    """Return a dataset if it has exactly the categories that were selected; less or more is ``NotUnderstood``."""
    ids, size = document.get("id"), document.get("size")
    if document.get("class") != "dataset" or not isinstance(ids, list) or not isinstance(size, list):
        raise not_asked_for(host, "JSON-stat", details=str(document)[:300])
    for choice in selection:
        if choice.variable not in ids:
            raise not_asked_for(host, "JSON-stat", details=f"no dimension {choice.variable}")
        got = set(categories(document, choice.variable, host))
        if got != set(choice.codes):
            missing, extra = sorted(set(choice.codes) - got), sorted(got - set(choice.codes))
            raise _incomplete(
                host,
                len(choice.codes),
                len(got),
                f"{choice.variable}: missing {missing[:5]}, not asked for {extra[:5]}",
            )
    if [len(categories(document, code, host)) for code in ids] != size:
        raise _incomplete(host, cells_of(selection), math.prod(size), "size and categories differ")
    values = document.get("value")
    if isinstance(values, list) and len(values) != math.prod(size):
        raise _incomplete(host, math.prod(size), len(values), "values")
    if not isinstance(values, list | dict):
        raise _incomplete(host, math.prod(size), 0, "no values")
    return document


def _incomplete(host: str, wanted: int, got: int, details: str) -> NotUnderstood:
    return NotUnderstood(
        message(
            "{host} sent another number of values than it was asked for ({got} instead of {wanted}), so none of them "
            "are used. Try again; if it goes on, the table is being changed: wait a day.",
            host=host,
            got=got,
            wanted=wanted,
        ),
        details=details,
    )


def categories(document: Json, dimension: str, host: str) -> list[str]:
    """Return the codes of a dimension in order."""
    described = document.get("dimension", {}).get(dimension, {})
    category = described.get("category", {}) if isinstance(described, Mapping) else {}
    index = category.get("index", list(category.get("label", {})))
    if isinstance(index, Mapping):
        return sorted(index, key=lambda code: index[code])
    if isinstance(index, Sequence) and not isinstance(index, str):
        return [str(code) for code in index]
    raise not_asked_for(host, "JSON-stat", details=f"dimension {dimension}")


def join_datasets(parts: Sequence[Json], host: str) -> Json:
    """Return the parts as one dataset. They have the same dimensions; together they fill every cell, each once."""
    if len(parts) == 1:
        return parts[0]
    ids = parts[0]["id"]
    if any(part["id"] != ids for part in parts):
        raise not_asked_for(host, "JSON-stat", details="the parts have different dimensions")
    codes = {code: list(dict.fromkeys(c for part in parts for c in categories(part, code, host))) for code in ids}
    places = {code: {one: place for place, one in enumerate(codes[code])} for code in ids}
    sizes = [len(codes[code]) for code in ids]
    strides = [math.prod(sizes[position + 1 :]) for position in range(len(ids))]
    values: list[Any] = [None] * math.prod(sizes)
    status: dict[str, str] = {}
    filled = bytearray(len(values))
    for part in parts:
        offsets = [
            [places[code][one] * stride for one in categories(part, code, host)]
            for code, stride in zip(ids, strides, strict=True)
        ]
        value_of, status_of = _reader(part.get("value")), _reader(part.get("status"))
        for position, combination in enumerate(product(*offsets)):
            target = sum(combination)
            values[target] = value_of(position)
            filled[target] += 1
            mark = status_of(position)
            if mark is not None:
                status[str(target)] = mark
    if filled.count(1) != len(filled):
        raise not_asked_for(host, "JSON-stat", details="the parts overlap or leave gaps")
    joined = {**parts[0], "size": sizes, "value": values, "status": status}
    joined["dimension"] = {code: _joined_dimension(parts, code, codes[code]) for code in ids}
    # an answer that was changed between two calls is as old as its oldest part
    joined["updated"] = min(str(part.get("updated") or "") for part in parts)
    return joined


def _reader(cells: Any) -> Any:
    """Return how to look up a cell: in a list, in an object of positions, or one mark for all."""
    if isinstance(cells, list):
        return lambda position: cells[position] if position < len(cells) else None
    if isinstance(cells, Mapping):
        return lambda position: cells.get(str(position))
    return lambda _: cells


def _joined_dimension(parts: Sequence[Json], dimension: str, codes: Sequence[str]) -> Json:
    described = dict(parts[0]["dimension"][dimension])
    category = dict(described.get("category", {}))
    for name in ("label", "unit", "note"):
        found: Json = {}
        for part in parts:
            found |= part["dimension"][dimension].get("category", {}).get(name) or {}
        if found:
            category[name] = found
    category["index"] = {code: position for position, code in enumerate(codes)}
    return described | {"category": category}
