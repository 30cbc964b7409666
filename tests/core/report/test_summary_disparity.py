# SPDX-License-Identifier: GPL-2.0-or-later
"""The disparity section of a summary: the core's figures, what they say, and why there are none where there are not."""

import openpyxl
import pytest

from regso_atlas.plugin.core.measures.disparity import disparity
from regso_atlas.plugin.report.content import build_content
from regso_atlas.plugin.report.summary_disparity import MEASURES, disparity_of
from regso_atlas.plugin.report.workbook import Result, write_result

CAPTION = "Measure, value, interval and method"


@pytest.fixture
def found(example):
    return disparity_of(build_content(example.summarize()))


def test_the_figures_are_those_of_the_disparity_algorithm(example, found):
    whole = disparity(example.summarize().table).parts[0]
    assert list(found.frame["measure"]) == list(MEASURES)
    for _, row in found.frame.iterrows():
        estimate = whole.row(row["measure"], row["group_name"] or "").estimate
        assert (row["value"], row["low"], row["high"]) == pytest.approx(
            (estimate.value, estimate.low, estimate.high), nan_ok=True
        )


def test_difference_ratio_and_steps_by_hand(found):
    value = found.frame.set_index("measure")["value"]
    # 2 clinics on 1,000 inhabitants in type 1, 6 on 10,000 in type 5; 20 on 20,000 in all types
    assert value["difference"] == pytest.approx(2 - 0.6)
    assert value["ratio"] == pytest.approx(2 / 0.6)
    assert value["parity_moved"] == pytest.approx(1 - 2)


@pytest.mark.parametrize(
    ("language", "title"), [("en", "Differences between the area types"), ("sv", "Skillnader mellan")]
)
def test_the_report_has_the_section(example, language, title):
    page = example.page(example.summarize(), language)
    assert title in page.text


def test_the_report_says_figures_and_sentences(example):
    page = example.page(example.summarize(), "en")
    rows = page.table(CAPTION)
    assert rows["Difference, worst-off minus best-off"][0] == "1.400"
    assert rows["Ratio, worst-off to best-off"][0] == "3.333"
    assert "The rate is 2 in area type 1 and 0.6 in area type 5" in page.text


def test_types_that_bend_are_read_by_their_gaps(example):
    bent = disparity_of(build_content(example.summarize(example.clinics([2, 300, 300, 4, 6, 0, 0]))))
    assert any("read the gaps between the groups" in text for text in bent.readings)
    assert not any("slope index says" in text for text in bent.readings)


def test_without_population_it_says_why(example):
    summary = example.summarize(areas=example.areas(people=None))
    assert disparity_of(build_content(summary)).frame is None
    page = example.page(summary, "en")
    assert "No measures could be computed. Without population there are no rates to compare." in page.text


def test_without_anything_inside_it_says_why(example):
    summary = example.summarize(example.clinics([0, 0, 0, 0, 0, 0, 3]))
    assert "Nothing lies in the areas" in disparity_of(build_content(summary)).reason


def test_one_type_alone_cannot_be_compared(example):
    summary = example.summarize(areas=example.areas(types=[3] * 6))
    assert "at least two groups" in disparity_of(build_content(summary)).reason


def test_hidden_counts_are_in_no_measure_and_are_named(example):
    summary = example.summarize(min_count=3)
    found = disparity_of(build_content(summary))
    assert summary.table["amount"].isna().any()
    if found.frame is not None:
        assert any("may be suppressed" in text for text in found.notes)
        assert "area type 1 " not in " ".join(found.readings)


def test_the_workbook_has_the_same_figures(example, found, tmp_path):
    summary = example.summarize()
    totals = summary.totals
    numbers = {"TOTAL": totals.features, "INSIDE": totals.inside, "OUTSIDE": totals.outside}
    amounts = {"TOTAL_AMOUNT": totals.amount, "INSIDE_AMOUNT": totals.inside_amount}
    path = tmp_path / "bok åäö.xlsx"
    write_result(path, Result(summary.table, numbers={**numbers, **amounts}), example.provenance(), "sv")
    sheet = openpyxl.load_workbook(path)["Skillnader"]
    rows = list(sheet.iter_rows(min_row=2, max_row=1 + len(MEASURES), values_only=True))
    assert [row[1] for row in rows] == pytest.approx(list(found.frame["value"]))
    assert [row[0] for row in rows] == list(found.frame["label"])
