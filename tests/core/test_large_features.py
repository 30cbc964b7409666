# SPDX-License-Identifier: GPL-2.0-or-later
"""One feature as large as a layer: every metre is still there, in the right area, and a cancel is heard on the way."""

import numpy as np
import pytest
import shapely

from regso_atlas.plugin.core import ellipsoid, polygon_splitting
from regso_atlas.plugin.core.messages import Cancelled
from regso_atlas.plugin.core.overlay import OUTSIDE, AreaIndex

WEST, SOUTH = 500_000, 6_500_000
SIDE, STEP = 20, 5_000.0


@pytest.fixture(scope="module")
def areas():
    """Return squares of five kilometres, twenty in a row, whose sides have a vertex every 50 metres."""
    lines = [(WEST + STEP * i, SOUTH + STEP * j) for j in range(SIDE) for i in range(SIDE)]
    return np.array([shapely.segmentize(shapely.box(x, y, x + STEP, y + STEP), 50.0) for x, y in lines], dtype=object)


@pytest.fixture(scope="module")
def index(areas):
    return AreaIndex(areas)


def area_of(x, y):
    column, row = np.floor((x - WEST) / STEP), np.floor((y - SOUTH) / STEP)
    inside = (column >= 0) & (column < SIDE) & (row >= 0) & (row < SIDE)
    return np.where(inside, row * SIDE + column, OUTSIDE)


def assert_lengths(index, line, step):
    """Compare with the sum over points laid out along the line at every step."""
    pieces = index.split(np.array([line], dtype=object))
    assert pieces.amount.sum() == pytest.approx(ellipsoid.line_lengths(np.array([line]))[0], rel=1e-9)
    xy = shapely.get_coordinates(shapely.segmentize(line, step))
    middle = (xy[1:] + xy[:-1]) / 2
    steps = np.hypot(*(xy[1:] - xy[:-1]).T)
    sampled = np.bincount(area_of(*middle.T).astype(int) + 1, weights=steps, minlength=401)
    found = np.zeros(401)
    found[pieces.area + 1] = pieces.amount
    assert np.abs(found - sampled).max() < 40 * step + 2e-3 * found.max()


def test_a_line_of_a_million_vertices(index):
    t = np.linspace(0, 40 * np.pi, 1_000_000)
    radius = 200 + 46_000 * t / t[-1]
    xy = np.column_stack([WEST + 50_000 + radius * np.cos(t), SOUTH + 50_000 + radius * np.sin(t)])
    assert_lengths(index, shapely.LineString(xy), 25.0)


def test_a_line_of_one_segment_across_the_country(index):
    assert_lengths(
        index, shapely.LineString([(WEST - 300_000, SOUTH - 299_000), (WEST + 400_000, SOUTH + 401_500)]), 5.0
    )


def test_a_multipolygon_of_a_hundred_thousand_parts(index):
    x, y = np.meshgrid(np.arange(320) * 320.0, np.arange(320) * 320.0)
    x, y = WEST - 1_000 + x.ravel(), SOUTH - 1_000 + y.ravel()
    boxes = shapely.box(x, y, x + 100, y + 100)
    pieces = index.split(np.array([shapely.multipolygons(boxes)], dtype=object))
    assert pieces.amount.sum() == pytest.approx(ellipsoid.polygon_areas(boxes).sum(), rel=1e-9)
    # A part lies in an area with what its corners span of it.
    whole = area_of(x, y) == area_of(x + 100, y + 100)
    least = np.bincount(
        area_of(x, y)[whole].astype(int) + 1, weights=ellipsoid.polygon_areas(boxes)[whole], minlength=401
    )
    found = np.zeros(401)
    found[pieces.area + 1] = pieces.amount
    assert (found >= least - 1e-3).all()
    assert len(pieces) == 401


def test_a_polygon_over_all_areas_takes_each_of_them_whole(index, areas):
    over = shapely.segmentize(shapely.box(WEST - 10, SOUTH - 10, WEST + 100_010, SOUTH + 100_010), 2.0)
    pieces = index.split(np.array([over], dtype=object))
    inside = pieces.area != OUTSIDE
    assert np.allclose(pieces.amount[inside], ellipsoid.polygon_areas(areas), rtol=1e-9, atol=0)
    assert pieces.amount.sum() == pytest.approx(ellipsoid.polygon_areas(np.array([over]))[0], rel=1e-9)


@pytest.mark.parametrize("kind", ["line", "polygon"])
def test_a_cancel_is_heard_while_one_large_feature_is_split(index, monkeypatch, kind):
    monkeypatch.setattr(polygon_splitting, "_VERTICES_AT_ONCE", 100_000)
    t = np.linspace(0, 2 * np.pi, 50_000, endpoint=False)
    ring = np.column_stack([WEST + 50_000 + 40_000 * np.cos(t), SOUTH + 50_000 + 40_000 * np.sin(t)])
    feature = shapely.LineString(ring) if kind == "line" else shapely.Polygon(ring)
    asked = []
    index.split(np.array([feature], dtype=object), parts=kind == "polygon", cancelled=lambda: bool(asked.append(1)))
    assert len(asked) >= (3 if kind == "line" else 20)
    for heard in range(1, len(asked)):
        asked.clear()
        with pytest.raises(Cancelled):
            index.split(
                np.array([feature], dtype=object),
                parts=kind == "polygon",
                cancelled=lambda at=heard: asked.append(1) or len(asked) > at,
            )
        if heard > 4:
            break
