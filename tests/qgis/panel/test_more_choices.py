# SPDX-License-Identifier: GPL-2.0-or-later
"""More choices of step 3: counts that are rounded, and classes of town and country, from the click to what is kept."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pandas as pd
import pytest
from qgis import processing
from qgis.core import QgsApplication, QgsProject, QgsVectorLayer
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import QLabel

from regso_atlas.plugin.layers.table import frame_of_layer
from regso_atlas.plugin.panel.choices import KEY, SCOPE
from regso_atlas.plugin.panel.result_grid import EACH_CLASS
from regso_atlas.plugin.panel.state import PanelState, QuestionChoice, from_json, to_json

DEMO = Path(__file__).resolve().parents[3] / "resources" / "demo"
CLASSES = ["1,500 or more inhabitants per km²", "300–1,500 inhabitants per km²", "Fewer than 300 inhabitants per km²"]


@pytest.fixture
def more(dock, presenter, click, idle):
    """The choices, unfolded, with the demo's areas loaded and its clinics asked about."""
    click(dock.welcome.demo)
    idle(presenter)
    dock.box_of(dock.question).setCollapsed(False)
    click(dock.question.more.button)
    return dock.question.more


@pytest.fixture
def answered(dock, presenter, click, idle):
    """Answer the question; return the outcome."""

    def answer():
        click(dock.question.answer)
        idle(presenter)
        assert presenter.outcome is not None
        return presenter.outcome

    return answer


def run_directly(presenter, **settings):
    """The tables of the algorithm itself, with the question's layer and areas."""
    state = presenter.state
    outputs = dict.fromkeys(("OUTPUT", "OUTPUT_AREAS", "OUTPUT_STRATA"), "TEMPORARY_OUTPUT")
    inputs = {"INPUT": state.question.layer_id, "AREAS": state.areas_layer}
    found = processing.run("regso:summarizebyareatype", {**inputs, **settings, **outputs})
    return {name: frame_of_layer(found[name]) for name in outputs}


def assert_same(one, other):
    pd.testing.assert_frame_equal(one, other, check_dtype=False, rtol=1e-12)


def shown(table):
    """The table as it is shown: titles, then rows."""
    model = table.model()
    columns = range(model.columnCount())
    titles = [model.headerData(c, Qt.Orientation.Horizontal).replace("\N{SOFT HYPHEN}", "") for c in columns]
    return titles, [[model.index(r, c).data() for c in columns] for r in range(model.rowCount())]


def test_it_is_folded_away_and_says_what_is_chosen(dock, more, choose, click):
    assert more.button.text() == "More choices"
    choose(more.rounding, "5")
    choose(more.classes, "density")
    click(more.button)

    assert not more.rounding.isVisible()
    assert more.button.whole_text() == "More choices: multiples of 5, By density of the population"


def test_figures_are_those_of_the_algorithm_itself(more, presenter, choose, answered):
    choose(more.rounding, "3")
    choose(more.classes, "density")
    outcome = answered()

    assert outcome.parameters["ROUNDING"] == "3"
    assert outcome.parameters["TOWN_AND_COUNTRY"] == "density"
    direct = run_directly(presenter, ROUNDING="3", TOWN_AND_COUNTRY="density")
    assert_same(outcome.table, direct["OUTPUT"])
    assert_same(outcome.areas, direct["OUTPUT_AREAS"])
    assert_same(outcome.classes, direct["OUTPUT_STRATA"])
    assert set(outcome.table["amount"] % 3) == {0}
    assert "to multiples of 3" in Path(outcome.outputs["OUTPUT_HTML"]).read_text(encoding="utf-8")


def test_what_is_not_chosen_is_left_to_the_algorithm(more, answered):
    outcome = answered()

    assert not {"ROUNDING", "TOWN_AND_COUNTRY", "STRATUM_FIELD", "OUTPUT_STRATA"} & set(outcome.parameters)
    assert outcome.classes is None


def test_the_classes_stand_in_the_result(more, dock, choose, answered):
    choose(more.classes, "density")
    outcome = answered()
    parts, table = dock.result.parts, dock.result.table
    assert [parts.itemText(row) for row in range(parts.count())] == [
        "Everything together",
        "Every class of areas",
        *CLASSES,
    ]

    choose(parts, EACH_CLASS)
    titles, rows = shown(table)
    assert titles[:2] == ["Class", "Area type"]
    assert list(dict.fromkeys(row[0] for row in rows)) == CLASSES
    wanted = outcome.classes
    amounts = [int(row[titles.index("Count")].replace(",", "")) for row in rows]
    assert amounts == wanted["amount"].astype(int).tolist()
    people = [int(row[titles.index("Inhabitants")].replace(",", "")) for row in rows]
    assert people == wanted["population"].astype(int).tolist()


def test_one_class_has_its_chart_and_shares_of_its_own(more, dock, choose, answered):
    choose(more.classes, "density")
    outcome = answered()
    choose(dock.result.parts, CLASSES[0])

    titles, rows = shown(dock.result.table)
    dense = outcome.classes[(outcome.classes["stratum"] == "dense") & outcome.classes["area_type"].between(1, 5)]
    shares = dense["amount"] / dense["amount"].sum()
    assert [row[titles.index("Share, %")] for row in rows[:5]] == [f"{100 * one:.1f}" for one in shares]
    spoken = dock.result.chart.accessibleDescription()
    rate = dense["per_1000"].iloc[0]
    assert f"{rate:.2f}" in spoken or f"{rate:.1f}" in spoken or f"{rate:.3f}" in spoken


def test_the_gap_is_said_within_the_classes_as_the_report_says_it(more, dock, choose, answered):
    choose(more.field, "kommun_name")
    outcome = answered()

    report = " ".join(Path(outcome.outputs["OUTPUT_HTML"]).read_text(encoding="utf-8").split())
    said = dock.result.disparity.text().split("\n\n")
    within = [sentence for sentence in said if "when both are spread alike over the classes" in sentence]
    assert len(within) == 1
    assert within[0] in report


def test_areas_and_inhabitants_have_classes_too(more, dock, choose, answered):
    choose(dock.question.question, "background_country")
    assert more.classes.itemText(0) == "Not at all"
    choose(more.classes, "density")
    outcome = answered()
    assert outcome.algorithm == "regso:areatypesummary"
    parts, table = dock.result.parts, dock.result.table
    choose(parts, EACH_CLASS)
    titles, rows = shown(table)
    people, kinds = titles.index("Inhabitants"), titles.index("Area type")
    by_type = outcome.table.set_index("area_type")["population"]
    for kind in range(1, 6):
        own = [int(row[people].replace(",", "")) for row in rows if row[kinds] == f"Type {kind}"]
        assert len(own) == len(CLASSES)
        assert sum(own) == by_type[kind]


def test_groups_that_live_apart_are_guarded_too(more, presenter, dock, choose, answered):
    csv = DEMO / "demo_inkomstgrupper_2015_2024.csv"
    table = QgsVectorLayer(f"{csv.as_uri()}?type=csv&detectTypes=yes&geomType=none", "inkomster åäö", "delimitedtext")
    QgsProject.instance().addMapLayer(table)
    groups = ("kvintil_1", "kvintil_5")
    presenter.choose_question(QuestionChoice("segregation", table.id(), amount_fields=groups))
    assert more.rounding.isVisible()
    assert not more.classes.isVisible()
    choose(more.rounding, "5")
    outcome = answered()

    assert outcome.parameters["ROUNDING"] == "5"
    settings = {"GROUP_FIELDS": list(groups), "LEVEL": "kommun", "ROUNDING": "5"}
    direct = processing.run("regso:segregation", {"INPUT": table, "OUTPUT": "TEMPORARY_OUTPUT", **settings})
    assert_same(outcome.table, frame_of_layer(direct["OUTPUT"]))
    assert "Påhittsstad" in dock.result.reading.text()


def test_a_row_of_a_class_says_why_nothing_is_selected_on_the_map(more, dock, choose, answered):
    choose(more.classes, "density")
    answered()
    choose(dock.result.parts, EACH_CLASS)
    dock.result.table.selectRow(0)

    assert "cannot be selected on the map" in dock.result.selected.text()
    assert QgsProject.instance().mapLayer(dock.presenter.state.areas_layer).selectedFeatureCount() == 0


def test_a_field_of_the_areas_goes_before_the_classes(more, presenter, choose, answered):
    choose(more.classes, "density")
    choose(more.field, "kommun_name")
    assert not more.classes.isEnabled()
    outcome = answered()

    assert outcome.parameters["STRATUM_FIELD"] == "kommun_name"
    assert "TOWN_AND_COUNTRY" not in outcome.parameters
    assert list(dict.fromkeys(outcome.classes["stratum"])) == ["Påhittsstad", "Sagåköping"]
    assert_same(outcome.classes, run_directly(presenter, STRATUM_FIELD="kommun_name")["OUTPUT_STRATA"])


def test_a_field_that_the_areas_have_not_is_told_before_anything_runs(more, presenter, click, dock, heard):
    presenter.choose_question(QuestionChoice("amount", presenter.state.question.layer_id, stratum_field="tätort"))
    click(dock.question.answer)

    assert "no such field with classes" in heard[-1].text
    assert not presenter.activity.is_busy


def test_classes_that_the_areas_cannot_have_are_an_error_in_words(more, presenter, choose, click, dock, idle, heard):
    choose(more.classes, "deso")
    click(dock.question.answer)
    idle(presenter)

    assert heard[-1].level == "error"
    assert "None of the areas is a DeSO" in heard[-1].text
    assert presenter.outcome is None


def test_what_was_chosen_is_in_the_command_the_model_and_the_workbook(
    more, dock, presenter, choose, answered, idle, tmp_path
):
    choose(more.rounding, "5")
    choose(more.classes, "density")
    answered()
    keeper = dock.keep.keeper
    keeper.copy_command()
    command = QgsApplication.clipboard().text()
    assert "--ROUNDING=5" in command.replace("'", "")
    assert "--TOWN_AND_COUNTRY=density" in command.replace("'", "")
    assert "--OUTPUT_STRATA=" in command
    keeper.save_model(tmp_path / "modell å.model3")
    model = (tmp_path / "modell å.model3").read_text(encoding="utf-8")
    assert all(name in model for name in ("ROUNDING", "TOWN_AND_COUNTRY", "OUTPUT_STRATA"))
    keeper.save_workbook(tmp_path / "bok å.xlsx")
    idle(presenter)
    book = openpyxl.load_workbook(tmp_path / "bok å.xlsx")
    rows = list(book["By class"].iter_rows(values_only=True))
    at = rows[0].index("Count")
    typed = [row[at] for row in rows[1:] if row[1] is not None]
    classes = presenter.outcome.classes
    assert typed == classes.loc[classes["area_type"].between(1, 5), "amount"].astype(int).tolist()


def test_a_record_that_is_run_again_gives_the_same_classes(
    more, dock, presenter, choose, answered, idle, heard, tmp_path
):
    choose(more.rounding, "5")
    choose(more.classes, "density")
    answered()
    keeper, path = dock.keep.keeper, tmp_path / "körning.json"
    keeper.save_record(path)
    idle(presenter)
    keeper.repeat_record(path)
    idle(presenter)
    assert heard[-1].text == "Same result: yes."

    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace('"classes_checksum": "', '"classes_checksum": "0'), encoding="utf-8")
    keeper.repeat_record(path)
    idle(presenter)
    assert heard[-1].text.startswith("Same result: no. The figures by class of town and country are not the same.")


def test_what_was_chosen_comes_back_with_the_project(more, presenter, choose, dock):
    choose(more.rounding, "5")
    choose(more.field, "kommun_name")
    before = presenter.state
    QgsProject.instance().writeEntry(SCOPE, KEY, to_json(before))
    presenter.forget()
    assert more.rounding.currentData() == "none"
    presenter.restore()

    assert presenter.state.question == before.question
    assert (more.rounding.currentData(), more.field.currentData()) == ("5", "kommun_name")


def test_what_the_algorithm_would_refuse_is_not_remembered():
    text = to_json(PanelState(question=QuestionChoice(rounding="7", town_and_country="stad")))

    assert from_json(text).question == QuestionChoice()


def test_an_agency_s_question_keeps_how_figures_are_guarded(more, presenter, choose, dock):
    choose(more.rounding, "5")
    presenter.choose_agency("socialstyrelsen")
    box = dock.question.question
    choose(box, box.itemText(1))

    assert presenter.state.question.rounding == "5"
    assert dock.question.choice() == presenter.state.question
    assert box.currentIndex() == 1


def test_it_is_reached_and_used_by_keyboard(more, dock, presenter, qtbot, after_tab):
    boxes = [more.rounding, more.classes, more.field]
    assert after_tab(dock.question.min_count, 5) == [more.button, *boxes, dock.question.answer]
    labels = {label.buddy(): label.text() for label in more.findChildren(QLabel)}
    assert all(labels[box] for box in boxes)
    qtbot.keyClick(more.rounding, Qt.Key.Key_Down)
    assert presenter.state.question.rounding == "3"

    qtbot.keyClick(more.button, Qt.Key.Key_Space)
    assert not more.rounding.isVisible()
    assert after_tab(dock.question.min_count, 2) == [more.button, dock.question.answer]
    qtbot.keyClick(more.button, Qt.Key.Key_Space)
    assert more.rounding.isVisible()


def test_it_is_there_only_where_it_says_something(more, presenter, dock, choose):
    choose(dock.question.question, "where")
    assert not more.isVisible()
    choose(dock.question.question, "amount")
    assert more.isVisible()
