# SPDX-License-Identifier: GPL-2.0-or-later
"""The plain-language reading: fixed sentences, chosen by the figures and filled in with them."""

from __future__ import annotations

from ..core.area_types import TYPES
from . import texts as t
from .content import Content, Row, Sum, TypeTable
from .language import Language, decimals_for


def read_out(content: Content, language: Language) -> list[str]:
    """Return what the figures say, one sentence or a few in each text; nothing that is suppressed is said."""
    lines = [_type_1(content, language), *_rates(content, language), *read_fields(content, language)]
    return [line for line in (*lines, *_not_in_shares(content, language)) if line]


def read_fields(content: Content, language: Language) -> list[str]:
    """Return what the sums and means of the layer's fields say, those that may be said."""
    return [line for name in content.fields_overall if (line := _field(content, name, language))]


def read_areas(table: TypeTable, language: Language) -> list[str]:
    """Return what a table of areas and people says: area_count, area_share, population_share of each type."""
    first, everything, untyped = (table.row(kind) for kind in (1, Sum.TYPES, 0))
    areas, count, share = everything.number("area_count"), first.number("area_count"), first.number("area_share")
    lines = []
    if areas and count == 0:
        lines.append(language(t.NO_TYPE_1))
    elif areas and count is not None and share is not None:
        written = {"areas": language.number(areas), "count": language.number(count), "share": language.percent(share)}
        people = first.number("population_share")
        live = "" if people is None else language(t.PEOPLE_OF_TYPE_1, people=language.percent(people))
        lines.append(_joined(language(t.AREAS_OF_TYPE_1, **written), live))
    if without := untyped.number("area_count"):
        lines.append(language(t.AREAS_UNTYPED, count=language.number(without)))
    return lines


def how_to_read(language: Language) -> list[str]:
    """Return the sentences that stand in every report."""
    return [language(text) for text in (t.DIRECTION, t.AREAS_NOT_PEOPLE, t.RELATIVE, t.GOOD_OR_BAD, t.NOT_POLICE)]


def unit_name(content: Content, language: Language) -> str:
    """Return the unit as it follows a number."""
    return language(t.UNIT_FEATURES) if content.unit == "features" else content.unit


def _type_1(content: Content, language: Language) -> str:
    row = content.overall.row(1)
    if row.is_hidden("share"):
        return language(t.TYPE_1_HIDDEN)
    share = row.number("share")
    if share is None:
        return language(t.NOTHING_TO_READ)
    if row.number("area_count") == 0:
        return language(t.NO_TYPE_1)
    amount = language(t.OF_AMOUNT[content.unit])
    people, difference = row.number("population_share"), row.number("share_difference")
    if people is None or difference is None:
        return language(t.TYPE_1_SHARE, share=language.percent(share), amount=amount)
    points = round(100 * difference, 1)
    text = t.TYPE_1_MORE if points > 0 else t.TYPE_1_LESS if points < 0 else t.TYPE_1_SAME
    values = {"share": language.percent(share), "amount": amount, "people": language.percent(people)}
    if points:
        values["difference"] = language.number(abs(points), 1)
    return language(text, **values)


def _rates(content: Content, language: Language) -> list[str]:
    rows = [content.overall.row(kind) for kind in TYPES]
    known = {kind: rate for kind, row in zip(TYPES, rows, strict=True) if (rate := row.number("per_1000")) is not None}
    if not any(known.values()):
        return []
    unit, decimals = unit_name(content, language), decimals_for(known.values())
    lines = []
    if {1, 5} <= known.keys():
        first, second = (language.number(known[kind], decimals) for kind in (1, 5))
        sentence = language(t.ONE_AGAINST_FIVE, first=first, second=second, unit=unit)
        lines.append(_joined(sentence, _overlap(rows[0], rows[4], decimals, language)))
    high, low = max(known.values()), min(known.values())
    highest, lowest = ([kind for kind in known if known[kind] == end] for end in (high, low))
    if high == low:
        return lines
    if sorted(highest + lowest) == [1, 5]:
        lines[-1] = _joined(lines[-1], language(t.OTHERS_BETWEEN) if len(known) == len(TYPES) else "")
    else:
        sentence = language(
            t.HIGHEST_LOWEST,
            first=", ".join(map(str, highest)),
            second=", ".join(map(str, lowest)),
            high=language.number(high, decimals),
            low=language.number(low, decimals),
            unit=unit,
        )
        alone = len(highest) == len(lowest) == 1
        ends = [content.overall.row(kinds[0]) for kinds in (highest, lowest)]
        lines.append(_joined(sentence, _overlap(ends[0], ends[1], decimals, language) if alone else ""))
    if any(row.is_hidden("per_1000") for row in rows):
        lines.append(language(t.SOME_HIDDEN))
    return lines


def _field(content: Content, name: str, language: Language) -> str:
    field, _, how = name.rpartition("_")
    first = content.overall.row(1).number(name)
    if how == "mean":
        fifth = content.overall.row(5).number(name)
        if first is None or fifth is None:
            return ""
        decimals = decimals_for(content.overall.column(name), figures=4, most=3)
        values = {"first": language.number(first, decimals), "second": language.number(fifth, decimals)}
        return language(t.MEAN_ONE_AGAINST_FIVE, field=field, **values)
    whole = content.overall.row(Sum.TYPES).number(name)
    # what can be negative has no shares
    if first is None or not whole or any((content.overall.row(kind).number(name) or 0) < 0 for kind in TYPES):
        return ""
    share, people = language.percent(first / whole), content.overall.row(1).number("population_share")
    if people is None:
        return language(t.SUM_OF_TYPE_1, field=field, share=share)
    return language(t.SUM_OF_TYPE_1_AND_PEOPLE, field=field, share=share, people=language.percent(people))


def _overlap(first: Row, second: Row, decimals: int, language: Language) -> str:
    lows = [low for row in (first, second) if (low := row.number("per_1000_low")) is not None]
    highs = [high for row in (first, second) if (high := row.number("per_1000_high")) is not None]
    if len(lows) < 2 or len(highs) < 2:
        return ""
    written = [interval(row, decimals, language) for row in (first, second)]
    apart = max(lows) > min(highs)
    return language(t.NO_OVERLAP if apart else t.OVERLAP, first=written[0], second=written[1])


def interval(row: Row, decimals: int, language: Language) -> str:
    """Return the interval of a row's rate as ``low–high``, empty where there is none."""
    low, high = row.number("per_1000_low"), row.number("per_1000_high")
    if low is None or high is None:
        return ""
    return f"{language.number(low, decimals)}–{language.number(high, decimals)}"


def _not_in_shares(content: Content, language: Language) -> list[str]:
    if content.totals.is_hidden:
        return []
    whole = content.totals.amount
    lines = []
    for text, amount in (
        (t.LIES_OUTSIDE, content.totals.outside_amount),
        (t.LIES_UNTYPED, content.overall.row(0).number("amount")),
    ):
        if amount and whole:
            written = language.number(amount, decimals_for([amount], figures=4, most=3))
            unit = unit_name(content, language)
            lines.append(language(text, amount=written, unit=unit, share=language.percent(amount / whole)))
    return lines


def _joined(*sentences: str) -> str:
    return " ".join(sentence for sentence in sentences if sentence)
