# SPDX-License-Identifier: GPL-2.0-or-later
"""A file read in columns gives the very features that QGIS gives one by one, and is read so only when it may be."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
import shapely
from osgeo import ogr, osr
from pyproj import Transformer
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsField,
    QgsPointXY,
    QgsProcessingContext,
    QgsProcessingFeatureSourceDefinition,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameters,
    QgsProject,
    QgsVectorLayer,
    QgsVectorLayerJoinInfo,
)
from qgis.PyQt.QtCore import QMetaType

from regso_atlas.plugin.core.messages import Cancelled, RegsoError
from regso_atlas.plugin.layers import file_reading
from regso_atlas.plugin.layers.columns import transformed
from regso_atlas.plugin.layers.file_reading import can_read_columns, file_behind
from regso_atlas.plugin.layers.reading import FeatureReader

LINES = [
    "LINESTRING (674000 6580000, 674300 6580100)",
    None,
    "LINESTRING EMPTY",
    "LINESTRING (674000 6580000, 674000 6580000)",
    "LINESTRING (1e9 6580000, 674300 6580100)",
    "LINESTRING (675000 6580000, 675010 6580010, 675050 6580100)",
]
POINTS = ["POINT (674000 6580000)", None, "POINT EMPTY", "POINT (9e9 1)", "POINT (674100.25 6580000.5)"]
POLYGONS = [
    "POLYGON ((674000 6580000, 674100 6580000, 674100 6580100, 674000 6580000))",
    "POLYGON ((674000 6580000, 674100 6580100, 674100 6580000, 674000 6580100, 674000 6580000))",
    None,
    "MULTIPOLYGON (((0 0, 1 0, 1 1, 0 0)), ((674000 6580000, 674100 6580000, 674100 6580100, 674000 6580000)))",
    "POLYGON ((0 0, 1 0, 0 0, 0 0))",
]
KINDS = {
    "lines": (ogr.wkbLineString, LINES),
    "lines with heights": (ogr.wkbLineString25D, ["LINESTRING Z (674000 6580000 7, 674300 6580100 9)", None]),
    "many lines": (ogr.wkbMultiLineString, ["MULTILINESTRING ((674000 6580000, 674300 6580100), (1 1, 2 2))", None]),
    "points": (ogr.wkbPoint, POINTS),
    "only points": (ogr.wkbPoint, ["POINT (674000 6580000)", "POINT (674100.25 6580000.5)"]),
    "many points": (ogr.wkbMultiPoint, ["MULTIPOINT (674000 6580000, 674300 6580100)", "MULTIPOINT EMPTY", None]),
    "polygons": (ogr.wkbPolygon, [p for p in POLYGONS if p is None or p.startswith("POLYGON")]),
    "many polygons": (ogr.wkbMultiPolygon, POLYGONS),
}
DRIVERS = {"GPKG": "gpkg", "FlatGeobuf": "fgb", "ESRI Shapefile": "shp", "GeoJSON": "geojson"}


@pytest.fixture
def file_of(tmp_path):
    """Return a function that writes geometries with a text, two numbers and a date to a file."""

    def write(kind, driver="GPKG", epsg=3006, texts=None):
        geometry_type, wkt = texts if texts is not None else KINDS[kind]
        path = str(tmp_path / f"lågstadium åäö.{DRIVERS[driver]}")
        crs = osr.SpatialReference()
        crs.ImportFromEPSG(epsg)
        dataset = ogr.GetDriverByName(driver).CreateDataSource(path)
        # With a spatial index FlatGeobuf takes no feature without geometry.
        options = {"ESRI Shapefile": ["ENCODING=UTF-8"], "FlatGeobuf": ["SPATIAL_INDEX=NO"]}.get(driver, [])
        layer = dataset.CreateLayer("skikt_å", crs, geometry_type, options=options)
        for name, field_type in (
            ("slag", ogr.OFTString),
            ("antal", ogr.OFTInteger64),
            ("andel", ogr.OFTReal),
            ("dag", ogr.OFTDate),
        ):
            layer.CreateField(ogr.FieldDefn(name, field_type))
        for number, text in enumerate(wkt):
            feature = ogr.Feature(layer.GetLayerDefn())
            if number % 3 != 1:
                feature.SetField("slag", "vårdcentral" if number % 2 else "Äldreboende")
                feature.SetField("antal", 10**10 + number)
                feature.SetField("andel", number / 7)
                feature.SetField("dag", "2024/05/01")
            if text is not None:
                feature.SetGeometry(ogr.CreateGeometryFromWkt(text))
            layer.CreateFeature(feature)
        del layer, dataset
        return path

    return write


def read(layer, fields, *, direct, chosen=None, cancelled=lambda: False):
    """Return the features of a layer as (coordinates, attributes) and what could not be used."""
    context = QgsProcessingContext()
    context.setProject(QgsProject.instance())
    QgsProject.instance().addMapLayer(layer, False)
    parameter = QgsProcessingParameterFeatureSource("INPUT")
    value = layer.id() if chosen is None else chosen
    source = QgsProcessingParameters.parameterAsSource(parameter, {"INPUT": value}, context)
    file = file_behind(layer, value, fields) if direct else None
    assert (file is not None) == direct
    reader = FeatureReader(source, context, fields, file=file)
    shapes, rows, unusable = [], [], 0
    for batch in reader.batches(cancelled):
        shapes += list(shapes_of(batch))
        rows.append(batch.attributes)
        unusable += batch.unusable
    attributes = pd.concat(rows, ignore_index=True) if rows else pd.DataFrame(columns=fields)
    return shapes, attributes, unusable, reader.unusable


def shapes_of(batch):
    if batch.xy is None:
        return batch.geometry
    if batch.counts is None:
        return shapely.points(batch.xy)
    return shapely.linestrings(batch.xy, indices=np.repeat(np.arange(len(batch.counts)), batch.counts))


def open_layer(path):
    layer = QgsVectorLayer(path, "Skikt", "ogr")
    assert layer.isValid()
    return layer


def assert_same(path, fields=("slag", "antal", "andel")):
    one = read(open_layer(path), list(fields), direct=False)
    other = read(open_layer(path), list(fields), direct=True)
    assert len(one[0]) == len(other[0])
    # In a layer of multi-parts QGIS makes one of a single line; the file says which it is.
    for a, b in zip(one[0], other[0], strict=True):
        assert shapely.equals_exact(shapely.get_parts(a), shapely.get_parts(b), 1e-9).all()
    pd.testing.assert_frame_equal(one[1], other[1], check_dtype=False)
    assert [list(map(type, row)) for row in one[1].to_numpy()] == [list(map(type, row)) for row in other[1].to_numpy()]
    assert one[2] == other[2]
    assert one[3].ids == other[3].ids
    assert one[3].repaired == other[3].repaired
    return other


def test_this_gdal_gives_columns():
    assert can_read_columns()


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("epsg", [3006, 3021])
def test_columns_hold_the_features_that_qgis_gives(file_of, kind, epsg):
    assert_same(file_of(kind, epsg=epsg))


def test_a_format_that_gdal_fails_on_is_read_through_qgis(file_of):
    layer = open_layer(file_of("lines", "FlatGeobuf"))
    assert file_behind(layer, layer.id(), []) is None


@pytest.mark.parametrize("driver", ["GPKG", "ESRI Shapefile", "GeoJSON"])
@pytest.mark.parametrize("kind", ["lines", "only points", "polygons"])
def test_every_format_gives_the_same_features(file_of, driver, kind):
    shapes, *_ = assert_same(file_of(kind, driver))
    assert shapes


def test_degrees_become_metres(file_of):
    wkt = ["POINT (18.07 59.33)", "POINT (12 57.7)", None, "POINT (0 90)"]
    shapes, *_ = assert_same(file_of("", epsg=4326, texts=(ogr.wkbPoint, wkt)))
    there = Transformer.from_crs("EPSG:4326", "EPSG:3006", always_xy=True).transform(18.07, 59.33)
    assert shapes[0].distance(shapely.Point(there)) < 1e-3


def test_a_place_without_an_answer_is_lost_alone(file_of):
    wkt = ["LINESTRING (18 59, 18.1 59.1)", "LINESTRING (18 59, 18 1000)", "LINESTRING (12 57, 12.1 57.1)"]
    shapes, _, unusable, lost = assert_same(file_of("", epsg=4326, texts=(ogr.wkbLineString, wkt)))
    assert (len(shapes), unusable, sum(map(len, lost.ids.values()))) == (2, 1, 1)


def test_a_filter_of_the_layer_holds(file_of):
    path = f"{file_of('lines')}|layername=skikt_å|subset=\"slag\" = 'Äldreboende'"
    shapes, attributes, *_ = assert_same(path)
    assert set(attributes["slag"]) == {"Äldreboende"}
    assert len(shapes) == len(attributes)


def test_thousands_of_features_come_in_parts_and_none_is_lost(file_of):
    wkt = [f"LINESTRING ({674000 + i} 6580000, {674000 + i} 6580100)" for i in range(45_000)]
    shapes, attributes, *_ = assert_same(file_of("", texts=(ogr.wkbLineString, wkt)))
    assert len(shapes) == len(attributes) == 45_000


def changed(layer):
    layer.startEditing()
    layer.deleteFeature(next(layer.getFeatures()).id())


def joined(layer):
    other = QgsVectorLayer("NoGeometry?field=slag:string&field=mer:int", "Mer", "memory")
    QgsProject.instance().addMapLayer(other, False)
    join = QgsVectorLayerJoinInfo()
    join.setJoinLayer(other)
    join.setJoinFieldName("slag")
    join.setTargetFieldName("slag")
    layer.addJoin(join)


@pytest.mark.parametrize("change", [changed, joined])
def test_a_layer_that_is_more_than_its_file_is_read_through_qgis(file_of, change):
    layer = open_layer(file_of("lines"))
    change(layer)
    assert file_behind(layer, layer.id(), ["slag"]) is None


def test_virtual_fields_and_dates_are_read_through_qgis(file_of):
    layer = open_layer(file_of("lines"))
    layer.addExpressionField("antal * 2", QgsField("dubbelt", QMetaType.Type.Int))
    assert file_behind(layer, layer.id(), ["slag"]) is not None
    assert file_behind(layer, layer.id(), ["dubbelt"]) is None
    assert file_behind(layer, layer.id(), ["dag"]) is None
    assert file_behind(layer, layer.id(), ["finns inte"]) is None


@pytest.mark.parametrize("how", ["selected", "few", "filter"])
def test_a_choice_of_features_is_read_through_qgis(file_of, how):
    layer = open_layer(file_of("lines"))
    chosen = QgsProcessingFeatureSourceDefinition(layer.id())
    assert file_behind(layer, chosen, []) is not None
    if how == "selected":
        chosen.selectedFeaturesOnly = True
    elif how == "few":
        chosen.featureLimit = 2
    else:
        chosen.filterExpression = "antal > 3"
    assert file_behind(layer, chosen, []) is None


def test_layers_that_are_no_plain_files_are_read_through_qgis(tmp_path, file_of):
    memory = QgsVectorLayer("LineString?crs=EPSG:3006", "Minne", "memory")
    assert file_behind(memory, memory.id(), []) is None
    assert file_behind(None, "x", []) is None
    # Reading with geopandas, as other tests do, lets GDAL straighten curves in the whole process.
    ogr.SetNonLinearGeometriesEnabledFlag(1)
    curved = str(tmp_path / "kurvor.gpkg")
    dataset = ogr.GetDriverByName("GPKG").CreateDataSource(curved)
    crs = osr.SpatialReference()
    crs.ImportFromEPSG(3006)
    dataset.CreateLayer("kurvor", crs, ogr.wkbCompoundCurve)
    del dataset
    layer = QgsVectorLayer(curved, "Kurvor", "ogr")
    assert file_behind(layer, layer.id(), []) is None


def test_a_cancel_stops_between_the_parts(file_of):
    wkt = [f"LINESTRING ({674000 + i} 6580000, {674000 + i} 6580100)" for i in range(25_000)]
    layer = open_layer(file_of("", texts=(ogr.wkbLineString, wkt)))
    with pytest.raises(Cancelled):
        read(layer, [], direct=True, cancelled=lambda: True)


def test_a_file_that_has_gone_is_a_clear_error(file_of, tmp_path):
    layer = open_layer(file_of("lines"))
    file = file_behind(layer, layer.id(), [])
    gone = file_reading.FileLayer(str(tmp_path / "borta.gpkg"), None, 0, "", (), file.fields)
    with pytest.raises(RegsoError, match=r"borta\.gpkg cannot be read"):
        list(file_reading.read_columns(gone, [], 100, lambda: False))


def test_a_filter_that_the_file_refuses_is_a_clear_error(file_of):
    layer = open_layer(file_of("lines"))
    file = file_behind(layer, layer.id(), [])
    wrong = file_reading.FileLayer(file.path, file.layer_name, 0, "nonsens ((", (), file.fields)
    with pytest.raises(RegsoError, match="cannot be read"):
        list(file_reading.read_columns(wrong, [], 100, lambda: False))


def test_large_features_are_read_fewer_at_a_time(file_of):
    random = np.random.default_rng(1)
    wkt = [
        shapely.to_wkt(shapely.LineString(np.array([674_000, 6_580_000]) + random.random((20_000, 2)) * 1_000))
        for _ in range(300)
    ]
    layer = open_layer(file_of("", texts=(ogr.wkbLineString, wkt)))
    file = file_behind(layer, layer.id(), [])
    sizes = [len(columns) for columns in file_reading.read_columns(file, [], 20_000, lambda: False)]
    assert sum(sizes) == 300
    assert max(sizes) <= 200


def test_positions_go_through_qgis_like_features(qgis_new_project):
    transform = QgsCoordinateTransform(
        QgsCoordinateReferenceSystem("EPSG:4326"), QgsCoordinateReferenceSystem("EPSG:3006"), QgsProject.instance()
    )
    degrees = np.array([[18.07, 59.33], [11.9, 57.7], [20.2, 67.8]])
    xy, done = transformed(degrees, np.array([1, 1, 1]), transform)
    assert done.all()
    for (lon, lat), moved in zip(degrees, xy, strict=True):
        there = transform.transform(QgsPointXY(lon, lat))
        assert np.allclose(moved, [there.x(), there.y()], rtol=0, atol=1e-9)
