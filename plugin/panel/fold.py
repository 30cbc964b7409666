# SPDX-License-Identifier: GPL-2.0-or-later
"""Texts of a result: warnings with a sign, paragraphs, and what can be folded away."""

from __future__ import annotations

from typing import Any

from qgis.core import QgsApplication
from qgis.PyQt.QtCore import QEvent, QSize, Qt
from qgis.PyQt.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from ..i18n import tr
from .forms import CutToolButton
from .long_words import divided

MOST_WARNINGS = 3
"""Warnings that are always seen; the others can be opened below them."""


class Text(QLabel):
    """A paragraph of plain text that wraps; one that comes from data is never read as HTML."""

    def __init__(self, name: str = "", text: str = "") -> None:
        super().__init__()
        self._whole = ""
        self.setObjectName(name)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.setWordWrap(True)
        self.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        # as narrow as the dock: a long word alone must not widen it
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setText(text)

    def text(self) -> str:
        """Return the whole text, without the places where a long word is divided."""
        return self._whole

    def setText(self, text: str) -> None:
        self._whole = text
        self._divide()

    def _divide(self) -> None:
        """Divide words that are longer than a line; a screen reader gets them whole."""
        room = self.contentsRect().width() - 1
        shown = divided(self._whole, room, self.fontMetrics().horizontalAdvance) if room > 1 else self._whole
        if shown != super().text():
            self.setAccessibleName(self._whole if shown != self._whole else "")
            super().setText(shown)

    def sizeHint(self) -> QSize:
        return self.minimumSizeHint()

    def minimumSizeHint(self) -> QSize:
        # Qt's own is that of a paragraph of some other width, which leaves holes or cuts lines off
        return QSize(0, max(self.heightForWidth(self.width()), self.fontMetrics().height()))

    def resizeEvent(self, event: Any) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self._divide()
            self.updateGeometry()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and hasattr(self, "_whole"):
            self._divide()


class Fold(QWidget):
    """A line to click, and what it opens."""

    def __init__(self, name: str, title: str, inner: QWidget) -> None:
        super().__init__()
        self.button = CutToolButton()
        self.button.setObjectName(name)
        self.button.setAutoRaise(True)
        self.button.setCheckable(True)
        self.button.toggled.connect(self._toggled)
        self._inner = inner
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(2)
        lines.addWidget(self.button)
        lines.addWidget(inner)
        self.set_title(title)
        self._toggled(False)

    def set_title(self, title: str) -> None:
        """Change what the line says."""
        self.button.setText(title)

    def close_up(self) -> None:
        """Fold it away."""
        self.button.setChecked(False)

    def _toggled(self, is_open: bool) -> None:
        self.button.setArrowType(Qt.ArrowType.DownArrow if is_open else Qt.ArrowType.RightArrow)
        self._inner.setVisible(is_open)


class Warnings(QFrame):
    """Warnings, each with a sign; those beyond three folded under a line that counts them."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("result_warnings")
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setAccessibleName(tr("Warnings"))
        self._first, self._rest = QWidget(), QWidget()
        self._fold = Fold("more_warnings", "", self._rest)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(6, 4, 6, 4)
        lines.setSpacing(2)
        for box in (self, self._first, self._rest):
            # never lower than its texts, however full the dock
            box.setSizePolicy(_never_lower())
        for box in (self._first, self._rest):
            inner = QVBoxLayout(box)
            inner.setContentsMargins(0, 0, 0, 0)
            inner.setSpacing(4)
        lines.addWidget(self._first)
        lines.addWidget(self._fold)
        self.hide()

    def show_warnings(self, texts: tuple[str, ...]) -> None:
        """Show these and no others."""
        for box, chosen in ((self._first, texts[:MOST_WARNINGS]), (self._rest, texts[MOST_WARNINGS:])):
            lines = box.layout()
            while lines.count():
                old = lines.takeAt(0).widget()
                old.setParent(None)
                old.deleteLater()
            for text in chosen:
                lines.addWidget(_warning(text))
        rest = len(texts) - MOST_WARNINGS
        self._fold.close_up()
        self._fold.set_title(tr("More warnings ({count})").format(count=rest))
        self._fold.setVisible(rest > 0)
        self.setVisible(bool(texts))


def _never_lower() -> QSizePolicy:
    policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
    policy.setHeightForWidth(True)
    return policy


def _warning(text: str) -> QWidget:
    line, sign = QWidget(), QLabel()
    line.setSizePolicy(_never_lower())
    inner = QHBoxLayout(line)
    inner.setContentsMargins(0, 0, 0, 0)
    size = line.fontMetrics().height()
    sign.setPixmap(QgsApplication.getThemeIcon("/mIconWarning.svg").pixmap(size, size))
    sign.setAccessibleName(tr("Warning"))
    inner.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
    inner.addWidget(Text("warning", text), 1)
    return line
