# SPDX-License-Identifier: GPL-2.0-or-later
"""One page of a layout, drawn so that the window lives: its map in a thread, the little that is left here.

QGIS draws layouts on the main thread only, but maps anywhere: the page is drawn first, then the map on top of it in
a thread, then everything else, with nothing in the map's frame. The map stays lines and letters in a PDF.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from qgis.core import (
    Qgis,
    QgsLayoutExporter,
    QgsLayoutItem,
    QgsLayoutItemMap,
    QgsLayoutItemPage,
    QgsMapRendererCustomPainterJob,
    QgsMapSettings,
    QgsPrintLayout,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QRectF, QSize, QSizeF
from qgis.PyQt.QtGui import QPainter

MILLIMETRES_PER_INCH = 25.4


class PageDrawing:
    """Draws the first page of a layout with one map; ``painter`` is on a device of the layout's resolution."""

    def __init__(self, layout: QgsPrintLayout, painter: QPainter) -> None:
        self._layout = layout
        self._painter = painter
        self._exporter = QgsLayoutExporter(layout)
        self._map: QgsLayoutItemMap = next(one for one in layout.items() if isinstance(one, QgsLayoutItemMap))
        self._nothing = QgsVectorLayer("Point", "nothing", "memory")
        self._job: QgsMapRendererCustomPainterJob | None = None

    def begin(self) -> QgsMapRendererCustomPainterJob:
        """Draw the bare page and begin the map; the job says when it is done. Until then the painter is taken."""
        with self._everything_hidden():
            self._exporter.renderPage(self._painter, 0)
        dots = self._layout.renderContext().dpi() / MILLIMETRES_PER_INCH
        place = self._map.mapRectToScene(QRectF(self._map.rect()))
        size = QSizeF(place.width() * dots, place.height() * dots)
        self._painter.save()
        self._painter.translate(place.x() * dots, place.y() * dots)
        self._painter.setClipRect(QRectF(0, 0, size.width(), size.height()))
        self._job = QgsMapRendererCustomPainterJob(self._settings(size), self._painter)
        self._job.start()
        return self._job

    def end(self) -> None:
        """Draw what is beside the map and its frame."""
        if self._job is not None:
            self._job.waitForFinished()
            self._job = None
        self._painter.restore()
        layers, ground = self._map.layers(), self._map.hasBackground()
        context = self._layout.renderContext()
        self._map.setLayers([self._nothing])
        self._map.setBackgroundEnabled(False)
        pages = context.pagesVisible()
        context.setPagesVisible(False)
        try:
            self._exporter.renderPage(self._painter, 0)
        finally:
            context.setPagesVisible(pages)
            self._map.setLayers(layers)
            self._map.setBackgroundEnabled(ground)

    def give_up(self) -> None:
        """Let go of the painter."""
        if self._job is not None:
            self._job.cancel()
            self._job = None
            self._painter.restore()

    def _settings(self, size: QSizeF) -> QgsMapSettings:
        """Return the map as the layout would draw it into a file, not as it shows it on the screen."""
        context = self._layout.renderContext()
        settings = self._map.mapSettings(self._map.extent(), size, context.dpi(), True)
        settings.setOutputSize(QSize(round(size.width()), round(size.height())))
        settings.setFlag(Qgis.MapSettingsFlag.RenderPreviewJob, False)
        settings.setFlag(Qgis.MapSettingsFlag.HighQualityImageTransforms, True)
        settings.setFlag(Qgis.MapSettingsFlag.ForceVectorOutput, True)
        settings.setFlag(Qgis.MapSettingsFlag.Antialiasing, True)
        settings.setTextRenderFormat(context.textRenderFormat())
        settings.setSimplifyMethod(context.simplifyMethod())
        return settings

    @contextmanager
    def _everything_hidden(self) -> Iterator[None]:
        """Draw nothing but the page meanwhile."""
        items = [
            one
            for one in self._layout.items()
            if isinstance(one, QgsLayoutItem) and not isinstance(one, QgsLayoutItemPage)
        ]
        before = [(one, one.excludeFromExports()) for one in items]
        try:
            for one in items:
                one.setExcludeFromExports(True)
            yield
        finally:
            for one, excluded in before:
                one.setExcludeFromExports(excluded)
