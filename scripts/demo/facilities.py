# SPDX-License-Identifier: GPL-2.0-or-later
"""The agencies' own layers: clinics, schools, offices, stops and holiday areas, with traps on purpose."""

from __future__ import annotations

import geopandas as gpd
import numpy as np
import shapely
from shapely.geometry import Point, Polygon

from . import CRS, FICTIONAL, landscape, random_stream, to_grid
from .partition import Partition

_AGENCIES = [
    ("Statens servicecenter", (30.3, 16.3)), ("Arbetsförmedlingen", (30.1, 16.9)), ("Försäkringskassan", (30.6, 16.7)),
    ("Polismyndigheten", (29.1, 15.9)), ("Skatteverket", (30.8, 17.0)), ("Statens servicecenter", (12.0, 28.1)),
    ("Arbetsförmedlingen", (12.3, 27.8)), ("Polismyndigheten", (11.6, 28.4)),
]  # fmt: skip
_HOLIDAY = [
    (39.0, 6.2, 0.7), (36.6, 9.4, 0.8), (36.2, 12.2, 0.5), (35.7, 18.5, 0.6), (37.1, 22.6, 0.7), (38.0, 25.0, 0.6),
    (37.4, 33.4, 0.8), (35.6, 30.4, 0.6), (18.2, 10.2, 0.7), (20.8, 12.4, 0.6), (17.3, 12.0, 0.5), (42.4, 14.1, 0.6),
    (13.0, 9.5, 0.7), (23.5, 32.4, 0.9),
]  # fmt: skip
_HOLIDAY_NAMES = [
    "Solgläntan", "Måsviken", "Guldstrandsbyn", "Pärlbadet", "Snäckan", "Sandslottet", "Nordanbyn", "Klippan",
    "Spegelvassen", "Sjöstigen", "Näckvik", "Skäret", "Lingonbacken", "Tvåkommunsbyn",
]  # fmt: skip


def clinics(partition: Partition, squares: gpd.GeoDataFrame, areas: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Return health care: some on borders, one on a corner of three areas, two outside, one without a place."""
    rng = random_stream("clinics")
    spots = _where_people_live(rng, squares, 63)
    spots += [Point(vertex) for vertex in _border_vertices(partition, 3)]
    spots += [Point(_corner(partition)), Point(to_grid((45.0, 6.0))), Point(to_grid((1.2, 39.0))), None]
    kinds = ["vårdcentral"] * 18 + ["tandläkare"] * 24 + ["apotek"] * 19 + ["sjukhus"] * 2
    kinds += ["vårdcentral", "tandläkare", "apotek", "vårdcentral", "apotek", "tandläkare", "vårdcentral"]
    places = {"vårdcentral": (4, 16), "tandläkare": (2, 9), "apotek": (1, 5), "sjukhus": (90, 320)}
    rows = []
    for number, (kind, spot) in enumerate(zip(kinds, spots, strict=True), start=1):
        low, high = places[kind]
        size = int(low + (high - low) * rng.random_sample())
        rows.append((f"P{number:03d}", f"{kind.capitalize()} {number}", kind, size, spot))
    frame = _frame(rows, ["enhet_id", "namn", "typ", "platser"])
    return _hospital_in_town(frame, areas)


def _hospital_in_town(frame: gpd.GeoDataFrame, areas: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Move the two hospitals into the middle of the two towns."""
    for row, town in zip(
        frame.index[frame["typ"] == "sjukhus"], ("Domkyrkoberget", "Sagåköpings centrum"), strict=True
    ):
        middle = areas.loc[areas["regsonamn"] == town].geometry.iloc[0].representative_point()
        frame.loc[row, "geometry"] = Point(round(middle.x, 2), round(middle.y, 2))
    return frame


def schools(squares: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Return schools with pupils (an amount, some missing) and the share qualified for upper secondary (a rate)."""
    rng = random_stream("schools")
    rows = []
    for number, spot in enumerate(_where_people_live(rng, squares, 90), start=1):
        owner = "Kommunal" if rng.random_sample() < 0.78 else "Enskild"
        pupils = None if rng.random_sample() < 0.08 else int(60 + 480 * rng.random_sample() ** 1.6)
        qualified = None if rng.random_sample() < 0.15 else round(62 + 37 * rng.random_sample() ** 0.6, 1)
        rows.append((f"S{number:03d}", f"Skola {number}", owner, pupils, qualified, spot))
    frame = _frame(rows, ["skola_id", "namn", "huvudman", "elever", "behorighet"])
    frame["elever"] = frame["elever"].astype("Int32")
    return frame


def offices() -> gpd.GeoDataFrame:
    """Return eight made-up offices of government agencies."""
    rows = [
        (f"K{number}", f"{agency} {'Påhittsstad' if at[0] > 20 else 'Sagåköping'}", agency, Point(to_grid(at)))
        for number, (agency, at) in enumerate(_AGENCIES, start=1)
    ]
    return _frame(rows, ["kontor_id", "namn", "myndighet"])


def stops(roads: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Return bus stops on the roads, dense in towns, and a pier in the lake, which belongs to no area."""
    rng = random_stream("stops")
    served = roads.loc[roads["vagklass"].isin(["Lokalgata", "Länsväg", "Riksväg"]) & roads["namn"].isna()]
    weight = served["vagklass"].map({"Lokalgata": 1.5, "Länsväg": 0.9, "Riksväg": 2.0}).to_numpy()
    order = np.argsort(rng.random_sample(len(served)) / weight)
    rows = []
    for number, i in enumerate(order[:149], start=1):
        link = served.iloc[i]
        coordinates = shapely.get_coordinates(link.geometry)
        town = link["vagklass"] == "Lokalgata"
        trips = int((18 if town else 4) + (110 if town else 22) * rng.random_sample() ** 2)
        rows.append((f"H{number:03d}", f"Hållplats {number}", trips, Point(coordinates[len(coordinates) // 2])))
    rows.append(("H150", "Spegelsjöns brygga", 3, Point(to_grid(landscape.LAKE))))
    return _frame(rows, ["hallplats_id", "namn", "turer_per_dag"])


def holiday_areas() -> gpd.GeoDataFrame:
    """Return holiday areas that cross the areas' borders and the shore; the last one is an invalid bow-tie."""
    rng = random_stream("holiday")
    rows = []
    for number, (name, (x, y, radius)) in enumerate(zip(_HOLIDAY_NAMES, _HOLIDAY, strict=True), start=1):
        angle = np.linspace(0, 2 * np.pi, 19)[:-1]
        reach = radius * (0.6 + 0.6 * rng.random_sample(len(angle)))
        ring = np.column_stack([x + reach * np.cos(angle) * 0.7, y + reach * np.sin(angle)])
        rows.append((f"F{number:02d}", name, int(60 + 240 * rng.random_sample()), 2020, Polygon(to_grid(ring))))
    tie = Polygon(to_grid(np.array([(31.0, 29.0), (32.2, 30.0), (32.2, 29.0), (31.0, 30.0)])))
    rows.append(("F15", "Flugan (ogiltig yta)", 75, 2020, tie))
    return _frame(rows, ["omrade_id", "namn", "antal_hus", "ar"])


def _frame(rows: list[tuple], columns: list[str]) -> gpd.GeoDataFrame:
    frame = gpd.GeoDataFrame(rows, columns=[*columns, "geometry"], geometry="geometry", crs=CRS)
    frame.insert(len(columns), "kalla", FICTIONAL)
    return frame


def _where_people_live(rng: np.random.RandomState, squares: gpd.GeoDataFrame, count: int) -> list[Point]:
    """Return points in inhabited squares, the likelier the more people; never on a border by chance."""
    people = np.cumsum(squares["folkmangd"].to_numpy(dtype=float) ** 0.8)
    chosen = np.searchsorted(people, rng.random_sample(count) * people[-1])
    middle = shapely.get_coordinates(shapely.centroid(squares.geometry.values[chosen]))
    shift = (rng.random_sample((count, 2)) - 0.5) * 120
    return [Point(xy) for xy in np.round(middle + shift, 2)]


def _border_vertices(partition: Partition, count: int) -> list[tuple[float, float]]:
    """Return inner vertices of the city's borders, each on a border of its own."""
    city = {i for i, seed in enumerate(partition.seeds) if seed.zone == "city"}
    lines = [line for (a, b), found in partition.borders.items() if a in city and b in city for line in found]
    lines = [line for line in lines if line.distance(partition.railway) > 100 and len(line.coords) > 8]
    return [lines[i].coords[len(lines[i].coords) // 2] for i in np.linspace(0, len(lines) - 1, count).astype(int)]


def _corner(partition: Partition) -> tuple[float, float]:
    """Return the corner of three areas that lies nearest to the city's middle and off the railway."""
    centre = to_grid(landscape.CITY)
    away = [v for v, _ in partition.corners if Point(v).distance(partition.railway) > 150]
    return min(away, key=lambda vertex: float(np.hypot(*(np.array(vertex) - centre))))
