# SPDX-License-Identifier: GPL-2.0-or-later
"""What an empty panel says: what the steps need, and the demo that shows them with one click."""

from __future__ import annotations

from qgis.core import QgsProject
from qgis.PyQt.QtWidgets import QWidget

from ...i18n import tr
from ..forms import load_form
from ..presenter import Presenter


class Welcome(QWidget):
    """Seen as long as the project is empty and there are no areas."""

    def __init__(self, presenter: Presenter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._presenter = presenter
        load_form(self, "welcome")
        self.text.setText(
            tr(
                "See how your own layers lie over areas with different socioeconomic conditions.\n\n"
                "1  Areas come from SCB's services, from files, or from the demo.\n"
                "2  Your layers are any layers of the project, with places, lines, polygons or codes.\n"
                "3  The question needs one of them, and perhaps a field to split it by.\n"
                "4  The result is a table, a chart and a reading in words.\n"
                "5  Keep it as a report, a table, a map, or a run to repeat.\n\n"
                "The demo is an invented region that needs no network."
            )
        )
        self.demo.setText(tr("Show the demo"))
        self.demo.clicked.connect(presenter.show_demo)
        project = QgsProject.instance()
        presenter.state_changed.connect(self._look)
        presenter.activity_changed.connect(self._look)
        for signal in (project.layersAdded, project.layersRemoved, project.cleared):
            signal.connect(self._look)
        self._look()

    def _look(self, *_: object) -> None:
        state = self._presenter.state
        empty = not state.areas_layer and not state.layers and not QgsProject.instance().count()
        self.setVisible(empty)
        self.demo.setEnabled(not self._presenter.activity.is_busy)
