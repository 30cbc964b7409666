# SPDX-License-Identifier: GPL-2.0-or-later
"""Overlaps and enclosed gaps between areas."""

import geopandas as gpd
import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from regso_atlas.plugin.core.coverage import Coverage, check_coverage, overlapping

X, Y = 674_000.0, 6_580_000.0


def box(west, south, east, north, *holes):
    shell = shapely.box(X + west, Y + south, X + east, Y + north)
    return shapely.Polygon(shell.exterior.coords, [hole.exterior.coords for hole in holes])


def check(*polygons):
    return check_coverage(np.array(polygons, dtype=object))


def test_areas_side_by_side_are_in_order():
    assert check(box(0, 0, 100, 100), box(100, 0, 200, 100), box(0, 100, 200, 200)) == Coverage((), ())


def test_an_area_that_fills_another_s_hole_is_in_order():
    lake = box(40, 40, 60, 60)
    assert check(box(0, 0, 100, 100, lake), lake) == Coverage((), ())


def test_islands_and_bays_are_no_gaps():
    assert check(box(0, 0, 100, 100), box(300, 0, 400, 100)) == Coverage((), ())
    # A bay that is open to the sea, between three areas.
    assert check(box(0, 0, 100, 300), box(100, 0, 200, 100), box(200, 0, 300, 300)) == Coverage((), ())


def test_overlaps_are_found_with_their_pair_and_size():
    found = check(box(0, 0, 100, 100), box(500, 0, 600, 100), box(90, 0, 200, 100))
    assert found.gaps == ()
    assert found.overlaps == ((0, 2, pytest.approx(10 * 100)),)


def test_one_area_inside_another_overlaps_it():
    assert check(box(0, 0, 100, 100), box(40, 40, 60, 60)).overlaps == ((0, 1, pytest.approx(400)),)


def test_the_same_polygon_twice_overlaps_itself_and_not_its_neighbours():
    found = check(box(0, 0, 100, 100), box(100, 0, 200, 100), box(0, 0, 100, 100))
    assert found.overlaps == ((0, 2, pytest.approx(10_000)),)
    assert found.gaps == ()


def test_three_areas_on_top_of_each_other_are_three_pairs():
    found = check(box(0, 0, 100, 100), box(50, 0, 150, 100), box(80, 0, 180, 100))
    assert found.overlaps == (
        (0, 1, pytest.approx(50 * 100)),
        (0, 2, pytest.approx(20 * 100)),
        (1, 2, pytest.approx(70 * 100)),
    )


def test_enclosed_gaps_are_found_largest_first():
    frame = box(0, 0, 300, 100, box(10, 10, 20, 20), box(100, 10, 150, 60))
    assert check(frame).gaps == (pytest.approx(2500), pytest.approx(100))
    # Between areas, not in one: 10 m between the first two, closed by the others.
    closed = check(box(0, 0, 100, 100), box(110, 0, 200, 100), box(0, 100, 200, 200), box(0, -100, 200, 0))
    assert closed.gaps == (pytest.approx(10 * 100),)
    assert closed.overlaps == ()


def test_an_island_in_a_gap_is_not_part_of_it():
    lake = box(10, 10, 90, 90)
    island = box(40, 40, 60, 60)
    found = check(box(0, 0, 100, 100, lake), island)
    assert found.gaps == (pytest.approx(80 * 80 - 20 * 20),)
    assert found.overlaps == ()


def test_noise_of_digitising_is_not_reported():
    # 100 m of border that overlap or gape by 5 mm: half a square metre.
    assert check(box(0, 0, 100.005, 100), box(100, 0, 200, 100)) == Coverage((), ())
    gaping = check(box(0, 0, 100, 100), box(100.005, 0, 200, 100), box(0, 100, 200, 200), box(0, -100, 200, 0))
    assert gaping == Coverage((), ())
    assert len(check(box(0, 0, 100.02, 100), box(100, 0, 200, 100)).overlaps) == 1


def test_a_border_with_a_vertex_that_the_neighbour_lacks_is_in_order():
    with_vertex = shapely.Polygon([(X, Y), (X + 100, Y), (X + 100, Y + 30), (X + 100, Y + 100), (X, Y + 100)])
    assert check(with_vertex, box(100, 0, 200, 100)) == Coverage((), ())


def test_areas_without_geometry_disturb_nothing():
    assert check(shapely.Polygon(), box(0, 0, 100, 100)) == Coverage((), ())
    assert check(shapely.Polygon()) == Coverage((), ())


def test_multi_parts_are_one_area():
    parts = shapely.MultiPolygon([box(0, 0, 100, 100), box(200, 0, 300, 100)])
    assert check(parts, box(100, 0, 200, 100)) == Coverage((), ())
    assert check(box(100, 0, 210, 100), parts).overlaps == ((0, 1, pytest.approx(1000)),)


@settings(max_examples=60, deadline=None, database=None, derandomize=True)
@given(st.lists(st.tuples(*(st.integers(0, 12),) * 2, *(st.integers(1, 6),) * 2), min_size=1, max_size=7))
def test_overlaps_and_gaps_of_random_boxes_are_those_that_geopandas_finds(boxes):
    polygons = np.array([box(10 * w, 10 * s, 10 * (w + e), 10 * (s + n)) for w, s, e, n in boxes], dtype=object)
    found = check_coverage(polygons)
    frame = gpd.GeoDataFrame({"number": range(len(polygons))}, geometry=polygons, crs="EPSG:3006")
    both = gpd.overlay(frame, frame, how="intersection", keep_geom_type=True)
    both = both[both["number_1"] < both["number_2"]].sort_values(["number_1", "number_2"])
    expected = zip(both["number_1"], both["number_2"], both.area, strict=True)
    assert found.overlaps == tuple((a, b, pytest.approx(size)) for a, b, size in expected)
    united = frame.union_all()
    holes = [shapely.Polygon(ring) for part in shapely.get_parts(united) for ring in part.interiors]
    # What lies in a hole of the union and is land again is an island.
    sizes = sorted((shapely.area(shapely.difference(hole, united)) for hole in holes), reverse=True)
    assert found.gaps == pytest.approx(sizes)


def test_regso_covers_sweden_once(real_data):
    areas = gpd.read_file(real_data / "regso2025" / "RegSO_2025.gpkg", columns=["regsokod"])
    assert len(areas) == 3363
    assert check_coverage(areas.geometry.to_numpy()).overlaps == ()
    # One area doubled and one taken out of the middle of Stockholm are noticed.
    codes = areas["regsokod"].tolist()
    doubled, missing = codes.index("0180R009"), codes.index("0180R020")
    kept = [i for i in range(len(areas)) if i != missing]
    geometry = areas.geometry.to_numpy()
    found = check_coverage(np.append(geometry[kept], geometry[doubled]))
    size = geometry[doubled].area
    assert found.overlaps == ((kept.index(doubled), len(kept), pytest.approx(size)),)
    assert pytest.approx(geometry[missing].area) in found.gaps


def test_polygons_that_share_any_ground_are_told_from_those_that_touch():
    apart, touching, tiny = box(0, 0, 100, 100), box(100, 0, 200, 100), box(199.999, 50, 300, 50.001)
    hole = box(500, 0, 600, 100, box(540, 40, 560, 60))
    inside = box(540, 40, 560, 60)

    found = overlapping(np.array([apart, touching, tiny, hole, inside, inside], dtype=object))

    assert found.tolist() == [False, True, True, False, True, True]
    assert not overlapping(np.array([apart, touching, hole, inside], dtype=object)).any()
