# SPDX-License-Identifier: GPL-2.0-or-later
"""geopandas: ``overlay`` for lines and polygons, ``sjoin`` for points."""

import geopandas as gpd
import pyogrio
import shapely
from job import AREAS, LAYER, read_job

job = read_job()
with job.stage("read"):
    areas = gpd.read_file(job.areas, layer=AREAS, columns=["omradestyp"], use_arrow=True)
    areas["omradestyp"] = areas["omradestyp"].fillna(0).astype(int)
    features = gpd.read_file(job.layer, layer=LAYER, columns=[], use_arrow=True)
with job.stage("overlay"):
    if job.kind == "points":
        amounts = gpd.sjoin(features, areas, predicate="intersects").groupby("omradestyp").size()
    else:
        pieces = gpd.overlay(features, areas, how="intersection", keep_geom_type=True)
        measured = pieces.geometry.length if job.kind == "lines" else pieces.geometry.area
        amounts = measured.groupby(pieces["omradestyp"]).sum()
job.answer(
    amounts.to_dict(),
    version=f"geopandas {gpd.__version__}, shapely {shapely.__version__} (GEOS {shapely.geos_version_string}), "
    f"pyogrio {pyogrio.__version__} (GDAL {pyogrio.__gdal_version_string__})",
)
