# SPDX-License-Identifier: GPL-2.0-or-later
"""Make the embedded demo: `python scripts/make_demo.py [folder]` writes resources/demo, always the same.

The region is fictional. The project file beside the data is made by make_demo_project.py.
"""

from __future__ import annotations

import sys
from pathlib import Path

import pandas as pd
from demo import geopackage, tables

FOLDER = Path(__file__).resolve().parent.parent / "resources" / "demo"


def make(folder: Path) -> dict[str, pd.DataFrame]:
    """Write the GeoPackage and the statistical files into the folder; return the layers."""
    folder.mkdir(parents=True, exist_ok=True)
    layers = geopackage.build()
    geopackage.write(layers, folder / "demo.gpkg")
    tables.write_population_csv(layers["omraden"], folder / "demo_folkmangd_2024.csv")
    tables.write_keys_csv(layers["omraden"], folder / "demo_nycklar.csv")
    tables.write_types_json(layers["omraden"], layers["index_2015_2024"], folder / "demo_omradestyper.json")
    tables.write_income_groups_csv(
        layers["index_2015_2024"], layers["folkmangd_2015_2024"], folder / "demo_inkomstgrupper_2015_2024.csv"
    )
    return layers


def main() -> None:
    """Write the demo and say what it holds."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER
    for name, frame in make(folder).items():
        sys.stdout.write(f"{name:22}{len(frame):6}  {', '.join(frame.columns)}\n")
    for path in sorted(folder.glob("demo*")):
        sys.stdout.write(f"{path.stat().st_size:10,}  {path.name}\n")


if __name__ == "__main__":
    main()
