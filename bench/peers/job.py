# SPDX-License-Identifier: GPL-2.0-or-later
"""What every peer is given and what it answers. Standard library only: peers run in different Pythons.

A peer is called as ``peer.py JOB RESULT``; both are JSON files.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

LAYER, AREAS = "features", "areas"
"""The names of the layers in the two files."""


@dataclass
class Job:
    """One run: ``kind`` is points, lines or polygons; ``options`` are for this peer alone."""

    kind: str
    layer: str
    areas: str
    folder: str
    options: dict[str, Any] = field(default_factory=dict)
    answer_file: str = ""
    stages: dict[str, float] = field(default_factory=dict)

    def answer(self, amounts: Mapping[Any, float] | None = None, **facts: Any) -> None:
        """Write the amounts by type (points, metres, square metres; type 0: no data) and other facts."""
        by_type = {str(int(k or 0)): float(v) for k, v in (amounts or {}).items()}
        text = json.dumps({"amounts": by_type, "stages": self.stages, **facts})
        Path(self.answer_file).write_text(text, encoding="utf-8")

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Time a part of the run."""
        start = time.perf_counter()
        yield
        self.stages[name] = self.stages.get(name, 0.0) + time.perf_counter() - start


def read_job() -> Job:
    """Return the job that this process was started with."""
    return Job(**json.loads(Path(sys.argv[1]).read_text(encoding="utf-8")), answer_file=sys.argv[2])


MEASURE = {"points": "1", "lines": "ST_Length({})", "polygons": "ST_Area({})"}


def sql_amount(kind: str, feature: str, area: str) -> str:
    """Return the SQL for what of a feature lies in an area that it meets; nothing is cut where one covers the other."""
    measure = MEASURE[kind]
    if kind == "points":
        return "1"
    cut = measure.format(f"ST_Intersection({area}, {feature})")
    inside = f"WHEN ST_Covers({area}, {feature}) THEN {measure.format(feature)}"
    around = f"WHEN ST_Covers({feature}, {area}) THEN {measure.format(area)}" if kind == "polygons" else ""
    return f"CASE {inside} {around} ELSE {cut} END"
