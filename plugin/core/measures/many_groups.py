# SPDX-License-Identifier: GPL-2.0-or-later
"""Segregation of several groups at once: D, Gini, Theil's H and mutual information, decomposed, and area by area.

Notation: in area i live t_i people, a share p_ig of them in group g; T and P_g are those of the whole part. Formulas:
Reardon and Firebaugh (2002), "Measures of multigroup segregation", Sociological Methodology 32, unless a function
says otherwise. Logarithms are natural: E and M are in nats.

Every function takes ``counts`` as (rows, groups), the groups being everybody, each person once, and, optionally,
``parts``; it returns (parts,) or (rows, …). NaN says that the measure has no value there: fewer than two groups have
people. ``RegsoError`` where counts are missing or negative, or where there are fewer than two groups.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy.special import xlogy

from ..arrays import Floats, Ints
from ..messages import RegsoError
from .parts import Parts, checked_counts, divided
from .two_groups import dissimilarity, gini


@dataclass(frozen=True)
class Decomposition:
    """Mutual information and H of each part, split into between and within the smaller parts nested in it.

    Arrays of (parts,): ``total`` = ``between`` + ``within``, for M in nats and for H (0–1).
    """

    information: Floats
    information_between: Floats
    information_within: Floats
    h: Floats
    h_between: Floats
    h_within: Floats


def checked_groups(counts: Any, parts: Parts | None) -> tuple[Floats, Parts]:
    """Return the counts of at least two groups, and the parts (one, if none are given)."""
    array = np.asarray(counts, dtype=np.float64)
    if array.ndim != 2 or array.shape[1] < 2:
        raise RegsoError("Segregation is between groups: at least two groups are needed, or one group and the total.")
    checked = checked_counts(list(array.T))
    return checked, parts or Parts.whole(len(checked))


def group_shares(counts: Floats, parts: Parts) -> Floats:
    """Return each group's share of the people of each part: (parts, groups), NaN where nobody lives."""
    of_part = parts.sums(counts)
    return divided(of_part, of_part.sum(axis=1, keepdims=True))


def entropy(counts: Any, parts: Parts | None = None) -> Floats:
    """Return the entropy E = -Σ P_g ln P_g in nats: how mixed the part's people are, wherever they live.

    Theil (1972), Statistical Decomposition Analysis. From 0 (one group only) to ln(groups). NaN where nobody lives.
    """
    checked, parts = checked_groups(counts, parts)
    shares = group_shares(checked, parts)
    return -np.asarray(xlogy(shares, shares).sum(axis=1), dtype=np.float64) + 0.0


def multigroup_dissimilarity(counts: Any, parts: Parts | None = None) -> Floats:
    """Return D = ΣΣ t_i |p_ig - P_g| / (2 T I), with I = Σ P_g (1 - P_g).

    Sakoda (1981), Demography 18(2): the mean of each group's dissimilarity from all others, weighted by P_g(1 - P_g).
    """
    return _mean_over_groups(counts, parts, "dissimilarity")


def multigroup_gini(counts: Any, parts: Parts | None = None) -> Floats:
    """Return G = ΣΣΣ t_i t_j |p_ig - p_jg| / (2 T² I), with I = Σ P_g (1 - P_g)."""
    return _mean_over_groups(counts, parts, "gini")


def _mean_over_groups(counts: Any, parts: Parts | None, measure: str) -> Floats:
    checked, parts = checked_groups(counts, parts)
    total = checked.sum(axis=1)
    shares = group_shares(checked, parts)
    weights = shares * (1 - shares)
    weighted = np.zeros(parts.count)
    for group in range(checked.shape[1]):
        members = checked[:, group]
        # the rest can only fall below zero by rounding
        rest = np.maximum(total - members, 0)
        one = dissimilarity(members, rest, parts) if measure == "dissimilarity" else gini(members, total, parts)
        # a group with nobody or everybody has no value, and no weight either
        weighted += np.where(weights[:, group] > 0, one * weights[:, group], 0.0)
    return divided(weighted, np.nan_to_num(weights.sum(axis=1)))


def local_information(counts: Any, parts: Parts | None = None) -> Floats:
    """Return Σ_g p_ig ln(p_ig / P_g) of each area in nats, (rows,): how unlike its part the area is.

    Weighted by t_i / T they sum to the mutual information M: the area's share of the segregation (Roberto 2015, "The
    divergence index"). NaN where nobody lives in the area.
    """
    checked, parts = checked_groups(counts, parts)
    local = divided(checked, checked.sum(axis=1, keepdims=True))
    around = group_shares(checked, parts)[parts.of_row]
    # ln(p / P) as a difference: a group with nobody in the part has nobody in the area either
    terms = np.asarray(xlogy(local, local) - xlogy(local, np.where(around > 0, around, 1.0)), dtype=np.float64)
    return np.where(np.isnan(terms).any(axis=1), np.nan, np.maximum(terms.sum(axis=1), 0.0))


def mutual_information(counts: Any, parts: Parts | None = None) -> Floats:
    """Return M = Σ (t_i / T) Σ_g p_ig ln(p_ig / P_g) in nats: what an address tells about the group.

    Theil and Finizza (1971); Mora and Ruiz-Castillo (2011), Sociological Methodology 41. Unlike H it can be split
    exactly by areas and by groups. NaN where fewer than two groups have people.
    """
    checked, parts = checked_groups(counts, parts)
    people = checked.sum(axis=1)
    local = np.nan_to_num(local_information(checked, parts))
    result = divided(parts.sums(people * local), parts.sums(people))
    return np.where(entropy(checked, parts) > 0, result, np.nan)


def theil_h(counts: Any, parts: Parts | None = None) -> Floats:
    """Return Theil's information theory index H = Σ t_i (E - E_i) / (E T) = M / E, from 0 to 1.

    NaN where fewer than two groups have people.
    """
    return divided(mutual_information(counts, parts), entropy(counts, parts))


def decompose(counts: Any, nested: Any, parts: Parts | None = None) -> Decomposition:
    """Return M and H of each part, split by the smaller parts (the kommuner of a län, say) that its areas lie in.

    ``nested``: (rows,) key of the smaller part; the same key in two parts (years) means two smaller parts. Between:
    M of the smaller parts taken as areas. Within: Σ (T_s / T) M_s, and Σ (T_s / T) (E_s / E) H_s for H, which come
    to the same divided by E. Mora and Ruiz-Castillo (2011); Reardon and Firebaugh (2002), section 5.
    """
    checked, parts = checked_groups(counts, parts)
    smaller, keys = Parts.from_keys(parts.of_row, nested)
    outer = Parts(keys["key_0"].to_numpy(dtype=np.int64), parts.count)
    sums = smaller.sums(checked)
    people = sums.sum(axis=1)
    inside = np.nan_to_num(mutual_information(checked, smaller))
    total = mutual_information(checked, parts)
    diversity = entropy(checked, parts)
    between = mutual_information(sums, outer)
    within = divided(outer.sums(people * inside), outer.sums(people))
    within = np.where(np.isnan(total), np.nan, within)
    return Decomposition(
        total, between, within, divided(total, diversity), divided(between, diversity), divided(within, diversity)
    )


def location_quotients(counts: Any, parts: Parts | None = None) -> Floats:
    """Return (x_ig / t_i) / (X_g / T), the group's share in the area over its share in the part, as (rows, groups).

    1 is as in the part, 2 twice as common. Isard (1960), Methods of Regional Analysis. NaN where nobody lives in the
    area, or where the group has nobody in the part.
    """
    checked, parts = checked_groups(counts, parts)
    local = divided(checked, checked.sum(axis=1, keepdims=True))
    return divided(local, np.nan_to_num(group_shares(checked, parts))[parts.of_row])


def areas_with_people(counts: Floats, parts: Parts) -> Ints:
    """Return how many areas of each part have people."""
    return parts.sums((counts.sum(axis=1) > 0).astype(np.float64)).astype(np.int64)
