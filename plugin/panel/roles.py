# SPDX-License-Identifier: GPL-2.0-or-later
"""What a user's layer is: roads, clinics, schools …, guessed from its geometry, its name, its fields and its values.

A wrong role is worse than none: where two roles could be meant, or the name says that the layer was derived from
another (a buffer, a result), the guess is ``other``. Only the functions that give words need QGIS.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from .role_list import DIVISION, IDS, LINE, OTHER, POINT, POLYGON, ROLES, TABLE, Role

__all__ = [
    "DIVISION",
    "IDS",
    "LINE",
    "OTHER",
    "POINT",
    "POLYGON",
    "ROLES",
    "TABLE",
    "Role",
    "by_id",
    "fold",
    "guess",
    "role_name",
]

_DERIVED = frozenset(
    "buffer* buffert* buffrad* isokron* isochron* avstand* distance* restid* traveltime* upptagningsomrad* "
    "catchment* servicearea* "
    "voronoi* zon zoner korridor* skyddsomrad* skolskjuts* heatmap* medelpunkt* centroid*".split()
)
"""A layer with such a word in its name is about something and not that thing."""
_RESULT_FIELDS = frozenset({"location_quotient", "population_share", "per_1000_low"})
_VALUE_SHARE = 0.8
"""From this share on, one role speaks for a layer's values."""


def role_name(role: str) -> str:
    """Return what a role is called in lists, in the user's language; an unknown one is called as ``other``."""
    from ..i18n import tr

    return {
        "road": tr("Roads, streets and paths"),
        "railway": tr("Railways"),
        "crossing": tr("Crossings of roads and railways"),
        "barrier": tr("Physical barriers"),
        "stop": tr("Public transport stops"),
        "transit_line": tr("Public transport lines"),
        "accident": tr("Traffic accidents"),
        "hospital": tr("Hospitals"),
        "dental": tr("Dental clinics"),
        "pharmacy": tr("Pharmacies"),
        "clinic": tr("Health care facilities"),
        "social_service": tr("Social services and care homes"),
        "preschool": tr("Preschools"),
        "school": tr("Schools"),
        "library": tr("Libraries"),
        "police": tr("Police stations"),
        "service_office": tr("Government service offices"),
        "jobseeker_office": tr("Employment offices"),
        "office": tr("Offices of agencies"),
        "crime": tr("Crimes"),
        "police_area": tr("The police's vulnerable areas"),
        "case": tr("Persons or cases"),
        "sales_point": tr("Points of sale"),
        "sport": tr("Sports facilities"),
        "park": tr("Parks and green areas"),
        "holiday_area": tr("Holiday-home areas"),
        "population_grid": tr("Population grid"),
        "place": tr("Towns and villages"),
        "division": tr("A division into areas"),
    }.get(role, tr("Other"))


def by_id(role: str) -> Role | None:
    """Return a role, None where there is none of that id."""
    return next((one for one in ROLES if one.id == role), None)


def guess(name: str, kind: str, fields: Iterable[str], values: Iterable[object] = ()) -> str:
    """Return the role that a layer probably has; ``other`` where nothing or too much speaks for one.

    ``kind``: ``point``, ``line``, ``polygon`` or ``table``. ``values``: some values of the field that says what each
    feature is, if the layer has one; they decide only where name and fields do not.
    """
    names = [_joined(field) for field in fields]
    if _RESULT_FIELDS & set(names) or any(_matches(word, _DERIVED) for word in _words(name)):
        return OTHER
    # “file — layer”: the layer's own name says more than the file's
    for part in dict.fromkeys((re.split(r" [—–-] |\|", name)[-1], name)):
        named = _named(part, kind)
        if len(named) == 1:
            return named[0]
        if named:
            break
    else:
        named = _narrow([role.id for role in ROLES if kind in role.kinds and _has_fields(role.fields, names)])
        if len(named) == 1:
            return named[0]
    return _by_values(values, kind) or OTHER


def fold(text: str) -> str:
    """Return a text without case and accents: ``Vårdcentral`` is ``vardcentral``."""
    plain = unicodedata.normalize("NFD", text.casefold())
    return "".join(letter for letter in plain if not unicodedata.combining(letter))


def _joined(field: str) -> str:
    return re.sub(r"[\W_]+", "_", fold(field)).strip("_")


def _words(name: str) -> dict[str, tuple[str, ...]]:
    """Return the words of a name, and each two or three that follow one another as one; with its parts."""
    parted = re.sub(r"(?<=[a-zåäö])(?=[A-ZÅÄÖ])", " ", unicodedata.normalize("NFC", name))
    single = re.findall(r"[a-z]+", fold(parted))
    words = {word: (word,) for word in [*single, *re.findall(r"[a-z]+", fold(name))]}
    for size in (2, 3):
        for start in range(len(single) - size + 1):
            run = tuple(single[start : start + size])
            words.setdefault("".join(run), run)
    return words


def _named(name: str, kind: str) -> list[str]:
    """Return the roles that a name speaks for."""
    words = _words(name)
    found = {
        role.id: {word for word in words if _matches(word, role.words.split())} for role in ROLES if kind in role.kinds
    }
    kept = [role for role, hits in found.items() if hits - _parts_of_others(role, found, words)]
    return _narrow(kept)


def _parts_of_others(role: str, found: dict[str, set[str]], words: dict[str, tuple[str, ...]]) -> set[str]:
    """Return the words that belong to another role's longer hit: “police” does not speak in “police area”."""
    return {
        part
        for other, hits in found.items()
        if other != role
        for hit in hits
        if len(words[hit]) > 1
        for part in words[hit]
    }


def _narrow(roles: list[str]) -> list[str]:
    """Return one role where all are one or of one family. A division is one only where nothing else is named."""
    things = [role for role in roles if role != DIVISION] or roles
    one = _one_of(things)
    return [one] if one else things


def _matches(word: str, patterns: Iterable[str]) -> bool:
    return any(word.startswith(p[:-1]) if p.endswith("*") else word == p for p in patterns)


def _has_fields(wanted: str, names: list[str]) -> bool:
    return any(
        all(any(_matches(name, [part]) for name in names) for part in together.split("+"))
        for together in wanted.split()
    )


def _one_of(roles: list[str]) -> str:
    """Return the one role that all are, or their family's; empty where they are of different families."""
    if len(roles) == 1:
        return roles[0]
    families = {role.family for role in ROLES if role.id in roles}
    return families.pop() if len(families) == 1 and roles else ""


def _by_values(values: Iterable[object], kind: str) -> str:
    counts: dict[str, int] = {}
    total = 0
    for value in values:
        if not isinstance(value, str) or not value:
            continue
        total += 1
        for role in _named(value, kind)[:1]:
            counts[role] = counts.get(role, 0) + 1
    known = sum(counts.values())
    if not known or known < _VALUE_SHARE * total:
        return ""
    most = max(counts, key=lambda role: counts[role])
    return most if counts[most] >= _VALUE_SHARE * total else _one_of(list(counts))
