# SPDX-License-Identifier: GPL-2.0-or-later
"""What a cell says about an area: a code, a code with a name after it, a label with the kommun, or neither."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from ..codes import AreaCode, parse_area_code
from ..messages import Message, message
from .words import dimension_word, tidy

_LABEL = re.compile(r"(?P<kommun>[^():;]{2,40}?)\s*\((?P<name>.+)\)")
_HIGHER_CODE = re.compile(r"(?P<code>\d{1,4})(?:\s+(?P<name>[^\W\d_].*))?")
_COUNTRY = frozenset(("riket", "sverige", "hela riket", "hela landet", "sweden", "the country"))


@dataclass(frozen=True)
class AreaCell:
    """A cell that names a small area by its code."""

    area: AreaCode
    key: str
    """The code as tables keep it: of full length, with the suffix if there was one."""
    label: str
    """The text that stood after the code, or nothing."""


@lru_cache(maxsize=200_000)
def area_in(text: str) -> AreaCell | None:
    """Return the RegSO or DeSO that a cell begins with, or None."""
    token, _, rest = tidy(text).partition(" ")
    area = parse_area_code(token)
    if area is None:
        return None
    _, underscore, suffix = token.partition("_")
    return AreaCell(area, area.code + underscore + suffix, rest)


def split_label(text: str) -> tuple[str, str] | None:
    """Return kommun and name of a label ``Kommun (RegSO-namn)``, or None where the text has another form."""
    match = _LABEL.fullmatch(tidy(text))
    if match is None or dimension_word(match["kommun"]) in ("regso", "region", "deso", "antal", "andel"):
        return None
    return match["kommun"], match["name"]


def is_higher_level(text: str) -> bool:
    """Tell whether a cell names a kommun, a län or the country by its code, or a län or the country in words."""
    words = tidy(text)
    if _HIGHER_CODE.fullmatch(words):
        return True
    return words.casefold() in _COUNTRY or words.casefold().endswith(" län")


def area_keys(
    cells: Sequence[str], names: Sequence[str] | None = None
) -> tuple[list[str], dict[str, str], list[Message]]:
    """Return the areas as tables keep them, their labels, and what was put right.

    A code stands as code, whatever follows it in the cell; a label stands as it is. SCB writes the areas of 2025 as
    “1780R001 Karlstad (…)” and those of 2020 as “Karlstad (…)”: where both stand, the former get the suffix.
    """
    found = {cell: area_in(cell) for cell in dict.fromkeys(cells)}
    keys = {cell: area.key if area else cell for cell, area in found.items()}
    if any(area is None and split_label(cell) for cell, area in found.items()):
        told = {cell: area for cell, area in found.items() if area and split_label(area.label)}
        keys |= {cell: f"{area.area.code}_RegSO2025" for cell, area in told.items() if area.area.edition is None}
    labels = {keys[cell]: area.label for cell, area in found.items() if area and area.label}
    if names is not None:
        labels = {keys[cell]: label for cell, label in zip(cells, names, strict=True) if label} | labels
    repaired = [area.key for area in found.values() if area and area.area.repaired]
    return [keys[cell] for cell in cells], labels, repair_warnings(repaired)


def repair_warnings(repaired: Sequence[str]) -> list[Message]:
    """Say how many codes got their leading zero back."""
    if not repaired:
        return []
    return [
        message(
            "Area codes had lost their leading zero and got it back: {count}, for example {example}.",
            count=len(repaired),
            example=repaired[0],
        )
    ]
