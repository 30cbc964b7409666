# SPDX-License-Identifier: GPL-2.0-or-later
"""QGIS: ``native:sumlinelengths`` or ``native:countpointsinpolygon``, then the sum by type (planar)."""

from pathlib import Path

from job import AREAS, LAYER, read_job
from qgis_run import run_algorithm, sums, version

job = read_job()
output = str(Path(job.folder) / "areas.gpkg")
features, areas = f"{job.layer}|layername={LAYER}", f"{job.areas}|layername={AREAS}"
if job.kind == "points":
    report = run_algorithm("native:countpointsinpolygon", POLYGONS=areas, POINTS=features, FIELD="n", OUTPUT=output)
    column = "n"
else:
    report = run_algorithm(
        "native:sumlinelengths", "NONE", POLYGONS=areas, LINES=features, LEN_FIELD="metres", OUTPUT=output
    )
    column = "metres"
job.answer(sums(output, column, "omradestyp"), version=version(report))
