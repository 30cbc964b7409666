# SPDX-License-Identifier: GPL-2.0-or-later
"""The dock: five steps that read from top to bottom, what is to be told above them, what runs below them."""

from __future__ import annotations

from typing import Any

from qgis.gui import QgsCollapsibleGroupBox, QgsDockWidget
from qgis.PyQt import sip
from qgis.PyQt.QtCore import QEvent, QObject, Qt, QTimer
from qgis.PyQt.QtGui import QIcon
from qgis.PyQt.QtWidgets import QVBoxLayout, QWidget

from ..algorithms.packages import missing_packages_text
from ..i18n import tr
from .dropping import is_taken
from .forms import ICON, load_form
from .notices import Notices
from .presenter import Presenter
from .sections.areas import AreasSection
from .sections.keep import KeepSection
from .sections.layers import LayersSection
from .sections.progress import Progress
from .sections.question import QuestionSection
from .sections.result import ResultSection
from .sections.welcome import Welcome
from .state import Activity, Notice, Outcome
from .turns import soon

NAME = "RegsoAtlasDock"


class RegsoDock(QgsDockWidget):
    """RegSO Atlas beside the map."""

    def __init__(self, presenter: Presenter, parent: QWidget | None = None) -> None:
        super().__init__(tr("RegSO Atlas"), parent)
        self.presenter = presenter
        self._busy = False
        self.setObjectName(NAME)
        self.setWindowIcon(QIcon(ICON))
        self.setAllowedAreas(Qt.DockWidgetArea.LeftDockWidgetArea | Qt.DockWidgetArea.RightDockWidgetArea)
        self.content = QWidget(self)
        load_form(self.content, "dock")
        self.setWidget(self.content)
        self.notices = Notices(self.content)
        self.areas = AreasSection(presenter)
        self.layers = LayersSection(presenter)
        self.question = QuestionSection(presenter)
        self.result = ResultSection(presenter)
        self.keep = KeepSection(presenter)
        self.welcome = Welcome(presenter, self.content.steps)
        self.progress = Progress(presenter, self.content)
        self._arrange()
        self.setAcceptDrops(True)
        presenter.told.connect(self._tell)
        presenter.activity_changed.connect(self._activity)
        presenter.outcome_changed.connect(self._outcome)
        missing = missing_packages_text()
        if missing:
            self.notices.tell(Notice(missing, "warning"))

    def _arrange(self) -> None:
        steps = self.content
        titles = {
            "areas": (steps.step_areas, tr("1 Areas"), self.areas),
            "layers": (steps.step_layers, tr("2 Your layers"), self.layers),
            "question": (steps.step_question, tr("3 Question"), self.question),
            "result": (steps.step_result, tr("4 Result"), self.result),
            "keep": (steps.step_keep, tr("5 Keep"), self.keep),
        }
        for name, (box, title, section) in titles.items():
            box.setTitle(title)
            box.setSettingGroup(f"{NAME}/{name}")
            # to scroll, QGIS's box lets all other events pass in the middle of opening
            box.setScrollOnExpand(False)
            box.layout().addWidget(section)
        # what comes of a run is opened when there is something
        for box in (steps.step_result, steps.step_keep):
            box.setSaveCollapsedState(False)
            box.setCollapsed(True)
        steps.steps_lines.insertWidget(0, self.welcome)
        lines: QVBoxLayout = steps.lines
        # a form cannot be narrower than its widest part: then the dock is as wide as that, and nothing is cut off
        steps.steps.installEventFilter(self)
        lines.insertWidget(0, self.notices)
        lines.addWidget(self.progress)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            scroll = self.content.scroll
            scroll.setMinimumWidth(watched.minimumSizeHint().width() + scroll.verticalScrollBar().sizeHint().width())
        return super().eventFilter(watched, event)

    def box_of(self, section: QWidget) -> QgsCollapsibleGroupBox:
        """Return the step that a section stands in."""
        return section.parentWidget()

    def show_area(self, code: str) -> None:
        """Open the card of an area."""
        self.box_of(self.result).setCollapsed(False)
        self.result.show_area(code)
        QTimer.singleShot(0, lambda: sip.isdeleted(self) or self.content.scroll.ensureWidgetVisible(self.result.card))

    # What happens -----------------------------------------------------------------------------------------------------

    def _tell(self, notice: Notice) -> None:
        """Show a notice above the steps, unless it is a warning that stands on top of the result."""
        outcome = self.presenter.outcome
        if outcome is None or notice.level != "warning" or notice.text not in outcome.warnings:
            self.notices.tell(notice)

    def _activity(self, activity: Activity) -> None:
        if activity.is_busy and not self._busy:
            # what was told of the run before is no longer true of this one
            self.notices.clear()
        self._busy = activity.is_busy

    def _outcome(self, outcome: Outcome | None) -> None:
        """Open what there is to see, each step in a turn of its own: the chart is drawn when it is first seen."""
        self.box_of(self.result).setCollapsed(outcome is None)
        soon(self._show_result)

    def _show_result(self) -> None:
        if sip.isdeleted(self):
            return
        there = self.presenter.outcome is not None
        if there:
            self.content.scroll.verticalScrollBar().setValue(self.box_of(self.result).y())
        self.box_of(self.keep).setCollapsed(not there)

    # Dropping ---------------------------------------------------------------------------------------------------------

    def dragEnterEvent(self, event: Any) -> None:
        if is_taken(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: Any) -> None:
        self.layers.take(event.mimeData())
        event.acceptProposedAction()
