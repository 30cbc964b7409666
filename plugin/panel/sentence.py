# SPDX-License-Identifier: GPL-2.0-or-later
"""A sentence with boxes for its blanks that flows over as many lines as it needs."""

from __future__ import annotations

from collections.abc import Mapping
from string import Formatter

from qgis.PyQt.QtCore import QPoint, QRect, QSize, Qt
from qgis.PyQt.QtWidgets import QComboBox, QLabel, QLayout, QLayoutItem, QSizePolicy, QStyle, QWidget

GAP = 4
MARKS = "?.,;:"


class SentenceLayout(QLayout):
    """Sets its widgets side by side and goes on in the next line where one has no room."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self.setContentsMargins(0, 0, 0, 0)

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._lay_out(QRect(0, 0, width, 0), move=False)

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._lay_out(rect, move=True)

    def sizeHint(self) -> QSize:
        return self.minimumSize()

    def minimumSize(self) -> QSize:
        size = QSize()
        for item in self._items:
            size = size.expandedTo(item.minimumSize())
        return size

    def _lay_out(self, rect: QRect, *, move: bool) -> int:
        """Return the height that the lines take in a width."""
        lines: list[list[tuple[QLayoutItem, int]]] = [[]]
        x = 0
        for item in self._items:
            width = min(_wanted_width(item), rect.width())
            glued = isinstance(item.widget(), QLabel) and item.widget().text() in MARKS
            gap = 0 if glued or not lines[-1] else GAP
            if lines[-1] and x + gap + width > rect.width() and not glued:
                lines.append([])
                x, gap = 0, 0
            lines[-1].append((item, x + gap))
            x += gap + width
        y = rect.y()
        for line in lines:
            height = max((item.sizeHint().height() for item, _ in line), default=0)
            for item, left in line if move else ():
                own = item.sizeHint().height()
                room = max(rect.width() - left, 0)
                size = QSize(min(_wanted_width(item), room), own)
                item.setGeometry(QRect(QPoint(rect.x() + left, y + (height - own) // 2), size))
            y += height + GAP
        return y - rect.y() - GAP if any(lines) else 0


def _wanted_width(item: QLayoutItem) -> int:
    """Return the width in which an item is whole: that of its present text for a box."""
    box = item.widget()
    if not isinstance(box, QComboBox):
        return item.sizeHint().width()
    frame = 2 * box.style().pixelMetric(QStyle.PixelMetric.PM_ComboBoxFrameWidth)
    arrow = box.style().pixelMetric(QStyle.PixelMetric.PM_ScrollBarExtent) + 16
    icon = 0 if box.itemIcon(box.currentIndex()).isNull() else box.iconSize().width() + 4
    text = box.fontMetrics().horizontalAdvance(shown_text(box) or "…")
    return max(text + frame + arrow + icon, item.minimumSize().width())


def shown_text(box: QComboBox) -> str:
    """Return what a box shows, also one of several choices, which it lists in its line."""
    return box.lineEdit().text() if box.lineEdit() is not None else box.currentText()


class Sentence(QWidget):
    """Shows a sentence in which ``{names}`` are boxes."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words: list[QLabel] = []
        self._blanks: list[QWidget] = []
        SentenceLayout(self)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def text(self) -> str:
        """Return the words without the boxes."""
        return " ".join(label.text() for label in self._words)

    def blanks(self) -> list[QWidget]:
        """Return the boxes that stand in the sentence, in its order."""
        return list(self._blanks)

    def write(self, template: str, blanks: Mapping[str, QWidget]) -> None:
        """Show a template with the boxes for its blanks, in its order; other boxes are hidden."""
        layout = self.layout()
        while layout.count():
            layout.takeAt(0)
        for word in self._words:
            word.hide()
            word.deleteLater()
        self._words, self._blanks = [], []
        for text, name, _form, _conversion in Formatter().parse(template):
            for word in text.split():
                label = QLabel(word, self)
                label.setTextFormat(Qt.TextFormat.PlainText)
                layout.addWidget(label)
                self._words.append(label)
                label.show()
            if name is not None:
                layout.addWidget(blanks[name])
                self._blanks.append(blanks[name])
        for box in blanks.values():
            box.setVisible(box in self._blanks)
        layout.invalidate()
        self.updateGeometry()
