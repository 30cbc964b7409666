# SPDX-License-Identifier: GPL-2.0-or-later
"""JSON-stat 1.x and 2.0 to a tidy table. The format: json-stat.org/format."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from ..messages import Message, RegsoError
from .area_cells import area_in, area_keys, split_label
from .long_form import check_size, is_region_name, special_dimensions
from .model import STATUS, VALUE, StatTable
from .numbers import parse_cell
from .roles import no_region, unique_names
from .words import tidy

Json = Mapping[str, Any]


@dataclass(frozen=True)
class _Dimension:
    code: str
    name: str
    """The name of its column: the code, unless that is taken."""
    words: str
    categories: list[str]
    labels: dict[str, str]


def find_datasets(document: object) -> list[Json]:
    """Return the JSON-stat datasets in a document: itself, inside ``dataset``, a bundle or a collection."""
    if not isinstance(document, Mapping):
        return []
    if isinstance(document.get("dimension"), Mapping) and "value" in document:
        return [document]
    link = document.get("link")
    items = link.get("item") if isinstance(link, Mapping) else None
    inside = items if isinstance(items, list) else list(document.values())
    return [
        item
        for item in inside
        if isinstance(item, Mapping) and isinstance(item.get("dimension"), Mapping) and "value" in item
    ]


def read_dataset(dataset: Json, name: str) -> StatTable:
    """Return one dataset as a tidy table; a dataset that contradicts itself is a RegsoError."""
    dimensions = _dimensions(dataset, name)
    region = _region(dataset, dimensions, name)
    sizes = [len(dimension.categories) for dimension in dimensions]
    cells = math.prod(sizes)
    keys, labels, repairs = area_keys(dimensions[region].categories)
    data: dict[str, object] = {}
    for position, dimension in enumerate(dimensions):
        codes = keys if position == region else dimension.categories
        repeated = np.repeat(np.asarray(codes, dtype=object), math.prod(sizes[position + 1 :]))
        data[dimension.name] = np.tile(repeated, math.prod(sizes[:position]))
    values, statuses = _values(dataset.get("value"), cells, name)
    _add_statuses(statuses, dataset.get("status"), name)
    frame = pd.DataFrame({**data, VALUE: values, STATUS: statuses})
    own = dimensions[region]
    region_labels = {
        key: own.labels[code] for key, code in zip(keys, own.categories, strict=True) if code in own.labels
    }
    all_labels = {dimension.name: dimension.labels for dimension in dimensions if dimension.labels}
    if region_labels or labels:
        all_labels[own.name] = region_labels or labels
    time, contents = special_dimensions(frame, own.name)
    return StatTable(
        frame=frame,
        region=own.name,
        time=_role(dataset, dimensions, "time") or time,
        contents=_role(dataset, dimensions, "metric") or contents,
        labels=all_labels,
        title=tidy(dataset.get("label") or ""),
        source=tidy(dataset.get("source") or ""),
        updated=tidy(dataset.get("updated") or ""),
        notes=_notes(dataset, dimensions),
        dialect=_describe(dataset),
        warnings=tuple[Message, ...](repairs),
        names={dimension.name: dimension.words for dimension in dimensions if dimension.words},
    )


def _broken(name: str, details: str) -> RegsoError:
    return RegsoError(
        "“{name}” looks like JSON-stat but contradicts itself, so its values cannot be given to the right areas. The "
        "download may have been cut off or the file changed afterwards; fetch it again.",
        name=name,
        details=details,
    )


def _dimensions(dataset: Json, name: str) -> list[_Dimension]:
    described: Json = dataset["dimension"]
    # version 1 keeps id, size and role inside "dimension"
    codes = dataset.get("id", described.get("id"))
    sizes = dataset.get("size", described.get("size"))
    if (
        not _is_list_of(codes, str)
        or not _is_list_of(sizes, int)
        or len(codes) != len(sizes)
        or len(set(codes)) != len(codes)
    ):
        raise _broken(name, f"id {str(codes)[:200]}, size {str(sizes)[:200]}")
    if min(sizes, default=0) < 1:
        raise RegsoError(
            "“{name}” has no cells: nothing was chosen in one of its dimensions. Choose areas and years where you "
            "fetched the table, and fetch it again.",
            name=name,
            details=f"size {sizes}",
        )
    check_size(math.prod(sizes), name)
    columns = unique_names(codes)
    return [
        _dimension(code, column, described.get(code), size, name)
        for code, column, size in zip(codes, columns, sizes, strict=True)
    ]


def _dimension(code: str, column: str, described: object, size: int, name: str) -> _Dimension:
    if not isinstance(described, Mapping):
        raise _broken(name, f"dimension {code} is not described")
    category = described.get("category")
    category = category if isinstance(category, Mapping) else {}
    labels = category.get("label")
    labels = {str(key): tidy(label) for key, label in labels.items()} if isinstance(labels, Mapping) else {}
    categories = _ordered(category.get("index"), labels)
    if categories is None or len(categories) != size or len(set(categories)) != size:
        many = "no" if categories is None else len(categories)
        raise _broken(name, f"dimension {code}: size {size}, {many} categories")
    return _Dimension(code, column, tidy(described.get("label") or ""), categories, labels)


def _ordered(index: object, labels: Mapping[str, str]) -> list[str] | None:
    """Return the category codes in order, or None where their positions are no row of numbers from 0."""
    if index is None:
        return list(labels)
    if isinstance(index, Sequence) and not isinstance(index, str):
        return [str(code) for code in index]
    if not isinstance(index, Mapping) or not all(type(position) is int for position in index.values()):
        return None
    codes = sorted(index, key=lambda code: int(index[code]))
    positions = [index[code] for code in codes]
    return [str(code) for code in codes] if positions == list(range(len(codes))) else None


def _is_list_of(items: object, kind: type) -> bool:
    # True is an int to Python, but no size
    return isinstance(items, list) and all(type(item) is kind for item in items)


def _region(dataset: Json, dimensions: list[_Dimension], name: str) -> int:
    """Return which dimension holds the areas: by its codes, its role, its name, or labels “Kommun (namn)”."""
    everywhere = range(len(dimensions))
    geo = _role(dataset, dimensions, "geo")
    coded = [i for i in everywhere if sum(1 for code in dimensions[i].categories if area_in(code))]
    tests = (
        coded,
        [i for i in everywhere if dimensions[i].name == geo],
        [i for i in everywhere if is_region_name(dimensions[i].code) or is_region_name(dimensions[i].words)],
        [i for i in everywhere if any(split_label(label) for label in dimensions[i].labels.values())],
    )
    for found in tests:
        if found:
            return max(found, key=lambda i: len(dimensions[i].categories))
    raise no_region(name, [dimension.words or dimension.code for dimension in dimensions])


def _role(dataset: Json, dimensions: list[_Dimension], role: str) -> str | None:
    roles = dataset.get("role", dataset["dimension"].get("role"))
    codes = roles.get(role) if isinstance(roles, Mapping) else None
    if not isinstance(codes, list):
        return None
    return next((dimension.name for dimension in dimensions if dimension.code in codes), None)


def _values(given: object, cells: int, name: str) -> tuple[NDArray[np.float64], NDArray[np.object_]]:
    """Return values and marks, from a list with every cell or an object with those that have a value."""
    values = np.full(cells, np.nan)
    statuses = np.full(cells, None, dtype=object)
    if isinstance(given, list):
        if len(given) != cells:
            raise _broken(name, f"{len(given)} values for {cells} cells")
        pairs: Any = enumerate(given)
    elif isinstance(given, Mapping):
        pairs = _positions(given, cells, name)
    else:
        raise _broken(name, f"value is {type(given).__name__}")
    for position, value in pairs:
        if value is None:
            continue
        if isinstance(value, str):
            values[position], statuses[position] = parse_cell(value, ".")
        elif isinstance(value, (int, float)) and not isinstance(value, bool) and abs(value) < 1e300:
            values[position] = value
        elif not (isinstance(value, float) and math.isnan(value)):
            raise _broken(name, f"value {str(value)[:40]} at {position}")
    return values, statuses


def _positions(given: Json, cells: int, name: str) -> list[tuple[int, Any]]:
    pairs = []
    for key, value in given.items():
        if not str(key).isdecimal() or int(key) >= cells:
            raise _broken(name, f"position {str(key)[:40]} of {cells} cells")
        pairs.append((int(key), value))
    return pairs


def _add_statuses(statuses: NDArray[np.object_], given: object, name: str) -> None:
    """Put in the statuses: one for all, a list with every cell, or an object with those that have one."""
    if given is None:
        return
    if isinstance(given, str):
        statuses[:] = given
    elif isinstance(given, list) and len(given) in (1, len(statuses)):
        marks = given * len(statuses) if len(given) == 1 and len(statuses) > 1 else given
        for position, mark in enumerate(marks):
            statuses[position] = statuses[position] if mark is None else str(mark)
    elif isinstance(given, Mapping):
        for position, mark in _positions(given, len(statuses), name):
            statuses[position] = statuses[position] if mark is None else str(mark)
    else:
        raise _broken(name, f"status is {type(given).__name__} for {len(statuses)} cells")


def _notes(dataset: Json, dimensions: list[_Dimension]) -> tuple[str, ...]:
    owners = [dataset, *(dataset["dimension"][dimension.code] for dimension in dimensions)]
    notes: list[str] = []
    for owner in owners:
        note = owner.get("note") or []
        notes += [tidy(line) for line in ([note] if isinstance(note, str) else note)]
    return tuple(dict.fromkeys(note for note in notes if note))


def _describe(dataset: Json) -> str:
    version = str(dataset.get("version") or ("2.0" if dataset.get("class") else "1.x"))
    form = "sparse values" if isinstance(dataset.get("value"), Mapping) else "all values"
    return f"JSON-stat {version}, {form}"
