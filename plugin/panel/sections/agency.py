# SPDX-License-Identifier: GPL-2.0-or-later
"""What goes with the agency that was chosen: layers that it still lacks, how to read with care, and its task."""

from __future__ import annotations

from html import escape

from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import QLabel, QVBoxLayout, QWidget

from ...i18n import interface_language, tr
from .. import presets
from ..fold import Fold, Text
from ..state import PanelState


class AgencyAdvice(QWidget):
    """Three short texts; hidden where no agency is chosen. What is advised is reached by Tab, so it can be read out."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("agency_advice")
        self.lacking, self.caution = Text("agency_lacking"), Text("agency_caution")
        self.task, self.source = Text("agency_task"), _link("agency_task_source")
        for text in (self.lacking, self.caution, self.task):
            text.setTextInteractionFlags(
                Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
            )
            text.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        inner = QWidget()
        for box, parts in ((inner, (self.task, self.source)), (self, (self.lacking, self.caution))):
            lines = QVBoxLayout(box)
            lines.setContentsMargins(0, 0, 0, 0)
            lines.setSpacing(4)
            for part in parts:
                lines.addWidget(part)
        self.fold = Fold("agency_task_button", tr("The agency's task"), inner)
        self.layout().addWidget(self.fold)
        self.hide()

    def show_state(self, state: PanelState) -> None:
        """Show the texts of the agency that was chosen."""
        preset = presets.by_agency(state.agency)
        self.setVisible(preset is not None)
        if preset is None:
            return
        spoken = interface_language()
        words = [preset.words(role, spoken) for role in presets.roles_without_layer(preset, state)]
        self.lacking.setText(tr("No layer yet for: {roles}.").format(roles=", ".join(words)))
        self.lacking.setVisible(bool(words))
        self.caution.setText(tr("Read with care: {caution}").format(caution=preset.caution[spoken]))
        self.task.setText(preset.task[spoken])
        address, name = escape(preset.task_source), escape(tr("Source of the task"))
        self.source.setText(f'<a href="{address}">{name}</a>')
        self.source.setToolTip(preset.task_source)

    def in_words(self) -> str:
        """Return what is advised as one text, for whoever hears the panel; empty where no agency is chosen."""
        if self.isHidden():
            return ""
        return " ".join(part.text() for part in (self.lacking, self.caution) if not part.isHidden())


def _link(name: str) -> QLabel:
    link = QLabel()
    link.setObjectName(name)
    link.setTextFormat(Qt.TextFormat.RichText)
    link.setWordWrap(True)
    link.setTextInteractionFlags(Qt.TextInteractionFlag.TextBrowserInteraction)
    link.setOpenExternalLinks(True)
    return link
