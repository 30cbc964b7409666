# SPDX-License-Identifier: GPL-2.0-or-later
"""The questions of step 3: a sentence with blanks each, and which algorithm with which parameters answers it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from qgis.core import QgsMapLayer, QgsVectorLayer, QgsWkbTypes

from ..i18n import tr
from .state import QuestionChoice

SUMMARIZE = "regso:summarizebyareatype"
ASSIGN = "regso:assignareatype"
AREAS = "regso:areatypesummary"

POINT, LINE, POLYGON, TABLE = "point", "line", "polygon", "table"
_SUMMARY_FILES = {"OUTPUT": "by type.gpkg", "OUTPUT_AREAS": "by area.gpkg", "OUTPUT_HTML": "report.html"}


@dataclass(frozen=True)
class Question:
    """A question that one run of one algorithm answers."""

    id: str
    """API: projects, presets and run records keep it."""
    algorithm: str
    kinds: tuple[str, ...]
    """What the layer's features may be; none where the question is about the areas alone."""
    blanks: tuple[str, ...]
    """Of ``group``, ``amounts``, ``rates``: what the user can fill in beside the layer."""
    focus: str
    """The column of the answer that the chart shows: ``per_1000``, ``share``, ``amount``, ``sum`` or ``mean``."""
    outputs: Mapping[str, str] = field(default_factory=lambda: dict(_SUMMARY_FILES))
    """Output of the algorithm → file in the folder of the run."""
    fixed: Mapping[str, Any] = field(default_factory=dict)

    @property
    def needs_layer(self) -> bool:
        """Whether it is about a layer of the user's."""
        return bool(self.kinds)


QUESTIONS = (
    Question("per_inhabitant", SUMMARIZE, (POINT, LINE, POLYGON, TABLE), ("group",), "per_1000"),
    Question("share", SUMMARIZE, (POINT, LINE, POLYGON, TABLE), ("group",), "share"),
    Question("amount", SUMMARIZE, (POINT, LINE, POLYGON, TABLE), ("group",), "amount"),
    Question("sum", SUMMARIZE, (POINT, LINE, POLYGON, TABLE), ("amounts", "group"), "sum"),
    Question("mean", SUMMARIZE, (POINT, LINE, POLYGON, TABLE), ("rates", "group"), "mean"),
    Question("where", ASSIGN, (POINT, LINE, POLYGON, TABLE), (), "", {"OUTPUT": "with area type.gpkg"}),
    Question("background_country", AREAS, (), (), "amount", {"OUTPUT": "areas.gpkg"}, {"LEVEL": "country"}),
    Question("background_kommun", AREAS, (), (), "amount", {"OUTPUT": "areas.gpkg"}, {"LEVEL": "kommun"}),
)


def by_id(question_id: str) -> Question | None:
    """Return a question, None where there is none of that id."""
    return next((one for one in QUESTIONS if one.id == question_id), None)


def sentence(question: Question) -> str:
    """Return the sentence, with ``{layer}``, ``{group}``, ``{amounts}`` and ``{rates}`` for its blanks."""
    return {
        "per_inhabitant": tr("How much of {layer} is there per 1,000 inhabitants in each area type, by {group}?"),
        "share": tr("Which share of {layer} lies in each area type, against its share of the inhabitants, by {group}?"),
        "amount": tr("How much of {layer} lies in each area type, by {group}?"),
        "sum": tr("How many {amounts} of {layer} are there in each area type, by {group}?"),
        "mean": tr("What is the mean {rates} of {layer} in each area type, by {group}?"),
        "where": tr("In which area and area type does each of {layer} lie?"),
        "background_country": tr("How many areas and inhabitants has each area type?"),
        "background_kommun": tr("How many areas and inhabitants has each area type in each kommun?"),
    }[question.id]


def kind_of(layer: QgsMapLayer | None) -> str:
    """Return what a layer's features are."""
    if not isinstance(layer, QgsVectorLayer):
        return ""
    return {
        QgsWkbTypes.GeometryType.PointGeometry: POINT,
        QgsWkbTypes.GeometryType.LineGeometry: LINE,
        QgsWkbTypes.GeometryType.PolygonGeometry: POLYGON,
    }.get(layer.geometryType(), TABLE)


def fitting(layer: QgsMapLayer | None) -> tuple[Question, ...]:
    """Return the questions that can be asked of a layer; without one, those about the areas alone."""
    kind = kind_of(layer)
    return tuple(one for one in QUESTIONS if not one.needs_layer or kind in one.kinds)


def guess_role(layer: QgsVectorLayer) -> str:
    """Return what a layer probably is, by its geometry, its name and its fields."""
    from .roles import guess

    return guess(layer.name(), kind_of(layer), layer.fields().names())


def title_of(question: Question, choice: QuestionChoice, layer: QgsMapLayer | None) -> str:
    """Return a short title for the results."""
    name = layer.name() if layer is not None and question.needs_layer else tr("Areas")
    parts = [tr("{layer} by area type").format(layer=name)]
    if choice.group_field and "group" in question.blanks:
        parts.append(choice.group_field)
    return ", ".join(parts)


def parameters_of(
    question: Question, choice: QuestionChoice, layer: QgsMapLayer | None, areas: QgsMapLayer
) -> dict[str, Any]:
    """Return the parameters of the question's algorithm, without its outputs."""
    parameters: dict[str, Any] = {"AREAS": areas.id(), **question.fixed}
    if question.needs_layer and layer is not None:
        parameters["INPUT"] = layer.id()
    if question.algorithm == SUMMARIZE:
        if choice.group_field and "group" in question.blanks:
            parameters["GROUP_FIELD"] = choice.group_field
        if "amounts" in question.blanks and choice.amount_fields:
            parameters["AMOUNT_FIELDS"] = list(choice.amount_fields)
        if "rates" in question.blanks and choice.rate_fields:
            parameters["RATE_FIELDS"] = list(choice.rate_fields)
        if choice.min_count:
            parameters["MIN_COUNT"] = choice.min_count
    return parameters


def loaded_outputs(question: Question) -> dict[str, str]:
    """Return the outputs that are to stand in the project, and how their layers are called."""
    words = {
        SUMMARIZE: {"OUTPUT": tr("by area type"), "OUTPUT_AREAS": tr("by area")},
        ASSIGN: {"OUTPUT": tr("with area type")},
        AREAS: {"OUTPUT": tr("by area type")},
    }[question.algorithm]
    return {output: text for output, text in words.items() if output in question.outputs}
