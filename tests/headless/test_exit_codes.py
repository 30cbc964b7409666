# SPDX-License-Identifier: GPL-2.0-or-later
"""What goes wrong in qgis_process ends with exit code 1, nothing on standard output, and a sentence for people."""

from pathlib import Path

import pyogrio
import pytest

DEMO_FOLDER = Path(__file__).resolve().parent.parent.parent / "resources" / "demo"


@pytest.fixture
def fails(qgis_process, demo, tmp_path):
    """Run an algorithm with the demo's areas and schools and some changes; return what it says when it fails."""

    def run(algorithm: str = "summarizebyareatype", **changes) -> str:
        inputs = {"AREAS": demo("omraden"), "INPUT": demo("skolor"), "OUTPUT": str(tmp_path / "ut.gpkg")} | changes
        answer = qgis_process(
            "run", f"regso:{algorithm}", inputs={name: value for name, value in inputs.items() if value is not None}
        )
        assert answer.code == 1, answer.out
        assert answer.out == ""
        assert "Traceback" not in answer.err
        assert not (tmp_path / "ut.gpkg").exists()
        return answer.err

    return run


def test_a_missing_parameter_is_named(fails):
    assert "INPUT" in fails(INPUT=None)


def test_a_layer_that_cannot_be_read_is_named(fails, tmp_path):
    assert "saknas på disken.gpkg" in fails(INPUT=str(tmp_path / "saknas på disken.gpkg"))


def test_an_area_layer_that_cannot_be_read_is_named(fails, tmp_path):
    text = tmp_path / "områden.gpkg"
    text.write_text("detta är ingen karta", encoding="utf-8")

    said = fails(AREAS=str(text))

    assert "Areas (RegSO or DeSO)" in said
    assert "områden.gpkg" in said


def test_areas_without_type_say_which_fields_there_are(fails, tmp_path):
    areas = pyogrio.read_dataframe(DEMO_FOLDER / "demo.gpkg", layer="omraden").drop(columns="omradestyp")
    path = tmp_path / "områden utan typ.gpkg"
    pyogrio.write_dataframe(areas, path)

    said = fails(AREAS=str(path))

    assert "area type (områdestyp)" in said
    assert "regsonamn" in said


def test_areas_without_code_say_what_to_do(fails, demo):
    said = fails(AREAS=demo("kommuner"))

    assert "area code (regsokod)" in said
    assert "Choose the field" in said


def test_a_field_that_does_not_exist_is_named_with_those_that_do(fails):
    said = fails(GROUP_FIELD="huvudmän")

    assert "huvudmän" in said
    assert "huvudman, elever" in said


def test_statistics_of_another_edition_are_refused_until_they_are_allowed(fails, qgis_process, demo, tmp_path):
    table = {"TABLE": str(DEMO_FOLDER / "demo_omradestyper.json"), "YEAR": 2020}

    said = fails("joinstatistics", INPUT=None, **table)

    assert "2020 edition" in said
    assert "2025 edition" in said
    inputs = {"AREAS": demo("omraden"), "OUTPUT": str(tmp_path / "tillåtet.gpkg"), "ALLOW_OTHER_EDITION": True}
    allowed = qgis_process("run", "regso:joinstatistics", inputs=inputs | table)
    assert allowed.code == 0
    assert "another piece of ground" in allowed.warnings


def test_an_output_that_cannot_be_written_is_named(fails, tmp_path):
    # not by file permissions: root may write everywhere
    path = tmp_path / "ingen mapp åt er" / "ut.csv"
    path.parent.write_text("en fil där en mapp borde vara", encoding="utf-8")

    assert "ingen mapp åt er" in fails(OUTPUT=str(path))


def test_a_report_that_cannot_be_written_is_named(qgis_process, demo, tmp_path):
    path = tmp_path / "ingen mapp" / "rapport.html"
    path.parent.write_text("en fil där en mapp borde vara", encoding="utf-8")
    inputs = {
        "AREAS": demo("omraden"),
        "INPUT": demo("skolor"),
        "OUTPUT": str(tmp_path / "ut.csv"),
        "OUTPUT_HTML": str(path),
    }

    answer = qgis_process("run", "regso:summarizebyareatype", inputs=inputs)

    assert answer.code == 1
    assert "rapport.html" in answer.err
    assert "Traceback" not in answer.err


def test_an_unknown_algorithm_is_named(qgis_process):
    answer = qgis_process("run", "regso:finnsinte", inputs={})

    assert answer.code == 1
    assert "regso:finnsinte" in answer.err
