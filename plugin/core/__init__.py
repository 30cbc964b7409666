# SPDX-License-Identifier: GPL-2.0-or-later
"""The science: areas, codes, overlay, summaries and tables. No QGIS, no Qt."""
