# SPDX-License-Identifier: GPL-2.0-or-later
"""Where the panel writes: beside the project where it is saved, else in the profile; never over an earlier result."""

from __future__ import annotations

import re
import unicodedata
from datetime import datetime
from pathlib import Path

from qgis.core import QgsApplication, QgsMapLayer, QgsProject

FOLDER = "RegSO Atlas"


def base_folder(project: QgsProject) -> Path:
    """Return the folder for what the panel writes."""
    home = project.homePath()
    if project.fileName() and home:
        return Path(home) / FOLDER
    return _folder_without_project()


def _folder_without_project() -> Path:
    return Path(QgsApplication.qgisSettingsDirPath()) / "regso_atlas" / "results"


def is_written_by_the_panel(layer: QgsMapLayer, project: QgsProject) -> bool:
    """Whether a layer is areas that the panel loaded, or a result of it, and not one of the user's own."""
    if layer.metadata().identifier().startswith("regso_atlas/"):
        return True
    source = layer.source().split("|")[0]
    # what was written before the project was saved stays where it is
    return any(Path(source).is_relative_to(folder) for folder in (base_folder(project), _folder_without_project()))


def areas_file(project: QgsProject, name: str) -> Path:
    """Return the file for a layer of areas, the same for the same wish so that it is renewed; its folder is there."""
    folder = base_folder(project) / "areas"
    folder.mkdir(parents=True, exist_ok=True)
    return folder / f"{safe_name(name)}.gpkg"


def result_folder(project: QgsProject, name: str, now: datetime) -> Path:
    """Return a new folder for the files of one run."""
    base = base_folder(project) / f"{now:%Y-%m-%d %H%M%S} {safe_name(name)}"
    folder, count = base, 1
    while folder.exists():
        count += 1
        folder = base.with_name(f"{base.name} {count}")
    folder.mkdir(parents=True)
    return folder


def safe_name(text: str) -> str:
    """Return a text as part of a file's name on any system: letters (åäö too), digits, blanks and dashes."""
    plain = unicodedata.normalize("NFC", text)
    kept = re.sub(r"[^\w \-–.()]+", " ", plain)
    return " ".join(kept.split()).strip(" .")[:80] or "resultat"
