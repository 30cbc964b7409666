# SPDX-License-Identifier: GPL-2.0-or-later
"""QGIS's search field: what is typed is found in a thread, the map goes there and the card is asked for."""

from __future__ import annotations

import pytest
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsFeedback,
    QgsLocator,
    QgsLocatorContext,
    QgsLocatorResult,
    QgsProject,
    QgsRectangle,
    QgsVectorLayer,
)
from qgis.gui import QgsMapCanvas
from qgis.PyQt.QtGui import QIcon

from regso_atlas.plugin.panel.at_hand import AreasAtHand
from regso_atlas.plugin.panel.locator import AreaLocatorFilter, areas_of
from regso_atlas.plugin.sources import known_areas as store
from regso_atlas.plugin.sources import service
from regso_atlas.plugin.sources.cache import Cache


@pytest.fixture
def canvas(qgis_new_project):
    canvas = QgsMapCanvas()
    canvas.resize(400, 300)
    canvas.setDestinationCrs(QgsCoordinateReferenceSystem("EPSG:3006"))
    canvas.setExtent(QgsRectangle(0, 0, 1000, 1000))
    yield canvas
    canvas.deleteLater()


@pytest.fixture
def at_hand(qgis_new_project, tmp_path, monkeypatch):
    monkeypatch.setattr(service, "Cache", lambda limit: Cache(tmp_path / "förråd", limit=limit))
    store.forget()
    at_hand = AreasAtHand()
    yield at_hand
    at_hand.close()
    store.forget()


@pytest.fixture
def search(at_hand, canvas):
    return AreaLocatorFilter(at_hand, lambda: canvas, lambda: "", QIcon())


@pytest.fixture
def areas(areas_layer):
    """The street of six squares in Stockholm, as SCB's own file has it: without a year."""
    layer = areas_layer()
    QgsProject.instance().addMapLayer(layer)
    return layer


@pytest.fixture
def type_in(qtbot):
    """Type into QGIS's search field, and wait for all that it finds."""

    def type_(search, text):
        if search not in locators:
            # which owns the filter from now on
            locators[search] = QgsLocator()
            locators[search].registerFilter(search)
        locator = locators[search]
        found = []

        def take(result):
            # what the signal carries lives only as long as the signal
            if result.filter is search:
                found.append(copied(result))

        locator.foundResult.connect(take)
        with qtbot.waitSignal(locator.finished, timeout=10_000):
            locator.fetchResults(text, QgsLocatorContext())
        locator.foundResult.disconnect(take)
        return found

    locators = {}
    yield type_
    locators.clear()


def copied(result):
    copy = QgsLocatorResult(result.filter, result.displayString, result.userData)
    copy.description, copy.score = result.description, result.score
    copy.group, copy.groupScore = result.group, result.groupScore
    return copy


def centre(canvas):
    point = canvas.extent().center()
    return round((point.x() - 600_000) / 1000, 2), round((point.y() - 6_700_000) / 1000, 2)


def test_an_area_is_found_by_its_name_and_the_map_goes_there(search, areas, canvas, type_in):
    chosen = []
    search.area_chosen.connect(chosen.append)
    results = type_in(search, "regso akersro")
    assert [one.displayString for one in results] == ["Åkersro"]
    assert results[0].description == "Stockholm · 0180R003"

    search.triggerResult(results[0])
    assert centre(canvas) == (2.5, 0.5)
    assert chosen == ["0180R003"]


def test_a_kommun_is_shown_whole_and_has_no_card(search, areas, canvas, type_in):
    chosen = []
    search.area_chosen.connect(chosen.append)
    kommun = type_in(search, "regso Stockholm")[0]
    assert (kommun.displayString, kommun.description) == ("Stockholm", "kommun · Stockholms län · 0180")
    assert kommun.group == "Kommuner"
    assert kommun.groupScore > type_in(search, "regso akersro")[0].groupScore
    search.triggerResult(kommun)
    assert centre(canvas) == (3.0, 0.5)
    assert canvas.extent().width() >= 6000
    assert chosen == []


@pytest.mark.parametrize("text", ["regso 0180R002", "regso 180r002", "regso 0180R002_RegSO2025"])
def test_an_area_is_found_by_its_code(search, areas, type_in, text):
    assert type_in(search, text)[0].displayString == "Österby"


def test_three_letters_find_areas_without_the_prefix_and_two_do_not(search, areas, type_in):
    search.setUseWithoutPrefix(True)
    assert {one.displayString for one in type_in(search, "österby")} == {"Österby"}
    assert type_in(search, "ös") == []
    assert len(type_in(search, "regso ö")) > 0
    assert len(type_in(search, "0180")) == 7


def test_the_map_goes_to_the_layer_of_the_panel_first(at_hand, canvas, areas_layer, type_in, box):
    rows = [{"code": "0180R001", "name": "Norr", "wkt": box(50, 50)}]
    here, there = areas_layer(), areas_layer(rows)
    QgsProject.instance().addMapLayers([here, there])
    for layer, expected in ((there, (50.5, 50.5)), (here, (0.5, 0.5))):
        search = AreaLocatorFilter(at_hand, lambda: canvas, layer.id, QIcon())
        search.triggerResult(type_in(search, "regso 0180R001")[0])
        assert centre(canvas) == expected


def test_the_map_may_have_another_reference_system(search, areas, canvas, type_in):
    canvas.setDestinationCrs(QgsCoordinateReferenceSystem("EPSG:4326"))
    search.triggerResult(type_in(search, "regso 0180R001")[0])
    # the middle of the square by pyproj
    assert canvas.extent().center().x() == pytest.approx(16.82560, abs=1e-4)
    assert canvas.extent().center().y() == pytest.approx(60.42826, abs=1e-4)
    assert canvas.extent().width() < 0.1


def test_an_area_on_no_layer_is_told_of_and_still_has_its_card(search, canvas, areas, type_in):
    before = canvas.extent()
    result = type_in(search, "regso 0180R001")[0]
    QgsProject.instance().removeMapLayer(areas.id())
    told, chosen = [], []
    search.told.connect(told.append)
    search.area_chosen.connect(chosen.append)
    search.triggerResult(result)
    assert canvas.extent() == before
    assert "Älvnäs is on no layer" in told[0]
    assert "step 1" in told[0]
    assert chosen == ["0180R001"]


def test_areas_without_polygons_are_no_place(areas_layer):
    layer = areas_layer([{"code": "0180R001", "wkt": None}])
    assert areas_of(layer, "regsokod", "0180R001")[0] == []


def test_codes_with_a_lost_zero_or_a_suffix_are_found_on_the_layer(areas_layer, box):
    rows = [{"code": code, "wkt": box(n)} for n, code in enumerate(("180R001", "0180R002_RegSO2025", "1780R001"))]
    layer = areas_layer(rows)
    assert len(areas_of(layer, "regsokod", "0180R001")[0]) == 1
    assert len(areas_of(layer, "regsokod", "0180")[0]) == 2


def test_the_type_stands_beside_an_area_that_was_loaded(search, run_algorithm, tmp_path, type_in):
    path = str(tmp_path / "demo.gpkg")
    rows = run_algorithm("regso:loadareas", SOURCE="demo", YEAR=2024, OUTPUT=path).rows()
    QgsProject.instance().addMapLayer(QgsVectorLayer(path, "områden", "ogr"))
    typed = next(row for row in rows if row["area_type"])
    result = type_in(search, f"regso {typed['code']}")[0]
    assert result.description == f"{typed['kommun_name']} · {typed['code']} · area type {typed['area_type']}"
    kommun = type_in(search, "regso sagakoping")[0]
    assert kommun.displayString == "Sagåköping"


def test_a_cancelled_search_finds_nothing_more(search, areas):
    found = []
    search.resultFetched.connect(found.append)
    feedback = QgsFeedback()
    feedback.cancel()
    context = QgsLocatorContext()
    context.usingPrefix = True
    search.fetchResults("0180", context, feedback)
    assert found == []


def test_typing_on_gives_up_the_search_before(search, areas, qtbot):
    locator = QgsLocator()
    locator.registerFilter(search)
    for text in ("regso ö", "regso ös", "regso öst"):
        locator.fetchResults(text, QgsLocatorContext())
    qtbot.waitUntil(lambda: not locator.isRunning(), timeout=10_000)


def test_a_clone_is_the_same_filter(search):
    clone = search.clone()
    assert isinstance(clone, AreaLocatorFilter)
    for say in ("name", "displayName", "prefix", "description", "priority"):
        assert getattr(clone, say)() == getattr(search, say)()
    assert len(search.prefix()) >= 3
    assert clone is not search
