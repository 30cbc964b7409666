# SPDX-License-Identifier: GPL-2.0-or-later
"""An agency's preset: what it holds, and reading and checking its file. No QGIS."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ..core.messages import Message, RegsoError, listing, message
from .question_list import QUESTIONS
from .role_list import IDS

FORMAT = 1
LANGUAGES = ("sv", "en")

Words = Mapping[str, str]
"""A text in Swedish (``sv``) and English (``en``)."""


@dataclass(frozen=True)
class PresetRole:
    """A role that matters to an agency, and what it calls the features."""

    role: str
    words: Words


@dataclass(frozen=True)
class PresetQuestion:
    """A question that an agency asks of the layers of a role, and which fields may fill its blanks."""

    question: str
    role: str = ""
    """Empty where the question is about the areas alone."""
    group: tuple[str, ...] = ()
    """Names of fields without case and accents, ``*`` for anything; the first that fits is taken. So are the others."""
    amounts: tuple[str, ...] = ()
    rates: tuple[str, ...] = ()
    min_count: int = 0


@dataclass(frozen=True)
class Preset:
    """What one agency looks at and asks, in the order that matters to it."""

    id: str
    names: Words
    task: Words
    task_source: str
    roles: tuple[PresetRole, ...]
    questions: tuple[PresetQuestion, ...]
    caution: Words
    """What is easily read wrong in just this agency's figures."""

    def name(self) -> str:
        """Return the agency's name in the user's language."""
        return self.names[_spoken()]

    def words(self, role: str, language: str) -> str:
        """Return what the agency calls the features of a role; empty where the role is none of its own."""
        return next((one.words[language] for one in self.roles if one.role == role), "")


def _spoken() -> str:
    from ..i18n import interface_language

    return interface_language()


class _Node:
    """A part of the file that knows where it stands, so that a complaint can name the place."""

    def __init__(self, value: Any, file: str, place: str = "") -> None:
        self.value = value
        self._file = file
        self._place = place

    def broken(self, problem: Message) -> RegsoError:
        return RegsoError(
            "The preset {file} cannot be used and is left out. At {place}: {problem}",
            file=self._file,
            place=self._place or "/",
            problem=problem,
        )

    def __getitem__(self, key: str) -> _Node:
        if not isinstance(self.value, dict):
            raise self.broken(message("an object in braces was expected."))
        if key not in self.value:
            raise self.broken(message("“{key}” is missing.", key=key))
        return _Node(self.value[key], self._file, f"{self._place}/{key}")

    def has(self, key: str) -> bool:
        return isinstance(self.value, dict) and key in self.value

    def items(self) -> list[_Node]:
        if not isinstance(self.value, list) or not self.value:
            raise self.broken(message("a list with entries was expected."))
        return [_Node(value, self._file, f"{self._place}/{position}") for position, value in enumerate(self.value)]

    def only(self, *keys: str) -> _Node:
        """Refuse keys that nobody reads: a misspelt one would be lost without a word."""
        unknown = set(self.value) - set(keys) if isinstance(self.value, dict) else set()
        if unknown:
            raise self.broken(message("nobody reads {keys}.", keys=listing(sorted(unknown))))
        return self

    def text(self, pattern: str = r"\S(.*\S)?") -> str:
        if not isinstance(self.value, str) or not re.fullmatch(pattern, self.value):
            raise self.broken(message("{value} is no text of the form {form}.", value=repr(self.value), form=pattern))
        return self.value

    def whole(self, low: int, high: int) -> int:
        if type(self.value) is not int or not low <= self.value <= high:
            raise self.broken(
                message("{value} is no whole number from {low} to {high}.", value=repr(self.value), low=low, high=high)
            )
        return self.value

    def one_of(self, choices: tuple[str, ...]) -> str:
        if self.value not in choices:
            raise self.broken(
                message("{value} is none of: {choices}.", value=repr(self.value), choices=listing(choices, 50))
            )
        return str(self.value)

    def words(self) -> Words:
        self.only(*LANGUAGES)
        return {language: self[language].text() for language in LANGUAGES}


def read_preset(path: Path) -> Preset:
    """Read and check the preset of an agency; whatever is wrong with it is one RegsoError that names the place."""
    try:
        document = json.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, ValueError) as error:
        raise _Node(None, path.name).broken(
            message("the file cannot be read as JSON ({reason}).", reason=str(error))
        ) from error
    root = _Node(document, path.name)
    root["format"].whole(FORMAT, FORMAT)
    root.only("format", "id", "names", "task", "roles", "questions", "caution")
    task = root["task"].only("text", "source")
    roles = tuple(_role(node) for node in root["roles"].items())
    known = tuple(one.role for one in roles)
    if len(set(known)) < len(known):
        raise root["roles"].broken(message("a role stands there twice."))
    return Preset(
        id=root["id"].text(r"[a-z][a-z0-9_]*"),
        names=root["names"].words(),
        task=task["text"].words(),
        task_source=task["source"].text(r"https?://\S+"),
        roles=roles,
        questions=tuple(_question(node, known) for node in root["questions"].items()),
        caution=root["caution"].words(),
    )


def _role(node: _Node) -> PresetRole:
    node.only("role", "words")
    return PresetRole(node["role"].one_of(IDS), node["words"].words())


def _question(node: _Node, roles: tuple[str, ...]) -> PresetQuestion:
    node.only("question", "role", "group", "amounts", "rates", "min_count")
    known = {one.id: one for one in QUESTIONS}
    name = node["question"].one_of(tuple(known))
    question = known[name]
    fields = {}
    for blank in ("group", "amounts", "rates"):
        if node.has(blank):
            if blank not in question.blanks:
                raise node[blank].broken(message("the question {question} has no such blank.", question=name))
            fields[blank] = tuple(entry.text(r"[^\sA-ZÅÄÖåäö]+") for entry in node[blank].items())
        elif blank in question.required:
            raise node.broken(message("“{key}” is missing.", key=blank))
    if question.needs_layer:
        role = node["role"].one_of(roles)
    elif node.has("role"):
        raise node["role"].broken(message("the question {question} is about the areas alone.", question=name))
    else:
        role = ""
    return PresetQuestion(
        question=name,
        role=role,
        min_count=node["min_count"].whole(0, 1000) if node.has("min_count") else 0,
        **fields,
    )
