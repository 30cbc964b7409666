# SPDX-License-Identifier: GPL-2.0-or-later
"""A map on A4 paper: title, areas in their style with the layer, legend, scale, north, sources; also as an atlas."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from qgis.core import (
    Qgis,
    QgsApplication,
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsCsException,
    QgsLayoutItemLabel,
    QgsLayoutItemMap,
    QgsLayoutItemPage,
    QgsLayoutItemPicture,
    QgsLayoutItemScaleBar,
    QgsLayoutMeasurement,
    QgsLayoutPoint,
    QgsLayoutSize,
    QgsMapLayer,
    QgsPrintLayout,
    QgsProject,
    QgsRectangle,
    QgsScaleBarSettings,
    QgsUnitTypes,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QRectF

from .kommuner import NAME
from .layout_legend import add_legend
from .layout_text import fitting_size, height_of, text_format

MARGIN = 10.0
SWEREF = "EPSG:3006"
_TITLE_SIZES = (18.0, 16.0, 14.0, 12.0, 10.0)
_FOOT_SIZES = (8.0, 7.0, 6.0, 5.0)


@dataclass(frozen=True)
class MapSheet:
    """What stands on the map. ``layers``: from the top to the bottom; the areas are among them."""

    name: str
    """In the project's list of layouts."""
    title: str
    areas: QgsVectorLayer
    layers: Sequence[QgsMapLayer]
    foot: str
    """Sources, program and date."""
    headings: Mapping[str, str] = field(default_factory=dict)
    """Layer id → what stands above its classes in the legend; its name where nothing is said."""
    kommuner: QgsVectorLayer | None = None
    """One page for each, where there is a layer of them."""


@dataclass(frozen=True)
class _Places:
    """Where things stand, in millimetres."""

    page: tuple[float, float]
    title: QRectF
    map: QRectF
    legend: QRectF
    scale: tuple[float, float]
    scale_width: float
    north: QRectF
    foot: QRectF


_LANDSCAPE = _Places(
    (297, 210),
    QRectF(MARGIN, 7, 277, 14),
    QRectF(MARGIN, 23, 197, 170),
    QRectF(210, 22, 79, 140),
    (211, 179),
    60,
    QRectF(272, 164, 15, 15),
    QRectF(MARGIN, 195, 277, 11),
)
_PORTRAIT = _Places(
    (210, 297),
    QRectF(MARGIN, 7, 190, 18),
    QRectF(MARGIN, 27, 190, 176),
    QRectF(MARGIN - 1, 205, 122, 74),
    (136, 262),
    55,
    QRectF(185, 206, 15, 15),
    QRectF(MARGIN, 280, 190, 13),
)


def add_layout(project: QgsProject, sheet: MapSheet, *, landscape: bool | None = None) -> QgsPrintLayout:
    """Put a layout into the project, in place of one of the same name; ``landscape``: as the areas lie, if not said."""
    crs = map_crs(sheet.areas)
    extent = _extent(sheet, crs, project)
    if landscape is None:
        landscape = sheet.kommuner is None and extent.width() > extent.height() * 0.95
    places = _LANDSCAPE if landscape else _PORTRAIT
    layout = QgsPrintLayout(project)
    layout.setName(sheet.name)
    layout.setUnits(QgsUnitTypes.LayoutUnit.LayoutMillimeters)
    layout.initializeDefaults()
    layout.pageCollection().page(0).setPageSize(
        "A4", QgsLayoutItemPage.Orientation.Landscape if landscape else QgsLayoutItemPage.Orientation.Portrait
    )
    layout.renderContext().setDpi(300)
    drawn = _add_map(layout, sheet, places, crs, extent)
    _add_title(layout, sheet, places)
    add_legend(layout, drawn, _in_legend(sheet), sheet.headings, places.legend)
    _add_scale(layout, drawn, places)
    _add_north(layout, drawn, places)
    points, lines = fitting_size(sheet.foot, places.foot.width(), places.foot.height(), _FOOT_SIZES)
    _add_label(layout, "source", "\n".join(lines), places.foot, points)
    if sheet.kommuner is not None:
        _make_atlas(layout, drawn, sheet)
    manager = project.layoutManager()
    old = manager.layoutByName(sheet.name)
    if old is not None:
        manager.removeLayout(old)
    manager.addLayout(layout)
    return layout


def map_crs(areas: QgsVectorLayer) -> QgsCoordinateReferenceSystem:
    """Return the reference system that a map of areas is drawn in: theirs, SWEREF 99 TM where it has degrees."""
    crs = areas.crs()
    return crs if crs.isValid() and not crs.isGeographic() else QgsCoordinateReferenceSystem(SWEREF)


def _extent(sheet: MapSheet, crs: QgsCoordinateReferenceSystem, project: QgsProject) -> QgsRectangle:
    extent = sheet.areas.extent()
    if extent.isEmpty():
        return QgsRectangle(270_000, 6_130_000, 930_000, 7_680_000)
    try:
        extent = QgsCoordinateTransform(sheet.areas.crs(), crs, project).transformBoundingBox(extent)
    except QgsCsException:
        return QgsRectangle(270_000, 6_130_000, 930_000, 7_680_000)
    return extent.buffered(0.02 * max(extent.width(), extent.height()))


def _in_legend(sheet: MapSheet) -> list[QgsMapLayer]:
    return [layer for layer in sheet.layers if layer is not sheet.kommuner]


def _add_map(
    layout: QgsPrintLayout,
    sheet: MapSheet,
    places: _Places,
    crs: QgsCoordinateReferenceSystem,
    extent: QgsRectangle,
) -> QgsLayoutItemMap:
    drawn = QgsLayoutItemMap(layout)
    drawn.setId("map")
    layout.addLayoutItem(drawn)
    _place(drawn, places.map)
    drawn.setCrs(crs)
    drawn.setLayers(list(sheet.layers))
    # as the layers look now: the legend's texts are broken into lines for these classes
    drawn.setKeepLayerSet(True)
    drawn.storeCurrentLayerStyles()
    drawn.setKeepLayerStyles(True)
    drawn.zoomToExtent(extent)
    drawn.setFrameEnabled(True)
    drawn.setFrameStrokeWidth(QgsLayoutMeasurement(0.2))
    return drawn


def _add_title(layout: QgsPrintLayout, sheet: MapSheet, places: _Places) -> None:
    longest = sheet.title
    text = sheet.title
    if sheet.kommuner is not None:
        names = [str(one[NAME]) for one in sheet.kommuner.getFeatures()]
        longest = f"{sheet.title} – {max(names, key=len, default='')}"
        text = f'{sheet.title.replace("[%", "[ %")} – [% "{NAME}" %]'
    points, lines = fitting_size(longest, places.title.width(), places.title.height(), _TITLE_SIZES, bold=True)
    if sheet.kommuner is None:
        text = "\n".join(lines)
    box = QRectF(places.title)
    box.setHeight(max(box.height(), height_of(len(lines), points)))
    _add_label(layout, "title", text, box, points, bold=True, middle=True)


def _add_label(
    layout: QgsPrintLayout,
    name: str,
    text: str,
    box: QRectF,
    points: float,
    *,
    bold: bool = False,
    middle: bool = False,
) -> None:
    from qgis.PyQt.QtCore import Qt

    label = QgsLayoutItemLabel(layout)
    label.setId(name)
    label.setText(text)
    label.setTextFormat(text_format(points, bold=bold))
    label.setMarginX(0)
    label.setMarginY(0)
    label.setVAlign(Qt.AlignmentFlag.AlignVCenter if middle else Qt.AlignmentFlag.AlignTop)
    layout.addLayoutItem(label)
    _place(label, box)


def _add_scale(layout: QgsPrintLayout, drawn: QgsLayoutItemMap, places: _Places) -> None:
    bar = QgsLayoutItemScaleBar(layout)
    bar.setId("scale")
    layout.addLayoutItem(bar)
    bar.setStyle("Single Box")
    bar.setLinkedMap(drawn)
    bar.applyDefaultSize(QgsUnitTypes.DistanceUnit.DistanceKilometers)
    bar.setUnitLabel("km")
    bar.setNumberOfSegments(2)
    bar.setNumberOfSegmentsLeft(0)
    bar.setHeight(2)
    bar.setTextFormat(text_format(8))
    # an atlas changes the scale from page to page
    bar.setSegmentSizeMode(QgsScaleBarSettings.SegmentSizeMode.SegmentSizeFitWidth)
    bar.setMinimumBarWidth(places.scale_width * 0.4)
    bar.setMaximumBarWidth(places.scale_width * 0.85)
    bar.attemptMove(QgsLayoutPoint(*places.scale))
    bar.update()


def _add_north(layout: QgsPrintLayout, drawn: QgsLayoutItemMap, places: _Places) -> None:
    arrow = QgsLayoutItemPicture(layout)
    arrow.setId("north")
    layout.addLayoutItem(arrow)
    arrow.setPicturePath(f"{QgsApplication.svgPaths()[0].rstrip('/')}/arrows/NorthArrow_02.svg")
    arrow.setLinkedMap(drawn)
    # grid north of SWEREF 99 TM is several degrees off in the east and the west
    arrow.setNorthMode(QgsLayoutItemPicture.NorthMode.TrueNorth)
    _place(arrow, places.north)


def _make_atlas(layout: QgsPrintLayout, drawn: QgsLayoutItemMap, sheet: MapSheet) -> None:
    atlas = layout.atlas()
    atlas.setCoverageLayer(sheet.kommuner)
    atlas.setPageNameExpression(f'"{NAME}"')
    atlas.setEnabled(True)
    drawn.setAtlasDriven(True)
    drawn.setAtlasScalingMode(Qgis.AtlasScalingMode.Auto if hasattr(Qgis, "AtlasScalingMode") else drawn.Auto)
    drawn.setAtlasMargin(0.06)


def _place(item: QgsLayoutItemMap | QgsLayoutItemLabel | QgsLayoutItemPicture, box: QRectF) -> None:
    item.attemptMove(QgsLayoutPoint(box.x(), box.y()))
    item.attemptResize(QgsLayoutSize(box.width(), box.height()))
