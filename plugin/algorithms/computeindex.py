# SPDX-License-Identifier: GPL-2.0-or-later
"""The socioeconomic index by one's own computation, beside SCB's where there is one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qgis.core import (
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingParameterFeatureSink,
    QgsVectorLayer,
)

from ..core.messages import Cancelled, Message, listing, message
from ..i18n import tr, tr_result, translate_message
from ..layers.index_source import INDICATORS, Columns, Extended, require_fields
from ..layers.styling import describe, set_aliases, show_decimals, style_when_loaded
from ..layers.writing import REAL
from .indexinput import IndexAlgorithm
from .outputs import Outputs

if TYPE_CHECKING:
    from ..core.index import IndexComparison
    from ..core.index_rows import IndexRows


class ComputeIndex(IndexAlgorithm):
    """The mean of three percentages for every area (and year), compared with the published index."""

    NAME = "computeindex"
    ICON = "computeindex.svg"
    OUTPUT = "OUTPUT"

    def displayName(self) -> str:
        return tr("Compute the socioeconomic index")

    def tags(self) -> list[str]:
        return tr(
            "regso,deso,index,socioeconomic index,indicators,percentages,check,area type,socioekonomiskt index,"
            "indikatorer,områdestyp"
        ).split(",")

    def shortHelpString(self) -> str:
        return tr(
            "Computes the socioeconomic index of every area (and year) from its three percentages: (V1 + V2 + V3) / 3, "
            "equal weights, higher is worse. V1: low economic standard. V2: pre-upper-secondary education, ages "
            "20–64. V3: social assistance for at least ten months and/or unemployment for more than six, ages "
            "20–64.\n\n"
            "Where the layer holds SCB's published index too, the two are compared, and the log says whether rounding "
            "explains the differences. All rows are kept; those without one of the percentages or without an area code "
            "get no index and are counted.\n\n"
            "The computed index is one's own computation. SCB's published index holds where there is one."
        )

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        self.add_index_input(tr("Published index to compare with (recognised if empty)"))
        self.addParameter(
            QgsProcessingParameterFeatureSink(
                self.OUTPUT, tr("Areas with computed index"), QgsProcessing.SourceType.TypeVector
            )
        )
        self.add_number_outputs(
            {
                "COMPUTED": tr("Rows with a computed index"),
                "MISSING": tr("Rows without a computed index"),
                "COMPARED": tr("Areas (and years) compared with the published index"),
                "MAX_DIFFERENCE": tr("Largest difference from the published index"),
                "BEYOND_ROUNDING": tr("Areas (and years) that rounding does not explain"),
            }
        )

    def run_story(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        """Read the rows, compute, compare with the published index, write every row."""
        source = self.require_source(parameters, self.INPUT, context)
        fields = self.find_input_fields(
            parameters, context, feedback, source, ("code", "year", *INDICATORS), beside=("index",)
        )
        require_fields(fields, source.fields().names(), INDICATORS)
        rows, ids = self.read_rows(feedback, source, fields)
        columns, comparison = self._compute(rows, feedback)
        if feedback.isCanceled():
            raise Cancelled
        with Outputs(self, parameters, context) as outputs:
            extended = Extended(source, columns)
            self.warn(feedback, extended.warnings())
            sink, destination = outputs.open(self.OUTPUT, extended.fields, extended.type, extended.crs)
            extended.write(sink, ids, rows.frame.index.tolist(), feedback)
        style_when_loaded(context, destination, finish)
        computed = sum(value is not None for value in columns["computed_index"][1])
        compared = comparison.compared if comparison else 0
        return {
            self.OUTPUT: destination,
            "COMPUTED": computed,
            "MISSING": len(ids) - computed,
            "COMPARED": compared,
            "MAX_DIFFERENCE": comparison.max_difference if comparison and compared else None,
            "BEYOND_ROUNDING": len(comparison.beyond_rounding) if comparison else 0,
        }

    def _compute(self, rows: IndexRows, feedback: QgsProcessingFeedback) -> tuple[Columns, IndexComparison | None]:
        """Return the new columns for every row, and the comparison where there is a published index."""
        from ..core.index import compare_with_published, compute_index

        areas = rows.areas
        warnings: list[Message] = []
        computed = compute_index(areas["v1"], areas["v2"], areas["v3"], warnings).reindex(areas.index)
        lacking = areas.index[computed.isna()]
        if len(lacking):
            warnings.append(
                message(
                    "{count} areas (in their years) lack one of the three percentages and get no index: {codes}",
                    count=len(lacking),
                    codes=listing(lacking),
                )
            )
        self.warn(feedback, tuple(warnings))
        known = computed.dropna()
        feedback.pushInfo(
            tr("The index was computed for {count} of {all} areas (in their years).").format(
                count=len(known), all=len(areas)
            )
        )
        columns = {"computed_index": (REAL, rows.spread(known))}
        if "index" not in areas:
            feedback.pushInfo(tr("The layer has no published index to compare with."))
            return columns, None
        comparison = compare_with_published(computed, areas["index"])
        said, *differences = comparison.messages()
        feedback.pushInfo(translate_message(said))
        if comparison.agrees:
            feedback.pushInfo(tr("Rounding explains every difference."))
        self.warn(feedback, tuple(differences))
        columns["index_difference"] = (REAL, rows.spread((computed - areas["index"]).dropna()))
        return columns, comparison


def finish(layer: QgsVectorLayer) -> None:
    """Give the new columns readable names and say on the layer what they are."""
    set_aliases(
        layer,
        {
            "computed_index": tr_result("Computed index (own computation, not SCB's)"),
            "index_difference": tr_result("Computed – published index"),
        },
    )
    show_decimals(layer)
    describe(
        layer,
        tr_result("Socioeconomic index, own computation"),
        tr_result(
            "computed_index = (V1 + V2 + V3) / 3; higher is worse. SCB's published index holds where there is one."
        ),
        [tr_result("Percentages: Statistics Sweden (SCB), table TAB6586, CC0 1.0, if they are SCB's.")],
    )
