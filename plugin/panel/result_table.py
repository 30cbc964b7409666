# SPDX-License-Identifier: GPL-2.0-or-later
"""The table of a result as a view: sorted by a click, marked together with the map, copied and written as a file."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from qgis.PyQt.QtCore import QAbstractTableModel, QModelIndex, QSortFilterProxyModel, Qt, pyqtSignal
from qgis.PyQt.QtGui import QBrush, QColor, QFont, QIcon, QKeySequence, QPainter, QPen, QPixmap
from qgis.PyQt.QtWidgets import QAbstractItemView, QApplication, QHeaderView, QTableView, QWidget

from ..core.area_types import COLORS, ROWS, TYPES
from ..i18n import tr
from ..report.content import Sum
from ..report.language import Language
from .frozen_columns import SHARE, FrozenColumns
from .long_words import divided
from .result_grid import Column, Grid, Line, areas_of, as_csv, as_text, long_name

MOST_ROWS_SHOWN = 10
_KIND = Qt.ItemDataRole.UserRole
_SORT = Qt.ItemDataRole.UserRole + 1
_PINNED = Qt.ItemDataRole.UserRole + 2


class GridModel(QAbstractTableModel):
    """A grid for Qt's views."""

    def __init__(self, parent: Any = None) -> None:
        super().__init__(parent)
        self.grid = Grid()
        self._language = Language("en")
        self._swatches: dict[int, QIcon] = {}
        self._bold = QFont()
        self._titles: dict[int, str] = {}
        self._answers: dict[int, Callable[[Line, Column], Any]] = {
            Qt.ItemDataRole.DisplayRole: lambda line, column: column.write(line),
            Qt.ItemDataRole.TextAlignmentRole: lambda _line, column: _alignment(column),
            Qt.ItemDataRole.FontRole: lambda line, _column: self._bold if isinstance(line.kind, Sum) else None,
            Qt.ItemDataRole.DecorationRole: self._swatch,
            Qt.ItemDataRole.ToolTipRole: self._tip,
            _SORT: lambda line, column: column.sort(line),
            _KIND: lambda line, _column: line.kind,
            _PINNED: lambda line, _column: isinstance(line.kind, Sum),
        }

    def show_grid(self, grid: Grid, language: Language, font: QFont, ink: QColor) -> None:
        """Show another grid."""
        self.beginResetModel()
        self.grid, self._language = grid, language
        self._bold = QFont(font)
        self._bold.setBold(True)
        self._swatches = {kind: swatch(kind, ink) for kind in ROWS}
        self._titles = {}
        self.endResetModel()

    def show_title(self, column: int, title: str) -> None:
        """Show the title of a column in another way: with words that can be divided."""
        if self.headerData(column, Qt.Orientation.Horizontal) != title:
            self._titles[column] = title
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, column, column)

    def rowCount(self, parent: QModelIndex | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.grid.lines)

    def columnCount(self, parent: QModelIndex | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.grid.columns)

    def headerData(self, section: int, orientation: Any, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(self.grid.columns):
            return None
        column = self.grid.columns[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return self._titles.get(section, column.title)
        if role == Qt.ItemDataRole.ToolTipRole:
            return f"{column.title}\n{column.hint}"
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(column) | _number(Qt.TextFlag.TextWordWrap)
        return None

    def data(self, index: QModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        line, column = self.grid.lines[index.row()], self.grid.columns[index.column()]
        answer = self._answers.get(role)
        return answer(line, column) if answer is not None else None

    def _tip(self, line: Line, column: Column) -> str:
        return f"{long_name(line.kind, self._language)}\n{column.title}: {column.write(line)}\n{column.hint}"

    def _swatch(self, line: Line, column: Column) -> QIcon | None:
        named = column.name == "area_type" and not isinstance(line.kind, Sum)
        return self._swatches.get(int(line.kind)) if named else None


def _alignment(column: Column) -> int:
    side = Qt.AlignmentFlag.AlignLeft if column.is_text else Qt.AlignmentFlag.AlignRight
    return _number(side) | _number(Qt.AlignmentFlag.AlignVCenter)


def _number(flag: Any) -> int:
    # Qt 5 has numbers here, Qt 6 enums, and only as numbers can alignment and wrapping be put together
    return int(getattr(flag, "value", flag))


def swatch(kind: int, ink: QColor) -> QIcon:
    """Return a small square in the colour of a type; no data hatched, outside empty."""
    picture = QPixmap(24, 24)
    picture.fill(QColor(0, 0, 0, 0))
    painter = QPainter(picture)
    painter.setPen(QPen(ink, 1.5))
    if kind in TYPES:
        painter.setBrush(QBrush(QColor(COLORS[kind])))
    elif kind == 0:
        painter.setBrush(QBrush(ink, Qt.BrushStyle.BDiagPattern))
    painter.drawRect(2, 2, 19, 19)
    painter.end()
    return QIcon(picture)


class SortedGrid(QSortFilterProxyModel):
    """Sorts numbers as numbers; what is not known comes last, and below everything the sums, whatever the order."""

    def lessThan(self, left: QModelIndex, right: QModelIndex) -> bool:
        falling = self.sortOrder() == Qt.SortOrder.DescendingOrder
        pinned = left.data(_PINNED), right.data(_PINNED)
        if pinned[0] or pinned[1]:
            # sums keep their own order
            last = pinned[1] if pinned[0] != pinned[1] else left.row() < right.row()
            return bool(last) is not falling
        one, other = left.data(_SORT), right.data(_SORT)
        if one is None or other is None:
            return one is not other and (other is None) is not falling
        if one == other:
            return (left.row() < right.row()) is not falling
        return bool(one < other)


class ResultTable(QTableView):
    """The table: sorted by a click, copied by Ctrl+C; tells which areas the marked rows are about."""

    areas_chosen = pyqtSignal(object)
    """Areas that the rows marked by the user are about"""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("result_table")
        self.setAccessibleName(tr("Result by area type"))
        self._language = Language("en")
        self._model = GridModel(self)
        self._sorted = SortedGrid(self)
        self._sorted.setSourceModel(self._model)
        self.setModel(self._sorted)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setAlternatingRowColors(True)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        header = self.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setHighlightSections(False)
        self._silent = False
        self._tallest = 1
        self._natural: list[tuple[int, bool]] = []
        """How wide the columns are where there is room, and which of them say what a line is about."""
        self.selectionModel().selectionChanged.connect(self._chosen)
        self.frozen = FrozenColumns(self)

    @property
    def grid(self) -> Grid:
        """What is shown."""
        return self._model.grid

    def show_grid(self, grid: Grid, language: Language) -> None:
        """Show other lines and columns, unsorted."""
        self._silent = True
        self.setSortingEnabled(False)
        self._sorted.sort(-1)
        self._language = language
        self._model.show_grid(grid, language, self.font(), self.palette().text().color())
        self.horizontalHeader().setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        self.setSortingEnabled(True)
        self._silent = False
        self._fit()

    def _fit(self) -> None:
        metrics, header = self.fontMetrics(), self.horizontalHeader()
        header.setMinimumSectionSize(3 * metrics.averageCharWidth())
        self.verticalHeader().setDefaultSectionSize(metrics.height() + max(4, metrics.height() // 3))
        tallest, natural = 1, []
        for column in self.grid.columns:
            words = column.title.split(" ")
            # titles wrap between words: as wide as the figures, and no narrower than the longest word
            figures = max((metrics.horizontalAdvance(column.write(line)) for line in self.grid.lines), default=0)
            icon = metrics.height() + 8 if column.name == "area_type" else 0
            longest = max(map(metrics.horizontalAdvance, words))
            width = max(figures + icon, longest, 5 * metrics.height() // 2)
            natural.append((width + 2 * metrics.averageCharWidth() + 10, column.is_text))
            tallest = max(tallest, _lines_of(words, width, metrics.horizontalAdvance))
        self._tallest, self._natural = tallest, natural
        self._share_width()
        self.frozen.freeze(sum(says for _, says in natural))

    def _share_width(self) -> None:
        """Make the columns as wide as they want; those in front leave room for the others."""
        front, room = sum(width for width, says in self._natural if says), self.viewport().width()
        fits = sum(width for width, _ in self._natural) <= room
        part = 1.0 if fits or not front else min(1.0, SHARE * room / front)
        tallest, measure = self._tallest, self.fontMetrics().horizontalAdvance
        for at, (width, says) in enumerate(self._natural):
            self.setColumnWidth(at, int(part * width) if says else width)
            if says:
                inner = int(part * width) - 2 * self.fontMetrics().averageCharWidth() - 10
                title = divided(self.grid.columns[at].title, max(inner, 1), measure)
                self._model.show_title(at, title)
                tallest = max(tallest, _lines_of(re.split(r"[ \u00ad\u200b]", title), max(inner, 1), measure))
        self._set_heights(tallest)

    def _set_heights(self, tallest: int) -> None:
        """Be as high as a header of so many lines and the rows that are seen."""
        metrics, header = self.fontMetrics(), self.horizontalHeader()
        header.setFixedHeight(tallest * metrics.lineSpacing() + metrics.height() // 2)
        shown = min(max(len(self.grid.lines), 1), MOST_ROWS_SHOWN)
        bar = self.horizontalScrollBar().sizeHint().height()
        rows = shown * self.verticalHeader().defaultSectionSize()
        self.setFixedHeight(header.height() + rows + bar + 2 * self.frameWidth())

    def resizeEvent(self, event: Any) -> None:
        super().resizeEvent(event)
        self._share_width()
        self.frozen.renew()

    def scrollTo(self, index: QModelIndex, hint: Any = QAbstractItemView.ScrollHint.EnsureVisible) -> None:
        super().scrollTo(index, hint)
        # what is in sight for Qt may lie below the columns that stay
        hidden = self.frozen.width_of_frozen() - self.columnViewportPosition(index.column())
        if hidden > 0 and not self.grid.columns[index.column()].is_text:
            bar = self.horizontalScrollBar()
            bar.setValue(bar.value() - hidden)

    def changeEvent(self, event: Any) -> None:
        super().changeEvent(event)
        if event.type() in (event.Type.FontChange, event.Type.PaletteChange) and hasattr(self, "_model"):
            self.show_grid(self.grid, self._language)

    # Marking ----------------------------------------------------------------------------------------------------------

    def mark(self, kinds: frozenset[int]) -> None:
        """Mark the rows of some types without telling anybody."""
        self._silent = True
        selection = self.selectionModel()
        selection.clearSelection()
        for row in range(self._sorted.rowCount()):
            index = self._sorted.index(row, 0)
            if index.data(_KIND) in kinds and not index.data(_PINNED):
                selection.select(index, selection.SelectionFlag.Select | selection.SelectionFlag.Rows)
        self._silent = False

    def _chosen(self, *_: Any) -> None:
        if self._silent:
            return
        self.areas_chosen.emit(frozenset().union(*(areas_of(line) for line in self.marked_lines())))

    def marked_lines(self) -> list[Line]:
        """Return the marked lines in the order in which they are shown."""
        rows = sorted(index.row() for index in self.selectionModel().selectedRows())
        return [self.grid.lines[self._sorted.mapToSource(self._sorted.index(row, 0)).row()] for row in rows]

    def shown_lines(self) -> list[Line]:
        """Return all lines in the order in which they are shown."""
        rows = range(self._sorted.rowCount())
        return [self.grid.lines[self._sorted.mapToSource(self._sorted.index(row, 0)).row()] for row in rows]

    # Copying ----------------------------------------------------------------------------------------------------------

    def copy(self) -> None:
        """Copy the marked rows, all where none is marked, with the titles of the columns."""
        lines = self.marked_lines() or self.shown_lines()
        if lines:
            QApplication.clipboard().setText(as_text(self.grid, self._language, lines))

    def csv(self) -> bytes:
        """Return what is shown, in the order in which it is shown, as a CSV file."""
        return as_csv(Grid(self.grid.columns, tuple(self.shown_lines())), self._language)

    def keyPressEvent(self, event: Any) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
            event.accept()
        else:
            super().keyPressEvent(event)


def _lines_of(words: list[str], width: int, measure: Callable[[str], int]) -> int:
    """Return how many lines a title takes in a width."""
    count, line = 1, ""
    for word in words:
        longer = f"{line} {word}".strip()
        if line and measure(longer) > width:
            count, line = count + 1, word
        else:
            line = longer
    return count
