# SPDX-License-Identifier: GPL-2.0-or-later
"""What is asked of the user for segregation and clustering: groups, years, parts of the country, a value."""

from __future__ import annotations

from typing import Any

from qgis.core import (
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingFeatureSource,
    QgsProcessingFeedback,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterEnum,
    QgsProcessingParameterFeatureSink,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterField,
    QgsProcessingParameterFileDestination,
    QgsProcessingParameterNumber,
)

from ..core.messages import Cancelled, RegsoError
from ..i18n import tr
from ..layers.reading import FeatureReader
from .base import RegsoAlgorithm


class SegregationInput(RegsoAlgorithm):
    """Base of the algorithm: its parameters, and the polygons of its input."""

    INPUT = "INPUT"
    YEAR_FIELD = "YEAR_FIELD"
    GROUP_FIELDS = "GROUP_FIELDS"
    TOTAL_FIELD = "TOTAL_FIELD"
    LOWEST_FIELD = "LOWEST_FIELD"
    HIGHEST_FIELD = "HIGHEST_FIELD"
    LEVEL = "LEVEL"
    LEVELS = ("country", "lan", "kommun")
    PAIRS = "PAIRS"
    VALUE_FIELD = "VALUE_FIELD"
    NEIGHBOURS = "NEIGHBOURS"
    NEIGHBOUR_KINDS = ("queen", "rook")
    PERMUTATIONS = "PERMUTATIONS"
    SEED = "SEED"
    SIGNIFICANCE = "SIGNIFICANCE"
    OUTPUT = "OUTPUT"
    OUTPUT_AREAS = "OUTPUT_AREAS"
    OUTPUT_HTML = "OUTPUT_HTML"

    def add_groups(self) -> None:
        """Add the input, its fields, and the parts of the country."""
        self.addParameter(
            QgsProcessingParameterFeatureSource(
                self.INPUT,
                tr("Layer or table with a row for each area (and year)"),
                [QgsProcessing.SourceType.TypeVector],
            )
        )
        self.add_field(self.CODE_FIELD, tr("Area code field (recognised if empty)"))
        self.add_field(self.YEAR_FIELD, tr("Year field (recognised if empty)"))
        self.addParameter(
            QgsProcessingParameterField(
                self.GROUP_FIELDS,
                tr("Groups: fields with counts of people"),
                parentLayerParameterName=self.INPUT,
                type=QgsProcessingParameterField.DataType.Numeric,
                allowMultiple=True,
                optional=True,
            )
        )
        self.add_field(self.TOTAL_FIELD, tr("All people (those in no group are the others)"), numeric=True)
        self.add_field(self.LOWEST_FIELD, tr("Group with the lowest income (for ojämlikhetsindex)"), numeric=True)
        self.add_field(self.HIGHEST_FIELD, tr("Group with the highest income (for ojämlikhetsindex)"), numeric=True)
        self.addParameter(
            QgsProcessingParameterEnum(
                self.LEVEL, tr("For each"), list(self.LEVELS), defaultValue="country", usesStaticStrings=True
            )
        )
        self.add_advanced(
            QgsProcessingParameterBoolean(
                self.PAIRS, tr("Dissimilarity and exposure of each pair of groups too"), defaultValue=False
            )
        )

    def add_clustering(self) -> None:
        """Add the value that may cluster, and how that is tested."""
        self.add_field(self.VALUE_FIELD, tr("Look for clusters of this value (needs polygons)"), numeric=True)
        self.add_advanced(
            QgsProcessingParameterEnum(
                self.NEIGHBOURS,
                tr("Neighbours (queen: meet in a point at least, rook: share a stretch of border)"),
                list(self.NEIGHBOUR_KINDS),
                defaultValue="queen",
                usesStaticStrings=True,
            )
        )
        whole = QgsProcessingParameterNumber.Type.Integer
        for name, text, value, low, high in (
            (self.PERMUTATIONS, tr("Permutations"), 999, 99, 99_999),
            (self.SEED, tr("Seed of the permutations"), 1, 0, 2_147_483_647),
        ):
            self.add_advanced(
                QgsProcessingParameterNumber(name, text, whole, defaultValue=value, minValue=low, maxValue=high)
            )
        self.add_advanced(
            QgsProcessingParameterNumber(
                self.SIGNIFICANCE,
                tr("Share of false discoveries accepted among the clusters"),
                QgsProcessingParameterNumber.Type.Double,
                defaultValue=0.05,
                minValue=0.001,
                maxValue=0.5,
            )
        )

        self.add_guard()

    def add_outputs(self) -> None:
        """Add table, areas, report and numbers."""
        self.addParameter(
            QgsProcessingParameterFeatureSink(
                self.OUTPUT, tr("Measures of segregation"), QgsProcessing.SourceType.TypeVector
            )
        )
        self.addParameter(
            QgsProcessingParameterFeatureSink(
                self.OUTPUT_AREAS,
                tr("Areas with location quotients and clusters"),
                QgsProcessing.SourceType.TypeVector,
                optional=True,
                createByDefault=False,
            )
        )
        self.addParameter(
            QgsProcessingParameterFileDestination(
                self.OUTPUT_HTML, tr("Report"), tr("HTML files (*.html)"), optional=True, createByDefault=False
            )
        )
        self.add_number_outputs(
            {
                "AREA_COUNT": tr("Areas"),
                "LEFT_OUT": tr("Rows left out"),
                "UNCOMPUTED": tr("Measures that could not be computed"),
                "MORAN_I": tr("Moran's I of the last year"),
                "CLUSTERED": tr("Areas (in their years) in a cluster"),
            }
        )

    def group_fields(
        self, parameters: dict[str, Any], context: QgsProcessingContext, source: QgsProcessingFeatureSource
    ) -> list[str]:
        """Return the fields of the groups; those with the lowest and the highest income are groups too."""
        names = source.fields().names()
        chosen = [
            self.require_field(names, name) for name in self.parameterAsStrings(parameters, self.GROUP_FIELDS, context)
        ]
        ends = [self.field_choice(parameters, name, context) for name in (self.LOWEST_FIELD, self.HIGHEST_FIELD)]
        return list(dict.fromkeys([*chosen, *(name for name in ends if name)]))

    def polygons(
        self,
        source: QgsProcessingFeatureSource,
        context: QgsProcessingContext,
        feedback: QgsProcessingFeedback,
        ids: list[int],
    ) -> Any:
        """Return the polygon of each feature, in the order of the ids, None where it has none that can be used."""
        import numpy as np

        reader = FeatureReader(source, context, [])
        if reader.kind != 2:
            raise RegsoError(
                "The layer {layer} has no polygons, so nobody knows which areas are neighbours. Join the table to the "
                "areas first (regso:joinstatistics), or leave the value field empty.",
                layer=source.sourceName(),
            )
        wkb: dict[int, bytes] = {}
        for feature, shape in reader.features():
            if feedback.isCanceled():
                raise Cancelled
            if shape is not None:
                wkb[feature.id()] = shape
        # the same area in several years is one polygon
        place = {shape: number for number, shape in enumerate(dict.fromkeys(wkb.values()))}
        owners = {place[shape]: feature for feature, shape in wkb.items()}
        geometries, good = reader.geometries(list(place), [owners[number] for number in range(len(place))])
        self.warn(feedback, reader.unusable.messages())
        geometries = np.where(good, geometries, None)
        result = np.full(len(ids), None, dtype=object)
        for row, feature in enumerate(ids):
            if feature in wkb:
                result[row] = geometries[place[wkb[feature]]]
        return result
