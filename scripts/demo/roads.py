# SPDX-License-Identifier: GPL-2.0-or-later
"""The road network, the railway and its crossings: links that meet in shared nodes, with traps on purpose."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from scipy.sparse import coo_matrix
from scipy.sparse.csgraph import connected_components, dijkstra
from scipy.spatial import Delaunay
from shapely.geometry import LineString, MultiLineString

from . import CRS, EAST, FICTIONAL, HEIGHT_KM, NORTH, landscape, random_stream, to_grid
from .partition import Partition

_MOTORWAY = np.array(
    [(24.6, -0.6), (24.9, 6.0), (25.9, 11.4), (26.3, 16.4), (25.2, 20.4), (28.6, 28.2), (29.0, 34.0), (29.6, 40.6)]
)
_NATIONAL_ROADS = [
    ((12.0, 28.0), (23.0, 17.8)),
    ((23.0, 17.8), (30.2, 16.0)),
    ((30.2, 16.0), (36.0, 26.0)),
    ((30.2, 16.0), (34.6, 6.0)),
]
_TRAFFIC = {"Motorväg": (17000, 29000), "Riksväg": (5200, 12500), "Länsväg": (180, 3200), "Lokalgata": (150, 4200)}
_SPEED = {"Motorväg": 110, "Riksväg": 90, "Länsväg": 70, "Lokalgata": 50}
_CITY_CROSSINGS = [(29.0, 14.5), (29.15, 15.7), (29.4, 16.9), (29.7, 18.1)]


@dataclass
class Network:
    """Nodes in metres and the links between them as pairs of node numbers."""

    nodes: np.ndarray
    links: np.ndarray


def roads(partition: Partition) -> gpd.GeoDataFrame:
    """Return the road links with class, traffic and speed; motorway and special links last."""
    land = shapely.union_all([*partition.areas])
    streets = _border_streets(partition)
    network = _network(partition, land, streets)
    classes = _classes(network)
    rng = random_stream("roads")
    rows = []
    for (a, b), road_class in zip(network.links, classes, strict=True):
        rows.append((road_class, "", _wiggle(network.nodes[a], network.nodes[b], rng, road_class)))
    rows += [("Lokalgata", "Gränsgatan", line) for line in streets]
    rows += _special(rng)
    frame = gpd.GeoDataFrame(rows, columns=["vagklass", "namn", "geometry"], geometry="geometry", crs=CRS)
    frame["namn"] = frame["namn"].where(frame["namn"] != "")
    frame["geometry"] = [
        shape if shape.geom_type == "MultiLineString" else MultiLineString([shape]) for shape in frame.geometry
    ]
    return _attributes(frame, rng)


def _border_streets(partition: Partition) -> list[LineString]:
    """Return whole borders between two areas of the city, from corner to corner, as streets; none on the railway."""
    city = {i for i, seed in enumerate(partition.seeds) if seed.zone == "city"}
    found = []
    for (a, b), lines in partition.borders.items():
        if a in city and b in city and len(lines) == 1 and lines[0].distance(partition.railway) > 60:
            found.append(lines[0])
    found.sort(key=lambda line: -line.length)
    return found[:14]


def _network(partition: Partition, land: shapely.Geometry, streets: list[LineString]) -> Network:
    nodes = np.unique(
        np.vstack([_nodes(land, partition), *[shapely.get_coordinates(s)[[0, -1]] for s in streets]]), axis=0
    )
    links = _neighbours(nodes)
    a, b = nodes[links[:, 0]], nodes[links[:, 1]]
    lines = shapely.linestrings(np.stack([a, b], axis=1))
    middle, length = (a + b) / 2, np.hypot(*(a - b).T)
    limit = np.where(_town_gap(middle) < 0.1, 900, 5200)
    shapely.prepare(land)
    with np.errstate(
        invalid="ignore"
    ):  # GEOS raises the flag for lines that lie apart; their length is 0 as it should be
        on_land = shapely.length(shapely.intersection(lines, land))
    keep = (length < limit) & (on_land > 0.995 * length)
    for street in streets:
        keep &= _meets_only_at_ends(lines, street) & ~shapely.dwithin(shapely.points(middle), street, 15)
    keep &= _allowed_over_railway(lines, partition.railway, middle)
    return _largest(Network(nodes, links[keep]), streets)


def _meets_only_at_ends(lines: np.ndarray, street: LineString) -> np.ndarray:
    """Return True for the lines that have nothing in common with the street but its two ends."""
    first, last = (shapely.Point(street.coords[i]) for i in (0, -1))
    common = shapely.distance(lines, first) == 0, shapely.distance(lines, last) == 0
    apart = ~shapely.intersects(lines, street)
    return apart | ((common[0] ^ common[1]) & shapely.touches(lines, street))


def _nodes(land: shapely.Geometry, partition: Partition) -> np.ndarray:
    """Return junctions: dense in the towns, sparse in the country, on land and not on the railway."""
    rng = random_stream("nodes")
    tries = np.vstack([
        _blocks(landscape.CITY, 3.2, 0.35, 0.30, rng),
        _blocks(landscape.TOWN, 2.0, 0.34, -0.45, rng),
        _blocks(landscape.ENCLAVE, 0.7, 0.34, 0.1, rng),
        rng.random_sample((5200, 2)) * (48, HEIGHT_KM),
    ])  # fmt: skip
    metres = to_grid(tries)
    inner = land.buffer(-90)
    shapely.prepare(inner)
    points = shapely.points(metres)
    good = shapely.contains(inner, points) & (shapely.distance(points, partition.railway) > 70)
    metres, gap = metres[good], _town_gap(metres[good])
    apart = np.where(gap < 0, 215.0, np.clip(450 + 1000 * gap, 450, 1950))
    chosen: list[int] = []
    for i in range(len(metres)):
        if not chosen or np.all(np.hypot(*(metres[chosen] - metres[i]).T) > apart[i]):
            chosen.append(i)
    return metres[chosen]


def _blocks(
    centre: tuple[float, float], reach: float, side: float, turn: float, rng: np.random.RandomState
) -> np.ndarray:
    """Return the street corners of a town of square blocks, turned and slightly uneven."""
    ticks = np.arange(-1.5 * reach, 1.5 * reach, side)
    corners = np.array([(x, y) for x in ticks for y in ticks])
    corners = corners + side * 0.22 * (rng.random_sample(corners.shape) - 0.5)
    turned = corners @ np.array([[np.cos(turn), np.sin(turn)], [-np.sin(turn), np.cos(turn)]]) + centre
    bent = landscape.warp(turned, 2.8, 0.12)
    return bent[np.hypot(*(bent - centre).T) < reach]


def _town_gap(metres: np.ndarray) -> np.ndarray:
    """Return the distance (km) to the nearest town's edge, negative inside it."""
    km = (metres - (EAST, NORTH)) / 1000
    gaps = [
        np.hypot(*(km - c).T) - r for c, r in ((landscape.CITY, 3.0), (landscape.TOWN, 1.8), (landscape.ENCLAVE, 0.7))
    ]
    return np.min(gaps, axis=0)


def _neighbours(nodes: np.ndarray) -> np.ndarray:
    """Return the links between neighbours that have no third node in between."""
    triangles = Delaunay(nodes).simplices
    pairs = np.unique(
        np.sort(np.vstack([triangles[:, [0, 1]], triangles[:, [1, 2]], triangles[:, [0, 2]]]), axis=1), axis=0
    )
    kept = []
    for a, b in pairs:
        length = np.hypot(*(nodes[a] - nodes[b]))
        # In towns a wider circle than Gabriel's, so that blocks stay square; in the country the relative neighbourhood.
        to_a, to_b = np.hypot(*(nodes - nodes[a]).T), np.hypot(*(nodes - nodes[b]).T)
        town = _town_gap((nodes[a] + nodes[b])[None] / 2)[0] < 0.1
        blocked = (to_a**2 + to_b**2 < length**2 * 1.25) if town else (np.maximum(to_a, to_b) < length * 0.93)
        blocked[[a, b]] = False
        if not blocked.any():
            kept.append((a, b))
    return np.array(kept)


def _allowed_over_railway(lines: np.ndarray, railway: LineString, middle: np.ndarray) -> np.ndarray:
    """In the city only the links nearest to four crossings go over the railway: it divides the town."""
    crossing = shapely.crosses(lines, railway)
    city = np.hypot(*((middle - (EAST, NORTH)) / 1000 - landscape.CITY).T) < 3.3
    allowed = ~crossing | ~city
    for place in to_grid(np.array(_CITY_CROSSINGS)):
        distance = np.where(crossing & city, np.hypot(*(middle - place).T), np.inf)
        allowed[int(np.argmin(distance))] = True
    # In the country every fourth road is cut off: there too the railway is a barrier.
    country = np.flatnonzero(crossing & ~city)
    allowed[country[::4]] = False
    return allowed


def _largest(network: Network, streets: list[LineString]) -> Network:
    """Keep the links that hang together, and those of the islands."""
    number = {tuple(node): i for i, node in enumerate(network.nodes.tolist())}
    extra = [[number[tuple(c)] for c in shapely.get_coordinates(s)[[0, -1]].tolist()] for s in streets]
    every = np.vstack([network.links, np.array(extra)])
    size = len(network.nodes)
    graph = coo_matrix((np.ones(len(every)), every.T), shape=(size, size))
    _, part = connected_components(graph, directed=False)
    counts = np.bincount(part)
    keep = counts[part[network.links[:, 0]]] >= 5
    return Network(network.nodes, network.links[keep])


def _classes(network: Network) -> list[str]:
    """Return the class of each link; the national roads are shortest ways between the places they join."""
    nodes, links = network.nodes, network.links
    length = np.hypot(*(nodes[links[:, 0]] - nodes[links[:, 1]]).T)
    graph = coo_matrix((length, links.T), shape=(len(nodes), len(nodes))).tocsr()
    used = np.unique(links)
    national: set[tuple[int, int]] = set()
    for start, end in _NATIONAL_ROADS:
        first, last = (used[np.argmin(np.hypot(*(nodes[used] - to_grid(np.array(p))).T))] for p in (start, end))
        _, before = dijkstra(graph, directed=False, indices=first, return_predecessors=True)
        while last != first and before[last] >= 0:
            national.add((min(before[last], last), max(before[last], last)))
            last = before[last]
    gap = _town_gap((nodes[links[:, 0]] + nodes[links[:, 1]]) / 2)
    return [
        "Riksväg" if (min(a, b), max(a, b)) in national else "Lokalgata" if g < 0.15 else "Länsväg"
        for (a, b), g in zip(links.tolist(), gap, strict=True)
    ]


def _wiggle(start: np.ndarray, end: np.ndarray, rng: np.random.RandomState, road_class: str) -> LineString:
    """Return a bent line with fixed ends, by displaced midpoints; streets bend less than country roads."""
    points = np.array([start, end])
    amount = 0.035 if road_class == "Lokalgata" else 0.075
    while np.hypot(*(points[0] - points[1])) > (130 if road_class == "Lokalgata" else 260):
        step = np.diff(points, axis=0)
        across = np.column_stack([-step[:, 1], step[:, 0]])
        middle = points[:-1] + step / 2 + across * amount * (rng.random_sample((len(step), 1)) * 2 - 1)
        merged = np.empty((len(points) + len(middle), 2))
        merged[0::2], merged[1::2] = points, middle
        points = merged
    return LineString(np.round(points, 2))


def _special(rng: np.random.RandomState) -> list[tuple[str | None, str, shapely.Geometry]]:
    """Return the motorway (out of the region at both ends), a tunnel under many areas, and other traps."""
    curve = _smooth(_MOTORWAY)
    cuts = np.linspace(0, len(curve) - 1, 10).astype(int)
    rows: list[tuple[str | None, str, shapely.Geometry]] = [
        ("Motorväg", "E99", LineString(curve[a : b + 1])) for a, b in pairwise(cuts)
    ]
    tunnel = _smooth(np.array([(27.0, 16.9), (28.6, 16.6), (30.2, 16.9), (31.6, 16.3), (33.0, 16.9)]))
    rows.append(("Riksväg", "Stadstunneln", LineString(tunnel)))
    pier = to_grid(np.array([[(36.0, 26.3), (36.3, 26.5)], [(36.5, 26.6), (36.9, 26.7)]]))
    rows.append(("Länsväg", "Bryggvägen", MultiLineString([LineString(part) for part in pier])))
    island = to_grid(
        np.array([[(41.4, 13.9), (42.0, 14.6)], [(42.0, 14.6), (42.3, 15.4)], [(42.0, 14.6), (42.8, 14.3)]])
    )
    rows += [("Länsväg", "Skärgårdsvägen", _wiggle(*part, rng, "Länsväg")) for part in island]
    forest = to_grid(np.array([[(7.0, 9.0), (7.6, 9.7)], [(15.2, 33.6), (14.4, 34.6)], [(20.8, 30.4), (21.6, 31.0)]]))
    rows += [(None, "Skogsbilväg", _wiggle(*part, rng, "Länsväg")) for part in forest]
    return rows


def _smooth(controls_km: np.ndarray) -> np.ndarray:
    """Return the controls with their corners cut four times (Chaikin), in metres."""
    points = controls_km
    for _ in range(4):
        a, b = points[:-1], points[1:]
        cut = np.stack([0.75 * a + 0.25 * b, 0.25 * a + 0.75 * b], axis=1).reshape(-1, 2)
        points = np.vstack([points[:1], cut, points[-1:]])
    return to_grid(points)


def _attributes(frame: gpd.GeoDataFrame, rng: np.random.RandomState) -> gpd.GeoDataFrame:
    """Add traffic (vehicles a day) and speed (a rate), and the missing values of real registers."""
    count = len(frame)
    chance, spread = rng.random_sample(count), rng.random_sample(count)
    kind = frame["vagklass"]
    low, high = (kind.map({name: pair[i] for name, pair in _TRAFFIC.items()}).fillna(20 + 70 * i) for i in (0, 1))
    unknown = ((kind == "Lokalgata") & (chance < 0.35)) | (kind.isna() & (chance < 0.7)) | (chance < 0.02)
    frame["adt"] = (low + (high - low) * spread**2).round(-1).astype("Int32").mask(unknown)
    country = kind.map(_SPEED).where((kind != "Länsväg") | (spread > 0.4), 80)
    streets = pd.Series(np.select([spread < 0.35, spread < 0.7], [30, 40], 50), index=frame.index)
    middle = shapely.line_interpolate_point(shapely.get_geometry(frame.geometry.values, 0), 0.5, normalized=True)
    in_town = (_town_gap(shapely.get_coordinates(middle)) < 0.2) & (kind != "Motorväg")
    frame["hastighet"] = country.where(~in_town, streets).astype("Int32").mask((chance > 0.97) | kind.isna())
    frame["kalla"] = FICTIONAL
    frame["lank_id"] = [f"V{i:04d}" for i in range(1, count + 1)]
    return frame[["lank_id", "namn", "vagklass", "adt", "hastighet", "kalla", "geometry"]]


def railway(partition: Partition) -> gpd.GeoDataFrame:
    """Return the railway, cut at its stations; in the city it lies exactly on the areas' borders."""
    coordinates = shapely.get_coordinates(partition.railway)
    north = (coordinates[:, 1] - NORTH) / 1000
    cuts = [0, *[int(np.argmin(np.abs(north - at))) for at in (12.0, 16.1, 24.6)], len(coordinates) - 1]
    lines = [LineString(coordinates[a : b + 1]) for a, b in pairwise(cuts)]
    columns = {"namn": "Drömkustbanan", "spar": [1, 2, 2, 1], "hastighet": [160, 110, 140, 160], "kalla": FICTIONAL}
    return gpd.GeoDataFrame(columns, geometry=lines, crs=CRS)


def crossings(of_roads: gpd.GeoDataFrame, of_railway: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Return where roads cross the railway: bridges and tunnels for the larger ones, else level crossings."""
    line = shapely.line_merge(shapely.union_all(of_railway.geometry.values))
    rows = []
    for road in of_roads[of_roads.intersects(line)].itertuples():
        for point in shapely.get_parts(road.geometry.intersection(line)):
            if point.geom_type == "Point":
                apart = road.vagklass in ("Motorväg", "Riksväg") or (road.adt is not pd.NA and road.adt > 1500)
                at = shapely.Point(round(point.x, 2), round(point.y, 2))
                rows.append((road.lank_id, road.vagklass, "planskild" if apart else "plankorsning", FICTIONAL, at))
    columns = ["lank_id", "vagklass", "typ", "kalla", "geometry"]
    return gpd.GeoDataFrame(rows, columns=columns, geometry="geometry", crs=CRS)
