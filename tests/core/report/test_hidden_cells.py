# SPDX-License-Identifier: GPL-2.0-or-later
"""Hidden is not missing in the workbook of a follow-up: two dots where a count is not shown, else nothing."""

import openpyxl
import pandas as pd

from regso_atlas.plugin.report.hidden_cells import hidden_cells
from regso_atlas.plugin.report.workbook import Result, write_result

NAMES = ("hold", "year", "group_name", "amount", "share", "rate", "base_year", "difference", "differs", "hidden")
ROWS = (
    ("first", 2021, "1", None, None, None, None, None, None, "figure"),
    ("first", 2021, "3", 60.0, None, 60.0, None, None, None, "share"),
    ("first", 2022, "1", 30.0, 0.2, 30.0, 2021, None, None, "change"),
    ("first", 2022, "2", None, None, None, 2021, None, None, "figure"),
    ("first", 2022, "3", 61.0, 0.3, 61.0, 2021, 1.0, 0, None),
    ("first", 2022, "4", 0.0, 0.0, None, 2021, None, None, None),
)


def test_each_kind_of_hiding_names_its_own_columns():
    hidden = hidden_cells(NAMES, (), 5)
    found = [sorted(hidden(dict(zip(NAMES, row, strict=True)))) for row in ROWS]
    assert found == [
        ["amount", "rate", "share"],
        ["share"],
        ["difference", "differs"],
        ["amount", "difference", "differs", "rate", "share"],
        [],
        [],
    ]


def test_the_workbook_of_a_follow_up_has_dots_where_counts_are_hidden_and_plain_years(example, tmp_path):
    path = tmp_path / "år åäö.xlsx"
    write_result(path, Result(pd.DataFrame(ROWS, columns=list(NAMES)), min_count=5), example.provenance(), "sv")
    heads, *rows = openpyxl.load_workbook(path)["Resultat"].iter_rows()
    cells = [dict(zip((head.value for head in heads), row, strict=True)) for row in rows]
    assert [row["difference"].value for row in cells] == [None, None, "..", "..", 1, None]
    assert [row["rate"].value for row in cells] == ["..", 60, 30, "..", 61, None]
    assert cells[2]["base_year"].value == 2021
    assert cells[2]["base_year"].number_format == "General"


def test_a_table_of_another_kind_hides_nothing_by_itself():
    assert list(hidden_cells(("code", "value"), (), 5)({"code": "0180R001", "value": None})) == []
    assert list(hidden_cells(("feature_count", "amount"), (), 0)({"feature_count": None, "amount": None})) == []
