# SPDX-License-Identifier: GPL-2.0-or-later
"""The dock as a person meets it: from an empty project to an answer by clicks, and whatever goes wrong on the way."""

from __future__ import annotations

import importlib.util
import sys
import time
from pathlib import Path

import pytest
from qgis.core import QgsApplication, QgsProject
from qgis.gui import QgsCollapsibleGroupBox
from qgis.PyQt import sip
from qgis.PyQt.QtCore import QCoreApplication, QEvent, QLocale, Qt
from qgis.PyQt.QtWidgets import QAbstractButton, QAbstractSpinBox, QComboBox, QLabel, QLineEdit, QWidget

from regso_atlas import classFactory
from regso_atlas.plugin.i18n import install_translator
from regso_atlas.plugin.panel.choices import fresh_state
from regso_atlas.plugin.panel.state import Notice
from regso_atlas.plugin.settings import settings

NARROW = 280
ROOT = Path(__file__).resolve().parents[3]
LONGEST_TURN = 0.2
"""Seconds that one turn of the event loop may take, on the wall; more on a machine that computes slower."""


def shown(widget):
    return widget.isVisibleTo(widget.window())


def flush_deletions():
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def with_demo(dock, presenter, click, idle):
    """The dock after the demo was loaded by a click."""
    click(dock.welcome.demo)
    idle(presenter)
    assert presenter.areas() is not None
    return dock


# The way through ------------------------------------------------------------------------------------------------------


def test_the_five_steps_stand_from_top_to_bottom(dock):
    boxes = dock.findChildren(QgsCollapsibleGroupBox)
    steps = sorted((box for box in boxes if box.objectName().startswith("step_")), key=lambda box: box.y())

    assert dock.windowTitle() == "RegSO Atlas"
    assert [box.title() for box in steps] == ["1 Areas", "2 Your layers", "3 Question", "4 Result", "5 Keep"]


def test_the_demo_loads_with_one_click_and_brings_layers_to_ask_about(dock, presenter, click, idle):
    assert shown(dock.welcome)

    click(dock.welcome.demo)
    assert shown(dock.progress)
    idle(presenter)

    assert presenter.areas().featureCount() == 61
    assert dock.areas.layer_in_use() == presenter.state.areas_layer
    assert {one.role for one in dock.layers.choices()} >= {"clinic", "school", "road"}
    assert dock.question.choice().question == "per_inhabitant"
    assert not shown(dock.welcome)
    assert not shown(dock.progress)


def test_an_answer_takes_one_more_click_and_opens_the_result(with_demo, presenter, click, idle, qtbot):
    dock = with_demo
    assert dock.content.step_result.isCollapsed()

    click(dock.question.answer)
    idle(presenter)
    qtbot.wait(50)

    assert presenter.outcome is not None
    assert presenter.outcome.numbers["TOTAL"] == 70
    assert not dock.content.step_result.isCollapsed()


def test_the_same_question_again_gives_the_same_answer_in_a_new_folder(with_demo, presenter, click, idle):
    outcomes = []
    for _ in range(2):
        click(with_demo.question.answer)
        idle(presenter)
        outcomes.append(presenter.outcome)

    first, second = outcomes
    assert first is not second
    assert first.table.equals(second.table)
    assert first.outputs["OUTPUT_HTML"] != second.outputs["OUTPUT_HTML"]


def test_loading_again_renews_the_layer_and_keeps_its_place(with_demo, presenter, click, idle):
    before = presenter.state.areas_layer
    assert with_demo.areas.load.text() == "Load again"

    click(with_demo.areas.load)
    idle(presenter)

    assert presenter.state.areas_layer == before
    assert presenter.areas().featureCount() == 61


def test_a_run_that_is_cancelled_midway_leaves_nothing_and_can_be_asked_again(
    with_demo, presenter, click, idle, heard, qtbot
):
    layers = set(QgsProject.instance().mapLayers())

    click(with_demo.question.answer)
    assert not with_demo.question.answer.isEnabled()
    click(with_demo.progress.cancel)
    assert with_demo.progress.cancel.text() == "Cancelling…"
    idle(presenter)

    assert presenter.outcome is None
    assert set(QgsProject.instance().mapLayers()) == layers
    assert heard[-1].text == "Cancelled. Nothing was changed."
    click(with_demo.question.answer)
    assert with_demo.progress.cancel.isEnabled()
    idle(presenter)
    assert presenter.outcome is not None


def test_cancelling_again_and_again_leaves_no_reader_open(with_demo, presenter, click, idle, qtbot):
    # QGIS has four connections for a file: a fifth reader would wait for ever
    for wait in (1, 5, 10, 20, 30, 40, 50, 60, 70, 80):
        click(with_demo.question.answer)
        qtbot.wait(wait)
        presenter.cancel()
        idle(presenter)
        qtbot.wait(10)

    click(with_demo.question.answer)
    idle(presenter)
    assert presenter.outcome is not None


def test_removing_the_layer_under_a_run_does_no_harm(with_demo, presenter, click, idle):
    asked = presenter.state.question.layer_id

    click(with_demo.question.answer)
    QgsProject.instance().removeMapLayer(asked)
    idle(presenter)

    assert presenter.state.layer(asked) is None
    assert presenter.state.question.layer_id == ""
    assert asked not in [one.layer_id for one in with_demo.layers.choices()]
    assert with_demo.question.choice() == presenter.state.question


def test_removing_the_areas_is_said_when_the_question_is_asked(with_demo, presenter, click, heard):
    QgsProject.instance().removeMapLayer(presenter.state.areas_layer)

    click(with_demo.question.answer)

    assert not presenter.activity.is_busy
    assert heard[-1].level == "warning"
    assert "There are no areas yet" in heard[-1].text
    assert with_demo.notices.shown()[0] == heard[-1]


def test_clearing_the_project_under_a_run_leaves_an_empty_panel(with_demo, presenter, click, idle, qtbot):
    click(with_demo.question.answer)
    QgsProject.instance().clear()
    idle(presenter)
    qtbot.wait(100)

    assert presenter.state == fresh_state()
    assert presenter.outcome is None
    assert QgsProject.instance().count() == 0
    assert shown(with_demo.welcome)
    assert with_demo.content.step_result.isCollapsed()


def test_a_project_brings_its_panel_back(with_demo, presenter, tmp_path, qtbot):
    saved, file = presenter.state, str(tmp_path / "projekt åäö.qgz")
    assert QgsProject.instance().write(file)
    QgsProject.instance().clear()
    assert with_demo.layers.choices() == ()

    assert QgsProject.instance().read(file)

    assert presenter.state == saved
    assert with_demo.areas.choice() == saved.areas
    assert with_demo.layers.choices() == saved.layers
    assert with_demo.question.choice() == saved.question


# What is told ---------------------------------------------------------------------------------------------------------


def test_warnings_stand_first_and_whole_and_good_news_does_not_cover_them(dock, presenter):
    long = "Varning åäö: " + "1 område saknar index 2024. " * 6
    for notice in (Notice("Klart", "success"), Notice(long, "warning"), Notice("Trasigt", "error"), Notice("Jaha")):
        presenter.told.emit(notice)
    dock.resize(NARROW, 900)
    QgsApplication.processEvents()

    assert [one.level for one in dock.notices.shown()] == ["error", "warning", "success", "info"]
    label = next(one for one in dock.notices.findChildren(QLabel) if one.text() == long)
    assert label.height() >= label.heightForWidth(label.width())


def test_a_notice_goes_when_it_is_closed_or_the_next_run_begins(dock, presenter, click, idle):
    presenter.told.emit(Notice("Första", "warning"))
    presenter.told.emit(Notice("Andra", "error"))
    row = dock.notices.findChild(QWidget, "notice_error")

    click(row.close_button)
    assert [one.text for one in dock.notices.shown()] == ["Första"]
    presenter.show_demo()

    assert dock.notices.shown() == []
    idle(presenter)


def test_missing_packages_are_said_in_the_panel(monkeypatch, presenter, qgis_parent):
    from regso_atlas.plugin.algorithms import packages
    from regso_atlas.plugin.panel.dock import RegsoDock

    monkeypatch.setattr(packages, "NEEDED", (*packages.NEEDED, "paket_som_saknas"))
    dock = RegsoDock(presenter, qgis_parent)

    assert "paket_som_saknas" in dock.notices.shown()[0].text
    dock.deleteLater()
    flush_deletions()


# The window keeps answering -------------------------------------------------------------------------------------------


@pytest.fixture(scope="session")
def watchdog_script():
    spec = importlib.util.spec_from_file_location("watchdog_script", ROOT / "scripts" / "watchdog.py")
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def assert_the_window_answers(watchdog_script):
    """Do something under the watchdog, up to three times: what the program itself holds up, it holds up each time.

    Other programs and Python's garbage collector hold it up now and then.
    """

    def do_and_look(do):
        limit, tries = LONGEST_TURN * watchdog_script.slowness(), []
        for _ in range(3):
            watchdog = watchdog_script.Watchdog(limit, stacks=False)
            do(watchdog.while_doing)
            watchdog.stop()
            if not watchdog.gaps:
                return
            tries.append(watchdog.gaps)
        repeated = set.intersection(*({gap.during for gap in gaps} for gaps in tries))
        assert not repeated, tries

    return do_and_look


def test_the_window_never_stands_still(dock, presenter, click, idle, qtbot, assert_the_window_answers):
    def do(while_doing):
        QgsProject.instance().clear()
        for name, button in (
            ("load", dock.welcome.demo),
            ("ask", dock.question.answer),
            ("load again", dock.areas.load),
            ("ask again", dock.question.answer),
        ):
            with while_doing(name):
                click(button)
                idle(presenter)
                qtbot.wait(400)

    assert_the_window_answers(do)


def test_a_window_that_stands_still_is_seen(assert_the_window_answers, qtbot):
    def do(while_doing):
        with while_doing("sleep"):
            qtbot.wait(50)
            time.sleep(2 * LONGEST_TURN)
            qtbot.wait(50)

    with pytest.raises(AssertionError, match="sleep"):
        assert_the_window_answers(do)


def test_the_panel_opens_in_turns(presenter, qgis_parent, qtbot, assert_the_window_answers):
    from regso_atlas.plugin.panel.dock import RegsoDock

    def do(while_doing):
        with while_doing("open"):
            dock = RegsoDock(presenter, qgis_parent)
            qgis_parent.addDockWidget(Qt.DockWidgetArea.RightDockWidgetArea, dock)
            qgis_parent.show()
            dock.show()
            qtbot.wait(400)
        qgis_parent.removeDockWidget(dock)
        dock.deleteLater()
        flush_deletions()

    assert_the_window_answers(do)


def test_removing_the_layer_under_a_run_does_not_keep_the_window_waiting(
    dock, presenter, click, idle, qtbot, assert_the_window_answers
):
    def do(while_doing):
        QgsProject.instance().clear()
        click(dock.welcome.demo)
        idle(presenter)
        with while_doing("remove"):
            click(dock.question.answer)
            QgsProject.instance().removeMapLayer(presenter.state.question.layer_id)
            idle(presenter)
            qtbot.wait(100)

    assert_the_window_answers(do)


# Narrow, large, by keyboard, in Swedish -------------------------------------------------------------------------------


def too_wide(dock, width):
    """Return what would be cut off: visible widgets that cannot be as narrow as the dock beside its scroll bar."""
    room = width - dock.content.scroll.verticalScrollBar().sizeHint().width()
    inside = [one for one in dock.content.steps.findChildren(QWidget) if shown(one)]
    inside += [dock.content.steps, dock.notices, dock.progress]
    return [f"{one.objectName()} {one.minimumSizeHint().width()}" for one in inside
            if one.minimumSizeHint().width() > room]  # fmt: skip


def open_everything(dock):
    for box in dock.findChildren(QgsCollapsibleGroupBox):
        box.setCollapsed(False)
    dock.areas.places.setChecked(True)
    QgsApplication.processEvents()


def test_nothing_is_wider_than_a_narrow_dock(with_demo, presenter, click, idle):
    click(with_demo.question.answer)
    idle(presenter)
    open_everything(with_demo)

    assert too_wide(with_demo, NARROW) == []
    assert with_demo.content.minimumSizeHint().width() <= NARROW


def test_nothing_is_wider_than_a_narrow_dock_with_large_letters(with_demo, qgis_parent, presenter, click, idle):
    application = QgsApplication.instance()
    font = application.font()
    large = application.font()
    large.setPointSizeF(1.5 * font.pointSizeF())
    application.setFont(large)
    try:
        click(with_demo.question.answer)
        idle(presenter)
        open_everything(with_demo)

        assert too_wide(with_demo, NARROW) == []
        assert with_demo.minimumSizeHint().width() <= NARROW
    finally:
        application.setFont(font)


def test_tab_reaches_everything_that_acts(with_demo, qgis_parent):
    qgis_parent.activateWindow()
    open_everything(with_demo)
    wanted = {
        one
        for one in with_demo.content.findChildren(QWidget)
        if shown(one) and one.isEnabled() and one.focusPolicy() & Qt.FocusPolicy.TabFocus
        and isinstance(one, QComboBox | QAbstractButton | QAbstractSpinBox | QLineEdit)
    }  # fmt: skip
    chain, one = [], with_demo.areas.source
    for _ in range(2000):
        chain.append(one)
        one = one.nextInFocusChain()
        if one is with_demo.areas.source:
            break

    assert len(wanted) > 20
    assert {one.objectName() for one in wanted - set(chain)} == set()
    order = [chain.index(one) for one in (
        with_demo.areas.source, with_demo.areas.places, with_demo.areas.load, with_demo.layers.agency,
        with_demo.layers.add, with_demo.question.question, with_demo.question.layer, with_demo.question.answer,
    )]  # fmt: skip
    assert order == sorted(order)


def test_everything_that_acts_has_a_name_for_a_screen_reader(with_demo):
    open_everything(with_demo)
    buddies = {label.buddy() for label in with_demo.findChildren(QLabel)}
    nameless = [
        one.objectName()
        for part in (with_demo.areas, with_demo.layers, with_demo.question, with_demo.progress, with_demo.welcome)
        for one in part.findChildren(QWidget)
        if isinstance(one, QComboBox | QAbstractButton | QAbstractSpinBox)
        and one.objectName()
        and not one.objectName().startswith("qt_")
        and not (one.accessibleName() or getattr(one, "text", str)() or one in buddies)
    ]

    assert nameless == []


@pytest.fixture
def swedish():
    QgsApplication.setLocale(QLocale("sv_SE"))
    translator = install_translator()
    yield translator
    QCoreApplication.removeTranslator(translator)
    QgsApplication.setLocale(QLocale("en_GB"))


def test_the_panel_speaks_swedish_and_still_has_room(swedish, dock, presenter, click, idle):
    click(dock.welcome.demo)
    idle(presenter)
    open_everything(dock)

    assert dock.content.step_layers.title() == "2 Dina lager"
    assert dock.question.answer.text() == "Svara"
    assert dock.areas.measure.currentText() == "Områdestyp"
    assert "invånare" in dock.question.question.currentText()
    assert too_wide(dock, NARROW) == []


# In and out -----------------------------------------------------------------------------------------------------------


@pytest.fixture
def iface(qgis_iface, monkeypatch, no_provider):
    """The interface with a window that takes docks."""
    window = qgis_iface.mainWindow()
    monkeypatch.setattr(type(qgis_iface), "addDockWidget", lambda _self, area, dock: window.addDockWidget(area, dock))
    monkeypatch.setattr(type(qgis_iface), "removeDockWidget", lambda _self, dock: window.removeDockWidget(dock))
    return qgis_iface


def left_behind(iface):
    flush_deletions()
    return [one.objectName() for one in iface.mainWindow().findChildren(QWidget) if "regso" in one.objectName().lower()]


@pytest.mark.parametrize("running", [False, True])
def test_the_plugin_leaves_nothing_behind_twice(iface, qgis_new_project, running, qtbot):
    for _ in range(2):
        plugin = classFactory(iface)
        plugin.initGui()
        assert plugin.dock is None, "the panel is built when it is first wanted"
        action = plugin._action
        action.trigger()
        qtbot.waitUntil(lambda plugin=plugin: plugin.dock is not None)
        dock, presenter = plugin.dock, plugin.presenter
        assert dock.isUserVisible() or not dock.isHidden()
        if running:
            presenter.show_demo()
            assert presenter.activity.is_busy

        plugin.unload()
        flush_deletions()
        qtbot.wait(300)

        assert sip.isdeleted(dock)
        assert sip.isdeleted(action)
        assert left_behind(iface) == []
        assert QgsApplication.processingRegistry().providerById("regso") is None
        assert QgsProject.instance().count() == 0


def test_the_button_shows_and_hides_the_panel(iface, qgis_new_project, qtbot):
    plugin = classFactory(iface)
    plugin.initGui()
    iface.mainWindow().show()

    shown_after = []
    for _ in range(3):
        plugin._action.trigger()
        qtbot.waitUntil(lambda: plugin.dock is not None)
        shown_after.append(not plugin.dock.isHidden())

    assert shown_after == [True, False, True]
    assert plugin._action.isChecked()
    plugin.unload()
    flush_deletions()


# From one start of QGIS to the next -----------------------------------------------------------------------------------


@pytest.fixture
def start_qgis(iface, qgis_new_project, qtbot):
    """Start the plugin as QGIS does, with the signal that QGIS has started; everything is unloaded at the end."""
    settings().panel_open.remove()
    started = []

    def start():
        plugin = classFactory(iface)
        started.append(plugin)
        plugin.initGui()
        assert plugin.dock is None, "the panel does not slow the start of QGIS"
        iface.initializationCompleted.emit()
        assert plugin.dock is None, "nor what follows at once"
        if settings().panel_open.value():
            qtbot.waitUntil(lambda: plugin.dock is not None)
        else:
            qtbot.wait(50)
        return plugin

    yield start
    for plugin in started:
        plugin.unload()
    flush_deletions()
    settings().panel_open.remove()


def test_a_panel_that_was_open_when_qgis_closed_is_open_when_it_starts(start_qgis, iface):
    iface.mainWindow().show()
    first = start_qgis()
    assert first.dock is None
    first.open_panel()
    first.unload()

    second = start_qgis()

    assert not second.dock.isHidden()
    second.unload()
    assert left_behind(iface) == []


def test_a_panel_that_was_closed_stays_closed(start_qgis, iface):
    iface.mainWindow().show()
    first = start_qgis()
    first.open_panel()
    first.dock.close()
    first.unload()

    assert start_qgis().dock is None


def test_a_window_that_closes_does_not_close_the_panel(start_qgis, iface):
    iface.mainWindow().show()
    first = start_qgis()
    first.open_panel()
    iface.mainWindow().hide()
    first.unload()

    assert start_qgis().dock is not None


def test_a_plugin_that_is_unloaded_before_the_panel_is_there_leaves_nothing(start_qgis, iface, qtbot):
    settings().panel_open.setValue(True)
    plugin = classFactory(iface)
    plugin.initGui()
    iface.initializationCompleted.emit()

    plugin.unload()
    qtbot.wait(50)

    assert plugin.dock is None
    assert left_behind(iface) == []
    iface.initializationCompleted.emit()
    qtbot.wait(50)
    assert left_behind(iface) == []
