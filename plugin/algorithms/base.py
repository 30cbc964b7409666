# SPDX-License-Identifier: GPL-2.0-or-later
"""What all algorithms of the provider share: words, help, errors made readable, parameters for areas."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from traceback import clear_frames
from typing import Any

from qgis.core import (
    QgsProcessing,
    QgsProcessingAlgorithm,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeatureSource,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingParameterDefinition,
    QgsProcessingParameterEnum,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterField,
    QgsProcessingParameterNumber,
)
from qgis.PyQt.QtCore import QUrl
from qgis.PyQt.QtGui import QIcon

from ..core.messages import Cancelled, Message, RegsoError
from ..i18n import interface_language, tr, translate_message
from ..layers.area_source import AreaFields, recognise_area_fields, require_polygons
from .packages import missing_packages_text

RESOURCES = Path(__file__).resolve().parent.parent.parent / "resources"


class RegsoAlgorithm(QgsProcessingAlgorithm):
    """Base of the algorithms. A subclass tells its story in ``run_story`` and may raise ``RegsoError`` there."""

    AREAS = "AREAS"
    CODE_FIELD = "CODE_FIELD"
    AREA_TYPE_FIELD = "AREA_TYPE_FIELD"
    POPULATION_FIELD = "POPULATION_FIELD"
    MIN_COUNT = "MIN_COUNT"
    ROUNDING = "ROUNDING"
    ROUNDINGS = ("none", "3", "5")

    NAME = ""
    run_story: Callable[[dict[str, Any], QgsProcessingContext, QgsProcessingFeedback], dict[str, Any]]
    ICON = "regso_atlas.svg"

    def createInstance(self) -> RegsoAlgorithm:
        return type(self)()

    def name(self) -> str:
        return self.NAME

    def group(self) -> str:
        return tr("Area types")

    def groupId(self) -> str:
        return "areatypes"

    def icon(self) -> QIcon:
        return QIcon(self.svgIconPath())

    def svgIconPath(self) -> str:
        return str(RESOURCES / "icons" / self.ICON)

    def helpUrl(self) -> str:
        page = RESOURCES / "help" / interface_language() / f"{self.NAME}.html"
        return QUrl.fromLocalFile(str(page)).toString()

    def canExecute(self) -> tuple[bool, str]:
        missing = missing_packages_text()
        return not missing, missing

    def checkParameterValues(self, parameters: dict[str, Any], context: QgsProcessingContext) -> tuple[bool, str]:
        """Say by its title which layer is missing, and leave the rest to QGIS."""
        for definition in self.parameterDefinitions():
            if definition.type() != "source" or self._is_left_out(definition, parameters):
                continue
            if self.parameterAsSource(parameters, definition.name(), context) is None:
                return False, self._no_source(parameters, definition.name())
        return super().checkParameterValues(parameters, context)

    @staticmethod
    def _is_left_out(definition: QgsProcessingParameterDefinition, parameters: dict[str, Any]) -> bool:
        optional = bool(definition.flags() & QgsProcessingParameterDefinition.Flag.FlagOptional)
        return optional and parameters.get(definition.name()) in (None, "")

    def processAlgorithm(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        """Run the story; the one place where the core's errors become QGIS's."""
        # The toolbox asks canExecute first, qgis_process and models do not.
        missing = missing_packages_text()
        if missing:
            raise QgsProcessingException(missing)
        try:
            return self.run_story(parameters, context, feedback)
        except Cancelled as cancelled:
            _let_go(cancelled)
            raise QgsProcessingException(tr("Cancelled. Nothing was written.")) from None
        except RegsoError as error:
            _let_go(error)
            if error.details:
                feedback.pushDebugInfo(error.details)
            raise QgsProcessingException(translate_message(error.message)) from error
        except Exception as error:
            # whatever it is, it must not keep readers open; QGIS says it
            _let_go(error)
            raise

    # Parameters -----------------------------------------------------------------------------------------------------

    def add_area_parameters(self, *, population: bool = True, area_type: bool = True) -> None:
        """Add the area layer and its fields, which are recognised by name where none is chosen."""
        self.addParameter(
            QgsProcessingParameterFeatureSource(
                self.AREAS, tr("Areas (RegSO or DeSO)"), [QgsProcessing.SourceType.TypeVectorPolygon]
            )
        )
        self.add_area_field(self.CODE_FIELD, tr("Area code field (recognised if empty)"))
        if area_type:
            self.add_area_field(self.AREA_TYPE_FIELD, tr("Area type field (recognised if empty)"))
        if population:
            self.add_area_field(self.POPULATION_FIELD, tr("Population field (recognised if empty)"))

    def add_area_field(self, name: str, description: str) -> None:
        """Add an optional field of the area layer."""
        self.addParameter(
            QgsProcessingParameterField(name, description, parentLayerParameterName=self.AREAS, optional=True)
        )

    def add_field(
        self, name: str, description: str, parent: str = "INPUT", *, numeric: bool = False, multiple: bool = False
    ) -> None:
        """Add an optional choice among the fields of the source in the parameter ``parent``."""
        kinds = QgsProcessingParameterField.DataType
        self.addParameter(
            QgsProcessingParameterField(
                name,
                description,
                parentLayerParameterName=parent,
                type=kinds.Numeric if numeric else kinds.Any,
                allowMultiple=multiple,
                optional=True,
            )
        )

    def add_advanced(self, parameter: QgsProcessingParameterDefinition) -> None:
        """Add a parameter that most users leave alone."""
        parameter.setFlags(parameter.flags() | QgsProcessingParameterDefinition.Flag.FlagAdvanced)
        self.addParameter(parameter)

    def add_guard(self) -> None:
        """Add how small counts are hidden and counts rounded, both off."""
        self.add_advanced(
            QgsProcessingParameterNumber(
                self.MIN_COUNT,
                tr("Do not show counts below (0 = show all)"),
                QgsProcessingParameterNumber.Type.Integer,
                defaultValue=0,
                minValue=0,
            )
        )
        self.add_advanced(
            QgsProcessingParameterEnum(
                self.ROUNDING,
                tr("Round counts to multiples of"),
                list(self.ROUNDINGS),
                defaultValue="none",
                usesStaticStrings=True,
                optional=True,
            )
        )

    def add_number_outputs(self, names: dict[str, str]) -> None:
        """Declare the numbers that the algorithm returns."""
        for name, description in names.items():
            self.addOutput(QgsProcessingOutputNumber(name, description))

    # Values ---------------------------------------------------------------------------------------------------------

    def require_source(
        self, parameters: dict[str, Any], name: str, context: QgsProcessingContext
    ) -> QgsProcessingFeatureSource:
        """Return a feature source, or fail and say by its title which one is missing."""
        source = self.parameterAsSource(parameters, name, context)
        if source is None:
            raise QgsProcessingException(self._no_source(parameters, name))
        return source

    def _no_source(self, parameters: dict[str, Any], name: str) -> str:
        if parameters.get(name) in (None, ""):
            text = tr("No layer was chosen for “{parameter}”. Choose one, or add it to the project first.")
        else:
            text = tr(
                "The layer for “{parameter}” could not be opened: {layer}. Check that it is there and that you may "
                "read it, or choose another one."
            )
        return text.format(parameter=self.parameterDefinition(name).description(), layer=parameters.get(name))

    def field_choice(self, parameters: dict[str, Any], name: str, context: QgsProcessingContext) -> str:
        """Return the chosen field's name, empty where none was chosen."""
        chosen = self.parameterAsStrings(parameters, name, context)
        return chosen[0] if chosen else ""

    def area_fields(
        self, parameters: dict[str, Any], source: QgsProcessingFeatureSource, context: QgsProcessingContext
    ) -> AreaFields:
        """Return the fields of the area layer, chosen or recognised; a chosen field must exist."""
        require_polygons(source)
        names = source.fields().names()
        chosen = {}
        for role, parameter in (
            ("code", self.CODE_FIELD),
            ("area_type", self.AREA_TYPE_FIELD),
            ("population", self.POPULATION_FIELD),
        ):
            if self.parameterDefinition(parameter) is not None:
                chosen[role] = self.require_field(names, self.field_choice(parameters, parameter, context))
        return recognise_area_fields(names, chosen)

    def guard_of(self, parameters: dict[str, Any], context: QgsProcessingContext) -> tuple[int, int]:
        """Return below what counts are hidden (0: none), and to what they are rounded (0: not)."""
        from ..report.provenance import rounding_of

        rounding = self.parameterAsEnumString(parameters, self.ROUNDING, context)
        return self.parameterAsInt(parameters, self.MIN_COUNT, context), rounding_of(rounding)

    def require_field(self, names: list[str], field: str) -> str:
        """Return the field, or fail where a layer does not have it."""
        if field and field not in names:
            raise RegsoError(
                "There is no field {field}. The layer's fields are: {fields}.", field=field, fields=", ".join(names)
            )
        return field

    def warn(self, feedback: QgsProcessingFeedback, messages: tuple[Message, ...]) -> list[str]:
        """Say warnings in the log of the run; return them in the language of results."""
        for one in messages:
            feedback.pushWarning(translate_message(one))
        return [translate_message(one, result=True) for one in messages]


def _let_go(error: Exception) -> None:
    """Close what was open where a run stopped: the error's frames live on, and with them readers of layers.

    QGIS has four connections for a file; the reader that wants a fifth waits for ever.
    """
    clear_frames(error.__traceback__)
