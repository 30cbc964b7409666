# SPDX-License-Identifier: GPL-2.0-or-later
"""The sums of the manual: every equation between numbers is right, to the digits that it shows."""

from __future__ import annotations

import ast
import math
import operator
import re
from pathlib import Path

import pytest

DOCS = Path(__file__).resolve().parents[2] / "docs"
LANGUAGES = ("en", "sv")
OPERATORS = {ast.Add: operator.add, ast.Sub: operator.sub, ast.Mult: operator.mul, ast.Div: operator.truediv}
BRACED = r"\{((?:[^{}]|\{,\})*)\}"


def plain(formula, language):
    """Return a formula of numbers as a program writes it: fractions divide, braces hold the language's comma."""
    text = re.sub(rf"\\text ?{BRACED}", "", formula)
    text = re.sub(rf"\\frac{BRACED}{BRACED}", r"(\1)/(\2)", text)
    text = text.replace("{,}", "." if language == "sv" else "").replace(r"\cdot", "*").replace(r"\,", "")
    return re.sub(r"(?:\\ )?\s*\\%", "/100", text).replace(r"\ ", " ")


def value(text):
    """Return what a sum of numbers gives."""

    def of(node):
        if isinstance(node, ast.Constant):
            return float(node.value)
        return OPERATORS[type(node.op)](of(node.left), of(node.right))

    return of(ast.parse(text.strip(), mode="eval").body)


def precision(text):
    """Return half of the unit of the last digit of a number, which may be a percentage; 0 for a sum."""
    number, _, percent = text.strip().partition("/100")
    if not re.fullmatch(r"[\d.]+", number.strip()) or (percent and percent.strip()):
        return 0.0
    half = 0.5 * 10.0 ** -len(number.strip().partition(".")[2])
    return half / 100 if text.strip().endswith("/100") else half


def equations(language):
    """Return page, formula and its sides, for every formula that is an equation."""
    found = []
    for path in sorted((DOCS / language).glob("*.md")):
        if path.name == "metod.md":
            continue  # its formulas are of letters
        text = re.sub(r"`[^`\n]*`", "", path.read_text(encoding="utf-8"))
        for display, inline in re.findall(r"\$\$(.+?)\$\$|\$([^$\n]+)\$", text):
            for part in (display or inline).split(r"\qquad"):
                if "=" in part:
                    found.append((path.stem, part.strip(), [plain(side, language) for side in part.split("=")]))
    return found


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_equation_is_right(language):
    checked = equations(language)
    assert len(checked) >= 16
    for page, formula, (one, other) in checked:
        allowed = max(precision(one), precision(other))
        assert allowed > 0, f"{page}: {formula} has no side that is one number"
        assert math.isclose(value(one), value(other), abs_tol=allowed + 1e-12), f"{page}: {formula}"


def test_both_languages_have_the_same_equations():
    english, swedish = (
        [(page, [value(side) for side in sides]) for page, _, sides in equations(language)] for language in LANGUAGES
    )
    assert english == swedish


def test_a_wrong_equation_is_found():
    assert value(plain(r"1000 \cdot 2 / 7116", "en")) == pytest.approx(0.281, abs=precision("0.281"))
    assert value(plain(r"1000 \cdot 2 / 7116", "en")) != pytest.approx(0.282, abs=precision("0.282"))
    assert value(plain(r"\frac{36\,525}{90\,693}", "sv")) == pytest.approx(0.40273, abs=1e-5)
    assert value(plain(r"\frac{36{,}525}{90{,}693}", "en")) == pytest.approx(0.40273, abs=1e-5)
    assert value(plain(r"7{,}8\ \%", "sv")) == pytest.approx(0.078)
    assert value(plain(r"67 \text{ inside} + 2", "en")) == 69
    assert precision("17.1/100") == pytest.approx(0.0005)
    assert precision("67 + 2") == 0
