# SPDX-License-Identifier: GPL-2.0-or-later
# ruff: noqa: S608 - what is not a constant here has been quoted by `identifier` or `literal`, or is a number (so B608)
"""Features that meet borders taken apart in SQL for PostGIS, and those found whose pieces are not certain."""

from __future__ import annotations

from typing import Final

from ..core.arrays import Floats
from .postgis_measures import ENDS, SRID, STEP, polynomial, scaled, square_metres

DOUBT: Final = 0.002
"""Twice the core's tolerance at borders, in metres: what is further away cannot be within the tolerance there."""

SHORTEST: Final = 0.2
"""Twice the core's shortest run along a border, in metres."""

STEEP: Final = 0.02
"""Sine of the angle from which a crossing is plain: a line leaves the tolerance within 5 cm of it."""

NO_GEOMETRY, RETURNED, WHOLE, DIVIDED = range(4)
"""States of a feature: without geometry; for the core; in one area or none; to be taken apart."""


def located(point: str) -> str:
    """Return the first area in which a point lies, NULL outside."""
    return f"(SELECT min(position) FROM regso_atlas_piece AS piece WHERE ST_Intersects(piece.geom, {point}))"  # nosec B608


def near(geometry: str) -> str:
    """Tell whether a geometry, named with its table, comes close to a border."""
    return f"EXISTS (SELECT FROM regso_atlas_edge AS edge WHERE ST_DWithin(edge.geom, {geometry}, {DOUBT}))"  # nosec B608


def returned_sql() -> str:
    """Return the statement that marks doubtful features, from the table of doubts, for the core."""
    return f"""
UPDATE regso_atlas_feature AS feature SET state = {RETURNED}
FROM (SELECT DISTINCT id FROM regso_atlas_doubt) AS doubt WHERE feature.id = doubt.id;
"""  # nosec B608


def points_sql() -> str:
    """Return the statement that takes points of several apart: each has its part of the feature."""
    return f"""
CREATE TEMP TABLE regso_atlas_part ON COMMIT DROP AS
SELECT id, coalesce(position, -1) AS position, sum(share) AS amount FROM (
  SELECT id, {located("point.geom")} AS position, 1.0::float8 / count(*) OVER (PARTITION BY id) AS share
  FROM regso_atlas_feature AS feature CROSS JOIN LATERAL ST_Dump(feature.geom) AS point
  WHERE state = {DIVIDED} AND NOT ST_IsEmpty(point.geom)) AS points
GROUP BY 1, 2;
"""  # nosec B608


def lines_sql(terms: Floats) -> str:
    """Return statements that divide lines where they cross borders; the middle of each stretch says where it lies."""
    return f"""
CREATE TEMP TABLE regso_atlas_line ON COMMIT DROP AS
SELECT row_number() OVER () AS line, id, ST_Segmentize(dumped.geom, {STEP}) AS geom
FROM regso_atlas_feature AS feature CROSS JOIN LATERAL ST_Dump(feature.geom) AS dumped
WHERE state = {DIVIDED} AND NOT ST_IsEmpty(dumped.geom);
CREATE TEMP TABLE regso_atlas_segment ON COMMIT DROP AS
SELECT line, row_number() OVER () AS n, {ENDS.replace("geom", "segment.geom")}
FROM regso_atlas_line AS whole CROSS JOIN LATERAL ST_DumpSegments(whole.geom) AS segment;
CREATE TEMP TABLE regso_atlas_meeting ON COMMIT DROP AS
SELECT line, px, py, qx, qy, edge.geom FROM regso_atlas_line AS whole
JOIN regso_atlas_edge AS edge ON ST_DWithin(edge.geom, whole.geom, {DOUBT});
ANALYZE regso_atlas_line;
ANALYZE regso_atlas_segment;
ANALYZE regso_atlas_meeting;
CREATE TEMP TABLE regso_atlas_hit ON COMMIT DROP AS
SELECT line, n, a / nullif(a - b, 0) AS at,
  (a * b < 0 AND p * q < 0 AND least(abs(a), abs(b)) > {DOUBT} * edge AND least(abs(p), abs(q)) > {DOUBT} * length
    AND abs(a - b) > {STEEP} * length * edge) AS plain
FROM (SELECT line, n,
    (qx - px) * (y0 - py) - (qy - py) * (x0 - px) AS a, (qx - px) * (y1 - py) - (qy - py) * (x1 - px) AS b,
    (x1 - x0) * (py - y0) - (y1 - y0) * (px - x0) AS p, (x1 - x0) * (qy - y0) - (y1 - y0) * (qx - x0) AS q,
    sqrt((x1 - x0) ^ 2 + (y1 - y0) ^ 2) AS length, sqrt((qx - px) ^ 2 + (qy - py) ^ 2) AS edge
  FROM regso_atlas_segment JOIN regso_atlas_meeting USING (line)
  WHERE greatest(x0, x1) > least(px, qx) - {DOUBT} AND least(x0, x1) < greatest(px, qx) + {DOUBT}
    AND greatest(y0, y1) > least(py, qy) - {DOUBT} AND least(y0, y1) < greatest(py, qy) + {DOUBT}
    AND ST_DWithin(ST_SetSRID(ST_MakeLine(ST_MakePoint(x0, y0), ST_MakePoint(x1, y1)), {SRID}), geom, {DOUBT})
  OFFSET 0) AS pair;
CREATE TEMP TABLE regso_atlas_stretch ON COMMIT DROP AS
WITH cut AS (
  SELECT line, n, 0::float8 AS at, 0 AS crossing FROM regso_atlas_segment
  UNION ALL SELECT line, n, at, 1 FROM regso_atlas_hit WHERE plain),
walked AS (
  SELECT line, n, at, lead(at, 1, 1::float8) OVER (PARTITION BY n ORDER BY at) AS upto,
    sum(crossing) OVER (PARTITION BY line ORDER BY n, at) AS stretch FROM cut),
piece AS (
  SELECT line, stretch, (upto - at) * sqrt((x1 - x0) ^ 2 + (y1 - y0) ^ 2) AS length,
    x0 + (at + upto) / 2 * (x1 - x0) AS x, y0 + (at + upto) / 2 * (y1 - y0) AS y
  FROM walked JOIN regso_atlas_segment USING (line, n) OFFSET 0)
SELECT line, stretch, sum(length) AS length, sum(length * {polynomial(terms)}) AS metres,
  max(ARRAY[length, x, y]) AS longest
FROM (SELECT *, {scaled("x", "y")} FROM piece OFFSET 0) AS placed GROUP BY line, stretch;
CREATE TEMP TABLE regso_atlas_doubt ON COMMIT DROP AS
SELECT id FROM regso_atlas_line JOIN regso_atlas_hit USING (line) WHERE plain IS NOT TRUE
UNION ALL SELECT id FROM regso_atlas_line JOIN (
  SELECT line FROM regso_atlas_stretch GROUP BY line HAVING count(*) > 1 AND min(length) < {SHORTEST}
) AS short USING (line);
{returned_sql()}
CREATE TEMP TABLE regso_atlas_part ON COMMIT DROP AS
SELECT id, position, sum(metres) AS amount FROM (
  SELECT id, coalesce({located(f"ST_SetSRID(ST_MakePoint(longest[2], longest[3]), {SRID})")}, -1) AS position, metres
  FROM regso_atlas_stretch JOIN regso_atlas_line USING (line) JOIN regso_atlas_feature USING (id)
  WHERE state = {DIVIDED} OFFSET 0) AS placed
GROUP BY id, position;
"""  # nosec B608


def polygons_sql(integral: Floats) -> str:
    """Return statements that cut polygons by the areas; what no area takes is outside.

    The core's noise decides what is nobody's ground; a piece or a rest within ten times of it, either way, is doubtful.
    Boxes choose the pairs: predicates of GEOS 3.11 fail on borders that meet within rounding, intersections do not.
    """
    return f"""
CREATE TEMP TABLE regso_atlas_cut ON COMMIT DROP AS
SELECT id, position, sum({square_metres("geom", integral)}) AS amount FROM (
  SELECT id, piece.position, ST_CollectionExtract(ST_Intersection(own.geom, piece.geom), 3) AS geom
  FROM (SELECT id, ST_Subdivide(geom, 96) AS geom FROM regso_atlas_feature WHERE state = {DIVIDED}) AS own
  JOIN regso_atlas_piece AS piece ON own.geom && piece.geom OFFSET 0) AS pieces
GROUP BY id, position;
CREATE TEMP TABLE regso_atlas_total ON COMMIT DROP AS
SELECT id, total, 1e-9 * total + 1e-8 * length AS noise, coalesce(taken, 0) AS taken
FROM (SELECT id, {square_metres("geom", integral)} AS total, ST_Perimeter(geom) AS length
  FROM regso_atlas_feature WHERE state = {DIVIDED} OFFSET 0) AS measured
LEFT JOIN (SELECT id, sum(amount) AS taken FROM regso_atlas_cut GROUP BY id) AS cut USING (id);
CREATE TEMP TABLE regso_atlas_doubt ON COMMIT DROP AS
SELECT id FROM regso_atlas_total
WHERE taken > total + noise / 10 OR total - taken BETWEEN noise / 10 AND noise * 10 OR total <= noise * 10
UNION ALL SELECT id FROM regso_atlas_cut JOIN regso_atlas_total USING (id)
WHERE amount BETWEEN noise / 10 AND noise * 10;
{returned_sql()}
CREATE TEMP TABLE regso_atlas_part ON COMMIT DROP AS
SELECT id, position,
  CASE WHEN complete THEN amount * total / sum(amount) OVER (PARTITION BY id) ELSE amount END AS amount
FROM (SELECT id, position, amount, total, total - taken <= noise AS complete
  FROM regso_atlas_cut JOIN regso_atlas_total USING (id)
  WHERE amount > noise AND id NOT IN (SELECT id FROM regso_atlas_doubt)) AS kept
UNION ALL SELECT id, -1, total - taken FROM regso_atlas_total
WHERE total - taken > noise AND id NOT IN (SELECT id FROM regso_atlas_doubt);
"""  # nosec B608
