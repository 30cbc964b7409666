# SPDX-License-Identifier: GPL-2.0-or-later
"""Ranges of numbers, many at once."""

from __future__ import annotations

import numpy as np

from .arrays import Ints


def ranges(begin: Ints, length: Ints) -> Ints:
    """Return the numbers of all ranges of the given beginnings and lengths, one after the other."""
    starts = np.repeat(begin - (np.cumsum(length) - length), length)
    return np.asarray(np.arange(len(starts)) + starts)
