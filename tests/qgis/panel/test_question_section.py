# SPDX-License-Identifier: GPL-2.0-or-later
"""Step 3: the sentence, its blanks, and the same run in the dialog of Processing."""

from __future__ import annotations

import pytest
from qgis.core import QgsProject
from qgis.PyQt.QtCore import QObject, pyqtSignal

from regso_atlas.plugin.panel import questions
from regso_atlas.plugin.panel.choices import fresh_state
from regso_atlas.plugin.panel.sections.question import QuestionSection
from regso_atlas.plugin.panel.state import LayerChoice, PanelState, QuestionChoice


@pytest.fixture
def section(presenter, qtbot):
    section = QuestionSection(presenter)
    qtbot.addWidget(section)
    section.resize(280, 400)
    section.show()
    return section


@pytest.fixture
def schools(demo_layer):
    return demo_layer("skolor", "Skolor")


@pytest.fixture
def roads(demo_layer):
    return demo_layer("vagar", "Vägar")


def numbers(layer):
    return tuple(field.name() for field in layer.fields() if field.isNumeric() and field.name() != "fid")


def test_questions_that_are_shown_are_the_choice_and_tell_nobody(section, presenter, schools, roads, emitted):
    text = next(field.name() for field in schools.fields() if not field.isNumeric())
    choices = [
        QuestionChoice(),
        QuestionChoice(min_count=5),
        QuestionChoice("share", schools.id(), rounding="3", town_and_country="deso"),
        QuestionChoice("amount", schools.id(), town_and_country="none", stratum_field="tätort"),
        QuestionChoice(
            "years_count", schools.id(), figure_field="elever", first_year=2015, last_year=2024, hold="last"
        ),
        QuestionChoice(
            "years_mean", roads.id(), types_layer=schools.id(), people_layer="borta_1", across_editions=True
        ),
        QuestionChoice("background_kommun"),
        *(QuestionChoice(one.id, schools.id()) for one in questions.fitting(schools)),
        QuestionChoice("per_inhabitant", roads.id(), min_count=2000),
        QuestionChoice("share", schools.id(), text),
        QuestionChoice("sum", schools.id(), text, amount_fields=numbers(schools)[:1]),
        QuestionChoice("mean", schools.id(), rate_fields=numbers(schools)[:2]),
        QuestionChoice("okänd fråga", schools.id()),
    ]
    layers = (LayerChoice(schools.id()), LayerChoice(roads.id()))
    for before in choices:
        for choice in choices:
            for one in (before, choice):
                section.show_state(PanelState(layers=layers, question=one))
            assert section.choice() == choice
    assert emitted == []
    assert presenter.state == fresh_state()


def test_the_first_layer_brings_a_question_about_it(section, presenter, schools):
    presenter.add_layer(schools.id())

    assert section.choice() == QuestionChoice("per_inhabitant", schools.id())
    assert "Skolor" in section.question.currentText()
    assert section.sentence.text().startswith("How many")
    assert section.sentence.text().endswith("?")


def test_the_sentence_has_the_blanks_of_its_question(section, presenter, schools, choose):
    presenter.add_layer(schools.id())
    seen = {}
    for question in questions.fitting(schools):
        choose(section.question, question.id)
        seen[question.id] = {name for name, box in section.blanks.items() if box.isVisibleTo(section)}

    assert seen["per_inhabitant"] == {"layer", "group"}
    assert seen["sum"] == {"layer", "group", "amounts"}
    assert seen["mean"] == {"layer", "group", "rates"}
    assert seen["where"] == {"layer"}
    assert seen["background_country"] == set()


def test_blanks_that_are_filled_in_are_the_state(section, presenter, schools, choose):
    presenter.add_layer(schools.id())
    field = next(one.name() for one in schools.fields() if not one.isNumeric())

    section.group.setField(field)
    section.group.activated.emit(section.group.currentIndex())
    choose(section.question, "sum")
    section.amounts.setCheckedItems(list(numbers(schools)[:1]))
    section.min_count.setValue(5)

    assert presenter.state.question == QuestionChoice(
        "sum", schools.id(), field, amount_fields=numbers(schools)[:1], min_count=5
    )


def test_another_layer_empties_the_blanks_that_are_not_its_own(section, presenter, schools, roads, choose):
    for layer in (schools, roads):
        presenter.add_layer(layer.id())
    presenter.choose_question(QuestionChoice("per_inhabitant", schools.id(), "huvudman", min_count=3))

    choose(section.layer, roads.id())

    assert presenter.state.question == QuestionChoice("per_inhabitant", roads.id(), min_count=3)
    assert section.group.layer() is roads


def test_a_question_that_lacks_something_says_what(section, presenter, schools, demo_layer, click, heard, choose):
    presenter.use_areas_layer(demo_layer("omraden").id())
    click(section.answer)
    assert "Choose a layer in step 2" in heard[-1].text

    presenter.add_layer(schools.id())
    choose(section.question, "sum")
    click(section.answer)

    assert "which field is to be summed" in heard[-1].text
    assert not presenter.activity.is_busy


def test_a_layer_with_another_name_is_called_by_it_in_the_sentence(section, presenter, schools):
    presenter.add_layer(schools.id())

    schools.setName("Förskolor")

    assert "Förskolor" in section.question.currentText()
    assert section.layer.currentText() == "Förskolor"


def test_a_narrow_sentence_goes_on_in_more_lines(section, presenter, schools):
    presenter.add_layer(schools.id())
    heights = [section.sentence.heightForWidth(width) for width in (220, 400, 2000)]

    assert heights == sorted(heights, reverse=True)
    assert heights[0] > heights[-1]


class Dialog(QObject):
    """Stands for the dialog of Processing."""

    shown = pyqtSignal()

    def setModal(self, modal):
        self.modal = modal

    def show(self):
        self.shown.emit()


def test_the_same_run_opens_in_processing_and_not_in_front(
    section, presenter, schools, demo_layer, click, monkeypatch, choose
):
    import processing

    areas = demo_layer("omraden")
    presenter.use_areas_layer(areas.id())
    presenter.add_layer(schools.id())
    presenter.choose_question(QuestionChoice("sum", schools.id(), "huvudman", ("elever",), min_count=5))
    opened, dialog = [], Dialog()
    monkeypatch.setattr(processing, "createAlgorithmDialog", lambda *request: opened.append(request) or dialog)

    click(section.processing_dialog)

    ((algorithm, parameters),) = opened
    assert algorithm == "regso:summarizebyareatype"
    assert parameters == {
        "AREAS": areas.id(),
        "INPUT": schools.id(),
        "GROUP_FIELD": "huvudman",
        "AMOUNT_FIELDS": ["elever"],
        "MIN_COUNT": 5,
    }
    assert dialog.modal is False


def test_an_agency_s_questions_stand_first_and_bring_their_blanks(section, presenter, schools, choose):
    presenter.add_layer(schools.id(), "school")
    presenter.choose_agency("skolverket")
    proposals = section._proposals

    assert proposals
    assert section.question.itemText(0) == proposals[0].sentence
    row = section.question.findText(proposals[-1].sentence)
    section.question.setCurrentIndex(row)
    section.question.activated.emit(row)
    assert presenter.state.question == proposals[-1].choice
    assert section.choice() == presenter.state.question


def test_nothing_is_said_of_layers_that_are_not_in_the_project(section, presenter):
    section.show_state(PanelState(question=QuestionChoice("per_inhabitant", "borta_123")))

    assert section.choice().layer_id == "borta_123"
    assert QgsProject.instance().count() == 0
