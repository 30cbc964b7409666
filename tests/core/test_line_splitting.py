# SPDX-License-Identifier: GPL-2.0-or-later
"""Lines split by what their crossings say: the same pieces as from asking GEOS where every stretch lies."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
import shapely
from scipy.spatial import Voronoi

from regso_atlas.plugin.core import line_splitting
from regso_atlas.plugin.core.area_ground import AreaGround
from regso_atlas.plugin.core.chains import Chains
from regso_atlas.plugin.core.line_splitting import split_lines
from regso_atlas.plugin.core.pieces import OUTSIDE

CORNER = np.array([674_000.0, 6_580_000.0])
SIDE = 4_000.0


def both_ways(areas, lines, within=2e-6):
    """Return the pieces from the grid's crossings, and how many lines it left to middles; held against GEOS's pieces.

    ``within``: metres that may go to another area; smaller pieces may lack.
    """
    ground = AreaGround(np.array(areas, dtype=object))
    left = []
    by_middles = line_splitting._by_middles

    def counted(chains, *rest):
        left.append(len(chains))
        return by_middles(chains, *rest)

    pieces = []
    for borders in (ground.borders(), ground.exact):
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(line_splitting, "_by_middles", counted)
            chains = Chains(shapely.get_coordinates(lines), shapely.get_num_coordinates(lines))
            owner = np.arange(len(lines))
            pieces.append([split_lines(chains, owner, borders, len(areas), parts, lambda: None) for parts in (0, 1)])
    (quick, with_parts), (exact, _) = pieces
    np.testing.assert_array_equal(quick.area, with_parts.area)
    np.testing.assert_allclose(quick.amount, with_parts.amount, rtol=0, atol=1e-9)
    own, other = (
        pd.Series(some.amount, pd.MultiIndex.from_arrays([some.feature, some.area])) for some in (quick, exact)
    )
    assert own.sub(other, fill_value=0.0).abs().max() <= within
    if within < 1e-3:
        assert own.index.equals(other.index)
    np.testing.assert_allclose(own.groupby(level=0).sum(), other.groupby(level=0).sum(), rtol=0, atol=2e-6)
    # What is drawn is what was measured; 0.9996 is the projection's scale, here to a thousandth.
    drawn = shapely.length(with_parts.geometry)
    np.testing.assert_allclose(drawn, with_parts.amount, rtol=1e-3, atol=1e-5)
    return quick, left[0]


@pytest.fixture(scope="module")
def cells():
    """Cells of a Voronoi diagram with many vertices on their borders, a ninth of them nobody's."""
    rng = np.random.default_rng(5)
    middle = rng.uniform(0, SIDE, (90, 2))
    mirrors = ((1, 1, 0, 0), (-1, 1, 0, 0), (-1, 1, 1, 0), (1, -1, 0, 0), (1, -1, 0, 1))
    diagram = Voronoi(np.vstack([middle * [a, b] + [c * 2 * SIDE, d * 2 * SIDE] for a, b, c, d in mirrors]))
    corners = diagram.vertices @ [[0.98, 0.2], [-0.2, 0.98]] + CORNER
    return np.array([shapely.Polygon(corners[diagram.regions[r]]) for r in diagram.point_region[:80]], dtype=object)


def walks(count, step, seed):
    """Return winding lines that start anywhere among the cells."""
    rng = np.random.default_rng(seed)
    heading = rng.uniform(0, 2 * np.pi, (count, 1)) + np.cumsum(rng.normal(0, 0.6, (count, 12)), axis=1)
    moves = np.stack([np.cos(heading), np.sin(heading)], axis=2) * rng.uniform(0.2, 1.8, (count, 12, 1)) * step
    start = rng.uniform(0, SIDE, (count, 1, 2)) @ [[0.98, 0.2], [-0.2, 0.98]] + CORNER
    return shapely.linestrings(np.concatenate([start, start + np.cumsum(moves, axis=1)], axis=1))


@pytest.mark.parametrize("step", [3, 40, 400])
def test_winding_lines_are_split_by_their_crossings(cells, step):
    lines = walks(3_000, step, step)

    pieces, left = both_ways(cells, lines)

    assert len(pieces) > len(lines)
    # Only lines with a crossing at a small angle, or two close to each other, are asked about.
    assert left < 0.15 * len(lines)


def test_lines_that_run_along_borders_belong_to_the_first_area_beside(cells):
    rings = shapely.get_exterior_ring(cells)
    tracks = [shapely.linestrings(shapely.get_coordinates(ring)[a : a + 4]) for ring in rings for a in (0, 1, 2)]
    tracks = np.array([track for track in tracks if shapely.get_num_points(track) > 1], dtype=object)
    sides = shapely.linestrings(
        np.concatenate([np.stack([xy[:-1], xy[1:]], 1) for xy in map(shapely.get_coordinates, rings)])
    )

    pieces, _ = both_ways(cells, np.concatenate([tracks, sides, shapely.reverse(tracks)]))

    assert (pieces.area != OUTSIDE).mean() > 0.9


def test_lines_that_follow_a_border_for_a_while_or_end_on_one(cells):
    rng = np.random.default_rng(2)
    ways = []
    for xy in (shapely.get_coordinates(ring)[:-1] for ring in shapely.get_exterior_ring(cells)):
        away = xy[0] + rng.normal(0, 30, 2)
        ways += [
            [away, xy[0], xy[1], xy[2], xy[2] + rng.normal(0, 30, 2)],
            [away, xy[1]],
            [away, (xy[0] + xy[1]) / 2, away + rng.normal(0, 50, 2)],
            [xy[0] + (xy[1] - xy[0]) * part for part in (0.2, 0.5, 0.9)],
            [*(xy[:3] + 3e-4)],
        ]

    # The ends of what runs beside a border, by less than the tolerance, belong to it or to the next area.
    both_ways(cells, np.array([shapely.LineString(way) for way in ways], dtype=object), within=1e-3)


def test_borders_whose_vertices_do_not_meet(cells):
    """One side has a vertex where the other has none: their edges lie on each other without being the same."""
    west = shapely.box(*CORNER, *np.add(CORNER, [100, 300]))
    east = [shapely.box(*np.add(CORNER, [100, y]), *np.add(CORNER, [200, y + 100])) for y in (0, 100, 200)]
    along = CORNER + np.array([[100.0, 10], [100, 90]]), CORNER + np.array([[100.0, 50], [100, 250]])
    across = [CORNER + np.array([[20.0, y], [180, y + 7]]) for y in range(5, 290, 10)]

    both_ways([*east, west], np.array([shapely.LineString(way) for way in (*along, *across)], dtype=object))


@pytest.mark.parametrize("gap", [1e-9, 2e-4, -2e-4, 0.4])
def test_borders_that_lie_a_little_apart(gap):
    """Borders that went through different transformations of reference systems miss each other by so much."""
    rng = np.random.default_rng(11)
    bend = np.column_stack([np.sort(rng.uniform(0, 1000, 60)), rng.normal(0, 5, 60)])
    below = shapely.Polygon(np.array([(0, -500), (1000, -500), *bend[::-1]]) + CORNER)
    above = shapely.Polygon(np.array([(0, 500), (1000, 500), *np.add(bend[::-1], [0, gap])]) + CORNER)
    middle = np.stack([rng.uniform(bend[1, 0], bend[-2, 0], 600), np.zeros(600)], axis=1) + CORNER
    turn = np.concatenate([rng.uniform(0, np.pi, 500), rng.uniform(-0.05, 0.05, 100)])
    way = np.stack([np.cos(turn), np.sin(turn)], axis=1)[:, None, :]
    steps = np.linspace(-1, 1, 8)[None, :, None] * rng.uniform(1, 450, (600, 1, 1))
    lines = shapely.linestrings(middle[:, None, :] + steps * way)

    pieces, _ = both_ways([below, above], lines)

    outside = set(pieces.feature[pieces.area == OUTSIDE].tolist())
    steep = np.flatnonzero((np.sin(turn) > 0.5) & (np.abs(shapely.bounds(lines)[:, 3] - CORNER[1]) < 400))
    within = [n for n in steep.tolist() if bend[0, 0] + 300 < middle[n, 0] - CORNER[0] < bend[-1, 0] - 300]
    assert len(within) > 50
    if abs(gap) < 1e-3:
        assert not outside & set(within), "a gap that nobody can see is no ground"
