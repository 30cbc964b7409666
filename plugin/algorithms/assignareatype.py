# SPDX-License-Identifier: GPL-2.0-or-later
"""Every feature gets the area it lies in, with its type and index."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from qgis.core import (
    QgsFeature,
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingParameterEnum,
    QgsProcessingParameterFeatureSink,
    QgsProcessingParameterFeatureSource,
    QgsVectorLayer,
)

from ..core.messages import Cancelled, message
from ..i18n import tr, tr_result
from ..layers.area_source import read_areas
from ..layers.located import LocatedFeatures
from ..layers.reading import FEATURES_IN_BATCH, FeatureReader
from ..layers.styling import measure_aliases, set_aliases, style_when_loaded
from ..sources.cache import prepared_folder
from .base import RegsoAlgorithm
from .outputs import Outputs


class AssignAreaType(RegsoAlgorithm):
    """Split features at the areas' borders, or give each to the area that holds most of it."""

    NAME = "assignareatype"
    ICON = "assignareatype.svg"

    INPUT = "INPUT"
    INDEX_FIELD = "INDEX_FIELD"
    METHOD = "METHOD"
    METHODS = ("split", "largest")
    OUTPUT = "OUTPUT"

    def displayName(self) -> str:
        return tr("Assign area type to features")

    def tags(self) -> list[str]:
        return tr(
            "regso,deso,area type,index,assign,spatial join,split,largest overlap,områdestyp,tilldela,koppla,dela"
        ).split(",")

    def shortHelpString(self) -> str:
        return tr(
            "Adds to every feature the code, name, kommun, area type and index of the area it lies in.\n\n"
            "With the method split, lines and polygons are cut at the areas' borders and each piece gets its own "
            "area; part_share "
            "says how much of the feature it is and part_amount its true length (km) or area (km²). Cut pieces are "
            "flat: heights "
            "and measures are dropped. With the method largest the feature stays whole and gets the area that holds "
            "most of "
            "it; part_share says how much.\n\n"
            "What lies on a shared border belongs to the area with the lower code. Features outside the areas get "
            "area type -1; "
            "features without usable geometry are kept with empty values."
        )

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        self.addParameter(
            QgsProcessingParameterFeatureSource(
                self.INPUT, tr("Layer"), [QgsProcessing.SourceType.TypeVectorAnyGeometry]
            )
        )
        self.add_area_parameters(population=False)
        self.add_area_field(self.INDEX_FIELD, tr("Index field (recognised if empty)"))
        self.addParameter(
            QgsProcessingParameterEnum(
                self.METHOD,
                tr("Features in several areas"),
                list(self.METHODS),
                defaultValue="split",
                usesStaticStrings=True,
            )
        )
        self.addParameter(QgsProcessingParameterFeatureSink(self.OUTPUT, tr("Features with area type")))
        self.add_number_outputs(
            {
                "TOTAL": tr("Features in all"),
                "INSIDE": tr("Features inside the areas"),
                "OUTSIDE": tr("Features outside the areas"),
                "UNUSABLE": tr("Features that could not be used"),
            }
        )

    def run_story(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        """Read the areas, locate the features batch by batch, write each with its area."""
        from ..core.overlay import AreaIndex

        area_source = self.require_source(parameters, self.AREAS, context)
        fields = self.area_fields(parameters, area_source, context)
        chosen = self.require_field(
            area_source.fields().names(), self.field_choice(parameters, self.INDEX_FIELD, context)
        )
        if chosen:
            fields = replace(fields, index=chosen)
        areas = read_areas(area_source, context, fields, feedback.isCanceled, prepared_folder())
        self.warn(feedback, areas.warnings)
        index = AreaIndex(areas.frame.geometry.to_numpy(), areas.ground)
        source = self.require_source(parameters, self.INPUT, context)
        split = self.parameterAsEnumString(parameters, self.METHOD, context) == "split"
        reader = FeatureReader(source, context, [], original=True)
        writer = LocatedFeatures(source, reader, areas, split=split, context=context)
        done = inside = 0
        with Outputs(self, parameters, context) as outputs:
            sink, destination = outputs.open(self.OUTPUT, writer.fields, writer.type, source.sourceCrs())
            for batch in _batches(reader, feedback):
                inside += writer.write(batch, index, sink, feedback.isCanceled)
                done += len(batch)
                feedback.setProgress(100 * done / max(len(reader), done))
        self.warn(feedback, reader.unusable.messages())
        if writer.flattens:
            self.warn(feedback, (message("Heights and measures were dropped, because features are cut."),))
        if writer.without_geometry:
            self.warn(
                feedback,
                (
                    message(
                        "{count} features were written without geometry, because the output cannot hold its kind.",
                        count=writer.without_geometry,
                    ),
                ),
            )
        style_when_loaded(context, destination, finish)
        unusable = reader.unusable.count
        return {
            self.OUTPUT: destination,
            "TOTAL": done,
            "INSIDE": inside,
            "OUTSIDE": done - inside - unusable,
            "UNUSABLE": unusable,
        }


def _batches(reader: FeatureReader, feedback: QgsProcessingFeedback) -> Iterator[list[tuple[QgsFeature, bytes | None]]]:
    batch = []
    for feature, wkb in reader.features():
        if feedback.isCanceled():
            raise Cancelled
        batch.append((QgsFeature(feature), wkb))
        if len(batch) >= FEATURES_IN_BATCH:
            yield batch
            batch = []
    if batch:
        yield batch


def finish(layer: QgsVectorLayer) -> None:
    """Give the new columns readable names."""
    aliases = {
        "area_code": tr_result("Area code"),
        "area_name": tr_result("Area name"),
        "kommun_code": tr_result("Kommun code"),
        "area_type_label": tr_result("Area type in words"),
        "area_index": tr_result("Socioeconomic index"),
        "part_amount": tr_result("Amount of the part"),
        "part_share": tr_result("Share of the feature"),
    }
    set_aliases(layer, {**measure_aliases(), **aliases})
