# SPDX-License-Identifier: GPL-2.0-or-later
"""Features that a database gave back for the core to judge, read as if they came from their layer."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from qgis.core import QgsGeometry, QgsProcessingContext, QgsProcessingFeatureSource

from .reading import FeatureReader


class ReturnedFeature:
    """A feature as the database gave it back; looks like QGIS's where a reader looks."""

    def __init__(self, number: int, raw: str, values: dict[str, Any]) -> None:
        self._number, self._raw, self._values = number, raw, values

    def id(self) -> int:
        return self._number

    def __getitem__(self, name: str) -> Any:
        return self._values[name]

    def geometry(self) -> QgsGeometry:
        geometry = QgsGeometry()
        geometry.fromWkb(bytes.fromhex(self._raw))
        return geometry


class ReturnedReader(FeatureReader):
    """Reads features that the database gave back as if they came from the layer."""

    def __init__(
        self,
        source: QgsProcessingFeatureSource,
        context: QgsProcessingContext,
        fields: list[str],
        features: list[ReturnedFeature],
    ) -> None:
        super().__init__(source, context, fields)
        self._features = features

    def features(self) -> Iterator[tuple[Any, bytes | None]]:
        for feature in self._features:
            yield feature, self._wkb(feature)  # type: ignore[arg-type]
