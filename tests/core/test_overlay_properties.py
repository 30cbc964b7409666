# SPDX-License-Identifier: GPL-2.0-or-later
"""Every metre once, whatever the areas and the features: random worlds, against geopandas and GeographicLib.

Two kinds of worlds. On the lattice everything has whole coordinates, so that features meet borders and corners all the
time and exactly; who owns a border can be told. In the slanting worlds nothing coincides, borders are never parallel to
the axes, and geopandas' own overlay is the judge.
"""

import itertools

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from pyproj import Geod, Transformer
from scipy.spatial import Voronoi

from regso_atlas.plugin.core import ellipsoid, overlay
from regso_atlas.plugin.core.overlay import OUTSIDE, AreaIndex

SWEREF = "EPSG:3006"
ORIGIN = np.array([674_000.0, 6_580_000.0])
STEP = 40.0
SIDE = 12

GEOD = Geod(ellps="GRS80")
TO_DEGREES = Transformer.from_crs(SWEREF, "EPSG:4258", always_xy=True)

# Empty intersections make GEOS raise a flag that numpy reports; the oracles meet many of them.
pytestmark = pytest.mark.filterwarnings("ignore:invalid value encountered:RuntimeWarning")

quick = settings(max_examples=60, deadline=None, database=None, derandomize=True)


@pytest.fixture(scope="module", autouse=True, params=["grid", "exact"])
def way(request):
    """Every case both ways: over the grid of edges, as for large inputs, and over whole polygons."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(overlay, "_ENOUGH", 0 if request.param == "grid" else 10**12)
        patch.setattr(overlay, "_VERTICES_TO_ONE", 50 if request.param == "grid" else 1e-12)
        yield request.param


def measure(geometries):
    """Return geodesic lengths or areas, 1 for points: by pyproj, not by the engine."""
    result = []
    for geometry in geometries:
        if geometry.is_empty or shapely.get_dimensions(geometry) == 0:
            result.append(float(not geometry.is_empty))
            continue
        degrees = shapely.transform(
            shapely.segmentize(shapely.normalize(geometry), 100.0),
            lambda xy: np.column_stack(TO_DEGREES.transform(xy[:, 0], xy[:, 1])),
        )
        area = shapely.get_dimensions(geometry) == 2
        result.append(abs(GEOD.geometry_area_perimeter(degrees)[0]) if area else GEOD.geometry_length(degrees))
    return np.array(result)


def own_amounts(features):
    return {0: lambda g: np.ones(len(g)), 1: ellipsoid.line_lengths, 2: ellipsoid.polygon_areas}[
        int(shapely.get_dimensions(features[0]))
    ](features)


# Worlds


@st.composite
def lattice_areas(draw, overlap=False):
    """Cells between lattice lines, dealt out to a few areas or to nobody: holes, islands, multi-parts, gaps."""
    lines = st.lists(st.integers(1, SIDE - 1), max_size=4, unique=True).map(lambda cuts: [0, *sorted(cuts), SIDE])
    east, north = draw(lines), draw(lines)
    cells = [
        shapely.box(*(ORIGIN + STEP * np.array([w, s])), *(ORIGIN + STEP * np.array([e, n])))
        for w, e in itertools.pairwise(east)
        for s, n in itertools.pairwise(north)
    ]
    owners = np.array(draw(st.lists(st.integers(-1, 4), min_size=len(cells), max_size=len(cells))))
    areas = [shapely.union_all(np.array(cells)[owners == owner]) for owner in range(5) if (owners == owner).any()]
    if overlap and areas:
        west, south = draw(st.integers(0, SIDE - 3)), draw(st.integers(0, SIDE - 3))
        extra = shapely.box(
            *(ORIGIN + STEP * np.array([west, south])), *(ORIGIN + STEP * np.array([west + 3, south + 3]))
        )
        number = draw(st.integers(0, len(areas) - 1))
        areas[number] = shapely.union(areas[number], extra)
    return np.array(areas or [cells[0]], dtype=object)


lattice_point = st.tuples(st.integers(-2, SIDE + 2), st.integers(-2, SIDE + 2)).map(
    lambda xy: ORIGIN + STEP * np.array(xy)
)


@st.composite
def slanting_areas(draw):
    """Cells of a Voronoi diagram with common vertices, some of them merged, pierced, or left out."""
    rng = np.random.default_rng(draw(st.integers(0, 10_000)))
    middle = rng.uniform(0, 1000, (draw(st.integers(4, 14)), 2))
    # Mirrored on all sides, so that the cells fill the square.
    mirrored = np.vstack([middle, *((middle * [a, b]) + [c, d] for a, b, c, d in
                                    ((-1, 1, 0, 0), (-1, 1, 2000, 0), (1, -1, 0, 0), (1, -1, 0, 2000)))])  # fmt: skip
    diagram = Voronoi(mirrored)
    # Turned a little: no border is parallel to an axis.
    turned = diagram.vertices @ [[0.9, 0.35], [-0.4, 0.85]] + ORIGIN
    cells = [shapely.Polygon(turned[diagram.regions[region]]) for region in diagram.point_region[: len(middle)]]
    if draw(st.booleans()):
        cells[0] = shapely.MultiPolygon([cells[0], cells.pop()]) if not cells[0].intersects(cells[-1]) else cells[0]
    if draw(st.booleans()):
        pond = shapely.affinity.scale(cells[1], 0.4, 0.4)
        cells[1] = cells[1].difference(pond)
        cells += [pond] if draw(st.booleans()) else []
    if draw(st.booleans()):
        cells.pop(2)
    return np.array(cells, dtype=object)


free_point = st.tuples(*(st.floats(-300, 1300, allow_nan=False, width=32),) * 2).map(
    lambda xy: ORIGIN + np.array(xy) + [0.1234567, 0.7654321]
)


def points_of(position):
    return st.lists(position, min_size=1, max_size=5).map(
        lambda xy: shapely.Point(xy[0]) if len(xy) == 1 else shapely.MultiPoint(xy)
    )


def lines_of(position):
    one = st.lists(position, min_size=2, max_size=7).map(shapely.LineString)
    several = st.lists(one, min_size=2, max_size=3).map(shapely.MultiLineString)
    return st.one_of(one, one, several)


def polygons_of(position):
    hull = st.lists(position, min_size=3, max_size=6).map(lambda xy: shapely.MultiPoint(xy).convex_hull)
    hull = hull.filter(lambda g: g.geom_type == "Polygon" and g.area > 100)
    mixed = st.tuples(hull, hull, st.booleans()).map(lambda g: g[0].union(g[1]) if g[2] else g[0].difference(g[1]))
    return st.one_of(hull, mixed.filter(lambda g: g.geom_type in ("Polygon", "MultiPolygon") and g.area > 100))


KINDS = {"points": points_of, "lines": lines_of, "polygons": polygons_of}


def batches(kind, position):
    return st.lists(KINDS[kind](position), min_size=1, max_size=6).map(lambda g: np.array(g, dtype=object))


# What the engine must give


def as_table(pieces):
    return pd.Series(pieces.amount, index=pd.MultiIndex.from_arrays([pieces.feature, pieces.area])).sort_index()


def segments(features):
    """Return the parts that no overlay can dissolve: points, segments of lines, or the polygon itself."""
    parts, owner = shapely.get_parts(features, return_index=True)
    if shapely.get_dimensions(features[0]) != 1:
        return (parts, owner) if shapely.get_dimensions(features[0]) == 0 else (features, np.arange(len(features)))
    chains = [shapely.get_coordinates(part) for part in parts]
    pairs = [(xy[i : i + 2], o) for xy, o in zip(chains, owner, strict=True) for i in range(len(xy) - 1)]
    return shapely.linestrings(np.array([p for p, _ in pairs])), np.array([o for _, o in pairs])


def first_come_first_served(features, areas):
    """Return amounts by (feature, area): each area in turn takes what is left of every part, one pair at a time."""
    parts, owner = segments(features)
    share = 1 / np.bincount(owner)
    rows = []
    for part, feature in zip(parts, owner, strict=True):
        left = part
        for number, area in enumerate([*areas, None]):
            got = left if area is None else shapely.intersection(left, area)
            left = left if area is None else shapely.difference(left, area)
            got = [g for g in shapely.get_parts(got) if shapely.get_dimensions(g) == shapely.get_dimensions(part)]
            amount = measure(got).sum() * (share[feature] if part.geom_type == "Point" else 1)
            rows.append((feature, OUTSIDE if area is None else number, amount))
    return pd.DataFrame(rows, columns=["feature", "area", "amount"]).groupby(["feature", "area"])["amount"].sum()


def by_geopandas(features, areas):
    """Return amounts by (feature, area) from geopandas' overlay or spatial join."""
    parts, owner = segments(features)
    left = gpd.GeoDataFrame({"feature": owner}, geometry=parts, crs=SWEREF)
    right = gpd.GeoDataFrame({"area": np.arange(len(areas))}, geometry=areas, crs=SWEREF)
    if left.geom_type.eq("Point").all():
        joined = gpd.sjoin(left, right, predicate="intersects").groupby(level=0).first()
        joined["amount"] = (1 / np.bincount(owner))[joined["feature"]]
    else:
        joined = gpd.overlay(left, right, how="intersection", keep_geom_type=True)
        joined["amount"] = measure(joined.geometry)
    return joined.groupby(["feature", "area"])["amount"].sum()


def assert_same(pieces, expected, features):
    """Compare to a millionth of each feature, and to the rounding of coordinates along all its length."""
    # GeographicLib knows areas to a few square centimetres here, and lengths much better.
    floor = 1e-3 if shapely.get_dimensions(features[0]) == 2 else 1e-8
    allowed = 1e-6 * own_amounts(features) + 1e-8 * shapely.length(features) + floor
    both = pd.concat([as_table(pieces), expected], axis=1, keys=["found", "expected"]).fillna(0.0)
    difference = (both["found"] - both["expected"]).abs() / allowed[both.index.get_level_values(0)]
    assert difference.max() < 1, both


def assert_conserved(pieces, features):
    """Compare the sum of each feature's pieces with the feature to a thousand-millionth."""
    found = np.bincount(pieces.feature, weights=pieces.amount, minlength=len(features))
    np.testing.assert_allclose(found, own_amounts(features), rtol=1e-9, atol=1e-12)
    assert (pieces.amount >= 0).all()
    assert not pd.MultiIndex.from_arrays([pieces.feature, pieces.area]).duplicated().any()


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("overlap", [False, True])
def test_on_the_lattice_every_metre_goes_to_the_first_area_there(kind, overlap):
    @quick
    @given(lattice_areas(overlap=overlap), batches(kind, lattice_point))
    def check(areas, features):
        pieces = AreaIndex(areas).split(features)
        assert_conserved(pieces, features)
        assert_same(pieces, first_come_first_served(features, areas), features)

    check()


@pytest.mark.parametrize("kind", KINDS)
def test_in_slanting_worlds_the_engine_agrees_with_geopandas(kind):
    @quick
    @given(slanting_areas(), batches(kind, free_point))
    def check(areas, features):
        pieces = AreaIndex(areas).split(features)
        assert_conserved(pieces, features)
        inside = by_geopandas(features, areas)
        outside = own_amounts(features) - inside.groupby(level=0).sum().reindex(range(len(features)), fill_value=0.0)
        outside.index = pd.MultiIndex.from_product([outside.index, [OUTSIDE]])
        assert_same(pieces, pd.concat([inside, outside]), features)

    check()


@pytest.mark.parametrize("kind", KINDS)
def test_in_slanting_worlds_with_features_on_the_very_vertices_nothing_is_lost(kind):
    @quick
    @given(slanting_areas(), st.data())
    def check(areas, data):
        vertices = np.unique(shapely.get_coordinates(areas), axis=0)
        on_vertex = st.integers(0, len(vertices) - 1).map(lambda i: vertices[i])
        features = data.draw(batches(kind, on_vertex))
        pieces = AreaIndex(areas).split(features)
        assert_conserved(pieces, features)

    check()


@quick
@given(slanting_areas(), st.data())
def test_a_line_along_the_borders_goes_to_the_first_of_the_neighbours(areas, data):
    ring = data.draw(st.sampled_from(list(shapely.get_rings(areas))))
    first, last = sorted(data.draw(st.lists(st.integers(0, len(ring.coords) - 1), min_size=2, max_size=2, unique=True)))
    along = np.array(ring.coords)[first : last + 1]
    jitter = data.draw(st.sampled_from([0.0, 1e-9, 1e-4]))
    moved = along + jitter * np.random.default_rng(0).uniform(-1, 1, along.shape)
    pieces = AreaIndex(areas).split(np.array([shapely.LineString(moved)], dtype=object))
    # Who is there: the first area within a millimetre of the middle of each edge.
    expected = {}
    for a, b in itertools.pairwise(along):
        owner = int(np.flatnonzero(shapely.dwithin(areas, shapely.Point((a + b) / 2), 1e-3))[0])
        expected[owner] = expected.get(owner, 0.0) + measure([shapely.LineString([a, b])])[0]
    found = dict(zip(pieces.area.tolist(), pieces.amount.tolist(), strict=True))
    # With the jitter, the ends of edges are off by some tenths of a millimetre, and so are lengths.
    found = {area: amount for area, amount in found.items() if amount > 20 * jitter}
    assert found == {area: pytest.approx(amount, rel=1e-6, abs=20 * jitter + 1e-5) for area, amount in expected.items()}


@pytest.mark.parametrize("kind", KINDS)
def test_the_parts_lie_in_their_areas_and_are_as_large_as_they_say(kind):
    @quick
    @given(slanting_areas(), batches(kind, free_point))
    def check(areas, features):
        pieces = AreaIndex(areas).split(features, parts=True)
        if kind != "points":
            np.testing.assert_allclose(own_amounts(pieces.geometry), pieces.amount, rtol=1e-6, atol=1e-5)
        size = {"points": shapely.get_num_geometries, "lines": shapely.length, "polygons": shapely.area}[kind]
        inside = pieces.area != OUTSIDE
        astray = shapely.difference(pieces.geometry[inside], shapely.buffer(areas[pieces.area[inside]], 1e-3))
        within = shapely.intersection(pieces.geometry[~inside], shapely.buffer(shapely.union_all(areas), -1e-3))
        for wrong in (astray, within):
            assert size(wrong[~shapely.is_empty(wrong)]).sum() < 1e-3

    check()


@quick
@given(slanting_areas(), batches("lines", free_point))
def test_the_direction_of_a_line_does_not_matter(areas, features):
    index = AreaIndex(areas)
    forth, back = as_table(index.split(features)), as_table(index.split(shapely.reverse(features)))
    pd.testing.assert_series_equal(forth, back, rtol=1e-9, atol=1e-9)


@quick
@given(slanting_areas(), batches("polygons", free_point))
def test_amounts_stay_the_same_when_the_areas_are_one(areas, features):
    apart = as_table(AreaIndex(areas).split(features))
    together = as_table(AreaIndex(np.array([shapely.union_all(areas)], dtype=object)).split(features))
    summed = apart.groupby([apart.index.get_level_values(0), apart.index.get_level_values(1) != OUTSIDE]).sum()
    expected = together.rename(lambda area: area != OUTSIDE, level=1)
    both = pd.concat([summed, expected], axis=1).fillna(0.0)
    np.testing.assert_allclose(both[0], both[1], atol=1e-6 * own_amounts(features).max())
