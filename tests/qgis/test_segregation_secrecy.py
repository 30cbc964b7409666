# SPDX-License-Identifier: GPL-2.0-or-later
"""Small counts in what the registered algorithm on segregation gives: attempts to recover them from its outputs."""

from __future__ import annotations

import itertools
import json
from pathlib import Path

import pytest

ID = "regso:segregation"
FIELDS = {"regsokod": "string(20)", "ar": "integer", "född_här": "double", "född_annorstädes": "double",
          "alla": "double", "andel": "double", "anteckning": "string(40)"}  # fmt: skip
GROUPS = ["född_här", "född_annorstädes"]
NUMBERS = ("AREA_COUNT", "LEFT_OUT", "UNCOMPUTED", "MORAN_I", "CLUSTERED")

# Stockholm has one small count, Solna and Malmö have none; Solna's zero is no small count.
COUNTS = {
    "0180R001": (40, 3),
    "0180R002": (60, 25),
    "0180R003": (55, 70),
    "0184R001": (80, 12),
    "0184R002": (33, 0),
    "1280R001": (61, 44),
    "1280R002": (18, 97),
}


@pytest.fixture
def asked(run_algorithm, layer_from_wkt, tmp_path):
    """Run over a table of two groups in areas, with all outputs."""

    def run(counts, year=2022, **more):
        rows = [
            {
                "regsokod": code,
                "ar": year,
                "född_här": here,
                "född_annorstädes": elsewhere,
                "alla": here + elsewhere,
                "andel": 100 * elsewhere / max(here + elsewhere, 1),
                "anteckning": f"{elsewhere} personer",
            }
            for code, (here, elsewhere) in counts.items()
        ]
        layer = layer_from_wkt("NoGeometry", [(None, row) for row in rows], FIELDS, crs="", name="grupper åäö")
        more = {"GROUP_FIELDS": GROUPS, "LEVEL": "kommun", **more}
        return run_algorithm(
            ID, INPUT=layer, OUTPUT_AREAS="memory:", OUTPUT_HTML=str(tmp_path / "rapport.html"), PAIRS=True, **more
        )

    return run


def everything(run):
    """Return all that a run gives as text, without times and the names of layers in memory."""
    tables = {"table": run.rows(), "areas": run.rows("OUTPUT_AREAS")}
    numbers = {name: run[name] for name in NUMBERS}
    return json.dumps({**tables, **numbers, "said": run.warnings}, default=str, ensure_ascii=False) + run.report_words()


def measures(run, region):
    rows = [row for row in run.rows() if row["region"] == region]
    return {(row["measure"], row["group_name"], row["other_group"]): row["value"] for row in rows}


def counts_that_give(found, people, areas):
    """Return every pair of counts of the second group in two areas of known people that gives these measures.

    An attacker who knows how many live in each area tries all counts: the measures are equations.
    """
    group = "född_annorstädes"
    possible = []
    for guess in itertools.product(*(range(lived + 1) for lived in areas)):
        total = sum(guess)
        if not total or total == people:
            continue
        isolation = sum(x / total * x / t for x, t in zip(guess, areas, strict=True))
        if (
            abs(total / people - found["share", group, None]) < 1e-9
            and abs(isolation - found["isolation", group, None]) < 1e-9
        ):
            possible.append(guess)
    return possible


def test_without_a_guard_the_measures_of_a_kommun_give_every_count_away(asked):
    """The attack that the guard is there for: it must succeed where nothing is guarded."""
    two = {"0180R001": (40, 3), "0180R002": (60, 25)}
    found = measures(asked(two), "0180")
    assert counts_that_give(found, 128, (43, 85)) == [(3, 25)]


def test_of_a_kommun_with_a_small_count_nothing_is_shown_and_the_others_are_as_before(asked):
    run, whole = asked(COUNTS, MIN_COUNT=5), asked(COUNTS)
    assert set(measures(run, "0180").values()) == {None}
    hidden = [row for row in run.rows() if row["region"] == "0180"]
    assert all("below 5" in row["note"] and row["people"] is None and row["areas"] is None for row in hidden)
    for kommun in ("0184", "1280"):
        assert measures(run, kommun) == pytest.approx(measures(whole, kommun), rel=1e-12)
        assert None not in measures(run, "1280").values()
    assert run.warned("1 of 3 parts", "below 5")
    assert run.warned("hand out one")
    assert run["UNCOMPUTED"] == len(hidden) + sum(value is None for value in measures(whole, "0184").values())


@pytest.mark.parametrize("rounding", ["none", "5"])
@pytest.mark.parametrize("level", ["kommun", "lan", "country"])
@pytest.mark.parametrize(
    "other",
    [
        {"0180R001": (40, 4)},
        {"0180R001": (40, 1), "0180R002": (61, 25)},
        # that any one count is small is not certain either: here another one is
        {"0180R001": (40, 300), "0180R003": (2, 70)},
        {"0180R001": (0, 0), "0180R002": (4, 4), "0180R003": (9_000, 8_000)},
    ],
)
def test_worlds_that_differ_only_where_a_small_count_is_look_the_same_to_the_last_byte(asked, level, other, rounding):
    worlds = COUNTS, {**COUNTS, **other}
    first, second = (everything(asked(counts, LEVEL=level, MIN_COUNT=5, ROUNDING=rounding)) for counts in worlds)
    assert first.count("0180R001") >= 1
    assert first == second


def test_worlds_differ_where_nothing_is_guarded(asked):
    """The comparison above can fail."""
    assert everything(asked(COUNTS)) != everything(asked({**COUNTS, "0180R001": (40, 4)}))


def test_the_areas_keep_no_field_that_holds_or_tells_an_exact_count(asked):
    rows = {row["regsokod"]: row for row in asked(COUNTS, MIN_COUNT=5, TOTAL_FIELD="alla").rows("OUTPUT_AREAS")}
    assert all(row["andel"] is None and row["anteckning"] is None for row in rows.values())
    for code, row in rows.items():
        own = (row["född_här"], row["född_annorstädes"], row["alla"], row["people"], row["född_här_share"])
        if code.startswith("0180"):
            assert own == (None,) * 5
            assert row["region"] == "0180"
        else:
            assert own[:4] == (*COUNTS[code], sum(COUNTS[code]), sum(COUNTS[code]))


def test_a_row_that_is_left_out_for_a_missing_count_shows_none_of_its_others(run_algorithm, layer_from_wkt):
    rows = [
        {"regsokod": "0180R001", "ar": 2022, "född_här": 40, "född_annorstädes": 30, "alla": 70},
        {"regsokod": "0180R002", "ar": 2022, "född_här": 60, "född_annorstädes": 20, "alla": 80},
        {"regsokod": "0180R003", "ar": 2022, "född_här": 2, "alla": 9},
    ]
    layer = layer_from_wkt("NoGeometry", [(None, row) for row in rows], FIELDS, crs="", name="grupper")
    run = run_algorithm(ID, INPUT=layer, GROUP_FIELDS=GROUPS, OUTPUT_AREAS="memory:", MIN_COUNT=5)
    lone = next(row for row in run.rows("OUTPUT_AREAS") if row["regsokod"] == "0180R003")
    assert (lone["född_här"], lone["alla"], lone["people"]) == (None, None, None)


def test_the_people_in_none_of_the_groups_are_a_count_too(asked):
    """Of 43 people 40 are in the group: the three others are small, though no field says so."""
    run = asked(COUNTS, GROUP_FIELDS=["född_här"], TOTAL_FIELD="alla", MIN_COUNT=5)
    assert set(measures(run, "0180").values()) == {None}
    assert None not in {value for key, value in measures(run, "1280").items() if key[0] == "share"}


@pytest.mark.parametrize("base", [3, 5])
@pytest.mark.parametrize("level", ["kommun", "lan", "country"])
def test_rounded_measures_tell_nothing_that_the_rounded_counts_do_not(asked, base, level):
    """All that is shown follows from the counts in the areas' table, each of which leaves several true ones."""
    run = asked(COUNTS, LEVEL=level, ROUNDING=str(base), TOTAL_FIELD="alla")
    assert f"multiples of {base}" in Path(run["OUTPUT_HTML"]).read_text(encoding="utf-8")
    areas = {row["regsokod"]: (row["född_här"], row["född_annorstädes"]) for row in run.rows("OUTPUT_AREAS")}
    for code, counts in areas.items():
        for rounded, true in zip(counts, COUNTS[code], strict=True):
            assert rounded % base == 0
            assert abs(rounded - true) < base
    again = asked(areas, LEVEL=level, TOTAL_FIELD="alla")
    assert again.rows() == run.rows()
    derived = ("people", "local_information", *(f"{group}_{what}" for group in GROUPS for what in ("share", "lq")))
    for one, other in zip(run.rows("OUTPUT_AREAS"), again.rows("OUTPUT_AREAS"), strict=True):
        assert [one[name] for name in derived] == [other[name] for name in derived]
        assert (one["andel"], one["anteckning"]) == (None, None)
        assert one["alla"] == one["people"]
    assert run.warned(f"multiple of {base}")


def test_the_attack_on_two_areas_finds_rounded_counts_only(asked):
    two = {"0180R001": (40, 3), "0180R002": (60, 25)}
    run = asked(two, ROUNDING="5")
    lived = [row["people"] for row in run.rows("OUTPUT_AREAS")]
    guesses = counts_that_give(measures(run, "0180"), sum(lived), [int(one) for one in lived])
    rounded = tuple(row["född_annorstädes"] for row in run.rows("OUTPUT_AREAS"))
    assert rounded in guesses
    assert (3, 25) not in guesses
    # and a rounded 0 may have been 0 to 4, a rounded 5 anything from 1 to 9
    assert rounded[0] in (0, 5)


@pytest.mark.parametrize("more", [{"LEVEL": "lan"}, {"LEVEL": "country"}, {"TOTAL_FIELD": "alla"}, {"years": 2}])
def test_a_count_is_rounded_alike_whatever_else_is_asked(asked, more):
    """Otherwise the mean over many runs would tell it."""
    first = {row["regsokod"]: row["född_annorstädes"] for row in asked(COUNTS, ROUNDING="5").rows("OUTPUT_AREAS")}
    counts = COUNTS if "years" not in more else dict(reversed(COUNTS.items()))
    more = {name: value for name, value in more.items() if name != "years"}
    second = {
        row["regsokod"]: row["född_annorstädes"] for row in asked(counts, ROUNDING="5", **more).rows("OUTPUT_AREAS")
    }
    assert first == second


def test_with_both_guards_what_is_small_is_decided_on_the_true_counts(asked):
    run = asked(COUNTS, MIN_COUNT=5, ROUNDING="3")
    assert set(measures(run, "0180").values()) == {None}
    shown = [row for row in run.rows("OUTPUT_AREAS") if row["people"] is not None]
    assert {row["regsokod"][:4] for row in shown} == {"0184", "1280"}
    assert all(row["född_här"] % 3 == 0 for row in shown)


def test_every_year_is_guarded_for_itself(run_algorithm, layer_from_wkt):
    rows = []
    for year, few in ((2021, 3), (2022, 30)):
        counts = {"0180R001": (40, few), "0180R002": (60, 25)}
        rows += [
            (None, {"regsokod": code, "ar": year, "född_här": a, "född_annorstädes": b})
            for code, (a, b) in counts.items()
        ]
    layer = layer_from_wkt("NoGeometry", rows, FIELDS, crs="", name="grupper")
    run = run_algorithm(ID, INPUT=layer, GROUP_FIELDS=GROUPS, MIN_COUNT=5)
    shown = {row["year"] for row in run.rows() if row["value"] is not None}
    assert shown == {2022}


@pytest.fixture
def squares(layer_from_wkt, box):
    """Twelve squares with people of two groups, half of them in Stockholm, where one count is small."""
    fields = {"regsokod": "string(20)", "här": "integer", "annorstädes": "integer", "index": "double"}
    rows = [
        {
            "regsokod": f"{'0180' if x < 2 else '1280'}R{1 + x + 4 * y:03}",
            "här": 50 + 10 * x + y,
            "annorstädes": 2 if x + y == 0 else 20 + 7 * y,
            "index": 10.0 + x + y,
        }
        for y in range(3)
        for x in range(4)
    ]
    places = [box(x, y) for y in range(3) for x in range(4)]
    return layer_from_wkt("Polygon", list(zip(places, rows, strict=True)), fields, name="områden")


TWO = {"GROUP_FIELDS": ["här", "annorstädes"], "LEVEL": "kommun", "PERMUTATIONS": 99, "OUTPUT_AREAS": "memory:"}


def test_hidden_areas_take_no_part_in_clusters_and_their_values_are_not_shown(run_algorithm, squares):
    rows = run_algorithm(ID, INPUT=squares, VALUE_FIELD="index", MIN_COUNT=5, **TWO).rows("OUTPUT_AREAS")
    for row in rows:
        hidden = row["regsokod"].startswith("0180")
        assert (row["cluster"] == "no data") == hidden
        assert (row["index"] is None) == hidden
        assert (row["här"] is None) == hidden
        # the squares of Malmö, two by three, have only each other as neighbours
        middle = row["regsokod"] in ("1280R007", "1280R008")
        assert row["neighbours"] == (None if hidden else 5 if middle else 3)


def test_clusters_of_a_count_are_those_of_its_rounded_figures(run_algorithm, squares):
    run = run_algorithm(ID, INPUT=squares, VALUE_FIELD="annorstädes", ROUNDING="5", **TWO)
    rounded = run.layer("OUTPUT_AREAS")
    assert all(row["annorstädes"] % 5 == 0 for row in run.rows("OUTPUT_AREAS"))
    alone = run_algorithm(ID, INPUT=rounded, VALUE_FIELD="annorstädes", OUTPUT_AREAS="memory:", PERMUTATIONS=99)
    assert alone["MORAN_I"] == run["MORAN_I"]


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"GROUP_FIELDS": [], "VALUE_FIELD": "index", "MIN_COUNT": 5}, "no counts to hide or round"),
        ({"GROUP_FIELDS": [], "VALUE_FIELD": "index", "ROUNDING": "3"}, "no counts to hide or round"),
        (
            {"GROUP_FIELDS": ["här", "annorstädes"], "VALUE_FIELD": "index", "ROUNDING": "3"},
            "cannot be rounded with them",
        ),
    ],
)
def test_what_no_guard_of_counts_can_keep_is_refused(refusal, squares, more, said):
    assert said in refusal(ID, INPUT=squares, **more)


def test_two_runs_with_other_groupings_give_a_count_away_and_each_says_that_only_one_may_be_handed_out(asked):
    """What the guard cannot know: groups of three, and the same with two of them put together."""
    counts = {"0180R001": (40, 9), "0180R002": (60, 25)}
    together = asked(counts, MIN_COUNT=5)
    apart = asked({code: (here, there - 3) for code, (here, there) in counts.items()}, MIN_COUNT=5)
    one, other = (
        {row["regsokod"]: row["född_annorstädes"] for row in run.rows("OUTPUT_AREAS")} for run in (together, apart)
    )
    # three in each area belong to the group that only the first run puts together with another
    assert [one[code] - other[code] for code in counts] == [3, 3]
    assert all(run.warned("Another run with other groups", "hand out one") for run in (together, apart))
    assert "hand out one" in Path(apart["OUTPUT_HTML"]).read_text(encoding="utf-8")


def test_nothing_is_guarded_unless_asked(asked):
    run = asked(COUNTS, MIN_COUNT=1, ROUNDING="none")
    assert not run.warned("hand out one")
    assert None not in measures(run, "0180").values()
    assert {row["andel"] is None for row in run.rows("OUTPUT_AREAS")} == {False}
