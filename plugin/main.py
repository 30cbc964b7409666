# SPDX-License-Identifier: GPL-2.0-or-later
"""The plugin as QGIS sees it: wiring only."""

from __future__ import annotations

from typing import Any

from qgis.core import QgsApplication
from qgis.PyQt import sip
from qgis.PyQt.QtCore import QCoreApplication

from .algorithms.packages import missing_packages_text
from .algorithms.provider import RegsoProvider
from .i18n import install_translator
from .layers.styling import forget_stylers
from .log import warn
from .settings import forget_settings


class RegsoAtlas:
    """Loads the Processing provider; works with and without a window."""

    def __init__(self, iface: Any) -> None:
        self._iface = iface
        self._provider: RegsoProvider | None = None
        self._translator = install_translator()

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
            self._iface.messageBar().pushWarning("RegSO Atlas", missing)

    def unload(self) -> None:
        """Take back everything that was added."""
        if self._provider is not None and not sip.isdeleted(self._provider):
            QgsApplication.processingRegistry().removeProvider(self._provider)
        self._provider = None
        forget_stylers()
        forget_settings()
        if self._translator is not None:
            QCoreApplication.removeTranslator(self._translator)
            self._translator = None
