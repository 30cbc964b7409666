# SPDX-License-Identifier: GPL-2.0-or-later
"""A year's areas classified from end to end, and what is refused."""

import pandas as pd
import pytest

from regso_atlas.plugin.core.classification import Divisor, Scope
from regso_atlas.plugin.core.codes import Level
from regso_atlas.plugin.core.grading import (
    Grading,
    check_fit,
    cut_points_of,
    grade_year,
    parse_prefixes,
    possible_cut_points,
    within,
)
from regso_atlas.plugin.core.messages import RegsoError

STATED_2022 = Grading(mean=9.10, standard_deviation=5.47)
DALARNA = Grading(Scope.OWN, "Dalarna", ("20",))


def by_code(*values) -> pd.Series:
    return pd.Series(values, index=[f"2081R{i:03}" for i in range(1, len(values) + 1)])


# What is asked for ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("", ()),
        ("20", ("20",)),
        ("20, 0180;2081  2080R001", ("20", "0180", "2081", "2080R001")),
        ("01,01", ("01",)),
        ("2080r001_RegSO2025, 2081C1130", ("2080R001", "2081C1130")),
    ],
)
def test_codes_of_a_region_are_read(text, codes):
    assert parse_prefixes(text) == codes


@pytest.mark.parametrize("text", ["1", "208", "Dalarna", "20801", "20, 2o", "٢٠"])
def test_what_is_no_code_of_a_region_is_refused(text):
    with pytest.raises(RegsoError, match="are no codes of län"):
        parse_prefixes(text)


def test_a_code_that_fits_no_area_is_refused():
    with pytest.raises(RegsoError, match="No area's code begins with 25"):
        within(["2081R001", "0180R001"], Grading(Scope.OWN, "Norr", ("20", "25")))
    assert within(["2081R001", "0180R001"], DALARNA) == [True, False]


def test_codes_of_a_region_belong_to_an_own_grading():
    with pytest.raises(RegsoError, match="belong to an own grading"):
        Grading(prefixes=("20",))


@pytest.mark.parametrize("one", [{"mean": 9.1}, {"standard_deviation": 5.47}])
def test_half_of_the_stated_values_is_refused(one):
    with pytest.raises(RegsoError, match="belong together"):
        Grading(**one)


def test_stated_values_cannot_be_weighted():
    with pytest.raises(RegsoError, match="not weighted here"):
        Grading(Scope.OWN, "Dalarna", (), 9.1, 5.47, weighted=True)


def test_stated_values_fit_one_year_only():
    with pytest.raises(RegsoError, match="belong to one year, and the rows are of 2021, 2022"):
        check_fit(STATED_2022, [2021, 2022], Level.REGSO)
    assert check_fit(STATED_2022, [2022], Level.REGSO) == ()
    assert check_fit(DALARNA, [2021, 2022], Level.DESO) == ()


def test_deso_have_no_country_of_their_own():
    with pytest.raises(RegsoError, match="relative to the country's RegSO, and the rows are DeSO"):
        check_fit(Grading(), [2022], Level.DESO)
    assert "SCB has area types for RegSO only" in str(check_fit(STATED_2022, [2022], Level.DESO)[0])


# The cut points ------------------------------------------------------------------------------------------------------


def test_stated_cut_points_are_taken_and_said_to_be_stated():
    cuts = cut_points_of(by_code(1.0, 2.0), 2022, STATED_2022)

    assert (cuts.mean, cuts.standard_deviation, cuts.divisor, cuts.area_count) == (9.10, 5.47, None, None)
    assert [str(note) for note in cuts.notes] == [
        "Mean and standard deviation were stated, not computed from the areas at hand."
    ]


def test_an_own_grading_with_stated_values_does_not_claim_them_for_its_own_areas():
    cuts = cut_points_of(by_code(1.0), 2022, Grading(Scope.OWN, "Dalarna", (), 8.0, 4.0))

    assert str(cuts.title).startswith("Own grading of Dalarna 2022, by the stated mean 8.00")
    assert "its own areas" not in str(cuts.title)


def test_the_divisor_and_the_weights_reach_the_cut_points():
    index, people = by_code(2.0, 10.0), by_code(3000, 1000)

    sample = cut_points_of(index, 2022, Grading(Scope.OWN, "Dalarna", divisor=Divisor.SAMPLE), people)
    weighted = cut_points_of(index, 2022, Grading(Scope.OWN, "Dalarna", weighted=True), people)

    assert (sample.mean, sample.standard_deviation) == (6.0, pytest.approx(32**0.5))
    assert (weighted.mean, weighted.standard_deviation) == (4.0, pytest.approx(12**0.5))


# The year ------------------------------------------------------------------------------------------------------------


def test_a_year_is_compared_and_told_as_one_row():
    index, published = by_code(20.1, 14.6, 14.5, 9.0, 3.6, None), by_code(1, 2, 3, 4, 4, 0)
    cuts = cut_points_of(index, 2022, STATED_2022)

    found = grade_year(
        index, cuts, move=0.1, published=published, ranges=possible_cut_points(index, published, STATED_2022)
    )

    assert found.areas["computed_area_type"].tolist() == [1, 2, 3, 4, 5, 0]
    # 0.1 SD = 0.547: 20.1 is no type 1 any more at 20.587, 14.6 no type 2 at 15.117, 9.0 is type 3 at 8.553 …
    assert found.areas["cuts_up"].tolist() == [2, 3, 3, 4, 5, 0]
    assert found.areas["cuts_down"].tolist() == [1, 2, 2, 3, 4, 0]
    assert found.areas["changes"].tolist() == [True, True, True, True, True, False]
    row = found.as_row()
    assert (row["compared"], row["same"], row["area_count"], row["divisor"]) == (5, 4, None, None)
    assert [row[name] for name in ("cut_4_5", "cut_3_4", "cut_2_3", "cut_1_2")] == pytest.approx(
        [3.63, 9.10, 14.57, 20.04]
    )
    # The mean lies between what 9.0 (type 4) and 14.5 (type 3) allow, at most 0.05 to either side.
    assert 8.95 <= row["mean_from"] < row["mean_to"] <= 14.55


def test_ranges_without_an_end_are_empty_in_the_table():
    index, published = by_code(10.0), by_code(3)
    cuts = cut_points_of(index, 2022, STATED_2022)

    row = grade_year(index, cuts, ranges=possible_cut_points(index, published, STATED_2022)).as_row()

    assert row["sd_from"] == 0
    assert row["sd_to"] is None
    assert row["mean_from"] is None
    assert row["mean_to"] == pytest.approx(10.05)


def test_an_own_grading_is_not_compared():
    index, published = by_code(1.0, 2.0, 9.0), by_code(5, 5, 4)
    grading = Grading(Scope.OWN, "Dalarna")

    found = grade_year(index, cut_points_of(index, 2022, grading), published=published)

    assert possible_cut_points(index, published, grading) is None
    assert found.comparison is None
    row = found.as_row()
    assert (row["scope"], row["region"], row["compared"], row["mean_from"]) == ("own", "Dalarna", None, None)
