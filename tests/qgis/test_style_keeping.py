# SPDX-License-Identifier: GPL-2.0-or-later
"""Several styles on a layer, in its project and in its file; what the user changed is noticed and left alone."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from qgis.core import (
    Qgis,
    QgsMapLayer,
    QgsProject,
    QgsReadWriteContext,
    QgsSingleSymbolRenderer,
    QgsVectorFileWriter,
    QgsVectorLayer,
)
from qgis.PyQt.QtGui import QColor
from qgis.PyQt.QtXml import QDomDocument

from regso_atlas.plugin.layers.area_styles import apply_area_style, available_styles
from regso_atlas.plugin.layers.area_symbols import filled
from regso_atlas.plugin.layers.style_files import FILES, save_style_file, style_file, styled_for_file
from regso_atlas.plugin.layers.style_keeping import add_area_styles, save_styles_into, show_style
from regso_atlas.plugin.layers.style_marks import STYLE_PROPERTY, style_fingerprint, styled_as, was_restyled
from regso_atlas.plugin.layers.style_texts import STYLE_NAMES, Words

ROOT = Path(__file__).resolve().parents[2]
CUTS = {"mean": 9.10, "deviation": 5.47}
ENGLISH = Words("en")


@pytest.fixture
def layer(areas_layer, tmp_path) -> QgsVectorLayer:
    """The street in a GeoPackage."""
    path = str(tmp_path / "områden å.gpkg")
    options = QgsVectorFileWriter.SaveVectorOptions()
    options.layerName = "områden"
    source = areas_layer()
    context = QgsProject.instance().transformContext()
    error, message, *_ = QgsVectorFileWriter.writeAsVectorFormatV3(source, path, context, options)
    assert error == QgsVectorFileWriter.WriterError.NoError, message
    return QgsVectorLayer(f"{path}|layername=områden", "Områden 2024", "ogr")


def in_project_again(layer: QgsVectorLayer, path: Path) -> tuple[tuple[QgsProject, QgsProject], QgsVectorLayer]:
    """Write a layer in a project and read it in another; both must live on, for they own their layers."""
    project = QgsProject()
    project.addMapLayer(layer)
    assert project.write(str(path))
    again = QgsProject()
    assert again.read(str(path))
    return (project, again), next(iter(again.mapLayers().values()))


def names_of(styles: tuple[str, ...]) -> set[str]:
    return {ENGLISH(STYLE_NAMES[style]) for style in styles}


# The fingerprint -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("style", FILES)
@pytest.mark.parametrize("ending", ["qgs", "qgz"])
def test_a_project_written_and_read_does_not_look_like_a_change(tmp_path, style, ending):
    layer = styled_for_file(style, "sv")
    before = style_fingerprint(layer)

    projects, again = in_project_again(layer, tmp_path / f"projekt åäö.{ending}")

    assert style_fingerprint(again) == before
    assert styled_as(again) == style
    assert not was_restyled(again)
    del projects


def test_another_session_of_qgis_gives_the_same_fingerprint(tmp_path):
    """Qt orders attributes by a seed that is another one in every process."""
    script = (
        "import importlib.util, sys\n"
        f"spec = importlib.util.spec_from_file_location('regso_atlas', {str(ROOT / '__init__.py')!r},\n"
        f"    submodule_search_locations=[{str(ROOT)!r}])\n"
        "sys.modules['regso_atlas'] = importlib.util.module_from_spec(spec)\n"
        "from qgis.core import QgsApplication\n"
        "application = QgsApplication([], False)\n"
        "application.initQgis()\n"
        "from regso_atlas.plugin.layers.style_files import styled_for_file\n"
        "from regso_atlas.plugin.layers.style_marks import style_fingerprint\n"
        "print(*(style_fingerprint(styled_for_file(style, 'sv')) for style in ('index', 'change')))\n"
    )
    run = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True, cwd=tmp_path, timeout=120
    )
    here = [style_fingerprint(styled_for_file(style, "sv")) for style in ("index", "change")]
    assert run.stdout.split() == here
    assert here[0] != here[1]


def recolour(layer):
    layer.renderer().rootRule().descendants()[2].symbol().setColor(QColor("#00ff00"))


def rename_a_class(layer):
    layer.renderer().rootRule().descendants()[3].setLabel("mina områden")


def move_a_limit(layer):
    layer.renderer().rootRule().descendants()[3].setFilterExpression('"socioeconomic_index" > 7')


def widen_outlines(layer):
    layer.renderer().rootRule().descendants()[2].symbol().symbolLayer(0).setStrokeWidth(0.11)


def replace_the_renderer(layer):
    layer.setRenderer(QgsSingleSymbolRenderer(filled("#ff0000")))


def enlarge_labels(layer):
    labeling = layer.labeling().clone()
    settings = labeling.settings()
    text = settings.format()
    text.setSize(9)
    settings.setFormat(text)
    labeling.setSettings(settings)
    layer.setLabeling(labeling)


def hide_labels(layer):
    layer.setLabelsEnabled(False)


@pytest.mark.parametrize(
    "change",
    [recolour, rename_a_class, move_a_limit, widen_outlines, replace_the_renderer, enlarge_labels, hide_labels],
)
def test_every_change_by_the_user_is_noticed_also_after_the_project_was_saved(tmp_path, change):
    layer = styled_for_file("index", "en")
    assert not was_restyled(layer)

    change(layer)

    assert was_restyled(layer)
    projects, again = in_project_again(layer, tmp_path / "p.qgz")
    assert was_restyled(again)
    del projects


def test_a_layer_that_we_never_styled_is_not_ours(areas_layer):
    layer = areas_layer()
    assert styled_as(layer) == ""
    assert was_restyled(layer)


# The style manager ---------------------------------------------------------------------------------------------------


def test_every_possible_style_is_in_the_style_manager_and_the_types_are_shown(layer):
    made = add_area_styles(layer, **CUTS, year=2024)

    assert made == ("area_type", "area_type_grey", "index", "index_quantiles", "population")
    manager = layer.styleManager()
    assert set(manager.styles()) == names_of(made)
    assert manager.currentStyle() == "Area type"
    for style in made:
        show_style(layer, style)
        assert styled_as(layer) == style
        assert not was_restyled(layer)
        assert manager.currentStyle() == ENGLISH(STYLE_NAMES[style])


def test_without_the_country_s_index_its_classes_are_left_out(layer):
    assert "index" not in add_area_styles(layer)


def test_what_a_layer_has_beside_its_colours_is_in_every_style(layer):
    layer.setCustomProperty("regso_atlas/loaded", "min nyckel")
    layer.setFieldAlias(layer.fields().indexOf("folkmangd"), "Folkmängd 2024")
    layer.setMapTipTemplate("<b>å</b>")

    for style in add_area_styles(layer, **CUTS):
        show_style(layer, style)
        assert layer.customProperty("regso_atlas/loaded") == "min nyckel"
        assert layer.attributeDisplayName(layer.fields().indexOf("folkmangd")) == "Folkmängd 2024"
        assert layer.mapTipTemplate() == "<b>å</b>"


def test_a_second_time_adds_nothing_and_keeps_the_shown_style(layer):
    add_area_styles(layer, **CUTS)
    show_style(layer, "population")
    before = layer.styleManager().styles()

    add_area_styles(layer, **CUTS)

    assert layer.styleManager().styles() == before
    assert layer.styleManager().currentStyle() == "Population"


def test_reloading_renews_what_nobody_changed_and_leaves_what_the_user_changed(layer):
    add_area_styles(layer, **CUTS, year=2022)
    show_style(layer, "index")
    rename_a_class(layer)
    show_style(layer, "population")
    layer.setCustomProperty("regso_atlas/loaded", "nyare")

    made = add_area_styles(layer, mean=8.5, deviation=5.0, year=2024)

    assert "index" not in made
    assert layer.styleManager().currentStyle() == "Population"
    assert layer.renderer().legendSymbolItems()[0].label() == "Inhabitants 2024"
    assert layer.customProperty("regso_atlas/loaded") == "nyare"
    show_style(layer, "index_quantiles")
    assert layer.renderer().legendSymbolItems()[0].label() == "Socioeconomic index 2024 (higher is worse)"
    assert layer.customProperty("regso_atlas/loaded") == "nyare"
    show_style(layer, "index")
    assert "mina områden" in [item.label() for item in layer.renderer().legendSymbolItems()]
    assert layer.renderer().legendSymbolItems()[0].label() == "Socioeconomic index 2022 (higher is worse)"


def test_reloading_after_the_project_was_saved_knows_its_styles(layer, tmp_path):
    add_area_styles(layer, **CUTS, year=2022)
    show_style(layer, "index")
    recolour(layer)
    show_style(layer, "area_type")

    projects, again = in_project_again(layer, tmp_path / "p.qgz")
    made = add_area_styles(again, **CUTS, year=2024)

    assert set(made) == {"area_type", "area_type_grey", "index_quantiles", "population"}
    assert set(again.styleManager().styles()) == names_of((*made, "index"))
    del projects


def test_in_another_language_the_same_styles_are_found_again(layer):
    add_area_styles(layer, **CUTS)
    add_area_styles(layer, **CUTS, words=Words("sv"))
    assert len(layer.styleManager().styles()) == 5
    assert layer.renderer().categories()[0].label() == "1 Områden med stora socioekonomiska utmaningar"


def test_a_style_of_the_user_s_own_stays_where_it_is_asked_for(layer):
    replace_the_renderer(layer)
    own = layer.styleManager().currentStyle()

    add_area_styles(layer, keep_own=True)

    assert layer.styleManager().currentStyle() == "Area type"
    layer.styleManager().setCurrentStyle(own)
    assert layer.renderer().symbol().color().name() == "#ff0000"


def test_a_style_of_the_user_s_with_our_name_is_not_touched(layer):
    add_area_styles(layer)
    show_style(layer, "population")
    replace_the_renderer(layer)
    layer.removeCustomProperty(STYLE_PROPERTY)

    assert "population" not in add_area_styles(layer)

    layer.styleManager().setCurrentStyle("Population")
    assert layer.renderer().symbol().color().name() == "#ff0000"


# Files ---------------------------------------------------------------------------------------------------------------


def test_a_geopackage_opens_styled_with_all_styles_in_it(layer):
    made = add_area_styles(layer, **CUTS, year=2024)
    show_style(layer, "index")

    assert set(save_styles_into(layer)) == names_of(made)
    assert layer.styleManager().currentStyle() == "Index, classes of the types"

    opened = QgsVectorLayer(layer.source(), "nyöppnad", "ogr")
    assert styled_as(opened) == "index"
    assert not was_restyled(opened)
    assert set(opened.listStylesInDatabase()[2]) == names_of(made)


def test_storing_twice_keeps_one_of_each(layer):
    made = add_area_styles(layer)
    save_styles_into(layer)
    save_styles_into(layer)
    assert len(layer.listStylesInDatabase()[2]) == len(made)


def test_names_fit_into_the_table_of_styles():
    for names in STYLE_NAMES.values():
        assert all(len(name) <= 30 for name in names)


def test_a_layer_without_a_geopackage_has_no_place_for_styles(areas_layer):
    layer = areas_layer()
    add_area_styles(layer)
    assert save_styles_into(layer) == ()


@pytest.mark.parametrize("language", ["en", "sv"])
@pytest.mark.parametrize("style", FILES)
def test_the_style_files_are_those_that_the_code_makes(style, language):
    stored = (ROOT / "resources" / "styles" / language / f"{style}.qml").read_text(encoding="utf-8")
    made = style_file(style, language)
    document = QDomDocument()
    assert document.setContent(stored)[0]
    layer = styled_for_file(style, language)
    wanted = style_fingerprint(layer)
    layer.setRenderer(QgsSingleSymbolRenderer(filled("#ff0000")))
    layer.setLabeling(None)
    fine, _ = layer.importNamedStyle(document)
    assert fine
    assert style_fingerprint(layer) == wanted
    # The bytes are those of the QGIS that wrote them; another version writes the same style in other words.
    version = document.documentElement().attribute("version").split(".")[:2]
    assert version != Qgis.version().split(".")[:2] or stored == made, "run make styles"


def test_there_are_no_other_style_files():
    for language in ("en", "sv"):
        assert {path.stem for path in (ROOT / "resources" / "styles" / language).iterdir()} == set(FILES)


def test_a_style_file_changes_nothing_but_colours_and_labels(layer):
    layer.setFieldAlias(0, "Kod å")
    layer.setCustomProperty("mitt", "eget")

    layer.loadNamedStyle(str(ROOT / "resources" / "styles" / "sv" / "area_type.qml"))

    assert layer.fields().at(0).alias() == "Kod å"
    assert layer.customProperty("mitt") == "eget"
    assert layer.renderer().categories()[5].label() == "Uppgift saknas"


def test_the_style_file_of_the_index_says_of_which_year_its_cut_points_are():
    text = (ROOT / "resources" / "styles" / "sv" / "index.qml").read_text(encoding="utf-8")
    assert "Typernas gränsvärden 2022: medelvärde 9,10, SD 5,47" in text


def test_the_style_of_a_layer_can_be_saved_and_used_on_another(layer, areas_layer, tmp_path):
    apply_area_style(layer, "population")
    target = tmp_path / "min stil åäö.qml"

    save_style_file(layer, target)

    other = areas_layer()
    other.loadNamedStyle(str(target))
    assert style_fingerprint(other) == style_fingerprint(layer)


def test_styles_that_a_layer_can_have_are_made_without_error(layer):
    document = QDomDocument()
    for style in available_styles(layer):
        apply_area_style(layer, style, **CUTS)
        layer.exportNamedStyle(document, QgsReadWriteContext(), QgsMapLayer.StyleCategory.Symbology)
        assert document.documentElement().firstChildElement("renderer-v2").isNull() is False
