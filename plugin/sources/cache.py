# SPDX-License-Identifier: GPL-2.0-or-later
"""What was fetched before, kept in the QGIS profile: for the next time, and for when there is no network.

``data`` holds each content once, under the name of its SHA-256; ``entries`` says what was asked for, when, and which
content it is. Contents are written before the entry that names them and files appear whole or not at all, so readers
need no lock and two QGIS at once do no harm; writers take turns.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import secrets
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from qgis.core import QgsApplication
from qgis.PyQt.QtCore import QLockFile

from .. import log
from ..core.messages import RegsoError

LIMIT = 500_000_000
_LOCK_WAIT = 10_000
_LEFT_BEHIND = 3600.0
"""Seconds after which a half-written file belongs to nobody any more."""


@dataclass(frozen=True)
class Entry:
    """Something that was fetched."""

    key: str
    title: str
    """What it is, for people."""
    fetched: datetime
    sha256: str
    size: int
    suffix: str
    url: str = ""
    updated: str = ""
    """The stamp of the table when it was fetched."""
    etag: str = ""
    last_modified: str = ""
    path: Path = Path()
    age: timedelta = timedelta()

    def read(self) -> bytes:
        """Return the content."""
        return self.path.read_bytes()


def key_of(request: Mapping[str, Any]) -> str:
    """Return the key of a request: its parts in an order of their own."""
    return json.dumps(request, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def default_folder() -> Path:
    """Return the cache's place in the profile."""
    return Path(QgsApplication.qgisSettingsDirPath()) / "regso_atlas" / "cache"


def prepared_folder() -> Path:
    """Return the folder for what is computed of many areas' boundaries."""
    return Path(QgsApplication.qgisSettingsDirPath()) / "regso_atlas" / "prepared"


def _now() -> datetime:
    return datetime.now(UTC)


class Cache:
    """A folder with what was fetched."""

    def __init__(self, folder: Path | None = None, *, limit: int = LIMIT, now: Callable[[], datetime] = _now) -> None:
        self.folder = folder or default_folder()
        self._limit = limit
        self._now = now

    # Reading ----------------------------------------------------------------------------------------------------------

    def get(self, key: str, *, max_age: timedelta | None = None, offline: bool = False) -> Entry | None:
        """Return an entry with its age, or None where there is none, or only an older one than wished.

        ``offline``: whatever its age. A damaged entry is removed with a warning in the log and counts as missing.
        """
        file = self._entry_file(key)
        entry = self._load(file)
        if entry is not None and not _is_whole(entry):
            # another QGIS may just have put something else in its place, or made room
            again = self._load(file)
            if again is not None and not _is_whole(again):
                log.warn(f"{again.title}: the saved copy is damaged and was removed; fetch it again ({again.path}).")
                self._forget(file)
                with suppress(OSError):
                    again.path.unlink()
                again = None
            entry = again
        if entry is None or entry.key != key:
            return None
        if max_age is not None and not offline and entry.age > max_age:
            return None
        with suppress(OSError):
            # the time of the file is when it was last used
            os.utime(file, (self._now().timestamp(),) * 2)
        return entry

    def list(self) -> list[Entry]:
        """Return every entry, the one used last first."""
        found = [(_used(file), entry) for file in self._entry_files() if (entry := self._load(file))]
        return [entry for _, entry in sorted(found, key=lambda pair: pair[0], reverse=True)]

    def size(self) -> int:
        """Return how many bytes the contents take."""
        return sum(size for _, _, size in self._contents())

    def _load(self, file: Path) -> Entry | None:
        """Return the entry in a file; one that cannot be read counts as missing and is removed."""
        try:
            known = json.loads(file.read_text(encoding="utf-8"))
        except OSError:
            return None
        except ValueError:
            self._damaged(file)
            return None
        try:
            known["fetched"] = datetime.fromisoformat(known["fetched"])
            entry = Entry(**known)
            age = self._now() - entry.fetched
            path = self._content_file(entry.sha256, entry.suffix)
        except (AttributeError, KeyError, TypeError, ValueError):
            self._damaged(file)
            return None
        return Entry(**{**known, "path": path, "age": max(age, timedelta())})

    def _damaged(self, file: Path) -> None:
        log.warn(f"An entry of the saved data is damaged and was removed: {file}")
        self._forget(file)

    # Writing ----------------------------------------------------------------------------------------------------------

    def put(
        self,
        key: str,
        content: bytes,
        *,
        title: str,
        suffix: str = "",
        url: str = "",
        updated: str = "",
        headers: Mapping[str, str] | None = None,
    ) -> Entry:
        """Save a content under a key, instead of what was there, and make room if need be.

        Raises ``RegsoError`` where it cannot be written; what was there is then still there.
        """
        digest = hashlib.sha256(content).hexdigest()
        entry = Entry(
            key=key,
            title=title,
            fetched=self._now(),
            sha256=digest,
            size=len(content),
            suffix=suffix,
            url=url,
            updated=updated,
            etag=(headers or {}).get("etag", ""),
            last_modified=(headers or {}).get("last-modified", ""),
            path=self._content_file(digest, suffix),
        )
        file = self._entry_file(key)
        try:
            with self._turn():
                _write(entry.path, content)
                _write(file, _described(entry))
                os.utime(file, (self._now().timestamp(),) * 2)
                self._make_room(keep=file)
        except OSError as error:
            raise RegsoError(
                "What was fetched could not be saved for the next time. Check that the disk has room and that you may "
                "write in {folder}.",
                folder=str(self.folder),
                details=str(error),
            ) from error
        return entry

    def remove(self, key: str) -> None:
        """Forget an entry."""
        with self._turn():
            self._forget(self._entry_file(key))
            self._sweep()

    def clear(self) -> None:
        """Forget everything."""
        with self._turn():
            for file in self._entry_files():
                self._forget(file)
            self._sweep()

    def _make_room(self, keep: Path) -> None:
        """Forget what was used longest ago until the rest fits; what was just written stays."""
        self._sweep()
        for file in sorted(self._entry_files(), key=_used):
            if self.size() <= self._limit:
                return
            if file != keep:
                self._forget(file)
                self._sweep()

    def _sweep(self) -> None:
        """Remove contents that no entry names, and files that somebody left half written."""
        named = {entry.path.name for file in self._entry_files() if (entry := self._load(file))}
        for path, changed, _ in self._contents():
            half_written = path.suffix == ".part"
            if path.name not in named and (not half_written or self._now().timestamp() - changed > _LEFT_BEHIND):
                with suppress(OSError):
                    path.unlink()

    def _forget(self, file: Path) -> None:
        with suppress(OSError):
            file.unlink()

    @contextmanager
    def _turn(self) -> Iterator[None]:
        """Write alone. A lock that cannot be had (a folder on a server, for example) is done without."""
        self.folder.mkdir(parents=True, exist_ok=True)
        lock = QLockFile(str(self.folder / "lock"))
        lock.setStaleLockTime(60_000)
        held = lock.tryLock(_LOCK_WAIT)
        if not held:
            log.warn(f"The saved data could not be locked for writing and are written all the same: {self.folder}")
        try:
            yield
        finally:
            if held:
                lock.unlock()

    # Files ------------------------------------------------------------------------------------------------------------

    def _entry_file(self, key: str) -> Path:
        return self.folder / "entries" / f"{hashlib.sha256(key.encode('utf-8')).hexdigest()[:40]}.json"

    def _content_file(self, digest: str, suffix: str) -> Path:
        if not re.fullmatch(r"[0-9a-f]{64}", digest) or not re.fullmatch(r"(\.[a-z0-9]+)?", suffix):
            raise ValueError(digest)
        return self.folder / "data" / f"{digest}{suffix}"

    def _entry_files(self) -> list[Path]:
        return sorted((self.folder / "entries").glob("*.json"))

    def _contents(self) -> list[tuple[Path, float, int]]:
        found = []
        for path in (self.folder / "data").glob("*"):
            with suppress(OSError):
                stat = path.stat()
                found.append((path, stat.st_mtime, stat.st_size))
        return found


def _described(entry: Entry) -> bytes:
    known = asdict(entry)
    del known["path"], known["age"]
    known["fetched"] = entry.fetched.isoformat()
    return json.dumps(known, ensure_ascii=False, indent=1).encode("utf-8")


def _write(path: Path, content: bytes) -> None:
    """Write a file that appears whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f"{path.name}.{secrets.token_hex(4)}.part")
    try:
        with part.open("wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        try:
            part.replace(path)
        except PermissionError:
            # Windows does not replace a file that somebody reads; one of the same name and size is the same content
            if not (path.exists() and path.stat().st_size == len(content) and path.suffix != ".json"):
                raise
    finally:
        with suppress(OSError):
            part.unlink()


def _is_whole(entry: Entry) -> bool:
    try:
        content = entry.read()
    except OSError:
        return False
    return len(content) == entry.size and hashlib.sha256(content).hexdigest() == entry.sha256


def _used(file: Path) -> float:
    try:
        return file.stat().st_mtime
    except OSError:
        return 0.0
