# SPDX-License-Identifier: GPL-2.0-or-later
"""The report on a follow-up: both languages whole, charts with breaks, sentences, and what is missing in words."""

import re
import string
from datetime import UTC, datetime

import pandas as pd
import pytest

from regso_atlas.plugin.core.area_types import COLORS
from regso_atlas.plugin.core.measures.compare_years import follow_up
from regso_atlas.plugin.core.measures.follow_up import Settings
from regso_atlas.plugin.core.measures.groups import Kind
from regso_atlas.plugin.core.measures.types_by_year import read_types
from regso_atlas.plugin.core.measures.years_input import Figure, read_year_rows
from regso_atlas.plugin.layers.style_texts import STYLE_NAMES
from regso_atlas.plugin.report import compareyears_texts
from regso_atlas.plugin.report.compareyears import FollowUpFacts, render_compareyears_report
from regso_atlas.plugin.report.compareyears_chart import draw_years
from regso_atlas.plugin.report.language import Language
from regso_atlas.plugin.report.provenance import Layer, Provenance
from regso_atlas.plugin.report.texts import Text

# Åby gets better and leaves type 1, so that type 1 falls where it is followed and rises where the types move.
TYPES = {2021: (1, 1, 2, 3, 5), 2022: (2, 1, 2, 3, 5), 2023: (2, 1, 1, 3, 5)}
COUNTS = {2021: (30, 50, 20, 10, 5), 2022: (20, 52, 22, 10, 5), 2023: (12, 55, 40, 9, 4)}


def followed(years=(2021, 2022, 2023), told=None, shift=0):
    rows = [
        (f"0180R00{n}", year + shift, count, 1000, kind)
        for year in years
        for n, (count, kind) in enumerate(zip(COUNTS[year], TYPES[year], strict=True), start=1)
    ]
    raw = pd.DataFrame(rows, columns=["code", "year", "count", "population", "area_type"], dtype=object)
    read = read_year_rows(raw.drop(columns="area_type"), kind=Kind.EVENTS, per=1000)
    types = read_types(raw[["code", "year", "area_type"]])
    return follow_up(read, types, Settings(Figure.COUNT, Kind.EVENTS, 1000), told_breaks=told)


def written(found):
    names = {"first": "typer hållna vid 2021", "last": "typer hållna vid 2023", "moving": "rörliga typer"}
    return found.table.assign(
        group_name=found.table["group"], hold_label=found.table["hold"].map(names), unit="per 1 000 invånare",
        differs=[None if one is None else int(one) for one in found.table["differs"]],
    ).astype(object)  # fmt: skip


def render(found, language="sv", **facts):
    layer = Layer("Fall <&> händelser")
    provenance = Provenance("Uppföljning", datetime(2025, 5, 1, tzinfo=UTC), layer, layer)
    breaks = tuple((one.year, str(one.what)) for one in found.breaks)
    made = FollowUpFacts(
        written(found), breaks, 0.95, {"year": "ar", "count": "antal"}, steps=found.steps, whole=found.whole,
        decomposition=found.decomposition, **facts,
    )  # fmt: skip
    return render_compareyears_report(made, provenance, language)


def test_both_languages_have_the_same_fields():
    texts = [one for one in vars(compareyears_texts).values() if isinstance(one, Text)]
    texts += [*compareyears_texts.COLUMNS.values(), *compareyears_texts.COUNTS.values()]
    assert len(texts) > 100
    for text in texts:
        sv, en = ({name for _, name, _, _ in string.Formatter().parse(one) if name} for one in text)
        assert sv == en


@pytest.mark.parametrize(("language", "words"), [("sv", "Från vilken typ till vilken"), ("en", "From which type to")])
def test_the_page_speaks_its_language_and_escapes_names(language, words):
    page = render(followed(), language)
    assert f'lang="{language}"' in page
    assert words in page
    assert "Fall &lt;&amp;&gt; händelser" in page
    assert ">nan<" not in page.lower()


def test_each_way_of_holding_has_its_heading_meaning_chart_and_tables():
    page = render(followed(), "sv")
    for words in ("Typerna hålls vid det första året (2021)", "Typerna hålls vid det sista året (2023)",
                  "Typerna rör sig", "Samma områden följs", "utvalda efter hur det gick"):  # fmt: skip
        assert words in page
    assert page.count("<svg") == 3
    assert page.count("<caption>Ändring från 2021 till 2023") == 3


def test_ways_that_disagree_are_said():
    page = render(followed(), "en")
    # held at 2021: (30 + 50) / 2 = 40 to (12 + 55) / 2 = 33.5; moving: 40 to (55 + 40) / 2 = 47.5
    assert "type 1 goes from 40.0 (2021) to 33.5 (2023)" in page
    assert "type 1 goes from 40.0 (2021) to 47.5 (2023)" in page
    assert "The ways of holding the types disagree about type 1" in page


def test_persistence_is_said_for_areas_and_people():
    page = render(followed(), "sv")
    assert "60,0\N{NO-BREAK SPACE}% av 5 områden har samma typ 2023 som 2021; 1 har gått till sämre typ och 1" in page
    assert "60,0\N{NO-BREAK SPACE}% av invånarna 2021" in page


def test_a_break_is_drawn_listed_and_between_the_rows_of_its_years():
    page = render(followed(told={2022: "nytt register"}), "sv")
    assert page.count('class="break"') == 6  # a line in each of three charts, a row in each of three tables
    assert "brott: nytt register" in page
    assert page.count("2021–2022 (brott)") == page.count("2021–2023 (brott)") == 1
    assert "<li>2022: nytt register</li>" in page
    assert "Serien har brott: 2022: nytt register." in page


def test_why_types_cannot_be_split_is_said():
    assert "kan inte delas upp: indexet saknas" in render(followed(), "sv", no_parts="indexet saknas")


def chart(found, hold="first", breaks=()):
    table = written(found)
    return draw_years(table[table["hold"] == hold], breaks, "Händelser", Language("sv"))


def coloured_lines(drawing):
    return [part for part in re.findall(r"<line[^>]*>", drawing) if any(color in part for color in COLORS.values())]


def test_a_chart_has_a_line_for_each_type_with_figures_in_its_colour():
    drawing = chart(followed())
    assert len(coloured_lines(drawing)) == 2 * 4  # two steps of four types; nothing is of type 4
    assert drawing.count("<circle") == 3 * 4
    assert drawing.count('class="interval"') == 3 * 4
    assert COLORS[4] not in drawing
    assert "<desc>1 Områden med stora socioekonomiska utmaningar: 2021 40,0, 2023 33,5" in drawing


def test_no_line_is_drawn_across_a_break():
    drawing = chart(followed(), breaks=((2022, "nytt"),))
    assert len(coloured_lines(drawing)) == 4
    assert drawing.count('class="break"') == 1


def test_years_that_are_missing_are_dotted():
    drawing = chart(followed(years=(2021, 2023)))
    assert len(coloured_lines(drawing)) == 4
    assert drawing.count('stroke-dasharray="2 4"') == 8


def test_a_year_alone_is_no_chart():
    table = written(followed())
    assert draw_years(table[table["year"] == 2021], (), "Händelser", Language("sv")) is None


def test_labels_of_lines_that_meet_lie_apart():
    found = followed()
    table = written(found)
    table["rate"] = 5.0
    drawing = draw_years(table[table["hold"] == "moving"], (), "Händelser", Language("sv"))
    places = [float(y) for y in re.findall(r'y="([\d.]+)" font-weight="bold"', drawing)]
    assert len(places) == 5
    assert min(b - a for a, b in zip(sorted(places), sorted(places)[1:], strict=False)) >= 12


def test_the_change_of_the_index_is_called_the_same_in_tables_and_on_maps():
    named = compareyears_texts.COLUMNS["index_change"]
    assert (named.en, named.sv) == STYLE_NAMES["change"] == ("Change of the index", "Förändring av index")
