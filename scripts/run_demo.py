# SPDX-License-Identifier: GPL-2.0-or-later
"""The demo through qgis_process: clinics and roads by area type, how far apart, how it changes; tables, map, report."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from demo_report import join_reports

ROOT = Path(__file__).resolve().parent.parent
DEMO = ROOT / "resources" / "demo" / "demo.gpkg"
OUTPUT = ROOT / "build" / "demo"
AREAS = f"{DEMO}|layername=omraden"
RUNS = (
    ("clinics", "Clinics of all kinds (vardinrattningar)", "vardinrattningar", {}),
    ("roads", "Roads (vagar), with mean daily traffic", "vagar", {"RATE_FIELDS": ["adt"]}),
)
INCOME = ROOT / "resources" / "demo" / "demo_inkomstgrupper_2015_2024.csv"
GROUPS = [f"kvintil_{n}" for n in range(1, 6)]
FURTHER: tuple[tuple[str, str, dict[str, Any]], ...] = (
    ("disparity", "regso:disparity", {"INPUT": str(OUTPUT / "clinics.gpkg")}),
    (
        "segregation",
        "regso:segregation",
        {
            "INPUT": str(INCOME),
            "GROUP_FIELDS": GROUPS,
            "LOWEST_FIELD": GROUPS[0],
            "HIGHEST_FIELD": GROUPS[-1],
            "LEVEL": "kommun",
        },
    ),
    (
        "followup",
        "regso:compareyears",
        {
            "INPUT": f"{DEMO}|layername=index_2015_2024",
            "RATE_FIELD": "v1",
            "KIND": "persons",
            "PEOPLE": f"{DEMO}|layername=folkmangd_2015_2024",
            "ACROSS_EDITIONS": True,
        },
    ),
)
"""What is asked after the main job: name, algorithm, inputs."""

TIMEOUT = 300


def main() -> int:
    """Run, print, and say where the files are."""
    OUTPUT.mkdir(parents=True, exist_ok=True)
    print("RegSO Atlas on the demo: Påhittsstad and Sagåköping, a fictional region (resources/demo/README.md)\n")
    for name, title, layer, extra in RUNS:
        results = summarize(name, layer, extra)
        print(f"{title}\n")
        print_table(results["OUTPUT"])
        print_totals(results)
    for name, algorithm, inputs in FURTHER:
        run(algorithm, {**inputs, "OUTPUT": str(OUTPUT / f"{name}.gpkg"), "OUTPUT_HTML": str(OUTPUT / f"{name}.html")})
    parts = [OUTPUT / f"{name}.html" for name in ("clinics", "roads", *(name for name, _, _ in FURTHER))]
    join_reports(parts, OUTPUT / "report.html")
    picture = OUTPUT / "map.png"
    subprocess.run([sys.executable, str(ROOT / "scripts" / "demo_map.py"), str(picture)], check=True, timeout=TIMEOUT)
    print("Written:")
    for what, path in (
        ("the whole report", OUTPUT / "report.html"),
        *(("report", path) for path in parts),
        ("map picture", picture),
        ("areas with clinics", OUTPUT / "clinics_areas.gpkg"),
        ("areas with roads", OUTPUT / "roads_areas.gpkg"),
        ("tables", OUTPUT / "clinics.gpkg"),
        ("tables", OUTPUT / "roads.gpkg"),
        *(("measures", OUTPUT / f"{name}.gpkg") for name, _, _ in FURTHER),
    ):
        if not path.stat().st_size:
            raise SystemExit(f"{path} is empty")
        print(f"  {what:20} {path}")
    return 0


def summarize(name: str, layer: str, extra: dict[str, Any]) -> dict[str, Any]:
    """Run the main job on a layer and return its results."""
    inputs = {
        "INPUT": f"{DEMO}|layername={layer}",
        "AREAS": AREAS,
        "OUTPUT": str(OUTPUT / f"{name}.gpkg"),
        "OUTPUT_AREAS": str(OUTPUT / f"{name}_areas.gpkg"),
        "OUTPUT_HTML": str(OUTPUT / f"{name}.html"),
        **extra,
    }
    return run("regso:summarizebyareatype", inputs)


def run(algorithm: str, inputs: dict[str, Any]) -> dict[str, Any]:
    """Run an algorithm through qgis_process and return its results."""
    done = subprocess.run(
        ["qgis_process", "run", algorithm, "-"],
        input=json.dumps({"inputs": inputs}),
        capture_output=True,
        text=True,
        timeout=TIMEOUT,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        check=False,
    )
    if done.returncode:
        raise SystemExit(f"qgis_process failed ({done.returncode}) in {algorithm}:\n{done.stderr}")
    results: dict[str, Any] = json.loads(done.stdout)["results"]
    return results


def print_table(path: str) -> None:
    """Print the rows of a summary."""
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "table.json"
        subprocess.run(["ogr2ogr", "-f", "GeoJSON", str(target), path], check=True, timeout=TIMEOUT)
        rows = [feature["properties"] for feature in json.loads(target.read_text(encoding="utf-8"))["features"]]
    print(
        f"  {'type':>4}  {'':56} {'areas':>5} {'people':>7} {'features':>8} {'amount':>9}  "
        f"{'per 1,000 (95 %)':>22} {'share':>6} {'people':>6}"
    )
    for row in rows:
        rate = number(row["per_1000"], 2)
        if row["per_1000_low"] is not None:
            rate += f" ({number(row['per_1000_low'], 2)}–{number(row['per_1000_high'], 2)})"
        print(
            f"  {row['area_type']:>4}  {row['label']:56} {row['area_count']:>5} {number(row['population'], 0):>7} "
            f"{row['feature_count']:>8} {number(row['amount'], 1):>9}  {rate:>22} "
            f"{percent(row['share']):>6} {percent(row['population_share']):>6}"
        )


def print_totals(results: dict[str, Any]) -> None:
    """Print that the totals tie; fail where they do not."""
    total, inside, outside, unusable = (results[key] for key in ("TOTAL", "INSIDE", "OUTSIDE", "UNUSABLE"))
    print(f"\n  {total:g} features = {inside:g} inside + {outside:g} outside + {unusable:g} unusable\n")
    if total != inside + outside + unusable:
        raise SystemExit("the totals do not tie")


def number(value: float | None, decimals: int) -> str:
    """Return a number for the table, a dash where there is none."""
    return "–" if value is None else f"{value:,.{decimals}f}"


def percent(value: float | None) -> str:
    """Return a share as a percentage, a dash where there is none."""
    return "–" if value is None else f"{100 * value:.1f} %"


if __name__ == "__main__":
    sys.exit(main())
