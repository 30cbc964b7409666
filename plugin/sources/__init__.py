# SPDX-License-Identifier: GPL-2.0-or-later
"""Where data come from: SCB's services and files downloaded by hand. QGIS's network stack and a cache; no widgets."""
