# SPDX-License-Identifier: GPL-2.0-or-later
"""Draw the map pictures that tests/pictures compare with: `make_expected_pictures.py [--to FOLDER]`.

Run it when the style or the demo data are meant to look otherwise, look at what it drew, and commit the pictures
only if they are right. Needs QGIS, no display.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
EXPECTED = ROOT / "tests" / "pictures" / "expected"

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

sys.path.insert(0, str(Path(__file__).resolve().parent))

from demo_areas import DEVIATION, MEAN, YEAR, areas_with_all_measures, demo_layers, register_plugin  # noqa: E402
from qgis.core import QgsMapRendererSequentialJob, QgsMapSettings, QgsRectangle, QgsVectorLayer  # noqa: E402
from qgis.PyQt.QtCore import QSize  # noqa: E402
from qgis.PyQt.QtGui import QColor, QImage  # noqa: E402

AREA_TYPE_FIELD = "omradestyp"
EXTENTS = {
    "area_types": QgsRectangle(560_000, 6_688_000, 610_000, 6_731_000),
    "area_types_town": QgsRectangle(585_800, 6_701_900, 595_400, 6_709_700),
}
"""Picture by picture what it shows, in SWEREF 99 TM."""
STYLES = {"index": "index_town", "change": "change_town", "type_and_rate": "type_and_rate_town"}
"""Style → picture of the town in that style."""
TOWN = EXTENTS["area_types_town"]


def demo_areas(folder: Path) -> QgsVectorLayer:
    """Return the demo's areas, not yet styled, from a copy: QGIS writes to a GeoPackage when it opens it."""
    return demo_layers(folder, "omraden")[0]


def map_settings(layer: QgsVectorLayer, extent: QgsRectangle) -> QgsMapSettings:
    """Return settings that do not depend on screen, project or fonts: 500 pixels wide, 96 dpi, no labels."""
    settings = QgsMapSettings()
    settings.setLayers([layer])
    settings.setDestinationCrs(layer.crs())
    settings.setOutputDpi(96)
    settings.setOutputSize(QSize(500, round(500 * extent.height() / extent.width())))
    settings.setExtent(extent)
    settings.setBackgroundColor(QColor("white"))
    settings.setFlag(QgsMapSettings.Flag.DrawLabeling, False)
    return settings


def drawn(settings: QgsMapSettings) -> QImage:
    """Draw the map in one thread."""
    job = QgsMapRendererSequentialJob(settings)
    job.start()
    job.waitForFinished()
    return job.renderedImage()


def main() -> None:
    """Draw every picture in the plugin's style."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--to", type=Path, default=EXPECTED, help="folder of the pictures")
    folder = parser.parse_args().to
    folder.mkdir(parents=True, exist_ok=True)

    from qgis.core import QgsApplication

    application = QgsApplication([], False)
    application.initQgis()
    register_plugin()
    from regso_atlas.plugin.layers.area_styles import style_area_types

    copies = tempfile.TemporaryDirectory()
    layer = demo_areas(Path(copies.name))
    style_area_types(layer, AREA_TYPE_FIELD)
    for name, extent in EXTENTS.items():
        _save(layer, extent, folder / f"{name}.png")
    measures = areas_with_all_measures(Path(copies.name))
    for style, name in STYLES.items():
        style_measure(measures, style)
        _save(measures, TOWN, folder / f"{name}.png")
    del layer, measures
    copies.cleanup()
    application.exitQgis()


def style_measure(layer: QgsVectorLayer, style: str) -> None:
    """Give a layer a style as the pictures show it: with the cut points of 2022."""
    from regso_atlas.plugin.layers.area_styles import apply_area_style

    apply_area_style(layer, style, mean=MEAN, deviation=DEVIATION, year=YEAR)


def _save(layer: QgsVectorLayer, extent: QgsRectangle, path: Path) -> None:
    if not drawn(map_settings(layer, extent)).save(str(path)):
        sys.exit(f"{path} could not be written")
    print(path)


if __name__ == "__main__":
    main()
