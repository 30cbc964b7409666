# SPDX-License-Identifier: GPL-2.0-or-later
"""The input layers as GeoPackages, made once for a seed and a size and kept in build/bench/inputs.

Layers are written in a stream of batches, so that memory does not grow with their size.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyogrio
import shapely

from .areas import REAL_FILE, Areas, made_areas, real_areas
from .features import BATCH, Maker

CRS = "EPSG:3006"
GEOMETRY_TYPE = {"lines": "LineString", "points": "Point", "polygons": "Polygon", "large": "Polygon"}
VERSION = 1
"""Raised when the makers change, so that layers of earlier makers are not used."""


@dataclass(frozen=True)
class Inputs:
    """The areas and where the layers of this set lie."""

    folder: Path
    areas: Areas
    source: str
    seed: int

    @property
    def areas_file(self) -> Path:
        """The layer of areas: regsokod, regsonamn, kommunkod, omradestyp (NULL: no data), folkmangd."""
        return self.folder / "areas.gpkg"

    def layer(self, kind: str, count: int) -> Path:
        """Return the layer ``features`` of a kind and size, made where it is not there yet."""
        path = self.folder / f"{kind}-{count}.gpkg"
        if not path.exists():
            maker = Maker(self.areas, kind, self.seed)
            _write(path, _stream(maker, count), GEOMETRY_TYPE[kind], "features")
        return path


def prepare(folder: Path, data: Path, seed: int, *, made: bool = False) -> Inputs:
    """Return the inputs for a seed; real areas where ``data`` holds them, unless made ones are asked for."""
    real = not made and (data / REAL_FILE).exists()
    areas = real_areas(data) if real else made_areas(seed)
    source = "RegSO 2025" if real else "made"
    name = f"v{VERSION}-{'regso2025' if real else 'made'}-seed{seed}"
    inputs = Inputs(folder / name, areas, source, seed)
    inputs.folder.mkdir(parents=True, exist_ok=True)
    if not inputs.areas_file.exists():
        _write(inputs.areas_file, _area_table(areas, seed), "Polygon", "areas")
    return inputs


def _area_table(areas: Areas, seed: int) -> pa.RecordBatchReader:
    count = len(areas.codes)
    people = np.random.default_rng([seed, 0]).integers(500, 6_000, count)
    batch = pa.record_batch(
        {
            "regsokod": pa.array(areas.codes, pa.string()),
            "regsonamn": pa.array([f"Område {i}" for i in range(1, count + 1)], pa.string()),
            "kommunkod": pa.array([code[:4] for code in areas.codes], pa.string()),
            "omradestyp": pa.array(areas.types, pa.int32(), mask=areas.types == 0),
            "folkmangd": pa.array(people, pa.int32()),
            "geom": pa.array(shapely.to_wkb(areas.geometries), pa.binary()),
        }
    )
    return pa.RecordBatchReader.from_batches(batch.schema, [batch])


def _stream(maker: Maker, count: int) -> pa.RecordBatchReader:
    schema = pa.schema({"klass": pa.string(), "antal": pa.int32(), "along": pa.int32(), "geom": pa.binary()})

    def batches() -> Iterator[pa.RecordBatch]:
        left, number = count, 0
        while left > 0:
            made = maker.batch(number, min(left, BATCH))
            place = np.arange(len(made.geometry)) + number * BATCH
            columns = [
                pa.array(np.array(["europaväg", "riksväg", "länsväg", "gata"], dtype=object)[place % 4]),
                pa.array((place % 997).astype(np.int32)),
                pa.array(made.along),
                pa.array(shapely.to_wkb(made.geometry), pa.binary()),
            ]
            yield pa.record_batch(columns, schema=schema)
            left -= len(made.geometry)
            number += 1

    return pa.RecordBatchReader.from_batches(schema, batches())


def _write(path: Path, rows: pa.RecordBatchReader, geometry_type: str, layer: str) -> None:
    """Write a layer beside its place first, so that an interrupted run leaves no half layer."""
    partial = path.with_name(f"partial-{path.name}")
    partial.unlink(missing_ok=True)
    pyogrio.raw.write_arrow(
        rows,
        partial,
        layer=layer,
        driver="GPKG",
        geometry_name="geom",
        geometry_type=geometry_type,
        crs=CRS,
        # the GDAL of Debian 12 warns about later versions of the format
        dataset_options={"VERSION": "1.2"},
    )
    partial.rename(path)
