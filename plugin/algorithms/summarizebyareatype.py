# SPDX-License-Identifier: GPL-2.0-or-later
"""The main job: how a layer is distributed over the five area types."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

from qgis.core import (
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterFeatureSink,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterField,
    QgsProcessingParameterFileDestination,
    QgsVectorLayer,
    QgsWkbTypes,
)

from ..core.messages import Message, RegsoError, message
from ..i18n import language, tr
from ..layers.area_source import read_areas
from ..layers.fields import recognise_field
from ..layers.file_reading import can_read_columns, file_behind
from ..layers.reading import FeatureReader, working_crs
from ..layers.style_keeping import add_area_styles
from ..layers.styling import measure_aliases, set_aliases, show_decimals, style_when_loaded
from ..layers.writing import summary_fields, write_frame
from ..settings import worker_count
from ..sources.cache import prepared_folder
from .outputs import Outputs
from .reporting import write_summary_report
from .townandcountry import TownAndCountry, finish_strata

if TYPE_CHECKING:
    from ..core.areas import Areas
    from ..core.summarizer import Summarizer
    from ..core.summary import Summary


class SummarizeByAreaType(TownAndCountry):
    """Count, length or area of any layer by area type, with rates, shares and totals that tie."""

    NAME = "summarizebyareatype"
    ICON = "summarizebyareatype.svg"

    INPUT = "INPUT"
    GROUP_FIELD = "GROUP_FIELD"
    AMOUNT_FIELDS = "AMOUNT_FIELDS"
    RATE_FIELDS = "RATE_FIELDS"
    IN_DATABASE = "IN_DATABASE"
    OUTPUT = "OUTPUT"
    OUTPUT_AREAS = "OUTPUT_AREAS"
    OUTPUT_HTML = "OUTPUT_HTML"

    def displayName(self) -> str:
        return tr("Summarize a layer by area type")

    def tags(self) -> list[str]:
        return tr(
            "regso,deso,socioeconomic,index,area type,equity,segregation,count,length,rate,per "
            "inhabitant,overlay,områdestyp,"
            "socioekonomiskt index,fördelning,summera,antal,längd,invånare"
        ).split(",")

    def shortHelpString(self) -> str:
        return tr(
            "Counts points, measures lines or polygons, or counts table rows, in areas of each of the five "
            "socioeconomic area "
            "types (1 = major challenges, 5 = very good conditions), per 1,000 inhabitants and per km², with shares "
            "and 95% "
            "intervals.\n\n"
            "Lines and polygons are split at the areas' borders; what lies on a shared border counts once, for the "
            "area with the "
            "lower code. Lengths and areas are on the ellipsoid, whatever the layers' reference systems. An amount "
            "field is split "
            "with the feature and summed; a rate field is averaged.\n\n"
            "Every result says how many features lie inside, outside and could not be used: together they are all "
            "features.\n\n"
            "Areas need a code and an area type. Source of both: SCB, table TAB6586 and the RegSO boundaries (CC0)."
        )

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        self.addParameter(
            QgsProcessingParameterFeatureSource(
                self.INPUT, tr("Layer to summarize (or a table with area codes)"), [QgsProcessing.SourceType.TypeVector]
            )
        )
        self.add_area_parameters()
        self.addParameter(
            QgsProcessingParameterField(
                self.GROUP_FIELD, tr("Group by field"), parentLayerParameterName=self.INPUT, optional=True
            )
        )
        for name, text in (
            (self.AMOUNT_FIELDS, tr("Amount fields (split and summed)")),
            (self.RATE_FIELDS, tr("Rate fields (averaged)")),
        ):
            self.addParameter(
                QgsProcessingParameterField(
                    name,
                    text,
                    parentLayerParameterName=self.INPUT,
                    type=QgsProcessingParameterField.DataType.Numeric,
                    allowMultiple=True,
                    optional=True,
                )
            )
        self.add_guard()
        self.add_advanced(
            QgsProcessingParameterBoolean(
                self.IN_DATABASE, tr("Run in the database (PostGIS layers)"), defaultValue=False
            )
        )
        self.add_classes()
        self.addParameter(
            QgsProcessingParameterFeatureSink(
                self.OUTPUT, tr("Summary by area type"), QgsProcessing.SourceType.TypeVector
            )
        )
        self.addParameter(
            QgsProcessingParameterFeatureSink(
                self.OUTPUT_AREAS,
                tr("Summary by area"),
                QgsProcessing.SourceType.TypeVectorPolygon,
                optional=True,
                createByDefault=False,
            )
        )
        self.add_strata_output(tr("Summary by town and country"))
        self.addParameter(
            QgsProcessingParameterFileDestination(
                self.OUTPUT_HTML, tr("Report"), tr("HTML files (*.html)"), optional=True, createByDefault=False
            )
        )
        self.add_number_outputs(
            {
                "TOTAL": tr("Features in all"),
                "INSIDE": tr("Features inside the areas"),
                "OUTSIDE": tr("Features outside the areas"),
                "UNUSABLE": tr("Features that could not be used"),
                "TOTAL_AMOUNT": tr("Amount in all"),
                "INSIDE_AMOUNT": tr("Amount inside the areas"),
                "OUTSIDE_AMOUNT": tr("Amount outside the areas"),
            }
        )

    def run_story(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        """Read the areas, locate the features batch by batch, sum, write, style, report."""
        from ..core.overlay import Kind
        from ..core.summarizer import Summarizer

        started = time.perf_counter()
        area_source = self.require_source(parameters, self.AREAS, context)
        fields = self.area_fields(parameters, area_source, context)
        feedback.pushInfo(tr("Reading the areas"))
        areas = read_areas(area_source, context, fields, feedback.isCanceled, prepared_folder())
        warnings = self.warn(feedback, areas.warnings)
        reader, choice = self._reader(parameters, context)
        minimum, base = self.guard_of(parameters, context)
        kind = None if reader.kind is None else Kind(reader.kind)
        summarizer = Summarizer(areas, kind, min_count=minimum, rounding=base, **choice)
        in_database = self.parameterAsBool(parameters, self.IN_DATABASE, context)
        if not (
            in_database and self._added_in_database(parameters, context, feedback, reader, summarizer, areas, choice)
        ):
            self._add_batches(reader, summarizer, feedback)
        summary = summarizer.finish(language())
        by_class, told = self.by_class(parameters, context, feedback, areas, fields, summary)
        said = (*edition_warnings(reader, areas), *reader.unusable.messages(), *summary.warnings, *told)
        warnings += self.warn(feedback, said)
        with Outputs(self, parameters, context) as outputs:
            results = self._write(outputs, parameters, context, summary, areas)
            results |= self.write_by_class(outputs, by_class)
            seconds = time.perf_counter() - started
            report = write_summary_report(
                self, parameters, context, summary, areas, fields, warnings, seconds, by_class
            )
        finishes = {self.OUTPUT: finish_table, self.OUTPUT_AREAS: finish_areas, self.OUTPUT_STRATA: finish_strata}
        for name, finish in finishes.items():
            if name in results:
                style_when_loaded(context, results[name], finish)
        return results if report is None else {**results, self.OUTPUT_HTML: report}

    def _add_batches(self, reader: FeatureReader, summarizer: Summarizer, feedback: QgsProcessingFeedback) -> None:
        feedback.pushInfo(tr("Locating the features"))
        done = 0
        batches = reader.batches(feedback.isCanceled)
        for batch in summarizer.add_all(batches, workers=worker_count(), cancelled=feedback.isCanceled):
            done += len(batch.attributes) + batch.unusable
            feedback.setProgress(100 * done / max(len(reader), done))
        if reader.kind is None and done and reader.unusable.count == done:
            raise RegsoError(
                "None of the table's rows holds a RegSO or DeSO code as text, such as 0180R001, in the field {field}. "
                "Numbers lose the leading zero: choose a table with whole codes.",
                field=reader.code_field,
            )

    def _added_in_database(
        self,
        parameters: dict[str, Any],
        context: QgsProcessingContext,
        feedback: QgsProcessingFeedback,
        reader: FeatureReader,
        summarizer: Summarizer,
        areas: Areas,
        fields: dict[str, Any],
    ) -> bool:
        """Let the layer's database add the features up; False, with the reason said, where it cannot."""
        from ..layers.postgis_overlay import DatabaseOverlay, NotInDatabase

        source = self.require_source(parameters, self.INPUT, context)
        try:
            overlay = DatabaseOverlay(parameters[self.INPUT], source, context, reader.kind, fields)
            feedback.pushInfo(tr("The database locates the features"))
            judged = overlay.add_to(summarizer, areas, reader, feedback)
        except NotInDatabase as instead:
            self.warn(feedback, (instead.reason,))
            return False
        feedback.pushInfo(tr("{count} features at borders came back to be judged here").format(count=judged))
        return True

    def _reader(
        self, parameters: dict[str, Any], context: QgsProcessingContext
    ) -> tuple[FeatureReader, dict[str, Any]]:
        """Return the reader of the input, and which of its fields are group, amounts and rates."""
        source = self.require_source(parameters, self.INPUT, context)
        names = source.fields().names()
        group = self.require_field(names, self.field_choice(parameters, self.GROUP_FIELD, context)) or None
        amounts = tuple(
            self.require_field(names, f) for f in self.parameterAsStrings(parameters, self.AMOUNT_FIELDS, context)
        )
        rates = tuple(
            self.require_field(names, f) for f in self.parameterAsStrings(parameters, self.RATE_FIELDS, context)
        )
        code_field = None
        if source.wkbType() == QgsWkbTypes.Type.NoGeometry:
            code_field = recognise_field(names, "code")
            if code_field is None:
                raise RegsoError(
                    "The table has no field that is recognised as area code (regsokod). Its fields are: {fields}. "
                    "Rename "
                    "the field with the codes, or choose a layer with geometry.",
                    fields=", ".join(names),
                )
        wanted = [*([group] if group else []), *amounts, *rates]
        layer = self.parameterAsVectorLayer(parameters, self.INPUT, context)
        file = file_behind(layer, parameters[self.INPUT], wanted) if can_read_columns() else None
        reader = FeatureReader(source, context, wanted, code_field=code_field, file=file)
        return reader, {"group_field": group, "amount_fields": amounts, "rate_fields": rates}

    def _write(
        self,
        outputs: Outputs,
        parameters: dict[str, Any],
        context: QgsProcessingContext,
        summary: Summary,
        areas: Areas,
    ) -> dict[str, Any]:
        import shapely

        group = None
        if summary.group_field is not None:
            source = self.require_source(parameters, self.INPUT, context)
            group = source.fields().field(summary.group_field)
        fields = summary_fields(list(summary.table.columns), group)
        results: dict[str, Any] = self._numbers(summary)
        sink, results[self.OUTPUT] = outputs.open(self.OUTPUT, fields)
        write_frame(sink, fields, summary.table)
        if outputs.is_wanted(self.OUTPUT_AREAS):
            frame = summary.areas.reset_index()
            fields = summary_fields(list(frame.columns))
            sink, results[self.OUTPUT_AREAS] = outputs.open(
                self.OUTPUT_AREAS, fields, QgsWkbTypes.Type.MultiPolygon, working_crs()
            )
            write_frame(sink, fields, frame, shapely.to_wkb(areas.frame.geometry.to_numpy()))
        return results

    def _numbers(self, summary: Summary) -> dict[str, Any]:
        totals = summary.totals
        hidden = dict.fromkeys(("TOTAL", "INSIDE", "TOTAL_AMOUNT", "INSIDE_AMOUNT")) if totals.is_hidden else {}
        return {
            "TOTAL": totals.features,
            "INSIDE": totals.inside,
            "OUTSIDE": totals.outside,
            "UNUSABLE": totals.unusable,
            "TOTAL_AMOUNT": totals.amount,
            "INSIDE_AMOUNT": totals.inside_amount,
            "OUTSIDE_AMOUNT": totals.outside_amount,
            **hidden,
        }


def edition_warnings(reader: FeatureReader, areas: Areas) -> tuple[Message, ...]:
    """Return a warning where a table's codes say that they belong to another edition than the areas."""
    others = [edition.value for edition in reader.code_editions if edition != areas.edition]
    if areas.edition is None or not others:
        return ()
    return (
        message(
            "The table's codes belong to the {table} edition and the areas to the {areas} edition. Most areas are the "
            "same; where boundaries changed, the figures belong to another piece of ground.",
            table=", ".join(others),
            areas=areas.edition.value,
        ),
    )


def finish_table(layer: QgsVectorLayer) -> None:
    """Give the summary's columns readable names and figures."""
    set_aliases(layer, measure_aliases())
    show_decimals(layer)


def finish_areas(layer: QgsVectorLayer) -> None:
    """Show the areas in the colours of their types; other styles, such as type and rate, stand beside that."""
    set_aliases(layer, measure_aliases())
    show_decimals(layer)
    add_area_styles(layer, labels=False)
