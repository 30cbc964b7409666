# SPDX-License-Identifier: GPL-2.0-or-later
"""Real layers over the whole country's RegSO, against geopandas and GeographicLib.

Areas: RegSO 2025 with SCB's types of 2022 joined by code. Every figure that is expected is computed here, by other
means than the engine's.
"""

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely
from pyproj import Geod

from regso_atlas.plugin.core.area_types import ROWS
from regso_atlas.plugin.core.areas import build_areas
from regso_atlas.plugin.core.codes import Edition
from regso_atlas.plugin.core.joining import join_by_code
from regso_atlas.plugin.core.overlay import Kind
from regso_atlas.plugin.core.summarizer import Batch, Summarizer

SWEREF = "EPSG:3006"
GEOD = Geod(ellps="GRS80")

# GeoPackage 1.4 is newer than the GDAL of Debian 12, which says so and reads it.
pytestmark = [
    pytest.mark.filterwarnings("ignore:This version of GeoPackage:RuntimeWarning"),
    pytest.mark.filterwarnings("ignore:Non-conformant content:RuntimeWarning"),
]


@pytest.fixture(scope="module")
def polygons(real_data):
    frame = gpd.read_file(real_data / "regso2025" / "RegSO_2025.gpkg", columns=["regsokod", "regsonamn", "version"])
    types = pd.read_csv(real_data / "index" / "regso_omradestyp_2022_by_code.csv", dtype=str)
    joined = frame.rename(columns={"regsokod": "code", "regsonamn": "name"}).merge(
        types.rename(columns={"regsokod": "code", "omradestyp_2022": "area_type"}), on="code", how="left"
    )
    return joined.sort_values("code", ignore_index=True)


@pytest.fixture(scope="module")
def areas(polygons):
    return build_areas(polygons, coverage=False)


def summarize(areas, features, **options):
    """Run the engine on a frame, with features without geometry counted as unusable."""
    usable = ~(features.geometry.isna() | features.geometry.is_empty)
    geometry = shapely.force_2d(features.geometry[usable].to_crs(SWEREF).to_numpy())
    job = Summarizer(areas, Kind(int(shapely.get_dimensions(geometry[0]))), **options)
    attributes = pd.DataFrame(features[usable].drop(columns=features.geometry.name)).reset_index(drop=True)
    job.add(Batch(attributes, geometry=geometry, unusable=int((~usable).sum())))
    summary = job.finish("sv")
    assert summary.totals.tie
    assert summary.totals.features == len(features)
    assert summary.table["amount"].sum() == pytest.approx(summary.totals.amount, rel=1e-9)
    assert summary.table["area_type"].tolist() == list(ROWS) * (len(summary.table) // 7)
    return summary


def near(polygons, features):
    """Return the areas whose boxes meet the features' box, which no feature leaves."""
    west, south, east, north = features.total_bounds
    return polygons.cx[west:east, south:north]


def type_of(frame):
    return frame["area_type"].fillna("0").astype(int)


def by_type(types, amounts=1.0):
    """Sum amounts by type, with a zero where nothing lies."""
    return pd.Series(amounts, index=types.index).groupby(types).sum().reindex(list(ROWS), fill_value=0.0)


def geodesic_km(lines):
    return np.array([GEOD.geometry_length(g) for g in lines.to_crs(4258)]) / 1000


def geodesic_km2(parts):
    dense = parts.segmentize(50.0).normalize().to_crs(4258)
    return np.array([abs(GEOD.geometry_area_perimeter(g)[0]) for g in dense]) / 1e6


def test_the_types_of_2022_on_the_areas_of_2025_leave_one_code_on_either_side(polygons, areas, real_data):
    assert len(areas) == 3363
    assert areas.edition is Edition.E2025
    assert [str(warning) for warning in areas.warnings] == ["1 area has no area type (no data): 2523R011"]
    table = pd.read_csv(real_data / "index" / "regso_omradestyp_2022_by_code.csv", dtype=str).set_index("regsokod")
    # SCB's published numbers of areas by type in 2022.
    assert table["omradestyp_2022"].value_counts().sort_index().tolist() == [160, 289, 855, 1770, 289]
    _, report = join_by_code(areas.frame.index, table)
    assert (report.matched, report.only_in_areas, report.only_in_table) == (3362, ("2523R011",), ("2584R001",))
    expected = type_of(polygons).value_counts().sort_index()
    assert areas.frame["area_type"].value_counts().sort_index().tolist() == expected.tolist()


def test_the_ground_of_all_areas_is_geodesic(polygons, areas):
    some = polygons.iloc[::40]
    expected = geodesic_km2(some.geometry)
    np.testing.assert_allclose(areas.frame["area_km2"].loc[some["code"]], expected, rtol=1e-8)


@pytest.mark.parametrize(
    ("file", "group"),
    [("skolenheter_2025-01", "Status"), ("osm_halso_2020", "facility"), ("bibliotek_libris", "library_type")],
)
def test_points_by_type_are_those_of_a_spatial_join(polygons, areas, real_data, file, group):
    places = gpd.read_file(real_data / "sweden" / f"{file}.gpkg")
    summary = summarize(areas, places, group_field=group)
    usable = places[~(places.geometry.isna() | places.geometry.is_empty)].to_crs(SWEREF)
    joined = gpd.sjoin(usable, polygons, predicate="intersects").sort_values("code")
    joined = joined[~joined.index.duplicated()]
    types = type_of(joined).reindex(usable.index, fill_value=-1)
    found = summary.table.groupby("area_type")["amount"].sum().reindex(list(ROWS))
    assert found.tolist() == by_type(types).tolist()
    assert summary.totals.unusable == len(places) - len(usable)
    assert summary.totals.outside == (types == -1).sum()
    # And by group, NULL among them.
    expected = types.groupby([usable[group].fillna("(NULL)"), types]).size()
    counts = summary.table[summary.table["amount"] > 0]
    found = counts.groupby([counts[group].fillna("(NULL)"), "area_type"])["amount"].sum()
    assert found.to_dict() == expected.to_dict()


def test_libraries_abroad_are_outside(areas, real_data):
    libraries = gpd.read_file(real_data / "sweden" / "bibliotek_libris.gpkg").to_crs(SWEREF)
    kommuner = gpd.read_file(real_data / "sweden" / "Kommun_Sweref99TM.zip").to_crs(SWEREF)
    # SCB's generalised kommuner lack small islands (Styrsö, Ven, Visingsö): what is 20 km from them is abroad.
    near_sweden = gpd.sjoin_nearest(libraries, kommuner, max_distance=20_000).index.unique()
    abroad = libraries.drop(index=near_sweden)
    # Two made-up places, and among others Aalborg, Oulu (Uleåborg) and Istanbul.
    assert {"Uleåborgs universitetsbiblioteket", "Aalborg Universitet, biblioteket"} <= set(abroad["name"])
    totals = summarize(areas, libraries).totals
    assert (totals.features, totals.outside, totals.unusable) == (2753, len(abroad), 0)


def test_roads_and_railways_around_siljan(polygons, areas, real_data):
    links = gpd.read_file(real_data / "dalarna" / "ems_roads_railways_siljan.gpkg")
    summary = summarize(areas, links, group_field="obj_type")
    flat = links.to_crs(SWEREF)
    pieces = gpd.overlay(flat, near(polygons, flat), how="intersection", keep_geom_type=True)
    expected = by_type(type_of(pieces), geodesic_km(pieces.geometry))
    expected[-1] = geodesic_km(flat.geometry).sum() - expected.sum()
    found = summary.table.groupby("area_type")["amount"].sum().reindex(list(ROWS))
    np.testing.assert_allclose(found, expected, rtol=1e-6, atol=1e-5)
    assert found.sum() > 1700
    assert summary.totals.inside == len(links)
    assert summary.table["obj_type"].nunique() == 3
    for kind, own in pieces.groupby("obj_type"):
        found = summary.table[summary.table["obj_type"] == kind].set_index("area_type")["amount"]
        np.testing.assert_allclose(
            found[1:5], by_type(type_of(own), geodesic_km(own.geometry))[1:5], rtol=1e-6, atol=1e-5
        )


def test_holiday_home_areas(polygons, areas, real_data):
    plots = gpd.read_file(real_data / "dalarna" / "fritidshusomraden_2020_dalarna_wfs.geojson").to_crs(SWEREF)
    summary = summarize(areas, plots, amount_fields=("area_ha",))
    pieces = gpd.overlay(plots.assign(own=geodesic_km2(plots.geometry)), near(polygons, plots), keep_geom_type=True)
    amounts = geodesic_km2(pieces.geometry)
    expected = by_type(type_of(pieces), amounts)
    np.testing.assert_allclose(summary.table["amount"][:6], expected[:6], rtol=1e-6, atol=1e-8)
    assert summary.totals.amount == pytest.approx(geodesic_km2(plots.geometry).sum(), rel=1e-7)
    hectares = by_type(type_of(pieces), pieces["area_ha"].to_numpy() * amounts / pieces["own"].to_numpy())
    np.testing.assert_allclose(summary.table["area_ha_sum"][:6], hectares[:6], rtol=1e-6, atol=1e-6)
    assert summary.table["area_ha_sum"].sum() == pytest.approx(plots["area_ha"].sum(), rel=1e-9)


def test_bus_lines_of_falun_that_use_the_same_street_in_both_directions(polygons, areas, real_data):
    lines = gpd.read_file(real_data / "dalarna" / "kollektivtrafik_Falun.gpkg", layer="linjer")
    summary = summarize(areas, lines)
    # An overlay would dissolve a street that a line uses twice, so every segment is a line of its own.
    parts = shapely.get_parts(lines.to_crs(SWEREF).geometry.to_numpy())
    xy, part = shapely.get_coordinates(parts, return_index=True)
    inner = part[1:] == part[:-1]
    ends = np.stack([xy[:-1], xy[1:]], axis=1)[inner]
    segments = gpd.GeoDataFrame(geometry=shapely.linestrings(ends), crs=SWEREF)
    around = near(polygons, segments)
    whole = gpd.sjoin(around, segments, predicate="contains_properly")
    crossing = segments.drop(index=whole["index_right"])
    pieces = gpd.overlay(crossing, around, how="intersection", keep_geom_type=True)
    kilometres = pd.Series(geodesic_km(segments.geometry))
    expected = by_type(type_of(whole), kilometres[whole["index_right"]].to_numpy())
    expected = expected + by_type(type_of(pieces), geodesic_km(pieces.geometry))
    expected[-1] = kilometres.sum() - expected.sum()
    np.testing.assert_allclose(summary.table["amount"], expected, rtol=1e-6, atol=1e-5)
    assert summary.totals.amount == pytest.approx(kilometres.sum(), rel=1e-8)


def test_traffic_on_state_roads_with_heights_and_nulls(polygons, areas, real_data):
    roads = gpd.read_file(real_data / "nvdb" / "nvdb_dk_o_105_trafik_467677.gpkg")
    assert roads.geometry.has_z.any()
    summary = summarize(areas, roads, amount_fields=("EXTENT_LENGTH",), rate_fields=("Adt_samtliga_fordon",))
    # The field holds grid metres, split with the road: all of it is there again.
    assert summary.table["EXTENT_LENGTH_sum"].sum() == pytest.approx(roads["EXTENT_LENGTH"].sum(), rel=1e-9)
    flat = roads.set_geometry(shapely.force_2d(roads.to_crs(SWEREF).geometry.to_numpy()))
    pieces = gpd.overlay(flat, near(polygons, flat), how="intersection", keep_geom_type=True)
    kilometres = pd.Series(geodesic_km(pieces.geometry))
    types = type_of(pieces)
    np.testing.assert_allclose(summary.table["amount"][:6], by_type(types, kilometres)[:6], rtol=1e-6, atol=1e-5)
    known = pieces["Adt_samtliga_fordon"].notna()
    traffic = (pieces["Adt_samtliga_fordon"].astype(float) * kilometres)[known].groupby(types[known]).sum()
    mean = traffic / kilometres[known].groupby(types[known]).sum()
    found = summary.table.set_index("area_type")["Adt_samtliga_fordon_mean"].dropna().sort_index()
    np.testing.assert_allclose(found.drop(-1, errors="ignore"), mean, rtol=1e-5)


def test_a_feature_s_pieces_sum_to_the_feature_to_a_thousand_millionth(areas, real_data):
    from regso_atlas.plugin.core import ellipsoid
    from regso_atlas.plugin.core.overlay import AreaIndex

    index = AreaIndex(areas.frame.geometry.to_numpy())
    for file, measure in (
        ("ems_roads_railways_siljan.gpkg", ellipsoid.line_lengths),
        ("fritidshusomraden_2020_dalarna_wfs.geojson", ellipsoid.polygon_areas),
    ):
        features = gpd.read_file(real_data / "dalarna" / file).to_crs(SWEREF).geometry.to_numpy()
        pieces = index.split(features)
        sums = np.bincount(pieces.feature, weights=pieces.amount, minlength=len(features))
        np.testing.assert_allclose(sums, measure(features), rtol=1e-9)
