# SPDX-License-Identifier: GPL-2.0-or-later
"""Steps to parity: how many units, km or persons are missing in a group for it to have the mean rate."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ..messages import message
from .estimate import Estimate, contrast_error, edge_notes, not_computed, symmetric
from .groups import Groups


@dataclass(frozen=True)
class Parity:
    """How far a group is from the mean rate, in the unit of the counts (events, persons, km).

    Positive: so many are missing in the group; negative: it has so many more than its share. ``moved``: to be moved
    from the other groups, the total kept. ``added``: to be added to the group alone, so that the mean rises with it
    (afterwards the group has the rate of the others). ``moved_in_all``: to be moved for every group to have the mean
    rate; ``share_moved``: the same as a share of the total (0-1).
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
    Intervals of moved and added by the delta method; whole units are for the reader to round up.
    """
    people, total = groups.population, float(groups.population.sum())
    own = float(people[group])
    toward = own * groups.share
    toward[group] -= own
    moved = float(toward @ groups.rate)
    # The rest's rate, times the group's people, minus what the group has: the same direction, scaled.
    scale = total / (total - own)
    error = contrast_error(groups, toward)
    notes = edge_notes(groups)
    count = groups.count
    everywhere = float(np.abs(count - people * groups.mean).sum() / 2)
    formula = message("sum of |own amount - amount at the mean rate| over all groups, halved; no interval")
    nothing = message("There is nothing to move.")
    return Parity(
        group=groups.names[group],
        moved=symmetric(
            moved, error, message("inhabitants times mean rate, minus own amount; delta method"), level, notes
        ),
        added=symmetric(
            moved * scale,
            None if error is None else error * scale,
            message("inhabitants times the rate of the other groups, minus own amount; delta method"),
            level,
            notes,
        ),
        moved_in_all=Estimate(everywhere, formula),
        share_moved=(
            Estimate(everywhere / float(count.sum()), formula)
            if count.sum() > 0 and (count >= 0).all()
            else not_computed(formula, nothing)
        ),
    )
