# SPDX-License-Identifier: GPL-2.0-or-later
"""RegSO Atlas in a QGIS that runs already: the algorithm as a task beside the user's work, from layers of the project.

Run twice; the second run is what a planner waits for who asks again about the same areas.
"""

import time
from pathlib import Path

from job import AREAS, LAYER, read_job
from ours_package import register
from qgis.core import (
    Qgis,
    QgsApplication,
    QgsProcessingAlgRunnerTask,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProject,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QEventLoop

job = read_job()
application = QgsApplication([], True)
application.initQgis()
register()
from regso_atlas.plugin.algorithms.provider import RegsoProvider  # noqa: E402 - the package has its name only now

provider = RegsoProvider()
QgsApplication.processingRegistry().addProvider(provider)
layers = {
    "INPUT": QgsVectorLayer(f"{job.layer}|layername={LAYER}", "features", "ogr"),
    "AREAS": QgsVectorLayer(f"{job.areas}|layername={AREAS}", "areas", "ogr"),
}
QgsProject.instance().addMapLayers(list(layers.values()))
for turn in ("first", "again"):
    context, feedback = QgsProcessingContext(), QgsProcessingFeedback()
    context.setProject(QgsProject.instance())
    algorithm = QgsApplication.processingRegistry().createAlgorithmById("regso:summarizebyareatype")
    inputs = {name: layer.id() for name, layer in layers.items()}
    start = time.perf_counter()
    task = QgsProcessingAlgRunnerTask(
        algorithm, {**inputs, "OUTPUT": str(Path(job.folder) / f"{turn}.gpkg")}, context, feedback
    )
    loop, answers = QEventLoop(), []
    task.executed.connect(lambda ok, _, loop=loop, answers=answers: (answers.append(ok), loop.quit()))
    QgsApplication.taskManager().addTask(task)
    loop.exec()
    job.stages[turn] = time.perf_counter() - start
    if answers != [True]:
        raise SystemExit(feedback.textLog())
job.answer(version=f"QGIS {Qgis.QGIS_VERSION}")
QgsProject.instance().clear()
layers.clear()
QgsApplication.processingRegistry().removeProvider(provider)
application.exitQgis()
