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
                row.error.splitlines()[0][:40] if row.error else scaled + number(row.seconds),
                number(row.cpu_seconds),
                number(row.peak_megabytes, 0),
                *(scaled + number(times[name], 2) for name in ("ours", "reading", "reading_qgis")),
                f"from {row.scaled_from:,}" if row.scaled_from else row.agrees,
            )
        )
        last = layer
    return result


def number(value: float | None, decimals: int | None = None) -> str:
    """Return a figure as text, empty where there is none."""
    if value is None:
        return ""
    if decimals is None:
        decimals = 2 if value < 10 else 1 if value < 100 else 0
    return f"{value:,.{decimals}f}"


def text(rows: list[Row]) -> str:
    """Return the table for the screen."""
    return aligned(HEAD, cells(rows))


def aligned(head: tuple[str, ...], rows: list[tuple[str, ...]]) -> str:
    """Return columns side by side; the first two and the last are words, the others figures."""
    lines = [head, *rows]
    widths = [max(len(line[i]) for line in lines) for i in range(len(head))]
    left = {0, 1, len(head) - 1}
    written = [
        "  ".join(line[i].ljust(w) if i in left else line[i].rjust(w) for i, w in enumerate(widths)).rstrip()
        for line in lines
    ]
    return "\n".join([written[0], "-" * len(written[0]), *written[1:]])


def markdown(head: tuple[str, ...], rows: list[tuple[str, ...]], about: dict[str, Any], notes: str) -> str:
    """Return the table with the machine and the notes, for the documentation."""
    facts = [f"- {name}: {value}" for name, value in about.items() if not isinstance(value, dict)]
    versions = [f"- {name}: {value}" for name, value in about.get("versions", {}).items()]
    return "\n".join([*facts, *versions, "", piped(head, rows), "", notes, ""])


def piped(head: tuple[str, ...], rows: list[tuple[str, ...]]) -> str:
    """Return the same columns as a table in Markdown."""
    rule = "|" + "|".join("---" if i in {0, 1, len(head) - 1} else "---:" for i in range(len(head))) + "|"
    return "\n".join(["| " + " | ".join(head) + " |", rule, *("| " + " | ".join(line) + " |" for line in rows)])
