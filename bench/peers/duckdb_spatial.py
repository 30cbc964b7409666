# SPDX-License-Identifier: GPL-2.0-or-later
"""DuckDB with its spatial extension: both layers into tables, one spatial join with a sum by type."""

from importlib.resources import files

import duckdb
from job import AREAS, LAYER, read_job, sql_amount

job = read_job()
extension = files("duckdb_extension_spatial") / "extensions" / f"v{duckdb.__version__}" / "spatial.duckdb_extension"
database = duckdb.connect(config={"allow_unsigned_extensions": "true", "threads": job.options["workers"]})
database.execute(f"SET temp_directory = '{job.folder}'")
database.execute(f"LOAD '{extension}'")
with job.stage("read"):
    database.execute(f"CREATE TABLE areas AS SELECT omradestyp, geom FROM ST_Read('{job.areas}', layer = '{AREAS}')")
    database.execute(f"CREATE TABLE features AS SELECT geom FROM ST_Read('{job.layer}', layer = '{LAYER}')")
with job.stage("overlay"):
    rows = database.execute(
        f"SELECT a.omradestyp, sum({sql_amount(job.kind, 'f.geom', 'a.geom')}) "
        "FROM features f JOIN areas a ON ST_Intersects(a.geom, f.geom) GROUP BY 1"
    ).fetchall()
job.answer(dict(rows), version=f"DuckDB {duckdb.__version__}")
