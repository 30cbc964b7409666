# SPDX-License-Identifier: GPL-2.0-or-later
"""Breaks in a series of years: where figures on both sides are not of the same thing."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise

from ..codes import FIRST_YEAR_OF_2025, Edition
from ..messages import Message, RegsoError, message

_ONE = re.compile(r"\s*((?:19|20)\d\d)\s*(?:[:=]\s*(.*?))?\s*", re.DOTALL)


@dataclass(frozen=True)
class Break:
    """A break between ``year`` and the year before it in the series; ``what`` changed there."""

    year: int
    what: Message


def parse_breaks(text: str) -> dict[int, str]:
    """Return the breaks that a user writes: ``2021: new definition; 2016``; the first year after each, and what."""
    found = {}
    for part in filter(str.strip, text.split(";")):
        match = _ONE.fullmatch(part)
        if match is None:
            raise RegsoError(
                "“{part}” is no break in a series. Write the first year after the break and what changed, such as "
                "2021: new definition; 2016: other register.",
                part=part.strip(),
            )
        found[int(match[1])] = match[2] or ""
    return found


def find_breaks(years: Iterable[int], editions: Mapping[int, Edition | None], told: Mapping[int, str]) -> list[Break]:
    """Return the breaks within a series, in order of years; a told one lies before the first year from it on.

    ``editions``: of the areas, by year; None where it is not known or does not matter.
    """
    found: list[Break] = []
    ordered = sorted(years)
    for before, after in pairwise(ordered):
        if (old := editions.get(before)) and (new := editions.get(after)) and old is not new:
            found.append(
                Break(
                    after,
                    message("areas of RegSO {old} before, of RegSO {new} from here", old=old.value, new=new.value),
                )
            )
        for year, what in told.items():
            if before < year <= after:
                found.append(Break(after, message("{what}", what=what) if what else message("break in the series")))
    return found


def between(breaks: Iterable[Break], before: int, after: int) -> list[Break]:
    """Return the breaks that lie between two years."""
    return [one for one in breaks if before < one.year <= after]


def crosses_editions(years: Iterable[int]) -> bool:
    """Whether years lie on both sides of SCB's change of editions."""
    sides = {year >= FIRST_YEAR_OF_2025 for year in years}
    return len(sides) > 1
