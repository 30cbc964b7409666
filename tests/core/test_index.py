# SPDX-License-Identifier: GPL-2.0-or-later
"""The index: the mean of three percentages, and what rounding makes of it."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from regso_atlas.plugin.core.index import AGREEMENT, compare_with_published, compute_index
from regso_atlas.plugin.core.messages import RegsoError
from regso_atlas.plugin.core.tables import read_table, select_values


def series(**values) -> pd.Series:
    return pd.Series(values, dtype=object if any(isinstance(v, str) for v in values.values()) else float)


def one(value) -> pd.Series:
    return pd.Series([value], index=["0180R001"], dtype=object)


def test_the_index_is_the_mean_of_the_three_percentages():
    # SCB, Karlstad 1780R011 in 2011: 54.0, 18.9 and 8.2 give 81.1 / 3.
    assert compute_index(one(54.0), one(18.9), one(8.2))["0180R001"] == pytest.approx(81.1 / 3, abs=1e-12)


@pytest.mark.parametrize("lacking", range(3))
@pytest.mark.parametrize("nothing", [None, np.nan, pd.NA])
def test_missing_in_any_of_the_three_is_missing(lacking, nothing):
    values = [one(10.0), one(20.0), one(30.0)]
    values[lacking] = one(nothing)

    assert compute_index(*values).isna().all()


def test_areas_are_matched_by_code_and_not_by_place():
    v1 = pd.Series({"0180R001": 3.0, "2081R001": 30.0})
    v2 = pd.Series({"2081R001": 60.0, "0180R001": 6.0})
    v3 = pd.Series({"0180R001": 9.0, "2523R011": 5.0, "2081R001": 90.0})

    index = compute_index(v1, v2, v3)

    assert index["0180R001"] == 6.0
    assert index["2081R001"] == 60.0
    assert np.isnan(index["2523R011"])


def test_zero_and_a_hundred_percent_are_percentages():
    assert compute_index(one(0), one(100), one(50))["0180R001"] == 50


@pytest.mark.parametrize("value", [-0.1, 100.1, np.inf, "..", "många"])
@pytest.mark.parametrize("which", range(3))
def test_what_is_no_percentage_is_refused_with_its_area(value, which):
    values = [one(10.0), one(20.0), one(30.0)]
    values[which] = one(value)

    with pytest.raises(RegsoError, match=rf"V{which + 1} has 1 value .* 0180R001: "):
        compute_index(*values)


def test_an_area_on_two_rows_is_refused():
    twice = pd.Series([1.0, 2.0], index=["0180R001", "0180R001"])

    with pytest.raises(RegsoError, match=r"1 area stands on several rows .*0180R001"):
        compute_index(twice, twice, twice)


def test_shares_in_place_of_percentages_are_remarked_on():
    shares = pd.Series(np.linspace(0.01, 0.4, 31), index=[f"1780R{i:03}" for i in range(31)])
    warnings = []

    compute_index(shares, shares, shares, warnings)
    assert ["may be shares" in str(warning) for warning in warnings] == [True]

    warnings.clear()
    # One of them alone is enough to spoil the index; an indicator that is zero everywhere is none.
    compute_index(shares * 100, shares, shares * 0, warnings)
    assert ["All values of V2 lie" in str(warning) for warning in warnings] == [True]

    warnings.clear()
    compute_index(shares * 100, shares * 50, shares * 30, warnings)
    assert warnings == []


def test_the_comparison_names_the_areas_beyond_rounding():
    computed = pd.Series({"0180R001": 9.967, "1480R002": 12.25, "2081R003": 1.0, "2583R001": 7.0})
    published = pd.Series({"2081R003": 1.1, "1480R002": 12.0, "0180R001": 10.0, "2584R001": 5.0})

    found = compare_with_published(computed, published)

    # 9.967 - 10.0 = -0.033; 12.25 - 12.0 = 0.25; 1.0 - 1.1 is 0.1 and so within it, though floating point says more.
    assert found.compared == 3
    assert found.max_difference == pytest.approx(0.25)
    assert list(found.beyond_rounding.index) == ["1480R002"]
    assert found.beyond_rounding.loc["1480R002", "difference"] == pytest.approx(0.25)
    assert (found.only_computed, found.only_published) == (("2583R001",), ("2584R001",))
    assert not found.agrees
    said = " ".join(map(str, found.messages()))
    assert "3 areas; the largest difference is 0.250" in said
    assert "1 area differs by more than rounding explains (0.1): 1480R002" in said
    assert "2583R001" in said
    assert "2584R001" in said


def test_the_largest_differences_come_first():
    published = pd.Series({"0180R001": 10.0, "0180R002": 10.0, "0180R003": 10.0})

    found = compare_with_published(published.add([1.0, -3.0, 2.0]), published)

    assert list(found.beyond_rounding.index) == ["0180R002", "0180R003", "0180R001"]


def test_nothing_compared_is_no_agreement():
    found = compare_with_published(pd.Series({"0180R001": 1.0}), pd.Series({"0180R002": 1.0, "0180R001": np.nan}))

    assert found.compared == 0
    assert not found.agrees
    assert "could not be compared" in str(found.messages()[0])


@given(st.lists(st.tuples(*[st.floats(0, 100)] * 3), min_size=1, max_size=40))
def test_rounding_alone_never_makes_a_difference_beyond_the_tolerance(rows):
    exact = pd.DataFrame(rows, columns=["v1", "v2", "v3"], index=[f"0180R{i:03}" for i in range(len(rows))])
    published = exact.mean(axis=1).round(1)
    rounded = exact.round(1)

    found = compare_with_published(compute_index(rounded["v1"], rounded["v2"], rounded["v3"]), published)

    assert found.agrees
    assert found.max_difference <= AGREEMENT + 1e-9


def test_karlstads_computed_index_is_the_published_one_in_all_434_area_years(real_data):
    table = read_table(real_data / "index" / "karlstad_TAB6586_2011-2024.json")
    years = {year: select_values(table, year=year).frame for year in range(2011, 2025)}
    frame = pd.concat(years, names=["year", "code"])

    found = compare_with_published(compute_index(frame["v1"], frame["v2"], frame["v3"]), frame["socioeconomic_index"])

    assert found.compared == len(frame) == 434
    assert found.agrees
    # A third of a tenth: SCB's index is the mean of the percentages as they are published, rounded to one decimal.
    assert found.max_difference == pytest.approx(0.1 / 3, abs=1e-9)
    assert compare_with_published(frame["v1"], frame["socioeconomic_index"]).beyond_rounding.shape[0] > 300
