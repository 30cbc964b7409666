# SPDX-License-Identifier: GPL-2.0-or-later
"""Several figures carried from one edition of areas to another at once, with the account of what changed."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from .conversion import Converted, Kind, Weight, convert
from .crosswalk import CHANGED, Crosswalk, changed_areas, compare_areas
from .messages import Message, message


@dataclass(frozen=True)
class ConvertedField:
    """One figure: its name, what it is, and what became of it."""

    name: str
    kind: Kind
    converted: Converted

    @property
    def ties(self) -> bool:
        """Whether all that was known is found again; a rate has no total."""
        found = self.converted
        parts = found.total_out + found.outside + found.withheld
        return self.kind == "rate" or bool(np.isclose(parts, found.total_in, rtol=1e-9, atol=1e-9))


@dataclass(frozen=True)
class EditionChange:
    """What became of areas and of their figures.

    ``areas``: as in ``compare_areas``, every area of either side; ``changed``: as in ``changed_areas``.
    ``denominator``: what the rates were weighted by, empty where it was ground or people.
    """

    crosswalk: Crosswalk
    areas: pd.DataFrame
    changed: pd.DataFrame
    fields: tuple[ConvertedField, ...]
    weight: Weight
    denominator: str
    tolerance: float

    def number_of(self, change: str) -> int:
        """Return how many areas had this change (``changed``, ``ceased``, ``new``, ``outside``)."""
        return int((self.areas["change"] == change).sum())

    @property
    def renamed(self) -> int:
        """How many areas have another name under their code, whether or not they changed otherwise."""
        return int(self.areas["renamed"].sum())

    @property
    def tie(self) -> bool:
        """Whether every total ties."""
        return all(field.ties for field in self.fields)

    def accounts(self) -> tuple[Message, ...]:
        """Return the account of every amount as a sentence."""
        return tuple(
            message("{field}: {what}", field=field.name, what=field.converted.messages()[0])
            for field in self.fields
            if field.kind == "count"
        )

    def warnings(self) -> tuple[Message, ...]:
        """Return what is missing or was done otherwise, the same thing of several fields once."""
        said: dict[str, tuple[Message, list[str]]] = {}
        for field in self.fields:
            for one in field.converted.messages()[1 if field.kind == "count" else 0 :]:
                said.setdefault(str(one), (one, []))[1].append(field.name)
        return tuple(
            message("{field}: {what}", field=", ".join(names), what=one) if len(names) < len(self.fields) else one
            for one, names in said.values()
        )


def change_edition(
    crosswalk: Crosswalk,
    values: pd.DataFrame,
    kinds: dict[str, Kind],
    *,
    weight: Weight = "area",
    denominator: str = "",
    tolerance: float = CHANGED,
) -> EditionChange:
    """Convert the columns of ``values`` that ``kinds`` names, and compare the areas.

    ``values``: index of the source's codes. ``denominator``: a column to weight the rates by. ``tolerance``: the share
    of an area up to which it has not changed. See ``convert`` and ``compare_areas``.
    """
    denominators = values[denominator] if denominator else None
    fields = tuple(
        ConvertedField(
            name,
            kind,
            convert(
                values[name],
                crosswalk,
                kind=kind,
                weight=weight,
                denominators=denominators if kind == "rate" else None,
            ),
        )
        for name, kind in kinds.items()
    )
    return EditionChange(
        crosswalk,
        compare_areas(crosswalk, tolerance),
        changed_areas(crosswalk, tolerance),
        fields,
        weight,
        denominator,
        tolerance,
    )
