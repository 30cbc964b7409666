# SPDX-License-Identifier: GPL-2.0-or-later
"""Rows of a layer or table made ready for the index and its classification: one area (in one year) a row.

What cannot be used is kept in its place with an empty key, counted and named: nothing is dropped.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pandas as pd

from .area_types import AreaType, parse_area_type
from .code_column import clean_codes
from .codes import Level, parse_area_code
from .messages import Message, RegsoError, listing, message
from .tables.numbers import find_notation, is_mark, parse_cells

INDICATORS = ("v1", "v2", "v3")
_MEASURES = (*INDICATORS, "index")
_FIGURES = (*_MEASURES, "area_type")
_YEAR = re.compile(r"(\d{4})(?:\.0+)?(?:-\d\d.*)?")


@dataclass(frozen=True)
class IndexRows:
    """Rows in the order of their source, cleaned.

    ``frame``: ``key`` (the code, with the year where rows have one; None where the row cannot be used), ``code``,
    ``year`` (missing where unknown), and of ``v1``, ``v2``, ``v3``, ``index``, ``population`` (numbers) and
    ``area_type`` (0 = no data) those that the source has. ``level``: what the areas are.
    """

    frame: pd.DataFrame
    level: Level
    warnings: tuple[Message, ...] = ()

    @property
    def areas(self) -> pd.DataFrame:
        """The areas (in their years) by key, each once."""
        return self.frame[self.frame["key"].notna()].drop_duplicates("key").set_index("key")

    @property
    def years(self) -> list[int]:
        """The years of the usable rows, ascending."""
        return sorted({int(year) for year in self.areas["year"].dropna()})

    def only(self, year: int) -> IndexRows:
        """Return the rows of one year, with the places (``frame.index``) that they have among all rows."""
        if year not in self.years:
            raise RegsoError(
                "There are no rows of {year}; the years are {years}. Choose one of them.",
                year=year,
                years=listing(self.years, 30),
            )
        return replace(self, frame=self.frame[self.frame["year"] == year])

    def of_year(self, year: int) -> pd.DataFrame:
        """Return the areas of one year by code, with their ``key``."""
        areas = self.areas
        return areas[areas["year"] == year].reset_index().set_index("code")

    def spread(self, values: pd.Series[Any]) -> list[Any]:
        """Return values by key for every row, None where there is none."""
        known = values.to_dict()
        return [known.get(key) for key in self.frame["key"]]


def clean_rows(raw: pd.DataFrame, year: int | None = None) -> IndexRows:
    """Return rows with clean codes, years and numbers.

    ``raw``: as read, columns ``code`` and any of ``year``, ``v1``, ``v2``, ``v3``, ``index``, ``area_type``,
    ``population``. ``year``: that of all rows, where they do not say it themselves. Numbers may be text with decimal
    comma or point; ``..`` and its like are missing. Raises ``RegsoError`` where no row can be used, where a figure is
    no number, or where an area stands twice with different figures.
    """
    if raw.empty:
        raise RegsoError("The area layer is empty. Choose a layer with RegSO or DeSO polygons.")
    warnings: list[Message] = []
    frame = pd.DataFrame(index=pd.RangeIndex(len(raw)))
    frame["code"] = _codes(raw["code"].reset_index(drop=True), warnings)
    level = _level(frame["code"])
    if "year" in raw:
        frame["year"] = _years(raw["year"], frame["code"].notna(), warnings)
    else:
        frame["year"] = np.nan if year is None else float(year)
    for name in (*_MEASURES, "population"):
        if name in raw:
            frame[name] = _numbers(name, raw[name], warnings)
    if "area_type" in raw:
        frame["area_type"] = _types(raw["area_type"], warnings)
    usable = frame["code"].notna() & (frame["year"].notna() if "year" in raw else True)
    dated = [f"{code} {y:.0f}" if "year" in raw else code for code, y in zip(frame["code"], frame["year"], strict=True)]
    frame["key"] = pd.Series(dated, dtype=object).where(usable, None)
    _settle_duplicates(frame, warnings)
    return IndexRows(frame, level, tuple(warnings))


def _codes(values: pd.Series[Any], warnings: list[Message]) -> pd.Series[Any]:
    """Return clean codes, None where a value is none."""
    usable = np.array([parse_area_code(value) is not None for value in values])
    if not usable.any():
        # Says why where the codes are numbers or missing.
        clean_codes(values, [])
        raise RegsoError(
            "No row has a RegSO or DeSO code such as 0180R001; the field holds {examples}. Choose the field with the "
            "areas' codes.",
            examples=listing(values, 3),
        )
    if not usable.all():
        odd = values[~usable]
        warnings.append(
            message(
                "{count} rows have codes that have neither the form of RegSO nor of DeSO; they are kept without a "
                "result: {codes}",
                count=len(odd),
                codes=listing("–" if value is None else value for value in odd),
            )
        )
    codes = pd.Series([None] * len(values), dtype=object)
    codes[usable] = clean_codes(values[usable], warnings)
    return codes


def _level(codes: pd.Series[Any]) -> Level:
    levels = {parsed.level for parsed in map(parse_area_code, codes.dropna()) if parsed is not None}
    if len(levels) > 1:
        raise RegsoError(
            "The rows are RegSO and DeSO mixed, so that the same people would count twice. Filter the layer to one of "
            "them first."
        )
    return levels.pop()


def _years(values: pd.Series[Any], is_area: pd.Series[Any], warnings: list[Message]) -> list[float]:
    found = [None if value is None else _YEAR.fullmatch(str(value).strip()) for value in values]
    years = [float("nan") if match is None else float(match.group(1)) for match in found]
    lacking = [str(row + 1) for row, match in enumerate(found) if match is None and is_area.iloc[row]]
    if len(lacking) == int(is_area.sum()):
        raise RegsoError(
            "No row has a year in the chosen field, which holds {examples}. Choose the field with the year of the "
            "figures.",
            examples=listing(values, 3),
        )
    if lacking:
        warnings.append(
            message(
                "{count} rows have no year and are kept without a result: rows {rows}",
                count=len(lacking),
                rows=listing(lacking),
            )
        )
    return years


def _numbers(name: str, values: pd.Series[Any], warnings: list[Message]) -> Any:
    texts = {value for value in values if isinstance(value, str)}
    notation = find_notation(texts)
    warnings += notation.warnings
    known = dict(zip(texts, parse_cells(list(texts), notation)[0].tolist(), strict=True))
    numbers = [known[v] if isinstance(v, str) else float("nan") if v is None else float(v) for v in values]
    strange = sorted(text for text in texts if np.isnan(known[text]) and not is_mark(text))
    if strange:
        raise RegsoError(
            "The field for {name} holds {count} texts that are no numbers: {examples}. Choose the field with the "
            "figures, and leave it empty where there is none.",
            name=name,
            count=len(strange),
            examples=listing(strange, 5),
        )
    return np.where(np.isfinite(numbers), numbers, np.nan)


def _types(values: pd.Series[Any], warnings: list[Message]) -> list[int]:
    parsed = [parse_area_type(value) for value in values]
    wrong = [str(value) for value, found in zip(values, parsed, strict=True) if found is None]
    if wrong:
        warnings.append(
            message(
                "{count} rows have an area type that is not 1–5 and cannot be compared: {examples}",
                count=len(wrong),
                examples=listing(dict.fromkeys(wrong), 5),
            )
        )
    return [int(found or AreaType.NO_DATA) for found in parsed]


def _settle_duplicates(frame: pd.DataFrame, warnings: list[Message]) -> None:
    """Take the key from rows without figures beside one that has them; refuse what differs."""
    twice = frame["key"].notna() & frame["key"].duplicated(keep=False)
    if not twice.any():
        return
    figures = [name for name in _FIGURES if name in frame]
    empty = frame[figures].replace({"area_type": {AreaType.NO_DATA.value: np.nan}}).isna().all(axis=1)
    filled = set(frame.loc[twice & ~empty, "key"])
    aside = twice & empty & frame["key"].isin(filled)
    if aside.any():
        warnings.append(
            message(
                "{count} rows without figures stand beside one of the same area and year that has them, as where a "
                "table holds both editions; they are kept without a result.",
                count=int(aside.sum()),
            )
        )
        frame.loc[aside, "key"] = None
    double = frame[frame["key"].notna() & frame["key"].duplicated(keep=False)]
    if double.empty:
        return
    compared = [*figures, *(["population"] if "population" in frame else [])]
    groups = double.groupby("key")
    differ = groups[compared].nunique(dropna=False).max(axis=1) > 1
    if differ.any():
        raise RegsoError(
            "{count} area codes stand on several rows with different figures: {codes}. Nobody can tell which one is "
            "right. Remove the duplicates; where the rows are of several years, choose the field with the year.",
            count=int(differ.sum()),
            codes=listing(differ[differ].index),
        )
    warnings.append(
        message(
            "{count} area codes stand on several rows with the same figures, and each area counts once: {codes}",
            count=groups.ngroups,
            codes=listing(groups.groups),
        )
    )
