# SPDX-License-Identifier: GPL-2.0-or-later
"""PostGIS, before the question: both layers into tables, areas cut into small pieces, indexes, statistics."""

import psycopg2
import pyogrio
from job import AREAS, LAYER, read_job

LARGEST_PIECE = {"points": 128, "lines": 128, "polygons": 256}
"""Vertices of a piece of an area: the fastest of 48 to 512 for each kind."""

job = read_job()
connection = psycopg2.connect(job.options["connection"])
connection.autocommit = True
cursor = connection.cursor()


class Rows:
    """A layer as the text that COPY reads, row by row."""

    def __init__(self, path: str, layer: str, columns: list[str]) -> None:
        self._source = pyogrio.raw.open_arrow(path, layer=layer, columns=columns, use_pyarrow=True)
        _, reader = self._source.__enter__()
        self._batches = iter(reader)
        self._left = b""

    def read(self, size: int) -> bytes:
        """Return about as much as asked for, whole batches at a time."""
        while len(self._left) < size:
            batch = next(self._batches, None)
            if batch is None:
                break
            values = [batch.column(name).to_pylist() for name in batch.schema.names if name != "geom"]
            shapes = [wkb.hex() for wkb in batch.column("geom").to_pylist()]
            rows = zip(*([("\\N" if v is None else str(v)) for v in column] for column in values), shapes, strict=True)
            self._left += "".join("\t".join(row) + "\n" for row in rows).encode()
        part, self._left = self._left[:size], self._left[size:]
        return part


def run(statement: str) -> None:
    cursor.execute(statement)


with job.stage("load"):
    run("CREATE EXTENSION IF NOT EXISTS postgis")
    run("DROP TABLE IF EXISTS areas, pieces, features")
    run("CREATE UNLOGGED TABLE areas (area_type int, geom geometry(Polygon))")
    cursor.copy_expert("COPY areas FROM STDIN", Rows(job.areas, AREAS, ["omradestyp"]), size=1 << 20)
    run("CREATE UNLOGGED TABLE features (along int, geom geometry)")
    cursor.copy_expert("COPY features FROM STDIN", Rows(job.layer, LAYER, ["along"]), size=1 << 20)
with job.stage("cut"):
    run(
        "CREATE UNLOGGED TABLE pieces AS "
        f"SELECT coalesce(area_type, 0) AS area_type, ST_Subdivide(geom, {LARGEST_PIECE[job.kind]}) AS geom FROM areas"
    )
with job.stage("index"):
    # The pieces get none, so that the plan goes through the pieces and looks up the features of each: PostGIS then
    # prepares each piece once. The other way round takes more than twice as long.
    run("CREATE INDEX ON features USING gist (geom)")
with job.stage("statistics"):
    run("VACUUM ANALYZE pieces")
    run("VACUUM ANALYZE features")
job.answer()
