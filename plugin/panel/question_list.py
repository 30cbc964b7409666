# SPDX-License-Identifier: GPL-2.0-or-later
"""The questions of step 3: which algorithm with which settings answers each. Pure data; their words: ``questions``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from .role_list import LINE, POINT, POLYGON, TABLE

SUMMARIZE = "regso:summarizebyareatype"
ASSIGN = "regso:assignareatype"
AREAS = "regso:areatypesummary"
SEGREGATION = "regso:segregation"
COMPARE = "regso:compareyears"

ANY = (POINT, LINE, POLYGON, TABLE)
_SUMMARY_FILES = {"OUTPUT": "by type.gpkg", "OUTPUT_AREAS": "by area.gpkg", "OUTPUT_HTML": "report.html"}
_ASSIGN_FILES = {"OUTPUT": "with area type.gpkg"}
_AREA_FILES = {"OUTPUT": "areas.gpkg"}
_YEARS_FILES = {"OUTPUT": "years.gpkg", "OUTPUT_HTML": "report.html"}
_SEGREGATION_FILES = {"OUTPUT": "segregation.gpkg", "OUTPUT_HTML": "report.html"}


@dataclass(frozen=True)
class Question:
    """A question that one run of one algorithm answers."""

    id: str
    """API: projects, presets and run records keep it."""
    algorithm: str
    kinds: tuple[str, ...]
    """What the layer's features may be; none where the question is about the areas alone."""
    blanks: tuple[str, ...]
    """Of ``group``, ``amounts``, ``rates``, ``figure``, ``first``, ``last``, ``hold``: what the user can fill in
    beside the layer."""
    focus: str
    """The column of the answer that the chart shows: ``per_1000``, ``share``, ``amount``, ``sum`` or ``mean``."""
    outputs: Mapping[str, str] = field(default_factory=lambda: dict(_SUMMARY_FILES))
    """Output of the algorithm → file in the folder of the run."""
    fixed: Mapping[str, Any] = field(default_factory=dict)

    @property
    def needs_layer(self) -> bool:
        """Whether it is about a layer of the user's."""
        return bool(self.kinds)

    @property
    def needs_areas(self) -> bool:
        """Whether it is answered with the areas that were loaded, and not with what the layer says of areas."""
        return self.algorithm not in (SEGREGATION, COMPARE)

    @property
    def has_counts(self) -> bool:
        """Whether its figures are counts, or come of counts, so that small ones can be hidden and all rounded."""
        return self.algorithm in (SUMMARIZE, SEGREGATION) or self.id == "years_count"

    @property
    def has_classes(self) -> bool:
        """Whether its answer can be divided by classes of areas."""
        return self.algorithm in (SUMMARIZE, AREAS)

    @property
    def required(self) -> tuple[str, ...]:
        """What must be filled in before it can be asked: ``layer``, ``amounts``, ``rates``, ``figure``."""
        layer = ("layer",) if self.needs_layer else ()
        return (*layer, *(blank for blank in self.blanks if blank in ("amounts", "rates", "figure")))


_YEARS = ("figure", "first", "last", "hold")

QUESTIONS = (
    Question("per_inhabitant", SUMMARIZE, ANY, ("group",), "per_1000"),
    Question("share", SUMMARIZE, ANY, ("group",), "share"),
    Question("amount", SUMMARIZE, ANY, ("group",), "amount"),
    Question("sum", SUMMARIZE, ANY, ("amounts", "group"), "sum"),
    Question("mean", SUMMARIZE, ANY, ("rates", "group"), "mean"),
    Question("where", ASSIGN, (POINT, LINE, POLYGON), (), "", _ASSIGN_FILES),
    Question("where_most", ASSIGN, (LINE, POLYGON), (), "", _ASSIGN_FILES, {"METHOD": "largest"}),
    Question("segregation", SEGREGATION, (POLYGON, TABLE), ("amounts",), "", _SEGREGATION_FILES, {"LEVEL": "kommun"}),
    Question("years_count", COMPARE, (POLYGON, TABLE), _YEARS, "rate", _YEARS_FILES),
    Question("years_mean", COMPARE, (POLYGON, TABLE), _YEARS, "rate", _YEARS_FILES),
    Question("background_country", AREAS, (), (), "amount", _AREA_FILES, {"LEVEL": "country"}),
    Question("background_lan", AREAS, (), (), "amount", _AREA_FILES, {"LEVEL": "lan"}),
    Question("background_kommun", AREAS, (), (), "amount", _AREA_FILES, {"LEVEL": "kommun"}),
)


def by_id(question_id: str) -> Question | None:
    """Return a question, None where there is none of that id."""
    return next((one for one in QUESTIONS if one.id == question_id), None)
