# SPDX-License-Identifier: GPL-2.0-or-later
"""Arrows between the packages run one way, and QGIS starts without pandas: checked on the syntax trees."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
PLUGIN = "regso_atlas.plugin"


def _load(name: str):
    spec = importlib.util.spec_from_file_location(name, ROOT / "scripts" / f"{name}.py")
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module  # dataclasses look their module up
    spec.loader.exec_module(module)
    return module


check_imports = _load("check_imports")


def checkout(folder: Path, **files: str) -> Path:
    """Write a small plugin: ``core__codes="import re"`` is plugin/core/codes.py."""
    for name in ("__init__.py", "plugin/__init__.py"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text("", encoding="utf-8")
    for name, text in files.items():
        path = folder / "plugin" / f"{name.replace('__', '/')}.py"
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.parent.name != "plugin":
            (path.parent / "__init__.py").touch()
        path.write_text(text, encoding="utf-8")
    return folder


def texts(folder: Path) -> list[str]:
    return [finding.text for finding in check_imports.findings(folder)]


def test_every_import_of_the_plugin_follows_the_arrows():
    assert [str(finding) for finding in check_imports.findings(ROOT)] == []


def test_the_check_has_read_the_plugin():
    names = set(check_imports.Modules(ROOT).paths)
    assert {"regso_atlas", "regso_atlas.plugin", "regso_atlas.plugin.core.codes"} <= names


@pytest.mark.parametrize(
    ("importer", "text", "expected"),
    [
        ("core__codes", "from ..layers import read", f"core imports layers ({PLUGIN}.layers.read)"),
        ("core__codes", "from ..settings import YEAR", f"core imports settings ({PLUGIN}.settings)"),
        ("core__codes", "def f():\n    from qgis.core import QgsFeature", "core imports qgis.core"),
        ("core__codes", "import PyQt5.QtCore", "core imports PyQt5.QtCore"),
        ("core__codes", "import requests", "core imports requests"),
        ("core__codes", "from osgeo import gdal", "core imports osgeo"),
        ("i18n", "from .core import codes", f"i18n imports core ({PLUGIN}.core.codes)"),
        (
            "layers__style",
            "from ..algorithms import load",
            f"layers imports algorithms ({PLUGIN}.algorithms.load)",
        ),
        ("layers__style", "from ..sources.scb import f", f"layers imports sources ({PLUGIN}.sources.scb)"),
        ("report__html", "from .. import main", f"report imports main ({PLUGIN}.main)"),
        ("algorithms__load", "from ..panel import dock", f"algorithms imports panel ({PLUGIN}.panel.dock)"),
        ("settings", "from .layers import read", f"settings imports layers ({PLUGIN}.layers.read)"),
        ("helpers", "", "plugin.helpers has no place among the arrows"),
        ("layers__style", "from .missing import f", f"imports {PLUGIN}.layers.missing, which does not exist"),
    ],
)
def test_an_import_against_the_arrows_is_found(tmp_path: Path, importer: str, text: str, expected: str):
    files = dict.fromkeys(
        ("main", "settings", "core__codes", "layers__read", "sources__scb", "algorithms__load", "panel__dock"), ""
    )
    assert texts(checkout(tmp_path, **files)) == []
    assert texts(checkout(tmp_path, **{importer: text})) == [expected]


def test_imports_along_the_arrows_are_allowed(tmp_path: Path):
    checkout(
        tmp_path,
        main="from .panel.dock import Dock\nfrom .algorithms import provider\nfrom . import i18n",
        panel__dock="from ..layers import read\nfrom ..settings import YEAR",
        algorithms__provider="from ..core import codes\nfrom ..layers import read\nfrom ..sources import scb",
        layers__read="from qgis.core import QgsFeature\nfrom ..core.codes import Code\nfrom ..log import say",
        sources__scb="from ..core import codes",
        core__codes="from . import messages\nimport numpy as np\nimport re",
        core__messages="def f():\n    from osgeo import gdal",
        settings="from .log import say",
        i18n="from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from .core.messages import Message",
        log="",
    )
    assert texts(tmp_path) == []


def test_pandas_at_start_up_is_found_through_core(tmp_path: Path):
    checkout(
        tmp_path,
        algorithms__summarize="from ..core import summary",
        core__summary="from .overlay import cut",
        core__overlay="import pandas as pd",
    )
    way = "plugin.core.overlay ← plugin.core.summary ← plugin.algorithms.summarize"
    assert texts(tmp_path) == [f"pandas is imported when QGIS starts ({way}); import it where it is needed"]


def test_an_import_in_the_package_of_a_core_module_counts_too(tmp_path: Path):
    checkout(tmp_path, layers__read="from ..core.codes import Code", core__codes="", core__areas="import geopandas")
    assert texts(tmp_path) == []
    (tmp_path / "plugin/core/__init__.py").write_text("from . import areas", encoding="utf-8")
    assert len(texts(tmp_path)) == 1


def test_heavy_imports_are_fine_where_they_wait(tmp_path: Path):
    checkout(
        tmp_path,
        core__overlay="import pandas as pd",
        algorithms__summarize=(
            "from typing import TYPE_CHECKING\n"
            "if TYPE_CHECKING:\n    from ..core import overlay\n    import pandas as pd\n"
            "def run():\n    from ..core import overlay\n    import shapely\n"
        ),
    )
    assert texts(tmp_path) == []


def test_a_heavy_import_in_a_try_or_a_class_body_is_not_waiting(tmp_path: Path):
    checkout(tmp_path, layers__read="try:\n    import shapely\nexcept ImportError:\n    shapely = None")
    checkout(tmp_path, report__chart="class Chart:\n    import matplotlib.pyplot as plt")
    assert len(texts(tmp_path)) == 2
