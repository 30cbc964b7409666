# SPDX-License-Identifier: GPL-2.0-or-later
"""A follow-up in plain words: what has changed, whether the ways of holding the types agree, and why types changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from . import compareyears_texts as s
from .language import Language, decimals_for

if TYPE_CHECKING:
    import pandas as pd

    from ..core.measures.decomposition import Decomposition
    from ..core.measures.transitions import Transitions


def readings(
    table: pd.DataFrame,
    whole: Transitions | None,
    decomposition: Decomposition | None,
    breaks: tuple[tuple[int, str], ...],
    say: Language,
) -> list[str]:
    """Return sentences. ``table``: as it was written; ``breaks``: first year after each, and what changed."""
    found = [sentence for hold in table["hold"].unique() for sentence in _of_hold(table[table["hold"] == hold], say)]
    found += _disagreement(table, say)
    if whole is not None:
        found += _kept(whole, say)
    if decomposition is not None:
        counts = {name: say.number(count) for name, count in decomposition.counts().items()}
        found.append(
            say(
                s.READ_PARTS,
                changed=say.number(int(decomposition.changed.sum())),
                own=counts["own_only"],
                country=counts["country_only"],
                mixed=counts["mixed"],
                held=counts["held_back"],
            )
        )
    if breaks:
        found.append(say(s.READ_BREAKS, breaks="; ".join(f"{year}: {what}" for year, what in breaks)))
    return found


def _row(rows: pd.DataFrame, group: str, year: int) -> pd.Series | None:
    own = rows[(rows["group_name"] == group) & (rows["year"] == year)]
    return None if own.empty or own.iloc[0]["rate"] != own.iloc[0]["rate"] else own.iloc[0]


def _of_hold(rows: pd.DataFrame, say: Language) -> list[str]:
    first, last = int(rows["year"].min()), int(rows["year"].max())
    found = []
    for group, text in (("1", s.READ_RATE), ("gap", s.READ_GAP)):
        before, after = _row(rows, group, first), _row(rows, group, last)
        if before is None or after is None or first == last:
            if group == "1" and _is_hidden(rows, first, last):
                found.append(say(s.READ_HIDDEN, hold=str(rows["hold_label"].iloc[0])))
            continue
        decimals = decimals_for([before["rate"], after["rate"]])
        values = {
            "before": say.number(before["rate"], decimals)
            if before["rate"] >= 0
            else say.signed(before["rate"], decimals),
            "after": say.number(after["rate"], decimals) if after["rate"] >= 0 else say.signed(after["rate"], decimals),
            "change": say.signed(after["difference"], decimals),
            "interval": _interval(after, decimals, say),
            "verdict": _verdict(after, say),
        }
        if group == "1":
            values |= {"hold": str(after["hold_label"]), "first": str(first), "last": str(last),
                       "unit": str(after["unit"])}  # fmt: skip
        found.append(say(text, **values))
    return found


def _is_hidden(rows: pd.DataFrame, first: int, last: int) -> bool:
    """Whether the figure of type 1 is not shown in the first or in the last year."""
    ends = rows[(rows["group_name"] == "1") & rows["year"].isin([first, last])]
    return bool((ends["hidden"] == "figure").any())


def _interval(row: pd.Series, decimals: int, say: Language) -> str:
    low, high = row["difference_low"], row["difference_high"]
    if low != low or high != high:  # noqa: PLR0124 - NaN
        return ""
    return say(s.INTERVAL, low=say.signed(low, decimals), high=say.signed(high, decimals))


def _verdict(row: pd.Series, say: Language) -> str:
    differs = row["differs"]
    if differs is None or differs != differs:  # noqa: PLR0124 - NaN
        return say(s.NO_CHANCE)
    return say(s.BEYOND if differs else s.CHANCE)


def _disagreement(table: pd.DataFrame, say: Language) -> list[str]:
    """Return a sentence where type 1 rises in one way of holding the types and falls in another."""
    last = int(table["year"].max())
    rows = table[(table["group_name"] == "1") & (table["year"] == last) & table["difference"].notna()]
    if rows.empty or not ((rows["difference"] > 0).any() and (rows["difference"] < 0).any()):
        return []
    decimals = decimals_for(rows["difference"])
    said = ", ".join(f"{row['hold_label']} {say.signed(row['difference'], decimals)}" for _, row in rows.iterrows())
    return [say(s.DISAGREE, said=said)]


def _kept(whole: Transitions, say: Language) -> list[str]:
    kept = whole.persistence
    if kept.areas == 0:
        return []
    first, last = str(whole.from_year), str(whole.to_year)
    found = [
        say(
            s.READ_KEPT,
            share=say.percent(kept.unchanged),
            areas=say.number(kept.areas),
            first=first,
            last=last,
            worse=say.number(kept.worse),
            better=say.number(kept.better),
        )
    ]
    if kept.unchanged_people == kept.unchanged_people:
        found.append(say(s.READ_PEOPLE, share=say.percent(kept.unchanged_people), first=first))
    return found
