# SPDX-License-Identifier: GPL-2.0-or-later
"""What a question gives its algorithm: parameters, and the outputs that are written and loaded."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from qgis.core import QgsMapLayer, QgsVectorLayer

from ..i18n import tr_result
from .question_list import AREAS, ASSIGN, COMPARE, SEGREGATION, SUMMARIZE, Question
from .state import QuestionChoice
from .year_tables import people_of, types_of

CLASSES = "OUTPUT_STRATA"
"""The table by class of town and country."""


def parameters_of(
    question: Question, choice: QuestionChoice, layer: QgsMapLayer | None, areas: QgsMapLayer | None
) -> dict[str, Any]:
    """Return the parameters of the question's algorithm, without its outputs."""
    parameters: dict[str, Any] = dict(question.fixed)
    if question.needs_areas and areas is not None:
        parameters["AREAS"] = areas.id()
    if question.needs_layer and layer is not None:
        parameters["INPUT"] = layer.id()
    if question.algorithm == SUMMARIZE:
        parameters |= _fields_of_summary(question, choice)
    elif question.algorithm == SEGREGATION:
        parameters["GROUP_FIELDS"] = list(choice.amount_fields)
    elif question.algorithm == COMPARE:
        parameters |= _of_years(question, choice, layer)
    # what is as the algorithm has it by itself is not said
    if question.has_counts and choice.min_count:
        parameters["MIN_COUNT"] = choice.min_count
    if question.has_counts and choice.rounding != "none":
        parameters["ROUNDING"] = choice.rounding
    if question.has_classes and choice.stratum_field:
        parameters["STRATUM_FIELD"] = choice.stratum_field
    elif question.has_classes and choice.town_and_country != "auto":
        parameters["TOWN_AND_COUNTRY"] = choice.town_and_country
    return parameters


def _of_years(question: Question, choice: QuestionChoice, layer: QgsMapLayer | None) -> dict[str, Any]:
    """Return what is chosen of a follow-up, with the tables that it needs besides."""
    figure = "COUNT_FIELD" if question.has_counts else "RATE_FIELD"
    parameters: dict[str, Any] = {figure: choice.figure_field}
    if isinstance(layer, QgsVectorLayer):
        for name, other in (("TYPES", types_of(layer, choice)), ("PEOPLE", people_of(layer, choice))):
            if other is not None:
                parameters[name] = other.id()
    if choice.hold != "all":
        parameters["HOLD"] = choice.hold
    ends = {"FROM_YEAR": choice.first_year, "TO_YEAR": choice.last_year}
    parameters |= {name: year for name, year in ends.items() if year is not None}
    if choice.across_editions:
        parameters["ACROSS_EDITIONS"] = True
    return parameters


def _fields_of_summary(question: Question, choice: QuestionChoice) -> dict[str, Any]:
    """Return the fields of the layer that were chosen."""
    parameters: dict[str, Any] = {}
    if choice.group_field and "group" in question.blanks:
        parameters["GROUP_FIELD"] = choice.group_field
    if "amounts" in question.blanks and choice.amount_fields:
        parameters["AMOUNT_FIELDS"] = list(choice.amount_fields)
    if "rates" in question.blanks and choice.rate_fields:
        parameters["RATE_FIELDS"] = list(choice.rate_fields)
    return parameters


def outputs_of(question: Question, choice: QuestionChoice) -> Mapping[str, str]:
    """Return the outputs that a question writes, and their files in the folder of the run."""
    by_class = bool(choice.stratum_field) or choice.town_and_country in ("density", "deso")
    if not question.has_classes or not by_class:
        return question.outputs
    return {**question.outputs, CLASSES: "by class.gpkg"}


def loaded_outputs(question: Question, choice: QuestionChoice) -> dict[str, str]:
    """Return the outputs that are to stand in the project, and how their layers are called."""
    words = {
        SUMMARIZE: {
            "OUTPUT": tr_result("by area type"),
            "OUTPUT_AREAS": tr_result("by area"),
            CLASSES: tr_result("by class of town and country"),
        },
        ASSIGN: {"OUTPUT": tr_result("with area type")},
        AREAS: {"OUTPUT": tr_result("by area type"), CLASSES: tr_result("by class of town and country")},
        SEGREGATION: {"OUTPUT": tr_result("by kommun")},
        COMPARE: {"OUTPUT": tr_result("by area type and year")},
    }[question.algorithm]
    written = outputs_of(question, choice)
    return {output: text for output, text in words.items() if output in written}
