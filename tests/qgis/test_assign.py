# SPDX-License-Identifier: GPL-2.0-or-later
"""Assign area types: pieces that add up to their feature, in the layer's own reference system, with nothing lost."""

from __future__ import annotations

from collections import defaultdict

import geopandas as gpd
import pytest
import shapely
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsDistanceArea,
    QgsFeature,
    QgsGeometry,
    QgsProject,
    QgsVectorLayer,
    QgsWkbTypes,
)

ASSIGN = "regso:assignareatype"


@pytest.fixture
def assign(run_algorithm, areas_layer):
    def run(layer, **more):
        return run_algorithm(ASSIGN, **{"INPUT": layer, "AREAS": areas_layer(), **more})

    return run


@pytest.fixture
def assign_demo(run_algorithm, demo):
    def run(name, **more):
        return run_algorithm(ASSIGN, **{"INPUT": demo(name), "AREAS": demo("omraden"), **more})

    return run


def shape(feature):
    return shapely.from_wkb(bytes(feature.geometry().asWkb()))


def layer_of(demo, name):
    return QgsVectorLayer(demo(name), name, "ogr")


# What is written -----------------------------------------------------------------------------------------------------


def test_a_point_gets_all_that_is_known_of_its_area(assign, layer_from_wkt):
    layer = layer_from_wkt("Point", [("Point(1.5 0.5)", {"namn": "Österby bibliotek"})], {"namn": "string"})

    run = assign(layer)

    assert run.rows() == [
        {
            "namn": "Österby bibliotek",
            "area_code": "0180R002",
            "area_name": "Österby",
            "kommun_code": "0180",
            "area_type": 2,
            "area_type_label": "Areas with socioeconomic challenges",
            "area_index": 30.0,
            "part_amount": 1.0,
            "part_share": 1.0,
        }
    ]


def test_what_lies_outside_says_so(assign, layer_from_wkt):
    row = assign(layer_from_wkt("Point", ["Point(-1 0.5)"])).rows()[0]

    assert (row["area_code"], row["area_type"], row["area_type_label"]) == (None, -1, "Outside the areas")


def test_features_that_cannot_be_used_are_kept_with_empty_values(assign, layer_from_wkt):
    rows = [("Point(0.5 0.5)", {"namn": "Å"}), (None, {"namn": "Ä"}), ("Point EMPTY", {"namn": "Ö"})]

    run = assign(layer_from_wkt("Point", rows, {"namn": "string"}))

    kept = {row["namn"]: (row["area_code"], row["area_type"], row["part_share"]) for row in run.rows()}
    assert kept == {"Å": ("0180R001", 1, 1.0), "Ä": (None, None, None), "Ö": (None, None, None)}
    assert [run[name] for name in ("TOTAL", "INSIDE", "OUTSIDE", "UNUSABLE")] == [3, 1, 0, 2]
    assert run.warned("2 features have no geometry: ids 2, 3")


def test_fields_of_the_layer_with_our_names_are_kept_beside_ours(assign, layer_from_wkt):
    fields = {"area_code": "string", "AREA_TYPE": "integer"}

    run = assign(layer_from_wkt("Point", [("Point(0.5 0.5)", {"area_code": "äldre", "AREA_TYPE": 9})], fields))

    row = run.rows()[0]
    assert (row["area_code"], row["AREA_TYPE"]) == ("äldre", 9)
    assert (row["area_code_2"], row["area_type_2"]) == ("0180R001", 1)


def test_index_can_be_taken_from_a_chosen_field(assign, layer_from_wkt):
    run = assign(layer_from_wkt("Point", ["Point(1.5 0.5)"]), INDEX_FIELD="folkmangd")

    assert run.rows()[0]["area_index"] == 2000


def test_wrong_index_field_is_refused(refusal, areas_layer, layer_from_wkt):
    said = refusal(ASSIGN, INPUT=layer_from_wkt("Point", []), AREAS=areas_layer(), INDEX_FIELD="finns_ej")

    assert "There is no field finns_ej" in said


# Split ---------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("name", "measure"), [("vagar", shapely.length), ("fritidshusomraden", shapely.area)])
def test_pieces_add_up_to_their_feature(assign_demo, demo, name, measure):
    key = "lank_id" if name == "vagar" else "omrade_id"
    whole = {feature[key]: shape(feature) for feature in layer_of(demo, name).getFeatures()}
    pieces = defaultdict(list)

    run = assign_demo(name)

    for feature in run.features():
        pieces[feature[key]].append(feature)
    assert set(pieces) == set(whole)
    assert sum(len(parts) > 1 for parts in pieces.values()) > 5
    for number, parts in pieces.items():
        original = whole[number] if whole[number].is_valid else shapely.make_valid(whole[number])
        assert sum(measure(shape(part)) for part in parts) == pytest.approx(measure(original), rel=1e-9)
        assert sum(part["part_share"] for part in parts) == pytest.approx(1, abs=1e-9)
        codes = [part["area_code"] for part in parts]
        assert len(codes) == len(set(codes)), "one piece for each area"


def test_pieces_lie_in_their_areas(assign_demo, demo):
    areas = {feature["regsokod"]: shape(feature).buffer(0.01) for feature in layer_of(demo, "omraden").getFeatures()}
    everywhere = shapely.union_all(list(areas.values()))

    for feature in assign_demo("vagar").features():
        if feature["area_type"] == -1:
            # A street in a lake or beyond the border may touch an area, but nothing of it lies inside.
            assert shape(feature).intersection(everywhere.buffer(-0.02)).length == pytest.approx(0, abs=1e-6)
        else:
            assert areas[feature["area_code"]].covers(shape(feature)), feature["lank_id"]


def test_amount_of_a_piece_is_what_qgis_measures(assign_demo):
    measure = QgsDistanceArea()
    measure.setSourceCrs(QgsCoordinateReferenceSystem("EPSG:3006"), QgsProject.instance().transformContext())
    measure.setEllipsoid("EPSG:7019")

    features = assign_demo("vagar").features()

    measured = [measure.measureLength(feature.geometry()) / 1000 for feature in features]
    assert [feature["part_amount"] for feature in features] == pytest.approx(measured, rel=1e-6, abs=1e-8)


def test_amounts_are_those_of_the_summary(assign_demo, run_algorithm, demo):
    summary = run_algorithm("regso:summarizebyareatype", INPUT=demo("vagar"), AREAS=demo("omraden")).by_type()

    found = defaultdict(float)
    for row in assign_demo("vagar").rows():
        found[row["area_type"]] += row["part_amount"]

    assert found == pytest.approx({t: row["amount"] for t, row in summary.items() if t in found}, rel=1e-9)
    assert set(found) == {1, 2, 3, 4, 5, 0, -1}


def test_points_lie_where_geopandas_joins_them(assign_demo, demo):
    path = demo("omraden").partition("|")[0]
    areas, stops = gpd.read_file(path, layer="omraden"), gpd.read_file(path, layer="hallplatser")
    joined = gpd.sjoin(stops, areas[["regsokod", "geometry"]], how="left", predicate="intersects")
    expected = joined.groupby("hallplats_id")["regsokod"].agg(lambda codes: min(codes.dropna(), default=None))

    found = {row["hallplats_id"]: row["area_code"] for row in assign_demo("hallplatser").rows()}

    assert found == {number: code or None for number, code in expected.items()}
    assert None in found.values()


@pytest.mark.parametrize("crs", ["EPSG:4326", "EPSG:3021", "EPSG:3857"])
def test_pieces_return_to_the_reference_system_of_the_layer(assign, layer_from_wkt, crs):
    layer = layer_from_wkt("LineString", ["LineString(0.5 0.5, 1.5 0.5)", "LineString(2.2 0.2, 2.8 0.2)"], crs=crs)
    originals = [feature.geometry() for feature in layer.getFeatures()]

    run = assign(layer)

    assert run.layer().crs().authid() == crs
    first, second, whole = (feature.geometry() for feature in run.features())
    start, end = originals[0].asPolyline()
    # A tenth of a millimetre, in the unit of the reference system; the way to RT 90 and back costs some millimetres.
    near = {"EPSG:4326": 1e-9, "EPSG:3857": 1e-4, "EPSG:3021": 1e-2}[crs]
    assert first.asMultiPolyline()[0][0].compare(start, near)
    assert second.asMultiPolyline()[0][-1].compare(end, near)
    assert first.asMultiPolyline()[0][-1].compare(second.asMultiPolyline()[0][0], near)
    # A feature that is not cut is not transformed to and fro: it comes back as it was.
    assert whole.asMultiPolyline()[0] == originals[1].asPolyline()


def test_cut_is_at_the_border_after_the_way_back(assign, layer_from_wkt):
    run = assign(layer_from_wkt("LineString", ["LineString(0.5 0.5, 1.5 0.5)"], crs="EPSG:4326"))

    cut = QgsGeometry.fromPointXY(run.features()[0].geometry().asMultiPolyline()[0][-1])
    to_sweref = QgsCoordinateTransform(
        QgsCoordinateReferenceSystem("EPSG:4326"), QgsCoordinateReferenceSystem("EPSG:3006"), QgsProject.instance()
    )
    cut.transform(to_sweref)
    assert cut.asPoint().x() == pytest.approx(601_000, abs=1e-3)


def test_polygon_is_cut_into_polygons_and_what_is_outside(assign, layer_from_wkt):
    run = assign(layer_from_wkt("Polygon", ["Polygon((0.5 0.5, 1.5 0.5, 1.5 1.5, 0.5 1.5, 0.5 0.5))"]))

    pieces = {row["area_code"]: row for row in run.rows()}
    assert {code: row["part_share"] for code, row in pieces.items()} == pytest.approx(
        {"0180R001": 0.25, "0180R002": 0.25, None: 0.5}, abs=1e-5
    )
    assert pieces[None]["area_type"] == -1
    assert run.layer().wkbType() == QgsWkbTypes.Type.MultiPolygon
    assert [run[name] for name in ("TOTAL", "INSIDE", "OUTSIDE", "UNUSABLE")] == [1, 1, 0, 0]


def test_line_that_crosses_itself_keeps_every_metre(assign, layer_from_wkt):
    eight = "LineString(0.2 0.2, 1.8 0.8, 1.8 0.2, 0.2 0.8)"

    run = assign(layer_from_wkt("LineString", [eight]))

    whole = 2 * (1.6**2 + 0.6**2) ** 0.5 + 0.6
    lengths = [feature.geometry().length() / 1000 for feature in run.features()]
    assert sum(lengths) == pytest.approx(whole, rel=1e-9)
    assert len(lengths) == 2


# Largest -------------------------------------------------------------------------------------------------------------


def test_largest_gives_the_whole_feature_to_the_area_with_most_of_it(assign, layer_from_wkt):
    layer = layer_from_wkt("LineString", ["LineString(0.9 0.5, 2.2 0.5)"])

    run = assign(layer, METHOD="largest")

    (row,) = run.rows()
    assert row["area_code"] == "0180R002"
    # Of 1.3 km one lies there.
    assert row["part_share"] == pytest.approx(1 / 1.3, rel=1e-4)
    assert row["part_amount"] == pytest.approx(1.00027, rel=1e-4)
    assert run.features()[0].geometry().equals(next(layer.getFeatures()).geometry())
    assert run.layer().wkbType() == QgsWkbTypes.Type.LineString


def test_largest_prefers_an_area_to_outside_and_the_lower_code_where_parts_are_equal(assign, layer_from_wkt):
    layer = layer_from_wkt("MultiPoint", ["MultiPoint((0.5 0.5), (9 9), (9 8))", "MultiPoint((2.5 0.5), (1.5 0.5))"])

    rows = assign(layer, METHOD="largest").rows()

    assert [row["area_code"] for row in rows] == ["0180R001", "0180R002"]


def test_largest_keeps_one_row_for_each_feature(assign_demo, demo):
    run = assign_demo("vagar", METHOD="largest")

    rows = run.rows()
    assert len(rows) == layer_of(demo, "vagar").featureCount() == run["TOTAL"]
    assert len({row["lank_id"] for row in rows}) == len(rows)
    assert min(row["part_share"] for row in rows) < 0.9
    assert max(row["part_share"] for row in rows) == pytest.approx(1)


def test_attributes_survive_with_their_types(assign_demo, demo):
    before = {f["lank_id"]: f.attributes() for f in layer_of(demo, "vagar").getFeatures()}
    width = len(layer_of(demo, "vagar").fields())

    run = assign_demo("vagar", METHOD="largest")

    after = {feature["lank_id"]: feature.attributes()[:width] for feature in run.features()}
    assert {k: v[1:] for k, v in after.items()} == {k: v[1:] for k, v in before.items()}
    assert isinstance(run.features()[0], QgsFeature)
