# SPDX-License-Identifier: GPL-2.0-or-later
"""The Swedish translation is whole: every text, every field in braces, and the compiled file that QGIS loads."""

import importlib.util
import shutil
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


def load_script():
    spec = importlib.util.spec_from_file_location("translations_script", ROOT / "scripts" / "translations.py")
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


script = load_script()


def compiled(translations: dict[str, str]) -> bytes:
    """Return a .qm file as far as the check reads it: magic, a table of hashes, the messages."""
    hashes = bytes(8 * len(translations))
    messages = b"".join(text.encode("utf-16-be") for text in translations.values())
    return (
        bytes(16)
        + bytes([0x42]) + len(hashes).to_bytes(4, "big") + hashes
        + bytes([0x69]) + len(messages).to_bytes(4, "big") + messages
    )  # fmt: skip


@pytest.fixture
def project(tmp_path):
    """A small plugin with three texts and its translation, complete."""
    code = tmp_path / "plugin" / "core" / "widgets.py"
    code.parent.mkdir(parents=True)
    code.write_text(
        "def show(field):\n"
        '    a = tr("Areas")\n'
        '    b = message("{count} areas have no " "population.", count=1)\n'
        '    raise RegsoError("There is no field {field}.", field=field)\n',
        encoding="utf-8",
    )
    translations = {
        "Areas": "Områden",
        "{count} areas have no population.": "{count} områden saknar folkmängd.",
        "There is no field {field}.": "Fältet {field} finns inte.",
    }
    ts_file = tmp_path / "sv.ts"
    ts_file.write_text(script.write_ts(translations), encoding="utf-8")
    ts_file.with_suffix(".qm").write_bytes(compiled(translations))
    return tmp_path, code, ts_file


def test_every_text_of_the_plugin_is_translated_and_compiled():
    assert script.check() == []


def test_the_texts_of_all_doors_and_of_the_core_are_found():
    texts, complaints = script.collect()
    assert complaints == []
    assert texts["Summarize a layer by area type"].startswith("plugin/algorithms/summarizebyareatype.py:")
    assert texts["{count} features have no geometry: ids {ids}."].startswith("plugin/layers/reading.py:")
    assert any(place.startswith("plugin/core/tables/") for place in texts.values())
    assert len(texts) > 200


def test_swedish_letters_survive_the_file(project):
    assert script.read_ts(project[2])["There is no field {field}."] == "Fältet {field} finns inte."


def test_a_complete_translation_passes(project):
    root, _, ts_file = project
    assert script.check(root, ts_file) == []


def test_a_new_text_is_named_with_its_place(project):
    root, code, ts_file = project
    code.write_text(code.read_text(encoding="utf-8") + 'tr("Länder")\n', encoding="utf-8")
    assert script.check(root, ts_file) == ["plugin/core/widgets.py:5: “Länder” is not in the .ts file: run make i18n"]


def test_a_text_that_is_used_no_more_is_named(project):
    root, code, ts_file = project
    code.write_text(code.read_text(encoding="utf-8").replace('tr("Areas")', "None"), encoding="utf-8")
    assert script.check(root, ts_file) == ["“Areas” is used no more: run make i18n"]


def test_an_unfinished_translation_is_named(project):
    root, _, ts_file = project
    text = ts_file.read_text(encoding="utf-8")
    text = text.replace("<translation>Områden<", '<translation type="unfinished">Områden<')
    ts_file.write_text(text, encoding="utf-8")
    assert "plugin/core/widgets.py:2: “Areas” is not translated" in script.check(root, ts_file)


@pytest.mark.parametrize("wrong", ["Fältet finns inte.", "Fältet {fält} finns inte.", "Fältet {field finns inte."])
def test_a_translation_with_other_fields_in_braces_is_named(project, wrong):
    root, _, ts_file = project
    text = ts_file.read_text(encoding="utf-8").replace("Fältet {field} finns inte.", wrong)
    ts_file.write_text(text, encoding="utf-8")
    assert any("different fields in braces" in complaint for complaint in script.check(root, ts_file))


@pytest.mark.parametrize("text", ["text", "texts[0]", "f'{count} områden'", "'a' + b"])
def test_a_template_that_is_no_literal_is_named(project, text):
    root, code, ts_file = project
    code.write_text(code.read_text(encoding="utf-8") + f"raise RegsoError({text}, count=1)\n", encoding="utf-8")
    assert script.check(root, ts_file) == [
        "plugin/core/widgets.py:5: the text is no literal, so it cannot be translated"
    ]


def test_a_compiled_file_of_another_translation_is_named(project):
    root, _, ts_file = project
    ts_file.with_suffix(".qm").write_bytes(compiled({"Areas": "Områden"}))
    assert script.check(root, ts_file) == [f"sv.qm does not match {script.TS_FILE.name}: run make i18n"]


def test_a_missing_compiled_file_is_named(project):
    root, _, ts_file = project
    ts_file.with_suffix(".qm").unlink()
    assert script.check(root, ts_file) == ["sv.qm is missing: run make i18n"]


@pytest.mark.skipif(shutil.which("lrelease") is None, reason="Qt's lrelease is not on this machine")
def test_an_update_keeps_what_is_translated_and_drops_what_is_gone(project):
    root, code, ts_file = project
    code.write_text(code.read_text(encoding="utf-8").replace('tr("Areas")', 'tr("Inhabitants")'), encoding="utf-8")
    assert script.update(root, ts_file) == ["plugin/core/widgets.py:2: “Inhabitants” is not translated"]
    translations = script.read_ts(ts_file)
    assert translations["There is no field {field}."] == "Fältet {field} finns inte."
    assert "Areas" not in translations
    assert script.complaints_about_qm(ts_file.with_suffix(".qm"), translations) == []
