# SPDX-License-Identifier: GPL-2.0-or-later
"""What the pages of all reports have in common: the head with its style, warnings, sources, record, citation, file."""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from ..core.area_types import COLORS, TYPES
from ..core.messages import RegsoError
from . import texts as t
from .language import Language
from .markup import Child, Markup, element
from .provenance import Layer, Provenance
from .tables import swatch_class


def write_document(path: str | Path, document: str) -> None:
    """Write a page, whole or not at all. Raises ``RegsoError`` where it cannot be written."""
    target = Path(path)
    part = target.with_name(f".{uuid.uuid4().hex}.part")
    try:
        try:
            part.write_bytes(document.encode("utf-8"))
            part.replace(target)
        finally:
            with suppress(OSError):
                part.unlink(missing_ok=True)
    except OSError as error:
        raise RegsoError(
            "The report could not be written to {path}. Check that the folder exists, that you may write there and "
            "that the file is not open in another program, or choose another place.",
            path=str(target),
            details=str(error),
        ) from error


def whole_page(provenance: Provenance, say: Language, header: Markup, *sections: Child) -> str:
    """Return an HTML document: head, header, what it says, footer."""
    footer = element("footer", f"{say(t.FOOTER)}, {when(provenance)}")
    body = element("body", header, element("main", *sections), footer)
    return "<!DOCTYPE html>\n" + element("html", _head(provenance), body, lang=say.code)


def _head(provenance: Provenance) -> Markup:
    return element(
        "head",
        element("meta", charset="utf-8"),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("meta", name="generator", content=provenance.program),
        element("title", f"{provenance.title} – RegSO Atlas"),
        element("style", Markup(_style())),
    )


def _style() -> str:
    """Return the style sheet, with the colours of the map for the types."""
    sheet = Path(__file__).with_name("report.css").read_text(encoding="utf-8")
    return sheet + "".join(f".{swatch_class(kind)} {{ background: {COLORS[kind]}; }}\n" for kind in TYPES)


def section(title: str, *children: Child) -> Markup:
    """Return a part of the page under its heading."""
    return element("section", element("h2", title), *children)


def note(text: str) -> Markup:
    """Return a remark in small letters."""
    return element("p", text, class_="note")


def when(provenance: Provenance) -> str:
    """Return when a result was made, with its time zone."""
    text = provenance.created.isoformat(sep=" ", timespec="minutes")
    return f"{text[:16]} ({text[16:]})"


def warnings_box(provenance: Provenance, ties: bool, say: Language) -> Markup:
    """Return all warnings in a box, first of all that totals do not tie where they do not."""
    items = [element("li", text) for text in provenance.warnings]
    if not ties:
        items.insert(0, element("li", say(t.DO_NOT_TIE), class_="broken"))
    if not items:
        return element("section", element("p", say(t.NO_WARNINGS)), class_="no-warnings")
    title = element("h2", say(t.WARNINGS), id="warnings")
    return element("section", title, element("ul", items), class_="warnings", aria_labelledby="warnings")


def method(parts: Iterable[tuple[t.Text, str]], say: Language) -> Markup:
    """Return the method as terms and what they mean."""
    return section(say(t.METHOD), element("dl", [(element("dt", say(a)), element("dd", b)) for a, b in parts]))


def sources(provenance: Provenance, say: Language) -> Markup:
    """Return where the data come from."""
    if not provenance.sources:
        return section(say(t.SOURCES), element("p", say(t.NO_SOURCES)))
    named = element("ul", [element("li", text) for text in provenance.sources])
    return section(say(t.SOURCES), named, note(say(t.SOURCES_NOTE)))


def record(items: Iterable[tuple[t.Text, str]], provenance: Provenance, say: Language) -> Markup:
    """Return how the figures were made: data, settings, versions, and the parameters as they were given."""
    head = element("tr", [element("th", say(title), scope="col") for title in (t.ITEM, t.VALUE)])
    rows = [
        element("tr", element("th", say(title), scope="row"), element("td", value or say(t.NOT_KNOWN)))
        for title, value in (*items, *_of_every_run(provenance, say))
    ]
    parts: list[Child] = [
        element(
            "table",
            element("caption", say(t.PROVENANCE_CAPTION)),
            element("thead", head),
            element("tbody", rows),
            class_="record",
        )
    ]
    if provenance.parameters:
        text = json.dumps({"inputs": dict(provenance.parameters)}, ensure_ascii=False, indent=2)
        parts += [element("h3", say(t.PARAMETERS)), element("pre", text), note(say(t.PARAMETERS_NOTE))]
    return section(say(t.PROVENANCE), *parts)


def rounding_in_words(base: int, say: Language) -> str:
    """Return how counts were rounded, for the record of a run."""
    return say(t.ROUNDED_TO, base=str(base)) if base else say(t.NO_ROUNDING)


def layer_items(layer: Layer, name: t.Text, source: t.Text, crs: t.Text) -> list[tuple[t.Text, str]]:
    """Return what is recorded of a layer, under the given titles."""
    return [(name, layer.name), (source, layer.source), (crs, layer.crs)]


def _of_every_run(provenance: Provenance, say: Language) -> list[tuple[t.Text, str]]:
    seconds = provenance.seconds
    return [
        (t.ALGORITHM, provenance.algorithm),
        (t.VERSIONS, ", ".join(f"{name} {version}" for name, version in provenance.versions.items())),
        (t.WHEN, provenance.created.isoformat(timespec="seconds")),
        (t.SECONDS, "" if seconds is None else say(t.SECONDS_VALUE, seconds=say.number(seconds, 1))),
    ]


def citation(provenance: Provenance, say: Language) -> Markup:
    """Return how the report is named as a source."""
    text = say(
        t.CITATION,
        title=provenance.title,
        program=provenance.program,
        date=provenance.created.date().isoformat(),
        sources=" ".join(f"{source.rstrip('.')}." for source in provenance.sources),
    )
    return section(say(t.CITE), element("p", text.strip(), class_="citation"))
