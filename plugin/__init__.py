# SPDX-License-Identifier: GPL-2.0-or-later
"""RegSO Atlas: the program behind the plugin."""
