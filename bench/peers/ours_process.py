# SPDX-License-Identifier: GPL-2.0-or-later
"""RegSO Atlas through ``qgis_process``: GeoPackage in, table out, the whole process."""

import sqlite3
from pathlib import Path

from job import AREAS, LAYER, read_job
from qgis_run import run_algorithm, version

FACTOR = {"points": 1.0, "lines": 1e3, "polygons": 1e6}

job = read_job()
output = str(Path(job.folder) / "table.gpkg")
report = run_algorithm(
    "regso:summarizebyareatype",
    INPUT=f"{job.layer}|layername={LAYER}",
    AREAS=f"{job.areas}|layername={AREAS}",
    OUTPUT=output,
)
with sqlite3.connect(output) as database:
    (table,) = database.execute("SELECT table_name FROM gpkg_contents").fetchone()
    rows = database.execute(f'SELECT area_type, amount FROM "{table}" WHERE area_type >= 0')
    amounts = {kind: amount * FACTOR[job.kind] for kind, amount in rows}
numbers = {name: value for name, value in report["results"].items() if isinstance(value, (int, float))}
job.answer(amounts, version=version(report), numbers=numbers)
