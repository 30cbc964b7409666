# SPDX-License-Identifier: GPL-2.0-or-later
"""QGIS: ``native:intersection``, then ``native:aggregate`` of the pieces' planar lengths or areas by type."""

from pathlib import Path

from job import AREAS, LAYER, read_job
from qgis_run import run_algorithm, sums, version

job = read_job()
pieces, table = (str(Path(job.folder) / name) for name in ("pieces.gpkg", "table.gpkg"))
with job.stage("overlay"):
    report = run_algorithm(
        "native:intersection",
        INPUT=f"{job.layer}|layername={LAYER}",
        OVERLAY=f"{job.areas}|layername={AREAS}",
        INPUT_FIELDS=["along"],
        OVERLAY_FIELDS=["omradestyp"],
        OUTPUT=pieces,
    )
amount = "length($geometry)" if job.kind == "lines" else "area($geometry)"
columns = [
    {"aggregate": "first_value", "input": '"omradestyp"', "name": "omradestyp", "type": 2, "length": 0, "precision": 0,
     "delimiter": ""},
    {"aggregate": "sum", "input": amount, "name": "amount", "type": 6, "length": 0, "precision": 0, "delimiter": ""},
]  # fmt: skip
with job.stage("statistics"):
    run_algorithm("native:aggregate", INPUT=pieces, GROUP_BY='"omradestyp"', AGGREGATES=columns, OUTPUT=table)
job.answer(sums(table, "amount", "omradestyp"), version=version(report))
