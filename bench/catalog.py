# SPDX-License-Identifier: GPL-2.0-or-later
"""Who takes part: the readers, RegSO Atlas in its ways of running, and the peers."""

from __future__ import annotations

from dataclasses import dataclass

ALL = ("lines", "points", "polygons", "large")
WITHOUT_POINTS = ("lines", "polygons", "large")

OURS = "ours"
READING = "reading-arrow"
READING_QGIS = "reading-qgis"


@dataclass(frozen=True)
class Peer:
    """One way to do the job.

    ``python``: which environment runs the script (``bench``, ``venv`` or ``system``); ``compared``: the amounts that
    it must find (``true``, ``both`` sides of a border, ``away`` from borders); ``fresh``: starts without anything
    that an earlier run may have kept; ``stages``: the rows that it gives, each named after a stage of its run, in
    place of one row for the whole process; ``once``: measured once and not in every round.
    """

    name: str
    family: str
    title: str
    script: str
    kinds: tuple[str, ...] = ALL
    python: str = "bench"
    compared: str = ""
    fresh: bool = False
    server: bool = False
    once: bool = False
    stages: tuple[tuple[str, str, str], ...] = ()


PEERS = (
    Peer(READING, "reading", "only reading, GDAL's Arrow stream", "reading_arrow", python="venv"),
    Peer("reading-ogr", "reading", "only reading, GDAL feature by feature", "reading_ogr", python="venv"),
    Peer(READING_QGIS, "reading", "only reading, QGIS feature source", "reading_qgis", python="venv"),
    Peer(OURS, "ours", "RegSO Atlas, qgis_process", "ours_process", python="system", compared="true", fresh=True),
    Peer("ours-again", "ours", "RegSO Atlas, qgis_process, same areas again", "ours_process", python="system",
         compared="true"),
    Peer("ours-core", "ours", "RegSO Atlas, core from Python", "ours_core", python="venv", compared="true"),
    Peer("ours-task", "ours", "RegSO Atlas, task in QGIS", "ours_task", python="venv", fresh=True, stages=(
        ("ours-task", "RegSO Atlas, task in a running QGIS", "first"),
        ("ours-task-again", "RegSO Atlas, task in a running QGIS, again", "again"),
    )),
    Peer("qgis-intersection", "qgis", "QGIS native:intersection + aggregate", "qgis_intersection", WITHOUT_POINTS,
         "system", "both"),
    Peer("qgis-sumlinelengths", "qgis", "QGIS native:sumlinelengths", "qgis_sums", ("lines",), "system", "both"),
    Peer("qgis-countpoints", "qgis", "QGIS native:countpointsinpolygon", "qgis_sums", ("points",), "system", "both"),
    Peer("geopandas-overlay", "geopandas", "geopandas.overlay", "geopandas_overlay", WITHOUT_POINTS, compared="both"),
    Peer("geopandas-sjoin", "geopandas", "geopandas.sjoin", "geopandas_overlay", ("points",), compared="both"),
    Peer("duckdb", "duckdb", "DuckDB spatial", "duckdb_spatial", compared="both"),
    Peer("sedonadb", "sedonadb", "SedonaDB", "sedonadb_join", compared="both"),
    Peer("postgis-load", "postgis", "PostGIS: load, subdivide, index", "postgis_load", server=True, once=True),
    Peer("postgis", "postgis", "PostGIS: the query alone", "postgis_query", compared="away", server=True),
)  # fmt: skip

FAMILIES = tuple(dict.fromkeys(peer.family for peer in PEERS))

#: What is measured, smallest first: a peer that would be too slow at a size is scaled from the one before.
QUICK = {"lines": (24_000,), "points": (100_000,), "polygons": (10_000,), "large": (100,)}
NATIONAL = {
    "lines": (240_000, 2_400_000),
    "points": (1_000_000, 5_000_000),
    "polygons": (30_000, 300_000),
    "large": (200, 2_000),
}
#: Beyond what peers are asked for: whether memory grows with the number of features.
MEMORY = {"lines": (10_000_000,)}
MEMORY_PEERS = (READING, READING_QGIS, OURS)


def chosen(words: list[str]) -> list[Peer]:
    """Return the peers of the families or names given, all where none is."""
    unknown = [w for w in words if w not in FAMILIES and w not in {peer.name for peer in PEERS}]
    if unknown:
        names = ", ".join([*FAMILIES, *(peer.name for peer in PEERS)])
        raise SystemExit(f"unknown peer: {', '.join(unknown)} (there are: {names})")
    return [peer for peer in PEERS if not words or peer.family in words or peer.name in words]
