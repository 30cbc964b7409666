# SPDX-License-Identifier: GPL-2.0-or-later
"""Whether a value clusters over the map: Moran's I for all areas together, and for each area.

The weights are contiguity, row-standardised: an area is compared with the mean of its neighbours. P-values come from
permutations with a seed, so that a run can be repeated; those of the areas are adjusted for being many.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Any

import numpy as np
from scipy.sparse import csr_matrix
from scipy.special import ndtr

from ..arrays import Bools, Floats, Ints
from ..messages import Message, RegsoError, message
from .contiguity import Contiguity

PERMUTATIONS = 999
FEWEST_AREAS = 4
"""The variance of Moran's I under randomisation divides by n - 3."""

_AT_ONCE = 2_000_000
"""How many permuted values are held in memory at a time."""
_EQUAL = 1e-12
"""Sums that differ by less than this, in standard deviations, are ties: they were only added in another order."""


class Cluster(str, Enum):
    """How an area and its neighbours differ from the mean, where that is significant."""

    HIGH_HIGH = "high-high"
    LOW_LOW = "low-low"
    HIGH_LOW = "high-low"
    """High among low neighbours."""
    LOW_HIGH = "low-high"
    NOT_SIGNIFICANT = "not significant"
    ISLAND = "island"
    """No neighbour with a value."""
    NO_DATA = "no data"


@dataclass(frozen=True)
class Moran:
    """Moran's I of all areas: 0 about none, towards 1 clustered, below 0 like a chessboard.

    ``expected`` and ``variance`` under randomisation give ``z`` and ``p_normal``; ``p_value`` is that of the
    permutations. Both are two-sided.
    """

    index: float
    expected: float
    variance: float
    z: float
    p_normal: float
    p_value: float
    permutations: int
    areas: int
    islands: int


@dataclass(frozen=True)
class LocalMoran:
    """Moran's I of each area: (areas,) arrays in the order of the values.

    ``index`` (NaN for islands), ``p_value`` two-sided by conditional permutation and ``p_adjusted`` for false
    discovery (NaN for islands), ``cluster`` a ``Cluster`` for each area.
    """

    index: Floats
    neighbour_mean: Floats
    p_value: Floats
    p_adjusted: Floats
    cluster: tuple[Cluster, ...]


def why_not(values: Any, neighbours: Contiguity) -> Message | None:
    """Return why a value's clustering cannot be computed, or None where it can: for results that go on without it."""
    array = np.asarray(values, dtype=np.float64)
    if array.shape != (neighbours.size,):
        return message("There are {values} values for {areas} areas.", values=array.size, areas=neighbours.size)
    if not np.isfinite(array).all():
        return message("{count} areas have no value. Leave them out.", count=int((~np.isfinite(array)).sum()))
    if neighbours.size < FEWEST_AREAS:
        return message(
            "Clustering needs at least {fewest} areas with a value; there are {count}.",
            fewest=FEWEST_AREAS,
            count=neighbours.size,
        )
    if np.ptp(array) <= _EQUAL * max(1.0, float(np.abs(array).max())):
        return message("All areas have the same value, so nothing can cluster.")
    if not len(neighbours.neighbours):
        return message("No two areas are neighbours, so nothing can cluster.")
    return None


def _deviations(values: Any, neighbours: Contiguity) -> Floats:
    """Return the values in standard deviations (of the population) from their mean, or fail and say why."""
    reason = why_not(values, neighbours)
    if reason is not None:
        raise RegsoError(reason.text, **reason.values)
    array = np.asarray(values, dtype=np.float64)
    centred = array - array.mean()
    return np.asarray(centred / centred.std(), dtype=np.float64)


def moran(values: Any, neighbours: Contiguity, *, permutations: int = PERMUTATIONS, seed: int = 1) -> Moran:
    """Return Moran's I = (n / S0) Σ z_i Σ_j w_ij z_j / Σ z_i² over all areas.

    Moran (1950), Biometrika 37; moments under randomisation from Cliff and Ord (1981), Spatial Processes. Islands
    count in mean and variance and have no neighbours to be like. Raises ``RegsoError`` with the reason of ``why_not``.
    """
    z = _deviations(values, neighbours)
    linked = neighbours.size - len(neighbours.islands)
    # S0, the sum of row-standardised weights, is the number of areas with neighbours; Σ z² is n
    observed = float(z @ neighbours.neighbour_means(z)) / linked
    expected = -1.0 / (neighbours.size - 1)
    variance = _variance(z, neighbours, linked)
    score = (observed - expected) / variance**0.5 if variance > 0 else float("nan")
    simulated = _permuted_indices(z, neighbours, permutations, seed) / linked
    p_value = float(_two_sided(np.array([observed]), simulated[:, None])[0])
    return Moran(
        observed,
        expected,
        variance,
        score,
        float(2 * ndtr(-abs(score))),
        p_value,
        permutations,
        neighbours.size,
        len(neighbours.islands),
    )


def _variance(z: Floats, neighbours: Contiguity, s0: float) -> float:
    n = neighbours.size
    first, second = neighbours.pairs()
    weight = 1.0 / np.maximum(neighbours.degrees, 1)
    s1 = 0.5 * float(((weight[first] + weight[second]) ** 2).sum())
    received = np.bincount(second, weights=weight[first], minlength=n)
    s2 = float((((neighbours.degrees > 0) + received) ** 2).sum())
    kurtosis = float((z**4).mean() / (z**2).mean() ** 2)
    a = n * ((n * n - 3 * n + 3) * s1 - n * s2 + 3 * s0 * s0)
    b = kurtosis * ((n * n - n) * s1 - 2 * n * s2 + 6 * s0 * s0)
    return (a - b) / ((n - 1) * (n - 2) * (n - 3) * s0 * s0) - 1.0 / (n - 1) ** 2


def _permuted_indices(z: Floats, neighbours: Contiguity, permutations: int, seed: int) -> Floats:
    """Return Σ z_i Σ_j w_ij z_j of shuffled values, (permutations,)."""
    random = np.random.default_rng(seed)
    weight = np.repeat(1.0 / np.maximum(neighbours.degrees, 1), neighbours.degrees)
    shape = (neighbours.size, neighbours.size)
    means = csr_matrix((weight, neighbours.neighbours, neighbours.start), shape=shape)
    at_once = max(1, _AT_ONCE // neighbours.size)
    results = []
    for begin in range(0, permutations, at_once):
        count = min(at_once, permutations - begin)
        shuffled = random.permuted(np.tile(z, (count, 1)), axis=1)
        results.append(np.einsum("pi,ip->p", shuffled, means @ shuffled.T))
    return np.concatenate(results) if results else np.empty(0)


def local_moran(
    values: Any, neighbours: Contiguity, *, permutations: int = PERMUTATIONS, seed: int = 1, level: float = 0.05
) -> LocalMoran:
    """Return Moran's I of each area, I_i = z_i Σ_j w_ij z_j (n - 1) / Σ z², and the clusters that are significant.

    Anselin (1995), Geographical Analysis 27(2). P-values by conditional permutation: the area keeps its value, its
    neighbours are drawn from the others. They are two-sided, twice the smaller tail, and adjusted by Benjamini and
    Hochberg; ``level`` is the share of false discoveries that is accepted among the areas called clusters. Islands
    have neither index nor p-value. Raises ``RegsoError`` with the reason of ``why_not``.
    """
    z = _deviations(values, neighbours)
    n = neighbours.size
    linked = neighbours.degrees > 0
    lag = neighbours.neighbour_means(z)
    p_value = np.where(linked, _conditional_p(z, lag, neighbours, permutations, seed), np.nan)
    p_adjusted = adjusted_for_false_discovery(p_value)
    array = np.asarray(values, dtype=np.float64)
    return LocalMoran(
        np.where(linked, z * lag * (n - 1) / n, np.nan),
        np.where(linked, neighbours.neighbour_means(array), np.nan),
        p_value,
        p_adjusted,
        _clusters(z, lag, linked, np.nan_to_num(p_adjusted, nan=1.0) <= level),
    )


def _clusters(z: Floats, lag: Floats, linked: Bools, significant: Bools) -> tuple[Cluster, ...]:
    named = {
        (True, True): Cluster.HIGH_HIGH,
        (True, False): Cluster.HIGH_LOW,
        (False, True): Cluster.LOW_HIGH,
        (False, False): Cluster.LOW_LOW,
    }
    result = []
    for own, around, has_neighbours, is_one in zip(z > 0, lag > 0, linked, significant, strict=True):
        if not has_neighbours:
            result.append(Cluster.ISLAND)
        else:
            result.append(named[bool(own), bool(around)] if is_one else Cluster.NOT_SIGNIFICANT)
    return tuple(result)


def _conditional_p(z: Floats, lag: Floats, neighbours: Contiguity, permutations: int, seed: int) -> Floats:
    """Return the two-sided p-value of each area's neighbour mean among means of as many others, drawn at random.

    Every permutation draws one set of places without replacement, and every area turns it round by a distance of its
    own: each area's neighbours are a random set, and areas do not share theirs. Areas with many neighbours come
    first, so that the k-th neighbour is drawn only for those that have one.
    """
    random = np.random.default_rng(seed)
    n = neighbours.size
    order = np.argsort(-neighbours.degrees, kind="stable")
    degrees = neighbours.degrees[order]
    linked = int((degrees > 0).sum())
    order, degrees = order[:linked], degrees[:linked]
    most = int(degrees[0])
    above, below = np.zeros(linked, dtype=np.int64), np.zeros(linked, dtype=np.int64)
    at_once = max(1, _AT_ONCE // linked)
    for begin in range(0, permutations, at_once):
        count = min(at_once, permutations - begin)
        places = _draw(random, n - 1, most, count)
        turns = random.integers(0, n - 1, (count, linked), dtype=np.int32)
        sums = np.zeros((count, linked))
        for k in range(most):
            having = int(np.searchsorted(-degrees, -k, side="left"))
            place = places[:, k : k + 1] + turns[:, :having]
            place -= (n - 1) * (place >= n - 1)
            # the places are those of the others: the area itself is stepped over
            place += place >= order[:having]
            sums[:, :having] += z[place]
        means = sums / degrees
        above += (means >= lag[order] - _EQUAL).sum(axis=0)
        below += (means <= lag[order] + _EQUAL).sum(axis=0)
    result = np.full(n, np.nan)
    result[order] = _p_from_tails(above, below, permutations)
    return result


def _draw(random: np.random.Generator, size: int, wanted: int, times: int) -> Ints:
    """Return ``wanted`` different places among ``size``, (times, wanted)."""
    return np.stack([random.choice(size, wanted, replace=False) for _ in range(times)]).astype(np.int32)  # nosec B311 - permutations, no secrets


def _two_sided(observed: Floats, simulated: Floats) -> Floats:
    above = (simulated >= observed - _EQUAL).sum(axis=0)
    below = (simulated <= observed + _EQUAL).sum(axis=0)
    return _p_from_tails(above, below, len(simulated))


def _p_from_tails(above: Ints, below: Ints, permutations: int) -> Floats:
    return np.asarray(np.minimum(1.0, 2.0 * (np.minimum(above, below) + 1) / (permutations + 1)), dtype=np.float64)


def adjusted_for_false_discovery(p_values: Any) -> Floats:
    """Return Benjamini and Hochberg's adjusted p-values (1995, J. R. Statist. Soc. B 57); NaN stays out and NaN.

    Calling discoveries where the result is at most q keeps the expected share of false ones at q or below.
    """
    p = np.asarray(p_values, dtype=np.float64)
    result = np.full(p.shape, np.nan)
    known = np.flatnonzero(~np.isnan(p))
    if known.size:
        order = known[np.argsort(p[known], kind="stable")]
        ranked = p[order] * known.size / np.arange(1, known.size + 1)
        result[order] = np.minimum(1.0, np.minimum.accumulate(ranked[::-1])[::-1])
    return result
