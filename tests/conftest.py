# SPDX-License-Identifier: GPL-2.0-or-later
"""Make the checkout importable under the name that QGIS installs it with, whatever its folder is called."""

import importlib.util
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = "regso_atlas"
REAL_DATA = ROOT.parent / "shared" / "data"
# run by .oracles/bin/python, with pytest.ini and conftest of their own
collect_ignore = ["oracles"]


# The same examples on every machine, however slow it is; other seeds are tried by hand.
settings.register_profile(
    "project", deadline=None, derandomize=True, database=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("project")


def _register_package() -> None:
    spec = importlib.util.spec_from_file_location(PACKAGE, ROOT / "__init__.py", submodule_search_locations=[str(ROOT)])
    module = importlib.util.module_from_spec(spec)
    sys.modules[PACKAGE] = module
    spec.loader.exec_module(module)


_register_package()


@pytest.fixture(scope="session")
def real_data() -> Path:
    """The folder of real public data beside the checkout; tests that need it are skipped where it is absent."""
    if not REAL_DATA.is_dir():
        pytest.skip("the real data (shared/data beside the checkout) are not on this machine")
    return REAL_DATA
