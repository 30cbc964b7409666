# SPDX-License-Identifier: GPL-2.0-or-later
"""Small counts in what segregation writes beside its measures: the input's own fields, and the value that may cluster.

The measures themselves are guarded in ``core.measures.segregation_guard``.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from qgis.core import QgsFields

from ..core.messages import RegsoError
from ..layers.fields import recognise_field
from ..layers.writing import REAL, TEXT

if TYPE_CHECKING:
    import pandas as pd

    from ..core.guard import Guard
    from ..core.measures.segregation import Segregation

_KEPT = ("name", "area_type", "version")
"""What else of the input is written where counts are guarded; any other field may be, or tell, an exact count."""


def refuse_unguarded(guard: Guard, groups: Sequence[str], chosen: dict[str, str]) -> None:
    """Refuse what no guard of counts can keep: a run without counts, and a value that cannot be rounded with them."""
    if not _guards(guard):
        return
    if not groups:
        raise RegsoError(
            "There are no counts to hide or round: small counts are those of the groups. Choose groups, or leave the "
            "limit and the rounding."
        )
    if guard.base and chosen["value"] and chosen["value"] not in (*groups, chosen["total"]):
        raise RegsoError(
            "The value {field} is none of the counts, so it cannot be rounded with them, and its clusters could tell "
            "the exact counts. Look for its clusters in a run of their own, without rounding.",
            field=chosen["value"],
        )


def guarded_fields(
    fields: QgsFields,
    rows: pd.DataFrame,
    found: Segregation | None,
    guard: Guard,
    groups: Sequence[str],
    chosen: dict[str, str],
) -> dict[str, list[Any]]:
    """Return what stands in the input's own fields instead, by field and for every row; nothing without a guard.

    The counts are those that were measured, empty where nothing is shown; code, year, name, area type and edition stay;
    the value that may cluster stays where something is shown; every other field is empty.
    """
    if found is None or not _guards(guard):
        return {}
    counts = found.counts.reindex(range(len(rows)))
    replaced = {name: counts[name].tolist() for name in groups}
    if chosen["total"]:
        replaced[chosen["total"]] = counts.sum(axis=1, skipna=False).tolist()
    value = chosen["value"]
    if value and value not in replaced:
        seen = counts.notna().all(axis=1)
        replaced[value] = rows[value].where(seen, None).tolist()
    names = fields.names()
    stay = {chosen["code"], chosen["year"], *(_recognised(names, role) for role in _KEPT)}
    for name in names:
        if name not in stay and name not in replaced:
            replaced[name] = [None] * len(rows)
    return {name: _fitting(values, fields.field(name).type()) for name, values in replaced.items()}


def _guards(guard: Guard) -> bool:
    return guard.minimum > 1 or guard.base > 0


def _recognised(names: list[str], role: str) -> str:
    try:
        return recognise_field(names, role) or ""
    except RegsoError:
        return ""


def _fitting(values: list[Any], kind: Any) -> list[Any]:
    """Return values as a field of this type holds them: rounded counts may stand in fields of whole numbers or text."""
    if kind == REAL:
        return values
    plain = [None if value is None or value != value else value for value in values]  # noqa: PLR0124
    whole = [int(value) if isinstance(value, float) and value.is_integer() else value for value in plain]
    return [None if value is None else str(value) for value in whole] if kind == TEXT else whole
