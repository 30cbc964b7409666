# SPDX-License-Identifier: GPL-2.0-or-later
"""From a path to bytes, and from bytes to text: what kind of file it is and how its letters are encoded."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import dataclass
from enum import Enum, auto
from os import PathLike
from pathlib import Path

from ..messages import Message, RegsoError, message
from .model import MAX_BYTES

StrPath = str | PathLike[str]


class Kind(Enum):
    """What a file holds, told by its content and not by its name."""

    TEXT = auto()
    WORKBOOK = auto()


@dataclass(frozen=True)
class Decoded:
    """A file's text and how it was read."""

    text: str
    encoding: str
    warnings: tuple[Message, ...] = ()


# byte order mark, Python's name, the name for people; UTF-32 begins like UTF-16 and must come first
_MARKS = (
    (b"\xef\xbb\xbf", "utf-8-sig", "UTF-8 with byte order mark"),
    (b"\xff\xfe\x00\x00", "utf-32", "UTF-32"),
    (b"\x00\x00\xfe\xff", "utf-32", "UTF-32"),
    (b"\xff\xfe", "utf-16", "UTF-16"),
    (b"\xfe\xff", "utf-16", "UTF-16"),
)
_SINGLE_BYTE = (("cp1252", "Windows-1252"), ("cp850", "code page 850"), ("mac-roman", "Mac Roman"))
_SWEDISH = frozenset("åäöÅÄÖéÉüÜ–’”")
_CONTROL = re.compile("[\x00-\x08\x0e-\x19\x1b-\x1f]")


def read_bytes(path: StrPath) -> bytes:
    """Return a file's content; a file that is missing, locked, empty or far too large is a RegsoError."""
    name = Path(path).name or str(path)
    try:
        size = Path(path).stat().st_size
        if Path(path).is_file() and size > MAX_BYTES:
            raise RegsoError(
                "“{name}” is {size} MB, which is more than can be read at once. Choose fewer years or measures where "
                "you fetched the table, and try again.",
                name=name,
                size=round(size / 1e6),
            )
        data = Path(path).read_bytes()
    except OSError as error:
        raise RegsoError(
            "“{name}” could not be opened, so nothing was read from it. Check that the file is still there, that you "
            "may read it and that no other program (Excel, for example) holds it open.",
            name=name,
            details=str(error),
        ) from error
    if not data.strip(b"\x00\t\n\r \xef\xbb\xbf\xff\xfe"):
        raise RegsoError(
            "“{name}” is empty: there is no table in it. The download may have been cut off; fetch the file again.",
            name=name,
        )
    return data


def kind_of(data: bytes, name: str) -> Kind:
    """Tell a workbook from a text file; another known binary format is a RegsoError that says what to do."""
    if data.startswith(b"PK\x03\x04"):
        return _kind_of_zip(data, name)
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise RegsoError(
            "“{name}” is an Excel file of the old kind (.xls), which is not read here. Open it in Excel or "
            "LibreOffice, save it as .xlsx or CSV, and use that file.",
            name=name,
        )
    return Kind.TEXT


def _kind_of_zip(data: bytes, name: str) -> Kind:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = archive.namelist()
    except (zipfile.BadZipFile, ValueError, OSError) as error:
        raise RegsoError(
            "“{name}” begins like an Excel or zip file but is damaged, so nothing could be read. The download may "
            "have been cut off; fetch the file again.",
            name=name,
            details=str(error),
        ) from error
    if any(member.startswith("xl/") for member in members):
        return Kind.WORKBOOK
    raise RegsoError(
        "“{name}” is a packed file (zip) and no Excel workbook. Unpack it first, and choose the table inside it: "
        "{members}",
        name=name,
        members=", ".join(members[:5]),
    )


def decode(data: bytes, name: str, encoding: str | None = None) -> Decoded:
    """Return the text of a file: by its byte order mark, as UTF-8, or as the code page that makes the most of it."""
    decoded = _decode_as(data, name, encoding) if encoding else _detect(data, name)
    text = decoded.text.removeprefix("\ufeff").removesuffix("\x1a")
    controls = len(_CONTROL.findall(text[:200_000]))
    if controls > len(text[:200_000]) // 200:
        raise RegsoError(
            "“{name}” is no text and no Excel workbook, so there is no table in it that can be read. Choose the file "
            "as CSV, JSON-stat or Excel (.xlsx); layers such as GeoPackage are added to the map instead.",
            name=name,
            details=f"{controls} control characters",
        )
    return Decoded(text, decoded.encoding, decoded.warnings)


def _decode_as(data: bytes, name: str, encoding: str) -> Decoded:
    try:
        return Decoded(data.decode(encoding), encoding)
    except (LookupError, UnicodeDecodeError) as error:
        raise RegsoError(
            "“{name}” cannot be read as {encoding}. Leave the encoding empty to have it recognised, or name another.",
            name=name,
            encoding=encoding,
            details=str(error),
        ) from error


def _detect(data: bytes, name: str) -> Decoded:
    for mark, codec, label in _MARKS:
        if data.startswith(mark):
            return _marked(data, name, codec, label)
    wide = _wide_codec(data)
    if wide:
        return Decoded(data.decode(wide, errors="replace"), "UTF-16")
    try:
        return Decoded(data.decode("utf-8"), "UTF-8")
    except UnicodeDecodeError:
        broken = _broken_utf8(data, "UTF-8")
    return broken or _single_byte(data)


def _marked(data: bytes, name: str, codec: str, label: str) -> Decoded:
    try:
        return Decoded(data.decode(codec), label)
    except UnicodeDecodeError as error:
        broken = _broken_utf8(data, label) if codec == "utf-8-sig" else None
        if broken:
            return broken
        raise RegsoError(
            "“{name}” says that it is {encoding} but is not, or is cut off, so its letters cannot be trusted. Fetch "
            "the file again, or name its encoding.",
            name=name,
            encoding=label,
            details=str(error),
        ) from error


def _wide_codec(data: bytes) -> str | None:
    """Return the codec of UTF-16 without a mark: every second byte of such a text is nearly always zero."""
    sample = data[:4000]
    if len(sample) < 4 or len(data) % 2:
        return None
    half = len(sample) // 2
    odd, even = sample[1::2].count(0), sample[0::2].count(0)
    if odd > 0.7 * half and even < 0.05 * half:
        return "utf-16-le"
    return "utf-16-be" if even > 0.7 * half and odd < 0.05 * half else None


def _broken_utf8(data: bytes, label: str) -> Decoded | None:
    """Return UTF-8 text in which a few letters are spoilt, or None where it is no UTF-8 at all."""
    text = data.decode("utf-8", errors="replace")
    spoilt = text.count("\ufffd")
    sound = sum(1 for sign in text if sign > "\x7f") - spoilt
    if sound < 10 * spoilt:
        return None
    warning = message(
        "Damaged letters in the file were read as “\ufffd” ({count}); names with them may not be recognised.",
        count=spoilt,
    )
    return Decoded(text, label, (warning,))


def _single_byte(data: bytes) -> Decoded:
    """Return the text in the code page that gives the most Swedish letters; Windows-1252 where nothing tells."""
    best: tuple[int, Decoded] | None = None
    for codec, label in _SINGLE_BYTE:
        text = data.decode(codec, errors="replace")
        score = sum(1 if sign in _SWEDISH else -1 for sign in text if sign > "\x7f" and sign != "\u00a0")
        if best is None or score > best[0]:
            best = (score, Decoded(text, label))
    if best is None:
        raise AssertionError("there is always a code page to try")
    return best[1]
