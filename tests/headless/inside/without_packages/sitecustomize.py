# SPDX-License-Identifier: GPL-2.0-or-later
"""On PYTHONPATH, makes the packages named in HIDDEN_PACKAGES absent, as if they had never been installed."""

import os
from importlib.machinery import PathFinder

_HIDDEN = frozenset(os.environ.get("HIDDEN_PACKAGES", "").split())
_find_spec = PathFinder.find_spec


def find_spec(name, path=None, target=None):
    """Return None for what is hidden: that is how an absent package looks to everybody who asks."""
    return None if name.partition(".")[0] in _HIDDEN else _find_spec(name, path, target)


PathFinder.find_spec = staticmethod(find_spec)
