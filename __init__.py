# SPDX-License-Identifier: GPL-2.0-or-later
"""RegSO Atlas: your own layers seen over Sweden's areas with different socioeconomic conditions."""

from __future__ import annotations

from typing import Any


def classFactory(iface: Any) -> Any:
    """Return the plugin; ``iface`` is None when QGIS runs without a window."""
    from .plugin.main import RegsoAtlas

    return RegsoAtlas(iface)
