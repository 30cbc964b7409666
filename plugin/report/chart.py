# SPDX-License-Identifier: GPL-2.0-or-later
"""Bar charts by area type: rates with their intervals, shares beside the shares of the population, plain values.

The report has them as inline SVG; the panels of a chart can be drawn on any figure of matplotlib's.

In a report the same input gives the same bytes: ids are hashed with a fixed salt and there is no date. Text stays text,
so that it can be searched, read aloud and set in the report's own font.
"""

from __future__ import annotations

import io
import re
import textwrap
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING, Any

from ..core.area_types import COLORS, TYPES, label
from . import texts as t
from .content import Content, Row, Sign, Sum, TypeTable
from .language import Language, decimals_for

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

KINDS = (*TYPES, 0)
"""The rows that are drawn, from the top: the types and no data. Outside is no kind of area."""

EDGE = "#20242c"
MUTED = "#5a6270"
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


@dataclass(frozen=True)
class Look:
    """Colours of what carries no meaning, and the size of the text in points."""

    ink: str = EDGE
    muted: str = MUTED
    ground: str = "#ffffff"
    people: str = "#d4d7dd"
    size: float = 8.5


ON_PAPER = Look()


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
            _write_title(panels[0], draw_rates(panels[0], content.overall, content.unit, language))
        if with_shares:
            _write_title(panels[-1], draw_shares(panels[-1], content.overall, content.unit, language))
        svg = io.StringIO()
        figure.savefig(svg, format="svg", transparent=True, metadata={"Date": None})
    return _inline(svg.getvalue(), language(t.CHART_TITLE, layer=layer), described(content.overall, language))


def _positive(content: Content, name: str) -> list[bool]:
    return [(content.overall.row(kind).number(name) or 0) > 0 for kind in KINDS]


def _panels(figure: Figure, with_rates: bool, with_shares: bool, language: Language) -> list[Axes]:
    count = int(with_rates) + int(with_shares)
    places = {"left": 0.325, "right": 0.99, "bottom": 0.02, "top": 0.85, "wspace": 0.1}
    panels = list(figure.subplots(1, count, sharey=True, squeeze=False, gridspec_kw=places)[0])
    for axes in panels:
        lay_out(axes)
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


def _write_title(axes: Axes, title: str) -> None:
    axes.set_title(title, loc="left", fontsize=8.5, fontweight="bold", pad=16, x=0)


def lay_out(axes: Axes, look: Look = ON_PAPER) -> None:
    """Prepare axes for one bar for each of ``KINDS``, from the top, at 0, 1, …; only the line they stand on is seen."""
    axes.set_ylim(len(KINDS) - 0.5, -0.5)
    axes.set_yticks([])
    axes.set_xticks([])
    for side in ("top", "right", "bottom"):
        axes.spines[side].set_visible(False)
    axes.spines["left"].set_color(look.ink)


def _style(kind: int, look: Look) -> dict[str, Any]:
    style = {"facecolor": COLORS[kind], "edgecolor": look.ink, "linewidth": 0.8}
    return style if kind in TYPES else {**style, "facecolor": look.ground, "hatch": "/////"}


def draw_rates(axes: Axes, table: TypeTable, unit: str, language: Language, look: Look = ON_PAPER) -> str:
    """Draw the rates per 1,000 inhabitants with their intervals; return what the axis is called."""
    rows = [table.row(kind) for kind in KINDS]
    rates = [row.number("per_1000") for row in rows]
    decimals = decimals_for([rate for rate in rates if rate is not None])
    limit = _furthest(table)
    axes.set_xlim(0, limit * 1.32)
    for at, (row, rate) in enumerate(zip(rows, rates, strict=True)):
        if rate is None:
            _note(axes, 0.0, at, _sign(row, "per_1000"), limit, look)
            continue
        axes.barh(at, rate, height=0.52, **_style(KINDS[at], look))
        low, high = row.number("per_1000_low"), row.number("per_1000_high")
        end = rate
        if low is not None and high is not None:
            end = min(high, limit)
            _draw_interval(axes, at, (low, end), (low, high) if high <= limit else (low,), look)
        _note(axes, end, at, language.number(rate, decimals), limit, look)
    _draw_reference(axes, table, language, decimals, look)
    return language(t.RATE_AXIS[unit])


def _draw_interval(axes: Axes, at: float, ends: tuple[float, float], stops: tuple[float, ...], look: Look) -> None:
    for color, width in ((look.ground, 2.8), (look.ink, 1.1)):  # a rim, to be seen on a bar of the ink's own depth
        axes.plot(ends, [at, at], color=color, linewidth=width, solid_capstyle="butt")
        for stop in stops:
            axes.plot([stop, stop], [at - 0.12, at + 0.12], color=color, linewidth=width, solid_capstyle="projecting")


def _furthest(table: TypeTable) -> float:
    """Return where the panel of rates ends. A few inhabitants have an interval without end: it may leave the panel."""
    rows = [table.row(kind) for kind in KINDS]
    highest = max(row.number("per_1000") or 0.0 for row in rows)
    return min(max(row.number("per_1000_high") or highest for row in rows), 3 * highest)


def is_cut(table: TypeTable) -> bool:
    """Whether an interval goes on beyond the chart."""
    return any((table.row(kind).number("per_1000_high") or 0.0) > _furthest(table) for kind in KINDS)


def _draw_reference(axes: Axes, table: TypeTable, language: Language, decimals: int, look: Look) -> None:
    whole = table.row(Sum.TYPES).number("per_1000")
    if whole is None or whole > axes.get_xlim()[1]:
        return
    axes.axvline(whole, color=look.muted, linewidth=0.9, linestyle=(0, (4, 3)), zorder=0)
    text = language(t.REFERENCE, rate=language.number(whole, decimals))
    place = "center" if whole > 0.2 * axes.get_xlim()[1] else "left"
    axes.text(whole, -0.56, text, fontsize=look.size * 7 / 8.5, color=look.muted, ha=place)


def draw_shares(
    axes: Axes,
    table: TypeTable,
    unit: str,
    language: Language,
    look: Look = ON_PAPER,
    names: tuple[str, str] = ("share", "population_share"),
) -> str:
    """Draw the shares, beside them those of the inhabitants where they are known; return what the axis is called."""
    rows = [table.row(kind) for kind in KINDS]
    people = any((row.number(names[1]) or 0) > 0 for row in rows)
    names = names if people else names[:1]  # type: ignore[assignment]
    largest = max(row.number(name) or 0.0 for row in rows for name in names)
    axes.set_xlim(0, largest * 1.28)
    beside = {"facecolor": look.people, "edgecolor": look.ink, "linewidth": 0.6}
    for at, row in enumerate(rows):
        places = ((0.15, 0.34), (-0.2, 0.22)) if people else ((0.0, 0.52),)
        for name, (up, height) in zip(names, places, strict=False):
            value = row.number(name)
            small = name == "population_share"
            if value is None:
                if not small or row.kind in TYPES:
                    _note(axes, 0.0, at - up, _sign(row, name), largest, look)
                continue
            axes.barh(at - up, value, height=height, **(beside if small else _style(KINDS[at], look)))
            _note(axes, value, at - up, language.number(100 * value, 1), largest, look, small=small)
    return language(t.AXIS_SHARES if people else t.AXIS_SHARES_ONLY, amount=language(t.OF_AMOUNT[unit]))


def draw_values(axes: Axes, table: TypeTable, name: str, language: Language, look: Look = ON_PAPER) -> None:
    """Draw a column as it is: amounts, sums, means. Bars to the left of zero are negative."""
    rows = [table.row(kind) for kind in KINDS]
    values = [row.number(name) for row in rows]
    known = [value for value in values if value is not None]
    decimals = decimals_for(known)
    low, high = min([0.0, *known]), max([0.0, *known])
    width = (high - low) or 1.0
    axes.set_xlim(low - (0.28 * width if low < 0 else 0), high + 0.28 * width)
    if low < 0:
        axes.axvline(0, color=look.ink, linewidth=0.8)
    for at, (row, value) in enumerate(zip(rows, values, strict=True)):
        if value is None:
            _note(axes, 0.0, at, _sign(row, name), width, look)
            continue
        axes.barh(at, value, height=0.52, **_style(KINDS[at], look))
        _note(axes, max(value, 0.0), at, language.number(value, decimals), width, look)


def _note(axes: Axes, x: float, y: float, text: str, largest: float, look: Look, *, small: bool = False) -> None:
    clear = {"facecolor": look.ground, "edgecolor": "none", "pad": 0.5}  # the reference line must not run through it
    size, color = (look.size * 7 / 8.5, look.muted) if small else (look.size * 8 / 8.5, look.ink)
    axes.text(x + 0.025 * largest, y, text, va="center", fontsize=size, color=color, bbox=clear)


def _sign(row: Row, name: str) -> str:
    sign = row.values.get(name, Sign.MISSING)
    return sign.value if isinstance(sign, Sign) else ""


def described(table: TypeTable, language: Language) -> str:
    """Return the chart in words for those who cannot see it: every row with its share and rate."""
    rates = decimals_for(table.column("per_1000"))
    parts = []
    for kind in KINDS:
        row = table.row(kind)
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
