# SPDX-License-Identifier: GPL-2.0-or-later
"""The areas' shapes: thousands of small Voronoi cells, labelled and joined, so that neighbours share every vertex."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

import numpy as np
import shapely
from scipy.sparse import coo_matrix
from scipy.sparse.csgraph import connected_components
from scipy.spatial import Voronoi, cKDTree
from shapely.geometry import LineString, MultiPolygon, Polygon, box

from . import EAST, HEIGHT_KM, NORTH, WIDTH_KM, landscape, random_stream, to_grid

Vertex = tuple[float, float]


@dataclass(frozen=True)
class Partition:
    """The finished linework in EPSG:3006."""

    seeds: list[landscape.Seed]
    areas: list[MultiPolygon]
    sea: MultiPolygon
    lake: MultiPolygon
    railway: LineString
    borders: dict[tuple[int, int], list[LineString]]
    """Lines that two areas share, by the areas' indices; each runs from corner to corner."""
    corners: list[tuple[Vertex, frozenset[int]]]
    """Points where three areas meet, with the areas."""


def build() -> Partition:
    """Make the sixty areas, the water and the railway."""
    seeds = landscape.seeds()
    points, mirrored = _cell_centres()
    labels = _tidy(landscape.label(points, seeds), points, seeds)
    voronoi = Voronoi(points)
    corner_points = to_grid(voronoi.vertices)
    edges, sides, rail = _linework(voronoi, corner_points, labels, mirrored)
    faces = _faces(edges, points, labels)
    frame = box(EAST, NORTH, EAST + WIDTH_KM * 1000, NORTH + HEIGHT_KM * 1000)
    return Partition(
        seeds=seeds,
        areas=[_multi(faces[i]) for i in range(len(seeds))],
        sea=_multi([part.intersection(frame) for part in faces[landscape.SEA]]),
        lake=_multi(faces[landscape.LAKE_WATER]),
        railway=_chain(rail),
        borders=_borders(edges, sides),
        corners=_corners(edges, sides),
    )


def _cell_centres() -> tuple[np.ndarray, int]:
    """Return the cells' centres; the first of them, as many as the number says, are mirrored in the railway.

    They lie west and east of it by turns: the edges between a western and an eastern one are the railway,
    so that borders can follow it exactly.
    """
    axis = landscape.railway()
    mirrored: list[tuple[float, float]] = []
    along = 0.0
    while along < axis.length:
        here, there = axis.interpolate(along), axis.interpolate(min(along + 0.01, axis.length))
        step = float(np.clip(landscape.fineness(np.array([[here.x, here.y]]))[0], 0.06, 0.2))
        dx, dy = there.x - here.x, there.y - here.y
        norm = np.hypot(dx, dy) or 1.0
        across = 0.5 * step
        mirrored.append((here.x - across * dy / norm, here.y + across * dx / norm))
        mirrored.append((here.x + across * dy / norm, here.y - across * dx / norm))
        along += step
    random = _graded_points()
    size = landscape.fineness(random)
    distance = shapely.distance(shapely.points(random), axis)
    random = random[distance > 1.15 * np.minimum(size, 0.2)]
    return np.vstack([np.array(mirrored), random]), len(mirrored)


def _graded_points() -> np.ndarray:
    """Return one jittered point in every leaf of a quadtree whose leaves are as small as `fineness` asks."""
    rng = random_stream("cells")
    side = 4.0
    low = np.array([(x, y) for x in np.arange(-4, WIDTH_KM + 4, side) for y in np.arange(-4, HEIGHT_KM + 4, side)])
    leaves = []
    while len(low):
        done = landscape.fineness(low + side / 2) >= side * 0.75
        leaves.append(low[done] + side * (0.08 + 0.84 * rng.random_sample((int(done.sum()), 2))))
        side /= 2
        low = (low[~done][:, None] + side * np.array([(0, 0), (1, 0), (0, 1), (1, 1)])).reshape(-1, 2)
    return np.vstack(leaves)


def _tidy(labels: np.ndarray, points: np.ndarray, seeds: list[landscape.Seed]) -> np.ndarray:
    """Give stray pieces of an area or of water to the neighbour, so that only the islands have several parts."""
    ridges = np.sort(Voronoi(points).ridge_points, axis=1)
    islands = next(i for i, seed in enumerate(seeds) if seed.zone == "islands")
    for _ in range(4):
        same = labels[ridges[:, 0]] == labels[ridges[:, 1]]
        graph = coo_matrix((np.ones(int(same.sum())), ridges[same].T), shape=(len(points), len(points)))
        _, piece = connected_components(graph, directed=False)
        sizes = np.bincount(piece)
        stray = np.zeros(len(sizes), dtype=bool)
        for value in np.unique(labels):
            pieces = np.unique(piece[labels == value])
            minimum = 12 if value == islands else sizes[pieces].max()
            stray[pieces[sizes[pieces] < minimum]] = True
        if not stray.any():
            break
        neighbours: dict[int, dict[int, int]] = defaultdict(lambda: defaultdict(int))
        for a, b in ridges[~same]:
            for mine, other in ((a, b), (b, a)):
                if stray[piece[mine]] and not stray[piece[other]]:
                    neighbours[int(piece[mine])][int(labels[other])] += 1
        for which, found in neighbours.items():
            labels[piece == which] = max(sorted(found), key=lambda value: found[value])
    return labels


def _linework(
    voronoi: Voronoi, vertices: np.ndarray, labels: np.ndarray, mirrored: int
) -> tuple[list[tuple[Vertex, Vertex]], list[tuple[int, int]], list[tuple[Vertex, Vertex]]]:
    """Return the edges between unlike cells in a fixed order, the labels beside them, and the railway's edges."""
    found, rail = [], []
    for (a, b), (start, end) in zip(voronoi.ridge_points, voronoi.ridge_vertices, strict=True):
        if start < 0 or end < 0:
            continue
        first, last = sorted((tuple(vertices[start].tolist()), tuple(vertices[end].tolist())))
        if first == last:
            continue
        if max(a, b) < mirrored and (a + b) % 2:
            rail.append((first, last))
        if labels[a] != labels[b]:
            found.append(((first, last), tuple(sorted((int(labels[a]), int(labels[b]))))))
    found.sort()
    return [edge for edge, _ in found], [side for _, side in found], sorted(rail)


def _faces(edges: list[tuple[Vertex, Vertex]], points: np.ndarray, labels: np.ndarray) -> dict[int, list[Polygon]]:
    polygons = shapely.get_parts(shapely.polygonize([LineString(edge) for edge in edges]))
    inside = shapely.get_coordinates(shapely.point_on_surface(polygons))
    _, nearest = cKDTree(to_grid(points)).query(inside)
    faces: dict[int, list[Polygon]] = defaultdict(list)
    for polygon, cell in zip(polygons, nearest, strict=True):
        faces[int(labels[cell])].append(polygon)
    return faces


def _multi(polygons: list[Polygon]) -> MultiPolygon:
    parts = [part for polygon in polygons for part in shapely.get_parts(polygon) if part.geom_type == "Polygon"]
    return shapely.normalize(MultiPolygon(parts))


def _chain(edges: list[tuple[Vertex, Vertex]]) -> LineString:
    """Return the railway as one line from south to north, within the frame."""
    merged = shapely.line_merge(shapely.multilinestrings([LineString(edge) for edge in edges]))
    line = max(shapely.get_parts(merged), key=lambda part: part.length)
    coordinates = shapely.get_coordinates(line)
    if coordinates[0, 1] > coordinates[-1, 1]:
        coordinates = coordinates[::-1]
    keep = (coordinates[:, 1] > NORTH) & (coordinates[:, 1] < NORTH + HEIGHT_KM * 1000)
    return LineString(coordinates[keep])


def _borders(
    edges: list[tuple[Vertex, Vertex]], sides: list[tuple[int, int]]
) -> dict[tuple[int, int], list[LineString]]:
    grouped: dict[tuple[int, int], list[LineString]] = defaultdict(list)
    for edge, side in zip(edges, sides, strict=True):
        if side[0] >= 0:
            grouped[side].append(LineString(edge))
    result = {}
    for side in sorted(grouped):
        lines = shapely.get_parts(shapely.normalize(shapely.line_merge(shapely.multilinestrings(grouped[side]))))
        result[side] = list(lines)
    return result


def _corners(edges: list[tuple[Vertex, Vertex]], sides: list[tuple[int, int]]) -> list[tuple[Vertex, frozenset[int]]]:
    around: dict[Vertex, set[int]] = defaultdict(set)
    for edge, side in zip(edges, sides, strict=True):
        for vertex in edge:
            around[vertex].update(side)
    return [(v, frozenset(a)) for v, a in sorted(around.items()) if len(a) == 3 and min(a) >= 0]
