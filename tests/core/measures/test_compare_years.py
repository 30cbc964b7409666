# SPDX-License-Identifier: GPL-2.0-or-later
"""Years compared by type: three areas that anybody can add up, in which the ways of holding the types disagree."""

import math

import pandas as pd
import pytest

from regso_atlas.plugin.core.codes import Edition
from regso_atlas.plugin.core.measures.compare_years import areas_table, follow_up
from regso_atlas.plugin.core.measures.country_cuts import read_cuts
from regso_atlas.plugin.core.measures.decomposition import Country
from regso_atlas.plugin.core.measures.follow_up import COLUMNS, Settings
from regso_atlas.plugin.core.measures.groups import Kind
from regso_atlas.plugin.core.measures.types_by_year import Hold, read_types
from regso_atlas.plugin.core.measures.years_input import Figure, read_year_rows
from regso_atlas.plugin.core.messages import RegsoError

A, B, C = "0114R001", "0180R002", "1280R003"
FIGURES = (
    # code, year, count, population, area type, index
    (A, 2021, 40, 1000, 1, 24.0), (B, 2021, 10, 1000, 2, 18.0), (C, 2021, 5, 2000, 5, 4.0),
    (A, 2022, 30, 1000, 2, 17.0), (B, 2022, 20, 1000, 1, 22.0), (C, 2022, 6, 2000, 5, 4.0),
)  # fmt: skip


def raw(rows=FIGURES):
    return pd.DataFrame(rows, columns=["code", "year", "count", "population", "area_type", "index"], dtype=object)


def compared(rows=FIGURES, *, kind=Kind.EVENTS, figure=Figure.COUNT, per=1000.0, typed=True, **options):
    frame = raw(rows)
    used = frame.drop(columns=["index", "area_type"] if typed else ["index", "code"])
    if figure is Figure.PEOPLE:
        used = used.drop(columns="count")
    read = read_year_rows(used, kind=kind, per=per)
    types = read_types(frame.drop(columns="count")) if typed else None
    return follow_up(read, types, Settings(figure, kind, per), **options)


def row(found, hold, group, year=2022):
    own = found.table[(found.table["hold"] == hold) & (found.table["group"] == group) & (found.table["year"] == year)]
    assert len(own) == 1
    return own.iloc[0]


def test_the_three_ways_of_holding_the_types_answer_three_questions():
    found = compared()
    # held at 2021 type 1 is A: 40 -> 30; held at 2022 it is B: 10 -> 20; moving A then B: 40 -> 20 of 1,000
    for hold, before, after in (("first", 40, 30), ("last", 10, 20), ("moving", 40, 20)):
        assert row(found, hold, "1", 2021)["rate"] == pytest.approx(before)
        later = row(found, hold, "1")
        assert later["rate"] == pytest.approx(after)
        assert later["difference"] == pytest.approx(after - before)
        assert later["ratio"] == pytest.approx(after / before)
        assert later["amount_change"] == pytest.approx(after - before)
        assert later["base_year"] == 2021


def test_each_row_says_whose_types_it_has():
    found = compared()
    assert row(found, "first", "1")["type_year"] == 2021
    assert row(found, "last", "1", 2021)["type_year"] == 2022
    assert [row(found, "moving", "1", year)["type_year"] for year in (2021, 2022)] == [2021, 2022]


def test_all_of_the_country_is_the_same_whatever_is_held():
    found = compared()
    for year, amount in ((2021, 55), (2022, 56)):
        for hold in ("first", "last", "moving"):
            every = row(found, hold, "all", year)
            assert (every["amount"], every["population"]) == (amount, 4000)
            own = found.table[(found.table["hold"] == hold) & (found.table["year"] == year)]
            assert own.loc[~own["group"].isin(["all", "gap"]), "amount"].sum() == amount


def test_types_without_areas_are_listed_with_the_reason():
    empty = row(compared(), "first", "3")
    assert (empty["area_count"], empty["amount"]) == (0, 0)
    assert math.isnan(empty["rate"])
    assert "No area has this type" in str(empty["notes"][0])


def test_the_gap_and_its_change():
    found = compared()
    # type 1 minus type 5 per 1,000: 40 - 2.5 = 37.5, then 30 - 3 = 27
    assert row(found, "first", "gap", 2021)["rate"] == pytest.approx(37.5)
    now = row(found, "first", "gap")
    assert now["difference"] == pytest.approx(-10.5)
    assert now["difference_low"] < -10.5 < now["difference_high"]


def test_transitions_and_persistence_by_hand():
    found = compared()
    assert found.whole.areas.trace() == 1
    kept = found.whole.persistence
    assert (kept.changed, kept.worse, kept.better) == (2, 1, 1)
    assert kept.unchanged == pytest.approx(1 / 3)
    assert kept.unchanged_people == pytest.approx(0.5)
    assert len(found.steps) == 1


def test_stated_cut_points_split_the_changes_of_type():
    # 2021: 10 and 5 (cuts 5, 10, 15, 20); 2022: 9 and 6.4 (cuts 2.6, 9, 15.4, 21.8)
    stated = read_cuts(pd.DataFrame({"year": [2021, 2022], "mean": [10, 9], "standard_deviation": [5, 6.4]}))
    found = compared(stated=stated)
    table = areas_table(found).set_index("code")
    assert table.loc[A, ["computed_from", "computed_to", "own_ordered"]].tolist() == [1, 2, 1]
    assert table.loc[B, ["computed_from", "computed_to", "own_ordered"]].tolist() == [2, 1, -1]
    # the mean brings the cut down to its index, 4, and a value on a cut belongs to the worse side
    assert table.loc[C, ["type_steps", "steps", "mean_ordered", "unexplained"]].tolist() == [0, -1, -1, 1]
    assert found.decomposition.counts()["country_only"] == 1
    assert "stated" in str(found.cuts[0].note)


def test_without_the_country_the_published_types_bound_the_cut_points_or_it_is_said():
    assert "closely enough" in str(compared().no_decomposition)
    # an area of every type in both years: the cut points lie between them
    rows = [(f"0180R00{n}", year, 1, 100, t, index) for year in (2021, 2022)
            for n, (t, index) in enumerate([(1, 22.0), (1, 20.6), (2, 19.4), (2, 15.6), (3, 14.4), (3, 10.4), (4, 9.6),
                                            (4, 5.4), (5, 4.6)])]  # fmt: skip
    found = compared(rows)
    assert found.cuts[0].country.mean == pytest.approx(10, abs=0.4)
    assert found.cuts[0].country.deviation == pytest.approx(5, abs=0.5)
    assert found.decomposition.counts() == {"own_only": 0, "country_only": 0, "mixed": 0, "held_back": 0, "unmoved": 9}
    assert (areas_table(found)["unexplained"] == 0).all()


def test_types_that_contradict_the_rule_are_said():
    rows = [*FIGURES[:2], (C, 2021, 5, 2000, 5, 30.0), *FIGURES[3:]]
    assert "no mean and standard deviation" in str(compared(rows).no_decomposition)


def later(rows, years):
    return [(code, year + years, *rest) for code, year, *rest in rows]


def test_types_are_not_held_over_the_change_of_editions_unless_asked_for():
    rows = later(FIGURES, 2)
    with pytest.raises(RegsoError, match="lie on both sides"):
        compared(rows)
    found = compared(rows, across_editions=True)
    assert "3 areas are matched by code" in str(found.warnings[0])
    assert row(found, "first", "1", 2024)["rate"] == pytest.approx(30)
    assert [str(one.what) for one in row(found, "first", "1", 2024)["breaks"]] == [
        "areas of RegSO 2020 before, of RegSO 2025 from here"
    ]


def test_moving_types_may_cross_the_change_of_editions_with_a_break():
    found = compared(later(FIGURES, 2), holds=(Hold.MOVING,))
    assert found.whole is None
    assert [one.year for one in found.breaks] == [2024]
    assert any("not followed from one edition" in str(one) for one in found.warnings)


def test_areas_of_one_edition_only_are_named():
    rows = later([*FIGURES, ("2584R001", 2021, 1, 10, 3, 12.0), ("2523R011", 2022, 1, 10, 3, 12.0)], 2)
    found = compared(rows, across_editions=True)
    assert any("2 areas are in one of the editions only and cannot be followed: 2523R011, 2584R001" in str(one)
               for one in found.warnings)  # fmt: skip


def test_a_table_that_says_its_edition_is_believed():
    rows = later(FIGURES, 2)
    found = compared(rows, editions={2023: Edition.E2025, 2024: Edition.E2025})
    assert found.breaks == ()


def test_types_of_the_other_edition_are_not_taken_for_years_before_it():
    frame = raw()
    read = read_year_rows(frame.drop(columns=["index", "area_type"]), kind=Kind.EVENTS, per=1000)
    types = read_types(frame[frame["year"] == 2022].assign(year=2024)[["code", "year", "area_type"]])
    settings = Settings(Figure.COUNT, Kind.EVENTS, 1000)
    with pytest.raises(RegsoError, match="types of 2024 are of another edition of RegSO than the figures of 2021"):
        follow_up(read, types, settings)
    assert follow_up(read, types, settings, across_editions=True).holds == (Hold.FIRST,)


def test_a_told_break_is_on_the_rows_after_it():
    found = compared(told_breaks={2022: "nytt register"})
    assert [str(one.what) for one in row(found, "moving", "5")["breaks"]] == ["nytt register"]
    assert row(found, "moving", "5", 2021)["breaks"] == ()


def test_years_that_lack_are_said_and_areas_that_come_and_go_too():
    rows = [*FIGURES, *later(FIGURES[:2], -3)]
    found = compared(rows)
    said = " ".join(map(str, found.warnings))
    assert "The series lacks 2019, 2020" in said
    assert "1 area has figures in some of the years only" in said


def test_types_of_one_year_only_are_held_and_it_is_said():
    frame = raw()
    read = read_year_rows(frame.drop(columns=["index", "area_type"]), kind=Kind.EVENTS, per=1000)
    types = read_types(frame[frame["year"] == 2022][["code", "year", "area_type"]])
    found = follow_up(read, types, Settings(Figure.COUNT, Kind.EVENTS, 1000))
    assert found.holds == (Hold.FIRST,)
    assert row(found, "first", "1", 2021)["rate"] == pytest.approx(10)
    assert found.whole is None
    assert any("one year only" in str(one) for one in found.warnings)


def test_rows_of_types_are_compared_as_they_are():
    found = compared(typed=False)
    assert found.holds == (Hold.GIVEN,)
    assert row(found, "given", "1")["ratio"] == pytest.approx(0.5)
    assert found.whole is None


def test_a_type_whose_count_is_hidden_is_not_taken_for_zero():
    rows = [one if one[0] != A else (*one[:2], None, *one[3:]) for one in FIGURES[:3]] + [*FIGURES[3:]]
    found = compared(rows, typed=False)
    hidden = row(found, "given", "1", 2021)
    assert math.isnan(hidden["amount"])
    assert "no figure of this group" in str(hidden["notes"][0])
    assert math.isnan(row(found, "given", "1")["difference"])
    assert math.isnan(row(found, "given", "all", 2021)["amount"])
    assert row(found, "given", "all")["amount"] == 56
    assert row(found, "given", "5")["ratio"] == pytest.approx(1.2)
    assert row(found, "given", "5")["area_count"] is None
    assert any("no rows of the area types 3, 4" in str(one) for one in found.warnings)


def test_a_survey_by_type_has_intervals_from_its_standard_errors():
    rows = [(kind, year, value, 1.5) for year, kind, value in
            [(2021, 1, 44.0), (2021, 5, 20.0), (2022, 1, 41.0), (2022, 5, 21.0)]]  # fmt: skip
    raw = pd.DataFrame(rows, columns=["area_type", "year", "rate", "error"], dtype=object)
    read = read_year_rows(raw, kind=Kind.MEAN, per=1)
    found = follow_up(read, None, Settings(Figure.RATE, Kind.MEAN, 1))
    worst = row(found, "given", "1")
    assert worst["difference"] == pytest.approx(-3)
    assert worst["difference_high"] == pytest.approx(-3 + 1.959964 * 1.5 * 2**0.5, rel=1e-6)
    assert worst["differs"] is False
    assert row(found, "given", "gap")["difference"] == pytest.approx(-4)
    assert math.isnan(row(found, "given", "all")["rate"])


def test_where_nobody_lives_there_is_no_rate():
    rows = [(*one[:3], 0 if one[0] == C else one[3], *one[4:]) for one in FIGURES]
    empty = row(compared(rows), "first", "5")
    assert math.isnan(empty["rate"])
    assert "Nobody is known to live here" in str(empty["notes"][0])
    assert row(compared(rows), "first", "1")["rate"] == pytest.approx(30)


def test_areas_that_are_all_alike_have_no_kappa():
    rows = [(*one[:4], 3, 12.0) for one in FIGURES]
    kept = compared(rows).whole.persistence
    assert kept.unchanged == 1
    assert math.isnan(kept.kappa)


def test_one_area_is_enough():
    found = compared([FIGURES[0], FIGURES[3]])
    assert row(found, "first", "1")["ratio"] == pytest.approx(0.75)
    assert found.whole.persistence.areas == 1


def test_people_by_type_are_compared_by_their_shares():
    found = compared(figure=Figure.PEOPLE, kind=Kind.AMOUNT, per=100.0)
    now = row(found, "moving", "5")
    assert (now["rate"], now["amount"], now["population_share"]) == (50, 2000, 0.5)
    assert math.isnan(now["difference_low"])
    assert "gap" not in set(found.table["group"])


def test_areas_without_a_type_are_no_data_and_counted():
    rows = [*FIGURES, ("0180R009", 2021, 3, 100, None, None), ("0180R009", 2022, 4, 100, None, None)]
    found = compared(rows)
    assert row(found, "first", "0")["amount"] == 4
    assert row(found, "first", "all")["amount"] == 56


def test_without_types_nothing_can_be_held():
    read = read_year_rows(raw().drop(columns=["index", "area_type"]), kind=Kind.EVENTS, per=1000)
    with pytest.raises(RegsoError, match="Nothing says which area type"):
        follow_up(read, None, Settings(Figure.COUNT, Kind.EVENTS, 1000))


def test_every_column_is_there_and_nothing_is_missing_without_a_reason():
    found = compared()
    assert tuple(found.table.columns) == COLUMNS
    for one in found.table.to_dict("records"):
        if one["group"] in {"1", "2", "3", "4", "5", "all"}:
            assert not math.isnan(one["rate"]) or one["notes"]


def test_a_table_of_cut_points_is_checked():
    with pytest.raises(RegsoError, match="several rows of 2021"):
        read_cuts(pd.DataFrame({"year": [2021, 2021], "mean": [9, 9], "standard_deviation": [5, 5]}))
    with pytest.raises(RegsoError, match="greater than zero"):
        read_cuts(pd.DataFrame({"year": [2021], "mean": [9], "standard_deviation": [0]}))
    assert read_cuts(pd.DataFrame({"year": [2021, None], "mean": [9, 1], "standard_deviation": [5, 5]})) == {
        2021: Country(9, 5)
    }
