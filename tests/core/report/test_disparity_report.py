# SPDX-License-Identifier: GPL-2.0-or-later
"""The report on disparity: both languages whole, text escaped, parts and missing values in words."""

import string
from datetime import UTC, datetime

import pandas as pd
import pytest

from regso_atlas.plugin.core.measures.disparity import disparity
from regso_atlas.plugin.core.measures.disparity_words import NAMES, readings
from regso_atlas.plugin.core.measures.groups import Kind
from regso_atlas.plugin.core.measures.standardisation import Standardisation
from regso_atlas.plugin.report import disparity_texts
from regso_atlas.plugin.report.disparity import DisparityFacts, PartFacts, render_disparity_report
from regso_atlas.plugin.report.provenance import Layer, Provenance
from regso_atlas.plugin.report.texts import Text


def render(table, language="sv", **options):
    result = disparity(table, **options)
    frame = result.frame()
    frame["label"] = [str(NAMES[name]) for name in frame["measure"]]
    parts, begin = [], 0
    for part in result.parts:
        own = frame.iloc[begin : begin + len(part.rows)]
        begin += len(part.rows)
        parts.append(PartFacts(part.name, tuple(str(one) for one in readings(result, part)), own))
    facts = DisparityFacts(tuple(parts), result.typed, result.by or "", 0.95, str(result.scale.rate), {"group": "typ"})
    layer = Layer("Hållplatser <&> stationer")
    provenance = Provenance("Skillnader", datetime(2025, 5, 1, tzinfo=UTC), layer, layer)
    return render_disparity_report(facts, provenance, language)


def types(**more):
    people = [100, 200, 300, 400, 500]
    return pd.DataFrame({"area_type": range(1, 6), "amount": [9, 8, 7, 6, 0], "population": people, **more})


def test_both_languages_have_the_same_fields():
    texts = [text for text in vars(disparity_texts).values() if isinstance(text, Text)]
    assert len(texts) > 30
    for text in texts:
        sv, en = ({name for _, name, _, _ in string.Formatter().parse(one) if name} for one in text)
        assert sv == en


def test_every_measure_has_a_name():
    frame = disparity(types(), kind=Kind.PERSONS).frame()
    assert set(frame["measure"]) <= set(NAMES)
    classes = pd.DataFrame({"area_type": [1, 5], "c": ["ö", "ö"], "amount": [1, 2], "population": [9, 9]})
    indirect = disparity(classes, stratum="c", standardisation=Standardisation.INDIRECT).frame()
    assert {*frame["measure"], *indirect["measure"]} == set(NAMES)


@pytest.mark.parametrize(("language", "words"), [("sv", "Koncentrationskurva"), ("en", "Concentration curve")])
def test_the_page_speaks_its_language_and_escapes_names(language, words):
    page = render(types(), language)
    assert f'lang="{language}"' in page
    assert words in page
    assert "Hållplatser &lt;&amp;&gt; stationer" in page


def test_what_has_no_value_is_a_dash_with_its_reason():
    page = render(types(), "en")
    assert "The rate of 5 is zero or a rate is negative, so there is no ratio." in page
    assert ">nan<" not in page


def test_every_part_has_its_own_heading():
    table = pd.concat([types(slag="gång"), types(slag="väg"), types(slag=None)])
    page = render(table, by="slag")
    assert "<h2>slag: gång</h2>" in page
    assert "<h2>slag: väg</h2>" in page
    assert "<h2>slag: uppgift saknas</h2>" in page


def test_standardised_rates_stand_beside_the_crude_ones():
    rows = [(1, "ung", 9, 900), (1, "äldre", 5, 100), (5, "ung", 1, 100), (5, "äldre", 45, 900)]
    table = pd.DataFrame(rows, columns=["area_type", "ålder", "amount", "population"])
    page = render(table, "sv", stratum="ålder")
    assert "Inte standardiserad" in page
    assert "46,0" in page


def test_sentences_say_what_a_measure_does_not_mean():
    page = render(types(), "en")
    assert page.count("does not") >= 4
    assert "not what causes it" in page
