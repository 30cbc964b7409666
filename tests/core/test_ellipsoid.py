# SPDX-License-Identifier: GPL-2.0-or-later
"""True metres, against PROJ's scale factors and GeographicLib's geodesics (both through pyproj)."""

import itertools
import warnings

import numpy as np
import pytest
import shapely
from pyproj import Geod, Proj, Transformer

from regso_atlas.plugin.core import ellipsoid

GEOD = Geod(ellps="GRS80")
PROJ = Proj("EPSG:3006")
TO_DEGREES = Transformer.from_crs("EPSG:3006", "EPSG:4258", always_xy=True)

PLACES = {
    "Smygehuk": (386_000.0, 6_134_000.0),
    "Haparanda": (917_000.0, 7_325_000.0),
    "Treriksröset": (719_000.0, 7_673_000.0),
    "Göteborg": (319_000.0, 6_399_000.0),
    "Rättvik, on the central meridian": (500_000.0, 6_750_000.0),
    "Åland": (800_000.0, 6_700_000.0),
}


def line(*points):
    return shapely.linestrings(np.array(points, dtype=float))


def geodesic_length(geometry, step=50.0):
    """Measure a line that is straight in the grid: its stretches of 50 m are as good as straight on the ellipsoid."""
    xy = shapely.get_coordinates(shapely.segmentize(geometry, step))
    lon, lat = TO_DEGREES.transform(xy[:, 0], xy[:, 1])
    return GEOD.line_length(lon, lat)


def geodesic_area(geometry, step=20.0):
    dense = shapely.segmentize(shapely.normalize(geometry), step)
    return abs(
        GEOD.geometry_area_perimeter(
            shapely.transform(dense, lambda xy: np.column_stack(TO_DEGREES.transform(xy[:, 0], xy[:, 1])))
        )[0]
    )


def lengths(*lines):
    return ellipsoid.line_lengths(np.array(lines, dtype=object))


def areas(*polygons):
    return ellipsoid.polygon_areas(np.array(polygons, dtype=object))


def test_the_scale_is_proj_s_all_over_sweden_and_around():
    rng = np.random.default_rng(7)
    east, north = rng.uniform(-450e3, 1_450e3, 3000), rng.uniform(5.6e6, 8.4e6, 3000)
    lon, lat = PROJ(east, north, inverse=True)
    factors = PROJ.get_factors(lon, lat)
    # PROJ differentiates numerically; it is good to about 1e-10 itself.
    np.testing.assert_allclose(1 / ellipsoid.inverse_scale(east, north), factors.meridional_scale, rtol=1e-9)
    np.testing.assert_allclose(1 / ellipsoid.inverse_scale(east, north), factors.parallel_scale, rtol=1e-9)


def test_the_scale_is_0_9996_on_the_central_meridian():
    north = np.linspace(6.1e6, 7.7e6, 20)
    np.testing.assert_allclose(ellipsoid.inverse_scale(np.full(20, 500e3), north), 1 / 0.9996, rtol=1e-14)


def test_inside_the_box_the_fit_is_the_series():
    rng = np.random.default_rng(8)
    x0, y0 = rng.uniform(-499e3, 1_499e3, 2000), rng.uniform(5.501e6, 8.499e6, 2000)
    # So short that the middle stands for the whole.
    found = ellipsoid.segment_lengths(x0, y0, x0 + 0.6, y0 + 0.8)
    np.testing.assert_allclose(found, ellipsoid.inverse_scale(x0 + 0.3, y0 + 0.4), rtol=1e-9)


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("reach", [100.0, 5_000.0, 60_000.0])
def test_lengths_are_geodesic_lengths(place, reach):
    x, y = PLACES[place]
    bent = line((x, y), (x + reach, y + 0.3 * reach), (x + 0.2 * reach, y + reach), (x - 0.1 * reach, y + 0.9 * reach))
    # A chord of 50 m differs from its arc by 1e-11 of its length.
    assert lengths(bent)[0] == pytest.approx(geodesic_length(bent, 50.0), rel=1e-9)


def test_the_grid_alone_would_be_wrong_by_two_thousandths_at_the_edges():
    x, y = PLACES["Haparanda"]
    straight = line((x, y), (x + 1000, y))
    assert abs(lengths(straight)[0] / 1000 - 1) > 0.0015
    assert abs(geodesic_length(straight) / 1000 - 1) > 0.0015


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("reach", [200.0, 3_000.0, 20_000.0])
def test_areas_are_geodesic_areas_with_holes_subtracted(place, reach):
    x, y = PLACES[place]
    shell = [(x, y), (x + reach, y + 0.1 * reach), (x + 1.2 * reach, y + reach), (x - 0.2 * reach, y + 0.7 * reach)]
    hole = [(x + c * reach, y + d * reach) for c, d in ((0.3, 0.3), (0.6, 0.35), (0.4, 0.6))]
    with_hole = shapely.Polygon(shell, [hole])
    assert areas(with_hole)[0] == pytest.approx(geodesic_area(with_hole, reach / 500), rel=1e-8)
    assert areas(shapely.Polygon(shell))[0] - areas(shapely.Polygon(hole))[0] == pytest.approx(
        areas(with_hole)[0], rel=1e-12
    )


def test_areas_with_edges_of_hundreds_of_kilometres_are_geodesic_areas():
    box = shapely.box(300e3, 6.3e6, 800e3, 7.5e6)
    assert areas(box)[0] == pytest.approx(geodesic_area(box, 500.0), rel=1e-8)


def test_a_ring_s_direction_does_not_matter():
    box = shapely.Polygon(
        shapely.box(540e3, 6.73e6, 541e3, 6.731e6, ccw=True).exterior.coords,
        [shapely.box(540.2e3, 6.7302e6, 540.4e3, 6.7304e6, ccw=True).exterior.coords],
    )
    turned = shapely.Polygon(box.exterior.coords[::-1], [box.interiors[0].coords[::-1]])
    assert areas(box)[0] == pytest.approx(areas(turned)[0], rel=1e-15)


def test_parts_of_a_line_sum_to_the_line():
    rng = np.random.default_rng(9)
    for x, y in PLACES.values():
        ends = np.array([[x, y], [x + 38_000, y + 21_000]])
        cuts = np.concatenate([[0], np.sort(rng.uniform(0, 1, 200)), [1]])
        points = ends[0] + cuts[:, None] * (ends[1] - ends[0])
        whole = lengths(line(*ends))[0]
        assert lengths(*(line(a, b) for a, b in itertools.pairwise(points))).sum() == pytest.approx(whole, rel=1e-12)
        assert lengths(line(*points))[0] == pytest.approx(whole, rel=1e-12)


def test_parts_of_a_very_long_line_sum_to_the_line():
    ends = np.array([PLACES["Smygehuk"], PLACES["Treriksröset"]])
    points = ends[0] + np.linspace(0, 1, 1000)[:, None] * (ends[1] - ends[0])
    assert lengths(line(*points))[0] == pytest.approx(lengths(line(*ends))[0], rel=1e-12)


def test_parts_of_a_polygon_sum_to_the_polygon():
    for x, y in PLACES.values():
        tiles = [
            shapely.box(x + 100 * i, y + 100 * j, x + 100 * (i + 1), y + 100 * (j + 1))
            for i in range(20)
            for j in range(20)
        ]
        assert areas(*tiles).sum() == pytest.approx(areas(shapely.box(x, y, x + 2000, y + 2000))[0], rel=1e-12)


def test_small_polygons_keep_their_digits_far_from_the_origin():
    x, y = PLACES["Treriksröset"]
    square = shapely.box(x, y, x + 1, y + 1)
    assert areas(square)[0] == pytest.approx(ellipsoid.inverse_scale(np.array([x]), np.array([y]))[0] ** 2, rel=1e-6)


def test_multi_parts_are_measured_together_and_empty_ones_are_zero():
    x, y = PLACES["Göteborg"]
    one, other = line((x, y), (x + 3, y + 4)), line((x + 50, y), (x + 56, y + 8))
    found = lengths(shapely.MultiLineString([one, other]), shapely.LineString(), one, other)
    assert found[0] == pytest.approx(found[2] + found[3], rel=1e-14)
    assert found[1] == 0
    square, island = shapely.box(x, y, x + 10, y + 10), shapely.box(x + 90, y, x + 95, y + 5)
    found = areas(shapely.MultiPolygon([square, island]), shapely.Polygon(), square, island, None)
    assert found[0] == pytest.approx(found[2] + found[3], rel=1e-14)
    assert found[1] == found[4] == 0


def test_a_line_without_length_is_zero_metres():
    x, y = PLACES["Åland"]
    assert lengths(line((x, y), (x, y)))[0] == 0


def test_nothing_is_nothing():
    assert len(lengths()) == len(areas()) == 0


@pytest.mark.parametrize(
    ("place", "lon", "lat"),
    [("London", -0.1, 51.5), ("Istanbul", 29.0, 41.0), ("Kanarieöarna", -15.6, 28.0), ("Guineabukten", 2.0, 1.0)],
)
def test_far_away_lines_and_polygons_are_still_true_metres(place, lon, lat):
    x, y = PROJ(lon, lat)
    # Small, so that straight in the grid and straight on the ellipsoid are the same.
    street = line((x, y), (x + 300, y + 400))
    assert lengths(street)[0] == pytest.approx(geodesic_length(street), rel=1e-7)
    park = shapely.box(x, y, x + 300, y + 400)
    assert areas(park)[0] == pytest.approx(geodesic_area(park), rel=1e-7)


def test_a_line_that_leaves_the_neighbourhood_of_sweden_is_measured_in_one_piece():
    out = line((500e3, 5.6e6), (500e3, 5.4e6))
    cut = line((500e3, 5.6e6), (500e3, 5.5e6)), line((500e3, 5.5e6), (500e3, 5.4e6))
    assert lengths(out)[0] == pytest.approx(200e3 / 0.9996, rel=1e-12)
    assert lengths(*cut).sum() == pytest.approx(lengths(out)[0], rel=1e-12)


@pytest.mark.parametrize("bad", [np.nan, np.inf, -np.inf, 1e12, 1.7e308])
def test_what_is_nowhere_on_earth_is_not_a_number_and_disturbs_nobody(bad):
    x, y = PLACES["Göteborg"]
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        # Some versions of shapely warn of such coordinates themselves.
        warnings.filterwarnings("ignore", message="invalid value encountered in (linestrings|polygons|linearrings)")
        assert np.isnan(ellipsoid.segment_lengths(*(np.array([v]) for v in (x, y, bad, y))))[0]
        good = line((x, y), (x + 3, y + 4))
        found = lengths(line((x, y), (bad, y), (x + 3, y + 4)), good)
        assert np.isnan(found[0])
        assert found[1] == pytest.approx(5.0, rel=1e-3)
        park = shapely.box(x, y, x + 10, y + 10)
        found = areas(shapely.polygons([(x, y), (x + 10, bad), (x + 10, y)]), park)
        assert np.isnan(found[0])
        assert found[1] == pytest.approx(100.0, rel=2e-3)
