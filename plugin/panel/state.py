# SPDX-License-Identifier: GPL-2.0-or-later
"""What the panel knows: the user's choices, which a project keeps, and what is going on, which it does not.

Pure data: neither Qt nor QGIS. Every change makes a new state; widgets show a state and tell the presenter what the
user wants.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields, replace
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas as pd

FORMAT = 1
_OFFERED = {
    "rounding": ("none", "3", "5"),
    "town_and_country": ("auto", "density", "deso", "none"),
    "hold": ("all", "first", "last", "moving"),
}
"""What the algorithm would refuse is no choice."""


@dataclass(frozen=True)
class AreasChoice:
    """Step 1: which areas, from where."""

    source: str = "scb"
    """``scb``, ``files`` or ``demo``, as ``regso:loadareas`` has it; so are the others."""
    level: str = "regso"
    year: int | None = None
    """None: the latest."""
    compare_year: int | None = None
    kommuner: tuple[str, ...] = ()
    """Codes."""
    lan: tuple[str, ...] = ()
    measure: str = "area_type"
    """The style that the layer shows."""
    boundary_files: tuple[str, ...] = ()
    statistics_files: tuple[str, ...] = ()
    key_table: str = ""


@dataclass(frozen=True)
class LayerChoice:
    """Step 2: a layer of the project and what it is."""

    layer_id: str
    role: str = "other"


@dataclass(frozen=True)
class QuestionChoice:
    """Step 3: what is asked of which layer, and the blanks of its sentence."""

    question: str = ""
    layer_id: str = ""
    group_field: str = ""
    amount_fields: tuple[str, ...] = ()
    rate_fields: tuple[str, ...] = ()
    min_count: int = 0
    rounding: str = "none"
    """``none``, ``3`` or ``5``, as ``regso:summarizebyareatype`` has it; so is the next one."""
    town_and_country: str = "auto"
    stratum_field: str = ""
    """Field of the areas with classes of the user's own, which go before those of town and country."""
    figure_field: str = ""
    """What is followed over the years."""
    first_year: int | None = None
    """None: the first, or the last, that the table has."""
    last_year: int | None = None
    hold: str = "all"
    """``all``, ``first``, ``last`` or ``moving``, as ``regso:compareyears`` has it."""
    types_layer: str = ""
    """The layer with the areas' types, or inhabitants, of each year; empty: the table itself, or what is found."""
    people_layer: str = ""
    across_editions: bool = False

    @property
    def plain(self) -> QuestionChoice:
        """What is asked, without how its figures are guarded and divided."""
        return QuestionChoice().asking(self)

    def asking(self, other: QuestionChoice) -> QuestionChoice:
        """Return another question, with its figures guarded and divided as those of this one."""
        kept = {name: getattr(self, name) for name in ("min_count", "rounding", "town_and_country", "stratum_field")}
        return replace(other, **kept)


@dataclass(frozen=True)
class PanelState:
    """Everything that the user has chosen."""

    areas: AreasChoice = field(default_factory=AreasChoice)
    areas_layer: str = ""
    """The id of the layer with the areas; empty while there is none."""
    layers: tuple[LayerChoice, ...] = ()
    agency: str = ""
    """The id of a preset; empty for none."""
    question: QuestionChoice = field(default_factory=QuestionChoice)

    def layer(self, layer_id: str) -> LayerChoice | None:
        """Return the choice of a layer, None where it was not chosen."""
        return next((one for one in self.layers if one.layer_id == layer_id), None)

    def with_layer(self, choice: LayerChoice) -> PanelState:
        """Return the state with a layer added, or its role changed."""
        if self.layer(choice.layer_id) is None:
            return replace(self, layers=(*self.layers, choice))
        return replace(self, layers=tuple(choice if one.layer_id == choice.layer_id else one for one in self.layers))

    def without_layer(self, layer_id: str) -> PanelState:
        """Return the state without a layer, wherever it stands."""
        question = self.question
        if question.layer_id == layer_id:
            question = question.asking(QuestionChoice(question=question.question))
        for part in ("types_layer", "people_layer"):
            if getattr(question, part) == layer_id:
                question = replace(question, **{part: ""})
        return replace(
            self,
            layers=tuple(one for one in self.layers if one.layer_id != layer_id),
            areas_layer="" if self.areas_layer == layer_id else self.areas_layer,
            question=question,
        )


@dataclass(frozen=True)
class Activity:
    """What is going on; nothing where ``kind`` is empty."""

    kind: str = ""
    """``load``, ``ask``, ``keep``; or empty."""
    text: str = ""
    percent: float = 0.0

    @property
    def is_busy(self) -> bool:
        """Whether something runs."""
        return bool(self.kind)


@dataclass(frozen=True)
class Notice:
    """Something to tell the user in the message bar."""

    text: str
    level: str = "info"
    """``info``, ``success``, ``warning`` or ``error``."""


@dataclass(frozen=True, eq=False)
class Outcome:
    """What a run of an algorithm gave."""

    algorithm: str
    parameters: Mapping[str, Any]
    """As they were given, ready for JSON."""
    numbers: Mapping[str, Any]
    """The algorithm's numbers and texts."""
    table: pd.DataFrame | None
    """The rows of ``OUTPUT``."""
    areas: pd.DataFrame | None
    """The rows of ``OUTPUT_AREAS`` without polygons, where there is one."""
    outputs: Mapping[str, str]
    """Output → layer id in the project, or path of a file."""
    warnings: tuple[str, ...]
    question: QuestionChoice
    started: str
    """ISO 8601, with the time zone."""
    seconds: float
    log: str = ""
    classes: pd.DataFrame | None = None
    """The rows of ``OUTPUT_STRATA``, where there is one."""


def to_json(state: PanelState) -> str:
    """Return the state as text for a project file."""
    return json.dumps({"format": FORMAT, **asdict(state)}, ensure_ascii=False, sort_keys=True)


def from_json(text: str) -> PanelState:
    """Return a state that was written before; what is unknown or damaged is left at its default."""
    try:
        document = json.loads(text)
    except ValueError:
        return PanelState()
    if not isinstance(document, dict):
        return PanelState()
    layers = document.get("layers")
    return PanelState(
        areas=_read(AreasChoice, document.get("areas")),
        areas_layer=str(document.get("areas_layer") or ""),
        layers=tuple(
            _read(LayerChoice, one) for one in (layers if isinstance(layers, list) else []) if _names_a_layer(one)
        ),
        agency=str(document.get("agency") or ""),
        question=_read(QuestionChoice, document.get("question")),
    )


def _names_a_layer(value: object) -> bool:
    return isinstance(value, dict) and isinstance(value.get("layer_id"), str)


def _read(kind: Any, value: object) -> Any:
    """Return a choice from what was written, each part only where it is of the part's own kind."""
    if not isinstance(value, dict):
        return kind()
    plain = kind(layer_id=value["layer_id"]) if kind is LayerChoice else kind()
    kept = {}
    for part in fields(kind):
        given, default = value.get(part.name), getattr(plain, part.name)
        if isinstance(default, tuple):
            if isinstance(given, list) and all(isinstance(one, str) for one in given):
                kept[part.name] = tuple(given)
        elif default is None:
            if type(given) is int:
                kept[part.name] = given
        elif part.name in _OFFERED:
            if given in _OFFERED[part.name]:
                kept[part.name] = given
        elif type(given) is type(default):
            kept[part.name] = given
    return replace(plain, **kept)
