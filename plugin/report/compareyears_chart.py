# SPDX-License-Identifier: GPL-2.0-or-later
"""A line for each area type over the years, as inline SVG: colours of the types, intervals, breaks in the series."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from ..core.area_types import COLORS, TYPES, label
from .language import Language, decimals_for
from .markup import Markup, element

if TYPE_CHECKING:
    import pandas as pd

_INK, _MUTED, _GRID = "#20242c", "#5a6270", "#e4e6ea"
_WIDTH, _HEIGHT = 640, 280
_LEFT, _RIGHT, _TOP, _BOTTOM = 56, 34, 26, 26
_LABEL_HEIGHT = 12.0
_STEPS = {1.0: 5, 1.5: 3, 2.0: 4, 2.5: 5, 3.0: 3, 4.0: 4, 5.0: 5, 6.0: 3, 8.0: 4, 10.0: 5}
"""Where an axis can end, in powers of ten, and into how many parts it is divided."""


@dataclass(frozen=True)
class _Plane:
    """Where years and rates lie in the picture."""

    first: float
    last: float
    low: float
    high: float

    def x(self, year: float) -> float:
        return _LEFT + (year - self.first) / ((self.last - self.first) or 1) * (_WIDTH - _LEFT - _RIGHT)

    def y(self, rate: float) -> float:
        return _HEIGHT - _BOTTOM - (rate - self.low) / ((self.high - self.low) or 1) * (_HEIGHT - _TOP - _BOTTOM)


def draw_years(rows: pd.DataFrame, breaks: Sequence[tuple[int, str]], title: str, say: Language) -> Markup | None:
    """Return the picture of one way of holding the types, None where fewer than two years have rates.

    ``rows``: ``year``, ``group_name`` (1–5), ``rate``, ``rate_low``, ``rate_high``; ``breaks``: year and what changed.
    """
    own = rows[rows["group_name"].isin([str(kind) for kind in TYPES])].astype({"rate": float})
    known = own[own["rate"].notna()]
    years = sorted({int(year) for year in own["year"]})
    if known.empty or len(years) < 2:
        return None
    ends = [*known["rate"], *known["rate_low"].dropna().astype(float), *known["rate_high"].dropna().astype(float)]
    highest = max(ends)
    # an interval of a few inhabitants must not press the lines together
    top = min(highest, 2.5 * max(known["rate"])) if max(known["rate"]) > 0 else highest
    plane = _Plane(years[0], years[-1], min(0.0, *known["rate"]), _round_up(top))
    lines = [_line(known[known["group_name"] == str(kind)], kind, years, breaks, plane) for kind in TYPES]
    drawing = element(
        "svg",
        element("title", title),
        element("desc", _described(known, say)),
        _grid(plane, say),
        [_break(year, years, plane) for year, _ in breaks],
        _years(years, plane),
        lines,
        _names(known, plane),
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {_WIDTH} {_HEIGHT}",
        role="img",
        font_size="11",
        fill=_INK,
    )
    return element("figure", drawing, element("figcaption", title))


def _round_up(value: float) -> float:
    """Return the next number above a value that an axis can end at."""
    if value <= 0:
        return 1.0
    size = 10 ** math.floor(math.log10(value))
    return next(step * size for step in _STEPS if step * size >= value * (1 - 1e-9))


def _ticks(plane: _Plane) -> list[float]:
    """Return round numbers along the axis; where rates are negative, four even parts."""
    size = 10 ** math.floor(math.log10(plane.high) + 1e-9) if plane.high > 0 else 1.0
    first = round(plane.high / size, 6)
    parts = _STEPS.get(first, 4) if plane.low == 0 else 4
    return [plane.low + (plane.high - plane.low) * part / parts for part in range(parts + 1)]


def _grid(plane: _Plane, say: Language) -> list[Markup]:
    ticks = _ticks(plane)
    decimals = decimals_for(ticks, figures=2)
    found = []
    for tick in ticks:
        y = plane.y(tick)
        found.append(element("line", x1=_LEFT, x2=_WIDTH - _RIGHT, y1=f"{y:.1f}", y2=f"{y:.1f}", stroke=_GRID))
        text = say.signed(tick, decimals) if tick < 0 else say.number(tick, decimals)
        found.append(element("text", text, x=_LEFT - 6, y=f"{y + 4:.1f}", text_anchor="end", fill=_MUTED))
    return found


def _years(years: Sequence[int], plane: _Plane) -> list[Markup]:
    step = max(1, math.ceil(len(years) / 14))
    return [
        element("text", str(year), x=f"{plane.x(year):.1f}", y=_HEIGHT - 8, text_anchor="middle", fill=_MUTED)
        for year in years[::step]
    ]


def _break(year: int, years: Sequence[int], plane: _Plane) -> Markup:
    """Return a vertical line between the last year before a break and the first one after it."""
    before = max((one for one in years if one < year), default=year)
    x = f"{(plane.x(before) + plane.x(year)) / 2:.1f}"
    return element("line", x1=x, x2=x, y1=_TOP - 8, y2=_HEIGHT - _BOTTOM, stroke=_MUTED, stroke_dasharray="6 3",
                   class_="break")  # fmt: skip


def _line(
    own: pd.DataFrame, kind: int, years: Sequence[int], breaks: Sequence[tuple[int, str]], plane: _Plane
) -> list[Markup]:
    """Return one type's line, whiskers and points; nothing is drawn across a break."""
    points = {int(row.year): row for row in own.itertuples()}
    drawn: list[Markup] = []
    for before, after in pairwise(sorted(points)):
        if any(before < year <= after for year, _ in breaks):
            continue
        missing = years.index(after) - years.index(before) > 1 or after - before > 1
        place = {"x1": f"{plane.x(before):.1f}", "y1": f"{plane.y(points[before].rate):.1f}",
                 "x2": f"{plane.x(after):.1f}", "y2": f"{plane.y(points[after].rate):.1f}"}  # fmt: skip
        dots = "2 4" if missing else None
        # a rim of ink, for the colour of type 3 is pale
        drawn += [
            element("line", **place, stroke=color, stroke_width=width, stroke_dasharray=dots, stroke_linecap="round")
            for color, width in ((_INK, "4"), (COLORS[kind], "2.6"))
        ]
    return drawn + [part for year in sorted(points) for part in _point(points[year], kind, plane)]


def _point(row: object, kind: int, plane: _Plane) -> list[Markup]:
    x = f"{plane.x(row.year):.1f}"  # type: ignore[attr-defined]
    low, high = float(row.rate_low), float(row.rate_high)  # type: ignore[attr-defined]
    drawn = []
    if not (math.isnan(low) or math.isnan(high)):
        ends = {"y1": f"{plane.y(max(low, plane.low)):.1f}", "y2": f"{plane.y(min(high, plane.high)):.1f}"}
        drawn.append(element("line", x1=x, x2=x, **ends, stroke=_INK, stroke_width="1", class_="interval"))
    y = f"{plane.y(row.rate):.1f}"  # type: ignore[attr-defined]
    drawn.append(element("circle", cx=x, cy=y, r="3.6", fill=COLORS[kind], stroke=_INK, stroke_width="0.9"))
    return drawn


def _names(known: pd.DataFrame, plane: _Plane) -> list[Markup]:
    """Return each type's number beside its last point, moved apart where they would lie on each other."""
    last = known.sort_values("year").groupby("group_name").last()
    places = _apart(
        (plane.y(float(row.rate)), str(name)) for name, row in zip(last.index, last.itertuples(), strict=True)
    )
    return [
        element(
            "text", name, x=f"{plane.x(float(last.loc[name, 'year'])) + 9:.1f}", y=f"{y + 4:.1f}", font_weight="bold"
        )
        for y, name in places
    ]


def _apart(places: Iterable[tuple[float, str]]) -> list[tuple[float, str]]:
    moved: list[tuple[float, str]] = []
    for y, name in sorted(places):
        moved.append((max(y, moved[-1][0] + _LABEL_HEIGHT) if moved else y, name))
    over = (moved[-1][0] - (_HEIGHT - _BOTTOM)) if moved else 0.0
    if over > 0:
        for place in range(len(moved) - 1, -1, -1):
            limit = moved[place + 1][0] - _LABEL_HEIGHT if place + 1 < len(moved) else float(_HEIGHT - _BOTTOM)
            moved[place] = (min(moved[place][0], limit), moved[place][1])
    return moved


def _described(known: pd.DataFrame, say: Language) -> str:
    """Return the picture in words: every type's first and last rate."""
    decimals = decimals_for(known["rate"])
    parts = []
    for kind in TYPES:
        own = known[known["group_name"] == str(kind)].sort_values("year")
        if len(own):
            ends = [own.iloc[0], own.iloc[-1]]
            figures = ", ".join(f"{int(row['year'])} {say.number(float(row['rate']), decimals)}" for row in ends)
            parts.append(f"{kind} {label(kind, say.code)}: {figures}")
    return ". ".join(parts) + "."
