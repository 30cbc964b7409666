# SPDX-License-Identifier: GPL-2.0-or-later
"""The sheet of a workbook that says how much the area types differ."""

from __future__ import annotations

import math
from collections.abc import Iterator

from . import disparity_texts as d
from . import workbook_texts as w
from .content import Content
from .disparity import percent_of
from .language import Language
from .summary_disparity import Put, SummaryDisparity, disparity_of
from .xlsx import HEAD, NUMBER_HEAD, WRAP, Cell, Sheet, Style

_VALUE = Style(form="#,##0.000", right=True)
_WIDTHS = (46.0, 12.0, 12.0, 12.0, 26.0, 14.0, 90.0)


def disparity_sheet(content: Content, put: Put, say: Language) -> Sheet:
    """Return the main measures of a summary with what they say, or why there are none."""
    found = disparity_of(content, put)
    return Sheet(say(w.DIFFERENCES), _rows(found, say), _WIDTHS, head=0 if found.frame is None else 1)


def _rows(found: SummaryDisparity, say: Language) -> Iterator[list[Cell]]:
    if found.frame is None:
        yield [Cell(say(d.NOT_COMPUTED, reason=found.reason))]
        return
    level = percent_of(found.level, say)
    numbers = (say(d.VALUE), say(w.LOW, level=level), say(w.HIGH, level=level))
    words = (say(d.UNIT), say(d.DIFFERS), say(d.HOW))
    head = [Cell(say(d.MEASURE), HEAD), *(Cell(one, NUMBER_HEAD) for one in numbers)]
    yield [*head, *(Cell(one, HEAD) for one in words)]
    for _, row in found.frame.iterrows():
        ends = [float(row[name]) for name in ("value", "low", "high")]
        values = [Cell(None if math.isnan(end) else end, _VALUE) for end in ends]
        differs = {1.0: say(d.YES), 0.0: say(d.NO)}.get(row["differs"])
        how = " ".join(text for text in (row["method"], row["note"]) if text)
        yield [Cell(row["label"], WRAP), *values, Cell(row["unit"]), Cell(differs), Cell(how, WRAP)]
    yield []
    for text in (*found.readings, *found.notes, say(d.NO_CAUSES)):
        yield [Cell(text)]
