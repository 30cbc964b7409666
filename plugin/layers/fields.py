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
    "index": (
        "socioekonomiskt_index*",
        "socioeconomic_index*",
        "sei",
        "index",
        "indexvarde",
        "socioekono",
        "socioecono",
    ),
    "computed_index": ("computed_index*", "computed_i"),
    # The three percentages of the index; the long names are SCB's own.
    "v1": (
        "v1*",
        "low_economic_standard*",
        "low_standard*",
        "lag_ekonomisk_standard*",
        "andel_lag_ekonomisk_standard*",
        "andelen_personer_med_lag_ekonomisk_standard_(oavsett_alder)",
        "low_econom",
        "low_standa",
        "lag_ekonom",
    ),
    "v2": (
        "v2*",
        "pre_upper_secondary*",
        "pre_upper_secondary_education*",
        "forgymnasial*",
        "forgymnasial_utbildning*",
        "andel_forgymnasial_utbildning*",
        "andelen_med_forgymnasial_utbildning",
        "pre_upper_",
        "forgymnasi",
    ),
    "v3": (
        "v3*",
        "assistance_or_unemployment*",
        "long_term_assistance*",
        "ekonomiskt_bistand*",
        "bistand_langtidsarbetslosa*",
        "bistand_eller_langtidsarbetslosa*",
        "andelen_med_ekonomiskt_bistand_och/eller_langtidsarbetslosa",
        "assistance",
        "ekonomiskt",
    ),
    "year": ("year", "ar", "artal", "arsta", "referensar", "inkomstar", "tid"),
    "version": ("version", "edition", "argang"),
    # A shapefile cuts names at ten characters and numbers what then is the same.
    "source": ("statistics_source", "statisti_1"),
    "statistics_edition": ("statistics_edition", "statistics"),
    "kommun_name": ("kommunnamn", "kommun_namn", "knnamn"),
}

_JOINED = ("area_type", "population", "index", "v1", "v2", "v3")
"""Roles that a join of statistics can fill more than once."""

ROLE_WORDS = {
    "code": message("area code (regsokod)"),
    "name": message("area name (regsonamn)"),
    "area_type": message("area type (områdestyp)"),
    "population": message("population (folkmängd)"),
    "index": message("index (socioekonomiskt_index)"),
    "computed_index": message("computed index (computed_index)"),
    "v1": message("low economic standard (v1)"),
    "v2": message("pre-upper-secondary education (v2)"),
    "v3": message("long-term social assistance or unemployment (v3)"),
    "year": message("year (år)"),
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


_CODE = re.compile(
    r"((kommun|lans?|regso|deso|omrades?|area)_?(kod|code)|desokod|regsokod|kod|code|knkod|lnkod)(_?\d+)*"
)


def holds_area_type(name: str) -> bool:
    """Whether a field is an area type by its name, of whatever year and however often joined."""
    return _plain(name).startswith(("omradestyp", "area_type", "areatype"))


def holds_code(name: str) -> bool:
    """Whether a field is a code of areas, kommuner or län by its name."""
    return _CODE.fullmatch(_plain(name)) is not None
