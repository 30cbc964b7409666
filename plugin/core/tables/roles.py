# SPDX-License-Identifier: GPL-2.0-or-later
"""Which columns of a sheet are dimensions, which hold values and which only describe the area."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from ..messages import RegsoError, listing
from .area_cells import area_in, split_label
from .model import STATUS, VALUE
from .numbers import is_mark, is_number
from .sheet import Sheet, is_value, year_in
from .words import AREA_NAMES, CONTENTS, GEOGRAPHY, KNOWN_DIMENSIONS, REGION, TIME, VALUES, dimension_word

REGION_DIMENSION = "region"

_TITLE_DIMENSIONS = re.compile(r"\befter (?P<words>.+)$", re.IGNORECASE)
_MAX_CATEGORIES_OF_A_NUMERIC_DIMENSION = 150


@dataclass
class Roles:
    """What each column of a sheet is, by its position."""

    region: int
    names: list[str]
    dimensions: list[int] = field(default_factory=list)
    values: list[int] = field(default_factory=list)
    status: int | None = None
    area_name: int | None = None
    left_out: list[int] = field(default_factory=list)


@dataclass(frozen=True)
class Columns:
    """A sheet by columns."""

    header: list[str]
    cells: list[list[str]]

    @classmethod
    def of(cls, sheet: Sheet) -> Columns:
        """Return the columns of a sheet; the cells may be changed, the sheet stays as it is."""
        return cls(list(sheet.header), [list(column) for column in zip(*sheet.rows, strict=True)])

    def filled(self, column: int) -> list[str]:
        """Return the cells of a column that are not empty."""
        return [cell for cell in self.cells[column] if cell]

    def share(self, column: int, test: Callable[[str], object]) -> float:
        """Return how large a part of a column's filled cells pass a test; 0 for an empty column."""
        filled = self.filled(column)
        passed = {cell: bool(test(cell)) for cell in set(filled)}
        return sum(passed[cell] for cell in filled) / len(filled) if filled else 0.0

    def word(self, column: int) -> str:
        """Return a column's header as it is compared with known words."""
        return dimension_word(self.header[column])

    def codes(self, column: int) -> pd.Series[int]:
        """Return a column's cells as whole numbers, equal where the cells are equal."""
        return pd.Series(pd.factorize(np.asarray(self.cells[column], dtype=object))[0])


def no_region(name: str, dimensions: Iterable[str]) -> RegsoError:
    """Return the error for a table that is about something else than areas."""
    return RegsoError(
        "“{name}” has no column or dimension with areas; it has: {dimensions}. Values are joined by RegSO or DeSO code "
        "(such as 0180R001): fetch the table again with the areas in it.",
        name=name,
        dimensions=listing(dimensions),
    )


def find_region(columns: Columns, name: str) -> int:
    """Return the column of areas: one with codes, else one with labels “Kommun (namn)”, else one named so."""
    everywhere = range(len(columns.header))
    coded = [column for column in everywhere if columns.share(column, area_in) >= 0.5]
    if coded:
        # DeSO beside RegSO: the rows are about the finer division
        return max(coded, key=lambda column: (len(set(columns.cells[column])), -column))
    labelled = [column for column in everywhere if columns.share(column, split_label) >= 0.5]
    named = [column for column in everywhere if columns.word(column) in REGION]
    mixed = [column for column in everywhere if columns.share(column, area_in) > 0]
    for found in ([column for column in labelled if column in named], labelled, named, mixed):
        if found:
            return found[0]
    raise no_region(name, [cell for cell in columns.header if cell])


def find_roles(columns: Columns, region: int, title_lines: list[str]) -> Roles:
    """Return what the columns are, the region being known.

    Columns with a year in the header are values. Without such, all columns of figures are, save those that are needed
    to tell the rows apart.
    """
    roles = Roles(region, _names(columns, region, title_lines))
    others = [column for column in range(len(columns.header)) if column != region]
    dated = [column for column in others if _is_dated(columns, column)]
    areas = columns.codes(region)
    for column in others:
        if column in dated or not columns.filled(column):
            continue
        determined = _is_determined(columns, areas, column)
        if columns.word(column) == STATUS and not dated and columns.share(column, is_mark) == 1.0:
            roles.status = column
        elif columns.word(column) in GEOGRAPHY or (determined and _describes_area(columns, column)):
            _set_aside(columns, roles, column)
        elif _is_figures(columns, column) and (determined or not dated):
            roles.values.append(column)
        else:
            roles.dimensions.append(column)
    _part_numeric_dimensions(columns, roles)
    _add_dated(columns, roles, dated)
    return roles


def _is_dated(columns: Columns, column: int) -> bool:
    if year_in(columns.header[column]) is None or columns.word(column) in GEOGRAPHY:
        return False
    return not columns.filled(column) or columns.share(column, is_value) >= 0.5


def _is_determined(columns: Columns, areas: pd.Series[int], column: int) -> bool:
    """Tell whether a column has one value per area, and not the same for all."""
    values = columns.codes(column)
    return int(values.nunique()) > 1 and int(values.groupby(areas).nunique().max()) == 1


def _is_figures(columns: Columns, column: int) -> bool:
    if columns.word(column) in KNOWN_DIMENSIONS | TIME:
        return False
    has_numbers = columns.share(column, is_number) > 0 or columns.word(column) in VALUES
    return has_numbers and columns.share(column, is_value) == 1.0


def _describes_area(columns: Columns, column: int) -> bool:
    """Tell whether a column with one value per area is a name or a code of it, not a value or a category."""
    if columns.share(column, area_in) > 0.5:
        return True
    if _is_figures(columns, column):
        # a numbering without a name is what tools write in front of a table
        return not columns.header[column]
    return columns.word(column) not in KNOWN_DIMENSIONS | TIME | CONTENTS


def _set_aside(columns: Columns, roles: Roles, column: int) -> None:
    word = columns.word(column)
    is_label = columns.share(column, split_label) > 0.5 or word in AREA_NAMES
    if roles.area_name is None and is_label:
        roles.area_name = column
    elif word not in GEOGRAPHY and columns.header[column]:
        roles.left_out.append(column)


def _part_numeric_dimensions(columns: Columns, roles: Roles) -> None:
    """Take columns of whole numbers for dimensions (ages, codes) until each row is about another cell."""
    keys = [roles.region, *roles.dimensions]
    candidates = [
        column
        for column in roles.values
        if columns.word(column) not in VALUES
        and len(set(columns.cells[column])) <= _MAX_CATEGORIES_OF_A_NUMERIC_DIMENSION
        and all(cell.isdigit() for cell in columns.filled(column))
    ]
    while candidates and len(roles.values) > 1 and not _rows_differ(columns, keys):
        column = candidates.pop(0)
        roles.values.remove(column)
        roles.dimensions.append(column)
        keys.append(column)
    if len(roles.values) != 1:
        roles.status = None


def _add_dated(columns: Columns, roles: Roles, dated: list[int]) -> None:
    """Add the columns with a year; beside several years a column without one has no place."""
    years = {found[0] for column in dated if (found := year_in(columns.header[column]))}
    if len(years) > 1:
        roles.left_out += roles.values
        roles.values = []
    roles.values = sorted([*roles.values, *dated])


def _rows_differ(columns: Columns, keys: list[int]) -> bool:
    return not pd.DataFrame({key: columns.codes(key) for key in keys}).duplicated().any()


def _names(columns: Columns, region: int, title_lines: list[str]) -> list[str]:
    """Return a name for every column; the title gives those without one: “… efter region, kön och år”."""
    blank = [column for column, cell in enumerate(columns.header) if not cell]
    names = [cell or f"column {column + 1}" for column, cell in enumerate(columns.header)]
    if region in blank or columns.word(region) == "(label)":
        names[region] = REGION_DIMENSION
    titles = (_TITLE_DIMENSIONS.search(line) for line in title_lines)
    match = next((found for found in titles if found), None)
    words = re.split(r",\s*| och ", match["words"]) if match else []
    if words and words[0].strip().casefold() in REGION:
        unnamed = [column for column in blank if column != region and not _names_areas(columns, column)]
        for column, word in zip(unnamed, words[1:], strict=False):
            names[column] = word.strip()
    return unique_names(names)


def unique_names(names: Iterable[str], taken: Iterable[str] = (VALUE, STATUS)) -> list[str]:
    """Return names that differ from each other and from those taken: “kön”, “kön 2”."""
    used, unique = set(taken), []
    for own in names:
        name, count = own, 2
        while name in used:
            name, count = f"{own} {count}", count + 1
        used.add(name)
        unique.append(name)
    return unique


def _names_areas(columns: Columns, column: int) -> bool:
    return columns.share(column, area_in) > 0.5 or columns.share(column, split_label) > 0.5
