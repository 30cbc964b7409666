# SPDX-License-Identifier: GPL-2.0-or-later
# ruff: noqa: S608 - the SQL here is made of constants
"""The overlay in a real PostGIS gives what the local engine gives: the same rows, the same figures to 1e-6."""

from __future__ import annotations

import math
import random
import threading
import time

import numpy as np
import pytest
import shapely
from qgis.core import (
    NULL,
    QgsApplication,
    QgsDataSourceUri,
    QgsFeature,
    QgsGeometry,
    QgsProcessingContext,
    QgsProcessingFeatureSourceDefinition,
    QgsProcessingFeedback,
    QgsProject,
    QgsVectorLayer,
    QgsVectorLayerJoinInfo,
    QgsWkbTypes,
)

from regso_atlas.plugin.core import chains, segment_pairs
from regso_atlas.plugin.layers import postgis_dividing

SUMMARIZE = "regso:summarizebyareatype"
NUMBERS = ("TOTAL", "INSIDE", "OUTSIDE", "UNUSABLE", "TOTAL_AMOUNT", "INSIDE_AMOUNT", "OUTSIDE_AMOUNT")
E0, N0 = 600_000.0, 6_700_000.0


@pytest.fixture
def both(run_algorithm):
    """Run in the database and here, and hold that all figures are the same; return the run in the database."""

    def run(layer, areas, *, local=False, **more):
        more.setdefault("OUTPUT_AREAS", "memory:")
        here = run_algorithm(SUMMARIZE, INPUT=layer, AREAS=areas, **more)
        there = run_algorithm(SUMMARIZE, INPUT=layer, AREAS=areas, IN_DATABASE=True, **more)
        done_there = any("came back to be judged" in text for text in there.infos)
        assert done_there is not local, there.warnings
        assert same(NUMBERS, [there[n] for n in NUMBERS], [here[n] for n in NUMBERS])
        for output in ("OUTPUT", "OUTPUT_AREAS"):
            rows, expected = there.rows(output), here.rows(output)
            assert len(rows) == len(expected) > 0
            for row, other in zip(rows, expected, strict=True):
                assert list(row) == list(other)
                assert same(list(row), list(row.values()), list(other.values()), row)
        if not local:
            assert sorted(there.warnings) == sorted(here.warnings)
        return there

    return run


def same(names, values, expected, where=None):
    for name, value, other in zip(names, values, expected, strict=True):
        if isinstance(value, float) and isinstance(other, float) and name != "area_type":
            assert value == pytest.approx(other, rel=1e-6, abs=1e-9, nan_ok=True), (name, where)
        else:
            assert (value, type(value)) == (other, type(other)), (name, where)
    return True


def returned(run):
    """How many features came back for the core to judge."""
    return next(int(text.split()[0]) for text in run.infos if "came back to be judged" in text)


# Data -----------------------------------------------------------------------------------------------------------------


def polygons_of(seed, rows=6, size=1000.0):
    """Return a lattice of wobbly areas that share their borders, every corner in common."""
    rng = random.Random(seed)
    corner = {
        (i, j): (E0 + i * size + rng.uniform(-200, 200), N0 + j * size + rng.uniform(-200, 200))
        for i in range(rows + 1)
        for j in range(rows + 1)
    }

    def side(a, b):
        """Return what lies between two corners, seen from the first: the same points from both sides."""
        (ax, ay), (bx, by) = sorted((corner[a], corner[b]))
        own = random.Random(f"{seed} {ax} {bx} {ay} {by}")
        points = [
            (ax + k / 8 * (bx - ax) + own.uniform(-30, 30), ay + k / 8 * (by - ay) + own.uniform(-30, 30))
            for k in range(1, 8)
        ]
        return points if (ax, ay) == corner[a] else points[::-1]

    result = []
    for i in range(rows):
        for j in range(rows):
            ring = [(i, j), (i + 1, j), (i + 1, j + 1), (i, j + 1)]
            shell = [p for a, b in zip(ring, ring[1:] + ring[:1], strict=True) for p in (corner[a], *side(a, b))]
            result.append(shapely.Polygon(shell))
    assert all(p.is_valid for p in result)
    # A lake in one, an island of another area in it, and a place that nobody covers.
    middle = result[8].centroid
    result[8] = result[8].difference(middle.buffer(150))
    result.append(middle.buffer(80))
    return result[:14] + result[15:]


@pytest.fixture
def wobbly(layer_of):
    """An area layer of a lattice with a lake, an island and a gap; types 1–5 and one without."""
    shapes = polygons_of(7)
    rows = [
        (shape, {"regsokod": f"0180R{i + 1:03d}", "omradestyp": i % 6 or None, "folkmangd": 100 + 10 * i})
        for i, shape in enumerate(shapes)
    ]
    return layer_of("Polygon", rows, {"regsokod": "string(20)", "omradestyp": "integer", "folkmangd": "integer"})


@pytest.fixture
def layer_of(qgis_app):
    """Make a layer from shapely geometries in metres."""

    def make(kind, rows, fields=None, crs="EPSG:3006"):
        layer = QgsVectorLayer(
            f"{kind}?crs={crs}&" + "&".join(f"field={n}:{t}" for n, t in (fields or {}).items()), "lager", "memory"
        )
        features = []
        for shape, values in rows:
            feature = QgsFeature(layer.fields())
            if shape is not None:
                geometry = QgsGeometry()
                geometry.fromWkb(shapely.to_wkb(shape))
                feature.setGeometry(geometry)
            for name, value in values.items():
                feature.setAttribute(name, NULL if value is None else value)
            features.append(feature)
        added, _ = layer.dataProvider().addFeatures(features)
        assert added
        layer.updateExtents()
        return layer

    return make


FIELDS = {"klass_åäö": "string(30)", "elever": "integer", "andel": "double", "nr": "integer"}


def attributes(rng, i):
    return {
        "klass_åäö": rng.choice(["Älv", "Å 'citat'", "gård", None]),
        "elever": rng.choice([0, 3, 17, None]),
        "andel": rng.choice([0.125, 55.5, None]),
        "nr": i,
    }


def random_lines(seed, count, borders):
    """Return lines of all sorts: wandering, along borders (exactly, nearly, as multi-parts), touching, of no length."""
    rng = random.Random(seed)
    edges = [np.array(p.exterior.coords) for p in borders]
    result = []
    for i in range(count):
        x, y = E0 + rng.uniform(-500, 6500), N0 + rng.uniform(-500, 6500)
        sort = i % 10
        if sort < 5:
            angle, points = rng.uniform(0, 7), [(x, y)]
            for _ in range(rng.choice([1, 3, 12, 40])):
                angle += rng.uniform(-0.6, 0.6)
                x, y = x + 30 * math.cos(angle), y + 30 * math.sin(angle)
                points.append((x, y))
            shape = shapely.LineString(points)
        elif sort < 8:
            ring = rng.choice(edges)
            k, n = rng.randrange(len(ring) - 3), rng.choice([2, 3])
            part = ring[k : k + n] if rng.random() < 0.5 else ring[k : k + n][::-1]
            noise = {5: 0.0, 6: 2e-4, 7: 5.0}[sort]
            part = part + np.array([[rng.uniform(-noise, noise) for _ in "xy"] for _ in part])
            shape = shapely.LineString([(x, y), *part]) if rng.random() < 0.5 else shapely.LineString(part)
        elif sort == 8:
            ring = rng.choice(edges)
            shape = shapely.MultiLineString([[(x, y), (x + 400, y + 1)], [(x, y + 50), tuple(ring[2])]])
        else:
            shape = (
                shapely.LineString([(x, y), (x, y)]) if i % 20 == 9 else shapely.LineString([(x, y), (x + 25_000, y)])
            )
        result.append((shape, attributes(rng, i)))
    return result


def random_points(seed, count, borders):
    rng = random.Random(seed)
    corners = np.concatenate([np.array(p.exterior.coords) for p in borders])
    result = []
    for i in range(count):
        place = [E0 + rng.uniform(-500, 6500), N0 + rng.uniform(-500, 6500)]
        if i % 5 == 0:
            k = rng.randrange(len(corners) - 1)
            place = corners[k] if i % 10 else (corners[k] + corners[k + 1]) / 2
        shape = shapely.Point(place)
        if i % 7 == 0:
            shape = shapely.MultiPoint([place, [place[0] + 700, place[1]], [place[0], place[1] + 900]])
        result.append((shape, attributes(rng, i)))
    return result


def random_polygons(seed, count, borders):
    rng = random.Random(seed)
    result = []
    for i in range(count):
        x, y = E0 + rng.uniform(-500, 6500), N0 + rng.uniform(-500, 6500)
        sort = i % 8
        if sort < 4:
            shape = shapely.Point(x, y).buffer(rng.choice([5, 60, 900]))
        elif sort == 4:
            shape = rng.choice(borders)
        elif sort == 5:
            # A strip along a border, with the border's own corners.
            ring = np.array(rng.choice(borders).exterior.coords)[:4]
            shape = shapely.Polygon([*ring, *(ring[::-1] + np.array([20.0, 35.0]))])
            shape = shape if shape.is_valid else shape.buffer(0)
        elif sort == 6:
            shape = shapely.MultiPolygon([shapely.box(x, y, x + 9, y + 9), shapely.box(x + 800, y, x + 1500, y + 20)])
        else:
            shape = shapely.Point(x, y).buffer(2500).difference(shapely.Point(x, y).buffer(600))
        result.append((shapely.multipolygons([shape]) if shape.geom_type == "Polygon" else shape, attributes(rng, i)))
    return result


MAKERS = {"Point": random_points, "MultiLineString": random_lines, "MultiPolygon": random_polygons}


@pytest.fixture
def table(server, layer_of):
    """Make random features of a kind into a table of the database."""

    def make(kind, count=300, seed=1, more=(), **options):
        rows = [
            *MAKERS[kind](seed, count, polygons_of(7)),
            *((None, attributes(random.Random(0), 9000 + i)) for i in more),
        ]
        kind = "MultiPoint" if kind == "Point" else kind
        rows = [(s if s is None else multi(s), a) for s, a in rows]
        name = f"lager_{kind.lower()}_{seed}"
        return server.copy(layer_of(kind, rows, FIELDS), name, **options)

    return make


def multi(shape):
    make = {"Point": shapely.multipoints, "LineString": shapely.multilinestrings, "Polygon": shapely.multipolygons}
    return make[shape.geom_type]([shape]) if shape.geom_type in make else shape


# The same figures -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", MAKERS)
@pytest.mark.parametrize("seed", [1, 2])
def test_random_features_along_borders_give_the_same_figures(both, table, wobbly, kind, seed):
    run = both(table(kind, seed=seed, more=[1, 2]), wobbly, RATE_FIELDS=["andel"], AMOUNT_FIELDS=["elever"])

    assert run["UNUSABLE"] == 2
    assert run["INSIDE"] > 200
    # Most features are settled there: what comes back is what keeps to a border.
    assert returned(run) < 0.5 * run["TOTAL"]
    assert returned(run) > 0 or kind == "MultiPolygon"


@pytest.mark.parametrize("kind", MAKERS)
def test_groups_are_the_same_with_odd_letters_and_without_value(both, table, wobbly, kind):
    run = both(table(kind, seed=3), wobbly, GROUP_FIELD="klass_åäö", AMOUNT_FIELDS=["elever", "nr"])

    assert {row["klass_åäö"] for row in run.rows()} == {"Älv", "Å 'citat'", "gård", None}


@pytest.mark.parametrize("field", ["heltal", "långt", "tal", "kort", "numerisk", "ja", "dag", "text"])
def test_groups_of_every_type_are_as_qgis_reads_them(both, server, wobbly, field):
    server.sql(
        "DROP TABLE IF EXISTS typer; CREATE TABLE typer (id serial PRIMARY KEY, geom geometry(Point, 3006), "
        'heltal int2, "långt" int8, tal float8, kort float4, numerisk numeric(8, 3), ja bool, dag date, text varchar); '
        f'INSERT INTO typer (geom, heltal, "långt", tal, kort, numerisk, ja, dag, text) SELECT '
        f"ST_SetSRID(ST_MakePoint({E0} + 300 * i, {N0} + 211 * i), 3006), i % 3, i % 2 + 9007199254740990, "
        "CASE i % 4 WHEN 0 THEN 'NaN' WHEN 1 THEN 'Infinity' ELSE 0.1 END, 0.1 * (i % 3), 0.125 * (i % 3), i % 2 = 0, "
        "'2024-02-29'::date + i % 2, CASE WHEN i % 3 > 0 THEN 'å' || i % 3 END "
        "FROM generate_series(1, 30) AS i; SELECT 1"
    )
    both(
        server.layer("typer"), wobbly, GROUP_FIELD=field, RATE_FIELDS=["tal", "kort"], AMOUNT_FIELDS=["numerisk", "tal"]
    )


@pytest.mark.parametrize("name", ["vagar", "vardinrattningar", "hallplatser", "fritidshusomraden", "befolkning_250m"])
def test_the_demo_gives_the_same_figures(both, server, demo, name):
    source = QgsVectorLayer(demo(name), name, "ogr")
    numbers = [f.name() for f in source.fields() if f.isNumeric() and f.name() != "fid"]

    run = both(
        server.copy(source, f"demo_{name}", key="fid"), demo("omraden"), RATE_FIELDS=numbers, AMOUNT_FIELDS=numbers
    )

    assert run["INSIDE"] > 0


# What the layer is ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("crs", ["4326", "3857", "25832", "3011", "4619"])
@pytest.mark.parametrize("kind", MAKERS)
def test_other_reference_systems_give_the_same_figures(both, server, table, wobbly, kind, crs):
    source = QgsDataSourceUri(table(kind, seed=4).source()).table()
    server.sql(
        f"DROP TABLE IF EXISTS lager_{crs}; CREATE TABLE lager_{crs} AS "
        f"SELECT id, ST_Transform(geom, {crs}) AS geom, elever FROM {source}; SELECT 1"
    )

    run = both(server.layer(f"lager_{crs}"), wobbly, AMOUNT_FIELDS=["elever"])

    assert run["INSIDE"] > 200
    assert returned(run) < 250


def test_a_filter_and_a_selection_choose_the_same_features(both, table, wobbly, selected):
    layer = table("MultiLineString", seed=5)
    assert layer.setSubsetString('"nr" % 2 = 0 AND "klass_åäö" <> \'gård\'')
    filtered = both(layer, wobbly)

    chosen = both(selected(layer, '"nr" < 100'), wobbly)

    assert 0 < chosen["TOTAL"] < filtered["TOTAL"] < 150
    QgsProject.instance().removeAllMapLayers()


@pytest.mark.parametrize("key", ["'nyckel ''' || id", "md5(id::text)::uuid", "(id * 3000000000)::int8"])
def test_a_selection_by_any_simple_key_chooses_the_same_features(both, server, table, wobbly, selected, key):
    table("Point", seed=5)
    server.sql(
        f"DROP TABLE IF EXISTS nycklar; CREATE TABLE nycklar AS SELECT {key} AS nyckel, geom, nr "
        "FROM lager_multipoint_5; ALTER TABLE nycklar ADD PRIMARY KEY (nyckel); SELECT 1"
    )
    run = both(selected(server.layer("nycklar", key="nyckel"), '"nr" < 50'), wobbly)

    assert run["TOTAL"] == 50
    QgsProject.instance().removeAllMapLayers()


def test_a_view_and_a_query_are_layers_too(both, server, table, wobbly):
    table("MultiPolygon", seed=6)
    server.sql('CREATE OR REPLACE VIEW "Vy åäö" AS SELECT * FROM lager_multipolygon_6 WHERE nr < 200; SELECT 1')
    assert both(server.layer("Vy åäö"), wobbly)["TOTAL"] == 200
    assert both(server.layer("(SELECT * FROM lager_multipolygon_6 WHERE nr % 3 = 0)"), wobbly)["TOTAL"] == 100


def table_of(server, name, column, *geometries):
    """Make a table of geometries as SQL."""
    values = ", ".join(f"({i}, {g})" for i, g in enumerate(geometries, start=1))
    server.sql(
        f"DROP TABLE IF EXISTS {name}; CREATE TABLE {name} (id int PRIMARY KEY, geom {column}); "
        f"INSERT INTO {name} VALUES {values}; SELECT 1"
    )
    return server.layer(name) if column != "geometry(Geometry, 3006)" else None


def placed(wkt):
    """Return WKT in metres from the corner as SQL."""
    return f"ST_Translate(ST_GeomFromEWKT('SRID=3006;{wkt}'), {E0}, {N0})"


def test_heights_and_measures_play_no_part(both, server, wobbly):
    lines = ["LINESTRING ZM (0 0 5 1, 3000 2100 90 2, 2999 10 1e9 3)", "LINESTRING ZM (500 500 0 0, 510 500 0 0)"]
    both(table_of(server, "med_hojd", "geometry(LineStringZM, 3006)", *map(placed, lines)), wobbly)
    lines = ["LINESTRING M (0 0 5, 3000 2100 90, 2999 10 1)", "LINESTRING M (500 500 0, 510 500 0)"]
    both(table_of(server, "med_matt", "geometry(LineStringM, 3006)", *map(placed, lines)), wobbly)


def test_curves_come_back_to_be_made_straight_as_always(both, server, wobbly):
    curves = ["COMPOUNDCURVE ((0 0, 1000 1000), CIRCULARSTRING (1000 1000, 2500 1500, 3000 3000))"] * 3
    run = both(table_of(server, "kurvor", "geometry(CompoundCurve, 3006)", *map(placed, curves)), wobbly)

    assert returned(run) == 3


def test_invalid_polygons_are_repaired_as_always_and_named(both, server, wobbly):
    shapes = [
        "POLYGON ((100 100, 900 900, 900 100, 100 900, 100 100))",
        "POLYGON ((100 100, 900 100, 900 900, 100 900, 100 100), (50 200, 500 200, 500 500, 50 500, 50 200))",
        "POLYGON ((100 100, 900 100, 900 100, 100 100))",
        "POLYGON ((0 0, 3000 0, 3000 3000, 0 3000, 0 0))",
        "POLYGON EMPTY",
    ]
    run = both(table_of(server, "trasiga", "geometry(Polygon, 3006)", *map(placed, shapes), "NULL"), wobbly)

    assert run.warned("invalid and were repaired", "1, 2")
    assert run.warned("no geometry", "5, 6")
    assert run["UNUSABLE"] == 3


def test_what_lies_far_from_sweden_or_nowhere_is_measured_as_always(both, server, wobbly):
    lines = [
        "LINESTRING (0 0, 9000000 100)",
        "LINESTRING (0 0, 2000000 -900000)",
        "LINESTRING (100 100, 900 900)",
        "LINESTRING (1e9 0, 2e9 0)",
    ]
    run = both(table_of(server, "langt_bort", "geometry(LineString, 3006)", *map(placed, lines)), wobbly)

    assert run["UNUSABLE"] == 1
    assert returned(run) == 3


def test_a_geography_is_a_layer_in_degrees(both, server, wobbly):
    points = [f"ST_Transform({placed(f'POINT ({200 * i} {100 * i})')}, 4326)::geography" for i in range(40)]
    both(table_of(server, "geografi", "geography(Point, 4326)", *points), wobbly)


def test_a_column_of_several_types_is_read_here_where_qgis_picks_some(both, server, wobbly):
    mixed = [placed(w) for w in ("POINT (500 500)", "LINESTRING (0 0, 900 900)", "POINT (1500 900)")]
    table_of(server, "blandat", "geometry(Geometry, 3006)", *mixed)
    uri = server.uri()
    uri.setDataSource("public", "blandat", "geom", "", "id")
    uri.setSrid("3006")
    uri.setWkbType(QgsWkbTypes.Type.Point)
    layer = QgsVectorLayer(uri.uri(False), "blandat", "postgres")
    assert layer.isValid()
    assert layer.featureCount() == 2

    run = both(layer, wobbly, local=True)

    assert run["TOTAL"] == 2
    assert run.warned("several types")


# Areas ----------------------------------------------------------------------------------------------------------------


@pytest.fixture
def overlapping_areas(areas_layer, street_rows, box):
    return areas_layer(
        [*street_rows(), {"code": "0180R000", "wkt": box(0.5, 0.2, 3, 0.5), "area_type": 5, "population": 7}]
    )


@pytest.mark.parametrize("kind", ["Point", "MultiLineString"])
def test_where_areas_overlap_the_first_takes_all(both, table, overlapping_areas, kind):
    both(table(kind, seed=8), overlapping_areas)


def test_polygons_on_overlapping_areas_are_shared_here(both, table, overlapping_areas):
    run = both(table("MultiPolygon", seed=8), overlapping_areas, local=True)

    assert run.warned("Some areas overlap")


@pytest.mark.parametrize("kind", MAKERS)
def test_areas_without_geometry_and_in_degrees_are_the_same(both, table, areas_layer, street_rows, kind):
    rows = [*street_rows(), {"code": "0180R099", "wkt": None, "area_type": 2, "population": 7}]
    both(table(kind, seed=9), areas_layer(rows, crs="EPSG:4326"), MIN_COUNT=5)


# Where the database cannot --------------------------------------------------------------------------------------------


def test_a_layer_that_is_no_postgis_layer_is_done_here_and_it_is_said(both, areas_layer, point):
    assert both(point, areas_layer(), local=True).warned("not a PostGIS layer")


def test_a_joined_field_is_read_here(both, table, wobbly, layer_from_wkt):
    layer = table("Point", seed=1)
    rows = [(None, {"nr": i, "x": i % 3}) for i in range(300)]
    other = layer_from_wkt("NoGeometry", rows, {"nr": "integer", "x": "integer"})
    join = QgsVectorLayerJoinInfo()
    join.setJoinLayer(other)
    join.setJoinFieldName("nr")
    join.setTargetFieldName("nr")
    join.setPrefix("j_")
    assert layer.addJoin(join)

    assert both(layer, wobbly, local=True, GROUP_FIELD="j_x").warned("The field j_x is joined")
    assert both(layer, wobbly, GROUP_FIELD="klass_åäö")["TOTAL"] == 300


def test_edits_that_are_not_saved_are_counted_here(both, table, wobbly):
    layer = table("Point", seed=1)
    layer.startEditing()
    assert layer.deleteFeature(1)

    run = both(layer, wobbly, local=True)

    assert run["TOTAL"] == 299
    assert run.warned("edits that are not saved")
    layer.rollBack()


def test_features_chosen_by_an_expression_are_read_here(both, table, wobbly, qgis_new_project):
    layer = table("Point", seed=1)
    QgsProject.instance().addMapLayer(layer)
    chosen = QgsProcessingFeatureSourceDefinition(layer.id(), filterExpression='"nr" < 40')

    run = both(chosen, wobbly, local=True)

    assert run["TOTAL"] == 40
    assert run.warned("expression of QGIS's")
    QgsProject.instance().removeAllMapLayers()


def test_who_may_not_make_temporary_tables_gets_the_figures_from_here(both, server, table, wobbly):
    table("Point", seed=1)
    server.sql(
        'REVOKE TEMPORARY ON DATABASE "åkern" FROM PUBLIC; CREATE ROLE gast LOGIN; '
        "GRANT SELECT ON ALL TABLES IN SCHEMA public TO gast; SELECT 1"
    )
    try:
        run = both(server.layer("lager_multipoint_1", user="gast"), wobbly, local=True)
    finally:
        server.sql('DROP OWNED BY gast; DROP ROLE gast; GRANT TEMPORARY ON DATABASE "åkern" TO PUBLIC; SELECT 1')

    assert run.warned("may not make temporary tables")


def as_role(server, role, settings, run):
    """Run as a role with settings of its own, which is gone afterwards. QGIS keeps connections: a name serves once."""
    server.sql(
        f"CREATE ROLE {role} LOGIN; GRANT SELECT ON ALL TABLES IN SCHEMA public TO {role}; "
        f"{settings.format(role=role)} SELECT 1"
    )
    try:
        return run(role)
    finally:
        server.sql(f"DROP OWNED BY {role} CASCADE; DROP ROLE {role}; SELECT 1")


def test_a_database_for_reading_only_leaves_the_work_here(both, server, table, wobbly):
    table("Point", seed=1)
    run = as_role(
        server,
        "lasare",
        "ALTER ROLE {role} SET default_transaction_read_only = on;",
        lambda user: both(server.layer("lager_multipoint_1", user=user), wobbly, local=True),
    )

    assert run.warned("a copy for reading only")


def test_an_old_postgis_leaves_the_work_here_and_is_named(both, server, table, wobbly):
    table("Point", seed=1)
    # A role for whom the server pretends to be old.
    run = as_role(
        server,
        "bakat",
        "CREATE SCHEMA gammal; GRANT USAGE ON SCHEMA gammal TO {role}; CREATE FUNCTION gammal.postgis_lib_version() "
        "RETURNS text LANGUAGE sql AS $$ SELECT '2.5.3' $$; ALTER ROLE {role} SET search_path = gammal, public;",
        lambda user: both(server.layer("lager_multipoint_1", user=user), wobbly, local=True),
    )
    server.sql("DROP SCHEMA gammal CASCADE; SELECT 1")

    assert run.warned("PostGIS 2.5.3; 3.2 or later")


def test_a_server_that_transforms_otherwise_leaves_the_work_here(both, server, table, wobbly):
    table("Point", seed=1)
    server.sql(
        "DROP TABLE IF EXISTS annat; CREATE TABLE annat AS SELECT id, ST_Transform(geom, 3010) AS geom "
        "FROM lager_multipoint_1; SELECT 1"
    )
    layer = server.layer("annat")
    server.sql(
        "UPDATE spatial_ref_sys SET auth_name = NULL, srtext = replace(srtext, '16.5', '16.501'), "
        "proj4text = replace(proj4text, '16.5', '16.501') WHERE srid = 3010; SELECT 1"
    )

    run = both(layer, wobbly, local=True)

    assert run.warned("transforms EPSG:3010 to SWEREF 99 TM otherwise than QGIS")


def test_a_selection_by_a_key_of_two_columns_is_read_here(both, server, table, wobbly, selected):
    table("Point", seed=5)
    server.sql(
        "DROP TABLE IF EXISTS tva; CREATE TABLE tva AS SELECT nr % 7 AS a, nr AS b, geom FROM lager_multipoint_5; "
        "ALTER TABLE tva ADD PRIMARY KEY (a, b); SELECT 1"
    )
    layer = server.layer("tva", key="'a','b'")
    assert both(layer, wobbly)["TOTAL"] == 300

    run = both(selected(layer, '"b" < 30'), wobbly, local=True)

    assert run["TOTAL"] == 30
    assert run.warned("no key of a single column")
    QgsProject.instance().removeAllMapLayers()


def test_a_database_that_fails_is_quoted_and_the_figures_come_from_here(both, server, table, wobbly):
    table("Point", seed=1)
    # Only the long batch switches off compilation.
    server.sql(
        "CREATE OR REPLACE VIEW ond AS SELECT id, CASE WHEN current_setting('jit') = 'off' THEN "
        "ST_SetSRID(geom, (1 / (id - id))::int) ELSE geom END AS geom FROM lager_multipoint_1; SELECT 1"
    )

    run = both(server.layer("ond"), wobbly, local=True)
    server.sql("DROP VIEW ond; SELECT 1")

    assert run.warned("It said: ERROR:  division by zero")


def test_too_many_groups_are_refused_in_the_same_words(refusal, server, wobbly):
    server.sql(
        "DROP TABLE IF EXISTS manga; CREATE TABLE manga AS SELECT i AS id, "
        f"ST_SetSRID(ST_MakePoint({E0} + i, {N0} + i), 3006)::geometry(Point, 3006) AS geom "
        "FROM generate_series(1, 3000) AS i; SELECT 1"
    )
    layer = server.layer("manga")
    here = refusal(SUMMARIZE, INPUT=layer, AREAS=wobbly, GROUP_FIELD="id")

    assert refusal(SUMMARIZE, INPUT=layer, AREAS=wobbly, GROUP_FIELD="id", IN_DATABASE=True) == here
    assert "1000 different values" in here


def test_cancel_stops_the_server_within_half_a_second(server, wobbly, provider):
    server.sql(
        "DROP TABLE IF EXISTS stort; CREATE TABLE stort AS SELECT i AS id, ST_SetSRID(ST_MakeLine(ST_MakePoint("
        f"{E0} + i % 6000, {N0}), ST_MakePoint({E0} + i % 5000, {N0} + 6000)), 3006)::geometry(LineString, 3006) "
        "AS geom FROM generate_series(1, 60000) AS i; SELECT 1"
    )
    running = r"SELECT 1 FROM pg_stat_activity WHERE query ~ '^\s*SET LOCAL jit' AND state = 'active'"
    algorithm = QgsApplication.processingRegistry().createAlgorithmById(SUMMARIZE)
    context, feedback, stopped = QgsProcessingContext(), QgsProcessingFeedback(False), []
    parameters = {"INPUT": server.layer("stort"), "AREAS": wobbly, "OUTPUT": "memory:", "IN_DATABASE": True}

    def stop():
        waiting_until = time.monotonic() + 60
        while not server.sql(running) and time.monotonic() < waiting_until:
            time.sleep(0.05)
        time.sleep(0.3)
        stopped.append(time.monotonic())
        feedback.cancel()

    thread = threading.Thread(target=stop)
    thread.start()
    results, ok = algorithm.run(parameters, context, feedback)
    took = time.monotonic() - stopped[0]
    thread.join()

    assert not ok
    assert results == {}
    # left alone, the query takes far longer
    assert took < 5
    assert server.sql(running) == []


def test_nothing_stays_in_the_database(both, server, table, wobbly):
    for kind in MAKERS:
        both(table(kind, seed=1), wobbly)

    assert server.sql("SELECT count(*) FROM pg_class WHERE relname LIKE 'regso%'") == [[0]]


def test_what_is_certain_keeps_twice_the_tolerance_from_borders():
    # Written out there, because the core's modules bring shapely, which QGIS must not load when it starts.
    assert postgis_dividing.DOUBT == 2 * segment_pairs.BORDER_TOLERANCE
    assert postgis_dividing.SHORTEST == 2 * chains.SHORTEST_RUN
