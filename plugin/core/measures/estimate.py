# SPDX-License-Identifier: GPL-2.0-or-later
"""A measure's value with its interval, how it was computed, and why it could not be."""

from __future__ import annotations

import math
from dataclasses import dataclass

from ..arrays import Floats
from ..intervals import normal_quantile
from ..messages import Message, message
from .groups import Groups

NAN = math.nan

_FARTHEST = math.log(1e12)
"""An interval of a ratio that reaches farther is no interval."""


@dataclass(frozen=True)
class Estimate:
    """A figure that says how sure it is.

    ``value``: NaN only where ``notes`` say why it could not be computed; ``low`` and ``high``: NaN where there is no
    interval (``notes`` say why); ``error``: the standard error (for ratios that of the logarithm), NaN without one.
    """

    value: float
    method: Message
    low: float = NAN
    high: float = NAN
    error: float = NAN
    notes: tuple[Message, ...] = ()

    @property
    def is_known(self) -> bool:
        """Whether there is a value."""
        return not math.isnan(self.value)

    def differs_from(self, value: float) -> bool | None:
        """Return whether the interval leaves a value out; None where there is no interval."""
        return None if math.isnan(self.low) or math.isnan(self.high) else not self.low <= value <= self.high


def not_computed(method: Message, *reasons: Message) -> Estimate:
    """Return an estimate without a value, with the reasons."""
    return Estimate(NAN, method, notes=reasons)


def symmetric(
    value: float,
    error: float | None,
    method: Message,
    level: float,
    notes: tuple[Message, ...] = (),
    quantile: float | None = None,
) -> Estimate:
    """Return an estimate whose interval reaches equally far to both sides; without an error there is none.

    ``quantile``: standard errors to either side, from the normal distribution where none is given.
    """
    if error is None:
        return Estimate(value, method, notes=(*notes, no_errors()))
    half = (normal_quantile(level) if quantile is None else quantile) * error
    return Estimate(value, method, value - half, value + half, error, notes)


def on_log_scale(
    value: float,
    error: float | None,
    method: Message,
    level: float,
    notes: tuple[Message, ...] = (),
    quantile: float | None = None,
) -> Estimate:
    """Return the same for a ratio above zero; ``error`` is the standard error of its logarithm."""
    if error is None:
        return Estimate(value, method, notes=(*notes, no_errors()))
    reach = (normal_quantile(level) if quantile is None else quantile) * error
    if reach > _FARTHEST:
        far = message("The ratio is so uncertain that its interval tells nothing.")
        return Estimate(value, method, error=error, notes=(*notes, far))
    factor = math.exp(reach)
    return Estimate(value, method, value / factor, value * factor, error, notes)


def contrast_error(groups: Groups, weights: Floats) -> float | None:
    """Return the standard error of a weighted sum of the rates, None where the rates' errors are not known."""
    variance = groups.variance
    return None if variance is None else math.sqrt(float(weights**2 @ variance))


def no_errors() -> Message:
    """Return why there is no interval: nothing is known of the figures' chance variation."""
    return message("The figures are measured or have no known standard error, so there is no interval from chance.")


def edge_notes(groups: Groups) -> tuple[Message, ...]:
    """Return a note where a group has nothing, or everybody: its variance was computed half an event away."""
    if groups.at_the_edge and groups.variance is not None:
        names = ", ".join(groups.at_the_edge)
        return (message("{groups}: 0 or 100 %; its variance is that of half an event from there.", groups=names),)
    return ()


def nothing_happens(groups: Groups) -> Message | None:
    """Return why relative measures do not exist, or None where they do: the mean must be above zero."""
    if groups.mean > 0 and (groups.rate >= 0).all():
        return None
    if (groups.rate < 0).any():
        return message("Some groups' figures are negative, so they cannot be set in relation to the mean.")
    return message("All groups' figures are zero, so there is nothing to set in relation.")
