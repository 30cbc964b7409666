# SPDX-License-Identifier: GPL-2.0-or-later
"""The page “From table to answer”: its commands are run on a copy of the demo, and give the figures that it shows."""

from __future__ import annotations

import importlib.util
import re
import shlex
import shutil
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LANGUAGES = ("en", "sv")
_spec = importlib.util.spec_from_file_location("manual_examples", Path(__file__).with_name("test_manual_examples.py"))
examples = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(examples)


def text_of(language):
    return " ".join(examples.page(language, "answers").split()).replace("{,}", ",")


def tables(language):
    """Return the cells of every table of figures, without the first column."""
    found = re.findall(r"<!-- answers: (\w+) -->\n\n((?:\|.*\n)+)", examples.page(language, "answers"))
    rows = {name: table.splitlines()[2:] for name, table in found}
    return {name: [row.strip("| ").split(" | ")[1:] for row in own] for name, own in rows.items()}


def commands(language):
    """Return algorithm and parameters of every command of the page."""
    for block in re.findall(r"^```\n(.*?)^```", examples.page(language, "answers"), re.MULTILINE | re.DOTALL):
        for line in block.replace("\\\n", " ").splitlines():
            program, run, algorithm, dashes, *given = shlex.split(line)
            assert (program, run, dashes) == ("qgis_process", "run", "--")
            yield algorithm, dict(one.split("=", 1) for one in given)


@pytest.fixture(scope="module", params=LANGUAGES)
def language(request):
    return request.param


@pytest.fixture
def runs(run_algorithm, tmp_path, language):
    """Run all commands of the page on a copy of the demo; return each run by its algorithm."""
    shutil.copytree(ROOT / "resources" / "demo", tmp_path / "resources" / "demo")
    done = {}
    for algorithm, given in commands(language):
        for name, value in given.items():
            if name in ("INPUT", "AREAS", "PEOPLE") or name.startswith("OUTPUT"):
                given[name] = str(tmp_path / value)
        if "GROUP_FIELDS" in given:
            given["GROUP_FIELDS"] = given["GROUP_FIELDS"].split(";")
        done[algorithm.removeprefix("regso:")] = run_algorithm(algorithm, **given)
    return done


def one(rows, **where):
    (found,) = [row for row in rows if all(row[name] == value for name, value in where.items())]
    return found


def of_disparity(run):
    def value(measure, **where):
        row = one(run.rows(), measure=measure, **where)
        return [row["value"], (row["low"], row["high"])]

    rates = [value("rate", group_name="1"), value("rate", group_name="5"), value("mean_rate")]
    return [*rates, *map(value, ("difference", "ratio", "slope_index_linear", "concentration_index"))]


def of_segregation(run):
    def values(measure, group="kvintil_1"):
        return [
            one(run.rows(), region_name=kommun, year=year, measure=measure, group_name=group)["value"]
            for kommun in ("Påhittsstad", "Sagåköping")
            for year in (2015, 2023)
        ]

    lowest = ("inequality_index", "dissimilarity", "dissimilarity_by_chance", "share", "isolation", "eta_squared")
    return [*map(values, lowest), values("theil_h", None)]


def of_years(run):
    def values(hold, group):
        first, last = (one(run.rows(), hold=hold, year=year, group_name=group) for year in (2015, 2023))
        return [first["rate"], last["rate"], last["difference"], (last["difference_low"], last["difference_high"])]

    rows = (("first", "1"), ("last", "1"), ("moving", "1"), ("first", "gap"), ("moving", "gap"), ("moving", "all"))
    return [values(*row) for row in rows]


def test_every_figure_of_the_tables_is_what_the_commands_give(runs, language):
    expected = {
        "disparity": of_disparity(runs["disparity"]),
        "segregation": of_segregation(runs["segregation"]),
        "years": of_years(runs["compareyears"]),
    }
    shown = tables(language)
    assert set(shown) == set(expected)
    for name, rows in expected.items():
        for cells, values in zip(shown[name], rows, strict=True):
            for text, value in zip(cells, values, strict=True):
                assert examples.is_shown(text, value, language), (name, cells, value)


def test_every_figure_in_the_text_is_what_the_commands_give(runs, language):
    text, rows = text_of(language), runs["disparity"].rows()
    types = runs["summarizebyareatype"].by_type()
    moved = one(rows, measure="parity_moved")["value"]
    figures = [(types[1]["amount"] + moved, 2), (moved, 2), (one(rows, measure="mean_rate")["value"], 3)]
    figures += [(one(rows, measure="rate", group_name=group)["value"], 3) for group in ("1", "5")]
    figures += [(types[kind]["population"], 0) for kind in (1, 5)]
    segregation = runs["segregation"].rows()
    sagas = {"region_name": "Sagåköping", "year": 2023, "group_name": "kvintil_1"}
    figures += [(one(segregation, measure=name, **sagas)["value"], 4) for name in ("isolation", "share", "eta_squared")]
    stad = {**sagas, "region_name": "Påhittsstad"}
    figures += [(100 * one(segregation, measure=name, **stad)["value"], 1) for name in ("isolation", "share")]
    years = runs["compareyears"].rows()
    figures += [(one(years, hold="first", year=year, group_name="1")["rate"], 2) for year in (2015, 2023)]
    for value, decimals in figures:
        assert examples.written(value, decimals, language) in text, value


def test_the_areas_that_changed_type_are_those_of_the_demo(runs, language):
    text, run = text_of(language), runs["compareyears"]
    changed = [row for row in run.rows("OUTPUT_AREAS") if row["type_from"] and row["type_from"] != row["type_to"]]
    country_only = [row for row in changed if row["own_ordered"] == 0]
    assert (run["CHANGED"], len(changed), len(country_only)) == (4, 4, 2)
    assert {"en": "of the 4 that changed, 2 did so", "sv": "av de 4 som bytte gjorde 2"}[language] in text
    assert run["UNCHANGED_SHARE"] == pytest.approx(56 / 60)
    (left,) = [row for row in changed if row["type_from"] == 1]
    assert (left["code"], left["type_to"]) == ("9901R039", 2)
    for name in ("index_from", "index_to"):
        assert examples.written(left[name], 1, language) in text
    last = one(run.rows(), hold="moving", year=2023, group_name="1")
    assert last["area_count"] == 2


def test_what_the_text_calls_chance_is_called_so_by_the_tools(runs):
    disparity, years = runs["disparity"].rows(), runs["compareyears"].rows()
    for measure in ("difference", "ratio", "slope_index_linear", "concentration_index"):
        assert one(disparity, measure=measure)["differs"] == 0
    found = {hold: one(years, hold=hold, year=2023, group_name="1")["differs"] for hold in ("first", "last", "moving")}
    assert found == {"first": 1, "last": 0, "moving": 0}


def test_both_languages_show_the_same_commands():
    english, swedish = (list(commands(language)) for language in LANGUAGES)
    assert english == swedish
    assert len(english) == 4


def test_every_table_of_figures_is_held():
    for language in LANGUAGES:
        tables_of_page = len(re.findall(r"^\|---", examples.page(language, "answers"), re.M))
        assert len(tables(language)) == 3 == tables_of_page - 1  # the first table is of words
