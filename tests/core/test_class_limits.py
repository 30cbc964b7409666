# SPDX-License-Identifier: GPL-2.0-or-later
"""Where the classes of maps begin and end; quantiles against numpy."""

import math
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from regso_atlas.plugin.core.area_types import classify
from regso_atlas.plugin.core.class_limits import change_limits, cut_limits, figures, quantile_limits


def type_by_limits(value: float, limits: tuple[float, ...]) -> int:
    return 5 - sum(value >= limit for limit in limits)


def test_cut_points_of_2022_are_the_published_ones():
    assert cut_limits(9.10, 5.47) == (3.63, 9.1, 14.57, 20.04)


@given(st.floats(0, 60), st.floats(5, 15), st.floats(1, 10))
def test_classes_by_cut_points_are_those_of_the_rule_of_the_types(index, mean, deviation):
    limits = cut_limits(mean, deviation)
    if min(abs(index - limit) for limit in limits) > 1e-6:
        assert type_by_limits(index, limits) == classify(index, mean, deviation)


def test_an_index_on_a_cut_point_is_in_the_worse_class():
    assert [type_by_limits(limit, cut_limits(9.10, 5.47)) for limit in (3.63, 9.1, 14.57, 20.04)] == [4, 3, 2, 1]


def test_quantiles_give_five_classes_with_equally_many_areas():
    values = [n / 10 for n in range(100)]
    limits = quantile_limits(values)
    assert limits == (2.0, 4.0, 5.9, 7.9)
    counts = [sum(type_by_limits(value, limits) == number for value in values) for number in (5, 4, 3, 2, 1)]
    assert sum(counts) == 100
    assert max(counts) - min(counts) <= 2


@given(st.lists(st.integers(-9999, 9999).map(lambda n: n / 4), min_size=2, max_size=60), st.integers(2, 5))
def test_quantiles_are_numpy_s_and_no_class_is_empty(values, classes):
    limits = quantile_limits(values, classes, decimals=6)
    assert list(limits) == sorted(set(limits))
    assert len(limits) <= classes - 1
    edges = [-math.inf, *limits, math.inf]
    for low, high in pairwise(edges):
        assert not limits or low == -math.inf or any(value >= low for value in values), (low, high)
    assert not limits or min(values) < limits[0] <= limits[-1] <= max(values) + 1e-6
    wanted = np.quantile(values, np.arange(1, classes) / classes)
    if len({round(limit, 5) for limit in wanted}) == classes - 1 == len(limits) and wanted[0] > min(values) + 1e-5:
        assert limits == pytest.approx(wanted, abs=1e-5)


def test_missing_values_are_left_out_of_the_quantiles():
    assert quantile_limits([1, math.nan, 2, 3, math.nan, 4], 2) == (2.5,)


@pytest.mark.parametrize("values", [[], [math.nan], [3.0], [3.0, 3.0, 3.0]])
def test_nothing_to_part_gives_no_limits(values):
    assert quantile_limits(values) == ()


def test_many_areas_without_anything_are_a_class_of_their_own():
    """Half of the areas have no clinic: the lowest third is exactly they, and the rest is parted in two."""
    rates = [0.0] * 50 + [0.5 + n / 10 for n in range(50)]
    limits = quantile_limits(rates, 3)
    assert limits == (0.5, 3.0)
    assert sum(rate < limits[0] for rate in rates) == 50


def test_limits_are_as_round_as_the_legend_writes_them():
    people = [1234, 1571, 2210, 2889, 3456, 4100, 4823, 5511]
    assert all(limit % 10 == 0 for limit in quantile_limits(people, decimals=-1))


def test_changes_have_the_same_limits_on_both_sides_of_zero():
    falling = [-2.4, -1.8, -0.2, 0.3, 0.9]
    limits = change_limits(falling)
    assert limits == tuple(-limit for limit in reversed(limits)) == (-3.0, -1.0, 1.0, 3.0)
    assert change_limits([0.1, -0.2, 0.1, 0.05]) == (-0.3, -0.1, 0.1, 0.3)
    assert change_limits([-40, 50, 60]) == (-30.0, -10.0, 10.0, 30.0)
    assert change_limits([]) == (-3.0, -1.0, 1.0, 3.0)


@pytest.mark.parametrize(
    ("values", "decimals"), [([0.0, 0.012, 0.02], 3), ([0.4, 0.5, 0.6], 2), ([3, 4], 1), ([30, 40], 0), ([0, 0], 0)]
)
def test_limits_have_two_figures(values, decimals):
    assert figures(values) == decimals
