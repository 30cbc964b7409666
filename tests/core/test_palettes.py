# SPDX-License-Identifier: GPL-2.0-or-later
"""The classes of every style can be told apart, by every eye and in print without colour.

Colour differences are distances in CAM02-UCS, in which about 1 is just noticeable side by side. On a map the same class
lies in many places and is compared with a legend, which takes about ten times as much; we hold 12 for one variable
(five classes) and 10 for the nine classes of two variables. Dichromats are simulated after Machado et al. (2009).
"""

from itertools import combinations, pairwise

import numpy as np
import pytest
from colorspacious import cspace_convert

from regso_atlas.plugin.core.area_types import COLORS, TYPES
from regso_atlas.plugin.core.palettes import CHANGE, GREY_TYPES, SEQUENTIAL, TYPE_AND_RATE, shades

APART, APART_OF_NINE = 12, 10
STEP_OF_LIGHTNESS = 12
SIGHTS = {"normal": None, "protanopia": "protanomaly", "deuteranopia": "deuteranomaly", "tritanopia": "tritanomaly"}
NINE = [color for colors in TYPE_AND_RATE.values() for color in colors]
FIVES = {
    "area_type": [COLORS[number] for number in TYPES],
    "area_type_grey": [GREY_TYPES[number] for number in TYPES],
    "change": list(CHANGE),
    **{f"sequential {name}": list(colors) for name, colors in SEQUENTIAL.items()},
}


def rgb(color: str) -> np.ndarray:
    return np.array([int(color[place : place + 2], 16) for place in (1, 3, 5)]) / 255


def as_seen(color: str, sight: str) -> np.ndarray:
    """Return a colour in CAM02-UCS as an eye sees it."""
    seen = rgb(color)
    if SIGHTS[sight]:
        space = {"name": "sRGB1+CVD", "cvd_type": SIGHTS[sight], "severity": 100}
        seen = np.clip(cspace_convert(seen, space, "sRGB1"), 0, 1)
    return cspace_convert(seen, "sRGB1", "CAM02-UCS")


def smallest_distance(colors: list[str], sight: str) -> float:
    points = [as_seen(color, sight) for color in colors]
    return min(float(np.linalg.norm(a - b)) for a, b in combinations(points, 2))


def lightness(color: str) -> float:
    return float(as_seen(color, "normal")[0])


@pytest.mark.parametrize("sight", SIGHTS)
@pytest.mark.parametrize("style", FIVES)
def test_every_two_of_five_classes_can_be_told_apart(style, sight):
    assert smallest_distance(FIVES[style], sight) >= APART


@pytest.mark.parametrize("sight", SIGHTS)
def test_the_five_types_are_twice_as_far_apart_as_they_must_be(sight):
    assert smallest_distance(FIVES["area_type"], sight) >= 23


@pytest.mark.parametrize("sight", SIGHTS)
def test_every_two_of_the_nine_classes_can_be_told_apart(sight):
    assert smallest_distance(NINE, sight) >= APART_OF_NINE


def test_the_measure_finds_a_scheme_that_fails():
    """Pale red to pale green, as maps of the types are often drawn."""
    red_green = ["#D57667", "#EABAB3", "#FFFFFF", "#A4D0B8", "#4AA271"]
    assert smallest_distance(red_green, "normal") >= APART
    assert smallest_distance(red_green, "deuteranopia") < APART


@pytest.mark.parametrize("style", [name for name in FIVES if name.startswith("sequential")])
def test_sequential_schemes_darken_in_steps_that_grey_print_keeps(style):
    steps = [lighter - darker for lighter, darker in pairwise(map(lightness, FIVES[style]))]
    assert min(steps) >= STEP_OF_LIGHTNESS


def test_grey_types_are_grey_and_darker_the_larger_the_challenges():
    steps = [lightness(GREY_TYPES[better]) - lightness(GREY_TYPES[worse]) for worse, better in pairwise(TYPES)]
    assert min(steps) >= STEP_OF_LIGHTNESS
    for color in GREY_TYPES.values():
        assert np.ptp(rgb(color)) <= 2 / 255


def test_rates_darken_in_each_group_and_are_equally_light_in_all():
    for column in zip(*TYPE_AND_RATE.values(), strict=True):
        assert np.ptp([lightness(color) for color in column]) < 3
    for colors in TYPE_AND_RATE.values():
        assert min(a - b for a, b in pairwise(map(lightness, colors))) >= STEP_OF_LIGHTNESS


def test_the_same_change_for_better_and_for_worse_weighs_the_same():
    levels = [lightness(color) for color in CHANGE]
    assert levels[0] == pytest.approx(levels[4], abs=2)
    assert levels[1] == pytest.approx(levels[3], abs=2)
    assert max(levels) == levels[2]


def test_hues_say_the_same_types_on_both_maps():
    """Types 1–2 are orange and 4–5 purple, on the map of the types and on that of types and rates."""
    hue = {number: float(np.degrees(np.arctan2(*as_seen(COLORS[number], "normal")[[2, 1]])) % 360) for number in (2, 4)}
    for types, number in (((1, 2), 2), ((4, 5), 4)):
        for color in TYPE_AND_RATE[types]:
            _, a, b = as_seen(color, "normal")
            difference = abs(float(np.degrees(np.arctan2(b, a)) % 360) - hue[number])
            assert min(difference, 360 - difference) < 40


def test_fewer_classes_take_colours_from_the_ends():
    five = SEQUENTIAL["v1"]
    assert shades("v1", 5) == five
    assert shades("v1", 2) == (five[0], five[4])
    assert shades("v1", 3) == (five[0], five[2], five[4])
    assert len(set(shades("v1", 4))) == 4
    assert shades("v1", 1) == (five[2],)
