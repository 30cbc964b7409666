# SPDX-License-Identifier: GPL-2.0-or-later
"""Neighbours and clusters by hand, and where nothing can be computed."""

import numpy as np
import pytest
import shapely

from regso_atlas.plugin.core.measures.cluster_table import cluster_table
from regso_atlas.plugin.core.measures.clustering import (
    Cluster,
    adjusted_for_false_discovery,
    local_moran,
    moran,
    why_not,
)
from regso_atlas.plugin.core.measures.contiguity import Neighbours, contiguity, from_pairs
from regso_atlas.plugin.core.messages import RegsoError


def squares(columns, rows):
    return [shapely.box(x, y, x + 1, y + 1) for y in range(rows) for x in range(columns)]


def pairs(found):
    return sorted({(min(a, b), max(a, b)) for a, b in zip(*(side.tolist() for side in found.pairs()), strict=True)})


STREET = from_pairs(4, [0, 1, 2], [1, 2, 3])


# Neighbours -----------------------------------------------------------------------------------------------------------


def test_a_queen_steps_over_corners_and_a_rook_does_not():
    assert pairs(contiguity(squares(2, 2))) == [(0, 1), (0, 2), (0, 3), (1, 2), (1, 3), (2, 3)]
    assert pairs(contiguity(squares(2, 2), Neighbours.ROOK)) == [(0, 1), (0, 2), (1, 3), (2, 3)]


def test_a_corner_on_only_one_side_of_the_border_is_found():
    large, upper, lower = shapely.box(0, 0, 1, 2), shapely.box(1, 1, 2, 2), shapely.box(1, 0, 2, 1)
    for kind in Neighbours:
        assert pairs(contiguity([large, upper, lower], kind)) == [(0, 1), (0, 2), (1, 2)]


def test_a_corner_that_touches_the_middle_of_a_side_is_a_queens_neighbour_only():
    wall, arrow = shapely.box(0, 0, 1, 2), shapely.Polygon([(1, 1), (2, 0), (2, 2)])
    assert pairs(contiguity([wall, arrow])) == [(0, 1)]
    assert pairs(contiguity([wall, arrow], Neighbours.ROOK)) == []


def test_an_area_of_several_pieces_has_the_neighbours_of_all_and_one_in_a_hole_its_surroundings():
    holed = shapely.box(0, 0, 3, 3).difference(shapely.box(1, 1, 2, 2))
    inside, far = shapely.box(1, 1, 2, 2), shapely.box(9, 0, 10, 1)
    with_holm = shapely.union(holed, shapely.box(10, 0, 11, 1))
    for kind in Neighbours:
        assert pairs(contiguity([with_holm, inside, far], kind)) == [(0, 1), (0, 2)]


def test_overlapping_areas_are_neighbours_and_islands_are_reported():
    found = contiguity([shapely.box(0, 0, 2, 2), shapely.box(1, 1, 3, 3), shapely.box(9, 9, 10, 10)], Neighbours.ROOK)
    assert pairs(found) == [(0, 1)]
    assert found.islands.tolist() == [2]
    assert found.degrees.tolist() == [1, 1, 0]


def test_leaving_out_an_area_can_make_an_island():
    found = STREET.of_areas(np.array([True, False, True, True]))
    assert pairs(found) == [(1, 2)]
    assert found.islands.tolist() == [0]


@pytest.mark.parametrize(
    "bad", [None, shapely.Point(0, 0), shapely.Polygon(), shapely.Polygon([(0, 0), (1, 1), (1, 0), (0, 1)])]
)
def test_what_is_no_polygon_is_refused(bad):
    with pytest.raises(RegsoError, match=r"rows 2"):
        contiguity([shapely.box(0, 0, 1, 1), bad])


# Moran's I ------------------------------------------------------------------------------------------------------------


def test_moran_of_a_street_of_four():
    # values 1 2 3 4, z = -1.5 -0.5 0.5 1.5, neighbours' means -0.5 -0.5 0.5 0.5; Σ z·lag = 2, Σ z² = 5
    found = moran([1, 2, 3, 4], STREET)
    assert found.index == pytest.approx(2 / 5)
    assert found.expected == pytest.approx(-1 / 3)


def test_local_indices_sum_to_the_global_one():
    found = local_moran([1, 2, 3, 4], STREET, permutations=99)
    # I_i = z_i · lag_i · 3 / 5
    np.testing.assert_allclose(found.index, [0.45, 0.15, 0.15, 0.45])
    np.testing.assert_allclose(found.neighbour_mean, [2, 2, 3, 3])
    assert found.index.sum() / 3 == pytest.approx(2 / 5)


def test_the_same_seed_gives_the_same_p_values_and_another_seed_others():
    values, around = np.arange(60) % 7, contiguity(squares(10, 6))
    first, again, other = (local_moran(values, around, seed=seed).p_value for seed in (1, 1, 2))
    assert first.tolist() == again.tolist()
    assert first.tolist() != other.tolist()


def test_conditional_p_value_is_the_share_of_all_possible_neighbours():
    # the first of six has the two largest of the other five as neighbours: 1 of 10 pairs is as high, all are as low
    values, around = np.array([5.0, 9, 8, 1, 2, 3]), from_pairs(6, [0, 0, 3, 4], [1, 2, 4, 5])
    p = local_moran(values, around, permutations=20_000).p_value[0]
    assert p == pytest.approx(2 * 1 / 10, abs=0.01)


def test_clusters_of_noise_are_rarely_called():
    random = np.random.default_rng(11)
    around = contiguity(squares(20, 20))
    called = [
        sum(kind not in (Cluster.NOT_SIGNIFICANT,) for kind in local_moran(random.normal(size=400), around).cluster)
        for _ in range(5)
    ]
    assert sum(called) <= 2


def test_false_discoveries_are_held_by_steps():
    # 4 p-values: 0.01·4/1, 0.02·4/2, 0.03·4/3 = 0.04 each, and 0.5
    np.testing.assert_allclose(adjusted_for_false_discovery([0.03, 0.5, 0.01, 0.02]), [0.04, 0.5, 0.04, 0.04])
    np.testing.assert_allclose(adjusted_for_false_discovery([0.2, np.nan]), [0.2, np.nan])
    assert adjusted_for_false_discovery([]).size == 0


@pytest.mark.parametrize(
    ("values", "around", "said"),
    [
        ([3, 3, 3, 3], STREET, "the same value"),
        ([0.1 + 0.2, 0.3, 0.3, 0.3], STREET, "the same value"),
        ([1, 2, np.nan, 4], STREET, "1 area has no value"),
        ([1, 2, 3], STREET, "3 values for 4 areas"),
        ([1, 2, 3], from_pairs(3, [0], [1]), "at least 4 areas"),
        ([1, 2, 3, 4], from_pairs(4, [], []), "No two areas are neighbours"),
    ],
)
def test_what_cannot_cluster_says_why(values, around, said):
    assert said in str(why_not(values, around))
    for function in (moran, local_moran):
        with pytest.raises(RegsoError, match=said):
            function(values, around)


# The table ------------------------------------------------------------------------------------------------------------


def test_years_stand_apart_and_one_that_cannot_be_computed_says_why():
    polygons = squares(5, 5) * 2
    values = [*(x for _ in range(5) for x in range(5)), *([7.0] * 25)]
    found = cluster_table(values, polygons, name="index", years=[2022] * 25 + [2023] * 25)
    rows = found.table.set_index(["year", "measure"])
    assert rows.loc[(2022, "moran_i"), "value"] > 0.5
    assert "the same value" in str(rows.loc[(2023, "moran_i"), "note"])
    assert np.isnan(rows.loc[(2023, "moran_i"), "value"])
    assert found.areas["cluster"].tolist()[25:] == ["no data"] * 25


def test_areas_without_value_or_polygon_are_no_data_and_nobodys_neighbours():
    polygons = squares(5, 5)
    polygons[0] = None
    values = np.array([float(x) for _ in range(5) for x in range(5)])
    values[12] = np.nan
    found = cluster_table(values, polygons, name="index")
    assert [i for i, kind in enumerate(found.areas["cluster"]) if kind == "no data"] == [0, 12]
    assert found.areas["neighbours"][7] == 7
    assert "2 rows have no value or no polygon" in str(found.warnings[0])


def test_too_few_permutations_are_told():
    values = [float(x) for _ in range(12) for x in range(12)]
    found = cluster_table(values, squares(12, 12), name="index", permutations=19)
    assert set(found.areas["cluster"]) == {"not significant"}
    assert "More permutations may tell" in str(found.warnings[0])
    enough = cluster_table(values, squares(12, 12), name="index", permutations=999)
    assert {"high-high", "low-low"} <= set(enough.areas["cluster"])
