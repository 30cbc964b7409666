# SPDX-License-Identifier: GPL-2.0-or-later
# ruff: noqa: S608 - what is not a constant here has been quoted by `identifier` or `literal`, or is a number (so B608)
"""The overlay as one batch of SQL for PostGIS: the core's rules where their answer is certain.

Certain is what keeps further than ``DOUBT`` from every border, and what crosses borders plainly: at an angle, away from
corners, with pieces longer than ``SHORTEST``. The few features for which nearness to a border decides, those with
curves or invalid rings and those that lie far from Sweden come back as they are, and the core judges them. So no rule
of the core's about borders is told a second time here, and no figure can differ by more than a fit or a rounding.

The batch is sent as one: its tables live in the transaction that the server makes of it and vanish with it, whether it
succeeds, fails or is cancelled, and whichever connection of QGIS's pool carries it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from ..core.arrays import Floats
from ..core.scale_terms import BOX
from .postgis_dividing import DIVIDED, NO_GEOMETRY, RETURNED, WHOLE, located, near
from .postgis_measures import ENDS, SRID, at_middle, finite, is_small, literal, metres, square_metres

PIECE: Final = 256
"""Corners of a piece of an area: with fewer the cutting takes longer, and so does the search in more pieces."""

MOST_RETURNED: Final = 200_000
"""More doubtful features than this are not sent back: then it is quicker to read the layer."""

_TYPES: Final = {
    0: ("POINT", "MULTIPOINT"),
    1: ("LINESTRING", "MULTILINESTRING"),
    2: ("POLYGON", "MULTIPOLYGON"),
}
"""Geometries that need nothing done to them, by kind; those with M are named so."""


@dataclass(frozen=True)
class Question:
    """What is asked of a layer.

    ``relation``: the quoted table or bracketed query; ``geometry``, ``key``, ``group``: quoted columns; ``amounts`` and
    ``rates``: SQL expressions of numbers; ``where``: conditions; ``srid``: of the layer's reference system;
    ``around``: its coordinates around Sweden (west, south, east, north); ``types`` and ``only_srid``: the geometry
    types and the reference system that QGIS may let through; empty and None for all.
    """

    kind: int
    relation: str
    geometry: str
    srid: int
    around: tuple[float, float, float, float]
    key: str | None = None
    group: str | None = None
    amounts: tuple[str, ...] = ()
    rates: tuple[str, ...] = ()
    where: tuple[str, ...] = ()
    types: tuple[str, ...] = ()
    only_srid: int | None = None

    @property
    def numbers(self) -> tuple[str, ...]:
        return self.amounts + self.rates


def settings_sql() -> str:
    """Return statements for a server that is set up for small questions.

    Temporary tables are searched in their own buffers, 8 MB of them, which can only be changed before a connection's
    first temporary table: later the server refuses, and the batch does with what there is.
    """
    return """
SET LOCAL jit = off;
SET LOCAL work_mem = '128MB';
DO $$ BEGIN SET temp_buffers = '256MB'; EXCEPTION WHEN OTHERS THEN NULL; END $$;
"""


def moved_sql(points: Iterable[tuple[float, float]], srid: int) -> str:
    """Return the query whose answer is where the database puts points in SWEREF 99 TM, as JSON."""
    values = ", ".join(f"({i}, {x!r}::float8, {y!r}::float8)" for i, (x, y) in enumerate(points))
    return f"""
SELECT json_agg(json_build_array(ST_X(geom), ST_Y(geom)) ORDER BY i)::text
FROM (SELECT i, ST_Transform(ST_SetSRID(ST_MakePoint(x, y), {srid}), {SRID}) AS geom
  FROM (VALUES {values}) AS point (i, x, y)) AS moved
"""  # nosec B608


# Areas ----------------------------------------------------------------------------------------------------------------


def areas_sql(rows: Iterable[str]) -> str:
    """Return statements that make the areas' tables; ``rows``: position, type and geometry of each as SQL values.

    Pieces answer what a point lies in. Edges are the borders with their very own corners, each once.
    """
    values = ",\n".join(rows)
    swap = "(x0, y0) > (x1, y1)"
    return f"""
CREATE TEMP TABLE regso_atlas_area (position int, area_type int, geom geometry) ON COMMIT DROP;
INSERT INTO regso_atlas_area VALUES
{values};
CREATE TEMP TABLE regso_atlas_piece ON COMMIT DROP AS
SELECT position, ST_Subdivide(geom, {PIECE}) AS geom FROM regso_atlas_area WHERE NOT ST_IsEmpty(geom);
CREATE INDEX ON regso_atlas_piece USING gist (geom);
CREATE TEMP TABLE regso_atlas_edge ON COMMIT DROP AS
SELECT px, py, qx, qy, ST_SetSRID(ST_MakeLine(ST_MakePoint(px, py), ST_MakePoint(qx, qy)), {SRID}) AS geom
FROM (SELECT DISTINCT CASE WHEN {swap} THEN x1 ELSE x0 END AS px, CASE WHEN {swap} THEN y1 ELSE y0 END AS py,
    CASE WHEN {swap} THEN x0 ELSE x1 END AS qx, CASE WHEN {swap} THEN y0 ELSE y1 END AS qy
  FROM (SELECT {ENDS} FROM (SELECT (ST_DumpSegments(geom)).geom FROM regso_atlas_area) AS edges OFFSET 0) AS ends
) AS ordered;
CREATE INDEX ON regso_atlas_edge USING gist (geom);
ANALYZE regso_atlas_piece;
ANALYZE regso_atlas_edge;
"""  # nosec B608


def area_row(position: int, area_type: int, wkb_base64: str) -> str:
    """Return an area as SQL values."""
    return f"({position}, {area_type}, ST_GeomFromWKB(decode('{wkb_base64}', 'base64'), {SRID}))"


# Features -------------------------------------------------------------------------------------------------------------


def features_sql(question: Question, terms: Floats, integral: Floats) -> str:
    """Return the statement that reads the layer once and settles what lies whole in one area or in none."""
    columns = [f"{question.key or 'NULL::bigint'} AS key", f"{question.group or 'NULL::text'} AS grp"]
    columns += [f"{finite(expression)} AS number{i}" for i, expression in enumerate(question.numbers)]
    where = " AND ".join(f"({condition})" for condition in question.where) or "true"
    known = ", ".join(literal(name + m) for name in _TYPES[question.kind] for m in ("", "M"))
    around = f"ST_MakeEnvelope({', '.join(map(repr, question.around))}, {question.srid})"
    box = f"ST_MakeEnvelope({', '.join(map(repr, BOX))}, {SRID})"
    plain = f"ST_Force2D(ST_SetSRID(raw, {question.srid}))"
    moved = plain if question.srid == SRID else f"ST_Transform({plain}, {SRID})"
    unusual = f"geom IS NULL OR NOT geom @ {box}" + (" OR NOT ST_IsValid(geom)" if question.kind == 2 else "")
    several, close = "ST_NumGeometries(geom) > 1", near("moved.geom")
    # A point at a border is for the core; so is one of several.
    apart = f"WHEN {close} THEN {RETURNED} WHEN {several} THEN {DIVIDED}"
    if question.kind != 0:
        apart = f"WHEN {several} OR {close} THEN {DIVIDED}"
    first = {0: "geom", 1: "ST_StartPoint(geom)", 2: "ST_StartPoint(ST_ExteriorRing(geom))"}[question.kind]
    amount = {
        0: "1::float8",
        1: metres("single", terms),
        2: f"CASE WHEN {is_small('single')} THEN {at_middle('single', 'ST_Area', terms)} "
        f"ELSE {square_metres('single', integral)} END",
    }[question.kind]
    aliens = ["false"]
    if question.types:
        aliens.append(f"GeometryType(raw) NOT IN ({', '.join(map(literal, question.types))})")
    if question.only_srid is not None:
        aliens.append(f"ST_SRID(raw) <> {question.only_srid}")
    alien = f"raw IS NOT NULL AND ({' OR '.join(aliens)})"
    return f"""
CREATE TEMP TABLE regso_atlas_feature ON COMMIT DROP AS
SELECT id, key, grp{"".join(f", number{i}" for i in range(len(question.numbers)))}, {alien} AS alien, state,
  CASE WHEN state = {WHOLE} THEN coalesce({located(first.replace("geom", "single"))}, -1) END AS position,
  CASE WHEN state = {WHOLE} THEN {amount} END AS amount,
  CASE WHEN state = {DIVIDED} THEN geom END AS geom, CASE WHEN state IN ({RETURNED}, {DIVIDED}) THEN raw END AS raw
FROM (SELECT row_number() OVER () AS id, {", ".join(columns)}, {question.geometry}::geometry AS raw
  FROM {question.relation} WHERE {where} OFFSET 0) AS source
CROSS JOIN LATERAL (SELECT CASE WHEN GeometryType(raw) IN ({known}) AND ST_SetSRID(raw, {question.srid}) @ {around}
  THEN {moved} END AS geom OFFSET 0) AS moved
CROSS JOIN LATERAL (SELECT CASE WHEN raw IS NULL OR ST_IsEmpty(raw) THEN {NO_GEOMETRY} WHEN {unusual} THEN {RETURNED}
  {apart} ELSE {WHOLE} END AS state OFFSET 0) AS judged
CROSS JOIN LATERAL (SELECT CASE WHEN state = {WHOLE} THEN ST_GeometryN(geom, 1) END AS single OFFSET 0) AS taken;
"""  # nosec B608


# The answer -----------------------------------------------------------------------------------------------------------


def answer_sql(question: Question) -> str:
    """Return the query whose rows (kind of row, JSON array) are all that is read back."""
    count = len(question.numbers)
    carried = "".join(f", number{i}" for i in range(count))
    kind = {0: "share", 1: "amount", 2: "amount"}[question.kind]
    sums: list[str] = []
    for i in range(count):
        if i < len(question.amounts):
            sums += [f"coalesce(sum(number{i} * share), 0)", f"count(number{i})"]
        else:
            sums += [
                f"coalesce(sum(number{i} * {kind}), 0)",
                f"coalesce(sum({kind}) FILTER (WHERE number{i} IS NOT NULL), 0)",
            ]
    settled = f"state IN ({WHOLE}, {DIVIDED})"
    missing = "".join(f", count(*) FILTER (WHERE {settled} AND number{i} IS NULL)" for i in range(count))
    values = ", ".join(f"number{i}" for i in range(count))
    few = f"(SELECT count(*) FROM regso_atlas_feature WHERE state = {RETURNED}) <= {MOST_RETURNED}"  # nosec B608
    return f"""
WITH piece AS MATERIALIZED (
  SELECT id, grp, position, amount, 1::float8 AS share{carried} FROM regso_atlas_feature WHERE state = {WHOLE}
  UNION ALL SELECT id, grp, position, amount, share{carried} FROM (
    SELECT id, position, amount, CASE WHEN sum(amount) OVER feature > 0 THEN amount / sum(amount) OVER feature
      ELSE 1::float8 / count(*) OVER feature END AS share
    FROM regso_atlas_part WINDOW feature AS (PARTITION BY id)) AS part
  JOIN (SELECT id, grp{carried} FROM regso_atlas_feature) AS owner USING (id)),
few AS (SELECT count(DISTINCT coalesce(to_json(grp)::text, '')) <= 2000 AND {few} AS enough FROM piece)
SELECT 'total' AS what, json_build_array(count(*), count(*) FILTER (WHERE state = {RETURNED}),
  (SELECT count(DISTINCT id) FROM piece WHERE position >= 0), count(*) FILTER (WHERE alien),
  (SELECT enough FROM few), json_build_array({missing.lstrip(", ")}))::text AS body
FROM regso_atlas_feature
UNION ALL SELECT 'area', json_build_array(grp, position, sum(amount), count(*){"".join(f", {s}" for s in sums)})::text
FROM piece WHERE (SELECT enough FROM few) GROUP BY grp, position
UNION ALL SELECT 'type', json_build_array(grp, area_type, count(*))::text FROM (
  SELECT DISTINCT grp, coalesce(area_type, -1) AS area_type, id
  FROM piece LEFT JOIN regso_atlas_area USING (position)) AS feature
WHERE (SELECT enough FROM few) GROUP BY grp, area_type
UNION ALL SELECT 'none', json_build_array(coalesce(key, id))::text FROM regso_atlas_feature WHERE state = {NO_GEOMETRY}
UNION ALL SELECT 'feature', json_build_array(coalesce(key, id), grp, json_build_array({values}), raw)::text FROM (
  SELECT id, key, grp{carried}, encode(ST_AsBinary(raw), 'hex') AS raw
  FROM regso_atlas_feature WHERE state = {RETURNED} AND (SELECT enough FROM few) ORDER BY id) AS returned
"""  # nosec B608
