# SPDX-License-Identifier: GPL-2.0-or-later
"""The map tool: the area under the click, in whatever reference system the map is, and the card that opens."""

from __future__ import annotations

from typing import Any

import pytest
from qgis.core import QgsCoordinateReferenceSystem, QgsPointXY, QgsProject, QgsRectangle
from qgis.gui import QgsMapCanvas, QgsMapToolPan
from qgis.PyQt.QtCore import QCoreApplication, QEvent, QPoint, Qt

from regso_atlas.plugin.panel.map_tool import area_at
from regso_atlas.plugin.panel.sections.result import ResultSection

SWEREF = QgsCoordinateReferenceSystem("EPSG:3006")


def place(x: float, y: float) -> QgsPointXY:
    """A point in kilometres from the corner of the small region."""
    return QgsPointXY(600_000 + 1000 * x, 6_700_000 + 1000 * y)


@pytest.fixture
def areas(areas_layer: Any, presenter: Any) -> Any:
    areas = areas_layer()
    QgsProject.instance().addMapLayer(areas)
    presenter.use_areas_layer(areas.id())
    return areas


@pytest.fixture
def canvas(qtbot: Any, areas: Any) -> QgsMapCanvas:
    canvas = QgsMapCanvas()
    qtbot.addWidget(canvas)
    canvas.resize(600, 200)
    canvas.setDestinationCrs(SWEREF)
    canvas.setLayers([areas])
    canvas.show()
    canvas.setExtent(QgsRectangle(place(0, -0.5), place(6, 1.5)))
    return canvas


@pytest.fixture
def section(presenter: Any, canvas: QgsMapCanvas, qtbot: Any) -> ResultSection:
    section = ResultSection(presenter, canvas=canvas)
    qtbot.addWidget(section)
    section.show()
    return section


@pytest.fixture
def click_at(canvas: QgsMapCanvas, qtbot: Any) -> Any:
    def press(x: float, y: float) -> None:
        pixel = canvas.mapSettings().mapToPixel().transform(place(x, y))
        at = QPoint(round(pixel.x()), round(pixel.y()))
        qtbot.mouseMove(canvas.viewport(), at)
        qtbot.mouseClick(canvas.viewport(), Qt.MouseButton.LeftButton, pos=at)

    return press


@pytest.mark.parametrize(
    ("x", "code"), [(0.5, "0180R001"), (1.999, "0180R002"), (2.001, "0180R003"), (5.5, "0180R006")]
)
def test_the_very_area_is_found_not_the_nearest_border(areas, x, code):
    assert area_at(areas, place(x, 0.5), SWEREF)["regsokod"] == code


def test_on_a_border_the_lowest_code_is_found_as_in_every_count(areas):
    assert area_at(areas, place(1, 0.5), SWEREF)["regsokod"] == "0180R001"


def test_beside_the_areas_nothing_is_found(areas):
    assert area_at(areas, place(-1, 0.5), SWEREF) is None


def test_a_map_in_degrees_is_understood(areas):
    from qgis.core import QgsCoordinateTransform

    degrees = QgsCoordinateReferenceSystem("EPSG:4326")
    point = QgsCoordinateTransform(SWEREF, degrees, QgsProject.instance()).transform(place(3.5, 0.5))

    assert area_at(areas, point, degrees)["regsokod"] == "0180R004"


def test_a_click_opens_the_card_without_any_answer(section, click, click_at):
    click(section.map_button)
    click_at(2.5, 0.5)

    assert section.card.isVisible()
    assert section.card.facts.code == "0180R003"
    assert section.card.name.text() == "Åkersro"


def test_a_click_beside_the_areas_is_told(section, click, click_at, heard):
    click(section.map_button)
    click_at(3, 1.4)

    assert not section.card.isVisible()
    assert "no area where you clicked" in heard[-1].text


def test_the_tool_before_comes_back(section, canvas, click):
    pan = QgsMapToolPan(canvas)
    canvas.setMapTool(pan)
    click(section.map_button)
    assert canvas.mapTool() is not pan
    click(section.map_button)

    assert canvas.mapTool() is pan
    assert not section.map_button.isChecked()


def test_another_tool_releases_the_button(section, canvas, click):
    click(section.map_button)
    canvas.setMapTool(QgsMapToolPan(canvas))

    assert not section.map_button.isChecked()


def test_escape_leaves_the_tool(section, canvas, click, qtbot):
    click(section.map_button)
    qtbot.keyClick(canvas, Qt.Key.Key_Escape)

    assert not section.map_button.isChecked()
    assert canvas.mapTool() is None


def test_without_areas_the_button_says_so(presenter, canvas, qtbot, click, heard):
    presenter.use_areas_layer("")
    section = ResultSection(presenter, canvas=canvas)
    qtbot.addWidget(section)
    section.show()
    click(section.map_button)

    assert not section.map_button.isChecked()
    assert "no areas yet" in heard[-1].text


def test_the_areas_go_while_the_tool_is_in_hand(section, canvas, click, click_at, presenter):
    click(section.map_button)
    QgsProject.instance().removeMapLayer(presenter.areas().id())
    click_at(2.5, 0.5)

    assert not section.card.isVisible()


def test_the_tool_goes_with_the_section(presenter, canvas, click):
    section = ResultSection(presenter, canvas=canvas)
    section.show()
    section.map_button.setChecked(True)
    assert canvas.mapTool() is not None
    section.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    assert canvas.mapTool() is None
