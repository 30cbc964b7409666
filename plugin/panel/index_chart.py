# SPDX-License-Identifier: GPL-2.0-or-later
"""The line of an area's index over the years, on the bands of the area types of the country in each year."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any

from ..core.area_types import COLORS, CUTS
from ..i18n import tr
from ..report.chart import Look
from ..report.language import Language
from .area_facts import AreaFacts, breaks, unbroken
from .chart import wrapped

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

_BAND = 0.45
"""How much of a type's colour its band has: the line must be seen on it."""


def draw_index(figure: Figure, facts: AreaFacts, language: Language, look: Look, *, line: float, letter: float) -> None:
    """Draw the index of an area with at least one year of it; the country's mean and cut points where known."""
    width, height = figure.bbox.width, figure.bbox.height
    left, bottom = 4.2 * letter, 1.6 * line
    # a title in bold letters is wider
    title = wrapped(tr("Socioeconomic index"), int((width - line) / (1.15 * letter)))
    above = (0.4 + len(title)) * line
    axes = figure.add_axes(
        (left / width, bottom / height, 1 - (left + 2 * letter) / width, 1 - (bottom + above) / height)
    )
    years = [one.year for one in facts.series]
    first, last = min(years), max(years)
    known = [one.index for one in facts.series if one.index is not None]
    region = {year: facts.region[year] for year in range(first, last + 1) if year in facts.region}
    edges = [mean + cut * sd for mean, sd in region.values() for cut in CUTS]
    low, high = min(known + edges), max(known + edges)
    margin = 0.12 * ((high - low) or 1.0)
    low, high = low - margin, high + margin
    axes.set_xlim(first - 0.6, last + 0.6)
    axes.set_ylim(low, high)
    _draw_bands(axes, region, (low, high), look)
    for place in breaks(facts.series):
        axes.axvline(place, color=look.ink, linewidth=0.9, linestyle=(0, (2, 2)))
    for run in unbroken(facts.series):
        xs, ys = [one.year for one in run], [one.index for one in run]
        axes.plot(xs, ys, color=look.ground, linewidth=3.2, solid_capstyle="round")
        axes.plot(xs, ys, color=look.ink, linewidth=1.6, solid_capstyle="round")
        for one in run:
            axes.plot(
                [one.year],
                [one.index],
                marker="o",
                markersize=0.62 * look.size,
                markerfacecolor=COLORS.get(one.area_type, COLORS[0]),
                markeredgecolor=look.ink,
                markeredgewidth=0.9,
            )
    _write_axes(axes, (first, last), language, look, letter)
    bold = {"fontsize": look.size, "fontweight": "bold", "color": look.ink, "va": "top", "linespacing": 1.15}
    figure.text(0.3 * line / width, 1 - 0.1 * line / height, "\n".join(title), **bold)


def _draw_bands(axes: Axes, region: dict[int, tuple[float, float]], ends: tuple[float, float], look: Look) -> None:
    """Draw, year by year, where the types lie between their cut points, and the mean."""
    low, high = ends
    for year, (mean, sd) in region.items():
        edges = [low, *(min(max(mean + cut * sd, low), high) for cut in CUTS), high]
        for kind, (lower, upper) in zip((5, 4, 3, 2, 1), pairwise(edges), strict=True):
            axes.fill_between(
                [year - 0.5, year + 0.5], lower, upper, color=COLORS[kind], alpha=_BAND, linewidth=0, zorder=0
            )
        axes.plot([year - 0.5, year + 0.5], [mean, mean], color=look.ink, linewidth=0.9, linestyle=(0, (4, 2)))
    if not region:
        return
    mean, sd = region[max(region)]
    edges = [low, *(mean + cut * sd for cut in CUTS), high]
    for kind, (lower, upper) in zip((5, 4, 3, 2, 1), pairwise(edges), strict=True):
        # the number of the type at the right end of its band
        axes.annotate(
            str(kind),
            (1, (lower + upper) / 2),
            xycoords=("axes fraction", "data"),
            xytext=(0.4 * look.size, 0),
            textcoords="offset points",
            va="center",
            fontsize=look.size * 0.85,
            color=look.muted,
            annotation_clip=False,
        )


def _write_axes(axes: Axes, years: tuple[int, int], language: Language, look: Look, letter: float) -> None:
    from matplotlib.ticker import FixedFormatter, FixedLocator, MaxNLocator

    first, last = years
    room = max(int(axes.bbox.width / (6 * letter)), 2)
    step = max(-(-(last - first) // max(room - 1, 1)), 1)
    # counted from the last year, which people look for
    ticks = list(range(last, first - 1, -step))
    axes.xaxis.set_major_locator(FixedLocator(ticks))
    axes.xaxis.set_major_formatter(FixedFormatter([str(year) for year in ticks]))
    axes.yaxis.set_major_locator(MaxNLocator(4))
    axes.yaxis.set_major_formatter(lambda value, _at: language.number(value, 0 if float(value).is_integer() else 1))
    axes.tick_params(labelsize=look.size * 0.88, colors=look.ink, length=2.5)
    for side, spine in axes.spines.items():
        spine.set_visible(side in ("left", "bottom"))
        spine.set_color(look.ink)


def index_in_words(facts: AreaFacts, language: Language) -> str:
    """Return the line in words, for those who cannot see it."""
    parts: list[Any] = []
    for one in facts.series:
        if one.index is None:
            continue
        mean = facts.region.get(one.year)
        text = f"{one.year}: {language.number(one.index, 1)}"
        parts.append(text if mean is None else f"{text} ({tr('mean')} {language.number(mean[0], 1)})")
    return "; ".join(parts)
