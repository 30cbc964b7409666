# SPDX-License-Identifier: GPL-2.0-or-later
"""The bar chart of a report as inline SVG: rates with their intervals, shares beside the shares of the population.

The same input gives the same bytes: ids are hashed with a fixed salt and there is no date. Text stays text, so that
it can be searched, read aloud and set in the report's own font.
"""

from __future__ import annotations

import io
import re
import textwrap
from html import escape
from typing import TYPE_CHECKING, Any

from ..core.area_types import COLORS, TYPES, label
from . import texts as t
from .content import Content, Row, Sign, Sum
from .language import Language, decimals_for

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

KINDS = (*TYPES, 0)
"""The rows that are drawn, from the top: the types and no data. Outside is no kind of area."""

EDGE = "#20242c"
MUTED = "#5a6270"
_POPULATION_STYLE = {"facecolor": "#d4d7dd", "edgecolor": EDGE, "linewidth": 0.6}
_SETTINGS = {
    "svg.fonttype": "none",
    "svg.hashsalt": "regso",
    "font.family": "DejaVu Sans",
    "font.size": 8.5,
    "text.color": EDGE,
    "text.usetex": False,
    "axes.unicode_minus": True,
    "hatch.linewidth": 0.7,
    "path.simplify": False,
}


def draw_chart(content: Content, layer: str, language: Language) -> str | None:
    """Return the chart as an ``<svg>`` element, or None where there is nothing to draw.

    Raises ``ImportError`` where matplotlib is missing.
    """
    with_rates = any(_positive(content, "per_1000"))
    with_shares = any(_positive(content, "share"))
    if not with_rates and not with_shares:
        return None
    import matplotlib as mpl
    from matplotlib.backends.backend_svg import FigureCanvasSVG
    from matplotlib.figure import Figure

    # rc_context puts the settings back: matplotlib is shared with whatever else runs in QGIS.
    with mpl.rc_context(_SETTINGS):
        figure = Figure(figsize=(6.2, 3.8))
        FigureCanvasSVG(figure)
        panels = _panels(figure, with_rates, with_shares, language)
        if with_rates:
            _draw_rates(panels[0], content, language)
        if with_shares:
            _draw_shares(panels[-1], content, language)
        svg = io.StringIO()
        figure.savefig(svg, format="svg", transparent=True, metadata={"Date": None})
    return _inline(svg.getvalue(), language(t.CHART_TITLE, layer=layer), _described(content, language))


def _positive(content: Content, name: str) -> list[bool]:
    return [(content.overall.row(kind).number(name) or 0) > 0 for kind in KINDS]


def _panels(figure: Figure, with_rates: bool, with_shares: bool, language: Language) -> list[Axes]:
    count = int(with_rates) + int(with_shares)
    places = {"left": 0.325, "right": 0.99, "bottom": 0.02, "top": 0.85, "wspace": 0.1}
    panels = list(figure.subplots(1, count, sharey=True, squeeze=False, gridspec_kw=places)[0])
    for axes in panels:
        axes.set_ylim(len(KINDS) - 0.5, -0.5)
        axes.set_yticks([])
        axes.set_xticks([])
        for side in ("top", "right", "bottom"):
            axes.spines[side].set_visible(False)
        axes.spines["left"].set_color(EDGE)
    for at, kind in enumerate(KINDS):
        _write_name(figure, panels[0], at, kind, language)
    return panels


def _write_name(figure: Figure, axes: Axes, at: int, kind: int, language: Language) -> None:
    """Write a type's number and name to the left of its bar.

    Line by line, each set from its left end: the reader's font has other widths than the one that is measured here.
    """
    from matplotlib.transforms import blended_transform_factory

    lines = textwrap.wrap(label(kind, language.code), 27)
    place = blended_transform_factory(figure.transFigure, axes.transData)
    if kind in TYPES:
        axes.text(0.004, at, str(kind), transform=place, va="center", fontsize=8.5, fontweight="bold")
    for number, line in enumerate(lines):
        down = (number - (len(lines) - 1) / 2) * 0.235
        axes.text(0.03, at + down, line, transform=place, va="center", fontsize=8.5)


def _style(kind: int) -> dict[str, Any]:
    style = {"facecolor": COLORS[kind], "edgecolor": EDGE, "linewidth": 0.8}
    return style if kind in TYPES else {**style, "facecolor": "#ffffff", "hatch": "/////"}


def _draw_rates(axes: Axes, content: Content, language: Language) -> None:
    rows = [content.overall.row(kind) for kind in KINDS]
    rates = [row.number("per_1000") for row in rows]
    decimals = decimals_for([rate for rate in rates if rate is not None])
    limit = _furthest(content)
    axes.set_xlim(0, limit * 1.32)
    for at, (row, rate) in enumerate(zip(rows, rates, strict=True)):
        if rate is None:
            _note(axes, 0.0, at, _sign(row, "per_1000"), limit)
            continue
        axes.barh(at, rate, height=0.52, **_style(KINDS[at]))
        low, high = row.number("per_1000_low"), row.number("per_1000_high")
        end = rate
        if low is not None and high is not None:
            end = min(high, limit)
            _draw_interval(axes, at, (low, end), (low, high) if high <= limit else (low,))
        _note(axes, end, at, language.number(rate, decimals), limit)
    _draw_reference(axes, content, language, decimals)
    axes.set_title(language(t.RATE_AXIS[content.unit]), loc="left", fontsize=8.5, fontweight="bold", pad=16, x=0)


def _draw_interval(axes: Axes, at: float, ends: tuple[float, float], stops: tuple[float, ...]) -> None:
    for color, width in (("#ffffff", 2.8), (EDGE, 1.1)):  # a light rim, to be seen on a dark bar
        axes.plot(ends, [at, at], color=color, linewidth=width, solid_capstyle="butt")
        for stop in stops:
            axes.plot([stop, stop], [at - 0.12, at + 0.12], color=color, linewidth=width, solid_capstyle="projecting")


def _furthest(content: Content) -> float:
    """Return where the panel of rates ends. A few inhabitants have an interval without end: it may leave the panel."""
    rows = [content.overall.row(kind) for kind in KINDS]
    highest = max(row.number("per_1000") or 0.0 for row in rows)
    return min(max(row.number("per_1000_high") or highest for row in rows), 3 * highest)


def is_cut(content: Content) -> bool:
    """Whether an interval goes on beyond the chart."""
    return any((content.overall.row(kind).number("per_1000_high") or 0.0) > _furthest(content) for kind in KINDS)


def _draw_reference(axes: Axes, content: Content, language: Language, decimals: int) -> None:
    whole = content.overall.row(Sum.TYPES).number("per_1000")
    if whole is None or whole > axes.get_xlim()[1]:
        return
    axes.axvline(whole, color=MUTED, linewidth=0.9, linestyle=(0, (4, 3)), zorder=0)
    text = language(t.REFERENCE, rate=language.number(whole, decimals))
    axes.text(whole, -0.56, text, fontsize=7, color=MUTED, ha="center" if whole > 0.2 * axes.get_xlim()[1] else "left")


def _draw_shares(axes: Axes, content: Content, language: Language) -> None:
    people = any(_positive(content, "population_share"))
    rows = [content.overall.row(kind) for kind in KINDS]
    names = ("share", "population_share") if people else ("share",)
    largest = max(row.number(name) or 0.0 for row in rows for name in names)
    axes.set_xlim(0, largest * 1.28)
    for at, row in enumerate(rows):
        places = ((0.15, 0.34), (-0.2, 0.22)) if people else ((0.0, 0.52),)
        for name, (up, height) in zip(names, places, strict=False):
            value = row.number(name)
            if value is None:
                if name == "share" or row.kind in TYPES:
                    _note(axes, 0.0, at - up, _sign(row, name), largest)
                continue
            small = name != "share"
            axes.barh(at - up, value, height=height, **(_POPULATION_STYLE if small else _style(KINDS[at])))
            _note(axes, value, at - up, language.number(100 * value, 1), largest, small=small)
    title = language(t.AXIS_SHARES if people else t.AXIS_SHARES_ONLY, amount=language(t.OF_AMOUNT[content.unit]))
    axes.set_title(title, loc="left", fontsize=8.5, fontweight="bold", pad=16, x=0)


def _note(axes: Axes, x: float, y: float, text: str, largest: float, *, small: bool = False) -> None:
    clear = {"facecolor": "#ffffff", "edgecolor": "none", "pad": 0.5}  # the reference line must not run through it
    size, color = (7, MUTED) if small else (8, EDGE)
    axes.text(x + 0.025 * largest, y, text, va="center", fontsize=size, color=color, bbox=clear)


def _sign(row: Row, name: str) -> str:
    sign = row.values.get(name, Sign.MISSING)
    return sign.value if isinstance(sign, Sign) else ""


def _described(content: Content, language: Language) -> str:
    """Return the chart in words for those who cannot see it: every row with its share and rate."""
    rates = decimals_for(content.overall.column("per_1000"))
    parts = []
    for kind in KINDS:
        row = content.overall.row(kind)
        figures = []
        for name, title in (("per_1000", t.PER_1000), ("share", t.SHARE), ("population_share", t.POPULATION_SHARE)):
            value = row.number(name)
            if value is not None:
                written = language.number(value, rates) if name == "per_1000" else language.number(100 * value, 1)
                figures.append(f"{language(title)} {written}".replace("\N{SOFT HYPHEN}", ""))
        name = f"{kind} {label(kind, language.code)}" if kind in TYPES else label(kind, language.code)
        parts.append(f"{name}: {'; '.join(figures) or _sign(row, 'share')}")
    return ". ".join(parts) + "."


def _inline(document: str, title: str, description: str) -> str:
    """Cut a file down to the element that stands in HTML: no prologue, no metadata, no style for the whole page."""
    svg = document[document.index("<svg") :]
    svg = re.sub(r"<metadata>.*?</metadata>", "", svg, flags=re.DOTALL)
    svg = re.sub(r"<style[^>]*>.*?</style>", "", svg, flags=re.DOTALL)
    opening = re.match(r"<svg[^>]*>", svg)
    if opening is None:
        raise ValueError("matplotlib wrote no svg element")
    box = re.search(r'viewBox="[^"]*"', opening.group(0))
    head = (
        '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" '
        f'{box.group(0) if box else ""} role="img" aria-labelledby="chart-title chart-description" '
        'stroke-linejoin="round">\n'
        f'<title id="chart-title">{escape(title)}</title>\n<desc id="chart-description">{escape(description)}</desc>\n'
    )
    return re.sub(r"\n\s*\n", "\n", head + svg[opening.end() :])
