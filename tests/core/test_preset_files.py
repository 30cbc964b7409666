# SPDX-License-Identifier: GPL-2.0-or-later
"""The agencies' preset files: all eight whole, and every fault in a file told with its place."""

import json
from pathlib import Path

import pytest

from regso_atlas.plugin.core.messages import RegsoError
from regso_atlas.plugin.panel.preset_reading import Preset, read_preset

FOLDER = Path(__file__).resolve().parents[2] / "resources" / "presets"
FILES = sorted(FOLDER.glob("*.json"))
AGENCIES = {
    "Arbetsförmedlingen",
    "Folkhälsomyndigheten",
    "Försäkringskassan",
    "Polismyndigheten",
    "Skolverket",
    "Socialstyrelsen",
    "Statens servicecenter",
    "Trafikverket",
}


def a_preset(**changes):
    """Return a small preset that can be used."""
    return {
        "format": 1,
        "id": "räddningstjänst".replace("ä", "a"),
        "names": {"sv": "Räddningstjänsten", "en": "Fire service"},
        "task": {"text": {"sv": "Följa upp.", "en": "Follow up."}, "source": "https://example.org/uppdrag"},
        "roles": [{"role": "accident", "words": {"sv": "bränder", "en": "fires"}}],
        "questions": [{"question": "per_inhabitant", "role": "accident", "group": ["brandtyp*"]}],
        "caution": {"sv": "Läs försiktigt.", "en": "Read with care."},
        **changes,
    }


@pytest.fixture
def complaint(tmp_path):
    """Write a preset that cannot be used and return what the user is told."""

    def write(document) -> str:
        path = tmp_path / "räddning.json"
        path.write_text(document if isinstance(document, str) else json.dumps(document), encoding="utf-8")
        with pytest.raises(RegsoError) as caught:
            read_preset(path)
        assert "räddning.json" in str(caught.value)
        return str(caught.value)

    return write


@pytest.fixture(params=FILES, ids=lambda path: path.stem)
def preset(request) -> Preset:
    """Each of the presets that come with the plugin."""
    return read_preset(request.param)


def test_the_eight_agencies_have_a_preset_each():
    assert {read_preset(path).names["sv"] for path in FILES} == AGENCIES
    assert [read_preset(path).id for path in FILES] == [path.stem for path in FILES]


def test_a_preset_names_its_task_with_the_government_as_source(preset):
    assert preset.task_source.startswith("https://www.regeringen.se/regeringsuppdrag/2022/04/")
    assert all(text.endswith(".") and text.count(".") == 1 for text in preset.task.values())


def test_every_role_of_a_preset_is_asked_about_and_has_words_that_fit_inside_a_sentence(preset):
    asked = {one.role for one in preset.questions}
    spoken = {one.role for one in preset.roles}
    assert spoken - asked <= {"transit_line"}
    assert all(word[0].islower() for one in preset.roles for word in one.words.values())


def test_what_can_point_out_people_is_hidden_where_counts_are_small(preset):
    assert all(one.min_count > 0 for one in preset.questions if one.role in ("case", "crime", "accident"))


def test_a_preset_begins_with_a_layer_and_ends_with_the_background(preset):
    assert preset.questions[0].role
    assert preset.questions[-1].question == "background_kommun"


def test_the_police_are_told_that_their_areas_are_another_thing_than_the_area_types():
    caution = read_preset(FOLDER / "polismyndigheten.json").caution
    assert "utsatta områden är något annat än områdestyperna" in caution["sv"]
    assert "another thing than the area types" in caution["en"]


def test_trafikverket_is_told_that_more_road_is_not_better_access():
    caution = read_preset(FOLDER / "trafikverket.json").caution
    assert "Mer väg är inte bättre tillgänglighet" in caution["sv"]
    assert "barrier" in caution["en"]


def test_arbetsformedlingen_is_told_that_the_index_holds_unemployment_already():
    assert "innehåller redan långtidsarbetslöshet" in read_preset(FOLDER / "arbetsformedlingen.json").caution["sv"]


def test_a_preset_of_ones_own_is_read(tmp_path):
    path = tmp_path / "egen.json"
    path.write_text("\ufeff" + json.dumps(a_preset(), ensure_ascii=False), encoding="utf-8")
    assert read_preset(path).words("accident", "sv") == "bränder"
    assert read_preset(path).words("school", "sv") == ""


@pytest.mark.parametrize(
    ("document", "part", "problem"),
    [
        ("{", "/", "cannot be read as JSON"),
        ([], "/", "an object in braces was expected"),
        ({"format": 1}, "/", "“task” is missing"),
        (a_preset(format=2), "/format", "no whole number from 1 to 1"),
        (a_preset(format=True), "/format", "no whole number"),
        (a_preset(colour="red"), "/", "nobody reads colour"),
        (a_preset(id="Räddning"), "/id", "is no text of the form"),
        (a_preset(names={"sv": "Räddningstjänsten"}), "/names", "“en” is missing"),
        (a_preset(names={"sv": "A", "en": "B", "fi": "C"}), "/names", "nobody reads fi"),
        (a_preset(roles=[]), "/roles", "a list with entries"),
        (a_preset(roles=a_preset()["roles"] * 2), "/roles", "stands there twice"),
        (a_preset(roles=[{"role": "fire", "words": {"sv": "a", "en": "b"}}]), "/roles/0/role", "is none of: road,"),
        (a_preset(questions=[{"question": "why", "role": "accident"}]), "/questions/0/question", "is none of"),
        (a_preset(questions=[{"question": "share", "role": "school"}]), "/questions/0/role", "is none of: accident"),
        (a_preset(questions=[{"question": "share"}]), "/questions/0", "“role” is missing"),
        (a_preset(questions=[{"question": "sum", "role": "accident"}]), "/questions/0", "“amounts” is missing"),
        (
            a_preset(questions=[{"question": "share", "role": "accident", "rates": ["a"]}]),
            "/questions/0/rates",
            "the question share has no such blank",
        ),
        (
            a_preset(questions=[{"question": "background_country", "role": "accident"}]),
            "/questions/0/role",
            "about the areas alone",
        ),
        (
            a_preset(questions=[{"question": "share", "role": "accident", "group": ["Län"]}]),
            "/questions/0/group/0",
            "is no text of the form",
        ),
        (
            a_preset(questions=[{"question": "share", "role": "accident", "min_count": -1}]),
            "/questions/0/min_count",
            "no whole number",
        ),
        (a_preset(task={"text": {"sv": "a", "en": "b"}, "source": "muntligen"}), "/task/source", "is no text"),
    ],
)
def test_a_fault_in_a_preset_is_told_with_its_place(complaint, document, part, problem):
    told = complaint(document)
    assert f"At {part}: " in told
    assert problem in told


def test_a_preset_whose_file_is_gone_is_told(tmp_path):
    with pytest.raises(RegsoError, match="cannot be used"):
        read_preset(tmp_path / "borta.json")
