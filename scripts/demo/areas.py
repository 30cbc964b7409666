# SPDX-License-Identifier: GPL-2.0-or-later
"""The layers of areas, kommuner, water and places, in a schema like that of RegSO 2025."""

from __future__ import annotations

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from . import CRS, FICTIONAL, figures, landscape, to_grid
from .partition import Partition

KOMMUNER = {"9901": "Påhittsstad", "9902": "Sagåköping"}
LAN = ("99", "Fantasilän")
VERSION = "2025_v2_påhittad"


def areas(partition: Partition, index: pd.DataFrame, people: pd.DataFrame) -> gpd.GeoDataFrame:
    """Return the areas, by code, with the figures of 2024."""
    kommuner = [seed.kommun for seed in partition.seeds]
    frame = gpd.GeoDataFrame(
        {
            "regsokod": figures.codes(partition),
            "regsonamn": [seed.name for seed in partition.seeds],
            "kommunkod": kommuner,
            "kommunnamn": [KOMMUNER[kommun] for kommun in kommuner],
            "lanskod": LAN[0],
            "lansnamn": LAN[1],
            "version": VERSION,
        },
        geometry=partition.areas,
        crs=CRS,
    )
    latest = index[index["ar"] == figures.YEARS[-1]].drop(columns="ar")
    latest = latest.rename(columns={"index": "socioekonomiskt_index"})
    latest = latest[["regsokod", "omradestyp", "socioekonomiskt_index", "v1", "v2", "v3"]]
    inhabitants = people[people["ar"] == figures.YEARS[-1]].drop(columns="ar")
    frame = frame.merge(latest, on="regsokod").merge(inhabitants, on="regsokod")
    frame = frame[[*frame.columns.drop("geometry"), "geometry"]]
    return frame.sort_values("regsokod", ignore_index=True)


def kommuner(of_areas: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Return the two kommuner, joined from their areas."""
    frame = of_areas.dissolve("kommunkod", aggfunc={"kommunnamn": "first", "lanskod": "first", "folkmangd": "sum"})
    frame = frame.reset_index()[["kommunkod", "kommunnamn", "lanskod", "folkmangd", "geometry"]]
    frame["geometry"] = shapely.normalize(frame.geometry.values)
    return frame


def water(partition: Partition) -> gpd.GeoDataFrame:
    """Return the sea, which the areas end at, and the lake, which is a hole in one of them."""
    rows = {"namn": ["Påhittade havet", "Spegelsjön"], "typ": ["hav", "sjö"], "kalla": FICTIONAL}
    return gpd.GeoDataFrame(rows, geometry=[partition.sea, partition.lake], crs=CRS)


def places() -> gpd.GeoDataFrame:
    """Return towns and villages as points, for labels."""
    rows = [
        ("Påhittsstad", "stad", landscape.CITY),
        ("Sagåköping", "stad", landscape.TOWN),
        ("Brukshålan", "samhälle", landscape.ENCLAVE),
        ("Drömskär", "samhälle", landscape.ISLANDS[0][:2]),
        ("Hittepå", "samhälle", (21.0, 17.6)),
        ("Spegelby", "samhälle", (16.4, 12.6)),
        ("Söderudd", "samhälle", (35.0, 6.4)),
        ("Solvik", "samhälle", (36.4, 26.4)),
        ("Häxby", "samhälle", (13.2, 34.0)),
        ("Norrdröm", "samhälle", (31.0, 32.6)),
        ("Väderkvarn", "samhälle", (9.0, 10.6)),
        ("Käpphäst", "samhälle", (25.0, 5.6)),
    ]
    points = shapely.points([to_grid(np.array(at)) for _, _, at in rows])
    columns = {"namn": [row[0] for row in rows], "typ": [row[1] for row in rows], "kalla": FICTIONAL}
    return gpd.GeoDataFrame(columns, geometry=points, crs=CRS)
