# SPDX-License-Identifier: GPL-2.0-or-later
"""The maps of index, change, and type and rate as pictures, and what would make them wrong."""

import importlib.util
import sys
from pathlib import Path

import pytest
from qgis.core import QgsRenderChecker
from qgis.PyQt.QtGui import QColor

ROOT = Path(__file__).resolve().parent.parent.parent
ALLOWED_PIXELS = 40


def _script():
    path = ROOT / "scripts" / "make_expected_pictures.py"
    spec = importlib.util.spec_from_file_location("make_expected_pictures", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


pictures = _script()
every_style = pytest.mark.parametrize("style", pictures.STYLES)


@pytest.fixture
def styled(qgis_app, tmp_path):
    """Style the demo's areas with all their measures."""
    layer = sys.modules["demo_areas"].areas_with_all_measures(tmp_path)

    def make(style):
        pictures.style_measure(layer, style)
        return layer

    return make


@pytest.fixture
def differs(tmp_path):
    """Return how many pixels of the map of a layer are not those of the expected picture."""

    def compare(layer, style: str) -> int:
        name = pictures.STYLES[style]
        actual = tmp_path / f"{name}.png"
        assert pictures.drawn(pictures.map_settings(layer, pictures.TOWN)).save(str(actual))
        checker = QgsRenderChecker()
        checker.setColorTolerance(2)
        expected = pictures.EXPECTED / f"{name}.png"
        checker.compareImages(name, str(expected), str(actual), ALLOWED_PIXELS)
        assert checker.matchTarget() > 10_000
        return checker.mismatchCount()

    return compare


@every_style
def test_map_is_the_expected_picture(styled, differs, style):
    assert differs(styled(style), style) <= ALLOWED_PIXELS


@every_style
def test_classes_in_the_opposite_order_are_caught(styled, differs, style):
    layer = styled(style)
    rules = [rule for rule in layer.renderer().rootRule().descendants() if rule.symbol()]
    first, last = rules[0], next(rule for rule in reversed(rules) if rule.symbol().symbolLayerCount() == 1)
    one, other = first.symbol().clone(), last.symbol().clone()
    first.setSymbol(other)
    last.setSymbol(one)

    assert differs(layer, style) > 1000


def test_a_boundary_that_changed_and_is_not_marked_is_caught(styled, differs):
    layer = styled("change")
    layer.renderer().rootRule().removeChildAt(1)

    assert differs(layer, "change") > ALLOWED_PIXELS


def test_one_class_in_another_colour_is_caught(styled, differs):
    layer = styled("index")
    rule = next(r for r in layer.renderer().rootRule().descendants() if "20.04 and higher" in r.label())
    rule.symbol().setColor(QColor("#7a2e07"))

    assert differs(layer, "index") > 1000
