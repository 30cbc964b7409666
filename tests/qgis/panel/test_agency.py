# SPDX-License-Identifier: GPL-2.0-or-later
"""What goes with an agency in step 2: its caution and task, the layers it lacks, presets that cannot be used."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from qgis.core import QgsApplication
from qgis.PyQt.QtCore import QCoreApplication, QLocale, Qt

from regso_atlas.plugin.i18n import install_translator
from regso_atlas.plugin.panel import presets
from regso_atlas.plugin.panel.sections.layers import LayersSection
from regso_atlas.plugin.panel.sections.question import QuestionSection
from regso_atlas.plugin.settings import settings


@pytest.fixture
def own_folder(tmp_path, monkeypatch):
    folder = tmp_path / "förval"
    folder.mkdir()
    monkeypatch.setattr(presets, "own_folder", lambda: folder)
    return folder


@pytest.fixture
def section(presenter, qtbot):
    section = LayersSection(presenter)
    qtbot.addWidget(section)
    section.resize(260, 700)
    section.show()
    return section


@pytest.fixture
def swedish():
    QgsApplication.setLocale(QLocale("sv_SE"))
    translator = install_translator()
    yield
    QCoreApplication.removeTranslator(translator)
    QgsApplication.setLocale(QLocale("en_GB"))


def preset_file(agency: str) -> dict:
    return json.loads((presets.BUILT_IN / f"{agency}.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("agency", [path.stem for path in sorted(presets.BUILT_IN.glob("*.json"))])
def test_the_caution_and_the_task_of_the_agency_stand_where_it_is_chosen(section, choose, click, agency):
    told = preset_file(agency)

    choose(section.agency, agency)

    assert section.advice.isVisible()
    assert section.advice.caution.text() == f"Read with care: {told['caution']['en']}"
    assert not section.advice.task.isVisible()
    click(section.advice.fold.findChild(type(section.advice.fold.button)))
    assert section.advice.task.isVisible()
    assert section.advice.task.text() == told["task"]["text"]["en"]
    assert told["task"]["source"] in section.advice.source.text()


def test_without_an_agency_nothing_is_advised(section, choose):
    assert not section.advice.isVisible()
    choose(section.agency, "skolverket")
    choose(section.agency, "")
    assert not section.advice.isVisible()
    assert section.agency.accessibleDescription() == ""


def test_in_swedish_the_advice_is_swedish_and_wraps(swedish, section, choose):
    choose(section.agency, "trafikverket")

    told = preset_file("trafikverket")
    assert section.advice.caution.text() == f"Läs med omsorg: {told['caution']['sv']}"
    assert section.advice.lacking.text().startswith("Lager saknas för: vägar, järnvägar")
    assert section.advice.caution.height() > 3 * section.fontMetrics().height()
    assert section.advice.minimumSizeHint().width() <= 240


def test_the_roles_that_still_lack_a_layer_are_named(section, choose, presenter, demo_layer):
    choose(section.agency, "socialstyrelsen")
    assert "health care facilities" in section.advice.lacking.text()

    presenter.add_layer(demo_layer("vardinrattningar").id())

    assert section.advice.lacking.isVisible()
    assert "health care facilities" not in section.advice.lacking.text()
    preset = presets.by_agency("socialstyrelsen")
    for role in preset.roles:
        presenter.add_layer(demo_layer("skolor", role.role).id(), role.role)
    assert not section.advice.lacking.isVisible()


def test_a_screen_reader_and_the_keyboard_reach_the_advice(section, choose):
    choose(section.agency, "polismyndigheten")

    assert preset_file("polismyndigheten")["caution"]["en"] in section.agency.accessibleDescription()
    for text in (section.advice.lacking, section.advice.caution, section.advice.source):
        assert text.focusPolicy() & Qt.FocusPolicy.TabFocus


def test_questions_use_the_agencys_word_for_the_features(presenter, qtbot, demo_layer):
    section = QuestionSection(presenter)
    qtbot.addWidget(section)
    presenter.add_layer(demo_layer("vardinrattningar", "Lager 7").id())

    presenter.choose_agency("socialstyrelsen")

    offered = [section.question.itemText(row) for row in range(section.question.count())]
    assert any("health care facilities" in text for text in offered)
    assert not any("Lager 7" in text for text in offered)


# Presets of one's own -------------------------------------------------------------------------------------------------


def test_a_preset_that_cannot_be_used_is_told_once_with_what_to_do(own_folder, presenter, qtbot, heard):
    (own_folder / "trasig åäö.json").write_text('{"format": 1}', encoding="utf-8")
    section = LayersSection(presenter)
    qtbot.addWidget(section)
    assert heard == []

    section.show()
    section.hide()
    section.show()

    (notice,) = heard
    assert notice.level == "warning"
    assert notice.text.startswith("The preset trasig åäö.json cannot be used and is left out.")
    assert notice.text.endswith(f"Mend the file in {own_folder}, then close the panel and open it again.")


def test_a_preset_that_was_mended_is_offered_when_the_panel_is_opened_again(own_folder, section):
    before = section.agency.count()
    path: Path = own_folder / "min åäö.json"
    path.write_text(json.dumps({**preset_file("skolverket"), "id": "min_enhet"}), encoding="utf-8")

    section.hide()
    section.show()

    assert section.agency.count() == before + 1


def test_a_broken_preset_reaches_the_notices_of_the_dock(own_folder, dock):
    (own_folder / "trasig.json").write_text("{", encoding="utf-8")
    dock.hide()
    dock.show()

    assert [one.level for one in dock.notices.shown()] == ["warning"]
    assert "trasig.json" in dock.notices.shown()[0].text


# The user's own threshold ---------------------------------------------------------------------------------------------


@pytest.fixture
def hides_below_seven():
    settings().min_count.setValue(7)
    yield
    settings().min_count.remove()


def test_a_fresh_project_begins_with_the_threshold_of_the_settings(presenter, qtbot, hides_below_seven):
    presenter.forget()
    section = QuestionSection(presenter)
    qtbot.addWidget(section)

    assert presenter.state.question.min_count == 7
    assert section.min_count.value() == 7


def test_the_threshold_stays_whoever_proposes_the_question(presenter, qtbot, demo_layer, choose, hides_below_seven):
    presenter.forget()
    section = QuestionSection(presenter)
    qtbot.addWidget(section)
    presenter.add_layer(demo_layer("skolor").id())
    presenter.choose_agency("skolverket")

    assert section.question.currentIndex() == 0
    assert section.question.itemData(0).startswith("0:")
    choose(section.question, "share")
    assert presenter.state.question.min_count == 7
    section.question.setCurrentIndex(0)
    section.question.activated.emit(0)
    assert presenter.state.question.min_count == 7


def test_the_threshold_reaches_the_algorithm(presenter, demo_layer, idle, hides_below_seven):
    presenter.forget()
    presenter.show_demo()
    idle(presenter)

    presenter.ask()
    idle(presenter)

    assert presenter.outcome.parameters["MIN_COUNT"] == 7
