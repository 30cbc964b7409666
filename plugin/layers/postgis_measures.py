# SPDX-License-Identifier: GPL-2.0-or-later
# ruff: noqa: S608 - what is not a constant here has been quoted by `identifier` or `literal`, or is a number (so B608)
"""Words of SQL for PostGIS: quoted names, and lengths and areas on the ellipsoid as expressions.

The core's integrals of 1/k and 1/k², with its polynomials; see ``core.scale_terms``.
"""

from __future__ import annotations

from typing import Final

from ..core.arrays import Floats
from ..core.scale_terms import HALF_HEIGHT, HALF_WIDTH, MERIDIAN, MIDDLE

SRID: Final = 3006

STEP: Final = 2000
"""Longer edges are divided, in metres. (1/k)'' is 1/R², so the scale at the middle of what spans L metres is the mean
to L² / 24 R²: 4 in 10⁹."""


def identifier(name: str) -> str:
    """Return a name quoted."""
    return '"' + name.replace('"', '""') + '"'


def finite(expression: str) -> str:
    """Return a number of eight bytes without what QGIS reads as no number."""
    return f"CASE WHEN {expression} < 'Infinity' AND {expression} > '-Infinity' THEN {expression} END"


def literal(text: str) -> str:
    """Return a text quoted."""
    return "'" + text.replace("'", "''") + "'"


def polynomial(terms: Floats) -> str:
    """Return a polynomial in the columns w and v as an expression, by Horner's rule."""
    rows = []
    for row in terms:
        text = ""
        for coefficient in reversed(row):
            if text:
                text = f"({text} * v + {coefficient!r}::float8)" if coefficient else f"({text} * v)"
            elif coefficient:
                text = f"{coefficient!r}::float8"
        rows.append(text or "0::float8")
    result = rows[-1]
    for text in reversed(rows[:-1]):
        result = f"({result} * w + {text})"
    return result.replace("np.float64(", "(")


def scaled(east: str, north: str) -> str:
    """Return w and v of grid coordinates as columns."""
    return f"(({east} - {MERIDIAN}) / {HALF_WIDTH}) ^ 2 AS w, ({north} - {MIDDLE}) / {HALF_HEIGHT} AS v"


def at_middle(geometry: str, measure: str, terms: Floats) -> str:
    """Return the measure of something small on the ellipsoid: its size on the grid times the scale at its middle.

    The middle is its centre of gravity, so that a scale which changes evenly gives no error at all.
    """
    return (
        f"(SELECT {measure}({geometry}) * {polynomial(terms)} FROM (SELECT {scaled('ST_X(c)', 'ST_Y(c)')} "
        f"FROM (SELECT ST_Centroid({geometry}) AS c OFFSET 0) AS middle OFFSET 0) AS place)"  # nosec B608
    )


def is_small(geometry: str) -> str:
    """Tell whether a geometry is so small that the scale at its middle is the mean to 2 in 10⁹."""
    return (
        f"greatest(ST_XMax({geometry}) - ST_XMin({geometry}), ST_YMax({geometry}) - ST_YMin({geometry})) < {STEP / 2}"
    )


ENDS: Final = (
    "ST_X(ST_StartPoint(geom)) AS x0, ST_Y(ST_StartPoint(geom)) AS y0, "
    "ST_X(ST_EndPoint(geom)) AS x1, ST_Y(ST_EndPoint(geom)) AS y1"
)


def metres(geometry: str, terms: Floats) -> str:
    """Return the length of a line on the ellipsoid; ``terms``: of 1/k."""
    long = (
        f"(SELECT sum(length * {polynomial(terms)}) FROM (SELECT sqrt((x1 - x0) ^ 2 + (y1 - y0) ^ 2) AS length, "
        f"{scaled('(x0 + x1) / 2', '(y0 + y1) / 2')} FROM (SELECT {ENDS} "
        f"FROM ST_DumpSegments(ST_Segmentize({geometry}, {STEP})) OFFSET 0) AS ends OFFSET 0) AS place)"  # nosec B608
    )
    return f"CASE WHEN {is_small(geometry)} THEN {at_middle(geometry, 'ST_Length', terms)} ELSE {long} END"


def square_metres(geometry: str, integral: Floats) -> str:
    """Return the area of polygons on the ellipsoid by Green's theorem; ``integral``: of 1/k² over the easting."""
    # Two nodes of Gauss and Legendre on every edge.
    nodes = "(VALUES (0.21132486540518713::float8), (0.7886751345948129::float8)) AS node (at)"
    return (
        f"(SELECT coalesce(abs(sum(t * {polynomial(integral)} * dn / 2)), 0) FROM (SELECT t, t ^ 2 AS w, v, dn FROM ("
        f"SELECT (x0 + at * (x1 - x0) - {MERIDIAN}) / {HALF_WIDTH} AS t, "
        f"(y0 + at * (y1 - y0) - {MIDDLE}) / {HALF_HEIGHT} AS v, y1 - y0 AS dn FROM (SELECT {ENDS} "
        f"FROM ST_DumpSegments(ST_ForcePolygonCCW(ST_Segmentize({geometry}, {STEP}))) OFFSET 0) AS ends, {nodes} "
        f"OFFSET 0) AS scaled OFFSET 0) AS place)"  # nosec B608
    )
