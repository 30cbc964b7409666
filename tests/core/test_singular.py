# SPDX-License-Identifier: GPL-2.0-or-later
"""English sentences in the singular: one area has, two areas have; Swedish ones are never touched."""

from __future__ import annotations

import importlib.util
import re
import string
import sys
from pathlib import Path

import pytest

from regso_atlas.plugin.core.messages import RegsoError, message
from regso_atlas.plugin.core.singular import fill_in
from regso_atlas.plugin.report import edition_texts, texts
from regso_atlas.plugin.report.language import Language

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize(
    ("template", "one", "two"),
    [
        ("{count} areas have no code.", "1 area has no code.", "2 areas have no code."),
        (
            "{count} rows have a code that no area has and count as outside",
            "1 row has a code that no area has and counts as outside",
            "2 rows have a code that no area has and count as outside",
        ),
        (
            "{count} features could not be used; they are in no row of the table.",
            "1 feature could not be used; it is in no row of the table.",
            "2 features could not be used; they are in no row of the table.",
        ),
        (
            "{count} pairs of areas overlap, {km2:.1f} km² in all",
            "1 pair of areas overlaps, 0.5 km² in all",
            "2 pairs of areas overlap, 0.5 km² in all",
        ),
        ("The areas enclose {count} gaps.", "The areas enclose 1 gap.", "The areas enclose 2 gaps."),
        ("The layer {name} had {count} features.", "The layer å had 1 feature.", "The layer å had 2 features."),
        (
            "The field {name} holds {count} values that are not numbers; they were left out.",
            "The field å holds 1 value that is not numbers; it was left out.",
            "The field å holds 2 values that are not numbers; they were left out.",
        ),
        (
            "{count} rows with fewer than 5 features, or that would reveal such a row, are not shown.",
            "1 row with fewer than 5 features, or that would reveal such a row, is not shown.",
            "2 rows with fewer than 5 features, or that would reveal such a row, are not shown.",
        ),
        (
            "{count} area codes had lost their leading zero, which was put back",
            "1 area code had lost its leading zero, which was put back",
            "2 area codes had lost their leading zero, which was put back",
        ),
        ("saved, {count} days ago", "saved, 1 day ago", "saved, 2 days ago"),
        ("It is {count} in areas of type 1.", "It is 1 in areas of type 1.", "It is 2 in areas of type 1."),
    ],
)  # fmt: skip
def test_one_is_singular_and_two_are_not(template, one, two):
    assert fill_in(template, {"count": 1, "km2": 0.5, "name": "å"}) == one
    assert fill_in(template, {"count": 2, "km2": 0.5, "name": "å"}) == two
    # the report hands on numbers as they are written
    assert fill_in(template, {"count": "1", "km2": 0.5, "name": "å"}, written=True) == one


def test_a_sentence_of_another_language_is_left_as_it_is():
    assert fill_in("{count} areas have", {"count": 1}, english=False) == "1 areas have"


@pytest.mark.parametrize("value", [True, 1.0, "1", "1.0", 0, "11", None])
def test_only_a_whole_one_is_one(value):
    assert fill_in("{count} areas", {"count": value}) == f"{value} areas"


def test_errors_and_messages_of_the_core_are_singular():
    assert str(message("{count} areas have no area type", count=1)) == "1 area has no area type"
    assert str(RegsoError("{count} areas have no area type", count=1)) == "1 area has no area type"


def test_a_name_with_a_one_before_it_is_no_count():
    assert fill_in("{layer}: type 1 areas have {count} rows", {"layer": "1 areas", "count": 1}) == (
        "1 areas: type 1 areas have 1 row"
    )


def test_the_report_counts_one_feature():
    english, swedish = Language("en"), Language("sv")
    values = {"first": "1", "second": "3", "unit": "features"}

    assert english(texts.ONE_AGAINST_FIVE, **values).startswith("Per 1,000 inhabitants there is 1 feature in areas of")
    assert "3 features in areas of type 5" in english(texts.ONE_AGAINST_FIVE, **values)
    assert "1 objekt" in swedish(texts.ONE_AGAINST_FIVE, **{**values, "unit": "objekt"})
    counted = english(edition_texts.CHANGES_COUNTED, changed="1", ceased="1", new="1", renamed="2", total="60")
    assert counted == (
        "1 area has other boundaries, 1 ceased, 1 is new and 2 have another name, of 60 areas in both layers together."
    )


# Every sentence of the plugin -----------------------------------------------------------------------------------------


def templates() -> list[str]:
    path = ROOT / "scripts" / "translations.py"
    spec = importlib.util.spec_from_file_location("translations_for_singular", path)
    script = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = script
    spec.loader.exec_module(script)
    return sorted(script.collect(ROOT)[0])


class _Whatever(str):
    """Takes any format, as a number or a text would."""

    __slots__ = ()

    def __format__(self, form: str) -> str:
        return str(self)


def test_no_sentence_of_the_plugin_says_1_areas_or_1_rows():
    wrong = re.compile(
        r"(?<![\w.,–-])1 (\w+ )?(areas|codes|rows|features|polygons|gaps|pairs|layers|values|days|places)\b"
    )
    counted, said = 0, []
    for template in templates():
        names = {name for _, name, _, _ in string.Formatter().parse(template) if name}
        if not {"count", "rows", "days"} & names:
            continue
        counted += 1
        values = {name: 1 if name in ("count", "rows", "days") else _Whatever("å") for name in names}
        text = fill_in(template, values)
        # “1 of the areas” and “type 1” are no counts of areas
        if (found := wrong.search(text)) is not None and f"type {found[0]}" not in text:
            said.append(text)
    assert counted > 60
    assert said == []
