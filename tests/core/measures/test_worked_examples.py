# SPDX-License-Identifier: GPL-2.0-or-later
"""The worked examples of the method chapters: every sum is right, and every figure is what the core computes."""

from __future__ import annotations

import math
import re
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from regso_atlas.plugin.core.measures import many_groups, two_groups
from regso_atlas.plugin.core.measures.clustering import local_moran, moran
from regso_atlas.plugin.core.measures.contiguity import from_pairs
from regso_atlas.plugin.core.measures.disparity import disparity
from regso_atlas.plugin.core.measures.groups import Kind
from regso_atlas.plugin.core.measures.standardisation import direct, indirect
from regso_atlas.plugin.core.measures.town_and_country import within_classes

DOCS = Path(__file__).resolve().parents[3] / "docs"
LANGUAGES = {"en": DOCS / "method.md", "sv": DOCS / "sv" / "metod.md"}
LATEX = re.compile(r"\\(?:frac|sqrt|lvert|rvert|ln|pi|cdot|,)(?![a-z])")
NUMBER = re.compile(r"(?<![\w.])-?\d+(?:\.\d+)?")


def chapter(language, number):
    """Return a chapter with decimal points, whatever the language."""
    text = LANGUAGES[language].read_text(encoding="utf-8")
    part = re.split(r"^## ", text, flags=re.MULTILINE)
    found = next(one for one in part if one.startswith(f"{number}. "))
    if language == "en":
        return found
    return re.sub(r"(?<=\d),(?=\d)", ".", found.replace("{,}", "."))


def examples(language, number):
    """Return the last column of the chapter's table of examples, row by row."""
    rows = [line for line in chapter(language, number).splitlines() if line.startswith("|")]
    return [row.strip("| ").split(" | ")[-1] for row in rows[2:]]


def equations(text):
    """Return the formulas of numbers with an answer, as a program writes them, and the answers as written."""
    found = []
    for formula in re.findall(r"\$([^$\n]+)\$", text):
        left, right = ["", *formula.split("=")][-2:]
        if re.search(r"\d", left) and NUMBER.search(right) and not re.search(r"[A-Za-z]", LATEX.sub("", left)):
            found.append((program(left), right.strip()))
    return found


def program(formula):
    """Return a formula of numbers as Python."""
    text = re.sub(r"\\frac(\d)(\d)", r"(\1/\2)*", formula)
    text = re.sub(r"\\frac\{([^{}]*)\}\{([^{}]*)\}", r"((\1)/(\2))", text)
    text = re.sub(r"\\sqrt\{([^{}]*)\}", r"math.sqrt(\1)", text)
    text = (
        text.replace(r"\lvert", "abs(").replace(r"\rvert", ")").replace(r"\ln", "math.log").replace(r"\pi", "math.pi")
    )
    text = text.replace(r"\cdot", "*").replace(r"\,", "*").replace("^2", "**2")
    text = re.sub(r"math\.log (\d)", r"math.log(\1)", text)
    text = re.sub(r"\* +math\.pi", "math.pi", text)
    return re.sub(r"(?<=[\d)]) *(?=(?:math\.|abs\(|\())(?<!abs)", "*", text)


def shown(text):
    """Return the numbers of a text with half of the unit of their last digit."""
    numbers = [one.group() for one in NUMBER.finditer(text)]
    return [(float(one), 0.5 * 10.0 ** -len(one.partition(".")[2])) for one in numbers]


def assert_holds(text, values):
    for value in values:
        assert any(abs(number - value) <= half + 1e-9 for number, half in shown(text)), f"{value} is not in: {text}"


@pytest.fixture(scope="module")
def part():
    """Five groups of 100 persons with 50, 40, 30, 20 and 10 cases."""
    return measured(Kind.PERSONS)


def measured(kind):
    table = pd.DataFrame({"area_type": range(1, 6), "cases": [50, 40, 30, 20, 10], "population": [100] * 5})
    return disparity(table, count="cases", kind=kind, per=1).parts[0]


def disparity_figures(part):
    """Return for every row of the table what the core computes."""

    def of(*names):
        return [part.row(name).estimate.value for name in names]

    difference, ratio = part.row("difference").estimate, measured(Kind.EVENTS).row("ratio").estimate
    return [
        [difference.value, difference.error, difference.low, difference.high],
        [ratio.value, ratio.low, ratio.high],
        of("slope_index_linear"),
        of("relative_index_linear"),
        of("relative_index_mean_linear"),
        of("concentration_index"),
        of("erreygers_index", "wagstaff_index"),
        of("attributable_risk", "attributable_fraction", "attributable_count"),
        of("between_group_variance"),
        of("theil"),
        of("mean_log_deviation"),
        of("index_of_disparity"),
        of("gini_by_rate"),
        of("palma_by_rate"),
        of("palma_by_group"),
        [part.row("parity_moved", "1").estimate.value],
        [part.row("parity_added", "1").estimate.value],
        of("parity_moved_in_all", "parity_share_moved"),
    ]


def segregation_figures():
    low, high = np.array([30.0, 10]), np.array([10.0, 30])
    everybody, counts = low + high, np.array([[30.0, 10], [10, 30]])
    return [
        [two_groups.dissimilarity(low, high)[0], two_groups.inequality_index(low, high)[0]],
        two_groups.dissimilarity_by_chance(low, everybody),
        two_groups.isolation(low, everybody),
        two_groups.exposure(low, high, everybody),
        two_groups.eta_squared(low, everybody),
        two_groups.gini(low, everybody),
        two_groups.atkinson(low, everybody),
        many_groups.mutual_information(counts),
        many_groups.theil_h(counts),
        [many_groups.location_quotients(counts)[0, 0]],
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_measure_of_disparity_has_its_figure(language, part):
    figures = disparity_figures(part)
    cells = examples(language, 12)
    assert len(cells) >= len(figures)
    for text, values in zip(cells, figures, strict=False):
        assert_holds(text, values)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_measure_of_segregation_has_its_figure(language):
    for text, values in zip(examples(language, 13), segregation_figures(), strict=True):
        assert_holds(text, values)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_street_of_four_areas_has_the_clusters_of_the_core(language):
    street = from_pairs(4, [0, 1, 2], [1, 2, 3])
    values = np.array([1.0, 2, 3, 4])
    text = chapter(language, 13)
    assert_holds(text, [moran(values, street).index, local_moran(values, street).index[0]])
    assert "$-1/3$" in text
    assert moran(values, street).expected == pytest.approx(-1 / 3)


@pytest.mark.parametrize("language", LANGUAGES)
def test_standardised_rates_are_those_of_the_core(language):
    table = pd.DataFrame(
        [(1, "ung", 9, 900), (1, "äldre", 5, 100), (5, "ung", 1, 100), (5, "äldre", 45, 900)],
        columns=["group", "stratum", "count", "population"],
    )
    text = next(one for one in chapter(language, 12).split("\n\n") if one.startswith("**Standardi"))
    directly, indirectly = direct(table).frame, indirect(table, {"ung": 0.01, "äldre": 0.02}).frame
    assert_holds(text, [*directly["crude"], *directly["rate"], indirectly.loc[1, "ratio"]])


@pytest.mark.parametrize("language", LANGUAGES)
def test_town_and_country_is_that_of_the_core(language):
    rows = [("stad", 1, 90, 900), ("stad", 5, 10, 100), ("land", 1, 50, 100), ("land", 5, 450, 900)]
    table = pd.DataFrame(rows, columns=["stratum", "area_type", "amount", "population"])
    effect = within_classes(table).effect
    starts = ("**Town and country.**", "**Stad och land.**")
    text = next(one for one in chapter(language, 12).split("\n\n") if one.startswith(starts))
    assert_holds(text, [effect.crude, effect.standardised, *within_classes(table).groups.rate])


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("number", "least"), [(12, 15), (13, 9)])
def test_every_sum_of_the_examples_is_right(language, number, least):
    found = equations(chapter(language, number))
    assert len(found) >= least
    for formula, answer in found:
        ((value, half),) = shown(answer)
        got = eval(formula, {"math": math, "abs": abs})  # noqa: S307 - sums of the project's own manual
        # The terms of a sum are rounded as they are shown.
        assert math.isclose(got, value, abs_tol=half + 1e-9, rel_tol=2e-3), f"{formula} = {got}, not {answer}"


def test_both_languages_show_the_same_sums():
    for number in (12, 13):
        english, swedish = (equations(chapter(language, number)) for language in ("en", "sv"))
        assert english == swedish


def test_a_wrong_sum_would_be_found():
    ((formula, answer),) = equations(r"$\sqrt{0.0025 + 0.0009} = 0.0683$")
    assert not math.isclose(eval(formula, {"math": math}), float(answer), rel_tol=2e-3)  # noqa: S307
