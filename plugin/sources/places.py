# SPDX-License-Identifier: GPL-2.0-or-later
"""Kommuner and län by code and name: ``resources/catalog/kommuner.json``, and what a user writes of them."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from ..core.codes import Level
from ..core.messages import RegsoError, listing
from .catalog import FILE as CATALOG

FILE = CATALOG.parent / "kommuner.json"

DEMO_LAN = {"99": "Fantasilän"}
DEMO_KOMMUNER = {"9901": "Påhittsstad", "9902": "Sagåköping"}
"""The demo region's own, which are nowhere else."""


@dataclass(frozen=True)
class Register:
    """The names of kommuner and län by code."""

    lan: Mapping[str, str]
    kommuner: Mapping[str, str]

    def name(self, code: str) -> str | None:
        """Return the name of a kommun or län by its code."""
        return (self.kommuner if len(code) == 4 else self.lan).get(code)


@dataclass(frozen=True)
class Places:
    """The kommuner and län that somebody chose; none of either: the whole country."""

    kommuner: tuple[str, ...] = ()
    lan: tuple[str, ...] = ()

    @property
    def prefixes(self) -> tuple[str, ...]:
        """What the codes of the chosen areas begin with; none for the whole country."""
        return (*self.kommuner, *self.lan)

    def words(self, names: Register) -> str:
        """Return the places by name, such as “Karlstad, Dalarnas län”; empty for the whole country."""
        return ", ".join(names.name(code) or code for code in self.prefixes)


@lru_cache(maxsize=1)
def register() -> Register:
    """Return Sweden's kommuner and län, and the demo region's."""
    known = json.loads(FILE.read_text(encoding="utf-8"))
    return Register({**known["lan"], **DEMO_LAN}, {**known["kommuner"], **DEMO_KOMMUNER})


def parse_places(kommuner: str, lan: str, names: Register | None = None) -> Places:
    """Return the places that two texts name, by code or name, separated by commas or semicolons.

    ``Karlstad; 1780``, ``Dalarna``, ``Dalarnas län``, ``20``. Raises ``RegsoError`` for what is no such place.
    """
    names = names or register()
    return Places(_parse(kommuner, names.kommuner, Level.KOMMUN), _parse(lan, names.lan, Level.LAN))


def _parse(text: str, known: Mapping[str, str], level: Level) -> tuple[str, ...]:
    by_name = {_plain(name): code for code, name in known.items()}
    digits = 4 if level is Level.KOMMUN else 2
    found, strange = [], []
    for part in filter(None, (piece.strip() for piece in re.split(r"[,;\n]", text))):
        # a leading zero is easily lost
        code = part.zfill(digits) if part.isdigit() else by_name.get(_plain(part), "")
        if code in known:
            found.append(code)
        else:
            strange.append(part)
    if strange and level is Level.KOMMUN:
        raise RegsoError(
            "There is no kommun {names}. Write its name as SCB does (Upplands Väsby) or its code of four digits "
            "(0114); several are separated by commas.",
            names=listing(strange),
        )
    if strange:
        raise RegsoError(
            "There is no län {names}. Write its name (Dalarnas län) or its code of two digits (20); several are "
            "separated by commas.",
            names=listing(strange),
        )
    return tuple(sorted(set(found)))


def _plain(name: str) -> str:
    """Return a name as people may write it: small letters, with or without “län”, “kommun” and the genitive."""
    words = [word for word in re.split(r"[\s\-–]+", name.casefold()) if word not in ("län", "kommun", "stad")]
    return " ".join(words).removesuffix("s")
