# SPDX-License-Identifier: GPL-2.0-or-later
"""Work done by several threads comes back in its order, and no more of it is held than was said."""

import threading
import time

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely

from regso_atlas.plugin.core.areas import build_areas
from regso_atlas.plugin.core.messages import Cancelled
from regso_atlas.plugin.core.overlay import Kind
from regso_atlas.plugin.core.summarizer import Batch, Summarizer
from regso_atlas.plugin.core.workers import in_order


@pytest.mark.parametrize("workers", [1, 2, 5])
def test_results_come_in_the_order_of_the_items(workers):
    def slow_first(item):
        time.sleep(0.02 if item % 3 == 0 else 0)
        return item * item

    assert list(in_order(slow_first, range(20), workers)) == [(i, i * i) for i in range(20)]


def test_two_threads_work_at_the_same_time():
    both = threading.Barrier(2, timeout=10)
    assert [r for _, r in in_order(lambda _: both.wait() >= 0, range(4), 2)] == [True] * 4


def test_no_more_items_are_fetched_than_threads_and_one():
    fetched, done = [], threading.Event()

    def items():
        for item in range(50):
            fetched.append(item)
            yield item

    results = in_order(lambda item: done.wait(10) and item, items(), 3)
    threading.Timer(0.2, done.set).start()
    assert next(results)[0] == 0
    assert fetched[-1] <= 8
    results.close()


@pytest.mark.parametrize("workers", [1, 3])
def test_an_error_comes_when_its_turn_has_come_and_stops_the_work(workers):
    begun = []

    def work(item):
        begun.append(item)
        if item == 4:
            raise Cancelled
        return item

    got = []
    with pytest.raises(Cancelled):
        got.extend(item for item, _ in in_order(work, range(1_000), workers))
    assert got in ([], [0, 1, 2, 3])
    assert len(begun) < 20


@pytest.fixture
def areas():
    west, south = 674_000, 6_580_000
    boxes = [shapely.box(west + 500 * i, south, west + 500 * (i + 1), south + 500) for i in range(20)]
    codes = [f"0180R{i:03}" for i in range(1, 21)]
    frame = gpd.GeoDataFrame({"code": codes, "area_type": [1 + i % 5 for i in range(20)]}, geometry=boxes)
    return build_areas(frame, located=True)


def test_the_sums_do_not_depend_on_the_number_of_threads(areas):
    random = np.random.default_rng(8)
    walks = [674_000, 6_580_000] + random.random((9_000, 1, 2)) * [10_000, 500]
    lines = shapely.linestrings(walks + np.cumsum(random.normal(0, 30, (9_000, 12, 2)), axis=1))
    groups = random.choice(["Landsväg", "Gågata", None], 9_000)

    def batches():
        for start in range(0, 9_000, 700):
            rows = slice(start, start + 700)
            yield Batch(pd.DataFrame({"slag": groups[rows]}, dtype=object), lines[rows])

    tables = []
    for workers in (1, 2, 4):
        summarizer = Summarizer(areas, Kind.LINE, group_field="slag")
        assert len(list(summarizer.add_all(batches(), workers=workers))) == 13
        summary = summarizer.finish()
        assert summary.totals.tie
        tables.append(summary.table)
    pd.testing.assert_frame_equal(tables[0], tables[1], check_exact=True)
    pd.testing.assert_frame_equal(tables[0], tables[2], check_exact=True)


def test_single_points_as_coordinates_are_summed_like_geometries(areas):
    random = np.random.default_rng(9)
    xy = [673_500, 6_579_800] + random.random((5_000, 2)) * [11_000, 900]
    attributes = pd.DataFrame({"antal": random.integers(0, 50, 5_000)}, dtype=object)
    found = []
    for batch in (Batch(attributes, xy=xy), Batch(attributes, shapely.points(xy))):
        summarizer = Summarizer(areas, Kind.POINT, amount_fields=("antal",))
        summarizer.add(batch)
        found.append(summarizer.finish())
    pd.testing.assert_frame_equal(found[0].table, found[1].table, check_exact=True)
    assert found[0].totals == found[1].totals
    assert found[0].totals.outside > 100


def test_a_cancel_is_heard_by_the_threads(areas):
    lines = shapely.linestrings(np.tile([[674_000, 6_580_000], [680_000, 6_580_400]], (2_000, 1, 1)))
    batch = Batch(pd.DataFrame(index=range(2_000)), lines)
    summarizer = Summarizer(areas, Kind.LINE)
    with pytest.raises(Cancelled):
        list(summarizer.add_all([batch] * 10, workers=2, cancelled=lambda: True))
