# SPDX-License-Identifier: GPL-2.0-or-later
"""Only reading: the geometries of a layer as GDAL's Arrow stream, with the GDAL that QGIS uses here."""

from job import LAYER, read_job
from osgeo import gdal

job = read_job()
gdal.UseExceptions()
with job.stage("read"):
    dataset = gdal.OpenEx(job.layer, gdal.OF_VECTOR)
    layer = dataset.GetLayerByName(LAYER)
    definition = layer.GetLayerDefn()
    names = [definition.GetFieldDefn(i).GetName() for i in range(definition.GetFieldCount())]
    layer.SetIgnoredFields(names)
    features = octets = 0
    # GDAL 3.6 gives empty geometries where neither a field nor the FID is asked for
    for batch in layer.GetArrowStreamAsNumPy(options=["INCLUDE_FID=YES"]):
        geometry = batch["geom"]
        features += len(geometry)
        # geometries of one size, as points are, come as one block
        octets += geometry.nbytes if geometry.dtype.kind == "V" else sum(map(len, geometry))
job.answer(features=features, bytes=octets, version=f"GDAL {gdal.__version__}")
