# SPDX-License-Identifier: GPL-2.0-or-later
"""What the manual calls QGIS's own menus and pages is what QGIS calls them in Swedish."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from qgis.core import Qgis, QgsApplication
from qgis.PyQt.QtCore import QTranslator

WORDS = json.loads(Path(__file__).with_name("words_of_qgis.json").read_text(encoding="utf-8"))
PLACES = {
    "Vector": ("MainWindow", "Vect&or"),
    "Plugins": ("MainWindow", "&Plugins"),
    "Manage and Install Plugins…": ("MainWindow", "Manage and Install Plugins…"),
    "Install from ZIP": ("QgsPluginManagerBase", "Install from ZIP"),
    "Install Plugin": ("QgsPluginManagerBase", "Install Plugin"),
    "Settings": ("MainWindow", "&Settings"),
    "Options": ("MainWindow", "&Options…"),
    "General": ("QgsOptionsBase", "General"),
    "Network": ("QgsOptionsBase", "Network"),
    "Authentication": ("QgsOptionsBase", "Authentication"),
    "View": ("MainWindow", "&View"),
    "Panels": ("QgisApp", "Panels"),
    "Processing": ("ProcessingPlugin", "Processing"),
    "Type to locate (Ctrl+K)": ("QgsLocatorWidget", "Type to locate (Ctrl+K)"),
}
"""Where QGIS has each of them."""


def bare(text: str) -> str:
    """Return a label as it is read: without the mark of its key."""
    return text.replace("&", "").replace("...", "…")


@pytest.fixture
def swedish(qgis_app):
    translator = QTranslator()
    assert translator.load("qgis_sv", QgsApplication.i18nPath())
    return translator


def test_every_word_is_asked_for():
    assert set(WORDS) == set(PLACES)
    for word, (_, source) in PLACES.items():
        assert bare(source).removesuffix("…") == word.removesuffix("…")


@pytest.mark.skipif(
    Qgis.versionInt() // 100 != 340, reason="the manual uses QGIS 3.40's words; later ones say otherwise"
)
@pytest.mark.parametrize("word", WORDS)
def test_qgis_calls_it_so_in_swedish(swedish, word):
    context, source = PLACES[word]
    translated = bare(swedish.translate(context, source.encode()))
    assert translated.removesuffix("…") == WORDS[word].removesuffix("…")
