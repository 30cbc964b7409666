# SPDX-License-Identifier: GPL-2.0-or-later
"""Where sea, lake, islands, towns, the railway and the areas' seeds lie; all in kilometres from the frame's corner."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from shapely.geometry import LineString

from . import HEIGHT_KM, WIDTH_KM, random_stream

CITY, TOWN = (30.0, 16.0), (12.0, 28.0)
CITY_RADIUS, TOWN_RADIUS = 2.95, 1.75
LAKE, LAKE_AXES = (19.2, 11.4), (1.5, 0.8)
ENCLAVE, ENCLAVE_RADIUS = (26.2, 24.6), 0.75
ISLANDS = [
    (42.0, 14.6, 1.35), (43.6, 17.4, 0.75), (41.2, 18.6, 0.55), (44.6, 12.4, 0.6), (42.6, 10.6, 0.5),
    (45.6, 15.0, 0.45), (40.4, 11.9, 0.4), (43.0, 20.6, 0.5), (40.6, 16.2, 0.38),
    (46.6, 18.2, 0.42), (44.2, 19.4, 0.36),
]  # fmt: skip

SEA, LAKE_WATER, OUTSIDE = -1, -2, -3


@dataclass(frozen=True)
class Seed:
    """An area before it has a shape: where it starts, which kommun and zone it belongs to."""

    name: str
    kommun: str
    zone: str
    at: tuple[float, float]
    traits: frozenset[str] = field(default_factory=frozenset)


_CITY_NAMES = [
    "Fabelvången", "Sagohöjden", "Drakbacken", "Enhörningsparken", "Trollskogen", "Vättebo", "Älvdansen",
    "Näckrosdammen", "Skrattmåsen", "Rävlyckan", "Önskeberget", "Lyckoängen", "Ängsbacken", "Kvarnåsen-Åbrinken",
    "Månstrålen", "Stjärnvallen", "Låtsasberget",
]  # fmt: skip
_RAILSIDE_NAMES = ["Bangårdsbacken", "Rälsvången", "Lokstallarna", "Växelhöjden", "Spårängen"]
_TOWN_NAMES = [
    "Sagåköpings centrum", "Åbacken", "Ängsbacken", "Bruksvallen", "Tomtebo", "Älvkvarn", "Björkdungen", "Östanå",
    "Kungsgården-Slottsvången",
]  # fmt: skip
_COUNTRYSIDE = [
    ("Västra Drömbygden", "9901", (8.5, 7.0)), ("Södra Drömbygden", "9901", (15.0, 4.6)),
    ("Spegelsjöns omland", "9901", (19.3, 11.2)), ("Käpphästmon", "9901", (25.5, 6.4)),
    ("Hittepåslätten", "9901", (23.6, 17.2)), ("Storskogen-Brukshålans omland", "9901", (26.0, 24.4)),
    ("Norra Drömbygden", "9901", (31.6, 33.2)), ("Åsnebyggningen", "9901", (31.2, 22.4)),
    ("Luftslottet", "9901", (33.0, 27.6)),
    ("Övre Sagådalen", "9902", (6.4, 33.4)), ("Nedre Sagådalen", "9902", (16.6, 24.6)),
    ("Tomteskogen", "9902", (5.8, 26.0)), ("Häxberget", "9902", (13.8, 34.6)),
    ("Bergatrollsmarken", "9902", (20.4, 31.4)),
    ("Älvängarna", "9902", (8.6, 20.6)), ("Kattfotsheden", "9902", (24.4, 35.4)),
    ("Åtorpet-Ödetorpet", "9902", (10.6, 24.2)),
    ("Rimfrostmyren", "9902", (17.4, 28.6)),
]  # fmt: skip
_COAST = [
    ("Guldstranden", "9901", (34.6, 11.4)), ("Pärlviken", "9901", (35.4, 19.6)), ("Söderudden", "9901", (33.4, 5.6)),
    ("Nordanvinden", "9901", (36.8, 33.0)), ("Solkusten", "9901", (37.0, 26.0)),
]  # fmt: skip


def _waves(name: str, length: float, count: int = 5) -> np.ndarray:
    rng = random_stream(name)
    angle, phase = rng.random_sample(count) * 2 * np.pi, rng.random_sample(count) * 2 * np.pi
    number = 2 * np.pi / (length * (0.6 + rng.random_sample(count)))
    return np.column_stack([number * np.cos(angle), number * np.sin(angle), phase])


def _wander(points: np.ndarray, waves: np.ndarray) -> np.ndarray:
    return np.sin(points @ waves[:, :2].T + waves[:, 2]).sum(axis=1) / np.sqrt(len(waves))


def warp(points: np.ndarray, length: float, amount: float) -> np.ndarray:
    """Return the points displaced by smooth waves, so that circles and straight lines become natural shapes."""
    dx = _wander(points, _waves(f"x{length}", length))
    dy = _wander(points, _waves(f"y{length}", length))
    return points + amount * np.column_stack([dx, dy])


def railway() -> LineString:
    """Return the railway's axis from the southern to the northern edge of the frame, through the city and out."""
    y = np.arange(-1.0, HEIGHT_KM + 1.0, 0.25)
    x = 29.2 + 0.10 * (y - 16) + 1.9 * np.sin((y - 16) / 7.5)
    return LineString(np.column_stack([x, y]))


def west_of_railway(points: np.ndarray) -> np.ndarray:
    """Return True for points on the western side of the railway."""
    x, y = points[:, 0], points[:, 1]
    return x < 29.2 + 0.10 * (y - 16) + 1.9 * np.sin((y - 16) / 7.5)


def coast_east(north: np.ndarray) -> np.ndarray:
    """Return how far east the mainland reaches, with a bay that ends at the city's harbour."""
    bay = 5.2 * np.exp(-(((north - 15.6) / 1.15) ** 2)) + 2.2 * np.exp(-(((north - 29.0) / 1.3) ** 2))
    return 38.2 + 1.3 * np.sin(north / 3.4) + 0.9 * np.sin(north / 1.3 + 1) - bay


def fineness(points: np.ndarray) -> np.ndarray:
    """Return the wished size (km) of the small cells that the areas are built of: fine in towns and along shores."""
    size = np.full(len(points), 0.5)
    for centre, radius in ((CITY, CITY_RADIUS), (TOWN, TOWN_RADIUS)):
        gap = np.hypot(*(points - centre).T) - radius
        size = np.minimum(size, np.clip(0.075 + 0.13 * gap, 0.075, None))
    shore = np.abs(points[:, 0] - coast_east(points[:, 1]))
    size = np.minimum(size, np.clip(0.16 + 0.15 * (shore - 0.8), 0.16, None))
    for x, y, radius in (*ISLANDS, (*LAKE, LAKE_AXES[0]), (*ENCLAVE, ENCLAVE_RADIUS)):
        gap = np.hypot(points[:, 0] - x, points[:, 1] - y) - radius
        size = np.minimum(size, np.clip(0.12 + 0.2 * gap, 0.12, None))
    return size


def _spread(rng: np.random.RandomState, candidates: np.ndarray, count: int, first: np.ndarray) -> np.ndarray:
    """Return the candidates that lie evenly: spread by k-means, begun from points far from each other."""
    chosen = [first]
    for _ in range(count - 1):
        distance = np.min([np.hypot(*(candidates - c).T) for c in chosen], axis=0)
        chosen.append(candidates[np.argmax(distance * (0.75 + 0.25 * rng.random_sample(len(candidates))))])
    centres = np.array(chosen)
    for _ in range(6):
        owner = np.argmin(np.hypot(*(candidates[:, None] - centres[None]).transpose(2, 0, 1)), axis=1)
        centres = np.array([candidates[owner == i].mean(axis=0) for i in range(count)])
    return centres


def _disc(rng: np.random.RandomState, centre: tuple[float, float], radius: float, count: int) -> np.ndarray:
    r, angle = radius * np.sqrt(rng.random_sample(count)), 2 * np.pi * rng.random_sample(count)
    return np.column_stack([centre[0] + r * np.cos(angle), centre[1] + r * np.sin(angle)])


def _city_seeds() -> list[Seed]:
    rng = random_stream("city seeds")
    disc = _disc(rng, CITY, CITY_RADIUS, 4000)
    west = west_of_railway(disc)
    places = np.vstack([
        _spread(rng, disc[west], 11, np.array([29.3, 16.6])),
        _spread(rng, disc[~west], 16, np.array([32.6, 15.6])),
    ])  # fmt: skip
    free = list(range(len(places)))

    def take(target: tuple[float, float], allowed: np.ndarray | None = None) -> int:
        pool = [i for i in free if allowed is None or allowed[i]]
        best = min(pool, key=lambda i: float(np.hypot(*(places[i] - target))))
        free.remove(best)
        return best

    seeds = [Seed("Gamla hamnen", "9901", "city", tuple(places[take((33.0, 15.6))]), frozenset({"empty", "coast"}))]
    seeds.append(Seed("Stationsstaden", "9901", "city", tuple(places[take((29.9, 16.2), ~west_of_railway(places))])))
    western = west_of_railway(places)
    for name, north in zip(_RAILSIDE_NAMES, (16.4, 15.4, 17.4, 16.9, 14.5), strict=True):
        seeds.append(Seed(name, "9901", "city", tuple(places[take((28.6, north), western)]), frozenset({"railside"})))
    for name, target in (("Innerstaden", (30.4, 17.2)), ("Domkyrkoberget", (31.4, 16.6))):
        seeds.append(Seed(name, "9901", "city", tuple(places[take(target)])))
    seeds.append(Seed("Nybyggarängen", "9901", "city", tuple(places[take((30.0, 13.3))]), frozenset({"no data"})))
    return seeds + [Seed(name, "9901", "city", tuple(places[free.pop(0)])) for name in _CITY_NAMES]


def seeds() -> list[Seed]:
    """Return the sixty areas as seeds."""
    rng = random_stream("town seeds")
    spots = _spread(rng, _disc(rng, TOWN, TOWN_RADIUS, 2000), len(_TOWN_NAMES), np.array(TOWN))
    town = [Seed(n, "9902", "town", tuple(at)) for n, at in zip(_TOWN_NAMES, spots, strict=True)]
    rural = [Seed(n, k, "rural", at) for n, k, at in _COUNTRYSIDE]
    coast = [Seed(n, k, "rural", at, frozenset({"coast"})) for n, k, at in _COAST]
    other = [
        Seed("Brukshålan", "9901", "enclave", ENCLAVE),
        Seed("Drömskären", "9901", "islands", ISLANDS[0][:2], frozenset({"coast"})),
    ]
    return [*_city_seeds(), *town, *rural, *coast, *other]


def label(points: np.ndarray, areas: list[Seed]) -> np.ndarray:
    """Return for every point the index of its area, or SEA, LAKE_WATER or OUTSIDE."""
    wide, narrow = warp(points, 6.0, 0.45), warp(points, 1.1, 0.12)
    both = wide + narrow - points
    result = _countryside(both, areas)
    far = warp(points, 11.0, 1.1) + both - points
    west, north = 3.4 + 0.14 * np.abs(far[:, 1] - 24), 37.4 - 0.10 * np.abs(far[:, 0] - 22)
    outside = (far[:, 0] < west) | (far[:, 1] < 2.6 + 0.07 * np.abs(far[:, 0] - 26)) | (far[:, 1] > north)
    result[outside] = OUTSIDE
    # The mainland's shore and the islands' are warped with the short waves only: the bay must reach the harbour.
    shore = narrow + warp(points, 2.4, 0.34) - points
    result[shore[:, 0] > coast_east(shore[:, 1])] = SEA
    # The outermost cells belong to nothing: what borders on them has no complete outline.
    result[(np.abs(points - (WIDTH_KM / 2, HEIGHT_KM / 2)) > (WIDTH_KM / 2 + 2, HEIGHT_KM / 2 + 2)).any(axis=1)] = (
        OUTSIDE
    )
    index = {
        zone: [i for i, seed in enumerate(areas) if seed.zone == zone]
        for zone in ("enclave", "islands", "city", "town")
    }
    ragged = warp(points, 0.9, 0.22)
    for x, y, radius in ISLANDS:
        result[np.hypot(ragged[:, 0] - x, (ragged[:, 1] - y) * 0.75) < radius] = index["islands"][0]
    result[np.hypot(*((narrow - LAKE) / LAKE_AXES).T) < 1] = LAKE_WATER
    result[np.hypot(*(narrow - ENCLAVE).T) < ENCLAVE_RADIUS] = index["enclave"][0]
    slight = warp(points, 1.1, 0.05)
    for zone, centre, radius in (("city", CITY, CITY_RADIUS), ("town", TOWN, TOWN_RADIUS)):
        inside = (np.hypot(*(narrow - centre).T) < radius) & (result != SEA)
        result[inside] = _nearest_in_town(points[inside], slight[inside], areas, index[zone], zone == "city")
    return result


def _countryside(points: np.ndarray, areas: list[Seed]) -> np.ndarray:
    """Return the nearest rural seed of the point's own kommun."""
    north_west = (points[:, 1] - 15.5) - 0.80 * (points[:, 0] - 3) > 0
    result = np.empty(len(points), dtype=int)
    for kommun, chosen in (("9902", north_west), ("9901", ~north_west)):
        owners = np.array([i for i, s in enumerate(areas) if s.zone == "rural" and s.kommun == kommun])
        places = np.array([areas[i].at for i in owners])
        distance = np.hypot(*(points[chosen][:, None] - places[None]).transpose(2, 0, 1))
        result[chosen] = owners[np.argmin(distance, axis=1)]
    return result


def _nearest_in_town(
    points: np.ndarray, warped: np.ndarray, areas: list[Seed], owners: list[int], divided: bool
) -> np.ndarray:
    """Return the nearest seed; where a railway divides the town, the nearest on the point's own side of it."""
    places = np.array([areas[i].at for i in owners])
    distance = np.hypot(*(warped[:, None] - places[None]).transpose(2, 0, 1))
    if divided:
        distance[west_of_railway(points)[:, None] != west_of_railway(places)[None]] = np.inf
    return np.array(owners)[np.argmin(distance, axis=1)]
