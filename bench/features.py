# SPDX-License-Identifier: GPL-2.0-or-later
"""The features of the benchmark, made batch by batch: the first features of a larger layer are those of a smaller one.

Equal numbers lie in (the box of) every area, so they are dense where areas are small, as streets and people are.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray

from .areas import Areas, Floats, Geometries

BATCH = 50_000
ALONG = 0.05
"""This share of the lines runs along borders, with the very same vertices."""

_ALONG_VERTICES = 13
_LEAST_RING = 40


@dataclass(frozen=True)
class Features:
    """A batch: geometries, and whether each was laid along a border."""

    geometry: Geometries
    along: NDArray[np.int32]


class Maker:
    """Makes the batches of one kind of features from a seed."""

    def __init__(self, areas: Areas, kind: str, seed: int) -> None:
        self._bounds = shapely.bounds(areas.geometries)
        self._seed = seed
        self._make = {"lines": self._lines, "points": self._points, "polygons": self._plots, "large": self._regions}[
            kind
        ]
        self._stream = ["lines", "points", "polygons", "large"].index(kind) + 2
        rings = shapely.get_rings(shapely.get_parts(areas.geometries))
        self._corners, ring = shapely.get_coordinates(rings, return_index=True)
        self._ring_size = np.bincount(ring)
        self._ring_start = np.cumsum(self._ring_size) - self._ring_size

    def batch(self, number: int, count: int) -> Features:
        """Return the first ``count`` features of batch ``number``."""
        made = self._make(np.random.default_rng([self._seed, self._stream, number]))
        return Features(made.geometry[:count], made.along[:count])

    def _places(self, random: np.random.Generator) -> tuple[Floats, Floats]:
        box = self._bounds[random.integers(0, len(self._bounds), BATCH)]
        x = box[:, 0] + random.random(BATCH) * (box[:, 2] - box[:, 0])
        return x, box[:, 1] + random.random(BATCH) * (box[:, 3] - box[:, 1])

    def _points(self, random: np.random.Generator) -> Features:
        x, y = self._places(random)
        return Features(shapely.points(x, y), np.zeros(BATCH, dtype=np.int32))

    def _lines(self, random: np.random.Generator) -> Features:
        """Road links: walks of 8 to 18 vertices that keep their direction, about 20 m between vertices."""
        x, y = self._places(random)
        vertices = random.integers(8, 19, BATCH)
        heading = random.random(BATCH) * 2 * np.pi
        owner, start = _rows(vertices)
        turn, step = random.normal(0, 0.25, len(owner)), random.gamma(4, 5.0, len(owner))
        turn[start] = step[start] = 0
        turned = np.cumsum(turn)
        direction = heading[owner] + turned - turned[start][owner]
        east, north = np.cumsum(np.cos(direction) * step), np.cumsum(np.sin(direction) * step)
        walked = np.column_stack([x[owner] + east - east[start][owner], y[owner] + north - north[start][owner]])
        geometry = shapely.linestrings(walked, indices=owner)
        along = np.zeros(BATCH, dtype=np.int32)
        borders = self._stretches_of_borders(random, int(BATCH * ALONG))
        chosen = random.choice(BATCH, len(borders), replace=False)
        geometry[chosen], along[chosen] = borders, 1
        return Features(geometry, along)

    def _stretches_of_borders(self, random: np.random.Generator, count: int) -> Geometries:
        long = np.flatnonzero(self._ring_size > _LEAST_RING)
        ring = random.choice(long, count)
        start = self._ring_start[ring] + (random.random(count) * (self._ring_size[ring] - _ALONG_VERTICES - 1)).astype(
            int
        )
        return shapely.linestrings(self._corners[start[:, None] + np.arange(_ALONG_VERTICES)])

    def _plots(self, random: np.random.Generator) -> Features:
        """Buildings (seven of ten: rectangles and L shapes) and parcels of 20 to 150 m."""
        x, y = self._places(random)
        heading = random.random(BATCH) * 2 * np.pi
        kind = random.random(BATCH)
        length, width = random.uniform(8, 32, BATCH), random.uniform(6, 16, BATCH)
        rectangle = np.array([[0, 0], [1, 0], [1, 1], [0, 1]], dtype=float)
        angle = np.array([[0, 0], [1, 0], [1, 0.5], [0.5, 0.5], [0.5, 1], [0, 1]])
        geometry = np.empty(BATCH, dtype=object)
        for template, chosen in ((rectangle, kind < 0.5), (angle, (kind >= 0.5) & (kind < 0.7))):
            rows = np.flatnonzero(chosen)
            corners = template[None] * np.stack([length[rows], width[rows]], axis=1)[:, None]
            cosine, sine = np.cos(heading[rows])[:, None], np.sin(heading[rows])[:, None]
            east = x[rows, None] + corners[..., 0] * cosine - corners[..., 1] * sine
            north = y[rows, None] + corners[..., 0] * sine + corners[..., 1] * cosine
            geometry[rows] = shapely.polygons(shapely.linearrings(np.stack([east, north], axis=-1)))
        rows = np.flatnonzero(kind >= 0.7)
        geometry[rows] = _stars(
            random, x[rows], y[rows], random.integers(5, 12, len(rows)), random.uniform(10, 75, len(rows)), 0.4
        )
        return Features(geometry, np.zeros(BATCH, dtype=np.int32))

    def _regions(self, random: np.random.Generator) -> Features:
        """Regions of 10 to 80 km with 60 to 400 vertices: each spans many areas."""
        x, y = (column[:2000] for column in self._places(random))
        radius = 5_000 * 8 ** random.random(len(x))
        geometry = _stars(random, x, y, random.integers(60, 401, len(x)), radius, 0.25)
        return Features(geometry, np.zeros(len(x), dtype=np.int32))


def _rows(sizes: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return the owner of every item, and where each owner's items start."""
    return np.repeat(np.arange(len(sizes)), sizes), np.cumsum(sizes) - sizes


def _stars(
    random: np.random.Generator, x: Floats, y: Floats, vertices: NDArray[np.int64], radius: Floats, uneven: float
) -> Geometries:
    """Return polygons around points whose corners lie at uneven distances, in the order of their directions."""
    owner, start = _rows(vertices)
    place = np.arange(len(owner)) - start[owner] + random.uniform(0.1, 0.9, len(owner))
    angle = 2 * np.pi * place / vertices[owner]
    far = radius[owner] * random.uniform(1 - uneven, 1 + uneven, len(owner))
    ring = np.column_stack([x[owner] + far * np.cos(angle), y[owner] + far * np.sin(angle)])
    return shapely.polygons(shapely.linearrings(ring, indices=owner))
