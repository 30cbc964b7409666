# SPDX-License-Identifier: GPL-2.0-or-later
"""``regso:loadareas`` and ``regso:loadtimeseries`` from the demo and from files; layers that are renewed."""

from __future__ import annotations

import json
import shutil

import geopandas as gpd
import pytest
from qgis.core import QgsProcessingContext, QgsProject, QgsVectorLayer

from regso_atlas.plugin.algorithms.provider import RegsoProvider

LOAD = "regso:loadareas"
SERIES = "regso:loadtimeseries"


@pytest.fixture
def demo_index(demo):
    """The demo's own tables, read with another engine: index and types by code and year."""
    path = demo("omraden").partition("|")[0]
    index = gpd.read_file(path, layer="index_2015_2024").set_index(["regsokod", "ar"])
    people = gpd.read_file(path, layer="folkmangd_2015_2024").set_index(["regsokod", "ar"])["folkmangd"]
    return index.join(people)


# The demo -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("year", [2015, 2023, 2024])
def test_the_demo_loads_with_the_figures_of_its_tables(run_algorithm, demo_index, year):
    run = run_algorithm(LOAD, SOURCE="demo", YEAR=year)

    rows = {row["code"]: row for row in run.rows()}
    assert len(rows) == run["AREA_COUNT"] == 61
    assert run["NO_DATA"] == 1
    assert run["EDITION"] == ("2025" if year >= 2024 else "2020")
    for code, row in rows.items():
        known = demo_index.loc[(code, year)]
        if code == "9901R021":
            assert (row["socioeconomic_index"], row["area_type"], row["label"]) == (None, 0, "No data")
        else:
            assert row["socioeconomic_index"] == known["index"]
            assert (row["area_type"], row["population"]) == (known["omradestyp"], known["folkmangd"])
            assert (row["v1"], row["v2"], row["v3"]) == (known["v1"], known["v2"], known["v3"])
    assert run.warned("made up")


def test_a_part_of_the_demo_is_chosen_by_name_or_code(run_algorithm):
    by_name = run_algorithm(LOAD, SOURCE="demo", KOMMUNER="Sagåköping").rows()
    by_code = run_algorithm(LOAD, SOURCE="demo", KOMMUNER="9902").rows()
    by_lan = run_algorithm(LOAD, SOURCE="demo", LAN="Fantasilän").rows()
    assert by_name == by_code
    assert (len(by_name), len(by_lan)) == (18, 61)


def test_chosen_indicators_are_the_only_ones(run_algorithm):
    row = run_algorithm(LOAD, SOURCE="demo", INDICATORS=["area_type", "v2"]).rows()[0]
    assert {"area_type", "label", "v2"} <= set(row)
    assert not {"socioeconomic_index", "v1", "v3", "population", "density", "rank_kommun"} & set(row)


def test_the_loaded_areas_serve_the_summary(run_algorithm, demo):
    """The columns are recognised by the other algorithms without a choice."""
    areas = run_algorithm(LOAD, SOURCE="demo", YEAR=2024)
    summary = run_algorithm("regso:summarizebyareatype", INPUT=demo("vardinrattningar"), AREAS=areas.layer()).by_type()
    directly = run_algorithm(
        "regso:summarizebyareatype", INPUT=demo("vardinrattningar"), AREAS=demo("omraden")
    ).by_type()
    assert summary == directly


def test_the_demo_has_no_deso(refusal):
    assert "The demo region has RegSO only" in refusal(LOAD, SOURCE="demo", LEVEL="deso")


def test_change_is_the_difference_of_two_years(run_algorithm, demo_index):
    rows = run_algorithm(LOAD, SOURCE="demo", YEAR=2024, COMPARE_YEAR=2015).rows()
    for row in rows:
        before, now = demo_index.loc[(row["code"], 2015)], demo_index.loc[(row["code"], 2024)]
        if row["code"] == "9901R021":
            assert row["index_change"] is None
            continue
        assert row["index_change"] == pytest.approx(now["index"] - before["index"], abs=1e-6)
        assert (row["index_before"], row["area_type_before"]) == (before["index"], before["omradestyp"])
        # the demo's boundaries are the same in both editions
        assert row["boundary_change"] == pytest.approx(0, abs=1e-9)


def test_the_series_of_the_demo_is_its_table(run_algorithm, demo_index):
    run = run_algorithm(SERIES, SOURCE="demo")
    rows = run.rows()
    assert (run["ROWS"], run["FIRST_YEAR_LOADED"], run["LAST_YEAR_LOADED"]) == (610, 2015, 2024)
    for row in rows:
        known = demo_index.loc[(row["code"], row["year"])]
        if row["socioeconomic_index"] is not None:
            assert row["socioeconomic_index"] == known["index"]
            assert row["area_type"] == known["omradestyp"]


# Files ----------------------------------------------------------------------------------------------------------------


@pytest.fixture
def files(demo, tmp_path):
    """The demo's areas and statistics as files in a folder, the way they are downloaded."""
    source = demo("omraden").partition("|")[0]
    areas = gpd.read_file(source, layer="omraden")
    boundaries = tmp_path / "RegSO_2025 ÅÄÖ.gpkg"
    columns = ["regsokod", "regsonamn", "kommunkod", "lanskod", "version", "geometry"]
    areas[columns].to_file(boundaries, layer="RegSO_2025", driver="GPKG")
    statistics = tmp_path / "områdestyper.json"
    shutil.copy(str(source).replace("demo.gpkg", "demo_omradestyper.json"), statistics)
    return {"BOUNDARY_FILES": [str(boundaries)], "STATISTICS_FILES": [str(statistics)]}


def test_files_give_what_the_demo_gives(run_algorithm, files):
    from_files = run_algorithm(LOAD, SOURCE="files", YEAR=2024, **files)
    from_demo = run_algorithm(LOAD, SOURCE="demo", YEAR=2024)

    names = ["code", "name", "kommun_name", "edition", "socioeconomic_index", "area_type", "v1", "v2", "v3", "area_km2"]
    expected = [{name: row[name] for name in names} for row in from_demo.rows()]
    assert [{name: row[name] for name in names} for row in from_files.rows()] == expected
    assert "population" not in from_files.rows()[0]


def test_a_zip_with_a_shapefile_loads_too(run_algorithm, files, tmp_path):
    folder = tmp_path / "packad"
    folder.mkdir()
    gpd.read_file(files["BOUNDARY_FILES"][0]).to_file(folder / "RegSO_2025.shp")
    archive = shutil.make_archive(str(tmp_path / "RegSO_2025"), "zip", folder)
    run = run_algorithm(LOAD, SOURCE="files", YEAR=2024, **{**files, "BOUNDARY_FILES": [archive]})
    assert run["AREA_COUNT"] == 61


def test_the_other_edition_than_the_years_is_refused(refusal, files):
    said = refusal(LOAD, SOURCE="files", YEAR=2020, **files)
    assert "belong to edition 2020" in said
    assert "RegSO_2025 ÅÄÖ.gpkg (2025)" in said


def test_without_a_file_it_is_said_which_one_lacks(refusal, files):
    assert "No file with boundaries was chosen" in refusal(LOAD, SOURCE="files", YEAR=2024)
    bare = {"BOUNDARY_FILES": files["BOUNDARY_FILES"]}
    assert "The files do not say which year they are about" in refusal(LOAD, SOURCE="files", **bare)


def test_two_tables_with_the_same_figure_are_refused(refusal, files, tmp_path):
    again = tmp_path / "samma.json"
    shutil.copy(files["STATISTICS_FILES"][0], again)
    said = refusal(
        LOAD, SOURCE="files", YEAR=2024, **{**files, "STATISTICS_FILES": [*files["STATISTICS_FILES"], str(again)]}
    )
    assert "nobody can tell which one holds" in said
    assert "samma.json" in said


def test_other_figures_of_a_file_come_along(run_algorithm, files, tmp_path):
    table = tmp_path / "löner.csv"
    table.write_text("region;Medelinkomst 2024\n9901R001;312,5\n9901R002;..\n", encoding="utf-8")
    run = run_algorithm(
        LOAD, SOURCE="files", YEAR=2024, **{**files, "STATISTICS_FILES": [*files["STATISTICS_FILES"], str(table)]}
    )
    rows = {row["code"]: row for row in run.rows()}
    extra = next(name for name in rows["9901R001"] if name.startswith("medelinkomst"))
    assert (rows["9901R001"][extra], rows["9901R002"][extra], rows["9901R003"][extra]) == (312.5, None, None)


def test_a_broken_file_is_told_and_nothing_is_written(refusal, files, tmp_path):
    broken = tmp_path / "avbruten.gpkg"
    broken.write_bytes(b"SQLite format 3\0" + b"\0" * 50)
    target = tmp_path / "ut.gpkg"
    said = refusal(LOAD, SOURCE="files", YEAR=2024, **{**files, "BOUNDARY_FILES": [str(broken)]}, OUTPUT=str(target))
    assert "avbruten.gpkg" in said
    assert not target.exists()


def test_both_editions_of_dalarna_load_from_their_files(run_algorithm, real_data):
    both = [
        str(real_data / "regso2018-dalarna" / "regso_2018_dalarna_dissolved.gpkg"),
        str(real_data / "regso2025" / "RegSO_2025.gpkg"),
    ]
    table = str(real_data / "index" / "regso_omradestyp_2022_by_code.csv")
    old = run_algorithm(LOAD, SOURCE="files", YEAR=2022, LAN="Dalarna", BOUNDARY_FILES=both, STATISTICS_FILES=[table])
    new = run_algorithm(LOAD, SOURCE="files", YEAR=2024, LAN="20", BOUNDARY_FILES=both)

    assert (old["AREA_COUNT"], old["EDITION"], new["AREA_COUNT"], new["EDITION"]) == (119, "2020", 119, "2025")
    assert {row["area_type"] for row in old.rows()} <= {1, 2, 3, 4, 5}
    known = {row["code"]: row["name"] for row in old.rows()}
    assert known["2085R008"] == {row["code"]: row["name"] for row in new.rows()}["2085R008"]


# Layers that are renewed ----------------------------------------------------------------------------------------------


@pytest.fixture
def load_into_project(provider: RegsoProvider, qgis_new_project):
    """Run as the toolbox does, with the result loaded; return the layers of the project."""
    import processing

    def load(**parameters) -> list[QgsVectorLayer]:
        processing.runAndLoadResults(LOAD, {"SOURCE": "demo", "OUTPUT": "TEMPORARY_OUTPUT", **parameters})
        return list(QgsProject.instance().mapLayers().values())

    return load


def test_the_same_areas_again_renew_their_layer(load_into_project, tmp_path):
    (layer,) = load_into_project(YEAR=2024)
    identity, name = layer.id(), layer.name()
    for target in ("TEMPORARY_OUTPUT", str(tmp_path / "områden.gpkg"), str(tmp_path / "områden.gpkg")):
        (again,) = load_into_project(YEAR=2024, OUTPUT=target)
        assert (again.id(), again.name()) == (identity, name)
        assert len(list(again.getFeatures())) == again.featureCount() == 61
        assert next(again.getFeatures())["code"] == "9901R001"


def test_another_year_and_another_kommun_have_layers_of_their_own(load_into_project):
    load_into_project(YEAR=2024)
    load_into_project(YEAR=2023)
    layers = load_into_project(YEAR=2024, KOMMUNER="9902")
    assert sorted(layer.featureCount() for layer in layers) == [18, 61, 61]
    assert len({layer.name() for layer in layers}) == 3


def test_a_style_that_the_user_changed_stays_and_the_others_are_made_anew(load_into_project):
    (layer,) = load_into_project(YEAR=2024)
    renderer = layer.renderer().clone()
    renderer.updateCategoryLabel(0, "Min egen text åäö")
    layer.setRenderer(renderer)

    (again,) = load_into_project(YEAR=2024)

    assert again.renderer().categories()[0].label() == "Min egen text åäö"
    assert "Index, five equal classes" in again.styleManager().styles()


def test_a_style_of_the_users_own_stays(load_into_project, tmp_path):
    (layer,) = load_into_project(YEAR=2024)
    style = tmp_path / "egen.qml"
    other = QgsVectorLayer("Polygon?crs=EPSG:3006", "egen", "memory")
    other.saveNamedStyle(str(style))
    layer.loadNamedStyle(str(style))

    (again,) = load_into_project(YEAR=2024)

    assert again.renderer().type() == "singleSymbol"
    assert again.id() == layer.id()


def test_the_layer_is_found_again_after_the_project_was_saved(load_into_project, tmp_path):
    target = str(tmp_path / "områden.gpkg")
    (layer,) = load_into_project(YEAR=2024, OUTPUT=target)
    identity = layer.id()
    project = QgsProject.instance()
    assert project.write(str(tmp_path / "projekt.qgs"))
    project.clear()
    assert project.read(str(tmp_path / "projekt.qgs"))

    (again,) = load_into_project(YEAR=2024, OUTPUT=str(tmp_path / "nya.gpkg"))

    assert again.id() == identity
    assert again.source().startswith(str(tmp_path / "nya.gpkg"))


def test_a_layer_in_editing_is_left_alone(load_into_project):
    (layer,) = load_into_project(YEAR=2024)
    assert layer.startEditing()
    layers = load_into_project(YEAR=2024)
    assert len(layers) == 2
    layer.rollBack()


def test_the_first_style_is_the_chosen_one(load_into_project):
    (layer,) = load_into_project(YEAR=2024, STYLE="index")
    # the demo region has a mean and a deviation of its own: its classes are the types' cut points
    assert layer.renderer().type() in ("graduatedSymbol", "RuleRenderer")
    text = json.dumps([item.label() for item in layer.renderer().legendSymbolItems()], ensure_ascii=False)
    assert "No data" in text


# What a new user met --------------------------------------------------------------------------------------------------


def dalarna_and_country(real_data) -> list[str]:
    return [
        str(real_data / "regso2018-dalarna" / "regso_2018_dalarna_dissolved.gpkg"),
        str(real_data / "regso2025" / "RegSO_2025.gpkg"),
    ]


def test_a_boundary_that_the_other_year_does_not_cover_is_not_called_unchanged(run_algorithm, real_data):
    """Karlstad's index, but old boundaries of Dalarna only: nobody knows whether Karlstad's changed."""
    run = run_algorithm(
        LOAD,
        SOURCE="files",
        YEAR=2024,
        COMPARE_YEAR=2023,
        KOMMUNER="Karlstad",
        BOUNDARY_FILES=dalarna_and_country(real_data),
        STATISTICS_FILES=[str(real_data / "index" / "karlstad_TAB6586_2011-2024.json")],
    )
    assert {row["boundary_change"] for row in run.rows()} == {None}
    assert run.warned("not covered by the boundaries of the other year")


def test_changed_boundaries_of_dalarna_are_marked(run_algorithm, real_data, tmp_path):
    """The real editions, with an index made up for both years, since none of 2024 is at hand."""
    table = tmp_path / "påhittat index.csv"
    codes = [
        row["code"]
        for row in run_algorithm(
            LOAD, SOURCE="files", YEAR=2024, LAN="20", BOUNDARY_FILES=dalarna_and_country(real_data)
        ).rows()
    ]
    lines = "".join(f"{code},Socioekonomiskt index,10,11\n" for code in codes)
    table.write_text(f"region,tabellinnehåll,2023,2024\n{lines}", encoding="utf-8")
    run = run_algorithm(
        LOAD,
        SOURCE="files",
        YEAR=2024,
        COMPARE_YEAR=2023,
        LAN="20",
        BOUNDARY_FILES=dalarna_and_country(real_data),
        STATISTICS_FILES=[str(table)],
    )
    change = {row["code"]: row["boundary_change"] for row in run.rows()}
    assert sum(share > 0.001 for share in change.values()) == 31
    assert max(change, key=change.get) == "2085R008"
    assert run.warned("31 areas have other boundaries than then")


def test_the_current_style_goes_when_its_figures_are_gone(load_into_project):
    (layer,) = load_into_project(YEAR=2024, COMPARE_YEAR=2015, STYLE="change")
    assert layer.styleManager().currentStyle() == "Change of the index"
    (layer,) = load_into_project(YEAR=2024)
    assert layer.styleManager().currentStyle() == "Area type"
    (layer,) = load_into_project(YEAR=2024, STYLE="v1")
    assert layer.styleManager().currentStyle() == "V1 Low economic standard"


def test_a_series_has_what_any_of_its_years_has(run_algorithm, monkeypatch):
    from regso_atlas.plugin.sources.file_supply import DemoSupply

    figures = DemoSupply.figures

    def without_people_in_2020(self, years, level, indicators):
        found = figures(self, years, level, indicators)
        return {year: parts[:1] if year == 2020 else parts for year, parts in found.items()}

    monkeypatch.setattr(DemoSupply, "figures", without_people_in_2020)
    rows = run_algorithm(SERIES, SOURCE="demo", FIRST_YEAR=2020, LAST_YEAR=2021).rows()
    people = {year: {row["population"] for row in rows if row["year"] == year} for year in (2020, 2021)}
    assert people[2020] == {None}
    assert None not in people[2021]


def test_a_series_again_renews_its_layers(load_into_project, tmp_path):
    import processing

    for _ in range(2):
        processing.runAndLoadResults(
            SERIES,
            {"SOURCE": "demo", "FIRST_YEAR": 2023, "OUTPUT": "TEMPORARY_OUTPUT", "OUTPUT_TEMPORAL": "TEMPORARY_OUTPUT"},
        )
    layers = QgsProject.instance().mapLayers().values()
    assert sorted(layer.featureCount() for layer in layers) == [122, 122]
    (polygons,) = [layer for layer in layers if layer.isSpatial()]
    assert polygons.temporalProperties().isActive()
    assert polygons.renderer().type() == "categorizedSymbol"


def test_deso_of_2018_get_their_regso_from_the_key_table(run_algorithm, real_data):
    wish = {
        "SOURCE": "files",
        "LEVEL": "deso",
        "YEAR": 2022,
        "BOUNDARY_FILES": [str(real_data / "regso2018-dalarna" / "deso_2018_v2_dalarna.gpkg")],
        "STATISTICS_FILES": [str(real_data / "index" / "regso_omradestyp_2022_by_code.csv")],
    }
    keys = str(real_data / "keys" / "kopplingstabell-deso_regso-2018_v2.xlsx")
    rows = run_algorithm(LOAD, KEY_TABLE=keys, **wish).rows()
    assert len(rows) == 175
    assert {row["area_type"] for row in rows} <= {1, 2, 3, 4, 5}
    assert len({row["regso_code"] for row in rows}) == 119

    bare = run_algorithm(LOAD, **wish)
    assert {row["area_type"] for row in bare.rows()} == {0}
    assert bare.warned("175 DeSO do not say which RegSO they are part of")


def test_files_for_another_source_are_not_silently_left(refusal, files):
    for source in ("demo", "scb"):
        said = refusal(LOAD, SOURCE=source, YEAR=2024, **files)
        assert "Choose the source “files”" in said


def test_a_style_that_cannot_be_shown_is_told(run_algorithm, refusal):
    assert "Choose a year to compare with" in refusal(LOAD, SOURCE="demo", STYLE="change")
    run = run_algorithm(LOAD, SOURCE="demo", STYLE="v1", INDICATORS=["area_type"])
    assert run.warned("The style “v1” cannot be shown")


def test_the_other_level_than_the_files_is_named(refusal, files):
    said = refusal(LOAD, SOURCE="files", LEVEL="deso", YEAR=2024, **files)
    assert "RegSO_2025 ÅÄÖ.gpkg” holds RegSO and no DeSO" in said


@pytest.mark.parametrize("year", ["abc", -1])
def test_what_is_no_year_is_told(provider, year):
    from regso_atlas.plugin.core.messages import RegsoError

    algorithm = next(one for one in provider.algorithms() if one.id() == LOAD).create()
    with pytest.raises(RegsoError, match="is no year"):
        algorithm.optional_whole({"YEAR": year}, "YEAR", QgsProcessingContext())


def test_the_layer_in_the_project_can_be_used_at_once_by_another_algorithm(load_into_project, demo, tmp_path):
    """Writing the styles into the file must not leave connections that see no rows."""
    import processing

    (layer,) = load_into_project(YEAR=2024, OUTPUT=str(tmp_path / "områden.gpkg"))
    found = processing.run(
        "regso:summarizebyareatype", {"INPUT": demo("vardinrattningar"), "AREAS": layer.id(), "OUTPUT": "memory:"}
    )
    assert (found["TOTAL"], found["INSIDE"]) == (70, 67)


def test_no_licence_is_claimed_for_files_whose_licences_nobody_told(run_algorithm, files, tmp_path):
    own, made = tmp_path / "egna.gpkg", tmp_path / "demo.gpkg"
    run_algorithm(LOAD, SOURCE="files", YEAR=2024, **files, OUTPUT=str(own))
    run_algorithm(LOAD, SOURCE="demo", YEAR=2024, OUTPUT=str(made))
    told = {path: QgsVectorLayer(str(path), "x", "ogr").metadata() for path in (own, made)}
    assert (told[own].licenses(), told[own].rights()) == ([], [])
    assert told[made].licenses() == ["CC0-1.0"]
