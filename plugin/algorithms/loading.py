# SPDX-License-Identifier: GPL-2.0-or-later
"""What the algorithms share that load areas and figures: where from, which ones, and what came."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from qgis.core import (
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterEnum,
    QgsProcessingParameterFile,
    QgsProcessingParameterMultipleLayers,
    QgsProcessingParameterString,
    QgsVectorLayer,
)

from ..core.codes import Level
from ..core.messages import Message, RegsoError
from ..i18n import filled, language, tr, tr_result, translate_message
from ..layers.area_layer import keep_in_file
from ..layers.project_layers import do_not_load, find_loaded, renew
from ..layers.style_look import Look, look_of, looks_of, take_look
from ..layers.styling import style_when_loaded
from ..sources.file_supply import DemoSupply, FileSupply
from ..sources.places import Places, parse_places, register
from ..sources.service import catalog_in_use, scb_in_use
from ..sources.supply import INDICATORS, ScbSupply, Supply
from .base import RegsoAlgorithm

if TYPE_CHECKING:
    from ..sources.scb import Origin

SOURCES = ("scb", "files", "demo")
LEVELS = (Level.REGSO.value, Level.DESO.value)
CHOICES = ("index", "area_type", "v1", "v2", "v3", "population")


@dataclass(frozen=True)
class Wish:
    """What somebody wants to load."""

    source: str
    level: Level
    places: Places
    indicators: tuple[str, ...]
    """As the catalogue names them."""

    def key(self, *more: object) -> str:
        """Return the wish in a form that is the same for the same wish; which figures go with it is not part of it."""
        return "|".join(map(str, ("areas", self.source, self.level.value, *self.places.prefixes, *more)))

    def where(self) -> str:
        """Return the places in words."""
        if self.source == "demo" and not self.places.prefixes:
            return tr_result("the demo region")
        return self.places.words(register()) or tr_result("the whole country")


class LoadingAlgorithm(RegsoAlgorithm):
    """Base of the algorithms that load areas from SCB, from files or from the demo."""

    SOURCE = "SOURCE"
    LEVEL = "LEVEL"
    KOMMUNER = "KOMMUNER"
    LAN = "LAN"
    INDICATORS = "INDICATORS"
    BOUNDARY_FILES = "BOUNDARY_FILES"
    STATISTICS_FILES = "STATISTICS_FILES"
    KEY_TABLE = "KEY_TABLE"
    OFFLINE = "OFFLINE"
    REFRESH = "REFRESH"

    def __init__(self) -> None:
        super().__init__()
        self.finishers: dict[str, tuple[str, Callable[..., None]]] = {}
        """Where an output went → the key that its layer is found again by, and what finishes the layer."""
        self._looks: dict[str, Look] = {}

    def prepareAlgorithm(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> bool:
        # on the main thread: what runs in the algorithm's own may not touch the project's layers
        self._looks = looks_of(context.project())
        return super().prepareAlgorithm(parameters, context, feedback)

    def group(self) -> str:
        return tr("Areas and statistics")

    def groupId(self) -> str:
        return "areas"

    def add_source_parameters(self) -> None:
        """Add where from, which areas and which indicators."""
        self.addParameter(
            QgsProcessingParameterEnum(
                self.SOURCE, tr("From"), list(SOURCES), defaultValue="scb", usesStaticStrings=True
            )
        )
        self.addParameter(
            QgsProcessingParameterEnum(
                self.LEVEL, tr("Level"), list(LEVELS), defaultValue=LEVELS[0], usesStaticStrings=True
            )
        )
        self.addParameter(
            QgsProcessingParameterString(self.KOMMUNER, tr("Kommuner, by name or code (all if empty)"), optional=True)
        )
        self.addParameter(
            QgsProcessingParameterString(self.LAN, tr("Län, by name or code (all if empty)"), optional=True)
        )
        self.addParameter(
            QgsProcessingParameterEnum(
                self.INDICATORS,
                tr("Indicators"),
                list(CHOICES),
                allowMultiple=True,
                defaultValue=list(CHOICES),
                usesStaticStrings=True,
            )
        )

    def add_file_parameters(self) -> None:
        """Add the files, which only the source ``files`` reads."""
        for name, description in (
            (self.BOUNDARY_FILES, tr("Files with boundaries (GeoPackage, shapefile, zip)")),
            (self.STATISTICS_FILES, tr("Files with statistics (CSV, Excel, JSON)")),
        ):
            self.addParameter(
                QgsProcessingParameterMultipleLayers(
                    name, description, QgsProcessing.SourceType.TypeFile, optional=True
                )
            )
        self.addParameter(
            QgsProcessingParameterFile(
                self.KEY_TABLE,
                tr("Key table with codes and names"),
                fileFilter=tr("Statistical files (*.csv *.txt *.tsv *.json *.xlsx);;All files (*)"),
                optional=True,
            )
        )

    def add_network_parameters(self) -> None:
        """Add how SCB's services are used."""
        self.add_advanced(
            QgsProcessingParameterBoolean(
                self.OFFLINE, tr("Use only what was saved, ask no network"), defaultValue=False
            )
        )
        self.add_advanced(
            QgsProcessingParameterBoolean(
                self.REFRESH, tr("Fetch again even what is saved and unchanged"), defaultValue=False
            )
        )

    def read_wish(self, parameters: dict[str, Any], context: QgsProcessingContext) -> Wish:
        """Return what the user wants; places and indicators that there are not are a ``RegsoError``."""
        source = self.parameterAsEnumString(parameters, self.SOURCE, context)
        places = parse_places(
            self.parameterAsString(parameters, self.KOMMUNER, context),
            self.parameterAsString(parameters, self.LAN, context),
        )
        chosen = self.parameterAsEnumStrings(parameters, self.INDICATORS, context)
        return Wish(
            source=source,
            level=Level(self.parameterAsEnumString(parameters, self.LEVEL, context)),
            places=places,
            indicators=tuple(indicator for indicator, name in zip(INDICATORS, CHOICES, strict=True) if name in chosen),
        )

    def open_supply(
        self, wish: Wish, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> Supply:
        """Return the source that the user chose."""
        known = catalog_in_use()
        given = [
            name for name in (self.BOUNDARY_FILES, self.STATISTICS_FILES) if self._files(parameters, name, context)
        ]
        if given and wish.source != "files":
            raise RegsoError(
                "Files were chosen ({parameters}), but the source is {source}, which does not read them. Choose the "
                "source “files”, or leave the files empty.",
                parameters=", ".join(given),
                source=wish.source,
            )
        if wish.source == "demo":
            return DemoSupply(known)
        if wish.source == "files":
            return FileSupply(
                known,
                self._files(parameters, self.BOUNDARY_FILES, context),
                self._files(parameters, self.STATISTICS_FILES, context),
                self.parameterAsFile(parameters, self.KEY_TABLE, context),
            )
        offline = self.parameterAsBool(parameters, self.OFFLINE, context)
        refresh = self.parameterAsBool(parameters, self.REFRESH, context)
        if offline and refresh:
            raise RegsoError("To use only what was saved and to fetch it again cannot both be had. Choose one of them.")
        scb = scb_in_use(feedback, offline=offline, language=language())
        return ScbSupply(scb, known, refresh=refresh)

    def optional_whole(self, parameters: dict[str, Any], name: str, context: QgsProcessingContext) -> int | None:
        """Return a whole number, None where the field was left empty."""
        if parameters.get(name) in (None, ""):
            return None
        value = self.parameterAsInt(parameters, name, context)
        # what is no number becomes 0, and no year is 0
        if value <= 0:
            raise RegsoError("“{value}” is no year. Write it with four digits: 2024.", value=str(parameters[name]))
        return value

    def _files(self, parameters: dict[str, Any], name: str, context: QgsProcessingContext) -> list[str]:
        return [file for file in self.parameterAsFileList(parameters, name, context) if file]

    def postProcessAlgorithm(self, context: QgsProcessingContext, feedback: QgsProcessingFeedback) -> dict[str, Any]:
        """Renew the layers that the same wish was loaded into before, or have the new ones finished."""
        for destination, (key, finish) in self.finishers.items():
            if not context.willLoadLayerOnCompletion(destination):
                continue
            project = context.layerToLoadOnCompletionDetails(destination).project or context.project()
            before = find_loaded(project, key)
            if before is None:
                style_when_loaded(context, destination, finish)
                continue
            renew(before, destination, context)
            do_not_load(context, destination)
            finish(before, renewed=True)
            feedback.pushInfo(tr("The layer “{layer}” was renewed.").format(layer=before.name()))
        return {}

    def finish_output(
        self,
        destination: str,
        key: str,
        finish: Callable[..., None],
        context: QgsProcessingContext,
        feedback: QgsProcessingFeedback,
    ) -> None:
        """Finish what was written here, in the algorithm's thread, and have its layer look the same once it is loaded.

        Styles take longer to make and to store than a window may stand still. Areas whose styles cannot be stored are
        kept all the same, and that is said.
        """
        before = self._looks.get(key) if context.willLoadLayerOnCompletion(destination) else None
        look = None
        layer = _file_of(destination, context)
        if layer is not None:
            if before is not None:
                take_look(layer, before)
            finish(layer, renewed=before is not None)
            look = look_of(layer)
            try:
                keep_in_file(layer)
            except RegsoError as error:
                complete = tr(
                    "The areas and their figures are complete. Where the file is opened without its colours, the "
                    "algorithm “Style areas” gives them back."
                )
                feedback.pushWarning(f"{translate_message(error.message)} {complete}")
        self.finishers[destination] = (key, partial(finish, look=look, before=before))

    def tell(
        self, feedback: QgsProcessingFeedback, origins: tuple[Origin, ...], warnings: tuple[Message, ...]
    ) -> list[str]:
        """Say where everything came from and what is to be minded; return the warnings as said."""
        told = distinct(origins)
        for origin in told:
            feedback.pushInfo(describe_origin(origin))
        said = [*warnings, *(one for origin in told for one in origin.warnings)]
        return self.warn(feedback, tuple({translate_message(one): one for one in said}.values()))


def distinct(origins: Iterable[Origin]) -> list[Origin]:
    """Return every origin once, in order; the files and tables of several years are the same ones."""
    return list({(one.title, one.url, one.fetched, one.updated): one for one in origins}.values())


def _file_of(destination: str, context: QgsProcessingContext) -> QgsVectorLayer | None:
    """Return what was written, so that it can be finished; None where it is no file."""
    if context.temporaryLayerStore().mapLayer(destination) is not None:
        return None
    layer = QgsVectorLayer(destination, "areas", "ogr")
    return layer if layer.isValid() else None


def describe_origin(origin: Origin) -> str:
    """Return in one line where something came from and how old it is."""
    parts = [origin.title, origin.source, origin.url]
    when = origin.fetched.strftime("%Y-%m-%d %H:%M")
    if origin.is_saved:
        parts.append(filled(tr_result("saved {when}, {days} days ago"), result=True, when=when, days=origin.age.days))
    elif origin.url:
        parts.append(tr_result("fetched {when}").format(when=when))
    else:
        parts.append(tr_result("file of {when}").format(when=when))
    if origin.updated:
        parts.append(tr_result("updated {stamp}").format(stamp=origin.updated))
    return "; ".join(part for part in parts if part)
