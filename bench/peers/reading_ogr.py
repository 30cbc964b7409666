# SPDX-License-Identifier: GPL-2.0-or-later
"""Only reading: the geometries of a layer as WKB, feature by feature through GDAL's Python bindings."""

from job import LAYER, read_job
from osgeo import gdal, ogr

job = read_job()
gdal.UseExceptions()
with job.stage("read"):
    dataset = gdal.OpenEx(job.layer, gdal.OF_VECTOR)
    layer = dataset.GetLayerByName(LAYER)
    definition = layer.GetLayerDefn()
    layer.SetIgnoredFields([definition.GetFieldDefn(i).GetName() for i in range(definition.GetFieldCount())])
    features = octets = 0
    for feature in layer:
        octets += len(feature.GetGeometryRef().ExportToWkb(ogr.wkbNDR))
        features += 1
job.answer(features=features, bytes=octets, version=f"GDAL {gdal.__version__}")
