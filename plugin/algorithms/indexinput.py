# SPDX-License-Identifier: GPL-2.0-or-later
"""What the algorithms on the index share: an input with one row per area (and year), its fields, its rows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qgis.core import (
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingFeatureSource,
    QgsProcessingFeedback,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterField,
)

from ..i18n import filled, tr
from ..layers.index_source import find_fields, read_raw, require_fields, year_in_names
from .base import RegsoAlgorithm

if TYPE_CHECKING:
    from ..core.index_rows import IndexRows


class IndexAlgorithm(RegsoAlgorithm):
    """Base of the algorithms that read the index or its three percentages from a layer or table."""

    INPUT = "INPUT"
    V1_FIELD = "V1_FIELD"
    V2_FIELD = "V2_FIELD"
    V3_FIELD = "V3_FIELD"
    INDEX_FIELD = "INDEX_FIELD"
    YEAR_FIELD = "YEAR_FIELD"

    def add_index_input(self, index: str) -> None:
        """Add the input and its fields; ``index``: what the field with the index is for."""
        self.addParameter(
            QgsProcessingParameterFeatureSource(
                self.INPUT,
                tr("Layer or table with a row for each area (and year)"),
                [QgsProcessing.SourceType.TypeVector],
            )
        )
        for name, text in {
            self.CODE_FIELD: tr("Area code field (recognised if empty)"),
            self.V1_FIELD: tr("Low economic standard, percent (V1; recognised if empty)"),
            self.V2_FIELD: tr("Pre-upper-secondary education, percent (V2; recognised if empty)"),
            self.V3_FIELD: tr("Social assistance or unemployment, percent (V3; recognised if empty)"),
            self.INDEX_FIELD: index,
            self.YEAR_FIELD: tr("Year field (recognised if empty)"),
        }.items():
            self.add_input_field(name, text)

    def add_input_field(self, name: str, description: str) -> None:
        """Add an optional field of the input."""
        self.addParameter(
            QgsProcessingParameterField(name, description, parentLayerParameterName=self.INPUT, optional=True)
        )

    def find_input_fields(
        self,
        parameters: dict[str, Any],
        context: QgsProcessingContext,
        feedback: QgsProcessingFeedback,
        source: QgsProcessingFeatureSource,
        roles: tuple[str, ...],
        beside: tuple[str, ...],
    ) -> dict[str, str]:
        """Return field by role, chosen or recognised, and say which they are; the code's is required."""
        names = source.fields().names()
        chosen = {}
        for role in (*roles, *beside):
            parameter = f"{role.upper()}_FIELD"
            if self.parameterDefinition(parameter) is not None:
                chosen[role] = self.require_field(names, self.field_choice(parameters, parameter, context))
        found, warnings = find_fields(names, chosen, roles, beside)
        require_fields(found, names, ("code",))
        self.warn(feedback, warnings)
        feedback.pushInfo(
            tr("Fields: {fields}.").format(fields=", ".join(f"{role} = {field}" for role, field in found.items()))
        )
        return found

    def read_rows(
        self,
        feedback: QgsProcessingFeedback,
        source: QgsProcessingFeatureSource,
        fields: dict[str, str],
        year: int | None = None,
    ) -> tuple[IndexRows, list[int]]:
        """Return the rows of the input, of one year where one is asked for, and the ids of all its features."""
        from ..core.index_rows import clean_rows

        raw, ids = read_raw(source, fields, feedback.isCanceled)
        rows = clean_rows(raw, year or year_in_names(fields))
        self.warn(feedback, rows.warnings)
        if year is None or "year" not in fields:
            return rows, ids
        only = rows.only(year)
        feedback.pushInfo(
            filled(
                tr("{count} rows are of {year}; the other {others} are left out."),
                count=len(only.frame),
                year=year,
                others=len(rows.frame) - len(only.frame),
            )
        )
        return only, ids
