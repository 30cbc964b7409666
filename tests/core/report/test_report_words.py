# SPDX-License-Identifier: GPL-2.0-or-later
"""What a report says: the reading, the fixed sentences, the warnings, where the figures come from."""

from dataclasses import replace

import pytest

from regso_atlas.plugin.report import texts
from regso_atlas.plugin.report.content import build_content
from regso_atlas.plugin.report.html import render_report
from regso_atlas.plugin.report.language import Language
from regso_atlas.plugin.report.provenance import Fields
from regso_atlas.plugin.report.reading import read_out


def test_reading_compares_type_1_with_its_part_of_the_population(example):
    lines = " ".join(example.plain(line) for line in read_out(build_content(example.summarize()), Language("sv")))

    assert "har 10,0 % av objekten och 5,0 % av invånarna: 5,0 procentenheter mer än sin del" in lines
    assert "finns 2,00 objekt i områden av typ 1 och 0,60 objekt i områden av typ 5" in lines
    # 0.24-7.22 and 0.22-1.31: they share 0.24-1.31.
    assert "(0,24–7,22 och 0,22–1,31) överlappar varandra" in lines
    assert "Utanför områdena ligger 2 objekt (8,7 % av allt)" in lines  # 2 of 23


def test_reading_says_when_intervals_do_not_overlap(example):
    summary = example.summarize(example.clinics([50, 0, 0, 0, 50, 0, 0]))  # 50 and 5 per 1,000 inhabitants
    lines = " ".join(read_out(build_content(summary), Language("en")))

    assert "do not overlap" in lines
    assert "Type 1 is highest with 50 features per 1,000 inhabitants, type 2, 3, 4 lowest with 0 features." in lines
    assert "50.0% of the features and 5.0% of the inhabitants: 45.0 percentage points more" in lines


@pytest.mark.parametrize(
    ("counts", "said"),
    [
        ([1, 2, 3, 4, 10, 0, 0], "lika mycket som sin del"),  # as many per inhabitant everywhere
        ([0, 2, 3, 4, 10, 0, 0], "5,0 procentenheter mindre än sin del"),  # none against 5 %
    ],
)
def test_reading_says_same_and_less(example, counts, said):
    assert said in read_out(build_content(example.summarize(example.clinics(counts))), Language("sv"))[0]


def test_reading_names_highest_and_lowest_where_they_are_not_types_1_and_5(example):
    summary = example.summarize(example.clinics([1, 20, 1, 4, 10, 0, 0]))  # per 1,000: 1; 10; 0.33; 1; 1
    lines = " ".join(read_out(build_content(summary), Language("en")))

    assert "Type 2 is highest with 10.0 features per 1,000 inhabitants, type 3 lowest with 0.3 features." in lines


def test_reading_says_that_there_is_no_area_of_type_1(example):
    summary = example.summarize(areas=example.areas([2, 2, 3, 4, 5, None]))

    assert read_out(build_content(summary), Language("en"))[0] == "None of the areas is of type 1."


def test_every_report_says_direction_and_what_may_not_be_concluded(example):
    swedish, english = example.page(example.summarize()).text, example.page(example.summarize(), "en").text

    assert "Ett högre index är sämre" in swedish
    assert "områden, inte människor, och säger inget om orsaker" in swedish
    assert "A higher index is worse" in english
    assert "areas, not people, and say nothing about causes" in english


def test_neither_language_holds_sentences_of_the_other(example):
    attributes = {"slag": ["vård", None] * 11 + ["vård"], "besök": [1.0] * 23, "nöjda": [1.0] * 23}
    summary = example.summarize(
        attributes=attributes, group_field="slag", amount_fields=("besök",), rate_fields=("nöjda",), min_count=2
    )
    broken = replace(summary, totals=replace(summary.totals, inside=0))
    swedish, english = example.page(broken, "sv").text, example.page(broken, "en").text
    # Fixed parts of some length, so that "km" and the like do not count.
    for text in (value for value in vars(texts).values() if isinstance(value, texts.Text)):
        for own, other, page in ((text.sv, text.en, swedish), (text.en, text.sv, english)):
            parts = [" ".join(part.split()) for part in _fixed_parts(other) if part not in _fixed_parts(own)]
            assert not [part for part in parts if len(part) > 9 and part in page]


def _fixed_parts(template: str) -> list[str]:
    return [part.split("}")[-1] for part in template.split("{")]


def test_warnings_stand_first_and_their_absence_is_said(example):
    page = example.page(example.summarize(), warnings=("3 områden saknar kod", "Två områden överlappar"))

    assert page.text.index("3 områden saknar kod") < page.text.index("Går summorna ihop?")
    assert "Två områden överlappar" in page.text
    assert "Inga varningar." in example.page(example.summarize()).text


def test_sections_come_in_the_order_of_trust(example):
    titles = [getattr(texts, name).sv for name in (
        "TOTALS", "TABLE", "CHART", "READING", "GROUPS", "METHOD", "SOURCES", "PROVENANCE", "CITE",
    )]  # fmt: skip
    titles[4] = titles[4].format(field="slag")
    document = render_report(
        example.summarize(attributes={"slag": ["a"] * 23}, group_field="slag"), example.provenance(), "sv"
    )

    assert [document.index(f"<h2>{title}</h2>") for title in titles] == sorted(
        document.index(f"<h2>{title}</h2>") for title in titles
    )


def test_provenance_is_told_whole(example):
    page = example.page(
        example.summarize(),
        edition="2025",
        year=2024,
        updated="2026-06-23 08:00",
        fields=Fields("regsokod", "områdestyp", "folkmängd", "slag", ("besök",), ("nöjda",)),
        min_count=5,
        selection_only=True,
        layer_filter="län = '01'",
        seconds=1.26,
        algorithm="regso:summarizebyareatype",
        parameters={"INPUT": "/data/åäö.gpkg", "MIN_COUNT": 5},
    )
    record = page.table("Underlag, inställningar och versioner")

    assert record["Lagrets källa"] == ["/data/vård/åäö.gpkg|layername=vårdcentraler"]
    assert record["Uppgifternas år"] == ["2024"]
    assert record["Tabellen uppdaterad"] == ["2026-06-23 08:00"]
    assert record["Fält med folkmängd"] == ["folkmängd"]
    assert record["Minsta antal som visas"] == ["5"]
    assert record["Endast markerade objekt"] == ["ja"]
    assert record["Filter"] == ["län = '01'"]
    assert record["Versioner"] == ["RegSO Atlas 0.1.0, QGIS 3.40.6"]
    assert record["Tidpunkt"] == ["2026-03-01T14:05:00+00:00"]
    assert record["Beräkningstid"] == ["1,3 s"]
    assert '"INPUT": "/data/åäö.gpkg"' in page.text
    assert "Egen bearbetning med RegSO Atlas 0.1.0, 2026-03-01. Källa: SCB, RegSO 2025, CC0 1.0." in page.text


def test_missing_sources_are_asked_for(example):
    assert "Ingen källa är angiven" in example.page(example.summarize(), sources=()).text
