# SPDX-License-Identifier: GPL-2.0-or-later
"""Measures on the command line with what guards their counts, and a standard from another file."""

from __future__ import annotations

import csv
from pathlib import Path


def rows_of(path):
    with Path(path).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_segregation_of_a_table_of_text_shows_no_exact_count_where_it_is_asked_not_to(qgis_process, tmp_path):
    """A CSV file has no types: its counts come as text."""
    table = tmp_path / "grupper åäö.csv"
    counts = {"0180R001": (40, 3), "0180R002": (60, 25), "1280R001": (61, 44), "1280R002": (18, 97)}
    text = [f"{code},{here},{there},{here + there}" for code, (here, there) in counts.items()]
    table.write_text("\n".join(["regsokod,här,annorstädes,alla", *text]), encoding="utf-8")
    inputs = {"INPUT": str(table), "GROUP_FIELDS": "här;annorstädes", "LEVEL": "kommun"}
    outputs = {name: str(tmp_path / f"{name}.csv") for name in ("OUTPUT", "OUTPUT_AREAS")}

    hidden = qgis_process("run", "regso:segregation", inputs={**inputs, **outputs, "MIN_COUNT": 5}).results
    values = {row["region"]: row["value"] for row in rows_of(hidden["OUTPUT"]) if row["measure"] == "dissimilarity"}
    assert values["0180"] == ""
    # ½ (|61/79 − 44/141| + |18/79 − 97/141|)
    assert abs(float(values["1280"]) - abs(61 / 79 - 44 / 141)) < 1e-9
    areas = {row["regsokod"]: row for row in rows_of(hidden["OUTPUT_AREAS"])}
    assert {areas[code]["annorstädes"] for code in ("0180R001", "0180R002")} == {""}
    assert {row["alla"] for row in areas.values()} == {""}

    rounded = qgis_process("run", "regso:segregation", inputs={**inputs, **outputs, "ROUNDING": "5"}).results
    for row in rows_of(rounded["OUTPUT_AREAS"]):
        for group, true in zip(("här", "annorstädes"), counts[row["regsokod"]], strict=True):
            assert float(row[group]) % 5 == 0
            assert abs(float(row[group]) - true) < 5
        assert row["alla"] == ""


def test_rates_are_standardised_by_a_standard_in_another_file(qgis_process, tmp_path):
    cases, standard = tmp_path / "fall.csv", tmp_path / "riket åäö.csv"
    rows = ["1,ung,9,900", "1,äldre,5,100", "5,ung,1,100", "5,äldre,45,900"]
    cases.write_text("\n".join(["omradestyp,ålder,fall,folkmangd", *rows]), encoding="utf-8")
    standard.write_text("ålder,folkmangd,nivå\nung,7500,5\näldre,2500,40\n", encoding="utf-8")
    inputs = {"INPUT": str(cases), "COUNT_FIELD": "fall", "STRATUM_FIELD": "ålder", "STANDARD": str(standard)}
    output = {"OUTPUT": str(tmp_path / "svar.csv")}

    direct = qgis_process("run", "regso:disparity", inputs={**inputs, **output}).results
    # type 1 and type 5 both: ¾ · 10 + ¼ · 50 = 20 per 1,000
    assert abs(direct["DIFFERENCE"]) < 1e-9
    indirect = {"STANDARDISATION": "indirect", "STANDARD_RATE_FIELD": "nivå"}
    run = qgis_process("run", "regso:disparity", inputs={**inputs, **output, **indirect}).results
    ratios = [float(row["value"]) for row in rows_of(run["OUTPUT"]) if row["measure"] == "standardised_ratio"]
    assert [round(ratio, 6) for ratio in ratios] == [round(14 / 8.5, 6), round(46 / 36.5, 6)]
