# SPDX-License-Identifier: GPL-2.0-or-later
"""A layout into a file, page by page, so that the window lives; whole or not at all.

QGIS's own export draws on the main thread, and its algorithms for it refuse other threads: see ``page_drawing``.
"""

from __future__ import annotations

import uuid
from abc import ABC, abstractmethod
from contextlib import suppress
from pathlib import Path

from qgis.core import Qgis, QgsMapRendererCustomPainterJob, QgsPrintLayout, QgsVectorSimplifyMethod
from qgis.PyQt import sip
from qgis.PyQt.QtCore import QFile, QIODevice, QMarginsF, QSizeF, Qt
from qgis.PyQt.QtGui import QImage, QPageSize, QPainter, QPdfWriter

from ..core.messages import RegsoError
from .page_drawing import MILLIMETRES_PER_INCH, PageDrawing

DPI = 300
PNG_DPI = 200


class PageExport(ABC):
    """Pages drawn into a file that takes the place of ``path`` once it is whole.

    Each page in two turns: ``begin_page`` gives the job that draws its map, after which ``end_page`` is called.
    ``finish`` may be called in another thread: packing takes long, and the layout has no part in it.
    """

    def __init__(self, layout: QgsPrintLayout, path: str | Path) -> None:
        self._layout = layout
        self._target = Path(path)
        self._part = self._target.with_name(f".{uuid.uuid4().hex}.part")
        self._painter = QPainter()
        self._page: PageDrawing | None = None
        self.count = 1
        self.done = 0

    def begin_page(self) -> QgsMapRendererCustomPainterJob:
        """Begin a page; its map is drawn in a thread."""
        self._page = PageDrawing(self._layout, self._painter)
        return self._page.begin()

    def end_page(self) -> bool:
        """Draw the rest of a page whose map is done; return whether there are more."""
        if self._page is not None:
            self._page.end()
            self._page = None
        self.done += 1
        more = self.done < self.count and self._turn_over()
        if not more:
            self._let_go_of_layout()
        return more

    def next_page(self) -> bool:
        """Draw one page and wait for it; return whether there are more."""
        self.begin_page().waitForFinished()
        return self.end_page()

    @abstractmethod
    def finish(self) -> None:
        """Put the file in its place. Raises ``RegsoError`` where it could not be written."""

    def abort(self) -> None:
        """Leave nothing behind."""
        if self._page is not None:
            self._page.give_up()
            self._page = None
        if self._painter.isActive():
            self._painter.end()
        self._let_go_of_layout()
        self._forget()

    def _turn_over(self) -> bool:
        """Go to the next page; return whether there is one."""
        return False

    @abstractmethod
    def _let_go_of_layout(self) -> None:
        """Leave the layout as it was."""

    def _forget(self) -> None:
        with suppress(OSError):
            self._part.unlink(missing_ok=True)


class PdfExport(PageExport):
    """One layout, or every page of its atlas, as a PDF with text that can be searched."""

    def __init__(self, layout: QgsPrintLayout, path: str | Path) -> None:
        super().__init__(layout, path)
        self._file = QFile(str(self._part))
        if not self._file.open(QIODevice.OpenModeFlag.WriteOnly):
            raise not_written(self._target, self._file.errorString())
        self._atlas = layout.atlas() if layout.atlas().enabled() else None
        if self._atlas is not None:
            self._atlas.beginRender()
            self._atlas.first()
        self.count = max(self._atlas.count(), 1) if self._atlas is not None else 1
        context = layout.renderContext()
        context.setDpi(DPI)
        context.setTextRenderFormat(Qgis.TextRenderFormat.AlwaysText)
        _simplify(layout)
        self._writer = QPdfWriter(self._file)
        size = layout.pageCollection().page(0).pageSize()
        self._writer.setPageSize(QPageSize(QSizeF(size.width(), size.height()), QPageSize.Unit.Millimeter))
        self._writer.setPageMargins(QMarginsF(0, 0, 0, 0))
        self._writer.setResolution(DPI)
        self._writer.setTitle(layout.name())
        self._writer.setCreator("RegSO Atlas")
        self._painter.begin(self._writer)

    def begin_page(self) -> QgsMapRendererCustomPainterJob:
        if self.done:
            self._writer.newPage()
        return super().begin_page()

    def _turn_over(self) -> bool:
        return bool(self._atlas is not None and self._atlas.next())

    def finish(self) -> None:
        good = self._painter.end()
        good = self._file.flush() and self._file.error() == QFile.FileError.NoError and good
        reason = self._file.errorString()
        self._file.close()
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
        super().abort()
        self._file.close()

    def _let_go_of_layout(self) -> None:
        if self._atlas is not None and not sip.isdeleted(self._atlas):
            self._atlas.endRender()
        self._atlas = None


class PngExport(PageExport):
    """The first page as PNG."""

    def __init__(self, layout: QgsPrintLayout, path: str | Path) -> None:
        super().__init__(layout, path)
        context = layout.renderContext()
        self._dpi_before = context.dpi()
        context.setDpi(PNG_DPI)
        _simplify(layout)
        size = layout.pageCollection().page(0).pageSize()
        dots = PNG_DPI / MILLIMETRES_PER_INCH
        self._image = QImage(round(size.width() * dots), round(size.height() * dots), QImage.Format.Format_ARGB32)
        self._image.setDotsPerMeterX(round(dots * 1000))
        self._image.setDotsPerMeterY(round(dots * 1000))
        self._image.fill(Qt.GlobalColor.white)
        self._painter.begin(self._image)

    def finish(self) -> None:
        self._painter.end()
        try:
            if not self._image.save(str(self._part), "PNG"):
                raise not_written(self._target, "")
            try:
                self._part.replace(self._target)
            except OSError as error:
                raise not_written(self._target, str(error)) from error
        finally:
            self._forget()

    def _let_go_of_layout(self) -> None:
        if not sip.isdeleted(self._layout):
            self._layout.renderContext().setDpi(self._dpi_before)


def _is_whole(path: Path) -> bool:
    with path.open("rb") as file:
        file.seek(max(path.stat().st_size - 32, 0))
        return b"%%EOF" in file.read()


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
