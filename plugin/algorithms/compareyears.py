# SPDX-License-Identifier: GPL-2.0-or-later
"""Follow-up: years compared by area type, transitions between types, and why types changed."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

from qgis.core import (
    QgsFeature,
    QgsFeatureRequest,
    QgsGeometry,
    QgsProcessingContext,
    QgsProcessingFeatureSource,
    QgsProcessingFeedback,
    QgsWkbTypes,
)

from ..core.messages import Cancelled, RegsoError
from ..i18n import tr
from ..layers.styling import style_when_loaded
from ..layers.writing import add_feature, attribute, write_frame
from .compareyearsinput import CompareYearsInput
from .compareyearsoutput import (
    AREAS,
    TABLE,
    TRANSITIONS,
    described_areas,
    described_table,
    described_transitions,
    fields_of,
    finish_table,
    finish_years,
    numbers_of,
)
from .compareyearsreport import write_report
from .compareyearstables import Tables, read_tables
from .outputs import Outputs

if TYPE_CHECKING:
    import pandas as pd

    from ..core.measures.compare_years import FollowUp


class CompareYears(CompareYearsInput):
    """Years of a layer or a rate by area type, the type held fixed or moving; transitions and their causes."""

    NAME = "compareyears"
    ICON = "compareyears.svg"

    def displayName(self) -> str:
        return tr("Compare years (follow-up)")

    def tags(self) -> list[str]:
        return tr(
            "regso,deso,area type,follow-up,trend,change,years,time series,transition,persistence,kappa,decomposition,"
            "shapley,områdestyp,uppföljning,utveckling,ändring,tidsserie,övergång"
        ).split(",")

    def shortHelpString(self) -> str:
        return tr(
            "Compares two or more years by area type: a count, a rate or the population, with each area's type held "
            "at the first year, held at the last, or moving with the years. The three answer different questions and "
            "can point in different directions, so the result says on every row which it is.\n\n"
            "The input has a row for each area and year (a table of counts, an index series), or for each area type "
            "and year (several years' results of Summarize a layer by area type, with a year field). Each year is "
            "compared with the first: change and ratio with intervals, the years taken as independent.\n\n"
            "With the areas' types by year it also says how areas moved between types and how many kept theirs, and "
            "splits each change of type into the area's own change and the shifts of the country's mean and spread.\n\n"
            "Breaks in the series are marked. Over the change of editions 2023/2024 areas are followed only on request."
        )

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        self.add_figures()
        self.add_types()
        self.add_comparison()
        self.add_outputs()

    def run_story(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        """Read the tables, compare, write the comparison, the transitions, the areas and the report."""
        started = time.perf_counter()
        tables = read_tables(self, parameters, context, feedback)
        found = self._compare(parameters, context, tables)
        warnings = self.warn(feedback, (*tables.warnings, *found.warnings))
        if feedback.isCanceled():
            raise Cancelled
        table, areas = described_table(found, tables.unit), described_areas(found)
        with Outputs(self, parameters, context) as outputs:
            sink, destination = outputs.open(self.OUTPUT, fields_of(TABLE))
            write_frame(sink, fields_of(TABLE), table, feedback=feedback)
            results: dict[str, Any] = {self.OUTPUT: destination, **numbers_of(found, tables.rows.left_out)}
            if outputs.is_wanted(self.OUTPUT_TRANSITIONS):
                self._need_transitions(found)
                sink, results[self.OUTPUT_TRANSITIONS] = outputs.open(self.OUTPUT_TRANSITIONS, fields_of(TRANSITIONS))
                write_frame(sink, fields_of(TRANSITIONS), described_transitions(found), feedback=feedback)
            if outputs.is_wanted(self.OUTPUT_AREAS):
                self._need_transitions(found)
                results[self.OUTPUT_AREAS] = self._write_areas(outputs, tables, areas, feedback)
            seconds = time.perf_counter() - started
            report = write_report(self, parameters, context, found, table, areas, tables.fields, warnings, seconds)
        style_when_loaded(context, destination, finish_years)
        for name in (self.OUTPUT_TRANSITIONS, self.OUTPUT_AREAS):
            if name in results:
                style_when_loaded(context, results[name], finish_table)
        return results if report is None else {**results, self.OUTPUT_HTML: report}

    def _compare(self, parameters: dict[str, Any], context: QgsProcessingContext, tables: Tables) -> FollowUp:
        from ..core.measures.breaks import parse_breaks
        from ..core.measures.compare_years import EVERY_HOLD, follow_up
        from ..core.measures.types_by_year import Hold

        hold = self.parameterAsEnumString(parameters, self.HOLD, context)
        return follow_up(
            tables.rows,
            tables.types,
            tables.settings,
            holds=EVERY_HOLD if hold == "all" else (Hold(hold),),
            across_editions=self.parameterAsBool(parameters, self.ACROSS_EDITIONS, context),
            told_breaks=parse_breaks(self.parameterAsString(parameters, self.BREAKS, context)),
            stated=tables.stated,
            editions=tables.editions,
        )

    def _need_transitions(self, found: FollowUp) -> None:
        if found.whole is None:
            raise RegsoError(
                "There are no area types of the same areas in two years, so there are no transitions between them. "
                "Give a table with the types of each area and year, leave the transitions and areas out, or, across "
                "the change of editions, allow it."
            )

    def _write_areas(
        self, outputs: Outputs, tables: Tables, areas: pd.DataFrame, feedback: QgsProcessingFeedback
    ) -> str:
        """Write the areas with their polygons of the last year, where the input has polygons."""
        source = tables.source
        with_polygons = QgsWkbTypes.geometryType(source.wkbType()) == QgsWkbTypes.GeometryType.PolygonGeometry
        kind = source.wkbType() if with_polygons else QgsWkbTypes.Type.NoGeometry
        fields = fields_of(AREAS)
        sink, destination = outputs.open(self.OUTPUT_AREAS, fields, kind, source.sourceCrs())
        polygons = _polygons(source, tables, feedback) if with_polygons else {}
        for row in areas.to_dict("records"):
            if feedback.isCanceled():
                raise Cancelled
            feature = QgsFeature(fields)
            feature.setAttributes([attribute(row[name], column) for name, column in AREAS.items()])
            if row["code"] in polygons:
                feature.setGeometry(polygons[row["code"]])
            add_feature(sink, feature)
        return destination


def _polygons(
    source: QgsProcessingFeatureSource, tables: Tables, feedback: QgsProcessingFeedback
) -> dict[str, QgsGeometry]:
    """Return the polygon of every area in its last year."""
    last = tables.rows.frame.sort_values("year").groupby("code")["row"].last()
    owner = {tables.ids[row]: str(code) for code, row in last.items()}
    request = QgsFeatureRequest().setFilterFids(list(owner)).setNoAttributes()
    found = {}
    for feature in source.getFeatures(request, QgsProcessingFeatureSource.Flag.SkipGeometryValidityChecks):
        if feedback.isCanceled():
            raise Cancelled
        found[owner[feature.id()]] = feature.geometry()
    return found
