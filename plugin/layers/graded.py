# SPDX-License-Identifier: GPL-2.0-or-later
"""Areas that were classified by one's own computation: their columns, their table of cut points, their looks.

Titles, labels and aliases say that these are computed or own grades, so that nobody takes them for SCB's types.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from qgis.core import QgsField, QgsFields, QgsVectorLayer, QgsWkbTypes

from ..core.area_types import TYPES
from ..i18n import language, translate_message
from ..i18n import tr_result as tr
from .area_styles import style_area_types
from .styling import describe, set_aliases, show_decimals
from .writing import REAL, TEXT, WHOLE

if TYPE_CHECKING:
    from ..core.classification import CutPoints
    from ..core.grading import GradedYear
    from ..core.index_rows import IndexRows

CUTS = {
    "year": WHOLE,
    "scope": TEXT,
    "region": TEXT,
    "mean": REAL,
    "standard_deviation": REAL,
    "divisor": TEXT,
    "weighted": WHOLE,
    "area_count": WHOLE,
    "missing_count": WHOLE,
    **dict.fromkeys(("cut_4_5", "cut_3_4", "cut_2_3", "cut_1_2"), REAL),
    "compared": WHOLE,
    "same": WHOLE,
    **dict.fromkeys(("mean_from", "mean_to", "sd_from", "sd_to"), REAL),
}
"""Columns of the table of cut points, one row a year."""


def cuts_fields() -> QgsFields:
    """Return the fields of the table of cut points."""
    fields = QgsFields()
    for name, kind in CUTS.items():
        fields.append(QgsField(name, kind))
    return fields


def words(area_type: int, cuts: CutPoints) -> str:
    """Return a computed type or own grade in words; a published type never has these."""
    text = cuts.label(area_type, language())
    own = area_type in TYPES and cuts.column == "computed_area_type"
    return tr("{type} (own computation)").format(type=text) if own else text


def new_columns(rows: IndexRows, graded: list[GradedYear]) -> dict[str, tuple[Any, list[Any]]]:
    """Return the columns that classified rows get, with a value for every row; None for rows that were not."""
    import pandas as pd

    parts = []
    for one in graded:
        areas = one.areas.rename(columns={"socioeconomic_index": "index_used"})
        areas["words"] = [words(area_type, one.cuts) for area_type in areas[one.cuts.column]]
        parts.append(areas.set_axis(rows.of_year(one.cuts.year).loc[areas.index, "key"]))
    areas = pd.concat(parts)
    grade = graded[0].cuts.column
    label = "computed_label" if grade == "computed_area_type" else "own_label"
    kinds = {
        "index_used": (REAL, "index_used"),
        grade: (WHOLE, grade),
        label: (TEXT, "words"),
        "nearest_cut": (REAL, "nearest_cut"),
        "distance": (REAL, "distance"),
        "distance_sd": (REAL, "distance_sd"),
        "other_side": (WHOLE, "other_side"),
        "near_cut": (WHOLE, "near_cut"),
        "cuts_up": (WHOLE, "cuts_up"),
        "cuts_down": (WHOLE, "cuts_down"),
        "changes": (WHOLE, "changes"),
    }
    return {name: (kind, rows.spread(areas[column])) for name, (kind, column) in kinds.items()}


def title_of(graded: list[GradedYear]) -> str:
    """Return what the layer is, in words that tell it from SCB's published types."""
    first, last = graded[0].cuts, graded[-1].cuts
    if len(graded) == 1:
        return translate_message(first.title, result=True)
    if first.column == "computed_area_type":
        text = tr("Area types {first}–{last}, computed year by year; not SCB's published types")
    else:
        text = tr("Own grading of {region} {first}–{last}, computed year by year; not SCB's area types")
    return text.format(region=first.region, first=first.year, last=last.year)


def finisher(graded: list[GradedYear], field: str, *, part: bool) -> Callable[[QgsVectorLayer], None]:
    """Return what finishes the output once QGIS has loaded it; ``part``: some rows lie outside the region."""
    cuts = graded[0].cuts

    def in_legend(area_type: int) -> str:
        if area_type not in TYPES and part:
            return tr("No data, or outside the region")
        text = words(area_type, cuts)
        return f"{area_type} {text}" if area_type in TYPES and cuts.column == "computed_area_type" else text

    def finish(layer: QgsVectorLayer) -> None:
        set_aliases(layer, _aliases())
        show_decimals(layer)
        notes = [translate_message(note, result=True) for one in graded for note in (one.cuts.title, *one.cuts.notes)]
        rights = [tr("Own computation. Figures: Statistics Sweden (SCB), table TAB6586, CC0 1.0, if they are SCB's.")]
        describe(layer, title_of(graded), "\n".join(dict.fromkeys(notes)), rights)
        if layer.geometryType() == QgsWkbTypes.GeometryType.PolygonGeometry:
            style_area_types(layer, field, in_legend)

    return finish


def _aliases() -> dict[str, str]:
    return {
        "index_used": tr("Index that was classified"),
        "computed_area_type": tr("Computed area type (not SCB's)"),
        "computed_label": tr("Computed area type in words (not SCB's)"),
        "own_grade": tr("Own grade (no area type)"),
        "own_label": tr("Own grade in words (no area type)"),
        "nearest_cut": tr("Nearest cut point"),
        "distance": tr("Distance to it (above: worse)"),
        "distance_sd": tr("Distance in standard deviations"),
        "other_side": tr("Beyond that cut point"),
        "near_cut": tr("Rounding can decide"),
        "cuts_up": tr("If the cut points were higher"),
        "cuts_down": tr("If the cut points were lower"),
        "changes": tr("Would change"),
    }
