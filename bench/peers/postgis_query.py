# SPDX-License-Identifier: GPL-2.0-or-later
"""PostGIS: one parallel query on loaded, indexed tables whose areas are cut into small pieces."""

from collections import defaultdict

import psycopg2
from job import read_job, sql_amount

job = read_job()
connection = psycopg2.connect(job.options["connection"])
cursor = connection.cursor()
with job.stage("query"):
    cursor.execute(
        f"SELECT p.area_type, f.along, sum({sql_amount(job.kind, 'f.geom', 'p.geom')}) "
        "FROM features f JOIN pieces p ON ST_Intersects(p.geom, f.geom) GROUP BY 1, 2"
    )
    rows = cursor.fetchall()
amounts, away = defaultdict(float), defaultdict(float)
for area_type, along, amount in rows:
    amounts[area_type] += float(amount)
    if not along:
        away[area_type] += float(amount)
cursor.execute("SELECT version(), postgis_lib_version(), postgis_geos_version()")
server, library, geos = cursor.fetchone()
job.answer(
    amounts,
    away={str(k): v for k, v in away.items()},
    version=f"{' '.join(server.split()[:2])}, PostGIS {library}, GEOS {geos}",
)
