# SPDX-License-Identifier: GPL-2.0-or-later
"""The measures that follow from tables and areas: disparity, segregation, change. One module per family."""
