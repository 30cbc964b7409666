# SPDX-License-Identifier: GPL-2.0-or-later
"""The clicks of the manual's examples: the agency, the role and the question of each stand in the panel as written."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from qgis.core import QgsApplication
from qgis.PyQt.QtCore import QCoreApplication, QLocale

from regso_atlas.plugin.i18n import install_translator

ROOT = Path(__file__).resolve().parents[3]
LOCALES = {"en": "en_GB", "sv": "sv_SE"}
HEADINGS = {"en": ("Layer", "The clicks"), "sv": ("Lager", "Gör så här")}
FILLED_IN = {"en": "The question is", "sv": "Frågan är"}


def examples(language):
    """Return, for each example, what stands in bold under layer and under clicks, and the text of the clicks."""
    text = (ROOT / "docs" / language / "examples.md").read_text(encoding="utf-8")
    found = []
    for part in re.split(r"^## ", text, flags=re.M)[1:]:
        texts = [re.search(rf"\*\*{heading}\.\*\* (.+?)\n\n", part, re.S) for heading in HEADINGS[language]]
        if all(texts):
            layer, clicks = (" ".join(one[1].split()) for one in texts)
            found.append((re.findall(r"\*\*(.+?)\*\*", layer), re.findall(r"\*\*(.+?)\*\*", clicks), clicks))
    return found


def entries(box):
    return [box.itemText(row).replace("\N{NO-BREAK SPACE}", " ") for row in range(box.count())]


@pytest.fixture(params=LOCALES)
def language(request):
    """Both languages of the panel, one after the other."""
    QgsApplication.setLocale(QLocale(LOCALES[request.param]))
    translator = install_translator() if request.param != "en" else None
    yield request.param
    if translator is not None:
        QCoreApplication.removeTranslator(translator)
    QgsApplication.setLocale(QLocale(LOCALES["en"]))


def test_the_examples_can_be_clicked_as_they_are_written(language, dock, presenter, choose, click, idle):
    click(dock.welcome.demo)
    idle(presenter)
    shown = examples(language)
    assert len(shown) == 8

    for layer, clicks, text in shown:
        agency, *_, question = [one for one in clicks if one.endswith("?") or one in entries(dock.layers.agency)]
        choose(dock.layers.agency, agency)
        questions = [one for one in clicks if one.endswith("?")]
        assert set(questions) <= set(entries(dock.question.question)), agency
        if FILLED_IN[language] in text:
            assert dock.question.question.currentText().replace("\N{NO-BREAK SPACE}", " ") == question
        if layer:
            name, role = layer
            rows = {row.layer_id: row for row in dock.layers._rows}
            names = {presenter.project.mapLayer(one).name(): row.role.currentText() for one, row in rows.items()}
            assert names[name] == role, agency
