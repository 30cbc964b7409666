# SPDX-License-Identifier: GPL-2.0-or-later
"""How much of a difference follows where the groups live, in town or country, or how old they are: before and after."""

from __future__ import annotations

import math
from dataclasses import dataclass

import pandas as pd

from ..messages import Message, RegsoError, listing, message
from .gaps import gap
from .groups import Groups, group_text


class NoCommonClassError(RegsoError):
    """The groups at the ends live in no class both."""


@dataclass(frozen=True)
class StratumEffect:
    """The difference between the groups at the ends, worst-off minus best-off, per person.

    ``crude``: as it is; ``standardised``: as it would be if both were spread alike over the classes, NaN where one of
    them has no standardised rate; ``certain``: whether ``crude`` is more than chance (True for what is measured).
    """

    worst: str
    best: str
    crude: float
    standardised: float
    certain: bool

    @property
    def explained(self) -> float:
        """The part of the crude difference that goes away: crude minus standardised."""
        return self.crude - self.standardised

    @property
    def is_mostly_of_classes(self) -> bool:
        """Whether the classes explain more of the difference than what remains when they are held alike.

        |crude - standardised| > |standardised|, of a difference that is more than chance. After Kitagawa (1955), who
        splits a difference of rates into one of composition and one of rates; here with one standard for all groups.
        """
        return self.certain and abs(self.explained) > abs(self.standardised)

    def warning(self, field: str, per: float, unit: Message) -> Message | None:
        """Return what a reader must know of a difference that mostly follows the classes; None of another one."""
        if not self.is_mostly_of_classes:
            return None
        return message(
            "The difference between the groups {worst} and {best} is mostly one of {field}: it is {crude:,.4g}, and "
            "{standardised:,.4g} when both are spread alike over its classes ({unit}). Compare within the classes.",
            worst=self.worst,
            best=self.best,
            field=field,
            crude=self.crude * per,
            standardised=self.standardised * per,
            unit=unit,
        )


def effect_of(crude: Groups, standardised: Groups) -> StratumEffect:
    """Return the difference between the ends of ``crude``, there and among the standardised groups."""
    worst, best = crude.names[0], crude.names[-1]
    difference = gap(crude).difference
    rates = dict(zip(standardised.names, standardised.rate.tolist(), strict=True))
    after = rates.get(worst, math.nan) - rates.get(best, math.nan)
    return StratumEffect(worst, best, difference.value, after, difference.differs_from(0) is not False)


def in_common_classes(table: pd.DataFrame, ends: tuple[str, str]) -> tuple[pd.DataFrame, list[Message]]:
    """Return the rows of the classes in which people of both ends live, and what was left out.

    ``table``: columns ``group``, ``stratum``, ``count`` and ``population``, a row for each group and class. Rows
    where nobody lives are left out too: there is no rate. Raises ``NoCommonClassError``
    where the ends share no class.
    """
    inhabited = table["population"] > 0
    names = table["group"].map(group_text)
    classes = [set(table["stratum"][inhabited & (names == end)].dropna()) for end in ends]
    common = classes[0] & classes[1]
    if not common:
        raise NoCommonClassError(
            "The groups {worst} and {best} have no class in common, so nothing can be compared within the classes: the "
            "whole difference may be one of the classes.",
            worst=ends[0],
            best=ends[1],
        )
    everybody = float(table["population"].sum())
    unknown, elsewhere = table["stratum"].isna(), ~table["stratum"].isin(common)
    warnings = []
    if (table["population"][unknown] > 0).any():
        warnings.append(
            message(
                "{percent:.1f} percent of the inhabitants live where no class is known, and are left out of the "
                "comparison within classes.",
                percent=100 * float(table["population"][unknown].sum()) / everybody,
            )
        )
    lost = elsewhere & ~unknown & (table["population"] > 0)
    if lost.any():
        warnings.append(
            message(
                "Nobody of the group {worst} or nobody of the group {best} lives in {classes}; the comparison within "
                "classes leaves that out, with {percent:.1f} percent of the inhabitants.",
                worst=ends[0],
                best=ends[1],
                classes=listing(dict.fromkeys(table["stratum"][lost])),
                percent=100 * float(table["population"][lost].sum()) / everybody,
            )
        )
    return table[inhabited & ~elsewhere], warnings
