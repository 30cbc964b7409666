# SPDX-License-Identifier: GPL-2.0-or-later
"""Feature sources of QGIS read in batches, with geometry as shapely sees it: SWEREF 99 TM, flat and straight."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from qgis.core import (
    NULL,
    QgsAbstractGeometry,
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsCsException,
    QgsFeature,
    QgsFeatureRequest,
    QgsGeometry,
    QgsProcessingContext,
    QgsProcessingFeatureSource,
    QgsWkbTypes,
)
from qgis.PyQt.QtCore import QDate, QDateTime, Qt

from ..core.codes import Edition
from ..core.messages import Cancelled, Message, RegsoError, listing, message
from .columns import line_coordinates, point_coordinates, shapely_geometries, transformed
from .file_reading import Columns, FileLayer, read_columns

if TYPE_CHECKING:
    import pandas as pd

    from ..core.summarizer import Batch

FEATURES_IN_BATCH = 20_000
VERTICES_IN_BATCH = 400_000
VERTICES_IN_POLYGON_BATCH = 40_000
"""Polygons take longer to cut than lines: fewer at a time keep all threads at work, and progress moving."""
SEGMENT_ANGLE = 0.004
"""The part of a circle, in radians, that each of the straight segments replacing a curve spans. Lengths are right to
one in a million, whatever the radius and the unit."""


def working_crs() -> QgsCoordinateReferenceSystem:
    """Return SWEREF 99 TM, in which everything is located and measured."""
    return QgsCoordinateReferenceSystem("EPSG:3006")


def plain_value(value: Any) -> Any:
    """Return an attribute as Python knows it: None for NULL, dates as ISO text."""
    if value is None or value == NULL:
        return None
    if isinstance(value, QDate | QDateTime):
        return value.toString(Qt.DateFormat.ISODate)
    return value if isinstance(value, bool | int | float | str | date | datetime) else str(value)


@dataclass
class Unusable:
    """Features that were read and cannot be used, by reason; the first feature ids of each."""

    ids: dict[str, list[int]] = field(default_factory=dict)
    repaired: list[int] = field(default_factory=list)

    def add(self, reason: str, feature_id: int) -> None:
        self.ids.setdefault(reason, []).append(feature_id)

    @property
    def count(self) -> int:
        return sum(map(len, self.ids.values()))

    def messages(self) -> tuple[Message, ...]:
        """Return what could not be used and what was repaired, as sentences."""
        texts = {
            "none": message("{count} features have no geometry: ids {ids}."),
            "transform": message("{count} features could not be transformed to SWEREF 99 TM: ids {ids}."),
            "kind": message(
                "{count} features have another kind of geometry than the first one (points, lines, polygons) and "
                "cannot be used: ids {ids}."
            ),
            "broken": message("{count} features have a geometry that cannot be repaired: ids {ids}."),
            "code": message("{count} rows have no RegSO or DeSO code: rows {ids}."),
        }
        found = [message(texts[r].text, count=len(ids), ids=listing(ids)) for r, ids in self.ids.items()]
        if self.repaired:
            found.append(
                message(
                    "{count} polygons were invalid and were repaired: ids {ids}.",
                    count=len(self.repaired),
                    ids=listing(self.repaired),
                )
            )
        return tuple(found)


class FeatureReader:
    """Reads a feature source once, in batches.

    ``kind``: 0 points, 1 lines, 2 polygons, None a table. ``unusable`` and ``code_editions`` (editions that
    the suffixes of a table's codes name) fill while the batches are read. With ``original`` the features come with all
    their attributes and their geometry as the layer has it. ``file``: the same features in a file, read directly.
    """

    def __init__(
        self,
        source: QgsProcessingFeatureSource,
        context: QgsProcessingContext,
        fields: list[str],
        *,
        code_field: str | None = None,
        original: bool = False,
        file: FileLayer | None = None,
    ) -> None:
        self._source = source
        self._fields = list(dict.fromkeys(fields))
        self.code_field = code_field
        self._original = original
        self._file = file
        self._transform = QgsCoordinateTransform(source.sourceCrs(), working_crs(), context.transformContext())
        self.unusable = Unusable()
        self.code_editions: set[Edition] = set()
        self.kind = _kind(source)
        if self.kind is not None and not source.sourceCrs().isValid():
            raise RegsoError(
                "The layer {layer} has no coordinate reference system, so nobody knows where it lies. Set it in the "
                "layer's properties.",
                layer=source.sourceName(),
            )

    def __len__(self) -> int:
        return max(self._source.featureCount(), 0)

    def features(self) -> Iterator[tuple[QgsFeature, bytes | None]]:
        """Yield every feature, and its geometry as WKB or None where it cannot be used (or is a table row)."""
        request = QgsFeatureRequest()
        if not self._original:
            wanted = [*self._fields, *([self.code_field] if self.code_field else [])]
            request.setSubsetOfAttributes(wanted, self._source.fields())
        if self.kind is None:
            request.setFlags(request.flags() | QgsFeatureRequest.Flag.NoGeometry)
        for feature in self._source.getFeatures(request, QgsProcessingFeatureSource.Flag.SkipGeometryValidityChecks):
            yield feature, None if self.kind is None else self._wkb(feature)

    def _wkb(self, feature: QgsFeature) -> bytes | None:
        geometry = feature.geometry()
        if geometry.isNull() or geometry.isEmpty():
            self.unusable.add("none", feature.id())
            return None
        if int(geometry.type()) != self.kind:
            self.unusable.add("kind", feature.id())
            return None
        try:
            return flat_wkb(geometry, self._transform)
        except QgsCsException:
            self.unusable.add("transform", feature.id())
            return None

    def batches(self, cancelled: Callable[[], bool]) -> Iterator[Batch]:
        """Yield the features as batches for the core; raises ``Cancelled``."""
        if self._file is not None and self.kind is not None:
            yield from self._column_batches(self._file, cancelled)
            return
        features = self.features()
        while True:
            read: list[tuple[list[Any], Any, int]] = []
            unusable, vertices = 0, 0
            for feature, wkb in features:
                if cancelled():
                    raise Cancelled
                row = [plain_value(feature[name]) for name in self._fields]
                if self.kind is None:
                    read.append((row, plain_value(feature[self.code_field]), feature.id()))
                elif wkb is None:
                    unusable += 1
                else:
                    read.append((row, wkb, feature.id()))
                    vertices += len(wkb) // 16
                if len(read) >= FEATURES_IN_BATCH or vertices >= VERTICES_IN_BATCH:
                    break
            else:
                if read or unusable:
                    yield self._batch(read, unusable)
                return
            yield self._batch(read, unusable)

    def _column_batches(self, file: FileLayer, cancelled: Callable[[], bool]) -> Iterator[Batch]:
        """Yield the features of a file; the same batches, errors and ids as feature by feature."""
        for columns in read_columns(file, self._fields, FEATURES_IN_BATCH * (5 if self.kind == 0 else 1), cancelled):
            yield from self._batches_of(columns)

    def _batches_of(self, columns: Columns) -> Iterator[Batch]:
        import numpy as np
        import pandas as pd
        import shapely

        from ..core.summarizer import Batch

        attributes = pd.DataFrame(columns.attributes, columns=self._fields, index=range(len(columns)), dtype=object)
        xy = point_coordinates(columns.wkb) if self.kind == 0 else None
        if xy is not None:
            xy, good = self._placed(xy, columns.ids)
            yield Batch(attributes[good].reset_index(drop=True), xy=xy[good], unusable=int((~good).sum()))
            return
        lines = self._plain_lines(columns.wkb) if self.kind == 1 else None
        if lines is not None:
            yield Batch(attributes, xy=lines[0], counts=lines[1])
            return
        geometry = shapely_geometries(columns.wkb)
        kind = np.array([-1, 0, 1, 1, 2, 0, 1, 2, -1])[shapely.get_type_id(geometry) + 1]
        none = shapely.is_missing(geometry) | shapely.is_empty(geometry)
        for reason, rows in (("none", none), ("kind", ~none & (kind != self.kind))):
            for i in np.flatnonzero(rows):
                self.unusable.add(reason, int(columns.ids[i]))
        usable = ~none & (kind == self.kind)
        geometry, ids = geometry[usable], columns.ids[usable]
        if shapely.has_z(geometry).any():
            geometry = shapely.force_2d(geometry)
        geometry, good = self._transformed(geometry, ids)
        attributes = attributes[usable][good]
        geometry, ids, lost = geometry[good], ids[good], len(columns) - int(good.sum())
        geometry, good = self._checked(geometry, ids)
        attributes, geometry = attributes[good], geometry[good]
        lost += int((~good).sum())
        ends = np.cumsum(shapely.get_num_coordinates(geometry))
        most = VERTICES_IN_POLYGON_BATCH if self.kind == 2 else VERTICES_IN_BATCH
        cuts = np.unique(np.searchsorted(ends, np.arange(most, ends[-1] if len(ends) else 0, most)))
        parts = np.split(np.arange(len(geometry)), cuts)
        for part in parts:
            yield Batch(attributes.iloc[part].reset_index(drop=True), geometry[part], unusable=lost)
            lost = 0

    def _plain_lines(self, wkb: Any) -> tuple[Any, Any] | None:
        """Return the vertices of lines in SWEREF 99 TM and their numbers, where all can be used and none is large."""
        import numpy as np

        from ..core.ellipsoid import FURTHEST

        lines = line_coordinates(wkb)
        if lines is None or len(lines[0]) > VERTICES_IN_BATCH:
            return None
        xy, counts = lines
        if not self._transform.isShortCircuited():
            xy, done = transformed(xy, counts, self._transform)
            if not done.all():
                return None
        return (xy, counts) if bool((np.abs(xy) <= FURTHEST).all()) else None

    def _placed(self, xy: Any, ids: Any) -> tuple[Any, Any]:
        """Return points in SWEREF 99 TM, and which of them can be used."""
        import numpy as np

        from ..core.ellipsoid import FURTHEST

        empty = np.isnan(xy).all(axis=1)
        for i in np.flatnonzero(empty):
            self.unusable.add("none", int(ids[i]))
        good = ~empty
        if not self._transform.isShortCircuited():
            result = np.full_like(xy, np.nan)
            result[good], done = transformed(xy[good], np.ones(int(good.sum()), dtype=np.int64), self._transform)
            rows = np.flatnonzero(good)[~done]
            for i in rows:
                self.unusable.add("transform", int(ids[i]))
            good[rows] = False
            xy = result
        with np.errstate(invalid="ignore"):
            far = good & ~(np.abs(xy) <= FURTHEST).all(axis=1)
        for i in np.flatnonzero(far):
            self.unusable.add("broken", int(ids[i]))
        return xy, good & ~far

    def _transformed(self, geometry: Any, ids: Any) -> tuple[Any, Any]:
        """Return geometries in SWEREF 99 TM, and for which of them there is an answer."""
        import numpy as np
        import shapely

        if self._transform.isShortCircuited() or len(geometry) == 0:
            return geometry, np.ones(len(geometry), dtype=bool)
        count = shapely.get_num_coordinates(geometry)
        xy, done = transformed(shapely.get_coordinates(geometry), count, self._transform)
        for i in np.flatnonzero(~done):
            self.unusable.add("transform", int(ids[i]))
        return shapely.set_coordinates(geometry.copy(), xy), done

    def _batch(self, read: list[tuple[list[Any], Any, int]], unusable: int) -> Batch:
        import pandas as pd

        from ..core.summarizer import Batch

        attributes = pd.DataFrame([row for row, _, _ in read], columns=self._fields, dtype=object)
        if self.kind is None:
            return self._table_batch(attributes, read)
        geometry, good = self.geometries([wkb for _, wkb, _ in read], [number for *_, number in read])
        return Batch(attributes[good].reset_index(drop=True), geometry[good], unusable=unusable + int((~good).sum()))

    def _table_batch(self, attributes: pd.DataFrame, read: list[tuple[list[Any], Any, int]]) -> Batch:
        import pandas as pd

        from ..core.codes import parse_area_code
        from ..core.summarizer import Batch

        codes = []
        for _, value, number in read:
            parsed = parse_area_code(value)
            if parsed is None:
                self.unusable.add("code", number)
            elif parsed.edition is not None:
                self.code_editions.add(parsed.edition)
            codes.append(None if parsed is None else parsed.code)
        series = pd.Series(codes, dtype=object)
        good = series.notna()
        return Batch(
            attributes[good].reset_index(drop=True),
            codes=series[good].reset_index(drop=True),
            unusable=int((~good).sum()),
        )

    def geometries(self, wkb: list[bytes], ids: list[int]) -> tuple[Any, Any]:
        """Return shapely geometries and which of them can be used; invalid polygons are repaired."""
        import shapely

        return self._checked(shapely.force_2d(shapely_geometries(wkb)), ids)

    def _checked(self, geometry: Any, ids: Any) -> tuple[Any, Any]:
        import numpy as np
        import shapely

        from ..core.areas import repair_polygons
        from ..core.ellipsoid import FURTHEST

        good = ~(shapely.is_missing(geometry) | shapely.is_empty(geometry))
        # Comparisons with what is not a number are false: such coordinates are nowhere either.
        good &= (np.abs(shapely.bounds(geometry)) <= FURTHEST).all(axis=1)
        if self.kind == 2:
            invalid = np.flatnonzero(good & ~shapely.is_valid(geometry))
            if len(invalid):
                geometry[invalid] = repair_polygons(geometry[invalid])
                good[invalid] = ~shapely.is_empty(geometry[invalid])
                self.unusable.repaired.extend(int(ids[i]) for i in invalid if good[i])
        for i in np.flatnonzero(~good):
            self.unusable.add("broken", int(ids[i]))
        return geometry, good


def flat_wkb(geometry: QgsGeometry, transform: QgsCoordinateTransform) -> bytes:
    """Return a geometry as two-dimensional WKB in SWEREF 99 TM, with curves made of straight segments.

    Raises ``QgsCsException`` where the transformation has no answer. QGIS's own requests could transform too, but a
    feature source of Processing keeps it to itself when that fails.
    """
    kind = geometry.wkbType()
    if QgsWkbTypes.isCurvedType(kind):
        by_angle = QgsAbstractGeometry.SegmentationToleranceType.MaximumAngle
        geometry = QgsGeometry(geometry.constGet().segmentize(SEGMENT_ANGLE, by_angle))
    if QgsWkbTypes.hasM(kind) or QgsWkbTypes.hasZ(kind):
        # Before the transformation: that of heights may need grids that are not there.
        shape = geometry.constGet().clone()
        shape.dropMValue()
        shape.dropZValue()
        geometry = QgsGeometry(shape)
    if not transform.isShortCircuited():
        geometry.transform(transform)
    return bytes(geometry.asWkb())


def _kind(source: QgsProcessingFeatureSource) -> int | None:
    """Return the kind of a source's features; a layer of unknown type is asked for its first geometry."""
    kind = QgsWkbTypes.geometryType(source.wkbType())
    if source.wkbType() == QgsWkbTypes.Type.NoGeometry:
        return None
    if kind in (
        QgsWkbTypes.GeometryType.PointGeometry,
        QgsWkbTypes.GeometryType.LineGeometry,
        QgsWkbTypes.GeometryType.PolygonGeometry,
    ):
        return int(kind)
    request = QgsFeatureRequest().setSubsetOfAttributes([])
    flag = QgsProcessingFeatureSource.Flag.SkipGeometryValidityChecks
    filled = 0
    for feature in source.getFeatures(request, flag):
        if feature.hasGeometry() and not feature.geometry().isEmpty():
            if int(feature.geometry().type()) in (0, 1, 2):
                return int(feature.geometry().type())
            filled += 1
    if filled:
        raise RegsoError(
            "The layer {layer} holds neither points, lines nor polygons but collections of geometries. Save its "
            "points, its lines or its polygons as a layer of their own and choose that one.",
            layer=source.sourceName(),
        )
    return 0
