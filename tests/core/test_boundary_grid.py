# SPDX-License-Identifier: GPL-2.0-or-later
"""The grid over the edges of areas gives the answers of whole polygons, or none."""

from pathlib import Path

import geopandas as gpd
import numpy as np
import pytest
import shapely
from scipy.spatial import Voronoi

from regso_atlas.plugin.core.boundary_grid import FIRST_MIXED, BoundaryGrid
from regso_atlas.plugin.core.edges import NOBODY, edges_of
from regso_atlas.plugin.core.exact_borders import ExactBorders
from regso_atlas.plugin.core.nearest_edge import NOT_SAID
from regso_atlas.plugin.core.overlay import AreaIndex

ORIGIN = np.array([674_000.0, 6_580_000.0])
REAL = Path(__file__).resolve().parents[3] / "shared" / "data" / "regso2025" / "RegSO_2025.gpkg"


def country(seed, size=60, extent=5_000.0):
    """Return Voronoi areas with wavy shared borders; one is missing, so that there is a hole."""
    random = np.random.default_rng(seed)
    cells = Voronoi(random.random((size, 2)) * extent)
    regions = [cells.regions[r] for r in cells.point_region]
    areas = []
    for region in regions:
        if -1 in region or not region:
            continue
        ring = cells.vertices[region]
        if (np.abs(ring - extent / 2) > extent).any():
            continue
        sides = zip(ring, np.roll(ring, -1, axis=0), strict=True)
        areas.append(shapely.Polygon(ORIGIN + np.concatenate([wavy(a, b) for a, b in sides])))
    areas = np.array([a for a in areas if a.is_valid], dtype=object)
    return np.delete(areas, len(areas) // 2)


def wavy(a, b):
    """Return points from a up to b, the same whichever end comes first: neighbours share every vertex."""
    turned = tuple(a) > tuple(b)
    if turned:
        a, b = b, a
    part = np.linspace(0, 1, 12)[:, None]
    normal = np.array([a[1] - b[1], b[0] - a[0]])
    points = a + part * (b - a) + 0.02 * np.sin(part * 9) * np.sin(part * np.pi) * normal
    points[0], points[-1] = a, b
    return points[::-1][:-1] if turned else points[:-1]


def grid_over(areas):
    edges = edges_of(areas)
    return BoundaryGrid(edges, np.zeros(len(edges), dtype=bool), ExactBorders(areas).locate)


def places(areas, seed):
    """Return points everywhere, on vertices, on edges, and at every small distance from them."""
    random = np.random.default_rng(seed)
    low, high = shapely.total_bounds(areas).reshape(2, 2)
    everywhere = low - 300 + random.random((4_000, 2)) * (high - low + 600)
    xy = shapely.get_coordinates(areas)
    at = random.integers(0, len(xy) - 1, 2_000)
    part = random.random((2_000, 1))
    near = [xy[at] + random.normal(0, 10.0**-power, (2_000, 2)) for power in range(-1, 10)]
    return np.concatenate([everywhere, xy[at], xy[at] * part + xy[at + 1] * (1 - part), *near])


@pytest.mark.parametrize("seed", range(8))
def test_the_grid_says_what_polygons_say_or_nothing(seed):
    areas = country(seed)
    xy = places(areas, seed)
    said = grid_over(areas).locate(*xy.T)
    exact = ExactBorders(areas).locate(*xy.T)
    answered = said != NOT_SAID
    assert np.array_equal(said[answered], exact[answered])
    assert answered[:4_000].mean() > 0.9
    assert (exact == NOBODY).sum() > 100


@pytest.mark.parametrize("seed", range(4))
def test_a_whole_cell_holds_no_vertex_and_meets_no_edge(seed):
    areas = country(seed)
    grid = grid_over(areas)
    xy = places(areas, seed)
    whole = grid.codes(*xy.T) > FIRST_MIXED
    boundary = shapely.union_all(shapely.boundary(areas))
    assert shapely.distance(shapely.points(xy[whole]), boundary).min() > 0.004


@pytest.mark.parametrize("seed", range(4))
def test_every_edge_a_segment_meets_is_in_a_mixed_cell_near_it(seed):
    areas = country(seed)
    grid = grid_over(areas)
    random = np.random.default_rng(seed)
    for reach in (3.0, 40.0, 900.0, 9_000.0):
        start = ORIGIN + random.random((300, 2)) * 5_000
        xy = np.stack([start, start + random.normal(0, reach, start.shape)], axis=1).reshape(-1, 2)
        joined = np.arange(len(xy) - 1) % 2 == 0
        _, segment, code = grid.near_segments(*xy.T, joined)
        pair, edge = grid.edges_of_cells(code)
        found = set(zip(segment[pair].tolist(), edge.tolist(), strict=True))
        lines = shapely.linestrings(xy.reshape(-1, 2, 2))
        hit, met = shapely.STRtree(grid.edges.lines(np.arange(len(grid.edges)))).query(lines, predicate="intersects")
        assert len(hit) > 0
        assert set(zip((2 * hit).tolist(), met.tolist(), strict=True)) <= found


def test_a_box_is_whole_only_where_nothing_enters_it():
    areas = country(3)
    random = np.random.default_rng(3)
    low = ORIGIN + random.random((3_000, 2)) * 5_000
    bounds = np.hstack([low, low + random.random((3_000, 2)) * 60])
    code = grid_over(areas).whole_boxes(bounds)
    boxes = shapely.box(*bounds.T)
    for area in range(-1, len(areas)):
        ours = boxes[code == area]
        if area == NOBODY:
            assert not shapely.intersects(ours, shapely.union_all(areas)).any()
        else:
            assert shapely.contains(areas[area], ours).all()
    assert (code != NOT_SAID).mean() > 0.5


def test_edges_know_the_areas_on_both_sides():
    west = shapely.Polygon([(0, 0), (10, 0), (10, 5), (10, 10), (0, 10)])
    east = shapely.Polygon([(10, 0), (20, 0), (20, 10), (10, 10), (10, 5)], [[(14, 4), (16, 4), (16, 6), (14, 6)]])
    edges = edges_of(np.array([west, east], dtype=object))
    sides = {
        (x0, y0, x1, y1): (left, right)
        for x0, y0, x1, y1, left, right in zip(
            edges.x0, edges.y0, edges.x1, edges.y1, edges.left, edges.right, strict=True
        )
    }
    assert len(edges) == 12
    assert sides[(10, 0, 10, 5)] == (0, 1)
    assert sides[(0, 0, 10, 0)] == (0, NOBODY)
    # Northwards along the west side of the hole the area lies to the left, the hole to the right.
    assert sides[(14, 4, 14, 6)] == (1, NOBODY)
    assert not edges.doubled.any()
    assert (edges.net[(edges.x0 == 10) & (edges.x1 == 10)] == 0).all()


def test_areas_that_overlap_are_left_to_the_exact_way():
    areas = country(5)
    areas = np.append(areas, shapely.buffer(shapely.centroid(areas[0]), 700.0))
    index = AreaIndex(areas)
    xy = places(areas, 5)
    random = np.random.default_rng(5)
    walks = ORIGIN + random.random((400, 1, 2)) * 5_000 + np.cumsum(random.normal(0, 60, (400, 20, 2)), axis=1)
    lines = shapely.linestrings(walks)
    located, pieces = index.locate(*xy.T), index.split(lines)
    assert np.array_equal(located, ExactBorders(areas).locate(*xy.T))
    few = [AreaIndex(areas).split(lines[i : i + 1]) for i in range(400)]
    assert np.array_equal(pieces.area, np.concatenate([p.area for p in few]))
    assert np.allclose(pieces.amount, np.concatenate([p.amount for p in few]), rtol=0, atol=1e-6)


def test_areas_without_any_ground_hold_nothing():
    index = AreaIndex(np.array([shapely.Polygon()], dtype=object))
    x = np.full(5_000, 674_000.0)
    assert (index.locate(x, x * 9.7) == NOBODY).all()


@pytest.mark.skipif(not REAL.exists(), reason="the boundaries of the whole country are not here")
def test_the_whole_country_says_what_its_polygons_say():
    areas = shapely.force_2d(gpd.read_file(REAL).sort_values("regsokod").geometry.to_numpy())
    index = AreaIndex(areas)
    xy = places(areas, 1)
    assert np.array_equal(index.locate(*xy.T), ExactBorders(areas).locate(*xy.T))
