# SPDX-License-Identifier: GPL-2.0-or-later
"""What the measures of disparity are called, and what they say and do not say, in plain words: for report and panel."""

from __future__ import annotations

import math
from collections.abc import Iterator

from ..messages import Message, message
from .disparity import Disparity, Part
from .disparity_rows import Row
from .estimate import Estimate
from .groups import Kind

NAMES = {
    "rate": message("Rate"),
    "crude_rate": message("Rate, not standardised"),
    "standardised_ratio": message("Observed to expected (standardised ratio)"),
    "population_share": message("Share of the population"),
    "mean_rate": message("Rate of all groups"),
    "difference": message("Difference, worst-off minus best-off"),
    "ratio": message("Ratio, worst-off to best-off"),
    "difference_to_best": message("Difference to the best-off"),
    "ratio_to_best": message("Ratio to the best-off"),
    "slope_index_linear": message("Slope index of inequality, linear"),
    "relative_index_linear": message("Relative index of inequality, ratio of the ends, linear"),
    "relative_index_mean_linear": message("Relative index of inequality, slope to mean, linear"),
    "line_explains": message("Share that the straight line explains"),
    "line_p": message("Test of the straight line"),
    "slope_index_log": message("Slope index of inequality, log model"),
    "relative_index_log": message("Relative index of inequality, ratio of the ends, log model"),
    "relative_index_mean_log": message("Relative index of inequality, slope to mean, log model"),
    "slope_index_logit": message("Slope index of inequality, logit model"),
    "relative_index_logit": message("Relative index of inequality, ratio of the ends, logit model"),
    "relative_index_mean_logit": message("Relative index of inequality, slope to mean, logit model"),
    "odds_ratio_logit": message("Odds ratio of the ends, logit model"),
    "concentration_index": message("Concentration index"),
    "erreygers_index": message("Concentration index, Erreygers"),
    "wagstaff_index": message("Concentration index, Wagstaff"),
    "attributable_risk": message("Population attributable risk (PAR)"),
    "attributable_fraction": message("Population attributable fraction (PAF)"),
    "attributable_count": message("Attributable number"),
    "between_group_variance": message("Between-group variance"),
    "theil": message("Theil index between groups"),
    "mean_log_deviation": message("Mean log deviation between groups"),
    "index_of_disparity": message("Index of disparity"),
    "index_of_disparity_weighted": message("Index of disparity, weighted"),
    "gini_by_rate": message("Gini between groups, ranked by rate"),
    "palma_by_rate": message("Palma ratio, ranked by rate"),
    "palma_by_group": message("Palma ratio, ranked by group"),
    "parity_moved": message("Steps to parity, moved"),
    "parity_added": message("Steps to parity, added"),
    "parity_moved_in_all": message("To be moved for all groups to have the same rate"),
    "parity_share_moved": message("Share to be moved for all groups to have the same rate"),
    "cumulative_population": message("Concentration curve, cumulative population"),
    "cumulative_outcome": message("Concentration curve, cumulative outcome"),
}
"""The name of every measure, by its id in the column ``measure``."""


def readings(result: Disparity, part: Part) -> tuple[Message, ...]:
    """Return what a part's measures say, sentence by sentence, each with what it does not say.

    Values are rounded to three figures; a measure without a value is passed over, for its row says why.
    """
    worst, best = (_name(part.groups.names[i], result.typed) for i in (0, -1))
    said: list[Message] = []
    if result.stratum is not None:
        said.append(
            message(
                "The rates are standardised by {field}: they are what the groups would have if all were alike in that. "
                "Other differences between the groups remain in them.",
                field=result.stratum,
            )
        )
    said += _of_gaps(result, part, worst, best)
    said += _of_slope(result, part)
    said += _of_concentration(part)
    said += _of_attributable(result, part, best)
    said += _of_parity(result, part, worst)
    said += _of_spread(part)
    return tuple(said)


def readings_in_short(result: Disparity, part: Part) -> tuple[Message, ...]:
    """Return what the main measures of a part say: gaps, slope, concentration, steps to parity, one by one.

    Where the groups do not follow a line the slope is passed over, and the sentence that says why stands instead.
    """
    worst, best = (_name(part.groups.names[i], result.typed) for i in (0, -1))
    slope = (part.fit.advice,) if part.fit.bends else tuple(_of_slope(result, part))
    said = (*_of_gaps(result, part, worst, best), *slope, *_of_concentration(part), *_of_parity(result, part, worst))
    return tuple(one for one in said if one is not None)


def _of_gaps(result: Disparity, part: Part, worst: Message, best: Message) -> Iterator[Message]:
    difference, ratio = part.row("difference"), part.row("ratio")
    rates = [neat(part.row("rate", part.groups.names[i]).estimate.value) for i in (0, -1)]
    yield message(
        "The rate is {worst_rate:,.10g} in {worst} and {best_rate:,.10g} in {best}, {unit}. The difference is "
        "{value:,.10g} ({interval}). {verdict} This says how large the gap is, not what causes it.",
        worst=worst,
        best=best,
        worst_rate=rates[0],
        best_rate=rates[1],
        unit=result.scale.rate,
        value=neat(difference.estimate.value),
        interval=interval_of(difference.estimate, result.level),
        verdict=_verdict(difference, part.groups.kind),
    )
    if ratio.estimate.is_known:
        yield message(
            "The rate in {worst} is {value:,.10g} times that in {best} ({interval}). A ratio does not say how common "
            "something is: read it with the difference.",
            worst=worst,
            best=best,
            value=neat(ratio.estimate.value),
            interval=interval_of(ratio.estimate, result.level),
        )


def _of_slope(result: Disparity, part: Part) -> Iterator[Message]:
    slope, ratio = part.row("slope_index_linear").estimate, part.row("relative_index_linear").estimate
    values = {
        "size": abs(neat(slope.value)),
        "unit": result.scale.difference,
        "interval": interval_of(slope, result.level),
    }
    if slope.value >= 0:
        yield message(
            "The slope index says that on a straight line through all groups the very worst-off lie {size:,.10g} above "
            "the very best-off, {unit} (signed {interval}). It does not mean that every step is equally large.",
            **values,
        )
    else:
        yield message(
            "The slope index says that on a straight line through all groups the very worst-off lie {size:,.10g} below "
            "the very best-off, {unit} (signed {interval}). It does not mean that every step is equally large.",
            **values,
        )
    other = part.row("relative_index_mean_linear").estimate
    if ratio.is_known and other.is_known:
        yield message(
            "The relative index is {ratio:,.10g} as the line's worst end divided by its best end ({interval}), and "
            "{other:,.10g} as the slope divided by the mean. The two are different measures: compare like with like.",
            ratio=neat(ratio.value),
            interval=interval_of(ratio, result.level),
            other=neat(other.value),
        )
    if part.fit.advice is not None:
        yield part.fit.advice


def _of_concentration(part: Part) -> Iterator[Message]:
    row = part.row("concentration_index")
    if not row.estimate.is_known:
        return
    value = neat(row.estimate.value)
    if row.estimate.differs_from(0) is False or value == 0:
        yield message(
            "The concentration index is {value:,.10g}, which cannot be told from 0: no group has more than its share "
            "of the population along the order. Groups in the middle may differ all the same.",
            value=value,
        )
    elif value < 0:
        yield message(
            "The concentration index is {value:,.10g}: more lies among the worse-off than their share of the "
            "population (0 would be in proportion, -1 all with the very worst-off). It does not say how much there is.",
            value=value,
        )
    else:
        yield message(
            "The concentration index is {value:,.10g}: more lies among the better-off than their share of the "
            "population (0 would be in proportion, 1 all with the very best-off). It does not say how much there is.",
            value=value,
        )


def _of_attributable(result: Disparity, part: Part, best: Message) -> Iterator[Message]:
    count, fraction = part.row("attributable_count").estimate, part.row("attributable_fraction").estimate
    if not fraction.is_known:
        return
    values = {
        "best": best,
        "count": abs(neat(count.value)),
        "unit": result.scale.amount,
        "percent": abs(neat(100 * fraction.value)),
    }
    if count.value >= 0:
        yield message(
            "If all groups had the rate of {best}, there would be {count:,.10g} fewer ({unit}), {percent:,.10g} "
            "percent of all. This is arithmetic and no forecast: it does not mean that living there causes anything.",
            **values,
        )
    else:
        yield message(
            "If all groups had the rate of {best}, there would be {count:,.10g} more ({unit}), {percent:,.10g} "
            "percent of all. This is arithmetic and no forecast: it does not mean that living there causes anything.",
            **values,
        )


def _of_parity(result: Disparity, part: Part, worst: Message) -> Iterator[Message]:
    moved, added = (part.row(name, part.groups.names[0]).estimate for name in ("parity_moved", "parity_added"))
    values = {
        "worst": worst,
        "moved": abs(neat(moved.value)),
        "added": abs(neat(added.value)),
        "unit": result.scale.amount,
    }
    if moved.value > 0:
        yield message(
            "For {worst} to have the mean rate, {moved:,.10g} would have to be moved there from the other groups, or "
            "{added:,.10g} be added there alone ({unit}). It does not say that the mean rate is the right one.",
            **values,
        )
    elif moved.value < 0:
        yield message(
            "There are {moved:,.10g} more in {worst} than there would be at the mean rate ({unit}); without "
            "{added:,.10g} of them it would have the rate of the other groups. It does not say that the mean rate is "
            "the right one.",
            **values,
        )
    if moved.differs_from(0) is False and moved.value != 0:
        yield message(
            "But these steps may be chance: the interval of what would be moved holds zero ({interval}).",
            interval=interval_of(moved, result.level),
        )


def _of_spread(part: Part) -> Iterator[Message]:
    gini, theil = part.row("gini_by_rate").estimate, part.row("theil").estimate
    if gini.is_known and theil.is_known:
        yield message(
            "The Gini coefficient between the groups is {gini:,.10g} and Theil's index {theil:,.10g} (0 would be equal "
            "rates). Neither says which group is worse off, nor how people differ within a group.",
            gini=neat(gini.value),
            theil=neat(theil.value),
        )


def interval_of(estimate: Estimate, level: float) -> Message:
    """Return an estimate's interval in words, or that there is none."""
    if math.isnan(estimate.low) or math.isnan(estimate.high):
        return message("no interval")
    return message(
        "{level:.3g} percent interval {low:,.10g} to {high:,.10g}",
        level=100 * level,
        low=neat(estimate.low),
        high=neat(estimate.high),
    )


def _verdict(row: Row, kind: Kind) -> Message:
    if kind is Kind.AMOUNT:
        return message("The figures are measured, so chance has no part in it.")
    differs = None if row.equal is None else row.estimate.differs_from(row.equal)
    if differs is None:
        return message("Nothing is known of how much of it is chance.")
    if differs:
        return message("That is more than chance alone would give.")
    return message("It may be chance: the interval holds no difference at all.")


def _name(group: str, typed: bool) -> Message:
    return message("area type {number}", number=group) if typed else message("{group}", group=group)


def neat(value: float, figures: int = 3) -> float:
    """Return a number rounded to so many figures, for a sentence."""
    if value == 0 or not math.isfinite(value):
        return value
    return round(value, figures - 1 - math.floor(math.log10(abs(value)))) + 0.0
