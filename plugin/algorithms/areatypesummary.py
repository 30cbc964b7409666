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
from ..layers.styling import measure_aliases, set_aliases, show_decimals, style_when_loaded
from ..layers.writing import summary_fields, write_frame
from .outputs import Outputs
from .townandcountry import TownAndCountry, class_aliases


class AreaTypeSummary(TownAndCountry):
    """Areas, inhabitants and km² by area type in the country, its län or its kommuner, and by town and country."""

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
            "SCB's boundaries.\n\n"
            "A second table has the same for each class of town and country: density of population, the category of "
            "DeSO, or a field of the areas. It also says what part of a type's inhabitants live in each class."
        )

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        self.add_area_parameters()
        self.addParameter(
            QgsProcessingParameterEnum(
                self.LEVEL, tr("For each"), list(self.LEVELS), defaultValue="country", usesStaticStrings=True
            )
        )
        self.add_classes()
        self.addParameter(
            QgsProcessingParameterFeatureSink(
                self.OUTPUT, tr("Areas and people by type"), QgsProcessing.SourceType.TypeVector
            )
        )
        self.add_strata_output(tr("Areas and people by town and country"))
        self.add_number_outputs({"AREA_COUNT": tr("Areas"), "POPULATION": tr("Inhabitants")})

    def run_story(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        """Read the areas, count by part of the country and type, and by class too, write."""
        from ..core.codes import Level
        from ..core.distribution import areas_by_type, areas_by_type_and_class

        source = self.require_source(parameters, self.AREAS, context)
        area_fields = self.area_fields(parameters, source, context)
        areas = read_areas(source, context, area_fields, feedback.isCanceled)
        self.warn(feedback, areas.warnings)
        level = {"lan": Level.LAN, "kommun": Level.KOMMUN}.get(
            self.parameterAsEnumString(parameters, self.LEVEL, context)
        )
        table = areas_by_type(areas, level, language())
        by_class = None
        if self.wants_classes(parameters) and (
            strata := self.strata_of(parameters, context, feedback, areas, area_fields)
        ):
            self.warn(feedback, strata.warnings)
            by_class = areas_by_type_and_class(areas, strata, level, language())
        fields = summary_fields(list(table.columns))
        with Outputs(self, parameters, context) as outputs:
            sink, destination = outputs.open(self.OUTPUT, fields)
            write_frame(sink, fields, table)
            results = {self.OUTPUT: destination, **self.write_by_class(outputs, by_class)}
        for one in results.values():
            style_when_loaded(context, one, finish)
        people = float(areas.frame["population"].sum()) if areas.has_population else None
        return {**results, "AREA_COUNT": len(areas), "POPULATION": people}


def finish(layer: QgsVectorLayer) -> None:
    """Give the columns readable names and figures."""
    set_aliases(
        layer,
        {
            **measure_aliases(),
            **class_aliases(),
            "part_code": tr_result("Code"),
            "part_name": tr_result("Name"),
            "area_share": tr_result("Share of areas"),
            "class_share": tr_result("Share of the type's inhabitants"),
        },
    )
    show_decimals(layer)
