# SPDX-License-Identifier: GPL-2.0-or-later
"""What the measures of an answer say: the gap between the types at the ends, groups that live apart. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..report import disparity_texts as d
from ..report import segregation_texts as s
from ..report.content import Content
from ..report.language import Language
from ..report.segregation_reading import of_last_year, readings
from ..report.summary_disparity import Put, disparity_of

if TYPE_CHECKING:
    import pandas as pd


def gaps_of(content: Content, language: Language, put: Put) -> tuple[str, ...]:
    """Return the sentences on the types at the ends, or why there are none; with what was left out."""
    found = disparity_of(content, put)
    if found.frame is None:
        return (language(d.NOT_COMPUTED, reason=found.reason),)
    groups = () if content.group_field is None else (language(d.ALL_GROUPS, field=content.group_field),)
    gaps = int(found.frame["measure"].isin(("difference", "ratio")).mul(found.frame["value"].notna()).sum())
    return (*found.readings[:gaps], *groups, *found.notes)


def groups_in_words(table: pd.DataFrame, language: Language) -> tuple[str, ...]:
    """Return what the measures of segregation say of the last year, and that they depend on the division."""
    whole = table.astype(object).where(table.notna(), None).astype({"value": float})
    said = readings(whole, of_last_year(whole), language)
    return (*said, language(s.METHOD_SIZE_TEXT))
