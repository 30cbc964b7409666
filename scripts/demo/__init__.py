# SPDX-License-Identifier: GPL-2.0-or-later
"""The fictional demo region: how its land, areas, people, figures and layers are made. Nothing here is real."""

from __future__ import annotations

import zlib

import numpy as np

CRS = "EPSG:3006"
FICTIONAL = "påhittad demo"
EAST, NORTH = 560_000.0, 6_690_000.0
"""South-west corner of the frame; the modules think in kilometres from it."""
WIDTH_KM, HEIGHT_KM = 52.0, 40.0
DECIMALS = 2
"""Coordinates are rounded to centimetres, so that machines and library versions agree on them."""


def random_stream(name: str) -> np.random.RandomState:
    """Return a generator of its own for each part, so that a change in one part leaves the others alone.

    RandomState, because its stream is frozen; that of the newer Generator may change between versions of numpy.
    """
    return np.random.RandomState(zlib.crc32(name.encode()))


def to_grid(km: np.ndarray) -> np.ndarray:
    """Return kilometres in the frame as SWEREF 99 TM metres, rounded to centimetres."""
    return np.round(np.asarray(km, dtype=float) * 1000 + (EAST, NORTH), DECIMALS)
