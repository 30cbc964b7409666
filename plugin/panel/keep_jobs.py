# SPDX-License-Identifier: GPL-2.0-or-later
"""How things are kept: one at a time, in a thread or page by page, with progress, cancel and a word at the end.

A page is drawn in turns of the event loop: its map in a thread, then the rest, then the file is brought to its end.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from qgis.core import QgsApplication, QgsMapRendererCustomPainterJob, QgsPrintLayout
from qgis.PyQt import sip
from qgis.PyQt.QtCore import QObject

from .. import log
from ..core.messages import RegsoError
from ..i18n import tr, translate_message
from ..layers.layout_export import PageExport, PdfExport, PngExport
from .presenter import Presenter
from .turns import soon
from .work import Do, Work


class Jobs(QObject):
    """Does one thing at a time and tells what came of it through the presenter."""

    def __init__(self, presenter: Presenter, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._presenter = presenter
        self._work: Work | None = None
        self._export: PageExport | None = None
        self._map: QgsMapRendererCustomPainterJob | None = None
        """The map that is being drawn."""
        self._stopped = False

    def _occupy(self, path: Path) -> bool:
        self._stopped = False
        return self._presenter.occupy(tr("Writing {file}…").format(file=path.name), self._stop)

    def _stop(self) -> None:
        self._stopped = True
        if self._work is not None:
            self._work.cancel()
        if self._map is not None:
            # it draws no more when this comes back, so that whatever it draws on may go
            self._map.cancel()

    def _start(self, path: Path, do: Do, then: Callable[[Any], None] | None = None) -> None:
        """Do something in a thread; afterwards say that the file is written, or go on on the main thread."""
        if self._occupy(path):
            self._in_thread(path, do, then)

    def _in_thread(self, path: Path, do: Do, then: Callable[[Any], None] | None = None) -> None:
        def done(work: Work) -> None:
            self._work = None
            if sip.isdeleted(self) or sip.isdeleted(self._presenter):
                return
            if work.error is not None:
                self._presenter.release()
                self._fail(work.error)
            elif work.isCanceled() or self._stopped:
                self._cancelled()
            elif then is not None:
                self._guarded(lambda: then(work.result))
            else:
                self._end(path)

        self._work = Work(tr("Writing {file}…").format(file=path.name), do, done)
        self._work.progressChanged.connect(self._presenter.advance)
        QgsApplication.taskManager().addTask(self._work)

    # Pages ------------------------------------------------------------------------------------------------------------

    def _pages(self, layout: QgsPrintLayout, path: Path) -> None:
        """Write a layout, or its atlas, as PDF; as PNG where the file is called so."""
        is_picture = path.suffix.lower() == ".png"
        self._export = PngExport(layout, path) if is_picture else PdfExport(layout, path)
        self._soon(lambda: self._page(layout, path))

    def _page(self, layout: QgsPrintLayout, path: Path) -> None:
        export = self._export
        if export is None:
            return
        if self._stopped or sip.isdeleted(layout):
            self._cancelled()
            return
        self._map = export.begin_page()
        self._map.finished.connect(lambda: self._soon(lambda: self._rest_of_page(layout, path)))

    def _rest_of_page(self, layout: QgsPrintLayout, path: Path) -> None:
        export, self._map = self._export, None
        if export is None:
            return
        if self._stopped or sip.isdeleted(layout):
            self._cancelled()
            return
        more = export.end_page()
        self._presenter.advance(100 * export.done / export.count)
        if more:
            self._soon(lambda: self._page(layout, path))
        else:
            self._export = None
            self._in_thread(path, lambda *_: export.finish())

    def _soon(self, do: Callable[[], None]) -> None:
        """Do something when the window has done what waits."""
        soon(lambda: self._guarded(do))

    def _guarded(self, do: Callable[[], None]) -> None:
        if sip.isdeleted(self) or sip.isdeleted(self._presenter):
            self._drop_export()
            return
        try:
            do()
        except (RegsoError, OSError, RuntimeError) as error:
            # RuntimeError: a layer or a layout that went away meanwhile
            self._drop_export()
            self._presenter.release()
            self._fail(error)

    def _drop_export(self) -> None:
        if self._export is not None:
            self._export.abort()
            self._export = None

    # The end ----------------------------------------------------------------------------------------------------------

    def _cancelled(self) -> None:
        self._drop_export()
        self._presenter.release()
        self._presenter.tell(tr("Cancelled. Nothing was written."))

    def _end(self, path: Path) -> None:
        self._presenter.release()
        self._written(path)

    def _written(self, path: Path) -> None:
        self._presenter.tell(tr("Written: {path}").format(path=path), "success")

    def _fail(self, error: Exception) -> None:
        """Say what failed; the log has the rest."""
        if isinstance(error, RegsoError):
            log.warn(f"{error} {error.details}")
            text = translate_message(error.message)
        elif isinstance(error, OSError):
            log.warn(str(error))
            text = tr("{path} could not be read or written: {reason}. Choose another place, or make room.")
            text = text.format(path=error.filename or "–", reason=error.strerror or str(error))
        else:
            log.warn(repr(error))
            text = tr("That did not work. The log “RegSO” has the details.")
        self._presenter.tell(text, "error")
