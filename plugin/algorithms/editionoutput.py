# SPDX-License-Identifier: GPL-2.0-or-later
"""What a conversion between editions writes: areas with their figures, the crosswalk, the areas that changed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qgis.core import (
    QgsFeature,
    QgsField,
    QgsFields,
    QgsProcessingContext,
    QgsProcessingFeatureSource,
    QgsProcessingFeedback,
    QgsVectorLayer,
    QgsWkbTypes,
)

from ..core.messages import Cancelled
from ..i18n import tr, tr_result
from ..layers.located import free_name
from ..layers.reading import plain_value, working_crs
from ..layers.styling import describe, set_aliases, style_when_loaded
from ..layers.writing import REAL, TEXT, WHOLE, add_feature, attribute, write_frame

if TYPE_CHECKING:
    from ..core.edition_change import EditionChange
    from .base import RegsoAlgorithm
    from .editioninput import Side
    from .outputs import Outputs

SHARE_COLUMN = "changed_share"
SOURCE_COLUMN = "statistics_source"

CROSSWALK = {
    "from_code": TEXT,
    "to_code": TEXT,
    "area_km2": REAL,
    "area_share_of_from": REAL,
    "area_share_of_to": REAL,
    "population": REAL,
    "population_share_of_from": REAL,
    "population_share_of_to": REAL,
}
CHANGED = {
    "code": TEXT,
    "change": TEXT,
    "changed_share": REAL,
    "lost_share": REAL,
    "gained_share": REAL,
    "renamed": WHOLE,
    "name_from": TEXT,
    "name_to": TEXT,
    "km2_from": REAL,
    "km2_to": REAL,
    "km2_common": REAL,
}


def fields_of(columns: dict[str, Any]) -> QgsFields:
    """Return fields by name and type."""
    fields = QgsFields()
    for name, kind in columns.items():
        fields.append(QgsField(name, kind))
    return fields


class EditionOutputs:
    """Writes the outputs of one conversion; ``style`` finishes those that QGIS loads."""

    def __init__(
        self,
        algorithm: RegsoAlgorithm,
        parameters: dict[str, Any],
        context: QgsProcessingContext,
        feedback: QgsProcessingFeedback,
        sides: tuple[Side, Side],
        change: EditionChange,
    ) -> None:
        self._source: QgsProcessingFeatureSource = algorithm.require_source(parameters, "AREAS", context)
        self._context = context
        self._feedback = feedback
        self._sides = sides
        self._change = change

    def write(self, outputs: Outputs, progress: tuple[float, float]) -> dict[str, str]:
        """Write what was asked for and return where it went; ``progress``: from and to, in percent."""
        results = {"OUTPUT": self._write_areas(outputs, progress)}
        if outputs.is_wanted("OUTPUT_CROSSWALK"):
            fields = fields_of(CROSSWALK)
            sink, results["OUTPUT_CROSSWALK"] = outputs.open("OUTPUT_CROSSWALK", fields)
            write_frame(sink, fields, self._change.crosswalk.frame)
        if outputs.is_wanted("OUTPUT_CHANGED"):
            results["OUTPUT_CHANGED"] = self._write_changed(outputs)
        return results

    def _write_areas(self, outputs: Outputs, progress: tuple[float, float]) -> str:
        from ..core.code_column import clean_codes

        fields = QgsFields(self._source.fields())
        own = len(fields)
        columns = {field.name: field.converted.values for field in self._change.fields}
        columns[SHARE_COLUMN] = self._change.areas["changed_share"]
        for name in columns:
            fields.append(QgsField(self._free_name(fields.names(), name), REAL))
        stated = self._stated() if self._change.fields else ""
        if stated and fields.lookupField(SOURCE_COLUMN) < 0:
            fields.append(QgsField(SOURCE_COLUMN, TEXT))
        codes = clean_codes(self._sides[1].areas.index.to_series(), [])
        values = [column.reindex(codes).tolist() for column in columns.values()]
        sink, destination = outputs.open("OUTPUT", fields, self._source.wkbType(), self._source.sourceCrs())
        for row, feature in enumerate(self._source.getFeatures()):
            if self._feedback.isCanceled():
                raise Cancelled
            output = QgsFeature(fields)
            output.setGeometry(feature.geometry())
            added = [attribute(column[row], REAL) for column in values]
            output.setAttributes([*feature.attributes(), *added] + [None] * (len(fields) - own - len(added)))
            if stated:
                before = plain_value(output.attribute(SOURCE_COLUMN))
                output.setAttribute(SOURCE_COLUMN, " | ".join(filter(None, (before, stated))))
            add_feature(sink, output)
            self._feedback.setProgress(progress[0] + (progress[1] - progress[0]) * (row + 1) / len(codes))
        return destination

    def _free_name(self, taken: list[str], name: str) -> str:
        free = free_name(taken, name)
        if free != name:
            self._feedback.pushWarning(
                tr("The areas already have a field {field}; the new one is called {name}.").format(
                    field=name, name=free
                )
            )
        return free

    def _stated(self) -> str:
        """Return in one line what was converted and how: it travels with the data everywhere."""
        source, change = self._sides[0], self._change
        weight = tr_result("population") if change.weight == "population" else tr_result("area")
        parts = [
            ", ".join(field.name for field in change.fields),
            tr_result("converted from “{layer}”, weighted by {weight}").format(layer=source.layer, weight=weight),
            tr_result("RegSO edition {edition}").format(edition=source.edition.value) if source.edition else "",
            tr_result("rates weighted by {field}").format(field=change.denominator) if change.denominator else "",
        ]
        return " | ".join(["; ".join(filter(None, parts)), *source.stated_sources])

    def _write_changed(self, outputs: Outputs) -> str:
        import shapely

        fields = fields_of(CHANGED)
        sink, destination = outputs.open("OUTPUT_CHANGED", fields, QgsWkbTypes.Type.MultiPolygon, working_crs())
        frame = self._change.changed.rename_axis("code").reset_index()
        polygons = self._change.crosswalk.polygons.reindex(frame["code"]).to_numpy()
        write_frame(sink, fields, frame, shapely.to_wkb(polygons))
        return destination

    def style(self, results: dict[str, Any]) -> None:
        """Give the outputs that QGIS loads readable names, and say where they come from."""
        title = tr_result("{layer} converted to {areas}").format(layer=self._sides[0].layer, areas=self._sides[1].layer)
        stated = self._stated() if self._change.fields else ""

        def finish(layer: QgsVectorLayer) -> None:
            set_aliases(layer, aliases())
            describe(layer, title, stated, list(self._sides[0].stated_sources))

        for name in ("OUTPUT", "OUTPUT_CROSSWALK", "OUTPUT_CHANGED"):
            if name in results:
                style_when_loaded(self._context, results[name], finish)


def aliases() -> dict[str, str]:
    """Return readable names of the columns."""
    return {
        SHARE_COLUMN: tr_result("Changed share"),
        "from_code": tr_result("Code, from"),
        "to_code": tr_result("Code, to"),
        "area_km2": tr_result("Area (km²)"),
        "area_share_of_from": tr_result("Share of the ground, from"),
        "area_share_of_to": tr_result("Share of the ground, to"),
        "population": tr_result("Population"),
        "population_share_of_from": tr_result("Share of the people, from"),
        "population_share_of_to": tr_result("Share of the people, to"),
        "change": tr_result("Change"),
        "lost_share": tr_result("Share lost"),
        "gained_share": tr_result("Share gained"),
        "renamed": tr_result("Another name"),
        "name_from": tr_result("Name, from"),
        "name_to": tr_result("Name, to"),
        "km2_from": tr_result("Area, from (km²)"),
        "km2_to": tr_result("Area, to (km²)"),
        "km2_common": tr_result("Common area (km²)"),
    }
