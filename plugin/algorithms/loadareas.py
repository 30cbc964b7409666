# SPDX-License-Identifier: GPL-2.0-or-later
"""Areas with the index, the types and the people of a year as one layer that is ready to use."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputString,
    QgsProcessingParameterEnum,
    QgsProcessingParameterFeatureSink,
    QgsProcessingParameterNumber,
    QgsVectorLayer,
    QgsWkbTypes,
)

from ..core.codes import Edition, Level
from ..core.messages import Cancelled, RegsoError
from ..i18n import language, tr, tr_result
from ..layers.area_layer import AreaLayerFacts, area_aliases, area_fields, describe_area_layer
from ..layers.area_styles import STYLES, available_styles
from ..layers.style_keeping import add_area_styles, show_style
from ..layers.style_look import Look, change_look, take_look
from ..layers.style_marks import styled_as
from ..layers.writing import write_frame
from ..sources.catalog import Catalog
from ..sources.service import catalog_in_use
from ..sources.supply import choose_year
from .loading import LoadingAlgorithm, Wish, describe_origin, distinct
from .outputs import Outputs

if TYPE_CHECKING:
    import pandas as pd

    from ..core.classification import CutPoints
    from ..sources.area_year import AreaYear

DEFAULT_STYLE = "area_type"
STYLES_OF_LOADED = tuple(style for style in STYLES if style != "type_and_rate")
WORKING_CRS = "EPSG:3006"


class LoadAreas(LoadingAlgorithm):
    """One polygon layer: boundaries of the year's edition with the year's figures."""

    NAME = "loadareas"
    ICON = "loadareas.svg"

    YEAR = "YEAR"
    COMPARE_YEAR = "COMPARE_YEAR"
    STYLE = "STYLE"
    OUTPUT = "OUTPUT"

    def displayName(self) -> str:
        return tr("Load areas with index and types")

    def tags(self) -> list[str]:
        return tr(
            "regso,deso,scb,wfs,pxweb,load,download,index,area type,socioeconomic,kommun,län,ladda,hämta,områdestyp"
        ).split(",")

    def shortHelpString(self) -> str:
        return tr(
            "Gives one polygon layer of RegSO or DeSO with the socioeconomic index, the area type, its three "
            "indicators and the population of a year: from SCB's services, from files downloaded by hand, or from the "
            "demo region.\n\n"
            "The year picks the edition of the boundaries: 2020 for years to 2023, 2025 from 2024. SCB's published "
            "type is used as it is. A higher index is worse, type 1 is the worst.\n\n"
            "What was fetched is saved: the next time SCB is only asked whether it has changed, and without the "
            "network the saved copy is used and its age is said. The network is used only for the source scb.\n\n"
            "The layer comes with styles for each indicator, which are changed in the layer's Styles menu. The same "
            "areas loaded again renew their layer; a style that was changed by hand stays."
        )

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        whole = QgsProcessingParameterNumber.Type.Integer
        self.add_source_parameters()
        self.addParameter(
            QgsProcessingParameterNumber(self.YEAR, tr("Year (latest if empty)"), whole, optional=True, minValue=1990)
        )
        self.addParameter(
            QgsProcessingParameterNumber(
                self.COMPARE_YEAR, tr("Compare the index with the year"), whole, optional=True, minValue=1990
            )
        )
        self.addParameter(
            QgsProcessingParameterEnum(
                self.STYLE, tr("Style"), list(STYLES_OF_LOADED), defaultValue=DEFAULT_STYLE, usesStaticStrings=True
            )
        )
        self.add_file_parameters()
        self.add_network_parameters()
        self.addParameter(
            QgsProcessingParameterFeatureSink(self.OUTPUT, tr("Areas"), QgsProcessing.SourceType.TypeVectorPolygon)
        )
        self.add_number_outputs(
            {
                "AREA_COUNT": tr("Areas"),
                "NO_DATA": tr("Areas without a type"),
                "POPULATION": tr("Inhabitants"),
                "YEAR_LOADED": tr("Year"),
                "AGE_DAYS": tr("Age of saved data in days (0: fetched now)"),
            }
        )
        self.addOutput(QgsProcessingOutputString("EDITION", tr("Edition")))
        self.addOutput(QgsProcessingOutputString("UPDATED", tr("When SCB last updated the statistics")))

    def run_story(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        """Find the year, load its areas and figures, write them, describe and style the layer."""
        wish = self.read_wish(parameters, context)
        style = self.parameterAsEnumString(parameters, self.STYLE, context)
        if style == "change" and self.optional_whole(parameters, self.COMPARE_YEAR, context) is None:
            raise RegsoError("The style “change” shows a change between two years. Choose a year to compare with.")
        areas, warnings = self._load(wish, parameters, context, feedback)
        if feedback.isCanceled():
            raise Cancelled
        said = self.tell(feedback, areas.origins, (*warnings, *areas.warnings))
        areas = replace(areas, frame=with_sources(areas))
        fields = area_fields(areas.frame)
        with Outputs(self, parameters, context) as outputs:
            sink, destination = outputs.open(
                self.OUTPUT, fields, QgsWkbTypes.Type.MultiPolygon, QgsCoordinateReferenceSystem(WORKING_CRS)
            )
            write_frame(sink, fields, areas.frame, areas.geometry, multi=True, feedback=feedback)
        self._check_style(style, areas, feedback)
        facts = facts_of(areas, wish, said, catalog_in_use())
        apply = partial(finish, facts=facts, style=style, cuts=areas.cuts, year=areas.year)
        self.finish_output(destination, facts.key, apply, context, feedback)
        frame = areas.frame
        return {
            self.OUTPUT: destination,
            "AREA_COUNT": len(frame),
            "NO_DATA": int((frame["area_type"] == 0).sum()) if "area_type" in frame else None,
            "POPULATION": float(frame["population"].sum()) if "population" in frame else None,
            "YEAR_LOADED": areas.year,
            "AGE_DAYS": max((origin.age.days for origin in areas.origins if origin.is_saved), default=0),
            "EDITION": areas.edition.value,
            "UPDATED": ", ".join(dict.fromkeys(one.updated for one in areas.figures_from if one.updated)),
        }

    def _check_style(self, style: str, areas: AreaYear, feedback: QgsProcessingFeedback) -> None:
        """Say where the chosen style cannot be had, so that another one is shown."""
        needs = {"index": "socioeconomic_index", "index_quantiles": "socioeconomic_index", "change": "index_change"}
        column = needs.get(style, "area_type" if style.startswith("area_type") else style)
        if column not in areas.frame or (style == "index" and areas.cuts is None):
            feedback.pushWarning(
                tr(
                    "The style “{style}” cannot be shown: its figures were not loaded, or the whole country's, which "
                    "its classes are made from, are not there. Another style is shown."
                ).format(style=style)
            )

    def _load(
        self, wish: Wish, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> tuple[AreaYear, tuple[Any, ...]]:
        from ..sources.area_year import compare_years, load_year

        supply = self.open_supply(wish, parameters, context, feedback)
        years, warnings = supply.years(wish.level)
        year = choose_year(years, self.optional_whole(parameters, self.YEAR, context))
        before = self.optional_whole(parameters, self.COMPARE_YEAR, context)
        if before is not None:
            choose_year(years, before)
        if before == year:
            raise RegsoError("The year and the year of comparison are the same. Choose another one of them.")
        feedback.pushInfo(tr("Year {year}, edition {edition}").format(year=year, edition=Edition.for_year(year).value))
        areas = load_year(supply, wish.level, wish.places, wish.indicators, year, language())
        if before is not None:
            areas = compare_years(areas, supply, wish.places, before, cancelled=feedback.isCanceled)
        return areas, (*supply.notes, *warnings)


def finish(
    layer: QgsVectorLayer,
    facts: AreaLayerFacts,
    style: str,
    cuts: CutPoints | None,
    year: int,
    *,
    renewed: bool = False,
    look: Look | None = None,
    before: Look | None = None,
) -> None:
    """Describe the layer and give it its styles; those that somebody has changed or replaced stay as they are.

    ``look``: the styles that a file was stored with already; ``before``: those that a renewed layer had then.
    """
    describe_area_layer(layer, facts)
    if look is not None and not renewed:
        take_look(layer, look)
        return
    if look is not None and before is not None:
        change_look(layer, look, before)
        return
    if not renewed or styled_as(layer):
        mean, deviation = (cuts.mean, cuts.standard_deviation) if cuts else (None, None)
        add_area_styles(layer, mean=mean, deviation=deviation, year=year, first=style)
        there = available_styles(layer, with_cut_points=cuts is not None)
        # a renewed layer keeps its current style, unless another one was asked for or its field is gone
        if renewed and (style != DEFAULT_STYLE or styled_as(layer) not in there):
            show_style(layer, style if style in there else DEFAULT_STYLE)


def with_sources(areas: AreaYear) -> pd.DataFrame:
    """Return the areas' table with what stands on every area of where its figures come from, as a join writes it."""
    # in this order: a shapefile cuts both names to the same ten letters, and numbers the second
    return areas.frame.assign(
        statistics_edition=areas.edition.value if areas.figures_from else None,
        statistics_source=_source_line(areas) or None,
    )


def _source_line(areas: AreaYear) -> str:
    told = []
    for origin in areas.figures_from:
        parts = [
            origin.title,
            origin.source,
            tr_result("year {year}").format(year=areas.year),
            tr_result("RegSO edition {edition}").format(edition=areas.edition.value),
            tr_result("updated {stamp}").format(stamp=origin.updated) if origin.updated else "",
        ]
        told.append("; ".join(part for part in parts if part))
    return " | ".join(dict.fromkeys(told))


def facts_of(areas: AreaYear, wish: Wish, warnings: list[str], known: Catalog) -> AreaLayerFacts:
    """Return what is to be said of the layer."""
    words = language()
    level = {Level.REGSO: "RegSO", Level.DESO: "DeSO"}[areas.level]
    title = tr_result("{level} {edition} with index {year}, {where}").format(
        level=level, edition=areas.edition.value, year=areas.year, where=wish.where()
    )
    indicators = [known.indicators[one] for one in wish.indicators]
    tables = {known.table_for(one).id: known.table_for(one) for one in wish.indicators}
    cautions = [caution[words] for table in tables.values() for caution in table.cautions]
    directions = tr_result("A higher index is worse; type 1 has the largest challenges, type 5 very good conditions.")
    edition_note = tr_result(
        "Boundaries: edition {edition}. Editions 2020 (years to 2023) and 2025 (from 2024) have mostly the same codes "
        "but not the same boundaries."
    ).format(edition=areas.edition.value)
    licence = known.licences["CC0-1.0"]
    is_scb = wish.source == "scb"
    origins = distinct(areas.origins)
    return AreaLayerFacts(
        key=wish.key(areas.year),
        title=title,
        abstract="\n".join(
            [directions, *(f"{one.names[words]}: {one.notes[words]}" for one in indicators), edition_note]
        ),
        notes=(directions, edition_note, *cautions, *warnings),
        rights=(licence.attribution[words], f"{licence.name} ({licence.url})") if wish.source == "scb" else (),
        licences=() if wish.source == "files" else (licence.id,),
        links=tuple((origin.title, origin.url) for origin in origins if origin.url) if is_scb else (),
        years=(areas.year, areas.year),
        aliases={**area_aliases(areas.year, areas.ranked), **dict(areas.descriptions)},
        history=tuple(describe_origin(origin) for origin in origins),
    )
