# SPDX-License-Identifier: GPL-2.0-or-later
"""What is asked of the user for a follow-up: figures by year, area types by year, what is held, breaks, outputs."""

from __future__ import annotations

from typing import Any

from qgis.core import (
    QgsProcessing,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterEnum,
    QgsProcessingParameterFeatureSink,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterFileDestination,
    QgsProcessingParameterNumber,
    QgsProcessingParameterString,
)

from ..i18n import tr
from .base import RegsoAlgorithm


class CompareYearsInput(RegsoAlgorithm):
    """Base of the algorithm: its parameters."""

    INPUT = "INPUT"
    YEAR_FIELD = "YEAR_FIELD"
    COUNT_FIELD = "COUNT_FIELD"
    RATE_FIELD = "RATE_FIELD"
    ERROR_FIELD = "ERROR_FIELD"
    KIND = "KIND"
    KINDS = ("auto", "events", "persons", "amount", "mean")
    PER = "PER"
    TYPES = "TYPES"
    TYPES_YEAR_FIELD = "TYPES_YEAR_FIELD"
    TYPES_TYPE_FIELD = "TYPES_TYPE_FIELD"
    INDEX_FIELD = "INDEX_FIELD"
    PEOPLE = "PEOPLE"
    CUTS = "CUTS"
    HOLD = "HOLD"
    HOLDS = ("all", "first", "last", "moving")
    FROM_YEAR = "FROM_YEAR"
    TO_YEAR = "TO_YEAR"
    BREAKS = "BREAKS"
    ACROSS_EDITIONS = "ACROSS_EDITIONS"
    CONFIDENCE = "CONFIDENCE"
    OUTPUT = "OUTPUT"
    OUTPUT_TRANSITIONS = "OUTPUT_TRANSITIONS"
    OUTPUT_AREAS = "OUTPUT_AREAS"
    OUTPUT_HTML = "OUTPUT_HTML"

    def add_figures(self) -> None:
        """Add the table, its fields, and what the figures are."""
        self._add_source(self.INPUT, tr("Table with a row for each area (or area type) and year"), optional=False)
        self.add_field(self.YEAR_FIELD, tr("Year field (recognised if empty)"))
        self.add_field(self.CODE_FIELD, tr("Area code field (recognised if empty)"))
        self.add_field(self.AREA_TYPE_FIELD, tr("Area type field (recognised if empty)"))
        self.add_field(self.COUNT_FIELD, tr("Count or amount (the population if empty)"), numeric=True)
        self.add_field(self.RATE_FIELD, tr("Rate or mean (instead of a count)"), numeric=True)
        self.add_field(self.ERROR_FIELD, tr("Standard error of the rate"), numeric=True)
        self.add_field(self.POPULATION_FIELD, tr("Population field (recognised if empty)"), numeric=True)
        self.addParameter(
            QgsProcessingParameterEnum(
                self.KIND, tr("What the figures are"), list(self.KINDS), defaultValue="auto", usesStaticStrings=True
            )
        )
        self.addParameter(
            QgsProcessingParameterNumber(
                self.PER,
                tr("Rates are per so many inhabitants (1,000; 100 for persons; 1 for means)"),
                QgsProcessingParameterNumber.Type.Double,
                optional=True,
                minValue=1e-9,
            )
        )

    def add_types(self) -> None:
        """Add the tables with the areas' types, population and the country's cut points."""
        self._add_source(self.TYPES, tr("Area types of each area and year (those of the table if empty)"))
        self.add_field(self.TYPES_YEAR_FIELD, tr("Year of the types (recognised if empty)"), parent=self.TYPES)
        self.add_field(self.TYPES_TYPE_FIELD, tr("Area type among the types (recognised if empty)"), parent=self.TYPES)
        self.add_field(
            self.INDEX_FIELD, tr("Index among the types (recognised if empty)"), numeric=True, parent=self.TYPES
        )
        self._add_source(self.PEOPLE, tr("Population of each area and year (if the table has none)"))
        self._add_source(self.CUTS, tr("The country's mean and standard deviation of the index by year"))

    def add_comparison(self) -> None:
        """Add what is held, which years, and breaks."""
        self.addParameter(
            QgsProcessingParameterEnum(
                self.HOLD,
                tr("Area types held at the first year, at the last, or moving"),
                list(self.HOLDS),
                defaultValue="all",
                usesStaticStrings=True,
            )
        )
        for name, text in ((self.FROM_YEAR, tr("First year (the table's if empty)")),
                           (self.TO_YEAR, tr("Last year (the table's if empty)"))):  # fmt: skip
            self.addParameter(
                QgsProcessingParameterNumber(
                    name, text, QgsProcessingParameterNumber.Type.Integer, optional=True, minValue=1900, maxValue=2099
                )
            )
        self.addParameter(
            QgsProcessingParameterString(
                self.BREAKS, tr("Breaks in the series (first year: what changed; …)"), optional=True
            )
        )
        self.addParameter(
            QgsProcessingParameterBoolean(
                self.ACROSS_EDITIONS, tr("Follow areas across editions (2023/2024)"), defaultValue=False
            )
        )
        self.add_advanced(
            QgsProcessingParameterNumber(
                self.CONFIDENCE,
                tr("Level of the intervals, percent"),
                QgsProcessingParameterNumber.Type.Double,
                defaultValue=95,
                minValue=50,
                maxValue=99.9,
            )
        )
        self.add_guard()

    def add_outputs(self) -> None:
        """Add tables, report and numbers."""
        table = QgsProcessing.SourceType.TypeVector
        self.addParameter(QgsProcessingParameterFeatureSink(self.OUTPUT, tr("Years compared by area type"), table))
        for name, text in (
            (self.OUTPUT_TRANSITIONS, tr("Transitions between area types")),
            (self.OUTPUT_AREAS, tr("Areas with their change of type, in parts")),
        ):
            self.addParameter(
                QgsProcessingParameterFeatureSink(name, text, table, optional=True, createByDefault=False)
            )
        self.addParameter(
            QgsProcessingParameterFileDestination(
                self.OUTPUT_HTML, tr("Report"), tr("HTML files (*.html)"), optional=True, createByDefault=False
            )
        )
        self.add_number_outputs(
            {
                "FIRST_YEAR": tr("First year compared"),
                "LAST_YEAR": tr("Last year compared"),
                "YEAR_COUNT": tr("Years compared"),
                "AREA_COUNT": tr("Areas"),
                "LEFT_OUT": tr("Rows left out"),
                "CHANGED": tr("Areas with another type in the last year than in the first"),
                "UNCHANGED_SHARE": tr("Share of areas that keep their type"),
                "UNCHANGED_PEOPLE_SHARE": tr("Share of people whose areas keep their type"),
                "KAPPA": tr("Kappa of the types"),
                "WEIGHTED_KAPPA": tr("Kappa of the types, linear weights"),
                "GAP_CHANGE": tr("Change of the gap between type 1 and type 5"),
            }
        )

    def _add_source(self, name: str, description: str, *, optional: bool = True) -> None:
        self.addParameter(
            QgsProcessingParameterFeatureSource(
                name, description, [QgsProcessing.SourceType.TypeVector], optional=optional
            )
        )

    def whole_number(self, parameters: dict[str, Any], name: str, context: Any) -> int | None:
        """Return a number, None where none was given."""
        return None if parameters.get(name) in (None, "") else int(self.parameterAsInt(parameters, name, context))
