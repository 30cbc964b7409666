# SPDX-License-Identifier: GPL-2.0-or-later
"""Hiding small counts, so that nobody can be pointed out in a table that leaves the agency."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from .area_types import ROWS, TYPES, AreaType
from .arrays import Bools, Floats, Ints


def small_counts(counts: Floats, minimum: int) -> Bools:
    """Return which counts are too small to show: above zero and below ``minimum``. Zero points nobody out."""
    return (counts > 0) & (counts < minimum)


def protect(counts: Floats, hidden: Bools, sums: Sequence[Bools]) -> Bools:
    """Hide further counts until none of the hidden ones follows from what is shown and the known sums.

    ``counts``: the cells; ``hidden``: those hidden already; ``sums``: for every sum that the reader can know, which
    cells it runs over. The smallest cell that is still shown joins a hidden one that can be worked out; a zero does
    if there is nothing else. A sum with a single cell cannot be protected this way.
    """
    result = hidden.copy()
    equations = np.array(sums, dtype=bool).reshape(-1, len(counts))
    # Where a sum is zero, all its cells are known to be zero, and can hide nothing in other sums.
    equations[:, equations[equations @ counts == 0].any(axis=0)] = False
    number = equations[:, result].sum(axis=1)
    while True:
        _join_the_lonely(counts, result, number, equations)
        found = False
        for cell in _determined(result, equations):
            members = equations[equations[:, cell]].any(axis=0)
            if not (members & ~result).any():
                members = _reach(equations, result, members)
            found = _hide_one_more(counts, result, number, equations, members) or found
        for members in equations:
            # Small counts are at least one: as many as their sum are one each.
            if (counts[members & result] == 1).all() and (members & result).any():
                found = _hide_one_more(counts, result, number, equations, members) or found
        if not found:
            return result


def _join_the_lonely(counts: Floats, hidden: Bools, number: Ints, equations: Bools) -> None:
    """Hide another cell in every sum with a single hidden one."""
    waiting = True
    while waiting:
        lonely = np.flatnonzero(number == 1)
        waiting = any(_hide_one_more(counts, hidden, number, equations, equations[i]) for i in lonely)


def _hide_one_more(counts: Floats, hidden: Bools, number: Ints, equations: Bools, members: Bools) -> bool:
    """Hide one more of the given cells, and count it in every sum's ``number``; False where all are hidden.

    Taken is the one that leaves the fewest sums with a single hidden cell, and of these the smallest.
    """
    shown = np.flatnonzero(members & ~hidden)
    if len(shown) == 0:
        return False
    lonely = equations[np.ix_(number == 0, shown)].sum(axis=0) - equations[np.ix_(number == 1, shown)].sum(axis=0)
    size = counts[shown]
    # A count above zero hides better than a zero, so zeros come last.
    taken = shown[np.lexsort((size, lonely, size == 0))[0]]
    hidden[taken] = True
    number += equations[:, taken]
    return True


def _reach(equations: Bools, hidden: Bools, members: Bools) -> Bools:
    """Return the cells of all sums that hang together with some cells by hidden ones."""
    while True:
        wider = equations[equations[:, members & hidden].any(axis=1)].any(axis=0)
        if (wider == members).all():
            return members
        members = wider


def _determined(hidden: Bools, sums: Bools) -> Ints:
    """Return the hidden cells whose values are the only solution of the known sums, as linear equations.

    A cell is determined where its unit vector lies in the span of the equations: where its leverage is one.
    """
    cells = np.flatnonzero(hidden)
    equations = np.unique(sums[:, cells], axis=0).astype(float)
    inverse = np.linalg.pinv(equations @ equations.T, hermitian=True)
    leverage = ((inverse @ equations) * equations).sum(axis=0)
    return np.asarray(cells[leverage > 1 - 1e-7])


def hide_types(counts: Floats, minimum: int, exists: Bools | None = None) -> tuple[Bools, Bools]:
    """Return which cells of tables by area type to hide, and in which tables to hide all shares.

    ``counts``: one row per group, columns in the order of ``area_types.ROWS``. The reader can know the sum of all
    that lies inside the areas (from the totals), of the five types in a group (from the shares), and of a type over
    the groups (from the areas' own table). What is outside the areas points out no area and stays. ``exists``: which
    of the rows have areas; everybody knows that nothing lies in the others, so they hide nothing.

    A small "no data" is the difference between what is inside and what has a type. No further cell protects it, so
    the shares are hidden instead and with them the sum over the types.
    """
    rows = np.array(ROWS)
    inside = (rows != AreaType.OUTSIDE) & (True if exists is None else exists)
    typed = inside & np.isin(rows, TYPES)
    hidden = small_counts(counts, minimum) & inside
    without_shares = hidden[:, rows == AreaType.NO_DATA].any(axis=1)
    cells = np.zeros((len(counts), *counts.shape), dtype=bool)
    cells[np.arange(len(counts)), np.arange(len(counts))] = True
    known = list((cells & typed)[~without_shares])
    known.append(np.broadcast_to(inside, counts.shape))
    if len(counts) > 1:
        whole, _ = hide_types(counts.sum(axis=0, keepdims=True), minimum, exists)
        for column in np.flatnonzero(inside & ~whole[0]):
            known.append(np.broadcast_to(np.arange(len(rows)) == column, counts.shape))
    hidden = protect(counts.ravel(), hidden.ravel(), [members.ravel() for members in known])
    return hidden.reshape(counts.shape), without_shares
