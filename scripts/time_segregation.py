# SPDX-License-Identifier: GPL-2.0-or-later
"""Time the measures of segregation and clustering beside the libraries that the tests compare them with.

    .oracles/bin/python scripts/time_segregation.py

3,363 areas in 290 kommuner, five groups, 14 years of made-up counts. The libraries take one part at a time; where they
would need minutes, fewer years are run and said. Each time is one run after a warm-up.
"""

from __future__ import annotations

import importlib.util
import sys
import time
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import shapely

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = "regso_atlas"
AREAS, KOMMUNER, YEARS = 3363, 290, 14
GROUPS = [f"kvintil_{number}" for number in range(1, 6)]


def register_package() -> None:
    """Make the checkout importable as the plugin is installed."""
    spec = importlib.util.spec_from_file_location(PACKAGE, ROOT / "__init__.py", submodule_search_locations=[str(ROOT)])
    assert spec is not None and spec.loader is not None  # noqa: PT018, S101
    module = importlib.util.module_from_spec(spec)
    sys.modules[PACKAGE] = module
    spec.loader.exec_module(module)


def made() -> pd.DataFrame:
    """Return counts of five groups for every area and year, always the same."""
    random = np.random.default_rng(20260303)
    number = np.arange(AREAS)
    kommun = number * KOMMUNER // AREAS
    code = [f"{101 + one:04}R{at % 1000:03}" for at, one in zip(number, kommun, strict=True)]
    level = random.gamma(2, 200, (AREAS, len(GROUPS)))
    frames = []
    for year in range(2011, 2011 + YEARS):
        counts = random.poisson(level * random.uniform(0.9, 1.1, level.shape))
        frames.append(pd.DataFrame(counts.astype(float), columns=GROUPS).assign(code=code, year=year))
    return pd.concat(frames, ignore_index=True)


def seconds(what: Callable[[], Any]) -> float:
    """Return how long a call takes."""
    started = time.perf_counter()
    what()
    return time.perf_counter() - started


def library_measures(part: pd.DataFrame) -> None:
    """Compute with PySAL what the table holds for one part: five measures of all groups, six of each."""
    from segregation import multigroup, singlegroup

    for measure in ("MultiDissim", "MultiGini", "MultiInfoTheory", "MultiDivergence", "MultiDiversity"):
        getattr(multigroup, measure)(part, GROUPS)
    part = part.assign(total=part[GROUPS].sum(axis=1))
    for group in GROUPS:
        for measure in ("Dissim", "Isolation", "Interaction", "CorrelationR", "Gini", "Atkinson"):
            getattr(singlegroup, measure)(part, group_pop_var=group, total_pop_var="total")


def time_measures(frame: pd.DataFrame) -> None:
    """Print the times of the measures, ours and PySAL's."""
    from regso_atlas.plugin.core.codes import Level
    from regso_atlas.plugin.core.measures.segregation import segregation_table

    options = {"year": "year", "lowest": GROUPS[0], "highest": GROUPS[-1]}
    segregation_table(frame, GROUPS, **options)
    for name, level in (("country", None), ("each kommun", Level.KOMMUN)):
        ours = seconds(lambda level=level: segregation_table(frame, GROUPS, level=level, **options))
        say(f"measures, {name}, {YEARS} years", "RegSO Atlas", ours)
    library_measures(frame.head(50))
    years = frame.groupby("year")
    first = years.get_group(2011)
    say("measures, country, 1 year", "PySAL", seconds(lambda: library_measures(first)))
    kommuner = [part for _, part in first.groupby(first["code"].str[:4])]
    say("measures, each kommun, 1 year", "PySAL", seconds(lambda: [library_measures(part) for part in kommuner]))


def time_clusters() -> None:
    """Print the times of neighbours and clusters on RegSO, or on a mosaic as large where they are not at hand."""
    import geopandas as gpd
    import libpysal
    from esda.moran import Moran, Moran_Local

    from regso_atlas.plugin.core.measures.clustering import local_moran, moran
    from regso_atlas.plugin.core.measures.contiguity import contiguity

    path = ROOT.parent / "shared" / "data" / "regso2025" / "RegSO_2025.gpkg"
    random = np.random.default_rng(5)
    if path.exists():
        areas = gpd.read_file(path)[["geometry"]]
    else:
        cells = shapely.voronoi_polygons(shapely.multipoints(random.random((AREAS, 2))))
        areas = gpd.GeoDataFrame(geometry=list(shapely.get_parts(cells)))
    polygons = areas.geometry.to_numpy()
    values = shapely.centroid(polygons)
    values = shapely.get_y(values) / 1e5 + random.normal(0, 1, len(polygons))
    neighbours = contiguity(polygons)
    weights = libpysal.weights.Queen.from_dataframe(areas, use_index=False)
    Moran_Local(values, weights, permutations=99, seed=1)
    say(f"neighbours of {len(areas)} polygons", "RegSO Atlas", seconds(lambda: contiguity(polygons)))
    queen = libpysal.weights.Queen
    say(f"neighbours of {len(areas)} polygons", "PySAL", seconds(lambda: queen.from_dataframe(areas, use_index=False)))
    say("Moran's I, 999 permutations", "RegSO Atlas", seconds(lambda: moran(values, neighbours)))
    say("Moran's I, 999 permutations", "PySAL", seconds(lambda: Moran(values, weights, permutations=999)))
    say("local Moran's I, 999 permutations", "RegSO Atlas", seconds(lambda: local_moran(values, neighbours)))
    local = seconds(lambda: Moran_Local(values, weights, permutations=999, seed=1))
    say("local Moran's I, 999 permutations", "PySAL (numba)", local)


def say(what: str, who: str, took: float) -> None:
    """Print one line."""
    print(f"{what:42}{who:16}{took:9.2f} s", flush=True)


def main() -> None:
    """Time everything."""
    warnings.simplefilter("ignore")
    register_package()
    time_measures(made())
    time_clusters()


if __name__ == "__main__":
    main()
