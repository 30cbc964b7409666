# SPDX-License-Identifier: GPL-2.0-or-later
"""Slope and relative index of inequality by a straight line, and the guard that says where no line fits.

The line runs over the population from the best-off (0) to the worst-off (1), so that a positive slope, and a relative
index above 1, mean more among the worse-off, as with plain differences and ratios.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from scipy.special import gammaincc

from ..arrays import Floats
from ..intervals import normal_quantile, t_quantile
from ..messages import Message, message
from .estimate import NAN, Estimate, edge_notes, no_errors, not_computed, nothing_happens, on_log_scale, symmetric
from .groups import Groups

BENDS_ABOVE = 0.1
"""The share of the differences between groups that a line may leave unexplained before pairwise gaps are preferred."""

SIGNIFICANT = 0.05


class Errors(StrEnum):
    """Where the standard errors of a slope come from."""

    SAMPLING = "sampling"
    """From the known variances of the groups' rates."""
    RESIDUAL = "residual"
    """From how far the groups lie from the line, as in ordinary weighted regression (t, groups - 2 degrees)."""
    ROBUST = "robust"
    """From the squared residuals, each for itself (HC1; White 1980, Econometrica 48, 817-838)."""


_HOW = {
    Errors.SAMPLING: message("weighted least squares on population ranks, errors from the rates' variances"),
    Errors.RESIDUAL: message("weighted least squares on population ranks, errors from the residuals (t)"),
    Errors.ROBUST: message("weighted least squares on population ranks, robust errors (HC1, t)"),
}


@dataclass(frozen=True)
class Fit:
    """How well a line or curve describes the groups.

    ``statistic``: chi-square of the lack of fit with ``freedom`` degrees, and its ``p`` (NaN where the variances are
    not known or two groups leave nothing to test). ``explained``: the population-weighted share of the variance
    between groups that it explains. ``bends``: a line leaves more than a tenth unexplained, and more than chance would
    (where that is known).
    """

    statistic: float
    freedom: int
    p: float
    explained: float

    @property
    def bends(self) -> bool:
        """Whether the groups bend away from the line so much that pairwise gaps tell more."""
        unexplained = 1 - self.explained > BENDS_ABOVE
        return unexplained and (math.isnan(self.p) or self.p < SIGNIFICANT)

    @property
    def advice(self) -> Message | None:
        """What to tell the reader, None where the line fits."""
        if self.bends:
            return message(
                "The rates do not follow a straight line over the groups (it explains {explained:.0f} percent of "
                "their variation): read the gaps between the groups instead of the slope.",
                explained=100 * self.explained,
            )
        if self.p < SIGNIFICANT:
            return message(
                "The rates bend more than chance would have it, but a straight line explains {explained:.0f} percent "
                "of their variation.",
                explained=100 * self.explained,
            )
        return None


@dataclass(frozen=True)
class Slope:
    """Indices of inequality of one model.

    ``difference``: the slope index (SII), modelled rate of the very worst-off minus that of the very best-off, per
    person. ``ratio``: the relative index as (intercept + slope) / intercept, the modelled worst end divided by the
    best end (Kunst-Mackenbach). ``relative``: the other convention, slope divided by the mean rate (Pamuk).
    ``at_worst`` and ``at_best``: the modelled ends. ``odds_ratio``: of the ends, by the logit model only.
    """

    model: str
    difference: Estimate
    ratio: Estimate
    relative: Estimate
    at_worst: float
    at_best: float
    fit: Fit
    odds_ratio: Estimate | None = None


def linear_slope(groups: Groups, errors: Errors | None = None, level: float = 0.95) -> Slope:
    """Return SII and RII by weighted least squares of the rates on population ranks, weights = population.

    Without ``errors`` they come from the rates' known variances, else from the residuals. Ratio: delta method for the
    logarithm; relative: delta method. Relative measures and intervals that do not exist are NaN with the reason.
    Source: Pamuk (1985), Population Studies 39, 17-31; Mackenbach & Kunst (1997), Social Science & Medicine 44,
    757-771; Wagstaff, Paci & van Doorslaer (1991), Social Science & Medicine 33, 545-557.
    """
    line = _Line(groups, errors)
    worst, best = line.at(1.0), line.at(0.0)
    fit = lack_of_fit(groups, line.fitted)
    notes = edge_notes(groups) if line.errors is Errors.SAMPLING else ()
    if line.weak is not None:
        notes = (*notes, line.weak)
    quantile = normal_quantile(level) if line.errors is Errors.SAMPLING else t_quantile(max(line.freedom, 1), level)

    def interval(value: float, gradient: Floats, method: Message, *, log: bool = False) -> Estimate:
        make = on_log_scale if log else symmetric
        return make(value, line.error(gradient), method, level, notes, quantile)

    how = _HOW[line.errors]
    advice = fit.advice
    if advice is not None:
        notes = (*notes, advice)
    slope = np.array([0.0, 1.0])
    difference = interval(line.slope, slope, message("modelled worst end minus best end; {how}", how=how))
    ratio_how = message("(intercept + slope) / intercept: modelled worst end divided by best end; {how}", how=how)
    relative_how = message("slope divided by the mean rate; {how}", how=how)
    # An end at zero is not quite zero after rounding.
    nearest = 1e-9 * abs(groups.mean)
    if worst > nearest and best > nearest:
        gradient = np.array([1 / worst - 1 / best, 1 / worst])
        ratio = interval(worst / best, gradient, ratio_how, log=True)
    else:
        below = message("The line goes to zero or below at one end, so its ends have no ratio.")
        ratio = not_computed(ratio_how, below)
    reason = nothing_happens(groups)
    if reason is None:
        mean = groups.mean
        # The line goes through the mean: mean = intercept + slope * mean rank, and the mean rank is a half.
        gradient = np.array([-line.slope / mean**2, 1 / mean - line.slope / (2 * mean**2)])
        relative = interval(line.slope / mean, gradient, relative_how)
    else:
        relative = not_computed(relative_how, reason)
    return Slope("linear", difference, ratio, relative, worst, best, fit)


class _Line:
    """A straight line through the groups' rates over the ranks from the best-off, with the covariance of its ends."""

    def __init__(self, groups: Groups, errors: Errors | None) -> None:
        weight, rate = groups.population, groups.rate
        design = np.column_stack([np.ones(len(rate)), 1 - groups.rank])
        # Columns: how much each group's rate counts in the intercept and in the slope.
        hat = np.linalg.solve(design.T @ (weight[:, None] * design), (weight[:, None] * design).T)
        self.intercept, self.slope = (float(c) for c in hat @ rate)
        self.fitted = design @ (hat @ rate)
        self.freedom = len(rate) - 2
        residual = rate - self.fitted
        self.errors = errors or (Errors.RESIDUAL if groups.variance is None else Errors.SAMPLING)
        self.weak: Message | None = None
        self._covariance: Floats | None = None
        if self.errors is Errors.SAMPLING:
            if groups.variance is None:
                self.weak = no_errors()
            else:
                self._covariance = hat @ (groups.variance[:, None] * hat.T)
        elif self.freedom < 1:
            self.weak = message("A line through two groups has no residuals, so there is no interval.")
        elif self.errors is Errors.RESIDUAL:
            scale = float(weight @ residual**2) / self.freedom
            self._covariance = scale * np.linalg.inv(design.T @ (weight[:, None] * design))
        else:
            self._covariance = len(rate) / self.freedom * (hat @ ((residual**2)[:, None] * hat.T))

    def at(self, rank: float) -> float:
        return self.intercept + self.slope * rank

    def error(self, gradient: Floats) -> float | None:
        if self._covariance is None:
            return NAN if self.weak is not None else None
        return math.sqrt(max(float(gradient @ self._covariance @ gradient), 0.0))


def lack_of_fit(groups: Groups, fitted: Floats) -> Fit:
    """Return how far the groups lie from a straight line over the ranks, and whether chance explains it.

    ``fitted``: the rates on the line (population weights), which ``explained`` is computed from. Test: the line that
    comes nearest to the rates with known variances (weights 1 / variance); the weighted squared distances from it are
    chi-square with groups - 2 degrees of freedom. Source: Draper & Smith (1998), Applied Regression Analysis, ch. 2.
    """
    share, rate = groups.share, groups.rate
    spread = float(share @ (rate - groups.mean) ** 2)
    rest = float(share @ (rate - fitted) ** 2)
    explained = 1.0 if spread <= 1e-24 * max(groups.mean**2, 1e-300) else max(1 - rest / spread, 0.0)
    freedom = len(rate) - 2
    variance = groups.variance
    if variance is None or freedom < 1 or (variance <= 0).any():
        return Fit(NAN, max(freedom, 0), NAN, explained)
    design = np.column_stack([np.ones(len(rate)), groups.rank]) / np.sqrt(variance)[:, None]
    aim = rate / np.sqrt(variance)
    solution = np.linalg.lstsq(design, aim, rcond=None)[0]
    statistic = float(((aim - design @ solution) ** 2).sum())
    return Fit(statistic, freedom, float(gammaincc(freedom / 2, statistic / 2)), explained)
