# SPDX-License-Identifier: GPL-2.0-or-later
"""What stands in QGIS besides the dock: expression functions, the search field, the page in QGIS's options."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from qgis.PyQt.QtCore import QObject
from qgis.PyQt.QtGui import QIcon

from ..i18n import tr
from ..sources import known_areas
from . import expressions
from .at_hand import AreasAtHand
from .locator import AreaLocatorFilter
from .options import OptionsFactory

ICON = Path(__file__).resolve().parent.parent.parent / "resources" / "icons" / "regso_atlas.svg"


class Extras(QObject):
    """What was installed; ``at_hand`` and ``locator`` serve the panel too."""

    def __init__(self, iface: Any, presenter_getter: Callable[[], Any]) -> None:
        super().__init__()
        self._iface = iface
        self._presenter_getter = presenter_getter
        self.at_hand = AreasAtHand(parent=self)
        expressions.register(self.at_hand.known)
        icon = QIcon(str(ICON))
        self.locator = AreaLocatorFilter(self.at_hand, iface.mapCanvas, self._areas_layer, icon)
        self.locator.told.connect(self._tell)
        iface.registerLocatorFilter(self.locator)
        self._options = OptionsFactory(icon)
        iface.registerOptionsWidgetFactory(self._options)

    def close(self) -> None:
        """Take everything back."""
        self._iface.unregisterOptionsWidgetFactory(self._options)
        # QGIS deletes the filter
        self._iface.deregisterLocatorFilter(self.locator)
        expressions.unregister()
        self.at_hand.close()
        known_areas.forget()

    def _areas_layer(self) -> str:
        presenter = self._presenter_getter()
        return "" if presenter is None else str(presenter.state.areas_layer)

    def _tell(self, text: str) -> None:
        self._iface.messageBar().pushInfo(tr("RegSO Atlas"), text)


class _Installed:
    extras: Extras | None = None


def install(
    iface: Any, presenter_getter: Callable[[], Any], area_chosen: Callable[[str], None] | None = None
) -> Extras:
    """Put everything into a QGIS with a window.

    ``presenter_getter``: returns the panel's presenter, or None while there is none. ``area_chosen``: is told the code
    of an area that somebody went to from the search field.
    """
    uninstall()
    extras = _Installed.extras = Extras(iface, presenter_getter)
    if area_chosen is not None:
        extras.locator.area_chosen.connect(area_chosen)
    return extras


def installed() -> Extras | None:
    """Return what was installed, None where nothing is."""
    return _Installed.extras


def uninstall() -> None:
    """Take everything back; a second time does nothing."""
    extras, _Installed.extras = _Installed.extras, None
    if extras is not None:
        extras.close()
