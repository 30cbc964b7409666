# SPDX-License-Identifier: GPL-2.0-or-later
"""The measures of one set of groups as rows: what each is called, in which unit it is, and what equality would give."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from ..arrays import Floats
from ..intervals import normal_quantile, poisson_interval, wilson_interval
from ..messages import Message, message
from .concentration import concentration, concentration_curve
from .estimate import NAN, Estimate, contrast_error, nothing_happens, symmetric
from .gaps import attributable, gap, gaps_to_reference
from .groups import Groups, Kind, group_text
from .parity import parity
from .resampling import Draws
from .slope import Slope, linear_slope
from .slope_models import log_slope, logit_slope
from .spread import spread
from .standardisation import Standardised


@dataclass(frozen=True)
class Scale:
    """How rates are shown: per so many inhabitants, and the words for rates, their differences and amounts."""

    per: float
    rate: Message
    difference: Message
    squared: Message
    amount: Message


@dataclass(frozen=True)
class Row:
    """A measure: ``group`` is empty for all groups together; ``equal`` is what equal rates give, None without one."""

    measure: str
    estimate: Estimate
    unit: Message
    equal: float | None = None
    group: str = ""


def scale_of(kind: Kind, per: float | None = None, unit: str | None = None) -> Scale:
    """Return the scale of a kind of figures; ``unit``: what the amounts are (km), where that is known."""
    own = 1.0 if kind is Kind.MEAN else 100.0 if kind is Kind.PERSONS else 1000.0
    scale = own if per is None else float(per)
    if kind is Kind.PERSONS and scale == 100:
        rate, difference = message("percent"), message("percentage points")
        squared = message("percentage points squared")
    elif kind is Kind.MEAN and scale == 1:
        rate = difference = message("as the figures")
        squared = message("as the figures, squared")
    else:
        rate = difference = message("per {per:,.0f} inhabitants", per=scale)
        squared = message("(per {per:,.0f} inhabitants) squared", per=scale)
    return Scale(scale, rate, difference, squared, _amount(kind, unit))


def _amount(kind: Kind, unit: str | None) -> Message:
    """Return what is counted or measured; the features of a summary need not be anything that happens."""
    if kind is Kind.EVENTS and unit == "features":
        return message("features")
    return message("km") if unit == "km" else message("km²") if unit == "km²" else _AMOUNTS[kind]


_AMOUNTS = {
    Kind.EVENTS: message("events"),
    Kind.PERSONS: message("persons"),
    Kind.AMOUNT: message("amount"),
    Kind.MEAN: message("inhabitants times the figure"),
}
_RATIO = message("ratio")
_INDEX = message("index")
_PERCENT = message("percent")
_SHARE = message("share (0–1)")


def rows_of_groups(
    groups: Groups, scale: Scale, drawn: Draws | None, standardised: Standardised | None = None, level: float = 0.95
) -> tuple[Row, ...]:
    """Return all measures of the groups in the order in which a reader needs them."""
    return (
        *_rates(groups, scale, standardised, level),
        *_gaps(groups, scale, level),
        *_slopes(linear_slope(groups, level=level), scale),
        *_slopes(log_slope(groups, level), scale),
        *_slopes(logit_slope(groups, level), scale),
        *_concentration(groups, level),
        *_attributable(groups, scale, level),
        *_spread(groups, scale, drawn, level),
        *_parity(groups, scale, level),
        *_curve(groups),
    )


def scaled(estimate: Estimate, factor: float) -> Estimate:
    """Return an estimate in another unit, with what its notes say of chance."""
    notes = tuple(
        replace(note, values={**note.values, "chance": note.values["chance"] * factor})
        if "chance" in note.values
        else note
        for note in estimate.notes
    )
    return replace(
        estimate,
        value=estimate.value * factor,
        low=estimate.low * factor,
        high=estimate.high * factor,
        error=estimate.error * factor,
        notes=notes,
    )


def _rates(groups: Groups, scale: Scale, standardised: Standardised | None, level: float) -> Iterator[Row]:
    for name, found in zip(groups.names, rate_estimates(groups, standardised, level), strict=True):
        yield Row("rate", scaled(found, scale.per), scale.rate, group=name)
    if standardised is not None:
        crude = {group_text(group): float(value) for group, value in standardised.frame["crude"].items()}
        how = message("events divided by inhabitants, not standardised; no interval")
        for name in groups.names:
            yield Row("crude_rate", Estimate(crude.get(name, NAN) * scale.per, how), scale.rate, group=name)
        yield from _standardised_ratios(groups, standardised)
    for name, share in zip(groups.names, groups.share, strict=True):
        how = message("inhabitants divided by those of all groups; no interval")
        yield Row("population_share", Estimate(float(share), how), _SHARE, group=name)
    how = message("rates weighted by population; delta method")
    mean = symmetric(groups.mean, contrast_error(groups, groups.share), how, level)
    yield Row("mean_rate", scaled(mean, scale.per), scale.rate)


def _standardised_ratios(groups: Groups, standardised: Standardised) -> Iterator[Row]:
    """Return observed / expected where the standardisation was indirect."""
    if "ratio" not in standardised.frame:
        return
    by_name = {group_text(group): row for group, row in standardised.frame.iterrows()}
    for name in groups.names:
        value, low, high = (float(by_name[name][column]) for column in ("ratio", "ratio_low", "ratio_high"))
        yield Row("standardised_ratio", Estimate(value, standardised.method, low, high), _RATIO, 1.0, name)


def rate_estimates(groups: Groups, standardised: Standardised | None, level: float = 0.95) -> tuple[Estimate, ...]:
    """Return the groups' rates per person with the interval of their kind.

    Known standard errors: normal; else events: exact Poisson, persons: Wilson, amounts and other means: none.
    Standardised rates keep the interval of their standardisation.
    """
    if standardised is not None:
        by_name = {group_text(group): row for group, row in standardised.frame.iterrows()}
        rows = [by_name[name] for name in groups.names]
        return tuple(
            Estimate(
                float(row["rate"]), standardised.method, float(row["low"]), float(row["high"]), float(row["error"])
            )
            for row in rows
        )
    if groups.counted and groups.kind is Kind.EVENTS:
        low, high = (end / groups.population for end in poisson_interval(groups.count, level))
        return _estimates(groups.rate, low, high, message("events divided by inhabitants; exact Poisson interval"))
    if groups.counted:
        # The product of a share and its whole may miss the count by a rounding.
        low, high = wilson_interval(np.minimum(groups.count, groups.population), groups.population, level)
        return _estimates(groups.rate, low, high, message("persons divided by inhabitants; Wilson interval"))
    if groups.error is None:
        missing = np.full(len(groups.rate), NAN)
        return _estimates(groups.rate, missing, missing, message("as given or measured; no interval"))
    half = normal_quantile(level) * groups.error
    how = message("as given; normal interval from its standard error")
    return _estimates(groups.rate, groups.rate - half, groups.rate + half, how)


def _estimates(values: Floats, low: Floats, high: Floats, how: Message) -> tuple[Estimate, ...]:
    ends = zip(values, low, high, strict=True)
    return tuple(Estimate(float(value), how, float(below), float(above)) for value, below, above in ends)


def _gaps(groups: Groups, scale: Scale, level: float) -> Iterator[Row]:
    ends = gap(groups, level=level)
    yield Row("difference", scaled(ends.difference, scale.per), scale.difference, 0.0)
    yield Row("ratio", ends.ratio, _RATIO, 1.0)
    for one in gaps_to_reference(groups, level=level):
        yield Row("difference_to_best", scaled(one.difference, scale.per), scale.difference, 0.0, one.group)
        yield Row("ratio_to_best", one.ratio, _RATIO, 1.0, one.group)


def _slopes(slope: Slope, scale: Scale) -> Iterator[Row]:
    model = slope.model
    yield Row(f"slope_index_{model}", scaled(slope.difference, scale.per), scale.difference, 0.0)
    yield Row(f"relative_index_{model}", slope.ratio, _RATIO, 1.0)
    yield Row(f"relative_index_mean_{model}", slope.relative, _RATIO, 0.0)
    if slope.odds_ratio is not None:
        yield Row(f"odds_ratio_{model}", slope.odds_ratio, message("odds ratio"), 1.0)
    if model == "linear":
        yield from _linearity(slope)


def _linearity(slope: Slope) -> Iterator[Row]:
    fit = slope.fit
    advice = () if fit.advice is None else (fit.advice,)
    how = message("share of the population-weighted variance between groups on the line; no interval")
    yield Row("line_explains", Estimate(fit.explained, how, notes=advice), _SHARE)
    untested = message("With two groups, or without standard errors, nothing tests whether a line fits.")
    test = message("chi-square of the lack of fit with {freedom} degrees of freedom", freedom=fit.freedom)
    yield Row("line_p", Estimate(fit.p, test, notes=(untested,) if np.isnan(fit.p) else advice), message("p-value"))


def _concentration(groups: Groups, level: float) -> Iterator[Row]:
    found = concentration(groups, level=level)
    yield Row("concentration_index", found.plain, _INDEX, 0.0)
    yield Row("erreygers_index", found.erreygers, _INDEX, 0.0)
    yield Row("wagstaff_index", found.wagstaff, _INDEX, 0.0)


def _attributable(groups: Groups, scale: Scale, level: float) -> Iterator[Row]:
    found = attributable(groups, level=level)
    yield Row("attributable_risk", scaled(found.risk, scale.per), scale.difference, 0.0)
    yield Row("attributable_fraction", found.fraction, _SHARE, 0.0)
    yield Row("attributable_count", found.count, scale.amount, 0.0)


def _spread(groups: Groups, scale: Scale, drawn: Draws | None, level: float) -> Iterator[Row]:
    found = spread(groups, drawn, level)
    yield Row("between_group_variance", scaled(found.variance, scale.per**2), scale.squared)
    yield Row("theil", found.theil, _INDEX)
    yield Row("mean_log_deviation", found.mean_log_deviation, _INDEX)
    yield Row("index_of_disparity", found.disparity, _PERCENT)
    yield Row("index_of_disparity_weighted", found.weighted_disparity, _PERCENT)
    yield Row("gini_by_rate", found.gini, _INDEX)
    yield Row("palma_by_rate", found.palma_by_rate, _RATIO)
    yield Row("palma_by_group", found.palma_by_group, _RATIO)


def _parity(groups: Groups, scale: Scale, level: float) -> Iterator[Row]:
    found = parity(groups, level=level)
    yield Row("parity_moved", found.moved, scale.amount, 0.0, found.group)
    yield Row("parity_added", found.added, scale.amount, 0.0, found.group)
    yield Row("parity_moved_in_all", found.moved_in_all, scale.amount)
    yield Row("parity_share_moved", found.share_moved, _SHARE)


def _curve(groups: Groups) -> Iterator[Row]:
    if nothing_happens(groups) is not None:
        return
    people, outcome = concentration_curve(groups)
    for name, across, up in zip(groups.names, people[1:], outcome[1:], strict=True):
        how = message("point of the concentration curve, worst-off first; no interval")
        yield Row("cumulative_population", Estimate(float(across), how), _SHARE, group=name)
        yield Row("cumulative_outcome", Estimate(float(up), how), _SHARE, group=name)
