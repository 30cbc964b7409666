# SPDX-License-Identifier: GPL-2.0-or-later
"""Words that are longer than a line: where Swedish and English compounds of our texts may be divided.

A dock can be narrower than one word. Hyphens that are only seen where a line ends stand at the joints of the compounds
that our texts have; any other word goes on in the next line wherever it must, so that none is cut off.
"""

from __future__ import annotations

import re
from collections.abc import Callable

SOFT_HYPHEN = "\N{SOFT HYPHEN}"
ANYWHERE = "\N{ZERO WIDTH SPACE}"
_JOINTS = re.compile(
    r"(?i)(?<=socio)(?=e[ck]onom)|(?<=långtids)(?=arbets)|(?<=arbets)(?=lös|förmedl)|(?<=områdes)(?=typ|index|kod)|"
    r"(?<=befolknings)(?=\w{4})|(?<=procent)(?=enhet)|(?<=för)(?=gymnasial)|(?<=folk)(?=hälso)|(?<=hälso)(?=myndighet)|"
    r"(?<=fritidshus)(?=områd)|(?<=vård)(?=inrättning)|(?<=social)(?=styrelsen)|(?<=trafik)(?=verket|olyck)|"
    r"(?<=försäkrings)(?=kassan)|(?<=statistik)(?=databas)|(?<=unemploy)(?=ment)"
)


def divided(text: str, room: int, measure: Callable[[str], int]) -> str:
    """Return a text whose words can be divided where they are wider than a line."""
    return re.sub(r"\S+", lambda match: _word(match[0], room, measure), text)


def _word(word: str, room: int, measure: Callable[[str], int]) -> str:
    if measure(word) <= room:
        return word
    parts = _JOINTS.sub(SOFT_HYPHEN, word).split(SOFT_HYPHEN)
    return SOFT_HYPHEN.join(part if measure(f"{part}-") <= room else ANYWHERE.join(part) for part in parts)


def undivided(text: str) -> str:
    """Return a text without the places where it may be divided."""
    return text.replace(SOFT_HYPHEN, "").replace(ANYWHERE, "")
