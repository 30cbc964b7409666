# SPDX-License-Identifier: GPL-2.0-or-later
"""HTML elements from plain text, escaped unless they are HTML already.

Plain functions and no template engine: whether Jinja comes along depends on how QGIS was installed, its escaping is
off unless asked for, and a report is a dozen small functions that a template would only hide from the type checker.
"""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

VOID = frozenset({"br", "col", "meta"})
_OWN_LINE = frozenset(
    {"body", "div", "figure", "head", "header", "footer", "main", "section", "table", "thead", "tbody"}
)


class Markup(str):
    """Text that is HTML already and is put in as it stands."""

    __slots__ = ()


Child = str | None | Iterable["Child"]
"""What an element can hold: text (escaped), Markup, nothing, or several of these."""


def element(name: str, /, *children: Child, **attributes: str | int | bool | None) -> Markup:
    """Return an element. ``class_`` stands for ``class``, ``_`` in names for ``-``; None and False leave one out."""
    written = "".join(_attribute(key, value) for key, value in attributes.items())
    if name in VOID:
        return Markup(f"<{name}{written}>\n")
    inner = join(*children)
    first = "\n" if name in _OWN_LINE else ""
    last = "" if name in {"span", "a", "b", "code", "td", "th"} else "\n"
    return Markup(f"<{name}{written}>{first}{inner}</{name}>{last}")


def join(*children: Child) -> Markup:
    """Return children one after the other, text escaped."""
    return Markup("".join(_written(child) for child in children))


def _written(child: Child) -> str:
    if child is None:
        return ""
    if isinstance(child, Markup):
        return child
    if isinstance(child, str):
        return escape(child)
    return "".join(_written(part) for part in child)


def _attribute(key: str, value: str | int | bool | None) -> str:
    if value is None or value is False:
        return ""
    name = key.rstrip("_").replace("_", "-")
    return f" {name}" if value is True else f' {name}="{escape(str(value))}"'
