# SPDX-License-Identifier: GPL-2.0-or-later
"""Small counts are hidden, and stay hidden from a reader who can add and subtract."""

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from regso_atlas.plugin.core.area_types import ROWS, TYPES
from regso_atlas.plugin.core.areas import build_areas
from regso_atlas.plugin.core.overlay import Kind
from regso_atlas.plugin.core.summary import Batch, Summarizer
from regso_atlas.plugin.core.suppression import hide_types, protect, small_counts

quick = settings(max_examples=80, deadline=None, database=None, derandomize=True)

X, Y = 674_000.0, 6_580_000.0


def bools(text):
    return np.array([letter == "x" for letter in text])


def shown(counts, hidden):
    return " ".join("?" if h else f"{c:g}" for c, h in zip(counts, hidden, strict=True))


def test_only_counts_between_zero_and_the_limit_are_small():
    assert small_counts(np.array([0.0, 0.5, 1, 4, 5, 6]), 5).tolist() == [False, True, True, True, False, False]


@pytest.mark.parametrize(
    ("counts", "sums", "expected"),
    [
        ([3, 40, 30, 50], ["xxxx"], "? 40 ? 50"),  # the smallest of the others joins
        ([3, 0, 30, 0], ["xxxx"], "? 0 ? 0"),  # a zero would not hide it
        ([3, 0, 0, 0], ["xxxx"], "? ? 0 0"),  # unless there is nothing else
        ([3, 2, 30, 50], ["xxxx"], "? ? 30 50"),  # two hide each other
        ([3, 40, 30, 50], [], "? 40 30 50"),  # no sum is known
        ([3, 40, 30, 50], [".xxx"], "? 40 30 50"),  # no sum holds it
        ([3, 40, 30, 50], ["xx..", "x.xx"], "? ? ? 50"),  # two sums
        ([3, 40], ["x.", "xx"], "? ?"),  # a sum of its own cannot be protected
        ([9, 40, 30, 50], ["xxxx"], "9 40 30 50"),  # nothing to hide
        ([3, 4, 30, 50], ["xxxx", "xx.x"], "? ? 30 50"),
        # The difference of two sums is a cell, although both hold two hidden ones.
        ([3, 4, 30, 50], ["xxx.", ".xxx"], "? ? ? ?"),
    ],
)
def test_a_hidden_count_is_never_the_rest_of_a_known_sum(counts, sums, expected):
    counts = np.array(counts, dtype=float)
    hidden = protect(counts, small_counts(counts, 5), [bools(text) for text in sums])
    assert shown(counts, hidden) == expected


def test_a_small_type_takes_the_next_smallest_type_with_it():
    counts = np.array([[3, 40, 60, 50, 70, 30, 1]], dtype=float)
    hidden, without_shares = hide_types(counts, 5)
    # No data (30) is no partner: the shares tell the sum of the types. Outside (1) stays.
    assert shown(counts[0], hidden[0]) == "? ? 60 50 70 30 1"
    assert without_shares.tolist() == [False]


def test_a_small_no_data_takes_the_shares_with_it():
    counts = np.array([[30, 40, 60, 50, 70, 3, 1]], dtype=float)
    hidden, without_shares = hide_types(counts, 5)
    assert shown(counts[0], hidden[0]) == "? 40 60 50 70 ? 1"
    assert without_shares.tolist() == [True]


def test_with_groups_the_small_cell_and_three_others_make_a_square():
    counts = np.array([[3, 40, 60, 50, 70, 0, 0], [80, 20, 90, 95, 99, 0, 0], [85, 75, 65, 55, 45, 0, 0]], dtype=float)
    hidden, _ = hide_types(counts, 5)
    assert hidden[:, 1:5].any(axis=0).sum() == 1
    assert hidden.sum() == 4
    assert hidden.any(axis=1).sum() == 2


# A reader who can add and subtract


def recoverable(equations, values, cells):
    """Return which cells follow from the equations when no count is negative: least and largest value the same."""
    found = []
    for cell in cells:
        target = np.zeros(equations.shape[1])
        target[cell] = 1
        ends = [linprog(sign * target, A_eq=equations, b_eq=values, bounds=(0, None)) for sign in (1, -1)]
        # status 3: no end, nothing is known
        if all(end.status == 0 for end in ends) and -ends[1].fun - ends[0].fun < 0.5:
            found.append(cell)
    return found


count = st.one_of(st.just(0), st.integers(0, 6), st.integers(0, 300))


@quick
@given(st.lists(st.lists(count, min_size=7, max_size=7), min_size=1, max_size=4), st.integers(2, 10))
def test_no_small_count_follows_from_the_sums_that_are_published(rows, minimum):
    counts = np.array(rows, dtype=float)
    hidden, without_shares = hide_types(counts, minimum)
    inside, typed = np.array(ROWS) != -1, np.isin(ROWS, TYPES)
    assert not hidden[:, ~inside].any()
    assert hidden[small_counts(counts, minimum) & inside].all()
    equations, values = [], []

    def publish(members):
        equations.append(members.ravel().astype(float))
        values.append(counts[members].sum())

    every = np.ones(counts.shape, dtype=bool)
    for number in np.flatnonzero(~hidden):
        publish((np.arange(counts.size) == number).reshape(counts.shape))
    publish(every & inside)
    for group in np.flatnonzero(~without_shares):
        # Any shown type with a share above zero tells the sum over the types.
        if (counts[group] * ~hidden[group] * typed).any():
            publish((np.arange(len(counts)) == group)[:, None] & typed)
    if len(counts) > 1:
        # The table without groups, protected as it is when it is published.
        whole, no_shares = hide_types(counts.sum(axis=0, keepdims=True), minimum)
        for column in np.flatnonzero(~whole[0]):
            publish(every & (np.arange(7) == column))
        if not no_shares[0] and (counts.sum(axis=0) * ~whole[0] * typed).any():
            publish(every & typed)
    small = np.flatnonzero(small_counts(counts, minimum) & inside)
    assert recoverable(np.array(equations), np.array(values), small) == []


def summary_of(counts, types, minimum):
    """Summarise points: ``counts`` by (group, area); every area is a square with a type, 0 for none."""
    squares = [shapely.box(X + 100 * i, Y, X + 100 * i + 100, Y + 100) for i in range(len(types))]
    codes = [f"0180R{i + 1:03}" for i in range(len(types))]
    frame = {"code": codes, "area_type": [t or None for t in types], "population": 1000.0}
    areas = build_areas(gpd.GeoDataFrame(frame, geometry=squares, crs="EPSG:3006"))
    group, area = (np.repeat(axis.ravel(), counts.ravel()) for axis in np.indices(counts.shape))
    points = shapely.points(X + 100 * area + 50, np.full(len(area), Y + 50))
    job = Summarizer(areas, Kind.POINT, group_field="klass" if len(counts) > 1 else None, min_count=minimum)
    job.add(Batch(pd.DataFrame({"klass": [f"väg {g}" for g in group]}, dtype=object), geometry=np.asarray(points)))
    return job.finish()


def figures_of_types(row):
    """Return every figure of a row of the table that its count can be worked out from."""
    known = (row.amount, row.feature_count, row.per_1000 * row.population / 1000, row.per_km2 * row.area_km2)
    return [figure for figure in known if not np.isnan(figure)]


def what_is_published(summary, groups, types):
    """Return equations over the counts by (group, area): everything that the summary's figures tell."""
    equations, values = [], []

    def publish(in_groups, in_areas, value):
        equations.append(np.outer(in_groups, in_areas).ravel())
        values.append(value)

    every_group, every_area, types = np.ones(len(groups)), np.ones(len(types)), np.array(types)
    publish(every_group, every_area, summary.totals.inside_amount)
    table = summary.table if "klass" in summary.table else summary.table.assign(klass="alla")
    for row in table[table["area_type"] >= 0].itertuples():
        group = np.array(groups) == row.klass
        for figure in figures_of_types(row):
            publish(group, types == row.area_type, figure)
        if row.share > 0 and not np.isnan(row.amount):
            publish(group, types > 0, row.amount / row.share)
    for number, row in enumerate(summary.areas.itertuples()):
        if not np.isnan(row.amount):
            publish(every_group, np.arange(len(types)) == number, row.amount)
    return np.array(equations, dtype=float), np.array(values)


@st.composite
def worlds(draw):
    """Return counts by (group, area), no group empty, and the areas' types."""
    number = draw(st.integers(2, 9))
    types = draw(st.lists(st.integers(0, 5), min_size=number, max_size=number).filter(any))
    cells = st.lists(st.one_of(st.integers(0, 4), st.integers(0, 40)), min_size=number, max_size=number)
    counts = draw(st.lists(cells, min_size=1, max_size=3).filter(lambda rows: all(map(any, rows))))
    return np.array(counts), types


@settings(quick, max_examples=25)
@given(worlds())
def test_no_small_count_follows_from_everything_that_the_summary_shows(world):
    counts, types = world
    groups = [f"väg {i}" for i in range(len(counts))] if len(counts) > 1 else ["alla"]
    equations, values = what_is_published(summary_of(counts, types, 4), groups, types)
    found = []
    for group, area_type in ((g, t) for g in range(len(groups)) for t in set(types)):
        members = np.zeros(counts.shape)
        members[group] = np.array(types) == area_type
        count = (counts * members).sum()
        # Where nothing else lies inside the areas, the totals say it, whatever the table hides.
        if 0 < count < 4 and count < counts.sum():
            # The count of the type in the group is one more unknown, the sum of its areas.
            wider = np.vstack([np.column_stack([equations, np.zeros(len(values))]), np.append(members.ravel(), -1.0)])
            found += [(group, area_type)] if recoverable(wider, np.append(values, 0.0), [counts.size]) else []
    assert found == []


def test_areas_of_a_hidden_type_are_hidden_and_small_areas_are_never_alone():
    # Types 1, 1, 2, 2, 2, 3 with 1 + 2, 40 + 3 + 50 and 60 points.
    summary = summary_of(np.array([[1, 2, 40, 3, 50, 60]]), [1, 1, 2, 2, 2, 3], 5)
    table = summary.table.set_index("area_type")["amount"]
    assert table[[1, 3]].isna().all()  # type 3 protects type 1
    assert table[2] == 93
    hidden = summary.areas["amount"].isna().tolist()
    assert hidden == [True, True, True, True, False, True]
    assert summary.areas["per_1000"].isna().tolist() == hidden
    assert summary.suppressed == 2
    assert any("2 rows with fewer than 5 features" in str(warning) for warning in summary.warnings)


@pytest.mark.parametrize("minimum", [0, 1])
def test_without_a_limit_everything_is_shown(minimum):
    summary = summary_of(np.array([[1, 2, 40, 3]]), [1, 2, 3, 0], minimum)
    assert summary.table["amount"].tolist() == [1, 2, 40, 0, 0, 3, 0]
    assert summary.areas["amount"].tolist() == [1, 2, 40, 3]
    assert summary.suppressed == 0
    assert summary.warnings[0].text.startswith("Some features lie in areas without a type")


def test_as_many_hidden_cells_as_their_sum_would_all_be_one():
    counts = np.array([1.0, 1.0, 10.0, 12.0, 9.0])
    known = [np.ones(5, dtype=bool)]
    assert protect(counts, small_counts(counts, 3), known).tolist() == [True, True, False, False, True]
    # Where everything else is zero, a zero joins them, so that none of them is known to be there.
    alone = np.array([1.0, 1.0, 0.0, 0.0])
    assert protect(alone, small_counts(alone, 3), [np.ones(4, dtype=bool)]).sum() == 3
