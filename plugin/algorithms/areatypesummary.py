# SPDX-License-Identifier: GPL-2.0-or-later
"""Areas and people by area type: the background that every other figure is read against."""

from __future__ import annotations

from typing import Any

from qgis.core import (
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingParameterEnum,
    QgsProcessingParameterFeatureSink,
    QgsVectorLayer,
)

from ..i18n import language, tr, tr_result
from ..layers.area_source import read_areas
from ..layers.styling import measure_aliases, set_aliases, style_when_loaded
from ..layers.writing import summary_fields, write_frame
from .base import RegsoAlgorithm
from .outputs import Outputs


class AreaTypeSummary(RegsoAlgorithm):
    """Areas, inhabitants and km² by area type in the country, its län or its kommuner."""

    NAME = "areatypesummary"
    ICON = "areatypesummary.svg"

    LEVEL = "LEVEL"
    LEVELS = ("country", "lan", "kommun")
    OUTPUT = "OUTPUT"

    def displayName(self) -> str:
        return tr("Areas and people by area type")

    def tags(self) -> list[str]:
        return tr(
            "regso,deso,area type,population,kommun,län,municipality,county,områdestyp,befolkning,folkmängd"
        ).split(",")

    def shortHelpString(self) -> str:
        return tr(
            "Counts the areas, their inhabitants and their km² by area type (1 = major challenges, 5 = very good "
            "conditions), "
            "for all areas of the layer, for each län, or for each kommun. The kommun and the län follow from the "
            "area's code.\n\n"
            "Shares are of the areas with a type. Areas without data are a row of their own. Water counts as area, "
            "as in "
            "SCB's boundaries."
        )

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        self.add_area_parameters()
        self.addParameter(
            QgsProcessingParameterEnum(
                self.LEVEL, tr("For each"), list(self.LEVELS), defaultValue="country", usesStaticStrings=True
            )
        )
        self.addParameter(
            QgsProcessingParameterFeatureSink(
                self.OUTPUT, tr("Areas and people by type"), QgsProcessing.SourceType.TypeVector
            )
        )
        self.add_number_outputs({"AREA_COUNT": tr("Areas"), "POPULATION": tr("Inhabitants")})

    def run_story(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        """Read the areas, count by part of the country and type, write."""
        from ..core.codes import Level
        from ..core.distribution import areas_by_type

        source = self.require_source(parameters, self.AREAS, context)
        areas = read_areas(source, context, self.area_fields(parameters, source, context), feedback.isCanceled)
        self.warn(feedback, areas.warnings)
        level = {"lan": Level.LAN, "kommun": Level.KOMMUN}.get(
            self.parameterAsEnumString(parameters, self.LEVEL, context)
        )
        table = areas_by_type(areas, level, language())
        fields = summary_fields(list(table.columns))
        with Outputs(self, parameters, context) as outputs:
            sink, destination = outputs.open(self.OUTPUT, fields)
            write_frame(sink, fields, table)
        style_when_loaded(context, destination, finish)
        people = float(areas.frame["population"].sum()) if areas.has_population else None
        return {self.OUTPUT: destination, "AREA_COUNT": len(areas), "POPULATION": people}


def finish(layer: QgsVectorLayer) -> None:
    """Give the columns readable names."""
    set_aliases(
        layer,
        {
            **measure_aliases(),
            "part_code": tr_result("Code"),
            "part_name": tr_result("Name"),
            "area_share": tr_result("Share of areas"),
        },
    )
