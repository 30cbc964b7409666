# SPDX-License-Identifier: GPL-2.0-or-later
"""How the dock looks: in a dark theme, and narrow with large letters, in Swedish; no text is cut off, all is readable.

The pictures are kept where ``REGSO_PICTURES`` names a folder, to be looked at.
"""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest
from qgis.core import QgsApplication
from qgis.gui import QgsCollapsibleGroupBox
from qgis.PyQt.QtCore import QCoreApplication, QLocale, Qt
from qgis.PyQt.QtGui import QColor, QPalette, QTextDocument
from qgis.PyQt.QtWidgets import (
    QAbstractButton,
    QAbstractSpinBox,
    QCheckBox,
    QComboBox,
    QLabel,
    QPushButton,
    QStyle,
    QStyleOptionComboBox,
    QToolButton,
    QWidget,
)

from regso_atlas.plugin.i18n import install_translator
from regso_atlas.plugin.panel.forms import WrappedCheckBox

NARROW = 280
LARGE = 1.5
READABLE = 4.5
"""The contrast that WCAG asks of text."""
ROLES = QPalette.ColorRole
DARK = {
    ROLES.Window: "#31363b",
    ROLES.WindowText: "#eff0f1",
    ROLES.Base: "#232629",
    ROLES.AlternateBase: "#2a2e32",
    ROLES.Text: "#eff0f1",
    ROLES.PlaceholderText: "#a1a9b1",
    ROLES.Button: "#31363b",
    ROLES.ButtonText: "#eff0f1",
    ROLES.ToolTipBase: "#31363b",
    ROLES.ToolTipText: "#eff0f1",
    ROLES.Highlight: "#3daee9",
    ROLES.HighlightedText: "#1b1e20",
    ROLES.Link: "#5cb8f0",
    ROLES.Light: "#40464c",
    ROLES.Mid: "#292c30",
    ROLES.Dark: "#1b1e20",
    ROLES.Shadow: "#141618",
}


# What is asked of every widget ----------------------------------------------------------------------------------------


def cut_label(label):
    """What is wrong with a label: its words need more room than it has."""
    if label.pixmap() is not None and not label.pixmap().isNull():
        return ""
    margins = label.contentsMargins()
    room = label.width() - margins.left() - margins.right()
    if label.wordWrap():
        # a word that is longer than the line would be cut
        words, shown = QTextDocument(), QLabel.text(label)
        words.setDefaultFont(label.font())
        words.setPlainText(shown) if "<" not in shown else words.setHtml(shown)
        # a soft hyphen is seen where its line ends
        parts = re.split(r"[\s\u200b]+", words.toPlainText().replace("\u00ad", "- "))
        longest = max((label.fontMetrics().horizontalAdvance(one) for one in parts), default=0)
        if longest > room:
            return f"a word needs {longest} of {room} px"
        return "" if label.height() >= label.heightForWidth(label.width()) else "lines are cut off"
    if hasattr(label, "whole_text"):
        whole = label.whole_text()
        return "" if label.text() == whole or whole in label.toolTip() else "cut, and its tooltip has not the whole"
    needed = (
        label.sizeHint().width()
        if "<" in label.text()
        else max((label.fontMetrics().horizontalAdvance(line) for line in label.text().split("\n")), default=0)
    )
    return "" if needed <= room else f"needs {needed} of {room} px"


def cut_button(button):
    """What is wrong with a button: its text and icon need more room than it has."""
    if isinstance(button, QToolButton):
        if button.objectName() == "collapseButton":
            return ""  # QGIS's own arrow beside a title that says it
        if button.toolButtonStyle() == Qt.ToolButtonStyle.ToolButtonIconOnly and not button.icon().isNull():
            return "" if button.toolTip() else "an icon without words and without tooltip"
    if isinstance(button, WrappedCheckBox):
        shown = QCheckBox.text(button).split("\n")
        needed = max(map(button.fontMetrics().horizontalAdvance, shown)) + button.iconSize().width()
        whole = " ".join(shown) == button.whole_text() and needed <= button.width()
        return "" if whole else f"needs {needed} of {button.width()} px"
    if hasattr(button, "whole_text"):
        whole = button.whole_text()
        return "" if button.text() == whole or whole in button.toolTip() else "cut, and its tooltip has not the whole"
    icon = 0 if button.icon().isNull() else button.iconSize().width() + 4
    needed = icon + max((button.fontMetrics().horizontalAdvance(line) for line in button.text().split("\n")), default=0)
    if isinstance(button, QCheckBox):
        needed = button.sizeHint().width()
    return "" if needed <= button.width() else f"needs {needed} of {button.width()} px"


def cut_box(box):
    """What is wrong with a box: what is chosen is cut and its tooltip has not the whole."""
    option = QStyleOptionComboBox()
    option.initFrom(box)
    option.editable = box.isEditable()
    room = (
        box.style()
        .subControlRect(QStyle.ComplexControl.CC_ComboBox, option, QStyle.SubControl.SC_ComboBoxEditField, box)
        .width()
    )
    icon = 0 if box.itemIcon(box.currentIndex()).isNull() else box.iconSize().width() + 4
    needed = box.fontMetrics().horizontalAdvance(box.currentText()) + icon
    return "" if needed <= room or box.currentText() in box.toolTip() else f"needs {needed} of {room} px, no tooltip"


def cut_number(box):
    text, room = box.specialValueText() if box.value() == box.minimum() else box.text(), box.lineEdit().width()
    needed = box.fontMetrics().horizontalAdvance(text or box.text())
    return "" if needed <= room else f"needs {needed} of {room} px"


def cut_group(group):
    needed = group.fontMetrics().horizontalAdvance(group.title())
    return "" if needed <= group.width() else f"needs {needed} of {group.width()} px"


CHECKS = (
    (QLabel, cut_label),
    (QPushButton, cut_button),
    (QToolButton, cut_button),
    (QCheckBox, cut_button),
    (QAbstractSpinBox, cut_number),
    (QgsCollapsibleGroupBox, cut_group),
)


def name_of(widget):
    text = widget.text() if isinstance(widget, QLabel | QAbstractButton) else ""
    return f"{type(widget).__name__} {widget.objectName() or widget.parent().objectName()} “{text[:60]}”"


def cut_off(dock, checks=CHECKS):
    """Return every widget whose text is cut off, and why."""
    found = []
    for widget in dock.content.findChildren(QWidget):
        if not (widget.isVisibleTo(dock) and widget.width() > 0):
            continue
        for kind, check in checks:
            if isinstance(widget, kind):
                wrong = check(widget)
                if wrong:
                    found.append(f"{name_of(widget)}: {wrong}")
                break
    return found


def cut_in_charts(dock):
    """Return the words in charts that leave the chart."""
    found = []
    for chart in (dock.result.chart, dock.result.card.chart):
        canvas = chart._canvas
        canvas.draw()
        figure = canvas.figure
        for text in [*figure.texts, *(one for axes in figure.axes for one in axes.texts)]:
            box = text.get_window_extent()
            if box.x0 < 0 or box.y0 < 0 or box.x1 > figure.bbox.width or box.y1 > figure.bbox.height:
                found.append(text.get_text())
    return found


def luminance(colour):
    parts = [value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in colour.getRgbF()[:3]]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def contrast(one, other):
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def unreadable(dock):
    """Return the labels whose colour can hardly be told from what is behind them, as they are painted."""
    found = []
    for label in dock.content.findChildren(QLabel):
        if not (label.isVisibleTo(dock) and label.text() and label.isEnabled()):
            continue
        picture = label.grab().toImage()
        colours = {picture.pixel(x, y) for x in range(picture.width()) for y in range(picture.height())}
        behind = label.palette().color(label.backgroundRole())
        best = max((contrast(QColor(one), behind) for one in colours), default=1.0)
        if best < READABLE:
            found.append(f"{name_of(label)}: {best:.1f}")
    return found


# Dresses --------------------------------------------------------------------------------------------------------------


@pytest.fixture
def swedish():
    """The panel in Swedish."""
    QgsApplication.setLocale(QLocale("sv_SE"))
    translator = install_translator()
    yield
    QCoreApplication.removeTranslator(translator)
    QgsApplication.setLocale(QLocale("en_GB"))


@pytest.fixture
def dark():
    """A dark theme."""
    application = QgsApplication.instance()
    before, palette = application.palette(), QPalette()
    for role, colour in DARK.items():
        palette.setColor(role, QColor(colour))
    for role in (ROLES.Text, ROLES.ButtonText, ROLES.WindowText):
        palette.setColor(QPalette.ColorGroup.Disabled, role, QColor("#7a7f83"))
    application.setPalette(palette)
    yield palette
    application.setPalette(before)


@pytest.fixture
def large():
    """Letters half as large again."""
    application = QgsApplication.instance()
    before, font = application.font(), application.font()
    font.setPointSizeF(LARGE * before.pointSizeF())
    application.setFont(font)
    yield font
    application.setFont(before)


@pytest.fixture
def filled(swedish, qtbot):
    """Load the demo, ask, choose an agency, open an area's card, and unfold every step; at a width."""

    def fill(dock, presenter, click, idle, window, width):
        click(dock.welcome.demo)
        idle(presenter)
        presenter.choose_agency("socialstyrelsen")
        click(dock.question.more.button)
        for box, value in ((dock.question.more.rounding, "5"), (dock.question.more.classes, "density")):
            box.setCurrentIndex(box.findData(value))
            box.activated.emit(box.currentIndex())
        click(dock.question.answer)
        idle(presenter)
        for box in dock.findChildren(QgsCollapsibleGroupBox):
            box.setCollapsed(False)
        dock.show_area("9901R002")
        window.resize(width, 1000)
        qtbot.wait(400)
        for _ in range(5):
            QgsApplication.processEvents()
        return dock

    return fill


def kept_picture(dock, name):
    """Draw all steps below each other, also what would have to be scrolled to."""
    picture = dock.content.steps.grab()
    folder = os.environ.get("REGSO_PICTURES")
    if folder:
        Path(folder).mkdir(parents=True, exist_ok=True)
        picture.save(str(Path(folder) / f"{name}.png"))
    return picture.toImage()


# The pictures ---------------------------------------------------------------------------------------------------------


def test_a_dark_theme_is_readable(dark, filled, dock, presenter, click, idle, qgis_parent):
    filled(dock, presenter, click, idle, qgis_parent, 420)
    picture = kept_picture(dock, "dark")

    assert unreadable(dock) == []
    light = sum(
        luminance(QColor(picture.pixel(x, y))) > 0.5
        for x in range(0, picture.width(), 7)
        for y in range(0, picture.height(), 7)
    )
    assert light / (picture.width() * picture.height() / 49) < 0.1
    assert cut_off(dock) == []


def test_no_text_is_cut_off_in_a_narrow_dock(filled, dock, presenter, click, idle, qgis_parent):
    filled(dock, presenter, click, idle, qgis_parent, NARROW)
    kept_picture(dock, "narrow")

    assert dock.width() == NARROW
    assert dock.content.scroll.horizontalScrollBar().maximum() == 0
    assert cut_off(dock) == []
    assert cut_in_charts(dock) == []


def test_no_text_is_cut_off_in_a_narrow_dock_with_large_letters(
    large, filled, dock, presenter, click, idle, qgis_parent
):
    filled(dock, presenter, click, idle, qgis_parent, NARROW)
    kept_picture(dock, "large")

    # the dock can be no narrower than its widest part
    assert dock.width() <= NARROW * LARGE
    assert dock.content.scroll.horizontalScrollBar().maximum() == 0
    assert cut_off(dock) == []
    assert cut_in_charts(dock) == []


@pytest.fixture
def followed(filled, qtbot, choose):
    """Ask how the demo's index has changed, with every choice open."""

    def fill(dock, presenter, click, idle, window, width):
        filled(dock, presenter, click, idle, window, width)
        qtbot.waitUntil(lambda: len(presenter.state.layers) == 5)
        choose(dock.question.layer, presenter.state.layers[-1].layer_id)
        choose(dock.question.question, "years_mean")
        for name, value in (("figure", "v2"), ("first", 2016), ("last", 2023)):
            choose(dock.question.blanks[name], value)
        click(dock.question.answer)
        idle(presenter)
        for box in dock.findChildren(QgsCollapsibleGroupBox):
            box.setCollapsed(False)
        qtbot.waitUntil(lambda: dock.result.years.is_drawn, timeout=20_000)
        qtbot.wait(200)

    return fill


def cut_in_lines(dock):
    """Return the words in the chart of years that leave it, and the figures on its axes."""
    figure = dock.result.years._canvas.figure
    dock.result.years._canvas.draw()
    axes = figure.axes[0]
    texts = [*figure.texts, *axes.texts, *axes.get_xticklabels(), *axes.get_yticklabels()]
    boxes = [(text.get_text(), text.get_window_extent()) for text in texts if text.get_text()]
    width, height = figure.bbox.width, figure.bbox.height
    return [said for said, box in boxes if box.x0 < 0 or box.y0 < 0 or box.x1 > width + 1 or box.y1 > height + 1]


@pytest.mark.parametrize("letters", ["plain", "large"])
def test_no_text_of_a_follow_up_is_cut_off(letters, request, followed, dock, presenter, click, idle, qgis_parent):
    if letters == "large":
        request.getfixturevalue("large")
    followed(dock, presenter, click, idle, qgis_parent, NARROW)
    kept_picture(dock, f"follow-up-{letters}")

    assert dock.width() <= (NARROW if letters == "plain" else NARROW * LARGE)
    assert dock.content.scroll.horizontalScrollBar().maximum() == 0
    assert cut_off(dock) == []
    assert cut_off(dock, ((QComboBox, cut_box),)) == []
    assert cut_in_lines(dock) == []


def test_long_words_are_whole_with_large_letters_in_a_dock_that_is_a_little_wider(
    large, filled, dock, presenter, click, idle, qgis_parent
):
    filled(dock, presenter, click, idle, qgis_parent, NARROW * 6 // 5)

    assert cut_off(dock) == []


def test_a_choice_that_is_cut_stands_in_its_tooltip(large, filled, dock, presenter, click, idle, qgis_parent):
    filled(dock, presenter, click, idle, qgis_parent, NARROW)

    assert cut_off(dock, ((QComboBox, cut_box),)) == []


def test_an_empty_panel_is_whole_with_large_letters(large, swedish, dock, qgis_parent, qtbot):
    qgis_parent.resize(NARROW, 1000)
    qtbot.wait(200)
    kept_picture(dock, "empty")

    assert cut_off(dock) == []
