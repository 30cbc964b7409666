# SPDX-License-Identifier: GPL-2.0-or-later
"""The measures of disparity, segregation and follow-up over all areas and years, beside the libraries that have them.

What is computed, by whom, whether they found the same (formulas to 1e-8, p-values of permutations within what so many
draws can tell), and the table. ``run_measures`` runs them.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from . import table
from .results import STOPPED, Row, Run

KIND = "measures"
YEARS, QUICK_YEARS = 14, 2
OURS, LIBRARIES = "measures_ours", "measures_libraries"

#: What is computed, and which libraries have it.
PARTS = {
    "disparity": ("disparity of the types, 21 län", "statsmodels, scipy, PySAL inequality, one at a time"),
    "standardisation": ("standardised rates, 21 län, 3 ages", "scipy, formulas written out"),
    "segregation-country": ("segregation, country, and of each area", "PySAL segregation, year by year"),
    "segregation-lan": ("segregation, each län", "PySAL segregation, län by län"),
    "segregation-kommun": ("segregation, each kommun", "PySAL segregation, kommun by kommun"),
    "neighbours": ("neighbours of 3,363 areas", "PySAL libpysal, queen"),
    "clustering": ("neighbours, Moran's I and local, 999 draws", "PySAL libpysal and esda (numba)"),
    "follow-up": ("follow-up, types held and moving", "pandas, statsmodels, scipy, scikit-learn"),
}
OF_WHOLE = tuple(part for part in PARTS if part != "neighbours")
"""The parts of the whole set; clustering finds the neighbours itself."""

NEAR = 1e-8
DRAWS = 999
BY_DRAWS = "p ±"
"""How the figures begin that come from permutations."""

HEAD = ("what", "engine", "seconds", "cpu s", "peak MB", "× ours", "same figures")
NOTES = """\
seconds, cpu s: of the computing, without Python's start, imports, compiling and reading. peak MB: of the process.
The types' disparity: all of RegSO Atlas' measures with their intervals and 4,000 draws; of the libraries those ten that
they have, without draws. same figures: largest difference (relative, above 1), and for p-values of permutations the
largest difference in standard errors of so many draws. The whole set: the sum of the parts but "neighbours"."""

Floats = NDArray[np.float64]


def figures_of(answer: dict[str, Any]) -> dict[str, Floats]:
    """Return the figures of an answer, NaN where it has none."""
    return {
        name: np.array([np.nan if value is None else value for value in values], dtype=np.float64)
        for name, values in answer["figures"].items()
    }


def agreement(ours: dict[str, Floats], theirs: dict[str, Floats]) -> tuple[str, float]:
    """Return in words whether two engines found the same, and the largest difference of what is no p-value."""
    if {name: values.shape for name, values in ours.items()} != {name: values.shape for name, values in theirs.items()}:
        return "NO (not the same figures)", float("inf")
    worst, apart = 0.0, 0.0
    for name, found in ours.items():
        expected = theirs[name]
        if not np.array_equal(np.isnan(found), np.isnan(expected)):
            return f"NO ({name}: one has none)", float("inf")
        if name.startswith(BY_DRAWS):
            apart = max(apart, float(np.nanmax(_errors_apart(found, expected), initial=0.0)))
        else:
            distance = np.abs(found - expected) / np.maximum(1.0, np.abs(expected))
            worst = max(worst, float(np.nanmax(distance, initial=0.0)))
    answer = "yes" if worst <= NEAR and apart < _most(ours) else "NO"
    by_draws = f"; p-values {apart:.1f} errors" if any(name.startswith(BY_DRAWS) for name in ours) else ""
    return f"{answer} ({worst:.0e}{by_draws})", worst


def _errors_apart(found: Floats, expected: Floats) -> Floats:
    """Return how many standard errors two shares of draws differ by; each is counted from as many draws."""
    p = (found + expected) / 2
    return np.asarray(np.abs(found - expected) / (np.sqrt(2 * p * (1 - p) / DRAWS) + 1 / DRAWS))


def _most(figures: dict[str, Floats]) -> float:
    """Return how many standard errors the largest of so many differences may be: 4 and more for thousands."""
    count = sum(len(values) for name, values in figures.items() if name.startswith(BY_DRAWS))
    return 4.0 + np.sqrt(2 * np.log(max(count, 1)))


def whole(rows: list[Row], engine: str, years: int) -> Row:
    """Return the row of all parts together."""
    own = [row for row in rows if row.family == engine and row.name in OF_WHOLE]
    title = "RegSO Atlas" if engine == OURS else "the libraries"
    result = Row(KIND, years, "whole", engine, f"{title}|the whole set, {years} years")
    known = [row.seconds for row in own if row.seconds is not None]
    if len(known) == len(own):
        peak = max(row.peak_megabytes or 0.0 for row in own)
        cpu = sum(row.cpu_seconds or 0.0 for row in own)
        result.runs.append(Run(sum(known), cpu, peak))
    else:
        result.error = next(row.error for row in own if row.seconds is None)
    return result


def cells(rows: list[Row]) -> list[tuple[str, ...]]:
    """Return the table's rows as text."""
    result, last = [], ""
    for row in rows:
        engine, what = row.title.split("|")
        ours = next(one for one in rows if (one.name, one.family) == (row.name, OURS))
        times = row.seconds / ours.seconds if row.seconds is not None and ours.seconds else None
        stopped = row.error.splitlines()[0][:40] if row.error else table.number(row.seconds)
        result.append(
            (
                what if what != last else "",
                engine,
                stopped if not row.error.startswith(STOPPED) else row.error,
                table.number(row.cpu_seconds),
                table.number(row.peak_megabytes, 0),
                table.number(times, 2),
                row.agrees,
            )
        )
        last = what
    return result


def versions(rows: list[Row]) -> dict[str, str]:
    """Return what took part, by engine."""
    return {row.family: row.answer["version"] for row in rows if "version" in row.answer}
