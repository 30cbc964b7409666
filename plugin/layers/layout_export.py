# SPDX-License-Identifier: GPL-2.0-or-later
"""A layout into a file, page by page, so that the window lives between two pages; whole or not at all.

QGIS draws layouts on the main thread only: its own export does, and its algorithms for it refuse other threads.
"""

from __future__ import annotations

import uuid
from contextlib import suppress
from pathlib import Path

from qgis.core import Qgis, QgsLayoutExporter, QgsPrintLayout, QgsVectorSimplifyMethod
from qgis.PyQt.QtCore import QFile, QIODevice, QMarginsF, QSizeF
from qgis.PyQt.QtGui import QPageSize, QPainter, QPdfWriter

from ..core.messages import RegsoError

DPI = 300
PNG_DPI = 200


class PdfExport:
    """One layout, or every page of its atlas, as a PDF with text that can be searched."""

    def __init__(self, layout: QgsPrintLayout, path: str | Path) -> None:
        self._layout = layout
        self._target = Path(path)
        self._part = self._target.with_name(f".{uuid.uuid4().hex}.part")
        self._file = QFile(str(self._part))
        if not self._file.open(QIODevice.OpenModeFlag.WriteOnly):
            raise not_written(self._target, self._file.errorString())
        self._atlas = layout.atlas() if layout.atlas().enabled() else None
        if self._atlas is not None:
            self._atlas.beginRender()
            self._atlas.first()
        self.count = max(self._atlas.count(), 1) if self._atlas is not None else 1
        self.done = 0
        context = layout.renderContext()
        context.setDpi(DPI)
        context.setTextRenderFormat(Qgis.TextRenderFormat.AlwaysText)
        _simplify(layout)
        self._exporter = QgsLayoutExporter(layout)
        self._writer = QPdfWriter(self._file)
        size = layout.pageCollection().page(0).pageSize()
        self._writer.setPageSize(QPageSize(QSizeF(size.width(), size.height()), QPageSize.Unit.Millimeter))
        self._writer.setPageMargins(QMarginsF(0, 0, 0, 0))
        self._writer.setResolution(DPI)
        self._writer.setTitle(layout.name())
        self._writer.setCreator("RegSO Atlas")
        self._painter = QPainter(self._writer)

    def next_page(self) -> bool:
        """Draw one page; return whether there are more."""
        if self.done:
            self._writer.newPage()
        self._exporter.renderPage(self._painter, 0)
        self.done += 1
        more = self.done < self.count and self._atlas is not None and self._atlas.next()
        return bool(more)

    def finish(self) -> None:
        """Put the file in its place. Raises ``RegsoError`` where it could not be written."""
        good = self._painter.end()
        good = self._file.flush() and self._file.error() == QFile.FileError.NoError and good
        reason = self._file.errorString()
        self._file.close()
        self._end()
        try:
            # QPdfWriter does not say that a disk was full: the file then lacks its end
            if not good or not _is_whole(self._part):
                raise not_written(self._target, reason)
            self._part.replace(self._target)
        except OSError as error:
            raise not_written(self._target, str(error)) from error
        finally:
            self._forget()

    def abort(self) -> None:
        """Leave nothing behind."""
        if self._painter.isActive():
            self._painter.end()
        self._file.close()
        self._end()
        self._forget()

    def _end(self) -> None:
        if self._atlas is not None:
            self._atlas.endRender()
            self._atlas = None

    def _forget(self) -> None:
        with suppress(OSError):
            self._part.unlink(missing_ok=True)


def _is_whole(path: Path) -> bool:
    with path.open("rb") as file:
        file.seek(max(path.stat().st_size - 32, 0))
        return b"%%EOF" in file.read()


def write_png(layout: QgsPrintLayout, path: str | Path) -> None:
    """Write the first page as PNG, whole or not at all. Raises ``RegsoError`` where it could not be written."""
    target = Path(path)
    part = target.with_name(f".{uuid.uuid4().hex}.part")
    _simplify(layout)
    image = QgsLayoutExporter(layout).renderPageToImage(0, dpi=PNG_DPI)
    try:
        if not image.save(str(part), "PNG"):
            raise not_written(target, "")
        try:
            part.replace(target)
        except OSError as error:
            raise not_written(target, str(error)) from error
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)


def _simplify(layout: QgsPrintLayout) -> None:
    """Leave out what is finer than the paper shows; a country of areas would else make a file of many megabytes."""
    method = QgsVectorSimplifyMethod()
    method.setSimplifyHints(QgsVectorSimplifyMethod.SimplifyHint.GeometrySimplification)
    method.setForceLocalOptimization(True)
    method.setSimplifyAlgorithm(QgsVectorSimplifyMethod.SimplifyAlgorithm.Distance)
    # in pixels: 1 is a twelfth of a millimetre on paper
    method.setThreshold(1.0)
    layout.renderContext().setSimplifyMethod(method)


def not_written(target: Path, reason: str) -> RegsoError:
    """Return what to say where a map could not be written."""
    return RegsoError(
        "The map could not be written to {path}. Check that the folder exists and has room, that you may write there "
        "and that the file is not open in another program, or choose another place.",
        path=str(target),
        details=reason,
    )
