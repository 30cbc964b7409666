# SPDX-License-Identifier: GPL-2.0-or-later
"""A table of several years is read whole or refused in words: years, codes, doubles, missing figures, editions."""

import math

import pandas as pd
import pytest

from regso_atlas.plugin.core.codes import Edition
from regso_atlas.plugin.core.measures.breaks import find_breaks, parse_breaks
from regso_atlas.plugin.core.measures.groups import Kind
from regso_atlas.plugin.core.measures.types_by_year import Hold, check_types, read_people, read_types
from regso_atlas.plugin.core.measures.years_input import Figure, read_year_rows
from regso_atlas.plugin.core.messages import RegsoError


def table(*rows, **more):
    frame = pd.DataFrame(rows, columns=["code", "year", "count", "population"], dtype=object)
    return frame.assign(**more)


GOOD = (("0180R001", 2021, 5, 100), ("0180R001", 2022, 6, 110), ("1480R002", 2022, 2, 90), ("1480R002", 2021, 1, 80))


def read(raw, **options):
    return read_year_rows(raw, **{"kind": Kind.EVENTS, "per": 1000, **options})


def test_rows_of_areas_are_read_whatever_their_order():
    rows = read(table(*GOOD))
    assert rows.by_area
    assert rows.figure is Figure.COUNT
    assert rows.years == [2021, 2022]
    assert rows.frame["population"].sum() == 380
    assert rows.codes == {"0180R001", "1480R002"}
    assert rows.warnings == ()


def test_codes_are_mended_and_years_found_in_texts():
    rows = read(table(("180R001", "summering_2021", "5,0", 100), (" 0180r001 ", "summering_2022", 6, 110)).assign(
        count=[5, 6]))  # fmt: skip
    assert set(rows.frame["code"]) == {"0180R001"}
    assert rows.years == [2021, 2022]
    assert "leading zero" in str(rows.warnings[0])


def test_years_may_be_numbers_with_decimals_or_dates():
    assert read(table(("0180R001", 2021.0, 5, 100), ("0180R001", "2022-12-31", 6, 110))).years == [2021, 2022]


def test_without_a_figure_the_population_is_compared():
    rows = read(table(*GOOD).drop(columns="count"), kind=Kind.AMOUNT)
    assert rows.figure is Figure.PEOPLE
    assert rows.frame["amount"].tolist() == rows.frame["population"].tolist()


def test_people_come_from_another_table_by_area_and_year():
    people, said = read_people(table(*GOOD).drop(columns="count"))
    assert said == ()
    rows = read(table(*GOOD).drop(columns="population"), people=people)
    assert rows.frame["population"].tolist() == [100, 110, 90, 80]


def test_people_without_years_are_used_for_all_and_it_is_said():
    people, said = read_people(pd.DataFrame({"code": ["0180R001", "1480R002"], "population": [100, 80]}, dtype=object))
    rows = read(table(*GOOD).drop(columns="population"), people=people)
    assert rows.frame["population"].tolist() == [100, 100, 80, 80]
    assert "same population" in str(said[0])


def test_missing_is_not_zero():
    rows = read(table(*GOOD, ("0180R009", 2021, None, 70), ("0180R009", 2022, 3, None), ("0180R008", 2022, "..", 5)))
    assert rows.left_out == 3
    assert "3 rows of 7 lack a figure or a population" in str(rows.warnings[0])
    assert "0180R009 2021" in str(rows.warnings[0])
    assert "0180R009" in rows.codes


def test_only_the_years_that_were_asked_for_are_read():
    rows = read(table(*GOOD, ("0180R001", 2019, 1, 90)), first=2021)
    assert rows.years == [2021, 2022]


def test_rows_without_a_year_are_said_and_left_out():
    rows = read(table(*GOOD, ("0180R001", None, 1, 90)))
    assert "1 row has no year and is left out: rows 5" in str(rows.warnings[0])


def test_codes_of_the_edition_that_the_year_is_not_reported_on_are_set_aside():
    rows = read(
        table(
            ("1780R001", 2023, 5, 100),
            ("1780R001", 2024, 0, 0),
            ("1780R001_RegSO2025", 2023, None, None),
            ("1780R001_RegSO2025", 2024, 6, 105),
        )
    )
    assert rows.frame["population"].tolist() == [100, 105]
    assert "2 rows have codes of the other edition" in str(rows.warnings[0])


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        (table(), "empty"),
        (table(*GOOD, GOOD[0]), "1 row stands twice or more, as in 0180R001 2021"),
        (table(GOOD[0], GOOD[3]), "at least two years with figures; there is 2021"),
        (table(*GOOD[:2], ("0180R001", 2023, -1, 5)), "negative count or amount"),
        (table(*GOOD[:2], ("0180R001", 2023, 1, -5)), "negative population"),
        (table(*GOOD[:2], ("0180R001", 2023, "många", 5)), "no number: många"),
        (table(("0180R001", None, 5, 1), ("0180R001", "okänt", 5, 1)), "No row has a year"),
        (table(*GOOD, ("0180C4040", 2022, 1, 5)), "both RegSO and DeSO"),
        (table(("0180R001", 2021, None, 5), ("0180R001", 2022, 1, 5)), "at least two years"),
    ],
)
def test_what_cannot_be_compared_is_refused_in_words(raw, words):
    with pytest.raises(RegsoError) as refused:
        read(raw)
    assert words in str(refused.value)


def test_years_that_are_not_there_or_run_backwards_are_refused():
    with pytest.raises(RegsoError, match="no rows of 2020; the years are 2021, 2022"):
        read(table(*GOOD), first=2020)
    with pytest.raises(RegsoError, match="must come before"):
        read(table(*GOOD), first=2022, last=2021)


def test_more_persons_than_inhabitants_are_refused():
    with pytest.raises(RegsoError, match="over 100 %: 0180R001 2021"):
        read(table(("0180R001", 2021, 150, 100), ("0180R001", 2022, 50, 100)), kind=Kind.PERSONS, per=100)


def test_rates_without_people_cannot_be_put_together():
    raw = table(*GOOD).rename(columns={"count": "rate"}).drop(columns="population")
    with pytest.raises(RegsoError, match="No area has a population"):
        read(raw, kind=Kind.MEAN, per=1)


def test_rates_of_types_need_people_unless_they_are_means():
    rows = [(kind, year, 10.0) for kind in (1, 5) for year in (2021, 2022)]
    raw = pd.DataFrame(rows, columns=["area_type", "year", "rate"], dtype=object)
    with pytest.raises(RegsoError, match="follows from the population"):
        read(raw, kind=Kind.PERSONS, per=100)
    assert read(raw, kind=Kind.MEAN, per=1).has_population is False


def types(*rows):
    return pd.DataFrame(rows, columns=["code", "year", "area_type"], dtype=object)


def test_rows_of_types_know_words_no_data_and_outside():
    raw = pd.DataFrame(
        [("Typ 1", 2021, 5), ("Områden med mycket goda socioekonomiska förutsättningar", 2021, 1), ("..", 2021, 2),
         (-1, 2021, 3), (1, 2022, 6)], columns=["area_type", "year", "count"], dtype=object,
    )  # fmt: skip
    rows = read(raw)
    assert not rows.by_area
    assert rows.frame["area_type"].tolist() == [1, 5, 0, -1, 1]
    with pytest.raises(RegsoError, match="not 1–5: 7"):
        read(pd.DataFrame([(7, 2021, 5), (1, 2022, 6)], columns=["area_type", "year", "count"], dtype=object))


def test_types_of_no_use_are_refused():
    with pytest.raises(RegsoError, match="No area has an area type"):
        read_types(types(("0180R001", 2021, 0)))
    known = read_types(types(("0180R001", 2021, 1), ("0180R001", 2022, 2)))
    with pytest.raises(RegsoError, match="None of the areas"):
        check_types(known, ["1480R001"], [2021, 2022], [Hold.FIRST])


def test_types_of_other_years_are_the_nearest_and_it_is_said():
    known = read_types(types(("0180R001", 2020, 1), ("0180R001", 2022, 2)))
    assert [known.near(year) for year in (2018, 2021, 2024)] == [2020, 2020, 2022]
    said = [str(one) for one in check_types(known, ["0180R001"], [2021, 2022], list(Hold))]
    assert any("no area types of 2021; the nearest, those of 2020" in one for one in said)
    assert any("2021, so these years are left out" in one for one in said)


def test_breaks_are_read_as_people_write_them():
    assert parse_breaks("2021: ny definition; 2016 ;2019=annat register") == {
        2021: "ny definition", 2016: "", 2019: "annat register",
    }  # fmt: skip
    assert parse_breaks("") == {}
    with pytest.raises(RegsoError, match="“snart” is no break"):
        parse_breaks("snart")


def test_breaks_lie_at_the_change_of_editions_and_where_they_were_told():
    editions = {year: Edition.for_year(year) for year in (2020, 2022, 2023, 2024)}
    found = find_breaks([2020, 2022, 2023, 2024], editions, {2021: "ny definition", 2030: "senare"})
    assert [(one.year, str(one.what)) for one in found] == [
        (2022, "ny definition"), (2024, "areas of RegSO 2020 before, of RegSO 2025 from here"),
    ]  # fmt: skip
    assert not math.isnan(found[0].year)
