# SPDX-License-Identifier: GPL-2.0-or-later
"""The demo's areas with all that a style can show, as one layer: for pictures and tests. Needs QGIS."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

from qgis.core import QgsFeature, QgsField, QgsFields, QgsMemoryProviderUtils, QgsSpatialIndex, QgsVectorLayer
from qgis.PyQt.QtCore import QMetaType

ROOT = Path(__file__).resolve().parent.parent
DEMO = ROOT / "resources" / "demo" / "demo.gpkg"
YEAR, COMPARE_YEAR = 2024, 2015
MEAN, DEVIATION = 9.10, 5.47
"""The country's index of 2022: the demo's region has none of its own."""
BOUNDARY_CHANGED = {"9901R017": 0.06, "9902R005": 0.2}
"""Areas whose boundary is said to have changed, for the picture: the demo has one edition only."""

_TEXT, _WHOLE, _REAL = QMetaType.Type.QString, QMetaType.Type.Int, QMetaType.Type.Double
_FIELDS = {
    **dict.fromkeys(("code", "name"), _TEXT),
    **dict.fromkeys(("year", "compare_year", "area_type", "population"), _WHOLE),
    **dict.fromkeys(("socioeconomic_index", "v1", "v2", "v3", "density", "index_change"), _REAL),
    **dict.fromkeys(("boundary_change", "per_1000"), _REAL),
}


def demo_layers(folder: Path, *names: str) -> list[QgsVectorLayer]:
    """Return layers of the demo from a copy: QGIS writes to a GeoPackage when it opens it."""
    copy = shutil.copy(DEMO, folder)
    return [QgsVectorLayer(f"{copy}|layername={name}", name, "ogr") for name in names]


def areas_with_all_measures(folder: Path) -> QgsVectorLayer:
    """Return the areas as ``loadareas`` makes them, with the change since 2015 and clinics per 1,000 inhabitants."""
    areas, clinics, indices = demo_layers(folder, "omraden", "vardinrattningar", "index_2015_2024")
    before = {row["regsokod"]: row["index"] for row in indices.getFeatures() if row["ar"] == COMPARE_YEAR}
    places = [clinic.geometry() for clinic in clinics.getFeatures()]
    index = QgsSpatialIndex()
    for number, place in enumerate(places):
        clinic = QgsFeature(number)
        clinic.setGeometry(place)
        index.addFeature(clinic)
    fields = QgsFields()
    for name, kind in _FIELDS.items():
        fields.append(QgsField(name, kind))
    layer = QgsMemoryProviderUtils.createMemoryLayer("areas", fields, areas.wkbType(), areas.crs())
    for area in areas.getFeatures():
        ground = area.geometry()
        inside = sum(ground.contains(places[at]) for at in index.intersects(ground.boundingBox()))
        now, then, people = area["socioekonomiskt_index"], before.get(area["regsokod"]), area["folkmangd"]
        values = {
            "code": area["regsokod"],
            "name": area["regsonamn"],
            "year": YEAR,
            "compare_year": COMPARE_YEAR,
            "area_type": area["omradestyp"],
            "population": people,
            "socioeconomic_index": now,
            **{name: area[name] for name in ("v1", "v2", "v3")},
            "density": people / (ground.area() / 1e6) if people else None,
            "index_change": round(now - then, 1) if now and then else None,
            "boundary_change": BOUNDARY_CHANGED.get(area["regsokod"], 0.0),
            "per_1000": 1000 * inside / people if people else None,
        }
        feature = QgsFeature(layer.fields())
        feature.setGeometry(ground)
        feature.setAttributes([values[name] for name in _FIELDS])
        layer.dataProvider().addFeature(feature)
    layer.updateExtents()
    return layer


def register_plugin() -> None:
    """Make the checkout importable as ``regso_atlas``, whatever its folder is called."""
    import importlib.util

    if "regso_atlas" in sys.modules:
        return
    spec = importlib.util.spec_from_file_location(
        "regso_atlas", ROOT / "__init__.py", submodule_search_locations=[str(ROOT)]
    )
    sys.modules["regso_atlas"] = importlib.util.module_from_spec(spec)
