# SPDX-License-Identifier: GPL-2.0-or-later
"""The page in QGIS's options: what was changed is written, what cannot be used is told under its field; and extras."""

from __future__ import annotations

from pathlib import Path

import pytest
from qgis.core import QgsApplication, QgsExpression, QgsLocator, QgsSettings
from qgis.gui import QgsAuthConfigSelect, QgsMapCanvas
from qgis.PyQt.QtCore import QCoreApplication, QLocale, Qt
from qgis.PyQt.QtGui import QColor, QDesktopServices, QIcon, QPalette
from qgis.PyQt.QtWidgets import QAbstractButton, QCheckBox, QComboBox, QLabel, QLineEdit, QScrollArea, QSpinBox

from regso_atlas.plugin import i18n
from regso_atlas.plugin.layers.area_layer import area_aliases
from regso_atlas.plugin.panel import extras, options
from regso_atlas.plugin.panel.options import OptionsFactory, OptionsPage
from regso_atlas.plugin.settings import forget_settings, settings, worker_count
from regso_atlas.plugin.sources import known_areas as store
from regso_atlas.plugin.sources import prepared, service
from regso_atlas.plugin.sources.cache import Cache

NODE = "plugins/regso_atlas"


@pytest.fixture
def clean():
    """Settings as they are in a new profile, before and after."""
    QgsSettings().remove(NODE)
    yield settings()
    QgsSettings().remove(NODE)


@pytest.fixture
def cache(tmp_path, monkeypatch):
    cache = Cache(tmp_path / "Åsas förråd")
    for module in (service, options):
        monkeypatch.setattr(module, "cache_in_use", lambda: cache)
    monkeypatch.setattr(prepared, "prepared_folder", lambda: tmp_path / "förberett")
    return cache


@pytest.fixture
def page(clean, cache, qtbot):
    page = OptionsFactory(QIcon()).createWidget(None)
    qtbot.addWidget(page)
    page.resize(640, 800)
    page.show()
    return page


@pytest.fixture
def swedish():
    """QGIS in Swedish, and back again."""
    QgsApplication.setLocale(QLocale("sv_SE"))
    translator = i18n.install_translator()
    yield
    QCoreApplication.removeTranslator(translator)
    QgsApplication.setLocale(QLocale("en_GB"))


def written():
    QgsSettings().sync()
    stored = QgsSettings()
    stored.beginGroup(NODE)
    return {key: stored.value(key) for key in stored.allKeys()}


# What is written ------------------------------------------------------------------------------------------------------


def test_a_page_that_was_only_opened_writes_nothing(page):
    assert page.isValid()
    page.apply()
    assert written() == {}


def test_what_was_changed_is_written_and_nothing_else(page, clean):
    page.timeout.setValue(30)
    page.min_count.setValue(5)
    page.apply()
    assert {key: int(value) for key, value in written().items()} == {"services/timeout": 30, "results/min-count": 5}
    assert (clean.timeout.value(), clean.min_count.value()) == (30, 5)


def test_every_setting_goes_from_the_page_to_the_profile_and_back(page, clean, cache, qtbot):
    page.pxweb2.setText(" https://px.myndighet.se/api/v2 ")
    page.pxweb1.setText("http://karta.intern/v1")
    page.wfs.setText("https://karta.myndighet.se/geoserver/wfs")
    page.http_hosts.setText("Karta.Intern; åäö.intern,  karta.intern")
    page.timeout.setValue(12)
    page.older_interface.setChecked(False)
    page.offline.setChecked(True)
    page.cache_megabytes.setValue(200)
    page.output_language.setCurrentIndex(page.output_language.findData("sv"))
    page.min_count.setValue(7)
    page.workers.setValue(3)
    assert page.isValid()
    page.apply()

    assert clean.pxweb2.value() == "https://px.myndighet.se/api/v2"
    assert clean.http_hosts.value() == ["karta.intern", "åäö.intern"]
    assert (clean.older_interface.value(), clean.offline.value(), clean.cache_megabytes.value()) == (False, True, 200)
    assert worker_count() == 3
    again = OptionsFactory(QIcon()).createWidget(None)
    qtbot.addWidget(again)
    assert again.workers.value() == 3
    assert again.http_hosts.text() == "karta.intern, åäö.intern"
    assert again.output_language.currentText() == "Svenska"
    assert again.pxweb1.text() == "http://karta.intern/v1"
    before = written()
    again.apply()
    assert written() == before


def test_a_setting_at_its_default_again_leaves_the_profile(page, clean, qtbot):
    clean.wfs.setValue("https://karta.myndighet.se/wfs")
    clean.timeout.setValue(9)
    again = OptionsFactory(QIcon()).createWidget(None)
    qtbot.addWidget(again)
    again.wfs.clear()
    again.timeout.setValue(0)
    again.apply()
    assert written() == {}


def test_a_setting_that_somebody_wrote_by_hand_does_not_break_the_page(clean, cache, qtbot):
    clean.output_language.setValue("klingon")
    QgsSettings().setValue(f"{NODE}/services/timeout", "många")
    page = OptionsFactory(QIcon()).createWidget(None)
    qtbot.addWidget(page)
    assert (page.output_language.currentData(), page.timeout.value()) == ("", 0)


# Addresses ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("address", "sentence"),
    [
        ("http://px.intern/api", "begins with http"),
        ("ftp://åäö.se", "is no web address"),
        ("karta.myndighet.se", "is no web address"),
        ("https://", "is no web address"),
        ("https://namn:hemligt@karta.se", "is no web address"),
        ("https://karta.se/med blank", "is no web address"),
    ],
)
def test_an_address_that_cannot_be_asked_is_told_under_its_field_and_not_written(page, clean, address, sentence):
    page.wfs.setText(address)
    page.timeout.setValue(4)
    assert not page.isValid()
    assert sentence in page.wfs_note.text()
    assert page.wfs_note.font().bold()
    page.apply()
    assert clean.wfs.value() == ""
    # what else was changed is not lost
    assert clean.timeout.value() == 4


def test_a_trusted_host_may_be_asked_over_http(page):
    page.wfs.setText("http://karta.intern/wfs")
    assert not page.isValid()
    page.http_hosts.setText("karta.intern")
    assert page.isValid()
    assert page.wfs_note.text() == "Asks karta.intern."
    assert not page.wfs_note.font().bold()
    assert "inside your own network" in page.http_hosts_note.text()


@pytest.mark.parametrize("hosts", ["http://karta.intern", "karta.intern/wfs", "karta.intern:8080", "://"])
def test_what_is_no_host_is_told_and_not_written(page, clean, hosts):
    page.http_hosts.setText(hosts)
    assert not page.isValid()
    assert "is no name of a host" in page.http_hosts_note.text()
    page.apply()
    assert clean.http_hosts.value() == []


def test_an_empty_address_names_the_host_that_is_asked(page):
    assert page.wfs_note.text() == "Empty: SCB's own, geodata.scb.se."
    assert page.pxweb2.placeholderText().startswith("https://statistikdatabasen.scb.se")


# Saved data -----------------------------------------------------------------------------------------------------------


def test_saved_data_are_removed_at_the_second_click(page, cache, qtbot, click):
    assert not page.clear_cache.isEnabled()
    cache.put("karlstad", b"x" * 2_500_000, title="Karlstad", suffix=".txt")
    page._show_cache()
    assert page.cache_note.text().startswith("2.5 MB are saved in ")

    click(page.clear_cache)
    assert cache.size() == 2_500_000
    assert page.clear_cache.text() == "Clear Now"
    assert "Click once more" in page.cache_note.text()
    click(page.clear_cache)
    assert cache.size() == 0
    assert page.cache_note.text().startswith("0.0 MB")
    assert not page.clear_cache.isEnabled()


def test_prepared_areas_are_counted_and_removed_with_the_rest(page, cache, tmp_path, click):
    folder = tmp_path / "förberett"
    folder.mkdir()
    (folder / "ground-1-åäö.npz").write_bytes(b"x" * 1_500_000)
    (folder / "något annat.txt").write_text("stannar", encoding="utf-8")
    page._show_cache()
    assert page.cache_note.text().startswith("0.0 MB are saved in ")
    assert page.cache_note.text().endswith("Another 1.5 MB are areas that were prepared for runs.")

    click(page.clear_cache)
    assert prepared.prepared_size() == 1_500_000
    click(page.clear_cache)
    assert [file.name for file in folder.iterdir()] == ["något annat.txt"]
    assert "Another" not in page.cache_note.text()
    assert not page.clear_cache.isEnabled()


def test_all_processors_up_to_four_are_used_unless_the_user_says_otherwise(page, clean):
    assert page.workers.text() == "All, at most four"
    assert "The answer is the same" in page.workers.toolTip()
    assert 1 <= worker_count() <= 4
    page.workers.setValue(1)
    page.apply()
    assert worker_count() == 1


def test_the_folder_is_made_and_opened(page, cache, monkeypatch, click):
    opened = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(Path(url.toLocalFile())))
    click(page.open_cache)
    assert opened == [cache.folder]
    assert cache.folder.is_dir()


def test_a_folder_that_cannot_be_made_is_told(page, cache, click):
    cache.folder.write_text("en fil i vägen", encoding="utf-8")
    click(page.open_cache)
    assert "cannot be opened" in page.cache_note.text()


# Looks and keyboard ---------------------------------------------------------------------------------------------------


def test_whatever_acts_has_a_name_and_a_label(page):
    acting = [
        widget
        for kind in (QLineEdit, QSpinBox, QComboBox, QAbstractButton, QgsAuthConfigSelect)
        for widget in page.findChildren(kind)
        if widget.objectName() and not widget.objectName().startswith(("qt_", "scroll")) and _is_own(page, widget)
    ]
    assert len(acting) == 14
    for widget in acting:
        assert widget.accessibleName() or widget.text(), widget.objectName()
    buddies = {label.buddy().objectName() for label in page.findChildren(QLabel) if label.buddy()}
    assert {"pxweb2", "wfs", "http_hosts", "timeout", "cache_megabytes", "min_count", "workers"} <= buddies


def test_nothing_of_the_form_that_was_replaced_is_left_over_the_titles(page):
    boxes = [one.objectName() for one in page.findChildren(QCheckBox)]
    assert sorted(boxes) == ["offline", "older_interface"]


def _is_own(page, widget):
    return getattr(page, widget.objectName(), None) is widget


def test_no_text_is_cut_at_the_width_of_the_dialog_in_either_language(page, swedish, clean, cache, qtbot):
    again = OptionsFactory(QIcon()).createWidget(None)
    qtbot.addWidget(again)
    again.resize(640, 800)
    again.show()
    QgsApplication.processEvents()
    assert again.findChild(QScrollArea).horizontalScrollBar().maximum() == 0
    assert page.findChild(QScrollArea).horizontalScrollBar().maximum() == 0
    for one in (page, again):
        for label in one.findChildren(QLabel):
            if label.text() and label.isVisible() and not label.wordWrap():
                assert label.width() >= label.sizeHint().width(), label.text()


def test_the_page_speaks_swedish(swedish, clean, cache, qtbot):
    page = OptionsFactory(QIcon()).createWidget(None)
    qtbot.addWidget(page)
    assert page.services.title() == "Tjänster"
    assert page.wfs_note.text() == "Tomt: SCB:s egen, geodata.scb.se."
    page.wfs.setText("http://karta.intern")
    assert "Adressen till karta.intern" in page.wfs_note.text() or "karta.intern" in page.wfs_note.text()
    assert "The address" not in page.wfs_note.text()


def test_no_colour_of_its_own_stands_against_a_dark_theme(page):
    dark = QPalette()
    dark.setColor(QPalette.ColorRole.WindowText, QColor("#eeeeee"))
    page.setPalette(dark)
    page.wfs.setText("ftp://")
    assert page.wfs_note.palette().color(QPalette.ColorRole.WindowText).name() == "#eeeeee"
    assert page.wfs_note.styleSheet() == ""


# The language of results ----------------------------------------------------------------------------------------------


def test_the_language_of_results_is_qgiss_unless_the_user_chose_another(clean, swedish):
    assert (i18n.language(), i18n.interface_language()) == ("sv", "sv")
    clean.output_language.setValue("en")
    assert (i18n.language(), i18n.interface_language()) == ("en", "sv")
    assert i18n.tr("Area type in words") != i18n.tr_result("Area type in words") == "Area type in words"


def test_results_are_swedish_in_an_english_qgis_where_the_user_wants_it(clean, run_algorithm, demo, tmp_path):
    clean.output_language.setValue("sv")
    report = tmp_path / "rapport.html"
    run = run_algorithm(
        "regso:summarizebyareatype", INPUT=demo("skolor"), AREAS=demo("omraden"), OUTPUT_HTML=str(report)
    )
    html = report.read_text(encoding="utf-8")
    assert '<html lang="sv"' in html
    assert {row["label"] for row in run.rows()} >= {"Uppgift saknas"}
    # the log of the run speaks the user's own language, the report that of results
    assert any("have no geometry" in text or "areas" in text for text in run.warnings)
    for text in run.warnings:
        assert text not in html
    layer = run_algorithm("regso:loadareas", SOURCE="demo", YEAR=2024, OUTPUT=str(tmp_path / "o.gpkg"))
    assert "Ett högre index är sämre" in layer.layer().metadata().abstract()
    assert area_aliases(2024)["population"] == "Folkmängd 2024"


# Extras ---------------------------------------------------------------------------------------------------------------


class Window:
    """The part of QGIS's window that extras are put into."""

    def __init__(self):
        self.locator, self.factories, self.canvas = QgsLocator(), [], QgsMapCanvas()

    def registerLocatorFilter(self, one):
        self.locator.registerFilter(one)

    def deregisterLocatorFilter(self, one):
        self.locator.deregisterFilter(one)

    def registerOptionsWidgetFactory(self, one):
        self.factories.append(one)

    def unregisterOptionsWidgetFactory(self, one):
        self.factories.remove(one)

    def mapCanvas(self):
        return self.canvas


@pytest.fixture
def window(clean, cache, qgis_new_project):
    store.forget()
    window = Window()
    yield window
    extras.uninstall()
    window.canvas.deleteLater()


def test_extras_come_and_go_and_leave_nothing_twice(window):
    functions, filters = QgsExpression.functionCount(), len(window.locator.filters())
    for _ in range(2):
        installed = extras.install(window, lambda: None)
        assert extras.installed() is installed
        assert QgsExpression.functionCount() == functions + 2
        assert [one.prefix() for one in window.locator.filters()][filters:] == ["regso"]
        assert [one.title() for one in window.factories] == ["RegSO Atlas"]
        extras.uninstall()
        extras.uninstall()
        assert extras.installed() is None
        assert QgsExpression.functionCount() == functions
        assert len(window.locator.filters()) == filters
        assert window.factories == []
    forget_settings()
    assert "regso_atlas" not in window.locator.filters()


def test_installing_again_does_not_double(window):
    extras.install(window, lambda: None)
    extras.install(window, lambda: None)
    assert len(window.factories) == 1
    assert len([one for one in window.locator.filters() if one.prefix() == "regso"]) == 1


def test_an_area_that_is_chosen_is_told_to_the_panel(window, presenter):
    told = []
    installed = extras.install(window, lambda: presenter, told.append)
    installed.locator.area_chosen.emit("0180R001")
    assert told == ["0180R001"]
    assert installed._areas_layer() == ""
    presenter.use_areas_layer("lagret")
    assert installed._areas_layer() == "lagret"


def test_a_layer_outlives_the_extras_and_the_extras_a_layer(window, areas_layer):
    from qgis.core import QgsProject

    project = QgsProject.instance()
    first, second = areas_layer(), areas_layer()
    installed = extras.install(window, lambda: None)
    project.addMapLayers([first, second])
    assert len(list(installed.at_hand.area_layers())) == 2
    project.removeMapLayer(first.id())
    assert [layer.id() for layer, _ in installed.at_hand.area_layers()] == [second.id()]
    extras.uninstall()
    second.startEditing()
    assert second.commitChanges()
    project.clear()


def test_the_click_of_a_mouse_is_not_needed(page, qtbot):
    """Tab goes from top to bottom."""
    page.activateWindow()
    page.pxweb2.setFocus()
    order = []
    for _ in range(30):
        focused = page.focusWidget()
        name = focused.objectName() if focused is not None else ""
        if name and hasattr(page, name):
            order.append(name)
        qtbot.keyClick(focused or page, Qt.Key.Key_Tab)
    wanted = ["pxweb2", "pxweb1", "wfs", "http_hosts", "timeout", "older_interface", "offline", "cache_megabytes"]
    seen = [name for name in dict.fromkeys(order) if name in wanted]
    assert seen == wanted


# Narrow ---------------------------------------------------------------------------------------------------------------


@pytest.fixture
def large_letters():
    application = QgsApplication.instance()
    before, font = application.font(), application.font()
    font.setPointSizeF(1.5 * before.pointSizeF())
    application.setFont(font)
    yield
    application.setFont(before)


@pytest.mark.parametrize("locale", ["en_GB", "sv_SE"])
def test_a_narrow_page_with_large_letters_is_not_scrolled_sideways(clean, cache, qtbot, large_letters, locale):
    QgsApplication.setLocale(QLocale(locale))
    translator = i18n.install_translator()
    try:
        page = OptionsPage()
        qtbot.addWidget(page)
        page.resize(420, 800)
        page.show()
        qtbot.wait(50)

        assert page.scroll.horizontalScrollBar().maximum() == 0
        for label in page.findChildren(QLabel):
            if label.text() and label.isVisible():
                assert label.height() >= label.heightForWidth(label.width()), label.text()
        for box in (page.older_interface, page.offline):
            assert box.text().replace("\n", " ") == box.whole_text() == box.accessibleName()
            assert box.height() >= box.sizeHint().height()
        page.resize(1200, 800)
        qtbot.wait(50)
        assert "\n" not in page.offline.text()
        assert page.timeout.x() > page.timeout_label.x(), "labels stand beside their fields where there is room"
    finally:
        if translator is not None:
            QCoreApplication.removeTranslator(translator)
        QgsApplication.setLocale(QLocale("en_GB"))
