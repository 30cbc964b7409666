# SPDX-License-Identifier: GPL-2.0-or-later
"""What polygons share with areas, measured along boundaries: as GEOS cuts it out, and left to GEOS when in doubt."""

from __future__ import annotations

from dataclasses import replace

import geopandas as gpd
import numpy as np
import pytest
import shapely
from scipy.spatial import Voronoi

from regso_atlas.plugin.core import overlay, polygon_splitting
from regso_atlas.plugin.core.grid_borders import GridBorders
from regso_atlas.plugin.core.overlay import OUTSIDE, AreaIndex

WEST, SOUTH, SIDE = 674_000.0, 6_580_000.0, 20_000.0


@pytest.fixture(scope="module")
def areas():
    """Cells of a Voronoi diagram: with an enclave, one in two parts, one with a lake of nobody's, one left out."""
    rng = np.random.default_rng(3)
    middle = rng.uniform(0, SIDE, (60, 2))
    mirrors = ((1, 1, 0, 0), (-1, 1, 0, 0), (-1, 1, 1, 0), (1, -1, 0, 0), (1, -1, 0, 1))
    mirrored = [middle * [a, b] + [c * 2 * SIDE, d * 2 * SIDE] for a, b, c, d in mirrors]
    diagram = Voronoi(np.vstack(mirrored))
    corners = diagram.vertices @ [[0.98, 0.2], [-0.2, 0.98]] + [WEST, SOUTH]
    cells = [shapely.Polygon(corners[diagram.regions[region]]) for region in diagram.point_region[: len(middle)]]
    cells.sort(key=lambda cell: -cell.area)
    lake = cells[0].centroid.buffer(300)
    enclave = cells[1].centroid.buffer(400, quad_segs=20)
    cells[0], cells[1] = cells[0] - lake, cells[1] - enclave
    cells[2] = shapely.union(cells[2], enclave)
    return np.array(cells[:-3], dtype=object)


@pytest.fixture
def index(areas, monkeypatch):
    monkeypatch.setattr(overlay, "_ENOUGH", 0)
    monkeypatch.setattr(overlay, "_VERTICES_TO_ONE", 50)
    return AreaIndex(areas)


@pytest.fixture
def left_to_geos(monkeypatch):
    """The pairs that are left to GEOS."""
    asked, shared = [], polygon_splitting._shared

    def counted(polygons, feature, area, *rest):
        asked.extend(zip(feature.tolist(), area.tolist(), strict=True))
        return shared(polygons, feature, area, *rest)

    monkeypatch.setattr(polygon_splitting, "_shared", counted)
    return asked


def stars(count, radius, seed, hole=False):
    """Return polygons with many corners, some of them with a hole."""
    rng = np.random.default_rng(seed)
    made = []
    for middle in rng.uniform(0, SIDE, (count, 2)) @ [[0.98, 0.2], [-0.2, 0.98]] + [WEST, SOUTH]:
        turn = np.sort(rng.uniform(0, 2 * np.pi, 40))
        way = np.column_stack([np.cos(turn), np.sin(turn)])
        ring = middle + way * radius * rng.uniform(0.4, 1.0, (40, 1))
        holes = [(middle + way * radius * rng.uniform(0.1, 0.3, (40, 1)))[::-1]] if hole else []
        made.append(shapely.Polygon(ring, holes))
    made = np.array(made, dtype=object)
    return made[shapely.is_valid(made)]


def cut_by_geos(index):
    """Return an index of the same areas that measures nothing along boundaries."""
    other = AreaIndex(index.geometries)
    other._ground.walk = lambda: None
    return other


def assert_same_as_cut(index, polygons):
    measured, with_parts = index.split(polygons), index.split(polygons, parts=True)
    cut = cut_by_geos(index).split(polygons, parts=True)
    total = np.bincount(cut.feature, cut.amount)[cut.feature]
    for pieces in (measured, with_parts):
        np.testing.assert_array_equal(pieces.feature, cut.feature)
        np.testing.assert_array_equal(pieces.area, cut.area)
        assert np.abs((pieces.amount - cut.amount) / total).max() < 1e-11
    unlike = shapely.area(shapely.symmetric_difference(with_parts.geometry, cut.geometry))
    assert (unlike / total).max() < 1e-9
    return measured


@pytest.mark.parametrize("hole", [False, True])
@pytest.mark.parametrize("radius", [20, 300, 3_000, 30_000])
def test_polygons_in_general_position_are_measured_without_geos(index, left_to_geos, radius, hole):
    polygons = stars(60, radius, radius, hole)
    assert len(polygons) > 30

    left_to_geos.clear()
    pieces = index.split(polygons)
    assert left_to_geos == []
    assert len(pieces) >= len(polygons)

    assert_same_as_cut(index, polygons)


@pytest.mark.parametrize("turned", [False, True])
def test_the_direction_of_rings_does_not_matter(index, turned):
    polygons = stars(20, 3_000, 1, hole=True)
    if turned:
        polygons = np.array([shapely.Polygon(p.exterior.coords[::-1], [p.interiors[0].coords[::-1]]) for p in polygons])

    assert_same_as_cut(index, polygons)


def test_a_polygon_over_everything_holds_every_area_whole_and_nobody_s_ground(index, areas, left_to_geos):
    everything = np.array([shapely.union_all(areas).buffer(1_000, quad_segs=3)])

    pieces = assert_same_as_cut(index, everything)

    assert pieces.area.tolist() == [*range(len(areas)), OUTSIDE]
    np.testing.assert_allclose(pieces.amount[:-1], index._ground.square_metres, rtol=1e-12)


def test_a_polygon_within_an_area_and_one_round_an_enclave(index, areas):
    corner = shapely.box(*(areas[5].representative_point().buffer(30).bounds))
    middle = shapely.get_parts(areas[2])[1].centroid

    pieces = assert_same_as_cut(index, np.array([corner, middle.buffer(450), middle.buffer(350)]))

    assert pieces.area[pieces.feature == 0].tolist() == [5]
    assert sorted(pieces.area[pieces.feature == 1].tolist()) == [1, 2]
    assert pieces.area[pieces.feature == 2].tolist() == [2]


@pytest.mark.parametrize("of", ["vertices", "borders", "moved", "merged", "corner on border"])
def test_what_comes_near_a_border_is_left_to_geos_and_right(index, areas, left_to_geos, of):
    polygons = {
        "vertices": lambda: np.array([shapely.convex_hull(a) for a in areas[5:30]]),
        "borders": lambda: areas[5:30],
        "moved": lambda: shapely.transform(areas[5:30], lambda xy: np.add(xy, [3e-4, -2e-4])),
        "merged": lambda: np.array([shapely.union_all(areas[some : some + 7]) for some in range(0, 40, 7)]),
        "corner on border": lambda: np.array(
            [shapely.Point(areas[n].exterior.interpolate(0.37, normalized=True).coords[0]).buffer(900, quad_segs=4)
             for n in range(5, 30)]
        ),
    }[of]()  # fmt: skip
    left_to_geos.clear()
    index.split(polygons)
    asked = len(left_to_geos)

    if of != "corner on border":
        assert asked > 0
    polygons = np.concatenate([shapely.get_parts(p) for p in polygons])
    assert_same_as_cut(index, polygons)


def test_a_crossing_that_is_missed_is_noticed_and_the_pair_left_to_geos(index, left_to_geos, monkeypatch):
    polygons = stars(40, 2_000, 8)
    expected = cut_by_geos(index).split(polygons, parts=True)
    found = GridBorders.crossings

    def one_missing(*arguments):
        codes, crossings, touched = found(*arguments)
        kept = np.ones(len(crossings.segment), dtype=bool)
        kept[::17] = False
        columns = {name: getattr(crossings, name)[kept] for name in crossings.__dataclass_fields__}
        return codes, replace(crossings, **columns), touched

    monkeypatch.setattr(GridBorders, "crossings", one_missing)
    left_to_geos.clear()
    pieces = index.split(polygons)

    assert len(left_to_geos) > 0
    np.testing.assert_array_equal(pieces.area, expected.area)
    np.testing.assert_allclose(pieces.amount, expected.amount, rtol=1e-9, atol=1e-3)


def test_a_polygon_that_reaches_far_from_sweden_is_measured_the_other_way(index, areas):
    far = shapely.box(WEST - 5_000_000, SOUTH - 10, WEST + SIDE, SOUTH + SIDE)

    pieces = index.split(np.array([far]))

    cut = shapely.intersection(areas, far)
    assert pieces.area[-1] == OUTSIDE
    assert set(pieces.area[:-1]) == set(np.flatnonzero(shapely.area(cut) > 1))


def test_real_areas_moved_and_real_kommuner_are_measured_as_cut(real_data, left_to_geos, monkeypatch):
    country = gpd.read_file(real_data / "regso2025" / "RegSO_2025.gpkg").sort_values("regsokod")
    chosen = country[country["kommunkod"].str[:2] == "20"]
    shapes = shapely.force_2d(np.array(chosen.geometry.values, dtype=object))
    monkeypatch.setattr(overlay, "_ENOUGH", 0)
    index = AreaIndex(shapes)
    kommuner = chosen.dissolve("kommunkod").geometry.values
    polygons = shapely.get_parts(np.array(kommuner, dtype=object))

    assert_same_as_cut(index, polygons)
    left_to_geos.clear()
    moved = shapely.transform(shapely.get_parts(shapes), lambda xy: np.add(xy, [531.0, 217.0]))
    pieces = index.split(moved)
    assert len(left_to_geos) < 0.05 * len(pieces)
    assert_same_as_cut(index, moved)
