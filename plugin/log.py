# SPDX-License-Identifier: GPL-2.0-or-later
"""The plugin's page in QGIS's log."""

from __future__ import annotations

from qgis.core import Qgis, QgsMessageLog

TAG = "RegSO"


def warn(text: str) -> None:
    """Write a warning to the log."""
    QgsMessageLog.logMessage(text, TAG, Qgis.MessageLevel.Warning)
