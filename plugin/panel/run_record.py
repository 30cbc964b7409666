# SPDX-License-Identifier: GPL-2.0-or-later
"""A run as a record that can be read, kept, run again and compared. Pure: neither Qt nor QGIS.

Layers stand by their source, not by the id that they have in one project; passwords are left out. A record holds only
what the run showed: what was suppressed is not in it.
"""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field, fields
from typing import TYPE_CHECKING, Any

from ..core.messages import Message, RegsoError, message
from ..report.provenance import without_secrets

if TYPE_CHECKING:
    import pandas as pd

FORMAT = "regso-atlas-run"
VERSION = 1
IN_WORDS = ("label", "stratum_label")
"""Columns that are said in the user's language and follow from another column."""
TOLERANCE = 1e-9
MOST_DIFFERENCES = 20
MOST_ROWS = 5000
"""Rows that a record holds; of a longer table it has the number of rows and the checksum."""


@dataclass(frozen=True)
class LayerRecord:
    """A layer that a run read."""

    name: str
    source: str
    provider: str = "ogr"
    crs: str = ""
    layer_id: str = ""
    """In the project of the run: a temporary layer can be found by nothing else."""
    features: int = -1
    rights: tuple[str, ...] = ()
    edition: str = ""
    years: tuple[int, ...] = ()
    filter: str = ""

    def __post_init__(self) -> None:
        object.__setattr__(self, "source", without_secrets(self.source))

    @property
    def is_temporary(self) -> bool:
        """Whether it was nowhere but in memory."""
        return self.provider in ("memory", "virtual")


@dataclass(frozen=True)
class RunRecord:
    """A run: what was asked, of which layers, with which versions, and what came of it."""

    title: str
    algorithm: str
    parameters: Mapping[str, Any]
    """Without layers and outputs."""
    layers: Mapping[str, LayerRecord]
    """Parameter → layer."""
    outputs: Mapping[str, str] = field(default_factory=dict)
    """Output → name of its file, without folder."""
    question: Mapping[str, Any] = field(default_factory=dict)
    versions: Mapping[str, str] = field(default_factory=dict)
    numbers: Mapping[str, Any] = field(default_factory=dict)
    columns: tuple[str, ...] = ()
    rows: tuple[tuple[Any, ...], ...] = ()
    """The table of the result; none where it is too long."""
    row_count: int = 0
    checksum: str = ""
    """Of the columns and rows."""
    areas_checksum: str = ""
    classes_checksum: str = ""
    """Of the table by class of town and country."""
    warnings: tuple[str, ...] = ()
    language: str = "en"
    started: str = ""
    seconds: float = 0.0


def rows_of(frame: pd.DataFrame | None) -> tuple[tuple[str, ...], tuple[tuple[Any, ...], ...]]:
    """Return columns and rows of a table as JSON can hold them; missing is None, whole numbers are whole."""
    if frame is None:
        return (), ()
    columns = tuple(str(name) for name in frame.columns)
    return columns, tuple(tuple(map(_plain, row)) for row in frame.itertuples(index=False, name=None))


def _plain(value: Any) -> Any:
    if value is None or value != value:  # noqa: PLR0124 - NaN, NaT
        return None
    if isinstance(value, str | bool):
        return value
    if isinstance(value, int | float) or hasattr(value, "item"):
        number = float(value)
        return int(number) if number.is_integer() and abs(number) < 2**53 else number
    return str(value)


def checksum(columns: tuple[str, ...], rows: tuple[tuple[Any, ...], ...]) -> str:
    """Return the SHA-256 of a table: numbers to nine figures, without what is said in the user's language."""
    kept = [at for at, name in enumerate(columns) if name not in IN_WORDS]
    digest = hashlib.sha256()
    for row in (columns, *rows):
        line = json.dumps([_rounded(row[at]) for at in kept], ensure_ascii=False)
        digest.update(line.encode("utf-8") + b"\n")
    return digest.hexdigest()


def _rounded(value: Any) -> Any:
    return f"{value:.9g}" if isinstance(value, int | float) and not isinstance(value, bool) else value


def to_json(record: RunRecord) -> str:
    """Return a record as text."""
    document = {"format": FORMAT, "version": VERSION, **asdict(record)}
    return json.dumps(document, ensure_ascii=False, indent=1, allow_nan=False) + "\n"


def from_json(text: str) -> RunRecord:
    """Return a record from text. Raises ``RegsoError`` for what is no such record, or was changed by hand."""
    try:
        document = json.loads(text.removeprefix("\ufeff"))
        if document["format"] != FORMAT or int(document["version"]) > VERSION:
            raise _not_a_record(f"format {document['format']} {document['version']}")
        record = _read(document)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise _not_a_record(str(error)) from error
    whole = len(record.rows) == record.row_count
    if record.checksum and whole and checksum(record.columns, record.rows) != record.checksum:
        raise RegsoError(
            "The figures in the run record do not fit its checksum: somebody changed the file. Use the record as it "
            "was saved."
        )
    return record


def _not_a_record(details: str) -> RegsoError:
    return RegsoError(
        "This is no run record that this version of RegSO Atlas can read. Choose a JSON file that was saved in the "
        "step Keep, or update the plugin.",
        details=details,
    )


def _read(document: dict[str, Any]) -> RunRecord:
    known = {one.name for one in fields(RunRecord)}
    given = {name: value for name, value in document.items() if name in known}
    layer_fields = {one.name for one in fields(LayerRecord)}
    given["layers"] = {
        str(name): LayerRecord(
            **{key: tuple(v) if isinstance(v, list) else v for key, v in layer.items() if key in layer_fields}
        )
        for name, layer in given["layers"].items()
    }
    for name in ("parameters", "outputs", "question", "versions", "numbers"):
        given[name] = dict(given.get(name) or {})
    given["columns"] = tuple(map(str, given.get("columns") or ()))
    given["rows"] = tuple(tuple(row) for row in given.get("rows") or ())
    given["warnings"] = tuple(map(str, given.get("warnings") or ()))
    if not isinstance(given["algorithm"], str) or not isinstance(given["title"], str):
        raise TypeError("algorithm and title are texts")
    if any(len(row) != len(given["columns"]) for row in given["rows"]):
        raise ValueError("a row has more or fewer cells than there are columns")
    return RunRecord(**given)


# Comparing ------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Comparison:
    """How a run differs from an earlier one."""

    differences: tuple[Message, ...]
    """In the figures; the first ones where there are many."""
    count: int
    notes: tuple[Message, ...] = ()
    """What is otherwise not the same: versions, number of features. It makes no other result by itself."""

    @property
    def same(self) -> bool:
        """Whether every figure is the same."""
        return self.count == 0


def compare(before: RunRecord, after: RunRecord) -> Comparison:
    """Compare the figures of two runs; numbers are the same to nine figures."""
    found = [*_numbers(before, after), *_tables(before, after)]
    if not found and before.areas_checksum and before.areas_checksum != after.areas_checksum:
        found.append(message("The figures by area are not the same."))
    if not found and before.classes_checksum and before.classes_checksum != after.classes_checksum:
        found.append(message("The figures by class of town and country are not the same."))
    return Comparison(tuple(found[:MOST_DIFFERENCES]), len(found), tuple(_notes(before, after)))


def is_close(one: Any, other: Any) -> bool:
    """Whether two values are the same; numbers to nine figures, missing only like missing."""
    if isinstance(one, int | float) and isinstance(other, int | float):
        return math.isclose(one, other, rel_tol=TOLERANCE, abs_tol=1e-12)
    return bool(one == other)


def _numbers(before: RunRecord, after: RunRecord) -> Iterator[Message]:
    for name, value in before.numbers.items():
        if not is_close(value, after.numbers.get(name)):
            yield message("{name} was {before} and is {after}.", name=name, before=value, after=after.numbers.get(name))


def _tables(before: RunRecord, after: RunRecord) -> Iterator[Message]:
    if before.columns != after.columns:
        others = sorted(set(before.columns) ^ set(after.columns)) or list(after.columns)
        yield message("The tables do not have the same columns: {names}.", names=", ".join(others))
        return
    if before.row_count != after.row_count:
        yield message("The table had {before} rows and has {after}.", before=before.row_count, after=after.row_count)
        return
    if len(before.rows) != before.row_count or len(after.rows) != after.row_count:
        if before.checksum != after.checksum:
            yield message("The figures of the table are not the same.")
        return
    for number, (one, other) in enumerate(zip(before.rows, after.rows, strict=True), start=1):
        for name, old, new in zip(before.columns, one, other, strict=True):
            if name not in IN_WORDS and not is_close(old, new):
                yield message(
                    "Row {number}, {name}: was {before} and is {after}.",
                    number=number,
                    name=name,
                    before=_shown(old),
                    after=_shown(new),
                )


def _shown(value: Any) -> Any:
    return "–" if value is None else value


def _notes(before: RunRecord, after: RunRecord) -> Iterator[Message]:
    for name, layer in before.layers.items():
        now = after.layers.get(name)
        if now is not None and -1 not in (layer.features, now.features) and layer.features != now.features:
            yield message(
                "The layer {name} had {before} features and has {after}.",
                name=layer.name,
                before=layer.features,
                after=now.features,
            )
    changed = [
        f"{name} {version} → {after.versions[name]}"
        for name, version in before.versions.items()
        if name in after.versions and after.versions[name] != version
    ]
    if changed:
        yield message("Other versions than then: {versions}.", versions=", ".join(changed))
