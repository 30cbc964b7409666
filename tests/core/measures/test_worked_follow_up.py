# SPDX-License-Identifier: GPL-2.0-or-later
"""The worked example of the method chapter on follow-up: every figure of its table is what the core computes."""

from __future__ import annotations

import importlib.util
import math
import re
from pathlib import Path

import pandas as pd
import pytest
from scipy.stats import beta

from regso_atlas.plugin.core.measures.change import Observed, change
from regso_atlas.plugin.core.measures.compare_years import follow_up
from regso_atlas.plugin.core.measures.decomposition import PARTS, Country, decompose
from regso_atlas.plugin.core.measures.follow_up import Settings
from regso_atlas.plugin.core.measures.groups import Kind
from regso_atlas.plugin.core.measures.types_by_year import read_types
from regso_atlas.plugin.core.measures.years_input import Figure, read_year_rows

_spec = importlib.util.spec_from_file_location(
    "worked_examples", Path(__file__).with_name("test_worked_examples.py")
)  # the reader of the chapters
reader = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(reader)

CHAPTER = 14
COLUMNS = ["code", "year", "count", "population", "area_type"]
ROWS = [
    ("0114R001", 2021, 40, 1000, 1), ("0180R002", 2021, 10, 1000, 2), ("1280R003", 2021, 5, 2000, 5),
    ("0114R001", 2022, 30, 1000, 2), ("0180R002", 2022, 20, 1000, 1), ("1280R003", 2022, 6, 2000, 5),
]  # fmt: skip


def compared(kind):
    frame = pd.DataFrame(ROWS, columns=COLUMNS, dtype=object)
    read = read_year_rows(frame.drop(columns="area_type"), kind=kind, per=1000.0)
    return follow_up(read, read_types(frame.drop(columns="count")), Settings(Figure.COUNT, kind, 1000.0))


def of(found, hold, group="1", year=2022):
    own = found.table[(found.table["hold"] == hold) & (found.table["group"] == group) & (found.table["year"] == year)]
    (row,) = own.to_dict("records")
    return row


def rates(found, hold):
    before, after = of(found, hold, year=2021), of(found, hold)
    return [before["rate"], after["rate"], after["difference"]]


def assert_shown(text, values):
    """Each value stands in the text to the digits shown; a whole number stands for itself only."""
    for value in values:
        whole = math.isclose(value, round(value), abs_tol=1e-9)
        near = [abs(number - value) <= (1e-9 if whole or half == 0.5 else half) for number, half in reader.shown(text)]
        assert any(near), f"{value} is not in: {text}"


def figures():
    """Return for every row of the table what the core computes."""
    events, persons = compared(Kind.EVENTS), compared(Kind.PERSONS)
    before, after = of(events, "first", year=2021), of(events, "first")
    means = change(Observed(20.0, math.nan, 100.0, 3.0), Observed(30.0, math.nan, 100.0, 4.0), Kind.MEAN).ratio
    kept = events.whole.persistence
    return [
        rates(events, "first"),
        rates(events, "last"),
        rates(events, "moving"),
        [row[end] for row in (before, after) for end in ("rate_low", "rate_high")],
        [after["difference_low"], after["difference_high"]],
        [beta.ppf(0.025, 30, 41), beta.ppf(0.975, 31, 40), after["ratio_low"], after["ratio_high"]],
        [of(persons, "first")["ratio_low"], of(persons, "first")["ratio_high"]],
        [means.low, means.high],
        [of(events, "first", "gap")["difference"]],
        [kept.unchanged, kept.unchanged_people],
        [kept.kappa],
        [kept.weighted_kappa],
    ]


@pytest.mark.parametrize("language", reader.LANGUAGES)
def test_every_row_of_the_table_has_its_figures(language):
    for text, values in zip(reader.examples(language, CHAPTER), figures(), strict=True):
        assert_shown(text.replace("+", ""), values)


@pytest.mark.parametrize("language", reader.LANGUAGES)
def test_newcombes_example_is_the_cores(language):
    found = change(Observed(48 / 80, 48, 80), Observed(56 / 70, 56, 70), Kind.PERSONS).difference
    text = next(one for one in reader.chapter(language, CHAPTER).split("\n\n") if "Newcombe" in one)
    assert_shown(text.replace("/", " "), [56, 70, 48, 80, found.low, found.high])


@pytest.mark.parametrize("language", reader.LANGUAGES)
def test_the_parts_of_a_change_are_the_cores(language):
    index = [pd.Series({"0180R001": value}) for value in (10.5, 9.5)]
    row = decompose(*index, Country(10, 5), Country(9, 5)).frame.iloc[0]
    text = next(
        one for one in reader.chapter(language, CHAPTER).split("\n\n") if re.match(r"\*(Example|Exempel)\.", one)
    )
    signs = re.findall(r"\$([+-][\d.]+)\$", text)
    assert [float(sign) for sign in signs] == [
        row["own_ordered"], row["mean_ordered"], row["own"], row["mean"],
    ]  # fmt: skip
    assert (row["spread_ordered"], row["spread"]) == (0, 0)
    assert sum(row[part] for part in PARTS) == row["steps"] == 0
    assert (row["computed_from"], row["computed_to"]) == (3, 3)


@pytest.mark.parametrize("language", reader.LANGUAGES)
def test_every_sum_of_the_chapter_is_right(language):
    found = reader.equations(reader.chapter(language, CHAPTER))
    assert len(found) == 13
    for formula, answer in found:
        ((value, half),) = reader.shown(answer)
        got = eval(formula, {"math": math, "abs": abs})  # noqa: S307 - sums of the project's own manual
        assert math.isclose(got, value, abs_tol=half + 1e-9, rel_tol=2e-3), f"{formula} = {got}, not {answer}"


def test_both_languages_show_the_same_sums():
    english, swedish = (reader.equations(reader.chapter(language, CHAPTER)) for language in ("en", "sv"))
    assert english == swedish


@pytest.mark.parametrize("language", reader.LANGUAGES)
def test_every_source_of_the_chapter_is_among_the_references(language):
    text = reader.LANGUAGES[language].read_text(encoding="utf-8")
    references = re.split(r"^## Refer\w+$", text, flags=re.MULTILINE)[1]
    sources = re.search(r"\*\*(?:Sources|Källor)\.\*\* (.+)", reader.chapter(language, CHAPTER), re.DOTALL)[1]
    named = re.findall(r"(\w+)(?: et al\.| m\.fl\.)?\s\((\d{4})", sources)
    assert len(named) == 11
    for author, year in named:
        assert re.search(rf"^- .*{author}.*\({year}\)", references, re.MULTILINE), f"{author} {year}"
