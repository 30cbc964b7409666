# SPDX-License-Identifier: GPL-2.0-or-later
"""Only reading: the geometries of a layer as WKB, feature by feature from a QGIS feature source."""

from job import LAYER, read_job
from qgis.core import Qgis, QgsApplication, QgsFeatureRequest, QgsVectorLayer

job = read_job()
application = QgsApplication([], False)
application.initQgis()
with job.stage("read"):
    layer = QgsVectorLayer(f"{job.layer}|layername={LAYER}", "features", "ogr")
    features = octets = 0
    for feature in layer.getFeatures(QgsFeatureRequest().setNoAttributes()):
        octets += len(feature.geometry().asWkb())
        features += 1
job.answer(features=features, bytes=octets, version=f"QGIS {Qgis.QGIS_VERSION}")
del layer, feature
application.exitQgis()
