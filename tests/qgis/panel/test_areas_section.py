# SPDX-License-Identifier: GPL-2.0-or-later
"""Step 1: what is chosen is shown, what is shown is chosen, and places are found by name and code."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from qgis.core import QgsProject
from qgis.PyQt.QtCore import Qt

from regso_atlas.plugin.panel import known
from regso_atlas.plugin.panel.choices import fresh_state
from regso_atlas.plugin.panel.sections.areas import AreasSection
from regso_atlas.plugin.panel.state import AreasChoice, PanelState
from regso_atlas.plugin.sources.places import DEMO_KOMMUNER, DEMO_LAN, register


@pytest.fixture
def section(presenter, qtbot):
    section = AreasSection(presenter)
    qtbot.addWidget(section)
    section.resize(280, 600)
    section.show()
    return section


CHOICES = [
    AreasChoice(),
    AreasChoice(source="demo"),
    AreasChoice(source="demo", year=2015, compare_year=2024, measure="change", kommuner=("9901",)),
    AreasChoice(level="deso", year=2019),
    AreasChoice(year=1999, compare_year=2031),
    AreasChoice(kommuner=("0114", "1780"), lan=("20",)),
    AreasChoice(lan=("01", "12", "14", "17", "25"), measure="density"),
    AreasChoice(kommuner=("1780",), lan=("17",)),
    AreasChoice(kommuner=("4711",), measure="område åäö"),
    AreasChoice(source="files", boundary_files=("/data/gräns.gpkg",), key_table="/data/nycklar, åäö.csv"),
    AreasChoice(
        source="files",
        boundary_files=("/data/RegSO 2020.gpkg", "/data/RegSO 2025.gpkg"),
        statistics_files=("/data/index år 2024.csv", "/data/folkmängd.json", "/data/c.xlsx"),
    ),
]


@pytest.mark.parametrize("choice", CHOICES)
def test_a_choice_that_is_shown_is_the_choice_and_tells_nobody(section, presenter, emitted, choice):
    for _ in range(2):
        section.show_state(PanelState(areas=choice))

        assert section.choice() == choice
    assert emitted == []
    assert presenter.state == fresh_state()


def test_every_choice_can_follow_on_every_other(section, emitted):
    for before in CHOICES:
        for after in CHOICES:
            section.show_state(PanelState(areas=before))
            section.show_state(PanelState(areas=after))
            assert section.choice() == after
    assert emitted == []


def test_what_the_user_chooses_is_the_state(section, presenter, choose):
    choose(section.year, 2023)
    choose(section.compare, 2015)
    choose(section.measure, "change")
    choose(section.level, "deso")

    assert presenter.state.areas == AreasChoice(year=2023, compare_year=2015, measure="change", level="deso")
    assert section.edition.text() == "Edition 2020"
    choose(section.year, 2024)
    assert section.edition.text() == "Edition 2025"


def test_a_change_needs_a_year_to_compare_with(section, presenter, choose):
    def offered():
        return section.measure.model().item(section.measure.findData("change")).isEnabled()

    assert not offered()
    choose(section.compare, 2015)
    assert offered()
    choose(section.measure, "change")
    choose(section.compare, None)

    assert presenter.state.areas.measure == "area_type"


def test_the_demo_has_its_own_places_and_years(section, presenter, choose):
    presenter.choose_areas(AreasChoice(level="deso", kommuner=("1780",), year=2012))

    choose(section.source, "demo")

    assert presenter.state.areas == AreasChoice(source="demo")
    assert section.year.findData(2012) < 0
    assert section.year.findData(2015) >= 0


def test_files_are_asked_for_only_where_they_are_read(section, presenter, choose):
    assert section.form.indexOf(section.boundary_files) < 0
    assert not section.boundary_files.isVisibleTo(section)

    choose(section.source, "files")
    section.boundary_files.setFilePath('"/data/a b.gpkg" "/data/c.gpkg"')

    assert section.boundary_files.isVisibleTo(section)
    assert presenter.state.areas.boundary_files == ("/data/a b.gpkg", "/data/c.gpkg")
    choose(section.source, "scb")
    assert not section.boundary_files.isVisibleTo(section)


def test_a_layer_of_the_project_can_be_the_areas(section, presenter, demo_layer, choose, emitted):
    layer = demo_layer("omraden", "Områden")
    demo_layer("skolor")
    assert emitted == []
    assert section.layer_in_use() == ""

    row = section.areas_layer.findText("Områden")
    section.areas_layer.setCurrentIndex(row)
    section.areas_layer.activated.emit(row)

    assert presenter.state.areas_layer == layer.id()
    QgsProject.instance().removeMapLayer(layer.id())
    assert presenter.state.areas_layer == section.layer_in_use() == ""


# Places ---------------------------------------------------------------------------------------------------------------


def rows(section):
    """Return what the list of places shows: län with their kommuner."""
    model = section.picker.filter
    return {
        model.index(row, 0).data(): [
            model.index(one, 0, model.index(row, 0)).data() for one in range(model.rowCount(model.index(row, 0)))
        ]
        for row in range(model.rowCount())
    }


@pytest.fixture
def opened(section, click):
    click(section.places)
    return section


def test_all_of_sweden_is_in_the_list_and_not_the_demo(opened):
    shown = rows(opened)

    assert len(shown) == 21
    assert sum(map(len, shown.values())) == 290
    assert not set(DEMO_LAN.values()) & {text.split("  ")[0] for text in shown}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("karl", {"Karlstad  1780", "Karlskrona  1080", "Karlskoga  1883", "Karlshamn  1082", "Karlsborg  1446"}),
        ("1780", {"Karlstad  1780"}),
        ("ÄLVKARLEBY", {"Älvkarleby  0319"}),
        ("  upplands   väsby ", {"Upplands Väsby  0114"}),
    ],
)
def test_places_are_found_by_name_and_code(opened, text, expected):
    opened.picker.search.setText(text)  # Qt's test keyboard has no åäö

    found = {kommun for kommuner in rows(opened).values() for kommun in kommuner}
    assert expected <= found
    assert all(text.split()[-1].casefold() in one.casefold() for one in found)


def test_a_lan_is_found_with_all_its_kommuner(opened):
    opened.picker.search.setText("värmlands")

    (kommuner,) = rows(opened).values()
    assert len(kommuner) == 16


def test_enter_takes_the_only_place_that_was_found(opened, qtbot, presenter):
    qtbot.keyClicks(opened.picker.search, "1780")
    qtbot.keyClick(opened.picker.search, Qt.Key.Key_Return)

    assert presenter.state.areas.kommuner == ("1780",)
    assert opened.places.whole_text() == "Karlstad"
    qtbot.keyClick(opened.picker.search, Qt.Key.Key_Return)
    assert presenter.state.areas.kommuner == ()
    assert opened.places.whole_text() == "The whole country"


def test_enter_with_many_hits_takes_none(opened, qtbot, presenter):
    qtbot.keyClicks(opened.picker.search, "karl")
    qtbot.keyClick(opened.picker.search, Qt.Key.Key_Return)

    assert presenter.state.areas == AreasChoice()


def tick(section, code):
    item = section.picker._items[code]
    ticked = item.checkState() == Qt.CheckState.Checked
    item.setCheckState(Qt.CheckState.Unchecked if ticked else Qt.CheckState.Checked)


def test_a_lan_stands_for_its_kommuner_and_all_but_one_for_the_rest(opened, presenter):
    tick(opened, "1780")
    tick(opened, "17")
    assert (presenter.state.areas.kommuner, presenter.state.areas.lan) == ((), ("17",))
    assert opened.picker._items["1785"].checkState() == Qt.CheckState.Checked

    tick(opened, "1780")

    inside = {code for code in register().kommuner if code.startswith("17")}
    assert set(presenter.state.areas.kommuner) == inside - {"1780"}
    assert presenter.state.areas.lan == ()
    assert opened.picker._items["17"].checkState() == Qt.CheckState.PartiallyChecked
    assert opened.places.whole_text() == "15 places"


def test_clearing_the_places_means_the_whole_country(opened, presenter, click):
    presenter.choose_areas(AreasChoice(kommuner=("0114",), lan=("20",)))
    assert opened.places.whole_text() == "Dalarnas län, Upplands Väsby"

    click(opened.picker.whole)

    assert presenter.state.areas == AreasChoice()


def test_the_demo_offers_its_own_kommuner(opened, choose):
    choose(opened.source, "demo")

    assert {text.split("  ")[1] for kommuner in rows(opened).values() for text in kommuner} == set(DEMO_KOMMUNER)


# What is there already ------------------------------------------------------------------------------------------------

INDEX = {"table": "TAB6586", "level": "regso", "edition": "2025", "years": [2024], "areas": [], "indicators": []}
BOUNDARIES = {"layer": "stat:RegSO_2025", "areas": []}


@pytest.mark.parametrize(
    ("saved", "kommuner", "expected"),
    [
        ([], (), set()),
        ([INDEX], (), set()),
        ([BOUNDARIES], (), set()),
        ([INDEX, BOUNDARIES], (), {2024}),
        ([INDEX, BOUNDARIES], ("1780",), {2024}),
        ([INDEX, {**BOUNDARIES, "areas": ["1780"]}], ("1780",), {2024}),
        ([INDEX, {**BOUNDARIES, "areas": ["1780"]}], ("0114",), set()),
        ([{**INDEX, "years": [2022, 2023]}, BOUNDARIES], (), set()),
        ([{**INDEX, "areas": ["1780"]}, BOUNDARIES], ("1780",), set()),
    ],
)
def test_a_year_is_marked_where_it_can_be_had_without_the_network(
    section, presenter, monkeypatch, saved, kommuner, expected
):
    monkeypatch.setattr(known, "saved_requests", lambda: json.loads(json.dumps(saved)))
    presenter.choose_areas(replace(AreasChoice(), kommuner=kommuner))

    section.look_up_saved()

    marked = {
        section.year.itemData(row)
        for row in range(section.year.count())
        if section.year.itemText(row).endswith(", saved")
    }
    assert marked == expected
