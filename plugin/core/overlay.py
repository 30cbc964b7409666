# SPDX-License-Identifier: GPL-2.0-or-later
"""Where features lie: every point, metre and square metre given to exactly one area, or to none.

The rule on borders, for all kinds of features: what lies on a border that areas share, or where areas overlap,
belongs to the area that comes first (areas are ordered by code). Nothing is counted twice and nothing is lost:
the pieces of a feature, with what lies outside, sum to the feature.

All geometry is in SWEREF 99 TM, two-dimensional and straight; amounts are on the ellipsoid.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import shapely

from .area_ground import AreaGround
from .arrays import Floats, Geometries, Ints
from .chains import Chains
from .exact_borders import ExactBorders
from .grid_borders import GridBorders
from .line_splitting import split_lines
from .messages import Cancelled
from .pieces import OUTSIDE, Kind, Pieces, collect, filled_parts, merged, no_pieces, sum_by_area
from .polygon_splitting import split_polygons

__all__ = ["OUTSIDE", "AreaIndex", "Kind", "Pieces"]

_VERTICES_TO_ONE = 50
"""A grid costs as much as this part of the areas' vertices would, as vertices of features, without one."""

_METRES_PER_VERTEX = 100.0
"""What a metre of line costs, in vertices."""

_ENOUGH = 20_000
"""Vertices of features in one batch from which a grid is made whatever the areas: more will come."""


class AreaIndex:
    """Areas prepared for locating features. Threads may share it.

    ``geometries``: valid (multi)polygons in SWEREF 99 TM, in the order that decides on borders; ``ground``: theirs,
    where it is known.
    """

    def __init__(self, geometries: Geometries, ground: AreaGround | None = None) -> None:
        self.geometries = shapely.force_2d(np.asarray(geometries, dtype=object))
        self._ground = AreaGround(self.geometries) if ground is None else ground
        self._exact = self._ground.exact

    def __len__(self) -> int:
        return len(self.geometries)

    def _borders_for(self, vertices: float) -> ExactBorders | GridBorders:
        """Return who answers questions about that many vertices: a grid takes time to make."""
        few = vertices < min(_ENOUGH, self._ground.vertices / _VERTICES_TO_ONE)
        if few and not self._ground.is_at_hand:
            return self._exact
        return self._ground.borders() or self._exact

    def locate(self, x: Floats, y: Floats) -> Ints:
        """Return the index of the area that each point belongs to, or ``OUTSIDE``."""
        return self._borders_for(len(x)).locate(x, y)

    def split(
        self, geometries: Geometries, *, parts: bool = False, cancelled: Callable[[], bool] | None = None
    ) -> Pieces:
        """Return the pieces of a batch of features of one kind.

        ``geometries``: non-empty and without missing ones; ``parts``: give the pieces' geometries too. Raises
        ``Cancelled`` soon after ``cancelled`` answers true.
        """
        check = _checker(cancelled)
        geometries = np.asarray(geometries, dtype=object)
        if shapely.has_z(geometries).any():
            geometries = shapely.force_2d(geometries)
        if len(geometries) == 0:
            return no_pieces(parts)
        kind = Kind(int(shapely.get_dimensions(geometries[0])))
        method = {Kind.POINT: self._split_points, Kind.LINE: self._split_lines, Kind.POLYGON: self._split_polygons}[
            kind
        ]
        return method(geometries, parts, check)

    # Points ---------------------------------------------------------------------------------------------------------

    def _split_points(self, geometries: Geometries, parts: bool, check: Callable[[], None]) -> Pieces:
        points, owner = filled_parts(geometries)
        area = self.locate(shapely.get_x(points), shapely.get_y(points))
        check()
        share = 1.0 / np.bincount(owner, minlength=len(geometries))
        feature, area, amount, group = sum_by_area(owner, area, share[owner], len(self))
        return Pieces(
            feature, area, amount, collect(points, group, len(feature), shapely.multipoints) if parts else None
        )

    # Lines ----------------------------------------------------------------------------------------------------------

    def _split_lines(self, geometries: Geometries, parts: bool, check: Callable[[], None]) -> Pieces:
        lines, owner = filled_parts(geometries)
        xy, counts = shapely.get_coordinates(lines), shapely.get_num_coordinates(lines)
        return self._split_chains(xy, counts, owner, parts, check)

    def split_lines(self, xy: Floats, counts: Ints, *, cancelled: Callable[[], bool] | None = None) -> Pieces:
        """Return the pieces of lines of one part, given as the vertices of all (rows of x and y) and their numbers."""
        return self._split_chains(xy, counts, np.arange(len(counts)), False, _checker(cancelled))

    def _split_chains(self, xy: Floats, counts: Ints, owner: Ints, parts: bool, check: Callable[[], None]) -> Pieces:
        chains = Chains(xy, counts)
        check()
        # Long lines cross as many borders as winding ones.
        borders = self._borders_for(len(xy) + float(np.nansum(chains.length)) / _METRES_PER_VERTEX)
        if not isinstance(borders, GridBorders) or not borders.grid.has_unclear:
            return split_lines(chains, owner, borders, len(self), parts, check)
        # Where areas overlap, whole features go the exact way: their pieces must sum to them.
        unclear = np.zeros(int(owner.max(initial=-1)) + 1, dtype=bool)
        unclear[owner[borders.unclear_lines(chains)]] = True
        exactly = unclear[owner]
        of_vertex = np.repeat(exactly, counts)
        return merged(
            [
                split_lines(Chains(xy[of_vertex == way], counts[exactly == way]), owner[exactly == way], by, *how)
                for by, way in ((self._exact, True), (borders, False))
                if (exactly == way).any()
                for how in [(len(self), parts, check)]
            ]
        )

    # Polygons -------------------------------------------------------------------------------------------------------

    def _split_polygons(self, geometries: Geometries, parts: bool, check: Callable[[], None]) -> Pieces:
        polygons, owner = filled_parts(geometries)
        borders = self._borders_for(int(shapely.get_num_coordinates(polygons).sum()))
        ground = None
        if isinstance(borders, GridBorders) and not borders.grid.has_unclear:
            walk = self._ground.walk()
            ground = None if walk is None else (borders, walk)
        pieces = split_polygons(polygons, self._exact, ground, self._ground.square_metres, parts, check)
        if len(polygons) == len(geometries):
            return pieces
        # The parts of a multipolygon share no ground: its pieces are theirs.
        feature, area, amount, group = sum_by_area(owner[pieces.feature], pieces.area, pieces.amount, len(self))
        if pieces.geometry is None:
            return Pieces(feature, area, amount)
        single, of_piece = shapely.get_parts(pieces.geometry, return_index=True)
        return Pieces(feature, area, amount, collect(single, group[of_piece], len(feature), shapely.multipolygons))


def _checker(cancelled: Callable[[], bool] | None) -> Callable[[], None]:
    def check() -> None:
        if cancelled is not None and cancelled():
            raise Cancelled

    return check
