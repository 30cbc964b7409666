# SPDX-License-Identifier: GPL-2.0-or-later
"""Segregation of one group from the others: evenness and exposure, for many parts of the country at once.

Notation: in area i live x_i of the group, y_i of another group, and t_i people in all; X, Y, T are the sums over
the part, p_i = x_i / t_i, P = X / T. Areas where nobody lives add nothing. Formulas: Massey and Denton (1988), "The
dimensions of residential segregation", Social Forces 67(2), unless a function says otherwise. All results lie
between 0 and 1 and depend on how large the areas are: the division is to be quoted with them.

Every function takes counts as (rows,) and, optionally, ``parts``, which says to which part each row belongs; it
returns (parts,). NaN says that the measure has no value there: a group has nobody, or everybody.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from ..arrays import Floats
from ..messages import RegsoError
from .parts import Parts, checked_counts, checked_group, divided


def dissimilarity(first: Any, second: Any, parts: Parts | None = None) -> Floats:
    """Return the index of dissimilarity D = ½ Σ |x_i / X - y_i / Y| between two groups.

    Duncan and Duncan (1955), American Sociological Review 20(2). It is the share of either group that would have to
    move for both to be spread alike. The groups need not make up everybody. NaN where one of them has nobody;
    ``RegsoError`` where counts are missing or negative.
    """
    counts = checked_counts([first, second])
    parts = parts or Parts.whole(len(counts))
    shares = divided(counts, parts.sums(counts)[parts.of_row])
    return 0.5 * parts.sums(np.abs(shares[:, 0] - shares[:, 1]))


def inequality_index(lowest: Any, highest: Any, parts: Parts | None = None) -> Floats:
    """Return ojämlikhetsindex: 100 times the dissimilarity of the lowest and the highest income group.

    As in Boverket's Segregationsbarometern, where the groups are the fifths with the lowest and the highest income;
    0 (spread alike) to 100 (never in the same area). The people between them do not count. NaN and errors as
    ``dissimilarity``.
    """
    return 100 * dissimilarity(lowest, highest, parts)


def isolation(group: Any, total: Any, parts: Parts | None = None) -> Floats:
    """Return isolation xPx = Σ (x_i / X)(x_i / t_i): the group's share where a member of the group lives on average.

    It is never below P, the group's share of everybody. NaN where the group has nobody.
    """
    return exposure(group, group, total, parts)


def exposure(group: Any, other: Any, total: Any, parts: Parts | None = None) -> Floats:
    """Return exposure (interaction) xPy = Σ (x_i / X)(y_i / t_i): the other group's share where the group lives.

    Isolation and the exposures to all other groups sum to 1. NaN where the group has nobody.
    """
    members, everybody = checked_group(group, total)
    others, _ = checked_group(other, total)
    parts = parts or Parts.whole(len(members))
    share_of_others = np.nan_to_num(divided(others, everybody))
    return divided(parts.sums(members * share_of_others), parts.sums(members))


def eta_squared(group: Any, total: Any, parts: Parts | None = None) -> Floats:
    """Return eta² (correlation ratio) (xPx - P) / (1 - P): isolation freed from how large the group is.

    NaN where the group has nobody or everybody.
    """
    members, everybody = checked_group(group, total)
    parts = parts or Parts.whole(len(members))
    share = divided(parts.sums(members), parts.sums(everybody))
    return divided(isolation(members, everybody, parts) - share, 1 - share)


def gini(group: Any, total: Any, parts: Parts | None = None) -> Floats:
    """Return the Gini index of segregation ΣΣ t_i t_j |p_i - p_j| / (2 T² P (1 - P)) over all pairs of areas.

    Computed from areas sorted by the group's share, not from pairs. NaN where the group has nobody or everybody.
    """
    members, everybody = checked_group(group, total)
    parts = parts or Parts.whole(len(members))
    of_part = np.stack([parts.sums(members), parts.sums(everybody)], axis=1)
    share = divided(of_part[:, 0], of_part[:, 1])
    shares = np.nan_to_num(divided(np.stack([members, everybody], axis=1), of_part[parts.of_row]))
    order = np.lexsort((np.nan_to_num(divided(members, everybody)), parts.of_row)).astype(np.int64)
    earlier_members = parts.cumulated(shares[:, 0], order)
    earlier_people = parts.cumulated(shares[:, 1], order)
    area = shares[order, 0] * earlier_people - shares[order, 1] * earlier_members
    pairs = Parts(parts.of_row[order], parts.count).sums(area)
    return np.where(of_part[:, 0] > 0, divided(pairs, 1 - share), np.nan)


def atkinson(group: Any, total: Any, parts: Parts | None = None, *, shape: float = 0.5) -> Floats:
    """Return Atkinson's index 1 - P / (1 - P) [Σ (1 - p_i)^(1-b) p_i^b t_i / (P T)]^(1 / (1-b)), b = ``shape``.

    ``shape`` lies between 0 and 1, both excluded: below 0.5 areas where the group is rare weigh more, above it those
    where it is common. NaN where the group has nobody or everybody; ``RegsoError`` for another shape.
    """
    if not 0 < shape < 1:
        raise RegsoError("Atkinson's shape parameter is {shape}. It must lie between 0 and 1.", shape=shape)
    members, everybody = checked_group(group, total)
    parts = parts or Parts.whole(len(members))
    of_part = parts.sums(members)
    share = divided(of_part, parts.sums(everybody))
    local = np.clip(np.nan_to_num(divided(members, everybody)), 0, 1)
    mixed = parts.sums((1 - local) ** (1 - shape) * local**shape * everybody)
    inner = divided(mixed, of_part) ** (1 / (1 - shape))
    odds = divided(share, 1 - share)
    return np.asarray(1 - odds * inner, dtype=np.float64)


def dissimilarity_by_chance(group: Any, total: Any, parts: Parts | None = None) -> Floats:
    """Return the D that would be expected if the group's members were drawn at random from everybody.

    Small areas and small groups give a D above zero although nobody lives apart (Cortese, Falk and Cohen 1976,
    American Sociological Review 41); a D near this one says nothing. By the normal approximation of the
    hypergeometric distribution, E|p_i - P| = √(2/π · P(1-P)/t_i · (T-t_i)/(T-1)): a little too high where a member
    of the group is expected in less than one area out of two. NaN where the group has nobody or everybody.
    """
    members, everybody = checked_group(group, total)
    parts = parts or Parts.whole(len(members))
    people = parts.sums(everybody)
    share = divided(parts.sums(members), people)
    left = np.maximum(people[parts.of_row] - everybody, 0)
    spread = np.sqrt(everybody * left / np.maximum(people[parts.of_row] - 1, 1))
    expected = np.sqrt(2 / np.pi) * parts.sums(spread)
    return np.minimum(divided(expected, 2 * people * np.sqrt(share * (1 - share))), 1.0)
