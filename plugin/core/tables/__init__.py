# SPDX-License-Identifier: GPL-2.0-or-later
"""Statistical files in, tidy tables out: CSV of many dialects, XLSX, JSON-stat and PxWeb's own JSON.

``read_table`` reads what SCB and others hand out as it is, ``read_key_table`` reads the names of the areas, and
``select_values`` makes one row per area with the values somebody wants.
"""

from .key_table import KeyTable, LabelMatch, codes_from_labels, make_key_table, read_key_table
from .model import AreaTable, StatTable
from .reading import read_json_table, read_table
from .selection import SUM, select_values

__all__ = [
    "SUM",
    "AreaTable",
    "KeyTable",
    "LabelMatch",
    "StatTable",
    "codes_from_labels",
    "make_key_table",
    "read_json_table",
    "read_key_table",
    "read_table",
    "select_values",
]
