# SPDX-License-Identifier: GPL-2.0-or-later
"""Draw the map pictures that tests/pictures compare with: `make_expected_pictures.py [--to FOLDER]`.

Run it when the style or the demo data are meant to look otherwise, look at what it drew, and commit the pictures
only if they are right. Needs QGIS, no display.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
EXPECTED = ROOT / "tests" / "pictures" / "expected"

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from qgis.core import QgsMapRendererSequentialJob, QgsMapSettings, QgsRectangle, QgsVectorLayer  # noqa: E402
from qgis.PyQt.QtCore import QSize  # noqa: E402
from qgis.PyQt.QtGui import QColor, QImage  # noqa: E402

DEMO = ROOT / "resources" / "demo" / "demo.gpkg"
AREA_TYPE_FIELD = "omradestyp"
EXTENTS = {
    "area_types": QgsRectangle(560_000, 6_688_000, 610_000, 6_731_000),
    "area_types_town": QgsRectangle(585_800, 6_701_900, 595_400, 6_709_700),
}
"""Picture by picture what it shows, in SWEREF 99 TM."""


def demo_areas(folder: Path) -> QgsVectorLayer:
    """Return the demo's areas, not yet styled, from a copy: QGIS writes to a GeoPackage when it opens it."""
    copy = shutil.copy(DEMO, folder)
    return QgsVectorLayer(f"{copy}|layername=omraden", "Områden", "ogr")


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
    style = _plugin_style()
    copies = tempfile.TemporaryDirectory()
    layer = demo_areas(Path(copies.name))
    style(layer, AREA_TYPE_FIELD)
    for name, extent in EXTENTS.items():
        path = folder / f"{name}.png"
        if not drawn(map_settings(layer, extent)).save(str(path)):
            sys.exit(f"{path} could not be written")
        print(path)
    del layer
    copies.cleanup()
    application.exitQgis()


def _plugin_style():
    """Return the plugin's function that styles areas; the checkout may be called anything."""
    import importlib.util

    spec = importlib.util.spec_from_file_location(
        "regso_atlas", ROOT / "__init__.py", submodule_search_locations=[str(ROOT)]
    )
    sys.modules["regso_atlas"] = importlib.util.module_from_spec(spec)
    from regso_atlas.plugin.layers.styling import style_area_types

    return style_area_types


if __name__ == "__main__":
    main()
