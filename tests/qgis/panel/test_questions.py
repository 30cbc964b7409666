# SPDX-License-Identifier: GPL-2.0-or-later
"""The sentences of the questions: whole in each kind of features, nothing said of a blank that is empty."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from qgis.core import QgsApplication, QgsProject, QgsVectorLayer

from regso_atlas.plugin.panel import questions
from regso_atlas.plugin.panel.questions import QUESTIONS, by_id, in_words, missing, sentence, sentence_parts, title_of
from regso_atlas.plugin.panel.state import QuestionChoice

KINDS = ("", "point", "line", "polygon", "table")
TRANSLATIONS = Path(__file__).resolve().parents[3] / "resources" / "i18n" / "regso_atlas_sv.ts"


@pytest.fixture
def schools(layer_from_wkt: Any) -> QgsVectorLayer:
    """One school with pupils."""
    fields = {"huvudman": "string", "elever": "integer", "behörighet": "double"}
    layer = layer_from_wkt("Point", ["Point(0.5 0.5)"], fields, name="register — skolor i Älvnäs")
    QgsProject.instance().addMapLayer(layer)
    return layer


def choice(question: str, **more: Any) -> QuestionChoice:
    return QuestionChoice(question=question, layer_id="skolor", **more)


def test_what_is_counted_or_measured_is_said_by_the_kind_of_features() -> None:
    question = by_id("per_inhabitant")
    assert sentence(question, "point").startswith("How many {layer} are there per 1,000 inhabitants")
    assert sentence(question, "line").startswith("How many km of {layer} are there")
    assert sentence(question, "polygon").startswith("How many km² of {layer} are there")
    assert sentence(question, "table").startswith("How many rows of {layer} are there")
    assert sentence(question).startswith("How much of {layer} is there")


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("question", QUESTIONS, ids=lambda one: one.id)
def test_a_sentence_has_just_the_blanks_of_its_question(question: questions.Question, kind: str) -> None:
    wanted = {*question.blanks, *(("layer",) if question.needs_layer else ())}
    parts = sentence_parts(question, kind)
    assert {part.blank for part in parts} - {""} == wanted
    whole = "".join(part.text or f"{{{part.blank}}}" for part in parts)
    assert whole == sentence(question, kind)
    assert whole.endswith("?")
    assert "[" not in whole


def test_a_read_out_question_says_nothing_of_a_group_that_is_not_there(schools: QgsVectorLayer) -> None:
    question = by_id("per_inhabitant")
    plain = "How many skolor i Älvnäs are there per 1,000 inhabitants in each area type"
    assert in_words(question, choice("per_inhabitant"), schools) == f"{plain}?"
    assert in_words(question, choice("per_inhabitant", group_field="huvudman"), schools) == f"{plain}, by huvudman?"


def test_a_read_out_question_calls_a_field_as_the_user_does(schools: QgsVectorLayer) -> None:
    schools.setFieldAlias(schools.fields().lookupField("elever"), "Antal elever")
    text = in_words(by_id("sum"), choice("sum", amount_fields=("elever", "behörighet")), schools, "skolor")
    assert text == "What is the sum of Antal elever and behörighet for skolor in each area type?"


def test_a_read_out_question_has_a_gap_where_something_must_still_be_chosen(schools: QgsVectorLayer) -> None:
    assert in_words(by_id("mean"), choice("mean"), schools, "schools").startswith("What is the mean of … for schools")
    assert in_words(by_id("share"), QuestionChoice("share"), None).startswith("What share of all … lies")


def test_braces_in_a_layers_name_are_only_letters(schools: QgsVectorLayer) -> None:
    schools.setName("skolor {2024} [ny]")
    assert "How many skolor {2024} [ny] lie" in in_words(by_id("amount"), choice("amount"), schools)
    assert title_of(by_id("amount"), choice("amount"), schools) == "Amount of skolor {2024} [ny]"


def test_what_must_be_chosen_is_missing_until_it_is(schools: QgsVectorLayer) -> None:
    assert missing(by_id("per_inhabitant"), QuestionChoice("per_inhabitant")) == ["layer"]
    assert missing(by_id("per_inhabitant"), choice("per_inhabitant"), schools) == []
    assert missing(by_id("sum"), QuestionChoice("sum")) == ["layer", "amounts"]
    assert missing(by_id("mean"), choice("mean", amount_fields=("elever",)), schools) == ["rates"]
    assert missing(by_id("mean"), choice("mean", rate_fields=("behörighet",)), schools) == []
    assert missing(by_id("background_country"), QuestionChoice("background_country")) == []


def test_groups_that_live_apart_are_at_least_two(schools: QgsVectorLayer) -> None:
    question = by_id("segregation")
    assert missing(question, choice("segregation"), schools) == ["groups"]
    assert missing(question, choice("segregation", amount_fields=("elever",)), schools) == ["groups"]
    assert missing(question, choice("segregation", amount_fields=("elever", "behörighet")), schools) == []
    assert "two fields" in questions.still_to_do(["groups"])


def test_a_field_that_the_layer_no_longer_has_is_missing(schools: QgsVectorLayer) -> None:
    gone = choice("mean", rate_fields=("meritvärde",), group_field="ägare")
    assert missing(by_id("mean"), gone, schools) == ["rates", "group"]
    assert missing(by_id("where"), gone, schools) == []


def test_what_is_missing_is_said_with_what_to_do() -> None:
    texts = {blank: questions.still_to_do([blank, "layer"]) for blank in ("layer", "amounts", "rates", "group")}
    assert all("hoose" in text and "step 3" in text for text in texts.values())
    assert len(set(texts.values())) == 4
    assert questions.still_to_do([]) == ""


def test_a_title_says_what_was_asked_of_what(schools: QgsVectorLayer) -> None:
    by_owner = choice("per_inhabitant", group_field="huvudman")
    assert title_of(by_id("per_inhabitant"), by_owner, schools) == (
        "Skolor i Älvnäs per 1,000 inhabitants, by huvudman"
    )
    assert title_of(by_id("background_lan"), QuestionChoice(), None) == "Areas and inhabitants of counties"
    titles = {title_of(one, by_owner, schools) for one in QUESTIONS}
    assert len(titles) == len(QUESTIONS)


def test_a_question_is_offered_only_for_features_that_its_algorithm_takes(schools: QgsVectorLayer) -> None:
    table = QgsVectorLayer("None?field=regsokod:string", "elever", "memory")
    assert "where" in [one.id for one in questions.fitting(schools)]
    assert "where_most" not in [one.id for one in questions.fitting(schools)]
    assert not {"where", "where_most"} & {one.id for one in questions.fitting(table)}
    assert {one.id for one in questions.fitting(None)} == {one.id for one in QUESTIONS if not one.needs_layer}


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda one: one.id)
def test_the_settings_of_a_question_are_parameters_of_its_algorithm(
    provider: Any, schools: QgsVectorLayer, question: questions.Question
) -> None:
    algorithm = QgsApplication.processingRegistry().createAlgorithmById(question.algorithm)
    names = {one.name() for one in algorithm.parameterDefinitions()}
    fields = {"group_field": "huvudman", "amount_fields": ("elever",), "rate_fields": ("behörighet",)}
    filled = choice(question.id, **fields, rounding="3", town_and_country="density")
    given = questions.parameters_of(question, filled, schools, schools)
    assert set(given) <= names
    written = questions.outputs_of(question, filled)
    assert set(question.outputs) <= set(written) <= names
    assert set(questions.loaded_outputs(question, filled)) <= set(written)


def test_the_largest_part_is_asked_of_the_algorithm_that_assigns(
    run_algorithm: Any, layer_from_wkt: Any, areas_layer: Any
) -> None:
    road = layer_from_wkt("LineString", ["LineString(0.5 0.5, 1.2 0.5)"], {"namn": "string"})
    areas = areas_layer()
    QgsProject.instance().addMapLayers([road, areas])
    whole, cut = (by_id(name) for name in ("where_most", "where"))
    assert [row["area_type"] for row in _rows(run_algorithm, whole, road, areas)] == [1]
    assert sorted(row["area_type"] for row in _rows(run_algorithm, cut, road, areas)) == [1, 2]


def _rows(run_algorithm: Any, question: questions.Question, layer: Any, areas: Any) -> list[dict[str, Any]]:
    given = questions.parameters_of(question, QuestionChoice(question.id, layer.id()), layer, areas)
    return run_algorithm(question.algorithm, **given).rows()


def test_a_translated_sentence_can_leave_out_the_same_part() -> None:
    found = 0
    for entry in ElementTree.parse(TRANSLATIONS).iter("message"):  # noqa: S314 - a file of ours
        source, translated = entry.findtext("source") or "", entry.findtext("translation") or ""
        optional = re.findall(r"\[.*?\{group\}\]", source)
        if optional and translated:
            found += 1
            assert len(re.findall(r"\[.*?\{group\}\]", translated)) == len(optional), translated
    assert found >= len(
        {questions._template(one, kind) for one in QUESTIONS for kind in KINDS if "group" in one.blanks}
    )
