# SPDX-License-Identifier: GPL-2.0-or-later
"""Runs inside the QGIS programs: which copies of GDAL, GEOS and PROJ are in the process, as /proc says."""

import re
from pathlib import Path

_LIBRARY = re.compile(r"/\S*/lib(gdal|geos|geos_c|proj)[-.]\S*")


def mapped_libraries(maps: str | None = None) -> dict[str, list[str]]:
    """Return the files of each library that are mapped into this process (or in the text of a maps file)."""
    text = Path("/proc/self/maps").read_text(encoding="utf-8") if maps is None else maps
    found: dict[str, set[str]] = {}
    for match in _LIBRARY.finditer(text):
        found.setdefault(match[1], set()).add(match[0])
    return {name: sorted(paths) for name, paths in found.items()}
