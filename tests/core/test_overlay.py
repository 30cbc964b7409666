# SPDX-License-Identifier: GPL-2.0-or-later
"""Where features lie: the rule on borders, case by case, in a small world drawn below.

::

    200 +-----------+-----------+
        |           C           |
        |   +---+               |
        |   | D |               |      D lies in a hole of C
        |   +---+               |
    100 +-----------+-----------+
        |     A     |     B     |
      0 +-----------+-----------+
        0          100         200

Codes decide in the order A, B, C, D. Distances are metres in the grid of SWEREF 99 TM, from a corner near Siljan.
"""

import numpy as np
import pytest
import shapely
from pyproj import Geod, Transformer

from regso_atlas.plugin.core import overlay
from regso_atlas.plugin.core.messages import Cancelled
from regso_atlas.plugin.core.overlay import OUTSIDE, AreaIndex

X, Y = 498_765.43, 6_745_678.91
ORIGIN = np.array([X, Y])
A, B, C, D = range(4)

GEOD = Geod(ellps="GRS80")
TO_DEGREES = Transformer.from_crs("EPSG:3006", "EPSG:4258", always_xy=True)


@pytest.fixture(scope="module", autouse=True, params=["grid", "exact"])
def way(request):
    """Every case both ways: over the grid of edges, as for large inputs, and over whole polygons."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(overlay, "_ENOUGH", 0 if request.param == "grid" else 10**12)
        patch.setattr(overlay, "_VERTICES_TO_ONE", 50 if request.param == "grid" else 1e-12)
        yield request.param


def box(west, south, east, north, *holes):
    return shapely.Polygon(
        shapely.box(X + west, Y + south, X + east, Y + north).exterior.coords, [hole.exterior.coords for hole in holes]
    )


def point(*xy):
    return shapely.Point(X + xy[0], Y + xy[1])


def line(*points):
    return shapely.linestrings(np.array(points, dtype=float) + ORIGIN)


def geographic(geometry, step):
    return shapely.transform(
        shapely.segmentize(shapely.normalize(geometry), step),
        lambda xy: np.column_stack(TO_DEGREES.transform(xy[:, 0], xy[:, 1])),
    )


def metres(*points):
    return GEOD.geometry_length(geographic(line(*points), 20.0))


def square_metres(polygon):
    return abs(GEOD.geometry_area_perimeter(geographic(polygon, 5.0))[0])


@pytest.fixture(scope="module")
def world():
    d = box(20, 130, 60, 170)
    return AreaIndex(np.array([box(0, 0, 100, 100), box(100, 0, 200, 100), box(0, 100, 200, 200, d), d], dtype=object))


def split(index, *features, parts=False):
    """Return {area: amount} of one feature, or a list of them."""
    pieces = index.split(np.array(features, dtype=object), parts=parts)
    found = [
        dict(zip(pieces.area[own].tolist(), pieces.amount[own].tolist(), strict=True))
        for own in (pieces.feature == i for i in range(len(features)))
    ]
    return found[0] if len(features) == 1 else found


def close(amounts, rel=1e-9):
    return pytest.approx(amounts, rel=rel)


# Points


@pytest.mark.parametrize(
    ("where", "area"),
    [
        ((50, 50), A),
        ((150, 50), B),
        ((150, 150), C),
        ((40, 150), D),
        ((-1, 50), OUTSIDE),
        ((50, 201), OUTSIDE),
    ],
)
def test_a_point_belongs_to_the_area_it_lies_in(world, where, area):
    assert split(world, point(*where)) == {area: 1.0}


@pytest.mark.parametrize(
    ("where", "area"),
    [
        ((100, 50), A),  # A and B
        ((150, 100), B),  # B and C
        ((50, 100), A),  # A and C
        ((100, 100), A),  # the corner of A, B and C
        ((40, 130), C),  # C and D, on the hole's edge
        ((20, 130), C),  # the hole's corner
    ],
)
def test_a_point_on_a_shared_border_belongs_to_the_first_area(world, where, area):
    assert split(world, point(*where)) == {area: 1.0}


@pytest.mark.parametrize(("where", "area"), [((0, 50), A), ((200, 50), B), ((200, 200), C), ((0, 0), A)])
def test_a_point_on_the_outer_border_is_inside(world, where, area):
    assert split(world, point(*where)) == {area: 1.0}


def test_a_point_in_a_hole_that_no_area_fills_is_outside():
    index = AreaIndex(np.array([box(0, 0, 100, 100, box(40, 40, 60, 60))], dtype=object))
    assert split(index, point(50, 50)) == {OUTSIDE: 1.0}
    assert split(index, point(40, 50)) == {A: 1.0}


def test_parts_of_a_multi_point_count_one_nth_each(world):
    visited = shapely.MultiPoint([point(50, 50), point(60, 50), point(150, 50), point(-5, -5)])
    assert split(world, visited) == {A: 0.5, B: 0.25, OUTSIDE: 0.25}


def test_an_empty_part_of_a_multi_part_counts_for_nothing(world):
    ends = f"{X + 10} {Y + 10}, {X + 20} {Y + 10}"
    for text in (f"MULTILINESTRING(EMPTY, ({ends}))", f"MULTILINESTRING(({ends}), EMPTY)"):
        assert split(world, shapely.from_wkt(text)) == {A: close(metres((10, 10), (20, 10)))}
    assert split(world, shapely.from_wkt(f"MULTIPOINT(EMPTY, ({X + 10} {Y + 10}))")) == {A: 1.0}
    square = shapely.to_wkt(box(10, 10, 20, 20), rounding_precision=-1).removeprefix("POLYGON")
    assert split(world, shapely.from_wkt(f"MULTIPOLYGON(EMPTY, {square})")) == {
        A: close(square_metres(box(10, 10, 20, 20)))
    }


# Lines


def test_a_line_is_measured_in_every_area_it_crosses(world):
    assert split(world, line((-50, 50), (250, 50))) == {
        A: close(metres((0, 50), (100, 50))),
        B: close(metres((100, 50), (200, 50))),
        OUTSIDE: close(metres((-50, 50), (0, 50)) + metres((200, 50), (250, 50))),
    }


def test_a_line_through_a_hole_is_measured_on_both_sides_of_what_lies_in_it(world):
    assert split(world, line((10, 150), (190, 150))) == {
        C: close(metres((10, 150), (20, 150)) + metres((60, 150), (190, 150))),
        D: close(metres((20, 150), (60, 150))),
    }


@pytest.mark.parametrize(
    ("ends", "area"),
    [
        (((100, 10), (100, 90)), A),  # A and B
        (((100, 90), (100, 10)), A),
        (((110, 100), (190, 100)), B),  # B and C
        (((20, 140), (20, 160)), C),  # C and D
        (((0, 10), (0, 90)), A),  # the outer border
        (((110, 200), (190, 200)), C),
    ],
)
def test_a_line_along_a_border_is_counted_once_and_by_the_first_area(world, ends, area):
    assert split(world, line(*ends)) == {area: close(metres(*ends))}


def test_a_line_along_the_border_of_three_areas_changes_at_the_corner(world):
    assert split(world, line((10, 100), (190, 100))) == {
        A: close(metres((10, 100), (100, 100))),
        B: close(metres((100, 100), (190, 100))),
    }


def test_a_line_that_follows_a_border_and_leaves_it_is_divided_there(world):
    assert split(world, line((100, 10), (100, 60), (150, 60))) == {
        A: close(metres((100, 10), (100, 60))),
        B: close(metres((100, 60), (150, 60))),
    }


@pytest.mark.parametrize("off", [1e-4, -1e-4, 5e-4, 1e-9])
def test_a_line_a_fraction_of_a_millimetre_off_a_border_runs_along_it(world, off):
    beside = (100 + off, 10), (100 + off, 90)
    assert split(world, line(*beside)) == {A: close(metres(*beside))}
    outer = (200 + abs(off), 10), (200 + abs(off), 90)
    assert split(world, line(*outer)) == {B: close(metres(*outer))}


def test_a_line_that_has_been_through_a_transformation_still_runs_along_its_border():
    # A crooked border; the road along it has the same vertices, each moved by up to 0.2 mm.
    rng = np.random.default_rng(3)
    border = np.column_stack([100 + rng.uniform(-20, 20, 60), np.linspace(0, 1000, 60)])
    west = shapely.Polygon(np.vstack([border, [(-100, 1000), (-100, 0)]]) + ORIGIN)
    east = shapely.Polygon(np.vstack([border, [(300, 1000), (300, 0)]]) + ORIGIN)
    index = AreaIndex(np.array([west, east], dtype=object))
    for _ in range(20):
        moved = border + rng.uniform(-2e-4, 2e-4, border.shape)
        leaving = np.vstack([[(250, border[5, 1])], moved[5:40], [(260, border[39, 1])]])
        assert split(index, line(*moved)) == {A: close(metres(*moved))}
        found = split(index, line(*leaving))
        assert found[A] == pytest.approx(metres(*moved[5:40]), abs=0.005)
        assert sum(found.values()) == close(metres(*leaving))


@pytest.mark.parametrize(
    "points",
    [
        [(150, 50), (100, 30), (150, 20)],
        [(150, 50.1), (100, 33.3), (151.7, 20.9)],
        [(150, 50), (100, 50)],
        [(100, 50), (150, 50)],
        [(100, 33.37), (150, 50.3)],
        [(150, 60), (100, 100), (150, 90)],  # at the corner of three
    ],
)
def test_a_line_that_only_touches_a_border_does_not_enter_the_neighbour(world, points):
    found = split(world, line(*points))
    assert found == {B: close(metres(*points))}


def test_a_line_that_only_touches_a_slanting_border_does_not_enter_the_neighbour():
    # On a slanting border the point of touch is a rounded number: a hair before the border or behind it.
    rng = np.random.default_rng(0)
    entered = []
    for _ in range(300):
        a, b = rng.uniform(-1000, 1000, (2, 2)) + ORIGIN
        across = np.array([a[1] - b[1], b[0] - a[0]])
        index = AreaIndex(
            np.array([shapely.Polygon([a, b, b + across, a + across]), shapely.Polygon([a, b, b - across, a - across])])
        )
        touch = a + rng.uniform(0.1, 0.9) * (b - a)
        bent = shapely.linestrings([touch - 0.3 * across + 0.1 * (b - a), touch, touch - 0.2 * across])
        entered.append(set(split(index, bent)) != {B})
    assert sum(entered) == 0


def test_a_line_out_and_back_counts_its_way_twice(world):
    there_and_back = split(world, line((50, 50), (150, 50), (50, 50)))
    assert there_and_back == {A: close(2 * metres((50, 50), (100, 50))), B: close(2 * metres((100, 50), (150, 50)))}


def test_a_line_out_and_back_that_turns_at_the_border_stays_in_its_area(world):
    assert split(world, line((150, 50), (100, 50), (150, 50))) == {B: close(2 * metres((100, 50), (150, 50)))}


def test_a_line_out_and_back_along_a_border_counts_its_way_twice(world):
    assert split(world, line((100, 10), (100, 90), (100, 10))) == {A: close(2 * metres((100, 10), (100, 90)))}


def test_a_line_that_crosses_itself_on_a_border_is_measured_right(world):
    # Both diagonals meet the border of A and B in (100, 50), and each other.
    eight = line((80, 30), (120, 70), (120, 30), (80, 70))
    assert split(world, eight) == {
        A: close(metres((80, 30), (100, 50)) + metres((100, 50), (80, 70))),
        B: close(metres((100, 50), (120, 70)) + metres((120, 70), (120, 30)) + metres((120, 30), (100, 50))),
    }


def test_a_ring_road_is_measured_all_around(world):
    ring = line((50, 50), (150, 50), (150, 120), (50, 120), (50, 50))
    assert split(world, ring) == {
        A: close(metres((50, 50), (100, 50)) + metres((50, 50), (50, 100))),
        B: close(metres((100, 50), (150, 50)) + metres((150, 50), (150, 100))),
        C: close(metres((150, 100), (150, 120), (50, 120), (50, 100))),
    }


@pytest.mark.parametrize(
    ("where", "area"), [((50, 50), A), ((100, 50), A), ((100, 100), A), ((150, 100), B), ((-9, -9), OUTSIDE)]
)
def test_a_line_without_length_lies_where_it_lies_with_zero_metres(world, where, area):
    assert split(world, line(where, where)) == {area: 0.0}


def test_repeated_vertices_change_nothing(world):
    assert split(world, line((50, 50), (50, 50), (100, 50), (100, 50), (150, 50), (150, 50))) == {
        A: close(metres((50, 50), (100, 50))),
        B: close(metres((100, 50), (150, 50))),
    }


def test_parts_of_a_multi_line_are_summed(world):
    parts = shapely.MultiLineString([line((10, 10), (20, 10)), line((90, 20), (110, 20)), line((-9, 5), (-5, 5))])
    assert split(world, parts) == {
        A: close(metres((10, 10), (20, 10)) + metres((90, 20), (100, 20))),
        B: close(metres((100, 20), (110, 20))),
        OUTSIDE: close(metres((-9, 5), (-5, 5))),
    }


def test_heights_are_not_measured(world):
    steep = shapely.from_wkt(f"LINESTRING Z ({X + 10} {Y + 10} 0, {X + 20} {Y + 10} 500)")
    assert split(world, steep) == {A: close(metres((10, 10), (20, 10)))}


def test_a_long_line_with_many_vertices_is_divided_like_a_simple_one(world):
    dense = np.column_stack([np.linspace(-50, 250, 5001), np.full(5001, 50.0)])
    plain = split(world, line((-50, 50), (250, 50)))
    assert split(world, line(*dense)) == {area: close(amount) for area, amount in plain.items()}


# Polygons


def test_a_polygon_inside_an_area_is_all_its(world):
    assert split(world, box(10, 10, 20, 30)) == {A: close(square_metres(box(10, 10, 20, 30)))}


def test_a_polygon_is_divided_at_borders(world):
    assert split(world, box(90, 10, 120, 30)) == {
        A: close(square_metres(box(90, 10, 100, 30))),
        B: close(square_metres(box(100, 10, 120, 30))),
    }


def test_a_polygon_that_contains_whole_areas_gives_each_its_ground(world):
    everything = box(-10, -10, 210, 210)
    found = split(world, everything)
    assert found == {
        A: close(square_metres(box(0, 0, 100, 100))),
        B: close(square_metres(box(100, 0, 200, 100))),
        C: close(square_metres(box(0, 100, 200, 200)) - square_metres(box(20, 130, 60, 170))),
        D: close(square_metres(box(20, 130, 60, 170))),
        OUTSIDE: close(square_metres(everything) - square_metres(box(0, 0, 200, 200))),
    }


def test_a_polygon_with_a_hole_has_no_ground_in_it(world):
    frame = box(10, 120, 80, 190, box(20, 130, 60, 170))
    assert split(world, frame) == {C: close(square_metres(frame))}


def test_a_polygon_that_fills_a_hole_lies_in_what_fills_it_too(world):
    assert split(world, box(20, 130, 60, 170)) == {D: close(square_metres(box(20, 130, 60, 170)))}


def test_a_polygon_that_only_touches_a_border_does_not_enter_the_neighbour(world):
    assert split(world, box(100, 10, 150, 30)) == {B: close(square_metres(box(100, 10, 150, 30)))}
    assert split(world, box(200, 0, 250, 100)) == {OUTSIDE: close(square_metres(box(200, 0, 250, 100)))}


def test_a_polygon_that_only_touches_a_slanting_border_does_not_enter_the_neighbour():
    rng = np.random.default_rng(4)
    entered = []
    for _ in range(100):
        a, b = rng.uniform(-1000, 1000, (2, 2)) + ORIGIN
        across = np.array([a[1] - b[1], b[0] - a[0]])
        index = AreaIndex(
            np.array([shapely.Polygon([a, b, b + across, a + across]), shapely.Polygon([a, b, b - across, a - across])])
        )
        first, last = a + 0.2 * (b - a), a + 0.7 * (b - a)
        entered.append(set(split(index, shapely.Polygon([first, last, last - 0.5 * across]))) != {B})
    assert sum(entered) == 0


def test_a_polygon_far_from_all_areas_is_outside(world):
    assert split(world, box(5000, 0, 5010, 10)) == {OUTSIDE: close(square_metres(box(5000, 0, 5010, 10)))}


def test_parts_of_a_multi_polygon_are_summed(world):
    islands = shapely.MultiPolygon([box(10, 10, 20, 20), box(30, 10, 40, 20), box(110, 10, 120, 20)])
    assert split(world, islands) == {
        A: close(2 * square_metres(box(10, 10, 20, 20)), rel=1e-6),
        B: close(square_metres(box(110, 10, 120, 20))),
    }


# Areas that overlap, and gaps between areas


@pytest.fixture(scope="module")
def disorder():
    """Two areas that share the ground from 50 to 100, and a third beyond a gap of 10 m."""
    return AreaIndex(np.array([box(0, 0, 100, 100), box(50, 0, 150, 100), box(160, 0, 200, 100)], dtype=object))


def test_where_areas_overlap_everything_belongs_to_the_first(disorder):
    assert split(disorder, point(75, 50)) == {A: 1.0}
    assert split(disorder, line((10, 50), (140, 50))) == {
        A: close(metres((10, 50), (100, 50))),
        B: close(metres((100, 50), (140, 50))),
    }
    assert split(disorder, box(60, 10, 90, 20)) == {A: close(square_metres(box(60, 10, 90, 20)))}
    assert split(disorder, box(10, 0, 140, 10)) == {
        A: close(square_metres(box(10, 0, 100, 10))),
        B: close(square_metres(box(100, 0, 140, 10))),
    }


def test_where_areas_overlap_a_polygon_that_is_partly_outside_is_not_counted_twice(disorder):
    assert split(disorder, box(-100, 0, 150, 100)) == {
        A: close(square_metres(box(0, 0, 100, 100))),
        B: close(square_metres(box(100, 0, 150, 100))),
        OUTSIDE: close(square_metres(box(-100, 0, 0, 100))),
    }


def test_what_lies_in_a_gap_is_outside(disorder):
    assert split(disorder, point(155, 50)) == {OUTSIDE: 1.0}
    assert split(disorder, line((140, 50), (170, 50))) == {
        B: close(metres((140, 50), (150, 50))),
        2: close(metres((160, 50), (170, 50))),
        OUTSIDE: close(metres((150, 50), (160, 50))),
    }
    assert split(disorder, box(140, 0, 170, 10))[OUTSIDE] == close(square_metres(box(150, 0, 160, 10)))


# Pieces


def test_pieces_come_in_order_with_outside_last(world):
    pieces = world.split(np.array([line((250, 50), (50, 50)), line((150, 50), (50, 50)), line((-9, 9), (-5, 9))]))
    assert list(zip(pieces.feature.tolist(), pieces.area.tolist(), strict=True)) == [
        (0, A),
        (0, B),
        (0, OUTSIDE),
        (1, A),
        (1, B),
        (2, OUTSIDE),
    ]
    assert len(pieces) == 6
    assert pieces.geometry is None
    pieces = world.split(np.array([box(90, 10, 250, 30), box(-9, 10, 5, 30)]))
    assert list(zip(pieces.feature.tolist(), pieces.area.tolist(), strict=True)) == [
        (0, A),
        (0, B),
        (0, OUTSIDE),
        (1, A),
        (1, OUTSIDE),
    ]


def test_pieces_of_lines_are_the_stretches_themselves(world):
    road = line((50, 50), (150, 50), (150, 60), (50, 60))
    pieces = world.split(np.array([road, line((10, 10), (20, 20))]), parts=True)
    assert pieces.geometry[0].equals(shapely.MultiLineString([line((50, 50), (100, 50)), line((100, 60), (50, 60))]))
    assert pieces.geometry[1].equals(line((100, 50), (150, 50), (150, 60), (100, 60)))
    assert len(pieces.geometry[1].geoms) == 1
    assert pieces.geometry[2].equals(line((10, 10), (20, 20)))


def test_pieces_of_polygons_and_points_are_the_parts_themselves(world):
    pieces = world.split(np.array([box(90, 10, 250, 30)]), parts=True)
    for found, expected in zip(
        pieces.geometry, (box(90, 10, 100, 30), box(100, 10, 200, 30), box(200, 10, 250, 30)), strict=True
    ):
        assert found.equals(expected)
    visited = shapely.MultiPoint([point(50, 50), point(150, 50), point(60, 50)])
    pieces = world.split(np.array([visited]), parts=True)
    assert pieces.geometry[0].equals(shapely.MultiPoint([point(50, 50), point(60, 50)]))
    assert pieces.geometry[1].equals(point(150, 50))


def test_the_batch_a_feature_comes_in_does_not_matter(world):
    rng = np.random.default_rng(5)
    roads = [line(*rng.uniform(-20, 220, (int(n), 2))) for n in rng.integers(2, 12, 200)]
    together = split(world, *roads)
    for road, found in zip(roads, together, strict=True):
        alone = split(world, road)
        assert found.keys() == alone.keys()
        assert found == {area: pytest.approx(amount, rel=1e-12) for area, amount in alone.items()}


def test_many_polygons_in_a_batch_are_cut_like_each_alone(world):
    rng = np.random.default_rng(6)
    corners = rng.uniform(-20, 200, (1500, 2))
    plots = [box(x, y, x + 15, y + 12) for x, y in corners]
    together = split(world, *plots)
    for i in range(0, 1500, 50):
        assert together[i] == {
            area: pytest.approx(amount, rel=1e-12) for area, amount in split(world, plots[i]).items()
        }


def test_an_area_without_geometry_holds_nothing():
    index = AreaIndex(np.array([shapely.Polygon(), box(0, 0, 100, 100)], dtype=object))
    assert split(index, point(50, 50)) == {1: 1.0}
    assert split(index, line((-10, 50), (50, 50)))[1] == close(metres((0, 50), (50, 50)))
    assert split(index, box(-10, 0, 10, 10))[1] == close(square_metres(box(0, 0, 10, 10)))


@pytest.mark.parametrize("parts", [True, False])
def test_an_empty_batch_has_no_pieces(world, parts):
    pieces = world.split(np.array([], dtype=object), parts=parts)
    assert len(pieces) == 0
    assert (pieces.geometry is not None) == parts


@pytest.mark.parametrize("feature", [point(50, 50), line((50, 50), (150, 50)), box(50, 50, 150, 60)])
def test_the_user_can_cancel(world, feature):
    with pytest.raises(Cancelled):
        world.split(np.array([feature]), cancelled=lambda: True)


def test_an_index_knows_how_many_areas_it_has(world):
    assert len(world) == 4
