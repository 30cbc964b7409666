# SPDX-License-Identifier: GPL-2.0-or-later
"""One GDAL, one GEOS and one PROJ in the real program: two copies crash QGIS although every other test is green."""

import importlib.util
import json
from pathlib import Path

import pytest

INSIDE = Path(__file__).resolve().parent / "inside"
GEOMETRY_LIBRARIES = {"gdal", "geos", "geos_c", "proj"}


def _mapped_libraries(maps: str) -> dict[str, list[str]]:
    spec = importlib.util.spec_from_file_location("libraries", INSIDE / "libraries.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.mapped_libraries(maps)


@pytest.fixture(scope="module")
def after_the_main_job(qgis_process, demo, tmp_path_factory):
    """What the process of ``qgis_process`` holds when it has run the main job with its report."""
    inputs = {
        "HERE": str(INSIDE),
        "AREAS": demo("omraden"),
        "INPUT": demo("vagar"),
        "OUTPUT_HTML": str(tmp_path_factory.mktemp("bibliotek") / "rapport.html"),
    }
    results = qgis_process("run", str(INSIDE / "libraries_algorithm.py"), inputs=inputs).results
    return {name: json.loads(results[name]) for name in ("LIBRARIES", "MODULES")}


def test_one_copy_of_each_library_is_in_the_process_after_the_main_job(after_the_main_job):
    libraries = after_the_main_job["LIBRARIES"]

    assert set(libraries) == GEOMETRY_LIBRARIES
    assert {name: paths for name, paths in libraries.items() if len(paths) > 1} == {}


def test_the_process_had_loaded_everything_that_could_bring_a_second_copy(after_the_main_job):
    assert {"shapely.lib", "geopandas", "pyproj._crs", "osgeo._gdal"} <= set(after_the_main_job["MODULES"])


def test_a_second_copy_from_a_wheel_would_be_seen():
    maps = """
7f0 r-xp 00000000 08:01 1 /usr/lib/x86_64-linux-gnu/libgeos_c.so.1.17.1
7f1 r-xp 00000000 08:01 2 /venv/lib/python3.11/site-packages/shapely.libs/libgeos_c-9a6b1c2d.so.1.18.2
7f2 r-xp 00000000 08:01 3 /usr/lib/x86_64-linux-gnu/libproj.so.25.9.1.1
"""
    libraries = _mapped_libraries(maps)

    assert len(libraries["geos_c"]) == 2
    assert len(libraries["proj"]) == 1
