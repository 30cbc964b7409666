# SPDX-License-Identifier: GPL-2.0-or-later
"""The algorithm that styles a layer of areas."""

from __future__ import annotations

import math
import random

import pytest
from qgis.core import Qgis, QgsProject, QgsVectorLayer

from regso_atlas.plugin.layers.area_styles import STYLES
from regso_atlas.plugin.layers.style_keeping import show_style
from regso_atlas.plugin.layers.style_marks import STYLE_PROPERTY, styled_as, was_restyled

STYLEAREAS = "regso:styleareas"


def legend(layer: QgsVectorLayer) -> list[str]:
    return [item.label() for item in layer.renderer().legendSymbolItems()]


@pytest.fixture
def style(run_algorithm, areas_layer):
    """Style a layer (else the street) and return it with the run."""

    def run(layer=None, **parameters):
        layer = layer or areas_layer()
        return layer, run_algorithm(STYLEAREAS, INPUT=layer, **parameters)

    return run


@pytest.fixture
def country(layer_from_wkt, box):
    """Make a layer with so many RegSO of an imagined country, all in one place, and return it with their index."""

    def make(count: int, form: str = "{:04}R{:03}", year: int = 2021) -> tuple[QgsVectorLayer, list[float]]:
        draw = random.Random(7)
        index = [round(draw.gauss(9.1, 5.4), 1) for _ in range(count)]
        rows = [
            (box(0), {"regsokod": form.format(100 + n // 900, n % 900 + 1), "ar": year, "socioekonomiskt_index": value})
            for n, value in enumerate(index)
        ]
        fields = {"regsokod": "string(20)", "ar": "integer", "socioekonomiskt_index": "double"}
        return layer_from_wkt("Polygon", rows, fields), index

    return make


def test_the_layer_itself_is_styled_and_its_data_stay_as_they_are(style, areas_layer):
    layer = areas_layer()
    before = [feature.attributes() for feature in layer.getFeatures()]

    _, run = style(layer)

    assert run["OUTPUT"] == layer.id()
    assert styled_as(layer) == "area_type"
    assert not was_restyled(layer)
    assert (run["AREA_COUNT"], run["NO_DATA_COUNT"]) == (6, 1)
    assert run.infos == ["Areas without a value, which are hatched: 1"]
    assert [feature.attributes() for feature in layer.getFeatures()] == before
    assert not layer.isEditable()


def test_it_runs_on_the_main_thread_only(provider):
    assert provider.algorithm("styleareas").flags() & Qgis.ProcessingAlgorithmFlag.NoThreading


def test_every_style_can_be_chosen_by_its_name(provider):
    assert provider.algorithm("styleareas").parameterDefinition("STYLE").options() == list(STYLES)


def test_fields_are_recognised_in_scb_s_spelling_or_chosen(style, areas_layer, street_rows):
    layer, _ = style(STYLE="population")
    assert legend(layer)[0] == "Inhabitants"

    rows = [{**row, "andel": float(n)} for n, row in enumerate(street_rows())]
    layer, _ = style(areas_layer(rows, fields={"andel": "double"}), STYLE="v1", FIELD="andel")
    assert '"andel" >=' in layer.renderer().rootRule().descendants()[2].filterExpression()


def test_type_and_a_rate_of_one_s_own(style, areas_layer, street_rows):
    rows = [{**row, "olyckor": float(n)} for n, row in enumerate(street_rows())]
    layer, run = style(areas_layer(rows, fields={"olyckor": "double"}), STYLE="type_and_rate", RATE_FIELD="olyckor")
    assert legend(layer)[0] == "Area type and olyckor"
    assert run["NO_DATA_COUNT"] == 1


def test_a_rate_from_summarizebyareatype_is_shown_as_it_comes(style, summarize, point):
    summary = summarize(OUTPUT_AREAS="memory:")
    layer, _ = style(summary.layer("OUTPUT_AREAS"), STYLE="type_and_rate")
    assert legend(layer)[0] == "Area type and rate per 1,000 inhabitants"


def test_the_country_s_mean_and_deviation_can_be_stated(style):
    layer, _ = style(STYLE="index", MEAN=9.10, SD=5.47)
    assert legend(layer)[1:3] == [
        "Cut points of the types: mean 9.10, SD 5.47",
        "20.04 and higher: major challenges (worst)",
    ]


def test_a_part_of_the_country_has_no_cut_points_of_its_own(refusal, areas_layer):
    said = refusal(STYLEAREAS, INPUT=areas_layer(), STYLE="index")
    assert "State both, or choose the style index_quantiles" in said


def test_mean_without_deviation_is_refused(refusal, areas_layer):
    for half in ({"MEAN": 9.1}, {"SD": 5.5}):
        said = refusal(STYLEAREAS, INPUT=areas_layer(), STYLE="index", **half)
        assert "or neither of them" in said


def test_the_whole_country_gives_its_cut_points(style, country):
    layer, index = country(3250)

    style(layer, STYLE="index")

    mean = math.fsum(index) / len(index)
    deviation = math.sqrt(math.fsum((value - mean) ** 2 for value in index) / len(index))
    assert legend(layer)[:2] == [
        "Socioeconomic index 2021 (higher is worse)",
        f"Cut points of the types of 2021: mean {mean:.2f}, SD {deviation:.2f}",
    ]


def test_less_than_the_country_and_deso_do_not(refusal, country):
    for layer, _ in (country(3150), country(3363, "{:04}A{:03}0")):
        assert "need the mean" in refusal(STYLEAREAS, INPUT=layer, STYLE="index")


def test_all_styles_stand_beside_the_layer_s_own(style):
    layer, run = style(STYLE="population", ALL_STYLES=True)

    manager = layer.styleManager()
    assert manager.currentStyle() == "Population"
    assert {"Area type", "Area type, grey print", "Index, five equal classes", "Population"} < set(manager.styles())
    assert len(manager.styles()) == 5
    assert run.infos[0] == "Styles on the layer: area_type, area_type_grey, index_quantiles, population"

    layer, _ = style(layer, STYLE="area_type", ALL_STYLES=True)
    assert manager.currentStyle() == "Area type"
    assert len(manager.styles()) == 5


def test_all_styles_leave_one_that_the_user_changed(style):
    layer, _ = style(ALL_STYLES=True)
    show_style(layer, "population")
    layer.renderer().rootRule().children()[0].setLabel("Folk")
    show_style(layer, "area_type")

    style(layer, ALL_STYLES=True)

    show_style(layer, "population")
    assert legend(layer)[0] == "Folk"


def test_labels_can_be_left_out(style):
    assert style()[0].labelsEnabled()
    assert not style(LABELS=False)[0].labelsEnabled()


def test_the_style_file_output_goes_where_it_was_sent(style, tmp_path, areas_layer):
    target = tmp_path / "stil åäö.qml"
    layer, run = style(STYLE="population", QML_FILE=str(target))
    assert run["QML_FILE"] == str(target)
    other = areas_layer()
    other.loadNamedStyle(str(target))
    assert legend(other) == legend(layer)
    assert STYLE_PROPERTY not in other.customPropertyKeys()


def test_a_style_file_that_cannot_be_written_is_said(refusal, areas_layer, tmp_path):
    said = refusal(STYLEAREAS, INPUT=areas_layer(), QML_FILE=str(tmp_path / "finns inte" / "a.qml"))
    assert "The style could not be written" in said


def test_a_layer_of_the_project_is_given_back_by_its_id(style, demo, tmp_path, qgis_new_project, areas_layer):
    layer = areas_layer()
    QgsProject.instance().addMapLayer(layer)
    assert style(layer)[1]["OUTPUT"] == layer.id()


def test_a_file_is_given_back_by_its_name_and_is_found_styled(style, demo):
    run = style(demo("omraden"), STYLE="index_quantiles")[1]
    assert run["OUTPUT"] == demo("omraden")
    assert styled_as(run.layer()) == "index_quantiles"


@pytest.mark.parametrize(
    ("parameters", "said"),
    [
        ({"STYLE": "v1"}, "The style v1 needs a field that the layer lacks: v1"),
        ({"STYLE": "v1", "FIELD": "regsonamn"}, "holds texts and no numbers"),
        ({"FIELD": "finns_inte"}, "There is no field finns_inte"),
        ({"STYLE": "change"}, "needs a field that the layer lacks: index_change"),
        ({"STYLE": "v1", "ALL_STYLES": True}, "The style v1 needs a field"),
    ],
)
def test_what_is_missing_is_named_and_the_layer_is_left_as_it_was(refusal, areas_layer, parameters, said):
    layer = areas_layer()
    assert said in refusal(STYLEAREAS, INPUT=layer, **parameters)
    assert styled_as(layer) == ""
    assert len(layer.styleManager().styles()) == 1


def test_a_layer_that_is_none_or_empty_is_refused(refusal, areas_layer, layer_from_wkt):
    assert "could not be opened" in refusal(STYLEAREAS, INPUT="finns inte.gpkg")
    assert "holds no polygons" in refusal(STYLEAREAS, INPUT=layer_from_wkt("Point", ["Point(1 1)"]))
    assert "The area layer is empty" in refusal(STYLEAREAS, INPUT=areas_layer([]))


def test_cancel_at_any_chance_leaves_the_layer_as_it_was_or_styled(cancelled_run, run_algorithm, areas_layer, tmp_path):
    target = tmp_path / "stil.qml"
    asked = run_algorithm(STYLEAREAS, INPUT=areas_layer()).feedback.asked
    outcomes = []
    for chance in range(1, asked + 2):
        layer = areas_layer()
        run = cancelled_run(STYLEAREAS, chance, INPUT=layer, QML_FILE=str(target))
        outcomes.append(run.ok)
        assert target.exists() == run.ok
        assert styled_as(layer) == ("area_type" if run.ok else "")
        assert run.ok or run.errors == ["Cancelled. Nothing was written."]
        target.unlink(missing_ok=True)

    assert not outcomes[0]
    assert outcomes[-1]


def test_a_second_run_gives_the_same_style(style):
    layer, _ = style(STYLE="population")
    first = layer.customProperty(STYLE_PROPERTY)
    style(layer, STYLE="area_type")
    style(layer, STYLE="population")
    assert layer.customProperty(STYLE_PROPERTY) == first
