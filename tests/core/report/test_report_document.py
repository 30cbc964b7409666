# SPDX-License-Identifier: GPL-2.0-or-later
"""The document itself: escaped, self-contained, readable aloud, drawn, and written whole or not at all."""

import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from regso_atlas.plugin.core.area_types import COLORS
from regso_atlas.plugin.core.messages import RegsoError
from regso_atlas.plugin.report.chart import draw_chart
from regso_atlas.plugin.report.content import build_content
from regso_atlas.plugin.report.html import render_report, write_report
from regso_atlas.plugin.report.language import Language
from regso_atlas.plugin.report.provenance import Fields, Layer

NASTY = '<b>åäö & "x"</b>'


def test_names_are_escaped_everywhere(example):
    summary = example.summarize(
        attributes={NASTY: [NASTY] * 23, f"{NASTY}2": [1.0] * 23}, group_field=NASTY, amount_fields=(f"{NASTY}2",)
    )
    document = render_report(
        summary,
        example.provenance(
            title=NASTY,
            layer=Layer(NASTY, f"/data/{NASTY}.gpkg", NASTY),
            areas=Layer(NASTY, NASTY, NASTY),
            updated=NASTY,
            edition=NASTY,
            sources=(NASTY,),
            warnings=(NASTY,),
            fields=Fields(NASTY, NASTY, NASTY, NASTY, (NASTY,), (NASTY,)),
            layer_filter=NASTY,
            versions={NASTY: NASTY},
            algorithm=NASTY,
            parameters={NASTY: NASTY},
        ),
        "sv",
    )

    assert "<b>å" not in document
    assert NASTY in example.Page(document).text
    assert f"{NASTY}: {NASTY}" in [title for title, _ in example.Page(document).tables]


def test_document_needs_nothing_from_outside(example):
    document = render_report(example.summarize(), example.provenance(), "sv")
    page = example.Page(document)

    assert not {"script", "link", "img", "iframe", "object"} & {tag for tag, _ in page.tags}
    pointing = {"href", "src", "xlink:href"}
    references = [attributes[name] for _, attributes in page.tags for name in pointing & attributes.keys()]
    assert all(value.startswith("#") for value in references)
    assert "@import" not in document
    assert document.count("url(") == document.count("url(#")


@pytest.mark.parametrize("language", ["sv", "en"])
def test_document_can_be_read_aloud(example, language):
    page = example.page(example.summarize(attributes={"slag": ["a", None] * 11 + ["a"]}, group_field="slag"), language)
    ids = [attributes["id"] for _, attributes in page.tags if "id" in attributes]

    assert page.tags[0] == ("html", {"lang": language})
    assert all("scope" in attributes for tag, attributes in page.tags if tag == "th")
    assert all(title for title, _ in page.tables)
    assert len(ids) == len(set(ids))
    drawing = next(attributes for tag, attributes in page.tags if tag == "svg")
    assert drawing["role"] == "img"
    assert set(drawing["aria-labelledby"].split()) <= set(ids)


def test_locale_names_choose_the_language(example):
    assert example.Page(render_report(example.summarize(), example.provenance(), "sv_SE")).tags[0][1]["lang"] == "sv"
    assert example.Page(render_report(example.summarize(), example.provenance(), "de")).tags[0][1]["lang"] == "en"


def test_same_input_gives_the_same_document(example):
    assert render_report(example.summarize(), example.provenance(), "sv") == render_report(
        example.summarize(), example.provenance(), "sv"
    )


def test_chart_has_the_colours_of_the_map_and_a_hatched_bar_for_no_data(example):
    drawing = draw_chart(build_content(example.summarize()), "Vårdcentraler", Language("sv"))
    root = ET.fromstring(drawing)  # noqa: S314 - our own drawing

    for area_type in (1, 2, 3, 4, 5):
        assert f"fill: {COLORS[area_type]}" in drawing
    assert root.find(".//{*}pattern") is not None
    words = [example.plain(text.text or "") for text in root.iter("{http://www.w3.org/2000/svg}text")]
    assert {"2,00", "0,60", "10,0", "50,0", "typ 1–5: 1,00"} <= set(words)
    assert "Antal per 1 000 invånare" in words
    assert "metadata" not in drawing


def test_chart_shows_hidden_and_missing_as_signs(example):
    drawing = draw_chart(build_content(example.secret_summary()), "Vårdcentraler", Language("sv"))
    words = [text.text for text in ET.fromstring(drawing).iter("{http://www.w3.org/2000/svg}text")]  # noqa: S314

    assert ".." in words
    assert "10,0" not in words  # the share of type 1


def test_chart_without_population_has_shares_only(example):
    drawing = draw_chart(
        build_content(example.summarize(areas=example.areas(people=None))), "Vårdcentraler", Language("en")
    )

    assert "Share of the features, %" in drawing
    assert "inhabitants" not in drawing.split("</desc>")[1]


def test_long_interval_leaves_the_chart_and_the_caption_says_so(example):
    # One clinic among 10 people: 100 per 1,000, interval to 557; the panel ends at 300.
    page = example.page(
        example.summarize(
            example.clinics([1, 1, 1, 1, 1, 0, 0]), areas=example.areas(people=[10, 2000, 3000, 4000, 10_000, 500])
        )
    )

    assert "utan ändstreck fortsätter utanför" in page.text
    assert "utan ändstreck" not in example.page(example.summarize(example.clinics([90, 90, 90, 90, 90, 9, 0]))).text


def test_report_is_made_without_matplotlib(example, monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "matplotlib", None)
    page = example.page(example.summarize())

    assert "matplotlib saknas" in page.text
    assert page.table("efter områdestyp")["Allt"][3] == "23"


def test_drawing_leaves_the_settings_of_matplotlib_alone(example):
    import matplotlib as mpl

    before = dict(mpl.rcParams)
    draw_chart(build_content(example.summarize()), "Vårdcentraler", Language("sv"))

    assert dict(mpl.rcParams) == before


def test_file_is_utf_8_also_under_a_swedish_path(example, tmp_path):
    target = tmp_path / "Småland åäö" / "räkning.html"
    target.parent.mkdir()

    write_report(target, example.summarize(), example.provenance(), "sv")

    assert target.read_text(encoding="utf-8") == render_report(example.summarize(), example.provenance(), "sv")
    assert [path.name for path in target.parent.iterdir()] == ["räkning.html"]


@pytest.mark.parametrize("place", ["finns_inte/rapport.html", "en fil/rapport.html", "en mapp"])
def test_place_that_cannot_be_written_is_told_and_leaves_nothing(example, tmp_path, place):
    (tmp_path / "en fil").write_text("x")
    (tmp_path / "en mapp").mkdir()
    before = sorted(tmp_path.rglob("*"))

    with pytest.raises(RegsoError, match="could not be written") as failure:
        write_report(tmp_path / place, example.summarize(), example.provenance(), "sv")

    assert str(tmp_path / place) in str(failure.value)
    assert failure.value.details
    assert sorted(tmp_path.rglob("*")) == before


def test_earlier_report_stays_whole_when_writing_fails(example, tmp_path, monkeypatch):
    target = tmp_path / "rapport.html"
    target.write_text("den förra", encoding="utf-8")

    def refuse(self: Path, _target: Path) -> None:
        raise PermissionError("the file is open elsewhere")

    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(RegsoError, match="open in another program"):
        write_report(target, example.summarize(), example.provenance(), "sv")

    assert target.read_text(encoding="utf-8") == "den förra"
    assert list(tmp_path.iterdir()) == [target]
