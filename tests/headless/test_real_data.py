# SPDX-License-Identifier: GPL-2.0-or-later
"""The whole country through qgis_process: real areas, statistics and agency layers, checked by another engine.

The figures are computed here with geopandas, shapely and PROJ's geodesics, not with the plugin's code.
"""

from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import pyogrio
import pytest
import shapely
from pyproj import Geod
from shapely.geometry.polygon import orient

AREAS = "regso2025/RegSO_2025.gpkg"
TYPES = "index/regso_omradestyp_2022_by_code.csv"
KEYS = "keys/kopplingstabell-deso_regso-2018_v2.xlsx"
POPULATION = {
    "JSON-stat": "population/regso_population_2022_jsonstat.json",
    "PxWeb": "population/regso_population_2022_pxweb-v1.json",
    "Latin-1 text": "population/regso_population_2022_latin1.csv",
}
ROWS = (1, 2, 3, 4, 5, 0, -1)
ELLIPSOID = Geod(ellps="GRS80")

# the files were written by a newer GDAL than Debian 12 has
pytestmark = pytest.mark.filterwarnings("ignore:.*may only be partially supported", "ignore:Non-conformant content")


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    return tmp_path_factory.mktemp("hela landet")


@pytest.fixture(scope="module")
def join(qgis_process, real_data, folder):
    """Join a real file to an area layer; return qgis_process's answer and where the areas are."""

    def run(areas: str | Path, table: str, name: str, **more):
        output = folder / f"{name}.gpkg"
        inputs = {"AREAS": str(areas), "TABLE": str(real_data / table), "OUTPUT": str(output)} | more
        return qgis_process("run", "regso:joinstatistics", inputs=inputs), output

    return run


@pytest.fixture(scope="module")
def typed(join, real_data):
    """RegSO 2025 with the types of 2022."""
    return join(real_data / AREAS, TYPES, "typer", ALLOW_OTHER_EDITION=True)


@pytest.fixture(scope="module")
def populated(join, typed, folder):
    """RegSO 2025 with types and population of 2022 (from JSON-stat), and the codes without partner."""
    unmatched = folder / "utan motpart.csv"
    more = {"ALLOW_OTHER_EDITION": True, "OUTPUT_UNMATCHED": str(unmatched)}
    return *join(typed[1], POPULATION["JSON-stat"], "områden", **more), unmatched


@pytest.fixture(scope="module")
def areas(real_data) -> gpd.GeoDataFrame:
    """The same areas, types and inhabitants put together by pandas alone, in the order of their codes."""
    frame = pyogrio.read_dataframe(real_data / AREAS, columns=["regsokod"]).set_index("regsokod").sort_index()
    types = pd.read_csv(real_data / TYPES, dtype={"regsokod": str}).set_index("regsokod")["omradestyp_2022"]
    frame["area_type"] = types.reindex(frame.index).fillna(0).astype(int)
    return frame.assign(population=_population(real_data).reindex(frame.index)).reset_index()


def _population(real_data: Path) -> pd.Series:
    """The published figures from the PxWeb answer, which is nothing but key and value."""
    rows = pd.read_json(real_data / POPULATION["PxWeb"], typ="series")["data"]
    return pd.Series({row["key"][0]: float(row["values"][0]) for row in rows})


@pytest.fixture(scope="module")
def summarize(qgis_process, real_data, populated, folder, rows):
    """Summarise a real layer over the populated areas; return the numbers and the table."""

    def run(layer: str, name: str, **more):
        output = folder / f"{name}.csv"
        inputs = {"AREAS": str(populated[1]), "INPUT": f"{real_data / layer}", "OUTPUT": str(output)} | more
        results = qgis_process("run", "regso:summarizebyareatype", inputs=inputs).results
        table = pd.DataFrame(rows(output)).replace("", None)
        numbers = ["area_type", "area_count", "population", "feature_count", "amount"]
        table[numbers] = table[numbers].astype(float)
        return results, table

    return run


def assert_ties(results: dict, table: pd.DataFrame) -> None:
    """Check that inside, outside and unusable are everything, in the numbers and in the table."""
    assert results["INSIDE"] + results["OUTSIDE"] + results["UNUSABLE"] == results["TOTAL"]
    assert results["INSIDE_AMOUNT"] + results["OUTSIDE_AMOUNT"] == pytest.approx(results["TOTAL_AMOUNT"], rel=1e-9)
    assert table["amount"].sum() == pytest.approx(results["TOTAL_AMOUNT"], rel=1e-9)


def by_type(table: pd.DataFrame, column: str = "amount") -> dict[int, float]:
    return {int(t): n for t, n in table.groupby("area_type")[column].sum().items()}


# Another engine -----------------------------------------------------------------------------------------------------


def located_points(points: gpd.GeoDataFrame, areas: gpd.GeoDataFrame) -> pd.Series:
    """Return each point's area type, -1 outside; on a border the area with the lower code has it."""
    met = points.to_crs(3006).sjoin(areas[["area_type", "geometry"]], predicate="intersects")
    first = met.sort_values("index_right").loc[lambda frame: ~frame.index.duplicated()]
    return first["area_type"].reindex(points.index).fillna(-1).astype(int)


def cut(features: gpd.GeoDataFrame, areas: gpd.GeoDataFrame) -> tuple[np.ndarray, dict[int, float]]:
    """Return the true metres (or square metres) of every feature, and of all features by area type."""
    shapes = shapely.force_2d(features.geometry.to_crs(3006).to_numpy())
    own = true_sizes(shapes)
    # Lines are cut stretch by stretch, since an overlay would count only once what a line passes twice.
    stretches = shapes if shapely.get_dimensions(shapes).max() == 2 else single_stretches(shapes)
    grounds = areas.geometry.to_numpy()
    shapely.prepare(grounds)
    stretch, area = shapely.STRtree(grounds).query(stretches)
    met = shapely.intersects(grounds[area], stretches[stretch])
    order = np.lexsort((area[met], stretch[met]))
    stretch, area = stretch[met][order], area[met][order]
    pieces = stretches[stretch].copy()
    crossing = ~shapely.covers(grounds[area], pieces)
    pieces[crossing] = shapely.intersection(pieces[crossing], grounds[area[crossing]])
    # What lies along a border meets both areas: the one with the lower code, which comes first, keeps it.
    for i in np.flatnonzero(stretch[1:] == stretch[:-1]) + 1:
        for j in range(np.searchsorted(stretch, stretch[i]), i):
            pieces[i] = shapely.difference(pieces[i], pieces[j])
    sizes = pd.Series(true_sizes(pieces)).groupby(areas["area_type"].to_numpy()[area]).sum()
    amounts = {row: float(sizes.get(row, 0.0)) for row in ROWS}
    return own, amounts | {-1: float(own.sum() - sizes.sum())}


def single_stretches(lines) -> np.ndarray:
    """Return every pair of neighbouring vertices as a line of its own."""
    points, line = shapely.get_coordinates(shapely.get_parts(lines), return_index=True)
    pairs = np.stack([points[:-1], points[1:]], axis=1)[line[:-1] == line[1:]]
    return shapely.linestrings(pairs)


def true_sizes(geometries) -> np.ndarray:
    """Return lengths (of lines) or areas (of polygons) on the ellipsoid, as geodesics between the vertices."""
    dimension = 2 if shapely.get_dimensions(geometries).max() == 2 else 1
    parts, owner = shapely.get_parts(geometries, return_index=True)
    parts, inner = shapely.get_parts(parts, return_index=True)
    owner = owner[inner]
    degrees = gpd.GeoSeries(parts, crs=3006).to_crs(4619).to_numpy()
    degrees, owner = (
        degrees[shapely.get_dimensions(parts) == dimension],
        owner[shapely.get_dimensions(parts) == dimension],
    )
    if dimension == 2:
        sizes = [abs(ELLIPSOID.geometry_area_perimeter(orient(polygon))[0]) for polygon in degrees]
        return np.bincount(owner, weights=sizes, minlength=len(geometries))
    points, line = shapely.get_coordinates(degrees, return_index=True)
    same = line[:-1] == line[1:]
    _, _, metres = ELLIPSOID.inv(*points[:-1][same].T, *points[1:][same].T)
    return np.bincount(owner[line[:-1][same]], weights=metres, minlength=len(geometries))


# Statistics joined to the areas --------------------------------------------------------------------------------------


def test_types_of_2022_are_refused_on_areas_of_2025_until_they_are_allowed(join, real_data, typed):
    refused, _ = join(real_data / AREAS, TYPES, "vägrade")
    allowed, _ = typed

    assert refused.code == 1
    assert "2020 edition" in refused.err
    assert "2025 edition" in refused.err
    assert allowed.results["MATCHED"] == 3362
    assert "another piece of ground" in allowed.warnings


def test_one_code_on_either_side_has_no_partner_and_its_people_are_counted(populated, rows):
    answer, _, unmatched = populated

    assert answer.results["MATCHED"] == 3362
    assert (answer.results["ONLY_IN_AREAS"], answer.results["ONLY_IN_TABLE"]) == (1, 1)
    assert {(row["code"], row["found_in"]) for row in rows(unmatched)} == {("2523R011", "areas"), ("2584R001", "table")}
    # Kiruna (Bolaget) has 1,631 inhabitants in the file and is no area of its own in the edition of 2025
    assert answer.results["POPULATION_WITHOUT_AREA"] == 1631


@pytest.mark.parametrize("form", ["PxWeb", "Latin-1 text"])
def test_every_form_of_the_population_file_gives_the_same_population(join, typed, populated, real_data, form):
    more = {"KEY_TABLE": str(real_data / KEYS)} if form == "Latin-1 text" else {}

    answer, path = join(typed[1], POPULATION[form], f"folkmängd {form}", ALLOW_OTHER_EDITION=True, **more)

    first, second = (_joined_population(output) for output in (populated[1], path))
    pd.testing.assert_series_equal(first, second)
    for number in ("MATCHED", "ONLY_IN_AREAS", "ONLY_IN_TABLE", "POPULATION_WITHOUT_AREA"):
        assert answer.results[number] == populated[0].results[number]


def test_population_is_the_published_one(populated, real_data):
    people = _joined_population(populated[1])
    published = _population(real_data)

    assert published.sum() == 10_521_556
    assert people.sum() == 10_521_556 - 1631
    pd.testing.assert_series_equal(people.dropna(), published[people.dropna().index], check_names=False)


def test_all_3363_labels_of_the_original_file_find_their_code(qgis_process, real_data, folder):
    keys = pd.read_csv(real_data / "keys/regso_2018_codes.csv", dtype=str)
    # Squares instead of the boundaries of the edition of 2020, which are not among the data.
    squares = shapely.box(*(np.arange(len(keys)) * 1000 + shift for shift in (0, 0, 900, 900)))
    layer = gpd.GeoDataFrame({"regsokod": keys["regsokod"]}, geometry=squares, crs=3006)
    pyogrio.write_dataframe(layer, folder / "regso 2020.gpkg")
    inputs = {
        "AREAS": str(folder / "regso 2020.gpkg"),
        "TABLE": str(real_data / "index/regso_omradestyp_2022_original.csv"),
        "KEY_TABLE": str(real_data / KEYS),
        "OUTPUT": str(folder / "etiketter.gpkg"),
    }

    results = qgis_process("run", "regso:joinstatistics", inputs=inputs).results

    assert (results["MATCHED"], results["ONLY_IN_AREAS"], results["ONLY_IN_TABLE"]) == (3363, 0, 0)
    joined = pyogrio.read_dataframe(folder / "etiketter.gpkg").set_index("regsokod")["area_type"]
    by_code = pd.read_csv(real_data / TYPES, dtype={"regsokod": str}).set_index("regsokod")["omradestyp_2022"]
    pd.testing.assert_series_equal(joined.sort_index(), by_code.sort_index(), check_names=False, check_dtype=False)
    # as SCB counts them
    assert joined.value_counts().sort_index().tolist() == [160, 289, 855, 1770, 289]


def _joined_population(path: Path) -> pd.Series:
    return pyogrio.read_dataframe(path, read_geometry=False).set_index("regsokod")["population"].sort_index()


# Agency layers ------------------------------------------------------------------------------------------------------


def test_areas_and_people_by_type_are_those_of_the_tables(qgis_process, populated, areas, rows, folder):
    inputs = {"AREAS": str(populated[1]), "OUTPUT": str(folder / "landet.csv")}

    results = qgis_process("run", "regso:areatypesummary", inputs=inputs).results

    assert results["AREA_COUNT"] == 3363
    expected = areas.groupby("area_type")["population"].agg(["size", "sum"])
    for row in rows(inputs["OUTPUT"]):
        if int(row["area_type"]) >= 0:
            count, people = expected.loc[int(row["area_type"])]
            assert (float(row["area_count"]), float(row["population"] or 0)) == (count, people)


def test_schools(summarize, areas, real_data):
    layer = "sweden/skolenheter_2025-01.gpkg"
    results, table = summarize(layer, "skolor")

    types = located_points(pyogrio.read_dataframe(real_data / layer), areas)
    assert results["TOTAL"] == 9182
    assert_ties(results, table)
    assert by_type(table) == {row: (types == row).sum() for row in ROWS}
    assert table.set_index("area_type")["population"].loc[[1, 2, 3, 4, 5]].sum() == 10_521_556 - 1631


def test_health_facilities_by_kind(summarize, areas, real_data):
    layer = "sweden/osm_halso_2020.gpkg"
    results, table = summarize(layer, "vård", GROUP_FIELD="facility")

    facilities = pyogrio.read_dataframe(real_data / layer)
    types = located_points(facilities, areas)
    assert results["TOTAL"] == 1546
    assert_ties(results, table)
    kinds = table.groupby("facility")["amount"].sum().to_dict()
    assert kinds == {"pharmacy": 690, "clinic": 377, "dentist": 324, "doctors": 126, "hospital": 29}
    for kind, rows_of_kind in table.groupby("facility"):
        assert by_type(rows_of_kind) == {row: ((types == row) & (facilities["facility"] == kind)).sum() for row in ROWS}


def test_libraries_of_which_five_lie_abroad(summarize, areas, real_data):
    layer = "sweden/bibliotek_libris.gpkg"
    results, table = summarize(layer, "bibliotek")

    types = located_points(pyogrio.read_dataframe(real_data / layer), areas)
    assert results["TOTAL"] == 2753
    assert results["OUTSIDE"] >= 5
    assert_ties(results, table)
    assert by_type(table) == {row: (types == row).sum() for row in ROWS}


def test_roads_and_railways_around_siljan_in_degrees(summarize, areas, real_data):
    layer = "dalarna/ems_roads_railways_siljan.gpkg"
    results, table = summarize(layer, "Siljan", GROUP_FIELD="obj_type")

    features = pyogrio.read_dataframe(real_data / layer)
    assert results["TOTAL"] == 6798
    assert_ties(results, table)
    own, amounts = cut(features, areas)
    kinds = table.groupby("obj_type")["amount"].sum().to_dict()
    expected = pd.Series(own / 1e3).groupby(features["obj_type"].to_numpy()).sum().to_dict()
    assert kinds == pytest.approx(expected, rel=1e-6)
    assert by_type(table) == pytest.approx({row: size / 1e3 for row, size in amounts.items()}, rel=1e-6, abs=1e-6)


def test_bus_lines_of_falun(summarize, areas, real_data):
    file = "dalarna/kollektivtrafik_Falun.gpkg"
    results, table = summarize(f"{file}|layername=linjer", "busslinjer")

    own, amounts = cut(pyogrio.read_dataframe(real_data / file, layer="linjer"), areas)
    assert results["TOTAL"] == 158
    assert_ties(results, table)
    assert results["TOTAL_AMOUNT"] == pytest.approx(own.sum() / 1e3, rel=1e-6)
    assert by_type(table) == pytest.approx({row: size / 1e3 for row, size in amounts.items()}, rel=1e-6, abs=1e-6)


def test_holiday_home_areas(summarize, areas, real_data):
    layer = "dalarna/fritidshusomraden_2020_dalarna_wfs.geojson"
    results, table = summarize(layer, "fritidshus")

    own, amounts = cut(pyogrio.read_dataframe(real_data / layer), areas)
    assert results["TOTAL"] == 74
    assert_ties(results, table)
    assert results["TOTAL_AMOUNT"] == pytest.approx(own.sum() / 1e6, rel=1e-6)
    assert by_type(table) == pytest.approx({row: size / 1e6 for row, size in amounts.items()}, rel=1e-6, abs=1e-6)


def test_traffic_of_the_national_road_database_with_heights_and_rates(summarize, areas, real_data):
    layer = "nvdb/nvdb_dk_o_105_trafik_467677.gpkg"
    results, table = summarize(layer, "trafik", RATE_FIELDS=["Adt_samtliga_fordon"])

    roads = pyogrio.read_dataframe(real_data / layer)
    own, amounts = cut(roads, areas)
    assert shapely.has_z(roads.geometry.to_numpy()).all()
    assert results["TOTAL"] == 1069
    assert_ties(results, table)
    assert by_type(table) == pytest.approx({row: size / 1e3 for row, size in amounts.items()}, rel=1e-6, abs=1e-6)
    # the rate of all rows together, weighted by length: the roads' own mean
    rates = table["Adt_samtliga_fordon_mean"].astype(float)
    traffic = roads["Adt_samtliga_fordon"].to_numpy(dtype=float)
    known = ~np.isnan(traffic)
    assert known.all()
    mean = np.average(traffic, weights=own)
    assert np.average(rates[table["amount"] > 0], weights=table["amount"][table["amount"] > 0]) == pytest.approx(
        mean, rel=1e-6
    )
