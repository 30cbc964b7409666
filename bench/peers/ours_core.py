# SPDX-License-Identifier: GPL-2.0-or-later
"""RegSO Atlas' core alone, as from a notebook: GDAL's Arrow stream in, summary out, one thread, no QGIS."""

import pandas as pd
import shapely
from job import AREAS, LAYER, read_job
from ours_package import batches, read_areas, register

register()
from regso_atlas.plugin.core.overlay import Kind  # noqa: E402 - the package has its name only now
from regso_atlas.plugin.core.summarizer import Batch, Summarizer  # noqa: E402

KINDS = {"points": Kind.POINT, "lines": Kind.LINE, "polygons": Kind.POLYGON}
FACTOR = {"points": 1.0, "lines": 1e3, "polygons": 1e6}

job = read_job()
with job.stage("areas"):
    summarizer = Summarizer(read_areas(job.areas, AREAS), KINDS[job.kind])
with job.stage("overlay"):
    for batch in batches(job.layer, LAYER):
        geometry = shapely.from_wkb(batch["geom"])
        summarizer.add(Batch(attributes=pd.DataFrame(index=range(len(geometry))), geometry=geometry))
table = summarizer.finish().table
inside = table[table["area_type"] >= 0]
amounts = dict(zip(inside["area_type"], inside["amount"] * FACTOR[job.kind], strict=True))
job.answer(amounts, version=f"shapely {shapely.__version__} (GEOS {shapely.geos_version_string})")
