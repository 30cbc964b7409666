# SPDX-License-Identifier: GPL-2.0-or-later
"""The zip, unpacked as QGIS does into a clean profile: its algorithms and models run from there."""

import importlib.util
import subprocess
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent


def packaging():
    """Return the packaging script as a module."""
    spec = importlib.util.spec_from_file_location("package_script", ROOT / "scripts" / "package.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    inside = subprocess.run(
        ["git", "-c", f"safe.directory={ROOT}", "rev-parse"], cwd=ROOT, capture_output=True, check=False
    )
    if inside.returncode:
        pytest.skip("the zip is made of what git tracks, and this is no git checkout")
    script = packaging()
    target = tmp_path_factory.mktemp("dist") / "regso_atlas.zip"
    script.write_zip(ROOT, script.shipped_files(ROOT), target)
    return target


@pytest.fixture(scope="module")
def installed(programs, archive: Path, tmp_path_factory: pytest.TempPathFactory):
    """The plugin's folder in a clean profile, and an environment in which QGIS knows no other copy of it."""
    profile = tmp_path_factory.mktemp("rent hus åäö")
    plugins = profile / "profiles" / "default" / "python" / "plugins"
    plugins.mkdir(parents=True)
    with zipfile.ZipFile(archive) as file:
        file.extractall(plugins)
    environment = programs.environment(QGIS_CUSTOM_CONFIG_PATH=str(profile))
    del environment["QGIS_PLUGINPATH"]
    enabled = programs.process("plugins", "enable", "regso_atlas", environment=environment)
    assert enabled.code == 0, enabled.err
    return plugins / "regso_atlas", environment


def test_the_same_files_make_the_same_zip(archive, tmp_path):
    script = packaging()
    again = tmp_path / "again.zip"
    script.write_zip(ROOT, script.shipped_files(ROOT), again)
    assert again.read_bytes() == archive.read_bytes()


def test_only_the_plugin_is_in_the_zip(archive):
    with zipfile.ZipFile(archive) as file:
        names = [Path(name).parts for name in file.namelist()]
    assert {parts[0] for parts in names} == {"regso_atlas"}
    allowed = {"__init__.py", "metadata.txt", "LICENSE", "README.md", "CHANGELOG.md", "plugin", "ui", "resources"}
    assert {parts[1] for parts in names} <= allowed
    assert {"__init__.py", "metadata.txt", "LICENSE", "plugin", "resources"} <= {parts[1] for parts in names}


def test_the_algorithms_run_from_the_unpacked_zip(installed, qgis_process, tmp_path, rows):
    folder, environment = installed
    demo = folder / "resources" / "demo" / "demo.gpkg"
    inputs = {
        "INPUT": f"{demo}|layername=skolor",
        "AREAS": f"{demo}|layername=omraden",
        "OUTPUT": str(tmp_path / "skolor.csv"),
        "OUTPUT_HTML": str(tmp_path / "skolor.html"),
    }
    results = qgis_process("run", "regso:summarizebyareatype", inputs=inputs, environment=environment).results
    assert results["TOTAL"] == results["INSIDE"] + results["OUTSIDE"] + results["UNUSABLE"] == 90
    assert sum(float(row["feature_count"]) for row in rows(results["OUTPUT"])) == 90
    assert Path(results["OUTPUT_HTML"]).stat().st_size > 10_000


def test_the_models_run_from_the_unpacked_zip(installed, qgis_process, tmp_path, rows):
    folder, environment = installed
    demo = folder / "resources" / "demo" / "demo.gpkg"
    inputs = {
        "areas": f"{demo}|layername=omraden",
        "points": f"{demo}|layername=skolor",
        "by_kommun_and_area_type": str(tmp_path / "kommuner.csv"),
        "summary_by_area_type": "TEMPORARY_OUTPUT",
        "areas_with_amount": "TEMPORARY_OUTPUT",
    }
    model = folder / "resources" / "models" / "points_by_area_type_per_kommun.model3"
    results = qgis_process("run", str(model), inputs=inputs, environment=environment).results
    found = rows(results["by_kommun_and_area_type"])
    assert {row["kommun_code"] for row in found} == {"9901", "9902"}
    assert sum(float(row["amount"]) for row in found) == 90
