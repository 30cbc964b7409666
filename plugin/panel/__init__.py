# SPDX-License-Identifier: GPL-2.0-or-later
"""The dock: five steps from nothing to an answer. State without widgets, a presenter without widgets, then widgets."""
