# SPDX-License-Identifier: GPL-2.0-or-later
"""What an answer really holds, whatever it is called: told by its first bytes, unpacked and read with care."""

from __future__ import annotations

import json
import re
import zlib
from enum import Enum
from typing import Any

from qgis.PyQt.QtCore import QByteArray, QXmlStreamReader

from ..core.messages import Message, message
from .errors import AnswerTooLarge, NotUnderstood


class Kind(Enum):
    """Kinds of content; the value is the word for people."""

    EMPTY = "an empty answer"
    JSON = "JSON"
    XML = "XML"
    PAGE = "a web page"
    GEOPACKAGE = "GeoPackage"
    ZIP = "zip"
    GZIP = "gzip"
    OTHER = "something else"

    @property
    def words(self) -> Message | str:
        """The word for people, which can be translated where it is no name."""
        return _WORDS.get(self, self.value)


_WORDS = {
    Kind.EMPTY: message("an empty answer"),
    Kind.PAGE: message("a web page"),
    Kind.OTHER: message("something else"),
}

_PAGE = re.compile(rb"<(!doctype\s+html|html|head|body)\b", re.IGNORECASE)
_MARKS = ((b"SQLite format 3\x00", Kind.GEOPACKAGE), (b"PK\x03\x04", Kind.ZIP), (b"\x1f\x8b", Kind.GZIP))
_XML_LIMIT = 5_000_000


def kind_of(data: bytes) -> Kind:
    """Return what the bytes hold, told by how they begin."""
    for mark, kind in _MARKS:
        if data.startswith(mark):
            return kind
    start = data[:2000].removeprefix(b"\xef\xbb\xbf").replace(b"\x00", b"").lstrip(b"\xff\xfe \t\r\n")
    if not start:
        return Kind.EMPTY
    if start[:1] in b"{[":
        return Kind.JSON
    if start[:1] == b"<":
        return Kind.PAGE if _PAGE.search(start) else Kind.XML
    return Kind.OTHER


def unpack_gzip(data: bytes, max_bytes: int, host: str) -> bytes:
    """Return what a gzip file holds, but never more than is let in."""
    engine = zlib.decompressobj(wbits=31)
    try:
        unpacked = engine.decompress(data, max_bytes + 1)
    except zlib.error as error:
        raise _cut_off(host, str(error)) from error
    if len(unpacked) > max_bytes:
        raise too_large(host, max_bytes, "packed with gzip")
    if not engine.eof:
        raise _cut_off(host, "gzip ends too early")
    return unpacked


def read_json(data: bytes, host: str) -> Any:
    """Return the document in an answer; one that is cut off or is none is ``NotUnderstood``."""
    try:
        return json.loads(data.decode(json.detect_encoding(data)).removeprefix("\ufeff"))
    except (ValueError, RecursionError) as error:
        raise _cut_off(host, f"{type(error).__name__}: {error}"[:300]) from error


def read_object(data: bytes, host: str) -> dict[str, Any]:
    """Return the JSON object in an answer."""
    document = read_json(data, host)
    if not isinstance(document, dict):
        raise not_asked_for(host, "JSON", details=data[:200].decode("utf-8", "replace"))
    return document


class XmlRoot:
    """The parts of an XML document that are needed of a service's answer: its root and the texts of its elements."""

    def __init__(self, name: str, attributes: dict[str, str], texts: list[tuple[str, str]]) -> None:
        self.name = name
        self.attributes = attributes
        self._texts = texts

    def texts(self, *names: str) -> list[str]:
        """Return the texts of the elements with these names (without namespace), in order."""
        return [text for name, text in self._texts if name in names and text]


def read_xml(data: bytes, host: str) -> XmlRoot:
    """Return an XML document's root and texts. A document type is refused: entities in it can unfold without end."""
    if len(data) > _XML_LIMIT:
        raise too_large(host, _XML_LIMIT, "XML")
    reader = QXmlStreamReader(QByteArray(data))
    root: XmlRoot | None = None
    open_elements: list[tuple[str, list[str]]] = []
    texts: list[tuple[str, str]] = []
    while not reader.atEnd():
        reader.readNext()
        if reader.isDTD() or reader.isEntityReference():
            raise not_asked_for(host, "XML", details="a document type or an entity, which could unfold without end")
        if reader.isStartElement():
            if root is None:
                attributes = reader.attributes()
                pairs = {attributes.at(i).name(): attributes.at(i).value() for i in range(attributes.size())}
                root = XmlRoot(str(reader.name()), {str(k): str(v) for k, v in pairs.items()}, texts)
            open_elements.append((str(reader.name()), []))
        elif reader.isCharacters() and open_elements:
            open_elements[-1][1].append(str(reader.text()))
        elif reader.isEndElement():
            name, parts = open_elements.pop()
            texts.append((name, " ".join("".join(parts).split())))
    if root is None or reader.hasError():
        raise _cut_off(host, reader.errorString())
    return root


def not_asked_for(host: str, wanted: str, *, got: Kind | None = None, details: str = "") -> NotUnderstood:
    """Return the error for an answer of another kind than was asked for."""
    if got is Kind.PAGE:
        said = message(
            "{host} answered with a web page instead of data, so nothing could be read. Often this is the log-in or "
            "warning page of a network: open any page in a web browser, or ask your IT support to let QGIS reach "
            "{host}; then try again.",
            host=host,
        )
    elif got is Kind.EMPTY:
        said = message(
            "{host} sent an empty answer, so there is nothing to read. Try again in a while; if it goes on, the "
            "service has changed or is down.",
            host=host,
        )
    else:
        said = message(
            "{host} sent something else than the {wanted} it was asked for, so nothing could be read. Try again; if it "
            "goes on, the service has changed and the plugin needs an update.",
            host=host,
            wanted=wanted,
        )
    return NotUnderstood(said, details=details)


def too_large(host: str, limit: int, details: str = "") -> AnswerTooLarge:
    """Return the error for an answer that is larger than is let in."""
    return AnswerTooLarge(
        message(
            "The answer of {host} is larger than the {limit} MB that are let in, so it was not fetched. Choose fewer "
            "areas, years or measures.",
            host=host,
            limit=max(1, round(limit / 1e6)),
        ),
        details=details,
    )


def _cut_off(host: str, details: str) -> NotUnderstood:
    return NotUnderstood(
        message(
            "The answer of {host} is damaged or was cut off on the way, so nothing of it is used. Try again; if it "
            "goes on, something between the service and you (a proxy, for example) changes what comes through.",
            host=host,
        ),
        details=details,
    )
