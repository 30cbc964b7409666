# SPDX-License-Identifier: GPL-2.0-or-later
"""The words that statistical files use: names of dimensions, totals, and how texts are made comparable."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping

DASHES = re.compile("[\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d]")
_INVISIBLE = re.compile("[\u00ad\u200b\u200c\u200d\u2060\ufeff]")

REGION = frozenset(
    "region regionkod region_kod regsokod regso_kod regso regso-kod kod code area_code areacode area område omrade "
    "områdeskod omradeskod desokod deso_kod deso deso-kod geo regional_area statistikområde regsonamn regso_namn "
    "(label) label".split()
)
TIME = frozenset("tid år ar year time period årtal referensår referenstid".split())
CONTENTS = frozenset(
    "contentscode contents tabellinnehåll tabellinnehall innehåll observations mått matt measure indikator variabel "
    "statistik".split()
)
VALUES = frozenset("value values värde varde antal count obs_value andel folkmängd folkmangd befolkning".split())
KNOWN_DIMENSIONS = frozenset(
    "kön kon sex gender ålder alder age civilstånd civilstand kommunkod kommun lanskod länskod lan län "
    "födelseregion fodelseregion upplåtelseform upplatelseform utbildning utbildningsnivå utbildningsniva utbniv "
    "bakgrund utlbakgrund inkomstkomponent inkomstklass hushållstyp hushallstyp hustyp sysselsättning sysselsattning "
    "näringsgren naringsgren medborgarskap status grupp group kategori category objectid fid".split()
)
GEOGRAPHY = frozenset(
    "kommun kommunkod kommunnamn lan län lanskod länskod lannamn länsnamn regso regsokod regsonamn regso_namn "
    "namn name objectid fid objektidentitet uuid version referensdatum".split()
)
AREA_NAMES = frozenset("regsonamn regso_namn namn name label (label) text benämning område omrade region".split())

_TOTALS = frozenset("totalt total tot t totsa tottotalt samtliga sa alla all summa 1+2 both båda".split())
_TOTAL_WORDS = re.compile(
    r"(totalt|samtliga|total|alla|summa)(,? (åldrar|ålder|kön|män och kvinnor|personer|ages|sexes|all ages))?"
    r"|båda könen|män och kvinnor|both sexes|men and women"
)


def tidy(text: object) -> str:
    """Return a text with its accents composed, invisible signs gone and every run of blanks as one blank."""
    words = str(text)
    if not words.isascii():
        words = _INVISIBLE.sub("", unicodedata.normalize("NFC", words))
    return " ".join(words.split())


def plain(text: object) -> str:
    """Return a text as it is compared: tidied, one kind of dash, no difference between capitals and small letters."""
    dashed = re.sub(r"\s*-\s*", "-", DASHES.sub("-", tidy(text)))
    return re.sub(r"\s+(?=\))|(?<=\()\s+", "", dashed).casefold()


def dimension_word(name: object) -> str:
    """Return a dimension's name as it is compared with the words of this module: ``RegSOkod_2020`` → ``regsokod``."""
    word = tidy(name).casefold().strip(" :")
    return re.sub(r"[ _](2018|2020|2025)$", "", word)


def is_total(code: str, label: str) -> bool:
    """Tell whether a category is the total of its dimension, by its code or its label."""
    return plain(code) in _TOTALS or _TOTAL_WORDS.fullmatch(plain(label)) is not None


def total_of(categories: tuple[str, ...], labels: Mapping[str, str]) -> str | None:
    """Return the one category that is the total, or None where there is none or more than one."""
    by_code = [code for code in categories if plain(code) in _TOTALS]
    if len(by_code) == 1:
        return by_code[0]
    found = [code for code in categories if is_total(code, labels.get(code, code))]
    return found[0] if len(found) == 1 else None


def slug(text: object, limit: int = 40) -> str:
    """Return a text as a name of small ASCII letters, figures and underscores, cut at a word."""
    decomposed = unicodedata.normalize("NFKD", tidy(text).casefold())
    ascii_text = "".join(sign for sign in decomposed if not unicodedata.combining(sign))
    words = re.sub(r"[^a-z0-9]+", "_", ascii_text.replace("ø", "o").replace("æ", "a")).strip("_")
    if len(words) > limit:
        words = words[:limit].rsplit("_", 1)[0]
    return f"v_{words}" if words[:1].isdigit() else words
