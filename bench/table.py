# SPDX-License-Identifier: GPL-2.0-or-later
"""The rows as one table, on the screen and as Markdown."""

from __future__ import annotations

from typing import Any

from .results import Row, ratios

HEAD = ("layer", "engine", "seconds", "cpu s", "peak MB", "× ours", "× reading", "× QGIS reading", "same amounts")
KIND_WORDS = {"lines": "lines", "points": "points", "polygons": "polygons", "large": "large polygons"}

NOTES = """\
seconds: median of the runs, wall time of the whole process from start to table. cpu s: processor time of the process
tree, a database's processes included. peak MB: highest resident memory of the tree, shared memory once.
× ours: against "RegSO Atlas, qgis_process" from a cold start. × reading: against reading the layer's geometries and
nothing else, as GDAL's Arrow stream; × QGIS reading: the same through a QGIS feature source.
same amounts: largest relative difference of an area type's amount from RegSO Atlas' own pieces; bench/check.py says
how planar and ellipsoidal metres and the two sides of a border are compared. A row marked ≈ was not run at this size:
its time is that of the size named, scaled by the number of features."""


def cells(rows: list[Row]) -> list[tuple[str, ...]]:
    """Return the table's rows as text."""
    result, last = [], ""
    for row in rows:
        layer = f"{row.count:,} {KIND_WORDS[row.kind]}"
        times = ratios(rows, row)
        scaled = "≈ " if row.scaled_from else ""
        result.append(
            (
                layer if layer != last else "",
                row.title,
                row.error.splitlines()[0][:40] if row.error else scaled + _number(row.seconds),
                _number(row.cpu_seconds),
                _number(row.peak_megabytes, 0),
                *(scaled + _number(times[name], 2) for name in ("ours", "reading", "reading_qgis")),
                f"from {row.scaled_from:,}" if row.scaled_from else row.agrees,
            )
        )
        last = layer
    return result


def _number(value: float | None, decimals: int | None = None) -> str:
    if value is None:
        return ""
    if decimals is None:
        decimals = 2 if value < 10 else 1 if value < 100 else 0
    return f"{value:,.{decimals}f}"


def text(rows: list[Row]) -> str:
    """Return the table for the screen."""
    lines = [HEAD, *cells(rows)]
    widths = [max(len(line[i]) for line in lines) for i in range(len(HEAD))]
    left = {0, 1, len(HEAD) - 1}
    written = [
        "  ".join(line[i].ljust(w) if i in left else line[i].rjust(w) for i, w in enumerate(widths)).rstrip()
        for line in lines
    ]
    return "\n".join([written[0], "-" * len(written[0]), *written[1:]])


def markdown(rows: list[Row], about: dict[str, Any]) -> str:
    """Return the table with the machine and the notes, for the documentation."""
    head = "| " + " | ".join(HEAD) + " |"
    rule = "|" + "|".join("---" if i in {0, 1, len(HEAD) - 1} else "---:" for i in range(len(HEAD))) + "|"
    body = ["| " + " | ".join(line) + " |" for line in cells(rows)]
    facts = [f"- {name}: {value}" for name, value in about.items() if not isinstance(value, dict)]
    versions = [f"- {name}: {value}" for name, value in about.get("versions", {}).items()]
    return "\n".join([*facts, *versions, "", head, rule, *body, "", NOTES, ""])
