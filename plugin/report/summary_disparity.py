# SPDX-License-Identifier: GPL-2.0-or-later
"""How much the area types of a summary differ: the main measures for the report, the workbook and the panel."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..core.area_types import TYPES
from ..core.messages import Message, RegsoError, message
from . import disparity_texts as d
from .content import Content
from .disparity import measures_table
from .language import Language
from .markup import Child, Markup, element
from .page import note, section

if TYPE_CHECKING:
    import pandas as pd

MEASURES = (
    "difference",
    "ratio",
    "slope_index_linear",
    "relative_index_linear",
    "concentration_index",
    "parity_moved",
    "parity_added",
)
"""What a summary's report shows; ``regso:disparity`` has them all."""

_DRAWS = 100
"""None of these measures is drawn, so few draws do."""

Put = Callable[[Message], str]
"""Puts a message of the core into the words of a language."""


@dataclass(frozen=True)
class SummaryDisparity:
    """The main measures of a summary.

    ``frame``: a row for each of ``MEASURES`` with the columns of ``regso:disparity`` (measure, label, group_name,
    value, low, high, unit, differs, method, note); None, with the ``reason``, where nothing can be computed.
    ``readings``: what they say, the gap between the ends first; ``notes``: what was left out and why.
    """

    frame: pd.DataFrame | None
    readings: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    reason: str = ""
    level: float = 0.95


def disparity_of(content: Content, put: Put = str) -> SummaryDisparity:
    """Return the main measures over the area types of everything that was summarised, all groups together.

    Computed from the table as it is shown, so that what is hidden there is in no measure.
    """
    from ..core.measures.disparity import disparity
    from ..core.measures.disparity_words import NAMES, readings_in_short

    if not content.has_population:
        return SummaryDisparity(None, reason=put(message("Without population there are no rates to compare.")))
    if content.totals.inside == 0:
        return SummaryDisparity(None, reason=put(message("Nothing lies in the areas, so there is nothing to compare.")))
    try:
        result = disparity(frame_of(content), draws=_DRAWS)
    except RegsoError as error:
        return SummaryDisparity(None, reason=put(error.message))
    frame = result.frame(put)
    frame.insert(1, "label", [put(NAMES[name]) for name in frame["measure"]])
    frame = frame[frame["measure"].isin(MEASURES)].reset_index(drop=True)
    readings = tuple(put(one) for one in readings_in_short(result, result.parts[0]))
    return SummaryDisparity(frame, readings, tuple(put(one) for one in result.warnings), level=result.level)


def frame_of(content: Content) -> pd.DataFrame:
    """Return the area types of a summary as a table of groups; what is hidden or missing is NaN."""
    import pandas as pd

    rows = [content.overall.row(kind) for kind in TYPES]
    return pd.DataFrame(
        {
            "area_type": TYPES,
            "amount": pd.Series([row.number("amount") for row in rows], dtype=float),
            "population": pd.Series([row.number("population") for row in rows], dtype=float),
            "amount_unit": content.unit,
        }
    )


def disparity_section(found: SummaryDisparity, content: Content, say: Language, within: Child = None) -> Markup:
    """Return the report's section on how much the area types differ, or why nothing can be said.

    ``within``: what is said of town and country.
    """
    parts: list[Child] = [element("p", say(d.BETWEEN_TYPES))]
    if found.frame is None:
        return section(say(d.DISPARITY), *parts, element("p", say(d.NOT_COMPUTED, reason=found.reason)))
    parts.append(measures_table(found.frame, found.level, say))
    parts += [element("p", text) for text in found.readings]
    if content.group_field is not None:
        parts.append(note(say(d.ALL_GROUPS, field=content.group_field)))
    parts += [note(text) for text in found.notes]
    parts += [note(say(d.NO_CAUSES)), within]
    return section(say(d.DISPARITY), *parts)
