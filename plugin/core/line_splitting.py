# SPDX-License-Identifier: GPL-2.0-or-later
"""Lines split at borders, each stretch given to the area that holds it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from .arrays import Floats, Ints
from .borders import Borders
from .chains import Chains
from .grid_borders import Cuts, GridBorders
from .pieces import OUTSIDE, Pieces, collect_stretches, sum_by_area


@dataclass(frozen=True)
class _Stretches:
    """Stretches of lines, each in one area: from where to where along the line, and metres on the ellipsoid."""

    line: Ints
    area: Ints
    metres: Floats
    low: Floats
    high: Floats


def split_lines(
    chains: Chains, owner: Ints, borders: Borders, areas: int, parts: bool, check: Callable[[], None]
) -> Pieces:
    """Split lines where they meet a boundary.

    ``chains``: lines that are not empty; ``owner``: the feature of each, ascending; ``areas``: how many there are. A
    line that meets no boundary lies whole where its first vertex lies. One that only crosses borders changes from area
    to area as the borders' sides say; one that only runs along them belongs to the first area beside. Of one that
    comes close to a border otherwise, every stretch lies where its middle does. Lines that cross themselves or turn
    back are split right, and the pieces sum to the whole.
    """
    if isinstance(borders, GridBorders):
        cuts = borders.cuts(chains)
        check()
        doubtful = chains.only(cuts.doubtful)
        rest = _by_middles(doubtful, borders, areas, check)
        rest = replace(rest, line=cuts.doubtful[rest.line])
        found = [_whole(chains, cuts), _followed(chains, cuts, parts), rest]
        if len(cuts.line):
            found.append(_cut(chains, cuts, parts))
    else:
        found = [_by_middles(chains, borders, areas, check)]
    check()
    line, area, metres, low, high = (
        np.concatenate([getattr(some, name) for some in found]) for name in ("line", "area", "metres", "low", "high")
    )
    order = np.argsort(line, kind="stable")
    feature, area, amount, group = sum_by_area(owner[line[order]], area[order], metres[order], areas)
    if not parts:
        return Pieces(feature, area, amount)
    geometry = collect_stretches(chains, line[order], low[order], high[order], group, len(feature))
    return Pieces(feature, area, amount, geometry)


def _whole(chains: Chains, cuts: Cuts) -> _Stretches:
    whole = np.flatnonzero(cuts.whole_area >= OUTSIDE)
    return _Stretches(whole, cuts.whole_area[whole], chains.metres[whole], np.zeros(len(whole)), chains.length[whole])


def _cut(chains: Chains, cuts: Cuts, parts: bool) -> _Stretches:
    """Return the stretches of lines that only cross borders, in order; ``low`` and ``high`` for parts only."""
    lines, place = np.unique(cuts.line, return_inverse=True)
    some = chains.only(lines)
    segment = cuts.segment - chains.first[cuts.line] + some.first[place]
    # A stretch begins with every line and at every cut.
    order = np.argsort(np.concatenate([lines, cuts.line]), kind="stable")
    line = np.concatenate([lines, cuts.line])[order]
    begins = order < len(lines)
    ends = np.append(begins[1:], True)

    def between(at_cuts: Floats, wholes: Floats) -> tuple[Floats, Floats]:
        low = np.concatenate([np.zeros(len(lines)), at_cuts])[order]
        high = np.append(low[1:], 0.0)
        high[ends] = wholes
        return low, high

    first_cut = np.flatnonzero(np.concatenate([[True], cuts.line[1:] != cuts.line[:-1]]))
    area = np.concatenate([cuts.before[first_cut], cuts.after])[order]
    from_, to = between(some.metres_to(segment, cuts.x, cuts.y), some.metres)
    low = high = np.zeros(len(line))
    if parts:
        reach = np.hypot(cuts.x - some.x[segment], cuts.y - some.y[segment])
        low, high = between(some.distance_at_vertex(segment) + reach, some.length)
    return _Stretches(line, area, to - from_, low, high)


def _followed(chains: Chains, cuts: Cuts, parts: bool) -> _Stretches:
    """Return the segments of lines that run along borders; ``low`` and ``high`` for parts only."""
    segments = cuts.followed
    low = high = np.zeros(len(segments))
    if parts:
        low, high = chains.distance_at_vertex(segments), chains.distance_at_vertex(segments + 1)
    return _Stretches(chains.line_of_segment[segments], cuts.followed_area, chains.metres_of(segments), low, high)


def _by_middles(chains: Chains, borders: Borders, areas: int, check: Callable[[], None]) -> _Stretches:
    """Return the stretches between the points where lines meet a boundary: each lies where its middle lies.

    Stretches are kept as distances along the line.
    """
    crossing, breaks, whole_area = borders.meet(chains)
    check()
    is_whole = np.ones(len(chains), dtype=bool)
    is_whole[crossing] = False
    whole = np.flatnonzero(is_whole)
    line, low, high = chains.stretches(crossing, breaks)
    area = _locate_stretches(chains, line, low, high, borders, areas)
    metres = chains.metres_between(line, low, high)
    return _Stretches(
        np.concatenate([whole, line]),
        np.concatenate([whole_area[whole], area]),
        np.concatenate([chains.metres[whole], metres]),
        np.concatenate([np.zeros(len(whole)), low]),
        np.concatenate([chains.length[whole], high]),
    )


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
