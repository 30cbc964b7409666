# SPDX-License-Identifier: GPL-2.0-or-later
"""The table by class of town and country, read into a table by area type for each class."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..core.area_types import TYPES, AreaType
from .content import OF_AREAS, Row, Sign, TypeTable, Value, add_up, rates_of, rows_with_sums, shares_of

if TYPE_CHECKING:
    import pandas as pd

_KINDS = (*TYPES, AreaType.NO_DATA)


def class_tables(by_class: pd.DataFrame, unit: str) -> tuple[TypeTable, ...]:
    """Return a table for each class of ``core.strata.strata_table``, called as it is in words; none without areas.

    Shares are those within the class. An amount that is missing there was hidden, and whatever follows from it is so
    too. Raises ``ValueError`` where it is another table.
    """
    found = []
    records = by_class.to_dict("records")
    for at in range(0, len(records), len(_KINDS)):
        own = records[at : at + len(_KINDS)]
        if tuple(record["area_type"] for record in own) != _KINDS:
            raise ValueError("a table by class has one row per area type, class by class")
        if not any(record["area_count"] for record in own):
            continue
        rows = rows_with_sums(_rows(own, unit), (), unit, once=False)
        found.append(TypeTable(rows, str(own[0]["stratum_label"])))
    return tuple(found)


def _rows(records: list[dict[Any, Any]], unit: str) -> list[Row]:
    values: list[tuple[int, dict[str, Value]]] = []
    for record in records:
        own: dict[str, Value] = {name: _value(record[name], Sign.MISSING) for name in OF_AREAS}
        own["amount"] = _value(record["amount"], Sign.HIDDEN)
        # features are counted by area type, not by class
        own["feature_count"] = Sign.NOTHING
        values.append((int(record["area_type"]), own | rates_of({**own}, unit)))
    people = add_up(own["population"] for kind, own in values if kind in TYPES)
    amount = add_up(own["amount"] for kind, own in values if kind in TYPES)
    rows = [Row(kind, {**own, "population_share": _part(kind, own["population"], people)}) for kind, own in values]
    return [Row(row.kind, {**row.values, **shares_of(row, amount)}) for row in rows]


def _value(value: Any, without: Sign) -> Value:
    return without if value is None or value != value else float(value)  # noqa: PLR0124 - NaN


def _part(kind: int, people: Value, whole: Value) -> Value:
    if kind not in TYPES or isinstance(people, Sign) or isinstance(whole, Sign) or whole <= 0:
        return Sign.MISSING
    return people / whole
