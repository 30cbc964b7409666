# SPDX-License-Identifier: GPL-2.0-or-later
"""English sentences filled in with their values, in the singular where a number is one: ``1 area has no code``.

Templates are written in the plural. Swedish ones are written so that they hold for any number and are left as they are.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

NOUNS = {
    "cells or rows": "cell or row",
    "area codes": "area code",
    **{f"{noun}s": noun for noun in (
        "area", "cell", "code", "column", "count", "day", "difference", "feature", "field", "file", "gap", "group",
        "kommun", "layer", "object", "pair", "part", "place", "polygon", "row", "sliver", "table", "text", "value",
        "warning", "year",
    )},
    "RegSO": "RegSO",
    "DeSO": "DeSO",
}  # fmt: skip
VERBS = {
    "are": "is",
    "do": "does",
    "have": "has",
    "were": "was",
    **{verb: f"{verb}s" for verb in (
        "add", "come", "contradict", "count", "cover", "differ", "enclose", "get", "hold", "lack", "lie", "need",
        "overlap", "run", "stand", "take",
    )},
}  # fmt: skip

_FIELD = r"\{(?P<name>\w+)(?::[^}]*)?\}"
_NOUN = "|".join(NOUNS)
_VERB = "|".join(VERBS)
_WORD = r"(?!(?:and|at|by|for|from|in|of|on|or|per|to|with|without) )[a-z]+"
_COUNTED = re.compile(rf"(?:\b(?P<before>are|lie) )?{_FIELD}(?: {_WORD})? (?P<noun>{_NOUN}|\{{unit\}})(?!\w)")
_BARE = re.compile(rf"{_FIELD} (?P<verb>{_VERB})\b")
_BEGINS = re.compile(r"(?:^|[.;:] |\bbut only )$")
_RELATIVE = re.compile(rf"^( (?:that|which) )({_VERB})\b")
_FIRST = re.compile(rf"(?<!they )(?<!that )\b({_VERB})\b")
_FURTHER = re.compile(rf"(?<=\b(?:and|but) )({_VERB})\b|(?<=\bor )({_VERB})\b")
_THEY = re.compile(rf"\b(they|They) ({_VERB})\b")
_SENTENCE = re.compile(r"[;:](?= )|\.(?= |$)")


def fill_in(template: str, values: Mapping[str, Any], *, english: bool = True, written: bool = False) -> str:
    """Return a template with its fields filled in; where it is English, in the singular for numbers that are one.

    ``written``: numbers come as texts; else a text is a name or a code, whatever it looks like.
    """
    if english and any(_is_one(value, written) for value in values.values()):
        ones = {name for name, value in values.items() if _is_one(value, written)}
        template = _BARE.sub(lambda found: _bare(found) if found["name"] in ones else found[0], template)
        template = _singular(template, ones, str(values.get("unit", "")))
    return template.format(**values)


def _is_one(value: Any, written: bool) -> bool:
    if isinstance(value, str):
        return written and value == "1"
    return not isinstance(value, bool | float) and str(value) == "1"


def _bare(found: re.Match[str]) -> str:
    """Return a number and the verb that follows it: ``1 is new``."""
    return found[0].removesuffix(found["verb"]) + VERBS[found["verb"]]


def _singular(template: str, ones: set[str], unit: str) -> str:
    """Return a template with the nouns that are counted by a one in the singular, and the verbs that go with them."""
    done, rest = "", template
    while (found := _COUNTED.search(rest)) is not None:
        head, rest, counted = rest[: found.start()], rest[found.end() :], found[0]
        noun = unit if found["noun"] == "{unit}" else found["noun"]
        if found["name"] in ones and noun in NOUNS:
            counted = found[0].removesuffix(found["noun"]) + NOUNS[noun]
            if found["before"]:
                counted = VERBS[found["before"]] + counted.removeprefix(found["before"])
            is_subject = _BEGINS.search(done + head) is not None
            rest = _agreeing(rest) if is_subject else _it(_RELATIVE.sub(_verb_after, rest))
        done += head + counted
    return done + rest


def _agreeing(rest: str) -> str:
    """Return what is said of a subject in the singular: its verbs until the sentence ends, and ``it`` for ``they``."""
    end = _SENTENCE.search(rest)
    cut = end.start() if end is not None else len(rest)
    said = _FIRST.sub(lambda found: VERBS[found[1]], rest[:cut], count=1)
    said = _FURTHER.sub(lambda found: VERBS[found[0]], said)
    clause, comma, others = said.partition(",")
    said = re.sub(r"\btheir\b", "its", clause) + comma + others
    return _it(_RELATIVE.sub(_verb_after, said) + rest[cut:])


def _it(said: str) -> str:
    return _THEY.sub(lambda found: ("It " if found[1] == "They" else "it ") + VERBS[found[2]], said)


def _verb_after(found: re.Match[str]) -> str:
    return found[1] + VERBS[found[2]]
