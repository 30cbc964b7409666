# SPDX-License-Identifier: GPL-2.0-or-later
"""Step 4 with real widgets on real runs: words, totals, table, chart, the link with the map."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from qgis import processing
from qgis.core import QgsApplication, QgsProject, QgsVectorLayer
from qgis.gui import QgsMapCanvas
from qgis.PyQt.QtCore import QLocale, QPoint, Qt
from qgis.PyQt.QtGui import QColor, QPalette
from qgis.PyQt.QtWidgets import QApplication, QFileDialog, QLabel, QScrollArea, QToolButton

from regso_atlas.plugin.core.measures.disparity_words import neat
from regso_atlas.plugin.panel.chart import LoadMatplotlib, look_of
from regso_atlas.plugin.panel.result_chart import kind_at
from regso_atlas.plugin.panel.result_grid import EACH_GROUP
from regso_atlas.plugin.panel.sections.result import ResultSection
from regso_atlas.plugin.panel.state import Outcome, QuestionChoice
from regso_atlas.plugin.report.content import Sum

FIELDS = {"slag": "string", "platser": "integer", "andel": "double"}


@pytest.fixture
def canvas(qtbot: Any) -> QgsMapCanvas:
    canvas = QgsMapCanvas()
    qtbot.addWidget(canvas)
    canvas.resize(200, 200)
    return canvas


@pytest.fixture
def section(presenter: Any, canvas: QgsMapCanvas, qtbot: Any) -> ResultSection:
    section = ResultSection(presenter, canvas=canvas)
    qtbot.addWidget(section)
    section.resize(400, 1600)
    return section


@pytest.fixture
def clinics(layer_from_wkt: Any) -> Any:
    """Two clinics in type 1, one in 2, none in 3, one in 4, one in 5, one without type, one outside, one nowhere."""
    places = [0.2, 0.8, 1.5, 3.5, 4.5, 5.5, 9.5]

    def make(kinds: str = "ABABABA", points: list[float] = places) -> Any:
        rows: list[Any] = [
            (f"Point({x} 0.5)", {"slag": kind, "platser": 10, "andel": 0.5 + x})
            for x, kind in zip(points, kinds, strict=False)
        ]
        return layer_from_wkt("Point", [*rows, (None, {"slag": "A"})], FIELDS, name="Vårdställen åäö")

    return make


@pytest.fixture
def ask(presenter: Any, areas_layer: Any, idle: Any) -> Any:
    """Ask a question of a layer on the street of six areas; return the outcome."""

    def run(question: str, layer: Any = None, areas: Any = None, **choice: Any) -> Outcome:
        areas = areas or areas_layer()
        for one in (areas, layer):
            if one is not None:
                QgsProject.instance().addMapLayer(one)
        presenter.use_areas_layer(areas.id())
        presenter.choose_question(QuestionChoice(question, layer.id() if layer is not None else "", **choice))
        presenter.ask()
        idle(presenter)
        assert presenter.outcome is not None
        return presenter.outcome

    return run


@pytest.fixture
def seen(qtbot: Any) -> Any:
    """Show a section and wait for its chart."""

    def show(section: ResultSection) -> None:
        section.show()
        qtbot.waitUntil(lambda: bool(section.chart.is_drawn or section.chart.words), timeout=20_000)

    return show


def cells(section: ResultSection) -> dict[str, list[str]]:
    """The table as it is shown: texts by the first column."""
    model = section.table.model()
    rows = [[model.index(r, c).data() for c in range(model.columnCount())] for r in range(model.rowCount())]
    return {row[0]: row[1:] for row in rows}


def titles(section: ResultSection) -> list[str]:
    model = section.table.model()
    return [model.headerData(c, Qt.Orientation.Horizontal) for c in range(model.columnCount())]


# Words ----------------------------------------------------------------------------------------------------------------


def test_without_an_answer_it_says_what_to_do(section):
    section.show()

    assert section.empty.isVisible()
    assert "step 3" in section.empty.text()
    assert not section.table.isVisible()
    assert section.map_button.isVisible()


def test_the_panel_says_what_the_report_says(section, ask, clinics):
    outcome = ask("per_inhabitant", clinics())

    section.show()
    report = " ".join(Path(outcome.outputs["OUTPUT_HTML"]).read_text(encoding="utf-8").split())
    for sentence in section.reading.text().split("\n\n"):
        assert sentence in report
    assert section.meaning.text() in report
    assert "correlation is not cause" in section.meaning.text()
    # two of five clinics in areas with a type, and 1,000 of 15,000 people
    assert "have 40.0% of the features and 6.7% of the inhabitants" in section.reading.text()


def test_the_gap_below_the_chart_has_the_figures_of_the_disparity_algorithm(section, ask, clinics):
    outcome = ask("per_inhabitant", clinics())
    table = QgsProject.instance().mapLayer(outcome.outputs["OUTPUT"])
    found = processing.run("regso:disparity", {"INPUT": table, "OUTPUT": "TEMPORARY_OUTPUT"})
    rows = {feature["measure"]: feature for feature in found["OUTPUT"].getFeatures()}
    said = section.disparity.text()
    assert f"The difference is {neat(found['DIFFERENCE']):,.10g}" in said
    ends = [f"{neat(rows['difference'][end]):,.10g}" for end in ("low", "high")]
    assert f"95 percent interval {ends[0]} to {ends[1]}" in said
    assert f"The rate in area type 1 is {neat(found['RATIO']):,.10g} times that in area type 5" in said


def test_the_gap_is_of_all_groups_and_says_so(section, ask, clinics):
    ask("per_inhabitant", clinics(), group_field="slag")
    assert "all groups of the field slag together" in section.disparity.text()


def test_without_population_there_is_no_gap_and_the_reason_stands_there(section, ask, clinics, areas_layer):
    areas = areas_layer()
    areas.startEditing()
    for feature in areas.getFeatures():
        areas.changeAttributeValue(feature.id(), areas.fields().lookupField("folkmangd"), None)
    areas.commitChanges()
    ask("share", clinics(), areas)
    assert section.disparity.text() == (
        "No measures could be computed. Without population there are no rates to compare."
    )


def test_the_gap_is_said_of_features_and_not_of_a_mean(section, ask, clinics):
    ask("mean", clinics(), rate_fields=("andel",))
    assert section.disparity.text() == ""


def test_totals_tie_in_a_line_and_warnings_stand_on_top(section, ask, clinics):
    outcome = ask("per_inhabitant", clinics())
    section.show()

    assert section.totals.text() == "✓ 8 = 6 inside + 1 outside + 1 unusable"
    shown = [label.text() for label in section.warnings.findChildren(QLabel, "warning") if label.isVisible()]
    assert shown == list(outcome.warnings[:3])
    assert section.warnings.geometry().bottom() <= section.totals.geometry().top()


def test_more_than_three_warnings_fold(section, ask, clinics, presenter, click):
    outcome = ask("per_inhabitant", clinics())
    texts = tuple(f"Varning {n} <b>åäö</b>" for n in range(5))
    section.show()
    section.show_outcome(Outcome(**{**outcome.__dict__, "warnings": texts}))

    def shown() -> list[str]:
        QApplication.processEvents()
        return [label.text() for label in section.warnings.findChildren(QLabel, "warning") if label.isVisible()]

    assert shown() == list(texts[:3])
    more = section.findChild(QToolButton, "more_warnings")
    assert more.text() == "More warnings (2)"
    click(more)
    assert shown() == list(texts)


def test_totals_that_do_not_tie_are_the_first_warning(section, ask, clinics):
    outcome = ask("per_inhabitant", clinics())
    broken = Outcome(**{**outcome.__dict__, "numbers": {**outcome.numbers, "INSIDE": 5}})

    section.show_outcome(broken)

    assert section.totals.text().startswith("✗ 8 ≠ 5 inside")
    assert "do not tie" in section.warnings.findChildren(QLabel, "warning")[0].text()


def test_lengths_have_a_line_with_their_unit(section, ask, layer_from_wkt):
    ask("amount", layer_from_wkt("LineString", ["LineString(0.5 0.5, 7.5 0.5)"]))

    lines = section.totals.text().split("\n")
    assert lines[0] == "✓ 1 = 1 inside + 0 outside + 0 unusable"
    assert lines[1].startswith("✓ 7.0")
    assert " km = 5.5" in lines[1]
    assert lines[1].endswith(" outside")


# Table ----------------------------------------------------------------------------------------------------------------


def test_table_begins_with_what_was_asked(section, ask, clinics):
    ask("per_inhabitant", clinics())

    assert titles(section)[:4] == ["Area type", "Per 1,000 inhabitants", "95% interval", "Count"]
    rows = cells(section)
    assert list(rows) == [
        *("Type 1", "Type 2", "Type 3", "Type 4", "Type 5", "Type 1–5", "No data", "Outside", "Everything"),
    ]
    # 2 per 1,000 people, 1 per 2,000, none, 1 per 4,000, 1 per 5,000; 5 per 15,000
    assert [row[0] for row in rows.values()][:6] == ["2.00", "0.50", "0.00", "0.25", "0.20", "0.33"]
    assert [row[2] for row in rows.values()] == ["2", "1", "0", "1", "1", "5", "1", "1", "7"]


@pytest.mark.parametrize("column", [1, 2, 3])
def test_numbers_sort_as_numbers_and_sums_stay_below(section, ask, clinics, column):
    ask("per_inhabitant", clinics("A" * 12, [0.1, *[1.5] * 10, 3.5]))

    for order, ends in ((Qt.SortOrder.AscendingOrder, "Type 3"), (Qt.SortOrder.DescendingOrder, "Type 2")):
        section.table.sortByColumn(column, order)
        names = list(cells(section))
        assert names[0] == ends or column == 3
        assert names[-2:] == ["Type 1–5", "Everything"]
        if column < 3:
            # nobody lives outside: unknown, so after all that is known
            assert names[-3] == "Outside"
        values = [line.row.number("amount") for line in section.table.shown_lines()[:-2]]
        if column == 3:
            assert values == sorted(values, reverse=order == Qt.SortOrder.DescendingOrder)


def test_types_sort_in_their_order(section, ask, clinics):
    ask("per_inhabitant", clinics())
    section.table.sortByColumn(1, Qt.SortOrder.DescendingOrder)
    section.table.sortByColumn(0, Qt.SortOrder.AscendingOrder)

    assert [line.kind for line in section.table.shown_lines()] == [1, 2, 3, 4, 5, 0, -1, Sum.TYPES, Sum.ALL]


def test_suppressed_cells_are_two_dots_in_table_and_file(section, ask, clinics):
    ask("share", clinics("A" * 9, [0.1, 0.2, 0.3, 0.4, 1.5, 3.5, 3.6, 3.7, 3.8]), min_count=3)

    assert titles(section)[1] == "Share, %"
    assert ".." in [cell for row in cells(section).values() for cell in row]
    assert b".." in section.table.csv()
    assert "fewer than 3 features" in section.notes.text()
    # one clinic in type 2 is hidden, and another type with it, from which it could be worked out
    assert cells(section)["Type 2"][0] == ".."
    assert "1.0" not in section.reading.text()


def test_copy_is_tabs_with_the_marked_rows(section, ask, clinics, qtbot):
    ask("per_inhabitant", clinics())
    section.show()
    section.table.selectRow(0)
    qtbot.keyClick(section.table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)

    head, row = (line.split("\t") for line in QApplication.clipboard().text().strip().split("\n"))
    assert head[:2] == ["Area type", "Per 1,000 inhabitants"]
    assert row[:2] == ["Type 1: Areas with major socioeconomic challenges", "2"]
    assert len(head) == len(row)


def test_the_file_opens_in_a_spreadsheet(section, ask, clinics, tmp_path, monkeypatch, click, heard):
    ask("per_inhabitant", clinics())
    section.show()
    file = tmp_path / "tabell åäö"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *a, **k: (str(file), ""))
    click(section.export_button)

    text = file.with_suffix(".csv").read_bytes()
    assert text.startswith(b"\xef\xbb\xbfArea type,")
    assert len(text.decode("utf-8-sig").strip().split("\r\n")) == 10
    assert heard[-1].level == "success"


def test_a_file_that_cannot_be_written_is_told(section, ask, clinics, tmp_path, monkeypatch, click, heard):
    ask("per_inhabitant", clinics())
    section.show()
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *a, **k: (str(tmp_path / "borta" / "t.csv"), ""))
    click(section.export_button)

    assert heard[-1].level == "error"
    assert "could be written" in heard[-1].text


# Questions ------------------------------------------------------------------------------------------------------------


def test_groups_can_be_shown_one_by_one_and_below_each_other(section, ask, clinics, choose, seen):
    ask("per_inhabitant", clinics(), group_field="slag")
    seen(section)

    assert [section.parts.itemText(n) for n in range(section.parts.count())] == [
        *("Everything together", "Every group of slag", "A", "B"),
    ]
    assert cells(section)["Type 1"][2] == "2"
    choose(section.parts, "A")
    assert cells(section)["Type 1"][2] == "1"
    choose(section.parts, EACH_GROUP)
    assert titles(section)[:2] == ["slag", "Area type"]
    assert section.table.model().rowCount() == 14


def test_one_group(section, ask, clinics):
    ask("per_inhabitant", clinics("A" * 7), group_field="slag")

    assert section.parts.count() == 3
    assert section.totals.text() == "✓ 8 = 6 inside + 1 outside + 1 unusable"


def test_thirty_groups(section, ask, clinics, choose, seen):
    kinds = [f"Grupp {n:02}" for n in range(30)]
    ask("per_inhabitant", clinics(kinds, [0.5] * 30), group_field="slag")
    seen(section)

    # the one without a place is of a group of its own
    assert section.parts.count() == 32
    choose(section.parts, EACH_GROUP)
    assert section.table.model().rowCount() == 210
    assert section.table.height() < 600
    choose(section.parts, "Grupp 29")
    assert cells(section)["Type 1"][2] == "1"


def test_all_zeros_have_a_sentence_and_no_chart(section, ask, clinics, seen):
    ask("per_inhabitant", clinics("A", [9.5]))
    seen(section)

    assert "nothing to draw" in section.chart.words
    assert not section.chart.is_drawn
    assert cells(section)["Type 1"][2] == "0"


def test_means_begin_with_the_mean(section, ask, clinics, seen):
    ask("mean", clinics(), rate_fields=("andel",))
    seen(section)

    # type 1: 0.5 + (0.2 + 0.8) / 2; type 5: 0.5 + 4.5
    assert section.reading.text().startswith("The mean of andel is 1 in areas of type 1 and 5 in areas of type 5.")
    assert titles(section)[1] == "andel, mean"
    assert section.measures.currentData() == "andel_mean"
    assert section.chart.is_drawn


def test_means_by_group_begin_with_the_first_group(section, ask, clinics, seen):
    ask("mean", clinics(), rate_fields=("andel",), group_field="slag")
    seen(section)

    assert section.parts.currentText() == "A"
    assert cells(section)["Type 1"][0] == "0.70"
    assert section.chart.is_drawn


def test_sums_begin_with_the_sum(section, ask, clinics):
    ask("sum", clinics(), amount_fields=("platser",))

    # 20 of 50 in areas with a type
    assert section.reading.text().startswith("Of the sum of platser in areas with a type, 40.0% is in areas of type 1")
    assert cells(section)["Type 1"][0] == "20"


def test_features_with_a_type_are_counted_by_type(section, ask, clinics, seen):
    ask("where", clinics())
    seen(section)

    assert [row[0] for row in cells(section).values()] == ["2", "1", "0", "1", "1", "5", "1", "1", "7"]
    assert section.totals.text() == "✓ 8 = 6 inside + 1 outside + 1 unusable"
    assert section.chart.is_drawn


def test_lines_with_a_type_are_measured(section, ask, layer_from_wkt):
    ask("where", layer_from_wkt("LineString", ["LineString(0.5 0.5, 2.5 0.5)"]))

    assert titles(section)[1] == "Length, km"
    lengths = [line.row.number("amount") for line in section.table.shown_lines()[:3]]
    assert lengths == pytest.approx([0.5, 1, 0.5], rel=1e-3)


def test_areas_and_people(section, ask, seen):
    ask("background_kommun")
    seen(section)

    assert section.totals.text() == "Areas: 6 · Inhabitants: 15,300"
    assert "Of 5 areas with a type, 1 is of type 1" in section.reading.text()
    assert "Areas without a type: 1" in section.reading.text()
    assert cells(section)["Type 5"][:2] == ["1", "5,000"]
    assert section.chart.is_drawn


def test_groups_that_live_apart_are_read_out_by_kommun(section, ask):
    csv = Path(__file__).resolve().parents[3] / "resources" / "demo" / "demo_inkomstgrupper_2015_2024.csv"
    table = QgsVectorLayer(f"{csv.as_uri()}?type=csv&detectTypes=yes&geomType=none", "inkomster åäö", "delimitedtext")
    groups = tuple(f"kvintil_{n}" for n in range(1, 6))
    outcome = ask("segregation", table, amount_fields=groups)
    assert outcome.algorithm == "regso:segregation"
    found = processing.run(
        "regso:segregation", {"INPUT": table, "GROUP_FIELDS": list(groups), "LEVEL": "kommun", "OUTPUT": "memory:"}
    )
    rows = [row for row in found["OUTPUT"].getFeatures() if row["measure"] == "theil_h" and row["year"] == 2024]
    worst = max(rows, key=lambda row: row["value"])
    assert f"{worst['region_name']} 2024" in section.reading.text()
    assert f"{worst['value']:.3f}" in section.reading.text()
    assert section.chart.isHidden()
    assert section.table.isHidden()


def test_an_answer_without_a_table_is_no_error(section):
    nothing = Outcome("regso:styleareas", {}, {}, None, None, {}, (), QuestionChoice(), "", 0.0)
    section.show()
    section.show_outcome(nothing)

    assert "on the map" in section.reading.text()
    assert not section.table.isVisible()
    assert not section.chart.isVisible()


# Chart ----------------------------------------------------------------------------------------------------------------


def test_the_chart_is_drawn_only_when_it_is_seen(section, ask, clinics, seen):
    ask("per_inhabitant", clinics())

    assert not section.chart.is_drawn
    seen(section)
    assert section.chart.is_drawn


def test_without_matplotlib_a_sentence_stands_there(section, ask, clinics, seen, monkeypatch):
    import builtins

    real = builtins.__import__

    def missing(name: str, *more: Any) -> Any:
        if name.startswith("matplotlib"):
            raise ImportError(name)
        return real(name, *more)

    ask("share", clinics())
    monkeypatch.setattr(LoadMatplotlib, "is_needed", staticmethod(lambda: True))
    monkeypatch.setattr(builtins, "__import__", missing)
    seen(section)

    assert "matplotlib is missing" in section.chart.words


def test_the_chart_can_be_heard(section, ask, clinics):
    ask("share", clinics())

    assert "1 Areas with major socioeconomic challenges" in section.chart.accessibleDescription()
    assert "Share, % 40.0" in section.chart.accessibleDescription()


@pytest.mark.parametrize(("y", "kind"), [(0.0, 1), (4.4, 5), (5.2, 0), (-0.6, None), (6.0, None), (None, None)])
def test_every_bar_is_a_type(y, kind):
    assert kind_at(y) == kind


# The map --------------------------------------------------------------------------------------------------------------


def test_a_marked_row_selects_its_areas(section, ask, clinics, presenter):
    ask("per_inhabitant", clinics())
    section.show()
    section.table.selectRow(0)

    areas = presenter.areas()
    assert [f["regsokod"] for f in areas.selectedFeatures()] == ["0180R001"]
    assert section.selected.text() == "Areas selected on the map: 1"
    section.table.clearSelection()
    assert areas.selectedFeatureCount() == 0


def test_a_clicked_bar_selects_its_areas_and_marks_its_row(section, ask, clinics, presenter, seen, qtbot):
    ask("per_inhabitant", clinics())
    seen(section)
    canvas = section.chart.findChild(type(section.chart._canvas), "chart_canvas")
    axes = canvas.figure.axes[0]
    x, y = axes.transData.transform((0, 1))
    ratio = canvas.device_pixel_ratio
    place = canvas.rect().topLeft()
    place.setX(round(x / ratio) + 3)
    place.setY(round((canvas.figure.bbox.height - y) / ratio))
    qtbot.mouseClick(canvas, Qt.MouseButton.LeftButton, pos=place)

    assert [f["regsokod"] for f in presenter.areas().selectedFeatures()] == ["0180R002"]
    assert [line.kind for line in section.table.marked_lines()] == [2]


def test_areas_selected_on_the_map_mark_their_rows(section, ask, clinics, presenter):
    ask("per_inhabitant", clinics())
    presenter.areas().selectByExpression("regsokod IN ('0180R003', '0180R006')")

    assert [line.kind for line in section.table.marked_lines()] == [3, 0]


def test_rows_of_a_part_select_only_its_areas(section, ask, areas_layer, street_rows, presenter, choose):
    rows = street_rows()
    rows[4].update(code="1980R001", area_type=1)
    ask("background_kommun", areas=areas_layer(rows))
    section.show()
    choose(section.parts, "0180")
    section.table.selectRow(0)

    assert [f["regsokod"] for f in presenter.areas().selectedFeatures()] == ["0180R001"]


def test_areas_that_are_removed_are_told_not_crashed(section, ask, clinics, presenter):
    ask("per_inhabitant", clinics())
    section.show()
    QgsProject.instance().removeMapLayer(presenter.areas().id())
    section.table.selectRow(0)

    assert "no layer of areas" in section.selected.text()


def test_another_project_empties_the_section(section, ask, clinics):
    ask("per_inhabitant", clinics())
    section.show()
    QgsProject.instance().clear()

    assert section.empty.isVisible()
    assert not section.table.isVisible()


# Looks ----------------------------------------------------------------------------------------------------------------


@pytest.fixture
def swedish(monkeypatch: pytest.MonkeyPatch) -> Any:
    QgsApplication.setLocale(QLocale("sv_SE"))
    yield
    QgsApplication.setLocale(QLocale("en_GB"))


def test_in_swedish_with_decimal_comma(swedish, section, ask, clinics):
    ask("per_inhabitant", clinics())

    assert section.totals.text() == "✓ 8 = 6 inom + 1 utanför + 1 oanvändbart"
    assert cells(section)["Typ 2"][0] == "0,50"
    assert "har 40,0\xa0% av objekten" in section.reading.text()
    section.table.copy()
    assert "\t0,5\t" in QApplication.clipboard().text()
    assert section.table.csv().decode("utf-8-sig").startswith("Områdestyp;")


def test_chart_and_table_are_readable_on_dark(section, ask, clinics, seen, qtbot):
    ask("per_inhabitant", clinics())
    palette = QPalette(section.palette())
    for role, color in ((QPalette.ColorRole.Base, "#1e1e1e"), (QPalette.ColorRole.Text, "#eeeeee")):
        palette.setColor(role, QColor(color))
    section.setPalette(palette)
    seen(section)

    from matplotlib.colors import to_hex

    figure = section.chart._canvas.figure
    assert to_hex(figure.get_facecolor()) == "#1e1e1e"
    axes = figure.axes[0]
    assert {to_hex(text.get_color()) for text in figure.texts} == {"#eeeeee"}
    inks = [QColor(to_hex(text.get_color())).lightness() for text in axes.texts if text.get_text()]
    assert min(inks) > 120


def test_a_theme_that_makes_widgets_transparent_does_not_make_the_chart_black(monkeypatch):
    window = QPalette()
    window.setColor(QPalette.ColorRole.Base, QColor("#202020"))
    window.setColor(QPalette.ColorRole.Text, QColor("#dddddd"))
    monkeypatch.setattr(QApplication, "palette", lambda: window)
    themed = QPalette(window)
    # as Night Mapping's style sheet does
    themed.setColor(QPalette.ColorRole.Base, QColor(0, 0, 0, 0))

    look = look_of(themed, 9)

    assert (look.ground, look.ink) == ("#202020", "#dddddd")
    assert QColor(look.muted).lightness() > 120


# The first column -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("points", [9, 14])
@pytest.mark.parametrize("group", ["", "slag"])
def test_the_first_columns_stay_in_sight_while_the_others_are_scrolled(section, ask, clinics, seen, points, group):
    ask("per_inhabitant", clinics(), group_field=group)
    font = section.font()
    font.setPointSize(points)
    section.setFont(font)
    section.resize(250, 1500)
    seen(section)
    if group:
        section.parts.setCurrentIndex(section.parts.findData(EACH_GROUP))
    table = section.table
    fronts = 2 if group else 1

    table.horizontalScrollBar().setValue(table.horizontalScrollBar().maximum())
    QApplication.processEvents()

    assert table.horizontalScrollBar().maximum() > 0
    assert table.columnViewportPosition(0) < 0
    frozen = table.frozen
    assert [frozen.isColumnHidden(column) for column in range(frozen.model().columnCount())] == [
        column >= fronts for column in range(frozen.model().columnCount())
    ]
    assert frozen.isVisible()
    assert frozen.columnViewportPosition(0) == 0
    assert 0 < frozen.width() <= 0.6 * table.viewport().width()
    for row in range(table.model().rowCount()):
        assert frozen.rowViewportPosition(row) == table.rowViewportPosition(row)
    # the rows of both lie beside each other
    assert frozen.mapTo(table, frozen.viewport().pos()).y() == table.viewport().pos().y()


def test_what_is_marked_and_sorted_in_the_frozen_column_is_so_in_the_table(section, ask, clinics, seen, qtbot):
    ask("per_inhabitant", clinics())
    section.resize(250, 1500)
    seen(section)
    table = section.table

    header = table.frozen.horizontalHeader()
    for wanted in ("Type 1", "Everything"):
        place = QPoint(header.sectionViewportPosition(0) + 8, header.height() // 2)
        qtbot.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=place)
        assert wanted in (table.model().index(0, 0).data(), "Everything")
    assert header.sortIndicatorSection() == table.horizontalHeader().sortIndicatorSection() == 0
    assert header.sortIndicatorOrder() == table.horizontalHeader().sortIndicatorOrder()
    spot = table.frozen.visualRect(table.model().index(1, 0)).center()
    qtbot.mouseClick(table.frozen.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    assert [index.row() for index in table.selectionModel().selectedRows()] == [1]


def test_a_cell_that_is_reached_by_the_keyboard_is_not_below_the_frozen_column(section, ask, clinics, seen):
    ask("per_inhabitant", clinics())
    section.resize(250, 1500)
    seen(section)
    table = section.table
    for column in [*range(table.model().columnCount()), *reversed(range(1, table.model().columnCount()))]:
        table.setCurrentIndex(table.model().index(0, column))
        table.scrollTo(table.currentIndex())
        if column:
            assert table.visualRect(table.currentIndex()).left() >= min(
                table.frozen.width(), table.viewport().width() - table.columnWidth(column)
            )


@pytest.mark.parametrize("points", [9, 14])
def test_narrow_and_large_nothing_is_cut(section, ask, clinics, seen, qtbot, points, swedish):
    ask("per_inhabitant", clinics(), group_field="slag")
    font = section.font()
    font.setPointSize(points)
    section.setFont(font)
    scroll = QScrollArea()
    qtbot.addWidget(scroll)
    scroll.setWidgetResizable(True)
    scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    scroll.setWidget(section)
    scroll.resize(280, 800)
    scroll.show()
    seen(section)
    qtbot.wait(50)

    assert section.minimumSizeHint().width() <= scroll.viewport().width()
    assert section.width() == scroll.viewport().width()

    def squeezed() -> list[str]:
        labels = [label for label in section.findChildren(QLabel) if label.isVisible() and label.wordWrap()]
        return [
            label.text() for label in labels if label.text() and label.height() < label.heightForWidth(label.width())
        ]

    qtbot.waitUntil(lambda: squeezed() == [])
    figure = section.chart._canvas.figure
    edge = figure.bbox.width
    extents = {text.get_text(): text.get_window_extent() for text in (*figure.texts, *figure.axes[0].texts)}
    scroll.takeWidget()
    assert {text for text, box in extents.items() if box.x0 < 0 or box.x1 > edge + 1} == set()


def test_whatever_acts_has_a_name(section):
    from qgis.PyQt.QtWidgets import QAbstractButton, QComboBox

    for widget in section.findChildren((QAbstractButton, QComboBox)):
        # a table's own corner has none
        if widget.parent() not in (section.table, section.table.frozen):
            assert widget.objectName(), widget


def test_a_section_that_goes_listens_no_more(presenter, canvas, ask, clinics):
    from qgis.PyQt.QtCore import QCoreApplication, QEvent

    section = ResultSection(presenter, canvas=canvas)
    ask("per_inhabitant", clinics())
    section.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    presenter.areas().selectAll()
    presenter.forget()
