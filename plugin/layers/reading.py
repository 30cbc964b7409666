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

if TYPE_CHECKING:
    import pandas as pd

    from ..core.summary import Batch

FEATURES_IN_BATCH = 20_000
VERTICES_IN_BATCH = 400_000
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
    the suffixes of a table's codes name) fill while the batches are read. With
    ``original`` the features come with all their attributes and their geometry as the layer has it.
    """

    def __init__(
        self,
        source: QgsProcessingFeatureSource,
        context: QgsProcessingContext,
        fields: list[str],
        *,
        code_field: str | None = None,
        original: bool = False,
    ) -> None:
        self._source = source
        self._fields = list(dict.fromkeys(fields))
        self.code_field = code_field
        self._original = original
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

    def _batch(self, read: list[tuple[list[Any], Any, int]], unusable: int) -> Batch:
        import pandas as pd

        from ..core.summary import Batch

        attributes = pd.DataFrame([row for row, _, _ in read], columns=self._fields, dtype=object)
        if self.kind is None:
            return self._table_batch(attributes, read)
        geometry, good = self.geometries([wkb for _, wkb, _ in read], [number for *_, number in read])
        return Batch(attributes[good].reset_index(drop=True), geometry[good], unusable=unusable + int((~good).sum()))

    def _table_batch(self, attributes: pd.DataFrame, read: list[tuple[list[Any], Any, int]]) -> Batch:
        import pandas as pd

        from ..core.codes import parse_area_code
        from ..core.summary import Batch

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
        import numpy as np
        import shapely

        from ..core.areas import repair_polygons
        from ..core.ellipsoid import FURTHEST

        geometry = shapely.force_2d(shapely.from_wkb(np.array(wkb, dtype=object), on_invalid="ignore"))
        good = ~(shapely.is_missing(geometry) | shapely.is_empty(geometry))
        # Comparisons with what is not a number are false: such coordinates are nowhere either.
        good &= (np.abs(shapely.bounds(geometry)) <= FURTHEST).all(axis=1)
        if self.kind == 2:
            invalid = np.flatnonzero(good & ~shapely.is_valid(geometry))
            if len(invalid):
                geometry[invalid] = repair_polygons(geometry[invalid])
                good[invalid] = ~shapely.is_empty(geometry[invalid])
                self.unusable.repaired.extend(ids[i] for i in invalid if good[i])
        for i in np.flatnonzero(~good):
            self.unusable.add("broken", ids[i])
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
