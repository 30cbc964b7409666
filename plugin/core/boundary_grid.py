# SPDX-License-Identifier: GPL-2.0-or-later
"""A grid over the boundaries of areas: which places lie whole in an area, and which edges are near the others.

Square cells in square blocks. A cell that no edge comes near is whole: everything in it lies in one area, or outside.
The others are mixed and know their edges. Most of a country is far from any border, so most questions end in two
look-ups, and the rest compare with the two or three edges of a cell instead of with a polygon of thousands.

In a mixed cell the nearest edge on a horizontal or vertical way from a point says where the point lies, by the area
on that side of it. Where rounding could matter, or where areas overlap, the grid does not answer.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .arrays import Bools, Floats, Ints
from .edges import NOBODY, Edges
from .nearest_edge import NOT_SAID, NOTHING_MET, nearest_side, on_edges
from .ranges import ranges

Codes = NDArray[np.int32]
"""What the grid knows of cells: an area's index, ``NOBODY``, or ``FIRST_MIXED`` minus the number of a mixed cell."""

FIRST_MIXED = -3

_STEPS = 16
"""How many cells a way is followed that meets no edge."""

MARGIN = 5e-3
"""Edges belong to every cell within this distance, in metres: more than the tolerance along borders."""

_SIDE = 8
"""Cells along the side of a block."""

_EDGES_AT_ONCE = 50_000

_ROUNDS = 6
"""How many blocks far it is carried on what a whole block says: what is left is asked of GEOS."""

_MOST_BLOCKS = 16_000_000
_MOST_PROBES = 2_000_000


class BoundaryGrid:
    """Cells over edges. Read-only after construction: threads may share it.

    ``edges``: of the areas, at least one; ``unclear``: edges whose sides do not tell where a point lies, because areas
    overlap there; ``locate``: the exact answer for points, asked once for every connected set of whole blocks, and of
    whole cells far from any.
    """

    def __init__(self, edges: Edges, unclear: Bools, locate: Callable[[Floats, Floats], Ints]) -> None:
        self.edges = edges
        self._lay_out()
        edge, column, row = self._cells_of_edges()
        self._number_cells(edge, column, row)
        cell_of_entry = np.repeat(np.arange(len(self._start) - 1), np.diff(self._start))
        self._unclear = np.zeros(len(self._start) - 1, dtype=bool)
        self._unclear[cell_of_entry[unclear[self._edge]]] = True
        self._fill(locate)

    STATE = ("layout", "block", "coarse", "fine", "cell_sizes", "cell_edges", "unclear")

    def state(self) -> dict[str, Any]:
        """Return what ``restored`` needs besides the edges, as arrays by the names of ``STATE``."""
        return {
            "layout": np.array([self._x, self._y, self._cell, self._columns, self._rows], dtype=float),
            "block": self._block.astype(np.int32),
            "coarse": self._coarse,
            "fine": self._fine,
            "cell_sizes": np.diff(self._start).astype(np.int32),
            "cell_edges": self._edge,
            "unclear": self._unclear,
        }

    @classmethod
    def restored(cls, edges: Edges, state: Mapping[str, Any]) -> BoundaryGrid:
        """Return the grid that gave its state."""
        grid = cls.__new__(cls)
        grid.edges = edges
        grid._x, grid._y, grid._cell = map(float, state["layout"][:3])
        grid._columns, grid._rows = map(int, state["layout"][3:])
        grid._block = np.asarray(state["block"], dtype=np.int64)
        grid._coarse, grid._fine = state["coarse"], state["fine"]
        grid._start = np.concatenate([[0], np.cumsum(state["cell_sizes"], dtype=np.int64)])
        grid._edge, grid._unclear = state["cell_edges"], state["unclear"]
        return grid

    # Construction ---------------------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        """Choose cells so small that few hold many edges, and so large that there are not too many."""
        e = self.edges
        x, y = min(e.x0.min(), e.x1.min()), min(e.y0.min(), e.y1.min())
        width, height = max(e.x0.max(), e.x1.max()) - x, max(e.y0.max(), e.y1.max()) - y
        probes = np.clip(4 * len(e), 4096, _MOST_PROBES)
        length = float(np.hypot(e.x1 - e.x0, e.y1 - e.y0).sum())
        self._cell = max(2 * length / probes, np.sqrt(width * height / _MOST_BLOCKS) / _SIDE, 1.0)
        block = self._cell * _SIDE
        # A rim of blocks without edges: what lies beyond the grid is looked up there.
        self._x, self._y = x - block, y - block
        self._columns, self._rows = int(width // block) + 3, int(height // block) + 3

    def _cells_of_edges(self) -> tuple[Codes, Codes, Codes]:
        """Return (edge, column, row) for all cells that an edge comes near; some more than once."""
        # Some edges at a time: what is computed on the way is ten times as much, and stays in the processor's cache.
        some = np.array_split(np.arange(len(self.edges)), -(-len(self.edges) // _EDGES_AT_ONCE))
        found = [self._cells_of(edges) for edges in some]
        edge, column, row = (np.concatenate(parts) for parts in zip(*found, strict=True))
        return edge, column, row

    def _cells_of(self, edges: Ints) -> tuple[Codes, Codes, Codes]:
        e = self.edges
        x0, y0 = e.x0[edges], e.y0[edges]
        dx, dy = e.x1[edges] - x0, e.y1[edges] - y0
        # Stretches of half a cell are in at most two cells across and two up, margins included.
        edge, from_, to = _divided(np.hypot(dx, dy) / (self._cell / 2))
        x = x0[edge] + from_ * dx[edge], x0[edge] + to * dx[edge]
        y = y0[edge] + from_ * dy[edge], y0[edge] + to * dy[edge]
        low = self._cells(np.minimum(*x) - MARGIN, np.minimum(*y) - MARGIN)
        high = self._cells(np.maximum(*x) + MARGIN, np.maximum(*y) + MARGIN)
        which, column, row = _cells_between(low, high)
        return edges[edge[which]].astype(np.int32), column, row

    def _number_cells(self, edge: Codes, column: Codes, row: Codes) -> None:
        """Give blocks and mixed cells their numbers and their places in the tables."""
        block = (row >> 3).astype(np.int64) * self._columns + (column >> 3)
        table = np.zeros(self._rows * self._columns, dtype=bool)
        table[block] = True
        self._block = np.flatnonzero(table)
        self._coarse = np.full(len(table), NOBODY, dtype=np.int32)
        self._coarse[self._block] = FIRST_MIXED - np.arange(len(self._block), dtype=np.int32)
        place = (FIRST_MIXED - self._coarse[block]).astype(np.int64) * _SIDE**2 + (row & 7) * _SIDE + (column & 7)
        again = np.concatenate([[False], (place[1:] == place[:-1]) & (edge[1:] == edge[:-1])])
        place, edge = place[~again], edge[~again]
        order = np.argsort(place, kind="stable")
        place = place[order]
        self._edge = edge[order]
        begins = np.flatnonzero(np.concatenate([[True], place[1:] != place[:-1]]))
        self._start = np.append(begins, len(place))
        self._fine = np.full(len(self._block) * _SIDE**2, NOBODY, dtype=np.int32)
        self._fine[place[begins]] = FIRST_MIXED - np.arange(len(begins), dtype=np.int32)

    def _fill(self, locate: Callable[[Floats, Floats], Ints]) -> None:
        """Say of whole blocks and cells where they lie: one exact answer for each connected set of them."""
        # here, since it takes a tenth of a second and a saved grid does not need it
        from scipy import ndimage

        cross = ndimage.generate_binary_structure(2, 1)
        coarse = self._coarse.reshape(self._rows, self._columns)
        sets, count = ndimage.label(coarse > FIRST_MIXED, structure=cross)
        place = _one_of_each(sets, count)
        row, column = np.divmod(place, self._columns)
        self._coarse[:] = np.where(
            sets.ravel() > 0, self._located(locate, column + 0.5, row + 0.5, _SIDE)[sets.ravel()], self._coarse
        )
        fine = self._fine.reshape(-1, _SIDE, _SIDE)
        within = np.zeros((3, 3, 3), dtype=bool)
        within[1] = cross
        sets, count = ndimage.label(fine > FIRST_MIXED, structure=within)
        area = self._spread(sets, count)
        unsaid = np.flatnonzero(area[1:] == NOT_SAID) + 1
        block, cell = np.divmod(_one_of_each(sets, count)[unsaid - 1], _SIDE**2)
        row, column = np.divmod(self._block[block], self._columns)
        column, row = column * _SIDE + cell % _SIDE, row * _SIDE + cell // _SIDE
        area[unsaid] = self._located(locate, column + 0.5, row + 0.5, 1)[1:]
        self._fine[:] = np.where(sets.ravel() > 0, area[sets.ravel()], self._fine)

    def _spread(self, sets: NDArray[np.int32], count: int) -> Codes:
        """Return the area of each set of whole cells in blocks (0: of none), ``NOT_SAID`` where it is not found.

        Whole cells that share a side lie in one area: whole blocks say it of the sets beside them, and those of others.
        """
        area = np.full(count + 1, NOT_SAID, dtype=np.int32)
        number = np.full(len(self._coarse), -1, dtype=np.int64)
        number[self._block] = np.arange(len(self._block))
        ones, others = [], []
        for step, own, facing in (
            (1, np.s_[:, :, -1], np.s_[:, :, 0]),
            (self._columns, np.s_[:, -1, :], np.s_[:, 0, :]),
        ):
            for way, here, there in ((step, own, facing), (-step, facing, own)):
                beside = self._block + way
                code, at_side = self._coarse[beside], sets[here]
                whole = (code > FIRST_MIXED)[:, None] & (at_side > 0)
                area[at_side[whole]] = np.repeat(code[:, None], _SIDE, axis=1)[whole]
                if way > 0:
                    mixed = np.flatnonzero(number[beside] >= 0)
                    ones.append(at_side[mixed].ravel())
                    others.append(sets[there][number[beside[mixed]]].ravel())
        one, other = np.concatenate(ones), np.concatenate(others)
        both = np.flatnonzero((one > 0) & (other > 0))
        one, other = one[both], other[both]
        for _ in range(_ROUNDS):
            open_ = (area[one] == NOT_SAID) | (area[other] == NOT_SAID)
            one, other = one[open_], other[open_]
            for from_, to in ((one, other), (other, one)):
                known = (area[from_] != NOT_SAID) & (area[to] == NOT_SAID)
                area[to[known]] = area[from_[known]]
        return area

    def _located(self, locate: Callable[[Floats, Floats], Ints], column: Floats, row: Floats, size: int) -> Codes:
        """Return where positions in cells (or blocks of that many) lie, after a first entry for no set."""
        side = self._cell * size
        area = locate(self._x + column * side, self._y + row * side)
        return np.concatenate([[NOBODY], area]).astype(np.int32)

    # Questions ------------------------------------------------------------------------------------------------------

    def _cells(self, x: Floats, y: Floats) -> tuple[Codes, Codes]:
        """Return column and row of the cells of positions; what is beyond the grid is in its rim."""
        column = (x - self._x) / self._cell
        row = (y - self._y) / self._cell
        np.clip(column, 0, self._columns * _SIDE - 1, out=column)
        np.clip(row, 0, self._rows * _SIDE - 1, out=row)
        return column.astype(np.int32), row.astype(np.int32)

    def _look_up(self, column: Codes, row: Codes) -> Codes:
        code = self._coarse[(row >> 3).astype(np.int64) * self._columns + (column >> 3)]
        inner = np.flatnonzero(code <= FIRST_MIXED)
        place = (FIRST_MIXED - code[inner]).astype(np.int64) * _SIDE**2
        place += (row[inner] & 7) * _SIDE + (column[inner] & 7)
        code[inner] = self._fine[place]
        return code

    @property
    def has_unclear(self) -> bool:
        """Whether there are mixed cells in which the grid cannot say where a point lies."""
        return bool(self._unclear.any())

    def codes(self, x: Floats, y: Floats) -> Codes:
        """Return what the grid knows of the cells in which positions lie."""
        return self._look_up(*self._cells(x, y))

    def locate(self, x: Floats, y: Floats) -> Ints:
        """Return the area in which points lie, ``NOBODY`` outside, and ``NOT_SAID`` where an exact test must answer."""
        column, row = self._cells(x, y)
        area = self._look_up(column, row).astype(np.int64)
        mixed = np.flatnonzero(area <= FIRST_MIXED)
        if len(mixed) == 0:
            return area
        area[mixed] = self._locate_in_mixed(x[mixed], y[mixed], area[mixed], column[mixed], row[mixed])
        for _ in range(_STEPS):
            # Nothing lies between the point and the next column of cells: what is true there is true here.
            walking = np.flatnonzero(area == NOTHING_MET)
            if len(walking) == 0:
                break
            column[walking] += 1
            code = self._look_up(column[walking], row[walking])
            mixed = np.flatnonzero(code <= FIRST_MIXED)
            area[walking] = code
            walking = walking[mixed]
            border = self._x + column[walking] * self._cell
            area[walking] = self._locate_in_mixed(border, y[walking], code[mixed], column[walking], row[walking])
        area[area == NOTHING_MET] = NOT_SAID
        return area

    def _locate_in_mixed(self, x: Floats, y: Floats, codes: Ints | Codes, column: Codes, row: Codes) -> Ints:
        """Return the area in which points lie, as the edges of the mixed cells say in which they are.

        ``NOTHING_MET`` where no edge is met on the way across the cell, nor on the way up.
        """
        point, edge = self.edges_of_cells(codes)
        e = self.edges
        low_x, low_y = self._x + column * self._cell, self._y + row * self._cell
        ends = e.x0[edge], e.y0[edge], e.x1[edge], e.y1[edge]
        sides = e.left[edge], e.right[edge]
        across = nearest_side(point, (x, y), ends, sides, (low_x, low_x + self._cell))
        turned = ends[1], ends[0], ends[3], ends[2]
        upward = nearest_side(point, (y, x), turned, sides[::-1], (low_y, low_y + self._cell))
        # A way across that is in doubt is not walked.
        answer = np.where(across >= NOBODY, across, np.where(upward >= NOBODY, upward, across))
        answer[self._unclear[FIRST_MIXED - codes]] = NOT_SAID
        answer[on_edges(point, (x, y), ends)] = NOT_SAID
        return answer

    def edges_of_cells(self, codes: Ints | Codes) -> tuple[Ints, Ints]:
        """Return pairs (position in ``codes``, edge) for codes of mixed cells, in order of position."""
        cell = FIRST_MIXED - codes.astype(np.int64)
        begin = self._start[cell]
        count = self._start[cell + 1] - begin
        return np.repeat(np.arange(len(cell)), count), self._edge[ranges(begin, count)].astype(np.int64)

    def is_unclear(self, codes: Codes) -> Bools:
        """Tell of codes whether they are of mixed cells in which the grid cannot say where a point lies."""
        result = np.zeros(len(codes), dtype=bool)
        mixed = np.flatnonzero(codes <= FIRST_MIXED)
        result[mixed] = self._unclear[FIRST_MIXED - codes[mixed]]
        return result

    def near_segments(self, x: Floats, y: Floats, joined: Bools) -> tuple[Codes, Ints, Codes]:
        """Return the mixed cells near chains of vertices.

        ``joined``: whether there is a segment from a vertex to the next (one less than the vertices). Returns the code
        of every vertex's cell, and pairs (segment, code of a mixed cell that its box meets); some more than once.
        """
        column, row = self._cells(x, y)
        code = self._look_up(column, row)
        moved = (column[1:] != column[:-1]) | (row[1:] != row[:-1])
        stays = np.flatnonzero(joined & ~moved & (code[:-1] <= FIRST_MIXED))
        found = [(stays, code[stays])]
        moves = np.flatnonzero(joined & moved)
        across, up = column[moves + 1] - column[moves], row[moves + 1] - row[moves]
        far = (np.abs(across) > 1) | (np.abs(up) > 1)
        next_ = moves[~far]
        found += [(next_, code[next_]), (next_, code[next_ + 1])]
        slanting = moves[~far & (across != 0) & (up != 0)]
        found.append((slanting, self._look_up(column[slanting], row[slanting + 1])))
        found.append((slanting, self._look_up(column[slanting + 1], row[slanting])))
        found.append(self._near_long_segments(moves[far], x, y))
        segment = np.concatenate([s for s, _ in found])
        codes = np.concatenate([c for _, c in found])
        mixed = codes <= FIRST_MIXED
        return code, segment[mixed], codes[mixed]

    def _near_long_segments(self, segments: Ints, x: Floats, y: Floats) -> tuple[Ints, Codes]:
        """Return pairs (segment, code) for segments of any length, walked in steps of at most a cell.

        In steps of a block first, most of which come to no mixed one.
        """
        ends = x[segments], y[segments], x[segments + 1], y[segments + 1]
        step, from_, to = self._steps(*ends, _SIDE)
        which, column, row = self._cells_on(ends, step, from_, to)
        block = (row >> 3).astype(np.int64) * self._columns + (column >> 3)
        # A step is no longer than a block: the corners of its box are in all the blocks that it comes to.
        near = np.unique(which[self._coarse[block] <= FIRST_MIXED])
        step, from_, to = step[near], from_[near], to[near]
        x0, y0, x1, y1 = (end[step] for end in ends)
        dx, dy = x1 - x0, y1 - y0
        ends = x0 + from_ * dx, y0 + from_ * dy, x0 + to * dx, y0 + to * dy
        part, from_, to = self._steps(*ends, 1)
        which, column, row = self._cells_on(ends, part, from_, to)
        return segments[step[part[which]]], self._look_up(column, row)

    def _steps(self, x0: Floats, y0: Floats, x1: Floats, y1: Floats, cells: int) -> tuple[Ints, Floats, Floats]:
        """Divide segments evenly into steps that go at most so many cells across and up: (segment, from, to)."""
        return _divided(np.maximum(np.abs(x1 - x0), np.abs(y1 - y0)) / (self._cell * cells))

    def _cells_on(
        self, ends: tuple[Floats, Floats, Floats, Floats], step: Ints, from_: Floats, to: Floats
    ) -> tuple[Ints, Codes, Codes]:
        """Return (position, column, row) of the corners of the boxes of steps."""
        x0, y0, x1, y1 = (end[step] for end in ends)
        dx, dy = x1 - x0, y1 - y0
        column0, row0 = self._cells(x0 + from_ * dx, y0 + from_ * dy)
        column1, row1 = self._cells(x0 + to * dx, y0 + to * dy)
        low = np.minimum(column0, column1), np.minimum(row0, row1)
        return _cells_between(low, (np.maximum(column0, column1), np.maximum(row0, row1)))

    def whole_boxes(self, bounds: Floats) -> Codes:
        """Return in which area (or ``NOBODY``) boxes lie, rows of x0, y0, x1, y1; ``NOT_SAID`` where borders may enter.

        Boxes of more than a block of cells are not looked at.
        """
        low, high = self._cells(bounds[:, 0], bounds[:, 1]), self._cells(bounds[:, 2], bounds[:, 3])
        across, up = high[0] - low[0], high[1] - low[1]
        code = self._look_up(*low)
        whole = (across < _SIDE) & (up < _SIDE) & (code > FIRST_MIXED)
        for column, row in np.ndindex(_SIDE, _SIDE):
            rest = np.flatnonzero(whole & (across >= column) & (up >= row))
            whole[rest] = self._look_up(low[0][rest] + column, low[1][rest] + row) == code[rest]
        return np.where(whole, code, NOT_SAID).astype(np.int32)


def _divided(lengths: Floats) -> tuple[Ints, Floats, Floats]:
    """Divide things of the given lengths evenly into parts no longer than one: (thing, from, to), both 0–1."""
    parts = np.maximum(np.ceil(lengths), 1).astype(np.int64)
    thing = np.repeat(np.arange(len(parts)), parts)
    number = ranges(np.zeros(len(parts), dtype=np.int64), parts)
    return thing, number / parts[thing], (number + 1) / parts[thing]


def _cells_between(low: tuple[Codes, Codes], high: tuple[Codes, Codes]) -> tuple[Ints, Codes, Codes]:
    """Return (position, column, row) of the at most four cells between the corners of each box."""
    wide, tall = high[0] > low[0], high[1] > low[1]
    everyone = np.arange(len(wide))
    groups = (
        (everyone, low[0], low[1]),
        (np.flatnonzero(wide), high[0], low[1]),
        (np.flatnonzero(tall), low[0], high[1]),
        (np.flatnonzero(wide & tall), high[0], high[1]),
    )
    which = np.concatenate([g[0] for g in groups])
    return which, np.concatenate([g[1][g[0]] for g in groups]), np.concatenate([g[2][g[0]] for g in groups])


def _one_of_each(sets: NDArray[np.int32], count: int) -> Ints:
    """Return the position of one member of each set, numbered from 1."""
    place = np.zeros(count + 1, dtype=np.int64)
    place[sets.ravel()] = np.arange(sets.size)
    return place[1:]
