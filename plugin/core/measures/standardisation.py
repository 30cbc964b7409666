# SPDX-License-Identifier: GPL-2.0-or-later
"""Rates as they would be if the groups had the same age, or lived alike in town and country: direct and indirect."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import numpy as np
import pandas as pd

from ..arrays import Floats
from ..intervals import byar_interval, normal_quantile, poisson_interval
from ..messages import Message, RegsoError, listing, message


class Standardisation(StrEnum):
    """Whose rates are weighted by whose population."""

    DIRECT = "direct"
    """The groups' rates by class, weighted by a standard population: comparable with each other."""
    INDIRECT = "indirect"
    """The standard's rates by class, weighted by the groups' populations: for groups with few events by class."""


class Interval(StrEnum):
    """How the interval of a directly standardised rate is made."""

    GAMMA = "gamma"
    """Fay & Feuer (1997), Statistics in Medicine 16, 791-801: never too short."""
    DOBSON = "Dobson-Byar"
    """Dobson et al. (1991), Statistics in Medicine 10, 457-462, with Byar's limits, as Public Health England."""
    DOBSON_EXACT = "Dobson-exact"
    """The same with the exact Poisson limits."""
    NORMAL = "normal"
    """Rate plus and minus normal standard errors."""


@dataclass(frozen=True)
class Standardised:
    """Standardised rates, one row per group in the order of the table.

    ``frame``: index group; columns ``crude`` (per person), ``rate`` (standardised, per person), ``low``, ``high``,
    ``error`` (standard error of the rate), ``count``, ``population``, and for indirect standardisation ``expected``
    and ``ratio`` with ``ratio_low`` and ``ratio_high`` (SMR, observed / expected). Groups whose rate could not be
    computed are not in it: ``warnings`` name them with the reason.
    """

    frame: pd.DataFrame
    method: Message
    warnings: tuple[Message, ...] = ()


def direct(
    table: pd.DataFrame,
    standard: Mapping[Any, float] | pd.Series[Any] | None = None,
    *,
    interval: Interval = Interval.GAMMA,
    level: float = 0.95,
) -> Standardised:
    """Return directly standardised rates: the groups' rates by class, weighted by the standard population.

    ``table``: columns ``group``, ``stratum`` (the class: age group, town or country), ``count`` (events) and
    ``population``, a row for each group and class. ``standard``: the standard population by class; without one it is
    the table's own, all groups together. A class without standard population is an error (``RegsoError``), and so are
    negative figures and rows that stand twice. A group in which nobody lives in a class that the standard has gets no
    rate, and a warning. Classes that no group and no standard has are nothing.

    Variance: sum of w² c / n² with w the standard's shares. Source: Breslow & Day (1987), ch. 2; the intervals' under
    ``Interval``.
    """
    counts, people = _by_stratum(table)
    weights, warnings = _weights(people, standard)
    empty = (people.to_numpy() <= 0) & (weights > 0)
    for group, strata in zip(people.index, empty, strict=True):
        if strata.any():
            warnings.append(
                message(
                    "Nobody of the group {group} lives in {strata}, so its rate cannot be standardised and it is left "
                    "out. Join classes, or standardise indirectly.",
                    group=group,
                    strata=listing(people.columns[strata]),
                )
            )
    kept = ~empty.any(axis=1)
    counts, people = counts[kept], people[kept]
    factor = np.divide(weights, people.to_numpy(), out=np.zeros(people.shape), where=people.to_numpy() > 0)
    rate = (factor * counts.to_numpy()).sum(axis=1)
    variance = (factor**2 * counts.to_numpy()).sum(axis=1)
    low, high = _limits(rate, variance, factor, counts.to_numpy().sum(axis=1), interval, level)
    total, everybody = counts.sum(axis=1), people.sum(axis=1)
    frame = pd.DataFrame(
        {
            "crude": total / everybody,
            "rate": rate,
            "low": low,
            "high": high,
            # No events at all: as half an event where the standard weighs most, or the rate would seem certain.
            "error": np.sqrt(np.where(variance > 0, variance, 0.5 * factor.max(axis=1, initial=0.0) ** 2)),
            "count": total,
            "population": everybody,
        }
    )
    return Standardised(
        frame, message("directly standardised; {interval} interval", interval=interval.value), tuple(warnings)
    )


def indirect(
    table: pd.DataFrame,
    standard_rates: Mapping[Any, float] | pd.Series[Any] | None = None,
    *,
    exact: bool = True,
    level: float = 0.95,
) -> Standardised:
    """Return standardised ratios: observed events divided by those that the standard's rates would give (SMR).

    ``table``: as for ``direct``. ``standard_rates``: events per person by class; without them those of the whole
    table. Interval: exact Poisson, or Byar's. ``rate`` is the ratio times the standard's crude rate over the table's
    population. Ratios with different populations are not strictly comparable with each other. A group with nothing
    expected gets no ratio, and a warning. Source: Breslow & Day (1987), ch. 2; Garwood (1936).
    """
    counts, people = _by_stratum(table)
    lived_in = people.columns[people.sum() > 0]
    if standard_rates is None:
        rates = (counts.sum() / people.sum().where(people.sum() > 0)).fillna(0.0)
    else:
        rates = _standard(standard_rates, lived_in).reindex(people.columns, fill_value=0.0)
    expected = people.to_numpy() @ rates.to_numpy(dtype=float)
    observed = counts.sum(axis=1)
    warnings = [
        message("Nothing is expected in the group {group}, so it has no ratio and is left out.", group=group)
        for group in people.index[expected <= 0]
    ]
    kept = expected > 0
    expected, observed, everybody = expected[kept], observed[kept], people.sum(axis=1)[kept]
    low, high = (poisson_interval if exact else byar_interval)(observed.to_numpy(dtype=float), level)
    crude = float((people.sum() * rates).sum() / people.sum().sum())
    ratio = observed / expected
    frame = pd.DataFrame(
        {
            "crude": observed / everybody,
            "rate": ratio * crude,
            "low": low / expected * crude,
            "high": high / expected * crude,
            "error": np.sqrt(np.maximum(observed, 0.5)) / expected * crude,
            "count": observed,
            "population": everybody,
            "expected": expected,
            "ratio": ratio,
            "ratio_low": low / expected,
            "ratio_high": high / expected,
        }
    )
    how = message("indirectly standardised; exact Poisson interval")
    how = how if exact else message("indirectly standardised; Byar's interval")
    warnings.append(
        message(
            "Indirectly standardised rates compare each group with the standard. Groups whose population differs by "
            "class are strictly comparable with each other only when directly standardised."
        )
    )
    return Standardised(frame, how, tuple(warnings))


def _by_stratum(table: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return counts and populations, groups x classes; nobody where a row is missing."""
    figures = table[["group", "stratum", "count", "population"]].copy()
    for name in ("count", "population"):
        figures[name] = pd.to_numeric(figures[name], errors="coerce").astype(float)
    if figures.isna().any(axis=None):
        rows = figures.index[figures.isna().any(axis=1)]
        raise RegsoError(
            "Standardisation needs group, class, count and population on every row; {count} rows lack one: {rows}. "
            "Fill them in, or leave out the class in all groups.",
            count=len(rows),
            rows=listing(rows),
        )
    if (figures[["count", "population"]] < 0).any(axis=None):
        raise RegsoError("Counts and populations cannot be negative. Choose other fields.")
    double = figures.duplicated(["group", "stratum"])
    if double.any():
        raise RegsoError(
            "Rows that stand twice for the same group and class: {rows}. Sum them first.",
            rows=listing(f"{g}/{s}" for g, s in figures.loc[double, ["group", "stratum"]].itertuples(index=False)),
        )
    lost = (figures["population"] == 0) & (figures["count"] > 0)
    if lost.any():
        raise RegsoError(
            "There are counts where nobody lives: {rows}. Their rate does not exist; join classes first.",
            rows=listing(f"{g}/{s}" for g, s in figures.loc[lost, ["group", "stratum"]].itertuples(index=False)),
        )
    (row, groups), (column, strata) = (pd.factorize(figures[name]) for name in ("group", "stratum"))
    index, columns = pd.Index(groups, name="group"), pd.Index(strata, name="stratum")
    found = []
    for name in ("count", "population"):
        cells = np.zeros((len(groups), len(strata)))
        cells[row, column] = figures[name]
        found.append(pd.DataFrame(cells, index=index, columns=columns))
    return found[0], found[1]


def _standard(standard: Mapping[Any, float] | pd.Series[Any], strata: pd.Index[Any]) -> pd.Series[Any]:
    given = pd.to_numeric(pd.Series(standard), errors="coerce").astype(float)
    missing = [name for name in strata if name not in given.index or not np.isfinite(given[name])]
    if missing:
        raise RegsoError(
            "The standard lacks the classes {strata}. Add them, or join the table's classes to those of the standard.",
            strata=listing(missing),
        )
    if (given < 0).any() or not given.sum() > 0:
        raise RegsoError("A standard must be numbers of at least zero, and not all zero.")
    return given


def _weights(
    people: pd.DataFrame, standard: Mapping[Any, float] | pd.Series[Any] | None
) -> tuple[Floats, list[Message]]:
    if standard is None:
        own = people.sum()
        if own.sum() <= 0:
            raise RegsoError("Nobody lives in any of the groups, so there is no standard population.")
        return (own / own.sum()).to_numpy(dtype=float), []
    given = _standard(standard, people.columns[people.sum() > 0])
    rest = [name for name in given.index if name not in people.columns and given[name] > 0]
    warnings = []
    if rest:
        warnings.append(
            message(
                "The standard has the classes {strata}, which the table does not; they are left out of the weights.",
                strata=listing(rest),
            )
        )
    used = given.reindex(people.columns, fill_value=0.0)
    if not used.sum() > 0:
        raise RegsoError("The standard population is zero in all of the table's classes. Choose another standard.")
    return (used / used.sum()).to_numpy(dtype=float), warnings


def _limits(
    rate: Floats, variance: Floats, factor: Floats, count: Floats, interval: Interval, level: float
) -> tuple[Floats, Floats]:
    if interval is Interval.NORMAL:
        half = normal_quantile(level) * np.sqrt(variance)
        return np.maximum(rate - half, 0.0), rate + half
    if interval is Interval.GAMMA:
        return _gamma_limits(rate, variance, factor.max(axis=1, initial=0.0), level)
    low, high = (byar_interval if interval is Interval.DOBSON else poisson_interval)(count, level)
    # No events have no variance to scale with: that of one event where the standard weighs most.
    heaviest = factor.max(axis=1, initial=0.0)
    scale = np.where(count > 0, np.sqrt(variance / np.where(count > 0, count, 1.0)), heaviest)
    return np.maximum(rate + scale * (low - count), 0.0), rate + scale * (high - count)


def _gamma_limits(rate: Floats, variance: Floats, heaviest: Floats, level: float) -> tuple[Floats, Floats]:
    """Return the limits of Fay & Feuer: gamma with the rate's moments, the upper one with one more event.

    A gamma with shape k and scale s has its limits at s times those of a Poisson count of k (below), k - 1 (above).
    """
    some = rate > 0
    shape = np.where(some, rate**2 / np.where(some, variance, 1.0), 0.0)
    low = np.where(some, variance / np.where(some, rate, 1.0) * poisson_interval(shape, level)[0], 0.0)
    wider, more = rate + heaviest, variance + heaviest**2
    high = more / wider * poisson_interval(wider**2 / more - 1, level)[1]
    return low, high
