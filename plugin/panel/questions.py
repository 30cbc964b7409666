# SPDX-License-Identifier: GPL-2.0-or-later
"""The words of the questions, what of them is still blank, and the parameters of the algorithm that answers."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from string import Formatter

from qgis.core import QgsFeatureRequest, QgsMapLayer, QgsVectorLayer, QgsWkbTypes

from ..i18n import tr, tr_result
from .question_list import AREAS, ASSIGN, COMPARE, QUESTIONS, SEGREGATION, SUMMARIZE, Question, by_id
from .question_runs import CLASSES, loaded_outputs, outputs_of, parameters_of
from .role_list import LINE, OTHER, POINT, POLYGON, TABLE
from .state import QuestionChoice
from .year_tables import field_of, is_of_years, people_of

__all__ = [
    "AREAS", "ASSIGN", "CLASSES", "COMPARE", "LINE", "POINT", "POLYGON", "QUESTIONS", "SEGREGATION", "SUMMARIZE",
    "TABLE", "Part", "Question", "by_id", "fitting", "guess_role", "in_words", "kind_of", "loaded_outputs", "missing",
    "outputs_of", "parameters_of", "sentence", "sentence_parts", "still_to_do", "title_of",
]  # fmt: skip

_OPTIONAL = re.compile(r"\[(.*?)\]")
_KIND_FIELDS = (
    "typ",
    "type",
    "facility",
    "amenity",
    "kategori",
    "category",
    "obj_type",
    "fclass",
    "klass",
    "myndighet",
)
_NEAR = frozenset({"ogr", "memory", "spatialite", "delimitedtext"})
_SAMPLE = 500
_LEAST_GROUPS = 2


@dataclass(frozen=True)
class Part:
    """A piece of a sentence: words, or the blank that stands there."""

    text: str = ""
    blank: str = ""
    """``layer`` or one of the question's blanks; empty for words."""


HOLDS = {
    "all": lambda: tr("the area types in all three ways"),
    "first": lambda: tr("the area types of the first year"),
    "last": lambda: tr("the area types of the last year"),
    "moving": lambda: tr("the area types of each year"),
}
"""What the area types can be held to, in the words of a sentence."""


# Sentences ------------------------------------------------------------------------------------------------------------


def sentence(question: Question, kind: str = "") -> str:
    """Return the sentence for a kind of features, with ``{layer}``, ``{group}``, ``{amounts}``, ``{rates}``."""
    return _OPTIONAL.sub(r"\1", _template(question, kind))


def sentence_parts(question: Question, kind: str = "") -> tuple[Part, ...]:
    """Return the sentence in its pieces, for a widget that puts a box at each blank."""
    return _parts(sentence(question, kind))


def in_words(question: Question, choice: QuestionChoice, layer: QgsMapLayer | None, words: str = "") -> str:
    """Return the question as it is read out: blanks filled in, and nothing said of the group where there is none.

    ``words``: what the layer's features are called; else the layer's name stands there. A required blank that is
    empty is written as “…”.
    """
    template = _template(question, kind_of(layer))
    grouped = bool(choice.group_field) and "group" in question.blanks
    return _OPTIONAL.sub(r"\1" if grouped else "", template).format(
        layer=words or (layer_words(layer) if layer is not None else "…"),
        group=_field_name(layer, choice.group_field),
        amounts=_listed(layer, choice.amount_fields),
        rates=_listed(layer, choice.rate_fields),
        figure=_field_name(layer, choice.figure_field) or "…",
        first=str(choice.first_year or tr("the first year")),
        last=str(choice.last_year or tr("the last year")),
        hold=HOLDS[choice.hold](),
    )


def layer_words(layer: QgsMapLayer) -> str:
    """Return a layer's name as it stands in a sentence: without the file that it came from."""
    return layer.name().rsplit(" — ", 1)[-1].strip()


def _template(question: Question, kind: str) -> str:
    """Return the sentence with its optional part in brackets; ``kind`` says what is counted or measured."""
    texts = {
        "per_inhabitant": {
            "": tr("How much of {layer} is there per 1,000 inhabitants in each area type[, by {group}]?"),
            POINT: tr("How many {layer} are there per 1,000 inhabitants in each area type[, by {group}]?"),
            LINE: tr("How many km of {layer} are there per 1,000 inhabitants in each area type[, by {group}]?"),
            POLYGON: tr("How many km² of {layer} are there per 1,000 inhabitants in each area type[, by {group}]?"),
            TABLE: tr("How many rows of {layer} are there per 1,000 inhabitants in each area type[, by {group}]?"),
        },
        "share": {
            "": tr(
                "What share of all {layer} lies in each area type, beside its share of the inhabitants[, by {group}]?"
            ),
            LINE: tr(
                "What share of the length of all {layer} lies in each area type, beside its share of the "
                "inhabitants[, by {group}]?"
            ),
            POLYGON: tr(
                "What share of the ground of all {layer} lies in each area type, beside its share of the "
                "inhabitants[, by {group}]?"
            ),
            TABLE: tr(
                "What share of the rows of {layer} belongs to each area type, beside its share of the "
                "inhabitants[, by {group}]?"
            ),
        },
        "amount": {
            "": tr("How much of {layer} lies in each area type[, by {group}]?"),
            POINT: tr("How many {layer} lie in each area type[, by {group}]?"),
            LINE: tr("How many km of {layer} lie in each area type[, by {group}]?"),
            POLYGON: tr("How many km² of {layer} lie in each area type[, by {group}]?"),
            TABLE: tr("How many rows of {layer} belong to each area type[, by {group}]?"),
        },
        "sum": {"": tr("What is the sum of {amounts} for {layer} in each area type[, by {group}]?")},
        "mean": {"": tr("What is the mean of {rates} for {layer} in each area type[, by {group}]?")},
        "where": {
            "": tr("In which area and area type do {layer} lie, one by one?"),
            LINE: tr("In which area and area type does each piece of {layer} lie, cut at the borders?"),
            POLYGON: tr("In which area and area type does each piece of {layer} lie, cut at the borders?"),
        },
        "where_most": {"": tr("Which area and area type hold the largest part of {layer}, one by one?")},
        "segregation": {"": tr("How separately do {amounts} live in each kommun, by the areas of {layer}?")},
        "years_count": {
            "": tr(
                "How has the number of {figure} in {layer} changed from {first} to {last} in each area type, with "
                "{hold}?"
            )
        },
        "years_mean": {
            "": tr(
                "How has the mean of {figure} in {layer} changed from {first} to {last} in each area type, with {hold}?"
            )
        },
        "background_country": {"": tr("How many areas and inhabitants has each area type?")},
        "background_lan": {"": tr("How many areas and inhabitants has each area type in each county?")},
        "background_kommun": {"": tr("How many areas and inhabitants has each area type in each kommun?")},
    }[question.id]
    return texts.get(kind, texts[""])


def _parts(template: str) -> tuple[Part, ...]:
    parts = []
    for text, blank, _form, _conversion in Formatter().parse(template):
        if text:
            parts.append(Part(text=text))
        if blank:
            parts.append(Part(blank=blank))
    return tuple(parts)


def _field_name(layer: QgsMapLayer | None, field: str) -> str:
    """Return what the user calls a field: its alias, else its name."""
    index = layer.fields().lookupField(field) if isinstance(layer, QgsVectorLayer) else -1
    return layer.attributeDisplayName(index) if index >= 0 else field


def _listed(layer: QgsMapLayer | None, fields: Iterable[str]) -> str:
    names = [_field_name(layer, field) for field in fields]
    if len(names) < 2:
        return names[0] if names else "…"
    return tr("{names} and {last}").format(names=", ".join(names[:-1]), last=names[-1])


def title_of(question: Question, choice: QuestionChoice, layer: QgsMapLayer | None) -> str:
    """Return a short title for the results: it names their layers and their folder."""
    amounts, rates = _listed(layer, choice.amount_fields), _listed(layer, choice.rate_fields)
    title = {
        "per_inhabitant": tr_result("{layer} per 1,000 inhabitants"),
        "share": tr_result("Share of {layer}"),
        "amount": tr_result("Amount of {layer}"),
        "sum": tr_result("Sum of {amounts} for {layer}"),
        "mean": tr_result("Mean of {rates} for {layer}"),
        "where": tr_result("Area type of {layer}"),
        "where_most": tr_result("Area type of {layer}, largest part"),
        "segregation": tr_result("Segregation in {layer}"),
        "years_count": tr_result("Change of {figure} in {layer}"),
        "years_mean": tr_result("Change of the mean of {figure} in {layer}"),
        "background_country": tr_result("Areas and inhabitants"),
        "background_lan": tr_result("Areas and inhabitants of counties"),
        "background_kommun": tr_result("Areas and inhabitants of kommuner"),
    }[question.id].format(
        layer=layer_words(layer) if layer is not None else "…",
        amounts=amounts,
        rates=rates,
        figure=_field_name(layer, choice.figure_field) or "…",
    )
    title = title[:1].upper() + title[1:]
    if choice.group_field and "group" in question.blanks:
        title = tr_result("{title}, by {group}").format(title=title, group=_field_name(layer, choice.group_field))
    return title


# What can be asked ----------------------------------------------------------------------------------------------------


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
    kind, of_years = kind_of(layer), is_of_years(layer)
    fits = [one for one in QUESTIONS if not one.needs_layer or kind in one.kinds]
    # whoever has a table of years wants to follow it
    followed = [one for one in fits if one.algorithm == COMPARE] if of_years else []
    return (*followed, *(one for one in fits if one.algorithm != COMPARE))


def missing(
    question: Question, choice: QuestionChoice, layer: QgsMapLayer | None = None, areas: QgsMapLayer | None = None
) -> list[str]:
    """Return the blanks that must be filled in before the question can be asked.

    Where the layer is given, a field that it has not (any more) is as good as none; so is a group that it has not, and
    a field with classes that the areas have not.
    """
    filled = {
        "layer": (choice.layer_id,),
        "group": (choice.group_field,),
        "amounts": choice.amount_fields,
        "rates": choice.rate_fields,
        "figure": (choice.figure_field,),
    }
    empty = [blank for blank in question.required if not any(filled[blank])]
    if question.algorithm == SEGREGATION and len(choice.amount_fields) < _LEAST_GROUPS:
        empty = [*(blank for blank in empty if blank != "amounts"), "groups"]
    if question.has_classes and isinstance(areas, QgsVectorLayer) and choice.stratum_field:
        empty += [] if choice.stratum_field in areas.fields().names() else ["classes"]
    if isinstance(layer, QgsVectorLayer):
        there = set(layer.fields().names())
        gone = [b for b in question.blanks if any(filled.get(b, ())) and not set(filled[b]) <= there]
        empty += [blank for blank in gone if blank not in empty]
        by_area = question.id == "years_mean" and bool(field_of(layer, "code"))
        if by_area and not field_of(layer, "population") and people_of(layer, choice) is None:
            empty.append("people")
    return empty


def still_to_do(blanks: Iterable[str]) -> str:
    """Return what the user has to do about the first of the blanks that are missing; empty where none is."""
    todo = {
        "layer": tr("Choose a layer in step 2 and a question in step 3."),
        "amounts": tr("Choose in step 3 which field is to be summed: one with numbers, such as pupils or beds."),
        "groups": tr("Choose in step 3 at least two fields with counts of people, such as income groups."),
        "rates": tr("Choose in step 3 the field whose mean is asked for: a rate, such as per cent or speed."),
        "group": tr("The layer has no such field to divide by any more. Choose another in step 3, or none."),
        "figure": tr("Choose in step 3 which field of the table is followed over the years."),
        "people": tr(
            "A mean over areas needs their inhabitants of each year. Put a table with them into the project, and "
            "choose it in step 3, More choices."
        ),
        "classes": tr("The areas have no such field with classes. Choose another in step 3, More choices, or none."),
    }
    return next((todo[blank] for blank in blanks), "")


def guess_role(layer: QgsVectorLayer) -> str:
    """Return what a layer probably is, by its geometry, its name, its fields and, where that is quick, its values."""
    from .roles import guess

    fields, kind = layer.fields().names(), kind_of(layer)
    role = guess(layer.name(), kind, fields)
    if role == OTHER and layer.providerType() in _NEAR:
        role = guess(layer.name(), kind, fields, _sample(layer))
    return role


def _sample(layer: QgsVectorLayer) -> list[object]:
    """Return some values of the field that says what each feature is."""
    by_name = {name.lower(): index for index, name in enumerate(layer.fields().names())}
    index = next((by_name[name] for name in _KIND_FIELDS if name in by_name), None)
    if index is None:
        return []
    request = QgsFeatureRequest().setFlags(QgsFeatureRequest.Flag.NoGeometry).setSubsetOfAttributes([index])
    return [feature.attribute(index) for feature in layer.getFeatures(request.setLimit(_SAMPLE))]
