# SPDX-License-Identifier: GPL-2.0-or-later
"""What a follow-up answered: a table by area type for each way of holding the types, and sentences. Pure."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from ..core.area_types import TYPES
from ..report import compareyears_texts as s
from ..report import texts as t
from ..report.compareyears_reading import readings
from ..report.content import Row, Sign, Sum, TypeTable, Value
from ..report.hidden_cells import hidden_cells, is_missing
from ..report.language import Language
from ..report.provenance import rounding_of
from ..report.reading import how_to_read
from .answer import FOLLOWED, Answer, Measure, Part

if TYPE_CHECKING:
    import pandas as pd

    from .state import QuestionChoice

CHANGE = ("difference", "difference_low", "difference_high", "ratio", "differs")
_LEVELS = {"rate": "rate_{}", "rate_low": "rate_low_{}", "rate_high": "rate_high_{}"}
_MEANS = {"first": s.FIRST_MEANS, "last": s.LAST_MEANS, "moving": s.MOVING_MEANS, "given": s.GIVEN_MEANS}
_BREAK = re.compile(r"(?:^|; )((?:19|20)\d\d): ")


def answer_of_years(table: pd.DataFrame, choice: QuestionChoice, language: Language) -> Answer:
    """Return what the table of ``regso:compareyears`` says; rates are by year, changes from the first to the last."""
    whole = table.astype(dict.fromkeys(("rate", *CHANGE, "rate_low", "rate_high"), float))
    broken = [text for text in whole["breaks"].dropna().unique() if text]
    # every row says the breaks since the first year: the longest says them all
    breaks = max(broken, key=len, default="")
    said = readings(whole, None, None, (), language)
    if breaks:
        said.append(language(s.READ_BREAKS, breaks=breaks))
    unit = ", ".join(text for text in (choice.figure_field, str(whole["unit"].iloc[0])) if text)
    holds = whole["hold"].drop_duplicates()
    parts = tuple(_part(whole[whole["hold"] == hold], tuple(map(int, _BREAK.findall(breaks)))) for hold in holds)
    means = []
    for hold in holds:
        year = whole.loc[whole["hold"] == hold, "type_year"].dropna()
        means.append(language(_MEANS[hold], year="" if year.empty else str(int(year.iloc[0]))))
    return Answer(
        kind=FOLLOWED,
        parts=parts,
        group_title=language(s.COLUMNS["hold"]),
        unit=unit,
        columns=_names(parts[0]),
        measures=(Measure("rate", unit),),
        reading=tuple(said),
        how_to_read=(*means, language(s.SIGN_IS), *how_to_read(language)),
        notes=_notes(parts, choice, language),
    )


def _notes(parts: tuple[Part, ...], choice: QuestionChoice, language: Language) -> tuple[str, ...]:
    """Return what the signs in the table mean, and that counts are rounded."""
    base = rounding_of(choice.rounding) if choice.question == "years_count" else 0
    notes = [f"{language(t.ROUNDING)}: {language(t.ROUNDED_TO, base=str(base))}."] if base else []
    words = {Sign.HIDDEN: language(s.SIGN_HIDDEN, limit=str(choice.min_count)), Sign.MISSING: language(t.SIGN_MISSING)}
    signs = [sign for sign in words if any(one.table.holds(sign, _names(one)) for one in parts)]
    return (*notes, *(words[sign] for sign in signs))


def years_of(part: Part) -> tuple[int, ...]:
    """Return the years of a part of the answer, ascending."""
    found = (re.fullmatch(r"rate_(\d{4})", name) for name in part.table.rows[0].values)
    return tuple(sorted(int(one[1]) for one in found if one is not None))


def _names(part: Part) -> tuple[str, ...]:
    """Return the columns in the order in which they matter: both ends, the change, and then what lies between."""
    years = years_of(part)
    between = [f"rate_{year}" for year in years[1:-1]]
    return (
        f"rate_{years[0]}", f"rate_{years[-1]}", "difference", "interval", "ratio", "differs", "area_count",
        "population", *between,
    )  # fmt: skip


def _part(rows: pd.DataFrame, breaks: tuple[int, ...]) -> Part:
    title = str(rows["hold_label"].iloc[0])
    last = int(rows["year"].max())
    hides, found = hidden_cells(list(rows.columns), (), 0), []
    for group, own in rows.groupby("group_name", sort=False):
        values: dict[str, Value] = {}
        for record in own.to_dict("records"):
            hidden = hides(record)
            for name, form in _LEVELS.items():
                values[form.format(record["year"])] = _value(record[name], name in hidden)
            if record["year"] == last:
                last_ones = (*CHANGE, "area_count", "population")
                values |= {name: _value(record[name], name in hidden) for name in last_ones}
        kind = {"all": Sum.TYPES, "gap": Sum.GAP}.get(str(group))
        if kind is not None or int(group) in TYPES or values.get("area_count"):
            found.append(Row(int(group) if kind is None else kind, values))
    return Part(title[:1].upper() + title[1:], TypeTable(tuple(found)), code=None, breaks=breaks)


def _value(value: Any, hidden: bool) -> Value:
    return float(value) if not is_missing(value) else Sign.HIDDEN if hidden else Sign.MISSING
