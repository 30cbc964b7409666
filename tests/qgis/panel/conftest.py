# SPDX-License-Identifier: GPL-2.0-or-later
"""The panel with real widgets, in a project of its own, driven as a person drives it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from processing.gui import Postprocessing
from qgis.core import QgsApplication, QgsProject, QgsVectorLayer
from qgis.PyQt.QtCore import QCoreApplication, QEvent, QObject, Qt
from qgis.PyQt.QtWidgets import QAbstractSpinBox, QComboBox, QWidget

from regso_atlas.plugin.panel import known
from regso_atlas.plugin.panel import places as panel_places
from regso_atlas.plugin.panel.presenter import Presenter


@pytest.fixture(autouse=True)
def no_layer_panel(monkeypatch: pytest.MonkeyPatch) -> None:
    """The layer panel of the stub is none, and Processing looks into it."""
    monkeypatch.setattr(Postprocessing, "iface", None)


@pytest.fixture(autouse=True)
def results_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Any) -> Any:
    """What the panel writes goes to a folder of the test, and nothing is saved from before."""
    monkeypatch.setattr(panel_places, "base_folder", lambda _project: tmp_path / "resultat åäö")
    monkeypatch.setattr(known, "saved_requests", list)
    return tmp_path / "resultat åäö"


@pytest.fixture
def presenter(provider: Any, qgis_new_project: QgsProject) -> Any:
    """A presenter in an empty project."""
    presenter = Presenter()
    yield presenter
    presenter.close()


@pytest.fixture
def idle(qtbot: Any) -> Callable[[Presenter], None]:
    """Wait until nothing runs."""

    def wait(presenter: Presenter) -> None:
        qtbot.waitUntil(lambda: not presenter.activity.is_busy, timeout=60_000)

    return wait


@pytest.fixture
def heard(presenter: Presenter) -> list[Any]:
    """Everything that the presenter has told."""
    notices: list[Any] = []
    presenter.told.connect(notices.append)
    return notices


@pytest.fixture
def emitted(presenter: Presenter) -> list[Any]:
    """Every state that the presenter has announced."""
    states: list[Any] = []
    presenter.state_changed.connect(states.append)
    return states


@pytest.fixture
def choose() -> Callable[[QComboBox, Any], None]:
    """Choose an entry of a box by its data or its text, as a person does."""

    def pick(box: QComboBox, wanted: Any) -> None:
        row = next((r for r in range(box.count()) if box.itemData(r) == wanted or box.itemText(r) == wanted), None)
        assert row is not None, f"{wanted} is not among {[box.itemText(r) for r in range(box.count())]}"
        box.setCurrentIndex(row)
        box.activated.emit(row)

    return pick


@pytest.fixture
def click(qtbot: Any) -> Callable[[Any], None]:
    """Click a widget with the left button."""
    return lambda widget: qtbot.mouseClick(widget, Qt.MouseButton.LeftButton)


@pytest.fixture
def after_tab() -> Callable[[QWidget, int], list[QWidget]]:
    """Return the widgets that Tab goes to from one, in their order."""

    def follow(start: QWidget, count: int) -> list[QWidget]:
        found, one = [], start.nextInFocusChain()
        while len(found) < count and one is not start:
            # the line of a spin box has the focus for it
            part = isinstance(one.parentWidget(), QAbstractSpinBox)
            if one.isVisible() and one.isEnabled() and one.focusPolicy() & Qt.FocusPolicy.TabFocus and not part:
                found.append(one)
            one = one.nextInFocusChain()
        return found

    return follow


@pytest.fixture
def demo_layer(demo: Any, qgis_new_project: QgsProject) -> Callable[..., QgsVectorLayer]:
    """Put a layer of the demo into the project."""

    def add(table: str, name: str = "") -> QgsVectorLayer:
        layer = QgsVectorLayer(demo(table), name or table, "ogr")
        assert layer.isValid()
        QgsProject.instance().addMapLayer(layer)
        return layer

    return add


def flush_deletions() -> None:
    """Delete at once what waits to be deleted."""
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def dock(presenter: Presenter, qgis_parent: Any) -> Any:
    """The dock, shown in a window."""
    from regso_atlas.plugin.panel.dock import RegsoDock

    dock = RegsoDock(presenter, qgis_parent)
    qgis_parent.addDockWidget(Qt.DockWidgetArea.RightDockWidgetArea, dock)
    qgis_parent.resize(1200, 900)
    qgis_parent.show()
    dock.show()
    QgsApplication.processEvents()
    yield dock
    qgis_parent.removeDockWidget(dock)
    dock.deleteLater()
    flush_deletions()


@pytest.fixture
def named(dock: Any) -> Callable[[str], QObject]:
    """Find a widget of the dock by its object name."""

    def find(name: str) -> QObject:
        found = dock.findChild(QObject, name)
        assert found is not None, name
        return found

    return find
