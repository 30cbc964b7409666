# SPDX-License-Identifier: GPL-2.0-or-later
"""The checkout as the package ``regso_atlas``, and GeoPackages read as the core wants them, without QGIS."""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = "regso_atlas"


def register() -> None:
    """Make the checkout importable under the name that QGIS installs it with, whatever its folder is called."""
    spec = importlib.util.spec_from_file_location(PACKAGE, ROOT / "__init__.py", submodule_search_locations=[str(ROOT)])
    if spec is None or spec.loader is None:
        raise SystemExit(f"{ROOT} is no checkout of the plugin")
    module = importlib.util.module_from_spec(spec)
    sys.modules[PACKAGE] = module
    spec.loader.exec_module(module)


def batches(path: str, layer: str, fields: tuple[str, ...] = (), rows: int = 50_000) -> Iterator[dict[str, Any]]:
    """Yield some of a layer's fields and its geometries (``geom``, as WKB) as NumPy arrays."""
    from osgeo import gdal

    gdal.UseExceptions()
    dataset = gdal.OpenEx(path, gdal.OF_VECTOR)
    source = dataset.GetLayerByName(layer)
    definition = source.GetLayerDefn()
    names = [definition.GetFieldDefn(i).GetName() for i in range(definition.GetFieldCount())]
    source.SetIgnoredFields([name for name in names if name not in fields])
    # GDAL 3.6 gives empty geometries where neither a field nor the FID is asked for
    yield from source.GetArrowStreamAsNumPy(options=["INCLUDE_FID=YES", f"MAX_FEATURES_IN_BATCH={rows}"])


def read_areas(path: str, layer: str) -> Any:
    """Return the areas of the benchmark as the core's areas."""
    import geopandas as gpd
    import numpy as np
    import shapely

    from regso_atlas.plugin.core.areas import build_areas

    parts = list(batches(path, layer, ("regsokod", "omradestyp", "folkmangd")))
    columns = {name: np.concatenate([np.ma.filled(p[name], 0) for p in parts]) for name in parts[0]}
    frame = gpd.GeoDataFrame(
        {
            "code": [c.decode() if isinstance(c, bytes) else c for c in columns["regsokod"]],
            "area_type": columns["omradestyp"],
            "population": columns["folkmangd"],
        },
        geometry=shapely.from_wkb(columns["geom"]),
    )
    return build_areas(frame, located=True)
