# SPDX-License-Identifier: GPL-2.0-or-later
"""The words of the manual: what stands in bold or in quotation marks stands in the program, in the same language.

The manual's own rule, which its first page tells the reader: **bold** is a word on the screen, of the panel, the tools
or QGIS; “quotation marks” are what the program says, whole sentences of it. A bold beginning of a paragraph that ends
with a full stop or a question mark is a heading. Emphasis is in italics, which nobody holds to anything.
"""

from __future__ import annotations

import ast
import importlib.util
import json
import re
import sys
from configparser import ConfigParser
from functools import cache
from pathlib import Path

import pytest

from regso_atlas.plugin.core.area_types import ROWS, label

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"
LANGUAGES = ("en", "sv")
QGIS_WORDS = json.loads((ROOT / "tests" / "qgis" / "words_of_qgis.json").read_text(encoding="utf-8"))
"""English → Swedish, for what the manual names in QGIS itself; tests/qgis asks QGIS whether it is right."""
PAGES = [
    path.relative_to(DOCS).as_posix()
    for language in LANGUAGES
    for path in sorted((DOCS / language).glob("*.md"))
    if path.name != "metod.md"  # formulas and sources, with emphasis of its own
]
STEPS = {
    "areas": "1 Areas",
    "layers": "2 Your layers",
    "question": "3 Question",
    "result": "4 Result",
    "keep": "5 Keep",
}
QUOTES = {"en": "“”", "sv": "””"}
MENU = " › "
FIXED_LETTERS = 12
"""A text with blanks must have so many letters of its own: “{title}, by {group}” would be anything."""
KEYS = re.compile(r"\b(?:Ctrl|Shift|Alt|Cmd|F\d{1,2})\+\w+")


def script(name):
    spec = importlib.util.spec_from_file_location(name, ROOT / "scripts" / f"{name}.py")
    module = importlib.util.module_from_spec(spec)
    # its dataclasses look themselves up
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


def plain(text):
    """Return a text on one line, without signs that nobody sees."""
    return " ".join(text.replace("\N{SOFT HYPHEN}", "").replace("\N{NO-BREAK SPACE}", " ").split())


@cache
def swedish():
    """The program's texts, English → Swedish."""
    module = script("translations")
    return {plain(source): plain(text) for source, text in module.read_ts(module.TS_FILE).items()}


def pairs_in_the_code():
    """Yield texts that the code has in both languages, Swedish first: those of reports, styles and legends."""
    for path in sorted((ROOT / "plugin").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Text" and len(node.args) == 2:
                yield tuple(getattr(arg, "value", "") for arg in node.args)
            elif isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") == "STYLE_NAMES":
                yield from ((sv, en) for en, sv in ast.literal_eval(node.value).values())


@cache
def program_texts(language):
    """Return every text that the program shows in a language."""
    texts = set(swedish() if language == "en" else swedish().values())
    texts |= {plain(str(pair[0 if language == "sv" else 1])) for pair in pairs_in_the_code()}
    texts |= {plain(label(kind, language)) for kind in ROWS}
    for path in (ROOT / "resources" / "presets").glob("*.json"):
        texts.add(json.loads(path.read_text(encoding="utf-8"))["names"][language])
    return frozenset(texts | {"RegSO", "DeSO", "Svenska", "English"})


@cache
def templates(language):
    """Return the texts with blanks as patterns; a part in brackets may be left out."""
    found = []
    for text in program_texts(language):
        blanks = re.findall(r"\{[^}]*\}", text)
        fixed = len(re.sub(r"\W", "", re.sub(r"\{[^}]*\}", "", text)))
        if blanks and (fixed >= FIXED_LETTERS or set(blanks) == {"{year}"}):
            pattern = re.escape(text).replace(r"\[", "(?:").replace(r"\]", ")?").replace(r"\{year\}", r"\d{4}")
            found.append(re.compile(re.sub(r"\\\{[^}]*\\\}", ".+?", pattern)))
    return tuple(found)


def is_said(words, language):
    """Whether words are a text of the program, with any words in its blanks."""
    return words in program_texts(language) or any(pattern.fullmatch(words) for pattern in templates(language))


@cache
def sentences(language):
    """Return the sentences of the program's texts, with … in their blanks."""
    texts = (re.sub(r"\{[^}]*\}", "…", text) for text in program_texts(language))
    return frozenset(part.rstrip(".") for text in texts for part in (text, *re.split(r"(?<=[.?!]) ", text)))


def text_of(page):
    """Return a page without its blocks of code, its formulas and its comments."""
    text = (DOCS / page).read_text(encoding="utf-8")
    return re.sub(r"^```.*?^```$|\$\$.*?\$\$|\$[^$\n]*\$|<!--.*?-->|`[^`\n]*`", "", text, flags=re.M | re.S)


def labels_of(text):
    """Return what stands in bold, without the headings that begin a paragraph."""
    found = []
    for match in re.finditer(r"\*\*(.+?)\*\*", text, re.S):
        words = plain(match[1])
        line = text[text.rfind("\n", 0, match.start()) + 1 : match.start()]
        begins = re.fullmatch(r"(?:> |- |\d+\. )?", line) is not None
        if not (begins and words.endswith((".", "?"))):
            found.append(words)
    return found


def quotes_of(text, language):
    first, last = QUOTES[language]
    return [plain(words) for words in re.findall(f"{first}([^{first}{last}]+){last}", text)]


def is_label(words, language):
    """Whether words stand on the screen: each step of a way through menus does."""
    known = frozenset(QGIS_WORDS if language == "en" else QGIS_WORDS.values())
    return all(part in known or is_said(part, language) for part in words.split(MENU))


@pytest.mark.parametrize("page", PAGES)
def test_what_is_in_bold_stands_on_the_screen(page):
    language = page[:2]
    assert [words for words in labels_of(text_of(page)) if not is_label(words, language)] == []


@pytest.mark.parametrize("page", PAGES)
def test_what_is_quoted_is_what_the_program_says(page):
    language = page[:2]
    quoted = quotes_of(text_of(page), language)
    assert [words for words in quoted if words.rstrip(".") not in sentences(language)] == []


@pytest.mark.parametrize("page", sorted({page[3:] for page in PAGES}))
def test_both_languages_name_the_same_things(page):
    """Label by label in the same order: the Swedish one is the translation of the English one."""
    english, translated = (labels_of(text_of(f"{language}/{page}")) for language in LANGUAGES)
    pairs = [(plain(en), plain(sv)) for sv, en in pairs_in_the_code()]
    fixed = {**swedish(), **QGIS_WORDS}
    for one, other in zip(english, translated, strict=True):
        for part, its_twin in zip(one.split(MENU), other.split(MENU), strict=True):
            # a report may put it in another way than the map
            known = {fixed[part]} if part in fixed else {sv for en, sv in pairs if en == part}
            assert not known or its_twin in known, f"{one}: {other}"


def test_a_wrong_label_is_found():
    """The checks themselves: a word that the program has not is not taken for one of its words."""
    assert labels_of("**Heading.** Press **Load areas** in\n1. **Also a heading?** Yes\n\n| **Svara** |") == [
        "Load areas",
        "Svara",
    ]
    assert is_label("Load areas", "en")
    assert not is_label("Load the areas", "en")
    assert not is_label("Load areas", "sv")
    assert is_label("How many … are there per 1,000 inhabitants in each area type?", "en")
    assert not is_label("How many … are there for each inhabitant in each area type?", "en")
    assert is_label("Settings › Options › RegSO Atlas", "en")
    assert not is_label("Settings › Wishes › RegSO Atlas", "en")
    assert "There are no areas yet" in sentences("en")
    assert "There are no areas" not in sentences("en")


@pytest.mark.parametrize("page", [page for page in PAGES if Path(page).stem in STEPS])
def test_a_page_of_a_step_is_called_as_the_step(page):
    language, english = page[:2], STEPS[Path(page).stem]
    title = english if language == "en" else swedish()[english]
    assert (DOCS / page).read_text(encoding="utf-8").startswith(f"# {title}\n")


@pytest.mark.parametrize("page", PAGES)
def test_a_step_is_always_called_by_its_name(page):
    """In links and in the table of the first page; the navigation has the same names."""
    language = page[:2]
    names = {name[0]: name if language == "en" else swedish()[name] for name in STEPS.values()}
    for number, words in re.findall(r"\[([1-5]) ([^\]]+)\]\((?:\w+)\.md\)", (DOCS / page).read_text(encoding="utf-8")):
        assert f"{number} {words}" == names[number]


def test_the_navigation_has_the_names_of_the_steps():
    for section, pages in script("build_docs").NAVIGATION:
        if section and "steps" in section[1]:
            assert {name: titles[1] for name, titles in pages} == STEPS
            assert [titles[0] for _, titles in pages] == [swedish()[text] for text in STEPS.values()]


@pytest.mark.parametrize("page", PAGES)
def test_keys_are_those_of_the_program_or_of_qgis(page):
    language = page[:2]
    known = " ".join([*program_texts(language), *(QGIS_WORDS if language == "en" else QGIS_WORDS.values())])
    assert set(KEYS.findall(text_of(page))) <= set(KEYS.findall(known))


@pytest.mark.parametrize("language", LANGUAGES)
def test_files_and_folders_are_called_as_the_program_calls_them(language):
    """The folder of results, the folder of what is saved, the packed plugin, the version that is cited."""
    names = ("keep", "settings", "cite", "install", "layers")
    pages = {name: (DOCS / language / f"{name}.md").read_text(encoding="utf-8") for name in names}
    places = (ROOT / "plugin" / "panel" / "places.py").read_text(encoding="utf-8")
    folder = re.search(r'^FOLDER = "(.+)"$', places, re.M)[1]
    assert f"`{folder}`" in pages["keep"]
    assert '"regso_atlas"' in places
    assert "`regso_atlas`" in pages["settings"]
    presets = (ROOT / "plugin" / "panel" / "presets.py").read_text(encoding="utf-8")
    assert '"regso_atlas" / "presets"' in presets
    assert "`regso_atlas/presets`" in pages["layers"]
    packed = re.search(r"dist/(regso_atlas-<version>\.zip)", (ROOT / "scripts" / "package.py").read_text("utf-8"))[1]
    assert f"`{packed}`" in pages["install"]
    metadata = ConfigParser()
    metadata.read(ROOT / "metadata.txt", encoding="utf-8")
    assert f"RegSO Atlas {metadata['general']['version']}" in pages["cite"]


@pytest.mark.parametrize("page", [page for page in PAGES if page.startswith("sv/")])
def test_the_reader_is_called_du_as_in_the_program(page):
    text = (DOCS / page).read_text(encoding="utf-8")
    assert re.findall(r"(?i)\b(?:ni|er|era|ert)\b", text) == []


def test_the_areas_of_the_police_are_called_what_the_police_call_them_in_english():
    files = [
        *(DOCS / "en").glob("*.md"),
        *(ROOT / "resources" / "help" / "en").glob("*.html"),
        *(ROOT / "resources" / "presets").glob("*.json"),
        *(ROOT / "resources" / "i18n").glob("*.ts"),
        *(ROOT / "plugin").rglob("*.py"),
    ]
    for path in files:
        assert not re.search(r"(?i)\bexposed areas?\b", path.read_text(encoding="utf-8")), path.name
    assert any("vulnerable areas" in path.read_text(encoding="utf-8") for path in files if path.suffix == ".json")
