# SPDX-License-Identifier: GPL-2.0-or-later
"""A standard from a table of its own: the population of each class, or the rate in it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from ..arrays import Floats
from ..messages import RegsoError, listing
from .groups import group_text
from .standardisation import Standardisation


@dataclass(frozen=True)
class StandardFields:
    """The columns of a standard: its class, and its population or its rate; ``count``: events, beside the population.

    Direct standardisation needs ``population``; indirect ``rate``, or ``count`` and ``population``.
    """

    stratum: str
    population: str | None = None
    rate: str | None = None
    count: str | None = None


def class_text(value: Any) -> str | None:
    """Return a class as text, so that classes of two tables meet: 1, 1.0 and "1 " are the same; None for missing."""
    return None if pd.isna(value) else group_text(value).strip() or None


def standard_of_table(
    table: pd.DataFrame, fields: StandardFields, how: Standardisation, per: float
) -> dict[str, float]:
    """Return the standard by class: a population (direct), or rates per ``per`` inhabitants (indirect).

    ``table``: a row for each class. Whether all classes that are needed are there, ``direct`` and ``indirect`` say.
    Raises ``RegsoError`` for columns that are not there or not enough, a class on several rows, rows without a class,
    figures that are missing, negative or no numbers, and events in a class where nobody lives.
    """
    _check_columns(table, fields)
    if how is Standardisation.DIRECT and not fields.population:
        raise RegsoError("Direct standardisation needs the standard's population by class. Choose its field.")
    if how is Standardisation.INDIRECT and not (fields.rate or (fields.count and fields.population)):
        raise RegsoError(
            "Indirect standardisation needs the standard's rate by class, or its events and its population. Choose the "
            "field with the rates, or both of the others."
        )
    names = _names(table[fields.stratum])
    if how is Standardisation.DIRECT:
        values = _figures(table, str(fields.population), names)
    elif fields.rate:
        values = _figures(table, fields.rate, names)
    else:
        values = per * _quotient(table, fields, names)
    return dict(zip(names, values.tolist(), strict=True))


def _check_columns(table: pd.DataFrame, fields: StandardFields) -> None:
    wanted = (fields.stratum, fields.population, fields.rate, fields.count)
    missing = [name for name in wanted if name and name not in table.columns]
    if missing:
        raise RegsoError(
            "The standard has no column {columns}. Its columns are: {known}.",
            columns=", ".join(missing),
            known=", ".join(map(str, table.columns)),
        )
    if table.empty:
        raise RegsoError("The standard is empty. Choose a table with a row for each class.")


def _names(column: pd.Series[Any]) -> list[str]:
    texts = [class_text(value) for value in column]
    unnamed = sum(text is None for text in texts)
    if unnamed:
        raise RegsoError(
            "{count} rows of the standard have no class in {field}. Every row needs one.",
            count=unnamed,
            field=str(column.name),
        )
    names = [str(text) for text in texts]
    double = [name for name in dict.fromkeys(names) if names.count(name) > 1]
    if double:
        raise RegsoError(
            "The standard has the classes {classes} on several rows. Keep one row for each class.",
            classes=listing(double),
        )
    return names


def _figures(table: pd.DataFrame, field: str, names: list[str]) -> Floats:
    values = pd.to_numeric(table[field], errors="coerce").to_numpy(dtype=float)
    wrong = ~np.isfinite(values) | (values < 0)
    if wrong.any():
        raise RegsoError(
            "The standard's {field} is missing, negative or no number in the classes {classes}.",
            field=field,
            classes=listing(name for name, bad in zip(names, wrong, strict=True) if bad),
        )
    return values


def _quotient(table: pd.DataFrame, fields: StandardFields, names: list[str]) -> Floats:
    events, people = (_figures(table, str(field), names) for field in (fields.count, fields.population))
    empty = people <= 0
    if empty.any():
        raise RegsoError(
            "Nobody of the standard lives in the classes {classes}, so they have no rate. Join classes, or leave them "
            "out.",
            classes=listing(name for name, bad in zip(names, empty, strict=True) if bad),
        )
    return np.asarray(events / people)
