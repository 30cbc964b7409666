# SPDX-License-Identifier: GPL-2.0-or-later
"""True metres: lengths and areas on the ellipsoid of what is drawn in SWEREF 99 TM.

SWEREF 99 TM (EPSG:3006) is a conformal projection, so a short stretch of grid is k times as long as on the
ellipsoid in every direction. The length of a line is the integral of 1/k along it, the area of a polygon the
integral of 1/k² over it. Both are additive: the parts of a feature sum to the feature, which geodesics between
vertices do not promise once a line has been cut.

k: Krüger's series in the form of Karney (2011), "Transverse Mercator with an accuracy of a few nanometers",
J. Geodesy 85, section 3, for GRS 80. Inside the box below 1/k and 1/k² are Chebyshev fits of that series.
"""

from __future__ import annotations

from functools import cache
from typing import Final

import numpy as np
import shapely
from numpy.polynomial import chebyshev, legendre
from numpy.typing import NDArray

Array = NDArray[np.float64]

WORKING_CRS: Final = "EPSG:3006"

_K0: Final = 0.9996
_FALSE_EASTING: Final = 500_000.0
_MAJOR_AXIS: Final = 6_378_137.0
_FLATTENING: Final = 1 / 298.257222101
_CENTRAL_MERIDIAN: Final = 15.0
_E2: Final = _FLATTENING * (2 - _FLATTENING)
_THIRD_FLATTENING: Final = _FLATTENING / (2 - _FLATTENING)
_RECTIFYING: Final = (
    _MAJOR_AXIS
    / (1 + _THIRD_FLATTENING)
    * (1 + _THIRD_FLATTENING**2 / 4 + _THIRD_FLATTENING**4 / 64 + _THIRD_FLATTENING**6 / 256)
)

# The box in which the fits hold: 1,000 km on either side of the central meridian, from the latitude of
# northern Germany to beyond the North Cape. Sweden lies well inside.
_HALF_WIDTH: Final = 1_000_000.0
_NORTH_FROM: Final = 5_500_000.0
_NORTH_TO: Final = 8_500_000.0

_LONGEST_STEP: Final = 20_000.0
"""Longer segments are divided before the quadrature, in metres."""

_ONE_NODE: Final = 100.0
"""Up to this length, in metres, the scale at the middle is the mean to one in 10¹¹: (1/k)'' is 1/R², so the error is
L² / 24 R²."""

_SLICE: Final = 16_384
"""Points whose series are evaluated at once: the terms then stay in the processor's cache."""

_VERTICES_AT_ONCE: Final = 200_000
"""Vertices of polygons that are measured at once: more would take memory, not time."""

_FIT_NOISE: Final = 2e-15
"""Coefficients of the fits below this are rounding."""

FURTHEST: Final = 20_000_000.0
"""No place on Earth has a grid coordinate beyond this, in metres."""


def inverse_scale(east: Array, north: Array) -> Array:
    """Return 1/k of SWEREF 99 TM at grid coordinates in metres, from the exact series."""
    tau, zeta1, slope = _inverse_projection(east, north)
    # With w the isometric coordinate, ds on the ellipsoid is nu cos(phi) |dw| and |d zeta'/dw| = |cos(zeta')|.
    nu_cosine = _MAJOR_AXIS / np.sqrt(1 + (1 - _E2) * tau**2)
    cosine = np.hypot(np.cos(zeta1.real), np.sinh(zeta1.imag))
    return np.asarray(nu_cosine * np.abs(slope) / (_K0 * _RECTIFYING * cosine))


def degrees(east: Array, north: Array) -> tuple[Array, Array]:
    """Return longitude and latitude on GRS 80 of grid coordinates in metres, from the exact series."""
    tau, zeta1, _ = _inverse_projection(east, north)
    longitude = _CENTRAL_MERIDIAN + np.degrees(np.arctan2(np.sinh(zeta1.imag), np.cos(zeta1.real)))
    return longitude, np.degrees(np.arctan(tau))


def _inverse_projection(east: Array, north: Array) -> tuple[Array, NDArray[np.complex128], NDArray[np.complex128]]:
    """Return the tangent of the latitude, Karney's zeta' and its slope at grid coordinates."""
    n = _THIRD_FLATTENING
    # Karney (2011), eq. 36: coefficients beta of the inverse projection, to n^6.
    beta = (
        n / 2 - 2 / 3 * n**2 + 37 / 96 * n**3 - n**4 / 360 - 81 / 512 * n**5 + 96199 / 604800 * n**6,
        n**2 / 48 + n**3 / 15 - 437 / 1440 * n**4 + 46 / 105 * n**5 - 1118711 / 3870720 * n**6,
        17 / 480 * n**3 - 37 / 840 * n**4 - 209 / 4480 * n**5 + 5569 / 90720 * n**6,
        4397 / 161280 * n**4 - 11 / 504 * n**5 - 830251 / 7257600 * n**6,
        4583 / 161280 * n**5 - 108847 / 3991680 * n**6,
        20648693 / 638668800 * n**6,
    )
    zeta = (np.asarray(north) + 1j * (np.asarray(east) - _FALSE_EASTING)) / (_K0 * _RECTIFYING)
    zeta1 = zeta.copy()
    slope = np.ones_like(zeta)
    for j, b in enumerate(beta, start=1):
        zeta1 -= b * np.sin(2 * j * zeta)
        slope -= 2 * j * b * np.cos(2 * j * zeta)
    xi, eta = zeta1.real, zeta1.imag
    # Karney's eqs. 23-25 at the point found: conformal latitude, then the geographic one by Newton's method (19-21).
    tau1 = np.sin(xi) / np.hypot(np.sinh(eta), np.cos(xi))
    e = np.sqrt(_E2)
    tau = tau1 / (1 - _E2)
    for _ in range(4):
        root = np.hypot(1.0, tau)
        sigma = np.sinh(e * np.arctanh(e * tau / root))
        estimate = tau * np.hypot(1.0, sigma) - sigma * root
        tau += (tau1 - estimate) / np.hypot(1.0, estimate) * (1 + (1 - _E2) * tau**2) / ((1 - _E2) * root)
    return np.asarray(tau), np.asarray(zeta1), np.asarray(slope)


@cache
def _fit(power: int) -> Array:
    """Return Chebyshev coefficients of k**-power over the box, in (squared distance from the meridian, northing)."""
    columns, rows = 7, 9
    u = np.cos(np.pi * (np.arange(columns) + 0.5) / columns)
    v = np.cos(np.pi * (np.arange(rows) + 0.5) / rows)
    uu, vv = np.meshgrid(u, v, indexing="ij")
    east = _FALSE_EASTING + _HALF_WIDTH * np.sqrt((uu + 1) / 2)
    north = _NORTH_FROM + (vv + 1) / 2 * (_NORTH_TO - _NORTH_FROM)
    values = inverse_scale(east, north) ** power
    # Discrete orthogonality at Chebyshev nodes gives the interpolant's coefficients directly.
    tu = chebyshev.chebvander(u, columns - 1)
    tv = chebyshev.chebvander(v, rows - 1)
    coefficients = 4 / (columns * rows) * tu.T @ values @ tv
    coefficients[0, :] /= 2
    coefficients[:, 0] /= 2
    return np.asarray(coefficients)


def inside_box(east: Array, north: Array) -> NDArray[np.bool_]:
    """Tell which grid coordinates lie where the fits hold: Sweden and around it."""
    return np.asarray((np.abs(east - _FALSE_EASTING) <= _HALF_WIDTH) & (north >= _NORTH_FROM) & (north <= _NORTH_TO))


def _on_earth(east: Array, north: Array) -> NDArray[np.bool_]:
    return np.asarray((np.abs(east) <= FURTHEST) & (np.abs(north) <= FURTHEST))


@cache
def _powers(power: int) -> tuple[Array, ...]:
    """Return the fit of k**-power in powers: row i belongs to t**(2 i), t = (easting - 500 km) / 1,000 km.

    Each row holds the powers of the northing scaled to -1..1, the lowest first, without those that are only the noise
    of the fit: on the central meridian k is the same everywhere.
    """
    fit = np.where(np.abs(_fit(power)) > _FIT_NOISE, _fit(power), 0.0)
    in_u = _chebyshev_in_powers(fit.shape[0]).T @ fit @ _chebyshev_in_powers(fit.shape[1])
    in_t = np.zeros_like(in_u)
    # u = 2 t² - 1: expand the powers of u in powers of t².
    expanded = np.polynomial.Polynomial([1.0])
    for i in range(in_u.shape[0]):
        in_t[: i + 1] += expanded.coef[:, None] * in_u[i]
        expanded = expanded * np.polynomial.Polynomial([-1.0, 2.0])
    return tuple(row[: int(np.flatnonzero(np.abs(row) > _FIT_NOISE).max(initial=0)) + 1] for row in in_t)


def _chebyshev_in_powers(count: int) -> Array:
    """Return the coefficients of the first Chebyshev polynomials, one in each row, the lowest power first."""
    result = np.zeros((count, count))
    for degree in range(count):
        result[degree, : degree + 1] = chebyshev.cheb2poly(np.eye(degree + 1)[degree])
    return result


@cache
def _area_powers() -> tuple[Array, ...]:
    """Return the integral of 1/k² over the easting, divided by t: rows as in ``_powers``."""
    return tuple(row * _HALF_WIDTH / (2 * i + 1) for i, row in enumerate(_powers(2)))


def _evaluate(rows: tuple[Array, ...], east: Array, north: Array, *, odd: bool = False) -> Array:
    """Return the polynomial of ``rows`` at grid coordinates, times t where ``odd``.

    Horner's rule in both variables, slice by slice and in place: what is computed stays in the processor's cache.
    """
    result = np.empty(len(east))
    for start in range(0, len(east), _SLICE):
        part = slice(start, start + _SLICE)
        t = (east[part] - _FALSE_EASTING) / _HALF_WIDTH
        square = t * t
        v = (north[part] - _NORTH_FROM) * (2 / (_NORTH_TO - _NORTH_FROM))
        v -= 1
        value, term = np.zeros_like(t), np.empty_like(t)
        for row in reversed(rows):
            value *= square
            term.fill(row[-1])
            for coefficient in row[-2::-1]:
                term *= v
                term += coefficient
            value += term
        if odd:
            value *= t
        result[part] = value
    return result


def _antiderivative(east: Array, north: Array) -> Array:
    """Return the integral of 1/k² over the easting from the central meridian."""
    return _evaluate(_area_powers(), east, north, odd=True)


def _fitted_inverse_scale(east: Array, north: Array) -> Array:
    return _evaluate(_powers(1), east, north)


def segment_lengths(east0: Array, north0: Array, east1: Array, north1: Array, planar: Array | None = None) -> Array:
    """Return the length on the ellipsoid of straight grid segments, in metres; NaN where an end is nowhere on Earth.

    ``planar``: their lengths in the grid, where known. Integral of 1/k along the segment by Gauss-Legendre quadrature:
    one node up to ``_ONE_NODE`` metres, two up to ``_LONGEST_STEP``, five to each step beyond.
    """
    if planar is None:
        planar = np.hypot(east1 - east0, north1 - north0)
    if _all_inside_box(east0, north0, east1, north1):
        total = planar * _fitted_inverse_scale((east0 + east1) / 2, (north0 + north1) / 2)
        rest = np.flatnonzero(planar > _ONE_NODE)
        inside = np.ones(len(rest), dtype=bool)
    else:
        total, rest = np.full(planar.shape, np.nan), np.arange(len(planar))
        inside = inside_box(east0, north0) & inside_box(east1, north1)
    if len(rest):
        total[rest] = _long_segment_lengths(east0[rest], north0[rest], east1[rest], north1[rest], inside)
    return total


def _all_inside_box(east0: Array, north0: Array, east1: Array, north1: Array) -> bool:
    if len(east0) == 0:
        return True
    corners = ((np.array([end.min(), end.max()]) for end in ends) for ends in ((east0, north0), (east1, north1)))
    return all(bool(inside_box(*corner).all()) for corner in corners)


def _long_segment_lengths(east0: Array, north0: Array, east1: Array, north1: Array, inside: NDArray[np.bool_]) -> Array:
    """Return what ``segment_lengths`` does for segments of any length, in or out of the fits' box."""
    somewhere = _on_earth(east0, north0) & _on_earth(east1, north1)
    east0, north0, east1, north1 = (np.where(somewhere, c, 0.0) for c in (east0, north0, east1, north1))
    de, dn = east1 - east0, north1 - north0
    planar = np.hypot(de, dn)
    total = np.full(planar.shape, np.nan)
    for mask, scale in ((somewhere & inside, _fitted_inverse_scale), (somewhere & ~inside, inverse_scale)):
        if not mask.any():
            continue
        steps = max(1, int(np.ceil(planar[mask].max() / _LONGEST_STEP)))
        # Nearly all segments are short: only the long ones pay for subdivision.
        for long in (False, True):
            part = mask & ((planar > _LONGEST_STEP) == long)
            if not part.any():
                continue
            weights, nodes = _quadrature(steps if long else 1, 5 if long else 2)
            factor = np.zeros(int(part.sum()))
            for weight, node in zip(weights, nodes, strict=True):
                factor += weight * scale(east0[part] + node * de[part], north0[part] + node * dn[part])
            total[part] = planar[part] * factor
    return total


@cache
def _quadrature(steps: int, order: int) -> tuple[Array, Array]:
    """Return weights and nodes on 0–1 of a Gauss-Legendre rule repeated in equal steps."""
    x, w = legendre.leggauss(order)
    nodes = ((np.arange(steps)[:, None] + (x + 1) / 2) / steps).ravel()
    return np.tile(w / 2 / steps, steps), nodes


def line_lengths(lines: NDArray[np.object_]) -> Array:
    """Return the length on the ellipsoid of (multi)linestrings in SWEREF 99 TM, in metres."""
    xy = shapely.get_coordinates(lines)
    parts, owner = shapely.get_parts(lines, return_index=True)
    vertices = shapely.get_num_coordinates(parts)
    part_of_vertex = np.repeat(np.arange(len(parts)), vertices)
    same = part_of_vertex[1:] == part_of_vertex[:-1]
    a, b = xy[:-1][same], xy[1:][same]
    lengths = segment_lengths(a[:, 0], a[:, 1], b[:, 0], b[:, 1])
    return np.bincount(owner[part_of_vertex[1:][same]], weights=lengths, minlength=len(lines)).astype(np.float64)


def polygon_areas(polygons: NDArray[np.object_]) -> Array:
    """Return the area on the ellipsoid of (multi)polygons in SWEREF 99 TM, in square metres.

    Green's theorem with the integral of 1/k² over the easting; holes are subtracted. A polygon that leaves the
    neighbourhood of Sweden is measured with geodesic edges instead; one that is nowhere on Earth is NaN.
    """
    with np.errstate(invalid="ignore"):
        bounds = shapely.bounds(polygons)
    inside = inside_box(bounds[:, 0], bounds[:, 1]) & inside_box(bounds[:, 2], bounds[:, 3])
    far = ~(inside | shapely.is_missing(polygons) | shapely.is_empty(polygons))
    near = np.array(polygons, dtype=object)
    near[far] = None
    vertices = np.cumsum(shapely.get_num_coordinates(near))
    ends = np.searchsorted(vertices, np.arange(_VERTICES_AT_ONCE, vertices[-1] if len(near) else 0, _VERTICES_AT_ONCE))
    some = np.split(near, np.unique(ends))
    totals = np.concatenate([_areas_near_sweden(polygons) for polygons in some])
    for i in np.flatnonzero(far):
        totals[i] = _geodesic_area(polygons[i])
    return totals


def _areas_near_sweden(polygons: NDArray[np.object_]) -> Array:
    # Taking polygons of one part apart takes as long as measuring them.
    single = bool((shapely.get_type_id(polygons) == shapely.GeometryType.POLYGON).all())
    parts, owner = (polygons, np.arange(len(polygons))) if single else shapely.get_parts(polygons, return_index=True)
    rings, part_of_ring = shapely.get_rings(parts, return_index=True)
    vertices = shapely.get_num_coordinates(rings)
    ring_of_vertex = np.repeat(np.arange(len(rings)), vertices)
    x, y = shapely.get_coordinates(rings).T.copy()
    same = ring_of_vertex[1:] == ring_of_vertex[:-1]
    ring = ring_of_vertex[1:][same]
    east, north = x[:-1][same], y[:-1][same]
    de, dn = np.diff(x)[same], np.diff(y)[same]
    flux = mean_antiderivative(east, north, de, dn)
    # Subtracting the ring's first antiderivative keeps digits: a constant times the closed integral of dN is zero.
    first = np.concatenate([[0], np.cumsum(vertices)[:-1]]) if len(rings) else np.zeros(0, dtype=int)
    offset = _antiderivative(x[first], y[first]) if len(rings) else np.zeros(0)
    signed = np.bincount(ring, weights=(flux - offset[ring]) * dn, minlength=len(rings))
    exterior = np.concatenate([[True], part_of_ring[1:] != part_of_ring[:-1]]) if len(rings) else np.zeros(0, bool)
    area = np.where(exterior, np.abs(signed), -np.abs(signed))
    return np.bincount(owner[part_of_ring], weights=area, minlength=len(polygons)).astype(np.float64)


def mean_antiderivative(east: Array, north: Array, de: Array, dn: Array) -> Array:
    """Return the mean of the integral of 1/k² over the easting, along segments from a point by a step, in metres.

    Times the step's northing it is the segment's part of the area of a ring that it belongs to (Green's theorem); any
    constant may be taken from the means of a whole ring. Holds inside the fits' box only.
    """
    # Each segment's own steps, so that a polygon measures the same to the last digit whatever is measured with it.
    long = np.flatnonzero(np.hypot(de, dn) > _LONGEST_STEP)
    weights, nodes = _quadrature(1, 2)
    mean = np.zeros(len(east))
    for weight, node in zip(weights, nodes, strict=True):
        mean += weight * _antiderivative(east + node * de, north + node * dn)
    steps = np.ceil(np.hypot(de[long], dn[long]) / _LONGEST_STEP)
    for count in np.unique(steps):
        part = long[steps == count]
        mean[part] = 0.0
        for weight, node in zip(*_quadrature(int(count), 5), strict=True):
            mean[part] += weight * _antiderivative(east[part] + node * de[part], north[part] + node * dn[part])
    return mean


def _geodesic_area(polygon: shapely.Geometry) -> float:
    # Geod needs no PROJ context; a Transformer does, and pyproj 3.7.0 to 3.7.2 crash with it in threads that Qt made.
    from pyproj import Geod

    xy = shapely.get_coordinates(polygon)
    if not _on_earth(xy[:, 0], xy[:, 1]).all():
        return float("nan")
    geod = Geod(ellps="GRS80")
    oriented = shapely.normalize(polygon)
    geographic = shapely.transform(oriented, lambda xy: np.column_stack(degrees(xy[:, 0], xy[:, 1])))
    return abs(float(geod.geometry_area_perimeter(geographic)[0]))
