# SPDX-License-Identifier: GPL-2.0-or-later
"""The areas' names and codes: SCB's key tables, and how labels become codes through them. Never by guessing."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pandas as pd

from ..codes import Edition, Level, infer_edition, parse_area_code
from ..messages import RegsoError, listing
from .area_cells import split_label
from .files import StrPath
from .reading import Rows, read_rows
from .roles import unique_names
from .words import dimension_word, plain, tidy

_COLUMNS = ("regsokod", "regsonamn", "kommunkod", "kommunnamn")
_NAME_WORDS = ("regsonamn", "regso_namn", "regso", "namn", "name", "label")
_KOMMUN_NAME_WORDS = ("kommunnamn", "kommun_namn", "kommun")
_EDITION_IN_NAME = re.compile(r"regso\D{0,4}(2018|2020|2025)", re.IGNORECASE)


@dataclass(frozen=True)
class LabelMatch:
    """What became of labels: their codes, and the labels that got none."""

    codes: pd.Series[str]
    """Same index as the labels; None where a label has no code."""
    unmatched: tuple[str, ...]
    ambiguous: tuple[str, ...]
    """Labels that fit more than one area; they are refused."""
    repaired: int
    """How many labels matched only after blanks, dashes or capitals were made equal."""


@dataclass(frozen=True)
class KeyTable:
    """Codes and names of RegSO areas."""

    frame: pd.DataFrame
    """regsokod, regsonamn, kommunkod, kommunnamn and, where known, desokod (then one row per DeSO); all text."""
    edition: Edition | None
    """None where neither the columns nor the codes tell it."""

    @property
    def areas(self) -> pd.DataFrame:
        """One row per RegSO."""
        return self.frame[list(_COLUMNS)].drop_duplicates().reset_index(drop=True)

    def code_of(self, label: str) -> str | None:
        """Return the code of a label ``Kommun (RegSO-namn)``, or None where none or more than one area fits.

        Blanks, kinds of dashes and capitals make no difference. A RegSO's name without its kommun is not enough:
        such names are not unique.
        """
        found = self._find(label)
        return found[0] if len(found) == 1 and not self._is_bare(label) else None

    def _find(self, label: str) -> list[str]:
        parts = split_label(label)
        if parts is None:
            # a bare name fits every area that has it; that is only used to say that it is ambiguous
            return self._by_name.get(plain(label), [])
        return self._by_label.get((plain(parts[0]), plain(parts[1])), [])

    def _is_bare(self, label: str) -> bool:
        return split_label(label) is None

    @cached_property
    def _by_label(self) -> Mapping[tuple[str, str], list[str]]:
        found: dict[tuple[str, str], list[str]] = {}
        areas = self.areas
        for code, name, kommun in zip(areas["regsokod"], areas["regsonamn"], areas["kommunnamn"], strict=True):
            found.setdefault((plain(kommun), plain(name)), []).append(code)
        return found

    @cached_property
    def _by_name(self) -> Mapping[str, list[str]]:
        found: dict[str, list[str]] = {}
        for (_, name), codes in self._by_label.items():
            found.setdefault(name, []).extend(codes)
        return found

    @cached_property
    def _official_labels(self) -> frozenset[str]:
        areas = self.areas
        return frozenset(
            f"{kommun} ({name})" for kommun, name in zip(areas["kommunnamn"], areas["regsonamn"], strict=True)
        )


def codes_from_labels(labels: pd.Series[str], keys: KeyTable) -> LabelMatch:
    """Return the codes of labels ``Kommun (RegSO-namn)``; what is ambiguous or unknown is named, never guessed."""
    codes: dict[str, str | None] = {}
    unmatched, ambiguous = [], []
    repaired = 0
    for label in dict.fromkeys(str(label) for label in labels):
        code = codes[label] = keys.code_of(label)
        if code is not None:
            repaired += label not in keys._official_labels
        elif len(keys._find(label)) > 1:
            ambiguous.append(label)
        else:
            unmatched.append(label)
    found = pd.Series([codes[str(label)] for label in labels], index=labels.index, dtype=object, name="code")
    return LabelMatch(found, tuple(unmatched), tuple(ambiguous), repaired)


def read_key_table(path: StrPath) -> KeyTable:
    """Read a key table: SCB's workbook from DeSO to RegSO, or a CSV file with codes, names and kommuner.

    The header may stand on any row. Columns are told by their content first, then by their names, which differ
    between SCB's files (``RegSO``, ``RegSO_2020``, ``RegSOkod_2025``, ``regsonamn``).
    """
    name = Path(path).name
    for rows in read_rows(path):
        frame = _key_frame(rows)
        if frame is not None:
            header = " ".join(str(column) for column in frame.columns)
            return make_key_table(frame, edition=_edition_in(header) or None, name=name)
    raise RegsoError(
        "“{name}” has no column with RegSO codes under a header row, so it cannot be used as a key table. Use SCB's "
        "key table from DeSO to RegSO, or a CSV file with the columns {columns}.",
        name=name,
        columns=", ".join(_COLUMNS),
    )


def make_key_table(frame: pd.DataFrame, *, edition: Edition | None = None, name: str = "") -> KeyTable:
    """Make a key table of a frame with codes, names and kommuner, such as the attributes of a layer.

    Columns are recognised as in ``read_key_table``. A frame without one of them, or that gives one code two names, is
    a RegsoError.
    """
    names_of_columns = unique_names((str(column) for column in frame.columns), ())
    columns = {
        own: frame.iloc[:, position].map(lambda cell: "" if pd.isna(cell) else tidy(cell))
        for position, own in enumerate(names_of_columns)
    }
    code_column = _column_of(columns, Level.REGSO)
    if code_column is None:
        raise _lacks(name, ["regsokod"], columns)
    rest = {column: cells for column, cells in columns.items() if column != code_column}
    deso_column = _column_of(rest, Level.DESO)
    parsed = columns[code_column].map(parse_area_code)
    used = parsed.notna()
    areas = parsed[used]
    names = _named(rest, _NAME_WORDS, used)
    kommuner = _named(rest, _KOMMUN_NAME_WORDS, used)
    if names is None or kommuner is None:
        missing = [word for word, found in (("regsonamn", names), ("kommunnamn", kommuner)) if found is None]
        raise _lacks(name, missing, columns)
    codes = areas.map(lambda area: area.code)
    key = pd.DataFrame({"regsokod": codes, "regsonamn": names, "kommunkod": codes.str[:4], "kommunnamn": kommuner})
    if deso_column is not None:
        deso = rest[deso_column][used].map(parse_area_code)
        key["desokod"] = deso.map(lambda area: area.code if area else "")
    key = key.drop_duplicates().reset_index(drop=True)
    _check_names(key, name)
    from_suffix = next((area.edition for area in areas if area.edition), None)
    # the codes are better evidence than a column's name
    return KeyTable(key, infer_edition(codes) or from_suffix or edition)


def _key_frame(rows: Rows) -> pd.DataFrame | None:
    """Return the rows below the header as a frame, or None where no row has a RegSO code below a header."""
    first = next((i for i, row in enumerate(rows.cells) if any(_level(cell) is Level.REGSO for cell in row)), None)
    if first is None:
        return None
    above = (row for row in reversed(rows.cells[:first]) if sum(1 for cell in row if cell) > 1)
    header = next(above, None)
    if header is None:
        return None
    used = [column for column, cell in enumerate(header) if cell]
    return pd.DataFrame(
        [[row[column] if column < len(row) else "" for column in used] for row in rows.cells[first:]],
        columns=[header[column] for column in used],
    )


def _level(cell: str) -> Level | None:
    area = parse_area_code(cell)
    return area.level if area else None


def _column_of(columns: Mapping[str, pd.Series[str]], level: Level) -> str | None:
    """Return the column in which at least half of the filled cells are codes of a level."""
    for column, cells in columns.items():
        filled = cells[cells != ""]
        if len(filled) and filled.map(_level).eq(level).mean() >= 0.5:
            return column
    return None


def _named(
    columns: Mapping[str, pd.Series[str]], words: tuple[str, ...], used: pd.Series[bool]
) -> pd.Series[str] | None:
    """Return the column of names, the most telling word first; a column of figures or codes is none."""
    by_word = {dimension_word(column): cells[used] for column, cells in reversed(list(columns.items()))}
    for word in words:
        cells = by_word.get(word)
        if cells is not None and not cells.str.fullmatch(r"\d*").all() and not cells.map(_level).notna().all():
            return cells
    return None


def _lacks(name: str, missing: list[str], columns: Mapping[str, object]) -> RegsoError:
    return RegsoError(
        "The key table “{name}” lacks {missing}; it has the columns {columns}. Labels are only safe to match with "
        "code, name and kommun: use SCB's key table, or add the column.",
        name=name,
        missing=", ".join(missing),
        columns=listing(columns),
    )


def _check_names(key: pd.DataFrame, name: str) -> None:
    pairs = key[list(_COLUMNS)].drop_duplicates()
    twice = pairs.loc[pairs["regsokod"].duplicated(), "regsokod"].unique()
    if len(twice):
        raise RegsoError(
            "The key table “{name}” gives some codes more than one name ({count}, for example {codes}). It may hold "
            "two editions of RegSO: use a table with one of them.",
            name=name,
            count=len(twice),
            codes=listing(twice, 3),
        )


def _edition_in(header: str) -> Edition | None:
    match = _EDITION_IN_NAME.search(header)
    return Edition.from_text(match.group(1)) if match else None
