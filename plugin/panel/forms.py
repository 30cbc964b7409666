# SPDX-License-Identifier: GPL-2.0-or-later
"""What the widgets of the panel share: forms from ``ui``, boxes that are narrow, boxes that show any value."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from qgis.PyQt import uic
from qgis.PyQt.QtCore import QSize, Qt
from qgis.PyQt.QtWidgets import QCheckBox, QComboBox, QLabel, QLayout, QPushButton, QSizePolicy, QToolButton, QWidget

FOLDER = Path(__file__).resolve().parents[2] / "ui"
ICON = str(FOLDER.parent / "resources" / "icons" / "regso_atlas.svg")
LETTERS = 6
"""What a box shows at least; it grows with the panel."""
EDGES = 36
"""What a button takes besides its text: its edges and an icon."""


def load_form(widget: QWidget, name: str) -> None:
    """Build a widget by a form of the folder ``ui``; its texts are set by the caller, who can translate them."""
    uic.loadUi(str(FOLDER / f"{name}.ui"), widget)


def replaced(layout: QLayout, before: QWidget, after: QWidget) -> QWidget:
    """Put a widget of ours in the place of one of a form and return it."""
    after.setObjectName(before.objectName())
    layout.replaceWidget(before, after)
    # reached by Tab where the other was
    QWidget.setTabOrder(before, after)
    # a dialog that is opened at once keeps what is to be deleted until it is closed
    before.setParent(None)
    before.deleteLater()
    return after


def make_narrow(box: QComboBox, letters: int = LETTERS) -> None:
    """Let a box be as narrow as the panel; the choice that is cut stands in its tooltip."""
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    box.setMinimumContentsLength(letters)
    box.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
    box.currentTextChanged.connect(box.setToolTip)
    box.setToolTip(box.currentText())


def pick(box: QComboBox, value: Any, text: str = "") -> None:
    """Show a value; one that the box does not offer is added, so that nothing that was chosen is lost."""
    index = box.findData(value)
    if index < 0:
        box.addItem(text or str(value), value)
        index = box.count() - 1
    box.setCurrentIndex(index)


def fill(box: QComboBox, items: list[tuple[str, Any]]) -> None:
    """Offer other items; what is shown stays, if it is among them."""
    now = [(box.itemText(row), box.itemData(row)) for row in range(box.count())]
    if now == items:
        return
    shown = box.currentData()
    box.clear()
    for text, value in items:
        box.addItem(text, value)
        box.setItemData(box.count() - 1, text, Qt.ItemDataRole.ToolTipRole)
    box.setCurrentIndex(max(box.findData(shown), 0))


class _Cut:
    """What a button of any kind does so that its text takes the room that there is; for classes of Qt's buttons."""

    _whole = ""
    _tip = ""

    def setText(self, text: str) -> None:
        self._whole = text
        self.updateGeometry()
        self._cut()

    def setToolTip(self, text: str) -> None:
        self._tip = text
        self._cut()

    def whole_text(self) -> str:
        """Return the text, also what is cut."""
        return self._whole

    def minimumSizeHint(self) -> QSize:
        width = self.fontMetrics().averageCharWidth() * LETTERS + EDGES
        return QSize(width, super().minimumSizeHint().height())

    def sizeHint(self) -> QSize:
        # Qt cuts a text that takes exactly the room that there is
        width = self.fontMetrics().horizontalAdvance(self._whole) + EDGES + 2
        return QSize(width, super().sizeHint().height())

    def resizeEvent(self, event: Any) -> None:
        super().resizeEvent(event)
        self._cut()

    def _cut(self) -> None:
        room = max(self.width() - EDGES, 1)
        shown = self.fontMetrics().elidedText(self._whole, Qt.TextElideMode.ElideRight, room)
        self.setAccessibleName(self._whole)
        super().setText(shown)
        lost = self._whole if shown != self._whole else ""
        super().setToolTip("\n".join(text for text in (lost, self._tip) if text))


class CutButton(_Cut, QPushButton):
    """A button whose text takes the room that there is; what is cut stands in the tooltip."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)


class CutToolButton(_Cut, QToolButton):
    """A tool button with a sign and a text that takes the room that there is; what is cut stands in the tooltip."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)


class WrappedCheckBox(QCheckBox):
    """A box to tick whose text goes on in the next line."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._whole = ""
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def setText(self, text: str) -> None:
        self._whole = text
        self.setAccessibleName(text)
        self._wrap()

    def whole_text(self) -> str:
        """Return the text without its line breaks."""
        return self._whole

    def minimumSizeHint(self) -> QSize:
        width = self.fontMetrics().averageCharWidth() * 2 * LETTERS + EDGES
        return QSize(width, super().minimumSizeHint().height())

    def sizeHint(self) -> QSize:
        return QSize(self.fontMetrics().horizontalAdvance(self._whole) + EDGES, super().sizeHint().height())

    def resizeEvent(self, event: Any) -> None:
        super().resizeEvent(event)
        self._wrap()

    def _wrap(self) -> None:
        lines, room, measure = [""], max(self.width() - EDGES, 1), self.fontMetrics().horizontalAdvance
        for word in self._whole.split(" "):
            longer = f"{lines[-1]} {word}".strip()
            if lines[-1] and measure(longer) > room:
                lines.append(word)
            else:
                lines[-1] = longer
        # QCheckBox tells its layout of a text with more lines by itself
        super().setText("\n".join(lines))


class WrappedLabel(QLabel):
    """A text that goes on in the next line; it is never higher than its lines, however narrow it could be."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)

    def minimumSizeHint(self) -> QSize:
        return QSize(self.fontMetrics().averageCharWidth() * LETTERS, self.fontMetrics().height())


class CutLabel(QLabel):
    """A line of text that takes the room that there is; what is cut stands in the tooltip."""

    def __init__(self, text: str = "", letters: int = LETTERS, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._whole, self._letters = "", letters
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.setText(text)

    def setText(self, text: str) -> None:
        self._whole = text
        self.setAccessibleName(text)
        self._cut()

    def whole_text(self) -> str:
        """Return the text, also what is cut."""
        return self._whole

    def minimumSizeHint(self) -> QSize:
        return QSize(self.fontMetrics().averageCharWidth() * self._letters, super().minimumSizeHint().height())

    def sizeHint(self) -> QSize:
        return QSize(self.fontMetrics().horizontalAdvance(self._whole) + 2, super().sizeHint().height())

    def resizeEvent(self, event: Any) -> None:
        super().resizeEvent(event)
        self._cut()

    def _cut(self) -> None:
        shown = self.fontMetrics().elidedText(self._whole, Qt.TextElideMode.ElideRight, max(self.width(), 1))
        super().setText(shown)
        self.setToolTip(self._whole if shown != self._whole else "")
