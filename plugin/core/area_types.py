# SPDX-License-Identifier: GPL-2.0-or-later
"""The five socioeconomic area types (områdestyper) and "no data": order, names, colours and SCB's rule.

Type 1 is the worst and a higher index is worse. The types are relative to the country in their own year.
Swedish names: SCB, table TAB6586. There are no official English names and no official colours.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_right
from enum import IntEnum
from numbers import Real


class AreaType(IntEnum):
    """An area type, or one of the two classes that stand beside the types in every table."""

    MAJOR_CHALLENGES = 1
    CHALLENGES = 2
    MIXED = 3
    GOOD = 4
    VERY_GOOD = 5
    NO_DATA = 0
    OUTSIDE = -1


TYPES = (1, 2, 3, 4, 5)
ROWS = (1, 2, 3, 4, 5, 0, -1)
"""The order in which every table lists its rows: the types, then no data, then outside the areas."""

CUTS = (-1, 0, 1, 2)
"""The cut points between the types 5, 4, 3, 2 and 1, in standard deviations from the mean of the index."""

_LABELS = {
    "sv": {
        1: "Områden med stora socioekonomiska utmaningar",
        2: "Områden med socioekonomiska utmaningar",
        3: "Socioekonomiskt blandade områden",
        4: "Områden med goda socioekonomiska förutsättningar",
        5: "Områden med mycket goda socioekonomiska förutsättningar",
        0: "Uppgift saknas",
        -1: "Utanför områdena",
    },
    "en": {
        1: "Areas with major socioeconomic challenges",
        2: "Areas with socioeconomic challenges",
        3: "Socioeconomically mixed areas",
        4: "Areas with good socioeconomic conditions",
        5: "Areas with very good socioeconomic conditions",
        0: "No data",
        -1: "Outside the areas",
    },
}

COLORS = {
    1: "#b35806",
    2: "#f1a340",
    3: "#e6dfc8",
    4: "#998ec3",
    5: "#542788",
    0: "#bdbdbd",
    -1: "#ffffff",
}
"""One colour per row of a table, the same on map, chart and report: a diverging orange-purple scheme (after
ColorBrewer's PuOr, which survives the common forms of colour blindness). No data is drawn hatched."""

# A number alone, or followed by words: "typ 1", "1. Områden med ..."; not "1-2", "1/2" or "4 000".
_NUMBER = re.compile(
    r"(?:områdestyp|omradestyp|area\s*type|typ|type)?\s*([1-5])(?:[.,]0+)?(?:$|[\s.:;,()\[\]–-]+(?=[^\W\d_]))"
)
_MISSING = frozenset({"", "..", ".", "-", "–", "null", "none", "nan", "<na>", "0", "0.0", "na", "n/a"})


def label(area_type: int, language: str = "en") -> str:
    """Return the name of a type (1–5), of no data (0) or of outside (-1); Swedish for ``sv``, else English."""
    return _LABELS["sv" if language.startswith("sv") else "en"][int(area_type)]


def parse_area_type(value: object) -> int | None:
    """Return the type 1–5 that a value names, 0 where it is missing, None where it is something else.

    Numbers, numbers as text and texts such as ``Typ 1`` or the names themselves are understood.
    """
    if value is None:
        return AreaType.NO_DATA
    # True and False are numbers to Python, but no types.
    if isinstance(value, Real) and str(value) not in ("True", "False"):
        return AreaType.NO_DATA if math.isnan(value) else int(float(value)) if value in (0, 1, 2, 3, 4, 5) else None
    text = " ".join(str(value).split()).casefold()
    if text in _MISSING:
        return AreaType.NO_DATA
    for names in _LABELS.values():
        for area_type, name in names.items():
            if text == name.casefold() and area_type >= 0:
                return area_type
    match = _NUMBER.match(text)
    return int(match.group(1)) if match else None


def classify(index: float, mean: float, standard_deviation: float) -> int:
    """Return the type that SCB's rule gives an index value, 0 where the index is missing (NaN).

    Cut points at mean - 1 SD, mean, mean + 1 SD and mean + 2 SD over all areas of the year; a value on a cut
    belongs to the worse side. SCB's published type is used as it is wherever there is one: the published index is
    rounded, so that areas within 0.05 of a cut can differ. Rule: SCB, table TAB6586 (notes).
    """
    if math.isnan(index):
        return AreaType.NO_DATA
    # Rounded, so that a value on a cut is on it whatever the floating point made of the cut.
    z = round((index - mean) / standard_deviation, 9)
    return len(TYPES) - bisect_right(CUTS, z)
