# SPDX-License-Identifier: GPL-2.0-or-later
"""Reports by group, and figures that are too small to show."""

import numpy as np
import pytest
import shapely

from regso_atlas.plugin.core.area_types import ROWS
from regso_atlas.plugin.core.overlay import Kind
from regso_atlas.plugin.report import html as report
from regso_atlas.plugin.report.content import Sign, Sum, build_content
from regso_atlas.plugin.report.html import render_report


def _roads(example, seed=3, size=60):
    random = np.random.default_rng(seed)
    begin = np.column_stack(
        [
            random.uniform(example.EAST - 500, example.EAST + 6000, size),
            random.uniform(example.NORTH, example.NORTH + 1000, size),
        ]
    )
    lines = shapely.linestrings(np.stack([begin, begin + random.uniform(-900, 900, (size, 2))], axis=1))
    attributes = {"klass": random.choice(["väg", "gata", None], size), "trafik": random.integers(0, 900, size)}
    return lines, attributes


def test_groups_put_together_are_the_summary_without_groups(example):
    lines, attributes = _roads(example)
    grouped = build_content(
        example.summarize(lines, Kind.LINE, attributes, group_field="klass", amount_fields=("trafik",))
    ).overall
    whole = build_content(example.summarize(lines, Kind.LINE, attributes, amount_fields=("trafik",))).overall

    for one, other in zip(grouped.rows, whole.rows, strict=True):
        assert one.kind == other.kind
        assert one.values.keys() == other.values.keys()
        for name, value in one.values.items():
            expected = other.values[name]
            assert value is expected or value == pytest.approx(expected, rel=1e-12, abs=1e-12), (one.kind, name)


def test_intervals_of_groups_put_together_are_those_of_the_whole(example):
    kinds = ["vård", "tand"] * 11 + ["vård"]
    grouped = build_content(example.summarize(attributes={"slag": kinds}, group_field="slag")).overall
    whole = build_content(example.summarize()).overall

    for name in ("per_1000_low", "per_1000_high", "share", "location_quotient"):
        assert grouped.row(4).number(name) == pytest.approx(whole.row(4).number(name))


def test_every_group_has_its_table_and_the_one_without_value_a_name(example):
    kinds = ["vård", None, "", *["vård"] * 20]
    page = example.page(example.summarize(attributes={"slag": kinds}, group_field="slag"))
    matrix = page.table("Antal efter slag")

    # The first three clinics: two of type 1 (vård, no value), one of type 2 (empty text).
    assert matrix["(värde saknas)"] == ["1", "0", "0", "0", "0", "0", "0", "1"]
    assert matrix["(tom text)"] == ["0", "1", "0", "0", "0", "0", "0", "1"]
    assert matrix["vård"] == ["1", "3", "3", "5", "6", "1", "2", "21"]
    assert matrix["Allt"] == ["2", "4", "3", "5", "6", "1", "2", "23"]
    assert page.table("slag: (värde saknas)")["Allt"][3] == "1"


def test_groups_beyond_the_limit_are_in_the_common_table_and_told(example, monkeypatch):
    monkeypatch.setattr(report, "MOST_GROUP_TABLES", 2)
    page = example.page(example.summarize(attributes={"nr": list(range(23))}, group_field="nr"))

    assert len(page.table("Antal efter nr")) == 1 + 23 + 1
    assert [title for title, _ in page.tables if title.startswith("nr: ")] == ["nr: 0", "nr: 1"]
    assert "de första 2 grupperna. De övriga 21" in page.text


def test_means_are_not_put_together_over_groups(example):
    attributes = {"slag": ["vård", "tand"] * 11 + ["vård"], "nöjda": [50.0] * 23}
    page = example.page(example.summarize(attributes=attributes, group_field="slag", rate_fields=("nöjda",)))

    captions = [title for title, _ in page.tables if "ält i lagret" in title]
    assert captions == ["slag: tand – fält i lagret", "slag: vård – fält i lagret"]
    assert "Medelvärden visas bara grupp för grupp" in page.text


@pytest.mark.parametrize("group", [None, "slag"])
@pytest.mark.parametrize("language", ["sv", "en"])
def test_suppressed_figures_stand_nowhere_in_the_document(example, group, language):
    summary = example.secret_summary(group_field=group)
    document = render_report(summary, example.provenance(min_count=3), language)
    shown = example.plain(document).replace(" ", "").replace(",", "").replace(".", "")

    assert summary.suppressed > 0
    for hidden in ("71717", "70707", "7373"):
        assert hidden not in shown
    table = example.Page(document).table("områdestyp" if language == "sv" else "area type")
    first, fourth = (next(cells for name, cells in table.items() if name.startswith(kind)) for kind in ("1 ", "4 "))
    assert first[3:8] == [".."] * 5
    assert first[9:] == ["..", ".."]
    # The shares would tell the sum of the types, and with the totals what "no data" holds: one clinic.
    assert fourth[3] == "5"
    assert [fourth[7], *fourth[9:]] == ["..", "..", ".."]


def test_sums_over_hidden_rows_are_hidden_and_the_signs_explained(example):
    page = example.page(example.secret_summary(), min_count=3)

    assert page.table("efter områdestyp")["Typ 1–5 tillsammans"][3] == ".."
    assert page.table("Fält i lagret")["Allt"][0] == ".."
    assert page.table("Allt som lästes")["Tabellens rader"] == ["..", "..", "..", "", "prövas inte: rader är dolda"]
    assert "färre än 3 objekt, eller skulle avslöja" in page.text
    assert "Andelen för typ 1 visas inte" in page.text


def test_cell_hidden_in_one_group_is_hidden_in_the_sum_of_groups(example):
    # Of the 9 clinics of type 5 the group "tand" has 1: with the sum and the 8 of "vård" anybody could tell.
    places = [*example.clinics([9, 9, 9, 9, 8, 0, 0]), *example.clinics([4, 4, 4, 4, 1, 0, 0])]
    kinds = ["vård"] * 44 + ["tand"] * 17
    content = build_content(example.summarize(places, attributes={"slag": kinds}, group_field="slag", min_count=3))
    hidden = {kind for table in content.groups for kind in ROWS if table.row(kind).values["amount"] is Sign.HIDDEN}

    assert 5 in hidden
    assert {kind for kind in ROWS if content.overall.row(kind).values["amount"] is Sign.HIDDEN} == hidden
    assert content.overall.row(Sum.TYPES).values["amount"] is Sign.HIDDEN
    assert content.overall.row(Sum.ALL).number("amount") == 61  # stands in the totals anyway
    for kind in set(ROWS) - hidden:
        assert content.overall.row(kind).number("amount") == sum(g.row(kind).number("amount") for g in content.groups)


def test_nothing_is_hidden_without_a_limit_and_the_report_says_so(example):
    page = example.page(example.summarize())

    assert ".." not in page.text.replace("…", "")
    assert "Inga små antal är dolda" in page.text
