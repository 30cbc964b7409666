# SPDX-License-Identifier: GPL-2.0-or-later
"""Swedish and English: the translator, the language of the interface and the language of results."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from qgis.core import QgsApplication
from qgis.PyQt.QtCore import QCoreApplication, QTranslator

from .settings import settings

if TYPE_CHECKING:
    from .core.messages import Message

CONTEXT = "RegsoAtlas"
LANGUAGES = ("sv", "en")
FOLDER = Path(__file__).resolve().parent.parent / "resources" / "i18n"


def tr(text: str) -> str:
    """Return the text in the user's language."""
    return QCoreApplication.translate(CONTEXT, text)


def tr_result(text: str) -> str:
    """Return the text in the language of results, for what stays in a layer, a table or a report."""
    wanted = language()
    return tr(text) if wanted == interface_language() else _translated(text, wanted)


def _translated(text: str, wanted: str) -> str:
    translator = _translator(wanted)
    if translator is None:
        return text
    # unlike QCoreApplication's, this one takes text for ASCII
    return translator.translate(CONTEXT.encode(), text.encode("utf-8")) or text


def translate_message(message: Message, *, result: bool = False) -> str:
    """Return a message of the core in the user's language, with its values filled in; a value may be a message too.

    ``result``: in the language of results instead.
    """
    from .core.singular import fill_in

    swedish = (language() if result else interface_language()) == "sv"
    values = {}
    for name, value in message.values.items():
        if isinstance(value, type(message)):
            values[name] = translate_message(value, result=result)
        else:
            values[name] = _SwedishNumber(value) if swedish and isinstance(value, float) else value
    return fill_in((tr_result if result else tr)(message.text), values, english=not swedish)


def filled(text: str, /, *, result: bool = False, **values: Any) -> str:
    """Return a translated text with its values filled in; in English in the singular where a number is one.

    ``result``: the text is in the language of results.
    """
    from .core.singular import fill_in

    return fill_in(text, values, english=(language() if result else interface_language()) != "sv")


class _SwedishNumber(float):
    """A number that is formatted with decimal comma and a blank between thousands."""

    def __format__(self, form: str) -> str:
        return format(float(self), form).translate({ord(","): "\u00a0", ord("."): ","})


def language() -> str:
    """Return the language of results, ``sv`` or ``en``: the one that the user chose, else QGIS's."""
    chosen = settings().output_language.value()
    return chosen if chosen in LANGUAGES else interface_language()


def interface_language() -> str:
    """Return the language of buttons, messages and help: ``sv`` where QGIS speaks Swedish, else ``en``."""
    return "sv" if QgsApplication.locale().startswith("sv") else "en"


@lru_cache(maxsize=2)
def _translator(wanted: str) -> QTranslator | None:
    """Return a translation that is not installed; None for English, which needs none."""
    translator = QTranslator()
    return translator if translator.load(str(FOLDER / f"regso_atlas_{wanted}.qm")) else None


def install_translator() -> QTranslator | None:
    """Install the translation for QGIS's language, if there is one; the caller keeps it and removes it at the end."""
    translator = QTranslator()
    if not translator.load(str(FOLDER / f"regso_atlas_{QgsApplication.locale()[:2]}.qm")):
        return None
    QCoreApplication.installTranslator(translator)
    return translator
