# SPDX-License-Identifier: GPL-2.0-or-later
"""The page in QGIS's options: services, saved data, results."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from qgis.gui import QgsOptionsPageWidget, QgsOptionsWidgetFactory
from qgis.PyQt.QtCore import QLocale, QRegularExpression, QUrl
from qgis.PyQt.QtGui import QDesktopServices, QIcon
from qgis.PyQt.QtWidgets import QFormLayout, QLabel, QSizePolicy, QWidget

from ..core.messages import RegsoError
from ..i18n import tr, translate_message
from ..settings import settings
from ..sources.addresses import AddressRules, host_of
from ..sources.catalog import catalog
from ..sources.errors import SourceError
from ..sources.prepared import clear_prepared, prepared_size
from ..sources.service import cache_in_use
from .forms import WrappedCheckBox, load_form, replaced

KEY = "regso_atlas"
ROOMY = 80
"""Letters beside each other from which labels stand beside their fields."""
SERVICES = ("pxweb2", "pxweb1", "wfs")
_HOST = re.compile(r"\w(?:[\w.-]*\w)?|[0-9a-f:]*:[0-9a-f:]+")
"""As it stands in an address, without a port."""


class OptionsFactory(QgsOptionsWidgetFactory):
    """Makes the page whenever somebody opens QGIS's options."""

    def __init__(self, icon: QIcon) -> None:
        super().__init__(tr("RegSO Atlas"), icon, KEY)
        self._icon = icon

    def icon(self) -> QIcon:
        return self._icon

    def createWidget(self, parent: QWidget | None = None) -> QgsOptionsPageWidget:
        return OptionsPage(parent)


class OptionsPage(QgsOptionsPageWidget):
    """The settings, of which those that were changed are written when the user applies them."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        load_form(self, "options")
        self.setObjectName("regso_atlas_options")
        self.older_interface = replaced(self.services_form, self.older_interface, WrappedCheckBox(self))
        self.offline = replaced(self.saved_form, self.offline, WrappedCheckBox(self))
        self._chosen = settings()
        self._asked_to_clear = False
        self._set_texts()
        self._show_settings()
        for name in SERVICES:
            getattr(self, name).textChanged.connect(self._check)
        self.http_hosts.textChanged.connect(self._check)
        # the widget would take all the height that there is
        self.authcfg.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        self.clear_cache.clicked.connect(self._clear)
        self.open_cache.clicked.connect(self._open)
        self._check()
        self._show_cache()

    def resizeEvent(self, event: Any) -> None:
        """Put the labels above their fields where there is no room beside them: nothing is to be scrolled sideways."""
        super().resizeEvent(event)
        narrow = self.width() < ROOMY * self.fontMetrics().averageCharWidth()
        policy = QFormLayout.RowWrapPolicy.WrapAllRows if narrow else QFormLayout.RowWrapPolicy.WrapLongRows
        for form in (self.services_form, self.saved_form, self.results_form):
            form.setRowWrapPolicy(policy)
            for label in form.parentWidget().findChildren(QLabel, QRegularExpression("_label$")):
                label.setWordWrap(narrow)
                # a form gives a label that wraps the width of some other paragraph
                whole = label.fontMetrics().horizontalAdvance(label.text()) + 2
                label.setMinimumWidth(min(whole, self._room(form)) if narrow else 0)

    def _room(self, form: QFormLayout) -> int:
        """Return how wide a row of a form can be."""
        edges = [layout.contentsMargins() for layout in (form, self.groups)]
        bar = self.scroll.verticalScrollBar().sizeHint().width()
        return self.width() - bar - sum(edge.left() + edge.right() for edge in edges) - 8

    # What QGIS calls --------------------------------------------------------------------------------------------------

    def isValid(self) -> bool:
        """Tell whether all that is written can be used; what cannot be is told under its field."""
        return not self._check()

    def apply(self) -> None:
        """Write what was changed; an address that cannot be used is not written."""
        refused = self._check()
        entries = self._chosen
        shown = {name: getattr(self, name).text().strip() for name in SERVICES}
        values: dict[str, Any] = {
            **shown,
            "http_hosts": self._hosts(),
            "authcfg": self.authcfg.configId(),
            "timeout": self.timeout.value(),
            "older_interface": self.older_interface.isChecked(),
            "offline": self.offline.isChecked(),
            "cache_megabytes": self.cache_megabytes.value(),
            "output_language": self.output_language.currentData(),
            "min_count": self.min_count.value(),
            "workers": self.workers.value(),
        }
        for name, value in values.items():
            if name not in refused:
                write_if_changed(getattr(entries, name), value)

    # Showing ----------------------------------------------------------------------------------------------------------

    def _set_texts(self) -> None:
        self.services.setTitle(tr("Services"))
        self.saved.setTitle(tr("Saved Data"))
        self.results.setTitle(tr("Results"))
        for name, text in {
            "pxweb2": tr("Statistics database (PxWebApi 2)"),
            "pxweb1": tr("Its older interface (PxWeb v1)"),
            "wfs": tr("Map service (WFS)"),
            "http_hosts": tr("Hosts trusted without encryption"),
            "authcfg": tr("Authentication for the services"),
            "timeout": tr("Give up an answer that stands still for"),
            "cache_megabytes": tr("Keep at most"),
            "output_language": tr("Language of reports, layers and labels"),
            "min_count": tr("Hide counts below"),
            "workers": tr("Processors that a run may use"),
        }.items():
            getattr(self, f"{name}_label").setText(text)
            getattr(self, name).setAccessibleName(text)
        for name in SERVICES:
            getattr(self, name).setPlaceholderText(catalog().services[name].address)
        self.older_interface.setText(tr("Ask the older interface where the newer one does not answer"))
        self.offline.setText(tr("Never ask the network, use what was saved"))
        self.timeout.setSuffix(" s")
        self.timeout.setSpecialValueText(tr("As QGIS has it"))
        self.cache_megabytes.setSuffix(" MB")
        self.open_cache.setText(tr("Open Folder"))
        self.min_count.setSpecialValueText(tr("Show all counts"))
        self.min_count_note.setText(
            tr(
                "New questions begin with this threshold. It holds for tables, charts, maps and exports, and each "
                "question can have another one."
            )
        )
        self.workers.setSpecialValueText(tr("All, at most four"))
        self.workers.setToolTip(
            tr(
                "More are faster for large layers and leave less for other programs. The answer is the same whatever "
                "their number."
            )
        )
        for text, language in ((tr("As QGIS"), ""), ("Svenska", "sv"), ("English", "en")):
            self.output_language.addItem(text, language)

    def _show_settings(self) -> None:
        entries = self._chosen
        for name in SERVICES:
            getattr(self, name).setText(getattr(entries, name).value())
        self.http_hosts.setText(", ".join(entries.http_hosts.value()))
        self.authcfg.setConfigId(entries.authcfg.value())
        self.timeout.setValue(entries.timeout.value())
        self.older_interface.setChecked(entries.older_interface.value())
        self.offline.setChecked(entries.offline.value())
        self.cache_megabytes.setValue(entries.cache_megabytes.value())
        self.output_language.setCurrentIndex(max(self.output_language.findData(entries.output_language.value()), 0))
        self.min_count.setValue(entries.min_count.value())
        self.workers.setValue(entries.workers.value())

    # Addresses --------------------------------------------------------------------------------------------------------

    def _hosts(self) -> list[str]:
        parts = (part.strip() for part in re.split(r"[,;\s]+", self.http_hosts.text()))
        return list(dict.fromkeys(part.lower() for part in parts if part))

    def _check(self, *_: Any) -> frozenset[str]:
        """Tell under each field who is asked, or why its address cannot be used; return the names of those fields."""
        hosts = self._hosts()
        strange = [host for host in hosts if not _HOST.fullmatch(host)]
        refused = {"http_hosts"} if strange else set()
        if strange:
            _say(
                self.http_hosts_note,
                tr(
                    "“{host}” is no name of a host. Write names such as karta.myndighet.se, separated by commas."
                ).format(host=strange[0][:60]),
                is_wrong=True,
            )
        else:
            _say(
                self.http_hosts_note,
                tr("Only for servers inside your own network: what comes over http can be read and changed on the way.")
                if hosts
                else tr("None: everything is asked over https."),
            )
        rules = AddressRules(frozenset(hosts))
        for name in SERVICES:
            wrong = self._check_address(name, rules)
            if wrong:
                refused.add(name)
        return frozenset(refused)

    def _check_address(self, name: str, rules: AddressRules) -> bool:
        note, address = getattr(self, f"{name}_note"), getattr(self, name).text().strip()
        if not address:
            host = host_of(catalog().services[name].address)
            _say(note, tr("Empty: SCB's own, {host}.").format(host=host))
            return False
        try:
            rules.check(address)
        except SourceError as error:
            _say(note, translate_message(error.message), is_wrong=True)
            return True
        _say(note, tr("Asks {host}.").format(host=host_of(address)))
        return False

    # Saved data -------------------------------------------------------------------------------------------------------

    def _show_cache(self, told: str = "") -> None:
        cache = cache_in_use()
        fetched, prepared = cache.size(), prepared_size()
        text = tr("{size} MB are saved in {folder}.").format(size=_megabytes(fetched), folder=_shortened(cache.folder))
        if prepared:
            more = tr("Another {size} MB are areas that were prepared for runs.")
            text += " " + more.format(size=_megabytes(prepared))
        self.cache_note.setText(told or text)
        self.clear_cache.setEnabled(fetched + prepared > 0)
        self._asked_to_clear = False
        self.clear_cache.setText(tr("Clear"))

    def _clear(self) -> None:
        """Remove what is saved at the second click: without the network it cannot be had again."""
        if not self._asked_to_clear:
            self._asked_to_clear = True
            self.clear_cache.setText(tr("Clear Now"))
            self.cache_note.setText(
                tr("What was saved is needed to work without the network. Click once more to remove all of it.")
            )
            return
        try:
            cache_in_use().clear()
            clear_prepared()
        except (RegsoError, OSError) as error:
            self._show_cache(tr("The saved data could not be removed: {reason}").format(reason=error))
            return
        self._show_cache()

    def _open(self) -> None:
        folder = cache_in_use().folder
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            self.cache_note.setText(tr("The folder cannot be opened: {reason}").format(reason=error))
            return
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))


def write_if_changed(entry: Any, value: Any) -> None:
    """Write a setting that has another value; one that is at its default again is removed from the profile."""
    if entry.value() == value:
        return
    if value == entry.defaultValue():
        entry.remove()
    else:
        entry.setValue(value)


def _say(label: QLabel, text: str, *, is_wrong: bool = False) -> None:
    label.setText(text)
    font = label.font()
    font.setBold(is_wrong)
    label.setFont(font)
    # for tests, and for whoever styles QGIS
    label.setProperty("wrong", is_wrong)


def _megabytes(size: int) -> str:
    return QLocale().toString(size / 1e6, "f", 1)


def _shortened(folder: Path) -> str:
    """Return a folder as people know it: their own begins with a tilde."""
    try:
        return str(Path("~") / folder.relative_to(Path.home()))
    except ValueError:
        return str(folder)
