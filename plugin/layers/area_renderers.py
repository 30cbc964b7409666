# SPDX-License-Identifier: GPL-2.0-or-later
"""The renderers of areas, one function a kind of map. Missing values are hatched and in every legend.

The measures are drawn by rules and not by ranges: a renderer by ranges leaves an area without a value undrawn.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import pairwise

from qgis.core import (
    QgsCategorizedSymbolRenderer,
    QgsExpression,
    QgsRendererCategory,
    QgsRuleBasedRenderer,
    QgsSymbol,
)

from ..core.area_types import COLORS, TYPES, AreaType, label
from ..core.palettes import CHANGE, TYPE_AND_RATE, shades
from . import style_texts as t
from .area_symbols import boundary_changed, filled, hatched
from .style_texts import Words

Rule = QgsRuleBasedRenderer.Rule
Headings = tuple[str, ...]
"""Lines above the classes: what is shown, and how it is to be read."""

SMALLEST_BOUNDARY_CHANGE = 0.001
"""The share of an area that must have changed before its boundary counts as another one."""


def area_type_renderer(
    field: str,
    words: Words,
    colors: Mapping[int, str] = COLORS,
    in_legend: Callable[[int], str] | None = None,
) -> QgsCategorizedSymbolRenderer:
    """Return polygons in the colours of the five types, and no data hatched so that it is seen.

    ``in_legend``: what the legend calls a type, or 0, where it is not one that SCB published.
    """
    say = in_legend or (lambda number: f"{number} {label(number, words.code)}" if number in TYPES else no_data)
    no_data = label(AreaType.NO_DATA, words.code)
    categories = [QgsRendererCategory(number, filled(colors[number]), say(number)) for number in TYPES]
    # The empty category takes 0, NULL and whatever else is no type, so that no area is ever left undrawn.
    categories.append(QgsRendererCategory(None, hatched(), say(AreaType.NO_DATA)))
    return QgsCategorizedSymbolRenderer(field, categories)


def sequential_renderer(
    field: str, scheme: str, limits: tuple[float, ...], headings: Headings, names: Sequence[str], words: Words
) -> QgsRuleBasedRenderer:
    """Return polygons from light (low) to dark (high), one class more than limits, the highest first in the legend.

    Without limits all areas that have a value are one class.
    """
    filters = _between(field, limits)
    colors = shades(scheme, len(filters))
    return _renderer(headings, _classes(zip(filters, colors, names, strict=True)), label(AreaType.NO_DATA, words.code))


def change_renderer(
    field: str, limits: tuple[float, float, float, float], headings: Headings, words: Words, boundary_field: str = ""
) -> QgsRuleBasedRenderer:
    """Return polygons from blue (the index falls, better) to red (it rises, worse); limits lie around zero.

    Areas whose boundary changed by more than ``SMALLEST_BOUNDARY_CHANGE`` are hatched and outlined on top of that.
    """
    little, much = limits[2:]
    decimals = 0 if little == int(little) and much == int(much) else 1
    numbers = {"little": words.number(little, decimals), "much": words.number(much, decimals)}
    names = [words(text, **numbers) for text in t.CHANGES]
    column = QgsExpression.quotedColumnRef(field)
    # On this side of zero a limit belongs to the class that is further from zero, as on the other side.
    falls = [f"{column} <= {-much!r}", f"{column} > {-much!r} AND {column} <= {-little!r}"]
    rises = [f"{column} >= {little!r} AND {column} < {much!r}", f"{column} >= {much!r}"]
    filters = [*falls, f"{column} > {-little!r} AND {column} < {little!r}", *rises]
    classes = _classes(zip(filters, CHANGE, names, strict=True))
    renderer = _renderer(headings, classes, words(t.CHANGE_UNKNOWN))
    if boundary_field:
        changed = Rule(boundary_changed())
        changed.setFilterExpression(f"{QgsExpression.quotedColumnRef(boundary_field)} > {SMALLEST_BOUNDARY_CHANGE}")
        changed.setLabel(words(t.BOUNDARY_CHANGED))
        renderer.rootRule().appendChild(changed)
        renderer.setUsingSymbolLevels(True)
    return renderer


def type_and_rate_renderer(
    types: str, rate_field: str, limits: tuple[float, ...], decimals: int, headings: Headings, words: Words
) -> QgsRuleBasedRenderer:
    """Return polygons whose hue is the group of types and whose lightness is the rate: low light, high dark.

    ``types``: an expression that gives the type.
    """
    ranges = words.ranges(limits, decimals) if limits else [words(t.ANY_VALUE)]
    filters = _between(rate_field, limits)
    steps = {1: (1,), 2: (0, 2), 3: (0, 1, 2)}[len(filters)]
    rules = []
    for group_types, colors in TYPE_AND_RATE.items():
        group = _heading(words(t.TYPE_GROUPS[group_types]))
        group.setFilterExpression(f"{types} IN ({', '.join(map(str, group_types))})")
        rows = [
            (condition, colors[step], words(t.RATE_WORDS[step], range=text))
            for condition, step, text in zip(filters, steps, ranges, strict=True)
        ]
        for rule in _classes(rows):
            group.appendChild(rule)
        rules.append(group)
    # Also for an area with a type but without a rate: a group that draws nothing has not matched.
    return _renderer(headings, rules, label(AreaType.NO_DATA, words.code))


def _between(field: str, limits: tuple[float, ...]) -> list[str]:
    """Return the conditions of the classes from low to high; a value on a limit belongs to the class above it."""
    column = QgsExpression.quotedColumnRef(field)
    if not limits:
        return [f"{column} IS NOT NULL"]
    inner = [f"{column} >= {low!r} AND {column} < {high!r}" for low, high in pairwise(limits)]
    return [f"{column} < {limits[0]!r}", *inner, f"{column} >= {limits[-1]!r}"]


def _classes(rows: Iterable[tuple[str, str, str]]) -> list[Rule]:
    """Return rules from condition, colour and name, in the order of the legend: the highest class first."""
    rules = []
    for condition, color, name in rows:
        rule = Rule(filled(color))
        rule.setFilterExpression(condition)
        rule.setLabel(name)
        rules.append(rule)
    return rules[::-1]


def _heading(text: str) -> Rule:
    symbol: QgsSymbol | None = None
    rule = Rule(symbol)
    rule.setLabel(text)
    return rule


def _renderer(headings: Headings, classes: list[Rule], missing: str) -> QgsRuleBasedRenderer:
    rest = Rule(hatched())
    rest.setIsElse(True)
    rest.setLabel(missing)
    return QgsRuleBasedRenderer(_under(headings, [*classes, rest]))


def _under(headings: Headings, rules: list[Rule]) -> Rule:
    """Return the root of rules that stand below headings; "else" counts only among rules that stand together."""
    root = inner = Rule(None)
    for text in headings:
        heading = _heading(text)
        inner.appendChild(heading)
        inner = heading
    for rule in rules:
        inner.appendChild(rule)
    return root
