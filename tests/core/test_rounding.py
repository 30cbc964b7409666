# SPDX-License-Identifier: GPL-2.0-or-later
"""Rounded counts are multiples of the base, near the true ones, right on average, and still add up."""

import numpy as np
import pytest

from regso_atlas.plugin.core.rounding import Rounding, to_figures


def rounding(base=5, *content):
    return Rounding(base, [np.array(content or [1.0])])


def partitions(number, seed=1):
    chances = np.random.default_rng(seed)
    for _ in range(number):
        yield chances.poisson(chances.choice([0.5, 3.0, 40.0]), int(chances.integers(1, 30))).astype(float)


@pytest.mark.parametrize("base", [3, 5])
def test_every_part_is_one_of_its_two_multiples_and_the_parts_sum_to_their_whole(base):
    for at, parts in enumerate(partitions(400)):
        chances = rounding(base, at)
        whole = chances.alone(np.array([parts.sum()]), "whole")[0]
        rounded = chances.shared(whole, parts, "parts")
        assert rounded.sum() == whole
        assert (rounded % base == 0).all()
        assert (np.abs(rounded - parts) < base).all()
        exact = parts % base == 0
        assert (rounded[exact] == parts[exact]).all()


@pytest.mark.parametrize("base", [3, 5])
def test_rounding_is_right_on_average_for_the_parts_and_for_the_whole(base):
    parts = np.array([0.0, 1, 2, 3, 4, 5, 6, 7, 12, 14, 1, 1])
    number = 6000
    wholes, sums = np.empty(number), np.zeros(len(parts))
    for at in range(number):
        chances = rounding(base, at)
        wholes[at] = chances.alone(np.array([parts.sum()]), "whole")[0]
        sums += chances.shared(wholes[at], parts, "parts")
    # Four standard errors of a mean of steps of the base.
    error = 4 * base / 2 / np.sqrt(number)
    assert np.abs(sums / number - parts).max() < error
    assert abs(wholes.mean() - parts.sum()) < error


def test_the_same_data_give_the_same_figures_and_other_data_other_chances():
    parts = np.arange(1.0, 40.0)
    assert (rounding(5, 7).alone(parts, "a") == rounding(5, 7).alone(parts, "a")).all()
    assert (rounding(5, 7).alone(parts, "a") != rounding(5, 8).alone(parts, "a")).any()
    assert (rounding(5, 7).alone(parts, "a") != rounding(5, 7).alone(parts, "b")).any()


def test_parts_that_do_not_sum_to_their_whole_are_rounded_for_themselves():
    # Ten lines that each cross two types: twenty in the types, ten in all.
    rounded = rounding().shared(10.0, np.array([10.0, 10.0]), "types")
    assert rounded.tolist() == [10, 10]


def test_parts_of_features_are_rounded_like_counts():
    parts = np.array([0.5, 1.25, 3.25, 5.0])
    whole = rounding().alone(np.array([10.0]), "whole")[0]
    assert whole == 10
    assert rounding().shared(whole, parts, "parts").sum() == 10


def test_three_figures_are_kept():
    values = np.array([0.0, np.nan, -12345.0, 0.0012345, 360 / 7])
    assert np.array_equal(to_figures(values), [0.0, np.nan, -12300.0, 0.00123, 51.4], equal_nan=True)
