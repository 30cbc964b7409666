# SPDX-License-Identifier: GPL-2.0-or-later
"""Which Python packages the algorithms need, and what to do where one is missing."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec

from ..i18n import tr

NEEDED = ("numpy", "pandas", "shapely", "geopandas", "scipy", "matplotlib")
_OLDEST_SHAPELY = 2


def missing_packages() -> list[str]:
    """Return the packages that are missing or too old, without importing any."""
    missing = [name for name in NEEDED if find_spec(name) is None]
    if "shapely" not in missing and _major("shapely") < _OLDEST_SHAPELY:
        missing.append("shapely ≥ 2")
    return missing


def missing_packages_text() -> str:
    """Return what is missing and how it is installed, as a sentence for people; empty where all is there."""
    missing = missing_packages()
    if not missing:
        return ""
    return tr(
        "RegSO Atlas needs Python packages that this QGIS lacks: {packages}. They are part of QGIS's Windows installer "
        "(choose qgis-full or qgis-ltr-full in OSGeo4W); on Debian and Ubuntu install python3-geopandas and "
        "python3-matplotlib. Then start QGIS again."
    ).format(packages=", ".join(missing))


def _major(package: str) -> int:
    try:
        return int(version(package).split(".")[0])
    except (PackageNotFoundError, ValueError):
        # Some distributions leave out the version; they are newer than the versions that matter here.
        return _OLDEST_SHAPELY
