# SPDX-License-Identifier: GPL-2.0-or-later
"""A layer of areas as its users meet it: readable names, tips on the map, what it is, when it is of, who made it."""

from __future__ import annotations

from dataclasses import dataclass, field
from html import escape
from typing import TYPE_CHECKING

from qgis.core import (
    Qgis,
    QgsAbstractMetadataBase,
    QgsCoordinateReferenceSystem,
    QgsDateTimeRange,
    QgsEditorWidgetSetup,
    QgsField,
    QgsFields,
    QgsLayerMetadata,
    QgsLayerNotesUtils,
    QgsMapLayer,
    QgsProviderRegistry,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QDateTime, Qt

from ..i18n import tr_result as tr
from .project_layers import remember, reopen
from .style_keeping import save_styles_into, styles_not_stored
from .styling import set_aliases
from .writing import DAY, REAL, TEXT, WHOLE

if TYPE_CHECKING:
    import pandas as pd

TEXTS = (
    *("code", "name", "regso_code", "kommun_code", "kommun_name", "lan_code", "lan_name", "level", "edition", "label"),
    *("statistics_edition", "statistics_source"),
)
WHOLE_NUMBERS = ("year", "area_type", "population", "rank_country", "rank_kommun", "compare_year", "area_type_before")
DAYS = ("valid_from", "valid_to")
_DECIMALS = {
    **dict.fromkeys(("socioeconomic_index", "v1", "v2", "v3", "index_before", "index_change", "density"), 1),
    "area_km2": 2,
    "boundary_change": 3,
}


@dataclass(frozen=True)
class AreaLayerFacts:
    """What is to be said of a layer of areas."""

    key: str
    """What was loaded; the same wish has the same key, so that its layer is found again."""
    title: str
    abstract: str
    notes: tuple[str, ...]
    rights: tuple[str, ...]
    licences: tuple[str, ...]
    """By their SPDX names; none for files, whose licences nobody has told."""
    links: tuple[tuple[str, str], ...]
    """Name and address."""
    years: tuple[int, int]
    """The first and the last year that the figures are of."""
    aliases: dict[str, str] = field(default_factory=dict)
    history: tuple[str, ...] = ()


def area_fields(frame: pd.DataFrame) -> QgsFields:
    """Return the fields for a table of areas, columns in their order; people are whole where all of them are."""
    fields = QgsFields()
    for name in frame.columns:
        kind = TEXT if name in TEXTS else WHOLE if name in WHOLE_NUMBERS else DAY if name in DAYS else REAL
        if kind == WHOLE and not (frame[name].dropna() % 1 == 0).all():
            kind = REAL
        fields.append(QgsField(str(name), kind))
    return fields


def area_aliases(year: int | None = None, ranked: int = 0) -> dict[str, str]:
    """Return readable names of the fields of an area layer, which say the direction where there is one.

    ``ranked``: how many areas of the country have a rank.
    """
    names = {
        "code": tr("Area code"),
        "name": tr("Area name"),
        "regso_code": tr("RegSO that the area is part of"),
        "kommun_code": tr("Kommun code"),
        "kommun_name": tr("Kommun"),
        "lan_code": tr("Län code"),
        "lan_name": tr("Län"),
        "level": tr("Level"),
        "edition": tr("Edition"),
        "year": tr("Year"),
        "socioeconomic_index": tr("Socioeconomic index {year} (higher is worse)"),
        "area_type": tr("Area type {year} (1 is worst, 0 no data)"),
        "label": tr("Area type in words"),
        "v1": tr("V1 Low economic standard {year}, % (higher is worse)"),
        "v2": tr("V2 Pre-upper-secondary education {year}, % (higher is worse)"),
        "v3": tr("V3 Long-term assistance or unemployment {year}, % (higher is worse)"),
        "population": tr("Population {year}"),
        "area_km2": tr("Area (km²)"),
        "density": tr("Inhabitants per km²"),
        "rank_country": tr("Rank in the country, of {ranked} (1 = highest index, worst)")
        if ranked
        else tr("Rank in the country (1 = highest index, worst)"),
        "rank_kommun": tr("Rank in the kommun (1 = highest index, worst)"),
        "compare_year": tr("Year of comparison"),
        "index_before": tr("Index in the year of comparison"),
        "area_type_before": tr("Area type in the year of comparison"),
        "index_change": tr("Change of the index (rising is worse)"),
        "boundary_change": tr("Ground that the area lost and gained since, as a share of it (0–1)"),
        "statistics_edition": tr("Edition of the statistics"),
        "statistics_source": tr("Source of the statistics"),
        "valid_from": tr("From"),
        "valid_to": tr("To"),
    }
    of_year = str(year or "")
    # without a year no blank is left in its place
    return {
        field: " ".join(name.format(year=of_year, ranked=ranked).split()).replace(" ,", ",")
        for field, name in names.items()
    }


def describe_area_layer(layer: QgsVectorLayer, facts: AreaLayerFacts) -> None:
    """Write all but the style on a layer of areas."""
    layer.setName(facts.title)
    remember(layer, facts.key)
    _write_metadata(layer, facts)
    QgsLayerNotesUtils.setLayerNotes(layer, "".join(f"<p>{escape(note)}</p>" for note in facts.notes))
    set_aliases(layer, facts.aliases)
    for name, decimals in _DECIMALS.items():
        index = layer.fields().lookupField(name)
        if index >= 0:
            layer.setEditorWidgetSetup(index, QgsEditorWidgetSetup("Range", {"Precision": decimals, "AllowNull": True}))
    if layer.isSpatial():
        layer.setDisplayExpression("\"name\" || ' (' || \"code\" || ')'" if _has(layer.fields(), "name") else '"code"')
        layer.setMapTipTemplate(map_tip(layer.fields()))


def _write_metadata(layer: QgsVectorLayer, facts: AreaLayerFacts) -> None:
    metadata = QgsLayerMetadata(layer.metadata())
    metadata.setTitle(facts.title)
    metadata.setAbstract(facts.abstract)
    metadata.setType("dataset")
    metadata.setLanguage("SWE")
    metadata.setRights(list(facts.rights))
    metadata.setLicenses(list(facts.licences))
    metadata.setHistory(list(facts.history))
    metadata.setLinks([QgsAbstractMetadataBase.Link(name, "WWW:LINK", url) for name, url in facts.links])
    extent = QgsLayerMetadata.Extent()
    if layer.isSpatial():
        metadata.setCrs(layer.crs())
        space = QgsLayerMetadata.SpatialExtent()
        space.extentCrs = QgsCoordinateReferenceSystem(layer.crs())
        space.bounds = layer.extent().toBox3d(0, 0)
        extent.setSpatialExtents([space])
    extent.setTemporalExtents([time_of_years(*facts.years)])
    metadata.setExtent(extent)
    layer.setMetadata(metadata)


def time_of_years(first: int, last: int) -> QgsDateTimeRange:
    """Return the time from the first moment of one year to the last of another."""
    day = Qt.DateFormat.ISODate
    return QgsDateTimeRange(
        QDateTime.fromString(f"{first}-01-01T00:00:00", day), QDateTime.fromString(f"{last}-12-31T23:59:59", day)
    )


def map_tip(fields: QgsFields) -> str:
    """Return what stands beside the pointer: the area, its type in words, its index and people, with directions."""
    rows: list[tuple[str, str]] = []

    def add(title: str, name: str, form: str) -> None:
        if _has(fields, name):
            rows.append((title, form.format(f'"{name}"')))

    add(tr("Area type"), "label", "coalesce({}, '–')")
    add(tr("Index (higher is worse)"), "socioeconomic_index", "coalesce(format_number({}, 1), '–')")
    add(tr("Rank in the country (1 = worst)"), "rank_country", "coalesce(to_string({}), '–')")
    add(tr("Rank in the kommun (1 = worst)"), "rank_kommun", "coalesce(to_string({}), '–')")
    add(tr("V1 Low economic standard, %"), "v1", "coalesce(format_number({}, 1), '–')")
    add(tr("V2 Pre-upper-secondary education, %"), "v2", "coalesce(format_number({}, 1), '–')")
    add(tr("V3 Long-term assistance or unemployment, %"), "v3", "coalesce(format_number({}, 1), '–')")
    add(tr("Change of the index (rising is worse)"), "index_change", "coalesce(format_number({}, 1), '–')")
    add(tr("Population"), "population", "coalesce(format_number({}, 0), '–')")
    name = "[% coalesce(\"name\", '') %] " if _has(fields, "name") else ""
    where = "[% coalesce(\"kommun_name\", '') %]" if _has(fields, "kommun_name") else ""
    head = f'<b>{name}[% "code" %]</b><br>{where} [% coalesce(to_string("year"), \'\') %]'
    body = "".join(f"<tr><td>{escape(title)}</td><td>[% {value} %]</td></tr>" for title, value in rows)
    return f"{head}<table>{body}</table>"


def _has(fields: QgsFields, name: str) -> bool:
    return fields.lookupField(name) >= 0


def keep_in_file(layer: QgsVectorLayer) -> None:
    """Keep a layer's styles and description with its data where these are a file, so that it opens finished.

    Raises ``RegsoError`` where they cannot be written.
    """
    if layer.providerType() == "ogr":
        try:
            if not save_styles_into(layer):
                # a format without a place for styles has them in a file beside it
                reason, good = layer.saveDefaultStyle(QgsMapLayer.StyleCategory.AllStyleCategories)
                if not good:
                    raise styles_not_stored(layer.source(), reason)
            _keep_metadata(layer)
        finally:
            # writing beside the layer's own connection leaves others that see no rows
            reopen(layer)


def _keep_metadata(layer: QgsVectorLayer) -> None:
    registry = QgsProviderRegistry.instance()
    parts = registry.decodeUri("ogr", layer.source())
    if not parts.get("layerName") and str(parts["path"]).lower().endswith(".gpkg"):
        # a GeoPackage keeps metadata by the name of the layer, which is not said where there is only one
        parts["layerName"] = registry.querySublayers(parts["path"])[0].name()
        registry.saveLayerMetadata("ogr", registry.encodeUri("ogr", parts), layer.metadata())
    else:
        layer.saveDefaultMetadata()


def play_years(layer: QgsVectorLayer) -> None:
    """Let QGIS's temporal controller play a layer of areas by ``valid_from`` and ``valid_to``."""
    temporal = layer.temporalProperties()
    temporal.setMode(Qgis.VectorTemporalMode.FeatureDateTimeStartAndEndFromFields)
    temporal.setStartField("valid_from")
    temporal.setEndField("valid_to")
    # a year lasts to the end of its last day, and the next frame begins the day after
    temporal.setLimitMode(Qgis.VectorTemporalLimitMode.IncludeBeginIncludeEnd)
    temporal.setIsActive(True)
