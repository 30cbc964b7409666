# SPDX-License-Identifier: GPL-2.0-or-later
"""SCB's boundaries over WFS (GeoServer): as many areas as it says that it has, in one answer or in pages."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import urlencode

from ..core.codes import Level
from ..core.messages import Cancelled, RegsoError, listing, message
from .addresses import host_of
from .area_files import read_boundaries
from .boundaries import Boundaries, Boundary
from .catalog import Division, Schema, Service
from .content import Kind, read_object, read_xml
from .errors import NoAreas, NotUnderstood, ServiceRefused
from .http import Answer, Connection

MAX_BYTES = 400_000_000
"""The whole country is some 50 MB."""
_PLACES = {4: "kommunkod", 2: "lanskod"}


@dataclass(frozen=True)
class Format:
    """A form of answer: what it is called when asked for, and how it is kept."""

    name: str
    kind: Kind
    suffix: str
    srs: bool
    """Whether the coordinates may be asked for: SCB's service is known to honour it for GeoJSON only."""


GEOPACKAGE = Format("geopackage", Kind.GEOPACKAGE, ".gpkg", srs=False)
GEOJSON = Format("application/json", Kind.JSON, ".geojson", srs=True)


def cql_filter(kommuner: Iterable[str] = (), lan: Iterable[str] = ()) -> str:
    """Return a filter in GeoServer's language. Only codes get into it: four digits for a kommun, two for a län."""
    parts = []
    for places, length in ((kommuner, 4), (lan, 2)):
        codes = sorted(set(places))
        wrong = [code for code in codes if not re.fullmatch(rf"[0-9]{{{length}}}", code)]
        if wrong:
            raise RegsoError(
                "These are no codes of kommuner (four digits, 0180) or län (two digits, 01): {codes}. Nothing was "
                "fetched; check them.",
                codes=listing(wrong),
            )
        if codes:
            quoted = ",".join(f"'{code}'" for code in codes)
            parts.append(f"{_PLACES[length]} IN ({quoted})")
    return " OR ".join(parts)


class Wfs:
    """A WFS that has statistical areas."""

    def __init__(self, service: Service, connection: Connection, schemas: Sequence[Schema]) -> None:
        self._service = service
        self._connection = connection
        self._schemas = schemas
        connection.pace.limit(self.host, service.calls, service.window_seconds)

    @property
    def host(self) -> str:
        """Whom we ask."""
        return host_of(self._service.address)

    def boundaries(
        self,
        division: Division,
        *,
        kommuner: Sequence[str] = (),
        lan: Sequence[str] = (),
        answer_format: Format | None = None,
    ) -> Boundaries:
        """Return the areas of a division, all of them, or fail.

        As many must come as the service says that it has; a number other than the catalogue's is a warning.
        ``answer_format``: GeoPackage for the country and GeoJSON for a part of it where none is given.
        """
        where = cql_filter(kommuner, lan)
        expected = self.hits(division, where)
        if expected == 0:
            raise NotUnderstood(
                message(
                    "{host} has no areas of {layer} for {places}. Check the codes; the service may also have changed.",
                    host=self.host,
                    layer=division.layer,
                    places=listing([*kommuner, *lan]) or "–",
                )
            )
        chosen = answer_format or (GEOJSON if where else GEOPACKAGE)
        found = self._read(self._ask(division, where, chosen), chosen, division)
        if expected is not None and len(found) < expected and len(found.areas):
            found = self._pages(division, where, chosen, found, expected)
        self._check(found, division, expected)
        complete = division.count if not where else None
        return replace(found, edition=division.edition, warnings=(*found.warnings, *_other_count(found, complete)))

    def hits(self, division: Division, where: str = "") -> int | None:
        """Return how many areas the service says it has, None where it does not tell."""
        answer = self._fetch(self._parameters(division, where) | {"resultType": "hits"}, (Kind.XML, Kind.JSON))
        if answer.kind is Kind.JSON:
            document = read_object(answer.content, answer.host)
            count = document.get("numberMatched", document.get("totalFeatures"))
        else:
            root = read_xml(answer.content, answer.host)
            count = root.attributes.get("numberMatched", root.attributes.get("numberOfFeatures"))
        return int(count) if str(count).isdecimal() else None

    def address(self, parameters: dict[str, str]) -> str:
        """Return the address of a request."""
        joint = "&" if "?" in self._service.address else "?"
        return f"{self._service.address}{joint}{urlencode(parameters)}"

    def _parameters(self, division: Division, where: str) -> dict[str, str]:
        first = self._service.version.startswith("1")
        parameters = {
            "service": "WFS",
            "version": self._service.version,
            "request": "GetFeature",
            "typeName" if first else "typeNames": division.layer,
        }
        return parameters | ({"CQL_FILTER": where} if where else {})

    def _ask(self, division: Division, where: str, chosen: Format, page: tuple[int, int] | None = None) -> Answer:
        parameters = self._parameters(division, where) | {"outputFormat": chosen.name}
        if chosen.srs:
            parameters["srsName"] = "EPSG:3006"
        if page:
            # without an order of their own the pages may overlap
            parameters["sortBy"] = "regsokod" if division.level is Level.REGSO else "desokod"
            parameters["startIndex"] = str(page[0])
            parameters["maxFeatures" if self._service.version.startswith("1") else "count"] = str(page[1])
        return self._fetch(parameters, (chosen.kind, Kind.XML))

    def _fetch(self, parameters: dict[str, str], accept: tuple[Kind, ...]) -> Answer:
        if self._connection.is_cancelled:
            raise Cancelled
        answer = self._connection.fetch(self.address(parameters), accept=accept, max_bytes=MAX_BYTES)
        if answer.kind is Kind.XML:
            self._refuse_exception(answer, expected=Kind.XML in accept[:1])
        return answer

    def _refuse_exception(self, answer: Answer, *, expected: bool) -> None:
        """Raise what the service complains about: it does so in XML, with a status that says that all is well."""
        root = read_xml(answer.content, answer.host)
        if expected and root.name == "FeatureCollection":
            return
        complaint = listing(root.texts("ExceptionText", "ServiceException"), 3)
        raise ServiceRefused(
            message(
                "{host} did not accept the question, so nothing was fetched: {problem}",
                host=answer.host,
                problem=complaint[:300] or root.name,
            ),
            status=answer.status,
            details=answer.content[:500].decode("utf-8", "replace"),
        )

    def _pages(self, division: Division, where: str, chosen: Format, first: Boundaries, expected: int) -> Boundaries:
        """Return the areas of all pages, where the service hands out fewer at a time than there are."""
        size = len(first)
        areas: dict[str, Boundary] = {}
        warnings = list(first.warnings)
        start = came = 0
        while came < expected:
            page = self._read(self._ask(division, where, chosen, (start, size)), chosen, division)
            if not page.areas:
                break
            came += len(page)
            start += len(page)
            areas |= {area.code: area for area in page.areas}
            warnings += [one for one in page.warnings if one not in warnings]
        ordered = tuple(areas[code] for code in sorted(areas))
        return replace(first, areas=ordered, warnings=tuple(warnings))

    def _read(self, answer: Answer, chosen: Format, division: Division) -> Boundaries:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / f"{division.layer.rpartition(':')[2]}{chosen.suffix}"
            path.write_bytes(answer.content)
            if answer.kind is Kind.JSON:
                read_object(answer.content, answer.host)  # one that is cut off is told as that
            try:
                found = read_boundaries(path, self._schemas, name=division.layer, level=division.level)
            except NoAreas:
                return Boundaries((), division.level, division.edition)
        return replace(found, warnings=(*answer.warnings, *found.warnings))

    def _check(self, found: Boundaries, division: Division, expected: int | None) -> None:
        codes = set(found.codes)
        if expected is not None and len(codes) != expected:
            raise NotUnderstood(
                message(
                    "{host} says that it has {expected} areas of {layer}, but {count} came, so none of them are used. "
                    "Try again; if it goes on, the service has a problem.",
                    host=self.host,
                    layer=division.layer,
                    expected=expected,
                    count=len(codes),
                ),
                details=f"{len(found)} features",
            )
        if found.edition not in (None, division.edition):
            raise NotUnderstood(
                message(
                    "{host} sent areas of another edition than {layer}, so none of them are used. Update the plugin.",
                    host=self.host,
                    layer=division.layer,
                )
            )


def _other_count(found: Boundaries, complete: int | None) -> tuple:
    if complete is None or len(found) == complete:
        return ()
    return (
        message(
            "The service has {count} areas where {complete} were known; SCB may have changed the division.",
            count=len(found),
            complete=complete,
        ),
    )
