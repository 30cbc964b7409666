# SPDX-License-Identifier: GPL-2.0-or-later
"""The agencies' presets: those that come with the plugin, the user's own, and what they propose for the layers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import lru_cache
from pathlib import Path

from qgis.core import QgsApplication, QgsProject, QgsVectorLayer

from .. import log
from ..core.messages import Message, RegsoError
from ..i18n import interface_language, translate_message
from .preset_reading import Preset, PresetQuestion, read_preset
from .questions import by_id, in_words, kind_of
from .roles import fold
from .state import LayerChoice, PanelState, QuestionChoice

BUILT_IN = Path(__file__).resolve().parent.parent.parent / "resources" / "presets"


@dataclass(frozen=True)
class Proposal:
    """A question that a preset proposes, filled in for a layer of the project."""

    choice: QuestionChoice
    sentence: str
    """The question in words, in the user's language."""
    role: str = ""


def own_folder() -> Path:
    """Return the folder in the user's profile where presets of their own are found; it need not be there."""
    return Path(QgsApplication.qgisSettingsDirPath()) / "regso_atlas" / "presets"


def presets(own: Path | None = None) -> tuple[Preset, ...]:
    """Return the presets by name: those of the plugin, and the user's own, one of which replaces another of its id."""
    return read_all(own)[0]


def read_all(own: Path | None = None) -> tuple[tuple[Preset, ...], tuple[str, ...]]:
    """Return the presets, and what is wrong with the user's files that cannot be used, in words for the user."""
    files = sorted((own or own_folder()).glob("*.json"))
    read, problems = _own(tuple((path, path.stat().st_mtime_ns) for path in files if path.is_file()))
    found = {**{one.id: one for one in _built_in()}, **{one.id: one for one in read}}
    texts = tuple(translate_message(problem) for problem in problems)
    return tuple(sorted(found.values(), key=lambda one: fold(one.name()))), texts


def by_agency(agency: str) -> Preset | None:
    """Return the preset of an agency, None where there is none (any more)."""
    return next((one for one in presets() if one.id == agency), None) if agency else None


@lru_cache(maxsize=1)
def _built_in() -> tuple[Preset, ...]:
    return tuple(read_preset(path) for path in sorted(BUILT_IN.glob("*.json")))


@lru_cache(maxsize=4)
def _own(files: tuple[tuple[Path, int], ...]) -> tuple[tuple[Preset, ...], tuple[Message, ...]]:
    """Return the presets of files, each with the time of its last change, and what is wrong with the others."""
    found, problems = [], []
    for path, _changed in files:
        try:
            found.append(read_preset(path))
        except RegsoError as error:
            problems.append(error.message)
            log.warn(str(error))
    return tuple(found), tuple(problems)


def proposals(preset: Preset, layers: Iterable[tuple[QgsVectorLayer, str]]) -> tuple[Proposal, ...]:
    """Return what a preset asks of layers, each with its role: its first question that fits a layer first.

    A question whose required field no layer has is not proposed. Those about the areas alone always are.
    """
    given = list(layers)
    return tuple(
        proposal for asked in preset.questions for layer in _asked_of(asked, given)
        if (proposal := _fill(preset, asked, layer)) is not None
    )  # fmt: skip


def proposals_for(state: PanelState, project: QgsProject) -> tuple[Proposal, ...]:
    """Return what the chosen agency's preset asks of the layers that were chosen; nothing where there is no agency."""
    preset = by_agency(state.agency)
    return () if preset is None else proposals(preset, _layers(state.layers, project))


def feature_words(state: PanelState, layer_id: str) -> str:
    """Return what the chosen agency calls the features of a layer; empty where it has no word for them."""
    preset, choice = by_agency(state.agency), state.layer(layer_id)
    return "" if preset is None or choice is None else preset.words(choice.role, interface_language())


def roles_without_layer(preset: Preset, state: PanelState) -> tuple[str, ...]:
    """Return the roles of a preset that no chosen layer has, the most wanted first."""
    there = {choice.role for choice in state.layers}
    return tuple(one.role for one in preset.roles if one.role not in there)


def _layers(choices: Iterable[LayerChoice], project: QgsProject) -> list[tuple[QgsVectorLayer, str]]:
    found = [(project.mapLayer(choice.layer_id), choice.role) for choice in choices]
    return [(layer, role) for layer, role in found if isinstance(layer, QgsVectorLayer)]


def _asked_of(asked: PresetQuestion, layers: list[tuple[QgsVectorLayer, str]]) -> list[QgsVectorLayer | None]:
    if not asked.role:
        return [None]
    return [layer for layer, role in layers if role == asked.role]


def _fill(preset: Preset, asked: PresetQuestion, layer: QgsVectorLayer | None) -> Proposal | None:
    """Return the question with its blanks filled in, None where it does not fit the layer."""
    question = by_id(asked.question)
    if question is None or (question.needs_layer and kind_of(layer) not in question.kinds):
        return None
    amount, rate = _field(layer, asked.amounts, numbers=True), _field(layer, asked.rates, numbers=True)
    if ("amounts" in question.required and not amount) or ("rates" in question.required and not rate):
        return None
    choice = QuestionChoice(
        question=question.id,
        layer_id="" if layer is None else layer.id(),
        group_field=_field(layer, asked.group),
        amount_fields=(amount,) if amount else (),
        rate_fields=(rate,) if rate else (),
        min_count=asked.min_count,
    )
    words = preset.words(asked.role, interface_language())
    return Proposal(choice, in_words(question, choice, layer, words), asked.role)


def _field(layer: QgsVectorLayer | None, patterns: Iterable[str], *, numbers: bool = False) -> str:
    """Return the first field that one of the patterns names, empty where none does; an earlier pattern goes first."""
    if layer is None:
        return ""
    names = {field.name(): fold(field.name()) for field in layer.fields() if field.isNumeric() or not numbers}
    return next((name for pattern in patterns for name, plain in names.items() if fnmatchcase(plain, pattern)), "")
