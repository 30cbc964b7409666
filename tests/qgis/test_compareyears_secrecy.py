# SPDX-License-Identifier: GPL-2.0-or-later
"""Small counts in what a follow-up gives through the registry: layers, numbers, report and its charts."""

from __future__ import annotations

from pathlib import Path

import pytest
from qgis.core import QgsFeature, QgsVectorLayer

from regso_atlas.plugin.settings import settings

COMPARE = "regso:compareyears"
FIELDS = ("regsokod:string", "ar:integer", "antal:integer", "folkmangd:integer", "omradestyp:integer")
TYPES = {2021: (1, 2, 2, 3, 4, 5), 2022: (1, 2, 3, 3, 4, 5)}
# The third area, with few, goes from type 2 to type 3.
MANY = {2021: (10, 18, 2, 30, 40, 50), 2022: (12, 17, 3, 33, 41, 52)}


@pytest.fixture
def asked(run_algorithm, tmp_path):
    """Compare the counts of six areas in two years, with all outputs."""

    def run(counts, **more):
        layer = QgsVectorLayer("NoGeometry?" + "&".join(f"field={one}" for one in FIELDS), "fall åäö", "memory")
        features = []
        for year, own in counts.items():
            for area, (count, kind) in enumerate(zip(own, TYPES[year], strict=True), start=1):
                feature = QgsFeature(layer.fields())
                feature.setAttributes([f"0180R00{area}", year, count, 1000, kind])
                features.append(feature)
        layer.dataProvider().addFeatures(features)
        more.setdefault("OUTPUT_HTML", str(tmp_path / "uppföljning.html"))
        return run_algorithm(
            COMPARE, INPUT=layer, COUNT_FIELD="antal", OUTPUT_TRANSITIONS="memory:", OUTPUT_AREAS="memory:", **more
        )

    return run


def row(run, group, hold="first", year=2022):
    return next(one for one in run.rows() if (one["hold"], one["year"], one["group_name"]) == (hold, year, group))


def everything(run):
    """Return all that a run gives, without times and the names of layers in memory."""
    numbers = {name: value for name, value in run.results.items() if not name.startswith("OUTPUT")}
    tables = {name: run.rows(name) for name in ("OUTPUT", "OUTPUT_TRANSITIONS", "OUTPUT_AREAS")}
    return {**tables, "report": run.report_words(), **numbers}


@pytest.mark.parametrize(
    ("one", "other", "hold"),
    [
        # types 1 and 2 of the first year are hidden: whatever they are, with the same sum
        ({**MANY, 2021: (3, 18, 2, 30, 40, 50)}, {**MANY, 2021: (4, 17, 2, 30, 40, 50)}, "first"),
        # type 5 is an end of the gap
        ({**MANY, 2022: (12, 17, 3, 33, 41, 1)}, {**MANY, 2022: (11, 17, 3, 33, 41, 2)}, "moving"),
    ],
)
def test_what_is_hidden_changes_nothing_in_layers_numbers_report_and_charts(asked, one, other, hold):
    first, second = (everything(asked(counts, HOLD=hold, MIN_COUNT=5)) for counts in (one, other))
    for name in first:
        assert first[name] == second[name], name
    assert first["GAP_CHANGE"] is None
    assert ">nan<" not in first["report"].lower()
    assert '<td class="number">..</td>' in first["report"]


def test_what_the_ways_of_holding_differ_by_is_hidden_in_the_later_way(asked):
    plain, guarded = asked(MANY), asked(MANY, MIN_COUNT=5)
    assert row(plain, "2", "first", 2021)["amount"] - row(plain, "2", "last", 2021)["amount"] == 2
    assert row(guarded, "2", "first", 2021)["amount"] == 20
    assert row(guarded, "2", "last", 2021)["amount"] is None
    assert row(guarded, "2", "last", 2021)["note"].startswith("Not shown")
    assert (row(guarded, "2", "last", 2021)["hidden"], row(guarded, "2", "last")["hidden"]) == ("figure", "figure")
    assert row(guarded, "1", "last")["hidden"] is None
    assert row(guarded, "2", "first")["amount_change"] == 0
    assert guarded.warned("are not shown, nor any change from or to them")
    page = Path(guarded["OUTPUT_HTML"]).read_text(encoding="utf-8")
    for words in ("..  not shown: fewer than 5", "Smallest count shown", "the few areas that changed type"):
        assert words in page


def test_the_report_says_in_swedish_what_is_not_shown(asked):
    settings().output_language.setValue("sv")
    try:
        run = asked({**MANY, 2021: (3, 18, 2, 30, 40, 50)}, MIN_COUNT=5, HOLD="first")
    finally:
        settings().output_language.setValue("")
    page = Path(run["OUTPUT_HTML"]).read_text(encoding="utf-8")
    for words in ("..  visas inte: färre än 5", "ändringen av typ 1 visas inte", "Minsta antal som visas",
                  "de få områden som bytt typ"):  # fmt: skip
        assert words in page
    assert row(run, "1")["note"] == "Ändringen visas inte: uppgiften för 2021 är dold"


@pytest.mark.parametrize("base", ["3", "5"])
def test_rounded_counts_tie_and_are_alike_in_all_ways_of_holding(asked, base):
    run, again = asked(MANY, ROUNDING=base), asked(MANY, ROUNDING=base)
    plain = asked(MANY)
    assert run.rows() == again.rows()
    for hold in ("first", "last", "moving"):
        for year in (2021, 2022):
            counts = {kind: row(run, kind, hold, year)["amount"] for kind in ("1", "2", "3", "4", "5", "all")}
            for kind, count in counts.items():
                assert count % int(base) == 0
                assert abs(count - row(plain, kind, hold, year)["amount"]) < int(base)
                assert row(run, kind, hold, year)["rate"] == pytest.approx(
                    1000 * count / row(run, kind, hold, year)["population"]
                )
            assert sum(counts.values()) == 2 * counts["all"]
        change = row(run, "3", hold)
        assert change["amount_change"] == change["amount"] - row(run, "3", hold, 2021)["amount"]
    own = {hold: [row(run, kind, hold, 2021)["amount"] for kind in "12345"] for hold in ("first", "moving")}
    assert own["first"] == own["moving"]
    assert run.warned(f"rounded to multiples of {base}")


def test_hiding_and_rounding_go_together(asked):
    hidden, both = asked(MANY, MIN_COUNT=5), asked(MANY, MIN_COUNT=5, ROUNDING="5")
    gone = [one["amount"] is None for one in hidden.rows()]
    assert [one["amount"] is None for one in both.rows()] == gone
    assert any(gone)
    assert all(one["amount"] is None or one["amount"] % 5 == 0 for one in both.rows() if one["group_name"] != "gap")
    assert both.warned("rounded to multiples of 5")
    assert both.warned("are not shown")


def test_persons_that_are_rounded_up_are_not_more_than_the_people(asked):
    counts = dict.fromkeys(MANY, (1000, 999, 998, 30, 40, 1000))
    run = asked(counts, ROUNDING="3", KIND="persons")
    assert all(one["rate"] is None or one["group_name"] == "gap" or one["rate"] <= 100 for one in run.rows())
    assert row(run, "1")["ratio"] == pytest.approx(1, abs=0.01)


def test_nothing_is_guarded_unless_asked(asked):
    run = asked({**MANY, 2021: (3, 18, 2, 30, 40, 50)})
    assert row(run, "1", year=2021)["amount"] == 3
    page = Path(run["OUTPUT_HTML"]).read_text(encoding="utf-8")
    assert "no limit" in page
    assert "not shown" not in page


@pytest.mark.parametrize("options", [{"MIN_COUNT": 5}, {"ROUNDING": "3"}])
def test_kilometres_are_refused_a_threshold_rather_than_shown(refusal, options):
    layer = QgsVectorLayer("NoGeometry?field=ar:integer&field=typ:integer&field=km:double", "väg", "memory")
    features = []
    for year in (2021, 2022):
        for kind in (1, 5):
            feature = QgsFeature(layer.fields())
            feature.setAttributes([year, kind, 2.5])
            features.append(feature)
    layer.dataProvider().addFeatures(features)
    said = refusal(COMPARE, INPUT=layer, AREA_TYPE_FIELD="typ", COUNT_FIELD="km", KIND="amount", **options)
    assert "only where counts of events or persons are compared" in said
