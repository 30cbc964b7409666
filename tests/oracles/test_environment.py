# SPDX-License-Identifier: GPL-2.0-or-later
"""The environment of the comparisons is what it says: the core without QGIS, beside other libraries."""

import importlib.util
import sys


def test_core_is_importable_without_qgis():
    from regso_atlas.plugin.core import codes

    assert codes.parse_area_code("0180R001").kommun == "0180"
    assert "qgis" not in sys.modules
    assert importlib.util.find_spec("qgis") is None
