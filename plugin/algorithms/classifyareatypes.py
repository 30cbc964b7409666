# SPDX-License-Identifier: GPL-2.0-or-later
"""Area types by one's own computation, or an own grading within a region; never SCB's published types."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qgis.core import (
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterEnum,
    QgsProcessingParameterFeatureSink,
    QgsProcessingParameterNumber,
    QgsProcessingParameterString,
)

from ..core.messages import Cancelled, Message, RegsoError
from ..i18n import tr, translate_message
from ..layers.graded import cuts_fields, finisher, new_columns
from ..layers.index_source import INDICATORS, Extended, require_fields
from ..layers.reading import plain_value
from ..layers.styling import style_when_loaded
from ..layers.writing import write_frame
from .indexinput import IndexAlgorithm
from .outputs import Outputs

if TYPE_CHECKING:
    import pandas as pd

    from ..core.grading import GradedYear, Grading
    from ..core.index_rows import IndexRows

REAL_NUMBER = QgsProcessingParameterNumber.Type.Double
WHOLE_NUMBER = QgsProcessingParameterNumber.Type.Integer


class ClassifyAreaTypes(IndexAlgorithm):
    """Cut points from mean and standard deviation, types or own grades, and how firm they are."""

    NAME = "classifyareatypes"
    ICON = "classifyareatypes.svg"

    INDEX_FROM = "INDEX_FROM"
    ORIGINS = ("auto", "indicators", "index")
    YEAR = "YEAR"
    SCOPE = "SCOPE"
    SCOPES = ("country", "own")
    REGION = "REGION"
    REGION_CODES = "REGION_CODES"
    MEAN = "MEAN"
    SD = "SD"
    DIVISOR = "DIVISOR"
    DIVISORS = ("n", "n - 1")
    WEIGHTED = "WEIGHTED"
    MOVE = "MOVE"
    OUTPUT = "OUTPUT"
    OUTPUT_CUTS = "OUTPUT_CUTS"

    def displayName(self) -> str:
        return tr("Classify areas by the index (own computation)")

    def tags(self) -> list[str]:
        return tr(
            "regso,deso,area type,classification,cut points,own grading,mean,standard deviation,områdestyp,"
            "gränsvärden,egen gradering"
        ).split(",")

    def shortHelpString(self) -> str:
        return tr(
            "Classifies areas by SCB's rule: cut points at the mean of the index minus one, plus none, plus one and "
            "plus two standard deviations, over all areas of the year. The result is one's own computation, never "
            "SCB's published types, which hold wherever they exist and with which it is compared.\n\n"
            "The whole country (at least 95 % of the 3,363 RegSO) gives computed area types; so do the country's mean "
            "and standard deviation, where they are stated. Cut points over fewer areas give an own grading "
            "within a named region: own grades, no area types.\n\n"
            "Every area also gets its distance to the nearest cut point, and what it would be if all cut points were "
            "moved. The index is computed from the three percentages where they are known: SCB's published index "
            "is rounded, so areas close to a cut point may come out wrong."
        )

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        self.add_index_input(tr("Index field (recognised if empty)"))
        self._add_choice(self.INDEX_FROM, tr("The index is taken from"), self.ORIGINS)
        self.addParameter(
            QgsProcessingParameterNumber(self.YEAR, tr("Year (all if empty)"), WHOLE_NUMBER, optional=True, minValue=0)
        )
        self._add_choice(self.SCOPE, tr("Cut points over the country, or over an own region"), self.SCOPES)
        self.addParameter(QgsProcessingParameterString(self.REGION, tr("Name of the own region"), optional=True))
        self.addParameter(
            QgsProcessingParameterString(
                self.REGION_CODES, tr("Codes of the own region (län, kommuner; all areas if empty)"), optional=True
            )
        )
        for name, text, lowest in (
            (self.MEAN, tr("Stated mean of the index (computed if empty)"), None),
            (self.SD, tr("Stated standard deviation of the index (computed if empty)"), 0),
        ):
            number = QgsProcessingParameterNumber(name, text, REAL_NUMBER, optional=True)
            if lowest is not None:
                number.setMinimum(lowest)
            self.addParameter(number)
        self.add_input_field(self.AREA_TYPE_FIELD, tr("Published area type to compare with (recognised if empty)"))
        self._add_details()
        self.addParameter(
            QgsProcessingParameterFeatureSink(
                self.OUTPUT, tr("Areas classified by own computation"), QgsProcessing.SourceType.TypeVector
            )
        )
        self.addParameter(
            QgsProcessingParameterFeatureSink(
                self.OUTPUT_CUTS,
                tr("Cut points by year"),
                QgsProcessing.SourceType.TypeVector,
                optional=True,
                createByDefault=False,
            )
        )
        self.add_number_outputs(
            {
                "CLASSIFIED": tr("Rows with a computed type or own grade"),
                "MISSING": tr("Rows without one"),
                "NEAR_CUT": tr("Rows so near a cut point that rounding can decide"),
                "CHANGES": tr("Rows that would change if the cut points moved"),
                "COMPARED": tr("Areas (and years) compared with SCB's type"),
                "SAME": tr("Areas (and years) with the same type as SCB's"),
            }
        )

    def _add_details(self) -> None:
        self._add_choice(self.DIVISOR, tr("Standard deviation divided by"), self.DIVISORS, advanced=True)
        self.add_advanced(
            QgsProcessingParameterBoolean(self.WEIGHTED, tr("Weight an own grading by population"), defaultValue=False)
        )
        self.add_input_field(self.POPULATION_FIELD, tr("Population field (recognised if empty)"))
        self.add_advanced(
            QgsProcessingParameterNumber(
                self.MOVE,
                tr("What if all cut points moved by so many standard deviations"),
                REAL_NUMBER,
                defaultValue=0.1,
                minValue=0,
            )
        )

    def _add_choice(self, name: str, text: str, options: tuple[str, ...], *, advanced: bool = False) -> None:
        choice = QgsProcessingParameterEnum(name, text, list(options), defaultValue=options[0], usesStaticStrings=True)
        if advanced:
            self.add_advanced(choice)
        else:
            self.addParameter(choice)

    # The run --------------------------------------------------------------------------------------------------------

    def run_story(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        """Read the rows, find each year's cut points, classify, compare, write every row."""
        grading = self._grading(parameters, context)
        source = self.require_source(parameters, self.INPUT, context)
        origin = self.parameterAsEnumString(parameters, self.INDEX_FROM, context)
        roles, beside = _roles(origin, grading)
        fields = self.find_input_fields(parameters, context, feedback, source, roles, beside)
        computed = fields.pop("computed_index", None)
        if computed and "index" not in fields:
            fields["index"] = computed
        if grading.weighted:
            require_fields(fields, source.fields().names(), ("population",))
        year = self.parameterAsInt(parameters, self.YEAR, context) or None
        rows, ids = self.read_rows(feedback, source, fields, year)
        index = self._index(rows, origin, feedback)
        graded = self._grade(rows, index, grading, feedback)
        if feedback.isCanceled():
            raise Cancelled
        columns = new_columns(rows, graded)
        with Outputs(self, parameters, context) as outputs:
            extended = Extended(source, columns)
            self.warn(feedback, extended.warnings())
            sink, destination = outputs.open(self.OUTPUT, extended.fields, extended.type, extended.crs)
            extended.write(sink, ids, rows.frame.index.tolist(), feedback)
            table = self._write_cuts(outputs, graded)
        grade = graded[0].cuts.column
        style_when_loaded(context, destination, finisher(graded, extended.names[grade], part=bool(grading.prefixes)))
        classified = sum(bool(value) for value in columns[grade][1])
        results = {
            self.OUTPUT: destination,
            "CLASSIFIED": classified,
            "MISSING": len(rows.frame) - classified,
            "NEAR_CUT": sum(value or 0 for value in columns["near_cut"][1]),
            "CHANGES": sum(value or 0 for value in columns["changes"][1]),
            "COMPARED": sum(one.comparison.compared for one in graded if one.comparison),
            "SAME": sum(one.comparison.same for one in graded if one.comparison),
        }
        return results if table is None else {**results, self.OUTPUT_CUTS: table}

    def _grading(self, parameters: dict[str, Any], context: QgsProcessingContext) -> Grading:
        from ..core.classification import Divisor, Scope
        from ..core.grading import Grading, parse_prefixes

        def stated(name: str) -> float | None:
            given = plain_value(parameters.get(name)) not in (None, "")
            return self.parameterAsDouble(parameters, name, context) if given else None

        return Grading(
            Scope(self.parameterAsEnumString(parameters, self.SCOPE, context)),
            self.parameterAsString(parameters, self.REGION, context).strip(),
            parse_prefixes(self.parameterAsString(parameters, self.REGION_CODES, context)),
            stated(self.MEAN),
            stated(self.SD),
            Divisor(self.parameterAsEnumString(parameters, self.DIVISOR, context)),
            self.parameterAsBool(parameters, self.WEIGHTED, context),
            self.parameterAsDouble(parameters, self.MOVE, context),
        )

    def _index(self, rows: IndexRows, origin: str, feedback: QgsProcessingFeedback) -> pd.Series[Any]:
        """Return the index of every area (in its year) by key, and say where it comes from."""
        from ..core.index import compute_index, suspected_shares

        areas = rows.areas
        computable = set(INDICATORS) <= set(areas.columns)
        if origin == "auto" and computable and areas[list(INDICATORS)].notna().all(axis=1).any():
            origin = "indicators"
        if origin == "indicators":
            if not computable:
                raise RegsoError(
                    "The three percentages are not all there: no field is recognised for some of V1, V2 and V3. Choose "
                    "the fields, or take the index from its own field."
                )
            feedback.pushInfo(tr("The index is computed from the three percentages V1, V2 and V3."))
            warnings: list[Message] = []
            index = compute_index(areas["v1"], areas["v2"], areas["v3"], warnings).reindex(areas.index)
            self.warn(feedback, tuple(warnings))
            return index
        if "index" not in areas:
            raise RegsoError(
                "The layer has neither a field that is recognised as index nor the three percentages. Choose the index "
                "field, or the fields of V1, V2 and V3."
            )
        feedback.pushInfo(
            tr(
                "The index is taken from its field. A published index is rounded to one decimal, so areas within 0.05 "
                "of a cut point may come out otherwise than SCB's."
            )
        )
        self.warn(feedback, tuple(suspected_shares(areas[["index"]])))
        return areas["index"]

    def _grade(
        self, rows: IndexRows, index: pd.Series[Any], grading: Grading, feedback: QgsProcessingFeedback
    ) -> list[GradedYear]:
        """Return the areas of every year, classified; say how, and how they compare with SCB's types."""
        from ..core.grading import check_fit, cut_points_of, grade_year, possible_cut_points, within

        if not rows.years:
            raise RegsoError(
                "Nothing says which year the figures are of, and cut points belong to a year. Give the year, or choose "
                "the field that holds it."
            )
        self.warn(feedback, check_fit(grading, rows.years, rows.level))
        graded = []
        for year in rows.years:
            if feedback.isCanceled():
                raise Cancelled
            areas = rows.of_year(year)
            areas = areas.assign(index_used=index.loc[areas["key"]].to_numpy())
            areas = areas[within(areas.index, grading)]
            published = areas.get("area_type")
            ranges = possible_cut_points(areas["index_used"], published, grading)
            # Said first: where the country's cut points are unknown, this is what is known of them.
            self._say(feedback, year, ranges.messages() if ranges else ())
            cuts = cut_points_of(areas["index_used"], year, grading, areas.get("population"))
            one = grade_year(areas["index_used"], cuts, move=grading.move, published=published, ranges=ranges)
            self._say(feedback, year, (cuts.title, *cuts.notes))
            self._say(feedback, year, one.comparison.messages() if one.comparison else ())
            graded.append(one)
        return graded

    def _say(self, feedback: QgsProcessingFeedback, year: int, messages: tuple[Message, ...]) -> None:
        for one in messages:
            feedback.pushInfo(f"{year}: {translate_message(one)}")

    def _write_cuts(self, outputs: Outputs, graded: list[GradedYear]) -> str | None:
        if not outputs.is_wanted(self.OUTPUT_CUTS):
            return None
        import pandas as pd

        fields = cuts_fields()
        sink, destination = outputs.open(self.OUTPUT_CUTS, fields)
        write_frame(sink, fields, pd.DataFrame([one.as_row() for one in graded], dtype=object))
        return destination


def _roles(origin: str, grading: Grading) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the roles of fields that are looked for, and those that are compared with or a way out."""
    needed: tuple[str, ...] = ("code", "year", "index") if origin == "index" else ("code", "year", *INDICATORS)
    beside: tuple[str, ...] = {"auto": ("index", "computed_index"), "index": ("computed_index",)}.get(origin, ())
    if grading.weighted:
        needed += ("population",)
    if grading.scope.value == "country":
        beside += ("area_type",)
    return needed, beside
