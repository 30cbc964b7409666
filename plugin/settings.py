# SPDX-License-Identifier: GPL-2.0-or-later
"""Every setting of the plugin, typed, in the user's QGIS profile under ``plugins/regso_atlas``."""

from __future__ import annotations

import os
from functools import lru_cache

from qgis.core import (
    QgsSettingsEntryBool,
    QgsSettingsEntryInteger,
    QgsSettingsEntryString,
    QgsSettingsEntryStringList,
    QgsSettingsTree,
)

NODE = "regso_atlas"


class Settings:
    """The settings, each with its default. An empty address means the one that the catalogue names."""

    def __init__(self) -> None:
        # a plugin that is loaded again would find its own settings in the tree and be refused
        QgsSettingsTree.unregisterPluginTreeNode(NODE)
        node = QgsSettingsTree.createPluginTreeNode(NODE)
        services = node.createChildNode("services")
        self.pxweb2 = QgsSettingsEntryString("pxweb2", services, "", "Address of the statistics database (PxWebApi 2)")
        self.pxweb1 = QgsSettingsEntryString("pxweb1", services, "", "Address of its older interface (PxWeb v1)")
        self.wfs = QgsSettingsEntryString("wfs", services, "", "Address of the map service (WFS)")
        self.older_interface = QgsSettingsEntryBool(
            "older-interface", services, True, "Ask the older interface where the newer one does not answer"
        )
        self.http_hosts = QgsSettingsEntryStringList(
            "http-hosts", services, [], "Hosts that may be asked over unencrypted http"
        )
        self.authcfg = QgsSettingsEntryString("authcfg", services, "", "Authentication configuration for the services")
        self.timeout = QgsSettingsEntryInteger(
            "timeout", services, 0, "Seconds without progress after which an answer is given up; 0: as QGIS has it"
        )
        self.offline = QgsSettingsEntryBool("offline", node, False, "Never ask the network, use what was saved")
        results = node.createChildNode("results")
        self.min_count = QgsSettingsEntryInteger(
            "min-count",
            results,
            0,
            "Counts below this are not shown unless a question says otherwise; 0: all are",
        )
        self.output_language = QgsSettingsEntryString(
            "language", results, "", "Language of reports, layers and labels: sv, en, or empty for QGIS's own"
        )
        self.panel_open = QgsSettingsEntryBool("panel-open", node, False, "Open the panel when QGIS starts")
        self.workers = QgsSettingsEntryInteger(
            "workers", node, 0, "Threads that an overlay may use; 0: as many as there are processors, at most four"
        )
        self.cache_megabytes = QgsSettingsEntryInteger("cache-megabytes", node, 500, "How much may be saved")


@lru_cache(maxsize=1)
def settings() -> Settings:
    """Return the settings, registered once."""
    return Settings()


def forget_settings() -> None:
    """Take the settings out of QGIS's tree; the values stay in the profile."""
    settings.cache_clear()
    QgsSettingsTree.unregisterPluginTreeNode(NODE)


def worker_count() -> int:
    """Return how many threads an overlay may use. More than four wait for memory and for the one that reads."""
    return settings().workers.value() or min(os.cpu_count() or 1, 4)
