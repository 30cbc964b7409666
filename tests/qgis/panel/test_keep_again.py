# SPDX-License-Identifier: GPL-2.0-or-later
"""A run that is made again: by a command in a shell, by a model, and from its record, with the same figures."""

import json
import os
import shlex
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from qgis.core import QgsApplication, QgsProcessingModelAlgorithm, QgsProject, QgsVectorLayer

from regso_atlas.plugin.core.messages import RegsoError
from regso_atlas.plugin.layers.table import frame_of_layer
from regso_atlas.plugin.panel.keep_words import words_of
from regso_atlas.plugin.panel.keeping import Keeper
from regso_atlas.plugin.panel.run_record import LayerRecord, RunRecord, checksum, compare, from_json, rows_of, to_json
from regso_atlas.plugin.panel.state import AreasChoice, QuestionChoice

ROOT = Path(__file__).resolve().parents[3]
SETTINGS = "[PythonPlugins]\nprocessing=true\nregso_atlas=true\n\n[locale]\noverrideFlag=true\nuserLocale=en_US\n"


@pytest.fixture(scope="module")
def shell(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """Run a line in a shell that has ``qgis_process`` with the plugin."""
    folder = tmp_path_factory.mktemp("skal")
    (folder / "plugins").mkdir()
    (folder / "plugins" / "regso_atlas").symlink_to(ROOT)
    (folder / "run").mkdir(mode=0o700)
    profile = folder / "profiles" / "default" / "QGIS" / "QGIS3.ini"
    profile.parent.mkdir(parents=True)
    profile.write_text(SETTINGS, encoding="utf-8")
    foreign = ("PYTHON", "QGIS_", "QT_", "XDG_", "LC_", "LANG", "VIRTUAL_ENV")
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith(foreign)},
        "PATH": os.pathsep.join([str(Path(sys.executable).parent), "/usr/local/bin", "/usr/bin", "/bin"]),
        "LC_ALL": "C.UTF-8",
        "QGIS_PREFIX_PATH": "/usr",
        "QGIS_CUSTOM_CONFIG_PATH": str(folder),
        "QGIS_PLUGINPATH": str(folder / "plugins"),
        "QT_QPA_PLATFORM": "offscreen",
        "XDG_RUNTIME_DIR": str(folder / "run"),
    }

    def run(line: str) -> str:
        done = subprocess.run(
            ["timeout", "120", "bash", "-c", line], env=environment, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    return run


@pytest.fixture
def keeper(presenter: Any, idle: Any, demo_layer: Any) -> Keeper:
    """The keeper of a run on the demo: clinics by kind, beds summed."""
    keeper = Keeper(presenter)
    presenter.choose_areas(AreasChoice(source="demo"))
    presenter.load_areas()
    idle(presenter)
    layer = demo_layer("vardinrattningar", "Vårdinrättningar åäö")
    presenter.choose_question(
        QuestionChoice("sum", layer.id(), group_field="typ", amount_fields=("platser",), min_count=2)
    )
    presenter.ask()
    idle(presenter)
    assert presenter.outcome is not None
    return keeper


def table_of(path: str | Path) -> pd.DataFrame:
    layer = QgsVectorLayer(str(path), "tabell", "ogr")
    assert layer.isValid(), path
    return frame_of_layer(layer)


def assert_same_figures(one: pd.DataFrame, other: pd.DataFrame) -> None:
    assert len(one) > 7
    pd.testing.assert_frame_equal(one.drop(columns="label"), other.drop(columns="label"), check_dtype=False, rtol=1e-12)


def test_the_copied_command_gives_the_same_figures_in_a_shell(keeper, shell, presenter, heard):
    keeper.copy_command()
    command = QgsApplication.clipboard().text()
    assert command.startswith("qgis_process run regso:summarizebyareatype ")
    assert heard[-1].level == "success"
    said = shell(command)
    path = next(line.partition("\t")[2] for line in said.splitlines() if line.startswith("OUTPUT:\t"))
    assert Path(path) != Path(presenter.outcome.parameters["OUTPUT"]), "what the run wrote is not written over"
    assert_same_figures(table_of(path), presenter.outcome.table)
    assert f"TOTAL:\t{presenter.outcome.numbers['TOTAL']}" in said


def test_the_model_with_its_defaults_gives_the_same_figures(keeper, shell, presenter, tmp_path):
    model, out = tmp_path / "modell åäö.model3", tmp_path / "ur modellen å.gpkg"
    keeper.save_model(model)
    read = QgsProcessingModelAlgorithm()
    assert read.fromFile(str(model))
    defaults = {one.name(): one.defaultValue() for one in read.parameterDefinitions() if not one.isDestination()}
    assert list(defaults) == ["INPUT", "AREAS", "GROUP_FIELD", "AMOUNT_FIELDS", "MIN_COUNT"]
    assert defaults["INPUT"].endswith("demo.gpkg|layername=vardinrattningar")
    # the dialog of a model fills its defaults in; on a command line everything is said
    inputs = {**defaults, "summary_by_area_type": str(out)}
    line = json.dumps({"inputs": inputs}, ensure_ascii=False)
    shell(f"qgis_process run {shlex.quote(str(model))} - <<< {shlex.quote(line)}")
    assert_same_figures(table_of(out), presenter.outcome.table)


def test_the_model_takes_another_layer(keeper, shell, demo, tmp_path):
    model, out = tmp_path / "m.model3", tmp_path / "skolor.gpkg"
    keeper.save_model(model)
    areas = keeper.record.layers["AREAS"].source
    shell(
        f"qgis_process run '{model}' --INPUT='{demo('skolor')}' --AREAS='{areas}' --AMOUNT_FIELDS=elever "
        f"--summary_by_area_type='{out}'"
    )
    schools = QgsVectorLayer(demo("skolor"), "skolor", "ogr")
    pupils = sum(feature["elever"] or 0 for feature in schools.getFeatures())
    assert table_of(out)["elever_sum"].sum() == pytest.approx(pupils)


def test_a_record_that_is_run_again_gives_the_same_result(keeper, presenter, idle, heard, tmp_path):
    path, compared = tmp_path / "körning åäö.json", []
    keeper.compared.connect(compared.append)
    keeper.save_record(path)
    idle(presenter)
    layers = set(QgsProject.instance().mapLayers())
    outcome = presenter.outcome
    keeper.repeat_record(path)
    assert presenter.activity.kind == "keep"
    idle(presenter)
    assert compared[0].same
    assert compared[0].count == 0
    assert heard[-1].text == "Same result: yes."
    assert set(QgsProject.instance().mapLayers()) == layers, "a run that only compares adds no layers"
    assert presenter.outcome is outcome


def test_a_record_is_run_again_in_an_empty_project(keeper, presenter, idle, heard, tmp_path):
    path = tmp_path / "körning.json"
    keeper.save_record(path)
    idle(presenter)
    QgsProject.instance().clear()
    keeper.repeat_record(path)
    idle(presenter)
    assert heard[-1].text == "Same result: yes."


def test_a_record_of_other_figures_says_what_differs(keeper, presenter, idle, heard, tmp_path):
    path = tmp_path / "körning.json"
    keeper.save_record(path)
    idle(presenter)
    record = from_json(path.read_text(encoding="utf-8"))
    at = record.columns.index("amount")
    row = next(n for n, values in enumerate(record.rows) if values[at])
    changed = list(map(list, record.rows))
    changed[row][at] += 1
    rows = tuple(map(tuple, changed))
    other = replace(record, rows=rows, checksum=checksum(record.columns, rows))
    path.write_text(to_json(other), encoding="utf-8")
    keeper.repeat_record(path)
    idle(presenter)
    assert heard[-1].level == "warning"
    assert heard[-1].text.startswith(f"Same result: no. Row {row + 1}, amount: was {changed[row][at]}")


def test_a_record_whose_layer_is_gone_says_which(keeper, presenter, idle, heard, tmp_path):
    path = tmp_path / "körning.json"
    keeper.save_record(path)
    idle(presenter)
    document = json.loads(path.read_text(encoding="utf-8"))
    document["layers"]["INPUT"] |= {"source": str(tmp_path / "borta.gpkg"), "layer_id": "x", "name": "Borta åäö"}
    path.write_text(json.dumps(document), encoding="utf-8")
    keeper.repeat_record(path)
    assert heard[-1].level == "error"
    assert "Borta åäö" in heard[-1].text


def test_what_is_no_record_is_refused_in_words(keeper, heard, tmp_path):
    for name, content in (
        ("a.json", "{}"),
        ("b.json", "ingen json"),
        ("c.json", '{"format": "annat"}'),
        ("d.json", "[]"),
    ):
        (tmp_path / name).write_text(content, encoding="utf-8")
        keeper.repeat_record(tmp_path / name)
        assert heard[-1].text.startswith("This is no run record"), name
    (tmp_path / "e.json").write_bytes(b"\xff\xfe\x00")
    keeper.repeat_record(tmp_path / "e.json")
    assert heard[-1].level == "error"
    keeper.repeat_record(tmp_path / "saknas.json")
    assert heard[-1].level == "error"


def test_a_temporary_layer_cannot_be_a_command_and_says_so(presenter, idle, layer_from_wkt, heard, tmp_path):
    keeper = Keeper(presenter)
    presenter.choose_areas(AreasChoice(source="demo"))
    presenter.load_areas()
    idle(presenter)
    layer = layer_from_wkt("Point", ["Point(0.5 0.5)"], name="Tillfälligt")
    QgsProject.instance().addMapLayer(layer)
    presenter.choose_question(QuestionChoice("amount", layer.id()))
    presenter.ask()
    idle(presenter)
    assert "Tillfälligt" in keeper.why_not("repeat")
    assert keeper.command() == ""
    assert "Tillfälligt" in heard[-1].text
    keeper.save_model(tmp_path / "a.model3")
    assert not (tmp_path / "a.model3").exists()
    # a record is a receipt too, and in this project it can be run again
    keeper.save_record(tmp_path / "a.json")
    idle(presenter)
    keeper.repeat_record(tmp_path / "a.json")
    idle(presenter)
    assert heard[-1].text == "Same result: yes."


# The record by itself -------------------------------------------------------------------------------------------------


def record(**changes: Any) -> RunRecord:
    columns, rows = rows_of(
        pd.DataFrame({"typ": ["väg", None], "amount": [1.0, float("nan")], "label": ["Blandat", "Mixed"]})
    )
    given = {
        "title": "Vägar åäö",
        "algorithm": "regso:summarizebyareatype",
        "parameters": {"AMOUNT_FIELDS": ["längd"], "MIN_COUNT": 5},
        "layers": {"INPUT": LayerRecord("Vägar", "/data/väg.gpkg|layername=vägar", features=7, years=(2024,))},
        "numbers": {"TOTAL": 7, "TOTAL_AMOUNT": 1.25},
        "versions": {"QGIS": "3.40.6"},
        "columns": columns,
        "rows": rows,
        "row_count": len(rows),
        "checksum": checksum(columns, rows),
        "started": "2026-08-03T10:00:00+02:00",
    }
    return RunRecord(**(given | changes))


def with_rows(frame: dict[str, list[Any]], **changes: Any) -> RunRecord:
    columns, rows = rows_of(pd.DataFrame(frame))
    return record(columns=columns, rows=rows, row_count=len(rows), checksum=checksum(columns, rows), **changes)


def test_a_record_is_itself_after_writing_and_reading():
    assert from_json(to_json(record())) == record()
    assert from_json("\ufeff" + to_json(record())) == record()
    assert rows_of(None) == ((), ())


def test_missing_is_null_and_whole_is_whole():
    assert record().rows == (("väg", 1, "Blandat"), (None, None, "Mixed"))
    assert "NaN" not in to_json(record())


def test_a_record_that_was_changed_by_hand_is_refused():
    with pytest.raises(RegsoError, match="somebody changed the file"):
        from_json(to_json(record()).replace('"väg"', '"gata"'))


def test_a_newer_record_is_refused():
    with pytest.raises(RegsoError, match="update the plugin"):
        from_json(to_json(record()).replace('"version": 1', '"version": 2'))


def test_no_password_gets_into_a_record():
    layer = LayerRecord("a", "dbname='x' user='anna' password='hemligt' table=\"t\"", "postgres")
    assert "hemligt" not in to_json(record(layers={"INPUT": layer}))


def test_words_in_another_language_are_the_same_result():
    other = with_rows({"typ": ["väg", None], "amount": [1.0, float("nan")], "label": ["Mixed", "x"]})
    assert compare(record(), other).same
    assert other.checksum == record().checksum


def test_figures_are_the_same_to_nine_figures_and_missing_is_not_zero():
    figures = {"typ": ["väg", None], "label": ["", ""]}
    close = with_rows({"typ": figures["typ"], "amount": [1.0 + 1e-12, float("nan")], "label": ["", ""]})
    assert compare(record(), close).same
    zero = with_rows({"typ": figures["typ"], "amount": [1.0, 0.0], "label": ["", ""]})
    difference = compare(record(), zero)
    assert not difference.same
    assert words_of(difference) == "Same result: no. Row 2, amount: was – and is 0."


def test_numbers_rows_columns_versions_and_features_are_compared():
    assert "TOTAL was 7 and is 8." in words_of(compare(record(), record(numbers={"TOTAL": 8, "TOTAL_AMOUNT": 1.25})))
    assert "2 rows and has 1" in words_of(
        compare(record(), with_rows({"typ": ["väg"], "amount": [1.0], "label": [""]}))
    )
    assert "same columns: label" in words_of(compare(record(), with_rows({"typ": ["väg", None], "amount": [1, None]})))
    newer = record(
        versions={"QGIS": "3.44.5"},
        layers={"INPUT": LayerRecord("Vägar", "/data/väg.gpkg|layername=vägar", features=9)},
    )
    said = words_of(compare(record(), newer))
    assert said.startswith("Same result: yes.")
    assert "Vägar had 7 features and has 9" in said
    assert "QGIS 3.40.6 → 3.44.5" in said


def test_many_differences_are_counted():
    frame = {"typ": ["a"] * 50, "amount": list(range(50)), "label": [""] * 50}
    other = {**frame, "amount": list(range(1, 51))}
    found = compare(with_rows(frame), with_rows(other))
    assert found.count == 50
    assert "47 more differences." in words_of(found)


def test_a_table_that_is_too_long_is_compared_by_its_checksum():
    long = record(rows=(), row_count=9000, checksum="a")
    assert from_json(to_json(long)) == long
    assert compare(long, long).same
    assert not compare(long, replace(long, checksum="b")).same
    assert not compare(record(areas_checksum="a"), record(areas_checksum="b")).same


def path_of(said: str, output: str) -> str:
    return next(line.partition("\t")[2] for line in said.splitlines() if line.startswith(f"{output}:\t"))


def test_the_copied_command_rounds_and_divides_by_class_as_the_panel_did(keeper, shell, presenter, idle, heard):
    asked = presenter.state.question
    presenter.choose_question(replace(asked, rounding="5", town_and_country="density"))
    presenter.ask()
    idle(presenter)
    keeper.copy_command()
    said = shell(QgsApplication.clipboard().text())

    assert_same_figures(table_of(path_of(said, "OUTPUT")), presenter.outcome.table)
    assert_same_figures(table_of(path_of(said, "OUTPUT_STRATA")), presenter.outcome.classes)
    assert set(presenter.outcome.classes["amount"].dropna() % 5) == {0}


def test_the_copied_command_of_a_follow_up_gives_the_same_figures_in_a_shell(shell, presenter, idle, demo_layer):
    keeper, index = Keeper(presenter), demo_layer("index_2015_2024", "Index per år")
    demo_layer("folkmangd_2015_2024", "Folkmängd per år")
    presenter.choose_question(QuestionChoice("years_mean", index.id(), figure_field="v2", last_year=2023))
    presenter.ask()
    idle(presenter)
    keeper.copy_command()
    said = shell(QgsApplication.clipboard().text())

    assert_same_figures(table_of(path_of(said, "OUTPUT")), presenter.outcome.table)
    assert f"GAP_CHANGE:\t{presenter.outcome.numbers['GAP_CHANGE']:.6}"[:15] in said
