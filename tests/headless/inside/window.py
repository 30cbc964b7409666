# SPDX-License-Identifier: GPL-2.0-or-later
"""Runs inside a QGIS window (`qgis --code`): uses the plugin as a person would and writes down what was seen.

REGSO_WORK is a JSON object: `areas`, `schools` and `roads` (layers), `folder` (for outputs and pictures) and
`answer` (the file to write). Every step hands over to the next through Qt's event loop, as in real use.
"""

import json
import os
import traceback
from pathlib import Path

import processing
import qgis.utils
from processing.gui.Postprocessing import handleAlgorithmResults
from qgis.core import (
    QgsApplication,
    QgsMapRendererSequentialJob,
    QgsProcessingAlgRunnerTask,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputLayerDefinition,
    QgsProject,
    QgsSymbol,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QSize, QTimer
from qgis.PyQt.QtWidgets import QAction, QDockWidget, QLabel, QTabWidget, QToolBar

WORK = json.loads(os.environ["REGSO_WORK"])
FOLDER = Path(WORK["folder"])
SUMMARIZE = "regso:summarizebyareatype"
iface = qgis.utils.iface
seen: dict = {}
kept: list = []  # what QGIS only borrows from Python


def step(function):
    """Return the step so that an error is written down and ends QGIS instead of leaving the window open for ever."""

    def guarded(*arguments):
        try:
            function(*arguments)
        except BaseException:  # noqa: BLE001 - written down, and the window must not stay
            seen["error"] = traceback.format_exc()
            Path(WORK["answer"]).write_text(json.dumps(seen), encoding="utf-8")
            os._exit(3)

    return guarded


@step
def look_around():
    window = iface.mainWindow()
    window.showNormal()
    window.setGeometry(0, 0, 1400, 900)
    seen["active"] = "regso_atlas" in qgis.utils.active_plugins
    seen["language"] = QgsApplication.locale()
    seen["algorithms"] = algorithms()
    QTimer.singleShot(0, run_and_load)


@step
def run_and_load():
    """Run the main job on the main thread; QGIS loads and finishes the outputs."""
    outputs = {"OUTPUT": str(FOLDER / "skolor.gpkg"), "OUTPUT_AREAS": str(FOLDER / "områden, skolor.gpkg")}
    processing.runAndLoadResults(SUMMARIZE, {"AREAS": WORK["areas"], "INPUT": WORK["schools"]} | outputs)
    seen["after runAndLoadResults"] = described_layers()
    QTimer.singleShot(0, run_in_background)


@step
def run_in_background():
    """Run it as the toolbox does: in a task, with the outputs loaded on the main thread when it has ended."""
    QgsProject.instance().clear()
    algorithm = QgsApplication.processingRegistry().createAlgorithmById(SUMMARIZE)
    context, feedback = QgsProcessingContext(), QgsProcessingFeedback()
    context.setProject(QgsProject.instance())
    outputs = {
        name: QgsProcessingOutputLayerDefinition(str(FOLDER / file), QgsProject.instance())
        for name, file in (("OUTPUT", "vägar.gpkg"), ("OUTPUT_AREAS", "områden, vägar.gpkg"))
    }
    parameters = {"AREAS": WORK["areas"], "INPUT": WORK["roads"]} | outputs
    task = QgsProcessingAlgRunnerTask(algorithm, parameters, context, feedback)
    kept.extend([algorithm, context, feedback, task])
    task.executed.connect(background_run_has_ended)
    QgsApplication.taskManager().addTask(task)


@step
def background_run_has_ended(succeeded, results):
    algorithm, context, feedback = kept[:3]
    seen["background"] = {
        "succeeded": succeeded,
        "numbers": {name: value for name, value in results.items() if isinstance(value, int | float)},
        "log": feedback.textLog(),
    }
    handleAlgorithmResults(algorithm, context, feedback)
    layers = [layer for layer in QgsProject.instance().mapLayers().values() if layer.isSpatial()]
    seen["after the background run"] = described_layers()
    iface.mapCanvas().setExtent(layers[0].extent())
    QTimer.singleShot(200, look_at_map)


@step
def look_at_map(patience=100):
    # The layer tree hands its layers to the map when the window has time.
    canvas = iface.mapCanvas()
    if patience and (canvas.isDrawing() or not canvas.layers()):
        QTimer.singleShot(100, lambda: look_at_map(patience - 1))
        return
    seen["colours on the map"] = colours_on_the_map()
    QTimer.singleShot(500, open_dialog)


@step
def open_dialog():
    iface.mainWindow().grab().save(str(FOLDER / f"window_{QgsApplication.locale()[:2]}.png"))
    dialog = processing.createAlgorithmDialog(SUMMARIZE, {"INPUT": WORK["schools"]})
    kept.append(dialog)
    dialog.resize(1000, 860)
    dialog.show()
    QTimer.singleShot(500, look_at_dialog)


@step
def look_at_dialog():
    dialog = kept[-1]
    dialog.grab().save(str(FOLDER / f"dialog_{QgsApplication.locale()[:2]}.png"))
    seen["dialog"] = {"title": dialog.windowTitle(), "labels": [label.text() for label in dialog.findChildren(QLabel)]}
    dialog.close()
    QTimer.singleShot(0, unload_and_reload)


@step
def unload_and_reload():
    qgis.utils.unloadPlugin("regso_atlas")
    seen["after unload"] = {"algorithms": algorithms()}
    without = things_in_the_window()
    for _ in range(2):
        if not (qgis.utils.loadPlugin("regso_atlas") and qgis.utils.startPlugin("regso_atlas")):
            raise RuntimeError("the plugin could not be started again")
        seen["after reload"] = {"algorithms": algorithms()}
        qgis.utils.unloadPlugin("regso_atlas")
    seen["left behind"] = sorted(set(things_in_the_window()) - set(without))
    qgis.utils.loadPlugin("regso_atlas")
    qgis.utils.startPlugin("regso_atlas")
    QgsProject.instance().clear()
    outputs = {"OUTPUT": str(FOLDER / "igen.gpkg"), "OUTPUT_AREAS": str(FOLDER / "områden igen.gpkg")}
    processing.runAndLoadResults(SUMMARIZE, {"AREAS": WORK["areas"], "INPUT": WORK["schools"]} | outputs)
    seen["after reload"] |= {"layers": described_layers()}
    QTimer.singleShot(500, finish)


@step
def finish():
    from importlib.util import module_from_spec, spec_from_file_location

    spec = spec_from_file_location("libraries", WORK["libraries"])
    libraries = module_from_spec(spec)
    spec.loader.exec_module(libraries)
    seen["libraries"] = libraries.mapped_libraries()
    seen["log"] = message_log()
    seen["bar"] = [item.title() + " " + item.text() for item in iface.messageBar().items()]
    Path(WORK["answer"]).write_text(json.dumps(seen), encoding="utf-8")
    kept.clear()
    QgsProject.instance().clear()
    QgsProject.instance().setDirty(False)
    iface.actionExit().trigger()


def algorithms():
    provider = QgsApplication.processingRegistry().providerById("regso")
    return [] if provider is None else sorted(algorithm.id() for algorithm in provider.algorithms())


def described_layers():
    """Return name, aliases and legend of every layer that was loaded."""
    return [
        {
            "name": layer.name(),
            "spatial": layer.isSpatial(),
            "features": layer.featureCount(),
            "aliases": [field.alias() for field in layer.fields() if field.alias()],
            "renderer": layer.renderer().type() if layer.isSpatial() else "",
            "legend": legend(layer) if layer.isSpatial() else [],
        }
        for layer in QgsProject.instance().mapLayers().values()
    ]


def legend(layer: QgsVectorLayer):
    if layer.renderer().type() != "categorizedSymbol":
        return []
    return [
        {"value": category.value(), "label": category.label(), "fills": fills(category.symbol())}
        for category in layer.renderer().categories()
    ]


def fills(symbol: QgsSymbol):
    return [(part.color().name(), part.properties().get("style", part.layerType())) for part in symbol.symbolLayers()]


def colours_on_the_map():
    """Return the colours of at least 20 pixels of the map as it is shown."""
    settings = iface.mapCanvas().mapSettings()
    settings.setOutputSize(QSize(400, 300))
    job = QgsMapRendererSequentialJob(settings)
    job.start()
    job.waitForFinished()
    image = job.renderedImage()
    counts: dict = {}
    for x in range(image.width()):
        for y in range(image.height()):
            name = image.pixelColor(x, y).name()
            counts[name] = counts.get(name, 0) + 1
    return sorted(name for name, count in counts.items() if count >= 20)


def things_in_the_window():
    """Return everything with a name that a plugin could leave behind in the window."""
    return [
        f"{kind.__name__} {thing.objectName()} {thing.windowTitle() if kind is not QAction else thing.text()}"
        for kind in (QDockWidget, QToolBar, QAction)
        for thing in iface.mainWindow().findChildren(kind)
    ]


def message_log():
    """Return everything that was logged since QGIS started, by tab."""
    tabs = iface.mainWindow().findChild(QDockWidget, "MessageLog").findChild(QTabWidget)
    return {tabs.tabText(i): tabs.widget(i).toPlainText() for i in range(tabs.count())}


QTimer.singleShot(1000, look_around)
