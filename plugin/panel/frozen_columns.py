# SPDX-License-Identifier: GPL-2.0-or-later
"""The first columns of a table, which stay in sight while the others are scrolled sideways."""

from __future__ import annotations

from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView

SHARE = 0.58
"""How much of the table they take at most; what is cut stands in the tooltips of the cells."""


class FrozenColumns(QTableView):
    """A view that lies over the left side of another, of the same model and with the same rows marked.

    It never has the focus: keyboard and screen reader use the table itself, which has all the columns.
    """

    def __init__(self, table: QTableView) -> None:
        super().__init__(table)
        self._table = table
        self._count = 0
        self.setObjectName("frozen_columns")
        self.setModel(table.model())
        own = self.selectionModel()
        self.setSelectionModel(table.selectionModel())
        own.deleteLater()
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFrameShape(QFrame.Shape.NoFrame)
        # a theme's border would move the rows off those of the table
        self.setStyleSheet("QTableView#frozen_columns { border: none; }")
        self.setSelectionBehavior(table.selectionBehavior())
        self.setSelectionMode(table.selectionMode())
        self.setEditTriggers(table.editTriggers())
        self.setAlternatingRowColors(table.alternatingRowColors())
        self.setWordWrap(False)
        for set_policy in (self.setHorizontalScrollBarPolicy, self.setVerticalScrollBarPolicy):
            set_policy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerItem)
        self.verticalHeader().hide()
        self.setCornerButtonEnabled(False)
        header, other = self.horizontalHeader(), table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setHighlightSections(False)
        header.setSectionsClickable(True)
        header.setSortIndicatorShown(True)
        header.sectionClicked.connect(self._sort)
        other.sortIndicatorChanged.connect(header.setSortIndicator)
        other.sectionResized.connect(self.renew)
        table.verticalScrollBar().valueChanged.connect(self.verticalScrollBar().setValue)
        self.verticalScrollBar().valueChanged.connect(table.verticalScrollBar().setValue)

    def freeze(self, count: int) -> None:
        """Keep so many columns in sight."""
        self._count = count
        # no row is higher than the table's, whatever the font that this view has by now
        self.verticalHeader().setMinimumSectionSize(1)
        self.verticalHeader().setDefaultSectionSize(self._table.verticalHeader().defaultSectionSize())
        self.horizontalHeader().setMinimumSectionSize(self._table.horizontalHeader().minimumSectionSize())
        self.horizontalHeader().setFixedHeight(self._table.horizontalHeader().height())
        for column in range(self.model().columnCount()):
            self.setColumnHidden(column, column >= count)
        self.renew()

    def width_of_frozen(self) -> int:
        """Return how much of the table they cover."""
        return 0 if self.isHidden() else self.width()

    def renew(self, *_: int) -> None:
        """Lie where the table's own first columns are before it is scrolled."""
        table = self._table
        for column in range(self._count):
            self.setColumnWidth(column, table.columnWidth(column))
        width = sum(table.columnWidth(column) for column in range(self._count))
        self.horizontalHeader().setFixedHeight(table.horizontalHeader().height())
        frame = table.frameWidth()
        self.setGeometry(frame, frame, width, table.horizontalHeader().height() + table.viewport().height())
        self.setVisible(self._count > 0)
        self.verticalScrollBar().setValue(table.verticalScrollBar().value())

    def _sort(self, column: int) -> None:
        header = self._table.horizontalHeader()
        rising = header.sortIndicatorSection() == column and header.sortIndicatorOrder() == Qt.SortOrder.AscendingOrder
        self._table.sortByColumn(column, Qt.SortOrder.DescendingOrder if rising else Qt.SortOrder.AscendingOrder)
