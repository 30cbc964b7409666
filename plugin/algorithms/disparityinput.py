# SPDX-License-Identifier: GPL-2.0-or-later
"""What is asked of the user for measures of disparity: the figures, the groups' order, standardisation."""

from __future__ import annotations

import re
from typing import Any

from qgis.core import (
    QgsProcessing,
    QgsProcessingContext,
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

SEED = 20_110_101
"""The core's own (``core.measures.resampling.SEED``), which cannot be imported before it is needed."""


class DisparityInput(RegsoAlgorithm):
    """Base of the algorithm: its parameters."""

    INPUT = "INPUT"
    GROUP_FIELD = "GROUP_FIELD"
    COUNT_FIELD = "COUNT_FIELD"
    RATE_FIELD = "RATE_FIELD"
    ERROR_FIELD = "ERROR_FIELD"
    KIND = "KIND"
    KINDS = ("auto", "events", "persons", "amount", "mean")
    PER = "PER"
    ORDER = "ORDER"
    PART_FIELD = "PART_FIELD"
    STRATUM_FIELD = "STRATUM_FIELD"
    STANDARD_FIELD = "STANDARD_FIELD"
    STANDARD = "STANDARD"
    STANDARD_CLASS_FIELD = "STANDARD_CLASS_FIELD"
    STANDARD_POPULATION_FIELD = "STANDARD_POPULATION_FIELD"
    STANDARD_RATE_FIELD = "STANDARD_RATE_FIELD"
    STANDARD_COUNT_FIELD = "STANDARD_COUNT_FIELD"
    STANDARDISATION = "STANDARDISATION"
    STANDARDISATIONS = ("direct", "indirect")
    COMMON_CLASSES = "COMMON_CLASSES"
    SUM_ROWS = "SUM_ROWS"
    CONFIDENCE = "CONFIDENCE"
    SEED = "SEED"
    OUTPUT = "OUTPUT"
    OUTPUT_HTML = "OUTPUT_HTML"

    def add_figures(self) -> None:
        """Add the table, its fields, and what the figures are."""
        self.addParameter(
            QgsProcessingParameterFeatureSource(
                self.INPUT, tr("Table with a row for each group"), [QgsProcessing.SourceType.TypeVector]
            )
        )
        self.add_field(self.GROUP_FIELD, tr("Group field (area type, recognised if empty)"))
        self.add_field(self.COUNT_FIELD, tr("Count or amount (amount if empty)"), numeric=True)
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

    def add_comparison(self) -> None:
        """Add order, parts, classes and the intervals' settings."""
        self.addParameter(
            QgsProcessingParameterString(
                self.ORDER, tr("Groups from the worst-off to the best-off (a; b; c)"), optional=True
            )
        )
        self.add_field(self.PART_FIELD, tr("A comparison for each value of"))
        self.add_field(self.STRATUM_FIELD, tr("Standardise by the classes in (age, town and country)"))
        self.add_field(
            self.STANDARD_FIELD,
            tr("Standard population (or rate) of the class (the table's own if empty)"),
            numeric=True,
        )
        self.addParameter(
            QgsProcessingParameterEnum(
                self.STANDARDISATION,
                tr("Standardisation"),
                list(self.STANDARDISATIONS),
                defaultValue="direct",
                usesStaticStrings=True,
            )
        )
        self.addParameter(
            QgsProcessingParameterBoolean(
                self.COMMON_CLASSES,
                tr("Standardise over the classes only that both groups at the ends have"),
                defaultValue=False,
            )
        )
        self.addParameter(
            QgsProcessingParameterBoolean(
                self.SUM_ROWS, tr("Sum the rows of a group first (a layer of areas)"), defaultValue=False
            )
        )
        self.add_standard()
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
        self.add_advanced(
            QgsProcessingParameterNumber(
                self.SEED,
                tr("Seed of the random draws"),
                QgsProcessingParameterNumber.Type.Integer,
                defaultValue=SEED,
                minValue=0,
            )
        )

    def add_standard(self) -> None:
        """Add a table with a standard of its own, and its fields."""
        self.addParameter(
            QgsProcessingParameterFeatureSource(
                self.STANDARD,
                tr("Table with a standard of its own, a row for each class"),
                [QgsProcessing.SourceType.TypeVector],
                optional=True,
            )
        )
        self.add_field(
            self.STANDARD_CLASS_FIELD, tr("Its class (the field named as the table's if empty)"), self.STANDARD
        )
        for name, text in (
            (self.STANDARD_POPULATION_FIELD, tr("Its population (recognised if empty)")),
            (self.STANDARD_RATE_FIELD, tr("Its rate (indirect)")),
            (self.STANDARD_COUNT_FIELD, tr("Its events (indirect, instead of a rate)")),
        ):
            self.add_field(name, text, self.STANDARD, numeric=True)

    def add_outputs(self) -> None:
        """Add the table, the report and the numbers."""
        self.addParameter(
            QgsProcessingParameterFeatureSink(
                self.OUTPUT, tr("Measures of disparity"), QgsProcessing.SourceType.TypeVector
            )
        )
        self.addParameter(
            QgsProcessingParameterFileDestination(
                self.OUTPUT_HTML, tr("Report"), tr("HTML files (*.html)"), optional=True, createByDefault=False
            )
        )
        self.add_number_outputs(
            {
                "GROUP_COUNT": tr("Groups compared"),
                "DIFFERENCE": tr("Difference, worst-off minus best-off"),
                "RATIO": tr("Ratio, worst-off to best-off"),
                "SLOPE_INDEX": tr("Slope index of inequality, linear"),
                "RELATIVE_INDEX": tr("Relative index of inequality, ratio of the ends, linear"),
                "CONCENTRATION_INDEX": tr("Concentration index"),
            }
        )

    def order_of(self, parameters: dict[str, Any], context: QgsProcessingContext) -> list[str] | None:
        """Return the groups in the order that was written, None where none was; commas do where there is no ``;``."""
        text = self.parameterAsString(parameters, self.ORDER, context)
        parts = re.split(";" if ";" in text else ",", text)
        return [part.strip() for part in parts if part.strip()] or None
