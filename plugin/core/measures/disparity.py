# SPDX-License-Identifier: GPL-2.0-or-later
"""The main door of the disparity measures: a table of groups in, one row for each measure out."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import pandas as pd

from ..area_types import TYPES
from ..messages import Message, RegsoError, message
from .disparity_rows import Row, Scale, rows_of_groups, scale_of
from .estimate import NAN
from .group_table import GroupTable, combined, groups_of, standardised_groups, typed_rows
from .groups import Groups, Kind
from .resampling import DRAWS, SEED, draw_rates
from .slope import Fit, linear_slope
from .standardisation import Interval, Standardisation, Standardised
from .stratum_effect import StratumEffect

COLUMNS = ("measure", "group_name", "value", "low", "high", "unit", "differs", "method", "note")
"""The columns of the result in their order; the part's column comes before them where the table has parts."""


@dataclass(frozen=True)
class Part:
    """The measures of one part of the table (of all of it where ``name`` is None).

    ``groups``: what they were computed from; ``standardised``: the rates' standardisation where there was one, and
    ``effect`` what it does to the gap between the groups at the ends.
    """

    name: Any
    groups: Groups
    fit: Fit
    rows: tuple[Row, ...]
    standardised: Standardised | None = None
    effect: StratumEffect | None = None

    def row(self, measure: str, group: str = "") -> Row:
        """Return a measure's row; ``KeyError`` where there is none."""
        for row in self.rows:
            if row.measure == measure and row.group == group:
                return row
        raise KeyError((measure, group))


@dataclass(frozen=True)
class Disparity:
    """All measures of a table.

    ``by``: the field of the parts; ``typed``: whether the groups are the five area types; ``stratum``: the field of
    the classes that the rates are standardised by; ``skipped``: parts without measures, and why.
    """

    parts: tuple[Part, ...]
    scale: Scale
    level: float
    by: str | None = None
    typed: bool = False
    stratum: str | None = None
    skipped: tuple[Message, ...] = ()
    warnings: tuple[Message, ...] = ()

    def frame(self, say: Callable[[Message], str] = str) -> pd.DataFrame:
        """Return one row for each measure with the columns ``COLUMNS``; ``say`` puts messages into words.

        ``value``, ``low`` and ``high`` are NaN only where ``note`` says why; ``differs``: 1 where the interval leaves
        out what equal rates would give, 0 where it does not, NaN where that is not known, and for measures that are
        never below what equal rates give (spread, what is moved in all): chance alone lifts these above it.
        ``group_name`` is None for measures of all groups together.
        """
        records = []
        for part in self.parts:
            for row in part.rows:
                found = row.estimate
                differs = None if row.equal is None else found.differs_from(row.equal)
                record = {
                    "measure": row.measure,
                    "group_name": row.group or None,
                    "value": found.value,
                    "low": found.low,
                    "high": found.high,
                    "unit": say(row.unit),
                    "differs": NAN if differs is None else float(differs),
                    "method": say(found.method),
                    "note": " ".join(say(note) for note in found.notes) or None,
                }
                records.append(record if self.by is None else {self.by: part.name, **record})
        names = list(COLUMNS) if self.by is None else [self.by, *COLUMNS]
        return pd.DataFrame(records, columns=names)


def disparity(
    table: pd.DataFrame,
    *,
    group: str = "area_type",
    count: str | None = None,
    rate: str | None = None,
    error: str | None = None,
    population: str = "population",
    kind: Kind | None = None,
    per: float | None = None,
    order: Sequence[Any] | None = None,
    by: str | None = None,
    stratum: str | None = None,
    standard: Mapping[Any, float] | str | None = None,
    standardisation: Standardisation = Standardisation.DIRECT,
    common: bool = False,
    interval: Interval = Interval.GAMMA,
    combine: bool = False,
    level: float = 0.95,
    draws: int = DRAWS,
    seed: int = SEED,
) -> Disparity:
    """Return every measure of disparity over ordered groups, the worst-off first.

    ``table``: the result of regso:summarizebyareatype as it is, or any table with a row for each group. Columns:
    ``group``; ``count`` (events, persons or km; ``amount`` where neither is given) or ``rate`` (per ``per``
    inhabitants, or a mean in its own unit) with ``error`` (its standard error, where known); ``population``.
    ``kind``: what the figures are; by itself km and km² are amounts, other counts events, and rates means. ``per``:
    inhabitants that rates are given for: 1,000, for persons 100 (percent), for means 1. ``order``: the groups from the
    worst-off; without it area types and other numbers are sorted, and names keep the order of their rows.

    ``by``: a column whose values are separate parts. ``stratum``: a column of classes (age, town and country) within
    the groups, one row for each; the measures are then of standardised rates. ``standard`` is by class, or a column
    that repeats it in every group: a population (direct standardisation, with ``interval``) or rates (indirect);
    without one it is the table's own. ``common``: standardise over the classes only in which both groups at the ends
    live. ``combine``: sum the rows of a group first, as in a table of areas: counts and populations are added, rates
    averaged by population.

    Rows of "no data" and "outside" are set aside and counted in ``warnings``. Raises ``RegsoError`` for columns that
    are not there, and for what ``make_groups`` and ``direct`` refuse; a part that gives no measures is in ``skipped``,
    and where none does, its error is raised.
    """
    if count is None and rate is None:
        count = "amount"
    if order is None and group == "area_type":
        order = TYPES
    source = GroupTable(table, group, population, count, rate, error, by, stratum, standard, order, common)
    kind = kind or source.kind
    scale = scale_of(kind, per, source.unit)
    used, warnings = typed_rows(source)
    source = replace(source, table=used) if len(used) else source
    if combine:
        used, lost = combined(source)
        source, warnings = replace(source, table=used), warnings + lost
    parts: list[Part] = []
    skipped: list[Message] = []
    refusal: RegsoError | None = None
    for name, rows in source.parts() if len(used) else []:
        try:
            groups, standardised, effect = (
                (groups_of(source, rows, kind, scale.per), None, None)
                if stratum is None
                else standardised_groups(source, rows, kind, scale.per, standardisation, interval, level)
            )
        except RegsoError as error_of_part:
            if by is None:
                raise
            refusal = error_of_part
            skipped.append(message("{part} has no measures: {reason}", part=_shown(name), reason=error_of_part.message))
            continue
        drawn = draw_rates(groups, draws, seed)
        found = rows_of_groups(groups, scale, drawn, standardised, level)
        parts.append(Part(name, groups, linear_slope(groups).fit, found, standardised, effect))
    if not parts:
        raise refusal or RegsoError("The table has no rows with a group. Choose another table or group field.")
    warnings += [w if by is None else _in_part(part.name, w) for part in parts for w in _of_part(part, stratum, scale)]
    return Disparity(tuple(parts), scale, level, by, order is TYPES, stratum, tuple(skipped), (*warnings, *skipped))


def _of_part(part: Part, stratum: str | None, scale: Scale) -> list[Message]:
    mostly = part.effect.warning(str(stratum), scale.per, scale.difference) if part.effect is not None else None
    return [*([] if mostly is None else [mostly]), *part.groups.warnings]


def _shown(name: Any) -> str:
    return "NULL" if name is None or (isinstance(name, float) and math.isnan(name)) else str(name)


def _in_part(name: Any, warning: Message) -> Message:
    return message("{part}: {warning}", part=_shown(name), warning=warning)
