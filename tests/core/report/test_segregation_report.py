# SPDX-License-Identifier: GPL-2.0-or-later
"""The report on segregation: its tables and sentences are the figures of the table, in both languages."""

import string

import pandas as pd
import pytest

from regso_atlas.plugin.core.measures import cluster_table, segregation
from regso_atlas.plugin.report import segregation_texts
from regso_atlas.plugin.report.segregation import MOST_REGIONS, SegregationFacts, render_segregation_report
from regso_atlas.plugin.report.texts import Text

GROUPS = ("kvintil_1", "kvintil_5")


def row(measure, value, *, group=None, other=None, region="0180", name="Stockholm", year=2023, note=None):
    return {
        "region": region,
        "region_name": name,
        "year": year,
        "measure": measure,
        "group_name": group,
        "other_group": other,
        "value": value,
        "areas": 2,
        "people": 80.0,
        "note": note,
    }


def of_one_region(**more):
    return [
        row("inequality_index", 50.0, group="kvintil_1", other="kvintil_5", **more),
        row("theil_h", 0.1887, **more),
        row("theil_h_between", 0.0472, other="kommun", **more),
        row("share", 0.5, group="kvintil_1", **more),
        row("dissimilarity", 0.5, group="kvintil_1", **more),
        row("dissimilarity_by_chance", 0.0903, group="kvintil_1", **more),
        row("isolation", 0.625, group="kvintil_1", **more),
    ]


def facts(rows, **more):
    table = pd.DataFrame(rows).astype({"year": object, "note": object, "group_name": object, "other_group": object})
    table = table.where(table.notna() | (table.columns == "value"), None)
    return SegregationFacts(table, **{"clusters": {}, "groups": GROUPS, **more})


def render(example, given, language="sv"):
    return example.Page(render_segregation_report(given, example.provenance(), language))


def test_the_measures_are_said_in_words_with_what_chance_gives(example):
    text = render(example, facts(of_one_region())).text

    assert "Stockholm 2023: ojämlikhetsindex är 50,0." in text
    assert "50 % av gruppen kvintil_1 skulle behöva flytta" in text.replace("\u00a0", " ")
    assert "Slumpen ensam ger 9 %" in text.replace("\u00a0", " ")
    assert "inte tydligt mer än slumpen" not in text
    assert "hör i genomsnitt 62 % till samma grupp; av alla hör 50 % dit" in text.replace("\u00a0", " ")
    assert "Av det ligger 25 % mellan kommunerna" in text.replace("\u00a0", " ")


def test_what_chance_could_give_is_not_called_segregation(example):
    rows = [one if one["measure"] != "dissimilarity" else {**one, "value": 0.15} for one in of_one_region()]

    assert "not clearly more than chance" in render(example, facts(rows), "en").text


def test_one_region_has_a_table_of_groups_and_one_of_years(example):
    rows = [*of_one_region(year=2022), *of_one_region()]
    rows[1]["value"] = 0.2

    page = render(example, facts(rows), "en")

    assert page.table("Stockholm, 2023")["kvintil_1"][:4] == ["0.500", "0.500", "0.090", "0.625"]
    assert page.table("Stockholm, year by year")["2022"] == ["50.0", "0.200"]
    assert page.table("Stockholm, year by year")["2023"] == ["50.0", "0.189"]


def test_many_regions_are_ranked_and_the_rest_is_counted(example):
    rows = []
    for number in range(MOST_REGIONS + 3):
        rows += [
            row("theil_h", number / 100, region=f"{number:04}", name=f"Kommun {number}"),
            row("inequality_index", 1.0 * number, group="a", other="b", region=f"{number:04}", name=f"Kommun {number}"),
        ]
    rows.append(row("theil_h", float("nan"), region="9999", name="Ensam", note="Bara ett område har invånare."))

    page = render(example, facts(rows))

    table = page.table("Mått på alla grupper, 2023")
    assert list(table)[1] == f"Kommun {MOST_REGIONS + 2}"
    assert len(table) == MOST_REGIONS + 1
    assert "de övriga 3 står i tabellen" in page.text
    assert page.table("Värden som saknas, och varför")["Bara ett område har invånare."] == ["1"]


def test_clusters_alone_make_a_report_of_their_own(example):
    rows = [
        row(measure, value, group="index", region="00", name="Alla områden", year=None)
        for measure, value in (("moran_i", -0.2), ("moran_expected", -0.01), ("moran_p", 0.004))
    ]
    counts = {"high-low": 3, "not significant": 40}

    page = render(example, facts(rows, clusters=counts, groups=(), value="index"))

    assert (
        "index: Morans I är −0,200. Områden skiljer sig från sina grannar mer än av en slump (p = 0,004)." in page.text
    )
    assert page.table("Områden efter slag av kluster, alla år")["Hög bland låga"] == ["3"]
    assert "bor åtskilda" not in page.text
    rows[2]["value"] = 0.4
    assert "inte skiljer sig från en slump" in render(example, facts(rows, groups=(), value="index")).text


def test_every_measure_has_a_name_in_both_languages():
    assert set(segregation_texts.MEASURES) == {*segregation.MEASURES, *cluster_table.MEASURES}


@pytest.mark.parametrize("name", [n for n, text in vars(segregation_texts).items() if isinstance(text, Text)])
def test_both_languages_take_the_same_values(name):
    text = getattr(segregation_texts, name)
    fields = [{field for _, field, _, _ in string.Formatter().parse(one) if field} for one in (text.sv, text.en)]
    assert fields[0] == fields[1]
