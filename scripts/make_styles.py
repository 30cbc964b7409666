# SPDX-License-Identifier: GPL-2.0-or-later
"""Write resources/styles/{en,sv}/<style>.qml from the plugin's code: `make_styles.py [--to FOLDER]`.

The same code gives the same bytes with the same minor version of QGIS. Needs QGIS, no display.
"""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).resolve().parent))

from demo_areas import ROOT, register_plugin
from qgis.core import QgsApplication

LANGUAGES = ("en", "sv")


def main() -> None:
    """Write every style in both languages."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--to", type=Path, default=ROOT / "resources" / "styles")
    folder = parser.parse_args().to
    application = QgsApplication([], False)
    application.initQgis()
    register_plugin()
    from regso_atlas.plugin.layers.style_files import FILES, style_file

    for language in LANGUAGES:
        (folder / language).mkdir(parents=True, exist_ok=True)
        for style in FILES:
            path = folder / language / f"{style}.qml"
            path.write_text(style_file(style, language), encoding="utf-8")
            print(path)
    application.exitQgis()


if __name__ == "__main__":
    main()
