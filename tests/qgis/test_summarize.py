# SPDX-License-Identifier: GPL-2.0-or-later
"""Summarise by area type: figures by hand, by QGIS's own algorithms, by QgsDistanceArea and by geopandas."""

from __future__ import annotations

import math
from collections import Counter

import geopandas as gpd
import pandas as pd
import processing
import pytest
import shapely
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsDistanceArea,
    QgsFeature,
    QgsGeometry,
    QgsProcessingContext,
    QgsProject,
    QgsVectorLayer,
)
from scipy import stats

SUMMARIZE = "regso:summarizebyareatype"
TYPES = (1, 2, 3, 4, 5)


def true_metres() -> QgsDistanceArea:
    """QGIS's measuring on the ellipsoid GRS 80."""
    measure = QgsDistanceArea()
    measure.setSourceCrs(QgsCoordinateReferenceSystem("EPSG:3006"), QgsProject.instance().transformContext())
    assert measure.setEllipsoid("EPSG:7019")
    return measure


@pytest.fixture
def demo_summary(run_algorithm, demo):
    """Summarise a layer of the demo on its areas."""

    def run(name, **more):
        return run_algorithm(SUMMARIZE, INPUT=demo(name), AREAS=demo("omraden"), **more)

    return run


@pytest.fixture
def demo_areas(demo):
    """The demo's areas in the order of their codes, as geopandas reads them."""
    path, _, layer = demo("omraden").partition("|layername=")
    areas = gpd.read_file(path, layer=layer).sort_values("regsokod", ignore_index=True)
    return areas.assign(area_type=areas["omradestyp"].fillna(0).astype(int))


def read_demo(demo, name):
    path, _, layer = demo(name).partition("|layername=")
    return gpd.read_file(path, layer=layer)


# By hand -------------------------------------------------------------------------------------------------------------


def test_a_table_that_can_be_checked_by_hand(run_algorithm, areas_layer, layer_from_wkt):
    # Clinics: 4 in type 1 (1,000 people), 1 in type 2 (2,000), 5 in type 5 (5,000), 1 without a type, 2 outside.
    places = {0.5: 4, 1.5: 1, 4.5: 5, 5.5: 1, 12: 2}
    clinics = layer_from_wkt("Point", [f"Point({x} 0.5)" for x, count in places.items() for _ in range(count)])

    run = run_algorithm(SUMMARIZE, INPUT=clinics, AREAS=areas_layer())

    table = run.by_type()
    assert [run[name] for name in ("TOTAL", "INSIDE", "OUTSIDE", "UNUSABLE")] == [13, 11, 2, 0]
    assert [run[name] for name in ("TOTAL_AMOUNT", "INSIDE_AMOUNT", "OUTSIDE_AMOUNT")] == [13, 11, 2]
    assert [table[t]["amount"] for t in (*TYPES, 0, -1)] == [4, 1, 0, 0, 5, 1, 2]
    assert [table[t]["population"] for t in (*TYPES, 0, -1)] == [1000, 2000, 3000, 4000, 5000, 300, None]
    assert [table[t]["per_1000"] for t in (*TYPES, 0, -1)] == pytest.approx([4, 0.5, 0, 0, 1, 1 / 0.3, None])
    # Shares are of the ten clinics in areas with a type, and of the 15,000 people there.
    assert [table[t]["share"] for t in (*TYPES, 0, -1)] == pytest.approx([0.4, 0.1, 0, 0, 0.5, None, None])
    assert [table[t]["population_share"] for t in TYPES] == pytest.approx([n / 15 for n in TYPES])
    assert table[1]["share_difference"] == pytest.approx(0.4 - 1 / 15)
    assert [table[t]["location_quotient"] for t in TYPES] == pytest.approx([6, 0.75, 0, 0, 1.5])
    assert table[1]["amount_unit"] == "features"
    assert table[1]["label"] == "Areas with major socioeconomic challenges"
    assert table[1]["per_km2"] == pytest.approx(4 / table[1]["area_km2"])


def test_intervals_are_the_exact_ones_of_the_poisson_distribution(run_algorithm, areas_layer, layer_from_wkt):
    clinics = layer_from_wkt("Point", ["Point(0.5 0.5)"] * 4)

    table = run_algorithm(SUMMARIZE, INPUT=clinics, AREAS=areas_layer()).by_type()

    # Garwood's limits: the rates at which 4 or more, and 4 or fewer, are seen with a probability of 2.5 %.
    low, high = (table[1][f"per_1000_{end}"] for end in ("low", "high"))
    assert stats.poisson.sf(3, low) == pytest.approx(0.025)
    assert stats.poisson.cdf(4, high) == pytest.approx(0.025)
    # Nothing seen among 2,000 people: from nothing to -ln(0.025) per 2,000.
    assert table[2]["per_1000_low"] == 0
    assert table[2]["per_1000_high"] == pytest.approx(-math.log(0.025) / 2)
    assert table[-1]["per_1000_low"] is None


def test_kilometres_have_no_intervals(run_algorithm, areas_layer, layer_from_wkt):
    run = run_algorithm(
        SUMMARIZE, INPUT=layer_from_wkt("LineString", ["LineString(0 0.5, 1 0.5)"]), AREAS=areas_layer()
    )

    assert {row["per_1000_low"] for row in run.rows()} == {None}
    assert {row["per_1000_high"] for row in run.rows()} == {None}
    assert {row["amount_unit"] for row in run.rows()} == {"km"}


def test_an_amount_is_split_and_a_rate_is_averaged(run_algorithm, areas_layer, layer_from_wkt):
    # A road of 2 km, half in type 1 and half in type 2, with 100 accidents at 70 km/h; another all in type 2 at 30.
    roads = layer_from_wkt(
        "LineString",
        [
            ("LineString(0 0.5, 2 0.5)", {"olyckor": 100, "hastighet": 70.0}),
            ("LineString(1 0.2, 2 0.2)", {"olyckor": 10, "hastighet": 30.0}),
        ],
        {"olyckor": "integer", "hastighet": "double"},
    )

    run = run_algorithm(
        SUMMARIZE, INPUT=roads, AREAS=areas_layer(), AMOUNT_FIELDS=["olyckor"], RATE_FIELDS=["hastighet"]
    )

    table = run.by_type()
    assert [table[t]["olyckor_sum"] for t in (1, 2, 3)] == pytest.approx([50, 60, 0], abs=1e-3)
    assert sum(row["olyckor_sum"] for row in run.rows()) == pytest.approx(110, rel=1e-12)
    assert [table[t]["hastighet_mean"] for t in (1, 2, 3)] == pytest.approx([70, 50, None], abs=1e-3)


def test_a_feature_in_two_areas_of_one_type_is_one_feature_of_that_type(
    run_algorithm, areas_layer, layer_from_wkt, street_rows
):
    rows = [{**row, "area_type": 3} for row in street_rows()]

    run = run_algorithm(
        SUMMARIZE, INPUT=layer_from_wkt("LineString", ["LineString(0.5 0.5, 4.5 0.5)"]), AREAS=areas_layer(rows)
    )

    assert run.by_type()[3]["feature_count"] == 1
    assert run.by_type()[3]["area_count"] == 6
    assert run.by_type()[3]["population"] == 15_300


def test_groups_add_up_to_the_whole(demo_summary):
    whole = demo_summary("vagar").by_type()
    grouped = demo_summary("vagar", GROUP_FIELD="vagklass")

    groups = {row["vagklass"] for row in grouped.rows()}
    assert len(groups) > 3
    assert None in groups
    for area_type, row in whole.items():
        parts = [part for part in grouped.rows() if part["area_type"] == area_type]
        assert len(parts) == len(groups)
        assert sum(part["amount"] for part in parts) == pytest.approx(row["amount"], rel=1e-9, abs=1e-9)
        assert sum(part["feature_count"] for part in parts) == row["feature_count"]
        assert {part["population"] for part in parts} == {row["population"]}


def test_small_counts_are_hidden_in_table_and_areas_and_cannot_be_worked_out(
    run_algorithm, areas_layer, layer_from_wkt
):
    # Counts 2, 6, 9, 12, 15 and 20 in no data. With a threshold of 5 the 2 is hidden, and the 6 protects it.
    places = {0.5: 2, 1.5: 6, 2.5: 9, 3.5: 12, 4.5: 15, 5.5: 20}
    layer = layer_from_wkt("Point", [f"Point({x} 0.5)" for x, count in places.items() for _ in range(count)])

    run = run_algorithm(SUMMARIZE, INPUT=layer, AREAS=areas_layer(), MIN_COUNT=5, OUTPUT_AREAS="memory:")

    shown = {t: row["feature_count"] for t, row in run.by_type().items()}
    assert shown == {1: None, 2: None, 3: 9, 4: 12, 5: 15, 0: 20, -1: 0}
    for row in (run.by_type()[1], *[area for area in run.rows("OUTPUT_AREAS") if area["code"] == "0180R001"]):
        assert {row[name] for name in ("amount", "per_1000", "per_1000_low", "per_km2")} == {None}
        assert row["population"] == 1000
    assert run.warned("2 rows with fewer than 5 features, or that would reveal such a row, are not shown")


# Areas ---------------------------------------------------------------------------------------------------------------


def test_areas_carry_their_own_figures_and_sum_to_the_types(demo_summary, demo_areas):
    run = demo_summary("vagar", OUTPUT_AREAS="memory:", AMOUNT_FIELDS=["adt"])

    areas = run.rows("OUTPUT_AREAS")
    assert [area["code"] for area in areas] == list(demo_areas["regsokod"])
    assert [area["name"] for area in areas] == list(demo_areas["regsonamn"])
    for area_type in (*TYPES, 0):
        own = [area for area in areas if area["area_type"] == area_type]
        row = run.by_type()[area_type]
        assert len(own) == row["area_count"]
        for column in ("amount", "population", "area_km2", "adt_sum"):
            assert sum(area[column] for area in own) == pytest.approx(row[column], rel=1e-9)


def test_area_geometries_are_those_of_the_layer(demo_summary, demo_areas):
    run = demo_summary("skolor", OUTPUT_AREAS="memory:")

    written = {feature["code"]: feature.geometry() for feature in run.features("OUTPUT_AREAS")}
    assert run.layer("OUTPUT_AREAS").featureCount() == len(demo_areas)
    for code, polygon in zip(demo_areas["regsokod"], demo_areas.geometry, strict=True):
        assert shapely.from_wkb(bytes(written[code].asWkb())).equals(polygon)


# Other engines -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["skolor", "vardinrattningar", "hallplatser", "kontor"])
def test_points_are_where_qgis_counts_them(demo_summary, demo, demo_areas, name):
    counted = processing.run(
        "native:countpointsinpolygon", {"POLYGONS": demo("omraden"), "POINTS": demo(name), "OUTPUT": "memory:"}
    )["OUTPUT"]
    expected = {feature["regsokod"]: int(feature["NUMPOINTS"]) for feature in counted.getFeatures()}
    points = read_demo(demo, name)
    points = points[points.geometry.notna()]
    # QGIS counts a point on a border for no area or for several, we for the area with the lower code.
    touched = gpd.sjoin(points, demo_areas[["regsokod", "geometry"]], predicate="intersects")
    strictly = gpd.sjoin(points, demo_areas[["regsokod", "geometry"]], predicate="within")
    on_border = touched.index.difference(strictly.index)
    off_border = Counter(strictly["regsokod"])

    run = demo_summary(name, OUTPUT_AREAS="memory:")

    found = {area["code"]: int(area["amount"]) for area in run.rows("OUTPUT_AREAS")}
    for point in on_border:
        off_border[touched.loc[[point], "regsokod"].min()] += 1
    assert found == {code: off_border[code] for code in found}
    if len(on_border) == 0:
        assert found == expected
    assert run["INSIDE"] == touched.index.nunique()


@pytest.fixture
def roads_by_border(demo, demo_areas):
    """The demo's lines: those that no border accompanies, and those with a stretch along a border."""
    lines = pd.concat([read_demo(demo, "vagar"), read_demo(demo, "jarnvag")], ignore_index=True)[["geometry"]]
    rings = demo_areas.geometry.boundary.to_numpy()
    line, ring = shapely.STRtree(rings).query(lines.geometry.to_numpy(), predicate="intersects")
    shared = shapely.length(shapely.intersection(lines.geometry.to_numpy()[line], rings[ring]))
    along = lines.index.isin(line[shared > 1e-6])
    assert along.sum() > 10
    return lines[~along], lines[along]


@pytest.fixture
def amounts_by_area(run_algorithm, demo):
    """Summarise lines of geopandas and return kilometres by area."""

    def run(lines):
        layer = QgsVectorLayer("MultiLineString?crs=EPSG:3006", "vägar", "memory")
        features = []
        for wkb in lines.geometry.to_wkb():
            features.append(QgsFeature())
            geometry = QgsGeometry()
            geometry.fromWkb(wkb)
            features[-1].setGeometry(geometry)
        assert layer.dataProvider().addFeatures(features)[0]
        done = run_algorithm(SUMMARIZE, INPUT=layer, AREAS=demo("omraden"), OUTPUT_AREAS="memory:")
        return layer, {area["code"]: area["amount"] for area in done.rows("OUTPUT_AREAS")}

    return run


def test_lines_are_as_long_as_qgis_measures_their_intersections(amounts_by_area, roads_by_border, demo):
    layer, found = amounts_by_area(roads_by_border[0])

    cut = processing.run("native:intersection", {"INPUT": layer, "OVERLAY": demo("omraden"), "OUTPUT": "memory:"})
    measure, expected = true_metres(), Counter()
    for piece in cut["OUTPUT"].getFeatures():
        expected[piece["regsokod"]] += measure.measureLength(piece.geometry()) / 1000
    # QgsDistanceArea follows geodesics, we the straight line of the map: less than 1e-6 apart on these lengths.
    assert found == pytest.approx({code: expected[code] for code in found}, rel=1e-6, abs=1e-6)
    assert sum(found.values()) > 200


def test_sums_of_lines_are_those_of_sumlinelengths(amounts_by_area, roads_by_border, demo):
    layer, found = amounts_by_area(roads_by_border[0])

    context = QgsProcessingContext()
    context.setProject(QgsProject.instance())
    context.setEllipsoid("EPSG:7019")
    summed = processing.run(
        "native:sumlinelengths",
        {"POLYGONS": demo("omraden"), "LINES": layer, "LEN_FIELD": "meter", "OUTPUT": "memory:"},
        context=context,
    )["OUTPUT"]
    expected = {feature["regsokod"]: feature["meter"] / 1000 for feature in summed.getFeatures()}
    assert found == pytest.approx(expected, rel=1e-6, abs=1e-6)


def test_lines_along_borders_go_to_the_first_area_and_are_taken_from_the_rest(
    amounts_by_area, roads_by_border, demo_areas
):
    _, found = amounts_by_area(roads_by_border[1])

    measure, expected = true_metres(), Counter()
    for line in roads_by_border[1].geometry:
        for code, polygon in zip(demo_areas["regsokod"], demo_areas.geometry, strict=True):
            # A millimetre wider, because an exact intersection loses stretches that lie in the border itself.
            wider = polygon.buffer(0.001)
            inside, line = line.intersection(wider), line.difference(wider)
            expected[code] += measure.measureLength(QgsGeometry.fromWkt(inside.wkt)) / 1000
    assert found == pytest.approx({code: expected[code] for code in found}, rel=1e-4, abs=1e-4)
    assert sum(found.values()) > 20


def test_polygons_are_as_large_as_geopandas_cuts_and_qgis_measures_them(demo_summary, demo, demo_areas):
    houses = read_demo(demo, "fritidshusomraden")
    houses = houses.assign(geometry=houses.geometry.make_valid())
    pieces = gpd.overlay(houses, demo_areas[["area_type", "geometry"]], how="intersection", keep_geom_type=True)
    measure, expected = true_metres(), Counter()
    for area_type, polygon in zip(pieces["area_type"], pieces.geometry, strict=True):
        expected[area_type] += measure.measureArea(QgsGeometry.fromWkt(polygon.wkt)) / 1e6

    run = demo_summary("fritidshusomraden")

    table = run.by_type()
    assert {row["amount_unit"] for row in run.rows()} == {"km²"}
    assert {t: table[t]["amount"] for t in (*TYPES, 0)} == pytest.approx(
        {t: expected[t] for t in (*TYPES, 0)}, rel=1e-5, abs=1e-9
    )
    assert run.warned("1 polygon was invalid and was repaired")
    assert run["TOTAL_AMOUNT"] == pytest.approx(run["INSIDE_AMOUNT"] + run["OUTSIDE_AMOUNT"], rel=1e-9)


def test_areas_are_as_large_as_qgis_measures_them(demo_summary, demo):
    measure = true_metres()
    layer = QgsVectorLayer(demo("omraden"), "områden", "ogr")
    expected = {f["regsokod"]: measure.measureArea(f.geometry()) / 1e6 for f in layer.getFeatures()}

    run = demo_summary("skolor", OUTPUT_AREAS="memory:")

    found = {area["code"]: area["area_km2"] for area in run.rows("OUTPUT_AREAS")}
    assert found == pytest.approx(expected, rel=1e-6)


LAYERS = ["vagar", "jarnvag", "skolor", "vardinrattningar", "fritidshusomraden", "befolkning_250m"]


@pytest.mark.parametrize("name", LAYERS)
def test_totals_tie_on_every_layer_of_the_demo(demo_summary, demo, name):
    run = demo_summary(name)

    count = QgsVectorLayer(demo(name), name, "ogr").featureCount()
    assert run["TOTAL"] == count == run["INSIDE"] + run["OUTSIDE"] + run["UNUSABLE"]
    assert run["TOTAL_AMOUNT"] == pytest.approx(run["INSIDE_AMOUNT"] + run["OUTSIDE_AMOUNT"], rel=1e-9)
    assert sum(row["amount"] for row in run.rows()) == pytest.approx(run["TOTAL_AMOUNT"], rel=1e-9)
    assert run.by_type()[-1]["amount"] == pytest.approx(run["OUTSIDE_AMOUNT"], rel=1e-9, abs=1e-12)
    assert sum(row["share"] for row in run.rows() if row["share"] is not None) == pytest.approx(1)


def test_total_length_is_what_qgis_measures(demo_summary, demo):
    layer = QgsVectorLayer(demo("vagar"), "vägar", "ogr")
    measure = true_metres()
    expected = sum(measure.measureLength(feature.geometry()) for feature in layer.getFeatures()) / 1000

    assert demo_summary("vagar")["TOTAL_AMOUNT"] == pytest.approx(expected, rel=1e-6)


# Report --------------------------------------------------------------------------------------------------------------


def test_report_tells_what_was_asked_and_ties(demo_summary, tmp_path):
    path = tmp_path / "rapport åäö.html"

    run = demo_summary("vardinrattningar", GROUP_FIELD="typ", OUTPUT_HTML=str(path))

    assert run["OUTPUT_HTML"] == str(path)
    text = path.read_text(encoding="utf-8")
    assert "vardinrattningar" in text
    assert "regso:summarizebyareatype" in text
    for warning in run.warnings:
        assert warning.split(":")[0] in text.replace("&quot;", '"').replace("&#x27;", "'")
