# SPDX-License-Identifier: GPL-2.0-or-later
"""The lines of a follow-up: a line for each area type over the years, with intervals and breaks in the series."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from qgis.PyQt.QtWidgets import QWidget

from ..core.area_types import COLORS, TYPES
from ..i18n import tr
from ..report import texts as t
from ..report.chart import Look
from ..report.content import Row
from ..report.language import Language, decimals_for
from .answer import Part
from .chart import Chart, wrapped
from .result_grid import long_name
from .years_reading import years_of

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

_LINES = 17
"""Height of the chart, in lines of text."""


class YearsChart(Chart):
    """A line for each area type."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("result_years")
        self.setAccessibleName(tr("Lines by area type over the years"))

    def show_part(self, part: Part, unit: str, language: Language) -> None:
        """Show a way of holding the types; where there is nothing to draw, a sentence."""
        self.setAccessibleDescription(in_words(part, unit, language))
        if not any(_known(row, years_of(part)) for row in _rows(part)):
            self.show_words(language(t.CHART_NOTHING))
            return

        def draw(figure: Figure, look: Look, line: float, letter: float) -> None:
            draw_years(figure, part, unit, language, look, line=line, letter=letter)

        self.show_drawing(draw, _LINES)


def in_words(part: Part, unit: str, language: Language) -> str:
    """Return the first and the last figure of each type, for those who cannot see the lines."""
    years = years_of(part)
    numbers = [number for row in _rows(part) for _, number in _known(row, years)]
    decimals, said = decimals_for(numbers), []
    for row in _rows(part):
        known = _known(row, years)
        if known:
            ends = ", ".join(
                f"{year}: {_written(number, decimals, language)}" for year, number in (known[0], known[-1])
            )
            said.append(f"{long_name(row.kind, language)}: {ends}")
    return f"{part.title}, {unit}. {'. '.join(said)}."


def draw_years(
    figure: Figure, part: Part, unit: str, language: Language, look: Look, *, line: float, letter: float
) -> None:
    """Draw the lines on a figure of any size; ``line`` and ``letter``: height and width of its text in pixels."""
    width, height = figure.bbox.width, figure.bbox.height
    title = wrapped(f"{part.title}: {unit}", int((width - line) / (1.15 * letter)))
    above, left, bottom = (0.6 + 1.15 * len(title)) * line, 5.2 * letter, 1.6 * line
    place = (left / width, bottom / height, 1 - (left + 2.4 * letter) / width, 1 - (bottom + above) / height)
    axes = figure.add_axes(place)
    years = years_of(part)
    axes.set_xlim(years[0] - 0.4, years[-1] + 0.4)
    for year in part.breaks:
        axes.axvline(year - 0.5, color=look.ink, linewidth=0.9, linestyle=(0, (2, 2)))
    for row in _rows(part):
        _draw_line(axes, row, years, part.breaks, look)
    _set_height(axes, part, years)
    _write_names(axes, part, years, look, line)
    _write_axes(axes, years, language, look, letter)
    bold = {"fontsize": look.size, "fontweight": "bold", "color": look.ink, "va": "top", "linespacing": 1.15}
    # a field may have a dollar in its name, which is no formula
    figure.text(0.3 * line / width, 1 - 0.1 * line / height, "\n".join(title).replace("$", "\\$"), **bold)


def _rows(part: Part) -> list[Row]:
    return [row for row in part.table.rows if row.kind in TYPES]


def _known(row: Row, years: tuple[int, ...]) -> list[tuple[int, float]]:
    return [(year, number) for year in years if (number := row.number(f"rate_{year}")) is not None]


def _written(number: float, decimals: int, language: Language) -> str:
    return language.number(number, decimals) if number >= 0 else language.signed(number, decimals)


def _draw_line(axes: Axes, row: Row, years: tuple[int, ...], breaks: tuple[int, ...], look: Look) -> None:
    """Draw a type's line, not over a break, and dotted over years that are missing; its intervals and points."""
    known, colour = _known(row, years), COLORS[int(row.kind)]  # type: ignore[arg-type]
    for (before, one), (after, other) in pairwise(known):
        if any(before < year <= after for year in breaks):
            continue
        gap = years.index(after) - years.index(before) > 1
        # a rim of ink, for the colour of type 3 is pale
        for ink, width in ((look.ink, 3.0), (colour, 1.8)):
            style = {"linestyle": (0, (1, 2))} if gap else {"solid_capstyle": "round"}
            axes.plot([before, after], [one, other], color=ink, linewidth=width, **style)
    for year, number in known:
        low, high = (row.number(f"rate_{end}_{year}") for end in ("low", "high"))
        if low is not None and high is not None:
            axes.plot([year, year], [low, high], color=look.ink, linewidth=0.9)
        axes.plot([year], [number], marker="o", markersize=0.5 * look.size, markerfacecolor=colour,
                  markeredgecolor=look.ink, markeredgewidth=0.8)  # fmt: skip


def _set_height(axes: Axes, part: Part, years: tuple[int, ...]) -> None:
    """Begin at zero, and let no interval of a few inhabitants press the lines together."""
    numbers = [number for row in _rows(part) for _, number in _known(row, years)]
    highs = [high for row in _rows(part) for year in years if (high := row.number(f"rate_high_{year}")) is not None]
    top = max([*numbers, *(min(high, 2.5 * max(numbers)) for high in highs if max(numbers) > 0)])
    low = min(0.0, *numbers)
    axes.set_ylim(low, top + 0.08 * ((top - low) or 1.0))


def _write_names(axes: Axes, part: Part, years: tuple[int, ...], look: Look, line: float) -> None:
    """Write each type's number beside its last point, moved apart where they would lie on each other."""
    low, high = axes.get_ylim()
    step = 0.8 * line * (high - low) / max(axes.bbox.height, 1.0)
    ends = sorted((known[-1][1], str(row.kind)) for row in _rows(part) if (known := _known(row, years)))
    at = low
    for number, name in ends:
        at = max(number, at)
        axes.annotate(
            name, (1, at), xycoords=("axes fraction", "data"), xytext=(0.3 * look.size, 0), textcoords="offset points",
            va="center", fontsize=look.size, fontweight="bold", color=look.ink, annotation_clip=False,
        )  # fmt: skip
        at += step


def _write_axes(axes: Axes, years: tuple[int, ...], language: Language, look: Look, letter: float) -> None:
    from matplotlib.ticker import FixedFormatter, FixedLocator, MaxNLocator

    room = max(int(axes.bbox.width / (6 * letter)), 2)
    step = max(-(-(years[-1] - years[0]) // max(room - 1, 1)), 1)
    ticks = list(range(years[-1], years[0] - 1, -step))
    axes.xaxis.set_major_locator(FixedLocator(ticks))
    axes.xaxis.set_major_formatter(FixedFormatter([str(year) for year in ticks]))
    axes.yaxis.set_major_locator(MaxNLocator(4))
    ends = axes.get_ylim()
    decimals = decimals_for([end for end in ends if end], figures=2)
    axes.yaxis.set_major_formatter(lambda value, _at: _written(value, decimals, language))
    axes.tick_params(labelsize=look.size * 0.88, colors=look.ink, length=2.5)
    for side, spine in axes.spines.items():
        spine.set_visible(side in ("left", "bottom"))
        spine.set_color(look.ink)
