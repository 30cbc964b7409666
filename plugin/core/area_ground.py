# SPDX-License-Identifier: GPL-2.0-or-later
"""What is computed from the geometries of areas alone: sizes, how they meet, and the grid over their borders.

For a whole country this takes seconds, so it can be saved: the file's name is a digest of the geometries, so a changed
boundary has another file, and a damaged file is noticed by its checksums and made again.
"""

from __future__ import annotations

import hashlib
import os
import threading
import zipfile
from collections.abc import Mapping
from contextlib import suppress
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import shapely

from . import ellipsoid
from .area_walk import AreaWalk
from .arrays import Bools, Floats, Geometries
from .boundary_grid import BoundaryGrid
from .coverage import Coverage, check_coverage, overlapping
from .edges import Edges, Rings, edges_and_rings
from .exact_borders import ExactBorders
from .grid_borders import GridBorders

_FORMAT = "2"
"""Changed with what is saved or how it is computed: files of other formats are not looked at."""

_WORTH_SAVING = 100_000
"""Vertices of areas from which reading a file is faster than computing."""

_FILES_KEPT = 3

_NAMES = {
    "square_metres", "overlaps", "gaps", *BoundaryGrid.STATE, *Edges.__dataclass_fields__,
    *(f"ring_{name}" for name in Rings.__dataclass_fields__),
}  # fmt: skip
"""What a file holds."""

Saved = Mapping[str, Any]


class AreaGround:
    """The ground of areas. Everything is computed, or read, when it is first asked for; threads may share it.

    ``geometries``: valid (multi)polygons in SWEREF 99 TM, two-dimensional, in the order that decides on borders;
    ``folder``: where it is saved; None for nowhere.
    """

    def __init__(self, geometries: Geometries, folder: Path | None = None) -> None:
        self.geometries = geometries
        self.exact = ExactBorders(geometries)
        self._lock = threading.RLock()
        self.vertices = int(shapely.get_num_coordinates(geometries).sum())
        self._folder = folder if self.vertices >= _WORTH_SAVING else None

    @cached_property
    def _path(self) -> Path | None:
        return None if self._folder is None else self._folder / f"ground-{_FORMAT}-{digest(self.geometries)}.npz"

    @cached_property
    def _saved(self) -> Saved | None:
        return None if self._path is None else read_saved(self._path)

    @cached_property
    def square_metres(self) -> Floats:
        """The size of every area on the ellipsoid."""
        if self._saved is not None:
            return np.asarray(self._saved["square_metres"])
        return ellipsoid.polygon_areas(self.geometries)

    @cached_property
    def coverage(self) -> Coverage:
        """How the areas overlap, and what gaps they enclose."""
        if self._saved is not None:
            overlaps = tuple((int(a), int(b), float(size)) for a, b, size in self._saved["overlaps"])
            return Coverage(overlaps, tuple(map(float, self._saved["gaps"])))
        return check_coverage(self.geometries, self.edges)

    @cached_property
    def _edges_and_rings(self) -> tuple[Edges, Rings]:
        if self._saved is not None:
            saved = {name: np.asarray(values) for name, values in self._saved.items()}
            edges = Edges(**{name: saved[name] for name in Edges.__dataclass_fields__})
            return edges, Rings(**{name: saved[f"ring_{name}"] for name in Rings.__dataclass_fields__})
        return edges_and_rings(self.geometries)

    @property
    def edges(self) -> Edges:
        """The edges of the areas."""
        return self._edges_and_rings[0]

    def walk(self) -> AreaWalk | None:
        """Return how areas walk along their edges, None where they reach too far from Sweden to be measured so."""
        with self._lock:
            return self._walk

    @cached_property
    def _walk(self) -> AreaWalk | None:
        edges, rings = self._edges_and_rings
        inside = ellipsoid.inside_box(edges.x0, edges.y0) & ellipsoid.inside_box(edges.x1, edges.y1)
        return AreaWalk(edges, rings) if inside.all() else None

    @property
    def is_at_hand(self) -> bool:
        """Whether the grid is there already, or saved."""
        return "_borders" in self.__dict__ or self._saved is not None

    @cached_property
    def overlapping(self) -> Bools:
        """Which areas share ground with another one, however little."""
        return overlapping(self.geometries, self.edges)

    def borders(self) -> GridBorders | None:
        """Return the borders in a grid, None where the areas have no ground at all."""
        with self._lock:
            return self._borders

    @cached_property
    def _borders(self) -> GridBorders | None:
        if len(self.edges) == 0:
            return None
        if self._saved is not None:
            return GridBorders(BoundaryGrid.restored(self.edges, self._saved), self.exact)
        over = np.append(self.overlapping, False)
        unclear = self.edges.doubled | over[self.edges.left] | over[self.edges.right]
        grid = BoundaryGrid(self.edges, unclear, self.exact.locate)
        if self._path is not None:
            self._save(grid, self._path)
        return GridBorders(grid, self.exact)

    def _save(self, grid: BoundaryGrid, path: Path) -> None:
        edges, rings = self._edges_and_rings
        values: dict[str, Any] = {name: getattr(edges, name) for name in Edges.__dataclass_fields__}
        values |= {f"ring_{name}": getattr(rings, name) for name in Rings.__dataclass_fields__}
        values |= grid.state()
        values["square_metres"] = self.square_metres
        values["overlaps"] = np.array(self.coverage.overlaps, dtype=float).reshape(-1, 3)
        values["gaps"] = np.array(self.coverage.gaps, dtype=float)
        save(path, values)


def digest(geometries: Geometries) -> str:
    """Return a digest of the geometries, in their order."""
    result = hashlib.blake2b(digest_size=16)
    for wkb in shapely.to_wkb(geometries):
        result.update(len(wkb).to_bytes(8, "little"))
        result.update(wkb)
    return result.hexdigest()


def read_saved(path: Path) -> Saved | None:
    """Return what a file holds, None where there is none; one that is damaged is removed."""
    if not path.is_file():
        return None
    try:
        # Every part has a checksum, which reading it compares.
        with np.load(path, allow_pickle=False) as file:
            found = {name: file[name] for name in file.files}
        os.utime(path)
        if found.keys() >= _NAMES:
            return found
    except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile):
        pass
    with suppress(OSError):
        path.unlink(missing_ok=True)
    return None


def save(path: Path, values: dict[str, Any]) -> None:
    """Write a file as a whole or not at all, and forget the files that were not used for longest.

    Where it cannot be written (a full disk, a folder that may not be written to), nothing is saved: it will be computed
    again.
    """
    part = path.with_suffix(f".{os.getpid()}-{threading.get_ident()}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with part.open("wb") as file:
            np.savez(file, **values)
        part.replace(path)
        files = sorted(path.parent.glob("ground-*.npz"), key=lambda file: file.stat().st_mtime, reverse=True)
        for old in files[_FILES_KEPT:]:
            old.unlink(missing_ok=True)
    except OSError:
        with suppress(OSError):
            part.unlink(missing_ok=True)
