# SPDX-License-Identifier: GPL-2.0-or-later
"""All layers of the demo, each with its description, into one GeoPackage that is the same every time it is written."""

from __future__ import annotations

from pathlib import Path

import geopandas as gpd
import pandas as pd
import pyogrio

from . import areas, facilities, figures, partition, people, roads

_TIMESTAMP = "2025-01-01T00:00:00.000Z"
_FICTION = "PÅHITTADE uppgifter: regionen, namnen och talen finns inte. RegSO Atlas demo, CC0 1.0."

DESCRIPTIONS = {
    "omraden": ("Områden, påhittade (som RegSO 2025)", "Områden med områdestyp, index och folkmängd 2024."),
    "kommuner": ("Kommuner, påhittade", "De två kommunerna, sammanslagna av sina områden."),
    "vatten": ("Vatten, påhittat", "Hav och sjö; hör inte till något område."),
    "orter": ("Orter, påhittade", "Orter för kartans namn."),
    "vagar": (
        "Vägar, påhittade",
        "Väglänkar. adt: fordon per dygn; hastighet: km/tim, ett värde som inte kan summeras.",
    ),
    "jarnvag": ("Järnväg, påhittad", "Järnväg som delar staden; i staden ligger den exakt på områdenas gräns."),
    "korsningar": ("Korsningar, påhittade", "Där vägar korsar järnvägen: planskild eller plankorsning."),
    "vardinrattningar": ("Vårdinrättningar, påhittade", "Vårdcentraler, tandläkare, apotek, sjukhus; platser."),
    "skolor": ("Skolor, påhittade", "elever är ett antal; behorighet är procent och kan inte summeras."),
    "kontor": ("Kontor, påhittade", "Myndigheters kontor."),
    "hallplatser": ("Hållplatser, påhittade", "Busshållplatser med turer per dag."),
    "fritidshusomraden": ("Fritidshusområden, påhittade", "Ytor som inte följer områdena; en är ogiltig med avsikt."),
    "befolkning_250m": ("Befolkning i rutor om 250 m, påhittad", "En ruta hör till området där dess mittpunkt ligger."),
    "index_2015_2024": (
        "Index och områdestyp 2015–2024, påhittat",
        "v1 låg ekonomisk standard, v2 förgymnasial, v3 bistånd.",
    ),
    "folkmangd_2015_2024": ("Folkmängd 2015–2024, påhittad", "Folkmängd per område och år."),
}
"""Title and description of each layer, in the order of the file."""


def build() -> dict[str, pd.DataFrame]:
    """Make every layer, by its name in the file."""
    land = partition.build()
    index, inhabitants = figures.index_by_year(land), figures.population_by_year(land)
    of_areas = areas.areas(land, index, inhabitants)
    of_roads = roads.roads(land)
    of_railway = roads.railway(land)
    squares = people.grid(of_areas, of_roads)
    layers = {
        "omraden": of_areas,
        "kommuner": areas.kommuner(of_areas),
        "vatten": areas.water(land),
        "orter": areas.places(),
        "vagar": of_roads,
        "jarnvag": of_railway,
        "korsningar": roads.crossings(of_roads, of_railway),
        "vardinrattningar": facilities.clinics(land, squares, of_areas),
        "skolor": facilities.schools(squares),
        "kontor": facilities.offices(),
        "hallplatser": facilities.stops(of_roads),
        "fritidshusomraden": facilities.holiday_areas(),
        "befolkning_250m": squares,
        "index_2015_2024": index,
        "folkmangd_2015_2024": inhabitants,
    }
    return {name: _narrow(layers[name]) for name in DESCRIPTIONS}


def _narrow(frame: pd.DataFrame) -> pd.DataFrame:
    """Return the frame with 32-bit whole numbers: the plain integers of a GeoPackage."""
    wide = [column for column in frame.columns if frame[column].dtype == "int64"]
    return frame.astype(dict.fromkeys(wide, "int32"))


def write(layers: dict[str, pd.DataFrame], path: Path) -> None:
    """Write the layers to a new file; the time stamps inside are fixed."""
    path.unlink(missing_ok=True)
    pyogrio.set_gdal_config_options({"OGR_CURRENT_DATE": _TIMESTAMP})
    try:
        for name, frame in layers.items():
            title, text = DESCRIPTIONS[name]
            options = {"IDENTIFIER": title, "DESCRIPTION": f"{text} {_FICTION}"}
            geometry = _geometry_type(frame) if isinstance(frame, gpd.GeoDataFrame) else None
            pyogrio.write_dataframe(
                frame,
                path,
                layer=name,
                driver="GPKG",
                geometry_type=geometry,
                layer_options=options,
                append=path.exists(),
            )
    finally:
        pyogrio.set_gdal_config_options({"OGR_CURRENT_DATE": None})


def _geometry_type(frame: gpd.GeoDataFrame) -> str:
    kinds = set(frame.geometry.dropna().geom_type)
    return next((kind for kind in kinds if kind.startswith("Multi")), min(kinds))
