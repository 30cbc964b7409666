# SPDX-License-Identifier: GPL-2.0-or-later
"""A statistical file joined to areas by code, with an account of what did not match."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qgis.core import (
    QgsFeature,
    QgsFeatureRequest,
    QgsField,
    QgsFields,
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingFeatureSource,
    QgsProcessingFeedback,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterFeatureSink,
    QgsProcessingParameterFile,
    QgsProcessingParameterNumber,
    QgsProcessingParameterString,
    QgsVectorLayer,
)

from ..core.messages import Cancelled, RegsoError
from ..i18n import tr, tr_result, translate_message
from ..layers.area_source import require_polygons
from ..layers.area_styles import style_area_types
from ..layers.fields import recognise_field
from ..layers.located import free_name
from ..layers.reading import plain_value
from ..layers.styling import describe, measure_aliases, set_aliases, style_when_loaded
from ..layers.writing import REAL, TEXT, WHOLE, add_feature, attribute
from .base import RegsoAlgorithm
from .outputs import Outputs

if TYPE_CHECKING:
    import pandas as pd

    from ..core.joining import MatchReport
    from ..core.tables import AreaTable

EDITION_COLUMN = "statistics_edition"
SOURCE_COLUMN = "statistics_source"
"""Where every joined area says what was joined: the only description that travels with the data everywhere."""


class JoinStatistics(RegsoAlgorithm):
    """Read what SCB and others hand out and put its values on the areas."""

    NAME = "joinstatistics"
    ICON = "joinstatistics.svg"

    TABLE = "TABLE"
    KEY_TABLE = "KEY_TABLE"
    YEAR = "YEAR"
    CONTENTS = "CONTENTS"
    FILTERS = "FILTERS"
    ALLOW_OTHER_EDITION = "ALLOW_OTHER_EDITION"
    OUTPUT = "OUTPUT"
    OUTPUT_UNMATCHED = "OUTPUT_UNMATCHED"

    def displayName(self) -> str:
        return tr("Join statistics to areas")

    def tags(self) -> list[str]:
        return tr("regso,deso,scb,pxweb,json-stat,csv,xlsx,join,code,statistics,koppla,statistik,kod,tabell").split(",")

    def shortHelpString(self) -> str:
        return tr(
            "Joins a statistical file to areas by their code: CSV of any dialect (UTF-8, Windows-1252, comma, "
            "semicolon, tab, decimal "
            "comma, title lines, footnotes), PxWeb JSON, JSON-stat 1 and 2, and Excel (XLSX).\n\n"
            "The join is on the code, never on the name. A file that holds only labels such as 'Kommun (RegSO-namn)' "
            "needs a key table "
            "with codes and names. Suffixes such as _RegSO2025 are understood. Lost leading zeros are put back.\n\n"
            "The table's year decides the edition of the areas: 2020 for years to 2023, 2025 from 2024. Statistics "
            "of one edition on "
            "areas of the other are refused unless you allow them; the result then says so.\n\n"
            "Filters pick one category of each dimension, as dimension=category separated by semicolons; without a "
            "filter the total is "
            "taken. The log is the match report: what matched, what did not on either side, and how many people live "
            "there."
        )

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        self.add_area_parameters(population=False, area_type=False)
        files = tr("Statistical files (*.csv *.txt *.tsv *.json *.xlsx);;All files (*)")
        self.addParameter(QgsProcessingParameterFile(self.TABLE, tr("Statistical file"), fileFilter=files))
        self.addParameter(
            QgsProcessingParameterFile(
                self.KEY_TABLE, tr("Key table with codes and names"), fileFilter=files, optional=True
            )
        )
        self.addParameter(
            QgsProcessingParameterNumber(
                self.YEAR, tr("Year (latest if empty)"), QgsProcessingParameterNumber.Type.Integer, optional=True
            )
        )
        self.addParameter(QgsProcessingParameterString(self.CONTENTS, tr("Measures (all if empty)"), optional=True))
        self.addParameter(
            QgsProcessingParameterString(self.FILTERS, tr("Filters (dimension=category; …)"), optional=True)
        )
        self.addParameter(
            QgsProcessingParameterBoolean(
                self.ALLOW_OTHER_EDITION, tr("Allow areas of another edition than the statistics"), defaultValue=False
            )
        )
        self.addParameter(
            QgsProcessingParameterFeatureSink(
                self.OUTPUT, tr("Areas with statistics"), QgsProcessing.SourceType.TypeVectorPolygon
            )
        )
        self.addParameter(
            QgsProcessingParameterFeatureSink(
                self.OUTPUT_UNMATCHED,
                tr("Codes without partner"),
                QgsProcessing.SourceType.TypeVector,
                optional=True,
                createByDefault=False,
            )
        )
        self.add_number_outputs(
            {
                "MATCHED": tr("Areas that found their row"),
                "ONLY_IN_AREAS": tr("Areas without a row"),
                "ONLY_IN_TABLE": tr("Codes without an area"),
                "POPULATION_WITHOUT_AREA": tr("People in codes without an area"),
            }
        )

    def run_story(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        """Read the file, match the codes, write the areas with their values, report."""
        source = self.require_source(parameters, self.AREAS, context)
        code_field = self._code_field(parameters, source, context)
        table = self._read_table(parameters, context, feedback)
        joined, report, places = self._match(source, code_field, table, parameters, context, feedback)
        matched, *losses = report.messages()
        feedback.pushInfo(translate_message(matched))
        self.warn(feedback, tuple(losses))
        if feedback.isCanceled():
            raise Cancelled
        with Outputs(self, parameters, context) as outputs:
            destination = self._write(outputs, feedback, source, joined, places, table, report)
            unmatched = self._write_unmatched(outputs, report)
        style_when_loaded(context, destination, _finisher(table, "area_type" in joined))
        results = {
            self.OUTPUT: destination,
            "MATCHED": report.matched,
            "ONLY_IN_AREAS": len(report.only_in_areas),
            "ONLY_IN_TABLE": len(report.only_in_table),
            "POPULATION_WITHOUT_AREA": report.population_without_area,
        }
        return results if unmatched is None else {**results, self.OUTPUT_UNMATCHED: unmatched}

    def _code_field(
        self, parameters: dict[str, Any], source: QgsProcessingFeatureSource, context: QgsProcessingContext
    ) -> str:
        require_polygons(source)
        names = source.fields().names()
        chosen = self.require_field(names, self.field_choice(parameters, self.CODE_FIELD, context))
        field = chosen or recognise_field(names, "code")
        if not field:
            raise RegsoError(
                "The area layer has no field that is recognised as area code (regsokod). Its fields are: {fields}. "
                "Choose the field.",
                fields=", ".join(names),
            )
        return field

    def _read_table(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> AreaTable:
        from ..core.tables import read_key_table, read_table, select_values

        table = read_table(self.parameterAsFile(parameters, self.TABLE, context))
        feedback.pushInfo(tr("Read as {dialect}").format(dialect=table.dialect))
        key_file = self.parameterAsFile(parameters, self.KEY_TABLE, context)
        values = select_values(
            table,
            year=self.parameterAsInt(parameters, self.YEAR, context) or None,
            contents=self.parameterAsString(parameters, self.CONTENTS, context) or None,
            filters=parse_filters(self.parameterAsString(parameters, self.FILTERS, context)),
            keys=read_key_table(key_file) if key_file else None,
            allow_other_edition=self.parameterAsBool(parameters, self.ALLOW_OTHER_EDITION, context),
        )
        self.warn(feedback, values.warnings)
        return values

    def _match(
        self,
        source: QgsProcessingFeatureSource,
        code_field: str,
        table: AreaTable,
        parameters: dict[str, Any],
        context: QgsProcessingContext,
        feedback: QgsProcessingFeedback,
    ) -> tuple[pd.DataFrame, MatchReport, dict[int, int]]:
        """Return a row of the table for every area, the report, and the area's row by the id of its feature."""
        import pandas as pd

        from ..core.code_column import clean_codes, edition_of_areas
        from ..core.joining import join_by_code

        names = source.fields().names()
        version_field, people_field = recognise_field(names, "version"), recognise_field(names, "population")
        request = QgsFeatureRequest().setFlags(QgsFeatureRequest.Flag.NoGeometry)
        rows, places = [], {}
        for feature in source.getFeatures(request):
            # the second pass over a selection may come in another order
            places[feature.id()] = len(rows)
            rows.append([plain_value(feature[f]) if f else None for f in (code_field, version_field, people_field)])
        if not rows:
            raise RegsoError("The area layer is empty. Choose a layer with RegSO or DeSO polygons.")
        frame = pd.DataFrame(rows, columns=["code", "version", "population"])
        warnings: list[Any] = []
        codes = pd.Index(clean_codes(frame["code"], warnings), name="code")
        self.warn(feedback, tuple(warnings))
        people = pd.to_numeric(frame["population"], errors="coerce").set_axis(codes) if people_field else None
        joined, report = join_by_code(
            codes,
            table.frame,
            edition_of_areas=edition_of_areas(frame["code"], frame["version"]),
            edition_of_table=table.edition_hint,
            allow_other_edition=self.parameterAsBool(parameters, self.ALLOW_OTHER_EDITION, context),
            population=people,
        )
        return joined, report, places

    def _write(
        self,
        outputs: Outputs,
        feedback: QgsProcessingFeedback,
        source: QgsProcessingFeatureSource,
        joined: pd.DataFrame,
        places: dict[int, int],
        table: AreaTable,
        report: MatchReport,
    ) -> str:
        fields = QgsFields(source.fields())
        own = len(fields)
        for name in joined.columns:
            free = free_name(fields.names(), str(name))
            if free != name:
                feedback.pushWarning(
                    tr("The areas already have a field {field}; the new one is called {name}.").format(
                        field=name, name=free
                    )
                )
            fields.append(QgsField(free, WHOLE if name == "area_type" else REAL))
        for name in (EDITION_COLUMN, SOURCE_COLUMN):
            if fields.lookupField(name) < 0:
                fields.append(QgsField(name, TEXT))
        sink, destination = outputs.open(self.OUTPUT, fields, source.wkbType(), source.sourceCrs())
        columns = [joined[name].tolist() for name in joined.columns]
        edition = table.edition_hint.value if table.edition_hint else None
        told = ((EDITION_COLUMN, edition, ", "), (SOURCE_COLUMN, describe_join(table, report), " | "))
        for done, feature in enumerate(source.getFeatures()):
            row = places[feature.id()]
            if feedback.isCanceled():
                raise Cancelled
            output = QgsFeature(fields)
            output.setGeometry(feature.geometry())
            values = [attribute(values[row], fields.at(own + i).type()) for i, values in enumerate(columns)]
            output.setAttributes([*feature.attributes(), *values] + [None] * (len(fields) - own - len(values)))
            for name, said, between in told:
                before = plain_value(output.attribute(name))
                parts = [*(before.split(between) if before else []), *([said] if said else [])]
                output.setAttribute(name, between.join(dict.fromkeys(parts)) or None)
            add_feature(sink, output)
            feedback.setProgress(100 * (done + 1) / len(joined))
        return destination

    def _write_unmatched(self, outputs: Outputs, report: MatchReport) -> str | None:
        if not outputs.is_wanted(self.OUTPUT_UNMATCHED):
            return None
        fields = QgsFields()
        for name in ("code", "found_in"):
            fields.append(QgsField(name, TEXT))
        sink, destination = outputs.open(self.OUTPUT_UNMATCHED, fields)
        for side, codes in (("areas", report.only_in_areas), ("table", report.only_in_table)):
            for code in codes:
                feature = QgsFeature(fields)
                feature.setAttributes([code, side])
                add_feature(sink, feature)
        return destination


def parse_filters(text: str) -> dict[str, str]:
    """Return dimension and category from ``dimension=category; …``."""
    filters = {}
    for part in filter(None, (piece.strip() for piece in text.split(";"))):
        dimension, equals, category = part.partition("=")
        if not equals or not dimension.strip():
            raise RegsoError(
                "The filter {part} is not understood. Write dimension=category, several separated by semicolons.",
                part=part,
            )
        filters[dimension.strip()] = category.strip()
    return filters


def describe_join(table: AreaTable, report: MatchReport) -> str:
    """Return in one line what was joined: columns, source, year, editions and the table's updated stamp."""
    parts = [", ".join(table.frame.columns), table.title or table.source, table.source if table.title else ""]
    parts.append(tr_result("year {year}").format(year=table.year) if table.year else "")
    if table.edition_hint:
        parts.append(tr_result("RegSO edition {edition}").format(edition=table.edition_hint.value))
    if report.editions_differ and report.edition_of_areas:
        parts.append(tr_result("on areas of edition {edition}").format(edition=report.edition_of_areas.value))
    parts.append(tr_result("updated {stamp}").format(stamp=table.updated) if table.updated else "")
    return "; ".join(part for part in dict.fromkeys(parts) if part)


def _finisher(table: AreaTable, has_type: bool) -> Any:
    def finish(layer: QgsVectorLayer) -> None:
        set_aliases(layer, {**measure_aliases(), **dict(table.columns)})
        describe(layer, table.title or layer.name(), "\n".join(table.notes), [table.source] if table.source else [])
        if has_type:
            style_area_types(layer)

    return finish
