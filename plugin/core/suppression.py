# SPDX-License-Identifier: GPL-2.0-or-later
"""Hiding small counts, and what would give them away, so that nobody can be pointed out in a published table.

The protection that holds for every hidden count, whatever a reader works out of everything that a run publishes: a
small count could be anything from one up to the limit at least, so that not even its being small is certain; the
interval of every other hidden count is at least as wide as from one to the limit. Where a small count has an amount
(kilometres, the sum of a field), the amount's interval is at least as wide as the amount itself.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from .area_types import ROWS, TYPES, AreaType
from .arrays import Bools, Floats, Ints
from .protection import Need, Network

_INSIDE = tuple(row for row in ROWS if row != AreaType.OUTSIDE)
_ZERO, _SHARES, _TYPE = 3.0, 4.0, 12.0
"""What it costs to hide a zero, the shares of a group, and a type in all (with all its areas); a count costs one."""


def small_counts(counts: Floats, minimum: int) -> Bools:
    """Return which counts are too small to show: above zero and below ``minimum``. Zero points nobody out."""
    return (counts > 0) & (counts < minimum)


@dataclass(frozen=True)
class Hidden:
    """What not to show of a summary.

    ``cells``: one row per group, columns in the order of ``area_types.ROWS``; ``shares``: groups without any shares,
    as those would tell the sum over the types; ``types``: columns whose sum over the groups, and all whose areas, are
    hidden; ``total``: whether what lies inside the areas, in all, is hidden too.
    """

    cells: Bools
    shares: Bools
    types: Bools
    total: bool


def hide_cells(
    counts: Floats,
    minimum: int,
    *,
    true: Floats | None = None,
    exists: Bools | None = None,
    inside: float | None = None,
    amounts: Sequence[Floats] = (),
) -> Hidden:
    """Return which cells of the tables by area type to hide, so that the module's protection holds.

    ``counts``: one row per group, columns in the order of ``area_types.ROWS``; ``true``: what they were rounded from,
    which decides what is small (of a rounded count a reader presumes nothing); ``amounts``: other figures of the same
    cells, the first of them that of which the shares are; ``exists``: which rows have areas (everybody knows that
    nothing lies in the others); ``inside``: how many there are in all, where that is not the sum. What is outside the
    areas points out no area and stays. The reader is given: every cell shown; what lies inside in all; the sum over
    the types in every group with a share above zero; the sum of every type over the groups, and over its areas, which
    the areas' own table gives.
    """
    exact = counts if true is None else true
    total = inside if inside is not None else float(exact[:, : len(_INSIDE)].sum())
    small = bool(0 < total < minimum)
    columns = np.arange(len(_INSIDE)) if exists is None else np.flatnonzero(exists[: len(_INSIDE)])
    layers = np.nan_to_num(np.array([counts, *amounts])[:, :, columns])
    exact = exact[:, columns]
    summed = layers.sum(axis=1, keepdims=True), exact.sum(axis=0, keepdims=True)
    whole = _Choice(*summed, columns, minimum, None, rounded=true is not None, hides_total=small).made()
    if len(counts) == 1:
        return whole
    return _Choice(layers, exact, columns, minimum, whole, rounded=true is not None, hides_total=small).made()


class _Choice:
    """The choice of cells in one table of groups and types, begun with the small counts."""

    def __init__(
        self,
        layers: Floats,
        exact: Floats,
        columns: Ints,
        minimum: int,
        whole: Hidden | None,
        *,
        rounded: bool,
        hides_total: bool,
    ) -> None:
        self._minimum = minimum
        self._whole = whole
        self._columns = columns
        self._layers = layers
        self._rounded = rounded
        self._groups = len(exact)
        self._small = small_counts(np.append(exact.ravel(), exact.sum(axis=0)), minimum)
        self._build(whole, hides_total)

    def _build(self, whole: Hidden | None, hides_total: bool) -> None:
        groups, columns = self._groups, len(self._columns)
        values = self._layers.reshape(len(self._layers), -1)
        self._cells = cells = values.shape[1]
        # The edges: the cells, the sums over the types by group and in all, what lies inside, and every type in all.
        tail, head = self._ends(with_types=whole is not None)
        edges = len(tail)
        self._shares = cells + np.arange(groups)
        self._typed_total, self._total = cells + groups, cells + groups + 1
        self._types = np.arange(cells + groups + 2, edges)
        self._sum_counts = self._layers[0].sum(axis=0)
        self._without_shares = np.zeros(groups, dtype=bool)
        cost = np.full(edges, np.inf)
        cost[:cells] = np.where(values[0] > 0, 1.0 + values[0] / (values[0].sum() + 1.0), _ZERO)
        cost[self._shares] = _SHARES
        hidden = np.zeros(edges, dtype=bool)
        hidden[:cells] = self._small[:cells]
        hidden[self._total] = hides_total
        # Of a single group the sum over the types is that of its shares.
        hidden[self._typed_total] = whole is None
        if whole is not None:
            cost[self._types] = _TYPE + self._sum_counts / (self._sum_counts.sum() + 1.0)
            hidden[self._types] = whole.types[self._columns]
            tells = self._tells_types(whole.cells[:, self._columns], self._layers.sum(axis=1, keepdims=True))
            hidden[self._typed_total] = bool(whole.shares[0] or not tells[0])
        self._network = Network(
            tail=tail,
            head=head,
            values=np.concatenate([values, np.zeros((len(values), edges - cells))], axis=1),
            cost=cost,
            is_sum=np.arange(edges) >= cells,
            hidden=hidden,
            bare=np.zeros(edges, dtype=bool),
            nodes=groups + columns + 3,
        )
        self._refresh()

    def _ends(self, *, with_types: bool) -> tuple[Ints, Ints]:
        """Return between which nodes the edges run: the cells, then the sums.

        The nodes: groups, types, and where the types in all, all cells, and the sums over the types come together. Of a
        single group, what lies in a type is the cell itself.
        """
        groups, columns = self._groups, len(self._columns)
        grand, everything, typed = groups + columns, groups + columns + 1, groups + columns + 2
        row, column = (place.ravel() for place in np.indices((groups, columns)))
        is_typed = np.isin(np.array(ROWS)[self._columns[column]], TYPES)
        types = np.arange(groups, groups + columns) if with_types else np.empty(0, dtype=np.int64)
        tail = np.concatenate([np.where(is_typed, row, everything), np.full(groups, typed), [everything, grand], types])
        cells = types[column] if with_types else np.full(len(column), grand)
        head = np.concatenate([cells, np.arange(groups), [typed, everything], np.full(len(types), grand)])
        return tail.astype(np.int64), head.astype(np.int64)

    def _tells_types(self, hidden: Bools, layers: Floats) -> Bools:
        """Return in which groups some share above zero is shown, which tells the sum over the types."""
        of_shares = layers[min(1, len(layers) - 1)]
        typed = np.isin(np.array(ROWS)[self._columns], TYPES)
        return np.asarray((~hidden & typed & (of_shares > 0)).any(axis=1))

    def made(self) -> Hidden:
        """Hide more until the protection holds, and return what is hidden."""
        network = self._network
        waiting = deque(int(edge) for edge in self._by_size(self._to_protect()))
        safe = np.zeros(len(network.hidden), dtype=bool)
        while waiting:
            edge = waiting.popleft()
            if safe[edge]:
                continue
            before = network.hidden.copy()
            self._protect(edge, safe)
            safe[edge] = True
            new = np.flatnonzero(network.hidden & ~before)
            waiting.extend(int(other) for other in self._by_size(self._to_protect(new)))
        hidden = np.zeros((self._groups, len(ROWS)), dtype=bool)
        hidden[:, self._columns] = network.hidden[: self._cells].reshape(self._groups, -1)
        types = np.zeros(len(ROWS), dtype=bool)
        types[self._columns] = hidden[0, self._columns] if self._whole is None else network.hidden[self._types]
        return Hidden(hidden, self._without_shares, types, bool(network.hidden[self._total]))

    def _to_protect(self, edges: Ints | None = None) -> Ints:
        """Return the hidden cells and types that need protection, of all or of some."""
        chosen = np.flatnonzero(self._network.hidden) if edges is None else edges
        return chosen[(chosen < self._cells) | np.isin(chosen, self._types)]

    def _by_size(self, edges: Ints) -> Ints:
        """Return edges with the smallest counts first."""
        return edges[np.argsort([self._count(int(edge)) for edge in edges], kind="stable")]

    def _count(self, edge: int) -> float:
        if edge < self._cells:
            return float(self._network.values[0, edge])
        return float(self._sum_counts[edge - self._types[0]])

    def _is_small(self, edge: int) -> bool:
        return bool(self._small[edge if edge < self._cells else self._cells + edge - self._types[0]])

    # Protecting one figure --------------------------------------------------------------------------------------------

    def _needs(self, edge: int) -> list[Need]:
        """Return in which ways a figure may move so that it is protected; any of them will do."""
        count = self._count(edge)
        wide = float(self._minimum - 1)
        if not self._is_small(edge):
            return [Need(np.array([wide]), np.array([0.0])), Need(np.array([0.0]), np.array([wide]))]
        up, down = max(self._minimum - count, 0.0), max(count - 1.0, 0.0)
        amounts = np.abs(self._network.values[1:, edge]) * (edge < self._cells)
        ways = ((0.5, 0.5), (0.0, 1.0), (1.0, 0.0)) if amounts.any() else ((0.0, 0.0),)
        return [Need(np.append(up, high * amounts), np.append(down, low * amounts)) for high, low in ways]

    def _protect(self, edge: int, safe: Bools) -> None:
        """Hide what protects one figure: a single circle, else whole columns or types, else everything."""
        if self._close_circle(edge, safe, with_types=False) or self._is_protected(edge):
            return
        before = self._network.hidden.copy()
        if self._groups > 1:
            column = edge % len(self._columns) if edge < self._cells else edge - int(self._types[0])
            self._hide(np.arange(column, self._cells, len(self._columns)))
            if self._is_protected(edge):
                return
            self._network.hidden[:] = before
            self._refresh()
        if self._close_circle(edge, safe, with_types=True):
            return
        self._hide(np.append(np.arange(self._cells), self._types))
        if not self._is_protected(edge):
            self._hide(np.array([*self._shares, self._typed_total]))
        if not self._is_protected(edge):
            self._hide(np.array([self._total]))

    def _close_circle(self, edge: int, safe: Bools, *, with_types: bool) -> bool:
        cost = self._network.cost.copy()
        if not with_types:
            cost[self._types] = np.inf
        ways = [(found, need) for need in self._needs(edge) if (found := self._network.cheapest(edge, need, cost))]
        # A way down is only one as far as the figure itself can go down.
        ways = [(found, need) for found, need in ways if self._can_fall(edge, need)]
        if not ways:
            return False
        (_, circle), need = min(ways, key=lambda way: way[0][0])
        self._hide(circle)
        if need.up[0] + need.down[0] >= self._minimum - 1:
            safe[[other for other in self._to_protect(circle) if not self._is_small(int(other))]] = True
        return True

    def _can_fall(self, edge: int, need: Need) -> bool:
        layers = len(need.down)
        return bool((self._network.room(edge)[:layers] >= need.down).all())

    def _is_protected(self, edge: int) -> bool:
        """Whether the hidden figures let this one move as far as it must, by the bounds of linear programming."""
        need = self._needs(edge)[0]
        layers = len(need.up)
        up, down = self._network.moves(edge, need, layers)
        wide = up + down >= need.up + need.down - 1e-9
        if not self._is_small(edge):
            return bool(wide[0])
        return bool(up[0] >= need.up[0] and down[0] >= need.down[0] and wide.all())

    def _hide(self, edges: Ints) -> None:
        known = self._shares[~self._network.hidden[self._shares]]
        self._without_shares |= np.isin(self._shares, np.intersect1d(edges, known))
        self._network.hidden[edges] = True
        self._refresh()

    def _refresh(self) -> None:
        """Work out what hidden cells change in what the reader knows: sums without a share, and possible zeros.

        Where a whole row or column is hidden, its zeros are too, so that none of its counts is known to be above zero.
        Rounded counts never are.
        """
        network = self._network
        cells = network.hidden[: self._cells].reshape(self._groups, -1)
        bare = cells.all(axis=1, keepdims=True) | (cells.all(axis=0, keepdims=True) & (self._groups > 1))
        network.bare[: self._cells] = self._rounded | (bare & cells).ravel()
        network.hidden[self._shares] |= ~self._tells_types(cells, self._layers)
        network.refresh()


def hide_areas(counts: Floats, types: Ints, hidden_types: Bools, minimum: int, *, true: Floats | None = None) -> Bools:
    """Return which areas to hide, so that the module's protection holds for them too.

    ``types``: the areas' types; ``hidden_types``: the types that ``hide_cells`` hides, in the order of
    ``area_types.ROWS``: their areas are hidden with them; ``true``: what the counts were rounded from. In the other
    types the reader knows the sum over the areas: the smallest of the rest join the small ones until the hidden sum
    leaves every one of them room. Amounts of two hidden areas or more need nothing else: each could be anything from
    zero to their sum.
    """
    hidden = small_counts(counts if true is None else true, minimum)
    least = 1 if true is None else 0
    for row, hides_all in zip(ROWS, hidden_types, strict=True):
        own = np.flatnonzero(types == row)
        if hides_all:
            hidden[own] = True
        elif hidden[own].any():
            _hide_rest(counts, hidden, own, minimum, least)
    return hidden


def _hide_rest(counts: Floats, hidden: Bools, own: Ints, minimum: int, least: int) -> None:
    """Hide more areas of one type until each hidden one could be any count up to the limit, and none is known."""
    rest = own[~hidden[own] & (counts[own] > 0)]
    waiting = deque(rest[np.argsort(counts[rest], kind="stable")])
    while not _has_room(counts[own[hidden[own]]], minimum, least):
        if not waiting:
            # With all areas hidden nobody knows which of them hold nothing.
            hidden[own] = True
            return
        hidden[waiting.popleft()] = True


def _has_room(counts: Floats, minimum: int, least: int) -> bool:
    """Whether each of some counts of at least ``least``, whose sum is known, could be that and reach the limit."""
    return len(counts) > 1 and counts.sum() - least * (len(counts) - 1) >= minimum
