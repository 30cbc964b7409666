# SPDX-License-Identifier: GPL-2.0-or-later
"""Step 5 with real widgets: what can be kept is kept, and what cannot says why."""

import json
import subprocess
import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from qgis.core import QgsApplication, QgsProject, QgsVectorLayer
from qgis.PyQt.QtCore import QLocale
from qgis.PyQt.QtWidgets import QFileDialog, QToolButton

from regso_atlas.plugin.core.messages import RegsoError
from regso_atlas.plugin.i18n import install_translator
from regso_atlas.plugin.layers import kommuner
from regso_atlas.plugin.panel.sections.keep import KeepSection
from regso_atlas.plugin.panel.state import AreasChoice, QuestionChoice

FILES = {
    "keep_save_report": "html",
    "keep_workbook": "xlsx",
    "keep_map_pdf": "pdf",
    "keep_map_png": "png",
    "keep_atlas": "pdf",
    "keep_model": "model3",
    "keep_record": "json",
}


@pytest.fixture
def swedish() -> Any:
    """QGIS in Swedish."""
    QgsApplication.setLocale(QLocale("sv_SE"))
    translator = install_translator()
    yield
    QgsApplication.removeTranslator(translator)
    QgsApplication.setLocale(QLocale("en_GB"))


@pytest.fixture
def section(presenter: Any, qtbot: Any) -> KeepSection:
    """The step, shown by itself."""
    section = KeepSection(presenter)
    qtbot.addWidget(section)
    section.resize(280, 500)
    section.show()
    return section


@pytest.fixture
def button(section: KeepSection) -> Any:
    """A button by its name."""
    return lambda name: section.findChild(QToolButton, name)


@pytest.fixture
def ask(presenter: Any, idle: Any, demo_layer: Any) -> Any:
    """Load the demo and ask how its clinics lie."""

    def go(**more: Any) -> QgsVectorLayer:
        if presenter.areas() is None:
            presenter.choose_areas(AreasChoice(source="demo"))
            presenter.load_areas()
            idle(presenter)
        layer = demo_layer("vardinrattningar", "Vårdinrättningar åäö")
        presenter.choose_question(QuestionChoice("per_inhabitant", layer.id(), **more))
        presenter.ask()
        idle(presenter)
        assert presenter.outcome is not None
        return layer

    return go


@pytest.fixture
def save(monkeypatch: pytest.MonkeyPatch, button: Any, click: Any, presenter: Any, idle: Any) -> Any:
    """Click a button and choose a file."""

    def go(name: str, path: Path) -> Path:
        for dialog in ("getSaveFileName", "getOpenFileName"):
            monkeypatch.setattr(QFileDialog, dialog, lambda *_: (str(path), ""))
        assert button(name).isEnabled(), button(name).toolTip()
        click(button(name))
        idle(presenter)
        return path

    return go


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A folder with blanks and Swedish letters."""
    folder = tmp_path / "mina resultat åäö"
    folder.mkdir()
    return folder


def text_of(pdf: Path) -> str:
    return subprocess.run(["pdftotext", "-layout", str(pdf), "-"], capture_output=True, check=True).stdout.decode()


def pages_of(pdf: Path) -> int:
    said = subprocess.run(["pdfinfo", str(pdf)], capture_output=True, check=True, text=True).stdout
    return int(said.partition("Pages:")[2].split()[0])


def workbook(path: Path) -> Any:
    return openpyxl.load_workbook(path)


def column(sheet: Any, title: str) -> list[Any]:
    heads = [cell.value for cell in sheet[1]]
    return [row[heads.index(title)].value for row in sheet.iter_rows(min_row=2)]


def test_without_an_outcome_every_button_says_what_is_missing(section, button):
    for name in [*FILES, "keep_open_report", "keep_command"]:
        assert not button(name).isEnabled()
        assert button(name).toolTip() == "There is no result yet. Ask a question in step 3."
    assert button("keep_compare").isEnabled(), "a run record can be opened without a result"
    assert section.reason.isVisible()


def test_every_button_has_words_a_name_and_a_tooltip(section, ask):
    ask()
    for one in section.findChildren(QToolButton):
        assert one.text()
        assert one.objectName()
        assert one.toolTip() not in ("", one.text())
        assert one.isEnabled()
    assert not section.reason.isVisible()
    assert section.minimumSizeHint().width() <= 280


@pytest.mark.parametrize("name", FILES)
def test_every_file_is_written_whole_under_a_name_with_blanks_and_swedish_letters(
    section, ask, save, place, heard, name
):
    ask()
    before = len(heard)
    path = save(name, place / f"så här blev det.{FILES[name]}")
    assert path.stat().st_size > 500
    assert [notice.text for notice in heard[before:]] == [f"Written: {path}"]
    assert [one.name for one in place.iterdir()] == [path.name], "nothing half-written is left"


def test_the_ending_is_added_where_it_was_left_out(section, ask, save, place):
    ask()
    save("keep_record", place / "körning 1.5")
    assert (place / "körning 1.5.json").is_file()


@pytest.mark.parametrize("name", FILES)
def test_what_cannot_be_written_is_said_and_nothing_is_left(section, ask, save, place, heard, presenter, name):
    ask()
    before = len(heard)
    save(name, place / "finns inte" / f"a.{FILES[name]}")
    assert [notice.level for notice in heard[before:]] == ["error"]
    assert "finns inte" in heard[-1].text
    assert "Traceback" not in heard[-1].text
    assert not presenter.activity.is_busy
    assert list(place.iterdir()) == []


def test_the_workbook_has_the_figures_of_the_run_as_numbers(section, ask, save, place, presenter):
    ask()
    book = workbook(save("keep_workbook", place / "bok.xlsx"))
    assert book.sheetnames == ["Result", "By area", "Differences", "Method and sources"]
    sheet, table = book["Result"], presenter.outcome.table
    # a row for the types together stands after the five, one for everything last
    amounts = column(sheet, "Count")
    assert amounts[:5] + amounts[6:8] == list(table["amount"])
    assert amounts[8] == presenter.outcome.numbers["TOTAL_AMOUNT"]
    rates = column(sheet, "Count per 1,000 inhabitants")
    assert rates[0] == pytest.approx(table["per_1000"][0], rel=1e-15)
    assert column(sheet, "Area type")[0] == "Areas with major socioeconomic challenges"
    assert len(column(book["By area"], "Count")) == len(presenter.outcome.areas)


def test_groups_that_live_apart_are_kept_as_a_table_and_a_report(section, ask, save, place, presenter, idle):
    ask()
    csv = Path(__file__).resolve().parents[3] / "resources" / "demo" / "demo_inkomstgrupper_2015_2024.csv"
    table = QgsVectorLayer(f"{csv.as_uri()}?type=csv&detectTypes=yes&geomType=none", "inkomster åäö", "delimitedtext")
    QgsProject.instance().addMapLayer(table)
    groups = ("kvintil_1", "kvintil_5")
    presenter.choose_question(QuestionChoice("segregation", table.id(), amount_fields=groups))
    presenter.ask()
    idle(presenter)
    book = workbook(save("keep_workbook", place / "bok.xlsx"))
    assert book.sheetnames == ["Result", "Method and sources"]
    assert len(list(book["Result"].iter_rows())) == len(presenter.outcome.table) + 1
    report = save("keep_save_report", place / "rapport.html").read_text(encoding="utf-8")
    assert "Påhittsstad" in report


def test_the_workbook_says_where_everything_comes_from(section, ask, save, place, presenter):
    ask()
    book = workbook(save("keep_workbook", place / "bok.xlsx"))
    said = "\n".join(str(cell.value) for row in book.worksheets[-1].iter_rows() for cell in row if cell.value)
    for text in ("Vårdinrättningar åäö", "2025", "2024", "Type 1 has the largest", "ties", "RegSO Atlas", "QGIS 3."):
        assert text in said, text
    assert "regso:summarizebyareatype" in said


def test_the_workbook_is_swedish_where_qgis_is(swedish, section, ask, save, place):
    ask()
    book = workbook(save("keep_workbook", place / "bok.xlsx"))
    assert book.sheetnames == ["Resultat", "Efter område", "Skillnader", "Metod och källor"]
    assert column(book["Resultat"], "Områdestyp")[0] == "Områden med stora socioekonomiska utmaningar"
    assert column(book["Resultat"], "Antal")[0] > 0


def test_what_is_hidden_in_the_table_is_hidden_in_every_file(section, ask, save, place, presenter):
    ask(min_count=15)
    table = presenter.outcome.table
    hidden = list(table["feature_count"].isna())
    assert any(hidden)
    book = workbook(save("keep_workbook", place / "bok.xlsx"))
    amounts = column(book["Result"], "Count")
    assert [value == ".." for value in amounts[:5] + amounts[6:8]] == hidden
    by_area = column(book["By area"], "Count")
    assert [value == ".." for value in by_area] == list(presenter.outcome.areas["feature_count"].isna())
    record = json.loads(save("keep_record", place / "körning.json").read_text(encoding="utf-8"))
    at = record["columns"].index("amount")
    assert [row[at] is None for row in record["rows"]] == hidden


def test_a_table_without_types_per_feature_is_a_workbook_too(section, presenter, idle, demo_layer, save, place):
    presenter.choose_areas(AreasChoice(source="demo"))
    presenter.load_areas()
    idle(presenter)
    layer = demo_layer("skolor", "Skolor")
    presenter.choose_question(QuestionChoice("where", layer.id()))
    presenter.ask()
    idle(presenter)
    book = workbook(save("keep_workbook", place / "skolor.xlsx"))
    assert len(list(book["Result"].rows)) == 1 + layer.featureCount()


# Maps -----------------------------------------------------------------------------------------------------------------


def test_the_map_names_what_it_shows_and_whose_data_it_is(section, ask, save, place):
    ask()
    said = " ".join(text_of(save("keep_map_pdf", place / "karta.pdf")).split())
    assert "Vårdinrättningar åäö" in said
    assert "Socioeconomic area type 2024 (1 is worst, 5 is best)" in said
    assert "Areas with major socioeconomic challenges" in said
    assert "No data" in said
    assert "Source: " in said
    assert "Own processing with RegSO Atlas" in said
    assert "km" in said


def test_the_map_is_swedish_where_qgis_is(swedish, section, ask, save, place):
    ask()
    said = " ".join(text_of(save("keep_map_pdf", place / "karta.pdf")).split())
    assert "1 Områden med stora socioekonomiska" in said
    assert "utmaningar" in said


def test_a_map_does_not_show_the_features_that_the_table_hides(section, ask, save, place, heard):
    layer = ask(min_count=5)
    said = text_of(save("keep_map_pdf", place / "karta.pdf"))
    layout = QgsProject.instance().layoutManager().layouts()[0]
    assert layer not in layout.itemById("map").layers()
    assert "Uppgift saknas" in said or "No data" in said
    assert any("does not show the layer Vårdinrättningar åäö itself" in notice.text for notice in heard)


def test_the_layout_stays_in_the_project_and_is_renewed(section, ask, save, place):
    ask()
    for number in (1, 2):
        save("keep_map_pdf", place / f"karta {number}.pdf")
    names = [layout.name() for layout in QgsProject.instance().layoutManager().layouts()]
    assert names == [f"RegSO Atlas: {section.keeper.record.title}"]


def test_the_atlas_has_a_page_for_each_kommun(section, ask, save, place):
    ask()
    path = save("keep_atlas", place / "atlas.pdf")
    assert pages_of(path) == 2
    pages = text_of(path).split("\f")
    assert "Påhittsstad" in pages[0]
    assert "Sagåköping" in pages[1]
    outlines = [one for one in QgsProject.instance().mapLayers().values() if "Kommuner" in one.name()]
    assert len(outlines) == 1
    assert outlines[0].featureCount() == 2
    save("keep_atlas", place / "atlas.pdf")
    again = [one for one in QgsProject.instance().mapLayers().values() if "Kommuner" in one.name()]
    assert again == outlines


def test_a_cancelled_atlas_leaves_nothing_behind(section, ask, place, presenter, idle, heard):
    ask()
    section.keeper.save_atlas(place / "atlas.pdf")
    presenter.cancel()
    idle(presenter)
    assert heard[-1].text == "Cancelled. Nothing was written."
    assert list(place.iterdir()) == []
    section.keeper.save_map(place / "karta.pdf")
    idle(presenter)
    assert (place / "karta.pdf").is_file(), "the next one works"


def test_a_cancel_between_two_pages_is_heard(section, ask, place, presenter, idle, heard):
    ask()
    section.keeper.save_atlas(place / "atlas.pdf")
    presenter.activity_changed.connect(lambda activity: presenter.cancel() if activity.percent == 50.0 else None)
    idle(presenter)
    assert heard[-1].text == "Cancelled. Nothing was written."
    assert list(place.iterdir()) == []


def test_two_things_at_once_are_refused(section, ask, place, presenter, idle, heard):
    ask()
    section.keeper.save_workbook(place / "bok.xlsx")
    assert presenter.activity.kind == "keep"
    presenter.ask()
    assert heard[-1].text == "Something is running already. Wait for its end, or cancel it."
    section.keeper.save_record(place / "körning.json")
    assert heard[-1].text == "Something is running already. Wait for its end, or cancel it."
    idle(presenter)
    assert [one.name for one in place.iterdir()] == ["bok.xlsx"]


def test_buttons_rest_while_something_runs(section, ask, place, presenter, idle, button):
    ask()
    section.keeper.save_workbook(place / "bok.xlsx")
    assert not button("keep_map_pdf").isEnabled()
    idle(presenter)
    assert button("keep_map_pdf").isEnabled()


def test_without_the_areas_there_is_no_map_but_the_tables_stay(section, ask, save, place, presenter, button):
    ask()
    QgsProject.instance().removeMapLayer(presenter.areas().id())
    assert not button("keep_map_pdf").isEnabled()
    assert button("keep_map_pdf").toolTip() == "The layer with the areas is no longer in the project."
    book = workbook(save("keep_workbook", place / "bok.xlsx"))
    said = "\n".join(str(cell.value) for row in book.worksheets[-1].iter_rows() for cell in row if cell.value)
    assert "RegSO 2024 demo" in said or "RegSO" in said


def test_a_project_that_closes_under_the_work_does_no_harm(section, ask, place, presenter, idle, button):
    ask()
    section.keeper.save_atlas(place / "atlas.pdf")
    QgsProject.instance().clear()
    idle(presenter)
    assert list(place.iterdir()) == []
    assert not button("keep_atlas").isEnabled()


def test_a_full_disk_is_said(section, ask, save, heard, presenter, monkeypatch, place):
    ask()

    def full(*_: Any, **__: Any) -> Any:
        raise OSError(28, "No space left on device", str(place / "bok.xlsx"))

    monkeypatch.setattr(zipfile.ZipFile, "open", full)
    save("keep_workbook", place / "bok.xlsx")
    assert heard[-1].level == "error"
    assert "has room" in heard[-1].text
    assert list(place.iterdir()) == []


def test_kommuner_that_cannot_be_written_leave_no_file(section, ask, save, heard, monkeypatch, place, results_folder):
    ask()

    def full(path: str, *_: Any) -> None:
        Path(path).write_bytes(b"half")
        raise RegsoError("The kommuner could not be written to {path}.", path=path)

    monkeypatch.setattr(kommuner, "write_outlines", full)
    save("keep_atlas", place / "atlas.pdf")
    assert heard[-1].level == "error"
    assert [one for one in (results_folder / "areas").iterdir() if "Kommuner" in one.name] == []
    assert list(place.iterdir()) == []


def test_a_deleted_report_cannot_be_saved_and_says_so(section, ask, presenter, button):
    ask()
    Path(presenter.outcome.outputs["OUTPUT_HTML"]).unlink()
    section.renew()
    assert button("keep_save_report").toolTip() == "This run wrote no report, or its file is gone."


# Layer tree -----------------------------------------------------------------------------------------------------------


def tree(group: Any) -> list[Any]:
    return [
        (child.name(), tree(child)) if hasattr(child, "findGroups") and not hasattr(child, "layerId") else child.name()
        for child in group.children()
    ]


def groups_of_runs():
    ours = QgsProject.instance().layerTreeRoot().findGroup("RegSO Atlas")
    return ours.children() if ours is not None else []


def test_results_stand_in_their_group_once(section, ask, presenter, qtbot):
    ask()
    qtbot.waitUntil(lambda: len(groups_of_runs()) == 1)
    ours = QgsProject.instance().layerTreeRoot().findGroup("RegSO Atlas")
    title = section.keeper.record.title
    assert "Vårdinrättningar åäö" in title
    layers = [QgsProject.instance().mapLayer(presenter.outcome.outputs[name]) for name in ("OUTPUT_AREAS", "OUTPUT")]
    assert tree(ours) == [(title, [layer.name() for layer in layers])]
    ids = QgsProject.instance().layerTreeRoot().findLayerIds()
    assert len(ids) == len(set(ids)) == len(QgsProject.instance().mapLayers())
    section.keeper.take(presenter.outcome)
    qtbot.wait(50)
    assert QgsProject.instance().layerTreeRoot().findLayerIds() == ids


def test_what_is_asked_again_gets_a_group_of_its_own(section, ask, presenter, idle, qtbot):
    ask()
    qtbot.waitUntil(lambda: len(groups_of_runs()) == 1)
    first = section.keeper.result_layers()
    # the time of a run is told to the second
    earlier = groups_of_runs()[0]
    earlier.setCustomProperty("regso_atlas/group", "2026-01-01T00:00:00")
    presenter.ask()
    idle(presenter)
    qtbot.waitUntil(lambda: len(groups_of_runs()) == 2)
    groups = groups_of_runs()
    assert {node.layerId() for node in groups[1].findLayers()} == set(first)
    assert {node.layerId() for node in groups[0].findLayers()} == set(section.keeper.result_layers())
