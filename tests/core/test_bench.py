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


def figures(**of):
    return {name.replace("_", " "): np.array(values, dtype=float) for name, values in of.items()}


def test_measures_agree_to_eight_digits_or_not_at_all():
    from bench.measures import agreement

    ours = figures(slope=[1.0, 2.0], gini=[0.5, np.nan])
    assert agreement(ours, figures(slope=[1.0, 2.0 + 1e-9], gini=[0.5, np.nan]))[0].startswith("yes")
    assert agreement(ours, figures(slope=[1.0, 2.00001], gini=[0.5, np.nan]))[0].startswith("NO (5e-06")
    assert agreement(ours, figures(slope=[1.0, 2.0], gini=[0.5, 0.1]))[0] == "NO (gini: one has none)"
    assert agreement(ours, figures(slope=[1.0, 2.0]))[0] == "NO (not the same figures)"


def test_p_values_of_permutations_may_differ_as_much_as_draws_do():
    from bench.measures import agreement

    ours = {"p ± I": np.array([0.2])}
    # 999 draws of 0.2 have a standard error of 0.013, the difference of two 0.018
    assert agreement(ours, {"p ± I": np.array([0.24])})[0] == "yes (0e+00; p-values 2.0 errors)"
    assert agreement(ours, {"p ± I": np.array([0.30])})[0].startswith("NO")


def test_the_table_of_measures_sets_the_libraries_beside_ours():
    from bench.measures import LIBRARIES, OURS, PARTS, cells, whole
    from bench.results import Row, Run

    rows = [
        Row("measures", 14, part, engine, f"{engine}|{part}", runs=[Run(s, s, 100.0) for s in seconds])
        for part in PARTS
        for engine, seconds in ((OURS, [2.0, 1.0, 9.0]), (LIBRARIES, [8.0, 8.0, 8.0]))
    ]
    rows += [whole(rows, engine, 14) for engine in (OURS, LIBRARIES)]
    shown = cells(rows)
    assert [line[:6] for line in shown[:2]] == [
        ("disparity", OURS, "2.00", "2.00", "100", "1.00"),
        ("", LIBRARIES, "8.00", "8.00", "100", "4.00"),
    ]
    # clusters find their neighbours themselves: seven parts of two and of eight seconds
    assert [line[2] for line in shown[-2:]] == ["14.0", "56.0"]


def test_a_library_that_failed_is_in_the_table_with_its_error():
    from bench.measures import LIBRARIES, OURS, cells
    from bench.results import Row, Run

    rows = [
        Row("measures", 14, "disparity", OURS, "RegSO Atlas|disparity", runs=[Run(1.0, 1.0, 100.0)]),
        Row("measures", 14, "disparity", LIBRARIES, "PySAL|disparity", error="exit code 1: no module\nmore"),
    ]
    assert cells(rows)[1][:3] == ("", "PySAL", "exit code 1: no module")


def test_the_tables_of_the_measures_are_the_same_for_the_same_seed(monkeypatch):
    monkeypatch.syspath_prepend(str(ROOT / "bench" / "peers"))
    import measures_inputs as made

    size = made.Size(60, 2)
    for maker in (made.by_type, made.groups_by_area, made.rates_by_area):
        assert maker(size, 1).equals(maker(size, 1))
        assert not maker(size, 1).equals(maker(size, 2))
    whole = made.Size()
    codes = made.groups_by_area(made.Size(years=1), 1)["code"]
    assert (whole.areas, whole.years, len(codes.unique())) == (3363, 14, 3363)
    assert len(codes.str[:4].unique()) == 290
    assert len(codes.str[:2].unique()) == 21
    assert codes.str.fullmatch(r"\d{4}R\d{3}").all()
    assert len(made.by_type(whole, 1)["part"].unique()) == 21 * 14
