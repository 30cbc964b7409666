# SPDX-License-Identifier: GPL-2.0-or-later
"""Draw maps as they are seen with each colour vision and in grey print: `make_colour_check.py [--to FILE]`.

QGIS draws the demo's town; every pixel is then simulated (Machado et al. 2009, severity 100) with colorspacious.
Look at it: can the classes and the hatched area be told apart in each row? Needs QGIS, no display.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).resolve().parent))

import numpy as np
from colorspacious import cspace_convert
from demo_areas import DEVIATION, MEAN, ROOT, YEAR, areas_with_all_measures, register_plugin
from make_expected_pictures import drawn, map_settings
from qgis.core import QgsApplication, QgsRectangle, QgsVectorLayer
from qgis.PyQt.QtCore import QLocale, QRectF, Qt
from qgis.PyQt.QtGui import QColor, QFont, QImage, QPainter

TOWN = QgsRectangle(586_600, 6_702_400, 592_600, 6_709_000)
SIGHTS = {
    "Normal sight": None,
    "Protanopia (no red cones)": "protanomaly",
    "Deuteranopia (no green cones)": "deuteranomaly",
    "Tritanopia (no blue cones)": "tritanomaly",
    "Print without colour": "grey",
}
STYLES = {
    "area_type": "Area types",
    "area_type_grey": "Area types, grey",
    "index": "Index",
    "change": "Change of the index",
    "type_and_rate": "Area type and rate",
}
WIDTH, GAP, LEFT, TOP = 250, 10, 130, 34


def pixels(image: QImage) -> np.ndarray:
    """Return an image as numbers from 0 to 1: height, width, red green blue."""
    plain = image.convertToFormat(QImage.Format.Format_RGB888)
    size = plain.sizeInBytes() if hasattr(plain, "sizeInBytes") else plain.byteCount()
    rows = np.frombuffer(plain.constBits().asstring(size), np.uint8).reshape(plain.height(), plain.bytesPerLine())
    return rows[:, : 3 * plain.width()].reshape(plain.height(), plain.width(), 3) / 255


def as_seen(colors: np.ndarray, sight: str | None) -> np.ndarray:
    """Return colours as they are seen; grey has the lightness that the colour had."""
    if sight is None:
        return colors
    if sight == "grey":
        lightness = cspace_convert(colors, "sRGB1", "CIELab")
        lightness[..., 1:] = 0
        return np.clip(cspace_convert(lightness, "CIELab", "sRGB1"), 0, 1)
    space = {"name": "sRGB1+CVD", "cvd_type": sight, "severity": 100}
    return np.clip(cspace_convert(colors, space, "sRGB1"), 0, 1)


def image_of(colors: np.ndarray) -> QImage:
    """Return numbers from 0 to 1 as an image."""
    data = np.ascontiguousarray(np.round(255 * colors).astype(np.uint8))
    height, width, _ = data.shape
    return QImage(data.tobytes(), width, height, 3 * width, QImage.Format.Format_RGB888).copy()


def map_of(layer: QgsVectorLayer, style: str) -> np.ndarray:
    """Return the town in a style, in the size it has in the picture."""
    from regso_atlas.plugin.layers.area_styles import apply_area_style

    apply_area_style(layer, style, mean=MEAN, deviation=DEVIATION, year=YEAR, labels=False)
    image = drawn(map_settings(layer, TOWN))
    return pixels(image.scaledToWidth(WIDTH, Qt.TransformationMode.SmoothTransformation))


def main() -> None:
    """Put the maps side by side: styles across, ways of seeing down."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--to", type=Path, default=ROOT / "docs" / "images" / "colour-check.png")
    target = parser.parse_args().to
    application = QgsApplication([], True)
    application.initQgis()
    QgsApplication.setLocale(QLocale("en_GB"))
    register_plugin()
    with tempfile.TemporaryDirectory() as folder:
        layer = areas_with_all_measures(Path(folder))
        maps = {style: map_of(layer, style) for style in STYLES}
        del layer
    height = next(iter(maps.values())).shape[0]
    page = QImage(LEFT + len(STYLES) * (WIDTH + GAP), TOP + len(SIGHTS) * (height + GAP), QImage.Format.Format_RGB32)
    page.fill(QColor("white"))
    painter = QPainter(page)
    painter.setFont(QFont("Open Sans", 10))
    for column, (style, title) in enumerate(STYLES.items()):
        left = LEFT + column * (WIDTH + GAP)
        painter.drawText(QRectF(left, 6, WIDTH, TOP - 6), Qt.AlignmentFlag.AlignLeft, title)
        for row, sight in enumerate(SIGHTS.values()):
            painter.drawImage(left, TOP + row * (height + GAP), image_of(as_seen(maps[style], sight)))
    for row, name in enumerate(SIGHTS):
        where = QRectF(8, TOP + row * (height + GAP), LEFT - 16, height)
        painter.drawText(where, Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextWordWrap, name)
    painter.end()
    if not page.save(str(target)):
        sys.exit(f"{target} could not be written")
    print(target)
    application.exitQgis()


if __name__ == "__main__":
    main()
