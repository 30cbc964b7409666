# SPDX-License-Identifier: GPL-2.0-or-later
"""Every kind of geometry that a layer can hold: curves, Z and M, multi-parts, mixtures, collections, and none."""

from __future__ import annotations

import math

import pytest
from osgeo import ogr, osr
from qgis.core import QgsWkbTypes

NUMBERS = ("TOTAL", "INSIDE", "OUTSIDE", "UNUSABLE")


@pytest.fixture
def summarize(run_algorithm, areas_layer):
    def run(layer, **more):
        return run_algorithm("regso:summarizebyareatype", INPUT=layer, AREAS=areas_layer(), **more)

    return run


@pytest.fixture
def assign(run_algorithm, areas_layer):
    def run(layer, **more):
        return run_algorithm("regso:assignareatype", INPUT=layer, AREAS=areas_layer(), **more)

    return run


@pytest.fixture
def scale():
    """Length on the ellipsoid of one metre on the grid in the middle of the first square.

    SWEREF 99 TM: k = 0.9996 (1 + d²/2R²), d = 100.5 km from the central meridian, R = 6,390 km: 1/k = 1.0002764.
    """
    return 1 / (0.9996 * (1 + 100_500**2 / (2 * 6_390_000**2)))


# Curves --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("radius", [0.4, 0.01])
@pytest.mark.parametrize(
    ("geometry_type", "wkt"),
    [
        ("CircularString", "{arc}"),
        ("CompoundCurve", "CompoundCurve({arc})"),
        ("MultiCurve", "MultiCurve({arc})"),
    ],
)
def test_half_a_circle_is_pi_r_long(summarize, layer_from_wkt, scale, geometry_type, wkt, radius):
    arc = f"CircularString({0.5 - radius} 0.5, 0.5 {0.5 + radius}, {0.5 + radius} 0.5)"

    run = summarize(layer_from_wkt(geometry_type, [wkt.format(arc=arc)]))

    assert run.by_type()[1]["amount"] == pytest.approx(math.pi * radius * scale, rel=1e-6)
    assert run["INSIDE"] == 1


def test_curve_and_straight_line_in_one_compound_are_one_length(summarize, layer_from_wkt, scale):
    wkt = "CompoundCurve((0.1 0.5, 0.3 0.5), CircularString(0.3 0.5, 0.5 0.7, 0.7 0.5))"

    run = summarize(layer_from_wkt("CompoundCurve", [wkt]))

    assert run.by_type()[1]["amount"] == pytest.approx((0.2 + math.pi * 0.2) * scale, rel=1e-6)


@pytest.mark.parametrize("geometry_type", ["CurvePolygon", "MultiSurface"])
def test_disc_has_the_area_of_a_circle(summarize, layer_from_wkt, scale, geometry_type):
    disc = "CurvePolygon(CircularString(0.1 0.5, 0.5 0.9, 0.9 0.5, 0.5 0.1, 0.1 0.5))"

    run = summarize(
        layer_from_wkt(geometry_type, [disc if geometry_type == "CurvePolygon" else f"MultiSurface({disc})"])
    )

    assert run.by_type()[1]["amount"] == pytest.approx(math.pi * 0.4**2 * scale**2, rel=5e-6)


def test_curve_over_a_border_is_split_where_it_crosses(assign, layer_from_wkt, scale):
    # A half circle around (1, 0.5): a quarter on either side of the border at x = 1.
    layer = layer_from_wkt("CircularString", ["CircularString(0.6 0.5, 1 0.9, 1.4 0.5)"])

    run = assign(layer)

    assert [row["area_code"] for row in run.rows()] == ["0180R001", "0180R002"]
    assert [row["part_amount"] for row in run.rows()] == pytest.approx([math.pi * 0.2 * scale] * 2, rel=1e-5)
    assert run.layer().wkbType() == QgsWkbTypes.Type.MultiLineString


def test_curve_that_is_not_cut_stays_a_curve(assign, layer_from_wkt):
    layer = layer_from_wkt("CircularString", ["CircularString(0.6 0.5, 1 0.9, 1.5 0.5)"])

    run = assign(layer, METHOD="largest")

    assert run.features()[0].geometry().asWkt(3) == next(layer.getFeatures()).geometry().asWkt(3)


def test_areas_with_curved_borders_are_areas(run_algorithm, areas_layer, layer_from_wkt, scale):
    disc = "CurvePolygon(CircularString(0.1 0.5, 0.5 0.9, 0.9 0.5, 0.5 0.1, 0.1 0.5))"
    areas = areas_layer([{"code": "0180R001", "wkt": disc, "area_type": 1}], geometry_type="CurvePolygon")
    # In the square around the disc, inside and outside of it.
    points = layer_from_wkt("Point", ["Point(0.5 0.85)", "Point(0.15 0.15)"])

    run = run_algorithm("regso:summarizebyareatype", INPUT=points, AREAS=areas)

    assert [run[name] for name in NUMBERS] == [2, 1, 1, 0]
    assert run.by_type()[1]["area_km2"] == pytest.approx(math.pi * 0.4**2 * scale**2, rel=5e-6)


# Heights and measures ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("geometry_type", "wkt"),
    [
        ("LineString", "LineString(0.5 0.5, 2.5 0.5)"),
        ("LineStringZ", "LineString Z (0.5 0.5 12, 2.5 0.5 340)"),
        ("LineStringM", "LineString M (0.5 0.5 0, 2.5 0.5 2000)"),
        ("LineStringZM", "LineString ZM (0.5 0.5 12 0, 2.5 0.5 340 2000)"),
        ("MultiLineStringZ", "MultiLineString Z ((0.5 0.5 1, 1.5 0.5 2), (1.5 0.5 2, 2.5 0.5 3))"),
    ],
)
def test_heights_and_measures_do_not_make_a_road_longer(summarize, layer_from_wkt, geometry_type, wkt):
    run = summarize(layer_from_wkt(geometry_type, [wkt]))

    amounts = [row["amount"] for row in run.rows()]
    assert amounts == pytest.approx([0.5001382, 1.0002738, 0.5001357, 0, 0, 0, 0], abs=1e-6)


@pytest.mark.parametrize("geometry_type", ["PointZ", "PointM", "PointZM", "MultiPointZ"])
def test_points_with_heights_are_points(summarize, layer_from_wkt, geometry_type):
    tail = {"PointZ": " 12", "PointM": " 3", "PointZM": " 12 3", "MultiPointZ": " 12"}[geometry_type]

    run = summarize(layer_from_wkt(geometry_type, [f"{geometry_type}(0.5 0.5{tail})"]))

    assert run.by_type()[1]["amount"] == 1


def test_cut_pieces_are_flat_and_the_user_is_told(assign, layer_from_wkt):
    run = assign(layer_from_wkt("LineStringZ", ["LineString Z (0.5 0.5 12, 2.5 0.5 340)"]))

    assert run.warned("Heights and measures were dropped")
    assert run.layer().wkbType() == QgsWkbTypes.Type.MultiLineString


@pytest.mark.parametrize("geometry_type", ["PointZ", "PointM", "PointZM"])
def test_points_keep_their_heights_and_measures(assign, layer_from_wkt, geometry_type):
    tail = {"PointZ": " 12", "PointM": " 3", "PointZM": " 12 3"}[geometry_type]
    layer = layer_from_wkt(geometry_type, [f"{geometry_type}(0.5 0.5{tail})"])

    run = assign(layer)

    assert run.features()[0].geometry().asWkt(2) == next(layer.getFeatures()).geometry().asWkt(2)
    assert run.layer().wkbType() == layer.wkbType()
    assert not run.warned("Heights")


def test_whole_features_keep_their_heights(assign, layer_from_wkt):
    layer = layer_from_wkt("LineStringZ", ["LineString Z (0.5 0.5 12, 2.5 0.5 340)"])

    run = assign(layer, METHOD="largest")

    assert run.features()[0].geometry().asWkt(2) == next(layer.getFeatures()).geometry().asWkt(2)
    assert not run.warned("Heights")


# Several parts -------------------------------------------------------------------------------------------------------


def test_multipoint_is_one_feature_shared_out_by_its_points(summarize, layer_from_wkt):
    run = summarize(layer_from_wkt("MultiPoint", ["MultiPoint((0.5 0.5), (0.6 0.5), (1.5 0.5), (30 30))"]))

    assert [row["amount"] for row in run.rows()] == [0.5, 0.25, 0, 0, 0, 0, 0.25]
    assert [row["feature_count"] for row in run.rows()] == [1, 1, 0, 0, 0, 0, 1]
    assert [run[name] for name in (*NUMBERS, "TOTAL_AMOUNT")] == [1, 1, 0, 0, 1.0]


def test_multipoint_is_split_into_one_feature_for_each_area(assign, layer_from_wkt):
    run = assign(layer_from_wkt("MultiPoint", ["MultiPoint((0.5 0.5), (0.6 0.5), (1.5 0.5))"]))

    assert [(row["area_code"], row["part_share"]) for row in run.rows()] == [
        ("0180R001", pytest.approx(2 / 3)),
        ("0180R002", pytest.approx(1 / 3)),
    ]
    assert [feature.geometry().constGet().partCount() for feature in run.features()] == [2, 1]


def test_line_with_parts_in_several_areas_counts_each_metre_where_it_lies(summarize, layer_from_wkt):
    wkt = "MultiLineString((0.2 0.5, 0.4 0.5), (0.6 0.5, 0.7 0.5), (2.1 0.5, 2.2 0.5))"

    run = summarize(layer_from_wkt("MultiLineString", [wkt]))

    amounts = [row["amount"] for row in run.rows()]
    assert amounts == pytest.approx([0.3, 0, 0.1, 0, 0, 0, 0], rel=3e-4)
    assert run["TOTAL"] == 1


def test_polygon_with_a_hole_does_not_count_the_hole(summarize, layer_from_wkt, scale):
    wkt = "Polygon((0.1 0.1, 0.9 0.1, 0.9 0.9, 0.1 0.9, 0.1 0.1), (0.3 0.3, 0.3 0.7, 0.7 0.7, 0.7 0.3, 0.3 0.3))"

    run = summarize(layer_from_wkt("Polygon", [wkt]))

    assert run.by_type()[1]["amount"] == pytest.approx((0.64 - 0.16) * scale**2, rel=1e-6)


def test_areas_of_several_parts_hold_what_lies_in_any_part(run_algorithm, areas_layer, layer_from_wkt):
    islands = "MultiPolygon(((0 0, 1 0, 1 1, 0 1, 0 0)), ((3 0, 4 0, 4 1, 3 1, 3 0)))"
    areas = areas_layer([{"code": "0180R001", "wkt": islands, "area_type": 2}], geometry_type="MultiPolygon")

    run = run_algorithm(
        "regso:summarizebyareatype", INPUT=layer_from_wkt("Point", ["Point(0.5 0.5)", "Point(3.5 0.5)"]), AREAS=areas
    )

    assert run.by_type()[2]["amount"] == 2
    assert run.by_type()[2]["area_count"] == 1


# Mixtures ------------------------------------------------------------------------------------------------------------


@pytest.fixture
def mixed_layer(tmp_path, wkt_in_metres):
    """Make a GeoPackage layer that takes geometries of every kind."""

    def make(wkts, geometry_type=ogr.wkbUnknown):
        path = tmp_path / "blandat å.gpkg"
        file = ogr.GetDriverByName("GPKG").CreateDataSource(str(path))
        crs = osr.SpatialReference()
        crs.ImportFromEPSG(3006)
        layer = file.CreateLayer("blandat", crs, geometry_type)
        for wkt in wkts:
            feature = ogr.Feature(layer.GetLayerDefn())
            feature.SetGeometry(ogr.CreateGeometryFromWkt(wkt_in_metres(wkt)))
            layer.CreateFeature(feature)
        del feature, layer, file
        return f"{path}|layername=blandat"

    return make


def test_in_a_mixed_layer_the_first_kind_counts_and_the_rest_is_named(summarize, mixed_layer):
    layer = mixed_layer(["POINT(0.5 0.5)", "LINESTRING(0 0.5,1 0.5)", "POINT(1.5 0.5)", "POLYGON((0 0,1 0,1 1,0 0))"])

    run = summarize(layer)

    assert [run[name] for name in NUMBERS] == [4, 2, 0, 2]
    assert run.warned("2 features have another kind of geometry", "ids 2, 4")
    assert [row["amount"] for row in run.rows()] == [1, 1, 0, 0, 0, 0, 0]


def test_assigning_in_a_mixed_layer_keeps_every_feature(assign, mixed_layer):
    layer = mixed_layer(["LINESTRING(0.5 0.5,1.5 0.5)", "POINT(0.5 0.5)", "POLYGON((0 0,1 0,1 1,0 0))"])

    run = assign(layer)

    assert [row["area_code"] for row in run.rows()].count(None) == 2
    assert run.warned("2 features were written without geometry")
    assert sorted(row["part_share"] for row in run.rows() if row["part_share"]) == pytest.approx([0.5, 0.5], rel=1e-4)
    assert [run[name] for name in NUMBERS] == [3, 1, 0, 2]


def test_geometry_collections_cannot_be_used_and_are_named(summarize, mixed_layer):
    layer = mixed_layer(
        ["POINT(0.5 0.5)", "GEOMETRYCOLLECTION(POINT(0.5 0.5),LINESTRING(0 0.5,1 0.5))"], ogr.wkbUnknown
    )

    run = summarize(layer)

    assert [run[name] for name in NUMBERS] == [2, 1, 0, 1]
    assert run.warned("1 feature has another kind of geometry", "ids 2")


def test_layer_of_nothing_but_collections_is_refused(refusal, areas_layer, mixed_layer):
    layer = mixed_layer(["GEOMETRYCOLLECTION(POINT(0.5 0.5),LINESTRING(0 0.5,1 0.5))"], ogr.wkbGeometryCollection)

    said = refusal("regso:summarizebyareatype", INPUT=layer, AREAS=areas_layer())

    assert "holds neither points, lines nor polygons" in said
    assert "Save its points, its lines or its polygons as a layer of their own" in said


# None ----------------------------------------------------------------------------------------------------------------


def test_table_without_geometry_is_counted_by_its_codes(summarize, layer_from_wkt):
    codes = ["0180R001", "0180R001_RegSO2025", "180R002", " 0180r003 ", "0180R005_regso_2025", "0180R006"]
    rows = [(None, {"regsokod": code, "enhet": f"Mottagning {n}"}) for n, code in enumerate(codes)]
    table = layer_from_wkt("NoGeometry", rows, {"regsokod": "string", "enhet": "string"}, crs="", name="tabell å")

    run = summarize(table)

    assert [row["amount"] for row in run.rows()] == [2, 1, 1, 0, 1, 1, 0]
    assert {row["amount_unit"] for row in run.rows()} == {"features"}
    assert [run[name] for name in NUMBERS] == [6, 6, 0, 0]


def test_table_without_a_code_field_is_refused(refusal, areas_layer, layer_from_wkt):
    table = layer_from_wkt("NoGeometry", [(None, {"enhet": "Åsen"})], {"enhet": "string"}, crs="")

    said = refusal("regso:summarizebyareatype", INPUT=table, AREAS=areas_layer())

    assert "The table has no field that is recognised as area code" in said
    assert "enhet" in said
    assert "Rename the field with the codes" in said


def test_table_rows_without_a_code_are_unusable_and_those_of_unknown_areas_are_outside(summarize, layer_from_wkt):
    codes = ["0180R001", None, "", "Älvnäs", "2584R001", "0114R003"]
    rows = [(None, {"regsokod": code}) for code in codes]

    run = summarize(layer_from_wkt("NoGeometry", rows, {"regsokod": "string"}, crs=""))

    assert [run[name] for name in NUMBERS] == [6, 1, 2, 3]
    assert run.by_type()[-1]["amount"] == 2
    assert run.warned("3 rows have no RegSO or DeSO code", "2, 3, 4")
    assert run.warned("2 rows have a code that no area has and count as outside", "0114R003, 2584R001")
