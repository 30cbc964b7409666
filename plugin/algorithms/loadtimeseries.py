# SPDX-License-Identifier: GPL-2.0-or-later
"""Index, type and people of every area in every year, as a long table and as a map that plays."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingParameterFeatureSink,
    QgsProcessingParameterNumber,
    QgsVectorLayer,
    QgsWkbTypes,
)

from ..core.messages import Cancelled, RegsoError
from ..i18n import language, tr, tr_result
from ..layers.area_layer import AreaLayerFacts, area_aliases, area_fields, describe_area_layer, play_years
from ..layers.area_styles import apply_area_style
from ..layers.style_look import Look, change_look, take_look
from ..layers.style_marks import was_restyled
from ..layers.writing import write_frame
from ..sources.service import catalog_in_use
from .loadareas import WORKING_CRS, with_sources
from .loading import LoadingAlgorithm, Wish, describe_origin, distinct
from .outputs import Outputs

if TYPE_CHECKING:
    import pandas as pd

    from ..sources.area_year import AreaYear
    from ..sources.scb import Origin

_OF_POLYGONS = ("area_km2", "density")


class LoadTimeSeries(LoadingAlgorithm):
    """One row per area and year; optionally one polygon per area and year."""

    NAME = "loadtimeseries"
    ICON = "loadtimeseries.svg"

    FIRST_YEAR = "FIRST_YEAR"
    LAST_YEAR = "LAST_YEAR"
    OUTPUT = "OUTPUT"
    OUTPUT_TEMPORAL = "OUTPUT_TEMPORAL"

    def displayName(self) -> str:
        return tr("Load index and types over the years")

    def tags(self) -> list[str]:
        return tr("regso,deso,scb,time series,temporal,years,index,area type,tidsserie,år,utveckling,ladda").split(",")

    def shortHelpString(self) -> str:
        return tr(
            "Gives a long table with one row per area and year: index, area type, the three indicators and the "
            "population, for all years that there are or for some. Asked for, it also gives a layer with one polygon "
            "per area and year, which QGIS's temporal controller plays.\n\n"
            "Years to 2023 are on edition 2020 of the areas, years from 2024 on edition 2025: where boundaries "
            "changed, the same code is not the same ground. The types are set anew every year against the country's "
            "mean: read a change of type together with the index.\n\n"
            "The table alone fetches no boundaries. Polygons of the whole country for all years are large: choose "
            "kommuner or a län for them."
        )

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        whole = QgsProcessingParameterNumber.Type.Integer
        self.add_source_parameters()
        for name, description in (
            (self.FIRST_YEAR, tr("First year (earliest if empty)")),
            (self.LAST_YEAR, tr("Last year (latest if empty)")),
        ):
            self.addParameter(QgsProcessingParameterNumber(name, description, whole, optional=True, minValue=1990))
        self.add_file_parameters()
        self.add_network_parameters()
        self.addParameter(
            QgsProcessingParameterFeatureSink(self.OUTPUT, tr("Areas by year"), QgsProcessing.SourceType.TypeVector)
        )
        self.addParameter(
            QgsProcessingParameterFeatureSink(
                self.OUTPUT_TEMPORAL,
                tr("Areas by year on the map"),
                QgsProcessing.SourceType.TypeVectorPolygon,
                optional=True,
                createByDefault=False,
            )
        )
        self.add_number_outputs(
            {
                "ROWS": tr("Rows"),
                "AREA_COUNT": tr("Areas"),
                "FIRST_YEAR_LOADED": tr("First year"),
                "LAST_YEAR_LOADED": tr("Last year"),
                "AGE_DAYS": tr("Age of saved data in days (0: fetched now)"),
            }
        )

    def run_story(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        """Find the years, load one after the other, write each as it comes, describe what was written."""
        from ..sources.area_year import load_series

        wish = self.read_wish(parameters, context)
        supply = self.open_supply(wish, parameters, context, feedback)
        there, warnings = supply.years(wish.level)
        years = self._years(there, parameters, context)
        wants_polygons = parameters.get(self.OUTPUT_TEMPORAL) not in (None, "")
        series = []
        for areas in load_series(
            supply, wish.level, wish.places, wish.indicators, years, language(), with_areas=wants_polygons
        ):
            if feedback.isCanceled():
                raise Cancelled
            series.append(areas)
            feedback.setProgress(50 * len(series) / len(years))
        origins = [origin for areas in series for origin in areas.origins]
        told = [*supply.notes, *warnings, *(one for areas in series for one in areas.warnings)]
        with Outputs(self, parameters, context) as outputs:
            rows = [with_sources(areas).drop(columns=list(_OF_POLYGONS), errors="ignore") for areas in series]
            table = self._write(outputs, self.OUTPUT, rows, None, feedback)
            polygons = ""
            if wants_polygons:
                rows = [with_days(with_sources(areas), areas.year) for areas in series]
                polygons = self._write(outputs, self.OUTPUT_TEMPORAL, rows, series, feedback)
        said = self.tell(feedback, tuple(origins), tuple(told))
        results: dict[str, Any] = {}
        for name, destination in ((self.OUTPUT, table), (self.OUTPUT_TEMPORAL, polygons)):
            if destination:
                results[name] = destination
                facts = _facts(wish, years, origins, said, is_map=name == self.OUTPUT_TEMPORAL)
                self.finish_output(destination, facts.key, partial(finish, facts=facts), context, feedback)
        return {
            **results,
            "ROWS": sum(len(areas.frame) for areas in series),
            "AREA_COUNT": len({code for areas in series for code in areas.frame.index}),
            "FIRST_YEAR_LOADED": min(years),
            "LAST_YEAR_LOADED": max(years),
            "AGE_DAYS": max((one.age.days for one in origins if one.is_saved), default=0),
        }

    def _write(
        self,
        outputs: Outputs,
        name: str,
        rows: list[pd.DataFrame],
        polygons: list[AreaYear] | None,
        feedback: QgsProcessingFeedback,
    ) -> str:
        """Write the rows of all years, with a field for whatever any of the years has."""
        import pandas as pd

        # the columns of the year that has most of them, so that they stand in their order
        fullest = max(rows, key=lambda frame: len(frame.columns)).columns
        columns = [*fullest, *dict.fromkeys(one for frame in rows for one in frame.columns if one not in fullest)]
        whole = pd.concat(rows, ignore_index=True)[columns]
        fields = area_fields(whole)
        if polygons is None:
            sink, destination = outputs.open(name, fields)
            write_frame(sink, fields, whole, feedback=feedback)
        else:
            crs = QgsCoordinateReferenceSystem(WORKING_CRS)
            sink, destination = outputs.open(name, fields, QgsWkbTypes.Type.MultiPolygon, crs)
            geometries = [geometry for areas in polygons for geometry in areas.geometry]
            write_frame(sink, fields, whole, geometries, multi=True, feedback=feedback)
        return destination

    def _years(
        self, there: tuple[int, ...], parameters: dict[str, Any], context: QgsProcessingContext
    ) -> tuple[int, ...]:
        if not there:
            raise RegsoError(
                "No file with statistics was chosen, or the files do not say which years they are about, so there is "
                "no time series in them. Choose tables with years."
            )
        first = self.optional_whole(parameters, self.FIRST_YEAR, context)
        last = self.optional_whole(parameters, self.LAST_YEAR, context)
        years = tuple(year for year in there if (first is None or year >= first) and (last is None or year <= last))
        if not years:
            raise RegsoError(
                "There are no years from {first} to {last}; there are {from_year}–{to_year}. Choose other years.",
                first=first or there[0],
                last=last or there[-1],
                from_year=there[0],
                to_year=there[-1],
            )
        return years


def with_days(frame: pd.DataFrame, year: int) -> pd.DataFrame:
    """Return rows with the first and the last day of their year, for the temporal controller."""
    from qgis.PyQt.QtCore import QDate

    rows = frame.copy()
    rows["valid_from"], rows["valid_to"] = QDate(year, 1, 1), QDate(year, 12, 31)
    return rows


def finish(
    layer: QgsVectorLayer,
    facts: AreaLayerFacts,
    *,
    renewed: bool = False,
    look: Look | None = None,
    before: Look | None = None,
) -> None:
    """Describe a table or a map of several years; the map plays. A style that somebody changed stays.

    ``look``: the styles that a file was stored with already; ``before``: those that a renewed layer had then.
    """
    describe_area_layer(layer, facts)
    if layer.isSpatial():
        play_years(layer)
    if look is not None and not renewed:
        take_look(layer, look)
    elif look is not None and before is not None:
        change_look(layer, look, before)
    elif layer.isSpatial() and layer.fields().lookupField("area_type") >= 0 and not (renewed and was_restyled(layer)):
        apply_area_style(layer, "area_type")


def _facts(
    wish: Wish, years: tuple[int, ...], origins: list[Origin], warnings: list[str], *, is_map: bool
) -> AreaLayerFacts:
    known = catalog_in_use()
    words = language()
    tables = {known.table_for(one).id: known.table_for(one) for one in wish.indicators}
    directions = tr_result("A higher index is worse; type 1 has the largest challenges, type 5 very good conditions.")
    editions = tr_result(
        "Years to 2023 are on edition 2020 of the areas, years from 2024 on edition 2025; not all areas can be "
        "compared between them."
    )
    cautions = [caution[words] for table in tables.values() for caution in table.cautions]
    licence = known.licences["CC0-1.0"]
    title = tr_result("Index and types {first}–{last}, {where}").format(
        first=years[0], last=years[-1], where=wish.where()
    )
    return AreaLayerFacts(
        key=wish.key(years[0], years[-1], "map" if is_map else "table"),
        title=title,
        abstract=f"{directions}\n{editions}",
        notes=(directions, editions, *cautions, *warnings),
        rights=(licence.attribution[words], f"{licence.name} ({licence.url})") if wish.source == "scb" else (),
        licences=() if wish.source == "files" else (licence.id,),
        links=tuple(dict.fromkeys((one.title, one.url) for one in origins if one.url)),
        years=(years[0], years[-1]),
        aliases=area_aliases(),
        history=tuple(describe_origin(one) for one in distinct(origins)),
    )
