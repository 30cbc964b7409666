# SPDX-License-Identifier: GPL-2.0-or-later
"""Cut points, types and own grades by one's own computation, and the cut points that published types allow."""

import itertools
import statistics

import numpy as np
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from regso_atlas.plugin.core import area_types
from regso_atlas.plugin.core.classification import (
    CutPoints,
    Divisor,
    Scope,
    classify_areas,
    classify_by_year,
    compare_with_published_types,
    cut_points,
    cut_points_by_year,
    what_if_cuts_move,
)
from regso_atlas.plugin.core.cut_ranges import ranges_of_cut_points
from regso_atlas.plugin.core.index import compute_index
from regso_atlas.plugin.core.messages import RegsoError
from regso_atlas.plugin.core.tables import read_table, select_values

COUNTRY_2022 = CutPoints(9.10, 5.47, 2022)
OWN = {"scope": Scope.OWN, "region": "Karlstadsregionen"}


def by_code(*values, kommun="0180") -> pd.Series:
    return pd.Series(values, index=[f"{kommun}R{i:03}" for i in range(1, len(values) + 1)], dtype=float)


@pytest.fixture(scope="module")
def karlstad(real_data) -> dict[int, pd.DataFrame]:
    table = read_table(real_data / "index" / "karlstad_TAB6586_2011-2024.json")
    return {year: select_values(table, year=year).frame for year in range(2011, 2025)}


# Cut points ----------------------------------------------------------------------------------------------------------


def test_limits_are_the_mean_and_whole_deviations_from_it():
    assert COUNTRY_2022.limits == pytest.approx((3.63, 9.10, 14.57, 20.04))


def test_mean_and_deviation_count_every_area_once():
    values = by_code(2, 4, 4, 4, 5, 5, 7, 9)  # the textbook's example: mean 5, standard deviation 2

    found = cut_points(values, 2023, **OWN)

    assert (found.mean, found.standard_deviation) == (5.0, 2.0)
    assert (found.area_count, found.missing_count, found.year) == (8, 0, 2023)
    assert found.limits == (3.0, 5.0, 7.0, 9.0)


@pytest.mark.parametrize(
    ("divisor", "oracle"), [(Divisor.POPULATION, statistics.pstdev), (Divisor.SAMPLE, statistics.stdev)]
)
def test_which_deviation_is_taken_is_stated(divisor, oracle):
    values = [3.1, 7.9, 12.4, 20.0, 1.2]

    found = cut_points(by_code(*values), 2024, divisor=divisor, **OWN)

    assert found.standard_deviation == pytest.approx(oracle(values), rel=1e-12)
    assert f"divided by {divisor.value}" in str(found.notes[0])


def test_areas_without_an_index_are_left_out_and_counted():
    found = cut_points(by_code(1, np.nan, 3), 2024, **OWN)

    assert (found.mean, found.standard_deviation) == (2.0, 1.0)
    assert (found.area_count, found.missing_count) == (2, 1)
    assert "1 area lacks" in str(found.notes[0])


def test_weights_are_an_own_choice_and_count_people():
    index = by_code(2, 10, 50)
    people = by_code(3000, 1000, np.nan)

    found = cut_points(index, 2024, population=people, **OWN)

    # 3 of 4 people live at 2 and 1 at 10: mean 4, variance (3 * 4 + 36) / 4 = 12.
    assert (found.mean, found.standard_deviation) == (4.0, pytest.approx(12**0.5))
    assert (found.area_count, found.missing_count, found.weighted) == (2, 1, True)
    assert "an own choice, other than SCB's rule" in str(found.notes[-1])


def test_weights_find_their_areas_by_code():
    index, people = by_code(2, 10, 50), by_code(1, 2, 3)

    found = cut_points(index, 2024, population=people.iloc[::-1], **OWN)

    assert found.mean == pytest.approx((2 + 20 + 150) / 6)


def test_weighted_types_of_the_country_are_refused():
    index = pd.Series(np.linspace(1, 40, 3363), index=[f"{i:04}R001" for i in range(3363)])

    with pytest.raises(RegsoError, match="does not weight"):
        cut_points(index, 2024, population=index)


def test_the_country_s_cut_points_need_the_country():
    with pytest.raises(RegsoError, match=r"the whole country \(3363 areas\), but only 3 areas"):
        cut_points(by_code(1, 2, 3), 2022)


def test_the_whole_country_gives_the_country_s_cut_points():
    rng = np.random.default_rng(2022)
    index = pd.Series(rng.gamma(2.8, 3.3, 3363), index=[f"{i:04}R001" for i in range(3363)])
    index.iloc[:20] = np.nan

    found = cut_points(index, 2022)

    assert (found.scope, found.area_count, found.missing_count) == (Scope.COUNTRY, 3343, 20)
    assert found.mean == pytest.approx(statistics.fmean(index.dropna()))
    assert found.standard_deviation == pytest.approx(statistics.pstdev(index.dropna()))


@pytest.mark.parametrize("values", [(), (7.0,), (7.0, 7.0, 7.0), (np.nan, 3.0)])
def test_areas_that_do_not_differ_have_no_cut_points(values):
    with pytest.raises(RegsoError, match="at least two areas with different index values"):
        cut_points(by_code(*values), 2024, **OWN)


def test_an_area_on_two_rows_is_refused():
    twice = pd.Series([1.0, 2.0, 3.0], index=["0180R001", "0180R001", "0180R002"])

    with pytest.raises(RegsoError, match="1 area stands on several rows"):
        cut_points(twice, 2024, **OWN)


def test_negative_population_is_refused():
    with pytest.raises(RegsoError, match="negative population: 0180R002"):
        cut_points(by_code(1, 2), 2024, population=by_code(5, -1), **OWN)


@pytest.mark.parametrize(("mean", "deviation"), [(9.1, 0), (9.1, -1), (float("nan"), 5), (9.1, float("inf"))])
def test_cut_points_that_are_none_are_refused(mean, deviation):
    with pytest.raises(RegsoError, match="no cut points"):
        CutPoints(mean, deviation, 2022)


def test_every_year_has_its_own_cut_points():
    table = pd.DataFrame(
        {
            "code": ["1780R001", "1780R002", "1780R001", "1780R002"],
            "year": [2024, 2024, 2023, 2023],
            "socioeconomic_index": [2.0, 6.0, 10.0, 30.0],
        }
    )

    found = cut_points_by_year(table, **OWN)

    assert {year: (c.mean, c.standard_deviation, c.year) for year, c in found.items()} == {
        2023: (20.0, 10.0, 2023),
        2024: (4.0, 2.0, 2024),
    }


# Types and own grades ------------------------------------------------------------------------------------------------


def test_an_own_grading_is_never_called_area_type():
    cuts = cut_points(by_code(1, 2, 3, 4), 2024, **OWN)

    found = classify_areas(by_code(1, 2, 3, 4), cuts)

    assert "own_grade" in found.columns
    assert not any("type" in column for column in [*found.columns, *what_if_cuts_move(by_code(1.0), cuts).columns])
    assert "Own grading of Karlstadsregionen 2024" in str(cuts.title)
    assert cuts.label(1) == "Own grade 1, Karlstadsregionen (highest index)"
    assert cuts.label(5, "sv") == "Egen grad 5, Karlstadsregionen (lägst index)"
    assert cuts.label(3) == "Own grade 3, Karlstadsregionen"
    assert cuts.label(0, "sv") == "Uppgift saknas"


def test_computed_types_are_told_from_published_ones():
    assert COUNTRY_2022.column == "computed_area_type"
    assert str(COUNTRY_2022.title).endswith("not SCB's published types")
    assert COUNTRY_2022.label(1, "sv") == "Områden med stora socioekonomiska utmaningar"


@pytest.mark.parametrize("region", ["", "  "])
def test_an_own_grading_without_a_name_is_refused(region):
    with pytest.raises(RegsoError, match="needs the name of its region"):
        CutPoints(9.1, 5.47, 2022, Scope.OWN, region)


def test_types_and_distances_with_the_cut_points_of_2022():
    found = classify_areas(by_code(24.0, 14.57, 14.6, 9.0, 3.7, 1.0, np.nan), COUNTRY_2022)

    assert found["computed_area_type"].tolist() == [1, 2, 2, 4, 4, 5, 0]
    assert found["nearest_cut"].tolist() == pytest.approx([20.04, 14.57, 14.57, 9.10, 3.63, 3.63, np.nan], nan_ok=True)
    assert found["distance"].tolist() == pytest.approx([3.96, 0, 0.03, -0.1, 0.07, -2.63, np.nan], nan_ok=True)
    assert found["distance_sd"].iloc[0] == pytest.approx(3.96 / 5.47)
    assert found["other_side"].tolist() == [2, 3, 3, 3, 5, 4, 0]
    assert found["near_cut"].tolist() == [False, True, True, False, False, False, False]
    assert found.index.tolist() == by_code(*range(7)).index.tolist()


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.one_of(st.floats(0, 60), st.just(np.nan)), min_size=1, max_size=30))
def test_the_frame_keeps_the_one_rule(values):
    found = classify_areas(by_code(*values), COUNTRY_2022)

    for (_, row), value in zip(found.iterrows(), values, strict=True):
        assert row["computed_area_type"] == area_types.classify(value, 9.10, 5.47)
        if not np.isnan(value):
            # A little beyond the nearest cut lies the other side.
            beyond = row["nearest_cut"] - np.copysign(1e-6, row["distance"] if row["distance"] else 1)
            if abs(row["distance"]) > 1e-8:
                assert area_types.classify(beyond, 9.10, 5.47) == row["other_side"]
            assert abs(row["distance"]) == pytest.approx(min(abs(value - cut) for cut in COUNTRY_2022.limits))


def test_years_are_classified_by_their_own_cuts_and_rows_keep_their_order():
    table = pd.DataFrame(
        {
            "code": ["1780R005", "1780R005", "1780R011"],
            "year": [2024, 2022, 2024],
            "socioeconomic_index": [20.0, 20.0, np.nan],
        },
        index=[7, 3, 5],
    )

    found = classify_by_year(table, {2022: COUNTRY_2022, 2024: CutPoints(9.0, 5.4, 2024)})

    assert found["computed_area_type"].tolist() == [1, 2, 0]
    assert found.index.tolist() == [7, 3, 5]
    assert found["code"].tolist() == table["code"].tolist()


def test_a_year_without_cut_points_is_refused():
    table = pd.DataFrame({"code": ["1780R005"], "year": [2021], "socioeconomic_index": [20.0]})

    with pytest.raises(RegsoError, match="no cut points for 2021"):
        classify_by_year(table, {2022: COUNTRY_2022})


def test_types_and_own_grades_do_not_stand_in_one_column():
    table = pd.DataFrame({"code": ["1780R005"], "year": [2022], "socioeconomic_index": [20.0]})

    with pytest.raises(RegsoError, match="cannot stand in one column"):
        classify_by_year(table, {2022: COUNTRY_2022, 2023: CutPoints(9.1, 5.4, 2023, Scope.OWN, "Värmland")})


def test_what_would_change_if_the_cuts_moved():
    # Cuts at 20.04 and 14.57; 0.1 SD is 0.547.
    found = what_if_cuts_move(by_code(20.1, 19.6, 17.0, 15.1, 9.0, np.nan), COUNTRY_2022)

    assert found["now"].tolist() == [1, 2, 2, 2, 4, 0]
    assert found["cuts_up"].tolist() == [2, 2, 2, 3, 4, 0]
    assert found["cuts_down"].tolist() == [1, 1, 2, 2, 3, 0]
    assert found["changes"].tolist() == [True, True, False, True, True, False]


@given(st.lists(st.floats(0, 60), min_size=1, max_size=20), st.floats(0.01, 0.9))
def test_higher_cuts_only_better_an_area_and_lower_ones_only_worsen_it(values, deviations):
    found = what_if_cuts_move(by_code(*values), COUNTRY_2022, deviations)

    assert (found["cuts_up"] >= found["now"]).all()
    assert (found["cuts_down"] <= found["now"]).all()


def test_the_comparison_says_which_differences_rounding_explains():
    index = by_code(20.0, 15.0, 9.1, np.nan, 5.0, 15.0)
    # 20.0 may be 20.04 and then type 1; 15.0 can never be type 3, nor type 1.
    published = pd.Series([1, 3, 3, 4, np.nan, 1], index=index.index)

    found = compare_with_published_types(index, published, COUNTRY_2022)

    assert (found.compared, found.same) == (4, 1)
    assert found.differing["by_rounding"].to_dict() == {"0180R001": True, "0180R002": False, "0180R006": False}
    assert found.differing[["computed", "published"]].to_numpy().tolist() == [[2, 1], [2, 3], [2, 1]]
    said = " ".join(map(str, found.messages()))
    assert "1 of 4 areas got the type" in said
    assert "3 areas got another type, 1 of them within the rounding" in said


def test_own_grades_are_not_compared_with_types():
    with pytest.raises(RegsoError, match="Karlstadsregionen are an own grading"):
        compare_with_published_types(by_code(1.0), by_code(5), CutPoints(9.1, 5.47, 2022, **OWN))


def test_the_country_s_mean_and_deviation_give_karlstads_published_types_of_2022(karlstad):
    frame = karlstad[2022]

    found = classify_areas(frame["socioeconomic_index"], COUNTRY_2022)

    assert found["computed_area_type"].tolist() == frame["area_type"].astype(int).tolist()
    compared = compare_with_published_types(frame["socioeconomic_index"], frame["area_type"], COUNTRY_2022)
    assert (compared.compared, compared.same) == (31, 31)


# The cut points that published types allow ---------------------------------------------------------------------------

_BOUNDS = {1: (2, None), 2: (1, 2), 3: (0, 1), 4: (-1, 0), 5: (None, -1)}


def inequalities(index, types, rounding) -> tuple[list[list[float]], list[float]]:
    """What every single area demands of (mean, deviation), for scipy's linprog."""
    a, b = [], []
    for value, area_type in zip(index, types, strict=True):
        low, high = _BOUNDS[int(area_type)]
        if low is not None:
            a.append([1, low])
            b.append(value + rounding)
        if high is not None:
            a.append([-1, -high])
            b.append(rounding - value)
    return a, b


def room(index, types, rounding) -> float:
    """The largest amount by which all inequalities can hold at once; below zero where they cannot."""
    a, b = inequalities(index, types, rounding)
    solved = linprog(
        [0, 0, -1], [[*row, 1] for row in a] + [[0, -1, 1]], [*b, 0], bounds=[(None, None), (None, None), (None, 1)]
    )
    return -solved.fun


def oracle(index, types, rounding) -> list[tuple[float, float]]:
    """The ranges of mean and deviation by linear programming over all areas."""
    a, b = inequalities(index, types, rounding)
    found = []
    for goal in ([1, 0], [0, 1]):
        ends = []
        for sign in (1, -1):
            solved = linprog([sign * g for g in goal], a, b, bounds=[(None, None), (0, None)])
            ends.append(sign * solved.fun if solved.status == 0 else -sign * np.inf)
        found.append(tuple(ends))
    return found


def reproduces(index, types, mean, deviation, rounding) -> bool:
    """Whether every area can have its type with an index that rounds to the given one."""
    for value, area_type in zip(index, types, strict=True):
        low, high = _BOUNDS[int(area_type)]
        if low is not None and not value + rounding > mean + low * deviation:
            return False
        if high is not None and not value - rounding < mean + high * deviation:
            return False
    return True


@pytest.mark.parametrize("year", range(2011, 2025))
def test_one_mean_and_deviation_give_all_of_karlstads_published_types(karlstad, year):
    index, types = karlstad[year]["socioeconomic_index"], karlstad[year]["area_type"]

    found = ranges_of_cut_points(index, types)

    assert found.feasible
    assert found.area_count == 31
    mean, deviation = oracle(index, types, 0.05)
    assert found.mean == pytest.approx(mean, abs=1e-7)
    assert found.standard_deviation == pytest.approx(deviation, abs=1e-7)
    assert reproduces(index, types, *found.example, 0.05)


@pytest.mark.parametrize("year", range(2011, 2025))
def test_the_index_computed_from_percentages_needs_no_allowance_for_rounding(karlstad, year):
    frame = karlstad[year]
    index, types = compute_index(frame["v1"], frame["v2"], frame["v3"]), frame["area_type"]

    found = ranges_of_cut_points(index, types, rounding=0)

    assert classify_areas(index, CutPoints(*found.example, year))["computed_area_type"].tolist() == types.tolist()


def test_the_published_index_of_2012_cannot_tell_two_areas_of_different_types_apart(karlstad):
    frame = karlstad[2012].loc[["1780R009", "1780R022"]]
    assert frame["socioeconomic_index"].tolist() == [4.5, 4.5]
    assert frame["area_type"].tolist() == [4, 5]

    found = ranges_of_cut_points(karlstad[2012]["socioeconomic_index"], karlstad[2012]["area_type"], rounding=0)

    assert [area.code for area in found.conflict] == ["1780R009", "1780R022"]


@pytest.mark.parametrize(
    ("year", "mean", "deviation"),
    # The ranges known for Karlstad, found by trying pairs in steps of 0.02.
    [
        (2011, (10.16, 10.44), (5.12, 5.68)),
        (2016, (9.56, 10.08), (5.56, 6.08)),
        (2022, (8.70, 10.50), (5.22, 6.88)),
        (2024, (8.06, 9.16), (4.72, 5.62)),
    ],
)
def test_karlstads_ranges_are_the_known_ones(karlstad, year, mean, deviation):
    index, types = karlstad[year]["socioeconomic_index"], karlstad[year]["area_type"]
    found = ranges_of_cut_points(index, types)
    assert found.mean[0] < mean[0] <= mean[1] < found.mean[1]
    assert found.standard_deviation[0] < deviation[0] <= deviation[1] < found.standard_deviation[1]

    step = 0.02
    grid = itertools.product(np.arange(400, 561) * step, np.arange(225, 361) * step)
    pairs = np.array([pair for pair in grid if reproduces(index, types, *pair, 0.05 - 1e-9)])

    assert (pairs[:, 0].min(), pairs[:, 0].max()) == pytest.approx(mean)
    assert (pairs[:, 1].min(), pairs[:, 1].max()) == pytest.approx(deviation)


def test_the_mean_of_2011_lies_between_a_type_4_and_a_type_3():
    index = pd.Series({"1780R030": 10.4, "1780R029": 10.2})
    found = ranges_of_cut_points(index, pd.Series({"1780R029": 4, "1780R030": 3}))

    # 10.2 ± 0.05 lies in the deviation below the mean and 10.4 ± 0.05 in the one above it: mean - SD <= 10.25 and
    # 10.35 < mean + SD, so the deviation is greater than 0.05. Nothing bounds it above.
    assert found.mean == pytest.approx((10.15, 10.45))
    assert found.standard_deviation == (pytest.approx(0.05), np.inf)


def test_types_in_the_wrong_order_contradict_each_other():
    index = pd.Series({"0180R001": 10.2, "0180R002": 10.4, "0180R003": 25.0, "0180R004": 2.0})
    types = pd.Series({"0180R001": 3, "0180R002": 4, "0180R003": 1, "0180R004": 5})

    found = ranges_of_cut_points(index, types)

    assert not found.feasible
    assert (found.mean, found.standard_deviation, found.example) == (None, None, None)
    assert {area.code for area in found.conflict} == {"0180R001", "0180R002"}
    assert "0180R002 (10.4, type 4)" in str(found.messages()[0])


def test_steps_of_unequal_width_contradict_each_other_though_the_order_is_right():
    # 8.0 is type 5 and 10.0 type 3, so a deviation is at most 2.1, but then 30.0 cannot be type 2.
    index = pd.Series({"0180R001": 30.0, "0180R003": 10.0, "0180R004": 8.0, "0180R005": 33.0})
    types = pd.Series({"0180R001": 2, "0180R003": 3, "0180R004": 5, "0180R005": 1})

    found = ranges_of_cut_points(index, types)

    assert not found.feasible
    codes = [area.code for area in found.conflict]
    assert codes == ["0180R001", "0180R003", "0180R004"]
    assert room(index, types, 0.05) < 0
    for code in codes:
        rest = [other for other in codes if other != code]
        assert room(index[rest], types[rest], 0.05) > 0


areas_with_types = st.lists(
    st.tuples(st.integers(0, 400).map(lambda tenths: tenths / 10), st.integers(1, 5)), min_size=1, max_size=12
)


@given(areas_with_types)
def test_ranges_agree_with_linear_programming(rows):
    index, types = by_code(*[row[0] for row in rows]), by_code(*[row[1] for row in rows])

    found = ranges_of_cut_points(index, types)

    assert found.feasible is (room(index, types, 0.05) > 1e-7)
    if found.feasible:
        mean, deviation = oracle(index, types, 0.05)
        assert found.mean == pytest.approx(mean, abs=1e-6)
        assert found.standard_deviation == pytest.approx(deviation, abs=1e-6)
        assert reproduces(index, types, *found.example, 0.05)
    else:
        conflict = [area.code for area in found.conflict]
        assert room(index[conflict], types[conflict], 0.05) < 1e-7
        for code in conflict:
            rest = [other for other in conflict if other != code]
            assert room(index[rest], types[rest], 0.05) > 1e-7


@given(st.lists(st.floats(0, 60), min_size=3, max_size=40), st.floats(5, 15), st.floats(2, 8))
def test_the_true_cut_points_lie_in_the_ranges(values, mean, deviation):
    exact = by_code(*values)
    types = exact.map(lambda value: area_types.classify(value, mean, deviation))

    found = ranges_of_cut_points(exact.round(1), types, rounding=0.05 + 1e-7)

    assert found.feasible
    assert found.mean[0] < mean < found.mean[1]
    assert found.standard_deviation[0] < deviation < found.standard_deviation[1]


def test_areas_without_index_or_type_say_nothing():
    index = pd.Series({"0180R001": 10.2, "0180R002": np.nan, "0180R003": 5.0})
    types = pd.Series({"0180R001": 4, "0180R002": 1, "0180R003": np.nan})

    assert ranges_of_cut_points(index, types).area_count == 1
    with pytest.raises(RegsoError, match="No area has both an index and an area type"):
        ranges_of_cut_points(index[1:], types[1:])
