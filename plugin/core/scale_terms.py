# SPDX-License-Identifier: GPL-2.0-or-later
"""The scale of SWEREF 99 TM as a short polynomial, for engines that know only arithmetic.

The same 1/k and 1/k² as in ``ellipsoid``, fitted to one part in 10¹⁰ in a box around Sweden, in two numbers: ``w``,
the squared distance from the central meridian, and ``v``, the northing, both scaled. What lies outside the box is not
theirs to measure.
"""

from __future__ import annotations

from functools import cache
from typing import Final

import numpy as np
from numpy.polynomial import chebyshev

from .arrays import Floats

BOX: Final = (0.0, 6_000_000.0, 1_000_000.0, 7_800_000.0)
"""Where the polynomials hold: west, south, east, north in metres of SWEREF 99 TM."""

MERIDIAN: Final = 500_000.0
HALF_WIDTH: Final = 500_000.0
MIDDLE: Final = 6_900_000.0
HALF_HEIGHT: Final = 900_000.0
"""``t`` = (easting - MERIDIAN) / HALF_WIDTH, ``w`` = t², ``v`` = (northing - MIDDLE) / HALF_HEIGHT."""

_SMALLEST: Final = 2e-11
"""Terms of the fit that never matter more than this are left out."""


@cache
def scale_terms(power: int) -> Floats:
    """Return coefficients c[i, j] of k**-power = sum of c[i, j] w**i v**j, zero where a term does not matter."""
    # Where the terms are written down, QGIS starts: shapely comes with the ellipsoid when they are asked for.
    from .ellipsoid import inverse_scale

    columns, rows = 5, 7
    u = np.cos(np.pi * (np.arange(columns) + 0.5) / columns)
    v = np.cos(np.pi * (np.arange(rows) + 0.5) / rows)
    uu, vv = np.meshgrid(u, v, indexing="ij")
    east = MERIDIAN + HALF_WIDTH * np.sqrt((uu + 1) / 2)
    values = inverse_scale(east.ravel(), (MIDDLE + HALF_HEIGHT * vv).ravel()).reshape(uu.shape) ** power
    fit = 4 / (columns * rows) * chebyshev.chebvander(u, columns - 1).T @ values @ chebyshev.chebvander(v, rows - 1)
    fit[0, :] /= 2
    fit[:, 0] /= 2
    fit[np.abs(fit) < _SMALLEST] = 0.0
    # u = 2 w - 1 runs over -1..1 where w runs over 0..1.
    in_w = np.zeros((columns, columns))
    for degree in range(columns):
        shifted = chebyshev.Chebyshev.basis(degree, domain=[0, 1]).convert(
            kind=np.polynomial.Polynomial, domain=[-1, 1], window=[-1, 1]
        )
        in_w[degree, : degree + 1] = shifted.coef
    in_v = np.array([np.pad(chebyshev.cheb2poly(np.eye(rows)[d]), (0, rows))[:rows] for d in range(rows)])
    terms = in_w.T @ fit @ in_v
    terms[np.abs(terms) < _SMALLEST / 10] = 0.0
    return np.asarray(terms)


@cache
def area_terms() -> Floats:
    """Return coefficients of the integral of 1/k² over the easting, in metres: t times a sum like ``scale_terms``'s."""
    squared = scale_terms(2)
    return np.asarray(squared * HALF_WIDTH / (2 * np.arange(len(squared))[:, None] + 1))
