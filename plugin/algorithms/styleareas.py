# SPDX-License-Identifier: GPL-2.0-or-later
"""A layer of areas in one of the plugin's styles, or in all of them side by side."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from qgis.core import (
    Qgis,
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsProcessingOutputVectorLayer,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterEnum,
    QgsProcessingParameterField,
    QgsProcessingParameterFileDestination,
    QgsProcessingParameterNumber,
    QgsProcessingParameterVectorLayer,
    QgsVectorLayer,
)

from ..core.messages import Cancelled, RegsoError
from ..i18n import tr
from ..layers.area_styles import (
    ROLES,
    STYLES,
    apply_area_style,
    areas_without_value,
    available_styles,
)
from ..layers.area_values import country_cut_points, year_of
from ..layers.style_files import save_style_file
from ..layers.style_keeping import add_area_styles, show_style
from .base import RegsoAlgorithm


class StyleAreas(RegsoAlgorithm):
    """Give a layer that is there already colours, classes and a legend that says the direction."""

    NAME = "styleareas"
    ICON = "styleareas.svg"

    INPUT = "INPUT"
    STYLE = "STYLE"
    FIELD = "FIELD"
    RATE_FIELD = "RATE_FIELD"
    MEAN = "MEAN"
    SD = "SD"
    ALL_STYLES = "ALL_STYLES"
    LABELS = "LABELS"
    QML_FILE = "QML_FILE"
    OUTPUT = "OUTPUT"

    def displayName(self) -> str:
        return tr("Style areas")

    def tags(self) -> list[str]:
        return tr(
            "regso,deso,area type,style,symbology,legend,colours,map,qml,change,bivariate,områdestyp,stil,färger,"
            "teckenförklaring,karta,förändring"
        ).split(",")

    def shortHelpString(self) -> str:
        return tr(
            "Gives a layer of areas one of the plugin's styles: area types in colour or grey, the index, its three "
            "indicators, population, density, the change between two years, or area type and a rate of your own in "
            "one map. The layer itself is styled; its data stay as they are.\n\n"
            "Missing values are hatched and stand in every legend. Legends say which way a measure reads: a higher "
            "index is worse, type 1 has the largest challenges. The colours can be told apart with red-green and "
            "with blue-yellow colour blindness.\n\n"
            "The classes of the style index are those of the area types: they need the mean and the standard deviation "
            "of the country in that year, unless the layer holds the country. The other measures are in "
            "classes with equally many areas of the layer."
        )

    def flags(self) -> Qgis.ProcessingAlgorithmFlags:
        # A layer of the project is changed, which is for the main thread only.
        return super().flags() | Qgis.ProcessingAlgorithmFlag.NoThreading

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        self.addParameter(
            QgsProcessingParameterVectorLayer(
                self.INPUT, tr("Layer of areas"), [QgsProcessing.SourceType.TypeVectorPolygon]
            )
        )
        self.addParameter(
            QgsProcessingParameterEnum(
                self.STYLE, tr("Style"), list(STYLES), defaultValue="area_type", usesStaticStrings=True
            )
        )
        self.addParameter(
            QgsProcessingParameterField(
                self.FIELD,
                tr("Field of the style (recognised if empty)"),
                parentLayerParameterName=self.INPUT,
                optional=True,
            )
        )
        self.addParameter(
            QgsProcessingParameterField(
                self.RATE_FIELD,
                tr("Field with a rate, for type_and_rate (per_1000 if empty)"),
                parentLayerParameterName=self.INPUT,
                type=QgsProcessingParameterField.DataType.Numeric,
                optional=True,
            )
        )
        real = QgsProcessingParameterNumber.Type.Double
        self.addParameter(
            QgsProcessingParameterNumber(self.MEAN, tr("The country's mean of the index"), real, optional=True)
        )
        self.addParameter(
            QgsProcessingParameterNumber(
                self.SD, tr("The country's standard deviation of the index"), real, optional=True, minValue=0
            )
        )
        self.addParameter(
            QgsProcessingParameterBoolean(
                self.ALL_STYLES, tr("Add all styles that the layer has fields for"), defaultValue=False
            )
        )
        self.addParameter(QgsProcessingParameterBoolean(self.LABELS, tr("Label the areas"), defaultValue=True))
        self.addParameter(
            QgsProcessingParameterFileDestination(
                self.QML_FILE,
                tr("Style file"),
                tr("QGIS style file (*.qml)"),
                optional=True,
                createByDefault=False,
            )
        )
        self.addOutput(QgsProcessingOutputVectorLayer(self.OUTPUT, tr("Styled areas")))
        self.add_number_outputs({"AREA_COUNT": tr("Areas"), "NO_DATA_COUNT": tr("Areas without a value")})

    def checkParameterValues(self, parameters: dict[str, Any], context: QgsProcessingContext) -> tuple[bool, str]:
        if self.parameterAsVectorLayer(parameters, self.INPUT, context) is None:
            return False, self._no_source(parameters, self.INPUT)
        return super().checkParameterValues(parameters, context)

    def run_story(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        """Recognise the fields, find the cut points, style, count what has no value, save the style."""
        layer = self._layer(parameters, context)
        style = self.parameterAsEnumString(parameters, self.STYLE, context)
        fields = self._fields(parameters, layer, style, context)
        year = year_of(layer)
        mean, deviation = self._cut_points(parameters, layer, fields, style, context)
        if feedback.isCanceled():
            raise Cancelled
        how = {"fields": fields, "mean": mean, "deviation": deviation, "year": year}
        how["labels"] = self.parameterAsBool(parameters, self.LABELS, context)
        wants_all = self.parameterAsBool(parameters, self.ALL_STYLES, context)
        if wants_all and style in available_styles(layer, fields, with_cut_points=mean is not None):
            made = add_area_styles(layer, first=style, keep_own=True, **how)
            show_style(layer, style)
            feedback.pushInfo(tr("Styles on the layer: {styles}").format(styles=", ".join(made)))
        apply_area_style(layer, style, **how)
        missing = areas_without_value(layer, style, fields)
        if missing:
            text = tr("Areas without a value, which are hatched: {count}")
            feedback.pushInfo(text.format(count=missing))
        layer.triggerRepaint()
        results = {
            self.OUTPUT: self._place(layer, context),
            "AREA_COUNT": layer.featureCount(),
            "NO_DATA_COUNT": missing,
        }
        target = self.parameterAsFileOutput(parameters, self.QML_FILE, context)
        if target:
            save_style_file(layer, Path(target))
            results[self.QML_FILE] = target
        return results

    def _layer(self, parameters: dict[str, Any], context: QgsProcessingContext) -> QgsVectorLayer:
        layer = self.parameterAsVectorLayer(parameters, self.INPUT, context)
        if layer is None:
            raise QgsProcessingException(self._no_source(parameters, self.INPUT))
        if layer.geometryType() != Qgis.GeometryType.Polygon:
            raise RegsoError("The layer {layer} holds no polygons. Choose a layer of areas.", layer=layer.name())
        if not layer.featureCount():
            raise RegsoError("The area layer is empty. Choose a layer with RegSO or DeSO polygons.")
        return layer

    def _place(self, layer: QgsVectorLayer, context: QgsProcessingContext) -> str:
        """Return what the next step finds the layer by: its id in the project, else the file that was named."""
        project = context.project()
        in_project = project is not None and project.mapLayer(layer.id()) is not None
        return layer.id() if in_project or layer.providerType() == "memory" else layer.source()

    def _fields(
        self, parameters: dict[str, Any], layer: QgsVectorLayer, style: str, context: QgsProcessingContext
    ) -> dict[str, str]:
        """Return the chosen fields by their roles; the first role of a style is what ``FIELD`` is about."""
        names = layer.fields().names()
        chosen = {
            ROLES[style][0]: self.require_field(names, self.field_choice(parameters, self.FIELD, context)),
            "per_1000": self.require_field(names, self.field_choice(parameters, self.RATE_FIELD, context)),
        }
        return {role: field for role, field in chosen.items() if field}

    def _cut_points(
        self,
        parameters: dict[str, Any],
        layer: QgsVectorLayer,
        fields: dict[str, str],
        style: str,
        context: QgsProcessingContext,
    ) -> tuple[float | None, float | None]:
        """Return mean and deviation: as stated, else those of the layer if it holds the country, else none."""
        stated = [
            None if parameters.get(name) is None else self.parameterAsDouble(parameters, name, context)
            for name in (self.MEAN, self.SD)
        ]
        if (stated[0] is None) != (stated[1] is None):
            raise RegsoError("State both the mean and the standard deviation of the index, or neither of them.")
        if stated[0] is not None:
            return stated[0], stated[1]
        if style != "index" and not self.parameterAsBool(parameters, self.ALL_STYLES, context):
            return None, None
        return country_cut_points(layer, fields)
