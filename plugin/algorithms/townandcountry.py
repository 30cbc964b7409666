# SPDX-License-Identifier: GPL-2.0-or-later
"""A summary by town and country too: what is asked of the user, the areas' classes, and the table by class."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qgis.core import (
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingFeatureSource,
    QgsProcessingFeedback,
    QgsProcessingParameterEnum,
    QgsProcessingParameterFeatureSink,
    QgsProcessingParameterField,
    QgsVectorLayer,
)

from ..core.messages import Message, RegsoError
from ..i18n import language, tr, tr_result
from ..layers.index_source import read_raw
from ..layers.styling import measure_aliases, set_aliases, show_decimals
from ..layers.writing import summary_fields, write_frame
from .base import RegsoAlgorithm
from .outputs import Outputs

if TYPE_CHECKING:
    import pandas as pd

    from ..core.areas import Areas
    from ..core.strata import Strata
    from ..core.summary import Summary
    from ..layers.area_source import AreaFields


class TownAndCountry(RegsoAlgorithm):
    """Base of an algorithm whose result can be split by classes of its areas."""

    TOWN_AND_COUNTRY = "TOWN_AND_COUNTRY"
    DIVISIONS = ("auto", "density", "deso", "none")
    STRATUM_FIELD = "STRATUM_FIELD"
    OUTPUT_STRATA = "OUTPUT_STRATA"

    def add_classes(self) -> None:
        """Add the choice of classes of areas."""
        self.add_advanced(
            QgsProcessingParameterEnum(
                self.TOWN_AND_COUNTRY,
                tr("Classes of town and country"),
                list(self.DIVISIONS),
                defaultValue="auto",
                usesStaticStrings=True,
            )
        )
        self.add_advanced(
            QgsProcessingParameterField(
                self.STRATUM_FIELD,
                tr("Field of the areas with other classes (such as locality or not)"),
                parentLayerParameterName=self.AREAS,
                optional=True,
            )
        )

    def add_strata_output(self, description: str) -> None:
        """Add the table by class and area type."""
        self.addParameter(
            QgsProcessingParameterFeatureSink(
                self.OUTPUT_STRATA,
                description,
                QgsProcessing.SourceType.TypeVector,
                optional=True,
                createByDefault=False,
            )
        )

    def by_class(
        self,
        parameters: dict[str, Any],
        context: QgsProcessingContext,
        feedback: QgsProcessingFeedback,
        areas: Areas,
        fields: AreaFields,
        summary: Summary,
    ) -> tuple[pd.DataFrame | None, tuple[Message, ...]]:
        """Return the summary by class and type, and what a reader must know of it; no table without classes."""
        from ..core.measures.town_and_country import town_and_country_warning
        from ..core.strata import strata_table

        strata = self.strata_of(parameters, context, feedback, areas, fields)
        if strata is None:
            return None, ()
        wanted = self.wants_classes(parameters)
        table = strata_table(summary.areas, strata, summary.unit, language())
        mostly = town_and_country_warning(table)
        return table, (*(strata.warnings if wanted else ()), *([] if mostly is None else [mostly]))

    def write_by_class(self, outputs: Outputs, table: pd.DataFrame | None) -> dict[str, Any]:
        """Write the table by class where it is wanted; return where it is."""
        if table is None or not outputs.is_wanted(self.OUTPUT_STRATA):
            return {}
        fields = summary_fields(list(table.columns))
        sink, destination = outputs.open(self.OUTPUT_STRATA, fields)
        write_frame(sink, fields, table)
        return {self.OUTPUT_STRATA: destination}

    def wants_classes(self, parameters: dict[str, Any]) -> bool:
        """Whether the table by class was asked for."""
        return parameters.get(self.OUTPUT_STRATA) not in (None, "")

    def strata_of(
        self,
        parameters: dict[str, Any],
        context: QgsProcessingContext,
        feedback: QgsProcessingFeedback,
        areas: Areas,
        fields: AreaFields,
    ) -> Strata | None:
        """Return the classes of the areas, None where there are none; refuse where a table of them is wanted."""
        strata = self._strata(parameters, context, feedback, areas, fields)
        if strata is None and self.wants_classes(parameters):
            raise RegsoError(
                "There are no classes of town and country: none were asked for, or without population there is no "
                "density. Choose the population field, or a field with classes, or leave the table by class out."
            )
        return strata

    def _strata(
        self,
        parameters: dict[str, Any],
        context: QgsProcessingContext,
        feedback: QgsProcessingFeedback,
        areas: Areas,
        fields: AreaFields,
    ) -> Strata | None:
        """Return the classes of the areas that were asked for, None where none were or none can be told."""
        from ..core.strata import density_strata, deso_strata, field_strata

        source = self.require_source(parameters, self.AREAS, context)
        field = self.require_field(source.fields().names(), self.field_choice(parameters, self.STRATUM_FIELD, context))
        if field:
            return field_strata(_values_by_code(source, fields.code, field, feedback).reindex(areas.frame.index))
        division = self.parameterAsEnumString(parameters, self.TOWN_AND_COUNTRY, context)
        if division == "auto":
            division = _natural_division(areas)
        if division == "deso":
            return deso_strata(areas.frame)
        return density_strata(areas.frame) if division == "density" and areas.has_population else None


def _natural_division(areas: Areas) -> str:
    """Return ``deso`` where the areas are DeSO, else ``density`` where people are known, else ``none``."""
    from ..core.codes import Level, parse_area_code

    parsed = [parse_area_code(code) for code in areas.frame.index]
    if parsed and all(one is not None and one.level is Level.DESO for one in parsed):
        return "deso"
    return "density" if areas.has_population else "none"


def _values_by_code(
    source: QgsProcessingFeatureSource, code: str, field: str, feedback: QgsProcessingFeedback
) -> pd.Series[Any]:
    """Return the values of a field by area code; of an area with several polygons that of the first."""
    from ..core.code_column import clean_codes

    rows, _ = read_raw(source, {"code": code, "value": field}, feedback.isCanceled)
    # What is odd in the codes has been told when the areas were read.
    values = rows.set_axis(clean_codes(rows["code"], []), axis=0)["value"]
    return values[~values.index.duplicated()]


def finish_strata(layer: QgsVectorLayer) -> None:
    """Give the columns of the table by class readable names and figures."""
    set_aliases(layer, {**measure_aliases(), **class_aliases()})
    show_decimals(layer)


def class_aliases() -> dict[str, str]:
    """Return what people call the columns of classes."""
    return {"stratum": tr_result("Class"), "stratum_label": tr_result("Class in words")}
