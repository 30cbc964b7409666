# SPDX-License-Identifier: GPL-2.0-or-later
"""Small counts on the command line: empty numbers where so little lies inside, and rounded counts that tie."""

from __future__ import annotations

import csv
from pathlib import Path

SUMMARIZE = "regso:summarizebyareatype"
COMPARE = "regso:compareyears"


def test_numbers_below_the_limit_are_null_and_rounded_counts_tie(qgis_process, demo, tmp_path):
    inputs = {"INPUT": demo("vardinrattningar"), "AREAS": demo("omraden"), "OUTPUT": str(tmp_path / "svar åäö.csv")}

    hidden = qgis_process("run", SUMMARIZE, inputs={**inputs, "MIN_COUNT": 500}).results
    assert [hidden[name] for name in ("TOTAL", "INSIDE", "TOTAL_AMOUNT", "INSIDE_AMOUNT")] == [None] * 4
    assert (hidden["OUTSIDE"], hidden["UNUSABLE"]) == (2, 1)

    rounded = qgis_process("run", SUMMARIZE, inputs={**inputs, "ROUNDING": "5"}).results
    with Path(rounded["OUTPUT"]).open(encoding="utf-8", newline="") as file:
        counts = {row["area_type"]: float(row["amount"]) for row in csv.DictReader(file)}
    assert not any(count % 5 for count in counts.values())
    assert sum(count for row, count in counts.items() if row != "-1") == rounded["INSIDE"]
    assert rounded["TOTAL"] == rounded["INSIDE"] + rounded["OUTSIDE"] + 1
    # 67 of the demo's clinics lie inside.
    assert abs(rounded["INSIDE"] - 67) < 5


def test_a_small_count_of_one_year_is_in_no_table_and_no_change(qgis_process, tmp_path):
    table = tmp_path / "fall åäö.csv"
    counts = {2021: (3, 40, 60, 50, 70), 2022: (30, 45, 61, 50, 70)}
    rows = [f"0180R00{kind},{year},{own[kind - 1]},1000,{kind}" for year, own in counts.items() for kind in range(1, 6)]
    table.write_text("\n".join(["regsokod,ar,antal,folkmangd,omradestyp", *rows]), encoding="utf-8")
    inputs = {"INPUT": str(table), "COUNT_FIELD": "antal", "MIN_COUNT": 5, "HOLD": "first"}
    run = qgis_process("run", COMPARE, inputs={**inputs, "OUTPUT": str(tmp_path / "år.csv")}).results
    assert run["GAP_CHANGE"] is None
    with Path(run["OUTPUT"]).open(encoding="utf-8", newline="") as file:
        shown = {(int(row["year"]), row["group_name"]): row for row in csv.DictReader(file)}
    assert [shown[2021, kind]["amount"] for kind in "12345"] == ["", "", "60", "50", "70"]
    assert (shown[2022, "1"]["amount"], shown[2022, "1"]["amount_change"]) == ("30", "")
    assert float(shown[2022, "3"]["amount_change"]) == 1
