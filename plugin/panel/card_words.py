# SPDX-License-Identifier: GPL-2.0-or-later
"""What the card of an area says in words."""

from __future__ import annotations

from ..core.area_types import TYPES, label
from ..i18n import tr
from ..report.language import Language
from .area_facts import COUNTRY, DEMO, INDICATORS, ONLY_LAYER, AreaFacts, breaks


def indicators_in_words(facts: AreaFacts, say: Language) -> list[str]:
    """Return the indicators that are known, beside their means."""
    lines = []
    for name in INDICATORS:
        value, mean = facts.indicators.get(name), facts.means.get(name)
        if value is None:
            continue
        text = f"{indicator_name(name)}: {say.percent(value / 100)}"
        if mean is not None:
            text += " " + tr("(mean {mean})").format(mean=say.percent(mean / 100))
        lines.append(text)
    return lines


def indicator_name(name: str) -> str:
    """Return what one of the three indicators of the index says."""
    return {
        "v1": tr("Low economic standard"),
        "v2": tr("Pre-upper-secondary education"),
        "v3": tr("Long-term social assistance or unemployment"),
    }[name]


def type_in_words(facts: AreaFacts, say: Language) -> str:
    """Return the type with its name and year."""
    year = f" ({facts.year})" if facts.year is not None else ""
    if facts.area_type in TYPES:
        return f"{tr('Type {number}').format(number=facts.area_type)}: {label(facts.area_type, say.code)}{year}"
    if facts.is_known:
        return tr("No area type: SCB publishes none for this area.") + year
    return tr("Nothing is known of this area: no type, no index, no population.")


def people_in_words(facts: AreaFacts, say: Language) -> str:
    """Return how many live there."""
    return tr("Inhabitants: {count}").format(count=say.number(facts.population or 0))


def index_alone(facts: AreaFacts, say: Language) -> str:
    """Return the index where there is no line of it; empty where it is not known."""
    if facts.index is None:
        return ""
    return tr("Index: {index}. A higher index is worse.").format(index=say.number(facts.index, 1))


def how_to_read(facts: AreaFacts, say: Language) -> str:
    """Return how the line is to be read."""
    lines = [tr("A higher index is worse.")]
    if facts.index is not None and facts.year is not None:
        lines.insert(0, tr("{year}: {index}.").format(year=facts.year, index=say.number(facts.index, 1)))
    if facts.region:
        lines.append(tr("Bands: area types 1–5 of each year; broken line: the mean of all areas."))
    if breaks(facts.series):
        lines.append(tr("Dotted line: the boundaries changed, so the years on both sides need not be the same ground."))
    return " ".join(lines)


def whose_means(facts: AreaFacts) -> str:
    """Return whose means stand beside the indicators, and how to get the country's where it is not known."""
    if facts.means_of == COUNTRY:
        return tr("Mean: of all areas of the country, every area counting the same.")
    if facts.means_of == DEMO:
        return tr("Mean: of all areas of the demo region, every area counting the same.")
    lines = [tr("Mean: of the areas of the layer, every area counting the same.")] if facts.means else []
    if facts.means_of == ONLY_LAYER:
        lines.append(
            tr(
                "The country's mean is not saved on this computer; to have it, load the whole country of this year "
                "once in step 1."
            )
        )
    return " ".join(lines)
