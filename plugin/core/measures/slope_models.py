# SPDX-License-Identifier: GPL-2.0-or-later
"""Slope and relative index of inequality by generalised linear models: logarithm (Poisson, log-binomial) and logit."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from scipy.special import expit, gammaincc

from ..arrays import Floats
from ..intervals import normal_quantile, t_quantile
from ..messages import Message, message
from .estimate import NAN, Estimate, not_computed, nothing_happens, on_log_scale, symmetric
from .groups import Groups, Kind
from .slope import Fit, Slope

_STEPS = 200
_NEAR = 1e-13


@dataclass(frozen=True)
class _Model:
    """A fitted curve over the ranks from the best-off (0) to the worst-off (1)."""

    intercept: float
    slope: float
    covariance: Floats | None
    fitted: Floats
    fit: Fit
    weak: Message | None = None
    freedom: int | None = None

    def error(self, gradient: Floats) -> float | None:
        if self.covariance is None:
            return NAN if self.weak is not None else None
        return math.sqrt(max(float(gradient @ self.covariance @ gradient), 0.0))


def log_slope(groups: Groups, level: float = 0.95) -> Slope:
    """Return SII and RII by a model with a logarithmic link, so that the ratio of the ends is exp(slope).

    Events: Poisson regression; persons: log-binomial regression; amounts and means: Poisson regression as a working
    model. Where standard errors of the rates are known the errors are from them (sandwich), for amounts and other means
    from the dispersion of the residuals (t). Difference
    and relative index by the delta method, ratio on the scale of the logarithm. What does not exist is NaN with the
    reason. Source: Spiegelman & Hertzmark (2005), American Journal of Epidemiology 162, 199-200; Moreno-Betancur et
    al. (2015), Epidemiology 26, 518-527; McCullagh & Nelder (1989), Generalized Linear Models.
    """
    persons = groups.kind is Kind.PERSONS
    how = message("log-binomial regression on population ranks")
    how = how if persons else message("Poisson regression on population ranks")
    reason = nothing_happens(groups)
    if persons and (groups.rate == 1).all():
        reason = message("Everybody is counted in every group, so nothing is left to model.")
    model = None if reason else _fit(groups, np.exp, np.exp, _log_weight(groups))
    if model is None:
        return _no_slope("log", how, reason)
    rank = np.array([1.0, 0.0])
    worst, best = (float(v) for v in np.exp(model.intercept + model.slope * rank))
    ends = np.array([[worst, worst], [best, 0.0]])
    return _slope("log", groups, model, worst, best, ends, how, level)


def logit_slope(groups: Groups, level: float = 0.95) -> Slope:
    """Return SII and RII by logistic regression on population ranks, for counts of persons only.

    ``odds_ratio``: exp(slope), of the ends. Difference, ratio (for the logarithm) and relative index by the delta
    method. Other kinds of figures give NaN with the reason. Source: WHO HEAT technical notes (2021); McCullagh &
    Nelder (1989), ch. 4.
    """
    how = message("logistic regression on population ranks")
    reason = nothing_happens(groups)
    if groups.kind is not Kind.PERSONS:
        reason = message("The logit model needs counts of persons, each of whom is counted or not.")
    elif (groups.rate == 1).all():
        reason = message("Everybody is counted in every group, so nothing is left to model.")
    model = None if reason else _fit(groups, expit, lambda eta: expit(eta) * expit(-eta), lambda fitted: 0 * fitted + 1)
    if model is None:
        return _no_slope("logit", how, reason)
    worst, best = float(expit(model.intercept + model.slope)), float(expit(model.intercept))
    steep = np.array([worst * (1 - worst), best * (1 - best)])
    ends = np.array([[steep[0], steep[0]], [steep[1], 0.0]])
    odds = on_log_scale(
        math.exp(model.slope),
        model.error(np.array([0.0, 1.0])),
        message("exp(slope): odds at the worst end divided by odds at the best end; {how}", how=how),
        level,
    )
    slope = _slope("logit", groups, model, worst, best, ends, how, level)
    return Slope(
        slope.model, slope.difference, slope.ratio, slope.relative, slope.at_worst, slope.at_best, slope.fit, odds
    )


def _slope(
    name: str, groups: Groups, model: _Model, worst: float, best: float, ends: Floats, how: Message, level: float
) -> Slope:
    """Return the indices; ``ends``: gradients of the two ends by intercept and slope."""
    quantile = normal_quantile(level) if model.freedom is None else t_quantile(model.freedom, level)
    notes = () if model.weak is None else (model.weak,)
    rank = 1 - groups.rank
    share = groups.share
    mean = float(share @ model.fitted)
    # How steep the curve is at each group: of the logarithm the rate itself, of the logit y (1 - y).
    steep = model.fitted if name == "log" else model.fitted * (1 - model.fitted)
    mean_gradient = np.array([share @ steep, share @ (steep * rank)])
    gap, gap_gradient = worst - best, ends[0] - ends[1]

    def estimate(value: float, gradient: Floats, method: Message, *, log: bool = False) -> Estimate:
        make = on_log_scale if log else symmetric
        return make(value, model.error(gradient), method, level, notes, quantile)

    return Slope(
        name,
        estimate(gap, gap_gradient, message("modelled worst end minus best end; {how}", how=how)),
        estimate(
            worst / best,
            ends[0] / worst - ends[1] / best,
            message("modelled worst end divided by best end; {how}", how=how),
            log=True,
        ),
        estimate(
            gap / mean,
            gap_gradient / mean - gap * mean_gradient / mean**2,
            message("modelled worst end minus best end, divided by the model's mean; {how}", how=how),
        ),
        worst,
        best,
        model.fit,
    )


def _no_slope(name: str, how: Message, reason: Message | None) -> Slope:
    why = reason or message("The model does not settle: the figures lie at the edge of what it can describe.")
    nothing = not_computed(how, why)
    return Slope(name, nothing, nothing, nothing, NAN, NAN, Fit(NAN, 0, NAN, NAN))


def _log_weight(groups: Groups) -> Callable[[Floats], Floats]:
    """Return the steepness of the link divided by the variance of one person, as a function of the fitted rates."""
    if groups.kind is Kind.PERSONS:
        return lambda fitted: 1 / (1 - fitted)
    return lambda fitted: 0 * fitted + 1


def _fit(
    groups: Groups,
    curve: Callable[[Floats], Floats],
    steepness: Callable[[Floats], Floats],
    weight: Callable[[Floats], Floats],
) -> _Model | None:
    """Return the model by Fisher scoring, None where it does not settle.

    The score is sum of population * weight(fitted) * (rate - fitted) * (1, rank). A step that leaves shares above 1
    or loses likelihood is halved.
    """
    rate, people = groups.rate, groups.population
    design = np.column_stack([np.ones(len(rate)), 1 - groups.rank])
    mean = groups.mean
    start = math.log(mean) if curve is np.exp else math.log(mean / (1 - mean))
    beta = np.array([start, 0.0])
    value = _log_likelihood(groups, curve(design @ beta))
    for _ in range(_STEPS):
        eta = design @ beta
        fitted = curve(eta)
        score = design.T @ (people * weight(fitted) * (rate - fitted))
        information = design.T @ ((people * weight(fitted) * steepness(eta))[:, None] * design)
        try:
            step = np.linalg.solve(information, score)
        except np.linalg.LinAlgError:
            return None
        beta, value, moved = _step(groups, curve, design, beta, step, value)
        if moved <= _NEAR * max(1.0, float(np.abs(beta).max())):
            return _model(groups, design, beta, curve, steepness, weight)
        if np.abs(beta).max() > 50:
            return None
    return None


def _step(
    groups: Groups, curve: Callable[[Floats], Floats], design: Floats, beta: Floats, step: Floats, value: float
) -> tuple[Floats, float, float]:
    for halved in range(40):
        tried = beta + step / 2**halved
        gained = _log_likelihood(groups, curve(design @ tried))
        if gained >= value - 1e-9 * abs(value):
            return tried, gained, float(np.abs(tried - beta).max())
    return beta, value, 0.0


def _log_likelihood(groups: Groups, fitted: Floats) -> float:
    if groups.kind is Kind.PERSONS:
        if (fitted >= 1).any():
            return -math.inf
        rest = groups.population - groups.count
        return float(groups.count @ np.log(fitted) + rest @ np.log1p(-fitted))
    return float(groups.count @ np.log(fitted) - groups.population @ fitted)


def _model(
    groups: Groups,
    design: Floats,
    beta: Floats,
    curve: Callable[[Floats], Floats],
    steepness: Callable[[Floats], Floats],
    weight: Callable[[Floats], Floats],
) -> _Model | None:
    eta = design @ beta
    fitted = curve(eta)
    people = groups.population
    information = design.T @ ((people * weight(fitted) * steepness(eta))[:, None] * design)
    if not np.isfinite(information).all() or np.linalg.cond(information) > 1e14:
        return None
    bread = np.linalg.inv(information)
    freedom = len(people) - 2
    one = fitted * (1 - fitted) if groups.kind is Kind.PERSONS else fitted
    pearson = float((people * (groups.rate - fitted) ** 2 / one).sum())
    share, rate = groups.share, groups.rate
    spread = float(share @ (rate - groups.mean) ** 2)
    explained = 1.0 if spread <= 1e-24 * groups.mean**2 else max(1 - float(share @ (rate - fitted) ** 2) / spread, 0.0)
    counted = groups.counted
    p = float(gammaincc(freedom / 2, pearson / 2)) if counted and freedom > 0 else NAN
    fit = Fit(pearson if counted else NAN, freedom, p, explained)
    if counted:
        return _Model(float(beta[0]), float(beta[1]), bread, fitted, fit)
    if groups.variance is not None:
        meat = design.T @ (((people * weight(fitted)) ** 2 * groups.variance)[:, None] * design)
        return _Model(float(beta[0]), float(beta[1]), bread @ meat @ bread, fitted, fit)
    if freedom < 1:
        weak = message("A curve through two groups has no residuals, so there is no interval.")
        return _Model(float(beta[0]), float(beta[1]), None, fitted, fit, weak)
    return _Model(float(beta[0]), float(beta[1]), bread * pearson / freedom, fitted, fit, freedom=freedom)
