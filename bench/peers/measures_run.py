# SPDX-License-Identifier: GPL-2.0-or-later
"""One part of the measures by one engine. Only the computing is timed, after a small run that loads what is needed.

``job.kind``: the part; ``job.options``: ``engine`` (the module), ``years`` and ``seed``.
"""

from __future__ import annotations

import importlib
import time
from typing import Any

import measures_inputs as made
import numpy as np
from job import AREAS, read_job

NEEDS_POLYGONS = ("neighbours", "clustering")
TABLES = {"disparity": made.by_type, "standardisation": made.by_type, "follow-up": made.rates_by_area}


def inputs(part: str, size: made.Size, seed: int, polygons: Any) -> made.Given:
    """Return what a part needs."""
    if part in NEEDS_POLYGONS:
        return made.Given(polygons=polygons, values=made.values_by_year(polygons, size, seed))
    table = TABLES.get(part, made.groups_by_area)(size, seed)
    return made.Given(made.summed(table) if part == "disparity" else table)


def read_polygons(path: str) -> Any:
    """Return the polygons of the benchmark's areas."""
    import pyogrio
    import shapely

    _, _, geometry, _ = pyogrio.raw.read(path, layer=AREAS, columns=[])
    return shapely.from_wkb(geometry)


job = read_job()
engine = importlib.import_module(job.options["engine"])
seed, polygons = job.options["seed"], None
if job.kind in NEEDS_POLYGONS:
    polygons = read_polygons(job.areas)
engine.PARTS[job.kind](inputs(job.kind, made.Size(300, 2), seed, None if polygons is None else polygons[:50]))
given = inputs(job.kind, made.Size(years=job.options["years"]), seed, polygons)
before = time.process_time()
with job.stage("measure"):
    figures = engine.PARTS[job.kind](given)
spent = time.process_time() - before
shown = {name: np.asarray(values, dtype=float).ravel() for name, values in figures.items()}
job.answer(
    cpu=spent,
    version=engine.VERSIONS,
    figures={name: [None if np.isnan(value) else value for value in values.tolist()] for name, values in shown.items()},
)
