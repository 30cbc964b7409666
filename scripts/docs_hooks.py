# SPDX-License-Identifier: GPL-2.0-or-later
"""What MkDocs calls while it builds the manual: formulas become MathML, which browsers draw without any script.

The formulas are taken out before Markdown is read, so that it finds no emphasis in them, and put back afterwards.
"""

from __future__ import annotations

import re
from typing import Any

from latex2mathml.converter import convert

_CODE = re.compile(r"^(```|~~~).*?^\1\s*$|`+[^`\n]+`+", re.MULTILINE | re.DOTALL)
_FORMULA = re.compile(r"\$\$(?P<block>.+?)\$\$|\$(?P<inline>[^\s$](?:[^$\n]*[^\s$])?)\$", re.DOTALL)
#: A decimal comma, {,} in LaTeX, is a sign between two numbers to the converter.
_COMMA = re.compile(r"<mn>(\d+)</mn><mrow><mo>&#x0002C;</mo></mrow><mn>(\d+)</mn>")
_PLACE = re.compile(r"<p>\s*XFORMULA(\d+)X\s*</p>|XFORMULA(\d+)X")


def on_page_markdown(markdown: str, page: Any, **_: Any) -> str:
    """Take the formulas out of a page, but not what stands in code."""
    page.formulas = []

    def take(match: re.Match[str]) -> str:
        block = match["block"]
        latex = block if block is not None else match["inline"]
        page.formulas.append(_mathml(latex, "block" if block is not None else "inline"))
        return f"XFORMULA{len(page.formulas) - 1}X"

    parts, place = [], 0
    for code in _CODE.finditer(markdown):
        parts += [_FORMULA.sub(take, markdown[place : code.start()]), code.group()]
        place = code.end()
    return "".join([*parts, _FORMULA.sub(take, markdown[place:])])


def on_page_content(html: str, page: Any, **_: Any) -> str:
    """Put the formulas back."""
    return _PLACE.sub(lambda match: page.formulas[int(match[1] or match[2])], html)


def _mathml(latex: str, display: str) -> str:
    # \big/ and the like only change a size, which MathML does by itself
    plain = re.sub(r"\\(?:big|Big)(?![a-z])", "", latex.strip()).replace(r"\tfrac12", r"\frac{1}{2}")
    mathml: str = convert(plain, display=display)
    mathml = _COMMA.sub(r"<mn>\1,\2</mn>", mathml)
    if "\\" in mathml:
        message = f"a formula is not understood: {latex}"
        raise ValueError(message)
    return mathml
