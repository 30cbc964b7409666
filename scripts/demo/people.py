# SPDX-License-Identifier: GPL-2.0-or-later
"""Where the people live: a grid of 250 m squares whose sum over an area is the area's population."""

from __future__ import annotations

import geopandas as gpd
import numpy as np
import shapely

from . import CRS, EAST, FICTIONAL, HEIGHT_KM, NORTH, WIDTH_KM, random_stream

SIDE = 250
_STREETS = ("Lokalgata", "Länsväg")


def grid(areas: gpd.GeoDataFrame, roads: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Return the inhabited squares; a square belongs to the area that its centre lies in.

    People live near streets and country roads. Every area's population is given out to the last person.
    """
    centres = _centres()
    points = shapely.points(centres)
    tree = shapely.STRtree(points)
    streets = shapely.STRtree(roads.loc[roads["vagklass"].isin(_STREETS)].geometry.values)
    rng = random_stream("grid")
    rows = []
    for area in areas.itertuples():
        inside = np.sort(tree.query(area.geometry, predicate="contains"))
        if area.folkmangd == 0:
            continue
        _, gap = streets.query_nearest(points[inside], all_matches=False, return_distance=True)
        nearness = np.exp(-((gap / 130) ** 2)) + 1e-9
        weight = nearness * (0.25 + rng.random_sample(len(inside)) ** 2)
        counts = _share_out(int(area.folkmangd), _settle(weight, int(area.folkmangd)))
        rows += [(*centres[i], count, area.regsokod) for i, count in zip(inside, counts, strict=True) if count]
    rows.sort(key=lambda row: (row[1], row[0]))
    corner = np.array([row[:2] for row in rows]) - SIDE / 2
    columns = {
        "rutid": [f"{int(e)}{int(n)}" for e, n in corner],
        "folkmangd": [row[2] for row in rows],
        "regsokod": [row[3] for row in rows],
        "kalla": FICTIONAL,
    }
    squares = shapely.box(corner[:, 0], corner[:, 1], corner[:, 0] + SIDE, corner[:, 1] + SIDE)
    return gpd.GeoDataFrame(columns, geometry=squares, crs=CRS)


def _centres() -> np.ndarray:
    east = np.arange(EAST + SIDE / 2, EAST + WIDTH_KM * 1000, SIDE)
    north = np.arange(NORTH + SIDE / 2, NORTH + HEIGHT_KM * 1000, SIDE)
    return np.array([(e, n) for n in north for e in east])


def _settle(weight: np.ndarray, people: int) -> np.ndarray:
    """Empty all but the best places, so that on average at least a dozen people live in a square."""
    places = max(1, min(len(weight), people // 12))
    limit = np.sort(weight)[-places]
    return np.where(weight >= limit, weight, 0.0)


def _share_out(people: int, weight: np.ndarray) -> np.ndarray:
    """Return whole numbers in proportion to the weights that sum to the people (largest remainders)."""
    exact = people * weight / weight.sum()
    counts = np.floor(exact).astype(int)
    order = np.argsort(-(exact - counts), kind="stable")
    counts[order[: people - counts.sum()]] += 1
    return counts
