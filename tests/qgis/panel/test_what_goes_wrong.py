# SPDX-License-Identifier: GPL-2.0-or-later
"""What goes wrong in the panel ends in a sentence above the steps that says what to do, and the panel goes on."""

from __future__ import annotations

import resource
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from qgis.core import QgsProject

from regso_atlas.plugin.algorithms import packages
from regso_atlas.plugin.panel.state import AreasChoice
from regso_atlas.plugin.settings import settings
from regso_atlas.plugin.sources import service
from regso_atlas.plugin.sources.cache import Cache


@pytest.fixture
def with_demo(dock: Any, presenter: Any, click: Any, idle: Any) -> Any:
    """The dock after the demo was loaded by a click."""
    click(dock.welcome.demo)
    idle(presenter)
    assert presenter.areas() is not None
    return dock


@pytest.fixture
def said(presenter: Any, idle: Any) -> Callable[[Any], str]:
    """Return what stands above the steps once nothing runs; it is for people."""

    def read(dock: Any) -> str:
        idle(presenter)
        shown = dock.notices.shown()
        assert shown, "nothing is said"
        text = shown[0].text
        assert shown[0].level in ("warning", "error")
        assert text.endswith((".", ")")), text
        assert not any(sign in text for sign in ("Traceback", "Error:", "<class", "None")), text
        return text

    return read


@contextmanager
def room_for(size: int) -> Iterator[None]:
    """Let no file grow beyond a size, as on a disk that is nearly full."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def files_in(folder: Path) -> list[str]:
    return [path.name for path in folder.rglob("*") if path.is_file()]


def test_without_areas_the_first_step_is_named(dock, presenter, demo_layer, click, said):
    presenter.add_layer(demo_layer("vardinrattningar").id())

    click(dock.question.answer)

    assert "Load them in step 1" in said(dock)


def test_a_layer_of_roads_as_areas_is_refused_with_what_it_lacks(with_demo, presenter, demo_layer, click, said):
    presenter.use_areas_layer(demo_layer("vagar", "Vägar åäö").id())

    click(with_demo.question.answer)

    assert "polygon" in said(with_demo).casefold()
    assert presenter.outcome is None


def test_polygons_that_are_no_areas_are_refused_with_the_field_they_lack(
    with_demo, presenter, layer_from_wkt, box, click, said
):
    fields = layer_from_wkt("Polygon", [(box(0), {"gröda": "råg"})], {"gröda": "string"}, name="åkrar")
    QgsProject.instance().addMapLayer(fields)
    presenter.use_areas_layer(fields.id())

    click(with_demo.question.answer)

    text = said(with_demo)
    assert "field" in text
    assert "Choose" in text or "choose" in text
    assert presenter.outcome is None


@pytest.fixture
def nobody_answers() -> Iterator[tuple[Any, ...]]:
    """The addresses of the services, which are asked for the last time by this test."""
    addresses = (settings().wfs, settings().pxweb1, settings().pxweb2)
    yield addresses
    for address in addresses:
        address.remove()


def test_a_service_that_is_down_is_named_and_how_to_go_on(
    dock, presenter, click, said, monkeypatch, tmp_path, nobody_answers
):
    monkeypatch.setattr(service, "Cache", lambda limit: Cache(tmp_path / "tomt förråd", limit=limit))
    for address in nobody_answers:
        address.setValue("http://127.0.0.1:9/")
    presenter.choose_areas(AreasChoice(source="scb", year=2024))

    click(dock.areas.load)

    text = said(dock)
    assert "127.0.0.1" in text
    assert "Check the network connection" in text
    assert presenter.areas() is None


@pytest.mark.parametrize("room", [0, 20_000, 60_000, 110_000, 180_000])
def test_a_full_disk_stops_the_loading_of_areas(dock, presenter, click, said, results_folder, room):
    presenter.choose_areas(AreasChoice(source="demo"))

    with room_for(room):
        click(dock.areas.load)
        text = said(dock)

    assert "could not be written" in text
    assert "choose another place" in text
    assert presenter.state.areas_layer == ""
    assert files_in(results_folder) == []
    assert presenter.areas() is None
    assert QgsProject.instance().mapLayers() == {}


def test_a_full_disk_stops_the_answer_and_leaves_nothing_half(with_demo, presenter, click, said, results_folder):
    before = files_in(results_folder)

    with room_for(60_000):
        click(with_demo.question.answer)
        text = said(with_demo)

    assert "could not be written" in text
    assert sorted(files_in(results_folder)) == sorted(before)
    assert presenter.outcome is None

    click(with_demo.question.answer)
    said_nothing_bad(with_demo, presenter)


def said_nothing_bad(dock: Any, presenter: Any) -> None:
    from pytestqt.qt_compat import qt_api

    while presenter.activity.is_busy:
        qt_api.QtCore.QCoreApplication.processEvents()
    assert presenter.outcome is not None
    assert [one for one in dock.notices.shown() if one.level == "error"] == []


def test_packages_that_are_missing_are_named_when_something_is_asked(dock, presenter, click, said, monkeypatch):
    monkeypatch.setattr(packages, "NEEDED", (*packages.NEEDED, "pandas_som_saknas"))
    presenter.choose_areas(AreasChoice(source="demo"))

    click(dock.areas.load)

    assert "pandas_som_saknas" in said(dock)
    assert presenter.areas() is None
