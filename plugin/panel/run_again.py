# SPDX-License-Identifier: GPL-2.0-or-later
"""A run to be made again: as a command for a shell, and as a model for the model designer."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path, PurePath
from typing import Any

from qgis.core import (
    QgsProcessingAlgorithm,
    QgsProcessingContext,
    QgsProcessingModelAlgorithm,
    QgsProcessingModelChildAlgorithm,
    QgsProcessingModelChildParameterSource,
    QgsProcessingModelOutput,
    QgsProcessingModelParameter,
    QgsProject,
)
from qgis.PyQt.QtCore import QPointF, QSizeF

from ..core.messages import RegsoError
from ..i18n import tr
from .run_facts import algorithm_of, source_for_processing
from .run_record import RunRecord

GROUP = ("RegSO Atlas", "regso_atlas")


def as_command(record: RunRecord, folder: Path, project: QgsProject) -> str:
    """Return the ``qgis_process`` command of a run; it writes into a folder beside what the run wrote itself.

    Raises ``RegsoError`` where a layer is temporary or the run cannot be a command.
    """
    algorithm = algorithm_of(record.algorithm)
    context = QgsProcessingContext()
    context.setProject(project)
    context.setEllipsoid(project.ellipsoid() or "EPSG:7030")
    command, possible = algorithm.asQgisProcessCommand(inputs_of(record) | outputs_of(record, folder), context)
    if not possible:
        raise RegsoError("This run cannot be written as a command: one of its settings has no form for a shell.")
    return str(command)


def inputs_of(record: RunRecord) -> dict[str, Any]:
    """Return the parameters of a run without its outputs, layers by their source."""
    return {**{name: source_for_processing(layer) for name, layer in record.layers.items()}, **record.parameters}


def outputs_of(record: RunRecord, folder: Path) -> dict[str, Any]:
    """Return new files for the outputs: what the run wrote stays, and may be open in QGIS."""
    files = {}
    for name, file in record.outputs.items():
        path, count = folder / file, 1
        while path.exists():
            count += 1
            path = folder / f"{PurePath(file).stem} {count}{PurePath(file).suffix}"
        files[name] = str(path)
    return files


def as_model(record: RunRecord) -> QgsProcessingModelAlgorithm:
    """Return a model of one step: every setting of the run is an input with the run's value as its default.

    Raises ``RegsoError`` where a layer is temporary.
    """
    algorithm = algorithm_of(record.algorithm)
    defaults = inputs_of(record)
    model = QgsProcessingModelAlgorithm(record.title, *GROUP)
    model.setHelpContent(
        {
            "ALG_DESC": tr("Repeats the run “{title}” of {when}.").format(title=record.title, when=record.started),
            "ALG_HELP_CREATOR": "RegSO Atlas",
            "ALG_VERSION": str(record.versions.get("RegSO Atlas", "")),
        }
    )
    child = QgsProcessingModelChildAlgorithm(record.algorithm)
    child.setChildId("run")
    child.setDescription(algorithm.displayName())
    child.setPosition(QPointF(480, 160))
    child.setSize(QSizeF(260, 60))
    _add_inputs(model, child, algorithm, defaults)
    _add_outputs(child, algorithm, record)
    model.addChildAlgorithm(child)
    return model


def _add_inputs(
    model: QgsProcessingModelAlgorithm,
    child: QgsProcessingModelChildAlgorithm,
    algorithm: QgsProcessingAlgorithm,
    defaults: Mapping[str, Any],
) -> None:
    row = 0
    for definition in algorithm.parameterDefinitions():
        name = definition.name()
        if name not in defaults:
            continue
        parameter = definition.clone()
        parameter.setDefaultValue(defaults[name])
        component = QgsProcessingModelParameter(name)
        component.setPosition(QPointF(150, 80 + 80 * row))
        model.addModelParameter(parameter, component)
        child.addParameterSources(name, [QgsProcessingModelChildParameterSource.fromModelParameter(name)])
        row += 1
    model.setParameterOrder([one.name() for one in algorithm.parameterDefinitions() if one.name() in defaults])


def _add_outputs(child: QgsProcessingModelChildAlgorithm, algorithm: QgsProcessingAlgorithm, record: RunRecord) -> None:
    outputs = {}
    for row, name in enumerate(record.outputs):
        one = QgsProcessingModelOutput(name, algorithm.parameterDefinition(name).description())
        one.setChildId(child.childId())
        one.setChildOutputName(name)
        one.setPosition(QPointF(800, 100 + 70 * row))
        # an optional output of the algorithm is left out of a model unless it must be there
        one.setMandatory(name == "OUTPUT")
        outputs[name] = one
    child.setModelOutputs(outputs)


def write_model(record: RunRecord, path: Path) -> None:
    """Write a run as ``.model3``, whole or not at all. Raises ``RegsoError`` where that fails."""
    model = as_model(record)
    good, problems = model.validate()
    if not good:
        raise RegsoError("The run cannot be written as a model: {problems}", problems="; ".join(problems))
    part = path.with_name(f".{uuid.uuid4().hex}.part")
    try:
        try:
            if not model.toFile(str(part)):
                raise OSError(str(path))
            part.replace(path)
        finally:
            with suppress(OSError):
                part.unlink(missing_ok=True)
    except OSError as error:
        raise not_written(path, error) from error


def write_text(path: Path, text: str) -> None:
    """Write a text, whole or not at all. Raises ``RegsoError`` where that fails."""
    write_bytes(path, text.encode("utf-8"))


def write_bytes(path: Path, content: bytes) -> None:
    """Write a file, whole or not at all. Raises ``RegsoError`` where that fails."""
    part = path.with_name(f".{uuid.uuid4().hex}.part")
    try:
        try:
            part.write_bytes(content)
            part.replace(path)
        finally:
            with suppress(OSError):
                part.unlink(missing_ok=True)
    except OSError as error:
        raise not_written(path, error) from error


def not_written(path: Path, error: OSError) -> RegsoError:
    """Return what to say where a file could not be written."""
    return RegsoError(
        "{path} could not be written: {reason}. Choose another place, or make room.",
        path=str(path),
        reason=error.strerror or "–",
        details=str(error),
    )
