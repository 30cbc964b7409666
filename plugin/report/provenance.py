# SPDX-License-Identifier: GPL-2.0-or-later
"""Where a result comes from: layers, edition, year, fields, settings, versions and warnings, without secrets."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from importlib import metadata
from typing import Any

from ..core.codes import Edition

REMOVED = "***"

_PRIVATE = (
    r"user(?:name|id)?|usr|uid|login|pass(?:word|wd|phrase)?|pwd|authcfg|auth|(?:access|refresh|bearer|sas|sub)?[_-]?token|"
    r"api[_-]?key|client[_-]?(?:id|secret)|secret|subscription[_-]key|sig(?:nature)?|x-amz-[a-z-]+|"
    r"(?:http-header:)?(?:authorization|x-api-key|cookie)|ssl(?:cert|key|password)|oauth\w*|aws_\w+"
)
_SECRET = re.compile(
    rf"(?:(?<![\w-])|(?<=%3F)|(?<=%26)|(?<=%20)|(?<=%3B))({_PRIVATE})(\s*(?:=|%3D)\s*)"
    r"""('(?:\\.|''|[^'\\])*'|"(?:\\.|[^"\\])*"|(?:(?!%26)[^\s&|,;'"])+)""",
    re.IGNORECASE,
)
# The header's value may hold a blank: "Basic abc".
_HEADER = re.compile(
    r"((?:http-header:)?authorization(?:=|%3D))(?:basic|bearer|token)(?:\s|%20|\+)+[^\s&|,;'\"]+", re.IGNORECASE
)
_USER_INFO = re.compile(r"(://|%3A%2F%2F)(?:(?!%2F)[^/\s'\"?#])*(?:@|%40)", re.IGNORECASE)


def without_secrets(source: str) -> str:
    """Return a layer's source with users, passwords, keys and stored logins taken out.

    Understands the forms of QGIS, GDAL and web addresses, also percent-encoded. When in doubt it removes too much.
    """
    text = _USER_INFO.sub(r"\1", source)
    text = _HEADER.sub(rf"\1{REMOVED}", text)
    return _SECRET.sub(rf"\1\2{REMOVED}", text)


def _clean(value: Any) -> Any:
    if isinstance(value, str):
        return without_secrets(value)
    if isinstance(value, Mapping):
        return {str(key): _clean(part) for key, part in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [_clean(part) for part in value]
    return value if value is None or isinstance(value, bool | int | float) else without_secrets(str(value))


@dataclass(frozen=True)
class Layer:
    """A layer that was read: its name, its source (secrets are taken out here) and its reference system as text."""

    name: str
    source: str = ""
    crs: str = ""

    def __post_init__(self) -> None:
        object.__setattr__(self, "source", without_secrets(self.source))


@dataclass(frozen=True)
class Fields:
    """The fields that were used; empty where one was not."""

    code: str = ""
    area_type: str = ""
    population: str = ""
    group: str = ""
    amounts: tuple[str, ...] = ()
    rates: tuple[str, ...] = ()


@dataclass(frozen=True)
class Provenance:
    """Everything a reader needs to trace a result and to make it again.

    ``created`` has a time zone. ``sources``: whole texts such as ``Källa: SCB, …, CC0 1.0``. ``warnings``: all of them,
    those of the areas and of the summary too, already in the report's language. ``versions``: name and version in the
    order in which they are shown. ``parameters``: as they were given to the algorithm; secrets are taken out here.
    """

    title: str
    created: datetime
    layer: Layer
    areas: Layer
    edition: Edition | str | None = None
    year: int | None = None
    updated: str = ""
    sources: tuple[str, ...] = ()
    fields: Fields = Fields()
    min_count: int = 0
    rounding: int = 0
    selection_only: bool = False
    layer_filter: str = ""
    versions: Mapping[str, str] = field(default_factory=dict)
    seconds: float | None = None
    algorithm: str = ""
    parameters: Mapping[str, Any] = field(default_factory=dict)
    warnings: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if self.created.utcoffset() is None:
            raise ValueError("the time of a result needs its time zone")
        object.__setattr__(self, "parameters", _clean(self.parameters))

    @property
    def edition_name(self) -> str:
        """The edition as text, empty where it is not known."""
        return self.edition.value if isinstance(self.edition, Edition) else self.edition or ""

    @property
    def program(self) -> str:
        """The plugin with its version where that is known."""
        return f"RegSO Atlas {self.versions.get('RegSO Atlas', '')}".strip()


def rounding_of(value: object) -> int:
    """Return the base that a run's parameter ``ROUNDING`` names (``none``, ``3``, ``5``), 0 for none."""
    text = str(value or "none")
    return int(text) if text.isdigit() else 0


def library_versions(names: Iterable[str] = ("numpy", "pandas", "geopandas", "shapely")) -> dict[str, str]:
    """Return the versions of installed Python packages without importing them; one that is missing is left out."""
    found = {}
    for name in names:
        try:
            found[name] = metadata.version(name)
        except metadata.PackageNotFoundError:
            continue
    return found
