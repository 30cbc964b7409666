# SPDX-License-Identifier: GPL-2.0-or-later
"""Looks up what is known of an area beside its layer: the years that were saved, and the country's means."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from qgis.core import QgsTask

from .. import log
from ..i18n import tr
from ..sources.places import DEMO_LAN
from .area_facts import (
    COUNTRY,
    DEMO,
    INDICATORS,
    ONLY_LAYER,
    AreaFacts,
    latest_of,
    number_of,
    region_of,
    series_of,
    with_own_year,
)

if TYPE_CHECKING:
    from ..sources.known_areas import KnownAreas


def known_now() -> KnownAreas:
    """Return what is known of areas; from any thread."""
    from .extras import installed

    extras = installed()
    if extras is not None:
        return extras.at_hand.known()
    from ..sources.known_areas import known_areas

    return known_areas()


def completed(facts: AreaFacts, known: KnownAreas) -> AreaFacts:
    """Return the facts with the years that are known, and what the layer does not say."""
    area = known.of(facts.code)
    if area is None:
        return replace(facts, **_means(facts, known, facts.year))
    latest = latest_of(area.series, facts.year)
    own = facts.is_known
    figures = (
        {}
        if own
        else {
            "year": int(latest["year"]) if latest else None,
            "edition": str(latest.get("edition") or ""),
            "area_type": int(latest.get("area_type") or 0),
            "index": number_of(latest.get("socioeconomic_index")),
            "population": number_of(latest.get("population")),
        }
    )
    return replace(
        facts,
        name=facts.name or area.name,
        kommun=facts.kommun or area.kommun_name,
        lan=area.lan_name,
        indicators={name: _first(facts.indicators.get(name), latest.get(name)) for name in INDICATORS},
        series=with_own_year(facts, series_of(area.series)),
        region=region_of(known.region_of(facts.code)),
        **_means(facts, known, figures.get("year", facts.year)),
        **figures,
    )


def _means(facts: AreaFacts, known: KnownAreas, year: int | None) -> dict[str, Any]:
    """Return the means that an area is set against, and whose they are."""
    if facts.means_of == COUNTRY:
        return {}
    means = known.means_of(facts.code, year)
    if means:
        return {"means": means, "means_of": DEMO if facts.code[:2] in DEMO_LAN else COUNTRY}
    return {"means_of": ONLY_LAYER}


def _first(own: float | None, other: object) -> float | None:
    return own if own is not None else number_of(other)


class LookUp(QgsTask):
    """Looks an area up outside the main thread: the first time, what was saved has to be read."""

    def __init__(self, facts: AreaFacts, known: Callable[[], KnownAreas]) -> None:
        super().__init__(tr("Looking up {code}").format(code=facts.code), QgsTask.Flag.Hidden)
        self._facts, self._known = facts, known
        self.found: AreaFacts | None = None
        self.is_over = False

    def run(self) -> bool:
        try:
            self.found = completed(self._facts, self._known())
        except Exception as error:  # noqa: BLE001 - an exception here takes QGIS down
            log.warn(f"What is known of {self._facts.code} could not be read: {error!r}")
        self.is_over = True
        return self.found is not None
