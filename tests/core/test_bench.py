# SPDX-License-Identifier: GPL-2.0-or-later
"""The benchmark's own arithmetic: what it compares, what it scales and says so, and that its layers are repeatable."""

import sys
from pathlib import Path

import numpy as np
import pytest
import shapely

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(autouse=True)
def _bench_is_importable(monkeypatch):
    monkeypatch.syspath_prepend(str(ROOT))
    yield
    for name in [name for name in sys.modules if name == "bench" or name.startswith("bench.")]:
        del sys.modules[name]


def two_neighbours():
    """Type 1 from 0 to 10 m east, type 2 from 10 to 20 m; both from 0 to 10 m north."""
    from bench.areas import Areas

    west = shapely.Polygon([(0, 0), (10, 0), (10, 10), (0, 10)])
    east = shapely.Polygon([(10, 0), (20, 0), (20, 10), (10, 10)])
    return Areas(np.array(["0180R001", "0180R002"], dtype=object), np.array([1, 2]), np.array([west, east]))


@pytest.mark.parametrize("line", [[(10, 0), (10, 10)], [(10, 10), (10, 0)], [(5, 5), (10, 0), (10, 10), (15, 5)]])
def test_metres_along_a_shared_border_are_the_later_areas_second_count(line):
    from bench.check import Borders

    metres = Borders(two_neighbours()).second(np.array([shapely.LineString(line)]))
    assert metres.tolist() == [0, 0, 10, 0, 0, 0]


@pytest.mark.parametrize("line", [[(0, 0), (10, 0)], [(0, 10), (0, 0)], [(10, 2), (10, 8)], [(5, 5), (15, 5)]])
def test_lines_elsewhere_have_no_second_count(line):
    """Along the outer border, along a part of an edge that has no vertex there, across the border."""
    from bench.check import Borders

    assert Borders(two_neighbours()).second(np.array([shapely.LineString(line)])).sum() == 0


def test_the_worst_type_decides_whether_amounts_are_the_same():
    from bench.check import worst

    wanted = {"1": 100.0, "2": 1000.0}
    assert worst({"1": 100.0, "2": 1000.0}, wanted) == 0
    assert worst({"1": 101.0, "2": 1000.0}, wanted) == pytest.approx(0.01)
    assert worst({"2": 1000.0}, wanted) == 1
    assert worst({"1": 100.0, "2": 1000.0, "3": 1.0}, wanted) > 1, "a type where nothing should lie"


def a_row(count, seconds=None, error="", name="duckdb"):
    from bench.results import Row, Run

    runs = [] if seconds is None else [Run(s, s, 100.0, error) for s in seconds]
    return Row("lines", count, name, "duckdb", "DuckDB", runs=runs, error=error)


def test_the_median_and_the_highest_peak_count():
    row = a_row(240_000, [3.0, 1.0, 2.0])
    assert (row.seconds, row.cpu_seconds, row.peak_megabytes) == (2.0, 2.0, 100.0)


def test_a_peer_that_would_be_too_slow_is_scaled_and_says_so():
    from bench.results import plan
    from bench.table import cells

    small, large = a_row(240_000, [50.0]), a_row(2_400_000)
    assert not plan(large, [small], limit=499)
    assert (large.seconds, large.scaled_from, large.runs) == (500.0, 240_000, [])
    assert cells([large])[0][2] == "≈ 500"
    assert cells([large])[0][-1] == "from 240,000"
    assert plan(a_row(2_400_000), [small], limit=500)


def test_a_peer_that_was_stopped_is_scaled_from_the_size_before_or_has_no_time():
    from bench.results import plan, settle

    small, large = a_row(240_000, [50.0]), a_row(2_400_000, [400.0], "stopped after 400 s")
    settle(large, [small])
    assert (large.seconds, large.scaled_from, large.error) == (500.0, 240_000, "")
    failed = a_row(240_000, [400.0], "exit code 1: no memory\nmore")
    after = a_row(2_400_000)
    assert not plan(after, [failed], limit=900)
    assert (after.seconds, after.error) == (None, "not run: exit code 1: no memory with 240,000")


def test_ratios_are_to_ours_and_to_reading_the_same_layer():
    from bench.results import ratios

    rows = [a_row(1, [4.0], name="ours"), a_row(1, [2.0], name="reading-arrow"), a_row(1, [20.0])]
    assert ratios(rows, rows[2]) == {"ours": 5.0, "reading": 10.0, "reading_qgis": None}


@pytest.mark.parametrize("kind", ["lines", "points", "polygons"])
def test_the_first_features_of_a_larger_layer_are_those_of_a_smaller(kind):
    from bench.features import Maker

    small, large = (Maker(real_sized(), kind, seed=1).batch(0, count) for count in (10, 100))
    assert shapely.equals_exact(small.geometry, large.geometry[:10]).all()
    assert shapely.is_valid(large.geometry).all()
    other = Maker(real_sized(), kind, seed=2).batch(0, 10)
    assert not shapely.equals_exact(small.geometry, other.geometry).any()


def test_five_lines_in_a_hundred_run_along_borders_with_the_same_vertices():
    from bench.features import BATCH, Maker

    areas = real_sized()
    made = Maker(areas, "lines", seed=1).batch(0, BATCH)
    assert made.along.mean() == pytest.approx(0.05)
    corners = {tuple(corner) for corner in shapely.get_coordinates(areas.geometries)}
    along = shapely.get_coordinates(made.geometry[made.along == 1])
    assert all(tuple(corner) in corners for corner in along)
    assert shapely.get_num_coordinates(made.geometry).mean() == pytest.approx(13, abs=0.5)


def real_sized():
    """Two round neighbours of some kilometres with enough vertices to run along."""
    from bench.areas import Areas

    circles = [shapely.Point(x, 6_580_000).buffer(4_000, quad_segs=30) for x in (670_000, 679_000)]
    return Areas(np.array(["0180R001", "0180R002"], dtype=object), np.array([1, 2]), np.array(circles))
