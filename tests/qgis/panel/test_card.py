# SPDX-License-Identifier: GPL-2.0-or-later
"""The card of an area: from the layer, from what is known of its years, and of areas that nothing is known of."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import geopandas as gpd
import pandas as pd
import pytest
from qgis.core import QgsApplication, QgsProject
from qgis.PyQt.QtCore import QLocale, Qt
from qgis.PyQt.QtGui import QColor, QPalette

from regso_atlas.plugin.panel.area_facts import (
    AreaFacts,
    YearFigure,
    breaks,
    count_in_words,
    facts_of_layer,
    row_of,
    unbroken,
    with_own_year,
)
from regso_atlas.plugin.panel.card import AreaCard
from regso_atlas.plugin.panel.card_words import indicators_in_words, whose_means
from regso_atlas.plugin.panel.look_up import completed
from regso_atlas.plugin.panel.sections.result import ResultSection
from regso_atlas.plugin.panel.state import QuestionChoice
from regso_atlas.plugin.report.language import Language
from regso_atlas.plugin.sources.area_rows import AreaRows
from regso_atlas.plugin.sources.known_areas import KnownAreas

CODE = "9901R003"


@pytest.fixture
def card(qtbot: Any) -> AreaCard:
    card = AreaCard()
    qtbot.addWidget(card)
    card.resize(320, 600)
    return card


@pytest.fixture
def looked_up(qtbot: Any) -> Any:
    return lambda card: qtbot.waitUntil(lambda: not card.is_looking, timeout=20_000)


@pytest.fixture
def section(presenter: Any, qtbot: Any, idle: Any) -> ResultSection:
    presenter.show_demo()
    idle(presenter)
    section = ResultSection(presenter)
    qtbot.addWidget(section)
    section.resize(320, 1200)
    section.show()
    return section


@pytest.fixture
def demo_years(demo: Any) -> pd.DataFrame:
    """The demo's index by year of one area, read with another engine."""
    path = demo("omraden").partition("|")[0]
    index = gpd.read_file(path, layer="index_2015_2024")
    return index[index["regsokod"] == CODE].set_index("ar")


def series(*years: tuple[int, str, float | None]) -> tuple[YearFigure, ...]:
    return tuple(YearFigure(year, edition, index, 3) for year, edition, index in years)


# Figures --------------------------------------------------------------------------------------------------------------


def test_the_line_is_broken_where_the_edition_changes_and_where_a_year_is_missing():
    years = series(
        (2020, "2020", 1.0), (2021, "2020", None), (2022, "2020", 2.0), (2023, "2020", 2.5), (2024, "2025", 3.0)
    )

    assert [[one.year for one in run] for run in unbroken(years)] == [[2020], [2022, 2023], [2024]]
    assert breaks(years) == [2023.5]


def test_the_layers_own_year_is_believed_before_what_was_saved():
    facts = AreaFacts("0180R001", year=2024, index=9.5, area_type=2)
    years = with_own_year(facts, series((2023, "2020", 8.0), (2024, "2025", 1.0)))

    assert [(one.year, one.index, one.edition) for one in years] == [(2023, 8.0, "2020"), (2024, 9.5, "2025")]


@pytest.mark.parametrize("nothing", [None, float("nan"), ""])
def test_missing_figures_stay_missing(nothing):
    facts = facts_of_layer("0180R001", {"area_type": None, "index": nothing, "population": nothing, "v1": nothing})

    assert (facts.area_type, facts.index, facts.population, facts.indicators["v1"]) == (0, None, None, None)
    assert not facts.is_known


def test_zero_people_are_known():
    assert facts_of_layer("0180R001", {"population": 0}).is_known


def test_the_row_of_an_area_is_found_by_its_code_with_or_without_suffix():
    areas = pd.DataFrame({"code": ["0180R001_RegSO2025", "0180R010"], "amount": [3.0, 4.0]})

    assert row_of(areas, "0180R001")["amount"] == 3.0
    assert row_of(areas, "0180R002") is None
    assert row_of(None, "0180R001") is None


@pytest.mark.parametrize(
    ("amount", "unit", "said"), [(3.0, "features", "3 objekt"), (1.25, "km", "1,250 km"), (float("nan"), "km", "..")]
)
def test_counts_are_written_with_their_unit(amount, unit, said):
    row = {"amount": amount, "amount_unit": unit}

    assert count_in_words(row, {"features": "objekt"}, Language("sv")) == said


def test_indicators_stand_beside_their_means():
    facts = AreaFacts("0180R001", indicators={"v1": 14.4, "v2": None, "v3": 0.9}, means={"v1": 14.7})

    assert indicators_in_words(facts, Language("en")) == [
        "Low economic standard: 14.4% (mean 14.7%)",
        "Long-term social assistance or unemployment: 0.9%",
    ]


# The card -------------------------------------------------------------------------------------------------------------


def test_an_area_has_its_name_type_years_and_indicators(section, demo_years, looked_up, qtbot):
    section.show_area(CODE)
    card = section.card
    looked_up(card)
    known = demo_years.loc[2024]

    assert card.isVisible()
    assert card.name.text() == "Domkyrkoberget"
    assert card.place.text() == "9901R003 · Påhittsstad · Fantasilän"
    assert card.type_words.text().startswith(f"Type {int(known['omradestyp'])}: ")
    assert card.type_words.text().endswith("(2024)")
    assert [one.index for one in card.facts.series] == demo_years.sort_index()["index"].tolist()
    assert f"{known['v1']:.1f}%" in card.indicators.text()
    assert "Dotted line" in card.chart_note.text()
    qtbot.waitUntil(lambda: card.chart.is_drawn)


def test_an_area_of_the_demo_stands_beside_the_means_of_its_region(section, demo, looked_up):
    section.show_area(CODE)
    looked_up(section.card)
    index = gpd.read_file(demo("omraden").partition("|")[0], layer="index_2015_2024")
    expected = index[index["ar"] == 2024][["v1", "v2", "v3"]].mean()

    assert dict(section.card.facts.means) == pytest.approx(expected.to_dict())
    assert section.card.note.text() == "Mean: of all areas of the demo region, every area counting the same."


def test_the_card_says_where_the_means_come_from_and_how_to_get_the_countrys():
    layer = AreaFacts("1780R001", year=2024, indicators={"v1": 14.4}, means={"v1": 20.0})
    rows = {f"{1000 + number:04d}R001": {"v1": 10.0, "v2": 5.0, "v3": 1.0} for number in range(3400)}
    years = [{"code": code, "year": 2024, **figures} for code, figures in {**rows, "1780R001": {"v1": 14.4}}.items()]

    with_country = completed(layer, KnownAreas([AreaRows(years)]))
    without = completed(layer, KnownAreas([AreaRows(years[:40])]))

    assert with_country.means["v1"] == pytest.approx(10.0, abs=0.01)
    assert whose_means(with_country) == "Mean: of all areas of the country, every area counting the same."
    assert dict(without.means) == {"v1": 20.0}
    assert whose_means(without).startswith(
        "Mean: of the areas of the layer, every area counting the same. The country's"
    )
    assert "load the whole country of this year once in step 1" in whose_means(without)
    # while it is being looked up, nothing is said to be missing
    assert "saved" not in whose_means(layer)


def test_what_of_the_result_lies_in_it(section, presenter, demo_layer, idle, looked_up, demo):
    layer = demo_layer("vardinrattningar", "Vårdinrättningar")
    presenter.choose_question(QuestionChoice("per_inhabitant", layer.id()))
    presenter.ask()
    idle(presenter)
    section.show_area(CODE)
    looked_up(section.card)
    path = demo("omraden").partition("|")[0]
    areas, clinics = gpd.read_file(path, layer="omraden"), gpd.read_file(path, layer="vardinrattningar")
    # what lies on a border belongs to the lowest code
    placed = gpd.sjoin(clinics, areas[["regsokod", "geometry"]]).sort_values("regsokod")
    inside = (placed[~placed.index.duplicated()]["regsokod"] == CODE).sum()

    assert section.card.counts.text().split("\n")[0] == f"Vårdinrättningar: {inside} features"
    presenter.forget()
    assert not section.card.counts.isVisible()


def test_an_area_without_a_type(section, looked_up):
    section.show_area("9901R021")
    looked_up(section.card)

    assert section.card.type_words.text().startswith("No area type")
    assert not section.card.chart.isVisible()


def test_an_area_that_nothing_is_known_of(section, looked_up):
    section.show_area("0180R999")
    looked_up(section.card)

    assert section.card.name.text() == "0180R999"
    assert "Nothing is known" in section.card.type_words.text()
    for widget in (section.card.chart, section.card.people, section.card.indicators, section.card.counts):
        assert not widget.isVisible()


def test_a_layer_with_few_fields_is_enough(presenter, areas_layer, qtbot, looked_up):
    areas = areas_layer()
    QgsProject.instance().addMapLayer(areas)
    presenter.use_areas_layer(areas.id())
    section = ResultSection(presenter)
    qtbot.addWidget(section)
    section.show()
    section.show_area("0180R001")
    looked_up(section.card)

    assert section.card.name.text() == "Älvnäs"
    assert "Type 1" in section.card.type_words.text()
    assert section.card.people.text() == "Inhabitants: 1,000"


def test_what_cannot_be_read_leaves_the_layers_own_figures(card, looked_up):
    def broken() -> KnownAreas:
        raise OSError("disk gone")

    card.show_area(AreaFacts("0180R001", name="Älvnäs", area_type=2), broken)
    looked_up(card)

    assert card.name.text() == "Älvnäs"
    assert "Type 2" in card.type_words.text()


def test_another_area_before_the_first_is_found(card, looked_up):
    card.show_area(AreaFacts(CODE), lambda: KnownAreas(()))
    card.show_area(AreaFacts("0180R001", name="Älvnäs"), lambda: KnownAreas(()))
    looked_up(card)

    assert card.facts.code == "0180R001"
    assert card.name.text() == "Älvnäs"


def test_the_card_is_closed_by_its_button_and_by_escape(section, qtbot, click):
    from qgis.PyQt.QtWidgets import QToolButton

    for close in (
        lambda: click(section.card.findChild(QToolButton, "close_card")),
        lambda: qtbot.keyClick(section.card, Qt.Key.Key_Escape),
    ):
        section.show_area(CODE)
        assert section.card.isVisible()
        close()
        assert not section.card.isVisible()
        assert section.card.facts is None


def test_in_swedish_and_narrow_on_dark(section, looked_up, qtbot):
    QgsApplication.setLocale(QLocale("sv_SE"))
    try:
        palette = QPalette()
        palette.setColor(QPalette.ColorRole.Base, QColor("#1e1e1e"))
        palette.setColor(QPalette.ColorRole.Text, QColor("#eeeeee"))
        section.setPalette(palette)
        section.resize(280, 1400)
        section.show_area(CODE)
        looked_up(section.card)
        qtbot.waitUntil(lambda: section.card.chart.is_drawn)
    finally:
        QgsApplication.setLocale(QLocale("en_GB"))

    from matplotlib.colors import to_hex

    assert section.minimumSizeHint().width() <= 280
    figure = section.card.chart._canvas.figure
    assert to_hex(figure.get_facecolor()) == "#1e1e1e"
    assert "Områden med goda" in section.card.type_words.text()
    labels = [text for text in figure.axes[0].get_xticklabels() if text.get_text()]
    assert labels[-1].get_text() == "2024" or labels[0].get_text() == "2024"
    boxes = sorted((text.get_window_extent().x0, text.get_window_extent().x1) for text in labels)
    assert all(one[1] < other[0] for one, other in pairwise(boxes))
