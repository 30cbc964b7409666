# SPDX-License-Identifier: GPL-2.0-or-later
"""Figures carried from one edition of the areas to another, with an account of the areas that changed."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

from qgis.core import (
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingParameterEnum,
    QgsProcessingParameterFeatureSink,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterFile,
    QgsProcessingParameterFileDestination,
    QgsProcessingParameterNumber,
)

from ..core.messages import Cancelled, Message, RegsoError, message
from ..i18n import tr, translate_message
from .base import RegsoAlgorithm
from .editioninput import Side, chosen_figures, read_people, read_side
from .editionoutput import EditionOutputs
from .editionreport import write_edition_report
from .outputs import Outputs

if TYPE_CHECKING:
    from ..core.conversion import Weight
    from ..core.crosswalk import Crosswalk
    from ..core.edition_change import EditionChange

READ, BUILT = 15.0, 90.0
"""How far a run has come when the layers are read and when the crosswalk stands, in percent."""


class ConvertEdition(RegsoAlgorithm):
    """Split amounts and average rates from the areas of one edition to those of another."""

    NAME = "convertedition"
    ICON = "convertedition.svg"

    INPUT = "INPUT"
    INPUT_CODE_FIELD = "INPUT_CODE_FIELD"
    COUNT_FIELDS = "COUNT_FIELDS"
    RATE_FIELDS = "RATE_FIELDS"
    DENOMINATOR_FIELD = "DENOMINATOR_FIELD"
    PEOPLE = "PEOPLE"
    PEOPLE_FIELD = "PEOPLE_FIELD"
    DESO_POPULATION = "DESO_POPULATION"
    FROM_KEYS = "FROM_KEYS"
    TO_KEYS = "TO_KEYS"
    WEIGHT = "WEIGHT"
    WEIGHTS = ("auto", "area", "population")
    SLIVER = "SLIVER"
    TOLERANCE = "TOLERANCE"
    OUTPUT = "OUTPUT"
    OUTPUT_CROSSWALK = "OUTPUT_CROSSWALK"
    OUTPUT_CHANGED = "OUTPUT_CHANGED"
    OUTPUT_HTML = "OUTPUT_HTML"

    def displayName(self) -> str:
        return tr("Convert between editions of RegSO")

    def tags(self) -> list[str]:
        return tr(
            "regso,deso,edition,2020,2025,crosswalk,boundaries,changed,convert,time series,area "
            "type,indelning,områdestyp,gränsändring,omräkning,tidsserie"
        ).split(",")

    def shortHelpString(self) -> str:
        return tr(
            "Carries figures from the areas of one edition of RegSO to those of the other (2020 → 2025 or back) and "
            "says which areas changed. Most codes are the same in both editions, some boundaries are not.\n\n"
            "You say which field is what: an amount (inhabitants, jobs) is split between the areas that share its "
            "ground, a rate (per cent, index) is averaged. With a population grid both follow where people live, "
            "without one the ground. Area types are classes and cannot be converted: take them from SCB for the year's "
            "own edition.\n\n"
            "Missing stays missing. For every amount the totals tie: all = on the target areas + on none of them + "
            "withheld on areas without a value."
        )

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        polygons = [QgsProcessing.SourceType.TypeVectorPolygon]
        self.addParameter(
            QgsProcessingParameterFeatureSource(self.INPUT, tr("Areas with figures, to convert"), polygons)
        )
        self.add_field(self.INPUT_CODE_FIELD, tr("Area code field of the figures (recognised if empty)"), self.INPUT)
        for name, text in (
            (self.COUNT_FIELDS, tr("Amount fields (split)")),
            (self.RATE_FIELDS, tr("Rate fields (averaged)")),
        ):
            self.add_field(name, text, self.INPUT, numeric=True, multiple=True)
        self.add_field(
            self.DENOMINATOR_FIELD,
            tr("Field that weights the rates (people or ground if empty)"),
            self.INPUT,
            numeric=True,
        )
        self.addParameter(QgsProcessingParameterFeatureSource(self.AREAS, tr("Areas to convert to"), polygons))
        self.add_area_field(self.CODE_FIELD, tr("Area code field (recognised if empty)"))
        self._add_people()
        self.addParameter(
            QgsProcessingParameterEnum(
                self.WEIGHT, tr("Weight by"), list(self.WEIGHTS), defaultValue="auto", usesStaticStrings=True
            )
        )
        for name, text, default, largest in (
            (self.SLIVER, tr("Ignore pieces below this share of both their areas"), 0.0001, 0.01),
            (self.TOLERANCE, tr("An area has changed above this share"), 0.001, 1.0),
        ):
            self.add_advanced(
                QgsProcessingParameterNumber(
                    name,
                    text,
                    QgsProcessingParameterNumber.Type.Double,
                    defaultValue=default,
                    minValue=0,
                    maxValue=largest,
                )
            )
        self._add_outputs()

    def _add_people(self) -> None:
        self.addParameter(
            QgsProcessingParameterFeatureSource(
                self.PEOPLE,
                tr("Population grid (points or squares)"),
                [QgsProcessing.SourceType.TypeVectorAnyGeometry],
                optional=True,
            )
        )
        self.add_field(self.PEOPLE_FIELD, tr("Inhabitants field of the grid (recognised if empty)"), self.PEOPLE)
        files = tr("Statistical files (*.csv *.txt *.tsv *.json *.xlsx);;All files (*)")
        for name, text in (
            (self.DESO_POPULATION, tr("Population by DeSO, instead of a grid")),
            (self.FROM_KEYS, tr("Key table from DeSO to RegSO of the figures' edition")),
            (self.TO_KEYS, tr("Key table from DeSO to RegSO of the edition to convert to")),
        ):
            self.addParameter(QgsProcessingParameterFile(name, text, fileFilter=files, optional=True))

    def _add_outputs(self) -> None:
        self.addParameter(
            QgsProcessingParameterFeatureSink(
                self.OUTPUT, tr("Areas with converted figures"), QgsProcessing.SourceType.TypeVectorPolygon
            )
        )
        for name, text, kind in (
            (self.OUTPUT_CROSSWALK, tr("Crosswalk"), QgsProcessing.SourceType.TypeVector),
            (self.OUTPUT_CHANGED, tr("Changed areas"), QgsProcessing.SourceType.TypeVectorPolygon),
        ):
            self.addParameter(QgsProcessingParameterFeatureSink(name, text, kind, optional=True, createByDefault=False))
        self.addParameter(
            QgsProcessingParameterFileDestination(
                self.OUTPUT_HTML, tr("Report"), tr("HTML files (*.html)"), optional=True, createByDefault=False
            )
        )
        self.add_number_outputs(
            {
                "CHANGED": tr("Areas with other boundaries"),
                "RENAMED": tr("Areas with another name"),
                "CEASED": tr("Areas that ceased"),
                "NEW": tr("New areas"),
                "SLIVERS": tr("Slivers that were ignored"),
                "TOTAL_IN": tr("First amount in all"),
                "TOTAL_OUT": tr("First amount on the target areas"),
                "OUTSIDE": tr("First amount on none of them"),
                "WITHHELD": tr("First amount withheld"),
            }
        )

    def run_story(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        """Read both sides and the people, build the crosswalk, convert, write, report."""
        from ..core.code_column import clean_codes
        from ..core.edition_change import change_edition

        started = time.perf_counter()
        figures, odd = chosen_figures(self, parameters, context)
        feedback.pushInfo(tr("Reading the areas"))
        sides = self._read_sides(parameters, context, feedback, figures.fields)
        people, told = read_people(self, parameters, context, feedback, sides)
        weight = self._weight(parameters, context, people is not None)
        feedback.setProgress(READ)
        feedback.pushInfo(tr("Comparing the areas"))
        crosswalk = self._crosswalk(parameters, context, feedback, sides, people)
        values = sides[0].values.set_axis(clean_codes(sides[0].areas.index.to_series(), []), axis=0)
        change = change_edition(
            crosswalk,
            values,
            figures.kinds,
            weight=weight,
            denominator=figures.denominator if "rate" in figures.kinds.values() else "",
            tolerance=self.parameterAsDouble(parameters, self.TOLERANCE, context),
        )
        for account in change.accounts():
            feedback.pushInfo(translate_message(account))
        said = self.warn(
            feedback, _once((*odd, *told, *_about_editions(sides), *crosswalk.warnings, *_about_change(change)))
        )
        if feedback.isCanceled():
            raise Cancelled
        with Outputs(self, parameters, context) as outputs:
            writer = EditionOutputs(self, parameters, context, feedback, sides, change)
            results = {**_numbers(change), **writer.write(outputs, (BUILT, 100.0))}
            seconds = time.perf_counter() - started
            report = write_edition_report(self, parameters, context, sides, change, said, seconds)
        writer.style(results)
        return results if report is None else {**results, self.OUTPUT_HTML: report}

    def _read_sides(
        self,
        parameters: dict[str, Any],
        context: QgsProcessingContext,
        feedback: QgsProcessingFeedback,
        fields: list[str],
    ) -> tuple[Side, Side]:
        names = {"layer": self.INPUT, "code": self.INPUT_CODE_FIELD, "fields": fields}
        source = read_side(self, parameters, context, feedback.isCanceled, **names)  # type: ignore[arg-type]
        feedback.setProgress(READ / 2)
        names = {"layer": self.AREAS, "code": self.CODE_FIELD, "fields": []}
        return source, read_side(self, parameters, context, feedback.isCanceled, **names)  # type: ignore[arg-type]

    def _weight(self, parameters: dict[str, Any], context: QgsProcessingContext, has_people: bool) -> Weight:
        chosen = self.parameterAsEnumString(parameters, self.WEIGHT, context)
        if chosen == "population" and not has_people:
            raise RegsoError(
                "Figures can only be weighted by population where it is known where people live. Give a population "
                "grid, or a table by DeSO with the key tables of both editions, or weight by area."
            )
        if chosen == "auto":
            return "population" if has_people else "area"
        return "population" if chosen == "population" else "area"

    def _crosswalk(
        self,
        parameters: dict[str, Any],
        context: QgsProcessingContext,
        feedback: QgsProcessingFeedback,
        sides: tuple[Side, Side],
        people: Any,
    ) -> Crosswalk:
        from ..core.crosswalk import build_crosswalk

        return build_crosswalk(
            sides[0].areas,
            sides[1].areas,
            people=people,
            sliver=self.parameterAsDouble(parameters, self.SLIVER, context),
            located=True,
            cancelled=feedback.isCanceled,
            progress=lambda done: feedback.setProgress(READ + (BUILT - READ) * done),
        )


def _numbers(change: EditionChange) -> dict[str, Any]:
    first = next((field.converted for field in change.fields if field.kind == "count"), None)
    return {
        "CHANGED": change.number_of("changed"),
        "RENAMED": change.renamed,
        "CEASED": change.number_of("ceased"),
        "NEW": change.number_of("new"),
        "SLIVERS": len(change.crosswalk.slivers),
        "TOTAL_IN": first and first.total_in,
        "TOTAL_OUT": first and first.total_out,
        "OUTSIDE": first and first.outside,
        "WITHHELD": first and first.withheld,
    }


def _about_editions(sides: tuple[Side, Side]) -> tuple[Message, ...]:
    old, new = (side.edition for side in sides)
    if old is None or old != new:
        return ()
    return (
        message(
            "Both layers say that they belong to the {edition} edition, so there is nothing to convert unless one of "
            "them is something else than it says.",
            edition=old.value,
        ),
    )


def _about_change(change: EditionChange) -> tuple[Message, ...]:
    said = list(change.warnings())
    frame = change.crosswalk.frame
    if not (frame["from_code"].notna() & frame["to_code"].notna()).any():
        said.insert(
            0,
            message(
                "The two layers share no ground, so nothing was converted. Check that both are of the same part of the "
                "country."
            ),
        )
    elif change.number_of("outside"):
        said.append(
            message(
                "{count} areas lie mostly outside the other layer and were not compared.",
                count=change.number_of("outside"),
            )
        )
    return tuple(said)


def _once(messages: tuple[Message, ...]) -> tuple[Message, ...]:
    """Return each message once: both sides can have the same to say."""
    return tuple({str(one): one for one in messages}.values())
