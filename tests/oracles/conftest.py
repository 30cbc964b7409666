# SPDX-License-Identifier: GPL-2.0-or-later
"""Make the core importable as ``regso_atlas`` where there is no QGIS, beside the libraries that it is compared with."""

import importlib.util
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
PACKAGE = "regso_atlas"
REAL_DATA = ROOT.parent / "shared" / "data"
LIBRARIES = ("segregation", "esda", "libpysal", "inequality", "statsmodels")


def pytest_configure(config: pytest.Config) -> None:
    """Say what to do where another Python is used than that of .oracles."""
    missing = [name for name in LIBRARIES if importlib.util.find_spec(name) is None]
    if missing:
        raise pytest.UsageError(
            f"{sys.executable} has no {', '.join(missing)}. These tests run in .oracles: make test T=tests/oracles"
        )


def _register_package() -> None:
    spec = importlib.util.spec_from_file_location(PACKAGE, ROOT / "__init__.py", submodule_search_locations=[str(ROOT)])
    assert spec is not None
    assert spec.loader is not None
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
