# SPDX-License-Identifier: GPL-2.0-or-later
"""One small region with clinics whose figures can be worked out in the head, and a reader of the finished page."""

from datetime import UTC, datetime
from html.parser import HTMLParser
from types import SimpleNamespace

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely

from regso_atlas.plugin.core.areas import build_areas
from regso_atlas.plugin.core.overlay import Kind
from regso_atlas.plugin.core.summarizer import Batch, Summarizer
from regso_atlas.plugin.report.html import render_report
from regso_atlas.plugin.report.provenance import Layer, Provenance

EAST, NORTH = 500_000, 6_700_000

# One square kilometre each, from west to east. Inhabitants of the types: 20,000 in all.
TYPES = [1, 2, 3, 4, 5, None]
PEOPLE = [1000, 2000, 3000, 4000, 10_000, 500]
# Clinics per square, then outside. In areas with a type: 20.
CLINICS = [2, 4, 3, 5, 6, 1, 2]


class Page(HTMLParser):
    """What a reader gets: text, tables by caption, and the tags with their attributes."""

    def __init__(self, document: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.tables: list[tuple[str, list[list[str]]]] = []
        self.words: list[str] = []
        self._open: list[str] = []
        self.feed(document)
        self.close()
        assert self._open == [], "an element is not closed"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag != "meta":
            self._open.append(tag)
        if tag == "table":
            self.tables.append(("", []))
        elif tag == "tr":
            self.tables[-1][1].append([])
        elif tag in {"th", "td"}:
            self.tables[-1][1][-1].append("")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "style" in self._open:
            return
        self.words.append(data)
        if "caption" in self._open:
            self.tables[-1] = (self.tables[-1][0] + data, self.tables[-1][1])
        elif {"th", "td"} & set(self._open) and "code" not in self._open:
            self.tables[-1][1][-1][-1] += data

    @property
    def text(self) -> str:
        return " ".join(" ".join(self.words).split())

    def table(self, caption: str) -> dict[str, list[str]]:
        """The rows of a table by the words of their heads; no-break spaces as spaces."""
        rows = next(rows for title, rows in self.tables if caption in title)
        return {row[0].strip(): [plain(cell) for cell in row[1:]] for row in rows}

    def column(self, caption: str, number: int) -> list[str]:
        return [
            row[number] for name, row in self.table(caption).items() if row[0] and name not in {"Områdestyp", "Antal"}
        ]


def plain(text: str) -> str:
    return text.replace("\N{NO-BREAK SPACE}", " ").replace("\N{SOFT HYPHEN}", "").strip()


def make_areas(types=TYPES, people=PEOPLE):
    squares = [shapely.box(EAST + 1000 * i, NORTH, EAST + 1000 * i + 1000, NORTH + 1000) for i in range(len(types))]
    columns = {"code": [f"0180R{i + 1:03d}" for i in range(len(types))], "area_type": types}
    if people is not None:
        columns["population"] = people
    return build_areas(gpd.GeoDataFrame(columns, geometry=squares, crs=3006), coverage=False)


def clinics(counts=CLINICS):
    """Points in the middle of the squares; the last count lies to the west of them all."""
    places = [EAST + 500 + 1000 * i for i in range(len(counts) - 1)] + [EAST - 500]
    return shapely.points([[x, NORTH + 500] for x, n in zip(places, counts, strict=True) for _ in range(n)])


def summarize(geometry=None, kind=Kind.POINT, attributes=None, unusable=0, areas=None, **how):
    geometry = clinics() if geometry is None else geometry
    attributes = pd.DataFrame(index=range(len(geometry))) if attributes is None else pd.DataFrame(attributes)
    summarizer = Summarizer(areas or make_areas(), kind, **how)
    summarizer.add(Batch(attributes, geometry=np.asarray(geometry, dtype=object), unusable=unusable))
    return summarizer.finish()


def provenance(**changes):
    given = {
        "title": "Vårdcentraler efter områdestyp",
        "created": datetime(2026, 3, 1, 14, 5, tzinfo=UTC),
        "layer": Layer("Vårdcentraler", "/data/vård/åäö.gpkg|layername=vårdcentraler", "EPSG:3006"),
        "areas": Layer("RegSO 2025", "/data/regso.gpkg", "EPSG:3006"),
        "sources": ("Källa: SCB, RegSO 2025, CC0 1.0",),
        "versions": {"RegSO Atlas": "0.1.0", "QGIS": "3.40.6"},
    }
    return Provenance(**(given | changes))


def page(summary, language="sv", **changes):
    return Page(render_report(summary, provenance(**changes), language))


def secret_summary(**how):
    # The two clinics of type 1 have 70,707 and 1,010 visits, 71,717 together: that must not leave the house.
    attributes = {"besök": [70_707, 1_010, *[1] * 21], "slag": ["vård"] * 23, "nöjda": [73.73, 73.73, *[10.0] * 21]}
    return summarize(attributes=attributes, min_count=3, amount_fields=("besök",), rate_fields=("nöjda",), **how)


@pytest.fixture(scope="session")
def example():
    """The helpers of this file."""
    return SimpleNamespace(
        Page=Page,
        areas=make_areas,
        clinics=clinics,
        page=page,
        plain=plain,
        provenance=provenance,
        secret_summary=secret_summary,
        summarize=summarize,
        EAST=EAST,
        NORTH=NORTH,
    )
