# SPDX-License-Identifier: GPL-2.0-or-later
"""RegSO Atlas' own pieces, measured twice: on the ellipsoid, as its results are, and in the plane, as peers measure.

Not timed. It ties our results to the peers': the same pieces give both.
"""

from __future__ import annotations

import numpy as np
import shapely
from job import AREAS, LAYER, read_job
from ours_package import batches, read_areas, register

register()
from regso_atlas.plugin.core.overlay import OUTSIDE, AreaIndex  # noqa: E402 - the package has its name only now

PLANAR = {"lines": shapely.length, "polygons": shapely.area}

job = read_job()
areas = read_areas(job.areas, AREAS).frame
index = AreaIndex(areas.geometry.to_numpy())
types = areas["area_type"].to_numpy()
true, planar, away = np.zeros(6), np.zeros(6), np.zeros(6)
for batch in batches(job.layer, LAYER, ("along",), rows=20_000):
    pieces = index.split(shapely.from_wkb(batch["geom"]), parts=job.kind != "points")
    inside = pieces.area != OUTSIDE
    area_type = types[pieces.area[inside]]
    amount = pieces.amount[inside]
    flat = amount if pieces.geometry is None else PLANAR[job.kind](pieces.geometry[inside])
    along = np.ma.filled(batch["along"], 0)[pieces.feature[inside]] != 0
    true += np.bincount(area_type, weights=amount, minlength=6)
    planar += np.bincount(area_type, weights=flat, minlength=6)
    away += np.bincount(area_type[~along], weights=flat[~along], minlength=6)
job.answer(
    dict(enumerate(true)),
    planar={str(i): float(v) for i, v in enumerate(planar)},
    away={str(i): float(v) for i, v in enumerate(away)},
)
