# SPDX-License-Identifier: GPL-2.0-or-later
"""Runs inside QGIS (`qgis --code`, started by screenshots.sh): does the main job and takes pictures of the window."""

import os
import sys
import traceback
from pathlib import Path

import processing
from qgis.core import (
    Qgis,
    QgsFillSymbol,
    QgsLineSymbol,
    QgsMarkerSymbol,
    QgsProject,
    QgsSettings,
    QgsSingleSymbolRenderer,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import Qt, QTimer
from qgis.PyQt.QtWidgets import QDockWidget, QTableView, QToolBar
from qgis.utils import iface

TO = Path(os.environ["SHOT_TO"])
WORK = Path(os.environ["SHOT_WORK"])
SUMMARIZE = "regso:summarizebyareatype"
WIDTH, HEIGHT = 1400, 900
LEGEND_WIDTH = 400
SHOWN_COLUMNS = {
    "label": 318,
    "area_count": 55,
    "population": 82,
    "feature_count": 72,
    "per_1000": 152,
    "per_1000_low": 105,
    "per_1000_high": 110,
    "share": 62,
}
"""Columns of the table that fit into the picture, and their widths."""
FEW = 1000
"""More features than this would hide the map."""
kept: list = []


def step(function):
    """Return the step so that an error ends QGIS instead of leaving it open for ever."""

    def guarded(*arguments):
        try:
            function(*arguments)
        except BaseException:  # noqa: BLE001
            traceback.print_exc()
            sys.stderr.flush()
            os._exit(3)

    return guarded


@step
def start():
    """Make room, run the main job, and let QGIS load what comes out."""
    QgsSettings().setValue("qgis/dockAttributeTable", True)
    tidy_up()
    if os.environ["SHOT_WATER"]:
        add(os.environ["SHOT_WATER"], "Water", QgsFillSymbol.createSimple({"color": "#d4e6f1", "outline_style": "no"}))
    areas = joined_areas()
    outputs = {
        "OUTPUT": "Summary by area type.gpkg",
        "OUTPUT_AREAS": "Summary by area.gpkg",
        "OUTPUT_HTML": "report.html",
    }
    inputs = {"AREAS": areas, "INPUT": os.environ["SHOT_LAYER"]}
    processing.runAndLoadResults(SUMMARIZE, inputs | {name: str(WORK / file) for name, file in outputs.items()})
    show_input()
    canvas = iface.mapCanvas()
    canvas.mapCanvasRefreshed.connect(map_is_drawn)
    QTimer.singleShot(500, arrange)


def tidy_up():
    """Leave the parts of the window that the picture is about."""
    window = iface.mainWindow()
    for bar in window.findChildren(QToolBar):
        bar.setVisible(bar.objectName() in ("mFileToolBar", "mMapNavToolBar", "mAttributesToolBar"))
    for dock in window.findChildren(QDockWidget):
        dock.setVisible(dock.objectName() == "Layers")
    window.showNormal()
    window.setGeometry(0, 0, WIDTH, HEIGHT)


def joined_areas():
    """Return the area layer with the tables joined to it."""
    areas = os.environ["SHOT_AREAS"]
    for number, table in enumerate(filter(None, os.environ["SHOT_TABLES"].splitlines())):
        run = {
            "AREAS": areas,
            "TABLE": table,
            "ALLOW_OTHER_EDITION": True,
            "OUTPUT": str(WORK / f"joined {number}.gpkg"),
        }
        areas = processing.run("regso:joinstatistics", run)["OUTPUT"]
    return areas


def add(source, name, symbol):
    """Add a layer with one symbol."""
    layer = QgsVectorLayer(source, name, "ogr")
    layer.setRenderer(QgsSingleSymbolRenderer(symbol))
    QgsProject.instance().addMapLayer(layer)
    return layer


def show_input():
    """Put the summarised layer on top of the map, if it does not hide it."""
    layer = QgsVectorLayer(os.environ["SHOT_LAYER"], "", "ogr")
    symbol = {
        Qgis.GeometryType.Point: lambda: QgsMarkerSymbol.createSimple(
            {"color": "#1a1a1a", "outline_color": "white", "outline_width": "0.2", "size": "1.6"}
        ),
        Qgis.GeometryType.Line: lambda: QgsLineSymbol.createSimple({"color": "#1a1a1a", "width": "0.3"}),
        Qgis.GeometryType.Polygon: lambda: QgsFillSymbol.createSimple({"style": "no", "outline_color": "#1a1a1a"}),
    }[layer.geometryType()]()
    layer = add(os.environ["SHOT_LAYER"], os.environ["SHOT_TITLE"], symbol)
    node = QgsProject.instance().layerTreeRoot().findLayer(layer)
    node.setItemVisibilityChecked(layer.featureCount() <= FEW)


def result(spatial):
    """Return the loaded output with or without geometry."""
    names = {True: "Summary by area.gpkg", False: "Summary by area type.gpkg"}
    layers = QgsProject.instance().mapLayers().values()
    return next(layer for layer in layers if layer.source().startswith(str(WORK / names[spatial])))


def show_columns(table, names):
    """Show some columns of a table in widths that make room for their titles."""
    config = table.attributeTableConfig()
    config.update(table.fields())
    for index, column in enumerate(config.columns()):
        config.setColumnHidden(index, column.name not in names)
        config.setColumnWidth(index, SHOWN_COLUMNS.get(column.name, 90))
    table.setAttributeTableConfig(config)


@step
def arrange():
    """Dock the table where it leaves most room for the map: under a wide one, beside a tall one."""
    window, areas, table = iface.mainWindow(), result(True), result(False)
    tall = areas.extent().height() > 1.5 * areas.extent().width()
    show_columns(table, list(SHOWN_COLUMNS)[: 5 if tall else None])
    iface.showAttributeTable(table)
    layers = window.findChild(QDockWidget, "Layers")
    dock = next(
        d for d in window.findChildren(QDockWidget) if d.isVisible() and d.findChild(QTableView) and d is not layers
    )
    if tall:
        window.addDockWidget(Qt.DockWidgetArea.LeftDockWidgetArea, dock)
        window.splitDockWidget(layers, dock, Qt.Orientation.Vertical)
        window.resizeDocks([layers, dock], [700, 700], Qt.Orientation.Horizontal)
        window.resizeDocks([layers, dock], [260, 400], Qt.Orientation.Vertical)
    else:
        window.addDockWidget(Qt.DockWidgetArea.BottomDockWidgetArea, dock)
        window.resizeDocks([layers], [LEGEND_WIDTH], Qt.Orientation.Horizontal)
        window.resizeDocks([dock], [345], Qt.Orientation.Vertical)
    window.resize(WIDTH, HEIGHT)
    iface.setActiveLayer(areas)
    QTimer.singleShot(700, zoom)


@step
def zoom():
    """Show all areas; the picture is taken when they are drawn."""
    areas = result(True)
    extent = areas.extent()
    extent.scale(1.04)
    # the first layer of a project decides its reference system, unless it is told
    iface.mapCanvas().setDestinationCrs(areas.crs())
    QgsProject.instance().setCrs(areas.crs())
    kept.append("the map shows all areas")
    iface.mapCanvas().setExtent(extent)
    iface.mapCanvas().refresh()


@step
def map_is_drawn():
    """Take the picture of the window once the map is drawn as it shall be."""
    if kept:
        iface.mapCanvas().mapCanvasRefreshed.disconnect()
        QTimer.singleShot(1500, picture_of_window)


@step
def picture_of_window():
    """Save the window, then fill in the algorithm's dialog."""
    save(iface.mainWindow(), "main-window")
    # as layers of the project, which the dialog calls by their names
    inputs = {}
    for name, source, title in (
        ("AREAS", "SHOT_AREAS", "Areas 2024"),
        ("INPUT", "SHOT_LAYER", os.environ["SHOT_TITLE"]),
    ):
        layer = QgsVectorLayer(os.environ[source], title, "ogr")
        QgsProject.instance().addMapLayer(layer)
        inputs[name] = layer.id()
    dialog = processing.createAlgorithmDialog(SUMMARIZE, inputs)
    kept.append(dialog)
    dialog.resize(1100, 880)
    dialog.show()
    QTimer.singleShot(800, picture_of_dialog)


@step
def picture_of_dialog():
    """Save the dialog and leave."""
    dialog = kept.pop()
    save(dialog, "dialog")
    dialog.close()
    QgsProject.instance().clear()
    QgsProject.instance().setDirty(False)
    iface.actionExit().trigger()


def save(widget, name):
    """Save a picture of a widget."""
    path = TO / f"{name}.png"
    if not widget.grab().save(str(path)):
        raise OSError(f"{path} could not be written")


QTimer.singleShot(1000, start)
