# SPDX-License-Identifier: GPL-2.0-or-later
"""Disparity between ordered groups: every measure of it, with intervals, from the summary or any table of groups."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

from qgis.core import QgsProcessingContext, QgsProcessingFeatureSource, QgsProcessingFeedback

from ..core.messages import RegsoError
from ..i18n import tr
from ..layers.fields import recognise_field
from ..layers.styling import style_when_loaded
from ..layers.table import frame_of_layer
from ..layers.writing import write_frame
from .disparityinput import DisparityInput
from .disparityoutput import described_frame, finish_table, numbers_of, table_fields
from .disparityreport import write_disparity_report
from .disparitystandard import read_standard
from .outputs import Outputs

if TYPE_CHECKING:
    import pandas as pd


class Disparity(DisparityInput):
    """Difference, ratio, slope and relative indices, concentration, attributable risk, spread, steps to parity."""

    NAME = "disparity"
    ICON = "disparity.svg"

    def displayName(self) -> str:
        return tr("Disparity between area types")

    def tags(self) -> list[str]:
        return tr(
            "regso,area type,disparity,inequality,equity,slope index,relative index,concentration index,gini,theil,"
            "standardise,parity,områdestyp,skillnad,ojämlikhet,jämlikhet,kvot,standardisera"
        ).split(",")

    def shortHelpString(self) -> str:
        return tr(
            "Measures how much a rate differs between the five area types (1 = major challenges, 5 = very good "
            "conditions), or between any groups in order: difference and ratio, slope and relative index of "
            "inequality, concentration index, attributable risk, Theil, Gini, Palma and others, and the steps to "
            "parity, each with its interval, its method and, where it does not exist, the reason.\n\n"
            "The input is the result of Summarize a layer by area type, or any table with a row for each group, a "
            "count or a rate, and the population. The groups are ordered from the worst-off to the best-off.\n\n"
            "Choose what the figures are: events can happen to a person several times, persons are counted once at "
            "most, amounts such as km are measured. With a class within the groups, such as age or town and country, "
            "the rates are standardised first, by the table's own population, a field, or a table with a standard of "
            "its own.\n\n"
            "The measures describe differences. They say nothing of causes."
        )

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        self.add_figures()
        self.add_comparison()
        self.add_outputs()

    def run_story(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        """Read the table, measure, write, report."""
        from ..core.measures.disparity import disparity

        started = time.perf_counter()
        source = self.require_source(parameters, self.INPUT, context)
        choice = self._choice(parameters, source, context)
        table = self._read(source, choice, feedback)
        read_standard(self, parameters, context, table, choice)
        result = disparity(table, **choice)
        warnings = self.warn(feedback, result.warnings)
        frame = described_frame(result)
        part = source.fields().field(result.by) if result.by is not None else None
        fields = table_fields(part)
        with Outputs(self, parameters, context) as outputs:
            sink, destination = outputs.open(self.OUTPUT, fields)
            write_frame(sink, fields, frame)
            report = write_disparity_report(
                self, parameters, context, result, frame, choice, warnings, time.perf_counter() - started
            )
        style_when_loaded(context, destination, finish_table)
        results = {self.OUTPUT: destination, **numbers_of(result)}
        return results if report is None else {**results, self.OUTPUT_HTML: report}

    def _choice(
        self, parameters: dict[str, Any], source: QgsProcessingFeatureSource, context: QgsProcessingContext
    ) -> dict[str, Any]:
        """Return what the core is asked: fields, chosen or recognised, kind, order, level."""
        from ..core.area_types import TYPES
        from ..core.measures.groups import Kind
        from ..core.measures.standardisation import Standardisation

        names = source.fields().names()

        def field(parameter: str, role: str = "") -> str | None:
            chosen = self.require_field(names, self.field_choice(parameters, parameter, context))
            return chosen or (recognise_field(names, role) if role else None) or None

        group, population = field(self.GROUP_FIELD, "area_type"), field(self.POPULATION_FIELD, "population")
        for name, title in ((group, self.GROUP_FIELD), (population, self.POPULATION_FIELD)):
            if name is None:
                raise RegsoError(
                    "No field was chosen for “{parameter}” and none is recognised. The table's fields are: {fields}. "
                    "Choose the field.",
                    parameter=self.parameterDefinition(title).description(),
                    fields=", ".join(names),
                )
        order = self.order_of(parameters, context)
        kind = self.parameterAsEnumString(parameters, self.KIND, context)
        given = parameters.get(self.PER)
        return {
            "group": group,
            "count": field(self.COUNT_FIELD),
            "rate": field(self.RATE_FIELD),
            "error": field(self.ERROR_FIELD),
            "population": population,
            "kind": None if kind == "auto" else Kind(kind),
            "per": None if given in (None, "") else self.parameterAsDouble(parameters, self.PER, context),
            "order": order or (TYPES if recognise_field([str(group)], "area_type") else None),
            "by": field(self.PART_FIELD),
            "stratum": field(self.STRATUM_FIELD),
            "standard": field(self.STANDARD_FIELD),
            "standardisation": Standardisation(self.parameterAsEnumString(parameters, self.STANDARDISATION, context)),
            "common": self.parameterAsBool(parameters, self.COMMON_CLASSES, context),
            "combine": self.parameterAsBool(parameters, self.SUM_ROWS, context),
            "level": self.parameterAsDouble(parameters, self.CONFIDENCE, context) / 100,
            "seed": self.parameterAsInt(parameters, self.SEED, context),
        }

    def _read(
        self, source: QgsProcessingFeatureSource, choice: dict[str, Any], feedback: QgsProcessingFeedback
    ) -> pd.DataFrame:
        from ..core.area_types import TYPES, parse_area_type

        if choice["count"] is None and choice["rate"] is None and "amount" not in source.fields().names():
            raise RegsoError(
                "Choose the field with the counts, or the one with the rates. The table's fields are: {fields}.",
                fields=", ".join(source.fields().names()),
            )
        if choice["standard"] is not None and choice["stratum"] is None:
            raise RegsoError("A standard needs the field with its classes. Choose it, or leave both empty.")
        table = frame_of_layer(source, cancelled=feedback.isCanceled)
        if choice["order"] is TYPES:
            types = [parse_area_type(value) for value in table[choice["group"]]]
            table[choice["group"]] = [
                value if parsed is None else parsed for value, parsed in zip(table[choice["group"]], types, strict=True)
            ]
        return table
