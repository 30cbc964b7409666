# SPDX-License-Identifier: GPL-2.0-or-later
"""What is known of areas by code without asking the network: from loaded layers, from what was saved, from the demo.

Saved answers are read as they lie, without pandas, so that an expression can look up an area in a few microseconds; an
answer is read once, whatever asks, and again only when another one takes its place.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import fsum
from typing import TYPE_CHECKING

from ..core.codes import Edition, parse_area_code
from ..core.messages import RegsoError
from .area_rows import COLUMNS, AreaRows, Rows, demo_rows
from .area_search import Found, SearchIndex
from .cache import Cache
from .places import DEMO_LAN, register
from .saved_answers import SavedAnswers
from .service import cache_in_use

if TYPE_CHECKING:
    import pandas as pd

SHARES = ("v1", "v2", "v3")
"""The indicators of the index."""

_DEMO = tuple(DEMO_LAN)


@dataclass(frozen=True, eq=False)
class KnownArea:
    """An area and its years.

    ``series``: one row per year with any figure, ascending: ``year``, ``edition``, ``socioeconomic_index``,
    ``area_type`` (1–5, 0 = no data), ``v1``, ``v2``, ``v3`` (percent), ``population``; missing is NaN.
    """

    code: str
    name: str
    kommun_name: str
    lan_name: str
    series: pd.DataFrame


class KnownAreas:
    """Areas by code from several sources, of which the first that has a figure is believed."""

    def __init__(self, sources: Sequence[Rows], *, searches_demo: bool = False) -> None:
        self._sources = tuple(sources)
        self._searches_demo = searches_demo
        by_year: dict[int, list[Rows]] = {}
        for source in self._sources:
            for year in source.years:
                by_year.setdefault(year, []).append(source)
        self._by_year = dict(sorted(by_year.items(), reverse=True))
        self._means_by_year: dict[tuple[int, bool], dict[str, float]] = {}

    @property
    def years(self) -> tuple[int, ...]:
        """The years that anything is known of, ascending."""
        return tuple(sorted(self._by_year))

    @property
    def is_empty(self) -> bool:
        """Whether nothing is known but the demo."""
        return all(code.startswith(_DEMO) for code in self.codes)

    @cached_property
    def codes(self) -> frozenset[str]:
        """The codes of all areas that anything is known of."""
        return frozenset(code for source in self._sources for code in source.codes)

    # One figure: for expressions, which ask for every feature ---------------------------------------------------------

    def index(self, code: object, year: int | None = None) -> float | None:
        """Return an area's index in a year, the latest known without one; None where it is not known."""
        return self._latest("socioeconomic_index", code, year)

    def area_type(self, code: object, year: int | None = None) -> int | None:
        """Return an area's type (1–5) in a year, the latest known without one; None where it has none."""
        value = self._latest("area_type", code, year)
        return None if value is None else int(value) or None

    def _latest(self, column: str, code: object, year: int | None) -> float | None:
        area = parse_area_code(code)
        if area is None:
            return None
        if year is not None:
            return self._value(column, area.code, year)
        # an area without a type in the newest year has none: an older year's would stand among those of the newest
        for one, sources in self._by_year.items():
            if any(source.lists(column, area.code, one) for source in sources):
                return self._value(column, area.code, one)
        return None

    def _value(self, column: str, code: str, year: int) -> float | None:
        for source in self._by_year.get(year, ()):
            value = source.value(column, code, year)
            if value is not None:
                return value
        return None

    # One area: for its card -------------------------------------------------------------------------------------------

    def of(self, code: object) -> KnownArea | None:
        """Return an area with its years; None where nothing is known of the code."""
        import pandas as pd

        area = parse_area_code(code)
        if area is None or area.code not in self.codes:
            return None
        rows = []
        for year in self.years:
            figures = {column: self._value(column, area.code, year) for column in COLUMNS}
            if any(value is not None for value in figures.values()):
                rows.append({"year": year, "edition": self._edition(area.code, year), **figures})
        series = pd.DataFrame(rows, columns=["year", "edition", *COLUMNS])
        series = series.astype({"year": int, **dict.fromkeys(COLUMNS, float)})
        series["area_type"] = series["area_type"].fillna(0).astype(int)
        names = register()
        return KnownArea(
            code=area.code,
            name=self.name(area.code),
            kommun_name=self._kommun(area.code),
            lan_name=names.lan.get(area.lan, ""),
            series=series,
        )

    def name(self, code: str) -> str:
        """Return the newest known name of an area; empty where none is."""
        return self._first_text("names", code)

    def _kommun(self, code: str) -> str:
        return register().kommuner.get(code[:4]) or self._first_text("kommuner", code)

    def _first_text(self, kind: str, code: str) -> str:
        for source in self._newest_first:
            text = getattr(source, kind).get(code)
            if text:
                return str(text)
        return ""

    @cached_property
    def _newest_first(self) -> list[Rows]:
        # names change with the editions, so the newest year's holds; what has no year comes last
        return sorted(self._sources, key=lambda source: -max(source.years, default=0))

    def _edition(self, code: str, year: int) -> str:
        for source in self._by_year[year]:
            if code in source.codes:
                return source.edition(year)
        return Edition.for_year(year).value

    # The country ------------------------------------------------------------------------------------------------------

    @cached_property
    def country(self) -> pd.DataFrame:
        """Mean and standard deviation of the index, which divide the types, in the years whose country is known.

        Columns ``year``, ``edition``, ``mean``, ``standard_deviation``, ``area_count`` (areas with an index), years
        ascending; a year of which only a part of the country is known is not there.
        """
        return self._means(demo=False)

    def region_of(self, code: object) -> pd.DataFrame:
        """Return as ``country`` what an area's types are relative to: the country, or the demo region of its own."""
        area = parse_area_code(code)
        return self._demo_region if area is not None and area.code.startswith(_DEMO) else self.country

    def means_of(self, code: object, year: int | None) -> dict[str, float]:
        """Return the means of the indicators (``v1``, ``v2``, ``v3``; percent) that an area is set against in a year.

        Those of the country, every area counting the same; of an area of the demo, those of its region. An indicator of
        which only a part of the country is known is not there.
        """
        area = parse_area_code(code)
        if area is None or year not in self._by_year:
            return {}
        return self._indicator_means(year, area.code.startswith(_DEMO))

    def _indicator_means(self, year: int, demo: bool) -> dict[str, float]:
        from ..core.area_table import COUNTRY_AREAS, ENOUGH_OF_THE_COUNTRY

        if (year, demo) not in self._means_by_year:
            enough = 1 if demo else ENOUGH_OF_THE_COUNTRY * COUNTRY_AREAS
            columns = {name: list(self._column(name, year, demo=demo).values()) for name in SHARES}
            self._means_by_year[year, demo] = {
                name: fsum(values) / len(values) for name, values in columns.items() if len(values) >= enough
            }
        return self._means_by_year[year, demo]

    @cached_property
    def _demo_region(self) -> pd.DataFrame:
        return self._means(demo=True)

    def _means(self, *, demo: bool) -> pd.DataFrame:
        import pandas as pd

        from ..core.area_table import is_country
        from ..core.classification import Scope, cut_points

        scope, region = (Scope.OWN, DEMO_LAN["99"]) if demo else (Scope.COUNTRY, "")
        rows = []
        for year in self.years:
            index = pd.Series(self._column("socioeconomic_index", year, demo=demo), dtype=float)
            if not demo and not is_country(index):
                continue
            try:
                cuts = cut_points(index, year, scope=scope, region=region)
            except RegsoError:
                continue
            rows.append(
                (year, Edition.for_year(year).value, cuts.mean, cuts.standard_deviation, int(index.notna().sum()))
            )
        return pd.DataFrame(rows, columns=["year", "edition", "mean", "standard_deviation", "area_count"])

    def _column(self, column: str, year: int, *, demo: bool) -> dict[str, float]:
        """Return a figure of all RegSO in a year by code; areas without it are left out."""
        found: dict[str, float] = {}
        for source in reversed(self._by_year[year]):
            found.update(source.column(column, year))
        return {
            code: value
            for code, value in found.items()
            # the form of the codes is known: they were parsed when they were read
            if code[4] == "R" and code.startswith(_DEMO) is demo
        }

    # Searching --------------------------------------------------------------------------------------------------------

    def search(self, text: str, limit: int = 20, *, cancelled: Callable[[], bool] | None = None) -> list[Found]:
        """Return areas and kommuner whose name, kommun, län or code fits a text, the best first.

        Capital letters, accents and dots do not matter (“alvnas” finds Älvnäs), nor does a lost leading zero; every
        word must be found. The demo is searched only where one of its layers was given. ``cancelled``: asked now and
        then whether to give up.
        """
        return self._search_index.find(text, limit, cancelled)

    @cached_property
    def _search_index(self) -> SearchIndex:
        lan = register().lan
        return SearchIndex(
            (code, self.name(code), self._kommun(code), lan.get(code[:2], ""))
            for code in sorted(self.codes)
            if self._searches_demo or not code.startswith(_DEMO)
        )


class _Store:
    """What was read, and what was made of it last."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.saved = SavedAnswers()
        self.stamp: object = None
        self.known: KnownAreas | None = None


_store = _Store()


def known_areas(frames: Iterable[pd.DataFrame | AreaRows] = (), *, cache: Cache | None = None) -> KnownAreas:
    """Return what is known of areas now; from any thread, and at no cost where nothing has changed.

    ``frames``: the tables of layers that ``regso:loadareas`` made (or ``AreaRows`` of them), believed before what was
    saved. Without frames, or with the same ``AreaRows`` as last time, the same object is returned until something else
    is saved. Saved answers that cannot be read are left out, with a warning in the log.
    """
    cache = cache or cache_in_use()
    given = [one if isinstance(one, AreaRows) else AreaRows.of_frame(one) for one in frames]
    with _store.lock:
        saved = _store.saved.answers(cache)
        # the objects themselves are kept in the stamp, so that no id is given to another one meanwhile
        stamp = (tuple(given), tuple(saved))
        if _store.known is None or _store.stamp != stamp:
            shows_demo = any(code.startswith(_DEMO) for rows in given for code in rows.codes)
            _store.known = KnownAreas(list(_in_order(given, saved)), searches_demo=shows_demo)
            _store.stamp = stamp
        return _store.known


def _in_order(given: Sequence[AreaRows], saved: Sequence[Rows]) -> Iterator[Rows]:
    yield from (rows for rows in given if rows.years)
    yield from saved
    yield demo_rows()
    # layers that say no year have names only
    yield from (rows for rows in given if not rows.years)


def prepare(frames: Iterable[pd.DataFrame | AreaRows] = (), *, cache: Cache | None = None) -> KnownAreas:
    """Read all that is known, for a task to do before somebody asks on the main thread; the search too."""
    known = known_areas(frames, cache=cache)
    known.search("a", 1)
    return known


def forget() -> None:
    """Let go of everything that was read."""
    with _store.lock:
        _store.known = _store.stamp = None
        _store.saved.forget()
        demo_rows.cache_clear()
