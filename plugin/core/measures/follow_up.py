# SPDX-License-Identifier: GPL-2.0-or-later
"""Years compared by area type, with the types held to the first year, to the last, or moving."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
import pandas as pd

from ..area_types import TYPES, AreaType
from ..arrays import Ints
from ..guard import Guard
from ..messages import Message, message
from ..rounding import Rounding
from .breaks import Break, between
from .change import Observed, change, difference_of, rate_interval
from .estimate import NAN, Estimate
from .groups import Kind
from .types_by_year import Hold, TypesByYear
from .years_guard import YearsGuard, hidden_of_years, rounded_groups, rounding_of_years
from .years_input import Figure, YearRows

ALL, GAP = "all", "gap"
TYPED = frozenset({*map(str, TYPES), ALL})
COLUMNS = (
    "hold", "year", "type_year", "group", "area_count", "population", "population_share", "amount", "share", "rate",
    "rate_low", "rate_high", "base_year", "amount_change", "difference", "difference_low", "difference_high", "ratio",
    "ratio_low", "ratio_high", "differs", "breaks", "difference_method", "ratio_method", "notes", "hidden",
)  # fmt: skip
"""Columns of the comparison; ``group``: 1–5, 0, -1, ``all`` (types 1–5 together) and ``gap`` (type 1 minus type 5);
``hidden``: as in ``years_guard``, None where all is shown."""


@dataclass(frozen=True)
class Settings:
    """What is compared and how: ``per`` as rates are shown, ``level`` of the intervals, 0–1; ``guard``: of counts."""

    figure: Figure
    kind: Kind
    per: float
    level: float = 0.95
    guard: Guard = field(default_factory=Guard)


@dataclass(frozen=True)
class Sums:
    """One group in one year."""

    group: str
    areas: int | None
    population: float
    amount: float
    seen: Observed


def compare(
    rows: YearRows, types: TypesByYear | None, holds: Sequence[Hold], settings: Settings, breaks: Sequence[Break]
) -> tuple[pd.DataFrame, YearsGuard]:
    """Return a row for each hold, year and group, set against the first year that the hold has; and what is hidden.

    Rates (``rate`` and its limits, ``difference``) are per ``settings.per``. The sums over all groups but ``all`` and
    ``gap`` are the same for every hold that has the year, where they are not rounded.
    """
    kinds = {hold: kinds_by_year(rows, types, hold) for hold in holds}
    only = {hold: {year: own for year, (_, own) in of.items()} for hold, of in kinds.items()}
    guard = YearsGuard(settings.guard, hidden_of_years(rows.frame, only, settings.guard.minimum))
    rounding = rounding_of_years(rows.frame, settings.guard.base)
    found = [
        guard.masked(row)
        for hold in holds
        for row in _rows_of(hold, by_year(rows, kinds[hold], settings, rounding), settings, breaks)
    ]
    table = pd.DataFrame(found, columns=list(COLUMNS))
    for name in ("area_count", "differs", "difference_method", "ratio_method", "hidden"):
        table[name] = table[name].astype(object).where(table[name].notna(), None)
    return table, guard


def kinds_by_year(rows: YearRows, types: TypesByYear | None, hold: Hold) -> dict[int, tuple[int | None, Ints]]:
    """Return the year whose types are used and the types of its rows, for every year that the hold has."""
    found: dict[int, tuple[int | None, Ints]] = {}
    for year in rows.years:
        own = rows.frame[rows.frame["year"] == year]
        if types is None or hold is Hold.GIVEN:
            found[year] = None, own["area_type"].to_numpy(dtype=int)
            continue
        type_year = types.year_for(hold, rows.years, year)
        if type_year is not None:
            kinds = own["code"].map(types.types[type_year]).fillna(AreaType.NO_DATA).to_numpy(dtype=int)
            found[year] = type_year, kinds
    return found


def by_year(
    rows: YearRows,
    kinds: dict[int, tuple[int | None, Ints]],
    settings: Settings,
    rounding: Rounding | None = None,
) -> dict[int, tuple[int | None, dict[str, Sums]]]:
    """Return the groups' sums in every year, with the year whose types they have."""
    found = {}
    for year, (type_year, own_kinds) in kinds.items():
        own = rows.frame[rows.frame["year"] == year]
        groups = _sums(own, own_kinds, settings, rows.has_population)
        groups = groups if rows.by_area else _of_types(groups, set(own_kinds.tolist()), rows.kinds)
        found[year] = type_year, groups if rounding is None else _rounded(groups, rounding, year, settings.kind)
    return found


def _rounded(groups: dict[str, Sums], rounding: Rounding, year: int, kind: Kind) -> dict[str, Sums]:
    """Return the groups with rounded counts and the rates of these; persons are never more than the people."""
    amounts = rounded_groups({name: one.amount for name, one in groups.items()}, rounding, year)
    found = {}
    for name, one in groups.items():
        rate = amounts[name] / one.seen.population if one.seen.is_known else NAN
        seen = Observed(min(rate, 1.0) if kind is Kind.PERSONS else rate, amounts[name], one.seen.population)
        found[name] = replace(one, amount=amounts[name], seen=seen)
    return found


def _of_types(groups: dict[str, Sums], present: set[int], known: frozenset[int]) -> dict[str, Sums]:
    """Return sums of rows of types: how many areas they hold is not known, and a row that lacks is no zero."""
    lost = {str(kind) for kind in TYPES if kind not in present}
    if {kind for kind in known if kind in TYPES} - present:
        lost.add(ALL)
    nothing = Observed(NAN, NAN, NAN)
    return {
        name: Sums(name, None, NAN, NAN, nothing) if name in lost else replace(one, areas=None)
        for name, one in groups.items()
    }


def _sums(own: pd.DataFrame, kinds: Any, settings: Settings, has_population: bool) -> dict[str, Sums]:
    typed = np.isin(kinds, TYPES)
    everybody = float(own.loc[typed, "population"].sum())
    wanted = [(str(kind), kinds == kind) for kind in (*TYPES, AreaType.NO_DATA.value)]
    if (kinds == AreaType.OUTSIDE).any():
        wanted.append((str(AreaType.OUTSIDE.value), kinds == AreaType.OUTSIDE))
    return {
        name: _sum(name, own[chosen], settings, has_population, everybody) for name, chosen in (*wanted, (ALL, typed))
    }


def _sum(name: str, own: pd.DataFrame, settings: Settings, has_population: bool, everybody: float) -> Sums:
    unknown = not has_population or (len(own) > 0 and bool(own["population"].isna().all()))
    people = NAN if unknown else float(own["population"].sum())
    amount = NAN if own["amount"].isna().any() else float(own["amount"].sum())
    if settings.figure is Figure.PEOPLE:
        share = amount / everybody if everybody > 0 and name in TYPED else NAN
        seen = Observed(share, amount, everybody)
    elif settings.figure is Figure.RATE:
        amount = amount if settings.kind in (Kind.EVENTS, Kind.PERSONS) else NAN
        seen = _mean(own, people, amount, has_population)
    elif has_population:
        seen = Observed(amount / people if people > 0 else NAN, amount, people)
    else:
        seen = Observed(amount if len(own) else NAN, amount, 1.0)
    return Sums(name, len(own), people, amount, seen)


def _mean(own: pd.DataFrame, people: float, amount: float, has_population: bool) -> Observed:
    """Return the mean of rates, weighted by population; without one only a single row has a rate."""
    if not has_population:
        if len(own) != 1:
            return Observed(NAN, NAN, 1.0)
        return Observed(float(own["rate"].iloc[0]), NAN, 1.0, float(own["error"].iloc[0]))
    if not people > 0:
        return Observed(NAN, amount, people)
    weights = own["population"].to_numpy(dtype=float) / people
    error = math.sqrt(float(((weights * own["error"].to_numpy(dtype=float)) ** 2).sum()))
    return Observed(float(weights @ own["rate"].to_numpy(dtype=float)), amount, people, error)


def _rows_of(
    hold: Hold,
    found: dict[int, tuple[int | None, dict[str, Sums]]],
    settings: Settings,
    breaks: Sequence[Break],
) -> Iterator[dict[str, Any]]:
    if not found:
        return
    base = min(found)
    first = found[base][1]
    for year, (type_year, groups) in found.items():
        head: dict[str, Any] = {
            "hold": hold.value,
            "year": year,
            "type_year": type_year,
            "base_year": None if year == base else base,
        }
        head["breaks"] = tuple(between(breaks, base, year))
        for name, one in groups.items():
            old = None if year == base else first.get(name)
            yield {**head, "group": name, **_figures(one, groups[ALL], settings), **_change(old, one, settings)}
        if settings.figure is not Figure.PEOPLE:
            yield {**head, "group": GAP, **_gap(None if year == base else first, groups, settings)}


def _figures(one: Sums, total: Sums, settings: Settings) -> dict[str, Any]:
    low, high = rate_interval(one.seen, settings.kind, settings.level)
    known = {
        "area_count": one.areas,
        "population": one.population,
        "amount": one.amount,
        "rate": one.seen.rate * settings.per,
        "rate_low": low * settings.per,
        "rate_high": high * settings.per,
    }
    if one.group in TYPED:
        known["population_share"] = one.population / total.population if total.population > 0 else NAN
        known["share"] = one.amount / total.amount if total.amount > 0 else NAN
    return known


def _change(old: Sums | None, one: Sums, settings: Settings) -> dict[str, Any]:
    """Return the change since the first year, with its methods, and what has to be known of the row."""
    missing = _missing(one)
    if old is None:
        return {"notes": missing}
    found = change(old.seen, one.seen, settings.kind, settings.level)
    gap, ratio = found.difference, found.ratio
    by_ratio = ratio.differs_from(1)
    said = (*missing, *gap.notes, *ratio.notes) if one.seen.is_known else missing
    return {
        "amount_change": one.amount - old.amount,
        **_difference(gap, settings),
        "ratio": ratio.value,
        "ratio_low": ratio.low,
        "ratio_high": ratio.high,
        # where two intervals say whether it is more than chance, the exact one of the ratio decides
        "differs": gap.differs_from(0) if by_ratio is None else by_ratio,
        "ratio_method": ratio.method,
        "notes": tuple({str(note): note for note in said}.values()),
    }


def _difference(found: Estimate, settings: Settings) -> dict[str, Any]:
    return {
        "difference": found.value * settings.per,
        "difference_low": found.low * settings.per,
        "difference_high": found.high * settings.per,
        "difference_method": found.method,
    }


def _missing(one: Sums) -> tuple[Message, ...]:
    if one.seen.is_known or one.group not in TYPED:
        return ()
    if one.areas is None:
        return (message("The table has no figure of this group in the year."),)
    if one.areas == 0:
        return (message("No area has this type in the year."),)
    return (message("Nobody is known to live here, so there is no rate."),)


def _gap(first: dict[str, Sums] | None, groups: dict[str, Sums], settings: Settings) -> dict[str, Any]:
    """Return type 1 minus type 5 in a year, and how the gap has changed since the first."""
    ends = [str(TYPES[0]), str(TYPES[-1])]
    seen = [groups[kind].seen for kind in ends]
    now = difference_of(seen, [1, -1], settings.kind, settings.level)
    rates = {"rate": now.value, "rate_low": now.low, "rate_high": now.high}
    known: dict[str, Any] = {name: value * settings.per for name, value in rates.items()}
    areas = [groups[kind].areas for kind in ends]
    known |= {"area_count": None if None in areas else sum(one or 0 for one in areas), "notes": now.notes}
    if first is None:
        return known
    moved = difference_of([*seen, *(first[kind].seen for kind in ends)], [1, -1, -1, 1], settings.kind, settings.level)
    return {**known, **_difference(moved, settings), "differs": moved.differs_from(0), "notes": moved.notes}
