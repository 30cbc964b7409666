# SPDX-License-Identifier: GPL-2.0-or-later
"""The measures of segregation in plain words: what the figures say, and what they do not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from . import segregation_texts as s
from .language import Language

if TYPE_CHECKING:
    import pandas as pd

CLEARLY_MORE = 2.0
"""How many times as large as chance alone gives a D has to be before it is said to mean something."""
SIGNIFICANT = 0.05


def readings(table: pd.DataFrame, last: pd.DataFrame, say: Language) -> list[str]:
    """Return sentences on the last year; of several regions the one with the largest value is told.

    ``table``: as it was written; ``last``: its rows of the last year, without clustering.
    """
    found = [_inequality(last, say), _dissimilarity(last, say), _h(last, say), *_moran(table, say)]
    return [sentence for sentence in found if sentence]


def of_last_year(measures: pd.DataFrame) -> pd.DataFrame:
    """Return the rows of the last year, all where there are no years."""
    years = measures["year"].dropna()
    return measures if years.empty else measures[measures["year"] == years.max()]


def _largest(last: pd.DataFrame, measure: str) -> pd.Series | None:
    rows = last[(last["measure"] == measure) & last["value"].notna() & last["other_group"].isna()]
    return None if rows.empty else rows.loc[rows["value"].idxmax()]


def _where(row: pd.Series) -> str:
    year = row["year"]
    return f"{row['region_name']} {int(year)}" if year == year and year is not None else str(row["region_name"])  # noqa: PLR0124


def _same(last: pd.DataFrame, row: pd.Series, measure: str) -> float | None:
    """Return another measure of the same region and group, None where there is none."""
    rows = last[(last["measure"] == measure) & (last["region"] == row["region"])]
    rows = rows[rows["group_name"].isna() if row["group_name"] is None else rows["group_name"] == row["group_name"]]
    values = rows["value"].dropna()
    return None if values.empty else float(values.iloc[0])


def _group(name: str, say: Language) -> str:
    return say(s.OTHERS) if name == "others" else name


def _inequality(last: pd.DataFrame, say: Language) -> str:
    rows = last[(last["measure"] == "inequality_index") & last["value"].notna()]
    if rows.empty:
        return ""
    row = rows.loc[rows["value"].idxmax()]
    return say(
        s.READ_INEQUALITY,
        where=_where(row),
        value=say.number(float(row["value"]), 1),
        group=_group(row["group_name"], say),
        other=_group(row["other_group"], say),
    )


def _dissimilarity(last: pd.DataFrame, say: Language) -> str:
    row = _largest(last, "dissimilarity")
    if row is None:
        return ""
    chance = _same(last, row, "dissimilarity_by_chance") or 0.0
    group = _group(row["group_name"], say)
    value = float(row["value"])
    said = [
        say(
            s.READ_DISSIMILARITY,
            where=_where(row),
            value=say.percent(value, 0),
            group=group,
            chance=say.percent(chance, 0),
        )
    ]
    if value < CLEARLY_MORE * chance:
        said.append(say(s.READ_CHANCE))
    isolation, share = _same(last, row, "isolation"), _same(last, row, "share")
    if isolation is not None and share is not None:
        said.append(say(s.READ_ISOLATION, group=group, value=say.percent(isolation, 0), share=say.percent(share, 0)))
    return " ".join(said)


def _h(last: pd.DataFrame, say: Language) -> str:
    row = _largest(last, "theil_h")
    if row is None:
        return ""
    said = [say(s.READ_H, where=_where(row), value=say.number(float(row["value"]), 3))]
    between = _same(last, row, "theil_h_between")
    if between is not None and row["value"] > 0:
        said.append(say(s.READ_BETWEEN, share=say.percent(between / float(row["value"]), 0)))
    return " ".join(said)


def _moran(table: pd.DataFrame, say: Language) -> list[str]:
    said = []
    for _, row in table[(table["measure"] == "moran_i") & table["value"].notna()].iterrows():
        same_year = table["year"].isna() if row["year"] is None else table["year"] == row["year"]
        p, expected = (
            float(table.loc[same_year & (table["measure"] == name), "value"].iloc[0])
            for name in ("moran_p", "moran_expected")
        )
        text = s.READ_MORAN if row["value"] > expected else s.READ_MORAN_UNLIKE
        year = "" if row["year"] is None else str(int(row["year"]))
        sentence = say(
            text if p <= SIGNIFICANT else s.READ_MORAN_NOTHING,
            name=str(row["group_name"]),
            year=year,
            value=say.number(float(row["value"]), 3) if row["value"] >= 0 else say.signed(float(row["value"]), 3),
            p=say.number(p, 3),
        )
        said.append(sentence.replace(" :", ":"))
    return said
