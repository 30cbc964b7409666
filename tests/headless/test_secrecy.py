# SPDX-License-Identifier: GPL-2.0-or-later
"""Small counts on the command line: empty numbers where so little lies inside, and rounded counts that tie."""

from __future__ import annotations

import csv
from pathlib import Path

SUMMARIZE = "regso:summarizebyareatype"


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
