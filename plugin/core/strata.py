# SPDX-License-Identifier: GPL-2.0-or-later
"""Town and country: a class for every area, and a summary split by class, so that like can be compared with like.

The type 1 areas are almost wholly urban. A difference between the types in what depends on town and country (roads,
distances, offices) says little before it is looked at within classes.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from .area_types import TYPES, AreaType, label
from .codes import Level, parse_area_code
from .intervals import poisson_interval
from .messages import Message, RegsoError, message

DENSITY_LIMITS = (300.0, 1500.0)
"""Inhabitants per km²: the limits of Eurostat's degree of urbanisation (2021), there for squares of 1 km²."""

MOST_CLASSES = 50
"""More are no classes but a field with a value of its own for every area."""

_ROWS = (*TYPES, AreaType.NO_DATA)
_LABELS = {
    "dense": ("Minst 1 500 invånare per km²", "1,500 or more inhabitants per km²"),
    "medium": ("300–1 500 invånare per km²", "300–1,500 inhabitants per km²"),
    "sparse": ("Mindre än 300 invånare per km²", "Fewer than 300 inhabitants per km²"),
    "C": ("C: i kommunens centralort", "C: in the kommun's main locality"),
    "B": ("B: i en annan tätort", "B: in another locality"),
    "A": ("A: utanför tätort", "A: outside localities"),
}
COLUMNS = (
    "stratum",
    "stratum_label",
    "area_type",
    "label",
    "area_count",
    "population",
    "area_km2",
    "amount",
    "amount_unit",
    "per_1000",
    "per_1000_low",
    "per_1000_high",
    "per_km2",
)
"""The columns of a summary by class, in their order."""


@dataclass(frozen=True)
class Strata:
    """A class for every area.

    ``of_area``: index area code, the class as text, None where none is known. ``order``: the classes as they are
    shown, those without areas too where the classes are given beforehand.
    """

    of_area: pd.Series[Any]
    order: tuple[str, ...]
    warnings: tuple[Message, ...] = ()

    def label_of(self, stratum: str | None, language: str) -> str:
        """Return a class in words (``sv`` or ``en``)."""
        if stratum is None:
            return "uppgift saknas" if language == "sv" else "no data"
        return _LABELS.get(stratum, (stratum, stratum))[language != "sv"]


def density_strata(areas: pd.DataFrame) -> Strata:
    """Return classes by population density: ``dense``, ``medium``, ``sparse``.

    ``areas``: index code, ``population`` and ``area_km2``. None without population or ground. Areas are as SCB draws
    them, with water, so that density is that of the whole area.
    """
    ground = areas["area_km2"].where(areas["area_km2"] > 0)
    density = (areas["population"] / ground).to_numpy(dtype=float)
    names = np.array(["sparse", "medium", "dense"], dtype=object)
    of_area = names[np.digitize(density, DENSITY_LIMITS)]
    of_area[np.isnan(density)] = None
    return _told(pd.Series(of_area, index=areas.index, dtype=object), ("dense", "medium", "sparse"))


def deso_strata(areas: pd.DataFrame) -> Strata:
    """Return SCB's category of DeSO, the letter in the code: ``C`` main locality, ``B`` other locality, ``A`` outside.

    Raises ``RegsoError`` where no area is a DeSO: RegSO are made of DeSO of several categories.
    """
    parsed = [parse_area_code(code) for code in areas.index]
    letters = [None if one is None or one.level is not Level.DESO else one.code[4] for one in parsed]
    if not any(letters):
        raise RegsoError(
            "None of the areas is a DeSO, so none has SCB's category A, B or C in its code. RegSO are made of DeSO of "
            "several categories: choose the density of the population instead, or a field with classes."
        )
    return _told(pd.Series(letters, index=areas.index, dtype=object), ("C", "B", "A"))


def field_strata(values: pd.Series[Any]) -> Strata:
    """Return the classes that a field has (index area code): whole numbers without decimals, blanks are no class."""
    known = values.map(_text).astype(object)
    known = known.where(known.notna(), None)
    found = [name for name in dict.fromkeys(known) if name is not None]
    if not found:
        raise RegsoError("The field with the classes of areas is empty. Choose another field.")
    if len(found) > MOST_CLASSES:
        raise RegsoError(
            "The field with the classes of areas has {count} different values, and {limit} are the most. Choose a "
            "field with few classes, such as town and country.",
            count=len(found),
            limit=MOST_CLASSES,
        )
    return _told(known, tuple(sorted(found, key=_natural)))


def strata_table(areas: pd.DataFrame, strata: Strata, unit: str, language: str = "en") -> pd.DataFrame:
    """Return a summary by class and area type: ``COLUMNS``, for every class the types 1–5 and no data.

    ``areas``: the summary by area (index code; ``area_type``, ``population``, ``area_km2``, ``amount``) as it is
    shown. Whatever is hidden in an area is missing in all sums over it, so that nothing new can be worked out.
    Populations that nobody knows are in no sum; a class of a type without areas has zeros.
    """
    frame = areas[["area_type", "population", "area_km2", "amount"]].copy()
    frame["stratum"] = strata.of_area.reindex(areas.index)
    order: list[str | None] = [*strata.order]
    if frame["stratum"].isna().any():
        order.append(None)
    tables = [
        _of_class(frame[frame["stratum"].isna() if name is None else frame["stratum"] == name], name, strata, language)
        for name in order
    ]
    table = pd.concat(tables, ignore_index=True)
    table["stratum"] = table["stratum"].astype(object).where(table["stratum"].notna(), None)
    table["amount_unit"] = unit
    people = table["population"].where(table["population"] > 0)
    amount = table["amount"].to_numpy(dtype=float)
    empty = np.full(len(table), np.nan)
    low, high = poisson_interval(amount) if unit == "features" else (empty, empty)
    for name, values in (("per_1000", amount), ("per_1000_low", low), ("per_1000_high", high)):
        table[name] = 1000 * values / people
    table["per_km2"] = table["amount"] / table["area_km2"].where(table["area_km2"] > 0)
    return table[list(COLUMNS)]


def _of_class(areas: pd.DataFrame, stratum: str | None, strata: Strata, language: str) -> pd.DataFrame:
    by_type = areas.groupby("area_type")
    count = by_type.size().reindex(_ROWS, fill_value=0)
    people = by_type["population"].sum(min_count=1).reindex(_ROWS).mask(count == 0, 0.0)
    hidden = areas["amount"].isna().groupby(areas["area_type"]).any().reindex(_ROWS, fill_value=False)
    return pd.DataFrame(
        {
            "stratum": stratum,
            "stratum_label": strata.label_of(stratum, language),
            "area_type": _ROWS,
            "label": [label(kind, language) for kind in _ROWS],
            "area_count": count.to_numpy(),
            "population": people.to_numpy(dtype=float),
            "area_km2": by_type["area_km2"].sum().reindex(_ROWS, fill_value=0.0).to_numpy(dtype=float),
            "amount": by_type["amount"].sum().reindex(_ROWS, fill_value=0.0).mask(hidden).to_numpy(dtype=float),
        }
    )


def _told(of_area: pd.Series[Any], order: tuple[str, ...]) -> Strata:
    """Return the classes, with a warning where areas have none."""
    lost = int(of_area.isna().sum())
    told = (message("{count} areas have no class of town and country; they are a class of their own.", count=lost),)
    return Strata(of_area, order, told if lost else ())


def _text(value: Any) -> str | None:
    if value is None or (isinstance(value, float) and np.isnan(value)):
        return None
    text = str(int(value)) if isinstance(value, float) and value.is_integer() else str(value).strip()
    return text or None


def _natural(name: str) -> tuple[bool, float, str]:
    """Return what puts numbers in their order, before words."""
    try:
        return False, float(name), name
    except ValueError:
        return True, 0.0, name
