# SPDX-License-Identifier: GPL-2.0-or-later
"""Small counts in what the registered algorithm gives: layers, numbers, report and its chart."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import pandas as pd
import pytest

from regso_atlas.plugin.core.area_types import ROWS
from regso_atlas.plugin.panel.map_sheet import hides_small_counts
from regso_atlas.plugin.panel.result_reading import totals_of
from regso_atlas.plugin.report.content import Sign, Sum, content_of_table
from regso_atlas.plugin.report.language import Language

SUMMARIZE = "regso:summarizebyareatype"
NUMBERS = ("TOTAL", "INSIDE", "OUTSIDE", "UNUSABLE", "TOTAL_AMOUNT", "INSIDE_AMOUNT", "OUTSIDE_AMOUNT")


@pytest.fixture
def asked(run_algorithm, areas_layer, layer_from_wkt, tmp_path):
    """Summarise clinics, so many in each square of the region and so many outside, with all outputs."""

    def run(counts, outside=0, **more):
        places = [f"Point({at + 0.5} 0.5)" for at, count in enumerate(counts) for _ in range(count)]
        places += ["Point(12 0.5)"] * outside
        clinics = layer_from_wkt("Point", places)
        clinics.setName("Vårdcentraler")
        more.setdefault("OUTPUT_HTML", str(tmp_path / "rapport.html"))
        return run_algorithm(SUMMARIZE, INPUT=clinics, AREAS=areas_layer(), OUTPUT_AREAS="memory:", **more)

    return run


def everything(run):
    """Return all that a run gives, without times and the names of layers in memory."""
    return {
        "table": run.rows(),
        "areas": run.rows("OUTPUT_AREAS"),
        "report": run.report_words(),
        **{name: run[name] for name in NUMBERS},
    }


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ((3, 40, 60, 50, 70, 30), (2, 41, 60, 50, 70, 30)),
        ((30, 40, 60, 50, 70, 3), (31, 40, 60, 50, 70, 2)),
        ((1, 2, 0, 0, 0, 0), (2, 2, 0, 0, 0, 0)),
    ],
)
def test_what_is_hidden_changes_nothing_in_layers_numbers_report_and_chart(asked, one, other):
    first, second = (everything(asked(counts, outside=4, MIN_COUNT=5)) for counts in (one, other))
    assert first["report"].count("<table") > 3
    for name in first:
        assert first[name] == second[name], name
    assert any(row["amount"] is None for row in first["table"])


def test_where_fewer_lie_inside_than_the_limit_no_number_says_how_many(asked):
    run = asked((1, 2, 0, 0, 0, 0), outside=40, MIN_COUNT=5)
    assert [run[name] for name in NUMBERS] == [None, None, 40, 0, None, None, 40]
    assert run.warned("Fewer than 5 features lie inside the areas")
    content = content_of_table(pd.DataFrame(run.rows()), {name: run[name] for name in NUMBERS})
    assert content.totals.is_hidden
    assert content.overall.row(Sum.ALL).values["amount"] is Sign.HIDDEN
    totals = totals_of(content, Language("sv"))
    assert totals.tie
    assert totals.lines[0] == ".. = .. inom + 40 utanför + 0 oanvändbart"
    report = Path(run["OUTPUT_HTML"]).read_text(encoding="utf-8")
    assert ">nan<" not in report


@pytest.mark.parametrize("base", ["3", "5"])
def test_rounded_counts_are_the_same_in_table_areas_numbers_and_report(asked, base):
    run = asked((3, 41, 62, 53, 74, 31), outside=7, ROUNDING=base)
    table = run.by_type()
    amounts = [table[row]["amount"] for row in ROWS]
    assert not any(amount % int(base) for amount in amounts)
    assert all(
        abs(table[t]["amount"] - true) < int(base) for t, true in zip(ROWS, (3, 41, 62, 53, 74, 31, 7), strict=True)
    )
    assert [row["amount"] for row in sorted(run.rows("OUTPUT_AREAS"), key=lambda row: row["code"])] == amounts[:-1]
    assert run["INSIDE"] == run["INSIDE_AMOUNT"] == sum(amounts[:-1])
    assert run["TOTAL"] == sum(amounts)
    assert run.warned(f"rounded to multiples of {base}")
    report = Path(run["OUTPUT_HTML"]).read_text(encoding="utf-8")
    assert f"to multiples of {base}" in report
    again = asked((3, 41, 62, 53, 74, 31), outside=7, ROUNDING=base)
    assert [row["amount"] for row in again.rows()] == [row["amount"] for row in run.rows()]


def test_nothing_is_rounded_unless_asked(asked):
    run = asked((3, 41, 62, 53, 74, 31), outside=7)
    assert [run.by_type()[row]["amount"] for row in ROWS] == [3, 41, 62, 53, 74, 31, 7]
    assert not run.warned("rounded")
    assert asked((3, 41), ROUNDING="none").rows()[0]["amount"] == 3


def test_measures_of_a_guarded_table_name_the_types_that_are_hidden(asked, run_algorithm):
    run = asked((3, 40, 60, 50, 70, 30), MIN_COUNT=5)
    found = run_algorithm("regso:disparity", INPUT=run.layer())
    assert found.warned("The group 1 has no figure")
    assert found.warned("The group 2 has no figure")
    assert {row["group_name"] for row in found.rows() if row["measure"] == "rate"} == {"3", "4", "5"}


@pytest.mark.parametrize(
    ("parameters", "hides"),
    [
        ({}, False),
        ({"MIN_COUNT": 1}, False),
        ({"ROUNDING": "none"}, False),
        ({"MIN_COUNT": 5}, True),
        ({"ROUNDING": "3"}, True),
    ],
)
def test_a_printed_map_does_not_show_the_points_of_counts_that_are_guarded(parameters, hides):
    assert hides_small_counts(SimpleNamespace(parameters=parameters)) is hides
