# SPDX-License-Identifier: GPL-2.0-or-later
"""A summary's area types compared within classes of town and country, and whether the difference was one of those."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from ..area_types import TYPES
from ..messages import Message, RegsoError, message
from .gaps import Gap, gap
from .group_table import GroupTable, crude_groups, standardised_groups
from .groups import Groups
from .standardisation import Interval, Standardisation, Standardised
from .stratum_effect import NoCommonClassError, StratumEffect

_PER = 1000.0


@dataclass(frozen=True)
class WithinClasses:
    """The area types as they would be if all were spread alike over the classes that both types at the ends have.

    ``groups``: the standardised rates per person; ``standardised`` has the crude ones and the intervals too.
    """

    groups: Groups
    standardised: Standardised
    effect: StratumEffect
    classes: tuple[str, ...]

    @property
    def gap(self) -> Gap:
        """The standardised difference and ratio of the types at the ends; raises ``KeyError`` where one has no rate."""
        names = self.groups.names
        if {self.effect.worst, self.effect.best} - set(names):
            raise KeyError((self.effect.worst, self.effect.best))
        return gap(self.groups, names.index(self.effect.worst), names.index(self.effect.best))


def within_classes(strata: pd.DataFrame, level: float = 0.95) -> WithinClasses:
    """Return directly standardised rates of the types, the standard being all inhabitants of the common classes.

    ``strata``: the table of ``core.strata.strata_table``. Raises ``RegsoError`` where hidden figures, too few types
    or no common class forbid it.
    """
    rows = strata[strata["area_type"].isin(TYPES)]
    if "stratum_label" in rows:
        # what is said names the classes in words
        rows = rows.assign(stratum=rows["stratum_label"].where(rows["stratum"].notna(), None))
    source = GroupTable(rows, "area_type", "population", "amount", stratum="stratum", order=TYPES, common=True)
    if rows["amount"].isna().any():
        raise RegsoError("Some figures by class are hidden, so nothing can be compared within the classes.")
    # Where nobody knows who lives there, nobody is compared.
    rows = rows[rows["population"].notna()]
    groups, found, effect = standardised_groups(
        source, rows, source.kind, _PER, Standardisation.DIRECT, Interval.GAMMA, level
    )
    lived_in = rows[rows["population"] > 0]
    ends = [
        set(lived_in["stratum"][lived_in["area_type"].astype(str) == end].dropna())
        for end in (effect.worst, effect.best)
    ]
    used = tuple(name for name in dict.fromkeys(rows["stratum"]) if name in ends[0] & ends[1])
    return WithinClasses(groups, found, effect, used)


def town_and_country_warning(strata: pd.DataFrame) -> Message | None:
    """Return what a reader must know where the difference between the ends is mostly one of town and country.

    That is where standardisation takes away more of it than it leaves (``StratumEffect.is_mostly_of_classes``), or
    where the types at the ends share no class at all. None where it is not so, or cannot be told.
    """
    try:
        effect = within_classes(strata).effect
    except NoCommonClassError as error:
        if not _differs(strata):
            return None
        return message(
            "Nobody of area type {worst} lives in a class of town and country where anybody of area type {best} does, "
            "so the difference between them may be one of town and country alone.",
            **{end: error.message.values[end] for end in ("worst", "best")},
        )
    except RegsoError:
        return None
    if not effect.is_mostly_of_classes:
        return None
    return message(
        "The difference between area type {worst} and area type {best} is mostly one of town and country: it is "
        "{crude:,.4g} per 1,000 inhabitants, and {standardised:,.4g} when both are spread alike over the classes. "
        "Compare within the classes.",
        worst=effect.worst,
        best=effect.best,
        crude=_PER * effect.crude,
        standardised=_PER * effect.standardised,
    )


def _differs(strata: pd.DataFrame) -> bool:
    """Whether the types at the ends differ at all, by more than chance."""
    rows = strata[strata["area_type"].isin(TYPES)]
    source = GroupTable(rows, "area_type", "population", "amount")
    table = pd.DataFrame({"group": rows["area_type"], "count": rows["amount"], "population": rows["population"]})
    try:
        difference = gap(crude_groups(table, source.kind, TYPES)).difference
    except RegsoError:
        return False
    return difference.value != 0 and difference.differs_from(0) is not False
