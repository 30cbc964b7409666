# SPDX-License-Identifier: GPL-2.0-or-later
"""Areas whose styles cannot be stored beside them: the areas are kept, and what is missing is said."""

from __future__ import annotations

import sqlite3
from typing import Any

import pytest
from qgis.core import QgsVectorLayer

from regso_atlas.plugin.algorithms.outputs import Outputs

REFUSING = """
CREATE TABLE layer_styles (id INTEGER PRIMARY KEY AUTOINCREMENT, f_table_catalog TEXT, f_table_schema TEXT,
  f_table_name TEXT, f_geometry_column TEXT, styleName TEXT, styleQML TEXT, styleSLD TEXT, useAsDefault BOOLEAN,
  description TEXT, owner TEXT, ui TEXT, update_time DATETIME);
INSERT INTO gpkg_contents (table_name, data_type, identifier) VALUES ('layer_styles', 'attributes', 'layer_styles');
CREATE TRIGGER full BEFORE INSERT ON layer_styles BEGIN SELECT raise(ABORT, 'database or disk is full'); END;
"""
WORDS = ("styles could not be stored", "areas and their figures are complete", "Style areas")


@pytest.fixture
def no_room_for_styles(monkeypatch: pytest.MonkeyPatch) -> None:
    """The database refuses styles as soon as the rows are written, as it does on a full disk."""
    close = Outputs.__exit__

    def close_and_refuse(self: Outputs, kind: Any, error: Any, trace: Any) -> None:
        files = [destination.split("|")[0] for _, destination in self._open]
        close(self, kind, error, trace)
        for file in files:
            with sqlite3.connect(file) as database:
                database.executescript(REFUSING)

    monkeypatch.setattr(Outputs, "__exit__", close_and_refuse)


def styles_in(path: Any) -> int:
    """Return how many styles a GeoPackage holds."""
    with sqlite3.connect(path) as file:
        return file.execute("SELECT count(*) FROM layer_styles").fetchone()[0]


def test_areas_are_kept_and_their_missing_styles_are_said(run_algorithm, no_room_for_styles, tmp_path):
    path = tmp_path / "områden.gpkg"

    run = run_algorithm("regso:loadareas", SOURCE="demo", OUTPUT=str(path))

    assert run.warned(*WORDS)
    assert run.warned(path.name)
    assert QgsVectorLayer(str(path), "områden", "ogr").featureCount() == run["AREA_COUNT"] == 61


def test_a_series_is_kept_and_its_missing_styles_are_said(run_algorithm, no_room_for_styles, tmp_path):
    path = tmp_path / "år för år.gpkg"

    run = run_algorithm(
        "regso:loadtimeseries",
        SOURCE="demo",
        OUTPUT=str(tmp_path / "tabell åäö.gpkg"),
        OUTPUT_TEMPORAL=str(path),
    )

    assert run.warned(*WORDS, path.name)
    assert QgsVectorLayer(str(path), "områden", "ogr").featureCount() > 61


def test_where_there_is_room_the_styles_are_there_and_nothing_is_said(run_algorithm, tmp_path):
    path = tmp_path / "områden.gpkg"

    run = run_algorithm("regso:loadareas", SOURCE="demo", OUTPUT=str(path))

    assert styles_in(path) > 1
    assert not run.warned("styles")
