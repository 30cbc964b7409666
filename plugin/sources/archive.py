# SPDX-License-Identifier: GPL-2.0-or-later
"""Boundaries from files downloaded by hand: GeoPackage, shapefile, GeoJSON, or a zip with one of them in it."""

from __future__ import annotations

import shutil
import stat
import tempfile
import zipfile
from collections.abc import Sequence
from pathlib import Path, PurePosixPath, PureWindowsPath

from ..core.codes import Level
from ..core.messages import RegsoError, listing, message
from .area_files import read_boundaries
from .boundaries import Boundaries
from .catalog import Schema
from .errors import NotUnderstood, UnsafeFile

MAX_BYTES = 2_000_000_000
MAX_MEMBERS = 2000
LAYERS = (".gpkg", ".shp", ".geojson", ".json")
_WANTED = frozenset({*LAYERS, ".shx", ".dbf", ".prj", ".cpg", ".qpj", ".csv", ".xlsx", ".txt"})


def open_boundaries(path: Path | str, schemas: Sequence[Schema], *, level: Level | None = None) -> Boundaries:
    """Return the areas of a downloaded file.

    A zip may hold several files; exactly one of them must have areas of the level, or of any level where none is
    given. Raises ``RegsoError`` where there is none or more than one, ``UnsafeFile`` where a zip could do harm.
    """
    path = Path(path)
    if not path.is_file():
        raise RegsoError("There is no file {path}. Check where it was downloaded to.", path=str(path))
    with path.open("rb") as stream:
        is_zip = stream.read(4) == b"PK\x03\x04"
    if not is_zip:
        return read_boundaries(path, schemas, level=level)
    with tempfile.TemporaryDirectory(prefix="regso_") as folder:
        return _only_one(unpack(path, Path(folder)), path.name, schemas, level)


def _only_one(files: Sequence[Path], name: str, schemas: Sequence[Schema], level: Level | None) -> Boundaries:
    layers = [file for file in files if file.suffix.lower() in LAYERS]
    if not layers:
        raise NotUnderstood(
            message(
                "“{name}” holds no GeoPackage, shapefile or GeoJSON, so there are no areas in it. It holds: {files}",
                name=name,
                files=listing(file.name for file in files) or "–",
            )
        )
    found: dict[str, Boundaries] = {}
    failure: NotUnderstood | None = None
    for file in layers:
        try:
            found[file.name] = read_boundaries(file, schemas, level=level)
        except NotUnderstood as error:
            failure = failure or error
    if not found and failure is not None:
        raise failure
    if len(found) > 1:
        raise RegsoError(
            "“{name}” holds several layers with areas: {files}. Unpack it and choose the one that is meant.",
            name=name,
            files=listing(found),
        )
    return next(iter(found.values()))


def unpack(path: Path, folder: Path, *, max_bytes: int = MAX_BYTES) -> list[Path]:
    """Unpack the tables and layers of a zip into a folder and return them.

    Nothing is unpacked where any member would leave the folder, is a link, is encrypted, or the whole is larger than is
    let in: such a file is not what SCB hands out.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            members = archive.infolist()
            _check(members, path.name, max_bytes)
            unpacked = []
            for member in members:
                if member.is_dir() or PurePosixPath(member.filename).suffix.lower() not in _WANTED:
                    continue
                target = folder.joinpath(*PurePosixPath(member.filename).parts)
                target.parent.mkdir(parents=True, exist_ok=True)
                # zipfile gives no more than the size that was checked, whatever is packed in it
                with archive.open(member) as source, target.open("wb") as sink:
                    shutil.copyfileobj(source, sink)
                unpacked.append(target)
            return unpacked
    except (zipfile.BadZipFile, zipfile.LargeZipFile, NotImplementedError, EOFError, OSError) as error:
        raise NotUnderstood(
            message(
                "“{name}” is a damaged zip file: the download may have been cut off. Fetch it again.", name=path.name
            ),
            details=str(error),
        ) from error


def _check(members: Sequence[zipfile.ZipInfo], name: str, max_bytes: int) -> None:
    if len(members) > MAX_MEMBERS or sum(member.file_size for member in members) > max_bytes:
        raise _too_large(name)
    for member in members:
        reason = _harm(member)
        if reason:
            raise UnsafeFile(
                message(
                    "“{name}” was not opened: its member “{member}” {reason}. SCB's files are not made like this; "
                    "fetch it again from scb.se.",
                    name=name,
                    member=member.filename[:80],
                    reason=reason,
                )
            )


def _harm(member: zipfile.ZipInfo) -> object:
    """Return in what way a member could do harm, None where it does not."""
    # what the zip itself says, before zipfile tidied it
    written = getattr(member, "orig_filename", member.filename)
    windows = PureWindowsPath(written)
    if windows.is_absolute() or windows.drive or windows.root or "\x00" in written or ":" in written:
        return message("points to a fixed place on the disk")
    if ".." in windows.parts:
        return message("leads out of the folder it is unpacked in")
    mode = member.external_attr >> 16
    if stat.S_IFMT(mode) not in (0, stat.S_IFREG, stat.S_IFDIR):
        return message("is a link or a device and no file")
    if member.flag_bits & 0x1:
        return message("is locked with a password")
    return None


def _too_large(name: str) -> UnsafeFile:
    return UnsafeFile(
        message(
            "“{name}” would be far larger when unpacked than any file of SCB, so it was not opened. Fetch it again "
            "from scb.se.",
            name=name,
        )
    )
