# SPDX-License-Identifier: GPL-2.0-or-later
"""The steps of the dock, a widget each: every one shows a state and tells the presenter what the user wants."""
