# SPDX-License-Identifier: GPL-2.0-or-later
"""What a table of the statistics database says of itself, and from a wish to a selection of its categories."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ..core.codes import parse_area_code
from ..core.messages import Message, RegsoError, listing, message
from .catalog import Division, Table
from .content import not_asked_for
from .errors import NotUnderstood
from .selection import Choice, Selection


@dataclass(frozen=True)
class Variable:
    """A variable of a table."""

    code: str
    codes: tuple[str, ...]
    labels: Mapping[str, str]
    can_be_left_out: bool = False
    """Left out, it stands for its total."""
    total: str = ""
    codelists: tuple[str, ...] = ()


@dataclass(frozen=True)
class TableInfo:
    """A table's variables and when it was last changed."""

    id: str
    title: str
    updated: str
    variables: Mapping[str, Variable]

    @property
    def years(self) -> tuple[str, ...]:
        """The years that the table has."""
        return next((v.codes for v in self.variables.values() if v.code == "Tid"), ())


@dataclass(frozen=True)
class Wish:
    """The areas of one division, the measures and the years that somebody wants of a table."""

    table: Table
    division: Division
    indicators: tuple[str, ...]
    years: tuple[int, ...]
    kommuner: tuple[str, ...] = ()
    lan: tuple[str, ...] = ()

    @property
    def prefixes(self) -> tuple[str, ...]:
        """What the codes of the wanted areas begin with; none for the whole country."""
        return (*self.kommuner, *self.lan)

    def key(self) -> dict[str, Any]:
        """Return the wish in a form that is the same for the same wish."""
        return {
            "table": self.table.id,
            "level": self.division.level.value,
            "edition": self.division.edition.value,
            "indicators": sorted(self.indicators),
            "years": sorted(self.years),
            "areas": sorted(set(self.prefixes)),
        }


def read_table_info(document: Mapping[str, Any], table_id: str, host: str) -> TableInfo:
    """Return a table's description from PxWebApi 2, which is a JSON-stat dataset without values."""
    dimension, ids = document.get("dimension"), document.get("id")
    if not isinstance(dimension, Mapping) or not isinstance(ids, Sequence):
        raise not_asked_for(host, "JSON-stat", details=f"{table_id}: no dimensions")
    return TableInfo(
        id=table_id,
        title=str(document.get("label") or ""),
        updated=str(document.get("updated") or ""),
        variables={str(code): _variable(str(code), dimension.get(code), host) for code in ids},
    )


def _variable(code: str, described: object, host: str) -> Variable:
    if not isinstance(described, Mapping) or not isinstance(described.get("category"), Mapping):
        raise not_asked_for(host, "JSON-stat", details=f"dimension {code} is not described")
    category = described["category"]
    extension = described.get("extension") if isinstance(described.get("extension"), Mapping) else {}
    labels = category.get("label") or {}
    index = category.get("index") or list(labels)
    codes = sorted(index, key=index.get) if isinstance(index, Mapping) else [str(one) for one in index]
    # PxWebApi wrote “codeLists” until 2.1
    lists = extension.get("codelists") or extension.get("codeLists") or []
    return Variable(
        code=code,
        codes=tuple(codes),
        labels=labels if isinstance(labels, Mapping) else {},
        can_be_left_out=bool(extension.get("elimination")),
        total=str(extension.get("eliminationValueCode") or ""),
        codelists=tuple(str(one["id"]) for one in lists if isinstance(one, Mapping) and one.get("id")),
    )


def select(info: TableInfo, wish: Wish, host: str) -> Selection:
    """Return the wish as a selection of the table's own categories, every one of them named.

    Raises ``RegsoError`` where the table lacks a year, ``NotUnderstood`` where it is built otherwise than known.
    """
    table = wish.table
    choices = []
    for variable in info.variables.values():
        if variable.code == table.region:
            choices.append(_areas(variable, wish, host))
        elif variable.code == table.measure:
            wanted = [table.contents[indicator] for indicator in wish.indicators]
            choices.append(Choice(variable.code, _known(variable, wanted, info, host)))
        elif variable.code == table.time:
            choices.append(Choice(variable.code, _years(variable, wish, info)))
        elif not variable.can_be_left_out or _has_total(variable, table):
            choices.append(Choice(variable.code, _known(variable, [_total(variable, table, host)], info, host)))
    lost = {table.region, table.measure, table.time} - {choice.variable for choice in choices}
    if lost:
        raise _built_otherwise(info, host, f"no variable {', '.join(sorted(lost))}")
    return tuple(choices)


def _areas(variable: Variable, wish: Wish, host: str) -> Choice:
    division = wish.division
    codes = tuple(code for code in variable.codes if _belongs(code, division))
    if not codes:
        raise NotUnderstood(
            _built_otherwise_text(wish.table.id, host), details=f"no areas of {division.level.value} {division.edition}"
        )
    codelist = division.codelist if division.codelist in variable.codelists else ""
    if not wish.prefixes:
        return Choice(variable.code, codes, codelist, ("*",) if codelist else ())
    chosen = tuple(code for code in codes if code.startswith(wish.prefixes))
    empty = [prefix for prefix in wish.prefixes if not any(code.startswith(prefix) for code in chosen)]
    if empty:
        raise RegsoError(
            "The table has no areas in {places}. A kommun has four digits (0180), a län two (01); check the codes.",
            places=listing(empty),
        )
    # without a codelist a wildcard would take in the other edition's areas too
    expression = tuple(f"{prefix}*" for prefix in wish.prefixes) if codelist else ()
    return Choice(variable.code, chosen, codelist, expression)


def _belongs(code: str, division: Division) -> bool:
    """Tell whether a code of the database is one of this division: right form, right suffix."""
    area = parse_area_code(code)
    return area is not None and area.level is division.level and code == division.database_code(area.code)


def _known(variable: Variable, wanted: Sequence[str], info: TableInfo, host: str) -> tuple[str, ...]:
    missing = [code for code in wanted if code not in variable.codes]
    if missing:
        raise _built_otherwise(info, host, f"{variable.code} has no {', '.join(missing)}")
    return tuple(code for code in variable.codes if code in wanted)


def _years(variable: Variable, wish: Wish, info: TableInfo) -> tuple[str, ...]:
    wanted: Collection[str] = [str(year) for year in wish.years]
    missing = [year for year in wanted if year not in variable.codes]
    if missing:
        raise RegsoError(
            "The table {table} has no values for {years}; it has {first}–{last}. Choose one of these years.",
            table=info.id,
            years=listing(missing),
            first=min(variable.codes, default="–"),
            last=max(variable.codes, default="–"),
        )
    return tuple(code for code in variable.codes if code in wanted)


def _has_total(variable: Variable, table: Table) -> bool:
    return table.totals.get(variable.code) in variable.codes or variable.total in variable.codes


def _total(variable: Variable, table: Table, host: str) -> str:
    known = table.totals.get(variable.code, "")
    if known in variable.codes:
        return known
    if variable.total in variable.codes:
        return variable.total
    raise NotUnderstood(
        _built_otherwise_text(table.id, host), details=f"{variable.code} has no total: {listing(variable.codes)}"
    )


def _built_otherwise(info: TableInfo, host: str, details: str) -> NotUnderstood:
    return NotUnderstood(_built_otherwise_text(info.id, host), details=details)


def _built_otherwise_text(table_id: str, host: str) -> Message:
    return message(
        "The table {table} of {host} is built in another way than it was, so its values cannot be told apart. Update "
        "the plugin, or download the table by hand and join it as a file.",
        table=table_id,
        host=host,
    )
