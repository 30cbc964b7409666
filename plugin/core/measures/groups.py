# SPDX-License-Identifier: GPL-2.0-or-later
"""Ordered groups with a population and a rate each: what every measure of disparity is computed from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import compress
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike

from ..arrays import Bools, Floats, Ints
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
    figures = _figures(names, population, count, rate, error)
    _check(figures, kind)
    warnings: list[Message] = []
    chosen = _in_order(figures, _without_missing(figures, warnings), order, warnings)
    if len(chosen) < 2:
        raise RegsoError(
            "A comparison needs at least two groups with a population and a figure; there are {count}. Choose another "
            "group field, or a table with more groups.",
            count=len(chosen),
            details="\n".join(str(warning) for warning in warnings),
        )
    texts = tuple(figures.texts[at] for at in chosen)
    people, value = figures.population[chosen], figures.value[chosen]
    own_rate = value if rate is not None else value / people
    if kind is Kind.PERSONS:
        _check_shares(texts, own_rate)
        own_rate = np.minimum(own_rate, 1.0)
    return Groups(
        names=texts,
        population=people,
        rate=own_rate,
        kind=kind,
        error=None if error is None else figures.error[chosen],
        warnings=tuple(warnings),
    )


@dataclass(frozen=True)
class _Figures:
    """What was given, a row for each group: plain arrays, because there may be hundreds of comparisons."""

    names: pd.Series[Any]
    texts: list[str]
    named: Bools
    population: Floats
    value: Floats
    error: Floats


def _figures(
    names: Sequence[Any],
    population: ArrayLike,
    count: ArrayLike | None,
    rate: ArrayLike | None,
    error: ArrayLike | None,
) -> _Figures:
    if (count is None) == (rate is None):
        raise RegsoError("Give either counts or rates of the groups, not both and not neither.")
    given = pd.Series(list(names), dtype=object)
    columns = (
        _numbers(population),
        _numbers(count if count is not None else rate),
        _numbers(error) if error is not None else np.zeros(len(given)),
    )
    if any(len(column) != len(given) for column in columns):
        raise RegsoError("Groups, populations and figures must be equally many.")
    found = _Figures(given, [group_text(name) for name in given], given.notna().to_numpy(dtype=bool), *columns)
    double = [text for at, text in enumerate(found.texts) if found.named[at] and text in found.texts[:at]]
    if double:
        raise RegsoError(
            "The groups {groups} stand on several rows. Sum the rows of a group first, or choose the field that tells "
            "them apart.",
            groups=listing(dict.fromkeys(double)),
        )
    return found


def _numbers(values: ArrayLike | None) -> Floats:
    flat = np.asarray(values).ravel()
    if flat.dtype.kind not in "iuf":
        flat = np.asarray(pd.to_numeric(pd.Series(flat), errors="coerce"))
    numbers = np.array(flat, dtype=np.float64)
    numbers[~np.isfinite(numbers)] = np.nan
    return numbers


def _check(figures: _Figures, kind: Kind) -> None:
    wrong = figures.population < 0
    if wrong.any():
        raise RegsoError(
            "The population of {groups} is negative. Choose the field with the number of inhabitants.",
            groups=listing(compress(figures.texts, wrong)),
        )
    wrong = (figures.error < 0) | ((figures.value < 0) & (kind is not Kind.MEAN))
    if wrong.any():
        raise RegsoError(
            "The figure of {groups} is negative, which no count, rate, amount or standard error can be. Choose another "
            "field.",
            groups=listing(compress(figures.texts, wrong)),
        )


def _check_shares(texts: Sequence[str], rate: Floats) -> None:
    over = rate > 1 + 1e-12
    if over.any():
        raise RegsoError(
            "{groups}: more persons than inhabitants, over 100 %. Choose another population, or say that the counts "
            "are events, which can happen to a person several times.",
            groups=listing(compress(texts, over)),
        )


def _without_missing(figures: _Figures, warnings: list[Message]) -> Ints:
    """Return the places of the rows that can be measured."""
    known = np.isfinite(figures.population) & np.isfinite(figures.value) & np.isfinite(figures.error) & figures.named
    empty = known & (figures.population == 0)
    for name in compress(figures.texts, ~known):
        warnings.append(
            message(
                "The group {group} has no figure or no population (it may be suppressed) and is left out of all "
                "measures.",
                group=name,
            )
        )
    for name, value in zip(compress(figures.texts, empty), figures.value[empty].tolist(), strict=True):
        if value > 0:
            warnings.append(
                message(
                    "Nobody lives in the group {group}, so it has no rate; its {value:g} are left out of all measures.",
                    group=name,
                    value=value,
                )
            )
        else:
            warnings.append(message("Nobody lives in the group {group}; it is left out of all measures.", group=name))
    return np.flatnonzero(known & ~empty).astype(np.int64)


def _in_order(figures: _Figures, kept: Ints, order: Sequence[Any] | None, warnings: list[Message]) -> Ints:
    """Return the places of the rows in the order of the groups."""
    if order is None:
        numbers = pd.to_numeric(figures.names, errors="coerce").to_numpy(dtype=float)[kept]
        return kept if np.isnan(numbers).any() else kept[np.argsort(numbers, kind="stable")]
    place = {group_text(name): i for i, name in enumerate(order)}
    texts = [figures.texts[at] for at in kept]
    unknown = [text for text in texts if text not in place]
    if unknown:
        warnings.append(
            message(
                "The groups {groups} are not in the order that was given and are left out of all measures.",
                groups=listing(unknown),
            )
        )
    said = {str(warning.values.get("group")) for warning in warnings}
    absent = [name for name in place if name not in texts and name not in said]
    if absent:
        warnings.append(
            message(
                "The groups {groups} are missing in the table; the measures describe the others only.",
                groups=listing(absent),
            )
        )
    known = [(place[text], at) for text, at in zip(texts, kept.tolist(), strict=True) if text in place]
    return np.array([at for _, at in sorted(known)], dtype=np.int64)


def group_text(name: Any) -> str:
    """Return a group's name as text; whole numbers without decimals."""
    if name is None or (isinstance(name, float) and np.isnan(name)):
        return "NULL"
    if isinstance(name, float | np.floating) and float(name).is_integer():
        return str(int(name))
    return str(name)
