# SPDX-License-Identifier: GPL-2.0-or-later
"""The line at the bottom: what runs, how far it is, and Cancel."""

from __future__ import annotations

from qgis.PyQt.QtWidgets import QWidget

from ...i18n import tr
from ..forms import load_form
from ..presenter import Presenter
from ..state import Activity


class Progress(QWidget):
    """Seen while something runs."""

    def __init__(self, presenter: Presenter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._presenter = presenter
        load_form(self, "progress")
        self.bar.setAccessibleName(tr("Progress"))
        self.bar.setTextVisible(False)
        self.bar.setMinimumWidth(40)
        self.bar.setMaximumHeight(self.fontMetrics().height())
        # as wide as it gets, also where a theme gives its buttons wide edges
        self.cancel.setMinimumWidth(self.fontMetrics().horizontalAdvance(tr("Cancelling…")) + 24)
        self.cancel.clicked.connect(self._cancel)
        presenter.activity_changed.connect(self.show_activity)
        self.show_activity(presenter.activity)

    def show_activity(self, activity: Activity) -> None:
        """Show what runs; nothing where nothing does."""
        if self.what.text() != activity.text or not activity.is_busy:
            self.cancel.setEnabled(True)
            self.cancel.setText(tr("Cancel"))
        self.what.setText(activity.text)
        # without a known share the bar only shows that something goes on
        self.bar.setRange(0, 100 if activity.percent > 0 else 0)
        self.bar.setValue(round(activity.percent))
        self.setVisible(activity.is_busy)

    def _cancel(self) -> None:
        self.cancel.setEnabled(False)
        self.cancel.setText(tr("Cancelling…"))
        self._presenter.cancel()
