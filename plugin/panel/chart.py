# SPDX-License-Identifier: GPL-2.0-or-later
"""A chart on matplotlib's Qt canvas: made only when it is seen, in the colours and the font of the window.

matplotlib takes a moment to load the first time: that happens in a task, so that the window stays alive.
"""

from __future__ import annotations

import sys
import textwrap
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from qgis.core import QgsApplication, QgsTask
from qgis.PyQt.QtCore import QEvent, Qt, pyqtSignal
from qgis.PyQt.QtGui import QPalette
from qgis.PyQt.QtWidgets import QLabel, QSizePolicy, QVBoxLayout, QWidget

from ..i18n import interface_language, tr
from ..report import texts as t
from ..report.chart import Look
from ..report.language import Language

if TYPE_CHECKING:
    from matplotlib.figure import Figure

FONT = {"font.family": "DejaVu Sans", "text.usetex": False, "axes.unicode_minus": True, "hatch.linewidth": 0.7}
"""Settings of matplotlib's that a chart is made and drawn with, whatever others in QGIS have set."""


def look_of(palette: QPalette, points: float) -> Look:
    """Return colours for a chart from those of the window."""
    ink, ground = palette.color(QPalette.ColorRole.Text), palette.color(QPalette.ColorRole.Base)

    def between(part: float) -> str:
        ends = zip(ink.getRgb()[:3], ground.getRgb()[:3], strict=True)
        return "#" + "".join(f"{round(part * one + (1 - part) * other):02x}" for one, other in ends)

    return Look(ink=ink.name(), muted=between(0.72), ground=ground.name(), people=between(0.25), size=points)


def wrapped(text: str, letters: int) -> list[str]:
    """Return a text in lines of at most so many letters, where its words allow."""
    # no-break spaces hold numbers together
    return textwrap.wrap(" ".join(text.split("\n")).replace("\N{SOFT HYPHEN}", ""), max(letters, 8)) or [""]


class LoadMatplotlib(QgsTask):
    """Loads matplotlib outside the main thread; fails where it is missing."""

    def __init__(self) -> None:
        super().__init__(tr("Preparing charts"), QgsTask.Flag.Hidden)

    def run(self) -> bool:
        try:
            import matplotlib.backends.backend_agg
            import matplotlib.backends.backend_qtagg
            import matplotlib.figure
            import matplotlib.font_manager

            # the first drawing of all loads fonts and more; it is thrown away
            figure = matplotlib.figure.Figure()
            canvas = matplotlib.backends.backend_agg.FigureCanvasAgg(figure)
            figure.add_subplot().set_title("Å")
            canvas.draw()
        except Exception:  # noqa: BLE001 - an exception here takes QGIS down
            return False
        return True

    @staticmethod
    def is_needed() -> bool:
        """Whether matplotlib has not been loaded yet."""
        return "matplotlib.backends.backend_qtagg" not in sys.modules


Draw = Callable[["Figure", Look, float, float], None]
"""Draws on a figure, given the look and the height and width of its text in pixels."""


class Chart(QWidget):
    """A chart that is drawn when it is first seen, and again in another size, font or theme."""

    pressed = pyqtSignal(object)
    """matplotlib's event of a click"""
    moved = pyqtSignal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._draw: Draw | None = None
        self._lines = 8.0
        self._canvas: Any = None
        self._loading = False
        self._task: LoadMatplotlib | None = None
        self._stale = False
        self._words = QLabel(self)
        self._words.setWordWrap(True)
        self._words.setTextFormat(Qt.TextFormat.PlainText)
        self._words.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._words.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._words)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)

    @property
    def is_drawn(self) -> bool:
        """Whether there is a canvas that is up to date."""
        return self._canvas is not None and not self._canvas.isHidden() and not self._stale

    @property
    def words(self) -> str:
        """What stands instead of a chart; empty where there is one."""
        return "" if self._words.isHidden() else self._words.text()

    def show_words(self, text: str) -> None:
        """Show a sentence instead of a chart."""
        self._draw = None
        if self._canvas is not None:
            self._canvas.hide()
        self._words.setText(text)
        self._words.setVisible(bool(text))

    def show_drawing(self, draw: Draw, lines: float) -> None:
        """Show a drawing, so many lines of text high, once the chart is seen."""
        self._draw, self._lines, self._stale = draw, lines, True
        self._words.hide()
        self._bring_up_to_date()

    def _bring_up_to_date(self) -> None:
        if self._draw is None or not self._stale or not self.isVisible() or self._loading:
            return
        if LoadMatplotlib.is_needed():
            self._loading = True
            # held here, or Python's half of it goes before it has begun
            self._task = LoadMatplotlib()
            self._task.taskCompleted.connect(self._loaded)
            self._task.taskTerminated.connect(self._missing)
            QgsApplication.taskManager().addTask(self._task)
            return
        try:
            self._make_canvas()
        except ImportError:
            # there, but not for the Qt that QGIS runs on
            self._missing()
            return
        # once it is seen it gets its size, and is drawn for that
        self._canvas.show()
        if self._stale:
            self._redraw()

    def _loaded(self) -> None:
        self._loading = False
        self._bring_up_to_date()

    def _missing(self) -> None:
        self._loading = False
        self.show_words(Language(interface_language())(t.CHART_IMPOSSIBLE))

    def _make_canvas(self) -> None:
        if self._canvas is not None:
            return
        self._canvas = make_canvas()
        self._canvas.setObjectName("chart_canvas")
        self._canvas.setParent(self)
        self._canvas.resized.connect(self._redraw)
        self._canvas.mpl_connect("button_press_event", self.pressed.emit)
        self._canvas.mpl_connect("motion_notify_event", self.moved.emit)
        self.layout().addWidget(self._canvas)

    def _redraw(self) -> None:
        if self._draw is None or self._canvas is None:
            return
        import matplotlib as mpl

        points = max(min(self.font().pointSizeF(), 24.0), 6.0) * 0.92
        figure = self._canvas.figure
        pixels = points * figure.dpi / 72
        line = 1.3 * pixels
        self._canvas.setFixedHeight(round(self._lines * line / self._canvas.device_pixel_ratio))
        look = look_of(self.palette(), points)
        figure.clear()
        figure.set_facecolor(look.ground)
        if self._canvas.width() < 60:
            return
        with mpl.rc_context(FONT):
            self._draw(figure, look, line, 0.64 * pixels)
        for axes in figure.axes:
            axes.set_facecolor("none")
        self._canvas.show()
        self._canvas.draw_idle()
        self._stale = False

    def showEvent(self, event: Any) -> None:
        super().showEvent(event)
        self._bring_up_to_date()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.FontChange) and hasattr(self, "_draw"):
            self._stale = True
            self._bring_up_to_date()


def make_canvas() -> Any:
    """Return a canvas of matplotlib's for the Qt that QGIS runs on, which tells when it has got another size."""
    import matplotlib as mpl
    from matplotlib.backends.backend_qtagg import FigureCanvasQTAgg
    from matplotlib.figure import Figure

    class Canvas(FigureCanvasQTAgg):
        resized = pyqtSignal()

        def resizeEvent(self, event: Any) -> None:
            before = self.width()
            super().resizeEvent(event)
            if before != event.oldSize().width():
                self.resized.emit()

        def draw(self) -> None:
            with mpl.rc_context(FONT):
                super().draw()

        def wheelEvent(self, event: Any) -> None:
            # the wheel scrolls the dock
            event.ignore()

    canvas = Canvas(Figure(dpi=100))
    canvas.setMinimumWidth(80)
    canvas.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
    canvas.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    return canvas
