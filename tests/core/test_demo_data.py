# SPDX-License-Identifier: GPL-2.0-or-later
"""What the embedded demo promises: a clean coverage, its traps, types by the rule, sums that tie, and no chance."""

import csv
import importlib.util
import json
import sqlite3
import sys
import zipfile
from collections import Counter
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import pyogrio
import pytest
import shapely
from shapely.ops import split

from regso_atlas.plugin.core.area_types import COLORS, classify

ROOT = Path(__file__).resolve().parents[2]
DEMO = ROOT / "resources" / "demo"
CENTIMETRE = 0.01
STATISTICS = ("demo_folkmangd_2024.csv", "demo_omradestyper.json", "demo_inkomstgrupper_2015_2024.csv")


def read(name, path=DEMO / "demo.gpkg"):
    return pyogrio.read_dataframe(path, layer=name)


@pytest.fixture(scope="module")
def areas():
    return read("omraden")


@pytest.fixture(scope="module")
def roads():
    return read("vagar")


@pytest.fixture(scope="module")
def clinics():
    return read("vardinrattningar")


@pytest.fixture(scope="module")
def index():
    return read("index_2015_2024")


@pytest.fixture(scope="module")
def again(tmp_path_factory):
    """The demo made once more, from the scripts."""
    folder = tmp_path_factory.mktemp("påhittat")
    spec = importlib.util.spec_from_file_location("make_demo", ROOT / "scripts" / "make_demo.py")
    module = importlib.util.module_from_spec(spec)
    sys.path.insert(0, str(ROOT / "scripts"))
    try:
        spec.loader.exec_module(module)
        module.make(folder)
    finally:
        sys.path.remove(str(ROOT / "scripts"))
    return folder


def areas_of(points, areas):
    """How many areas each point touches."""
    found = gpd.sjoin(points[points.geometry.notna()], areas[["geometry"]], predicate="intersects")
    return found.groupby(level=0).size()


def area(areas, name):
    rows = areas[areas["regsonamn"] == name]
    assert len(rows) == 1
    return rows.iloc[0]


# --- the areas ---------------------------------------------------------------------------------------


def test_sixty_one_areas_in_two_fictional_kommuner_have_codes_as_text(areas):
    assert len(areas) == 61
    assert areas["regsokod"].is_unique
    assert areas["regsokod"].str.fullmatch(r"990[12]R\d{3}").all()
    assert (areas["regsokod"].str[:4] == areas["kommunkod"]).all()
    assert Counter(areas["kommunnamn"]) == {"Påhittsstad": 43, "Sagåköping": 18}
    assert set(areas["lanskod"]) == {"99"}
    assert areas["version"].str.contains("påhittad").all()


def test_one_name_stands_for_two_areas_in_different_kommuner(areas):
    shared = areas[areas["regsonamn"].duplicated(keep=False)]
    assert set(shared["regsonamn"]) == {"Ängsbacken"}
    assert set(shared["kommunkod"]) == {"9901", "9902"}


def test_areas_neither_overlap_nor_leave_slivers(areas):
    assert areas.is_valid.all()
    left, right = areas.sindex.query(areas.geometry, predicate="intersects")
    pairs = left < right
    common = shapely.intersection(areas.geometry.values[left[pairs]], areas.geometry.values[right[pairs]])
    assert shapely.area(common).max() == 0
    parts = shapely.get_parts(shapely.union_all(areas.geometry.values))
    holes = [ring for part in parts for ring in part.interiors]
    assert len(holes) == 1  # the lake, and nothing else


def test_neighbours_share_every_vertex_of_their_border(areas):
    tree = areas.sindex
    for i, shape in enumerate(areas.geometry):
        own = set(map(tuple, shapely.get_coordinates(shape).tolist()))
        for j in tree.query(shape, predicate="touches"):
            border = shapely.intersection(shape.boundary, areas.geometry[j].boundary)
            vertices = set(map(tuple, shapely.get_coordinates(border).tolist()))
            other = set(map(tuple, shapely.get_coordinates(areas.geometry[j]).tolist()))
            assert vertices, (i, j)
            assert vertices <= own & other


def test_shapes_hold_islands_an_enclave_and_a_lake_that_is_no_area(areas):
    assert len(area(areas, "Drömskären").geometry.geoms) == 11
    parent, enclave = area(areas, "Storskogen-Brukshålans omland").geometry, area(areas, "Brukshålan").geometry
    assert shapely.Polygon(parent.geoms[0].interiors[0]).equals(enclave.geoms[0])
    lake = read("vatten").query("typ == 'sjö'").geometry.iloc[0]
    around = area(areas, "Spegelsjöns omland").geometry
    assert shapely.Polygon(around.geoms[0].interiors[0]).equals(lake.geoms[0])
    assert not areas.intersects(lake.representative_point()).any()


def test_town_areas_are_small_and_rural_ones_large(areas):
    size = areas.set_index("regsonamn").area / 1e6
    assert 0.5 < size["Bangårdsbacken"] < 1
    assert size["Spegelsjöns omland"] > 100


def test_one_area_has_no_data_and_one_has_nobody(areas):
    assert list(areas.loc[areas["omradestyp"].isna(), "regsonamn"]) == ["Nybyggarängen"]
    columns = ["socioekonomiskt_index", "v1", "v2", "v3"]
    assert area(areas, "Nybyggarängen")[columns].isna().all()
    assert area(areas, "Nybyggarängen")["folkmangd"] > 0
    assert list(areas.loc[areas["folkmangd"] == 0, "regsonamn"]) == ["Gamla hamnen"]
    assert area(areas, "Gamla hamnen")["omradestyp"] == 5


# --- the statistics ----------------------------------------------------------------------------------


def test_every_year_has_all_five_types_and_few_areas_of_type_1(index):
    for _, year in index.groupby("ar"):
        counts = year["omradestyp"].value_counts()
        assert set(counts.index) == {1, 2, 3, 4, 5}
        assert counts[1] <= 4 < counts[3] < counts[4]


@pytest.mark.parametrize("ddof", [0, 1], ids=["population SD", "sample SD"])
def test_types_follow_the_rule_whichever_deviation_is_meant(index, ddof):
    for _, year in index.groupby("ar"):
        known = year.dropna(subset="index")
        assert len(known) == 60
        mean, deviation = known["index"].mean(), known["index"].std(ddof=ddof)
        cuts = [mean + 2 * deviation, mean + deviation, mean, mean - deviation]
        by_hand = [1 + sum(value < cut for cut in cuts) for value in known["index"]]
        assert by_hand == known["omradestyp"].astype(int).tolist()
        assert by_hand == [classify(value, mean, deviation) for value in known["index"]]


def test_index_is_the_mean_of_the_three_indicators(index):
    known = index.dropna(subset="index")
    assert np.allclose(known[["v1", "v2", "v3"]].mean(axis=1).round(1), known["index"], atol=1e-9)
    assert np.allclose(known[["v1", "v2", "v3", "index"]] * 10, (known[["v1", "v2", "v3", "index"]] * 10).round())


def test_some_areas_change_type_for_better_and_worse(areas, index):
    types = index.pivot_table(index="regsokod", columns="ar", values="omradestyp")
    names = areas.set_index("regsokod")["regsonamn"]
    change = (types[2024] - types[2015]).rename(names)
    assert change["Växelhöjden"] == 1  # from 1 to 2: less hardship
    assert change["Bruksvallen"] < 0
    assert (change != 0).sum() >= 5


def test_latest_year_of_the_tables_is_what_the_areas_carry(areas, index):
    latest = index[index["ar"] == 2024].set_index("regsokod").loc[areas["regsokod"]]
    assert latest["omradestyp"].astype("Float64").equals(areas.set_index("regsokod")["omradestyp"].astype("Float64"))
    people = read("folkmangd_2015_2024")
    latest = people[people["ar"] == 2024].set_index("regsokod")["folkmangd"]
    assert latest.equals(areas.set_index("regsokod")["folkmangd"])
    assert Counter(people["ar"]) == dict.fromkeys(range(2015, 2025), 61)


def test_poverty_lies_beside_the_railway_and_wealth_along_the_coast(areas):
    railway = shapely.union_all(read("jarnvag").geometry.values)
    worst = areas[(areas["omradestyp"] <= 2) & (areas["kommunkod"] == "9901") & (areas["regsonamn"] != "Brukshålan")]
    assert (worst.distance(railway) < 1000).all()
    sea = read("vatten").query("typ == 'hav'").geometry.iloc[0]
    best = areas[areas["omradestyp"] == 5]
    assert (best.distance(sea) == 0).all()


def test_squares_of_an_area_hold_exactly_its_people(areas):
    squares = read("befolkning_250m")
    assert (squares["folkmangd"] > 0).all()
    assert squares["rutid"].is_unique
    assert np.allclose(squares.area, 62_500)
    centres = gpd.GeoDataFrame(squares[["folkmangd", "regsokod"]], geometry=squares.centroid, crs=squares.crs)
    inside = gpd.sjoin(centres, areas[["regsokod", "geometry"]], predicate="within", rsuffix="area")
    assert len(inside) == len(squares)
    assert (inside["regsokod_left"] == inside["regsokod_area"]).all()
    counted = inside.groupby("regsokod_area")["folkmangd"].sum().reindex(areas["regsokod"], fill_value=0)
    assert counted.tolist() == areas["folkmangd"].tolist()


# --- the agencies' layers ----------------------------------------------------------------------------


def test_roads_have_classes_traffic_and_speed_with_gaps(roads):
    assert 600 <= len(roads) <= 910
    classes = Counter(roads["vagklass"].fillna("saknas"))
    assert set(classes) == {"Motorväg", "Riksväg", "Länsväg", "Lokalgata", "saknas"}
    assert classes["saknas"] == 3
    assert 100 < roads["adt"].isna().sum() < len(roads) / 2
    assert roads["hastighet"].dropna().isin([30, 40, 50, 70, 80, 90, 110]).all()
    assert roads["hastighet"].isna().any()
    assert roads["lank_id"].is_unique


def test_some_streets_lie_exactly_on_borders(areas, roads):
    borders = shapely.union_all(areas.boundary.values)
    on_border = roads[roads["namn"] == "Gränsgatan"]
    assert len(on_border) == 14
    assert on_border.within(borders).all()
    vertices = set(map(tuple, shapely.get_coordinates(areas.geometry.values).tolist()))
    assert set(map(tuple, shapely.get_coordinates(on_border.geometry.values).tolist())) <= vertices
    types = [set(areas.loc[areas.geometry.boundary.covers(line), "omradestyp"]) for line in on_border.geometry]
    assert any(len(pair) == 2 for pair in types)  # unlike types on the two sides


def test_links_cross_borders_leave_the_region_and_one_has_two_parts(areas, roads):
    crossed = gpd.sjoin(roads, areas[["regsokod", "geometry"]], predicate="crosses").groupby("lank_id").size()
    names = roads.set_index("lank_id")["namn"]
    assert (crossed >= 2).sum() > 150
    assert names[crossed.idxmax()] == "Stadstunneln"
    assert crossed.max() >= 5
    region = shapely.union_all(areas.geometry.values)
    leaving = roads[roads.crosses(region) & (roads["namn"] == "E99")]
    assert len(leaving) == 2
    assert Counter(len(line.geoms) for line in roads.geometry) == {1: len(roads) - 1, 2: 1}


def test_links_of_the_mainland_hang_together(roads):
    named = roads["namn"].isna() | (roads["namn"] == "Gränsgatan")
    ends = shapely.get_coordinates(roads[named].boundary.values).reshape(-1, 2, 2)
    groups: dict[tuple, tuple] = {}

    def root(node):
        while groups.setdefault(node, node) != node:
            node = groups[node]
        return node

    for start, end in ends.tolist():
        groups[root(tuple(start))] = root(tuple(end))
    sizes = Counter(root(tuple(start)) for start in ends[:, 0].tolist())
    assert sizes.most_common(1)[0][1] > 0.97 * named.sum()


def test_railway_divides_the_town_with_few_crossings(areas, roads):
    railway = shapely.line_merge(shapely.union_all(read("jarnvag").geometry.values))
    assert railway.geom_type == "LineString"
    town = shapely.union_all(areas[areas.area < 1.5e6].query("kommunkod == '9901'").geometry.values)
    west, east = sorted(split(town, railway).geoms, key=lambda part: part.centroid.x)
    assert west.area > 8e6 < east.area
    assert shapely.union_all(areas.boundary.values).covers(railway.intersection(town))
    crossings = read("korsningar")
    assert set(crossings["typ"]) == {"planskild", "plankorsning"}
    assert len(crossings) == roads.crosses(railway).sum()
    assert crossings.distance(railway).max() < CENTIMETRE
    assert crossings.within(town.buffer(1)).sum() == 5  # four streets and the tunnel


def test_clinics_lie_on_borders_on_a_corner_outside_and_nowhere(areas, clinics):
    assert len(clinics) == 70
    assert set(clinics["typ"]) == {"vårdcentral", "tandläkare", "apotek", "sjukhus"}
    assert clinics.geometry.isna().sum() == 1
    touched = areas_of(clinics, areas)
    assert Counter(touched) == {1: 63, 2: 3, 3: 1}
    assert 70 - 1 - len(touched) == 2  # outside the region


def test_schools_offices_and_stops_have_what_the_questions_need(areas):
    schools, offices, stops = read("skolor"), read("kontor"), read("hallplatser")
    assert (len(schools), len(offices), len(stops)) == (90, 8, 150)
    assert 0 < schools["elever"].isna().sum() < 20
    assert schools["behorighet"].dropna().between(0, 100).all()
    assert offices["myndighet"].nunique() == 5
    assert (stops["turer_per_dag"] > 0).all()
    outside = stops.loc[~stops.index.isin(areas_of(stops, areas).index), "namn"]
    assert list(outside) == ["Spegelsjöns brygga"]  # in the lake


def test_holiday_areas_ignore_borders_and_one_is_a_bow_tie(areas):
    holiday = read("fritidshusomraden")
    assert len(holiday) == 15
    assert list(holiday.loc[~holiday.is_valid, "namn"]) == ["Flugan (ogiltig yta)"]
    valid = holiday[holiday.is_valid]
    parts = gpd.sjoin(valid, areas[["kommunkod", "geometry"]], predicate="intersects").groupby("namn")
    assert (parts.size() >= 2).sum() >= 4
    assert parts["kommunkod"].nunique()["Tvåkommunsbyn"] == 2
    inside = valid.intersection(shapely.union_all(areas.geometry.values)).area
    assert (inside < valid.area - 1).any()  # some lie partly in water


# --- the files ---------------------------------------------------------------------------------------


def test_geopackage_is_small_and_says_of_every_layer_that_it_is_fictional():
    assert (DEMO / "demo.gpkg").stat().st_size < 3_000_000
    with sqlite3.connect(f"file:{DEMO / 'demo.gpkg'}?mode=ro&immutable=1", uri=True) as database:
        rows = database.execute("select table_name, description, srs_id from gpkg_contents").fetchall()
    database.close()
    assert len(rows) == 15
    assert all("PÅHITTADE" in description for _, description, _ in rows)
    assert {srs for *_, srs in rows} <= {3006, 0}


def test_population_file_is_like_the_statistics_databases(areas):
    raw = (DEMO / "demo_folkmangd_2024.csv").read_bytes()
    with pytest.raises(UnicodeDecodeError):
        raw.decode("utf-8")
    title, empty, *lines = raw.decode("cp1252").splitlines()
    assert "PÅHITTADE" in title
    assert not empty
    head, *rows = csv.reader(lines)
    assert head == ["region", "ålder", "kön", "2024"]
    people = {row[0]: int(row[3]) for row in rows if len(row) == 4}
    assert len(people) == 61
    assert sum(people.values()) == areas["folkmangd"].sum()
    labels = {f"{a.kommunnamn} ({a.regsonamn})": a.folkmangd for a in areas.itertuples()}
    odd = {label: people[label] for label in people.keys() - labels.keys()}
    assert set(odd) == {"Påhittsstad (Trollskogen )", "Påhittsstad (Kvarnåsen–Åbrinken)"}
    assert all(labels[label] == people[label] for label in labels.keys() & people.keys())


def test_types_file_has_both_editions_in_one_dimension(areas, index):
    document = json.loads((DEMO / "demo_omradestyper.json").read_text(encoding="utf-8"))
    assert document["size"] == [122, 5, 10]
    values = np.array(document["value"], dtype=float).reshape(document["size"])
    regions = document["dimension"]["Region"]["category"]["index"]
    contents = document["dimension"]["ContentsCode"]["category"]["index"]
    years = document["dimension"]["Tid"]["category"]["index"]
    columns = {"000008IT": "index", "000008IU": "omradestyp", "000008IV": "v2", "000008IW": "v1", "000008IX": "v3"}
    for row in index.itertuples():
        plain, suffixed = regions[row.regsokod], regions[f"{row.regsokod}_RegSO2025"]
        right, wrong = (suffixed, plain) if row.ar == 2024 else (plain, suffixed)
        for code, column in columns.items():
            here = (contents[code], years[str(row.ar)])
            assert np.array_equal(values[right, *here], float(getattr(row, column)), equal_nan=True)
            assert np.isnan(values[wrong, *here])
    assert len(document["status"]) == np.isnan(values).sum()
    keys = pd.read_csv(DEMO / "demo_nycklar.csv", dtype=str)
    assert keys.to_numpy().tolist() == areas[list(keys.columns)].to_numpy().tolist()


def test_income_groups_are_everybody_in_areas_with_an_index(index):
    groups = pd.read_csv(DEMO / "demo_inkomstgrupper_2015_2024.csv", dtype={"regsokod": str})
    people = read("folkmangd_2015_2024").set_index(["regsokod", "ar"])["folkmangd"]
    known = index.set_index(["regsokod", "ar"])["index"].notna()
    counts = groups.set_index(["regsokod", "ar"])
    assert list(counts) == [f"kvintil_{number}" for number in range(1, 6)]
    assert len(counts) == 610
    assert counts.notna().all(axis=1).equals(known.loc[counts.index].rename(None))
    sums = counts.dropna().sum(axis=1)
    assert (sums == people.loc[sums.index]).all()


def test_project_points_to_the_data_beside_it_in_the_colours_of_the_types():
    with zipfile.ZipFile(DEMO / "demo.qgz") as archive:
        text = archive.read("demo.qgs").decode("utf-8")
    for name, *_ in pyogrio.list_layers(DEMO / "demo.gpkg"):
        assert f"<datasource>./demo.gpkg|layername={name}</datasource>" in text
    for number in (1, 2, 3, 4, 5):
        red, green, blue = (int(COLORS[number][i : i + 2], 16) for i in (1, 3, 5))
        assert f'value="{red},{green},{blue},255' in text
    assert "<title>RegSO Atlas – påhittad region</title>" in text
    assert str(ROOT) not in text
    assert "http" not in text.split("<qgis", 1)[1].replace("http://www.opengis.net", "")


# --- the same every time -----------------------------------------------------------------------------


@pytest.mark.parametrize("name", [row[0] for row in pyogrio.list_layers(DEMO / "demo.gpkg")])
def test_making_the_demo_again_gives_the_same_layer(again, name):
    stored, made = read(name), read(name, again / "demo.gpkg")
    columns = [column for column in stored.columns if column != "geometry"]
    pd.testing.assert_frame_equal(pd.DataFrame(stored[columns]), pd.DataFrame(made[columns]))
    if "geometry" in stored:
        # Other versions of the libraries may round the last centimetre differently.
        same = shapely.equals_exact(stored.geometry.values, made.geometry.values, tolerance=1.5 * CENTIMETRE)
        assert (same | (stored.geometry.isna() & made.geometry.isna()).to_numpy()).all()


@pytest.mark.parametrize("name", [*STATISTICS, "demo_nycklar.csv"])
def test_making_the_demo_again_gives_the_same_file(again, name):
    assert (again / name).read_bytes() == (DEMO / name).read_bytes()
