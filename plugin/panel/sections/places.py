# SPDX-License-Identifier: GPL-2.0-or-later
"""Choose kommuner and län: a button that says what is chosen, and below it a list that can be searched."""

from __future__ import annotations

from typing import Any

from qgis.core import QgsApplication
from qgis.gui import QgsFilterLineEdit
from qgis.PyQt.QtCore import QModelIndex, QSortFilterProxyModel, Qt, pyqtSignal
from qgis.PyQt.QtGui import QStandardItem, QStandardItemModel
from qgis.PyQt.QtWidgets import QFormLayout, QPushButton, QTreeView, QVBoxLayout, QWidget

from ...i18n import filled, tr
from ...sources.places import DEMO_LAN, register
from ..forms import CutButton

CODE = Qt.ItemDataRole.UserRole + 1
SEARCHED = Qt.ItemDataRole.UserRole + 2
ROWS = 9
NAMED = 3
"""So many places are named on the button; more are counted."""


class PlaceFilter(QSortFilterProxyModel):
    """Keeps the places that were searched for, with their län; the demo's or Sweden's."""

    def __init__(self, parent: Any = None) -> None:
        super().__init__(parent)
        self._text, self._demo = "", False

    def search(self, text: str, *, demo: bool) -> None:
        """Search for a part of a name or code."""
        self._text, self._demo = " ".join(text.casefold().split()), demo
        self.invalidateFilter()

    def filterAcceptsRow(self, row: int, parent: QModelIndex) -> bool:
        index = self.sourceModel().index(row, 0, parent)
        lan = parent if parent.isValid() else index
        if (lan.data(CODE) in DEMO_LAN) != self._demo:
            return False
        if self._found(index) or (parent.isValid() and self._found(parent)):
            return True
        return any(self._found(index.model().index(one, 0, index)) for one in range(index.model().rowCount(index)))

    def _found(self, index: QModelIndex) -> bool:
        return self._text in index.data(SEARCHED)


class PlacesPicker(QWidget):
    """The list of län and their kommuner with boxes to tick."""

    chosen = pyqtSignal(tuple, tuple)
    """kommuner, län: codes; only what the user did."""

    def __init__(self, button: CutButton, form: QFormLayout, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._button = button
        self._form = form
        self._kommuner: tuple[str, ...] = ()
        self._lan: tuple[str, ...] = ()
        self._demo = False
        self._names = register()
        self._items: dict[str, QStandardItem] = {}
        self._model: QStandardItemModel | None = None
        self._build()
        button.setCheckable(True)
        button.setIcon(QgsApplication.getThemeIcon("/mActionArrowDown.svg"))
        button.toggled.connect(self._open)
        self.setVisible(False)

    def _build(self) -> None:
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        self.search = QgsFilterLineEdit(self)
        self.search.setObjectName("places_search")
        self.search.setShowSearchIcon(True)
        self.search.setPlaceholderText(tr("Name or code"))
        self.search.setAccessibleName(tr("Search for a kommun or län by name or code"))
        self.search.textChanged.connect(self._search)
        self.search.returnPressed.connect(self._tick_the_only_one)
        self.tree = QTreeView(self)
        self.tree.setObjectName("places_tree")
        self.tree.setAccessibleName(tr("Kommuner and län"))
        self.tree.setHeaderHidden(True)
        self.tree.setUniformRowHeights(True)
        self.tree.setTabKeyNavigation(False)
        self.tree.setFixedHeight(ROWS * (self.tree.fontMetrics().height() + 4))
        self.whole = QPushButton(tr("Clear"), self)
        self.whole.setObjectName("places_clear")
        self.whole.clicked.connect(lambda: self._choose(set(), set()))
        for widget in (self.search, self.tree, self.whole):
            lines.addWidget(widget)
        self.filter = PlaceFilter(self)

    def show_places(self, kommuner: tuple[str, ...], lan: tuple[str, ...], *, demo: bool) -> None:
        """Show what is chosen; ``demo``: whether the places are those of the demo region."""
        if demo != self._demo:
            self._demo = demo
            self._search(self.search.text())
        self._kommuner, self._lan = kommuner, lan
        names = [self._names.name(code) or code for code in (*lan, *kommuner)]
        everywhere = tr("The whole demo region") if demo else tr("The whole country")
        text = ", ".join(names) if len(names) <= NAMED else filled(tr("{count} places"), count=len(names))
        self._button.setText(text or everywhere)
        self._button.setToolTip(", ".join(names) or everywhere)
        self.whole.setToolTip(everywhere)
        self.whole.setEnabled(bool(names))
        self._tick()

    def places(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Return the kommuner and län that are shown as chosen."""
        return self._kommuner, self._lan

    def _open(self, opened: bool) -> None:
        if opened and self._model is None:
            self._fill()
        # a hidden row of a form would keep its gap
        if opened:
            self._form.insertRow(self._form.getWidgetPosition(self._button)[0] + 1, self)
        else:
            self._form.takeRow(self)
        self.setVisible(opened)
        up = "/mActionArrowUp.svg" if opened else "/mActionArrowDown.svg"
        self._button.setIcon(QgsApplication.getThemeIcon(up))
        if opened:
            QWidget.setTabOrder(self._button, self.search)
            QWidget.setTabOrder(self.search, self.tree)
            QWidget.setTabOrder(self.tree, self.whole)
            self.search.setFocus()

    def _fill(self) -> None:
        self._model = QStandardItemModel(self)
        for code, name in self._names.lan.items():
            lan = self._item(code, name)
            self._model.appendRow(lan)
            for kommun, its_name in self._names.kommuner.items():
                if kommun.startswith(code):
                    lan.appendRow(self._item(kommun, its_name))
        self._model.itemChanged.connect(self._ticked)
        self.filter.setSourceModel(self._model)
        self.tree.setModel(self.filter)
        self._search(self.search.text())
        self._tick()

    def _item(self, code: str, name: str) -> QStandardItem:
        item = QStandardItem(f"{name}  {code}")
        item.setData(code, CODE)
        item.setData(f"{name} {code}".casefold(), SEARCHED)
        item.setEditable(False)
        item.setCheckable(True)
        self._items[code] = item
        return item

    def _search(self, text: str) -> None:
        if self._model is None:
            return
        self.filter.search(text, demo=self._demo)
        if text.strip() or self._demo:
            self.tree.expandAll()
        else:
            self.tree.collapseAll()

    def _tick(self) -> None:
        """Show what is chosen in the list."""
        if self._model is None:
            return
        self._model.blockSignals(True)
        for code, item in self._items.items():
            part_of_chosen = code in self._lan or code[:2] in self._lan
            if part_of_chosen or code in self._kommuner:
                state = Qt.CheckState.Checked
            elif len(code) == 2 and any(one.startswith(code) for one in self._kommuner):
                state = Qt.CheckState.PartiallyChecked
            else:
                state = Qt.CheckState.Unchecked
            item.setCheckState(state)
        self._model.blockSignals(False)
        self.tree.viewport().update()

    def _ticked(self, item: QStandardItem) -> None:
        """Take what the user ticked: a län stands for all of its kommuner."""
        code, ticked = item.data(CODE), item.checkState() == Qt.CheckState.Checked
        kommuner, lan = set(self._kommuner), set(self._lan)
        if len(code) == 2:
            kommuner = {one for one in kommuner if not one.startswith(code)}
            lan = lan | {code} if ticked else lan - {code}
        elif ticked:
            kommuner.add(code)
        elif code[:2] in lan:
            lan.discard(code[:2])
            kommuner |= {one for one in self._names.kommuner if one.startswith(code[:2]) and one != code}
        else:
            kommuner.discard(code)
        self._choose(kommuner, lan)

    def _choose(self, kommuner: set[str], lan: set[str]) -> None:
        chosen = tuple(sorted(kommuner)), tuple(sorted(lan))
        if chosen == self.places():
            self._tick()
        else:
            self.chosen.emit(*chosen)

    def _tick_the_only_one(self) -> None:
        """Tick, after Enter in the search, the place that was found, if it is the only one."""
        found = []
        for row in range(self.filter.rowCount()):
            lan = self.filter.index(row, 0)
            inside = [self.filter.index(one, 0, lan) for one in range(self.filter.rowCount(lan))]
            found += inside if self._named_by_search(inside) else [lan]
        if len(found) == 1:
            item = self._model.itemFromIndex(self.filter.mapToSource(found[0]))
            ticked = item.checkState() == Qt.CheckState.Checked
            item.setCheckState(Qt.CheckState.Unchecked if ticked else Qt.CheckState.Checked)
            self.search.selectAll()

    def _named_by_search(self, inside: list[QModelIndex]) -> bool:
        text = " ".join(self.search.text().casefold().split())
        return any(text in index.data(SEARCHED) for index in inside)
