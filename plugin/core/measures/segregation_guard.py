# SPDX-License-Identifier: GPL-2.0-or-later
"""The guard of small counts in measures of segregation: what is rounded before them, and what is not shown.

The measures are exact functions of the counts: a share times the people is a group's count, and isolation, eta² and D
of two areas are equations for the rest. So nothing that is shown may depend on a small count. Rounded counts take the
place of the true ones before anything is computed. A part (a kommun, a län or all areas in a year) that holds a small
count shows nothing at all: neither its measures nor its areas. Parts have no area in common and no total of several
parts is shown, so that what is shown of the others tells nothing of it, whatever they are compared with.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from ..arrays import Bools
from ..guard import Guard
from ..messages import Message, message
from ..rounding import Rounding
from ..suppression import small_counts
from .segregation_input import GroupCounts


def guarded_counts(found: GroupCounts, guard: Guard) -> tuple[GroupCounts, Bools]:
    """Return the counts as they may be measured, and for each part whether nothing of it is shown.

    What is small is decided on the true counts, those of the people in none of the groups included. What is not shown
    counts as zero from here on: not even the last digit of another part's figures, or what its counts are rounded to,
    hangs on it.
    """
    hidden = _hidden_parts(found, guard.minimum)
    counts = np.where(hidden[found.parts.of_row][:, None], 0.0, found.counts)
    return _rounded(replace(found, counts=counts), guard.base), hidden


def _hidden_parts(found: GroupCounts, minimum: int) -> Bools:
    if minimum <= 1:
        return np.zeros(found.parts.count, dtype=bool)
    small = small_counts(found.counts, minimum).any(axis=1)
    return np.asarray(found.parts.sums(small.astype(np.float64)) > 0)


def _rounded(found: GroupCounts, base: int) -> GroupCounts:
    """Return rounded counts: those of a group in a year sum to the group's rounded sum.

    Chance hangs on the group's own counts in the order of the areas' codes: neither the other groups, nor the level,
    nor the order of the rows changes what a count is rounded to, and other runs over the same areas tell nothing more.
    """
    if not base:
        return found
    counts = found.counts.copy()
    codes = np.array(found.codes, dtype=object)
    for year in np.unique(found.years):
        own = np.flatnonzero(found.years == year)
        own = own[np.argsort(codes[own].astype(str), kind="stable")]
        for group in range(counts.shape[1]):
            exact = found.counts[own, group]
            rounding = Rounding(base, [exact])
            whole = rounding.alone(np.array([exact.sum()]), "whole")
            counts[own, group] = rounding.shared(float(whole[0]), exact, "areas")
    return replace(found, counts=counts)


def not_shown(minimum: int) -> Message:
    """Return why a part shows nothing."""
    return message(
        "Not shown: some area here has a count above zero and below {limit}, which the measures would give away.",
        limit=minimum,
    )


def guard_warnings(guard: Guard, hidden: Bools) -> list[Message]:
    """Return what the reader must know of what the guard did, and of what it cannot know."""
    found = []
    if hidden.any():
        found.append(
            message(
                "{count} of {all} parts (places in a year) hold a count above zero and below {limit}. Nothing of them "
                "is shown, neither measures nor areas. Larger areas or groups have fewer small counts; rounded counts "
                "can be measured everywhere.",
                count=int(hidden.sum()),
                all=len(hidden),
                limit=guard.minimum,
            )
        )
    if guard.base:
        found.append(
            message(
                "Every count in an area is rounded to a multiple of {base}, up or down by chance, and all measures are "
                "computed from the rounded counts. Groups that are small in their areas look more uneven than they "
                "are.",
                base=guard.base,
            )
        )
    if guard.minimum > 1 or guard.base:
        found.append(
            message(
                "The guard knows this run only. Another run with other groups, another selection of areas or another "
                "limit can give away what this one hides: hand out one."
            )
        )
    return found
