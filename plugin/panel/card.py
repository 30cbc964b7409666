# SPDX-License-Identifier: GPL-2.0-or-later
"""The card of an area: its name, type, index over the years, indicators, people, and what of a result lies in it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from qgis.core import QgsApplication, QgsTask
from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtWidgets import QFrame, QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from .. import log
from ..core.area_types import TYPES, label
from ..i18n import interface_language, tr
from ..report.language import Language
from ..sources.places import DEMO_LAN
from .area_facts import (
    COUNTRY,
    DEMO,
    INDICATORS,
    ONLY_LAYER,
    AreaFacts,
    breaks,
    latest_of,
    number_of,
    region_of,
    series_of,
    with_own_year,
)
from .chart import Chart
from .fold import Text
from .index_chart import draw_index, index_in_words
from .result_table import swatch

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


class AreaCard(QFrame):
    """Shows one area; closed by its button or Escape."""

    closed = pyqtSignal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("area_card")
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setAccessibleName(tr("Card of the area"))
        self.facts: AreaFacts | None = None
        self._known: Callable[[], KnownAreas] = known_now
        self._task: LookUp | None = None
        self.name = Text("area_name")
        font = self.name.font()
        font.setBold(True)
        self.name.setFont(font)
        self.place, self.type_words = Text("area_place"), Text("area_type")
        self._swatch = QLabel()
        self._swatch.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.chart = Chart()
        self.chart.setObjectName("index_chart")
        self.chart.setAccessibleName(tr("Socioeconomic index over the years"))
        self.chart_note, self.people, self.counts = Text("index_note"), Text("area_people"), Text("area_counts")
        self.indicators = Text("area_indicators")
        self.note = Text("indicator_note")
        self._arrange()
        self.hide()

    def _arrange(self) -> None:
        close = QToolButton()
        close.setObjectName("close_card")
        close.setAutoRaise(True)
        close.setIcon(QgsApplication.getThemeIcon("/mIconClose.svg"))
        close.setToolTip(tr("Close the card"))
        close.setAccessibleName(tr("Close the card"))
        close.clicked.connect(self.close_card)
        top, kind = QHBoxLayout(), QHBoxLayout()
        top.addWidget(self.name, 1)
        top.addWidget(close, 0, Qt.AlignmentFlag.AlignTop)
        kind.addWidget(self._swatch)
        kind.addWidget(self.type_words, 1)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(8, 6, 8, 8)
        lines.setSpacing(4)
        lines.addLayout(top)
        lines.addWidget(self.place)
        lines.addLayout(kind)
        for widget in (self.counts, self.people, self.chart, self.chart_note, self.indicators, self.note):
            lines.addWidget(widget)

    def show_area(self, facts: AreaFacts, known: Callable[[], KnownAreas] | None = None) -> None:
        """Show an area at once, and its years as soon as they were looked up."""
        self._show(facts)
        self.show()
        task = LookUp(facts, known or self._known)
        task.taskCompleted.connect(self._looked_up)
        task.taskTerminated.connect(self._looked_up)
        self._task = task
        QgsApplication.taskManager().addTask(task)

    def _looked_up(self) -> None:
        task = self._task
        # the card may show another area by now, which is looked up in its turn
        if task is None or self.facts is None or not task.is_over:
            return
        self._task = None
        if task.found is not None:
            self._show(replace(task.found, counts=self.facts.counts))

    @property
    def is_looking(self) -> bool:
        """Whether the years are still being looked up."""
        return self._task is not None

    def show_counts(self, counts: tuple[str, ...]) -> None:
        """Show what of another result lies in the area."""
        if self.facts is not None:
            self.facts = replace(self.facts, counts=counts)
            self._show_counts()

    def close_card(self) -> None:
        """Close the card."""
        self.facts = self._task = None
        self.hide()
        self.closed.emit()

    def keyPressEvent(self, event: Any) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_card()
        else:
            super().keyPressEvent(event)

    # Writing ----------------------------------------------------------------------------------------------------------

    def _show(self, facts: AreaFacts) -> None:
        self.facts = facts
        say = Language(interface_language())
        self.name.setText(facts.name or facts.code)
        self.place.setText(" · ".join(part for part in (facts.code, facts.kommun, facts.lan) if part))
        self.type_words.setText(type_in_words(facts, say))
        size = self.fontMetrics().height()
        self._swatch.setPixmap(swatch(facts.area_type, self.palette().text().color()).pixmap(size, size))
        self.people.setText(people_in_words(facts, say))
        self.people.setVisible(facts.population is not None)
        self._show_counts()
        self._show_series(facts, say)
        self._show_indicators(facts, say)

    def _show_counts(self) -> None:
        counts = self.facts.counts if self.facts is not None else ()
        self.counts.setText("\n".join(counts))
        self.counts.setVisible(bool(counts))

    def _show_series(self, facts: AreaFacts, say: Language) -> None:
        known = [one for one in facts.series if one.index is not None]
        # one year is no line: its index stands in words
        self.chart.setVisible(len(known) > 1)
        self.chart_note.setText(_note_of(facts, say) if len(known) > 1 else _no_series(facts, say))
        if len(known) > 1:
            self.chart.setAccessibleDescription(index_in_words(facts, say))
            self.chart.show_drawing(
                lambda figure, look, line, letter: draw_index(figure, facts, say, look, line=line, letter=letter), 10.5
            )

    def _show_indicators(self, facts: AreaFacts, say: Language) -> None:
        lines = indicators_in_words(facts, say)
        self.indicators.setText("\n".join(lines))
        self.indicators.setVisible(bool(lines))
        self.note.setText(_means_note(facts))
        self.note.setVisible(bool(lines) and bool(self.note.text()))


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


def _no_series(facts: AreaFacts, say: Language) -> str:
    if facts.index is None:
        return ""
    return tr("Index: {index}. A higher index is worse.").format(index=say.number(facts.index, 1))


def _note_of(facts: AreaFacts, say: Language) -> str:
    """Return how the line is to be read."""
    lines = [tr("A higher index is worse.")]
    if facts.index is not None and facts.year is not None:
        lines.insert(0, tr("{year}: {index}.").format(year=facts.year, index=say.number(facts.index, 1)))
    if facts.region:
        lines.append(tr("Bands: area types 1–5 of each year; broken line: the mean of all areas."))
    if breaks(facts.series):
        lines.append(tr("Dotted line: the boundaries changed, so the years on both sides need not be the same ground."))
    return " ".join(lines)


def _means_note(facts: AreaFacts) -> str:
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
