# SPDX-License-Identifier: GPL-2.0-or-later
"""Running the measures: every run is a process of its own, in the environment of the comparing tests (.oracles).

Seconds and processor time are of the computing alone, memory is the highest of the process with all that it has loaded.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from . import measure
from .measures import KIND, LIBRARIES, OURS, PARTS, QUICK_YEARS, YEARS, agreement, figures_of, whole
from .results import Row
from .session import FOLDER, ROOT, plain

PYTHON = ROOT / ".oracles/bin/python"
ONE_THREAD = {"NUMBA_NUM_THREADS": "1"}
"""PySAL's parallel loops are over so few areas that a second thread only waits, and for minutes on a busy machine."""


def run(
    areas_file: Path, *, quick: bool, repeat: int, seed: int, limit: float, say: Callable[[str], None]
) -> list[Row]:
    """Measure all parts, the engines in turns, compare their figures, and return the rows."""
    if not PYTHON.exists():
        raise SystemExit("The measures need the libraries of the comparing tests: make bench, or make oracles.")
    years = QUICK_YEARS if quick else YEARS
    rows: list[Row] = []
    for part, (title, libraries) in PARTS.items():
        what = title if part == "neighbours" else f"{title}, {years} years"
        pair = [
            Row(KIND, years, part, OURS, f"RegSO Atlas|{what}"),
            Row(KIND, years, part, LIBRARIES, f"{libraries}|{what}"),
        ]
        for turn in range(repeat):
            for row in pair:
                if row.error:
                    continue
                _once(row, areas_file, years, seed, limit)
                say(f"{part}: {row.family}, run {turn + 1}: {row.error or f'{row.runs[-1].seconds:.2f} s'}")
        if not (pair[0].error or pair[1].error):
            pair[1].agrees, pair[1].difference = agreement(*(figures_of(row.answer) for row in pair))
        for row in pair:
            row.answer.pop("figures", None)
        rows += pair
    return [*rows, *(whole(rows, engine, years) for engine in (OURS, LIBRARIES))]


def _once(row: Row, areas_file: Path, years: int, seed: int, limit: float) -> None:
    with tempfile.TemporaryDirectory(prefix="regso-bench-", dir=FOLDER) as folder:
        job_file, answer_file = Path(folder) / "job.json", Path(folder) / "answer.json"
        job = {
            "kind": row.name,
            "layer": "",
            "areas": str(areas_file),
            "folder": folder,
            "options": {"engine": row.family, "years": years, "seed": seed},
        }
        job_file.write_text(json.dumps(job), encoding="utf-8")
        script = ROOT / "bench" / "peers" / "measures_run.py"
        done = measure.run(
            [str(PYTHON), str(script), str(job_file), str(answer_file)],
            environment=plain() | {"TMPDIR": folder, **ONE_THREAD},
            limit=limit,
        )
        row.error = done.error
        if not row.error:
            row.answer = json.loads(answer_file.read_text(encoding="utf-8"))
            row.runs.append(replace(done, seconds=row.answer["stages"]["measure"], cpu_seconds=row.answer["cpu"]))
