# SPDX-License-Identifier: GPL-2.0-or-later
"""Running algorithms through ``qgis_process``, and reading the tables that they wrote."""

from __future__ import annotations

import json
import sqlite3
import subprocess
from typing import Any


def run_algorithm(algorithm: str, ellipsoid: str | None = None, **inputs: Any) -> dict[str, Any]:
    """Run an algorithm in a process of its own and return what it says about itself and its results."""
    job = {"inputs": inputs}
    if ellipsoid is not None:
        job["ellipsoid"] = ellipsoid
    done = subprocess.run(
        ["qgis_process", "run", algorithm, "-"], input=json.dumps(job), capture_output=True, text=True, check=False
    )
    if done.returncode != 0:
        raise SystemExit(f"{algorithm}: {done.stderr}")
    return json.loads(done.stdout)  # type: ignore[no-any-return]


def version(report: dict[str, Any]) -> str:
    """Return the versions that a run's report names."""
    return f"QGIS {report['qgis_version']}, GDAL {report['gdal_version']}, GEOS {report['geos_version']}"


def sums(path: str, value: str, group: str) -> dict[Any, float]:
    """Return the sum of a column of a GeoPackage's first table for each value of another."""
    with sqlite3.connect(path) as database:
        (table,) = database.execute("SELECT table_name FROM gpkg_contents").fetchone()
        rows = database.execute(f'SELECT "{group}", sum("{value}") FROM "{table}" GROUP BY 1')
        return dict(rows.fetchall())
