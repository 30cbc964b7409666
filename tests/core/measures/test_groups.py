# SPDX-License-Identifier: GPL-2.0-or-later
"""Groups that go into the measures: order, what is left out, what is refused."""

import numpy as np
import pytest

from regso_atlas.plugin.core.measures.groups import Kind, make_groups
from regso_atlas.plugin.core.messages import RegsoError

PEOPLE = [100, 200, 300]


def said(groups):
    return " ".join(str(warning) for warning in groups.warnings)


def test_counts_become_rates_and_rates_counts():
    by_count = make_groups([1, 2, 3], PEOPLE, count=[10, 10, 15])
    by_rate = make_groups([1, 2, 3], PEOPLE, rate=[0.1, 0.05, 0.05])
    np.testing.assert_allclose(by_count.rate, by_rate.rate)
    np.testing.assert_allclose(by_rate.count, [10, 10, 15])
    assert by_count.mean == pytest.approx(35 / 600)


def test_ranks_are_the_middles_of_the_groups():
    np.testing.assert_allclose(make_groups([1, 2, 3], PEOPLE, count=[1, 1, 1]).rank, [1 / 12, 1 / 3, 0.75])


def test_numbers_out_of_order_are_sorted():
    groups = make_groups([3, 1, 2], [300, 100, 200], count=[30, 10, 20])
    assert groups.names == ("1", "2", "3")
    assert list(groups.population) == [100, 200, 300]


def test_numbers_as_text_are_sorted_as_numbers():
    assert make_groups(["10", "9"], [1, 1], count=[1, 1]).names == ("9", "10")


def test_names_keep_the_order_of_their_rows_and_their_zeros():
    groups = make_groups(["Åre", "0180R001", "Ängelholm"], PEOPLE, count=[1, 2, 3])
    assert groups.names == ("Åre", "0180R001", "Ängelholm")


def test_a_given_order_is_kept_and_what_it_lacks_or_has_too_much_is_said():
    groups = make_groups(["hög", "låg", "okänd"], PEOPLE, count=[1, 2, 3], order=["låg", "mellan", "hög"])
    assert groups.names == ("låg", "hög")
    assert "okänd are not in the order" in said(groups)
    assert "mellan are missing" in said(groups)


def test_floats_from_a_table_with_gaps_are_the_types_they_mean():
    assert make_groups([1.0, 2.0], [10, 10], count=[1, 1], order=(1, 2)).names == ("1", "2")


@pytest.mark.parametrize("missing", [np.nan, None, np.inf])
def test_a_group_without_figure_is_left_out_and_named(missing):
    groups = make_groups([1, 2, 3], PEOPLE, count=[10, missing, 15])
    assert groups.names == ("1", "3")
    assert "The group 2 has no figure" in said(groups)
    assert np.isfinite(groups.rate).all()


def test_a_group_without_people_is_left_out_and_what_happened_there_is_said():
    groups = make_groups([1, 2, 3, 4], [100, 0, 0, 50], count=[10, 7, 0, 15])
    assert groups.names == ("1", "4")
    assert "Nobody lives in the group 2, so it has no rate; its 7 are left out" in said(groups)
    assert "Nobody lives in the group 3; it is left out" in said(groups)


def test_a_group_without_standard_error_is_left_out_where_errors_are_given():
    groups = make_groups([1, 2, 3], PEOPLE, rate=[1, 2, 3], error=[0.1, np.nan, 0.2], kind=Kind.MEAN)
    assert groups.names == ("1", "3")


def test_rows_without_a_group_are_left_out():
    assert "The group NULL" in said(make_groups([1, None, 3], PEOPLE, count=[1, 2, 3]))


@pytest.mark.parametrize(
    ("names", "people", "count", "words"),
    [
        ([1], [100], [5], "at least two groups"),
        ([1, 2], [100, 0], [5, 1], "at least two groups"),
        ([], [], [], "at least two groups"),
        ([1, 2, 2], PEOPLE, [1, 2, 3], "The groups 2 stand on several rows"),
        ([1, 2, 3], [100, -1, 100], [1, 2, 3], "population of 2 is negative"),
        ([1, 2, 3], PEOPLE, [1, -2, 3], "figure of 2 is negative"),
        ([1, 2, 3], PEOPLE[:2], [1, 2, 3], "equally many"),
    ],
)
def test_what_makes_no_comparison_is_refused(names, people, count, words):
    with pytest.raises(RegsoError, match=words):
        make_groups(names, people, count=count)


def test_more_persons_than_inhabitants_are_refused_and_events_are_not():
    with pytest.raises(RegsoError, match="2: more persons than inhabitants, over 100 %"):
        make_groups([1, 2, 3], PEOPLE, count=[1, 201, 3], kind=Kind.PERSONS)
    assert make_groups([1, 2, 3], PEOPLE, count=[1, 201, 3]).rate[1] == pytest.approx(1.005)


def test_everybody_is_not_more_than_everybody():
    groups = make_groups([1, 2], [3, 7], rate=[1 / 3 * 3, 0.1 * 10], kind=Kind.PERSONS)
    assert (groups.variance > 0).all()
    assert groups.at_the_edge == ("1", "2")


@pytest.mark.parametrize("given", [{}, {"count": [1, 2], "rate": [1, 2]}])
def test_either_counts_or_rates_are_needed(given):
    with pytest.raises(RegsoError, match="either counts or rates"):
        make_groups([1, 2], [10, 10], **given)


def test_negative_means_are_means():
    assert make_groups([1, 2], [10, 10], rate=[-3, 4], kind=Kind.MEAN).mean == pytest.approx(0.5)


def test_negative_standard_errors_are_refused():
    with pytest.raises(RegsoError, match="negative"):
        make_groups([1, 2], [10, 10], rate=[3, 4], error=[1, -1], kind=Kind.MEAN)
