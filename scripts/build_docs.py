# SPDX-License-Identifier: GPL-2.0-or-later
"""Build the manual: Swedish and English pages with the same names, and a page per algorithm from its help page.

The pages of ``docs`` can be read where they stand; their links lead to files of the repository. Here they are gathered
per language under ``build/docs``, with links that lead to pages of the manual, and MkDocs makes ``build/site`` of
them. Then the site itself is gone through: every link and picture leads somewhere, nothing is fetched from elsewhere.

    build_docs.py [--output FOLDER]
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import sys
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path, PurePosixPath
from urllib.parse import unquote, urlsplit

ROOT = Path(__file__).resolve().parent.parent
DOCS = ROOT / "docs"
HELP = ROOT / "resources" / "help"
LANGUAGES = ("sv", "en")

#: The algorithms in the order in which they are met; those of new help pages follow by themselves.
FIRST_TOOLS = (
    "loadareas", "summarizebyareatype", "assignareatype", "areatypesummary", "joinstatistics",
    "loadtimeseries", "convertedition", "styleareas", "computeindex", "classifyareatypes",
)  # fmt: skip
OTHER_TOOLS = tuple(sorted({path.stem for path in (HELP / "en").glob("*.html")} - {*FIRST_TOOLS}))

#: Section → its pages, each with its title, in Swedish and English; one tree, so that both languages have the same.
#: A page without a title has that of its own heading.
Titles = tuple[str, str]
NAVIGATION: tuple[tuple[Titles | None, tuple[tuple[str, Titles | None], ...]], ...] = (
    (None, (("index", ("Början", "Start")), ("install", ("Installera", "Install")))),
    (
        ("Panelens fem steg", "The panel's five steps"),
        (
            ("areas", ("1 Områden", "1 Areas")),
            ("layers", ("2 Dina lager", "2 Your layers")),
            ("question", ("3 Fråga", "3 Question")),
            ("result", ("4 Resultat", "4 Result")),
            ("keep", ("5 Spara", "5 Keep")),
        ),
    ),
    (
        ("Exempel", "Examples"),
        (
            ("examples", ("Åtta myndigheter", "Eight agencies")),
            ("answers", ("Från tabell till svar", "From table to answer")),
        ),
    ),
    (
        ("Verktygen", "The tools"),
        tuple((f"algorithms/{name}", None) for name in (*FIRST_TOOLS, *OTHER_TOOLS)),
    ),
    (
        ("Bakgrund", "Background"),
        (
            ("editions", ("Indelningar och år", "Editions and years")),
            ("rules", ("Tio regler", "Ten rules")),
            ("method", ("Metod", "Method")),
            ("glossary", ("Ordlista", "Glossary")),
        ),
    ),
    (
        ("Bra att veta", "Good to know"),
        (
            ("settings", ("Inställningar och nätverk", "Settings and network")),
            ("faq", ("Frågor och svar", "Questions and answers")),
            ("cite", ("Så anges källan", "How to cite")),
        ),
    ),
    (
        ("För utvecklare (på engelska)", "For developers"),
        (("rules-and-tests", ("Regler och tester", "Rules and tests")), ("design", ("Utformning", "Design"))),
    ),
)  # fmt: skip

#: Algorithm → the pictures of its page, each with its words in Swedish and English.
PICTURES: dict[str, tuple[tuple[str, Titles], ...]] = {
    "summarizebyareatype": (
        ("dialog.png", ("Verktygets dialogruta", "The tool's dialog")),
        (
            "main-window.png",
            ("Tabellen efter områdestyp under kartan", "The table by area type below the map"),
        ),
    ),
    "loadareas": (
        ("map-types.png", ("Inlästa områden i typernas färger", "Loaded areas in the colours of their types")),
        ("map-change.png", ("Indexets förändring mellan två år", "The change of the index between two years")),
    ),
    "styleareas": (
        ("map-index.png", ("Stilen index", "The style index")),
        ("map-type-and-rate.png", ("Stilen type_and_rate", "The style type_and_rate")),
    ),
}
TITLES = {"sv": "RegSO Atlas – handbok", "en": "RegSO Atlas – manual"}
_TWIN = re.compile(r"^\*(?:In English|På svenska): .*\*\n+", re.MULTILINE)
_LINK = re.compile(r"(?P<sign>!?)\[(?P<text>[^\]\n]*(?:\n[^\]\n]+)?)\]\((?P<target>[^)\s]+)\)")
_FENCE = re.compile(r"^(```|~~~).*?^\1\s*$", re.MULTILINE | re.DOTALL)
_GAP = re.compile(r"(?<=\d) (?=\d{3}(?!\d)|%)")


class BrokenManualError(Exception):
    """The manual has something that leads nowhere."""


@dataclass
class Manual:
    """The pages of one language, by their path in the manual, and the pictures that they show."""

    language: str
    pages: dict[str, str] = field(default_factory=dict)
    pictures: set[str] = field(default_factory=set)


def pages_of_navigation() -> list[str]:
    """Return the paths of all pages, in their order."""
    return [f"{name}.md" for _, pages in NAVIGATION for name, _ in pages]


def navigation(language: str) -> list[object]:
    """Return the tree of pages as MkDocs has it."""
    column = LANGUAGES.index(language)
    tree: list[object] = []
    for titles, pages in NAVIGATION:
        entries = [{names[column]: f"{name}.md"} if names else f"{name}.md" for name, names in pages]
        tree += entries if titles is None else [{titles[column]: entries}]
    return tree


def sources(language: str) -> dict[str, Path]:
    """Return where each page of a language has its home, by its path in the manual."""
    own = {path.name: path for path in (DOCS / language).glob("*.md") if path.name != "metod.md"}
    shared = {
        "method.md": DOCS / "sv" / "metod.md" if language == "sv" else DOCS / "method.md",
        "rules-and-tests.md": DOCS / "rules.md",
        "design.md": DOCS / "design.md",
    }
    tools = {f"algorithms/{path.stem}.md": path for path in (HELP / language).glob("*.html")}
    return {**own, **shared, **tools}


def gather(language: str) -> Manual:
    """Return the manual of a language as Markdown with links between its own pages.

    Raises ``BrokenManualError`` where a link or a picture leads nowhere.
    """
    manual, homes = Manual(language), sources(language)
    places = {home: page for page, home in homes.items()}
    for page, home in sorted(homes.items()):
        text = home.read_text(encoding="utf-8")
        if home.suffix == ".html":
            manual.pages[page] = _with_pictures(help_as_markdown(text, page, homes), page, manual)
        else:
            text = _mended(_TWIN.sub("", text), page, home, places, manual)
            # a number is not broken over two lines
            manual.pages[page] = _GAP.sub("\N{NO-BREAK SPACE}", text) if language == "sv" else text
    return manual


def _mended(text: str, page: str, home: Path, places: dict[Path, str], manual: Manual) -> str:
    def mend(match: re.Match[str]) -> str:
        sign, words, target = match["sign"], match["text"], match["target"]
        if target.startswith(("https://", "#")):
            return match.group()
        path, _, heading = target.partition("#")
        file = (home.parent / path).resolve()
        if sign:
            return _picture(file, words, page, manual)
        if file in places:
            return f"[{words}]({_relative(places[file], page)}{'#' + heading if heading else ''})"
        if not file.exists():
            raise BrokenManualError(f"{home.relative_to(ROOT)} links to {target}")
        return words  # a file of the repository that is no page: its name is enough

    parts, place = [], 0
    for fence in _FENCE.finditer(text):
        parts += [_LINK.sub(mend, text[place : fence.start()]), fence.group()]
        place = fence.end()
    return "".join([*parts, _LINK.sub(mend, text[place:])])


def _picture(file: Path, words: str, page: str, manual: Manual) -> str:
    if not file.exists():
        raise BrokenManualError(f"{page} shows {file.name}, which is not there")
    manual.pictures.add(file.name)
    return f"![{words}]({_relative(f'images/{file.name}', page)})"


def _with_pictures(text: str, page: str, manual: Manual) -> str:
    """Put the pictures of an algorithm before the first heading below its title."""
    column, own = LANGUAGES.index(manual.language), PICTURES.get(PurePosixPath(page).stem, ())
    shown = [_picture(DOCS / "images" / name, words[column], page, manual) for name, words in own]
    head, mark, rest = text.partition("\n\n## ")
    return "\n\n".join([head, *shown]) + mark + rest


def _relative(target: str, page: str) -> str:
    return PurePosixPath(os.path.relpath(target, PurePosixPath(page).parent)).as_posix()


def help_as_markdown(text: str, page: str, homes: dict[str, Path]) -> str:
    """Return a help page as Markdown: its headings become headings, the rest stays HTML."""
    body = re.search(r"<body>(.*)</body>", text, re.DOTALL)
    if body is None:
        raise BrokenManualError(f"{page}: the help page has no body")
    # the link to the other language is in the manual's own head
    content = re.sub(r'<p class="id">(<code>.*?</code>).*?</p>', r'<p class="manual-id">\1</p>', body[1])
    links = {path.name: name for name, path in homes.items() if path.suffix == ".html"}

    def mend(match: re.Match[str]) -> str:
        target = match[1]
        if target.startswith("https://"):
            return match.group()
        if target not in links:
            raise BrokenManualError(f"{page}: the help page links to {target}")
        return f'href="{PurePosixPath(links[target]).with_suffix(".html").name}"'

    content = re.sub(r'href="([^"]*)"', mend, content)
    parts = re.split(r"<h([1-3])>(.*?)</h\1>", content, flags=re.DOTALL)
    lines = [_as_block(parts[0])]
    for level, title, rest in zip(parts[1::3], parts[2::3], parts[3::3], strict=True):
        lines += [f"{'#' * int(level)} {title}", _as_block(rest)]
    return "\n\n".join(line for line in lines if line) + "\n"


def _as_block(content: str) -> str:
    return f'<div class="manual-wide">\n{content.strip()}\n</div>' if content.strip() else ""


def write(manual: Manual, folder: Path) -> None:
    """Write the pages and what they need into an empty folder."""
    for page, text in manual.pages.items():
        target = folder / page
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")
    (folder / "images").mkdir()
    for name in sorted(manual.pictures):
        shutil.copyfile(DOCS / "images" / name, folder / "images" / name)


def build(language: str, pages: Path, site: Path) -> None:
    """Let MkDocs make the site of a language; a warning is an error."""
    from mkdocs.commands.build import build as build_site
    from mkdocs.config import load_config

    config = load_config(
        str(ROOT / "mkdocs.yml"),
        strict=True,
        docs_dir=str(pages),
        site_dir=str(site),
        site_name=TITLES[language],
        nav=navigation(language),
        plugins=[{"search": {"lang": [language]}}, "offline"],
    )
    config.theme["language"] = language
    config.plugins.run_event("startup", command="build", dirty=False)
    build_site(config)
    config.plugins.run_event("shutdown")


class _Addresses(HTMLParser):
    """What a page links to, what it fetches, and the places in it that can be linked to."""

    def __init__(self) -> None:
        super().__init__()
        self.links: list[str] = []
        self.fetched: list[str] = []
        self.places: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note the addresses of a tag."""
        values = {name: value or "" for name, value in attrs}
        self.places.update(values[name] for name in ("id", "name") if values.get(name))
        if tag == "a" and "href" in values:
            self.links.append(values["href"])
        elif tag == "link" and "href" in values:
            self.fetched.append(values["href"])
        elif values.get("src"):
            self.fetched.append(values["src"])


def wrong_in(site: Path) -> list[str]:
    """Return what is wrong in a site: links that lead nowhere, and what would be fetched from elsewhere."""
    read = {}
    for path in sorted(site.rglob("*.html")):
        read[path] = _Addresses()
        read[path].feed(path.read_text(encoding="utf-8"))
    wrong = []
    for path, page in read.items():
        name = path.relative_to(site)
        if name.name == "404.html":
            continue  # only a server shows it
        wrong += [f"{name} fetches {address}" for address in page.fetched if urlsplit(address).netloc]
        for address in (*page.links, *page.fetched):
            parts = urlsplit(address)
            if parts.scheme or parts.netloc:
                continue
            target = (path.parent / unquote(parts.path)).resolve() if parts.path else path
            if not target.is_file():
                wrong.append(f"{name} links to {address}")
            elif parts.fragment and target in read and unquote(parts.fragment) not in read[target].places:
                wrong.append(f"{name} links to {address}, where that heading is not")
    wrong += [
        f"{path.relative_to(site)} fetches {address}"
        for path in sorted(site.rglob("*.css"))
        for address in re.findall(r"url\(['\"]?((?:https?:)?//[^'\")]+)", path.read_text(encoding="utf-8"))
    ]
    return wrong


def write_entrance(site: Path) -> None:
    """Write the page that leads to both languages; Swedish comes first."""
    (site / "index.html").write_text(
        '<!DOCTYPE html>\n<html lang="sv">\n<head>\n<meta charset="utf-8">\n<title>RegSO Atlas</title>\n'
        '<meta http-equiv="refresh" content="0; url=sv/index.html">\n</head>\n<body>\n<p><a href="sv/index.html">'
        'Svenska</a> · <a href="en/index.html" lang="en">English</a></p>\n</body>\n</html>\n',
        encoding="utf-8",
    )


def main() -> int:
    """Build both languages and go through what came out."""
    parser = argparse.ArgumentParser(description="Build the manual.")
    parser.add_argument("--output", type=Path, default=ROOT / "build" / "site")
    site = parser.parse_args().output.resolve()
    staged = ROOT / "build" / "docs"
    for folder in (site, staged):
        shutil.rmtree(folder, ignore_errors=True)
    try:
        for language in LANGUAGES:
            write(gather(language), staged / language)
            build(language, staged / language, site / language)
    except BrokenManualError as error:
        print(f"FAILED: {error}", file=sys.stderr)
        return 1
    write_entrance(site)
    wrong = wrong_in(site)
    for text in wrong:
        print(f"FAILED: {text}", file=sys.stderr)
    if not wrong:
        print(f"the manual: {site / 'index.html'}")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
