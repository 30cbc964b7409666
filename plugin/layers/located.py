# SPDX-License-Identifier: GPL-2.0-or-later
"""Features written with the area they lie in: whole, or cut at the areas' borders."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from qgis.core import (
    QgsCoordinateTransform,
    QgsFeature,
    QgsFeatureSink,
    QgsField,
    QgsFields,
    QgsGeometry,
    QgsProcessingContext,
    QgsProcessingFeatureSource,
    QgsWkbTypes,
)

from ..core.area_types import AreaType, label
from ..core.codes import parse_area_code
from ..i18n import language
from .reading import FeatureReader, working_crs
from .writing import REAL, TEXT, WHOLE, add_feature, attribute

if TYPE_CHECKING:
    from ..core.areas import Areas
    from ..core.overlay import AreaIndex, Pieces

COLUMNS = {
    "area_code": TEXT,
    "area_name": TEXT,
    "kommun_code": TEXT,
    "area_type": WHOLE,
    "area_type_label": TEXT,
    "area_index": REAL,
    "part_amount": REAL,
    "part_share": REAL,
}
"""What is added to the features' own fields: ``part_amount`` in features, km or km², ``part_share`` 0–1."""

_FACTORS = (1.0, 1e-3, 1e-6)


class LocatedFeatures:
    """Writes the features of a reader (``original=True``) with what is known of their areas.

    ``split``: cut features at borders; otherwise they stay whole and get the area with the largest part. ``fields``
    and ``type`` are those of the output; ``flattens``: whether heights or measures of the source are lost;
    ``without_geometry``: how many features lost their geometry, because the output cannot hold its kind.
    """

    def __init__(
        self,
        source: QgsProcessingFeatureSource,
        reader: FeatureReader,
        areas: Areas,
        *,
        split: bool,
        context: QgsProcessingContext,
    ) -> None:
        self._reader = reader
        self._split = split
        self._factor = _FACTORS[reader.kind or 0]
        self._back = QgsCoordinateTransform(working_crs(), source.sourceCrs(), context.transformContext())
        self._own = len(source.fields())
        self.fields = QgsFields(source.fields())
        for name, kind in COLUMNS.items():
            self.fields.append(QgsField(free_name(self.fields.names(), name), kind))
        own_type = source.wkbType()
        cuts = split and QgsWkbTypes.flatType(own_type) not in (QgsWkbTypes.Type.Point, QgsWkbTypes.Type.Unknown)
        flat = QgsWkbTypes.flatType(QgsWkbTypes.multiType(QgsWkbTypes.linearType(own_type)))
        self.type = flat if cuts else own_type
        self.flattens = cuts and (QgsWkbTypes.hasZ(own_type) or QgsWkbTypes.hasM(own_type))
        self.without_geometry = 0
        self._areas = _known_of(areas)

    def write(
        self,
        batch: list[tuple[QgsFeature, bytes | None]],
        index: AreaIndex,
        sink: QgsFeatureSink,
        cancelled: Callable[[], bool],
    ) -> int:
        """Write a batch and return how many of its features lie (partly) inside the areas."""
        import numpy as np

        usable = [(feature, wkb) for feature, wkb in batch if wkb is not None]
        for feature, wkb in batch:
            if wkb is None:
                self._write_unlocated(feature, sink)
        if not usable:
            return 0
        geometry, good = self._reader.geometries([wkb for _, wkb in usable], [f.id() for f, _ in usable])
        features = [feature for feature, _ in usable]
        for position in np.flatnonzero(~good):
            self._write_unlocated(features[position], sink)
        features = [features[position] for position in np.flatnonzero(good)]
        if not features:
            return 0
        pieces = index.split(geometry[good], parts=self._split, cancelled=cancelled)
        self._write_pieces(features, pieces, sink)
        return len(np.unique(pieces.feature[pieces.area >= 0]))

    def _write_pieces(self, features: list[QgsFeature], pieces: Pieces, sink: QgsFeatureSink) -> None:
        import numpy as np
        import shapely

        total = np.bincount(pieces.feature, weights=pieces.amount, minlength=len(features))
        parts = np.bincount(pieces.feature, minlength=len(features))
        chosen = np.arange(len(pieces)) if self._split else _largest(pieces)
        repaired = set(self._reader.unusable.repaired)
        for i in chosen:
            number = int(pieces.feature[i])
            feature = features[number]
            share = pieces.amount[i] / total[number] if total[number] > 0 else 1.0 / parts[number]
            output = QgsFeature(self.fields)
            known = self._areas[int(pieces.area[i])]
            output.setAttributes([*feature.attributes(), *known, float(pieces.amount[i] * self._factor), float(share)])
            cut = parts[number] > 1 or feature.id() in repaired
            if self._split and cut and pieces.geometry is not None:
                geometry = QgsGeometry()
                geometry.fromWkb(shapely.to_wkb(pieces.geometry[i]))
                geometry.transform(self._back)
            else:
                geometry = feature.geometry()
            output.setGeometry(self._fitting(geometry))
            add_feature(sink, output)

    def _fitting(self, geometry: QgsGeometry) -> QgsGeometry:
        """Return the geometry in the type of the output, or none where it is of another kind."""
        if geometry.isNull() or self.type in (QgsWkbTypes.Type.Unknown, geometry.wkbType()):
            return geometry
        converted = geometry.coerceToType(self.type)
        if len(converted) == 1 and QgsWkbTypes.geometryType(self.type) == geometry.type():
            return converted[0]
        self.without_geometry += 1
        return QgsGeometry()

    def _write_unlocated(self, feature: QgsFeature, sink: QgsFeatureSink) -> None:
        output = QgsFeature(self.fields)
        output.setAttributes([*feature.attributes(), *([None] * len(COLUMNS))])
        output.setGeometry(self._fitting(feature.geometry()))
        add_feature(sink, output)


def _known_of(areas: Areas) -> dict[int, list[Any]]:
    """Return the values of the area columns by position of the area, and for what is outside (-1)."""
    frame = areas.frame
    index = frame["index"] if "index" in frame else [None] * len(frame)
    known = {}
    for i, (code, name, area_type, value) in enumerate(
        zip(frame.index, frame["name"], frame["area_type"], index, strict=True)
    ):
        parsed = parse_area_code(code)
        kommun = None if parsed is None else parsed.kommun
        text = label(area_type, language())
        known[i] = [code, name, kommun, int(area_type), text, attribute(value, REAL)]
    known[-1] = [None, None, None, int(AreaType.OUTSIDE), label(AreaType.OUTSIDE, language()), None]
    return known


def _largest(pieces: Pieces) -> Any:
    """Return the piece with the largest amount of every feature; inside before outside, then the lower code."""
    import numpy as np

    order = np.lexsort((pieces.area, -pieces.amount, pieces.area < 0, pieces.feature))
    _, first = np.unique(pieces.feature[order], return_index=True)
    return order[first]


def free_name(taken: list[str], name: str) -> str:
    """Return the name, numbered where a field has it already."""
    lowered = {other.casefold() for other in taken}
    number, free = 1, name
    while free.casefold() in lowered:
        number += 1
        free = f"{name}_{number}"
    return free
