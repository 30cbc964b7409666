# SPDX-License-Identifier: GPL-2.0-or-later
"""The areas of the benchmark: RegSO 2025 where the real data lie beside the checkout, else made ones like them.

Made areas: as many as RegSO has, in towns and country, with about as many vertices, and neighbours share theirs
exactly. They are the cells of a Voronoi diagram whose edges are replaced by fractal curves. Each curve keeps
within the two triangles that its edge forms with the sites on either side; those triangles cover the plane without
overlap, so curves never meet and every area is valid.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pyogrio
import shapely
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Geometries = NDArray[np.object_]

REAL_FILE = Path("regso2025") / "RegSO_2025.gpkg"
TYPES_FILE = Path("index") / "regso_omradestyp_2022_by_code.csv"

COUNT = 3363
KOMMUNER = 290
VERTICES = 1_913_897
#: How many areas of the types 1-5 there were in 2022.
TYPE_COUNTS = (160, 289, 855, 1770, 289)

_COUNTRY = (300_000.0, 6_150_000.0, 900_000.0, 7_600_000.0)
_SWING = 0.35
"""How far a curve may go from its edge towards the sites, of the whole way."""


@dataclass(frozen=True)
class Areas:
    """Areas in the order of their codes; type 0 is no data."""

    codes: NDArray[np.object_]
    types: NDArray[np.int64]
    geometries: Geometries


def real_areas(data: Path) -> Areas:
    """Return RegSO 2025 with the area types of 2022, joined by code; areas without a type are no data."""
    _, _, wkb, (codes,) = pyogrio.raw.read(data / REAL_FILE, columns=["regsokod"])
    table = pd.read_csv(data / TYPES_FILE, dtype={"regsokod": str}).set_index("regsokod")["omradestyp_2022"]
    order = np.argsort(codes)
    codes = codes[order]
    types = table.reindex(codes).fillna(0).to_numpy().astype(np.int64)
    return Areas(codes, types, shapely.force_2d(shapely.from_wkb(wkb[order])))


def made_areas(seed: int) -> Areas:
    """Return areas made from a seed."""
    random = np.random.default_rng([seed, 1])
    sites = _sites(random)
    cells = shapely.get_parts(shapely.voronoi_polygons(shapely.multipoints(sites), ordered=True))[:COUNT]
    geometries = _with_curves(cells, sites[:COUNT], random)
    number = np.arange(COUNT)
    kommun = number * KOMMUNER // COUNT
    codes = np.array([f"{100 + k:04d}R{i % 1000:03d}" for i, k in zip(number, kommun, strict=True)], dtype=object)
    types = np.repeat(np.arange(1, 6), TYPE_COUNTS)
    random.shuffle(types)
    types[:1] = 0
    order = np.argsort(codes)
    return Areas(codes[order], types[order], geometries[order])


def _sites(random: np.random.Generator) -> Floats:
    """Return the areas' middles, towns after each other, and then a frame of sites that bound the country."""
    x0, y0, x1, y1 = _COUNTRY
    towns = np.column_stack([random.uniform(x0, x1, KOMMUNER), y0 + (y1 - y0) * random.beta(1.2, 2.2, KOMMUNER)])
    town = np.arange(COUNT) * KOMMUNER // COUNT
    distance = random.lognormal(7.4, 1.2, COUNT)
    angle = random.uniform(0, 2 * np.pi, COUNT)
    sites = towns[town] + distance[:, None] * np.column_stack([np.cos(angle), np.sin(angle)])
    sites = np.clip(sites, (x0, y0), (x1, y1)) + random.normal(0, 100, (COUNT, 2))
    along, across = np.arange(x0 - 40_000, x1 + 40_001, 20_000), np.arange(y0 - 20_000, y1 + 20_001, 20_000)
    frame = [np.column_stack([along, np.full(len(along), y)]) for y in (y0 - 40_000, y1 + 40_000)]
    frame += [np.column_stack([np.full(len(across), x), across]) for x in (x0 - 40_000, x1 + 40_000)]
    outer = np.concatenate(frame)
    return np.concatenate([sites, outer + random.normal(0, 2_000, outer.shape)])


def _with_curves(cells: Geometries, sites: Floats, random: np.random.Generator) -> Geometries:
    """Return the cells with a curve in place of every edge, the same for both neighbours."""
    rings = [shapely.get_coordinates(cell)[:-1] for cell in cells]
    owners: dict[tuple[Any, ...], list[int]] = {}
    for cell, ring in enumerate(rings):
        for a, b in _edges(ring):
            owners.setdefault(_key(a, b), []).append(cell)
    lengths = np.array([np.hypot(a[0] - b[0], a[1] - b[1]) for a, b in owners])
    shared = np.array([len(cells) for cells in owners.values()])
    # the areas' vertices are those of every edge, once for each area that it bounds
    weight = lengths**0.75
    vertices = np.maximum(1, np.rint(weight * VERTICES / (weight * shared).sum())).astype(int)
    curves = {
        key: _curve(np.array(key), sites[cells], count, random)
        for (key, cells), count in zip(owners.items(), vertices, strict=True)
    }
    result = []
    for ring in rings:
        parts = []
        for a, b in _edges(ring):
            curve = curves[_key(a, b)]
            parts.append(curve[:-1] if tuple(curve[0]) == a else curve[:0:-1])
        result.append(np.concatenate(parts))
    return np.array([shapely.Polygon(ring) for ring in result], dtype=object)


def _edges(ring: Floats) -> list[tuple[tuple[float, float], tuple[float, float]]]:
    corners = [(float(x), float(y)) for x, y in ring]
    return list(zip(corners, corners[1:] + corners[:1], strict=True))


def _key(a: tuple[float, float], b: tuple[float, float]) -> tuple[Any, ...]:
    return (a, b) if a < b else (b, a)


def _curve(ends: Floats, sites: Floats, count: int, random: np.random.Generator) -> Floats:
    """Return a fractal curve between two points that bends towards the sites on its sides."""
    levels = max(1, int(np.ceil(np.log2(count))))
    offset = np.zeros(2)
    for level in range(levels):
        middle = (offset[1:] + offset[:-1]) / 2 + random.normal(0, 0.25 * 0.55**level, len(offset) - 1)
        offset = np.insert(offset, np.arange(1, len(offset)), middle)
    t = np.linspace(0, 1, len(offset))
    kept = np.unique(np.rint(np.linspace(0, len(offset) - 1, count + 1)).astype(int))
    t, offset = t[kept], _SWING * np.tanh(offset[kept])
    # from one side to the other only by way of the edge: a straight step may leave the two triangles
    offset[1:][offset[1:] * offset[:-1] < 0] = 0
    line = ends[0] + t[:, None] * (ends[1] - ends[0])
    # an edge that bounds the country has a site on one side only: the other is its mirror image
    one = sites[0]
    other = sites[1] if len(sites) > 1 else _mirrored(one, ends)
    curve = line + np.abs(offset)[:, None] * (np.where(offset[:, None] > 0, one, other) - line)
    curve[0], curve[-1] = ends
    return curve


def _mirrored(site: Floats, ends: Floats) -> Floats:
    direction = (ends[1] - ends[0]) / np.hypot(*(ends[1] - ends[0]))
    foot = ends[0] + ((site - ends[0]) @ direction) * direction
    return 2 * foot - site
