# SPDX-License-Identifier: GPL-2.0-or-later
"""A follow-up asked in the panel: the sentence with its years, the tables that it needs, its answer, what is kept."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import openpyxl
import pandas as pd
import pytest
from qgis import processing
from qgis.core import QgsApplication, QgsProject
from qgis.PyQt.QtCore import QPoint, Qt

from regso_atlas.plugin.layers.table import frame_of_layer
from regso_atlas.plugin.panel import questions
from regso_atlas.plugin.panel.choices import KEY, SCOPE
from regso_atlas.plugin.panel.result_grid import EACH_GROUP
from regso_atlas.plugin.panel.state import PanelState, QuestionChoice, from_json, to_json
from regso_atlas.plugin.panel.year_tables import figures_in, is_of_years, people_of, types_of, years_in

COMPARE = "regso:compareyears"


@pytest.fixture
def index(demo_layer):
    return demo_layer("index_2015_2024", "Index per år")


@pytest.fixture
def people(demo_layer):
    return demo_layer("folkmangd_2015_2024", "Folkmängd per år")


@pytest.fixture
def section(dock, presenter, index, people):
    """Step 3 with the demo's index over the years among the layers."""
    dock.box_of(dock.question).setCollapsed(False)
    presenter.add_layer(index.id())
    return dock.question


@pytest.fixture
def asked(section, presenter, choose, click, idle):
    """Fill the blanks in, as a person does, and answer; return the outcome."""

    def ask(question="years_mean", figure="v2", first=None, last=2023, hold="all"):
        choose(section.question, question)
        for name, value in (("figure", figure), ("first", first), ("last", last), ("hold", hold)):
            choose(section.blanks[name], value)
        click(section.answer)
        idle(presenter)
        return presenter.outcome

    return ask


def texts(box):
    return [box.itemText(row) for row in range(box.count())]


def shown(table):
    """The table as it is shown: titles, then rows."""
    model = table.model()
    columns = range(model.columnCount())
    titles = [model.headerData(c, Qt.Orientation.Horizontal).replace("\N{SOFT HYPHEN}", "") for c in columns]
    return titles, [[model.index(r, c).data() for c in columns] for r in range(model.rowCount())]


def run_directly(index, **settings):
    found = processing.run(COMPARE, {"INPUT": index, "OUTPUT": "TEMPORARY_OUTPUT", **settings})
    return frame_of_layer(found["OUTPUT"]), found


# The question ---------------------------------------------------------------------------------------------------------


def test_only_a_table_of_years_can_be_followed(index, people, demo_layer):
    schools = demo_layer("skolor", "Skolor")
    assert [is_of_years(one) for one in (index, people, schools, None)] == [True, True, False, False]
    assert years_in(index) == tuple(range(2015, 2025))
    assert figures_in(index) == ["index", "v1", "v2", "v3"]
    assert "years_mean" in [one.id for one in questions.fitting(index)]
    assert "years_mean" not in [one.id for one in questions.fitting(schools)]


def test_the_sentence_offers_the_years_and_fields_of_the_table(section, choose):
    choose(section.question, "years_mean")

    assert section.sentence.text().startswith("How has the mean of in changed from to in each area type, with")
    assert texts(section.blanks["figure"]) == ["choose a field", "index", "v1", "v2", "v3"]
    assert texts(section.blanks["first"]) == ["the first year", *map(str, range(2015, 2025))]
    assert len(texts(section.blanks["hold"])) == 4
    assert not section.min_count.isVisible()


def test_types_and_inhabitants_are_found_in_the_project(index, people, demo_layer):
    choice = QuestionChoice("years_mean")
    assert types_of(index, choice) is None
    assert people_of(index, choice) is people
    assert types_of(people, choice) is index
    assert people_of(people, choice) is None
    areas = demo_layer("omraden", "A områden")
    assert types_of(people, choice) is index, "years go before a single year"
    assert people_of(index, choice) is people
    chosen = QuestionChoice("years_mean", types_layer=areas.id(), people_layer=areas.id())
    assert (types_of(index, chosen), people_of(index, chosen)) == (areas, areas)


def test_what_is_found_is_said_under_more_choices(section, choose, click):
    choose(section.question, "years_mean")
    click(section.more.button)

    assert section.more.types.currentText() == "The table itself"
    assert section.more.people.currentText() == "Folkmängd per år (found)"
    assert not section.more.rounding.isVisible()
    assert not section.more.classes.isVisible()


def test_what_is_missing_is_told(section, presenter, choose, click, heard, people):
    choose(section.question, "years_mean")
    click(section.answer)
    assert "which field of the table is followed" in heard[-1].text

    choose(section.blanks["figure"], "v2")
    QgsProject.instance().removeMapLayer(people.id())
    click(section.answer)
    assert "needs their inhabitants of each year" in heard[-1].text
    assert not presenter.activity.is_busy


def test_a_comparison_over_both_editions_says_what_to_do_and_can_be_asked_for(
    section, asked, presenter, heard, click, idle, qtbot, dock
):
    assert asked(last=None) is None
    assert heard[-1].level == "error"
    assert "both sides of the change from RegSO 2020 to RegSO 2025" in heard[-1].text

    click(section.more.button)
    qtbot.mouseClick(section.more.across, Qt.MouseButton.LeftButton, pos=QPoint(8, section.more.across.height() // 2))
    click(section.answer)
    idle(presenter)
    assert presenter.outcome.parameters["ACROSS_EDITIONS"] is True
    assert presenter.outcome.numbers["LAST_YEAR"] == 2024
    assert "The series has breaks: 2024: areas of RegSO 2020 before" in dock.result.reading.text()


# The answer -----------------------------------------------------------------------------------------------------------


def test_figures_are_those_of_the_algorithm_itself(asked, index, people):
    outcome = asked(first=2016)

    table, found = run_directly(index, RATE_FIELD="v2", PEOPLE=people, FROM_YEAR=2016, TO_YEAR=2023)
    pd.testing.assert_frame_equal(outcome.table, table, check_dtype=False, rtol=1e-12)
    assert outcome.numbers["GAP_CHANGE"] == found["GAP_CHANGE"]
    assert outcome.algorithm == COMPARE


def test_the_panel_says_what_the_report_says(asked, dock):
    outcome = asked()

    report = " ".join(Path(outcome.outputs["OUTPUT_HTML"]).read_text(encoding="utf-8").split())
    said = dock.result.reading.text().split("\n\n")
    assert len(said) >= 6
    assert all(" ".join(sentence.split()) in report for sentence in said)
    assert any("disagree about type 1" in sentence for sentence in said)


def test_the_table_has_both_ends_and_the_change(asked, dock, choose):
    outcome = asked(first=2016, hold="last")

    titles, rows = shown(dock.result.table)
    assert titles[:4] == ["Area type", "2016", "2023", "Change"]
    assert [row[0] for row in rows][:7] == [*(f"Type {n}" for n in range(1, 6)), "Type 1–5", "Type 1 minus type 5"]
    wanted = outcome.table[(outcome.table["year"] == 2023)].set_index("group_name")
    before = outcome.table[(outcome.table["year"] == 2016)].set_index("group_name")
    for row, group in zip(rows, ("1", "2", "3", "4", "5", "all", "gap"), strict=False):
        assert float(row[1].replace(",", "")) == pytest.approx(before.loc[group, "rate"], abs=0.06)
        change = float(row[3].replace("−", "-").replace("+", ""))
        assert change == pytest.approx(wanted.loc[group, "difference"], abs=0.06)
    assert not dock.result.parts.isVisible()


def test_the_table_is_sorted_by_a_change_and_the_gap_stays_below(asked, dock):
    asked(hold="first")
    table = dock.result.table
    table.sortByColumn(3, Qt.SortOrder.AscendingOrder)

    _titles, rows = shown(table)
    changes = [float(row[3].replace("−", "-").replace("+", "")) for row in rows]
    assert changes[:5] == sorted(changes[:5])
    assert [row[0] for row in rows][-2:] == ["Type 1–5", "Type 1 minus type 5"]


def test_every_way_of_holding_the_types_can_be_seen(asked, dock, choose):
    outcome = asked()
    parts = dock.result.parts
    assert texts(parts) == [
        "Types held at 2015", "Types held at 2023", "Moving types", "Every way of holding the types",
    ]  # fmt: skip
    choose(parts, 2)
    moving = outcome.table[(outcome.table["hold"] == "moving") & (outcome.table["group_name"] == "1")]
    _titles, rows = shown(dock.result.table)
    assert float(rows[0][1]) == pytest.approx(moving["rate"].iloc[0], abs=0.06)

    choose(parts, EACH_GROUP)
    titles, rows = shown(dock.result.table)
    assert titles[:2] == ["Types held", "Area type"]
    assert len(rows) == 15


def test_the_lines_are_drawn_and_said_in_words(asked, dock, qtbot):
    asked()
    chart = dock.result.years
    qtbot.waitUntil(lambda: bool(chart.is_drawn or chart.words), timeout=20_000)

    assert chart.is_drawn
    assert not dock.result.chart.isVisible()
    axes = chart._canvas.figure.axes[0]
    # five lines of eight pieces, each with a rim, and a point for every year
    assert len([line for line in axes.lines if line.get_marker() in ("None", None)]) == 5 * 8 * 2
    assert len([line for line in axes.lines if line.get_marker() == "o"]) == 5 * 9
    assert "2015: 26.5, 2023: 23.8" in chart.accessibleDescription()


def test_a_row_says_nothing_of_the_map(asked, dock):
    asked()
    dock.result.table.selectRow(0)

    assert dock.result.selected.text() == ""


def test_another_answer_has_bars_again(asked, dock, presenter, demo_layer, idle):
    asked()
    presenter.use_areas_layer(demo_layer("omraden").id())
    presenter.choose_question(QuestionChoice("background_country"))
    presenter.ask()
    idle(presenter)

    assert dock.result.chart.isVisible()
    assert not dock.result.years.isVisible()


def test_counts_can_be_rounded(section, presenter, people, choose, click, idle, index, dock):
    presenter.add_layer(people.id())
    choose(section.layer, people.id())
    choose(section.question, "years_count")
    choose(section.blanks["figure"], "folkmangd")
    choose(section.blanks["last"], 2023)
    choose(section.blanks["hold"], "first")
    assert section.min_count.isVisible()
    click(section.more.button)
    choose(section.more.rounding, "5")
    click(section.answer)
    idle(presenter)

    outcome = presenter.outcome
    assert outcome.parameters["TYPES"] == index.id()
    assert outcome.parameters["ROUNDING"] == "5"
    assert dock.result.notes.text().startswith("Rounding of counts: to multiples of 5.")
    settings = {"COUNT_FIELD": "folkmangd", "TYPES": index, "HOLD": "first", "TO_YEAR": 2023, "ROUNDING": "5"}
    pd.testing.assert_frame_equal(outcome.table, run_directly(people, **settings)[0], check_dtype=False, rtol=1e-12)


# What is kept ---------------------------------------------------------------------------------------------------------


def test_it_is_kept_as_a_command_a_model_a_workbook_and_a_record(asked, dock, presenter, idle, heard, tmp_path):
    asked(hold="last")
    keeper = dock.keep.keeper
    keeper.copy_command()
    command = QgsApplication.clipboard().text()
    assert command.startswith("qgis_process run regso:compareyears ")
    assert all(
        one in command.replace("'", "") for one in ("--RATE_FIELD=v2", "--HOLD=last", "--TO_YEAR=2023", "--PEOPLE=")
    )
    keeper.save_model(tmp_path / "modell.model3")
    assert "PEOPLE" in (tmp_path / "modell.model3").read_text(encoding="utf-8")
    keeper.save_workbook(tmp_path / "bok.xlsx")
    idle(presenter)
    book = openpyxl.load_workbook(tmp_path / "bok.xlsx")
    rows = list(book["Result"].iter_rows(values_only=True))
    assert len(rows) == len(presenter.outcome.table) + 1
    assert "Change of the rate" in rows[0]
    record = tmp_path / "körning.json"
    keeper.save_record(record)
    idle(presenter)
    keeper.repeat_record(record)
    idle(presenter)
    assert heard[-1].text == "Same result: yes."
    assert keeper.why_not("report") == ""


def test_it_comes_back_with_the_project(section, presenter, choose):
    choose(section.question, "years_mean")
    for name, value in (("figure", "v3"), ("first", 2017), ("hold", "moving")):
        choose(section.blanks[name], value)
    before = presenter.state
    QgsProject.instance().writeEntry(SCOPE, KEY, to_json(before))
    presenter.forget()
    presenter.restore()

    assert presenter.state.question == before.question
    assert section.choice() == before.question


def test_the_same_run_opens_in_processing_without_areas(section, presenter, choose, people, index):
    choose(section.question, "years_mean")
    choose(section.blanks["figure"], "v2")

    algorithm, parameters = presenter.request()
    assert algorithm == COMPARE
    assert parameters == {"INPUT": index.id(), "RATE_FIELD": "v2", "PEOPLE": people.id()}


def test_a_table_that_leaves_the_project_leaves_the_question(section, presenter, choose, people, click):
    choose(section.question, "years_mean")
    click(section.more.button)
    choose(section.more.people, people.id())
    assert presenter.state.question.people_layer == people.id()
    QgsProject.instance().removeMapLayer(people.id())

    assert presenter.state.question.people_layer == ""
    gone = replace(presenter.state, question=replace(presenter.state.question, types_layer="borta_123"))
    QgsProject.instance().writeEntry(SCOPE, KEY, to_json(gone))
    presenter.restore()
    assert presenter.state.question.types_layer == ""


def test_the_blanks_are_reached_by_keyboard_and_have_names(section, presenter, choose, qtbot, after_tab):
    choose(section.question, "years_mean")
    blanks = [section.blanks[name] for name in ("figure", "layer", "first", "last", "hold")]
    assert after_tab(section.question, 7) == [*blanks, section.more.button, section.answer]
    assert all(box.accessibleName() for box in blanks)

    qtbot.keyClick(section.blanks["hold"], Qt.Key.Key_Down)
    assert presenter.state.question.hold == "first"


def test_the_demo_brings_a_table_that_can_be_followed(dock, presenter, click, idle, qtbot, choose):
    click(dock.welcome.demo)
    idle(presenter)
    qtbot.waitUntil(lambda: len(presenter.state.layers) == 5)
    table = presenter.state.layers[-1].layer_id
    choose(dock.question.layer, table)
    choose(dock.question.question, "years_mean")
    for name, value in (("figure", "v3"), ("last", 2023)):
        choose(dock.question.blanks[name], value)
    click(dock.question.answer)
    idle(presenter)

    assert presenter.outcome.algorithm == COMPARE
    assert "types held at 2015: type 1 goes from" in dock.result.reading.text()
    assert dock.result.years.isVisible()


def test_the_question_is_read_out_with_its_blanks(index):
    question = questions.by_id("years_mean")
    choice = QuestionChoice("years_mean", index.id(), figure_field="v2", first_year=2016, hold="first")
    assert questions.in_words(question, choice, index) == (
        "How has the mean of v2 in Index per år changed from 2016 to the last year in each area type, with the area "
        "types of the first year?"
    )
    assert questions.in_words(question, QuestionChoice(), index).startswith("How has the mean of … in Index per år")
    assert questions.title_of(question, choice, index) == "Change of the mean of v2 in Index per år"


def test_what_is_damaged_in_a_project_is_left_at_its_default():
    damaged = '{"question": {"hold": "alla", "first_year": "2015", "last_year": 2020.5, "across_editions": "ja"}}'
    assert from_json(damaged).question == QuestionChoice()
    whole = PanelState(question=QuestionChoice("years_count", "tabell_1", figure_field="antal", first_year=2015))
    assert from_json(to_json(whole)) == whole


def test_counts_that_are_hidden_have_a_sign_and_a_note(section, presenter, people, index, idle, dock, click):
    presenter.add_layer(people.id())
    asked = QuestionChoice("years_count", people.id(), figure_field="folkmangd", last_year=2023, hold="first")
    presenter.choose_question(replace(asked, min_count=5000))
    click(section.answer)
    idle(presenter)

    outcome = presenter.outcome
    settings = {"COUNT_FIELD": "folkmangd", "TYPES": index, "HOLD": "first", "TO_YEAR": 2023, "MIN_COUNT": 5000}
    direct, _found = run_directly(people, **settings)
    pd.testing.assert_frame_equal(outcome.table, direct, check_dtype=False, rtol=1e-12)
    hidden = set(direct.loc[direct["rate"].isna() & (direct["area_count"] > 0), "group_name"])
    assert "5" in hidden
    _titles, rows = shown(dock.result.table)
    by_name = {row[0]: row for row in rows}
    assert by_name["Type 5"][1:4] == ["..", "..", ".."]
    assert by_name["Type 1 minus type 5"][1:4] == ["..", "..", ".."]
    assert by_name["Type 1"][1:4] == ["1,000", "1,000", "0"]
    assert "1" not in hidden
    assert "5000" in dock.result.notes.text()
    assert "4,099" not in dock.result.years.accessibleDescription()
