# SPDX-License-Identifier: GPL-2.0-or-later
"""What the agencies' presets propose for layers, in files, in the panel and on the map."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from qgis.core import (
    Qgis,
    QgsCategorizedSymbolRenderer,
    QgsExpression,
    QgsExpressionContext,
    QgsMarkerSymbol,
    QgsProject,
    QgsVectorLayer,
)
from qgis.PyQt.QtGui import QColor

from regso_atlas.plugin.layers import role_styles
from regso_atlas.plugin.layers.style_marks import style_fingerprint
from regso_atlas.plugin.panel import presets, questions
from regso_atlas.plugin.panel.presenter import Presenter
from regso_atlas.plugin.panel.state import LayerChoice, PanelState, QuestionChoice

TABLES = ("vagar", "jarnvag", "korsningar", "vardinrattningar", "skolor", "kontor", "hallplatser", "fritidshusomraden")
AGENCIES = [one.id for one in presets._built_in()]


@pytest.fixture
def demo_layers(demo: Any, qgis_new_project: Any) -> dict[str, QgsVectorLayer]:
    """The demo's layers in the project, by table."""
    layers = {table: QgsVectorLayer(demo(table), f"demo — {table}", "ogr") for table in TABLES}
    QgsProject.instance().addMapLayers(list(layers.values()))
    return layers


@pytest.fixture
def with_roles(demo_layers: dict[str, QgsVectorLayer]) -> list[tuple[QgsVectorLayer, str]]:
    """The demo's layers, each with its role."""
    return [(layer, questions.guess_role(layer)) for layer in demo_layers.values()]


@pytest.fixture
def own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The user's folder of presets, empty."""
    monkeypatch.setattr(presets, "own_folder", lambda: tmp_path)
    return tmp_path


def own_preset(folder: Path, **changes: Any) -> None:
    """Write Skolverket's preset into the user's folder, changed."""
    document = json.loads((presets.BUILT_IN / "skolverket.json").read_text(encoding="utf-8"))
    document.update(changes)
    (folder / "min åäö.json").write_text(json.dumps(document, ensure_ascii=False), encoding="utf-8")


# Proposals ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("agency", "first"),
    [
        (
            "trafikverket",
            "How many km of roads are there per 1,000 inhabitants in each area type, by vagklass?",
        ),
        (
            "socialstyrelsen",
            "How many health care facilities are there per 1,000 inhabitants in each area type, by typ?",
        ),
        ("polismyndigheten", "How many offices lie in each area type, by myndighet?"),
        ("skolverket", "How many schools are there per 1,000 inhabitants in each area type, by huvudman?"),
        ("arbetsformedlingen", "How many offices are there per 1,000 inhabitants in each area type, by myndighet?"),
        ("forsakringskassan", "How many offices are there per 1,000 inhabitants in each area type, by myndighet?"),
        (
            "folkhalsomyndigheten",
            (
                "What share of all health care facilities lies in each area type, beside its share of the inhabitants, "
                "by typ?"
            ),
        ),
        ("statens_servicecenter", "How many offices lie in each area type, by myndighet?"),
    ],
)
def test_each_agency_asks_something_sensible_of_the_demo_first(with_roles: Any, agency: str, first: str) -> None:
    assert presets.proposals(presets.by_agency(agency), with_roles)[0].sentence == first


@pytest.mark.parametrize("agency", AGENCIES)
def test_every_proposal_can_be_asked_as_it_is(with_roles: Any, agency: str) -> None:
    by_id = {layer.id(): layer for layer, _role in with_roles}
    proposed = presets.proposals(presets.by_agency(agency), with_roles)
    assert len({one.choice for one in proposed}) == len(proposed)
    for proposal in proposed:
        question = questions.by_id(proposal.choice.question)
        assert questions.missing(question, proposal.choice, by_id.get(proposal.choice.layer_id)) == []
        assert "…" not in proposal.sentence


@pytest.mark.parametrize("agency", AGENCIES)
def test_every_proposal_is_answered(with_roles: Any, demo: Any, run_algorithm: Any, agency: str) -> None:
    by_id = {layer.id(): layer for layer, _role in with_roles}
    areas = QgsVectorLayer(demo("omraden"), "områden", "ogr")
    QgsProject.instance().addMapLayer(areas)
    for proposal in presets.proposals(presets.by_agency(agency), with_roles):
        question = questions.by_id(proposal.choice.question)
        layer = by_id.get(proposal.choice.layer_id)
        done = run_algorithm(question.algorithm, **questions.parameters_of(question, proposal.choice, layer, areas))
        assert layer is None or done["INSIDE"] > 0, proposal.sentence
        field = {"sum": "_sum", "mean": "_mean"}.get(question.focus, question.focus)
        column = next(name for name in done.layer().fields().names() if name.endswith(field) or layer is None)
        assert layer is None or any(row[column] for row in done.rows()), proposal.sentence


def test_fields_fill_the_blanks_and_a_question_without_its_field_is_not_asked(
    with_roles: Any, layer_from_wkt: Any
) -> None:
    skolverket = presets.by_agency("skolverket")
    asked = {one.choice.question: one.choice for one in presets.proposals(skolverket, with_roles)}
    assert asked["sum"].amount_fields == ("elever",)
    assert asked["mean"].rate_fields == ("behorighet",)
    assert asked["mean"].group_field == "huvudman"
    bare = layer_from_wkt("Point", ["Point(0.5 0.5)"], {"namn": "string", "elever": "string"}, name="skolor")
    asked = {one.choice.question: one.choice for one in presets.proposals(skolverket, [(bare, "school")])}
    assert set(asked) == {"per_inhabitant", "share", "background_kommun"}
    assert asked["per_inhabitant"].group_field == ""


def test_fields_of_real_registers_are_found_whatever_their_case(real_data: Path) -> None:
    layer = QgsVectorLayer(str(real_data / "sweden" / "skolenheter_2025-01.gpkg"), "skolenheter", "ogr")
    proposed = presets.proposals(presets.by_agency("skolverket"), [(layer, "school")])
    assert (proposed[0].choice.group_field, proposed[1].choice.amount_fields) == ("Huvudman_Typ", ("AntalElever",))
    layer = QgsVectorLayer(str(real_data / "sweden" / "osm_halso_2020.gpkg"), "halso", "ogr")
    first = presets.proposals(presets.by_agency("socialstyrelsen"), [(layer, "clinic")])[0]
    assert first.choice.group_field == "facility"


def test_only_the_background_is_asked_where_there_are_no_layers() -> None:
    assert [one.choice.question for one in presets.proposals(presets.by_agency("skolverket"), [])] == [
        "background_kommun"
    ]


def test_what_an_agency_still_wants_is_known(with_roles: Any) -> None:
    state = PanelState()
    for layer, role in with_roles:
        state = state.with_layer(LayerChoice(layer.id(), role))
    missing = presets.roles_without_layer(presets.by_agency("skolverket"), state)
    assert missing == ("preschool", "library", "case")


# Presets of one's own -------------------------------------------------------------------------------------------------


def test_a_preset_of_ones_own_stands_beside_the_others(own_folder: Path) -> None:
    own_preset(own_folder, id="min_enhet", names={"sv": "Åldermansgården", "en": "Our unit"})
    names = [one.name() for one in presets.presets()]
    assert "Our unit" in names
    assert len(names) == 9
    assert presets.by_agency("min_enhet").names["sv"] == "Åldermansgården"


def test_a_preset_of_ones_own_replaces_the_one_of_its_id(own_folder: Path) -> None:
    own_preset(own_folder, names={"sv": "Skolverket, vår enhet", "en": "Our part of it"})
    assert presets.by_agency("skolverket").name() == "Our part of it"
    assert len(presets.presets()) == 8


def test_a_broken_preset_is_told_and_skipped_until_it_is_mended(own_folder: Path) -> None:
    own_preset(own_folder, id="min_enhet", roles=[])
    found, problems = presets.read_all()
    assert len(found) == 8
    assert problems == (
        "The preset min åäö.json cannot be used and is left out. At /roles: a list with entries was expected.",
    )
    own_preset(own_folder, id="min_enhet", caution={"sv": "Läs försiktigt så blir det rätt.", "en": "With care."})
    found, problems = presets.read_all()
    assert (len(found), problems) == (9, ())


def test_an_agency_that_is_no_more_proposes_nothing(own_folder: Path) -> None:
    assert presets.by_agency("nedlagd") is None
    assert presets.proposals_for(PanelState(agency="nedlagd"), QgsProject.instance()) == ()


# In the panel ---------------------------------------------------------------------------------------------------------


def test_choosing_an_agency_asks_its_first_question(presenter: Presenter, demo_layers: Any) -> None:
    for table in ("vardinrattningar", "skolor", "vagar", "kontor"):
        presenter.add_layer(demo_layers[table].id())
    presenter.choose_agency("skolverket")
    assert presenter.state.question == QuestionChoice("per_inhabitant", demo_layers["skolor"].id(), "huvudman")
    presenter.choose_agency("trafikverket")
    assert presenter.state.question.layer_id == demo_layers["vagar"].id()


def test_layers_that_come_after_the_agency_are_asked_about(presenter: Presenter, demo_layers: Any) -> None:
    presenter.choose_agency("socialstyrelsen")
    assert presenter.state.question == QuestionChoice("background_kommun")
    presenter.add_layer(demo_layers["skolor"].id())
    assert presenter.state.question == QuestionChoice("per_inhabitant", demo_layers["skolor"].id())
    presenter.choose_agency("skolverket")
    presenter.choose_agency("socialstyrelsen")
    presenter.add_layer(demo_layers["vardinrattningar"].id())
    presenter.choose_agency("socialstyrelsen")
    assert presenter.state.question.layer_id == demo_layers["vardinrattningar"].id()


def test_a_question_that_the_user_chose_stays_when_layers_come(presenter: Presenter, demo_layers: Any) -> None:
    presenter.add_layer(demo_layers["skolor"].id())
    presenter.choose_agency("skolverket")
    own = replace(presenter.state.question, question="share", group_field="")
    presenter.choose_question(own)
    presenter.add_layer(demo_layers["kontor"].id())
    assert presenter.state.question == own


def test_counts_that_were_hidden_stay_hidden_with_an_agencys_question(presenter: Presenter, demo_layers: Any) -> None:
    presenter.add_layer(demo_layers["skolor"].id())
    presenter.choose_question(replace(presenter.state.question, min_count=10))
    presenter.choose_agency("skolverket")
    assert presenter.state.question.min_count == 10


def test_no_agency_leaves_the_question_as_it_is(presenter: Presenter, demo_layers: Any) -> None:
    presenter.add_layer(demo_layers["skolor"].id())
    presenter.choose_agency("skolverket")
    asked = presenter.state.question
    presenter.choose_agency("")
    assert presenter.state.question == asked


# On the map -----------------------------------------------------------------------------------------------------------


def test_a_layer_that_the_panel_brought_gets_the_style_of_its_role(demo_layers: Any, presenter: Presenter) -> None:
    clinics = demo_layers["vardinrattningar"]
    role_styles.mark_new(clinics)
    presenter.add_layer(clinics.id())
    assert clinics.renderer().symbol().color().saturation() == 0
    assert not role_styles.has_random_style(clinics)


def test_a_layer_that_was_there_before_keeps_its_colour(demo_layers: Any, presenter: Presenter) -> None:
    clinics = demo_layers["vardinrattningar"]
    clinics.renderer().symbol().setColor(QColor("#c0ffee"))
    presenter.add_layer(clinics.id())
    assert clinics.renderer().symbol().color().name() == "#c0ffee"
    assert not role_styles.style_by_role(clinics, "clinic")


def test_a_style_that_came_with_the_layer_is_kept(demo_layers: Any) -> None:
    schools = demo_layers["skolor"]
    schools.setRenderer(QgsCategorizedSymbolRenderer("huvudman"))
    role_styles.mark_new(schools)
    assert not role_styles.style_by_role(schools, "school")
    offices = demo_layers["kontor"]
    offices.renderer().setSymbol(QgsMarkerSymbol.createSimple({"name": "star"}))
    role_styles.mark_new(offices)
    assert not role_styles.style_by_role(offices, "office")


def test_another_role_changes_our_style_but_never_the_users(demo_layers: Any) -> None:
    schools = demo_layers["skolor"]
    role_styles.mark_new(schools)
    assert role_styles.style_by_role(schools, "school")
    as_school = style_fingerprint(schools)
    assert role_styles.style_by_role(schools, "preschool")
    assert style_fingerprint(schools) != as_school
    schools.renderer().symbol().setColor(QColor("#c0ffee"))
    assert not role_styles.style_by_role(schools, "school")


def test_a_symbol_that_the_project_has_for_new_layers_is_kept(demo_layers: Any) -> None:
    settings = QgsProject.instance().styleSettings()
    settings.setDefaultSymbol(Qgis.SymbolType.Marker, QgsMarkerSymbol.createSimple({"name": "circle"}))
    role_styles.mark_new(demo_layers["skolor"])
    assert not role_styles.style_by_role(demo_layers["skolor"], "school")


@pytest.mark.parametrize("table", TABLES)
def test_every_role_has_a_symbol_without_colour_and_with_a_white_rim(demo_layers: Any, table: str) -> None:
    layer = demo_layers[table]
    for role in ("clinic", "road", "railway", "crossing", "barrier", "stop", "police_area", "other", "tomorrow"):
        symbol = role_styles.symbol_of(role, layer)
        colours = [part.strokeColor() for part in symbol.symbolLayers()]
        colours += [part.color() for part in symbol.symbolLayers()]
        assert {colour.saturation() for colour in colours} == {0}
        assert any(colour.lightness() == 255 for colour in colours)


def test_wider_roads_are_the_larger_ones(demo_layers: Any) -> None:
    roads = demo_layers["vagar"]
    expression = QgsExpression(role_styles._road_width(roads))
    widths = {}
    context = QgsExpressionContext()
    for road in roads.getFeatures():
        context.setFeature(road)
        context.setFields(roads.fields())
        widths[road["vagklass"] or ""] = expression.evaluate(context)
    assert not expression.hasEvalError()
    assert widths["Motorväg"] > widths["Riksväg"] > widths["Länsväg"] > widths["Lokalgata"] == widths[""]
