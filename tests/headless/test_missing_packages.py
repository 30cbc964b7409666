# SPDX-License-Identifier: GPL-2.0-or-later
"""A QGIS without pandas and geopandas: the plugin loads, is listed, and says what is missing and how to get it."""

import subprocess
from pathlib import Path

import pytest

BLOCKER = Path(__file__).resolve().parent / "inside" / "without_packages"
ALGORITHMS = (
    *("summarizebyareatype", "assignareatype", "joinstatistics", "areatypesummary"),
    *("loadareas", "loadtimeseries"),
)


def _system_python_lacks_packages() -> bool:
    """Whether /usr/bin/python3 is without geopandas, as on a Debian where nobody has installed it."""
    asked = "import importlib.util as u, sys; sys.exit(any(u.find_spec(n) for n in ('pandas', 'geopandas')))"
    return subprocess.run(["/usr/bin/python3", "-c", asked], env={}, check=False).returncode == 0


KINDS_OF_ABSENCE = ["hidden", *(["system Python"] if _system_python_lacks_packages() else [])]


@pytest.fixture(scope="module", params=KINDS_OF_ABSENCE)
def bare(request, programs):
    """An environment in which QGIS's Python has neither pandas nor geopandas."""
    if request.param == "hidden":
        return programs.environment(PYTHONPATH=str(BLOCKER), HIDDEN_PACKAGES="pandas geopandas")
    return programs.environment(python=Path("/usr/bin"))


def test_the_plugin_loads_without_a_complaint_of_python(qgis_process, bare):
    answer = qgis_process("plugins", environment=bare)

    assert answer.code == 0
    assert "* regso_atlas" in answer.out
    assert "Traceback" not in answer.err


def test_the_algorithms_are_listed(qgis_process, bare):
    listed = qgis_process("--json", "list", environment=bare).json["providers"]["regso"]["algorithms"]

    assert {f"regso:{name}" for name in ALGORITHMS} <= set(listed)


@pytest.mark.parametrize("name", ALGORITHMS)
def test_running_says_what_is_missing_and_how_it_is_installed(qgis_process, bare, demo, tmp_path, name):
    inputs = {
        "summarizebyareatype": {"INPUT": demo("skolor")},
        "assignareatype": {"INPUT": demo("skolor")},
        "joinstatistics": {"TABLE": demo("omraden").partition("|")[0].replace("demo.gpkg", "demo_nycklar.csv")},
        "areatypesummary": {},
        "loadareas": {"SOURCE": "demo"},
        "loadtimeseries": {"SOURCE": "demo"},
    }[name] | {"AREAS": demo("omraden"), "OUTPUT": str(tmp_path / "ut.gpkg")}

    answer = qgis_process("run", f"regso:{name}", inputs=inputs, environment=bare)

    assert answer.code == 1
    assert "pandas, " in answer.err
    assert "geopandas" in answer.err
    assert "install python3-geopandas" in answer.err
    assert "Traceback" not in answer.err
    assert not (tmp_path / "ut.gpkg").exists()


def test_help_works_without_the_packages(qgis_process, bare):
    answer = qgis_process("help", "regso:summarizebyareatype", environment=bare)

    assert answer.code == 0
    assert "AMOUNT_FIELDS" in answer.out


def test_starting_qgis_does_not_import_what_only_algorithms_need(qgis_process, programs):
    answer = qgis_process("--json", "list", environment=programs.environment(PYTHONPROFILEIMPORTTIME="1"))

    imported = {line.rpartition("|")[2].strip() for line in answer.err.splitlines() if line.startswith("import time:")}
    assert "regso_atlas.plugin.main" in imported
    # QGIS itself imports shapely where it is installed
    assert imported & {"pandas", "geopandas", "scipy", "matplotlib", "pyproj"} == set()
