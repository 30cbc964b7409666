# SPDX-License-Identifier: GPL-2.0-or-later
"""The short polynomials of the scale: as good as the series they stand for, everywhere in their box."""

from __future__ import annotations

import numpy as np
import pytest
import shapely
from numpy.polynomial import legendre, polynomial

from regso_atlas.plugin.core import ellipsoid, scale_terms
from regso_atlas.plugin.core.scale_terms import BOX, HALF_HEIGHT, HALF_WIDTH, MERIDIAN, MIDDLE


def places(count=50_000):
    rng = np.random.default_rng(3006)
    return rng.uniform(BOX[0], BOX[2], count), rng.uniform(BOX[1], BOX[3], count)


@pytest.mark.parametrize("power", [1, 2])
def test_the_terms_give_the_scale_to_one_in_ten_thousand_million(power):
    east, north = places()
    w, v = ((east - MERIDIAN) / HALF_WIDTH) ** 2, (north - MIDDLE) / HALF_HEIGHT

    fitted = polynomial.polyval2d(w, v, scale_terms.scale_terms(power))

    assert np.abs(fitted / ellipsoid.inverse_scale(east, north) ** power - 1).max() < 1e-10


def test_they_are_few():
    # Every term is paid for at every edge that a database measures.
    assert np.count_nonzero(scale_terms.scale_terms(1)) < 15
    assert np.count_nonzero(scale_terms.area_terms()) < 20


def test_the_integral_around_a_square_is_its_area_on_the_ellipsoid():
    west, south, side = 812_000.0, 7_410_000.0, 900.0
    t = (np.array([west, west + side]) - MERIDIAN) / HALF_WIDTH
    nodes, weights = legendre.leggauss(8)
    v = (south + (nodes + 1) / 2 * side - MIDDLE) / HALF_HEIGHT

    left, right = (x * polynomial.polyval2d(np.full(8, x**2), v, scale_terms.area_terms()) for x in t)

    area = float(((right - left) * weights).sum() * side / 2)
    square = np.array([shapely.box(west, south, west + side, south + side)], dtype=object)
    assert area == pytest.approx(ellipsoid.polygon_areas(square)[0], rel=1e-9)
