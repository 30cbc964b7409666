# SPDX-License-Identifier: GPL-2.0-or-later
"""Swedish and English: the translator and the one function that translates."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from qgis.core import QgsApplication
from qgis.PyQt.QtCore import QCoreApplication, QTranslator

if TYPE_CHECKING:
    from .core.messages import Message

CONTEXT = "RegsoAtlas"
FOLDER = Path(__file__).resolve().parent.parent / "resources" / "i18n"


def tr(text: str) -> str:
    """Return the text in the user's language."""
    return QCoreApplication.translate(CONTEXT, text)


def translate_message(message: Message) -> str:
    """Return a message of the core in the user's language, with its values filled in; a value may be a message too."""
    swedish = language() == "sv"
    values = {}
    for name, value in message.values.items():
        if isinstance(value, type(message)):
            values[name] = translate_message(value)
        else:
            values[name] = _SwedishNumber(value) if swedish and isinstance(value, float) else value
    return tr(message.text).format(**values)


class _SwedishNumber(float):
    """A number that is formatted with decimal comma and a blank between thousands."""

    def __format__(self, form: str) -> str:
        return format(float(self), form).translate({ord(","): "\u00a0", ord("."): ","})


def language() -> str:
    """Return the language for labels in results: ``sv`` where QGIS speaks Swedish, else ``en``."""
    return "sv" if QgsApplication.locale().startswith("sv") else "en"


def install_translator() -> QTranslator | None:
    """Install the translation for QGIS's language, if there is one; the caller keeps it and removes it at the end."""
    translator = QTranslator()
    if not translator.load(str(FOLDER / f"regso_atlas_{QgsApplication.locale()[:2]}.qm")):
        return None
    QCoreApplication.installTranslator(translator)
    return translator
