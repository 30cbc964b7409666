# SPDX-License-Identifier: GPL-2.0-or-later
"""PxWeb's own JSON (``columns`` and ``data`` with ``key`` and ``values``) to a tidy table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd

from ..messages import RegsoError, listing, message
from .area_cells import area_in, area_keys
from .long_form import check_size, is_region_name, special_dimensions
from .model import STATUS, VALUE, StatTable
from .numbers import Notation, parse_cells
from .roles import no_region, unique_names
from .words import tidy

Json = Mapping[str, Any]

CONTENTS_DIMENSION = "ContentsCode"


def is_pxweb(document: object) -> bool:
    """Tell whether a document has the form that PxWeb calls ``json``."""
    return (
        isinstance(document, Mapping)
        and isinstance(document.get("columns"), list)
        and isinstance(document.get("data"), list)
    )


def read_pxweb(document: Json, name: str) -> StatTable:
    """Return the document as a tidy table; the format has codes only, no labels for them."""
    columns = [column for column in document["columns"] if isinstance(column, Mapping)]
    measures = [column for column in columns if column.get("type") == "c"]
    keyed = [column for column in columns if column.get("type") != "c"]
    rows = document["data"]
    if not rows:
        raise RegsoError(
            "“{name}” has no cells: nothing was found for what was chosen. Choose areas and years where you fetched "
            "the table, and fetch it again.",
            name=name,
        )
    check_size(len(rows) * max(len(measures), 1), name)
    keys, cells = _keys_and_cells(rows, len(keyed), len(measures), name)
    names = _column_names(keyed)
    region = _region(names, keys, keyed, name)
    areas, labels, repairs = area_keys([key[region] for key in keys])
    many = len(measures)
    data: dict[str, object] = {}
    for position, column in enumerate(names):
        own = areas if position == region else [key[position] for key in keys]
        data[column] = np.repeat(np.asarray(own, dtype=object), many)
    codes = [tidy(column.get("code") or "") for column in measures]
    data[CONTENTS_DIMENSION] = np.tile(np.asarray(codes, dtype=object), len(rows))
    values, statuses, strange = parse_cells(cells, Notation("."))
    warnings = list(repairs)
    if strange:
        texts = listing(sorted(set(strange)))
        warnings.append(message("Cells with a text instead of a number count as missing: {texts}.", texts=texts))
    frame = pd.DataFrame({**data, VALUE: values, STATUS: statuses})
    time, _ = special_dimensions(frame, names[region])
    typed = [own for own, column in zip(names, keyed, strict=True) if column.get("type") == "t"]
    all_labels = {CONTENTS_DIMENSION: {code: _words(column) for code, column in zip(codes, measures, strict=True)}}
    return StatTable(
        frame=frame,
        region=names[region],
        time=typed[0] if typed else time,
        contents=CONTENTS_DIMENSION,
        labels=all_labels | ({names[region]: labels} if labels else {}),
        warnings=tuple(warnings),
        names={own: _words(column) for own, column in zip(names, keyed, strict=True)},
        dialect="PxWeb JSON (version 1)",
        notes=_comments(document),
        **_metadata(document),
    )


def _broken(name: str, details: str) -> RegsoError:
    return RegsoError(
        "“{name}” looks like PxWeb's JSON but its rows do not have as many keys and values as it has columns, so they "
        "cannot be told apart. The file may have been changed or cut off; fetch it again.",
        name=name,
        details=details,
    )


def _keys_and_cells(rows: Sequence[Any], keys: int, values: int, name: str) -> tuple[list[list[str]], list[str]]:
    if not keys or not values:
        raise _broken(name, f"{keys} key columns, {values} value columns")
    all_keys: list[list[str]] = []
    all_cells: list[str] = []
    for number, row in enumerate(rows):
        key = row.get("key") if isinstance(row, Mapping) else None
        cells = row.get("values") if isinstance(row, Mapping) else None
        if not isinstance(key, list) or not isinstance(cells, list) or (len(key), len(cells)) != (keys, values):
            raise _broken(name, f"row {number + 1}: {str(row)[:200]}")
        all_keys.append([tidy(part) for part in key])
        all_cells += ["" if cell is None else str(cell) for cell in cells]
    return all_keys, all_cells


def _column_names(keyed: list[Json]) -> list[str]:
    own = (tidy(column.get("code") or column.get("text") or "column") for column in keyed)
    return unique_names(own, (VALUE, STATUS, CONTENTS_DIMENSION))


def _words(column: Json) -> str:
    return tidy(column.get("text") or column.get("code") or "")


def _region(names: list[str], keys: list[list[str]], keyed: list[Json], name: str) -> int:
    everywhere = range(len(names))
    coded = [i for i in everywhere if any(area_in(key[i]) for key in keys)]
    named = [i for i in everywhere if is_region_name(names[i]) or is_region_name(_words(keyed[i]))]
    for found in (coded, named):
        if found:
            return found[0]
    raise no_region(name, [_words(column) for column in keyed])


def _metadata(document: Json) -> dict[str, str]:
    given = document.get("metadata")
    first = given[0] if isinstance(given, list) and given and isinstance(given[0], Mapping) else {}
    return {
        "title": tidy(first.get("label") or ""),
        "source": tidy(first.get("source") or ""),
        "updated": tidy(first.get("updated") or ""),
    }


def _comments(document: Json) -> tuple[str, ...]:
    given = document.get("comments")
    comments = given if isinstance(given, list) else []
    return tuple(
        tidy(comment["comment"]) for comment in comments if isinstance(comment, Mapping) and comment.get("comment")
    )
