# SPDX-License-Identifier: GPL-2.0-or-later
"""A chart on matplotlib's Qt canvas: made only when it is seen, in the colours and the font of the window.

matplotlib takes a moment to load the first time: that happens in a task, so that the window stays alive.
"""

from __future__ import annotations

import textwrap
import threading
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, ClassVar

from qgis.core import QgsApplication, QgsTask
from qgis.PyQt import sip
from qgis.PyQt.QtCore import QEvent, Qt, pyqtSignal
from qgis.PyQt.QtGui import QColor, QPalette
from qgis.PyQt.QtWidgets import QApplication, QLabel, QSizePolicy, QVBoxLayout, QWidget

from ..i18n import interface_language, tr
from ..report import texts as t
from ..report.chart import Look
from ..report.language import Language
from .long_words import ANYWHERE, SOFT_HYPHEN, divided
from .turns import soon

if TYPE_CHECKING:
    from matplotlib.figure import Figure

FONT = {"font.family": "DejaVu Sans", "text.usetex": False, "axes.unicode_minus": True, "hatch.linewidth": 0.7}
"""Settings of matplotlib's that a chart is made and drawn with, whatever others in QGIS have set."""


def look_of(palette: QPalette, points: float) -> Look:
    """Return colours for a chart from those of the window."""
    ink, ground = (_opaque(palette, role) for role in (QPalette.ColorRole.Text, QPalette.ColorRole.Base))

    def between(part: float) -> str:
        ends = zip(ink.getRgb()[:3], ground.getRgb()[:3], strict=True)
        return "#" + "".join(f"{round(part * one + (1 - part) * other):02x}" for one, other in ends)

    return Look(ink=ink.name(), muted=between(0.72), ground=ground.name(), people=between(0.25), size=points)


def _opaque(palette: QPalette, role: Any) -> QColor:
    """Return a colour of a widget; of the application, where a theme such as Night Mapping makes widgets transparent.

    The transparent colour itself is black to whoever overlooks that.
    """
    color = palette.color(role)
    return color if color.alpha() == 255 else QApplication.palette().color(role)


def wrapped(text: str, letters: int) -> list[str]:
    """Return a text in lines of at most so many letters, where its words allow."""
    # no-break spaces hold numbers together
    whole, letters = " ".join(text.split("\n")).replace(SOFT_HYPHEN, ""), max(letters, 8)
    return textwrap.wrap(divided(whole, letters, len).replace(SOFT_HYPHEN, "-").replace(ANYWHERE, ""), letters) or [""]


class LoadMatplotlib(QgsTask):
    """Loads matplotlib outside the main thread; fails where it is missing. Nobody draws before its end."""

    _first: ClassVar[threading.Lock] = threading.Lock()
    _is_loaded: ClassVar[bool] = False

    def __init__(self) -> None:
        super().__init__(tr("Preparing charts"), QgsTask.Flag.Hidden)

    def run(self) -> bool:
        with self._first:
            if self.is_needed():
                try:
                    _load()
                except Exception:  # noqa: BLE001 - an exception here takes QGIS down
                    return False
                LoadMatplotlib._is_loaded = True
        return True

    @staticmethod
    def is_needed() -> bool:
        """Whether matplotlib has not been loaded yet."""
        return not LoadMatplotlib._is_loaded


def _load() -> None:
    """Load what our charts need, with the fonts and all that comes with the first figure.

    Nothing is drawn here: matplotlib 3.10 crashes where it draws for the first time in a thread of QGIS's that has
    run an algorithm before (QGIS 3.44 on Debian 13).
    """
    import matplotlib.backends.backend_qtagg  # noqa: F401 - loaded for those who draw on the window
    from matplotlib.figure import Figure
    from matplotlib.font_manager import findfont

    findfont(FONT["font.family"])
    axes = Figure().add_subplot()
    axes.set_title("Å")
    axes.plot((0, 1), (0, 1), marker="o")
    axes.fill_between((0, 1), (0, 0), (1, 1), hatch="//")
    axes.barh((0, 1), (1, 2))


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
        self._due = False
        """Whether the chart is brought up to date in the next turn of the event loop."""
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
        self._draw, self._lines = draw, lines
        self._words.hide()
        self._outdated()

    def _outdated(self) -> None:
        """Draw in a turn of its own: whatever asks for it has done its share of this one."""
        self._stale = True
        if self._canvas is not None:
            self._canvas.is_current = False
        self._soon()

    def _soon(self) -> None:
        if not self._due:
            self._due = True
            soon(self._bring_up_to_date)

    def _bring_up_to_date(self) -> None:
        if sip.isdeleted(self):
            return
        self._due = False
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
        self._redraw()

    def _loaded(self) -> None:
        self._loading = False
        self._soon()

    def _missing(self) -> None:
        self._loading = False
        self.show_words(Language(interface_language())(t.CHART_IMPOSSIBLE))

    def _make_canvas(self) -> None:
        if self._canvas is not None:
            return
        self._canvas = make_canvas()
        self._canvas.setObjectName("chart_canvas")
        self._canvas.setParent(self)
        self._canvas.resized.connect(self._outdated)
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
        # axes that are thrown away need not be made empty first, which takes as long as drawing them
        for axes in tuple(figure.axes):
            figure.delaxes(axes)
        figure.clear()
        figure.set_facecolor(look.ground)
        if self._canvas.width() < 60:
            return
        with mpl.rc_context(FONT):
            self._draw(figure, look, line, 0.64 * pixels)
        for axes in figure.axes:
            axes.set_facecolor("none")
        self._canvas.show()
        # what was put on the figure is made a picture in the next turn
        soon(self._paint)

    def _paint(self) -> None:
        if sip.isdeleted(self) or self._due or self._canvas is None:
            return
        self._stale, self._canvas.is_current = False, True
        self._canvas.draw()

    def showEvent(self, event: Any) -> None:
        super().showEvent(event)
        self._soon()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.FontChange) and hasattr(self, "_draw"):
            self._outdated()


def make_canvas() -> Any:
    """Return a canvas of matplotlib's for the Qt that QGIS runs on, which tells when it has got another size."""
    import matplotlib as mpl
    from matplotlib.backends.backend_qtagg import FigureCanvasQTAgg
    from matplotlib.figure import Figure

    class Canvas(FigureCanvasQTAgg):
        resized = pyqtSignal()
        is_current = False

        def resizeEvent(self, event: Any) -> None:
            before = self.width()
            super().resizeEvent(event)
            # matplotlib rounds 2.24 inches to 223 pixels, and beside them Qt shows what was in memory
            inches = (self.figure.get_size_inches() * self.figure.dpi).round() + 1e-6
            self.figure.set_size_inches(inches / self.figure.dpi, forward=False)
            if before != event.oldSize().width():
                self.resized.emit()

        def draw(self) -> None:
            if not self.is_current:
                # what is there is about to be drawn anew, for another size or other figures
                return
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
