# SPDX-License-Identifier: GPL-2.0-or-later
"""The cells of the tables of a follow-up's report: figures, intervals, names of groups, and the signs of what lacks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..core.area_types import label
from . import compareyears_texts as s
from . import texts as t
from .content import Sign
from .language import Language
from .markup import Child, Markup, element
from .tables import scrollable, swatch_class

if TYPE_CHECKING:
    import pandas as pd


def table(caption: str, heads: list[str], body: list[Markup], say: Language) -> Markup:
    """Return a table of figures; the first column holds the heads of the rows."""
    head = [element("th", text, scope="col", class_="number" if at else None) for at, text in enumerate(heads)]
    parts = (element("thead", element("tr", head)), element("tbody", body))
    return scrollable(caption, say, *parts, kind="figures plain")


def td(text: str) -> Markup:
    """Return a cell of a figure."""
    return element("td", text, class_="number")


def group(name: str, say: Language) -> Child:
    """Return a group's name, a type with its colour."""
    if not name.isdigit():
        return say(s.GAP if name == "gap" else s.ALL_TYPES)
    swatch = element("span", class_=f"swatch {swatch_class(int(name))}", aria_hidden="true")
    return element("span", swatch, element("b", name), f" {label(int(name), say.code)}")


def short(name: str, say: Language) -> str:
    """Return a group in a word or two."""
    return say(t.TYPE_SHORT, number=name) if name.isdigit() else say(s.ALL_TYPES)


def _missing(value: Any) -> bool:
    return value is None or value != value  # noqa: PLR0124 - NaN


def number(value: Any, decimals: int, say: Language) -> str:
    """Return a number, or the sign of a missing one."""
    if _missing(value):
        return "–"
    return say.number(value, decimals) if value >= 0 else say.signed(value, decimals)


def rate(by_group: pd.DataFrame, name: str, decimals: int, say: Language) -> str:
    """Return a group's rate, or the sign of one that is hidden or missing."""
    if name in by_group.index and by_group.at[name, "hidden"] == "figure":
        return Sign.HIDDEN.value
    return number(by_group["rate"].get(name), decimals, say)


def with_sign(value: Any, decimals: int, say: Language) -> str:
    """Return a number with its sign."""
    return "–" if _missing(value) else say.signed(value, decimals)


def percent(value: float, say: Language) -> str:
    """Return a share as a percentage."""
    return "–" if _missing(value) else say.percent(value)


def interval(low: Any, high: Any, decimals: int, say: Language, *, is_signed: bool = False) -> str:
    """Return an interval, or the sign of a missing one."""
    if _missing(low) or _missing(high):
        return "–"
    write = with_sign if is_signed else number
    return f"{write(low, decimals, say)} – {write(high, decimals, say)}"
