# SPDX-License-Identifier: GPL-2.0-or-later
"""What is to be told, above the steps: warnings first, whole texts, each with its own close button.

QGIS's message bar shows one message at a time and cuts it in a narrow dock; here all of them are read at once.
"""

from __future__ import annotations

from qgis.core import QgsApplication
from qgis.PyQt.QtCore import Qt, QTimer
from qgis.PyQt.QtWidgets import QFrame, QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from ..i18n import tr
from .forms import WrappedLabel
from .state import Notice

SECONDS = 8
"""How long good news stands; warnings and errors stand until they are closed or the next run begins."""
MOST = 6
ORDER = ("error", "warning", "success", "info")
ICONS = {
    "error": "/mIconCritical.svg",
    "warning": "/mIconWarning.svg",
    "success": "/mIconSuccess.svg",
    "info": "/mIconInfo.svg",
}


class NoticeRow(QFrame):
    """One notice: a sign, the text, and a button that takes it away."""

    def __init__(self, notice: Notice, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.notice = notice
        self.setObjectName(f"notice_{notice.level}")
        self.setFrameShape(QFrame.Shape.StyledPanel)
        line = QHBoxLayout(self)
        line.setContentsMargins(6, 3, 3, 3)
        line.setSpacing(6)
        sign = QLabel(self)
        sign.setPixmap(QgsApplication.getThemeIcon(ICONS[notice.level]).pixmap(16, 16))
        names = {"error": tr("Error"), "warning": tr("Warning"), "success": tr("Done"), "info": tr("Information")}
        sign.setAccessibleName(names[notice.level])
        self.text = WrappedLabel(self)
        self.text.setText(notice.text)
        self.text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.close_button = QToolButton(self)
        self.close_button.setObjectName("notice_close")
        self.close_button.setAutoRaise(True)
        self.close_button.setIcon(QgsApplication.getThemeIcon("/mIconClose.svg"))
        self.close_button.setToolTip(tr("Close"))
        self.close_button.setAccessibleName(tr("Close the notice: {text}").format(text=notice.text))
        line.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(self.text, 1)
        line.addWidget(self.close_button, 0, Qt.AlignmentFlag.AlignTop)


class Notices(QWidget):
    """The notices that stand, the worst first; hidden where there are none."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("notices")
        self._rows: list[NoticeRow] = []
        self._lines = QVBoxLayout(self)
        self._lines.setContentsMargins(6, 3, 6, 3)
        self._lines.setSpacing(2)
        self.hide()

    def tell(self, notice: Notice) -> None:
        """Show a notice; the same one stands only once."""
        for row in [row for row in self._rows if row.notice == notice]:
            self._remove(row)
        row = NoticeRow(notice, self)
        row.close_button.clicked.connect(lambda: self._remove(row))
        rank = ORDER.index(notice.level)
        place = sum(ORDER.index(one.notice.level) < rank for one in self._rows)
        self._rows.insert(place, row)
        self._lines.insertWidget(place, row)
        for spare in self._rows[MOST:]:
            self._remove(spare)
        if notice.level in ("success", "info"):
            timer = QTimer(row)
            timer.setSingleShot(True)
            timer.timeout.connect(lambda: self._remove(row))
            timer.start(1000 * SECONDS)
        self.show()

    def shown(self) -> list[Notice]:
        """Return the notices from top to bottom."""
        return [row.notice for row in self._rows]

    def clear(self) -> None:
        """Take all away."""
        for row in list(self._rows):
            self._remove(row)

    def _remove(self, row: NoticeRow) -> None:
        if row in self._rows:
            self._rows.remove(row)
            self._lines.removeWidget(row)
            row.hide()
            row.deleteLater()
        self.setVisible(bool(self._rows))
