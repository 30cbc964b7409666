# SPDX-License-Identifier: GPL-2.0-or-later
"""Fields recognised by name: SCB's schemas of several years, and the names people use."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from ..core.messages import RegsoError, message

# Names in small letters without accents; a trailing * takes anything after it, such as a year.
SYNONYMS = {
    # SCB's DeSO layers hold the code of the RegSO too: the finer code is the polygon's own.
    "code": ("desokod*", "deso_kod", "deso", "regsokod*", "regso_kod", "area_code", "omradeskod", "code", "kod"),
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
    # A shapefile cuts names at ten characters and numbers what then is the same.
    "source": ("statistics_source", "statisti_1"),
    "statistics_edition": ("statistics_edition", "statistics"),
    "kommun_name": ("kommunnamn", "kommun_namn", "knnamn"),
}

_JOINED = ("area_type", "population", "index")
"""Roles that a join of statistics can fill more than once."""

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
        # Numbered names come from a second join: nobody can tell which of them is meant.
        numbered = re.compile(re.escape(synonym.rstrip("*")) + r"_\d")
        again = [name for name, text in plain.items() if numbered.fullmatch(text)] if role in _JOINED else []
        if exact and not again:
            return exact[0]
        if not exact and not synonym.endswith("*"):
            continue
        pattern = re.compile(re.escape(synonym[:-1]) + r"[_ ]?\d{4}(_v\d+)?")
        fitting = exact + again if exact else [name for name, text in plain.items() if pattern.fullmatch(text)]
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
