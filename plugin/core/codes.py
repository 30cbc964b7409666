# SPDX-License-Identifier: GPL-2.0-or-later
"""Codes of Swedish statistical areas and the editions they belong to.

Codes are text and the only key. Form of the codes, suffixes and editions: SCB's pages on RegSO and DeSO
(scb.se/regso, scb.se/deso); suffixes as in SCB's statistics database from 2025.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum

FIRST_YEAR_OF_2025 = 2024
"""First reference year that SCB reports on the 2025 edition; earlier years are on the 2020 edition."""

# The two code sets differ in exactly one code each (SCB's change list for RegSO).
ONLY_IN_2020 = "2584R001"
ONLY_IN_2025 = "2523R011"


class Level(str, Enum):
    """What kind of area a code names."""

    REGSO = "regso"
    DESO = "deso"
    KOMMUN = "kommun"
    LAN = "lan"


class Edition(str, Enum):
    """An edition of RegSO (with the DeSO edition it is built on)."""

    E2020 = "2020"
    E2025 = "2025"

    @classmethod
    def for_year(cls, year: int) -> Edition:
        """Return the edition in which SCB reports the given reference year."""
        return cls.E2025 if year >= FIRST_YEAR_OF_2025 else cls.E2020

    @classmethod
    def from_text(cls, text: object) -> Edition | None:
        """Return the edition that a version attribute names (``2025_v2``, ``2018_v2``, ``2020_v3``), or None."""
        match = re.match(r"\s*(2018|2020|2025)(?!\d)", str(text))
        if match is None:
            return None
        return cls.E2025 if match.group(1) == "2025" else cls.E2020

    @property
    def years(self) -> str:
        """The reference years that SCB reports on this edition, in words for a table."""
        return f"≥ {FIRST_YEAR_OF_2025}" if self is Edition.E2025 else f"≤ {FIRST_YEAR_OF_2025 - 1}"


@dataclass(frozen=True)
class AreaCode:
    """A cleaned code: text of full length, without the database's suffix."""

    code: str
    level: Level
    edition: Edition | None = None
    """The edition that the suffix names; None where there is no suffix."""
    repaired: bool = False
    """True where a lost leading zero was put back."""

    @property
    def kommun(self) -> str:
        """The kommun's code: the first four characters, also for a kommun itself; empty for a län."""
        return self.code[:4] if self.level is not Level.LAN else ""

    @property
    def lan(self) -> str:
        """The län's code: the first two characters."""
        return self.code[:2]


_FORMS = (
    (Level.REGSO, re.compile(r"[0-9]{4}R[0-9]{3}"), re.compile(r"[0-9]{3}R[0-9]{3}")),
    (Level.DESO, re.compile(r"[0-9]{4}[ABC][0-9]{4}"), re.compile(r"[0-9]{3}[ABC][0-9]{4}")),
)
_SUFFIX = re.compile(r"^(.*?)_(RegSO|DeSO)_?(2018|2020|2025)$", re.IGNORECASE)


def parse_area_code(value: object) -> AreaCode | None:
    """Return the RegSO or DeSO code in a value, or None where it holds none.

    Blanks around it are cut, small letters raised, the suffix ``_RegSO2025`` is taken off and remembered, and a
    leading zero that a spreadsheet took (``180R001``) is put back. Kommun and län codes are not small areas: None.
    """
    if value is None or isinstance(value, float):
        return None
    text = str(value).strip()
    edition = None
    suffix = _SUFFIX.match(text)
    if suffix:
        text, edition = suffix.group(1), Edition.from_text(suffix.group(3))
    text = text.upper()
    for level, whole, shortened in _FORMS:
        if whole.fullmatch(text):
            return AreaCode(text, level, edition)
        if shortened.fullmatch(text):
            return AreaCode("0" + text, level, edition, repaired=True)
    return None


def infer_edition(codes: Iterable[str]) -> Edition | None:
    """Return the edition that a national set of RegSO codes belongs to, or None where the codes do not tell.

    Only one code on either side tells the editions apart, so a part of the country is usually undecided.
    """
    known = set(codes)
    if (ONLY_IN_2025 in known) == (ONLY_IN_2020 in known):
        return None
    return Edition.E2025 if ONLY_IN_2025 in known else Edition.E2020
