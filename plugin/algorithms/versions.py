# SPDX-License-Identifier: GPL-2.0-or-later
"""Versions of everything that has a part in a result."""

from __future__ import annotations

import configparser
from functools import cache

from qgis.core import Qgis

from .base import RESOURCES


@cache
def plugin_version() -> str:
    """Return the plugin's version as its metadata say it."""
    metadata = configparser.ConfigParser()
    metadata.read(RESOURCES.parent / "metadata.txt", encoding="utf-8")
    return metadata.get("general", "version", fallback="?")


def versions() -> dict[str, str]:
    """Return name and version of what computed a result."""
    import geopandas
    import numpy
    import pandas
    import pyproj
    import scipy
    import shapely
    from osgeo import gdal

    return {
        "RegSO Atlas": plugin_version(),
        "QGIS": Qgis.version(),
        "GDAL": gdal.__version__,
        "GEOS": Qgis.geosVersion(),
        "PROJ": pyproj.proj_version_str,
        "numpy": numpy.__version__,
        "pandas": pandas.__version__,
        "geopandas": geopandas.__version__,
        "shapely": shapely.__version__,
        "scipy": scipy.__version__,
    }
