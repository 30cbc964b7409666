# SPDX-License-Identifier: GPL-2.0-or-later
"""SedonaDB: both layers as in-memory tables, one spatial join with a sum by type."""

import sedonadb
from job import AREAS, LAYER, read_job, sql_amount

job = read_job()
session = sedonadb.connect()
session.sql(f"SET datafusion.execution.target_partitions = {job.options['workers']}").execute()
with job.stage("read"):
    session.read_pyogrio(job.areas, options={"layer": AREAS}).to_memtable().to_view("areas")
    session.read_pyogrio(job.layer, options={"layer": LAYER, "columns": []}).to_memtable().to_view("features")
with job.stage("overlay"):
    table = session.sql(
        f"SELECT a.omradestyp AS t, sum({sql_amount(job.kind, 'f.geom', 'a.geom')}) AS amount "
        "FROM features f JOIN areas a ON ST_Intersects(a.geom, f.geom) GROUP BY 1"
    ).to_arrow_table()
amounts = dict(zip(table["t"].to_pylist(), table["amount"].to_pylist(), strict=True))
job.answer(amounts, version=f"SedonaDB {sedonadb.__version__}")
