# SPDX-License-Identifier: GPL-2.0-or-later
"""Columns of geometries: WKB to coordinates and shapely, and many positions transformed at once."""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING, Any

from qgis.core import QgsCoordinateTransform, QgsCsException, QgsGeometry

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_POINT_BYTES = 21
_LITTLE_ENDIAN_POINT = b"\x01\x01\x00\x00\x00"
_LITTLE_ENDIAN_LINE = b"\x01\x02\x00\x00\x00"
_LITTLE_ENDIAN_MULTILINE = b"\x01\x05\x00\x00\x00"
_ONE_LINE = b"\x01\x00\x00\x00" + _LITTLE_ENDIAN_LINE
_LINE_HEADER = struct.Struct("<BII")
_VERTEX_BYTES = 16
_LINE = 2


def point_coordinates(wkb: Any) -> NDArray[np.float64] | None:
    """Return the coordinates of WKB that are all two-dimensional points, rows of x and y; None for all others."""
    import numpy as np

    if wkb.dtype.kind != "V" or wkb.dtype.itemsize != _POINT_BYTES or np.ma.is_masked(wkb):
        return None
    rows = np.ascontiguousarray(np.ma.getdata(wkb)).view(np.uint8).reshape(-1, _POINT_BYTES)
    if not (rows[:, :5] == np.frombuffer(_LITTLE_ENDIAN_POINT, dtype=np.uint8)).all():
        return None
    return np.ascontiguousarray(rows[:, 5:]).view("<f8").reshape(-1, 2)


def line_coordinates(wkb: Any) -> tuple[NDArray[np.float64], NDArray[np.int64]] | None:
    """Return the vertices of WKB that are all two-dimensional lines of one part, and how many each has; None otherwise.

    Lines are cut out of multilinestrings that hold one. A line without vertices, or without a place, is "otherwise".
    """
    import numpy as np

    if wkb.dtype.kind != "O" or np.ma.is_masked(wkb):
        return None
    values = np.ma.getdata(wkb).tolist()
    if None in values or len(values) == 0:
        return None
    heads = {value[:5] for value in values}
    if heads == {_LITTLE_ENDIAN_MULTILINE}:
        if {value[5:14] for value in values} != {_ONE_LINE}:
            return None
        skipped = 2 * _LINE_HEADER.size
    elif heads == {_LITTLE_ENDIAN_LINE}:
        skipped = _LINE_HEADER.size
    else:
        return None
    sizes = np.fromiter(map(len, values), dtype=np.int64, count=len(values)) - skipped
    xy = np.frombuffer(b"".join([value[skipped:] for value in values]), dtype="<f8").reshape(-1, 2)
    return (xy, sizes // _VERTEX_BYTES) if (sizes > 0).all() and np.isfinite(xy).all() else None


def shapely_geometries(wkb: Any) -> NDArray[np.object_]:
    """Return shapely geometries of WKB (bytes or None, or rows of bytes of one length); None where they are broken."""
    import numpy as np
    import shapely

    missing = np.ma.getmaskarray(wkb) if isinstance(wkb, np.ma.MaskedArray) else None
    values = np.array(np.ma.getdata(wkb).tolist() if hasattr(wkb, "dtype") else wkb, dtype=object)
    if missing is not None:
        values[missing] = None
    return np.asarray(shapely.from_wkb(values, on_invalid="ignore"), dtype=object)


def transformed(
    xy: NDArray[np.float64], counts: NDArray[np.int64], transform: QgsCoordinateTransform
) -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
    """Return transformed positions (rows of x and y), and which features have an answer for all of theirs.

    ``counts``: how many positions belong to each feature, in order. One line through them all goes through QGIS in
    one call; only when that fails is every feature asked about alone.
    """
    import numpy as np

    done = np.ones(len(counts), dtype=bool)
    try:
        moved = _through(xy, transform)
    except QgsCsException:
        pass
    else:
        # Of a single position QGIS says that there is no answer; among many it only gives no number.
        single = np.flatnonzero(counts == 1)
        at = (np.cumsum(counts) - 1)[single]
        done[single] = np.isfinite(moved[at]).all(axis=1) | ~np.isfinite(xy[at]).all(axis=1)
        return moved, done
    result = xy.copy()
    ends = np.cumsum(counts)
    for i, (begin, end) in enumerate(zip(ends - counts, ends, strict=True)):
        try:
            result[begin:end] = _through(xy[begin:end], transform)
        except QgsCsException:
            done[i] = False
    return result, done


def _through(xy: NDArray[np.float64], transform: QgsCoordinateTransform) -> NDArray[np.float64]:
    import numpy as np

    if len(xy) == 0:
        return xy
    # A line has two vertices at least.
    rows = np.ascontiguousarray(xy if len(xy) > 1 else np.repeat(xy, 2, axis=0), dtype="<f8")
    line = QgsGeometry()
    line.fromWkb(_LINE_HEADER.pack(1, _LINE, len(rows)) + rows.tobytes())
    line.transform(transform)
    moved = np.frombuffer(bytes(line.asWkb()), dtype="<f8", offset=_LINE_HEADER.size)
    return moved.reshape(-1, 2)[: len(xy)]
