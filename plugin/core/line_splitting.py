# SPDX-License-Identifier: GPL-2.0-or-later
"""Lines split at borders, each stretch given to the area that holds it."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from .arrays import Floats, Ints
from .borders import Borders
from .chains import Chains
from .pieces import Pieces, collect_stretches, sum_by_area


def split_lines(
    chains: Chains, owner: Ints, borders: Borders, areas: int, parts: bool, check: Callable[[], None]
) -> Pieces:
    """Split lines where they meet a boundary and ask for each stretch between where its middle lies.

    ``chains``: lines that are not empty; ``owner``: the feature of each, ascending; ``areas``: how many there are. A
    line that meets no boundary lies whole where its first vertex lies. Stretches are kept as distances along the line,
    so lines that cross themselves or turn back are split right and the pieces sum to the whole.
    """
    crossing, breaks, whole_area = borders.meet(chains)
    check()
    is_whole = np.ones(len(chains), dtype=bool)
    is_whole[crossing] = False
    whole = np.flatnonzero(is_whole)
    line, low, high = chains.stretches(crossing, breaks)
    area = np.concatenate([whole_area[whole], _locate_stretches(chains, line, low, high, borders, areas)])
    check()
    metres = chains.metres_between(line, low, high)
    line = np.concatenate([whole, line])
    metres = np.concatenate([chains.metres[whole], metres])
    order = np.argsort(line, kind="stable")
    feature, area, amount, group = sum_by_area(owner[line[order]], area[order], metres[order], areas)
    if not parts:
        return Pieces(feature, area, amount)
    low, high = np.concatenate([np.zeros(len(whole)), low]), np.concatenate([chains.length[whole], high])
    geometry = collect_stretches(chains, line[order], low[order], high[order], group, len(feature))
    return Pieces(feature, area, amount, geometry)


def _locate_stretches(chains: Chains, line: Ints, low: Floats, high: Floats, borders: Borders, areas: int) -> Ints:
    """Return the area of stretches that meet no boundary between their ends.

    The middle decides. A stretch whose middle and quarters all keep to a border runs along it and belongs to the
    first of the areas there.
    """
    x, y = chains.position(line, (low + high) / 2)
    along = borders.close(x, y)
    common = borders.near(x[along], y[along])
    for quarter in (0.25, 0.75):
        xq, yq = chains.position(line[along], low[along] + quarter * (high - low)[along])
        common = common[np.isin(common, borders.near(xq, yq))]
    # Pairs are coded as position * number of areas + area, so the smallest of a position is its first area.
    position, first = np.unique(common // areas, return_index=True)
    follows = along[position]
    rest = np.ones(len(line), dtype=bool)
    rest[follows] = False
    area = np.empty(len(line), dtype=np.int64)
    area[follows] = common[first] % areas
    area[rest] = borders.locate(x[rest], y[rest])
    return area
