# SPDX-License-Identifier: GPL-2.0-or-later
"""Steps to parity: how many units, km or persons are missing in a group for it to have the mean rate."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ..intervals import binomial_interval, wilson_interval
from ..messages import Message, message
from .change import contrast
from .estimate import Estimate, contrast_error, edge_notes, not_computed, symmetric
from .groups import Groups, Kind


@dataclass(frozen=True)
class Parity:
    """How far a group is from the mean rate, in the unit of the counts (events, persons, km).

    Positive: so many are missing in the group; negative: it has so many more than its share. ``moved``: to be moved
    from the other groups, the total kept. ``added``: to be added to the group alone, so that the mean rises with it
    (afterwards the group has the rate of the others). ``moved_in_all``: to be moved for every group to have the mean
    rate; ``share_moved``: the same as a share of the total (0-1). The last two are never negative and above zero by
    chance alone, so they have no interval and nothing to differ from.
    """

    group: str
    moved: Estimate
    added: Estimate
    moved_in_all: Estimate
    share_moved: Estimate


def parity(groups: Groups, group: int = 0, level: float = 0.95) -> Parity:
    """Return the steps to parity of a group, the worst-off where nothing else is said.

    With n the group's population, c its count, N and C those of all: moved = n C / N - c; added = n (C - c) / (N - n)
    - c; moved in all = sum of |c_j - n_j C / N| / 2 (Hoover 1936, Review of Economics and Statistics 18, 162-171).
    Both moved and added are the rate of the others minus that of the group, times a number of inhabitants: their
    intervals hold zero exactly where the test of these two rates finds no difference. Events: exact, of the C events a
    binomial share is the group's (Clopper & Pearson 1934; Przyborowski & Wilenski 1940), so that the interval never
    leaves what C events allow. Persons: Newcombe's (1998, Statistics in Medicine 17, 873-890). Known standard errors:
    delta method. Whole units are for the reader to round up.
    """
    people, total, count = groups.population, float(groups.population.sum()), groups.count
    own = float(people[group])
    toward = own * groups.share
    toward[group] -= own
    moved = float(toward @ groups.rate)
    # The rest's rate, times the group's people, minus what the group has: the same direction, scaled.
    scale = total / (total - own)
    low, high, how, notes = _limits(groups, group, level)
    everywhere = float(np.abs(count - people * groups.mean).sum() / 2)
    formula = message("sum of |own amount - amount at the mean rate| over all groups, halved; no interval")
    to_mean = message("inhabitants times mean rate, minus own amount; {how}", how=how)
    to_others = message("inhabitants times the rate of the other groups, minus own amount; {how}", how=how)
    return Parity(
        group=groups.names[group],
        moved=Estimate(moved, to_mean, low, high, notes=notes),
        added=Estimate(moved * scale, to_others, low * scale, high * scale, notes=notes),
        moved_in_all=Estimate(everywhere, formula),
        share_moved=(
            Estimate(everywhere / float(count.sum()), formula)
            if count.sum() > 0 and (count >= 0).all()
            else not_computed(formula, _nothing())
        ),
    )


def _nothing() -> Message:
    return message("There is nothing to move.")


def _limits(groups: Groups, group: int, level: float) -> tuple[float, float, Message, tuple[Message, ...]]:
    """Return the interval of what is to be moved, how it is found, and what has to be known of it."""
    people, count = groups.population, groups.count
    own, total = float(people[group]), float(people.sum())
    if groups.counted and groups.kind is Kind.EVENTS:
        everything = float(count.sum())
        how = message("exact, conditional on the events of all groups")
        # The product of a rate and its population may miss the count by a rounding.
        low, high = binomial_interval(min(float(count[group]), everything), everything, level)
        at_mean = own / total
        notes = () if everything > 0 else (_nothing(),)
        return everything * (at_mean - float(high)), everything * (at_mean - float(low)), how, notes
    if groups.counted:
        how = message("recovered from Wilson's intervals of the group and of the others (Newcombe)")
        events = np.array([count.sum() - count[group], count[group]])
        those = np.array([total - own, own])
        ends = wilson_interval(np.clip(events, 0.0, those), those, level)
        _, down, up = contrast(list(events / those), list(zip(*ends, strict=True)), [1, -1])
        weight = own * (total - own) / total
        return weight * down, weight * up, how, ()
    toward = own * groups.share
    toward[group] -= own
    moved, how = float(toward @ groups.rate), message("delta method")
    found = symmetric(moved, contrast_error(groups, toward), how, level, edge_notes(groups))
    return found.low, found.high, how, found.notes
