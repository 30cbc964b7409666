# SPDX-License-Identifier: GPL-2.0-or-later
"""The report on a conversion between editions: its tables are the figures of the conversion, in both languages."""

import string
from dataclasses import replace

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely

from regso_atlas.plugin.core.crosswalk import build_crosswalk
from regso_atlas.plugin.core.edition_change import change_edition
from regso_atlas.plugin.report import edition, edition_texts
from regso_atlas.plugin.report.edition import EditionFacts, render_edition_report, write_edition_report
from regso_atlas.plugin.report.provenance import Layer
from regso_atlas.plugin.report.texts import Text

FACTS = EditionFacts("2020", "2025", "regsokod", "kod", Layer("rutor å", "/data/rutor.gpkg", "EPSG:3006"))


def frame(**areas):
    """``R001=("Namn", west, east)`` in kilometres."""
    return gpd.GeoDataFrame(
        {"name": [name for name, *_ in areas.values()]},
        geometry=[shapely.box(5e5 + 1000 * w, 6.7e6, 5e5 + 1000 * e, 6.701e6) for _, w, e in areas.values()],
        index=[f"0180{code}" for code in areas],
    )


OLD = frame(R001=("Älvnäs", 0, 1), R002=("Österby", 1, 2), R003=("Åkersro", 2, 3), R006=("Häggvik", 4, 5))
NEW = frame(R001=("Älvnäs", 0, 0.8), R002=("Österängen", 0.8, 2), R004=("Nya <Åkern>", 2, 3), R006=("Hägern", 4, 5))
VALUES = pd.DataFrame(
    {"jobb": [100.0, 50.0, np.nan, 1.5], "andel": [10.0, 40.0, np.nan, 7.0], "sysselsatta": 100.0}, index=OLD.index
)


def convert(kinds, people=None, **options):
    crosswalk = build_crosswalk(OLD, NEW, people=people, located=True)
    return change_edition(crosswalk, VALUES, kinds, **options)


def render(example, change, language="sv", facts=FACTS, **provenance):
    return example.Page(render_edition_report(change, facts, example.provenance(**provenance), language))


@pytest.fixture
def change():
    return convert({"jobb": "count", "andel": "rate"})


def test_every_changed_area_is_listed_the_most_changed_first(example, change):
    table = render(example, change).table("Ändrade områden, de mest ändrade först")

    assert list(table)[1:] == ["0180R003", "0180R004", "0180R001", "0180R002", "0180R006"]
    assert table["0180R003"] == ["Åkersro", "upphört", "100,0", "100,0", "–", "1,00", "–"]
    assert table["0180R004"][:3] == ["Nya <Åkern>", "nytt", "100,0"]
    # It lost 0.2 of 1 km², and is 0.8 km² now.
    assert table["0180R001"] == ["Älvnäs", "ändrade gränser", "25,0", "20,0", "0,0", "1,00", "0,80"]
    assert table["0180R002"][:2] == ["Österby → Österängen", "ändrade gränser, nytt namn"]
    assert table["0180R006"][:2] == ["Häggvik → Hägern", "nytt namn"]


def test_the_changes_are_counted_in_a_sentence(example, change):
    said = render(example, change).text

    assert "2 områden har ändrade gränser, 1 har upphört, 1 är nya och 2 har bytt namn, av 5 områden" in said
    assert "2 av dem ändrades mer än 5 %. Mest ändrades 0180R001 Älvnäs: 25,0" in said
    assert "Inga flisor har utelämnats." in said


def test_totals_tie_and_what_is_withheld_is_shown(example, change):
    table = render(example, change).table("Allt = på målområdena")

    # R004 lies on R003, which has no value; nothing else falls there.
    assert table["jobb"] == ["151,5", "151,5", "0,0", "0,0", "✓ stämmer"]
    assert "andel" not in table


def test_totals_that_do_not_tie_are_said_first(example, change):
    field = change.fields[0]
    broken = replace(field, converted=replace(field.converted, outside=5.0))
    page = render(example, replace(change, fields=(broken,)), warnings=("Något annat.",))

    assert page.table("Allt = på målområdena")["jobb"][-1].startswith("✗ stämmer inte, skillnad −5")
    assert "Varningar Summorna går inte ihop. Använd inte siffrorna" in page.text


@pytest.mark.parametrize(
    ("options", "count", "rate"),
    [
        ({}, "delad efter yta", "medelvärde vägt med yta"),
        ({"denominator": "sysselsatta"}, "delad efter yta", "medelvärde vägt med sysselsatta"),
        ({"weight": "population"}, "delad efter folkmängd", "medelvärde vägt med folkmängd"),
    ],
)
def test_every_field_says_how_it_was_converted(example, options, count, rate):
    people = gpd.GeoDataFrame({"population": [5]}, geometry=[shapely.Point(5e5 + 500, 6.7e6 + 500)])
    change = convert({"jobb": "count", "andel": "rate"}, people, **options)

    table = render(example, change).table("Hur varje fält har omräknats")

    assert table["jobb"][:2] == ["mängd", count]
    assert table["andel"][:2] == ["kvot", rate]
    assert table["jobb"][2:] == ["3", "1"]


def test_without_fields_and_changes_the_report_says_so(example):
    crosswalk = build_crosswalk(OLD, OLD, located=True)
    change = change_edition(crosswalk, VALUES, {}, tolerance=0.0005)
    page = render(example, change, "en")

    assert "No area changed by more than the tolerance, 0.05% of its ground." in page.text
    assert "No amount was converted, so there is no total to test." in page.text
    assert "No fields were converted" in page.text
    assert not any("Changed areas" in title for title, _ in page.tables)


def test_what_lies_outside_is_counted_and_not_listed(example):
    change = change_edition(build_crosswalk(OLD, NEW.iloc[:1], located=True), VALUES, {})
    page = render(example, change, "en")

    assert "3 areas lie mostly outside the other layer and are not compared." in page.text
    assert list(page.table("Changed areas"))[1:] == ["0180R001"]


def test_a_long_table_says_how_much_is_not_shown(example, change, monkeypatch):
    monkeypatch.setattr(edition, "MOST_CHANGES", 2)
    page = render(example, change, "en")

    assert list(page.table("Changed areas"))[1:] == ["0180R003", "0180R004"]
    assert "The table shows the 2 most changed. The other 3 stand in the output of changed areas." in page.text


def test_the_record_holds_layers_editions_weights_and_limits(example, change):
    table = render(example, change, "en").table("Data, settings and versions")

    assert table["From edition"] == ["2020"]
    assert table["To edition"] == ["2025"]
    assert table["Population data"] == ["rutor å"]
    assert table["Amount fields"] == ["jobb"]
    assert table["Rate fields"] == ["andel"]
    assert table["Limit of slivers"] == ["0.01%"]
    assert table["Limit of change"] == ["0.1%"]
    assert table["Versions"] == ["RegSO Atlas 0.1.0, QGIS 3.40.6"]


def test_slivers_are_told_with_their_size(example):
    # 50 m² of the border between two areas of 1 km² each: 0.005 %.
    moved = frame(R001=("Älvnäs", 0, 1.00005), R002=("Österby", 1.00005, 2), R003=("", 2, 3), R006=("", 4, 5))
    change = change_edition(build_crosswalk(OLD, moved, located=True), VALUES, {})

    assert "1 flisor, <0,001 km² tillsammans" in render(example, change).text.replace("\N{NO-BREAK SPACE}", " ")


def test_both_languages_fill_in_the_same_names():
    texts = [text for text in vars(edition_texts).values() if isinstance(text, Text)]
    texts += edition_texts.KINDS.values()
    assert len(texts) > 60
    for text in texts:
        names = [{name for _, name, _, _ in string.Formatter().parse(part) if name} for part in text]
        assert names[0] == names[1], text


def test_the_file_is_written_whole(example, change, tmp_path):
    path = tmp_path / "rapport å.html"

    write_edition_report(path, change, FACTS, example.provenance(), "sv")

    assert path.read_text(encoding="utf-8") == render_edition_report(change, FACTS, example.provenance(), "sv")
    assert [file.name for file in tmp_path.iterdir()] == ["rapport å.html"]
