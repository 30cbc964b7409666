# SPDX-License-Identifier: GPL-2.0-or-later
"""Maps on paper: nothing is cut, nothing lies on another, whatever the texts, the styles and the form of the areas."""

import subprocess

import pytest
from qgis.core import (
    QgsCategorizedSymbolRenderer,
    QgsLayoutExporter,
    QgsLayoutItemLabel,
    QgsLayoutItemLegend,
    QgsLayoutItemMap,
    QgsProject,
    QgsRendererCategory,
    QgsSymbol,
)

from regso_atlas.plugin.core.messages import RegsoError
from regso_atlas.plugin.layers import kommuner
from regso_atlas.plugin.layers.area_styles import apply_area_style
from regso_atlas.plugin.layers.layout import MapSheet, add_layout
from regso_atlas.plugin.layers.layout_export import PdfExport, PngExport
from regso_atlas.plugin.layers.layout_text import height_of, width_of, wrapped
from regso_atlas.plugin.layers.tree import group_results

FOOT = "Källa: SCB (RegSO 2025, tabell TAB6586). Egen bearbetning med RegSO Atlas 0.4, 2026-08-03."
LONG = "Vårdinrättningar, förskolor och bibliotek i Östergötland " * 4


@pytest.fixture
def project(qgis_new_project):
    return QgsProject.instance()


@pytest.fixture
def areas(areas_layer, project):
    layer = areas_layer()
    apply_style(layer, "area_type")
    project.addMapLayer(layer)
    return layer


@pytest.fixture
def clinics(layer_from_wkt, project):
    layer = layer_from_wkt("Point", [("Point(0.5 0.5)", {"typ": "a"})], {"typ": "string"}, name="Vårdcentraler")
    project.addMapLayer(layer)
    return layer


@pytest.fixture
def make(project, areas, clinics):
    def go(*, landscape=None, outlines=None, **changes):
        given = {"name": "Karta", "title": "Vårdcentraler", "areas": areas, "layers": [clinics, areas], "foot": FOOT}
        return add_layout(project, MapSheet(**(given | changes), kommuner=outlines), landscape=landscape)

    return go


def apply_style(layer, style):
    apply_area_style(layer, style, mean=20.0, deviation=8.0, year=2024)


def boxes(layout):
    return {item.id(): item.sceneBoundingRect() for item in layout.items() if hasattr(item, "id") and item.id()}


def text_of(path):
    return subprocess.run(["pdftotext", "-layout", str(path), "-"], capture_output=True, check=True).stdout.decode()


def write(layout, path):
    export = PdfExport(layout, path)
    while export.next_page():
        pass
    export.finish()
    return path


def assert_nothing_is_cut_or_covered(layout):
    # a legend has no size until it was drawn
    QgsLayoutExporter(layout).renderPageToImage(0, dpi=40)
    page = layout.pageCollection().page(0).rect()
    found = boxes(layout)
    assert found["legend"].height() > 20
    assert {"map", "title", "legend", "scale", "north", "source"} <= set(found)
    for name, box in found.items():
        assert box.left() >= 0, name
        assert box.top() >= 0, name
        assert box.right() <= page.width(), name
        assert box.bottom() <= page.height(), name
    names = list(found)
    for at, name in enumerate(names):
        for other in names[at + 1 :]:
            overlap = found[name].intersected(found[other])
            assert overlap.width() * overlap.height() < 1, f"{name} lies on {other}"


@pytest.mark.parametrize("landscape", [True, False])
@pytest.mark.parametrize("title", ["Vårdcentraler", LONG])
@pytest.mark.parametrize("style", ["area_type", "index", "population"])
def test_nothing_is_cut_and_nothing_lies_on_another(make, areas, title, style, landscape):
    apply_style(areas, style)
    layout = make(title=title, foot=FOOT * 3, landscape=landscape)
    assert_nothing_is_cut_or_covered(layout)


@pytest.mark.parametrize("landscape", [True, False])
def test_a_layer_of_a_hundred_kinds_leaves_room_for_the_types(make, clinics, landscape, tmp_path):
    clinics.setRenderer(
        QgsCategorizedSymbolRenderer(
            "typ",
            [
                QgsRendererCategory(
                    f"k{n}", QgsSymbol.defaultSymbol(clinics.geometryType()), f"Kategori åäö nummer {n}"
                )
                for n in range(100)
            ],
        )
    )
    layout = make(landscape=landscape)
    assert_nothing_is_cut_or_covered(layout)
    said = text_of(write(layout, tmp_path / "karta.pdf"))
    assert "Kategori åäö nummer 0" in said
    assert "Vårdcentraler (+" in said, "the legend says how many classes it leaves out"
    assert "No data" in said


def test_every_text_of_the_legend_is_whole(make, tmp_path):
    said = " ".join(text_of(write(make(title="Åre – Östra Ängsbacken"), tmp_path / "å ä ö.pdf")).split())
    assert "Åre – Östra Ängsbacken" in said
    assert FOOT in said
    for text in ("Areas with major socioeconomic", "Areas with very good socioeconomic", "No data", "Vårdcentraler"):
        assert text in said


def test_wide_areas_lie_and_high_areas_stand(make, areas_layer, street_rows, box, project):
    assert make().pageCollection().page(0).pageSize().width() == 297, "the street is wide"
    high = [{**row, "wkt": box(0, n)} for n, row in enumerate(street_rows())]
    layer = areas_layer(high)
    project.addMapLayer(layer)
    assert make(areas=layer, layers=[layer]).pageCollection().page(0).pageSize().width() == 210


def test_areas_in_degrees_are_drawn_in_sweref(make, areas_layer, project):
    layer = areas_layer(crs="EPSG:4326")
    project.addMapLayer(layer)
    drawn = make(areas=layer, layers=[layer]).itemById("map")
    assert drawn.crs().authid() == "EPSG:3006"
    assert drawn.extent().width() > 6000


def test_a_layout_is_renewed_under_its_name(make, project):
    make(title="Ett")
    make(title="Två")
    layouts = project.layoutManager().layouts()
    assert [one.name() for one in layouts] == ["Karta"]
    assert layouts[0].itemById("title").text() == "Två"


def test_what_the_map_shows_stays_when_the_style_is_changed_later(make, areas):
    layout = make()
    apply_style(areas, "population")
    drawn = layout.itemById("map")
    assert drawn.keepLayerStyles()
    assert set(drawn.layerStyleOverrides()) == {one.id() for one in drawn.layers()}


def test_the_page_as_a_picture_has_ink_in_the_corners_of_the_map_frame(make, tmp_path):
    from qgis.PyQt.QtGui import QImage

    path = tmp_path / "bild åäö.png"
    layout = make()
    export = PngExport(layout, path)
    export.next_page()
    export.finish()
    image = QImage(str(path))
    assert image.width() == pytest.approx(297 / 25.4 * 200, abs=2)
    drawn = layout.itemById("map")
    middle = drawn.sceneBoundingRect().center()
    dot = 200 / 25.4
    row = [image.pixelColor(int(x * dot), int(middle.y() * dot)).name() for x in range(15, 200, 2)]
    assert len(set(row)) >= 4, "the areas of the street have their colours"


# Atlas ----------------------------------------------------------------------------------------------------------------


@pytest.fixture
def two_kommuner(areas_layer, street_rows, project):
    rows = street_rows()
    for number, row in enumerate(rows):
        row["code"] = f"0114R00{number}" if number < 3 else f"1380R00{number}"
    layer = areas_layer(rows)
    apply_style(layer, "area_type")
    project.addMapLayer(layer)
    return layer


def outlines_of(layer, path, names, project):
    parts = kommuner.parts_of(layer, names)
    features = kommuner.outlines(parts, lambda: False, lambda _: None)
    kommuner.write_outlines(str(path), features, parts.crs)
    return kommuner.show_outlines(project, str(path), "kommuner", "Kommuner")


NAMES = {"0114": "Upplands Väsby", "1380": "Halmstad"}


def test_kommuner_are_put_together_by_code_in_swedish_order(two_kommuner, project, tmp_path):
    layer = outlines_of(two_kommuner, tmp_path / "k åäö.gpkg", NAMES, project)
    found = [(one["kommun_code"], one["kommun_name"], one.geometry().area()) for one in layer.getFeatures()]
    assert [(code, name) for code, name, _ in found] == [("1380", "Halmstad"), ("0114", "Upplands Väsby")]
    # three squares of a square kilometre each
    assert [area for *_, area in found] == [pytest.approx(3e6), pytest.approx(3e6)]


def test_a_kommun_without_a_name_has_its_code_and_an_area_without_a_code_none(
    areas_layer, street_rows, project, tmp_path
):
    rows = street_rows()
    rows[5]["code"] = None
    layer = outlines_of(areas_layer(rows), tmp_path / "k.gpkg", {}, project)
    assert [(one["kommun_code"], one["kommun_name"]) for one in layer.getFeatures()] == [("0180", "0180")]


def test_areas_without_codes_have_no_kommuner(areas_layer):
    layer = areas_layer(fields={"regsokod": ""})
    with pytest.raises(RegsoError, match="have no code"):
        kommuner.parts_of(layer, {})


def test_the_atlas_has_a_page_each_with_its_name_and_extent(make, two_kommuner, clinics, project, tmp_path):
    outlines = outlines_of(two_kommuner, tmp_path / "k.gpkg", NAMES, project)
    layout = make(areas=two_kommuner, layers=[clinics, outlines, two_kommuner], outlines=outlines, title=LONG)
    export = PdfExport(layout, tmp_path / "atlas.pdf")
    extents = [layout.itemById("map").extent()]
    while export.next_page():
        extents.append(layout.itemById("map").extent())
    export.finish()
    pages = text_of(tmp_path / "atlas.pdf").split("\f")
    assert "Halmstad" in pages[0]
    assert "Upplands Väsby" in pages[1]
    for extent, outline in zip(extents, outlines.getFeatures(), strict=True):
        assert extent.contains(outline.geometry().boundingBox())
        assert extent.width() < 6000, "not the whole street"
    assert_nothing_is_cut_or_covered(layout)


def test_an_export_that_is_given_up_leaves_nothing(make, tmp_path):
    folder = tmp_path / "ö"
    folder.mkdir()
    export = PdfExport(make(), folder / "karta.pdf")
    export.next_page()
    export.abort()
    assert list(folder.iterdir()) == []


def test_a_disk_that_takes_nothing_is_said(make, tmp_path):
    export = PdfExport(make(), tmp_path / "karta.pdf")
    export._file.close()
    with pytest.raises(RegsoError, match="could not be written"):
        export.finish()
    assert not (tmp_path / "karta.pdf").exists()


# Texts and the layer tree ---------------------------------------------------------------------------------------------


def test_lines_break_between_words_and_only_a_word_too_long_is_broken():
    assert wrapped("Östra Ängsbacken", 1000, 8) == ["Östra Ängsbacken"]
    lines = wrapped("Områden med mycket goda socioekonomiska förutsättningar", 40, 8)
    assert " ".join(lines) == "Områden med mycket goda socioekonomiska förutsättningar"
    assert all(width_of(line, 8) <= 40 for line in lines)
    assert "".join(wrapped("å" * 200, 40, 8)) == "å" * 200
    assert height_of(2, 8) == 2 * height_of(1, 8)


def test_points_lie_over_lines_over_areas_in_the_group(project, areas, clinics, layer_from_wkt):
    roads = layer_from_wkt("LineString", ["LineString(0 0, 1 1)"])
    table = layer_from_wkt("NoGeometry", [(None, {"a": "å"})], {"a": "string"}, name="tabell")
    project.addMapLayers([roads, table])
    ids = [table.id(), areas.id(), roads.id(), clinics.id(), "en som är borta"]
    group = group_results(project, "Vårdcentraler", "2026-08-03T10:00:00", ids)
    assert [node.layerId() for node in group.findLayers()] == [clinics.id(), roads.id(), areas.id(), table.id()]
    again = group_results(project, "Vårdcentraler", "2026-08-03T10:00:00", ids)
    assert again == group
    assert len(project.layerTreeRoot().findLayers()) == 4
    assert len(project.mapLayers()) == 4


def test_a_hidden_layer_stays_hidden_and_a_renamed_group_is_found(project, areas, clinics):
    project.layerTreeRoot().findLayer(areas.id()).setItemVisibilityChecked(False)
    group = group_results(project, "Körning", "1", [areas.id()])
    group.parent().setName("Mina resultat")
    assert not project.layerTreeRoot().findLayer(areas.id()).itemVisibilityChecked()
    other = group_results(project, "Körning", "2", [clinics.id()])
    assert other.parent() == group.parent()
    assert other.name() == "Körning (2)"
    assert group_results(project, "Körning", "3", ["borta"]) is None


def test_items_are_of_qgis_own_kinds(make):
    kinds = {type(item) for item in make().items()}
    assert {QgsLayoutItemMap, QgsLayoutItemLegend, QgsLayoutItemLabel} <= kinds
