# SPDX-License-Identifier: GPL-2.0-or-later
"""Words that are longer than a line are divided, in texts and in charts, and stay whole for whoever reads or copies."""

from __future__ import annotations

import pytest
from qgis.PyQt.QtWidgets import QLabel

from regso_atlas.plugin.panel.chart import make_canvas, wrapped
from regso_atlas.plugin.panel.fold import Text
from regso_atlas.plugin.panel.long_words import ANYWHERE, SOFT_HYPHEN, divided, undivided


def test_a_word_that_fits_is_left_alone():
    assert divided("Låg ekonomisk standard", 10, len) == "Låg ekonomisk standard"


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("långtidsarbetslöshet", ["långtids", "arbets", "löshet"]),
        ("Socioekonomiskt", ["Socio", "ekonomiskt"]),
        ("Områdestyp", ["Områdes", "typ"]),
    ],
)
def test_a_compound_is_divided_at_its_joints(word, parts):
    assert divided(word, len(word) - 1, lambda text: len(text.rstrip("-"))).split(SOFT_HYPHEN) == parts


def test_any_other_word_goes_on_wherever_it_must():
    text = divided("i Åååååååååååååååå", 8, len)
    assert text.split(ANYWHERE)[0] == "i Å"
    assert undivided(text) == "i Åååååååååååååååå"


def test_a_narrow_label_shows_a_long_word_in_lines_and_says_it_whole(qtbot):
    label = Text("namn", "långtidsarbetslöshet")
    qtbot.addWidget(label)
    label.resize(400, 100)
    label.show()
    one_line = label.heightForWidth(400)
    assert QLabel.text(label) == "långtidsarbetslöshet"

    label.resize(label.fontMetrics().horizontalAdvance("långtidsarbets-") + 4, 100)

    assert SOFT_HYPHEN in QLabel.text(label)
    assert label.text() == label.accessibleName() == "långtidsarbetslöshet"
    assert label.minimumSizeHint().height() >= 2 * one_line - 4
    label.resize(400, 100)
    assert QLabel.text(label) == "långtidsarbetslöshet"
    assert label.accessibleName() == ""


def test_a_title_of_a_chart_is_divided_at_a_joint():
    assert wrapped("Socioekonomiskt index", 12) == ["Socio-", "ekonomiskt", "index"]
    assert wrapped("Socioekonomiskt index", 15) == ["Socioekonomiskt", "index"]


@pytest.mark.parametrize("width", [223, 224, 229, 257, 290])
def test_the_picture_of_a_chart_is_as_wide_as_its_place(qtbot, width):
    """A pixel less, and beside it stands what was in memory."""
    canvas = make_canvas()
    qtbot.addWidget(canvas)
    canvas.setFixedHeight(115)
    canvas.resize(width, 115)
    canvas.show()

    assert tuple(int(side) for side in canvas.figure.bbox.size) == (width, 115)
    canvas.is_current = True
    canvas.draw()
    assert canvas.buffer_rgba().shape[:2] == (115, width)
