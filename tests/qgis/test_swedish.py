# SPDX-License-Identifier: GPL-2.0-or-later
"""The plugin in a Swedish QGIS: the compiled translation as Qt reads it, in names, help, errors and results."""

from __future__ import annotations

import string
from pathlib import Path
from xml.etree import ElementTree

import pytest
from qgis.core import QgsApplication
from qgis.PyQt.QtCore import QCoreApplication, QLocale

from regso_atlas.plugin.algorithms.provider import ALGORITHMS
from regso_atlas.plugin.core.messages import RegsoError, message
from regso_atlas.plugin.i18n import CONTEXT, FOLDER, install_translator, language, tr, translate_message
from regso_atlas.plugin.layers.fields import recognise_field


@pytest.fixture
def swedish():
    """QGIS in Swedish, and back again."""
    QgsApplication.setLocale(QLocale("sv_SE"))
    translator = install_translator()
    yield
    QCoreApplication.removeTranslator(translator)
    QgsApplication.setLocale(QLocale("en_GB"))


def pairs() -> list[tuple[str, str]]:
    """Return every text with its finished translation; that none is missing is tested beside the script."""
    root = ElementTree.parse(FOLDER / "regso_atlas_sv.ts").getroot()  # noqa: S314 - our own file
    found = [(m.findtext("source"), m.findtext("translation")) for m in root.iter("message")]
    return [(source, translation) for source, translation in found if translation]


def test_qt_finds_every_translation_in_the_compiled_file(swedish):
    assert len(pairs()) > 200
    for source, translation in pairs():
        assert QCoreApplication.translate(CONTEXT, source) == translation


def test_every_template_takes_the_same_values_in_both_languages():
    for source, translation in pairs():
        names = {name: 1 for _, name, _, _ in string.Formatter().parse(source) if name}
        assert translation.format(**names)
        assert source.format(**names)


def test_names_and_tags_are_swedish_with_the_words_of_both_languages(swedish):
    algorithms = {a().name(): a() for a in ALGORITHMS}
    main = algorithms["summarizebyareatype"]
    assert main.displayName() == "Summera ett lager efter områdestyp"
    assert main.group() == "Områdestyper"
    for algorithm in algorithms.values():
        assert {"områdestyp", "area type"} <= set(algorithm.tags()) or algorithm.name() == "joinstatistics"
        assert algorithm.shortHelpString().isascii() is False
    assert {"koppla", "join"} <= set(algorithms["joinstatistics"].tags())


def test_tags_hold_the_same_words_in_both_languages():
    for source, translation in pairs():
        if source.startswith("regso,"):
            assert len(translation.split(",")) == len(set(translation.split(",")))
            assert set(source.split(",")) <= set(translation.split(","))


def test_the_help_page_is_the_swedish_one(swedish):
    assert language() == "sv"
    for algorithm in ALGORITHMS:
        page = Path(algorithm().helpUrl().removeprefix("file://"))
        assert page.parent.name == "sv"
        assert page.is_file()


def test_a_message_that_holds_another_is_translated_whole(swedish):
    with pytest.raises(RegsoError) as refusal:
        recognise_field(["folkmangd_2022", "folkmangd_2023"], "population")
    text = translate_message(refusal.value.message)
    assert text == "Flera fält kan innehålla folkmängd (folkmangd): folkmangd_2022, folkmangd_2023. Välj ett av dem."


def test_values_stand_in_the_swedish_sentence(swedish):
    said = message("{count} areas have no area type (no data): {codes}", count=2, codes="0180R001, 2584R002")
    assert translate_message(said) == "Områden utan områdestyp (uppgift saknas), 2 st.: 0180R001, 2584R002"


def test_without_a_translation_the_english_text_stands(swedish):
    assert tr("A text that nobody has written") == "A text that nobody has written"


def test_numbers_in_swedish_sentences_have_a_decimal_comma(monkeypatch):
    from regso_atlas.plugin import i18n
    from regso_atlas.plugin.core.messages import message

    said = message("{km2:.3f} km², {people:,.0f} people, {count}", km2=3.892, people=1234567.0, count=7)
    monkeypatch.setattr(i18n, "interface_language", lambda: "sv")
    assert i18n.translate_message(said) == "3,892 km², 1\u00a0234\u00a0567 people, 7"
    monkeypatch.setattr(i18n, "interface_language", lambda: "en")
    assert i18n.translate_message(said) == "3.892 km², 1,234,567 people, 7"
