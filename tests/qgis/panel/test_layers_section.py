# SPDX-License-Identifier: GPL-2.0-or-later
"""Step 2: layers come by button and by drop, have a role, and go again."""

from __future__ import annotations

import pytest
from qgis.core import QgsLayerTreeModel, QgsMimeDataUtils, QgsProject, QgsVectorLayer
from qgis.PyQt.QtCore import QMimeData, QUrl

from regso_atlas.plugin.panel.choices import fresh_state
from regso_atlas.plugin.panel.sections.layers import LayersSection
from regso_atlas.plugin.panel.state import LayerChoice, PanelState


@pytest.fixture
def section(presenter, qtbot):
    section = LayersSection(presenter)
    qtbot.addWidget(section)
    section.resize(280, 400)
    section.show()
    return section


def files(*paths):
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return data


def test_layers_and_roles_that_are_shown_are_the_choice_and_tell_nobody(section, presenter, demo_layer, emitted):
    ids = [demo_layer(name).id() for name in ("skolor", "vagar", "vardinrattningar")]
    for chosen in ([], ids[:1], ids, ids[::-1], ids[1:], []):
        for role in ("other", "school", "okänd roll åäö"):
            layers = tuple(LayerChoice(one, role) for one in chosen)
            section.show_state(PanelState(layers=layers, agency="skolverket" if chosen else ""))
            assert section.choices() == layers
            assert section.agency.currentData() == ("skolverket" if chosen else "")
    assert emitted == []
    assert presenter.state == fresh_state()


def test_a_layer_is_added_with_a_guessed_role_and_the_role_can_be_changed(
    section, presenter, demo_layer, click, choose
):
    layer = demo_layer("skolor", "Skolor i Påhittsstad")

    click(section.add)

    assert section.choices() == (LayerChoice(layer.id(), "school"),)
    assert section.layer.count() == 0
    assert not section.add.isEnabled()
    choose(section._rows[0].role, "office")
    assert presenter.state.layer(layer.id()).role == "office"


def test_a_layer_that_is_taken_off_stays_in_the_project(section, presenter, demo_layer, click):
    layer = demo_layer("skolor")
    presenter.add_layer(layer.id())

    click(section._rows[0].remove)

    assert section.choices() == ()
    assert QgsProject.instance().mapLayer(layer.id()) is not None
    assert section.layer.count() == 1


def test_a_layer_that_leaves_the_project_leaves_the_list(section, presenter, demo_layer):
    first, second = demo_layer("skolor"), demo_layer("vagar")
    for layer in (first, second):
        presenter.add_layer(layer.id())

    QgsProject.instance().removeMapLayer(first.id())

    assert [one.layer_id for one in section.choices()] == [second.id()]


def test_a_layer_with_another_name_is_called_by_it(section, presenter, demo_layer):
    layer = demo_layer("skolor")
    presenter.add_layer(layer.id())

    layer.setName("Förskolor åäö")

    assert section._rows[0].name.whole_text() == "Förskolor åäö"


def test_all_eight_agencies_can_be_chosen(section, presenter, choose):
    assert section.agency.count() >= 9

    choose(section.agency, "National Agency for Education")

    assert presenter.state.agency == section.agency.currentData() != ""


# Dropping -------------------------------------------------------------------------------------------------------------


def test_layers_of_the_layer_tree_are_dropped_as_they_are(section, demo_layer):
    layers = [demo_layer(name) for name in ("skolor", "vagar")]
    model = QgsLayerTreeModel(QgsProject.instance().layerTreeRoot())
    indexes = [model.node2index(QgsProject.instance().layerTreeRoot().findLayer(layer)) for layer in layers]

    section.take(model.mimeData(indexes))

    assert {one.layer_id for one in section.choices()} == {layer.id() for layer in layers}
    assert QgsProject.instance().count() == 2


def test_an_entry_of_the_browser_is_added_to_the_project_first(section, demo, heard):
    uri = QgsMimeDataUtils.Uri(QgsVectorLayer(demo("skolor"), "Skolor åäö", "ogr"))
    uri.layerId = ""

    section.take(QgsMimeDataUtils.encodeUriList([uri]))

    (choice,) = section.choices()
    assert QgsProject.instance().mapLayer(choice.layer_id).name() == "Skolor åäö"
    assert heard == []


def test_a_file_of_the_file_manager_is_added_to_the_project_first(section, tmp_path, demo_folder):
    table = tmp_path / "besök per område åäö.csv"
    table.write_text("regsokod,besok\n0180R001,4\n", encoding="utf-8")

    section.take(files(table))

    (choice,) = section.choices()
    layer = QgsProject.instance().mapLayer(choice.layer_id)
    assert layer.name() == "besök per område åäö"
    assert layer.featureCount() == 1


def test_a_file_with_several_layers_brings_all_of_them(section, demo_folder):
    section.take(files(demo_folder / "demo.gpkg"))

    assert len(section.choices()) == QgsProject.instance().count() >= 4


def test_a_file_that_cannot_be_read_is_said_and_the_others_are_taken(section, tmp_path, heard):
    broken, good = tmp_path / "trasig åäö.gpkg", tmp_path / "bra.csv"
    broken.write_bytes(b"inte ett geopaket")
    good.write_text("kod,antal\n1,2\n", encoding="utf-8")

    section.take(files(broken, tmp_path / "finns inte.shp", good))

    assert len(section.choices()) == 1
    assert [one.level for one in heard] == ["warning", "warning"]
    assert "trasig åäö.gpkg could not be read" in heard[0].text


def test_a_raster_is_no_layer_to_ask_about(section, heard):
    uri = QgsMimeDataUtils.Uri()
    uri.layerType, uri.name, uri.uri = "raster", "Höjddata", "/finns/inte.tif"

    section.take(QgsMimeDataUtils.encodeUriList([uri]))

    assert section.choices() == ()
    assert "Höjddata could not be read" in heard[0].text


# What the panel has written -------------------------------------------------------------------------------------------


def test_what_the_panel_has_written_is_not_offered_as_a_layer_of_the_user(dock, presenter, click, idle, demo_layer):
    click(dock.welcome.demo)
    idle(presenter)
    click(dock.question.answer)
    idle(presenter)
    own = demo_layer("orter", "Orter åäö")

    offered = [dock.layers.layer.layer(row) for row in range(dock.layers.layer.count())]

    assert [layer.name() for layer in offered] == ["Inhabitants by year", own.name()]
    assert presenter.outcome.outputs["OUTPUT"] in QgsProject.instance().mapLayers()
