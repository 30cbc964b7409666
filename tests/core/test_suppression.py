# SPDX-License-Identifier: GPL-2.0-or-later
"""Small counts are hidden, and stay hidden from a reader who can add, subtract and solve linear programmes."""

import numpy as np
import pytest
from scipy.optimize import linprog

from regso_atlas.plugin.core.area_types import ROWS, TYPES
from regso_atlas.plugin.core.rounding import Rounding
from regso_atlas.plugin.core.suppression import hide_areas, hide_cells, small_counts

INSIDE = np.array(ROWS) != -1
TYPED = np.isin(ROWS, TYPES)


def shown(counts, hidden):
    return " ".join("?" if h else f"{c:g}" for c, h in zip(counts, hidden, strict=True))


def hide_row(*counts, limit=5, **more):
    """Hide in a table without groups: types 1 to 5, no data, outside."""
    row = np.array([counts], dtype=float)
    hidden = hide_cells(row, limit, **more)
    return shown(row[0], hidden.cells[0]), hidden


def test_only_counts_between_zero_and_the_limit_are_small():
    assert small_counts(np.array([0.0, 0.5, 1, 4, 5, 6]), 5).tolist() == [False, True, True, True, False, False]


def test_a_small_type_takes_the_next_smallest_type_with_it():
    text, hidden = hide_row(3, 40, 60, 50, 70, 30, 1)
    # No data (30) is no partner: the shares tell the sum of the types. Outside (1) stays.
    assert text == "? ? 60 50 70 30 1"
    assert not hidden.shares[0]
    assert not hidden.total


def test_a_small_no_data_takes_the_shares_with_it():
    text, hidden = hide_row(30, 40, 60, 50, 70, 3, 1)
    assert text == "? 40 60 50 70 ? 1"
    assert hidden.shares[0]


def test_nothing_small_is_nothing_hidden():
    text, hidden = hide_row(9, 40, 0, 50, 70, 0, 1)
    assert text == "9 40 0 50 70 0 1"
    assert not hidden.types.any()


def test_two_small_counts_whose_sum_is_below_what_each_could_be_take_a_third():
    # 3 + 2 = 5: of each a reader would know that it is at most 4, and so that it is small.
    assert hide_row(3, 2, 60, 50, 70, 0, 0)[0] == "? ? 60 ? 70 0 0"
    # 4 + 4 = 8: each may be anything from 1 to 7.
    assert hide_row(4, 4, 60, 50, 70, 0, 0)[0] == "? ? 60 50 70 0 0"


def test_a_zero_hides_a_count_only_where_there_is_nothing_else():
    # What the five ones are is told by their sum, unless they could be zero too.
    assert hide_row(1, 1, 1, 1, 1, 0, 7)[0] == "? ? ? ? ? ? 7"


def test_fewer_inside_than_the_limit_are_no_total_to_show():
    text, hidden = hide_row(3, 0, 0, 0, 0, 0, 70)
    assert text == "? 0 0 0 0 0 70"
    assert hidden.total
    assert not hide_row(3, 0, 0, 0, 9, 0, 70)[1].total
    # Lines are counted in every type that they cross, and inside once.
    assert hide_row(4, 4, 4, 0, 0, 0, 0, inside=4)[1].total


def test_a_type_that_has_no_areas_hides_nothing():
    exists = np.array([True, True, False, False, False, True, False])
    assert hide_row(3, 40, 0, 0, 0, 0, 0, exists=exists)[0] == "? ? 0 0 0 0 0"
    text, hidden = hide_row(6, 3, 0, 0, 0, 3, 0, exists=exists)
    assert text == "? ? 0 0 0 ? 0"
    assert not hidden.total


def test_with_groups_the_small_cell_and_three_others_make_a_square():
    counts = np.array([[3, 40, 60, 50, 70, 0, 0], [80, 20, 90, 95, 99, 0, 0], [85, 75, 65, 55, 45, 0, 0]], dtype=float)
    hidden = hide_cells(counts, 5)
    assert hidden.cells[:, 1:5].any(axis=0).sum() == 1
    assert hidden.cells.sum() == 4
    assert hidden.cells.any(axis=1).sum() == 2
    assert not hidden.types.any()


def test_kilometres_of_a_small_count_have_room_too():
    counts = np.array([[3, 40, 60, 50, 70, 0, 0]], dtype=float)
    km = np.array([[90, 0.5, 60, 50, 70, 0, 0]])
    # Type 2 alone leaves the 90 km between 0 and 90.5: as wide as the amount.
    assert shown(counts[0], hide_cells(counts, 5, amounts=[km]).cells[0]) == "? ? 60 50 70 0 0"


def test_a_small_type_takes_all_its_areas_and_a_small_area_is_never_alone():
    counts = np.array([1.0, 2, 40, 3, 50, 0, 60])
    types = np.array([1, 1, 2, 2, 2, 2, 3])
    hidden_types = np.isin(ROWS, [1, 3])
    # 3 + 40: the smallest other of type 2 joins. The zero of type 2 stays, those of hidden types do not.
    assert shown(counts, hide_areas(counts, types, hidden_types, 5)) == "? ? ? ? 50 0 ?"


def test_where_small_areas_are_all_that_a_type_has_the_empty_ones_are_hidden_with_them():
    counts = np.array([1.0, 1, 1, 1, 1, 0, 0])
    types = np.full(7, 2)
    # Five ones sum to five: only doubt which areas are empty protects them.
    assert hide_areas(counts, types, np.zeros(7, dtype=bool), 5).all()


# A reader who solves linear programmes -----------------------------------------------------------------------------


def bounds(equations, values, least, unknown):
    """Return between what an unknown must lie, by linear programming."""
    target = np.zeros(equations.shape[1])
    target[unknown] = 1
    box = [(low, None) for low in least]
    ends = [linprog(sign * target, A_eq=equations, b_eq=values, bounds=box) for sign in (1, -1)]
    assert ends[0].status == 0, "the reader's equations hold for the true counts"
    return ends[0].fun, -ends[1].fun if ends[1].status == 0 else np.inf


def knowledge(counts, hidden, whole):
    """Return the equations over the cells inside that a run publishes, with those of a run without groups beside it.

    Where the groups made further types hidden, the run stands alone: the other one shows them.
    """
    groups, equations, values = len(counts), [], []
    every = np.ones(counts.shape, dtype=bool)

    def publish(members):
        equations.append((members & INSIDE)[:, INSIDE].ravel().astype(float))
        values.append(counts[members & INSIDE].sum())

    for group, column in zip(*np.nonzero(~hidden.cells & INSIDE), strict=True):
        cell = np.zeros(counts.shape, dtype=bool)
        cell[group, column] = True
        publish(cell)
    if not hidden.total:
        publish(every)
    for group in range(groups):
        # A share above zero, with its amount, tells the sum over the types.
        if not hidden.shares[group] and (counts[group] * ~hidden.cells[group] * TYPED).any():
            publish(every & TYPED & (np.arange(groups) == group)[:, None])
    for column in np.flatnonzero(~hidden.types & INSIDE):
        publish(every & (np.arange(len(ROWS)) == column))
    alone = (hidden.types != whole.types).any()
    if not alone and not whole.shares[0] and (counts.sum(axis=0) * ~whole.cells[0] * TYPED).any():
        publish(every & TYPED)
    return np.array(equations), np.array(values)


def least_of(counts, hidden):
    """Return what a reader takes for the least that each cell can be: one where only counts above zero are hidden."""
    cells = hidden.cells[:, INSIDE]
    bare = cells.all(axis=1, keepdims=True) | (cells.all(axis=0, keepdims=True) & (len(counts) > 1))
    return np.where(cells & ~bare & (counts[:, INSIDE] > 0), 1.0, 0.0).ravel()


def random_tables(number, seed):
    """Return tables of all kinds: sparse, skew, dense, of one group and many, with limits of 2 to 10."""
    chances = np.random.default_rng(seed)
    for _ in range(number):
        groups = int(chances.choice([1, 1, 2, 3, 5, 8]))
        mean = chances.choice([1.0, 4.0, 15.0, 60.0]) * chances.gamma(0.7, 1.0, size=(groups, len(ROWS)))
        counts = chances.poisson(mean).astype(float)
        counts[:, 5] *= chances.random() < 0.6
        yield counts, int(chances.integers(2, 11))


@pytest.mark.parametrize("seed", range(6))
def test_no_linear_programme_says_more_of_a_hidden_count_than_the_stated_protection(seed):
    attacked = 0
    for counts, limit in random_tables(50, seed):
        hidden, whole = hide_cells(counts, limit), hide_cells(counts.sum(axis=0, keepdims=True), limit)
        assert not hidden.cells[:, ~INSIDE].any()
        assert hidden.cells[small_counts(counts, limit) & INSIDE].all()
        equations, values = knowledge(counts, hidden, whole)
        if not len(values):
            continue
        least, inside = least_of(counts, hidden), counts[:, INSIDE].ravel()
        for cell in np.flatnonzero(hidden.cells[:, INSIDE].ravel()):
            low, high = bounds(equations, values, least, cell)
            attacked += 1
            if 0 < inside[cell] < limit:
                assert low <= 1 + 1e-6, (counts, limit, cell, low, high)
                assert high >= limit - 1e-6, (counts, limit, cell, low, high)
            else:
                assert high - low >= limit - 1 - 1e-6, (counts, limit, cell, low, high)
    assert attacked > 300


@pytest.mark.parametrize("seed", range(3))
def test_no_type_that_is_hidden_in_all_follows_from_its_groups(seed):
    for counts, limit in random_tables(60, 100 + seed):
        hidden, whole = hide_cells(counts, limit), hide_cells(counts.sum(axis=0, keepdims=True), limit)
        if len(counts) == 1 or not hidden.types.any():
            continue
        equations, values = knowledge(counts, hidden, whole)
        least = least_of(counts, hidden)
        for column in np.flatnonzero(hidden.types):
            # The type in all is one more unknown: the sum of its cells.
            members = np.zeros((len(counts), INSIDE.sum()))
            members[:, column] = 1
            wider = np.vstack([np.column_stack([equations, np.zeros(len(values))]), np.append(members.ravel(), -1.0)])
            low, high = bounds(wider, np.append(values, 0.0), np.append(least, 0.0), len(least))
            total = counts[:, column].sum()
            if 0 < total < limit:
                assert low <= 1 + 1e-6, (counts, limit, column, low, high)
                assert high >= limit - 1e-6, (counts, limit, column, low, high)
            else:
                assert high - low >= limit - 1 - 1e-6, (counts, limit, column, low, high)


@pytest.mark.parametrize("seed", range(3))
def test_the_kilometres_of_small_counts_are_never_known_closer_than_themselves(seed):
    chances = np.random.default_rng(seed)
    for counts, limit in random_tables(40, 200 + seed):
        km = counts * chances.gamma(2.0, 1.0, size=counts.shape)
        hidden = hide_cells(counts, limit, amounts=[km])
        whole = hide_cells(counts.sum(axis=0, keepdims=True), limit, amounts=[km.sum(axis=0, keepdims=True)])
        equations, values = knowledge(km, hidden, whole)
        if not len(values):
            continue
        small = (small_counts(counts, limit) & hidden.cells)[:, INSIDE].ravel()
        for cell in np.flatnonzero(small):
            low, high = bounds(equations, values, np.zeros(len(small)), cell)
            assert high - low >= 0.99 * km[:, INSIDE].ravel()[cell], (km, limit, cell, low, high)


@pytest.mark.parametrize("base", [3, 5])
@pytest.mark.parametrize("seed", range(3))
def test_rounding_what_is_shown_takes_no_room_from_what_is_hidden(seed, base):
    """A hidden true count lies less than the base from its rounded one, and of that the reader has bounds."""
    attacked = 0
    for number, (true, limit) in enumerate(random_tables(50, 300 + seed)):
        # As the guard rounds: what lies inside, then the types, then their groups.
        chances = Rounding(base, [np.array([seed, number])])
        whole = chances.alone(np.array([true[:, INSIDE].sum()]), "whole")[0]
        types = chances.shared(whole, true[:, INSIDE].sum(axis=0), "types")
        counts = np.zeros(true.shape)
        for column in range(len(types)):
            counts[:, column] = chances.shared(types[column], true[:, column], f"groups {column}")
        hidden = hide_cells(counts, limit, true=true)
        alone = hide_cells(counts.sum(axis=0, keepdims=True), limit, true=true.sum(axis=0, keepdims=True))
        assert hidden.cells[small_counts(true, limit) & INSIDE].all()
        equations, values = knowledge(counts, hidden, alone)
        if not len(values):
            continue
        inside = true[:, INSIDE].ravel()
        for cell in np.flatnonzero(hidden.cells[:, INSIDE].ravel() & (inside > 0) & (inside < limit)):
            low, high = bounds(equations, values, np.zeros(len(inside)), cell)
            attacked += 1
            assert low - (base - 1) <= 1 + 1e-6, (true, counts, limit, cell, low, high)
            assert high + (base - 1) >= limit - 1e-6, (true, counts, limit, cell, low, high)
    assert attacked > 100


def test_twenty_groups_of_a_whole_country_are_guarded():
    chances = np.random.default_rng(7)
    counts = chances.poisson(20 * chances.gamma(0.7, 1.0, size=(20, 7))).astype(float)
    areas = chances.poisson(chances.gamma(0.5, 1.0, size=3363) * 3).astype(float)
    types = chances.integers(0, 6, 3363)
    hidden = hide_cells(counts, 5)
    own = hide_areas(areas, types, hidden.types, 5)
    assert hidden.cells.any()
    assert own[small_counts(areas, 5)].all()
