# SPDX-License-Identifier: GPL-2.0-or-later
"""What is chosen of a table: the form that PxWebApi 2 wants it in, and cut so that no call asks for too many cells."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

from ..core.messages import RegsoError


@dataclass(frozen=True)
class Choice:
    """The categories chosen of one variable."""

    variable: str
    codes: tuple[str, ...]
    """Every code by itself, in the table's order: what will come back."""
    codelist: str = ""
    expression: tuple[str, ...] = ()
    """A shorter way to say the same, such as ``*``; dropped when the choice is cut."""

    def part(self, codes: Sequence[str]) -> Choice:
        """Return a part of this choice, spelt out."""
        return replace(self, codes=tuple(codes), expression=())

    def body(self) -> dict[str, Any]:
        """Return the choice as it stands in the body of a POST."""
        body: dict[str, Any] = {"variableCode": self.variable, "valueCodes": list(self.expression or self.codes)}
        return body | ({"codelist": self.codelist} if self.codelist else {})

    def query(self) -> list[tuple[str, str]]:
        """Return the choice as parameters of a GET: one list with commas, for a repeated parameter loses values.

        A run of years becomes a range, in brackets because of its comma.
        """
        pairs = [(f"valueCodes[{self.variable}]", ",".join(self.expression or _years(self.codes)))]
        return pairs + ([(f"codelist[{self.variable}]", self.codelist)] if self.codelist else [])


Selection = tuple[Choice, ...]


def cells_of(selection: Selection) -> int:
    """Return how many cells a selection has."""
    return math.prod(len(choice.codes) for choice in selection)


def cut(selection: Selection, max_cells: int) -> list[Selection]:
    """Return selections of at most so many cells each that together are the given one, as few as can be."""
    if max_cells < 1:
        raise RegsoError("The service lets no values be fetched at all at the moment. Try again later.")
    if cells_of(selection) <= max_cells:
        return [selection]
    position = _best_cut(selection, max_cells)
    choice = selection[position]
    across = cells_of(selection) // len(choice.codes)
    size = max(1, max_cells // across)
    # even parts: two of 7 and 6 years rather than 12 and 1
    count = math.ceil(len(choice.codes) / size)
    bounds = [len(choice.codes) * i // count for i in range(count + 1)]
    found = []
    for start, end in pairwise(bounds):
        part = (*selection[:position], choice.part(choice.codes[start:end]), *selection[position + 1 :])
        found += cut(part, max_cells)
    return found


def _best_cut(selection: Selection, max_cells: int) -> int:
    """Return the variable whose cutting takes the fewest calls; the last one, usually time, among equals."""
    total = cells_of(selection)

    def calls(position: int) -> float:
        many = len(selection[position].codes)
        size = max_cells // (total // many)
        # where even one category is too much, cutting here is only a first step
        return math.ceil(many / size) if size else total / max_cells + many

    candidates = [i for i, choice in enumerate(selection) if len(choice.codes) > 1]
    return min(reversed(candidates), key=calls)


def _years(codes: Sequence[str]) -> Sequence[str]:
    """Return a run of at least three years as a range, everything else as it is."""
    if len(codes) < 3 or not all(code.isdecimal() and len(code) == 4 for code in codes):
        return codes
    years = [int(code) for code in codes]
    return [f"[range({codes[0]},{codes[-1]})]"] if years == list(range(years[0], years[0] + len(years))) else codes
