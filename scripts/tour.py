# SPDX-License-Identifier: GPL-2.0-or-later
"""Runs inside QGIS (`qgis --code`, started by tour.sh): goes through the panel as a person would and takes pictures.

TOUR is a JSON object: `to` (folder of the manual's pictures), `more` (folder of the others), `letters` (sv or en),
`answer` (file to write what was seen), `areas` and `layers` (real data instead of the demo; layers as QGIS names them),
`scripts` (folder of this file, which QGIS does not tell).
"""

import json
import os
import shutil
import sys
import time
import traceback
from pathlib import Path

import qgis.utils
from qgis.core import Qgis, QgsApplication, QgsProject, QgsVectorLayer
from qgis.PyQt.QtCore import QEvent, QPoint, QPointF, Qt, QTimer
from qgis.PyQt.QtGui import QMouseEvent
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QAction, QApplication, QDialog, QDockWidget, QToolBar

TOUR = json.loads(os.environ["TOUR"])
sys.path.insert(0, TOUR["scripts"])
from watchdog import Watchdog, slowness  # noqa: E402

TO, MORE, LETTERS = Path(TOUR["to"]), Path(TOUR["more"]), TOUR["letters"]
WIDTH, HEIGHT, DOCK = 1600, 1000, 430
PATIENCE = 30.0
CAMERA = "camera"
AGENCIES = (
    "trafikverket", "socialstyrelsen", "polismyndigheten", "skolverket", "arbetsformedlingen", "forsakringskassan",
    "folkhalsomyndigheten", "statens_servicecenter",
)  # fmt: skip
iface = qgis.utils.iface
seen = {"steps": [], "agencies": {}, "log": []}
watchdog = Watchdog()


def finish(code):
    watchdog.stop()
    seen["gaps"], seen["slowness"] = watchdog.as_json(), slowness()
    Path(TOUR["answer"]).write_text(json.dumps(seen, ensure_ascii=False, indent=1), encoding="utf-8")
    sys.stdout.flush()
    QgsProject.instance().setDirty(False)
    os._exit(code)


def listen(text, tag, level):
    """Take down what goes wrong where nobody looks."""
    if tag == "RegSO" or level == Qgis.MessageLevel.Critical or "Traceback (most recent call last)" in text:
        seen["log"].append(f"{tag}: {text}")


QgsApplication.messageLog().messageReceived[str, str, Qgis.MessageLevel].connect(listen)


def check(condition, what):
    if not condition:
        raise RuntimeError(what)


def guarded(function):
    """Return the function so that an error ends QGIS instead of leaving it open for ever."""

    def run(*arguments):
        try:
            return function(*arguments)
        except BaseException:  # noqa: BLE001
            seen["error"] = traceback.format_exc()
            traceback.print_exc()
            finish(3)

    return run


def wait_until(condition, what, patience=PATIENCE):
    begun = time.monotonic()
    while not condition():
        QTest.qWait(20)
        if time.monotonic() - begun > patience:
            raise TimeoutError(what)
    QTest.qWait(150)


class Tour:
    """A person with a mouse and a camera."""

    def __init__(self):
        self.plugin = qgis.utils.plugins["regso_atlas"]
        with watchdog.while_doing("open"):
            # as by a click on the toolbar's button
            self.plugin.open_soon()
            wait_until(lambda: self.plugin.dock is not None, "the panel does not open")
        self.dock = self.plugin.dock
        self.presenter = self.plugin.presenter

    def go(self):
        """Go through everything."""
        self.arrange()
        if TOUR.get("areas"):
            self.real_data()
        else:
            self.demo()
        self.steps()
        self.agencies()
        if not TOUR.get("areas"):
            self.follow_up()
        self.options()
        self.leave()

    def arrange(self):
        """Give the window its size, and hide what is not needed."""
        window = iface.mainWindow()
        window.showNormal()
        window.resize(WIDTH, HEIGHT)
        for dock in window.findChildren(QDockWidget):
            if dock is not self.dock and dock.objectName() != "Layers":
                dock.hide()
        for bar in window.findChildren(QToolBar):
            bar.setVisible(bar.objectName() in ("mFileToolBar", "mMapNavToolBar", "mPluginToolBar"))
        QTest.qWait(300)
        window.resizeDocks([self.dock], [DOCK], Qt.Orientation.Horizontal)
        QTest.qWait(300)

    def idle(self, what, patience=PATIENCE):
        """Wait until the panel has nothing to do."""
        wait_until(lambda: not self.presenter.activity.is_busy, what, patience)

    def demo(self):
        """Load the demo by its button."""
        self.picture("tour-0-start", window=True, manual=False)
        with watchdog.while_doing("load"):
            QTest.mouseClick(self.dock.welcome.demo, Qt.MouseButton.LeftButton)
            self.idle("the demo")
            wait_until(lambda: self.presenter.areas() is not None, "areas of the demo")
            self.zoom()
        seen["steps"].append("demo")

    def real_data(self):
        """Use real areas and layers."""
        project = QgsProject.instance()
        areas = QgsVectorLayer(TOUR["areas"], "RegSO 2025", "ogr")
        project.addMapLayer(areas)
        self.presenter.use_areas_layer(areas.id())
        for source, name in TOUR["layers"]:
            layer = QgsVectorLayer(source, name, "ogr")
            project.addMapLayer(layer)
            self.presenter.add_layer(layer.id())
        # QGIS takes over the reference system of a layer some time after it was added
        QTest.qWait(1500)
        project.setCrs(areas.crs())
        QTest.qWait(300)
        self.zoom()
        seen["steps"].append("real data")

    def zoom(self):
        """Show all areas."""
        canvas = iface.mapCanvas()
        canvas.setExtent(self.presenter.areas().extent())
        canvas.refresh()
        wait_until(lambda: not canvas.isDrawing(), "the map")
        QTest.qWait(700)

    def only(self, section):
        """Open one step and close the others."""
        for one in (self.dock.areas, self.dock.layers, self.dock.question, self.dock.result, self.dock.keep):
            self.dock.box_of(one).setCollapsed(one is not section)
        QTest.qWait(300)
        self.dock.content.scroll.verticalScrollBar().setValue(0)
        QTest.qWait(200)

    def picture(self, name, *, window=False, manual=True):
        """Save a picture of the panel or of the window."""
        folder = TO if manual and not TOUR.get("areas") else MORE
        with watchdog.while_doing(CAMERA):
            picture = (iface.mainWindow() if window else self.dock).grab()
            if not window:
                # nothing below the last step
                box = self.dock.box_of(self.dock.keep)
                end = box.mapTo(self.dock, box.rect().bottomLeft()).y() + 12
                picture = picture.copy(0, 0, picture.width(), min(picture.height(), end))
            picture.save(str(folder / f"{name}-{LETTERS}.png"))

    def steps(self):
        """Go through the five steps."""
        presenter, dock = self.presenter, self.dock
        self.only(dock.areas)
        self.picture("tour-0-panel", window=True)
        self.picture("tour-1-omraden")
        index = dock.layers.agency.findData("socialstyrelsen")
        check(index >= 0, [dock.layers.agency.itemData(i) for i in range(dock.layers.agency.count())])
        dock.layers.agency.setCurrentIndex(index)
        dock.layers.agency.activated.emit(index)
        QTest.qWait(200)
        self.only(dock.layers)
        self.picture("tour-2-lager")
        self.only(dock.question)
        seen["question"] = presenter.state.question.question
        self.picture("tour-3-fraga")
        with watchdog.while_doing("ask"):
            QTest.mouseClick(dock.question.answer, Qt.MouseButton.LeftButton)
            self.idle("the answer")
            check(presenter.outcome is not None, "there is no outcome")
            self.only(dock.result)
            wait_until(lambda: dock.result.chart.is_drawn, "the chart")
        seen["numbers"] = dict(presenter.outcome.numbers)
        self.picture("tour-4-resultat")
        self.long_picture("tour-4-resultat-hela", dock.result)
        with watchdog.while_doing("bar"):
            self.click_a_bar()
        with watchdog.while_doing("card"):
            self.click_an_area()
        self.only(dock.keep)
        self.picture("tour-5-behall")
        self.keep_everything()
        seen["steps"].append("five steps")

    def long_picture(self, name, widget):
        """Save all of a section, also what is scrolled out of sight."""
        self.shoot(widget, MORE / f"{name}-{LETTERS}.png")

    def shoot(self, widget, path):
        """Save a picture of a widget."""
        with watchdog.while_doing(CAMERA):
            widget.grab().save(str(path))

    def click_a_bar(self):
        """Click a bar of the chart: its areas are selected on the map."""
        chart, link = self.dock.result.chart, []
        chart.kind_clicked.connect(link.append)
        canvas = chart.findChildren(type(chart._canvas))[0] if chart._canvas is not None else None
        check(canvas is not None, "the chart has no canvas")
        for y in range(10, canvas.height() - 10, 8):
            place = QPoint(canvas.width() // 2, y)
            QTest.mouseClick(canvas, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place)
            QTest.qWait(20)
            if link:
                break
        areas = self.presenter.areas()
        wait_until(lambda: areas.selectedFeatureCount() > 0, "areas selected by a bar")
        seen["bar"] = {"kind": int(link[0]), "areas": areas.selectedFeatureCount()}
        QTest.qWait(400)
        self.picture("tour-4-stapel", window=True, manual=False)
        areas.removeSelection()

    def click_an_area(self):
        """Click the area on the map with the tool of the result, as a person does."""
        areas, canvas, result = self.presenter.areas(), iface.mapCanvas(), self.dock.result
        field = "code" if areas.fields().lookupField("code") >= 0 else "regsokod"
        wanted = "9901R002" if not TOUR.get("areas") else "1780R005"
        feature = next(areas.getFeatures(f"\"{field}\" = '{wanted}'"))
        if TOUR.get("areas"):
            box = feature.geometry().boundingBox()
            box.scale(6)
            canvas.setExtent(box)
            canvas.refresh()
            wait_until(lambda: not canvas.isDrawing(), "the map around an area")
        result.map_button.click()
        point = feature.geometry().pointOnSurface().asPoint()
        pixel = canvas.getCoordinateTransform().transform(point).toQPointF().toPoint()
        viewport = canvas.viewport()
        for kind in (QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonRelease):
            event = QMouseEvent(
                kind, QPointF(pixel), QPointF(viewport.mapToGlobal(pixel)), Qt.MouseButton.LeftButton,
                Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier,
            )  # fmt: skip
            QApplication.sendEvent(viewport, event)
        wait_until(lambda: result.card.isVisible() and not result.card.is_looking, "the card")
        QTest.qWait(600)
        result.map_button.click()
        scroll = self.dock.content.scroll
        scroll.ensureWidgetVisible(result.card, 0, 0)
        QTest.qWait(400)
        self.shoot(result.card, (TO if not TOUR.get("areas") else MORE) / f"tour-4-kort-{LETTERS}.png")

    def keep_everything(self):
        """Write everything that can be written."""
        keeper, folder = self.dock.keep.keeper, MORE / f"kept-{LETTERS}"
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        for save, name in (
            (keeper.save_report, "rapport.html"),
            (keeper.save_workbook, "tabeller.xlsx"),
            (keeper.save_map, "karta.pdf"),
            (keeper.save_map, "karta.png"),
            (keeper.save_atlas, "atlas.pdf"),
            (keeper.save_model, "modell.model3"),
            (keeper.save_record, "körning.json"),
        ):
            with watchdog.while_doing(f"keep {name}"):
                save(folder / name)
                # An atlas of the country has 290 pages.
                self.idle(name, 10 * PATIENCE)
            check((folder / name).is_file(), f"{name} was not written")
        seen["kept"] = {path.name: path.stat().st_size for path in sorted(folder.iterdir())}
        seen["command"] = keeper.command()

    def agencies(self):
        """Ask each agency's first question."""
        for agency in AGENCIES:
            index = self.dock.layers.agency.findData(agency)
            check(index >= 0, agency)
            self.dock.layers.agency.setCurrentIndex(index)
            self.dock.layers.agency.activated.emit(index)
            QTest.qWait(100)
            before = self.presenter.outcome
            with watchdog.while_doing(f"ask for {agency}"):
                self.presenter.ask()
                self.idle(agency)
                outcome = self.presenter.outcome
                check(outcome is not None, f"{agency}: no outcome")
                check(outcome is not before, f"{agency}: nothing new")
                self.only(self.dock.result)
                QTest.qWait(500)
            self.picture(f"tour-myndighet-{agency}", manual=False)
            seen["agencies"][agency] = {"question": outcome.question.question, "numbers": dict(outcome.numbers)}
        seen["steps"].append("eight agencies")

    def follow_up(self):
        """Ask how the demo's index has changed over the years, with the choices unfolded."""
        presenter, dock, question = self.presenter, self.dock, self.dock.question
        table = presenter.state.layers[-1].layer_id
        for box, value in ((question.layer, table), (question.question, "years_mean")):
            self.choose(box, value)
        for name, value in (("figure", "v2"), ("last", 2023)):
            self.choose(question.blanks[name], value)
        self.only(question)
        QTest.mouseClick(question.more.button, Qt.MouseButton.LeftButton)
        QTest.qWait(300)
        self.picture("tour-3-uppfoljning")
        with watchdog.while_doing("follow-up"):
            QTest.mouseClick(question.answer, Qt.MouseButton.LeftButton)
            self.idle("the follow-up")
            check(presenter.outcome.algorithm == "regso:compareyears", presenter.outcome.algorithm)
            self.only(dock.result)
            wait_until(lambda: dock.result.years.is_drawn, "the lines")
        dock.content.scroll.ensureWidgetVisible(dock.result.table, 0, 0)
        QTest.qWait(400)
        self.picture("tour-4-uppfoljning")
        self.long_picture("tour-4-uppfoljning-hela", dock.result)
        seen["steps"].append("follow-up")

    def choose(self, box, value):
        """Choose an entry of a box."""
        index = box.findData(value)
        check(index >= 0, value)
        box.setCurrentIndex(index)
        box.activated.emit(index)
        QTest.qWait(100)

    def options(self):
        """Open the options of the plugin."""
        QTimer.singleShot(1500, guarded(self.options_are_open))
        with watchdog.while_doing("options of QGIS"):
            iface.showOptionsDialog(iface.mainWindow(), "RegSO Atlas")

    def options_are_open(self):
        """Take their picture and close them."""
        dialog = QApplication.activeModalWidget()
        check(isinstance(dialog, QDialog), "the options are not open")
        dialog.resize(1000, 800)
        QTest.qWait(300)
        self.shoot(dialog, (TO if not TOUR.get("areas") else MORE) / f"tour-6-installningar-{LETTERS}.png")
        dialog.reject()
        seen["steps"].append("options")

    def leave(self):
        """Unload twice: nothing of the plugin may be left."""
        for _ in range(2):
            with watchdog.while_doing("plugin taken away and brought back"):
                self.unload_and_load()
        seen["steps"].append("unloaded twice")

    def unload_and_load(self):
        """Take the plugin away, look whether anything of it is left, and bring it back."""
        check(qgis.utils.unloadPlugin("regso_atlas"), "the plugin cannot be taken away")
        QTest.qWait(300)
        window = iface.mainWindow()
        left = [one.objectName() for one in window.findChildren(QDockWidget, "RegsoAtlasDock")]
        left += [one.objectName() for one in window.findChildren(QAction) if "regso" in one.objectName().casefold()]
        left += [one.displayName() for one in QgsApplication.processingRegistry().providers() if one.id() == "regso"]
        check(not left, f"left behind: {left}")
        for bring in (qgis.utils.loadPlugin, qgis.utils.startPlugin):
            check(bring("regso_atlas"), "the plugin cannot be brought back")
            QTest.qWait(100)


@guarded
def start():
    Tour().go()
    finish(0)


QTimer.singleShot(2500, start)
