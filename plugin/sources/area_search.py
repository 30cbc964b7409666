# SPDX-License-Identifier: GPL-2.0-or-later
"""Areas and kommuner found by what people type: names without their dots, the beginning of a code."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from ..core.codes import Level, parse_area_code

_ASK_EVERY = 500
_CODE = re.compile(r"\d{1,4}|\d{3,4}[RABC]\d{0,4}", re.IGNORECASE)


@dataclass(frozen=True)
class Found:
    """A place that fits; ``score`` 0–1, the best first."""

    code: str
    name: str
    kommun_name: str
    lan_name: str
    level: Level
    score: float


@dataclass(frozen=True)
class _Place:
    found: Found
    name: str
    words: tuple[str, ...]
    """Of the name, then of the kommun and the län."""
    own: int
    """How many of the words are the name's."""


class SearchIndex:
    """Areas, and the kommuner that they make up."""

    def __init__(self, areas: Iterable[tuple[str, str, str, str]]) -> None:
        """Take areas as code, name, kommun, län."""
        self._places: list[_Place] = []
        kommuner: dict[str, Found] = {}
        for code, name, kommun, lan in areas:
            area = parse_area_code(code)
            if area is None:
                continue
            self._places.append(_place(Found(code, name or code, kommun, lan, area.level, 0.0), (kommun, lan)))
            if kommun:
                kommuner[area.kommun] = Found(area.kommun, kommun, kommun, lan, Level.KOMMUN, 0.0)
        self._places[:0] = [_place(one, (one.lan_name,)) for one in kommuner.values()]

    def find(self, text: str, limit: int, cancelled: Callable[[], bool] | None = None) -> list[Found]:
        """Return what fits a text, the best first; what was found so far where somebody cancels."""
        wanted = plain(text).split()
        if not wanted:
            return []
        codes = _code_beginnings(text)
        fitting = []
        for number, place in enumerate(self._places):
            if cancelled is not None and number % _ASK_EVERY == 0 and cancelled():
                break
            score = _score_code(place.found.code, codes) or _score(place, wanted, text.casefold().strip())
            if score:
                fitting.append((score, place))
        fitting.sort(key=lambda pair: (-pair[0], "" if codes else pair[1].name, pair[1].found.code))
        return [
            Found(p.found.code, p.found.name, p.found.kommun_name, p.found.lan_name, p.found.level, score)
            for score, p in fitting[:limit]
        ]


def plain(text: str) -> str:
    """Return a text as it is compared: small letters without dots and accents, words with one blank between."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    letters = "".join(c if c.isalnum() else " " for c in decomposed if not unicodedata.combining(c))
    return " ".join(letters.split())


def _place(found: Found, where: tuple[str, ...]) -> _Place:
    own = plain(found.name).split()
    around = [word for text in where for word in plain(text).split()]
    return _Place(found, " ".join(own), (*own, *around), len(own))


def _code_beginnings(text: str) -> tuple[str, ...]:
    """Return what codes may begin with if a text is the beginning of one, also of one that lost its zero."""
    area = parse_area_code(text)
    if area is not None:
        return (area.code,)
    begun = text.strip().upper()
    if not _CODE.fullmatch(begun):
        return ()
    lost = len(begun) == 3 or (len(begun) > 3 and not begun[3].isdigit())
    return (begun, "0" + begun) if lost else (begun,)


def _score_code(code: str, beginnings: tuple[str, ...]) -> float:
    if code in beginnings:
        return 1.0
    return 0.7 if beginnings and code.startswith(beginnings) else 0.0


def _score(place: _Place, wanted: list[str], typed: str) -> float:
    """Return how well a place fits, 0 where a word is found nowhere."""
    score = 0.0
    for word in wanted:
        in_name = any(own.startswith(word) for own in place.words[: place.own])
        around = any(own.startswith(word) for own in place.words[place.own :])
        inside = len(word) > 2 and any(word in own for own in place.words)
        if not (in_name or around or inside):
            return 0.0
        score += 1.0 if in_name else 0.5 if around else 0.3
    score *= 0.7 / len(wanted)
    text = " ".join(wanted)
    if place.name == text:
        score += 0.2
    elif place.name.startswith(text):
        score += 0.1
    if place.found.name.casefold().startswith(typed):
        # Åby before Aby where somebody took the pains to write it so
        score += 0.04
    if place.found.level is Level.KOMMUN:
        score += 0.04
    return min(score, 0.99)
