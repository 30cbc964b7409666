# SPDX-License-Identifier: GPL-2.0-or-later
"""The main door of a follow-up: years compared by type, transitions between types, and why types changed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import pandas as pd

from ..area_types import TYPES
from ..codes import FIRST_YEAR_OF_2025, Edition, Level, parse_area_code
from ..messages import Message, RegsoError, listing, message
from .breaks import Break, crosses_editions, find_breaks
from .country_cuts import YearCuts, cuts_of_year
from .decomposition import Country, Decomposition, decompose
from .follow_up import Settings, compare
from .transitions import Transitions, transitions
from .types_by_year import Hold, TypesByYear, check_types, people_weights
from .years_guard import check_guard
from .years_input import YearRows

EVERY_HOLD = (Hold.FIRST, Hold.LAST, Hold.MOVING)


@dataclass(frozen=True)
class FollowUp:
    """What a comparison of years found.

    ``table``: as in ``follow_up.compare``. ``steps``: transitions between each year with types and the next;
    ``whole``: those between the first and the last, None where there are none. ``decomposition``: of the change of
    type between the first and the last year; ``no_decomposition``: why there is none. ``cuts``: the country in those
    two years.
    """

    settings: Settings
    years: tuple[int, ...]
    holds: tuple[Hold, ...]
    table: pd.DataFrame
    breaks: tuple[Break, ...]
    steps: tuple[Transitions, ...] = ()
    whole: Transitions | None = None
    decomposition: Decomposition | None = None
    no_decomposition: Message | None = None
    cuts: tuple[YearCuts, ...] = ()
    warnings: tuple[Message, ...] = ()
    types: TypesByYear | None = None
    codes: frozenset[str] = frozenset()


def follow_up(
    rows: YearRows,
    types: TypesByYear | None,
    settings: Settings,
    *,
    holds: Sequence[Hold] = EVERY_HOLD,
    across_editions: bool = False,
    told_breaks: Mapping[int, str] | None = None,
    stated: Mapping[int, Country] | None = None,
    editions: Mapping[int, Edition] | None = None,
) -> FollowUp:
    """Compare the years of a table by area type.

    ``types``: needed for rows of areas, None for rows of types. ``editions``: of the areas' codes by year, where the
    table says it; else SCB's edition of the year. Where the years lie on both sides of the change of editions, types
    are held and areas followed over it only with ``across_editions``, and the result says so. ``told_breaks``: other
    breaks by their first year. ``stated``: the country's mean and standard deviation by year.
    """
    check_guard(settings.guard, settings.figure, settings.kind)
    years = rows.years
    warnings = [*rows.warnings]
    if not rows.by_area:
        holds, types = (Hold.GIVEN,), None
    elif types is None:
        raise RegsoError(
            "Nothing says which area type the areas have. Choose the field with the area type, or a table with the "
            "types of each area and year."
        )
    small = rows.by_area and _small_areas(rows)
    own_editions = _editions(rows, years, small, editions or {})
    breaks = find_breaks(years, own_editions, told_breaks or {})
    warnings += _missing_years(years)
    crosses = small and len(set(own_editions.values())) > 1
    if crosses:
        warnings += _over_the_border(rows, own_editions, holds, across_editions)
    if types is None:
        table, guard = compare(rows, None, holds, settings, breaks)
        warnings += guard.warnings()
        return FollowUp(settings, tuple(years), tuple(holds), table, tuple(breaks), warnings=tuple(warnings))
    holds, more = _usable_holds(types, holds)
    warnings += [*types.warnings, *more, *check_types(types, list(rows.frame["code"]), years, holds)]
    if small and not across_editions:
        _refuse_types_of_another_edition(types, years, own_editions, holds)
    warnings += _not_in_all_years(rows, crosses)
    table, guard = compare(rows, types, holds, settings, breaks)
    warnings += guard.warnings()
    allowed = across_editions or not small
    steps, whole, more = _transitions(rows, types, years, own_editions if not allowed else {})
    warnings += more
    found = _decomposition(types, whole, stated or {}, rows.codes)
    said = tuple(warnings)
    return FollowUp(settings, tuple(years), holds, table, tuple(breaks), steps, whole, *found, said, types, rows.codes)


def _small_areas(rows: YearRows) -> bool:
    first = parse_area_code(next(iter(rows.frame["code"]), None))
    return first is not None and first.level in (Level.REGSO, Level.DESO)


def _editions(
    rows: YearRows, years: Sequence[int], small: bool, told: Mapping[int, Edition]
) -> dict[int, Edition | None]:
    """Return the edition of each year; of rows of types too, for a break is a break."""
    if not small and rows.by_area:
        return dict.fromkeys(years)
    return {year: told.get(year) or Edition.for_year(year) for year in years}


def _missing_years(years: Sequence[int]) -> list[Message]:
    gaps = sorted(set(range(years[0], years[-1])) - set(years))
    if not gaps:
        return []
    return [message("The series lacks {years}; nothing is filled in.", years=listing(gaps))]


def _over_the_border(
    rows: YearRows, editions: Mapping[int, Edition | None], holds: Sequence[Hold], across: bool
) -> list[Message]:
    """Refuse types that are held over a change of editions unless that was asked for; say which areas it concerns."""
    fixed = [hold for hold in holds if hold is not Hold.MOVING]
    if fixed and not across:
        raise RegsoError(
            "The years {first} to {last} lie on both sides of the change from RegSO 2020 to RegSO 2025. Many areas "
            "keep their code but not their boundaries, so types cannot be held from one to the other. End the "
            "comparison with {before}, begin it with {after}, let the types move, convert one side to the other "
            "edition first (regso:convertedition), or allow the comparison across editions.",
            first=str(rows.years[0]),
            last=str(rows.years[-1]),
            before=str(FIRST_YEAR_OF_2025 - 1),
            after=str(FIRST_YEAR_OF_2025),
        )
    if not across:
        return [
            message(
                "The areas are of another edition from {year} on: every year has its own areas and types, and a "
                "difference over that border is in part one of boundaries.",
                year=str(FIRST_YEAR_OF_2025),
            )
        ]
    by_edition = {
        edition: set(rows.frame.loc[rows.frame["year"].map(editions) == edition, "code"])
        for edition in (Edition.E2020, Edition.E2025)
    }
    old, new = by_edition[Edition.E2020], by_edition[Edition.E2025]
    said = [
        message(
            "Compared across editions, as asked for: {count} areas are matched by code between RegSO 2020 and RegSO "
            "2025. By SCB's list 288 of the country's 3,363 changed boundaries; for these the change is in part one "
            "of boundaries. regso:convertedition shows which.",
            count=len(old & new),
        )
    ]
    if old ^ new:
        said.append(
            message(
                "{count} areas are in one of the editions only and cannot be followed: {codes}",
                count=len(old ^ new),
                codes=listing(sorted(old ^ new)),
            )
        )
    return said


def _refuse_types_of_another_edition(
    types: TypesByYear, years: Sequence[int], editions: Mapping[int, Edition | None], holds: Sequence[Hold]
) -> None:
    """Refuse types of a year whose areas are of another edition than those of the figures."""
    for hold in holds:
        for year in years:
            used = types.year_for(hold, years, year)
            if hold is Hold.MOVING or not used:
                continue
            if editions.get(used, Edition.for_year(used)) is not editions[year]:
                raise RegsoError(
                    "The area types of {types} are of another edition of RegSO than the figures of {year}. Many areas "
                    "keep their code but not their boundaries. Give types of a year on the same side of {border}, or "
                    "allow the comparison across editions.",
                    types=str(used),
                    year=str(year),
                    border=f"{FIRST_YEAR_OF_2025 - 1}/{FIRST_YEAR_OF_2025}",
                )


def _usable_holds(types: TypesByYear, holds: Sequence[Hold]) -> tuple[tuple[Hold, ...], list[Message]]:
    """Types of one year only cannot move, and held to the first or the last year they are the same."""
    if len(types.years) > 1:
        return tuple(holds), []
    fixed = next((hold for hold in holds if hold is not Hold.MOVING), Hold.FIRST)
    return (fixed,), [
        message(
            "There are area types of one year only, so all years are compared by these; nothing can be said of "
            "changes of type."
        )
    ]


def _not_in_all_years(rows: YearRows, crosses: bool) -> list[Message]:
    counts = rows.frame.groupby("code")["year"].nunique()
    some = counts[counts < len(rows.years)]
    if some.empty or crosses:
        return []
    return [
        message(
            "{count} areas have figures in some of the years only, so the sums are not of the same areas every year: "
            "{codes}",
            count=len(some),
            codes=listing(some.index),
        )
    ]


def _transitions(
    rows: YearRows, types: TypesByYear, years: Sequence[int], editions: Mapping[int, Edition | None]
) -> tuple[tuple[Transitions, ...], Transitions | None, list[Message]]:
    """Return the transitions of each year with types to the next, and of the first to the last.

    ``editions``: pairs of years of two editions are passed over; none where that was allowed.
    """
    typed = [year for year in types.years if years[0] <= year <= years[-1]]
    if len(typed) < 2:
        return (), None, []
    people = rows.frame[["code", "year", "population"]] if rows.has_population else None
    said: list[Message] = []

    def between(before: int, after: int) -> Transitions | None:
        sides = editions.get(before), editions.get(after)
        if (None not in sides and sides[0] is not sides[1]) or (editions and crosses_editions((before, after))):
            return None
        old, new = (types.types[year][types.types[year].index.isin(rows.codes)] for year in (before, after))
        return transitions(old, new, before, after, people_weights(types, people, before))

    pairs = [*pairwise(typed)]
    steps = [found for pair in pairs if (found := between(*pair)) is not None]
    whole = between(typed[0], typed[-1])
    if len(steps) < len(pairs):
        said.append(
            message("Transitions between area types are not followed from one edition of the areas to the other.")
        )
    if whole is not None:
        said += whole.warnings()
    return tuple(steps), whole, said


def _decomposition(
    types: TypesByYear, whole: Transitions | None, stated: Mapping[int, Country], codes: frozenset[str]
) -> tuple[Decomposition | None, Message | None, tuple[YearCuts, ...]]:
    if whole is None:
        return None, message("There are no two years whose area types can be compared."), ()
    cuts = []
    for year in (whole.from_year, whole.to_year):
        found = cuts_of_year(types, year, stated)
        if isinstance(found, Message):
            return None, found, ()
        if year not in types.index:
            return None, message("The table with the types has no index of {year}.", year=str(year)), ()
        cuts.append(found)
    before, after = (types.index[year] for year in (whole.from_year, whole.to_year))
    before = before[before.index.isin(codes)]
    result = decompose(before, after, cuts[0].country, cuts[1].country)
    return result, None, tuple(cuts)


def areas_table(found: FollowUp) -> pd.DataFrame:
    """Return a row for every area with a type in the first or the last year: types, index, and the parts of a change.

    Columns: ``code``, ``from_year``, ``to_year``, ``type_from``, ``type_to`` (published, 0 = no data), ``type_steps``
    (to minus from; positive is towards better conditions), those of ``Decomposition.frame`` (NaN where there is none),
    and ``unexplained``: published minus computed steps.
    """
    if found.whole is None or found.types is None:
        return pd.DataFrame()
    first, last = found.whole.from_year, found.whole.to_year
    table = pd.DataFrame({"type_from": found.types.types[first], "type_to": found.types.types[last]})
    table = table[table.index.isin(found.codes)].fillna(0).astype(int)
    known = table.isin(TYPES).all(axis=1)
    table["type_steps"] = (table["type_to"] - table["type_from"]).where(known)
    table.insert(0, "from_year", first)
    table.insert(1, "to_year", last)
    if found.decomposition is not None:
        table = table.join(found.decomposition.frame)
        table["unexplained"] = table["type_steps"] - table["steps"]
    return table.sort_index().rename_axis("code").reset_index()
