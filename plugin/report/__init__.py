# SPDX-License-Identifier: GPL-2.0-or-later
"""A summary told to people: one self-contained HTML file with tables, chart, reading, method and provenance.

Needs neither QGIS nor Qt, and imports nothing heavy until a report is made.
"""
