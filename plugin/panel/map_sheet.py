# SPDX-License-Identifier: GPL-2.0-or-later
"""What stands on the map of a run: its layers as they look now, a title, legend headings, sources."""

from __future__ import annotations

from datetime import datetime

from qgis.core import QgsCategorizedSymbolRenderer, QgsMapLayer, QgsProject, QgsVectorLayer

from ..core.messages import RegsoError
from ..i18n import tr
from ..layers.fields import recognise_field
from ..layers.layout import MapSheet
from .run_facts import provenance_of
from .run_record import RunRecord


def map_layers(project: QgsProject, record: RunRecord) -> tuple[QgsVectorLayer, list[QgsMapLayer]] | None:
    """Return the areas of a run and what is drawn, from the top; None where the areas are no longer there.

    Where small counts are hidden the layer itself is not drawn: its features would show what the tables do not.
    """
    areas = _layer(project, record, "AREAS")
    if areas is None:
        return None
    asked = None if hides_small_counts(record) else _layer(project, record, "INPUT")
    return areas, [*([asked] if asked is not None and asked is not areas else []), areas]


def hides_small_counts(record: RunRecord) -> bool:
    """Whether the run had a limit below which nothing is shown, or rounded its counts."""
    rounds = str(record.parameters.get("ROUNDING") or "none") != "none"
    return rounds or int(record.parameters.get("MIN_COUNT") or 0) > 1


def _layer(project: QgsProject, record: RunRecord, name: str) -> QgsVectorLayer | None:
    known = record.layers.get(name)
    layer = project.mapLayer(known.layer_id) if known is not None else None
    return layer if isinstance(layer, QgsVectorLayer) and layer.isSpatial() and layer.isValid() else None


def sheet_of(project: QgsProject, record: RunRecord, outlines: QgsVectorLayer | None = None) -> MapSheet:
    """Return what stands on the map of a run, with ``outlines`` of kommuner one page for each.

    Raises ``RegsoError`` where the areas are gone.
    """
    found = map_layers(project, record)
    if found is None:
        raise RegsoError("The layer with the areas is no longer in the project. Add it again and ask once more.")
    areas, layers = found
    name = record.title if outlines is None else tr("{title}, by kommun").format(title=record.title)
    return MapSheet(
        name=f"RegSO Atlas: {name}",
        title=record.title,
        areas=areas,
        layers=[*layers[:-1], *([outlines] if outlines is not None else []), areas],
        foot=foot(record),
        headings={areas.id(): heading(areas, record)},
        kommuner=outlines,
    )


def heading(areas: QgsVectorLayer, record: RunRecord) -> str:
    """Return what stands above the areas' classes: for the types what is worst; other styles say it themselves."""
    renderer = areas.renderer()
    if isinstance(renderer, QgsCategorizedSymbolRenderer):
        name = renderer.classAttribute().strip('"')
        try:
            is_type = recognise_field([name], "area_type") == name
        except RegsoError:
            is_type = False
        if is_type:
            years = record.layers["AREAS"].years
            year = str(years[0]) if len(years) == 1 else ""
            return " ".join(tr("Socioeconomic area type {year} (1 is worst, 5 is best)").format(year=year).split())
    return str(areas.name())


def foot(record: RunRecord) -> str:
    """Return the line of sources: whose data, whose processing, with what, when."""
    provenance = provenance_of(record)
    texts = [text.strip().rstrip(".") for text in provenance.sources]
    for word in ("Källa:", "Källor:", "Source:", "Sources:"):
        texts = [text.removeprefix(word).strip() for text in texts]
    return tr("Source: {sources}. Own processing with {program}, {date}.").format(
        sources="; ".join(texts), program=provenance.program, date=datetime.now().astimezone().date().isoformat()
    )
