# SPDX-License-Identifier: GPL-2.0-or-later
"""What a reader can work out of a table with hidden cells, and which further cells to hide so that it is not too much.

A table whose sums are known is a network: every figure is an edge, and at every node what comes in goes out (a row of
cells and their sum, a column of cells and theirs). Hidden figures can change together around a circle, the shown ones
cannot. How far a hidden figure can move is a greatest flow, which equals the bounds of linear programming; which
further figures to hide is a shortest path that closes a circle wide enough. Sources: Cox (1980), JASA 75, 377-385;
Kelly, Golden & Assad (1992), Networks 22, 397-417; Castro (2007), Computational Statistics & Data Analysis 51;
Hundepool et al., Handbook on Statistical Disclosure Control, chapter 4.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field

import numpy as np
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import dijkstra, maximum_flow

from .arrays import Bools, Floats, Ints

_OPEN = 1e-6
"""What it costs to go over a figure that is hidden already: next to nothing, so that short ways come first."""

_STEPS = 1000
"""Into how many steps an amount is cut where flows are counted in whole numbers."""


@dataclass(frozen=True)
class Need:
    """How far a hidden figure must be able to move, in every layer: up, and down."""

    up: Floats
    down: Floats


@dataclass
class Network:
    """Figures as edges between nodes.

    ``values``: one row per layer (the counts first, then amounts and sums over the same cells), one column per edge;
    ``cost``: what it costs to hide an edge, infinite where it must stay; ``is_sum``: edges that have no bounds of their
    own, because cells beside them have. ``hidden`` and ``bare`` (edges that may be zero as far as the reader knows)
    change as cells are hidden.
    """

    tail: Ints
    head: Ints
    values: Floats
    cost: Floats
    is_sum: Bools
    hidden: Bools
    bare: Bools
    nodes: int
    _room: Floats = field(init=False)

    def __post_init__(self) -> None:
        self.refresh()

    def refresh(self) -> None:
        """Work out again how far every figure can go down, after ``bare`` has changed.

        Of a hidden count the reader assumes that it is at least one, as zeros are shown, unless it is ``bare``. A
        layer with negative values has no bounds.
        """
        room = np.maximum(self.values, 0.0)
        room[0] = np.where(self.bare, room[0], np.maximum(room[0] - 1.0, 0.0))
        room[(self.values < 0).any(axis=1)] = math.inf
        room[:, self.is_sum] = math.inf
        self._room = room

    def room(self, edge: int) -> Floats:
        """Return how far a figure can go down in every layer, as far as it alone tells."""
        return np.asarray(self._room[:, edge])

    def moves(self, edge: int, need: Need, layers: int) -> tuple[Floats, Floats]:
        """Return how far a hidden figure can move up and down, in each of the first layers, up to twice its need."""
        up, down = np.zeros(layers), np.zeros(layers)
        for layer in range(layers):
            most = 2 * (need.up[layer] + need.down[layer])
            up[layer] = self._flow(edge, int(self.head[edge]), int(self.tail[edge]), layer, most)
            down[layer] = self._flow(edge, int(self.tail[edge]), int(self.head[edge]), layer, most)
        return up, np.minimum(down, self._room[:layers, edge])

    def _flow(self, edge: int, source: int, sink: int, layer: int, most: float) -> float:
        """Return how much can go between two nodes over the hidden figures without ``edge``; ``most``: what matters."""
        if most <= 0:
            return 0.0
        scale = 1.0 if layer == 0 else _STEPS / most
        limit = math.ceil(most * scale)
        chosen = self.hidden.copy()
        chosen[edge] = False
        tail, head = self.tail[chosen], self.head[chosen]
        back = np.floor(np.minimum(self._room[layer, chosen] * scale, limit) + 1e-9)
        room = np.concatenate([np.full(len(tail), limit), back]).astype(np.int32)
        ends = (np.concatenate([tail, head]), np.concatenate([head, tail]))
        graph = csr_matrix((room, ends), shape=(self.nodes, self.nodes), dtype=np.int32)
        return float(maximum_flow(graph, source, sink).flow_value) / scale

    def cheapest(self, edge: int, need: Need, cost: Floats) -> tuple[float, Ints] | None:
        """Return what it costs to close a circle of hidden figures in which this one can move, and its other edges.

        None where no single circle will do. Up and down count alike in every layer of ``need``.
        """
        layers = len(need.up)
        room = self._room[:layers]
        price = np.where(self.hidden, _OPEN, cost)
        price[edge] = math.inf
        # While the figure goes up by ``up``, those that run against it go down as far, and the other way round.
        forth = np.where((room >= need.down[:, None]).all(axis=0), price, math.inf)
        back = np.where((room >= need.up[:, None]).all(axis=0), price, math.inf)
        graph, pairs, owner = self._cheapest_arcs(np.concatenate([forth, back]))
        start, end = int(self.head[edge]), int(self.tail[edge])
        length, before = dijkstra(graph, indices=start, return_predecessors=True)
        if not math.isfinite(length[end]):
            return None
        way = [end]
        while way[-1] != start:
            way.append(int(before[way[-1]]))
        steps = np.array(way[1:]) * self.nodes + np.array(way[:-1])
        return float(length[end]), owner[np.searchsorted(pairs, steps)]

    def _cheapest_arcs(self, price: Floats) -> tuple[csr_matrix, Ints, Ints]:
        """Return the cheapest of the arcs between every two nodes (along all edges, then against them).

        With it, for every such pair of nodes (as one number, in order), the edge of the arc.
        """
        start, end = np.concatenate([self.tail, self.head]), np.concatenate([self.head, self.tail])
        known = np.flatnonzero(np.isfinite(price))
        order = known[np.lexsort((price[known], end[known], start[known]))]
        pairs, places = np.unique(start[order] * self.nodes + end[order], return_index=True)
        first = order[places]
        graph = csr_matrix((price[first], (start[first], end[first])), shape=(self.nodes, self.nodes))
        return graph, pairs, first % len(self.tail)
