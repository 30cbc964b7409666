# SPDX-License-Identifier: GPL-2.0-or-later
"""What was measured, as rows: medians, and how each stands to RegSO Atlas and to only reading."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from statistics import median
from typing import Any

from .catalog import OURS, READING, READING_QGIS

STOPPED = "stopped after"
"""How the error of a run begins that took longer than the limit."""


@dataclass(frozen=True)
class Run:
    """One finished run; ``error`` is empty unless it failed or was stopped at the limit."""

    seconds: float
    cpu_seconds: float | None
    peak_megabytes: float
    error: str = ""


@dataclass
class Row:
    """One way of doing one job at one size. ``scaled_from``: the size that was measured in its place."""

    kind: str
    count: int
    name: str
    family: str
    title: str
    runs: list[Run] = field(default_factory=list)
    answer: dict[str, Any] = field(default_factory=dict)
    scaled_from: int = 0
    scaled_seconds: float = 0.0
    difference: float | None = None
    agrees: str = ""
    error: str = ""

    @property
    def seconds(self) -> float | None:
        """The median, or what the smaller size says."""
        if self.scaled_from:
            return self.scaled_seconds
        return median(run.seconds for run in self.runs) if self.runs and not self.error else None

    @property
    def cpu_seconds(self) -> float | None:
        """The median of the processor time; None for a part of a process."""
        known = [run.cpu_seconds for run in self.runs if run.cpu_seconds is not None]
        return median(known) if known and not self.error else None

    @property
    def peak_megabytes(self) -> float | None:
        """The highest of all runs."""
        return max(run.peak_megabytes for run in self.runs) if self.runs and not self.error else None

    def scale(self, smaller: Row) -> None:
        """Take the time from a smaller size, in place of a run."""
        if smaller.seconds is None:
            raise ValueError(f"{smaller.title} has no time at {smaller.count:,}")
        self.scaled_from = smaller.scaled_from or smaller.count
        self.scaled_seconds = smaller.seconds * self.count / smaller.count
        self.error = ""


def plan(row: Row, earlier: list[Row], limit: float) -> bool:
    """Return whether a row is to be measured; where not, say in it what is known from a smaller size.

    A peer is not run that would take longer than ``limit`` seconds, going by the size before, or that failed there.
    """
    smaller = [r for r in earlier if (r.kind, r.name) == (row.kind, row.name) and r.count < row.count]
    if not smaller:
        return True
    if smaller[-1].seconds is None:
        row.error = f"not run: {smaller[-1].error.splitlines()[0]} with {smaller[-1].count:,}"
        return False
    if smaller[-1].seconds * row.count / smaller[-1].count <= limit:
        return True
    row.scale(smaller[-1])
    return False


def settle(row: Row, earlier: list[Row]) -> None:
    """Scale a row that was stopped at the limit from the size before, if that was measured."""
    smaller = [r for r in earlier if (r.kind, r.name) == (row.kind, row.name) and r.count < row.count]
    if row.error.startswith(STOPPED) and smaller and smaller[-1].seconds is not None:
        row.scale(smaller[-1])


def ratios(rows: list[Row], row: Row) -> dict[str, float | None]:
    """Return a row's time as multiples of ours and of the two ways of only reading the same layer."""
    result: dict[str, float | None] = {}
    for name, base in (("ours", OURS), ("reading", READING), ("reading_qgis", READING_QGIS)):
        found = next((r for r in rows if (r.kind, r.count, r.name) == (row.kind, row.count, base)), None)
        seconds = found.seconds if found is not None else None
        result[name] = row.seconds / seconds if seconds and row.seconds is not None else None
    return result


def as_dict(rows: list[Row]) -> list[dict[str, Any]]:
    """Return the rows as they stand in result.json."""
    return [
        asdict(row)
        | {"seconds": row.seconds, "cpu_seconds": row.cpu_seconds, "peak_megabytes": row.peak_megabytes}
        | {"ratio_to": ratios(rows, row)}
        for row in rows
    ]
