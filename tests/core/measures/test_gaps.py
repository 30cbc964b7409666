# SPDX-License-Identifier: GPL-2.0-or-later
"""Gaps, slopes, concentration, spread and parity with figures by hand: five groups of a hundred."""

import math

import numpy as np
import pytest

from regso_atlas.plugin.core.measures.concentration import (
    Ranks,
    concentration,
    concentration_curve,
    concentration_of_values,
    fractional_ranks,
)
from regso_atlas.plugin.core.measures.gaps import attributable, gap, gaps_to_reference
from regso_atlas.plugin.core.measures.groups import Kind, make_groups
from regso_atlas.plugin.core.measures.parity import parity
from regso_atlas.plugin.core.messages import RegsoError

TYPES = (1, 2, 3, 4, 5)


def even(kind=Kind.PERSONS, counts=(50, 40, 30, 20, 10), people=(100,) * 5):
    """Rates 0.5, 0.4, 0.3, 0.2, 0.1 from the worst-off; the mean is 0.3."""
    return make_groups(TYPES, people, count=counts, kind=kind)


def test_difference_of_worst_and_best():
    found = gap(even()).difference
    assert found.value == pytest.approx(0.4)
    # sqrt(0.5 * 0.5 / 100 + 0.1 * 0.9 / 100) = 0.058310
    assert found.error == pytest.approx(0.058310, abs=1e-6)
    assert (found.low, found.high) == pytest.approx((0.28571, 0.51429), abs=1e-5)
    assert found.differs_from(0)


def test_difference_of_events_varies_as_poisson():
    # sqrt(50 / 100² + 10 / 100²)
    assert gap(even(Kind.EVENTS)).difference.error == pytest.approx(math.sqrt(0.006))


def test_ratio_of_worst_and_best():
    found = gap(even(Kind.EVENTS)).ratio
    assert found.value == pytest.approx(5)
    # The logarithm's standard error is sqrt(1/50 + 1/10) = 0.34641, times 1.95996 = 0.67895.
    assert (found.low, found.high) == pytest.approx((5 / 1.97181, 5 * 1.97181), rel=1e-5)


def test_every_group_against_the_best():
    found = gaps_to_reference(even())
    assert [one.group for one in found] == ["1", "2", "3", "4"]
    assert [one.ratio.value for one in found] == pytest.approx([5, 4, 3, 2])


def test_ratio_where_nothing_happens_in_the_worst_group_is_exact():
    found = gap(even(Kind.EVENTS, (0, 1, 1, 1, 3), (100, 100, 100, 100, 50))).ratio
    assert found.value == found.low == 0
    # Of 3 events none here: the share is at most 1 - 0.025 ** (1/3), as odds, times 50 / 100 inhabitants.
    most = 1 - 0.025 ** (1 / 3)
    assert found.high == pytest.approx(most / (1 - most) / 2)


def test_there_is_no_ratio_where_nothing_happens_in_the_best_group():
    found = gap(even(Kind.EVENTS, (5, 1, 1, 1, 0))).ratio
    assert not found.is_known
    assert "rate of 5 is zero" in str(found.notes[0])


def test_a_group_without_events_counts_as_half_an_event_and_says_so():
    found = gap(even(Kind.EVENTS, (5, 1, 1, 1, 0))).difference
    assert found.error == pytest.approx(math.sqrt(5.5) / 100)
    assert "half an event" in str(found.notes[0])


def test_amounts_have_no_interval_and_say_why():
    found = gap(even(Kind.AMOUNT)).difference
    assert found.value == pytest.approx(0.4)
    assert math.isnan(found.low)
    assert found.differs_from(0) is None
    assert "no interval" in str(found.notes[0])


def test_equal_rates_differ_by_nothing():
    found = gap(even(counts=(20,) * 5))
    assert found.difference.value == 0
    assert found.ratio.value == 1
    assert found.difference.differs_from(0) is False


def test_attributable_risk_and_fraction():
    found = attributable(even())
    assert found.reference == "5"
    assert found.risk.value == pytest.approx(0.2)
    assert found.fraction.value == pytest.approx(2 / 3)
    assert found.count.value == pytest.approx(100)
    assert found.fraction.low < 2 / 3 < found.fraction.high < 1


def test_attributable_risk_is_negative_where_the_best_off_have_most():
    found = attributable(even(counts=(10, 20, 30, 40, 50)))
    assert found.risk.value == pytest.approx(-0.2)
    assert found.fraction.value == pytest.approx(-2 / 3)


def test_attributable_fraction_needs_that_something_happens():
    found = attributable(even(counts=(0,) * 5))
    assert found.risk.value == 0
    assert not found.fraction.is_known
    assert "zero" in str(found.fraction.notes[0])


def test_concentration_index_in_its_three_forms():
    # 2 / 0.3 * 0.2 * (0.5 * -0.4 + 0.4 * -0.2 + 0.2 * 0.2 + 0.1 * 0.4) = -0.26667
    found = concentration(even())
    assert found.plain.value == pytest.approx(-4 / 15)
    assert found.erreygers.value == pytest.approx(-0.32)
    assert found.wagstaff.value == pytest.approx(-4 / 15 / 0.7)


def test_the_outcome_of_one_group_alone_is_as_concentrated_as_it_can_be():
    # All of it in the last fifth: its rank is 0.9, so 2 * (0.9 - 0.5) = 0.8.
    assert concentration(even(counts=(0, 0, 0, 0, 7))).plain.value == pytest.approx(0.8)


def test_only_shares_of_persons_have_the_bounded_forms():
    found = concentration(even(Kind.EVENTS))
    assert found.plain.is_known
    assert not found.erreygers.is_known
    assert not found.wagstaff.is_known
    assert "upper bound" in str(found.erreygers.notes[0])


def test_sampled_ranks_make_the_index_less_certain():
    known, sampled = concentration(even()).plain, concentration(even(), Ranks.SAMPLED).plain
    assert known.value == sampled.value
    assert known.error < sampled.error


def test_mirrored_groups_have_the_mirrored_index():
    turned = even(counts=(10, 20, 30, 40, 50))
    assert concentration(turned).plain.value == pytest.approx(4 / 15)


def test_ties_share_the_mean_rank_of_their_places():
    # Weights 1, 2, 1; the last two tied hold the upper three quarters, whose middle is 0.625.
    np.testing.assert_allclose(fractional_ranks([1, 2, 1], [0, 5, 5]), [0.125, 0.625, 0.625])


def test_tied_units_can_stand_in_any_order():
    values, weights, by = [3.0, 8.0, 1.0, 4.0], [10.0, 20.0, 5.0, 7.0], [1.0, 1.0, 2.0, 0.0]
    order = [1, 0, 3, 2]
    one = concentration_of_values(values, weights, by)
    other = concentration_of_values(*(np.array(column)[order] for column in (values, weights, by)))
    assert one.value == pytest.approx(other.value, abs=1e-15)
    assert one.error == pytest.approx(other.error, abs=1e-15)


@pytest.mark.parametrize(
    ("values", "weights", "by"),
    [([1.0], [1.0], [1.0]), ([1.0, np.nan], [1.0, 1.0], [1.0, 2.0]), ([1.0, -2.0], [1.0, 1.0], [1.0, 2.0]),
     ([1.0, 2.0], [1.0, 1.0], [1.0, np.nan]), ([1.0, 2.0], [0.0, 0.0], [1.0, 2.0]), ([1.0, 2.0], [1.0], [1.0, 2.0])],
)  # fmt: skip
def test_units_without_a_value_weight_or_rank_are_refused(values, weights, by):
    with pytest.raises(RegsoError):
        concentration_of_values(values, weights, by)


def test_concentration_curve_by_hand():
    people, outcome = concentration_curve(even())
    np.testing.assert_allclose(people, [0, 0.2, 0.4, 0.6, 0.8, 1])
    np.testing.assert_allclose(outcome, np.array([0, 50, 90, 120, 140, 150]) / 150)


def test_lorenz_curve_begins_with_the_lowest_rate():
    _, outcome = concentration_curve(even(), by_rate=True)
    np.testing.assert_allclose(outcome, np.array([0, 10, 30, 60, 100, 150]) / 150)


def test_there_is_no_curve_of_nothing():
    with pytest.raises(RegsoError, match="no curve"):
        concentration_curve(even(counts=(0,) * 5))


def test_steps_to_parity_by_hand():
    found = parity(even(Kind.EVENTS, (10, 20, 30, 40, 50)))
    # The mean rate is 0.3: 100 inhabitants have 30 at the mean, and type 1 has 10.
    assert found.moved.value == pytest.approx(20)
    # Added to type 1 alone, until it has the rate of the others, 140 / 400.
    assert found.added.value == pytest.approx(25)
    assert (10 + 25) / 100 == (150 + 25) / 500
    assert found.moved_in_all.value == pytest.approx(30)
    assert found.share_moved.value == pytest.approx(0.2)


def test_steps_to_parity_are_negative_where_the_group_has_more_than_its_share():
    found = parity(even(Kind.AMOUNT))
    assert found.moved.value == pytest.approx(-20)
    assert found.added.value == pytest.approx(-25)
    assert math.isnan(found.moved.low)


def test_parity_of_nothing_has_no_share_to_move():
    found = parity(even(counts=(0,) * 5))
    assert found.moved.value == 0
    assert not found.share_moved.is_known


def test_few_events_leave_it_open_whether_any_are_missing():
    groups = make_groups(range(1, 6), (7116, 8389, 35543, 36525, 3120), count=(2, 7, 23, 32, 3), kind=Kind.EVENTS)
    moved = parity(groups).moved
    # The share of 2 in 67 lies between 0.0036 and 0.1037 (Clopper & Pearson), that of the people is 0.0785.
    assert (moved.low, moved.high) == pytest.approx((67 * (0.07846 - 0.1037), 67 * (0.07846 - 0.00363)), abs=0.02)
    assert moved.differs_from(0) is False
    assert "exact" in str(moved.method)


def test_nothing_at_all_leaves_no_interval_of_steps():
    moved = parity(even(Kind.EVENTS, (0,) * 5)).moved
    assert moved.value == 0
    assert math.isnan(moved.low)
    assert moved.differs_from(0) is None
    assert str(moved.notes[0]) == "There is nothing to move."
