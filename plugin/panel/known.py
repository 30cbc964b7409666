# SPDX-License-Identifier: GPL-2.0-or-later
"""What is there already of the areas that somebody chooses: saved on this computer, or loaded in the project."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from qgis.core import QgsProject, QgsVectorLayer

from ..core.codes import Edition, Level
from ..sources.catalog import catalog
from ..sources.file_supply import DemoSupply
from ..sources.service import cache_in_use
from .state import AreasChoice

INDEX = "index"


def years(source: str) -> tuple[int, ...]:
    """Return the years that can be expected of a source, the newest first; a service may have newer ones."""
    if source == "demo":
        return tuple(range(DemoSupply.LAST_YEAR, DemoSupply.FIRST_YEAR - 1, -1))
    known = catalog()
    return tuple(reversed(known.years(known.table_for(INDEX))))


def saved_requests() -> list[dict[str, Any]]:
    """Return what was asked for of all that is saved."""
    found = []
    for entry in cache_in_use().list():
        if entry.key.startswith("{"):
            found.append(json.loads(entry.key))
    return found


def saved_years(choice: AreasChoice, saved: Iterable[dict[str, Any]]) -> frozenset[int]:
    """Return the years whose boundaries and figures are both saved for the chosen places."""
    known, saved = catalog(), list(saved)
    places = sorted({*choice.kommuner, *choice.lan})
    layers = {one["layer"] for one in saved if "layer" in one and one.get("areas") in ([], places)}
    table = known.table_for(INDEX).id
    index_years = {
        year for one in saved if one.get("table") == table and not one.get("areas") for year in one.get("years", ())
    }
    level = Level(choice.level)
    return frozenset(year for year in index_years if known.division(level, Edition.for_year(int(year))).layer in layers)


def loaded_layer(project: QgsProject, choice: AreasChoice) -> QgsVectorLayer | None:
    """Return the layer of the project that a choice was loaded into before; of the newest year where none is said."""
    wanted = "|".join(("areas", choice.source, choice.level, *sorted(choice.kommuner), *sorted(choice.lan)))
    found = []
    for layer in project.mapLayers().values():
        if not isinstance(layer, QgsVectorLayer):
            continue
        wish, _, year = layer.metadata().identifier().rpartition("|")
        if wish == wanted and year.isdigit() and choice.year in (None, int(year)):
            found.append((int(year), layer))
    return max(found, key=lambda pair: pair[0])[1] if found else None
