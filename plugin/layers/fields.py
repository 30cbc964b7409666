# SPDX-License-Identifier: GPL-2.0-or-later
"""Fields recognised by name: SCB's schemas of several years, and the names people use."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from ..core.messages import RegsoError, message

# Names in small letters without accents; a trailing * takes anything after it, such as a year.
SYNONYMS = {
    "code": ("regsokod*", "regso_kod", "desokod*", "deso_kod", "area_code", "omradeskod", "code", "kod", "deso"),
    "name": (
        "regsonamn*",
        "regso_namn",
        "area_name",
        "omradesnamn",
        "regso",
        "regso_2025",
        "regso_2020",
        "name",
        "namn",
    ),
    "area_type": ("omradestyp*", "area_type*", "areatype"),
    "population": ("folkmangd*", "befolkning*", "population*", "invanare*", "beftotalt", "bef"),
    "index": ("socioekonomiskt_index*", "socioeconomic_index*", "sei", "index", "indexvarde"),
    "version": ("version", "edition", "argang"),
    "source": ("statistics_source",),
    "statistics_edition": ("statistics_edition",),
    "kommun_name": ("kommunnamn", "kommun_namn", "knnamn"),
}

ROLE_WORDS = {
    "code": message("area code (regsokod)"),
    "name": message("area name (regsonamn)"),
    "area_type": message("area type (områdestyp)"),
    "population": message("population (folkmängd)"),
    "index": message("index (socioekonomiskt_index)"),
    "version": message("edition (version)"),
    "source": message("source of the statistics"),
    "statistics_edition": message("edition of the statistics"),
    "kommun_name": message("name of the kommun (kommunnamn)"),
}


def recognise_field(names: Iterable[str], role: str) -> str | None:
    """Return the field that plays a role (a key of ``SYNONYMS``) by its name, or None.

    Earlier synonyms win. Raises ``RegsoError`` where one synonym fits several fields, such as two years.
    """
    plain = {name: _plain(name) for name in names}
    for synonym in SYNONYMS[role]:
        exact = [name for name, text in plain.items() if text == synonym.rstrip("*")]
        if exact:
            return exact[0]
        if not synonym.endswith("*"):
            continue
        pattern = re.compile(re.escape(synonym[:-1]) + r"[_ ]?\d{4}(_v\d+)?")
        fitting = [name for name, text in plain.items() if pattern.fullmatch(text)]
        if len(fitting) > 1:
            raise RegsoError(
                "Several fields could hold the {role}: {fields}. Choose one of them.",
                role=ROLE_WORDS[role],
                fields=", ".join(fitting),
            )
        if fitting:
            return fitting[0]
    return None


def _plain(name: str) -> str:
    decomposed = unicodedata.normalize("NFKD", name.casefold())
    return "".join(c for c in decomposed if not unicodedata.combining(c)).strip().replace(" ", "_")
