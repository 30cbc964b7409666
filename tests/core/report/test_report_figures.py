# SPDX-License-Identifier: GPL-2.0-or-later
"""The figures of a report: tables that say what was counted, and totals that tie."""

from dataclasses import replace

import numpy as np
import pytest
import shapely

from regso_atlas.plugin.core.overlay import Kind


def test_table_says_what_was_counted_by_hand_in_swedish(example):
    table = example.page(example.summarize(unusable=3)).table("efter områdestyp")

    # areas, people, km², clinics, per km², per 1,000, interval (Garwood, 2: 0.2422-7.2247), share, people's, difference
    assert table["1 Områden med stora socioekonomiska utmaningar"] == [
        "1", "1 000", "1,00", "2", "2,00", "2,00", "0,24–7,22", "10,0", "5,0", "+5,0", "2,00",
    ]  # fmt: skip
    assert table["5 Områden med mycket goda socioekonomiska förutsättningar"][3:] == [
        "6", "6,00", "0,60", "0,22–1,31", "30,0", "50,0", "−20,0", "0,60",
    ]  # fmt: skip
    assert table["3 Socioekonomiskt blandade områden"][-4:] == ["15,0", "15,0", "0,0", "1,00"]
    assert table["Uppgift saknas"][3] == "1"
    assert table["Uppgift saknas"][-4:] == ["–", "–", "–", "–"]
    assert table["Utanför områdena"][3] == "2"
    assert table["Typ 1–5 tillsammans"][:6] == ["5", "20 000", "5,00", "20", "4,00", "1,00"]
    assert table["Allt"][:4] == ["6", "20 500", "6,00", "23"]


def test_numbers_are_written_as_in_english(example):
    table = example.page(example.summarize(), "en").table("by area type")

    assert table["4 Areas with good socioeconomic conditions"][1] == "4,000"
    assert table["4 Areas with good socioeconomic conditions"][5] == "1.25"
    assert table["5 Areas with very good socioeconomic conditions"][-2] == "−20.0"


def test_totals_tie_visibly(example):
    page = example.page(example.summarize(unusable=3))
    totals = page.table("Allt som lästes")

    assert totals["Objekt"] == ["26", "21", "2", "3", "✓ stämmer"]
    assert totals["Antal"] == ["23", "21", "2", "", "✓ stämmer"]
    assert totals["Tabellens rader"] == ["23", "21", "2", "", "✓ stämmer"]
    assert "går inte ihop" not in page.text


@pytest.mark.parametrize(
    ("wrong", "row", "mark"),
    [
        ({"inside": 20}, "Objekt", "✗ stämmer inte, skillnad +1"),
        ({"outside": 3}, "Objekt", "✗ stämmer inte, skillnad −1"),
        ({"outside_amount": 2.5}, "Antal", "✗ stämmer inte, skillnad −0,500000000"),
    ],
)
def test_totals_that_do_not_tie_are_marked_and_warned_of_first(example, wrong, row, mark):
    summary = example.summarize()
    page = example.page(replace(summary, totals=replace(summary.totals, **wrong)), warnings=("Något annat",))

    marks = {name: cells[-1] for name, cells in page.table("Allt som lästes").items()}
    assert marks.pop(row) == mark
    assert set(marks.values()) == {"Kontroll", "✓ stämmer"}
    assert page.text.index("Summorna går inte ihop") < page.text.index("Något annat") < page.text.index("Går summorna")


def test_rows_that_do_not_sum_to_the_total_are_marked(example):
    summary = example.summarize()
    summary.table.loc[0, "amount"] += 1

    page = example.page(summary)

    assert page.table("Allt som lästes")["Tabellens rader"][-1] == "✗ stämmer inte, skillnad −1,000000000"
    assert "Summorna går inte ihop" in page.text


def test_line_over_a_border_counts_in_both_types_but_once_in_all(example):
    line = shapely.linestrings([[example.EAST + 500, example.NORTH + 500], [example.EAST + 1500, example.NORTH + 500]])
    page = example.page(example.summarize([line], Kind.LINE))
    table = page.table("efter områdestyp")

    # 500 m of grid are 500.2 m of ground at the central meridian (scale 0.9996).
    assert table["1 Områden med stora socioekonomiska utmaningar"][3:5] == ["1", "0,500"]
    assert table["2 Områden med socioekonomiska utmaningar"][3:5] == ["1", "0,500"]
    assert table["Typ 1–5 tillsammans"][3:5] == ["", "1,000"]
    assert table["Allt"][3:5] == ["1", "1,000"]
    assert "räknas som objekt i var och en" in page.text
    assert page.table("Allt som lästes")["Längd, km"] == ["1,000", "1,000", "0,000", "", "✓ stämmer"]


def test_polygons_have_square_kilometres_and_no_interval(example):
    half = shapely.box(example.EAST, example.NORTH, example.EAST + 500, example.NORTH + 1000)
    page = example.page(example.summarize([half], Kind.POLYGON))

    assert page.table("Allt som lästes")["Yta, km²"][0] == "0,500"
    assert not any("intervall" in cell for _, rows in page.tables[:2] for row in rows for cell in row)


def test_sums_and_means_of_fields_stand_in_their_own_table(example):
    attributes = {"besök": [10.0] * 20 + [1.0] * 3, "nöjda": [40.0, 60.0, *[np.nan] * 21]}
    summary = example.summarize(attributes=attributes, amount_fields=("besök",), rate_fields=("nöjda",))
    table = example.page(summary).table("Fält i lagret")

    assert table["Områdestyp"] == ["besök, summa", "nöjda, medelvärde"]
    assert table["1 Områden med stora socioekonomiska utmaningar"] == ["20", "50"]
    assert table["2 Områden med socioekonomiska utmaningar"] == ["40", "–"]
    assert table["Allt"] == ["203", ""]


def test_without_population_nothing_is_said_per_inhabitant(example):
    page = example.page(example.summarize(areas=example.areas(people=None)))

    assert "Områdena har ingen folkmängd" in page.text
    assert len(page.table("efter områdestyp")["3 Socioekonomiskt blandade områden"]) == 5
    assert "Per 1 000 invånare finns" not in example.plain(page.text)


def test_empty_layer_gives_a_whole_report_of_zeros(example):
    page = example.page(example.summarize(shapely.points(np.empty((0, 2)))))

    assert page.column("efter områdestyp", 3) == ["0"] * 9
    assert "Det finns inget att rita" in page.text
    assert "Det finns inget att utläsa" in page.text
