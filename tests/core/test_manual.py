# SPDX-License-Identifier: GPL-2.0-or-later
"""The manual: the same pages in both languages, nothing that leads nowhere, and figures that the demo gives."""

from __future__ import annotations

import importlib.util
import posixpath
import re
import sys
from pathlib import Path

import geopandas as gpd
import pytest

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"
DEMO = ROOT / "resources" / "demo" / "demo.gpkg"
LANGUAGES = ("sv", "en")


@pytest.fixture(scope="module")
def build_docs():
    """The script that builds the manual; what it gathers needs no MkDocs."""
    spec = importlib.util.spec_from_file_location("build_docs", ROOT / "scripts" / "build_docs.py")
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def manuals(build_docs):
    """Both languages, gathered: a link or a picture that leads nowhere is an error already here."""
    return {language: build_docs.gather(language) for language in LANGUAGES}


def test_every_page_has_its_twin_under_the_same_name(manuals):
    assert set(manuals["sv"].pages) == set(manuals["en"].pages)


def test_pages_of_the_repository_lead_to_their_twins():
    for language, other in (LANGUAGES, LANGUAGES[::-1]):
        words = "In English" if language == "sv" else "På svenska"
        for page in (DOCS / language).glob("*.md"):
            if page.name != "metod.md":
                start = page.read_text(encoding="utf-8")[:300]
                assert re.search(rf"^\*{words}: \[.+\]\(\.\./{other}/{page.name}\)\.\*$", start, re.MULTILINE), page


def test_every_algorithm_has_a_page_in_both_languages(manuals):
    names = [path.stem for path in (ROOT / "resources" / "help" / "en").glob("*.html")]
    assert len(names) >= 10
    for manual in manuals.values():
        assert {f"algorithms/{name}.md" for name in names} <= set(manual.pages)


def test_pictures_of_algorithms_stand_on_their_pages_and_belong_to_algorithms(build_docs, manuals):
    for language, manual in manuals.items():
        column = LANGUAGES.index(language)
        for name, pictures in build_docs.PICTURES.items():
            text = manual.pages[f"algorithms/{name}.md"]
            head = text[: text.index("\n## ")]
            for file, words in pictures:
                assert f"![{words[column]}](../images/{file})" in head
                assert file in manual.pictures


def test_every_picture_of_the_folder_is_shown_somewhere(manuals):
    shown = set.union(*(manual.pictures for manual in manuals.values()))
    assert shown == {path.name for path in (DOCS / "images").glob("*.png")}


def test_a_page_of_an_algorithm_says_what_its_help_page_says(manuals):
    text = manuals["sv"].pages["algorithms/summarizebyareatype.md"]
    assert text.startswith("# Summera ett lager efter områdestyp\n")
    assert "\n## Parametrar\n" in text
    assert "<code>POPULATION_FIELD</code>" in text
    assert "../en/" not in text


def test_every_page_stands_in_the_navigation_and_the_other_way_round(build_docs, manuals):
    pages = build_docs.pages_of_navigation()
    assert len(pages) == len(set(pages))
    for manual in manuals.values():
        assert set(pages) == set(manual.pages)


def test_both_navigations_are_the_same_tree_with_other_words(build_docs):
    def bare(tree):
        return [
            bare(value) if isinstance(value, list) else value
            for entry in tree
            for value in (entry.values() if isinstance(entry, dict) else (entry,))
        ]

    swedish, english = (build_docs.navigation(language) for language in LANGUAGES)
    assert bare(swedish) == bare(english)
    assert swedish != english


def test_no_page_is_empty_and_each_has_one_title(manuals):
    for manual in manuals.values():
        for page, text in manual.pages.items():
            without_code = re.sub(r"^```.*?^```$", "", text, flags=re.MULTILINE | re.DOTALL)
            assert len(re.findall(r"^# ", without_code, re.MULTILINE)) == 1, page
            assert len(text.split()) > 150, page


def test_links_of_the_gathered_pages_lead_to_gathered_pages(manuals):
    for manual in manuals.values():
        for page, text in manual.pages.items():
            for target in re.findall(r"\]\(([^)\s]+)\)", re.sub(r"^```.*?^```$", "", text, flags=re.M | re.S)):
                path = target.partition("#")[0]
                if path and not path.startswith("https://"):
                    place = posixpath.normpath(posixpath.join(posixpath.dirname(page), path))
                    known = place in manual.pages or place.removeprefix("images/") in manual.pictures
                    assert known, f"{page} links to {target}"


def test_a_link_that_leads_nowhere_is_refused(build_docs, tmp_path):
    home = DOCS / "sv" / "index.md"
    with pytest.raises(build_docs.BrokenManualError, match=r"saknas\.md"):
        build_docs._mended("[bort](saknas.md)", "index.md", home, {}, build_docs.Manual("sv"))
    with pytest.raises(build_docs.BrokenManualError, match=r"saknas\.png"):
        build_docs._mended("![bort](../images/saknas.png)", "index.md", home, {}, build_docs.Manual("sv"))


def shown_pictures(language):
    pages = [page.read_text(encoding="utf-8") for page in (DOCS / language).glob("*.md")]
    return set(re.findall(r"!\[[^\]]+\]\(\.\./images/([^)]+)\)", "".join(pages)))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_picture_is_there(language):
    for name in shown_pictures(language):
        assert (DOCS / "images" / name).exists(), name


def test_every_picture_of_the_list_is_shown_in_its_own_language():
    listed = set(re.findall(r"^\| `(tour-[\w-]+\.png)` \|", (DOCS / "images" / "README.md").read_text(), re.MULTILINE))
    assert listed == {name for language in LANGUAGES for name in shown_pictures(language) if name.startswith("tour-")}
    for language in LANGUAGES:
        ours = {name for name in listed if name.endswith(f"-{language}.png")}
        assert ours == {name for name in shown_pictures(language) if name.startswith("tour-")}


def test_the_site_checker_finds_what_is_wrong(build_docs, tmp_path):
    (tmp_path / "a.html").write_text(
        '<h1 id="här">A</h1><a href="b.html">b</a><a href="#dar">d</a><a href="#h%C3%A4r">h</a>'
        '<script src="https://elsewhere.example/x.js"></script>',
        encoding="utf-8",
    )
    wrong = build_docs.wrong_in(tmp_path)
    assert len(wrong) == 3
    assert any("b.html" in text for text in wrong)
    assert any("#dar" in text for text in wrong)
    assert any("elsewhere.example" in text for text in wrong)


# The figures of the examples ------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def areas():
    return gpd.read_file(DEMO, layer="omraden").sort_values("regsokod").reset_index(drop=True)


def examples(language):
    """Return, for each table of figures, what it is of and its values by type (0: no data, -1: outside)."""
    text = (DOCS / language / "examples.md").read_text(encoding="utf-8")
    found = []
    for head, table in re.findall(r"<!-- demo: (.+?) -->\n\n((?:\|.*\n)+)", text):
        wanted = dict(part.split("=", 1) for part in head.split())
        del wanted["shown"]  # the other columns are held by tests/qgis, through the algorithms
        column = int(wanted.pop("column"))
        values = [row.strip("| ").split(" | ")[column] for row in table.splitlines()[2:]]
        figures = [float(re.sub(r"\s|(?<=\d),(?=\d{3})", "", value).replace(",", ".")) for value in values]
        found.append((wanted, dict(zip((1, 2, 3, 4, 5, 0, -1), figures, strict=True))))
    return found


def by_type(areas, layer, where=None, measure="count"):
    """Return count, sum or kilometres by type, with geopandas alone: what lies on a border goes to the lower code."""
    features = gpd.read_file(DEMO, layer=layer)
    if where:
        field, value = where.split(":")
        features = features[features[field] == value]
    features = features[features.geometry.notna() & ~features.geometry.is_empty]
    types = areas["omradestyp"].fillna(0).astype(int)
    if measure == "km":
        totals, rest = dict.fromkeys(types, 0.0), features.geometry
        for kind, area in zip(
            types, areas.geometry, strict=True
        ):  # in the order of their codes: the first one takes all
            near = rest.intersects(area)
            totals[kind] += rest[near].intersection(area).length.sum() / 1000
            rest = rest.where(~near, rest.difference(area))
        return {**totals, -1: rest.length.sum() / 1000}
    joined = features.sjoin(areas[["geometry"]], how="left")
    first = joined["index_right"].groupby(level=0).min()
    features = features.assign(typ=first.map(types).fillna(-1).astype(int))
    amount = features[measure.partition(":")[2]] if measure.startswith("sum:") else features["typ"].map(lambda _: 1)
    return amount.groupby(features["typ"]).sum().to_dict()


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_examples_have_the_figures_that_the_demo_gives(areas, language):
    tables = examples(language)
    assert len(tables) == 6
    for wanted, shown in tables:
        computed = by_type(areas, **wanted)
        # lengths on the grid differ from true ones by up to 0.2 %, and one decimal is shown
        relative, absolute = (0.002, 0.06) if wanted["measure"] == "km" else (0, 0)
        for kind, value in shown.items():
            assert value == pytest.approx(computed.get(kind, 0), rel=relative, abs=absolute), (wanted, kind)


def test_both_languages_show_the_same_figures():
    assert examples("sv") == examples("en")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_example_of_change_has_the_figures_that_the_demo_gives(areas, language):
    index = gpd.read_file(DEMO, layer="index_2015_2024").pivot(index="regsokod", columns="ar")
    before, after = (index["index"][year].dropna() for year in (2015, 2024))
    types = index["omradestyp"].dropna(subset=[2015, 2024])

    def number(value):
        return f"{value:.1f}".replace(".", "," if language == "sv" else ".")

    text = " ".join((DOCS / language / "editions.md").read_text(encoding="utf-8").split())
    fell = int((after < before).sum())
    between = {"en": "of", "sv": "av"}[language]
    assert f" {fell} {between} {len(after)} " in text
    way = {"en": "from {} to {}", "sv": "från {} till {}"}[language]
    assert way.format(number(before.mean()), number(after.mean())) in text
    assert int((types[2015] != types[2024]).sum()) == 6
    assert {"en": "Six areas changed type", "sv": "Sex områden bytte typ"}[language] in text
    codes = areas.set_index("regsonamn")["regsokod"]
    for name, first, last in (("Växelhöjden", 1, 2), ("Åtorpet-Ödetorpet", 5, 4)):
        code = codes[name]
        assert way.format(number(before[code]), number(after[code])) in text
        assert (types[2015][code], types[2024][code]) == (first, last)
