# SPDX-License-Identifier: GPL-2.0-or-later
"""The plugin as QGIS sees it: wiring only. The panel is built when it is first wanted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qgis.core import QgsApplication
from qgis.PyQt import sip
from qgis.PyQt.QtCore import QCoreApplication, Qt, QTimer
from qgis.PyQt.QtGui import QIcon
from qgis.PyQt.QtWidgets import QAction

from .algorithms.packages import missing_packages_text
from .algorithms.provider import RESOURCES, RegsoProvider
from .i18n import install_translator, tr
from .layers.styling import forget_stylers
from .log import warn
from .settings import forget_settings, settings

if TYPE_CHECKING:
    from .panel.dock import RegsoDock
    from .panel.presenter import Presenter

NAME = "RegSO Atlas"


class RegsoAtlas:
    """Loads the Processing provider; with a window also the panel and what opens it."""

    def __init__(self, iface: Any) -> None:
        self._iface = iface
        self._provider: RegsoProvider | None = None
        self._translator = install_translator()
        self._action: QAction | None = None
        self._opening = False
        self._dock: RegsoDock | None = None
        self._presenter: Presenter | None = None

    @property
    def dock(self) -> RegsoDock | None:
        """The panel, None until it was first opened."""
        return self._dock

    @property
    def presenter(self) -> Presenter | None:
        """What the panel talks to, None until it was first opened."""
        return self._presenter

    def initProcessing(self) -> None:
        """Register the algorithms; all that ``qgis_process`` calls."""
        provider = RegsoProvider()
        # A provider that is refused (another one has the id) is deleted by the registry.
        if QgsApplication.processingRegistry().addProvider(provider):
            self._provider = provider

    def initGui(self) -> None:
        """Start with a window."""
        self.initProcessing()
        missing = missing_packages_text()
        if missing:
            warn(missing)
            self._iface.messageBar().pushWarning(NAME, missing)
        self._action = QAction(QIcon(str(RESOURCES / "icons" / "regso_atlas.svg")), NAME, self._iface.mainWindow())
        self._action.setObjectName("regso_atlas_panel")
        self._action.setToolTip(tr("RegSO Atlas: your own layers over areas with different conditions"))
        self._action.setCheckable(True)
        self._action.triggered.connect(self.open_soon)
        self._iface.addToolBarIcon(self._action)
        self._iface.addPluginToVectorMenu(NAME, self._action)
        from .panel import extras

        extras.install(self._iface, lambda: self._presenter, self.show_area)
        # QGIS opens again what was open, but only docks that are there before it starts, which would slow it down
        self._iface.initializationCompleted.connect(self._reopen_panel)

    def show_area(self, code: str) -> None:
        """Show the card of an area in the panel, where that is open."""
        if self._dock is not None and self._dock.isUserVisible():
            self._dock.show_area(code)

    def open_soon(self) -> None:
        """Open the panel, with turns in between in which the window answers."""
        from .panel.opening import read_in_turns

        if not self._opening:
            self._opening = True
            read_in_turns(lambda: self._action is not None, self.open_panel)

    def open_panel(self) -> RegsoDock:
        """Open the panel at once; build it where it has not been."""
        self._opening = False
        if self._dock is None:
            self._build_panel()
        self._dock.setUserVisible(True)
        self._remember_open()
        return self._dock

    def _reopen_panel(self) -> None:
        """Open the panel where it was open when QGIS was closed, once the window answers."""
        if settings().panel_open.value():
            QTimer.singleShot(0, lambda: self._action is None or self.open_soon())

    def _remember_open(self, *_: Any) -> None:
        """Remember whether the user has the panel open; behind another dock or in a closed window it is open too."""
        entry, is_open = settings().panel_open, not self._dock.isHidden()
        if entry.value() != is_open:
            entry.setValue(is_open)

    def _build_panel(self) -> None:
        from .panel.dock import RegsoDock
        from .panel.presenter import Presenter

        self._presenter = Presenter()
        self._presenter.restore()
        self._dock = RegsoDock(self._presenter, self._iface.mainWindow())
        # from now on the action shows and hides what is there
        self._action.triggered.disconnect(self.open_soon)
        if not self._iface.mainWindow().restoreDockWidget(self._dock):
            self._iface.addDockWidget(Qt.DockWidgetArea.RightDockWidgetArea, self._dock)
        self._dock.setToggleVisibilityAction(self._action)
        self._dock.visibilityChanged.connect(self._remember_open)

    def unload(self) -> None:
        """Take back everything that was added."""
        from .panel import extras

        extras.uninstall()
        self._close_panel()
        if self._provider is not None and not sip.isdeleted(self._provider):
            QgsApplication.processingRegistry().removeProvider(self._provider)
        self._provider = None
        forget_stylers()
        forget_settings()
        if self._translator is not None:
            QCoreApplication.removeTranslator(self._translator)
            self._translator = None

    def _close_panel(self) -> None:
        # before the provider goes: a run that goes on uses its algorithms
        if self._presenter is not None:
            self._presenter.close()
            self._presenter = None
        if self._dock is not None:
            self._dock.visibilityChanged.disconnect(self._remember_open)
            self._iface.removeDockWidget(self._dock)
            self._dock.deleteLater()
            self._dock = None
        if self._action is not None:
            self._iface.initializationCompleted.disconnect(self._reopen_panel)
            self._iface.removePluginVectorMenu(NAME, self._action)
            self._iface.removeToolBarIcon(self._action)
            self._action.deleteLater()
            self._action = None
