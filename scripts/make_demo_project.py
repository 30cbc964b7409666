# SPDX-License-Identifier: GPL-2.0-or-later
"""Make resources/demo/demo.qgz, the project of the demo data: `make_demo_project.py [--picture FILE] [--town FILE]`.

Needs QGIS, no display and no network. Run it again when the colours of the area types or the data change;
the same data give the same file.
"""

from __future__ import annotations

import argparse
import os
import re
import sys
import uuid
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
DEMO = ROOT / "resources" / "demo"
TITLE = "RegSO Atlas – påhittad region"
ABSTRACT = "Påhittad region för att prova RegSO Atlas. Områden, namn och tal finns inte i verkligheten. CC0 1.0."

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ["QT_HASH_SEED"] = "0"  # else the order of the attributes in the file changes from run to run
sys.path[:0] = [str(ROOT), str(ROOT / "scripts")]

from demo import symbols  # noqa: E402 - needs the path above
from qgis.core import (  # noqa: E402
    Qgis,
    QgsApplication,
    QgsCoordinateReferenceSystem,
    QgsLayerTreeGroup,
    QgsMapRendererSequentialJob,
    QgsMapSettings,
    QgsProject,
    QgsRectangle,
    QgsReferencedRectangle,
    QgsSettings,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QDateTime, QSize, Qt  # noqa: E402
from qgis.PyQt.QtGui import QColor  # noqa: E402

OVERVIEW = QgsRectangle(559_500, 6_690_300, 610_500, 6_730_000)
TOWN = QgsRectangle(585_800, 6_701_900, 595_400, 6_709_700)
GROUPS = [
    ("Orter", [("orter", "Orter", symbols.places, True)]),
    (
        "Myndigheternas lager (påhittade)",
        [
            ("kontor", "Kontor", symbols.offices, True),
            ("vardinrattningar", "Vårdinrättningar", symbols.clinics, True),
            ("skolor", "Skolor", symbols.schools, True),
            ("hallplatser", "Hållplatser", symbols.stops, True),
            ("korsningar", "Järnvägskorsningar", symbols.crossings, True),
            ("jarnvag", "Järnväg", symbols.railway, True),
            ("vagar", "Vägar", symbols.roads, True),
            ("fritidshusomraden", "Fritidshusområden", symbols.holiday_areas, True),
        ],
    ),
    (
        "Områden (påhittade)",
        [
            ("kommuner", "Kommuner", symbols.kommuner, True),
            ("befolkning_250m", "Befolkning i rutor om 250 m", symbols.population, False),
            ("omraden", "Områdestyp 2024", symbols.area_types, True),
        ],
    ),
    ("Underlag", [("vatten", "Vatten", symbols.water, True)]),
    (
        "Tabeller",
        [
            ("index_2015_2024", "Index och områdestyp 2015–2024", None, True),
            ("folkmangd_2015_2024", "Folkmängd 2015–2024", None, True),
        ],
    ),
]
"""Groups from top to bottom: layer in the file, its title, its style, whether it is on at first."""


def build(project: QgsProject) -> None:
    """Fill the project with the demo's layers in groups, styled, without any basemap."""
    project.setTitle(TITLE)
    project.setCrs(QgsCoordinateReferenceSystem("EPSG:3006"))
    project.setEllipsoid("EPSG:7019")
    project.setFilePathStorage(Qgis.FilePathType.Relative)
    project.setBackgroundColor(QColor("#f3f1ea"))
    metadata = project.metadata()
    metadata.setTitle(TITLE)
    metadata.setAbstract(ABSTRACT)
    metadata.setAuthor("RegSO Atlas")
    metadata.setCreationDateTime(QDateTime(2025, 1, 1, 0, 0, 0, 0, Qt.TimeSpec.UTC))
    project.setMetadata(metadata)
    extent = QgsReferencedRectangle(OVERVIEW, project.crs())
    project.viewSettings().setDefaultViewExtent(extent)
    project.viewSettings().setPresetFullExtent(extent)
    for title, layers in GROUPS:
        _add_group(project, project.layerTreeRoot().addGroup(title), layers)


def _add_group(project: QgsProject, group: QgsLayerTreeGroup, layers: list) -> None:
    for name, title, style, is_on in layers:
        layer = QgsVectorLayer(f"{DEMO / 'demo.gpkg'}|layername={name}", title, "ogr")
        if not layer.isValid():
            sys.exit(f"{name} is missing in demo.gpkg: run make_demo.py first")
        layer.setId(f"regso_demo_{name}")  # QGIS does not read ids of ten characters or fewer back
        layer.setReadOnly(True)
        symbols.elevation(layer)
        if style:
            style(layer)
        project.addMapLayer(layer, addToLegend=False)
        node = group.addLayer(layer)
        node.setItemVisibilityChecked(is_on)
        node.setExpanded(name == "omraden")


def write(project: QgsProject, path: Path) -> None:
    """Write the project so that the same project gives the same bytes: no user, no clock, no random ids."""
    QgsSettings().setValue("projects/anonymize_saved_projects", True, QgsSettings.Section.Core)
    plain = path.with_suffix(".qgs")
    if not project.write(str(plain)):
        sys.exit(f"{plain} could not be written: {project.error()}")
    text = _with_steady_ids(_sorted_snapping(plain.read_text(encoding="utf-8")))
    # The project's own (empty) style database is an attachment with a random name: it is left out.
    text = re.sub(r'projectStyleId="[^"]*"', 'projectStyleId="attachment:///"', text)
    plain.unlink()
    for leftover in path.parent.glob(f"{path.stem}_attachments.zip"):
        leftover.unlink()
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(zipfile.ZipInfo(plain.name, (2025, 1, 1, 0, 0, 0)), text, zipfile.ZIP_DEFLATED, 9)


def _sorted_snapping(text: str) -> str:
    """Sort the layers' snapping settings, which QGIS writes in the order of their addresses."""
    lines = re.findall(r"^ *<layer-setting .*/>\n", text, re.MULTILINE)
    return text.replace("".join(lines), "".join(sorted(lines)))


def _with_steady_ids(text: str) -> str:
    """Replace the random ids of symbols and rules by ids that follow from their place in the file."""
    known: dict[str, str] = {}

    def steady(match: re.Match[str]) -> str:
        number = str(uuid.uuid5(uuid.NAMESPACE_URL, f"regso-atlas-demo-{len(known)}"))
        return known.setdefault(match[0], number.replace("-", match[1]))

    return re.sub(r"[0-9a-f]{8}([-_])[0-9a-f]{4}(\1[0-9a-f]{4}){2}\1[0-9a-f]{12}", steady, text)


def draw(project: QgsProject, extent: QgsRectangle, path: Path) -> None:
    """Draw the visible layers to a picture of 1,600 x 1,250 pixels."""
    settings = QgsMapSettings()
    settings.setLayers(project.layerTreeRoot().checkedLayers())
    settings.setDestinationCrs(project.crs())
    settings.setEllipsoid(project.ellipsoid())
    settings.setBackgroundColor(project.backgroundColor())
    settings.setOutputSize(QSize(1600, 1250))
    settings.setOutputDpi(96)
    settings.setExtent(extent)
    job = QgsMapRendererSequentialJob(settings)
    job.start()
    job.waitForFinished()
    job.renderedImage().save(str(path))


def main() -> None:
    """Write the project and, on request, pictures of it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--picture", type=Path, help="PNG of the whole region")
    parser.add_argument("--town", type=Path, help="PNG of the town")
    arguments = parser.parse_args()
    application = QgsApplication([], False)
    application.initQgis()
    project = QgsProject.instance()  # one of our own would outlive QGIS and crash
    build(project)
    write(project, DEMO / "demo.qgz")
    project.clear()
    if not project.read(str(DEMO / "demo.qgz")):
        sys.exit(f"the project cannot be read back: {project.error()}")
    for extent, path in ((OVERVIEW, arguments.picture), (TOWN, arguments.town)):
        if path:
            draw(project, extent, path)
    project.clear()
    application.exitQgis()


if __name__ == "__main__":
    main()
