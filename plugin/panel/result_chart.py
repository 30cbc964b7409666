# SPDX-License-Identifier: GPL-2.0-or-later
"""The bar chart of a result, by the report's own drawing: bars by area type, which tell the type when clicked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtWidgets import QToolTip, QWidget

from ..core.area_types import TYPES
from ..i18n import tr
from ..report import texts as t
from ..report.chart import KINDS, Look, described, draw_rates, draw_shares, draw_values, is_cut, lay_out
from ..report.content import Sign, TypeTable
from ..report.language import Language
from .answer import Measure
from .chart import Chart, wrapped
from .result_grid import long_name, short_name

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

_ROW_HEIGHT = 1.9
"""Height of a bar's row, in lines of text."""


def is_drawable(table: TypeTable, measure: Measure) -> bool:
    """Whether there is anything but zeros and missing values to draw."""
    return any(table.row(kind).number(measure.name) for kind in KINDS)


def kind_at(y: float | None) -> int | None:
    """Return the type whose bar stands at a height of the chart, None beside the bars."""
    at = None if y is None else round(y)
    return KINDS[at] if at is not None and 0 <= at < len(KINDS) else None


def draw_measure(
    figure: Figure,
    table: TypeTable,
    measure: Measure,
    unit: str,
    language: Language,
    look: Look,
    *,
    line: float,
    letter: float,
) -> None:
    """Draw one measure on a figure of any size; ``line`` and ``letter``: height and width of its text in pixels."""
    width, height = figure.bbox.width, figure.bbox.height
    # a name of two words stands in two lines: the bars need the room
    names = [
        name if kind in TYPES else name.replace(" ", "\n") for kind in KINDS for name in (short_name(kind, language),)
    ]
    left = (max(len(part) for name in names for part in name.split("\n")) * letter + 0.8 * line) / width
    axes = figure.add_axes((left, 0.3 * line / height, 0.99 - left, 1.0))
    lay_out(axes, look)
    if measure.form == "rates":
        title = draw_rates(axes, table, unit, language, look)
    elif measure.form == "shares":
        title = draw_shares(axes, table, unit, language, look, (measure.name, measure.beside))
    else:
        draw_values(axes, table, measure.name, language, look)
        title = measure.title
    lines = wrapped(title, int((width - line) / (1.08 * letter)))
    # above the bars, under the title, stands the word for the line of reference
    above = (len(lines) + (1.3 if measure.form == "rates" else 0.5)) * 1.15 * line
    axes.set_position((left, 0.3 * line / height, 0.99 - left, max(height - above - 0.3 * line, line) / height))
    _make_room(axes, letter)
    figure.text(
        0.3 * line / width,
        1 - 0.2 * line / height,
        # a field may have a dollar in its name, which is no formula
        "\n".join(lines).replace("$", "\\$"),
        va="top",
        fontsize=look.size,
        fontweight="bold",
        color=look.ink,
        linespacing=1.15,
    )
    for at, name in enumerate(names):
        axes.annotate(
            name,
            (0, at),
            xycoords=("axes fraction", "data"),
            xytext=(-0.4 * look.size, 0),
            textcoords="offset points",
            ha="right",
            va="center",
            fontsize=look.size,
            color=look.ink,
        )


def _make_room(axes: Axes, letter: float) -> None:
    """Widen the axes until the numbers at the ends of the bars are in them, however narrow the chart is."""
    low, high = axes.get_xlim()
    room = axes.bbox.width
    for text in axes.texts:
        x, needed = text.get_position()[0], (len(text.get_text()) + 1) * letter
        if text.get_ha() == "left" and needed < 0.8 * room:
            high = max(high, low + (x - low) * room / (room - needed))
    axes.set_xlim(low, high)
    _keep_inside(axes, letter)


def _keep_inside(axes: Axes, letter: float) -> None:
    """Move the word for the line of reference to the left, where it would leave the figure on the right."""
    end = axes.figure.bbox.width
    for text in axes.texts:
        if text.get_ha() == "right" or text.get_position()[1] >= -0.5:
            continue
        needed = len(text.get_text()) * letter
        at = axes.transData.transform((text.get_position()[0], 0))[0]
        if at + (needed / 2 if text.get_ha() == "center" else needed) > end:
            text.set_x(axes.get_xlim()[1])
            text.set_ha("right")


class TypeChart(Chart):
    """Bars by area type; a click tells the type."""

    kind_clicked = pyqtSignal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("result_chart")
        self.setAccessibleName(tr("Bar chart by area type"))
        self._table: TypeTable | None = None
        self._measure: Measure | None = None
        self._language = Language("en")
        self.pressed.connect(self._pressed)
        self.moved.connect(self._moved)

    def show_table(self, table: TypeTable, measure: Measure, unit: str, language: Language) -> None:
        """Show a measure of a table; where there is nothing to draw, a sentence."""
        self._table, self._measure, self._language = table, measure, language
        self.setAccessibleDescription(_in_words(table, measure, language))
        if not is_drawable(table, measure):
            self.show_words(language(t.CHART_NOTHING))
            return

        def draw(figure: Figure, look: Look, line: float, letter: float) -> None:
            draw_measure(figure, table, measure, unit, language, look, line=line, letter=letter)

        self.show_drawing(draw, _ROW_HEIGHT * len(KINDS) + 5.2)

    def caption(self) -> str:
        """Return what has to be said below the chart; empty where it says all itself."""
        if self._table is None or self._measure is None or self._measure.form != "rates":
            return ""
        return self._language(t.CHART_CUT) if is_cut(self._table) else ""

    def _kind_of(self, event: Any) -> int | None:
        if event.inaxes is not None:
            return kind_at(event.ydata)
        # the names to the left of the bars stand outside the axes
        axes = event.canvas.figure.axes
        return kind_at(axes[0].transData.inverted().transform((event.x, event.y))[1]) if axes else None

    def _pressed(self, event: Any) -> None:
        kind = self._kind_of(event)
        if kind is not None and event.button == 1:
            self.kind_clicked.emit(kind)

    def _moved(self, event: Any) -> None:
        kind = self._kind_of(event)
        canvas = event.canvas
        if kind is None or self._table is None or self._measure is None:
            canvas.unsetCursor()
            QToolTip.hideText()
            return
        canvas.setCursor(Qt.CursorShape.PointingHandCursor)
        canvas.setToolTip(f"{long_name(kind, self._language)}\n{tr('Click to select these areas on the map')}")


def _in_words(table: TypeTable, measure: Measure, language: Language) -> str:
    if measure.form != "values":
        return described(table, language)
    parts = []
    for kind in KINDS:
        row = table.row(kind)
        number = row.number(measure.name)
        sign = row.values.get(measure.name, Sign.MISSING)
        text = sign.value if isinstance(sign, Sign) else language.number(number or 0.0, 3)
        parts.append(f"{long_name(kind, language)}: {text}")
    return f"{measure.title}. {'. '.join(parts)}."
