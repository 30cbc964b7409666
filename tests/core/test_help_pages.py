# SPDX-License-Identifier: GPL-2.0-or-later
"""Every algorithm has a help page in both languages that names all there is, and says what the plugin says."""

from __future__ import annotations

import importlib.util
import json
import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
HELP = ROOT / "resources" / "help"
CONTRACT = json.loads((ROOT / "tests" / "qgis" / "contract.json").read_text(encoding="utf-8"))
ALGORITHMS = [name.removeprefix("regso:") for name in CONTRACT["algorithms"]]
PAGES = [(language, name) for language in ("en", "sv") for name in ALGORITHMS]
COLUMNS = {
    "summarizebyareatype": (
        *CONTRACT["columns"]["summary"],
        *CONTRACT["columns"]["summary by area"],
        *CONTRACT["columns"]["summary by class"],
    ),
    "assignareatype": tuple(CONTRACT["columns"]["assigned"]),
    "joinstatistics": (*CONTRACT["columns"]["unmatched"], "statistics_edition", "statistics_source"),
    "areatypesummary": (*CONTRACT["columns"]["areas by type"], *CONTRACT["columns"]["areas by type and class"]),
    "loadareas": (*CONTRACT["columns"]["loaded areas"], "regso_code"),
    "loadtimeseries": (
        *CONTRACT["columns"]["loaded series"],
        *CONTRACT["columns"]["loaded series on the map"],
        "regso_code",
    ),
    "convertedition": (
        *CONTRACT["columns"]["crosswalk"],
        *CONTRACT["columns"]["changed areas"],
        "statistics_source",
    ),
    "styleareas": (),
    "disparity": tuple(CONTRACT["columns"]["disparity"]),
    "segregation": (
        *CONTRACT["columns"]["segregation"],
        *CONTRACT["columns"]["segregation by area"],
        *CONTRACT["columns"]["clusters"],
    ),
    "compareyears": (
        *CONTRACT["columns"]["years compared"],
        *CONTRACT["columns"]["transitions"],
        *CONTRACT["columns"]["areas' changes of type"],
    ),
    "computeindex": tuple(CONTRACT["columns"]["computed index"]),
    "classifyareatypes": (
        *CONTRACT["columns"]["computed types"],
        *CONTRACT["columns"]["own grades"],
        *CONTRACT["columns"]["cut points"],
    ),
}


@dataclass
class Page(HTMLParser):
    """A help page, read: what stands in which kind of element."""

    texts: dict[str, list[str]] = field(default_factory=dict)
    tags: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    language: str = ""

    def __post_init__(self) -> None:
        HTMLParser.__init__(self)
        self._open: list[tuple[str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        known = dict(attrs)
        self.tags.append(tag)
        self.links += [value for name, value in attrs if name in ("href", "src") and value]
        self.language = known.get("lang") or "" if tag == "html" else self.language
        if tag not in ("meta", "br", "link", "img"):
            self._open.append((tag, known.get("class") or ""))
            self.texts.setdefault(self._key(), []).append("")

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop()[0] == tag, f"</{tag}> closes another element"

    def handle_data(self, data: str) -> None:
        for tag, kind in self._open:
            self.texts[f"{tag}.{kind}" if kind else tag][-1] += data

    def _key(self) -> str:
        tag, kind = self._open[-1]
        return f"{tag}.{kind}" if kind else tag


def read(language: str, name: str) -> Page:
    page = Page()
    page.feed((HELP / language / f"{name}.html").read_text(encoding="utf-8"))
    page.close()
    assert page._open == [], "an element is not closed"
    return page


def translations():
    spec = importlib.util.spec_from_file_location("translations_script", ROOT / "scripts" / "translations.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_there_is_no_page_without_an_algorithm():
    for language in ("en", "sv"):
        assert sorted(path.stem for path in (HELP / language).glob("*.html")) == sorted(ALGORITHMS)


@pytest.mark.parametrize(("language", "name"), PAGES)
def test_a_page_is_plain_html_in_its_language(language, name):
    page = read(language, name)
    assert page.language == language
    assert not {"script", "link", "img", "iframe"} & set(page.tags)
    assert page.tags.count("h1") == 1
    source = (HELP / language / f"{name}.html").read_bytes()
    assert b'<meta charset="utf-8">' in source
    assert b"url(" not in source


@pytest.mark.parametrize(("language", "name"), PAGES)
def test_a_page_names_every_parameter_output_and_column(language, name):
    algorithm = CONTRACT["algorithms"][f"regso:{name}"]
    wanted = {parameter["name"] for parameter in algorithm["parameters"]} | set(algorithm["outputs"])
    named = {text for cell in read(language, name).texts["code"] for text in [cell]}
    assert wanted | set(COLUMNS[name]) <= named
    options = [option for parameter in algorithm["parameters"] for option in parameter.get("options", ())]
    assert set(options) <= named


@pytest.mark.parametrize(("language", "name"), PAGES)
def test_a_page_names_no_parameter_that_does_not_exist(language, name):
    known = {
        word
        for algorithm in CONTRACT["algorithms"].values()
        for word in [*algorithm["outputs"], *(parameter["name"] for parameter in algorithm["parameters"])]
    }
    shouted = {text for text in read(language, name).texts["code"] if re.fullmatch(r"[A-Z]+(_[A-Z]+)*", text)}
    assert shouted <= known


@pytest.mark.parametrize(("language", "name"), PAGES)
def test_messages_and_names_are_those_of_the_plugin(language, name):
    """What the page quotes is what the plugin says, with … where a value stands."""
    script = translations()
    known = script.read_ts(script.TS_FILE)
    said = {re.sub(r"\{[^}]*\}", "…", text) for text in (known if language == "en" else known.values())}
    page = read(language, name)
    assert page.texts["td.message"]
    assert [text for text in page.texts["td.message"] if text not in said] == []
    assert page.texts["h1"][0] in said


@pytest.mark.parametrize("name", ALGORITHMS)
def test_both_languages_show_the_same_example(name):
    english, swedish = read("en", name), read("sv", name)
    assert english.texts["pre.command"] == swedish.texts["pre.command"]
    assert english.texts["pre.result"] == swedish.texts["pre.result"]
    numbers = [text.replace(",", ".") for text in swedish.texts.get("td.number", [])]
    assert numbers == english.texts.get("td.number", [])


@pytest.mark.parametrize(("language", "name"), PAGES)
def test_a_page_says_where_data_come_from_and_which_way_the_types_run(language, name):
    text = (HELP / language / f"{name}.html").read_text(encoding="utf-8")
    for words in ("CC0 1.0", "Källa: SCB", "TAB6586"):
        assert words in text
    direction = {"en": "Type 1 has the largest", "sv": "Typ 1 har de största"}
    assert direction[language] in text


@pytest.mark.parametrize(("language", "name"), PAGES)
def test_links_lead_to_the_other_language_or_to_an_official_page(language, name):
    for link in read(language, name).links:
        if not link.startswith("https://www.scb.se/"):
            assert (HELP / language / link).resolve().is_file(), link
