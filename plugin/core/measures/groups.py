# SPDX-License-Identifier: GPL-2.0-or-later
"""Ordered groups with a population and a rate each: what every measure of disparity is computed from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike

from ..arrays import Floats
from ..messages import Message, RegsoError, listing, message


class Kind(StrEnum):
    """What a figure is, which decides how uncertain it is."""

    EVENTS = "events"
    """Counts of what can happen to one person several times (accidents, visits): Poisson."""
    PERSONS = "persons"
    """Counts of persons, each once at most (unemployed, voters): binomial, at most 100 %."""
    AMOUNT = "amount"
    """Measured, such as km of road: certain, so that there is no interval from chance."""
    MEAN = "mean"
    """A mean or a rate that was computed elsewhere, with its standard error or without."""


@dataclass(frozen=True)
class Groups:
    """Two or more groups in order, the worst-off first; nothing is missing and everybody lives somewhere.

    ``population``: persons, above zero. ``rate``: per person (for ``MEAN`` in the mean's own unit). ``error``: known
    standard errors of the rates, as of a survey; None where they follow from the kind or are not known. ``warnings``:
    what was left out and why, one message each.
    """

    names: tuple[str, ...]
    population: Floats
    rate: Floats
    kind: Kind
    error: Floats | None = None
    warnings: tuple[Message, ...] = ()

    @property
    def share(self) -> Floats:
        """The groups' shares of the population (sum 1)."""
        return np.asarray(self.population / self.population.sum())

    @property
    def count(self) -> Floats:
        """Rate times population: events, persons or km; for a mean its total."""
        return np.asarray(self.rate * self.population)

    @property
    def mean(self) -> float:
        """The rate of all groups together."""
        return float(self.share @ self.rate)

    @property
    def rank(self) -> Floats:
        """The groups' mean fractional ranks from the worst-off (0) to the best-off (1), also called ridits.

        Source: Bross (1958), Biometrics 14, 18-38.
        """
        share = self.share
        return np.asarray(np.cumsum(share) - share / 2)

    @property
    def variance(self) -> Floats | None:
        """The rates' sampling variances, None where they are not known.

        From the known standard errors where there are any. Counts: Poisson or binomial. Nothing (or everybody) counts
        as half an event away from it, since the formula would call such a rate certain (Haldane 1956;
        ``at_the_edge`` names the groups).
        """
        n = self.population
        if self.error is not None:
            return np.asarray(self.error**2)
        if self.kind is Kind.EVENTS:
            return np.asarray(np.where(self.count == 0, 0.5, self.count) / n**2)
        if self.kind is Kind.PERSONS:
            edge = np.minimum(0.5 / n, 0.5)
            share = np.where(self.rate == 0, edge, np.where(self.rate == 1, 1 - edge, self.rate))
            return np.asarray(share * (1 - share) / n)
        return None

    @property
    def counted(self) -> bool:
        """Whether chance follows from the counts themselves."""
        return self.error is None and self.kind in (Kind.EVENTS, Kind.PERSONS)

    @property
    def at_the_edge(self) -> tuple[str, ...]:
        """The groups without any event, or in which all persons are counted."""
        if not self.counted:
            return ()
        edge = (self.rate == 0) | ((self.rate == 1) & (self.kind is Kind.PERSONS))
        return tuple(name for name, at in zip(self.names, edge, strict=True) if at)


def make_groups(
    names: Sequence[Any],
    population: ArrayLike,
    *,
    count: ArrayLike | None = None,
    rate: ArrayLike | None = None,
    error: ArrayLike | None = None,
    kind: Kind = Kind.EVENTS,
    order: Sequence[Any] | None = None,
) -> Groups:
    """Return groups in order, checked.

    ``names``: one per group; ``population``: persons; either ``count`` (events, persons, km) or ``rate`` (per person;
    for ``MEAN`` in its own unit), with ``error`` (its standard error) where it is known. ``order``: all names from the
    worst-off to the best-off; without it numbers are sorted, and other names keep the order of their rows.

    Groups without population, or with a missing figure or name, are left out and named in ``warnings``. Raises
    ``RegsoError`` for negative figures, shares over 100 %, groups that stand twice and fewer than two groups.
    """
    figures = _table(names, population, count, rate, error)
    _check(figures, kind)
    warnings: list[Message] = []
    figures = _without_missing(figures, warnings)
    figures = _in_order(figures, order, warnings)
    if len(figures) < 2:
        raise RegsoError(
            "A comparison needs at least two groups with a population and a figure; there are {count}. Choose another "
            "group field, or a table with more groups.",
            count=len(figures),
            details="\n".join(str(warning) for warning in warnings),
        )
    errors = None if error is None else figures["error"].to_numpy(dtype=float)
    people = figures["population"].to_numpy(dtype=float)
    value = figures["value"].to_numpy(dtype=float)
    own_rate = value if rate is not None else value / people
    if kind is Kind.PERSONS:
        _check_shares(figures["name"], own_rate)
        own_rate = np.minimum(own_rate, 1.0)
    return Groups(
        names=tuple(group_text(name) for name in figures["name"]),
        population=people,
        rate=own_rate,
        kind=kind,
        error=errors,
        warnings=tuple(warnings),
    )


def _table(
    names: Sequence[Any],
    population: ArrayLike,
    count: ArrayLike | None,
    rate: ArrayLike | None,
    error: ArrayLike | None,
) -> pd.DataFrame:
    if (count is None) == (rate is None):
        raise RegsoError("Give either counts or rates of the groups, not both and not neither.")
    columns: dict[str, Any] = {
        "name": pd.Series(list(names), dtype=object),
        "population": _numbers(population),
        "value": _numbers(count if count is not None else rate),
        "error": _numbers(error) if error is not None else np.zeros(len(names)),
    }
    if len({len(column) for column in columns.values()}) != 1:
        raise RegsoError("Groups, populations and figures must be equally many.")
    table = pd.DataFrame(columns)
    double = table["name"][table["name"].notna() & table["name"].map(group_text).duplicated()]
    if len(double):
        raise RegsoError(
            "The groups {groups} stand on several rows. Sum the rows of a group first, or choose the field that tells "
            "them apart.",
            groups=listing(double.map(group_text).unique()),
        )
    return table


def _numbers(values: ArrayLike | None) -> Floats:
    numbers = np.array(pd.to_numeric(pd.Series(np.asarray(values).ravel()), errors="coerce"), dtype=np.float64)
    numbers[~np.isfinite(numbers)] = np.nan
    return numbers


def _check(table: pd.DataFrame, kind: Kind) -> None:
    wrong = table["population"] < 0
    if wrong.any():
        raise RegsoError(
            "The population of {groups} is negative. Choose the field with the number of inhabitants.",
            groups=listing(table["name"][wrong].map(group_text)),
        )
    wrong = (table["error"] < 0) | ((table["value"] < 0) & (kind is not Kind.MEAN))
    if wrong.any():
        raise RegsoError(
            "The figure of {groups} is negative, which no count, rate, amount or standard error can be. Choose another "
            "field.",
            groups=listing(table["name"][wrong].map(group_text)),
        )


def _check_shares(names: Any, rate: Floats) -> None:
    over = rate > 1 + 1e-12
    if over.any():
        raise RegsoError(
            "{groups}: more persons than inhabitants, over 100 %. Choose another population, or say that the counts "
            "are events, which can happen to a person several times.",
            groups=listing(group_text(name) for name, wrong in zip(names, over, strict=True) if wrong),
        )


def _without_missing(table: pd.DataFrame, warnings: list[Message]) -> pd.DataFrame:
    lost = table[["population", "value", "error"]].isna().any(axis=1) | table["name"].isna()
    empty = ~lost & (table["population"] == 0)
    for name in table["name"][lost]:
        warnings.append(
            message(
                "The group {group} has no figure or no population (it may be suppressed) and is left out of all "
                "measures.",
                group=group_text(name),
            )
        )
    for name, value in zip(table["name"][empty], table["value"][empty], strict=True):
        if value > 0:
            warnings.append(
                message(
                    "Nobody lives in the group {group}, so it has no rate; its {value:g} are left out of all measures.",
                    group=group_text(name),
                    value=float(value),
                )
            )
        else:
            warnings.append(
                message("Nobody lives in the group {group}; it is left out of all measures.", group=group_text(name))
            )
    return table[~(lost | empty)]


def _in_order(table: pd.DataFrame, order: Sequence[Any] | None, warnings: list[Message]) -> pd.DataFrame:
    if order is None:
        numbers = pd.to_numeric(table["name"], errors="coerce")
        return table if numbers.isna().any() else table.loc[numbers.sort_values(kind="stable").index]
    place = {group_text(name): i for i, name in enumerate(order)}
    places = table["name"].map(group_text).map(place)
    unknown = table["name"][places.isna()]
    if len(unknown):
        warnings.append(
            message(
                "The groups {groups} are not in the order that was given and are left out of all measures.",
                groups=listing(unknown.map(group_text)),
            )
        )
    absent = [name for name in place if name not in set(table["name"].map(group_text))]
    said = {str(warning.values.get("group")) for warning in warnings}
    absent = [name for name in absent if name not in said]
    if absent:
        warnings.append(
            message(
                "The groups {groups} are missing in the table; the measures describe the others only.",
                groups=listing(absent),
            )
        )
    return table.loc[places.dropna().sort_values(kind="stable").index]


def group_text(name: Any) -> str:
    """Return a group's name as text; whole numbers without decimals."""
    if name is None or (isinstance(name, float) and np.isnan(name)):
        return "NULL"
    if isinstance(name, float | np.floating) and float(name).is_integer():
        return str(int(name))
    return str(name)
