# SPDX-License-Identifier: GPL-2.0-or-later
"""The outputs of one run: opened, closed, and taken back where the run does not come to its end."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Any

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsFeatureSink,
    QgsFields,
    QgsProcessingAlgorithm,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingOutputLayerDefinition,
    QgsWkbTypes,
)
from qgis.PyQt import sip

from ..core.messages import RegsoError
from ..layers.writing import discard, is_whole, rows_added


class Outputs:
    """Sinks that are open together; whoever leaves by an exception, such as a cancel, leaves nothing behind."""

    def __init__(
        self, algorithm: QgsProcessingAlgorithm, parameters: dict[str, Any], context: QgsProcessingContext
    ) -> None:
        self._algorithm = algorithm
        self._parameters = parameters
        self._context = context
        self._open: list[tuple[QgsFeatureSink, str]] = []

    def __enter__(self) -> Outputs:
        return self

    def open(
        self,
        name: str,
        fields: QgsFields,
        geometry_type: QgsWkbTypes.Type = QgsWkbTypes.Type.NoGeometry,
        crs: QgsCoordinateReferenceSystem | None = None,
    ) -> tuple[QgsFeatureSink, str]:
        """Return the sink of a parameter and where it leads; ``RegsoError`` where it cannot be written."""
        reason, file = "", self._new_file(name)
        try:
            sink, destination = self._algorithm.parameterAsSink(
                self._parameters,
                name,
                self._context,
                fields,
                geometry_type,
                crs or QgsCoordinateReferenceSystem(),
                # Features that are cut keep their attributes, and with them the key of a GeoPackage.
                QgsFeatureSink.SinkFlag.RegeneratePrimaryKey,
            )
        except QgsProcessingException as error:
            sink, destination, reason = None, "", str(error)
        if sink is None:
            if file is not None:
                with suppress(OSError):
                    file.unlink(missing_ok=True)
            raise RegsoError(
                "The output “{output}” could not be written. {reason}. Check that the folder exists, that you may "
                "write there and that the file is not open in another program, or choose another place.",
                output=self._algorithm.parameterDefinition(name).description(),
                reason=reason or self._algorithm.invalidSinkError(self._parameters, name),
            )
        self._open.append((sink, destination))
        return sink, destination

    def _new_file(self, name: str) -> Path | None:
        """Return the file that an output makes; None where it is no file, or was there before."""
        value = self._parameters.get(name)
        if isinstance(value, QgsProcessingOutputLayerDefinition):
            value = value.sink.staticValue()
        file = Path(str(value or "")).absolute()
        return None if file.exists() or not file.parent.is_dir() else file

    def is_wanted(self, name: str) -> bool:
        """Whether the user asked for an optional output."""
        return self._parameters.get(name) not in (None, "")

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        cut_off = []
        for sink, destination in self._open:
            rows = rows_added(sink)
            # The file is complete only when the C++ half is gone, whoever still holds the Python half.
            sip.delete(sink)
            if kind is None and not is_whole(destination, rows, self._context):
                cut_off.append(destination)
        if kind is not None or cut_off:
            for _, destination in self._open:
                discard(destination, self._context)
        self._open.clear()
        if cut_off:
            raise RegsoError(
                "{file} could not be written to its end, so it was taken back. Make room on the disk, or choose "
                "another place.",
                file=cut_off[0].split("|")[0],
            )
