# SPDX-License-Identifier: GPL-2.0-or-later
"""Texts on paper: how wide they are, where their lines break, and which size fits."""

from __future__ import annotations

from qgis.core import QgsTextFormat, QgsUnitTypes
from qgis.PyQt.QtGui import QColor, QFont, QFontMetricsF

_PIXELS = 200
MM_PER_POINT = 25.4 / 72
LINE = 1.35
"""The height of a line, in sizes of the font."""


def text_format(points: float, *, bold: bool = False) -> QgsTextFormat:
    """Return black text of a size, in the font that QGIS itself uses."""
    font = QFont()
    font.setBold(bold)
    style = QgsTextFormat()
    style.setFont(font)
    style.setSize(points)
    style.setSizeUnit(QgsUnitTypes.RenderUnit.RenderPoints)
    style.setColor(QColor(20, 20, 20))
    return style


def width_of(text: str, points: float, *, bold: bool = False) -> float:
    """Return the width of a line in millimetres."""
    font = QFont()
    font.setBold(bold)
    font.setPixelSize(_PIXELS)
    return QFontMetricsF(font).horizontalAdvance(text) / _PIXELS * points * MM_PER_POINT


def wrapped(text: str, width: float, points: float, *, bold: bool = False) -> list[str]:
    """Return the lines of a text at a width in millimetres; a word that is too long for a line is broken."""
    lines: list[str] = []
    for paragraph in text.split("\n"):
        line = ""
        for word in paragraph.split(" "):
            wider = f"{line} {word}" if line else word
            if width_of(wider, points, bold=bold) <= width:
                line = wider
                continue
            if line:
                lines.append(line)
            while width_of(word, points, bold=bold) > width and len(word) > 1:
                cut = len(word) - 1
                while cut > 1 and width_of(word[:cut], points, bold=bold) > width:
                    cut -= 1
                lines.append(word[:cut])
                word = word[cut:]
            line = word
        lines.append(line)
    return lines


def height_of(lines: int, points: float) -> float:
    """Return the height of some lines in millimetres."""
    return lines * points * MM_PER_POINT * LINE


def fitting_size(
    text: str, width: float, height: float, sizes: tuple[float, ...], *, bold: bool = False
) -> tuple[float, list[str]]:
    """Return the first size at which a text fits a box, else the last, with its lines."""
    for points in sizes:
        lines = wrapped(text, width, points, bold=bold)
        if height_of(len(lines), points) <= height:
            return points, lines
    return points, lines
