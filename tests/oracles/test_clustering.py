# SPDX-License-Identifier: GPL-2.0-or-later
"""Neighbours and clustering against PySAL's ``libpysal`` and ``esda``, and adjusted p-values against scipy."""

import warnings
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import pytest
import scipy.stats
import shapely
from esda.moran import Moran, Moran_Local
from libpysal.weights import Queen, Rook, W
from statsmodels.stats.multitest import multipletests

from regso_atlas.plugin.core.measures import clustering
from regso_atlas.plugin.core.measures.contiguity import Contiguity, Neighbours, contiguity

pytestmark = pytest.mark.filterwarnings("ignore")
LIBRARY = {Neighbours.QUEEN: Queen, Neighbours.ROOK: Rook}
KINDS = list(Neighbours)


@dataclass
class Map:
    """Polygons, and the values that lie on them."""

    polygons: list[Any]
    values: np.ndarray

    def weights(self, kind: Neighbours) -> W:
        frame = gpd.GeoDataFrame(geometry=gpd.GeoSeries(self.polygons))
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return LIBRARY[kind].from_dataframe(frame, use_index=False)


def squares(columns: int, rows: int) -> list[Any]:
    return [shapely.box(x, y, x + 1, y + 1) for y in range(rows) for x in range(columns)]


def made(name: str) -> Map:
    rng = np.random.default_rng(20260202)
    polygons = squares(9, 8)
    slope = np.array([polygon.centroid.x + polygon.centroid.y for polygon in polygons])
    values = slope + rng.normal(0, 3, len(polygons))
    if name == "islands":
        polygons += [shapely.box(100, 100, 101, 101), shapely.box(200, 0, 201, 1)]
        values = np.append(values, [4.0, 90.0])
    if name == "several pieces":
        # each third area has a holm in the sea, and a hole with a lake that is no area
        polygons = [
            shapely.union(p.difference(p.centroid.buffer(0.2)), shapely.box(20 + i, 0, 20.5 + i, 1))
            if i % 3 == 0
            else p
            for i, p in enumerate(polygons)
        ]
    if name == "ties":
        values = np.round(slope / 6)
    if name == "chessboard":
        values = np.array([(int(p.centroid.x) + int(p.centroid.y)) % 2 for p in polygons], dtype=float)
    if name == "voronoi":
        cells = shapely.get_parts(shapely.voronoi_polygons(shapely.multipoints(rng.random((150, 2)))))
        polygons, values = list(cells), rng.exponential(2, len(cells))
    return Map(polygons, values)


MAPS = ["squares", "islands", "several pieces", "ties", "chessboard", "voronoi"]


@pytest.fixture(scope="module")
def sweden(real_data: Path) -> Map:
    """The 3,363 RegSO of 2025, with a value that follows the latitude roughly."""
    frame = gpd.read_file(real_data / "regso2025" / "RegSO_2025.gpkg")
    rng = np.random.default_rng(7)
    y = frame.geometry.centroid.y.to_numpy()
    return Map(list(frame.geometry), (y - y.mean()) / y.std() + rng.normal(0, 2, len(frame)))


def assert_same_neighbours(ours: Contiguity, theirs: W) -> None:
    expected = {(i, j) for i, around in theirs.neighbors.items() for j in around}
    assert set(zip(*(side.tolist() for side in ours.pairs()), strict=True)) == expected
    assert ours.islands.tolist() == theirs.islands


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("name", MAPS)
def test_neighbours_of_polygons(name, kind):
    one = made(name)
    assert_same_neighbours(contiguity(one.polygons, kind), one.weights(kind))


@pytest.mark.parametrize("kind", KINDS)
def test_neighbours_of_all_regso(sweden, kind):
    ours = contiguity(sweden.polygons, kind)
    assert_same_neighbours(ours, sweden.weights(kind))
    assert ours.size == 3363


def assert_global_agrees(one: Map, kind: Neighbours) -> None:
    ours = clustering.moran(one.values, contiguity(one.polygons, kind), permutations=0)
    theirs = Moran(one.values, one.weights(kind), permutations=0)
    assert ours.index == pytest.approx(theirs.I, abs=1e-8)
    assert ours.expected == pytest.approx(theirs.EI, abs=1e-8)
    assert ours.variance == pytest.approx(theirs.VI_rand, abs=1e-8)
    assert ours.z == pytest.approx(theirs.z_rand, abs=1e-8)
    assert ours.p_normal == pytest.approx(theirs.p_rand, abs=1e-8)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("name", MAPS)
def test_global_moran_and_its_moments(name, kind):
    assert_global_agrees(made(name), kind)


def test_global_moran_of_all_regso(sweden):
    assert_global_agrees(sweden, Neighbours.QUEEN)


def assert_local_agrees(one: Map, kind: Neighbours, permutations: int) -> None:
    neighbours = contiguity(one.polygons, kind)
    ours = clustering.local_moran(one.values, neighbours, permutations=permutations, seed=3, level=1.0)
    theirs = Moran_Local(one.values, one.weights(kind), permutations=permutations, seed=5)
    linked = neighbours.degrees > 0
    np.testing.assert_allclose(ours.index[linked], theirs.Is[linked], atol=1e-8)
    quadrants = {"high-high": 1, "low-high": 2, "low-low": 3, "high-low": 4}
    assert [quadrants[c.value] for c, keep in zip(ours.cluster, linked, strict=True) if keep] == theirs.q[
        linked
    ].tolist()
    # the library's is the smaller tail, ours twice that; both are estimates from the same number of draws
    ours_one_sided, theirs_one_sided = ours.p_value[linked] / 2, theirs.p_sim[linked]
    p = (ours_one_sided + theirs_one_sided) / 2
    error = np.sqrt(2 * p * (1 - p) / permutations) + 1 / permutations
    # where many values tie, the observed one stands in both tails, which the library's counting leaves out
    apart = np.abs(ours_one_sided - theirs_one_sided) / error
    assert np.quantile(apart, 0.95) < 3
    assert apart.max() < 6


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("name", ["squares", "islands", "voronoi"])
def test_local_moran_and_its_p_values(name, kind):
    assert_local_agrees(made(name), kind, 4999)


def test_local_moran_of_all_regso(sweden):
    assert_local_agrees(sweden, Neighbours.QUEEN, 999)


@pytest.mark.parametrize("name", ["ties", "chessboard"])
def test_local_index_where_values_tie(name):
    one = made(name)
    ours = clustering.local_moran(one.values, contiguity(one.polygons), permutations=99)
    theirs = Moran_Local(one.values, one.weights(Neighbours.QUEEN), permutations=0)
    np.testing.assert_allclose(ours.index, theirs.Is, atol=1e-8)


@pytest.mark.parametrize("name", MAPS)
def test_global_permutation_p_value(name):
    one = made(name)
    ours = clustering.moran(one.values, contiguity(one.polygons), permutations=9999, seed=3)
    np.random.seed(5)
    theirs = Moran(one.values, one.weights(Neighbours.QUEEN), permutations=9999)
    p = min(ours.p_value / 2, 0.5)
    error = np.sqrt(2 * p * (1 - p) / 9999) + 2 / 9999
    assert abs(ours.p_value / 2 - theirs.p_sim) < 4 * error


@pytest.mark.parametrize("count", [1, 5, 400])
def test_p_values_adjusted_for_false_discovery(count):
    rng = np.random.default_rng(count)
    p = np.round(rng.random(count) ** 3, 2)
    ours = clustering.adjusted_for_false_discovery(p)
    np.testing.assert_allclose(ours, scipy.stats.false_discovery_control(p), atol=1e-12)
    np.testing.assert_allclose(ours, multipletests(p, method="fdr_bh")[1], atol=1e-12)
