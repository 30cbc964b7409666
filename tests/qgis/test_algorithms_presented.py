# SPDX-License-Identifier: GPL-2.0-or-later
"""How every algorithm presents itself in the toolbox: names, help, tags, icons, in Swedish and English."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree

import pytest
from qgis.core import QgsApplication, QgsProcessingParameterDefinition
from qgis.PyQt.QtCore import QLocale, QUrl

from regso_atlas.plugin.algorithms.provider import ALGORITHMS
from regso_atlas.plugin.i18n import install_translator

every_algorithm = pytest.mark.parametrize("name", [algorithm.NAME for algorithm in ALGORITHMS])


@pytest.fixture(params=["en", "sv"])
def language(request):
    """QGIS in English and in Swedish."""
    QgsApplication.setLocale(QLocale("sv_SE" if request.param == "sv" else "en_GB"))
    translator = install_translator()
    yield request.param
    if translator is not None:
        QgsApplication.removeTranslator(translator)
    QgsApplication.setLocale(QLocale("en_GB"))


@every_algorithm
def test_algorithm_presents_itself_in_both_languages(provider, name, language):
    algorithm = provider.algorithm(name).create()

    assert algorithm.displayName().strip() == algorithm.displayName() != ""
    assert len(algorithm.shortHelpString()) > 100
    assert len(algorithm.tags()) >= 5
    assert all(tag == tag.strip() != "" for tag in algorithm.tags())
    assert algorithm.group()
    assert algorithm.groupId() == ("areas" if name in ("loadareas", "loadtimeseries") else "areatypes")
    for definition in [*algorithm.parameterDefinitions(), *algorithm.outputDefinitions()]:
        assert definition.description(), definition.name()
        assert not definition.description().endswith((":", "."))


@every_algorithm
def test_swedish_is_another_language_than_english(provider, name):
    def texts() -> list[str]:
        algorithm = provider.algorithm(name).create()
        definitions = [*algorithm.parameterDefinitions(), *algorithm.outputDefinitions()]
        return [algorithm.displayName(), algorithm.shortHelpString(), algorithm.group()] + [
            definition.description() for definition in definitions if definition.name() != "INPUT"
        ]

    english = texts()
    QgsApplication.setLocale(QLocale("sv_SE"))
    translator = install_translator()
    try:
        assert translator is not None, "there is no Swedish translation (resources/i18n/regso_atlas_sv.qm)"
        swedish = texts()
    finally:
        QgsApplication.removeTranslator(translator)
        QgsApplication.setLocale(QLocale("en_GB"))

    assert [text for text, other in zip(english, swedish, strict=True) if text == other] == []
    assert texts() == english


@every_algorithm
def test_icon_is_a_drawing_of_its_own(provider, name):
    algorithm = provider.algorithm(name)
    others = {other.svgIconPath() for other in provider.algorithms() if other.name() != name}

    assert ElementTree.parse(algorithm.svgIconPath()).getroot().tag.endswith("svg")  # noqa: S314 - our own file
    assert algorithm.svgIconPath() not in others
    assert not algorithm.icon().pixmap(24, 24).isNull()


@every_algorithm
def test_help_page_exists_in_both_languages(provider, name, language):
    page = Path(QUrl(provider.algorithm(name).helpUrl()).toLocalFile())

    assert page.parent.name == language
    assert page.is_file(), f"{page} is missing"
    assert "<h1" in page.read_text(encoding="utf-8")


@every_algorithm
def test_optional_fields_and_outputs_can_be_left_alone(provider, name):
    parameters = provider.algorithm(name).parameterDefinitions()
    optional = {p.name() for p in parameters if p.flags() & QgsProcessingParameterDefinition.Flag.FlagOptional}

    assert {parameter.name() for parameter in parameters if parameter.type() == "field"} <= optional
    assert not {"INPUT", "AREAS", "OUTPUT"} & optional
