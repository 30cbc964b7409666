# SPDX-License-Identifier: GPL-2.0-or-later
"""Draw the manual's maps of the demo, each with its legend, through QGIS's print layouts: `make_map_pictures.py`.

    make_map_pictures.py [--to FOLDER] [--language sv] [STYLE=PICTURE ...]

Needs QGIS, no display. Look at what it drew: labels that overlap and legends that are cut are found by eye only.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).resolve().parent))

from demo_areas import (
    COMPARE_YEAR,
    DEVIATION,
    MEAN,
    ROOT,
    YEAR,
    areas_with_all_measures,
    demo_layers,
    register_plugin,
)
from qgis.core import (
    Qgis,
    QgsApplication,
    QgsFillSymbol,
    QgsLayoutExporter,
    QgsLayoutItemLabel,
    QgsLayoutItemLegend,
    QgsLayoutItemMap,
    QgsLayoutItemScaleBar,
    QgsLayoutPoint,
    QgsLayoutSize,
    QgsLegendStyle,
    QgsPrintLayout,
    QgsProject,
    QgsRectangle,
    QgsSingleSymbolRenderer,
    QgsTextFormat,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QLocale
from qgis.PyQt.QtGui import QColor, QFont

DPI = 110
WIDTH, HEIGHT = 292, 150
TOWN = QgsRectangle(586_600, 6_702_600, 593_000, 6_709_200)
PICTURES = {
    "area_type": "map-types",
    "index": "map-index",
    "change": "map-change",
    "type_and_rate": "map-type-and-rate",
}
TITLES = {
    "area_type": ("Area types", "Områdestyper"),
    "index": ("The index in the classes of the types", "Index i områdestypernas klasser"),
    "change": ("Change of the index {before}–{year}", "Förändring av index {before}–{year}"),
    "type_and_rate": ("Area types and clinics", "Områdestyper och vårdinrättningar"),
}
SOURCE = ("Fictional region and data (CC0 1.0)", "Påhittad region och påhittade uppgifter (CC0 1.0)")


def draw(layers: list[QgsVectorLayer], title: str, source: str, picture: Path) -> None:
    """Lay out town and region side by side with the legend of the areas, and save the page."""
    project = QgsProject.instance()
    layout = QgsPrintLayout(project)
    layout.initializeDefaults()
    layout.pageCollection().pages()[0].setPageSize(QgsLayoutSize(WIDTH, HEIGHT))
    areas = layers[0]
    for extent, left, width in ((areas.extent().buffered(600), 6, 84), (TOWN, 93, 104)):
        drawn = QgsLayoutItemMap(layout)
        drawn.attemptMove(QgsLayoutPoint(left, 15))
        drawn.attemptResize(QgsLayoutSize(width, 118 if left > 50 else 84))
        drawn.setLayers(layers)
        drawn.setBackgroundColor(QColor("#ffffff"))
        drawn.setFrameEnabled(True)
        layout.addLayoutItem(drawn)
        drawn.zoomToExtent(extent)
        _scale_bar(layout, drawn, left, 135 if left > 50 else 101)
    _legend(layout, areas)
    _label(layout, title, 6, 5, 14)
    _label(layout, source, 6, 143, 7)
    if not QgsLayoutExporter(layout).renderPageToImage(0, dpi=DPI).save(str(picture)):
        sys.exit(f"{picture} could not be written")


def _legend(layout: QgsPrintLayout, areas: QgsVectorLayer) -> None:
    legend = QgsLayoutItemLegend(layout)
    legend.setAutoUpdateModel(False)
    root = legend.model().rootGroup()
    root.clear()
    node = root.addLayer(areas)
    node.setCustomProperty("legend/title-style", "hidden")
    legend.setTitle("")
    for component, size in ((QgsLegendStyle.Style.Subgroup, 9), (QgsLegendStyle.Style.SymbolLabel, 8)):
        legend.rstyle(component).setTextFormat(_text(size))
    legend.setSymbolHeight(3.5)
    legend.setSymbolWidth(6)
    legend.setWrapString("|")
    legend.attemptMove(QgsLayoutPoint(199, 14))
    layout.addLayoutItem(legend)
    legend.adjustBoxSize()


def _scale_bar(layout: QgsPrintLayout, drawn: QgsLayoutItemMap, x: float, y: float) -> None:
    bar = QgsLayoutItemScaleBar(layout)
    bar.setStyle("Line Ticks Up")
    bar.setLinkedMap(drawn)
    bar.applyDefaultSize(Qgis.DistanceUnit.Kilometers)
    bar.setNumberOfSegments(1)
    bar.setHeight(1.5)
    bar.setTextFormat(_text(7))
    bar.attemptMove(QgsLayoutPoint(x, y))
    layout.addLayoutItem(bar)


def _label(layout: QgsPrintLayout, text: str, x: float, y: float, size: float) -> None:
    label = QgsLayoutItemLabel(layout)
    label.setText(text)
    label.setTextFormat(_text(size))
    label.attemptResize(QgsLayoutSize(WIDTH - 12, size))
    label.attemptMove(QgsLayoutPoint(x, y))
    layout.addLayoutItem(label)


def _text(size: float) -> QgsTextFormat:
    style = QgsTextFormat()
    style.setFont(QFont("Open Sans"))
    style.setSize(size)
    return style


def main() -> None:
    """Draw every picture."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--to", type=Path, default=ROOT / "docs" / "images")
    parser.add_argument("--language", choices=("en", "sv"), default="en")
    parser.add_argument("pictures", nargs="*", metavar="STYLE=PICTURE", help="instead of the manual's")
    arguments = parser.parse_args()
    arguments.to.mkdir(parents=True, exist_ok=True)
    pictures = dict(pair.split("=") for pair in arguments.pictures) or PICTURES
    application = QgsApplication([], True)
    application.initQgis()
    swedish = arguments.language == "sv"
    QgsApplication.setLocale(QLocale("sv_SE" if swedish else "en_GB"))
    register_plugin()
    from regso_atlas.plugin.layers.area_styles import apply_area_style

    with tempfile.TemporaryDirectory() as folder:
        areas = areas_with_all_measures(Path(folder))
        (water,) = demo_layers(Path(folder), "vatten")
        water.setRenderer(
            QgsSingleSymbolRenderer(QgsFillSymbol.createSimple({"color": "#d4e6f1", "outline_style": "no"}))
        )
        project = QgsProject.instance()
        project.setCrs(areas.crs())
        project.addMapLayers([areas, water])
        for style, picture in pictures.items():
            apply_area_style(areas, style, mean=MEAN, deviation=DEVIATION, year=YEAR, cuts_year=2022)
            title = TITLES.get(style, (style, style))[swedish].format(year=YEAR, before=COMPARE_YEAR)
            draw([areas, water], title, SOURCE[swedish], arguments.to / f"{picture}.png")
            print(arguments.to / f"{picture}.png")
        project.clear()
        del areas, water
    application.exitQgis()


if __name__ == "__main__":
    main()
