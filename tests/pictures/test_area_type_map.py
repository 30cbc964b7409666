# SPDX-License-Identifier: GPL-2.0-or-later
"""The map of the area types as a picture: the same on every QGIS, and meaning what the legend says."""

import importlib.util
from pathlib import Path

import pytest
from qgis.core import QgsFillSymbol, QgsPointXY, QgsRenderChecker

from regso_atlas.plugin.core.area_types import COLORS, TYPES
from regso_atlas.plugin.layers.area_styles import style_area_types

ROOT = Path(__file__).resolve().parent.parent.parent
ALLOWED_PIXELS = 20


def _script():
    path = ROOT / "scripts" / "make_expected_pictures.py"
    spec = importlib.util.spec_from_file_location("make_expected_pictures", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


pictures = _script()


@pytest.fixture
def areas_layer(qgis_app, tmp_path):
    """The demo's areas in the plugin's style."""
    layer = pictures.demo_areas(tmp_path)
    assert layer.isValid()
    style_area_types(layer, pictures.AREA_TYPE_FIELD)
    return layer


@pytest.fixture
def differs(tmp_path):
    """Say whether the map of a layer is another picture than the expected one, and how."""

    def compare(layer, name: str) -> str:
        actual = tmp_path / f"{name}.png"
        assert pictures.drawn(pictures.map_settings(layer, pictures.EXTENTS[name])).save(str(actual))
        checker = QgsRenderChecker()
        checker.setColorTolerance(2)
        expected = pictures.EXPECTED / f"{name}.png"
        same = checker.compareImages(name, str(expected), str(actual), ALLOWED_PIXELS)
        return "" if same else f"{checker.mismatchCount()} pixels differ: {actual}"

    return compare


@pytest.mark.parametrize("name", pictures.EXTENTS)
def test_map_is_the_expected_picture(areas_layer, differs, name):
    assert differs(areas_layer, name) == ""


@pytest.mark.parametrize("name", pictures.EXTENTS)
def test_two_types_with_each_other_s_colour_are_caught(areas_layer, differs, name):
    renderer = areas_layer.renderer()
    for place, color in ((1, COLORS[3]), (2, COLORS[2])):
        fill = QgsFillSymbol.createSimple({"color": color, "outline_color": "#6b6b6b", "outline_width": "0.1"})
        renderer.updateCategorySymbol(place, fill)

    assert "pixels differ" in differs(areas_layer, name)


@pytest.mark.parametrize("name", pictures.EXTENTS)
def test_no_data_without_hatching_is_caught(areas_layer, differs, name):
    no_data = len(areas_layer.renderer().categories()) - 1
    areas_layer.renderer().updateCategorySymbol(no_data, QgsFillSymbol.createSimple({"color": "#f2f2f2"}))

    assert "pixels differ" in differs(areas_layer, name)


def _innermost_pixels(areas_layer, name):
    """Yield code, type and pixel of the innermost point of every area that is at least 9 pixels wide there."""
    settings = pictures.map_settings(areas_layer, pictures.EXTENTS[name])
    for feature in areas_layer.getFeatures():
        point, distance = feature.geometry().poleOfInaccessibility(1)
        pixel = settings.mapToPixel().transform(QgsPointXY(point.asPoint()))
        inside = settings.extent().contains(point.asPoint())
        if inside and distance / settings.mapUnitsPerPixel() > 4.5:
            yield feature["regsokod"], feature[pictures.AREA_TYPE_FIELD], round(pixel.x()), round(pixel.y())


def test_every_area_has_the_colour_of_its_type(areas_layer):
    image = pictures.drawn(pictures.map_settings(areas_layer, pictures.EXTENTS["area_types_town"]))
    checked = set()

    for code, area_type, x, y in _innermost_pixels(areas_layer, "area_types_town"):
        if area_type in TYPES:
            assert (code, image.pixelColor(x, y).name()) == (code, COLORS[area_type])
            checked.add(area_type)

    assert checked == set(TYPES)


def test_area_without_data_is_drawn_hatched_and_in_no_type_s_colour(areas_layer):
    image = pictures.drawn(pictures.map_settings(areas_layer, pictures.EXTENTS["area_types_town"]))
    untyped = [
        (x, y) for _, area_type, x, y in _innermost_pixels(areas_layer, "area_types_town") if area_type not in TYPES
    ]

    assert len(untyped) == 1
    x, y = untyped[0]
    colors = {image.pixelColor(x + dx, y + dy).name() for dx in range(-4, 5) for dy in range(-4, 5)}
    assert len(colors) >= 2
    assert "#f2f2f2" in colors
    assert not colors & {COLORS[area_type] for area_type in TYPES}


def test_outside_the_areas_nothing_is_drawn(areas_layer):
    settings = pictures.map_settings(areas_layer, pictures.EXTENTS["area_types"])
    image = pictures.drawn(settings)

    assert {image.pixelColor(x, y).name() for x, y in ((1, 1), (498, 1))} == {"#ffffff"}


def test_a_layer_without_areas_of_a_type_still_has_all_classes_in_its_legend(areas_layer):
    areas_layer.setSubsetString("omradestyp = 3")

    labels = [item.label() for item in areas_layer.renderer().legendSymbolItems()]

    assert len(labels) == len(TYPES) + 1
    assert [label[0] for label in labels[:5]] == ["1", "2", "3", "4", "5"]
